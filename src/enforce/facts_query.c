/*-------------------------------------------------------------------------
 *
 * facts_query.c
 *	  Queries on a facts view: all of its rows, or those of some keys.
 *
 * A table is read in the same way where its own rows are cases, and a foreign one,
 * whose columns may have domains.
 *
 * A query for one key has a kept plan of its own, since the planner handles one
 * key best.  A few keys share a second kept plan.  Many keys get a
 * plan of their own each time, because a plan made for a million keys would
 * be wrong for every later statement.
 *
 * A view is read with its owner's rights, not those of the user who runs the
 * statement, and without row security, which would hide rows to check.  The
 * security-restricted operation and the fixed search_path keep the functions
 * that the view calls from using the caller's rights or the caller's objects.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "nodes/pg_list.h"
#include "optimizer/optimizer.h"
#include "rewrite/rewriteHandler.h"
#include "tcop/dest.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/enforce_private.h"

/* Up to this number of keys a plan is kept */
#define FEW_KEYS		64

/* Number of rows that a cursor fetches at once */
#define ROWS_PER_FETCH	1000

/* Columns of the view that equal columns of a relation, from which the keys come */
typedef struct KeyColumns
{
	const AttrNumber *view_columns;
	Oid			relid;
	const AttrNumber *columns;
	int			n;
} KeyColumns;

void
SssPushSnapshotAsOf(SssReadAsOf as_of, CommandId before)
{
	if (as_of == AS_OF_CALLER)
		PushActiveSnapshot(GetActiveSnapshot());
	else if (as_of == AS_OF_TRANSACTION)
		PushActiveSnapshot(GetTransactionSnapshot());
	else
		PushCopiedSnapshot(GetLatestSnapshot());
	if (as_of == AS_OF_BEFORE)
		GetActiveSnapshot()->curcid = before;
}

static const char *
ViewColumn(Oid view, AttrNumber attnum)
{
	return SssQuoteName(get_attname(view, attnum, false));
}

/*
 * Append ", v.column" for each fact, and note its position in the answer.
 * Returns the next position.  The category comes last, because the rows are
 * sorted by all the other columns.
 */
static AttrNumber
SelectFacts(SssFactsQuery *query, StringInfo list, const SssColumn *columns, AttrNumber position)
{
	for (int i = 1; i <= N_ROLES; i++)
	{
		int			role = (ROLE_category + i) % N_ROLES;

		if (columns[role].form == COLUMN_NONE)
			continue;
		appendStringInfo(list, ", v.%s", ViewColumn(query->view, columns[role].attnum));
		query->answer.bound |= SSS_ROLE_BIT(role);
		query->answer.columns[role].form = columns[role].form;
		query->answer.columns[role].attnum = position;
		query->asked[query->nasked++] = columns[role].attnum;
		query->answer.last_column = position++;
	}
	return position;
}

/* Does a key set distinguish values of the column as the view's own column does? */
static bool
IsComparable(Oid view, AttrNumber attnum, Oid relid, AttrNumber column)
{
	Oid			types[2];
	Oid			collations[2];
	int32		typmod;

	get_atttypetypmodcoll(view, attnum, &types[0], &typmod, &collations[0]);
	get_atttypetypmodcoll(relid, column, &types[1], &typmod, &collations[1]);
	return getBaseType(types[0]) == getBaseType(types[1]) && collations[0] == collations[1];
}

/*
 * Write the queries.  For many keys, a row of the answer carries the value of
 * the one link if the key set can look that up.  Otherwise the keys are
 * numbered and joined to the view.  The query then has a condition = ANY besides
 * the join, because the planner pushes only that into a view that aggregates.
 */
