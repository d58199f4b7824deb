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

#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "commands/comment.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attach_request.h"
#include "attachment.h"
#include "compat.h"
#include "describe.h"
#include "store.h"
#include "trigger.h"

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

static const Trigger *
FindTrigger(const TriggerDesc *triggers, const char *name)
{
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		if (strcmp(triggers->triggers[i].tgname, name) == 0)
			return &triggers->triggers[i];
	}
	return NULL;
}

/*
 * The relation and, if it is partitioned, its partitions, locked as the
 * commands will lock them, so that what is read of their triggers stays so.
 */
static List *
WithPartitions(Relation rel, LOCKMODE lockmode)
{
	if (rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
		return find_all_inheritors(RelationGetRelid(rel), lockmode, NULL);
	return list_make1_oid(RelationGetRelid(rel));
}

pg_noreturn static void
RaiseTaken(const char *message, const char *detail, const char *hint)
{
	SssProblem	problem;

	SssWrong(&problem, ERRCODE_DUPLICATE_OBJECT, message, detail, hint);
	SssRaiseProblem(&problem);
}

pg_noreturn static void
RaiseAttached(const SssAttachRequest *request, const char *detail, const char *hint)
{
	RaiseTaken(psprintf(_("attachment \"%s\" of relation \"%s\" already exists"),
						request->name, RelationGetRelationName(request->rel)), detail, hint);
}

pg_noreturn static void
RaiseAttachedInAnotherWay(const SssAttachRequest *request)
{
	RaiseAttached(request, _("It is attached in another way."),
				  _("Detach it first, or choose another name."));
}

pg_noreturn static void
RaiseConstraintTaken(Oid relid, const char *name)
{
	RaiseTaken(psprintf(_("constraint \"%s\" for relation \"%s\" already exists"),
						name, get_rel_name(relid)), NULL, _("Choose another name."));
}

/* A constraint trigger, which a deferred attachment is, needs its name as a constraint's, too */
static void
CheckNameFree(const SssAttachRequest *request, const TriggerDesc *triggers, const char *name)
{
	List	   *relids = NIL;
	ListCell   *cell;

	if (FindTrigger(triggers, name) != NULL)
		RaiseTaken(psprintf(_("trigger \"%s\" for relation \"%s\" already exists"),
							name, RelationGetRelationName(request->rel)),
				   NULL, _("Choose another name."));
	if (request->binding.deferred)
		relids = WithPartitions(request->rel, ShareRowExclusiveLock);
	foreach(cell, relids)
	{
		if (OidIsValid(get_relation_constraint_oid(lfirst_oid(cell), name, true)))
			RaiseConstraintTaken(lfirst_oid(cell), name);
	}
}

static bool
SameBinding(const SssBinding *a, const SssBinding *b)
{
	return SssSameColumns(a, b) && a->deferred == b->deferred &&
		a->nkeys == b->nkeys && memcmp(a->keys, b->keys, a->nkeys * sizeof(AttrNumber)) == 0 &&
		a->policy.strict == b->policy.strict && a->policy.required == b->policy.required;
}

static char
FiringAsked(const SssAttachRequest *request)
{
	return request->always ? TRIGGER_FIRES_ALWAYS : TRIGGER_FIRES_ON_ORIGIN;
}

/* Is the same attachment there already?  Another one under its name is an error. */
static bool
TriggerAttached(const SssAttachRequest *request, const TriggerDesc *triggers)
{
	const Trigger *trigger = FindTrigger(triggers, request->name);
	SssBinding	existing;
	SssProblem	problem;
	bool		taken;

	if (SssFindCheck(RelationGetRelid(request->rel), request->name, &existing, &taken))
		RaiseAttachedInAnotherWay(request);
	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid))
		return false;
	if (!SssReadTrigger(RelationGetRelid(request->rel), trigger, &existing, &problem) ||
		existing.companion || !SameBinding(&existing, &request->binding) ||
		!SssIsAttachable(trigger))
		RaiseAttachedInAnotherWay(request);
	if (existing.policy.enforcing != request->binding.policy.enforcing)
		RaiseAttached(request, _("It is attached in another mode."),
					  _("Change the mode with sss.set_mode()."));
	if (trigger->tgenabled != FiringAsked(request))
		RaiseAttached(request, _("It does not fire as asked for."),
					  _("Run ALTER TABLE ... ENABLE [ALWAYS] TRIGGER, for its companion as well."));
	return true;
}

