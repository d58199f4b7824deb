/*-------------------------------------------------------------------------
 *
 * registry.c
 *	  The triggers that there are: pg_trigger is the registry.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/tupdesc.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_trigger.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "compat.h"
#include "registry.h"

const Trigger *
SssFindTrigger(const TriggerDesc *triggers, const char *name)
{
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		if (strcmp(triggers->triggers[i].tgname, name) == 0)
			return &triggers->triggers[i];
	}
	return NULL;
}

/* The arguments as pg_trigger stores them: each ends in a zero byte */
static char **
StoredArguments(Datum stored, int nargs)
{
	const char *cursor = VARDATA_ANY(DatumGetByteaPP(stored));
	char	  **args = palloc(sizeof(char *) * (nargs + 1));

	for (int i = 0; i < nargs; i++)
	{
		args[i] = pstrdup(cursor);
		cursor += strlen(args[i]) + 1;
	}
	return args;
}

static void
ReadStored(Relation catalog, HeapTuple tuple, Trigger *trigger)
{
	Form_pg_trigger form = (Form_pg_trigger) GETSTRUCT(tuple);
	TupleDesc	tupdesc = RelationGetDescr(catalog);
	Datum		value;
	bool		isnull;

	memset(trigger, 0, sizeof(Trigger));
	trigger->tgoid = form->oid;
	trigger->tgname = pstrdup(NameStr(form->tgname));
	trigger->tgfoid = form->tgfoid;
	trigger->tgtype = form->tgtype;
	trigger->tgenabled = form->tgenabled;
	trigger->tgconstraint = form->tgconstraint;
	trigger->tgdeferrable = form->tgdeferrable;
	trigger->tginitdeferred = form->tginitdeferred;
	trigger->tgnattr = form->tgattr.dim1;
	trigger->tgattr = palloc(sizeof(int16) * (form->tgattr.dim1 + 1));
	memcpy(trigger->tgattr, form->tgattr.values, sizeof(int16) * form->tgattr.dim1);
	trigger->tgnargs = form->tgnargs;
	value = heap_getattr(tuple, Anum_pg_trigger_tgargs, tupdesc, &isnull);
	trigger->tgargs = StoredArguments(value, form->tgnargs);
	value = heap_getattr(tuple, Anum_pg_trigger_tgqual, tupdesc, &isnull);
	trigger->tgqual = isnull ? NULL : TextDatumGetCString(value);
	value = heap_getattr(tuple, Anum_pg_trigger_tgoldtable, tupdesc, &isnull);
	trigger->tgoldtable = isnull ? NULL : pstrdup(NameStr(*DatumGetName(value)));
	value = heap_getattr(tuple, Anum_pg_trigger_tgnewtable, tupdesc, &isnull);
	trigger->tgnewtable = isnull ? NULL : pstrdup(NameStr(*DatumGetName(value)));
}

TriggerDesc *
SssTriggersOf(Oid relid)
{
	Relation	catalog = table_open(TriggerRelationId, AccessShareLock);
	TriggerDesc *triggers = palloc0(sizeof(TriggerDesc));
	int			room = 4;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	triggers->triggers = palloc(sizeof(Trigger) * room);
	ScanKeyInit(&key, Anum_pg_trigger_tgrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relid));
	scan = systable_beginscan(catalog, TriggerRelidNameIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		if (triggers->numtriggers == room)
			triggers->triggers = repalloc(triggers->triggers, sizeof(Trigger) * (room *= 2));
		ReadStored(catalog, tuple, &triggers->triggers[triggers->numtriggers++]);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return triggers;
}

bool
SssFiringOf(Oid trigger, SssFiring *firing)
{
	Relation	catalog = table_open(TriggerRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	bool		found;

	ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(trigger));
	scan = systable_beginscan(catalog, TriggerOidIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	found = HeapTupleIsValid(tuple);
	if (found)
	{
		Form_pg_trigger form = (Form_pg_trigger) GETSTRUCT(tuple);

		firing->relid = form->tgrelid;
		firing->parent = form->tgparentid;
		firing->enabled = form->tgenabled;
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return found;
}

bool
SssIsClone(const Trigger *trigger)
{
	SssFiring	firing;

	return SssFiringOf(trigger->tgoid, &firing) && OidIsValid(firing.parent);
}

Oid
SssAttachedRelation(Relation rel, Oid trigger)
{
	SssFiring	firing = {.relid = RelationGetRelid(rel)};

	if (!rel->rd_rel->relispartition)
		return firing.relid;
	for (; OidIsValid(trigger); trigger = firing.parent)
	{
		if (!SssFiringOf(trigger, &firing))
			elog(ERROR, "could not find trigger %u", trigger);
	}
	return firing.relid;
}

/* A clone depends on the trigger that it stands for, at every level of partitioning */
List *
SssClonesOf(Oid trigger)
{
	Relation	catalog = table_open(DependRelationId, AccessShareLock);
	List	   *clones = NIL;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(TriggerRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(trigger));
	scan = systable_beginscan(catalog, DependReferenceIndexId, true, NULL, 2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend form = (Form_pg_depend) GETSTRUCT(tuple);
		SssFiring  *clone = palloc(sizeof(SssFiring));

		if (form->classid != TriggerRelationId || form->deptype != DEPENDENCY_PARTITION_PRI ||
			!SssFiringOf(form->objid, clone))
			continue;
		clones = lappend(clones, clone);
		clones = list_concat(clones, SssClonesOf(form->objid));
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return clones;
}
