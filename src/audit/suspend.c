/*-------------------------------------------------------------------------
 *
 * suspend.c
 *	  sss.suspend(): what stands in the way of a migration is taken away.
 *
 * The caller must own all of it, and it is dropped with the caller's rights.  What
 * is kept is read from the catalogs when all of it is locked.  Then the views are
 * brought back once, and dropped again, to see that they can be.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "attach/attach.h"
#include "audit/audit_private.h"
#include "base/base.h"
#include "store/store.h"

typedef struct Taken
{
	List	   *relations;		/* that are named, as OIDs */
	List	   *tables;			/* these, and those with an attachment that is taken */
	List	   *views;			/* each after those that it reads */
	SssSuspension suspension;
} Taken;

static Datum
OidArray(List *oids)
{
	Datum	   *elements = palloc(sizeof(Datum) * (list_length(oids) + 1));
	int			nelements = 0;
	ListCell   *cell;

	foreach(cell, oids)
		elements[nelements++] = ObjectIdGetDatum(lfirst_oid(cell));
	return PointerGetDatum(construct_array(elements, nelements, OIDOID, sizeof(Oid), true, TYPALIGN_INT));
}

/* Qualified names, as text[] */
static Datum
QualifiedNames(List *relids)
{
	char	  **names = palloc(sizeof(char *) * (list_length(relids) + 1));
	int			nnames = 0;
	ListCell   *cell;

	foreach(cell, relids)
		names[nnames++] = SssQualifiedName(lfirst_oid(cell));
	return SssTextArray(names, nnames);
}

/* The rows of a query about the relations and the views */
static List *
RowsOf(const Taken *taken, const char *sql)
{
	return SssQueryRows(sql, 2, OIDARRAYOID, OidArray(taken->relations), OIDARRAYOID, OidArray(taken->views));
}

static Datum
ValueOf(const Taken *taken, const char *sql)
{
	return SssQueryValue(sql, 2, OIDARRAYOID, OidArray(taken->relations), OIDARRAYOID, OidArray(taken->views));
}

pg_noreturn static void
RaisePartition(Oid relid)
{
	List	   *ancestors = get_partition_ancestors(relid);

	ereport(ERROR,
			(errcode(ERRCODE_WRONG_OBJECT_TYPE),
			 errmsg("\"%s\" is a partition", get_rel_name(relid)),
			 errhint("Name the partitioned table, %s.", SssQualifiedName(llast_oid(ancestors)))));
}

static void
CheckMayBeSuspended(Oid relid)
{
	const char *name = get_rel_name(relid);
	char		relkind;

	if (name == NULL)
		SssRaiseNoRelation(relid);
	relkind = get_rel_relkind(relid);
	if (relkind != RELKIND_RELATION && relkind != RELKIND_PARTITIONED_TABLE && relkind != RELKIND_FOREIGN_TABLE &&
		relkind != RELKIND_VIEW && relkind != RELKIND_MATVIEW)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table or view", name),
				 errhint("Name the relations that the migration changes.")));
	if (get_rel_persistence(relid) == RELPERSISTENCE_TEMP)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is temporary", name),
				 errdetail("A suspension outlives the session."),
				 errhint("Detach its rules with sss.detach().")));
	if (get_rel_relispartition(relid))
		RaisePartition(relid);
}

static void
GetRelations(FunctionCallInfo fcinfo, Taken *taken)
{
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "relations")));
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(0), REGCLASSOID, sizeof(Oid), true, TYPALIGN_INT, &elements, &nulls, &nelements);
	if (nelements == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be empty", "relations"),
				 errhint("Name the relations that the migration changes.")));
	for (int i = 0; i < nelements; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must not contain NULL", "relations")));
		CheckMayBeSuspended(DatumGetObjectId(elements[i]));
		taken->relations = list_append_unique_oid(taken->relations, DatumGetObjectId(elements[i]));
	}
	taken->suspension.relations = QualifiedNames(taken->relations);
}

static const char *
GetReason(FunctionCallInfo fcinfo)
{
	char	   *reason = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));

	if (reason == NULL || reason[strspn(reason, " \t\r\n")] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no reason is given"),
				 errhint("Name the migration: sss.health() and sss.verify() show the reason until the rules are resumed.")));
	return reason;
}

static void
RefuseSuspended(const Taken *taken)
{
	List	   *rows = SssQueryRows("SELECT id, relation FROM sss_internal.suspended_already($1)",
									1, TEXTARRAYOID, taken->suspension.relations);
	char	  **row;

	if (rows == NIL)
		return;
	row = linitial(rows);
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("the rules of relation %s are suspended already", row[1]),
			 errhint("Resume them first: SELECT * FROM sss.resume(%s).", row[0])));
}

