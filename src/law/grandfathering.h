/*-------------------------------------------------------------------------
 *
 * grandfathering.h
 *	  Whether facts add a violation to those of the earlier facts, or to waived ones.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_GRANDFATHERING_H
#define SSS_LAW_GRANDFATHERING_H

#include "law/rulebook.h"

/*
 * A failed requirement is exempt if it failed before under the same clause, or
 * if it is waived.
 */
typedef struct SssExemption
{
	const SssFacts *before;		/* NULL: there were no earlier facts */
	const SssFinding *waived;	/* requirement and clause; the rest is not read */
	int			nwaived;
} SssExemption;

/*
 * Do the facts fail, by a requirement that is not exempt?  If so, added is the
 * first such finding.  An earlier failure exempts only a finding that is no more
 * severe and has no larger shortfall.
 *
 * If strict is true, a requirement that the text does not settle counts as failed.
 */
extern bool SssAddsViolation(SssRule rule, const SssFacts *facts, const SssExemption *exemption,
							 bool strict, SssFinding *added);

/* Do the facts fail that requirement under that clause, by any standard and for any category? */
extern bool SssFailsClause(SssRule rule, const SssFacts *facts, const SssFinding *finding, bool strict);

#endif							/* SSS_LAW_GRANDFATHERING_H */
