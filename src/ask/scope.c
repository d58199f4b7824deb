/*-------------------------------------------------------------------------
 *
 * scope.c
 *	  sss.in_scope() as an operator: a service, and a provider on a day.
 *
 * The planner looks through an operator and its negator, but not through NOT
 * before a function.  So the support functions (planner.c) replace calls of
 * sss.in_scope() by these operators, whose right operand takes both other
 * arguments.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"

#include "base/base.h"
#include "law/law.h"

/*
 * A provider on a day: the value on disk of the provider (zero: it is NULL) in
 * the upper half, the date in the lower half.
 */
extern Datum sss_provider_type_in(PG_FUNCTION_ARGS);

#define PROVIDER_OF(day)	((int32) ((day) >> 32))
#define DATE_OF(day)		((DateADT) (int32) ((day) & 0xFFFFFFFF))

/* provider_day(provider, on_date); NULL: the date is NULL, and with it every answer */
PG_FUNCTION_INFO_V1(sss_provider_day);
Datum
sss_provider_day(PG_FUNCTION_ARGS)
{
	int64		provider = PG_ARGISNULL(0) ? 0 : DatumGetInt32(PG_GETARG_DATUM(0));

	if (PG_ARGISNULL(1))
		PG_RETURN_NULL();
	PG_RETURN_INT64((provider << 32) | (uint32) PG_GETARG_DATEADT(1));
}

/*
 * The text of sss_provider_day_out().  The planner's forms of expressions reach the
 * disk where a partition is detached concurrently: its bounds become a CHECK.
 */
PG_FUNCTION_INFO_V1(sss_provider_day_in);
Datum
sss_provider_day_in(PG_FUNCTION_ARGS)
{
	char	   *provider = pstrdup(PG_GETARG_CSTRING(0));
	char	   *date = strchr(provider, ' ');
	int64		value = 0;

	if (date == NULL)
		date = "";
	else
		*date++ = '\0';
	if (strcmp(provider, "NULL") != 0)
		value = DatumGetInt32(DirectFunctionCall1(sss_provider_type_in, CStringGetDatum(provider)));
	PG_RETURN_INT64((value << 32) |
					(uint32) DatumGetDateADT(DirectFunctionCall1(date_in, CStringGetDatum(date))));
}

/* Such as "youth_house 2024-01-01" */
PG_FUNCTION_INFO_V1(sss_provider_day_out);
Datum
sss_provider_day_out(PG_FUNCTION_ARGS)
{
	int64		day = PG_GETARG_INT64(0);
	int			provider = SssCodeByValue(CODES_provider_type, PROVIDER_OF(day));
	char		value[SSS_VALUE_TEXT];
	char		date[MAXDATELEN + 1];
	struct pg_tm tm = {0};

	if (DATE_NOT_FINITE(DATE_OF(day)))
		EncodeSpecialDate(DATE_OF(day), date);
	else
	{
		j2date(DATE_OF(day) + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
		EncodeDateOnly(&tm, USE_ISO_DATES, date);
	}
	SssFormatValue(PROVIDER_OF(day), value);
	PG_RETURN_CSTRING(psprintf("%s %s", PROVIDER_OF(day) == 0 ? "NULL" :
							   provider == SSS_MISSING ? value :
							   SssCodeAt(CODES_provider_type, provider)->text, date));
}

static SssVerdict
VerdictOnDay(int service, int64 day)
{
	SssFacts	facts = sss_no_facts;

	facts.codes[ROLE_service] = service;
	facts.codes[ROLE_provider] = SssCodeByValue(CODES_provider_type, PROVIDER_OF(day));
	facts.has_date = true;
	facts.on_date = DATE_OF(day);
	return SssVerdictOn(RULE_service, &facts);
}

/* service <@ provider_day: as sss.in_scope() */
PG_FUNCTION_INFO_V1(sss_service_in_scope);
Datum
sss_service_in_scope(PG_FUNCTION_ARGS)
{
	SssVerdict	verdict = VerdictOnDay(SssDatumCode(CODES_service, PG_GETARG_DATUM(0)),
									   PG_GETARG_INT64(1));

	if (verdict != VERDICT_compliant && verdict != VERDICT_violation)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(verdict == VERDICT_compliant);
}

/* service !<@ provider_day: as NOT sss.in_scope() */
PG_FUNCTION_INFO_V1(sss_service_out_of_scope);
Datum
sss_service_out_of_scope(PG_FUNCTION_ARGS)
{
	SssVerdict	verdict = VerdictOnDay(SssDatumCode(CODES_service, PG_GETARG_DATUM(0)),
									   PG_GETARG_INT64(1));

	if (verdict != VERDICT_compliant && verdict != VERDICT_violation)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(verdict == VERDICT_violation);
}

/* The arrays that a call site of services_of() has made, of one day */
typedef struct MadeArrays
{
	DateADT		date;
	Datum		of_provider[N_PROVIDERS + 1][2];	/* zero: none yet */
} MadeArrays;

static Datum
MakeArray(int64 day, bool in_scope, Oid element_type)
{
	SssVerdict	wanted = in_scope ? VERDICT_compliant : VERDICT_violation;
	Datum		services[N_SERVICES];
	int			nservices = 0;

	for (int service = 0; service < N_SERVICES; service++)
	{
		if (VerdictOnDay(service, day) == wanted)
			services[nservices++] = SssCodeDatum(CODES_service, service);
	}
	return PointerGetDatum(construct_array(services, nservices, element_type,
										   sizeof(int16), true, TYPALIGN_SHORT));
}

/*
 * services_of(provider_day, in_scope): the services for which sss.in_scope() gives
 * that answer.  A join asks this for each row of its outer side, so the arrays are kept.
 */
PG_FUNCTION_INFO_V1(sss_services_of);
Datum
sss_services_of(PG_FUNCTION_ARGS)
{
	int64		day = PG_GETARG_INT64(0);
	bool		in_scope = PG_GETARG_BOOL(1);
	MadeArrays *made = fcinfo->flinfo->fn_extra;
	Datum	   *array;

	if (made == NULL || made->date != DATE_OF(day))
	{
		if (made == NULL)
			made = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(MadeArrays));
		memset(made, 0, sizeof(MadeArrays));
		made->date = DATE_OF(day);
		fcinfo->flinfo->fn_extra = made;
	}
	array = &made->of_provider[SssCodeByValue(CODES_provider_type, PROVIDER_OF(day)) + 1][in_scope];
	if (*array == (Datum) 0)
	{
		MemoryContext caller_context = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		*array = MakeArray(day, in_scope, get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid)));
		MemoryContextSwitchTo(caller_context);
	}
	PG_RETURN_DATUM(*array);
}
