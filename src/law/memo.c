/*-------------------------------------------------------------------------
 *
 * memo.c
 *	  A memo of the facts that were found compliant.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "law/memo.h"
#include "law/rulebook.h"

static bool
AskRulebook(SssRule rule, const SssFacts *facts)
{
	SssJudgement judgement;

	SssJudge(rule, facts, &judgement);
	return judgement.verdict == VERDICT_compliant;
}

/* The category with the mildest outcome decides, so each can be asked about alone */
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

	if (facts->codes[ROLE_basis] == SSS_MISSING)
		return false;
	if (facts->stay_unknown)
		return AskRulebook(RULE_placement, facts);

	known = &memo->categories[facts->codes[ROLE_provider]][facts->codes[ROLE_basis]]
		[facts->codes[ROLE_stay] == SSS_MISSING ? N_STAYS : facts->codes[ROLE_stay]];
	if ((facts->categories & ~known->asked) != 0)
		AskAboutCategories(known, facts);
	return (facts->categories & known->compliant) != 0;
}

static bool
ServiceIsCompliant(SssMemo *memo, const SssFacts *facts)
{
	SssKnown   *known;

	if (facts->codes[ROLE_service] == SSS_MISSING)
		return false;

	known = &memo->providers[facts->codes[ROLE_service]];
	if ((known->asked & SSS_BIT(facts->codes[ROLE_provider])) == 0)
	{
		known->asked |= SSS_BIT(facts->codes[ROLE_provider]);
		if (AskRulebook(RULE_service, facts))
			known->compliant |= SSS_BIT(facts->codes[ROLE_provider]);
	}
	return (known->compliant & SSS_BIT(facts->codes[ROLE_provider])) != 0;
}

/* Nearly every record has all the evidence that is required, or requires none */
static bool
EvidenceIsCompliant(SssMemo *memo, const SssFacts *facts)
{
	int			service = facts->codes[ROLE_service];
	int			provider = facts->codes[ROLE_provider];

	if (service == SSS_MISSING)
		return false;
	if ((memo->asked_for_evidence[service] & SSS_BIT(provider)) == 0)
	{
		memo->asked_for_evidence[service] |= SSS_BIT(provider);
		memo->evidence[service][provider] =
			SssEvidenceAsked(RULE_evidence, service, provider, facts->on_date);
	}
	if ((memo->evidence[service][provider] & (facts->absent | facts->doubtful)) == 0)
		return true;
	return AskRulebook(RULE_evidence, facts);
}

bool
SssMemoIsCompliant(SssMemo *memo, SssRule rule, const SssFacts *facts)
{
	if (!facts->has_date || facts->codes[ROLE_provider] == SSS_MISSING)
		return false;
	if (!SssInForce(memo->period.first, memo->period.last, facts->on_date))
	{
		/* Such a day needs no memo, so keep that of the last period */
		if (!SssGoverned(facts->on_date))
			return false;
		memset(memo, 0, sizeof(*memo));
		memo->period = SssPeriodOf(facts->on_date);
	}
	switch (rule)
	{
		case RULE_placement:
			return PlacementIsCompliant(memo, facts);
		case RULE_service:
			return ServiceIsCompliant(memo, facts);
		case RULE_evidence:
			return EvidenceIsCompliant(memo, facts);
		default:
			return AskRulebook(rule, facts);
	}
}
