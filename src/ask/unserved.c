/*-------------------------------------------------------------------------
 *
 * unserved.c
 *	  The services of a standard that a child never got.
 *
 * The report has no verdict: the Order does not say that every child gets every
 * service.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/date.h"

#include "base/base.h"

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
