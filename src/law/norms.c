/*-------------------------------------------------------------------------
 *
 * norms.c
 *	  The requirements of a standard besides placement and list of services:
 *	  memberships, thresholds, evidence, conditions of quality.
 *
 * A rule consists of the lines that have its name, in all these lists.  A case
 * must meet every line that applies to it and whose fact is bound.
 *
 *-------------------------------------------------------------------------
 */
#include "law/clauses.h"
#include "law/code.h"
#include "law/rulebook.h"

/* Add a finding; the most severe one decides, and of equal ones the first */
static void
Add(SssJudgement *judgement, SssRole requirement, SssVerdict verdict, SssProvision provision,
	int64_t shortfall)
{
	if (judgement->nfindings == 0 || SssSeverity(verdict) > SssSeverity(judgement->verdict))
	{
		judgement->requirement = requirement;
		judgement->verdict = verdict;
		judgement->provision = provision;
	}
	if (judgement->nfindings < SSS_MOST_FINDINGS)
		judgement->findings[judgement->nfindings++] = (SssFinding)
	{
		.requirement = requirement,.verdict = verdict,.provision = provision,.shortfall = shortfall
	};
}

static SssVerdict
Unless(SssVerdict verdict, SssApplies applies)
{
	return verdict == VERDICT_compliant || applies == APPLIES ? verdict : VERDICT_unknown;
}

/* A child may belong to several categories; it suffices that the clause names one of them */
static SssVerdict
JudgeMembership(const SssMembershipLine *line, const SssFacts *facts)
{
	int			code = facts->codes[line->fact];
	uint32_t	codes = line->fact == ROLE_category ? facts->categories :
	code == SSS_MISSING ? 0 : SSS_BIT(code);

	if ((codes & line->members) != 0)
		return VERDICT_compliant;
	return SssFactMissing(facts, line->fact) ? VERDICT_unknown : line->otherwise;
}

/* The quantity that a threshold requires, in parts of its unit; false if it is not known */
static bool
GetThreshold(const SssThresholdLine *line, const SssFacts *facts, int64_t *needed)
{
	*needed = (int64_t) line->amount * SSS_MEASURE_SCALE;
	if (line->norm != N_ROLES)
	{
		if (SssFactMissing(facts, line->norm))
			return false;
		*needed = SSS_MEASURE(facts, line->norm);
	}
	if (line->heads == N_ROLES)
		return true;
	if (SssFactMissing(facts, line->heads))
		return false;

	/* The amount is for each head; a norm that the user states is always for all */
	*needed = line->amount * SSS_MEASURE(facts, line->heads);
	return true;
}

static void
AddThreshold(const SssThresholdLine *line, const SssFacts *facts, SssJudgement *judgement)
{
	int64_t		needed;

	if (!GetThreshold(line, facts, &needed))
		Add(judgement, line->norm != N_ROLES ? line->norm : line->heads, VERDICT_unknown,
			line->provision, 0);
	else if (needed == 0)
		Add(judgement, line->measure, VERDICT_compliant, line->provision, 0);
	else if (SssFactMissing(facts, line->measure))
		Add(judgement, line->measure, VERDICT_unknown, line->provision, 0);
	else if (SSS_MEASURE(facts, line->measure) >= needed)
		Add(judgement, line->measure, VERDICT_compliant, line->provision, 0);
	else
		Add(judgement, line->measure, VERDICT_violation, line->provision,
			needed - SSS_MEASURE(facts, line->measure));
}

static SssVerdict
JudgeEvidence(const SssEvidenceLine *line, const SssFacts *facts)
{
	if ((facts->present & SSS_ROLE_BIT(line->fact)) != 0)
		return VERDICT_compliant;
	return (facts->absent & SSS_ROLE_BIT(line->fact)) != 0 ? VERDICT_violation : VERDICT_unknown;
}

static bool
IsBound(const SssFacts *facts, SssRole evidence)
{
	return ((facts->present | facts->absent | facts->doubtful) & SSS_ROLE_BIT(evidence)) != 0;
}

static bool
IsAskedBehind(const SssEvidenceLine *line, SssRule rule, int service, SssStandard standard, SssDay day)
{
	return line->rule == rule && line->standard == standard &&
		(line->service == N_SERVICES || line->service == service) &&
		SssInForce(line->valid_from, line->valid_to, day);
}

