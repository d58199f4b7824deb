/*-------------------------------------------------------------------------
 *
 * violation.c
 *	  The one place that refuses a row, or logs it.
 *
 * MESSAGE and HINT are sentences for the person at the screen, in the
 * session's language.  DETAIL is one line of JSON for programs: key, codes,
 * citation, the same in every language.  No field holds a row's text.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/partition.h"
#include "catalog/pg_trigger.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/fmgroids.h"
#include "utils/json.h"
#include "utils/lsyscache.h"
#include "utils/rls.h"

#include "code_types.h"
#include "compat.h"
#include "key_text.h"
#include "message.h"
#include "row.h"
#include "store.h"
#include "verdict.h"
#include "violation.h"

/* The first role that is absent becomes what the facts are found wanting for */
void
SssFindAbsence(const SssFacts *facts, SssAssessment *assessment)
{
	SssRole		role = 0;

	while ((assessment->absent & SSS_BIT(role)) == 0)
		role++;
	assessment->finding.requirement = role;
	assessment->finding.verdict = VERDICT_violation;
	assessment->finding.provision = SssAskingProvision(facts, role);
}

void
SssAssess(SssRule rule, const SssPolicy *policy, const SssFacts *facts,
		  SssAssessment *assessment)
{
	SssJudgement judgement;

	if (policy->required == 0 && SssIsCompliant(rule, facts))
	{
		assessment->outcome = OUTCOME_PASS;
		return;
	}

	SssJudge(rule, facts, &judgement);
	assessment->verdict = judgement.verdict;
	assessment->category = judgement.category;
	assessment->finding.requirement = judgement.requirement;
	assessment->finding.verdict = judgement.verdict;
	assessment->finding.provision = judgement.provision;
	assessment->absent = 0;

	if (judgement.verdict == VERDICT_violation ||
		(judgement.verdict == VERDICT_unsettled && policy->strict))
		assessment->outcome = OUTCOME_REFUSE;
	else
		assessment->outcome = judgement.verdict == VERDICT_unsettled ? OUTCOME_NOTE : OUTCOME_PASS;

	/* What no edition governs needs no fact */
	if (policy->required == 0 || judgement.verdict == VERDICT_not_governed)
		return;

	for (int role = 0; role < N_ROLES; role++)
	{
		if ((policy->required & SSS_BIT(role)) != 0 && SssFactMissing(facts, role) &&
			SssAskingProvision(facts, role) != SSS_NO_PROVISION)
			assessment->absent |= SSS_BIT(role);
	}

	/* What the facts that are there leave unmet decides before what is absent */
	if (assessment->absent != 0 && assessment->outcome != OUTCOME_REFUSE)
	{
		assessment->outcome = OUTCOME_REFUSE;
		SssFindAbsence(facts, assessment);
	}
}

/* A fact that is absent is worded as such, though it counts as a violation */
static SssFinding
WordedFinding(const SssAssessment *assessment)
{
	SssFinding	finding = assessment->finding;

	if ((assessment->absent & SSS_BIT(finding.requirement)) != 0)
		finding.verdict = VERDICT_unknown;
	return finding;
}

static void
AppendCode(StringInfo json, const char *role, SssCodeListId list, int index)
{
	if (index != SSS_MISSING)
		appendStringInfo(json, ", \"%s\": \"%s\"", role, SssCodeAt(list, index)->text);
}

