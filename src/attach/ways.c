/*-------------------------------------------------------------------------
 *
 * ways.c
 *	  The ways from the tables of a view to its rows.
 *
 * When a row of a table is inserted, changed or deleted, the look-up reads the
 * rows of the view whose column equals a column of that row, as it was and as it
 * is.  It must find every case that may have changed.  So for each place where the
 * table stands in the view, we follow the rows that a change may add or remove,
 * from the table up to the view, and keep which expressions have the value of
 * which of the table's columns in all of these rows.  We call that a fact.  A fact
 * whose expression is a column of the view is a way.
 *
 * At the table, each of its columns equals itself.  Then
 *
 * - a condition a = b of an inner join or of WHERE makes b a fact if a is one, and
 *	 proves that the table's column is not NULL in these rows;
 * - two rows of one table that agree in the columns of a unique index are one row,
 *	 so that they agree in all columns;
 * - at an outer join whose nullable side the table is on, a row of the other side
 *	 changes only if it has, or had, a partner that changed: with this partner, the
 *	 condition holds, and makes an expression of the other side a fact.  An
 *	 expression of the nullable side is only a weak fact: the row with NULLs in
 *	 place of the partner does not show it, but a twin of that row does, with the
 *	 partner, before the change or after it, and with the same values elsewhere.
 *	 That suffices if the key of a case is elsewhere, and nothing between treats the
 *	 twins differently;
 * - at an outer join whose nullable side is the other one, the facts stay;
 * - a full join shows COALESCE of both sides of its condition;
 * - a subquery that refers to the row around it changes for that row only if the
 *	 changed row has what the subquery compares with it: an expression of the row
 *	 around is a fact whatever the subquery does with its rows;
 * - otherwise a column of a subquery that groups is a fact only if it is grouped by,
 *	 one of a union only by its branch, and none if the query has a LIMIT.
 *
 * A condition below OR or NOT proves nothing, because it need not hold.  A column of
 * the table that may be NULL is no way: the look-up finds nothing by a NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pg_list.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "utils/lsyscache.h"

#include "attach/view_private.h"

/* The expression has the value of the table's column in all rows that a change may add or remove */
typedef struct Fact
{
	AttrNumber	column;
	Node	   *expression;
	Oid			collation;		/* by which they are equal, if it takes different texts for equal */
	Bitmapset  *unstable;		/* of a weak fact: numbers whose values may differ between twins */
	Bitmapset  *nulls;			/* of a weak fact: numbers that are NULL in the row without a
								 * partner */
} Fact;

static List *PlacesIn(const SssNode *node);
static List *PlacesOfQuery(const SssQueryTree *tree, int first);

static bool
IsWeak(const Fact *fact)
{
	return fact->unstable != NULL;
}

/* Is the expression NULL where these numbers are? */
static bool
IsNullWith(const Node *expression, const Bitmapset *nulls)
{
	return bms_overlap(SssLeavesIn(expression), nulls) && !contain_nonstrict_functions((Node *) expression);
}

static Fact *
FindFact(const SssPlace *place, AttrNumber column, Node *expression)
{
	ListCell   *cell;

	foreach(cell, place->facts)
	{
		Fact	   *fact = lfirst(cell);

		if (fact->column == column && equal(fact->expression, expression))
			return fact;
	}
	return NULL;
}

/* Add a fact that follows from another one; false: it was known */
static bool
AddFact(SssPlace *place, const Fact *from, Node *expression, Oid collation)
{
	Fact	   *fact;

	if (OidIsValid(from->collation) && OidIsValid(collation) && from->collation != collation)
		return false;
	fact = FindFact(place, from->column, expression);
	if (fact != NULL && (!IsWeak(fact) || IsWeak(from)))
		return false;
	if (fact == NULL)
	{
		fact = palloc0(sizeof(Fact));
		place->facts = lappend(place->facts, fact);
	}
	*fact = *from;
	fact->expression = expression;
	if (OidIsValid(collation))
		fact->collation = collation;
	return true;
}

