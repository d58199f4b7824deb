/*-------------------------------------------------------------------------
 *
 * rulebook.c
 *	  Lookups in the lists, which decide nothing by themselves.
 *
 *-------------------------------------------------------------------------
 */
#include <stddef.h>
#include <string.h>

#include "law/clauses.h"
#include "law/rulebook.h"

#define FACT(fact, kind, type) [ROLE_##fact] = SSS_MISSING,
#define RULE(...)
#define ROLE(...)
const SssFacts sss_no_facts = {
	.codes = {
#include "law/lists/roles.h"
	}
};
#undef FACT
#undef RULE
#undef ROLE

/* The order's own paragraph that gives every kind of provider its standard */
#define PROVIDER_ASKED_PROVISION	SSS_PARAGRAPH(0, 1)

int
SssSeverity(SssVerdict verdict)
{
	static const int severities[N_VERDICTS] = {
		[VERDICT_not_governed] = 0,
		[VERDICT_compliant] = 1,
		[VERDICT_unknown] = 2,
		[VERDICT_unsettled] = 3,
		[VERDICT_violation] = 4,
	};

	return severities[verdict];
}

bool
SssGoverned(SssDay day)
{
	for (int i = 0; i < sss_editions_count; i++)
	{
		if (SssInForce(sss_editions[i].valid_from, sss_editions[i].valid_to, day))
			return true;
	}
	return false;
}

/* Narrow the period around the day so that neither end of a line's validity lies within it */
static void
Narrow(SssPeriod *period, SssDay day, SssDay valid_from, SssDay valid_to)
{
	if (valid_from <= day && valid_from > period->first)
		period->first = valid_from;
	if (valid_from > day && valid_from - 1 < period->last)
		period->last = valid_from - 1;
	if (valid_to >= day && valid_to < period->last)
		period->last = valid_to;
	if (valid_to < day && valid_to + 1 > period->first)
		period->first = valid_to + 1;
}

SssPeriod
SssPeriodOf(SssDay day)
{
	SssPeriod	period = {SSS_NO_START, SSS_NO_END};

	for (int i = 0; i < sss_editions_count; i++)
		Narrow(&period, day, sss_editions[i].valid_from, sss_editions[i].valid_to);
	for (int i = 0; i < sss_provider_standards_count; i++)
		Narrow(&period, day, sss_provider_standards[i].valid_from, sss_provider_standards[i].valid_to);
	for (int i = 0; i < sss_scope_count; i++)
		Narrow(&period, day, sss_scope[i].valid_from, sss_scope[i].valid_to);
	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS; r++)
	{
		const SssPlacementLines *list = &sss_placement_lines[r];

		for (int i = 0; i < list->nlines; i++)
			Narrow(&period, day, list->lines[i].valid_from, list->lines[i].valid_to);
	}
	for (int i = 0; i < sss_memberships_count; i++)
		Narrow(&period, day, sss_memberships[i].valid_from, sss_memberships[i].valid_to);
	for (int i = 0; i < sss_thresholds_count; i++)
		Narrow(&period, day, sss_thresholds[i].valid_from, sss_thresholds[i].valid_to);
	for (int i = 0; i < sss_evidence_count; i++)
		Narrow(&period, day, sss_evidence[i].valid_from, sss_evidence[i].valid_to);
	for (int i = 0; i < sss_clauses_count; i++)
		Narrow(&period, day, sss_clauses[i].valid_from, sss_clauses[i].valid_to);
	return period;
}

SssProvision
SssProviderProvision(SssProvider provider, SssStandard standard, SssDay day)
{
	int			at = sss_provider_standard_at[provider][standard];

	if (at == 0)
		return SSS_NO_PROVISION;
	for (int i = at - 1; i < sss_provider_standards_count; i++)
	{
		const SssProviderStandard *line = &sss_provider_standards[i];

		if (line->provider != provider || line->standard != standard)
			break;
		if (SssInForce(line->valid_from, line->valid_to, day))
			return line->provision;
	}
	return SSS_NO_PROVISION;
}

SssProvision
SssScopeProvision(SssService service, SssStandard standard, SssDay day)
{
	int			at = sss_scope_at[service][standard];

	if (at == 0)
		return SSS_NO_PROVISION;
	for (int i = at - 1; i < sss_scope_count; i++)
	{
		const SssScopeLine *line = &sss_scope[i];

		if (line->service != service || line->standard != standard)
			break;
		if (SssInForce(line->valid_from, line->valid_to, day))
			return line->provision;
	}
	return SSS_NO_PROVISION;
}

