/*-------------------------------------------------------------------------
 *
 * attach_private.h
 *	  Private to room attach: what its files share.  Each section is
 *	  headed by the file that defines it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_ATTACH_PRIVATE_H
#define SSS_ATTACH_ATTACH_PRIVATE_H

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/bitmapset.h"
#include "nodes/nodes.h"
#include "nodes/pg_list.h"
#include "storage/lockdefs.h"
#include "utils/reltrigger.h"

#include "attach/attach.h"

/*----------
 * binding.c
 *
 * Making a binding, column by column.
 *----------
 */

/* Is it the function of that name in schema sss, or in sss_internal? */
extern bool SssIsOwnFunction(Oid function, const char *name);
extern bool SssIsInternalFunction(Oid function, const char *name);

/* Is the relation one of the extension's own? */
extern bool SssIsOwnRelation(Oid relid);

/* The rule of that name; false: there is none */
extern bool SssRuleByName(const char *name, SssRule *rule);

/* The role of a column that identifies the row, and of a column that leads to rows of the facts view */
#define SSS_KEY_ROLE	"key"
#define SSS_LINK_ROLE	"via"

/* Bind one more column, to a role or as part of the key; false: it cannot be bound */
extern bool SssBindColumn(Oid relid, AttrNumber attnum, const char *role_name,
						  SssBinding *binding, SssProblem *problem);

/* Require a role; false: no column is bound to it, so that the fact would always be absent */
extern bool SssRequireRole(const char *role_name, SssBinding *binding, SssProblem *problem);

/* Does every obligatory role have a column? */
extern bool SssCheckObligatory(const SssBinding *binding, SssProblem *problem);

/* How the column holds the role's fact; COLUMN_NONE and a problem if it cannot */
extern SssColumnForm SssFormOfColumn(Oid relid, AttrNumber attnum, SssRole role,
									 SssProblem *problem);

/* Do both bind the same columns to the same roles of the same rule? */
extern bool SssSameColumns(const SssBinding *a, const SssBinding *b);

/* Do both name the same columns of the table as the key, in the same order? */
extern bool SssSameKey(const SssBinding *a, const SssBinding *b);

/* As SssKeyColumns(), from the catalogs: the table need not be locked */
extern int	SssKeyColumnsOf(const SssBinding *binding, Oid relid, AttrNumber *keys);

/* As SssCaseKeyColumns(), likewise */
extern Datum SssDescribedCaseKey(const SssAttachment *attachment);

/* Are these the columns of the table's primary key, in its order, as the key is by default? */
extern bool SssIsPrimaryKey(Oid relid, const AttrNumber *keys, int nkeys);

/*----------
 * facts_view.c
 *
 * Facts views: the columns that an attachment binds, and the tables that a
 * view reads.
 *----------
 */

/* Names of columns of the view, as an attachment gives them; none: those of the table's columns */
typedef struct SssViewNames
{
	const char *links[INDEX_MAX_KEYS];
	int			nlinks;
	const char *keys[INDEX_MAX_KEYS];
	int			nkeys;
	const char *locks[INDEX_MAX_KEYS];
	int			nlocks;
} SssViewNames;

/*
 * Bind columns of the facts view: those that the links lead to, those that
 * identify a case, those by which sessions wait and, by their names, those of the
 * roles that no column of the table holds.  The binding already has the table's columns of the links.  False:
 * the columns cannot be bound.
 */
extern bool SssBindView(Oid relid, const SssViewNames *names, SssBinding *binding,
						SssProblem *problem);

/* Bind the roles alone, to columns of the view of the binding; false: it cannot yield facts */
extern bool SssBindRolesOfView(SssBinding *binding, SssProblem *problem);

/* The query of a view, read from the catalog: the view need not be locked; NULL: it is no view */
extern Query * SssViewQuery(Oid view);

/* The partitioned table or the inheritance parents of a table, one level up */
extern List *SssParentsOf(Oid relid);

/*----------
 * followed.c
 *
 * Facts views that the look-up by key cannot follow.
 *----------
 */

