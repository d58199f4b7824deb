/*-------------------------------------------------------------------------
 *
 * report.c
 *	  The one place that refuses a row, or logs it.
 *
 * MESSAGE and HINT are sentences for the person at the screen, in the session's
 * language.  DETAIL is one line of JSON for programs: key, codes and citation,
 * the same in every language.  No field holds a row's text.  Statement and
 * context might, so they are kept out of the server's log.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "storage/proc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/timestamp.h"

#include "attach/attach.h"
#include "base/base.h"
#include "finding/finding_private.h"
#include "store/store.h"

/* Everything that a report of the violation says, with its detail as the server's log may hold it */
static SssTold
WordViolation(const SssViolation *violation, bool readable)
{
	SssRule		rule = violation->attachment->binding.rule;
	SssLanguage language = SssMessageLanguage();
	SssFinding	worded = SssWordedFinding(violation->assessment);
	const SssFinding *finding = &violation->assessment->finding;
	SssTold		told = {
		.sqlstate = SssErrorCodeOf(violation->facts, finding),
		.detail = SssDetail(rule, violation->facts, finding, violation, readable),
		.column = SssFailingColumn(violation),
	};

	if (readable)
	{
		told.message = SssFindingMessage(rule, violation->facts, violation->assessment->category, &worded, NULL, language);
		told.hint = SssFindingRemedy(rule, violation->facts, &worded, language);
	}
	else
		told.message = SssBareMessage(&worded, language);
	return told;
}

/* Raise or warn of a violation; failure is the error by which logging it failed, or NULL */
static void
EmitViolation(int elevel, const SssViolation *violation, const ErrorData *failure)
{
	bool		readable = SssMayReadRow(violation);
	SssTold		told = WordViolation(violation, readable);

	/*
	 * DETAIL is for programs and must be the same in every report of the case, so the failure
	 * goes into the hint.  Its message may quote the key.
	 */
	if (failure != NULL)
		told.hint = psprintf(_("Storing this case, and maybe others that the statement found, in sss.violation_log failed: %s"),
							 readable && SssLogsDetail() ? failure->message : unpack_sql_state(failure->sqlerrcode));

	ereport(elevel,
			(errcode(told.sqlstate),
			 errmsg_internal("%s", told.message),
			 errdetail_internal("%s", told.detail),
			 SssLogsDetail() ? 0 : errdetail_log("%s", SssDetail(violation->attachment->binding.rule, violation->facts,
																 &violation->assessment->finding, violation, false)),
			 told.hint != NULL ? errhint("%s", told.hint) : 0,
			 SssHideStatement(),
			 err_generic_string(PG_DIAG_SCHEMA_NAME,
								get_namespace_name(RelationGetNamespace(violation->rel))),
			 err_generic_string(PG_DIAG_TABLE_NAME, RelationGetRelationName(violation->rel)),
			 told.column != NULL ? err_generic_string(PG_DIAG_COLUMN_NAME, told.column) : 0,
			 err_generic_string(PG_DIAG_CONSTRAINT_NAME, violation->attachment->name)));
}

/* Does it refuse the violation?  In a preview nothing passes because of sss.demote, so the journal names nothing. */
static bool
RefusesViolation(const SssViolation *violation)
{
	if (violation->assessment->outcome != OUTCOME_REFUSE)
		return false;
	if (violation->log->preview != NULL)
		return violation->attachment->binding.policy.enforcing && !SssIsDemoted();
	return SssRefuses(violation->attachment);
}

static void
CollectViolation(const SssViolation *violation, bool refused)
{
	SssPreview *preview = violation->log->preview;
	MemoryContext caller_context = MemoryContextSwitchTo(preview->context);
	SssTold    *told = palloc(sizeof(SssTold));

	*told = WordViolation(violation, SssMayReadRow(violation));
	told->refused = refused;
	preview->told = lappend(preview->told, told);
	MemoryContextSwitchTo(caller_context);
}

