/*-------------------------------------------------------------------------
 *
 * exemption.h
 *	  Whether something lets an offence stand: a waiver, or a baseline.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FINDING_EXEMPTION_H
#define SSS_FINDING_EXEMPTION_H

#include "postgres.h"

#include "nodes/pg_list.h"

#include "finding/offence.h"

/* A case as waivers and baselines know it */
typedef struct SssCaseRef
{
	Oid			relation;		/* whose columns are the key */
	const SssAttachment *attachment;
	const SssKey *key;
	const SssFacts *facts;
} SssCaseRef;

typedef struct SssWaiver
{
	int64		id;
	SssFinding	waived;			/* the requirement, and the clause that makes it */
	bool		covers;			/* the days, and the facts that the act names */
} SssWaiver;

/* What there is for one case: waivers that were not withdrawn, and facts that baselines recorded */
typedef struct SssExemptions
{
	List	   *waivers;		/* of SssWaiver */
	List	   *recorded;		/* of SssFacts */
} SssExemptions;

/* Find what there is, or waivers alone; false: nothing */
extern bool SssFindExemptions(const SssCaseRef *of, SssExemptions *exemptions);
extern bool SssFindWaivers(const SssCaseRef *of, SssExemptions *exemptions);

/*
 * Does it let the case stand, as the attachment's policy has it?  If not, left
 * is what the case is still found wanting for.
 */
extern bool SssIsExempt(const SssCaseRef *of, const SssExemptions *exemptions, SssAssessment *left);

/* Does the case, which was found wanting, fall short of what the waiver names? */
extern bool SssIsNeeded(const SssCaseRef *of, const SssWaiver *waiver);

/* May a waiver or a baseline exist for cases of that relation and rule? */
extern bool SssMayHaveExemptions(Oid relation, SssRule rule);

/*
 * Is what would be refused let stand?  If it is not, left is what remains of
 * it, where part of it is.  Asked in vain: for the first such offence the
 * command found that there is nothing; the key need not be known for that.
 */
extern bool SssKnownNotExempt(const SssViolation *violation);
extern bool SssIsViolationExempt(const SssViolation *violation, SssAssessment *left);

#endif							/* SSS_FINDING_EXEMPTION_H */
