/*-------------------------------------------------------------------------
 *
 * decide.c
 *	  The verdict on given facts, and the provision that decided, in SQL.
 *
 * A NULL argument is a fact that is not known.  The arguments of a rule have
 * the same order in each of its functions: that of sss.rules.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/date.h"
#include "utils/lsyscache.h"

#include "base/base.h"

#define RETURN_PROVISION(judgement) \
	do { \
		if ((judgement).provision == SSS_NO_PROVISION) \
			PG_RETURN_NULL(); \
		return SssProvisionDatum((judgement).provision); \
	} while (0)

/* compliant is true, violation is false, other verdicts are NULL */
#define RETURN_BOOLEAN(verdict) \
	do { \
		SssVerdict	returned = (verdict); \
		if (returned != VERDICT_compliant && returned != VERDICT_violation) \
			PG_RETURN_NULL(); \
		PG_RETURN_BOOL(returned == VERDICT_compliant); \
	} while (0)

/*
 * The verdict of each rule on the facts of its roles, the provision that decided,
 * and, for the planner (planner.c), the verdict compared with the last argument
 */
#define FACT(...)
#define ROLE(...)
#define RULE(rule, en) \
PG_FUNCTION_INFO_V1(sss_##rule##_verdict); \
Datum \
sss_##rule##_verdict(PG_FUNCTION_ARGS) \
{ \
	SssFacts	facts; \
\
	(void) SssGetArgCallersFacts(fcinfo, RULE_##rule, &facts); \
	return SssCodeDatum(CODES_verdict, SssVerdictOn(RULE_##rule, &facts)); \
} \
PG_FUNCTION_INFO_V1(sss_##rule##_provision); \
Datum \
sss_##rule##_provision(PG_FUNCTION_ARGS) \
{ \
	SssFacts	facts; \
	SssJudgement judgement; \
\
	(void) SssGetArgCallersFacts(fcinfo, RULE_##rule, &facts); \
	SssJudge(RULE_##rule, &facts, &judgement); \
	RETURN_PROVISION(judgement); \
} \
PG_FUNCTION_INFO_V1(sss_##rule##_verdict_is); \
Datum \
sss_##rule##_verdict_is(PG_FUNCTION_ARGS) \
{ \
	SssFacts	facts; \
	int			verdict = SssGetArgCallersFacts(fcinfo, RULE_##rule, &facts); \
\
	if (PG_ARGISNULL(verdict)) \
		PG_RETURN_NULL(); \
	PG_RETURN_BOOL(SssCodeAt(CODES_verdict, SssVerdictOn(RULE_##rule, &facts))->value == \
				   DatumGetInt32(PG_GETARG_DATUM(verdict))); \
}

#include "law/lists/roles.h"
#undef FACT
#undef ROLE
#undef RULE

PG_FUNCTION_INFO_V1(sss_placement_verdict_any);
Datum
sss_placement_verdict_any(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssGetArgPlacement(fcinfo, true, &facts);
	return SssCodeDatum(CODES_verdict, SssVerdictOn(RULE_placement, &facts));
}

PG_FUNCTION_INFO_V1(sss_placement_provision_any);
Datum
sss_placement_provision_any(PG_FUNCTION_ARGS)
{
	SssFacts	facts;
	SssJudgement judgement;

	SssGetArgPlacement(fcinfo, true, &facts);
	SssJudge(RULE_placement, &facts, &judgement);
	RETURN_PROVISION(judgement);
}

/* placement_lawful(category, basis, provider, on_date), whatever the stay */
PG_FUNCTION_INFO_V1(sss_placement_lawful);
Datum
sss_placement_lawful(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssGetArgPlacementWithoutStay(fcinfo, 0, 3, &facts);
	RETURN_BOOLEAN(SssVerdictOn(RULE_placement, &facts));
}

PG_FUNCTION_INFO_V1(sss_in_scope);
Datum
sss_in_scope(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssGetArgService(fcinfo, &facts);
	RETURN_BOOLEAN(SssVerdictOn(RULE_service, &facts));
}

/* in_standard(service, standard, on_date); NULL: the Order is not in force */
PG_FUNCTION_INFO_V1(sss_in_standard);
Datum
sss_in_standard(PG_FUNCTION_ARGS)
{
	int			service = SssDatumCode(CODES_service, PG_GETARG_DATUM(0));
	int			standard = SssDatumCode(CODES_standard, PG_GETARG_DATUM(1));
	SssDay		day = PG_GETARG_DATEADT(2);

	if (service == SSS_MISSING || standard == SSS_MISSING || !SssGoverned(day))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(SssScopeProvision(service, standard, day) != SSS_NO_PROVISION);
}

/* governing_standards(category, basis, provider, on_date), whatever the stay */
PG_FUNCTION_INFO_V1(sss_governing_standards);
Datum
sss_governing_standards(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssGetArgPlacementWithoutStay(fcinfo, 0, 3, &facts);
	if (SssFactMissing(&facts, ROLE_on_date) || SssFactMissing(&facts, ROLE_provider))
		PG_RETURN_NULL();
	return SssCodeArray(CODES_standard, SssGoverningStandards(&facts),
						get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid)));
}

PG_FUNCTION_INFO_V1(sss_kind);
Datum
sss_kind(PG_FUNCTION_ARGS)
{
	int			service = SssDatumCode(CODES_service, PG_GETARG_DATUM(0));

	if (service == SSS_MISSING)
		PG_RETURN_NULL();
	return SssCodeDatum(CODES_service_kind, sss_service_kind[service]);
}
