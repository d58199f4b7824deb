/*-------------------------------------------------------------------------
 *
 * violation.c
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
#include "utils/timestamp.h"

#include "compat.h"
#include "guard.h"
#include "message.h"
#include "mode.h"
#include "row.h"
#include "registry.h"
#include "store.h"
#include "trigger.h"
#include "violation.h"
#include "waiver.h"

/* Say what is wrong with a row; failure is why it could not be logged, if it was to be */
static void
EmitOffence(int elevel, const SssOffence *offence, const ErrorData *failure)
{
	SssRule		rule = offence->binding->rule;
	SssLanguage language = SssMessageLanguage();
	SssFinding	worded = SssWordedFinding(offence->assessment);
	int			category = offence->assessment->category;
	bool		readable = SssMayReadRow(offence);
	const char *column = SssOffendingColumn(offence);
	char	   *message;
	char	   *hint = NULL;

	if (readable)
	{
		message = SssFindingMessage(offence->binding->rule, offence->facts, category, &worded, language);
		hint = SssFindingRemedy(rule, offence->facts, category, &worded, language);
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
			(errcode(SssErrorCodeOf(offence->facts, &offence->assessment->finding)),
			 errmsg_internal("%s", message),
			 errdetail_internal("%s", SssDetail(rule, offence->facts, &offence->assessment->finding,
												offence, readable)),
			 hint != NULL ? errhint("%s", hint) : 0,
			 errhidestmt(true),
			 errhidecontext(true),
			 err_generic_string(PG_DIAG_SCHEMA_NAME,
								get_namespace_name(RelationGetNamespace(offence->rel))),
			 err_generic_string(PG_DIAG_TABLE_NAME, RelationGetRelationName(offence->rel)),
			 column != NULL ? err_generic_string(PG_DIAG_COLUMN_NAME, column) : 0,
			 err_generic_string(PG_DIAG_CONSTRAINT_NAME, offence->attachment)));
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
BeginSeries(const SssOffence *offence)
{
	SssSeries  *series = offence->series;
	MemoryContext caller_context;

	if (OidIsValid(series->relid))
		return;
	caller_context = MemoryContextSwitchTo(series->context);
	series->relid = SssAttachedRelation(offence->rel, offence->trigger);
	series->relation = SssQualifiedName(series->relid);
	series->at = GetCurrentTimestamp();
	series->built_in_key = offence->key != NULL || SssKeyIsBuiltIn(offence->binding, offence->rel);
	MemoryContextSwitchTo(caller_context);
}

/* The line of a row; the key is room for its own */
static SssLogEntry
FormEntry(const SssOffence *offence, SssKey *key)
{
	const SssSeries *series = offence->series;
	SssLogEntry entry = {
		.relid = series->relid,
		.relation = series->relation,
		.attachment = offence->attachment,
		.rule = sss_rule_names[offence->binding->rule],
		.facts = offence->facts,
		.finding = &offence->assessment->finding,
		.at = series->at,
	};

	SssKeyOfOffence(offence, key);
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
	const SssOffence *mended = unlogged->what;

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

	(void) SssAttempt(warn, &unlogged);
}

static bool
LogPlainly(const SssOffence *offence)
{
	SssKey		key;
	SssLogEntry entry = FormEntry(offence, &key);

	return SssLogPlainly(&entry);
}

static bool
LogAmongMany(const SssOffence *offence)
{
	SssSeries  *series = offence->series;
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
		entry = FormEntry(offence, &key);
		SssLogInto(series->writer, &entry);
		MemoryContextReset(series->scratch);
	}
	MemoryContextSwitchTo(caller_context);
	return series->writer != NULL;
}

void
SssEndSeries(SssSeries *series)
{
	if (series->writer != NULL)
		SssEndLog(series->writer);
	series->writer = NULL;
}

/* Log a row, or else warn of it; once a statement */
static void
LogRow(const SssOffence *offence, SssAction warn)
{
	SssSeries  *series = offence->series;
	const ErrorData *failure;

	BeginSeries(offence);
	/* A subtransaction takes a transaction ID, of which a load of old data would take millions */
	if (series->built_in_key && (series->many ? LogAmongMany(offence) : LogPlainly(offence)))
		return;
	if (series->hopeless)
		return;
	failure = SssAttempt(LogOffence, offence);
	if (failure == NULL)
		return;
	series->hopeless = IsHopeless(failure);
	if (!series->warned)
		Warn(warn, offence, failure);
	series->warned = true;
}

bool
SssRefuses(Relation rel, Oid trigger, const char *attachment, const SssBinding *binding)
{
	return binding->policy.enforcing &&
		!SssSpares(SssAttachedRelation(rel, trigger), attachment, binding->rule);
}

void
SssAnswer(const SssOffence *offence)
{
	SssAssessment left = *offence->assessment;
	SssOffence	remaining = *offence;

	if (SssTolerated(offence, &left))
		return;
	remaining.assessment = &left;
	if (left.outcome == OUTCOME_REFUSE &&
		SssRefuses(offence->rel, offence->trigger, offence->attachment, offence->binding))
		EmitOffence(ERROR, &remaining, NULL);
	LogRow(&remaining, WarnOfOffence);
}

void
SssTellMended(const SssOffence *mended)
{
	/* Of a case of several rows the others may be wanting still; an audit sees them all */
	if (mended->key != NULL || SssKeyNamesOneRow(mended->binding, mended->rel, mended->slot))
		LogRow(mended, WarnOfMended);
}

void
SssAnswerOneOf(SssOffences *offences, const SssOffence *offence)
{
	if (offence->assessment->outcome != OUTCOME_REFUSE ||
		!SssRefuses(offence->rel, offence->trigger, offence->attachment, offence->binding))
	{
		LogRow(offence, WarnOfOffence);
		return;
	}
	if (offences->count < SSS_NAMED)
		SssKeyOfOffence(offence, &offences->keys[offences->count]);
	if (offences->count++ > 0)
		return;
	offences->first = *offence;
	offences->facts = *offence->facts;
	offences->assessment = *offence->assessment;
}

void
SssRefuseAll(const SssOffences *offences)
{
	SssOffence	first = offences->first;

	if (offences->count == 0)
		return;
	first.slot = NULL;
	first.facts = &offences->facts;
	first.assessment = &offences->assessment;
	first.key = offences->keys;
	first.count = offences->count;
	EmitOffence(ERROR, &first, NULL);
}

/* Wrong set-up of a trigger, to be warned of and logged */
typedef struct TriggerProblem
{
	Relation	rel;
	const Trigger *trigger;
	const char *attachment;
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
	Oid			relid = SssAttachedRelation(found->rel, found->trigger->tgoid);
	SssLogEntry entry = {
		.relid = relid,
		.relation = SssQualifiedName(relid),
		.attachment = found->attachment,
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
SssReportProblem(Relation rel, const Trigger *trigger, const char *attachment, bool enforcing,
				 const SssProblem *problem)
{
	TriggerProblem found = {rel, trigger, attachment, problem};
	const ErrorData *failure;

	if (enforcing)
		EmitTriggerProblem(ERROR, &found);
	(void) SssAttempt(WarnOfProblem, &found);
	failure = SssAttempt(LogProblem, &found);
	if (failure != NULL)
		Warn(WarnOfUnloggedProblem, &found, failure);
}
