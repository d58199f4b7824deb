/*-------------------------------------------------------------------------
 *
 * describe.c
 *	  An attachment described from the catalogs, for sss.attachments and the journal.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/pg_list.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attach/attach_private.h"
#include "store/store.h"

/* ARRAY['a', 'b'] */
static char *
ArrayLiteral(char *const *texts, int ntexts)
{
	StringInfoData literal;

	initStringInfo(&literal);
	appendStringInfoString(&literal, "ARRAY[");
	for (int i = 0; i < ntexts; i++)
		appendStringInfo(&literal, "%s%s", i > 0 ? ", " : "", quote_literal_cstr(texts[i]));
	appendStringInfoChar(&literal, ']');
	return literal.data;
}

void
SssAppendTexts(StringInfo sql, const char *argument, char *const *texts, int ntexts)
{
	if (ntexts > 0)
		appendStringInfo(sql, ", %s => %s", argument, ArrayLiteral(texts, ntexts));
}

void
SssAppendOptions(StringInfo sql, const SssCallOptions *options)
{
	SssAppendTexts(sql, "required", options->required, options->nrequired);
	if (options->strict)
		appendStringInfoString(sql, ", unsettled => 'enforce'");
	if (options->deferred)
		appendStringInfoString(sql, ", timing => 'deferred'");
	if (options->always)
		appendStringInfoString(sql, ", always => true");
	appendStringInfo(sql, ", name => %s)", quote_literal_cstr(options->name));
}

/* The description of an attachment */
typedef struct Description
{
	const SssAttachment *attachment;
	const char *relation;
	const char *timing;
	const char *effective_mode;
	const char *companion;		/* or NULL */
	const char *problem;		/* or NULL */
	bool		attachable;		/* can sss.attach() make it? */
	char	   *columns[N_ROLES];
	int			ncolumns;
	const char *facts;			/* or NULL */
	char	   *key[INDEX_MAX_KEYS];
	int			nkeys;
	char	   *via[INDEX_MAX_KEYS];
	int			nlinks;
	char	   *locks[INDEX_MAX_KEYS];
	int			nlocks;
	char	   *required[N_ROLES];
	int			nrequired;
} Description;

static const char *
ModeName(const SssBinding *binding)
{
	return binding->policy.enforcing ? "enforce" : "log";
}

static bool
ListColumns(Oid relid, const AttrNumber *columns, int ncolumns, char **names, int *nnames)
{
	for (int i = 0; i < ncolumns; i++)
	{
		names[i] = get_attname(relid, columns[i], true);
		if (names[i] == NULL)
			return false;
	}
	*nnames = ncolumns;
	return true;
}

static bool
ListView(Oid relid, const SssView *view, Description *description)
{
	char	   *links[INDEX_MAX_KEYS];
	char	   *view_links[INDEX_MAX_KEYS];

	if (!OidIsValid(view->relid))
		return true;
	description->facts = SssQualifiedName(view->relid);
	if (description->facts == NULL ||
		!ListColumns(relid, view->links, view->nlinks, links, &description->nlinks) ||
		!ListColumns(view->relid, view->view_links, view->nlinks, view_links, &description->nlinks) ||
		!ListColumns(view->relid, view->locks, view->nlocks, description->locks, &description->nlocks) ||
		(view->nkeys > 0 &&
		 !ListColumns(view->relid, view->keys, view->nkeys, description->key, &description->nkeys)))
		return false;
	for (int i = 0; i < view->nlinks; i++)
		description->via[i] = psprintf("%s=%s", links[i], view_links[i]);
	return true;
}

/* The columns of the key, unless it is the default */
static bool
ListKey(Oid relid, const SssBinding *binding, Description *description)
{
	return SssIsPrimaryKey(relid, binding->keys, binding->nkeys) ||
		ListColumns(relid, binding->keys, binding->nkeys, description->key, &description->nkeys);
}

/* False: the table, the view, or a column of theirs was dropped in the meantime */
static bool
ListBinding(Description *description)
{
	Oid			relid = description->attachment->relid;
	const SssBinding *binding = &description->attachment->binding;

	for (int role = 0; role < N_ROLES; role++)
	{
		const SssColumn *column = &binding->columns[role];
		char	   *name = column->form == COLUMN_NONE ? NULL :
		get_attname(relid, column->attnum, true);

		if (column->form != COLUMN_NONE && name == NULL)
			return false;
		if (name != NULL)
			description->columns[description->ncolumns++] = psprintf("%s=%s", sss_fact_lines[role].name, name);
		if ((binding->policy.required & SSS_ROLE_BIT(role)) != 0)
			description->required[description->nrequired++] = pstrdup(sss_fact_lines[role].name);
	}
	if (!ListKey(relid, binding, description) ||
		!ListView(relid, &binding->view, description))
		return false;
	description->relation = SssQualifiedName(relid);
	return description->relation != NULL;
}

static const char *
EnforcerName(const SssAttachment *attachment)
{
	return attachment->enforced_by == ENFORCED_BY_CONSTRAINT ? "constraint" : "trigger";
}