static void
WriteQueries(SssFactsQuery *query, const char *select, const char *list, KeyColumns keys)
{
	const char *view = psprintf("%s%s", query->only ? "ONLY " : "", SssQualifiedName(query->view));
	StringInfoData one;
	StringInfoData any;
	StringInfoData joins;
	StringInfoData arrays;
	StringInfoData names;

	initStringInfo(&one);
	initStringInfo(&any);
	initStringInfo(&joins);
	initStringInfo(&arrays);
	initStringInfo(&names);
	query->nlinks = keys.n;
	query->comparable = true;
	for (int i = 0; i < keys.n; i++)
	{
		AttrNumber	attnum = keys.view_columns[i];
		const char *column = ViewColumn(query->view, attnum);
		Oid			type = get_atttype(keys.relid, keys.columns[i]);
		const char *equals = SssLinkOperator(get_atttype(query->view, attnum), type);
		bool		comparable;

		query->links[i] = attnum;
		query->types[i] = getBaseType(type);
		appendStringInfo(&one, "%s v.%s %s $%d", i > 0 ? " AND" : "", column, equals, i + 1);
		comparable = IsComparable(query->view, attnum, keys.relid, keys.columns[i]);
		query->comparable &= comparable;
		if (SSS_HAVE_HASHED_ANY && comparable)
			appendStringInfo(&any, "%s v.%s %s ANY ($%d)", any.len > 0 ? " AND" : " WHERE",
							 column, equals, i + 1);
		appendStringInfo(&joins, "%s v.%s %s k.k%d", i > 0 ? " AND" : "", column, equals, i + 1);
		appendStringInfo(&arrays, "%spg_catalog.unnest($%d)", i > 0 ? ", " : "", i + 1);
		appendStringInfo(&names, "k%d, ", i + 1);
	}
	query->one = psprintf("%s 1::pg_catalog.int8%s FROM %s AS v WHERE%s", select, list, view, one.data);
	query->by_value = keys.n == 1 && any.len > 0;
	if (query->by_value)
		query->several = psprintf("%s v.%s%s FROM %s AS v%s", select,
								  ViewColumn(query->view, keys.view_columns[0]), list, view, any.data);
	else
		query->several = psprintf("%s k.ordinality%s FROM ROWS FROM (%s) WITH ORDINALITY AS k (%sordinality) JOIN %s AS v ON%s%s",
								  select, list, arrays.data, names.data, view, joins.data, any.data);
}

/* May what the view yields depend on settings, such as the time zone that makes a day of a moment? */
static bool
ReadsSettings(Oid view)
{
	SssReads	reads = {.views = NIL};
	bool		found = false;
	ListCell   *cell;

	if (get_rel_relkind(view) == RELKIND_VIEW)
		reads = SssReadsOf(view);
	foreach(cell, reads.views)
	{
		Relation	rel = try_relation_open(lfirst_oid(cell), AccessShareLock);

		if (rel == NULL)
			continue;
		found |= rel->rd_rel->relkind == RELKIND_VIEW &&
			contain_mutable_functions((Node *) get_view_query(rel));
		relation_close(rel, NoLock);
	}
	return found;
}

static void
StartQuery(SssFactsQuery *query, Oid view, SssRule rule)
{
	memset(query, 0, sizeof(SssFactsQuery));
	query->view = view;
	query->reads_settings = ReadsSettings(view);
	query->answer.rule = rule;
}

static void
QueryFacts(SssFactsQuery *query, const SssBinding *binding, KeyColumns keys)
{
	StringInfoData list;

	StartQuery(query, binding->view.relid, binding->rule);
	initStringInfo(&list);
	(void) SelectFacts(query, &list, binding->view.columns, SSS_FIRST_ANSWER);
	WriteQueries(query, "SELECT", list.data, keys);
}

static KeyColumns
LinksFrom(const SssView *view, Oid relid)
{
	return (KeyColumns)
	{
		view->view_links, relid, view->links, view->nlinks
	};
}

void
SssQueryFactsByLinks(SssFactsQuery *query, const SssBinding *binding, Oid relid)
{
	QueryFacts(query, binding, LinksFrom(&binding->view, relid));
}

void
SssQueryFactsByKey(SssFactsQuery *query, const SssBinding *binding, Oid relid, const AttrNumber *columns)
{
	KeyColumns	keys = {binding->view.keys, relid, columns, binding->view.nkeys};

	QueryFacts(query, binding, keys);
}

void
SssQueryColumnsByLinks(SssFactsQuery *query, const SssBinding *binding, Oid relid,
					   const AttrNumber *wanted, int nwanted)
{
	StringInfoData list;

	StartQuery(query, binding->view.relid, binding->rule);
	initStringInfo(&list);
	for (int i = 0; i < nwanted; i++)
	{
		appendStringInfo(&list, ", v.%s", ViewColumn(query->view, wanted[i]));
		query->asked[query->nasked++] = wanted[i];
	}
	WriteQueries(query, "SELECT DISTINCT", list.data, LinksFrom(&binding->view, relid));
}

