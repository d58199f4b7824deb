/*-------------------------------------------------------------------------
 *
 * unfolded.c
 *	  The cases that have lines in the tail, and what the state will say of them.
 *
 * A query of sss.violations needs, of each row of the state, whether the tail has
 * lines of the case, and of each line of the tail, whether it is the one that
 * stands for its case.  The tail is short, but a query may ask for many cases: it
 * is read once, at the first of them, and what was read is kept until the query
 * ends.  It takes about 200 bytes for each case.
 *
 * EXECUTE on the functions is everybody's, because a view calls functions with
 * the rights of the role that reads it.  So that they tell nobody else of the log,
 * the view gives them a value that only its owner can read: the pass.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "common/int.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

#include "base/base.h"
#include "finding/finding_private.h"
#include "store/store.h"

typedef struct LastLine
{
	SssPlace	place;
	SssUnfoldedCase *name;
} LastLine;

/* Of the queries that run */
static SssUnfolded *all_unfolded = NULL;

/*
 * Names of cases
 */

static uint32
HashOfName(const void *key, Size size)
{
	const SssCaseName *name = key;

	(void) size;
	return hash_bytes((const unsigned char *) name->identity, (int) name->length) ^
		hash_bytes_uint32((uint32) name->source);
}

static int
CompareCaseNames(const void *one, const void *other, Size size)
{
	const SssCaseName *a = one;
	const SssCaseName *b = other;

	(void) size;
	return a->source == b->source && a->length == b->length &&
		memcmp(a->identity, b->identity, a->length) == 0 ? 0 : 1;
}

/* No other texts have the same bytes */
static void
AppendKeyTexts(StringInfo identity, Datum key)
{
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;

	deconstruct_array(DatumGetArrayTypeP(key), TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &nelements);
	appendStringInfoChar(identity, '+');
	for (int i = 0; i < Min(nelements, INDEX_MAX_KEYS); i++)
	{
		int32		length = nulls[i] ? -1 : (int32) VARSIZE_ANY_EXHDR(DatumGetPointer(elements[i]));

		appendBinaryStringInfo(identity, (const char *) &length, sizeof(length));
		if (length > 0)
			appendBinaryStringInfo(identity, VARDATA_ANY(DatumGetPointer(elements[i])), length);
	}
}

/* The name of a case, in the present memory context; same_key is used if it is known */
static SssCaseName
NameOfCase(int64 source, bool by_text, Datum key, SssKeyReader *reader, Datum key_columns, const pg_uuid_t * same_key)
{
	StringInfoData identity;
	pg_uuid_t	hash;

	initStringInfo(&identity);
	if (key != (Datum) 0 && by_text)
		AppendKeyTexts(&identity, key);
	else if (key != (Datum) 0)
	{
		if (same_key == NULL)
			SssHashKey(reader, key_columns, key, &hash);
		appendBinaryStringInfo(&identity, (const char *) (same_key == NULL ? hash.data : same_key->data), UUID_LEN);
	}
	return (SssCaseName)
	{
		.source = source,.length = identity.len,.identity = identity.data
	};
}

static SssUnfoldedCase *
EnterCase(SssUnfolded *unfolded, int64 source, Datum key_columns, Datum key, SssPlace place)
{
	bool		by_text = SssIsKeyText(&unfolded->reader, key_columns);
	SssCaseName name = NameOfCase(source, by_text, key, &unfolded->reader, key_columns, NULL);
	bool		known;
	SssUnfoldedCase *entry = hash_search(unfolded->cases, &name, HASH_ENTER, &known);

	if (!known)
	{
		char	   *identity = MemoryContextAlloc(unfolded->context, name.length + 1);

		memcpy(identity, name.identity, name.length);
		memset(entry, 0, sizeof(SssUnfoldedCase));
		entry->name = name;
		entry->name.identity = identity;
		entry->by_text = by_text;
		entry->last = place;
	}
	return entry;
}

/*
 * The columns from categories to provision, by which one of several lines of
 * one moment is chosen, whatever the order in which they are read
 */

typedef struct Found
{
	TupleDesc	tupdesc;		/* of the one that is compared with another */
	int			first;			/* of the columns */
	const Datum *values;
	const bool *nulls;
} Found;

static const int order_of_found[N_FOUND_COLUMNS] = {7, 8, 9, 0, 1, 2, 3, 4, 5, 6};