/* Does the look-up by links find all cases that a change of the table may alter? */
extern bool SssCheckFollowed(Oid relid, const SssView *view, SssProblem *problem);

/*----------
 * reads.c
 *
 * The columns that an attachment reads.
 *----------
 */

/* The columns of the table that the attachment reads, by number; whole: all of them */
extern Bitmapset *SssColumnsOf(const SssAttachment *attachment, bool *whole);

/*
 * Columns and views that the attachment reads, as text[], three texts for each: "column" or "view", then
 * its name, then its number, 0 for a view.
 */
extern Datum SssTextsOfReads(Relation rel, const SssAttachment *attachment);

/*----------
 * generated.c
 *
 * The expressions of generated columns.
 *----------
 */

/*
 * The expressions of the generated columns that an attachment reads, two texts
 * for each: by names and by numbers.  Returns the number of texts.
 */
extern int	SssGeneratedColumns(Relation rel, const SssAttachment *attachment, char **expressions);

/*----------
 * trigger.c
 *
 * Triggers that call sss.enforce(), as pg_trigger has them.
 *
 * The roles are in a trigger's arguments. The columns are in its column
 * list, or in the WHEN clause of a companion, where PostgreSQL itself
 * follows renames and refuses to drop them.
 *----------
 */

/* The facts view that the trigger names; InvalidOid: it names none */
extern Oid	SssViewOf(const Trigger *trigger);

/* Has it a WHEN clause, apart from the call of sss.written()? */
extern bool SssHasWhen(const Trigger *trigger);

/*
 * Read the binding of a trigger that calls sss.enforce() from its own arguments,
 * columns and WHEN clause.  If the set-up is wrong, the result is false, and
 * problem is set.  The rule is then N_RULES unless it could be read, and the
 * policy enforces unless the trigger has the option mode=log.
 */
extern bool SssReadTrigger(Oid relid, const Trigger *trigger, SssBinding *binding,
						   SssProblem *problem);

/* Does the trigger have the option mode= with that mode? */
extern bool SssNamesMode(const Trigger *trigger, bool enforcing);

/* The trigger of that name, or NULL */
extern const Trigger *SssFindTrigger(const TriggerDesc *triggers, const char *name);

/* The triggers of a relation, read from the catalog: the relation need not be locked */
extern TriggerDesc *SssTriggersOf(Oid relid);

/* The table of a trigger, and whether it fires, as pg_trigger has it */
typedef struct SssFiring
{
	Oid			relid;
	Oid			parent;			/* the trigger that it is a clone of, in a partition */
	char		enabled;
} SssFiring;

/* False: the trigger does not exist */
extern bool SssFiringOf(Oid trigger, SssFiring *firing);

/* The clones of a trigger of a partitioned table in its partitions, as SssFiring */
extern List *SssClonesOf(Oid trigger);

/*----------
 * helpers.c
 *
 * Helper triggers: the companion and the change triggers.
 *
 * A helper trigger belongs to the binding trigger that it is named after,
 * and to nothing else.
 *
 * Without a facts view, the binding trigger fires for the columns that an
 * UPDATE lists. The companion, which lists none, catches the changes that a
 * BEFORE UPDATE trigger adds.
 *
 * With a facts view, the binding trigger never fires: it holds the columns,
 * the arguments and the view, where the server follows renames. Change
 * triggers fire instead. Three statement triggers see all rows that a
 * statement changed, and so read the view once. They do not see rows that
 * are written directly into a partition or applied by a subscription, and
 * they cannot be deferred. In these cases one row trigger replaces them.
 * Change triggers do not name the view, so DROP VIEW ... CASCADE leaves them,
 * and they then fail: the rules are not lost in silence.
 *----------
 */

typedef enum SssHelper
{
	HELPER_COMPANION,
	HELPER_INSERT,				/* change triggers */
	HELPER_UPDATE,
	HELPER_DELETE,
	HELPER_ROW,
	N_HELPERS
} SssHelper;

/* The longest name of an attachment, so that the names of its helper triggers fit */
#define SSS_LONGEST_NAME	(NAMEDATALEN - 1 - 10)

extern char *SssHelperName(const char *attachment, SssHelper helper);

