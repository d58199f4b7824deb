/*-------------------------------------------------------------------------
 *
 * check_case.c
 *	  One case of a facts view: checked, and compared with what it was.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "commands/trigger.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "base/base.h"
#include "enforce/cases.h"
#include "enforce/check_case.h"
#include "finding/finding.h"

/*----------
 * How a case whose facts a view yields is judged.
 *----------
 */
SssFacts
SssFactsOf(const SssFactsCheck *check, const SssCase *of, int placement, TupleTableSlot *row)
{
	SssFacts	facts = of->facts[placement];
	SssFacts	own;

	if (check->info->checks_rows && row != NULL)
	{
		SssReadFacts(&check->info->attachment.binding, row, check->today, &own);
		SssOverlay(&check->info->attachment.binding, &own, &facts);
	}
	return facts;
}

void
SssAssessCase(const SssFactsCheck *check, const SssFacts *facts, SssAssessment *assessment)
{
	const SssBinding *binding = &check->info->attachment.binding;

	SssAssess(binding->rule, &binding->policy, facts, assessment);
}

bool
SssCaseFails(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row)
{
	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = SssFactsOf(check, of, i, row);
		SssAssessment assessment;

		SssAssessCase(check, &facts, &assessment);
		if (assessment.outcome != OUTCOME_PASS)
			return true;
	}
	return false;
}

/*
 * Above READ COMMITTED a transaction does not see what was committed
 * meanwhile.  What is wrong with that alone is no fault of its own.
 */
static void
CheckOwnView(SssFactsCheck *check, const SssKeySet *keys, int key, TupleTableSlot *row)
{
	SssCases   *own;

	if (!IsolationUsesXactSnapshot() || check->violations.count > 0)
		return;
	own = SssMakeCases(check->info, check->today, check->before);
	SssStartCases(own, key);
	SssReadCases(own, keys, key + 1, AS_OF_TRANSACTION);
	if (!SssCaseFails(check, SssCaseOf(own, key), row))
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("could not serialize access due to concurrent update"),
				 errhint("Retry the transaction.")));
}

static void
ReadCaseKey(const SssFactsCheck *check, const SssKeySet *keys, int number, SssKey *key)
{
	const SssView *view = &check->info->attachment.binding.view;

	key->ncolumns = view->nkeys;
	for (int i = 0; i < view->nkeys; i++)
	{
		int			column = i;

		/* The links are in an order of their own */
		while (!check->info->by_case && view->view_links[column] != view->keys[i])
			column = (column + 1) % view->nlinks;
		key->names[i] = get_attname(view->relid, view->keys[i], false);
		key->texts[i] = SssKeyText(check->info->facts.types[column],
								   SssKeyValue(keys, number, column));
	}
}

static SssViolation
OffenceOf(SssFactsCheck *check, TupleTableSlot *row, const SssFacts *facts,
		  const SssAssessment *assessment)
{
	return (SssViolation)
	{
		.attachment = &check->info->attachment,
			.rel = check->trigdata->tg_relation,
			.slot = row,
			.facts = facts,
			.assessment = assessment,
			.log = &check->log,
	};
}

/*
 * Does a waiver or a baseline let the placement stand?  Of those of a case each
 * must be asked for; what is let stand must not hide another.
 */
static bool
IsLetStand(SssFactsCheck *check, const SssKeySet *keys, int number, TupleTableSlot *row,
		   const SssFacts *facts, SssAssessment *assessment)
{
	SssViolation violation = OffenceOf(check, row, facts, assessment);
	SssAssessment left = *assessment;
	SssKey		key;

	if (SssKnownNotExempt(&violation))
		return false;
	if (!check->info->checks_rows)
	{
		ReadCaseKey(check, keys, number, &key);
		violation.key = &key;
	}
	if (SssIsViolationExempt(&violation, &left))
		return true;
	*assessment = left;
	return false;
}

static void
Answer(SssFactsCheck *check, const SssKeySet *keys, int number, TupleTableSlot *row,
	   const SssFacts *facts, const SssAssessment *assessment)
{
	SssViolation violation = OffenceOf(check, row, facts, assessment);
	SssKey		key;

	if (!check->info->checks_rows)
	{
		ReadCaseKey(check, keys, number, &key);
		violation.key = &key;
	}
	if (check->enforcing && assessment->outcome == OUTCOME_REFUSE)
		CheckOwnView(check, keys, number, row);
	SssReportOneOf(&check->violations, &violation);
}

/* The placements of a case as they are; what is not found wanting needs no excuse */
static void
FindPlacements(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row,
			   SssPlacement *placements)
{
	for (int i = 0; i < of->nfacts; i++)
	{
		placements[i].facts = SssFactsOf(check, of, i, row);
		SssAssessCase(check, &placements[i].facts, &placements[i].assessment);
		placements[i].excused = placements[i].assessment.outcome == OUTCOME_PASS;
	}
}

static void
Excuse(const SssFactsCheck *check, const SssCase *earlier, TupleTableSlot *row,
	   SssPlacement *placements, int nplacements)
{
	const SssBinding *binding = &check->info->attachment.binding;
	SssFacts   *facts = palloc(sizeof(SssFacts) * earlier->nfacts);

	for (int i = 0; i < earlier->nfacts; i++)
		facts[i] = SssFactsOf(check, earlier, i, row);
	SssGrandfather(binding->rule, &binding->policy, facts, earlier->nfacts, placements, nplacements);
	pfree(facts);
}

