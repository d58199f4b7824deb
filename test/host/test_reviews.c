/*-------------------------------------------------------------------------
 *
 * test_reviews.c
 *	  Weekly reviews and repeated offences, against plain counting of days.
 *
 * Annexes 1 and 2, paragraph 22, second part; annex 2, paragraph 2, item 4;
 * the order's paragraph 5.  Expectations are worked out week by week and pair
 * by pair, not as reviews.c does.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "facts.h"
#include "law/law.h"
#include "tap.h"

#define MAX_DAYS	12
#define MAX_GAPS	60

static Claim mondays = CLAIM("a week runs from a Monday to a Sunday, on both sides of 2000");
static Claim years = CLAIM("a term of years ends with the corresponding day, or the last of its month");
static Claim missed = CLAIM("1.22/2, 2.22/2: a week that is over and has no review is a violation");
static Claim open_weeks = CLAIM("1.22/2, 2.22/2: a week that is not over is not known to lack a review");
static Claim cut_weeks = CLAIM("1.22/2, 2.22/2: nor is one that the period cuts");
static Claim long_gaps = CLAIM("1.22/2, 2.22/2: more than seven days between neighbouring weeks' reviews are unsettled");
static Claim ungoverned = CLAIM("0.5: weeks that the order does not govern as a whole are reported once");
static Claim nothing_else = CLAIM("1.22/2, 2.22/2: nothing else is found, and in the order of days");
static Claim families = CLAIM("annex 3 demands no review");
static Claim repeated = CLAIM("2.2.4: two offences within a year, and the latest such case");
static Claim lines = CLAIM("weekly reviews cite paragraph 22, part 2, and a reading of it");

static uint32_t state = 165;

static int
Random(int below)
{
	state = state * 1664525 + 1013904223;
	return (int) ((state >> 8) % (uint32_t) below);
}

static void
CheckCalendar(void)
{
	static const int days_in_month[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	/* 1 January 1900, 36,524 days before 2000, and 3 July 2023 were Mondays */
	for (SssDay day = -36524; day < 40000; day++)
		CASE(&mondays, SssMondayOf(day) == day - (day + 36524) % 7, "%d", (int) day);
	CASE(&mondays, SssMondayOf(DayOf(2023, 7, 2)) == DayOf(2023, 6, 26), "2023-07-02");
	CASE(&mondays, SssMondayOf(DayOf(2023, 7, 3)) == DayOf(2023, 7, 3), "2023-07-03");

	for (int year = 2000; year < 2110; year++)
	{
		for (int month = 1; month <= 12; month++)
		{
			bool		leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
			int			ndays = days_in_month[month - 1] + (month == 2 && leap ? 1 : 0);

			for (int day = 1; day <= ndays; day++)
			{
				for (int later = 0; later <= 5; later++)
				{
					int			to = year + later;
					bool		to_leap = to % 4 == 0 && (to % 100 != 0 || to % 400 == 0);
					int			to_day = month == 2 && day == 29 && !to_leap ? 28 : day;

					CASE(&years, SssYearsLater(DayOf(year, month, day), later) ==
						 DayOf(to, month, to_day), "%d-%d-%d, %d years", year, month, day, later);
				}
			}
		}
	}
	/* 29 February 1996 was day -1402; 28 February 1997 was day -1037 */
	CASE(&years, SssYearsLater(-1402, 1) == -1037, "1996-02-29");
	/* In the proleptic calendar 400 years have 146,097 days, before our era too */
	CASE(&years, SssYearsLater(-2000000, 400) == -2000000 + 146097, "400 years");
}

static bool
HasReview(const SssDays *reviews, SssDay from, SssDay to)
{
	for (int i = 0; i < reviews->count; i++)
	{
		if (reviews->days[i] >= from && reviews->days[i] <= to)
			return true;
	}
	return false;
}

/* The last review up to a day, and the first from a day on */
static SssDay
LastUpTo(const SssDays *reviews, SssDay day)
{
	SssDay		last = SSS_NO_START;

	for (int i = 0; i < reviews->count; i++)
	{
		if (reviews->days[i] <= day)
			last = reviews->days[i];
	}
	return last;
}