void
SssQueryTableByLink(SssFactsQuery *query, const SssBinding *binding, Oid relid, Oid table,
					int link, AttrNumber column, AttrNumber wanted)
{
	KeyColumns	keys = {&column, relid, &binding->view.links[link], 1};
	StringInfoData list;

	StartQuery(query, table, binding->rule);
	initStringInfo(&list);
	if (wanted != 0)
		appendStringInfo(&list, ", v.%s", ViewColumn(table, wanted));
	WriteQueries(query, "SELECT DISTINCT", list.data, keys);
}

void
SssQueryAllFacts(SssFactsQuery *query, Relation rel, const SssBinding *binding,
				 AttrNumber *further, int nfurther, bool sorted)
{
	AttrNumber	end;
	StringInfoData list;
	StringInfoData order;

	StartQuery(query, RelationGetRelid(rel), binding->rule);
	initStringInfo(&list);
	initStringInfo(&order);
	query->parallel = !sorted;
	query->answer.nkeys = binding->nkeys;
	for (int i = 0; i < binding->nkeys; i++)
	{
		appendStringInfo(&list, ", v.%s", ViewColumn(query->view, binding->keys[i]));
		query->answer.keys[i] = i + 1;
	}
	end = SelectFacts(query, &list, binding->columns, binding->nkeys + 1);
	for (int i = 0; i < nfurther; i++)
	{
		if (further[i] == InvalidAttrNumber)
			continue;
		appendStringInfo(&list, ", v.%s", ViewColumn(query->view, further[i]));
		further[i] = end++;
	}
	for (AttrNumber attnum = 1; sorted && attnum < end; attnum++)
	{
		if (attnum != query->answer.columns[ROLE_category].attnum)
			appendStringInfo(&order, "%s%d", order.len > 0 ? ", " : " ORDER BY ", attnum);
	}
	/* The rows of a distributed table are those of its shards */
	query->several = psprintf("SELECT%s FROM %s%s AS v%s", list.data + 1,
							  SssIsDistributed(query->view) ? "" : "ONLY ",
							  SssQualifiedName(query->view), order.data);
}

/* Rows of a table: the binding's key, its links and its facts.  The key stands first. */
static char *
StartRowsQuery(SssFactsQuery *query, Relation rel, const SssBinding *binding)
{
	AttrNumber	position = SSS_FIRST_ANSWER;
	StringInfoData list;

	StartQuery(query, RelationGetRelid(rel), binding->rule);
	query->only = rel->rd_rel->relkind != RELKIND_PARTITIONED_TABLE;
	initStringInfo(&list);
	query->answer.nkeys = binding->nkeys;
	for (int i = 0; i < binding->nkeys; i++)
	{
		appendStringInfo(&list, ", v.%s", ViewColumn(query->view, binding->keys[i]));
		query->answer.keys[i] = position++;
	}
	query->answer.view.nlinks = binding->view.nlinks;
	for (int i = 0; i < binding->view.nlinks; i++)
	{
		appendStringInfo(&list, ", v.%s", ViewColumn(query->view, binding->view.links[i]));
		query->answer.view.links[i] = position++;
	}
	(void) SelectFacts(query, &list, binding->columns, position);
	return list.data;
}

void
SssQueryRowsByKey(SssFactsQuery *query, Relation rel, const SssBinding *binding)
{
	char	   *list = StartRowsQuery(query, rel, binding);
	KeyColumns	keys = {binding->keys, RelationGetRelid(rel), binding->keys, binding->nkeys};

	WriteQueries(query, "SELECT", list, keys);
}

void
SssQueryChangedRows(SssFactsQuery *query, Relation rel, const SssBinding *binding)
{
	char	   *list = StartRowsQuery(query, rel, binding);

	query->several = psprintf("SELECT 1::pg_catalog.int8%s FROM %s%s AS v WHERE v.xmax OPERATOR(pg_catalog.<>) 0",
							  list, query->only ? "ONLY " : "", SssQualifiedName(query->view));
}

void
SssReleaseQuery(SssFactsQuery *query)
{
	if (query->one_plan != NULL)
		SPI_freeplan(query->one_plan);
	if (query->few_plan != NULL)
		SPI_freeplan(query->few_plan);
	query->one_plan = query->few_plan = NULL;
}

