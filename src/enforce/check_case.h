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

#include "enforce/cases.h"
#include "enforce/earlier.h"
#include "enforce/facts_info.h"
#include "finding/finding.h"

/* One call of a change trigger */
typedef struct SssFactsCheck
{
	SssFactsInfo *info;
	TriggerData *trigdata;
	SssDay		today;
	CommandId	before;			/* the first command to check */
	bool		enforcing;
	bool		all_new;		/* every inserted row counts as new */
	SssCases   *now;
	SssCases   *earlier;
	SssMove		half;			/* the row, if it may be half of a move to another partition */
	SssEarlier	moved;			/* the earlier facts of a row that is being moved */
	SssViolations violations;
	SssLogBatch log;
} SssFactsCheck;

/* Does any placement of the case fail?  The row is the case itself, or NULL. */
extern bool SssCaseFails(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row);

/* The facts of the case's worst placement; false: it has none */
extern bool SssWorstFacts(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row,
						  SssFacts *facts);

/*
 * Check the case of a key, and report its violations.  Unless "earlier" is NULL,
 * compare the case with that.  If a row is the case, its worst placement is
 * reported; otherwise each placement that fails is.
 */
extern void SssCheckCase(SssFactsCheck *check, const SssKeySet *keys, int number,
						 const SssCase *earlier, TupleTableSlot *row, TupleTableSlot *old_row);

#endif							/* SSS_ENFORCE_CHECK_CASE_H */
