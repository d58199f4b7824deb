/*-------------------------------------------------------------------------
 *
 * earlier.h
 *	  What a row was before the transaction, the command, or a move to another
 *	  partition.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_EARLIER_H
#define SSS_ENFORCE_EARLIER_H

#include "postgres.h"

#include "access/htup.h"
#include "executor/tuptable.h"
#include "utils/hsearch.h"
#include "utils/rel.h"
#include "utils/relcache.h"

#include "attach/attach.h"
#include "law/law.h"

/*----------
 * What one call of the trigger leaves for a later one.
 *
 * The server fires what it has queued in rounds: at the end of a command, at
 * SET CONSTRAINTS, at the end of the transaction.  All calls of a round find
 * the same memory context in fn_mcxt, and what is noted lives as long as that:
 * it is gone when the command ends, well or not.
 *
 *----------
 */
/* What a row was before; not existed: it is new, and there are no facts */
typedef struct SssEarlier
{
	bool		existed;
	SssFacts	facts;
} SssEarlier;

typedef struct SssTriggerRun
{
	MemoryContext context;
	LocalTransactionId xact;
	SubTransactionId subxact;
	MemoryContext notes;		/* of what follows */
	struct SssMovedRow *moved;	/* see moved.c */
	HTAB	   *versions;		/* see version.c */
	struct SssTriggerRun *next;
	MemoryContextCallback callback;
} SssTriggerRun;

/* The round that has its calls in that context; NULL: nothing was noted in it */
extern SssTriggerRun *SssFindTriggerRun(MemoryContext context);

/* The same, begun if need be */
extern SssTriggerRun *SssBeginTriggerRun(MemoryContext context);

/*----------
 * The versions of a row that one transaction makes.
 *
 * A deferred check is called for every change, and judges none of them but
 * what they come to.  Of each row the first call of a round knows both ends:
 * what the row was, and what it is now.  It judges, and the others find it
 * done.
 *
 *----------
 */
typedef enum SssRowState
{
	ROW_STAYS,
	ROW_MOVED,					/* to another partition */
	ROW_DELETED
} SssRowState;

/*
 * Follow a row that this transaction wrote, from its version in the slot to
 * the last one.  Where that is another one, the slot is replaced by one that
 * the caller drops.
 */
extern SssRowState SssFollowRow(Relation rel, TupleTableSlot **slot);

/*
 * Note, for the rest of the round, what a row was whose last version has been
 * found; the first note stays.  Find returns false if there is none.
 */
extern void SssNoteVersion(MemoryContext context, const char *attachment, Relation rel,
						   TupleTableSlot *last, const SssEarlier *earlier);
extern bool SssFindVersion(MemoryContext context, const char *attachment, Relation rel,
						   TupleTableSlot *last, SssEarlier *earlier);

/*----------
 * A row that an update moves to another partition.
 *
 * The server carries such an update out as a delete and an insert, and fires
 * our trigger for both.  To refuse the insert without a look at the row as it
 * was would hold old rows hostage: a case could no longer be moved among the
 * closed ones.
 *
 *----------
 */
/* One half of a move, as the trigger sees it */
typedef struct SssMove
{
	MemoryContext context;		/* of the round */
	const SssAttachment *attachment;
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

#endif							/* SSS_ENFORCE_EARLIER_H */
