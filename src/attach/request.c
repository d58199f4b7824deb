/*-------------------------------------------------------------------------
 *
 * request.c
 *	  The arguments of sss.attach() and sss.add_check() are checked and turned into an
 *	  attachment.
 *
 * Nothing is changed here.  Rights are checked before the table is locked, as
 * the server does: a user who may not attach must not be able to stop writers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/tupdesc.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attach/view_private.h"

/* The positions of the arguments of sss.attach() and sss_internal.attach_table() */
enum
{
	ARGUMENT_columns = 2,
	ARGUMENT_key,
	ARGUMENT_lookup,
	ARGUMENT_lookup_by,
	ARGUMENT_mode
};

/* The relation, and the binding that is made for it */
typedef struct Request
{
	Relation	rel;
	SssAttachment *attachment;
	SssBinding *binding;		/* of the attachment */
	SssViewNames view_names;	/* of the facts view's columns */
	bool		locks_given;	/* those to wait by are among them */
} Request;

Relation
SssOpenToAttach(Oid relid, LOCKMODE lockmode, bool owner)
{
	char	   *name = get_rel_name(relid);
	Relation	rel;

	if (name == NULL)
		SssRaiseNoRelation(relid);
	if (owner && !SssOwnsRelation(relid, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_TABLE, name);
	if (pg_class_aclcheck(relid, GetUserId(), ACL_TRIGGER) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, name);

	/* Another session may have dropped it while this one waited for the lock */
	rel = try_relation_open(relid, lockmode);
	if (rel == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation \"%s\" does not exist", name)));
	return rel;
}

bool
SssGetArgChoice(FunctionCallInfo fcinfo, int argument, const char *name, const char *no,
				const char *yes)
{
	char	   *value = PG_ARGISNULL(argument) ? NULL :
	text_to_cstring(PG_GETARG_TEXT_PP(argument));

	if (value != NULL && strcmp(value, yes) == 0)
		return true;
	if (value == NULL || strcmp(value, no) != 0)
		ereport(ERROR,
				(errcode(value == NULL ? ERRCODE_NULL_VALUE_NOT_ALLOWED : ERRCODE_INVALID_PARAMETER_VALUE),
				 value == NULL ? errmsg("argument \"%s\" must not be NULL", name) :
				 errmsg("invalid value for argument \"%s\": \"%s\"", name, value),
				 errhint("Use %s or %s.", no, yes)));
	return false;
}

int
SssGetArgTexts(FunctionCallInfo fcinfo, int argument, const char *name, char ***texts)
{
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;

	if (argument < 0 || PG_ARGISNULL(argument))
		return 0;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(argument), TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, &nulls, &nelements);
	*texts = palloc(sizeof(char *) * (nelements + 1));
	for (int i = 0; i < nelements; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must not contain NULL", name)));
		(*texts)[i] = TextDatumGetCString(elements[i]);
	}
	return nelements;
}

static AttrNumber
ColumnByName(Relation rel, const char *name)
{
	AttrNumber	attnum = get_attnum(RelationGetRelid(rel), name);

	if (attnum == InvalidAttrNumber)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of relation \"%s\" does not exist",
						name, RelationGetRelationName(rel)),
				 errhint("Write the column's name as the catalog has it, without quotes.")));
	if (attnum < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_COLUMN_REFERENCE),
				 errmsg("cannot bind system column \"%s\"", name)));
	return attnum;
}

bool
SssIsView(Relation rel)
{
	return rel->rd_rel->relkind == RELKIND_VIEW || rel->rd_rel->relkind == RELKIND_MATVIEW;
}

static void
BindAs(Request *request, AttrNumber attnum, const char *role)
{
	SssProblem	problem;

	if (!SssBindColumn(RelationGetRelid(request->rel), attnum, role, request->binding, &problem))
		SssRaiseProblem(&problem);
}

/* The rule has no role of the first name, but one of the second, and the first is a column */
static void
CheckOrder(const Request *request, const char *first, const char *second)
{
	SssRole		role;

	if (SssRoleOfRule(request->binding->rule, first, &role) || !SssRoleOfRule(request->binding->rule, second, &role) ||
		get_attnum(RelationGetRelid(request->rel), first) <= 0)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid element \"%s=%s\" of argument \"%s\"", first, second, "columns"),
			 errdetail("It names the column first."),
			 errhint("Write it the other way round, as 'role=column': '%s=%s'.", second, first)));
}

