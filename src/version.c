/*-------------------------------------------------------------------------
 *
 * version.c
 *	  The versions of a row that one transaction makes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "executor/tuptable.h"
#include "storage/itemptr.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "compat.h"
#include "version.h"

/* A place may be used again for another row; not by the same command as well */
typedef struct VersionKey
{
	Oid			relid;
	ItemPointerData tid;
	TransactionId xid;
	CommandId	cid;
	NameData	attachment;
} VersionKey;

typedef struct Version
{
	VersionKey	key;
	SssEarlier	earlier;
} Version;

static HeapTuple
StoredTuple(TupleTableSlot *slot)
{
	bool		copied;

	return ExecFetchSlotHeapTuple(slot, false, &copied);
}

/*
 * Did this transaction write something in the version's place, or take it
 * away?  What a rolled back subtransaction did does not count, nor a lock; and
 * nobody else could have written since.
 */
static bool
IsSuperseded(HeapTupleHeader header)
{
	return (header->t_infomask & HEAP_XMAX_INVALID) == 0 &&
		!HEAP_XMAX_IS_LOCKED_ONLY(header->t_infomask) &&
		TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetUpdateXid(header));
}

SssFate
SssFollowRow(Relation rel, TupleTableSlot **slot)
{
	TupleTableSlot *first = *slot;
	HeapTuple	tuple = StoredTuple(first);

	while (IsSuperseded(tuple->t_data))
	{
		ItemPointerData next = tuple->t_data->t_ctid;

		if (HeapTupleHeaderIndicatesMovedPartitions(tuple->t_data))
			return ROW_MOVED;
		if (ItemPointerEquals(&next, &tuple->t_self))
			return ROW_DELETED;
		if (*slot == first)
			*slot = table_slot_create(rel, NULL);
		if (!table_tuple_fetch_row_version(rel, &next, SnapshotAny, *slot))
			elog(ERROR, "could not find the next version of a row of table \"%s\"",
				 RelationGetRelationName(rel));
		tuple = StoredTuple(*slot);
	}
	return ROW_STAYS;
}

/* False: another transaction wrote the version, and nothing is noted of it */
static bool
MakeKey(const char *attachment, Relation rel, TupleTableSlot *slot, VersionKey *key)
{
	HeapTuple	tuple = StoredTuple(slot);

	memset(key, 0, sizeof(VersionKey));
	key->relid = RelationGetRelid(rel);
	key->tid = tuple->t_self;
	key->xid = HeapTupleHeaderGetXmin(tuple->t_data);
	if (!TransactionIdIsCurrentTransactionId(key->xid))
		return false;
	key->cid = HeapTupleHeaderGetCmin(tuple->t_data);
	namestrcpy(&key->attachment, attachment);
	return true;
}

static HTAB *
CreateVersions(MemoryContext context)
{
	HASHCTL		control = {.keysize = sizeof(VersionKey),.entrysize = sizeof(Version),.hcxt = context};

	return hash_create("special_social_services versions", 64, &control,
					   HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

void
SssNoteVersion(MemoryContext context, const char *attachment, Relation rel, TupleTableSlot *last,
			   const SssEarlier *earlier)
{
	SssRound   *round = SssBeginRound(context);
	VersionKey	key;
	Version    *version;
	bool		found;

	if (!MakeKey(attachment, rel, last, &key))
		return;
	if (round->versions == NULL)
		round->versions = CreateVersions(round->notes);
	version = hash_search(round->versions, &key, HASH_ENTER, &found);
	if (!found)
		version->earlier = *earlier;
}

bool
SssFindVersion(MemoryContext context, const char *attachment, Relation rel, TupleTableSlot *last,
			   SssEarlier *earlier)
{
	SssRound   *round = SssFindRound(context);
	VersionKey	key;
	Version    *version;

	if (round == NULL || round->versions == NULL || !MakeKey(attachment, rel, last, &key))
		return false;
	version = hash_search(round->versions, &key, HASH_FIND, NULL);
	if (version == NULL)
		return false;
	*earlier = version->earlier;
	return true;
}
