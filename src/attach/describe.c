/*-------------------------------------------------------------------------
 *
 * describe.c
 *	  What the catalogs say of an attachment, for sss.attachments and the journal.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "attach/ddl.h"
#include "attach/describe.h"
#include "attach/facts_view.h"
#include "attach/parts.h"
#include "attach/trigger.h"
#include "base/base.h"
#include "store/store.h"

/*----------
 * What the catalogs say of an attachment, for view sss.attachments and the journal.
 *----------
 */
/* The columns of a description */
enum
{
	DESCRIBED_rule,
	DESCRIBED_lane,
	DESCRIBED_columns,
	DESCRIBED_facts,
	DESCRIBED_key,
	DESCRIBED_via,
	DESCRIBED_mode,
	DESCRIBED_effective_mode,
	DESCRIBED_unsettled,
	DESCRIBED_required,
	DESCRIBED_timing,
	DESCRIBED_always,
	DESCRIBED_companion,
	DESCRIBED_problem,
	DESCRIBED_definition,
	N_DESCRIBED
};

static Datum
TextArray(char **texts, int ntexts)
{
	Datum	   *elements = palloc(sizeof(Datum) * (ntexts + 1));

	for (int i = 0; i < ntexts; i++)
		elements[i] = CStringGetTextDatum(texts[i]);
	return PointerGetDatum(construct_array(elements, ntexts, TEXTOID, -1, false, TYPALIGN_INT));
}

/* ARRAY['a', 'b'] */
static char *
ArrayLiteral(char **texts, int ntexts)
{
	StringInfoData literal;

	initStringInfo(&literal);
	appendStringInfoString(&literal, "ARRAY[");
	for (int i = 0; i < ntexts; i++)
		appendStringInfo(&literal, "%s%s", i > 0 ? ", " : "", quote_literal_cstr(texts[i]));
	appendStringInfoChar(&literal, ']');
	return literal.data;
}

/* What is said of an attachment beside its binding, and of that what is a list of texts */
typedef struct Described
{
	const char *name;
	const char *relation;
	const char *info;
	const char *timing;
	const char *effective_mode;
	const char *companion;		/* or NULL */
	const char *problem;		/* or NULL */
	bool		always;
	bool		attachable;		/* can sss.attach() make it? */
	char	   *columns[N_ROLES];
	int			ncolumns;
	const char *facts;			/* or NULL */
	char	   *key[INDEX_MAX_KEYS];
	int			nkeys;
	char	   *via[INDEX_MAX_KEYS];
	int			nlinks;
	char	   *required[N_ROLES];
	int			nrequired;
} Described;

static const char *
ModeName(const SssBinding *binding)
{
	return binding->policy.enforcing ? "enforce" : "log";
}

static bool
ListColumns(Oid relid, const AttrNumber *columns, int ncolumns, char **names, int *nnames)
{
	for (int i = 0; i < ncolumns; i++)
	{
		names[i] = get_attname(relid, columns[i], true);
		if (names[i] == NULL)
			return false;
	}
	*nnames = ncolumns;
	return true;
}

static bool
ListView(Oid relid, const SssView *view, Described *described)
{
	char	   *links[INDEX_MAX_KEYS];
	char	   *view_links[INDEX_MAX_KEYS];

	if (!OidIsValid(view->relid))
		return true;
	described->facts = SssQualifiedName(view->relid);
	if (described->facts == NULL ||
		!ListColumns(relid, view->links, view->nlinks, links, &described->nlinks) ||
		!ListColumns(view->relid, view->view_links, view->nlinks, view_links, &described->nlinks) ||
		(view->nkeys > 0 &&
		 !ListColumns(view->relid, view->keys, view->nkeys, described->key, &described->nkeys)))
		return false;
	for (int i = 0; i < view->nlinks; i++)
		described->via[i] = psprintf("%s=%s", links[i], view_links[i]);
	return true;
}

