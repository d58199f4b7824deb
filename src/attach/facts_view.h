/*-------------------------------------------------------------------------
 *
 * facts_view.h
 *	  Facts views: what an attachment binds to one, and what it reads.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_FACTS_VIEW_H
#define SSS_ATTACH_FACTS_VIEW_H

#include "attach/attach.h"
#include "nodes/pg_list.h"

/* Columns of the view as an attachment names them; none: as the columns of the table are named */
typedef struct SssViewNames
{
	const char *links[INDEX_MAX_KEYS];
	int			nlinks;
	const char *keys[INDEX_MAX_KEYS];
	int			nkeys;
} SssViewNames;

/*
 * Bind the facts view of the binding, whose links are so far those of the
 * table: the columns that the links lead to, the columns that identify a case
 * and, by their names, the columns of the roles that no column of the table
 * holds.  False: they cannot be bound.
 */
extern bool SssBindView(Oid relid, const SssViewNames *names, SssBinding *binding,
						SssProblem *problem);

/* The partitioned table or the inheritance parents of a table, one level up */
extern List *SssParentsOf(Oid relid);

#endif							/* SSS_ATTACH_FACTS_VIEW_H */
