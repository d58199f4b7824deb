/*-------------------------------------------------------------------------
 *
 * find.h
 *	  What is attached to a relation, for who refers to it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_FIND_H
#define SSS_ATTACH_FIND_H

#include "postgres.h"

#include "utils/relcache.h"

#include "attach/binding.h"

typedef struct SssAttached
{
	const char *name;
	SssBinding	binding;
} SssAttached;

/*
 * The attachment of that name, or if name is NULL the only one, of any rule if
 * that is NULL.  Several that have the same key are as good as one if any will
 * do.  An error if there is none, or none that waivers or baselines reach.
 */
extern SssAttached *SssFindAttached(Relation rel, const char *rule, const char *name, bool any);

/*
 * The relation that names an attachment's cases: a facts view that yields them
 * as a whole, so that what is let stand stands whichever table is changed, or
 * else the table that was attached.  And its columns that do, none being zero.
 */
extern Oid	SssCaseRelation(Oid attached, const SssBinding *binding);
extern int	SssCaseColumns(Relation rel, const SssBinding *binding, AttrNumber *columns);

#endif							/* SSS_ATTACH_FIND_H */
