/*-------------------------------------------------------------------------
 *
 * enforce.c
 *	  The trigger function, and what its companion's WHEN clause calls.
 *
 * A row is judged after it was stored, as it was stored: a BEFORE trigger
 * that changes it later, or a row that ON CONFLICT never stores, leads to no
 * wrong verdict.  Rows that were there already are never held hostage: an
 * update is refused only if it adds an unmet requirement.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "access/tableam.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "binding.h"
#include "compat.h"
#include "moved.h"
#include "row.h"
#include "trigger.h"
#include "violation.h"

/* What one statement needs to know of one trigger; it lives in fn_extra */
typedef struct TriggerState
{
	const char *attachment;
	SssBinding	binding;
	SssDay		today;
	bool		disabled;		/* wrong set-up, reported once, and only logging */
} TriggerState;

/*
 * What the trigger binds.  A companion takes its name and policy from the
 * trigger it accompanies, so that both stand in one place.
 */
static bool
ReadBinding(const TriggerData *trigdata, TriggerState *state, SssProblem *problem)
{
	Relation	rel = trigdata->tg_relation;

	if (!SssReadTrigger(RelationGetRelid(rel), trigdata->tg_trigger, &state->binding, problem))
		return false;
	if (state->binding.companion)
		state->attachment = SssFollowMain(RelationGetRelid(rel), CopyTriggerDesc(rel->trigdesc),
										  &state->binding, problem);
	return state->attachment != NULL;
}

static TriggerState *
GetTriggerState(FunctionCallInfo fcinfo, TriggerData *trigdata)
{
	TriggerState *state = fcinfo->flinfo->fn_extra;
	SssProblem	problem;
	MemoryContext caller_context;

	if (state != NULL)
		return state;

	caller_context = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	state = palloc0(sizeof(TriggerState));
	state->attachment = trigdata->tg_trigger->tgname;
	state->today = SssToday();
	if (!ReadBinding(trigdata, state, &problem))
	{
		SssReportProblem(trigdata->tg_relation, trigdata->tg_trigger->tgname,
						 state->binding.policy.enforcing, &problem);
		state->disabled = true;
	}
	fcinfo->flinfo->fn_extra = state;
	MemoryContextSwitchTo(caller_context);
	return state;
}

static bool
IsListed(AttrNumber attnum, const TriggerData *trigdata)
{
	return bms_is_member(attnum - FirstLowInvalidHeapAttributeNumber, trigdata->tg_updatedcols);
}

/* Did the statement itself list a bound column, so that the main trigger fires? */
static bool
MainTriggerFires(const TriggerState *state, const TriggerData *trigdata)
{
	const SssBinding *binding = &state->binding;

	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE &&
			IsListed(binding->columns[role].attnum, trigdata))
			return true;
	}
	for (int i = 0; i < binding->nkeys; i++)
	{
		if (IsListed(binding->keys[i], trigdata))
			return true;
	}
	return false;
}

/* Has nobody, not this transaction either, changed or deleted this version of the row? */
static bool
IsLatestVersion(HeapTuple tuple)
{
	uint16		infomask = tuple->t_data->t_infomask;

	return (infomask & HEAP_XMAX_INVALID) != 0 || HEAP_XMAX_IS_LOCKED_ONLY(infomask);
}

/*
 * At commit a row may have changed again, also in columns that fire no
 * trigger of ours, or be gone.  Follow it to its last version.  The snapshot
 * sees what this transaction did; a row that it wrote nobody else could have
 * written since.
 */
static TupleTableSlot *
LatestVersion(Relation rel, TupleTableSlot *stored)
{
	ItemPointerData tid = stored->tts_tid;
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	TableScanDesc scan = table_beginscan_tid(rel, SnapshotSelf);
	bool		found;

	table_tuple_get_latest_tid(scan, &tid);
	found = table_tuple_fetch_row_version(rel, &tid, SnapshotSelf, slot);
	table_endscan(scan);
	if (found)
		return slot;
	ExecDropSingleTupleTableSlot(slot);
	return NULL;
}

/*
 * Does the update leave the matter no worse than it was?  What was not found
 * wanting before cannot excuse what is now.  If it is worse, what the update
 * added becomes what the row is found wanting for.
 */
static bool
IsNoWorse(const SssBinding *binding, const SssFacts *earlier, const SssFacts *facts,
		  SssAssessment *assessment)
{
	bool		strict = binding->policy.strict || assessment->outcome == OUTCOME_NOTE;
	SssAssessment earlier_assessment;

	SssAssess(binding->rule, &binding->policy, earlier, &earlier_assessment);
	if (earlier_assessment.outcome < assessment->outcome)
		return false;
	if ((assessment->absent & ~earlier_assessment.absent) != 0)
	{
		assessment->absent &= ~earlier_assessment.absent;
		SssFindAbsence(facts, assessment);
		return false;
	}

	/* Without provider or date nothing can be found wanting but that, as before */
	if (SssFactMissing(facts, ROLE_provider) || SssFactMissing(facts, ROLE_on_date))
		return true;
	if (SssNoWorse(binding->rule, facts, earlier, strict, &assessment->finding))
		return true;
	assessment->absent = 0;
	return false;
}

