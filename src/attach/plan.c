/*-------------------------------------------------------------------------
 *
 * plan.c
 *	  How each table of a view is attached, before anything is.
 *
 * ways.c finds all columns that lead from a place of a table to the view's rows.
 * Of these we choose, in this order:
 *
 * 1. the columns that the caller names;
 * 2. all columns of a unique index, the primary key before others: they lead to the
 *	  fewest rows;
 * 3. the column by which sessions wait for each other;
 * 4. the column through which most other tables come.
 *
 * Whichever it is, the column by which sessions wait is added where it is a way,
 * so that a session need not read the view to know what to lock.
 *
 * A table that stands in several places is attached once if the same columns serve
 * all of them.  Otherwise it is attached once for each way.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "access/htup_details.h"
#include "access/transam.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "attach/view_private.h"

typedef struct Planning
{
	SssViewPlan *plan;
	const SssQueryTree *tree;
	List	   *tables;			/* of SssReadTable */
} Planning;


static bool
IsStable(const SssWay *way, const SssViewKey *key)
{
	for (int i = 0; i < key->ncolumns; i++)
	{
		if (bms_is_member(key->columns[i], way->unstable))
			return false;
	}
	return true;
}

static const SssProblem *
Problem(int sqlstate, const char *message, const char *detail, const char *hint)
{
	SssProblem *problem = palloc(sizeof(SssProblem));

	(void) SssWrong(problem, sqlstate, message, detail, hint);
	return problem;
}

/* The reason why no trigger can watch the relation; NULL: one can */
static const SssProblem *
CannotWatch(Oid relid, const char *name)
{
	const char *reason;

	if (relid < FirstNormalObjectId)
		reason = _("It is a system catalog.");
	else if (get_rel_relkind(relid) == RELKIND_FOREIGN_TABLE)
		reason = _("It is a foreign table: its rows are written elsewhere.");
	else if (get_rel_relkind(relid) == RELKIND_MATVIEW)
		reason = _("It is a materialized view: REFRESH fires no trigger.");
	else if (get_rel_relkind(relid) == RELKIND_SEQUENCE)
		reason = _("It is a sequence.");
	else if (SssIsOwnRelation(relid))
		reason = _("It is one of the extension's own tables.");
	else if (SssIsDistributed(relid))
		reason = _("Citus distributes it, so that its triggers do not fire.");
	else if (!SssRowsAreHere(relid))
		reason = _("Some of its rows are stored elsewhere.");
	else
		return NULL;
	return Problem(ERRCODE_WRONG_OBJECT_TYPE, psprintf(_("changes of \"%s\" cannot be checked"), name), reason,
				   psprintf(_("Leave it out, with leave_out => ARRAY[%s::pg_catalog.regclass], if nothing depends on its changes."),
							quote_literal_cstr(name)));
}

/* NULL: another session has dropped it */
static SssReadTable *
TableOf(Planning *planning, Oid relid)
{
	const char *name = SssQualifiedName(relid);
	SssReadTable *table;
	ListCell   *cell;

	foreach(cell, planning->tables)
	{
		table = lfirst(cell);
		if (table->relid == relid)
			return table;
	}
	if (name == NULL)
		return NULL;
	table = palloc0(sizeof(SssReadTable));
	table->relid = relid;
	table->name = name;
	table->left_out = list_member_oid(planning->plan->request.leave_out, relid);
	if (!table->left_out)
		table->problem = CannotWatch(relid, name);
	planning->tables = lappend(planning->tables, table);
	return table;
}

/* The same place, of an inheritance child: its columns have the parent's names */
static SssPlace *
PlaceOfChild(const SssPlace *place, Oid child)
{
	SssPlace   *copy = palloc(sizeof(SssPlace));
	ListCell   *cell;

	*copy = *place;
	copy->relid = child;
	copy->ways = copy->nullable = NIL;
	foreach(cell, place->ways)
	{
		SssWay	   *way = palloc(sizeof(SssWay));

		*way = *(SssWay *) lfirst(cell);
		way->column = get_attnum(child, get_attname(place->relid, way->column, false));
		if (way->column > 0)
			copy->ways = lappend(copy->ways, way);
	}
	return copy;
}

