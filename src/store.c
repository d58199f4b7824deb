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

#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "code_types.h"
#include "compat.h"
#include "store.h"

/* sss.violation_log, in the order of its columns */
enum
{
	LOG_logged_at,
	LOG_relid,
	LOG_relation,
	LOG_attachment,
	LOG_rule,
	LOG_key,
	LOG_categories,
	LOG_basis,
	LOG_provider,
	LOG_stay,
	LOG_service,
	LOG_on_date,
	LOG_requirement,
	LOG_verdict,
	LOG_provision,
	LOG_problem,
	N_LOG_COLUMNS
};

/* sss.journal, in the order of its columns */
enum
{
	JOURNAL_at,
	JOURNAL_session_role,
	JOURNAL_acting_role,
	JOURNAL_action,
	JOURNAL_relid,
	JOURNAL_relation,
	JOURNAL_attachment,
	JOURNAL_rule,
	JOURNAL_definition,
	N_JOURNAL_COLUMNS
};

char *
SssQualifiedName(Oid relid)
{
	char	   *name = get_rel_name(relid);

	if (name == NULL)
		return NULL;
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)), name);
}

static Relation
OpenStore(const char *table, int ncolumns)
{
	Oid			relid = get_relname_relid(table, get_namespace_oid("sss", false));
	Relation	rel;

	if (!OidIsValid(relid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table sss.%s does not exist", table),
				 errhint("Install the extension special_social_services again.")));
	rel = table_open(relid, RowExclusiveLock);
	if (RelationGetNumberOfAttributes(rel) != ncolumns)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table sss.%s is not as this version of the library expects", table),
				 errhint("Run ALTER EXTENSION special_social_services UPDATE.")));
	return rel;
}

/* Insert one row and keep the lock to the end of the transaction, as INSERT does */
static void
AppendRow(Relation rel, const Datum *values, const bool *nulls)
{
	EState	   *estate = CreateExecutorState();
	ResultRelInfo *result = makeNode(ResultRelInfo);
	TupleTableSlot *slot = MakeSingleTupleTableSlot(RelationGetDescr(rel), &TTSOpsVirtual);

	InitResultRelInfo(result, rel, 1, NULL, 0);
	ExecOpenIndices(result, false);
	ExecClearTuple(slot);
	memcpy(slot->tts_values, values, slot->tts_tupleDescriptor->natts * sizeof(Datum));
	memcpy(slot->tts_isnull, nulls, slot->tts_tupleDescriptor->natts * sizeof(bool));
	ExecStoreVirtualTuple(slot);

	SssExecInsert(result, estate, slot);

	ExecCloseIndices(result);
	ExecDropSingleTupleTableSlot(slot);
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

void
SssLogViolation(const SssLogEntry *entry)
{
	Relation	rel = OpenStore("violation_log", N_LOG_COLUMNS);
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
	AppendRow(rel, values, nulls);
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
	AppendRow(OpenStore("journal", N_JOURNAL_COLUMNS), values, nulls);
}
