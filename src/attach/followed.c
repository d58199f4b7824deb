/*-------------------------------------------------------------------------
 *
 * followed.c
 *	  Facts views that the look-up by key cannot follow are refused.
 *
 * From a changed row, the look-up finds the cases whose column of the view
 * equals the row's, as the view's column compares.  That must be all cases that
 * the change may alter.  So three things are refused:
 *
 * - a volatile function: it sees the latest data under any snapshot, so that the
 *	 earlier facts of a case could not be read, and every change would pass as no
 *	 worse;
 * - a window function: the result for one row depends on other rows, to which
 *	 the changed row does not lead;
 * - a collation that takes different texts for equal, if the look-up compares
 *	 by another one: the view may join rows that the look-up does not find.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "utils/lsyscache.h"

#include "attach/attach_private.h"

/* More views beneath a facts view are refused */
#define MOST_VIEWS	500

static bool
CallsWindowFunction(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (!IsA(node, Query))
		return expression_tree_walker(node, CallsWindowFunction, context);
	return ((Query *) node)->hasWindowFuncs ||
		query_tree_walker((Query *) node, CallsWindowFunction, context, 0);
}

static bool
CheckFunctions(Oid view, Query * query, SssProblem *problem)
{
	if (contain_volatile_functions((Node *) query))
		return SssWrong(problem, ERRCODE_INVALID_OBJECT_DEFINITION,
						psprintf(_("facts view \"%s\" calls a volatile function"), get_rel_name(view)),
						pstrdup(_("Such a function does not see the data as it was before a change.")),
						pstrdup(_("Declare the function STABLE if it changes nothing, or do without it.")));
	if (CallsWindowFunction((Node *) query, NULL))
		return SssWrong(problem, ERRCODE_FEATURE_NOT_SUPPORTED,
						psprintf(_("facts view \"%s\" calls a window function"), get_rel_name(view)),
						pstrdup(_("A change of one row may alter cases of other rows, to which its columns do not lead.")),
						pstrdup(_("Choose one of several rows with DISTINCT ON, or with a LATERAL subquery and LIMIT 1.")));
	return true;
}

/* A search for comparisons of the attached table's columns */
typedef struct Search
{
	List	   *queries;		/* the query that is walked through, then those around it */
	List	   *tables;			/* the attached table, and its parents */
	Oid			relid;			/* the attached table */
	const SssView *view;
	int			link;			/* the link that is compared otherwise */
} Search;

static bool YieldsColumn(Node *node, const List *queries, Oid *relid, AttrNumber *attnum);

/* The same for a column of a subquery or view */
static bool
QueryYieldsColumn(Query * query, AttrNumber attnum, const List *outer, Oid *relid, AttrNumber *column)
{
	TargetEntry *entry = get_tle_by_resno(query->targetList, attnum);

	return entry != NULL &&
		YieldsColumn((Node *) entry->expr, lcons(query, list_copy(outer)), relid, column);
}

static bool
CteYieldsColumn(const RangeTblEntry * entry, AttrNumber attnum, const List *queries, Oid *relid,
				AttrNumber *column)
{
	List	   *around = list_copy(queries);
	ListCell   *cell;

	for (Index level = 0; level < entry->ctelevelsup && around != NIL; level++)
		around = list_delete_first(around);
	foreach(cell, around == NIL ? NIL : ((Query *) linitial(around))->cteList)
	{
		CommonTableExpr *cte = lfirst(cell);

		if (strcmp(cte->ctename, entry->ctename) == 0 && !cte->cterecursive && IsA(cte->ctequery, Query))
			return QueryYieldsColumn((Query *) cte->ctequery, attnum, around, relid, column);
	}
	return false;
}

static bool
ViewYieldsColumn(Oid view, AttrNumber attnum, Oid *relid, AttrNumber *column)
{
	Query	   *query = SssViewQuery(view);

	return query != NULL && QueryYieldsColumn(query, attnum, NIL, relid, column);
}

/* Does the expression yield a column of a table as it is, apart from its collation?  Which one? */
static bool
YieldsColumn(Node *node, const List *queries, Oid *relid, AttrNumber *attnum)
{
	List	   *around = list_copy(queries);
	RangeTblEntry *entry;
	Var		   *var;

	while (node != NULL && (IsA(node, CollateExpr) || IsA(node, RelabelType)))
		node = IsA(node, CollateExpr) ? (Node *) ((CollateExpr *) node)->arg : (Node *) ((RelabelType *) node)->arg;
	if (node == NULL || !IsA(node, Var))
		return false;
	var = (Var *) node;
	for (Index level = 0; level < var->varlevelsup && around != NIL; level++)
		around = list_delete_first(around);
	if (around == NIL || var->varattno <= 0)
		return false;
	entry = rt_fetch(var->varno, ((Query *) linitial(around))->rtable);
	if (entry->rtekind == RTE_JOIN)
		return YieldsColumn(list_nth(entry->joinaliasvars, var->varattno - 1), around, relid, attnum);
	if (SssIsGroup(entry))
		return YieldsColumn(SssGroupedColumn(entry, var->varattno), around, relid, attnum);
	if (entry->rtekind == RTE_SUBQUERY)
		return QueryYieldsColumn(entry->subquery, var->varattno, around, relid, attnum);
	if (entry->rtekind == RTE_CTE)
		return CteYieldsColumn(entry, var->varattno, around, relid, attnum);
	if (entry->rtekind != RTE_RELATION)
		return false;
	if (entry->relkind == RELKIND_VIEW)
		return ViewYieldsColumn(entry->relid, var->varattno, relid, attnum);
	*relid = entry->relid;
	*attnum = var->varattno;
	return true;
}

