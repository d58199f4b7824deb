/*-------------------------------------------------------------------------
 *
 * enforce.c
 *	  The functions that the server calls: the trigger function, and those of a
 *	  CHECK.
 *
 * A row is checked after it was stored, as it was stored.  So a BEFORE trigger
 * that changes it later, or ON CONFLICT, which may never store it, leads to no
 * wrong verdict.  Existing rows are grandfathered: an UPDATE is refused only if
 * it adds a violation.  A row with a changed key is a new case: otherwise, an
 * UPDATE could hand an old violation to another child.
 *
 * If the function in a CHECK returned false, the server would print the whole
 * row.  Ours raise an error of their own instead, and otherwise return true.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/sysattr.h"
#include "commands/trigger.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"
#include "nodes/execnodes.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/enforce_private.h"
#include "finding/finding.h"

/* State that the calls of one trigger run share; it lives in fn_extra */
typedef struct TriggerState
{
	MemoryContext run;			/* of the trigger run, see earlier.c */
	SssAttachment attachment;
	bool		is_companion;	/* the trigger is the attachment's companion */
	SssDay		today;
	SssLogBatch *log;			/* of its violations */
	SssFactsInfo *info;			/* of a change trigger */
	bool		disabled;		/* in log mode: wrong set-up, or a view that fails; it was
								 * reported */
} TriggerState;

/*
 * Read the attachment, or what is cached of it.  A helper trigger takes its
 * name and binding from the binding trigger.  The relation's triggers are
 * copied, because reading one may make the server read them all again.
 */
static bool
ReadTriggerAttachment(const TriggerData *trigdata, TriggerState *state)
{
	Relation	rel = trigdata->tg_relation;
	const Trigger *trigger = trigdata->tg_trigger;
	SssTriggerRole role = SssIsKnownChangeTrigger(trigger->tgoid) ? TRIGGER_CHANGE :
	SssTriggerRoleOf(trigger);

	if (role == TRIGGER_CHANGE)
	{
		state->info = SssUseFactsInfo(state->run, rel, trigger, &state->attachment);
		return state->info != NULL;
	}
	state->is_companion = role == TRIGGER_COMPANION;
	return SssReadAttachment(RelationGetRelid(rel),
							 state->is_companion ? CopyTriggerDesc(rel->trigdesc) : NULL, trigger,
							 &state->attachment);
}

static TriggerState *
GetTriggerState(FunctionCallInfo fcinfo, TriggerData *trigdata)
{
	TriggerState *state = fcinfo->flinfo->fn_extra;
	MemoryContext caller_context;

	if (state != NULL)
		return state;

	caller_context = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	state = palloc0(sizeof(TriggerState));
	state->run = fcinfo->flinfo->fn_mcxt;
	state->log = palloc0(sizeof(SssLogBatch));
	state->log->context = state->run;
	if (!ReadTriggerAttachment(trigdata, state))
	{
		SssReportProblem(trigdata->tg_relation, trigdata->tg_trigger, &state->attachment,
						 SssRefuses(&state->attachment), state->attachment.problem);
		state->disabled = true;
	}
	state->today = SssToday();
	fcinfo->flinfo->fn_extra = state;
	MemoryContextSwitchTo(caller_context);
	return state;
}

static bool
IsUpdated(AttrNumber attnum, const TriggerData *trigdata)
{
	return bms_is_member(attnum - FirstLowInvalidHeapAttributeNumber, trigdata->tg_updatedcols);
}

/* Does the binding trigger fire, because the statement itself lists a bound column? */
static bool
BindingTriggerFires(const TriggerState *state, const TriggerData *trigdata)
{
	const SssBinding *binding = &state->attachment.binding;

	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE &&
			IsUpdated(binding->columns[role].attnum, trigdata))
			return true;
	}
	for (int i = 0; i < binding->nkeys; i++)
	{
		if (IsUpdated(binding->keys[i], trigdata))
			return true;
	}
	return false;
}

/*
 * The facts of the row before the update, or before it was moved here.  If the
 * update changed the key, the row is another case, which did not exist.
 */