static int
CompareFound(const Found *one, const Found *other)
{
	for (int i = 0; i < N_FOUND_COLUMNS; i++)
	{
		int			a = one->first + order_of_found[i];
		int			b = other->first + order_of_found[i];
		Form_pg_attribute attribute = TupleDescAttr(one->tupdesc, a);
		TypeCacheEntry *type;
		int			result;

		if (one->nulls[a] || other->nulls[b])
			result = one->nulls[a] - other->nulls[b];
		else
		{
			type = lookup_type_cache(attribute->atttypid, TYPECACHE_CMP_PROC_FINFO);
			result = DatumGetInt32(FunctionCall2Coll(&type->cmp_proc_finfo, attribute->attcollation,
													 one->values[a], other->values[b]));
		}
		if (result != 0)
			return result;
	}
	return 0;
}

void
SssReadStoredRow(SssPlace place, SssStoredRow *row)
{
	Relation	rel = place.restored ? SssOpenState(AccessShareLock) : SssOpenTail(AccessShareLock);
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	int			ncolumns = place.restored ? N_STATE_COLUMNS : N_LOG_COLUMNS;

	if (!table_tuple_fetch_row_version(rel, &place.row, GetActiveSnapshot(), slot))
		elog(ERROR, "a row of the log has vanished");
	ExecMaterializeSlot(slot);
	slot_getsomeattrs(slot, ncolumns);
	for (int i = 0; i < ncolumns; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(rel), i);

		row->nulls[i] = slot->tts_isnull[i];
		row->values[i] = row->nulls[i] ? (Datum) 0 :
			datumCopy(slot->tts_values[i], attribute->attbyval, attribute->attlen);
	}
	row->key = place.restored ? STATE_key : LOG_key;
	row->found = place.restored ? STATE_categories : LOG_categories;
	ExecDropSingleTupleTableSlot(slot);
	table_close(rel, AccessShareLock);
}

/*
 * The rows are read
 */

static bool
StandsBefore(const SssUnfoldedCase *entry, const Found *found)
{
	SssStoredRow *row = palloc(sizeof(SssStoredRow));
	Found		last;

	SssReadStoredRow(entry->last, row);
	last = (Found)
	{
		.first = row->found,.values = row->values,.nulls = row->nulls
	};
	return CompareFound(found, &last) < 0;
}

static void
AddFinding(SssUnfoldedCase *entry, SssPlace place, TimestampTz first_seen, TimestampTz last_seen, int64 count, const Found *found)
{
	if (!entry->found || last_seen > entry->last_seen ||
		(last_seen == entry->last_seen && StandsBefore(entry, found)))
		entry->last = place;
	entry->last_seen = entry->found ? Max(entry->last_seen, last_seen) : last_seen;
	entry->first_seen = entry->found ? Min(entry->first_seen, first_seen) : first_seen;
	if (pg_add_s64_overflow(entry->count, count, &entry->count))
		entry->count = PG_INT64_MAX;
	entry->found = true;
}

static void
AddResolution(SssUnfolded *unfolded, SssUnfoldedCase *entry, TimestampTz at, TimestampTz seen, Datum reason)
{
	int			n = entry->nresolutions;
	SssResolution *resolution;

	if (n == 0)
		entry->resolutions = MemoryContextAlloc(unfolded->context, sizeof(SssResolution));
	else if ((n & (n - 1)) == 0)
		entry->resolutions = repalloc_huge(entry->resolutions, 2 * (Size) n * sizeof(SssResolution));
	resolution = &entry->resolutions[entry->nresolutions++];
	resolution->at = at;
	resolution->seen = seen;
	resolution->reason = reason == (Datum) 0 ? NULL :
		MemoryContextStrdup(unfolded->context, TextDatumGetCString(reason));
}

