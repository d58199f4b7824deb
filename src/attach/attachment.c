/*-------------------------------------------------------------------------
 *
 * attachment.c
 *	  Attachments, read from triggers and CHECKs.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "nodes/pg_list.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "attach/attach.h"
#include "attach/attach_private.h"
#include "store/store.h"

static bool
HasNoBindingTrigger(const Trigger *helper, SssProblem *problem)
{
	return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
					psprintf(_("trigger \"%s\" is named after no binding trigger"), helper->tgname),
					pstrdup(_("A companion or change trigger belongs to the binding trigger whose name it bears.")),
					pstrdup(_("If a trigger was renamed, rename it back with ALTER TRIGGER. If a facts view was dropped, create it again and run the commands of sss.verify(). Otherwise drop this trigger with sss.detach().")));
}

static bool
IsNotAlike(const Trigger *helper, const Trigger *trigger, SssProblem *problem)
{
	return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
					psprintf(_("trigger \"%s\" does not match binding trigger \"%s\""),
							 helper->tgname, trigger->tgname),
					pstrdup(_("They differ in their rule, columns, facts view or timing.")),
					pstrdup(_("If a trigger was renamed, rename it back with ALTER TRIGGER. Otherwise drop this one with sss.detach(), and attach the rule again.")));
}

/*
 * Let the attachment of a helper trigger become that of its binding trigger.
 * If they differ, it enforces if either of them does.
 */
static bool
ReadBindingTrigger(const Trigger *helper, SssAttachment *attachment, SssProblem *problem)
{
	const Trigger *trigger = SssBindingTriggerOf(attachment->triggers, helper);
	SssBinding *of_helper = &attachment->binding;
	SssBinding	binding;
	bool		read;

	if (trigger == NULL)
	{
		of_helper->policy.enforcing = SssRenamedHelperEnforces(attachment->triggers, attachment->relid,
															   helper, of_helper);
		return HasNoBindingTrigger(helper, problem);
	}
	read = SssReadTrigger(attachment->relid, trigger, &binding, problem);
	if (!read || !SssMatchesHelper(&binding, of_helper))
	{
		of_helper->policy.enforcing |= binding.policy.enforcing;
		return read ? IsNotAlike(helper, trigger, problem) : false;
	}
	attachment->trigger = trigger;
	attachment->binding = binding;
	return true;
}

/* With a facts view, the change trigger for rows says whether checks are deferred */
static void
ReadTiming(SssAttachment *attachment)
{
	const Trigger *row = SssFindHelper(attachment->triggers, attachment->name, HELPER_ROW);

	attachment->always = row != NULL && row->tgenabled == TRIGGER_FIRES_ALWAYS;
	attachment->binding.deferred = row != NULL && row->tgdeferrable;
}

bool
SssReadAttachment(Oid relid, const TriggerDesc *triggers, const Trigger *trigger,
				  SssAttachment *attachment)
{
	SssProblem	problem;
	bool		read;

	memset(attachment, 0, sizeof(SssAttachment));
	attachment->relid = relid;
	attachment->enforced_by = ENFORCED_BY_TRIGGER;
	attachment->triggers = triggers;
	attachment->trigger = trigger;
	read = SssReadTrigger(relid, trigger, &attachment->binding, &problem) &&
		(SssTriggerRoleOf(trigger) == TRIGGER_BINDING ||
		 ReadBindingTrigger(trigger, attachment, &problem));
	attachment->name = attachment->trigger->tgname;
	attachment->oid = attachment->trigger->tgoid;
	attachment->enabled = attachment->trigger->tgenabled;
	attachment->always = attachment->enabled == TRIGGER_FIRES_ALWAYS;
	if (!read)
	{
		SssProblem *kept = palloc(sizeof(SssProblem));

		*kept = problem;
		attachment->problem = kept;
	}
	else if (OidIsValid(attachment->binding.view.relid) && triggers != NULL)
		ReadTiming(attachment);
	return read;
}

List *
SssAttachmentsOf(Oid relid)
{
	const TriggerDesc *triggers = SssTriggersOf(relid);
	List	   *attachments = NIL;

	if (get_rel_relkind(relid) == RELKIND_VIEW)
		return SssAttachmentsOfView(relid);
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];
		SssAttachment *attachment;

		if (!SssIsEnforce(trigger->tgfoid) || SssTriggerRoleOf(trigger) != TRIGGER_BINDING)
			continue;
		attachment = palloc(sizeof(SssAttachment));
		(void) SssReadAttachment(relid, triggers, trigger, attachment);
		attachments = lappend(attachments, attachment);
	}
	return list_concat(attachments, SssChecksOf(relid));
}

bool
SssIsInherited(const SssAttachment *attachment)
{
	SssFiring	firing;

	return attachment->enforced_by == ENFORCED_BY_TRIGGER &&
		SssFiringOf(attachment->oid, &firing) && OidIsValid(firing.parent);
}

Oid
SssAttachedRelation(const SssAttachment *attachment)
{
	SssFiring	firing = {.relid = attachment->relid};

	if (attachment->enforced_by == ENFORCED_BY_CONSTRAINT || !get_rel_relispartition(firing.relid))
		return firing.relid;
	for (Oid trigger = attachment->oid; OidIsValid(trigger); trigger = firing.parent)
	{
		if (!SssFiringOf(trigger, &firing))
			elog(ERROR, "could not find trigger %u", trigger);
	}
	return firing.relid;
}

