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
 * A row takes some 20,000 instructions, and its index entry nearly as much room as
 * the row.  So a statement that locks thousands of cases packs those into one row whose
 * numbers have the same first bits, and the row is found by these.  Numbers are hashes,
 * so that each of a statement's rows then holds about as many.
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
#include "utils/array.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/snapshot.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

#define LOCK_COLUMNS(COLUMN) \
	COLUMN(number, INT8OID) \
	COLUMN(exclusive, BOOLOID) \
	COLUMN(packed, INT8ARRAYOID)

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

/* The first bits of numbers that are packed into one row */
#define SHARED_BITS		8
#define SHARED(number)	((number) & ~(PG_UINT64_MAX >> SHARED_BITS))

/* The most numbers in a row: it must fit into a page */
#define MOST_PACKED		500

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

/* The first of the wanted locks with which one of the row's conflicts; n: none */
static int
FirstConflict(SssCaseLocks *locks, const SssCaseLock *wanted, int n)
{
	bool		isnull;
	bool		exclusive = DatumGetBool(slot_getattr(locks->found, LOCK_exclusive + 1, &isnull));
	Datum		packed = slot_getattr(locks->found, LOCK_packed + 1, &isnull);
	uint64		only = (uint64) DatumGetInt64(locks->found->tts_values[LOCK_number]);
	ArrayType  *several = isnull ? NULL : DatumGetArrayTypeP(packed);
	const uint64 *numbers = isnull ? &only : (const uint64 *) ARR_DATA_PTR(several);
	int			nnumbers = isnull ? 1 : ArrayGetNItems(ARR_NDIM(several), ARR_DIMS(several));
	int			i = 0;
	int			j = 0;

	while (i < n && j < nnumbers)
	{
		if (wanted[i].number == numbers[j] && (exclusive || wanted[i].exclusive))
			return i;
		if (wanted[i].number <= numbers[j])
			i++;
		else
			j++;
	}
	return n;
}

/* Look at rows found by that number; n becomes the first of the wanted locks that conflicts */
static void
FindHolder(SssCaseLocks *locks, uint64 number, const SssCaseLock *wanted, int *n, TransactionId * holder)
{
	ScanKeyData key;

	ScanKeyInit(&key, 1, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum((int64) number));
	index_rescan(locks->scan, &key, 1, NULL, 0);
	while (*n > 0 && index_getnext_slot(locks->scan, ForwardScanDirection, locks->found))
	{
		/* Set if another transaction that is in progress inserted the row */
		TransactionId inserter = locks->dirty.xmin;
		int			first = TransactionIdIsValid(inserter) ? FirstConflict(locks, wanted, *n) : *n;

		if (first == *n)
			continue;
		*n = first;
		*holder = inserter;
	}
}

TransactionId
SssCaseLockHolder(SssCaseLocks *locks, const SssCaseLock *wanted, int n, int *first)
{
	TransactionId holder = InvalidTransactionId;
	ScanKeyData key;
	int			begin = 0;

	while (begin < n && !TransactionIdIsValid(holder))
	{
		uint64		shared = SHARED(wanted[begin].number);
		int			end = begin + 1;
		int			conflict;

		while (end < n && SHARED(wanted[end].number) == shared)
			end++;
		conflict = end - begin;
		FindHolder(locks, shared, &wanted[begin], &conflict, &holder);
		for (int i = 0; i < conflict; i++)
		{
			int			this = 1;

			FindHolder(locks, wanted[begin + i].number, &wanted[begin + i], &this, &holder);
			if (this == 0)
				conflict = i;
		}
		begin += conflict;
	}
	*first = begin;
	ExecClearTuple(locks->found);
	/* No page stays pinned while the caller waits */
	ScanKeyInit(&key, 1, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(0));
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

/* Add a row; the array is NULL if it holds only one number */
static void
InsertLocks(SssCaseLocks *locks, uint64 number, bool exclusive, ArrayType *packed)
{
	TupleTableSlot *made = locks->made;
	TM_FailureData failure;
	TM_Result	result;

	ExecClearTuple(made);
	memset(made->tts_isnull, false, sizeof(bool) * N_LOCK_COLUMNS);
	made->tts_values[LOCK_number] = Int64GetDatum((int64) number);
	made->tts_values[LOCK_exclusive] = BoolGetDatum(exclusive);
	made->tts_values[LOCK_packed] = PointerGetDatum(packed);
	made->tts_isnull[LOCK_packed] = packed == NULL;
	ExecStoreVirtualTuple(made);
	table_tuple_insert(locks->rel, made, INSERTED_BY, TABLE_INSERT_NO_LOGICAL, NULL);
	EnterIntoIndexes(locks);
	result = SssDeleteTuple(locks->rel, &made->tts_tid, DELETED_BY, &failure);
	if (result != TM_Ok)
		elog(ERROR, "could not delete a row of table \"%s\": %d",
			 RelationGetRelationName(locks->rel), result);
}

/* Locks in one mode, which all have the same first bits, on their way into rows */
typedef struct Pack
{
	int			n;
	Datum		numbers[MOST_PACKED];
} Pack;

static void
StorePack(SssCaseLocks *locks, Pack *pack, bool exclusive)
{
	if (pack->n == 1)
		InsertLocks(locks, (uint64) DatumGetInt64(pack->numbers[0]), exclusive, NULL);
	else if (pack->n > 1)
	{
		ArrayType  *packed = construct_array(pack->numbers, pack->n, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);

		InsertLocks(locks, SHARED((uint64) DatumGetInt64(pack->numbers[0])), exclusive, packed);
		pfree(packed);
	}
	pack->n = 0;
}

void
SssAddCaseLocks(SssCaseLocks *locks, const SssCaseLock *added, int n, bool pack)
{
	Pack		packs[2] = {{.n = 0}, {.n = 0}};

	for (int i = 0; i < n; i++)
	{
		Pack	   *to = &packs[added[i].exclusive];

		if (i > 0 && (!pack || SHARED(added[i].number) != SHARED(added[i - 1].number)))
		{
			StorePack(locks, &packs[false], false);
			StorePack(locks, &packs[true], true);
		}
		if (to->n == MOST_PACKED)
			StorePack(locks, to, added[i].exclusive);
		to->numbers[to->n++] = Int64GetDatum((int64) added[i].number);
	}
	StorePack(locks, &packs[false], false);
	StorePack(locks, &packs[true], true);
}
