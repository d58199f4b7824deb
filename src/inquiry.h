/*-------------------------------------------------------------------------
 *
 * inquiry.h
 *	  How a case whose facts a view yields is judged.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_INQUIRY_H
#define SSS_INQUIRY_H

#include "postgres.h"

#include "commands/trigger.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"

#include "cases.h"
#include "key_set.h"
#include "lane.h"
#include "moved.h"
#include "violation.h"

/*
 * Keys are looked up in lots: the first is small, so that a statement for a
 * few rows costs little, the others are large, so that one for a million asks
 * a few times.
 */
#define SSS_FIRST_LOT		64
#define SSS_LOT				65536

/* So many keys are remembered at once */
#define SSS_REMEMBERED_KEYS	262144

/* What one call of a carrier is about */
typedef struct SssInquiry
{
	SssLane    *lane;
	TriggerData *trigdata;
	SssDay		today;
	CommandId	before;			/* the first command that is to be judged */
	bool		enforcing;
	bool		frozen;			/* what is inserted looks as if it had been there for ever */
	SssCases   *now;
	SssCases   *earlier;
	SssMove		half;			/* the row, if it may be half of a move to another partition */
	SssEarlier	moved;			/* what a row was that is being moved */
	SssOffences offences;
	SssSeries	series;			/* of what is logged */
} SssInquiry;

/* The facts of a case, one placement after the other, with what the row says; NULL: nothing more */
extern SssFacts SssFactsOf(const SssInquiry *inquiry, const SssCase *of, int placement,
						   TupleTableSlot *row);

extern void SssAssessCase(const SssInquiry *inquiry, const SssFacts *facts,
						  SssAssessment *assessment);

/* Is anything of a case found wanting? */
extern bool SssIsWanting(const SssInquiry *inquiry, const SssCase *of, TupleTableSlot *row);

/*
 * Judge a case, and if that is given compare it with what it was.  Of a row
 * that is a case the worst placement counts; of a case of the view each is told
 * by itself.
 */
extern void SssJudgeCase(SssInquiry *inquiry, const SssKeySet *keys, int number,
						 const SssCase *earlier, TupleTableSlot *row, TupleTableSlot *old_row);

/* An empty set of the keys by which rows of the table lead to the view */
extern SssKeySet *SssLinkKeys(const SssInquiry *inquiry);

#endif							/* SSS_INQUIRY_H */