/* What is there already must fire as asked for, in every partition */
static void
CheckFiring(const SssAttachRequest *request, const Trigger *trigger)
{
	const char *lack = SssFiringLack(RelationGetRelid(request->rel), trigger,
									 FiringAsked(request));

	if (lack != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg_internal("%s", lack),
				 errhint("Run ALTER TABLE ... ENABLE [ALWAYS] TRIGGER.")));
}

/* ALTER TABLE reaches the partitions, ALTER TABLE ONLY does not */
static char *
FiringCommand(const char *alter, Oid relid, const char *trigger, char enabled)
{
	return psprintf("%s %s %s TRIGGER %s", alter, SssQualifiedName(relid),
					enabled == TRIGGER_FIRES_ALWAYS ? "ENABLE ALWAYS" :
					enabled == TRIGGER_FIRES_ON_REPLICA ? "ENABLE REPLICA" :
					enabled == TRIGGER_FIRES_ON_ORIGIN ? "ENABLE" : "DISABLE",
					quote_identifier(trigger));
}

static List *
CreateCommands(const SssAttachRequest *request, const char *name, char *sql)
{
	List	   *commands = list_make1(sql);

	if (request->always)
		commands = lappend(commands, FiringCommand("ALTER TABLE", RelationGetRelid(request->rel),
												   name, TRIGGER_FIRES_ALWAYS));
	return commands;
}

/* The commands that create what is missing */
static List *
TriggerCommands(const SssAttachRequest *request)
{
	Oid			relid = RelationGetRelid(request->rel);
	const SssBinding *binding = &request->binding;
	TriggerDesc *triggers = SssTriggersOf(relid);
	const Trigger *companion = SssFindCompanion(relid, triggers, binding);
	char	   *companion_name = SssCompanionName(request->name);
	List	   *commands = NIL;

	if (TriggerAttached(request, triggers))
		CheckFiring(request, FindTrigger(triggers, request->name));
	else
	{
		CheckNameFree(request, triggers, request->name);
		commands = CreateCommands(request, request->name,
								  SssMainTriggerSql(request->name, relid, binding));
	}
	if (companion != NULL)
		CheckFiring(request, companion);
	else
	{
		CheckNameFree(request, triggers, companion_name);
		commands = list_concat(commands,
							   CreateCommands(request, companion_name,
											  SssCompanionSql(request->name, relid, binding)));
	}
	return commands;
}

static List *
CheckCommands(const SssAttachRequest *request)
{
	const Trigger *trigger = FindTrigger(SssTriggersOf(RelationGetRelid(request->rel)),
										 request->name);
	SssBinding	existing;
	bool		taken;

	if (trigger != NULL && SssIsEnforce(trigger->tgfoid))
		RaiseAttachedInAnotherWay(request);
	if (SssFindCheck(RelationGetRelid(request->rel), request->name, &existing, &taken))
	{
		if (!SameBinding(&existing, &request->binding))
			RaiseAttachedInAnotherWay(request);
		return NIL;
	}
	if (taken)
		RaiseConstraintTaken(RelationGetRelid(request->rel), request->name);
	return list_make1(SssCheckSql(request->name, RelationGetRelid(request->rel), &request->binding));
}

/*
 * Run what is to be run, with the relation closed but locked, and write it
 * down.  The rule is N_RULES where it could not be read.
 */
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
	SssWriteJournal(action, relid, relation, name,
					rule == N_RULES ? NULL : sss_rule_names[rule], definition);
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

