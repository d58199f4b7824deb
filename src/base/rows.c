/*-------------------------------------------------------------------------
 *
 * rows.c
 *	  Rows that SQL functions return, built column by column.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

#include "base/base.h"

SssRow
SssStartRows(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SssRow		row = {0};

	InitMaterializedSRF(fcinfo, 0);
	row.tupdesc = rsinfo->setDesc;
	row.store = rsinfo->setResult;
	Assert(row.tupdesc->natts <= SSS_MOST_COLUMNS);
	return row;
}

void
SssEndRow(SssRow *row)
{
	Assert(row->ncolumns == row->tupdesc->natts);
	tuplestore_putvalues(row->store, row->tupdesc, row->values, row->nulls);
	row->ncolumns = 0;
}

SssRow
SssStartRow(FunctionCallInfo fcinfo)
{
	SssRow		row = {0};

	if (get_call_result_type(fcinfo, NULL, &row.tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	Assert(row.tupdesc->natts <= SSS_MOST_COLUMNS);
	return row;
}

Datum
SssRowDatum(SssRow *row)
{
	Assert(row->ncolumns == row->tupdesc->natts);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row->tupdesc), row->values, row->nulls));
}

#ifdef USE_ASSERT_CHECKING
/* The type of the next column */
static Oid
NextType(const SssRow *row)
{
	Assert(row->ncolumns < row->tupdesc->natts);
	return TupleDescAttr(row->tupdesc, row->ncolumns)->atttypid;
}

/* Is it the extension's type of that name? */
static bool
IsTypeNamed(Oid type, const char *name)
{
	return strcmp(format_type_be_qualified(type), psprintf("sss.%s", name)) == 0;
}
#endif

static void
PutValue(SssRow *row, Datum value, bool isnull)
{
	row->values[row->ncolumns] = value;
	row->nulls[row->ncolumns++] = isnull;
}

void
SssPut(SssRow *row, Oid type PG_USED_FOR_ASSERTS_ONLY, Datum value)
{
	Assert(NextType(row) == type);
	PutValue(row, value, false);
}

void
SssPutNull(SssRow *row)
{
	Assert(OidIsValid(NextType(row)));
	PutValue(row, (Datum) 0, true);
}

void
SssPutNulls(SssRow *row, int ncolumns)
{
	for (int i = 0; i < ncolumns; i++)
		SssPutNull(row);
}

void
SssPutBool(SssRow *row, bool value)
{
	SssPut(row, BOOLOID, BoolGetDatum(value));
}

void
SssPutDate(SssRow *row, DateADT date)
{
	SssPut(row, DATEOID, DateADTGetDatum(date));
}

void
SssPutInt8s(SssRow *row, const int64 *numbers, int nnumbers)
{
	Datum	   *elements = palloc(sizeof(Datum) * (nnumbers + 1));

	for (int i = 0; i < nnumbers; i++)
		elements[i] = Int64GetDatum(numbers[i]);
	Assert(get_element_type(NextType(row)) == INT8OID);
	PutValue(row, PointerGetDatum(construct_array(elements, nnumbers, INT8OID, sizeof(int64),
												  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE)), false);
}

void
SssPutText(SssRow *row, const char *string)
{
	if (string == NULL)
		SssPutNull(row);
	else
		SssPut(row, TEXTOID, CStringGetTextDatum(string));
}

void
SssPutTexts(SssRow *row, char *const *strings, int nstrings)
{
	SssPut(row, TEXTARRAYOID, SssTextArray(strings, nstrings));
}

void
SssPutCode(SssRow *row, SssCodeListId list, int index)
{
	Assert(IsTypeNamed(NextType(row), sss_code_lists[list].type_name));
	if (index == SSS_MISSING)
		SssPutNull(row);
	else
		PutValue(row, SssCodeDatum(list, index), false);
}

void
SssPutCodes(SssRow *row, SssCodeListId list, uint32 set)
{
	Oid			element_type = get_element_type(TupleDescAttr(row->tupdesc, row->ncolumns)->atttypid);

	Assert(IsTypeNamed(get_element_type(NextType(row)), sss_code_lists[list].type_name));
	PutValue(row, SssCodeArray(list, set, element_type), false);
}

void
SssPutProvision(SssRow *row, SssProvision provision)
{
	Assert(IsTypeNamed(NextType(row), "provision"));
	if (provision == SSS_NO_PROVISION)
		SssPutNull(row);
	else
		PutValue(row, SssProvisionDatum(provision), false);
}

void
SssPutLocalized(SssRow *row, const char *const texts[SSS_LANGUAGES])
{
	for (int language = 0; language < SSS_LANGUAGES; language++)
		SssPutText(row, texts == NULL ? NULL : SssLocalize(texts, language));
}

void
SssPutValidity(SssRow *row, SssDay from, SssDay to)
{
	if (from == SSS_NO_START)
		SssPutNull(row);
	else
		SssPutDate(row, from);
	if (to == SSS_NO_END)
		SssPutNull(row);
	else
		SssPutDate(row, to);
}
