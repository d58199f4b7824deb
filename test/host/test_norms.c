/*-------------------------------------------------------------------------
 *
 * test_norms.c
 *	  Quantities and evidence: thresholds by arithmetic of their own, what a
 *	  memo answers, and that nothing gets worse unnoticed.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>

#include "facts.h"
#include "law/law.h"
#include "tap.h"

/* States of evidence that are tried of each service at each provider */
#define SAMPLES		300

static Claim arithmetic = CLAIM("an area suffices exactly from the norm on");
static Claim shortfall = CLAIM("the shortfall is the norm less the quantity");
static Claim memo_agrees = CLAIM("a memo finds the same evidence compliant");
static Claim cited = CLAIM("every finding on a norm cites a clause that may be cited");
static Claim better = CLAIM("evidence that turns up makes nothing worse");
static Claim reflexive = CLAIM("an unchanged case is no worse");
static Claim within_room = CLAIM("all evidence that a standard requires for a service fits into a judgement");
static Claim no_larger = CLAIM("a shortfall that grows is worse, and no other is");

static int
VerdictRank(SssVerdict verdict)
{
	switch (verdict)
	{
		case VERDICT_compliant:
			return 0;
		case VERDICT_unknown:
			return 1;
		default:
			return 2;
	}
}

static SssVerdict
Judge(SssRule rule, const SssFacts *facts)
{
	SssJudgement judgement;

	SssJudge(rule, facts, &judgement);
	for (int i = 0; i < judgement.nfindings; i++)
	{
		const SssFinding *finding = &judgement.findings[i];

		CASE(&cited, finding->provision != SSS_NO_PROVISION &&
			 (finding->verdict == VERDICT_compliant || SssMayCite(finding->requirement, finding->provision)),
			 "%s: %s by %s", sss_rule_names[rule], sss_fact_lines[finding->requirement].name,
			 Cited(finding->provision));
	}
	return judgement.verdict;
}

static void
SetMeasure(SssFacts *facts, SssRole role, int64_t value)
{
	facts->measured |= SSS_ROLE_BIT(role);
	SSS_MEASURE(facts, role) = value;
}

static SssFacts
Room(int provider, int64_t area, int persons)
{
	SssFacts	facts = sss_no_facts;

	facts.codes[ROLE_provider] = provider;
	SetDay(&facts, FirstDay());
	SetMeasure(&facts, ROLE_area, area);
	SetMeasure(&facts, ROLE_persons, (int64_t) persons * SSS_MEASURE_SCALE);
	return facts;
}

/* Fifteen square meters for each in a family, four elsewhere; families are those under no other annex */
static int64_t
Needed(int provider, int persons)
{
	bool		family = SssProviderProvision(provider, STANDARD_families, FirstDay()) != SSS_NO_PROVISION;

	return (int64_t) persons * (family ? 15 : 4) * SSS_MEASURE_SCALE;
}

static void
CheckRooms(int provider)
{
	for (int persons = 0; persons <= 30; persons++)
	{
		for (int64_t off = -2; off <= 2; off++)
		{
			int64_t		area = Needed(provider, persons) + off;
			SssFacts	facts = Room(provider, area < 0 ? 0 : area, persons);
			SssJudgement judgement;
			bool		enough = area >= Needed(provider, persons) || persons == 0;

			CASE(&arithmetic, Judge(RULE_living_space, &facts) ==
				 (enough ? VERDICT_compliant : VERDICT_violation), "%d persons, %d off", persons, (int) off);
			SssJudge(RULE_living_space, &facts, &judgement);
			CASE(&shortfall, judgement.findings[0].shortfall == (enough ? 0 : -off),
				 "%d persons, %d off", persons, (int) off);
		}
	}
}

/* Of rooms that are too small, the one that lacks no more than the other is no worse */
static void
CheckNoWorse(int provider)
{
	for (int i = 0; i < SAMPLES; i++)
	{
		int			persons = 1 + rand() % 20;
		int			then = 1 + rand() % 20;
		int64_t		now_lacks = 1 + rand() % 100;
		int64_t		then_lacked = 1 + rand() % 100;
		SssFacts	now = Room(provider, Needed(provider, persons) - now_lacks, persons);
		SssFacts	before = Room(provider, Needed(provider, then) - then_lacked, then);
		SssFinding	added;

		CASE(&reflexive, IsGrandfathered(RULE_living_space, &now, &now, false, &added), "%d persons", persons);
		CASE(&no_larger, IsGrandfathered(RULE_living_space, &now, &before, false, &added) ==
			 (now_lacks <= then_lacked), "%d after %d", (int) now_lacks, (int) then_lacked);
	}
}

