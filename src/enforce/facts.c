/*-------------------------------------------------------------------------
 *
 * facts.c
 *	  What a statement changed, checked through a facts view.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "commands/trigger.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/snapshot.h"

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
JudgeKeys(SssFactsCheck *check, const SssKeySet *keys)
{
	SssKeySet  *suspects = SssMakeSameKeySet(keys);

	for (int first = 0; first < SssKeyCount(keys); first += SSS_BATCH)
	{
		int			end = Min(first + SSS_BATCH, SssKeyCount(keys));

		SssStartCases(check->now, first);
		SssReadCases(check->now, keys, end, AS_OF_NOW);
		SssEmptyKeySet(suspects);
		for (int key = first; key < end; key++)
		{
			if (SssCaseFails(check, SssCaseOf(check->now, key), NULL))
				(void) SssCopyKey(suspects, keys, key);
		}
		SssStartCases(check->earlier, 0);
		SssReadCases(check->earlier, suspects, SssKeyCount(suspects), AS_OF_BEFORE);
		for (int key = first; key < end && SssKeyCount(suspects) > 0; key++)
		{
			if (SssCaseFails(check, SssCaseOf(check->now, key), NULL))
				SssCheckCase(check, keys, key,
							 check->frozen ? NULL :
							 SssCaseOf(check->earlier, SssCopyKey(suspects, keys, key)), NULL, NULL);
		}
	}
}

/* Judge the cases that links lead to, or led to before */
static void
JudgeLinks(SssFactsCheck *check, const SssKeySet *links)
{
	SssFactsInfo *info = check->info;
	SssKeySet  *cases = NULL;

	/* Only who may refuse waits for others; to log is no reason to make anybody wait */
	if (check->enforcing)
		SssLockBatch(info, links, 0, SssKeyCount(links));
	if (!info->by_case)
	{
		JudgeKeys(check, links);
		return;
	}
	SssAddCases(info, links, AS_OF_BEFORE, check->before, &cases);
	SssAddCases(info, links, AS_OF_NOW, check->before, &cases);
	if (cases != NULL)
		JudgeKeys(check, cases);
}

static void
JudgeCases(SssFactsCheck *check)
{
	SssKeySet  *links = SssLinkKeys(check);
	SssChange	walk;

	SssStartChange(&walk, check->info, check->trigdata);
	while (SssNextChange(&walk))
	{
		if (walk.new != NULL)
			(void) SssAddKey(links, walk.new);
		if (walk.old != NULL)
			(void) SssAddKey(links, walk.old);
		if (SssKeyCount(links) > SSS_REMEMBERED_KEYS)
		{
			JudgeLinks(check, links);
			SssEmptyKeySet(links);
		}
	}
	JudgeLinks(check, links);
	SssEndChange(&walk);
}

/* What fails is no reason to fail who only is watched; its own words might quote a row */
static void
ReportFailure(const SssFactsCheck *check, const ErrorData *failure)
{
	SssProblem	problem;

	SssWrong(&problem, failure->sqlerrcode,
			 psprintf(_("facts view \"%s\" could not be read"),
					  get_rel_name(check->info->attachment.binding.view.relid)),
			 psprintf(_("It failed with SQLSTATE %s."), unpack_sql_state(failure->sqlerrcode)),
			 pstrdup(_("Select from the view as its owner to see why, and mend it.")));
	SssReportProblem(check->trigdata->tg_relation, check->trigdata->tg_trigger,
					 &check->info->attachment, false, &problem);
}

/* Memory of the inquiry is the current context's, and goes with it */
static void
Judge(const void *argument)
{
	SssFactsCheck *check = (SssFactsCheck *) argument;

	/* What the statement wrote is to be seen */
	CommandCounterIncrement();
	check->log = (SssLogBatch)
	{
		.context = CurrentMemoryContext,.many = true
	};
	check->now = SssMakeCases(check->info, check->today, check->before);
	check->earlier = SssMakeCases(check->info, check->today, check->before);
	if (!check->info->checks_rows)
		JudgeCases(check);
	else if (TRIGGER_FIRED_BY_DELETE(check->trigdata->tg_event))
		SssRememberRow(check);
	else
		SssCheckRows(check);
	SssEndLogBatch(&check->log);
	SssRefuseAll(&check->violations);
}

