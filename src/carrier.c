/*-------------------------------------------------------------------------
 *
 * carrier.c
 *	  The carriers of a facts view's attachment.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "nodes/pg_list.h"
#include "utils/lsyscache.h"
#include "utils/reltrigger.h"

#include "carrier.h"
#include "compat.h"
#include "registry.h"
#include "trigger.h"

static const char *const suffixes[N_CARRIERS] = {"_insert", "_update", "_delete", "_row"};

char *
SssCarrierName(const char *attachment, SssCarrier carrier)
{
	return psprintf("%s%s", attachment, suffixes[carrier]);
}

bool
SssNeedsCarrier(const SssBinding *binding, bool by_row, SssCarrier carrier)
{
	if (!OidIsValid(binding->view.relid))
		return false;
	if (by_row || carrier == CARRIER_ROW)
		return by_row && carrier == CARRIER_ROW;

	/* A row that is a case is none any more when it is deleted */
	return carrier != CARRIER_DELETE || !SssHoldsFacts(binding);
}

bool
SssIsCarriedByRow(Oid relid, const SssBinding *binding, bool always)
{
	return binding->deferred || always || get_rel_relispartition(relid) ||
		get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE;
}

/* Which work a carrier does, as it is declared */
static SssCarrier
WorkOf(const Trigger *trigger)
{
	if (TRIGGER_FOR_ROW(trigger->tgtype))
		return CARRIER_ROW;
	return TRIGGER_FOR_INSERT(trigger->tgtype) ? CARRIER_INSERT :
		TRIGGER_FOR_UPDATE(trigger->tgtype) ? CARRIER_UPDATE : CARRIER_DELETE;
}

/* Is it a main trigger of the carrier's rule and view? */
static bool
IsMainOf(Oid relid, const Trigger *trigger, const SssBinding *carrier, SssBinding *found,
		 SssProblem *problem)
{
	return SssIsEnforce(trigger->tgfoid) && SssPartOf(trigger) == PART_MAIN &&
		SssReadTrigger(relid, trigger, found, problem) &&
		found->rule == carrier->rule && OidIsValid(found->view.relid) &&
		(!OidIsValid(carrier->view.relid) || found->view.relid == carrier->view.relid);
}

/* The main trigger that a carrier is named after, or NULL */
static const Trigger *
FindNamesake(const TriggerDesc *triggers, const Trigger *carrier)
{
	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (strcmp(carrier->tgname, SssCarrierName(trigger->tgname, WorkOf(carrier))) == 0)
			return trigger;
	}
	return NULL;
}

/*
 * The only main trigger that can be a carrier's, since either may have been
 * renamed, and that has none by its own name; or NULL.
 */
static const Trigger *
FindOnly(Oid relid, const TriggerDesc *triggers, const Trigger *carrier,
		 const SssBinding *of_carrier, SssBinding *found)
{
	const Trigger *only = NULL;

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		SssBinding	binding;
		SssProblem	problem;

		if (!IsMainOf(relid, &triggers->triggers[i], of_carrier, &binding, &problem) ||
			SssFindTrigger(triggers, SssCarrierName(triggers->triggers[i].tgname, WorkOf(carrier))) != NULL)
			continue;
		if (only != NULL)
			return NULL;
		only = &triggers->triggers[i];
		*found = binding;
	}
	return only;
}

const Trigger *
SssMainOfCarrier(Oid relid, const TriggerDesc *triggers, const Trigger *carrier,
				 SssBinding *binding, SssProblem *problem)
{
	const Trigger *main = FindNamesake(triggers, carrier);
	SssBinding	found;

	SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
			 pstrdup(_("the trigger has no main trigger")),
			 pstrdup(_("No one trigger holds the binding of its rule to its facts view.")),
			 pstrdup(_("Attach the rule with sss.attach(), or detach what is left with sss.detach().")));
	if (main != NULL)
		main = IsMainOf(relid, main, binding, &found, problem) ? main : NULL;
	else
		main = FindOnly(relid, triggers, carrier, binding, &found);
	if (main == NULL)
		return NULL;
	found.deferred = binding->deferred;
	*binding = found;
	return main;
}

const Trigger *
SssFindNamedCarrier(const TriggerDesc *triggers, const char *attachment, SssCarrier carrier)
{
	const Trigger *trigger = SssFindTrigger(triggers, SssCarrierName(attachment, carrier));

	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid) || SssPartOf(trigger) != PART_CARRIER ||
		WorkOf(trigger) != carrier)
		return NULL;
	return trigger;
}

List *
SssCarriersOf(Oid relid, const TriggerDesc *triggers, const Trigger *main)
{
	List	   *carriers = NIL;

	for (SssCarrier carrier = 0; carrier < N_CARRIERS; carrier++)
	{
		const Trigger *trigger = SssFindCarrier(relid, triggers, main, carrier);

		if (trigger != NULL)
			carriers = lappend(carriers, (void *) trigger);
	}
	return carriers;
}

const Trigger *
SssFindCarrier(Oid relid, const TriggerDesc *triggers, const Trigger *main, SssCarrier carrier)
{
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];
		SssBinding	binding;
		SssProblem	problem;

		if (SssIsEnforce(trigger->tgfoid) && SssPartOf(trigger) == PART_CARRIER &&
			WorkOf(trigger) == carrier && SssReadTrigger(relid, trigger, &binding, &problem) &&
			SssMainOfCarrier(relid, triggers, trigger, &binding, &problem) == main)
			return trigger;
	}
	return NULL;
}
