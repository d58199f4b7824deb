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
typedef struct SssMatter
{
	Oid			relation;		/* whose columns are the key */
	const char *attachment;
	const SssBinding *binding;
	const SssKey *key;
	const SssFacts *facts;
} SssMatter;

typedef struct SssWaiver
{
	int64		id;
	SssFinding	waived;			/* the requirement, and the clause that makes it */
	bool		covers;			/* the days, and the facts that the act names */
} SssWaiver;

/* What there is for one case: waivers that were not withdrawn, and facts that baselines recorded */
typedef struct SssCaseLeave
{
	List	   *waivers;		/* of SssWaiver */
	List	   *befores;		/* of SssFacts */
} SssCaseLeave;

/* Find what there is, or waivers alone; false: nothing */
extern bool SssFindLeave(const SssMatter *of, SssCaseLeave *leave);
extern bool SssFindWaivers(const SssMatter *of, SssCaseLeave *leave);

/*
 * Does it let the case stand, as the attachment's policy has it?  If not, left
 * is what the case is still found wanting for.
 */
extern bool SssIsLeft(const SssMatter *of, const SssCaseLeave *leave, SssAssessment *left);

/* Does the case, which was found wanting, fall short of what the waiver names? */
extern bool SssIsNeeded(const SssMatter *of, const SssWaiver *waiver);

/* May a waiver or a baseline exist for cases of that relation and rule? */
extern bool SssHasLeave(Oid relation, SssRule rule);

/*
 * Is what would be refused let stand?  If it is not, left is what remains of
 * it, where part of it is.  Asked in vain: for the first such offence the
 * command found that there is nothing; the key need not be known for that.
 */
extern bool SssIsAskedInVain(const SssOffence *offence);
extern bool SssTolerated(const SssOffence *offence, SssAssessment *left);

#endif							/* SSS_FINDING_EXEMPTION_H */
