/*-------------------------------------------------------------------------
 *
 * store.c
 *	  What the extension writes: the log of violations and the journal.
 *
 * Both tables belong to the extension and only grow.  Rows are inserted by
 * the executor itself, without SQL text: whoever changes a case need not, and
 * must not, have rights on the log of all cases, and no search_path, rule or
 * plan of the session has a say in what is written.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"

#include "code_types.h"
#include "compat.h"
#include "store.h"
#include "store_table.h"

#define LOG_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(logged_at, TIMESTAMPTZOID) \
	BUILT_IN(relid, OIDOID) \
	BUILT_IN(relation, TEXTOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	BUILT_IN(key, TEXTARRAYOID) \
	SSS_CODE_COLUMNS(OWN) \
	BUILT_IN(on_date, DATEOID) \
	BUILT_IN(requirement, TEXTOID) \
	OWN(verdict, "verdict") \
	OWN(provision, "provision") \
	BUILT_IN(problem, TEXTOID)

#define JOURNAL_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(at, TIMESTAMPTZOID) \
	BUILT_IN(session_role, TEXTOID) \
	BUILT_IN(acting_role, TEXTOID) \
	BUILT_IN(action, TEXTOID) \
	BUILT_IN(relid, OIDOID) \
	BUILT_IN(relation, TEXTOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	BUILT_IN(definition, TEXTOID)

#define LOG_INDEX(column, type) LOG_##column,
#define JOURNAL_INDEX(column, type) JOURNAL_##column,

enum
{
	LOG_COLUMNS(LOG_INDEX, LOG_INDEX)
	N_LOG_COLUMNS
};

enum
{
	JOURNAL_COLUMNS(JOURNAL_INDEX, JOURNAL_INDEX)
	N_JOURNAL_COLUMNS
};

static const SssStoreColumn log_columns[] = {
	LOG_COLUMNS(SSS_BUILT_IN_COLUMN, SSS_OWN_COLUMN)
};
static const SssStoreColumn journal_columns[] = {
	JOURNAL_COLUMNS(SSS_BUILT_IN_COLUMN, SSS_OWN_COLUMN)
};

char *
SssQualifiedName(Oid relid)
{
	char	   *name = get_rel_name(relid);

	if (name == NULL)
		return NULL;
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)), name);
}

/*
 * Insert one row, firing the triggers that somebody may have put on the table,
 * and keep the lock to the end of the transaction, as INSERT does.
 */
static void
AppendRow(Relation rel, const Datum *values, const bool *nulls, int ncolumns)
{
	EState	   *estate = CreateExecutorState();
	ResultRelInfo *result = makeNode(ResultRelInfo);
	TupleTableSlot *slot = table_slot_create(rel, &estate->es_tupleTable);

	/* There is no range table: nobody's rights are asked */
	InitResultRelInfo(result, rel, 0, NULL, 0);
	SssAddResultRelation(estate, result);
	ExecOpenIndices(result, false);
	AfterTriggerBeginQuery();

	ExecClearTuple(slot);
	memset(slot->tts_isnull, true, slot->tts_tupleDescriptor->natts * sizeof(bool));
	memcpy(slot->tts_values, values, ncolumns * sizeof(Datum));
	memcpy(slot->tts_isnull, nulls, ncolumns * sizeof(bool));
	ExecStoreVirtualTuple(slot);
	SssExecInsert(result, estate, slot);

	AfterTriggerEndQuery(estate);
	ExecResetTupleTable(estate->es_tupleTable, true);
	ExecCloseIndices(result);
	FreeExecutorState(estate);
	table_close(rel, NoLock);
}

/* What is deferred fails at commit, where nobody can catch it any more */
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

static Relation
OpenLog(const SssLogEntry *entry)
{
	Relation	rel = SssOpenToAppend("violation_log", log_columns, N_LOG_COLUMNS);

	if (HasDeferrableTrigger(rel))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table sss.violation_log has a deferrable constraint or trigger")));
	if (entry->relid == RelationGetRelid(rel))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table sss.violation_log cannot log what is found in itself")));
	return rel;
}

/* Is it just the columns that are written, with nothing that could refuse a value? */
static bool
IsPlainLog(Relation rel)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);

	if (RelationGetNumberOfAttributes(rel) != N_LOG_COLUMNS ||
		!SssHasColumns(rel, log_columns, N_LOG_COLUMNS) || rel->trigdesc != NULL ||
		rel->rd_rel->relhasindex || rel->rd_rel->relispartition ||
		(tupdesc->constr != NULL &&
		 (tupdesc->constr->num_check > 0 || tupdesc->constr->has_generated_stored)))
		return false;
	for (int i = LOG_rule; i < N_LOG_COLUMNS; i++)
	{
		if (TupleDescAttr(tupdesc, i)->attnotnull)
			return false;
	}
	return true;
}

bool
SssLogIsPlain(void)
{
	Oid			relid = get_relname_relid("violation_log", get_namespace_oid("sss", true));
	Relation	rel;
	bool		plain;

	if (XactReadOnly || !OidIsValid(relid) || !ConditionalLockRelationOid(relid, RowExclusiveLock))
		return false;
	rel = try_relation_open(relid, NoLock);
	if (rel == NULL)
		return false;
	plain = IsPlainLog(rel);
	relation_close(rel, NoLock);
	return plain;
}

void
SssLogViolation(const SssLogEntry *entry)
{
	Relation	rel = OpenLog(entry);
	const SssFacts *facts = entry->facts;
	Datum		values[N_LOG_COLUMNS];
	bool		nulls[N_LOG_COLUMNS];

	memset(nulls, true, sizeof(nulls));
	values[LOG_logged_at] = TimestampTzGetDatum(GetCurrentStatementStartTimestamp());
	values[LOG_relid] = ObjectIdGetDatum(entry->relid);
	nulls[LOG_logged_at] = nulls[LOG_relid] = false;
	SssSetText(values, nulls, LOG_relation, entry->relation);
	SssSetText(values, nulls, LOG_attachment, entry->attachment);
	SssSetText(values, nulls, LOG_rule, entry->rule);
	SssSetText(values, nulls, LOG_problem, entry->problem);

	nulls[LOG_key] = entry->nkeys == 0;
	if (entry->nkeys > 0)
		values[LOG_key] = SssKeyArray(entry->nkeys, entry->key);

	if (facts != NULL)
	{
		SssSetCodes(rel, values, nulls, LOG_categories, facts);
		nulls[LOG_on_date] = !facts->has_date;
		values[LOG_on_date] = DateADTGetDatum(facts->on_date);
	}
	if (entry->finding != NULL)
	{
		SssSetText(values, nulls, LOG_requirement, sss_role_names[entry->finding->requirement]);
		SssSetCode(values, nulls, LOG_verdict, CODES_verdict, entry->finding->verdict);
		nulls[LOG_provision] = entry->finding->provision == SSS_NO_PROVISION;
		values[LOG_provision] = SssProvisionDatum(entry->finding->provision);
	}
	AppendRow(rel, values, nulls, N_LOG_COLUMNS);
}

void
SssWriteJournal(const char *action, Oid relid, const char *relation, const char *attachment,
				const char *rule, const char *definition)
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
	AppendRow(SssOpenToAppend("journal", journal_columns, N_JOURNAL_COLUMNS), values, nulls,
			  N_JOURNAL_COLUMNS);
}
