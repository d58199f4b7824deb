/*-------------------------------------------------------------------------
 *
 * find.c
 *	  What is attached to a relation, for who refers to it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "attach/find.h"
#include "attach/trigger.h"
#include "base/base.h"
#include "store/store.h"

Oid
SssCaseRelation(Oid attached, const SssBinding *binding)
{
	return binding->view.nkeys > 0 ? binding->view.relid : attached;
}

/* What was attached to a partitioned table is known by that table's name */
static void
RefuseClone(Relation rel, const Trigger *trigger)
{
	if (SssIsClone(trigger))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("attachment \"%s\" of relation \"%s\" is inherited",
						trigger->tgname, RelationGetRelationName(rel)),
				 errdetail("The rule is attached to table %s.",
						   SssQualifiedName(SssAttachedRelation(rel, trigger->tgoid))),
				 errhint("Name that table instead.")));
}

int
SssCaseColumns(Relation rel, const SssBinding *binding, AttrNumber *columns)
{
	const SssView *view = &binding->view;

	if (view->nkeys == 0)
		return SssKeyColumns(binding, rel, columns);
	memcpy(columns, view->keys, sizeof(AttrNumber) * view->nkeys);
	return view->nkeys;
}

/* Do both name cases by the same columns? */
static bool
HaveSameKey(Relation rel, const SssAttached *one, const SssAttached *other)
{
	AttrNumber	columns[INDEX_MAX_KEYS];
	AttrNumber	other_columns[INDEX_MAX_KEYS];
	int			ncolumns = SssCaseColumns(rel, &one->binding, columns);

	return SssCaseRelation(RelationGetRelid(rel), &one->binding) ==
		SssCaseRelation(RelationGetRelid(rel), &other->binding) &&
		SssCaseColumns(rel, &other->binding, other_columns) == ncolumns &&
		memcmp(columns, other_columns, sizeof(AttrNumber) * ncolumns) == 0;
}

pg_noreturn static void
RaiseNoneAttached(Relation rel, const char *rule, const char *name)
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
			 rel->rd_rel->relkind == RELKIND_VIEW ?
			 errhint("A facts view has no attachment of its own: name a table to which the rule is attached by it.") :
			 errhint("See view sss.attachments for what is attached. Waivers and baselines do not reach the lane constraint.")));
}

SssAttached *
SssFindAttached(Relation rel, const char *rule, const char *name, bool any)
{
	const TriggerDesc *triggers = SssTriggersOf(RelationGetRelid(rel));
	SssAttached *found = NULL;

	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];
		SssAttached one = {.name = trigger->tgname};
		SssProblem	problem;

		if (!SssIsEnforce(trigger->tgfoid) || SssTriggerRoleOf(trigger) != TRIGGER_BINDING ||
			(name != NULL && strcmp(trigger->tgname, name) != 0))
			continue;
		if (!SssReadTrigger(RelationGetRelid(rel), trigger, &one.binding, &problem))
		{
			if (name != NULL)
				SssRaiseProblem(&problem);
			continue;
		}
		if (rule != NULL && strcmp(sss_rule_names[one.binding.rule], rule) != 0)
			continue;
		RefuseClone(rel, trigger);
		if (found != NULL && !(any && HaveSameKey(rel, found, &one)))
			ereport(ERROR,
					(errcode(ERRCODE_AMBIGUOUS_PARAMETER),
					 errmsg("several attachments of relation \"%s\" can be meant",
							RelationGetRelationName(rel)),
					 errhint("Name one of them with the argument \"name\".")));
		if (found == NULL)
			found = palloc(sizeof(SssAttached));
		*found = one;
	}
	if (found == NULL)
		RaiseNoneAttached(rel, rule, name);
	return found;
}
