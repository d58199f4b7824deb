/*-------------------------------------------------------------------------
 *
 * log.c
 *	  Lines of the log, and rows of the journal.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

#define JOURNAL_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(at, TIMESTAMPTZOID) \
	BUILT_IN(session_role, TEXTOID) \
	BUILT_IN(acting_role, TEXTOID) \
	BUILT_IN(action, TEXTOID) \
	BUILT_IN(relid, OIDOID) \
	BUILT_IN(relation, TEXTOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	BUILT_IN(definition, TEXTOID) \
	BUILT_IN(generated, TEXTARRAYOID) \
	BUILT_IN(reads, TEXTARRAYOID) \
	BUILT_IN(number, INT8OID) \
	BUILT_IN(written_by, TEXTOID) \
	BUILT_IN(written_at, TIMESTAMPTZOID)

#define JOURNAL_INDEX(column, type) JOURNAL_##column,

enum
{
	JOURNAL_COLUMNS(JOURNAL_INDEX, JOURNAL_INDEX)
	N_JOURNAL_COLUMNS
};

static const SssStoreColumn log_columns[] = {SSS_LOG_COLUMNS(SSS_BUILT_IN_COLUMN, SSS_OWN_COLUMN)};
static const SssStoreColumn state_columns[] = {SSS_STATE_COLUMNS(SSS_BUILT_IN_COLUMN, SSS_OWN_COLUMN)};
static const SssStoreColumn journal_columns[] = {JOURNAL_COLUMNS(SSS_BUILT_IN_COLUMN, SSS_OWN_COLUMN)};

static SssStoreTable log_table = {
	.name = "violation_tail",.columns = log_columns,.ncolumns = N_LOG_COLUMNS,.nobligatory = LOG_rule,
};

static SssStoreTable journal_table = {
	.name = "journal",.columns = journal_columns,.ncolumns = N_JOURNAL_COLUMNS,.nobligatory = JOURNAL_relid,
};

Relation
SssOpenTail(LOCKMODE lockmode)
{
	return SssOpenStore(log_table.name, log_columns, N_LOG_COLUMNS, lockmode);
}

Relation
SssOpenState(LOCKMODE lockmode)
{
	return SssOpenStore("violation_state", state_columns, N_STATE_COLUMNS, lockmode);
}

/* A deferred trigger or constraint fails at commit, where nobody can catch the error */
static bool
HasDeferrableTrigger(Relation rel)
{
	const TriggerDesc *triggers = rel->trigdesc;

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		if (triggers->triggers[i].tgdeferrable && TRIGGER_FOR_INSERT(triggers->triggers[i].tgtype))
			return true;
	}
	return false;
}

/* Open the log for lines about a relation */
static Relation
OpenLog(Oid relid, SssWait wait)
{
	Relation	rel = SssOpenToAppend(&log_table, wait);

	if (HasDeferrableTrigger(rel))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table sss_internal.violation_tail has a deferrable constraint or trigger")));
	if (relid == RelationGetRelid(rel))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table sss_internal.violation_tail cannot log violations of its own rows")));
	return rel;
}

static bool
IsFailing(SssVerdict verdict)
{
	return verdict == VERDICT_violation || verdict == VERDICT_unsettled;
}

static void
FormLine(const SssLogEntry *entry, Relation rel, Datum *values, bool *nulls)
{
	memset(nulls, true, N_LOG_COLUMNS * sizeof(bool));
	values[LOG_logged_at] = TimestampTzGetDatum(entry->at != 0 ? entry->at : GetCurrentTimestamp());
	values[LOG_relid] = ObjectIdGetDatum(entry->relid);
	nulls[LOG_logged_at] = nulls[LOG_relid] = false;
	SssSetText(values, nulls, LOG_relation, entry->relation);
	SssSetText(values, nulls, LOG_attachment, entry->attachment);
	SssSetText(values, nulls, LOG_rule, entry->rule);
	SssSetText(values, nulls, LOG_problem, entry->problem);

	nulls[LOG_resolves] = entry->resolves == 0;
	values[LOG_resolves] = TimestampTzGetDatum(entry->resolves);
	nulls[LOG_key] = entry->nkeys == 0;
	if (entry->nkeys > 0)
		values[LOG_key] = SssTextArray(entry->key, entry->nkeys);
	nulls[LOG_key_columns] = entry->nkeys == 0 || entry->key_columns == (Datum) 0;
	values[LOG_key_columns] = entry->key_columns;
	if (entry->facts != NULL)
	{
		SssSetCodes(RelationGetDescr(rel), values, nulls, LOG_categories, entry->facts);
		nulls[LOG_on_date] = !entry->facts->has_date;
		values[LOG_on_date] = DateADTGetDatum(entry->facts->on_date);
		values[LOG_circumstances] = SssOtherFacts(entry->facts);
		nulls[LOG_circumstances] = values[LOG_circumstances] == (Datum) 0;
	}
	if (entry->finding != NULL)
	{
		const SssFinding *finding = entry->finding;

		SssSetText(values, nulls, LOG_requirement,
				   IsFailing(finding->verdict) ? sss_fact_lines[finding->requirement].name : NULL);
		SssSetCode(values, nulls, LOG_verdict, CODES_verdict, finding->verdict);
		nulls[LOG_provision] = finding->provision == SSS_NO_PROVISION;
		values[LOG_provision] = SssProvisionDatum(finding->provision);
	}
}

bool
SssLogPlainly(const SssLogEntry *entry, const ErrorData **failure)
{
	Relation	rel = SssOpenPlainly(&log_table);
	Datum		values[N_LOG_COLUMNS];
	bool		nulls[N_LOG_COLUMNS];

	if (rel == NULL)
		return false;
	FormLine(entry, rel, values, nulls);
	return SssAppendPlainRow(rel, &log_table, values, nulls, failure);
}

