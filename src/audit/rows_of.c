/*-------------------------------------------------------------------------
 *
 * rows_of.c
 *	  Rows of a relation as text, for reports that are written in SQL.
 *
 * Such a report must not read a view itself: the view's functions, and those of
 * types, would run with the rights of whoever asks for the report.  They run as the
 * owner of the relation here.  The user needs SELECT on the columns that are read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/transam.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "audit/audit_private.h"
#include "base/base.h"

#define ROWS_PER_FETCH	1000

enum
{
	ROWS_relation,
	ROWS_columns,
	ROWS_key_columns,
	ROWS_key
};

typedef struct Request
{
	Relation	rel;
	StringInfoData sql;
	int			nvalues;
	Oid			types[INDEX_MAX_KEYS];
	Datum		values[INDEX_MAX_KEYS];
	int64		nrows;
	SssRow		row;
} Request;

/* The column of that name; an error if there is none, or the user may not read it */
static AttrNumber
FindColumn(Relation rel, const char *name)
{
	Oid			relid = RelationGetRelid(rel);
	AttrNumber	attnum = name == NULL ? InvalidAttrNumber : get_attnum(relid, name);

	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("names of columns must not be NULL")));
	if (attnum <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of relation \"%s\" does not exist", name, RelationGetRelationName(rel))));
	if (pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) != ACLCHECK_OK &&
		pg_attribute_aclcheck(relid, attnum, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		aclcheck_error_col(ACLCHECK_NO_PRIV, get_relkind_objtype(rel->rd_rel->relkind),
						   RelationGetRelationName(rel), name);
	return attnum;
}

/* The texts of an argument, as many as there are; NULL elements stay NULL */
static int
GetTexts(FunctionCallInfo fcinfo, int argument, Datum **elements, bool **nulls)
{
	int			n = 0;

	if (!PG_ARGISNULL(argument))
		deconstruct_array(PG_GETARG_ARRAYTYPE_P(argument), TEXTOID, -1, false, TYPALIGN_INT, elements, nulls, &n);
	return n;
}

static const char *
NameAt(const Datum *elements, const bool *nulls, int i)
{
	return nulls[i] ? NULL : TextDatumGetCString(elements[i]);
}

static void
SelectColumns(Request *request, const Datum *names, const bool *nulls, int n)
{
	appendStringInfoString(&request->sql, "SELECT ARRAY[");
	for (int i = 0; i < n; i++)
	{
		const char *name = NameAt(names, nulls, i);
		const char *column;

		(void) FindColumn(request->rel, name);
		column = SssQuoteName(name);
		appendStringInfo(&request->sql, "%sCASE WHEN pg_catalog.num_nulls(r.%s) = 0 THEN pg_catalog.format('%%s', r.%s) END",
						 i > 0 ? ", " : "", column, column);
	}
	appendStringInfo(&request->sql, "]::pg_catalog.text[] FROM %s AS r", SssQualifiedName(RelationGetRelid(request->rel)));
}

/* The name of a type that is built in */
static const char *
BuiltInName(Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	char	   *name;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", type);
	name = psprintf("pg_catalog.%s", SssQuoteName(NameStr(((Form_pg_type) GETSTRUCT(tuple))->typname)));
	ReleaseSysCache(tuple);
	return name;
}

/* A value is compared as its type compares, unless that is a user's own type, or knows no equality */
static void
CompareKey(Request *request, const char *name, Datum value)
{
	Oid			type = getBaseType(get_atttype(RelationGetRelid(request->rel), FindColumn(request->rel, name)));
	const char *column = SssQuoteName(name);

	request->types[request->nvalues] = TEXTOID;
	request->values[request->nvalues++] = value;
	appendStringInfoString(&request->sql, request->nvalues == 1 ? " WHERE " : " AND ");
	if (type < FirstGenbkiObjectId && OidIsValid(lookup_type_cache(type, TYPECACHE_EQ_OPR)->eq_opr))
		appendStringInfo(&request->sql, "r.%s = $%d::%s", column, request->nvalues, BuiltInName(type));
	else
		appendStringInfo(&request->sql, "pg_catalog.format('%%s', r.%s) = $%d", column, request->nvalues);
}

static void
CompareKeys(FunctionCallInfo fcinfo, Request *request)
{
	Datum	   *names = NULL;
	bool	   *null_names = NULL;
	Datum	   *values = NULL;
	bool	   *null_values = NULL;
	int			nnames = GetTexts(fcinfo, ROWS_key_columns, &names, &null_names);
	int			nvalues = GetTexts(fcinfo, ROWS_key, &values, &null_values);

	if (nnames != nvalues || nvalues > INDEX_MAX_KEYS)
		elog(ERROR, "%d columns cannot have %d values", nnames, nvalues);
	for (int i = 0; i < nvalues; i++)
	{
		if (null_values[i])
			elog(ERROR, "a value of the key is NULL");
		CompareKey(request, NameAt(names, null_names, i), values[i]);
	}
}

static void
ReturnRows(Request *request)
{
	Portal		portal = SPI_cursor_open_with_args(NULL, request->sql.data, request->nvalues, request->types,
												   request->values, NULL, true, 0);

	do
	{
		SPI_cursor_fetch(portal, true, ROWS_PER_FETCH);
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			bool		isnull;

			SssPut(&request->row, INT8OID, Int64GetDatum(++request->nrows));
			SssPut(&request->row, TEXTARRAYOID,
				   SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1, &isnull));
			SssEndRow(&request->row);
		}
		SPI_freetuptable(SPI_tuptable);
	} while (SPI_processed > 0);
	SPI_cursor_close(portal);
}

PG_FUNCTION_INFO_V1(sss_rows_of);
Datum
sss_rows_of(PG_FUNCTION_ARGS)
{
	Request		request = {.row = SssStartRows(fcinfo)};
	Datum	   *names = NULL;
	bool	   *nulls = NULL;
	int			nnames = GetTexts(fcinfo, ROWS_columns, &names, &nulls);
	SssCaller	caller;

	request.rel = SssOpenToAudit(PG_GETARG_OID(ROWS_relation));
	initStringInfo(&request.sql);
	SelectColumns(&request, names, nulls, nnames);
	CompareKeys(fcinfo, &request);
	caller = SssBecomeOwnerOf(RelationGetRelid(request.rel));
	SPI_connect();
	ReturnRows(&request);
	SPI_finish();
	SssBecomeCaller(&caller);
	relation_close(request.rel, NoLock);
	return (Datum) 0;
}
