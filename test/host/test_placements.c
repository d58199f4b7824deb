/*-------------------------------------------------------------------------
 *
 * test_placements.c
 *	  The verdict on placements, over the whole space of facts.
 *
 * The claims follow from the precedence of verdicts alone; they do not use the
 * Order's admissions.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "facts.h"
#include "tap.h"

/* The paragraph of each annex that asks for a missing fact */
static const int category_paragraph[N_STANDARDS] = {2, 2, 2};
static const int basis_paragraph[N_STANDARDS] = {4, 4, 5};

static Claim one_of_five = CLAIM("the verdict is one of the five");
static Claim dateless = CLAIM("without a day nothing is known and nothing is cited");
static Claim before_force = CLAIM("before the first day nothing is governed, with any facts, by 0.5");
static Claim providerless = CLAIM("without a provider nothing is known and nothing is cited");
static Claim cited = CLAIM("every other verdict cites an annex that governs the provider");
static Claim same_later = CLAIM("within an edition the day does not matter");
static Claim other_facts = CLAIM("a fact that is no role of the rule does not matter");

static Claim counted = CLAIM("there is a candidate for each standard and each category");
static Claim findings = CLAIM("a candidate's findings are category, basis and, where it is asked, stay");
static Claim finding_cites = CLAIM("a finding cites the paragraph of its requirement");
static Claim finding_unknown = CLAIM("a finding is unknown where its fact is missing, and only where a fact is");
static Claim basis_open = CLAIM("without a category, a basis is a violation only if it is one for every category");
static Claim worst = CLAIM("a candidate's verdict is the worst of its findings, unknown where category or basis is missing");
static Claim decides = CLAIM("the finding that decides is the first that carries the verdict; if all are met, the basis");
static Claim best = CLAIM("the verdict is that of the best candidate, the first of equals");

static Claim asked = CLAIM("an unknown verdict cites the paragraph of the first missing fact");
static Claim askable = CLAIM("where the order is in force a provision asks for every fact, but none for a stay in a family, or for a mention");
static Claim no_basis = CLAIM("without a basis or a category nothing is known");
static Claim members = CLAIM("a set of categories comes out as the best of its members");
static Claim one_more = CLAIM("one more category never makes a verdict worse");
static Claim stay_worsens = CLAIM("to be given a stay never makes a verdict better");

/* From the best to the worst, across annexes and categories */
static int
Place(SssVerdict verdict)
{
	static const SssVerdict ranking[] = {
		VERDICT_compliant, VERDICT_unknown, VERDICT_unsettled, VERDICT_violation
	};
	int			place = 0;

	while (place < 4 && ranking[place] != verdict)
		place++;
	return place;
}

static SssVerdict
VerdictOn(const SssFacts *facts)
{
	SssJudgement judgement;

	SssJudge(RULE_placement, facts, &judgement);
	return judgement.verdict;
}

static bool
SameJudgement(const SssJudgement *one, const SssJudgement *other)
{
	if (one->verdict != other->verdict || one->provision != other->provision ||
		one->requirement != other->requirement || one->standard != other->standard ||
		one->category != other->category || one->nfindings != other->nfindings)
		return false;
	for (int i = 0; i < one->nfindings; i++)
	{
		if (one->findings[i].requirement != other->findings[i].requirement ||
			one->findings[i].verdict != other->findings[i].verdict ||
			one->findings[i].provision != other->findings[i].provision)
			return false;
	}
	return true;
}

/* How many categories are to be tried; one that is not known counts as well */
static int
CategoriesToTry(const SssFacts *facts)
{
	int			count = facts->category_missing || facts->categories == 0 ? 1 : 0;

	for (int category = 0; category < N_CATEGORIES; category++)
	{
		if ((facts->categories & SSS_BIT(category)) != 0)
			count++;
	}
	return count;
}

static bool
Governs(int standard, const SssFacts *facts)
{
	return standard >= 0 && standard < N_STANDARDS &&
		SssProviderProvision(facts->codes[ROLE_provider], standard, facts->on_date) != SSS_NO_PROVISION;
}

/* Which paragraph a requirement stands in */
static int
ParagraphOf(SssRole requirement, int standard)
{
	return requirement == ROLE_basis ? basis_paragraph[standard] : category_paragraph[standard];
}

