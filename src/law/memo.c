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

/* A category that is not known, as a member of a set of categories */
#define MISSING_CATEGORY	SSS_BIT(N_CATEGORIES)

/* A category that is compliant suffices, so each can be asked about alone */
static void
AskAboutCategories(SssKnown *known, const SssFacts *facts, uint32_t categories)
{
	SssFacts	single = *facts;

	for (int category = 0; category <= N_CATEGORIES; category++)
	{
		uint32_t	member = categories & SSS_BIT(category);

		single.categories = member & ~MISSING_CATEGORY;
		single.category_missing = member == MISSING_CATEGORY;
		if (member != 0 && AskRulebook(RULE_placement, &single))
			known->compliant |= member;
	}
	known->asked |= categories;
}

static bool
PlacementIsCompliant(SssMemo *memo, const SssFacts *facts)
{
	uint32_t	categories = facts->categories;
	SssKnown   *known;

	if (facts->stay_unknown)
		return AskRulebook(RULE_placement, facts);

	known = &memo->categories[facts->codes[ROLE_provider]][facts->codes[ROLE_basis] + 1]
		[facts->codes[ROLE_stay] + 1];
	if ((categories & known->compliant) != 0)
		return true;
	if (SssFactMissing(facts, ROLE_category))
		categories |= MISSING_CATEGORY;
	if ((categories & ~known->asked) != 0)
		AskAboutCategories(known, facts, categories);
	return (categories & known->compliant) != 0;
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
	if (!facts->has_date)
		return false;
	if (facts->codes[ROLE_provider] == SSS_MISSING)
		return AskRulebook(rule, facts);
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
