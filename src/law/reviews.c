/*-------------------------------------------------------------------------
 *
 * reviews.c
 *	  Duties that recur every week, what must be done in time, and events that
 *	  prove a category by happening several times, as predicates over days.
 *
 *-------------------------------------------------------------------------
 */
#include <stddef.h>

#include "law/reviews.h"
#include "law/rulebook.h"

#define INTERVAL_MESSAGE(finding, verdict, ...) [GAP_##finding] = VERDICT_##verdict,
const		SssVerdict sss_gap_verdicts[N_GAP_KINDS] = {
#include "law/lists/interval_messages.h"
};
#undef INTERVAL_MESSAGE

/* How the Order treats a week, whose days it may treat differently */
typedef enum WeekStanding
{
	WEEK_judged,				/* on each day a review is demanded */
	WEEK_ungoverned,			/* on some day no edition is in force */
	WEEK_undemanded				/* the Order is in force and demands nothing */
} WeekStanding;

/* The duty of the lowest annex that demands reviews of the provider on that day, or NULL */
static const SssInterval *
DemandOn(int provider, SssDay day)
{
	for (int i = 0; i < sss_intervals_count; i++)
	{
		const SssInterval *line = &sss_intervals[i];

		if (SssInForce(line->valid_from, line->valid_to, day) &&
			SssProviderProvision(provider, line->standard, day) != SSS_NO_PROVISION)
			return line;
	}
	return NULL;
}

/* How the Order treats the week.  If the week is judged, demand is the duty on its last day. */
static WeekStanding
StandingOfWeek(int provider, SssDay monday, const SssInterval **demand)
{
	WeekStanding standing = WEEK_judged;

	for (SssDay day = monday; day < monday + SSS_WEEK; day++)
	{
		if (!SssGoverned(day))
			return WEEK_ungoverned;
		*demand = DemandOn(provider, day);
		if (*demand == NULL)
			standing = WEEK_undemanded;
	}
	return standing;
}

bool
SssDemandsReviews(int provider)
{
	for (int i = 0; i < sss_intervals_count; i++)
	{
		if (sss_provider_standard_at[provider][sss_intervals[i].standard] != 0)
			return true;
	}
	return false;
}

static SssDay
FirstGovernedDay(void)
{
	SssDay		first = SSS_NO_END;

	for (int i = 0; i < sss_editions_count; i++)
	{
		if (sss_editions[i].valid_from < first)
			first = sss_editions[i].valid_from;
	}
	return first;
}

void
SssStartGaps(SssGaps *walk, int provider, SssDays reviews, SssDays others, SssDay since, SssDay until)
{
	const SssInterval *demand;

	walk->provider = provider;
	walk->reviews = reviews;
	walk->others = others;
	walk->since = since;
	walk->until = until;
	walk->monday = SssMondayOf(since == SSS_NO_START ? FirstGovernedDay() : since);
	walk->ungoverned = since == SSS_NO_START;
	walk->ungoverned_from = since;
	walk->next = 0;
	while (walk->next < reviews.count && reviews.days[walk->next] < walk->monday)
		walk->next++;
	walk->next_other = 0;

	/* A gap may have begun in the week before the first */
	walk->reviewed = walk->next > 0 &&
		reviews.days[walk->next - 1] >= walk->monday - SSS_WEEK &&
		StandingOfWeek(provider, walk->monday - SSS_WEEK, &demand) == WEEK_judged;

	if (!SssDemandsReviews(provider))
	{
		walk->monday = SSS_NO_END;
		walk->ungoverned = false;
	}
}

/* Step over the week's reviews, and return how many there are */
static int
TakeReviewsOfWeek(SssGaps *walk)
{
	int			first = walk->next;

	while (walk->next < walk->reviews.count &&
		   walk->reviews.days[walk->next] < walk->monday + SSS_WEEK &&
		   walk->reviews.days[walk->next] <= walk->until)
		walk->next++;
	return walk->next - first;
}

/* Did somebody who is not the head review in that week, which has no other review? */
static bool
ReviewedByOthers(SssGaps *walk)
{
	while (walk->next_other < walk->others.count &&
		   walk->others.days[walk->next_other] < walk->monday)
		walk->next_other++;
	return walk->next_other < walk->others.count &&
		walk->others.days[walk->next_other] < walk->monday + SSS_WEEK;
}

/* Judge a week in which reviews are demanded; false if there is no finding */
static bool
JudgeWeek(SssGaps *walk, const SssInterval *demand, SssGap *gap)
{
	SssDay		sunday = walk->monday + SSS_WEEK - 1;
	int			first = walk->next;
	bool		adjacent = walk->reviewed;

	gap->first = walk->monday;
	gap->last = sunday;
	gap->provision = demand->provision;
	gap->reading = demand->reading;
	walk->reviewed = TakeReviewsOfWeek(walk) > 0;
	if (!walk->reviewed)
	{
		/* On its Sunday the book can still be reviewed */
		if (sunday >= walk->until)
			gap->kind = GAP_open_week;
		else if (walk->monday < walk->since)
			gap->kind = GAP_cut_week;
		else
			gap->kind = ReviewedByOthers(walk) ? GAP_not_by_head : GAP_missed_week;
		return true;
	}
	if (!adjacent)
		return false;
	gap->kind = GAP_long_gap;
	gap->first = walk->reviews.days[first - 1];
	gap->last = walk->reviews.days[first];
	return gap->last - gap->first > SSS_WEEK && gap->last >= walk->since;
}

