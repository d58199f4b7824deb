/*-------------------------------------------------------------------------
 *
 * read_row.c
 *	  The facts of a row of a bound table.
 *
 * Reading the facts of a row allocates nothing, unless a value is compressed or
 * stored out of line, an array holds texts, or a quantity is no integer.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/tupdesc.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "port/pg_bitutils.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/syscache.h"

#include "base/base.h"
#include "finding/finding_private.h"

/* The index of a code that a column holds as text, without padding */
static int
ReadTextCode(SssCodeListId list, Datum datum, bool padded)
{
	text	   *value = DatumGetTextPP(datum);
	const char *data = VARDATA_ANY(value);
	int			length = VARSIZE_ANY_EXHDR(value);

	while (padded && length > 0 && data[length - 1] == ' ')
		length--;
	return SssCodeByText(list, data, length);
}

static void
ReadTextCategories(Datum datum, SssFacts *facts)
{
	ArrayType  *array = DatumGetArrayTypeP(datum);
	bool		padded = ARR_ELEMTYPE(array) == BPCHAROID;
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT,
					  &elements, &nulls, &nelements);
	facts->category_missing |= nelements == 0;
	for (int i = 0; i < nelements; i++)
	{
		int			category = nulls[i] ? SSS_MISSING :
		ReadTextCode(CODES_recipient_category, elements[i], padded);

		if (category == SSS_MISSING)
			facts->category_missing = true;
		else
			facts->categories |= SSS_BIT(category);
	}
}

/*
 * A row to read.  If it is stored without a NULL, and its bound columns have the same places in all such rows,
 * each is fetched from its place.  Otherwise the server fetches all columns up to the last one that is bound.
 */
typedef struct Row
{
	TupleTableSlot *slot;
	const char *data;			/* NULL: the columns were fetched into the slot */
} Row;

static inline Row
BeginRow(TupleTableSlot *slot, AttrNumber last_column)
{
	Row			row = {.slot = slot,.data = NULL};
	HeapTuple	tuple;

	if (slot->tts_nvalid >= last_column)
		return row;

	/* The server finds places from the first column on: if the last has one, all have */
	if ((TTS_IS_BUFFERTUPLE(slot) || TTS_IS_HEAPTUPLE(slot)) &&
		TupleDescCompactAttr(slot->tts_tupleDescriptor, last_column - 1)->attcacheoff >= 0)
	{
		tuple = ((HeapTupleTableSlot *) slot)->tuple;
		if (tuple != NULL && !HeapTupleHasNulls(tuple) &&
			(int) HeapTupleHeaderGetNatts(tuple->t_data) >= last_column)
			row.data = (const char *) tuple->t_data + tuple->t_data->t_hoff;
	}
	if (row.data == NULL)
		slot_getsomeattrs(slot, last_column);
	return row;
}

/* Read a column; false if the value is NULL, or no column is bound */
static inline bool
ReadColumn(const SssColumn *column, Row row, Datum *value)
{
	int			i = column->attnum - 1;

	if (column->form == COLUMN_NONE)
		return false;
	if (row.data != NULL)
	{
		TupleDesc	tupdesc = row.slot->tts_tupleDescriptor;
		int			place = TupleDescCompactAttr(tupdesc, i)->attcacheoff;

		Assert(place >= 0);
		*value = fetchatt(TupleDescCompactAttr(tupdesc, i), row.data + place);
		return true;
	}
	*value = row.slot->tts_values[i];
	return !row.slot->tts_isnull[i];
}

static inline int
ReadCode(const SssColumn *column, Row row, SssCodeListId list)
{
	Datum		value;

	if (!ReadColumn(column, row, &value))
		return SSS_MISSING;
	if (column->form == COLUMN_CODE)
		return SssDatumCode(list, value);
	return ReadTextCode(list, value, column->form == COLUMN_PADDED_TEXT);
}

/* Room for a copy, with a full header, of an array that the row stores with a short one */
typedef union ShortArray
{
	ArrayType	array;
	char		bytes[VARATT_SHORT_MAX + VARHDRSZ];
} ShortArray;

