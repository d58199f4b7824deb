/*-------------------------------------------------------------------------
 *
 * append.c
 *	  Rows are appended to a table that only grows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/heapam.h"
#include "access/heaptoast.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/tupdesc.h"
#include "access/xact.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "storage/bufmgr.h"
#include "storage/bufpage.h"
#include "storage/freespace.h"
#include "storage/latch.h"
#include "storage/lmgr.h"
#include "storage/proc.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

/* Number of rows of a plain table that are written together */
#define BATCH	256

struct SssAppender
{
	Relation	rel;
	const SssStoreTable *table;
	MemoryContext scratch;		/* for one row, or one batch */

	/* For a plain table */
	BulkInsertState bulk;
	TupleTableSlot *slots[BATCH];
	int			nslots;			/* number of filled slots */
	bool		guarded;		/* a failure is returned, not raised */
	Size		length;			/* of the rows in the slots, if guarded */
	const ErrorData *failure;	/* no row is written after it */

	/* For any other; NULL if the table is plain */
	EState	   *estate;
	ResultRelInfo *result;
};

/* Number of changes to relations that the session has heard of; zero before it listens */
static uint64 changes = 0;

static void
CountChange(Datum arg, Oid relid)
{
	(void) arg;
	(void) relid;
	changes++;
}

/* Does the table have the columns and nothing else that could refuse a row? */
static bool
IsPlain(Relation rel, const SssStoreTable *table)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);

	if (RelationGetNumberOfAttributes(rel) != table->ncolumns || rel->trigdesc != NULL ||
		rel->rd_rel->relhasindex || rel->rd_rel->relispartition ||
		rel->rd_rel->relam != HEAP_TABLE_AM_OID ||
		(tupdesc->constr != NULL &&
		 (tupdesc->constr->num_check > 0 || tupdesc->constr->has_generated_stored)))
		return false;
	for (int i = table->nobligatory; i < table->ncolumns; i++)
	{
		if (TupleDescAttr(tupdesc, i)->attnotnull)
			return false;
	}
	return true;
}

static bool
IsSeen(const SssStoreTable *table)
{
	return table->seen_at == changes && changes > 0;
}

/* Milliseconds: how long a line of the log waits for a lock, how often it tries, and for how long no line waits after that */
#define BRIEF_WAIT			1000
#define BRIEF_WAIT_STEP		10
#define NO_WAIT_AFTER		10000

/*
 * An administrator who works on the log's table must not hold up an application that only
 * logs.  After a wait in vain the session waits no more for a while.
 */
static bool
LockBriefly(Oid relid)
{
	static TimestampTz gave_up_at = 0;
	int			limit = LockTimeout > 0 ? Min(LockTimeout, BRIEF_WAIT) : BRIEF_WAIT;

	if (gave_up_at != 0 && !TimestampDifferenceExceeds(gave_up_at, GetCurrentTimestamp(), NO_WAIT_AFTER))
		limit = 0;
	for (int waited = 0; !ConditionalLockRelationOid(relid, RowExclusiveLock); waited += BRIEF_WAIT_STEP)
	{
		if (waited >= limit)
		{
			if (limit > 0)
				gave_up_at = GetCurrentTimestamp();
			return false;
		}
		CHECK_FOR_INTERRUPTS();
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, BRIEF_WAIT_STEP, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
	}
	return true;
}

static bool
LockTable(Oid relid, SssWait wait)
{
	switch (wait)
	{
		case WAIT_NEVER:
			return ConditionalLockRelationOid(relid, RowExclusiveLock);
		case WAIT_BRIEFLY:
			return LockBriefly(relid);
		default:
			LockRelationOid(relid, RowExclusiveLock);
			return true;
	}
}

/*
 * Lock and open a table; NULL if it does not exist or its lock is not free.
 * Locking may process invalidation messages, so start again if the session
 * heard of a change.
 */