static void
AddLine(SssUnfolded *unfolded, TupleTableSlot *slot)
{
	const Datum *values = slot->tts_values;
	const bool *nulls = slot->tts_isnull;
	SssPlace	place = {.row = slot->tts_tid};
	TimestampTz at = DatumGetTimestampTz(values[LOG_logged_at]);
	SssVerdict	verdict;
	SssUnfoldedCase *entry;

	if (!nulls[LOG_problem] || nulls[LOG_verdict] || nulls[LOG_rule])
		return;
	entry = EnterCase(unfolded, SssSourceOfLine(unfolded->sources, unfolded->origin, values, nulls),
					  nulls[LOG_key_columns] ? (Datum) 0 : values[LOG_key_columns],
					  nulls[LOG_key] ? (Datum) 0 : values[LOG_key], place);
	verdict = SssDatumCode(CODES_verdict, values[LOG_verdict]);
	if (verdict == VERDICT_violation || verdict == VERDICT_unsettled)
	{
		Found		found = {
			.tupdesc = slot->tts_tupleDescriptor,.first = LOG_categories,.values = values,.nulls = nulls
		};

		AddFinding(entry, place, at, at, 1, &found);
	}
	else
		AddResolution(unfolded, entry, at,
					  nulls[LOG_resolves] ? DT_NOEND : DatumGetTimestampTz(values[LOG_resolves]),
					  nulls[LOG_reason] ? (Datum) 0 : values[LOG_reason]);
}

static void
ReadTail(SssUnfolded *unfolded)
{
	Relation	rel = SssOpenTail(AccessShareLock);
	TableScanDesc scan = SssBeginScan(rel, GetActiveSnapshot());
	TupleTableSlot *slot = table_slot_create(rel, NULL);

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		MemoryContext caller_context = MemoryContextSwitchTo(unfolded->scratch);

		CHECK_FOR_INTERRUPTS();
		slot_getsomeattrs(slot, N_LOG_COLUMNS);
		AddLine(unfolded, slot);
		MemoryContextSwitchTo(caller_context);
		MemoryContextReset(unfolded->scratch);
	}
	ExecDropSingleTupleTableSlot(slot);
	table_endscan(scan);
	table_close(rel, AccessShareLock);
}

SssResolution *
SssResolutionsOf(Datum array, int *nresolutions)
{
	ArrayType  *resolutions = DatumGetArrayTypeP(array);
	TupleDesc	tupdesc = lookup_rowtype_tupdesc(ARR_ELEMTYPE(resolutions), -1);
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;
	SssResolution *list;

	deconstruct_array(resolutions, ARR_ELEMTYPE(resolutions), -1, false, TYPALIGN_DOUBLE, &elements, &nulls, &nelements);
	list = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(SssResolution) * Max(nelements, 1));
	*nresolutions = 0;
	for (int i = 0; i < nelements; i++)
	{
		HeapTupleHeader header = nulls[i] ? NULL : DatumGetHeapTupleHeader(elements[i]);
		HeapTupleData tuple;
		Datum		values[3];
		bool		isnull[3];

		if (header == NULL)
			continue;
		tuple.t_len = HeapTupleHeaderGetDatumLength(header);
		ItemPointerSetInvalid(&tuple.t_self);
		tuple.t_tableOid = InvalidOid;
		tuple.t_data = header;
		heap_deform_tuple(&tuple, tupdesc, values, isnull);
		if (isnull[0])
			continue;
		list[(*nresolutions)++] = (SssResolution)
		{
			.at = DatumGetTimestampTz(values[0]),
				.seen = isnull[1] ? DT_NOEND : DatumGetTimestampTz(values[1]),
				.reason = isnull[2] ? NULL : TextDatumGetCString(values[2])
		};
	}
	ReleaseTupleDesc(tupdesc);
	return list;
}

/* The columns of the query for restored rows */
enum
{
	RESTORED_place,
	RESTORED_source,
	RESTORED_key_columns,
	RESTORED_key,
	RESTORED_first_seen,
	RESTORED_last_seen,
	RESTORED_count,
	RESTORED_resolutions,
	N_RESTORED_COLUMNS
};

static SPIPlanPtr restored_query = NULL;

