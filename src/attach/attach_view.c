/*-------------------------------------------------------------------------
 *
 * attach_view.c
 *	  sss.attach_view() and sss.plan_view().
 *
 * A rule is attached to all tables that a view reads, or to none.  The whole
 * request is checked before a table is locked.  The tables are then locked in one
 * order, so that two such calls do not deadlock.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attach/view_private.h"
#include "store/store.h"

/* The positions of the arguments */
enum
{
	ARG_view,
	ARG_rule,
	ARG_key,
	ARG_via,
	ARG_leave_out,
	ARG_lock_by,
	ARG_mode,
	ARG_required,
	ARG_unsettled,
	ARG_timing,
	ARG_always,
	ARG_name,
	ARG_replace
};

/* Columns of the view, each once */
static int
ViewColumnsByName(Oid view, const char *argument, char **names, int nnames, AttrNumber *columns)
{
	if (nnames > INDEX_MAX_KEYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" has too many elements", argument),
				 errhint("Use at most %d.", INDEX_MAX_KEYS)));
	for (int i = 0; i < nnames; i++)
	{
		columns[i] = get_attnum(view, names[i]);
		if (columns[i] <= 0)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("view \"%s\" has no column \"%s\"", get_rel_name(view), names[i]),
					 errdetail("It is named in argument \"%s\".", argument),
					 errhint("Name columns of the view, as the catalog has them, without quotes.")));
		for (int j = 0; j < i; j++)
		{
			if (columns[j] == columns[i])
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("column \"%s\" stands twice in argument \"%s\"", names[i], argument),
						 errhint("Name each column once.")));
		}
	}
	return nnames;
}

static void
GetVia(FunctionCallInfo fcinfo, SssViewRequest *request)
{
	char	  **elements = NULL;
	int			nelements = SssGetArgTexts(fcinfo, ARG_via, "via", &elements);

	for (int i = 0; i < nelements; i++)
		request->via = lappend(request->via, SssReadGivenWay(request->view, elements[i]));
}

static void
GetLeaveOut(FunctionCallInfo fcinfo, SssViewRequest *request)
{
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;

	if (PG_ARGISNULL(ARG_leave_out))
		return;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(ARG_leave_out), REGCLASSOID, sizeof(Oid), true, TYPALIGN_INT,
					  &elements, &nulls, &nelements);
	for (int i = 0; i < nelements; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must not contain NULL", "leave_out")));
		request->leave_out = list_append_unique_oid(request->leave_out, DatumGetObjectId(elements[i]));
	}
}

/* A view that the caller may read, that others can read too, and that has the roles of the rule */
static void
CheckView(const SssViewRequest *request)
{
	SssBinding	binding = {.rule = request->rule};
	const char *name = get_rel_name(request->view);
	SssProblem	problem;

	if (name == NULL)
		SssRaiseNoRelation(request->view);
	if (get_rel_relkind(request->view) != RELKIND_VIEW)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a view", name),
				 errhint("Attach a rule to a table with sss.attach().")));
	if (pg_class_aclcheck(request->view, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_VIEW, name);
	/* Keep the view as it is until the transaction ends */
	LockRelationOid(request->view, AccessShareLock);
	binding.view.relid = request->view;
	if (!SssBindRolesOfView(&binding, &problem) || !SssCheckObligatory(&binding, &problem))
		SssRaiseProblem(&problem);
}

static void
GetRequest(FunctionCallInfo fcinfo, SssViewRequest *request)
{
	char	  **names = NULL;
	int			nnames;

	memset(request, 0, sizeof(SssViewRequest));
	if (PG_ARGISNULL(ARG_view) || PG_ARGISNULL(ARG_rule))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("arguments \"view\" and \"rule\" must not be NULL")));
	request->view = PG_GETARG_OID(ARG_view);
	request->rule = SssGetArgRule(fcinfo, ARG_rule);
	CheckView(request);
	nnames = SssGetArgTexts(fcinfo, ARG_key, "key", &names);
	request->key.ncolumns = ViewColumnsByName(request->view, "key", names, nnames, request->key.columns);
	GetVia(fcinfo, request);
	GetLeaveOut(fcinfo, request);
	nnames = SssGetArgTexts(fcinfo, ARG_lock_by, "lock_by", &names);
	request->nlocks = ViewColumnsByName(request->view, "lock_by", names, nnames, request->locks);
}

