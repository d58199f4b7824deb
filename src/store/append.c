/*-------------------------------------------------------------------------
 *
 * append.c
 *	  Rows are appended to a table that only grows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/heapam.h"
#include "access/relation.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/tupdesc.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

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

/*
 * Lock and open a table; NULL if it does not exist or its lock is not free.
 * Locking may process invalidation messages, so start again if the session
 * heard of a change.
 */
static Relation
LockAndOpen(SssStoreTable *table, bool wait)
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
		if (wait)
			LockRelationOid(relid, RowExclusiveLock);
		else if (!ConditionalLockRelationOid(relid, RowExclusiveLock))
			return NULL;
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
SssOpenToAppend(SssStoreTable *table)
{
	Relation	rel;

	PreventCommandIfReadOnly("INSERT");
	rel = LockAndOpen(table, true);
	if (rel == NULL)
		SssRaiseMissing(table->name);
	if (!table->usable)
		SssRaiseAltered(rel);
	return rel;
}

Relation
SssOpenPlainly(SssStoreTable *table)
{
	Relation	rel = XactReadOnly ? NULL : LockAndOpen(table, false);

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

void
SssAppendPlainRow(Relation rel, const SssStoreTable *table, const Datum *values, const bool *nulls)
{
	TupleTableSlot *slot = table_slot_create(rel, NULL);

	FillSlot(slot, table, values, nulls);
	table_tuple_insert(rel, slot, GetCurrentCommandId(true), 0, NULL);
	ExecDropSingleTupleTableSlot(slot);
	relation_close(rel, NoLock);
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
SssBeginAppending(Relation rel, const SssStoreTable *table)
{
	SssAppender *appender = palloc0(sizeof(SssAppender));

	appender->rel = rel;
	appender->table = table;
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

static void
WriteBatch(SssAppender *appender)
{
	MemoryContext caller_context = MemoryContextSwitchTo(appender->scratch);

	table_multi_insert(appender->rel, appender->slots, appender->nslots, GetCurrentCommandId(true),
					   0, appender->bulk);
	MemoryContextSwitchTo(caller_context);
	MemoryContextReset(appender->scratch);
	appender->nslots = 0;
}

void
SssAppendRow(SssAppender *appender, const Datum *values, const bool *nulls)
{
	TupleTableSlot **slot = &appender->slots[appender->nslots];

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
		return;
	}
	/* The caller may free what the values point to */
	ExecMaterializeSlot(*slot);
	if (++appender->nslots == BATCH)
		WriteBatch(appender);
}

void
SssEndAppending(SssAppender *appender)
{
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
	table_close(appender->rel, NoLock);
	pfree(appender);
}
