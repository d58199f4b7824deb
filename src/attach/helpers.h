/*-------------------------------------------------------------------------
 *
 * helpers.h
 *	  Helper triggers: the companion and the change triggers.
 *
 * A helper trigger belongs to the binding trigger that it is named after, and
 * to nothing else.
 *
 * Without a facts view, the binding trigger fires for the columns that an
 * UPDATE lists.  The companion, which lists none, catches the changes that a
 * BEFORE UPDATE trigger adds.
 *
 * With a facts view, the binding trigger never fires: it holds the columns, the
 * arguments and the view, where the server follows renames.  Change triggers
 * fire instead.  Three statement triggers see all rows that a statement
 * changed, and so read the view once.  They do not see rows that are written
 * directly into a partition or applied by a subscription, and they cannot be
 * deferred.  In these cases one row trigger replaces them.  Only the row trigger
 * names the view, since the server would parse the WHEN clause of a statement
 * trigger anew for each statement.  DROP VIEW ... CASCADE thus leaves the
 * statement triggers, which then fail.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_HELPERS_H
#define SSS_ATTACH_HELPERS_H

#include "attach/attach.h"
#include "nodes/pg_list.h"
#include "utils/reltrigger.h"

typedef enum SssHelper
{
	HELPER_COMPANION,
	HELPER_INSERT,				/* change triggers */
	HELPER_UPDATE,
	HELPER_DELETE,
	HELPER_ROW,
	N_HELPERS
} SssHelper;

/* The longest name of an attachment, so that the names of its helper triggers fit */
#define SSS_LONGEST_NAME	(NAMEDATALEN - 1 - 10)

extern char *SssHelperName(const char *attachment, SssHelper helper);

/* Does the table or the attachment require checks row by row? */
extern bool SssIsCheckedByRow(const SssAttachment *attachment);

/* Does an attachment that is checked by row, or by statement, need that helper trigger? */
extern bool SssNeedsHelper(const SssBinding *binding, bool by_row, SssHelper helper);

/* The trigger that has the name and the shape of an attachment's helper trigger, or NULL */
extern const Trigger *SssFindHelper(const TriggerDesc *triggers, const char *attachment,
									SssHelper helper);

/* All of them, as Trigger */
extern List *SssHelpersOf(const TriggerDesc *triggers, const char *attachment);

/* The binding trigger that a helper trigger is named after, or NULL */
extern const Trigger *SssBindingTriggerOf(const TriggerDesc *triggers, const Trigger *helper);

/* Does the binding that was read from a helper trigger match that of its binding trigger? */
extern bool SssMatchesHelper(const SssBinding *binding, const SssBinding *of_helper);

/*
 * Does a helper trigger that is named after no binding trigger enforce?  The
 * attachments that lack such a helper trigger tell, or else its own mode does.
 */
extern bool SssRenamedHelperEnforces(const TriggerDesc *triggers, Oid relid, const Trigger *helper,
									 const SssBinding *of_helper);

#endif							/* SSS_ATTACH_HELPERS_H */
