/*-------------------------------------------------------------------------
 *
 * test_services.c
 *	  The verdict on services, over the whole space of facts.
 *
 *-------------------------------------------------------------------------
 */
#include "facts.h"
#include "tap.h"

static Claim undated = CLAIM("without a day nothing is known and nothing is cited");
static Claim providerless = CLAIM("without a provider a service is compliant if every standard lists it, by the lowest annex, and else unknown");
static Claim before_force = CLAIM("before the first day nothing is governed, by 0.5");
static Claim serviceless = CLAIM("without a service nothing is known, by the first paragraph of services");
static Claim listed = CLAIM("a service that a standard lists is compliant, by the first such clause");
static Claim unlisted = CLAIM("any other is a violation of the first standard's paragraph for its kind, or of its item that leaves it out");
static Claim single = CLAIM("each standard of the provider has one candidate, with one finding that decides");
static Claim other_facts = CLAIM("a fact that is no role of the rule does not matter");
static Claim askable = CLAIM("every role has a provision that asks for it");

/* Which clause lists the service, by reading all lines of scope; none: it is not listed */
static SssProvision
ListedBy(const SssFacts *facts, int standard)
{
	for (int i = 0; i < sss_scope_count; i++)
	{
		const SssScopeLine *line = &sss_scope[i];

		if ((int) line->service == facts->codes[ROLE_service] && (int) line->standard == standard &&
			SssInForce(line->valid_from, line->valid_to, facts->on_date))
			return line->provision;
	}
	return SSS_NO_PROVISION;
}

static bool
Governs(int standard, const SssFacts *facts)
{
	return SssProviderProvision(facts->codes[ROLE_provider], standard, facts->on_date) != SSS_NO_PROVISION;
}

static bool
Is(const SssJudgement *judgement, SssVerdict verdict, SssProvision provision)
{
	return judgement->verdict == verdict && judgement->provision == provision;
}

/* Annex 2 has, of what annex 1 names in paragraph 7, item 10, the procedures alone */
static bool
IsLeftOutOfItem(int service, int standard)
{
	return standard == STANDARD_centers &&
		(service == IndexOf(CODES_service, "medical.laboratory_sampling") ||
		 service == IndexOf(CODES_service, "medical.help_with_catheters_and_devices"));
}

/* The day is governed, the service may be known, the provider is not */
static void
CheckProviderless(const SssFacts *facts, const SssJudgement *judgement)
{
	bool		everywhere = facts->codes[ROLE_service] != SSS_MISSING;
	SssProvision clause = SSS_NO_PROVISION;

	for (int standard = N_STANDARDS - 1; standard >= 0 && everywhere; standard--)
	{
		clause = ListedBy(facts, standard);
		everywhere = clause != SSS_NO_PROVISION;
	}
	CASE(&providerless, everywhere ? Is(judgement, VERDICT_compliant, clause) :
		 Is(judgement, VERDICT_unknown, SSS_NO_PROVISION) && judgement->nfindings == 0,
		 "%s: %s by %s", Described(facts), VerdictText(judgement->verdict), Cited(judgement->provision));
}

/* The day is governed, provider and service are known */
static void
CheckKnown(const SssFacts *facts, const SssJudgement *judgement)
{
	SssProvision violated = SSS_NO_PROVISION;

	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		SssProvision clause = ListedBy(facts, standard);

		CASE(&listed, SssScopeProvision(facts->codes[ROLE_service], standard, facts->on_date) == clause,
			 "%s: %s", Described(facts), Cited(clause));
		if (!Governs(standard, facts))
			continue;
		if (clause != SSS_NO_PROVISION)
		{
			CASE(&listed, Is(judgement, VERDICT_compliant, clause), "%s: %s by %s", Described(facts),
				 VerdictText(judgement->verdict), Cited(judgement->provision));
			return;
		}
		if (violated == SSS_NO_PROVISION)
			violated = IsLeftOutOfItem(facts->codes[ROLE_service], standard) ? SSS_ITEM(2, 7, 10) :
				sss_service_paragraph[standard][sss_service_kind[facts->codes[ROLE_service]]];
	}
	CASE(&unlisted, Is(judgement, VERDICT_violation, violated), "%s: %s by %s", Described(facts),
		 VerdictText(judgement->verdict), Cited(judgement->provision));
}

