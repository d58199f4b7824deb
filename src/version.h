/*-------------------------------------------------------------------------
 *
 * version.h
 *	  The versions of a row that one transaction makes.
 *
 * A deferred check is called for every change, and judges none of them but
 * what they come to.  Of each row the first call of a round knows both ends:
 * what the row was, and what it is now.  It judges, and the others find it
 * done.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_VERSION_H
#define SSS_VERSION_H

#include "postgres.h"

#include "access/htup.h"
#include "executor/tuptable.h"
#include "utils/relcache.h"

#include "round.h"

typedef enum SssFate
{
	ROW_STAYS,
	ROW_MOVED,					/* to another partition */
	ROW_DELETED
} SssFate;

/*
 * Follow a row that this transaction wrote, from its version in the slot to
 * the last one.  Where that is another one, the slot is replaced by one that
 * the caller drops.
 */
extern SssFate SssFollowRow(Relation rel, TupleTableSlot **slot);

/*
 * Note, for the rest of the round, what a row was whose last version has been
 * found; the first note stays.  Find returns false if there is none.
 */
extern void SssNoteVersion(MemoryContext context, const char *attachment, Relation rel,
						   TupleTableSlot *last, const SssEarlier *earlier);
extern bool SssFindVersion(MemoryContext context, const char *attachment, Relation rel,
						   TupleTableSlot *last, SssEarlier *earlier);

#endif							/* SSS_VERSION_H */
