/*-------------------------------------------------------------------------
 *
 * attach.c
 *	  attach, detach, set_mode: bind a rule to a relation, and release it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "commands/comment.h"
#include "commands/trigger.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "attach/ddl.h"
#include "attach/describe.h"
#include "attach/parts.h"
#include "attach/request.h"
#include "attach/trigger.h"
#include "base/base.h"
#include "store/store.h"

/*----------
 * attach: bind a rule to the columns of a table.
 *
 * What is asked for is checked before anything changes.  Then the triggers or
 * the constraint are created by ordinary commands.  attach_request.c takes the
 * arguments.
 *
 *----------
 */
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

	if (SssFindTrigger(triggers, name) != NULL)
		RaiseTaken(psprintf(_("trigger \"%s\" for relation \"%s\" already exists"),
							name, RelationGetRelationName(request->rel)),
				   NULL, _("Choose another name."));
	if (request->binding.deferred)
		relids = SssWithPartitions(request->rel, ShareRowExclusiveLock);
	foreach(cell, relids)
	{
		if (OidIsValid(get_relation_constraint_oid(lfirst_oid(cell), name, true)))
			RaiseConstraintTaken(lfirst_oid(cell), name);
	}
}

static bool
SameView(const SssView *a, const SssView *b)
{
	return a->nlinks == b->nlinks && a->nkeys == b->nkeys &&
		memcmp(a->links, b->links, a->nlinks * sizeof(AttrNumber)) == 0 &&
		memcmp(a->view_links, b->view_links, a->nlinks * sizeof(AttrNumber)) == 0 &&
		memcmp(a->keys, b->keys, a->nkeys * sizeof(AttrNumber)) == 0;
}

