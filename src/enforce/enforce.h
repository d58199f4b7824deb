/*-------------------------------------------------------------------------
 *
 * enforce.h
 *	  The door of the room enforce: rows and cases checked as they are written.
 *
 * The room holds sss.enforce(), the one trigger function, and the functions
 * that a CHECK calls.  Both are called by the server, through SQL.  Its nouns:
 *
 *	 change		  what a trigger fires for: a row, or the rows of a statement
 *	 key		  values that lead to a facts view, numbered in a key set
 *	 case		  what the view says of one key; it has one placement or several
 *	 trigger run  the calls of a trigger that the server makes in one go
 *
 * A change leads to keys, and keys lead to cases.  A case is checked as it is
 * now.  If it fails, it is compared with its earlier facts.  The room finding
 * assesses facts and reports violations.
 *
 * From C only the room audit calls this room.  It reads facts views by the same
 * reader, so that an audit sees what the trigger sees: all rows of a view by
 * SssQueryAllFacts() and SssReadView(), the cases of keys by SssReadCases().
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_ENFORCE_H
#define SSS_ENFORCE_ENFORCE_H

#include "postgres.h"

#include "access/attnum.h"
#include "access/tupdesc.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"
#include "utils/rel.h"

#include "attach/attach.h"
#include "base/base.h"
#include "law/law.h"

/*----------
 * key_set.c
 *
 * A set of keys, numbered in the order in which they were added.
 *----------
 */

typedef struct SssKeySet SssKeySet;

/* An empty set of keys of those columns, in the current memory context */
extern SssKeySet *SssMakeKeySet(TupleDesc tupdesc, const AttrNumber *columns, int ncolumns);

/* An empty set of keys of the same columns as another set's */
extern SssKeySet *SssMakeSameKeySet(const SssKeySet *other);

extern void SssFreeKeySet(SssKeySet *set);

/* A set of the values that the keys from number first up to, but not including, end have in a column */
extern SssKeySet *SssMakeColumnSet(const SssKeySet *from, int first, int end, int column);

/* Remove all keys */
extern void SssEmptyKeySet(SssKeySet *set);

/* The number of a row's key, which is added if it is new; -1: a value of it is NULL */
extern int	SssAddKey(SssKeySet *set, TupleTableSlot *slot);

/* The same for a key of another set of the same columns */
extern int	SssCopyKey(SssKeySet *set, const SssKeySet *from, int key);

/* The number of the key with those values, none of which is NULL; -1: the set lacks it */
extern int	SssFindKey(const SssKeySet *set, const Datum *values);

extern int	SssKeyCount(const SssKeySet *set);

/* A value of a key; valid until the set is emptied */
extern Datum SssKeyValue(const SssKeySet *set, int key, int column);

/*
 * The hash of a value of a key.  Equal values have equal hashes, also across
 * the types of a hash operator family.
 */
extern uint64 SssKeyHash(const SssKeySet *set, int key, int column);

/*----------
 * facts_query.c
 *
 * Queries on a facts view: all of its rows, or those of some keys.
 *----------
 */

/* As of when a view is read */
typedef enum SssReadAsOf
{
	AS_OF_CALLER,				/* the snapshot that the caller uses */
	AS_OF_NOW,					/* with all commits, and all of the transaction's own commands */
	AS_OF_BEFORE,				/* with all commits, without the commands to check */
	AS_OF_TRANSACTION			/* the transaction's own snapshot, which may be older */
} SssReadAsOf;

/*
 * Make that snapshot the active one, which the caller pops.  AS_OF_BEFORE leaves
 * out the transaction's own commands from "before" on.
 */
extern void SssPushSnapshotAsOf(SssReadAsOf as_of, CommandId before);

/*
 * One query on a view.  If it is made by keys, a row of the answer begins with a
 * column that identifies its key: the key's number, or its value.
 */
typedef struct SssFactsQuery
{
	Oid			view;
	bool		reads_settings; /* the view calls functions that may depend on the time zone */
	bool		only;			/* of a table, without its inheritance children */
	bool		parallel;		/* workers may read for it; the callback must then bear parallel
								 * mode */
	int			nlinks;			/* columns of a key; zero: the query is for all rows */
	Oid			types[INDEX_MAX_KEYS];	/* of these columns */
	const char *one;			/* the query for one key, */
	const char *several;		/* for arrays of values, or for all rows */
	AttrNumber	links[INDEX_MAX_KEYS];	/* the view's columns that equal those of a key, */
	bool		comparable;		/* a key set tells their values apart as the view does */
	int			nasked;
	AttrNumber	asked[INDEX_MAX_KEYS + N_ROLES];	/* and those that stand in the answer */
	struct SssProbe *probe;		/* reads the view by keys without a query, or NULL */
	bool		by_value;		/* the answer of "several" holds the key's value */
	SssBinding	answer;			/* where keys and facts stand in a row of the answer */
	SPIPlanPtr	one_plan;		/* kept plan for one key */
	SPIPlanPtr	few_plan;		/* kept plan for a few keys */
	struct SssUnwritten *overlay;	/* read the view with a row that nobody has written; NULL: as
									 * it is */
} SssFactsQuery;