/* A row that is deleted is no case any more, unless it is moved */
static bool
IsNothing(const SssFactsInfo *info, const TriggerData *trigdata)
{
	return info->checks_rows && TRIGGER_FIRED_BY_DELETE(trigdata->tg_event) &&
		(!TRIGGER_FIRED_FOR_ROW(trigdata->tg_event) || !SssIsMoved(trigdata->tg_trigtuple));
}

/*
 * Is a deferred check of a row done already?  The first one of a row that was
 * changed several times knows what it was before all of them.
 */
static bool
IsDone(const SssFactsInfo *info, const TriggerData *trigdata, MemoryContext run)
{
	TupleTableSlot *stored = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) ?
	trigdata->tg_newslot : trigdata->tg_trigslot;
	TupleTableSlot *last = stored;
	SssEarlier	earlier = {.existed = false};
	bool		done;

	if (!info->checks_rows || !info->attachment.binding.deferred || TRIGGER_FIRED_BY_DELETE(trigdata->tg_event))
		return false;
	done = SssFollowRow(trigdata->tg_relation, &last) != ROW_STAYS ||
		SssFindVersion(run, info->attachment.name, trigdata->tg_relation, last, &earlier);
	if (!done && last != stored)
		SssNoteVersion(run, info->attachment.name, trigdata->tg_relation, last, &earlier);
	if (last != stored)
		ExecDropSingleTupleTableSlot(last);
	return done;
}

bool
SssCheckChange(SssFactsInfo *info, TriggerData *trigdata, SssDay today, MemoryContext run)
{
	bool		failed = false;
	MemoryContext context;
	MemoryContext caller_context;
	SssFactsCheck check = {
		.info = info,
		.trigdata = trigdata,
		.today = today,
		.enforcing = info->attachment.binding.policy.enforcing && !SssOnlyLogs(),
	};

	if (IsNothing(info, trigdata) || IsDone(info, trigdata, run))
		return true;

	if (info->checks_rows && TRIGGER_FIRED_FOR_ROW(trigdata->tg_event))
	{
		check.half = (SssMove)
		{
			.context = run,.attachment = &info->attachment,.rel = trigdata->tg_relation,.tuple = trigdata->tg_trigtuple,
				.slot = trigdata->tg_trigslot,
		};
		if (TRIGGER_FIRED_BY_INSERT(trigdata->tg_event))
			SssMatchMoved(&check.half);
	}

	check.frozen = TRIGGER_FIRED_BY_INSERT(trigdata->tg_event) &&
		SssInsertsFrozen(trigdata->tg_relation);

	/* What is deferred is judged as what the transaction comes to */
	check.before = info->attachment.binding.deferred ? FirstCommandId : GetActiveSnapshot()->curcid;
	context = AllocSetContextCreate(CurrentMemoryContext, "facts", ALLOCSET_DEFAULT_SIZES);
	caller_context = MemoryContextSwitchTo(context);
	if (check.enforcing)
		Judge(&check);
	else
	{
		ErrorData  *failure = SssTryInSubtransaction(Judge, &check);

		failed = failure != NULL;
		if (failed)
			ReportFailure(&check, failure);
	}
	MemoryContextSwitchTo(caller_context);
	MemoryContextDelete(context);

	/* Noted here: what a subtransaction notes is forgotten with it */
	if (check.moved.existed)
		SssRememberMoved(&check.half, &check.moved);
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
JudgeInserted(SssFactsCheck *check, const SssKeySet *keys, int key, TupleTableSlot *row)
{
	SssEarlier	earlier = {.existed = false};
	SssCase		before = {.nfacts = 1};

	if (check->half.candidate != NULL)
		earlier = SssRecallMoved(&check->half);
	before.facts = &earlier.facts;
	SssCheckCase(check, keys, key, earlier.existed ? &before : NULL, row, NULL);
}

/* The row is moved to another partition: what it was must be known to the insert, the worst of it */
void
SssRememberRow(SssFactsCheck *check)
{
	SssKeySet  *keys = SssLinkKeys(check);
	int			key = SssAddKey(keys, check->half.slot);
	SssEarlier	earlier = {.existed = true};
	SssOutcome	worst = OUTCOME_PASS;
	const SssCase *of;

	if (key < 0)
		return;
	SssStartCases(check->earlier, 0);
	SssReadCases(check->earlier, keys, 1, AS_OF_BEFORE);
	of = SssCaseOf(check->earlier, key);
	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = SssFactsOf(check, of, i, check->half.slot);
		SssAssessment assessment;

		SssAssessCase(check, &facts, &assessment);
		if (i > 0 && assessment.outcome <= worst)
			continue;
		worst = assessment.outcome;
		earlier.facts = facts;
	}
	if (of->nfacts > 0)
		check->moved = earlier;
}

