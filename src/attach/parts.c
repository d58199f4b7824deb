/*-------------------------------------------------------------------------
 *
 * parts.c
 *	  The other triggers of one attachment: change triggers and companion.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "nodes/pg_list.h"
#include "utils/lsyscache.h"
#include "utils/reltrigger.h"

#include "attach/parts.h"
#include "attach/trigger.h"
#include "base/base.h"

/*----------
 * The carriers of a facts view's attachment.
 *----------
 */
static const char *const suffixes[N_CHANGE_TRIGGERS] = {"_insert", "_update", "_delete", "_row"};

char *
SssChangeTriggerName(const char *attachment, SssChangeTrigger carrier)
{
	return psprintf("%s%s", attachment, suffixes[carrier]);
}

bool
SssNeedsChangeTrigger(const SssBinding *binding, bool by_row, SssChangeTrigger carrier)
{
	if (!OidIsValid(binding->view.relid))
		return false;
	if (by_row || carrier == CHANGE_ROW)
		return by_row && carrier == CHANGE_ROW;

	/* A row that is a case is none any more when it is deleted */
	return carrier != CHANGE_DELETE || !SssHoldsFacts(binding);
}

bool
SssIsCheckedByRow(Oid relid, const SssBinding *binding, bool always)
{
	return binding->deferred || always || get_rel_relispartition(relid) ||
		get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE;
}

/* Which work a carrier does, as it is declared */
static SssChangeTrigger
WorkOf(const Trigger *trigger)
{
	if (TRIGGER_FOR_ROW(trigger->tgtype))
		return CHANGE_ROW;
	return TRIGGER_FOR_INSERT(trigger->tgtype) ? CHANGE_INSERT :
		TRIGGER_FOR_UPDATE(trigger->tgtype) ? CHANGE_UPDATE : CHANGE_DELETE;
}

/* Is it a main trigger of the carrier's rule and view? */
static bool
IsMainOf(Oid relid, const Trigger *trigger, const SssBinding *carrier, SssBinding *found,
		 SssProblem *problem)
{
	return SssIsEnforce(trigger->tgfoid) && SssTriggerRoleOf(trigger) == TRIGGER_BINDING &&
		SssReadTrigger(relid, trigger, found, problem) &&
		found->rule == carrier->rule && OidIsValid(found->view.relid) &&
		(!OidIsValid(carrier->view.relid) || found->view.relid == carrier->view.relid);
}

/* The main trigger that a carrier is named after, or NULL */
static const Trigger *
FindMainByName(const TriggerDesc *triggers, const Trigger *carrier)
{
	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (strcmp(carrier->tgname, SssChangeTriggerName(trigger->tgname, WorkOf(carrier))) == 0)
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
			SssFindTrigger(triggers, SssChangeTriggerName(triggers->triggers[i].tgname, WorkOf(carrier))) != NULL)
			continue;
		if (only != NULL)
			return NULL;
		only = &triggers->triggers[i];
		*found = binding;
	}
	return only;
}

const Trigger *
SssBindingOfChangeTrigger(Oid relid, const TriggerDesc *triggers, const Trigger *carrier,
						  SssBinding *binding, SssProblem *problem)
{
	const Trigger *main = FindMainByName(triggers, carrier);
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
SssFindNamedChangeTrigger(const TriggerDesc *triggers, const char *attachment, SssChangeTrigger carrier)
{
	const Trigger *trigger = SssFindTrigger(triggers, SssChangeTriggerName(attachment, carrier));

	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid) || SssTriggerRoleOf(trigger) != TRIGGER_CHANGE ||
		WorkOf(trigger) != carrier)
		return NULL;
	return trigger;
}

List *
SssChangeTriggersOf(Oid relid, const TriggerDesc *triggers, const Trigger *main)
{
	List	   *carriers = NIL;

	for (SssChangeTrigger carrier = 0; carrier < N_CHANGE_TRIGGERS; carrier++)
	{
		const Trigger *trigger = SssFindChangeTrigger(relid, triggers, main, carrier);

		if (trigger != NULL)
			carriers = lappend(carriers, (void *) trigger);
	}
	return carriers;
}

const Trigger *
SssFindChangeTrigger(Oid relid, const TriggerDesc *triggers, const Trigger *main, SssChangeTrigger carrier)
{
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];
		SssBinding	binding;
		SssProblem	problem;

		if (SssIsEnforce(trigger->tgfoid) && SssTriggerRoleOf(trigger) == TRIGGER_CHANGE &&
			WorkOf(trigger) == carrier && SssReadTrigger(relid, trigger, &binding, &problem) &&
			SssBindingOfChangeTrigger(relid, triggers, trigger, &binding, &problem) == main)
			return trigger;
	}
	return NULL;
}

/*----------
 * The companion of a main trigger.
 *----------
 */
#define COMPANION_SUFFIX	"_companion"

char *
SssCompanionName(const char *attachment)
{
	return psprintf("%s%s", attachment, COMPANION_SUFFIX);
}

static bool
IsNamedAfter(const Trigger *companion, const char *main)
{
	return strcmp(companion->tgname, SssCompanionName(main)) == 0;
}

/*
 * The next of a relation's triggers, from position *next on, that binds what
 * the binding does and could be the companion of such a main trigger, or the
 * main trigger of such a companion.  NULL: there is no other.
 */