/* The first column that was asked for, behind the one that identifies the key */
#define SSS_FIRST_ANSWER	2

/* Ask for facts, by the links that lead from rows of the relation to the view */
extern void SssQueryFactsByLinks(SssFactsQuery *query, const SssBinding *binding, Oid relid);

/* Ask for facts, by the key that names a case, which those columns of the relation hold */
extern void SssQueryFactsByKey(SssFactsQuery *query, const SssBinding *binding, Oid relid,
							   const AttrNumber *columns);

/* Ask for the distinct values of columns of the view, by the links */
extern void SssQueryColumnsByLinks(SssFactsQuery *query, const SssBinding *binding, Oid relid,
								   const AttrNumber *wanted, int nwanted);

/*
 * Ask a table, instead of the view, for the distinct values of a column, or if that is
 * 0, whether there is a row, by one of the links: a column of the table equals it.
 */
extern void SssQueryTableByLink(SssFactsQuery *query, const SssBinding *binding, Oid relid,
								Oid table, int link, AttrNumber column, AttrNumber wanted);

/*
 * Ask for key and facts of every row of a relation, whose columns the binding names,
 * and for further columns.  Their numbers become those that they have in the answer;
 * zero stays.  Sorted by all columns but the category, rows of one placement follow
 * each other.  Otherwise workers may read them.
 */
extern void SssQueryAllFacts(SssFactsQuery *query, Relation rel, const SssBinding *binding,
							 AttrNumber *further, int nfurther, bool sorted);

/*
 * Ask a table, instead of a view, for the facts, links and key of its rows: by
 * the key that the binding names, or of all rows that some transaction updated,
 * deleted or locked.
 */
extern void SssQueryRowsByKey(SssFactsQuery *query, Relation rel, const SssBinding *binding);
extern void SssQueryChangedRows(SssFactsQuery *query, Relation rel, const SssBinding *binding);

/* Free the kept plans */
extern void SssReleaseQuery(SssFactsQuery *query);

/* Called for each row, with the number of its key */
typedef void (*SssViewRow) (void *argument, int key, TupleTableSlot *row);

/*
 * Read a view as of the active snapshot: for nkeys keys of the set, from
 * number first on, or without a set all of its rows.  The callback runs with
 * the rights that the view is read with.
 */
extern void SssReadView(SssFactsQuery *query, const SssKeySet *keys, int first, int nkeys,
						SssViewRow callback, void *argument);

/*----------
 * cases.c
 *
 * The facts of cases, as a facts view yields them now or yielded them
 * before.
 *----------
 */

/* The facts of one case.  A placement of a child in several categories is one entry. */
typedef struct SssCase
{
	int			nfacts;			/* zero: the view has no row of the case */
	SssFacts   *facts;
} SssCase;

/*
 * If the facts differ from the placement's in the category alone, they belong to
 * the same placement: add their category to it, and return true.
 */
extern bool SssMergeFacts(SssFacts *placement, const SssFacts *facts);

/* The cases that a range of keys leads to */
typedef struct SssCases
{
	SssFactsQuery *query;
	SssDay		today;			/* the date of facts that have none */
	CommandId	before;			/* the first command to check */
	int			first;			/* the range of keys that was read */
	int			end;
	int			capacity;
	SssCase   **cases;			/* by key, from "first" on; NULL: the view has no row of it */
	struct SssCasePool *pool;
	MemoryContext parent;
	MemoryContext context;		/* of the cases; NULL: nothing was read yet */
} SssCases;

/* Prepare to read cases, which live in a child of the current memory context */
extern SssCases *SssMakeCases(SssFactsQuery *query, SssDay today, CommandId before);

/* Free the cases that were read, and begin a new range with that key */
extern void SssStartCases(SssCases *cases, int first);

/* Extend the range up to, but not including, key number end */
extern void SssReadCases(SssCases *cases, const SssKeySet *keys, int end, SssReadAsOf as_of);

/* The case of a key in the range */
extern const SssCase *SssCaseOf(const SssCases *cases, int key);

#endif							/* SSS_ENFORCE_ENFORCE_H */
