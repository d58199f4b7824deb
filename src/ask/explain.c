/*-------------------------------------------------------------------------
 *
 * explain.c
 *	  Explanations and options: how each requirement is met, what evidence is
 *	  required, and what would be lawful.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "base/base.h"

static void
PutFinding(SssRow *row, SssRule rule, const SssFacts *facts, int category,
		   const SssFinding *finding, const SssMentions *mentions, SssLanguage language)
{
	SssPutText(row, sss_fact_lines[finding->requirement].name);
	SssPutCode(row, CODES_verdict, finding->verdict);
	SssPutProvision(row, finding->provision);
	SssPutText(row, SssFindingMessage(rule, facts, category, finding, mentions, language));
	SssPutText(row, SssFindingRemedy(rule, facts, finding, language));
	SssEndRow(row);
}

/* The facts that an explanation mentions: the arguments that follow the language */
static void
GetArgMentions(FunctionCallInfo fcinfo, SssRule rule, int argument, SssMentions *mentions)
{
	memset(mentions, 0, sizeof(SssMentions));
	if (!SssIsRoleOf(rule, ROLE_document_number))
		return;
	if (!PG_ARGISNULL(argument))
		mentions->document_number = text_to_cstring(PG_GETARG_TEXT_PP(argument));
	mentions->has_document_date = !PG_ARGISNULL(argument + 1);
	if (mentions->has_document_date)
		mentions->document_date = PG_GETARG_DATEADT(argument + 1);
}

/*
 * One row for each requirement of each standard that governs the provider.  The
 * argument language is followed by what is to be mentioned.
 */
static void
Explain(FunctionCallInfo fcinfo, SssRule rule, const SssFacts *facts, int argument)
{
	SssRow		row = SssStartRows(fcinfo);
	SssLanguage language = SssGetArgLanguage(fcinfo, argument);
	SssMentions mentions;
	SssCandidates walk;
	SssJudgement judgement;
	bool		asked = false;

	GetArgMentions(fcinfo, rule, argument + 1, &mentions);
	SssStartCandidates(&walk, rule, facts);
	while (SssNextCandidate(&walk, &judgement))
	{
		for (int i = 0; i < judgement.nfindings; i++)
			PutFinding(&row, rule, facts, judgement.category, &judgement.findings[i], &mentions, language);
		asked = true;
	}

	if (!asked)
	{
		SssFinding	finding;

		SssJudge(rule, facts, &judgement);
		finding = SssDecidingFinding(&judgement);

		/* Without a provider or a date no provision decides, but one asks for the fact */
		if (finding.provision == SSS_NO_PROVISION)
			finding.provision = SssAskingProvision(facts, finding.requirement);
		PutFinding(&row, rule, facts, judgement.category, &finding, &mentions, language);
	}
}

/* explain_placement_any(category[], basis, provider, stay, on_date, language, document_number, document_date) */
PG_FUNCTION_INFO_V1(sss_explain_placement_any);
Datum
sss_explain_placement_any(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssGetArgPlacement(fcinfo, true, &facts);
	Explain(fcinfo, RULE_placement, &facts, 5);
	return (Datum) 0;
}

/* explain_*(the rule's facts in the order of its roles, language, what it mentions) */
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
	Explain(fcinfo, RULE_##rule, &facts, language); \
	return (Datum) 0; \
}

#include "law/lists/roles.h"
#undef FACT
#undef ROLE
#undef RULE

static const char *const when_names[] = {
	[EVIDENCE_ALWAYS] = "always",[EVIDENCE_IF] = "if",[EVIDENCE_UNLESS] = "unless",
	[EVIDENCE_WHERE_SAID] = "where"
};

/* Does the line ask for evidence of the service on that day? */
static bool
AsksForEvidence(const SssEvidenceLine *line, int service, SssDay day)
{
	return line->rule == RULE_evidence && line->service == service &&
		SssInForce(line->valid_from, line->valid_to, day);
}

/* The roles of the evidence that the standard asks for where it lists the service, as text[] */
static void
PutEvidenceRoles(SssRow *row, const SssScopeLine *scope, SssDay day)
{
	char	   *names[SSS_MOST_FINDINGS];
	int			nnames = 0;

	for (int i = 0; i < sss_evidence_count && nnames < SSS_MOST_FINDINGS; i++)
	{
		if (sss_evidence[i].standard == scope->standard &&
			AsksForEvidence(&sss_evidence[i], scope->service, day))
			names[nnames++] = (char *) sss_fact_lines[sss_evidence[i].fact].name;
	}
	SssPutTexts(row, names, nnames);
}

