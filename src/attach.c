/*-------------------------------------------------------------------------
 *
 * attach.c
 *	  attach, detach and set_mode.
 *
 * What is asked for is checked before anything changes.  Then the triggers or
 * the constraint are created by ordinary commands, with the caller's rights,
 * and the journal gets a line.  attach_request.c takes the arguments.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "attach_request.h"
#include "attachment.h"
#include "compat.h"
#include "describe.h"
#include "store.h"
#include "violation.h"

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

/* Does another attachment than that of the name rely on the same companion? */
static bool
CompanionIsShared(Relation rel, const char *name, const SssBinding *binding)
{
	TriggerDesc *triggers = CopyTriggerDesc(rel->trigdesc);

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		Trigger    *trigger = &triggers->triggers[i];
		SssTriggerSource source = SssSourceOfTrigger(RelationGetRelid(rel), trigger);
		SssBinding	other;
		SssProblem	problem;

		if (strcmp(trigger->tgname, name) != 0 && SssIsEnforce(trigger->tgfoid) &&
			SssReadBinding(&source, &other, &problem) && !other.companion &&
			other.deferred == binding->deferred && SssSameColumns(&other, binding))
			return true;
	}
	return false;
}

pg_noreturn static void
RaiseNameTaken(const SssAttachRequest *request, const char *hint)
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
TriggerAttached(const SssAttachRequest *request)
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
TriggerCommands(const SssAttachRequest *request)
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
CheckCommands(const SssAttachRequest *request)
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
	SssAttachRequest request;

	SssTakeAttachRequest(fcinfo, &request);
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
	Relation	rel = SssOpenToAttach(PG_GETARG_OID(0), AccessExclusiveLock, true);
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
			if (trigger != NULL && !CompanionIsShared(rel, name, &binding))
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

/* Checks that wait for the end of the transaction would be lost with the trigger */
static void
RefuseWhilePending(Relation rel, const SssBinding *binding)
{
	if (binding->deferred && AfterTriggerPendingOnRel(RelationGetRelid(rel)))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_IN_USE),
				 errmsg("relation \"%s\" has pending trigger events",
						RelationGetRelationName(rel)),
				 errhint("Run SET CONSTRAINTS ALL IMMEDIATE first.")));
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
	Relation	rel = SssOpenToAttach(PG_GETARG_OID(0), ShareRowExclusiveLock, true);
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	bool		enforcing = SssTakeChoice(fcinfo, 2, "mode", "log", "enforce");
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
		RefuseWhilePending(rel, &binding);
		binding.policy.enforcing = enforcing;
		commands = ReplaceCommands(RelationGetRelid(rel), name, &binding, trigger->tgenabled);
	}
	CarryOut(rel, commands, "set_mode", name, binding.rule,
			 SssDefinition(name, RelationGetRelid(rel), &binding, false,
						   trigger->tgenabled == TRIGGER_FIRES_ALWAYS));
	PG_RETURN_VOID();
}
