/*-------------------------------------------------------------------------
 *
 * lock_view.c
 *	  A session locks a facts view as a whole.
 *
 * A load of many cases then needs no locks of their keys, and cannot deadlock
 * with other writers of the view.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/enforce_private.h"

#define WRITES	(ACL_INSERT | ACL_UPDATE | ACL_DELETE)

/*
 * May the user write a table of the view?  A table whose owner may not make the
 * view's writers wait does not count, since he may let himself write it.
 */
static bool
MayWrite(Oid relid, Oid view)
{
	SssProblem	problem;

	return (pg_class_aclcheck(relid, GetUserId(), WRITES) == ACLCHECK_OK ||
			pg_attribute_aclcheck_all(relid, GetUserId(), ACL_INSERT | ACL_UPDATE, ACLMASK_ANY) == ACLCHECK_OK) &&
		SssOwnerMayGuard(relid, view, &problem);
}

PG_FUNCTION_INFO_V1(sss_lock_view);
Datum
sss_lock_view(PG_FUNCTION_ARGS)
{
	Oid			view;
	char	   *name;
	bool		may_write = false;
	List	   *attachments;
	ListCell   *cell;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "view")));
	view = PG_GETARG_OID(0);
	name = get_rel_name(view);
	if (name == NULL)
		SssRaiseNoRelation(view);
	attachments = SssAttachmentsByView(view);
	foreach(cell, attachments)
		may_write |= MayWrite(((SssAttachment *) lfirst(cell))->relid, view);
	if (attachments == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is the facts view of no attachment", name),
				 errhint("See view sss.attached_tables for the tables of each view.")));
	if (!may_write)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to lock facts view \"%s\"", name),
				 errdetail("Only a role that may write one of the view's tables may make their other writers wait.")));
	SssLockView(view, USE_CHANGES);
	PG_RETURN_VOID();
}