/* Evidence in any state, or not bound */
static SssFacts
Record(int service, int provider)
{
	SssFacts	facts = sss_no_facts;

	facts.codes[ROLE_service] = service;
	facts.codes[ROLE_provider] = provider;
	SetDay(&facts, FirstDay());
	for (int role = 0; role < N_ROLES; role++)
	{
		if (sss_fact_lines[role].kind != FACT_evidence)
			continue;
		switch (rand() % 4)
		{
			case 0:
				facts.present |= SSS_ROLE_BIT(role);
				break;
			case 1:
				facts.absent |= SSS_ROLE_BIT(role);
				break;
			case 2:
				facts.doubtful |= SSS_ROLE_BIT(role);
				break;
		}
	}
	return facts;
}

/* A fact that only says that evidence is required is no evidence itself */
static bool
IsCircumstance(SssRole role)
{
	return role == ROLE_specialist_needed;
}

static void
CheckBetter(const SssFacts *facts, SssVerdict verdict)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		SssFacts	found = *facts;

		if (sss_fact_lines[role].kind != FACT_evidence || IsCircumstance(role) ||
			((facts->absent | facts->doubtful) & SSS_ROLE_BIT(role)) == 0)
			continue;
		found.absent &= ~SSS_ROLE_BIT(role);
		found.doubtful &= ~SSS_ROLE_BIT(role);
		found.present |= SSS_ROLE_BIT(role);
		CASE(&better, VerdictRank(Judge(RULE_evidence, &found)) <= VerdictRank(verdict),
			 "%s with %s", Described(facts), sss_fact_lines[role].name);
	}
}

static void
CheckEvidence(SssMemo *memo, int service, int provider)
{
	for (int i = 0; i < SAMPLES; i++)
	{
		SssFacts	facts = Record(service, provider);
		SssVerdict	verdict = Judge(RULE_evidence, &facts);
		SssFinding	added;

		CASE(&memo_agrees, SssMemoIsCompliant(memo, RULE_evidence, &facts) ==
			 (verdict == VERDICT_compliant), "%s", Described(&facts));
		CheckBetter(&facts, verdict);
		if (verdict == VERDICT_violation)
			CASE(&reflexive, IsGrandfathered(RULE_evidence, &facts, &facts, false, &added), "%s", Described(&facts));
	}
}

/* Where everything is asked for, and nothing is there */
static void
CheckRoom(int service, int provider)
{
	SssFacts	facts = sss_no_facts;
	SssCandidates walk;
	SssJudgement judgement;

	facts.codes[ROLE_service] = service;
	facts.codes[ROLE_provider] = provider;
	SetDay(&facts, FirstDay());
	for (int role = 0; role < N_ROLES; role++)
	{
		if (sss_fact_lines[role].kind == FACT_evidence)
			*(IsCircumstance(role) ? &facts.present : &facts.absent) |= SSS_ROLE_BIT(role);
	}
	SssStartCandidates(&walk, RULE_evidence, &facts);
	while (SssNextCandidate(&walk, &judgement))
		CASE(&within_room, judgement.nfindings < SSS_MOST_FINDINGS, "%s", Described(&facts));
}

static void
JudgeEachCode(SssRule rule, SssRole role, SssFacts *facts)
{
	for (int code = SSS_MISSING; code < sss_code_lists[sss_fact_lines[role].list].ncodes; code++)
	{
		facts->codes[role] = code;
		(void) Judge(rule, facts);
	}
}

/* The other rules, with each code of each fact and without it */
static void
CheckMemberships(int provider)
{
	SssFacts	facts = sss_no_facts;

	facts.codes[ROLE_provider] = provider;
	SetDay(&facts, FirstDay());
	for (int basis = SSS_MISSING; basis < N_BASES; basis++)
	{
		facts.codes[ROLE_basis] = basis;
		JudgeEachCode(RULE_deciding_level, ROLE_deciding_level, &facts);
	}
	JudgeEachCode(RULE_transport, ROLE_transport_purpose, &facts);
	JudgeEachCode(RULE_contract_specialist, ROLE_specialist_purpose, &facts);
	for (int category = 0; category < N_CATEGORIES; category++)
	{
		facts.categories = SSS_BIT(category);
		JudgeEachCode(RULE_service_recipient, ROLE_service, &facts);
	}
	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		facts.condition = sss_quality_conditions[i].provision;
		(void) Judge(RULE_quality, &facts);
	}
}

int
main(void)
{
	const Claim *const claims[] = {
		&arithmetic, &shortfall, &memo_agrees, &cited, &better, &reflexive, &no_larger, &within_room
	};
	static SssMemo memo;

	srand(165);
	for (int provider = 0; provider < N_PROVIDERS; provider++)
	{
		CheckRooms(provider);
		CheckNoWorse(provider);
		CheckMemberships(provider);
		for (int service = 0; service < N_SERVICES; service++)
		{
			CheckEvidence(&memo, service, provider);
			CheckRoom(service, provider);
		}
	}
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		ClaimDone(claims[i]);
	return ChecksDone();
}
