/*-------------------------------------------------------------------------
 *
 * test_grandfathering.c
 *	  Whether a change of facts makes nothing worse, over the whole space.
 *
 * A statement that makes nothing worse passes, so that a wrong yes here is
 * enforcement lost.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>

#include "facts.h"
#include "law/law.h"
#include "tap.h"

/* What IsGrandfathered says was added; the checks ask for its answer alone */
static SssFinding added;

static Claim reflexive = CLAIM("a failing case is no worse than itself");
static Claim stricter = CLAIM("a case that is no worse strictly is no worse otherwise, if both are violations");
static Claim after_compliant = CLAIM("a violation is worse than a compliant case");
static Claim after_unsettled = CLAIM("strictly, a violation is worse than an unsettled case");
static Claim doubt_after_compliant = CLAIM("strictly, an unsettled case is worse than a compliant one");
static Claim same_clause = CLAIM("with one standard and category, a violation of another requirement is worse");
static Claim nothing_asked = CLAIM("a case that no standard can be asked about excuses nothing, and adds nothing");
static Claim entered = CLAIM("with one standard, a category that is entered or removed excuses the requirements that failed without it, by the same paragraph");
static Claim providerless = CLAIM("a record that fails whoever the provider is, is no worse when the provider is entered or removed");
static Claim provider_entered = CLAIM("a placement that was unknown for want of a provider excuses nothing");
static Claim services = CLAIM("with one standard, a violating service is no worse than another of the same clause only");
static Claim defined = CLAIM("with several categories, a case is no worse if and only if the definition says so");
static Claim defined_strictly = CLAIM("strictly likewise");
static Claim second_category = CLAIM("a category that fell short in more than another excuses nothing");
static Claim service_after_compliant = CLAIM("a service that violates is worse than one that was compliant");

/* The verdict on every placement of the space, as of the first day */
static SssVerdict *verdicts;
static SssDay first_day;

static void
GovernedPlacementAt(long number, SssFacts *facts)
{
	PlacementAt(number, facts);
	SetDay(facts, first_day);
}

static void
JudgeAll(void)
{
	first_day = FirstDay();
	verdicts = malloc(PlacementCount() * sizeof(SssVerdict));
	for (long number = 0; number < PlacementCount(); number++)
	{
		SssFacts	facts;
		SssJudgement judgement;

		GovernedPlacementAt(number, &facts);
		SssJudge(RULE_placement, &facts, &judgement);
		verdicts[number] = judgement.verdict;
	}
}

/* Where the verdict became worse, the change must not pass for one that made nothing worse */
static void
ComparePlacements(long now_number, long before_number)
{
	SssVerdict	now_verdict = verdicts[now_number];
	SssVerdict	before_verdict = verdicts[before_number];
	SssFacts	now;
	SssFacts	before;
	Claim	   *claim;

	if (now_verdict == VERDICT_violation && before_verdict == VERDICT_compliant)
		claim = &after_compliant;
	else if (now_verdict == VERDICT_violation && before_verdict == VERDICT_unsettled)
		claim = &after_unsettled;
	else if (now_verdict == VERDICT_unsettled && before_verdict == VERDICT_compliant)
		claim = &doubt_after_compliant;
	else
		return;

	GovernedPlacementAt(now_number, &now);
	GovernedPlacementAt(before_number, &before);
	if (IsGrandfathered(RULE_placement, &now, &before, claim != &after_compliant, &added))
	{
		char		described[CLAIM_DETAIL / 2];

		snprintf(described, sizeof(described), "%s", Described(&before));
		CASE(claim, false, "before: %s (%s); now: %s", described, VerdictText(before_verdict),
			 Described(&now));
	}
	else
		CASE(claim, true, "%s", "");
}

/* All placements that differ in one fact or in the set of categories */
static void
CompareNeighbours(void)
{
	for (long number = 0; number < PlacementCount(); number++)
	{
		if (verdicts[number] != VERDICT_violation && verdicts[number] != VERDICT_unsettled)
			continue;
		for (Coordinate coordinate = 0; coordinate < N_COORDINATES; coordinate++)
		{
			for (int value = 0; value < CoordinateSize(coordinate); value++)
				ComparePlacements(number, PlacementBeside(number, coordinate, value));
		}
	}
}

/* One category that is known */
static bool
IsSingle(long number)
{
	int			set = CoordinateOf(number, COORDINATE_categories);

	return set >= 1 && set <= N_CATEGORIES && CoordinateOf(number, COORDINATE_category_missing) == 0;
}