/* Does the table or the attachment require checks row by row? */
extern bool SssIsCheckedByRow(const SssAttachment *attachment);

/* Does an attachment that is checked by row, or by statement, need that helper trigger? */
extern bool SssNeedsHelper(const SssBinding *binding, bool by_row, SssHelper helper);

/* The trigger that has the name and the shape of an attachment's helper trigger, or NULL */
extern const Trigger *SssFindHelper(const TriggerDesc *triggers, const char *attachment,
									SssHelper helper);

/* All of them, as Trigger */
extern List *SssHelpersOf(const TriggerDesc *triggers, const char *attachment);

/* The binding trigger that a helper trigger is named after, or NULL */
extern const Trigger *SssBindingTriggerOf(const TriggerDesc *triggers, const Trigger *helper);

/* Does the binding that was read from a helper trigger match that of its binding trigger? */
extern bool SssMatchesHelper(const SssBinding *binding, const SssBinding *of_helper);

/*
 * Does a helper trigger that is named after no binding trigger enforce?  The
 * attachments that lack such a helper trigger tell, or else its own mode does.
 */
extern bool SssRenamedHelperEnforces(const TriggerDesc *triggers, Oid relid, const Trigger *helper,
									 const SssBinding *of_helper);

/*----------
 * ddl.c
 *
 * The SQL commands that create and change an attachment's triggers.
 *----------
 */

/* CREATE TRIGGER for an attachment's binding trigger, and for a helper trigger */
extern char *SssBindingTriggerSql(const SssAttachment *attachment);
extern char *SssHelperSql(const SssAttachment *attachment, SssHelper helper);

/* CREATE TRIGGER for an existing trigger, as it is declared but for its mode */
extern char *SssInModeSql(const Trigger *trigger, bool enforcing, bool replace);

/* ALTER TABLE, or ALTER TABLE ONLY, that lets a trigger fire as pg_trigger.tgenabled says */
extern char *SssFiringCommand(const char *alter, Oid relid, const char *trigger, char enabled);

/* The call of sss.demote_all() that put the attachment into mode log; NULL: none did, or its mode was set since */
extern char *SssDemotionOf(Oid relid, const char *name);

/*
 * Run the commands with the caller's rights, and write the action into the
 * journal.  The relation is closed, but stays locked.  Without a command nothing
 * happens.
 */
extern void SssRunDdl(Relation rel, List *commands, const char *action,
					  const SssAttachment *attachment, const char *definition);

/*----------
 * describe.c
 *
 * An attachment described from the catalogs, for sss.attachments and the
 * journal.
 *----------
 */

/* The arguments from required to name, which end every call that attaches */
typedef struct SssCallOptions
{
	char	   *const *required;
	int			nrequired;
	bool		strict;
	bool		deferred;
	bool		always;
	const char *name;
} SssCallOptions;

/* Append an argument of type text[] to a call; nothing if it is empty */
extern void SssAppendTexts(StringInfo sql, const char *argument, char *const *texts, int ntexts);

/* Append those arguments, and the end of the call */
extern void SssAppendOptions(StringInfo sql, const SssCallOptions *options);

/* The call that creates the same attachment; NULL: its table was dropped in the meantime */
extern char *SssDefinition(const SssAttachment *attachment);

/* Does sss.attach() create binding triggers of that shape? */
extern bool SssIsAttachable(const Trigger *trigger);

/*----------
 * firing.c
 *
 * Whether an attachment's triggers fire for all rows that they should see.
 *----------
 */

/*
 * The message that a trigger, or its clone in a partition, fires less than one
 * with the wanted pg_trigger.tgenabled; NULL: none does.
 */
extern const char *SssFiringLack(Oid relid, const Trigger *trigger, char wanted);

/* The reason why the attachment does not see all rows that it seems to check; NULL: it sees all */
extern const char *SssEscapeReason(const SssAttachment *attachment);

/* Does any trigger that checks rows fire, for the table or for a partition? */
extern bool SssAnyFires(const SssAttachment *attachment);

/* Is there a parent of the table whose triggers do not see rows that are written through it? */
extern bool SssHasUnwatchedParent(Oid relid, const SssBinding *binding);

