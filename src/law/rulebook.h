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
#ifndef SSS_LAW_RULEBOOK_H
#define SSS_LAW_RULEBOOK_H

#include <stddef.h>

#include "law/lists.h"

/* Quantities are counted in parts so small that no norm of the Order needs smaller ones */
#define SSS_MEASURE_SCALE	10000

/* A quantity beyond this is a slip of the pen; sums and products of lesser ones fit */
#define SSS_MEASURE_MAX		(INT64_C(1000000000) * SSS_MEASURE_SCALE)

/*
 * What is known of a case.  A rule reads the facts of its roles and leaves
 * the others alone.
 *
 * Codes are indexed by role, and an index is SSS_MISSING where the fact is not
 * known.  A child may belong to several categories, which are therefore a set;
 * category_missing says that one of them, or the only one, is not known.  A
 * stay that is not given is not judged; stay_unknown says that one was given,
 * but by no code of this build.
 *
 * A quantity that is known is in measured.  One that was given and cannot be,
 * because it is negative or beyond all measure, is in impossible instead.
 * Evidence is present, absent or doubtful; where it is none of them it is not
 * judged.
 */
typedef struct SssFacts
{
	SssRoles	measured;
	SssRoles	impossible;
	SssRoles	present;
	SssRoles	absent;
	SssRoles	doubtful;
	int64_t		measures[SSS_N_MEASURES];	/* see SSS_MEASURE */
	uint32_t	categories;
	SssDay		on_date;
	SssProvision condition;
	int8_t		codes[N_ROLES]; /* of the roles that are codes, category aside */
	bool		category_missing;
	bool		stay_unknown;
	bool		has_date;
} SssFacts;

#define SSS_MEASURE(facts, role)	((facts)->measures[(role) - SSS_FIRST_MEASURE])

/* Nothing is known */
extern const SssFacts sss_no_facts;

/* Does the rule read the fact? */
extern bool SssIsRoleOf(SssRule rule, SssRole role);

/* Do both say the same, the categories aside? */
extern bool SssDifferOnlyInCategory(const SssFacts *a, const SssFacts *b);

/* How one requirement came out, and the clause that says so */
typedef struct SssFinding
{
	SssRole		requirement;
	SssVerdict	verdict;
	SssProvision provision;
	int64_t		shortfall;		/* by how much a quantity falls short; 0: that is not it */
} SssFinding;

/* One rule asks no more than so much of one record under one standard */
#define SSS_MOST_FINDINGS	8

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
	SssFinding	findings[SSS_MOST_FINDINGS];
} SssJudgement;

/*
 * The order of verdicts, from the mildest: not_governed, compliant, unknown,
 * unsettled, violation.  Within a standard the most severe requirement decides;
 * across standards and categories the mildest outcome does.
 */
extern int	SssSeverity(SssVerdict verdict);

/* The order's own paragraph that says when it comes into force */
#define SSS_NOT_GOVERNED_PROVISION	SSS_PARAGRAPH(0, 5)

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

/* May a line apply?  Where that is not known, neither is it known to be violated. */
typedef enum SssApplies
{
	APPLIES_NOT,
	APPLIES_PERHAPS,
	APPLIES
} SssApplies;

extern SssApplies SssMembershipApplies(const SssMembershipLine *line, const SssFacts *facts);
extern SssApplies SssEvidenceApplies(const SssEvidenceLine *line, const SssFacts *facts);

/*
 * Which clause asks for a fact that is missing; none: no standard that governs
 * the provider asks for it, as far as the other facts tell.
 */
extern SssProvision SssAskingProvision(const SssFacts *facts, SssRole role);

/* Does the standard ask for a mode of stay on that day? */
extern bool SssAsksForStay(SssStandard standard, SssDay day);

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

#endif							/* SSS_LAW_RULEBOOK_H */
