/*-------------------------------------------------------------------------
 *
 * norms.c
 *	  The requirements of a standard besides placement and list of services:
 *	  memberships, thresholds, evidence, clauses that inspections assess.
 *
 * A rule consists of the lines that have its name, in all these lists.  A case
 * must meet every line that applies to it and whose fact is bound.
 *
 *-------------------------------------------------------------------------
 */
#include "law/clauses.h"
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

/* The user states the least, the most or both; what is not stated does not limit the quantity */
static void
AddStatedRange(const SssThresholdLine *line, const SssFacts *facts, SssJudgement *judgement)
{
	bool		has_least = !SssFactMissing(facts, line->norm);
	bool		has_most = !SssFactMissing(facts, line->maximum);
	int64_t		quantity = SSS_MEASURE(facts, line->measure);

	if (!has_least && !has_most)
		Add(judgement, line->norm, VERDICT_unknown, line->provision, 0);
	else if (SssFactMissing(facts, line->measure))
		Add(judgement, line->measure, VERDICT_unknown, line->provision, 0);
	else if (has_least && quantity < SSS_MEASURE(facts, line->norm))
		Add(judgement, line->measure, VERDICT_violation, line->provision,
			SSS_MEASURE(facts, line->norm) - quantity);
	else if (has_most && quantity > SSS_MEASURE(facts, line->maximum))
		Add(judgement, line->maximum, VERDICT_violation, line->provision,
			quantity - SSS_MEASURE(facts, line->maximum));
	else
		Add(judgement, line->measure, VERDICT_compliant, line->provision, 0);
}

static void
AddThreshold(const SssThresholdLine *line, const SssFacts *facts, SssJudgement *judgement)
{
	int64_t		needed;

	if (line->maximum != N_ROLES)
		AddStatedRange(line, facts, judgement);
	else if (!GetThreshold(line, facts, &needed))
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

/*
 * If the record does not say whether it is one that requires the evidence, the
 * text does not settle whether it may do without.
 */
static SssVerdict
JudgeEvidence(const SssEvidenceLine *line, const SssFacts *facts, SssApplies applies)
{
	if ((facts->present & SSS_ROLE_BIT(line->fact)) != 0)
		return VERDICT_compliant;
	if ((facts->absent & SSS_ROLE_BIT(line->fact)) == 0)
		return VERDICT_unknown;
	if (applies == APPLIES)
		return VERDICT_violation;
	return line->when == EVIDENCE_WHERE_SAID ? VERDICT_unsettled : VERDICT_unknown;
}

static bool
IsBound(const SssFacts *facts, SssRole evidence)
{
	return ((facts->present | facts->absent | facts->doubtful) & SSS_ROLE_BIT(evidence)) != 0;
}

/*
 * An inspection assesses a clause of the provider's standard.  If it finds that
 * the clause is not met, the provider has failed, but the record of it has not.
 */
static void
AddQuality(const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
	SssProvision assessed = facts->condition;
	SssProvision asking = sss_asking_paragraph[standard][ROLE_condition];

	if (assessed == SSS_NO_PROVISION)
		Add(judgement, ROLE_condition, VERDICT_unknown, asking, 0);
	else if (SssStandardOf(assessed) == (int) standard && SssIsClause(assessed, facts->on_date))
		Add(judgement, ROLE_condition, VERDICT_compliant, assessed, 0);
	else
		Add(judgement, ROLE_condition, VERDICT_violation, asking, 0);
	if (facts->codes[ROLE_outcome] != SSS_MISSING)
		Add(judgement, ROLE_outcome, VERDICT_compliant, judgement->provision, 0);
}

static void
AddMemberships(SssRule rule, const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
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
}

/* A norm of another act is asked about under the clause that the record cites */
static void
AddThresholds(SssRule rule, const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
	for (int i = 0; i < sss_thresholds_count; i++)
	{
		const SssThresholdLine *line = &sss_thresholds[i];

		if (line->rule == rule && line->standard == standard &&
			SssInForce(line->valid_from, line->valid_to, facts->on_date) &&
			(rule != RULE_other_act_norm || SssIsAssessedWith(facts->condition, line->provision)))
			AddThreshold(line, facts, judgement);
	}
	if (rule == RULE_other_act_norm && judgement->nfindings == 0)
		Add(judgement, ROLE_condition,
			facts->condition == SSS_NO_PROVISION ? VERDICT_unknown : VERDICT_violation,
			sss_asking_paragraph[standard][ROLE_condition], 0);
}

static void
AddEvidenceBehind(int service, SssRule rule, const SssFacts *facts, SssStandard standard,
				  SssJudgement *judgement)
{
	int			at = sss_evidence_at[service][standard];

	for (int i = at - 1; at != 0 && i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];
		SssApplies	applies;

		if (line->service != service || line->standard != standard)
			break;
		if (line->rule != rule || !IsBound(facts, line->fact) ||
			!SssInForce(line->valid_from, line->valid_to, facts->on_date))
			continue;
		applies = SssEvidenceApplies(line, facts);
		if (applies != APPLIES_NOT)
			Add(judgement, line->fact, JudgeEvidence(line, facts, applies), line->provision, 0);
	}
}

static void
AddEvidence(SssRule rule, const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
	if (facts->codes[ROLE_service] != SSS_MISSING)
		AddEvidenceBehind(facts->codes[ROLE_service], rule, facts, standard, judgement);
	AddEvidenceBehind(N_SERVICES, rule, facts, standard, judgement);
}

/*
 * If a standard requires nothing, cite the clause that is silent, or else the one
 * that lists the service or names the provider.
 */
static void
AddNothingAsked(SssRule rule, const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
	SssProvision listed = SSS_NO_PROVISION;

	if (rule == RULE_evidence || rule == RULE_service_recipient)
		listed = SssScopeProvision(facts->codes[ROLE_service], standard, facts->on_date);
	if (listed != SSS_NO_PROVISION)
		Add(judgement, ROLE_service, VERDICT_compliant, listed, 0);
	else if (sss_silent_clause[rule][standard] != SSS_NO_PROVISION)
		Add(judgement, ROLE_provider, VERDICT_compliant, sss_silent_clause[rule][standard], 0);
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
	if ((SSS_RULES_WITH_MEMBERSHIPS & SSS_BIT(rule)) != 0)
		AddMemberships(rule, facts, standard, judgement);
	if ((SSS_RULES_WITH_THRESHOLDS & SSS_BIT(rule)) != 0)
		AddThresholds(rule, facts, standard, judgement);
	if ((SSS_RULES_WITH_EVIDENCE & SSS_BIT(rule)) != 0)
		AddEvidence(rule, facts, standard, judgement);
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

		if (line->rule == rule && (line->service == N_SERVICES || line->service == service) &&
			SssInForce(line->valid_from, line->valid_to, day) &&
			SssProviderProvision(provider, line->standard, day) != SSS_NO_PROVISION)
			asked |= SSS_ROLE_BIT(line->fact);
	}
	return asked;
}
