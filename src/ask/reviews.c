/*-------------------------------------------------------------------------
 *
 * reviews.c
 *	  Days that SQL collected, and what the Order says of their distances.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#include "base/base.h"
#include "law/law.h"

#define INTERVAL_MESSAGE(finding, verdict, kk, ru, en) [GAP_##finding] = {kk, ru, en},
static const char *const gap_messages[N_GAP_KINDS][SSS_LANGUAGES] = {
#include "law/lists/interval_messages.h"
};
#undef INTERVAL_MESSAGE

static int
CompareDays(const void *a, const void *b)
{
	SssDay		left = *(const SssDay *) a;
	SssDay		right = *(const SssDay *) b;

	return (left > right) - (left < right);
}

/* The days of a date[], ascending; what is no day is left out */
static SssDays
TakeDays(FunctionCallInfo fcinfo, int argument, int *nelements)
{
	SssElements elements = SssGetArgElements(fcinfo, argument);
	SssDay	   *days = palloc(elements.count * sizeof(SssDay));
	SssDays		taken = {days, 0};

	for (int i = 0; i < elements.count; i++)
	{
		if (SssIsDay(&elements, i))
			days[taken.count++] = DatumGetDateADT(elements.values[i]);
	}
	qsort(days, taken.count, sizeof(SssDay), CompareDays);
	*nelements = elements.count;
	return taken;
}

static char *
GapMessage(const SssGap *gap, SssLanguage language)
{
	const SssMessageValue values[] = {
		{"provision", SssCite(gap->provision, language)},
		{"reading", gap->reading == SSS_MISSING ? NULL : sss_readings[gap->reading].code},
	};

	return SssSubstitute(SssLocalize(gap_messages[gap->kind], language), values, lengthof(values));
}

static void
PutGap(ReturnSetInfo *rsinfo, const SssGap *gap, SssLanguage language)
{
	Datum		values[6];
	bool		nulls[6] = {false};

	values[0] = DateADTGetDatum(gap->first);
	values[1] = DateADTGetDatum(gap->last);
	nulls[2] = gap->first == SSS_NO_START;
	values[2] = Int32GetDatum(nulls[2] ? 0 :
							  gap->last - gap->first + (gap->kind == GAP_long_gap ? 0 : 1));
	values[3] = SssCodeDatum(CODES_verdict, sss_gap_verdicts[gap->kind]);
	values[4] = SssProvisionDatum(gap->provision);
	values[5] = CStringGetTextDatum(GapMessage(gap, language));
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* Without provider or period there is one row, which says what is missing */
static void
PutMissing(FunctionCallInfo fcinfo, SssRole role, SssLanguage language)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SssFacts	facts = sss_no_facts;
	SssFinding	finding = {.requirement = role,.verdict = VERDICT_unknown};
	Datum		values[6] = {0};
	bool		nulls[6] = {false};

	finding.provision = SssAskingProvision(&facts, role);
	nulls[0] = PG_ARGISNULL(2);
	values[0] = nulls[0] ? (Datum) 0 : PG_GETARG_DATUM(2);
	nulls[1] = PG_ARGISNULL(3);
	values[1] = nulls[1] ? (Datum) 0 : PG_GETARG_DATUM(3);
	nulls[2] = true;
	values[3] = SssCodeDatum(CODES_verdict, finding.verdict);
	values[4] = SssProvisionDatum(finding.provision);
	values[5] = CStringGetTextDatum(SssFindingMessage(RULE_service, &facts, SSS_MISSING, &finding, language));
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* A period may hold any number of weeks, so that no row's memory is kept */
static void
PutGaps(ReturnSetInfo *rsinfo, SssGaps *walk, SssLanguage language)
{
	MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext, "gap in reviews",
													  ALLOCSET_SMALL_SIZES);
	MemoryContext caller_context = MemoryContextSwitchTo(row_context);
	SssGap		gap;
	bool		found;

	while (SssNextWeek(walk, &gap, &found))
	{
		CHECK_FOR_INTERRUPTS();
		if (!found)
			continue;
		PutGap(rsinfo, &gap, language);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(caller_context);
	MemoryContextDelete(row_context);
}

/* review_gaps(provider, reviews, since, until, language) */
PG_FUNCTION_INFO_V1(sss_review_gaps);
Datum
sss_review_gaps(PG_FUNCTION_ARGS)
{
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 0);
	SssLanguage language = SssGetArgLanguage(fcinfo, 4);
	SssDays		reviews;
	SssGaps		walk;
	int			nelements;

	InitMaterializedSRF(fcinfo, 0);
	if (!PG_ARGISNULL(3) && DATE_NOT_FINITE(PG_GETARG_DATEADT(3)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a period of weeks must have an end"),
				 errhint("Give the day as of which the weeks are judged, such as CURRENT_DATE.")));
	SssCheckPeriod(fcinfo, 2, 3);

	if (provider == SSS_MISSING)
		PutMissing(fcinfo, ROLE_provider, language);
	else if (!SssDemandsReviews(provider))
		return (Datum) 0;
	else if (PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PutMissing(fcinfo, ROLE_on_date, language);
	else
	{
		reviews = TakeDays(fcinfo, 1, &nelements);
		SssStartGaps(&walk, provider, reviews, PG_GETARG_DATEADT(2), PG_GETARG_DATEADT(3));
		PutGaps((ReturnSetInfo *) fcinfo->resultinfo, &walk, language);
	}
	return (Datum) 0;
}

/*
 * Does what happened prove the category?  Whether is not known where a day
 * that is missing could be the one that lacks.
 */
static void
FillProof(const SssRepetition *repetition, const SssDays *days, int nmissing,
		  Datum *values, bool *nulls)
{
	SssDay		first;
	SssDay		last;
	bool		proven = SssIsRepeated(repetition, *days, &first, &last);

	values[0] = BoolGetDatum(proven);
	nulls[0] = !proven && nmissing > 0 && days->count + nmissing >= repetition->times;
	if (proven)
	{
		values[1] = DateADTGetDatum(first);
		values[2] = DateADTGetDatum(last);
		nulls[1] = nulls[2] = false;
	}
	values[3] = SssCodeDatum(CODES_recipient_category, repetition->category);
	values[4] = SssProvisionDatum(repetition->provision);
	values[5] = CStringGetTextDatum(sss_readings[repetition->reading].code);
	nulls[3] = nulls[4] = nulls[5] = false;
}

/* repeated_offences(offences, on_date): proven, first and last offence, category, provision, reading */
PG_FUNCTION_INFO_V1(sss_repeated_offences);
Datum
sss_repeated_offences(PG_FUNCTION_ARGS)
{
	Datum		values[6] = {0};
	bool		nulls[6] = {true, true, true, true, true, true};
	TupleDesc	tupdesc;
	SssDay		day;
	SssDays		days;
	int			nelements;
	int			nmissing;
	const SssRepetition *repetition;

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	if (!PG_ARGISNULL(1))
	{
		day = PG_GETARG_DATEADT(1);
		repetition = SssRepetitionOn(day);
		if (repetition == NULL)
		{
			values[4] = SssProvisionDatum(SSS_NOT_GOVERNED_PROVISION);
			nulls[4] = false;
		}
		else
		{
			days = TakeDays(fcinfo, 0, &nelements);
			nmissing = nelements - days.count;
			while (days.count > 0 && days.days[days.count - 1] > day)
				days.count--;
			FillProof(repetition, &days, nmissing, values, nulls);
		}
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls)));
}
