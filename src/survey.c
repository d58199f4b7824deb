/*-------------------------------------------------------------------------
 *
 * survey.c
 *	  All cases that there are, judged as an attachment judges them.
 *
 * The cases are the rows of the table that was attached, or the keys of the
 * facts view that yields them.  What a view says of them is asked lot by lot,
 * as the trigger asks it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "cases.h"
#include "compat.h"
#include "row.h"
#include "store.h"
#include "survey.h"

/* Rows that are fetched, and asked for, at a time */
#define LOT		1000

typedef struct Survey
{
	Relation	rel;
	const SssBinding *binding;
	Oid			relation;		/* the one that is read */
	bool		of_view;		/* it is the facts view, which yields cases as a whole */
	bool		wanting_only;
	SssSurveyor surveyor;
	void	   *argument;
	SssDay		today;
	SssLane		lane;			/* as far as it takes to ask the view */
	MemoryContext context;		/* of a lot */
} Survey;

void
SssRequireKey(Relation rel, const SssAttached *attached)
{
	AttrNumber	columns[INDEX_MAX_KEYS];

	if (SssCaseColumns(rel, &attached->binding, columns) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relation \"%s\" has no key that names a case", RelationGetRelationName(rel)),
				 errhint("Attach the rule with the argument \"key\".")));
}

/* The columns that are read, by attribute number */
static Bitmapset *
ReadColumns(const Survey *survey)
{
	const SssBinding *binding = survey->binding;
	AttrNumber	columns[INDEX_MAX_KEYS];
	int			ncolumns = SssCaseColumns(survey->rel, binding, columns);
	Bitmapset  *read = NULL;

	for (int i = 0; i < ncolumns; i++)
		read = bms_add_member(read, columns[i]);
	for (int i = 0; i < binding->view.nlinks && !survey->of_view; i++)
		read = bms_add_member(read, binding->view.links[i]);
	for (int role = 0; role < N_ROLES && !survey->of_view; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE)
			read = bms_add_member(read, binding->columns[role].attnum);
	}
	return read;
}

/*
 * What is read, each column in the place that it has in the relation.  The
 * rows of partitions are those of their table; those of other children are
 * not, since a trigger does not reach them.
 */
static char *
SurveyQuery(const Survey *survey)
{
	Bitmapset  *read = ReadColumns(survey);
	int			last = -1;
	int			attnum = 0;
	StringInfoData sql;

	while (bms_next_member(read, last) >= 0)
		last = bms_next_member(read, last);
	initStringInfo(&sql);
	appendStringInfoString(&sql, survey->of_view ? "SELECT DISTINCT " : "SELECT ");
	while (++attnum <= last)
		appendStringInfo(&sql, "%s%s", attnum > 1 ? ", " : "",
						 !bms_is_member(attnum, read) ? "NULL" :
						 quote_identifier(get_attname(survey->relation, attnum, false)));
	appendStringInfo(&sql, " FROM %s%s",
					 get_rel_relkind(survey->relation) == RELKIND_RELATION ? "ONLY " : "",
					 SssQualifiedName(survey->relation));
	return sql.data;
}

static void
Tell(const Survey *survey, SssSurveyed *of)
{
	const SssBinding *binding = survey->binding;

	SssAssess(binding->rule, &binding->policy, &of->facts, &of->assessment);
	if (!survey->wanting_only || of->assessment.outcome == OUTCOME_REFUSE)
		survey->surveyor(survey->argument, of);
}

static void
ReadKeyOfView(const Survey *survey, TupleTableSlot *row, SssKey *key)
{
	const SssView *view = &survey->binding->view;

	key->ncolumns = view->nkeys;
	for (int i = 0; i < view->nkeys; i++)
	{
		bool		isnull;
		Datum		value = slot_getattr(row, view->keys[i], &isnull);

		key->names[i] = get_attname(view->relid, view->keys[i], false);
		key->texts[i] = isnull ? NULL :
			SssKeyText(TupleDescAttr(row->tts_tupleDescriptor, view->keys[i] - 1)->atttypid, value);
	}
}

/* A row that is a case by itself */
static void
TellRow(const Survey *survey, TupleTableSlot *row)
{
	SssSurveyed of;

	SssReadFacts(survey->binding, row, survey->today, &of.facts);
	SssReadKey(survey->binding, survey->rel, row, &of.key);
	Tell(survey, &of);
}

/* A row with what the view says of it, one placement after the other */
static void
TellPlacements(const Survey *survey, TupleTableSlot *row, const SssCase *found)
{
	SssSurveyed of;
	SssFacts	own;

	if (survey->of_view)
		ReadKeyOfView(survey, row, &of.key);
	else
	{
		SssReadKey(survey->binding, survey->rel, row, &of.key);
		SssReadFacts(survey->binding, row, survey->today, &own);
	}
	for (int i = 0; i < found->nfacts; i++)
	{
		of.facts = found->facts[i];
		if (!survey->of_view)
			SssOverlay(survey->binding, &own, &of.facts);
		Tell(survey, &of);
	}
}

