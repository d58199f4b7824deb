/*-------------------------------------------------------------------------
 *
 * require.c
 *	  The constraint lane: functions for CHECK that refuse by themselves.
 *
 * A CHECK that merely returned false would make the server print the whole
 * row.  These raise the extension's own error instead, and return true.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "arguments.h"
#include "compat.h"
#include "verdict.h"
#include "violation.h"

/* Violations are refused; what is unsettled or unknown is not */
static void
Require(SssRule rule, const SssFacts *facts)
{
	static const SssPolicy policy = {.enforcing = true};
	SssAssessment assessment;

	/* So it is with nearly every row, and each of them counts */
	if (facts->impossible == 0 && SssIsCompliant(rule, facts))
		return;
	SssAssess(rule, &policy, facts, &assessment);
	if (assessment.outcome == OUTCOME_REFUSE)
		SssRefuseFacts(rule, facts, &assessment);
}

PG_FUNCTION_INFO_V1(sss_require_placement);
Datum
sss_require_placement(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssTakePlacement(fcinfo, false, &facts);
	Require(RULE_placement, &facts);
	PG_RETURN_BOOL(true);
}

#define REQUIRE(rule) \
PG_FUNCTION_INFO_V1(sss_require_##rule); \
Datum \
sss_require_##rule(PG_FUNCTION_ARGS) \
{ \
	SssFacts	facts; \
\
	(void) SssTakeFacts(fcinfo, RULE_##rule, &facts); \
	Require(RULE_##rule, &facts); \
	PG_RETURN_BOOL(true); \
}

REQUIRE(service_recipient)
REQUIRE(deciding_level)
REQUIRE(transport)
REQUIRE(contract_specialist)
REQUIRE(living_space)
REQUIRE(clothing_norm)
REQUIRE(evidence)
REQUIRE(quality)

PG_FUNCTION_INFO_V1(sss_require_placement_any);
Datum
sss_require_placement_any(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssTakePlacement(fcinfo, true, &facts);
	Require(RULE_placement, &facts);
	PG_RETURN_BOOL(true);
}

PG_FUNCTION_INFO_V1(sss_require_service);
Datum
sss_require_service(PG_FUNCTION_ARGS)
{
	SssFacts	facts;

	SssTakeService(fcinfo, &facts);
	Require(RULE_service, &facts);
	PG_RETURN_BOOL(true);
}