/* False: the table, the view, or a column of them, has just gone */
static bool
ListBinding(Oid relid, const SssBinding *binding, Described *described)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		const SssColumn *column = &binding->columns[role];
		char	   *name = column->form == COLUMN_NONE ? NULL :
		get_attname(relid, column->attnum, true);

		if (column->form != COLUMN_NONE && name == NULL)
			return false;
		if (name != NULL)
			described->columns[described->ncolumns++] = psprintf("%s=%s", sss_fact_lines[role].name, name);
		if ((binding->policy.required & SSS_ROLE_BIT(role)) != 0)
			described->required[described->nrequired++] = pstrdup(sss_fact_lines[role].name);
	}
	if (!ListColumns(relid, binding->keys, binding->nkeys, described->key, &described->nkeys) ||
		!ListView(relid, &binding->view, described))
		return false;
	described->relation = SssQualifiedName(relid);
	return described->relation != NULL;
}

/* The call that makes the same attachment again */
static char *
AttachCall(const SssBinding *binding, Described *described)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT sss.attach(%s, %s",
					 quote_literal_cstr(described->relation),
					 quote_literal_cstr(sss_rule_names[binding->rule]));
	if (described->ncolumns > 0)
		appendStringInfo(&sql, ", columns => %s",
						 ArrayLiteral(described->columns, described->ncolumns));
	if (described->facts != NULL)
		appendStringInfo(&sql, ", facts => %s", quote_literal_cstr(described->facts));
	if (described->nkeys > 0)
		appendStringInfo(&sql, ", key => %s", ArrayLiteral(described->key, described->nkeys));
	if (described->nlinks > 0)
		appendStringInfo(&sql, ", via => %s", ArrayLiteral(described->via, described->nlinks));
	appendStringInfo(&sql, ", mode => '%s'", ModeName(binding));
	if (strcmp(described->info, "trigger") != 0)
		appendStringInfo(&sql, ", lane => '%s'", described->info);
	if (described->nrequired > 0)
		appendStringInfo(&sql, ", required => %s",
						 ArrayLiteral(described->required, described->nrequired));
	if (binding->policy.strict)
		appendStringInfoString(&sql, ", unsettled => 'enforce'");
	if (binding->deferred)
		appendStringInfoString(&sql, ", timing => 'deferred'");
	if (described->always)
		appendStringInfoString(&sql, ", always => true");
	appendStringInfo(&sql, ", name => %s)", quote_literal_cstr(described->name));
	return sql.data;
}

char *
SssDefinition(const char *attachment, Oid relid, const SssBinding *binding, bool constraint,
			  bool always)
{
	Described	described = {
		.name = attachment,
		.info = constraint ? "constraint" : "trigger",
		.always = always,
	};

	if (!ListBinding(relid, binding, &described))
		return NULL;
	return AttachCall(binding, &described);
}

static Datum
DescriptionDatum(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc	tupdesc;

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}

static void
SetText(Datum *values, bool *nulls, int column, const char *string)
{
	nulls[column] = string == NULL;
	if (string != NULL)
		values[column] = CStringGetTextDatum(string);
}

static Datum
Describe(FunctionCallInfo fcinfo, Oid relid, const SssBinding *binding, Described *described)
{
	Datum		values[N_DESCRIBED] = {0};
	bool		nulls[N_DESCRIBED] = {false};

	if (!ListBinding(relid, binding, described))
		PG_RETURN_NULL();
	SetText(values, nulls, DESCRIBED_rule, sss_rule_names[binding->rule]);
	SetText(values, nulls, DESCRIBED_lane, described->info);
	values[DESCRIBED_columns] = TextArray(described->columns, described->ncolumns);
	values[DESCRIBED_key] = TextArray(described->key, described->nkeys);
	nulls[DESCRIBED_key] = described->nkeys == 0;
	nulls[DESCRIBED_facts] = !OidIsValid(binding->view.relid);
	values[DESCRIBED_facts] = ObjectIdGetDatum(binding->view.relid);
	values[DESCRIBED_via] = TextArray(described->via, described->nlinks);
	nulls[DESCRIBED_via] = described->nlinks == 0;
	SetText(values, nulls, DESCRIBED_mode, ModeName(binding));
	SetText(values, nulls, DESCRIBED_effective_mode, described->effective_mode);
	SetText(values, nulls, DESCRIBED_unsettled, binding->policy.strict ? "enforce" : "log");
	values[DESCRIBED_required] = TextArray(described->required, described->nrequired);
	SetText(values, nulls, DESCRIBED_timing, described->timing);
	values[DESCRIBED_always] = BoolGetDatum(described->always);
	SetText(values, nulls, DESCRIBED_companion, described->companion);
	SetText(values, nulls, DESCRIBED_problem, described->problem);
	SetText(values, nulls, DESCRIBED_definition,
			described->attachable ? AttachCall(binding, described) : NULL);
	return DescriptionDatum(fcinfo, values, nulls);
}

