/*-------------------------------------------------------------------------
 *
 * facts_query.h
 *	  Queries on a facts view: all of its rows, or those of some keys.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_FACTS_QUERY_H
#define SSS_ENFORCE_FACTS_QUERY_H

#include "postgres.h"

#include "executor/spi.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"
#include "utils/rel.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/key_set.h"

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
	bool		as_owner;		/* read with the rights of the view's owner */
	int			nlinks;			/* columns of a key; zero: the query is for all rows */
	Oid			types[INDEX_MAX_KEYS];	/* of these columns */
	const char *one;			/* the query for one key, */
	const char *several;		/* for arrays of values, or for all rows */
	bool		by_value;		/* the answer of "several" holds the key's value */
	SssBinding	answer;			/* where keys and facts stand in a row of the answer */
	SPIPlanPtr	one_plan;		/* kept plan for one key */
	SPIPlanPtr	few_plan;		/* kept plan for a few keys */
} SssFactsQuery;

/* The first column that was asked for, behind the one that identifies the key */
#define SSS_FIRST_ANSWER	2

/* Ask for facts, by the links that lead from rows of the relation to the view */
extern void SssQueryFactsByLinks(SssFactsQuery *query, const SssBinding *binding, Oid relid);

/* Ask for facts, by the view's columns that name a case */
extern void SssQueryFactsByKey(SssFactsQuery *query, const SssBinding *binding);

/* Ask for the distinct values of columns of the view, by the links */
extern void SssQueryColumnsByLinks(SssFactsQuery *query, const SssBinding *binding, Oid relid,
								   const AttrNumber *wanted, int nwanted);

/* Ask for key and facts of every row of a relation, whose columns the binding names */
extern void SssQueryAllFacts(SssFactsQuery *query, Relation rel, const SssBinding *binding);

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

#endif							/* SSS_ENFORCE_FACTS_QUERY_H */
