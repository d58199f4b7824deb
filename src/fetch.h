/*-------------------------------------------------------------------------
 *
 * fetch.h
 *	  Rows of a facts view, by keys.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FETCH_H
#define SSS_FETCH_H

#include "postgres.h"

#include "executor/spi.h"
#include "executor/tuptable.h"
#include "utils/snapshot.h"

#include "binding.h"
#include "key_set.h"

/*
 * What is asked of a view, of the rows whose linked columns equal given
 * values: their facts, or columns.  A row of the answer begins with the number
 * of the key; of columns it is of no meaning, since each answer is given once.
 */
typedef struct SssFetch
{
	Oid			view;
	int			nlinks;
	Oid			types[INDEX_MAX_KEYS];	/* of the values */
	const char *one;			/* queries: for one key, */
	const char *several;		/* and for arrays of values */
	SssBinding	answer;			/* where the facts stand in a row of the answer */
	SPIPlanPtr	one_plan;		/* kept, as is what serves few keys */
	SPIPlanPtr	few_plan;
} SssFetch;

/* Where the columns that were asked for begin, behind the number of the key */
#define SSS_FIRST_ANSWER	2

/*
 * Ask the binding's view for facts, or for columns of it, by those columns, to
 * be compared with values of those types.
 */
extern void SssPrepareFetch(SssFetch *fetch, const SssBinding *binding, const AttrNumber *links,
							const Oid *types, int nlinks);
extern void SssPrepareColumnFetch(SssFetch *fetch, const SssBinding *binding,
								  const AttrNumber *columns, int ncolumns,
								  const AttrNumber *links, const Oid *types, int nlinks);

/* Give back what was kept */
extern void SssForgetFetch(SssFetch *fetch);

/* Called for each row, with the number of its key */
typedef void (*SssFetched) (void *argument, int key, TupleTableSlot *row);

/*
 * Read the view with its owner's rights, as of the active snapshot, for so
 * many keys of the set, from number first on.
 */
extern void SssFetchRows(SssFetch *fetch, const SssKeySet *keys, int first, int nkeys,
						 SssFetched fetched, void *argument);

#endif							/* SSS_FETCH_H */