SssProvision
SssExcludingProvision(SssService service, SssStandard standard)
{
	SssProvision item = sss_excluding_item[service][standard];

	return item != SSS_NO_PROVISION ? item : sss_service_paragraph[standard][sss_service_kind[service]];
}

/* Annex 3 asks for no mode of stay */
bool
SssAsksForStay(SssStandard standard, SssDay day)
{
	const SssPlacementLines *list = &sss_placement_lines[PLACEMENT_stay];

	for (int i = 0; i < list->nlines; i++)
	{
		if (list->lines[i].standard == standard &&
			SssInForce(list->lines[i].valid_from, list->lines[i].valid_to, day))
			return true;
	}
	return false;
}

SssApplies
SssMembershipApplies(const SssMembershipLine *line, const SssFacts *facts)
{
	int			code;

	if (line->condition == N_ROLES)
		return APPLIES;
	code = facts->codes[line->condition];
	if (code == SSS_MISSING)
		return APPLIES_PERHAPS;
	if (line->condition == ROLE_service)
		return code == (int) line->when ? APPLIES : APPLIES_NOT;
	return (line->when & SSS_BIT(code)) != 0 ? APPLIES : APPLIES_NOT;
}

SssApplies
SssEvidenceApplies(const SssEvidenceLine *line, const SssFacts *facts)
{
	bool		present;
	bool		absent;

	if (line->when == EVIDENCE_ALWAYS)
		return APPLIES;
	if (line->when == EVIDENCE_WHERE_SAID)
	{
		int			code = facts->codes[line->other];

		return code == SSS_MISSING ? APPLIES_PERHAPS :
			(line->codes & SSS_BIT(code)) != 0 ? APPLIES : APPLIES_NOT;
	}
	present = (facts->present & SSS_ROLE_BIT(line->other)) != 0;
	absent = (facts->absent & SSS_ROLE_BIT(line->other)) != 0;
	if (line->when == EVIDENCE_UNLESS)
		return present ? APPLIES_NOT : absent ? APPLIES : APPLIES_PERHAPS;

	/* If the other fact is not recorded at all, the line does not apply */
	if (present)
		return APPLIES;
	return (facts->doubtful & SSS_ROLE_BIT(line->other)) != 0 ? APPLIES_PERHAPS : APPLIES_NOT;
}

static bool
IsAboutThreshold(const SssThresholdLine *line, SssRole role)
{
	return line->measure == role || line->norm == role || line->maximum == role || line->heads == role;
}

static bool
IsAboutEvidence(const SssEvidenceLine *line, SssRole role)
{
	return line->fact == role || line->other == role;
}

/*
 * The clause of a membership, threshold or evidence line of the standard that
 * requires the fact.  SSS_NO_PROVISION: there is no such line, or the other facts
 * show that it does not apply.
 */
static SssProvision
NormAsking(SssRole role, SssStandard standard, const SssFacts *facts)
{
	for (int i = 0; i < sss_memberships_count; i++)
	{
		const SssMembershipLine *line = &sss_memberships[i];

		if (line->standard == standard && line->fact == role &&
			SssInForce(line->valid_from, line->valid_to, facts->on_date) &&
			SssMembershipApplies(line, facts) != APPLIES_NOT)
			return line->provision;
	}
	for (int i = 0; i < sss_thresholds_count; i++)
	{
		const SssThresholdLine *line = &sss_thresholds[i];

		/* A norm of another act is asked for by the clause that the record cites */
		if (line->standard == standard && IsAboutThreshold(line, role) &&
			SssInForce(line->valid_from, line->valid_to, facts->on_date) &&
			(facts->condition == SSS_NO_PROVISION || SssIsAssessedWith(facts->condition, line->provision)))
			return line->provision;
	}
	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];

		if (line->standard == standard && IsAboutEvidence(line, role) &&
			(line->service == N_SERVICES || line->service == facts->codes[ROLE_service]) &&
			SssInForce(line->valid_from, line->valid_to, facts->on_date) &&
			(line->other == role || SssEvidenceApplies(line, facts) != APPLIES_NOT))
			return line->provision;
	}
	return SSS_NO_PROVISION;
}