static Relation
LockAndOpen(SssStoreTable *table, SssWait wait)
{
	Relation	rel = NULL;
	uint64		before;

	if (changes == 0)
	{
		CacheRegisterRelcacheCallback(CountChange, (Datum) 0);
		changes = 1;
	}
	do
	{
		Oid			relid = table->relid;

		if (rel != NULL)
			relation_close(rel, NoLock);
		before = changes;
		if (!IsSeen(table))
			relid = SssStoreTableOid(table->name);
		if (!OidIsValid(relid))
			return NULL;
		if (!LockTable(relid, wait))
		{
			if (wait == WAIT_BRIEFLY)
				ereport(ERROR,
						(errcode(ERRCODE_LOCK_NOT_AVAILABLE),
						 errmsg("could not obtain a lock on table \"%s\" in time", table->name)));
			return NULL;
		}
		rel = try_relation_open(relid, NoLock);
	} while (before != changes);

	if (rel != NULL && !IsSeen(table))
	{
		table->relid = RelationGetRelid(rel);
		table->usable = SssHasColumns(rel, table->columns, table->ncolumns);
		table->plain = table->usable && IsPlain(rel, table);
		table->seen_at = changes;
	}
	return rel;
}

Relation
SssOpenToAppend(SssStoreTable *table, SssWait wait)
{
	Relation	rel;

	PreventCommandIfReadOnly("INSERT");
	rel = LockAndOpen(table, wait);
	if (rel == NULL)
		SssRaiseMissing(table->name);
	if (!table->usable)
		SssRaiseAltered(rel);
	return rel;
}

Relation
SssOpenPlainly(SssStoreTable *table)
{
	Relation	rel = XactReadOnly ? NULL : LockAndOpen(table, WAIT_NEVER);

	if (rel == NULL || table->plain)
		return rel;
	relation_close(rel, NoLock);
	return NULL;
}

static void
FillSlot(TupleTableSlot *slot, const SssStoreTable *table, const Datum *values, const bool *nulls)
{
	ExecClearTuple(slot);
	memset(slot->tts_isnull, true, slot->tts_tupleDescriptor->natts * sizeof(bool));
	memcpy(slot->tts_values, values, table->ncolumns * sizeof(Datum));
	memcpy(slot->tts_isnull, nulls, table->ncolumns * sizeof(bool));
	ExecStoreVirtualTuple(slot);
}

/*
 * Room for rows of a plain table.
 *
 * A row that fits into a page which is in memory is written without any file
 * being touched.  So that a full disk, a quota or a read-only file system under
 * the table does not fail the statement that writes the row, pages are found, or
 * the file is extended, in a subtransaction, where the error is caught.  This
 * subtransaction writes no row and so takes no transaction ID: what other sessions
 * pay for is subtransactions with one, above all when a transaction has more than
 * 64 of them.
 *
 * Another session may take the room before the row is written, which is unlikely
 * just while the disk is full.
 */
typedef struct Room
{
	Relation	rel;
	Size		length;			/* of one row */
	int			npages;			/* empty pages that are wanted; 0: room for one row */
} Room;

/* As the server does for many sessions that write into one table */
static void
AddPages(const Room *room)
{
	BlockNumber first = InvalidBlockNumber;
	BlockNumber last = InvalidBlockNumber;

	for (int i = 0; i < room->npages; i++)
	{
		Buffer		buffer;
		Page		page;
		Size		space;

		LockRelationForExtension(room->rel, ExclusiveLock);
		buffer = ReadBufferExtended(room->rel, MAIN_FORKNUM, P_NEW, RBM_ZERO_AND_LOCK, NULL);
		UnlockRelationForExtension(room->rel, ExclusiveLock);
		page = BufferGetPage(buffer);
		PageInit(page, BufferGetPageSize(buffer), 0);
		MarkBufferDirty(buffer);
		last = BufferGetBlockNumber(buffer);
		if (first == InvalidBlockNumber)
			first = last;
		space = PageGetHeapFreeSpace(page);
		UnlockReleaseBuffer(buffer);
		RecordPageWithFreeSpace(room->rel, last, space);
	}
	FreeSpaceMapVacuumRange(room->rel, first, last + 1);
}

static void
FindRoom(const void *argument)
{
	const Room *room = argument;
	Buffer		map = InvalidBuffer;
	Buffer		buffer;

	if (room->npages > 0)
	{
		AddPages(room);
		return;
	}
	buffer = SssGetPageWithRoom(room->rel, room->length, &map);
	UnlockReleaseBuffer(buffer);
	if (BufferIsValid(map))
		ReleaseBuffer(map);
}

