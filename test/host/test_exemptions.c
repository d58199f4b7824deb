/*-------------------------------------------------------------------------
 *
 * test_exemptions.c
 *	  The cases that waivers exempt, over the whole space.
 *
 * A waiver lets one requirement be unmet, as one clause makes it: a wrong yes
 * here is enforcement lost, and a clause that cannot be waived is an act that
 * cannot be entered.
 *
 *-------------------------------------------------------------------------
 */
#include "facts.h"
#include "law/law.h"
#include "tap.h"

static Claim none = CLAIM("with nothing waived no violation is exempt");
static Claim all = CLAIM("with all waived that one candidate fails, the case is exempt");
static Claim but_one = CLAIM("with all but one waived only another candidate can make it exempt");
static Claim told = CLAIM("the finding that remains is returned, and fails");
static Claim other_requirement = CLAIM("a waiver of another requirement of the same clause exempts nothing");
static Claim citable = CLAIM("a waiver can name any failing requirement");
static Claim not_citable = CLAIM("a waiver cannot name the day");

/* The requirements that a candidate leaves unmet */
static int
Unmet(const SssJudgement *candidate, SssFinding *unmet)
{
	int			nunmet = 0;

	for (int i = 0; i < candidate->nfindings; i++)
	{
		if (candidate->findings[i].verdict == VERDICT_violation)
			unmet[nunmet++] = candidate->findings[i];
	}
	return nunmet;
}

/* Does some candidate fail only waived requirements? */
static bool
SomeIsWaived(SssRule rule, const SssFacts *facts, const SssFinding *waived, int nwaived)
{
	SssCandidates walk;
	SssJudgement candidate;

	SssStartCandidates(&walk, rule, facts);
	while (SssNextCandidate(&walk, &candidate))
	{
		SssFinding	unmet[N_PLACEMENT_REQUIREMENTS];
		int			nunmet = Unmet(&candidate, unmet);
		int			nleft = nunmet;

		for (int i = 0; i < nunmet; i++)
		{
			bool		is_waived = false;

			for (int j = 0; j < nwaived; j++)
				is_waived |= waived[j].requirement == unmet[i].requirement &&
					waived[j].provision == unmet[i].provision;
			nleft -= is_waived;
		}
		if (nleft == 0)
			return true;
	}
	return false;
}

static bool
IsWaived(SssRule rule, const SssFacts *facts, const SssFinding *waived, int nwaived, SssFinding *left)
{
	SssExemption exemption = {NULL, waived, nwaived};

	return !SssAddsViolation(rule, facts, &exemption, false, left);
}

static void
CheckCandidate(SssRule rule, const SssFacts *facts, const SssJudgement *candidate)
{
	SssFinding	unmet[N_PLACEMENT_REQUIREMENTS];
	SssFinding	left = {.requirement = N_ROLES,.verdict = VERDICT_violation};
	int			nunmet = Unmet(candidate, unmet);
	SssFinding	another = unmet[nunmet - 1];
	bool		stands;

	CASE(&all, IsWaived(rule, facts, unmet, nunmet, &left), "%s", Described(facts));
	stands = IsWaived(rule, facts, unmet, nunmet - 1, &left);
	CASE(&but_one, stands == SomeIsWaived(rule, facts, unmet, nunmet - 1), "%s", Described(facts));
	if (!stands)
		CASE(&told, left.requirement < N_ROLES && SssFailsClause(rule, facts, &left, false), "%s",
			 Described(facts));
	another.requirement = ROLE_on_date;
	CASE(&other_requirement, !IsWaived(rule, facts, &another, 1, &left), "%s", Described(facts));
	for (int i = 0; i < nunmet; i++)
	{
		CASE(&citable, SssMayCite(unmet[i].requirement, unmet[i].provision), "%s %s",
			 sss_fact_lines[unmet[i].requirement].name, Cited(unmet[i].provision));
		CASE(&not_citable, !SssMayCite(ROLE_on_date, unmet[i].provision), "%s",
			 Cited(unmet[i].provision));
	}
}

static void
CheckFacts(SssRule rule, const SssFacts *facts)
{
	SssCandidates walk;
	SssJudgement judgement;
	SssFinding	left;

	SssJudge(rule, facts, &judgement);
	if (judgement.verdict != VERDICT_violation)
		return;
	CASE(&none, !IsWaived(rule, facts, NULL, 0, &left), "%s", Described(facts));
	SssStartCandidates(&walk, rule, facts);
	while (SssNextCandidate(&walk, &judgement))
		CheckCandidate(rule, facts, &judgement);
}

int
main(void)
{
	const Claim *const claims[] = {
		&none, &all, &but_one, &told, &other_requirement, &citable, &not_citable
	};
	SssFacts	facts;

	for (long number = 0; number < PlacementCount(); number++)
	{
		PlacementAt(number, &facts);
		SetDay(&facts, FirstDay());
		CheckFacts(RULE_placement, &facts);
	}
	for (long number = 0; number < ServiceCaseCount(); number++)
	{
		ServiceCaseAt(number, &facts);
		SetDay(&facts, FirstDay());
		CheckFacts(RULE_service, &facts);
	}
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		ClaimDone(claims[i]);
	return ChecksDone();
}