static void
AppendCodes(StringInfo json, SssRule rule, const SssFacts *facts)
{
	const char *separator = "";

	if (rule == RULE_placement)
	{
		appendStringInfoString(json, ", \"category\": [");
		for (int category = 0; category < N_CATEGORIES; category++)
		{
			if ((facts->categories & SSS_BIT(category)) == 0)
				continue;
			appendStringInfo(json, "%s\"%s\"", separator,
							 SssCodeAt(CODES_recipient_category, category)->text);
			separator = ", ";
		}
		appendStringInfoChar(json, ']');
	}
	AppendCode(json, "basis", CODES_placement_basis, facts->basis);
	AppendCode(json, "provider", CODES_provider_type, facts->provider);
	AppendCode(json, "stay", CODES_stay_mode, facts->stay);
	AppendCode(json, "service", CODES_service, facts->service);
	if (facts->has_date)
	{
		struct pg_tm tm;
		char		day[MAXDATELEN + 1];

		/* ISO whatever DateStyle says: this line is for programs */
		if (DATE_NOT_FINITE(facts->on_date))
			EncodeSpecialDate(facts->on_date, day);
		else
		{
			j2date(facts->on_date + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
			EncodeDateOnly(&tm, USE_ISO_DATES, day);
		}
		appendStringInfo(json, ", \"on_date\": \"%s\"", day);
	}
}

static void
AppendFinding(StringInfo json, const SssFinding *finding)
{
	char		provision[SSS_PROVISION_TEXT];

	appendStringInfo(json, ", \"requirement\": \"%s\", \"verdict\": \"%s\"",
					 sss_role_names[finding->requirement],
					 SssCodeAt(CODES_verdict, finding->verdict)->text);
	if (finding->provision != SSS_NO_PROVISION)
	{
		SssFormatProvision(finding->provision, provision);
		appendStringInfo(json, ", \"provision\": \"%s\"", provision);
	}
}

static void
AppendKey(StringInfo json, const SssOffence *offence)
{
	TupleDesc	tupdesc = RelationGetDescr(offence->rel);
	AttrNumber	keys[INDEX_MAX_KEYS];
	char	   *texts[INDEX_MAX_KEYS];
	int			nkeys = SssKeyTexts(offence->binding, offence->rel, offence->slot, keys, texts);

	for (int i = 0; i < nkeys; i++)
	{
		appendStringInfoString(json, i == 0 ? ", \"key\": {" : ", ");
		escape_json(json, NameStr(TupleDescAttr(tupdesc, keys[i] - 1)->attname));
		appendStringInfoString(json, ": ");
		if (texts[i] != NULL)
			escape_json(json, texts[i]);
		else
			appendStringInfoString(json, "null");
	}
	if (nkeys > 0)
		appendStringInfoChar(json, '}');
}

/*
 * Does the user read the column in that table: the row's own, or one that the
 * row's is a partition of?  The columns of both have the same names.
 */
static bool
MayReadColumn(Oid user, Oid relid, Relation rel, AttrNumber attnum)
{
	AttrNumber	column = get_attnum(relid, NameStr(TupleDescAttr(RelationGetDescr(rel), attnum - 1)->attname));

	return pg_attribute_aclcheck(relid, column, user, ACL_SELECT) == ACLCHECK_OK;
}

static bool
MayReadThrough(Oid user, Oid relid, const SssOffence *offence)
{
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nkeys = SssKeyColumns(offence->binding, offence->rel, keys);

	if (check_enable_rls(relid, user, true) == RLS_ENABLED)
		return false;
	if (pg_class_aclcheck(relid, user, ACL_SELECT) == ACLCHECK_OK)
		return true;
	for (int i = 0; i < nkeys; i++)
	{
		if (!MayReadColumn(user, relid, offence->rel, keys[i]))
			return false;
	}
	for (int role = 0; role < N_ROLES; role++)
	{
		const SssColumn *column = &offence->binding->columns[role];

		if (column->form != COLUMN_NONE && !MayReadColumn(user, relid, offence->rel, column->attnum))
			return false;
	}
	return true;
}

/*
 * May the user learn what stands in the row?  As the server decides for its
 * own constraints: SELECT on the table or on every column, and no row
 * security, under which it may be hidden.  The server tells a user without
 * such rights the columns that the statement sets, too; which those were of an
 * insert, a trigger is not told, and the others hold defaults and what BEFORE
 * triggers filled in.
 */
static bool
MayRead(Oid user, const SssOffence *offence)
{
	Oid			relid = RelationGetRelid(offence->rel);
	ListCell   *parent;

	if (MayReadThrough(user, relid, offence))
		return true;
	if (!offence->rel->rd_rel->relispartition)
		return false;
	foreach(parent, get_partition_ancestors(relid))
	{
		if (MayReadThrough(user, lfirst_oid(parent), offence))
			return true;
	}
	return false;
}

/*
 * Both the user whose rights count and the one who reads the error: they
 * differ inside a SECURITY DEFINER function, and where a foreign key's cascade
 * runs as the table's owner.
 */
static bool
MayReadRow(const SssOffence *offence)
{
	return MayRead(GetUserId(), offence) &&
		(GetUserId() == GetOuterUserId() || MayRead(GetOuterUserId(), offence));
}

/* The line for programs; codes and key only if the user may learn them */
static char *
Detail(SssRule rule, const SssFacts *facts, const SssFinding *finding,
	   const SssOffence *offence, bool readable)
{
	StringInfoData json;

	initStringInfo(&json);
	appendStringInfo(&json, "{\"rule\": \"%s\"", sss_rule_names[rule]);
	if (readable)
	{
		if (offence != NULL)
			AppendKey(&json, offence);
		AppendCodes(&json, rule, facts);
	}
	AppendFinding(&json, finding);
	appendStringInfoChar(&json, '}');
	return json.data;
}

/* The column that holds the fact found wanting, NULL if it is bound to none */
static const char *
OffendingColumn(const SssOffence *offence)
{
	const SssColumn *column = &offence->binding->columns[offence->assessment->finding.requirement];

	if (column->form == COLUMN_NONE)
		return NULL;
	return NameStr(TupleDescAttr(RelationGetDescr(offence->rel), column->attnum - 1)->attname);
}

void
SssRefuseRow(const SssOffence *offence)
{
	SssRule		rule = offence->binding->rule;
	SssLanguage language = SssSessionLanguage();
	SssFinding	worded = WordedFinding(offence->assessment);
	int			category = offence->assessment->category;
	bool		readable = MayReadRow(offence);
	const char *column = OffendingColumn(offence);
	char	   *message;
	char	   *hint = NULL;

	if (readable)
	{
		message = SssFindingMessage(offence->facts, category, &worded, language);
		hint = SssFindingRemedy(rule, offence->facts, category, &worded, language);
	}
	else
		message = SssBareMessage(&worded, language);

	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg_internal("%s", message),
			 errdetail_internal("%s", Detail(rule, offence->facts, &offence->assessment->finding,
											 offence, readable)),
			 hint != NULL ? errhint("%s", hint) : 0,
			 errhidestmt(true),
			 err_generic_string(PG_DIAG_SCHEMA_NAME,
								get_namespace_name(RelationGetNamespace(offence->rel))),
			 err_generic_string(PG_DIAG_TABLE_NAME, RelationGetRelationName(offence->rel)),
			 column != NULL ? err_generic_string(PG_DIAG_COLUMN_NAME, column) : 0,
			 err_generic_string(PG_DIAG_CONSTRAINT_NAME, offence->attachment)));
}