/* Pin the page if it is in memory, most likely where it was at the last call */
static Buffer
PinIfInMemory(Relation rel, BlockNumber block)
{
	static Buffer last = InvalidBuffer;

	if (BufferIsValid(last) && SssReadRecentBuffer(rel, block, last))
		return last;
	last = PrefetchBuffer(rel, MAIN_FORKNUM, block).recent_buffer;
	return BufferIsValid(last) ? ReadBuffer(rel, block) : InvalidBuffer;
}

/* Has the page to which the session wrote last room for the row? */
static bool
LastPageHasRoom(Relation rel, Size length)
{
	BlockNumber block = RelationGetTargetBlock(rel);
	Buffer		buffer = block == InvalidBlockNumber ? InvalidBuffer : PinIfInMemory(rel, block);
	bool		has_room;

	if (!BufferIsValid(buffer))
		return false;
	LockBuffer(buffer, BUFFER_LOCK_SHARE);
	has_room = PageGetHeapFreeSpace(BufferGetPage(buffer)) >= length;
	UnlockReleaseBuffer(buffer);
	return has_room;
}

/* A row so long that it would be stored in another table, or out of line, needs more than room */
static bool
IsLong(Size length)
{
	return length > TOAST_TUPLE_THRESHOLD;
}

/* The slot is made to hold the row as it is stored, so that it is formed once */
static Size
LengthOfRow(TupleTableSlot *slot)
{
	bool		should_free;

	return MAXALIGN(ExecFetchSlotHeapTuple(slot, true, &should_free)->t_len);
}

/* Make sure that there is room for a row; returns the error if there is none */
static const ErrorData *
HaveRoom(Relation rel, Size length)
{
	Room		room = {.rel = rel,.length = length};

	return LastPageHasRoom(rel, length) ? NULL : SssTryInSubtransaction(FindRoom, &room);
}

bool
SssAppendPlainRow(Relation rel, const SssStoreTable *table, const Datum *values, const bool *nulls,
				  const ErrorData **failure)
{
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	Size		length;
	bool		is_long;

	FillSlot(slot, table, values, nulls);
	length = LengthOfRow(slot);
	is_long = IsLong(length);
	if (!is_long)
		*failure = HaveRoom(rel, length);
	if (!is_long && *failure == NULL)
		table_tuple_insert(rel, slot, GetCurrentCommandId(true), 0, NULL);
	ExecDropSingleTupleTableSlot(slot);
	relation_close(rel, NoLock);
	return !is_long;
}

/* Insert rows one by one, as INSERT does: with checks, indexes and triggers */
static void
BeginExecutor(SssAppender *appender)
{
	EState	   *estate = CreateExecutorState();
	ResultRelInfo *result = makeNode(ResultRelInfo);

	/* Without a range table the executor checks no rights */
	InitResultRelInfo(result, appender->rel, 0, NULL, 0);
	SssAddResultRelation(estate, result);
	ExecOpenIndices(result, false);
	AfterTriggerBeginQuery();
	appender->slots[0] = table_slot_create(appender->rel, &estate->es_tupleTable);
	appender->estate = estate;
	appender->result = result;
}

static void
EndExecutor(SssAppender *appender)
{
	EState	   *estate = appender->estate;

	AfterTriggerEndQuery(estate);
	ExecResetTupleTable(estate->es_tupleTable, true);
	ExecCloseIndices(appender->result);
	FreeExecutorState(estate);
}

SssAppender *
SssBeginAppending(Relation rel, const SssStoreTable *table, bool guarded)
{
	SssAppender *appender = palloc0(sizeof(SssAppender));

	appender->rel = rel;
	appender->table = table;
	appender->guarded = guarded;
	if (!table->plain)
		BeginExecutor(appender);
	else
	{
		appender->scratch = AllocSetContextCreate(CurrentMemoryContext, "special_social_services append",
												  ALLOCSET_DEFAULT_SIZES);
		appender->bulk = GetBulkInsertState();
	}
	return appender;
}

/* Few rows fill pages that exist; for many, pages are added */
#define FEW		32