static SPIPlanPtr
PreparePlan(const SssFactsQuery *query, bool several)
{
	Oid			types[INDEX_MAX_KEYS];
	SPIPlanPtr	plan;

	for (int i = 0; i < query->nlinks; i++)
		types[i] = several ? get_array_type(query->types[i]) : query->types[i];
	plan = SPI_prepare_cursor(several ? query->several : query->one, query->nlinks, types,
							  query->parallel ? CURSOR_OPT_PARALLEL_OK : 0);
	if (plan == NULL)
		elog(ERROR, "could not prepare a query on a facts view: %s",
			 SPI_result_code_string(SPI_result));
	return plan;
}

static SPIPlanPtr
KeptPlan(SssFactsQuery *query, int nkeys)
{
	SPIPlanPtr *kept = nkeys == 1 ? &query->one_plan : &query->few_plan;

	if (*kept == NULL)
	{
		SPIPlanPtr	plan = PreparePlan(query, nkeys > 1);

		SPI_keepplan(plan);
		*kept = plan;
	}
	return *kept;
}

/* The values of a column of the keys, as an array */
static Datum
ColumnOfKeys(const SssFactsQuery *query, const SssKeySet *keys, int first, int nkeys, int column)
{
	Datum	   *values = palloc(sizeof(Datum) * nkeys);
	int16		length;
	bool		by_value;
	char		align;

	for (int i = 0; i < nkeys; i++)
		values[i] = SssKeyValue(keys, first + i, column);
	get_typlenbyvalalign(query->types[column], &length, &by_value, &align);
	return PointerGetDatum(construct_array(values, nkeys, query->types[column], length, by_value, align));
}

/* The number of the key that led to a row of the answer */
static int
KeyOfRow(const SssFactsQuery *query, const SssKeySet *keys, int first, int nkeys, TupleTableSlot *row)
{
	bool		isnull;
	Datum		value;
	int			key;

	if (nkeys == 1 || keys == NULL)
		return first;
	value = slot_getattr(row, 1, &isnull);
	key = query->by_value ? SssFindKey(keys, &value) : first + (int) DatumGetInt64(value) - 1;
	if (key < first || key >= first + nkeys)
		elog(ERROR, "a facts view gave a row that was not asked for");
	return key;
}

/* Pass on the rows that SPI fetched last, which may be a part of the answer */
static void
PassRows(const SssFactsQuery *query, const SssKeySet *keys, int first, int nkeys,
		 SssViewRow callback, void *argument)
{
	SPITupleTable *table = SPI_tuptable;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(table->tupdesc, &TTSOpsHeapTuple);

	for (uint64 i = 0; i < SPI_processed; i++)
	{
		ExecStoreHeapTuple(table->vals[i], slot, false);
		callback(argument, KeyOfRow(query, keys, first, nkeys, slot), slot);
	}
	ExecDropSingleTupleTableSlot(slot);
	SPI_freetuptable(table);
}

static void
PassByCursor(const SssFactsQuery *query, SPIPlanPtr plan, Datum *values, const SssKeySet *keys,
			 int first, int nkeys, SssViewRow callback, void *argument)
{
	Portal		portal = SPI_cursor_open(NULL, plan, values, NULL, true);

	do
	{
		SPI_cursor_fetch(portal, true, ROWS_PER_FETCH);
		if (SPI_processed > 0)
			PassRows(query, keys, first, nkeys, callback, argument);
	} while (SPI_processed > 0);
	SPI_cursor_close(portal);
}

#if SSS_HAVE_SPI_RECEIVER
typedef struct Receiver
{
	DestReceiver receiver;
	SssViewRow	callback;
	void	   *argument;
} Receiver;

static bool
ReceiveRow(TupleTableSlot *slot, DestReceiver * self)
{
	const Receiver *to = (const Receiver *) self;

	to->callback(to->argument, 0, slot);
	return true;
}

static void
StartReceiver(DestReceiver * self, int operation, TupleDesc tupdesc)
{
	(void) self;
	(void) operation;
	(void) tupdesc;
}

static void
EndReceiver(DestReceiver * self)
{
	(void) self;
}

