/*-------------------------------------------------------------------------
 *
 * resolve.c
 *	  What the log has open and an audit does not find any more.
 *
 * Memory grows with what is open, not with what the audit reads.  The log is
 * read with its owner's rights and written with nobody's: who runs the audit
 * decides neither what is open nor what is found.
 *
 * A writer whose transaction the audit does not see may have logged already,
 * at a time before that of the audit.  So each line says until when it knows
 * of findings, and what was found later stays open.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "audit/resolve.h"
#include "base/base.h"
#include "law/law.h"
#include "store/store.h"

typedef struct OpenFinding
{
	char	   *name;			/* its key as one string */
	int			nkeys;
	char	   *key[INDEX_MAX_KEYS];
	TimestampTz last_seen;
	bool		found;
} OpenFinding;

struct SssOpenFindings
{
	MemoryContext context;
	Oid			relid;
	const char *relation;
	const char *attachment;
	const char *rule;
	TimestampTz at;
	int64		count;
	OpenFinding *findings;		/* by name */
};

static Oid
StoreTable(const char *name)
{
	return get_relname_relid(name, get_namespace_oid("sss", false));
}

bool
SssMayResolve(void)
{
	Oid			runs = StoreTable("audit_runs");

	return OidIsValid(runs) && pg_class_aclcheck(runs, GetUserId(), ACL_INSERT) == ACLCHECK_OK;
}

/* No two keys have the same name */
static char *
NameOfKey(int nkeys, char *const *key)
{
	StringInfoData name;

	initStringInfo(&name);
	for (int i = 0; i < nkeys; i++)
	{
		if (key[i] == NULL)
			appendStringInfoChar(&name, '-');
		else
			appendStringInfo(&name, "%zu:%s", strlen(key[i]), key[i]);
	}
	return name.data;
}

static int
CompareNames(const void *one, const void *other)
{
	return strcmp(((const OpenFinding *) one)->name, ((const OpenFinding *) other)->name);
}

static void
TakeKey(OpenFinding *finding, Datum value, bool isnull)
{
	Datum	   *elements;
	bool	   *nulls;

	if (!isnull)
	{
		deconstruct_array(DatumGetArrayTypeP(value), TEXTOID, -1, false, TYPALIGN_INT,
						  &elements, &nulls, &finding->nkeys);
		for (int i = 0; i < finding->nkeys; i++)
			finding->key[i] = nulls[i] ? NULL : TextDatumGetCString(elements[i]);
	}
	finding->name = NameOfKey(finding->nkeys, finding->key);
}

/* What bears a key of another kind this audit cannot judge */
static void
TakeFindings(SssOpenFindings *open)
{
	MemoryContext caller_context = MemoryContextSwitchTo(open->context);
	TupleDesc	tupdesc = SPI_tuptable->tupdesc;

	open->count = SPI_processed;
	open->findings = MemoryContextAllocExtended(open->context,
												sizeof(OpenFinding) * Max(open->count, 1),
												MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int64 i = 0; i < open->count; i++)
	{
		OpenFinding *finding = &open->findings[i];
		bool		isnull;
		Datum		key = SPI_getbinval(SPI_tuptable->vals[i], tupdesc, 1, &isnull);

		TakeKey(finding, key, isnull);
		finding->last_seen =
			DatumGetTimestampTz(SPI_getbinval(SPI_tuptable->vals[i], tupdesc, 2, &isnull));
	}
	qsort(open->findings, open->count, sizeof(OpenFinding), CompareNames);
	MemoryContextSwitchTo(caller_context);
}

/* The owner of the log, whose views these are */
static Oid
OwnerOfLog(void)
{
	Oid			relid = StoreTable("violation_log");
	Relation	log;
	Oid			owner;

	if (!OidIsValid(relid))
		SssRaiseMissing("violation_log");
	log = table_open(relid, AccessShareLock);
	owner = log->rd_rel->relowner;
	table_close(log, NoLock);
	return owner;
}

SssOpenFindings *
SssReadOpenFindings(const SssAuditTarget *target, Oid relid)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "open findings",
												  ALLOCSET_DEFAULT_SIZES);
	SssOpenFindings *open = MemoryContextAllocZero(context, sizeof(SssOpenFindings));
	Oid			types[] = {TEXTOID, TEXTOID, TEXTOID, INT4OID};
	Datum		values[lengthof(types)];
	Oid			user;
	int			security;

	open->context = context;
	open->relid = relid;
	open->relation = SssQualifiedName(relid);
	open->attachment = target->attachment->name;
	open->rule = sss_rule_names[target->binding.rule];
	open->at = GetCurrentTimestamp();
	values[0] = CStringGetTextDatum(open->relation);
	values[1] = CStringGetTextDatum(open->attachment);
	values[2] = CStringGetTextDatum(open->rule);
	values[3] = Int32GetDatum(target->binding.nkeys);

	GetUserIdAndSecContext(&user, &security);
	SetUserIdAndSecContext(OwnerOfLog(), security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);
	SPI_connect();
	if (SPI_execute_with_args("SELECT f.key, f.last_seen FROM sss.violations AS f"
							  " WHERE f.relation OPERATOR(pg_catalog.=) $1"
							  " AND f.attachment OPERATOR(pg_catalog.=) $2"
							  " AND f.rule OPERATOR(pg_catalog.=) $3"
							  " AND coalesce(pg_catalog.cardinality(f.key), 0) OPERATOR(pg_catalog.=) $4"
							  " AND f.resolved IS NULL",
							  lengthof(types), types, values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read sss.violations");
	TakeFindings(open);
	SPI_finish();
	SetUserIdAndSecContext(user, security);
	return open;
}

void
SssStillOpen(void *findings, const SssAuditRow *row)
{
	const SssOpenFindings *open = findings;
	OpenFinding sought = {.name = NameOfKey(row->key.ncolumns, row->key.texts)};
	OpenFinding *finding = bsearch(&sought, open->findings, open->count, sizeof(OpenFinding),
								   CompareNames);

	if (finding != NULL)
		finding->found = true;
}

int64
SssResolveOthers(SssOpenFindings *findings)
{
	SssFinding	in_order = {.verdict = VERDICT_compliant,.provision = SSS_NO_PROVISION};
	SssLogWriter *writer = NULL;
	int64		resolved = 0;

	for (int64 i = 0; i < findings->count; i++)
	{
		OpenFinding *finding = &findings->findings[i];
		SssLogEntry entry = {
			.relid = findings->relid,
			.relation = findings->relation,
			.attachment = findings->attachment,
			.rule = findings->rule,
			.nkeys = finding->nkeys,
			.key = finding->key,
			.finding = &in_order,
			.at = findings->at,
			.resolves = finding->last_seen,
		};

		if (finding->found)
			continue;
		CHECK_FOR_INTERRUPTS();
		if (writer == NULL)
			writer = SssBeginLog(findings->relid);
		SssLogInto(writer, &entry);
		resolved++;
	}
	if (writer != NULL)
		SssEndLog(writer);
	MemoryContextDelete(findings->context);
	return resolved;
}
