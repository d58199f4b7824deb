/*-------------------------------------------------------------------------
 *
 * unfolded.c
 *	  The cases that have lines in the tail, and the rights to read them.
 *
 * A query of sss.violations asks of each row of the state whether the tail has
 * lines of the case.  The tail is short, but a query may ask for many cases: it
 * is read once, at the first of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/rel.h"
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

typedef struct Case
{
	int64		source;
	pg_uuid_t	same_key;
} Case;

static Case
CaseOf(Datum source, Datum same_key)
{
	Case		name = {.source = DatumGetInt64(source)};

	name.same_key = *DatumGetUUIDP(same_key);
	return name;
}

/* The query, planned once in a session */
static SPIPlanPtr query = NULL;

static void
AddCases(HTAB * cases)
{
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		bool		isnull;
		Datum		source = SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1, &isnull);
		Case		name = CaseOf(source, SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 2, &isnull));

		(void) hash_search(cases, &name, HASH_ENTER, NULL);
	}
}

static HTAB *
ReadCases(MemoryContext context)
{
	HASHCTL		control = {.keysize = sizeof(Case),.entrysize = sizeof(Case),.hcxt = context};
	HTAB	   *cases = hash_create("special_social_services cases", 256, &control,
									HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	SssOwnersRights rights;

	SssActAsOwner(&rights);
	SPI_connect();
	if (query == NULL)
	{
		SPIPlanPtr	plan = SPI_prepare("SELECT u.source, u.same_key FROM sss_internal.unfolded AS u"
									   " WHERE u.source OPERATOR(pg_catalog.>) 0", 0, NULL);

		if (plan == NULL || SPI_keepplan(plan) != 0)
			elog(ERROR, "could not prepare a query of sss_internal.unfolded");
		query = plan;
	}
	if (SPI_execute_plan(query, NULL, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read sss_internal.unfolded");
	AddCases(cases);
	SPI_finish();
	SssActAsUser(&rights);
	return cases;
}

/* is_unfolded(source, same_key) */
PG_FUNCTION_INFO_V1(sss_is_unfolded);
Datum
sss_is_unfolded(PG_FUNCTION_ARGS)
{
	HTAB	   *cases = fcinfo->flinfo->fn_extra;
	Case		name = CaseOf(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1));

	if (cases == NULL)
		fcinfo->flinfo->fn_extra = cases = ReadCases(fcinfo->flinfo->fn_mcxt);
	PG_RETURN_BOOL(hash_search(cases, &name, HASH_FIND, NULL) != NULL);
}
