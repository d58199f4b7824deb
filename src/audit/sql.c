/*-------------------------------------------------------------------------
 *
 * sql.c
 *	  sss.audit() and sss.audit_counts(): what an audit finds, as rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/tupdesc.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/tuplestore.h"

#include "audit/request.h"
#include "audit/resolve.h"
#include "audit/scan.h"
#include "base/base.h"
#include "finding/finding.h"
#include "store/store.h"

/* The columns of what sss.audit() returns */
enum
{
	FOUND_attachment,
	FOUND_rule,
	FOUND_key,
	FOUND_categories,
	FOUND_basis,
	FOUND_provider,
	FOUND_stay,
	FOUND_service,
	FOUND_on_date,
	FOUND_circumstances,
	FOUND_requirement,
	FOUND_verdict,
	FOUND_provision,
	FOUND_message,
	FOUND_refused,
	FOUND_waivers,
	FOUND_baseline,
	N_FOUND
};

/* Of sss.audit_counts() and sss.audit_resolving() */
enum
{
	COUNTED_attachment,
	COUNTED_rule,
	COUNTED_verdict,
	COUNTED_provision,
	COUNTED_refused,
	COUNTED_waived,
	COUNTED_rows,
	N_COUNTED,
	COUNTED_resolved = N_COUNTED,
	COUNTED_problem,
	N_RESOLVING
};

/* Where rows go, and in which language they speak */
typedef struct Output
{
	ReturnSetInfo *rsinfo;
	SssLanguage language;
} Output;

static void
SetProvision(Datum *values, bool *nulls, int column, SssProvision provision)
{
	nulls[column] = provision == SSS_NO_PROVISION;
	values[column] = SssProvisionDatum(provision);
}

static Datum
CategoryArray(uint32 categories, Oid array_type)
{
	Datum		elements[N_CATEGORIES];
	int			nelements = 0;

	for (int category = 0; category < N_CATEGORIES; category++)
	{
		if ((categories & SSS_BIT(category)) != 0)
			elements[nelements++] = SssCodeDatum(CODES_recipient_category, category);
	}
	return PointerGetDatum(construct_array(elements, nelements, get_element_type(array_type),
										   1, true, TYPALIGN_CHAR));
}

static void
SetFacts(const Output *output, const SssFacts *facts, Datum *values, bool *nulls)
{
	nulls[FOUND_categories] = facts->categories == 0;
	if (facts->categories != 0)
		values[FOUND_categories] =
			CategoryArray(facts->categories,
						  TupleDescAttr(output->rsinfo->setDesc, FOUND_categories)->atttypid);
	SssSetCode(values, nulls, FOUND_basis, CODES_placement_basis, facts->codes[ROLE_basis]);
	SssSetCode(values, nulls, FOUND_provider, CODES_provider_type, facts->codes[ROLE_provider]);
	SssSetCode(values, nulls, FOUND_stay, CODES_stay_mode, facts->codes[ROLE_stay]);
	SssSetCode(values, nulls, FOUND_service, CODES_service, facts->codes[ROLE_service]);
	nulls[FOUND_on_date] = !facts->has_date;
	values[FOUND_on_date] = DateADTGetDatum(facts->on_date);
}

static Datum
WaiverArray(const List *waivers)
{
	Datum	   *ids = palloc(sizeof(Datum) * list_length(waivers));
	int			nids = 0;
	ListCell   *cell;

	foreach(cell, waivers)
		ids[nids++] = Int64GetDatum(((const SssWaiver *) lfirst(cell))->id);
	return PointerGetDatum(construct_array(ids, nids, INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
										   TYPALIGN_DOUBLE));
}

