/*-------------------------------------------------------------------------
 *
 * append.h
 *	  How rows are added to a table of the store.
 *
 * Without SQL text: whoever changes a case need not, and must not, have rights
 * on the log of all cases, and no search_path, rule or plan of the session has
 * a say in what is written.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_APPEND_H
#define SSS_STORE_APPEND_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "utils/relcache.h"

#include "store/tables.h"

/*
 * A table of ours that only grows.  The last fields are what was seen of it,
 * good as long as the session is told of no change to any relation.
 */
typedef struct SssStoreTable
{
	const char *name;			/* in schema sss */
	const SssStoreColumn *columns;
	int			ncolumns;
	int			nobligatory;	/* the first ones, of which a row leaves none NULL */
	uint64		seen_at;
	Oid			relid;
	bool		usable;			/* what is written finds its columns */
	bool		plain;			/* and nothing could refuse it */
} SssStoreTable;

/* Open it to add rows, waiting for whoever has it locked; an error if it is not usable */
extern Relation SssOpenToAppend(SssStoreTable *table);

/*
 * The same where it is as it was made, and free to be written to; NULL if not.
 * Then nothing can refuse a row but what would refuse the application's own
 * as well, a full disk for instance.
 */
extern Relation SssOpenPlainly(SssStoreTable *table);

/* Add one row to what SssOpenPlainly opened, and close it */
extern void SssAppendPlainRow(Relation rel, const SssStoreTable *table, const Datum *values,
							  const bool *nulls);

/*
 * Add many rows to what SssOpenToAppend opened, firing the triggers that somebody
 * may have put there when the last is in.  Begin, all rows and the end belong
 * to one subtransaction; the end closes the table.  Locks stay to the end of
 * the transaction, as with INSERT.
 */
typedef struct SssAppender SssAppender;

extern SssAppender *SssBeginAppending(Relation rel, const SssStoreTable *table);
extern void SssAppendRow(SssAppender *appender, const Datum *values, const bool *nulls);
extern void SssEndAppending(SssAppender *appender);

#endif							/* SSS_STORE_APPEND_H */
