/*-------------------------------------------------------------------------
 *
 * view_call.c
 *	  A call of sss.attach_view(): planned, as SQL, and made from what is attached.
 *
 * sss.attachments shows for a view the call that attaches it as it is attached now.
 * Such a call is made from the attachments of the view's tables, planned as the call
 * would be, and shown only if it would attach the same.  We first let the query of
 * the view say how it leads to its tables, and then name the ways that it did not
 * find.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "attach/view_private.h"

/* The second attachment of a table is called name_2, and so on */
static char *
NumberedName(const SssViewOptions *options, int number)
{
	char	   *name = number == 1 ? options->name : psprintf("%s_%d", options->name, number);

	if (strlen(name) > SSS_LONGEST_NAME)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("invalid name for an attachment"),
				 errhint("Use a name of at least one and at most %d bytes.", SSS_LONGEST_NAME - 3)));
	return name;
}

/* The attachment of one table, as it would be made; false: it cannot */
static bool
AskFor(const SssViewCall *call, const SssPlannedTable *planned, SssAttachment *asked, SssProblem *problem)
{
	const SssViewRequest *request = &call->plan->request;
	SssBinding *binding = &asked->binding;
	SssViewNames names = {.nlinks = planned->nlinks,.nkeys = request->key.ncolumns,.nlocks = request->nlocks};

	memset(asked, 0, sizeof(SssAttachment));
	asked->relid = planned->relid;
	asked->name = NumberedName(&call->options, planned->number);
	asked->enforced_by = ENFORCED_BY_TRIGGER;
	asked->always = call->options.always;
	asked->enabled = asked->always ? TRIGGER_FIRES_ALWAYS : TRIGGER_FIRES_ON_ORIGIN;
	binding->rule = request->rule;
	binding->policy = call->options.policy;
	binding->deferred = call->options.deferred;
	binding->view.relid = request->view;
	for (int i = 0; i < planned->nlinks; i++)
	{
		if (!SssBindColumn(planned->relid, planned->links[i], SSS_LINK_ROLE, binding, problem))
			return false;
		names.links[i] = get_attname(request->view, planned->view_links[i], false);
	}
	for (int i = 0; i < request->key.ncolumns; i++)
		names.keys[i] = get_attname(request->view, request->key.columns[i], false);
	for (int i = 0; i < request->nlocks; i++)
		names.locks[i] = get_attname(request->view, request->locks[i], false);
	if (!SssBindView(planned->relid, &names, binding, problem))
		return false;
	for (int i = 0; i < call->options.nrequired; i++)
	{
		if (!SssRequireRole(call->options.required[i], binding, problem))
			return false;
	}
	return SssOwnerMayGuard(planned->relid, request->view, problem);
}

void
SssPlanCall(SssViewCall *call)
{
	ListCell   *cell;

	call->plan = SssPlanView(&call->request);
	foreach(cell, call->plan->tables)
	{
		SssPlannedTable *planned = lfirst(cell);
		SssAttachment *asked = palloc(sizeof(SssAttachment));
		SssProblem *problem = palloc(sizeof(SssProblem));

		if (planned->left_out || planned->problem != NULL || call->plan->problem != NULL)
			continue;
		if (AskFor(call, planned, asked, problem))
			call->asked = lappend(call->asked, asked);
		else
			planned->problem = problem;
	}
}

SssAttachment *
SssExistingOf(const SssViewCall *call, const SssAttachment *asked)
{
	ListCell   *cell;

	foreach(cell, call->existing)
	{
		SssAttachment *existing = lfirst(cell);

		if (existing->relid == asked->relid && strcmp(existing->name, asked->name) == 0)
			return existing;
	}
	return NULL;
}

static void
AppendColumns(StringInfo sql, const char *argument, Oid view, const AttrNumber *columns, int ncolumns)
{
	char	   *names[INDEX_MAX_KEYS];

	for (int i = 0; i < ncolumns; i++)
		names[i] = get_attname(view, columns[i], false);
	SssAppendTexts(sql, argument, names, ncolumns);
}

static void
AppendVia(StringInfo sql, const SssViewRequest *request)
{
	char	  **via = palloc(sizeof(char *) * (list_length(request->via) + 1));
	int			nvia = 0;
	ListCell   *cell;

	foreach(cell, request->via)
	{
		const SssGivenWay *way = lfirst(cell);

		via[nvia++] = psprintf("%s.%s=%s", SssQualifiedName(way->relid),
							   SssQuoteName(get_attname(way->relid, way->column, false)),
							   get_attname(request->view, way->view_column, false));
	}
	SssAppendTexts(sql, "via", via, nvia);
}

static void
AppendLeftOut(StringInfo sql, const SssViewRequest *request)
{
	char	  **names = palloc(sizeof(char *) * (list_length(request->leave_out) + 1));
	int			nnames = 0;
	ListCell   *cell;

	foreach(cell, request->leave_out)
	{
		/* Such tables are not locked, so that another session may drop one */
		names[nnames] = SssQualifiedName(lfirst_oid(cell));
		nnames += names[nnames] != NULL ? 1 : 0;
	}
	SssAppendTexts(sql, "leave_out", names, nnames);
	if (nnames > 0)
		appendStringInfoString(sql, "::pg_catalog.regclass[]");
}

