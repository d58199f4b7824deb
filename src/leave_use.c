/*-------------------------------------------------------------------------
 *
 * leave_use.c
 *	  Which waivers and baselines the rows that are there call for.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/rel.h"
#include "utils/tuplestore.h"

#include "attached.h"
#include "compat.h"
#include "store_table.h"
#include "survey.h"
#include "waiver.h"

enum
{
	USE_key,
	USE_waivers,
	USE_missed,
	USE_baseline,
	N_USE_COLUMNS
};

typedef struct Use
{
	ReturnSetInfo *result;
	Oid			relation;
	const SssAttached *attached;
} Use;

/* Of the waivers that the case needs, those that cover it, or those that do not */
static Datum
NeededWaivers(const SssMatter *of, const List *waivers, bool covering)
{
	Datum	   *ids = palloc(sizeof(Datum) * (list_length(waivers) + 1));
	int			nids = 0;
	ListCell   *cell;

	foreach(cell, waivers)
	{
		const SssWaiver *waiver = lfirst(cell);

		if (waiver->covers == covering && SssIsNeeded(of, waiver))
			ids[nids++] = Int64GetDatum(waiver->id);
	}
	return PointerGetDatum(construct_array(ids, nids, INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
										   TYPALIGN_DOUBLE));
}

/* Is it a baseline that lets it stand, and not waivers alone? */
static bool
NeedsBaseline(const SssMatter *of, const SssCaseLeave *leave)
{
	SssCaseLeave waivers = {leave->waivers, NIL};
	SssAssessment left;

	return !SssIsLeft(of, &waivers, &left) && SssIsLeft(of, leave, &left);
}

static void
TellUse(void *argument, const SssAuditRow *row)
{
	const Use  *use = argument;
	SssMatter	of = {
		use->relation, use->attached->name, &use->attached->binding, &row->key, row->facts
	};
	bool		wanting = row->refused;
	Datum		values[N_USE_COLUMNS];
	bool		nulls[N_USE_COLUMNS] = {false};
	SssCaseLeave leave;

	if (!(wanting ? SssFindLeave(&of, &leave) : SssFindWaivers(&of, &leave)))
		return;
	values[USE_key] = SssKeyArray(row->key.ncolumns, row->key.texts);
	values[USE_waivers] = NeededWaivers(&of, wanting ? leave.waivers : NIL, true);
	values[USE_missed] = NeededWaivers(&of, wanting ? leave.waivers : NIL, false);
	values[USE_baseline] = BoolGetDatum(wanting && NeedsBaseline(&of, &leave));
	tuplestore_putvalues(use->result->setResult, use->result->setDesc, values, nulls);
}

/* leave_use(relation, name): a row for each case for which there is a waiver or a baseline */
PG_FUNCTION_INFO_V1(sss_leave_use);
Datum
sss_leave_use(PG_FUNCTION_ARGS)
{
	Relation	rel = try_relation_open(PG_GETARG_OID(0), AccessShareLock);
	Use			use = {.result = (ReturnSetInfo *) fcinfo->resultinfo};

	InitMaterializedSRF(fcinfo, 0);
	if (rel == NULL)
		return (Datum) 0;
	use.attached = SssFindAttached(rel, NULL, text_to_cstring(PG_GETARG_TEXT_PP(1)), false);
	use.relation = SssCaseRelation(RelationGetRelid(rel), &use.attached->binding);
	if (SssHasLeave(use.relation, use.attached->binding.rule))
		SssSurvey(rel, use.attached, TellUse, &use);
	relation_close(rel, AccessShareLock);
	return (Datum) 0;
}
