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
static Claim providerless = CLAIM("without a provider no placement is certain, and nothing is cited");
static Claim cited = CLAIM("every other verdict cites an annex that governs the provider");
static Claim same_later = CLAIM("within an edition the day does not matter");
static Claim other_facts = CLAIM("a fact that is no role of the rule does not matter");

static Claim counted = CLAIM("there is a candidate for each standard and each category");
static Claim findings = CLAIM("a candidate's findings are category, basis and, where it is asked, stay");
static Claim finding_cites = CLAIM("a finding cites the paragraph of its requirement");
static Claim finding_unknown = CLAIM("a finding is unknown only where a fact is missing");
static Claim worst = CLAIM("a candidate's verdict is the worst of its findings");
static Claim decides = CLAIM("the finding that decides is the first that carries the verdict; if all are met, the basis");
static Claim best = CLAIM("the verdict is that of the best candidate, of equals that with the fewest unmet findings, then the first");

static Claim every_finding = CLAIM("without a category or a basis a finding is what it is for every value, else unknown");
static Claim every_candidate = CLAIM("without a category or a basis a candidate's verdict is what it is for every value, else unknown");
static Claim every_value = CLAIM("without a category, a basis or a provider the verdict is the one of every value, else unknown");
static Claim for_certain = CLAIM("the requirement cited for a verdict that is certain comes out so for every value, by the clause or its paragraph");
static Claim asked = CLAIM("an unknown verdict cites the paragraph of the first missing fact that it depends on");
static Claim askable = CLAIM("where the order is in force a provision asks for every fact, but none for a stay in a family, or for a mention");
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

/* Are category, basis and provider known? */
static bool
IsComplete(const SssFacts *facts)
{
	return facts->categories != 0 && !facts->category_missing &&
		facts->codes[ROLE_basis] != SSS_MISSING && facts->codes[ROLE_provider] != SSS_MISSING;
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
		CASE(&finding_unknown, finding->verdict != VERDICT_unknown || missing || (of_basis && no_category),
			 "%s: %s is %s", Described(facts), sss_fact_lines[finding->requirement].name,
			 VerdictText(finding->verdict));
	}
}

/*
 * The answers that values give: if a fact is missing, each value of it is tried,
 * and the answers are collected here.
 */
typedef struct Answers
{
	int			count;
	bool		differ;
	SssVerdict	verdict;
} Answers;

static void
Collect(Answers *answers, SssVerdict verdict)
{
	answers->differ = answers->differ || (answers->count > 0 && answers->verdict != verdict);
	answers->verdict = verdict;
	answers->count++;
}

/* The one answer, else unknown */
static SssVerdict
Common(const Answers *answers)
{
	return answers->differ ? VERDICT_unknown : answers->verdict;
}

/* Is the value one that the fact may have, where it is known or missing? */
static bool
MayHave(int known, int value)
{
	return known == SSS_MISSING || known == value;
}

/* The candidate of one standard and category among those of the facts */
static SssJudgement
CandidateOf(const SssFacts *facts, int standard, int category)
{
	SssCandidates walk;
	SssJudgement candidate = {.nfindings = 0};
	SssJudgement found = {.nfindings = 0};

	SssStartCandidates(&walk, RULE_placement, facts);
	while (SssNextCandidate(&walk, &candidate))
	{
		if (candidate.standard == standard && candidate.category == category)
			found = candidate;
	}
	return found;
}

/* A candidate whose category or basis is missing, beside those of every value */
static void
CheckEveryValue(const SssFacts *facts, const SssJudgement *candidate)
{
	Answers		verdicts = {.count = 0};
	Answers		findings[N_PLACEMENT_REQUIREMENTS] = {{.count = 0}};

	for (int category = 0; category < N_CATEGORIES; category++)
	{
		for (int basis = 0; basis < N_BASES; basis++)
		{
			SssFacts	complete = *facts;
			SssJudgement value;

			if (!MayHave(candidate->category, category) || !MayHave(facts->codes[ROLE_basis], basis))
				continue;
			complete.categories = SSS_BIT(category);
			complete.category_missing = false;
			complete.codes[ROLE_basis] = basis;
			value = CandidateOf(&complete, candidate->standard, category);
			Collect(&verdicts, value.verdict);
			for (int i = 0; i < candidate->nfindings && i < value.nfindings; i++)
				Collect(&findings[i], value.findings[i].verdict);
		}
	}
	CASE(&every_candidate, candidate->verdict == Common(&verdicts), "%s: %s instead of %s",
		 Described(facts), VerdictText(candidate->verdict), VerdictText(Common(&verdicts)));
	for (int i = 0; i < candidate->nfindings; i++)
		CASE(&every_finding, findings[i].count == verdicts.count &&
			 candidate->findings[i].verdict == Common(&findings[i]), "%s: %s", Described(facts),
			 sss_fact_lines[candidate->findings[i].requirement].name);
}