/* A facts view's main trigger does not wait, its carrier does */
static bool
SameBinding(const SssBinding *a, const SssBinding *b)
{
	return SssSameColumns(a, b) && SameView(&a->view, &b->view) &&
		(a->deferred == b->deferred || OidIsValid(a->view.relid)) &&
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
	const Trigger *trigger = SssFindTrigger(triggers, request->name);
	SssBinding	existing;
	SssProblem	problem;
	bool		taken;

	if (SssFindCheck(RelationGetRelid(request->rel), request->name, &existing, &taken))
		RaiseAttachedInAnotherWay(request);
	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid))
		return false;
	if (!SssReadTrigger(RelationGetRelid(request->rel), trigger, &existing, &problem) ||
		existing.part != TRIGGER_BINDING || !SameBinding(&existing, &request->binding) ||
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

static List *
CreateCommands(const SssAttachRequest *request, const char *name, char *sql)
{
	List	   *commands = list_make1(sql);

	if (request->always)
		commands = lappend(commands, SssFiringCommand("ALTER TABLE", RelationGetRelid(request->rel),
													  name, TRIGGER_FIRES_ALWAYS));
	return commands;
}

/* The command for a trigger that goes with the main one, unless it is there */
static List *
AccompanyingCommands(const SssAttachRequest *request, const TriggerDesc *triggers,
					 const Trigger *existing, const char *name, char *sql)
{
	if (existing != NULL)
	{
		CheckFiring(request, existing);
		return NIL;
	}
	CheckNameFree(request, triggers, name);
	return CreateCommands(request, name, sql);
}

/* A carrier that lost its main trigger serves the new one, if it does not name another view */
static const Trigger *
FindLeftover(const SssAttachRequest *request, const TriggerDesc *triggers, SssChangeTrigger carrier)
{
	const Trigger *leftover = SssFindNamedChangeTrigger(triggers, request->name, carrier);
	Oid			view = leftover == NULL ? InvalidOid : SssViewOf(leftover);

	return !OidIsValid(view) || view == request->binding.view.relid ? leftover : NULL;
}

static List *
CarrierCommands(const SssAttachRequest *request, const TriggerDesc *triggers,
				const Trigger *main)
{
	Oid			relid = RelationGetRelid(request->rel);
	const SssBinding *binding = &request->binding;
	bool		by_row = SssIsCheckedByRow(relid, binding, request->always);
	List	   *commands = NIL;

	for (SssChangeTrigger carrier = 0; carrier < N_CHANGE_TRIGGERS; carrier++)
	{
		const Trigger *existing = main != NULL ? SssFindChangeTrigger(relid, triggers, main, carrier) :
		FindLeftover(request, triggers, carrier);

		if (SssNeedsChangeTrigger(binding, by_row, carrier))
			commands = list_concat(commands,
								   AccompanyingCommands(request, triggers, existing,
														SssChangeTriggerName(request->name, carrier),
														SssChangeTriggerSql(request->name, relid, binding, carrier)));
		else if (existing != NULL)
			RaiseAttachedInAnotherWay(request);
	}
	return commands;
}

/* The commands that create what is missing */
static List *
TriggerCommands(const SssAttachRequest *request)
{
	Oid			relid = RelationGetRelid(request->rel);
	const SssBinding *binding = &request->binding;
	TriggerDesc *triggers = SssTriggersOf(relid);
	const Trigger *main = NULL;
	List	   *commands = NIL;

	if (TriggerAttached(request, triggers))
	{
		main = SssFindTrigger(triggers, request->name);
		CheckFiring(request, main);
	}
	else
	{
		CheckNameFree(request, triggers, request->name);
		commands = CreateCommands(request, request->name,
								  SssBindingTriggerSql(request->name, relid, binding));
	}
	if (OidIsValid(binding->view.relid))
		return list_concat(commands, CarrierCommands(request, triggers, main));
	return list_concat(commands,
					   AccompanyingCommands(request, triggers,
											SssFindCompanion(relid, triggers, request->name, binding),
											SssCompanionName(request->name),
											SssCompanionSql(request->name, relid, binding)));
}

static List *
CheckCommands(const SssAttachRequest *request)
{
	const Trigger *trigger = SssFindTrigger(SssTriggersOf(RelationGetRelid(request->rel)),
											request->name);
	SssBinding	existing;
	bool		taken;

	if (trigger != NULL && SssIsEnforce(trigger->tgfoid))
		RaiseAttachedInAnotherWay(request);
	if (SssFindCheck(RelationGetRelid(request->rel), request->name, &existing, &taken))
	{
		if (!SameBinding(&existing, &request->binding) || !existing.policy.enforcing)
			RaiseAttachedInAnotherWay(request);
		return NIL;
	}
	if (taken)
		RaiseConstraintTaken(RelationGetRelid(request->rel), request->name);
	return list_make1(SssCheckSql(request->name, RelationGetRelid(request->rel), &request->binding));
}

/*
 * attach(relation, rule, columns, facts, key, via, mode, lane, required,
 * unsettled, timing, always, name)
 */
PG_FUNCTION_INFO_V1(sss_attach);
Datum
sss_attach(PG_FUNCTION_ARGS)
{
	SssAttachRequest request;

	SssGetAttachRequest(fcinfo, &request);
	SssRunDdl(request.rel,
			  request.constraint ? CheckCommands(&request) : TriggerCommands(&request),
			  "attach", request.name, request.binding.rule,
			  SssDefinition(request.name, RelationGetRelid(request.rel), &request.binding,
							request.constraint, request.always));
	PG_RETURN_TEXT_P(cstring_to_text(request.name));
}

/*----------
 * detach and set_mode: what becomes of what is attached.
 *----------
 */
/* The arguments relation and name are there; NULL would seem to have done something */
static char *
TakeName(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("arguments \"relation\" and \"name\" must not be NULL")));
	return text_to_cstring(PG_GETARG_TEXT_PP(1));
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

/* What stands in a partition for a trigger of the partitioned table goes with that */
static void
RefusePartition(Relation rel, const Trigger *trigger)
{
	Oid			attached = SssAttachedRelation(rel, trigger->tgoid);

	if (attached != RelationGetRelid(rel))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("attachment \"%s\" of relation \"%s\" is inherited",
						trigger->tgname, RelationGetRelationName(rel)),
				 errdetail("The rule is attached to table %s.", SssQualifiedName(attached)),
				 errhint("Name that table instead.")));
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