/* All pairs of placements of a child of one category with the same stay */
static void
CompareSingles(void)
{
	long	   *numbers = malloc(PlacementCount() * sizeof(long));
	long		count = 0;

	for (long number = 0; number < PlacementCount(); number++)
	{
		if (IsSingle(number) && (verdicts[number] == VERDICT_violation ||
								 verdicts[number] == VERDICT_unsettled ||
								 verdicts[number] == VERDICT_compliant))
			numbers[count++] = number;
	}
	for (long now = 0; now < count; now++)
	{
		for (long before = 0; before < count; before++)
		{
			if (CoordinateOf(numbers[now], COORDINATE_stay) == CoordinateOf(numbers[before], COORDINATE_stay))
				ComparePlacements(numbers[now], numbers[before]);
		}
	}
	free(numbers);
}

static void
CheckItself(void)
{
	for (long number = 0; number < PlacementCount(); number++)
	{
		SssFacts	facts;
		bool		strictly;

		if (verdicts[number] != VERDICT_violation && verdicts[number] != VERDICT_unsettled)
			continue;
		GovernedPlacementAt(number, &facts);
		strictly = IsGrandfathered(RULE_placement, &facts, &facts, true, &added);
		CASE(&reflexive, strictly && (verdicts[number] == VERDICT_unsettled ||
									  IsGrandfathered(RULE_placement, &facts, &facts, false, &added)),
			 "%s: %s", Described(&facts), VerdictText(verdicts[number]));
	}
}

/* Is every violated finding of one also one of the other, by requirement and clause? */
static bool
ViolatesOnlyWhat(const SssJudgement *one, const SssJudgement *other)
{
	for (int i = 0; i < one->nfindings; i++)
	{
		bool		found = one->findings[i].verdict != VERDICT_violation;

		for (int j = 0; j < other->nfindings; j++)
			found = found || (other->findings[j].verdict == VERDICT_violation &&
							  one->findings[i].requirement == other->findings[j].requirement &&
							  one->findings[i].provision == other->findings[j].provision);
		if (!found)
			return false;
	}
	return true;
}

/* One category and one standard before and after: nothing to choose from */
static void
CheckSameClause(long now_number, long before_number)
{
	SssFacts	now;
	SssFacts	before;
	SssJudgement now_judgement;
	SssJudgement before_judgement;
	int			both = IndexOf(CODES_provider_type, "children_in_need_support_center");
	bool		no_worse;

	GovernedPlacementAt(now_number, &now);
	GovernedPlacementAt(before_number, &before);
	if (now.codes[ROLE_provider] == both || before.codes[ROLE_provider] == both)
		return;
	SssJudge(RULE_placement, &now, &now_judgement);
	SssJudge(RULE_placement, &before, &before_judgement);
	no_worse = IsGrandfathered(RULE_placement, &now, &before, false, &added);
	CASE(&same_clause, no_worse == ViolatesOnlyWhat(&now_judgement, &before_judgement),
		 "%s: %s by %s", Described(&now), no_worse ? "no worse" : "worse", Cited(now_judgement.provision));
	CASE(&stricter, no_worse || !IsGrandfathered(RULE_placement, &now, &before, true, &added), "%s", Described(&now));
}

static void
CheckSameClauses(void)
{
	for (long number = 0; number < PlacementCount(); number++)
	{
		if (!IsSingle(number) || verdicts[number] != VERDICT_violation)
			continue;
		for (Coordinate coordinate = 0; coordinate < N_COORDINATES; coordinate++)
		{
			for (int value = 0; value < CoordinateSize(coordinate); value++)
			{
				long		before = PlacementBeside(number, coordinate, value);

				if (IsSingle(before) && verdicts[before] == VERDICT_violation)
					CheckSameClause(number, before);
			}
		}
	}
}

/* Is every violated finding of one also one of the other, by requirement and paragraph? */
static bool
ViolatesOnlyParagraphsOf(const SssJudgement *one, const SssJudgement *other)
{
	for (int i = 0; i < one->nfindings; i++)
	{
		bool		found = one->findings[i].verdict != VERDICT_violation;

		for (int j = 0; j < other->nfindings; j++)
			found = found || (other->findings[j].verdict == VERDICT_violation &&
							  one->findings[i].requirement == other->findings[j].requirement &&
							  SSS_PARAGRAPH_OF(one->findings[i].provision) ==
							  SSS_PARAGRAPH_OF(other->findings[j].provision));
		if (!found)
			return false;
	}
	return true;
}

