/*-------------------------------------------------------------------------
 *
 * facts.c
 *	  Check the changes of a statement through a facts view.
 *
 * A statement touches rows of a table, and their links lead to rows of the
 * view.  If the table's own columns hold facts, each of its rows is a case, and
 * the view adds the facts that the row lacks.  Otherwise the view yields whole
 * cases, and a change of any table that it reads may alter them.
 *
 * Facts are looked up for many keys at once: as they are now; for the cases that
 * fail, as they were before the statement; and for those that are worse, as they
 * would be without this transaction's own writes.
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
#include "enforce/enforce_private.h"
#include "store/store.h"

/* Number of keys that the view is asked for at once, and of rows that are compared at once */
#define BATCH			65536

/* Number of keys that are remembered at once */
#define REMEMBERED_KEYS	262144

/* Rows that are cases, on their way through the check */
typedef struct RowsOfCases
{
	SssKeySet  *keys;			/* those whose facts are known */
	SssWaitingRows suspects;	/* rows that fail, to be compared with what they were */
} RowsOfCases;

/* An empty set for the links from the table's rows to the view */
static SssKeySet *
MakeLinkSet(const SssFactsCheck *check)
{
	const SssView *view = &check->info->attachment.binding.view;

	return SssMakeKeySet(RelationGetDescr(check->trigdata->tg_relation), view->links, view->nlinks);
}

/* Read the earlier facts of the cases of all keys in the set */
static void
ReadEarlierCases(SssFactsCheck *check, const SssKeySet *keys)
{
	SssStartCases(check->earlier, 0);
	SssReadCases(check->earlier, keys, SssKeyCount(keys), AS_OF_BEFORE);
}

/*
 * May the cases be read without this transaction's own writes, and is that
 * another state than the one before the statement?  Asked for cases that are worse.
 */
static bool
MayLookBack(SssFactsCheck *check)
{
	if (!check->looked_back)
		check->may_look_back = check->before != FirstCommandId && !SssIsRebuilt(&check->info->reads);
	check->looked_back = true;
	return check->may_look_back;
}

/* The cases of these keys are worse than before the statement: compare them with the start as well */
static void
CheckWorse(SssFactsCheck *check, const SssKeySet *keys, SssKeySet *suspects,
		   const SssKeySet *worse, const int *numbers)
{
	bool		look_back = SssKeyCount(worse) > 0 && MayLookBack(check);

	if (look_back)
	{
		SssStartCases(check->start, 0);
		SssReadCases(check->start, worse, SssKeyCount(worse), AS_OF_BEFORE);
	}
	for (int i = 0; i < SssKeyCount(worse); i++)
	{
		SssComparison comparison = {.earlier = NULL};

		if (!check->all_new)
			comparison.earlier = SssCaseOf(check->earlier, SssCopyKey(suspects, worse, i));
		if (look_back)
			comparison.past[PAST_START].was = SssCaseOf(check->start, i);
		SssCheckCase(check, keys, numbers[i], NULL, &comparison);
	}
}

static bool
AnyCaseFails(const SssFactsCheck *check, int first, int end)
{
	for (int key = first; key < end; key++)
	{
		if (SssCaseFails(check, SssCaseOf(check->now, key), NULL))
			return true;
	}
	return false;
}

/* Compare the cases that fail with what they were; keys from first on were read */
static void
CompareCases(SssFactsCheck *check, const SssKeySet *keys, int first, int end)
{
	SssKeySet  *suspects = SssMakeSameKeySet(keys);
	SssKeySet  *worse = SssMakeSameKeySet(keys);
	int		   *numbers = palloc(sizeof(int) * (end - first));

	for (int key = first; key < end; key++)
	{
		if (SssCaseFails(check, SssCaseOf(check->now, key), NULL))
			(void) SssCopyKey(suspects, keys, key);
	}
	if (!check->all_new)
		ReadEarlierCases(check, suspects);
	for (int key = first; key < end; key++)
	{
		SssComparison comparison = {.earlier = NULL};

		if (!SssCaseFails(check, SssCaseOf(check->now, key), NULL))
			continue;
		if (!check->all_new)
			comparison.earlier = SssCaseOf(check->earlier, SssCopyKey(suspects, keys, key));
		if (SssIsCaseWorse(check, key, NULL, &comparison))
			numbers[SssCopyKey(worse, keys, key)] = key;
	}
	CheckWorse(check, keys, suspects, worse, numbers);
	pfree(numbers);
	SssFreeKeySet(worse);
	SssFreeKeySet(suspects);
}