void
SssRefuseFacts(SssRule rule, const SssFacts *facts, const SssAssessment *assessment)
{
	SssLanguage language = SssSessionLanguage();
	const SssFinding *finding = &assessment->finding;
	char	   *message = SssFindingMessage(facts, assessment->category, finding, language);
	char	   *hint = SssFindingRemedy(rule, facts, assessment->category, finding, language);

	/* COPY's context would print the row */
	error_context_stack = NULL;
	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg_internal("%s", message),
			 errdetail_internal("%s", Detail(rule, facts, finding, NULL, true)),
			 hint != NULL ? errhint("%s", hint) : 0,
			 errhidestmt(true)));
}

/*
 * The table that the trigger was attached to.  The log names it also where the
 * row is in a partition: the lines of one case stay together when it moves.
 */
static Oid
AttachedRelation(Relation rel, Oid trigger)
{
	Oid			relid = RelationGetRelid(rel);
	Relation	catalog;

	if (!rel->rd_rel->relispartition)
		return relid;
	catalog = table_open(TriggerRelationId, AccessShareLock);
	while (OidIsValid(trigger))
	{
		SysScanDesc scan;
		ScanKeyData key;
		HeapTuple	tuple;

		ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ,
					ObjectIdGetDatum(trigger));
		scan = systable_beginscan(catalog, TriggerOidIndexId, true, NULL, 1, &key);
		tuple = systable_getnext(scan);
		if (!HeapTupleIsValid(tuple))
			elog(ERROR, "could not find trigger %u", trigger);
		relid = ((Form_pg_trigger) GETSTRUCT(tuple))->tgrelid;
		trigger = ((Form_pg_trigger) GETSTRUCT(tuple))->tgparentid;
		systable_endscan(scan);
	}
	table_close(catalog, AccessShareLock);
	return relid;
}

void
SssLogRow(const SssOffence *offence)
{
	AttrNumber	keys[INDEX_MAX_KEYS];
	char	   *texts[INDEX_MAX_KEYS];
	Oid			relid = AttachedRelation(offence->rel, offence->trigger);
	SssLogEntry entry = {
		.relid = relid,
		.relation = SssQualifiedName(relid),
		.attachment = offence->attachment,
		.rule = sss_rule_names[offence->binding->rule],
		.nkeys = SssKeyTexts(offence->binding, offence->rel, offence->slot, keys, texts),
		.key = texts,
		.facts = offence->facts,
		.finding = &offence->assessment->finding,
	};

	SssLogViolation(&entry);
}

static void
EmitProblem(int elevel, const SssProblem *problem, const char *detail)
{
	ereport(elevel,
			(errcode(problem->sqlstate),
			 errmsg_internal("%s", problem->message),
			 detail != NULL ? errdetail_internal("%s", detail) : 0,
			 problem->hint != NULL ? errhint("%s", problem->hint) : 0,
			 errhidestmt(true)));
}

void
SssRaiseProblem(const SssProblem *problem)
{
	EmitProblem(ERROR, problem, problem->detail);
	pg_unreachable();
}

void
SssReportProblem(Relation rel, const Trigger *trigger, bool enforcing, const SssProblem *problem)
{
	Oid			relid = AttachedRelation(rel, trigger->tgoid);
	SssLogEntry entry = {
		.relid = relid,
		.relation = SssQualifiedName(relid),
		.attachment = trigger->tgname,
		.problem = unpack_sql_state(problem->sqlstate),
	};

	EmitProblem(enforcing ? ERROR : WARNING, problem,
				psprintf(_("Trigger \"%s\" on table \"%s\" is set up wrongly.%s%s"),
						 trigger->tgname, RelationGetRelationName(rel),
						 problem->detail != NULL ? " " : "",
						 problem->detail != NULL ? problem->detail : ""));
	SssLogViolation(&entry);
}
