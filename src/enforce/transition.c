/*-------------------------------------------------------------------------
 *
 * transition.c
 *	  The rows that a trigger fires for: walked through, and kept for later.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/tableam.h"
#include "access/tupdesc.h"
#include "access/xact.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "utils/datum.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#include "base/base.h"
#include "enforce/enforce_private.h"

#define FIRST_CAPACITY	64

/*
 * Other triggers read the transition tables as well, so the walk has a read
 * pointer of its own.  It stays selected, because switching between pointers
 * would read a table that is on disk anew for each row.
 */
static SssTransitionTable
StartReadingTable(Tuplestorestate * table)
{
	SssTransitionTable read = {.table = table};

	if (table == NULL)
		return read;
	read.pointer = tuplestore_alloc_read_pointer(table, EXEC_FLAG_REWIND);
	read.mark = tuplestore_alloc_read_pointer(table, EXEC_FLAG_REWIND);
	tuplestore_select_read_pointer(table, read.pointer);
	tuplestore_rescan(table);
	return read;
}

static void
EndReadingTable(SssTransitionTable read)
{
	if (read.table != NULL)
		tuplestore_select_read_pointer(read.table, 0);
}

static TupleTableSlot *
MakeRowSlot(const TriggerData *trigdata, SssTransitionTable read)
{
	return read.table == NULL ? NULL :
		MakeSingleTupleTableSlot(RelationGetDescr(trigdata->tg_relation), &TTSOpsMinimalTuple);
}

/*
 * A deferred check is for the row as the transaction leaves it.  A deleted row is
 * no longer a case.  A moved row is checked by the trigger of its partition.
 */
static void
FollowDeferred(SssChange *change, Relation rel)
{
	TupleTableSlot *last = change->new;

	change->ended = SssFollowRow(rel, &last) != ROW_STAYS;
	if (last != change->new)
		change->new = change->last = last;
}

void
SssStartChange(SssChange *change, const SssFactsInfo *info, const TriggerData *trigdata)
{
	memset(change, 0, sizeof(SssChange));
	change->info = info;
	if (TRIGGER_FIRED_FOR_ROW(trigdata->tg_event))
	{
		if (TRIGGER_FIRED_BY_INSERT(trigdata->tg_event))
			change->new = trigdata->tg_trigslot;
		else
			change->old = trigdata->tg_trigslot;
		if (TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event))
			change->new = trigdata->tg_newslot;
		if (info->checks_rows && info->attachment.binding.deferred && change->new != NULL)
			FollowDeferred(change, trigdata->tg_relation);
		return;
	}
	change->own_slots = true;
	change->old_table = StartReadingTable(trigdata->tg_oldtable);
	change->new_table = StartReadingTable(trigdata->tg_newtable);
	change->old = MakeRowSlot(trigdata, change->old_table);
	change->new = MakeRowSlot(trigdata, change->new_table);
}

/* The server writes both versions of a row to the transition tables together, so they pair by order */
static bool
ReadPair(SssChange *change)
{
	bool		old;
	bool		new;

	if (!change->own_slots)
	{
		new = !change->ended;
		change->ended = true;
		return new;
	}
	old = change->old_table.table != NULL && tuplestore_gettupleslot(change->old_table.table, true, false, change->old);
	new = change->new_table.table != NULL && tuplestore_gettupleslot(change->new_table.table, true, false, change->new);
	if (change->old_table.table != NULL && change->new_table.table != NULL && old != new)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("the rows before and after an update do not pair")));
	return old || new;
}

static bool
ChangeCounts(const SssChange *change)
{
	TupleDesc	tupdesc;
	int			column = -1;

	if (change->old == NULL || change->new == NULL || change->info->every_change)
		return true;
	tupdesc = change->new->tts_tupleDescriptor;
	while ((column = bms_next_member(change->info->relevant, column)) >= 0)
	{
		Form_pg_attribute attribute;
		bool		was_null;
		bool		is_null;
		Datum		was;
		Datum		is;

		if (column == 0)
			return true;
		attribute = TupleDescAttr(tupdesc, column - 1);
		was = slot_getattr(change->old, column, &was_null);
		is = slot_getattr(change->new, column, &is_null);
		if (was_null != is_null ||
			(!is_null && !datum_image_eq(was, is, attribute->attbyval, attribute->attlen)))
			return true;
	}
	return false;
}

bool
SssNextChange(SssChange *change)
{
	while (ReadPair(change))
	{
		CHECK_FOR_INTERRUPTS();
		if (ChangeCounts(change))
			return true;
	}
	return false;
}

static void
MarkTable(SssTransitionTable read)
{
	if (read.table != NULL)
		tuplestore_copy_read_pointer(read.table, read.pointer, read.mark);
}

void
SssMarkChange(SssChange *change)
{
	change->ended_at_mark = change->ended;
	MarkTable(change->old_table);
	MarkTable(change->new_table);
}

/* Another walk in between may have selected a pointer of its own */
static void
ReturnInTable(SssTransitionTable read)
{
	if (read.table == NULL)
		return;
	tuplestore_select_read_pointer(read.table, read.pointer);
	tuplestore_copy_read_pointer(read.table, read.mark, read.pointer);
}

void
SssReturnToMark(SssChange *change)
{
	change->ended = change->ended_at_mark;
	ReturnInTable(change->old_table);
	ReturnInTable(change->new_table);
}

