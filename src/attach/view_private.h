/*-------------------------------------------------------------------------
 *
 * view_private.h
 *	  Private to room attach: the query of a facts view, the ways that lead from its
 *	  tables to it, and the calls that attach all of them.  Each section is headed
 *	  by the file that defines it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_VIEW_PRIVATE_H
#define SSS_ATTACH_VIEW_PRIVATE_H

#include "postgres.h"

#include "nodes/bitmapset.h"
#include "nodes/nodes.h"
#include "nodes/pg_list.h"

#include "attach/attach_private.h"

/*----------
 * view_tree.c
 *
 * The query of a view as one tree of joins.
 *----------
 */

struct SssQueryTree;

/* A table, or something else that yields rows: a subquery that was not pulled up, a function, VALUES */
typedef struct SssLeaf
{
	Oid			relid;			/* invalid: it is no table */
	const char *name;			/* of a table: its alias */
	bool		children;		/* the rows of inheritance children or partitions are read, too */
	bool		sampled;		/* TABLESAMPLE */
	bool		single;			/* it yields at most one row for each row around */
	int			first;			/* the number of its first column, or of all of them */
	List	   *columns;		/* of a table: its columns, as Var */
	List	   *unique;			/* of a table: the columns of each unique index, the primary key
								 * first */
	Bitmapset  *notnull;		/* of a table: columns that are NOT NULL */
	struct SssQueryTree *query; /* of a subquery */
} SssLeaf;

/* Two expressions that are equal in each row that has all of the guards */
typedef struct SssEquality
{
	Node	   *a;
	Node	   *b;
	Oid			collation;		/* by which they are, if it takes different texts for equal */
	bool		identical;		/* both may be NULL */
	List	   *guards;			/* of Bitmapset: leaves that an outer join may replace by NULLs */
} SssEquality;

/* A subquery in an expression */
typedef struct SssSublink
{
	struct SssQueryTree *query;
	int			first;			/* of x IN (subquery): the number of its first column */
	List	   *tests;			/* and the comparisons, as SssEquality */
} SssSublink;

typedef enum SssNodeKind
{
	NODE_LEAF,
	NODE_INNER,					/* any number of children */
	NODE_LEFT,					/* the second child may be replaced by NULLs */
	NODE_FULL
} SssNodeKind;

typedef struct SssNode
{
	SssNodeKind kind;
	SssLeaf    *leaf;
	List	   *children;		/* of SssNode */
	List	   *quals;			/* the conditions, one for each part of a conjunction */
	List	   *equalities;		/* that they state, as SssEquality */
	List	   *sublinks;		/* in the conditions */
	Bitmapset  *leaves;			/* numbers beneath */
	Bitmapset  *refs;			/* numbers that something beneath refers to */
	List	   *tables;			/* leaves that are tables */
} SssNode;

/* How the rows of a query come from the combinations of its tables' rows */
typedef enum SssBarrier
{
	BARRIER_NONE,				/* one from each */
	BARRIER_DISTINCT,
	BARRIER_GROUP,				/* GROUP BY or DISTINCT ON */
	BARRIER_GROUPING_SETS,
	BARRIER_WINDOW,
	BARRIER_LIMIT,
	BARRIER_RECURSION
} SssBarrier;

typedef struct SssQueryTree
{
	SssNode    *root;			/* NULL: there are branches */
	List	   *outputs;		/* the expressions of the columns */
	int			ncolumns;		/* including those that are not shown */
	List	   *sublinks;		/* in the columns and in HAVING */
	List	   *limits;			/* in LIMIT, OFFSET and the frames of windows */
	List	   *branches;		/* of UNION and its like, as SssQueryTree */
	bool		only_union;		/* all of them are united */
	List	   *types;			/* of the columns of a union */
	SssBarrier	barrier;
	Bitmapset  *groups;			/* numbers of columns, from 1, for whose values there is one row;
								 * NULL: none */
	Bitmapset  *constants;		/* those that are the same in all rows of a group */
	bool		multiplies;		/* a column returns a set */
	bool		one_row;		/* it yields at most one row */
	int			first;			/* the numbers from first up to, but not including, end stand
								 * inside */
	int			end;
	Bitmapset  *refs;			/* numbers around that it refers to */
} SssQueryTree;

extern SssQueryTree *SssTreeOf(Oid view);

/* The numbers of the leaves whose columns an expression reads */
extern Bitmapset *SssLeavesIn(const void *expression);

/* An expression without labels of types that compare alike, and of collations */
extern Node *SssStripLabels(Node *node);

