/*-------------------------------------------------------------------------
 *
 * attach.c
 *	  attach: bind a rule to the columns of a table.
 *
 * What is asked for is checked before anything changes.  Then the triggers or
 * the constraint are created by ordinary commands.  attach_request.c takes the
 * arguments.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "attach_request.h"
#include "attachment.h"
#include "carrier.h"
#include "carry_out.h"
#include "companion.h"
#include "compat.h"
#include "describe.h"
#include "firing.h"
#include "registry.h"
#include "store.h"
#include "trigger.h"

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
		existing.part != PART_MAIN || !SameBinding(&existing, &request->binding) ||
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
FindLeftover(const SssAttachRequest *request, const TriggerDesc *triggers, SssCarrier carrier)
{
	const Trigger *leftover = SssFindNamedCarrier(triggers, request->name, carrier);
	Oid			view = leftover == NULL ? InvalidOid : SssViewOf(leftover);

	return !OidIsValid(view) || view == request->binding.view.relid ? leftover : NULL;
}

static List *
CarrierCommands(const SssAttachRequest *request, const TriggerDesc *triggers,
				const Trigger *main)
{
	Oid			relid = RelationGetRelid(request->rel);
	const SssBinding *binding = &request->binding;
	bool		by_row = SssIsCarriedByRow(relid, binding, request->always);
	List	   *commands = NIL;

	for (SssCarrier carrier = 0; carrier < N_CARRIERS; carrier++)
	{
		const Trigger *existing = main != NULL ? SssFindCarrier(relid, triggers, main, carrier) :
		FindLeftover(request, triggers, carrier);

		if (SssNeedsCarrier(binding, by_row, carrier))
			commands = list_concat(commands,
								   AccompanyingCommands(request, triggers, existing,
														SssCarrierName(request->name, carrier),
														SssCarrierSql(request->name, relid, binding, carrier)));
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
								  SssMainTriggerSql(request->name, relid, binding));
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

	SssTakeAttachRequest(fcinfo, &request);
	SssCarryOut(request.rel,
				request.constraint ? CheckCommands(&request) : TriggerCommands(&request),
				"attach", request.name, request.binding.rule,
				SssDefinition(request.name, RelationGetRelid(request.rel), &request.binding,
							  request.constraint, request.always));
	PG_RETURN_TEXT_P(cstring_to_text(request.name));
}
