/*-------------------------------------------------------------------------
 *
 * check_case.h
 *	  One case of a facts view: checked, and compared with what it was.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_CHECK_CASE_H
#define SSS_ENFORCE_CHECK_CASE_H

#include "postgres.h"

#include "commands/trigger.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"

#include "base/base.h"
#include "enforce/cases.h"
#include "enforce/earlier.h"
#include "enforce/facts_info.h"
#include "finding/finding.h"

/*----------
 * How a case whose facts a view yields is judged.
 *----------
 */
/*
 * Keys are looked up in lots: the first is small, so that a statement for a
 * few rows costs little, the others are large, so that one for a million asks
 * a few times.
 */
#define SSS_FIRST_BATCH		64
#define SSS_BATCH				65536

/* So many keys are remembered at once */
#define SSS_REMEMBERED_KEYS	262144

/* What one call of a carrier is about */
typedef struct SssFactsCheck
{
	SssFactsInfo *info;
	TriggerData *trigdata;
	SssDay		today;
	CommandId	before;			/* the first command that is to be judged */
	bool		enforcing;
	bool		frozen;			/* what is inserted looks as if it had been there for ever */
	SssCases   *now;
	SssCases   *earlier;
	SssMove		half;			/* the row, if it may be half of a move to another partition */
	SssEarlier	moved;			/* what a row was that is being moved */
	SssViolations violations;
	SssLogBatch log;
} SssFactsCheck;

/* The facts of a case, one placement after the other, with what the row says; NULL: nothing more */
extern SssFacts SssFactsOf(const SssFactsCheck *check, const SssCase *of, int placement,
						   TupleTableSlot *row);

extern void SssAssessCase(const SssFactsCheck *check, const SssFacts *facts,
						  SssAssessment *assessment);

/* Is anything of a case found wanting? */
extern bool SssCaseFails(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row);

/*
 * Judge a case, and if that is given compare it with what it was.  Of a row
 * that is a case the worst placement counts; of a case of the view each is told
 * by itself.
 */
extern void SssCheckCase(SssFactsCheck *check, const SssKeySet *keys, int number,
						 const SssCase *earlier, TupleTableSlot *row, TupleTableSlot *old_row);

/* An empty set of the keys by which rows of the table lead to the view */
extern SssKeySet *SssLinkKeys(const SssFactsCheck *check);

/*----------
 * Which placements of a case were as bad before.
 *----------
 */
/* A placement of a case as it is, or of a row that is a case */
typedef struct SssPlacement
{
	SssFacts	facts;
	SssAssessment assessment;
	bool		excused;		/* nothing is found wanting, or nothing that was not before */
} SssPlacement;

/*
 * Excuse what was as bad before.  What a placement was excuses one placement
 * and no more: a case that is wrong must not be joined by another wrong one.
 * Of what is not excused, the assessment becomes that of what was added.
 */
extern void SssGrandfather(SssRule rule, const SssPolicy *policy, const SssFacts *earlier,
						   int nearlier, SssPlacement *placements, int nplacements);

#endif							/* SSS_ENFORCE_CHECK_CASE_H */
