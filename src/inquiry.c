/*-------------------------------------------------------------------------
 *
 * inquiry.c
 *	  How a case whose facts a view yields is judged.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "commands/trigger.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "compat.h"
#include "excuse.h"
#include "inquiry.h"
#include "row.h"
#include "waiver.h"

SssFacts
SssFactsOf(const SssInquiry *inquiry, const SssCase *of, int placement, TupleTableSlot *row)
{
	SssFacts	facts = of->facts[placement];
	SssFacts	own;

	if (inquiry->lane->judges_rows && row != NULL)
	{
		SssReadFacts(&inquiry->lane->binding, row, inquiry->today, &own);
		SssOverlay(&inquiry->lane->binding, &own, &facts);
	}
	return facts;
}

void
SssAssessCase(const SssInquiry *inquiry, const SssFacts *facts, SssAssessment *assessment)
{
	const SssBinding *binding = &inquiry->lane->binding;

	SssAssess(binding->rule, &binding->policy, facts, assessment);
}

bool
SssIsWanting(const SssInquiry *inquiry, const SssCase *of, TupleTableSlot *row)
{
	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = SssFactsOf(inquiry, of, i, row);
		SssAssessment assessment;

		SssAssessCase(inquiry, &facts, &assessment);
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
CheckOwnView(SssInquiry *inquiry, const SssKeySet *keys, int key, TupleTableSlot *row)
{
	SssCases   *own;

	if (!IsolationUsesXactSnapshot() || inquiry->offences.count > 0)
		return;
	own = SssMakeCases(inquiry->lane, inquiry->today, inquiry->before);
	SssStartCases(own, key);
	SssReadCases(own, keys, key + 1, MOMENT_OWN);
	if (!SssIsWanting(inquiry, SssCaseOf(own, key), row))
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("could not serialize access due to concurrent update"),
				 errhint("Retry the transaction.")));
}

static void
ReadCaseKey(const SssInquiry *inquiry, const SssKeySet *keys, int number, SssKey *key)
{
	const SssView *view = &inquiry->lane->binding.view;

	key->ncolumns = view->nkeys;
	for (int i = 0; i < view->nkeys; i++)
	{
		int			column = i;

		/* The links are in an order of their own */
		while (!inquiry->lane->by_case && view->view_links[column] != view->keys[i])
			column = (column + 1) % view->nlinks;
		key->names[i] = get_attname(view->relid, view->keys[i], false);
		key->texts[i] = SssKeyText(inquiry->lane->facts.types[column],
								   SssKeyValue(keys, number, column));
	}
}

static SssOffence
OffenceOf(SssInquiry *inquiry, TupleTableSlot *row, const SssFacts *facts,
		  const SssAssessment *assessment)
{
	return (SssOffence)
	{
		.attachment = inquiry->lane->attachment,
			.trigger = inquiry->trigdata->tg_trigger->tgoid,
			.binding = &inquiry->lane->binding,
			.rel = inquiry->trigdata->tg_relation,
			.slot = row,
			.facts = facts,
			.assessment = assessment,
			.series = &inquiry->series,
	};
}

/*
 * Does a waiver or a baseline let the placement stand?  Of those of a case each
 * must be asked for; what is let stand must not hide another.
 */
static bool
IsLetStand(SssInquiry *inquiry, const SssKeySet *keys, int number, TupleTableSlot *row,
		   const SssFacts *facts, SssAssessment *assessment)
{
	SssOffence	offence = OffenceOf(inquiry, row, facts, assessment);
	SssAssessment left = *assessment;
	SssKey		key;

	if (SssIsAskedInVain(&offence))
		return false;
	if (!inquiry->lane->judges_rows)
	{
		ReadCaseKey(inquiry, keys, number, &key);
		offence.key = &key;
	}
	if (SssTolerated(&offence, &left))
		return true;
	*assessment = left;
	return false;
}

static void
Answer(SssInquiry *inquiry, const SssKeySet *keys, int number, TupleTableSlot *row,
	   const SssFacts *facts, const SssAssessment *assessment)
{
	SssOffence	offence = OffenceOf(inquiry, row, facts, assessment);
	SssKey		key;

	if (!inquiry->lane->judges_rows)
	{
		ReadCaseKey(inquiry, keys, number, &key);
		offence.key = &key;
	}
	if (inquiry->enforcing && assessment->outcome == OUTCOME_REFUSE)
		CheckOwnView(inquiry, keys, number, row);
	SssAnswerOneOf(&inquiry->offences, &offence);
}

/* The placements of a case as they are; what is not found wanting needs no excuse */
static void
FindPlacements(const SssInquiry *inquiry, const SssCase *of, TupleTableSlot *row,
			   SssPlacement *placements)
{
	for (int i = 0; i < of->nfacts; i++)
	{
		placements[i].facts = SssFactsOf(inquiry, of, i, row);
		SssAssessCase(inquiry, &placements[i].facts, &placements[i].assessment);
		placements[i].excused = placements[i].assessment.outcome == OUTCOME_PASS;
	}
}

static void
Excuse(const SssInquiry *inquiry, const SssCase *earlier, TupleTableSlot *row,
	   SssPlacement *placements, int nplacements)
{
	const SssBinding *binding = &inquiry->lane->binding;
	SssFacts   *facts = palloc(sizeof(SssFacts) * earlier->nfacts);

	for (int i = 0; i < earlier->nfacts; i++)
		facts[i] = SssFactsOf(inquiry, earlier, i, row);
	SssExcuse(binding->rule, &binding->policy, facts, earlier->nfacts, placements, nplacements);
	pfree(facts);
}

void
SssJudgeCase(SssInquiry *inquiry, const SssKeySet *keys, int number, const SssCase *earlier,
			 TupleTableSlot *row, TupleTableSlot *old_row)
{
	const SssCase *of = SssCaseOf(inquiry->now, number);
	SssPlacement *placements = palloc(sizeof(SssPlacement) * of->nfacts);
	const SssPlacement *worst = NULL;

	FindPlacements(inquiry, of, row, placements);
	if (earlier != NULL)
		Excuse(inquiry, earlier, old_row, placements, of->nfacts);
	for (int i = 0; i < of->nfacts; i++)
	{
		SssPlacement *placement = &placements[i];

		if (placement->excused ||
			IsLetStand(inquiry, keys, number, row, &placement->facts, &placement->assessment))
			continue;
		if (!inquiry->lane->judges_rows)
			Answer(inquiry, keys, number, NULL, &placement->facts, &placement->assessment);
		else if (worst == NULL || placement->assessment.outcome > worst->assessment.outcome)
			worst = placement;
	}
	if (worst != NULL)
		Answer(inquiry, keys, number, row, &worst->facts, &worst->assessment);
	pfree(placements);
}

SssKeySet *
SssLinkKeys(const SssInquiry *inquiry)
{
	const SssView *view = &inquiry->lane->binding.view;

	return SssMakeKeySet(RelationGetDescr(inquiry->trigdata->tg_relation), view->links, view->nlinks);
}