/* Does the equality hold in each row in which the expression has the column's value? */
static bool
Holds(const SssEquality *equality, const Node *expression, bool notnull)
{
	ListCell   *cell;

	foreach(cell, equality->guards)
	{
		if (!notnull || !IsNullWith(expression, lfirst(cell)))
			return false;
	}
	return true;
}

/* Add what follows from a fact by an equality, in one direction */
static bool
Follow(SssPlace *place, const Fact *fact, const SssEquality *equality, Node *from, Node *to)
{
	bool		notnull = bms_is_member(fact->column, place->notnull);
	bool		added = false;

	if (!equal(fact->expression, from) || !Holds(equality, from, notnull))
		return false;
	if (!equality->identical && !notnull && !IsWeak(fact))
	{
		place->notnull = bms_add_member(place->notnull, fact->column);
		added = true;
	}
	if (SssLeavesIn(to) != NULL)
		added |= AddFact(place, fact, to, equality->collation);
	return added;
}

static bool
FollowEqualities(SssPlace *place, List *equalities)
{
	bool		added = false;
	ListCell   *cell;

	/* The list grows while it is walked through */
	for (int i = 0; i < list_length(place->facts); i++)
	{
		foreach(cell, equalities)
		{
			const SssEquality *equality = lfirst(cell);
			const Fact	fact = *(Fact *) list_nth(place->facts, i);

			added |= Follow(place, &fact, equality, equality->a, equality->b);
			added |= Follow(place, &fact, equality, equality->b, equality->a);
		}
	}
	return added;
}

static Node *
ColumnOfLeaf(const SssLeaf *leaf, AttrNumber attnum)
{
	ListCell   *cell;

	foreach(cell, leaf->columns)
	{
		if (((Var *) lfirst(cell))->varattno == attnum)
			return lfirst(cell);
	}
	return NULL;
}

/* In each row that has a row of one leaf, is the row of the other leaf the same row of their table? */
static bool
IsSameRow(const SssLeaf *leaf, const SssLeaf *other, List *equalities)
{
	ListCell   *index;
	ListCell   *cell;

	foreach(index, leaf->relid == other->relid ? leaf->unique : NIL)
	{
		bool		same = true;

		foreach(cell, (List *) lfirst(index))
		{
			AttrNumber	attnum = lfirst_int(cell);
			SssPlace	place = {.leaf = leaf};
			Fact		start = {.column = attnum,.expression = ColumnOfLeaf(leaf, attnum)};
			Fact	   *found;

			place.facts = list_make1(&start);
			if (bms_is_member(attnum, leaf->notnull))
				place.notnull = bms_make_singleton(attnum);
			while (FollowEqualities(&place, equalities))
				;
			found = FindFact(&place, attnum, ColumnOfLeaf(other, attnum));
			same &= found != NULL && !OidIsValid(found->collation) && bms_is_member(attnum, place.notnull);
		}
		if (same)
			return true;
	}
	return false;
}

/* Two rows of one table that are the same row agree in all columns */
static bool
FollowSameRows(SssPlace *place, const SssNode *node, List *equalities)
{
	bool		added = false;
	ListCell   *one;
	ListCell   *other;

	foreach(one, node->tables)
	{
		const SssLeaf *leaf = lfirst(one);

		foreach(other, node->tables)
		{
			const SssLeaf *same = lfirst(other);

			if (leaf == same || leaf->relid != same->relid || !IsSameRow(leaf, same, equalities))
				continue;
			for (int i = 0; i < list_length(place->facts); i++)
			{
				const Fact *fact = list_nth(place->facts, i);
				const Var  *var = (Var *) fact->expression;
				Node	   *column;

				if (!IsA(var, Var) || var->varno != leaf->first ||
					(leaf != place->leaf && !bms_is_member(fact->column, place->notnull)))
					continue;
				column = ColumnOfLeaf(same, var->varattno);
				if (column != NULL)
					added |= AddFact(place, fact, column, InvalidOid);
			}
		}
	}
	return added;
}