/* A number at the end of the name says which attachment of one table it is */
static void
RefuseNumberedName(const char *name)
{
	const SssAttachment named = {.name = name,.binding = {.view = {.nkeys = 1}}};

	if (strcmp(SssViewAttachmentName(&named), name) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("invalid name for an attachment"),
				 errdetail("The number is for tables that stand in several places of the view."),
				 errhint("Use a name that does not end in an underscore and a number.")));
}

static void
GetOptions(FunctionCallInfo fcinfo, SssRule rule, SssViewOptions *options)
{
	memset(options, 0, sizeof(SssViewOptions));
	options->mode_given = !PG_ARGISNULL(ARG_mode);
	if (options->mode_given)
		options->policy.enforcing = SssGetArgChoice(fcinfo, ARG_mode, "mode", "log", "enforce");
	options->nrequired = SssGetArgTexts(fcinfo, ARG_required, "required", &options->required);
	options->policy.strict = SssGetArgChoice(fcinfo, ARG_unsettled, "unsettled", "log", "enforce");
	options->deferred = SssGetArgChoice(fcinfo, ARG_timing, "timing", "immediate", "deferred");
	options->always = !PG_ARGISNULL(ARG_always) && PG_GETARG_BOOL(ARG_always);
	options->name = SssGetArgAttachmentName(fcinfo, ARG_name, rule);
	RefuseNumberedName(options->name);
	options->replace = !PG_ARGISNULL(ARG_replace) && PG_GETARG_BOOL(ARG_replace);
}

static void
FindExisting(SssViewCall *call)
{
	ListCell   *cell;

	foreach(cell, SssAttachmentsByView(call->request.view))
	{
		SssAttachment *attachment = lfirst(cell);
		bool		existing = SssYieldsCases(attachment) && SssBearsName(attachment, call->options.name) &&
		(attachment->binding.rule == call->request.rule || attachment->binding.rule == N_RULES);

		if (existing)
			call->existing = lappend(call->existing, attachment);
		if (existing && !call->options.mode_given)
			call->options.policy.enforcing |= attachment->binding.policy.enforcing;
		/* Sessions must wait by the same columns for every attachment that stays */
		if (call->request.nlocks == 0 && !(existing && call->options.replace) && attachment->problem == NULL)
		{
			call->request.nlocks = attachment->binding.view.nlocks;
			memcpy(call->request.locks, attachment->binding.view.locks, sizeof(call->request.locks));
		}
	}
}

/* Plan, and make of each planned table the attachment that is asked for, or a problem */
static void
PlanCall(SssViewCall *call)
{
	call->request = call->given;
	call->asked = call->existing = NIL;
	call->options.policy.enforcing &= call->options.mode_given;
	FindExisting(call);
	SssPlanCall(call);
}

static void
RaiseFirst(const SssViewCall *call)
{
	const SssProblem *first = call->plan->problem;
	int			nproblems = 0;
	SssProblem	problem;
	ListCell   *cell;

	foreach(cell, call->plan->tables)
	{
		const SssPlannedTable *planned = lfirst(cell);

		if (planned->problem == NULL)
			continue;
		nproblems++;
		if (first == NULL)
			first = planned->problem;
	}
	if (first == NULL)
		return;
	problem = *first;
	if (nproblems > 1 && call->plan->problem == NULL)
	{
		const char *others = psprintf(_("This is one of %d problems: sss.plan_view() with the same arguments shows all."), nproblems);

		problem.detail = first->detail == NULL ? others : psprintf("%s %s", first->detail, others);
	}
	SssRaiseProblem(&problem);
}

static void
RaiseProblems(SssViewCall *call)
{
	SssProblem	problem;

	RaiseFirst(call);
	if (call->asked == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no table of view \"%s\" would be attached", get_rel_name(call->request.view)),
				 errhint("Leave out only tables on whose changes nothing depends.")));
	/* That reads the view, and so is done once: before the tables are locked */
	if (!call->key_checked &&
		!SssCheckKeyIsUnique(call->request.view, call->request.rule, &call->plan->request.key, &problem))
		SssRaiseProblem(&problem);
	call->key_checked |= !call->plan->request.key.proven;
}

