/*-------------------------------------------------------------------------
 *
 * attach.c
 *	  attach, detach and set_mode.
 *
 * What is asked for is checked before anything changes.  Then the triggers or
 * the constraint are created by ordinary commands, with the caller's rights,
 * and the journal gets a line.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "attachment.h"
#include "compat.h"
#include "row.h"
#include "store.h"
#include "violation.h"

/* What attach() was asked for */
typedef struct AttachRequest
{
	Relation	rel;
	char	   *name;
	bool		constraint;
	bool		always;
	SssBinding	binding;
} AttachRequest;

/*
 * Run the commands with the caller's rights.  The relation must be closed,
 * since the server refuses to alter one that is in use.
 */
static void
RunCommands(List *commands)
{
	ListCell   *cell;

	SPI_connect();
	foreach(cell, commands)
	{
		if (SPI_execute(lfirst(cell), false, 0) < 0)
			elog(ERROR, "could not execute \"%s\"", (char *) lfirst(cell));
	}
	SPI_finish();
}

/* An argument that is one of two words; NULL is refused like any other word */
static bool
TakeChoice(FunctionCallInfo fcinfo, int argument, const char *name, const char *no,
		   const char *yes)
{
	char	   *value = PG_ARGISNULL(argument) ? NULL :
	text_to_cstring(PG_GETARG_TEXT_PP(argument));

	if (value != NULL && strcmp(value, yes) == 0)
		return true;
	if (value == NULL || strcmp(value, no) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"%s\"", name),
				 errhint("Use %s or %s.", no, yes)));
	return false;
}

static int
TakeTexts(FunctionCallInfo fcinfo, int argument, const char *name, char ***texts)
{
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;

	if (PG_ARGISNULL(argument))
		return 0;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(argument), TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, &nulls, &nelements);
	*texts = palloc(sizeof(char *) * (nelements + 1));
	for (int i = 0; i < nelements; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must not contain NULL", name)));
		(*texts)[i] = TextDatumGetCString(elements[i]);
	}
	return nelements;
}

static AttrNumber
ColumnByName(Relation rel, const char *name)
{
	AttrNumber	attnum = get_attnum(RelationGetRelid(rel), name);

	if (attnum == InvalidAttrNumber)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of relation \"%s\" does not exist",
						name, RelationGetRelationName(rel)),
				 errhint("Write the column's name as the catalog has it, without quotes.")));
	if (attnum < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_COLUMN_REFERENCE),
				 errmsg("system column \"%s\" cannot be bound", name)));
	return attnum;
}

static void
Bind(AttachRequest *request, AttrNumber attnum, const char *role)
{
	SssProblem	problem;

	if (!SssBindColumn(RelationGetRelid(request->rel), attnum, role, &request->binding, &problem))
		SssRaiseProblem(&problem);
}

/* The columns that the caller named, each as 'role=column' */
static void
BindNamedColumns(AttachRequest *request, char **columns, int ncolumns)
{
	for (int i = 0; i < ncolumns; i++)
	{
		char	   *separator = strchr(columns[i], '=');

		if (separator == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid element of argument \"columns\""),
					 errhint("Write each element as 'role=column'.")));
		*separator = '\0';
		if (strcmp(columns[i], SSS_KEY_ROLE) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("\"key\" is not a role"),
					 errhint("Name the columns that identify a row in argument \"key\".")));
		Bind(request, ColumnByName(request->rel, separator + 1), columns[i]);
	}
}

/* Columns of the extension's own types are found by themselves */
static void
BindTypedColumns(AttachRequest *request)
{
	TupleDesc	tupdesc = RelationGetDescr(request->rel);

	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];
		AttrNumber	found = InvalidAttrNumber;

		if (line->rule != request->binding.rule || line->role == ROLE_on_date ||
			request->binding.columns[line->role].form != COLUMN_NONE)
			continue;
		for (AttrNumber attnum = 1; attnum <= tupdesc->natts; attnum++)
		{
			SssProblem	problem;
			SssColumnForm form;

			if (TupleDescAttr(tupdesc, attnum - 1)->attisdropped)
				continue;
			form = SssFormOfColumn(RelationGetRelid(request->rel), attnum, line->rule, line->role,
								   &problem);
			if (form != COLUMN_CODE && form != COLUMN_CODE_ARRAY)
				continue;
			if (found != InvalidAttrNumber)
				ereport(ERROR,
						(errcode(ERRCODE_AMBIGUOUS_COLUMN),
						 errmsg("more than one column of relation \"%s\" can hold the role \"%s\"",
								RelationGetRelationName(request->rel), sss_role_names[line->role]),
						 errhint("Name the column in argument \"columns\", as '%s=column'.",
								 sss_role_names[line->role])));
			found = attnum;
		}
		if (found != InvalidAttrNumber)
			Bind(request, found, sss_role_names[line->role]);
	}
}