/* Add all facts that follow at a node */
static void
Close(SssPlace *place, const SssNode *node, List *equalities)
{
	bool		added;

	do
	{
		CHECK_FOR_INTERRUPTS();
		added = FollowEqualities(place, equalities);
		added |= FollowSameRows(place, node, equalities);
	} while (added);
}

/* WHERE column IS NOT NULL */
static void
NoteNotNull(SssPlace *place, List *quals)
{
	ListCell   *cell;
	ListCell   *qual;

	foreach(cell, place->facts)
	{
		const Fact *fact = lfirst(cell);

		foreach(qual, quals)
		{
			const		NullTest *test = lfirst(qual);

			if (IsA(test, NullTest) && test->nulltesttype == IS_NOT_NULL && !test->argisrow && !IsWeak(fact) &&
				equal(SssStripLabels((Node *) test->arg), fact->expression))
				place->notnull = bms_add_member(place->notnull, fact->column);
		}
	}
}

/* Does the node remove each row in which these numbers are NULL? */
static bool
RemovesNulls(List *quals, const Bitmapset *nulls)
{
	ListCell   *cell;

	foreach(cell, quals)
	{
		if (bms_overlap(find_nonnullable_rels(lfirst(cell)), nulls))
			return true;
	}
	return false;
}

/*
 * Weak facts, where rows are kept that meet conditions, which refer to these
 * numbers.  If the conditions cannot tell twins apart, the facts stay.  If no row
 * with NULLs meets them, they become facts.  Otherwise they are lost.
 */
static void
KeepWeakFacts(SssPlace *place, List *quals, const Bitmapset *refs)
{
	List	   *kept = NIL;
	ListCell   *cell;

	foreach(cell, place->facts)
	{
		Fact	   *fact = lfirst(cell);

		if (IsWeak(fact) && RemovesNulls(quals, fact->nulls))
			fact->unstable = fact->nulls = NULL;
		else if (IsWeak(fact) && bms_overlap(fact->unstable, refs))
			continue;
		kept = lappend(kept, fact);
	}
	place->facts = kept;
}

/* From a child of an inner join, or from a subquery in its conditions, if that is NULL */
static void
CrossInner(SssPlace *place, const SssNode *node, const SssNode *from, List *equalities)
{
	Bitmapset  *refs = NULL;
	ListCell   *cell;

	foreach(cell, node->quals)
		refs = bms_add_members(refs, SssLeavesIn(lfirst(cell)));
	foreach(cell, node->sublinks)
		refs = bms_add_members(refs, ((SssSublink *) lfirst(cell))->query->refs);
	foreach(cell, node->children)
	{
		if (lfirst(cell) != from)
			refs = bms_add_members(refs, ((SssNode *) lfirst(cell))->refs);
	}
	KeepWeakFacts(place, node->quals, refs);
	NoteNotNull(place, node->quals);
	Close(place, node, equalities);
}

/* From the side of an outer join that is kept: its rows may have partners, or NULLs */
static void
CrossLeft(SssPlace *place, const SssNode *node)
{
	const SssNode *right = lsecond(node->children);
	Bitmapset  *refs = bms_copy(right->refs);
	ListCell   *cell;

	foreach(cell, node->quals)
		refs = bms_add_members(refs, SssLeavesIn(lfirst(cell)));
	foreach(cell, node->sublinks)
		refs = bms_add_members(refs, ((SssSublink *) lfirst(cell))->query->refs);
	foreach(cell, place->facts)
	{
		Fact	   *fact = lfirst(cell);

		if (IsWeak(fact) && bms_overlap(fact->unstable, refs))
			fact->unstable = bms_union(fact->unstable, right->leaves);
	}
	Close(place, node, SssEqualitiesAt(node));
}

