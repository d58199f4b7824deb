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
 * A placement that is worse than before the statement is also compared with the
 * placements that the case would have without this transaction's own writes.
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
	bool		reduced;		/* the assessment is that of what was added since */
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

/*
 * Reduce the violation of a placement to the part that an unpaired earlier
 * placement did not have.  Returns whether that failed at all.
 */
static bool
FindAdded(const Pairing *pairing, int placement, SssAssessment *added)
{
	for (int i = 0; i < pairing->nearlier; i++)
	{
		SssAssessment before;

		if (pairing->paired_with[i] != UNPAIRED)
			continue;
		(void) WasAsBad(pairing, i, placement, added);
		SssAssess(pairing->rule, pairing->policy, &pairing->earlier[i], &before);
		return before.outcome != OUTCOME_PASS;
	}
	return false;
}

/* Pair placements number first to end, as far as they are not accepted */
static void
PairPlacements(Pairing *pairing, int first, int end)
{
	Placement  *placements = pairing->placements;

	for (int i = first; i < end; i++)
	{
		if (!placements[i].accepted)
			PairWithSame(pairing, i);
	}
	for (int i = first; i < end; i++)
	{
		if (placements[i].accepted)
			continue;
		memset(pairing->tried, false, sizeof(bool) * pairing->nearlier);
		placements[i].accepted = FindPair(pairing, i);
	}
}

static Pairing
StartPairing(const SssBinding *binding, const SssFacts *earlier, int nearlier,
			 Placement *placements, int nplacements)
{
	Pairing		pairing = {
		.rule = binding->rule,.policy = &binding->policy,.earlier = earlier,.nearlier = nearlier,
		.placements = placements,.nplacements = nplacements,
	};

	pairing.paired_with = palloc(sizeof(int) * nearlier);
	pairing.tried = palloc(sizeof(bool) * nearlier);
	for (int i = 0; i < nearlier; i++)
		pairing.paired_with[i] = UNPAIRED;
	return pairing;
}

static void
EndPairing(Pairing *pairing)
{
	pfree(pairing->tried);
	pfree(pairing->paired_with);
}

/*
 * Accept the placements that were as bad before the statement, and in the others
 * find what the statement added
 */
static void
GrandfatherByEarlier(const SssFactsCheck *check, const SssComparison *comparison,
					 Placement *placements, int nplacements)
{
	const SssCase *earlier = comparison->earlier;
	SssFacts   *facts;
	Pairing		pairing;

	if (earlier == NULL || earlier->nfacts == 0)
		return;
	facts = palloc(sizeof(SssFacts) * earlier->nfacts);
	for (int i = 0; i < earlier->nfacts; i++)
		facts[i] = FactsOfPlacement(check, earlier, i, comparison->old_row);
	pairing = StartPairing(&check->info->attachment.binding, facts, earlier->nfacts, placements, nplacements);
	PairPlacements(&pairing, 0, nplacements);
	for (int i = 0; i < nplacements; i++)
	{
		SssAssessment added = placements[i].assessment;

		if (placements[i].accepted)
			continue;
		(void) FindAdded(&pairing, i, &added);
		placements[i].assessment = added;
	}
	EndPairing(&pairing);
	pfree(facts);
}

static void
AssessPlacement(const SssBinding *binding, const SssFacts *facts, Placement *placement)
{
	placement->facts = *facts;
	SssAssess(binding->rule, &binding->policy, facts, &placement->assessment);
	placement->accepted = placement->assessment.outcome == OUTCOME_PASS;
	placement->reduced = false;
}

/*
 * Accept the placements that were as bad in the past.  If others failed then, find
 * what was added since.  Those that are already accepted are paired first: what
 * was there grandfathers no second placement.
 */
static void
GrandfatherByPast(const SssBinding *binding, const SssCase *was, Placement *placements,
				  int nplacements)
{
	Placement  *again = palloc(sizeof(Placement) * nplacements);
	int		   *numbers = palloc(sizeof(int) * nplacements);
	int			naccepted = 0;
	int			n = 0;
	Pairing		pairing;

	for (int round = 0; round < 2; round++)
	{
		for (int i = 0; i < nplacements; i++)
		{
			if (placements[i].accepted != (round == 0))
				continue;
			AssessPlacement(binding, &placements[i].facts, &again[n]);
			numbers[n++] = i;
		}
		if (round == 0)
			naccepted = n;
	}
	pairing = StartPairing(binding, was->facts, was->nfacts, again, n);
	PairPlacements(&pairing, 0, naccepted);
	PairPlacements(&pairing, naccepted, n);
	for (int i = naccepted; i < n; i++)
	{
		Placement  *placement = &placements[numbers[i]];
		SssAssessment added;

		placement->accepted = again[i].accepted;
		placement->reduced = !placement->accepted && FindAdded(&pairing, i, &added);
		if (placement->reduced)
			placement->assessment = added;
	}
	EndPairing(&pairing);
	pfree(numbers);
	pfree(again);
}