static void
BindKey(AttachRequest *request, char **key, int nkey)
{
	AttrNumber	keys[INDEX_MAX_KEYS];

	for (int i = 0; i < nkey; i++)
	{
		AttrNumber	attnum = ColumnByName(request->rel, key[i]);

		for (int j = 0; j < request->binding.nkeys; j++)
		{
			if (request->binding.keys[j] == attnum)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("column \"%s\" stands twice in argument \"key\"", key[i])));
		}
		Bind(request, attnum, SSS_KEY_ROLE);
	}
	if (!request->constraint && SssKeyColumns(&request->binding, request->rel, keys) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relation \"%s\" has no primary key", RelationGetRelationName(request->rel)),
				 errhint("Name the columns that identify a row in argument \"key\".")));
}

static void
RequireRoles(AttachRequest *request, char **roles, int nroles)
{
	for (int i = 0; i < nroles; i++)
	{
		SssRole		role;

		if (!SssRoleOfRule(request->binding.rule, roles[i], &role, NULL) ||
			request->binding.columns[role].form == COLUMN_NONE)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("required role \"%s\" is not bound to a column", roles[i]),
					 errhint("Bind the role in argument \"columns\", or leave it out of \"required\".")));
		request->binding.policy.required |= SSS_BIT(role);
	}
}

/* What the constraint lane cannot do, it says */
static void
CheckConstraintLane(const AttachRequest *request)
{
	const SssBinding *binding = &request->binding;
	const char *missing = NULL;

	if (!binding->policy.enforcing)
		missing = _("A constraint enforces: use mode => 'enforce'.");
	else if (binding->policy.required != 0 || binding->policy.strict || binding->deferred ||
			 request->always || binding->nkeys > 0)
		missing = _("Leave out key, required, unsettled, timing and always, or use lane => 'trigger'.");
	else if (binding->columns[ROLE_on_date].form == COLUMN_NONE)
		missing = _("Bind a column to the role on_date: a constraint must not depend on the day it is checked.");
	else if (binding->columns[ROLE_category].form == COLUMN_TEXT_ARRAY)
		missing = _("An array of texts cannot be checked there: use lane => 'trigger', or a column of type sss.recipient_category[].");
	if (missing != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the constraint lane cannot carry this attachment"),
				 errhint("%s", missing)));
}

/* The name, by default sss_<rule>; the companion's must fit as well */
static void
TakeName(FunctionCallInfo fcinfo, int argument, AttachRequest *request)
{
	request->name = PG_ARGISNULL(argument) ?
		psprintf("sss_%s", sss_rule_names[request->binding.rule]) :
		text_to_cstring(PG_GETARG_TEXT_PP(argument));
	if (request->name[0] == '\0' || strlen(SssCompanionName(request->name)) >= NAMEDATALEN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("invalid name for an attachment"),
				 errhint("Use at least one and at most %d bytes.",
						 (int) (NAMEDATALEN - 1 - strlen(SssCompanionName(""))))));
}

static void
CheckRelation(Relation rel)
{
	if (rel->rd_rel->relkind != RELKIND_RELATION &&
		rel->rd_rel->relkind != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table", RelationGetRelationName(rel)),
				 errhint("Attach the rule to the table whose rows are written.")));
}

/*
 * The relation's trigger of that name, in a copy: reading catalogs may rebuild
 * the relation's cache entry under our feet.
 */