/* Within a standard: the worst decides, and the first that is as bad is cited */
static void
CheckCandidate(const SssFacts *facts, const SssJudgement *candidate)
{
	bool		incomplete = candidate->category == SSS_MISSING || facts->codes[ROLE_basis] == SSS_MISSING;
	SssVerdict	expected = VERDICT_compliant;
	const SssFinding *decisive = NULL;

	for (int i = 0; i < candidate->nfindings; i++)
	{
		SssVerdict	found = candidate->findings[i].verdict;

		if (Place(found) > Place(expected))
			expected = found;
	}
	if (incomplete)
		CheckEveryValue(facts, candidate);
	else
		CASE(&worst, candidate->verdict == expected, "%s: %s instead of %s", Described(facts),
			 VerdictText(candidate->verdict), VerdictText(expected));

	for (int i = candidate->nfindings - 1; i >= 0; i--)
	{
		if (candidate->findings[i].verdict == candidate->verdict &&
			(expected != VERDICT_compliant || candidate->findings[i].requirement == ROLE_basis))
			decisive = &candidate->findings[i];
	}

	/* If a missing fact decides, claim "asked" has the provision */
	if (!incomplete || candidate->verdict != VERDICT_unknown)
		CASE(&decides, decisive != NULL && candidate->provision == decisive->provision &&
			 candidate->requirement == decisive->requirement,
			 "%s: %s, yet decided by %s %s", Described(facts), VerdictText(candidate->verdict),
			 sss_fact_lines[candidate->requirement].name, Cited(candidate->provision));
}

static int
UnmetIn(const SssJudgement *candidate)
{
	int			unmet = 0;

	for (int i = 0; i < candidate->nfindings; i++)
		unmet += candidate->findings[i].verdict != VERDICT_compliant ? 1 : 0;
	return unmet;
}

/* Does a complete candidate decide before another, which comes earlier? */
static bool
IsBetter(const SssJudgement *candidate, const SssJudgement *other)
{
	int			difference = Place(candidate->verdict) - Place(other->verdict);

	return difference < 0 || (difference == 0 && UnmetIn(candidate) < UnmetIn(other));
}

/* Across standards and categories: the best decides */
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
		CheckCandidate(facts, &candidate);
		if (ncandidates++ == 0 || IsBetter(&candidate, &expected))
			expected = candidate;
	}
	for (int standard = 0; standard < N_STANDARDS; standard++)
		standards += Governs(standard, facts) ? 1 : 0;
	CASE(&counted, ncandidates == standards * CategoriesToTry(facts), "%s: %d candidates",
		 Described(facts), ncandidates);
	if (IsComplete(facts))
		CASE(&best, ncandidates > 0 && SameJudgement(judgement, &expected), "%s: %s", Described(facts),
			 VerdictText(judgement->verdict));
}

/*
 * The facts with every value of what is missing, one after the other: number
 * counts the values of category, basis and provider.  False: there are no more,
 * or this one is not one that the facts may have.
 */
#define N_VALUES	(N_CATEGORIES * N_BASES * N_PROVIDERS)

static bool
CompleteWith(const SssFacts *facts, int number, SssFacts *complete)
{
	bool		no_category = facts->category_missing || facts->categories == 0;
	int			category = number % N_CATEGORIES;
	int			basis = number / N_CATEGORIES % N_BASES;
	int			provider = number / N_CATEGORIES / N_BASES;

	*complete = *facts;
	if ((!no_category && category > 0) || !MayHave(facts->codes[ROLE_basis], basis) ||
		!MayHave(facts->codes[ROLE_provider], provider))
		return false;
	if (no_category)
		complete->categories |= SSS_BIT(category);
	complete->category_missing = false;
	complete->codes[ROLE_basis] = basis;
	complete->codes[ROLE_provider] = provider;
	return true;
}

