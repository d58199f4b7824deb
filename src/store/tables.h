/*-------------------------------------------------------------------------
 *
 * tables.h
 *	  Private to room store: a table is opened only if it begins with the
 *	  columns that this build knows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_TABLES_H
#define SSS_STORE_TABLES_H

#include "postgres.h"

#include "access/tupdesc.h"
#include "storage/lockdefs.h"
#include "utils/relcache.h"

/* A column that a table must have: of a built-in type, or of a type of schema sss by its name */
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

/* Open a table of schema sss; an error if it does not exist or does not begin with the columns */
extern Relation SssOpenStore(const char *table, const SssStoreColumn *columns, int ncolumns,
							 LOCKMODE lockmode);

/* Raise the error that this build cannot use a table, because somebody has altered it */
pg_noreturn extern void SssRaiseAltered(Relation rel);

#endif							/* SSS_STORE_TABLES_H */
