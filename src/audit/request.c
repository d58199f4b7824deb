/*-------------------------------------------------------------------------
 *
 * request.c
 *	  The arguments of sss.audit() and its siblings are turned into targets.
 *
 * The user needs the rights to read all columns and all rows that are checked:
 * if row security hides rows, the others prove nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_class.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/rls.h"

#include "attach/attach.h"
#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"

pg_noreturn static void
RaiseNoRights(Relation rel)
{
	aclcheck_error(ACLCHECK_NO_PRIV, get_relkind_objtype(rel->rd_rel->relkind),
				   RelationGetRelationName(rel));
	pg_unreachable();
}

void
SssRequireSelect(Oid relid)
{
	char	   *name = get_rel_name(relid);

	if (name == NULL)
		SssRaiseNoRelation(relid);
	if (pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) != ACLCHECK_OK &&
		pg_attribute_aclcheck_all(relid, GetUserId(), ACL_SELECT, ACLMASK_ANY) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, get_relkind_objtype(get_rel_relkind(relid)), name);
}

/* Raise an error unless the user may read some column of every row */
static void
CheckRows(Relation rel)
{
	Oid			relid = RelationGetRelid(rel);

	SssRequireSelect(relid);
	if (check_enable_rls(relid, InvalidOid, true) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("row-level security may hide rows of \"%s\" from the audit",
						RelationGetRelationName(rel)),
				 errhint("Audit as a role that row-level security does not apply to.")));
}

static Relation
OpenToAudit(Oid relid)
{
	Relation	rel;

	SssRequireSelect(relid);
	rel = SssOpenRelation(relid, AccessShareLock);
	switch (rel->rd_rel->relkind)
	{
		case RELKIND_RELATION:
		case RELKIND_PARTITIONED_TABLE:
		case RELKIND_VIEW:
		case RELKIND_MATVIEW:
		case RELKIND_FOREIGN_TABLE:
			break;
		default:
			ereport(ERROR,
					(errcode(ERRCODE_WRONG_OBJECT_TYPE),
					 errmsg("\"%s\" is not a table or view", RelationGetRelationName(rel)),
					 errhint("Audit the table or view that holds the cases.")));
	}
	if (RELATION_IS_OTHER_TEMP(rel))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("cannot access temporary tables of other sessions")));
	CheckRows(rel);

	/* Its functions would run with the rights of whoever audits */
	if (SssIsSecurityInvoker(rel) && rel->rd_rel->relowner != GetUserId())
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("security_invoker view \"%s\" can be audited by its owner alone",
						RelationGetRelationName(rel)),
				 errhint("Audit a view that reads with its owner's rights.")));
	return rel;
}

/* Raise an error unless the user may read all bound columns, and the key */
static void
CheckColumns(Relation rel, const SssBinding *binding)
{
	Oid			relid = RelationGetRelid(rel);
	Oid			user = GetUserId();
	bool		allowed = true;

	if (pg_class_aclcheck(relid, user, ACL_SELECT) == ACLCHECK_OK)
		return;
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE)
			allowed &= pg_attribute_aclcheck(relid, binding->columns[role].attnum, user,
											 ACL_SELECT) == ACLCHECK_OK;
	}
	for (int i = 0; i < binding->view.nlinks; i++)
		allowed &= pg_attribute_aclcheck(relid, binding->view.links[i], user, ACL_SELECT) == ACLCHECK_OK;
	for (int i = 0; i < binding->nkeys; i++)
		allowed &= pg_attribute_aclcheck(relid, binding->keys[i], user, ACL_SELECT) == ACLCHECK_OK;
	if (!allowed)
		RaiseNoRights(rel);
}

/* If a facts view yields the cases as a whole, audit the view; rel is it, or one of its tables */
static void
AuditView(Relation rel, SssAuditTarget *target)
{
	SssBinding *binding = &target->binding;
	const SssView view = binding->view;

	target->rel = view.relid == RelationGetRelid(rel) ? rel : OpenToAudit(view.relid);
	memset(&binding->view, 0, sizeof(SssView));
	memcpy(binding->columns, view.columns, sizeof(view.columns));
	SssBindMentions(view.relid, binding);
	binding->nkeys = view.nkeys;
	memcpy(binding->keys, view.keys, sizeof(view.keys));
}

