/*-------------------------------------------------------------------------
 *
 * explain.c
 *	  Explanations and options: every requirement, how it came out, and what
 *	  would be lawful.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

#include "ask/explain.h"
#include "base/base.h"

/*----------
 * Why a verdict is what it is, and what would be lawful instead.
 *----------
 */
static void
PutFinding(ReturnSetInfo *rsinfo, SssRule rule, const SssFacts *facts, int category,
		   const SssFinding *finding, SssLanguage language)
{
	char	   *remedy = SssFindingRemedy(rule, facts, category, finding, language);
	Datum		values[5] = {0};
	bool		nulls[5] = {false};

	values[0] = CStringGetTextDatum(sss_fact_lines[finding->requirement].name);
	values[1] = SssCodeDatum(CODES_verdict, finding->verdict);
	nulls[2] = finding->provision == SSS_NO_PROVISION;
	values[2] = SssProvisionDatum(finding->provision);
	values[3] = CStringGetTextDatum(SssFindingMessage(rule, facts, category, finding, language));
	nulls[4] = remedy == NULL;
	if (remedy != NULL)
		values[4] = CStringGetTextDatum(remedy);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* One row a requirement, under every standard that governs the provider */
static void
Explain(FunctionCallInfo fcinfo, SssRule rule, const SssFacts *facts, SssLanguage language)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SssCandidates walk;
	SssJudgement judgement;
	bool		asked = false;

	InitMaterializedSRF(fcinfo, 0);
	SssStartCandidates(&walk, rule, facts);
	while (SssNextCandidate(&walk, &judgement))
	{
		for (int i = 0; i < judgement.nfindings; i++)
			PutFinding(rsinfo, rule, facts, judgement.category, &judgement.findings[i], language);
		asked = true;
	}

	/* No standard could be asked: say what is in the way */
	if (!asked)
	{
		SssFinding	finding;

		SssJudge(rule, facts, &judgement);
		finding = (SssFinding)
		{
			.requirement = judgement.requirement,.verdict = judgement.verdict,
				.provision = judgement.provision,
		};

		/* Nothing decided where provider or date is missing; something asks for it */
		if (finding.provision == SSS_NO_PROVISION)
			finding.provision = SssAskingProvision(facts, finding.requirement);
		PutFinding(rsinfo, rule, facts, SSS_MISSING, &finding, language);
	}
}

/* explain_placement_any(category[], basis, provider, stay, on_date, language) */
PG_FUNCTION_INFO_V1(sss_explain_placement_any);
Datum
sss_explain_placement_any(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssGetArgPlacement(fcinfo, true, &facts);
	Explain(fcinfo, RULE_placement, &facts, SssGetArgLanguage(fcinfo, 5));
	return (Datum) 0;
}

