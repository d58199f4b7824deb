/*-------------------------------------------------------------------------
 *
 * waiver.c
 *	  sss.grant_waiver() and sss.withdraw_waiver(): an administrative act that
 *	  exempts a case is entered and withdrawn.
 *
 * A user with EXECUTE needs no rights on the table of cases.  The functions
 * reveal nothing about its rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/rangetypes.h"
#include "utils/rel.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

#include "attach/attach.h"
#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"
#include "store/store.h"

#define GRANT_ARGUMENTS(ARGUMENT) \
	ARGUMENT(relation) ARGUMENT(rule) ARGUMENT(key) ARGUMENT(act_number) ARGUMENT(act_date) \
	ARGUMENT(issuer) ARGUMENT(valid) ARGUMENT(requirement) ARGUMENT(provision) \
	ARGUMENT(categories) ARGUMENT(basis) ARGUMENT(provider) ARGUMENT(stay) ARGUMENT(service) ARGUMENT(name) \
	ARGUMENT(key_columns)
#define ARGUMENT_INDEX(name) GRANT_##name,
#define ARGUMENT_NAME(name) #name,

enum
{
	GRANT_ARGUMENTS(ARGUMENT_INDEX)
	N_GRANT_ARGUMENTS
};

static const char *const argument_names[] = {GRANT_ARGUMENTS(ARGUMENT_NAME)};

/* The arguments up to provision are required; the others narrow the waiver */
static void
RequireArguments(FunctionCallInfo fcinfo)
{
	for (int i = 0; i <= GRANT_provision; i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must not be NULL", argument_names[i])));
	}
}

static char *
GetArgString(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(argument));
}

/* The number of the act, or its issuer */
static char *
GetArgWords(FunctionCallInfo fcinfo, int argument)
{
	char	   *words = GetArgString(fcinfo, argument);

	if (words[strspn(words, " \t\r\n")] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be empty", argument_names[argument])));
	return words;
}

static bool
IsOpen(const RangeBound * bound)
{
	return bound->infinite || DATE_NOT_FINITE(DatumGetDateADT(bound->val));
}

/* The days of validity: at least one, and not all days */
static Datum
GetArgValid(FunctionCallInfo fcinfo)
{
	RangeType  *valid = PG_GETARG_RANGE_P(GRANT_valid);
	RangeBound	lower;
	RangeBound	upper;
	bool		empty;

	range_deserialize(lookup_type_cache(RangeTypeGetOid(valid), TYPECACHE_RANGE_INFO), valid,
					  &lower, &upper, &empty);
	if (empty)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the days on which a waiver is valid must not be empty"),
				 errhint("The last day is included in '[2024-01-01,2024-12-31]'.")));
	if (IsOpen(&lower) && IsOpen(&upper))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a waiver must not be valid for ever"),
				 errhint("Give the day on which it begins, or the one on which it ends.")));
	return RangeTypePGetDatum(valid);
}

static Datum
GetArgActDate(FunctionCallInfo fcinfo)
{
	if (DATE_NOT_FINITE(PG_GETARG_DATEADT(GRANT_act_date)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the date of the act must be finite")));
	return PG_GETARG_DATUM(GRANT_act_date);
}

/* Refuse a requirement that the rule never finds: the waiver would never be used */
static Datum
GetArgProvision(FunctionCallInfo fcinfo, SssRule rule)
{
	SssProvision provision = SssDatumProvision(PG_GETARG_DATUM(GRANT_provision));
	char	   *requirement = GetArgString(fcinfo, GRANT_requirement);
	char		citation[SSS_PROVISION_TEXT];
	SssRole		role;

	SssFormatProvision(provision, citation);
	if (!SssRoleOfRule(rule, requirement, &role) || !SssMayCite(role, provision))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("rule \"%s\" does not check requirement \"%s\" under provision %s",
						sss_rule_names[rule], requirement, citation),
				 errhint("Copy requirement and provision from the DETAIL of the refusal, or from sss.violation_log.")));
	return SssProvisionDatum(provision);
}

