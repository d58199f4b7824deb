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

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

#include "base/base.h"
#include "finding/finding_private.h"
#include "store/store.h"

/* A row that is not folded: a line of the tail, or a row of the state that was restored */
typedef struct Place
{
	ItemPointerData row;
	uint16		restored;		/* as wide as to leave no gap: places are compared byte by byte */
} Place;

/* A line by which a case is resolved, see type sss_internal.resolution */
typedef struct Resolution
{
	TimestampTz at;
	TimestampTz seen;
	const char *reason;
} Resolution;

/* The identity is that of the texts where these identify keys, else a hash; of no key it is empty */
typedef struct CaseName
{
	int64		source;
	Size		length;
	const char *identity;
} CaseName;

typedef struct Case
{
	CaseName	name;
	bool		by_text;
	bool		found;			/* not only resolved; else the next three are not set */
	TimestampTz first_seen;
	TimestampTz last_seen;
	int64		count;
	Place		last;			/* the row that stands for the case: the one that found it last */
	int			nresolutions;
	Resolution *resolutions;
} Case;

typedef struct LastLine
{
	Place		place;
	Case	   *name;
} LastLine;

/* A source, as the state has it; of the last call */
typedef struct KnownSource
{
	bool		known;
	int64		number;
	Datum		key_columns;
	TimestampTz folded_until;
} KnownSource;

/* What a query has read */
typedef struct Unfolded
{
	MemoryContext query;
	MemoryContext context;
	struct Unfolded *next;
	int64		origin;
	pg_uuid_t	pass;
	HTAB	   *cases;
	HTAB	   *lines;			/* those that stand for a case */
	SssSources *sources;
	KnownSource source;
	SssKeyReader reader;
	MemoryContext scratch;
	const Case *merged;			/* the case of the last call, its row, and where the state has its
								 * own */
	Datum		row;
	ItemPointerData state;		/* invalid: it has none */
	MemoryContext row_context;
} Unfolded;

/* Of the queries that run */
static Unfolded *all_unfolded = NULL;

/*
 * Names of cases
 */

static uint32
HashOfName(const void *key, Size size)
{
	const CaseName *name = key;

	(void) size;
	return hash_bytes((const unsigned char *) name->identity, (int) name->length) ^
		hash_bytes_uint32((uint32) name->source);
}

static int
CompareCaseNames(const void *one, const void *other, Size size)
{
	const CaseName *a = one;
	const CaseName *b = other;

	(void) size;
	return a->source == b->source && a->length == b->length &&
		memcmp(a->identity, b->identity, a->length) == 0 ? 0 : 1;
}

/* No other texts have the same bytes */
static void
AppendTexts(StringInfo identity, Datum key)
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
static CaseName
NameOfCase(int64 source, bool by_text, Datum key, SssKeyReader *reader, Datum key_columns, const pg_uuid_t * same_key)
{
	StringInfoData identity;
	pg_uuid_t	hash;

	initStringInfo(&identity);
	if (key != (Datum) 0 && by_text)
		AppendTexts(&identity, key);
	else if (key != (Datum) 0)
	{
		if (same_key == NULL)
			SssHashKey(reader, key_columns, key, &hash);
		appendBinaryStringInfo(&identity, (const char *) (same_key == NULL ? hash.data : same_key->data), UUID_LEN);
	}
	return (CaseName)
	{
		.source = source,.length = identity.len,.identity = identity.data
	};
}

