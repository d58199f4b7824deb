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
#include "facts.h"
#include "guard.h"
#include "mode.h"
#include "registry.h"
#include "row.h"
#include "violation.h"

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
	SssOffences offences;
} Inquiry;

/* The facts of a case, one placement after the other, with what the row says */
static SssFacts
FactsOf(const Inquiry *inquiry, const SssCase *of, int placement, TupleTableSlot *row)
{
	SssFacts	facts = of->facts[placement];
	SssFacts	own;

	if (inquiry->lane->judges_rows)
	{
		SssReadFacts(&inquiry->lane->binding, row, inquiry->today, &own);
		SssOverlayFacts(&inquiry->lane->binding, &own, &facts);
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

/* Was there a placement of the case as bad before?  If not, the assessment is of what was added. */
static bool
WasAsBad(const Inquiry *inquiry, const SssCase *earlier, TupleTableSlot *row,
		 const SssFacts *facts, SssAssessment *assessment)
{
	const SssBinding *binding = &inquiry->lane->binding;
	SssAssessment added = *assessment;

	for (int i = 0; earlier != NULL && i < earlier->nfacts; i++)
	{
		SssFacts	before = FactsOf(inquiry, earlier, i, row);

		added = *assessment;
		if (SssIsNoWorse(binding->rule, &binding->policy, &before, facts, &added))
			return true;
	}
	*assessment = added;
	return false;
}

/*
 * Above READ COMMITTED a transaction does not see what was committed
 * meanwhile.  What is wrong with that alone is no fault of its own.
 */
static void
CheckOwnView(Inquiry *inquiry, const SssKeySet * keys, int key, TupleTableSlot *row)
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
	MemoryContextDelete(own->context);
}

static void
ReadCaseKey(const Inquiry *inquiry, const SssKeySet * keys, int number, SssKey *key)
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

static void
Answer(Inquiry *inquiry, const SssKeySet * keys, int number, TupleTableSlot *row,
	   const SssFacts *facts, const SssAssessment *assessment)
{
	SssOffence	offence = {
		.attachment = inquiry->lane->attachment,
		.trigger = inquiry->trigdata->tg_trigger->tgoid,
		.binding = &inquiry->lane->binding,
		.rel = inquiry->trigdata->tg_relation,
		.slot = row,
		.facts = facts,
		.assessment = assessment,
	};
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

/*
 * Judge a case of which something is found wanting.  Of a row that is a case
 * the worst placement counts; of a case of the view each is told by itself.
 */
static void
JudgeCase(Inquiry *inquiry, const SssKeySet * keys, int number, const SssCase *earlier,
		  TupleTableSlot *row, TupleTableSlot *old_row)
{
	const SssCase *of = SssCaseOf(inquiry->now, number);
	SssFacts	worst = SSS_NO_FACTS;
	SssAssessment worst_assessment = {.outcome = OUTCOME_PASS};

	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = FactsOf(inquiry, of, i, row);
		SssAssessment assessment;

		Assess(inquiry, &facts, &assessment);
		if (assessment.outcome == OUTCOME_PASS ||
			WasAsBad(inquiry, earlier, old_row, &facts, &assessment))
			continue;
		if (!inquiry->lane->judges_rows)
			Answer(inquiry, keys, number, NULL, &facts, &assessment);
		else if (assessment.outcome > worst_assessment.outcome)
		{
			worst = facts;
			worst_assessment = assessment;
		}
	}
	if (worst_assessment.outcome != OUTCOME_PASS)
		Answer(inquiry, keys, number, row, &worst, &worst_assessment);
}

/* Only who may refuse waits for others; what is logged is no reason to make anybody wait */
static void
LockLot(const Inquiry *inquiry, const SssKeySet * keys, int first, int nkeys)
{
	const SssLane *lane = inquiry->lane;
	Oid			view = lane->binding.view.relid;
	uint32	   *hashes;

	if (!inquiry->enforcing)
		return;
	if (lane->locked_link < 0 || nkeys > FIRST_LOT)
	{
		SssLockView(view, lane->use);
		return;
	}
	hashes = palloc(sizeof(uint32) * nkeys);
	for (int i = 0; i < nkeys; i++)
		hashes[i] = SssKeyHash(keys, first + i, lane->locked_link);
	SssLockKeys(view, lane->use, hashes, nkeys);
}

/* Judge a row that is a case, unless it is to be compared with what it was */
static void
JudgeRow(Inquiry *inquiry, SssKeySet * keys, const SssChange *change, SssKeySet * suspects)
{
	int			number = SssAddKey(keys, change->new);

	if (number < 0 || !IsWanting(inquiry, SssCaseOf(inquiry->now, number), change->new))
		return;
	if (change->old == NULL)
		JudgeCase(inquiry, keys, number, NULL, change->new, NULL);
	else
		(void) SssAddKey(suspects, change->old);
}

static void
CompareRow(Inquiry *inquiry, SssKeySet * keys, const SssChange *change, SssKeySet * suspects)
{
	int			number = SssAddKey(keys, change->new);
	int			before;

	if (number < 0 || !IsWanting(inquiry, SssCaseOf(inquiry->now, number), change->new))
		return;
	before = SssAddKey(suspects, change->old);
	JudgeCase(inquiry, keys, number, before < 0 ? NULL : SssCaseOf(inquiry->earlier, before),
			  change->new, change->old);
}

static void
PassRow(Inquiry *inquiry, SssKeySet * keys, const SssChange *change, SssKeySet * suspects)
{
	(void) inquiry;
	(void) keys;
	(void) change;
	(void) suspects;
}

typedef void (*Step) (Inquiry *inquiry, SssKeySet * keys, const SssChange *change,
					  SssKeySet * suspects);

static void
WalkLot(Inquiry *inquiry, SssKeySet * keys, SssChange *walk, int nrows, SssKeySet * suspects,
		Step step)
{
	while (nrows-- > 0 && SssNextChange(walk))
		step(inquiry, keys, walk, suspects);
}

static SssKeySet *
LinkKeys(const Inquiry *inquiry)
{
	const SssView *view = &inquiry->lane->binding.view;

	return SssMakeKeySet(RelationGetDescr(inquiry->trigdata->tg_relation), view->links, view->nlinks);
}

/*
 * Judge each row that is a case.  Three walks go through the rows, lot by
 * lot: the first collects the keys, the second judges, the third compares
 * what is wanting with what it was.
 */
static void
JudgeRows(Inquiry *inquiry)
{
	SssKeySet  *keys = LinkKeys(inquiry);
	SssKeySet  *suspects = LinkKeys(inquiry);
	SssChange	lead;
	SssChange	follow;
	SssChange	compare;
	int			lot = FIRST_LOT;
	bool		more = true;

	SssStartChange(&lead, inquiry->lane, inquiry->trigdata);
	SssStartChange(&follow, inquiry->lane, inquiry->trigdata);
	SssStartChange(&compare, inquiry->lane, inquiry->trigdata);
	while (more)
	{
		int			first = SssKeyCount(keys);
		int			nrows = 0;

		while (SssKeyCount(keys) - first < lot && (more = SssNextChange(&lead)))
		{
			(void) SssAddKey(keys, lead.new);
			nrows++;
		}
		LockLot(inquiry, keys, first, SssKeyCount(keys) - first);
		SssReadCases(inquiry->now, keys, SssKeyCount(keys), MOMENT_NOW);
		WalkLot(inquiry, keys, &follow, nrows, suspects, JudgeRow);

		SssStartCases(inquiry->earlier, 0);
		SssReadCases(inquiry->earlier, suspects, SssKeyCount(suspects), MOMENT_BEFORE);
		WalkLot(inquiry, keys, &compare, nrows, suspects,
				SssKeyCount(suspects) > 0 ? CompareRow : PassRow);

		lot = LOT;
		SssEmptyKeySet(suspects);
		if (SssKeyCount(keys) > MANY_KEYS)
		{
			SssEmptyKeySet(keys);
			SssStartCases(inquiry->now, 0);
		}
	}
	SssEndChange(&lead);
	SssEndChange(&follow);
	SssEndChange(&compare);
}

/* Judge cases of the view, slice by slice */
static void
JudgeKeys(Inquiry *inquiry, const SssKeySet * keys)
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
JudgeLinks(Inquiry *inquiry, const SssKeySet * links)
{
	SssLane    *lane = inquiry->lane;
	SssKeySet  *cases = NULL;

	LockLot(inquiry, links, 0, SssKeyCount(links));
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

/* A view that cannot be read is no reason to fail who only is watched; why may quote what it reads */
static void
ReportFailure(const Inquiry *inquiry, const ErrorData *failure)
{
	SssProblem	problem;

	SssWrong(&problem, failure->sqlerrcode,
			 psprintf(_("facts view \"%s\" could not be read"),
					  get_rel_name(inquiry->lane->binding.view.relid)),
			 psprintf(_("It failed with SQLSTATE %s."), unpack_sql_state(failure->sqlerrcode)),
			 pstrdup(_("Select from the view to see why, and mend it.")));
	SssReportProblem(inquiry->trigdata->tg_relation, inquiry->trigdata->tg_trigger, false, &problem);
}

/* Memory of the inquiry is the current context's, and goes with it */
static void
Judge(const void *argument)
{
	Inquiry    *inquiry = (Inquiry *) argument;

	/* What the statement wrote is to be seen */
	CommandCounterIncrement();
	inquiry->now = SssMakeCases(inquiry->lane, inquiry->today, inquiry->before);
	inquiry->earlier = SssMakeCases(inquiry->lane, inquiry->today, inquiry->before);
	if (inquiry->lane->judges_rows)
		JudgeRows(inquiry);
	else
		JudgeCases(inquiry);
	SssRefuseAll(&inquiry->offences);
}

/* A row that is deleted is no case any more */
static bool
IsNothing(const SssLane *lane, const TriggerData *trigdata)
{
	return lane->judges_rows && TRIGGER_FIRED_BY_DELETE(trigdata->tg_event);
}

void
SssJudgeChange(SssLane *lane, TriggerData *trigdata, SssDay today)
{
	MemoryContext context;
	MemoryContext caller_context;
	Inquiry		inquiry = {
		.lane = lane,
		.trigdata = trigdata,
		.today = today,
		.enforcing = lane->binding.policy.enforcing && !SssOnlyLogs(),
	};

	if (IsNothing(lane, trigdata))
		return;

	/* What is deferred is judged as what the transaction comes to */
	inquiry.before = lane->binding.deferred ? FirstCommandId : GetActiveSnapshot()->curcid;
	context = AllocSetContextCreate(CurrentMemoryContext, "facts", ALLOCSET_DEFAULT_SIZES);
	caller_context = MemoryContextSwitchTo(context);
	if (inquiry.enforcing)
		Judge(&inquiry);
	else
	{
		ErrorData  *failure = SssAttempt(Judge, &inquiry);

		if (failure != NULL)
			ReportFailure(&inquiry, failure);
	}
	MemoryContextSwitchTo(caller_context);
	MemoryContextDelete(context);
}