/* Check cases of the view, batch by batch */
static void
CheckKeys(SssFactsCheck *check, const SssKeySet *keys)
{
	for (int first = 0; first < SssKeyCount(keys); first += BATCH)
	{
		int			end = Min(first + BATCH, SssKeyCount(keys));

		SssStartCases(check->now, first);
		SssReadCases(check->now, keys, end, AS_OF_NOW);
		if (AnyCaseFails(check, first, end))
			CompareCases(check, keys, first, end);
	}
}

/* The keys of cases, as they are collected */
typedef struct CaseSearch
{
	MemoryContext context;
	const SssView *view;
	SssKeySet  *cases;			/* NULL: none was found yet */
} CaseSearch;

static void
CollectCase(void *argument, int key, TupleTableSlot *row)
{
	CaseSearch *search = argument;

	(void) key;
	if (search->cases == NULL)
	{
		MemoryContext caller_context = MemoryContextSwitchTo(search->context);
		AttrNumber	columns[INDEX_MAX_KEYS];

		for (int i = 0; i < search->view->nkeys; i++)
			columns[i] = SSS_FIRST_ANSWER + i;
		search->cases = SssMakeKeySet(row->tts_tupleDescriptor, columns, search->view->nkeys);
		MemoryContextSwitchTo(caller_context);
	}
	(void) SssAddKey(search->cases, row);
}

/* The keys of the cases that links lead to now, or led to before; NULL: no case was found */
static SssKeySet *
FindCases(SssFactsCheck *check, const SssKeySet *links)
{
	SssFactsQuery *query = &check->info->cases;
	CaseSearch	search = {CurrentMemoryContext, &check->info->attachment.binding.view, NULL};
	int			nlinks = SssKeyCount(links);

	SssPushSnapshotAsOf(AS_OF_BEFORE, check->before);
	SssReadView(check->cases_before, links, 0, nlinks, CollectCase, &search);
	PopActiveSnapshot();
	SssPushSnapshotAsOf(AS_OF_NOW, check->before);
	SssReadView(query, links, 0, nlinks, CollectCase, &search);
	PopActiveSnapshot();
	return search.cases;
}

/* Lock only if the check may refuse: other sessions must not wait for mere logging, nor for a preview */
static void
LockIfEnforcing(const SssFactsCheck *check, const SssKeySet *keys, int first)
{
	if (check->enforcing && check->preview == NULL)
		SssLockCases(check->info, keys, first, SssKeyCount(keys));
}

/* Check the cases that links lead to; without "cases" the view is asked for these */
static void
CheckLinks(SssFactsCheck *check, const SssKeySet *links, const SssKeySet *cases)
{
	SssKeySet  *found;

	LockIfEnforcing(check, links, 0);
	if (cases != NULL)
	{
		CheckKeys(check, cases);
		return;
	}
	found = FindCases(check, links);
	if (found == NULL)
		return;
	CheckKeys(check, found);
	SssFreeKeySet(found);
}

/* An empty set for the cases that links lead to; NULL: the links do not tell which these are */
static SssKeySet *
MakeCaseSet(const SssFactsCheck *check, SssKeySet *links)
{
	const SssFactsInfo *info = check->info;

	if (info->by_case)
		return NULL;
	if (info->links_are_key)
		return links;
	return SssMakeKeySet(RelationGetDescr(check->trigdata->tg_relation), info->key_columns,
						 info->attachment.binding.view.nkeys);
}

static void
AddKeysOfRow(SssKeySet *links, SssKeySet *cases, TupleTableSlot *row)
{
	if (row != NULL && SssAddKey(links, row) >= 0 && cases != NULL && cases != links)
		(void) SssAddKey(cases, row);
}

static void
CheckCases(SssFactsCheck *check)
{
	SssKeySet  *links = MakeLinkSet(check);
	SssKeySet  *cases = MakeCaseSet(check, links);
	SssChange	walk;

	SssStartChange(&walk, check->info, check->trigdata);
	while (SssNextChange(&walk))
	{
		AddKeysOfRow(links, cases, walk.new);
		AddKeysOfRow(links, cases, walk.old);
		if (SssKeyCount(links) > REMEMBERED_KEYS)
		{
			CheckLinks(check, links, cases);
			SssEmptyKeySet(links);
			if (cases != NULL && cases != links)
				SssEmptyKeySet(cases);
		}
	}
	CheckLinks(check, links, cases);
	SssEndChange(&walk);
}

