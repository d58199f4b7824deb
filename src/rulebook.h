/*-------------------------------------------------------------------------
 *
 * rulebook.h
 *	  The decisions on Order No. 165, as pure predicates.
 *
 * Nothing here, in lists.h or in their C files knows PostgreSQL: no fmgr, no
 * palloc, no ereport, no clock, no setting.  The same objects serve the
 * server and the host test.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_RULEBOOK_H
#define SSS_RULEBOOK_H

#include "lists.h"

/* The order's own paragraph that says when it comes into force */
#define SSS_NOT_GOVERNED_PROVISION	SSS_PARAGRAPH(0, 5)

/*
 * What is known of a case.  A rule reads the facts of its roles and leaves
 * the others alone; an index is SSS_MISSING where the fact is not known.  A
 * child may belong to several categories: category_missing says that one of
 * them, or the only one, is not known.  A stay that is not given is not judged;
 * stay_unknown says that one was given, but by no code of this build.
 */
typedef struct SssFacts
{
	uint32_t	categories;
	bool		category_missing;
	int			basis;
	int			provider;
	int			stay;
	bool		stay_unknown;
	int			service;
	bool		has_date;
	SssDay		on_date;
} SssFacts;

#define SSS_NO_FACTS \
	{0, false, SSS_MISSING, SSS_MISSING, SSS_MISSING, false, SSS_MISSING, false, 0}

/* How one requirement came out, and the clause that says so */
typedef struct SssFinding
{
	SssRole		requirement;
	SssVerdict	verdict;
	SssProvision provision;
} SssFinding;

/*
 * A verdict with what decided it.  standard and category are SSS_MISSING
 * where the verdict does not come from one.  nfindings is zero where no
 * standard was asked: not_governed, or unknown for want of date or provider.
 */
typedef struct SssJudgement
{
	SssVerdict	verdict;
	SssProvision provision;
	SssRole		requirement;
	int			standard;
	int			category;
	int			nfindings;
	SssFinding	findings[N_PLACEMENT_REQUIREMENTS];
} SssJudgement;

/* Within a standard the worst of the requirements decides: the worse, the higher */
extern int	SssSeverity(SssVerdict verdict);

/* Is the Order in force on that day? */
extern bool SssGoverned(SssDay day);

/* The days, first and last included, on which every answer is the same as on one of them */
typedef struct SssPeriod
{
	SssDay		first;
	SssDay		last;
} SssPeriod;

extern SssPeriod SssPeriodOf(SssDay day);

/* Which clause puts the provider under the standard; none: it is not under it */
extern SssProvision SssProviderProvision(SssProvider provider, SssStandard standard,
										 SssDay day);

/* Which clause lists the service under the standard; none: it is not listed */
extern SssProvision SssScopeProvision(SssService service, SssStandard standard,
									  SssDay day);

/*
 * Which clause asks for a fact that is missing; none: no standard that governs
 * the provider asks for it.
 */
extern SssProvision SssAskingProvision(const SssFacts *facts, SssRole role);

/* May a finding on that requirement cite the clause, on a day that is known? */
extern bool SssMayCite(SssRole requirement, SssProvision provision);

/* Is the fact of that role missing?  Of several categories one may be. */
extern bool SssFactMissing(const SssFacts *facts, SssRole role);

/*
 * The verdict: within a standard and for a category the worst of the
 * requirements, across the provider's standards and the child's categories
 * the best.
 */
extern void SssJudge(SssRule rule, const SssFacts *facts, SssJudgement *judgement);

/*
 * The candidates of which SssJudge takes the best, one by one: each standard
 * that governs the provider with each of the child's categories.  None where
 * no standard can be asked.
 */
typedef struct SssCandidates
{
	SssRule		rule;
	const SssFacts *facts;
	int			standard;
	int			category;
} SssCandidates;

extern void SssStartCandidates(SssCandidates *walk, SssRule rule, const SssFacts *facts);
extern bool SssNextCandidate(SssCandidates *walk, SssJudgement *judgement);

/*
 * The standards that give a placement its verdict, as a set of bits.  For a
 * provider under two annexes that is the one, or both, under which the
 * placement fares best.
 */
extern uint32_t SssGoverningStandards(const SssFacts *facts);

#endif							/* SSS_RULEBOOK_H */