/* The codes that narrow the waiver; the rule must read them */
static void
GetArgCodes(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts)
{
	static const struct
	{
		int			argument;
		SssRole		role;
	}			codes[] = {
		{GRANT_categories, ROLE_category}, {GRANT_basis, ROLE_basis},
		{GRANT_provider, ROLE_provider}, {GRANT_stay, ROLE_stay}, {GRANT_service, ROLE_service},
	};

	for (int i = 0; i < (int) lengthof(codes); i++)
	{
		SssRole		role;

		if (!PG_ARGISNULL(codes[i].argument) &&
			!SssRoleOfRule(rule, sss_fact_lines[codes[i].role].name, &role))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("rule \"%s\" has no role \"%s\"",
							sss_rule_names[rule], sss_fact_lines[codes[i].role].name)));
	}
	*facts = sss_no_facts;
	if (!PG_ARGISNULL(GRANT_categories))
		SssGetArgCategories(fcinfo, GRANT_categories, facts);
	if (facts->category_missing)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must name categories and must not contain NULL",
						argument_names[GRANT_categories])));
	facts->codes[ROLE_basis] = SSS_GETARG_CODE(CODES_placement_basis, GRANT_basis);
	facts->codes[ROLE_provider] = SSS_GETARG_CODE(CODES_provider_type, GRANT_provider);
	facts->codes[ROLE_stay] = SSS_GETARG_CODE(CODES_stay_mode, GRANT_stay);
	facts->codes[ROLE_service] = SSS_GETARG_CODE(CODES_service, GRANT_service);
}

static char *
NamesOfKeyColumns(Oid relation, const AttrNumber *columns, int ncolumns)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&names, "%s%s", i > 0 ? ", " : "", get_attname(relation, columns[i], false));
	return names.data;
}

/* The names of the key's columns, if given, must be those by which the attachment names its cases */
static void
CheckArgKeyColumns(FunctionCallInfo fcinfo, Oid relation, const AttrNumber *columns, int ncolumns)
{
	char	   *names[INDEX_MAX_KEYS];
	bool		same;

	if (PG_ARGISNULL(GRANT_key_columns))
		return;
	same = SssKeyTextsOf(PG_GETARG_DATUM(GRANT_key_columns), names) == ncolumns;
	for (int i = 0; same && i < ncolumns; i++)
		same = names[i] != NULL && strcmp(names[i], get_attname(relation, columns[i], false)) == 0;
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the key does not have the columns by which relation \"%s\" names a case",
						get_rel_name(relation)),
				 errdetail("These are: %s.", NamesOfKeyColumns(relation, columns, ncolumns))));
}

/* The key in the form in which the log and the errors show it */
static Datum
GetArgKey(FunctionCallInfo fcinfo, Relation rel, const SssAttachment *attachment)
{
	Oid			relation = SssCaseRelation(attachment);
	AttrNumber	columns[INDEX_MAX_KEYS];
	int			ncolumns = SssCaseColumns(rel, attachment, columns);
	char	   *texts[INDEX_MAX_KEYS];
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(GRANT_key), TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, &nulls, &nelements);
	SssRequireKey(rel, attachment);
	if (nelements != ncolumns)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the key has %d values, but relation \"%s\" names a case by %d columns",
						nelements, get_rel_name(relation), ncolumns),
				 errdetail("These are: %s.", NamesOfKeyColumns(relation, columns, ncolumns))));
	CheckArgKeyColumns(fcinfo, relation, columns, ncolumns);
	for (int i = 0; i < ncolumns; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must not contain NULL", argument_names[GRANT_key])));
		texts[i] = SssGivenKeyText(relation, columns[i], TextDatumGetCString(elements[i]));
	}
	if (!SssKeyIsWhole(ncolumns, texts))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the key is too long to name one case"),
				 errhint("Attach the rule with another \"key\".")));
	return SssTextArray(texts, ncolumns);
}

