/*-------------------------------------------------------------------------
 *
 * exemptions.c
 *	  Waivers and baselines, as their tables hold them.
 *
 * No row is removed: an exemption that ends is marked as ended.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/snapshot.h"
#include "utils/timestamp.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

static const SssStoreColumn waiver_columns[] = {
	SSS_WAIVER_COLUMNS(SSS_BUILT_IN_COLUMN, SSS_OWN_COLUMN)
};
static const SssStoreColumn baseline_columns[] = {
	SSS_BASELINE_COLUMNS(SSS_BUILT_IN_COLUMN, SSS_OWN_COLUMN)
};
static const SssStoreColumn entry_columns[] = {
	SSS_ENTRY_COLUMNS(SSS_BUILT_IN_COLUMN, SSS_OWN_COLUMN)
};

static const struct
{
	const char *name;
	const SssStoreColumn *columns;
	int			ncolumns;
}			tables[] = {
	[EXEMPTION_waivers] = {"waivers", waiver_columns, N_WAIVER_COLUMNS},
	[EXEMPTION_baselines] = {"baselines", baseline_columns, N_BASELINE_COLUMNS},
	[EXEMPTION_entries] = {"baseline_entries", entry_columns, N_ENTRY_COLUMNS},
};

Relation
SssOpenExemptions(SssExemptionTable table, LOCKMODE lockmode)
{
	return SssOpenStore(tables[table].name, tables[table].columns, tables[table].ncolumns, lockmode);
}

Relation
SssOpenExemptionsToWrite(SssExemptionTable table, LOCKMODE lockmode)
{
	PreventCommandIfReadOnly("INSERT");
	return SssOpenExemptions(table, lockmode);
}

/* If somebody dropped the index, read the whole table: slower, but the same rows */
static void
BeginScan(SssExemptionScan *scan, Relation rel, const char *index, ScanKeyData * keys, int nkeys)
{
	Oid			indexid = get_relname_relid(index, RelationGetNamespace(rel));

	scan->rel = rel;
	scan->values = palloc(sizeof(Datum) * RelationGetNumberOfAttributes(rel));
	scan->nulls = palloc(sizeof(bool) * RelationGetNumberOfAttributes(rel));
	scan->snapshot = RegisterSnapshot(GetLatestSnapshot());
	scan->scan = systable_beginscan(rel, indexid, OidIsValid(indexid), scan->snapshot, nkeys, keys);
}

/* ScanKeyInit() compares text in collation "C", which is that of the indexed columns */
void
SssScanWaivers(SssExemptionScan *scan, Relation rel, Oid relation, const char *rule, const Datum *key)
{
	ScanKeyData keys[3];

	ScanKeyInit(&keys[0], WAIVER_relation + 1, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relation));
	ScanKeyInit(&keys[1], WAIVER_rule + 1, BTEqualStrategyNumber, F_TEXTEQ,
				CStringGetTextDatum(rule));
	if (key != NULL)
		ScanKeyInit(&keys[2], WAIVER_key + 1, BTEqualStrategyNumber, F_ARRAY_EQ, *key);
	BeginScan(scan, rel, "waivers_key", keys, key != NULL ? 3 : 2);
}

void
SssScanBaselines(SssExemptionScan *scan, Relation rel, Oid relation)
{
	ScanKeyData key;

	ScanKeyInit(&key, BASELINE_relation + 1, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relation));
	BeginScan(scan, rel, "baselines_relation", &key, 1);
}

void
SssScanEntries(SssExemptionScan *scan, Relation rel, int64 baseline, const Datum *key)
{
	ScanKeyData keys[2];

	ScanKeyInit(&keys[0], ENTRY_baseline + 1, BTEqualStrategyNumber, F_INT8EQ,
				Int64GetDatum(baseline));
	if (key != NULL)
		ScanKeyInit(&keys[1], ENTRY_key + 1, BTEqualStrategyNumber, F_ARRAY_EQ, *key);
	BeginScan(scan, rel, "baseline_entries_key", keys, key != NULL ? 2 : 1);
}

void
SssScanExemption(SssExemptionScan *scan, Relation rel, const char *index, int64 id)
{
	ScanKeyData key;

	ScanKeyInit(&key, 1, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(id));
	BeginScan(scan, rel, index, &key, 1);
}

bool
SssNextExemption(SssExemptionScan *scan)
{
	scan->tuple = systable_getnext(scan->scan);
	if (!HeapTupleIsValid(scan->tuple))
		return false;
	heap_deform_tuple(scan->tuple, RelationGetDescr(scan->rel), scan->values, scan->nulls);
	return true;
}

void
SssEndExemptionScan(SssExemptionScan *scan)
{
	systable_endscan(scan->scan);
	UnregisterSnapshot(scan->snapshot);
}

/* Did a function of ours write the row, so that its stamp is the time that it claims? */
static bool
IsOurs(Relation rel, HeapTuple row, int claimed, int written)
{
	bool		isnull;
	bool		written_isnull;
	Datum		claim = heap_getattr(row, claimed + 1, RelationGetDescr(rel), &isnull);
	Datum		stamp = heap_getattr(row, written + 1, RelationGetDescr(rel), &written_isnull);

	return !isnull && !written_isnull && DatumGetTimestampTz(claim) == DatumGetTimestampTz(stamp);
}

