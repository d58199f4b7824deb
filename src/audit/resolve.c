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
 * A case of a facts view may have lines of several of its tables, and of the view.
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
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "attach/attach.h"
#include "audit/audit_private.h"
#include "base/base.h"
#include "law/law.h"
#include "store/store.h"

/* A relation and an attachment of which lines were logged */
typedef struct Logged
{
	Oid			relid;
	const char *relation;
	const char *attachment;
} Logged;

typedef struct OpenViolation
{
	const Logged *logged;
	char	   *name;			/* the key as one string */
	int			nkeys;
	char	   *key[INDEX_MAX_KEYS];
	TimestampTz last_seen;
	bool		found;
} OpenViolation;

struct SssOpenViolations
{
	MemoryContext context;
	int			nlogged;
	Logged	   *logged;
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

/* Which one is meant; NULL: the names do not belong together */
static const Logged *
FindLogged(const SssOpenViolations *open, const char *relation, const char *attachment)
{
	for (int i = 0; i < open->nlogged; i++)
	{
		const Logged *logged = &open->logged[i];

		if (strcmp(logged->relation, relation) == 0 && strcmp(logged->attachment, attachment) == 0)
			return logged;
	}
	return NULL;
}

static void
AddLogged(SssOpenViolations *open, Oid relid, const char *attachment)
{
	const char *relation = SssQualifiedName(relid);

	if (FindLogged(open, relation, attachment) == NULL)
		open->logged[open->nlogged++] = (Logged)
	{
		relid, relation, attachment
	};
}

static void
FindAllLogged(SssOpenViolations *open, const SssAttachment *attachment, Oid relid)
{
	List	   *of_tables = attachment->binding.view.nkeys > 0 ?
	SssAttachmentsNamed(attachment->binding.view.relid, SssViewAttachmentName(attachment)) : NIL;
	ListCell   *cell;

	open->logged = palloc(sizeof(Logged) * (list_length(of_tables) + 2));
	AddLogged(open, relid, attachment->name);
	if (of_tables != NIL)
		AddLogged(open, attachment->binding.view.relid, SssViewAttachmentName(attachment));
	foreach(cell, of_tables)
	{
		const SssAttachment *of_table = lfirst(cell);

		AddLogged(open, of_table->relid, of_table->name);
	}
}

static void
ReadViolationKey(const SssOpenViolations *open, OpenViolation *violation, Datum value, bool isnull)
{
	if (!isnull)
		violation->nkeys = SssKeyTextsOf(value, violation->key);
	violation->name = NameOfKey(open, violation->nkeys, violation->key);

	/* An audit cannot find a key of more or fewer values, and so does not resolve it */
	violation->found = violation->nkeys != open->ncolumns || violation->logged == NULL;
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

		violation->logged = FindLogged(open, SPI_getvalue(SPI_tuptable->vals[i], tupdesc, 3),
									   SPI_getvalue(SPI_tuptable->vals[i], tupdesc, 4));
		ReadViolationKey(open, violation, key, isnull);
		violation->last_seen =
			DatumGetTimestampTz(SPI_getbinval(SPI_tuptable->vals[i], tupdesc, 2, &isnull));
	}
	qsort(open->violations, open->count, sizeof(OpenViolation), CompareNames);
	MemoryContextSwitchTo(caller_context);
}

static Datum
KeyColumnNames(const SssOpenViolations *open)
{
	char	   *names[INDEX_MAX_KEYS];

	for (int i = 0; i < open->ncolumns; i++)
		names[i] = get_attname(open->keyed, open->columns[i], false);
	return SssTextArray(names, open->ncolumns);
}

/* The query for open violations of an attachment.  It is planned once, since an audit of many tables asks it for each. */
static SPIPlanPtr open_query = NULL;
static Oid	open_types[] = {TEXTARRAYOID, TEXTARRAYOID, TEXTOID, TEXTARRAYOID};

static void
NameLogged(const SssOpenViolations *open, Datum *relations, Datum *attachments)
{
	char	  **names = palloc(sizeof(char *) * open->nlogged * 2);

	for (int i = 0; i < open->nlogged; i++)
	{
		names[i] = pstrdup(open->logged[i].relation);
		names[open->nlogged + i] = pstrdup(open->logged[i].attachment);
	}
	*relations = SssTextArray(names, open->nlogged);
	*attachments = SssTextArray(names + open->nlogged, open->nlogged);
}

static SPIPlanPtr
Prepare(void)
{
	SPIPlanPtr	plan = SPI_prepare("SELECT v.key, v.last_seen, v.relation, v.attachment FROM sss.violations AS v"
								   " WHERE v.relation OPERATOR(pg_catalog.=) ANY ($1)"
								   " AND v.attachment OPERATOR(pg_catalog.=) ANY ($2)"
								   " AND v.rule OPERATOR(pg_catalog.=) $3"
								   " AND coalesce(v.key_columns, '{}') OPERATOR(pg_catalog.=) $4"
								   " AND v.resolved IS NULL",
								   lengthof(open_types), open_types);

	if (plan == NULL || SPI_keepplan(plan) != 0)
		elog(ERROR, "could not prepare a query of sss.violations");
	return plan;
}

SssOpenViolations *
SssReadOpenViolations(const SssAuditTarget *target, Oid relid)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "open violations",
												  ALLOCSET_DEFAULT_SIZES);
	SssOpenViolations *open = MemoryContextAllocZero(context, sizeof(SssOpenViolations));
	Datum		values[lengthof(open_types)];
	SssOwnersRights rights;

	open->context = context;
	FindAllLogged(open, target->attachment, relid);
	open->rule = sss_rule_names[target->binding.rule];
	open->keyed = RelationGetRelid(target->rel);
	open->ncolumns = target->binding.nkeys;
	memcpy(open->columns, target->binding.keys, sizeof(AttrNumber) * open->ncolumns);
	open->at = GetCurrentTimestamp();
	NameLogged(open, &values[0], &values[1]);
	values[2] = CStringGetTextDatum(open->rule);
	values[3] = KeyColumnNames(open);

	SssActAsOwner(&rights);
	SPI_connect();
	if (open_query == NULL)
		open_query = Prepare();
	if (SPI_execute_plan(open_query, values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read sss.violations");
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
	OpenViolation *end = open->violations + open->count;
	OpenViolation *violation = bsearch(&sought, open->violations, open->count, sizeof(OpenViolation),
									   CompareNames);

	if (violation == NULL)
		return;
	while (violation > open->violations && CompareNames(violation - 1, &sought) == 0)
		violation--;
	while (violation < end && CompareNames(violation, &sought) == 0)
		(violation++)->found = true;
}

int64
SssResolveOthers(SssOpenViolations *violations)
{
	SssFinding	in_order = {.verdict = VERDICT_compliant,.provision = SSS_NO_PROVISION};
	SssLogWriter *writer = NULL;
	const OpenViolation *last = NULL;
	int64		resolved = 0;

	for (int64 i = 0; i < violations->count; i++)
	{
		OpenViolation *violation = &violations->violations[i];
		SssLogEntry entry = {
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
		entry.relid = violation->logged->relid;
		entry.relation = violation->logged->relation;
		entry.attachment = violation->logged->attachment;
		if (writer == NULL)
			writer = SssBeginLog(violations->logged->relid);
		(void) SssLogInto(writer, &entry);
		if (last == NULL || CompareNames(last, violation) != 0)
			resolved++;
		last = violation;
	}
	if (writer != NULL)
		(void) SssEndLog(writer);
	MemoryContextDelete(violations->context);
	return resolved;
}