/* From the nullable side of an outer join, or from a subquery in its condition */
static void
CrossRight(SssPlace *place, const SssNode *node)
{
	const SssNode *right = lsecond(node->children);
	ListCell   *cell;

	CrossInner(place, node, right, SssEqualitiesOfPartners(node));
	foreach(cell, place->facts)
	{
		Fact	   *fact = lfirst(cell);

		if (!IsWeak(fact) && bms_overlap(SssLeavesIn(fact->expression), right->leaves))
			fact->unstable = fact->nulls = right->leaves;
	}
}

static Node *
CoalesceOf(Node *a, Node *b)
{
	CoalesceExpr *coalesce = makeNode(CoalesceExpr);

	coalesce->coalescetype = exprType(a);
	coalesce->coalescecollid = exprCollation(a);
	coalesce->args = lappend(list_make1(a), b);
	coalesce->location = -1;
	return (Node *) coalesce;
}

/*
 * From a side of a full join, or from a subquery in its condition.  A row has both
 * sides of an equality, or the one that is there.
 */
static void
CrossFull(SssPlace *place, const SssNode *node, const SssNode *from)
{
	Bitmapset  *notnull = bms_copy(place->notnull);
	List	   *facts;
	ListCell   *cell;
	ListCell   *equality;

	KeepWeakFacts(place, NIL, node->refs);
	Close(place, node, SssEqualitiesOfPartners(node));
	/* The changed row need not have a partner */
	place->notnull = notnull;
	facts = place->facts;
	place->facts = NIL;
	foreach(cell, facts)
	{
		Fact	   *fact = lfirst(cell);

		foreach(equality, IsWeak(fact) ? NIL : node->equalities)
		{
			const SssEquality *both = lfirst(equality);

			if (!equal(fact->expression, both->a) && !equal(fact->expression, both->b))
				continue;
			(void) AddFact(place, fact, CoalesceOf(both->a, both->b), both->collation);
			(void) AddFact(place, fact, CoalesceOf(both->b, both->a), both->collation);
		}
		if (from == NULL || !bms_is_subset(SssLeavesIn(fact->expression), from->leaves))
			continue;
		if (!IsWeak(fact))
			fact->unstable = fact->nulls = from->leaves;
		place->facts = lappend(place->facts, fact);
	}
}

/* The places in a subquery of a condition */
static List *
PlacesInSublink(const SssSublink *sublink, const SssNode *node, List **equalities)
{
	List	   *places = PlacesOfQuery(sublink->query, sublink->first);
	ListCell   *cell;
	ListCell   *fact;

	*equalities = list_concat(list_copy(sublink->tests), *equalities);
	foreach(cell, places)
	{
		SssPlace   *place = lfirst(cell);
		List	   *kept = NIL;

		/* A row without a partner in the subquery is none of the node */
		foreach(fact, place->facts)
		{
			if (!IsWeak((Fact *) lfirst(fact)))
				kept = lappend(kept, lfirst(fact));
		}
		place->facts = kept;
		Close(place, node, *equalities);
	}
	return places;
}

static List *
PlacesInSublinks(const SssNode *node)
{
	List	   *places = NIL;
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, node->sublinks)
	{
		const SssSublink *sublink = lfirst(cell);
		List	   *equalities = node->kind == NODE_LEAF ? NIL : SssEqualitiesOfPartners(node);
		List	   *found = PlacesInSublink(sublink, node, &equalities);

		foreach(each, found)
		{
			SssPlace   *place = lfirst(each);

			if (node->kind == NODE_LEFT)
				CrossRight(place, node);
			else if (node->kind == NODE_FULL)
				CrossFull(place, node, NULL);
			else if (node->kind == NODE_INNER)
				CrossInner(place, node, NULL, equalities);
		}
		places = list_concat(places, found);
	}
	return places;
}

