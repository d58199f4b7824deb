/*-------------------------------------------------------------------------
 *
 * as_owner.c
 *	  Code that a user wrote runs as the owner of the relation that leads to it.
 *
 * A view's functions, the CHECK of a domain and the canonical function of a range
 * type are such code.  Whoever calls a function of ours, or writes a row, may have
 * more rights than its author, and shall not lend them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/syscache.h"

#include "base/base.h"

Oid
SssOwnerOfRelation(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		SssRaiseNoRelation(relid);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

static void
SetForOwner(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

SssCaller
SssBecomeRole(Oid role)
{
	SssCaller	caller;

	GetUserIdAndSecContext(&caller.user, &caller.security);
	SetUserIdAndSecContext(role, caller.security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
	caller.nest_level = NewGUCNestLevel();
	SetForOwner("search_path", "pg_catalog, pg_temp");
	SetForOwner("row_security", "off");
	return caller;
}

SssCaller
SssBecomeOwnerOf(Oid relid)
{
	return SssBecomeRole(SssOwnerOfRelation(relid));
}

void
SssBecomeCaller(const SssCaller *caller)
{
	AtEOXact_GUC(false, caller->nest_level);
	SetUserIdAndSecContext(caller->user, caller->security);
}