/* The main trigger of one that accompanies it; NULL: it is left alone, or is one itself */
static const char *
NameOfMain(Oid relid, const TriggerDesc *triggers, const Trigger *trigger, SssBinding *binding,
		   SssProblem *problem)
{
	SssBinding	found = *binding;
	const Trigger *main;

	if (binding->part == TRIGGER_COMPANION)
		return SssFollowMain(relid, triggers, trigger, &found, problem);
	main = binding->part == TRIGGER_BINDING ? NULL :
		SssBindingOfChangeTrigger(relid, triggers, trigger, &found, problem);
	return main == NULL ? NULL : main->tgname;
}

/* What goes with a main trigger, as Trigger */
static List *
Accompanying(Oid relid, const TriggerDesc *triggers, const Trigger *main,
			 const SssBinding *binding)
{
	if (OidIsValid(binding->view.relid))
		return SssChangeTriggersOf(relid, triggers, main);
	return SssCompanionsOfNoOther(relid, triggers, main, binding);
}

static char *
DropTriggerCommand(Oid relid, const char *trigger)
{
	return psprintf("DROP TRIGGER %s ON %s", quote_identifier(trigger), SssQualifiedName(relid));
}

/*
 * The commands that drop an attachment's trigger, its carriers, and its
 * companion unless another attachment relies on it.  What accompanies a main
 * trigger can be dropped if it is left alone.  The binding is as far as it
 * could be read.
 */
static List *
DropCommands(Relation rel, const TriggerDesc *triggers, const Trigger *trigger,
			 SssBinding *binding)
{
	Oid			relid = RelationGetRelid(rel);
	List	   *commands = list_make1(DropTriggerCommand(relid, trigger->tgname));
	const char *main;
	SssProblem	problem;
	ListCell   *cell;

	if (!SssReadTrigger(relid, trigger, binding, &problem))
		return commands;
	main = NameOfMain(relid, triggers, trigger, binding, &problem);
	if (main != NULL)
		RaiseNotAttached(rel, trigger->tgname, main);
	if (binding->part != TRIGGER_BINDING)
		return commands;
	foreach(cell, Accompanying(relid, triggers, trigger, binding))
		commands = lappend(commands,
						   DropTriggerCommand(relid, ((const Trigger *) lfirst(cell))->tgname));
	return commands;
}

/* What accompanied a main trigger that is gone, under names of its own, as Trigger */
static List *
FindLeftovers(const TriggerDesc *triggers, const char *name)
{
	const Trigger *companion = SssFindTrigger(triggers, SssCompanionName(name));
	List	   *leftovers = NIL;

	if (companion != NULL && SssIsEnforce(companion->tgfoid))
		leftovers = lappend(leftovers, (void *) companion);
	for (SssChangeTrigger carrier = 0; carrier < N_CHANGE_TRIGGERS; carrier++)
	{
		const Trigger *trigger = SssFindNamedChangeTrigger(triggers, name, carrier);

		if (trigger != NULL)
			leftovers = lappend(leftovers, (void *) trigger);
	}
	return leftovers;
}

/* Are its checks deferred?  Of a facts view's attachment its carriers' are. */
static bool
IsDeferred(Oid relid, const TriggerDesc *triggers, const Trigger *trigger,
		   const SssBinding *binding)
{
	const Trigger *carrier;

	if (binding->part != TRIGGER_BINDING || !OidIsValid(binding->view.relid))
		return binding->deferred;
	carrier = SssFindChangeTrigger(relid, triggers, trigger, CHANGE_ROW);
	return carrier != NULL && carrier->tgdeferrable;
}