/*----------
 * view_tables.c
 *
 * Columns and unique indexes of the tables that a view reads, which need not be
 * locked.
 *----------
 */

/* Lists of columns by which two equal rows are one row, those of the primary key first */
extern List *SssUniqueColumns(Oid relid);

/* Set the leaf's columns, and those of them that are NOT NULL */
extern void SssReadColumns(SssLeaf *leaf);

/*----------
 * equalities.c
 *
 * The equalities that hold for the rows of a view's query.
 *----------
 */

/* Those that hold for the rows of a node, as SssEquality */
extern List *SssEqualitiesAt(const SssNode *node);

/* Those that hold for a row of a join's one side with a partner of the other */
extern List *SssEqualitiesOfPartners(const SssNode *node);

/*----------
 * ways.c
 *
 * The ways from the tables of a view to its rows.
 *----------
 */

/* A column of the table, and one of the view that has its value in the rows that a change may alter */
typedef struct SssWay
{
	AttrNumber	column;
	AttrNumber	view_column;
	Bitmapset  *unstable;		/* NULL: in all of these rows; otherwise, the case needs a key
								 * without these columns */
} SssWay;

/*
 * A column of another table.  A row of the place's table changes the view only if there is
 * a row there with the value of this one's column.
 */
typedef struct SssRequired
{
	AttrNumber	column;
	const SssLeaf *leaf;
	AttrNumber	in;
} SssRequired;

/* A place where a table stands in the view */
typedef struct SssPlace
{
	Oid			relid;
	const SssLeaf *leaf;
	List	   *ways;			/* of SssWay */
	List	   *nullable;		/* those that would be ways if the table's column were NOT NULL */
	const char *lost;			/* why there is none, or NULL */
	List	   *near;			/* names of columns that would be a way, if the view showed them */
	List	   *required;		/* of SssRequired */
	List	   *facts;			/* private to ways.c */
	Bitmapset  *notnull;		/* columns that are not NULL in the rows that matter */
} SssPlace;

/* All places of a view, as SssPlace */
extern List *SssPlacesOf(Oid view, const SssQueryTree *tree);

/*
 * The expressions that equal one, wherever this one is not NULL; itself included.
 * With optional, those that an outer join may make NULL are among them.
 */
extern List *SssEqualTo(Node *expression, const SssNode *node, bool optional);

/*----------
 * view_key.c
 *
 * The key of a view's cases.
 *----------
 */

typedef struct SssViewKey
{
	AttrNumber	columns[INDEX_MAX_KEYS];
	int			ncolumns;
	const char *reason;			/* why these */
	bool		proven;			/* one key, one combination of rows of the tables that no outer
								 * join makes optional */
	Bitmapset  *optional;		/* columns of the view that an outer join may make NULL */
	bool		unites;			/* the view is a union, so that nothing is known of its columns */
} SssViewKey;

/* Check the key against the query of the view, or choose one if ncolumns is 0; false: none can be chosen */
extern bool SssFindViewKey(Oid view, SssRule rule, const SssQueryTree *tree, SssViewKey *key,
						   SssProblem *problem);

/* Is the column of the view one of the key? */
extern bool SssIsColumnOfKey(const SssViewKey *key, AttrNumber column);

/* The number of the view's columns that this one determines, by unique columns of tables */
extern int	SssDetermined(const SssQueryTree *tree, AttrNumber column);

/* May the key be checked against the rows that the view has now?  A problem if it is not unique. */
extern bool SssCheckKeyIsUnique(Oid view, SssRule rule, const SssViewKey *key, SssProblem *problem);

/*----------
 * plan.c
 *
 * How each table of a view is attached, before anything is.
 *----------
 */

/* A column of a table and one of the view, as the caller wants the way to be */
typedef struct SssGivenWay
{
	Oid			relid;
	AttrNumber	column;
	AttrNumber	view_column;
} SssGivenWay;

/* The arguments of sss.attach_view() that say how the view leads to its tables */
typedef struct SssViewRequest
{
	Oid			view;
	SssRule		rule;
	SssViewKey	key;			/* no columns: to be chosen */
	List	   *via;			/* of SssGivenWay */
	List	   *leave_out;		/* OIDs of tables */
	int			nlocks;			/* zero: to be chosen */
	AttrNumber	locks[INDEX_MAX_KEYS];
} SssViewRequest;

/* via.c: the way that an element of argument via names; an error if it names none */
extern SssGivenWay *SssReadGivenWay(Oid view, const char *element);

