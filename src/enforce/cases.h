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

/* The facts of one case: a placement of a child in several categories is one entry */
typedef struct SssCase
{
	int			nfacts;			/* zero: the view has no row of the case */
	SssFacts   *facts;
} SssCase;

/*
 * Are the facts of the same placement, different in the category alone?  If
 * so, the placement gets the categories of both.
 */
extern bool SssMergeFacts(SssFacts *placement, const SssFacts *facts);

/* The cases that a range of keys leads to */
typedef struct SssCases
{
	SssFactsQuery *query;
	SssDay		today;			/* the date of facts that have none */
	CommandId	before;			/* the first command that is to be checked */
	int			first;			/* the range of keys that was read */
	int			end;
	int			capacity;
	SssCase   **cases;			/* by key, from "first" on; NULL: the view has no row of it */
	struct SssCasePool *pool;
	MemoryContext parent;
	MemoryContext context;		/* of the cases; NULL: nothing was read yet */
} SssCases;

/* Prepare to read cases; what is read lives in a child of the current memory context */
extern SssCases *SssMakeCases(SssFactsQuery *query, SssDay today, CommandId before);

/* Forget what was read, and begin a new range with that key */
extern void SssStartCases(SssCases *cases, int first);

/* Extend the range up to, but not including, key number end */
extern void SssReadCases(SssCases *cases, const SssKeySet *keys, int end, SssReadAsOf as_of);

/* The case of a key in the range */
extern const SssCase *SssCaseOf(const SssCases *cases, int key);

#endif							/* SSS_ENFORCE_CASES_H */