static Trigger *
FindTrigger(Relation rel, const char *name)
{
	TriggerDesc *triggers = CopyTriggerDesc(rel->trigdesc);

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		if (strcmp(triggers->triggers[i].tgname, name) == 0)
			return &triggers->triggers[i];
	}
	return NULL;
}

/* The trigger of ours that accompanies one with that binding, likewise */
static Trigger *
FindCompanion(Relation rel, const SssBinding *binding)
{
	TriggerDesc *triggers = CopyTriggerDesc(rel->trigdesc);

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		Trigger    *trigger = &triggers->triggers[i];
		SssTriggerSource source = SssSourceOfTrigger(RelationGetRelid(rel), trigger);
		SssBinding	other;
		SssProblem	problem;

		if (SssIsEnforce(trigger->tgfoid) && SssReadBinding(&source, &other, &problem) &&
			other.companion && other.deferred == binding->deferred &&
			SssSameColumns(&other, binding))
			return trigger;
	}
	return NULL;
}

pg_noreturn static void
RaiseNameTaken(const AttachRequest *request, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_DUPLICATE_OBJECT),
			 errmsg("\"%s\" for relation \"%s\" already exists",
					request->name, RelationGetRelationName(request->rel)),
			 errhint("%s", hint)));
}

static bool
SameBinding(const SssBinding *a, const SssBinding *b)
{
	return SssSameColumns(a, b) && a->deferred == b->deferred &&
		a->nkeys == b->nkeys && memcmp(a->keys, b->keys, a->nkeys * sizeof(AttrNumber)) == 0 &&
		a->policy.strict == b->policy.strict && a->policy.required == b->policy.required;
}

/* Is the same attachment there already?  Another one under its name is an error. */
static bool
TriggerAttached(const AttachRequest *request)
{
	Trigger    *trigger = FindTrigger(request->rel, request->name);
	SssTriggerSource source;
	SssBinding	existing;
	SssProblem	problem;

	if (trigger == NULL)
		return false;
	if (!SssIsEnforce(trigger->tgfoid))
		RaiseNameTaken(request, _("It is another trigger; choose another name."));
	source = SssSourceOfTrigger(RelationGetRelid(request->rel), trigger);
	if (!SssReadBinding(&source, &existing, &problem) || existing.companion ||
		!SameBinding(&existing, &request->binding))
		RaiseNameTaken(request, _("It is attached in another way; detach it first, or choose another name."));
	if (existing.policy.enforcing != request->binding.policy.enforcing)
		RaiseNameTaken(request, _("It is attached in another mode; change it with sss.set_mode()."));
	if (trigger->tgenabled != (request->always ? TRIGGER_FIRES_ALWAYS : TRIGGER_FIRES_ON_ORIGIN))
		RaiseNameTaken(request, _("It does not fire as asked for; change that with ALTER TABLE ... ENABLE [ALWAYS] TRIGGER, for its companion as well."));
	return true;
}

static char *
FiringCommand(const char *relation, const char *trigger, const char *firing)
{
	return psprintf("ALTER TABLE %s %s TRIGGER %s", relation, firing, quote_identifier(trigger));
}

/* The commands that create what is missing */
static List *
TriggerCommands(const AttachRequest *request)
{
	Oid			relid = RelationGetRelid(request->rel);
	char	   *relation = SssQualifiedName(relid);
	char	   *companion = SssCompanionName(request->name);
	List	   *commands = NIL;

	if (!TriggerAttached(request))
	{
		commands = lappend(commands, SssMainTriggerSql(request->name, relid, &request->binding, false));
		if (request->always)
			commands = lappend(commands, FiringCommand(relation, request->name, "ENABLE ALWAYS"));
	}
	if (FindCompanion(request->rel, &request->binding) == NULL)
	{
		commands = lappend(commands, SssCompanionSql(request->name, relid, &request->binding));
		if (request->always)
			commands = lappend(commands, FiringCommand(relation, companion, "ENABLE ALWAYS"));
	}
	return commands;
}

