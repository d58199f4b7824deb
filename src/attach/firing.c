/*-------------------------------------------------------------------------
 *
 * firing.c
 *	  Whether an attachment's triggers fire for all rows that they should see.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "nodes/pg_list.h"
#include "utils/lsyscache.h"

#include "attach/attach_private.h"

/* How much a trigger fires: not in this session, only in it, or for replicated changes too */
static int
FiringRank(char enabled)
{
	return enabled == TRIGGER_FIRES_ALWAYS ? 2 : enabled == TRIGGER_FIRES_ON_ORIGIN ? 1 : 0;
}

/* The message that a trigger fires less than one with the wanted pg_trigger.tgenabled; NULL: it does not */
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

/* The least pg_trigger.tgenabled that an attachment's triggers need, if one of them has this one */
static char
FiringMeant(const Trigger *trigger)
{
	return FiringRank(trigger->tgenabled) > 0 ? trigger->tgenabled : TRIGGER_FIRES_ON_ORIGIN;
}

/* A partitioned table has no rows of its own, so the clones in its partitions count */
static bool
FiresAnywhere(const Trigger *trigger)
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

/* Is the rule attached to the table by the same facts view, by triggers for each statement? */
static bool
IsWatched(Oid relid, const SssBinding *binding)
{
	ListCell   *cell;

	foreach(cell, SssAttachmentsOf(relid))
	{
		const SssAttachment *attachment = lfirst(cell);

		if (attachment->problem == NULL && attachment->binding.rule == binding->rule &&
			attachment->binding.view.relid == binding->view.relid &&
			SssFindHelper(attachment->triggers, attachment->name, HELPER_ROW) == NULL)
			return true;
	}
	return false;
}

/* Those of a table do not see rows that are written through its parent, but those of the parent do */
bool
SssHasUnwatchedParent(Oid relid, const SssBinding *binding)
{
	List	   *parents = SssParentsOf(relid);

	for (int i = 0; i < list_length(parents); i++)
	{
		if (!IsWatched(list_nth_oid(parents, i), binding))
			return true;
	}
	return false;
}

/* The problem of a helper trigger, which may be missing; NULL: it has none */
static const char *
HelperLack(const SssAttachment *attachment, bool needed, SssHelper helper)
{
	bool		has_view = OidIsValid(attachment->binding.view.relid);
	const Trigger *trigger = SssFindHelper(attachment->triggers, attachment->name, helper);
	SssBinding	binding;
	SssProblem	problem;

	/*
	 * A missing companion is no problem: it is needed only if a BEFORE UPDATE trigger changes
	 * rows
	 */
	if (trigger == NULL)
		return needed && has_view ?
			psprintf(_("trigger \"%s\" is missing"), SssHelperName(attachment->name, helper)) : NULL;
	if (!SssReadTrigger(attachment->relid, trigger, &binding, &problem))
		return problem.message;
	if (!SssMatchesHelper(&attachment->binding, &binding))
		return psprintf(_("trigger \"%s\" does not match binding trigger \"%s\""),
						trigger->tgname, attachment->name);
	return needed ? SssFiringLack(attachment->relid, trigger,
								  FiringMeant(has_view ? trigger : attachment->trigger)) : NULL;
}

const char *
SssEscapeReason(const SssAttachment *attachment)
{
	const SssBinding *binding = &attachment->binding;
	const Trigger *trigger = attachment->trigger;
	bool		by_row = SssIsCheckedByRow(attachment) ||
	SssFindHelper(attachment->triggers, attachment->name, HELPER_ROW) != NULL;
	const char *lack = NULL;

	if (!OidIsValid(binding->view.relid))
	{
		if (SssHasWhen(trigger))
			return _("a WHEN clause keeps the trigger from firing for some rows");
		lack = SssFiringLack(attachment->relid, trigger, FiringMeant(trigger));
	}
	for (SssHelper helper = 0; helper < N_HELPERS && lack == NULL; helper++)
		lack = HelperLack(attachment, SssNeedsHelper(binding, by_row, helper), helper);
	if (lack == NULL && OidIsValid(binding->view.relid) && !by_row &&
		SssHasUnwatchedParent(attachment->relid, binding))
		return _("rows written through another table, of which this one is a part, are not seen");
	return lack;
}

bool
SssAnyFires(const SssAttachment *attachment)
{
	ListCell   *cell;

	if (!OidIsValid(attachment->binding.view.relid))
		return FiresAnywhere(attachment->trigger);
	foreach(cell, SssHelpersOf(attachment->triggers, attachment->name))
	{
		if (FiresAnywhere(lfirst(cell)))
			return true;
	}
	return false;
}