void
SssCheckCase(SssFactsCheck *check, const SssKeySet *keys, int number, const SssCase *earlier,
			 TupleTableSlot *row, TupleTableSlot *old_row)
{
	const SssCase *of = SssCaseOf(check->now, number);
	SssPlacement *placements = palloc(sizeof(SssPlacement) * of->nfacts);
	const SssPlacement *worst = NULL;

	FindPlacements(check, of, row, placements);
	if (earlier != NULL)
		Excuse(check, earlier, old_row, placements, of->nfacts);
	for (int i = 0; i < of->nfacts; i++)
	{
		SssPlacement *placement = &placements[i];

		if (placement->excused ||
			IsLetStand(check, keys, number, row, &placement->facts, &placement->assessment))
			continue;
		if (!check->info->checks_rows)
			Answer(check, keys, number, NULL, &placement->facts, &placement->assessment);
		else if (worst == NULL || placement->assessment.outcome > worst->assessment.outcome)
			worst = placement;
	}
	if (worst != NULL)
		Answer(check, keys, number, row, &worst->facts, &worst->assessment);
	pfree(placements);
}

SssKeySet *
SssLinkKeys(const SssFactsCheck *check)
{
	const SssView *view = &check->info->attachment.binding.view;

	return SssMakeKeySet(RelationGetDescr(check->trigdata->tg_relation), view->links, view->nlinks);
}

/*----------
 * Which placements of a case were as bad before.
 *
 * A view does not say which placement became which.  Those that are as they
 * were are their own excuse.  The others are paired so that as many as can be
 * are excused: whoever changes all placements of a case and makes none worse
 * is not refused, in whatever order the view yields them.
 *
 *----------
 */
#define NOBODY	(-1)

typedef struct Pairing
{
	SssRule		rule;
	const SssPolicy *policy;
	const SssFacts *earlier;
	int			nearlier;
	int		   *excused;		/* which placement each of them excuses */
	bool	   *tried;
	SssPlacement *placements;
} Pairing;

static bool
IsSame(const SssFacts *a, const SssFacts *b)
{
	return SssDifferOnlyInCategory(a, b) && a->categories == b->categories &&
		a->category_missing == b->category_missing;
}

static void
ExcuseBySame(Pairing *pairing, int placement)
{
	for (int i = 0; i < pairing->nearlier; i++)
	{
		if (pairing->excused[i] == NOBODY &&
			IsSame(&pairing->earlier[i], &pairing->placements[placement].facts))
		{
			pairing->excused[i] = placement;
			pairing->placements[placement].excused = true;
			return;
		}
	}
}

static bool
WasAsBad(const Pairing *pairing, int earlier, int placement, SssAssessment *assessment)
{
	const SssPlacement *now = &pairing->placements[placement];

	*assessment = now->assessment;
	return SssIsNoWorse(pairing->rule, pairing->policy, &pairing->earlier[earlier], &now->facts,
						assessment);
}

/* Find an excuse, for which another placement may have to take another one */
static bool
FindExcuse(Pairing *pairing, int placement)
{
	SssAssessment ignored;

	check_stack_depth();
	for (int i = 0; i < pairing->nearlier; i++)
	{
		if (pairing->tried[i] || !WasAsBad(pairing, i, placement, &ignored))
			continue;
		pairing->tried[i] = true;
		if (pairing->excused[i] == NOBODY || FindExcuse(pairing, pairing->excused[i]))
		{
			pairing->excused[i] = placement;
			return true;
		}
	}
	return false;
}

/* What was added to a placement that excuses no other one */
static void
FindAdded(const Pairing *pairing, int placement)
{
	SssAssessment added;

	for (int i = 0; i < pairing->nearlier; i++)
	{
		if (pairing->excused[i] != NOBODY)
			continue;
		(void) WasAsBad(pairing, i, placement, &added);
		pairing->placements[placement].assessment = added;
		return;
	}
}

void
SssGrandfather(SssRule rule, const SssPolicy *policy, const SssFacts *earlier, int nearlier,
			   SssPlacement *placements, int nplacements)
{
	Pairing		pairing = {
		.rule = rule,.policy = policy,.earlier = earlier,.nearlier = nearlier,.placements = placements,
	};

	if (nearlier == 0)
		return;
	pairing.excused = palloc(sizeof(int) * nearlier);
	pairing.tried = palloc(sizeof(bool) * nearlier);
	for (int i = 0; i < nearlier; i++)
		pairing.excused[i] = NOBODY;
	for (int i = 0; i < nplacements; i++)
	{
		if (!placements[i].excused)
			ExcuseBySame(&pairing, i);
	}
	for (int i = 0; i < nplacements; i++)
	{
		if (placements[i].excused)
			continue;
		memset(pairing.tried, false, sizeof(bool) * nearlier);
		placements[i].excused = FindExcuse(&pairing, i);
	}
	for (int i = 0; i < nplacements; i++)
	{
		if (!placements[i].excused)
			FindAdded(&pairing, i);
	}
	pfree(pairing.excused);
	pfree(pairing.tried);
}