/* A row that somebody inserted may have any number, and must not use up the others */
int64
SssNextExemptionId(Relation rel, int claimed, int written)
{
	Oid			primary = SssPrimaryKeyIndex(rel);
	Relation	index;
	Snapshot	snapshot;
	SysScanDesc scan;
	HeapTuple	row;
	bool		isnull;
	int64		above = PG_INT64_MAX;
	int64		next = 1;

	if (!OidIsValid(primary))
		SssRaiseAltered(rel);
	index = index_open(primary, AccessShareLock);
	snapshot = RegisterSnapshot(GetLatestSnapshot());
	scan = systable_beginscan_ordered(rel, index, snapshot, 0, NULL);
	while (HeapTupleIsValid(row = systable_getnext_ordered(scan, BackwardScanDirection)))
	{
		int64		id = DatumGetInt64(heap_getattr(row, 1, RelationGetDescr(rel), &isnull));

		if (id < 0)
			break;
		if (id < above && id + 1 < above)
			next = id + 1;
		above = id;
		if (IsOurs(rel, row, claimed, written))
			break;
	}
	systable_endscan_ordered(scan);
	UnregisterSnapshot(snapshot);
	index_close(index, AccessShareLock);
	return next;
}

CatalogIndexState
SssOpenExemptionIndexes(Relation rel)
{
	CatalogIndexState indexes = CatalogOpenIndexes(rel);

	for (int i = 0; i < indexes->ri_NumIndices; i++)
	{
		const		IndexInfo *info = indexes->ri_IndexRelationInfo[i];

		if (info->ii_Expressions != NIL || info->ii_Predicate != NIL || info->ii_ExclusionOps != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("index \"%s\" on table sss.%s cannot be maintained",
							RelationGetRelationName(indexes->ri_IndexRelationDescs[i]),
							RelationGetRelationName(rel)),
					 errhint("Drop the index.")));
	}
	return indexes;
}

void
SssAddExemption(Relation rel, CatalogIndexState indexes, const Datum *values, const bool *nulls,
				int ncolumns)
{
	int			nattributes = RelationGetNumberOfAttributes(rel);
	Datum	   *all_values = palloc0(sizeof(Datum) * nattributes);
	bool	   *all_nulls = palloc(sizeof(bool) * nattributes);

	memset(all_nulls, true, sizeof(bool) * nattributes);
	memcpy(all_values, values, sizeof(Datum) * ncolumns);
	memcpy(all_nulls, nulls, sizeof(bool) * ncolumns);
	CatalogTupleInsertWithInfo(rel, heap_form_tuple(RelationGetDescr(rel), all_values, all_nulls),
							   indexes);
}

void
SssMarkEnded(SssExemptionScan *scan, int ended_at)
{
	CatalogIndexState indexes = SssOpenExemptionIndexes(scan->rel);
	bool	   *changed = palloc0(sizeof(bool) * RelationGetNumberOfAttributes(scan->rel));
	HeapTuple	tuple;

	scan->values[ended_at] = TimestampTzGetDatum(GetCurrentTimestamp());
	scan->nulls[ended_at] = false;
	SssSetText(scan->values, scan->nulls, ended_at + 1, GetUserNameFromId(GetUserId(), false));
	changed[ended_at] = changed[ended_at + 1] = true;
	tuple = heap_modify_tuple(scan->tuple, RelationGetDescr(scan->rel), scan->values, scan->nulls,
							  changed);
	CatalogTupleUpdateWithInfo(scan->rel, &tuple->t_self, tuple, indexes);
	CatalogCloseIndexes(indexes);
}

/* Writers of other tables, who look for theirs, need not wait; those of its table wait for its own lock */
void
SssRepointExemption(SssExemptionTable table, int64 id, Oid relid, Datum key_columns)
{
	bool		waiver = table == EXEMPTION_waivers;
	int			relation = waiver ? (int) WAIVER_relation : (int) BASELINE_relation;
	int			columns = waiver ? (int) WAIVER_key_columns : (int) BASELINE_key_columns;
	Relation	rel = SssOpenExemptionsToWrite(table, ShareRowExclusiveLock);
	SssExemptionScan scan;

	SssScanExemption(&scan, rel, waiver ? "waivers_pkey" : "baselines_pkey", id);
	if (SssNextExemption(&scan) &&
		(DatumGetObjectId(scan.values[relation]) != relid || scan.nulls[columns] ||
		 !SssKeyColumnsEqual(scan.values[columns], key_columns)))
	{
		CatalogIndexState indexes = SssOpenExemptionIndexes(rel);
		bool	   *changed = palloc0(sizeof(bool) * RelationGetNumberOfAttributes(rel));
		HeapTuple	tuple;

		scan.values[relation] = ObjectIdGetDatum(relid);
		scan.values[columns] = key_columns;
		scan.nulls[columns] = false;
		changed[relation] = changed[columns] = true;
		tuple = heap_modify_tuple(scan.tuple, RelationGetDescr(rel), scan.values, scan.nulls, changed);
		CatalogTupleUpdateWithInfo(rel, &tuple->t_self, tuple, indexes);
		CatalogCloseIndexes(indexes);
	}
	SssEndExemptionScan(&scan);
	table_close(rel, NoLock);
	CommandCounterIncrement();
}
