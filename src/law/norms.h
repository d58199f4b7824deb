/*-------------------------------------------------------------------------
 *
 * norms.h
 *	  The requirements of a standard besides placement and list of services.
 *	  Private to the room.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_NORMS_H
#define SSS_LAW_NORMS_H

#include "law/rulebook.h"

/*
 * Judge the facts under one standard.  It must govern the provider, and the
 * Order must be in force on the day.
 */
extern void SssJudgeNorms(SssRule rule, const SssFacts *facts, SssStandard standard,
						  SssJudgement *judgement);

/* The evidence that any line of the rule mentions for that service at that provider */
extern SssRoles SssEvidenceAsked(SssRule rule, int service, SssProvider provider, SssDay day);

#endif							/* SSS_LAW_NORMS_H */
