/*-------------------------------------------------------------------------
 *
 * view_key.c
 *	  The key of a view's cases.
 *
 * The key must tell cases apart.  By default it is the primary key of the table
 * whose row determines the rows of all other tables that no outer join makes
 * optional: the rows of the view with that key then differ in optional tables
 * alone, such as a row for each category of a child.
 *
 * If the caller names a key of which the query does not prove that, the rows that
 * the view has now are looked at, for rule placement: rows with one key, provider and
 * date may differ in their category, and in columns of optional tables.  If they
 * differ elsewhere, they are several cases under one name, of which one could hide
 * the violation of another.  Other rules allow it: a child may have several services
 * on one day.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pg_list.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "attach/view_private.h"

/* The leaves that no outer join makes optional, as SssNode */
static List *
MandatoryLeaves(SssNode *node)
{
	List	   *leaves = NIL;
	ListCell   *cell;

	if (node->kind == NODE_LEAF)
		return list_make1(node);
	if (node->kind == NODE_LEFT)
		return MandatoryLeaves(linitial(node->children));
	foreach(cell, node->kind == NODE_FULL ? NIL : node->children)
		leaves = list_concat(leaves, MandatoryLeaves(lfirst(cell)));
	return leaves;
}

static Bitmapset *OptionalColumns(const SssQueryTree *tree);

static bool
IsOptional(Node *expression, const Bitmapset *numbers)
{
	return bms_overlap(SssLeavesIn(expression), numbers) && !IsA(expression, CoalesceExpr);
}

/* The numbers of what an outer join may make NULL */
static Bitmapset *
OptionalNumbers(const SssNode *node)
{
	Bitmapset  *numbers = NULL;
	ListCell   *cell;
	int			column = -1;

	if (node->kind == NODE_FULL)
		return bms_copy(node->leaves);
	if (node->kind == NODE_LEAF && node->leaf->query != NULL)
	{
		const SssQueryTree *query = node->leaf->query;
		Bitmapset  *columns = OptionalColumns(query);

		/* An aggregate shows another value, which is that of the group */
		if (query->barrier == BARRIER_GROUP)
			columns = bms_int_members(columns, query->constants);
		while ((column = bms_next_member(columns, column)) >= 0)
			numbers = bms_add_member(numbers, node->leaf->first + column - 1);
	}
	foreach(cell, node->children)
		numbers = bms_add_members(numbers, OptionalNumbers(lfirst(cell)));
	if (node->kind == NODE_LEFT)
		numbers = bms_add_members(numbers, ((SssNode *) lsecond(node->children))->leaves);
	/* Columns of a subquery that stand for expressions */
	foreach(cell, node->equalities)
	{
		const SssEquality *equality = lfirst(cell);

		if (equality->identical && IsOptional(equality->b, numbers))
			numbers = bms_add_members(numbers, SssLeavesIn(equality->a));
	}
	return numbers;
}

/* The columns of a query, from 1, that an outer join in it may make NULL */
static Bitmapset *
OptionalColumns(const SssQueryTree *tree)
{
	Bitmapset  *numbers = tree->root == NULL ? NULL : OptionalNumbers(tree->root);
	Bitmapset  *columns = NULL;
	ListCell   *cell;
	int			column = 0;

	foreach(cell, tree->branches)
		columns = bms_add_members(columns, OptionalColumns(lfirst(cell)));
	foreach(cell, tree->outputs)
	{
		column++;
		if (IsOptional(lfirst(cell), numbers))
			columns = bms_add_member(columns, column);
	}
	return columns;
}

static List *
AddKnown(List *known, Node *expression, const SssNode *root, bool optional)
{
	ListCell   *cell;

	foreach(cell, SssEqualTo(SssStripLabels(expression), root, optional))
		known = list_append_unique(known, lfirst(cell));
	return known;
}

/* Are all columns of a unique index of the table known? */
static bool
IsTableKnown(const SssLeaf *leaf, List *known)
{
	ListCell   *index;
	ListCell   *cell;
	ListCell   *column;

	foreach(index, leaf->unique)
	{
		bool		all = true;

		foreach(cell, (List *) lfirst(index))
		{
			foreach(column, leaf->columns)
			{
				if (((Var *) lfirst(column))->varattno == lfirst_int(cell))
					all &= list_member(known, lfirst(column));
			}
		}
		if (all)
			return true;
	}
	return false;
}

