/*-------------------------------------------------------------------------
 *
 * acknowledge.c
 *	  sss.acknowledge(): what sss.verify() is not to name.
 *
 * The journal alone knows of it.  The next sss.attach() of the relation ends it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_extension.h"
#include "commands/extension.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

#include "attach/attach_private.h"
#include "store/store.h"

static Oid
OwnerOfExtension(void)
{
	Oid			extension = get_extension_oid("special_social_services", true);
	Relation	catalog = table_open(ExtensionRelationId, AccessShareLock);
	Oid			owner = InvalidOid;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_extension_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(extension));
	scan = systable_beginscan(catalog, ExtensionOidIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
		owner = ((Form_pg_extension) GETSTRUCT(tuple))->extowner;
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return owner;
}

static void
CheckMayAcknowledge(Oid relid)
{
	Oid			owner = OwnerOfExtension();

	if (get_rel_name(relid) == NULL)
		SssRaiseNoRelation(relid);
	if (!SssOwnsRelation(relid, GetUserId()) &&
		!(OidIsValid(owner) && has_privs_of_role(GetUserId(), owner)))
		aclcheck_error(ACLCHECK_NOT_OWNER, get_relkind_objtype(get_rel_relkind(relid)), get_rel_name(relid));
}

/* Is it a table of the extension whose rows say who wrote them? */
static bool
HasStamps(Oid relid)
{
	static const char *const stamped[] = {"journal", "waivers", "baselines", "suspensions"};
	const char *name = get_rel_name(relid);

	if (name == NULL || get_rel_namespace(relid) != get_namespace_oid("sss", true))
		return false;
	for (int i = 0; i < (int) lengthof(stamped); i++)
	{
		if (strcmp(name, stamped[i]) == 0)
			return true;
	}
	return false;
}

static void
CheckKind(Oid relid)
{
	switch (get_rel_relkind(relid))
	{
		case RELKIND_RELATION:
		case RELKIND_PARTITIONED_TABLE:
		case RELKIND_MATVIEW:
		case RELKIND_FOREIGN_TABLE:
			return;
		default:
			ereport(ERROR,
					(errcode(ERRCODE_WRONG_OBJECT_TYPE),
					 errmsg("\"%s\" is not a table, foreign table or materialized view", get_rel_name(relid)),
					 errhint("Name what sss.verify() names.")));
	}
}

/* An attachment is not to be left out: only sss.detach() ends it */
static void
CheckNotAttached(Oid relid)
{
	if (SssAttachmentsOf(relid) == NIL)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("a rule is attached to relation \"%s\"", get_rel_name(relid)),
			 errdetail("What is attached stays checked by sss.verify()."),
			 errhint("Detach the rule, or give partitions => true for what was detached from the table as a partition.")));
}

pg_noreturn static void
RaiseNoReason(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("no reason is given"),
			 errhint("Say why sss.verify() is not to name the relation.")));
}

/* acknowledge(relation, reason, partitions) */
PG_FUNCTION_INFO_V1(sss_acknowledge);
Datum
sss_acknowledge(PG_FUNCTION_ARGS)
{
	Oid			relid;
	char	   *reason;
	char	   *name;
	bool		partitions;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("arguments \"relation\" and \"partitions\" must not be NULL")));
	reason = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));
	if (reason == NULL || reason[strspn(reason, " \t\r\n")] == '\0')
		RaiseNoReason();
	relid = PG_GETARG_OID(0);
	partitions = PG_GETARG_BOOL(2);

	CheckMayAcknowledge(relid);
	if (HasStamps(relid))
		/* Wait for whoever writes a row, so that its stamp is older than the line */
		LockRelationOid(relid, ShareRowExclusiveLock);
	else
	{
		LockRelationOid(relid, AccessShareLock);
		/* Another session may have dropped it while this one waited for the lock */
		if (get_rel_name(relid) == NULL)
			SssRaiseNoRelation(relid);
		CheckKind(relid);
		if (!partitions)
			CheckNotAttached(relid);
	}
	name = SssQualifiedName(relid);
	SssWriteJournal("acknowledge", relid, name, NULL, NULL,
					psprintf("SELECT sss.acknowledge(%s, %s%s)", quote_literal_cstr(name), quote_literal_cstr(reason),
							 partitions ? ", true" : ""), (Datum) 0, (Datum) 0);
	PG_RETURN_VOID();
}
