/*-------------------------------------------------------------------------
 *
 * transition.c
 *	  The rows that a trigger is fired for, as they were and as they are.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/tupdesc.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "storage/bufmgr.h"
#include "storage/bufpage.h"
#include "utils/datum.h"
#include "utils/rel.h"
#include "utils/tuplestore.h"

#include "base/base.h"
#include "enforce/earlier.h"
#include "enforce/transition.h"

/*----------
 * The rows that a carrier is fired for, as they were and as they are.
 *----------
 */
/*
 * Others read the transition tables as well, so that the walk has a read
 * pointer of its own.  It stays selected: to go to and fro would read a table
 * that is on disk anew for each row.
 */
static void
StartReading(Tuplestorestate * table)
{
	if (table == NULL)
		return;
	tuplestore_select_read_pointer(table, tuplestore_alloc_read_pointer(table, EXEC_FLAG_REWIND));
	tuplestore_rescan(table);
}

static void
EndReading(Tuplestorestate * table)
{
	if (table != NULL)
		tuplestore_select_read_pointer(table, 0);
}

static TupleTableSlot *
MakeSlot(const TriggerData *trigdata, Tuplestorestate * table)
{
	return table == NULL ? NULL :
		MakeSingleTupleTableSlot(RelationGetDescr(trigdata->tg_relation), &TTSOpsMinimalTuple);
}

/*
 * A check that waited is for the row as the transaction leaves it.  One that
 * was deleted is no case any more; one that was moved is told of where it is.
 */
static void
FollowRow(SssChange *change, Relation rel)
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
	change->single = TRIGGER_FIRED_FOR_ROW(trigdata->tg_event);
	if (TRIGGER_FIRED_FOR_ROW(trigdata->tg_event))
	{
		if (TRIGGER_FIRED_BY_INSERT(trigdata->tg_event))
			change->new = trigdata->tg_trigslot;
		else
			change->old = trigdata->tg_trigslot;
		if (TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event))
			change->new = trigdata->tg_newslot;
		if (info->checks_rows && info->attachment.binding.deferred && change->new != NULL)
			FollowRow(change, trigdata->tg_relation);
		return;
	}
	change->own_slots = true;
	change->single = trigdata->tg_newtable != NULL && tuplestore_tuple_count(trigdata->tg_newtable) == 1;
	change->old_table = trigdata->tg_oldtable;
	change->new_table = trigdata->tg_newtable;
	StartReading(change->old_table);
	StartReading(change->new_table);
	change->old = MakeSlot(trigdata, change->old_table);
	change->new = MakeSlot(trigdata, change->new_table);
}

/* The server puts both versions of a row into the transition tables at once, in the same order */
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
	old = change->old_table != NULL && tuplestore_gettupleslot(change->old_table, true, false, change->old);
	new = change->new_table != NULL && tuplestore_gettupleslot(change->new_table, true, false, change->new);
	if (change->old_table != NULL && change->new_table != NULL && old != new)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("the rows before and after an update do not pair")));
	return old || new;
}

static bool
IsRelevant(const SssChange *change)
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
		if (IsRelevant(change))
			return true;
	}
	return false;
}

void
SssEndChange(SssChange *change)
{
	if (change->last != NULL)
		ExecDropSingleTupleTableSlot(change->last);
	if (!change->own_slots)
		return;
	EndReading(change->old_table);
	EndReading(change->new_table);
	if (change->old != NULL)
		ExecDropSingleTupleTableSlot(change->old);
	if (change->new != NULL)
		ExecDropSingleTupleTableSlot(change->new);
}

/*----------
 * Rows that COPY with FREEZE wrote.
 *
 * The server lets it write only into a table that the transaction created or
 * emptied, and appends what it writes: the last page that holds rows has some.
 *
 *----------
 */
typedef enum Content
{
	CONTENT_NONE,				/* the table was extended ahead of what is written */
	CONTENT_FROZEN,
	CONTENT_OTHER
} Content;

static Content
ContentOf(Page page)
{
	Content		content = CONTENT_NONE;
	OffsetNumber last = PageIsNew(page) ? 0 : PageGetMaxOffsetNumber(page);

	for (OffsetNumber offset = FirstOffsetNumber; offset <= last; offset++)
	{
		ItemId		item = PageGetItemId(page, offset);

		if (!ItemIdIsNormal(item))
			continue;
		if (HeapTupleHeaderXminFrozen((HeapTupleHeader) PageGetItem(page, item)))
			return CONTENT_FROZEN;
		content = CONTENT_OTHER;
	}
	return content;
}

bool
SssInsertsFrozen(Relation rel)
{
	BlockNumber block;
	Content		content = CONTENT_NONE;

	if (rel->rd_createSubid == InvalidSubTransactionId && !SssHasNewFile(rel))
		return false;

	/* Of another access method nothing is known, and so nothing is excused */
	if (rel->rd_rel->relam != HEAP_TABLE_AM_OID)
		return true;
	block = RelationGetNumberOfBlocks(rel);
	while (content == CONTENT_NONE && block > 0)
	{
		Buffer		buffer = ReadBuffer(rel, --block);

		LockBuffer(buffer, BUFFER_LOCK_SHARE);
		content = ContentOf(BufferGetPage(buffer));
		UnlockReleaseBuffer(buffer);
	}
	return content == CONTENT_FROZEN;
}
