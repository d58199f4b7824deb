/*-------------------------------------------------------------------------
 *
 * merged.c
 *	  What the state will say of the cases that are not folded.
 *
 * sss.compact() writes these rows into the state, and sss.violations shows them
 * until then.  So both say the same.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/stratnum.h"
#include "common/int.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "funcapi.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"
#include "utils/uuid.h"

#include "base/base.h"
#include "finding/finding_private.h"
#include "store/store.h"

static void
ReadRowOfState(SssUnfolded *unfolded, int64 source, const pg_uuid_t * same_key, Relation rel, Datum *values, bool *nulls)
{
	ScanKeyData keys[3];
	Oid			primary = SssPrimaryKeyIndex(rel);
	SysScanDesc scan;
	HeapTuple	tuple;

	ItemPointerSetInvalid(&unfolded->state);
	if (source < 0 || !OidIsValid(primary))
		return;
	ScanKeyInit(&keys[0], STATE_source + 1, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(source));
	ScanKeyInit(&keys[1], STATE_same_key + 1, BTEqualStrategyNumber, F_UUID_EQ, UUIDPGetDatum(same_key));
	ScanKeyInit(&keys[2], STATE_origin + 1, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(unfolded->origin));
	scan = systable_beginscan(rel, primary, true, GetActiveSnapshot(), lengthof(keys), keys);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
	{
		unfolded->state = tuple->t_self;
		heap_deform_tuple(heap_copytuple(tuple), RelationGetDescr(rel), values, nulls);
	}
	systable_endscan(scan);
}

static int
CompareResolutions(const void *one, const void *other)
{
	const SssResolution *a = one;
	const SssResolution *b = other;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->seen != b->seen)
		return a->seen < b->seen ? -1 : 1;
	if (a->reason == NULL || b->reason == NULL)
		return (a->reason == NULL) - (b->reason == NULL);
	return strcmp(a->reason, b->reason);
}

/* One before the case was found last says nothing any more */
static bool
IsValid(const SssResolution *resolution, bool found, TimestampTz last_seen)
{
	return !found || (resolution->at > last_seen && resolution->seen >= last_seen);
}

static int
KeepValid(const SssResolution *all, int nall, bool found, TimestampTz last_seen, SssResolution *kept)
{
	int			nkept = 0;

	for (int i = 0; i < nall; i++)
	{
		if (IsValid(&all[i], found, last_seen))
			kept[nkept++] = all[i];
	}
	return nkept;
}

static Datum
ArrayOfResolutions(const SssResolution *resolutions, int nresolutions, Oid type)
{
	TupleDesc	tupdesc = lookup_rowtype_tupdesc(type, -1);
	Datum	   *elements = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(Datum) * nresolutions);
	ArrayType  *array;

	for (int i = 0; i < nresolutions; i++)
	{
		Datum		values[3];
		bool		nulls[3] = {false, false, resolutions[i].reason == NULL};

		values[0] = TimestampTzGetDatum(resolutions[i].at);
		values[1] = TimestampTzGetDatum(resolutions[i].seen);
		values[2] = nulls[2] ? (Datum) 0 : CStringGetTextDatum(resolutions[i].reason);
		elements[i] = HeapTupleGetDatum(heap_form_tuple(tupdesc, values, nulls));
	}
	array = construct_array(elements, nresolutions, type, -1, false, TYPALIGN_DOUBLE);
	ReleaseTupleDesc(tupdesc);
	return PointerGetDatum(array);
}

static void
MergeResolutions(const SssUnfoldedCase *entry, Oid array_type, Datum *values, bool *nulls)
{
	bool		found = !nulls[STATE_last_seen];
	TimestampTz last_seen = found ? DatumGetTimestampTz(values[STATE_last_seen]) : 0;
	SssResolution *of_state = NULL;
	int			nof_state = 0;
	SssResolution *kept;
	int			nkept;

	if (!nulls[STATE_resolutions])
		of_state = SssResolutionsOf(values[STATE_resolutions], &nof_state);
	nulls[STATE_resolutions] = nulls[STATE_resolved] = nulls[STATE_reason] = true;
	kept = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(SssResolution) * (nof_state + entry->nresolutions + 1));
	nkept = KeepValid(of_state, nof_state, found, last_seen, kept);
	nkept += KeepValid(entry->resolutions, entry->nresolutions, found, last_seen, kept + nkept);
	if (nkept == 0)
		return;
	qsort(kept, nkept, sizeof(SssResolution), CompareResolutions);
	values[STATE_resolutions] = ArrayOfResolutions(kept, nkept, get_element_type(array_type));
	nulls[STATE_resolutions] = false;
	if (!found)
		return;
	nulls[STATE_resolved] = false;
	values[STATE_resolved] = TimestampTzGetDatum(kept[0].at);
	SssSetText(values, nulls, STATE_reason, kept[0].reason);
}

