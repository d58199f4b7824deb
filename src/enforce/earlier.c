/*-------------------------------------------------------------------------
 *
 * earlier.c
 *	  The facts of a row before the transaction, the command, or a move to another
 *	  partition.
 *
 * The server fires queued triggers in runs: at the end of a command, at SET
 * CONSTRAINTS, and at the end of the transaction.  All calls of one trigger run
 * find the same memory context in fn_mcxt.  The notes of one call for a later one
 * live as long as that context: until the command ends or fails.
 *
 * A deferred check is called for each change of a row, but only the result of
 * all changes is checked.  The first call in a trigger run knows the row as it
 * was and as it is now.  It checks the row, and the other calls find its note.
 *
 * The server executes an UPDATE that moves a row to another partition as a
 * delete and an insert, and fires our trigger for both.  If the insert were
 * checked as that of a new row, an existing row that fails could no longer be
 * moved, for example to a partition of closed cases.  But nothing in the
 * inserted row points to the deleted one, and the insert may never come: a
 * BEFORE trigger may drop the row, or its partition may be foreign or have no
 * trigger.  The next row that the command inserts, by MERGE or in a WITH, is then
 * another row.  So an inserted row counts as the moved one only if
 *
 * - both halves have the same transaction and command;
 * - they follow each other: the server queues the insert's event right behind
 *	 the delete's.  Only the last deleted row of each attachment is remembered,
 *	 until the next insert of the command.  Commands that triggers execute in
 *	 between are other trigger runs;
 * - both partitions belong to one table, and the keys are equal, apart from the
 *	 columns by whose lists or ranges a partition is chosen.
 *
 * A row that changes its key as it moves is therefore checked as a new one, and
 * so is a row whose key consists of partitioning columns alone.  The same holds
 * for a row that changes its key where it is.
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
#include "catalog/pg_type.h"
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
#include "utils/partcache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/typcache.h"

#include "base/base.h"
#include "enforce/enforce_private.h"
#include "finding/finding.h"

typedef struct TriggerRun
{
	MemoryContext context;
	LocalTransactionId xact;
	SubTransactionId subxact;
	MemoryContext notes;		/* of what follows */
	struct SssMovedRow *moved;
	HTAB	   *versions;
	struct TriggerRun *next;
	MemoryContextCallback callback;
} TriggerRun;

/* A row's place in the table may be reused for another row, but not by the same command */
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

/* The list is short: one trigger run, and one more for each run that another one interrupts */
static TriggerRun *runs = NULL;

static void
ForgetRun(void *run)
{
	TriggerRun **link = &runs;

	while (*link != run)
		link = &(*link)->next;
	*link = (*link)->next;
}

/* A procedure that commits may keep the context for the next transaction */
static void
RestartRun(TriggerRun *run)
{
	MemoryContextReset(run->notes);
	run->versions = NULL;
	run->moved = NULL;
	run->xact = SssCurrentTransaction();
}

/*
 * Find the trigger run of a memory context; NULL: nothing was noted in it.  A
 * context may outlive a subtransaction, but notes of a subtransaction that was
 * rolled back must not be found again.
 */
static TriggerRun *
FindRun(MemoryContext context)
{
	for (TriggerRun *run = runs; run != NULL; run = run->next)
	{
		if (run->context != context || run->subxact != GetCurrentSubTransactionId())
			continue;
		if (run->xact != SssCurrentTransaction())
			RestartRun(run);
		return run;
	}
	return NULL;
}

static TriggerRun *
BeginRun(MemoryContext context)
{
	TriggerRun *run = FindRun(context);

	if (run != NULL)
		return run;
	run = MemoryContextAllocZero(context, sizeof(TriggerRun));
	run->context = context;
	run->xact = SssCurrentTransaction();
	run->subxact = GetCurrentSubTransactionId();
	run->notes = AllocSetContextCreate(context, "special_social_services trigger run",
									   ALLOCSET_SMALL_SIZES);
	run->callback.func = ForgetRun;
	run->callback.arg = run;
	run->next = runs;
	runs = run;
	MemoryContextRegisterResetCallback(context, &run->callback);
	return run;
}

static HeapTuple
StoredTuple(TupleTableSlot *slot)
{
	bool		copied;

	return ExecFetchSlotHeapTuple(slot, false, &copied);
}

/*
 * Does the trigger fire as the statement ends that made it fire?  The executor then
 * calls it in the memory context of the slots.  If the check waited, the slots
 * have a context of their own.  COPY and the apply worker call it in another one, so
 * that their checks count as waiting: these compare with the start, which is stricter.
 */
static bool
FiresWithStatement(const TriggerData *trigdata, MemoryContext run)
{
	return trigdata->tg_trigslot == NULL || trigdata->tg_trigslot->tts_mcxt == run;
}

CommandId
SssComparedSince(const SssBinding *binding, const TriggerData *trigdata, MemoryContext run)
{
	if (binding->deferred && !FiresWithStatement(trigdata, run))
		return FirstCommandId;
	return ActiveSnapshotSet() ? GetActiveSnapshot()->curcid : FirstCommandId;
}

