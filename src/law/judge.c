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
 * the line that names the child's category, or else of the whole paragraph.
 */
static SssFinding
FindRequirement(SssPlacementRequirement requirement, const SssFacts *facts,
				SssStandard standard, const int *asked)
{
	const SssPlacementLine *line = sss_placement_lines[requirement].lines;
	const SssPlacementLine *end = line + sss_placement_lines[requirement].nlines;
	SssFinding	finding = {.requirement = role_of_requirement[requirement],.verdict = VERDICT_violation};
	uint32_t	provider = SSS_BIT(facts->codes[ROLE_provider]);
	uint32_t	category = SSS_BIT(asked[PLACEMENT_category]);
	uint32_t	wanted = 0;

	if (asked[requirement] == SSS_MISSING)
	{
		finding.verdict = VERDICT_unknown;
		line = end;
	}
	else
		wanted = SSS_BIT(asked[requirement]);

	for (; line < end; line++)
	{
		uint32_t	named = line->sets[PLACEMENT_category];

		if (line->standard != standard || (line->providers & provider) == 0 ||
			(named & category) == 0 || !SssInForce(line->valid_from, line->valid_to, facts->on_date))
			continue;
		if ((line->sets[requirement] & wanted) != 0 &&
			SssSeverity(line->verdict) < SssSeverity(finding.verdict))
		{
			finding.verdict = line->verdict;
			finding.provision = line->provision;
		}
		else if (named != UINT32_MAX && finding.provision == SSS_NO_PROVISION)
			finding.provision = line->provision;
	}
	if (finding.provision == SSS_NO_PROVISION)
		finding.provision = sss_asking_paragraph[standard][finding.requirement];
	return finding;
}

/* The values that a fact may have on that day: itself, or every code if it is missing */
static int
ValuesOf(int fact, SssCodeListId list, SssDay day, int *values)
{
	const SssCode *codes = sss_code_lists[list].codes;
	int			nvalues = 0;

	if (fact != SSS_MISSING)
		values[nvalues++] = fact;
	for (int i = 0; i < sss_code_lists[list].ncodes && fact == SSS_MISSING; i++)
	{
		if (SssInForce(codes[i].valid_from, codes[i].valid_to, day))
			values[nvalues++] = i;
	}
	return nvalues;
}

/* The mildest and the most severe verdict that the values of missing facts give */
typedef struct VerdictRange
{
	SssVerdict	mildest;
	SssVerdict	severest;
} VerdictRange;

/*
 * Find how one requirement comes out whatever the missing category or basis is.
 * If the verdict depends on it, the finding is unknown; if only the clause does,
 * the paragraph is cited.
 */
static SssFinding
FindForEveryValue(SssPlacementRequirement requirement, const SssFacts *facts, SssStandard standard,
				  int category, VerdictRange *range)
{
	SssProvision paragraph = sss_asking_paragraph[standard][role_of_requirement[requirement]];
	int			categories[N_CATEGORIES];
	int			bases[N_BASES];
	int			ncategories = ValuesOf(category, CODES_recipient_category, facts->on_date, categories);
	int			nbases = ValuesOf(facts->codes[ROLE_basis], CODES_placement_basis, facts->on_date, bases);
	SssFinding	every = {.requirement = role_of_requirement[requirement]};

	/* The basis matters to its own requirement alone */
	if (requirement != PLACEMENT_basis && nbases > 1)
		nbases = 1;
	range->mildest = VERDICT_violation;
	range->severest = VERDICT_compliant;
	for (int i = 0; i < ncategories * nbases; i++)
	{
		const int	asked[N_PLACEMENT_REQUIREMENTS] = {
			categories[i / nbases], bases[i % nbases], facts->codes[ROLE_stay]
		};
		SssFinding	one = FindRequirement(requirement, facts, standard, asked);

		if (SssSeverity(one.verdict) < SssSeverity(range->mildest))
			range->mildest = one.verdict;
		if (SssSeverity(one.verdict) > SssSeverity(range->severest))
			range->severest = one.verdict;
		every.provision = i == 0 || every.provision == one.provision ? one.provision : paragraph;
	}

	every.verdict = range->mildest;
	if (range->mildest != range->severest)
	{
		every.verdict = VERDICT_unknown;
		every.provision = paragraph;
	}
	return every;
}