static void
AddPlace(Planning *planning, SssPlace *place)
{
	SssReadTable *table = TableOf(planning, place->relid);
	ListCell   *cell;

	if (table == NULL)
		SssRaiseNoRelation(place->relid);
	table->places = lappend(table->places, place);
	if (!place->leaf->children || get_rel_relkind(place->relid) == RELKIND_PARTITIONED_TABLE)
		return;
	/* Rows of inheritance children are written into these as well */
	foreach(cell, find_all_inheritors(place->relid, NoLock, NULL))
	{
		if (lfirst_oid(cell) == place->relid)
			continue;
		table = TableOf(planning, lfirst_oid(cell));
		if (table != NULL)
			table->places = lappend(table->places, PlaceOfChild(place, lfirst_oid(cell)));
	}
}

/* A table that the view reads, but that stands nowhere in the tree of its query: no way is known from it */
static void
AddUnplaced(Planning *planning, Oid relid)
{
	SssPlace   *place;
	SssLeaf    *leaf;
	ListCell   *cell;

	foreach(cell, planning->tables)
	{
		if (((SssReadTable *) lfirst(cell))->relid == relid)
			return;
	}
	leaf = palloc0(sizeof(SssLeaf));
	place = palloc0(sizeof(SssPlace));
	leaf->relid = place->relid = relid;
	place->leaf = leaf;
	AddPlace(planning, place);
}

static const SssWay *
FindWay(List *ways, AttrNumber column, AttrNumber view_column)
{
	ListCell   *cell;

	foreach(cell, ways)
	{
		const SssWay *way = lfirst(cell);

		if (way->column == column && (view_column == 0 || way->view_column == view_column))
			return way;
	}
	return NULL;
}

/* The ways that serve all places, given the key */
static List *
CommonWays(List *places, const SssViewKey *key)
{
	List	   *common = NIL;
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, ((SssPlace *) linitial(places))->ways)
	{
		SssWay	   *way = lfirst(cell);
		bool		serves = IsStable(way, key);

		foreach(each, places)
		{
			const SssWay *other = FindWay(((SssPlace *) lfirst(each))->ways, way->column, way->view_column);

			serves &= other != NULL && IsStable(other, key);
			if (serves && other->unstable != NULL && !bms_equal(other->unstable, way->unstable))
				serves = way->unstable == NULL;
			if (serves && other->unstable != NULL)
				way = (SssWay *) other;
		}
		if (serves)
			common = lappend(common, way);
	}
	return common;
}

static void
AddLink(SssPlannedTable *planned, AttrNumber column, AttrNumber view_column)
{
	for (int i = 0; i < planned->nlinks; i++)
	{
		if (planned->links[i] == column || planned->view_links[i] == view_column)
			return;
	}
	if (planned->nlinks == INDEX_MAX_KEYS)
		return;
	planned->links[planned->nlinks] = column;
	planned->view_links[planned->nlinks++] = view_column;
}

/* May ways be combined?  A weak one holds for a twin, which differs in its unstable columns. */
static bool
MayCombine(const SssWay *one, const SssWay *other)
{
	return bms_equal(one->unstable, other->unstable) ||
		(one->unstable == NULL && !bms_is_member(one->view_column, other->unstable)) ||
		(other->unstable == NULL && !bms_is_member(other->view_column, one->unstable));
}

/* The best way of a column: to the column that sessions wait by, or to the key, or a strong one */
static const SssWay *
BestWay(const Planning *planning, List *ways, AttrNumber column)
{
	const SssViewRequest *request = &planning->plan->request;
	const SssWay *best = NULL;
	ListCell   *cell;

	foreach(cell, ways)
	{
		const SssWay *way = lfirst(cell);

		if (way->column != column)
			continue;
		if (way->view_column == request->locks[0])
			return way;
		if (best == NULL || (SssIsColumnOfKey(&request->key, way->view_column) && !SssIsColumnOfKey(&request->key, best->view_column)) ||
			(best->unstable != NULL && way->unstable == NULL))
			best = way;
	}
	return best;
}