/* Is there one row of the leaf, given the numbers that are known? */
static bool
IsLeafKnown(const SssNode *node, List *known, const Bitmapset *numbers)
{
	const SssLeaf *leaf = node->leaf;
	int			group = -1;

	if (OidIsValid(leaf->relid))
		return IsTableKnown(leaf, known);
	if (leaf->query == NULL || leaf->query->one_row)
		return (leaf->query != NULL || leaf->single) && bms_is_subset(node->refs, numbers);
	if (leaf->query->barrier != BARRIER_GROUP || leaf->query->groups == NULL ||
		!bms_is_subset(node->refs, numbers))
		return false;
	while ((group = bms_next_member(leaf->query->groups, group)) >= 0)
	{
		bool		found = false;
		ListCell   *cell;

		foreach(cell, known)
		{
			const Var  *var = lfirst(cell);

			found |= IsA(var, Var) && var->varno == leaf->first + group - 1;
		}
		if (!found)
			return false;
	}
	return true;
}

/* A column that equals a constant is known */
static List *
AddConstants(List *known, const SssNode *root, bool optional)
{
	ListCell   *cell;

	foreach(cell, SssEqualitiesAt(root))
	{
		const SssEquality *equality = lfirst(cell);

		if (equality->guards == NIL && SssLeavesIn(equality->a) == NULL)
			known = AddKnown(known, equality->b, root, optional);
		else if (equality->guards == NIL && SssLeavesIn(equality->b) == NULL)
			known = AddKnown(known, equality->a, root, optional);
	}
	return known;
}

/* Add all that is determined by what is known; returns the numbers of leaves that are */
static Bitmapset *
Determine(const SssNode *root, List *leaves, List **known, bool optional)
{
	Bitmapset  *numbers = NULL;
	bool		added;
	ListCell   *cell;
	ListCell   *column;

	*known = AddConstants(*known, root, optional);
	do
	{
		added = false;
		foreach(cell, leaves)
		{
			const SssNode *node = lfirst(cell);

			if (bms_is_subset(node->leaves, numbers) || !IsLeafKnown(node, *known, numbers))
				continue;
			numbers = bms_add_members(numbers, node->leaves);
			foreach(column, node->leaf->columns)
				* known = AddKnown(*known, lfirst(column), root, optional);
			added = true;
		}
	} while (added);
	return numbers;
}

static List *
AllLeaves(SssNode *node)
{
	List	   *leaves = node->kind == NODE_LEAF ? list_make1(node) : NIL;
	ListCell   *cell;

	foreach(cell, node->children)
		leaves = list_concat(leaves, AllLeaves(lfirst(cell)));
	return leaves;
}

bool
SssIsColumnOfKey(const SssViewKey *key, AttrNumber column)
{
	for (int i = 0; i < key->ncolumns; i++)
	{
		if (key->columns[i] == column)
			return true;
	}
	return false;
}

int
SssDetermined(const SssQueryTree *tree, AttrNumber column)
{
	List	   *known;
	ListCell   *cell;
	int			determined = 0;

	if (tree->root == NULL)
		return 0;
	known = AddKnown(NIL, list_nth(tree->outputs, column - 1), tree->root, true);
	(void) Determine(tree->root, AllLeaves(tree->root), &known, true);
	foreach(cell, tree->outputs)
		determined += list_member(known, SssStripLabels(lfirst(cell))) ? 1 : 0;
	return determined;
}

/* Does the key determine one row of each mandatory leaf?  Adds all that it determines. */
static bool
DeterminesAll(const SssQueryTree *tree, const SssViewKey *key, List **known)
{
	List	   *leaves = MandatoryLeaves(tree->root);
	Bitmapset  *numbers;
	ListCell   *cell;

	for (int i = 0; i < key->ncolumns; i++)
		*known = AddKnown(*known, list_nth(tree->outputs, key->columns[i] - 1), tree->root, false);
	numbers = Determine(tree->root, leaves, known, false);
	foreach(cell, leaves)
	{
		if (!bms_is_subset(((SssNode *) lfirst(cell))->leaves, numbers))
			return false;
	}
	return true;
}

static void
FindOptional(const SssQueryTree *tree, SssViewKey *key)
{
	Bitmapset  *optional = OptionalNumbers(tree->root);
	AttrNumber	column = 0;
	ListCell   *cell;

	foreach(cell, tree->outputs)
	{
		column++;
		if (bms_overlap(SssLeavesIn(lfirst(cell)), optional) && !IsA(lfirst(cell), CoalesceExpr))
			key->optional = bms_add_member(key->optional, column);
	}
}