/* main: the trigger that the one of that name accompanies, or NULL */
pg_noreturn static void
RaiseNotAttached(Relation rel, const char *name, const char *main)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("attachment \"%s\" of relation \"%s\" does not exist",
					name, RelationGetRelationName(rel)),
			 main != NULL ? errdetail("The trigger accompanies attachment \"%s\".", main) : 0,
			 main != NULL ? errhint("Name attachment \"%s\" instead.", main) :
			 errhint("See view sss.attachments for what is attached.")));
}

/* Checks that wait for the end of the transaction would be lost with their trigger */
static void
RefuseWhilePending(List *relids)
{
	ListCell   *cell;

	foreach(cell, relids)
	{
		if (AfterTriggerPendingOnRel(lfirst_oid(cell)))
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_IN_USE),
					 errmsg("relation \"%s\" has pending trigger events",
							get_rel_name(lfirst_oid(cell))),
					 errhint("Run SET CONSTRAINTS ALL IMMEDIATE first.")));
	}
}

static char *
DropTriggerCommand(Oid relid, const char *trigger)
{
	return psprintf("DROP TRIGGER %s ON %s", quote_identifier(trigger), SssQualifiedName(relid));
}

/* Does a companion so bound accompany another trigger than this one? */
static bool
IsShared(Oid relid, const TriggerDesc *triggers, const SssBinding *companion, const Trigger *than)
{
	const Trigger *main;
	SssBinding	binding;
	int			next = 0;

	while ((main = SssNextCounterpart(relid, triggers, &next, companion, &binding)) != NULL)
	{
		if (main != than)
			return true;
	}
	return false;
}

/*
 * The commands that drop an attachment's trigger, and its companion unless
 * another attachment relies on it.  A companion can be dropped if it is left
 * alone.  The binding is as far as it could be read.
 */
static List *
DropCommands(Relation rel, const TriggerDesc *triggers, const Trigger *trigger,
			 SssBinding *binding)
{
	Oid			relid = RelationGetRelid(rel);
	List	   *commands = list_make1(DropTriggerCommand(relid, trigger->tgname));
	const Trigger *companion;
	const char *main;
	SssBinding	found;
	SssProblem	problem;
	int			next = 0;

	if (!SssReadTrigger(relid, trigger, binding, &problem))
		return commands;
	if (binding->companion)
	{
		main = SssFollowMain(relid, triggers, binding, &problem);
		if (main != NULL)
			RaiseNotAttached(rel, trigger->tgname, main);
		return commands;
	}
	while ((companion = SssNextCounterpart(relid, triggers, &next, binding, &found)) != NULL)
	{
		if (!IsShared(relid, triggers, &found, trigger))
			commands = lappend(commands, DropTriggerCommand(relid, companion->tgname));
	}
	return commands;
}

/* detach(relation, name) */
PG_FUNCTION_INFO_V1(sss_detach);
Datum
sss_detach(PG_FUNCTION_ARGS)
{
	Relation	rel = SssOpenToAttach(PG_GETARG_OID(0), AccessExclusiveLock, true);
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	TriggerDesc *triggers = SssTriggersOf(RelationGetRelid(rel));
	const Trigger *trigger = FindTrigger(triggers, name);
	List	   *commands = NIL;
	SssBinding	binding;
	bool		taken;

	if (trigger != NULL && SssIsEnforce(trigger->tgfoid))
	{
		commands = DropCommands(rel, triggers, trigger, &binding);
		if (binding.deferred)
			RefuseWhilePending(WithPartitions(rel, AccessExclusiveLock));
	}
	else if (SssFindCheck(RelationGetRelid(rel), name, &binding, &taken))
		commands = list_make1(psprintf("ALTER TABLE %s DROP CONSTRAINT %s",
									   SssQualifiedName(RelationGetRelid(rel)),
									   quote_identifier(name)));
	else
		RaiseNotAttached(rel, name, NULL);

	CarryOut(rel, commands, "detach", name, binding.rule, NULL);
	PG_RETURN_VOID();
}

