/*-------------------------------------------------------------------------
 *
 * judge.c
 *	  The decisions on Order No. 165: the most severe finding within a standard,
 *	  the mildest outcome of all standards that govern the provider.
 *
 *-------------------------------------------------------------------------
 */
#include <stddef.h>

#include "law/rulebook.h"

static const SssRole role_of_requirement[N_PLACEMENT_REQUIREMENTS] = {
	ROLE_category, ROLE_basis, ROLE_stay
};

/*
 * Find how one requirement of a placement comes out.  The mildest line that
 * admits the fact decides.  If no line admits it, the finding is a violation of
 * the line that names the child's category, or else of the whole paragraph.  If
 * the category is missing and some category would be admitted, the finding is
 * unknown.
 */
static SssFinding
FindRequirement(SssPlacementRequirement requirement, const SssFacts *facts,
				SssStandard standard, int category)
{
	const int	asked[N_PLACEMENT_REQUIREMENTS] = {category, facts->codes[ROLE_basis], facts->codes[ROLE_stay]};
	const SssPlacementLines *list = &sss_placement_lines[requirement];
	SssFinding	finding = {.requirement = role_of_requirement[requirement],.verdict = VERDICT_violation};
	bool		depends = asked[requirement] == SSS_MISSING;

	for (int i = 0; i < list->nlines && asked[requirement] != SSS_MISSING; i++)
	{
		const SssPlacementLine *line = &list->lines[i];
		bool		names_category = line->sets[PLACEMENT_category] != UINT32_MAX;
		bool		admits = (line->sets[requirement] & SSS_BIT(asked[requirement])) != 0;

		if (line->standard != standard ||
			(line->providers & SSS_BIT(facts->codes[ROLE_provider])) == 0 ||
			!SssInForce(line->valid_from, line->valid_to, facts->on_date))
			continue;
		if (names_category && category == SSS_MISSING)
			depends |= admits;
		else if (names_category && (line->sets[PLACEMENT_category] & SSS_BIT(category)) == 0)
			continue;
		else if (admits && SssSeverity(line->verdict) < SssSeverity(finding.verdict))
		{
			finding.verdict = line->verdict;
			finding.provision = line->provision;
		}
		else if (names_category && finding.provision == SSS_NO_PROVISION)
			finding.provision = line->provision;
	}

	if (depends)
		finding.verdict = VERDICT_unknown;
	if (depends || finding.provision == SSS_NO_PROVISION)
		finding.provision = sss_asking_paragraph[standard][finding.requirement];
	return finding;
}

static void
JudgePlacementUnder(const SssFacts *facts, SssStandard standard, int category,
					SssJudgement *judgement)
{
	const SssFinding *decisive = NULL;
	bool		missing = category == SSS_MISSING || facts->codes[ROLE_basis] == SSS_MISSING;
	bool		stay_given = facts->codes[ROLE_stay] != SSS_MISSING || facts->stay_unknown;

	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS; r++)
	{
		SssFinding *finding = &judgement->findings[judgement->nfindings];

		if (r == PLACEMENT_stay && !(stay_given && SssAsksForStay(standard, facts->on_date)))
			continue;
		*finding = FindRequirement(r, facts, standard, category);
		judgement->nfindings++;

		/* If category or basis is missing, the verdict is unknown whatever the others are */
		if (missing && finding->verdict != VERDICT_unknown)
			continue;

		/* The most severe finding decides; of equal ones, the first */
		if (SssSeverity(finding->verdict) > SssSeverity(judgement->verdict))
		{
			judgement->verdict = finding->verdict;
			decisive = finding;
		}
	}

	/* If all requirements are met, cite the one about the basis */
	if (decisive == NULL)
		decisive = &judgement->findings[PLACEMENT_basis];
	judgement->requirement = decisive->requirement;
	judgement->provision = decisive->provision;
}

static void
JudgeServiceUnder(const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
	SssFinding *finding = &judgement->findings[0];

	finding->requirement = ROLE_service;
	finding->shortfall = 0;
	if (facts->codes[ROLE_service] == SSS_MISSING)
	{
		finding->verdict = VERDICT_unknown;
		finding->provision = sss_asking_paragraph[standard][ROLE_service];
	}
	else
	{
		finding->verdict = VERDICT_compliant;
		finding->provision = SssScopeProvision(facts->codes[ROLE_service], standard, facts->on_date);
		if (finding->provision == SSS_NO_PROVISION)
		{
			finding->verdict = VERDICT_violation;
			finding->provision = sss_service_paragraph[standard][sss_service_kind[facts->codes[ROLE_service]]];
		}
	}
	judgement->nfindings = 1;
	judgement->verdict = finding->verdict;
	judgement->provision = finding->provision;
	judgement->requirement = finding->requirement;
}

