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

/* A column as it must be: of a built-in type, or of one of ours by its name */
typedef struct StoreColumn
{
	const char *name;
	Oid			type;
	const char *own_type;
} StoreColumn;

#define LOG_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(logged_at, TIMESTAMPTZOID) \
	BUILT_IN(relid, OIDOID) \
	BUILT_IN(relation, TEXTOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	BUILT_IN(key, TEXTARRAYOID) \
	OWN(categories, "_recipient_category") \
	OWN(basis, "placement_basis") \
	OWN(provider, "provider_type") \
	OWN(stay, "stay_mode") \
	OWN(service, "service") \
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
#define BUILT_IN_COLUMN(column, type) {#column, type, NULL},
#define OWN_COLUMN(column, type) {#column, InvalidOid, type},

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

static const StoreColumn log_columns[] = {LOG_COLUMNS(BUILT_IN_COLUMN, OWN_COLUMN)};
static const StoreColumn journal_columns[] = {JOURNAL_COLUMNS(BUILT_IN_COLUMN, OWN_COLUMN)};

char *
SssQualifiedName(Oid relid)
{
	char	   *name = get_rel_name(relid);

	if (name == NULL)
		return NULL;
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)), name);
}

static bool
IsColumn(const StoreColumn *column, Form_pg_attribute attribute, Oid schema)
{
	Oid			type = column->type;

	if (column->own_type != NULL)
		type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
							   CStringGetDatum(column->own_type), ObjectIdGetDatum(schema));
	return !attribute->attisdropped && attribute->atttypid == type &&
		strcmp(NameStr(attribute->attname), column->name) == 0;
}

/*
 * A table of the store must begin with the columns that are written: a value
 * stored as another type would be garbage.  What somebody added behind them
 * stays NULL.
 */
static bool
HasColumns(Relation rel, const StoreColumn *columns, int ncolumns)
{
	if (rel->rd_rel->relkind != RELKIND_RELATION || RelationGetNumberOfAttributes(rel) < ncolumns)
		return false;
	for (int i = 0; i < ncolumns; i++)
	{
		if (!IsColumn(&columns[i], TupleDescAttr(RelationGetDescr(rel), i), RelationGetNamespace(rel)))
			return false;
	}
	return true;
}

static Relation
OpenStore(const char *table, const StoreColumn *columns, int ncolumns)
{
	Oid			relid = get_relname_relid(table, get_namespace_oid("sss", false));
	Relation	rel;

	PreventCommandIfReadOnly("INSERT");
	if (!OidIsValid(relid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table sss.%s does not exist", table),
				 errhint("Install the extension special_social_services again.")));

	rel = table_open(relid, RowExclusiveLock);
	if (!HasColumns(rel, columns, ncolumns))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table sss.%s is not as this version of the library expects", table),
				 errhint("Run ALTER EXTENSION special_social_services UPDATE, or undo what was altered in the table.")));
	return rel;
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

static void
SetText(Datum *values, bool *nulls, int column, const char *string)
{
	nulls[column] = string == NULL;
	if (string != NULL)
		values[column] = CStringGetTextDatum(string);
}

static void
SetCode(Datum *values, bool *nulls, int column, SssCodeListId list, int index)
{
	nulls[column] = index == SSS_MISSING;
	if (index != SSS_MISSING)
		values[column] = SssCodeDatum(list, index);
}

/* The known categories, as an array of the column's element type */
static Datum
CategoryArray(uint32 categories, Oid array_type)
{
	Datum		elements[N_CATEGORIES];
	int			nelements = 0;

	for (int category = 0; category < N_CATEGORIES; category++)
	{
		if ((categories & SSS_BIT(category)) != 0)
			elements[nelements++] = SssCodeDatum(CODES_recipient_category, category);
	}
	return PointerGetDatum(construct_array(elements, nelements, get_element_type(array_type),
										   1, true, TYPALIGN_CHAR));
}

static Datum
KeyArray(int nkeys, char **key)
{
	Datum		elements[INDEX_MAX_KEYS];
	bool		nulls[INDEX_MAX_KEYS];
	int			dims[1] = {nkeys};
	int			lbs[1] = {1};

	for (int i = 0; i < nkeys; i++)
	{
		nulls[i] = key[i] == NULL;
		elements[i] = nulls[i] ? (Datum) 0 : CStringGetTextDatum(key[i]);
	}
	return PointerGetDatum(construct_md_array(elements, nulls, 1, dims, lbs, TEXTOID,
											  -1, false, TYPALIGN_INT));
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
	Relation	rel = OpenStore("violation_log", log_columns, N_LOG_COLUMNS);

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
		!HasColumns(rel, log_columns, N_LOG_COLUMNS) || rel->trigdesc != NULL ||
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
	SetText(values, nulls, LOG_relation, entry->relation);
	SetText(values, nulls, LOG_attachment, entry->attachment);
	SetText(values, nulls, LOG_rule, entry->rule);
	SetText(values, nulls, LOG_problem, entry->problem);

	nulls[LOG_key] = entry->nkeys == 0;
	if (entry->nkeys > 0)
		values[LOG_key] = KeyArray(entry->nkeys, entry->key);

	if (facts != NULL)
	{
		nulls[LOG_categories] = facts->categories == 0;
		if (facts->categories != 0)
			values[LOG_categories] = CategoryArray(facts->categories,
												   TupleDescAttr(RelationGetDescr(rel), LOG_categories)->atttypid);
		SetCode(values, nulls, LOG_basis, CODES_placement_basis, facts->basis);
		SetCode(values, nulls, LOG_provider, CODES_provider_type, facts->provider);
		SetCode(values, nulls, LOG_stay, CODES_stay_mode, facts->stay);
		SetCode(values, nulls, LOG_service, CODES_service, facts->service);
		nulls[LOG_on_date] = !facts->has_date;
		values[LOG_on_date] = DateADTGetDatum(facts->on_date);
	}
	if (entry->finding != NULL)
	{
		SetText(values, nulls, LOG_requirement, sss_role_names[entry->finding->requirement]);
		SetCode(values, nulls, LOG_verdict, CODES_verdict, entry->finding->verdict);
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
	SetText(values, nulls, JOURNAL_session_role, GetUserNameFromId(GetSessionUserId(), false));
	SetText(values, nulls, JOURNAL_acting_role, GetUserNameFromId(GetUserId(), false));
	SetText(values, nulls, JOURNAL_action, action);
	values[JOURNAL_relid] = ObjectIdGetDatum(relid);
	SetText(values, nulls, JOURNAL_relation, relation);
	SetText(values, nulls, JOURNAL_attachment, attachment);
	SetText(values, nulls, JOURNAL_rule, rule);
	SetText(values, nulls, JOURNAL_definition, definition);
	AppendRow(OpenStore("journal", journal_columns, N_JOURNAL_COLUMNS), values, nulls,
			  N_JOURNAL_COLUMNS);
}
