/*-------------------------------------------------------------------------
 *
 * facts.c
 *	  An audit that reads a facts view, as a whole or by batches of rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup.h"
#include "access/tupdesc.h"
#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/typcache.h"

#include "attach/attach.h"
#include "audit/facts.h"
#include "audit/scan.h"
#include "base/base.h"
#include "enforce/enforce.h"
#include "finding/finding.h"
#include "store/store.h"

/*----------
 * The rows of a view, given to an audit one by one.
 *
 * A view is read as enforcing reads it: with its owner's rights, in a
 * restricted operation and with a fixed search path, so that what the view
 * calls gets no rights of whoever audits; that they may read the view was seen
 * before.  Rows of one key that differ in the category alone are one
 * placement, of a child of several categories.
 *
 *----------
 */
/* So many rows are fetched at once */
#define BATCH	1000

/* A query on a relation, and where in its rows key and facts stand */
typedef struct AuditQuery
{
	StringInfoData sql;
	int			ncolumns;
	SssBinding	answer;
	bool		grouped;		/* rows that differ in the category alone are one */
} AuditQuery;

/* The rows of the placement that is being read */
typedef struct Placement
{
	TupleTableSlot *first;		/* the first of them; empty: there is none */
	SssFacts	facts;			/* of all of them */
	FmgrInfo   *equal[INDEX_MAX_KEYS];
} Placement;

static AttrNumber
Select(AuditQuery *query, Oid relid, AttrNumber attnum)
{
	appendStringInfo(&query->sql, "%s%s", query->ncolumns > 0 ? ", " : "SELECT ",
					 quote_identifier(get_attname(relid, attnum, false)));
	return ++query->ncolumns;
}

static void
SelectRole(AuditQuery *query, Oid relid, const SssBinding *binding, SssRole role)
{
	if (binding->columns[role].form == COLUMN_NONE)
		return;
	query->answer.bound |= SSS_ROLE_BIT(role);
	query->answer.columns[role].form = binding->columns[role].form;
	query->answer.columns[role].attnum = Select(query, relid, binding->columns[role].attnum);
	query->answer.last_column = query->ncolumns;
}

/* The category comes last: all others are sorted by */
static void
MakeQuery(AuditQuery *query, Relation rel, const SssBinding *binding)
{
	Oid			relid = RelationGetRelid(rel);
	int			nsorted;

	memset(query, 0, sizeof(AuditQuery));
	query->grouped = SssIsView(rel);
	initStringInfo(&query->sql);
	query->answer.rule = binding->rule;
	query->answer.nkeys = binding->nkeys;
	for (int i = 0; i < binding->nkeys; i++)
		query->answer.keys[i] = Select(query, relid, binding->keys[i]);
	for (int role = 0; role < N_ROLES; role++)
	{
		if (role != ROLE_category)
			SelectRole(query, relid, binding, role);
	}
	nsorted = query->ncolumns;
	SelectRole(query, relid, binding, ROLE_category);

	appendStringInfo(&query->sql, " FROM ONLY %s", SssQualifiedName(relid));
	for (int i = 1; i <= nsorted && query->grouped; i++)
		appendStringInfo(&query->sql, "%s%d", i > 1 ? ", " : " ORDER BY ", i);
}

static bool
SameKey(const AuditQuery *query, Placement *placement, TupleTableSlot *row)
{
	for (int i = 0; i < query->answer.nkeys; i++)
	{
		AttrNumber	attnum = query->answer.keys[i];
		Form_pg_attribute attribute = TupleDescAttr(row->tts_tupleDescriptor, attnum - 1);
		bool		isnull;
		bool		first_isnull;
		Datum		value = slot_getattr(row, attnum, &isnull);
		Datum		first = slot_getattr(placement->first, attnum, &first_isnull);

		if (isnull != first_isnull)
			return false;
		if (isnull)
			continue;
		if (placement->equal[i] == NULL)
			placement->equal[i] = &lookup_type_cache(attribute->atttypid, TYPECACHE_EQ_OPR_FINFO)->eq_opr_finfo;
		if (!DatumGetBool(FunctionCall2Coll(placement->equal[i], attribute->attcollation, value, first)))
			return false;
	}
	return true;
}

static void
EndPlacement(SssAudit *audit, const AuditQuery *query, Placement *placement)
{
	if (TTS_EMPTY(placement->first))
		return;
	SssAuditFacts(audit, &placement->facts, placement->first, query->answer.keys);
	ExecClearTuple(placement->first);
}

static bool
HasNull(const AuditQuery *query, TupleTableSlot *row)
{
	for (int i = 0; i < query->answer.nkeys; i++)
	{
		if (slot_attisnull(row, query->answer.keys[i]))
			return true;
	}
	return false;
}