bool
SssIsOwnVersion(TupleTableSlot *slot)
{
	return TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(StoredTuple(slot)->t_data));
}

/*
 * Did this transaction update or delete the version?  A lock does not count, nor
 * does a subtransaction that was rolled back; no other session could write.
 */
static bool
IsSuperseded(HeapTupleHeader header)
{
	return (header->t_infomask & HEAP_XMAX_INVALID) == 0 &&
		!HEAP_XMAX_IS_LOCKED_ONLY(header->t_infomask) &&
		TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetUpdateXid(header));
}

/* The days on which the transaction wrote rows, each from a command on */
typedef struct WrittenDay
{
	CommandId	since;
	SssDay		day;
} WrittenDay;

static WrittenDay *written_days = NULL;
static int	nwritten_days = 0;
static LocalTransactionId written_in = InvalidLocalTransactionId;

void
SssNoteDay(void)
{
	SssDay		today = SssToday();

	if (written_in != SssCurrentTransaction())
	{
		written_in = SssCurrentTransaction();
		nwritten_days = 0;
	}
	if (nwritten_days > 0 && written_days[nwritten_days - 1].day == today)
		return;
	if (written_days == NULL)
		written_days = MemoryContextAlloc(TopMemoryContext, sizeof(WrittenDay));
	written_days = repalloc(written_days, sizeof(WrittenDay) * (nwritten_days + 1));
	/* A trigger before the row was stored may have begun commands of its own */
	written_days[nwritten_days].since = ActiveSnapshotSet() ? GetActiveSnapshot()->curcid : GetCurrentCommandId(false);
	written_days[nwritten_days].day = today;
	nwritten_days++;
}

/* Without a note, as of a trigger by hand that makes none, it is the day of now() */
static SssDay
DayOfCommand(CommandId command)
{
	int			i = written_in == SssCurrentTransaction() ? nwritten_days : 0;

	while (i > 0 && written_days[i - 1].since > command)
		i--;
	return i > 0 ? written_days[i - 1].day : SssDayOfTransaction();
}

/* Is it the day of the transaction, and of all that it wrote? */
static bool
IsOnlyDay(SssDay day)
{
	int			n = written_in == SssCurrentTransaction() ? nwritten_days : 0;

	return (n == 0 || (n == 1 && written_days[0].day == day)) && SssDayOfTransaction() == day;
}

SssDay
SssDayWritten(const SssBinding *binding, const TriggerData *trigdata, MemoryContext run,
			  TupleTableSlot *version)
{
	SssDay		today = SssToday();
	HeapTupleHeader header;

	if (!binding->deferred || IsOnlyDay(today) || FiresWithStatement(trigdata, run))
		return today;
	header = StoredTuple(version)->t_data;
	if (TRIGGER_FIRED_BY_DELETE(trigdata->tg_event) && IsSuperseded(header))
		return DayOfCommand(HeapTupleHeaderGetCmax(header));
	return DayOfCommand(SssIsOwnVersion(version) ? HeapTupleHeaderGetCmin(header) : InvalidCommandId);
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

/* False: another transaction wrote the version, so that it has no notes */
static bool
VersionKeyOf(const char *attachment, Relation rel, TupleTableSlot *slot, VersionKey *key)
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
	TriggerRun *run = BeginRun(context);
	VersionKey	key;
	Version    *version;
	bool		found;

	if (!VersionKeyOf(attachment, rel, last, &key))
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
	TriggerRun *run = FindRun(context);
	VersionKey	key;
	Version    *version;

	if (run == NULL || run->versions == NULL || !VersionKeyOf(attachment, rel, last, &key))
		return false;
	version = hash_search(run->versions, &key, HASH_FIND, NULL);
	if (version == NULL)
		return false;
	*earlier = version->earlier;
	return true;
}

bool
SssIsMoved(HeapTuple deleted)
{
	HeapTupleHeader header = deleted->t_data;

	return HeapTupleHeaderIndicatesMovedPartitions(header) &&
		TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetUpdateXid(header));
}

static SssMovedRow *
FindMovedRow(const TriggerRun *run, const char *attachment)
{
	SssMovedRow *moved = run->moved;

	while (moved != NULL && strcmp(NameStr(moved->attachment), attachment) != 0)
		moved = moved->next;
	return moved;
}

static SssMovedRow *
AddMovedRow(TriggerRun *run, const char *attachment)
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
	TriggerRun *run = BeginRun(deleted->context);
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

static bool
IsOfTime(Oid relid, AttrNumber attnum)
{
	Oid			type = getBaseType(get_atttype(relid, attnum));

	return type == DATEOID || type == TIMESTAMPOID || type == TIMESTAMPTZOID;
}

/*
 * Does one of the tables choose partitions by lists of the column, or by ranges
 * of days?  A hash of a column, or a range of numbers, says nothing about the
 * row, so that only the column's role as an identifier is left.
 */