/* The row is moved to another partition: note its worst earlier facts for the insert */
static void
NoteMoved(SssFactsCheck *check)
{
	SssKeySet  *keys = MakeLinkSet(check);
	int			key = SssAddKey(keys, check->half.slot);

	if (key < 0)
		return;
	ReadEarlierCases(check, keys);
	check->moved.existed = SssWorstFacts(check, SssCaseOf(check->earlier, key), check->half.slot,
										 &check->moved.facts);
}

static void
CheckRow(SssFactsCheck *check, RowsOfCases *rows, int key, TupleTableSlot *new, TupleTableSlot *old)
{
	if (SssCaseFails(check, SssCaseOf(check->now, key), new))
		SssKeepWaitingRow(&rows->suspects, key, new, old);
}

/* The earlier facts of suspects: a set of the links that led to them */
static SssKeySet *
ReadEarlierOfSuspects(SssFactsCheck *check, SssWaitingRows *suspects)
{
	SssKeySet  *links = MakeLinkSet(check);

	for (int i = 0; i < suspects->nrows; i++)
	{
		if (SssWaitingRowAt(suspects, i)->old != NULL)
			(void) SssAddKey(links, suspects->old_slot);
	}
	ReadEarlierCases(check, links);
	return links;
}

/*
 * The earlier states that a suspect is compared with; its row is in the slots.  An
 * inserted row may have been moved from another partition.
 */
static SssComparison
ComparisonOf(const SssFactsCheck *check, const SssWaitingRow *row, SssWaitingRows *suspects,
			 SssKeySet *links, SssEarlier *moved, SssCase *before_move)
{
	SssComparison comparison = {.earlier = NULL};
	int			link;

	if (row->old != NULL)
	{
		if (!SssIsSameCase(&check->info->attachment.binding, check->trigdata->tg_relation,
						   suspects->old_slot, suspects->new_slot))
			return comparison;
		link = SssAddKey(links, suspects->old_slot);
		comparison.earlier = link < 0 ? NULL : SssCaseOf(check->earlier, link);
		comparison.old_row = suspects->old_slot;
		return comparison;
	}
	moved->existed = false;
	if (check->half.candidate != NULL)
		*moved = SssRecallMoved(&check->half, suspects->new_slot);
	*before_move = (SssCase)
	{
		.nfacts = 1,.facts = &moved->facts
	};
	comparison.earlier = moved->existed ? before_move : NULL;
	return comparison;
}

/* The rows of this table without this transaction's own writes; NULL: there is nothing else to compare with */
static SssLookBack *
LookBackOf(const SssFactsCheck *check, bool key_changed)
{
	const TriggerData *trigdata = check->trigdata;

	/* Each row before the update was that of the start, and of the same case */
	bool		of_start = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) && !key_changed &&
	check->before == FirstCommandId &&
	(!TRIGGER_FIRED_FOR_ROW(trigdata->tg_event) || !SssIsOwnVersion(trigdata->tg_trigslot));
	SssLookBack *look = SssStartLookBack(check->run, &check->info->attachment, trigdata->tg_relation,
										 check->facts_before, check->today, of_start);

	return look == NULL || SssIsRebuilt(&check->info->reads) ? NULL : look;
}

/* Suspects on their way through the comparisons */
typedef struct Suspects
{
	SssWaitingRows *rows;
	bool	   *worse;			/* than all that they were compared with */
	bool		key_changed;	/* one of these is a new case because of an update */
	SssKeySet  *links;			/* to their earlier facts */
	SssLookBack *look;
	int		   *numbers[N_PASTS];	/* of their keys, or -1; NULL: they were not looked up */
	SssEarlier	moved;			/* of the last comparison */
	SssCase		before_move;
} Suspects;

static CommandId
PastCommand(const SssFactsCheck *check, SssPast past)
{
	return past == PAST_START ? FirstCommandId : check->before;
}

/* The earlier case with which suspect i is compared; its row is put into the slots */
static SssComparison
ComparisonSoFar(const SssFactsCheck *check, Suspects *suspects, int i)
{
	const SssWaitingRow *row = SssWaitingRowAt(suspects->rows, i);
	SssComparison comparison = ComparisonOf(check, row, suspects->rows, suspects->links,
											&suspects->moved, &suspects->before_move);

	for (SssPast past = 0; past < N_PASTS; past++)
	{
		if (suspects->numbers[past] != NULL)
			SssCompareWithPast(suspects->look, PastCommand(check, past), suspects->numbers[past][i],
							   &comparison);
	}
	return comparison;
}