/* The start of the call: its function, the relation, the rule and the columns */
static void
AppendSubject(StringInfo sql, const Description *description, const char *function)
{
	appendStringInfo(sql, "SELECT %s(%s, %s", function, quote_literal_cstr(description->relation),
					 quote_literal_cstr(sss_rule_names[description->attachment->binding.rule]));
	SssAppendTexts(sql, "columns", description->columns, description->ncolumns);
}

/* The call that creates the same attachment again */
static char *
AttachCall(const Description *description)
{
	const SssAttachment *attachment = description->attachment;
	const SssBinding *binding = &attachment->binding;
	bool		by_constraint = attachment->enforced_by == ENFORCED_BY_CONSTRAINT;
	SssCallOptions options = {.name = attachment->name};
	StringInfoData sql;

	initStringInfo(&sql);
	AppendSubject(&sql, description,
				  by_constraint ? "sss.add_check" :
				  binding->view.nkeys > 0 ? "sss_internal.attach_table" : "sss.attach");
	SssAppendTexts(&sql, "key", description->key, description->nkeys);
	if (description->facts != NULL)
		appendStringInfo(&sql, ", lookup => %s", quote_literal_cstr(description->facts));
	SssAppendTexts(&sql, "lookup_by", description->via, description->nlinks);
	if (attachment->except_keys != NULL)
		appendStringInfo(&sql, ", except_keys => %s", quote_literal_cstr(attachment->except_keys));
	if (binding->view.nkeys > 0)
		appendStringInfo(&sql, ", lock_by => %s", description->nlocks == 0 ? "'{}'" :
						 ArrayLiteral(description->locks, description->nlocks));
	if (!by_constraint)
	{
		appendStringInfo(&sql, ", mode => '%s'", ModeName(binding));
		options.required = description->required;
		options.nrequired = description->nrequired;
		options.strict = binding->policy.strict;
		options.deferred = binding->deferred;
		options.always = attachment->always;
	}
	SssAppendOptions(&sql, &options);
	return sql.data;
}

char *
SssDefinition(const SssAttachment *attachment)
{
	Description description = {.attachment = attachment};

	return ListBinding(&description) ? AttachCall(&description) : NULL;
}

/* As text[]; an empty list is NULL */
static void
PutTextsOrNull(SssRow *row, char *const *strings, int nstrings)
{
	if (nstrings == 0)
		SssPutNull(row);
	else
		SssPutTexts(row, strings, nstrings);
}

static Datum
Describe(FunctionCallInfo fcinfo, Description *description)
{
	const SssAttachment *attachment = description->attachment;
	const SssBinding *binding = &attachment->binding;
	SssRow		row = SssStartRow(fcinfo);

	if (!ListBinding(description))
		PG_RETURN_NULL();
	SssPutText(&row, sss_rule_names[binding->rule]);
	SssPutText(&row, EnforcerName(attachment));
	SssPutTexts(&row, description->columns, description->ncolumns);
	if (OidIsValid(binding->view.relid))
		SssPut(&row, REGCLASSOID, ObjectIdGetDatum(binding->view.relid));
	else
		SssPutNull(&row);
	PutTextsOrNull(&row, description->key, description->nkeys);
	PutTextsOrNull(&row, description->via, description->nlinks);
	SssPutText(&row, ModeName(binding));
	SssPutText(&row, description->effective_mode);
	SssPutText(&row, binding->policy.strict ? "enforce" : "log");
	SssPutTexts(&row, description->required, description->nrequired);
	SssPutText(&row, description->timing);
	SssPutBool(&row, attachment->always);
	SssPutText(&row, description->companion);
	SssPutText(&row, description->problem);
	SssPutText(&row, description->attachable ? AttachCall(description) : NULL);
	return SssRowDatum(&row);
}

/* If the set-up is wrong, only the problem can be shown */
static Datum
DescribeProblem(FunctionCallInfo fcinfo, const SssAttachment *attachment, const SssProblem *problem)
{
	SssRow		row = SssStartRow(fcinfo);

	SssPutText(&row, NULL);		/* rule */
	SssPutText(&row, EnforcerName(attachment));
	SssPutNulls(&row, 11);		/* from columns to companion */
	SssPutText(&row, problem->message);
	SssPutText(&row, NULL);		/* definition */
	return SssRowDatum(&row);
}

bool
SssIsAttachable(const Trigger *trigger)
{
	return (!SssHasWhen(trigger) || OidIsValid(SssViewOf(trigger))) &&
		trigger->tginitdeferred == trigger->tgdeferrable &&
		OidIsValid(trigger->tgconstraint) == trigger->tgdeferrable;
}

/* With a facts view, the change trigger for rows says whether checks are deferred */
static const char *
TimingOf(const SssAttachment *attachment)
{
	const Trigger *trigger = !OidIsValid(attachment->binding.view.relid) ? attachment->trigger :
	SssFindHelper(attachment->triggers, attachment->name, HELPER_ROW);

	if (trigger == NULL || !trigger->tgdeferrable)
		return "immediate";
	return trigger->tginitdeferred ? "deferred" : "deferrable";
}