static ArrayType *
UnpackArray(Datum datum, ShortArray *room)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(datum);

	if (!VARATT_IS_SHORT(value))
		return DatumGetArrayTypeP(datum);
	SET_VARSIZE(&room->array, VARSIZE_SHORT(value) - VARHDRSZ_SHORT + VARHDRSZ);
	memcpy(VARDATA(&room->array), VARDATA_SHORT(value), VARSIZE_SHORT(value) - VARHDRSZ_SHORT);
	return &room->array;
}

static void
ReadCategories(const SssColumn *column, Row row, SssFacts *facts)
{
	Datum		value;
	int			category;
	ShortArray	room;

	if (column->form != COLUMN_CODE_ARRAY && column->form != COLUMN_TEXT_ARRAY)
	{
		category = ReadCode(column, row, CODES_recipient_category);
		facts->category_missing = category == SSS_MISSING;
		facts->categories = category == SSS_MISSING ? 0 : SSS_BIT(category);
	}
	else if (!ReadColumn(column, row, &value))
		facts->category_missing = true;
	else if (column->form == COLUMN_CODE_ARRAY)
		SssAddCategories(UnpackArray(value, &room), facts);
	else
		ReadTextCategories(value, facts);
}

static void
ReadStay(const SssColumn *column, Row row, SssFacts *facts)
{
	Datum		value;

	facts->codes[ROLE_stay] = ReadCode(column, row, CODES_stay_mode);
	facts->stay_unknown = facts->codes[ROLE_stay] == SSS_MISSING && ReadColumn(column, row, &value);
}

static void
ReadDate(const SssColumn *column, Row row, SssDay today, SssFacts *facts)
{
	Datum		value;

	facts->has_date = true;
	facts->on_date = today;
	if (column->form == COLUMN_NONE)
		return;
	facts->has_date = ReadColumn(column, row, &value);
	if (!facts->has_date)
		return;
	if (column->form == COLUMN_TIMESTAMP)
		value = DirectFunctionCall1(timestamp_date, value);
	facts->on_date = DatumGetDateADT(value);
}

/* Cast a float as PostgreSQL does, to its significant digits, not to its exact binary value */
static void
ReadFloat(Datum value, double rough, PGFunction to_numeric, SssRole role, SssFacts *facts)
{
	if (isfinite(rough))
		SssSetNumericMeasure(DatumGetNumeric(DirectFunctionCall1(to_numeric, value)), role, facts);
	else
		SssSetMeasure(rough, role, facts);
}

static void
ReadMeasure(const SssColumn *column, Row row, SssRole role, SssFacts *facts)
{
	Datum		value;

	if (!ReadColumn(column, row, &value))
		return;
	switch (column->form)
	{
		case COLUMN_INT2:
			SssSetMeasure(DatumGetInt16(value), role, facts);
			break;
		case COLUMN_INT4:
			SssSetMeasure(DatumGetInt32(value), role, facts);
			break;
		case COLUMN_INT8:
			SssSetMeasure((double) DatumGetInt64(value), role, facts);
			break;
		case COLUMN_FLOAT4:
			ReadFloat(value, DatumGetFloat4(value), float4_numeric, role, facts);
			break;
		case COLUMN_FLOAT8:
			ReadFloat(value, DatumGetFloat8(value), float8_numeric, role, facts);
			break;
		default:
			SssSetNumericMeasure(DatumGetNumeric(value), role, facts);
			break;
	}
}

/* White space names no document */
static bool
IsBlank(Datum datum)
{
	text	   *value = DatumGetTextPP(datum);
	const char *data = VARDATA_ANY(value);

	for (int i = 0; i < (int) VARSIZE_ANY_EXHDR(value); i++)
	{
		if (data[i] != ' ' && (data[i] < '\t' || data[i] > '\r'))
			return false;
	}
	return true;
}

/*
 * If a column names a document or person, NULL means that the evidence is absent.
 * In a boolean column, NULL means that this is not known.
 */