static void
CheckFindings(const SssFacts *facts, const SssJudgement *candidate)
{
	static const SssRole order[] = {ROLE_category, ROLE_basis, ROLE_stay};
	bool		stay_asked = (facts->codes[ROLE_stay] != SSS_MISSING || facts->stay_unknown) &&
	candidate->standard != STANDARD_families;

	CASE(&findings, candidate->nfindings == (stay_asked ? 3 : 2), "%s", Described(facts));
	for (int i = 0; i < candidate->nfindings; i++)
	{
		const SssFinding *finding = &candidate->findings[i];
		bool		of_basis = finding->requirement == ROLE_basis;
		bool		no_category = candidate->category == SSS_MISSING;
		bool		missing = of_basis ? facts->codes[ROLE_basis] == SSS_MISSING :
			finding->requirement == ROLE_category ? no_category : facts->stay_unknown;
		SssProvisionParts parts;

		SssSplitProvision(finding->provision, &parts);
		CASE(&findings, finding->requirement == order[i], "%s", Described(facts));
		CASE(&finding_cites, parts.annex == candidate->standard + 1 &&
			 parts.paragraph == ParagraphOf(finding->requirement, candidate->standard),
			 "%s: %s for %s", Described(facts), Cited(finding->provision),
			 sss_fact_lines[finding->requirement].name);
		CASE(&finding_unknown, finding->verdict == VERDICT_unknown ? missing || (of_basis && no_category) :
			 !missing,
			 "%s: %s is %s", Described(facts), sss_fact_lines[finding->requirement].name,
			 VerdictText(finding->verdict));
	}
}

/* Is the basis, under that standard, a violation for every category there is? */
static bool
AdmitsNobody(const SssFacts *facts, int standard)
{
	SssFacts	everybody = *facts;
	SssCandidates walk;
	SssJudgement candidate;

	everybody.categories = SSS_BIT(N_CATEGORIES) - 1;
	everybody.category_missing = false;
	SssStartCandidates(&walk, RULE_placement, &everybody);
	while (SssNextCandidate(&walk, &candidate))
	{
		if (candidate.standard == standard &&
			candidate.findings[PLACEMENT_basis].verdict != VERDICT_violation)
			return false;
	}
	return true;
}

/* Paragraph 4 names a basis for a category: without a category it cannot fail */
static void
CheckBasisAlone(const SssFacts *facts, const SssJudgement *candidate)
{
	const SssFinding *finding = &candidate->findings[PLACEMENT_basis];

	if (candidate->category == SSS_MISSING)
		CASE(&basis_open, finding->verdict != VERDICT_violation || AdmitsNobody(facts, candidate->standard),
			 "%s: the basis is a violation of %s", Described(facts), Cited(finding->provision));
}

/* Within a standard: the worst decides, and the first that is as bad is cited */
static void
CheckCandidate(const SssFacts *facts, const SssJudgement *candidate)
{
	SssVerdict	expected = VERDICT_compliant;
	const SssFinding *decisive = NULL;

	for (int i = 0; i < candidate->nfindings; i++)
	{
		SssVerdict	found = candidate->findings[i].verdict;

		if (Place(found) > Place(expected))
			expected = found;
	}
	if (candidate->category == SSS_MISSING || facts->codes[ROLE_basis] == SSS_MISSING)
		expected = VERDICT_unknown;
	CASE(&worst, candidate->verdict == expected, "%s: %s instead of %s", Described(facts),
		 VerdictText(candidate->verdict), VerdictText(expected));

	for (int i = candidate->nfindings - 1; i >= 0; i--)
	{
		if (candidate->findings[i].verdict == candidate->verdict &&
			(expected != VERDICT_compliant || candidate->findings[i].requirement == ROLE_basis))
			decisive = &candidate->findings[i];
	}
	CASE(&decides, decisive != NULL && candidate->provision == decisive->provision &&
		 candidate->requirement == decisive->requirement,
		 "%s: %s, yet decided by %s %s", Described(facts), VerdictText(candidate->verdict),
		 sss_fact_lines[candidate->requirement].name, Cited(candidate->provision));
}