/* explain_*(the rule's facts in the order of its roles, language) */
#define FACT(...)
#define ROLE(...)
#define RULE(rule, en) \
PG_FUNCTION_INFO_V1(sss_explain_##rule); \
Datum \
sss_explain_##rule(PG_FUNCTION_ARGS) \
{ \
	SssFacts	facts; \
	int			language = SssGetArgCallersFacts(fcinfo, RULE_##rule, &facts); \
\
	Explain(fcinfo, RULE_##rule, &facts, SssGetArgLanguage(fcinfo, language)); \
	return (Datum) 0; \
}

#include "law/lists/roles.h"
#undef FACT
#undef ROLE
#undef RULE

/* The lawful modes of stay of a placement, NULL where none is asked for */
static bool
LawfulStays(const SssFacts *facts, SssStandard standard, Oid stay_type, Datum *stays)
{
	Datum		modes[N_STAYS];
	int			nmodes = 0;
	SssFacts	tried = *facts;
	bool		asked = false;

	for (int stay = 0; stay < N_STAYS; stay++)
	{
		SssCandidates walk;
		SssJudgement judgement;

		tried.codes[ROLE_stay] = stay;
		SssStartCandidates(&walk, RULE_placement, &tried);
		while (SssNextCandidate(&walk, &judgement))
		{
			if (judgement.standard != (int) standard || judgement.nfindings <= PLACEMENT_stay)
				continue;
			asked = true;
			if (judgement.verdict == VERDICT_compliant)
				modes[nmodes++] = SssCodeDatum(CODES_stay_mode, stay);
		}
	}
	*stays = PointerGetDatum(construct_array(modes, nmodes, stay_type, 1, true, TYPALIGN_CHAR));
	return asked;
}

static void
PutPlacementOptions(ReturnSetInfo *rsinfo, const SssFacts *facts, int category,
					Oid stay_type, SssLanguage language)
{
	int			basis = facts->codes[ROLE_basis];
	int			provider = facts->codes[ROLE_provider];
	SssCandidates walk;
	SssJudgement judgement;

	SssStartCandidates(&walk, RULE_placement, facts);
	while (SssNextCandidate(&walk, &judgement))
	{
		SssFacts	any_stay = *facts;
		Datum		values[9] = {0};
		bool		nulls[9] = {false};

		if (judgement.verdict != VERDICT_compliant)
			continue;
		any_stay.codes[ROLE_stay] = SSS_MISSING;
		values[0] = SssCodeDatum(CODES_recipient_category, category);
		values[1] = CStringGetTextDatum(SssLabel(CODES_recipient_category, category, language));
		values[2] = SssCodeDatum(CODES_placement_basis, basis);
		values[3] = CStringGetTextDatum(SssLabel(CODES_placement_basis, basis, language));
		values[4] = SssCodeDatum(CODES_provider_type, provider);
		values[5] = CStringGetTextDatum(SssLabel(CODES_provider_type, provider, language));
		nulls[6] = !LawfulStays(&any_stay, judgement.standard, stay_type, &values[6]);
		values[7] = SssCodeDatum(CODES_standard, judgement.standard);
		values[8] = SssProvisionDatum(judgement.provision);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

/* Does a code agree with an argument, in which NULL is any? */
static bool
Agrees(FunctionCallInfo fcinfo, int argument, SssCodeListId list, int code)
{
	return PG_ARGISNULL(argument) || SSS_GETARG_CODE(list, argument) == code;
}

/*
 * placement_options(category, basis, provider, stay, on_date, language): every
 * placement that is lawful and agrees with the facts given, NULL being any.
 */
PG_FUNCTION_INFO_V1(sss_placement_options);
Datum
sss_placement_options(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SssLanguage language = SssGetArgLanguage(fcinfo, 5);
	SssFacts	facts;
	Oid			stay_type;

	InitMaterializedSRF(fcinfo, 0);
	stay_type = get_element_type(TupleDescAttr(rsinfo->setDesc, 6)->atttypid);
	SssGetArgPlacement(fcinfo, false, &facts);
	facts.category_missing = false;
	if (facts.codes[ROLE_stay] == SSS_MISSING && !PG_ARGISNULL(3))
		return (Datum) 0;

	for (int category = 0; category < N_CATEGORIES; category++)
	{
		if (!Agrees(fcinfo, 0, CODES_recipient_category, category))
			continue;
		facts.categories = SSS_BIT(category);
		for (int basis = 0; basis < N_BASES; basis++)
		{
			if (!Agrees(fcinfo, 1, CODES_placement_basis, basis))
				continue;
			facts.codes[ROLE_basis] = basis;
			for (int provider = 0; provider < N_PROVIDERS; provider++)
			{
				facts.codes[ROLE_provider] = provider;
				if (Agrees(fcinfo, 2, CODES_provider_type, provider))
					PutPlacementOptions(rsinfo, &facts, category, stay_type, language);
			}
		}
	}
	return (Datum) 0;
}

/* service_options(provider, on_date, language): what is in scope there */
PG_FUNCTION_INFO_V1(sss_service_options);
Datum
sss_service_options(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 0);
	SssLanguage language = SssGetArgLanguage(fcinfo, 2);
	SssDay		day;

	InitMaterializedSRF(fcinfo, 0);
	if (provider == SSS_MISSING || PG_ARGISNULL(1))
		return (Datum) 0;
	day = PG_GETARG_DATEADT(1);

	for (int i = 0; i < sss_scope_count; i++)
	{
		const SssScopeLine *line = &sss_scope[i];
		SssKind		kind = sss_service_kind[line->service];
		Datum		values[7];
		bool		nulls[7] = {false};

		if (!SssInForce(line->valid_from, line->valid_to, day) ||
			SssProviderProvision(provider, line->standard, day) == SSS_NO_PROVISION)
			continue;
		values[0] = SssCodeDatum(CODES_service, line->service);
		values[1] = CStringGetTextDatum(SssLabel(CODES_service, line->service, language));
		values[2] = SssCodeDatum(CODES_service_kind, kind);
		values[3] = CStringGetTextDatum(SssLabel(CODES_service_kind, kind, language));
		values[4] = SssCodeDatum(CODES_standard, line->standard);
		values[5] = SssProvisionDatum(line->provision);
		values[6] = SssEvidenceRoles(line->service, line->standard, day);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/*----------
 * What must stand behind a service, as SQL asks for it.
 *----------
 */
static const char *const when_names[] = {
	[EVIDENCE_ALWAYS] = "always",[EVIDENCE_IF] = "if",[EVIDENCE_UNLESS] = "unless"
};

/* Does the line ask for something behind the service under a standard, on that day? */
static bool
IsBehind(const SssEvidenceLine *line, int service, SssDay day)
{
	return line->rule == RULE_evidence && line->service == service &&
		SssInForce(line->valid_from, line->valid_to, day);
}

Datum
SssEvidenceRoles(int service, SssStandard standard, SssDay day)
{
	Datum		elements[SSS_MOST_FINDINGS];
	int			nelements = 0;

	for (int i = 0; i < sss_evidence_count && nelements < SSS_MOST_FINDINGS; i++)
	{
		if (sss_evidence[i].standard == standard && IsBehind(&sss_evidence[i], service, day))
			elements[nelements++] = CStringGetTextDatum(sss_fact_lines[sss_evidence[i].fact].name);
	}
	return PointerGetDatum(construct_array(elements, nelements, TEXTOID, -1, false, TYPALIGN_INT));
}

/* required_evidence(service, provider, on_date, language) */
PG_FUNCTION_INFO_V1(sss_required_evidence);
Datum
sss_required_evidence(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			service = SSS_GETARG_CODE(CODES_service, 0);
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 1);
	SssLanguage language = SssGetArgLanguage(fcinfo, 3);
	SssDay		day;

	InitMaterializedSRF(fcinfo, 0);
	if (service == SSS_MISSING || provider == SSS_MISSING || PG_ARGISNULL(2))
		return (Datum) 0;
	day = PG_GETARG_DATEADT(2);

	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];
		Datum		values[7] = {0};
		bool		nulls[7] = {false};

		if (!IsBehind(line, service, day) ||
			SssProviderProvision(provider, line->standard, day) == SSS_NO_PROVISION)
			continue;
		values[0] = CStringGetTextDatum(sss_fact_lines[line->fact].name);
		values[1] = CStringGetTextDatum(SssLocalize(sss_evidence_names[line->fact], language));
		values[2] = CStringGetTextDatum(when_names[line->when]);
		nulls[3] = nulls[4] = line->other == N_ROLES;
		if (line->other != N_ROLES)
		{
			values[3] = CStringGetTextDatum(sss_fact_lines[line->other].name);
			values[4] = CStringGetTextDatum(SssLocalize(sss_evidence_names[line->other], language));
		}
		values[5] = SssCodeDatum(CODES_standard, line->standard);
		values[6] = SssProvisionDatum(line->provision);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
