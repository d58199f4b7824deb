/*-------------------------------------------------------------------------
 *
 * grandfathering.c
 *	  Whether facts add a violation to those of the earlier facts, or to waived ones.
 *
 *-------------------------------------------------------------------------
 */
#include <stddef.h>

#include "law/grandfathering.h"

static bool
IsSameClause(const SssFinding *one, const SssFinding *other)
{
	return one->requirement == other->requirement && one->provision == other->provision;
}

/* Is that the verdict of a requirement, or a case, that fails? */
static bool
IsFailure(SssVerdict verdict, bool strict)
{
	return SssSeverity(verdict) >= SssSeverity(strict ? VERDICT_unsettled : VERDICT_violation);
}

static bool
IsWaived(const SssFinding *failed, const SssExemption *exemption)
{
	for (int i = 0; i < exemption->nwaived; i++)
	{
		if (IsSameClause(&exemption->waived[i], failed))
			return true;
	}
	return false;
}

/*
 * Is one finding that of the whole paragraph of the other?  If a category or
 * basis is missing, a requirement that fails whatever it is cites the paragraph.
 */
static bool
IsSameParagraph(const SssFinding *one, const SssFinding *other)
{
	return one->requirement == other->requirement &&
		(one->provision == SSS_PARAGRAPH_OF(other->provision) ||
		 other->provision == SSS_PARAGRAPH_OF(one->provision));
}

/* Did the requirement fail before under the same clause, as severely and with as large a shortfall? */
static bool
HadFailed(const SssFinding *failed, const SssJudgement *before, bool incomplete)
{
	for (int i = 0; i < before->nfindings; i++)
	{
		const SssFinding *earlier = &before->findings[i];

		if ((IsSameClause(earlier, failed) || (incomplete && IsSameParagraph(earlier, failed))) &&
			SssSeverity(earlier->verdict) >= SssSeverity(failed->verdict) &&
			earlier->shortfall >= failed->shortfall)
			return true;
	}
	return false;
}

/* The first failed finding that is not exempt; before is NULL if there were no earlier facts */
static const SssFinding *
AddedSince(const SssJudgement *before, const SssJudgement *now, const SssExemption *exemption,
		   bool strict)
{
	bool		incomplete = before != NULL &&
	((before->category == SSS_MISSING) != (now->category == SSS_MISSING));

	for (int i = 0; i < now->nfindings; i++)
	{
		const SssFinding *failed = &now->findings[i];

		if (IsFailure(failed->verdict, strict) && !IsWaived(failed, exemption) &&
			(before == NULL || !HadFailed(failed, before, incomplete)))
			return failed;
	}
	return NULL;
}

/* Candidates of the earlier facts: each standard with each category */
#define MOST_CANDIDATES	(N_STANDARDS * (N_CATEGORIES + 1))

typedef struct Earlier
{
	int			ncandidates;
	SssJudgement candidates[MOST_CANDIDATES];
} Earlier;

static SssRoles
FailedRequirements(const SssJudgement *candidate, bool strict)
{
	SssRoles	failed = 0;

	for (int i = 0; i < candidate->nfindings; i++)
	{
		if (IsFailure(candidate->findings[i].verdict, strict))
			failed |= SSS_ROLE_BIT(candidate->findings[i].requirement);
	}
	return failed;
}

/* Did the one fail all the requirements that the other did, and more? */
static bool
FellShortMore(const SssJudgement *one, const SssJudgement *other, bool strict)
{
	SssRoles	failed = FailedRequirements(one, strict);
	SssRoles	other_failed = FailedRequirements(other, strict);

	return failed != other_failed && (other_failed & ~failed) == 0;
}

static void
KeepLeastFallenShort(Earlier *earlier, bool strict)
{
	bool		drop[MOST_CANDIDATES] = {false};
	int			kept = 0;

	for (int i = 0; i < earlier->ncandidates; i++)
	{
		for (int j = 0; j < earlier->ncandidates; j++)
			drop[i] |= FellShortMore(&earlier->candidates[i], &earlier->candidates[j], strict);
	}
	for (int i = 0; i < earlier->ncandidates; i++)
	{
		if (!drop[i])
			earlier->candidates[kept++] = earlier->candidates[i];
	}
	earlier->ncandidates = kept;
}

/*
 * The candidates that exempt what failed before.  Only those count that gave the
 * earlier verdict: another one might have failed a requirement that had no
 * effect on it.  Of several standards or categories, only those count that fell
 * short least: otherwise a second one would exempt a requirement that the first
 * one met.
 */