/* A CHECK of ours by name; false: there is none, or the name belongs to another constraint */
static bool
FindCheck(Relation rel, const char *name, SssBinding *binding, bool *taken)
{
	Oid			constraint = get_relation_constraint_oid(RelationGetRelid(rel), name, true);
	HeapTuple	tuple;
	Datum		expression;
	bool		isnull;
	bool		found = false;

	*taken = OidIsValid(constraint);
	if (!*taken)
		return false;
	tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(constraint));
	expression = SysCacheGetAttr(CONSTROID, tuple, Anum_pg_constraint_conbin, &isnull);
	if (!isnull)
		found = SssReadCheck(RelationGetRelid(rel), TextDatumGetCString(expression), binding);
	ReleaseSysCache(tuple);
	return found;
}

static List *
CheckCommands(const AttachRequest *request)
{
	SssBinding	existing;
	bool		taken;

	if (FindCheck(request->rel, request->name, &existing, &taken))
	{
		if (!SameBinding(&existing, &request->binding))
			RaiseNameTaken(request, _("It is attached in another way; detach it first, or choose another name."));
		return NIL;
	}
	if (taken)
		RaiseNameTaken(request, _("It is another constraint; choose another name."));
	return list_make1(SssCheckSql(request->name, RelationGetRelid(request->rel), &request->binding));
}

/* Run what is to be run, with the relation closed but locked, and write it down */
static void
CarryOut(Relation rel, List *commands, const char *action, const char *name, SssRule rule,
		 const char *definition)
{
	Oid			relid = RelationGetRelid(rel);
	char	   *relation = SssQualifiedName(relid);

	table_close(rel, NoLock);
	if (commands == NIL)
		return;
	RunCommands(commands);
	SssWriteJournal(action, relid, relation, name, sss_rule_names[rule], definition);
}

/*
 * attach(relation, rule, columns, key, mode, lane, required, unsettled,
 * timing, always, name)
 */
PG_FUNCTION_INFO_V1(sss_attach);
Datum
sss_attach(PG_FUNCTION_ARGS)
{
	AttachRequest request = {.name = NULL};
	SssProblem	problem;
	char	   *rule;
	char	  **texts = NULL;
	int			ntexts;

	for (int i = 0; i < 2; i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("relation and rule must not be NULL")));
	}
	rule = text_to_cstring(PG_GETARG_TEXT_PP(1));
	if (!SssRuleByName(rule, &request.binding.rule))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown rule \"%s\"", rule),
				 errhint("The rules are listed in view sss.rules.")));
	request.binding.policy.enforcing = TakeChoice(fcinfo, 4, "mode", "log", "enforce");
	request.constraint = TakeChoice(fcinfo, 5, "lane", "trigger", "constraint");
	request.binding.policy.strict = TakeChoice(fcinfo, 7, "unsettled", "log", "enforce");
	request.binding.deferred = TakeChoice(fcinfo, 8, "timing", "immediate", "deferred");
	request.always = !PG_ARGISNULL(9) && PG_GETARG_BOOL(9);
	TakeName(fcinfo, 10, &request);

	/* The lock that CREATE TRIGGER takes, so that what is checked stays so */
	request.rel = table_open(PG_GETARG_OID(0), ShareRowExclusiveLock);
	CheckRelation(request.rel);
	ntexts = TakeTexts(fcinfo, 2, "columns", &texts);
	BindNamedColumns(&request, texts, ntexts);
	BindTypedColumns(&request);
	if (!SssCheckObligatory(&request.binding, &problem))
		SssRaiseProblem(&problem);
	ntexts = TakeTexts(fcinfo, 6, "required", &texts);
	RequireRoles(&request, texts, ntexts);
	ntexts = TakeTexts(fcinfo, 3, "key", &texts);
	BindKey(&request, texts, ntexts);
	if (request.constraint)
		CheckConstraintLane(&request);

	CarryOut(request.rel,
			 request.constraint ? CheckCommands(&request) : TriggerCommands(&request),
			 "attach", request.name, request.binding.rule,
			 SssDefinition(request.name, RelationGetRelid(request.rel), &request.binding,
						   request.constraint, request.always));
	PG_RETURN_TEXT_P(cstring_to_text(request.name));
}

pg_noreturn static void
RaiseNotAttached(Relation rel, const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("\"%s\" is not attached to relation \"%s\"", name, RelationGetRelationName(rel)),
			 errhint("View sss.attachments lists what is attached.")));
}

