/*-------------------------------------------------------------------------
 *
 * reviews.h
 *	  What has to be done every week, and what proves a category by having
 *	  happened several times, as pure predicates over days.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_REVIEWS_H
#define SSS_LAW_REVIEWS_H

#include "law/lists.h"

/*----------
 * What has to be done every week, and what proves a category by having happened several times, as pure predicates over days.
 *
 * Pure, as rulebook.h is.  Days are known, finite and ascend; one may occur
 * several times.
 *
 *----------
 */
typedef struct SssDays
{
	const SssDay *days;
	int			count;
} SssDays;

/* What can be found of the reviews of a provider, and the verdict on each */
#define INTERVAL_MESSAGE(finding, ...) GAP_##finding,
typedef enum
{
#include "law/lists/interval_messages.h"
	N_GAP_KINDS
} SssGapKind;
#undef INTERVAL_MESSAGE

extern const SssVerdict sss_gap_verdicts[N_GAP_KINDS];

/*
 * One finding: whole weeks, or for a long gap the two reviews.  Weeks that are
 * not governed are one finding as long as they follow each other, and begin
 * and end with the period that is asked about; first is SSS_NO_START where
 * that has no beginning.
 */
typedef struct SssGap
{
	SssGapKind	kind;
	SssDay		first;
	SssDay		last;
	SssProvision provision;
	int			reading;		/* of sss_readings; SSS_MISSING: none */
} SssGap;

/* Does a standard that the provider ever stands under demand weekly reviews? */
extern bool SssDemandsReviews(int provider);

/*
 * The findings in a period, one by one.  until is the day on which is asked:
 * later reviews do not count, and the week that it lies in is not over.  Weeks
 * are judged as a whole, so that reviews before since count as well.  None
 * where no standard of the provider demands any review.
 */
typedef struct SssGaps
{
	int			provider;
	SssDays		reviews;
	SssDay		since;
	SssDay		until;
	SssDay		monday;			/* of the next week */
	int			next;			/* the first review that is not before that week */
	bool		reviewed;		/* was the week before judged and reviewed? */
	bool		ungoverned;		/* are weeks that are not governed still to be told of? */
	SssDay		ungoverned_from;
} SssGaps;

extern void SssStartGaps(SssGaps *walk, int provider, SssDays reviews, SssDay since, SssDay until);

/*
 * Look at one week more; false: there is none.  found says whether there is
 * anything to say, so that a caller comes to breathe between the weeks.
 */
extern bool SssNextWeek(SssGaps *walk, SssGap *gap, bool *found);

/* The case of repetition that proves a category on that day; NULL: none */
extern const SssRepetition *SssRepetitionOn(SssDay day);

/* Did it happen often enough within its term?  If so, when did it last? */
extern bool SssIsRepeated(const SssRepetition *repetition, SssDays days,
						  SssDay *first, SssDay *last);

/*----------
 * Weeks and years, counted in days of the Gregorian calendar.
 *
 * Pure, as rulebook.h is.
 *
 *----------
 */
#define SSS_WEEK	7

/* The Monday of the day's week; weeks run from Monday to Sunday */
extern SssDay SssMondayOf(SssDay day);

/*
 * The corresponding day so many years later, with which a term of years ends;
 * where that month has no such day, its last one.
 */
extern SssDay SssYearsLater(SssDay day, int years);

#endif							/* SSS_LAW_REVIEWS_H */