void
SssEndChange(SssChange *change)
{
	if (change->last != NULL)
		ExecDropSingleTupleTableSlot(change->last);
	if (!change->own_slots)
		return;
	EndReadingTable(change->old_table);
	EndReadingTable(change->new_table);
	if (change->old != NULL)
		ExecDropSingleTupleTableSlot(change->old);
	if (change->new != NULL)
		ExecDropSingleTupleTableSlot(change->new);
}

void
SssStartWaiting(SssWaitingRows *waiting, TupleDesc tupdesc)
{
	memset(waiting, 0, sizeof(SssWaitingRows));
	waiting->tupdesc = tupdesc;
	waiting->parent = CurrentMemoryContext;
}

/* Most statements keep no row waiting, and so allocate nothing */
static void
AllocateWaiting(SssWaitingRows *waiting)
{
	MemoryContext caller_context = MemoryContextSwitchTo(waiting->parent);

	waiting->context = AllocSetContextCreate(waiting->parent, "waiting rows", ALLOCSET_DEFAULT_SIZES);
	waiting->new_slot = MakeSingleTupleTableSlot(waiting->tupdesc, &TTSOpsMinimalTuple);
	waiting->old_slot = MakeSingleTupleTableSlot(waiting->tupdesc, &TTSOpsMinimalTuple);
	waiting->capacity = FIRST_CAPACITY;
	waiting->rows = palloc(sizeof(SssWaitingRow) * waiting->capacity);
	MemoryContextSwitchTo(caller_context);
}

void
SssKeepWaitingRow(SssWaitingRows *waiting, int key, TupleTableSlot *new, TupleTableSlot *old)
{
	MemoryContext caller_context;
	SssWaitingRow *row;

	if (waiting->context == NULL)
		AllocateWaiting(waiting);
	caller_context = MemoryContextSwitchTo(waiting->context);
	if (waiting->nrows == waiting->capacity)
		waiting->rows = repalloc(waiting->rows, sizeof(SssWaitingRow) * (waiting->capacity *= 2));
	row = &waiting->rows[waiting->nrows++];
	row->key = key;
	row->new = ExecCopySlotMinimalTuple(new);
	row->old = old == NULL ? NULL : ExecCopySlotMinimalTuple(old);
	MemoryContextSwitchTo(caller_context);
}

const SssWaitingRow *
SssWaitingRowAt(SssWaitingRows *waiting, int i)
{
	const SssWaitingRow *row = &waiting->rows[i];

	ExecStoreMinimalTuple(row->new, waiting->new_slot, false);
	if (row->old != NULL)
		ExecStoreMinimalTuple(row->old, waiting->old_slot, false);
	return row;
}

void
SssStopWaiting(SssWaitingRows *waiting)
{
	if (waiting->nrows == 0)
		return;
	waiting->nrows = 0;
	ExecClearTuple(waiting->new_slot);
	ExecClearTuple(waiting->old_slot);
	MemoryContextReset(waiting->context);
}

void
SssEndWaiting(SssWaitingRows *waiting)
{
	if (waiting->context == NULL)
		return;
	ExecDropSingleTupleTableSlot(waiting->new_slot);
	ExecDropSingleTupleTableSlot(waiting->old_slot);
	MemoryContextDelete(waiting->context);
}

/* Did a trigger that the statement fired write the row, after the statement itself? */
static bool
IsWrittenLater(HeapTupleHeader header, CommandId before)
{
	return TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(header)) &&
		HeapTupleHeaderGetCmin(header) > before;
}

/*
 * COPY with FREEZE appends.  So the last page that holds rows of the statement, or
 * of an earlier one, holds some of its rows.
 */
static bool
EndsFrozen(Relation rel, CommandId before)
{
	BlockNumber last = InvalidBlockNumber;
	bool		reached = false;
	bool		frozen = false;
	TableScanDesc scan = table_beginscan_strat(rel, SnapshotAny, 0, NULL, false, false);
	TupleTableSlot *slot = table_slot_create(rel, NULL);

	while (!frozen && table_scan_getnextslot(scan, BackwardScanDirection, slot))
	{
		HeapTuple	tuple = ExecFetchSlotHeapTuple(slot, false, NULL);
		BlockNumber block = ItemPointerGetBlockNumber(&tuple->t_self);

		if (reached && block != last)
			break;
		last = block;
		frozen = HeapTupleHeaderXminFrozen(tuple->t_data);
		reached |= frozen || !IsWrittenLater(tuple->t_data, before);
	}
	ExecDropSingleTupleTableSlot(slot);
	table_endscan(scan);
	return frozen;
}

/* COPY with FREEZE writes only to a table whose storage is as new as the transaction */
bool
SssInsertsFrozen(const TriggerData *trigdata, CommandId before)
{
	Relation	rel = trigdata->tg_relation;

	if (!TRIGGER_FIRED_BY_INSERT(trigdata->tg_event) ||
		(rel->rd_createSubid == InvalidSubTransactionId && !SssHasNewFile(rel)))
		return false;

	/* For another access method this is not known, so every row counts as frozen */
	if (rel->rd_rel->relam != HEAP_TABLE_AM_OID)
		return true;
	if (TRIGGER_FIRED_FOR_ROW(trigdata->tg_event))
		return HeapTupleHeaderXminFrozen(trigdata->tg_trigtuple->t_data);
	return EndsFrozen(rel, before);
}
