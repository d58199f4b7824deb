/*-------------------------------------------------------------------------
 *
 * transition.h
 *	  The rows that a trigger fires for: walked through, and kept for later.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_TRANSITION_H
#define SSS_ENFORCE_TRANSITION_H

#include "postgres.h"

#include "commands/trigger.h"
#include "executor/tuptable.h"
#include "utils/relcache.h"
#include "utils/tuplestore.h"

#include "enforce/facts_info.h"

/* A walk through the rows of a statement, or the one row of a row trigger */
typedef struct SssChange
{
	const SssFactsInfo *info;
	Tuplestorestate *old_table; /* NULL: there are no such rows, or it is a row trigger */
	Tuplestorestate *new_table;
	bool		single;			/* there is only one row */
	bool		ended;
	bool		own_slots;
	TupleTableSlot *old;		/* the row as it was; NULL for an insert */
	TupleTableSlot *new;		/* the row as it is; NULL for a delete */
	TupleTableSlot *last;		/* a slot that replaced new, or NULL */
} SssChange;

extern void SssStartChange(SssChange *change, const SssFactsInfo *info, const TriggerData *trigdata);

/* Go to the next row whose change counts; false: there is none */
extern bool SssNextChange(SssChange *change);

extern void SssEndChange(SssChange *change);

/* A copy of a row that waits until the facts of its key are read */
typedef struct SssWaitingRow
{
	int			key;
	MinimalTuple new;
	MinimalTuple old;			/* or NULL */
} SssWaitingRow;

typedef struct SssWaitingRows
{
	TupleDesc	tupdesc;
	MemoryContext parent;
	MemoryContext context;		/* of the copies; NULL: no row has waited yet */
	TupleTableSlot *new_slot;
	TupleTableSlot *old_slot;
	int			nrows;
	int			capacity;
	SssWaitingRow *rows;
} SssWaitingRows;

/* Begin without rows, in the current memory context */
extern void SssStartWaiting(SssWaitingRows *waiting, TupleDesc tupdesc);

/* Copy a row, with the number of its key; old is NULL if it is not needed */
extern void SssKeepWaitingRow(SssWaitingRows *waiting, int key, TupleTableSlot *new, TupleTableSlot *old);

/* Put row number i into the slots; they hold it until the next call */
extern const SssWaitingRow *SssWaitingRowAt(SssWaitingRows *waiting, int i);

/* Forget the rows */
extern void SssStopWaiting(SssWaitingRows *waiting);

extern void SssEndWaiting(SssWaitingRows *waiting);

/*
 * May the rows that a command inserted be frozen?  If so, even older snapshots
 * see them, and no snapshot shows the facts before the insert.  "before" is the
 * number of the command.
 */
extern bool SssInsertsFrozen(const TriggerData *trigdata, CommandId before);

#endif							/* SSS_ENFORCE_TRANSITION_H */
