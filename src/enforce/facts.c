/*-------------------------------------------------------------------------
 *
 * facts.c
 *	  What a statement changed, checked through a facts view.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "base/base.h"
#include "enforce/check_case.h"
#include "enforce/earlier.h"
#include "enforce/facts.h"
#include "enforce/facts_lock.h"
#include "enforce/transition.h"
#include "store/store.h"

/*----------
 * Attachments whose facts a view yields.
 *
 * A statement touches rows of a table, and these lead to rows of the view.
 * Where the table's own columns hold facts, each of its rows is a case, to
 * which the view adds what they lack.  Else the view yields cases as a whole,
 * and a change anywhere may alter them.
 *
 *----------
 */
/* Judge cases of the view, slice by slice */
static void
JudgeKeys(SssInquiry *inquiry, const SssKeySet *keys)
{
	SssKeySet  *suspects = SssMakeSameKeySet(keys);

	for (int first = 0; first < SssKeyCount(keys); first += SSS_LOT)
	{
		int			end = Min(first + SSS_LOT, SssKeyCount(keys));

		SssStartCases(inquiry->now, first);
		SssReadCases(inquiry->now, keys, end, MOMENT_NOW);
		SssEmptyKeySet(suspects);
		for (int key = first; key < end; key++)
		{
			if (SssIsWanting(inquiry, SssCaseOf(inquiry->now, key), NULL))
				(void) SssCopyKey(suspects, keys, key);
		}
		SssStartCases(inquiry->earlier, 0);
		SssReadCases(inquiry->earlier, suspects, SssKeyCount(suspects), MOMENT_BEFORE);
		for (int key = first; key < end && SssKeyCount(suspects) > 0; key++)
		{
			if (SssIsWanting(inquiry, SssCaseOf(inquiry->now, key), NULL))
				SssJudgeCase(inquiry, keys, key,
							 inquiry->frozen ? NULL :
							 SssCaseOf(inquiry->earlier, SssCopyKey(suspects, keys, key)), NULL, NULL);
		}
	}
}

/* Judge the cases that links lead to, or led to before */
static void
JudgeLinks(SssInquiry *inquiry, const SssKeySet *links)
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
JudgeCases(SssInquiry *inquiry)
{
	SssKeySet  *links = SssLinkKeys(inquiry);
	SssChange	walk;

	SssStartChange(&walk, inquiry->lane, inquiry->trigdata);
	while (SssNextChange(&walk))
	{
		if (walk.new != NULL)
			(void) SssAddKey(links, walk.new);
		if (walk.old != NULL)
			(void) SssAddKey(links, walk.old);
		if (SssKeyCount(links) > SSS_REMEMBERED_KEYS)
		{
			JudgeLinks(inquiry, links);
			SssEmptyKeySet(links);
		}
	}
	JudgeLinks(inquiry, links);
	SssEndChange(&walk);
}

/* What fails is no reason to fail who only is watched; its own words might quote a row */
static void
ReportFailure(const SssInquiry *inquiry, const ErrorData *failure)
{
	SssProblem	problem;

	SssWrong(&problem, failure->sqlerrcode,
			 psprintf(_("facts view \"%s\" could not be read"),
					  get_rel_name(inquiry->lane->binding.view.relid)),
			 psprintf(_("It failed with SQLSTATE %s."), unpack_sql_state(failure->sqlerrcode)),
			 pstrdup(_("Select from the view as its owner to see why, and mend it.")));
	SssReportProblem(inquiry->trigdata->tg_relation, inquiry->trigdata->tg_trigger,
					 inquiry->lane->attachment, false, &problem);
}

