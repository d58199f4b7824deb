/*-------------------------------------------------------------------------
 *
 * view_tables.c
 *	  Columns and unique indexes of the tables that a view reads.
 *
 * They are read from the catalogs, and nothing is locked: the owner of a table must not
 * make others wait who only look at a plan or call sss.verify().
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "catalog/pg_inherits.h"
#include "nodes/makefuncs.h"
#include "nodes/pg_list.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "attach/view_private.h"

/* The columns of a unique index by which two equal rows are one row; NIL: it is none */
static List *
UniqueColumnsOf(HeapTuple tuple)
{
	Form_pg_index index = (Form_pg_index) GETSTRUCT(tuple);
	List	   *columns = NIL;

	if (!index->indisunique || !index->indisvalid || !index->indimmediate ||
		!heap_attisnull(tuple, Anum_pg_index_indpred, NULL))
		return NIL;
	for (int i = 0; i < index->indnkeyatts; i++)
	{
		if (index->indkey.values[i] <= 0)
			return NIL;
		columns = lappend_int(columns, index->indkey.values[i]);
	}
	return columns;
}

List *
SssUniqueColumns(Oid relid)
{
	Relation	catalog = table_open(IndexRelationId, AccessShareLock);
	List	   *found = NIL;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_index_indrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relid));
	scan = systable_beginscan(catalog, IndexIndrelidIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		List	   *columns = UniqueColumnsOf(tuple);

		if (columns == NIL)
			continue;
		found = ((Form_pg_index) GETSTRUCT(tuple))->indisprimary ? lcons(columns, found) : lappend(found, columns);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return found;
}

/* Is the column NOT NULL in the table, and in all its inheritance children, which may drop that before 18? */
static bool
IsNotNull(const SssLeaf *leaf, const char *column)
{
	List	   *relids = leaf->children && get_rel_relkind(leaf->relid) != RELKIND_PARTITIONED_TABLE ?
	find_all_inheritors(leaf->relid, NoLock, NULL) : list_make1_oid(leaf->relid);
	ListCell   *cell;

	foreach(cell, relids)
	{
		HeapTuple	tuple = SearchSysCacheAttName(lfirst_oid(cell), column);
		Form_pg_attribute attribute;
		bool		holds;

		/* Another session has dropped it */
		if (!HeapTupleIsValid(tuple))
			continue;
		attribute = (Form_pg_attribute) GETSTRUCT(tuple);
		holds = attribute->attnotnull && SssNotNullHolds(lfirst_oid(cell), attribute->attnum);
		ReleaseSysCache(tuple);
		if (!holds)
			return false;
	}
	return true;
}

void
SssReadColumns(SssLeaf *leaf)
{
	HeapTuple	table = SearchSysCache1(RELOID, ObjectIdGetDatum(leaf->relid));
	int			ncolumns = HeapTupleIsValid(table) ? ((Form_pg_class) GETSTRUCT(table))->relnatts : 0;

	if (HeapTupleIsValid(table))
		ReleaseSysCache(table);
	for (AttrNumber attnum = 1; attnum <= ncolumns; attnum++)
	{
		HeapTuple	tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(leaf->relid), Int16GetDatum(attnum));
		Form_pg_attribute attribute;

		if (!HeapTupleIsValid(tuple))
			continue;
		attribute = (Form_pg_attribute) GETSTRUCT(tuple);
		if (!attribute->attisdropped)
			leaf->columns = lappend(leaf->columns,
									makeVar(leaf->first, attnum, attribute->atttypid,
											attribute->atttypmod, attribute->attcollation, 0));
		if (!attribute->attisdropped && attribute->attnotnull && IsNotNull(leaf, NameStr(attribute->attname)))
			leaf->notnull = bms_add_member(leaf->notnull, attnum);
		ReleaseSysCache(tuple);
	}
}
