/*-------------------------------------------------------------------------
 *
 * reviews.h
 *	  Duties that recur every week, what must be done in time, and events that
 *	  prove a category by happening several times, as predicates over days.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_REVIEWS_H
#define SSS_LAW_REVIEWS_H

#include "law/lists.h"

/* Days that are known and finite, in ascending order; a day may occur several times */
typedef struct SssDays
{
	const SssDay *days;
	int			count;
} SssDays;

/* The kinds of findings on the reviews of a provider, and the verdict on each */
#define INTERVAL_MESSAGE(finding, ...) GAP_##finding,
typedef enum
{
#include "law/lists/interval_messages.h"
	N_GAP_KINDS
} SssGapKind;
#undef INTERVAL_MESSAGE

extern const SssVerdict sss_gap_verdicts[N_GAP_KINDS];

/*
 * One finding.  Its days are whole weeks, or for a long gap the days of the two
 * reviews.  Consecutive weeks that are not governed are one finding, cut to the
 * period that is asked about; first is SSS_NO_START if that has no beginning.
 */
typedef struct SssGap
{
	SssGapKind	kind;
	SssDay		first;
	SssDay		last;
	SssProvision provision;
	int			reading;		/* of sss_readings; SSS_MISSING: none */
} SssGap;

/* Does any standard of the provider, on any day, demand weekly reviews? */
extern bool SssDemandsReviews(int provider);

/*
 * Walk over the findings in a period.  until is the day of the question:
 * reviews after it do not count, and its week is not over.  Weeks are judged as
 * a whole, so reviews before since count too.  If no standard of the provider
 * demands reviews, there are no findings.  The Order demands reviews by the
 * head; those by others are no reviews, but a week that has one is told apart.
 */
typedef struct SssGaps
{
	int			provider;
	SssDays		reviews;		/* by the head, or by somebody who is not named */
	SssDays		others;			/* by somebody who is not the head */
	SssDay		since;
	SssDay		until;
	SssDay		monday;			/* of the next week */
	int			next;			/* the first review that is not before that week */
	int			next_other;		/* likewise of those by others */
	bool		reviewed;		/* was the week before judged and reviewed? */
	bool		ungoverned;		/* are there ungoverned weeks that were not returned yet? */
	SssDay		ungoverned_from;
} SssGaps;

extern void SssStartGaps(SssGaps *walk, int provider, SssDays reviews, SssDays others,
						 SssDay since, SssDay until);

/*
 * Look at the next week; false if there is none.  found says whether the week
 * has a finding.  A call looks at one week only, so that the caller can check
 * for interrupts between them.
 */
extern bool SssNextWeek(SssGaps *walk, SssGap *gap, bool *found);

/*
 * The action that must follow an occasion on that day in time; NULL if no standard
 * of the provider demands one of the service.
 */
extern const SssTimely *SssTimelyOn(int service, int provider, SssDay day);

/* The first such demand on any day */
extern const SssTimely *SssTimelyEver(int service, int provider);

/* The repetition that proves a category on that day; NULL if there is none */
extern const SssRepetition *SssRepetitionOn(SssDay day);

/* Did the event happen often enough within the term?  If so, first and last are the latest such days. */
extern bool SssIsRepeated(const SssRepetition *repetition, SssDays days,
						  SssDay *first, SssDay *last);

/* Weeks and years, counted in days of the Gregorian calendar */
#define SSS_WEEK	7

/* The Monday of the day's week; weeks run from Monday to Sunday */
extern SssDay SssMondayOf(SssDay day);

/*
 * The corresponding day so many years later, on which a term of years ends; if
 * that month has no such day, its last day.
 */
extern SssDay SssYearsLater(SssDay day, int years);

#endif							/* SSS_LAW_REVIEWS_H */
