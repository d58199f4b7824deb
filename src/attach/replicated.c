/*-------------------------------------------------------------------------
 *
 * replicated.c
 *	  Tables that other replication systems write.
 *
 * pglogical, Slony-I and Bucardo write with session_replication_role = replica,
 * as native logical replication does, so that only attachments that are always
 * enabled check what they write.  They are recognized by their own catalogs and
 * triggers:
 *
 * - pglogical, and Spock, which stems from it, list the tables that a subscription
 *	 copied.  If a subscription copied none, it may write any table.
 * - Slony-I has a trigger on each table of a set that forbids users to write; it is
 *	 enabled where the table is not the set's origin.
 * - Bucardo has a trigger on each source, which others may write as well if there
 *	 are several, and a list of all tables in the database from which it is run.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "attach/attach_private.h"

/* The text or name in a column of a catalog; NULL: it is NULL, or there is no such column */
static char *
ReadName(Relation catalog, HeapTuple tuple, const char *column)
{
	AttrNumber	attnum = get_attnum(RelationGetRelid(catalog), column);
	Oid			type = get_atttype(RelationGetRelid(catalog), attnum);
	bool		isnull;
	Datum		value;

	if (attnum == InvalidAttrNumber)
		return NULL;
	value = heap_getattr(tuple, attnum, RelationGetDescr(catalog), &isnull);
	if (isnull)
		return NULL;
	if (type == NAMEOID)
		return pstrdup(NameStr(*DatumGetName(value)));
	return type == TEXTOID ? TextDatumGetCString(value) : NULL;
}

static Oid
ReadOid(Relation catalog, HeapTuple tuple, const char *column)
{
	AttrNumber	attnum = get_attnum(RelationGetRelid(catalog), column);
	bool		isnull = attnum == InvalidAttrNumber ||
	get_atttype(RelationGetRelid(catalog), attnum) != OIDOID;
	Datum		value = isnull ? (Datum) 0 : heap_getattr(tuple, attnum, RelationGetDescr(catalog), &isnull);

	return isnull ? InvalidOid : DatumGetObjectId(value);
}

/* A table and its name, which are read at once, since another session may drop it */
typedef struct Written
{
	Oid			relid;
	const char *schema;
	const char *name;
} Written;

/*
 * Does a catalog of another system name the table?  With a column for subscriptions, a
 * subscription that names no table may mean any.
 */
static bool
IsListed(const char *schema, const char *name, const char *schema_column, const char *name_column,
		 const char *subscription_column, const Written *written)
{
	Oid			namespace = get_namespace_oid(schema, true);
	Oid			oid = OidIsValid(namespace) ? get_relname_relid(name, namespace) : InvalidOid;
	List	   *subscriptions = NIL;
	List	   *with_tables = NIL;
	bool		listed = false;
	Relation	catalog;
	SysScanDesc scan;
	HeapTuple	tuple;

	if (get_rel_relkind(oid) != RELKIND_RELATION)
		return false;
	catalog = table_open(oid, AccessShareLock);
	scan = systable_beginscan(catalog, InvalidOid, false, NULL, 0, NULL);
	while (!listed && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		char	   *of_schema = ReadName(catalog, tuple, schema_column);
		char	   *table = ReadName(catalog, tuple, name_column);
		Oid			subscription = subscription_column == NULL ? InvalidOid :
		ReadOid(catalog, tuple, subscription_column);

		listed = of_schema != NULL && table != NULL && strcmp(table, written->name) == 0 &&
			strcmp(of_schema, written->schema) == 0;
		if (OidIsValid(subscription))
			subscriptions = list_append_unique_oid(subscriptions, subscription);
		if (OidIsValid(subscription) && table != NULL)
			with_tables = list_append_unique_oid(with_tables, subscription);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return listed || list_length(subscriptions) > list_length(with_tables);
}

static bool
IsPglogicals(const Written *written)
{
	return IsListed("pglogical", "local_sync_status", "sync_nspname", "sync_relname", "sync_subid", written) ||
		IsListed("spock", "local_sync_status", "sync_nspname", "sync_relname", "sync_subid", written);
}

/* Does an enabled trigger of that name call a function in the schema?  A NULL schema is the name without its end. */
static bool
HasTrigger(Oid relid, const char *schema, const char *ending)
{
	const TriggerDesc *triggers = SssTriggersOf(relid);

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];
		char	   *of_function = get_namespace_name(get_func_namespace(trigger->tgfoid));

		if (trigger->tgenabled != TRIGGER_DISABLED && of_function != NULL &&
			(schema == NULL || strcmp(of_function, schema) == 0) &&
			strcmp(trigger->tgname, schema == NULL ? psprintf("%s%s", of_function, ending) : ending) == 0)
			return true;
	}
	return false;
}

/* The system that writes the table; NULL: none that is known */
static const char *
WriterOf(Oid relid)
{
	const Written written = {relid, get_namespace_name(get_rel_namespace(relid)), get_rel_name(relid)};

	if (written.schema == NULL || written.name == NULL)
		return NULL;
	if (IsPglogicals(&written))
		return "pglogical";
	if (HasTrigger(relid, NULL, "_denyaccess"))
		return "Slony-I";
	if (HasTrigger(relid, "bucardo", "bucardo_delta") ||
		IsListed("bucardo", "goat", "schemaname", "tablename", NULL, &written))
		return "Bucardo";
	return NULL;
}

/* replicated_by(relation): for the table, its partitions and children; NULL: it is not known to be replicated */
PG_FUNCTION_INFO_V1(sss_replicated_by);
Datum
sss_replicated_by(PG_FUNCTION_ARGS)
{
	List	   *parts;
	ListCell   *cell;

	/* Another session may have dropped it: the list of its children would then be an error */
	if (get_rel_name(PG_GETARG_OID(0)) == NULL)
		PG_RETURN_NULL();
	parts = find_all_inheritors(PG_GETARG_OID(0), NoLock, NULL);
	foreach(cell, parts)
	{
		const char *writer = WriterOf(lfirst_oid(cell));

		if (writer != NULL)
			PG_RETURN_TEXT_P(cstring_to_text(writer));
	}
	PG_RETURN_NULL();
}
