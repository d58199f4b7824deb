/*-------------------------------------------------------------------------
 *
 * column_sources.c
 *	  The columns of tables that a view's columns are read from.
 *
 * If the value comes from a table that is joined, such as a mapping, the columns
 * of the view that show the other side of that join say which row of the table
 * was looked for, whether or not there is one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pg_list.h"
#include "optimizer/optimizer.h"
#include "utils/lsyscache.h"

#include "attach/view_private.h"

/* A query, and the leaf of it that leads to the next query within, or to the table */
typedef struct Step
{
	const SssQueryTree *tree;
	const SssLeaf *leaf;
	const struct Step *outer;
} Step;

/* One output column of the view is being followed */
typedef struct Following
{
	SssRow	   *row;
	Oid			view;
	AttrNumber	column;
	List	   *done;			/* of Var: columns of tables that were returned */
} Following;

static void FollowOutput(Following *following, const SssQueryTree *tree, int column, const Step *outer);

static const SssLeaf *
FindLeaf(const SssNode *node, int number, const SssNode **found)
{
	const SssLeaf *leaf = node->leaf;
	ListCell   *cell;

	if (leaf != NULL && number >= leaf->first && number < leaf->first + (leaf->query != NULL ? leaf->query->ncolumns : 1))
	{
		*found = node;
		return leaf;
	}
	foreach(cell, node->children)
	{
		leaf = FindLeaf(lfirst(cell), number, found);
		if (leaf != NULL)
			return leaf;
	}
	return NULL;
}

/* The expression of a column of a subquery that was pulled up; NULL: the number is none of these */
static Node *
ExpressionOf(const SssNode *node, const Var *var)
{
	ListCell   *cell;

	foreach(cell, node->equalities)
	{
		const SssEquality *equality = lfirst(cell);

		if (equality->identical && equal(equality->a, var))
			return equality->b;
	}
	foreach(cell, node->children)
	{
		Node	   *expression = ExpressionOf(lfirst(cell), var);

		if (expression != NULL)
			return expression;
	}
	return NULL;
}

/* Everything in the query that equals one of the expressions */
static List *
EqualToAny(const SssQueryTree *tree, List *expressions)
{
	List	   *equals = NIL;
	ListCell   *cell;

	foreach(cell, expressions)
		equals = list_concat(equals, SssEqualTo(lfirst(cell), tree->root, true));
	return equals;
}

/* The same around the query that the step leads to: its columns but those of the leaf, and what it compares with the row around */
static List *
SeenAround(const Step *step, const SssQueryTree *within, List *expressions, const SssLeaf *leaf)
{
	List	   *seen = expressions;
	ListCell   *cell;
	int			column = 0;

	foreach(cell, within->outputs)
	{
		Node	   *output = lfirst(cell);

		if (list_member(expressions, SssStripLabels(output)) && !bms_is_member(leaf->first, SssLeavesIn(output)))
			seen = lappend(seen, makeVar(step->leaf->first + column, 1, exprType(output), exprTypmod(output),
										 exprCollation(output), 0));
		column++;
	}
	return EqualToAny(step->tree, seen);
}

/* The first column of the view that shows the other side of a join by the leaf's column; 0: none does */
static AttrNumber
ShownByView(const Step *step, Var *column)
{
	List	   *expressions = EqualToAny(step->tree, list_make1(column));
	const SssQueryTree *tree = step->tree;
	AttrNumber	shown = 0;
	ListCell   *cell;

	for (const Step *outer = step->outer; outer != NULL; outer = outer->outer)
	{
		expressions = SeenAround(outer, tree, expressions, step->leaf);
		tree = outer->tree;
	}
	foreach(cell, tree->outputs)
	{
		Node	   *output = SssStripLabels(lfirst(cell));

		shown++;
		if (list_member(expressions, output) && !bms_is_member(step->leaf->first, SssLeavesIn(output)))
			return shown;
	}
	return 0;
}

