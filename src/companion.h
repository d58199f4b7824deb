/*-------------------------------------------------------------------------
 *
 * companion.h
 *	  The companion of a main trigger.
 *
 * A main trigger fires for the columns that an UPDATE lists.  What a BEFORE
 * UPDATE trigger changes besides, its companion catches, which binds the same
 * columns and is named after it.  One that is not, since somebody renamed
 * either, is told by what it binds alone.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_COMPANION_H
#define SSS_COMPANION_H

#include "postgres.h"

#include "nodes/pg_list.h"
#include "utils/reltrigger.h"

#include "binding.h"

/* The name of an attachment's companion */
extern char *SssCompanionName(const char *attachment);

/*
 * The companion of the main trigger of that name, which binds what the binding
 * does, and may not be there yet; NULL: it has none.
 */
extern const Trigger *SssFindCompanion(Oid relid, const TriggerDesc *triggers, const char *name,
									   const SssBinding *binding);

/*
 * Let a companion's binding take key and policy from the trigger that it
 * accompanies, whose name is returned; NULL and a problem if there is none.
 */
extern const char *SssFollowMain(Oid relid, const TriggerDesc *triggers, const Trigger *companion,
								 SssBinding *binding, SssProblem *problem);

/* The companions, as Trigger, that would be left alone without the main trigger */
extern List *SssCompanionsOfNoOther(Oid relid, const TriggerDesc *triggers, const Trigger *main,
									const SssBinding *binding);

#endif							/* SSS_COMPANION_H */