/* The category is entered, or removed, and the case fails in both ways */
static void
CheckEntered(void)
{
	int			both = IndexOf(CODES_provider_type, "children_in_need_support_center");

	for (long number = 0; number < PlacementCount(); number++)
	{
		SssFacts	with;
		SssFacts	without;
		SssJudgement judged_with;
		SssJudgement judged_without;

		GovernedPlacementAt(number, &with);
		without = with;
		without.categories = 0;
		without.category_missing = true;
		SssJudge(RULE_placement, &without, &judged_without);
		if (!IsSingle(number) || verdicts[number] != VERDICT_violation ||
			judged_without.verdict != VERDICT_violation || with.codes[ROLE_provider] == both)
			continue;
		SssJudge(RULE_placement, &with, &judged_with);
		CASE(&entered, IsGrandfathered(RULE_placement, &with, &without, false, &added) ==
			 ViolatesOnlyParagraphsOf(&judged_with, &judged_without), "entered: %s", Described(&with));
		CASE(&entered, IsGrandfathered(RULE_placement, &without, &with, false, &added) ==
			 ViolatesOnlyParagraphsOf(&judged_without, &judged_with), "removed: %s", Described(&with));
	}
}

/*
 * Transport for a purpose that no annex names: whoever the provider is, it fails,
 * and to enter or to remove the provider makes it no worse.
 */
static void
CheckProvider(void)
{
	SssFacts	missing = sss_no_facts;
	SssFacts	known;
	SssFacts	named;

	SetDay(&missing, first_day);
	missing.codes[ROLE_transport_purpose] = IndexOf(CODES_transport_purpose, "other_transport_purpose");
	named = missing;
	named.codes[ROLE_transport_purpose] = IndexOf(CODES_transport_purpose, "treatment");
	CASE(&providerless, IsGrandfathered(RULE_transport, &missing, &missing, false, &added), "missing, as before");
	CASE(&providerless, !IsGrandfathered(RULE_transport, &missing, &named, false, &added) &&
		 added.requirement == ROLE_transport_purpose && added.verdict == VERDICT_violation, "a new purpose");
	for (int provider = 0; provider < N_PROVIDERS; provider++)
	{
		known = missing;
		known.codes[ROLE_provider] = provider;
		CASE(&providerless, IsGrandfathered(RULE_transport, &known, &missing, false, &added), "entered: %d", provider);
		CASE(&providerless, IsGrandfathered(RULE_transport, &missing, &known, false, &added), "removed: %d", provider);
		CASE(&providerless, !IsGrandfathered(RULE_transport, &known, &named, false, &added), "entered with the purpose: %d", provider);
		named.codes[ROLE_provider] = provider;
		CASE(&providerless, !IsGrandfathered(RULE_transport, &missing, &named, false, &added), "removed with the purpose: %d", provider);
		named.codes[ROLE_provider] = SSS_MISSING;
	}
}

/* A placement that was unknown before, for want of a provider, excuses nothing */
static void
CheckProviderEntered(void)
{
	for (long number = 0; number < PlacementCount(); number++)
	{
		SssFacts	now;
		SssFacts	before;

		if (verdicts[number] != VERDICT_violation)
			continue;
		GovernedPlacementAt(number, &now);
		before = now;
		before.codes[ROLE_provider] = SSS_MISSING;
		CASE(&provider_entered, !IsGrandfathered(RULE_placement, &now, &before, false, &added), "%s", Described(&now));
	}
}

static void
CheckNothingAsked(void)
{
	for (long number = 0; number < PlacementCount(); number++)
	{
		SssFacts	governed;
		SssFacts	other;

		if (verdicts[number] != VERDICT_violation)
			continue;
		GovernedPlacementAt(number, &governed);
		other = governed;
		SetDay(&other, first_day - 1);
		CASE(&nothing_asked, !IsGrandfathered(RULE_placement, &governed, &other, false, &added) &&
			 IsGrandfathered(RULE_placement, &other, &governed, false, &added), "%s", Described(&governed));
		other = governed;
		other.codes[ROLE_provider] = SSS_MISSING;
		CASE(&nothing_asked, !IsGrandfathered(RULE_placement, &governed, &other, true, &added) &&
			 IsGrandfathered(RULE_placement, &other, &governed, true, &added), "%s", Described(&governed));
	}
}

