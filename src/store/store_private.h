/*-------------------------------------------------------------------------
 *
 * store_private.h
 *	  Private to room store: what its files share.  Each section is
 *	  headed by the file that defines it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_STORE_PRIVATE_H
#define SSS_STORE_STORE_PRIVATE_H

#include "postgres.h"

#include "access/tupdesc.h"
#include "nodes/execnodes.h"
#include "storage/lockdefs.h"
#include "utils/relcache.h"

/*----------
 * tables.c
 *
 * A table is opened only if it begins with the columns that this build
 * knows.
 *----------
 */

/* A column that a table must have: of a built-in type, or of a type of the extension by its name */
typedef struct SssStoreColumn
{
	const char *name;
	Oid			type;
	const char *own_type;
} SssStoreColumn;

#define SSS_BUILT_IN_COLUMN(column, type) {#column, type, NULL},
#define SSS_OWN_COLUMN(column, type) {#column, InvalidOid, type},

/* Does the relation begin with the columns?  A value stored or read as another type would be garbage. */
extern bool SssHasColumns(Relation rel, const SssStoreColumn *columns, int ncolumns);

/* Find a table of the extension; invalid: it does not exist */
extern Oid	SssStoreTableOid(const char *table);

/* Open a table of the extension; an error if it does not exist or does not begin with the columns */
extern Relation SssOpenStore(const char *table, const SssStoreColumn *columns, int ncolumns,
							 LOCKMODE lockmode);

/* Raise the error that this build cannot use a table, because somebody has altered it */
pg_noreturn extern void SssRaiseAltered(Relation rel);

/*----------
 * append.c
 *
 * Rows are appended to a table that only grows.
 *
 * A table is plain if nobody has added an index, trigger, constraint or
 * column to it. Rows of a plain table are written without an executor and,
 * many at a time, in batches; the rows of any other table as an INSERT would
 * write them.
 *----------
 */

/*
 * A table that only grows.  The last four fields cache what the session has
 * seen of the table; they are valid until it hears of a change to any relation.
 */
typedef struct SssStoreTable
{
	const char *name;
	const SssStoreColumn *columns;
	int			ncolumns;
	int			nobligatory;	/* so many first columns are never NULL */
	uint64		seen_at;
	Oid			relid;
	bool		usable;			/* has the columns */
	bool		plain;			/* and nothing else */
} SssStoreTable;

typedef enum SssWait
{
	WAIT_NEVER,
	WAIT_BRIEFLY,				/* a second at most, or as long as lock_timeout says */
	WAIT_ALWAYS
} SssWait;

/* Open a table to append rows, waiting for its lock; an error if the table is not usable, or not free in time */
extern Relation SssOpenToAppend(SssStoreTable *table, SssWait wait);

/* The same if the table is plain and its lock is free; NULL if not */
extern Relation SssOpenPlainly(SssStoreTable *table);

/*
 * Append one row to a relation from SssOpenPlainly(), and close it.  Sets the error
 * if there is no room for it.  False: the row is so long that it must be written
 * in another way.
 */
extern bool SssAppendPlainRow(Relation rel, const SssStoreTable *table, const Datum *values, const bool *nulls,
							  const ErrorData **failure);

/*
 * Append many rows to a relation from SssOpenToAppend().  Triggers that somebody
 * has added fire at the end, which also closes the relation.  The begin, all
 * rows and the end must be in one subtransaction.  Locks are kept until the end
 * of the transaction, as by INSERT.
 */
typedef struct SssAppender SssAppender;

/*
 * If the appender is guarded, for which the table must be plain, want of room for a
 * row raises no error.  It is returned then and later, and the rows that were not
 * written yet are lost.
 */
extern SssAppender *SssBeginAppending(Relation rel, const SssStoreTable *table, bool guarded);
extern const ErrorData *SssAppendRow(SssAppender *appender, const Datum *values, const bool *nulls);
extern const ErrorData *SssEndAppending(SssAppender *appender);

/*----------
 * stamp.c
 *
 * The stamp of a row: its writer and the time.
 *----------
 */

/* Append one row that has its stamp; triggers that somebody has added fire */
extern void SssAppendStamped(SssStoreTable *table, Datum *values, bool *nulls);

#endif							/* SSS_STORE_STORE_PRIVATE_H */