/* All columns of a unique index; false: they are no way */
static bool
LinkUnique(const Planning *planning, const SssReadTable *table, List *ways, SssPlannedTable *planned)
{
	const SssLeaf *leaf = ((SssPlace *) linitial(table->places))->leaf;
	ListCell   *index;
	ListCell   *cell;

	foreach(index, leaf->unique)
	{
		SssPlannedTable links = *planned;
		const SssWay *first = NULL;
		bool		all = leaf->relid == table->relid;

		foreach(cell, (List *) lfirst(index))
		{
			const SssWay *way = BestWay(planning, ways, lfirst_int(cell));

			all &= way != NULL && (first == NULL || MayCombine(first, way));
			if (!all)
				break;
			first = first == NULL || first->unstable == NULL ? way : first;
			AddLink(&links, way->column, way->view_column);
		}
		if (!all)
			continue;
		for (int i = 0; i < planning->plan->request.nlocks; i++)
		{
			foreach(cell, ways)
			{
				const SssWay *way = lfirst(cell);

				if (way->view_column == planning->plan->request.locks[i] && MayCombine(first, way))
					AddLink(&links, way->column, way->view_column);
			}
		}
		*planned = links;
		return true;
	}
	return false;
}

/* One column: that by which sessions wait, or that through which most tables come */
static void
LinkOne(const Planning *planning, List *ways, SssPlannedTable *planned)
{
	const SssWay *best = linitial(ways);
	int			best_rank = -1;
	ListCell   *cell;

	foreach(cell, ways)
	{
		const SssWay *way = lfirst(cell);
		int			rank = 2 * SssTablesThrough(planning->tables, way->view_column) + (way->unstable == NULL ? 1 : 0);

		for (int i = 0; i < planning->plan->request.nlocks; i++)
		{
			if (way->view_column == planning->plan->request.locks[i])
				rank = INT_MAX - i;
		}
		if (rank > best_rank || (rank == best_rank &&
								 strcmp(get_attname(planning->plan->request.view, way->view_column, false),
										get_attname(planning->plan->request.view, best->view_column, false)) < 0))
		{
			best = way;
			best_rank = rank;
		}
	}
	AddLink(planned, best->column, best->view_column);
}

static SssPlannedTable *
StartPlanned(Planning *planning, const SssReadTable *table, int number)
{
	SssPlannedTable *planned = palloc0(sizeof(SssPlannedTable));

	planned->relid = table->relid;
	planned->number = number;
	planned->left_out = table->left_out;
	planned->problem = table->problem;
	planning->plan->tables = lappend(planning->plan->tables, planned);
	return planned;
}

/* The links that the caller names; those that the query does not confirm are noted */
static bool
LinkAsGiven(Planning *planning, const SssReadTable *table)
{
	SssPlannedTable *planned = NULL;
	ListCell   *cell;

	foreach(cell, planning->plan->request.via)
	{
		const SssGivenWay *given = lfirst(cell);

		if (given->relid != table->relid)
			continue;
		if (planned == NULL)
			planned = StartPlanned(planning, table, 1);
		AddLink(planned, given->column, given->view_column);
		if (FindWay(table->common, given->column, given->view_column) != NULL)
			continue;
		planned->unconfirmed = true;
		planned->note = psprintf(_("as named: the query of the view does not say that column \"%s\" leads to all rows that a change alters"),
								 get_attname(table->relid, given->column, false));
	}
	return planned != NULL;
}

