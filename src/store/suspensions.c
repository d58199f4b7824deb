/*-------------------------------------------------------------------------
 *
 * suspensions.c
 *	  Suspensions, as their table holds them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "storage/lockdefs.h"
#include "utils/builtins.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

#define SUSPENSION_COLUMNS(BUILT_IN) \
	BUILT_IN(id, INT8OID) \
	BUILT_IN(relations, TEXTARRAYOID) \
	BUILT_IN(reason, TEXTOID) \
	BUILT_IN(kept, JSONBOID) \
	BUILT_IN(failing, UUIDARRAYOID) \
	BUILT_IN(suspended_at, TIMESTAMPTZOID) \
	BUILT_IN(suspended_by, TEXTOID) \
	BUILT_IN(resumed_at, TIMESTAMPTZOID) \
	BUILT_IN(resumed_by, TEXTOID) \
	BUILT_IN(written_by, TEXTOID) \
	BUILT_IN(written_at, TIMESTAMPTZOID)

#define SUSPENSION_INDEX(column, type) SUSPENSION_##column,

enum
{
	SUSPENSION_COLUMNS(SUSPENSION_INDEX)
	N_SUSPENSION_COLUMNS
};

static const SssStoreColumn suspension_columns[] = {SUSPENSION_COLUMNS(SSS_BUILT_IN_COLUMN)};

Relation
SssOpenSuspensions(LOCKMODE lockmode)
{
	PreventCommandIfReadOnly("INSERT");
	return SssOpenStore("suspensions", suspension_columns, N_SUSPENSION_COLUMNS, lockmode);
}

int64
SssAddSuspension(Relation rel, const SssSuspension *suspension)
{
	CatalogIndexState indexes = SssOpenExemptionIndexes(rel);
	Datum		values[N_SUSPENSION_COLUMNS] = {0};
	bool		nulls[N_SUSPENSION_COLUMNS] = {false};
	int64		id = SssNextExemptionId(rel, SUSPENSION_suspended_at, SUSPENSION_written_at);

	values[SUSPENSION_id] = Int64GetDatum(id);
	values[SUSPENSION_relations] = suspension->relations;
	SssSetText(values, nulls, SUSPENSION_reason, suspension->reason);
	values[SUSPENSION_kept] = suspension->kept;
	values[SUSPENSION_failing] = suspension->failing;
	nulls[SUSPENSION_failing] = suspension->failing == (Datum) 0;
	values[SUSPENSION_suspended_at] = TimestampTzGetDatum(GetCurrentTimestamp());
	SssSetText(values, nulls, SUSPENSION_suspended_by, GetUserNameFromId(GetUserId(), false));
	nulls[SUSPENSION_resumed_at] = nulls[SUSPENSION_resumed_by] = true;
	SssSetStamp(values, SUSPENSION_written_by, values[SUSPENSION_suspended_at]);
	SssAddExemption(rel, indexes, values, nulls, N_SUSPENSION_COLUMNS);
	CatalogCloseIndexes(indexes);
	CommandCounterIncrement();
	return id;
}

/* The row with that number; an error if there is none, or if it is resumed */
static void
FindSuspension(SssExemptionScan *scan, Relation rel, int64 id)
{
	SssScanExemption(scan, rel, "suspensions_pkey", id);
	if (!SssNextExemption(scan))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("suspension %lld does not exist", (long long) id),
				 errhint("View sss.suspended has the suspensions that are not resumed yet.")));
	if (!scan->nulls[SUSPENSION_resumed_at])
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("suspension %lld is already resumed", (long long) id),
				 errdetail("It was resumed at %s, by %s.",
						   timestamptz_to_str(DatumGetTimestampTz(scan->values[SUSPENSION_resumed_at])),
						   TextDatumGetCString(scan->values[SUSPENSION_resumed_by]))));
}

void
SssReadSuspension(Relation rel, int64 id, SssSuspension *suspension)
{
	SssExemptionScan scan;
	bool		stamped;
	int			by;

	FindSuspension(&scan, rel, id);
	suspension->relations = PointerGetDatum(PG_DETOAST_DATUM_COPY(scan.values[SUSPENSION_relations]));
	suspension->reason = TextDatumGetCString(scan.values[SUSPENSION_reason]);
	suspension->kept = PointerGetDatum(PG_DETOAST_DATUM_COPY(scan.values[SUSPENSION_kept]));
	suspension->failing = scan.nulls[SUSPENSION_failing] ? (Datum) 0 :
		PointerGetDatum(PG_DETOAST_DATUM_COPY(scan.values[SUSPENSION_failing]));
	stamped = !scan.nulls[SUSPENSION_written_at] &&
		DatumGetTimestampTz(scan.values[SUSPENSION_written_at]) == DatumGetTimestampTz(scan.values[SUSPENSION_suspended_at]);
	by = stamped ? SUSPENSION_suspended_by : SUSPENSION_written_by;
	suspension->by = scan.nulls[by] ? "" : TextDatumGetCString(scan.values[by]);
	suspension->stamped = stamped;
	SssEndExemptionScan(&scan);
}

void
SssEndSuspension(Relation rel, int64 id)
{
	SssExemptionScan scan;

	FindSuspension(&scan, rel, id);
	SssMarkEnded(&scan, SUSPENSION_resumed_at);
	SssEndExemptionScan(&scan);
	CommandCounterIncrement();
}
