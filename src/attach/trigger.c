/*-------------------------------------------------------------------------
 *
 * trigger.c
 *	  Triggers that call sss.enforce(), as pg_trigger has them.
 *
 * The arguments of a binding trigger are
 *
 *		rule, role ..., option=value ...
 *
 * with one role for each column of the column list, in its order.  Those of a
 * companion are the same, with one role for each pair of the WHEN clause.  The
 * role "key" marks a column that identifies the row, "via" a column that leads
 * to the rows of the facts view.  Roles that share a column are joined by a
 * plus sign, as in "on_date+key".  A change trigger has no roles.
 *
 * The WHEN clause of the binding trigger names the facts view: view IS NULL, so
 * that it never fires.  The options via, key and lock then name columns of the view.
 * A change trigger that is written by hand may name the view, too: view IS NOT NULL.
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
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "rewrite/prs2lock.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/varlena.h"

#include "attach/attach_private.h"

enum
{
	OPTION_mode,
	OPTION_unsettled,
	OPTION_required,
	OPTION_via,
	OPTION_key,
	OPTION_lock,
	N_OPTIONS
};

static const char *const option_names[N_OPTIONS] =
{"mode", "unsettled", "required", "via", "key", "lock"};

/* The arguments after the rule */
typedef struct Arguments
{
	int			nroles;
	const char *options[N_OPTIONS]; /* NULL: not given */
} Arguments;

bool
SssIsEnforce(Oid function)
{
	return SssIsOwnFunction(function, "enforce");
}

bool
SssNamesMode(const Trigger *trigger, bool enforcing)
{
	for (int i = 0; i < trigger->tgnargs; i++)
	{
		if (strcmp(trigger->tgargs[i], enforcing ? "mode=enforce" : "mode=log") == 0)
			return true;
	}
	return false;
}

/* Unless it has the option mode=log, a trigger with a wrong set-up must fail, not let rows through */
static bool
EnforcesByOption(const Trigger *trigger)
{
	bool		enforces = true;

	for (int i = 0; i < trigger->tgnargs; i++)
	{
		if (strncmp(trigger->tgargs[i], "mode=", 5) != 0)
			continue;
		if (strcmp(trigger->tgargs[i] + 5, "log") != 0)
			return true;
		enforces = false;
	}
	return enforces;
}

bool
SssMayEnforce(const TriggerDesc *triggers, const Trigger *trigger)
{
	const Trigger *binding = trigger;

	if (SssTriggerRoleOf(trigger) != TRIGGER_BINDING)
		binding = SssBindingTriggerOf(triggers, trigger);
	if (binding != NULL)
		return EnforcesByOption(binding);
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		if (SssIsEnforce(triggers->triggers[i].tgfoid) && EnforcesByOption(&triggers->triggers[i]))
			return true;
	}
	return false;
}

/* The option that an argument gives, and its value; N_OPTIONS: it gives none */
static int
OptionOf(const char *argument, const char **value)
{
	int			option;

	/* Every statement reads the trigger's roles */
	if (strchr(argument, '=') == NULL)
		return N_OPTIONS;
	for (option = 0; option < N_OPTIONS; option++)
	{
		size_t		length = strlen(option_names[option]);

		if (strncmp(argument, option_names[option], length) == 0 && argument[length] == '=')
		{
			*value = argument + length + 1;
			break;
		}
	}
	return option;
}

static bool
SplitArguments(const Trigger *trigger, Arguments *arguments, SssProblem *problem)
{
	bool		behind_roles = false;

	memset(arguments, 0, sizeof(Arguments));
	for (int i = 1; i < trigger->tgnargs; i++)
	{
		const char *argument = trigger->tgargs[i];
		const char *value;
		int			option = OptionOf(argument, &value);

		if (option == N_OPTIONS && !behind_roles && strchr(argument, '=') == NULL)
		{
			arguments->nroles++;
			continue;
		}
		if (option == N_OPTIONS)
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							behind_roles && strchr(argument, '=') == NULL ?
							psprintf(_("role \"%s\" stands behind an option"), argument) :
							psprintf(_("unrecognized trigger argument \"%s\""), argument), NULL,
							pstrdup(_("Name the rule, then one role for each listed column, then the options mode=, unsettled=, required= and, with a facts view, via=, key= and lock=.")));
		if (arguments->options[option] != NULL)
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							psprintf(_("option \"%s\" is given twice"), option_names[option]),
							NULL, pstrdup(_("Give each option once.")));
		arguments->options[option] = value;
		behind_roles = true;
	}
	return true;
}

