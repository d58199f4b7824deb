/*-------------------------------------------------------------------------
 *
 * view_tree.c
 *	  The query of a view as one tree of joins.
 *
 * Subqueries, CTEs and views beneath are pulled up, so that their tables, joins
 * and conditions stand in one tree with those around them.  A subquery whose rows
 * are not one for each combination of its tables' rows (it groups, chooses, limits
 * or unites) is a leaf with a tree of its own.
 *
 * Expressions are rewritten, so that equal ones are equal() wherever they stand:
 * every column is a Var of level 0, whose varno is the number of a leaf.  The
 * numbers are unique in the whole view.  A column of a leaf that is a subquery has
 * a number of its own, as has a column of a subquery that was pulled up, if it is an
 * expression: an outer join makes it NULL, whatever the expression would yield.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_amop.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "attach/view_private.h"

/* The columns of a range table entry: those of a leaf, or the expressions of a subquery that was pulled up */
typedef struct Entry
{
	int			number;			/* of the leaf; 0: there is a list */
	List	   *columns;
} Entry;

/* One query level, and those around it */
typedef struct Scope
{
	Query	   *query;
	Entry	   *entries;		/* by range table index */
	struct Scope *outer;
} Scope;

typedef struct Builder
{
	int			next;			/* the next number of a leaf */
} Builder;

/* Expressions are being rewritten */
typedef struct Rewriting
{
	Builder    *builder;
	Scope	   *scope;
	List	   *sublinks;		/* those found, as SssSublink */
} Rewriting;

static SssQueryTree *BuildQuery(Builder *builder, Query * query, Scope *outer);

static bool
CollectNumbers(Node *node, void *context)
{
	Bitmapset **numbers = context;

	if (node == NULL)
		return false;
	if (IsA(node, Var))
		*numbers = bms_add_member(*numbers, ((Var *) node)->varno);
	return expression_tree_walker(node, CollectNumbers, context);
}

Bitmapset *
SssLeavesIn(const void *expression)
{
	Bitmapset  *numbers = NULL;

	(void) CollectNumbers((Node *) expression, &numbers);
	return numbers;
}

static Oid
HashFamily(Oid type)
{
	return lookup_type_cache(getBaseType(type), TYPECACHE_HASH_OPFAMILY)->hash_opf;
}

/* A label of another type or collation changes nothing if values are compared alike */
Node *
SssStripLabels(Node *node)
{
	while (IsA(node, RelabelType) || IsA(node, CollateExpr))
	{
		Node	   *arg = IsA(node, CollateExpr) ? (Node *) ((CollateExpr *) node)->arg :
		(Node *) ((RelabelType *) node)->arg;

		if (HashFamily(exprType(node)) != HashFamily(exprType(arg)))
			break;
		node = arg;
	}
	return node;
}

/* Add that two expressions are equal, if the operator is the equality by which both types are looked up */
static List *
AddEquality(List *edges, Oid operator, Oid collation, Node *a, Node *b)
{
	SssEquality *edge;
	Oid			family;

	a = SssStripLabels(a);
	b = SssStripLabels(b);
	family = HashFamily(exprType(a));
	if (!OidIsValid(family) || family != HashFamily(exprType(b)) ||
		get_op_opfamily_strategy(operator, family) != HTEqualStrategyNumber)
		return edges;
	edge = palloc0(sizeof(SssEquality));
	edge->a = a;
	edge->b = b;
	if (OidIsValid(collation) && !get_collation_isdeterministic(collation))
		edge->collation = collation;
	return lappend(edges, edge);
}

static List *
EqualitiesOf(Node *qual)
{
	OpExpr	   *comparison = (OpExpr *) qual;

	if (!IsA(qual, OpExpr) || list_length(comparison->args) != 2)
		return NIL;
	return AddEquality(NIL, comparison->opno, comparison->inputcollid, linitial(comparison->args),
					   lsecond(comparison->args));
}

static Node *Rewrite(Node *node, void *context);

/* A row of expressions stands for something that is equal to nothing else */
static Node *
Opaque(Builder *builder, List *arguments)
{
	RowExpr    *row = makeNode(RowExpr);

	row->args = lappend(arguments, makeVar(builder->next++, 1, BOOLOID, -1, InvalidOid, 0));
	row->row_typeid = RECORDOID;
	row->row_format = COERCE_IMPLICIT_CAST;
	row->location = -1;
	return (Node *) row;
}