/*
 * Standards can be asked only if the day and the provider are known and the
 * Order is in force on that day.  If not, the judgement is complete.
 */
static bool
StandardsCanBeAsked(const SssFacts *facts, SssJudgement *judgement)
{
	judgement->verdict = VERDICT_unknown;
	judgement->provision = SSS_NO_PROVISION;
	judgement->requirement = ROLE_on_date;
	judgement->standard = SSS_MISSING;
	judgement->category = SSS_MISSING;
	judgement->nfindings = 0;

	if (!facts->has_date)
		return false;
	if (!SssGoverned(facts->on_date))
	{
		judgement->verdict = VERDICT_not_governed;
		judgement->provision = SSS_NOT_GOVERNED_PROVISION;
		return false;
	}
	judgement->requirement = ROLE_provider;
	return facts->codes[ROLE_provider] != SSS_MISSING;
}

void
SssStartCandidates(SssCandidates *walk, SssRule rule, const SssFacts *facts)
{
	SssJudgement undecided;

	walk->rule = rule;
	walk->facts = facts;
	walk->standard = StandardsCanBeAsked(facts, &undecided) ? -1 : N_STANDARDS;
	walk->category = N_CATEGORIES;
}

/* Step to the child's next category; SSS_MISSING, for one that is not known, comes first */
static bool
NextCategory(SssCandidates *walk)
{
	while (++walk->category < N_CATEGORIES)
	{
		if ((walk->facts->categories & SSS_BIT(walk->category)) != 0)
			return true;
	}
	return false;
}

static bool
IsGoverning(const SssFacts *facts, SssStandard standard)
{
	return SssProviderProvision(facts->codes[ROLE_provider], standard, facts->on_date) != SSS_NO_PROVISION;
}

static bool
IsListedUnder(const SssFacts *facts, SssStandard standard)
{
	return SssScopeProvision(facts->codes[ROLE_service], standard, facts->on_date) != SSS_NO_PROVISION;
}

/*
 * Rules about evidence and recipients of a service are asked only of standards
 * that list the service; another standard that governs the provider cannot
 * waive them.  If no standard lists the service, all are asked, and each
 * requires nothing.
 */
static bool
SpeaksOfService(const SssCandidates *walk)
{
	bool		listed = false;

	if ((walk->rule != RULE_evidence && walk->rule != RULE_service_recipient) ||
		walk->facts->codes[ROLE_service] == SSS_MISSING || IsListedUnder(walk->facts, walk->standard))
		return true;
	for (int standard = 0; standard < N_STANDARDS; standard++)
		listed |= IsGoverning(walk->facts, standard) && IsListedUnder(walk->facts, standard);
	return !listed;
}

static bool
NextStandard(SssCandidates *walk)
{
	while (++walk->standard < N_STANDARDS)
	{
		if (IsGoverning(walk->facts, walk->standard) && SpeaksOfService(walk))
			return true;
	}
	return false;
}

bool
SssNextCandidate(SssCandidates *walk, SssJudgement *judgement)
{
	if (walk->rule != RULE_placement || !NextCategory(walk))
	{
		if (walk->standard >= N_STANDARDS || !NextStandard(walk))
			return false;
		walk->category = SSS_MISSING;
		if (walk->rule == RULE_placement && !SssFactMissing(walk->facts, ROLE_category))
			(void) NextCategory(walk);
	}

	judgement->standard = walk->standard;
	judgement->category = walk->category;
	judgement->nfindings = 0;
	judgement->verdict = VERDICT_compliant;
	if (walk->rule == RULE_placement)
		JudgePlacementUnder(walk->facts, walk->standard, walk->category, judgement);
	else if (walk->rule == RULE_service)
		JudgeServiceUnder(walk->facts, walk->standard, judgement);
	else
		SssJudgeNorms(walk->rule, walk->facts, walk->standard, judgement);
	return true;
}

void
SssJudge(SssRule rule, const SssFacts *facts, SssJudgement *judgement)
{
	SssCandidates walk;
	SssJudgement candidate;
	bool		found = false;

	if (!StandardsCanBeAsked(facts, judgement))
		return;

	SssStartCandidates(&walk, rule, facts);
	while (SssNextCandidate(&walk, &candidate))
	{
		if (!found || SssSeverity(candidate.verdict) < SssSeverity(judgement->verdict))
			*judgement = candidate;
		found = true;
	}
}

uint32_t
SssGoverningStandards(const SssFacts *facts)
{
	SssJudgement best;
	SssJudgement candidate;
	SssCandidates walk;
	uint32_t	standards = 0;

	SssJudge(RULE_placement, facts, &best);
	SssStartCandidates(&walk, RULE_placement, facts);
	while (SssNextCandidate(&walk, &candidate))
	{
		if (candidate.verdict == best.verdict)
			standards |= SSS_BIT(candidate.standard);
	}
	return standards;
}