static List *
PlacesAtLeaf(SssLeaf *leaf)
{
	SssPlace   *place = palloc0(sizeof(SssPlace));
	ListCell   *cell;

	if (leaf->query != NULL)
		return PlacesOfQuery(leaf->query, leaf->first);
	if (!OidIsValid(leaf->relid))
		return NIL;
	place->relid = leaf->relid;
	place->leaf = leaf;
	place->notnull = bms_copy(leaf->notnull);
	if (leaf->sampled)
		place->lost = _("TABLESAMPLE chooses rows of it.");
	foreach(cell, leaf->sampled ? NIL : leaf->columns)
	{
		Fact	   *fact = palloc0(sizeof(Fact));

		fact->column = ((Var *) lfirst(cell))->varattno;
		fact->expression = lfirst(cell);
		place->facts = lappend(place->facts, fact);
	}
	return list_make1(place);
}

/* A column of a subquery that stands for an expression differs between twins if the expression does */
static void
WidenWeakFacts(SssPlace *place, const SssNode *node)
{
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, place->facts)
	{
		Fact	   *fact = lfirst(cell);

		foreach(each, IsWeak(fact) ? node->equalities : NIL)
		{
			const SssEquality *equality = lfirst(each);
			Bitmapset  *column = SssLeavesIn(equality->a);

			if (!equality->identical || !bms_overlap(SssLeavesIn(equality->b), fact->unstable))
				continue;
			if (IsNullWith(equality->b, fact->nulls))
				fact->nulls = bms_union(fact->nulls, column);
			fact->unstable = bms_union(fact->unstable, column);
		}
	}
}

static List *
PlacesIn(const SssNode *node)
{
	List	   *places = node->kind == NODE_LEAF ? PlacesAtLeaf(node->leaf) : NIL;
	ListCell   *child;
	ListCell   *cell;

	foreach(child, node->children)
	{
		List	   *beneath = PlacesIn(lfirst(child));

		foreach(cell, beneath)
		{
			if (node->kind == NODE_INNER)
				CrossInner(lfirst(cell), node, lfirst(child), SssEqualitiesAt(node));
			else if (node->kind == NODE_FULL)
				CrossFull(lfirst(cell), node, lfirst(child));
			else if (lfirst(child) == linitial(node->children))
				CrossLeft(lfirst(cell), node);
			else
				CrossRight(lfirst(cell), node);
		}
		places = list_concat(places, beneath);
	}
	places = list_concat(places, PlacesInSublinks(node));
	foreach(cell, places)
		WidenWeakFacts(lfirst(cell), node);
	return places;
}

static const char *
BarrierReason(const SssQueryTree *tree)
{
	switch (tree->barrier)
	{
		case BARRIER_GROUP:
			return _("It stands in a query that groups its rows, or chooses among them, by other columns.");
		case BARRIER_GROUPING_SETS:
			return _("It stands in a query with several groupings.");
		case BARRIER_WINDOW:
			return _("It stands in a query with a window function.");
		case BARRIER_LIMIT:
			return _("It stands in a query with LIMIT or OFFSET, and no equality leads from it to the row around that query.");
		case BARRIER_RECURSION:
			return _("It stands in a recursive query.");
		default:
			return NULL;
	}
}

/* Do rows of the query show the column as the expression has it? */
static bool
PassesColumn(const SssQueryTree *tree, int column)
{
	return tree->barrier == BARRIER_NONE || tree->barrier == BARRIER_DISTINCT ||
		(tree->barrier == BARRIER_GROUP && bms_is_member(column, tree->constants));
}

/* The query's columns that differ between twins, and those that are NULL in the row without a partner */
static void
ExportWeakness(const SssQueryTree *tree, const Fact *fact, int first, Fact *outer)
{
	ListCell   *cell;
	int			number = first;

	outer->unstable = outer->nulls = NULL;
	foreach(cell, tree->outputs)
	{
		if (bms_overlap(SssLeavesIn(lfirst(cell)), fact->unstable))
			outer->unstable = bms_add_member(outer->unstable, number);
		if (IsNullWith(lfirst(cell), fact->nulls))
			outer->nulls = bms_add_member(outer->nulls, number);
		number++;
	}
}