/* Read "log" or "enforce"; if the option is missing, enforce does not change */
static bool
ReadChoice(const Arguments *arguments, int option, bool *enforce, SssProblem *problem)
{
	const char *value = arguments->options[option];

	if (value == NULL)
		return true;
	if (strcmp(value, "enforce") != 0 && strcmp(value, "log") != 0)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("invalid value for option \"%s\": \"%s\""),
								 option_names[option], value),
						NULL, pstrdup(_("Use log or enforce.")));
	*enforce = strcmp(value, "enforce") == 0;
	return true;
}

/* Without a mode, a binding trigger logs, and a helper trigger has the mode of its binding trigger */
static bool
ReadPolicy(const Arguments *arguments, SssTriggerRole role, SssBinding *binding, SssProblem *problem)
{
	const char *required = arguments->options[OPTION_required];
	char	   *rest = required == NULL ? NULL : pstrdup(required);
	char	   *required_role;

	if (!ReadChoice(arguments, OPTION_mode, &binding->policy.enforcing, problem) ||
		!ReadChoice(arguments, OPTION_unsettled, &binding->policy.strict, problem))
		return false;
	while ((required_role = strsep(&rest, ",")) != NULL)
	{
		if (!SssRequireRole(required_role, binding, problem))
			return false;
	}
	if (arguments->options[OPTION_mode] == NULL && role == TRIGGER_BINDING)
		binding->policy.enforcing = false;
	return true;
}

/* Is it the call by which a deferred trigger notes the day of the write? */
static bool
IsNote(const Node *node)
{
	return IsA(node, FuncExpr) && SssIsOwnFunction(((const FuncExpr *) node)->funcid, "written");
}

/*
 * The expression of a WHEN clause, which may be stored as a list of one, implicitly
 * ANDed.  The call of sss.written(), which is always true, is left out.
 */
static Node *
WhenOf(const Trigger *trigger)
{
	Node	   *node = trigger->tgqual == NULL ? NULL : stringToNode(trigger->tgqual);

	if (node != NULL && IsA(node, List) && list_length((List *) node) == 1)
		node = linitial((List *) node);
	if (node != NULL && IsA(node, BoolExpr) && ((BoolExpr *) node)->boolop == AND_EXPR)
	{
		List	   *args = ((BoolExpr *) node)->args;

		if (list_length(args) == 2 && (IsNote(linitial(args)) || IsNote(lsecond(args))))
			node = IsNote(linitial(args)) ? lsecond(args) : linitial(args);
	}
	return node != NULL && IsNote(node) ? NULL : node;
}

bool
SssHasWhen(const Trigger *trigger)
{
	return WhenOf(trigger) != NULL;
}

/* The view of WHEN (view IS NOT NULL), or of WHEN (view IS NULL); InvalidOid: another clause */
static Oid
ViewOfWhen(const Trigger *trigger, bool *never)
{
	NullTest   *when = (NullTest *) WhenOf(trigger);
	Const	   *view;

	*never = false;
	if (when == NULL || !IsA(when, NullTest))
		return InvalidOid;
	*never = when->nulltesttype == IS_NULL;
	view = (Const *) when->arg;
	if (!IsA(view, Const) || view->consttype != REGCLASSOID || view->constisnull)
		return InvalidOid;
	return DatumGetObjectId(view->constvalue);
}

/*
 * The columns of a companion, from WHEN (sss.changed(old.a, new.a, ...)).
 * Returns their number, or -1 if the clause is of another shape.
 */
static int
ColumnsOfWhen(const Trigger *trigger, int16 *attrs)
{
	FuncExpr   *call = (FuncExpr *) WhenOf(trigger);
	ListCell   *cell;
	int			nattrs = 0;
	bool		old = true;

	if (call == NULL || !IsA(call, FuncExpr) || !SssIsOwnFunction(call->funcid, "changed"))
		return -1;

	foreach(cell, call->args)
	{
		Var		   *var = (Var *) lfirst(cell);

		if (!IsA(var, Var) || nattrs >= MaxHeapAttributeNumber)
			return -1;
		if (old)
			attrs[nattrs] = var->varattno;
		else if (attrs[nattrs++] != var->varattno)
			return -1;
		if (var->varno != (old ? PRS2_OLD_VARNO : PRS2_NEW_VARNO))
			return -1;
		old = !old;
	}
	return old ? nattrs : -1;
}

