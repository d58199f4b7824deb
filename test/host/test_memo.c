/*-------------------------------------------------------------------------
 *
 * test_memo.c
 *	  A memo answers as the rulebook does, whatever calls came before.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "facts.h"
#include "law/law.h"
#include "tap.h"

/* Days on both sides of each end of validity, and neighbours of them */
#define MAX_DAYS	64

static Claim placement = CLAIM("a memo finds the same placements compliant");
static Claim service = CLAIM("a memo finds the same services compliant");
static Claim undated = CLAIM("a memo finds nothing compliant without a day");
static Claim period = CLAIM("within the period of a day everything is answered alike");

static SssDay days[MAX_DAYS];
static int	ndays = 0;

static void
AddDay(SssDay day)
{
	for (int i = 0; i < ndays; i++)
	{
		if (days[i] == day)
			return;
	}
	if (ndays < MAX_DAYS)
		days[ndays++] = day;
}

static void
AddEnds(SssDay valid_from, SssDay valid_to)
{
	AddDay(valid_from);
	AddDay(valid_to);
	if (valid_from != SSS_NO_START)
		AddDay(valid_from - 1);
	if (valid_to != SSS_NO_END)
		AddDay(valid_to + 1);
}

static void
CollectDays(void)
{
	AddDay(SSS_NO_START);
	AddDay(0);
	for (int i = 0; i < sss_editions_count; i++)
		AddEnds(sss_editions[i].valid_from, sss_editions[i].valid_to);
	for (int i = 0; i < sss_provider_standards_count; i++)
		AddEnds(sss_provider_standards[i].valid_from, sss_provider_standards[i].valid_to);
	for (int i = 0; i < sss_scope_count; i++)
		AddEnds(sss_scope[i].valid_from, sss_scope[i].valid_to);
	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS; r++)
	{
		for (int i = 0; i < sss_placement_lines[r].nlines; i++)
			AddEnds(sss_placement_lines[r].lines[i].valid_from, sss_placement_lines[r].lines[i].valid_to);
	}
}

static bool
IsCompliant(SssRule rule, const SssFacts *facts)
{
	SssJudgement judgement;

	SssJudge(rule, facts, &judgement);
	return judgement.verdict == VERDICT_compliant;
}

static void
CheckPlacements(SssMemo *memo, SssDay day)
{
	for (long number = 0; number < PlacementCount(); number++)
	{
		SssFacts	facts;

		PlacementAt(number, &facts);
		CASE(&undated, !SssMemoIsCompliant(memo, RULE_placement, &facts), "%s", Described(&facts));
		SetDay(&facts, day);
		CASE(&placement, SssMemoIsCompliant(memo, RULE_placement, &facts) ==
			 IsCompliant(RULE_placement, &facts), "%s on day %d", Described(&facts), day);
	}
}

static void
CheckServices(SssMemo *memo, SssDay day)
{
	for (long number = 0; number < ServiceCaseCount(); number++)
	{
		SssFacts	facts;

		ServiceCaseAt(number, &facts);
		CASE(&undated, !SssMemoIsCompliant(memo, RULE_service, &facts), "%s", Described(&facts));
		SetDay(&facts, day);
		CASE(&service, SssMemoIsCompliant(memo, RULE_service, &facts) ==
			 IsCompliant(RULE_service, &facts), "%s on day %d", Described(&facts), day);
	}
}

/* Two days of a period share it; of a pair in different ones, some line divides them */
static void
CheckPeriods(void)
{
	for (int i = 0; i < ndays; i++)
	{
		SssPeriod	one = SssPeriodOf(days[i]);

		CASE(&period, one.first <= days[i] && days[i] <= one.last, "day %d", days[i]);
		for (int j = 0; j < ndays; j++)
		{
			SssPeriod	other = SssPeriodOf(days[j]);
			bool		within = one.first <= days[j] && days[j] <= one.last;

			CASE(&period, within == (one.first == other.first && one.last == other.last),
				 "days %d and %d", days[i], days[j]);
		}
	}
	Check(SssPeriodOf(FirstDay() - 1).last == FirstDay() - 1, "a period ends the day before the first");
	Check(SssPeriodOf(FirstDay()).first == FirstDay(), "a period begins on the first day");
}

int
main(void)
{
	const Claim *const claims[] = {&placement, &service, &undated, &period};
	static SssMemo memo;
	SssMemo		untouched = memo;

	CollectDays();
	Check(ndays < MAX_DAYS, "all days are tried");
	CheckPeriods();

	/* Each day twice, first asking, then knowing; between them the memo starts again */
	for (int i = 0; i < ndays; i++)
	{
		for (int round = 0; round < 2; round++)
		{
			CheckPlacements(&memo, days[i]);
			CheckServices(&memo, days[i]);
		}
	}
	Check(memcmp(&memo, &untouched, sizeof(memo)) != 0, "a memo remembers something");
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		ClaimDone(claims[i]);
	return ChecksDone();
}