static Case *
EnterCase(Unfolded *unfolded, int64 source, Datum key_columns, Datum key, Place place)
{
	bool		by_text = SssIsKeyText(&unfolded->reader, key_columns);
	CaseName	name = NameOfCase(source, by_text, key, &unfolded->reader, key_columns, NULL);
	bool		known;
	Case	   *entry = hash_search(unfolded->cases, &name, HASH_ENTER, &known);

	if (!known)
	{
		char	   *identity = MemoryContextAlloc(unfolded->context, name.length + 1);

		memcpy(identity, name.identity, name.length);
		memset(entry, 0, sizeof(Case));
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

StaticAssertDecl((int) N_STATE_COLUMNS <= (int) N_LOG_COLUMNS, "a row of the state must fit");

/* A row, and where the columns are in it */
typedef struct Row
{
	int			key;
	int			found;			/* first of the columns from categories to provision */
	Datum		values[N_LOG_COLUMNS];
	bool		nulls[N_LOG_COLUMNS];
} Row;

static void
ReadRow(Place place, Row *row)
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
StandsBefore(const Case *entry, const Found *found)
{
	Row		   *row = palloc(sizeof(Row));
	Found		last;

	ReadRow(entry->last, row);
	last = (Found)
	{
		.first = row->found,.values = row->values,.nulls = row->nulls
	};
	return CompareFound(found, &last) < 0;
}

static void
AddFinding(Case *entry, Place place, TimestampTz first_seen, TimestampTz last_seen, int64 count, const Found *found)
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
AddResolution(Unfolded *unfolded, Case *entry, TimestampTz at, TimestampTz seen, Datum reason)
{
	int			n = entry->nresolutions;
	Resolution *resolution;

	if (n == 0)
		entry->resolutions = MemoryContextAlloc(unfolded->context, sizeof(Resolution));
	else if ((n & (n - 1)) == 0)
		entry->resolutions = repalloc_huge(entry->resolutions, 2 * (Size) n * sizeof(Resolution));
	resolution = &entry->resolutions[entry->nresolutions++];
	resolution->at = at;
	resolution->seen = seen;
	resolution->reason = reason == (Datum) 0 ? NULL :
		MemoryContextStrdup(unfolded->context, TextDatumGetCString(reason));
}

static void
AddLine(Unfolded *unfolded, TupleTableSlot *slot)
{
	const Datum *values = slot->tts_values;
	const bool *nulls = slot->tts_isnull;
	Place		place = {.row = slot->tts_tid};
	TimestampTz at = DatumGetTimestampTz(values[LOG_logged_at]);
	SssVerdict	verdict;
	Case	   *entry;

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
ReadTail(Unfolded *unfolded)
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

/* Resolutions of an array, into the case or the list */
static Resolution *
ResolutionsOf(Datum array, int *nresolutions)
{
	ArrayType  *resolutions = DatumGetArrayTypeP(array);
	TupleDesc	tupdesc = lookup_rowtype_tupdesc(ARR_ELEMTYPE(resolutions), -1);
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;
	Resolution *list;

	deconstruct_array(resolutions, ARR_ELEMTYPE(resolutions), -1, false, TYPALIGN_DOUBLE, &elements, &nulls, &nelements);
	list = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(Resolution) * Max(nelements, 1));
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
		list[(*nresolutions)++] = (Resolution)
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
AddRestored(Unfolded *unfolded, HeapTuple tuple, TupleDesc tupdesc, Relation state)
{
	Datum		values[N_RESTORED_COLUMNS];
	bool		nulls[N_RESTORED_COLUMNS];
	Place		place = {.restored = true};
	Case	   *entry;

	heap_deform_tuple(tuple, tupdesc, values, nulls);
	place.row = *(ItemPointer) DatumGetPointer(values[RESTORED_place]);
	entry = EnterCase(unfolded, DatumGetInt64(values[RESTORED_source]),
					  nulls[RESTORED_key_columns] ? (Datum) 0 : values[RESTORED_key_columns],
					  nulls[RESTORED_key] ? (Datum) 0 : values[RESTORED_key], place);
	if (!nulls[RESTORED_last_seen])
	{
		Row		   *row = palloc(sizeof(Row));
		TimestampTz last_seen = DatumGetTimestampTz(values[RESTORED_last_seen]);
		Found		found;

		ReadRow(place, row);
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
		Resolution *resolutions = ResolutionsOf(values[RESTORED_resolutions], &nresolutions);

		for (int i = 0; i < nresolutions; i++)
			AddResolution(unfolded, entry, resolutions[i].at, resolutions[i].seen,
						  resolutions[i].reason == NULL ? (Datum) 0 : CStringGetTextDatum(resolutions[i].reason));
	}
}

static void
ReadRestored(Unfolded *unfolded)
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
EnterLastLines(Unfolded *unfolded)
{
	HASH_SEQ_STATUS status;
	Case	   *entry;

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
	Unfolded  **place = &all_unfolded;

	while (*place != NULL && *place != argument)
		place = &(*place)->next;
	if (*place != NULL)
		*place = (*place)->next;
}

static Unfolded *
ReadUnfolded(MemoryContext query, int64 origin, const pg_uuid_t * pass)
{
	MemoryContext context = AllocSetContextCreate(query, "special_social_services unfolded", ALLOCSET_DEFAULT_SIZES);
	Unfolded   *unfolded = MemoryContextAllocZero(context, sizeof(Unfolded));
	HASHCTL		cases = {
		.keysize = sizeof(CaseName),.entrysize = sizeof(Case),.hash = HashOfName,.match = CompareCaseNames,.hcxt = context
	};
	HASHCTL		lines = {.keysize = sizeof(Place),.entrysize = sizeof(LastLine),.hcxt = context};
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

/* What the query has read; NULL: nothing yet.  All functions of a query have one memory context. */
static Unfolded *
UnfoldedOf(FmgrInfo * function)
{
	Unfolded   *unfolded = function->fn_extra;

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
static Unfolded *
OpenUnfolded(FmgrInfo * function, int64 origin, const pg_uuid_t * pass)
{
	Unfolded   *unfolded = UnfoldedOf(function);

	if (unfolded != NULL)
		return memcmp(unfolded->pass.data, pass->data, UUID_LEN) == 0 ? unfolded : NULL;
	if (!SssIsPass(pass))
		return NULL;
	return function->fn_extra = ReadUnfolded(function->fn_mcxt, origin, pass);
}

/* The case that the row stands for; NULL: it stands for none */
static const Case *
CaseOfPlace(const Unfolded *unfolded, bool restored, Datum row)
{
	Place		place = {.restored = restored};
	const LastLine *line;

	place.row = *(ItemPointer) DatumGetPointer(row);
	line = hash_search(unfolded->lines, &place, HASH_FIND, NULL);
	return line == NULL ? NULL : line->name;
}

static const KnownSource *
SourceNumbered(Unfolded *unfolded, int64 number)
{
	KnownSource *source = &unfolded->source;

	if (source->number != number)
	{
		source->known = SssDescribeSource(unfolded->sources, unfolded->origin, number, &source->key_columns,
										  &source->folded_until);
		source->number = number;
	}
	return source;
}

static bool
HasLines(Unfolded *unfolded, int64 number, const pg_uuid_t * same_key, Datum key)
{
	const KnownSource *source;
	MemoryContext caller_context;
	CaseName	name;
	bool		by_text;
	bool		has;

	if (hash_get_num_entries(unfolded->cases) == 0)
		return false;
	source = SourceNumbered(unfolded, number);
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
	Unfolded   *unfolded;
	bool		is_state;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(5) || PG_ARGISNULL(6))
		PG_RETURN_BOOL(false);
	is_state = PG_GETARG_CHAR(0) == 's';
	unfolded = OpenUnfolded(fcinfo->flinfo, PG_GETARG_INT64(5), PG_GETARG_UUID_P(6));

	/* Whoever has no pass is told that there are no lines */
	if (unfolded == NULL || (is_state && (PG_ARGISNULL(2) || PG_ARGISNULL(3))))
		PG_RETURN_BOOL(is_state);
	if (!is_state)
		PG_RETURN_BOOL(CaseOfPlace(unfolded, PG_GETARG_CHAR(0) == 'r', PG_GETARG_DATUM(1)) != NULL);
	PG_RETURN_BOOL(!HasLines(unfolded, PG_GETARG_INT64(2), PG_GETARG_UUID_P(3),
							 PG_ARGISNULL(4) ? (Datum) 0 : PG_GETARG_DATUM(4)));
}

/*
 * Rows of the state, as sss.compact() will make them
 */

static void
ReadState(Unfolded *unfolded, int64 source, const pg_uuid_t * same_key, Relation rel, Datum *values, bool *nulls)
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
	const Resolution *a = one;
	const Resolution *b = other;

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
IsValid(const Resolution *resolution, bool found, TimestampTz last_seen)
{
	return !found || (resolution->at > last_seen && resolution->seen >= last_seen);
}

static int
KeepValid(const Resolution *all, int nall, bool found, TimestampTz last_seen, Resolution *kept)
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
ArrayOfResolutions(const Resolution *resolutions, int nresolutions, Oid type)
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
MergeResolutions(const Case *entry, Oid array_type, Datum *values, bool *nulls)
{
	bool		found = !nulls[STATE_last_seen];
	TimestampTz last_seen = found ? DatumGetTimestampTz(values[STATE_last_seen]) : 0;
	Resolution *of_state = NULL;
	int			nof_state = 0;
	Resolution *kept;
	int			nkept;

	if (!nulls[STATE_resolutions])
		of_state = ResolutionsOf(values[STATE_resolutions], &nof_state);
	nulls[STATE_resolutions] = nulls[STATE_resolved] = nulls[STATE_reason] = true;
	kept = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(Resolution) * (nof_state + entry->nresolutions + 1));
	nkept = KeepValid(of_state, nof_state, found, last_seen, kept);
	nkept += KeepValid(entry->resolutions, entry->nresolutions, found, last_seen, kept + nkept);
	if (nkept == 0)
		return;
	qsort(kept, nkept, sizeof(Resolution), CompareResolutions);
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
MergeFindings(const Case *entry, const Row *line, Datum *values, bool *nulls)
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
MergeWithState(Unfolded *unfolded, const Case *entry)
{
	Relation	rel = SssOpenState(AccessShareLock);
	TupleDesc	tupdesc = RelationGetDescr(rel);
	Datum	   *values = palloc0(sizeof(Datum) * tupdesc->natts);
	bool	   *nulls = palloc(sizeof(bool) * tupdesc->natts);
	Row		   *line = palloc(sizeof(Row));
	pg_uuid_t  *same_key = palloc(sizeof(pg_uuid_t));
	Datum		row;

	ReadRow(entry->last, line);
	if (entry->by_text || entry->name.length == 0)
		SssHashKey(&unfolded->reader, (Datum) 0, line->nulls[line->key] ? (Datum) 0 : line->values[line->key], same_key);
	else
		memcpy(same_key->data, entry->name.identity, UUID_LEN);
	memset(nulls, true, sizeof(bool) * tupdesc->natts);
	ReadState(unfolded, entry->name.source, same_key, rel, values, nulls);
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
MergedRow(Unfolded *unfolded, const Case *entry)
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
ColumnOfMerged(Unfolded *unfolded, const Case *entry, int column, bool *isnull)
{
	return GetAttributeByNum(DatumGetHeapTupleHeader(MergedRow(unfolded, entry)), column + 1, isnull);
}

/* The case of the arguments kind and place.  The query must have shown the pass. */
static const Case *
CaseOfArguments(FunctionCallInfo fcinfo, const char *function, Unfolded **unfolded)
{
	*unfolded = UnfoldedOf(fcinfo->flinfo);
	if (*unfolded == NULL)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_FUNCTION, function);
	return CaseOfPlace(*unfolded, PG_GETARG_CHAR(0) == 'r', PG_GETARG_DATUM(1));
}

/* Was the case found after all lines that the state knows of its source?  Then only the count and the first time need the state. */
static bool
IsNewest(Unfolded *unfolded, const Case *entry)
{
	const KnownSource *source;

	if (!entry->found)
		return false;
	if (entry->name.source < 0)
		return true;
	source = SourceNumbered(unfolded, entry->name.source);
	return source->known && entry->last_seen > source->folded_until;
}

/* merged(kind, place) */
PG_FUNCTION_INFO_V1(sss_merged);
Datum
sss_merged(PG_FUNCTION_ARGS)
{
	Unfolded   *unfolded;
	const Case *entry = CaseOfArguments(fcinfo, "merged", &unfolded);

	if (entry == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(datumCopy(MergedRow(unfolded, entry), false, -1));
}

/* place_of_case(kind, place) */
PG_FUNCTION_INFO_V1(sss_place_of_case);
Datum
sss_place_of_case(PG_FUNCTION_ARGS)
{
	Unfolded   *unfolded;
	const Case *entry = CaseOfArguments(fcinfo, "place_of_case", &unfolded);
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
	Unfolded   *unfolded;
	const Case *entry = CaseOfArguments(fcinfo, "is_newest", &unfolded);

	if (entry == NULL)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(IsNewest(unfolded, entry));
}

/* last_seen(kind, place) */
PG_FUNCTION_INFO_V1(sss_last_seen);
Datum
sss_last_seen(PG_FUNCTION_ARGS)
{
	Unfolded   *unfolded;
	const Case *entry = CaseOfArguments(fcinfo, "last_seen", &unfolded);
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
	Unfolded   *unfolded;
	const Case *entry = CaseOfArguments(fcinfo, "resolved", &unfolded);
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