/*
 * A CHECK knows neither its table nor which columns the statement set, so that
 * nobody can be known to be allowed to read the row: the citation alone is told.
 */
void
SssRefuseFacts(SssRule rule, const SssFacts *facts, const SssAssessment *assessment)
{
	const SssFinding *finding = &assessment->finding;
	SssFinding	worded = SssWordedFinding(assessment);

	/* The error context of COPY would print the row */
	SssDropContext();
	ereport(ERROR,
			(errcode(SssErrorCodeOf(facts, finding)),
			 errmsg_internal("%s", SssBareMessage(&worded, SssMessageLanguage())),
			 errdetail_internal("%s", SssDetail(rule, facts, finding, NULL, false)),
			 errhidestmt(true)));
}

static void
BeginLogBatch(const SssViolation *violation)
{
	SssLogBatch *batch = violation->log;
	MemoryContext caller_context;

	if (OidIsValid(batch->relid))
		return;
	caller_context = MemoryContextSwitchTo(batch->context);
	batch->relid = SssCaseRelation(violation->attachment);
	batch->relation = SssQualifiedName(batch->relid);
	batch->key_columns = SssCaseKeyColumns(violation->rel, violation->attachment);
	batch->at = GetCurrentTimestamp();
	batch->built_in_key = violation->key != NULL || SssKeyIsBuiltIn(&violation->attachment->binding, violation->rel);
	MemoryContextSwitchTo(caller_context);
}

/* Form the line of a violation; the caller provides room for its key */
static SssLogEntry
FormEntry(const SssViolation *violation, SssKey *key)
{
	const SssLogBatch *batch = violation->log;
	SssLogEntry entry = {
		.relid = batch->relid,
		.relation = batch->relation,
		.attachment = violation->attachment->name,
		.rule = sss_rule_names[violation->attachment->binding.rule],
		.facts = violation->facts,
		.finding = &violation->assessment->finding,
		.at = batch->at,
	};

	SssKeyOfViolation(violation, key);
	entry.key_columns = batch->key_columns;
	entry.nkeys = key->ncolumns;
	entry.key = key->texts;
	return entry;
}

static void
LogViolation(const void *argument)
{
	SssKey		key;
	SssLogEntry entry = FormEntry(argument, &key);

	SssLog(&entry);
}

/* A violation or problem that could not be logged, and the error */
typedef struct Unlogged
{
	const void *what;
	const ErrorData *failure;
} Unlogged;

static void
WarnOfViolation(const void *argument)
{
	const Unlogged *unlogged = argument;

	EmitViolation(WARNING, unlogged->what, unlogged->failure);
}

static void
WarnOfResolved(const void *argument)
{
	const Unlogged *unlogged = argument;
	const SssViolation *resolved = unlogged->what;

	ereport(WARNING,
			(errcode(unlogged->failure->sqlerrcode),
			 errmsg("could not store in sss.violation_log that a violation in table \"%s\" is resolved: %s",
					RelationGetRelationName(resolved->rel),
					SssMayReadRow(resolved) && SssLogsDetail() ? unlogged->failure->message :
					unpack_sql_state(unlogged->failure->sqlerrcode)),
			 SssHideStatement()));
}

/* Will every other line of the statement also fail, after the same wait? */
static bool
IsHopeless(const ErrorData *failure)
{
	int			category = ERRCODE_TO_CATEGORY(failure->sqlerrcode);

	if (category == ERRCODE_INSUFFICIENT_RESOURCES || category == ERRCODE_SYSTEM_ERROR)
		return true;
	switch (failure->sqlerrcode)
	{
		case ERRCODE_LOCK_NOT_AVAILABLE:
		case ERRCODE_UNDEFINED_TABLE:
		case ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE:
		case ERRCODE_READ_ONLY_SQL_TRANSACTION:
			return true;
		default:
			return false;
	}
}

/*
 * The client's statement of which it was warned last.  It may fire several
 * triggers, each with a batch, and run other statements.
 */
static TimestampTz warned_of = 0;

