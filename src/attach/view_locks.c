/*-------------------------------------------------------------------------
 *
 * view_locks.c
 *	  Whether sessions that change one view meet.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "nodes/pg_list.h"
#include "utils/lsyscache.h"

#include "attach/attach_private.h"

static char *
ColumnNames(const SssView *view)
{
	char	   *names = pstrdup("");

	for (int i = 0; i < view->nlocks; i++)
		names = psprintf("%s%s%s", names, i > 0 ? ", " : "", get_attname(view->relid, view->locks[i], false));
	return names;
}

/* An attachment without such columns locks the whole view, and so meets all others.  The oldest one is right. */
bool
SssWaitsAlike(const SssAttachment *attachment, SssProblem *problem)
{
	const SssView *view = &attachment->binding.view;
	const SssAttachment *oldest = NULL;
	ListCell   *cell;

	if (view->nlocks == 0)
		return true;
	foreach(cell, SssAttachmentsBy(view->relid))
	{
		const SssAttachment *other = lfirst(cell);

		if (other->problem == NULL && other->binding.view.nlocks > 0 &&
			(oldest == NULL || other->oid < oldest->oid))
			oldest = other;
	}
	if (oldest == NULL || (oldest->binding.view.nlocks == view->nlocks &&
						   memcmp(oldest->binding.view.locks, view->locks, sizeof(AttrNumber) * view->nlocks) == 0))
		return true;
	return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
					psprintf(_("sessions that change table \"%s\" would not wait for those that change \"%s\""),
							 get_rel_name(attachment->relid), get_rel_name(oldest->relid)),
					psprintf(_("They lock view \"%s\" by (%s) and by (%s)."), get_rel_name(view->relid),
							 ColumnNames(view), ColumnNames(&oldest->binding.view)),
					pstrdup(_("Attach all tables of the view with the same columns to wait by.")));
}
