/*-------------------------------------------------------------------------
 *
 * earlier.c
 *	  What a row was before the transaction, the command, or a move to another
 *	  partition.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/transam.h"
#include "access/tupdesc.h"
#include "access/xact.h"
#include "catalog/partition.h"
#include "executor/tuptable.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "storage/itemptr.h"
#include "storage/proc.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "base/base.h"
#include "enforce/earlier.h"
#include "finding/finding.h"

/*----------
 * What one call of the trigger leaves for a later one.
 *----------
 */
/* Few at any time: one, and one for each round that another interrupts */
static SssTriggerRun *rounds = NULL;

static void
ForgetRound(void *run)
{
	SssTriggerRun **link = &rounds;

	while (*link != run)
		link = &(*link)->next;
	*link = (*link)->next;
}

/* A procedure that commits may keep the context for the next transaction */
static void
StartAnew(SssTriggerRun *run)
{
	MemoryContextReset(run->notes);
	run->versions = NULL;
	run->moved = NULL;
	run->xact = SssCurrentTransaction();
}

/*
 * A context may outlive a subtransaction: what was noted in one that was
 * rolled back must not be found again.
 */
SssTriggerRun *
SssFindTriggerRun(MemoryContext context)
{
	for (SssTriggerRun *run = rounds; run != NULL; run = run->next)
	{
		if (run->context != context || run->subxact != GetCurrentSubTransactionId())
			continue;
		if (run->xact != SssCurrentTransaction())
			StartAnew(run);
		return run;
	}
	return NULL;
}

SssTriggerRun *
SssBeginTriggerRun(MemoryContext context)
{
	SssTriggerRun *run = SssFindTriggerRun(context);

	if (run != NULL)
		return run;
	run = MemoryContextAllocZero(context, sizeof(SssTriggerRun));
	run->context = context;
	run->xact = SssCurrentTransaction();
	run->subxact = GetCurrentSubTransactionId();
	run->notes = AllocSetContextCreate(context, "special_social_services round",
									   ALLOCSET_SMALL_SIZES);
	run->callback.func = ForgetRound;
	run->callback.arg = run;
	run->next = rounds;
	rounds = run;
	MemoryContextRegisterResetCallback(context, &run->callback);
	return run;
}

/*----------
 * The versions of a row that one transaction makes.
 *----------
 */
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

SssRowState
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
	SssTriggerRun *run = SssBeginTriggerRun(context);
	VersionKey	key;
	Version    *version;
	bool		found;

	if (!MakeKey(attachment, rel, last, &key))
		return;
	if (run->versions == NULL)
		run->versions = CreateVersions(run->notes);
	version = hash_search(run->versions, &key, HASH_ENTER, &found);
	if (!found)
		version->earlier = *earlier;
}

bool
SssFindVersion(MemoryContext context, const char *attachment, Relation rel, TupleTableSlot *last,
			   SssEarlier *earlier)
{
	SssTriggerRun *run = SssFindTriggerRun(context);
	VersionKey	key;
	Version    *version;

	if (run == NULL || run->versions == NULL || !MakeKey(attachment, rel, last, &key))
		return false;
	version = hash_search(run->versions, &key, HASH_FIND, NULL);
	if (version == NULL)
		return false;
	*earlier = version->earlier;
	return true;
}

/*----------
 * A row that an update moves to another partition.
 *
 * Nothing in the inserted row points to the deleted one, and the insert may
 * never come: a BEFORE trigger may drop the row, its partition may be foreign
 * or not attached.  Then the next row that the same command inserts, by MERGE
 * or beside it in a WITH, is another one.  So all of this must hold for a row
 * to be taken for the moved one:
 *
 * - Both halves bear the same transaction and command.
 * - They follow each other: the server queues the insert's event right behind
 *	 the delete's.  Of each attachment the last deleted row alone is
 *	 remembered, and the next insert of the command forgets it, whatever comes
 *	 of it.  Commands that triggers run in between are other rounds.
 * - Both partitions belong to one table, and the key is the same, but for the
 *	 columns that say to which partition a row belongs.
 *
 * A row that changes its key as it moves is judged as new, therefore, and so
 * is one whose key is nothing but its partition.
 *
 *----------
 */
typedef struct SssMovedRow
{
	struct SssMovedRow *next;	/* of another attachment */
	NameData	attachment;
	TransactionId xid;			/* invalid: nothing is remembered */
	CommandId	cid;
	Oid			relid;
	SssRule		rule;
	SssEarlier	earlier;
	int			nkeys;
	AttrNumber	keys[INDEX_MAX_KEYS];
	Datum		values[INDEX_MAX_KEYS];
	bool		nulls[INDEX_MAX_KEYS];
	MemoryContext context;		/* of the values */
} SssMovedRow;

bool
SssIsMoved(HeapTuple deleted)
{
	HeapTupleHeader header = deleted->t_data;

	return HeapTupleHeaderIndicatesMovedPartitions(header) &&
		TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetUpdateXid(header));
}

static SssMovedRow *
FindMovedRow(const SssTriggerRun *run, const char *attachment)
{
	SssMovedRow *moved = run->moved;

	while (moved != NULL && strcmp(NameStr(moved->attachment), attachment) != 0)
		moved = moved->next;
	return moved;
}

