/*-------------------------------------------------------------------------
 *
 * cases.h
 *	  The facts of cases, as a facts view yields them now or yielded them before.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_CASES_H
#define SSS_ENFORCE_CASES_H

#include "postgres.h"

#include "enforce/facts_query.h"
#include "enforce/key_set.h"
#include "law/law.h"

/* The facts of one case.  A placement of a child in several categories is one entry. */
typedef struct SssCase
{
	int			nfacts;			/* zero: the view has no row of the case */
	SssFacts   *facts;
} SssCase;

/*
 * If the facts differ from the placement's in the category alone, they belong to
 * the same placement: add their category to it, and return true.
 */
extern bool SssMergeFacts(SssFacts *placement, const SssFacts *facts);

/* The cases that a range of keys leads to */
typedef struct SssCases
{
	SssFactsQuery *query;
	SssDay		today;			/* the date of facts that have none */
	CommandId	before;			/* the first command to check */
	int			first;			/* the range of keys that was read */
	int			end;
	int			capacity;
	SssCase   **cases;			/* by key, from "first" on; NULL: the view has no row of it */
	struct SssCasePool *pool;
	MemoryContext parent;
	MemoryContext context;		/* of the cases; NULL: nothing was read yet */
} SssCases;

/* Prepare to read cases, which live in a child of the current memory context */
extern SssCases *SssMakeCases(SssFactsQuery *query, SssDay today, CommandId before);

/* Free the cases that were read, and begin a new range with that key */
extern void SssStartCases(SssCases *cases, int first);

/* Extend the range up to, but not including, key number end */
extern void SssReadCases(SssCases *cases, const SssKeySet *keys, int end, SssReadAsOf as_of);

/* The case of a key in the range */
extern const SssCase *SssCaseOf(const SssCases *cases, int key);

#endif							/* SSS_ENFORCE_CASES_H */
