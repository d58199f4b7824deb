/*-------------------------------------------------------------------------
 *
 * earlier.h
 *	  The facts of a row before the transaction, the command, or a move to another
 *	  partition.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_EARLIER_H
#define SSS_ENFORCE_EARLIER_H

#include "postgres.h"

#include "access/htup.h"
#include "executor/tuptable.h"
#include "utils/rel.h"
#include "utils/relcache.h"

#include "attach/attach.h"
#include "law/law.h"

/* The facts of a row before the change; if existed is false, the row is new and facts is unset */
typedef struct SssEarlier
{
	bool		existed;
	SssFacts	facts;
} SssEarlier;

/*
 * Do both versions of a row have the key of one case?  Values are compared as
 * their types compare.  Columns that choose the partition may differ.
 */
extern bool SssIsSameCase(const SssBinding *binding, Relation rel, TupleTableSlot *before,
						  TupleTableSlot *after);

typedef enum SssRowState
{
	ROW_STAYS,
	ROW_MOVED,					/* to another partition */
	ROW_DELETED
} SssRowState;

/*
 * Follow a row that this transaction wrote, from its version in the slot to its
 * last version.  If that is another version, it is put into a new slot, which
 * the caller drops.
 */
extern SssRowState SssFollowRow(Relation rel, TupleTableSlot **slot);

/*
 * SssNoteVersion notes the earlier facts of the row of that last version, for the
 * rest of the trigger run with that memory context.  If a note exists, it stays.
 * SssFindVersion returns false if there is no note.
 */
extern void SssNoteVersion(MemoryContext context, const char *attachment, Relation rel,
						   TupleTableSlot *last, const SssEarlier *earlier);
extern bool SssFindVersion(MemoryContext context, const char *attachment, Relation rel,
						   TupleTableSlot *last, SssEarlier *earlier);

/* One half of a move to another partition: the delete, or the insert */
typedef struct SssMove
{
	MemoryContext context;		/* of the trigger run */
	const SssAttachment *attachment;
	Relation	rel;
	HeapTuple	tuple;			/* the row, with its header as it is stored */
	TupleTableSlot *slot;		/* the same */
	const struct SssMovedRow *candidate;	/* the row that may have been moved here, or NULL */
} SssMove;

/* Did this transaction move the deleted row to another partition? */
extern bool SssIsMoved(HeapTuple deleted);

/* Note the earlier facts of a row that is being moved */
extern void SssRememberMoved(const SssMove *deleted, const SssEarlier *earlier);

/* Find the candidate of an inserted row; must be called for every inserted row */
extern void SssMatchMoved(SssMove *inserted);

/*
 * The earlier facts of an inserted row, whose last version is given; if existed
 * is false, the row was not moved here, or has become another case since.
 */
extern SssEarlier SssRecallMoved(const SssMove *inserted, TupleTableSlot *last);

#endif							/* SSS_ENFORCE_EARLIER_H */
