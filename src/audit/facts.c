/*-------------------------------------------------------------------------
 *
 * facts.c
 *	  An audit that reads a facts view: all of its rows, or those of a table's keys.
 *
 * The view is read by the reader that the trigger uses.  The caller has checked
 * that the user who audits may select from the view.
 *
 * Workers may read a view of which each row is a case of its own.  While they do, the
 * session cannot even look up a waiver.  So it only counts the rows that are in order, and
 * puts the others aside until the view is read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup.h"
#include "access/tupdesc.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"

#include "attach/attach.h"
#include "audit/audit_private.h"
#include "base/base.h"
#include "enforce/enforce.h"
#include "finding/finding.h"

/* Number of rows that the view is asked about at once */
#define ROWS_PER_BATCH	65536

/* An audit of all rows of a relation, and the placement that it reads */
typedef struct QueryAudit
{
	SssAudit   *audit;
	SssFactsQuery query;
	bool		alone;			/* it began outside parallel mode, so that this means that workers
								 * help */
	Tuplestorestate *aside;		/* rows that workers helped to read, and are not in order; NULL:
								 * none */
	TupleTableSlot *put_aside;	/* one of them */
	bool		merges;			/* rows that differ in the category alone are one placement */
	TupleTableSlot *first;		/* the first row of the placement; empty: there is none */
	SssFacts	facts;			/* of all its rows */
	FmgrInfo   *equal[INDEX_MAX_KEYS];
	MemoryContext context;
} QueryAudit;

struct SssAuditBatch
{
	SssAudit   *audit;
	SssFactsQuery query;
	SssKeySet  *keys;
	SssCases   *cases;
	TupleTableSlot *row;
	MemoryContext context;		/* of the rows */
	int			nrows;
	MinimalTuple *rows;
	int		   *numbers;		/* of their keys; -1: a link is NULL */
};

static bool
SameKey(QueryAudit *run, TupleTableSlot *row)
{
	for (int i = 0; i < run->query.answer.nkeys; i++)
	{
		AttrNumber	attnum = run->query.answer.keys[i];
		Form_pg_attribute attribute = TupleDescAttr(row->tts_tupleDescriptor, attnum - 1);
		bool		isnull;
		bool		first_isnull;
		Datum		value = slot_getattr(row, attnum, &isnull);
		Datum		first = slot_getattr(run->first, attnum, &first_isnull);

		if (isnull != first_isnull)
			return false;
		if (isnull)
			continue;
		if (run->equal[i] == NULL)
			run->equal[i] = &lookup_type_cache(attribute->atttypid, TYPECACHE_EQ_OPR_FINFO)->eq_opr_finfo;
		if (!DatumGetBool(FunctionCall2Coll(run->equal[i], attribute->attcollation, value, first)))
			return false;
	}
	return true;
}

static void
EndPlacement(QueryAudit *run)
{
	if (run->first == NULL || TTS_EMPTY(run->first))
		return;
	SssAuditFacts(run->audit, &run->facts, run->first, &run->query.answer);
	ExecClearTuple(run->first);
}

static bool
HasNullKey(const SssBinding *answer, TupleTableSlot *row)
{
	for (int i = 0; i < answer->nkeys; i++)
	{
		if (slot_attisnull(row, answer->keys[i]))
			return true;
	}
	return false;
}

/* A slot for rows like this one, which lives longer than the query */
static TupleTableSlot *
MakeSlot(const QueryAudit *run, TupleTableSlot *row, const TupleTableSlotOps * kind)
{
	MemoryContext caller_context = MemoryContextSwitchTo(run->context);
	TupleTableSlot *slot = MakeSingleTupleTableSlot(CreateTupleDescCopy(row->tts_tupleDescriptor), kind);

	MemoryContextSwitchTo(caller_context);
	return slot;
}

static void
PutAside(QueryAudit *run, TupleTableSlot *row)
{
	MemoryContext caller_context = MemoryContextSwitchTo(run->context);

	if (run->aside == NULL)
	{
		run->aside = tuplestore_begin_heap(false, false, work_mem);
		run->put_aside = MakeSlot(run, row, &TTSOpsMinimalTuple);
	}
	tuplestore_puttupleslot(run->aside, row);
	MemoryContextSwitchTo(caller_context);
}

static void
AuditRowOfQuery(QueryAudit *run, TupleTableSlot *row)
{
	SssAudit   *audit = run->audit;
	const SssBinding *answer = &run->query.answer;
	SssFacts	facts;
	SssAssessment assessment;

	if (audit->only_keyed && HasNullKey(answer, row))
		return;
	SssReadFacts(answer, row, audit->today, &facts);
	if (!run->merges)
	{
		if (run->alone && IsInParallelMode() && (audit->every || !SssIsInOrder(&audit->binding, &facts, &assessment)))
			PutAside(run, row);
		else
			SssAuditFacts(audit, &facts, row, answer);
		return;
	}
	if (run->first == NULL)
		run->first = MakeSlot(run, row, &TTSOpsHeapTuple);
	if (!TTS_EMPTY(run->first) && SameKey(run, row) && SssMergeFacts(&run->facts, &facts))
		return;
	EndPlacement(run);
	ExecCopySlot(run->first, row);
	run->facts = facts;
}

static void
AuditViewRow(void *argument, int key, TupleTableSlot *row)
{
	QueryAudit *run = argument;
	MemoryContext caller_context = MemoryContextSwitchTo(run->audit->row_context);

	(void) key;
	AuditRowOfQuery(run, row);
	MemoryContextSwitchTo(caller_context);
	MemoryContextReset(run->audit->row_context);
}