/* Judge a row as it is now; before is NULL for one that was inserted */
static void
JudgeRow(const TriggerState *state, TriggerData *trigdata, TupleTableSlot *before,
		 TupleTableSlot *after)
{
	const SssBinding *binding = &state->binding;
	SssFacts	facts;
	SssFacts	earlier;
	SssAssessment assessment;
	SssOffence	offence;
	bool		known = before != NULL;

	/* What is remembered of a moved row is for the next insert, whatever comes of it */
	if (!known)
		known = SssRecallMoved(state->attachment, trigdata->tg_trigtuple, &earlier);
	SssReadFacts(binding, after, state->today, &facts);
	SssAssess(binding->rule, &binding->policy, &facts, &assessment);
	if (assessment.outcome == OUTCOME_PASS)
		return;

	if (before != NULL)
	{
		if (SssFactsUntouched(binding, before, after))
			return;
		SssReadFacts(binding, before, state->today, &earlier);
	}
	if (known && IsNoWorse(binding, &earlier, &facts, &assessment))
		return;

	offence.attachment = state->attachment;
	offence.binding = binding;
	offence.rel = trigdata->tg_relation;
	offence.slot = after;
	offence.inserted = !known;
	offence.facts = &facts;
	offence.assessment = &assessment;
	if (assessment.outcome == OUTCOME_REFUSE && binding->policy.enforcing)
		SssRefuseRow(&offence);
	SssLogRow(&offence);
}

/*
 * What to return where a trigger that cannot work must not do harm either: one
 * that was declared BEFORE or INSTEAD OF would lose the row on NULL.
 */
static Datum
LetPass(const TriggerData *trigdata)
{
	if (TRIGGER_FIRED_AFTER(trigdata->tg_event) || TRIGGER_FIRED_FOR_STATEMENT(trigdata->tg_event))
		return PointerGetDatum(NULL);
	return PointerGetDatum(TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) ?
						   trigdata->tg_newtuple : trigdata->tg_trigtuple);
}

PG_FUNCTION_INFO_V1(sss_enforce);
Datum
sss_enforce(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	TupleTableSlot *before = NULL;
	TupleTableSlot *after;
	TriggerState *state;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("sss.enforce() must be called as a trigger"),
				 errhint("Attach a rule to a table with sss.attach().")));

	state = GetTriggerState(fcinfo, trigdata);
	if (state->disabled)
		return LetPass(trigdata);

	after = trigdata->tg_trigslot;
	if (TRIGGER_FIRED_BY_DELETE(trigdata->tg_event))
	{
		SssFacts	facts;

		/* At commit the version that is moved may be this transaction's own doing */
		if (state->binding.deferred)
			return PointerGetDatum(NULL);
		SssReadFacts(&state->binding, after, state->today, &facts);
		SssRememberMoved(state->attachment, trigdata->tg_trigtuple, &facts);
		return PointerGetDatum(NULL);
	}
	if (TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event))
	{
		before = trigdata->tg_trigslot;
		after = trigdata->tg_newslot;
		if (state->binding.companion && MainTriggerFires(state, trigdata))
			return PointerGetDatum(NULL);
	}

	if (!state->binding.deferred ||
		IsLatestVersion(before == NULL ? trigdata->tg_trigtuple : trigdata->tg_newtuple))
		JudgeRow(state, trigdata, before, after);
	else if ((after = LatestVersion(trigdata->tg_relation, after)) != NULL)
	{
		JudgeRow(state, trigdata, before, after);
		ExecDropSingleTupleTableSlot(after);
	}
	return PointerGetDatum(NULL);
}

/*
 * changed(old.a, new.a, old.b, new.b, ...): does any pair differ?  Compared
 * byte for byte, without an operator: one that a restore cannot find would
 * lose the trigger.
 */
PG_FUNCTION_INFO_V1(sss_changed);
Datum
sss_changed(PG_FUNCTION_ARGS)
{
	if (PG_NARGS() % 2 != 0 || get_fn_expr_variadic(fcinfo->flinfo))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("sss.changed() takes pairs of an old and a new value")));

	for (int i = 0; i < PG_NARGS(); i += 2)
	{
		Oid			type = get_fn_expr_argtype(fcinfo->flinfo, i);
		int16		length;
		bool		by_value;

		if (type != get_fn_expr_argtype(fcinfo->flinfo, i + 1))
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("sss.changed() compares values of one type")));
		if (PG_ARGISNULL(i) != PG_ARGISNULL(i + 1))
			PG_RETURN_BOOL(true);
		if (PG_ARGISNULL(i))
			continue;
		get_typlenbyval(type, &length, &by_value);
		if (!datum_image_eq(PG_GETARG_DATUM(i), PG_GETARG_DATUM(i + 1), by_value, length))
			PG_RETURN_BOOL(true);
	}
	PG_RETURN_BOOL(false);
}
