/*-------------------------------------------------------------------------
 *
 * names.h
 *	  Names of relations.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_NAMES_H
#define SSS_BASE_NAMES_H

#include "postgres.h"

#include "storage/lockdefs.h"
#include "utils/relcache.h"

#include "base/compat.h"

/* schema.relation, quoted; NULL: the relation does not exist */
extern char *SssQualifiedName(Oid relid);

/* Open a relation, of which a user gave the OID; an error if there is none */
extern Relation SssOpenRelation(Oid relid, LOCKMODE lockmode);

/* Raise that error */
pg_noreturn extern void SssRaiseNoRelation(Oid relid);

#endif							/* SSS_BASE_NAMES_H */
