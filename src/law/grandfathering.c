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

/*
 * The same, compared with the candidates of the earlier facts, of which one
 * suffices.  Only candidates that gave the earlier verdict count: another one
 * might have failed a requirement that had no effect on it.
 */
static const SssFinding *
AddedFinding(SssRule rule, const SssJudgement *now, const SssExemption *exemption, bool strict)
{
	const SssFinding *added = AddedSince(NULL, now, exemption, strict);
	bool		first = true;
	SssJudgement best;
	SssJudgement before;
	SssCandidates walk;

	if (added == NULL || exemption->before == NULL)
		return added;

	SssJudge(rule, exemption->before, &best);
	SssStartCandidates(&walk, rule, exemption->before);
	while (SssNextCandidate(&walk, &before))
	{
		const SssFinding *finding;

		if (before.verdict != best.verdict)
			continue;
		finding = AddedSince(&before, now, exemption, strict);
		if (finding == NULL)
			return NULL;
		if (first)
			added = finding;
		first = false;
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
	bool		found = false;

	SssJudge(rule, facts, &best);
	*added = SssDecidingFinding(&best);
	SssStartCandidates(&walk, rule, facts);
	while (SssNextCandidate(&walk, &judgement))
	{
		const SssFinding *finding;

		/* The case fails whatever the missing fact is, so this candidate cannot be milder */
		if (judgement.verdict == VERDICT_unknown)
			continue;
		finding = AddedFinding(rule, &judgement, exemption, strict);
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