/* A trigger that cannot work: all that can be said is why */
static Datum
DescribeProblem(FunctionCallInfo fcinfo, const SssProblem *problem)
{
	Datum		values[N_DESCRIBED] = {0};
	bool		nulls[N_DESCRIBED];

	memset(nulls, true, sizeof(nulls));
	SetText(values, nulls, DESCRIBED_lane, "trigger");
	SetText(values, nulls, DESCRIBED_problem, problem->message);
	return DescriptionDatum(fcinfo, values, nulls);
}

bool
SssIsAttachable(const Trigger *trigger)
{
	return (trigger->tgqual == NULL || OidIsValid(SssViewOf(trigger))) &&
		trigger->tginitdeferred == trigger->tgdeferrable &&
		OidIsValid(trigger->tgconstraint) == trigger->tgdeferrable;
}

/*
 * Of an attachment with a facts view the carriers say when it fires.  How
 * it is carried is told by which of them there are.
 */
static Datum
DescribeFactsTrigger(FunctionCallInfo fcinfo, Oid relid, const TriggerDesc *triggers,
					 const Trigger *main, SssBinding *binding, Described *described)
{
	const Trigger *row = SssFindChangeTrigger(relid, triggers, main, CHANGE_ROW);
	List	   *carriers = SssChangeTriggersOf(relid, triggers, main);
	ListCell   *cell;
	bool		firing = false;

	described->always = row != NULL && row->tgenabled == TRIGGER_FIRES_ALWAYS;
	binding->deferred = row != NULL && row->tgdeferrable;
	described->timing = row != NULL && row->tginitdeferred ? "deferred" :
		binding->deferred ? "deferrable" : "immediate";
	foreach(cell, carriers)
		firing |= SssFires(((const Trigger *) lfirst(cell))->tgenabled);
	described->problem = SssShortcomingOfChangeTriggers(relid, triggers, main, binding,
														row != NULL || SssIsCheckedByRow(relid, binding, false));
	described->effective_mode = !firing ? "disabled" : described->problem != NULL ? "partial" :
		SssOnlyLogs() ? "log" : ModeName(binding);
	return Describe(fcinfo, relid, binding, described);
}

static Datum
DescribeTrigger(FunctionCallInfo fcinfo, Oid relid, const TriggerDesc *triggers,
				const Trigger *trigger)
{
	Described	described = {
		.name = trigger->tgname,
		.info = "trigger",
		.timing = trigger->tginitdeferred ? "deferred" :
		trigger->tgdeferrable ? "deferrable" : "immediate",
		.always = trigger->tgenabled == TRIGGER_FIRES_ALWAYS,
		.attachable = SssIsAttachable(trigger),
	};
	const Trigger *companion;
	SssBinding	binding;
	SssProblem	problem;

	if (!SssReadTrigger(relid, trigger, &binding, &problem))
		return DescribeProblem(fcinfo, &problem);
	if (binding.part == TRIGGER_COMPANION &&
		SssFollowMain(relid, triggers, trigger, &binding, &problem) == NULL)
		return DescribeProblem(fcinfo, &problem);
	if (binding.part == TRIGGER_CHANGE &&
		SssBindingOfChangeTrigger(relid, triggers, trigger, &binding, &problem) == NULL)
		return DescribeProblem(fcinfo, &problem);
	if (SssTriggerRoleOf(trigger) != TRIGGER_BINDING)
		PG_RETURN_NULL();
	if (OidIsValid(binding.view.relid) && !SssOwnerMayRead(relid, binding.view.relid, &problem))
		return DescribeProblem(fcinfo, &problem);
	if (OidIsValid(binding.view.relid))
		return DescribeFactsTrigger(fcinfo, relid, triggers, trigger, &binding, &described);
	companion = SssFindCompanion(relid, triggers, trigger->tgname, &binding);
	if (companion != NULL)
		described.companion = companion->tgname;
	described.problem = SssShortcoming(relid, trigger, companion);
	described.effective_mode = !SssFiresAnywhere(trigger) ? "disabled" :
		described.problem != NULL ? "partial" : SssOnlyLogs() ? "log" : ModeName(&binding);
	return Describe(fcinfo, relid, &binding, &described);
}