static void
AuditRow(SssAudit *audit, const AuditQuery *query, TupleTableSlot *row, Placement *placement)
{
	SssFacts	facts;

	if (audit->only_keyed && HasNull(query, row))
		return;
	SssReadFacts(&query->answer, row, audit->today, &facts);
	if (!query->grouped)
	{
		SssAuditFacts(audit, &facts, row, query->answer.keys);
		return;
	}
	if (!TTS_EMPTY(placement->first) && SssDifferOnlyInCategory(&placement->facts, &facts) &&
		SameKey(query, placement, row))
	{
		placement->facts.categories |= facts.categories;
		placement->facts.category_missing |= facts.category_missing;
		return;
	}
	EndPlacement(audit, query, placement);
	ExecCopySlot(placement->first, row);
	placement->facts = facts;
}

static void
RunQuery(SssAudit *audit, const AuditQuery *query)
{
	SPIPlanPtr	plan = SPI_prepare(query->sql.data, 0, NULL);
	TupleTableSlot *row = NULL;
	Placement	placement = {0};
	Portal		portal;
	MemoryContext caller_context;

	if (plan == NULL)
		elog(ERROR, "could not prepare an audit: %s", SPI_result_code_string(SPI_result));
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	for (;;)
	{
		SPI_cursor_fetch(portal, true, BATCH);
		if (SPI_processed == 0)
			break;
		if (row == NULL)
		{
			TupleDesc	tupdesc = CreateTupleDescCopy(SPI_tuptable->tupdesc);

			row = MakeSingleTupleTableSlot(tupdesc, &TTSOpsHeapTuple);
			placement.first = MakeSingleTupleTableSlot(tupdesc, &TTSOpsHeapTuple);
		}
		caller_context = MemoryContextSwitchTo(audit->row_context);
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			ExecStoreHeapTuple(SPI_tuptable->vals[i], row, false);
			AuditRow(audit, query, row, &placement);
			MemoryContextReset(audit->row_context);
		}
		MemoryContextSwitchTo(caller_context);
		SPI_freetuptable(SPI_tuptable);
	}
	if (row != NULL)
	{
		caller_context = MemoryContextSwitchTo(audit->row_context);
		EndPlacement(audit, query, &placement);
		MemoryContextSwitchTo(caller_context);
		ExecDropSingleTupleTableSlot(row);
		ExecDropSingleTupleTableSlot(placement.first);
	}
	SPI_cursor_close(portal);
	SPI_freeplan(plan);
}

static void
Set(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

void
SssAuditQuery(SssAudit *audit, Relation rel)
{
	bool		as_owner = SssIsView(rel) && !SssIsSecurityInvoker(rel);
	AuditQuery	query;
	Oid			user;
	int			security;
	int			nest_level;

	MakeQuery(&query, rel, &audit->binding);
	GetUserIdAndSecContext(&user, &security);
	SetUserIdAndSecContext(as_owner ? rel->rd_rel->relowner : user,
						   security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION);
	nest_level = NewGUCNestLevel();
	Set("search_path", "pg_catalog, pg_temp");
	Set("row_security", "off");
	SPI_connect();

	RunQuery(audit, &query);

	SPI_finish();
	AtEOXact_GUC(false, nest_level);
	SetUserIdAndSecContext(user, security);
}

/*----------
 * Rows to which a facts view adds what they do not say.
 *
 * The view is asked about many rows at once; no more of them are kept than are
 * asked about.  A row that leads to no row of the view is no case; of one that
 * leads to several placements the worst counts, as for the trigger.
 *
 *----------
 */
#define LOT		65536

static void
StartLot(SssAuditBatch *lot)
{
	MemoryContextReset(lot->context);
	SssEmptyKeySet(lot->keys);
	lot->nrows = 0;
	lot->rows = MemoryContextAlloc(lot->context, sizeof(MinimalTuple) * LOT);
	lot->numbers = MemoryContextAlloc(lot->context, sizeof(int) * LOT);
}

SssAuditBatch *
SssMakeAuditBatch(SssAudit *audit, Relation rel)
{
	SssAuditBatch *lot = palloc0(sizeof(SssAuditBatch));
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
	SssAuditBatch *lot = argument;
	SssFacts	facts;

	SssReadFacts(&lot->fetch.answer, row, lot->audit->today, &facts);
	SssAddFacts(lot->pool, &lot->cases[key], &facts);
}

static void
JudgeRow(SssAuditBatch *lot, const SssCase *of)
{
	const SssBinding *binding = &lot->audit->binding;
	SssFacts	own;
	SssFacts	worst;
	SssAssessment worst_assessment;
	bool		assessed = false;

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
		if (!assessed || SssIsWorse(&assessment, &worst_assessment))
		{
			worst_assessment = assessment;
			worst = facts;
		}
		assessed = true;
	}
	if (assessed)
		SssAuditFacts(lot->audit, &worst, lot->row, binding->keys);
}

static void
JudgeLot(SssAuditBatch *lot)
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
SssAddToBatch(SssAuditBatch *lot, TupleTableSlot *row)
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
SssEndBatch(SssAuditBatch *lot)
{
	JudgeLot(lot);
	SssReleaseFetch(&lot->fetch);
	ExecDropSingleTupleTableSlot(lot->row);
	MemoryContextDelete(lot->context);
}