static void
AuditAside(QueryAudit *run)
{
	while (run->aside != NULL && tuplestore_gettupleslot(run->aside, true, false, run->put_aside))
		AuditViewRow(run, 0, run->put_aside);
	if (run->aside == NULL)
		return;
	ExecDropSingleTupleTableSlot(run->put_aside);
	tuplestore_end(run->aside);
}

/* May rows of the relation be one placement?  A materialized view may be older than what proves that they are not. */
static bool
MayMerge(Relation rel, const SssBinding *binding)
{
	return SssIsView(rel) &&
		(rel->rd_rel->relkind != RELKIND_VIEW ||
		 !SssKeyIsUnique(RelationGetRelid(rel), binding->keys, binding->nkeys));
}

void
SssAuditQuery(SssAudit *audit, Relation rel)
{
	QueryAudit	run = {.audit = audit,.merges = MayMerge(rel, &audit->binding),.context = CurrentMemoryContext,.alone = !IsInParallelMode()};
	SssDimensions by = audit->by;
	MemoryContext caller_context;

	SssQueryAllFacts(&run.query, rel, &audit->binding, audit->by.columns, audit->by.n, run.merges);
	SssReadView(&run.query, NULL, 0, 0, AuditViewRow, &run);
	AuditAside(&run);
	caller_context = MemoryContextSwitchTo(audit->row_context);
	EndPlacement(&run);
	MemoryContextSwitchTo(caller_context);
	if (run.first != NULL)
		ExecDropSingleTupleTableSlot(run.first);
	audit->by = by;
}

static void
StartBatch(SssAuditBatch *batch)
{
	MemoryContextReset(batch->context);
	SssEmptyKeySet(batch->keys);
	batch->nrows = 0;
	batch->rows = MemoryContextAlloc(batch->context, sizeof(MinimalTuple) * ROWS_PER_BATCH);
	batch->numbers = MemoryContextAlloc(batch->context, sizeof(int) * ROWS_PER_BATCH);
}

SssAuditBatch *
SssMakeAuditBatch(SssAudit *audit, Relation rel)
{
	SssAuditBatch *batch = palloc0(sizeof(SssAuditBatch));
	const SssView *view = &audit->binding.view;

	batch->audit = audit;
	batch->row = MakeSingleTupleTableSlot(RelationGetDescr(rel), &TTSOpsMinimalTuple);
	batch->context = AllocSetContextCreate(CurrentMemoryContext, "audit of many rows",
										   ALLOCSET_DEFAULT_SIZES);
	batch->keys = SssMakeKeySet(RelationGetDescr(rel), view->links, view->nlinks);
	SssQueryFactsByLinks(&batch->query, &audit->binding, RelationGetRelid(rel));
	batch->cases = SssMakeCases(&batch->query, audit->today, InvalidCommandId);
	StartBatch(batch);
	return batch;
}

/* As in the trigger, the worst placement of a row counts, and a row without a placement is not a case */
static void
AuditRowOfBatch(SssAuditBatch *batch, const SssCase *of)
{
	SssAudit   *audit = batch->audit;
	const SssBinding *binding = &audit->binding;
	SssFacts	own;
	SssFacts	worst;
	SssAssessment worst_assessment;
	bool		assessed = false;

	SssReadFacts(binding, batch->row, audit->today, &own);
	for (int i = 0; i < of->nfacts; i++)
	{
		SssFacts	facts = of->facts[i];
		SssAssessment assessment;

		SssOverlay(binding, &own, &facts);
		if (!SssCaseExists(audit, &facts))
			continue;
		if (audit->every)
		{
			SssAuditFacts(audit, &facts, batch->row, binding);
			continue;
		}
		SssAssess(binding->rule, &binding->policy, &facts, &assessment);
		if (!assessed || SssIsWorse(&assessment, &worst_assessment))
		{
			worst_assessment = assessment;
			worst = facts;
		}
		assessed = true;
	}
	if (assessed)
		SssAuditFacts(audit, &worst, batch->row, binding);
}

static void
AuditBatch(SssAuditBatch *batch)
{
	MemoryContext caller_context = MemoryContextSwitchTo(batch->context);

	SssStartCases(batch->cases, 0);
	SssReadCases(batch->cases, batch->keys, SssKeyCount(batch->keys), AS_OF_CALLER);
	MemoryContextSwitchTo(batch->audit->row_context);
	for (int i = 0; i < batch->nrows; i++)
	{
		const SssCase *of = batch->numbers[i] < 0 ? NULL : SssCaseOf(batch->cases, batch->numbers[i]);

		if (of == NULL || of->nfacts == 0)
			continue;
		ExecStoreMinimalTuple(batch->rows[i], batch->row, false);
		AuditRowOfBatch(batch, of);
		MemoryContextReset(batch->audit->row_context);
	}
	MemoryContextSwitchTo(caller_context);
	ExecClearTuple(batch->row);
}

void
SssAddToBatch(SssAuditBatch *batch, TupleTableSlot *row)
{
	MemoryContext caller_context = MemoryContextSwitchTo(batch->context);

	batch->rows[batch->nrows] = ExecCopySlotMinimalTuple(row);
	batch->numbers[batch->nrows++] = SssAddKey(batch->keys, row);
	MemoryContextSwitchTo(caller_context);
	CHECK_FOR_INTERRUPTS();
	if (batch->nrows == ROWS_PER_BATCH)
	{
		AuditBatch(batch);
		StartBatch(batch);
	}
}

void
SssEndBatch(SssAuditBatch *batch)
{
	AuditBatch(batch);
	SssStartCases(batch->cases, 0);
	SssReleaseQuery(&batch->query);
	ExecDropSingleTupleTableSlot(batch->row);
	MemoryContextDelete(batch->context);
}