/* Are all placements accepted whose outcome is at least that? */
static bool
AreAllAccepted(const Placement *placements, int nplacements, SssOutcome outcome)
{
	for (int i = 0; i < nplacements; i++)
	{
		if (!placements[i].accepted && placements[i].assessment.outcome >= outcome)
			return false;
	}
	return true;
}

/*
 * The same for rows of which several may have the key.  Their earlier versions
 * are not known, so they are accepted together or not at all: all rows of now
 * must be paired, except those that have a milder outcome.  Otherwise a row that an
 * update made no worse, and a new row beside it, would both be excused by one row
 * of the past.
 */
static void
GrandfatherAlike(const SssBinding *binding, const SssPastCase *past, Placement *placements,
				 int nplacements)
{
	const SssCase *alike = past->alike;
	Placement  *all = palloc(sizeof(Placement) * Max(alike->nfacts, 1));

	for (int i = 0; i < alike->nfacts; i++)
		AssessPlacement(binding, &alike->facts[i], &all[i]);
	GrandfatherByPast(binding, past->was, all, alike->nfacts);
	for (int i = 0; i < nplacements; i++)
	{
		SssOutcome	outcome = placements[i].assessment.outcome;
		bool		found = false;

		for (int j = 0; j < alike->nfacts; j++)
		{
			if (!AreSameFacts(&all[j].facts, &placements[i].facts))
				continue;
			found = true;
			if (all[j].reduced)
				placements[i].assessment = all[j].assessment;
		}
		placements[i].accepted |= found && AreAllAccepted(all, alike->nfacts, outcome);
	}
	pfree(all);
}

/* If nothing is accepted, the assessment is left of what was added since the start */
static void
Grandfather(const SssBinding *binding, const SssComparison *comparison, Placement *placements,
			int nplacements)
{
	for (int i = 0; i < N_PASTS; i++)
	{
		const SssPastCase *past = &comparison->past[i];

		if (past->was == NULL || past->was->nfacts == 0)
			continue;
		if (past->alike == NULL)
			GrandfatherByPast(binding, past->was, placements, nplacements);
		else
			GrandfatherAlike(binding, past, placements, nplacements);
	}
}

/* The placements of a case: assessed, and compared with what they were */
static Placement *
ComparePlacements(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row,
				  const SssComparison *comparison)
{
	const SssBinding *binding = &check->info->attachment.binding;
	Placement  *placements = palloc(sizeof(Placement) * of->nfacts);

	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = FactsOfPlacement(check, of, i, row);

		AssessPlacement(binding, &facts, &placements[i]);
	}
	GrandfatherByEarlier(check, comparison, placements, of->nfacts);
	Grandfather(binding, comparison, placements, of->nfacts);
	return placements;
}

bool
SssIsCaseWorse(const SssFactsCheck *check, int number, TupleTableSlot *row,
			   const SssComparison *comparison)
{
	const SssCase *of = SssCaseOf(check->now, number);
	Placement  *placements = ComparePlacements(check, of, row, comparison);
	bool		worse = false;

	for (int i = 0; i < of->nfacts && !worse; i++)
		worse = !placements[i].accepted;
	pfree(placements);
	return worse;
}

bool
SssAreFactsWorse(const SssBinding *binding, const SssFacts *facts, const SssComparison *comparison,
				 SssAssessment *assessment)
{
	Placement	placement = {.facts = *facts,.assessment = *assessment};

	Grandfather(binding, comparison, &placement, 1);
	*assessment = placement.assessment;
	return !placement.accepted;
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
		key->names[i] = get_attname(view->relid, view->keys[i], false);
		key->texts[i] = SssKeyText(check->info->facts.types[i], SssKeyValue(keys, number, i));
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
SssCheckCase(SssFactsCheck *check, const SssKeySet *keys, int number, TupleTableSlot *row,
			 const SssComparison *comparison)
{
	const SssCase *of = SssCaseOf(check->now, number);
	Placement  *placements = ComparePlacements(check, of, row, comparison);
	const Placement *worst = NULL;

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