/* The columns that the caller named, each as 'role=column' */
static void
BindNamedColumns(Request *request, char **columns, int ncolumns)
{
	for (int i = 0; i < ncolumns; i++)
	{
		char	   *separator = strchr(columns[i], '=');

		if (separator == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid element of argument \"columns\""),
					 errhint("Write each element as 'role=column'.")));
		*separator = '\0';
		if (strcmp(columns[i], SSS_KEY_ROLE) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("\"key\" is not a role"),
					 errhint("Name the columns that identify a row in argument \"key\".")));
		CheckOrder(request, columns[i], separator + 1);
		BindAs(request, ColumnByName(request->rel, separator + 1), columns[i]);
	}
}

/* The user need not name a column of one of the extension's own types */
static void
BindTypedColumns(Request *request)
{
	TupleDesc	tupdesc = RelationGetDescr(request->rel);

	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];
		AttrNumber	found = InvalidAttrNumber;

		if (line->rule != request->binding->rule || line->role == ROLE_on_date ||
			request->binding->columns[line->role].form != COLUMN_NONE)
			continue;
		for (AttrNumber attnum = 1; attnum <= tupdesc->natts; attnum++)
		{
			SssProblem	problem;
			SssColumnForm form;

			if (TupleDescAttr(tupdesc, attnum - 1)->attisdropped)
				continue;
			form = SssFormOfColumn(RelationGetRelid(request->rel), attnum, line->role, &problem);
			if (form != COLUMN_CODE && form != COLUMN_CODE_ARRAY)
				continue;
			if (found != InvalidAttrNumber)
				ereport(ERROR,
						(errcode(ERRCODE_AMBIGUOUS_COLUMN),
						 errmsg("more than one column of relation \"%s\" can hold the role \"%s\"",
								RelationGetRelationName(request->rel), sss_fact_lines[line->role].name),
						 errhint("Name the column in argument \"columns\", as '%s=column'.",
								 sss_fact_lines[line->role].name)));
			found = attnum;
		}
		if (found != InvalidAttrNumber)
			BindAs(request, found, sss_fact_lines[line->role].name);
	}
}

/* In a view a role's column has the role's name, since its type may not identify the role */
static void
BindColumnsOfView(Request *request)
{
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];
		AttrNumber	attnum = get_attnum(RelationGetRelid(request->rel), sss_fact_lines[line->role].name);

		if (line->rule == request->binding->rule && attnum > 0 &&
			request->binding->columns[line->role].form == COLUMN_NONE &&
			sss_fact_lines[line->role].kind != FACT_mention)
			BindAs(request, attnum, sss_fact_lines[line->role].name);
	}
	SssBindMentions(RelationGetRelid(request->rel), request->binding);
}

/* As sss.attach_view() would choose it */
static void
BindKeyOfView(Request *request)
{
	Oid			view = RelationGetRelid(request->rel);
	SssViewKey	key = {.ncolumns = 0};
	SssProblem	problem;

	if (!SssFindViewKey(view, request->binding->rule, SssTreeOf(view), &key, &problem))
		SssRaiseProblem(&problem);
	for (int i = 0; i < key.ncolumns; i++)
		BindAs(request, key.columns[i], SSS_KEY_ROLE);
}

static void
CheckCount(const char *argument, int nelements)
{
	if (nelements > INDEX_MAX_KEYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" has too many elements", argument),
				 errhint("Use at most %d.", INDEX_MAX_KEYS)));
}

/* The element names no column of the table and one of the view, but would the other way round */
static void
CheckOrderOfLink(const Request *request, const char *element)
{
	for (const char *sign = strchr(element, '='); sign != NULL; sign = strchr(sign + 1, '='))
	{
		char	   *first = pnstrdup(element, sign - element);

		if (get_attnum(request->binding->view.relid, first) <= 0 || get_attnum(RelationGetRelid(request->rel), sign + 1) <= 0)
			continue;
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid element \"%s=%s\" of argument \"%s\"", first, sign + 1, "lookup_by"),
				 errdetail("It names the view's column first."),
				 errhint("Write it the other way round: '%s=%s'.", sign + 1, first)));
	}
}

