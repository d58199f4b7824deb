/*-------------------------------------------------------------------------
 *
 * grandfathering.c
 *	  Whether facts that do not meet the Order may stand, as pure predicates.
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

static bool
IsWaived(const SssFinding *unmet, const SssExemption *leave)
{
	for (int i = 0; i < leave->nwaived; i++)
	{
		if (IsSameClause(&leave->waived[i], unmet))
			return true;
	}
	return false;
}

/* Was it unmet before, by the same clause, as badly, and by as much? */
static bool
WasUnmet(const SssFinding *unmet, const SssJudgement *before)
{
	for (int i = 0; i < before->nfindings; i++)
	{
		const SssFinding *earlier = &before->findings[i];

		if (IsSameClause(earlier, unmet) &&
			SssSeverity(earlier->verdict) >= SssSeverity(unmet->verdict) &&
			earlier->shortfall >= unmet->shortfall)
			return true;
	}
	return false;
}

/* The first finding that is unmet and that nothing excuses; before is NULL if there is nothing */
static const SssFinding *
AddedTo(const SssJudgement *before, const SssJudgement *now, const SssExemption *leave, bool strict)
{
	int			least = SssSeverity(strict ? VERDICT_unsettled : VERDICT_violation);

	for (int i = 0; i < now->nfindings; i++)
	{
		const SssFinding *unmet = &now->findings[i];

		if (SssSeverity(unmet->verdict) >= least && !IsWaived(unmet, leave) &&
			(before == NULL || !WasUnmet(unmet, before)))
			return unmet;
	}
	return NULL;
}

/* The same against every candidate that gave the verdict before: no other can excuse what is now */
static const SssFinding *
AddedFinding(SssRule rule, const SssJudgement *now, const SssExemption *leave, bool strict)
{
	const SssFinding *added = AddedTo(NULL, now, leave, strict);
	bool		told = false;
	SssJudgement best;
	SssJudgement before;
	SssCandidates walk;

	if (added == NULL || leave->before == NULL)
		return added;

	SssJudge(rule, leave->before, &best);
	SssStartCandidates(&walk, rule, leave->before);
	while (SssNextCandidate(&walk, &before))
	{
		const SssFinding *finding;

		if (before.verdict != best.verdict)
			continue;
		finding = AddedTo(&before, now, leave, strict);
		if (finding == NULL)
			return NULL;
		if (!told)
			added = finding;
		told = true;
	}
	return added;
}

bool
SssStands(SssRule rule, const SssFacts *now, const SssExemption *leave, bool strict,
		  SssFinding *added)
{
	SssCandidates walk;
	SssJudgement judgement;
	SssJudgement best;
	bool		told = false;

	SssJudge(rule, now, &best);
	SssStartCandidates(&walk, rule, now);
	while (SssNextCandidate(&walk, &judgement))
	{
		const SssFinding *finding = AddedFinding(rule, &judgement, leave, strict);

		if (finding == NULL)
			return true;
		if (!told && judgement.verdict == best.verdict)
		{
			*added = *finding;
			told = true;
		}
	}
	return false;
}

bool
SssNoWorse(SssRule rule, const SssFacts *now, const SssFacts *before, bool strict,
		   SssFinding *added)
{
	SssExemption leave = {before, NULL, 0};
	SssCandidates walk;
	SssJudgement candidate;

	/* Where no standard could be asked before, nothing was unmet that could excuse */
	SssStartCandidates(&walk, rule, before);
	if (!SssNextCandidate(&walk, &candidate))
		leave.before = NULL;
	return SssStands(rule, now, &leave, strict, added);
}

bool
SssFallsShort(SssRule rule, const SssFacts *facts, const SssFinding *of, bool strict)
{
	int			least = SssSeverity(strict ? VERDICT_unsettled : VERDICT_violation);
	SssCandidates walk;
	SssJudgement judgement;

	SssStartCandidates(&walk, rule, facts);
	while (SssNextCandidate(&walk, &judgement))
	{
		for (int i = 0; i < judgement.nfindings; i++)
		{
			if (IsSameClause(&judgement.findings[i], of) &&
				SssSeverity(judgement.findings[i].verdict) >= least)
				return true;
		}
	}
	return false;
}