/* Memory of the inquiry is the current context's, and goes with it */
static void
Judge(const void *argument)
{
	SssInquiry *inquiry = (SssInquiry *) argument;

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
		SssRememberRow(inquiry);
	else
		SssJudgeRows(inquiry);
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
	SssInquiry	inquiry = {
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

	inquiry.frozen = TRIGGER_FIRED_BY_INSERT(trigdata->tg_event) &&
		SssInsertsFrozen(trigdata->tg_relation);

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

/*----------
 * Rows that are cases, to whose facts a view adds what they lack.
 *----------
 */
/* Rows that are cases, on their way through the judgement */
typedef struct RowsOfCases
{
	SssKeySet  *keys;			/* what is known, and what waits to be read */
	SssWaitingRows unread;		/* whose key waits */
	SssWaitingRows suspects;	/* found wanting, to be compared with what they were */
} RowsOfCases;

/* An inserted row may have been moved from another partition, with what it was */
static void
JudgeInserted(SssInquiry *inquiry, const SssKeySet *keys, int key, TupleTableSlot *row)
{
	SssEarlier	earlier = {.existed = false};
	SssCase		before = {.nfacts = 1};

	if (inquiry->half.candidate != NULL)
		earlier = SssRecallMoved(&inquiry->half);
	before.facts = &earlier.facts;
	SssJudgeCase(inquiry, keys, key, earlier.existed ? &before : NULL, row, NULL);
}

/* The row is moved to another partition: what it was must be known to the insert, the worst of it */
void
SssRememberRow(SssInquiry *inquiry)
{
	SssKeySet  *keys = SssLinkKeys(inquiry);
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
		SssFacts	facts = SssFactsOf(inquiry, of, i, inquiry->half.slot);
		SssAssessment assessment;

		SssAssessCase(inquiry, &facts, &assessment);
		if (i > 0 && assessment.outcome <= worst)
			continue;
		worst = assessment.outcome;
		earlier.facts = facts;
	}
	if (of->nfacts > 0)
		inquiry->moved = earlier;
}

static void
JudgeRow(SssInquiry *inquiry, RowsOfCases *rows, int key, TupleTableSlot *new, TupleTableSlot *old)
{
	if (old == NULL)
		JudgeInserted(inquiry, rows->keys, key, new);
	else if (SssIsWanting(inquiry, SssCaseOf(inquiry->now, key), new))
		SssLetWait(&rows->suspects, key, new, old);
}

/* What the suspects were is looked up for all of them at once */
static void
CompareRows(SssInquiry *inquiry, RowsOfCases *rows)
{
	SssKeySet  *keys;

	if (rows->suspects.nrows == 0)
		return;
	keys = SssLinkKeys(inquiry);
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

		SssJudgeCase(inquiry, rows->keys, row->key,
					 before < 0 ? NULL : SssCaseOf(inquiry->earlier, before),
					 rows->suspects.new_slot, rows->suspects.old_slot);
	}
	SssFreeKeySet(keys);
	SssStopWaiting(&rows->suspects);
}

static void
ReadWaitingKeys(SssInquiry *inquiry, RowsOfCases *rows)
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
void
SssJudgeRows(SssInquiry *inquiry)
{
	RowsOfCases rows = {.keys = SssLinkKeys(inquiry)};
	TupleDesc	tupdesc = RelationGetDescr(inquiry->trigdata->tg_relation);
	SssChange	walk;
	int			lot = SSS_FIRST_LOT;

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
			lot = SSS_LOT;
		}
		if (rows.suspects.nrows >= SSS_LOT)
			CompareRows(inquiry, &rows);
		if (SssKeyCount(rows.keys) >= SSS_REMEMBERED_KEYS)
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

/*----------
 * Rows that wait until something is read of them.
 *----------
 */
#define FIRST_CAPACITY	64

void
SssStartWaiting(SssWaitingRows *waiting, TupleDesc tupdesc)
{
	memset(waiting, 0, sizeof(SssWaitingRows));
	waiting->tupdesc = tupdesc;
	waiting->parent = CurrentMemoryContext;
}

/* Most statements let no row wait */
static void
Allocate(SssWaitingRows *waiting)
{
	MemoryContext caller_context = MemoryContextSwitchTo(waiting->parent);

	waiting->context = AllocSetContextCreate(waiting->parent, "waiting rows", ALLOCSET_DEFAULT_SIZES);
	waiting->new_slot = MakeSingleTupleTableSlot(waiting->tupdesc, &TTSOpsMinimalTuple);
	waiting->old_slot = MakeSingleTupleTableSlot(waiting->tupdesc, &TTSOpsMinimalTuple);
	waiting->capacity = FIRST_CAPACITY;
	waiting->rows = palloc(sizeof(SssWaitingRow) * waiting->capacity);
	MemoryContextSwitchTo(caller_context);
}

void
SssLetWait(SssWaitingRows *waiting, int key, TupleTableSlot *new, TupleTableSlot *old)
{
	MemoryContext caller_context;
	SssWaitingRow *row;

	if (waiting->context == NULL)
		Allocate(waiting);
	caller_context = MemoryContextSwitchTo(waiting->context);
	if (waiting->nrows == waiting->capacity)
		waiting->rows = repalloc(waiting->rows, sizeof(SssWaitingRow) * (waiting->capacity *= 2));
	row = &waiting->rows[waiting->nrows++];
	row->key = key;
	row->new = ExecCopySlotMinimalTuple(new);
	row->old = old == NULL ? NULL : ExecCopySlotMinimalTuple(old);
	MemoryContextSwitchTo(caller_context);
}

const SssWaitingRow *
SssWaitingRowAt(SssWaitingRows *waiting, int i)
{
	const SssWaitingRow *row = &waiting->rows[i];

	ExecStoreMinimalTuple(row->new, waiting->new_slot, false);
	if (row->old != NULL)
		ExecStoreMinimalTuple(row->old, waiting->old_slot, false);
	return row;
}

void
SssStopWaiting(SssWaitingRows *waiting)
{
	if (waiting->nrows == 0)
		return;
	waiting->nrows = 0;
	ExecClearTuple(waiting->new_slot);
	ExecClearTuple(waiting->old_slot);
	MemoryContextReset(waiting->context);
}

void
SssEndWaiting(SssWaitingRows *waiting)
{
	if (waiting->context == NULL)
		return;
	ExecDropSingleTupleTableSlot(waiting->new_slot);
	ExecDropSingleTupleTableSlot(waiting->old_slot);
	MemoryContextDelete(waiting->context);
}
