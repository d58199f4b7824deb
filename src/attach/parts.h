/*-------------------------------------------------------------------------
 *
 * parts.h
 *	  The other triggers of one attachment: change triggers and companion.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_PARTS_H
#define SSS_ATTACH_PARTS_H

#include "postgres.h"

#include "nodes/pg_list.h"
#include "utils/reltrigger.h"

#include "attach/binding.h"

/*----------
 * The carriers of a facts view's attachment.
 *
 * The main trigger of such an attachment never fires: it holds the columns,
 * the arguments and the view, where the server follows renames.  What fires are
 * its carriers, named after it; those of statements need not name the view, for
 * the server would read their WHEN clause anew each time.  Who drops the view
 * with all that depends on it leaves them alone, and they say so.  Three statement triggers see all rows that a
 * statement changed, and so look at the view once.  They do not see what is
 * written straight into a partition or applied from a subscription, and they
 * cannot wait: there one row trigger does their work.
 *
 *----------
 */
typedef enum SssChangeTrigger
{
	CHANGE_INSERT,
	CHANGE_UPDATE,
	CHANGE_DELETE,
	CHANGE_ROW,
	N_CHANGE_TRIGGERS
} SssChangeTrigger;

/* The name of a carrier of that attachment */
extern char *SssChangeTriggerName(const char *attachment, SssChangeTrigger carrier);

/*
 * Does an attachment need that carrier?  By_row: the table is partitioned or a
 * partition, or the attachment waits or fires for replicated changes.
 */
extern bool SssNeedsChangeTrigger(const SssBinding *binding, bool by_row, SssChangeTrigger carrier);

/* Is a main trigger's work done row by row, as far as its table has a say? */
extern bool SssIsCheckedByRow(Oid relid, const SssBinding *binding, bool always);

/*
 * The main trigger of a carrier, whose binding is taken over.  NULL: it has
 * none, and problem says so.
 */
extern const Trigger *SssBindingOfChangeTrigger(Oid relid, const TriggerDesc *triggers,
												const Trigger *carrier, SssBinding *binding,
												SssProblem *problem);

/*
 * What bears the name of an attachment's carrier and does its work, though
 * there may be no main trigger; NULL: nothing does.
 */
extern const Trigger *SssFindNamedChangeTrigger(const TriggerDesc *triggers, const char *attachment,
												SssChangeTrigger carrier);

/* The carriers of a main trigger, as Trigger */
extern List *SssChangeTriggersOf(Oid relid, const TriggerDesc *triggers, const Trigger *main);

/* The one that does that work; NULL: there is none */
extern const Trigger *SssFindChangeTrigger(Oid relid, const TriggerDesc *triggers, const Trigger *main,
										   SssChangeTrigger carrier);

/*----------
 * The companion of a main trigger.
 *
 * A main trigger fires for the columns that an UPDATE lists.  What a BEFORE
 * UPDATE trigger changes besides, its companion catches, which binds the same
 * columns and is named after it.  One that is not, since somebody renamed
 * either, is told by what it binds alone.
 *
 *----------
 */
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

#endif							/* SSS_ATTACH_PARTS_H */
