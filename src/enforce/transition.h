/*-------------------------------------------------------------------------
 *
 * transition.h
 *	  The rows that a trigger is fired for, as they were and as they are.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_TRANSITION_H
#define SSS_ENFORCE_TRANSITION_H

#include "postgres.h"

#include "commands/trigger.h"
#include "executor/tuptable.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/tuplestore.h"

#include "enforce/facts_info.h"

/*----------
 * The rows that a carrier is fired for, as they were and as they are.
 *----------
 */
/* One walk through the rows of a statement, or the one row of a row trigger */
typedef struct SssChange
{
	const SssFactsInfo *info;
	Tuplestorestate *old_table; /* NULL: there are no such rows, or one alone */
	Tuplestorestate *new_table;
	bool		single;			/* there is but one row */
	bool		ended;
	bool		own_slots;
	TupleTableSlot *old;		/* the row as it was, NULL of an insert */
	TupleTableSlot *new;		/* as it is, NULL of a delete */
	TupleTableSlot *last;		/* what new was replaced by, or NULL */
} SssChange;

extern void SssStartChange(SssChange *change, const SssFactsInfo *info, const TriggerData *trigdata);

/* The next row of which something changed that counts; false: there is none */
extern bool SssNextChange(SssChange *change);

extern void SssEndChange(SssChange *change);

/*----------
 * Rows that COPY with FREEZE wrote.
 *----------
 */
/*
 * May rows that were just inserted look as if they had been there for ever?
 * No snapshot then tells what was before them.
 */
extern bool SssInsertsFrozen(Relation rel);

#endif							/* SSS_ENFORCE_TRANSITION_H */