/* Which suspects are still worse?  Returns whether any is. */
static bool
CompareAgain(SssFactsCheck *check, Suspects *suspects)
{
	bool		any = false;

	suspects->key_changed = false;
	for (int i = 0; i < suspects->rows->nrows; i++)
	{
		SssComparison comparison;
		const SssWaitingRow *row;

		if (!suspects->worse[i])
			continue;
		comparison = ComparisonSoFar(check, suspects, i);
		row = &suspects->rows->rows[i];
		suspects->worse[i] = SssIsCaseWorse(check, row->key, suspects->rows->new_slot, &comparison);
		any |= suspects->worse[i];
		suspects->key_changed |= suspects->worse[i] && row->old != NULL && comparison.old_row == NULL;
	}
	return any;
}

/* Look up the suspects that are worse; if they cannot be read, they are compared without it */
static void
LookUpSuspects(const SssFactsCheck *check, Suspects *suspects, SssPast past)
{
	SssWaitingRows *rows = suspects->rows;
	Relation	rel = check->trigdata->tg_relation;
	int		   *numbers = palloc(sizeof(int) * rows->nrows);
	CommandId	before = PastCommand(check, past);
	SssKeySet  *keys;

	if (rows->nrows == 1)
	{
		(void) SssWaitingRowAt(rows, 0);
		numbers[0] = SssLookUpRow(suspects->look, before, rel, rows->new_slot);
		suspects->numbers[past] = numbers;
		return;
	}
	keys = SssMakeLookBackKeys(suspects->look, rel);
	for (int i = 0; i < rows->nrows; i++)
	{
		(void) SssWaitingRowAt(rows, i);
		numbers[i] = suspects->worse[i] ? SssAddKey(keys, rows->new_slot) : -1;
	}
	if (SssLookUpKeys(suspects->look, before, keys))
		suspects->numbers[past] = numbers;
	SssFreeKeySet(keys);
}

/* Compare those that are worse with what was before this transaction's own writes, then with what was before the statement */
static void
LookBackAtSuspects(SssFactsCheck *check, Suspects *suspects)
{
	bool		updated = TRIGGER_FIRED_BY_UPDATE(check->trigdata->tg_event);

	suspects->look = LookBackOf(check, suspects->key_changed);
	if (suspects->look == NULL)
		return;
	LookUpSuspects(check, suspects, PAST_START);
	if (!CompareAgain(check, suspects) || check->before == FirstCommandId ||
		(updated && !suspects->key_changed && SssOneRowHasKey(suspects->look)))
		return;
	LookUpSuspects(check, suspects, PAST_STATEMENT);
	(void) CompareAgain(check, suspects);
}

/* Compare each suspect with what it was; all are read at once */
static void
CompareSuspects(SssFactsCheck *check, RowsOfCases *rows)
{
	Suspects	suspects = {.rows = &rows->suspects};
	int			nrows = rows->suspects.nrows;

	if (nrows == 0)
		return;
	suspects.links = ReadEarlierOfSuspects(check, suspects.rows);
	suspects.worse = palloc(sizeof(bool) * nrows);
	memset(suspects.worse, true, sizeof(bool) * nrows);
	if (CompareAgain(check, &suspects))
		LookBackAtSuspects(check, &suspects);
	for (int i = 0; i < nrows; i++)
	{
		SssComparison comparison;

		if (!suspects.worse[i])
			continue;
		comparison = ComparisonSoFar(check, &suspects, i);
		SssCheckCase(check, rows->keys, suspects.rows->rows[i].key, suspects.rows->new_slot, &comparison);
	}
	for (SssPast past = 0; past < N_PASTS; past++)
	{
		if (suspects.numbers[past] != NULL)
			pfree(suspects.numbers[past]);
	}
	pfree(suspects.worse);
	SssFreeKeySet(suspects.links);
	SssStopWaiting(suspects.rows);
}

/*
 * Lock the cases of all rows of a statement, before the first of them is checked: if
 * the keys that are remembered at once were locked at once, two statements that change
 * the same rows could deadlock.
 */