/*
 * Find where to split an element 'column=view column'.  Since the names
 * may contain that sign, the parts must name two existing columns.
 */
static char *
SplitLink(const Request *request, char *element)
{
	char	   *first = strchr(element, '=');
	char	   *found = NULL;

	if (first == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid element of argument \"lookup_by\""),
				 errhint("Write each element as 'column=view column'.")));
	for (char *sign = first; sign != NULL; sign = strchr(sign + 1, '='))
	{
		char	   *column = pnstrdup(element, sign - element);

		if (get_attnum(RelationGetRelid(request->rel), column) == InvalidAttrNumber ||
			get_attnum(request->binding->view.relid, sign + 1) == InvalidAttrNumber)
			continue;
		if (found != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_AMBIGUOUS_COLUMN),
					 errmsg("element \"%s\" of argument \"lookup_by\" is ambiguous", element),
					 errdetail("It can be read as two pairs of columns."),
					 errhint("Rename the column in the view.")));
		found = sign;
	}
	if (found != NULL)
		return found;
	CheckOrderOfLink(request, element);
	return first;
}

/* Bind the links to the view: columns as 'relation column=view column', or the primary key */
static void
BindLinkColumns(Request *request, char **via, int nvia)
{
	AttrNumber	columns[INDEX_MAX_KEYS];
	SssBinding	no_key = {0};

	CheckCount("lookup_by", nvia);
	for (int i = 0; i < nvia; i++)
	{
		char	   *separator = SplitLink(request, via[i]);

		*separator = '\0';
		BindAs(request, ColumnByName(request->rel, via[i]), SSS_LINK_ROLE);
		request->view_names.links[i] = separator + 1;
	}
	request->view_names.nlinks = nvia;
	if (nvia > 0)
		return;
	nvia = SssKeyColumns(&no_key, request->rel, columns);
	if (nvia == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relation \"%s\" has no primary key", RelationGetRelationName(request->rel)),
				 errhint("Name the columns that lead to the view in argument \"lookup_by\".")));
	for (int i = 0; i < nvia; i++)
		BindAs(request, columns[i], SSS_LINK_ROLE);
}

/* By the same columns as those of an attachment that exists; false: there is none */
static bool
NameLocksAlike(Oid view, SssViewNames *names)
{
	ListCell   *cell;

	foreach(cell, SssAttachmentsByView(view))
	{
		const SssAttachment *attachment = lfirst(cell);

		if (attachment->problem != NULL || attachment->binding.view.nlocks == 0)
			continue;
		names->nlocks = attachment->binding.view.nlocks;
		for (int i = 0; i < names->nlocks; i++)
			names->locks[i] = get_attname(view, attachment->binding.view.locks[i], false);
		return true;
	}
	return false;
}

/* By default, sessions wait for each other by the columns by which they look a view up */
static void
NameLocksOfLookup(const SssView *view, Relation rel, SssViewNames *names)
{
	if (NameLocksAlike(view->relid, names))
		return;
	for (int i = 0; i < view->nlinks; i++)
	{
		const char *link = names->nlinks > 0 ? names->links[i] : get_attname(RelationGetRelid(rel), view->links[i], false);
		bool		known = false;

		for (int j = 0; j < names->nlocks; j++)
			known |= strcmp(names->locks[j], link) == 0;
		if (!known)
			names->locks[names->nlocks++] = link;
	}
}

