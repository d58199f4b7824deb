/*-------------------------------------------------------------------------
 *
 * violation.c
 *	  A violation: the column that fails, and the details that each user may see.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/tupdesc.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "pgtime.h"
#include "utils/acl.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/json.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"

#include "base/base.h"
#include "finding/finding_private.h"

/*
 * May the user read the column in that table, which is the row's own or an
 * ancestor of it?  A partition's columns have the names of its ancestor's.
 */
static bool
MayReadColumn(Oid user, Oid relid, Relation rel, AttrNumber attnum)
{
	AttrNumber	column = get_attnum(relid, NameStr(TupleDescAttr(RelationGetDescr(rel), attnum - 1)->attname));

	return pg_attribute_aclcheck(relid, column, user, ACL_SELECT) == ACLCHECK_OK;
}

static bool
MayReadThrough(Oid user, Oid relid, const SssViolation *violation)
{
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nkeys = SssKeyColumns(&violation->attachment->binding, violation->rel, keys);

	if (check_enable_rls(relid, user, true) == RLS_ENABLED)
		return false;
	if (pg_class_aclcheck(relid, user, ACL_SELECT) == ACLCHECK_OK)
		return true;
	for (int i = 0; i < nkeys; i++)
	{
		if (!MayReadColumn(user, relid, violation->rel, keys[i]))
			return false;
	}
	for (int role = 0; role < N_ROLES; role++)
	{
		const SssColumn *column = &violation->attachment->binding.columns[role];

		/* A refusal does not show a mention */
		if (sss_fact_lines[role].kind == FACT_mention)
			continue;
		if (column->form != COLUMN_NONE && !MayReadColumn(user, relid, violation->rel, column->attnum))
			return false;
	}
	return true;
}

/*
 * May the user see the contents of the row?  Decide as the server does for
 * its own constraints: the user needs SELECT on the table or on every column,
 * and row security must not apply, as it might hide the row.  The server also
 * shows a user without these rights the columns that the statement sets.  We do
 * not: a trigger does not know which columns an INSERT set, and the others hold
 * defaults and values of BEFORE triggers.
 */
static bool
MayRead(Oid user, const SssViolation *violation)
{
	Oid			relid = RelationGetRelid(violation->rel);
	const SssView *view = &violation->attachment->binding.view;
	ListCell   *parent;

	/* The facts come from the view; the row adds to them only if the row is the case */
	if (OidIsValid(view->relid) && pg_class_aclcheck(view->relid, user, ACL_SELECT) != ACLCHECK_OK)
		return false;
	if (view->nkeys > 0 || MayReadThrough(user, relid, violation))
		return true;
	if (!violation->rel->rd_rel->relispartition)
		return false;
	foreach(parent, get_partition_ancestors(relid))
	{
		if (MayReadThrough(user, lfirst_oid(parent), violation))
			return true;
	}
	return false;
}

/*
 * Check both the current user and the user who reads the error.  They differ
 * inside a SECURITY DEFINER function, and when the cascade of a foreign key runs
 * as the table's owner.
 */
bool
SssMayReadRow(const SssViolation *violation)
{
	return MayRead(GetUserId(), violation) &&
		(GetUserId() == GetOuterUserId() || MayRead(GetOuterUserId(), violation));
}

/* An absent fact counts as a violation, but is worded as an unknown fact */
SssFinding
SssWordedFinding(const SssAssessment *assessment)
{
	SssFinding	finding = assessment->finding;

	if (assessment->by_absence)
		finding.verdict = VERDICT_unknown;
	return finding;
}

int
SssErrorCodeOf(const SssFacts *facts, const SssFinding *finding)
{
	return (facts->impossible & SSS_ROLE_BIT(finding->requirement)) != 0 ?
		ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE : ERRCODE_CHECK_VIOLATION;
}

const char *
SssFailingColumn(const SssViolation *violation)
{
	const SssColumn *column = &violation->attachment->binding.columns[violation->assessment->finding.requirement];

	if (column->form == COLUMN_NONE)
		return NULL;
	return NameStr(TupleDescAttr(RelationGetDescr(violation->rel), column->attnum - 1)->attname);
}

