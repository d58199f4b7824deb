/*-------------------------------------------------------------------------
 *
 * report.c
 *	  The one place that refuses a row, or logs it.
 *
 * MESSAGE and HINT are sentences for the person at the screen, in the
 * session's language.  DETAIL is one line of JSON for programs: key, codes,
 * citation, the same in every language.  No field holds a row's text: the
 * statement and its context, which might, stay out of the server's log.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/timestamp.h"

#include "attach/attach.h"
#include "base/base.h"
#include "finding/exemption.h"
#include "finding/read_row.h"
#include "finding/report.h"
#include "store/store.h"

/* Say what is wrong with a row; failure is why it could not be logged, if it was to be */
static void
EmitOffence(int elevel, const SssViolation *violation, const ErrorData *failure)
{
	SssRule		rule = violation->attachment->binding.rule;
	SssLanguage language = SssMessageLanguage();
	SssFinding	worded = SssWordedFinding(violation->assessment);
	int			category = violation->assessment->category;
	bool		readable = SssMayReadRow(violation);
	const char *column = SssFailingColumn(violation);
	char	   *message;
	char	   *hint = NULL;

	if (readable)
	{
		message = SssFindingMessage(violation->attachment->binding.rule, violation->facts, category, &worded, language);
		hint = SssFindingRemedy(rule, violation->facts, category, &worded, language);
	}
	else
		message = SssBareMessage(&worded, language);

	/*
	 * DETAIL being for programs, and the same wherever the row is found wanting.  What failed may
	 * quote the key.
	 */
	if (failure != NULL)
		hint = psprintf(_("Storing this, and maybe more that the statement found, in sss.violation_log failed: %s"),
						readable ? failure->message : unpack_sql_state(failure->sqlerrcode));

	ereport(elevel,
			(errcode(SssErrorCodeOf(violation->facts, &violation->assessment->finding)),
			 errmsg_internal("%s", message),
			 errdetail_internal("%s", SssDetail(rule, violation->facts, &violation->assessment->finding,
												violation, readable)),
			 hint != NULL ? errhint("%s", hint) : 0,
			 errhidestmt(true),
			 errhidecontext(true),
			 err_generic_string(PG_DIAG_SCHEMA_NAME,
								get_namespace_name(RelationGetNamespace(violation->rel))),
			 err_generic_string(PG_DIAG_TABLE_NAME, RelationGetRelationName(violation->rel)),
			 column != NULL ? err_generic_string(PG_DIAG_COLUMN_NAME, column) : 0,
			 err_generic_string(PG_DIAG_CONSTRAINT_NAME, violation->attachment->name)));
}

void
SssRefuseFacts(SssRule rule, const SssFacts *facts, const SssAssessment *assessment)
{
	SssLanguage language = SssMessageLanguage();
	const SssFinding *finding = &assessment->finding;
	SssFinding	worded = SssWordedFinding(assessment);
	char	   *message = SssFindingMessage(rule, facts, assessment->category, &worded, language);
	char	   *hint = SssFindingRemedy(rule, facts, assessment->category, &worded, language);

	/* COPY's context would print the row */
	error_context_stack = NULL;
	ereport(ERROR,
			(errcode(SssErrorCodeOf(facts, finding)),
			 errmsg_internal("%s", message),
			 errdetail_internal("%s", SssDetail(rule, facts, finding, NULL, true)),
			 hint != NULL ? errhint("%s", hint) : 0,
			 errhidestmt(true)));
}

static void
BeginSeries(const SssViolation *violation)
{
	SssLogBatch *series = violation->series;
	MemoryContext caller_context;

	if (OidIsValid(series->relid))
		return;
	caller_context = MemoryContextSwitchTo(series->context);
	series->relid = SssAttachedRelation(violation->attachment);
	series->relation = SssQualifiedName(series->relid);
	series->at = GetCurrentTimestamp();
	series->built_in_key = violation->key != NULL || SssKeyIsBuiltIn(&violation->attachment->binding, violation->rel);
	MemoryContextSwitchTo(caller_context);
}

/* The line of a row; the key is room for its own */
static SssLogEntry
FormEntry(const SssViolation *violation, SssKey *key)
{
	const SssLogBatch *series = violation->series;
	SssLogEntry entry = {
		.relid = series->relid,
		.relation = series->relation,
		.attachment = violation->attachment->name,
		.rule = sss_rule_names[violation->attachment->binding.rule],
		.facts = violation->facts,
		.finding = &violation->assessment->finding,
		.at = series->at,
	};

	SssKeyOfViolation(violation, key);
	entry.nkeys = key->ncolumns;
	entry.key = key->texts;
	return entry;
}