/* The view's own columns identify a case, unless the row itself is the case */
static void
BindFactsView(Request *request, char **key, int nkey)
{
	Oid			view = request->binding->view.relid;
	SssProblem	problem;

	CheckCount("key", nkey);
	if (!SssHoldsFacts(request->binding))
	{
		memcpy(request->view_names.keys, key, sizeof(char *) * nkey);
		request->view_names.nkeys = nkey;
	}
	if (get_rel_name(view) == NULL)
		SssRaiseNoRelation(view);
	if (pg_class_aclcheck(view, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_VIEW, get_rel_name(view));
	if (!SssOwnerMayGuard(RelationGetRelid(request->rel), view, &problem))
		SssRaiseProblem(&problem);
	LockRelationOid(view, AccessShareLock);
	if (!request->locks_given)
		NameLocksOfLookup(&request->binding->view, request->rel, &request->view_names);
	if (!SssBindView(RelationGetRelid(request->rel), &request->view_names, request->binding, &problem))
		SssRaiseProblem(&problem);
}

/*
 * Bind the columns of the primary key one by one: the key of the cases then
 * stays as it is when the table gets another primary key, and a changed value
 * fires the trigger.
 */
static void
BindPrimaryKey(Request *request)
{
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nkeys = SssKeyColumns(request->binding, request->rel, keys);

	for (int i = 0; i < nkeys; i++)
		BindAs(request, keys[i], SSS_KEY_ROLE);
}

static void
BindKey(Request *request, char **key, int nkey)
{

	for (int i = 0; i < nkey; i++)
	{
		AttrNumber	attnum = ColumnByName(request->rel, key[i]);

		for (int j = 0; j < request->binding->nkeys; j++)
		{
			if (request->binding->keys[j] == attnum)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("column \"%s\" stands twice in argument \"key\"", key[i]),
						 errhint("Name each column once.")));
		}
		BindAs(request, attnum, SSS_KEY_ROLE);
	}
	if (request->attachment->enforced_by == ENFORCED_BY_CONSTRAINT)
		return;
	if (nkey == 0 && SssIsView(request->rel))
		BindKeyOfView(request);
	else if (nkey == 0)
		BindPrimaryKey(request);
	if (request->binding->nkeys == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relation \"%s\" has no primary key", RelationGetRelationName(request->rel)),
				 errhint("Name the columns that identify a row in argument \"key\".")));
}

static void
RequireRoles(Request *request, char **roles, int nroles)
{
	SssProblem	problem;

	for (int i = 0; i < nroles; i++)
	{
		if (!SssRequireRole(roles[i], request->binding, &problem))
			SssRaiseProblem(&problem);
	}
}

static bool
BindsMention(const SssBinding *binding)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE && sss_fact_lines[role].kind == FACT_mention)
			return true;
	}
	return false;
}

/* A CHECK cannot enforce every binding that a trigger can */
static void
CheckConstraint(const SssAttachment *attachment)
{
	const SssBinding *binding = &attachment->binding;
	const char *lack;
	const char *hint;

	if (binding->columns[ROLE_on_date].form == COLUMN_NONE)
	{
		lack = _("A constraint must not depend on the day it is checked.");
		hint = _("Bind a column to the role on_date.");
	}
	else if (BindsMention(binding))
	{
		lack = _("A constraint knows no role that explanations alone show.");
		hint = _("Leave the role out, or use sss.attach().");
	}
	else if (binding->columns[ROLE_category].form == COLUMN_TEXT_ARRAY)
	{
		lack = _("A constraint cannot check an array of texts.");
		hint = _("Use sss.attach(), or a column of type sss.recipient_category[].");
	}
	else
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a constraint cannot enforce this attachment"),
			 errdetail_internal("%s", lack),
			 errhint("%s", hint)));
}

/* The name, by default sss_<rule>; it must leave room for the names of helper triggers */
char *
SssGetArgAttachmentName(FunctionCallInfo fcinfo, int argument, SssRule rule)
{
	char	   *name = PG_ARGISNULL(argument) ? psprintf("sss_%s", sss_rule_names[rule]) :
	text_to_cstring(PG_GETARG_TEXT_PP(argument));

	if (name[0] == '\0' || strlen(name) > SSS_LONGEST_NAME)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("invalid name for an attachment"),
				 errhint("Use a name of at least one and at most %d bytes.",
						 SSS_LONGEST_NAME)));
	return name;
}

/* Can the relation have attachments? */
static void
CheckIsTable(Relation rel)
{
	if (rel->rd_rel->relkind != RELKIND_RELATION &&
		rel->rd_rel->relkind != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table", RelationGetRelationName(rel)),
				 rel->rd_rel->relkind == RELKIND_VIEW ? errhint("Use sss.attach_view().") :
				 errhint("Attach the rule to the table whose rows are written.")));
	if (SssIsOwnRelation(RelationGetRelid(rel)))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is one of the extension's own tables", RelationGetRelationName(rel)),
				 errhint("Attach the rule to a table of cases.")));
}

