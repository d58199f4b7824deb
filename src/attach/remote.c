/*-------------------------------------------------------------------------
 *
 * remote.c
 *	  Tables whose rows are stored elsewhere, and attachments that cannot hold them.
 *
 * A facts view shows what a case was before a change by an older snapshot.  Rows
 * of a foreign table do not obey our snapshots, nor do those of a table that
 * Citus distributes: they are read as they are after the change, so that nothing
 * would ever be worse.  The server checks no constraint of a foreign table, and
 * fires no trigger of a distributed table, whose shards are other tables.
 *
 * A table of this server may still read a remote dictionary, because a change of
 * the table leaves the dictionary as it is.  A row trigger of a partitioned table
 * holds what is written through that table, wherever its partitions are, since
 * the server passes the trigger both versions of the row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "nodes/pg_list.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attach/attach_private.h"

/* The catalog in which Citus lists the tables that it distributes */
#define CITUS_CATALOG	"pg_dist_partition"
#define CITUS_COLUMN	"logicalrelid"

bool
SssIsDistributed(Oid relid)
{
	Oid			catalog = get_relname_relid(CITUS_CATALOG, PG_CATALOG_NAMESPACE);
	AttrNumber	column = OidIsValid(catalog) ? get_attnum(catalog, CITUS_COLUMN) : InvalidAttrNumber;
	Relation	rel;
	SysScanDesc scan;
	ScanKeyData key;
	bool		found;

	if (column == InvalidAttrNumber)
		return false;
	rel = table_open(catalog, AccessShareLock);
	ScanKeyInit(&key, column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relid));
	scan = systable_beginscan(rel, InvalidOid, false, NULL, 1, &key);
	found = HeapTupleIsValid(systable_getnext(scan));
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return found;
}

/* The table itself, its partitions and its inheritance children */
static List *
PartsOf(Oid relid)
{
	return has_subclass(relid) ? find_all_inheritors(relid, NoLock, NULL) : list_make1_oid(relid);
}

/* The first part of the table that is a foreign table, or InvalidOid */
static Oid
ForeignPart(Oid relid)
{
	ListCell   *cell;

	foreach(cell, PartsOf(relid))
	{
		if (get_rel_relkind(lfirst_oid(cell)) == RELKIND_FOREIGN_TABLE)
			return lfirst_oid(cell);
	}
	return InvalidOid;
}

static Oid
DistributedPart(Oid relid)
{
	ListCell   *cell;

	foreach(cell, PartsOf(relid))
	{
		if (SssIsDistributed(lfirst_oid(cell)))
			return lfirst_oid(cell);
	}
	return InvalidOid;
}

bool
SssRowsAreHere(Oid relid)
{
	return !OidIsValid(ForeignPart(relid)) && !OidIsValid(DistributedPart(relid));
}

static bool
CheckConstraintHolds(const SssAttachment *attachment, SssProblem *problem)
{
	Oid			part = attachment->inheritable ? ForeignPart(attachment->relid) : InvalidOid;

	if (!OidIsValid(part))
		return true;
	return SssWrong(problem, ERRCODE_FEATURE_NOT_SUPPORTED,
					psprintf(_("a constraint does not check the rows of foreign table \"%s\""), get_rel_name(part)),
					pstrdup(_("The server leaves that to the database that stores the rows.")),
					pstrdup(_("Use sss.attach() for what is written here, or attach the rule in the database that stores the rows.")));
}

/* Does a facts view show what a change of the table alters as it was before? */
static bool
CheckViewHolds(const SssAttachment *attachment, SssProblem *problem)
{
	const SssBinding *binding = &attachment->binding;
	const char *view = get_rel_name(binding->view.relid);
	SssReads	reads = SssReadsOf(binding->view.relid);
	Oid			part = InvalidOid;
	bool		whole;
	bool		reads_table = SssColumnsRead(&reads, attachment->relid, &whole) != NULL || whole;
	ListCell   *cell;

	foreach(cell, reads.tables)
	{
		part = DistributedPart(((SssRead *) lfirst(cell))->relid);
		if (OidIsValid(part))
			return SssWrong(problem, ERRCODE_FEATURE_NOT_SUPPORTED,
							psprintf(_("facts view \"%s\" reads table \"%s\", which Citus distributes"), view, get_rel_name(part)),
							pstrdup(_("The view cannot show a case as it was before a change.")),
							pstrdup(_("Keep all tables of the view on one node.")));
	}
	if (reads_table || !SssHoldsFacts(binding))
		part = ForeignPart(attachment->relid);
	if (!OidIsValid(part))
		return true;
	return SssWrong(problem, ERRCODE_FEATURE_NOT_SUPPORTED,
					psprintf(_("facts view \"%s\" cannot show rows of foreign table \"%s\" as they were before a change"), view, get_rel_name(part)),
					pstrdup(_("Such rows are read as they are after the change.")),
					pstrdup(_("Attach the rule in the database that stores the rows.")));
}

bool
SssIsHeld(const SssAttachment *attachment, SssProblem *problem)
{
	Oid			part;

	if (attachment->enforced_by == ENFORCED_BY_CONSTRAINT)
		return CheckConstraintHolds(attachment, problem);
	part = DistributedPart(attachment->relid);
	if (OidIsValid(part))
		return SssWrong(problem, ERRCODE_FEATURE_NOT_SUPPORTED,
						psprintf(_("Citus distributes table \"%s\", so that its triggers do not fire"), get_rel_name(part)),
						NULL, pstrdup(_("Use sss.add_check(), whose constraint Citus passes on to the shards.")));
	return !OidIsValid(attachment->binding.view.relid) ||
		(CheckViewHolds(attachment, problem) && SssWaitsAlike(attachment, problem));
}
