/*-------------------------------------------------------------------------
 *
 * helpers.c
 *	  Helper triggers: the companion and the change triggers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "utils/lsyscache.h"

#include "attach/attach_private.h"

static const char *const suffixes[N_HELPERS] = {
	[HELPER_COMPANION] = "_companion",
	[HELPER_INSERT] = "_insert",
	[HELPER_UPDATE] = "_update",
	[HELPER_DELETE] = "_delete",
	[HELPER_ROW] = "_row",
};

char *
SssHelperName(const char *attachment, SssHelper helper)
{
	return psprintf("%s%s", attachment, suffixes[helper]);
}

bool
SssIsCheckedByRow(const SssAttachment *attachment)
{
	return attachment->binding.deferred || attachment->always ||
		get_rel_relispartition(attachment->relid) ||
		get_rel_relkind(attachment->relid) == RELKIND_PARTITIONED_TABLE;
}

bool
SssNeedsHelper(const SssBinding *binding, bool by_row, SssHelper helper)
{
	if (!OidIsValid(binding->view.relid))
		return helper == HELPER_COMPANION;
	if (helper == HELPER_COMPANION)
		return false;
	if (by_row || helper == HELPER_ROW)
		return by_row && helper == HELPER_ROW;

	/* If the row is the case, the case ends when the row is deleted */
	return helper != HELPER_DELETE || !SssHoldsFacts(binding);
}

/* The kind of helper trigger that has the shape of this one */
static SssHelper
HelperOf(const Trigger *trigger)
{
	if (SssTriggerRoleOf(trigger) == TRIGGER_COMPANION)
		return HELPER_COMPANION;
	if (TRIGGER_FOR_ROW(trigger->tgtype))
		return HELPER_ROW;
	return TRIGGER_FOR_INSERT(trigger->tgtype) ? HELPER_INSERT :
		TRIGGER_FOR_UPDATE(trigger->tgtype) ? HELPER_UPDATE : HELPER_DELETE;
}

const Trigger *
SssFindHelper(const TriggerDesc *triggers, const char *attachment, SssHelper helper)
{
	const Trigger *trigger = SssFindTrigger(triggers, SssHelperName(attachment, helper));

	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid) ||
		SssTriggerRoleOf(trigger) == TRIGGER_BINDING || HelperOf(trigger) != helper)
		return NULL;
	return trigger;
}

List *
SssHelpersOf(const TriggerDesc *triggers, const char *attachment)
{
	List	   *helpers = NIL;

	for (SssHelper helper = 0; helper < N_HELPERS; helper++)
	{
		const Trigger *trigger = SssFindHelper(triggers, attachment, helper);

		if (trigger != NULL)
			helpers = lappend(helpers, (void *) trigger);
	}
	return helpers;
}

const Trigger *
SssBindingTriggerOf(const TriggerDesc *triggers, const Trigger *helper)
{
	const char *suffix = suffixes[HelperOf(helper)];
	int			length = strlen(helper->tgname) - strlen(suffix);
	const Trigger *trigger;

	if (length <= 0 || strcmp(helper->tgname + length, suffix) != 0)
		return NULL;
	trigger = SssFindTrigger(triggers, pnstrdup(helper->tgname, length));
	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid) ||
		SssTriggerRoleOf(trigger) != TRIGGER_BINDING)
		return NULL;
	return trigger;
}

/* A companion names the columns; one written by hand may leave out the key.  A change trigger names the rule, and may name the view. */
bool
SssMatchesHelper(const SssBinding *binding, const SssBinding *of_helper)
{
	if (!OidIsValid(binding->view.relid))
		return of_helper->deferred == binding->deferred && SssSameColumns(of_helper, binding) &&
			(of_helper->nkeys == 0 || binding->nkeys == 0 || SssSameKey(of_helper, binding));
	return of_helper->rule == binding->rule && of_helper->bound == 0 &&
		(!OidIsValid(of_helper->view.relid) || of_helper->view.relid == binding->view.relid);
}

/* A helper trigger that was renamed does not follow sss.set_mode() */
bool
SssRenamedHelperEnforces(const TriggerDesc *triggers, Oid relid, const Trigger *helper,
						 const SssBinding *of_helper)
{
	bool		lacking = false;

	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];
		SssBinding	binding;
		SssProblem	problem;

		if (!SssIsEnforce(trigger->tgfoid) || SssTriggerRoleOf(trigger) != TRIGGER_BINDING ||
			SssFindHelper(triggers, trigger->tgname, HelperOf(helper)) != NULL ||
			!SssReadTrigger(relid, trigger, &binding, &problem) ||
			!SssMatchesHelper(&binding, of_helper))
			continue;
		if (binding.policy.enforcing)
			return true;
		lacking = true;
	}
	return !lacking && of_helper->policy.enforcing;
}
