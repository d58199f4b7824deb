/*-------------------------------------------------------------------------
 *
 * facts_query.c
 *	  Rows of a facts view, by keys.
 *
 * One key is looked up by a plan of its own, with which the planner can do
 * most; few by a plan that is kept as well; many by one that is made for
 * them: a plan for a million keys would be the wrong one ever after.
 *
 * The view is read as its owner reads it: with the owner's rights whoever
 * changes a row, without row security, which would hide what is to be judged,
 * and in a restricted operation with a fixed search path, so that what the
 * view calls gets no rights of the session's user, and finds no objects of
 * theirs.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/facts_query.h"
#include "store/store.h"

/* Up to so many keys the plan that is kept serves */
#define FEW_KEYS	64

/* So many rows are fetched at once */
#define BATCH		1000

static const char *
ViewColumn(Oid view, AttrNumber attnum)
{
	return quote_identifier(get_attname(view, attnum, false));
}

/* ", v.column" for all facts, and where they then stand */
static char *
FactList(SssFetch *fetch, const SssBinding *binding)
{
	const SssView *view = &binding->view;
	AttrNumber	position = SSS_FIRST_ANSWER;
	StringInfoData list;

	initStringInfo(&list);
	fetch->answer.rule = binding->rule;
	for (int role = 0; role < N_ROLES; role++)
	{
		if (view->columns[role].form == COLUMN_NONE)
			continue;
		appendStringInfo(&list, ", v.%s", ViewColumn(view->relid, view->columns[role].attnum));
		fetch->answer.bound |= SSS_ROLE_BIT(role);
		fetch->answer.columns[role].form = view->columns[role].form;
		fetch->answer.columns[role].attnum = position;
		fetch->answer.last_column = position++;
	}
	return list.data;
}

/* Does a set of keys of that column tell values of the view's column apart as the view does? */
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
 * The queries.  A row for one of many keys is told by the value that led to
 * it, if the set of keys can find that.  Else the keys are numbered, and joined
 * to the view; one that aggregates is filtered by the arrays even so, not by
 * the join.
 */
static void
MakeQueries(SssFetch *fetch, const char *select, const char *list,
			const AttrNumber *links, Oid relid, const AttrNumber *columns, int nlinks)
{
	const char *view = SssQualifiedName(fetch->view);
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
	fetch->nlinks = nlinks;
	for (int i = 0; i < nlinks; i++)
	{
		const char *column = ViewColumn(fetch->view, links[i]);
		Oid			type = get_atttype(relid, columns[i]);
		const char *equals = SssLinkOperator(get_atttype(fetch->view, links[i]), type);

		fetch->types[i] = getBaseType(type);
		appendStringInfo(&one, "%s v.%s %s $%d", i > 0 ? " AND" : "", column, equals, i + 1);
		if (SSS_HAVE_HASHED_ANY && IsComparable(fetch->view, links[i], relid, columns[i]))
			appendStringInfo(&any, "%s v.%s %s ANY ($%d)", any.len > 0 ? " AND" : " WHERE",
							 column, equals, i + 1);
		appendStringInfo(&joins, "%s v.%s %s k.k%d", i > 0 ? " AND" : "", column, equals, i + 1);
		appendStringInfo(&arrays, "%spg_catalog.unnest($%d)", i > 0 ? ", " : "", i + 1);
		appendStringInfo(&names, "k%d, ", i + 1);
	}
	fetch->one = psprintf("%s 1::pg_catalog.int8%s FROM %s AS v WHERE%s", select, list, view, one.data);
	fetch->by_value = nlinks == 1 && any.len > 0;
	if (fetch->by_value)
		fetch->several = psprintf("%s v.%s%s FROM %s AS v%s", select,
								  ViewColumn(fetch->view, links[0]), list, view, any.data);
	else
		fetch->several = psprintf("%s k.ordinality%s FROM ROWS FROM (%s) WITH ORDINALITY AS k (%sordinality) JOIN %s AS v ON%s%s",
								  select, list, arrays.data, names.data, view, joins.data, any.data);
}