/* The number of the link whose column of the attached table the expression is; -1: of none */
static int
LinkOf(Node *node, const Search *search)
{
	AttrNumber	attnum;
	Oid			relid;

	if (!YieldsColumn(node, search->queries, &relid, &attnum) || !list_member_oid(search->tables, relid))
		return -1;
	for (int i = 0; i < search->view->nlinks; i++)
	{
		if (strcmp(get_attname(search->relid, search->view->links[i], false),
				   get_attname(relid, attnum, false)) == 0)
			return i;
	}
	return -1;
}

static Oid
CollationOf(Oid relid, AttrNumber attnum)
{
	Oid			type;
	int32		typmod;
	Oid			collation;

	get_atttypetypmodcoll(relid, attnum, &type, &typmod, &collation);
	return collation;
}

static bool
MayEqualOtherTexts(Oid collation)
{
	return OidIsValid(collation) && !get_collation_isdeterministic(collation);
}

static bool
ReadsAColumn(Node *node, void *context)
{
	return node != NULL && (IsA(node, Var) || expression_tree_walker(node, ReadsAColumn, context));
}

/* Is a column that is a link compared with another column as the look-up does not? */
static bool
IsComparedOtherwise(const OpExpr * comparison, Search *search)
{
	Node	   *sides[2];

	if (!MayEqualOtherTexts(comparison->inputcollid) || list_length(comparison->args) != 2)
		return false;
	sides[0] = linitial(comparison->args);
	sides[1] = lsecond(comparison->args);
	for (int i = 0; i < 2; i++)
	{
		search->link = LinkOf(sides[i], search);
		if (search->link >= 0 && ReadsAColumn(sides[1 - i], NULL) &&
			CollationOf(search->view->relid, search->view->view_links[search->link]) != comparison->inputcollid)
			return true;
	}
	return false;
}

static bool
FindComparison(Node *node, void *context)
{
	Search	   *search = context;
	bool		found;

	if (node == NULL)
		return false;
	if ((IsA(node, OpExpr) || IsA(node, DistinctExpr)) && IsComparedOtherwise((OpExpr *) node, search))
		return true;
	if (!IsA(node, Query))
		return expression_tree_walker(node, FindComparison, context);
	search->queries = lcons(node, search->queries);
	found = query_tree_walker((Query *) node, FindComparison, context, QTW_IGNORE_JOINALIASES);
	search->queries = list_delete_first(search->queries);
	return found;
}

static bool
HasOtherCollation(const SssView *view, int link, Oid relid, SssProblem *problem)
{
	return SssWrong(problem, ERRCODE_FEATURE_NOT_SUPPORTED,
					psprintf(_("column \"%s\" of the table and column \"%s\" of facts view \"%s\" are not compared by one collation"),
							 get_attname(relid, view->links[link], false),
							 get_attname(view->relid, view->view_links[link], false), get_rel_name(view->relid)),
					pstrdup(_("One of the collations takes different texts for equal, so that the look-up would miss cases which the view joins.")),
					pstrdup(_("Give both columns, and the comparison in the view, the same collation.")));
}

/* The collations of the linked columns themselves */
static bool
CheckLinkCollations(Oid relid, const SssView *view, SssProblem *problem)
{
	for (int i = 0; i < view->nlinks; i++)
	{
		Oid			collation = CollationOf(relid, view->links[i]);
		Oid			view_collation = CollationOf(view->relid, view->view_links[i]);

		if (collation != view_collation &&
			(MayEqualOtherTexts(collation) || MayEqualOtherTexts(view_collation)))
			return HasOtherCollation(view, i, relid, problem);
	}
	return true;
}

static List *
WithParents(Oid relid)
{
	List	   *tables = list_make1_oid(relid);
	ListCell   *cell;

	/* The list grows while it is walked through */
	for (int i = 0; i < list_length(tables); i++)
	{
		foreach(cell, SssParentsOf(list_nth_oid(tables, i)))
			tables = list_append_unique_oid(tables, lfirst_oid(cell));
	}
	return tables;
}

bool
SssCheckFollowed(Oid relid, const SssView *view, SssProblem *problem)
{
	SssReads	reads = SssReadsOf(view->relid);
	Search		search = {NIL, WithParents(relid), relid, view, -1};
	ListCell   *cell;
	bool		right = CheckLinkCollations(relid, view, problem);

	/* The search goes from view to view: an error for want of stack would hide all attachments */
	if (list_length(reads.views) > MOST_VIEWS)
		return SssWrong(problem, ERRCODE_PROGRAM_LIMIT_EXCEEDED,
						psprintf(_("facts view \"%s\" reads more than %d views"), get_rel_name(view->relid), MOST_VIEWS),
						NULL, pstrdup(_("Let it read tables, or fewer views.")));

	foreach(cell, reads.views)
	{
		Query	   *query = right ? SssViewQuery(lfirst_oid(cell)) : NULL;

		if (query == NULL)
			continue;
		right = CheckFunctions(view->relid, query, problem);
		if (right && FindComparison((Node *) query, &search))
			right = HasOtherCollation(view, search.link, relid, problem);
	}
	return right;
}