static bool
IsAskedAlike(const SssViewCall *call, const SssAttachment *existing)
{
	ListCell   *cell;

	foreach(cell, call->asked)
	{
		const SssAttachment *asked = lfirst(cell);

		if (asked->relid == existing->relid && strcmp(asked->name, existing->name) == 0)
			return SssIsAskedFor(existing, asked);
	}
	return false;
}

pg_noreturn static void
RaiseOtherwise(const SssViewCall *call, const SssAttachment *existing, const char *detail, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_DUPLICATE_OBJECT),
			 errmsg("attachment \"%s\" of view \"%s\" already exists", call->options.name, get_rel_name(call->request.view)),
			 errdetail_internal("%s", psprintf(detail, SssQualifiedName(existing->relid))),
			 errhint("%s", hint)));
}

/* Attachments that would have to be changed; an error, unless they are to be replaced */
static List *
ToDetach(const SssViewCall *call)
{
	List	   *detached = NIL;
	ListCell   *cell;

	foreach(cell, call->existing)
	{
		SssAttachment *existing = lfirst(cell);

		if (IsAskedAlike(call, existing) &&
			(!call->options.mode_given || call->options.policy.enforcing == existing->binding.policy.enforcing))
			continue;
		if (!call->options.replace && IsAskedAlike(call, existing))
			RaiseOtherwise(call, existing, _("Table %s is attached in another mode."),
						   _("Change the mode with sss.set_mode(), or use replace => true."));
		if (!call->options.replace)
			RaiseOtherwise(call, existing, _("Table %s is attached with another binding, or by other options."),
						   _("Use replace => true to attach the view anew."));
		detached = lappend(detached, existing);
	}
	return detached;
}

static int
CompareOids(const ListCell *a, const ListCell *b)
{
	Oid			left = lfirst_oid(a);
	Oid			right = lfirst_oid(b);

	return left < right ? -1 : left > right;
}

/*
 * Lock all tables in one order, so that what is read of them from now on stays true.
 * They include those that are attached alike: the commands that detach a view or set
 * its mode lock these, too.  Returns whether a table was not locked before.
 */
static bool
LockTables(SssViewCall *call, List *detached)
{
	List	   *relids = NIL;
	List	   *replaced = NIL;
	bool		more = false;
	ListCell   *cell;

	foreach(cell, call->asked)
		relids = list_append_unique_oid(relids, ((SssAttachment *) lfirst(cell))->relid);
	foreach(cell, detached)
	{
		relids = list_append_unique_oid(relids, ((SssAttachment *) lfirst(cell))->relid);
		replaced = list_append_unique_oid(replaced, ((SssAttachment *) lfirst(cell))->relid);
	}
	list_sort(relids, CompareOids);
	foreach(cell, relids)
	{
		bool		replace = list_member_oid(replaced, lfirst_oid(cell));

		relation_close(SssOpenToAttach(lfirst_oid(cell), replace ? AccessExclusiveLock : ShareRowExclusiveLock,
									   replace || call->options.always), NoLock);
		more |= !list_member_oid(call->locked, lfirst_oid(cell));
	}
	call->locked = relids;
	return more;
}

static void
JournalDecision(const SssViewCall *call, const char *action, Oid relid)
{
	char	   *definition = SssCallText(call, false);
	char	   *name = SssQualifiedName(relid);

	if (name != NULL && !SssIsJournalled(action, relid, call->options.name, definition))
		SssWriteJournal(action, relid, name, call->options.name,
						sss_rule_names[call->request.rule], definition, (Datum) 0, (Datum) 0);
}

/* Tables that are left out, and ways that the caller knows better, stand in the journal with who said so */
static void
JournalDecisions(const SssViewCall *call)
{
	ListCell   *cell;

	foreach(cell, call->request.leave_out)
		JournalDecision(call, "leave_out", lfirst_oid(cell));
	foreach(cell, call->plan->tables)
	{
		const SssPlannedTable *planned = lfirst(cell);

		if (planned->unconfirmed)
			JournalDecision(call, "via", planned->relid);
	}
}

/* The call that demoted the view, as one of its tables tells; NULL: none did, or another mode takes its place */
static char *
DemotionOfView(const SssViewCall *call)
{
	char	   *demotion = NULL;
	ListCell   *cell;

	foreach(cell, call->options.mode_given && call->options.replace ? NIL : call->existing)
	{
		const SssAttachment *existing = lfirst(cell);

		if (demotion == NULL)
			demotion = SssDemotionOf(existing->relid, existing->name);
	}
	return demotion;
}