/* Does the column show one of a table that is never NULL in the view's rows? */
static bool
IsNeverNull(const SssQueryTree *tree, const Bitmapset *optional, AttrNumber column)
{
	const Var  *var = (Var *) SssStripLabels(list_nth(tree->outputs, column - 1));
	ListCell   *cell;

	if (!IsA(var, Var) || bms_is_member(column, optional))
		return false;
	foreach(cell, tree->root->tables)
	{
		const SssLeaf *leaf = lfirst(cell);

		if (list_member(leaf->columns, (void *) var))
			return bms_is_member(var->varattno, leaf->notnull);
	}
	return false;
}

/*
 * Has each row at most one partner in each outer join?  The rows on the right side that
 * are partners of one row meet the conditions of the join.
 */
static bool
HasOnePartner(SssNode *node, List **known)
{
	SssNode		pair = *node;
	List	   *leaves;
	List	   *determined = NIL;
	Bitmapset  *numbers;
	ListCell   *cell;

	foreach(cell, node->kind == NODE_LEFT ? list_make1(linitial(node->children)) : node->children)
	{
		if (!HasOnePartner(lfirst(cell), known))
			return false;
	}
	if (node->kind != NODE_LEFT)
		return node->kind != NODE_FULL;

	pair.kind = NODE_INNER;
	leaves = MandatoryLeaves(lsecond(node->children));
	foreach(cell, *known)
		determined = AddKnown(determined, lfirst(cell), &pair, false);
	numbers = Determine(&pair, leaves, &determined, false);
	foreach(cell, leaves)
	{
		const SssNode *leaf = lfirst(cell);

		if (!bms_is_subset(leaf->leaves, numbers))
			return false;
		*known = list_concat(*known, list_copy(leaf->leaf->columns));
	}
	return HasOnePartner(lsecond(node->children), known);
}

bool
SssKeyIsUnique(Oid view, const AttrNumber *columns, int ncolumns)
{
	const SssQueryTree *tree = SssTreeOf(view);
	SssViewKey	key = {.ncolumns = ncolumns};
	List	   *known = NIL;

	if (ncolumns == 0 || tree->root == NULL || tree->multiplies ||
		(tree->barrier != BARRIER_NONE && tree->barrier != BARRIER_DISTINCT))
		return false;
	memcpy(key.columns, columns, sizeof(AttrNumber) * ncolumns);
	FindOptional(tree, &key);
	for (int i = 0; i < ncolumns; i++)
	{
		if (!IsNeverNull(tree, key.optional, columns[i]))
			return false;
	}
	return DeterminesAll(tree, &key, &known) && HasOnePartner(tree->root, &known);
}

/* The view's columns that show the primary key of a table; false: it does not show it */
static bool
ShowsPrimaryKey(Oid view, const SssQueryTree *tree, const SssLeaf *leaf, SssViewKey *key)
{
	List	   *primary = leaf->unique == NIL ? NIL : linitial(leaf->unique);
	ListCell   *cell;
	ListCell   *output;
	ListCell   *column;
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nkeys = 0;

	foreach(cell, primary)
		keys[nkeys++] = lfirst_int(cell);
	if (nkeys == 0 || !SssIsPrimaryKey(leaf->relid, keys, nkeys))
		return false;
	key->ncolumns = 0;
	foreach(cell, primary)
	{
		List	   *equal = NIL;
		AttrNumber	found = 0;
		AttrNumber	attnum = 0;

		foreach(column, leaf->columns)
		{
			if (((Var *) lfirst(column))->varattno == lfirst_int(cell))
				equal = SssEqualTo(lfirst(column), tree->root, false);
		}
		foreach(output, tree->outputs)
		{
			Oid			type = get_atttype(view, ++attnum);

			if (found == 0 && list_member(equal, SssStripLabels(lfirst(output))) && SssLinkOperator(type, type) != NULL)
				found = attnum;
		}
		if (found == 0)
			return false;
		key->columns[key->ncolumns++] = found;
	}
	return true;
}

static char *
KeyNames(Oid view, const SssViewKey *key)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&names, "%s%s", i > 0 ? "," : "", get_attname(view, key->columns[i], false));
	return psprintf("{%s}", names.data);
}

/* Columns of the view that hold no fact */
static char *
ColumnsWithoutFacts(Oid view, SssRule rule)
{
	StringInfoData names;
	AttrNumber	attnum = 0;
	char	   *name;
	SssRole		role;

	initStringInfo(&names);
	while ((name = get_attname(view, ++attnum, true)) != NULL)
	{
		if (!SssRoleOfRule(rule, name, &role))
			appendStringInfo(&names, "%s{%s}", names.len > 0 ? ", " : "", name);
	}
	return names.data;
}