static SssEarlier
ReadEarlier(const TriggerState *state, const TriggerData *trigdata, TupleTableSlot *row,
			const SssMove *inserted)
{
	SssEarlier	earlier;

	if (TRIGGER_FIRED_BY_INSERT(trigdata->tg_event))
		return SssRecallMoved(inserted, row);
	earlier.existed = SssIsSameCase(&state->attachment.binding, trigdata->tg_relation,
									trigdata->tg_trigslot, row);
	SssReadFacts(&state->attachment.binding, trigdata->tg_trigslot, state->today, &earlier.facts);
	return earlier;
}

/*
 * Did a row that passes fail before?  If so, note in the log that its violation
 * is resolved.  A row that passes because a fact was removed resolves nothing.
 */
static bool
IsResolved(const TriggerState *state, const TriggerData *trigdata, TupleTableSlot *row,
		   const SssFacts *facts, const SssMove *inserted)
{
	const SssBinding *binding = &state->attachment.binding;
	bool		updated = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event);
	SssEarlier	earlier;
	SssAssessment assessment;
	SssJudgement judgement;
	SssViolation resolved;

	if (!updated && inserted->candidate == NULL)
		return false;
	earlier = ReadEarlier(state, trigdata, row, inserted);
	if (!earlier.existed && !updated)
		return false;
	SssAssess(binding->rule, &binding->policy, &earlier.facts, &assessment);
	if (assessment.outcome == OUTCOME_PASS)
		return false;
	SssJudge(binding->rule, facts, &judgement);
	if (judgement.verdict == VERDICT_unknown)
		return false;

	assessment.finding.verdict = judgement.verdict;
	assessment.finding.provision = judgement.provision;
	resolved = (SssViolation)
	{
		.attachment = &state->attachment,.rel = trigdata->tg_relation,.slot = updated ? trigdata->tg_trigslot : row,
			.facts = facts,.assessment = &assessment,.log = state->log,
	};
	SssReportResolved(&resolved);
	return true;
}

/*
 * Is the row worse than its case would be without this transaction's own writes,
 * and worse than its case was before the statement?  If the version before the
 * update was the same case, the row was compared with it.
 */
static bool
IsWorseThanPast(const TriggerState *state, const TriggerData *trigdata, TupleTableSlot *row,
				bool compared, const SssFacts *facts, SssAssessment *assessment)
{
	const SssBinding *binding = &state->attachment.binding;
	Relation	rel = trigdata->tg_relation;
	CommandId	before = SssComparedSince(binding, trigdata, state->run);
	SssComparison comparison = {.earlier = NULL};
	bool		of_start = compared && TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) &&
	!SssIsOwnVersion(trigdata->tg_trigslot);
	SssLookBack *look = SssStartLookBack(state->run, &state->attachment, rel, NULL, state->today, of_start);

	if (look == NULL)
		return true;
	SssCompareWithPast(look, FirstCommandId, SssLookUpRow(look, FirstCommandId, rel, row), &comparison);
	if (!SssAreFactsWorse(binding, facts, &comparison, assessment))
		return false;
	if (before == FirstCommandId || (compared && SssOneRowHasKey(look)))
		return true;
	SssCompareWithPast(look, before, SssLookUpRow(look, before, rel, row), &comparison);
	return SssAreFactsWorse(binding, facts, &comparison, assessment);
}

/*
 * Check a row as it is now.  Its earlier facts are read only if it fails or the
 * log needs them.  Returns whether the row fails, or failed before.
 */
static bool
CheckStored(const TriggerState *state, const TriggerData *trigdata, TupleTableSlot *row,
			const SssMove *inserted)
{
	const SssBinding *binding = &state->attachment.binding;
	SssFacts	facts;
	SssEarlier	earlier;
	SssAssessment assessment;
	SssViolation violation;

	SssReadFacts(binding, row, state->today, &facts);
	SssAssess(binding->rule, &binding->policy, &facts, &assessment);
	if (assessment.outcome == OUTCOME_PASS)
		return IsResolved(state, trigdata, row, &facts, inserted);

	earlier = ReadEarlier(state, trigdata, row, inserted);
	if (earlier.existed && TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) &&
		SssFactsUntouched(binding, trigdata->tg_trigslot, row))
		return true;
	if (earlier.existed && SssIsNoWorse(binding->rule, &binding->policy, &earlier.facts, &facts, &assessment))
		return true;

	violation = (SssViolation)
	{
		.attachment = &state->attachment,.rel = trigdata->tg_relation,.slot = row,.facts = &facts,.assessment = &assessment,
			.log = state->log,
	};
	if (IsWorseThanPast(state, trigdata, row, earlier.existed, &facts, &assessment))
		SssReport(&violation);
	else
		SssReportAgain(&violation);
	return true;
}

