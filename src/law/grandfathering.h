/*-------------------------------------------------------------------------
 *
 * grandfathering.h
 *	  Whether facts that do not meet the Order may stand, as pure predicates.
 *
 * Like the rulebook this knows nothing of PostgreSQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_GRANDFATHERING_H
#define SSS_LAW_GRANDFATHERING_H

#include "law/rulebook.h"

/*
 * What lets facts stand although they do not meet the Order: facts that stood
 * before and were found wanting, NULL if there are none, and requirements that
 * are waived as far as a clause makes them.
 */
typedef struct SssExemption
{
	const SssFacts *before;
	const SssFinding *waived;	/* whatever their verdicts */
	int			nwaived;
} SssExemption;

/*
 * Does now leave unmet only what was already unmet before, by the same clause
 * and at least as badly, or what is waived?  Now must have been judged and
 * found wanting; strict says that what the text does not settle is unmet as
 * well.  If not, added is what now is unmet besides.
 */
extern bool SssStands(SssRule rule, const SssFacts *now, const SssExemption *leave, bool strict,
					  SssFinding *added);

/* The same with nothing waived, where before was judged and found wanting, too */
extern bool SssNoWorse(SssRule rule, const SssFacts *now, const SssFacts *before, bool strict,
					   SssFinding *added);

/* Is the requirement unmet by that clause, under any standard and for any category?  Strict as above. */
extern bool SssFallsShort(SssRule rule, const SssFacts *facts, const SssFinding *of, bool strict);

#endif							/* SSS_LAW_GRANDFATHERING_H */