static Node *
RewriteVar(const Var *var, Rewriting *rewriting)
{
	Rewriting	there = *rewriting;
	RangeTblEntry *entry;
	Entry	   *yields;
	Node	   *found;

	for (Index level = 0; level < var->varlevelsup && there.scope != NULL; level++)
		there.scope = there.scope->outer;
	if (there.scope == NULL)
		elog(ERROR, "a column of a view refers to no query");
	entry = rt_fetch(var->varno, there.scope->query->rtable);
	yields = &there.scope->entries[var->varno];
	if (entry->rtekind == RTE_JOIN || SssIsGroup(entry))
	{
		if (var->varattno <= 0)
			return Opaque(rewriting->builder, (List *) Rewrite((Node *) copyObject(entry->joinaliasvars), &there));
		found = entry->rtekind == RTE_JOIN ? list_nth(entry->joinaliasvars, var->varattno - 1) :
			SssGroupedColumn(entry, var->varattno);
		found = Rewrite(found, &there);
		rewriting->sublinks = there.sublinks;
		return found;
	}
	if (yields->number != 0)
		return (Node *) makeVar(yields->number, var->varattno, var->vartype, var->vartypmod, var->varcollid, 0);
	if (var->varattno <= 0)
		return Opaque(rewriting->builder, copyObject(yields->columns));
	if (var->varattno > list_length(yields->columns))
		elog(ERROR, "a column of a view is not found in its query");
	return copyObject(list_nth(yields->columns, var->varattno - 1));
}

/* A subquery in an expression; its correlation and its test are what the result depends on */
static SssSublink *
AddSublink(SubLink * sublink, Rewriting *rewriting)
{
	SssSublink *found = palloc0(sizeof(SssSublink));

	found->query = BuildQuery(rewriting->builder, castNode(Query, sublink->subselect), rewriting->scope);
	rewriting->sublinks = lappend(rewriting->sublinks, found);
	return found;
}

static Node *
RewriteSublink(SubLink * sublink, Rewriting *rewriting)
{
	SssSublink *found = AddSublink(sublink, rewriting);
	List	   *arguments = NIL;
	int			number = -1;

	if (sublink->testexpr != NULL)
		arguments = list_make1(Rewrite(sublink->testexpr, rewriting));
	while ((number = bms_next_member(found->query->refs, number)) >= 0)
		arguments = lappend(arguments, makeVar(number, 1, BOOLOID, -1, InvalidOid, 0));
	return Opaque(rewriting->builder, arguments);
}

static Node *
Rewrite(Node *node, void *context)
{
	if (node == NULL)
		return NULL;
	if (IsA(node, Var))
		return RewriteVar((Var *) node, context);
	if (IsA(node, SubLink))
		return RewriteSublink((SubLink *) node, context);
	return expression_tree_mutator(node, Rewrite, context);
}

/* The test of x IN (subquery), a conjunction of comparisons with columns of the subquery */
static void
AddTests(SssSublink *sublink, Node *test, Rewriting *rewriting)
{
	OpExpr	   *comparison = (OpExpr *) test;
	ListCell   *cell;
	Param	   *param;

	if (IsA(test, BoolExpr) && ((BoolExpr *) test)->boolop == AND_EXPR)
	{
		foreach(cell, ((BoolExpr *) test)->args)
			AddTests(sublink, lfirst(cell), rewriting);
	}
	if (!IsA(test, OpExpr) || list_length(comparison->args) != 2)
		return;
	param = (Param *) SssStripLabels(lsecond(comparison->args));
	if (IsA(param, Param) && param->paramkind == PARAM_SUBLINK)
		sublink->tests = AddEquality(sublink->tests, comparison->opno, comparison->inputcollid,
									 Rewrite(linitial(comparison->args), rewriting),
									 (Node *) makeVar(sublink->first + param->paramid - 1, 1, param->paramtype,
													  param->paramtypmod, param->paramcollid, 0));
}

/* A condition that a row must meet: a conjunction is taken apart */
static void
AddCondition(SssNode *node, Node *condition, Rewriting *rewriting)
{
	SubLink    *sublink = (SubLink *) condition;
	int			place = list_length(rewriting->sublinks);
	ListCell   *cell;
	Node	   *qual;

	if (condition == NULL)
		return;
	if (IsA(condition, BoolExpr) && ((BoolExpr *) condition)->boolop == AND_EXPR)
	{
		foreach(cell, ((BoolExpr *) condition)->args)
			AddCondition(node, lfirst(cell), rewriting);
		return;
	}
	qual = Rewrite(condition, rewriting);
	node->quals = lappend(node->quals, qual);
	node->equalities = list_concat(node->equalities, EqualitiesOf(qual));
	if (IsA(condition, SubLink) && sublink->subLinkType == ANY_SUBLINK)
	{
		SssSublink *any = list_nth(rewriting->sublinks, place);

		any->first = rewriting->builder->next;
		rewriting->builder->next += any->query->ncolumns;
		AddTests(any, sublink->testexpr, rewriting);
	}
}