/* The call that grants the same waiver again */
static char *
Definition(FunctionCallInfo fcinfo, Datum key)
{
	StringInfoData sql;
	Oid		   *types;
	int			ntypes;

	(void) get_func_signature(fcinfo->flinfo->fn_oid, &types, &ntypes);
	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT sss.grant_waiver(%s",
					 quote_literal_cstr(SssQualifiedName(PG_GETARG_OID(GRANT_relation))));
	for (int i = GRANT_rule; i < N_GRANT_ARGUMENTS; i++)
	{
		Datum		value = i == GRANT_key ? key : PG_GETARG_DATUM(i);

		if (!PG_ARGISNULL(i))
			appendStringInfo(&sql, ", %s => %s", argument_names[i],
							 quote_literal_cstr(SssValueText(types[i], value)));
	}
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

/* grant_waiver(relation, rule, key, act_number, act_date, issuer, valid, provision, ...) */
PG_FUNCTION_INFO_V1(sss_grant_waiver);
Datum
sss_grant_waiver(PG_FUNCTION_ARGS)
{
	Datum		values[N_WAIVER_COLUMNS];
	bool		nulls[N_WAIVER_COLUMNS] = {false};
	char	   *name = GetArgString(fcinfo, GRANT_name);
	SssAttachment *attached;
	CatalogIndexState indexes;
	Relation	rel;
	Relation	waivers;
	SssFacts	facts;
	const char *rule;
	Oid			relation;

	RequireArguments(fcinfo);

	/* The relation stays as it is until the transaction ends; no right to it is needed */
	rel = SssOpenRelation(PG_GETARG_OID(GRANT_relation), AccessShareLock);
	attached = SssFindAttachment(rel, GetArgString(fcinfo, GRANT_rule), name, name == NULL);
	rule = sss_rule_names[attached->binding.rule];
	relation = SssCaseRelation(attached);

	values[WAIVER_relation] = ObjectIdGetDatum(relation);
	SssSetText(values, nulls, WAIVER_attachment, name);
	SssSetText(values, nulls, WAIVER_rule, rule);
	values[WAIVER_key] = GetArgKey(fcinfo, rel, attached);
	SssSetText(values, nulls, WAIVER_requirement, GetArgString(fcinfo, GRANT_requirement));
	values[WAIVER_provision] = GetArgProvision(fcinfo, attached->binding.rule);
	SssSetText(values, nulls, WAIVER_act_number, GetArgWords(fcinfo, GRANT_act_number));
	values[WAIVER_act_date] = GetArgActDate(fcinfo);
	SssSetText(values, nulls, WAIVER_issuer, GetArgWords(fcinfo, GRANT_issuer));
	values[WAIVER_valid] = GetArgValid(fcinfo);
	values[WAIVER_granted_at] = TimestampTzGetDatum(GetCurrentTimestamp());
	SssSetText(values, nulls, WAIVER_granted_by, GetUserNameFromId(GetUserId(), false));
	nulls[WAIVER_withdrawn_at] = nulls[WAIVER_withdrawn_by] = true;
	values[WAIVER_key_columns] = SssCaseKeyColumns(rel, attached);
	SssSetStamp(values, WAIVER_written_by, values[WAIVER_granted_at]);
	GetArgCodes(fcinfo, attached->binding.rule, &facts);

	waivers = SssOpenExemptionsToWrite(EXEMPTION_waivers, ShareRowExclusiveLock);
	values[WAIVER_id] = Int64GetDatum(SssNextExemptionId(waivers, WAIVER_granted_at, WAIVER_written_at));
	SssSetCodes(RelationGetDescr(waivers), values, nulls, WAIVER_categories, &facts);
	indexes = SssOpenExemptionIndexes(waivers);
	SssAddExemption(waivers, indexes, values, nulls, N_WAIVER_COLUMNS);
	CatalogCloseIndexes(indexes);
	table_close(waivers, NoLock);
	relation_close(rel, NoLock);
	SssJournalExemption("waiver", relation, SssQualifiedName(relation), name, rule,
						Definition(fcinfo, values[WAIVER_key]), DatumGetInt64(values[WAIVER_id]));
	CommandCounterIncrement();
	PG_RETURN_DATUM(values[WAIVER_id]);
}

static void
FindWaiver(SssExemptionScan *scan, Relation waivers, int64 id)
{
	SssScanExemption(scan, waivers, "waivers_pkey", id);
	if (!SssNextExemption(scan))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("waiver %lld does not exist", (long long) id)));
	if (!scan->nulls[WAIVER_withdrawn_at])
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("waiver %lld is already withdrawn", (long long) id)));
}

/* withdraw_waiver(id) */
PG_FUNCTION_INFO_V1(sss_withdraw_waiver);
Datum
sss_withdraw_waiver(PG_FUNCTION_ARGS)
{
	Relation	waivers;
	SssExemptionScan scan;
	Oid			relation;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "id")));

	/* Wait for transactions that rely on a waiver, see finding/exemption.c */
	waivers = SssOpenExemptionsToWrite(EXEMPTION_waivers, ExclusiveLock);
	FindWaiver(&scan, waivers, PG_GETARG_INT64(0));
	SssMarkEnded(&scan, WAIVER_withdrawn_at);

	relation = DatumGetObjectId(scan.values[WAIVER_relation]);
	SssJournalExemption("withdraw_waiver", relation, SssQualifiedName(relation),
						scan.nulls[WAIVER_attachment] ? NULL :
						TextDatumGetCString(scan.values[WAIVER_attachment]),
						TextDatumGetCString(scan.values[WAIVER_rule]),
						psprintf("SELECT sss.withdraw_waiver(" INT64_FORMAT ")", PG_GETARG_INT64(0)),
						PG_GETARG_INT64(0));
	SssEndExemptionScan(&scan);
	table_close(waivers, NoLock);
	CommandCounterIncrement();
	PG_RETURN_VOID();
}