static bool
MustBeNamed(Oid view, const char *why, const char *candidates, SssProblem *problem)
{
	return SssWrong(problem, ERRCODE_INVALID_COLUMN_REFERENCE,
					psprintf(_("the key of the cases of view \"%s\" must be named"), get_rel_name(view)),
					candidates[0] == '\0' ? pstrdup(why) :
					psprintf(_("%s Candidates: %s."), why, candidates),
					pstrdup(_("Name the columns of the view that tell its cases apart in argument \"key\".")));
}

static bool
SameKeyColumns(const SssViewKey *a, const SssViewKey *b)
{
	return a->ncolumns == b->ncolumns && memcmp(a->columns, b->columns, sizeof(AttrNumber) * a->ncolumns) == 0;
}

/* The primary key of the one table in FROM that determines the others */
static bool
ChooseKey(Oid view, SssRule rule, const SssQueryTree *tree, SssViewKey *key, SssProblem *problem)
{
	StringInfoData shown;
	StringInfoData candidates;
	int			ncandidates = 0;
	ListCell   *cell;

	if (tree->root == NULL || tree->multiplies || (tree->barrier != BARRIER_NONE && tree->barrier != BARRIER_DISTINCT))
		return MustBeNamed(view, tree->root == NULL ? _("It unites the rows of several queries.") :
						   _("Its rows are not those of one table."), ColumnsWithoutFacts(view, rule), problem);
	initStringInfo(&shown);
	initStringInfo(&candidates);
	foreach(cell, MandatoryLeaves(tree->root))
	{
		const SssLeaf *leaf = ((SssNode *) lfirst(cell))->leaf;
		SssViewKey	one = {.ncolumns = 0};
		List	   *known = NIL;
		char	   *name;

		if (!OidIsValid(leaf->relid) || !ShowsPrimaryKey(view, tree, leaf, &one))
			continue;
		name = psprintf(_("%s (primary key of %s)"), KeyNames(view, &one), SssQualifiedName(leaf->relid));
		if (strstr(shown.data, name) == NULL)
			appendStringInfo(&shown, "%s%s", shown.len > 0 ? ", " : "", name);
		if (!DeterminesAll(tree, &one, &known) || (ncandidates > 0 && SameKeyColumns(key, &one)))
			continue;
		appendStringInfo(&candidates, "%s%s", candidates.len > 0 ? ", " : "", name);
		if (ncandidates++ == 0)
		{
			memcpy(key->columns, one.columns, sizeof(key->columns));
			key->ncolumns = one.ncolumns;
			key->reason = psprintf(_("the primary key of %s"), SssQualifiedName(leaf->relid));
		}
	}
	if (ncandidates == 1)
		return true;
	key->ncolumns = 0;
	if (ncandidates > 1)
		return MustBeNamed(view, _("Several tables in FROM could be the case."), candidates.data, problem);
	if (shown.len > 0)
		return MustBeNamed(view, _("A join multiplies the rows of each table in FROM."), shown.data, problem);
	return MustBeNamed(view, _("It shows the primary key of no table that stands in FROM and that no outer join makes optional."),
					   ColumnsWithoutFacts(view, rule), problem);
}

/* A key that an outer join makes NULL names no case, if there is a better one */
static bool
CheckOptional(Oid view, SssRule rule, const SssQueryTree *tree, const SssViewKey *key, SssProblem *problem)
{
	SssViewKey	better = {.ncolumns = 0};
	SssProblem	none;

	for (int i = 0; i < key->ncolumns; i++)
	{
		if (bms_is_member(key->columns[i], key->optional) && ChooseKey(view, rule, tree, &better, &none))
			return SssWrong(problem, ERRCODE_INVALID_COLUMN_REFERENCE,
							psprintf(_("column \"%s\" of view \"%s\" cannot be in the key of its cases"),
									 get_attname(view, key->columns[i], false), get_rel_name(view)),
							psprintf(_("An outer join makes it NULL, and a row with a NULL in its key is no case. Candidates: %s."),
									 KeyNames(view, &better)),
							pstrdup(_("Name columns of a table that no outer join makes optional, or leave the argument \"key\" out.")));
	}
	return true;
}