static void
AttachAll(const SssViewCall *call, List *detached)
{
	const char *demotion = DemotionOfView(call);
	ListCell   *cell;

	foreach(cell, detached)
	{
		const SssAttachment *existing = lfirst(cell);

		SssDetachTable(SssOpenToAttach(existing->relid, AccessExclusiveLock, true), existing->name);
	}
	foreach(cell, call->asked)
	{
		SssAttachment *asked = lfirst(cell);
		Relation	rel = SssOpenToAttach(asked->relid, ShareRowExclusiveLock, call->options.always);
		SssAttachOptions kept = {.keep_mode = !call->options.mode_given && !list_member_ptr(detached, SssExistingOf(call, asked)),.demotion = demotion};
		SssProblem	problem;

		if (!SssIsHeld(asked, &problem))
			SssRaiseProblem(&problem);
		(void) SssAttachTable(rel, asked, &kept);
	}
	JournalDecisions(call);
}

static void
PutVia(SssRow *row, const SssViewPlan *plan, const SssPlannedTable *planned)
{
	char	   *via[INDEX_MAX_KEYS];

	for (int i = 0; i < planned->nlinks; i++)
		via[i] = psprintf("%s=%s", get_attname(planned->relid, planned->links[i], false),
						  get_attname(plan->request.view, planned->view_links[i], false));
	if (planned->nlinks == 0)
		SssPutNull(row);
	else
		SssPutTexts(row, via, planned->nlinks);
}

static char *
ListOfColumns(Oid view, const AttrNumber *columns, int ncolumns)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", get_attname(view, columns[i], false));
	return list.data;
}

static char *
NoteOf(const SssViewPlan *plan, const SssPlannedTable *planned)
{
	if (planned->left_out)
		return _("left out: changes are not checked");
	if (planned->problem != NULL)
		return NULL;
	if (planned->note != NULL || !SssLocksWholeView(plan, planned))
		return (char *) planned->note;
	return _("an enforced change locks the whole view: no column that sessions wait by leads from the table");
}

/* One row for each attachment; the problems are those of plan_view() */
static void
PutTables(SssRow *row, const SssViewPlan *plan, bool problems)
{
	ListCell   *cell;

	foreach(cell, plan->tables)
	{
		const SssPlannedTable *planned = lfirst(cell);

		SssPut(row, REGCLASSOID, ObjectIdGetDatum(planned->relid));
		PutVia(row, plan, planned);
		SssPutText(row, planned->nlinks == 0 ? NULL : SssLocksWholeView(plan, planned) ? "whole view" :
				   ListOfColumns(plan->request.view, plan->request.locks, plan->request.nlocks));
		SssPutText(row, NoteOf(plan, planned));
		if (problems && planned->problem == NULL)
			SssPutNulls(row, 2);
		else if (problems)
		{
			SssPutText(row, planned->problem->detail == NULL ? planned->problem->message :
					   psprintf("%s: %s", planned->problem->message, planned->problem->detail));
			SssPutText(row, planned->problem->hint);
		}
		SssEndRow(row);
	}
}

/* Columns of the key that may be NULL: rows with such a key are no cases */
static char *
NullableKey(const SssViewPlan *plan)
{
	const SssViewKey *key = &plan->request.key;
	AttrNumber	columns[INDEX_MAX_KEYS];
	int			ncolumns = 0;

	for (int i = 0; i < key->ncolumns; i++)
	{
		if (bms_is_member(key->columns[i], key->optional))
			columns[ncolumns++] = key->columns[i];
	}
	return ncolumns == 0 ? "" :
		psprintf(_("; an outer join may make %s NULL, and a row with a NULL in its key is no case"),
				 ListOfColumns(plan->request.view, columns, ncolumns));
}