static void
ReadCandidates(SssRule rule, const SssFacts *facts, bool strict, Earlier *earlier)
{
	SssCandidates walk;
	SssJudgement best;
	SssJudgement candidate;

	earlier->ncandidates = 0;
	if (facts == NULL)
		return;
	SssJudge(rule, facts, &best);
	SssStartCandidates(&walk, rule, facts);
	while (SssNextCandidate(&walk, &candidate))
	{
		if (candidate.verdict == best.verdict)
			earlier->candidates[earlier->ncandidates++] = candidate;
	}
	KeepLeastFallenShort(earlier, strict);
}

/* The same, compared with the earlier candidates, of which one suffices */
static const SssFinding *
AddedFinding(const Earlier *earlier, const SssJudgement *now, const SssExemption *exemption,
			 bool strict)
{
	const SssFinding *added = AddedSince(NULL, now, exemption, strict);

	for (int i = 0; added != NULL && i < earlier->ncandidates; i++)
	{
		const SssFinding *finding = AddedSince(&earlier->candidates[i], now, exemption, strict);

		if (finding == NULL || i == 0)
			added = finding;
	}
	return added;
}

/* The same of all candidates; the facts fail, and their provider is known */
static bool
AddsViolationAtProvider(SssRule rule, const SssFacts *facts, const SssExemption *exemption,
						bool strict, SssFinding *added)
{
	SssCandidates walk;
	SssJudgement judgement;
	SssJudgement best;
	Earlier		earlier;
	bool		found = false;

	SssJudge(rule, facts, &best);
	*added = SssDecidingFinding(&best);
	ReadCandidates(rule, exemption->before, strict, &earlier);
	SssStartCandidates(&walk, rule, facts);
	while (SssNextCandidate(&walk, &judgement))
	{
		const SssFinding *finding;

		/* The case fails whatever the missing fact is, so this candidate cannot be milder */
		if (judgement.verdict == VERDICT_unknown)
			continue;
		finding = AddedFinding(&earlier, &judgement, exemption, strict);
		if (finding == NULL)
			return false;
		if (!found && judgement.verdict == best.verdict && judgement.standard == best.standard &&
			judgement.category == best.category)
		{
			*added = *finding;
			found = true;
		}
	}
	return true;
}

/*
 * The same where the provider is missing, now or before.  Before, it may have
 * been any, if the case failed whatever it was; now, it is any.
 */
static bool
AddsViolationAtAny(SssRule rule, const SssFacts *facts, const SssExemption *exemption, bool strict)
{
	SssExemption completed = *exemption;
	SssFacts	before;
	SssFacts	now = *facts;
	SssFinding	added;
	SssJudgement judgement;

	for (int provider = 0; provider < N_PROVIDERS; provider++)
	{
		if (facts->codes[ROLE_provider] != SSS_MISSING && facts->codes[ROLE_provider] != provider)
			continue;
		now.codes[ROLE_provider] = provider;
		if (exemption->before != NULL && exemption->before->codes[ROLE_provider] == SSS_MISSING)
		{
			SssJudge(rule, exemption->before, &judgement);
			if (!IsFailure(judgement.verdict, strict))
				return true;
			before = *exemption->before;
			before.codes[ROLE_provider] = provider;
			completed.before = &before;
		}
		if (!AddsViolationAtProvider(rule, &now, &completed, strict, &added))
			return false;
	}
	return true;
}

static bool
IsProviderMissing(const SssFacts *facts)
{
	return facts != NULL && facts->codes[ROLE_provider] == SSS_MISSING;
}

bool
SssAddsViolation(SssRule rule, const SssFacts *facts, const SssExemption *exemption, bool strict,
				 SssFinding *added)
{
	SssJudgement judgement;

	SssJudge(rule, facts, &judgement);
	if (!IsFailure(judgement.verdict, strict))
		return false;
	if (!IsProviderMissing(facts) && !IsProviderMissing(exemption->before))
		return AddsViolationAtProvider(rule, facts, exemption, strict, added);
	*added = SssDecidingFinding(&judgement);
	return AddsViolationAtAny(rule, facts, exemption, strict);
}

bool
SssFailsClause(SssRule rule, const SssFacts *facts, const SssFinding *finding, bool strict)
{
	SssFacts	tried = *facts;
	SssCandidates walk;
	SssJudgement judgement;

	for (int provider = 0; provider < N_PROVIDERS; provider++)
	{
		if (!IsProviderMissing(facts) && facts->codes[ROLE_provider] != provider)
			continue;
		tried.codes[ROLE_provider] = provider;
		SssStartCandidates(&walk, rule, &tried);
		while (SssNextCandidate(&walk, &judgement))
		{
			for (int i = 0; i < judgement.nfindings; i++)
			{
				if (IsSameClause(&judgement.findings[i], finding) &&
					IsFailure(judgement.findings[i].verdict, strict))
					return true;
			}
		}
	}
	return false;
}
