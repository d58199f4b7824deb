/*-------------------------------------------------------------------------
 *
 * overlay.c
 *	  A facts view read as if a table had a row that nobody has written.
 *
 * The row is in a tuplestore, as the rows of a transition table are.  Before the
 * server plans the query on the view, each place where the table stands is replaced
 * by a subquery: the table's rows, without the row that the new one replaces, and
 * the new row.  The views are expanded by then, so that rights and row security are
 * decided as ever, and a plan that is made again is changed again.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/tupconvert.h"
#include "catalog/pg_inherits.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "optimizer/planner.h"
#include "parser/analyze.h"
#include "parser/parse_node.h"
#include "rewrite/rewriteDefine.h"
#include "tcop/tcopprot.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/queryenvironment.h"
#include "utils/rel.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/enforce_private.h"

/* The row as a row of one table: its own, or one that the table is a part of */
typedef struct OverlaidTable
{
	Oid			relid;
	Bitmapset  *columns;		/* that the view reads */
	EphemeralNamedRelation row;
} OverlaidTable;

struct SssUnwritten
{
	Oid			relid;
	bool		replaces;		/* the row with the following place is left out */
	Oid			old_table;
	ItemPointerData old;
	List	   *tables;			/* of OverlaidTable */
	const char *query;			/* the text that is planned now; NULL: none */
	const char *problem;		/* why the row could not be laid over the table; static */
};

static SssUnwritten *active = NULL;
static planner_hook_type next_planner = NULL;
static bool hooked = false;

/* The query cannot be read so: the preview says why */
pg_noreturn static void
CannotOverlay(SssUnwritten *overlay, const char *reason)
{
	overlay->problem = reason;
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg_internal("%s", reason)));
}

/* Put the row into a tuplestore, with the columns of that table */
static EphemeralNamedRelation
StoreRow(Oid relid, TupleTableSlot *row)
{
	EphemeralNamedRelation stored = palloc0(sizeof(EphemeralNamedRelationData));
	Tuplestorestate *store = tuplestore_begin_heap(false, false, work_mem);
	Relation	rel = table_open(relid, AccessShareLock);
	TupleConversionMap *map = convert_tuples_by_name(row->tts_tupleDescriptor, RelationGetDescr(rel));
	TupleTableSlot *slot = MakeSingleTupleTableSlot(RelationGetDescr(rel), &TTSOpsVirtual);

	tuplestore_puttupleslot(store, map == NULL ? row : execute_attr_map_slot(map->attrMap, row, slot));
	ExecDropSingleTupleTableSlot(slot);
	table_close(rel, NoLock);
	stored->md.name = psprintf("sss_row_of_%u", relid);
	stored->md.reliddesc = relid;
	stored->md.enrtype = ENR_NAMED_TUPLESTORE;
	stored->md.enrtuples = 1;
	stored->reldata = store;
	return stored;
}

SssUnwritten *
SssMakeOverlay(const SssReads *reads, Relation rel, TupleTableSlot *row)
{
	SssUnwritten *overlay = palloc0(sizeof(SssUnwritten));
	ListCell   *cell;

	overlay->relid = RelationGetRelid(rel);
	foreach(cell, reads->tables)
	{
		const SssRead *read = lfirst(cell);
		OverlaidTable *table;

		if (read->relid != overlay->relid &&
			!typeInheritsFrom(rel->rd_rel->reltype, get_rel_type_id(read->relid)))
			continue;
		table = palloc0(sizeof(OverlaidTable));
		table->relid = read->relid;
		table->columns = read->columns;
		table->row = StoreRow(read->relid, row);
		overlay->tables = lappend(overlay->tables, table);
	}
	if (reads->unseen)
		overlay->problem = _("A function of the view may read the table.");
	return overlay;
}

void
SssReplaceInOverlay(SssUnwritten *overlay, Oid relid, ItemPointer tid)
{
	overlay->replaces = true;
	overlay->old_table = relid;
	overlay->old = *tid;
}

const char *
SssOverlayProblem(const SssUnwritten *overlay)
{
	return overlay->problem;
}

void
SssEndOverlay(SssUnwritten *overlay)
{
	ListCell   *cell;

	foreach(cell, overlay->tables)
		tuplestore_end(((OverlaidTable *) lfirst(cell))->row->reldata);
}

/* The columns of the table, from both sources; those that the view does not read are NULL */
static char *
OverlayText(const SssUnwritten *overlay, const OverlaidTable *table, bool only)
{
	Relation	rel = table_open(table->relid, NoLock);
	bool		whole = bms_is_member(0, table->columns);
	StringInfoData text;

	initStringInfo(&text);
	for (int source = 0; source < 2; source++)
	{
		appendStringInfoString(&text, source == 0 ? "SELECT" : " UNION ALL SELECT");
		for (int i = 0; i < RelationGetNumberOfAttributes(rel); i++)
		{
			Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(rel), i);

			if (!attribute->attisdropped && (whole || bms_is_member(i + 1, table->columns)))
				appendStringInfo(&text, "%s r.%s", i > 0 ? "," : "", SssQuoteName(NameStr(attribute->attname)));
			else
				appendStringInfo(&text, "%s NULL::pg_catalog.int4", i > 0 ? "," : "");
		}
		if (source == 1)
			appendStringInfo(&text, " FROM %s AS r", table->row->md.name);
		else
			appendStringInfo(&text, " FROM %s%s AS r", only ? "ONLY " : "", SssQualifiedName(table->relid));
		if (source == 0 && overlay->replaces)
			appendStringInfo(&text, " WHERE r.tableoid OPERATOR(pg_catalog.<>) %u OR r.ctid OPERATOR(pg_catalog.<>) '(%u,%u)'::pg_catalog.tid",
							 overlay->old_table, ItemPointerGetBlockNumber(&overlay->old),
							 ItemPointerGetOffsetNumber(&overlay->old));
	}
	table_close(rel, NoLock);
	return text.data;
}

