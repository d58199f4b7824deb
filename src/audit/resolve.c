/*-------------------------------------------------------------------------
 *
 * resolve.c
 *	  Open violations of the log that an audit no longer finds are resolved.
 *
 * Memory grows with the number of open violations, not with the rows that the
 * audit reads.  The log is read with its owner's rights, and written without a
 * check of rights: the user who runs the audit decides neither which violations
 * are open nor which ones are found.
 *
 * A writer whose transaction the audit does not see may already have logged a
 * violation, at a time before that of the audit.  So each line holds the time at
 * which the violation was last seen, and a violation seen later stays open.
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
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "audit/audit_private.h"
#include "base/base.h"
#include "law/law.h"
#include "store/store.h"

typedef struct OpenViolation
{
	char	   *name;			/* the key as one string */
	int			nkeys;
	char	   *key[INDEX_MAX_KEYS];
	TimestampTz last_seen;
	bool		found;
} OpenViolation;

struct SssOpenViolations
{
	MemoryContext context;
	Oid			relid;
	const char *relation;
	const char *attachment;
	const char *rule;
	Oid			keyed;			/* the relation that names the cases, and by which columns */
	int			ncolumns;
	AttrNumber	columns[INDEX_MAX_KEYS];
	TimestampTz at;
	int64		count;
	OpenViolation *violations;	/* sorted by name */
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

/* Equal keys have one name, and no others have */
static char *
NameOfKey(const SssOpenViolations *open, int nkeys, char *const *texts)
{
	char	   *const *key = nkeys != open->ncolumns ? texts :
	SssKeyIdentity(open->keyed, open->columns, nkeys, texts);
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
	return strcmp(((const OpenViolation *) one)->name, ((const OpenViolation *) other)->name);
}

static void
ReadViolationKey(const SssOpenViolations *open, OpenViolation *violation, Datum value, bool isnull)
{
	if (!isnull)
		violation->nkeys = SssKeyTextsOf(value, violation->key);
	violation->name = NameOfKey(open, violation->nkeys, violation->key);

	/* An audit cannot find a key of more or fewer values, and so does not resolve it */
	violation->found = violation->nkeys != open->ncolumns;
}

static void
ReadViolations(SssOpenViolations *open)
{
	MemoryContext caller_context = MemoryContextSwitchTo(open->context);
	TupleDesc	tupdesc = SPI_tuptable->tupdesc;

	open->count = SPI_processed;
	open->violations = MemoryContextAllocExtended(open->context,
												  sizeof(OpenViolation) * Max(open->count, 1),
												  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int64 i = 0; i < open->count; i++)
	{
		OpenViolation *violation = &open->violations[i];
		bool		isnull;
		Datum		key = SPI_getbinval(SPI_tuptable->vals[i], tupdesc, 1, &isnull);

		ReadViolationKey(open, violation, key, isnull);
		violation->last_seen =
			DatumGetTimestampTz(SPI_getbinval(SPI_tuptable->vals[i], tupdesc, 2, &isnull));
	}
	qsort(open->violations, open->count, sizeof(OpenViolation), CompareNames);
	MemoryContextSwitchTo(caller_context);
}

/* The query for open violations of an attachment.  It is planned once, since an audit of many tables asks it for each. */
static SPIPlanPtr open_query = NULL;
static Oid	open_types[] = {OIDOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID};

static SPIPlanPtr
Prepare(void)
{
	/* The subquery is asked once, and its answer found in an index of the state */
	SPIPlanPtr	plan = SPI_prepare_cursor("SELECT c.key, c.last_seen FROM sss_internal.cases AS c"
										  " WHERE c.source OPERATOR(pg_catalog.=) (SELECT sss_internal.source_of("
										  "sss_internal.origin(), $1, $2, $3, $4, $5::sss_internal.key_columns))"
										  " AND c.resolved IS NULL",
										  lengthof(open_types), open_types, CURSOR_OPT_GENERIC_PLAN);

	if (plan == NULL || SPI_keepplan(plan) != 0)
		elog(ERROR, "could not prepare a query of sss_internal.cases");
	return plan;
}

SssOpenViolations *
SssReadOpenViolations(const SssAuditTarget *target, Oid relid)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "open violations",
												  ALLOCSET_DEFAULT_SIZES);
	SssOpenViolations *open = MemoryContextAllocZero(context, sizeof(SssOpenViolations));
	Datum		values[lengthof(open_types)] = {0};
	char		nulls[] = "     ";
	SssOwnersRights rights;
	int			nest_level;

	open->context = context;
	open->relid = target->attachment->binding.view.nkeys > 0 ? SssCaseRelation(target->attachment) : relid;
	open->relation = SssQualifiedName(open->relid);
	open->attachment = SssViewAttachmentName(target->attachment);
	open->rule = sss_rule_names[target->binding.rule];
	open->keyed = RelationGetRelid(target->rel);
	open->ncolumns = target->binding.nkeys;
	memcpy(open->columns, target->binding.keys, sizeof(AttrNumber) * open->ncolumns);
	open->at = GetCurrentTimestamp();
	values[0] = ObjectIdGetDatum(relid);
	values[1] = CStringGetTextDatum(open->relation);
	values[2] = CStringGetTextDatum(open->attachment);
	values[3] = CStringGetTextDatum(open->rule);
	if (open->ncolumns == 0)
		nulls[4] = 'n';
	else
		values[4] = CStringGetTextDatum(SssKeyColumnsText(SssKeyColumnsDatum(open->keyed, open->columns,
																			 open->ncolumns)));

	SssActAsOwner(&rights);
	SPI_connect();
	if (open_query == NULL)
		open_query = Prepare();

	/*
	 * The planner does not know which source is asked for, and if the state has few, it would
	 * read all of it
	 */
	nest_level = NewGUCNestLevel();
	(void) set_config_option("enable_seqscan", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	if (SPI_execute_plan(open_query, values, nulls, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read sss_internal.cases");
	AtEOXact_GUC(false, nest_level);
	ReadViolations(open);
	SPI_finish();
	SssActAsUser(&rights);
	return open;
}

void
SssStillOpen(void *violations, const SssAuditRow *row)
{
	const SssOpenViolations *open = violations;
	OpenViolation sought = {.name = NameOfKey(open, row->key.ncolumns, row->key.texts)};
	OpenViolation *violation = bsearch(&sought, open->violations, open->count, sizeof(OpenViolation),
									   CompareNames);

	if (violation != NULL)
		violation->found = true;
}

int64
SssResolveOthers(SssOpenViolations *violations)
{
	SssFinding	in_order = {.verdict = VERDICT_compliant,.provision = SSS_NO_PROVISION};
	SssLogWriter *writer = NULL;
	int64		resolved = 0;

	for (int64 i = 0; i < violations->count; i++)
	{
		OpenViolation *violation = &violations->violations[i];
		SssLogEntry entry = {
			.relid = violations->relid,
			.relation = violations->relation,
			.attachment = violations->attachment,
			.rule = violations->rule,
			.key_columns = SssKeyColumnsDatum(violations->keyed, violations->columns, violations->ncolumns),
			.nkeys = violation->nkeys,
			.key = violation->key,
			.finding = &in_order,
			.at = violations->at,
			.resolves = violation->last_seen,
		};

		if (violation->found)
			continue;
		CHECK_FOR_INTERRUPTS();
		if (writer == NULL)
			writer = SssBeginLog(violations->relid);
		(void) SssLogInto(writer, &entry);
		resolved++;
	}
	if (writer != NULL)
		(void) SssEndLog(writer);
	MemoryContextDelete(violations->context);
	return resolved;
}