static void
JudgeRow(SssFactsCheck *check, RowsOfCases *rows, int key, TupleTableSlot *new, TupleTableSlot *old)
{
	if (old == NULL)
		JudgeInserted(check, rows->keys, key, new);
	else if (SssCaseFails(check, SssCaseOf(check->now, key), new))
		SssKeepWaitingRow(&rows->suspects, key, new, old);
}

/* What the suspects were is looked up for all of them at once */
static void
CompareRows(SssFactsCheck *check, RowsOfCases *rows)
{
	SssKeySet  *keys;

	if (rows->suspects.nrows == 0)
		return;
	keys = SssLinkKeys(check);
	for (int i = 0; i < rows->suspects.nrows; i++)
	{
		(void) SssWaitingRowAt(&rows->suspects, i);
		(void) SssAddKey(keys, rows->suspects.old_slot);
	}
	SssStartCases(check->earlier, 0);
	SssReadCases(check->earlier, keys, SssKeyCount(keys), AS_OF_BEFORE);
	for (int i = 0; i < rows->suspects.nrows; i++)
	{
		const SssWaitingRow *row = SssWaitingRowAt(&rows->suspects, i);
		int			before = SssAddKey(keys, rows->suspects.old_slot);

		SssCheckCase(check, rows->keys, row->key,
					 before < 0 ? NULL : SssCaseOf(check->earlier, before),
					 rows->suspects.new_slot, rows->suspects.old_slot);
	}
	SssFreeKeySet(keys);
	SssStopWaiting(&rows->suspects);
}

static void
ReadWaitingKeys(SssFactsCheck *check, RowsOfCases *rows)
{
	int			first = check->now->end;

	if (check->enforcing)
		SssLockBatch(check->info, rows->keys, first, SssKeyCount(rows->keys));
	SssReadCases(check->now, rows->keys, SssKeyCount(rows->keys), AS_OF_NOW);
	for (int i = 0; i < rows->unread.nrows; i++)
	{
		const SssWaitingRow *row = SssWaitingRowAt(&rows->unread, i);

		JudgeRow(check, rows, row->key, rows->unread.new_slot,
				 row->old == NULL ? NULL : rows->unread.old_slot);
	}
	SssStopWaiting(&rows->unread);
}

/* Judge each row that is a case: at once if its key is known, else when that was read */
void
SssCheckRows(SssFactsCheck *check)
{
	RowsOfCases rows = {.keys = SssLinkKeys(check)};
	TupleDesc	tupdesc = RelationGetDescr(check->trigdata->tg_relation);
	SssChange	walk;
	int			lot = SSS_FIRST_BATCH;

	SssStartWaiting(&rows.unread, tupdesc);
	SssStartWaiting(&rows.suspects, tupdesc);
	SssStartChange(&walk, check->info, check->trigdata);
	while (SssNextChange(&walk))
	{
		int			key = SssAddKey(rows.keys, walk.new);

		if (walk.single && key >= 0)
			ReadWaitingKeys(check, &rows);
		if (key >= 0 && key < check->now->end)
			JudgeRow(check, &rows, key, walk.new, walk.old);
		else if (key >= 0)
			SssKeepWaitingRow(&rows.unread, key, walk.new, walk.old);
		if (rows.unread.nrows >= lot)
		{
			ReadWaitingKeys(check, &rows);
			lot = SSS_BATCH;
		}
		if (rows.suspects.nrows >= SSS_BATCH)
			CompareRows(check, &rows);
		if (SssKeyCount(rows.keys) >= SSS_REMEMBERED_KEYS)
		{
			ReadWaitingKeys(check, &rows);
			CompareRows(check, &rows);
			SssEmptyKeySet(rows.keys);
			SssStartCases(check->now, 0);
		}
	}
	ReadWaitingKeys(check, &rows);
	CompareRows(check, &rows);
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
SssKeepWaitingRow(SssWaitingRows *waiting, int key, TupleTableSlot *new, TupleTableSlot *old)
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