struct SssLogWriter
{
	SssAppender *appender;
	Relation	rel;
	TimestampTz at;
	MemoryContext scratch;		/* for one line */
};

static SssLogWriter *
BeginWriting(Relation rel, bool guarded)
{
	SssLogWriter *writer = palloc(sizeof(SssLogWriter));

	writer->rel = rel;
	writer->appender = SssBeginAppending(rel, &log_table, guarded);
	writer->at = GetCurrentTimestamp();
	writer->scratch = AllocSetContextCreate(CurrentMemoryContext, "special_social_services log",
											ALLOCSET_DEFAULT_SIZES);
	return writer;
}

SssLogWriter *
SssBeginLog(Oid relid)
{
	return BeginWriting(OpenLog(relid, WAIT_ALWAYS), false);
}

SssLogWriter *
SssBeginLogPlainly(void)
{
	Relation	rel = SssOpenPlainly(&log_table);

	return rel == NULL ? NULL : BeginWriting(rel, true);
}

const ErrorData *
SssLogInto(SssLogWriter *writer, const SssLogEntry *entry)
{
	const ErrorData *failure;
	MemoryContext caller_context = MemoryContextSwitchTo(writer->scratch);
	SssLogEntry dated = *entry;
	Datum		values[N_LOG_COLUMNS];
	bool		nulls[N_LOG_COLUMNS];

	if (dated.at == 0)
		dated.at = writer->at;
	FormLine(&dated, writer->rel, values, nulls);
	MemoryContextSwitchTo(caller_context);
	failure = SssAppendRow(writer->appender, values, nulls);
	MemoryContextReset(writer->scratch);
	return failure;
}

const ErrorData *
SssEndLog(SssLogWriter *writer)
{
	const ErrorData *failure = SssEndAppending(writer->appender);

	MemoryContextDelete(writer->scratch);
	pfree(writer);
	return failure;
}

void
SssLog(const SssLogEntry *entry)
{
	SssLogWriter *writer = BeginWriting(OpenLog(entry->relid, WAIT_BRIEFLY), false);

	(void) SssLogInto(writer, entry);
	(void) SssEndLog(writer);
}

static void
WriteJournal(const char *action, Oid relid, const char *relation, const char *attachment,
			 const char *rule, const char *definition, Datum generated, Datum reads, int64 number)
{
	Datum		values[N_JOURNAL_COLUMNS];
	bool		nulls[N_JOURNAL_COLUMNS] = {false};

	values[JOURNAL_at] = TimestampTzGetDatum(GetCurrentTimestamp());
	SssSetText(values, nulls, JOURNAL_session_role, GetUserNameFromId(GetSessionUserId(), false));
	SssSetText(values, nulls, JOURNAL_acting_role, GetUserNameFromId(GetUserId(), false));
	SssSetText(values, nulls, JOURNAL_action, action);
	values[JOURNAL_relid] = ObjectIdGetDatum(relid);
	SssSetText(values, nulls, JOURNAL_relation, relation);
	SssSetText(values, nulls, JOURNAL_attachment, attachment);
	SssSetText(values, nulls, JOURNAL_rule, rule);
	SssSetText(values, nulls, JOURNAL_definition, definition);
	values[JOURNAL_generated] = generated;
	nulls[JOURNAL_generated] = generated == (Datum) 0;
	values[JOURNAL_reads] = reads;
	nulls[JOURNAL_reads] = reads == (Datum) 0;
	values[JOURNAL_number] = Int64GetDatum(number);
	nulls[JOURNAL_number] = number == 0;
	SssSetStamp(values, JOURNAL_written_by, values[JOURNAL_at]);
	SssAppendStamped(&journal_table, values, nulls);
}

void
SssWriteJournal(const char *action, Oid relid, const char *relation, const char *attachment,
				const char *rule, const char *definition, Datum generated, Datum reads)
{
	WriteJournal(action, relid, relation, attachment, rule, definition, generated, reads, 0);
}

void
SssJournalExemption(const char *action, Oid relid, const char *relation, const char *attachment,
					const char *rule, const char *definition, int64 number)
{
	WriteJournal(action, relid, relation, attachment, rule, definition, (Datum) 0, (Datum) 0, number);
}

/* Is the last line about the table, the attachment and its rule such an action with that definition? */
bool
SssIsJournalled(const char *action, Oid relid, const char *attachment, const char *definition)
{
	Relation	rel = SssOpenStore(journal_table.name, journal_columns, N_JOURNAL_COLUMNS, AccessShareLock);
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, snapshot, 0, NULL);
	Datum		values[N_JOURNAL_COLUMNS];
	bool		nulls[N_JOURNAL_COLUMNS];
	TimestampTz last = DT_NOBEGIN;
	bool		journalled = false;
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		heap_deform_tuple(tuple, RelationGetDescr(rel), values, nulls);
		if (nulls[JOURNAL_relid] || DatumGetObjectId(values[JOURNAL_relid]) != relid || nulls[JOURNAL_attachment] ||
			strcmp(TextDatumGetCString(values[JOURNAL_attachment]), attachment) != 0 ||
			DatumGetTimestampTz(values[JOURNAL_at]) < last)
			continue;
		last = DatumGetTimestampTz(values[JOURNAL_at]);
		journalled = strcmp(TextDatumGetCString(values[JOURNAL_action]), action) == 0 && !nulls[JOURNAL_definition] &&
			strcmp(TextDatumGetCString(values[JOURNAL_definition]), definition) == 0;
	}
	systable_endscan(scan);
	UnregisterSnapshot(snapshot);
	table_close(rel, AccessShareLock);
	return journalled;
}