static char *
DropTriggerCommand(const char *relation, const char *trigger)
{
	return psprintf("DROP TRIGGER %s ON %s", quote_identifier(trigger), relation);
}

/* detach(relation, name) */
PG_FUNCTION_INFO_V1(sss_detach);
Datum
sss_detach(PG_FUNCTION_ARGS)
{
	Relation	rel = table_open(PG_GETARG_OID(0), AccessExclusiveLock);
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	char	   *relation = SssQualifiedName(RelationGetRelid(rel));
	Trigger    *trigger = FindTrigger(rel, name);
	List	   *commands = NIL;
	SssBinding	binding;
	bool		taken;

	if (trigger != NULL && SssIsEnforce(trigger->tgfoid))
	{
		SssTriggerSource source = SssSourceOfTrigger(RelationGetRelid(rel), trigger);
		SssProblem	problem;

		commands = lappend(commands, DropTriggerCommand(relation, name));
		if (SssReadBinding(&source, &binding, &problem) && !binding.companion)
		{
			trigger = FindCompanion(rel, &binding);
			if (trigger != NULL)
				commands = lappend(commands, DropTriggerCommand(relation, trigger->tgname));
		}
	}
	else if (FindCheck(rel, name, &binding, &taken))
		commands = list_make1(psprintf("ALTER TABLE %s DROP CONSTRAINT %s", relation,
									   quote_identifier(name)));
	else
		RaiseNotAttached(rel, name);

	CarryOut(rel, commands, "detach", name, binding.rule, NULL);
	PG_RETURN_VOID();
}

/*
 * The commands that put the trigger into its binding's mode and leave it
 * firing as it did.  A constraint trigger cannot be replaced.
 */
static List *
ReplaceCommands(Oid relid, const char *name, const SssBinding *binding, char enabled)
{
	char	   *relation = SssQualifiedName(relid);
	bool		replace = SSS_HAVE_REPLACE_TRIGGER && !binding->deferred;
	List	   *commands = NIL;

	if (!replace)
		commands = lappend(commands, DropTriggerCommand(relation, name));
	commands = lappend(commands, SssMainTriggerSql(name, relid, binding, replace));
	if (enabled != TRIGGER_FIRES_ON_ORIGIN)
		commands = lappend(commands,
						   FiringCommand(relation, name,
										 enabled == TRIGGER_FIRES_ALWAYS ? "ENABLE ALWAYS" :
										 enabled == TRIGGER_FIRES_ON_REPLICA ? "ENABLE REPLICA" :
										 "DISABLE"));
	return commands;
}

/* set_mode(relation, name, mode) */
PG_FUNCTION_INFO_V1(sss_set_mode);
Datum
sss_set_mode(PG_FUNCTION_ARGS)
{
	Relation	rel = table_open(PG_GETARG_OID(0), ShareRowExclusiveLock);
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	bool		enforcing = TakeChoice(fcinfo, 2, "mode", "log", "enforce");
	Trigger    *trigger = FindTrigger(rel, name);
	List	   *commands = NIL;
	SssTriggerSource source;
	SssBinding	binding;
	SssProblem	problem;
	bool		taken;

	if (trigger == NULL && FindCheck(rel, name, &binding, &taken))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is a constraint, which always enforces", name),
				 errhint("Detach it, and attach the rule with lane => 'trigger'.")));
	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid))
		RaiseNotAttached(rel, name);
	source = SssSourceOfTrigger(RelationGetRelid(rel), trigger);
	if (!SssReadBinding(&source, &binding, &problem))
		SssRaiseProblem(&problem);
	if (binding.companion)
		RaiseNotAttached(rel, name);

	if (binding.policy.enforcing != enforcing)
	{
		binding.policy.enforcing = enforcing;
		commands = ReplaceCommands(RelationGetRelid(rel), name, &binding, trigger->tgenabled);
	}
	CarryOut(rel, commands, "set_mode", name, binding.rule,
			 SssDefinition(name, RelationGetRelid(rel), &binding, false,
						   trigger->tgenabled == TRIGGER_FIRES_ALWAYS));
	PG_RETURN_VOID();
}