static SssDay
FirstFrom(const SssDays *reviews, SssDay day)
{
	for (int i = reviews->count - 1; i > 0; i--)
	{
		if (reviews->days[i - 1] < day)
			return reviews->days[i];
	}
	return reviews->days[0];
}

/* Is that among the findings?  Each is struck off, so that unexpected ones remain. */
static bool
Struck(SssGap *gaps, int ngaps, SssGapKind kind, SssDay first, SssDay last, const char *provision)
{
	for (int i = 0; i < ngaps; i++)
	{
		if (gaps[i].kind == kind && gaps[i].first == first && gaps[i].last == last &&
			strcmp(Cited(gaps[i].provision), provision) == 0)
		{
			gaps[i].kind = N_GAP_KINDS;
			return true;
		}
	}
	return false;
}

/* The expected finding in the week of that Monday, all of which is governed */
static void
ExpectWeek(SssGap *gaps, int ngaps, const SssDays *reviews, SssDay monday, SssDay since,
		   SssDay until, const char *provision)
{
	SssDay		sunday = monday + 6;
	SssDay		known = sunday < until ? sunday : until;

	if (!HasReview(reviews, monday, known))
	{
		if (sunday >= until)
			CASE(&open_weeks, Struck(gaps, ngaps, GAP_open_week, monday, sunday, provision), "%d", (int) monday);
		else if (monday < since)
			CASE(&cut_weeks, Struck(gaps, ngaps, GAP_cut_week, monday, sunday, provision), "%d", (int) monday);
		else
			CASE(&missed, Struck(gaps, ngaps, GAP_missed_week, monday, sunday, provision), "%d", (int) monday);
	}
	else if (monday - 7 > DayOf(2023, 7, 1) && HasReview(reviews, monday - 7, monday - 1))
	{
		SssDay		before = LastUpTo(reviews, monday - 1);
		SssDay		behind = FirstFrom(reviews, monday);

		if (behind - before > 7 && behind >= since)
			CASE(&long_gaps, Struck(gaps, ngaps, GAP_long_gap, before, behind, provision), "%d", (int) monday);
	}
}

static int
CollectGaps(int provider, SssDays reviews, SssDay since, SssDay until, SssGap *gaps)
{
	SssGaps		walk;
	bool		found;
	int			ngaps = 0;

	SssStartGaps(&walk, provider, reviews, (SssDays) {NULL, 0}, since, until);
	while (ngaps < MAX_GAPS && SssNextWeek(&walk, &gaps[ngaps], &found))
		ngaps += found ? 1 : 0;
	return ngaps;
}

static void
CheckPeriod(const char *provider, const char *provision, SssDays reviews, SssDay since, SssDay until)
{
	SssGap		gaps[MAX_GAPS];
	int			ngaps = CollectGaps(IndexOf(CODES_provider_type, provider), reviews, since, until, gaps);
	SssDay		first_monday = DayOf(2023, 7, 3);
	SssDay		monday = since - (since + 36524) % 7;

	for (int i = 1; i < ngaps; i++)
		CASE(&nothing_else, gaps[i].last > gaps[i - 1].last, "%d after %d", (int) gaps[i].last, (int) gaps[i - 1].last);
	if (monday < first_monday)
		CASE(&ungoverned, Struck(gaps, ngaps, GAP_ungoverned, since,
								 until < first_monday ? until : first_monday - 1, "0.5"), "%d", (int) since);
	for (; monday <= until; monday += 7)
	{
		if (monday >= first_monday)
			ExpectWeek(gaps, ngaps, &reviews, monday, since, until, provision);
	}
	for (int i = 0; i < ngaps; i++)
		CASE(&nothing_else, gaps[i].kind == N_GAP_KINDS, "kind %d, day %d", (int) gaps[i].kind, (int) gaps[i].first);
}