/* Conditions, and the sublinks that they hold */
static void
AddConditions(Builder *builder, Scope *scope, SssNode *node, Node *condition)
{
	Rewriting	rewriting = {builder, scope, NIL};

	AddCondition(node, condition, &rewriting);
	node->sublinks = list_concat(node->sublinks, rewriting.sublinks);
}

/* Everything that the node reads: leaves beneath, and those around that it refers to */
static void
Complete(SssNode *node)
{
	ListCell   *cell;

	foreach(cell, node->children)
	{
		SssNode    *child = lfirst(cell);

		node->leaves = bms_add_members(node->leaves, child->leaves);
		node->refs = bms_add_members(node->refs, child->refs);
		node->tables = list_concat(node->tables, list_copy(child->tables));
	}
	foreach(cell, node->quals)
		node->refs = bms_add_members(node->refs, SssLeavesIn(lfirst(cell)));
	foreach(cell, node->sublinks)
		node->refs = bms_add_members(node->refs, ((SssSublink *) lfirst(cell))->query->refs);
}

static SssNode *
MakeLeaf(Builder *builder, int nnumbers)
{
	SssNode    *node = palloc0(sizeof(SssNode));

	node->kind = NODE_LEAF;
	node->leaf = palloc0(sizeof(SssLeaf));
	node->leaf->first = builder->next;
	for (int i = 0; i < nnumbers; i++)
		node->leaves = bms_add_member(node->leaves, builder->next++);
	return node;
}

/* The leaf depends on what the expression refers to, and on its subqueries */
static void
DependOn(SssNode *node, Node *expression, Rewriting *rewriting)
{
	node->refs = bms_add_members(node->refs, SssLeavesIn(Rewrite(expression, rewriting)));
	node->sublinks = rewriting->sublinks;
}

static SssNode *
BuildTable(Builder *builder, const RangeTblEntry * entry, Scope *scope)
{
	SssNode    *node = MakeLeaf(builder, 1);
	Rewriting	rewriting = {builder, scope, NIL};

	node->leaf->relid = entry->relid;
	node->leaf->name = pstrdup(entry->eref->aliasname);
	node->leaf->sampled = entry->tablesample != NULL;
	node->leaf->children = entry->inh && has_subclass(entry->relid);
	if (!node->leaf->children || entry->relkind == RELKIND_PARTITIONED_TABLE)
		node->leaf->unique = SssUniqueColumns(entry->relid);
	SssReadColumns(node->leaf);
	node->tables = list_make1(node->leaf);
	DependOn(node, (Node *) entry->tablesample, &rewriting);
	return node;
}

/* Are the rows of the query one for each combination of its tables' rows that meets the conditions? */
static bool
IsSimple(const SssQueryTree *tree)
{
	return tree->barrier == BARRIER_NONE && tree->branches == NIL && !tree->multiplies;
}

/*
 * The query becomes a part of the one around it, which refers to its columns by their
 * expressions.  An outer join makes a column of its own tables NULL, but not one of the
 * row around it, which a LATERAL query shows.
 */
static SssNode *
PullUp(Builder *builder, SssQueryTree *tree, Entry *yields)
{
	SssNode    *node = tree->root;
	ListCell   *cell;

	node->sublinks = list_concat(node->sublinks, tree->sublinks);
	foreach(cell, tree->outputs)
	{
		Node	   *output = lfirst(cell);
		SssEquality *edge;

		if (!IsA(output, Var) || !bms_is_member(((Var *) output)->varno, node->leaves))
		{
			edge = palloc0(sizeof(SssEquality));
			edge->identical = true;
			edge->b = SssStripLabels(output);
			node->leaves = bms_add_member(node->leaves, builder->next);
			output = (Node *) makeVar(builder->next++, 1, exprType(output), exprTypmod(output),
									  exprCollation(output), 0);
			edge->a = output;
			node->equalities = lappend(node->equalities, edge);
		}
		yields->columns = lappend(yields->columns, output);
	}
	node->refs = bms_add_members(node->refs, tree->refs);
	return node;
}

