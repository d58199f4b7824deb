/*-------------------------------------------------------------------------
 *
 * view_attachments.c
 *	  All attachments by one facts view.
 *
 * The view stands as a constant in the WHEN clause of each binding trigger, so that
 * pg_depend leads from the view to them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_trigger.h"
#include "nodes/pg_list.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attach/attach_private.h"

/* The attachment of the trigger with that OID, if it is a binding trigger by that view */
static SssAttachment *
AttachmentOf(Oid oid, Oid view)
{
	SssFiring	firing;
	TriggerDesc *triggers;

	if (!SssFiringOf(oid, &firing) || OidIsValid(firing.parent))
		return NULL;
	triggers = SssTriggersOf(firing.relid);
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];
		SssAttachment *attachment;

		if (trigger->tgoid != oid || !SssIsEnforce(trigger->tgfoid) ||
			SssTriggerRoleOf(trigger) != TRIGGER_BINDING || SssViewOf(trigger) != view)
			continue;
		attachment = palloc(sizeof(SssAttachment));
		(void) SssReadAttachment(firing.relid, triggers, trigger, attachment);
		return attachment;
	}
	return NULL;
}

List *
SssAttachmentsByView(Oid view)
{
	Relation	catalog = table_open(DependRelationId, AccessShareLock);
	List	   *oids = NIL;
	List	   *attachments = NIL;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;
	ListCell   *cell;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(view));
	scan = systable_beginscan(catalog, DependReferenceIndexId, true, NULL, 2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend form = (Form_pg_depend) GETSTRUCT(tuple);

		if (form->classid == TriggerRelationId)
			oids = list_append_unique_oid(oids, form->objid);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	foreach(cell, oids)
	{
		SssAttachment *attachment = AttachmentOf(lfirst_oid(cell), view);

		if (attachment != NULL)
			attachments = lappend(attachments, attachment);
	}
	return attachments;
}

bool
SssYieldsCases(const SssAttachment *attachment)
{
	return attachment->problem != NULL || attachment->binding.view.nkeys > 0;
}

/* A table that stands in several places of the view may have a second attachment, called name_2, and so on */
bool
SssBearsName(const SssAttachment *attachment, const char *name)
{
	return strcmp(attachment->name, name) == 0 || strcmp(SssNameWithoutNumber(attachment->name), name) == 0;
}

const char *
SssViewAttachmentName(const SssAttachment *attachment)
{
	return attachment->binding.view.nkeys == 0 ? attachment->name : SssNameWithoutNumber(attachment->name);
}

static int
OrderByTable(const ListCell *a, const ListCell *b)
{
	const SssAttachment *left = lfirst(a);
	const SssAttachment *right = lfirst(b);

	return left->relid < right->relid ? -1 : left->relid > right->relid;
}

List *
SssAttachmentsNamed(Oid view, const char *name)
{
	List	   *named = NIL;
	ListCell   *cell;

	foreach(cell, SssAttachmentsByView(view))
	{
		if (SssYieldsCases(lfirst(cell)) && SssBearsName(lfirst(cell), name))
			named = lappend(named, lfirst(cell));
	}
	list_sort(named, OrderByTable);
	return named;
}

/* Do both guard a table of one view under one name, and identify its cases alike?  Their names are the view's. */
static bool
AreOfOneView(const SssAttachment *one, const SssAttachment *other)
{
	const SssView *a = &one->binding.view;
	const SssView *b = &other->binding.view;

	return strcmp(one->name, other->name) == 0 && (one->problem == NULL) == (other->problem == NULL) &&
		one->binding.rule == other->binding.rule && a->nkeys == b->nkeys &&
		memcmp(a->keys, b->keys, sizeof(AttrNumber) * a->nkeys) == 0;
}

/* The attachments of a view, under the view's name: one for all its tables that are attached alike */
List *
SssAttachmentsOfView(Oid view)
{
	List	   *attachments = NIL;
	ListCell   *cell;
	ListCell   *kept;

	foreach(cell, SssAttachmentsByView(view))
	{
		SssAttachment *attachment = lfirst(cell);
		bool		known = !SssYieldsCases(attachment);

		attachment->name = SssNameWithoutNumber(attachment->name);
		foreach(kept, attachments)
			known |= AreOfOneView(lfirst(kept), attachment);
		if (!known)
			attachments = lappend(attachments, attachment);
	}
	return attachments;
}

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
	foreach(cell, SssAttachmentsByView(view->relid))
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
