/*-------------------------------------------------------------------------
 *
 * unmet.c
 *	  Reports on entries of a standard for which no record exists: conditions of
 *	  quality that were not assessed, and services that were not given.
 *
 * The reports have no verdict: the Order says neither that a condition must be
 * assessed nor that every child gets every service.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/date.h"

#include "base/base.h"

/* The last day, up to on_date, on which the condition was assessed; SSS_NO_START: never */
static SssDay
LastAssessed(const SssQualityCondition *condition, const SssElements *conditions,
			 const SssElements *assessed, SssDay on_date)
{
	SssDay		last = SSS_NO_START;

	for (int i = 0; i < conditions->count; i++)
	{
		SssDay		day;

		if (conditions->nulls[i] || !SssIsDay(assessed, i) ||
			SssDatumProvision(conditions->values[i]) != condition->provision)
			continue;
		day = DatumGetDateADT(assessed->values[i]);
		if (day > last && day <= on_date &&
			SssInForce(condition->valid_from, condition->valid_to, day))
			last = day;
	}
	return last;
}

static void
PutUnassessed(SssRow *row, const SssQualityCondition *condition, SssDay last,
			  SssLanguage language)
{
	SssPutCode(row, CODES_standard, condition->standard);
	SssPutCode(row, CODES_service_kind, condition->kind);
	SssPutProvision(row, condition->provision);
	SssPutText(row, SssLocalize(condition->names, language));
	if (last == SSS_NO_START)
		SssPutNull(row);
	else
		SssPutDate(row, last);
	SssEndRow(row);
}

/* unassessed(provider, conditions, assessed, since, on_date, language) */
PG_FUNCTION_INFO_V1(sss_unassessed);
Datum
sss_unassessed(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 0);
	SssElements conditions = SssGetArgElements(fcinfo, 1);
	SssElements assessed = SssGetArgElements(fcinfo, 2);
	SssDay		since = PG_ARGISNULL(3) ? SSS_NO_START : PG_GETARG_DATEADT(3);
	SssLanguage language = SssGetArgLanguage(fcinfo, 5);
	SssDay		day;

	SssCheckSameLength(&conditions, "conditions", &assessed, "assessed");
	SssCheckPeriod(fcinfo, 3, 4);
	if (provider == SSS_MISSING || PG_ARGISNULL(4))
		return (Datum) 0;
	day = PG_GETARG_DATEADT(4);

	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		const SssQualityCondition *condition = &sss_quality_conditions[i];
		SssDay		last;

		CHECK_FOR_INTERRUPTS();
		if (!SssInForce(condition->valid_from, condition->valid_to, day) ||
			SssProviderProvision(provider, condition->standard, day) == SSS_NO_PROVISION)
			continue;
		last = LastAssessed(condition, &conditions, &assessed, day);
		if (last == SSS_NO_START || last < since)
			PutUnassessed(&row, condition, last, language);
	}
	return (Datum) 0;
}

/* The services that a child got, and the placement that says which standards govern */
typedef struct Given
{
	bool		services[N_SERVICES];
	SssFacts	placement;
} Given;

static void
AddGiven(Given *given, Datum service)
{
	int			index = SssDatumCode(CODES_service, service);

	if (index != SSS_MISSING)
		given->services[index] = true;
}

/* Did the child get any service of the kind that the standard lists? */
static bool
KindGiven(const Given *given, SssStandard standard, SssKind kind)
{
	for (int service = 0; service < N_SERVICES; service++)
	{
		if (given->services[service] && sss_service_kind[service] == kind &&
			SssScopeProvision(service, standard, given->placement.on_date) != SSS_NO_PROVISION)
			return true;
	}
	return false;
}

static void
PutUnserved(SssRow *row, const Given *given, const SssScopeLine *line, SssLanguage language)
{
	SssKind		kind = sss_service_kind[line->service];

	SssPutCode(row, CODES_standard, line->standard);
	SssPutCode(row, CODES_service_kind, kind);
	SssPutText(row, SssLabel(CODES_service_kind, kind, language));
	SssPutBool(row, KindGiven(given, line->standard, kind));
	SssPutCode(row, CODES_service, line->service);
	SssPutText(row, SssLabel(CODES_service, line->service, language));
	SssPutProvision(row, line->provision);
	SssEndRow(row);
}

static void
PutAllUnserved(SssRow *row, const Given *given, SssLanguage language)
{
	uint32_t	standards = SssGoverningStandards(&given->placement);

	for (int i = 0; i < sss_scope_count; i++)
	{
		const SssScopeLine *line = &sss_scope[i];

		if ((standards & SSS_BIT(line->standard)) != 0 &&
			!given->services[line->service] &&
			SssInForce(line->valid_from, line->valid_to, given->placement.on_date))
			PutUnserved(row, given, line, language);
	}
}

/* unserved(services, category, basis, provider, on_date, language) */
PG_FUNCTION_INFO_V1(sss_unserved);
Datum
sss_unserved(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssElements services = SssGetArgElements(fcinfo, 0);
	SssLanguage language = SssGetArgLanguage(fcinfo, 5);
	Given		given = {{false}, sss_no_facts};

	SssGetArgPlacementWithoutStay(fcinfo, 1, 4, &given.placement);
	for (int i = 0; i < services.count; i++)
	{
		if (!services.nulls[i])
			AddGiven(&given, services.values[i]);
	}
	PutAllUnserved(&row, &given, language);
	return (Datum) 0;
}

/* unserved(services, given, category, basis, provider, since, until, language) */
PG_FUNCTION_INFO_V1(sss_unserved_between);
Datum
sss_unserved_between(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssElements services = SssGetArgElements(fcinfo, 0);
	SssElements days = SssGetArgElements(fcinfo, 1);
	SssDay		since = PG_ARGISNULL(5) ? SSS_NO_START : PG_GETARG_DATEADT(5);
	SssLanguage language = SssGetArgLanguage(fcinfo, 7);
	Given		given = {{false}, sss_no_facts};

	SssCheckSameLength(&services, "services", &days, "given");
	SssCheckPeriod(fcinfo, 5, 6);
	SssGetArgPlacementWithoutStay(fcinfo, 2, 6, &given.placement);
	for (int i = 0; i < services.count; i++)
	{
		if (!services.nulls[i] && SssIsDay(&days, i) &&
			SssInForce(since, given.placement.on_date, DatumGetDateADT(days.values[i])))
			AddGiven(&given, services.values[i]);
	}
	PutAllUnserved(&row, &given, language);
	return (Datum) 0;
}
