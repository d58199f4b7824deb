/*-------------------------------------------------------------------------
 *
 * rulebook.h
 *	  The decisions on Order No. 165: the facts of a case, and the judgement on
 *	  them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_RULEBOOK_H
#define SSS_LAW_RULEBOOK_H

#include <stddef.h>

#include "law/lists.h"

/* Quantities are counted in parts so small that no norm of the Order needs smaller ones */
#define SSS_MEASURE_SCALE	10000

/* A greater quantity is an input error; sums and products of smaller ones do not overflow */
#define SSS_MEASURE_MAX		(INT64_C(1000000000) * SSS_MEASURE_SCALE)

/*
 * The known facts of a case.  A rule reads the facts of its roles and no
 * others.
 *
 * Codes are indexed by role, and an index is SSS_MISSING where the fact is not
 * known.  A child may belong to several categories, which are therefore a set;
 * category_missing says that one of them, or the only one, is not known.  A
 * stay that is not given is not judged; stay_unknown says that one was given,
 * but by no code of this build.
 *
 * The role of a known quantity is in measured.  If a quantity was given that is
 * negative or too large, its role is in impossible instead.  Evidence is present,
 * absent or doubtful; if it is none of these, it is not judged.
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
	int8_t		codes[N_ROLES]; /* of the roles that are codes, except category */
	bool		category_missing;
	bool		stay_unknown;
	bool		has_date;
} SssFacts;

#define SSS_MEASURE(facts, role)	((facts)->measures[(role) - SSS_FIRST_MEASURE])

/* Nothing is known */
extern const SssFacts sss_no_facts;

/* Does the rule read the fact? */
extern bool SssIsRoleOf(SssRule rule, SssRole role);

/* Are the facts equal in everything but the categories? */
extern bool SssDifferOnlyInCategory(const SssFacts *a, const SssFacts *b);

/* The outcome of one requirement, and the clause that decided it */
typedef struct SssFinding
{
	SssRole		requirement;
	SssVerdict	verdict;
	SssProvision provision;
	int64_t		shortfall;		/* by how much a quantity is too small; else 0 */
} SssFinding;

/* One rule has at most so many requirements for one case under one standard */
#define SSS_MOST_FINDINGS	8

/*
 * A verdict, and the requirement and clause that decided.  standard and
 * category are SSS_MISSING if the verdict does not depend on one.  nfindings is
 * zero if no standard could be asked: the Order was not in force, the date is
 * missing, or the provider is missing and the verdict depends on it.
 *
 * mildest is the mildest verdict that a missing category or basis could have.
 * It is the verdict itself if that is certain.
 */
typedef struct SssJudgement
{
	SssVerdict	verdict;
	SssVerdict	mildest;
	SssProvision provision;
	SssRole		requirement;
	int			standard;
	int			category;
	int			nunmet;			/* findings that are not compliant */
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

/* A period, first and last day included, throughout which every answer is the same */
typedef struct SssPeriod
{
	SssDay		first;
	SssDay		last;
} SssPeriod;

extern SssPeriod SssPeriodOf(SssDay day);

/* The clause that puts the provider under the standard; none if it is not under it */
extern SssProvision SssProviderProvision(SssProvider provider, SssStandard standard,
										 SssDay day);

/* The clause by which the standard lists the service; none if it does not list it */
extern SssProvision SssScopeProvision(SssService service, SssStandard standard,
									  SssDay day);

/*
 * The clause by which the standard does not list the service: the item that
 * names the like and leaves it out, or else the paragraph of its kind.
 */
extern SssProvision SssExcludingProvision(SssService service, SssStandard standard);

/* Does a line apply to the case?  If that is unknown, so is whether the case violates it. */
typedef enum SssApplies
{
	APPLIES_NOT,
	APPLIES_PERHAPS,
	APPLIES
} SssApplies;

extern SssApplies SssMembershipApplies(const SssMembershipLine *line, const SssFacts *facts);
extern SssApplies SssEvidenceApplies(const SssEvidenceLine *line, const SssFacts *facts);

/*
 * The clause that requires a missing fact; none if no standard that governs the
 * provider requires it for such a case.
 */
extern SssProvision SssAskingProvision(const SssFacts *facts, SssRole role);

/* Does the standard require a mode of stay on that day? */
extern bool SssAsksForStay(SssStandard standard, SssDay day);

/* Can a finding on that requirement cite the clause at all, if the day is known? */
extern bool SssMayCite(SssRole requirement, SssProvision provision);

/* Is the fact missing?  The categories are missing if one of several is. */
extern bool SssFactMissing(const SssFacts *facts, SssRole role);

/*
 * Judge a case.  Within a standard and for one category, the most severe
 * requirement decides; across the provider's standards and the child's
 * categories, the mildest outcome does.  Of equally mild ones, that with the
 * fewest unmet requirements decides, and then the first.
 *
 * A missing fact does not hide a certain verdict.  If a category, the basis or the
 * provider is missing, the verdict is the one that every value of it would give;
 * if they differ, it is unknown.  The clause is that of a requirement whose verdict
 * is the same for every value.
 */
extern void SssJudge(SssRule rule, const SssFacts *facts, SssJudgement *judgement);

/* The finding that decided; its requirement is the one asked for if no standard could be asked */
extern SssFinding SssDecidingFinding(const SssJudgement *judgement);

/*
 * Walk over the candidates of which SssJudge takes the mildest: each standard
 * that governs the provider, with each of the child's categories.  There is
 * none if no standard can be asked.
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
 * The standards that give a placement its verdict, as a set of bits.  If the
 * provider is under two annexes, these are the ones with the mildest outcome.
 */
extern uint32_t SssGoverningStandards(const SssFacts *facts);

/* Private to the room */

/*
 * Judge the facts under one standard.  It must govern the provider, and the
 * Order must be in force on the day.
 */
extern void SssJudgeNorms(SssRule rule, const SssFacts *facts, SssStandard standard,
						  SssJudgement *judgement);

/* The evidence that any line of the rule mentions for that service at that provider */
extern SssRoles SssEvidenceAsked(SssRule rule, int service, SssProvider provider, SssDay day);

#endif							/* SSS_LAW_RULEBOOK_H */
