/*-------------------------------------------------------------------------
 *
 * reviews.c
 *	  Reports on days: weekly reviews that are missing, repeated offences.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/date.h"
#include "utils/memutils.h"

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

/* The finite dates, ascending; of those that are chosen, where a choice is given */
static SssDays
SortedDays(const SssElements *dates, const bool *chosen)
{
	SssDay	   *days = palloc(dates->count * sizeof(SssDay));
	SssDays		taken = {days, 0};

	for (int i = 0; i < dates->count; i++)
	{
		if (SssIsDay(dates, i) && (chosen == NULL || chosen[i]))
			days[taken.count++] = DatumGetDateADT(dates->values[i]);
	}
	qsort(days, taken.count, sizeof(SssDay), CompareDays);
	return taken;
}

/*
 * The reviews by the head, and those by others.  If it is not said who reviewed,
 * it was the head.
 */
static void
GetArgReviews(FunctionCallInfo fcinfo, int reviews_argument, int by_head_argument,
			  SssDays *reviews, SssDays *others)
{
	SssElements dates = SssGetArgElements(fcinfo, reviews_argument);
	SssElements by_head = SssGetArgElements(fcinfo, by_head_argument);
	bool	   *chosen;

	others->count = 0;
	if (PG_ARGISNULL(by_head_argument))
	{
		*reviews = SortedDays(&dates, NULL);
		return;
	}
	SssCheckSameLength(&dates, "reviews", &by_head, "by_head");
	chosen = palloc(dates.count * sizeof(bool));
	for (int i = 0; i < dates.count; i++)
		chosen[i] = by_head.nulls[i] || DatumGetBool(by_head.values[i]);
	*reviews = SortedDays(&dates, chosen);
	for (int i = 0; i < dates.count; i++)
		chosen[i] = !chosen[i];
	*others = SortedDays(&dates, chosen);
}

static char *
GapMessage(const SssGap *gap, SssLanguage language)
{
	const SssMessageValue values[] = {
		{"provision", SssCite(gap->provision, language)},
	};

	return SssSubstitute(SssLocalize(gap_messages[gap->kind], language), values, lengthof(values));
}

static void
PutGap(SssRow *row, const SssGap *gap, SssLanguage language)
{
	SssPutDate(row, gap->first);
	SssPutDate(row, gap->last);
	if (gap->first == SSS_NO_START)
		SssPutNull(row);
	else
		SssPut(row, INT4OID,
			   Int32GetDatum(gap->last - gap->first + (gap->kind == GAP_long_gap ? 0 : 1)));
	SssPutCode(row, CODES_verdict, sss_gap_verdicts[gap->kind]);
	SssPutProvision(row, gap->provision);
	SssPutText(row, GapMessage(gap, language));
	SssPutText(row, gap->kind == GAP_long_gap ? sss_readings[gap->reading].code : NULL);
	SssEndRow(row);
}

static void
PutDateArgument(SssRow *row, FunctionCallInfo fcinfo, int argument)
{
	if (PG_ARGISNULL(argument))
		SssPutNull(row);
	else
		SssPutDate(row, PG_GETARG_DATEADT(argument));
}

/* Without provider or period the only row names the missing fact */
static void
PutMissing(SssRow *row, FunctionCallInfo fcinfo, SssRole role, SssLanguage language)
{
	SssFacts	facts = sss_no_facts;
	SssFinding	finding = {.requirement = role,.verdict = VERDICT_unknown};

	finding.provision = SssAskingProvision(&facts, role);
	PutDateArgument(row, fcinfo, 2);
	PutDateArgument(row, fcinfo, 3);
	SssPutNull(row);			/* days */
	SssPutCode(row, CODES_verdict, finding.verdict);
	SssPutProvision(row, finding.provision);
	SssPutText(row, SssFindingMessage(RULE_service, &facts, SSS_MISSING, &finding, NULL, language));
	SssPutNull(row);			/* reading */
	SssEndRow(row);
}

/* A period may have any number of weeks: free the memory of each row */
static void
PutGaps(SssRow *row, SssGaps *walk, SssLanguage language)
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
		PutGap(row, &gap, language);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(caller_context);
	MemoryContextDelete(row_context);
}

/* review_gaps(provider, reviews, since, until, language, by_head) */
PG_FUNCTION_INFO_V1(sss_review_gaps);
Datum
sss_review_gaps(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 0);
	SssLanguage language = SssGetArgLanguage(fcinfo, 4);
	SssDays		reviews;
	SssDays		others;
	SssGaps		walk;

	if (!PG_ARGISNULL(3) && DATE_NOT_FINITE(PG_GETARG_DATEADT(3)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a period of weeks must have an end"),
				 errhint("Give the day of the report, such as sss.today().")));
	SssCheckPeriod(fcinfo, 2, 3);

	if (provider == SSS_MISSING)
		PutMissing(&row, fcinfo, ROLE_provider, language);
	else if (!SssDemandsReviews(provider))
		return (Datum) 0;
	else if (PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PutMissing(&row, fcinfo, ROLE_on_date, language);
	else
	{
		GetArgReviews(fcinfo, 1, 5, &reviews, &others);
		SssStartGaps(&walk, provider, reviews, others, PG_GETARG_DATEADT(2), PG_GETARG_DATEADT(3));
		PutGaps(&row, &walk, language);
	}
	return (Datum) 0;
}

/* The only row: do the offences prove the category? */
static void
PutProof(SssRow *row, const SssRepetition *repetition, SssDays days, int nmissing)
{
	SssDay		first;
	SssDay		last;

	if (SssIsRepeated(repetition, days, &first, &last))
	{
		SssPutBool(row, true);
		SssPutDate(row, first);
		SssPutDate(row, last);
	}
	else
	{
		/* If elements are no dates, one of them could complete the proof */
		if (nmissing > 0 && days.count + nmissing >= repetition->times)
			SssPutNull(row);
		else
			SssPutBool(row, false);
		SssPutNulls(row, 2);	/* first_offence, last_offence */
	}
	SssPutCode(row, CODES_recipient_category, repetition->category);
	SssPutProvision(row, repetition->provision);
	SssPutText(row, sss_readings[repetition->reading].code);
}

/* The only row where no clause applies, or the day is not known */
static void
PutNoProof(SssRow *row, SssProvision provision)
{
	SssPutNulls(row, 4);		/* from proven to category */
	SssPutProvision(row, provision);
	SssPutText(row, NULL);		/* reading */
}

/* repeated_offences(offences, on_date): proven, first and last offence, category, provision, reading */
PG_FUNCTION_INFO_V1(sss_repeated_offences);
Datum
sss_repeated_offences(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRow(fcinfo);
	const SssRepetition *repetition;
	SssElements dates = SssGetArgElements(fcinfo, 0);
	SssDay		day;
	SssDays		days;
	int			nmissing;

	if (PG_ARGISNULL(1))
	{
		PutNoProof(&row, SSS_NO_PROVISION);
		return SssRowDatum(&row);
	}
	day = PG_GETARG_DATEADT(1);
	repetition = SssRepetitionOn(day);
	if (repetition == NULL)
	{
		PutNoProof(&row, SSS_NOT_GOVERNED_PROVISION);
		return SssRowDatum(&row);
	}

	days = SortedDays(&dates, NULL);
	nmissing = dates.count - days.count;
	while (days.count > 0 && days.days[days.count - 1] > day)
		days.count--;
	PutProof(&row, repetition, days, nmissing);
	return SssRowDatum(&row);
}