/* The events of a change trigger for rows */
#define ROW_CHANGES		(TRIGGER_TYPE_INSERT | TRIGGER_TYPE_UPDATE | TRIGGER_TYPE_DELETE)

static bool
IsAfterRow(const Trigger *trigger, int16 events, int16 optional)
{
	return TRIGGER_FOR_ROW(trigger->tgtype) && TRIGGER_FOR_AFTER(trigger->tgtype) &&
		(trigger->tgtype & TRIGGER_TYPE_EVENT_MASK & ~optional) == events;
}

/* Does it fire for all rows that a statement inserts, updates or deletes, at once or row by row? */
static bool
IsChangeTrigger(const Trigger *trigger)
{
	int16		events = trigger->tgtype & TRIGGER_TYPE_EVENT_MASK;

	if (trigger->tgnattr > 0 || !TRIGGER_FOR_AFTER(trigger->tgtype))
		return false;
	if (TRIGGER_FOR_ROW(trigger->tgtype))
		return events == ROW_CHANGES;
	if (trigger->tgqual != NULL && !OidIsValid(SssViewOf(trigger)))
		return false;
	if (events != TRIGGER_TYPE_INSERT && events != TRIGGER_TYPE_UPDATE && events != TRIGGER_TYPE_DELETE)
		return false;
	return (events == TRIGGER_TYPE_INSERT || trigger->tgoldtable != NULL) &&
		(events == TRIGGER_TYPE_DELETE || trigger->tgnewtable != NULL);
}

/*
 * Does it have the timing and events of its role?  On a partitioned table or a
 * partition a binding trigger also fires after DELETE, because the server
 * moves a row to another partition by a DELETE and an INSERT.
 */
static bool
CheckType(const Trigger *trigger, SssTriggerRole role, const SssBinding *binding,
		  SssProblem *problem)
{
	bool		right;
	const char *hint;

	if (role == TRIGGER_CHANGE)
	{
		right = IsChangeTrigger(trigger);
		hint = _("Declare it AFTER INSERT, UPDATE or DELETE, REFERENCING the rows, FOR EACH STATEMENT, or AFTER INSERT OR UPDATE OR DELETE ... FOR EACH ROW.");
	}
	else if (role == TRIGGER_COMPANION)
	{
		right = IsAfterRow(trigger, TRIGGER_TYPE_UPDATE, 0);
		hint = _("Declare it AFTER UPDATE ... FOR EACH ROW WHEN (sss.changed(old.column, new.column, ...)).");
	}
	else if (OidIsValid(binding->view.relid))
	{
		right = IsAfterRow(trigger, TRIGGER_TYPE_UPDATE, 0);
		hint = _("Declare it AFTER UPDATE OF column, ... FOR EACH ROW WHEN (view IS NULL).");
	}
	else
	{
		right = IsAfterRow(trigger, TRIGGER_TYPE_INSERT | TRIGGER_TYPE_UPDATE, TRIGGER_TYPE_DELETE);
		hint = _("Declare it AFTER INSERT OR UPDATE OF column, ... FOR EACH ROW.");
	}
	if (!right)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("trigger \"%s\" has the wrong timing or events for sss.enforce()"),
								 trigger->tgname), NULL,
						pstrdup(hint));
	return true;
}

/* An attachment to the log would log a line for each line that it logs, without end */
static bool
CheckRelation(Oid relid, SssBinding *binding, SssProblem *problem)
{
	if (!SssIsOwnRelation(relid))
		return true;
	binding->policy.enforcing = true;
	return SssWrong(problem, ERRCODE_WRONG_OBJECT_TYPE,
					psprintf(_("cannot attach a rule to table \"%s\" of extension special_social_services"),
							 get_rel_name(relid)), NULL,
					pstrdup(_("Drop the trigger.")));
}

/* The identifiers that an option lists; -1: it cannot be read */
static int
ReadNames(const char *list, const char **names)
{
	List	   *found = NIL;
	ListCell   *cell;
	int			nnames = 0;

	if (list == NULL)
		return 0;
	if (!SplitIdentifierString(pstrdup(list), ',', &found) || list_length(found) > INDEX_MAX_KEYS)
		return -1;
	foreach(cell, found)
		names[nnames++] = lfirst(cell);
	return nnames;
}