static const Trigger *
NextCounterpart(Oid relid, const TriggerDesc *triggers, int *next, const SssBinding *binding,
				SssBinding *found)
{
	SssTriggerRole counterpart = binding->part == TRIGGER_COMPANION ? TRIGGER_BINDING : TRIGGER_COMPANION;

	while (triggers != NULL && *next < triggers->numtriggers)
	{
		const Trigger *trigger = &triggers->triggers[(*next)++];
		SssProblem	problem;

		/* To read one takes longer than to see that it cannot be meant */
		if (SssTriggerRoleOf(trigger) == counterpart &&
			trigger->tgdeferrable == binding->deferred && SssIsEnforce(trigger->tgfoid) &&
			SssReadTrigger(relid, trigger, found, &problem) &&
			!OidIsValid(found->view.relid) && SssSameColumns(found, binding))
			return trigger;
	}
	return NULL;
}

/* The trigger that a companion is named after, and what it binds; NULL: none */
static const Trigger *
FindNamesake(Oid relid, const TriggerDesc *triggers, const Trigger *companion,
			 const SssBinding *binding, SssBinding *found)
{
	SssBinding	of_companion = *binding;
	const Trigger *main;
	int			next = 0;

	of_companion.part = TRIGGER_COMPANION;
	while ((main = NextCounterpart(relid, triggers, &next, &of_companion, found)) != NULL)
	{
		if (IsNamedAfter(companion, main->tgname))
			return main;
	}
	return NULL;
}

const Trigger *
SssFindCompanion(Oid relid, const TriggerDesc *triggers, const char *name,
				 const SssBinding *binding)
{
	const Trigger *main = SssFindTrigger(triggers, name);
	const Trigger *unnamed = NULL;
	const Trigger *companion;
	SssBinding	found;
	int			next = 0;

	while ((companion = NextCounterpart(relid, triggers, &next, binding, &found)) != NULL)
	{
		if (IsNamedAfter(companion, name))
			return companion;

		/* What comes from a partitioned table goes when the partition is detached */
		if (unnamed == NULL && FindNamesake(relid, triggers, companion, binding, &found) == NULL &&
			(!SssIsClone(companion) || (main != NULL && SssIsClone(main))))
			unnamed = companion;
	}
	return unnamed;
}

/* Take what a main trigger asks for, or add it to what others do as well */
static void
TakePolicy(const SssBinding *main, bool add, SssBinding *binding)
{
	bool		strict = add && binding->policy.strict;
	SssRoles	required = add ? binding->policy.required : 0;

	binding->policy = main->policy;
	binding->policy.strict |= strict;
	binding->policy.required |= required;
	binding->nkeys = main->nkeys;
	memcpy(binding->keys, main->keys, sizeof(main->keys));
}

const char *
SssFollowMain(Oid relid, const TriggerDesc *triggers, const Trigger *companion,
			  SssBinding *binding, SssProblem *problem)
{
	SssBinding	found;
	const Trigger *main = FindNamesake(relid, triggers, companion, binding, &found);
	const char *name = NULL;
	int			next = 0;

	if (main != NULL)
	{
		TakePolicy(&found, false, binding);
		return main->tgname;
	}

	/* Any of them may be meant: those that enforce count, with all they ask for */
	while ((main = NextCounterpart(relid, triggers, &next, binding, &found)) != NULL)
	{
		if (name != NULL && found.policy.enforcing < binding->policy.enforcing)
			continue;
		TakePolicy(&found, name != NULL && found.policy.enforcing == binding->policy.enforcing,
				   binding);
		name = main->tgname;
	}
	if (name == NULL)
		SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
				 pstrdup(_("the companion trigger has no main trigger")),
				 pstrdup(_("No other trigger binds the same columns to the same roles at the same time.")),
				 pstrdup(_("Attach the rule with sss.attach(), or detach what is left with sss.detach().")));
	return name;
}

/* Does another main trigger, one that stays, rely on the companion as well? */
static bool
HasAnother(Oid relid, const TriggerDesc *triggers, const Trigger *companion,
		   const Trigger *than, const SssBinding *binding)
{
	SssBinding	of_companion = *binding;
	bool		mine = SssFindCompanion(relid, triggers, than->tgname, binding) == companion;
	const Trigger *main;
	SssBinding	found;
	int			next = 0;

	of_companion.part = TRIGGER_COMPANION;
	while ((main = NextCounterpart(relid, triggers, &next, &of_companion, &found)) != NULL)
	{
		if (main != than && !SssIsClone(main) &&
			(!mine || SssFindCompanion(relid, triggers, main->tgname, binding) == companion))
			return true;
	}
	return false;
}

List *
SssCompanionsOfNoOther(Oid relid, const TriggerDesc *triggers, const Trigger *main,
					   const SssBinding *binding)
{
	List	   *companions = NIL;
	const Trigger *companion;
	SssBinding	found;
	int			next = 0;

	while ((companion = NextCounterpart(relid, triggers, &next, binding, &found)) != NULL)
	{
		if (!SssIsClone(companion) && !HasAnother(relid, triggers, companion, main, binding))
			companions = lappend(companions, (void *) companion);
	}
	return companions;
}