/* Across standards and categories: the best decides, the first on a tie */
static void
CheckCandidates(const SssFacts *facts, const SssJudgement *judgement)
{
	SssCandidates walk;
	SssJudgement candidate;
	SssJudgement expected;
	int			standards = 0;
	int			ncandidates = 0;

	SssStartCandidates(&walk, RULE_placement, facts);
	while (SssNextCandidate(&walk, &candidate))
	{
		CheckFindings(facts, &candidate);
		CheckBasisAlone(facts, &candidate);
		CheckCandidate(facts, &candidate);
		if (ncandidates++ == 0 || Place(candidate.verdict) < Place(expected.verdict))
			expected = candidate;
	}
	for (int standard = 0; standard < N_STANDARDS; standard++)
		standards += Governs(standard, facts) ? 1 : 0;
	CASE(&counted, ncandidates == standards * CategoriesToTry(facts), "%s: %d candidates",
		 Described(facts), ncandidates);
	CASE(&best, ncandidates > 0 && SameJudgement(judgement, &expected), "%s: %s", Described(facts),
		 VerdictText(judgement->verdict));
}

/* The consequences of a missing fact */
static void
CheckUnknown(const SssFacts *facts, const SssJudgement *judgement)
{
	CASE(&no_basis, (facts->codes[ROLE_basis] != SSS_MISSING && facts->categories != 0) ||
		 judgement->verdict == VERDICT_unknown,
		 "%s: %s", Described(facts), VerdictText(judgement->verdict));
	if (judgement->verdict == VERDICT_unknown)
	{
		SssRole		missing = judgement->category == SSS_MISSING ? ROLE_category :
			facts->codes[ROLE_basis] == SSS_MISSING ? ROLE_basis : ROLE_stay;

		/* Only a stay can be missing under one standard and not decide under another */
		CASE(&asked, judgement->requirement == missing && judgement->provision ==
			 SSS_PARAGRAPH(judgement->standard + 1, ParagraphOf(missing, judgement->standard)) &&
			 (missing == ROLE_stay || judgement->provision == SssAskingProvision(facts, missing)),
			 "%s: %s", Described(facts), Cited(judgement->provision));
	}
}

/* The facts with other categories */
static SssVerdict
VerdictWith(const SssFacts *facts, uint32_t categories, bool category_missing)
{
	SssFacts	changed = *facts;

	changed.categories = categories;
	changed.category_missing = category_missing;
	return VerdictOn(&changed);
}

static void
CheckSets(const SssFacts *facts, const SssJudgement *judgement)
{
	int			place = Place(facts->category_missing || facts->categories == 0 ?
							  VerdictWith(facts, 0, true) : VERDICT_violation);

	for (int category = 0; category < N_CATEGORIES; category++)
	{
		uint32_t	single = SSS_BIT(category);

		if ((facts->categories & single) != 0)
		{
			int			alone = Place(VerdictWith(facts, single, false));

			place = alone < place ? alone : place;
		}
		else if (facts->categories != 0 || facts->category_missing)
			CASE(&one_more, Place(VerdictWith(facts, facts->categories | single, facts->category_missing)) <=
				 Place(judgement->verdict), "%s and %s", Described(facts),
				 SssCodeAt(CODES_recipient_category, category)->text);
	}
	CASE(&members, Place(judgement->verdict) == place, "%s: %s", Described(facts),
		 VerdictText(judgement->verdict));
}

static void
CheckIndifference(const SssFacts *facts, const SssJudgement *judgement)
{
	SssFacts	changed = *facts;
	SssJudgement other;

	changed.codes[ROLE_service] = 0;
	SssJudge(RULE_placement, &changed, &other);
	CASE(&other_facts, SameJudgement(judgement, &other), "%s", Described(facts));

	changed = *facts;
	SetDay(&changed, DayOf(2025, 3, 15));
	SssJudge(RULE_placement, &changed, &other);
	CASE(&same_later, SameJudgement(judgement, &other), "%s", Described(facts));

	changed = *facts;
	changed.codes[ROLE_stay] = SSS_MISSING;
	changed.stay_unknown = false;
	if (facts->codes[ROLE_stay] != SSS_MISSING || facts->stay_unknown)
		CASE(&stay_worsens, Place(VerdictOn(&changed)) <= Place(judgement->verdict), "%s", Described(facts));
}

static bool
NothingAsked(const SssJudgement *judgement, SssVerdict verdict, SssProvision provision)
{
	return judgement->verdict == verdict && judgement->provision == provision &&
		judgement->nfindings == 0 && judgement->standard == SSS_MISSING &&
		judgement->category == SSS_MISSING;
}

