/*-------------------------------------------------------------------------
 *
 * waiting.h
 *	  Rows that wait until something is read of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_WAITING_H
#define SSS_WAITING_H

#include "postgres.h"

#include "access/htup.h"
#include "access/tupdesc.h"
#include "executor/tuptable.h"

/* A row that waits for what is still to be read, in a copy of its own */
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

/* No rows, in the current memory context */
extern void SssStartWaiting(SssWaitingRows *waiting, TupleDesc tupdesc);

/* Keep a row, with the number of its key, and what it was if that matters */
extern void SssLetWait(SssWaitingRows *waiting, int key, TupleTableSlot *new, TupleTableSlot *old);

/* One of them, put into the slots until the next one is */
extern const SssWaitingRow *SssWaitingRowAt(SssWaitingRows *waiting, int i);

/* Forget them */
extern void SssStopWaiting(SssWaitingRows *waiting);

extern void SssEndWaiting(SssWaitingRows *waiting);

#endif							/* SSS_WAITING_H */