/*
 * describe_trigger(trigger): NULL if it is none of ours, gone, or the
 * companion of another.
 *
 * The functions take nothing but an OID and read the catalog themselves: a
 * stored expression from any other hand could hold whatever pointer it likes.
 */
PG_FUNCTION_INFO_V1(sss_describe_trigger);
Datum
sss_describe_trigger(PG_FUNCTION_ARGS)
{
	Oid			oid = PG_GETARG_OID(0);
	TriggerDesc *triggers;
	SssFiring	firing;

	if (!SssFiringOf(oid, &firing))
		PG_RETURN_NULL();
	triggers = SssTriggersOf(firing.relid);
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (trigger->tgoid == oid && SssIsEnforce(trigger->tgfoid))
			return DescribeTrigger(fcinfo, firing.relid, triggers, trigger);
	}
	PG_RETURN_NULL();
}

/* describe_check(constraint): NULL if it is none of ours, or gone */
PG_FUNCTION_INFO_V1(sss_describe_check);
Datum
sss_describe_check(PG_FUNCTION_ARGS)
{
	HeapTuple	tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(PG_GETARG_OID(0)));
	Form_pg_constraint form;
	Oid			relid;
	Described	described = {.info = "constraint",.timing = "immediate",.attachable = true};
	SssBinding	binding;
	Datum		expression;
	bool		isnull;
	bool		ours = false;
	bool		enforced;

	if (!HeapTupleIsValid(tuple))
		PG_RETURN_NULL();
	form = (Form_pg_constraint) GETSTRUCT(tuple);
	relid = form->conrelid;
	enforced = SssIsEnforcedCheck(form);
	expression = SysCacheGetAttr(CONSTROID, tuple, Anum_pg_constraint_conbin, &isnull);
	described.name = pstrdup(NameStr(form->conname));
	if (!isnull && SssQualifiedName(form->conrelid) != NULL)
		ours = SssReadCheck(form->conrelid, TextDatumGetCString(expression), &binding);
	ReleaseSysCache(tuple);
	if (!ours)
		PG_RETURN_NULL();
	described.effective_mode = ModeName(&binding);
	if (!enforced)
	{
		described.effective_mode = "disabled";
		described.problem = _("the constraint is declared NOT ENFORCED");
	}
	return Describe(fcinfo, relid, &binding, &described);
}

/*----------
 * Whether an attachment's triggers fire for all that they should see.
 *----------
 */
/* How much a trigger fires: not in this session, in it, or for replicated changes as well */
static int
FiringRank(char enabled)
{
	return enabled == TRIGGER_FIRES_ALWAYS ? 2 : enabled == TRIGGER_FIRES_ON_ORIGIN ? 1 : 0;
}

bool
SssFires(char enabled)
{
	return FiringRank(enabled) > 0;
}

/* Does a trigger fire less than one enabled as is wanted?  NULL: no */
static const char *
LackOf(Oid relid, const char *trigger, char enabled, char wanted)
{
	char	   *relation = get_rel_name(relid);

	if (relation == NULL || FiringRank(enabled) >= FiringRank(wanted))
		return NULL;
	return psprintf(wanted == TRIGGER_FIRES_ALWAYS ?
					_("trigger \"%s\" of relation \"%s\" is not enabled always") :
					_("trigger \"%s\" of relation \"%s\" is not enabled"), trigger, relation);
}