/* Does the standard ask for that requirement of this placement? */
static bool
IsRequired(SssPlacementRequirement requirement, const SssFacts *facts, SssStandard standard)
{
	return requirement != PLACEMENT_stay ||
		((facts->codes[ROLE_stay] != SSS_MISSING || facts->stay_unknown) &&
		 SssAsksForStay(standard, facts->on_date));
}

static void
SetDeciding(SssJudgement *judgement, const SssFinding *finding)
{
	judgement->requirement = finding->requirement;
	judgement->provision = finding->provision;
}

/* Judge a placement whose category and basis are known */
static void
JudgePlacementUnder(const SssFacts *facts, SssStandard standard, int category,
					SssJudgement *judgement)
{
	const int	asked[N_PLACEMENT_REQUIREMENTS] = {category, facts->codes[ROLE_basis], facts->codes[ROLE_stay]};

	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS && IsRequired(r, facts, standard); r++)
	{
		SssFinding *finding = &judgement->findings[judgement->nfindings++];

		*finding = FindRequirement(r, facts, standard, asked);
		if (finding->verdict != VERDICT_compliant)
			judgement->nunmet++;

		/* The most severe finding decides; of equal ones, the first */
		if (SssSeverity(finding->verdict) > SssSeverity(judgement->verdict))
		{
			judgement->verdict = finding->verdict;
			SetDeciding(judgement, finding);
		}
	}
	judgement->mildest = judgement->verdict;

	/* If all requirements are met, cite the one about the basis */
	if (judgement->nunmet == 0)
		SetDeciding(judgement, &judgement->findings[PLACEMENT_basis]);
}

/*
 * Judge a placement whose category or basis is missing.  A requirement that
 * comes out alike for every value decides if none can come out more severely.
 * If the verdict is unknown, cite the paragraph that asks for the first fact
 * that is missing.
 */
static void
JudgeIncompleteUnder(const SssFacts *facts, SssStandard standard, int category,
					 SssJudgement *judgement)
{
	VerdictRange whole = {VERDICT_compliant, VERDICT_compliant};

	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS && IsRequired(r, facts, standard); r++)
	{
		SssFinding *finding = &judgement->findings[judgement->nfindings++];
		VerdictRange range;

		*finding = FindForEveryValue(r, facts, standard, category, &range);
		if (finding->verdict != VERDICT_compliant)
			judgement->nunmet++;
		if (SssSeverity(range.mildest) > SssSeverity(whole.mildest))
			whole.mildest = range.mildest;
		if (SssSeverity(range.severest) > SssSeverity(whole.severest))
			whole.severest = range.severest;
	}
	judgement->mildest = whole.mildest;
	if (whole.mildest != whole.severest)
	{
		judgement->verdict = VERDICT_unknown;
		judgement->requirement = category == SSS_MISSING ? ROLE_category : ROLE_basis;
		judgement->provision = sss_asking_paragraph[standard][judgement->requirement];
		return;
	}

	judgement->verdict = whole.mildest;
	SetDeciding(judgement, &judgement->findings[PLACEMENT_basis]);
	for (int i = judgement->nfindings - 1; i >= 0 && judgement->nunmet > 0; i--)
	{
		if (judgement->findings[i].verdict == judgement->verdict)
			SetDeciding(judgement, &judgement->findings[i]);
	}
}

static void
FindService(const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
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
			finding->provision = SssExcludingProvision(facts->codes[ROLE_service], standard);
		}
	}
	judgement->nfindings = 1;
	judgement->verdict = finding->verdict;
	SetDeciding(judgement, finding);
}

static void
JudgeOtherRuleUnder(SssRule rule, const SssFacts *facts, SssStandard standard, SssJudgement *judgement)
{
	if (rule == RULE_service)
		FindService(facts, standard, judgement);
	else
		SssJudgeNorms(rule, facts, standard, judgement);
	judgement->mildest = judgement->verdict;
	for (int i = 0; i < judgement->nfindings; i++)
	{
		if (judgement->findings[i].verdict != VERDICT_compliant)
			judgement->nunmet++;
	}
}

/*
 * Standards can be asked only if the day and the provider are known and the
 * Order is in force on that day.  If not, the judgement is complete, unless
 * every provider gives the same verdict.
 */