SssRule
SssGetArgRule(FunctionCallInfo fcinfo, int argument)
{
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(argument));
	SssRule		rule;

	if (!SssRuleByName(name, &rule))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized rule \"%s\"", name),
				 errhint("See view sss.rules for the rules.")));
	return rule;
}

static void
GetLocks(FunctionCallInfo fcinfo, int argument, Request *request)
{
	char	  **names = NULL;

	if (argument <= 0 || PG_ARGISNULL(argument))
		return;
	request->locks_given = true;
	request->view_names.nlocks = SssGetArgTexts(fcinfo, argument, "lock_by", &names);
	CheckCount("lock_by", request->view_names.nlocks);
	for (int i = 0; i < request->view_names.nlocks; i++)
		request->view_names.locks[i] = names[i];
}

/* If a facts view is given, it yields all facts that no named column holds */
static void
BindFacts(FunctionCallInfo fcinfo, const SssBindingArguments *arguments,
		  Request *request, char **key, int nkey)
{
	char	  **via = NULL;
	int			nvia = SssGetArgTexts(fcinfo, arguments->via, "lookup_by", &via);

	if (arguments->facts >= 0 && !PG_ARGISNULL(arguments->facts))
	{
		request->binding->view.relid = PG_GETARG_OID(arguments->facts);
		BindLinkColumns(request, via, nvia);
		BindFactsView(request, key, nkey);
		return;
	}
	if (nvia > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"lookup_by\" has no meaning without a lookup view"),
				 errhint("Name the view in argument \"lookup\".")));
	if (SssIsView(request->rel))
		BindColumnsOfView(request);
	else
		BindTypedColumns(request);
}

void
SssGetArgBinding(FunctionCallInfo fcinfo, const SssBindingArguments *arguments, Relation rel,
				 SssAttachment *attachment)
{
	Request		request = {.rel = rel,.attachment = attachment,.binding = &attachment->binding};
	SssProblem	problem;
	char	  **texts = NULL;
	char	  **key = NULL;
	int			ntexts;
	int			nkey;

	ntexts = SssGetArgTexts(fcinfo, arguments->columns, "columns", &texts);
	BindNamedColumns(&request, texts, ntexts);
	nkey = SssGetArgTexts(fcinfo, arguments->key, "key", &key);
	GetLocks(fcinfo, arguments->lock_by, &request);
	BindFacts(fcinfo, arguments, &request, key, nkey);
	if (!SssCheckObligatory(request.binding, &problem))
		SssRaiseProblem(&problem);
	ntexts = SssGetArgTexts(fcinfo, arguments->required, "required", &texts);
	RequireRoles(&request, texts, ntexts);
	if (request.binding->view.nkeys == 0)
		BindKey(&request, key, nkey);
}

/* There is no way to a lookup view by default, as there is from a table that a facts view reads */
static void
RequireLookupBy(FunctionCallInfo fcinfo)
{
	if (!PG_ARGISNULL(ARGUMENT_lookup) && PG_ARGISNULL(ARGUMENT_lookup_by))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"lookup_by\" is required with argument \"lookup\""),
				 errhint("Name the columns that lead to the lookup view, each as 'column=view column'.")));
}

/* Where the table's columns lack roles, a lookup view yields them */
static void
CheckLookup(FunctionCallInfo fcinfo, const SssAttachment *attachment)
{
	const SssBinding *binding = &attachment->binding;

	if (PG_ARGISNULL(ARGUMENT_lookup))
		return;
	if (!SssHoldsFacts(binding))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no column of relation \"%s\" holds a role of rule \"%s\"",
						get_rel_name(attachment->relid), sss_rule_names[binding->rule]),
				 errdetail("The view alone yields the facts, so that its tables have to be guarded, too."),
				 errhint("Use sss.attach_view().")));
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->view.columns[role].form != COLUMN_NONE)
			return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("lookup view \"%s\" yields no role that relation \"%s\" lacks",
					get_rel_name(binding->view.relid), get_rel_name(attachment->relid)),
			 errdetail("A column of the view that holds a role has the role's name."),
			 errhint("Name the view's columns after the roles, or leave out the view.")));
}

