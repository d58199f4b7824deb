/*-------------------------------------------------------------------------
 *
 * facts_query.h
 *	  Rows of a facts view, by keys.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_FACTS_QUERY_H
#define SSS_ENFORCE_FACTS_QUERY_H

#include "postgres.h"

#include "executor/spi.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"
#include "utils/snapshot.h"

#include "attach/attach.h"
#include "base/base.h"

/*
 * What is asked of a view, of the rows whose linked columns equal given
 * values: their facts, or columns.  A row of the answer begins with what tells
 * its key: a number, or the key's value.
 */
typedef struct SssFetch
{
	Oid			view;
	int			nlinks;
	Oid			types[INDEX_MAX_KEYS];	/* of the values */
	const char *one;			/* queries: for one key, */
	const char *several;		/* and for arrays of values */
	bool		by_value;		/* the answer for several tells the key's value */
	SssBinding	answer;			/* where the facts stand in a row of the answer */
	SPIPlanPtr	one_plan;		/* kept, as is what serves few keys */
	SPIPlanPtr	few_plan;
} SssFetch;

/* Where what was asked for begins, behind what tells the key */
#define SSS_FIRST_ANSWER	2

/*
 * Ask the binding's view for facts, or for columns of it, by columns of it that
 * are compared with columns of a relation, from which the keys will be.
 */
extern void SssPrepareFetch(SssFetch *fetch, const SssBinding *binding, const AttrNumber *links,
							Oid relid, const AttrNumber *columns, int nlinks);
extern void SssPrepareColumnFetch(SssFetch *fetch, const SssBinding *binding,
								  const AttrNumber *wanted, int nwanted, const AttrNumber *links,
								  Oid relid, const AttrNumber *columns, int nlinks);

/* Give back what was kept */
extern void SssReleaseFetch(SssFetch *fetch);

/* Called for each row, with the number of its key */
typedef void (*SssFetched) (void *argument, int key, TupleTableSlot *row);

/*
 * Read the view with its owner's rights, as of the active snapshot, for so
 * many keys of the set, from number first on.
 */
extern void SssFetchRows(SssFetch *fetch, const SssKeySet *keys, int first, int nkeys,
						 SssFetched fetched, void *argument);

#endif							/* SSS_ENFORCE_FACTS_QUERY_H */
