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

#include "change.h"
#include "compat.h"
#include "facts.h"
#include "frozen.h"
#include "granule.h"
#include "guard.h"
#include "inquiry.h"
#include "mode.h"
#include "row_cases.h"
#include "version.h"

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
