/*-------------------------------------------------------------------------
 *
 * audit_query.c
 *	  The rows of a view, given to an audit one by one.
 *
 * A view is read as the facts lane reads it: with its owner's rights, in a
 * restricted operation and with a fixed search path, so that what the view
 * calls gets no rights of whoever audits; that they may read the view was seen
 * before.  Rows of one key that differ in the category alone are one
 * placement, of a child of several categories.
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

#include "attach_request.h"
#include "audit_scan.h"
#include "cases.h"
#include "compat.h"
#include "row.h"
#include "store.h"

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
