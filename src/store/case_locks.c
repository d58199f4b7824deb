/*-------------------------------------------------------------------------
 *
 * case_locks.c
 *	  Locks of cases that are rows of a table, sss_internal.case_locks.
 *
 * A row is a lock as long as the transaction that inserted it is in progress,
 * prepared ones included.  If a savepoint is rolled back, its rows are locks no
 * longer.  The same transaction deletes the row at once, so that VACUUM can
 * remove it later without help: whether a deleted row's insertion is in progress
 * can still be seen.
 *
 * The table is read with a dirty snapshot, as a unique index is.  Rows are
 * neither sent to subscribers nor seen by any query.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/relation.h"
#include "access/relscan.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/tableam.h"
#include "access/transam.h"
#include "catalog/index.h"
#include "catalog/indexing.h"
#include "catalog/pg_am.h"
#include "catalog/pg_index.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/snapshot.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

#define LOCK_COLUMNS(COLUMN) \
	COLUMN(number, INT8OID) \
	COLUMN(exclusive, BOOLOID)

#define LOCK_INDEX(column, type) LOCK_##column,

enum
{
	LOCK_COLUMNS(LOCK_INDEX)
	N_LOCK_COLUMNS
};

static const SssStoreColumn lock_columns[] = {LOCK_COLUMNS(SSS_BUILT_IN_COLUMN)};

static SssStoreTable lock_table = {
	.name = "case_locks",.columns = lock_columns,.ncolumns = N_LOCK_COLUMNS,.nobligatory = N_LOCK_COLUMNS,
};

/*
 * Any two numbers that follow each other do, since no query reads the rows.  With
 * the same two for all rows, the transaction keeps one combined number.
 */
#define INSERTED_BY		((CommandId) 0)
#define DELETED_BY		((CommandId) 1)

struct SssCaseLocks
{
	Relation	rel;
	CatalogIndexState indexes;
	SnapshotData dirty;
	IndexScanDesc scan;
	TupleTableSlot *found;
	TupleTableSlot *made;
};

/* The index by which rows are found; others may be there while it is built anew */
static Relation
FindIndex(const SssCaseLocks *locks)
{
	for (int i = 0; i < locks->indexes->ri_NumIndices; i++)
	{
		Relation	index = locks->indexes->ri_IndexRelationDescs[i];

		if (index->rd_index->indisvalid && index->rd_rel->relam == BTREE_AM_OID &&
			index->rd_index->indnatts == 1 && index->rd_index->indkey.values[0] == LOCK_number + 1 &&
			RelationGetIndexPredicate(index) == NIL)
			return index;
	}
	SssRaiseAltered(locks->rel);
}

SssCaseLocks *
SssOpenCaseLocks(void)
{
	SssCaseLocks *locks = palloc0(sizeof(SssCaseLocks));

	locks->rel = SssOpenToAppend(&lock_table, WAIT_ALWAYS);
	locks->indexes = CatalogOpenIndexes(locks->rel);
	InitDirtySnapshot(locks->dirty);
	locks->scan = SssBeginIndexScan(locks->rel, FindIndex(locks), &locks->dirty, 1);
	locks->found = table_slot_create(locks->rel, NULL);
	locks->made = table_slot_create(locks->rel, NULL);
	return locks;
}

void
SssCloseCaseLocks(SssCaseLocks *locks)
{
	ExecDropSingleTupleTableSlot(locks->made);
	ExecDropSingleTupleTableSlot(locks->found);
	index_endscan(locks->scan);
	CatalogCloseIndexes(locks->indexes);
	relation_close(locks->rel, NoLock);
	pfree(locks);
}

TransactionId
SssCaseLockHolder(SssCaseLocks *locks, uint64 number, bool exclusive)
{
	TransactionId holder = InvalidTransactionId;
	ScanKeyData key;

	ScanKeyInit(&key, 1, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum((int64) number));
	index_rescan(locks->scan, &key, 1, NULL, 0);
	while (!TransactionIdIsValid(holder) &&
		   index_getnext_slot(locks->scan, ForwardScanDirection, locks->found))
	{
		bool		isnull;

		/* Set if another transaction that is in progress inserted the row */
		if (TransactionIdIsValid(locks->dirty.xmin) &&
			(exclusive || DatumGetBool(slot_getattr(locks->found, LOCK_exclusive + 1, &isnull))))
			holder = locks->dirty.xmin;
	}
	ExecClearTuple(locks->found);
	/* No page stays pinned while the caller waits */
	if (TransactionIdIsValid(holder))
		index_rescan(locks->scan, &key, 1, NULL, 0);
	return holder;
}

static void
EnterIntoIndexes(SssCaseLocks *locks)
{
	for (int i = 0; i < locks->indexes->ri_NumIndices; i++)
	{
		IndexInfo  *info = locks->indexes->ri_IndexRelationInfo[i];
		Datum		values[INDEX_MAX_KEYS];
		bool		nulls[INDEX_MAX_KEYS];

		if (!info->ii_ReadyForInserts)
			continue;
		FormIndexDatum(info, locks->made, NULL, values, nulls);
		(void) SssInsertIntoIndex(locks->indexes->ri_IndexRelationDescs[i], values, nulls,
								  &locks->made->tts_tid, locks->rel, info);
	}
}

void
SssAddCaseLock(SssCaseLocks *locks, uint64 number, bool exclusive)
{
	TupleTableSlot *made = locks->made;
	TM_FailureData failure;
	TM_Result	result;

	ExecClearTuple(made);
	made->tts_values[LOCK_number] = Int64GetDatum((int64) number);
	made->tts_values[LOCK_exclusive] = BoolGetDatum(exclusive);
	memset(made->tts_isnull, false, sizeof(bool) * N_LOCK_COLUMNS);
	ExecStoreVirtualTuple(made);
	table_tuple_insert(locks->rel, made, INSERTED_BY, TABLE_INSERT_NO_LOGICAL, NULL);
	EnterIntoIndexes(locks);
	result = SssDeleteTuple(locks->rel, &made->tts_tid, DELETED_BY, &failure);
	if (result != TM_Ok)
		elog(ERROR, "could not delete a row of table \"%s\": %d",
			 RelationGetRelationName(locks->rel), result);
}
