/*-------------------------------------------------------------------------
 *
 * calendar.h
 *	  Weeks and years, counted in days of the Gregorian calendar.
 *
 * Pure, as rulebook.h is.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_CALENDAR_H
#define SSS_LAW_CALENDAR_H

#include "law/lists.h"

#define SSS_WEEK	7

/* The Monday of the day's week; weeks run from Monday to Sunday */
extern SssDay SssMondayOf(SssDay day);

/*
 * The corresponding day so many years later, with which a term of years ends;
 * where that month has no such day, its last one.
 */
extern SssDay SssYearsLater(SssDay day, int years);

#endif							/* SSS_LAW_CALENDAR_H */
