/*-------------------------------------------------------------------------
 *
 * companion.c
 *	  The companion of a main trigger.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/reltrigger.h"

#include "compat.h"
#include "companion.h"
#include "registry.h"
#include "trigger.h"

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
	SssPart		counterpart = binding->part == PART_COMPANION ? PART_MAIN : PART_COMPANION;

	while (triggers != NULL && *next < triggers->numtriggers)
	{
		const Trigger *trigger = &triggers->triggers[(*next)++];
		SssProblem	problem;

		/* To read one takes longer than to see that it cannot be meant */
		if (SssPartOf(trigger) == counterpart &&
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

	of_companion.part = PART_COMPANION;
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

	of_companion.part = PART_COMPANION;
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