/*
 * Warn that something could not be logged, once a statement.  The warning may fail
 * too, for example if the client's encoding lacks a character.
 */
static void
Warn(SssAction warn, const void *what, const ErrorData *failure)
{
	Unlogged	unlogged = {what, failure};

	if (warned_of == GetCurrentStatementStartTimestamp())
		return;
	warned_of = GetCurrentStatementStartTimestamp();
	(void) SssTryInSubtransaction(warn, &unlogged);
}

static bool
LogPlainly(const SssViolation *violation, const ErrorData **failure)
{
	SssKey		key;
	SssLogEntry entry = FormEntry(violation, &key);

	return SssLogPlainly(&entry, failure);
}

/* Sets the error if there is no room for the line, or for one before it */
static bool
LogAmongMany(const SssViolation *violation, const ErrorData **failure)
{
	SssLogBatch *batch = violation->log;
	MemoryContext caller_context = MemoryContextSwitchTo(batch->context);
	SssKey		key;
	SssLogEntry entry;

	if (batch->writer == NULL)
	{
		batch->writer = SssBeginLogPlainly();
		if (batch->scratch == NULL)
			batch->scratch = AllocSetContextCreate(batch->context, "special_social_services findings",
												   ALLOCSET_SMALL_SIZES);
	}
	if (batch->writer != NULL)
	{
		MemoryContextSwitchTo(batch->scratch);
		entry = FormEntry(violation, &key);
		MemoryContextSwitchTo(batch->context);
		*failure = SssLogInto(batch->writer, &entry);
		MemoryContextReset(batch->scratch);
	}
	MemoryContextSwitchTo(caller_context);
	return batch->writer != NULL;
}

static void
WarnOfBatch(const void *argument)
{
	const Unlogged *unlogged = argument;
	const SssLogBatch *batch = unlogged->what;

	ereport(WARNING,
			(errcode(unlogged->failure->sqlerrcode),
			 errmsg("could not store in sss.violation_log what a statement found in relation %s: %s",
					batch->relation, unlogged->failure->message),
			 SssHideStatement()));
}

void
SssEndLogBatch(SssLogBatch *batch)
{
	const ErrorData *failure = NULL;

	if (batch->writer != NULL)
		failure = SssEndLog(batch->writer);
	batch->writer = NULL;
	if (failure != NULL && !batch->warned)
		Warn(WarnOfBatch, batch, failure);
}

/* Log a violation; if that fails, warn once a statement */
static void
LogOrWarn(const SssViolation *violation, SssAction warn)
{
	SssLogBatch *batch = violation->log;
	const ErrorData *failure = NULL;

	BeginLogBatch(violation);
	if (batch->hopeless)
		return;

	/*
	 * Avoid the subtransaction if possible: each takes a transaction ID, and a load of old data
	 * would take millions
	 */
	if (!batch->built_in_key || !(batch->many ? LogAmongMany(violation, &failure) : LogPlainly(violation, &failure)))
		failure = SssTryInSubtransaction(LogViolation, violation);
	if (failure == NULL)
		return;
	batch->hopeless = IsHopeless(failure);
	if (!batch->warned)
		Warn(warn, violation, failure);
	batch->warned = true;
}

bool
SssRefuses(const SssAttachment *attachment)
{
	return attachment->binding.policy.enforcing &&
		!SssOverrides(SssAttachedRelation(attachment), attachment->name, attachment->binding.rule);
}

void
SssReport(const SssViolation *violation)
{
	SssAssessment assessment = *violation->assessment;
	SssViolation remaining = *violation;

	if (SssIsViolationExempt(violation, &assessment))
		return;
	remaining.assessment = &assessment;
	if (violation->log->preview != NULL)
		CollectViolation(&remaining, RefusesViolation(&remaining));
	else if (RefusesViolation(&remaining))
		EmitViolation(ERROR, &remaining, NULL);
	else
		LogOrWarn(&remaining, WarnOfViolation);
}

/* The last transaction of this session that logged that a violation is resolved */
static LocalTransactionId resolved_in = InvalidLocalTransactionId;