static void
LockAhead(SssFactsCheck *check)
{
	SssKeySet  *keys = MakeLinkSet(check);
	SssChange	walk;

	SssStartChange(&walk, check->info, check->trigdata);
	while (SssNextChange(&walk))
	{
		(void) SssAddKey(keys, walk.new);
		if (SssKeyCount(keys) >= REMEMBERED_KEYS)
		{
			LockIfEnforcing(check, keys, 0);
			SssEmptyKeySet(keys);
		}
	}
	LockIfEnforcing(check, keys, 0);
	SssEndChange(&walk);
	SssFreeKeySet(keys);
	check->locked = true;
}

/* Collect the keys of the rows that follow, as far as they are remembered; returns how many rows these are */
static uint64
CollectKeys(SssChange *walk, SssKeySet *keys)
{
	uint64		nrows = 0;

	for (; SssKeyCount(keys) < REMEMBERED_KEYS && SssNextChange(walk); nrows++)
		(void) SssAddKey(keys, walk->new);
	return nrows;
}

/* Read the facts of all keys */
static void
ReadFacts(SssFactsCheck *check, const SssKeySet *keys)
{
	int			nkeys = SssKeyCount(keys);

	SssStartCases(check->now, 0);
	while (check->now->end < nkeys)
		SssReadCases(check->now, keys, Min(check->now->end + BATCH, nkeys), AS_OF_NOW);
}

/* Check the rows that follow, whose keys were collected */
static void
CheckCollected(SssFactsCheck *check, SssChange *walk, RowsOfCases *rows, uint64 nrows)
{
	for (uint64 i = 0; i < nrows && SssNextChange(walk); i++)
	{
		int			key = SssAddKey(rows->keys, walk->new);

		if (key >= 0)
			CheckRow(check, rows, key, walk->new, walk->old);
		if (rows->suspects.nrows >= BATCH)
			CompareSuspects(check, rows);
	}
	CompareSuspects(check, rows);
}

/* Check each row that is a case: the rows are read once for their keys, and again when the facts are known */
static void
CheckEachRow(SssFactsCheck *check)
{
	RowsOfCases rows = {.keys = MakeLinkSet(check)};
	bool		full;
	SssChange	walk;

	SssStartWaiting(&rows.suspects, RelationGetDescr(check->trigdata->tg_relation));
	SssStartChange(&walk, check->info, check->trigdata);
	do
	{
		uint64		nrows;

		SssMarkChange(&walk);
		nrows = CollectKeys(&walk, rows.keys);
		full = SssKeyCount(rows.keys) == REMEMBERED_KEYS;
		if (full && check->enforcing && !check->locked)
			LockAhead(check);
		if (!check->locked)
			LockIfEnforcing(check, rows.keys, 0);
		ReadFacts(check, rows.keys);
		SssReturnToMark(&walk);
		CheckCollected(check, &walk, &rows, nrows);
		if (full)
			SssEmptyKeySet(rows.keys);
	} while (full);
	SssEndWaiting(&rows.suspects);
	SssEndChange(&walk);
}

/*
 * In log mode a view that fails must not fail the statement.  Only the SQLSTATE
 * is reported, because the view's own message may quote data.
 */
static void
ReportViewFailure(const SssFactsCheck *check, const ErrorData *failure)
{
	SssProblem	problem;

	SssWrong(&problem, failure->sqlerrcode,
			 psprintf(_("facts view \"%s\" could not be read"),
					  get_rel_name(check->info->attachment.binding.view.relid)),
			 psprintf(_("It failed with SQLSTATE %s."), unpack_sql_state(failure->sqlerrcode)),
			 pstrdup(_("Select from the view as its owner to see why, and correct it.")));
	SssReportProblem(check->trigdata->tg_relation, check->trigdata->tg_trigger,
					 &check->info->attachment, false, &problem);
}

/* All memory of the check is in the current context, which the caller deletes */
static void
CheckFacts(const void *argument)
{
	SssFactsCheck *check = (SssFactsCheck *) argument;

	/* Make visible what the statement wrote */
	CommandCounterIncrement();
	check->log = (SssLogBatch)
	{
		.context = CurrentMemoryContext,.many = true,.preview = check->preview
	};
	check->now = SssMakeCases(&check->info->facts, check->today, check->before);
	check->earlier = SssMakeCases(check->facts_before, check->today, check->before);
	check->start = SssMakeCases(check->facts_before, check->today, FirstCommandId);
	if (!check->info->checks_rows)
		CheckCases(check);
	else if (TRIGGER_FIRED_BY_DELETE(check->trigdata->tg_event))
		NoteMoved(check);
	else
		CheckEachRow(check);
	SssEndLogBatch(&check->log);
	SssRefuseAll(&check->violations);
}