static bool
ReadView(Oid relid, const Arguments *arguments, SssBinding *binding, SssProblem *problem)
{
	SssViewNames names;

	names.nlinks = ReadNames(arguments->options[OPTION_via], names.links);
	names.nkeys = ReadNames(arguments->options[OPTION_key], names.keys);
	names.nlocks = ReadNames(arguments->options[OPTION_lock], names.locks);
	if (names.nlinks < 0 || names.nkeys < 0 || names.nlocks < 0)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("invalid value for option \"%s\""),
								 option_names[names.nlinks < 0 ? OPTION_via : names.nkeys < 0 ? OPTION_key : OPTION_lock]),
						NULL, pstrdup(_("List the view's columns as identifiers, separated by commas.")));
	if (OidIsValid(binding->view.relid))
		return SssBindView(relid, &names, binding, problem);
	if (names.nlinks + names.nkeys + names.nlocks + binding->view.nlinks > 0)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						pstrdup(_("the trigger names columns of a facts view, but no view")), NULL,
						pstrdup(_("Declare it ... WHEN (view IS NULL).")));
	return true;
}

static bool
ReadRoles(Oid relid, const Trigger *trigger, SssTriggerRole role, const Arguments *arguments,
		  SssBinding *binding, SssProblem *problem)
{
	int			nroles = arguments->nroles;
	int16		when_attrs[MaxHeapAttributeNumber];
	bool		companion = role == TRIGGER_COMPANION;
	const int16 *attrs = companion ? when_attrs : trigger->tgattr;
	int			nattrs = companion ? ColumnsOfWhen(trigger, when_attrs) : trigger->tgnattr;

	if (nattrs <= 0 || nattrs != nroles)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						pstrdup(_("the trigger's roles do not match its columns")),
						nattrs <= 0 ? NULL :
						psprintf(_("It lists %d columns and names %d roles."), nattrs, nroles),
						pstrdup(_("Name one role for each column, in the order of UPDATE OF, or of the pairs in WHEN (sss.changed(old.column, new.column, ...)).")));

	for (int i = 0; i < nattrs; i++)
	{
		char	   *roles = pstrdup(trigger->tgargs[1 + i]);
		char	   *name;

		while ((name = strsep(&roles, "+")) != NULL)
		{
			if (!SssBindColumn(relid, attrs[i], name, binding, problem))
				return false;
		}
	}
	return ReadView(relid, arguments, binding, problem) && SssCheckObligatory(binding, problem);
}

Oid
SssViewOf(const Trigger *trigger)
{
	bool		never;

	return ViewOfWhen(trigger, &never);
}

/* A binding trigger lists columns, and names a role for each */
static bool
NamesRoles(const Trigger *trigger)
{
	return trigger->tgnattr > 0 || (trigger->tgnargs > 1 && strchr(trigger->tgargs[1], '=') == NULL);
}

SssTriggerRole
SssTriggerRoleOf(const Trigger *trigger)
{
	bool		never;
	Oid			view = ViewOfWhen(trigger, &never);

	if (OidIsValid(view) || !TRIGGER_FOR_ROW(trigger->tgtype))
		return never ? TRIGGER_BINDING : TRIGGER_CHANGE;
	if (trigger->tgnattr == 0 && SssHasWhen(trigger))
		return TRIGGER_COMPANION;
	return IsAfterRow(trigger, ROW_CHANGES, 0) && !NamesRoles(trigger) ? TRIGGER_CHANGE : TRIGGER_BINDING;
}

bool
SssReadTrigger(Oid relid, const Trigger *trigger, SssBinding *binding, SssProblem *problem)
{
	SssTriggerRole role = SssTriggerRoleOf(trigger);
	Arguments	arguments;

	memset(binding, 0, sizeof(SssBinding));
	binding->rule = N_RULES;
	binding->deferred = trigger->tgdeferrable;
	binding->policy.enforcing = EnforcesByOption(trigger);
	binding->view.relid = SssViewOf(trigger);

	if (!CheckRelation(relid, binding, problem))
		return false;
	if (trigger->tgnargs == 0 || !SssRuleByName(trigger->tgargs[0], &binding->rule))
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						trigger->tgnargs == 0 ? pstrdup(_("the trigger names no rule")) :
						psprintf(_("unrecognized rule \"%s\""), trigger->tgargs[0]),
						NULL, pstrdup(_("See view sss.rules for the rules.")));
	if (!CheckType(trigger, role, binding, problem) || !SplitArguments(trigger, &arguments, problem))
		return false;
	if (role != TRIGGER_CHANGE && !ReadRoles(relid, trigger, role, &arguments, binding, problem))
		return false;
	return ReadPolicy(&arguments, role, binding, problem);
}

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

/* A clone depends on the trigger of the partitioned table, at every level of partitioning */
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
