/*-------------------------------------------------------------------------
 *
 * memo.c
 *	  Which facts the rulebook has found compliant before.
 *
 *-------------------------------------------------------------------------
 */
#include "memo.h"

#include <string.h>

static bool
AskRulebook(SssRule rule, const SssFacts *facts)
{
	SssJudgement judgement;

	SssJudge(rule, facts, &judgement);
	return judgement.verdict == VERDICT_compliant;
}

/* Of several categories the one that fares best decides, so each can be asked alone */
static void
AskAboutCategories(SssKnown *known, const SssFacts *facts)
{
	SssFacts	single = *facts;

	single.category_missing = false;
	for (int category = 0; category < N_CATEGORIES; category++)
	{
		single.categories = facts->categories & SSS_BIT(category);
		if (single.categories != 0 && AskRulebook(RULE_placement, &single))
			known->compliant |= single.categories;
	}
	known->asked |= facts->categories;
}

static bool
PlacementIsCompliant(SssMemo *memo, const SssFacts *facts)
{
	SssKnown   *known;

	if (facts->basis == SSS_MISSING)
		return false;
	if (facts->stay_unknown)
		return AskRulebook(RULE_placement, facts);

	known = &memo->categories[facts->provider][facts->basis]
		[facts->stay == SSS_MISSING ? N_STAYS : facts->stay];
	if ((facts->categories & ~known->asked) != 0)
		AskAboutCategories(known, facts);
	return (facts->categories & known->compliant) != 0;
}

static bool
ServiceIsCompliant(SssMemo *memo, const SssFacts *facts)
{
	SssKnown   *known;

	if (facts->service == SSS_MISSING)
		return false;

	known = &memo->providers[facts->service];
	if ((known->asked & SSS_BIT(facts->provider)) == 0)
	{
		known->asked |= SSS_BIT(facts->provider);
		if (AskRulebook(RULE_service, facts))
			known->compliant |= SSS_BIT(facts->provider);
	}
	return (known->compliant & SSS_BIT(facts->provider)) != 0;
}

bool
SssMemoIsCompliant(SssMemo *memo, SssRule rule, const SssFacts *facts)
{
	if (!facts->has_date || facts->provider == SSS_MISSING)
		return false;
	if (!SssInForce(memo->period.first, memo->period.last, facts->on_date))
	{
		/* Not worth forgetting for */
		if (!SssGoverned(facts->on_date))
			return false;
		memset(memo, 0, sizeof(*memo));
		memo->period = SssPeriodOf(facts->on_date);
	}
	return rule == RULE_placement ? PlacementIsCompliant(memo, facts) :
		ServiceIsCompliant(memo, facts);
}