static SssNode *
BuildSubquery(Builder *builder, Query * query, Scope *scope, Entry *yields)
{
	SssQueryTree *tree = BuildQuery(builder, query, scope);
	int			number = 0;
	SssNode    *node;
	ListCell   *cell;

	if (IsSimple(tree))
		return PullUp(builder, tree, yields);
	node = MakeLeaf(builder, list_length(query->targetList));
	node->leaf->query = tree;
	node->refs = tree->refs;
	foreach(cell, query->targetList)
	{
		Node	   *expression = (Node *) ((TargetEntry *) lfirst(cell))->expr;

		yields->columns = lappend(yields->columns,
								  makeVar(node->leaf->first + number++, 1, exprType(expression),
										  exprTypmod(expression), exprCollation(expression), 0));
	}
	return node;
}

static Query *
QueryOfView(Oid view)
{
	Query	   *query = SssViewQuery(view);

	/* Another session has dropped it */
	if (query == NULL)
		SssRaiseNoRelation(view);
	return query;
}

static SssNode *
BuildView(Builder *builder, Oid view, Entry *yields)
{
	return BuildSubquery(builder, QueryOfView(view), NULL, yields);
}

static SssNode *
BuildCte(Builder *builder, const RangeTblEntry * entry, Scope *scope, Entry *yields)
{
	ListCell   *cell;
	SssNode    *node;

	for (Index level = 0; level < entry->ctelevelsup && scope != NULL; level++)
		scope = scope->outer;
	foreach(cell, scope == NULL || entry->self_reference ? NIL : scope->query->cteList)
	{
		CommonTableExpr *cte = lfirst(cell);

		if (strcmp(cte->ctename, entry->ctename) != 0)
			continue;
		node = BuildSubquery(builder, castNode(Query, copyObject(cte->ctequery)), scope, yields);
		if (cte->cterecursive && node->leaf != NULL)
			node->leaf->query->barrier = BARRIER_RECURSION;
		return node;
	}
	node = MakeLeaf(builder, 1);
	yields->number = node->leaf->first;
	return node;
}

/* A function in FROM, VALUES, XMLTABLE: they may refer to tables beside them, and hold subqueries */
static SssNode *
BuildOther(Builder *builder, RangeTblEntry * entry, Scope *scope, Entry *yields)
{
	SssNode    *node = MakeLeaf(builder, 1);
	Rewriting	rewriting = {builder, scope, NIL};
	ListCell   *cell;

	yields->number = node->leaf->first;
	node->leaf->single = entry->rtekind == RTE_RESULT;
	foreach(cell, entry->functions)
	{
		Node	   *call = ((RangeTblFunction *) lfirst(cell))->funcexpr;

		node->leaf->single = list_length(entry->functions) == 1 && !expression_returns_set(call);
		DependOn(node, call, &rewriting);
	}
	DependOn(node, (Node *) entry->values_lists, &rewriting);
	DependOn(node, (Node *) entry->tablefunc, &rewriting);
	return node;
}

static SssNode *
BuildEntry(Builder *builder, int index, Scope *scope)
{
	RangeTblEntry *entry = rt_fetch(index, scope->query->rtable);
	Entry	   *yields = &scope->entries[index];
	SssNode    *node;

	switch (entry->rtekind)
	{
		case RTE_RELATION:
			if (entry->relkind == RELKIND_VIEW)
				return BuildView(builder, entry->relid, yields);
			node = BuildTable(builder, entry, scope);
			yields->number = node->leaf->first;
			return node;
		case RTE_SUBQUERY:
			return BuildSubquery(builder, entry->subquery, scope, yields);
		case RTE_CTE:
			return BuildCte(builder, entry, scope, yields);
		default:
			return BuildOther(builder, entry, scope, yields);
	}
}

static SssNode *BuildFrom(Builder *builder, FromExpr * from, Scope *scope);