/* Sorted days, some of them twice, from a while before the order to a while after */
static SssDays
RandomDays(SssDay *days, SssDay from, int width)
{
	SssDays		taken = {days, Random(MAX_DAYS + 1)};

	for (int i = 0; i < taken.count; i++)
	{
		SssDay		day = from + Random(width);
		int			at = i;

		for (; at > 0 && days[at - 1] > day; at--)
			days[at] = days[at - 1];
		days[at] = day;
	}
	return taken;
}

static void
CheckReviews(void)
{
	for (int round = 0; round < 20000; round++)
	{
		SssDay		days[MAX_DAYS];
		SssDay		start = DayOf(2023, 6, 1) + Random(60);
		SssDays		reviews = RandomDays(days, start - 10, 80);
		SssDay		until = start + Random(70);
		SssGap		gaps[MAX_GAPS];

		CheckPeriod("youth_house", "1.22/2", reviews, start, until);
		CheckPeriod("minors_adaptation_center", "2.22/2", reviews, start, until);
		CheckPeriod("children_in_need_support_center", "1.22/2", reviews, start, until);
		CASE(&families, CollectGaps(IndexOf(CODES_provider_type, "guardian"), reviews, start, until, gaps) == 0,
			 "%d", (int) start);
	}
	for (int i = 0; i < N_PROVIDERS; i++)
		CASE(&families, SssDemandsReviews(i) ==
			 (SssProviderProvision(i, STANDARD_families, FirstDay()) == SSS_NO_PROVISION), "provider %d", i);
}

static void
CheckOffences(void)
{
	const SssRepetition *repetition = SssRepetitionOn(FirstDay());

	CASE(&repeated, SssRepetitionOn(FirstDay() - 1) == NULL, "before the order");
	CASE(&repeated, repetition != NULL && strcmp(Cited(repetition->provision), "2.2.4") == 0 &&
		 repetition->category == CATEGORY_deviant_behavior && repetition->times == 2 && repetition->years == 1,
		 "the line of the list");
	for (int round = 0; round < 20000 && repetition != NULL; round++)
	{
		SssDay		days[MAX_DAYS];
		SssDays		offences = RandomDays(days, DayOf(2020, 1, 1), 4000);
		SssDay		first = 0;
		SssDay		last = 0;
		SssDay		latest = SSS_NO_START;
		bool		found = SssIsRepeated(repetition, offences, &first, &last);

		for (int i = 0; i < offences.count; i++)
		{
			for (int j = i + 1; j < offences.count; j++)
			{
				if (days[j] <= SssYearsLater(days[i], 1) && days[j] > latest)
					latest = days[j];
			}
		}
		CASE(&repeated, found == (latest != SSS_NO_START) &&
			 (!found || (last == latest && first <= last && last <= SssYearsLater(first, 1))),
			 "round %d", round);
	}
}

static void
CheckLines(void)
{
	for (int i = 0; i < sss_intervals_count; i++)
	{
		const SssInterval *line = &sss_intervals[i];

		CASE(&lines, line->provision == SSS_PART((int) line->standard + 1, 22, 2) &&
			 strcmp(sss_readings[line->reading].code, "complaints_book_week") == 0, "%s", Cited(line->provision));
	}
	CASE(&lines, strcmp(sss_readings[sss_repetitions[0].reading].code, "offences_within_a_year") == 0,
		 "%s", Cited(sss_repetitions[0].provision));
	CASE(&lines, sss_gap_verdicts[GAP_missed_week] == VERDICT_violation &&
		 sss_gap_verdicts[GAP_long_gap] == VERDICT_unsettled && sss_gap_verdicts[GAP_open_week] == VERDICT_unknown &&
		 sss_gap_verdicts[GAP_cut_week] == VERDICT_unknown &&
		 sss_gap_verdicts[GAP_ungoverned] == VERDICT_not_governed, "the verdicts");
}

int
main(void)
{
	const Claim *const claims[] = {
		&mondays, &years, &missed, &open_weeks, &cut_weeks, &long_gaps, &ungoverned, &nothing_else, &families,
		&repeated, &lines
	};

	CheckCalendar();
	CheckReviews();
	CheckOffences();
	CheckLines();
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		ClaimDone(claims[i]);
	return ChecksDone();
}
