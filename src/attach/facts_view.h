/*-------------------------------------------------------------------------
 *
 * facts_view.h
 *	  Facts views: the columns that an attachment binds, and the tables that a
 *	  view reads.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_FACTS_VIEW_H
#define SSS_ATTACH_FACTS_VIEW_H

#include "attach/attach.h"
#include "nodes/pg_list.h"

/* Names of columns of the view, as an attachment gives them; none: those of the table's columns */
typedef struct SssViewNames
{
	const char *links[INDEX_MAX_KEYS];
	int			nlinks;
	const char *keys[INDEX_MAX_KEYS];
	int			nkeys;
} SssViewNames;

/*
 * Bind columns of the facts view: those that the links lead to, those that
 * identify a case and, by their names, those of the roles that no column of the
 * table holds.  The binding already has the table's columns of the links.  False:
 * the columns cannot be bound.
 */
extern bool SssBindView(Oid relid, const SssViewNames *names, SssBinding *binding,
						SssProblem *problem);

/* Does the look-up by links find all cases that a change of the table may alter? */
extern bool SssCheckFollowed(Oid relid, const SssView *view, SssProblem *problem);

/* The partitioned table or the inheritance parents of a table, one level up */
extern List *SssParentsOf(Oid relid);

#endif							/* SSS_ATTACH_FACTS_VIEW_H */