static void
ReadEvidence(const SssColumn *column, Row row, SssRole role, SssFacts *facts)
{
	Datum		value;
	bool		there = ReadColumn(column, row, &value);

	if (!there && column->form == COLUMN_BOOLEAN)
		facts->doubtful |= SSS_ROLE_BIT(role);
	else if (there && (column->form == COLUMN_BOOLEAN ? DatumGetBool(value) :
					   column->form == COLUMN_THING || !IsBlank(value)))
		facts->present |= SSS_ROLE_BIT(role);
	else
		facts->absent |= SSS_ROLE_BIT(role);
}

static void
ReadCitation(const SssColumn *column, Row row, SssFacts *facts)
{
	Datum		value;
	text	   *citation;
	int			length;

	if (!ReadColumn(column, row, &value))
		return;
	if (column->form == COLUMN_CODE)
	{
		facts->condition = SssDatumProvision(value);
		return;
	}
	citation = DatumGetTextPP(value);
	length = VARSIZE_ANY_EXHDR(citation);
	while (column->form == COLUMN_PADDED_TEXT && length > 0 && VARDATA_ANY(citation)[length - 1] == ' ')
		length--;
	facts->condition = SssParseProvision(VARDATA_ANY(citation), length);
}

static void
ReadFact(const SssColumn *column, Row row, SssRole role, SssFacts *facts)
{
	switch (sss_fact_lines[role].kind)
	{
		case FACT_code:
			if (role == ROLE_category)
				ReadCategories(column, row, facts);
			else if (role == ROLE_stay)
				ReadStay(column, row, facts);
			else
				facts->codes[role] = ReadCode(column, row, sss_fact_lines[role].list);
			break;
		case FACT_citation:
			ReadCitation(column, row, facts);
			break;
		case FACT_measure:
			ReadMeasure(column, row, role, facts);
			break;
		case FACT_evidence:
			ReadEvidence(column, row, role, facts);
			break;
		case FACT_date:
		case FACT_mention:
			break;
	}
}

void
SssReadFacts(const SssBinding *binding, TupleTableSlot *slot, SssDay today, SssFacts *facts)
{
	const SssColumn *columns = binding->columns;
	Row			row = BeginRow(slot, binding->last_column);

	*facts = sss_no_facts;
	switch (binding->rule)
	{
		case RULE_placement:
			ReadCategories(&columns[ROLE_category], row, facts);
			facts->codes[ROLE_basis] = ReadCode(&columns[ROLE_basis], row, CODES_placement_basis);
			ReadStay(&columns[ROLE_stay], row, facts);
			break;
		case RULE_service:
			facts->codes[ROLE_service] = ReadCode(&columns[ROLE_service], row, CODES_service);
			break;
		default:
			for (SssRoles roles = binding->bound; roles != 0; roles &= roles - 1)
			{
				SssRole		role = pg_rightmost_one_pos64(roles);

				ReadFact(&columns[role], row, role, facts);
			}
			break;
	}
	facts->codes[ROLE_provider] = ReadCode(&columns[ROLE_provider], row, CODES_provider_type);
	ReadDate(&columns[ROLE_on_date], row, today, facts);
}

void
SssReadMentions(const SssBinding *binding, TupleTableSlot *slot, SssMentions *mentions)
{
	const SssColumn *number = &binding->columns[ROLE_document_number];
	const SssColumn *date = &binding->columns[ROLE_document_date];
	bool		isnull = true;
	Datum		value;

	memset(mentions, 0, sizeof(SssMentions));
	if (number->form != COLUMN_NONE)
		value = slot_getattr(slot, number->attnum, &isnull);
	if (!isnull)
	{
		Oid			output;
		bool		is_varlena;

		getTypeOutputInfo(TupleDescAttr(slot->tts_tupleDescriptor, number->attnum - 1)->atttypid,
						  &output, &is_varlena);
		mentions->document_number = OidOutputFunctionCall(output, value);
	}

	isnull = true;
	if (date->form != COLUMN_NONE)
		value = slot_getattr(slot, date->attnum, &isnull);
	mentions->has_document_date = !isnull;
	if (!isnull)
		mentions->document_date = DatumGetDateADT(date->form == COLUMN_TIMESTAMP ?
												  DirectFunctionCall1(timestamp_date, value) : value);
}