/* The fact as it is outside of the query */
static void
ExportFact(SssPlace *place, const Fact *fact, const SssQueryTree *tree, int first)
{
	Bitmapset  *leaves = SssLeavesIn(fact->expression);
	int			number = bms_next_member(leaves, -1);
	bool		outside = number >= 0;
	Fact		outer = *fact;
	ListCell   *cell;
	int			column = 0;

	for (; number >= 0; number = bms_next_member(leaves, number))
		outside &= number < tree->first || number >= tree->end;
	if (outside && !IsWeak(fact))
		place->facts = lappend(place->facts, memcpy(palloc(sizeof(Fact)), fact, sizeof(Fact)));
	if (IsWeak(fact) && (tree->barrier == BARRIER_GROUP || tree->multiplies))
		return;
	ExportWeakness(tree, fact, first, &outer);
	foreach(cell, tree->outputs)
	{
		Node	   *output = lfirst(cell);

		column++;
		if (first == 0 || !PassesColumn(tree, column) || !equal(SssStripLabels(output), fact->expression) ||
			(tree->multiplies && expression_returns_set(output)))
			continue;
		(void) AddFact(place, &outer, (Node *) makeVar(first + column - 1, 1, exprType(output), exprTypmod(output),
													   exprCollation(output), 0), InvalidOid);
	}
}

/* Names of the columns that the query could show to make a way */
static List *
NamesOf(List *facts, const SssPlace *place, List *tables)
{
	List	   *names = NIL;
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, facts)
	{
		const Fact *fact = lfirst(cell);
		const Var  *var = (Var *) fact->expression;

		foreach(each, IsA(var, Var) && bms_is_member(fact->column, place->notnull) && !IsWeak(fact) ? tables : NIL)
		{
			const SssLeaf *leaf = lfirst(each);
			char	   *column = leaf->first == var->varno ? get_attname(leaf->relid, var->varattno, true) : NULL;

			if (column != NULL)
				names = lappend(names, psprintf("%s.%s", SssQuoteName(leaf->name), SssQuoteName(column)));
		}
	}
	return names;
}

/*
 * Note the columns of other tables that have the value of the place's column in all
 * rows that a change may add or remove.  A weak fact will do: the row with NULLs changes
 * only if it has, or had, such a partner.
 */
static void
NoteRequired(List *facts, SssPlace *place, List *tables)
{
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, facts)
	{
		const Fact *fact = lfirst(cell);
		const Var  *var = (Var *) fact->expression;

		foreach(each, IsA(var, Var) && !OidIsValid(fact->collation) ? tables : NIL)
		{
			const SssLeaf *leaf = lfirst(each);
			SssRequired *required;

			if (leaf->first != var->varno || var->varattno <= 0 || leaf->relid == place->relid)
				continue;
			required = palloc(sizeof(SssRequired));
			*required = (SssRequired)
			{
				.column = fact->column,.leaf = leaf,.in = var->varattno
			};
			place->required = lappend(place->required, required);
		}
	}
}

static void
Export(SssPlace *place, const SssQueryTree *tree, int first)
{
	List	   *facts = place->facts;
	ListCell   *cell;

	place->facts = NIL;
	if (tree->root != NULL && facts != NIL)
	{
		place->near = NamesOf(facts, place, tree->root->tables);
		NoteRequired(facts, place, tree->root->tables);
	}
	foreach(cell, facts)
		ExportFact(place, lfirst(cell), tree, first);
	if (place->facts == NIL && place->lost == NULL)
		place->lost = BarrierReason(tree);
}

/* The places in the branches of a union: its columns are theirs, if they have the same type */
static List *
PlacesInBranches(const SssQueryTree *tree, int first)
{
	List	   *places = NIL;
	ListCell   *branch;
	ListCell   *cell;
	ListCell   *fact;

	foreach(branch, tree->branches)
	{
		List	   *beneath = PlacesOfQuery(lfirst(branch), first);

		foreach(cell, beneath)
		{
			SssPlace   *place = lfirst(cell);
			List	   *kept = NIL;

			foreach(fact, place->facts)
			{
				const Fact *known = lfirst(fact);
				const Var  *var = (Var *) known->expression;
				int			column = var->varno - first;
				bool		shown = IsA(var, Var) && first > 0 && column >= 0 && column < list_length(tree->types);

				if ((IsWeak(known) && !tree->only_union) ||
					(shown && (tree->barrier != BARRIER_NONE || var->vartype != list_nth_oid(tree->types, column))))
					continue;
				kept = lappend(kept, lfirst(fact));
			}
			place->facts = kept;
			if (kept == NIL && place->lost == NULL)
				place->lost = BarrierReason(tree);
		}
		places = list_concat(places, beneath);
	}
	return places;
}