void
SssPrepareFetch(SssFetch *fetch, const SssBinding *binding, const AttrNumber *links,
				Oid relid, const AttrNumber *columns, int nlinks)
{
	memset(fetch, 0, sizeof(SssFetch));
	fetch->view = binding->view.relid;
	MakeQueries(fetch, "SELECT", FactList(fetch, binding), links, relid, columns, nlinks);
}

void
SssPrepareColumnFetch(SssFetch *fetch, const SssBinding *binding, const AttrNumber *wanted,
					  int nwanted, const AttrNumber *links, Oid relid, const AttrNumber *columns,
					  int nlinks)
{
	StringInfoData list;

	memset(fetch, 0, sizeof(SssFetch));
	fetch->view = binding->view.relid;
	initStringInfo(&list);
	for (int i = 0; i < nwanted; i++)
		appendStringInfo(&list, ", v.%s", ViewColumn(fetch->view, wanted[i]));
	MakeQueries(fetch, "SELECT DISTINCT", list.data, links, relid, columns, nlinks);
}

void
SssReleaseFetch(SssFetch *fetch)
{
	if (fetch->one_plan != NULL)
		SPI_freeplan(fetch->one_plan);
	if (fetch->few_plan != NULL)
		SPI_freeplan(fetch->few_plan);
	fetch->one_plan = fetch->few_plan = NULL;
}

static SPIPlanPtr
Prepare(const SssFetch *fetch, bool several)
{
	Oid			types[INDEX_MAX_KEYS];
	SPIPlanPtr	plan;

	for (int i = 0; i < fetch->nlinks; i++)
		types[i] = several ? get_array_type(fetch->types[i]) : fetch->types[i];
	plan = SPI_prepare(several ? fetch->several : fetch->one, fetch->nlinks, types);
	if (plan == NULL)
		elog(ERROR, "could not prepare a query on a facts view: %s",
			 SPI_result_code_string(SPI_result));
	return plan;
}

static SPIPlanPtr
PlanFor(SssFetch *fetch, int nkeys)
{
	SPIPlanPtr *kept = nkeys == 1 ? &fetch->one_plan : &fetch->few_plan;

	if (nkeys > FEW_KEYS)
		return Prepare(fetch, true);
	if (*kept == NULL)
	{
		SPIPlanPtr	plan = Prepare(fetch, nkeys > 1);

		SPI_keepplan(plan);
		*kept = plan;
	}
	return *kept;
}

/* The values of a column of the keys, as an array */
static Datum
ColumnOfKeys(const SssFetch *fetch, const SssKeySet *keys, int first, int nkeys, int column)
{
	Datum	   *values = palloc(sizeof(Datum) * nkeys);
	int16		length;
	bool		by_value;
	char		align;

	for (int i = 0; i < nkeys; i++)
		values[i] = SssKeyValue(keys, first + i, column);
	get_typlenbyvalalign(fetch->types[column], &length, &by_value, &align);
	return PointerGetDatum(construct_array(values, nkeys, fetch->types[column], length, by_value, align));
}

/* The number of the key that led to a row of the answer */
static int
KeyOf(const SssFetch *fetch, const SssKeySet *keys, int first, int nkeys, TupleTableSlot *row)
{
	bool		isnull;
	Datum		value = slot_getattr(row, 1, &isnull);
	int			key;

	if (nkeys == 1)
		return first;
	key = fetch->by_value ? SssFindKey(keys, &value) : first + (int) DatumGetInt64(value) - 1;
	if (key < first || key >= first + nkeys)
		elog(ERROR, "a facts view gave a row that was not asked for");
	return key;
}

