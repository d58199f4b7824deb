/*-------------------------------------------------------------------------
 *
 * assess.c
 *	  The facts of a case are assessed under the policy of an attachment.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "port/pg_bitutils.h"

#include "base/base.h"
#include "finding/finding_private.h"
#include "law/law.h"

void
SssFindAbsence(const SssFacts *facts, SssAssessment *assessment)
{
	SssRole		role = 0;

	while ((assessment->absent & SSS_ROLE_BIT(role)) == 0)
		role++;
	assessment->by_absence = true;
	assessment->finding.requirement = role;
	assessment->finding.verdict = VERDICT_violation;
	assessment->finding.shortfall = 0;
	assessment->finding.provision = SssAskingProvision(facts, role);
}

bool
SssIsWorse(const SssAssessment *one, const SssAssessment *other)
{
	if (one->outcome != other->outcome)
		return one->outcome > other->outcome;
	return SssSeverity(one->verdict) > SssSeverity(other->verdict);
}

/* Nearly every row has all required facts, and is compliant */
static bool
HasAll(const SssFacts *facts, SssRoles roles)
{
	for (; roles != 0; roles &= roles - 1)
	{
		SssRole		role = pg_rightmost_one_pos64(roles);

		/* Most facts are codes, so look at these first */
		if (facts->codes[role] == SSS_MISSING && SssFactMissing(facts, role))
			return false;
	}
	return true;
}

void
SssAssess(SssRule rule, const SssPolicy *policy, const SssFacts *facts,
		  SssAssessment *assessment)
{
	SssJudgement judgement;
	SssRoles	needed;

	if (facts->impossible == 0 && HasAll(facts, policy->required) && SssIsCompliant(rule, facts))
	{
		assessment->outcome = OUTCOME_PASS;
		assessment->verdict = VERDICT_compliant;
		return;
	}

	SssJudge(rule, facts, &judgement);
	assessment->verdict = judgement.verdict;
	assessment->category = judgement.category;
	assessment->finding = SssDecidingFinding(&judgement);
	assessment->absent = 0;
	assessment->by_absence = false;

	if (judgement.verdict == VERDICT_violation ||
		(judgement.verdict == VERDICT_unsettled && policy->strict))
		assessment->outcome = OUTCOME_REFUSE;
	else
		assessment->outcome = judgement.verdict == VERDICT_unsettled ? OUTCOME_NOTE : OUTCOME_PASS;

	/* If no edition is in force, no fact is required */
	needed = policy->required | facts->impossible;
	if (needed == 0 || judgement.verdict == VERDICT_not_governed)
		return;

	/* An impossible quantity is treated as a required fact that is absent */
	for (int role = 0; role < N_ROLES; role++)
	{
		if ((needed & SSS_ROLE_BIT(role)) != 0 && SssFactMissing(facts, role) &&
			SssAskingProvision(facts, role) != SSS_NO_PROVISION)
			assessment->absent |= SSS_ROLE_BIT(role);
	}

	/* A requirement that the present facts fail decides before an absent fact */
	if (assessment->absent != 0 && assessment->outcome != OUTCOME_REFUSE)
	{
		assessment->outcome = OUTCOME_REFUSE;
		SssFindAbsence(facts, assessment);
	}
}

bool
SssIsNoWorse(SssRule rule, const SssPolicy *policy, const SssFacts *earlier, const SssFacts *facts,
			 SssAssessment *assessment)
{
	bool		strict = policy->strict || assessment->outcome == OUTCOME_NOTE;
	SssExemption grandfathered = {.before = earlier};
	SssAssessment earlier_assessment;

	SssAssess(rule, policy, earlier, &earlier_assessment);
	if (earlier_assessment.outcome < assessment->outcome)
		return false;
	if ((assessment->absent & ~earlier_assessment.absent) != 0)
	{
		assessment->absent &= ~earlier_assessment.absent;
		SssFindAbsence(facts, assessment);
		return false;
	}
	if (!SssAddsViolation(rule, facts, &grandfathered, strict, &assessment->finding))
		return true;
	assessment->absent = 0;
	assessment->by_absence = false;
	return false;
}