static void
AddRestored(SssUnfolded *unfolded, HeapTuple tuple, TupleDesc tupdesc, Relation state)
{
	Datum		values[N_RESTORED_COLUMNS];
	bool		nulls[N_RESTORED_COLUMNS];
	SssPlace	place = {.restored = true};
	SssUnfoldedCase *entry;

	heap_deform_tuple(tuple, tupdesc, values, nulls);
	place.row = *(ItemPointer) DatumGetPointer(values[RESTORED_place]);
	entry = EnterCase(unfolded, DatumGetInt64(values[RESTORED_source]),
					  nulls[RESTORED_key_columns] ? (Datum) 0 : values[RESTORED_key_columns],
					  nulls[RESTORED_key] ? (Datum) 0 : values[RESTORED_key], place);
	if (!nulls[RESTORED_last_seen])
	{
		SssStoredRow *row = palloc(sizeof(SssStoredRow));
		TimestampTz last_seen = DatumGetTimestampTz(values[RESTORED_last_seen]);
		Found		found;

		SssReadStoredRow(place, row);
		found = (Found)
		{
			.tupdesc = RelationGetDescr(state),.first = row->found,.values = row->values,.nulls = row->nulls
		};
		AddFinding(entry, place,
				   nulls[RESTORED_first_seen] ? last_seen : DatumGetTimestampTz(values[RESTORED_first_seen]), last_seen,
				   nulls[RESTORED_count] ? 0 : DatumGetInt64(values[RESTORED_count]), &found);
	}
	if (!nulls[RESTORED_resolutions])
	{
		int			nresolutions;
		SssResolution *resolutions = SssResolutionsOf(values[RESTORED_resolutions], &nresolutions);

		for (int i = 0; i < nresolutions; i++)
			AddResolution(unfolded, entry, resolutions[i].at, resolutions[i].seen,
						  resolutions[i].reason == NULL ? (Datum) 0 : CStringGetTextDatum(resolutions[i].reason));
	}
}

static void
ReadRestored(SssUnfolded *unfolded)
{
	Relation	state = SssOpenState(AccessShareLock);
	SssOwnersRights rights;

	SssActAsOwner(&rights);
	SPI_connect();
	if (restored_query == NULL)
	{
		SPIPlanPtr	plan = SPI_prepare("SELECT r.place, r.source, r.key_columns, r.key, r.first_seen, r.last_seen,"
									   " r.count, r.resolutions FROM sss_internal.restored AS r", 0, NULL);

		if (plan == NULL || SPI_keepplan(plan) != 0)
			elog(ERROR, "could not prepare a query of sss_internal.restored");
		restored_query = plan;
	}
	if (SPI_execute_plan(restored_query, NULL, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read sss_internal.restored");
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		MemoryContext caller_context = MemoryContextSwitchTo(unfolded->scratch);

		AddRestored(unfolded, SPI_tuptable->vals[i], SPI_tuptable->tupdesc, state);
		MemoryContextSwitchTo(caller_context);
		MemoryContextReset(unfolded->scratch);
	}
	SPI_finish();
	SssActAsUser(&rights);
	table_close(state, AccessShareLock);
}

static void
EnterLastLines(SssUnfolded *unfolded)
{
	HASH_SEQ_STATUS status;
	SssUnfoldedCase *entry;

	hash_seq_init(&status, unfolded->cases);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		LastLine   *line = hash_search(unfolded->lines, &entry->last, HASH_ENTER, NULL);

		line->name = entry;
	}
}

static void
Forget(void *argument)
{
	SssUnfolded **place = &all_unfolded;

	while (*place != NULL && *place != argument)
		place = &(*place)->next;
	if (*place != NULL)
		*place = (*place)->next;
}

