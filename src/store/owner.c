/*-------------------------------------------------------------------------
 *
 * owner.c
 *	  What reads the log for users who have no right on it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/uuid.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

/* The owner of the log, and of its views */
static Oid
OwnerOfLog(void)
{
	Oid			relid = SssStoreTableOid("violation_tail");
	Relation	log;
	Oid			owner;

	if (!OidIsValid(relid))
		SssRaiseMissing("violation_tail");
	log = table_open(relid, AccessShareLock);
	owner = log->rd_rel->relowner;
	table_close(log, NoLock);
	return owner;
}

void
SssActAsOwner(SssOwnersRights *rights)
{
	Oid			owner = OwnerOfLog();

	GetUserIdAndSecContext(&rights->user, &rights->security);
	SetUserIdAndSecContext(owner, rights->security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);
}

void
SssActAsUser(const SssOwnersRights *rights)
{
	SetUserIdAndSecContext(rights->user, rights->security);
}

static const SssStoreColumn pass_columns[] = {{"pass", UUIDOID, NULL}};

/* Subscribers may have the value of their publisher besides their own */
bool
SssIsPass(const pg_uuid_t * pass)
{
	Relation	rel = SssOpenStore("pass", pass_columns, lengthof(pass_columns), AccessShareLock);
	TableScanDesc scan = SssBeginScan(rel, GetActiveSnapshot());
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	bool		found = false;

	while (!found && table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		slot_getallattrs(slot);
		found = memcmp(DatumGetUUIDP(slot->tts_values[0])->data, pass->data, UUID_LEN) == 0;
	}
	ExecDropSingleTupleTableSlot(slot);
	table_endscan(scan);
	table_close(rel, AccessShareLock);
	return found;
}