static void
LogOffence(const void *argument)
{
	SssKey		key;
	SssLogEntry entry = FormEntry(argument, &key);

	SssLog(&entry);
}

/* What could not be logged, and why */
typedef struct Unlogged
{
	const void *what;
	const ErrorData *failure;
} Unlogged;

static void
WarnOfOffence(const void *argument)
{
	const Unlogged *unlogged = argument;

	EmitOffence(WARNING, unlogged->what, unlogged->failure);
}

static void
WarnOfMended(const void *argument)
{
	const Unlogged *unlogged = argument;
	const SssViolation *mended = unlogged->what;

	ereport(WARNING,
			(errcode(unlogged->failure->sqlerrcode),
			 errmsg("could not store in sss.violation_log what was mended in table \"%s\": %s",
					RelationGetRelationName(mended->rel),
					SssMayReadRow(mended) ? unlogged->failure->message :
					unpack_sql_state(unlogged->failure->sqlerrcode)),
			 errhidestmt(true),
			 errhidecontext(true)));
}

/* Will it fail for every line of the statement, after the same wait? */
static bool
IsHopeless(const ErrorData *failure)
{
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

/* Warn of what could not be logged.  A warning may fail, too: its client may lack the letters. */
static void
Warn(SssAction warn, const void *what, const ErrorData *failure)
{
	Unlogged	unlogged = {what, failure};

	(void) SssTryInSubtransaction(warn, &unlogged);
}

static bool
LogPlainly(const SssViolation *violation)
{
	SssKey		key;
	SssLogEntry entry = FormEntry(violation, &key);

	return SssLogPlainly(&entry);
}

static bool
LogAmongMany(const SssViolation *violation)
{
	SssLogBatch *series = violation->series;
	MemoryContext caller_context = MemoryContextSwitchTo(series->context);
	SssKey		key;
	SssLogEntry entry;

	if (series->writer == NULL)
	{
		series->writer = SssBeginLogPlainly();
		if (series->scratch == NULL)
			series->scratch = AllocSetContextCreate(series->context, "special_social_services findings",
													ALLOCSET_SMALL_SIZES);
	}
	if (series->writer != NULL)
	{
		MemoryContextSwitchTo(series->scratch);
		entry = FormEntry(violation, &key);
		SssLogInto(series->writer, &entry);
		MemoryContextReset(series->scratch);
	}
	MemoryContextSwitchTo(caller_context);
	return series->writer != NULL;
}

void
SssEndLogBatch(SssLogBatch *series)
{
	if (series->writer != NULL)
		SssEndLog(series->writer);
	series->writer = NULL;
}

/* Log a row, or else warn of it; once a statement */
static void
LogRow(const SssViolation *violation, SssAction warn)
{
	SssLogBatch *series = violation->series;
	const ErrorData *failure;

	BeginSeries(violation);
	/* A subtransaction takes a transaction ID, of which a load of old data would take millions */
	if (series->built_in_key && (series->many ? LogAmongMany(violation) : LogPlainly(violation)))
		return;
	if (series->hopeless)
		return;
	failure = SssTryInSubtransaction(LogOffence, violation);
	if (failure == NULL)
		return;
	series->hopeless = IsHopeless(failure);
	if (!series->warned)
		Warn(warn, violation, failure);
	series->warned = true;
}

bool
SssRefuses(const SssAttachment *attachment)
{
	return attachment->binding.policy.enforcing &&
		!SssSpares(SssAttachedRelation(attachment), attachment->name, attachment->binding.rule);
}

void
SssReport(const SssViolation *violation)
{
	SssAssessment left = *violation->assessment;
	SssViolation remaining = *violation;

	if (SssIsViolationExempt(violation, &left))
		return;
	remaining.assessment = &left;
	if (left.outcome == OUTCOME_REFUSE && SssRefuses(violation->attachment))
		EmitOffence(ERROR, &remaining, NULL);
	LogRow(&remaining, WarnOfOffence);
}

void
SssReportResolved(const SssViolation *mended)
{
	/* Of a case of several rows the others may be wanting still; an audit sees them all */
	if (mended->key != NULL || SssKeyNamesOneRow(&mended->attachment->binding, mended->rel, mended->slot))
		LogRow(mended, WarnOfMended);
}

void
SssReportOneOf(SssViolations *violations, const SssViolation *violation)
{
	if (violation->assessment->outcome != OUTCOME_REFUSE ||
		!SssRefuses(violation->attachment))
	{
		LogRow(violation, WarnOfOffence);
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
	EmitOffence(ERROR, &first, NULL);
}

/* Wrong set-up of a trigger, to be warned of and logged */
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
					found->trigger->tgname, unlogged->failure->message)));
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
