/*-------------------------------------------------------------------------
 *
 * moved.c
 *	  A row that an update moves to another partition.
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
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "access/transam.h"
#include "access/tupdesc.h"
#include "access/xact.h"
#include "catalog/partition.h"
#include "executor/tuptable.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "compat.h"
#include "moved.h"
#include "row.h"

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
FindAttachment(const SssRound *round, const char *attachment)
{
	SssMovedRow *moved = round->moved;

	while (moved != NULL && strcmp(NameStr(moved->attachment), attachment) != 0)
		moved = moved->next;
	return moved;
}

static SssMovedRow *
AddAttachment(SssRound *round, const char *attachment)
{
	SssMovedRow *moved = MemoryContextAllocZero(round->notes, sizeof(SssMovedRow));

	namestrcpy(&moved->attachment, attachment);
	moved->context = AllocSetContextCreate(round->notes, "special_social_services moved row",
										   ALLOCSET_SMALL_SIZES);
	moved->next = round->moved;
	round->moved = moved;
	return moved;
}

void
SssRememberMoved(const SssMove *deleted, const SssEarlier *earlier)
{
	HeapTupleHeader header = deleted->tuple->t_data;
	TupleDesc	tupdesc = RelationGetDescr(deleted->rel);
	SssRound   *round = SssBeginRound(deleted->context);
	SssMovedRow *moved = FindAttachment(round, deleted->attachment);
	MemoryContext caller_context;

	if (moved == NULL)
		moved = AddAttachment(round, deleted->attachment);
	moved->xid = HeapTupleHeaderGetUpdateXid(header);
	moved->cid = HeapTupleHeaderGetCmax(header);
	moved->relid = RelationGetRelid(deleted->rel);
	moved->rule = deleted->binding->rule;
	moved->earlier = *earlier;
	moved->nkeys = SssKeyColumns(deleted->binding, deleted->rel, moved->keys);

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
	int			nkeys = SssKeyColumns(inserted->binding, inserted->rel, keys);
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
	SssRound   *round = SssFindRound(inserted->context);
	SssMovedRow *moved = round == NULL ? NULL : FindAttachment(round, inserted->attachment);

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

	if (moved == NULL || moved->rule != inserted->binding->rule || !IsSameKey(moved, inserted))
		return is_new;
	return moved->earlier;
}
