/*-------------------------------------------------------------------------
 *
 * cases.h
 *	  What a facts view says of cases, now and before.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_CASES_H
#define SSS_ENFORCE_CASES_H

#include "postgres.h"

#include "base/base.h"
#include "enforce/facts_info.h"

/* As of when the view is read */
typedef enum SssReadAsOf
{
	AS_OF_NOW,					/* with all that is committed, and what the transaction did */
	AS_OF_BEFORE,				/* with all that is committed, but without what is to be judged */
	AS_OF_TRANSACTION			/* as the transaction sees it, which may be older */
} SssReadAsOf;

/* The facts of one case; rows that differ in the category alone are one placement */
typedef struct SssCase
{
	int			nfacts;			/* zero: the view has no row of it */
	SssFacts   *facts;
} SssCase;

/* Memory of cases, in which those that are alike are one: many children have one provider */
typedef struct SssCasePool SssCasePool;

/* In the memory context, with which it goes */
extern SssCasePool *SssMakeCasePool(MemoryContext context);

/* Add what one row of the view says of the case, which is NULL as long as none did */
extern void SssAddFacts(SssCasePool *pool, SssCase **found, const SssFacts *facts);

/* What was read of the keys of a set, from one of them on */
typedef struct SssCases
{
	MemoryContext parent;
	MemoryContext context;		/* of what was read; NULL: nothing yet */
	SssCasePool *pool;
	SssFactsInfo *info;
	SssDay		today;
	CommandId	before;			/* the first command that is to be judged */
	int			first;
	int			end;
	int			capacity;
	SssCase   **cases;			/* NULL: the view has no row of it */
} SssCases;

/* Make it the active snapshot; the caller pops it */
extern void SssPushSnapshotAsOf(SssReadAsOf moment, CommandId before);

/* In the current memory context */
extern SssCases *SssMakeCases(SssFactsInfo *info, SssDay today, CommandId before);

/* Forget what was read, and begin with that key */
extern void SssStartCases(SssCases *cases, int first);

/* Read the keys behind those that were read, up to but without number end */
extern void SssReadCases(SssCases *cases, const SssKeySet *keys, int end, SssReadAsOf moment);

extern const SssCase *SssCaseOf(const SssCases *cases, int key);

/* Add the cases that keys lead to, by the binding's links */
extern void SssAddCases(SssFactsInfo *info, const SssKeySet *links, SssReadAsOf moment,
						CommandId before, SssKeySet **cases);

#endif							/* SSS_ENFORCE_CASES_H */