/*
 * The tables that have one of the attachments by the view, but that stand in a place
 * from which none of these leads to all rows that a change may alter.  The request
 * has the key.
 */
extern List *SssUnservedTables(const SssViewRequest *request, List *attachments);

/* The tables each of whose rows is one case of the view.  The request has the key. */
extern List *SssCaseTables(const SssViewRequest *request);

/* One attachment of a table, or the reason why there can be none */
typedef struct SssPlannedTable
{
	Oid			relid;
	int			number;			/* of several attachments of one table, from 1 */
	bool		left_out;
	int			nlinks;
	AttrNumber	links[INDEX_MAX_KEYS];
	AttrNumber	view_links[INDEX_MAX_KEYS];
	bool		unconfirmed;	/* the caller names a way that the query does not show */
	bool		unreferred;		/* it does not lead to the first lock column, and no row refers to
								 * its rows that does */
	const char *note;			/* or NULL */
	const SssProblem *problem;	/* NULL: none */
} SssPlannedTable;

typedef struct SssViewPlan
{
	SssViewRequest request;		/* with the key and the columns to wait by, as chosen */
	const SssProblem *problem;	/* of the key; NULL: none */
	const char *lock_reason;
	bool		unseen;			/* a function of the view may read other tables */
	List	   *tables;			/* of SssPlannedTable */
} SssViewPlan;

/* Plan the attaching of a view; changes nothing */
extern SssViewPlan *SssPlanView(const SssViewRequest *request);

/* Do changes of the table lock the whole view, because no column that sessions wait by is among its links? */
extern bool SssLocksWholeView(const SssViewPlan *plan, const SssPlannedTable *table);

/*----------
 * lock_columns.c
 *
 * The columns of a view by which sessions wait for each other.
 *----------
 */

/* All places of one table that the view reads */
typedef struct SssReadTable
{
	Oid			relid;
	const char *name;			/* qualified */
	List	   *places;			/* of SssPlace */
	const SssProblem *problem;	/* it cannot be attached */
	bool		left_out;
	List	   *common;			/* ways that serve all places, as SssWay */
} SssReadTable;

/* The number of tables, as SssReadTable, that come through the column of the view */
extern int	SssTablesThrough(List *tables, AttrNumber view_column);

/* Choose the columns, unless the request names them, and say why these */
extern void SssChooseLocks(SssViewPlan *plan, const SssQueryTree *tree, List *tables);

/*----------
 * referrers.c
 *
 * Tables without whose rows a row of another table changes no case.
 *----------
 */

/* Columns of a table that lead to columns of the view */
typedef struct SssLinked
{
	Oid			relid;
	int			nlinks;
	const AttrNumber *links;
	const AttrNumber *view_links;
} SssLinked;

/*
 * The referrer of rows in that place, by their column that leads to the lock column:
 * one of the linked tables, as SssLinked.  False: there is none.
 */
extern bool SssReferrerOf(const SssPlace *place, AttrNumber column, AttrNumber lock,
						  AttrNumber first_lock, List *linked, SssReferrer *referrer);

/*----------
 * view_call.c
 *
 * A call of sss.attach_view(): planned, as SQL, and made from what is attached.
 *----------
 */

/* The arguments, except those that say how the view leads to its tables */
typedef struct SssViewOptions
{
	bool		mode_given;
	SssPolicy	policy;
	bool		deferred;
	bool		always;
	bool		replace;
	char	   *name;
	char	  **required;
	int			nrequired;
} SssViewOptions;

/* A call of attach_view() or plan_view() */
typedef struct SssViewCall
{
	SssViewRequest given;		/* as the caller wants it */
	SssViewRequest request;		/* with the columns to wait by of attachments that exist */
	SssViewOptions options;
	SssViewPlan *plan;
	List	   *asked;			/* of SssAttachment, one for each planned table that can be
								 * attached */
	List	   *existing;		/* those of that name */
	bool		key_checked;	/* the rows of the view have shown that it is unique */
	List	   *locked;			/* OIDs of tables */
} SssViewCall;

/* Plan, and make of each planned table the attachment that is asked for, or a problem */
extern void SssPlanCall(SssViewCall *call);

/* The attachment of that table and name; NULL: there is none */
extern SssAttachment *SssExistingOf(const SssViewCall *call, const SssAttachment *asked);

/* The call as SQL, as it was given */
extern char *SssCallText(const SssViewCall *call, bool with_mode);

#endif							/* SSS_ATTACH_VIEW_PRIVATE_H */