/* detach(relation, name) */
PG_FUNCTION_INFO_V1(sss_detach);
Datum
sss_detach(PG_FUNCTION_ARGS)
{
	char	   *name = TakeName(fcinfo);
	Relation	rel = SssOpenToAttach(PG_GETARG_OID(0), AccessExclusiveLock, true);
	TriggerDesc *triggers = SssTriggersOf(RelationGetRelid(rel));
	const Trigger *trigger = SssFindTrigger(triggers, name);
	List	   *dropped = trigger == NULL ? FindLeftovers(triggers, name) : NIL;
	List	   *commands = NIL;
	ListCell   *cell;
	SssBinding	binding;
	bool		taken;

	if (trigger != NULL && SssIsEnforce(trigger->tgfoid))
		dropped = list_make1((void *) trigger);
	foreach(cell, dropped)
	{
		trigger = lfirst(cell);
		RefusePartition(rel, trigger);
		commands = list_concat(commands, DropCommands(rel, triggers, trigger, &binding));
		if (IsDeferred(RelationGetRelid(rel), triggers, trigger, &binding))
			RefuseWhilePending(SssWithPartitions(rel, AccessExclusiveLock));
	}
	if (dropped == NIL && SssFindCheck(RelationGetRelid(rel), name, &binding, &taken))
		commands = list_make1(psprintf("ALTER TABLE %s DROP CONSTRAINT %s",
									   SssQualifiedName(RelationGetRelid(rel)),
									   quote_identifier(name)));
	else if (dropped == NIL)
		RaiseNotAttached(rel, name, NULL);

	SssRunDdl(rel, commands, "detach", name, binding.rule, NULL);
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
	const TriggerDesc *triggers = SssTriggersOf(relid);
	const Trigger *trigger = SssFindTrigger(triggers, name);
	const Trigger *carrier = SssFindTrigger(triggers, SssChangeTriggerName(name, CHANGE_ROW));

	if ((trigger != NULL && !IsReplaceable(trigger)) ||
		(carrier != NULL && !IsReplaceable(carrier)))
		return AccessExclusiveLock;
	return ShareRowExclusiveLock;
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
		commands = lappend(commands, SssFiringCommand("ALTER TABLE", relid, trigger->tgname,
													  trigger->tgenabled));
	foreach(cell, SssClonesOf(trigger->tgoid))
	{
		SssFiring  *clone = lfirst(cell);

		if (clone->enabled != trigger->tgenabled)
			commands = lappend(commands, SssFiringCommand("ALTER TABLE ONLY", clone->relid,
														  trigger->tgname, clone->enabled));
	}
	return commands;
}

/* The trigger whose mode can be set, and what it binds */
static const Trigger *
FindAttachment(Relation rel, const TriggerDesc *triggers, const char *name, SssBinding *binding)
{
	Oid			relid = RelationGetRelid(rel);
	const Trigger *trigger = SssFindTrigger(triggers, name);
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
	RefusePartition(rel, trigger);
	if (!SssReadTrigger(relid, trigger, binding, &problem))
		SssRaiseProblem(&problem);
	if (binding->part != TRIGGER_BINDING)
		RaiseNotAttached(rel, name, NameOfMain(relid, triggers, trigger, binding, &problem));
	return trigger;
}

/* set_mode(relation, name, mode) */
PG_FUNCTION_INFO_V1(sss_set_mode);
Datum
sss_set_mode(PG_FUNCTION_ARGS)
{
	char	   *name = TakeName(fcinfo);
	Oid			relid = PG_GETARG_OID(0);
	LOCKMODE	lockmode = LockToSetMode(relid, name);
	Relation	rel = SssOpenToAttach(relid, lockmode, true);
	bool		enforcing = SssGetArgChoice(fcinfo, 2, "mode", "log", "enforce");
	List	   *commands = NIL;
	SssBinding	binding;
	TriggerDesc *triggers = SssTriggersOf(relid);
	const Trigger *trigger = FindAttachment(rel, triggers, name, &binding);
	ListCell   *cell;

	if (binding.policy.enforcing != enforcing)
	{
		List	   *relids = SssWithPartitions(rel, lockmode);

		if (IsDeferred(relid, triggers, trigger, &binding))
			RefuseWhilePending(relids);
		commands = ReplaceCommands(relid, trigger, enforcing);
		foreach(cell, SssChangeTriggersOf(relid, triggers, trigger))
			commands = list_concat(commands, ReplaceCommands(relid, lfirst(cell), enforcing));
		binding.policy.enforcing = enforcing;
	}
	SssRunDdl(rel, commands, "set_mode", name, binding.rule,
			  SssIsAttachable(trigger) ?
			  SssDefinition(name, relid, &binding, false,
							trigger->tgenabled == TRIGGER_FIRES_ALWAYS) : NULL);
	PG_RETURN_VOID();
}