static void
ReturnRow(void *argument, const SssAuditRow *row)
{
	const Output *output = argument;
	const SssBinding *binding = &row->audit->binding;
	const SssFinding *finding = &row->assessment->finding;
	SssFinding	worded = SssWordedFinding(row->assessment);
	Datum		values[N_FOUND] = {0};
	bool		nulls[N_FOUND] = {false};

	SssSetText(values, nulls, FOUND_attachment, row->audit->attachment);
	SssSetText(values, nulls, FOUND_rule, sss_rule_names[binding->rule]);
	nulls[FOUND_key] = binding->nkeys == 0;
	if (binding->nkeys > 0)
		values[FOUND_key] = SssKeyArray(row->key.ncolumns, row->key.texts);
	SetFacts(output, row->facts, values, nulls);
	values[FOUND_circumstances] = SssOtherFacts(row->facts);
	nulls[FOUND_circumstances] = values[FOUND_circumstances] == (Datum) 0;
	SssSetText(values, nulls, FOUND_requirement, sss_fact_lines[finding->requirement].name);
	SssSetCode(values, nulls, FOUND_verdict, CODES_verdict, row->verdict);
	SetProvision(values, nulls, FOUND_provision, finding->provision);
	SssSetText(values, nulls, FOUND_message,
			   SssFindingMessage(row->audit->binding.rule, row->facts, row->assessment->category, &worded, output->language));
	values[FOUND_refused] = BoolGetDatum(row->refused);
	nulls[FOUND_waivers] = row->waivers == NIL;
	if (row->waivers != NIL)
		values[FOUND_waivers] = WaiverArray(row->waivers);
	values[FOUND_baseline] = BoolGetDatum(row->by_baseline);
	tuplestore_putvalues(output->rsinfo->setResult, output->rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(sss_audit);
Datum
sss_audit(PG_FUNCTION_ARGS)
{
	Output		output = {.language = SssGetArgLanguage(fcinfo, AUDIT_language)};
	SssAuditRequest request;
	ListCell   *cell;

	InitMaterializedSRF(fcinfo, 0);
	output.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SssGetAuditRequest(fcinfo, &request);
	foreach(cell, request.targets)
	{
		SssAudit	audit = {.found = ReturnRow,.argument = &output};

		SssRunAudit(lfirst(cell), request.today, &audit);
	}
	SssEndAuditRequest(&request);
	return (Datum) 0;
}

static void
SetCount(const SssAudit *audit, const SssAuditCount *count, Datum *values, bool *nulls)
{
	SssSetText(values, nulls, COUNTED_attachment, audit->attachment);
	SssSetText(values, nulls, COUNTED_rule, sss_rule_names[audit->binding.rule]);
	SssSetCode(values, nulls, COUNTED_verdict, CODES_verdict, count->verdict);
	SetProvision(values, nulls, COUNTED_provision, count->provision);
	values[COUNTED_refused] = BoolGetDatum(count->refused);
	values[COUNTED_waived] = BoolGetDatum(count->waived);
	values[COUNTED_rows] = Int64GetDatum(count->rows);
}

/* How many were compliant, and what else there was; resolved: how many findings, or NULL */
static void
ReturnCounts(ReturnSetInfo *rsinfo, const SssAudit *audit, const int64 *resolved)
{
	SssAuditCount compliant = {.verdict = VERDICT_compliant,.rows = audit->compliant};

	for (int i = -1; i < audit->ncounts; i++)
	{
		Datum		values[N_RESOLVING] = {0};
		bool		nulls[N_RESOLVING] = {false};

		SetCount(audit, i < 0 ? &compliant : &audit->counts[i], values, nulls);
		nulls[COUNTED_problem] = true;
		nulls[COUNTED_resolved] = i >= 0 || resolved == NULL;
		if (!nulls[COUNTED_resolved])
			values[COUNTED_resolved] = Int64GetDatum(*resolved);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

PG_FUNCTION_INFO_V1(sss_audit_counts);
Datum
sss_audit_counts(PG_FUNCTION_ARGS)
{
	SssAuditRequest request;
	ListCell   *cell;

	InitMaterializedSRF(fcinfo, 0);
	SssGetAuditRequest(fcinfo, &request);
	foreach(cell, request.targets)
	{
		SssAudit	audit = {0};

		SssRunAudit(lfirst(cell), request.today, &audit);
		ReturnCounts((ReturnSetInfo *) fcinfo->resultinfo, &audit, NULL);
	}
	SssEndAuditRequest(&request);
	return (Datum) 0;
}

/* One attachment whose open violations an audit resolves */
typedef struct Resolving
{
	const SssAuditRequest *request;
	const SssAuditTarget *target;
	ReturnSetInfo *rsinfo;
} Resolving;

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
	ReturnCounts(resolving->rsinfo, &audit, open != NULL ? &resolved : NULL);
}

/* Return only the SQLSTATE of the error: its message may quote row data */
static void
ReturnProblem(const Resolving *resolving, const ErrorData *failure)
{
	Datum		values[N_RESOLVING];
	bool		nulls[N_RESOLVING];

	memset(nulls, true, sizeof(nulls));
	SssSetText(values, nulls, COUNTED_attachment, resolving->target->attachment);
	SssSetText(values, nulls, COUNTED_rule, sss_rule_names[resolving->target->binding.rule]);
	SssSetText(values, nulls, COUNTED_problem, unpack_sql_state(failure->sqlerrcode));
	tuplestore_putvalues(resolving->rsinfo->setResult, resolving->rsinfo->setDesc, values, nulls);
}

/* The same, and open violations that the audit no longer finds are resolved */
PG_FUNCTION_INFO_V1(sss_audit_resolving);
Datum
sss_audit_resolving(PG_FUNCTION_ARGS)
{
	SssAuditRequest request;
	ListCell   *cell;

	InitMaterializedSRF(fcinfo, 0);
	SssGetAuditRequest(fcinfo, &request);
	foreach(cell, request.targets)
	{
		Resolving	resolving = {&request, lfirst(cell), (ReturnSetInfo *) fcinfo->resultinfo};
		ErrorData  *failure = NULL;

		/* The caller's own rights were checked before, outside the subtransaction */
		if (PG_GETARG_BOOL(AUDIT_tolerant))
			failure = SssTryInSubtransaction(Resolve, &resolving);
		else
			Resolve(&resolving);
		if (failure != NULL)
			ReturnProblem(&resolving, failure);
	}
	SssEndAuditRequest(&request);
	return (Datum) 0;
}