static void
FindRoomForBatch(SssAppender *appender)
{
	Room		room = {.rel = appender->rel};

	room.npages = 1 + appender->length / (BLCKSZ - SizeOfPageHeaderData - MaxHeapTupleSize / 8);
	appender->failure = SssTryInSubtransaction(FindRoom, &room);
}

/* Write the rows of a guarded batch one by one; those after a failure are lost */
static void
WriteFew(SssAppender *appender)
{
	for (int i = 0; i < appender->nslots && appender->failure == NULL; i++)
	{
		TupleTableSlot *slot = appender->slots[i];

		appender->failure = HaveRoom(appender->rel, LengthOfRow(slot));
		if (appender->failure == NULL)
			table_tuple_insert(appender->rel, slot, GetCurrentCommandId(true), 0, NULL);
	}
}

static void
WriteBatch(SssAppender *appender)
{
	MemoryContext caller_context = MemoryContextSwitchTo(appender->scratch);
	bool		few = appender->guarded && appender->nslots <= FEW;

	if (few)
	{
		/* A page that the batches before have filled may be pinned no longer */
		MemoryContextSwitchTo(caller_context);
		WriteFew(appender);
	}
	else if (appender->guarded)
	{
		MemoryContextSwitchTo(caller_context);
		FindRoomForBatch(appender);
		MemoryContextSwitchTo(appender->scratch);
	}
	if (!few && appender->failure == NULL)
		table_multi_insert(appender->rel, appender->slots, appender->nslots, GetCurrentCommandId(true),
						   0, appender->bulk);
	MemoryContextSwitchTo(caller_context);
	MemoryContextReset(appender->scratch);
	appender->nslots = 0;
	appender->length = 0;
}

static void
InsertRow(const void *argument)
{
	const SssAppender *appender = argument;

	table_tuple_insert(appender->rel, appender->slots[appender->nslots], GetCurrentCommandId(true), 0, NULL);
}

/* The rows that wait are written first, since a failure would lose them */
static const ErrorData *
InsertLongRow(SssAppender *appender)
{
	int			place = appender->nslots;
	TupleTableSlot *row = appender->slots[place];

	if (appender->nslots > 0)
		WriteBatch(appender);
	appender->slots[place] = appender->slots[0];
	appender->slots[0] = row;
	if (appender->failure == NULL)
		appender->failure = SssTryInSubtransaction(InsertRow, appender);
	return appender->failure;
}

const ErrorData *
SssAppendRow(SssAppender *appender, const Datum *values, const bool *nulls)
{
	TupleTableSlot **slot = &appender->slots[appender->nslots];
	Size		length = 0;

	if (appender->failure != NULL)
		return appender->failure;
	if (*slot == NULL)
	{
		MemoryContext caller_context = MemoryContextSwitchTo(GetMemoryChunkContext(appender));

		*slot = table_slot_create(appender->rel, NULL);
		MemoryContextSwitchTo(caller_context);
	}
	FillSlot(*slot, appender->table, values, nulls);
	if (appender->estate != NULL)
	{
		SssExecInsert(appender->result, appender->estate, *slot);
		ResetPerTupleExprContext(appender->estate);
		return NULL;
	}
	/* The caller may free what the values point to */
	ExecMaterializeSlot(*slot);
	if (appender->guarded)
		length = LengthOfRow(*slot);
	if (IsLong(length))
		return InsertLongRow(appender);
	appender->length += length;
	if (++appender->nslots == BATCH)
		WriteBatch(appender);
	return appender->failure;
}

const ErrorData *
SssEndAppending(SssAppender *appender)
{
	const ErrorData *failure;

	if (appender->estate != NULL)
		EndExecutor(appender);
	else
	{
		if (appender->nslots > 0)
			WriteBatch(appender);
		for (int i = 0; i < BATCH && appender->slots[i] != NULL; i++)
			ExecDropSingleTupleTableSlot(appender->slots[i]);
		FreeBulkInsertState(appender->bulk);
		table_finish_bulk_insert(appender->rel, 0);
		MemoryContextDelete(appender->scratch);
	}
	failure = appender->failure;
	table_close(appender->rel, NoLock);
	pfree(appender);
	return failure;
}
