/*-------------------------------------------------------------------------
 *
 * row_cases.c
 *	  Rows that are cases, to whose facts a view adds what they lack.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/trigger.h"
#include "nodes/execnodes.h"
#include "utils/rel.h"

#include "change.h"
#include "compat.h"
#include "granule.h"
#include "row_cases.h"
#include "waiting.h"

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
