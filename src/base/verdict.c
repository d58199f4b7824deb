/*-------------------------------------------------------------------------
 *
 * verdict.c
 *	  The verdict alone, without the provision that decided it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "base/base.h"
#include "law/law.h"

bool
SssIsCompliant(SssRule rule, const SssFacts *facts)
{
	static SssMemo memo;

	return SssMemoIsCompliant(&memo, rule, facts);
}

SssVerdict
SssVerdictOn(SssRule rule, const SssFacts *facts)
{
	SssJudgement judgement;

	if (SssIsCompliant(rule, facts))
		return VERDICT_compliant;
	SssJudge(rule, facts, &judgement);
	return judgement.verdict;
}