/* The row of the view itself: the key and the columns to wait by, and why these */
static void
PutView(SssRow *row, const SssViewPlan *plan)
{
	const SssViewRequest *request = &plan->request;
	char	   *locks = ListOfColumns(request->view, request->locks, request->nlocks);
	char	   *note = NULL;

	if (plan->problem == NULL)
		note = psprintf(_("key: %s (%s)%s; sessions wait by: %s (%s)%s"),
						ListOfColumns(request->view, request->key.columns, request->key.ncolumns),
						request->key.reason, NullableKey(plan), locks, plan->lock_reason,
						plan->unseen ? _("; a function of the view may read other tables, which are not checked") : "");
	SssPut(row, REGCLASSOID, ObjectIdGetDatum(request->view));
	SssPutNull(row);
	SssPutText(row, request->nlocks == 0 ? NULL : locks);
	SssPutText(row, note);
	if (plan->problem == NULL)
		SssPutNulls(row, 2);
	else
	{
		SssPutText(row, psprintf("%s: %s", plan->problem->message, plan->problem->detail));
		SssPutText(row, plan->problem->hint);
	}
	SssEndRow(row);
}

/*
 * attach_view(view, rule, key, via, leave_out, lock_by, mode, required,
 * unsettled, timing, always, name, replace)
 */
PG_FUNCTION_INFO_V1(sss_attach_view);
Datum
sss_attach_view(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssViewCall call = {.plan = NULL};
	List	   *detached;

	GetRequest(fcinfo, &call.given);
	GetOptions(fcinfo, call.given.rule, &call.options);

	/* The catalogs may have changed between the plan and the locks */
	do
	{
		PlanCall(&call);
		RaiseProblems(&call);
		detached = ToDetach(&call);
	} while (LockTables(&call, detached));
	AttachAll(&call, detached);
	PutTables(&row, call.plan, false);
	return (Datum) 0;
}

/*
 * The attachments of a view under that name, and a request that has their rule and key;
 * NIL: there are none that work
 */
static List *
AttachmentsToVerify(FunctionCallInfo fcinfo, SssViewRequest *request)
{
	List	   *attachments = NIL;
	ListCell   *cell;

	request->view = PG_GETARG_OID(0);
	foreach(cell, SssAttachmentsNamed(request->view, text_to_cstring(PG_GETARG_TEXT_PP(1))))
	{
		const SssAttachment *attachment = lfirst(cell);

		if (attachment->problem != NULL)
			continue;
		attachments = lappend(attachments, lfirst(cell));
		request->rule = attachment->binding.rule;
		request->key.ncolumns = attachment->binding.view.nkeys;
		memcpy(request->key.columns, attachment->binding.view.keys, sizeof(AttrNumber) * request->key.ncolumns);
	}
	return attachments;
}

static void
PutRelations(FunctionCallInfo fcinfo, SssRow *row, const List *relids)
{
	ListCell   *cell;

	foreach(cell, relids)
	{
		SssPut(row, REGCLASSOID, ObjectIdGetDatum(lfirst_oid(cell)));
		SssPutText(row, text_to_cstring(PG_GETARG_TEXT_PP(1)));
		SssEndRow(row);
	}
}

/* unserved_tables(view, name): for sss.verify() */
PG_FUNCTION_INFO_V1(sss_unserved_tables);
Datum
sss_unserved_tables(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssViewRequest request = {.nlocks = 0};
	List	   *attachments = AttachmentsToVerify(fcinfo, &request);

	if (attachments != NIL)
		PutRelations(fcinfo, &row, SssUnservedTables(&request, attachments));
	return (Datum) 0;
}

/* case_tables(view, name): for sss.verify() */
PG_FUNCTION_INFO_V1(sss_case_tables);
Datum
sss_case_tables(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssViewRequest request = {.nlocks = 0};

	if (AttachmentsToVerify(fcinfo, &request) != NIL)
		PutRelations(fcinfo, &row, SssCaseTables(&request));
	return (Datum) 0;
}

/* plan_view(), with the same arguments */
PG_FUNCTION_INFO_V1(sss_plan_view);
Datum
sss_plan_view(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssViewCall call = {.plan = NULL};
	SssProblem *problem = palloc(sizeof(SssProblem));

	GetRequest(fcinfo, &call.given);
	GetOptions(fcinfo, call.given.rule, &call.options);
	PlanCall(&call);
	if (call.plan->problem == NULL &&
		!SssCheckKeyIsUnique(call.request.view, call.request.rule, &call.plan->request.key, problem))
		call.plan->problem = problem;
	PutView(&row, call.plan);
	PutTables(&row, call.plan, true);
	return (Datum) 0;
}