static Datum
DescribeTrigger(FunctionCallInfo fcinfo, Oid relid, const TriggerDesc *triggers,
				const Trigger *trigger)
{
	SssAttachment attachment;
	Description description = {.attachment = &attachment};
	const Trigger *companion;
	SssProblem	problem;
	bool		held;

	if (!SssReadAttachment(relid, triggers, trigger, &attachment))
		return DescribeProblem(fcinfo, &attachment, attachment.problem);
	if (attachment.trigger != trigger)
		PG_RETURN_NULL();
	if (OidIsValid(attachment.binding.view.relid) &&
		!SssOwnerMayGuard(relid, attachment.binding.view.relid, &problem))
		return DescribeProblem(fcinfo, &attachment, &problem);
	companion = SssFindHelper(triggers, trigger->tgname, HELPER_COMPANION);
	if (companion != NULL && !OidIsValid(attachment.binding.view.relid))
		description.companion = companion->tgname;
	description.timing = TimingOf(&attachment);
	held = SssIsHeld(&attachment, &problem);
	description.attachable = held && SssIsAttachable(trigger);
	description.problem = held ? SssEscapeReason(&attachment) : problem.message;
	description.effective_mode = !SssAnyFires(&attachment) ? "disabled" :
		description.problem != NULL ? "partial" :
		SssIsDemoted() ? "log" : ModeName(&attachment.binding);
	return Describe(fcinfo, &description);
}

/*
 * describe_trigger(trigger): NULL if the trigger does not exist, does not call
 * sss.enforce(), or is a helper trigger of an attachment.
 *
 * These functions take an OID and read the catalog themselves, because an
 * expression tree that a user passes could hold any pointer.
 */
PG_FUNCTION_INFO_V1(sss_describe_trigger);
Datum
sss_describe_trigger(PG_FUNCTION_ARGS)
{
	Oid			oid = PG_GETARG_OID(0);
	TriggerDesc *triggers;
	SssFiring	firing;

	if (!SssFiringOf(oid, &firing))
		PG_RETURN_NULL();
	triggers = SssTriggersOf(firing.relid);
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (trigger->tgoid == oid && SssIsEnforce(trigger->tgfoid))
			return DescribeTrigger(fcinfo, firing.relid, triggers, trigger);
	}
	PG_RETURN_NULL();
}

/* describe_check(constraint): NULL if the constraint does not exist, or is not an attachment */
PG_FUNCTION_INFO_V1(sss_describe_check);
Datum
sss_describe_check(PG_FUNCTION_ARGS)
{
	SssAttachment attachment;
	Description description = {
		.attachment = &attachment,.timing = "immediate",.attachable = true
	};
	SssProblem	problem;

	if (!SssFindCheck(PG_GETARG_OID(0), &attachment))
		PG_RETURN_NULL();
	if (attachment.problem != NULL)
		return DescribeProblem(fcinfo, &attachment, attachment.problem);
	description.effective_mode = ModeName(&attachment.binding);
	if (attachment.enabled == TRIGGER_DISABLED)
	{
		description.effective_mode = "disabled";
		description.problem = _("the constraint is declared NOT ENFORCED");
	}
	else if (!SssIsHeld(&attachment, &problem))
	{
		description.effective_mode = "partial";
		description.problem = problem.message;
		description.attachable = false;
	}
	return Describe(fcinfo, &description);
}

/* case_key(relation, name) */
PG_FUNCTION_INFO_V1(sss_case_key);
Datum
sss_case_key(PG_FUNCTION_ARGS)
{
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Datum		columns = (Datum) 0;
	ListCell   *cell;

	foreach(cell, SssAttachmentsOf(PG_GETARG_OID(0)))
	{
		const SssAttachment *attachment = lfirst(cell);

		if (attachment->enforced_by == ENFORCED_BY_TRIGGER && attachment->problem == NULL &&
			strcmp(attachment->name, name) == 0)
			columns = SssDescribedCaseKey(attachment);
	}
	if (columns == (Datum) 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(columns);
}

/* lock_columns(relation, name): and the keys that a CHECK excepts */
PG_FUNCTION_INFO_V1(sss_lock_columns);
Datum
sss_lock_columns(PG_FUNCTION_ARGS)
{
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	SssRow		row = SssStartRow(fcinfo);
	ListCell   *cell;

	foreach(cell, SssAttachmentsOf(PG_GETARG_OID(0)))
	{
		const SssAttachment *attachment = lfirst(cell);
		const SssView *view = &attachment->binding.view;
		char	   *locks[INDEX_MAX_KEYS];
		int			nlocks = 0;

		if (attachment->problem != NULL || strcmp(attachment->name, name) != 0)
			continue;
		if (!ListColumns(view->relid, view->locks, view->nlocks, locks, &nlocks))
			break;
		PutTextsOrNull(&row, locks, nlocks);
		SssPutText(&row, attachment->except_keys);
		return SssRowDatum(&row);
	}
	SssPutNulls(&row, 2);
	return SssRowDatum(&row);
}
