/*-------------------------------------------------------------------------
 *
 * grandfathering.h
 *	  Whether facts add a violation to what stood before, or to what is waived.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_GRANDFATHERING_H
#define SSS_LAW_GRANDFATHERING_H

#include "law/rulebook.h"

/*
 * What excuses a failed requirement: the same one failed before, by the same
 * clause, or it is waived.
 */
typedef struct SssExemption
{
	const SssFacts *before;		/* NULL: there was nothing before */
	const SssFinding *waived;	/* requirement and clause; the rest is not read */
	int			nwaived;
} SssExemption;

/*
 * Do the facts fail a requirement that nothing excuses?  If so, added is the
 * first of them.  A requirement that failed before excuses only a finding that
 * is no more severe and that falls short by no more.
 *
 * Call this only for facts that fail some requirement.  If strict is true, a
 * requirement that the text does not settle counts as failed.
 */
extern bool SssAddsViolation(SssRule rule, const SssFacts *facts, const SssExemption *exemption,
							 bool strict, SssFinding *added);

/* Do the facts fail that requirement, by that clause, under any standard and for any category? */
extern bool SssFailsClause(SssRule rule, const SssFacts *facts, const SssFinding *finding, bool strict);

#endif							/* SSS_LAW_GRANDFATHERING_H */
