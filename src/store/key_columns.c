/*-------------------------------------------------------------------------
 *
 * key_columns.c
 *	  Type sss_internal.key_columns: the columns by which a relation names its cases.
 *
 * A value is stored as the numbers of relation and columns, so that it follows
 * when they are renamed, and is written with their names, so that it survives a
 * dump and its restore, which give new numbers.  Where the names mean nothing, as
 * in a restore without the relation, they are kept as they were read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/attnum.h"
#include "catalog/namespace.h"
#include "common/hashfn.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "nodes/makefuncs.h"
#include "nodes/pg_list.h"
#include "storage/lockdefs.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/varlena.h"

#include "base/base.h"
#include "store/store.h"

typedef struct KeyColumnsData
{
	int32		length;			/* of a varlena; do not touch */
	Oid			relid;			/* invalid: the text follows, else the numbers of the columns */
	AttrNumber	columns[FLEXIBLE_ARRAY_MEMBER];
} KeyColumnsData;

#define HEADER		offsetof(KeyColumnsData, columns)
#define GetKeyColumns(datum)	((KeyColumnsData *) PG_DETOAST_DATUM(datum))

static int
CountOf(const KeyColumnsData *value)
{
	return (VARSIZE(value) - HEADER) / sizeof(AttrNumber);
}

static char *
TextOf(const KeyColumnsData *value)
{
	return pnstrdup((const char *) value->columns, VARSIZE(value) - HEADER);
}

static Datum
MakeValue(Oid relid, const void *rest, Size size)
{
	KeyColumnsData *value = palloc(HEADER + size);

	SET_VARSIZE(value, HEADER + size);
	value->relid = relid;
	memcpy(value->columns, rest, size);
	return PointerGetDatum(value);
}

Datum
SssKeyColumnsDatum(Oid relid, const AttrNumber *columns, int ncolumns)
{
	return MakeValue(relid, columns, sizeof(AttrNumber) * ncolumns);
}

bool
SssAreKeyColumns(Datum stored, Oid relid, const AttrNumber *columns, int ncolumns)
{
	const KeyColumnsData *value = GetKeyColumns(stored);

	return OidIsValid(relid) && value->relid == relid && CountOf(value) == ncolumns &&
		memcmp(value->columns, columns, sizeof(AttrNumber) * ncolumns) == 0;
}

int
SssReadKeyColumns(Datum stored, Oid *relid, AttrNumber *columns)
{
	const KeyColumnsData *value = GetKeyColumns(stored);
	int			ncolumns = CountOf(value);

	*relid = value->relid;
	if (!OidIsValid(value->relid) || ncolumns > INDEX_MAX_KEYS)
		return 0;
	memcpy(columns, value->columns, sizeof(AttrNumber) * ncolumns);
	return ncolumns;
}

/* A relation that was dropped is written by numbers, a column by the name that the server gives it then; no name resembles these */
static char *
WriteKeyColumns(const KeyColumnsData *value)
{
	char	   *relation;
	StringInfoData text;

	if (!OidIsValid(value->relid))
		return TextOf(value);
	relation = SssQualifiedName(value->relid);
	initStringInfo(&text);
	appendStringInfo(&text, "%s(", relation != NULL ? relation : psprintf("%u", value->relid));
	for (int i = 0; i < CountOf(value); i++)
	{
		char	   *name = get_attname(value->relid, value->columns[i], true);

		appendStringInfo(&text, "%s%s", i == 0 ? "" : ", ",
						 name != NULL ? SssQuoteName(name) : psprintf("%d", value->columns[i]));
	}
	appendStringInfoChar(&text, ')');
	return text.data;
}

pg_noreturn static void
RaiseInvalid(const char *text)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", "sss_internal.key_columns", text),
			 errhint("Write it as schema.relation(column, ...).")));
}

/* Split 'relation(column, ...)' at the parenthesis that no quoted name contains */
static void
SplitText(const char *text, List **relation, List **columns)
{
	char	   *copy = pstrdup(text);
	char	   *open = copy;
	size_t		length = strlen(copy);
	bool		quoted = false;

	while (*open != '\0' && (quoted || *open != '('))
		quoted ^= *open++ == '"';
	if (*open == '\0' || length == 0 || copy[length - 1] != ')')
		RaiseInvalid(text);
	copy[length - 1] = *open = '\0';
	if (!SplitIdentifierString(copy, '.', relation) || list_length(*relation) > 3 || *relation == NIL ||
		!SplitIdentifierString(open + 1, ',', columns) || list_length(*columns) > INDEX_MAX_KEYS)
		RaiseInvalid(text);
}

