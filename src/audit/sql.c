/*-------------------------------------------------------------------------
 *
 * sql.c
 *	  sss.audit() and its siblings return the results of an audit as rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"
#include "store/store.h"

/* The rows to return, and the language of their messages */
typedef struct Output
{
	SssRow		row;
	SssLanguage language;
} Output;

/* The columns from categories to circumstances */
static void
PutFacts(SssRow *row, const SssFacts *facts)
{
	Datum		others = SssOtherFacts(facts);

	if (facts->categories == 0)
		SssPutNull(row);
	else
		SssPutCodes(row, CODES_recipient_category, facts->categories);
	SssPutCode(row, CODES_placement_basis, facts->codes[ROLE_basis]);
	SssPutCode(row, CODES_provider_type, facts->codes[ROLE_provider]);
	SssPutCode(row, CODES_stay_mode, facts->codes[ROLE_stay]);
	SssPutCode(row, CODES_service, facts->codes[ROLE_service]);
	if (facts->has_date)
		SssPutDate(row, facts->on_date);
	else
		SssPutNull(row);
	if (others == (Datum) 0)
		SssPutNull(row);
	else
		SssPut(row, TEXTARRAYOID, others);
}

static void
PutWaivers(SssRow *row, const List *waivers)
{
	int64	   *ids = palloc(sizeof(int64) * (list_length(waivers) + 1));
	int			nids = 0;
	ListCell   *cell;

	if (waivers == NIL)
	{
		SssPutNull(row);
		return;
	}
	foreach(cell, waivers)
		ids[nids++] = ((const SssWaiver *) lfirst(cell))->id;
	SssPutInt8s(row, ids, nids);
}

static void
ReturnFound(void *argument, const SssAuditRow *found)
{
	Output	   *output = argument;
	SssRow	   *row = &output->row;
	const SssBinding *binding = &found->audit->binding;
	const SssFinding *finding = &found->assessment->finding;
	SssFinding	worded = SssWordedFinding(found->assessment);

	SssPutText(row, found->audit->attachment->name);
	SssPutText(row, sss_rule_names[binding->rule]);
	if (binding->nkeys == 0)
		SssPutNull(row);
	else
		SssPutTexts(row, found->key.texts, found->key.ncolumns);
	PutFacts(row, found->facts);
	SssPutText(row, sss_fact_lines[finding->requirement].name);
	SssPutCode(row, CODES_verdict, found->verdict);
	SssPutProvision(row, finding->provision);
	SssPutText(row, SssFindingMessage(binding->rule, found->facts, found->assessment->category,
									  &worded, &found->mentions, output->language));
	SssPutBool(row, found->refused);
	PutWaivers(row, found->waivers);
	SssPutBool(row, found->by_baseline);
	SssEndRow(row);
}

PG_FUNCTION_INFO_V1(sss_audit);
Datum
sss_audit(PG_FUNCTION_ARGS)
{
	Output		output = {.language = SssGetArgLanguage(fcinfo, AUDIT_language)};
	SssAuditRequest request = {.tolerant = false};
	ListCell   *cell;

	output.row = SssStartRows(fcinfo);
	SssGetAuditRequest(fcinfo, &request);
	SssAuditAsOf(fcinfo, &request);
	foreach(cell, request.targets)
	{
		SssAudit	audit = {.found = ReturnFound,.argument = &output};

		SssRunAudit(lfirst(cell), request.today, &audit);
	}
	SssEndAuditRequest(&request);
	return (Datum) 0;
}

/* The columns from attachment to rows, of one count of the audit; -1: of the compliant rows */
static void
PutCount(SssRow *row, const SssAudit *audit, const SssTally *tally, int i)
{
	const SssAuditCount compliant = {.verdict = VERDICT_compliant,.rows = tally->compliant};
	const SssAuditCount *count = i < 0 ? &compliant : &tally->counts[i];

	SssPutText(row, audit->attachment->name);
	SssPutText(row, sss_rule_names[audit->binding.rule]);
	SssPutCode(row, CODES_verdict, count->verdict);
	SssPutProvision(row, count->provision);
	SssPutBool(row, count->refused);
	SssPutBool(row, count->waived);
	SssPut(row, INT8OID, Int64GetDatum(count->rows));
}

PG_FUNCTION_INFO_V1(sss_audit_counts);
Datum
sss_audit_counts(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssAuditRequest request = {.tolerant = false};
	ListCell   *cell;

	SssGetAuditRequest(fcinfo, &request);
	SssAuditAsOf(fcinfo, &request);
	foreach(cell, request.targets)
	{
		SssAudit	audit = {0};

		SssRunAudit(lfirst(cell), request.today, &audit);
		for (int i = -1; i < audit.all.ncounts; i++)
		{
			PutCount(&row, &audit, &audit.all, i);
			SssEndRow(&row);
		}
	}
	SssEndAuditRequest(&request);
	return (Datum) 0;
}

/* One attachment whose open violations an audit resolves */
typedef struct Resolving
{
	const SssAuditRequest *request;
	const SssAuditTarget *target;
	SssRow	   *row;
} Resolving;

/* The counts of a group, or of all rows; resolved stands on the first row of the attachment, NULL: elsewhere */
static void
ReturnTally(const Resolving *resolving, const SssAudit *audit, const SssTally *tally,
			char *const *values, const int64 *resolved)
{
	SssRow	   *row = resolving->row;

	for (int i = -1; i < tally->ncounts; i++)
	{
		PutCount(row, audit, tally, i);
		if (resolved == NULL || i >= 0)
			SssPutNull(row);
		else
			SssPut(row, INT8OID, Int64GetDatum(*resolved));
		SssPutText(row, NULL);	/* problem */
		if (audit->by.n == 0)
			SssPutNull(row);
		else
			SssPutTexts(row, values, audit->by.n);
		SssEndRow(row);
	}
}

