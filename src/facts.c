/*-------------------------------------------------------------------------
 *
 * facts.c
 *	  Attachments whose facts a view yields.
 *
 * A statement touches rows of a table, and these lead to rows of the view.
 * Where the table's own columns hold facts, each of its rows is a case, to
 * which the view adds what they lack.  Else the view yields cases as a whole,
 * and a change anywhere may alter them.
 *
 * Keys are looked up in lots: the first is small, so that a statement for a
 * few rows costs little, the others are large, so that one for a million asks
 * a few times.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "cases.h"
#include "change.h"
#include "compat.h"
#include "excuse.h"
#include "facts.h"
#include "granule.h"
#include "guard.h"
#include "mode.h"
#include "moved.h"
#include "registry.h"
#include "row.h"
#include "version.h"
#include "violation.h"
#include "waiting.h"
#include "waiver.h"

#define FIRST_LOT	64
#define LOT			65536

/* So many keys are remembered at once */
#define MANY_KEYS	262144

typedef struct Inquiry
{
	SssLane    *lane;
	TriggerData *trigdata;
	SssDay		today;
	CommandId	before;			/* the first command that is to be judged */
	bool		enforcing;
	SssCases   *now;
	SssCases   *earlier;
	SssMove		half;			/* the row, if it may be half of a move to another partition */
	SssEarlier	moved;			/* what a row was that is being moved */
	SssOffences offences;
	SssSeries	series;			/* of what is logged */
} Inquiry;

/* The facts of a case, one placement after the other, with what the row says; NULL: nothing more */
static SssFacts
FactsOf(const Inquiry *inquiry, const SssCase *of, int placement, TupleTableSlot *row)
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

static void
Assess(const Inquiry *inquiry, const SssFacts *facts, SssAssessment *assessment)
{
	const SssBinding *binding = &inquiry->lane->binding;

	SssAssess(binding->rule, &binding->policy, facts, assessment);
}

/* Is anything of a case found wanting? */
static bool
IsWanting(const Inquiry *inquiry, const SssCase *of, TupleTableSlot *row)
{
	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = FactsOf(inquiry, of, i, row);
		SssAssessment assessment;

		Assess(inquiry, &facts, &assessment);
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
CheckOwnView(Inquiry *inquiry, const SssKeySet *keys, int key, TupleTableSlot *row)
{
	SssCases   *own;

	if (!IsolationUsesXactSnapshot() || inquiry->offences.count > 0)
		return;
	own = SssMakeCases(inquiry->lane, inquiry->today, inquiry->before);
	SssStartCases(own, key);
	SssReadCases(own, keys, key + 1, MOMENT_OWN);
	if (!IsWanting(inquiry, SssCaseOf(own, key), row))
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("could not serialize access due to concurrent update"),
				 errhint("Retry the transaction.")));
}