/* Return the ungoverned weeks that end here */
static void
EndUngoverned(SssGaps *walk, SssGap *gap)
{
	gap->kind = GAP_ungoverned;
	gap->first = walk->ungoverned_from;
	gap->last = walk->monday - 1 < walk->until ? walk->monday - 1 : walk->until;
	gap->provision = SSS_NOT_GOVERNED_PROVISION;
	gap->reading = SSS_MISSING;
	walk->ungoverned = false;
}

bool
SssNextWeek(SssGaps *walk, SssGap *gap, bool *found)
{
	bool		is_over = walk->monday > walk->until;
	const SssInterval *demand = NULL;
	WeekStanding standing = is_over ? WEEK_undemanded :
	StandingOfWeek(walk->provider, walk->monday, &demand);

	*found = false;
	if (walk->ungoverned && standing != WEEK_ungoverned)
	{
		EndUngoverned(walk, gap);
		*found = true;
		return true;
	}
	if (is_over)
		return false;

	if (standing == WEEK_judged)
		*found = JudgeWeek(walk, demand, gap);
	else
	{
		(void) TakeReviewsOfWeek(walk);
		walk->reviewed = false;
	}
	if (standing == WEEK_ungoverned && !walk->ungoverned)
	{
		walk->ungoverned = true;
		walk->ungoverned_from = walk->monday > walk->since ? walk->monday : walk->since;
	}
	walk->monday += SSS_WEEK;
	return true;
}

const SssTimely *
SssTimelyOn(int service, int provider, SssDay day)
{
	for (int i = 0; i < sss_timely_count; i++)
	{
		const SssTimely *line = &sss_timely[i];

		if ((int) line->service == service && SssInForce(line->valid_from, line->valid_to, day) &&
			SssProviderProvision(provider, line->standard, day) != SSS_NO_PROVISION)
			return line;
	}
	return NULL;
}

const SssTimely *
SssTimelyEver(int service, int provider)
{
	for (int i = 0; i < sss_timely_count; i++)
	{
		if ((int) sss_timely[i].service == service &&
			sss_provider_standard_at[provider][sss_timely[i].standard] != 0)
			return &sss_timely[i];
	}
	return NULL;
}

const SssRepetition *
SssRepetitionOn(SssDay day)
{
	for (int i = 0; i < sss_repetitions_count; i++)
	{
		if (SssInForce(sss_repetitions[i].valid_from, sss_repetitions[i].valid_to, day))
			return &sss_repetitions[i];
	}
	return NULL;
}

/*
 * A term of years begins on the day after the one from which it is counted, and
 * ends on the corresponding day, which belongs to it.  The latest case counts.
 */
bool
SssIsRepeated(const SssRepetition *repetition, SssDays days, SssDay *first, SssDay *last)
{
	for (int i = days.count - repetition->times; i >= 0; i--)
	{
		*first = days.days[i];
		*last = days.days[i + repetition->times - 1];
		if (*last <= SssYearsLater(*first, repetition->years))
			return true;
	}
	return false;
}

/* Weeks and years, counted in days of the Gregorian calendar */

/* 3 January 2000 was a Monday */
#define A_MONDAY	2

/*
 * Years are counted from March on, so that the day of a leap year is the last
 * of its year, and in eras of 400 years, which are all equally long.
 */
#define DAYS_OF_ERA		INT64_C(146097)
#define YEARS_OF_ERA	400
#define FIRST_OF_ERA	(-730425)	/* 1 March of the year 0 */

static bool
IsLeapYear(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days from 1 March of the era's first year to 1 March of another year of it */
static int64_t
DaysOfYears(int64_t years)
{
	return 365 * years + years / 4 - years / 100 + years / 400;
}

SssDay
SssMondayOf(SssDay day)
{
	int64_t		weekday = ((int64_t) day - A_MONDAY) % SSS_WEEK;

	return (SssDay) (day - (weekday < 0 ? weekday + SSS_WEEK : weekday));
}

SssDay
SssYearsLater(SssDay day, int years)
{
	int64_t		number = (int64_t) day - FIRST_OF_ERA;
	int64_t		era = (number >= 0 ? number : number - DAYS_OF_ERA + 1) / DAYS_OF_ERA;
	int64_t		day_of_era = number - era * DAYS_OF_ERA;
	int64_t		year = day_of_era / 366;
	int64_t		day_of_year;
	int64_t		later;

	while (year + 1 < YEARS_OF_ERA && DaysOfYears(year + 1) <= day_of_era)
		year++;
	day_of_year = day_of_era - DaysOfYears(year);
	later = year + years;

	/* 29 February is the 365th day, counted from zero, of the year that began in March before */
	if (day_of_year == 365 && !IsLeapYear(later + 1))
		day_of_year--;
	return (SssDay) (FIRST_OF_ERA + era * DAYS_OF_ERA + DaysOfYears(later) + day_of_year);
}
