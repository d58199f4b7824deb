/*-------------------------------------------------------------------------
 *
 * lock_columns.c
 *	  The columns of a view by which sessions wait for each other, if the caller
 *	  names none.
 *
 * The first is the column through which most tables come, at least two of them with
 * many rows for one value: these are written daily, whereas a table that comes by its
 * primary key may be a dictionary, whose entries many cases share.  Of several such columns we take the
 * one that determines most of the others: it has the most values, so that the fewest
 * sessions wait.  The tables that come through the key must come through it, too: they
 * are written most.  If there is no such column, it is the key.
 *
 * Further columns follow, by which other tables come, since a change of a table that
 * leads to none of them locks the whole view.  But where a row knows all columns by
 * which its session waits, the session need not read the view to lock them, and that
 * remains so.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "nodes/pg_list.h"
#include "utils/lsyscache.h"

#include "attach/view_private.h"

typedef struct LockChoice
{
	SssViewRequest *request;
	const SssQueryTree *tree;
	List	   *tables;			/* of SssReadTable */
} LockChoice;

static bool
LeadsTo(List *ways, AttrNumber view_column)
{
	ListCell   *cell;

	foreach(cell, ways)
	{
		if (((const SssWay *) lfirst(cell))->view_column == view_column)
			return true;
	}
	return false;
}

/* Is the table one that is guarded? */
static bool
IsGuarded(const SssReadTable *table)
{
	return !table->left_out && table->problem == NULL;
}

/* The number of tables that come through the column of the view */
int
SssTablesThrough(List *tables, AttrNumber view_column)
{
	int			ntables = 0;
	ListCell   *cell;

	foreach(cell, tables)
	{
		const SssReadTable *table = lfirst(cell);

		ntables += LeadsTo(table->common, view_column) && IsGuarded(table);
	}
	return ntables;
}

static bool
IsUnique(const SssLeaf *leaf, AttrNumber column)
{
	ListCell   *cell;

	foreach(cell, leaf->unique)
	{
		List	   *columns = lfirst(cell);

		if (list_length(columns) == 1 && linitial_int(columns) == column)
			return true;
	}
	return false;
}

/* The number of those tables that may have many rows for one value of the column */
static int
ManyRowsThrough(const LockChoice *choice, AttrNumber view_column)
{
	int			ntables = 0;
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, choice->tables)
	{
		const SssPlace *place = linitial(((SssReadTable *) lfirst(cell))->places);
		bool		many = false;

		foreach(each, place->ways)
		{
			const SssWay *way = lfirst(each);

			many |= way->view_column == view_column && !IsUnique(place->leaf, way->column);
		}
		ntables += many ? 1 : 0;
	}
	return ntables;
}

/* Do all tables that come through the key come through the column, too? */
static bool
ServesKey(const LockChoice *choice, AttrNumber view_column)
{
	const SssViewKey *key = &choice->request->key;
	ListCell   *cell;

	foreach(cell, choice->tables)
	{
		List	   *ways = ((SssReadTable *) lfirst(cell))->common;
		bool		through_key = key->ncolumns > 0;

		for (int i = 0; i < key->ncolumns; i++)
			through_key &= LeadsTo(ways, key->columns[i]);
		if (through_key && !LeadsTo(ways, view_column))
			return false;
	}
	return true;
}

static bool
LeadsToLocks(const LockChoice *choice, const SssReadTable *table, bool all)
{
	const SssViewRequest *request = choice->request;
	int			nled_to = 0;

	for (int i = 0; i < request->nlocks; i++)
		nled_to += LeadsTo(table->common, request->locks[i]);
	return all ? nled_to == request->nlocks : nled_to > 0;
}

/* Would the tables whose rows know all lock columns know this one as well? */
static bool
IsKnownWithLocks(const LockChoice *choice, AttrNumber view_column)
{
	ListCell   *cell;

	foreach(cell, choice->tables)
	{
		const SssReadTable *table = lfirst(cell);

		if (IsGuarded(table) && LeadsToLocks(choice, table, true) && !LeadsTo(table->common, view_column))
			return false;
	}
	return true;
}

static void
AddLocksOfOtherTables(const LockChoice *choice)
{
	SssViewRequest *request = choice->request;
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, choice->tables)
	{
		const SssReadTable *table = lfirst(cell);

		foreach(each, table->common)
		{
			const SssWay *way = lfirst(each);

			if (IsGuarded(table) && way->unstable == NULL && request->nlocks < INDEX_MAX_KEYS &&
				!LeadsToLocks(choice, table, false) && IsKnownWithLocks(choice, way->view_column))
				request->locks[request->nlocks++] = way->view_column;
		}
	}
}

void
SssChooseLocks(SssViewPlan *plan, const SssQueryTree *tree, List *tables)
{
	LockChoice	choice = {.request = &plan->request,.tree = tree,.tables = tables};
	SssViewRequest *request = &plan->request;
	AttrNumber	best = 0;
	int			best_tables = 0;
	int			best_rank = 0;

	if (request->nlocks > 0)
	{
		plan->lock_reason = _("as named");
		return;
	}
	for (AttrNumber column = 1; get_attname(request->view, column, true) != NULL; column++)
	{
		int			ntables = SssTablesThrough(tables, column);
		int			rank;

		if (ntables < Max(best_tables, 2) || ManyRowsThrough(&choice, column) < 2 ||
			!ServesKey(&choice, column))
			continue;
		rank = MaxTupleAttributeNumber * ManyRowsThrough(&choice, column) + 2 * SssDetermined(tree, column) +
			(SssIsColumnOfKey(&request->key, column) ? 1 : 0);
		if (best != 0 && ntables == best_tables &&
			(rank < best_rank || (rank == best_rank &&
								  strcmp(get_attname(request->view, column, false), get_attname(request->view, best, false)) > 0)))
			continue;
		best = column;
		best_tables = ntables;
		best_rank = rank;
	}
	if (best != 0)
	{
		request->nlocks = 1;
		request->locks[0] = best;
		plan->lock_reason = psprintf(_("%d tables come through column \"%s\""), best_tables,
									 get_attname(request->view, best, false));
	}
	else
	{
		request->nlocks = request->key.ncolumns;
		memcpy(request->locks, request->key.columns, sizeof(request->locks));
		plan->lock_reason = _("first by the key, since no other column has many rows of several tables");
	}
	AddLocksOfOtherTables(&choice);
}