char *
SssCallText(const SssViewCall *call, bool with_mode)
{
	const SssViewRequest *request = &call->given;
	const SssViewOptions *options = &call->options;
	const SssCallOptions last = {
		options->required, options->nrequired, options->policy.strict, options->deferred, options->always, options->name
	};
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT * FROM sss.attach_view(%s, %s", quote_literal_cstr(SssQualifiedName(request->view)),
					 quote_literal_cstr(sss_rule_names[request->rule]));
	AppendColumns(&sql, "key", request->view, request->key.columns, request->key.ncolumns);
	AppendVia(&sql, request);
	AppendLeftOut(&sql, request);
	AppendColumns(&sql, "lock_by", request->view, request->locks, request->nlocks);
	if (with_mode)
		appendStringInfo(&sql, ", mode => '%s'", options->policy.enforcing ? "enforce" : "log");
	SssAppendOptions(&sql, &last);
	return sql.data;
}

/* The attachments of a view under that name and of that rule; NIL: the set-up of one is wrong */
static List *
SoundAttachments(Oid view, const char *name, const char *rule)
{
	List	   *attachments = NIL;
	ListCell   *cell;

	foreach(cell, SssAttachmentsNamed(view, name))
	{
		const SssAttachment *attachment = lfirst(cell);

		if (attachment->problem != NULL)
			return NIL;
		if (strcmp(sss_rule_names[attachment->binding.rule], rule) == 0)
			attachments = lappend(attachments, lfirst(cell));
	}
	return attachments;
}

/* A call with the key, the columns to wait by and the options of an attachment */
static void
StartCall(SssViewCall *call, const char *name, const SssAttachment *attachment)
{
	const SssBinding *binding = &attachment->binding;
	SssViewOptions *options = &call->options;

	call->request.view = binding->view.relid;
	call->request.rule = binding->rule;
	call->request.key.ncolumns = binding->view.nkeys;
	memcpy(call->request.key.columns, binding->view.keys, sizeof(AttrNumber) * binding->view.nkeys);
	call->request.nlocks = binding->view.nlocks;
	memcpy(call->request.locks, binding->view.locks, sizeof(AttrNumber) * binding->view.nlocks);
	options->policy = binding->policy;
	options->deferred = binding->deferred;
	options->always = attachment->always;
	options->name = pstrdup(name);
	options->required = palloc(sizeof(char *) * N_ROLES);
	for (int role = 0; role < N_ROLES; role++)
	{
		if ((binding->policy.required & SSS_ROLE_BIT(role)) != 0)
			options->required[options->nrequired++] = pstrdup(sss_fact_lines[role].name);
	}
}

/* The tables that the view reads and that are not attached */
static List *
UnattachedTables(const SssViewCall *call)
{
	List	   *relids = NIL;
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, call->plan->tables)
	{
		Oid			relid = ((const SssPlannedTable *) lfirst(cell))->relid;
		bool		attached = false;

		foreach(each, call->existing)
			attached |= ((const SssAttachment *) lfirst(each))->relid == relid;
		if (!attached)
			relids = list_append_unique_oid(relids, relid);
	}
	return relids;
}

static bool
IsAskedFor(const SssViewCall *call, const SssAttachment *existing)
{
	ListCell   *cell;

	foreach(cell, call->asked)
	{
		const SssAttachment *asked = lfirst(cell);

		if (asked->relid == existing->relid && strcmp(asked->name, existing->name) == 0)
			return SssIsAskedFor(existing, asked) &&
				existing->binding.policy.enforcing == asked->binding.policy.enforcing;
	}
	return false;
}

/* Would the call attach exactly what exists? */
static bool
Repeats(SssViewCall *call)
{
	bool		repeats;
	ListCell   *cell;

	call->asked = NIL;
	SssPlanCall(call);
	repeats = call->plan->problem == NULL && list_length(call->asked) == list_length(call->existing);
	foreach(cell, call->existing)
		repeats = repeats && IsAskedFor(call, lfirst(cell));
	return repeats;
}

/* The ways of the tables that the plan would attach otherwise */
static List *
WaysToName(const SssViewCall *call)
{
	List	   *via = NIL;
	ListCell   *cell;

	foreach(cell, call->existing)
	{
		const SssAttachment *existing = lfirst(cell);
		const SssView *view = &existing->binding.view;

		for (int i = 0; i < view->nlinks && !IsAskedFor(call, existing); i++)
		{
			SssGivenWay *way = palloc(sizeof(SssGivenWay));

			way->relid = existing->relid;
			way->column = view->links[i];
			way->view_column = view->view_links[i];
			via = lappend(via, way);
		}
	}
	return via;
}

/* view_definition(view, name, rule): NULL: no single call attaches the view as it is */
PG_FUNCTION_INFO_V1(sss_view_definition);
Datum
sss_view_definition(PG_FUNCTION_ARGS)
{
	Oid			view = PG_GETARG_OID(0);
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	SssViewCall call = {.existing = SoundAttachments(view, name, text_to_cstring(PG_GETARG_TEXT_PP(2)))};

	/* sss.attach_view() accepts no other name */
	if (call.existing == NIL || strcmp(SssNameWithoutNumber(name), name) != 0)
		PG_RETURN_NULL();
	StartCall(&call, name, linitial(call.existing));
	call.plan = SssPlanView(&call.request);
	call.request.leave_out = UnattachedTables(&call);
	if (!Repeats(&call))
	{
		call.request.via = WaysToName(&call);
		if (!Repeats(&call))
			PG_RETURN_NULL();
	}
	call.given = call.request;
	PG_RETURN_TEXT_P(cstring_to_text(SssCallText(&call, true)));
}