bool
SssFindViewKey(Oid view, SssRule rule, const SssQueryTree *tree, SssViewKey *key, SssProblem *problem)
{
	bool		given = key->ncolumns > 0;
	List	   *known = NIL;

	key->unites = tree->root == NULL;
	key->optional = OptionalColumns(tree);
	if (!given && !ChooseKey(view, rule, tree, key, problem))
		return false;
	if (given && !CheckOptional(view, rule, tree, key, problem))
		return false;
	if (given)
		key->reason = _("as named");
	key->proven = !given || (tree->root != NULL && !tree->multiplies &&
							 (tree->barrier == BARRIER_NONE || tree->barrier == BARRIER_DISTINCT) && DeterminesAll(tree, key, &known));
	return true;
}

static bool
IsOrdered(Oid view, AttrNumber attnum)
{
	return OidIsValid(lookup_type_cache(getBaseType(get_atttype(view, attnum)), TYPECACHE_CMP_PROC)->cmp_proc);
}

/* Columns in which rows with one key, provider and date must agree; "": none is known */
static char *
AgreeingColumns(Oid view, SssRule rule, const SssViewKey *key)
{
	StringInfoData columns;
	AttrNumber	attnum = 0;
	char	   *name;

	initStringInfo(&columns);
	while ((name = get_attname(view, ++attnum, true)) != NULL)
	{
		SssRole		role;
		bool		is_role = SssRoleOfRule(rule, name, &role);

		if ((is_role && (role == ROLE_category || sss_fact_lines[role].kind == FACT_mention)) ||
			(!is_role && (key->unites || bms_is_member(attnum, key->optional))) || !IsOrdered(view, attnum))
			continue;
		appendStringInfo(&columns, "%sv.%s", columns.len > 0 ? ", " : "", SssQuoteName(name));
	}
	return columns.data;
}

static char *
UniquenessQuery(Oid view, SssRule rule, const SssViewKey *key)
{
	char	   *agreeing = AgreeingColumns(view, rule, key);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT FROM %s AS v WHERE true", SssQualifiedName(view));
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&sql, " AND v.%s IS NOT NULL", SssQuoteName(get_attname(view, key->columns[i], false)));
	appendStringInfoString(&sql, " GROUP BY ");
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&sql, "v.%s, ", SssQuoteName(get_attname(view, key->columns[i], false)));
	appendStringInfo(&sql, "v.provider%s HAVING pg_catalog.count(DISTINCT ROW(%s)) OPERATOR(pg_catalog.>) 1 LIMIT 1",
					 get_attnum(view, "on_date") > 0 ? ", v.on_date" : "", agreeing);
	return sql.data;
}

/*
 * Does the query return a row?  It runs with the rights of the view's owner, restricted,
 * and sees what others committed while the statement waited for a lock.
 */
static bool
ReturnsRow(Oid view, const char *sql)
{
	SssCaller	caller = SssBecomeOwnerOf(view);
	bool		found;

	PushActiveSnapshot(GetLatestSnapshot());
	SPI_connect();
	if (SPI_execute(sql, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not execute \"%s\"", sql);
	found = SPI_processed > 0;
	SPI_finish();
	PopActiveSnapshot();
	SssBecomeCaller(&caller);
	return found;
}

bool
SssCheckKeyIsUnique(Oid view, SssRule rule, const SssViewKey *key, SssProblem *problem)
{
	if (key->proven || rule != RULE_placement || !ReturnsRow(view, UniquenessQuery(view, rule, key)))
		return true;
	return SssWrong(problem, ERRCODE_INVALID_COLUMN_REFERENCE,
					psprintf(_("key %s of view \"%s\" is not unique for a provider and date"),
							 KeyNames(view, key), get_rel_name(view)),
					pstrdup(_("Rows with one key, provider and date may differ in their category alone. Here they are several cases under one name.")),
					pstrdup(_("Name columns that tell the cases apart in argument \"key\", such as the primary key of the placements.")));
}

/* view_key(view, rule) */
PG_FUNCTION_INFO_V1(sss_view_key);
Datum
sss_view_key(PG_FUNCTION_ARGS)
{
	Oid			view = PG_GETARG_OID(0);
	SssRule		rule = SssGetArgRule(fcinfo, 1);
	SssViewKey	key = {.ncolumns = 0};
	char	   *names[INDEX_MAX_KEYS];
	SssProblem	problem;

	if (SssViewQuery(view) == NULL)
		PG_RETURN_NULL();
	if (!SssFindViewKey(view, rule, SssTreeOf(view), &key, &problem))
		SssRaiseProblem(&problem);
	for (int i = 0; i < key.ncolumns; i++)
		names[i] = get_attname(view, key.columns[i], false);
	PG_RETURN_DATUM(SssTextArray(names, key.ncolumns));
}
