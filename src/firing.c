/*-------------------------------------------------------------------------
 *
 * firing.c
 *	  Whether an attachment's triggers fire for all that they should see.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "nodes/pg_list.h"
#include "utils/lsyscache.h"

#include "carrier.h"
#include "compat.h"
#include "firing.h"
#include "registry.h"
#include "view.h"

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

		if (SssIsEnforce(trigger->tgfoid) && SssPartOf(trigger) == PART_MAIN &&
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
SssShortcomingOfCarriers(Oid relid, const TriggerDesc *triggers, const Trigger *main,
						 const SssBinding *binding, bool by_row)
{
	for (SssCarrier carrier = 0; carrier < N_CARRIERS; carrier++)
	{
		const Trigger *trigger;
		const char *lack;

		if (!SssNeedsCarrier(binding, by_row, carrier))
			continue;
		trigger = SssFindCarrier(relid, triggers, main, carrier);
		if (trigger == NULL)
			return psprintf(_("trigger \"%s\" is missing"), SssCarrierName(main->tgname, carrier));
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