/* If a facts view adds facts to the rows of the table, the user must be able to read it too */
static void
CheckViewPrivilege(Oid relid)
{
	if (pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_VIEW, get_rel_name(relid));
}

static SssAuditTarget *
MakeTarget(Relation rel, const SssAttachment *attachment)
{
	const SssBinding *binding = &attachment->binding;
	SssAuditTarget *target = palloc0(sizeof(SssAuditTarget));
	AttrNumber	keys[INDEX_MAX_KEYS];

	target->attachment = attachment;
	target->descendants = rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE;
	target->binding = *binding;
	if (binding->view.nkeys > 0)
		AuditView(rel, target);
	else
	{
		target->rel = rel;
		target->binding.nkeys = SssKeyColumns(binding, rel, keys);
		memcpy(target->binding.keys, keys, sizeof(AttrNumber) * target->binding.nkeys);
		if (OidIsValid(binding->view.relid))
			CheckViewPrivilege(binding->view.relid);
	}
	CheckColumns(target->rel, &target->binding);
	return target;
}

SssAuditTarget *
SssTargetOfAttachment(Relation rel, const SssAttachment *attachment)
{
	CheckRows(rel);
	return MakeTarget(rel, attachment);
}

void
SssEndAuditTarget(SssAuditTarget *target, Relation rel)
{
	if (target->rel != rel)
		relation_close(target->rel, NoLock);
}

static SssAuditTarget *
AddTarget(SssAuditRequest *request, const SssAttachment *attachment)
{
	SssAuditTarget *target = MakeTarget(request->rel, attachment);

	request->targets = lappend(request->targets, target);
	return target;
}

/* Is it asked for?  NULL and N_RULES mean any.  An attachment whose rule cannot be read has any rule. */
static bool
IsAsked(const SssAttachment *attachment, const char *name, SssRule rule)
{
	return (name == NULL || strcmp(attachment->name, name) == 0) &&
		(rule == N_RULES || attachment->binding.rule == rule ||
		 (attachment->problem != NULL && attachment->binding.rule == N_RULES));
}

/* May another attachment of that name be audited?  So it is if the triggers of but one table of a view are wrong. */
static bool
HasSoundOne(const List *attachments, const char *name)
{
	ListCell   *cell;

	foreach(cell, attachments)
	{
		const SssAttachment *attachment = lfirst(cell);

		if (attachment->problem == NULL && strcmp(attachment->name, name) == 0)
			return true;
	}
	return false;
}

static void
AddAttached(SssAuditRequest *request, const char *name, SssRule rule)
{
	List	   *attachments = SssAttachmentsOf(RelationGetRelid(request->rel));
	ListCell   *cell;

	foreach(cell, attachments)
	{
		const SssAttachment *attachment = lfirst(cell);
		SssAuditTarget *target;
		Oid			cases;

		if (!IsAsked(attachment, name, rule))
			continue;
		if (request->tolerant && attachment->problem != NULL && HasSoundOne(attachments, attachment->name))
			continue;

		/* With a wrong set-up, an audit cannot know what the trigger should check */
		if (attachment->problem != NULL && attachment->enforced_by == ENFORCED_BY_CONSTRAINT)
			SssRaiseProblem(attachment->problem);
		if (attachment->problem != NULL)
			SssReportProblem(request->rel, attachment->trigger, attachment, true, attachment->problem);
		target = AddTarget(request, attachment);
		if (attachment->enforced_by == ENFORCED_BY_CONSTRAINT)
		{
			target->descendants |= attachment->inheritable;
			continue;
		}

		/* Without any waiver or baseline, no row need be looked up */
		cases = SssCaseRelation(attachment);
		if (SssMayHaveExemptions(cases, attachment->binding.rule))
			target->cases = cases;
		target->logged = !SssIsInherited(attachment);
	}
}