/* Pass on all rows of the view as the executor makes them, without a copy */
static void
PassEveryRow(SPIPlanPtr plan, SssViewRow callback, void *argument)
{
	/* SPI reads of the kind of receiver only that it is not DestNone */
	Receiver	to = {
		{ReceiveRow, StartReceiver, EndReceiver, EndReceiver, DestTuplestore}, callback, argument
	};
	SPIExecuteOptions options = {.read_only = true,.dest = &to.receiver};

	if (SPI_execute_plan_extended(plan, &options) != SPI_OK_SELECT)
		elog(ERROR, "could not read a facts view");
}
#else
#define PassEveryRow(plan, callback, argument) \
	PassByCursor(query, plan, NULL, NULL, 0, 0, callback, argument)
#endif

static void
RunQuery(SssFactsQuery *query, const SssKeySet *keys, int first, int nkeys, SssViewRow callback,
		 void *argument)
{
	bool		few = keys != NULL && nkeys <= FEW_KEYS;
	bool		kept = few && query->overlay == NULL;
	SPIPlanPtr	plan = kept ? KeptPlan(query, nkeys) : PreparePlan(query, keys == NULL || nkeys > 1);
	Datum		values[INDEX_MAX_KEYS];

	for (int i = 0; i < query->nlinks; i++)
		values[i] = nkeys == 1 ? SssKeyValue(keys, first, i) :
			ColumnOfKeys(query, keys, first, nkeys, i);
	if (few)
	{
		if (SPI_execute_plan(plan, values, NULL, true, 0) != SPI_OK_SELECT)
			elog(ERROR, "could not read a facts view");
		PassRows(query, keys, first, nkeys, callback, argument);
	}
	else if (keys == NULL && query->nlinks == 0)
		PassEveryRow(plan, callback, argument);
	else
		PassByCursor(query, plan, values, keys, first, nkeys, callback, argument);
	if (!kept)
		SPI_freeplan(plan);
}

/* Is the error reported unchanged, because the transaction is lost or was cancelled? */
static bool
ConcernsTransaction(int sqlstate)
{
	int			category = ERRCODE_TO_CATEGORY(sqlstate);

	return category == ERRCODE_OPERATOR_INTERVENTION || category == ERRCODE_TRANSACTION_ROLLBACK ||
		category == ERRCODE_INSUFFICIENT_RESOURCES;
}

/*
 * Report a failure as the view's.  The original message may quote data that
 * the view reads, and a user who changes a row need not be allowed to see it.
 */
pg_noreturn static void
RaiseViewFailure(const SssFactsQuery *query, const ErrorData *failure)
{
	ereport(ERROR,
			(errcode(failure->sqlerrcode),
			 errmsg("facts view \"%s\" could not be read", get_rel_name(query->view)),
			 errdetail("It failed with SQLSTATE %s.", unpack_sql_state(failure->sqlerrcode)),
			 errhint("Select from the view as its owner to see why, and correct it."),
			 SssHideStatement()));
}

void
SssReadView(SssFactsQuery *query, const SssKeySet *keys, int first, int nkeys,
			SssViewRow callback, void *argument)
{
	MemoryContext context = CurrentMemoryContext;
	struct SssUnwritten *volatile outer = NULL;
	SssCaller	caller;

	if (keys != NULL && nkeys == 0)
		return;
	/* A row that nobody has written stands in no index */
	if (query->probe != NULL && query->overlay == NULL &&
		SssProbeView(query->probe, keys, first, nkeys, callback, argument))
		return;
	caller = SssBecomeOwnerOf(query->view);
	if (query->reads_settings && SssOtherTimeZone() != NULL)
		(void) set_config_option("TimeZone", SssOtherTimeZone(), PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
	PG_TRY();
	{
		SPI_connect();
		if (query->overlay != NULL)
			outer = SssEnterOverlay(query->overlay, keys != NULL && nkeys == 1 ? query->one : query->several);
		RunQuery(query, keys, first, nkeys, callback, argument);
		if (query->overlay != NULL)
			SssLeaveOverlay(outer);
		SPI_finish();
	}
	PG_CATCH();
	{
		ErrorData  *failure;

		if (query->overlay != NULL)
			SssLeaveOverlay(outer);
		/* A user who reads all of the view may select from it, and so see its messages */
		if (keys == NULL)
			PG_RE_THROW();
		MemoryContextSwitchTo(context);
		failure = CopyErrorData();
		if (ConcernsTransaction(failure->sqlerrcode))
			PG_RE_THROW();
		FlushErrorState();
		RaiseViewFailure(query, failure);
	}
	PG_END_TRY();
	SssBecomeCaller(&caller);
}
