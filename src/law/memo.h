/*-------------------------------------------------------------------------
 *
 * memo.h
 *	  A memo of the facts that were found compliant.
 *
 * Nearly every row that is written is compliant, and few rows differ in their
 * facts.  A memo asks the rulebook once for each combination, and afterwards
 * answers from a table.  It belongs to the caller.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_MEMO_H
#define SSS_LAW_MEMO_H

#include "law/rulebook.h"

/* The members of a set that were asked about, and those that were found compliant */
typedef struct SssKnown
{
	uint32_t	asked;
	uint32_t	compliant;
} SssKnown;

/*
 * The answers of one period; a memo that is all zero holds none.  Bases and stays
 * are counted from one: the first place is that of a missing one.
 */
typedef struct SssMemo
{
	SssPeriod	period;
	SssKnown	categories[N_PROVIDERS][N_BASES + 1][N_STAYS + 1];
	SssKnown	providers[N_SERVICES];
	uint32_t	asked_for_evidence[N_SERVICES]; /* providers whose evidence is known */
	SssRoles	evidence[N_SERVICES][N_PROVIDERS];	/* that any standard mentions */
} SssMemo;

/* Is the verdict compliant?  The same answer as SssJudge gives. */
extern bool SssMemoIsCompliant(SssMemo *memo, SssRule rule, const SssFacts *facts);

#endif							/* SSS_LAW_MEMO_H */