/* A part of a condition is assessed under the condition as a whole */
static bool
IsAssessedUnder(const SssQualityCondition *line, SssProvision condition)
{
	SssProvisionParts parts;

	if (condition == line->provision)
		return true;
	SssSplitProvision(condition, &parts);
	return parts.item_part != 0 &&
		line->provision == (condition & ~(SssProvision) SSS_ITEM_PART_MAX) &&
		SssItemHasPart(line->provision, parts.item_part);
}

static void
AddQuality(const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
	SssVerdict	verdict = VERDICT_violation;
	SssProvision provision = sss_asking_paragraph[standard][ROLE_condition];

	if (facts->condition == SSS_NO_PROVISION)
		verdict = VERDICT_unknown;
	for (int i = 0; i < sss_quality_conditions_count && verdict == VERDICT_violation; i++)
	{
		const SssQualityCondition *line = &sss_quality_conditions[i];

		if (line->standard == standard && IsAssessedUnder(line, facts->condition) &&
			SssInForce(line->valid_from, line->valid_to, facts->on_date))
		{
			verdict = VERDICT_compliant;
			provision = line->provision;
		}
	}
	Add(judgement, ROLE_condition, verdict, provision, 0);
}

/* If a standard requires nothing, cite the clause that lists the service or names the provider */
static void
AddNothingAsked(SssRule rule, const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
	SssProvision listed = SSS_NO_PROVISION;

	if (rule == RULE_evidence || rule == RULE_service_recipient)
		listed = SssScopeProvision(facts->codes[ROLE_service], standard, facts->on_date);
	if (listed != SSS_NO_PROVISION)
		Add(judgement, ROLE_service, VERDICT_compliant, listed, 0);
	else
		Add(judgement, ROLE_provider, VERDICT_compliant,
			SssProviderProvision(facts->codes[ROLE_provider], standard, facts->on_date), 0);
}

void
SssJudgeNorms(SssRule rule, const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
	/* The requirements of these rules depend on the service */
	if ((rule == RULE_evidence || rule == RULE_service_recipient) && facts->codes[ROLE_service] == SSS_MISSING)
	{
		Add(judgement, ROLE_service, VERDICT_unknown, sss_asking_paragraph[standard][ROLE_service], 0);
		return;
	}
	for (int i = 0; i < sss_memberships_count; i++)
	{
		const SssMembershipLine *line = &sss_memberships[i];
		SssApplies	applies;

		if (line->rule != rule || line->standard != standard ||
			!SssInForce(line->valid_from, line->valid_to, facts->on_date))
			continue;
		applies = SssMembershipApplies(line, facts);
		if (applies != APPLIES_NOT)
			Add(judgement, line->fact, Unless(JudgeMembership(line, facts), applies), line->provision, 0);
	}
	for (int i = 0; i < sss_thresholds_count; i++)
	{
		const SssThresholdLine *line = &sss_thresholds[i];

		if (line->rule == rule && line->standard == standard &&
			SssInForce(line->valid_from, line->valid_to, facts->on_date))
			AddThreshold(line, facts, judgement);
	}
	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];
		SssApplies	applies;

		if (!IsAskedBehind(line, rule, facts->codes[ROLE_service], standard, facts->on_date) ||
			!IsBound(facts, line->fact))
			continue;
		applies = SssEvidenceApplies(line, facts);
		if (applies != APPLIES_NOT)
			Add(judgement, line->fact, Unless(JudgeEvidence(line, facts), applies), line->provision, 0);
	}
	if (rule == RULE_quality)
		AddQuality(facts, standard, judgement);
	if (judgement->nfindings == 0)
		AddNothingAsked(rule, facts, standard, judgement);
}

SssRoles
SssEvidenceAsked(SssRule rule, int service, SssProvider provider, SssDay day)
{
	SssRoles	asked = 0;

	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];

		if (SssProviderProvision(provider, line->standard, day) != SSS_NO_PROVISION &&
			IsAskedBehind(line, rule, service, line->standard, day))
			asked |= SSS_ROLE_BIT(line->fact);
	}
	return asked;
}
