/*-------------------------------------------------------------------------
 *
 * audit_lot.c
 *	  Rows to which a facts view adds what they do not say.
 *
 * The view is asked about many rows at once; no more of them are kept than are
 * asked about.  A row that leads to no row of the view is no case; of one that
 * leads to several placements the worst counts, as for the trigger.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "audit_lot.h"
#include "cases.h"
#include "compat.h"
#include "row.h"

#define LOT		65536

static void
StartLot(SssAuditLot *lot)
{
	MemoryContextReset(lot->context);
	SssEmptyKeySet(lot->keys);
	lot->nrows = 0;
	lot->rows = MemoryContextAlloc(lot->context, sizeof(MinimalTuple) * LOT);
	lot->numbers = MemoryContextAlloc(lot->context, sizeof(int) * LOT);
}

SssAuditLot *
SssMakeAuditLot(SssAudit *audit, Relation rel)
{
	SssAuditLot *lot = palloc0(sizeof(SssAuditLot));
	const SssView *view = &audit->binding.view;

	lot->audit = audit;
	lot->row = MakeSingleTupleTableSlot(RelationGetDescr(rel), &TTSOpsMinimalTuple);
	lot->context = AllocSetContextCreate(CurrentMemoryContext, "audit of many rows",
										 ALLOCSET_DEFAULT_SIZES);
	lot->keys = SssMakeKeySet(RelationGetDescr(rel), view->links, view->nlinks);
	SssPrepareFetch(&lot->fetch, &audit->binding, view->view_links, RelationGetRelid(rel),
					view->links, view->nlinks);
	StartLot(lot);
	return lot;
}

static void
TakeFacts(void *argument, int key, TupleTableSlot *row)
{
	SssAuditLot *lot = argument;
	SssFacts	facts;

	SssReadFacts(&lot->fetch.answer, row, lot->audit->today, &facts);
	SssAddFacts(lot->pool, &lot->cases[key], &facts);
}

/* How much a placement of a row matters among others */
static int
Weight(const SssAssessment *assessment)
{
	return 4 * assessment->outcome + (assessment->verdict == VERDICT_unknown ? 2 :
									  assessment->verdict == VERDICT_compliant ? 1 : 0);
}

static void
JudgeRow(SssAuditLot *lot, const SssCase *of)
{
	const SssBinding *binding = &lot->audit->binding;
	SssFacts	own;
	SssFacts	worst = SSS_NO_FACTS;
	int			weight = -1;

	SssReadFacts(binding, lot->row, lot->audit->today, &own);
	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = of->facts[i];
		SssAssessment assessment;

		SssOverlay(binding, &own, &facts);
		if (lot->audit->every)
		{
			SssAuditFacts(lot->audit, &facts, lot->row, binding->keys);
			continue;
		}
		SssAssess(binding->rule, &binding->policy, &facts, &assessment);
		if (Weight(&assessment) > weight)
		{
			weight = Weight(&assessment);
			worst = facts;
		}
	}
	if (weight >= 0)
		SssAuditFacts(lot->audit, &worst, lot->row, binding->keys);
}

static void
JudgeLot(SssAuditLot *lot)
{
	int			nkeys = SssKeyCount(lot->keys);
	MemoryContext caller_context = MemoryContextSwitchTo(lot->context);

	lot->pool = SssMakeCasePool(lot->context);
	lot->cases = palloc0(sizeof(SssCase *) * Max(nkeys, 1));
	SssFetchRows(&lot->fetch, lot->keys, 0, nkeys, TakeFacts, lot);
	MemoryContextSwitchTo(lot->audit->row_context);
	for (int i = 0; i < lot->nrows; i++)
	{
		const SssCase *of = lot->numbers[i] < 0 ? NULL : lot->cases[lot->numbers[i]];

		if (of == NULL)
			continue;
		ExecStoreMinimalTuple(lot->rows[i], lot->row, false);
		JudgeRow(lot, of);
		MemoryContextReset(lot->audit->row_context);
	}
	MemoryContextSwitchTo(caller_context);
	ExecClearTuple(lot->row);
}

void
SssAddToLot(SssAuditLot *lot, TupleTableSlot *row)
{
	MemoryContext caller_context = MemoryContextSwitchTo(lot->context);

	lot->rows[lot->nrows] = ExecCopySlotMinimalTuple(row);
	lot->numbers[lot->nrows++] = SssAddKey(lot->keys, row);
	MemoryContextSwitchTo(caller_context);
	CHECK_FOR_INTERRUPTS();
	if (lot->nrows == LOT)
	{
		JudgeLot(lot);
		StartLot(lot);
	}
}

void
SssEndLot(SssAuditLot *lot)
{
	JudgeLot(lot);
	SssForgetFetch(&lot->fetch);
	ExecDropSingleTupleTableSlot(lot->row);
	MemoryContextDelete(lot->context);
}