static const SssProblem *
NoWay(const SssReadTable *table, const SssPlace *place)
{
	const char *name = table->name;
	const SssWay *nullable = place->nullable == NIL ? NULL : linitial(place->nullable);
	const char *reason = place->lost;
	const char *leave_out = psprintf(_("leave the table out, with leave_out => ARRAY[%s::pg_catalog.regclass]"),
									 quote_literal_cstr(name));

	if (nullable != NULL && place->near == NIL)
	{
		const char *column = get_attname(table->relid, nullable->column, false);

		return Problem(ERRCODE_INVALID_COLUMN_REFERENCE,
					   psprintf(_("no column leads from table \"%s\" to the rows of the view"), name),
					   psprintf(_("Column \"%s\" would, but it may be NULL, and nothing is found by a NULL."), column),
					   psprintf(_("Declare column \"%s\" NOT NULL, show the primary key of the table in the view, or %s."), column, leave_out));
	}
	if (reason == NULL && place->ways != NIL)
		reason = _("The columns that lead from it are those of a table that an outer join makes optional, as is the key.");
	else if (reason == NULL && place->near != NIL)
		reason = _("The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.");
	else if (reason == NULL)
		reason = _("No equality that always holds leads from it to a column of the view, and none of its columns that the view shows is NOT NULL.");
	return Problem(ERRCODE_INVALID_COLUMN_REFERENCE,
				   psprintf(_("no column leads from table \"%s\" to the rows of the view"), name),
				   table->places == NIL || list_length(table->places) < 2 ? reason :
				   psprintf(_("It stands in several places. Where it is \"%s\": %s"), place->leaf->name, reason),
				   place->near != NIL ?
				   psprintf(_("Add a column %s to the view, or %s."), (char *) linitial(place->near), leave_out) :
				   psprintf(_("Name columns in argument \"via\" if you know that they lead to all of these rows, or %s."), leave_out));
}

/* The column by which the table would meet other sessions, if it were NOT NULL */
static void
NoteNullable(const Planning *planning, const SssReadTable *table, SssPlannedTable *planned)
{
	const SssViewRequest *request = &planning->plan->request;
	ListCell   *cell;

	if (planned->note != NULL || planned->problem != NULL || request->nlocks == 0 || !SssLocksWholeView(planning->plan, planned))
		return;
	foreach(cell, ((SssPlace *) linitial(table->places))->nullable)
	{
		const SssWay *way = lfirst(cell);

		if (way->view_column == request->locks[0])
			planned->note = psprintf(_("an enforced change locks the whole view, because column \"%s\" may be NULL; declare it NOT NULL if it never is"),
									 get_attname(table->relid, way->column, false));
	}
}

/* Does the table lead to the first of the columns that sessions wait by? */
static bool
LeadsToFirst(const SssViewPlan *plan, const SssPlannedTable *table)
{
	for (int i = 0; i < table->nlinks; i++)
	{
		if (table->view_links[i] == plan->request.locks[0])
			return true;
	}
	return false;
}

/* The links of all planned tables, as SssLinked */
static List *
LinkedByPlan(const SssViewPlan *plan)
{
	List	   *linked = NIL;
	ListCell   *cell;

	foreach(cell, plan->tables)
	{
		const SssPlannedTable *planned = lfirst(cell);
		SssLinked  *table = palloc(sizeof(SssLinked));

		*table = (SssLinked)
		{
			.relid = planned->relid,.nlinks = planned->nlinks,.links = planned->links,
				.view_links = planned->view_links
		};
		linked = lappend(linked, table);
	}
	return linked;
}

/*
 * Do rows refer to the table in each of its places, by one of the links to a lock column?
 * The result is NULL if none do, or else the last referrer found that does not lead to the
 * first lock column, or if all do, any.
 */
static const SssReferrer *
ReferrerOf(const Planning *planning, const SssReadTable *table, const SssPlannedTable *planned, List *linked)
{
	const SssViewRequest *request = &planning->plan->request;
	SssReferrer *best = NULL;

	for (int i = 0; i < planned->nlinks * request->nlocks; i++)
	{
		int			link = i / request->nlocks;
		SssReferrer *found = NULL;
		ListCell   *cell;

		foreach(cell, planned->view_links[link] == request->locks[i % request->nlocks] ? table->places : NIL)
		{
			SssReferrer referrer;

			if (!SssReferrerOf(lfirst(cell), planned->links[link], planned->view_links[link], request->locks[0],
							   linked, &referrer))
			{
				found = NULL;
				break;
			}
			if (found == NULL || referrer.first == 0)
				found = memcpy(palloc(sizeof(SssReferrer)), &referrer, sizeof(SssReferrer));
		}
		if (found != NULL && (best == NULL || best->first == 0))
			best = found;
	}
	return best;
}

