/*-------------------------------------------------------------------------
 *
 * norms.h
 *	  What a standard asks beside the placement and the list of services, by
 *	  the shape of what it asks.  Private to the room.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_NORMS_H
#define SSS_LAW_NORMS_H

#include "law/rulebook.h"

/* Judge the facts under one standard that governs the provider on a day on which the Order is in force */
extern void SssJudgeNorms(SssRule rule, const SssFacts *facts, SssStandard standard,
						  SssJudgement *judgement);

/* Of what evidence does any line of the rule speak, behind that service at that provider? */
extern SssRoles SssEvidenceAsked(SssRule rule, int service, SssProvider provider, SssDay day);

#endif							/* SSS_LAW_NORMS_H */