/*----------
 * check.c
 *
 * Attachments that a CHECK enforces.
 *----------
 */

/*
 * Read a condition on the primary key, of rows that a CHECK lets pass, and write it
 * as the server does; false: it is about something else.
 */
extern bool SssReadCondition(Relation rel, const char *condition, const char **except_keys, SssProblem *problem);

/* ALTER TABLE ... ADD CONSTRAINT for an attachment */
extern char *SssCheckSql(const SssAttachment *attachment);

/* The attachment of a constraint, whose OID may be invalid; false: the constraint is not an attachment */
extern bool SssFindCheck(Oid constraint, SssAttachment *attachment);

/* All attachments of a relation that CHECKs enforce, as SssAttachment */
extern List *SssChecksOf(Oid relid);

/*----------
 * attach.c
 *
 * sss.attach(), sss.add_check(), sss.detach() and sss.set_mode().
 *----------
 */

/* The treatment of an attachment that exists */
typedef struct SssAttachOptions
{
	bool		keep_mode;		/* keep its mode */
	bool		replace;		/* let another binding take its place */
	const char *demotion;		/* the call that demoted what it takes the place of; NULL: none
								 * did */
} SssAttachOptions;

/*
 * Create what the attachment lacks on its table, which is open and locked, write
 * it into the journal, and close the table.  Unless it is to be replaced, an
 * attachment of that name with another binding is an error.  Returns whether
 * anything was created.
 */
extern bool SssAttachTable(Relation rel, SssAttachment *asked, const SssAttachOptions *options);

/* Do both bind the same in the same way, apart from the mode? */
extern bool SssIsAskedFor(const SssAttachment *existing, const SssAttachment *asked);

/* Drop the attachment of that name, write that into the journal, and close the table, which is open and locked */
extern void SssDetachTable(Relation rel, const char *name);

/*----------
 * request.c
 *
 * The arguments of sss.attach() and sss.add_check() are checked and turned into
 * an attachment.
 *----------
 */

/*
 * The attachment that sss.attach() is asked for, or one of the tables of a view
 * that is guarded.  Returns its relation, open and locked.
 */
extern Relation SssGetAttachRequest(FunctionCallInfo fcinfo, bool guards_view, SssAttachment *attachment,
									SssAttachOptions *options);

/* The attachment that sss.add_check() is asked for.  Returns its relation, open and locked. */
extern Relation SssGetCheckRequest(FunctionCallInfo fcinfo, SssAttachment *attachment);

/* The elements of an array argument that must not contain NULL; returns their number */
extern int	SssGetArgTexts(FunctionCallInfo fcinfo, int argument, const char *name, char ***texts);

/* The name of an attachment, by default sss_<rule> */
extern char *SssGetArgAttachmentName(FunctionCallInfo fcinfo, int argument, SssRule rule);

/* Open and lock a relation, once it is clear that the user may attach to it */
extern Relation SssOpenToAttach(Oid relid, LOCKMODE lockmode, bool owner);

/*----------
 * view_attachments.c
 *
 * All attachments by one facts view.
 *----------
 */

/*
 * Does the view yield the attachment's cases?  Where columns of the table hold facts,
 * its rows are the cases, and the view is only looked up.  One with a wrong set-up may
 * be meant either way.
 */
extern bool SssYieldsCases(const SssAttachment *attachment);

/* Is it the attachment of that name, or another one of the same table that belongs to it? */
extern bool SssBearsName(const SssAttachment *attachment, const char *name);

/* The attachments of all tables by a view under that name, in the order of the tables' OIDs */
extern List *SssAttachmentsNamed(Oid view, const char *name);

/* The attachments of a view, under the view's name: one for all its tables that are attached alike */
extern List *SssAttachmentsOfView(Oid view);

/*
 * Do sessions that change this table wait by the same columns as those that change
 * other tables of the view?  Otherwise they would not meet.
 */
extern bool SssWaitsAlike(const SssAttachment *attachment, SssProblem *problem);

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

#endif							/* SSS_ATTACH_ATTACH_PRIVATE_H */