static SssNode *
BuildJoin(Builder *builder, Node *item, Scope *scope)
{
	JoinExpr   *join = (JoinExpr *) item;
	SssNode    *node;
	SssNode    *left;
	SssNode    *right;

	if (IsA(item, RangeTblRef))
		return BuildEntry(builder, ((RangeTblRef *) item)->rtindex, scope);
	if (IsA(item, FromExpr))
		return BuildFrom(builder, (FromExpr *) item, scope);
	left = BuildJoin(builder, join->larg, scope);
	right = BuildJoin(builder, join->rarg, scope);
	node = palloc0(sizeof(SssNode));
	node->kind = join->jointype == JOIN_INNER ? NODE_INNER : join->jointype == JOIN_FULL ? NODE_FULL : NODE_LEFT;
	node->children = list_make1(left);
	node->children = join->jointype == JOIN_RIGHT ? lcons(right, node->children) : lappend(node->children, right);
	AddConditions(builder, scope, node, join->quals);
	Complete(node);
	return node;
}

static SssNode *
BuildFrom(Builder *builder, FromExpr * from, Scope *scope)
{
	SssNode    *node = palloc0(sizeof(SssNode));
	ListCell   *cell;

	node->kind = NODE_INNER;
	foreach(cell, from->fromlist)
		node->children = lappend(node->children, BuildJoin(builder, lfirst(cell), scope));
	AddConditions(builder, scope, node, from->quals);
	Complete(node);
	return node;
}

/* UNION and its like: each query that it combines is a branch */
static void
BuildBranches(Builder *builder, Node *item, Scope *scope, SssQueryTree *tree)
{
	SetOperationStmt *operation = (SetOperationStmt *) item;

	if (IsA(item, RangeTblRef))
	{
		RangeTblEntry *entry = rt_fetch(((RangeTblRef *) item)->rtindex, scope->query->rtable);
		SssQueryTree *branch = BuildQuery(builder, entry->subquery, scope);

		tree->branches = lappend(tree->branches, branch);
		tree->refs = bms_add_members(tree->refs, branch->refs);
		return;
	}
	tree->only_union &= operation->op == SETOP_UNION;
	BuildBranches(builder, operation->larg, scope, tree);
	BuildBranches(builder, operation->rarg, scope, tree);
}

/* The numbers of the columns by which the query groups its rows, or chooses one of several */
static Bitmapset *
GroupedBy(List *clauses, List *targets)
{
	Bitmapset  *groups = NULL;
	ListCell   *cell;
	ListCell   *target;
	int			number = 0;

	foreach(target, targets)
	{
		TargetEntry *entry = lfirst(target);

		number++;
		foreach(cell, clauses)
		{
			SortGroupClause *clause = lfirst(cell);

			if (clause->tleSortGroupRef == entry->ressortgroupref && !entry->resjunk &&
				get_op_opfamily_strategy(clause->eqop, HashFamily(exprType((Node *) entry->expr))) == HTEqualStrategyNumber)
				groups = bms_add_member(groups, number);
		}
	}
	return groups;
}

/* Plain columns of a query that groups: they are grouped by, or depend on a primary key that is */
static Bitmapset *
PlainColumns(List *targets)
{
	Bitmapset  *plain = NULL;
	ListCell   *cell;
	int			number = 0;

	foreach(cell, targets)
	{
		TargetEntry *entry = lfirst(cell);

		number++;
		if (IsA(entry->expr, Var) && !entry->resjunk)
			plain = bms_add_member(plain, number);
	}
	return plain;
}

/*
 * Is it LIMIT 1, as the parser casts it to bigint?  Any other expression is not
 * evaluated: it might call a function of the view's owner, which would run with
 * the rights of whoever asks.
 */
static bool
IsLimitOfOne(const Query * query)
{
	const		Const *limit = (const Const *) query->limitCount;
	const FuncExpr *cast = (const FuncExpr *) query->limitCount;

	if (limit == NULL || query->limitOption != LIMIT_OPTION_COUNT)
		return false;
	if (IsA(cast, FuncExpr) && cast->funcid < FirstGenbkiObjectId && cast->funcformat != COERCE_EXPLICIT_CALL)
		limit = linitial(cast->args);
	if (!IsA(limit, Const) || limit->constisnull)
		return false;
	return (limit->consttype == INT4OID && DatumGetInt32(limit->constvalue) <= 1) ||
		(limit->consttype == INT8OID && DatumGetInt64(limit->constvalue) <= 1);
}

/* One row at most, whatever the tables hold?  A set in a column multiplies rows before LIMIT, but after grouping. */
static bool
YieldsOneRow(const Query * query)
{
	return IsLimitOfOne(query) ||
		(query->hasAggs && query->groupClause == NIL && query->groupingSets == NIL && !query->hasTargetSRFs);
}

