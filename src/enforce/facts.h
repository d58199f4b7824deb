/*-------------------------------------------------------------------------
 *
 * facts.h
 *	  What a statement changed, checked through a facts view.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_FACTS_H
#define SSS_ENFORCE_FACTS_H

#include "postgres.h"

#include "access/htup.h"
#include "access/tupdesc.h"
#include "commands/trigger.h"
#include "executor/tuptable.h"

#include "enforce/check_case.h"
#include "enforce/facts_info.h"

/*----------
 * Attachments whose facts a view yields.
 *----------
 */
/*
 * Judge what a carrier was fired for, as of the day where no date is bound;
 * the round is the memory that its calls have in common.  False: the view
 * failed, which was reported and is not to be reported again.
 */
extern bool SssCheckChange(SssFactsInfo *info, TriggerData *trigdata, SssDay today,
						   MemoryContext run);

/*----------
 * Rows that are cases, to whose facts a view adds what they lack.
 *----------
 */
/* Judge each row that a carrier is fired for */
extern void SssCheckRows(SssFactsCheck *check);

/* The row is moved to another partition: note what it was, the worst of it */
extern void SssRememberRow(SssFactsCheck *check);

/*----------
 * Rows that wait until something is read of them.
 *----------
 */
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
extern void SssKeepWaitingRow(SssWaitingRows *waiting, int key, TupleTableSlot *new, TupleTableSlot *old);

/* One of them, put into the slots until the next one is */
extern const SssWaitingRow *SssWaitingRowAt(SssWaitingRows *waiting, int i);

/* Forget them */
extern void SssStopWaiting(SssWaitingRows *waiting);

extern void SssEndWaiting(SssWaitingRows *waiting);

#endif							/* SSS_ENFORCE_FACTS_H */