static void
AddUnattached(FunctionCallInfo fcinfo, SssAuditRequest *request, SssRule rule)
{
	static const SssBindingArguments arguments = {
		.columns = AUDIT_columns,.facts = AUDIT_lookup,.key = AUDIT_key,.via = AUDIT_lookup_by,
		.required = AUDIT_required
	};
	SssAttachment *attachment = palloc0(sizeof(SssAttachment));

	attachment->relid = RelationGetRelid(request->rel);
	attachment->binding.rule = rule;
	attachment->binding.policy.strict = !PG_ARGISNULL(AUDIT_unsettled) &&
		SssGetArgChoice(fcinfo, AUDIT_unsettled, "unsettled", "log", "enforce");
	SssGetArgBinding(fcinfo, &arguments, request->rel, attachment);
	(void) AddTarget(request, attachment);
}

static bool
SaysWhatToBind(FunctionCallInfo fcinfo)
{
	return !PG_ARGISNULL(AUDIT_columns) || !PG_ARGISNULL(AUDIT_lookup) ||
		!PG_ARGISNULL(AUDIT_key) || !PG_ARGISNULL(AUDIT_lookup_by) || !PG_ARGISNULL(AUDIT_required) || !PG_ARGISNULL(AUDIT_unsettled);
}

static void
CheckArguments(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(AUDIT_relation))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "relation")));
	if (!SaysWhatToBind(fcinfo))
		return;
	if (PG_ARGISNULL(AUDIT_rule))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no rule is named for the binding"),
				 errhint("Name the rule, or omit all binding arguments to audit the attachments.")));
	if (!PG_ARGISNULL(AUDIT_name))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an attachment already has a binding"),
				 errhint("Omit the name, or all binding arguments.")));
}

void
SssGetAuditRequest(FunctionCallInfo fcinfo, SssAuditRequest *request)
{
	SssRule		rule = N_RULES;
	char	   *name = NULL;

	CheckArguments(fcinfo);
	if (!PG_ARGISNULL(AUDIT_rule))
		rule = SssGetArgRule(fcinfo, AUDIT_rule);
	if (!PG_ARGISNULL(AUDIT_name))
		name = text_to_cstring(PG_GETARG_TEXT_PP(AUDIT_name));
	request->rel = OpenToAudit(PG_GETARG_OID(AUDIT_relation));
	request->targets = NIL;
	request->today = SssToday();

	if (!SaysWhatToBind(fcinfo))
		AddAttached(request, name, rule);
	if (request->targets == NIL && (rule == N_RULES || name != NULL))
		SssRaiseNotAttached(request->rel, NULL, name, NULL,
							name != NULL ? _("See view sss.attachments for what is attached.") :
							_("Name a rule to audit a relation to which none is attached."));
	if (request->targets == NIL)
		AddUnattached(fcinfo, request, rule);
}

void
SssAuditAsOf(FunctionCallInfo fcinfo, SssAuditRequest *request)
{
	ListCell   *cell;

	if (PG_ARGISNULL(AUDIT_on_date))
		return;
	request->today = PG_GETARG_DATEADT(AUDIT_on_date);
	foreach(cell, request->targets)
	{
		SssBinding *binding = &((SssAuditTarget *) lfirst(cell))->binding;

		binding->columns[ROLE_on_date].form = COLUMN_NONE;
		binding->bound &= ~SSS_ROLE_BIT(ROLE_on_date);
		binding->view.columns[ROLE_on_date].form = COLUMN_NONE;
	}
}

void
SssAuditUntil(FunctionCallInfo fcinfo, SssAuditRequest *request)
{
	ListCell   *cell;

	if (PG_ARGISNULL(AUDIT_on_date))
		return;
	request->today = PG_GETARG_DATEADT(AUDIT_on_date);
	foreach(cell, request->targets)
	{
		SssAuditTarget *target = lfirst(cell);

		target->logged = false;
		target->bounded = true;
		target->until = request->today;
	}
}

void
SssEndAuditRequest(SssAuditRequest *request)
{
	ListCell   *cell;

	foreach(cell, request->targets)
		SssEndAuditTarget(lfirst(cell), request->rel);
	relation_close(request->rel, NoLock);
}