/* Note which tables lock the whole view, because their rows do not know the first lock column, nor do those that refer to them */
static void
NoteReferrers(const Planning *planning)
{
	const SssViewRequest *request = &planning->plan->request;
	List	   *linked = LinkedByPlan(planning->plan);
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, planning->tables)
	{
		const SssReadTable *table = lfirst(cell);

		foreach(each, planning->plan->tables)
		{
			SssPlannedTable *planned = lfirst(each);
			const SssReferrer *referrer;
			const char *column;

			if (planned->relid != table->relid || planned->left_out || planned->problem != NULL ||
				SssLocksWholeView(planning->plan, planned) || LeadsToFirst(planning->plan, planned))
				continue;
			referrer = ReferrerOf(planning, table, planned, linked);
			column = get_attname(request->view, request->locks[0], false);
			planned->unreferred = referrer == NULL;
			if (referrer == NULL)
				planned->note = psprintf(_("an enforced change locks the whole view, because neither its row nor a row that must refer to it leads to column \"%s\""), column);
			else if (referrer->first == 0)
				planned->note = psprintf(_("an enforced change locks the whole view once a row of table %s refers to its row, because these do not lead to column \"%s\""),
										 SssQualifiedName(referrer->relid), column);
		}
	}
}

/* One attachment serves all places, or each place gets one */
static void
PlanTable(Planning *planning, SssReadTable *table)
{
	const SssViewKey *key = &planning->plan->request.key;
	List	   *done = NIL;
	int			number = 0;
	ListCell   *cell;

	if (table->left_out || table->problem != NULL)
	{
		(void) StartPlanned(planning, table, 1);
		return;
	}
	if (LinkAsGiven(planning, table))
		return;
	foreach(cell, table->places)
	{
		List	   *ways = table->common != NIL ? table->common : CommonWays(list_make1(lfirst(cell)), key);
		SssPlannedTable *planned = StartPlanned(planning, table, ++number);

		if (ways == NIL)
			planned->problem = NoWay(table, lfirst(cell));
		else if (!LinkUnique(planning, table, ways, planned))
			LinkOne(planning, ways, planned);
		NoteNullable(planning, table, planned);
		if (table->common != NIL)
			return;
		for (int i = 0; i < list_length(done) && planned->problem == NULL; i++)
		{
			const SssPlannedTable *other = list_nth(done, i);

			if (other->nlinks != planned->nlinks ||
				memcmp(other->links, planned->links, sizeof(planned->links)) != 0 ||
				memcmp(other->view_links, planned->view_links, sizeof(planned->view_links)) != 0)
				continue;
			planning->plan->tables = list_delete_ptr(planning->plan->tables, planned);
			number--;
			planned = NULL;
			break;
		}
		if (planned != NULL)
			done = lappend(done, planned);
	}
}

bool
SssLocksWholeView(const SssViewPlan *plan, const SssPlannedTable *table)
{
	for (int i = 0; i < table->nlinks && !table->unreferred; i++)
	{
		for (int j = 0; j < plan->request.nlocks; j++)
		{
			if (table->view_links[i] == plan->request.locks[j])
				return false;
		}
	}
	return true;
}

static void
CheckGivenTables(const Planning *planning)
{
	List	   *named = list_copy(planning->plan->request.leave_out);
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, planning->plan->request.via)
		named = lappend_oid(named, ((SssGivenWay *) lfirst(cell))->relid);
	foreach(cell, named)
	{
		bool		read = false;

		foreach(each, planning->tables)
			read |= ((SssReadTable *) lfirst(each))->relid == lfirst_oid(cell);
		if (!read)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("view \"%s\" does not read \"%s\"", get_rel_name(planning->plan->request.view),
							get_rel_name(lfirst_oid(cell)) == NULL ? "" : SssQualifiedName(lfirst_oid(cell))),
					 errdetail("It is named in argument \"%s\".",
							   list_member_oid(planning->plan->request.leave_out, lfirst_oid(cell)) ? "leave_out" : "via"),
					 errhint("Name a table that the view reads, directly or through other views.")));
	}
}