SssProvision
SssAskingProvision(const SssFacts *facts, SssRole role)
{
	SssJudgement placement;

	if (role == ROLE_on_date)
		return SSS_NOT_GOVERNED_PROVISION;
	if (role == ROLE_provider || !facts->has_date || facts->codes[ROLE_provider] == SSS_MISSING)
		return PROVIDER_ASKED_PROVISION;

	/* Of two standards, only one may leave a placement open for want of the fact */
	SssJudge(RULE_placement, facts, &placement);
	if (placement.verdict == VERDICT_unknown && placement.requirement == role)
		return placement.provision;

	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		SssProvision provision = sss_asking_paragraph[standard][role];

		if (SssProviderProvision(facts->codes[ROLE_provider], standard, facts->on_date) == SSS_NO_PROVISION ||
			(role == ROLE_stay && !SssAsksForStay(standard, facts->on_date)))
			continue;
		if (provision == SSS_NO_PROVISION)
			provision = NormAsking(role, standard, facts);
		if (provision != SSS_NO_PROVISION)
			return provision;
	}
	return SSS_NO_PROVISION;
}

static bool
MayCiteLine(const SssPlacementLines *list, SssProvision provision)
{
	for (int i = 0; i < list->nlines; i++)
	{
		if (list->lines[i].provision == provision)
			return true;
	}
	return false;
}

/* Is any line of that clause about the fact? */
static bool
MayCiteNorm(SssRole requirement, SssProvision provision)
{
	for (int i = 0; i < sss_memberships_count; i++)
	{
		if (sss_memberships[i].fact == requirement && sss_memberships[i].provision == provision)
			return true;
	}
	for (int i = 0; i < sss_thresholds_count; i++)
	{
		if (IsAboutThreshold(&sss_thresholds[i], requirement) &&
			sss_thresholds[i].provision == provision)
			return true;
	}
	for (int i = 0; i < sss_evidence_count; i++)
	{
		if (IsAboutEvidence(&sss_evidence[i], requirement) && sss_evidence[i].provision == provision)
			return true;
	}
	return false;
}

bool
SssMayCite(SssRole requirement, SssProvision provision)
{
	static const SssRole placement_role[N_PLACEMENT_REQUIREMENTS] = {
		ROLE_category, ROLE_basis, ROLE_stay
	};

	if (requirement == ROLE_on_date || provision == SSS_NO_PROVISION)
		return false;
	if (provision == PROVIDER_ASKED_PROVISION)
		return true;
	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		if (sss_asking_paragraph[standard][requirement] == provision)
			return true;
		for (int service = 0; requirement == ROLE_service && service < N_SERVICES; service++)
		{
			if (SssExcludingProvision(service, standard) == provision)
				return true;
		}
	}
	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS; r++)
	{
		if (placement_role[r] == requirement && MayCiteLine(&sss_placement_lines[r], provision))
			return true;
	}
	return MayCiteNorm(requirement, provision);
}

bool
SssFactMissing(const SssFacts *facts, SssRole role)
{
	switch (sss_fact_lines[role].kind)
	{
		case FACT_code:
			if (role == ROLE_category)
				return facts->category_missing || facts->categories == 0;
			return facts->codes[role] == SSS_MISSING;
		case FACT_citation:
			return facts->condition == SSS_NO_PROVISION;
		case FACT_date:
			return !facts->has_date;
		case FACT_measure:
			return (facts->measured & SSS_ROLE_BIT(role)) == 0;
		case FACT_evidence:
			return ((facts->present | facts->absent) & SSS_ROLE_BIT(role)) == 0;
		case FACT_mention:
			return true;
	}
	return true;
}

bool
SssIsRoleOf(SssRule rule, SssRole role)
{
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		if (sss_role_lines[i].rule == rule && sss_role_lines[i].role == role)
			return true;
	}
	return false;
}

bool
SssDifferOnlyInCategory(const SssFacts *a, const SssFacts *b)
{
	for (int role = SSS_FIRST_MEASURE; role <= SSS_LAST_MEASURE; role++)
	{
		if ((a->measured & SSS_ROLE_BIT(role)) != 0 &&
			SSS_MEASURE(a, role) != SSS_MEASURE(b, role))
			return false;
	}
	return memcmp(a->codes, b->codes, sizeof(a->codes)) == 0 &&
		a->stay_unknown == b->stay_unknown && a->has_date == b->has_date &&
		(!a->has_date || a->on_date == b->on_date) && a->condition == b->condition &&
		a->measured == b->measured && a->impossible == b->impossible &&
		a->present == b->present && a->absent == b->absent && a->doubtful == b->doubtful;
}
