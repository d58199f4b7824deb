/*-------------------------------------------------------------------------
 *
 * facts.h
 *	  Facts of cases, and their text for messages.
 *
 * The space of placements is every set of at most two categories, with and
 * without one that is not known, times every basis, provider and stay, each
 * of which may be missing; a stay may also be given by no code.  It is numbered, so that a test can walk through
 * it or go to the neighbours of a case.  The day is left to the caller.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FACTS_H
#define FACTS_H

#include <stddef.h>

#include "law/law.h"

/* Days since 2000-01-01, counted year by year and month by month */
extern SssDay DayOf(int year, int month, int day);

/* The day on which the order came into force, from its paragraph 5 */
extern SssDay FirstDay(void);

/* The index of a code; SSS_MISSING for NULL.  A text that is no code ends the test. */
extern int	IndexOf(SssCodeListId list, const char *text);

/* A citation's text, or "none"; valid for a few calls */
extern const char *Cited(SssProvision provision);
extern const char *VerdictText(SssVerdict verdict);

/* The facts in words; good until the next call */
extern const char *Described(const SssFacts *facts);

extern void SetDay(SssFacts *facts, SssDay day);

/* The sets of at most two categories; the empty one is the first */
extern int	CategorySetCount(void);
extern uint32_t CategorySet(int number);

/* The space of placements, and its coordinates */
typedef enum Coordinate
{
	COORDINATE_stay,
	COORDINATE_provider,
	COORDINATE_basis,
	COORDINATE_category_missing,
	COORDINATE_categories,
	N_COORDINATES
} Coordinate;

extern long PlacementCount(void);
extern void PlacementAt(long number, SssFacts *facts);
extern int	CoordinateSize(Coordinate coordinate);
extern int	CoordinateOf(long number, Coordinate coordinate);

/* The same placement with one coordinate changed */
extern long PlacementBeside(long number, Coordinate coordinate, int value);

/* The space of services: every service at every provider, each may be missing */
extern long ServiceCaseCount(void);
extern void ServiceCaseAt(long number, SssFacts *facts);

/* Do facts that fail a requirement add none to those that failed before?  If they do, added is one. */
extern bool IsGrandfathered(SssRule rule, const SssFacts *now, const SssFacts *before, bool strict,
							SssFinding *added);

#endif							/* FACTS_H */