/* The requirement that is cited, in every completion, under the same standard and for the category */
static bool
FailsForEveryValue(const SssFacts *facts, const SssJudgement *judgement)
{
	for (int number = 0; number < N_VALUES; number++)
	{
		SssFacts	complete;
		SssJudgement candidate;
		const SssFinding *finding;
		int			category = judgement->category != SSS_MISSING ? judgement->category : number % N_CATEGORIES;

		if (!CompleteWith(facts, number, &complete))
			continue;
		candidate = CandidateOf(&complete, judgement->standard, category);
		finding = &candidate.findings[judgement->requirement == ROLE_category ? PLACEMENT_category :
									  judgement->requirement == ROLE_basis ? PLACEMENT_basis : PLACEMENT_stay];
		if (finding->verdict != judgement->verdict ||
			(finding->provision != judgement->provision &&
			 SSS_PARAGRAPH_OF(finding->provision) != judgement->provision))
			return false;
	}
	return true;
}

/* Exactly the certain verdicts are given: the definition, over all values of the missing facts */
static void
CheckCertainty(const SssFacts *facts, const SssJudgement *judgement)
{
	Answers		answers = {.count = 0};

	for (int number = 0; number < N_VALUES && !answers.differ; number++)
	{
		SssFacts	complete;

		if (CompleteWith(facts, number, &complete))
			Collect(&answers, VerdictOn(&complete));
	}
	CASE(&every_value, answers.count > 0 && judgement->verdict == Common(&answers), "%s: %s instead of %s",
		 Described(facts), VerdictText(judgement->verdict), VerdictText(Common(&answers)));
	if (judgement->verdict != VERDICT_unknown)
		CASE(&for_certain, FailsForEveryValue(facts, judgement), "%s: %s by %s", Described(facts),
			 VerdictText(judgement->verdict), Cited(judgement->provision));
}

/* The consequences of a missing fact */
static void
CheckUnknown(const SssFacts *facts, const SssJudgement *judgement)
{
	if (judgement->verdict == VERDICT_unknown)
	{
		SssRole		missing = judgement->category == SSS_MISSING ? ROLE_category :
			facts->codes[ROLE_basis] == SSS_MISSING ? ROLE_basis : ROLE_stay;

		CASE(&asked, judgement->requirement == missing && judgement->provision ==
			 SSS_PARAGRAPH(judgement->standard + 1, ParagraphOf(missing, judgement->standard)) &&
			 judgement->provision == SssAskingProvision(facts, missing),
			 "%s: %s", Described(facts), Cited(judgement->provision));
	}
}

/* The facts with other categories */
static SssVerdict
VerdictWith(const SssFacts *facts, uint32_t categories)
{
	SssFacts	changed = *facts;

	changed.categories = categories;
	return VerdictOn(&changed);
}

static void
CheckSets(const SssFacts *facts, const SssJudgement *judgement)
{
	int			place = Place(VERDICT_violation);

	for (int category = 0; category < N_CATEGORIES; category++)
	{
		uint32_t	single = SSS_BIT(category);

		if ((facts->categories & single) != 0)
		{
			int			alone = Place(VerdictWith(facts, single));

			place = alone < place ? alone : place;
		}
		else
			CASE(&one_more, Place(VerdictWith(facts, facts->categories | single)) <=
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
		if (IsComplete(facts))
			CheckSets(facts, judgement);
		else
			CheckCertainty(facts, judgement);
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
	{
		CASE(&providerless, NothingAsked(&judgement, VERDICT_unknown, SSS_NO_PROVISION) &&
			 judgement.requirement == ROLE_provider, "%s", Described(facts));
		if (facts->on_date == FirstDay())
			CheckCertainty(facts, &judgement);
	}
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
		&counted, &findings, &finding_cites, &finding_unknown, &worst, &decides, &best,
		&every_finding, &every_candidate, &every_value, &for_certain, &asked, &askable, &members, &one_more, &stay_worsens
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