static void
AppendCategories(StringInfo json, const SssFacts *facts)
{
	const char *separator = "";

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

/* Append a known fact: evidence as true, false or null, a quantity as a number */
static void
AppendFact(StringInfo json, const SssFacts *facts, SssRole role)
{
	const SssFactLine *line = &sss_fact_lines[role];
	SssRoles	bit = SSS_ROLE_BIT(role);
	char		citation[SSS_PROVISION_TEXT];

	switch (line->kind)
	{
		case FACT_code:
			if (facts->codes[role] != SSS_MISSING)
				appendStringInfo(json, ", \"%s\": \"%s\"", line->name,
								 SssCodeAt(line->list, facts->codes[role])->text);
			break;
		case FACT_citation:
			if (facts->condition == SSS_NO_PROVISION)
				break;
			SssFormatProvision(facts->condition, citation);
			appendStringInfo(json, ", \"%s\": \"%s\"", line->name, citation);
			break;
		case FACT_measure:
			if ((facts->measured & bit) != 0)
				appendStringInfo(json, ", \"%s\": %s", line->name,
								 SssQuantity(SSS_MEASURE(facts, role), '.'));
			break;
		case FACT_evidence:
			if (((facts->present | facts->absent | facts->doubtful) & bit) != 0)
				appendStringInfo(json, ", \"%s\": %s", line->name,
								 (facts->present & bit) != 0 ? "true" :
								 (facts->absent & bit) != 0 ? "false" : "null");
			break;
		case FACT_date:
		case FACT_mention:
			break;
	}
}

/* Programs read this line: use ISO form whatever DateStyle says */
static void
AppendDay(StringInfo json, SssDay on_date)
{
	struct pg_tm tm;
	char		day[MAXDATELEN + 1];

	if (DATE_NOT_FINITE(on_date))
		EncodeSpecialDate(on_date, day);
	else
	{
		j2date(on_date + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
		EncodeDateOnly(&tm, USE_ISO_DATES, day);
	}
	appendStringInfo(json, ", \"on_date\": \"%s\"", day);
}

static void
AppendFacts(StringInfo json, SssRule rule, const SssFacts *facts)
{
	if (SssIsRoleOf(rule, ROLE_category))
		AppendCategories(json, facts);
	for (int role = 0; role < N_ROLES; role++)
		AppendFact(json, facts, role);
	if (facts->has_date)
		AppendDay(json, facts->on_date);
}

static void
AppendFinding(StringInfo json, const SssFinding *finding)
{
	char		provision[SSS_PROVISION_TEXT];

	appendStringInfo(json, ", \"requirement\": \"%s\", \"verdict\": \"%s\"",
					 sss_fact_lines[finding->requirement].name,
					 SssCodeAt(CODES_verdict, finding->verdict)->text);
	if (finding->provision != SSS_NO_PROVISION)
	{
		SssFormatProvision(finding->provision, provision);
		appendStringInfo(json, ", \"provision\": \"%s\"", provision);
	}
}

void
SssKeyOfViolation(const SssViolation *violation, SssKey *key)
{
	if (violation->key != NULL)
		*key = *violation->key;
	else
	{
		AttrNumber	columns[INDEX_MAX_KEYS];
		int			ncolumns = SssKeyColumns(&violation->attachment->binding, violation->rel, columns);

		SssReadKey(violation->slot, columns, ncolumns, key);
	}
}

static void
AppendKey(StringInfo json, const SssKey *key)
{
	for (int i = 0; i < key->ncolumns; i++)
	{
		appendStringInfoString(json, i == 0 ? "{" : ", ");
		escape_json(json, key->names[i]);
		appendStringInfoString(json, ": ");
		if (key->texts[i] != NULL)
			escape_json(json, key->texts[i]);
		else
			appendStringInfoString(json, "null");
	}
	if (key->ncolumns > 0)
		appendStringInfoChar(json, '}');
}

/* Append the key; an error for several cases also names the keys of other cases */
static void
AppendKeys(StringInfo json, const SssViolation *violation)
{
	SssKey		key;

	SssKeyOfViolation(violation, &key);
	if (key.ncolumns == 0)
		return;
	appendStringInfoString(json, ", \"key\": ");
	AppendKey(json, &key);
	for (uint64 i = 1; i < Min(violation->count, SSS_NAMED); i++)
	{
		appendStringInfoString(json, i == 1 ? ", \"other_keys\": [" : ", ");
		AppendKey(json, &violation->key[i]);
	}
	if (violation->count > 1)
		appendStringInfoChar(json, ']');
}

char *
SssDetail(SssRule rule, const SssFacts *facts, const SssFinding *finding,
		  const SssViolation *violation, bool readable)
{
	StringInfoData json;

	initStringInfo(&json);
	appendStringInfo(&json, "{\"rule\": \"%s\"", sss_rule_names[rule]);
	if (readable)
	{
		if (violation != NULL)
			AppendKeys(&json, violation);
		AppendFacts(&json, rule, facts);
	}
	AppendFinding(&json, finding);
	if (violation != NULL && violation->count > 1)
		appendStringInfo(&json, ", \"count\": " UINT64_FORMAT, violation->count);
	appendStringInfoChar(&json, '}');
	return json.data;
}