/* The views and tables, as the catalogs have them now */
static void
FindTaken(Taken *taken)
{
	ListCell   *cell;

	taken->views = NIL;
	taken->tables = list_copy(taken->relations);
	foreach(cell, SssQueryRows("SELECT view FROM sss_internal.views_to_suspend($1)", 1, OIDARRAYOID, OidArray(taken->relations)))
		taken->views = lappend_oid(taken->views, atooid(((char **) lfirst(cell))[0]));
	foreach(cell, RowsOf(taken, "SELECT DISTINCT relation::pg_catalog.oid FROM sss_internal.attachments_to_suspend($1, $2)"))
		taken->tables = list_append_unique_oid(taken->tables, atooid(((char **) lfirst(cell))[0]));
	taken->tables = list_difference_oid(taken->tables, taken->views);
}

/* Nobody's views and rules are taken away by others, nor locked */
static void
CheckOwners(const Taken *taken)
{
	StringInfoData others;
	ListCell   *cell;

	initStringInfo(&others);
	foreach(cell, list_union_oid(taken->tables, taken->views))
	{
		if (!SssOwnsRelation(lfirst_oid(cell), GetUserId()))
			appendStringInfo(&others, "%s%s", others.len > 0 ? ", " : "", SssQualifiedName(lfirst_oid(cell)));
	}
	if (others.len > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to suspend rules"),
				 errdetail("Relations that would be suspended and belong to other roles: %s.", others.data),
				 errhint("Let a member of their owners, or a superuser, call sss.suspend().")));
}

static int
OrderOids(const ListCell *a, const ListCell *b)
{
	Oid			left = lfirst_oid(a);
	Oid			right = lfirst_oid(b);

	return left < right ? -1 : left > right;
}

/* Tables before views, as writers lock them.  What is found anew while waiting is locked in turn. */
static void
LockTaken(Taken *taken)
{
	List	   *locked = NIL;
	List	   *missing;

	do
	{
		List	   *tables = list_difference_oid(taken->tables, locked);
		ListCell   *cell;

		list_sort(tables, OrderOids);
		missing = list_concat(tables, list_difference_oid(taken->views, locked));
		foreach(cell, missing)
			LockRelationOid(lfirst_oid(cell), AccessExclusiveLock);
		locked = list_concat(locked, missing);
		foreach(cell, taken->relations)
		{
			if (get_rel_name(lfirst_oid(cell)) == NULL)
				SssRaiseNoRelation(lfirst_oid(cell));
		}
		FindTaken(taken);
		CheckOwners(taken);
	} while (list_difference_oid(list_concat_copy(taken->tables, taken->views), locked) != NIL);
}

static bool
IsAnythingAttached(const Taken *taken)
{
	return RowsOf(taken, "SELECT FROM sss_internal.attachments_to_suspend($1, $2)") != NIL;
}

pg_noreturn static void
RaiseNothing(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("no rule is attached to the relations, and no facts view reads them"),
			 errhint("Nothing stands in the way of a migration. See view sss.attachments for what is attached.")));
}

pg_noreturn static void
RaiseObstacles(List *problems)
{
	StringInfoData detail;
	ListCell   *cell;

	initStringInfo(&detail);
	foreach(cell, problems)
		appendStringInfo(&detail, "%s%s", detail.len > 0 ? "\n" : "", (char *) lfirst(cell));
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("the rules cannot be suspended, because not all could be brought back"),
			 errdetail_internal("%s", detail.data),
			 errhint("Mend this, or drop it and create it again after sss.resume().")));
}

static void
RefuseObstacles(const Taken *taken)
{
	List	   *problems = NIL;
	ListCell   *cell;

	foreach(cell, RowsOf(taken, "SELECT problem FROM sss_internal.suspension_obstacles($1, $2)"))
		problems = lappend(problems, ((char **) lfirst(cell))[0]);
	if (problems != NIL)
		RaiseObstacles(problems);
}

static void
FindFailing(const void *argument)
{
	Taken	   *taken = unconstify(void *, argument);

	taken->suspension.failing = ValueOf(taken, "SELECT sss_internal.all_failing($1, $2)");
}

/* Cases that fail before the migration are not new after it */
static void
WarnOfUncounted(const ErrorData *failure)
{
	ereport(WARNING,
			(errmsg("the present violations could not be counted: %s", unpack_sql_state(failure->sqlerrcode)),
			 errdetail("sss.resume() will show all violations as new.")));
}