static bool
ChoosesPartition(List *parents, const char *column)
{
	ListCell   *cell;
	bool		chooses = false;

	foreach(cell, parents)
	{
		Relation	parent = table_open(lfirst_oid(cell), AccessShareLock);
		AttrNumber	attnum = get_attnum(lfirst_oid(cell), column);
		int			strategy = RelationGetPartitionKey(parent)->strategy;

		if (strategy == PARTITION_STRATEGY_LIST ||
			(strategy == PARTITION_STRATEGY_RANGE && IsOfTime(RelationGetRelid(parent), attnum)))
			chooses |= has_partition_attrs(parent,
										   bms_make_singleton(attnum - FirstLowInvalidHeapAttributeNumber),
										   NULL);
		table_close(parent, NoLock);
	}
	return chooses;
}

/* Compare as an index would; byte by byte where the type has no such operator */
static bool
AreEqualValues(Form_pg_attribute attribute, Datum one, Datum other)
{
	TypeCacheEntry *type;

	if (datum_image_eq(one, other, attribute->attbyval, attribute->attlen))
		return true;
	type = lookup_type_cache(attribute->atttypid, TYPECACHE_EQ_OPR_FINFO);
	return OidIsValid(type->eq_opr) &&
		DatumGetBool(FunctionCall2Coll(&type->eq_opr_finfo, attribute->attcollation, one, other));
}

/*
 * The equality of two keys, told column by column.  A column that chooses the
 * partition of a row, such as a region or a day, may differ, but not all
 * columns may be such.
 */
typedef struct KeyMatch
{
	List	   *parents;		/* partitioned tables to which the row belongs */
	int			nequal;			/* equal columns that do not choose the partition */
} KeyMatch;

static bool
MatchColumn(KeyMatch *match, bool equal, const char *column)
{
	bool		chooses = ChoosesPartition(match->parents, column);

	match->nequal += equal && !chooses;
	return equal || chooses;
}

bool
SssIsSameCase(const SssBinding *binding, Relation rel, TupleTableSlot *before, TupleTableSlot *after)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);
	AttrNumber	keys[INDEX_MAX_KEYS];
	bool		equal[INDEX_MAX_KEYS];
	int			nkeys = SssKeyColumns(binding, rel, keys);
	int			nequal = 0;
	KeyMatch	match = {NIL, 0};

	for (int i = 0; i < nkeys; i++)
	{
		bool		was_null;
		bool		is_null;
		Datum		was = slot_getattr(before, keys[i], &was_null);
		Datum		is = slot_getattr(after, keys[i], &is_null);

		equal[i] = was_null == is_null &&
			(is_null || AreEqualValues(TupleDescAttr(tupdesc, keys[i] - 1), was, is));
		nequal += equal[i];
	}
	if (nequal == nkeys)
		return true;
	if (!rel->rd_rel->relispartition)
		return false;
	match.parents = get_partition_ancestors(RelationGetRelid(rel));
	for (int i = 0; i < nkeys; i++)
	{
		if (!MatchColumn(&match, equal[i], NameStr(TupleDescAttr(tupdesc, keys[i] - 1)->attname)))
			return false;
	}
	return match.nequal > 0;
}

/* Is it the same key, in another partition of one table? */
static bool
IsSameKey(const SssMovedRow *moved, const SssMove *inserted)
{
	Oid			relid = RelationGetRelid(inserted->rel);
	TupleDesc	tupdesc = RelationGetDescr(inserted->rel);
	KeyMatch	match = {CommonParents(relid, moved->relid), 0};
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nkeys = SssKeyColumns(&inserted->attachment->binding, inserted->rel, keys);

	if (match.parents == NIL || relid == moved->relid || nkeys != moved->nkeys)
		return false;
	for (int i = 0; i < nkeys; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, keys[i] - 1);
		char	   *earlier_name = get_attname(moved->relid, moved->keys[i], true);
		bool		isnull;
		Datum		value = slot_getattr(inserted->slot, keys[i], &isnull);

		if (earlier_name == NULL || strcmp(earlier_name, NameStr(attribute->attname)) != 0 ||
			!MatchColumn(&match, !isnull && !moved->nulls[i] && AreEqualValues(attribute, value, moved->values[i]),
						 earlier_name))
			return false;
	}
	return match.nequal > 0;
}

void
SssMatchMoved(SssMove *inserted)
{
	HeapTupleHeader header = inserted->tuple->t_data;
	TriggerRun *run = FindRun(inserted->context);
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
SssRecallMoved(const SssMove *inserted, TupleTableSlot *last)
{
	const SssMovedRow *moved = inserted->candidate;
	SssEarlier	is_new = {.existed = false};

	if (moved == NULL || moved->rule != inserted->attachment->binding.rule || !IsSameKey(moved, inserted) ||
		(last != inserted->slot &&
		 !SssIsSameCase(&inserted->attachment->binding, inserted->rel, inserted->slot, last)))
		return is_new;
	return moved->earlier;
}
