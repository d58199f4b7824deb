/*-------------------------------------------------------------------------
 *
 * waiting.c
 *	  Rows that wait until something is read of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/memutils.h"

#include "compat.h"
#include "waiting.h"

#define FIRST_CAPACITY	64

void
SssStartWaiting(SssWaitingRows *waiting, TupleDesc tupdesc)
{
	memset(waiting, 0, sizeof(SssWaitingRows));
	waiting->tupdesc = tupdesc;
	waiting->parent = CurrentMemoryContext;
}

/* Most statements let no row wait */
static void
Allocate(SssWaitingRows *waiting)
{
	MemoryContext caller_context = MemoryContextSwitchTo(waiting->parent);

	waiting->context = AllocSetContextCreate(waiting->parent, "waiting rows", ALLOCSET_DEFAULT_SIZES);
	waiting->new_slot = MakeSingleTupleTableSlot(waiting->tupdesc, &TTSOpsMinimalTuple);
	waiting->old_slot = MakeSingleTupleTableSlot(waiting->tupdesc, &TTSOpsMinimalTuple);
	waiting->capacity = FIRST_CAPACITY;
	waiting->rows = palloc(sizeof(SssWaitingRow) * waiting->capacity);
	MemoryContextSwitchTo(caller_context);
}

void
SssLetWait(SssWaitingRows *waiting, int key, TupleTableSlot *new, TupleTableSlot *old)
{
	MemoryContext caller_context;
	SssWaitingRow *row;

	if (waiting->context == NULL)
		Allocate(waiting);
	caller_context = MemoryContextSwitchTo(waiting->context);
	if (waiting->nrows == waiting->capacity)
		waiting->rows = repalloc(waiting->rows, sizeof(SssWaitingRow) * (waiting->capacity *= 2));
	row = &waiting->rows[waiting->nrows++];
	row->key = key;
	row->new = ExecCopySlotMinimalTuple(new);
	row->old = old == NULL ? NULL : ExecCopySlotMinimalTuple(old);
	MemoryContextSwitchTo(caller_context);
}

const SssWaitingRow *
SssWaitingRowAt(SssWaitingRows *waiting, int i)
{
	const SssWaitingRow *row = &waiting->rows[i];

	ExecStoreMinimalTuple(row->new, waiting->new_slot, false);
	if (row->old != NULL)
		ExecStoreMinimalTuple(row->old, waiting->old_slot, false);
	return row;
}

void
SssStopWaiting(SssWaitingRows *waiting)
{
	if (waiting->nrows == 0)
		return;
	waiting->nrows = 0;
	ExecClearTuple(waiting->new_slot);
	ExecClearTuple(waiting->old_slot);
	MemoryContextReset(waiting->context);
}

void
SssEndWaiting(SssWaitingRows *waiting)
{
	if (waiting->context == NULL)
		return;
	ExecDropSingleTupleTableSlot(waiting->new_slot);
	ExecDropSingleTupleTableSlot(waiting->old_slot);
	MemoryContextDelete(waiting->context);
}
