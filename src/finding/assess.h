/*-------------------------------------------------------------------------
 *
 * assess.h
 *	  What facts amount to under the policy of an attachment.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FINDING_ASSESS_H
#define SSS_FINDING_ASSESS_H

#include "postgres.h"

#include "attach/attach.h"

typedef enum SssOutcome
{
	OUTCOME_PASS,
	OUTCOME_NOTE,				/* worth a line in the log, never refused */
	OUTCOME_REFUSE				/* refused where enforcing, logged elsewhere */
} SssOutcome;

typedef struct SssAssessment
{
	SssOutcome	outcome;
	SssVerdict	verdict;		/* of the predicate; where it is compliant, no more is said */
	SssRoles	absent;			/* required roles that are missing, as bits */
	int			category;		/* the category that decided, or SSS_MISSING */
	SssFinding	finding;		/* what decided */
} SssAssessment;

extern void SssAssess(SssRule rule, const SssPolicy *policy, const SssFacts *facts,
					  SssAssessment *assessment);

/* By what follows from it, and then by the verdict */
extern bool SssIsWorse(const SssAssessment *one, const SssAssessment *other);

/*
 * Does a change leave the matter no worse than it was?  What was not found
 * wanting before cannot excuse what is now.  If it is worse, what the change
 * added becomes what the facts are found wanting for.
 */
extern bool SssIsNoWorse(SssRule rule, const SssPolicy *policy, const SssFacts *earlier,
						 const SssFacts *facts, SssAssessment *assessment);

/* Let the first of the absent roles decide */
extern void SssFindAbsence(const SssFacts *facts, SssAssessment *assessment);

#endif							/* SSS_FINDING_ASSESS_H */
