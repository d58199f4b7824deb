/*-------------------------------------------------------------------------
 *
 * calendar.c
 *	  Weeks and years, counted in days of the Gregorian calendar.
 *
 *-------------------------------------------------------------------------
 */
#include "law/calendar.h"

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
