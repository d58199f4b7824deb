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

/* schema.relation, quoted; NULL: the relation does not exist any more */
extern char *SssQualifiedName(Oid relid);

#endif							/* SSS_BASE_NAMES_H */