/* The numbers of relation and columns; false: not all names exist */
static bool
FindColumns(List *relation, List *names, Oid *relid, AttrNumber *columns)
{
	ListCell   *cell;
	int			ncolumns = 0;
	List	   *parts = NIL;

	foreach(cell, relation)
		parts = lappend(parts, makeString(lfirst(cell)));
	*relid = RangeVarGetRelid(makeRangeVarFromNameList(parts), NoLock, true);
	foreach(cell, names)
	{
		columns[ncolumns] = OidIsValid(*relid) ? get_attnum(*relid, lfirst(cell)) : InvalidAttrNumber;
		if (columns[ncolumns++] <= 0)
			return false;
	}
	return OidIsValid(*relid);
}

Datum
SssParseKeyColumns(const char *text)
{
	List	   *relation;
	List	   *names;
	AttrNumber	columns[INDEX_MAX_KEYS];
	Oid			relid;

	SplitText(text, &relation, &names);
	if (FindColumns(relation, names, &relid, columns))
		return SssKeyColumnsDatum(relid, columns, list_length(names));
	return MakeValue(InvalidOid, text, strlen(text));
}

PG_FUNCTION_INFO_V1(sss_key_columns_in);
Datum
sss_key_columns_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(SssParseKeyColumns(PG_GETARG_CSTRING(0)));
}

PG_FUNCTION_INFO_V1(sss_key_columns_out);
Datum
sss_key_columns_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(WriteKeyColumns(GetKeyColumns(PG_GETARG_DATUM(0))));
}

PG_FUNCTION_INFO_V1(sss_key_columns_recv);
Datum
sss_key_columns_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length;

	PG_RETURN_DATUM(SssParseKeyColumns(pq_getmsgtext(message, message->len - message->cursor, &length)));
}

PG_FUNCTION_INFO_V1(sss_key_columns_send);
Datum
sss_key_columns_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;
	char	   *text = WriteKeyColumns(GetKeyColumns(PG_GETARG_DATUM(0)));

	pq_begintypsend(&message);
	pq_sendtext(&message, text, strlen(text));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*
 * Equality and hash, by which replication finds a row again, and queries tell
 * rows apart.  Where one value has kept its names, because its relation did not
 * exist yet, the names are compared.
 */
static bool
AreSameNames(const KeyColumnsData *a, const KeyColumnsData *b)
{
	if (OidIsValid(a->relid) == OidIsValid(b->relid))
		return VARSIZE(a) == VARSIZE(b) && a->relid == b->relid &&
			memcmp(a->columns, b->columns, VARSIZE(a) - HEADER) == 0;
	return strcmp(WriteKeyColumns(a), WriteKeyColumns(b)) == 0;
}

bool
SssKeyColumnsEqual(Datum a, Datum b)
{
	return AreSameNames(GetKeyColumns(a), GetKeyColumns(b));
}

char *
SssKeyColumnsText(Datum stored)
{
	return WriteKeyColumns(GetKeyColumns(stored));
}

PG_FUNCTION_INFO_V1(sss_key_columns_eq);
Datum
sss_key_columns_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(AreSameNames(GetKeyColumns(PG_GETARG_DATUM(0)), GetKeyColumns(PG_GETARG_DATUM(1))));
}

PG_FUNCTION_INFO_V1(sss_key_columns_hash);
Datum
sss_key_columns_hash(PG_FUNCTION_ARGS)
{
	char	   *text = WriteKeyColumns(GetKeyColumns(PG_GETARG_DATUM(0)));

	PG_RETURN_DATUM(hash_any((const unsigned char *) text, strlen(text)));
}

/* column_names(columns): their present names, those that no longer exist as they were written */
PG_FUNCTION_INFO_V1(sss_column_names);
Datum
sss_column_names(PG_FUNCTION_ARGS)
{
	List	   *relation;
	List	   *columns;
	char	   *names[INDEX_MAX_KEYS];
	int			nnames = 0;
	ListCell   *cell;

	SplitText(WriteKeyColumns(GetKeyColumns(PG_GETARG_DATUM(0))), &relation, &columns);
	foreach(cell, columns)
		names[nnames++] = lfirst(cell);
	PG_RETURN_DATUM(SssTextArray(names, nnames));
}