/* GROUP BY, DISTINCT ON, or both, of which the latter comes last */
static void
FindGroups(const Query * query, SssQueryTree *tree)
{
	List	   *clauses = query->hasDistinctOn ? query->distinctClause : query->groupClause;
	Bitmapset  *shown = GroupedBy(clauses, query->targetList);
	bool		groups = query->groupClause != NIL || query->hasAggs || query->havingQual != NULL;

	if (!query->hasDistinctOn)
		tree->constants = bms_union(shown, PlainColumns(query->targetList));
	else if (groups)
		tree->constants = bms_intersect(shown, GroupedBy(query->groupClause, query->targetList));
	else
		tree->constants = shown;

	/*
	 * By the columns that are shown, several rows are alike if others are grouped by, too, or
	 * hold a set
	 */
	if (bms_num_members(shown) == list_length(clauses) && (query->hasDistinctOn || !query->hasTargetSRFs))
		tree->groups = shown;
}

/* How rows of the query come from combinations of rows */
static void
FindBarrier(const Query * query, SssQueryTree *tree)
{
	tree->multiplies = query->hasTargetSRFs;
	tree->one_row = YieldsOneRow(query);
	if (query->limitCount != NULL || query->limitOffset != NULL)
		tree->barrier = BARRIER_LIMIT;
	else if (query->hasWindowFuncs)
		tree->barrier = BARRIER_WINDOW;
	else if (query->groupingSets != NIL)
		tree->barrier = BARRIER_GROUPING_SETS;
	else if (query->groupClause != NIL || query->hasAggs || query->havingQual != NULL || query->hasDistinctOn)
	{
		tree->barrier = BARRIER_GROUP;
		FindGroups(query, tree);
	}
	else if (query->distinctClause != NIL)
		tree->barrier = BARRIER_DISTINCT;
}

/* Subqueries that say which rows are counted: no equality leads from them to a row */
static void
BuildLimits(Builder *builder, Query * query, Scope *scope, SssQueryTree *tree)
{
	Rewriting	rewriting = {builder, scope, NIL};
	ListCell   *cell;

	(void) Rewrite(query->limitCount, &rewriting);
	(void) Rewrite(query->limitOffset, &rewriting);
	foreach(cell, query->windowClause)
	{
		const		WindowClause *window = lfirst(cell);

		(void) Rewrite(window->startOffset, &rewriting);
		(void) Rewrite(window->endOffset, &rewriting);
	}
	tree->limits = rewriting.sublinks;
}

/* The columns, and what subqueries in them and in HAVING depend on */
static void
BuildOutputs(Builder *builder, Query * query, Scope *scope, SssQueryTree *tree)
{
	Rewriting	rewriting = {builder, scope, NIL};
	ListCell   *cell;

	foreach(cell, query->targetList)
	{
		TargetEntry *entry = lfirst(cell);
		Node	   *output = Rewrite((Node *) entry->expr, &rewriting);

		tree->refs = bms_add_members(tree->refs, SssLeavesIn(output));
		if (!entry->resjunk)
			tree->outputs = lappend(tree->outputs, output);
	}
	tree->refs = bms_add_members(tree->refs, SssLeavesIn(Rewrite(query->havingQual, &rewriting)));
	tree->sublinks = rewriting.sublinks;
}

static SssQueryTree *
BuildQuery(Builder *builder, Query * query, Scope *outer)
{
	SssQueryTree *tree = palloc0(sizeof(SssQueryTree));
	Scope		scope = {query, NULL, outer};

	check_stack_depth();
	tree->first = builder->next;
	tree->ncolumns = list_length(query->targetList);
	scope.entries = palloc0(sizeof(Entry) * (list_length(query->rtable) + 1));
	FindBarrier(query, tree);
	if (query->setOperations != NULL)
	{
		tree->only_union = true;
		tree->types = ((SetOperationStmt *) query->setOperations)->colTypes;
		BuildBranches(builder, query->setOperations, &scope, tree);
	}
	else
	{
		tree->root = BuildFrom(builder, query->jointree, &scope);
		BuildOutputs(builder, query, &scope, tree);
		tree->refs = bms_add_members(tree->refs, tree->root->refs);
	}
	BuildLimits(builder, query, &scope, tree);
	tree->end = builder->next;
	/* References to what stands inside are none to what is around */
	for (int number = tree->first; number < tree->end; number++)
		tree->refs = bms_del_member(tree->refs, number);
	return tree;
}

SssQueryTree *
SssTreeOf(Oid view)
{
	Builder		builder = {.next = 1};

	return BuildQuery(&builder, QueryOfView(view), NULL);
}
