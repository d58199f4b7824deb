/*-------------------------------------------------------------------------
 *
 * facts_info.h
 *	  The cache that a session keeps of a change trigger and its facts view.
 *
 * Reading a trigger, its view and what the view reads takes longer than
 * checking a row.  So it is done once, and again after any of them was altered.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_FACTS_INFO_H
#define SSS_ENFORCE_FACTS_INFO_H

#include "postgres.h"

#include "nodes/bitmapset.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "utils/relcache.h"
#include "utils/reltrigger.h"

#include "attach/attach.h"
#include "enforce/facts_query.h"

/* The effect of a change of the table on the facts of cases */
typedef enum SssUse
{
	USE_READS,					/* none: other tables hold the facts */
	USE_CHANGES					/* the facts may change */
} SssUse;

typedef struct SssFactsInfo
{
	Oid			trigger;		/* the change trigger */
	List	   *views;			/* the facts view, and the views that it reads */
	bool		valid;
	int			users;			/* statements that use the entry */
	MemoryContext context;
	SssAttachment attachment;	/* without the triggers that it was read from */
	bool		checks_rows;	/* each row is a case, because its own columns hold facts */
	bool		every_change;	/* every change of a row counts */
	Bitmapset  *relevant;		/* else: a change of these columns, by number */
	SssUse		use;
	int			nlock_columns;	/* zero: the view is locked as a whole */
	AttrNumber	lock_columns[INDEX_MAX_KEYS];	/* columns of the view whose values are locked */
	int			lock_links[INDEX_MAX_KEYS]; /* the link to each of them, or -1 */
	bool		by_case;		/* the links lead to keys of cases, and these to facts */
	SssFactsQuery facts;		/* by the links, or by_case by the case's key */
	SssFactsQuery cases;		/* the keys of cases, by the links */
	SssFactsQuery lock_values;	/* of the lock columns, by the links; unset if these give them all */
} SssFactsInfo;

/* Is there a valid entry for the trigger?  If not, it may still be a change trigger. */
extern bool SssIsKnownChangeTrigger(Oid trigger);

/*
 * The entry of a change trigger, usable until the memory context is reset, and
 * a copy of its attachment.  If the set-up is wrong, the result is NULL, and the
 * attachment holds what could be read, and the problem.
 */
extern SssFactsInfo *SssUseFactsInfo(MemoryContext context, Relation rel, const Trigger *trigger,
									 SssAttachment *attachment);

#endif							/* SSS_ENFORCE_FACTS_INFO_H */
