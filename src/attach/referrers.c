/*-------------------------------------------------------------------------
 *
 * referrers.c
 *	  Tables without whose rows a row of another table changes no case.
 *
 * A new child changes no case before a placement refers to it, and neither does a new
 * entry of a dictionary before some row has it.  The query of the view says so: where the
 * table stands, a column of the referring table, the referrer, must have the same value.
 * No foreign key is needed.
 *
 * A session that writes the child locks its id, and so does each session that writes a
 * referring row.  Once the child's id is locked, no other session can add a referring row.
 * So what it has to lock besides are the cases of the referring rows that exist, complete
 * or not.
 *
 * Partitions and inheritance children of a table are other tables to the query, so that we
 * look only for tables that have neither.  A partitioned table is one, however.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "commands/trigger.h"
#include "nodes/pg_list.h"
#include "storage/lmgr.h"
#include "utils/lsyscache.h"

#include "attach/view_private.h"

/* The table's column that leads to the column of the view; 0: none does */
static AttrNumber
LinkLeadingTo(const SssLinked *linked, AttrNumber view_column)
{
	for (int i = 0; i < linked->nlinks; i++)
	{
		if (linked->view_links[i] == view_column)
			return linked->links[i];
	}
	return 0;
}

bool
SssReferrerOf(const SssPlace *place, AttrNumber column, AttrNumber lock, AttrNumber first_lock,
			  List *linked, SssReferrer *referrer)
{
	bool		found = false;
	ListCell   *cell;
	ListCell   *each;

	foreach(cell, place->required)
	{
		const SssRequired *required = lfirst(cell);
		Oid			relid = required->leaf->relid;

		if (required->column != column ||
			(required->leaf->children && get_rel_relkind(relid) != RELKIND_PARTITIONED_TABLE &&
			 find_inheritance_children(relid, NoLock) != NIL))
			continue;
		foreach(each, linked)
		{
			const SssLinked *table = lfirst(each);

			if (table->relid != relid || LinkLeadingTo(table, lock) != required->in ||
				(found && LinkLeadingTo(table, first_lock) == 0))
				continue;
			*referrer = (SssReferrer)
			{
				.relid = relid,.column = required->in,.first = LinkLeadingTo(table, first_lock)
			};
			found = true;
		}
	}
	return found;
}

/* Does the attachment make each session that writes the table wait? */
static bool
MakesWait(const SssAttachment *attachment)
{
	return attachment->problem == NULL && attachment->binding.policy.enforcing &&
		(attachment->enabled == TRIGGER_FIRES_ON_ORIGIN || attachment->enabled == TRIGGER_FIRES_ALWAYS);
}

/* The tables whose writers lock values of the lock column, as SssLinked */
static List *
LinkedTables(Oid view, AttrNumber lock)
{
	List	   *linked = NIL;
	ListCell   *cell;

	foreach(cell, SssAttachmentsByView(view))
	{
		const SssAttachment *attachment = lfirst(cell);
		const SssView *binding = &attachment->binding.view;
		bool		waits = false;
		SssLinked  *table;

		for (int i = 0; i < binding->nlocks; i++)
			waits |= binding->locks[i] == lock;
		if (!waits || !MakesWait(attachment))
			continue;
		table = palloc(sizeof(SssLinked));
		*table = (SssLinked)
		{
			.relid = attachment->relid,.nlinks = binding->nlinks,.links = binding->links,
				.view_links = binding->view_links
		};
		linked = lappend(linked, table);
	}
	return linked;
}

/* Does the table share rows with the attached one, which the query reads under another name? */
static bool
SharesRows(Oid relid, Oid attached)
{
	return relid != attached &&
		(list_member_oid(find_all_inheritors(relid, NoLock, NULL), attached) ||
		 list_member_oid(find_all_inheritors(attached, NoLock, NULL), relid));
}

static bool
FindReferrers(const SssAttachment *attachment, Oid attached, AttrNumber column, AttrNumber lock,
			  List *places, List **referrers)
{
	const SssView *view = &attachment->binding.view;
	List	   *linked = LinkedTables(view->relid, lock);
	ListCell   *cell;

	*referrers = NIL;
	foreach(cell, places)
	{
		const SssPlace *place = lfirst(cell);
		SssReferrer referrer;

		if (SharesRows(place->relid, attached))
			return false;
		if (place->relid != attached)
			continue;
		if (!SssReferrerOf(place, column, lock, view->locks[0], linked, &referrer))
			return false;
		*referrers = lappend(*referrers, memcpy(palloc(sizeof(SssReferrer)), &referrer, sizeof(SssReferrer)));
	}
	return *referrers != NIL;
}

bool
SssFindReferrers(const SssAttachment *attachment, AttrNumber column, AttrNumber lock, List **referrers)
{
	const SssView *view = &attachment->binding.view;
	Oid			attached = SssAttachedRelation(attachment);
	List	   *places = SssPlacesOf(view->relid, SssTreeOf(view->relid));
	ListCell   *cell;

	if (attached != attachment->relid)
		column = get_attnum(attached, get_attname(attachment->relid, column, false));
	if (!FindReferrers(attachment, attached, column, lock, places, referrers))
		return false;
	/* From now on, no session can detach what makes the writers of these tables wait */
	foreach(cell, *referrers)
		LockRelationOid(((SssReferrer *) lfirst(cell))->relid, AccessShareLock);
	return FindReferrers(attachment, attached, column, lock, places, referrers);
}
