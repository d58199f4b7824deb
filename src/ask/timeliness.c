/*-------------------------------------------------------------------------
 *
 * timeliness.c
 *	  Report on what must be done in time after an occasion.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/timestamp.h"

#include "base/base.h"
#include "law/law.h"

#define TIMELY(...)
#define TIMELINESS_MESSAGE(finding, ...) TIMELINESS_##finding,
typedef enum Timeliness
{
#include "law/lists/timeliness.h"
	N_TIMELINESS
} Timeliness;
#undef TIMELINESS_MESSAGE

#define TIMELINESS_MESSAGE(finding, verdict, kk, ru, en) {VERDICT_##verdict, {kk, ru, en}},
static const struct
{
	SssVerdict	verdict;
	const char *message[SSS_LANGUAGES];
}			findings[N_TIMELINESS] = {
#include "law/lists/timeliness.h"
};
#undef TIMELY
#undef TIMELINESS_MESSAGE

/* A moment of an array; false if it is NULL or infinite */
static bool
GetMoment(const SssElements *elements, int i, Timestamp *moment)
{
	if (elements->nulls[i])
		return false;
	*moment = DatumGetTimestamp(elements->values[i]);
	return !TIMESTAMP_NOT_FINITE(*moment);
}

static void
PutMoment(SssRow *row, bool known, Timestamp moment)
{
	if (known)
		SssPut(row, TIMESTAMPOID, TimestampGetDatum(moment));
	else
		SssPutNull(row);
}

/* One occasion, and what followed it */
typedef struct Case
{
	bool		arose;
	bool		followed;
	Timestamp	occasion;
	Timestamp	response;
	Datum		waited;			/* an interval, where both are known */
	const SssTimely *demand;	/* NULL: the Order did not govern the day */
} Case;

static Timeliness
Assess(const Case *this_case)
{
	if (!this_case->arose)
		return TIMELINESS_no_occasion;
	if (this_case->demand == NULL)
		return TIMELINESS_ungoverned;
	if (!this_case->followed)
		return TIMELINESS_not_followed;
	return this_case->response < this_case->occasion ? TIMELINESS_preceded : TIMELINESS_followed;
}

static void
PutCase(SssRow *row, const Case *this_case, const SssTimely *line, SssLanguage language)
{
	Timeliness	finding = Assess(this_case);
	SssProvision provision = finding == TIMELINESS_ungoverned ? SSS_NOT_GOVERNED_PROVISION :
	line->provision;
	const SssMessageValue cited = {"provision", SssCite(provision, language)};

	PutMoment(row, this_case->arose, this_case->occasion);
	PutMoment(row, this_case->followed, this_case->response);
	if (this_case->arose && this_case->followed)
		SssPut(row, INTERVALOID, this_case->waited);
	else
		SssPutNull(row);
	SssPutCode(row, CODES_verdict, findings[finding].verdict);
	SssPutProvision(row, provision);
	SssPutText(row, finding == TIMELINESS_ungoverned ? NULL : sss_readings[line->reading].code);
	SssPutText(row, SssSubstitute(SssLocalize(findings[finding].message, language), &cited, 1));
	SssEndRow(row);
}

/* Did more time pass?  If it is not known how much did, the case is worth a row. */
static bool
IsLongerThan(FunctionCallInfo fcinfo, int argument, const Case *this_case)
{
	if (PG_ARGISNULL(argument) || !this_case->arose || !this_case->followed ||
		this_case->response < this_case->occasion)
		return true;
	return DatumGetBool(DirectFunctionCall2(interval_gt, this_case->waited, PG_GETARG_DATUM(argument)));
}

static SssDay
DayOfMoment(Timestamp moment)
{
	return DatumGetDateADT(DirectFunctionCall1(timestamp_date, TimestampGetDatum(moment)));
}

/* response_times(service, provider, occasions, responses, longer_than, language) */
PG_FUNCTION_INFO_V1(sss_response_times);
Datum
sss_response_times(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	int			service = SSS_GETARG_CODE(CODES_service, 0);
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 1);
	SssElements occasions = SssGetArgElements(fcinfo, 2);
	SssElements responses = SssGetArgElements(fcinfo, 3);
	SssLanguage language = SssGetArgLanguage(fcinfo, 5);
	const SssTimely *line = service == SSS_MISSING || provider == SSS_MISSING ? NULL :
	SssTimelyEver(service, provider);

	SssCheckSameLength(&occasions, "occasions", &responses, "responses");
	for (int i = 0; line != NULL && i < occasions.count; i++)
	{
		Case		this_case = {.demand = line};

		this_case.arose = GetMoment(&occasions, i, &this_case.occasion);
		this_case.followed = GetMoment(&responses, i, &this_case.response);
		if (this_case.arose)
			this_case.demand = SssTimelyOn(service, provider, DayOfMoment(this_case.occasion));
		if (this_case.arose && this_case.followed)
			this_case.waited = DirectFunctionCall2(timestamp_mi,
												   TimestampGetDatum(this_case.response),
												   TimestampGetDatum(this_case.occasion));
		if (IsLongerThan(fcinfo, 4, &this_case))
			PutCase(&row, &this_case, this_case.demand == NULL ? line : this_case.demand, language);
	}
	return (Datum) 0;
}