/* A constraint trigger cannot be replaced, only dropped and created */
static bool
IsReplaceable(const Trigger *trigger)
{
	return SSS_HAVE_REPLACE_TRIGGER && !OidIsValid(trigger->tgconstraint);
}

/* The lock that it takes to set the mode: to ask for more later could end in a deadlock */
static LOCKMODE
LockToSetMode(Oid relid, const char *name)
{
	const Trigger *trigger = FindTrigger(SssTriggersOf(relid), name);

	return trigger == NULL || IsReplaceable(trigger) ? ShareRowExclusiveLock : AccessExclusiveLock;
}

/*
 * The commands that put a trigger into a mode, and leave all else of it as it
 * was, in its partitions, too.
 */
static List *
ReplaceCommands(Oid relid, const Trigger *trigger, bool enforcing)
{
	bool		replace = IsReplaceable(trigger);
	char	   *comment = GetComment(trigger->tgoid, TriggerRelationId, 0);
	List	   *commands = NIL;
	ListCell   *cell;

	if (!replace)
		commands = lappend(commands, DropTriggerCommand(relid, trigger->tgname));
	commands = lappend(commands, SssInModeSql(trigger, enforcing, replace));
	if (!replace && comment != NULL)
		commands = lappend(commands, psprintf("COMMENT ON TRIGGER %s ON %s IS %s",
											  quote_identifier(trigger->tgname),
											  SssQualifiedName(relid),
											  quote_literal_cstr(comment)));
	if (trigger->tgenabled != TRIGGER_FIRES_ON_ORIGIN)
		commands = lappend(commands, FiringCommand("ALTER TABLE", relid, trigger->tgname,
												   trigger->tgenabled));
	foreach(cell, SssClonesOf(trigger->tgoid))
	{
		SssFiring  *clone = lfirst(cell);

		if (clone->enabled != trigger->tgenabled)
			commands = lappend(commands, FiringCommand("ALTER TABLE ONLY", clone->relid,
													   trigger->tgname, clone->enabled));
	}
	return commands;
}

/* The trigger whose mode can be set, and what it binds */
static const Trigger *
FindAttachment(Relation rel, const char *name, SssBinding *binding)
{
	Oid			relid = RelationGetRelid(rel);
	TriggerDesc *triggers = SssTriggersOf(relid);
	const Trigger *trigger = FindTrigger(triggers, name);
	SssProblem	problem;
	bool		taken;

	if (trigger == NULL && SssFindCheck(RelationGetRelid(rel), name, binding, &taken))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("attachment \"%s\" is a constraint", name),
				 errdetail("A constraint always enforces."),
				 errhint("Detach it, and attach the rule with lane => 'trigger'.")));
	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid))
		RaiseNotAttached(rel, name, NULL);
	if (!SssReadTrigger(relid, trigger, binding, &problem))
		SssRaiseProblem(&problem);
	if (binding->companion)
		RaiseNotAttached(rel, name, SssFollowMain(relid, triggers, binding, &problem));
	return trigger;
}

/* set_mode(relation, name, mode) */
PG_FUNCTION_INFO_V1(sss_set_mode);
Datum
sss_set_mode(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	LOCKMODE	lockmode = LockToSetMode(relid, name);
	Relation	rel = SssOpenToAttach(relid, lockmode, true);
	bool		enforcing = SssTakeChoice(fcinfo, 2, "mode", "log", "enforce");
	List	   *commands = NIL;
	SssBinding	binding;
	const Trigger *trigger = FindAttachment(rel, name, &binding);

	if (binding.policy.enforcing != enforcing)
	{
		List	   *relids = WithPartitions(rel, lockmode);

		if (binding.deferred)
			RefuseWhilePending(relids);
		commands = ReplaceCommands(relid, trigger, enforcing);
		binding.policy.enforcing = enforcing;
	}
	CarryOut(rel, commands, "set_mode", name, binding.rule,
			 SssIsAttachable(trigger) ?
			 SssDefinition(name, relid, &binding, false,
						   trigger->tgenabled == TRIGGER_FIRES_ALWAYS) : NULL);
	PG_RETURN_VOID();
}