/* A key that leads to nothing is no case */
static void
TellLot(Survey *survey, SPITupleTable * lot, uint64 nrows, TupleTableSlot *row)
{
	const SssView *view = &survey->binding->view;
	SssKeySet  *keys = NULL;
	SssCases   *cases = NULL;

	if (OidIsValid(view->relid))
	{
		keys = SssMakeKeySet(lot->tupdesc, survey->of_view ? view->keys : view->links,
							 survey->of_view ? view->nkeys : view->nlinks);
		for (uint64 i = 0; i < nrows; i++)
			(void) SssAddKey(keys, ExecStoreHeapTuple(lot->vals[i], row, false));
		cases = SssMakeCases(&survey->lane, survey->today, FirstCommandId);
		SssStartCases(cases, 0);
		SssReadCases(cases, keys, SssKeyCount(keys), MOMENT_NOW);
	}
	for (uint64 i = 0; i < nrows; i++)
	{
		int			key;

		CHECK_FOR_INTERRUPTS();
		ExecStoreHeapTuple(lot->vals[i], row, false);
		if (keys == NULL)
			TellRow(survey, row);
		else if ((key = SssAddKey(keys, row)) >= 0)
			TellPlacements(survey, row, SssCaseOf(cases, key));
	}
	ExecClearTuple(row);
}

static void
PrepareLane(Survey *survey)
{
	const SssView *view = &survey->binding->view;
	const AttrNumber *columns = survey->of_view ? view->keys : view->links;
	int			ncolumns = survey->of_view ? view->nkeys : view->nlinks;
	Oid			types[INDEX_MAX_KEYS];

	for (int i = 0; i < ncolumns; i++)
		types[i] = get_atttype(survey->relation, columns[i]);
	survey->lane.binding = *survey->binding;
	SssPrepareFetch(&survey->lane.facts, survey->binding,
					survey->of_view ? view->keys : view->view_links, types, ncolumns);
}

static void
Run(Survey *survey)
{
	SPIPlanPtr	plan = SPI_prepare(SurveyQuery(survey), 0, NULL);
	MemoryContext caller_context = CurrentMemoryContext;
	TupleTableSlot *row;
	Portal		portal;

	if (plan == NULL)
		elog(ERROR, "could not prepare a survey: %s", SPI_result_code_string(SPI_result));
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	row = MakeSingleTupleTableSlot(portal->tupDesc, &TTSOpsHeapTuple);
	for (SPI_cursor_fetch(portal, true, LOT); SPI_processed > 0; SPI_cursor_fetch(portal, true, LOT))
	{
		SPITupleTable *lot = SPI_tuptable;

		MemoryContextSwitchTo(survey->context);
		TellLot(survey, lot, SPI_processed, row);
		MemoryContextSwitchTo(caller_context);
		MemoryContextReset(survey->context);
		SPI_freetuptable(lot);
	}
	ExecDropSingleTupleTableSlot(row);
	SPI_cursor_close(portal);
	SPI_freeplan(plan);
}

static void
Set(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

/* A view is read with its owner's rights, so that what it calls has no others */
static void
RunAs(Survey *survey, Oid user, bool restricted)
{
	int			nest_level = NewGUCNestLevel();
	Oid			caller;
	int			security;

	GetUserIdAndSecContext(&caller, &security);
	if (restricted)
		SetUserIdAndSecContext(user, security | SECURITY_LOCAL_USERID_CHANGE |
							   SECURITY_RESTRICTED_OPERATION);
	Set("search_path", "pg_catalog, pg_temp");
	Set("row_security", "off");
	SPI_connect();
	Run(survey);
	SPI_finish();
	AtEOXact_GUC(true, nest_level);
	SetUserIdAndSecContext(caller, security);
}

/* The facts view, which whoever asks may read, locked; NULL: there is none */
static Relation
OpenView(Oid view)
{
	if (!OidIsValid(view))
		return NULL;
	if (pg_class_aclcheck(view, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_VIEW, get_rel_name(view));
	return relation_open(view, AccessShareLock);
}

void
SssSurvey(Relation rel, const SssAttached *attached, bool wanting_only, SssSurveyor surveyor,
		  void *argument)
{
	Survey		survey = {
		.rel = rel,
		.binding = &attached->binding,
		.relation = SssCaseRelation(RelationGetRelid(rel), &attached->binding),
		.wanting_only = wanting_only,
		.surveyor = surveyor,
		.argument = argument,
		.today = SssToday(),
		.context = AllocSetContextCreate(CurrentMemoryContext, "survey", ALLOCSET_DEFAULT_SIZES),
	};
	Relation	view = OpenView(attached->binding.view.relid);

	if (view != NULL)
	{
		survey.of_view = survey.relation == RelationGetRelid(view);
		PrepareLane(&survey);
		RunAs(&survey, survey.of_view ? view->rd_rel->relowner : GetUserId(), survey.of_view);
		SssForgetFetch(&survey.lane.facts);
		relation_close(view, NoLock);
	}
	else
		RunAs(&survey, GetUserId(), false);
	MemoryContextDelete(survey.context);
}