/* The arguments from mode to replace, which follow each other wherever a rule is attached by triggers */
static void
GetArgOptions(FunctionCallInfo fcinfo, int mode, SssAttachment *attachment, SssAttachOptions *options)
{
	SssBinding *binding = &attachment->binding;

	options->keep_mode = PG_ARGISNULL(mode);
	binding->policy.enforcing = !options->keep_mode && SssGetArgChoice(fcinfo, mode, "mode", "log", "enforce");
	binding->policy.strict = SssGetArgChoice(fcinfo, mode + 2, "unsettled", "log", "enforce");
	binding->deferred = SssGetArgChoice(fcinfo, mode + 3, "timing", "immediate", "deferred");
	attachment->always = !PG_ARGISNULL(mode + 4) && PG_GETARG_BOOL(mode + 4);
	attachment->enabled = attachment->always ? TRIGGER_FIRES_ALWAYS : TRIGGER_FIRES_ON_ORIGIN;
	attachment->name = SssGetArgAttachmentName(fcinfo, mode + 5, binding->rule);
	options->replace = !PG_ARGISNULL(mode + 6) && PG_GETARG_BOOL(mode + 6);
	options->demotion = NULL;
}

/* The relation and the rule of an attachment that is asked for */
static void
GetArgSubject(FunctionCallInfo fcinfo, SssAttachment *attachment)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("arguments \"relation\" and \"rule\" must not be NULL")));
	memset(attachment, 0, sizeof(SssAttachment));
	attachment->relid = PG_GETARG_OID(0);
	attachment->binding.rule = SssGetArgRule(fcinfo, 1);
}

Relation
SssGetAttachRequest(FunctionCallInfo fcinfo, bool guards_view, SssAttachment *attachment,
					SssAttachOptions *options)
{
	const SssBindingArguments arguments = {
		.columns = ARGUMENT_columns,.key = ARGUMENT_key,.facts = ARGUMENT_lookup,
		.via = ARGUMENT_lookup_by,.required = ARGUMENT_mode + 1,.lock_by = guards_view ? ARGUMENT_mode + 7 : 0
	};
	Relation	rel;
	SssProblem	problem;

	GetArgSubject(fcinfo, attachment);
	GetArgOptions(fcinfo, ARGUMENT_mode, attachment, options);
	attachment->enforced_by = ENFORCED_BY_TRIGGER;
	if (!guards_view)
		RequireLookupBy(fcinfo);

	/* Take the lock of CREATE TRIGGER or DROP TRIGGER now, so that the checks below stay valid */
	rel = SssOpenToAttach(attachment->relid, options->replace ? AccessExclusiveLock : ShareRowExclusiveLock,
						  options->replace || attachment->always);
	CheckIsTable(rel);
	SssGetArgBinding(fcinfo, &arguments, rel, attachment);
	if (!guards_view)
		CheckLookup(fcinfo, attachment);
	if (!SssIsHeld(attachment, &problem))
		SssRaiseProblem(&problem);
	return rel;
}

Relation
SssGetCheckRequest(FunctionCallInfo fcinfo, SssAttachment *attachment)
{
	static const SssBindingArguments arguments = {
		.columns = 2,.key = -1,.facts = -1,.via = -1,.required = -1
	};
	Relation	rel;
	SssProblem	problem;

	GetArgSubject(fcinfo, attachment);
	attachment->binding.policy.enforcing = true;
	attachment->enabled = TRIGGER_FIRES_ON_ORIGIN;
	attachment->name = SssGetArgAttachmentName(fcinfo, 4, attachment->binding.rule);
	attachment->enforced_by = ENFORCED_BY_CONSTRAINT;
	attachment->inheritable = true;

	/* Take the lock of ADD CONSTRAINT now, so that the checks below stay valid */
	rel = SssOpenToAttach(attachment->relid, AccessExclusiveLock, true);
	CheckIsTable(rel);
	SssGetArgBinding(fcinfo, &arguments, rel, attachment);
	CheckConstraint(attachment);
	if (!PG_ARGISNULL(3) &&
		!SssReadCondition(rel, text_to_cstring(PG_GETARG_TEXT_PP(3)), &attachment->except_keys, &problem))
		SssRaiseProblem(&problem);
	if (!SssIsHeld(attachment, &problem))
		SssRaiseProblem(&problem);
	return rel;
}