static SssMovedRow *
AddMovedRow(SssTriggerRun *run, const char *attachment)
{
	SssMovedRow *moved = MemoryContextAllocZero(run->notes, sizeof(SssMovedRow));

	namestrcpy(&moved->attachment, attachment);
	moved->context = AllocSetContextCreate(run->notes, "special_social_services moved row",
										   ALLOCSET_SMALL_SIZES);
	moved->next = run->moved;
	run->moved = moved;
	return moved;
}

void
SssRememberMoved(const SssMove *deleted, const SssEarlier *earlier)
{
	HeapTupleHeader header = deleted->tuple->t_data;
	TupleDesc	tupdesc = RelationGetDescr(deleted->rel);
	SssTriggerRun *run = SssBeginTriggerRun(deleted->context);
	SssMovedRow *moved = FindMovedRow(run, deleted->attachment->name);
	MemoryContext caller_context;

	if (moved == NULL)
		moved = AddMovedRow(run, deleted->attachment->name);
	moved->xid = HeapTupleHeaderGetUpdateXid(header);
	moved->cid = HeapTupleHeaderGetCmax(header);
	moved->relid = RelationGetRelid(deleted->rel);
	moved->rule = deleted->attachment->binding.rule;
	moved->earlier = *earlier;
	moved->nkeys = SssKeyColumns(&deleted->attachment->binding, deleted->rel, moved->keys);

	MemoryContextReset(moved->context);
	caller_context = MemoryContextSwitchTo(moved->context);
	for (int i = 0; i < moved->nkeys; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, moved->keys[i] - 1);
		Datum		value = slot_getattr(deleted->slot, moved->keys[i], &moved->nulls[i]);

		if (!moved->nulls[i])
			moved->values[i] = datumCopy(value, attribute->attbyval, attribute->attlen);
	}
	MemoryContextSwitchTo(caller_context);
}

/* The tables that both partitions belong to, the nearest first */
static List *
CommonParents(Oid partition, Oid other)
{
	List	   *parents = get_partition_ancestors(partition);
	List	   *of_other = get_partition_ancestors(other);

	while (parents != NIL && !list_member_oid(of_other, linitial_oid(parents)))
		parents = list_delete_first(parents);
	return parents;
}

/* Does one of the tables choose partitions by the column? */
static bool
ChoosesPartition(List *parents, const char *column)
{
	ListCell   *cell;
	bool		chooses = false;

	foreach(cell, parents)
	{
		Relation	parent = table_open(lfirst_oid(cell), AccessShareLock);
		int			attnum = get_attnum(lfirst_oid(cell), column);

		chooses |= has_partition_attrs(parent,
									   bms_make_singleton(attnum - FirstLowInvalidHeapAttributeNumber),
									   NULL);
		table_close(parent, NoLock);
	}
	return chooses;
}

/* Is it the same key, in another partition of one table? */
static bool
IsSameKey(const SssMovedRow *moved, const SssMove *inserted)
{
	Oid			relid = RelationGetRelid(inserted->rel);
	TupleDesc	tupdesc = RelationGetDescr(inserted->rel);
	List	   *parents = CommonParents(relid, moved->relid);
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nkeys = SssKeyColumns(&inserted->attachment->binding, inserted->rel, keys);
	int			nequal = 0;

	if (parents == NIL || relid == moved->relid || nkeys != moved->nkeys)
		return false;
	for (int i = 0; i < nkeys; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, keys[i] - 1);
		char	   *earlier_name = get_attname(moved->relid, moved->keys[i], true);
		bool		isnull;
		Datum		value = slot_getattr(inserted->slot, keys[i], &isnull);

		if (earlier_name == NULL || strcmp(earlier_name, NameStr(attribute->attname)) != 0)
			return false;
		if (ChoosesPartition(parents, earlier_name))
			continue;
		if (isnull || moved->nulls[i] ||
			!datum_image_eq(value, moved->values[i], attribute->attbyval, attribute->attlen))
			return false;
		nequal++;
	}
	return nequal > 0;
}

void
SssMatchMoved(SssMove *inserted)
{
	HeapTupleHeader header = inserted->tuple->t_data;
	SssTriggerRun *run = SssFindTriggerRun(inserted->context);
	SssMovedRow *moved = run == NULL ? NULL : FindMovedRow(run, inserted->attachment->name);

	inserted->candidate = NULL;
	if (moved != NULL && TransactionIdIsValid(moved->xid) &&
		TransactionIdEquals(HeapTupleHeaderGetXmin(header), moved->xid) &&
		HeapTupleHeaderGetCmin(header) == moved->cid)
	{
		moved->xid = InvalidTransactionId;
		inserted->candidate = moved;
	}
}

SssEarlier
SssRecallMoved(const SssMove *inserted)
{
	const SssMovedRow *moved = inserted->candidate;
	SssEarlier	is_new = {.existed = false};

	if (moved == NULL || moved->rule != inserted->attachment->binding.rule || !IsSameKey(moved, inserted))
		return is_new;
	return moved->earlier;
}