/* Two services: one that is a violation now, and one from before */
static void
CompareServices(const SssFacts *now, const SssJudgement *now_judgement, const SssFacts *before)
{
	int			both = IndexOf(CODES_provider_type, "children_in_need_support_center");
	SssJudgement before_judgement;
	bool		no_worse = IsGrandfathered(RULE_service, now, before, false, &added);

	SssJudge(RULE_service, before, &before_judgement);
	if (before_judgement.verdict == VERDICT_compliant)
		CASE(&service_after_compliant, !no_worse, "before: %s at %s; now: %s",
			 SssCodeAt(CODES_service, before->codes[ROLE_service])->text,
			 SssCodeAt(CODES_provider_type, before->codes[ROLE_provider])->text, Described(now));
	else if (before_judgement.verdict == VERDICT_violation && now->codes[ROLE_provider] != both &&
			 before->codes[ROLE_provider] != both)
		CASE(&services, no_worse == (before_judgement.provision == now_judgement->provision),
			 "%s: %s", Described(now), no_worse ? "no worse" : "worse");
}

static void
CheckServices(void)
{
	for (long number = 0; number < ServiceCaseCount(); number++)
	{
		SssFacts	now;
		SssJudgement now_judgement;

		ServiceCaseAt(number, &now);
		SetDay(&now, first_day);
		SssJudge(RULE_service, &now, &now_judgement);
		for (long other = 0; now_judgement.verdict == VERDICT_violation && other < ServiceCaseCount(); other++)
		{
			SssFacts	before;

			ServiceCaseAt(other, &before);
			SetDay(&before, first_day);
			CompareServices(&now, &now_judgement, &before);
		}
	}
}

/*
 * The definition, written without regard to how the code decides: some standard
 * and category of the case fails nothing that was not failed before, as
 * severely and under the same clause, by one of those standards and categories
 * that fell short least: one falls short more than another if it leaves unmet
 * all that the other does, and more.
 */
#define MOST_VIEWS	(N_STANDARDS * (N_CATEGORIES + 1))

typedef struct Views
{
	int			n;
	SssJudgement of[MOST_VIEWS];
} Views;

static bool
IsUnmet(const SssFinding *finding, bool strict)
{
	return finding->verdict == VERDICT_violation || (strict && finding->verdict == VERDICT_unsettled);
}

static void
ViewsOf(const SssFacts *facts, Views *views)
{
	SssCandidates walk;

	views->n = 0;
	SssStartCandidates(&walk, RULE_placement, facts);
	while (SssNextCandidate(&walk, &views->of[views->n]))
		views->n++;
}

/* Is each requirement that the one leaves unmet also unmet in the other?  With clause, under the same clause. */
static bool
IsCovered(const SssJudgement *one, const SssJudgement *other, bool clause, bool strict)
{
	for (int i = 0; i < one->nfindings; i++)
	{
		const SssFinding *unmet = &one->findings[i];
		bool		covered = !IsUnmet(unmet, strict);

		for (int j = 0; j < other->nfindings; j++)
		{
			const SssFinding *before = &other->findings[j];

			covered = covered || (before->requirement == unmet->requirement && IsUnmet(before, strict) &&
								  (!clause || (before->provision == unmet->provision &&
											   (before->verdict == VERDICT_violation ||
												before->verdict == unmet->verdict))));
		}
		if (!covered)
			return false;
	}
	return true;
}

static bool
FallsShortLeast(const Views *views, int view, bool strict)
{
	for (int i = 0; i < views->n; i++)
	{
		if (IsCovered(&views->of[i], &views->of[view], false, strict) &&
			!IsCovered(&views->of[view], &views->of[i], false, strict))
			return false;
	}
	return true;
}

static bool
IsNoWorseByDefinition(const Views *now, const Views *before, SssVerdict before_verdict, bool strict)
{
	for (int i = 0; i < before->n; i++)
	{
		if (before->of[i].verdict != before_verdict || !FallsShortLeast(before, i, strict))
			continue;
		for (int j = 0; j < now->n; j++)
		{
			if (now->of[j].verdict != VERDICT_unknown && IsCovered(&now->of[j], &before->of[i], true, strict))
				return true;
		}
	}
	return false;
}

/*
 * Cases of a known provider and known categories that look the same by every
 * standard and category are one state.  The
 * first case stands for it.
 */
typedef struct State
{
	long		number;
	SssVerdict	verdict;
	bool		several;		/* has the child several categories? */
	Views		views;
} State;

static bool
LookSame(const Views *one, const Views *other)
{
	if (one->n != other->n)
		return false;
	for (int i = 0; i < one->n; i++)
	{
		if (one->of[i].nfindings != other->of[i].nfindings)
			return false;
		for (int j = 0; j < one->of[i].nfindings; j++)
		{
			const SssFinding *a = &one->of[i].findings[j];
			const SssFinding *b = &other->of[i].findings[j];

			if (a->requirement != b->requirement || a->verdict != b->verdict || a->provision != b->provision)
				return false;
		}
	}
	return true;
}