static void
CheckUnknown(const SssFacts *facts, const SssJudgement *judgement)
{
	int			first = 0;

	while (!Governs(first, facts))
		first++;
	CASE(&serviceless, Is(judgement, VERDICT_unknown,
						  SSS_PARAGRAPH(first + 1, first == STANDARD_families ? 6 : 5)) &&
		 judgement->provision == SssAskingProvision(facts, ROLE_service),
		 "%s: %s", Described(facts), Cited(judgement->provision));
}

static void
CheckCandidates(const SssFacts *facts)
{
	SssCandidates walk;
	SssJudgement candidate;
	int			previous = -1;
	int			standards = 0;

	SssStartCandidates(&walk, RULE_service, facts);
	while (SssNextCandidate(&walk, &candidate))
	{
		CASE(&single, candidate.standard > previous && Governs(candidate.standard, facts) &&
			 candidate.category == SSS_MISSING && candidate.nfindings == 1 &&
			 candidate.findings[0].requirement == ROLE_service && candidate.requirement == ROLE_service &&
			 Is(&candidate, candidate.findings[0].verdict, candidate.findings[0].provision),
			 "%s", Described(facts));
		previous = candidate.standard;
		standards++;
	}
	for (int standard = 0; standard < N_STANDARDS; standard++)
		standards -= Governs(standard, facts) ? 1 : 0;
	CASE(&single, standards == 0, "%s: %d too many", Described(facts), standards);
}

static void
CheckIndifference(const SssFacts *facts, const SssJudgement *judgement)
{
	SssFacts	changed = *facts;
	SssJudgement other;

	changed.categories = SSS_BIT(0) | SSS_BIT(1);
	changed.category_missing = true;
	changed.codes[ROLE_basis] = 0;
	changed.codes[ROLE_stay] = 0;
	SssJudge(RULE_service, &changed, &other);
	CASE(&other_facts, Is(&other, judgement->verdict, judgement->provision) &&
		 other.nfindings == judgement->nfindings, "%s", Described(facts));
}

static void
CheckService(const SssFacts *facts)
{
	SssJudgement judgement;

	SssJudge(RULE_service, facts, &judgement);
	CheckIndifference(facts, &judgement);
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		if (sss_role_lines[i].rule == RULE_service)
			CASE(&askable, SssAskingProvision(facts, sss_role_lines[i].role) != SSS_NO_PROVISION ||
				 (facts->has_date && facts->on_date < FirstDay()),
				 "%s: %s", Described(facts), sss_fact_lines[sss_role_lines[i].role].name);
	}
	if (facts->has_date && facts->on_date < FirstDay())
		CASE(&before_force, Is(&judgement, VERDICT_not_governed, SSS_PARAGRAPH(0, 5)) &&
			 judgement.nfindings == 0, "%s", Described(facts));
	else if (facts->has_date && facts->codes[ROLE_provider] == SSS_MISSING)
		CheckProviderless(facts, &judgement);
	else if (!facts->has_date)
		CASE(&undated, Is(&judgement, VERDICT_unknown, SSS_NO_PROVISION) && judgement.nfindings == 0,
			 "%s", Described(facts));
	else
	{
		CheckCandidates(facts);
		if (facts->codes[ROLE_service] == SSS_MISSING)
			CheckUnknown(facts, &judgement);
		else
			CheckKnown(facts, &judgement);
	}
}

int
main(void)
{
	const Claim *const claims[] = {
		&undated, &providerless, &before_force, &serviceless, &listed, &unlisted, &single, &other_facts, &askable
	};

	for (long number = 0; number < ServiceCaseCount(); number++)
	{
		SssFacts	facts;

		ServiceCaseAt(number, &facts);
		CheckService(&facts);
		SetDay(&facts, FirstDay() - 1);
		CheckService(&facts);
		SetDay(&facts, FirstDay());
		CheckService(&facts);
		SetDay(&facts, DayOf(2026, 12, 31));
		CheckService(&facts);
	}
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		ClaimDone(claims[i]);
	return ChecksDone();
}