/* Give what the query found, which may be a part of the answer */
static void
GiveRows(const SssFetch *fetch, const SssKeySet *keys, int first, int nkeys, SssFetched fetched,
		 void *argument)
{
	SPITupleTable *table = SPI_tuptable;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(table->tupdesc, &TTSOpsHeapTuple);

	for (uint64 i = 0; i < SPI_processed; i++)
	{
		ExecStoreHeapTuple(table->vals[i], slot, false);
		fetched(argument, KeyOf(fetch, keys, first, nkeys, slot), slot);
	}
	ExecDropSingleTupleTableSlot(slot);
	SPI_freetuptable(table);
}

static void
Run(SssFetch *fetch, const SssKeySet *keys, int first, int nkeys, SssFetched fetched, void *argument)
{
	SPIPlanPtr	plan = PlanFor(fetch, nkeys);
	Datum		values[INDEX_MAX_KEYS];
	Portal		portal;

	for (int i = 0; i < fetch->nlinks; i++)
		values[i] = nkeys == 1 ? SssKeyValue(keys, first, i) :
			ColumnOfKeys(fetch, keys, first, nkeys, i);
	if (nkeys <= FEW_KEYS)
	{
		if (SPI_execute_plan(plan, values, NULL, true, 0) != SPI_OK_SELECT)
			elog(ERROR, "could not read a facts view");
		GiveRows(fetch, keys, first, nkeys, fetched, argument);
		return;
	}
	portal = SPI_cursor_open(NULL, plan, values, NULL, true);
	do
	{
		SPI_cursor_fetch(portal, true, BATCH);
		if (SPI_processed > 0)
			GiveRows(fetch, keys, first, nkeys, fetched, argument);
	} while (SPI_processed > 0);
	SPI_cursor_close(portal);
	SPI_freeplan(plan);
}

static Oid
OwnerOf(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		SssRaiseNoRelation(relid);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

static void
Set(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

/* The transaction is lost, or somebody asked for it: that is told as it is */
static bool
IsOfTransaction(int sqlstate)
{
	int			category = ERRCODE_TO_CATEGORY(sqlstate);

	return category == ERRCODE_OPERATOR_INTERVENTION || category == ERRCODE_TRANSACTION_ROLLBACK ||
		category == ERRCODE_INSUFFICIENT_RESOURCES;
}

/*
 * Raise what went wrong as the fault of the view.  Its own words may quote
 * what it reads, which whoever changes a row need not be allowed to see.
 */
pg_noreturn static void
RaiseFailure(const SssFetch *fetch, const ErrorData *failure)
{
	ereport(ERROR,
			(errcode(failure->sqlerrcode),
			 errmsg("facts view \"%s\" could not be read", get_rel_name(fetch->view)),
			 errdetail("It failed with SQLSTATE %s.", unpack_sql_state(failure->sqlerrcode)),
			 errhint("Select from the view as its owner to see why, and mend it."),
			 errhidestmt(true),
			 errhidecontext(true)));
}

void
SssFetchRows(SssFetch *fetch, const SssKeySet *keys, int first, int nkeys, SssFetched fetched,
			 void *argument)
{
	Oid			user;
	int			security;
	int			nest_level;
	MemoryContext context;

	if (nkeys == 0)
		return;
	GetUserIdAndSecContext(&user, &security);
	SetUserIdAndSecContext(OwnerOf(fetch->view), security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
	nest_level = NewGUCNestLevel();
	Set("search_path", "pg_catalog, pg_temp");
	Set("row_security", "off");
	context = CurrentMemoryContext;
	PG_TRY();
	{
		SPI_connect();
		Run(fetch, keys, first, nkeys, fetched, argument);
		SPI_finish();
	}
	PG_CATCH();
	{
		ErrorData  *failure;

		MemoryContextSwitchTo(context);
		failure = CopyErrorData();
		if (IsOfTransaction(failure->sqlerrcode))
			PG_RE_THROW();
		FlushErrorState();
		RaiseFailure(fetch, failure);
	}
	PG_END_TRY();
	AtEOXact_GUC(false, nest_level);
	SetUserIdAndSecContext(user, security);
}
