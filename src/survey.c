/*-------------------------------------------------------------------------
 *
 * survey.c
 *	  All rows of a relation, judged as an attachment judges them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "compat.h"
#include "row.h"
#include "store.h"
#include "survey.h"

/* Rows that are fetched at a time */
#define SURVEY_BATCH 1000

void
SssRequireKey(Relation rel, const SssAttached *attached)
{
	AttrNumber	keys[INDEX_MAX_KEYS];

	if (SssKeyColumns(&attached->binding, rel, keys) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relation \"%s\" has no key that names a case", RelationGetRelationName(rel)),
				 errhint("Attach the rule with the argument \"key\".")));
}

static bool
IsRead(const SssBinding *binding, const AttrNumber *keys, int nkeys, AttrNumber attnum)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE && binding->columns[role].attnum == attnum)
			return true;
	}
	for (int i = 0; i < nkeys; i++)
	{
		if (keys[i] == attnum)
			return true;
	}
	return false;
}

/*
 * What is bound, each in the place that it has in the relation.  The rows of
 * partitions are those of their table; those of other children are not, since
 * a trigger does not reach them.
 */
static char *
SurveyQuery(Relation rel, const SssBinding *binding)
{
	bool		partitioned = rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE;
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nkeys = SssKeyColumns(binding, rel, keys);
	StringInfoData sql;

	initStringInfo(&sql);
	for (int i = 0; i < RelationGetNumberOfAttributes(rel); i++)
	{
		const char *name = NameStr(TupleDescAttr(RelationGetDescr(rel), i)->attname);

		appendStringInfo(&sql, "%s%s", i == 0 ? "SELECT " : ", ",
						 IsRead(binding, keys, nkeys, i + 1) ? quote_identifier(name) : "NULL");
	}
	appendStringInfo(&sql, " FROM %s%s", partitioned ? "" : "ONLY ",
					 SssQualifiedName(RelationGetRelid(rel)));
	return sql.data;
}

static Portal
OpenSurvey(Relation rel, const SssBinding *binding)
{
	int			nest_level = NewGUCNestLevel();
	SPIPlanPtr	plan;
	Portal		portal;

	(void) set_config_option("row_security", "off", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	plan = SPI_prepare(SurveyQuery(rel, binding), 0, NULL);
	if (plan == NULL)
		elog(ERROR, "could not prepare a survey: %s", SPI_result_code_string(SPI_result));
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	AtEOXact_GUC(true, nest_level);
	return portal;
}

void
SssSurvey(Relation rel, const SssAttached *attached, bool wanting_only, SssSurveyor surveyor,
		  void *argument)
{
	const SssBinding *binding = &attached->binding;
	SssDay		today = SssToday();
	MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext, "survey of a row",
													  ALLOCSET_SMALL_SIZES);
	MemoryContext caller_context = CurrentMemoryContext;
	TupleTableSlot *slot;
	Portal		portal;

	SPI_connect();
	portal = OpenSurvey(rel, binding);
	slot = MakeSingleTupleTableSlot(portal->tupDesc, &TTSOpsHeapTuple);
	for (SPI_cursor_fetch(portal, true, SURVEY_BATCH); SPI_processed > 0;
		 SPI_cursor_fetch(portal, true, SURVEY_BATCH))
	{
		/* The surveyor may use SPI, too */
		SPITupleTable *batch = SPI_tuptable;
		uint64		nrows = SPI_processed;

		for (uint64 i = 0; i < nrows; i++)
		{
			SssSurveyed row;

			CHECK_FOR_INTERRUPTS();
			MemoryContextReset(row_context);
			MemoryContextSwitchTo(row_context);
			ExecStoreHeapTuple(batch->vals[i], slot, false);
			SssReadFacts(binding, slot, today, &row.facts);
			SssAssess(binding->rule, &binding->policy, &row.facts, &row.assessment);
			if (!wanting_only || row.assessment.outcome == OUTCOME_REFUSE)
			{
				SssReadKey(binding, rel, slot, &row.key);
				surveyor(argument, &row);
			}
			ExecClearTuple(slot);
			MemoryContextSwitchTo(caller_context);
		}
		SPI_freetuptable(batch);
	}
	ExecDropSingleTupleTableSlot(slot);
	SPI_cursor_close(portal);
	SPI_finish();
	MemoryContextDelete(row_context);
}