/* A deleted row is no longer a case, unless it is moved */
static bool
IsDeletedCase(const SssFactsInfo *info, const TriggerData *trigdata)
{
	return info->checks_rows && TRIGGER_FIRED_BY_DELETE(trigdata->tg_event) &&
		(!TRIGGER_FIRED_FOR_ROW(trigdata->tg_event) || !SssIsMoved(trigdata->tg_trigtuple));
}

/*
 * Has this trigger run already made the deferred check of the row?  If a row was
 * changed several times, the first call knows its facts before all the changes, and
 * the day is that of the last one.
 */
static bool
IsCheckedBefore(const SssFactsInfo *info, const TriggerData *trigdata, MemoryContext run, SssDay *day)
{
	TupleTableSlot *stored = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) ?
	trigdata->tg_newslot : trigdata->tg_trigslot;
	TupleTableSlot *last = stored;
	SssEarlier	earlier = {.existed = false};
	bool		checked;

	if (!info->checks_rows || !info->attachment.binding.deferred || TRIGGER_FIRED_BY_DELETE(trigdata->tg_event))
		return false;
	checked = SssFollowRow(trigdata->tg_relation, &last) != ROW_STAYS ||
		SssFindVersion(run, info->attachment.name, trigdata->tg_relation, last, &earlier);
	if (!checked)
		*day = SssDayWritten(&info->attachment.binding, trigdata, run, last);
	if (!checked && last != stored)
		SssNoteVersion(run, info->attachment.name, trigdata->tg_relation, last, &earlier);
	if (last != stored)
		ExecDropSingleTupleTableSlot(last);
	return checked;
}

/* Prepare the half of a move to another partition that a row trigger fires for */
static void
StartHalf(SssFactsCheck *check, MemoryContext run)
{
	TriggerData *trigdata = check->trigdata;

	check->half = (SssMove)
	{
		.context = run,.attachment = &check->info->attachment,.rel = trigdata->tg_relation,.tuple = trigdata->tg_trigtuple,
			.slot = trigdata->tg_trigslot,
	};
	if (TRIGGER_FIRED_BY_INSERT(trigdata->tg_event))
		SssMatchMoved(&check->half);
}

bool
SssCheckChange(SssFactsInfo *info, TriggerData *trigdata, SssDay today, MemoryContext run)
{
	ErrorData  *failure = NULL;
	MemoryContext context;
	MemoryContext caller_context;
	SssFactsCheck check = {
		.info = info,
		.trigdata = trigdata,
		.today = today,
		.run = run,
		.enforcing = info->attachment.binding.policy.enforcing && !SssIsDemoted(),
		.facts_before = &info->facts,
		.cases_before = &info->cases,
	};

	if (IsDeletedCase(info, trigdata) || IsCheckedBefore(info, trigdata, run, &check.today))
		return true;
	if (info->checks_rows && TRIGGER_FIRED_FOR_ROW(trigdata->tg_event))
		StartHalf(&check, run);

	check.before = SssComparedSince(&info->attachment.binding, trigdata, run);
	check.all_new = SssInsertsFrozen(trigdata, check.before);
	context = AllocSetContextCreate(CurrentMemoryContext, "facts", ALLOCSET_DEFAULT_SIZES);
	caller_context = MemoryContextSwitchTo(context);
	if (check.enforcing)
		CheckFacts(&check);
	else
		failure = SssTryInSubtransaction(CheckFacts, &check);
	if (failure != NULL)
		ReportViewFailure(&check, failure);
	MemoryContextSwitchTo(caller_context);
	MemoryContextDelete(context);

	/* This comes last, because a note made in a subtransaction would be lost with it */
	if (check.moved.existed)
		SssRememberMoved(&check.half, &check.moved);
	return failure == NULL;
}

void
SssPreviewChange(SssFactsInfo *info, TriggerData *trigdata, SssUnwritten *overlay, SssDay today,
				 SssPreview *preview)
{
	SssFactsInfo overlaid = *info;
	SssFactsCheck check = {
		.info = &overlaid,
		.trigdata = trigdata,
		.today = today,
		.run = CurrentMemoryContext,
		.enforcing = info->attachment.binding.policy.enforcing && !SssIsDemoted(),
		.facts_before = &info->facts,
		.cases_before = &info->cases,
		.preview = preview,
	};

	overlaid.facts.overlay = overlaid.cases.overlay = overlay;
	check.before = SssComparedSince(&info->attachment.binding, trigdata, check.run);
	CheckFacts(&check);
}