/* When the case was found, and how often, in the state and since then */
static void
MergeFindings(const SssUnfoldedCase *entry, const SssStoredRow *line, Datum *values, bool *nulls)
{
	TimestampTz last_seen = nulls[STATE_last_seen] ? 0 : DatumGetTimestampTz(values[STATE_last_seen]);
	int64		count = nulls[STATE_count] ? 0 : DatumGetInt64(values[STATE_count]);

	if (!entry->found)
		return;
	if (nulls[STATE_last_seen] || last_seen <= entry->last_seen)
	{
		memcpy(values + STATE_categories, line->values + line->found, sizeof(Datum) * N_FOUND_COLUMNS);
		memcpy(nulls + STATE_categories, line->nulls + line->found, sizeof(bool) * N_FOUND_COLUMNS);
		values[STATE_last_seen] = TimestampTzGetDatum(entry->last_seen);
		nulls[STATE_last_seen] = false;
	}
	if (nulls[STATE_first_seen] || DatumGetTimestampTz(values[STATE_first_seen]) > entry->first_seen)
		values[STATE_first_seen] = TimestampTzGetDatum(entry->first_seen);
	if (pg_add_s64_overflow(count, entry->count, &count))
		count = PG_INT64_MAX;
	values[STATE_count] = Int64GetDatum(count);
	nulls[STATE_first_seen] = nulls[STATE_count] = false;
}

/* The row that the state will have of the case, in the present memory context */
static Datum
MergeWithState(SssUnfolded *unfolded, const SssUnfoldedCase *entry)
{
	Relation	rel = SssOpenState(AccessShareLock);
	TupleDesc	tupdesc = RelationGetDescr(rel);
	Datum	   *values = palloc0(sizeof(Datum) * tupdesc->natts);
	bool	   *nulls = palloc(sizeof(bool) * tupdesc->natts);
	SssStoredRow *line = palloc(sizeof(SssStoredRow));
	pg_uuid_t  *same_key = palloc(sizeof(pg_uuid_t));
	Datum		row;

	SssReadStoredRow(entry->last, line);
	if (entry->by_text || entry->name.length == 0)
		SssHashKey(&unfolded->reader, (Datum) 0, line->nulls[line->key] ? (Datum) 0 : line->values[line->key], same_key);
	else
		memcpy(same_key->data, entry->name.identity, UUID_LEN);
	memset(nulls, true, sizeof(bool) * tupdesc->natts);
	ReadRowOfState(unfolded, entry->name.source, same_key, rel, values, nulls);
	values[STATE_origin] = Int64GetDatum(unfolded->origin);
	values[STATE_source] = Int64GetDatum(entry->name.source);
	values[STATE_same_key] = UUIDPGetDatum(same_key);
	nulls[STATE_origin] = nulls[STATE_source] = nulls[STATE_same_key] = false;
	values[STATE_key] = line->values[line->key];
	nulls[STATE_key] = line->nulls[line->key];
	MergeFindings(entry, line, values, nulls);
	MergeResolutions(entry, TupleDescAttr(tupdesc, STATE_resolutions)->atttypid, values, nulls);
	row = heap_copy_tuple_as_datum(heap_form_tuple(tupdesc, values, nulls), tupdesc);
	table_close(rel, AccessShareLock);
	return row;
}

/* The row of the last case is kept, since a query asks for several columns of it */
static Datum
MergedRow(SssUnfolded *unfolded, const SssUnfoldedCase *entry)
{
	if (unfolded->merged != entry)
	{
		MemoryContext caller_context;

		unfolded->merged = NULL;
		MemoryContextReset(unfolded->row_context);
		caller_context = MemoryContextSwitchTo(unfolded->row_context);
		unfolded->row = MergeWithState(unfolded, entry);
		MemoryContextSwitchTo(caller_context);
		unfolded->merged = entry;
	}
	return unfolded->row;
}