/* Two columns: the role of evidence and its name; of a coded fact, the names of the codes */
static void
PutEvidenceName(SssRow *row, SssRole role, uint32 codes, SssLanguage language)
{
	SssPutText(row, role == N_ROLES ? NULL : sss_fact_lines[role].name);
	if (role == N_ROLES)
		SssPutNull(row);
	else if (sss_fact_lines[role].kind == FACT_code)
		SssPutText(row, SssLabels(sss_fact_lines[role].list, codes, language));
	else
		SssPutText(row, SssLocalize(sss_evidence_names[role], language));
}

/* required_evidence(service, provider, on_date, language) */
PG_FUNCTION_INFO_V1(sss_required_evidence);
Datum
sss_required_evidence(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	int			service = SSS_GETARG_CODE(CODES_service, 0);
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 1);
	SssLanguage language = SssGetArgLanguage(fcinfo, 3);
	SssDay		day;

	if (service == SSS_MISSING || provider == SSS_MISSING || PG_ARGISNULL(2))
		return (Datum) 0;
	day = PG_GETARG_DATEADT(2);

	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];

		if (!AsksForEvidence(line, service, day) ||
			SssProviderProvision(provider, line->standard, day) == SSS_NO_PROVISION)
			continue;
		PutEvidenceName(&row, line->fact, 0, language);
		SssPutText(&row, when_names[line->when]);
		PutEvidenceName(&row, line->other, line->codes, language);
		SssPutCode(&row, CODES_standard, line->standard);
		SssPutProvision(&row, line->provision);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

/* The modes of stay under which a placement is lawful; false: the standard asks for none */
static bool
FindLawfulStays(const SssFacts *facts, SssStandard standard, uint32 *stays)
{
	SssFacts	tried = *facts;
	bool		asked = false;

	*stays = 0;
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
				*stays |= SSS_BIT(stay);
		}
	}
	return asked;
}

/* Two columns: a code and its name */
static void
PutNamedCode(SssRow *row, SssCodeListId list, int index, SssLanguage language)
{
	SssPutCode(row, list, index);
	SssPutText(row, SssLabel(list, index, language));
}

static void
PutPlacementOptions(SssRow *row, const SssFacts *facts, int category, SssLanguage language)
{
	SssCandidates walk;
	SssJudgement judgement;

	SssStartCandidates(&walk, RULE_placement, facts);
	while (SssNextCandidate(&walk, &judgement))
	{
		SssFacts	any_stay = *facts;
		uint32		stays;

		if (judgement.verdict != VERDICT_compliant)
			continue;
		any_stay.codes[ROLE_stay] = SSS_MISSING;
		PutNamedCode(row, CODES_recipient_category, category, language);
		PutNamedCode(row, CODES_placement_basis, facts->codes[ROLE_basis], language);
		PutNamedCode(row, CODES_provider_type, facts->codes[ROLE_provider], language);
		if (FindLawfulStays(&any_stay, judgement.standard, &stays))
			SssPutCodes(row, CODES_stay_mode, stays);
		else
			SssPutNull(row);
		SssPutCode(row, CODES_standard, judgement.standard);
		SssPutProvision(row, judgement.provision);
		SssEndRow(row);
	}
}

/* Does the code agree with the argument?  NULL stands for any code. */
static bool
Agrees(FunctionCallInfo fcinfo, int argument, SssCodeListId list, int code)
{
	return PG_ARGISNULL(argument) || SSS_GETARG_CODE(list, argument) == code;
}

/*
 * placement_options(category, basis, provider, stay, on_date, language): every
 * lawful placement that agrees with the arguments
 */
PG_FUNCTION_INFO_V1(sss_placement_options);
Datum
sss_placement_options(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssLanguage language = SssGetArgLanguage(fcinfo, 5);
	SssFacts	facts;

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
					PutPlacementOptions(&row, &facts, category, language);
			}
		}
	}
	return (Datum) 0;
}

/* service_options(provider, on_date, language): the services in the provider's scope */
PG_FUNCTION_INFO_V1(sss_service_options);
Datum
sss_service_options(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 0);
	SssLanguage language = SssGetArgLanguage(fcinfo, 2);
	SssDay		day;

	if (provider == SSS_MISSING || PG_ARGISNULL(1))
		return (Datum) 0;
	day = PG_GETARG_DATEADT(1);

	for (int i = 0; i < sss_scope_count; i++)
	{
		const SssScopeLine *line = &sss_scope[i];

		if (!SssInForce(line->valid_from, line->valid_to, day) ||
			SssProviderProvision(provider, line->standard, day) == SSS_NO_PROVISION)
			continue;
		PutNamedCode(&row, CODES_service, line->service, language);
		PutNamedCode(&row, CODES_service_kind, sss_service_kind[line->service], language);
		SssPutCode(&row, CODES_standard, line->standard);
		SssPutProvision(&row, line->provision);
		PutEvidenceRoles(&row, line, day);
		SssEndRow(&row);
	}
	return (Datum) 0;
}