Oid
SssCaseRelation(const SssAttachment *attachment)
{
	const SssView *view = &attachment->binding.view;

	return view->nkeys > 0 ? view->relid : SssAttachedRelation(attachment);
}

int
SssCaseColumns(Relation rel, const SssAttachment *attachment, AttrNumber *columns)
{
	const SssView *view = &attachment->binding.view;

	if (view->nkeys == 0)
		return SssKeyColumns(&attachment->binding, rel, columns);
	memcpy(columns, view->keys, sizeof(AttrNumber) * view->nkeys);
	return view->nkeys;
}

/* The columns, which are of that relation or, unless the view yields cases, of the attached table's partition */
static Datum
CaseKey(Oid relid, const SssAttachment *attachment, AttrNumber *columns, int ncolumns)
{
	Oid			relation = SssCaseRelation(attachment);

	if (ncolumns == 0)
		return (Datum) 0;
	for (int i = 0; i < ncolumns && attachment->binding.view.nkeys == 0 && relation != relid; i++)
		columns[i] = get_attnum(relation, get_attname(relid, columns[i], false));
	return SssKeyColumnsDatum(relation, columns, ncolumns);
}

Datum
SssCaseKeyColumns(Relation rel, const SssAttachment *attachment)
{
	AttrNumber	columns[INDEX_MAX_KEYS];
	int			ncolumns = SssCaseColumns(rel, attachment, columns);

	return CaseKey(RelationGetRelid(rel), attachment, columns, ncolumns);
}

Datum
SssDescribedCaseKey(const SssAttachment *attachment)
{
	const SssView *view = &attachment->binding.view;
	AttrNumber	columns[INDEX_MAX_KEYS];
	int			ncolumns = view->nkeys;

	memcpy(columns, view->keys, sizeof(AttrNumber) * view->nkeys);
	if (view->nkeys == 0)
		ncolumns = SssKeyColumnsOf(&attachment->binding, attachment->relid, columns);
	return CaseKey(attachment->relid, attachment, columns, ncolumns);
}

/* Do both identify cases by the same columns? */
static bool
HaveSameKey(Relation rel, const SssAttachment *one, const SssAttachment *other)
{
	AttrNumber	columns[INDEX_MAX_KEYS];
	AttrNumber	other_columns[INDEX_MAX_KEYS];
	int			ncolumns = SssCaseColumns(rel, one, columns);

	return SssCaseRelation(one) == SssCaseRelation(other) &&
		SssCaseColumns(rel, other, other_columns) == ncolumns &&
		memcmp(columns, other_columns, sizeof(AttrNumber) * ncolumns) == 0;
}

void
SssRaiseNotAttached(Relation rel, const char *rule, const char *name, const char *detail,
					const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 name != NULL ?
			 errmsg("attachment \"%s\" of relation \"%s\" does not exist",
					name, RelationGetRelationName(rel)) :
			 rule != NULL ?
			 errmsg("rule \"%s\" is not attached to relation \"%s\"",
					rule, RelationGetRelationName(rel)) :
			 errmsg("no rule is attached to relation \"%s\"", RelationGetRelationName(rel)),
			 detail != NULL ? errdetail_internal("%s", detail) : 0,
			 errhint("%s", hint)));
}

void
SssRefuseInherited(Relation rel, const SssAttachment *attachment)
{
	Oid			attached = SssAttachedRelation(attachment);

	if (attached == attachment->relid)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_WRONG_OBJECT_TYPE),
			 errmsg("attachment \"%s\" of relation \"%s\" is inherited",
					attachment->name, RelationGetRelationName(rel)),
			 errdetail("The rule is attached to table %s.", SssQualifiedName(attached)),
			 errhint("Name that table instead.")));
}

SssAttachment *
SssFindAttachment(Relation rel, const char *rule, const char *name, bool any_alike)
{
	SssAttachment *found = NULL;
	ListCell   *cell;

	foreach(cell, SssAttachmentsOf(RelationGetRelid(rel)))
	{
		SssAttachment *attachment = lfirst(cell);

		if (attachment->enforced_by == ENFORCED_BY_CONSTRAINT ||
			(name != NULL && strcmp(attachment->name, name) != 0))
			continue;
		if (attachment->problem != NULL && name != NULL)
			SssRaiseProblem(attachment->problem);
		if (attachment->problem != NULL ||
			(rule != NULL && strcmp(sss_rule_names[attachment->binding.rule], rule) != 0))
			continue;
		if (!SssIsView(rel))
			SssRefuseInherited(rel, attachment);
		if (found != NULL && !(any_alike && HaveSameKey(rel, found, attachment)))
			ereport(ERROR,
					(errcode(ERRCODE_AMBIGUOUS_PARAMETER),
					 errmsg("more than one attachment of relation \"%s\" matches",
							RelationGetRelationName(rel)),
					 errhint("Name one of them with the argument \"name\".")));
		found = attachment;
	}
	if (found == NULL)
		SssRaiseNotAttached(rel, rule, name, NULL,
							_("See view sss.attachments for what is attached. Waivers and baselines do not reach what a constraint enforces."));
	return found;
}