/* Replace one fact by that of the row */
static void
OverlayFact(SssRole role, const SssFacts *row, SssFacts *facts)
{
	SssRoles	bit = SSS_ROLE_BIT(role);

	switch (sss_fact_lines[role].kind)
	{
		case FACT_code:
			if (role == ROLE_category)
			{
				facts->categories = row->categories;
				facts->category_missing = row->category_missing;
			}
			else
				facts->codes[role] = row->codes[role];
			if (role == ROLE_stay)
				facts->stay_unknown = row->stay_unknown;
			break;
		case FACT_citation:
			facts->condition = row->condition;
			break;
		case FACT_date:
			facts->has_date = row->has_date;
			facts->on_date = row->on_date;
			break;
		case FACT_measure:
			facts->measured = (facts->measured & ~bit) | (row->measured & bit);
			facts->impossible = (facts->impossible & ~bit) | (row->impossible & bit);
			SSS_MEASURE(facts, role) = SSS_MEASURE(row, role);
			break;
		case FACT_evidence:
			facts->present = (facts->present & ~bit) | (row->present & bit);
			facts->absent = (facts->absent & ~bit) | (row->absent & bit);
			facts->doubtful = (facts->doubtful & ~bit) | (row->doubtful & bit);
			break;
		case FACT_mention:
			break;
	}
}

void
SssOverlay(const SssBinding *binding, const SssFacts *row, SssFacts *facts)
{
	for (SssRoles roles = binding->bound; roles != 0; roles &= roles - 1)
		OverlayFact(pg_rightmost_one_pos64(roles), row, facts);
}

bool
SssFactsUntouched(const SssBinding *binding, TupleTableSlot *before, TupleTableSlot *after)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		const SssColumn *column = &binding->columns[role];
		Form_pg_attribute attribute;
		bool		before_null;
		bool		after_null;
		Datum		old;
		Datum		new;

		if (column->form == COLUMN_NONE || sss_fact_lines[role].kind == FACT_mention)
			continue;
		attribute = TupleDescAttr(after->tts_tupleDescriptor, column->attnum - 1);
		old = slot_getattr(before, column->attnum, &before_null);
		new = slot_getattr(after, column->attnum, &after_null);
		if (before_null != after_null ||
			(!after_null && !datum_image_eq(old, new, attribute->attbyval, attribute->attlen)))
			return false;
	}
	return true;
}

/*
 * Does the index guarantee that the values of the key's columns occur once?  An
 * index of a partition guarantees it for the partitioned table only if it belongs
 * to an index of that table.
 */
static bool
IsUniqueWithin(Oid index, Relation rel, TupleTableSlot *slot, const AttrNumber *keys, int nkeys)
{
	HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(index));
	bool		unique;

	if (!HeapTupleIsValid(tuple))
		return false;
	unique = ((Form_pg_index) GETSTRUCT(tuple))->indisunique &&
		((Form_pg_index) GETSTRUCT(tuple))->indisvalid &&
		heap_attisnull(tuple, Anum_pg_index_indpred, NULL) &&
		(!rel->rd_rel->relispartition || get_rel_relispartition(index));
	for (int i = 0; unique && i < ((Form_pg_index) GETSTRUCT(tuple))->indnkeyatts; i++)
	{
		AttrNumber	attnum = ((Form_pg_index) GETSTRUCT(tuple))->indkey.values[i];
		int			key = 0;

		while (key < nkeys && keys[key] != attnum)
			key++;
		unique = key < nkeys && !slot_attisnull(slot, attnum);
	}
	ReleaseSysCache(tuple);
	return unique;
}

bool
SssKeyNamesOneRow(const SssBinding *binding, Relation rel, TupleTableSlot *slot)
{
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nkeys = SssKeyColumns(binding, rel, keys);
	List	   *indexes = RelationGetIndexList(rel);
	ListCell   *cell;

	foreach(cell, indexes)
	{
		if (IsUniqueWithin(lfirst_oid(cell), rel, slot, keys, nkeys))
			return true;
	}
	return false;
}