static Query *
ParseOverlay(const SssUnwritten *overlay, const OverlaidTable *table, bool only)
{
	char	   *text = OverlayText(overlay, table, only);
	ParseState *pstate = make_parsestate(NULL);
	Query	   *query;

	pstate->p_sourcetext = text;

	pstate->p_queryEnv = create_queryEnv();
	register_ENR(pstate->p_queryEnv, table->row);
	query = transformTopLevelStmt(pstate, linitial_node(RawStmt, pg_parse_query(text)));
	free_parsestate(pstate);
	return query;
}

/* An entry of a query's range table, as a walk finds it */
typedef struct Place
{
	int			number;
	int			levels_up;
} Place;

static bool
ReadsSystemColumn(Node *node, void *context)
{
	Place	   *place = context;

	if (node == NULL)
		return false;
	if (IsA(node, Var))
	{
		const Var  *var = (const Var *) node;

		return (int) var->varno == place->number && (int) var->varlevelsup == place->levels_up && var->varattno < 0;
	}
	if (IsA(node, Query))
	{
		bool		found;

		place->levels_up++;
		found = query_tree_walker((Query *) node, ReadsSystemColumn, context, 0);
		place->levels_up--;
		return found;
	}
	return expression_tree_walker(node, ReadsSystemColumn, context);
}

static bool
HasDroppedColumns(Oid relid)
{
	TupleDesc	tupdesc = lookup_rowtype_tupdesc(get_rel_type_id(relid), -1);
	bool		dropped = false;

	for (int i = 0; i < tupdesc->natts; i++)
		dropped |= TupleDescAttr(tupdesc, i)->attisdropped;
	ReleaseTupleDesc(tupdesc);
	return dropped;
}

/* Does the query ask for what a subquery cannot give? */
static void
CheckPlace(SssUnwritten *overlay, Query * query, int number, const RangeTblEntry * entry, const OverlaidTable *table)
{
	Place		place = {number, 0};

	if (query->rowMarks != NIL)
		CannotOverlay(overlay, _("The view locks rows."));
	if (entry->tablesample != NULL)
		CannotOverlay(overlay, _("The view reads a sample of the table."));
	if (query_tree_walker(query, ReadsSystemColumn, &place, 0))
		CannotOverlay(overlay, _("The view reads a system column of the table."));
	if (bms_is_member(0, table->columns) && HasDroppedColumns(table->relid))
		CannotOverlay(overlay, _("The view reads whole rows of a table that has dropped columns."));
}

static const OverlaidTable *
FindOverlaid(const SssUnwritten *overlay, const RangeTblEntry * entry)
{
	ListCell   *cell;

	if (entry->rtekind != RTE_RELATION || (!entry->inh && entry->relid != overlay->relid))
		return NULL;
	foreach(cell, overlay->tables)
	{
		if (((OverlaidTable *) lfirst(cell))->relid == entry->relid)
			return lfirst(cell);
	}
	return NULL;
}

/* Replace the table in a query and its subqueries, before it is replaced itself by one */
static bool
OverlayWalker(Node *node, void *context)
{
	SssUnwritten *overlay = context;
	Query	   *query;
	ListCell   *cell;
	int			number = 0;

	if (node == NULL)
		return false;
	if (!IsA(node, Query))
		return expression_tree_walker(node, OverlayWalker, context);
	query = (Query *) node;
	(void) query_tree_walker(query, OverlayWalker, context, 0);
	foreach(cell, query->rtable)
	{
		RangeTblEntry *entry = lfirst(cell);
		const OverlaidTable *table = FindOverlaid(overlay, entry);
		Query	   *replacement;

		number++;
		if (table == NULL)
			continue;
		CheckPlace(overlay, query, number, entry, table);
		replacement = ParseOverlay(overlay, table, !entry->inh);
		setRuleCheckAsUser((Node *) replacement, SssCheckedAs(query, entry));
		entry->rtekind = RTE_SUBQUERY;
		entry->subquery = replacement;
		entry->relid = InvalidOid;
		entry->relkind = 0;
		entry->rellockmode = 0;
		entry->inh = false;
		SssForgetRights(entry);
	}
	return false;
}

static PlannedStmt *
PlanOverlaid(SSS_PLANNER_PARAMETERS)
{
	if (active != NULL && active->query != NULL && strcmp(query_string, active->query) == 0)
		(void) OverlayWalker((Node *) parse, active);
	return next_planner != NULL ? next_planner(SSS_PLANNER_ARGUMENTS) : standard_planner(SSS_PLANNER_ARGUMENTS);
}

SssUnwritten *
SssEnterOverlay(SssUnwritten *overlay, const char *query)
{
	SssUnwritten *outer = active;
	ListCell   *cell;

	/* It is not removed again: another library may have put its own hook before it */
	if (!hooked)
	{
		next_planner = planner_hook;
		planner_hook = PlanOverlaid;
		hooked = true;
	}
	foreach(cell, overlay->tables)
	{
		if (SPI_register_relation(((OverlaidTable *) lfirst(cell))->row) != SPI_OK_REL_REGISTER)
			elog(ERROR, "could not register the row of a preview");
	}
	overlay->query = query;
	active = overlay;
	return outer;
}

void
SssLeaveOverlay(SssUnwritten *outer)
{
	active = outer;
}