/* SET CONSTRAINTS for those that the rows name, and their names as text[]; 0: there is none */
static Datum
SetConstraints(List *rows, const char *timing)
{
	char	  **names = palloc(sizeof(char *) * (list_length(rows) + 1));
	int			nnames = 0;
	StringInfoData command;
	ListCell   *cell;

	initStringInfo(&command);
	appendStringInfoString(&command, "SET CONSTRAINTS ");
	foreach(cell, rows)
	{
		names[nnames] = ((char **) lfirst(cell))[0];
		appendStringInfo(&command, "%s%s", nnames > 0 ? ", " : "", names[nnames]);
		nnames++;
	}
	if (nnames == 0)
		return (Datum) 0;
	SssRunCommand(psprintf("%s %s", command.data, timing));
	return SssTextArray(names, nnames);
}

/* Dropping a trigger would lose its deferred checks in silence */
static Datum
RunDeferred(const Taken *taken)
{
	return SetConstraints(RowsOf(taken, "SELECT sss_internal.deferred_triggers($1, $2)"), "IMMEDIATE");
}

/* Constraint triggers of other tables that bear one of the names are deferred again */
static void
DeferAgain(Datum names)
{
	if (names != (Datum) 0)
		(void) SetConstraints(SssQueryRows("SELECT sss_internal.still_deferred($1)", 1, TEXTARRAYOID, names), "DEFERRED");
}

/* Lines of the log name cases by columns of the views, which are unknown when these are gone */
static void
FoldLog(void)
{
	SssOwnersRights rights;

	SssActAsOwner(&rights);
	SssRunCommand("SELECT sss_internal.fold()");
	SssActAsUser(&rights);
}

static void
TakeAway(Taken *taken)
{
	Datum		deferred = RunDeferred(taken);
	StringInfoData views;
	ListCell   *cell;

	foreach(cell, SssQueryRows("SELECT sss_internal.detach_commands($1)", 1, JSONBOID, taken->suspension.kept))
		SssRunCommand(((char **) lfirst(cell))[0]);
	initStringInfo(&views);
	foreach(cell, taken->views)
		appendStringInfo(&views, "%s%s", views.len > 0 ? ", " : "", SssQualifiedName(lfirst_oid(cell)));
	if (views.len > 0)
		SssRunCommand(psprintf("DROP VIEW %s", views.data));
	DeferAgain(deferred);
}

static void
JournalSuspension(const Taken *taken, List *names, int64 id)
{
	StringInfoData call;
	ListCell   *cell;
	ListCell   *name;

	initStringInfo(&call);
	foreach(name, names)
		appendStringInfo(&call, "%s%s", call.len > 0 ? ", " : "SELECT sss.suspend(ARRAY[", quote_literal_cstr(lfirst(name)));
	appendStringInfo(&call, "]::pg_catalog.regclass[], %s)", quote_literal_cstr(taken->suspension.reason));
	forboth(cell, taken->relations, name, names)
		SssJournalExemption("suspend", lfirst_oid(cell), lfirst(name), NULL, NULL, call.data, id);
}

/* suspend(relations, reason) */
PG_FUNCTION_INFO_V1(sss_suspend);
Datum
sss_suspend(PG_FUNCTION_ARGS)
{
	Taken		taken = {.relations = NIL};
	List	   *names = NIL;
	List	   *problems;
	ErrorData  *failure;
	ListCell   *cell;
	Relation	rel;
	int64		id;

	SssRefuseOldSnapshot();
	GetRelations(fcinfo, &taken);
	taken.suspension.reason = GetReason(fcinfo);
	RefuseSuspended(&taken);
	FindTaken(&taken);
	CheckOwners(&taken);
	if (!IsAnythingAttached(&taken))
		RaiseNothing();
	RefuseObstacles(&taken);
	/* Before anybody is made to wait */
	failure = SssTryInSubtransaction(FindFailing, &taken);
	LockTaken(&taken);
	/* Somebody else may have suspended them meanwhile */
	RefuseSuspended(&taken);
	if (!IsAnythingAttached(&taken))
		RaiseNothing();
	RefuseObstacles(&taken);
	if (failure != NULL)
		WarnOfUncounted(failure);
	foreach(cell, taken.relations)
		names = lappend(names, SssQualifiedName(lfirst_oid(cell)));
	taken.suspension.kept = ValueOf(&taken, "SELECT sss_internal.kept($1, $2)");
	rel = SssOpenSuspensions(ShareRowExclusiveLock);
	FoldLog();
	TakeAway(&taken);
	problems = SssTryViews(&taken.suspension);
	if (problems != NIL)
		RaiseObstacles(problems);
	id = SssAddSuspension(rel, &taken.suspension);
	table_close(rel, NoLock);
	JournalSuspension(&taken, names, id);
	PG_RETURN_INT64(id);
}