/* Does the attachment lead from the place to all rows that a change may alter? */
static bool
Serves(const SssAttachment *attachment, SssPlace *place, const SssViewKey *key)
{
	const SssView *view = &attachment->binding.view;
	List	   *ways = CommonWays(list_make1(place), key);

	if (attachment->relid != place->leaf->relid)
		return false;
	for (int i = 0; i < view->nlinks; i++)
	{
		if (FindWay(ways, view->links[i], view->view_links[i]) == NULL)
			return false;
	}
	return true;
}

List *
SssUnservedTables(const SssViewRequest *request, List *attachments)
{
	List	   *unserved = NIL;
	const SssQueryTree *tree = SssTreeOf(request->view);
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, SssPlacesOf(request->view, tree))
	{
		SssPlace   *place = lfirst(cell);
		bool		attached = false;
		bool		served = false;

		foreach(each, attachments)
		{
			attached |= ((const SssAttachment *) lfirst(each))->relid == place->leaf->relid;
			served |= Serves(lfirst(each), place, &request->key);
		}
		if (attached && !served)
			unserved = list_append_unique_oid(unserved, place->leaf->relid);
	}
	return unserved;
}

/* Is each row of the place one case, named by columns of a unique index? */
static bool
EachRowIsCase(SssPlace *place, const SssViewKey *key)
{
	List	   *ways = CommonWays(list_make1(place), key);
	Bitmapset  *columns = NULL;
	Bitmapset  *reached = NULL;
	bool		unique = false;
	ListCell   *cell;
	ListCell   *column;

	foreach(cell, ways)
	{
		const SssWay *way = lfirst(cell);

		if (way->unstable != NULL || !SssIsColumnOfKey(key, way->view_column))
			continue;
		columns = bms_add_member(columns, way->column);
		reached = bms_add_member(reached, way->view_column);
	}
	foreach(cell, place->leaf->unique)
	{
		bool		all = true;

		foreach(column, (List *) lfirst(cell))
			all &= bms_is_member(lfirst_int(column), columns);
		unique |= all;
	}
	return unique && bms_num_members(reached) == key->ncolumns;
}

List *
SssCaseTables(const SssViewRequest *request)
{
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, SssPlacesOf(request->view, SssTreeOf(request->view)))
	{
		SssPlace   *place = lfirst(cell);

		if (EachRowIsCase(place, &request->key))
			tables = list_append_unique_oid(tables, place->leaf->relid);
	}
	return tables;
}

SssViewPlan *
SssPlanView(const SssViewRequest *request)
{
	SssViewPlan *plan = palloc0(sizeof(SssViewPlan));
	Planning	planning = {.plan = plan};
	SssReads	reads = SssReadsOf(request->view);
	SssProblem	problem;
	ListCell   *cell;

	plan->request = *request;
	plan->unseen = reads.unseen;
	planning.tree = SssTreeOf(request->view);
	foreach(cell, SssPlacesOf(request->view, planning.tree))
		AddPlace(&planning, lfirst(cell));
	foreach(cell, reads.tables)
		AddUnplaced(&planning, ((SssRead *) lfirst(cell))->relid);
	CheckGivenTables(&planning);
	if (!SssFindViewKey(request->view, request->rule, planning.tree, &plan->request.key, &problem))
		plan->problem = Problem(problem.sqlstate, problem.message, problem.detail, problem.hint);
	foreach(cell, planning.tables)
	{
		SssReadTable *table = lfirst(cell);

		table->common = CommonWays(table->places, &plan->request.key);
	}
	SssChooseLocks(plan, planning.tree, planning.tables);
	foreach(cell, planning.tables)
		PlanTable(&planning, lfirst(cell));
	NoteReferrers(&planning);
	return plan;
}