const char *
SssFiringLack(Oid relid, const Trigger *trigger, char wanted)
{
	const char *lack = LackOf(relid, trigger->tgname, trigger->tgenabled, wanted);
	List	   *clones = SssClonesOf(trigger->tgoid);

	for (int i = 0; i < list_length(clones) && lack == NULL; i++)
	{
		SssFiring  *clone = list_nth(clones, i);

		lack = LackOf(clone->relid, trigger->tgname, clone->enabled, wanted);
	}
	return lack;
}

/* How the triggers of an attachment are to fire, if one of them is enabled so */
static char
FiringMeant(const Trigger *trigger)
{
	return SssFires(trigger->tgenabled) ? trigger->tgenabled : TRIGGER_FIRES_ON_ORIGIN;
}

/* A partitioned table has no rows: what counts is what stands for the trigger in the partitions */
bool
SssFiresAnywhere(const Trigger *trigger)
{
	List	   *clones = SssClonesOf(trigger->tgoid);
	bool		has_leaf = false;

	for (int i = 0; i < list_length(clones); i++)
	{
		SssFiring  *clone = list_nth(clones, i);

		if (get_rel_relkind(clone->relid) == RELKIND_PARTITIONED_TABLE)
			continue;
		if (FiringRank(clone->enabled) > 0)
			return true;
		has_leaf = true;
	}
	return !has_leaf && FiringRank(trigger->tgenabled) > 0;
}

/* Is a rule attached to the table by the same facts view? */
static bool
IsWatched(Oid relid, const SssBinding *binding)
{
	const TriggerDesc *triggers = SssTriggersOf(relid);

	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];
		SssBinding	found;
		SssProblem	problem;

		if (SssIsEnforce(trigger->tgfoid) && SssTriggerRoleOf(trigger) == TRIGGER_BINDING &&
			SssReadTrigger(relid, trigger, &found, &problem) &&
			found.rule == binding->rule && found.view.relid == binding->view.relid)
			return true;
	}
	return false;
}

/* The statement triggers of a table see what is written through it, not what is through its parent */
static bool
HasUnwatchedParent(Oid relid, const SssBinding *binding)
{
	List	   *parents = SssParentsOf(relid);

	for (int i = 0; i < list_length(parents); i++)
	{
		if (!IsWatched(list_nth_oid(parents, i), binding))
			return true;
	}
	return false;
}

const char *
SssShortcomingOfChangeTriggers(Oid relid, const TriggerDesc *triggers, const Trigger *main,
							   const SssBinding *binding, bool by_row)
{
	for (SssChangeTrigger carrier = 0; carrier < N_CHANGE_TRIGGERS; carrier++)
	{
		const Trigger *trigger;
		const char *lack;

		if (!SssNeedsChangeTrigger(binding, by_row, carrier))
			continue;
		trigger = SssFindChangeTrigger(relid, triggers, main, carrier);
		if (trigger == NULL)
			return psprintf(_("trigger \"%s\" is missing"), SssChangeTriggerName(main->tgname, carrier));
		lack = SssFiringLack(relid, trigger, FiringMeant(trigger));
		if (lack != NULL)
			return lack;
	}
	if (!by_row && HasUnwatchedParent(relid, binding))
		return _("rows that are written through another table, which this one is a part of, are not seen");
	return NULL;
}

const char *
SssShortcoming(Oid relid, const Trigger *trigger, const Trigger *companion)
{
	char		wanted = FiringMeant(trigger);
	const char *lack;

	if (trigger->tgqual != NULL)
		return _("a WHEN clause keeps the trigger from firing for some rows");
	lack = SssFiringLack(relid, trigger, wanted);
	if (lack == NULL && companion != NULL)
		lack = SssFiringLack(relid, companion, wanted);
	return lack;
}
