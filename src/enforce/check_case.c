/*-------------------------------------------------------------------------
 *
 * check_case.c
 *	  One case of a facts view: checked, and compared with what it was.
 *
 * A view does not say which earlier placement of a case became which of its
 * placements now.  A placement that is as it was is paired with itself.  The
 * others are paired so that as many of them as possible are grandfathered: a
 * statement that changes all placements of a case and makes none worse is not
 * refused, in whatever order the view yields them.  One earlier placement
 * grandfathers only one placement, so that no further placement that fails can
 * be added to a case.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "base/base.h"
#include "enforce/enforce_private.h"
#include "finding/finding.h"

#define UNPAIRED	(-1)

/* A placement of a case as it is now */
typedef struct Placement
{
	SssFacts	facts;
	SssAssessment assessment;
	bool		accepted;		/* it passes, or it is grandfathered */
} Placement;

/* Which earlier placement grandfathers which placement */
typedef struct Pairing
{
	SssRule		rule;
	const SssPolicy *policy;
	const SssFacts *earlier;
	int			nearlier;
	int		   *paired_with;	/* by earlier placement: a placement, or UNPAIRED */
	bool	   *tried;
	Placement  *placements;
	int			nplacements;
} Pairing;

/* The facts of one placement; facts that the row holds replace those of the view */
static SssFacts
FactsOfPlacement(const SssFactsCheck *check, const SssCase *of, int placement, TupleTableSlot *row)
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

static void
AssessFacts(const SssFactsCheck *check, const SssFacts *facts, SssAssessment *assessment)
{
	const SssBinding *binding = &check->info->attachment.binding;

	SssAssess(binding->rule, &binding->policy, facts, assessment);
}

bool
SssCaseFails(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row)
{
	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = FactsOfPlacement(check, of, i, row);
		SssAssessment assessment;

		AssessFacts(check, &facts, &assessment);
		if (assessment.outcome != OUTCOME_PASS)
			return true;
	}
	return false;
}

bool
SssWorstFacts(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row, SssFacts *facts)
{
	SssOutcome	worst = OUTCOME_PASS;

	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	candidate = FactsOfPlacement(check, of, i, row);
		SssAssessment assessment;

		AssessFacts(check, &candidate, &assessment);
		if (i > 0 && assessment.outcome <= worst)
			continue;
		worst = assessment.outcome;
		*facts = candidate;
	}
	return of->nfacts > 0;
}

static bool
AreSameFacts(const SssFacts *a, const SssFacts *b)
{
	return SssDifferOnlyInCategory(a, b) && a->categories == b->categories &&
		a->category_missing == b->category_missing;
}

static void
PairWithSame(Pairing *pairing, int placement)
{
	for (int i = 0; i < pairing->nearlier; i++)
	{
		if (pairing->paired_with[i] == UNPAIRED &&
			AreSameFacts(&pairing->earlier[i], &pairing->placements[placement].facts))
		{
			pairing->paired_with[i] = placement;
			pairing->placements[placement].accepted = true;
			return;
		}
	}
}

/* If the earlier placement was not as bad, the assessment becomes that of the added violation */
static bool
WasAsBad(const Pairing *pairing, int earlier, int placement, SssAssessment *assessment)
{
	const Placement *now = &pairing->placements[placement];

	*assessment = now->assessment;
	return SssIsNoWorse(pairing->rule, pairing->policy, &pairing->earlier[earlier], &now->facts,
						assessment);
}

/* Find an earlier placement that was as bad; a placement that has it may move on to another one */
static bool
FindPair(Pairing *pairing, int placement)
{
	SssAssessment ignored;

	CHECK_FOR_INTERRUPTS();
	check_stack_depth();
	for (int i = 0; i < pairing->nearlier; i++)
	{
		if (pairing->tried[i] || !WasAsBad(pairing, i, placement, &ignored))
			continue;
		pairing->tried[i] = true;
		if (pairing->paired_with[i] == UNPAIRED || FindPair(pairing, pairing->paired_with[i]))
		{
			pairing->paired_with[i] = placement;
			return true;
		}
	}
	return false;
}

/* Reduce the violation of a placement to the part that an unpaired earlier placement did not have */
static void
FindAdded(const Pairing *pairing, int placement)
{
	SssAssessment added;

	for (int i = 0; i < pairing->nearlier; i++)
	{
		if (pairing->paired_with[i] != UNPAIRED)
			continue;
		(void) WasAsBad(pairing, i, placement, &added);
		pairing->placements[placement].assessment = added;
		return;
	}
}

static void
PairPlacements(Pairing *pairing)
{
	Placement  *placements = pairing->placements;

	for (int i = 0; i < pairing->nplacements; i++)
	{
		if (!placements[i].accepted)
			PairWithSame(pairing, i);
	}
	for (int i = 0; i < pairing->nplacements; i++)
	{
		if (placements[i].accepted)
			continue;
		memset(pairing->tried, false, sizeof(bool) * pairing->nearlier);
		placements[i].accepted = FindPair(pairing, i);
	}
	for (int i = 0; i < pairing->nplacements; i++)
	{
		if (!placements[i].accepted)
			FindAdded(pairing, i);
	}
}