static State *
AllStates(long *nstates)
{
	State	   *states = NULL;
	long		room = 0;

	*nstates = 0;
	for (long number = 0; number < PlacementCount(); number++)
	{
		int			set = CoordinateOf(number, COORDINATE_categories);
		State		state = {.number = number,.verdict = verdicts[number],.several = set > N_CATEGORIES};
		SssFacts	facts;
		long		known = 0;

		if (CoordinateOf(number, COORDINATE_category_missing) == 1 || set == 0 ||
			CoordinateOf(number, COORDINATE_provider) == 0)
			continue;
		GovernedPlacementAt(number, &facts);
		ViewsOf(&facts, &state.views);
		while (known < *nstates && !LookSame(&states[known].views, &state.views))
			known++;
		if (known < *nstates)
		{
			if (state.several && !states[known].several)
				states[known] = state;
			continue;
		}
		if (known == room)
			states = realloc(states, sizeof(State) * (room = 2 * room + 64));
		states[(*nstates)++] = state;
	}
	return states;
}

static void
CompareByDefinition(const State *now, const State *before, bool strict)
{
	SssFacts	now_facts;
	SssFacts	before_facts;
	bool		no_worse;
	char		described[CLAIM_DETAIL / 2];

	GovernedPlacementAt(now->number, &now_facts);
	GovernedPlacementAt(before->number, &before_facts);
	no_worse = IsGrandfathered(RULE_placement, &now_facts, &before_facts, strict, &added);
	if (no_worse == IsNoWorseByDefinition(&now->views, &before->views, before->verdict, strict))
	{
		CASE(strict ? &defined_strictly : &defined, true, "%s", "");
		return;
	}
	snprintf(described, sizeof(described), "%s", Described(&before_facts));
	CASE(strict ? &defined_strictly : &defined, false, "before: %s; now: %s: %s", described,
		 Described(&now_facts), no_worse ? "no worse" : "worse");
}

static void
CheckDefinition(void)
{
	long		nstates;
	State	   *states = AllStates(&nstates);

	Note("%ld states", nstates);
	for (long now = 0; now < nstates; now++)
	{
		for (long before = 0; before < nstates; before++)
		{
			if (!states[now].several && !states[before].several)
				continue;
			if (states[now].verdict == VERDICT_violation && states[before].verdict == VERDICT_violation)
				CompareByDefinition(&states[now], &states[before], false);
			if ((states[now].verdict == VERDICT_violation || states[now].verdict == VERDICT_unsettled) &&
				(states[before].verdict == VERDICT_violation || states[before].verdict == states[now].verdict))
				CompareByDefinition(&states[now], &states[before], true);
		}
	}
	free(states);
}

/* The case that first showed the fault: before, only the basis was unmet, and afterwards the category is too */
static void
CheckSecondCategory(void)
{
	SssFacts	now = sss_no_facts;
	SssFacts	before;

	SetDay(&now, DayOf(2024, 5, 1));
	now.categories = SSS_BIT(IndexOf(CODES_recipient_category, "abuse_victim"));
	now.codes[ROLE_basis] = IndexOf(CODES_placement_basis, "local_executive_decision");
	now.codes[ROLE_provider] = IndexOf(CODES_provider_type, "foster_parent");
	before = now;
	before.categories |= SSS_BIT(IndexOf(CODES_recipient_category, "without_parental_care"));
	CASE(&second_category, !IsGrandfathered(RULE_placement, &now, &before, false, &added), "%s", Described(&now));
	CASE(&second_category, IsGrandfathered(RULE_placement, &before, &before, false, &added), "%s", Described(&before));
	CASE(&second_category, IsGrandfathered(RULE_placement, &before, &now, false, &added), "%s", Described(&before));
}

int
main(void)
{
	const Claim *const claims[] = {
		&reflexive, &stricter, &after_compliant, &after_unsettled, &doubt_after_compliant,
		&same_clause, &entered, &providerless, &provider_entered, &nothing_asked, &services,
		&defined, &defined_strictly, &second_category, &service_after_compliant
	};

	JudgeAll();
	CheckItself();
	CompareNeighbours();
	CompareSingles();
	CheckSameClauses();
	CheckEntered();
	CheckProvider();
	CheckProviderEntered();
	CheckNothingAsked();
	CheckDefinition();
	CheckSecondCategory();
	CheckServices();
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		ClaimDone(claims[i]);
	free(verdicts);
	return ChecksDone();
}
