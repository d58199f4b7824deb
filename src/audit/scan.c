/*-------------------------------------------------------------------------
 *
 * scan.c
 *	  The rows of a relation are read and checked.
 *
 * A table is scanned directly, as the executor would spend more on a row than
 * its check takes.  A foreign table is queried, and so is a table that Citus
 * distributes: a scan of it would find no row, and an audit would then resolve
 * every open violation.  Like a query, an audit takes no lock that a writer would
 * wait for.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/tableam.h"
#include "access/tupdesc.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "executor/tuptable.h"
#include "nodes/pg_list.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"
#include "store/store.h"

/* The column of the same name in a partition or child, where its number may differ */
static AttrNumber
SameColumn(Relation root, Relation part, AttrNumber attnum)
{
	const char *name = NameStr(TupleDescAttr(RelationGetDescr(root), attnum - 1)->attname);
	AttrNumber	found = get_attnum(RelationGetRelid(part), name);

	if (found <= 0)
		elog(ERROR, "could not find column \"%s\" of relation \"%s\"", name,
			 RelationGetRelationName(part));
	return found;
}

static void
MapDimensions(Relation root, Relation part, SssDimensions *by)
{
	for (int i = 0; i < by->n; i++)
	{
		if (by->columns[i] != InvalidAttrNumber)
			by->columns[i] = SameColumn(root, part, by->columns[i]);
	}
}

static void
MapBinding(Relation root, Relation part, SssBinding *binding)
{
	binding->last_column = 0;
	for (int role = 0; role < N_ROLES; role++)
	{
		SssColumn  *column = &binding->columns[role];

		if (column->form == COLUMN_NONE)
			continue;
		column->attnum = SameColumn(root, part, column->attnum);
		binding->last_column = Max(binding->last_column, column->attnum);
	}
	for (int i = 0; i < binding->view.nlinks; i++)
		binding->view.links[i] = SameColumn(root, part, binding->view.links[i]);
	for (int i = 0; i < binding->nkeys; i++)
		binding->keys[i] = SameColumn(root, part, binding->keys[i]);
}

static void
AuditOneByOne(SssAudit *audit, TableScanDesc scan, TupleTableSlot *slot)
{
	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
		SssAuditSlot(audit, slot);
}

static void
AuditByBatches(SssAudit *audit, Relation rel, TableScanDesc scan, TupleTableSlot *slot)
{
	SssAuditBatch *batch = SssMakeAuditBatch(audit, rel);

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
		SssAddToBatch(batch, slot);
	SssEndBatch(batch);
}

static void
ScanAlone(SssAudit *audit, Relation rel, Snapshot snapshot)
{
	TableScanDesc scan = SssBeginScan(rel, snapshot);
	TupleTableSlot *slot = table_slot_create(rel, NULL);

	if (OidIsValid(audit->binding.view.relid))
		AuditByBatches(audit, rel, scan, slot);
	else
		AuditOneByOne(audit, scan, slot);
	ExecDropSingleTupleTableSlot(slot);
	table_endscan(scan);
}

/* With a facts view the session reads alone, and queries the view for a batch of rows */
static void
ScanTable(SssAudit *audit, Relation rel)
{
	Snapshot	snapshot = RegisterSnapshot(GetActiveSnapshot());
	int			nworkers = OidIsValid(audit->binding.view.relid) ? 0 : SssAuditWorkers(audit, rel);

	if (nworkers > 0)
		SssAuditInParallel(audit, rel, snapshot, nworkers);
	else
		ScanAlone(audit, rel, snapshot);
	UnregisterSnapshot(snapshot);
}

static void
AuditPart(SssAudit *audit, Relation root, Relation part)
{
	SssBinding	binding = audit->binding;
	SssDimensions by = audit->by;

	if (part->rd_rel->relkind == RELKIND_PARTITIONED_TABLE && !SssIsDistributed(RelationGetRelid(part)))
		return;
	if (part != root)
	{
		MapBinding(root, part, &audit->binding);
		MapDimensions(root, part, &audit->by);
	}
	if (part->rd_rel->relkind == RELKIND_RELATION && !SssIsDistributed(RelationGetRelid(part)))
		ScanTable(audit, part);
	else if (OidIsValid(audit->binding.view.relid))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("cannot audit table \"%s\" with a facts view",
						RelationGetRelationName(part)),
				 errdetail("Its rows are stored elsewhere.")));
	else
		SssAuditQuery(audit, part);
	audit->binding = binding;
	audit->by = by;
}

static void
AuditTable(SssAudit *audit, Relation rel, bool descendants)
{
	List	   *parts;
	ListCell   *cell;

	/* The query of a distributed table also reads its partitions */
	if (!descendants || SssIsDistributed(RelationGetRelid(rel)))
	{
		AuditPart(audit, rel, rel);
		return;
	}
	parts = find_all_inheritors(RelationGetRelid(rel), AccessShareLock, NULL);
	foreach(cell, parts)
	{
		Relation	part = table_open(lfirst_oid(cell), NoLock);

		/* Skip the temporary tables of other sessions */
		if (!RELATION_IS_OTHER_TEMP(part))
			AuditPart(audit, rel, RelationGetRelid(part) == RelationGetRelid(rel) ? rel : part);
		table_close(part, NoLock);
	}
}

void
SssRunAudit(const SssAuditTarget *target, SssDay today, SssAudit *audit)
{
	Relation	rel = target->rel;

	audit->attachment = target->attachment;
	audit->cases = target->cases;
	if (target->attachment->except_keys != NULL)
		audit->excepted = SssReadExceptedKeys(rel, &target->binding, target->attachment->except_keys);
	audit->binding = target->binding;
	audit->only_keyed = target->attachment->binding.view.nkeys > 0;
	audit->today = today;
	audit->bounded = target->bounded;
	audit->until = target->until;
	audit->by = target->by;
	SssStartAudit(audit, SssQualifiedName(RelationGetRelid(rel)));
	if (SssIsView(rel))
		SssAuditQuery(audit, rel);
	else
		AuditTable(audit, rel, target->descendants);
	SssEndAudit(audit);
}

void
SssRequireKey(Relation rel, const SssAttachment *attachment)
{
	AttrNumber	columns[INDEX_MAX_KEYS];

	if (SssCaseColumns(rel, attachment, columns) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relation \"%s\" has no key that names a case", RelationGetRelationName(rel)),
				 errhint("Attach the rule with the argument \"key\".")));
}

void
SssAuditAll(Relation rel, const SssAttachment *attachment, SssAuditFound found, void *argument)
{
	SssAuditTarget *target = SssTargetOfAttachment(rel, attachment);
	SssAudit	audit = {.found = found,.argument = argument,.every = true};

	SssRunAudit(target, SssToday(), &audit);
	SssEndAuditTarget(target, rel);
}