static Datum
ColumnOfMerged(SssUnfolded *unfolded, const SssUnfoldedCase *entry, int column, bool *isnull)
{
	return GetAttributeByNum(DatumGetHeapTupleHeader(MergedRow(unfolded, entry)), column + 1, isnull);
}

/* The case of the arguments kind and place.  The query must have shown the pass. */
static const SssUnfoldedCase *
CaseOfArguments(FunctionCallInfo fcinfo, const char *function, SssUnfolded **unfolded)
{
	*unfolded = SssUnfoldedOf(fcinfo->flinfo);
	if (*unfolded == NULL)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_FUNCTION, function);
	return SssCaseOfPlace(*unfolded, PG_GETARG_CHAR(0) == 'r', PG_GETARG_DATUM(1));
}

/* Was the case found after all lines that the state knows of its source?  Then only the count and the first time need the state. */
static bool
IsNewest(SssUnfolded *unfolded, const SssUnfoldedCase *entry)
{
	const SssKnownSource *source;

	if (!entry->found)
		return false;
	if (entry->name.source < 0)
		return true;
	source = SssSourceNumbered(unfolded, entry->name.source);
	return source->known && entry->last_seen > source->folded_until;
}

/* merged(kind, place) */
PG_FUNCTION_INFO_V1(sss_merged);
Datum
sss_merged(PG_FUNCTION_ARGS)
{
	SssUnfolded *unfolded;
	const SssUnfoldedCase *entry = CaseOfArguments(fcinfo, "merged", &unfolded);

	if (entry == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(datumCopy(MergedRow(unfolded, entry), false, -1));
}

/* place_of_case(kind, place) */
PG_FUNCTION_INFO_V1(sss_place_of_case);
Datum
sss_place_of_case(PG_FUNCTION_ARGS)
{
	SssUnfolded *unfolded;
	const SssUnfoldedCase *entry = CaseOfArguments(fcinfo, "place_of_case", &unfolded);
	ItemPointer place;

	if (entry == NULL)
		PG_RETURN_NULL();
	(void) MergedRow(unfolded, entry);
	if (!ItemPointerIsValid(&unfolded->state))
		PG_RETURN_NULL();
	place = palloc(sizeof(ItemPointerData));
	*place = unfolded->state;
	PG_RETURN_POINTER(place);
}

/* is_newest(kind, place) */
PG_FUNCTION_INFO_V1(sss_is_newest);
Datum
sss_is_newest(PG_FUNCTION_ARGS)
{
	SssUnfolded *unfolded;
	const SssUnfoldedCase *entry = CaseOfArguments(fcinfo, "is_newest", &unfolded);

	if (entry == NULL)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(IsNewest(unfolded, entry));
}

/* last_seen(kind, place) */
PG_FUNCTION_INFO_V1(sss_last_seen);
Datum
sss_last_seen(PG_FUNCTION_ARGS)
{
	SssUnfolded *unfolded;
	const SssUnfoldedCase *entry = CaseOfArguments(fcinfo, "last_seen", &unfolded);
	Datum		last_seen;
	bool		isnull;

	if (entry == NULL)
		PG_RETURN_NULL();
	if (IsNewest(unfolded, entry))
		PG_RETURN_TIMESTAMPTZ(entry->last_seen);
	last_seen = ColumnOfMerged(unfolded, entry, STATE_last_seen, &isnull);
	if (isnull)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(last_seen);
}

/* resolved(kind, place) */
PG_FUNCTION_INFO_V1(sss_resolved);
Datum
sss_resolved(PG_FUNCTION_ARGS)
{
	SssUnfolded *unfolded;
	const SssUnfoldedCase *entry = CaseOfArguments(fcinfo, "resolved", &unfolded);
	TimestampTz resolved = DT_NOEND;
	bool		isnull = true;

	if (entry == NULL)
		PG_RETURN_NULL();
	if (!IsNewest(unfolded, entry))
		resolved = DatumGetTimestampTz(ColumnOfMerged(unfolded, entry, STATE_resolved, &isnull));
	else
	{
		for (int i = 0; i < entry->nresolutions; i++)
		{
			if (!IsValid(&entry->resolutions[i], true, entry->last_seen))
				continue;
			resolved = isnull ? entry->resolutions[i].at : Min(resolved, entry->resolutions[i].at);
			isnull = false;
		}
	}
	if (isnull)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(resolved);
}
