/*-------------------------------------------------------------------------
 *
 * moved.h
 *	  A row that an update moves to another partition.
 *
 * The server carries such an update out as a delete and an insert, and fires
 * our trigger for both.  To refuse the insert without a look at the row as it
 * was would hold old rows hostage: a case could no longer be moved among the
 * closed ones.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_MOVED_H
#define SSS_MOVED_H

#include "postgres.h"

#include "access/htup.h"
#include "executor/tuptable.h"
#include "utils/rel.h"
#include "utils/relcache.h"

#include "binding.h"
#include "round.h"

/* One half of a move, as the trigger sees it */
typedef struct SssMove
{
	MemoryContext context;		/* of the round */
	const char *attachment;
	const SssBinding *binding;
	Relation	rel;
	HeapTuple	tuple;			/* the row, with its header as it is stored */
	TupleTableSlot *slot;		/* the same */
	const struct SssMovedRow *candidate;	/* what may have been moved here, or NULL */
} SssMove;

/* Was the deleted row not deleted but moved, by this transaction? */
extern bool SssIsMoved(HeapTuple deleted);

/* Remember what a row was that is being moved */
extern void SssRememberMoved(const SssMove *deleted, const SssEarlier *earlier);

/* Find the candidate of an inserted row; to be called for every one */
extern void SssMatchMoved(SssMove *inserted);

/*
 * What the inserted row was before it was moved to where it is now; not
 * existed: it was not moved, as far as can be told.
 */
extern SssEarlier SssRecallMoved(const SssMove *inserted);

#endif							/* SSS_MOVED_H */