/* A day on which the order is in force, and a provider that is known */
static void
CheckGoverned(const SssFacts *facts, const SssJudgement *judgement)
{
	SssProvisionParts parts;

	SssSplitProvision(judgement->provision, &parts);
	CASE(&cited, Governs(judgement->standard, facts) && parts.annex == judgement->standard + 1 &&
		 judgement->verdict != VERDICT_not_governed,
		 "%s: %s by %s", Described(facts), VerdictText(judgement->verdict), Cited(judgement->provision));
	CheckCandidates(facts, judgement);
	CheckUnknown(facts, judgement);
	if (facts->on_date == FirstDay())
	{
		CheckSets(facts, judgement);
		CheckIndifference(facts, judgement);
	}
}

/*
 * No clause asks for what is only mentioned.  Annex 3 is silent on stays; where
 * the annex is not known, it may be another.
 */
static bool
IsAsked(SssRole role, const SssFacts *facts)
{
	if (role == ROLE_on_date || role == ROLE_provider || !facts->has_date ||
		facts->codes[ROLE_provider] == SSS_MISSING)
		return true;
	if (facts->on_date < FirstDay() || sss_fact_lines[role].kind == FACT_mention)
		return false;
	return role != ROLE_stay ||
		Governs(STANDARD_organizations, facts) || Governs(STANDARD_centers, facts);
}

static void
CheckPlacement(const SssFacts *facts)
{
	SssJudgement judgement;

	SssJudge(RULE_placement, facts, &judgement);
	CASE(&one_of_five, Place(judgement.verdict) < 4 || judgement.verdict == VERDICT_not_governed,
		 "%s: %d", Described(facts), (int) judgement.verdict);
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		if (sss_role_lines[i].rule == RULE_placement)
			CASE(&askable, (SssAskingProvision(facts, sss_role_lines[i].role) != SSS_NO_PROVISION) ==
				 IsAsked(sss_role_lines[i].role, facts),
				 "%s: %s", Described(facts), sss_fact_lines[sss_role_lines[i].role].name);
	}
	if (!facts->has_date)
		CASE(&dateless, NothingAsked(&judgement, VERDICT_unknown, SSS_NO_PROVISION) &&
			 judgement.requirement == ROLE_on_date, "%s", Described(facts));
	else if (facts->on_date < FirstDay())
		CASE(&before_force, NothingAsked(&judgement, VERDICT_not_governed, SSS_PARAGRAPH(0, 5)),
			 "%s", Described(facts));
	else if (facts->codes[ROLE_provider] == SSS_MISSING)
		CASE(&providerless, NothingAsked(&judgement, VERDICT_unknown, SSS_NO_PROVISION) &&
			 judgement.requirement == ROLE_provider, "%s", Described(facts));
	else
		CheckGoverned(facts, &judgement);
}

/* The edges of validity, a fact that is as old as can be, and one as late */
static void
CheckDays(void)
{
	SssDay		first = FirstDay();

	Check(!SssGoverned(first - 1), "the day before the first is not governed");
	Check(SssGoverned(first), "the first day is governed");
	Check(!SssGoverned(INT32_MIN), "the beginning of time is not governed");
	Check(!SssGoverned(DayOf(2023, 6, 12)), "the day of the order itself is not governed");
	Check(SssGoverned(DayOf(2026, 12, 31)), "the end of 2026 is governed");
}

int
main(void)
{
	const Claim *const claims[] = {
		&one_of_five, &dateless, &before_force, &providerless, &cited, &same_later, &other_facts,
		&counted, &findings, &finding_cites, &finding_unknown, &basis_open, &worst, &decides, &best,
		&asked, &askable, &no_basis, &members, &one_more, &stay_worsens
	};

	CheckDays();
	for (long number = 0; number < PlacementCount(); number++)
	{
		SssFacts	facts;

		PlacementAt(number, &facts);
		CheckPlacement(&facts);
		SetDay(&facts, FirstDay() - 1);
		CheckPlacement(&facts);
		SetDay(&facts, FirstDay());
		CheckPlacement(&facts);
		SetDay(&facts, DayOf(2026, 12, 31));
		CheckPlacement(&facts);
	}
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		ClaimDone(claims[i]);
	return ChecksDone();
}