static bool
FailsAsStored(const TriggerState *state, TupleTableSlot *row)
{
	SssFacts	facts;
	SssAssessment assessment;

	SssReadFacts(&state->attachment.binding, row, state->today, &facts);
	SssAssess(state->attachment.binding.rule, &state->attachment.binding.policy, &facts, &assessment);
	return assessment.outcome != OUTCOME_PASS;
}

/*
 * If checks are deferred, check each row once, as the transaction leaves it.  If
 * the row is moved to another partition, the first of its changes notes its
 * earlier facts for the binding trigger's delete, which passes them on to the
 * insert.  The companion may fire at another time, so it checks the row as it was
 * when it was moved.
 */
static void
CheckLastVersion(TriggerState *state, const TriggerData *trigdata, TupleTableSlot *stored,
				 const SssMove *inserted)
{
	Relation	rel = trigdata->tg_relation;
	TupleTableSlot *last = stored;
	SssRowState row_state = SssFollowRow(rel, &last);
	bool		moved = row_state == ROW_MOVED && !state->is_companion;
	SssEarlier	earlier;

	if (row_state != ROW_DELETED &&
		!SssFindVersion(state->run, state->attachment.name, rel, last, &earlier))
	{
		bool		fails;

		if (last != stored)
			state->today = SssDayWritten(&state->attachment.binding, trigdata, state->run, last);
		fails = !moved && CheckStored(state, trigdata, last, inserted);

		/* Without this note, a later call would compare with a version in between */
		if (moved || (last != stored && (fails || FailsAsStored(state, stored))))
		{
			earlier = ReadEarlier(state, trigdata, last, inserted);
			SssNoteVersion(state->run, state->attachment.name, rel, last, &earlier);
		}
	}
	if (last != stored)
		ExecDropSingleTupleTableSlot(last);
}

/* The delete is half of a move: note the row's earlier facts for the insert */
static void
RememberMoved(const TriggerState *state, const SssMove *deleted)
{
	SssEarlier	earlier;

	if (!state->attachment.binding.deferred ||
		!SssFindVersion(state->run, state->attachment.name, deleted->rel, deleted->slot, &earlier))
	{
		earlier.existed = true;
		SssReadFacts(&state->attachment.binding, deleted->slot, state->today, &earlier.facts);
	}
	SssRememberMoved(deleted, &earlier);
}

/*
 * The result of a trigger that cannot work.  If it was declared BEFORE or
 * INSTEAD OF, NULL would lose the row.
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
	TupleTableSlot *stored;
	TriggerState *state;
	SssMove		half;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("sss.enforce() must be called as a trigger"),
				 errhint("Attach a rule to a table with sss.attach().")));

	state = GetTriggerState(fcinfo, trigdata);
	if (state->disabled)
		return LetPass(trigdata);

	/* A row that has a day itself needs no other */
	if (state->attachment.binding.deferred &&
		(state->info != NULL || state->attachment.binding.columns[ROLE_on_date].form == COLUMN_NONE))
		state->today = SssDayWritten(&state->attachment.binding, trigdata, state->run,
									 TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) ?
									 trigdata->tg_newslot : trigdata->tg_trigslot);
	if (state->info != NULL)
	{
		state->disabled = !SssCheckChange(state->info, trigdata, state->today, state->run);
		return PointerGetDatum(NULL);
	}

	stored = trigdata->tg_trigslot;
	half = (SssMove)
	{
		.context = state->run,.attachment = &state->attachment,.rel = trigdata->tg_relation,.tuple = trigdata->tg_trigtuple,.slot = stored,
	};
	if (TRIGGER_FIRED_BY_DELETE(trigdata->tg_event))
	{
		if (SssIsMoved(trigdata->tg_trigtuple))
			RememberMoved(state, &half);
		return PointerGetDatum(NULL);
	}
	if (TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event))
	{
		stored = trigdata->tg_newslot;
		if (state->is_companion && BindingTriggerFires(state, trigdata))
			return PointerGetDatum(NULL);
	}
	else
		SssMatchMoved(&half);

	if (state->attachment.binding.deferred)
		CheckLastVersion(state, trigdata, stored, &half);
	else
		(void) CheckStored(state, trigdata, stored, &half);
	return PointerGetDatum(NULL);
}