/* Accept the placements that were as bad before */
static void
GrandfatherPlacements(const SssFactsCheck *check, const SssCase *earlier, TupleTableSlot *old_row,
					  Placement *placements, int nplacements)
{
	const SssBinding *binding = &check->info->attachment.binding;
	SssFacts   *facts;
	Pairing		pairing = {
		.rule = binding->rule,.policy = &binding->policy,.nearlier = earlier->nfacts,
		.placements = placements,.nplacements = nplacements,
	};

	if (earlier->nfacts == 0)
		return;
	pairing.earlier = facts = palloc(sizeof(SssFacts) * earlier->nfacts);
	pairing.paired_with = palloc(sizeof(int) * earlier->nfacts);
	pairing.tried = palloc(sizeof(bool) * earlier->nfacts);
	for (int i = 0; i < earlier->nfacts; i++)
	{
		facts[i] = FactsOfPlacement(check, earlier, i, old_row);
		pairing.paired_with[i] = UNPAIRED;
	}
	PairPlacements(&pairing);
	pfree(pairing.tried);
	pfree(pairing.paired_with);
	pfree(facts);
}

/*
 * Above READ COMMITTED a transaction does not see rows that were committed after
 * its snapshot.  If the case fails only because of such rows, raise a
 * serialization failure, not a violation.
 */
static void
CheckAsOfTransaction(SssFactsCheck *check, const SssKeySet *keys, int key, TupleTableSlot *row)
{
	SssCases   *own;

	if (!IsolationUsesXactSnapshot() || check->violations.count > 0)
		return;
	own = SssMakeCases(&check->info->facts, check->today, check->before);
	SssStartCases(own, key);
	SssReadCases(own, keys, key + 1, AS_OF_TRANSACTION);
	if (!SssCaseFails(check, SssCaseOf(own, key), row))
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("could not serialize access due to concurrent update"),
				 errhint("Retry the transaction."),
				 SssHideStatement()));
}

static void
ReadCaseKey(const SssFactsCheck *check, const SssKeySet *keys, int number, SssKey *key)
{
	const SssView *view = &check->info->attachment.binding.view;

	key->ncolumns = view->nkeys;
	for (int i = 0; i < view->nkeys; i++)
	{
		int			column = i;

		/* Without by_case the key set holds the links, in an order of their own */
		while (!check->info->by_case && view->view_links[column] != view->keys[i])
			column = (column + 1) % view->nlinks;
		key->names[i] = get_attname(view->relid, view->keys[i], false);
		key->texts[i] = SssKeyText(check->info->facts.types[column],
								   SssKeyValue(keys, number, column));
	}
}

static SssViolation
ViolationOf(SssFactsCheck *check, TupleTableSlot *row, const SssFacts *facts,
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
 * Does a waiver or a baseline exempt the placement?  If it exempts a part, the
 * assessment becomes that of the rest.
 */
static bool
IsPlacementExempt(SssFactsCheck *check, const SssKeySet *keys, int number, TupleTableSlot *row,
				  Placement *placement)
{
	SssViolation violation = ViolationOf(check, row, &placement->facts, &placement->assessment);
	SssAssessment left = placement->assessment;
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
	placement->assessment = left;
	return false;
}

static void
ReportPlacement(SssFactsCheck *check, const SssKeySet *keys, int number, TupleTableSlot *row,
				const Placement *placement)
{
	SssViolation violation = ViolationOf(check, row, &placement->facts, &placement->assessment);
	SssKey		key;

	if (!check->info->checks_rows)
	{
		ReadCaseKey(check, keys, number, &key);
		violation.key = &key;
	}
	if (check->enforcing && placement->assessment.outcome == OUTCOME_REFUSE)
		CheckAsOfTransaction(check, keys, number, row);
	SssReportOneOf(&check->violations, &violation);
}

void
SssCheckCase(SssFactsCheck *check, const SssKeySet *keys, int number, const SssCase *earlier,
			 TupleTableSlot *row, TupleTableSlot *old_row)
{
	const SssCase *of = SssCaseOf(check->now, number);
	Placement  *placements = palloc(sizeof(Placement) * of->nfacts);
	const Placement *worst = NULL;

	for (int i = 0; i < of->nfacts; i++)
	{
		placements[i].facts = FactsOfPlacement(check, of, i, row);
		AssessFacts(check, &placements[i].facts, &placements[i].assessment);
		placements[i].accepted = placements[i].assessment.outcome == OUTCOME_PASS;
	}
	if (earlier != NULL)
		GrandfatherPlacements(check, earlier, old_row, placements, of->nfacts);
	for (int i = 0; i < of->nfacts; i++)
	{
		Placement  *placement = &placements[i];

		if (placement->accepted || IsPlacementExempt(check, keys, number, row, placement))
			continue;
		if (!check->info->checks_rows)
			ReportPlacement(check, keys, number, NULL, placement);
		else if (worst == NULL || placement->assessment.outcome > worst->assessment.outcome)
			worst = placement;
	}
	if (worst != NULL)
		ReportPlacement(check, keys, number, row, worst);
	pfree(placements);
}
