/*-------------------------------------------------------------------------
 *
 * detach.c
 *	  detach and set_mode: what becomes of what is attached.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_trigger.h"
#include "commands/comment.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "attach_request.h"
#include "attachment.h"
#include "carry_out.h"
#include "carrier.h"
#include "companion.h"
#include "compat.h"
#include "describe.h"
#include "registry.h"
#include "store.h"
#include "trigger.h"

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

	if (binding->part == PART_COMPANION)
		return SssFollowMain(relid, triggers, trigger, &found, problem);
	main = binding->part == PART_MAIN ? NULL :
		SssMainOfCarrier(relid, triggers, trigger, &found, problem);
	return main == NULL ? NULL : main->tgname;
}

/* What goes with a main trigger, as Trigger */
static List *
Accompanying(Oid relid, const TriggerDesc *triggers, const Trigger *main,
			 const SssBinding *binding)
{
	if (OidIsValid(binding->view.relid))
		return SssCarriersOf(relid, triggers, main);
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
	if (binding->part != PART_MAIN)
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
	for (SssCarrier carrier = 0; carrier < N_CARRIERS; carrier++)
	{
		const Trigger *trigger = SssFindNamedCarrier(triggers, name, carrier);

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

	if (binding->part != PART_MAIN || !OidIsValid(binding->view.relid))
		return binding->deferred;
	carrier = SssFindCarrier(relid, triggers, trigger, CARRIER_ROW);
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

	SssCarryOut(rel, commands, "detach", name, binding.rule, NULL);
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
	const Trigger *carrier = SssFindTrigger(triggers, SssCarrierName(name, CARRIER_ROW));

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
	if (binding->part != PART_MAIN)
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
	bool		enforcing = SssTakeChoice(fcinfo, 2, "mode", "log", "enforce");
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
		foreach(cell, SssCarriersOf(relid, triggers, trigger))
			commands = list_concat(commands, ReplaceCommands(relid, lfirst(cell), enforcing));
		binding.policy.enforcing = enforcing;
	}
	SssCarryOut(rel, commands, "set_mode", name, binding.rule,
				SssIsAttachable(trigger) ?
				SssDefinition(name, relid, &binding, false,
							  trigger->tgenabled == TRIGGER_FIRES_ALWAYS) : NULL);
	PG_RETURN_VOID();
}