/* A relation without a row forms no group, and yet was audited */
static void
ReturnTallies(const Resolving *resolving, const SssAudit *audit, const int64 *resolved)
{
	char	   *none[SSS_MAX_DIMENSIONS] = {NULL};

	if (audit->groups == NULL || SssGroupCount(audit->groups) == 0)
	{
		ReturnTally(resolving, audit, &audit->all, none, resolved);
		return;
	}
	for (int i = 0; i < SssGroupCount(audit->groups); i++)
	{
		const SssGroup *group = SssGroupAt(audit->groups, i);

		ReturnTally(resolving, audit, &group->tally, group->values, i == 0 ? resolved : NULL);
	}
}

static void
Resolve(const void *argument)
{
	const Resolving *resolving = argument;
	SssOpenViolations *open = NULL;
	SssAudit	audit = {0};
	int64		resolved = 0;

	if (resolving->target->logged && SssMayResolve())
		open = SssReadOpenViolations(resolving->target, RelationGetRelid(resolving->request->rel));
	if (open != NULL)
	{
		audit.found = SssStillOpen;
		audit.argument = open;
	}
	SssRunAudit(resolving->target, resolving->request->today, &audit);
	if (open != NULL)
		resolved = SssResolveOthers(open);
	ReturnTallies(resolving, &audit, open != NULL ? &resolved : NULL);
}

/* Return only the SQLSTATE of the error: its message may quote row data */
static void
ReturnProblem(SssRow *row, const SssAttachment *attachment, const ErrorData *failure)
{
	row->ncolumns = 0;			/* the failure may have cut a row short */
	SssPutText(row, attachment->name);
	SssPutText(row, attachment->binding.rule == N_RULES ? NULL : sss_rule_names[attachment->binding.rule]);
	SssPutNulls(row, 6);		/* from verdict to resolved */
	SssPutText(row, unpack_sql_state(failure->sqlerrcode));
	SssPutNull(row);			/* dimensions */
	SssEndRow(row);
}

/* The call of a run over all attachments, and the attachment that it is about */
typedef struct Asked
{
	FunctionCallInfo fcinfo;
	const SssAttachment *attachment;
} Asked;

static void
GetResolvingRequest(FunctionCallInfo fcinfo, SssAuditRequest *request)
{
	SssDimensions by;
	ListCell   *cell;

	SssGetAuditRequest(fcinfo, request);
	SssAuditUntil(fcinfo, request);
	SssGetDimensions(fcinfo, AUDIT_by, &by);
	foreach(cell, request->targets)
	{
		SssAuditTarget *target = lfirst(cell);

		target->by = by;
		SssFindDimensions(target->rel, &target->by);
	}
}

static void
TryRequest(const void *argument)
{
	const Asked *asked = argument;
	FunctionCallInfo fcinfo = asked->fcinfo;
	Oid			relid = PG_GETARG_OID(AUDIT_relation);
	Oid			view = asked->attachment->binding.view.relid;
	SssAuditRequest request = {.tolerant = true};

	SssRequireSelect(relid);
	LockRelationOid(relid, AccessShareLock);
	if (OidIsValid(view) && view != relid && pg_class_aclcheck(view, GetUserId(), ACL_SELECT) == ACLCHECK_OK)
		LockRelationOid(view, AccessShareLock);
	GetResolvingRequest(fcinfo, &request);
	SssEndAuditRequest(&request);
}

/*
 * Can the attachment of that name be audited?  If so, its table and its view stay
 * locked for SssGetAuditRequest().  False: somebody holds one of them, or the user
 * may not read it, and the row that says so was returned: whoever owns one table
 * must not be able to stop a run over all.
 */
static bool
CanAudit(FunctionCallInfo fcinfo, SssRow *row)
{
	char	   *name = PG_ARGISNULL(AUDIT_name) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(AUDIT_name));
	ListCell   *cell;

	foreach(cell, name == NULL ? NIL : SssAttachmentsOf(PG_GETARG_OID(AUDIT_relation)))
	{
		Asked		asked = {fcinfo, lfirst(cell)};
		ErrorData  *failure;

		if (strcmp(asked.attachment->name, name) != 0)
			continue;
		failure = SssTryWithin(SssAuditTimeout(), TryRequest, &asked);
		if (failure == NULL)
			continue;
		ReturnProblem(row, asked.attachment, failure);
		return false;
	}
	return true;
}

/* The same, and open violations that the audit no longer finds are resolved */
PG_FUNCTION_INFO_V1(sss_audit_resolving);
Datum
sss_audit_resolving(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssAuditRequest request = {.tolerant = PG_GETARG_BOOL(AUDIT_tolerant)};
	ListCell   *cell;

	if (!PG_ARGISNULL(AUDIT_relation) && request.tolerant && !CanAudit(fcinfo, &row))
		return (Datum) 0;
	GetResolvingRequest(fcinfo, &request);
	foreach(cell, request.targets)
	{
		Resolving	resolving = {&request, lfirst(cell), &row};
		ErrorData  *failure = NULL;

		if (request.tolerant)
			failure = SssTryWithin(SssAuditTimeout(), Resolve, &resolving);
		else
			Resolve(&resolving);
		if (failure != NULL)
			ReturnProblem(&row, resolving.target->attachment, failure);
	}
	SssEndAuditRequest(&request);
	return (Datum) 0;
}