/* The columns by which the leaf is joined, each with the view's column that shows the other side */
static void
PutJoin(Following *following, const Step *step)
{
	char	   *on[INDEX_MAX_KEYS];
	char	   *by[INDEX_MAX_KEYS];
	int			n = 0;
	ListCell   *cell;

	foreach(cell, step->leaf->columns)
	{
		Var		   *column = lfirst(cell);
		AttrNumber	shown = ShownByView(step, column);

		if (shown == 0 || n == INDEX_MAX_KEYS)
			continue;
		on[n] = get_attname(step->leaf->relid, column->varattno, false);
		by[n++] = get_attname(following->view, shown, false);
	}
	SssPutTexts(following->row, on, n);
	SssPutTexts(following->row, by, n);
}

static void
ReturnSource(Following *following, const Step *step, AttrNumber attnum)
{
	Var		   *column = makeVar(step->leaf->first, attnum, BOOLOID, -1, InvalidOid, 0);

	if (list_member(following->done, column))
		return;
	following->done = lappend(following->done, column);
	SssPutText(following->row, get_attname(following->view, following->column, false));
	SssPut(following->row, REGCLASSOID, ObjectIdGetDatum(step->leaf->relid));
	SssPutText(following->row, attnum > 0 ? get_attname(step->leaf->relid, attnum, true) : NULL);
	PutJoin(following, step);
	SssEndRow(following->row);
}

/* The tables around that a function in FROM or a sampled table takes values from */
static void
FollowRefs(Following *following, const SssQueryTree *tree, const Bitmapset *refs, const Step *outer)
{
	const SssNode *node;
	int			number = -1;

	while ((number = bms_next_member(refs, number)) >= 0)
	{
		const SssLeaf *leaf = FindLeaf(tree->root, number, &node);
		const Step	step = {tree, leaf, outer};

		if (leaf != NULL && OidIsValid(leaf->relid))
			ReturnSource(following, &step, InvalidAttrNumber);
	}
}

static void
FollowExpression(Following *following, const SssQueryTree *tree, Node *expression, const Step *outer)
{
	List	   *vars = pull_var_clause(expression, PVC_RECURSE_AGGREGATES | PVC_RECURSE_WINDOWFUNCS | PVC_INCLUDE_PLACEHOLDERS);
	ListCell   *cell;

	check_stack_depth();
	foreach(cell, vars)
	{
		const Var  *var = lfirst(cell);
		const SssNode *node = NULL;
		const SssLeaf *leaf = FindLeaf(tree->root, var->varno, &node);
		const Step	step = {tree, leaf, outer};
		Node	   *beneath;

		if (leaf == NULL)
		{
			beneath = ExpressionOf(tree->root, var);
			if (beneath != NULL)
				FollowExpression(following, tree, beneath, outer);
			else if (outer != NULL)
				FollowExpression(following, outer->tree, (Node *) var, outer->outer);
		}
		else if (OidIsValid(leaf->relid))
			ReturnSource(following, &step, var->varattno);
		else if (leaf->query != NULL)
			FollowOutput(following, leaf->query, var->varno - leaf->first, &step);
		else
			FollowRefs(following, tree, node->refs, outer);
	}
}

static void
FollowOutput(Following *following, const SssQueryTree *tree, int column, const Step *outer)
{
	ListCell   *cell;

	check_stack_depth();
	foreach(cell, tree->branches)
		FollowOutput(following, lfirst(cell), column, outer);
	if (tree->branches == NIL && column < list_length(tree->outputs))
		FollowExpression(following, tree, list_nth(tree->outputs, column), outer);
}

PG_FUNCTION_INFO_V1(sss_column_sources);
Datum
sss_column_sources(PG_FUNCTION_ARGS)
{
	Oid			view = PG_GETARG_OID(0);
	SssRow		row = SssStartRows(fcinfo);
	SssQueryTree *tree;

	if (SssViewQuery(view) == NULL)
		return (Datum) 0;
	tree = SssTreeOf(view);
	for (AttrNumber column = 1; get_attname(view, column, true) != NULL; column++)
	{
		Following	following = {&row, view, column, NIL};

		FollowOutput(&following, tree, column - 1, NULL);
	}
	return (Datum) 0;
}
