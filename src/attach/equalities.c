/*-------------------------------------------------------------------------
 *
 * equalities.c
 *	  The equalities that hold for the rows of a view's query.
 *
 * The conditions of an inner join hold for all of its rows, those of an outer join
 * only for rows with a partner.  Of the latter each equality says so by a guard.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "nodes/pg_list.h"

#include "attach/view_private.h"

/* Under the nullable side of an outer join, equalities hold only for rows with a partner */
static List *
Guard(List *equalities, Bitmapset *leaves)
{
	List	   *guarded = NIL;
	ListCell   *cell;

	foreach(cell, equalities)
	{
		SssEquality *copy = palloc(sizeof(SssEquality));

		*copy = *(SssEquality *) lfirst(cell);
		copy->guards = lappend(list_copy(copy->guards), leaves);
		guarded = lappend(guarded, copy);
	}
	return guarded;
}

List *
SssEqualitiesAt(const SssNode *node)
{
	List	   *equalities = list_copy(node->equalities);
	SssNode    *left = node->children == NIL ? NULL : linitial(node->children);
	SssNode    *right = list_length(node->children) < 2 ? NULL : lsecond(node->children);
	ListCell   *cell;

	if (node->kind == NODE_LEFT)
		return list_concat(SssEqualitiesAt(left),
						   Guard(list_concat(equalities, SssEqualitiesAt(right)), right->leaves));
	if (node->kind == NODE_FULL)
		return list_concat(Guard(list_concat(Guard(equalities, left->leaves), SssEqualitiesAt(right)), right->leaves),
						   Guard(SssEqualitiesAt(left), left->leaves));
	foreach(cell, node->children)
		equalities = list_concat(equalities, SssEqualitiesAt(lfirst(cell)));
	return equalities;
}

List *
SssEqualitiesOfPartners(const SssNode *node)
{
	List	   *equalities = list_copy(node->equalities);
	ListCell   *cell;

	foreach(cell, node->children)
		equalities = list_concat(equalities, SssEqualitiesAt(lfirst(cell)));
	return equalities;
}