static void
ReadCaseKey(const Inquiry *inquiry, const SssKeySet *keys, int number, SssKey *key)
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
OffenceOf(Inquiry *inquiry, TupleTableSlot *row, const SssFacts *facts,
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
IsLetStand(Inquiry *inquiry, const SssKeySet *keys, int number, TupleTableSlot *row,
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
Answer(Inquiry *inquiry, const SssKeySet *keys, int number, TupleTableSlot *row,
	   const SssFacts *facts, const SssAssessment *assessment)
{
	SssOffence	offence = OffenceOf(inquiry, row, facts, assessment);
	SssKey		key;

	offence.series = &inquiry->series;
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
static SssPlacement *
PlacementsOf(const Inquiry *inquiry, const SssCase *of, TupleTableSlot *row)
{
	SssPlacement *placements = palloc(sizeof(SssPlacement) * of->nfacts);

	for (int i = 0; i < of->nfacts; i++)
	{
		placements[i].facts = FactsOf(inquiry, of, i, row);
		Assess(inquiry, &placements[i].facts, &placements[i].assessment);
		placements[i].excused = placements[i].assessment.outcome == OUTCOME_PASS;
	}
	return placements;
}

static void
Excuse(const Inquiry *inquiry, const SssCase *earlier, TupleTableSlot *row,
	   SssPlacement *placements, int nplacements)
{
	const SssBinding *binding = &inquiry->lane->binding;
	SssFacts   *facts = palloc(sizeof(SssFacts) * earlier->nfacts);

	for (int i = 0; i < earlier->nfacts; i++)
		facts[i] = FactsOf(inquiry, earlier, i, row);
	SssExcuse(binding->rule, &binding->policy, facts, earlier->nfacts, placements, nplacements);
	pfree(facts);
}

/*
 * Judge a case of which something is found wanting.  Of a row that is a case
 * the worst placement counts; of a case of the view each is told by itself.
 */
static void
JudgeCase(Inquiry *inquiry, const SssKeySet *keys, int number, const SssCase *earlier,
		  TupleTableSlot *row, TupleTableSlot *old_row)
{
	const SssCase *of = SssCaseOf(inquiry->now, number);
	SssPlacement *placements = PlacementsOf(inquiry, of, row);
	const SssPlacement *worst = NULL;

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

static SssKeySet *
LinkKeys(const Inquiry *inquiry)
{
	const SssView *view = &inquiry->lane->binding.view;

	return SssMakeKeySet(RelationGetDescr(inquiry->trigdata->tg_relation), view->links, view->nlinks);
}

/* Rows that are cases, on their way through the judgement */
typedef struct RowsOfCases
{
	SssKeySet  *keys;			/* what is known, and what waits to be read */
	SssWaitingRows unread;		/* whose key waits */
	SssWaitingRows suspects;	/* found wanting, to be compared with what they were */
} RowsOfCases;

/* An inserted row may have been moved from another partition, with what it was */
static void
JudgeInserted(Inquiry *inquiry, const SssKeySet *keys, int key, TupleTableSlot *row)
{
	SssEarlier	earlier = {.existed = false};
	SssCase		before = {.nfacts = 1};

	if (inquiry->half.candidate != NULL)
		earlier = SssRecallMoved(&inquiry->half);
	before.facts = &earlier.facts;
	JudgeCase(inquiry, keys, key, earlier.existed ? &before : NULL, row, NULL);
}

/* The row is moved to another partition: what it was must be known to the insert, the worst of it */
static void
RememberRow(Inquiry *inquiry)
{
	SssKeySet  *keys = LinkKeys(inquiry);
	int			key = SssAddKey(keys, inquiry->half.slot);
	SssEarlier	earlier = {.existed = true};
	SssOutcome	worst = OUTCOME_PASS;
	const SssCase *of;

	if (key < 0)
		return;
	SssStartCases(inquiry->earlier, 0);
	SssReadCases(inquiry->earlier, keys, 1, MOMENT_BEFORE);
	of = SssCaseOf(inquiry->earlier, key);
	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = FactsOf(inquiry, of, i, inquiry->half.slot);
		SssAssessment assessment;

		Assess(inquiry, &facts, &assessment);
		if (i > 0 && assessment.outcome <= worst)
			continue;
		worst = assessment.outcome;
		earlier.facts = facts;
	}
	if (of->nfacts > 0)
		inquiry->moved = earlier;
}

static void
JudgeRow(Inquiry *inquiry, RowsOfCases *rows, int key, TupleTableSlot *new, TupleTableSlot *old)
{
	if (!IsWanting(inquiry, SssCaseOf(inquiry->now, key), new))
		return;
	if (old == NULL)
		JudgeInserted(inquiry, rows->keys, key, new);
	else
		SssLetWait(&rows->suspects, key, new, old);
}

/* What the suspects were is looked up for all of them at once */
static void
CompareRows(Inquiry *inquiry, RowsOfCases *rows)
{
	SssKeySet  *keys;

	if (rows->suspects.nrows == 0)
		return;
	keys = LinkKeys(inquiry);
	for (int i = 0; i < rows->suspects.nrows; i++)
	{
		(void) SssWaitingRowAt(&rows->suspects, i);
		(void) SssAddKey(keys, rows->suspects.old_slot);
	}
	SssStartCases(inquiry->earlier, 0);
	SssReadCases(inquiry->earlier, keys, SssKeyCount(keys), MOMENT_BEFORE);
	for (int i = 0; i < rows->suspects.nrows; i++)
	{
		const SssWaitingRow *row = SssWaitingRowAt(&rows->suspects, i);
		int			before = SssAddKey(keys, rows->suspects.old_slot);

		JudgeCase(inquiry, rows->keys, row->key,
				  before < 0 ? NULL : SssCaseOf(inquiry->earlier, before),
				  rows->suspects.new_slot, rows->suspects.old_slot);
	}
	SssFreeKeySet(keys);
	SssStopWaiting(&rows->suspects);
}

static void
ReadWaitingKeys(Inquiry *inquiry, RowsOfCases *rows)
{
	int			first = inquiry->now->end;

	if (inquiry->enforcing)
		SssLockLot(inquiry->lane, rows->keys, first, SssKeyCount(rows->keys));
	SssReadCases(inquiry->now, rows->keys, SssKeyCount(rows->keys), MOMENT_NOW);
	for (int i = 0; i < rows->unread.nrows; i++)
	{
		const SssWaitingRow *row = SssWaitingRowAt(&rows->unread, i);

		JudgeRow(inquiry, rows, row->key, rows->unread.new_slot,
				 row->old == NULL ? NULL : rows->unread.old_slot);
	}
	SssStopWaiting(&rows->unread);
}

/* Judge each row that is a case: at once if its key is known, else when that was read */
static void
JudgeRows(Inquiry *inquiry)
{
	RowsOfCases rows = {.keys = LinkKeys(inquiry)};
	TupleDesc	tupdesc = RelationGetDescr(inquiry->trigdata->tg_relation);
	SssChange	walk;
	int			lot = FIRST_LOT;

	SssStartWaiting(&rows.unread, tupdesc);
	SssStartWaiting(&rows.suspects, tupdesc);
	SssStartChange(&walk, inquiry->lane, inquiry->trigdata);
	while (SssNextChange(&walk))
	{
		int			key = SssAddKey(rows.keys, walk.new);

		if (walk.single && key >= 0)
			ReadWaitingKeys(inquiry, &rows);
		if (key >= 0 && key < inquiry->now->end)
			JudgeRow(inquiry, &rows, key, walk.new, walk.old);
		else if (key >= 0)
			SssLetWait(&rows.unread, key, walk.new, walk.old);
		if (rows.unread.nrows >= lot)
		{
			ReadWaitingKeys(inquiry, &rows);
			lot = LOT;
		}
		if (rows.suspects.nrows >= LOT)
			CompareRows(inquiry, &rows);
		if (SssKeyCount(rows.keys) >= MANY_KEYS)
		{
			ReadWaitingKeys(inquiry, &rows);
			CompareRows(inquiry, &rows);
			SssEmptyKeySet(rows.keys);
			SssStartCases(inquiry->now, 0);
		}
	}
	ReadWaitingKeys(inquiry, &rows);
	CompareRows(inquiry, &rows);
	SssEndWaiting(&rows.unread);
	SssEndWaiting(&rows.suspects);
	SssEndChange(&walk);
}

/* Judge cases of the view, slice by slice */
static void
JudgeKeys(Inquiry *inquiry, const SssKeySet *keys)
{
	SssKeySet  *suspects = SssMakeSameKeySet(keys);

	for (int first = 0; first < SssKeyCount(keys); first += LOT)
	{
		int			end = Min(first + LOT, SssKeyCount(keys));

		SssStartCases(inquiry->now, first);
		SssReadCases(inquiry->now, keys, end, MOMENT_NOW);
		SssEmptyKeySet(suspects);
		for (int key = first; key < end; key++)
		{
			if (IsWanting(inquiry, SssCaseOf(inquiry->now, key), NULL))
				(void) SssCopyKey(suspects, keys, key);
		}
		SssStartCases(inquiry->earlier, 0);
		SssReadCases(inquiry->earlier, suspects, SssKeyCount(suspects), MOMENT_BEFORE);
		for (int key = first; key < end && SssKeyCount(suspects) > 0; key++)
		{
			if (IsWanting(inquiry, SssCaseOf(inquiry->now, key), NULL))
				JudgeCase(inquiry, keys, key,
						  SssCaseOf(inquiry->earlier, SssCopyKey(suspects, keys, key)), NULL, NULL);
		}
	}
}

/* Judge the cases that links lead to, or led to before */
static void
JudgeLinks(Inquiry *inquiry, const SssKeySet *links)
{
	SssLane    *lane = inquiry->lane;
	SssKeySet  *cases = NULL;

	/* Only who may refuse waits for others; to log is no reason to make anybody wait */
	if (inquiry->enforcing)
		SssLockLot(lane, links, 0, SssKeyCount(links));
	if (!lane->by_case)
	{
		JudgeKeys(inquiry, links);
		return;
	}
	SssAddCases(lane, links, MOMENT_BEFORE, inquiry->before, &cases);
	SssAddCases(lane, links, MOMENT_NOW, inquiry->before, &cases);
	if (cases != NULL)
		JudgeKeys(inquiry, cases);
}

static void
JudgeCases(Inquiry *inquiry)
{
	SssKeySet  *links = LinkKeys(inquiry);
	SssChange	walk;

	SssStartChange(&walk, inquiry->lane, inquiry->trigdata);
	while (SssNextChange(&walk))
	{
		if (walk.new != NULL)
			(void) SssAddKey(links, walk.new);
		if (walk.old != NULL)
			(void) SssAddKey(links, walk.old);
		if (SssKeyCount(links) > MANY_KEYS)
		{
			JudgeLinks(inquiry, links);
			SssEmptyKeySet(links);
		}
	}
	JudgeLinks(inquiry, links);
	SssEndChange(&walk);
}

/* What fails is no reason to fail who only is watched; of a view it does not say what it read */
static void
ReportFailure(const Inquiry *inquiry, const ErrorData *failure)
{
	SssProblem	problem;

	SssWrong(&problem, failure->sqlerrcode, failure->message, failure->detail, failure->hint);
	SssReportProblem(inquiry->trigdata->tg_relation, inquiry->trigdata->tg_trigger,
					 inquiry->lane->attachment, false, &problem);
}

/* Memory of the inquiry is the current context's, and goes with it */
static void
Judge(const void *argument)
{
	Inquiry    *inquiry = (Inquiry *) argument;

	/* What the statement wrote is to be seen */
	CommandCounterIncrement();
	inquiry->series = (SssSeries)
	{
		.context = CurrentMemoryContext,.many = true
	};
	inquiry->now = SssMakeCases(inquiry->lane, inquiry->today, inquiry->before);
	inquiry->earlier = SssMakeCases(inquiry->lane, inquiry->today, inquiry->before);
	if (!inquiry->lane->judges_rows)
		JudgeCases(inquiry);
	else if (TRIGGER_FIRED_BY_DELETE(inquiry->trigdata->tg_event))
		RememberRow(inquiry);
	else
		JudgeRows(inquiry);
	SssEndSeries(&inquiry->series);
	SssRefuseAll(&inquiry->offences);
}

/* A row that is deleted is no case any more, unless it is moved */
static bool
IsNothing(const SssLane *lane, const TriggerData *trigdata)
{
	return lane->judges_rows && TRIGGER_FIRED_BY_DELETE(trigdata->tg_event) &&
		(!TRIGGER_FIRED_FOR_ROW(trigdata->tg_event) || !SssIsMoved(trigdata->tg_trigtuple));
}

/*
 * Is a deferred check of a row done already?  The first one of a row that was
 * changed several times knows what it was before all of them.
 */
static bool
IsDone(const SssLane *lane, const TriggerData *trigdata, MemoryContext round)
{
	TupleTableSlot *stored = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) ?
	trigdata->tg_newslot : trigdata->tg_trigslot;
	TupleTableSlot *last = stored;
	SssEarlier	earlier = {.existed = false};
	bool		done;

	if (!lane->judges_rows || !lane->binding.deferred || TRIGGER_FIRED_BY_DELETE(trigdata->tg_event))
		return false;
	done = SssFollowRow(trigdata->tg_relation, &last) != ROW_STAYS ||
		SssFindVersion(round, lane->attachment, trigdata->tg_relation, last, &earlier);
	if (!done && last != stored)
		SssNoteVersion(round, lane->attachment, trigdata->tg_relation, last, &earlier);
	if (last != stored)
		ExecDropSingleTupleTableSlot(last);
	return done;
}

bool
SssJudgeChange(SssLane *lane, TriggerData *trigdata, SssDay today, MemoryContext round)
{
	bool		failed = false;
	MemoryContext context;
	MemoryContext caller_context;
	Inquiry		inquiry = {
		.lane = lane,
		.trigdata = trigdata,
		.today = today,
		.enforcing = lane->binding.policy.enforcing && !SssOnlyLogs(),
	};

	if (IsNothing(lane, trigdata) || IsDone(lane, trigdata, round))
		return true;

	if (lane->judges_rows && TRIGGER_FIRED_FOR_ROW(trigdata->tg_event))
	{
		inquiry.half = (SssMove)
		{
			.context = round,.attachment = lane->attachment,.binding = &lane->binding,
				.rel = trigdata->tg_relation,.tuple = trigdata->tg_trigtuple,
				.slot = trigdata->tg_trigslot,
		};
		if (TRIGGER_FIRED_BY_INSERT(trigdata->tg_event))
			SssMatchMoved(&inquiry.half);
	}

	/* What is deferred is judged as what the transaction comes to */
	inquiry.before = lane->binding.deferred ? FirstCommandId : GetActiveSnapshot()->curcid;
	context = AllocSetContextCreate(CurrentMemoryContext, "facts", ALLOCSET_DEFAULT_SIZES);
	caller_context = MemoryContextSwitchTo(context);
	if (inquiry.enforcing)
		Judge(&inquiry);
	else
	{
		ErrorData  *failure = SssAttempt(Judge, &inquiry);

		failed = failure != NULL;
		if (failed)
			ReportFailure(&inquiry, failure);
	}
	MemoryContextSwitchTo(caller_context);
	MemoryContextDelete(context);

	/* Noted here: what a subtransaction notes is forgotten with it */
	if (inquiry.moved.existed)
		SssRememberMoved(&inquiry.half, &inquiry.moved);
	return !failed;
}