static List *
PlacesInLimits(const SssQueryTree *tree)
{
	List	   *places = NIL;
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, tree->limits)
	{
		List	   *beneath = PlacesOfQuery(((SssSublink *) lfirst(cell))->query, 0);

		foreach(each, beneath)
		{
			SssPlace   *place = lfirst(each);

			place->facts = place->near = NIL;
			place->lost = BarrierReason(tree);
		}
		places = list_concat(places, beneath);
	}
	return places;
}

/* The places in a query; its columns have the numbers from first, or if that is 0, are not looked at */
static List *
PlacesOfQuery(const SssQueryTree *tree, int first)
{
	List	   *places;
	ListCell   *cell;

	if (tree->branches != NIL)
		return list_concat(PlacesInBranches(tree, first), PlacesInLimits(tree));
	places = PlacesIn(tree->root);
	foreach(cell, tree->sublinks)
	{
		List	   *equalities = SssEqualitiesAt(tree->root);

		places = list_concat(places, PlacesInSublink(lfirst(cell), tree->root, &equalities));
	}
	foreach(cell, places)
		Export(lfirst(cell), tree, first);
	return list_concat(places, PlacesInLimits(tree));
}

static bool
ComparesAlike(const Fact *fact, Oid view, AttrNumber column, Oid relid)
{
	Oid			types[2];
	Oid			collations[2];
	int32		typmod;

	get_atttypetypmodcoll(view, column, &types[0], &typmod, &collations[0]);
	get_atttypetypmodcoll(relid, fact->column, &types[1], &typmod, &collations[1]);
	return SssLinkOperator(types[0], types[1]) != NULL &&
		(!OidIsValid(fact->collation) || fact->collation == collations[0]);
}

List *
SssPlacesOf(Oid view, const SssQueryTree *tree)
{
	int			first = tree->end;
	List	   *places = PlacesOfQuery(tree, first);
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, places)
	{
		SssPlace   *place = lfirst(cell);

		foreach(each, place->facts)
		{
			const Fact *fact = lfirst(each);
			AttrNumber	column = ((Var *) fact->expression)->varno - first + 1;
			SssWay	   *way;
			int			number = -1;

			if (!IsA(fact->expression, Var) || column < 1 || !ComparesAlike(fact, view, column, place->relid))
				continue;
			way = palloc0(sizeof(SssWay));
			way->column = fact->column;
			way->view_column = column;
			while ((number = bms_next_member(fact->unstable, number)) >= 0)
				way->unstable = bms_add_member(way->unstable, number - first + 1);
			if (bms_is_member(fact->column, place->notnull))
				place->ways = lappend(place->ways, way);
			else
				place->nullable = lappend(place->nullable, way);
		}
	}
	return places;
}

List *
SssEqualTo(Node *expression, const SssNode *node, bool optional)
{
	List	   *equalities = SssEqualitiesAt(node);
	Fact		start = {.column = 1,.expression = expression};
	SssPlace	place = {.leaf = NULL,.notnull = bms_make_singleton(1)};
	List	   *expressions = NIL;
	ListCell   *cell;

	foreach(cell, optional ? equalities : NIL)
		((SssEquality *) lfirst(cell))->guards = NIL;
	place.facts = list_make1(&start);
	while (FollowEqualities(&place, equalities))
		;
	foreach(cell, place.facts)
		expressions = lappend(expressions, ((Fact *) lfirst(cell))->expression);
	return expressions;
}