static bool
StandardsCanBeAsked(const SssFacts *facts, SssJudgement *judgement)
{
	judgement->verdict = VERDICT_unknown;
	judgement->mildest = VERDICT_unknown;
	judgement->provision = SSS_NO_PROVISION;
	judgement->requirement = ROLE_on_date;
	judgement->standard = SSS_MISSING;
	judgement->category = SSS_MISSING;
	judgement->nunmet = 0;
	judgement->nfindings = 0;

	if (!facts->has_date)
		return false;
	if (!SssGoverned(facts->on_date))
	{
		judgement->verdict = VERDICT_not_governed;
		judgement->mildest = VERDICT_not_governed;
		judgement->provision = SSS_NOT_GOVERNED_PROVISION;
		return false;
	}
	judgement->requirement = ROLE_provider;
	return facts->codes[ROLE_provider] != SSS_MISSING;
}

/* Start where standards can be asked */
static void
StartWalk(SssCandidates *walk, SssRule rule, const SssFacts *facts)
{
	walk->rule = rule;
	walk->facts = facts;
	walk->standard = -1;
	walk->category = N_CATEGORIES;
}

void
SssStartCandidates(SssCandidates *walk, SssRule rule, const SssFacts *facts)
{
	SssJudgement undecided;

	StartWalk(walk, rule, facts);
	if (!StandardsCanBeAsked(facts, &undecided))
		walk->standard = N_STANDARDS;
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
	judgement->nunmet = 0;
	judgement->nfindings = 0;
	judgement->verdict = VERDICT_compliant;
	if (walk->rule != RULE_placement)
		JudgeOtherRuleUnder(walk->rule, walk->facts, walk->standard, judgement);
	else if (walk->category == SSS_MISSING || walk->facts->codes[ROLE_basis] == SSS_MISSING)
		JudgeIncompleteUnder(walk->facts, walk->standard, walk->category, judgement);
	else
		JudgePlacementUnder(walk->facts, walk->standard, walk->category, judgement);
	return true;
}

/*
 * Does the candidate decide before the other?  If the verdict of one depends on
 * a missing fact and that of the other is certain, the former matters only if it
 * can be milder.
 */
static bool
DecidesBefore(const SssJudgement *candidate, const SssJudgement *other)
{
	int			difference = SssSeverity(candidate->mildest) - SssSeverity(other->mildest);
	bool		certain = candidate->verdict == candidate->mildest;

	if (difference != 0)
		return difference < 0;
	if (certain != (other->verdict == other->mildest))
		return certain;
	return candidate->nunmet < other->nunmet;
}

/* Judge a case whose provider and day are known; false: no standard governs the provider */
static bool
JudgeAtProvider(SssRule rule, const SssFacts *facts, SssJudgement *judgement)
{
	SssCandidates walk;
	SssJudgement candidate;

	StartWalk(&walk, rule, facts);
	if (!SssNextCandidate(&walk, judgement))
		return false;
	while (SssNextCandidate(&walk, &candidate))
	{
		if (DecidesBefore(&candidate, judgement))
			*judgement = candidate;
	}
	return true;
}

/*
 * Judge a case whose provider is missing.  If all providers give the same
 * verdict, the first of them is cited, which is under the lowest annex.
 */
static void
JudgeAtEveryProvider(SssRule rule, const SssFacts *facts, SssJudgement *judgement)
{
	SssFacts	tried = *facts;
	SssJudgement first;
	SssJudgement other;
	bool		found = false;

	for (int provider = 0; provider < N_PROVIDERS; provider++)
	{
		tried.codes[ROLE_provider] = provider;
		if (!JudgeAtProvider(rule, &tried, found ? &other : &first))
			continue;
		if (first.verdict == VERDICT_unknown || (found && other.verdict != first.verdict))
			return;
		found = true;
	}
	if (found)
		*judgement = first;
}

void
SssJudge(SssRule rule, const SssFacts *facts, SssJudgement *judgement)
{
	if (StandardsCanBeAsked(facts, judgement))
		(void) JudgeAtProvider(rule, facts, judgement);
	else if (judgement->requirement == ROLE_provider)
		JudgeAtEveryProvider(rule, facts, judgement);
}

SssFinding
SssDecidingFinding(const SssJudgement *judgement)
{
	SssFinding	finding = {
		.requirement = judgement->requirement,.verdict = judgement->verdict,
		.provision = judgement->provision,
	};

	for (int i = 0; i < judgement->nfindings; i++)
	{
		if (judgement->findings[i].requirement == finding.requirement &&
			judgement->findings[i].provision == finding.provision)
		{
			finding.shortfall = judgement->findings[i].shortfall;
			break;
		}
	}
	return finding;
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
