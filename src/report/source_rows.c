/*-------------------------------------------------------------------------
 *
 * source_rows.c
 *	  Reports over relations read the relation as its owner.
 *
 * A view's functions are its owner's code.  If they ran with the rights of
 * the role that asks for a report, the owner could use these rights.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/transam.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"

#include "base/base.h"

#define ROWS_A_FETCH	1000

typedef struct SourceColumns
{
	int			ncolumns;
	AttrNumber *numbers;
} SourceColumns;

static SourceColumns
SourceColumnsOf(ArrayType *array, Oid relid)
{
	SourceColumns columns;
	Datum	   *names;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &names, NULL, &columns.ncolumns);
	columns.numbers = palloc(sizeof(AttrNumber) * (columns.ncolumns + 1));
	for (int i = 0; i < columns.ncolumns; i++)
	{
		char	   *name = TextDatumGetCString(names[i]);

		columns.numbers[i] = get_attnum(relid, name);
		if (columns.numbers[i] <= 0)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("column \"%s\" of relation \"%s\" does not exist", name, get_rel_name(relid)),
					 errhint("Write the column's name as the catalog has it, without quotes.")));
	}
	return columns;
}

static bool
MayReadAll(const SourceColumns *columns, Oid relid)
{
	for (int i = 0; i < columns->ncolumns; i++)
	{
		if (pg_attribute_aclcheck(relid, columns->numbers[i], GetUserId(), ACL_SELECT) != ACLCHECK_OK)
			return false;
	}
	return columns->ncolumns > 0;
}

/* Before the relation is locked: a role without rights shall keep nobody waiting */
static void
CheckColumnRights(Oid relid, const SourceColumns *columns, const SourceColumns *by)
{
	if (pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) == ACLCHECK_OK)
		return;
	if (!MayReadAll(columns, relid) || (by->ncolumns > 0 && !MayReadAll(by, relid)))
		aclcheck_error(ACLCHECK_NO_PRIV, get_relkind_objtype(get_rel_relkind(relid)), get_rel_name(relid));
}

/* The owner would read other rows, and such a view's functions run as the role that reads it */
static void
CheckRowsForReport(Relation rel)
{
	if (rel->rd_rel->relowner == GetUserId())
		return;
	if (check_enable_rls(RelationGetRelid(rel), InvalidOid, true) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("row-level security may hide rows of \"%s\" from the report", RelationGetRelationName(rel)),
				 errhint("Report over a view of your own, which reads the rows that you may see.")));
	if (SssIsSecurityInvoker(rel))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("security_invoker view \"%s\" can be reported over by its owner alone",
						RelationGetRelationName(rel)),
				 errhint("Report over a view that reads with its owner's rights.")));
}

/* An array of the columns' values as text */
static void
AppendTexts(StringInfo query, Oid relid, const SourceColumns *columns)
{
	appendStringInfoString(query, "ARRAY[");
	for (int i = 0; i < columns->ncolumns; i++)
	{
		const char *name = quote_identifier(get_attname(relid, columns->numbers[i], false));

		/* format() calls the output function of the type, where a cast may call any function */
		appendStringInfo(query, "%sCASE WHEN x.%s IS NOT NULL THEN pg_catalog.format('%%s', x.%s) END",
						 i > 0 ? ", " : "", name, name);
	}
	appendStringInfoString(query, "]::pg_catalog.text[]");
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
AppendKeyTest(StringInfo query, Oid relid, const SourceColumns *columns)
{
	for (int i = 0; i < columns->ncolumns; i++)
	{
		Oid			type = getBaseType(get_atttype(relid, columns->numbers[i]));
		const char *name = SssQuoteName(get_attname(relid, columns->numbers[i], false));

		appendStringInfoString(query, i == 0 ? " WHERE " : " AND ");
		if (type < FirstGenbkiObjectId && OidIsValid(lookup_type_cache(type, TYPECACHE_EQ_OPR)->eq_opr))
			appendStringInfo(query, "x.%s = $%d::%s", name, i + 1, BuiltInName(type));
		else
			appendStringInfo(query, "pg_catalog.format('%%s', x.%s) = $%d", name, i + 1);
	}
}

/* The values of the key, as many as it has columns */
static Datum *
KeyValues(ArrayType *array, int ncolumns)
{
	Datum	   *values;
	int			nvalues;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &values, NULL, &nvalues);
	if (nvalues != ncolumns || nvalues > INDEX_MAX_KEYS)
		elog(ERROR, "%d columns cannot have %d values", ncolumns, nvalues);
	return values;
}

static void
ReadRows(const char *sql, Datum *values, int nvalues, SssRow *row)
{
	Oid			types[INDEX_MAX_KEYS];
	SPIPlanPtr	plan;
	Portal		portal;

	for (int i = 0; i < nvalues; i++)
		types[i] = TEXTOID;
	SPI_connect();
	plan = SPI_prepare(sql, nvalues, types);
	if (plan == NULL)
		elog(ERROR, "could not prepare \"%s\"", sql);
	portal = SPI_cursor_open(NULL, plan, values, NULL, true);
	do
	{
		SPI_cursor_fetch(portal, true, ROWS_A_FETCH);
		for (uint64 i = 0; i < SPI_processed; i++)
			tuplestore_puttuple(row->store, SPI_tuptable->vals[i]);
		SPI_freetuptable(SPI_tuptable);
	} while (SPI_processed > 0);
	SPI_cursor_close(portal);
	SPI_finish();
}

/* source_rows(relation, columns, by, key_columns, key) */
PG_FUNCTION_INFO_V1(sss_source_rows);
Datum
sss_source_rows(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	SssRow		row = SssStartRows(fcinfo);
	SourceColumns columns;
	SourceColumns by;
	SourceColumns key;
	Datum	   *values;
	StringInfoData query;
	Relation	rel;
	SssCaller	caller;

	if (get_rel_name(relid) == NULL)
		SssRaiseNoRelation(relid);
	columns = SourceColumnsOf(PG_GETARG_ARRAYTYPE_P(1), relid);
	by = SourceColumnsOf(PG_GETARG_ARRAYTYPE_P(2), relid);
	key = SourceColumnsOf(PG_GETARG_ARRAYTYPE_P(3), relid);
	values = KeyValues(PG_GETARG_ARRAYTYPE_P(4), key.ncolumns);
	CheckColumnRights(relid, &columns, &by);
	if (key.ncolumns > 0)
		CheckColumnRights(relid, &key, &by);
	rel = SssOpenRelation(relid, AccessShareLock);
	CheckRowsForReport(rel);

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT ");
	AppendTexts(&query, relid, &columns);
	appendStringInfoString(&query, ", ");
	AppendTexts(&query, relid, &by);
	appendStringInfo(&query, " FROM %s AS x", SssQualifiedName(relid));
	AppendKeyTest(&query, relid, &key);
	caller = SssBecomeOwnerOf(relid);
	ReadRows(query.data, values, key.ncolumns, &row);
	SssBecomeCaller(&caller);
	relation_close(rel, NoLock);
	return (Datum) 0;
}