void
SssReportResolved(const SssViolation *resolved)
{
	if (resolved->log->preview != NULL)
		return;
	/* If the case has several rows, others may still fail, and only an audit sees them all */
	if (resolved->key == NULL && !SssKeyNamesOneRow(&resolved->attachment->binding, resolved->rel, resolved->slot))
		return;
	LogOrWarn(resolved, WarnOfResolved);
	resolved_in = SssCurrentTransaction();
}

void
SssReportAgain(const SssViolation *violation)
{
	SssAssessment assessment = *violation->assessment;
	SssViolation remaining = *violation;

	if (violation->log->preview != NULL || resolved_in != SssCurrentTransaction() ||
		SssIsViolationExempt(violation, &assessment))
		return;
	remaining.assessment = &assessment;
	LogOrWarn(&remaining, WarnOfViolation);
}

void
SssReportOneOf(SssViolations *violations, const SssViolation *violation)
{
	if (!RefusesViolation(violation))
	{
		if (violation->log->preview != NULL)
			CollectViolation(violation, false);
		else
			LogOrWarn(violation, WarnOfViolation);
		return;
	}
	if (violations->count < SSS_NAMED)
		SssKeyOfViolation(violation, &violations->keys[violations->count]);
	if (violations->count++ > 0)
		return;
	violations->first = *violation;
	violations->facts = *violation->facts;
	violations->assessment = *violation->assessment;
}

void
SssRefuseAll(const SssViolations *violations)
{
	SssViolation first = violations->first;

	if (violations->count == 0)
		return;
	first.slot = NULL;
	first.facts = &violations->facts;
	first.assessment = &violations->assessment;
	first.key = violations->keys;
	first.count = violations->count;
	if (first.log->preview != NULL)
		CollectViolation(&first, true);
	else
		EmitViolation(ERROR, &first, NULL);
}

/* The wrong set-up of a trigger */
typedef struct TriggerProblem
{
	Relation	rel;
	const Trigger *trigger;
	const SssAttachment *attachment;
	const SssProblem *problem;
} TriggerProblem;

static void
EmitTriggerProblem(int elevel, const TriggerProblem *found)
{
	const char *detail = found->problem->detail;

	SssEmitProblem(elevel, found->problem,
				   psprintf(_("Trigger \"%s\" on table \"%s\" is set up wrongly.%s%s"),
							found->trigger->tgname, RelationGetRelationName(found->rel),
							detail != NULL ? " " : "", detail != NULL ? detail : ""));
}

static void
WarnOfProblem(const void *argument)
{
	EmitTriggerProblem(WARNING, argument);
}

static void
LogProblem(const void *argument)
{
	const TriggerProblem *found = argument;
	Oid			relid = SssAttachedRelation(found->attachment);
	SssLogEntry entry = {
		.relid = relid,
		.relation = SssQualifiedName(relid),
		.attachment = found->attachment->name,
		.problem = unpack_sql_state(found->problem->sqlstate),
	};

	SssLog(&entry);
}

static void
WarnOfUnloggedProblem(const void *argument)
{
	const Unlogged *unlogged = argument;
	const TriggerProblem *found = unlogged->what;

	ereport(WARNING,
			(errcode(unlogged->failure->sqlerrcode),
			 errmsg("could not store a problem of trigger \"%s\" in sss.violation_log: %s",
					found->trigger->tgname, unlogged->failure->message),
			 SssHideStatement()));
}

void
SssReportProblem(Relation rel, const Trigger *trigger, const SssAttachment *attachment,
				 bool enforcing, const SssProblem *problem)
{
	TriggerProblem found = {rel, trigger, attachment, problem};
	const ErrorData *failure;

	if (enforcing)
		EmitTriggerProblem(ERROR, &found);
	(void) SssTryInSubtransaction(WarnOfProblem, &found);
	failure = SssTryInSubtransaction(LogProblem, &found);
	if (failure != NULL)
		Warn(WarnOfUnloggedProblem, &found, failure);
}
