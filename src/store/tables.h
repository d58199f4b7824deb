/*-------------------------------------------------------------------------
 *
 * tables.h
 *	  The extension's own tables: opened only if they are as this build knows
 *	  them, and rows of them put together and taken apart.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_TABLES_H
#define SSS_STORE_TABLES_H

#include "postgres.h"

#include "access/tupdesc.h"
#include "storage/lockdefs.h"
#include "utils/relcache.h"

#include "base/base.h"
#include "law/law.h"

/* A column as it must be: of a built-in type, or of one of ours by its name */
typedef struct SssStoreColumn
{
	const char *name;
	Oid			type;
	const char *own_type;
} SssStoreColumn;

#define SSS_BUILT_IN_COLUMN(column, type) {#column, type, NULL},
#define SSS_OWN_COLUMN(column, type) {#column, InvalidOid, type},

/* The codes of a case, in the order in which every table of ours has them */
#define SSS_CODE_COLUMNS(OWN) \
	OWN(categories, "_recipient_category") \
	OWN(basis, "placement_basis") \
	OWN(provider, "provider_type") \
	OWN(stay, "stay_mode") \
	OWN(service, "service")

/*
 * A table of the store must begin with the columns that this build knows: a
 * value stored or read as another type would be garbage.
 */
extern bool SssHasColumns(Relation rel, const SssStoreColumn *columns, int ncolumns);

/* Open table sss.*; an error if it is not there, or does not begin with the columns */
extern Relation SssOpenStore(const char *table, const SssStoreColumn *columns, int ncolumns,
							 LOCKMODE lockmode);

/* A table of ours is not there, or was altered in a way that this build cannot cope with */
pg_noreturn extern void SssRaiseMissing(const char *table);
pg_noreturn extern void SssRaiseAltered(Relation rel);

extern void SssSetText(Datum *values, bool *nulls, int column, const char *string);
extern void SssSetCode(Datum *values, bool *nulls, int column, SssCodeListId list, int index);

/* Set or read the columns of SSS_CODE_COLUMNS, of which the first is given */
extern void SssSetCodes(TupleDesc tupdesc, Datum *values, bool *nulls, int first,
						const SssFacts *facts);
extern void SssGetCodes(const Datum *values, const bool *nulls, int first, SssFacts *facts);

#endif							/* SSS_STORE_TABLES_H */
