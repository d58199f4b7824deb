/*-------------------------------------------------------------------------
 *
 * facts_info.h
 *	  What a session knows of an attachment with a facts view.
 *
 * To read a trigger, its view and what that reads takes longer than to judge
 * a row.  It is done once, and again after any of them was altered.
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
#include "enforce/facts_lock.h"
#include "enforce/facts_query.h"

typedef struct SssFactsInfo
{
	Oid			trigger;		/* the change trigger */
	List	   *views;			/* the facts view, and those that it reads */
	bool		valid;
	int			users;
	MemoryContext context;
	SssAttachment attachment;	/* without the triggers that it was read from */
	bool		checks_rows;	/* each row of the table is a case, for its own columns hold facts */
	bool		every_change;	/* the view reads rows as a whole */
	Bitmapset  *relevant;		/* else the columns, by number, whose change counts */
	SssUse		use;			/* of the view's facts */
	int			ngranules;		/* zero: the view is locked as a whole */
	AttrNumber	granules[INDEX_MAX_KEYS];	/* columns of the view by which cases are locked */
	int			granule_links[INDEX_MAX_KEYS];	/* the link to each, or -1 */
	bool		by_case;		/* a case is found by its key, once the links have led to it */
	SssFetch	facts;			/* by the links, or by the case's key */
	SssFetch	cases;			/* by the links */
	SssFetch	neighbours;		/* the granules, by the links; unless these are all of them */
} SssFactsInfo;

/* Is the trigger known to be a change trigger?  If not, it may still be one. */
extern bool SssIsKnownChangeTrigger(Oid trigger);

/*
 * What is known of a change trigger's attachment, until the memory context is
 * reset.  NULL: the set-up is wrong; the attachment, as far as it could be
 * read, says why.
 */
extern SssFactsInfo *SssUseFactsInfo(MemoryContext context, Relation rel, const Trigger *trigger,
									 SssAttachment *attachment);

#endif							/* SSS_ENFORCE_FACTS_INFO_H */