void
SssPreviewRow(const SssAttachment *attachment, TriggerData *trigdata, SssDay today, SssPreview *preview)
{
	bool		updated = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event);
	SssLogBatch log = {.context = CurrentMemoryContext,.preview = preview};
	TriggerState state = {.run = CurrentMemoryContext,.attachment = *attachment,.today = today,.log = &log};
	SssMove		half = {.context = state.run,.attachment = &state.attachment,.rel = trigdata->tg_relation};

	(void) CheckStored(&state, trigdata, updated ? trigdata->tg_newslot : trigdata->tg_trigslot, &half);
}

/* How the values of each pair are stored; it lives in fn_extra */
typedef struct PairType
{
	int16		length;
	bool		by_value;
} PairType;

static const PairType *
GetPairTypes(FunctionCallInfo fcinfo)
{
	FmgrInfo   *function = fcinfo->flinfo;
	PairType   *types = function->fn_extra;

	if (types != NULL)
		return types;
	if (PG_NARGS() % 2 != 0 || get_fn_expr_variadic(function))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("sss.changed() takes pairs of an old and a new value")));

	types = MemoryContextAlloc(function->fn_mcxt, sizeof(PairType) * (PG_NARGS() / 2 + 1));
	for (int i = 0; i < PG_NARGS(); i += 2)
	{
		Oid			type = get_fn_expr_argtype(function, i);

		if (type != get_fn_expr_argtype(function, i + 1))
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("sss.changed() compares values of one type")));
		get_typlenbyval(type, &types[i / 2].length, &types[i / 2].by_value);
	}
	function->fn_extra = types;
	return types;
}

/* A WHEN clause is evaluated when the row is written, even if the trigger is deferred */
static Datum
NoteWrite(void)
{
	SssNoteDay();
	PG_RETURN_BOOL(true);
}

PG_FUNCTION_INFO_V1(sss_written);
Datum
sss_written(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	return NoteWrite();
}

/*
 * changed(old.a, new.a, old.b, new.b, ...): does any pair differ?  A companion's
 * WHEN clause calls this.  Values are compared byte for byte: with an operator
 * that a restore cannot find, the trigger would be lost.
 */
PG_FUNCTION_INFO_V1(sss_changed);
Datum
sss_changed(PG_FUNCTION_ARGS)
{
	const PairType *types = GetPairTypes(fcinfo);

	for (int i = 0; i < PG_NARGS(); i += 2)
	{
		if (PG_ARGISNULL(i) != PG_ARGISNULL(i + 1))
			return NoteWrite();
		if (!PG_ARGISNULL(i) &&
			!datum_image_eq(PG_GETARG_DATUM(i), PG_GETARG_DATUM(i + 1),
							types[i / 2].by_value, types[i / 2].length))
			return NoteWrite();
	}
	PG_RETURN_BOOL(false);
}

/* Refuse violations, but not what is unsettled or unknown */
static void
RequireCompliant(SssRule rule, const SssFacts *facts)
{
	static const SssPolicy policy = {.enforcing = true};
	SssAssessment assessment;

	/* Nearly every row takes this path, so it must be short */
	if (facts->impossible == 0 && SssIsCompliant(rule, facts))
		return;
	SssAssess(rule, &policy, facts, &assessment);
	if (assessment.outcome == OUTCOME_REFUSE)
		SssRefuseFacts(rule, facts, &assessment);
}

/* require_*(the rule's facts in the order of its roles) */
#define FACT(...)
#define ROLE(...)
#define RULE(rule, en) \
PG_FUNCTION_INFO_V1(sss_require_##rule); \
Datum \
sss_require_##rule(PG_FUNCTION_ARGS) \
{ \
	SssFacts	facts; \
\
	(void) SssGetArgFacts(fcinfo, RULE_##rule, &facts); \
	RequireCompliant(RULE_##rule, &facts); \
	PG_RETURN_BOOL(true); \
}

#include "law/lists/roles.h"
#undef FACT
#undef ROLE
#undef RULE

PG_FUNCTION_INFO_V1(sss_require_placement_any);
Datum
sss_require_placement_any(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssGetArgPlacement(fcinfo, true, &facts);
	RequireCompliant(RULE_placement, &facts);
	PG_RETURN_BOOL(true);
}