static SssUnfolded *
ReadUnfolded(MemoryContext query, int64 origin, const pg_uuid_t * pass)
{
	MemoryContext context = AllocSetContextCreate(query, "special_social_services unfolded", ALLOCSET_DEFAULT_SIZES);
	SssUnfolded *unfolded = MemoryContextAllocZero(context, sizeof(SssUnfolded));
	HASHCTL		cases = {
		.keysize = sizeof(SssCaseName),.entrysize = sizeof(SssUnfoldedCase),.hash = HashOfName,.match = CompareCaseNames,.hcxt = context
	};
	HASHCTL		lines = {.keysize = sizeof(SssPlace),.entrysize = sizeof(LastLine),.hcxt = context};
	MemoryContextCallback *forget = MemoryContextAlloc(context, sizeof(MemoryContextCallback));

	unfolded->query = query;
	unfolded->context = context;
	unfolded->origin = origin;
	unfolded->pass = *pass;
	unfolded->cases = hash_create("special_social_services cases", 256, &cases,
								  HASH_ELEM | HASH_FUNCTION | HASH_COMPARE | HASH_CONTEXT);
	unfolded->lines = hash_create("special_social_services last lines", 256, &lines, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	unfolded->sources = SssBeginSources(context);
	unfolded->scratch = AllocSetContextCreate(context, "special_social_services line", ALLOCSET_DEFAULT_SIZES);
	unfolded->row_context = AllocSetContextCreate(context, "special_social_services case", ALLOCSET_DEFAULT_SIZES);
	ReadTail(unfolded);
	ReadRestored(unfolded);
	EnterLastLines(unfolded);
	*forget = (MemoryContextCallback)
	{
		.func = Forget,.arg = unfolded
	};
	MemoryContextRegisterResetCallback(context, forget);
	unfolded->next = all_unfolded;
	all_unfolded = unfolded;
	return unfolded;
}

SssUnfolded *
SssUnfoldedOf(FmgrInfo * function)
{
	SssUnfolded *unfolded = function->fn_extra;

	if (unfolded == NULL)
	{
		unfolded = all_unfolded;
		while (unfolded != NULL && unfolded->query != function->fn_mcxt)
			unfolded = unfolded->next;
		function->fn_extra = unfolded;
	}
	return unfolded;
}

/* The same, read if it was not; NULL: the pass is wrong */
static SssUnfolded *
OpenUnfolded(FmgrInfo * function, int64 origin, const pg_uuid_t * pass)
{
	SssUnfolded *unfolded = SssUnfoldedOf(function);

	if (unfolded != NULL)
		return memcmp(unfolded->pass.data, pass->data, UUID_LEN) == 0 ? unfolded : NULL;
	if (!SssIsPass(pass))
		return NULL;
	return function->fn_extra = ReadUnfolded(function->fn_mcxt, origin, pass);
}

const SssUnfoldedCase *
SssCaseOfPlace(const SssUnfolded *unfolded, bool restored, Datum row)
{
	SssPlace	place = {.restored = restored};
	const LastLine *line;

	place.row = *(ItemPointer) DatumGetPointer(row);
	line = hash_search(unfolded->lines, &place, HASH_FIND, NULL);
	return line == NULL ? NULL : line->name;
}

const SssKnownSource *
SssSourceNumbered(SssUnfolded *unfolded, int64 number)
{
	SssKnownSource *source = &unfolded->source;

	if (source->number != number)
	{
		source->known = SssDescribeSource(unfolded->sources, unfolded->origin, number, &source->key_columns,
										  &source->folded_until);
		source->number = number;
	}
	return source;
}

static bool
HasLines(SssUnfolded *unfolded, int64 number, const pg_uuid_t * same_key, Datum key)
{
	const SssKnownSource *source;
	MemoryContext caller_context;
	SssCaseName name;
	bool		by_text;
	bool		has;

	if (hash_get_num_entries(unfolded->cases) == 0)
		return false;
	source = SssSourceNumbered(unfolded, number);
	if (!source->known)
		return false;
	caller_context = MemoryContextSwitchTo(unfolded->scratch);
	by_text = SssIsKeyText(&unfolded->reader, source->key_columns);
	name = NameOfCase(number, by_text, key, &unfolded->reader, source->key_columns, same_key);
	has = hash_search(unfolded->cases, &name, HASH_FIND, NULL) != NULL;
	if (has && by_text)
	{
		pg_uuid_t	hash;

		/* The row may have been folded when the keys were compared in another way */
		SssHashKey(&unfolded->reader, (Datum) 0, key, &hash);
		has = memcmp(hash.data, same_key->data, UUID_LEN) == 0;
	}
	MemoryContextSwitchTo(caller_context);
	MemoryContextReset(unfolded->scratch);
	return has;
}

/* is_shown(kind, place, source, same_key, key, origin, pass) */
PG_FUNCTION_INFO_V1(sss_is_shown);
Datum
sss_is_shown(PG_FUNCTION_ARGS)
{
	SssUnfolded *unfolded;
	bool		is_state;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(5) || PG_ARGISNULL(6))
		PG_RETURN_BOOL(false);
	is_state = PG_GETARG_CHAR(0) == 's';
	unfolded = OpenUnfolded(fcinfo->flinfo, PG_GETARG_INT64(5), PG_GETARG_UUID_P(6));

	/* Without the pass the answer is that there are no lines */
	if (unfolded == NULL || (is_state && (PG_ARGISNULL(2) || PG_ARGISNULL(3))))
		PG_RETURN_BOOL(is_state);
	if (!is_state)
		PG_RETURN_BOOL(SssCaseOfPlace(unfolded, PG_GETARG_CHAR(0) == 'r', PG_GETARG_DATUM(1)) != NULL);
	PG_RETURN_BOOL(!HasLines(unfolded, PG_GETARG_INT64(2), PG_GETARG_UUID_P(3),
							 PG_ARGISNULL(4) ? (Datum) 0 : PG_GETARG_DATUM(4)));
}
