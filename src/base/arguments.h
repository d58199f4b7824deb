/*-------------------------------------------------------------------------
 *
 * arguments.h
 *	  The arguments of SQL functions: facts, arrays, periods.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_ARGUMENTS_H
#define SSS_BASE_ARGUMENTS_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"
#include "utils/numeric.h"

#include "base/types.h"
#include "law/law.h"

/* The index of a code; SSS_MISSING: it is NULL, or this build does not know it */
#define SSS_GETARG_CODE(list, n) \
	(PG_ARGISNULL(n) ? SSS_MISSING : SssDatumCode(list, PG_GETARG_DATUM(n)))

/*
 * Add the categories of an array to the facts.  A category is missing if the
 * array is NULL or empty, or has an element that is NULL or an unknown code.
 */
extern void SssAddCategories(ArrayType *categories, SssFacts *facts);

/* The categories of an array argument */
extern void SssGetArgCategories(FunctionCallInfo fcinfo, int argument, SssFacts *facts);

/*
 * The facts of a placement and of a service.  All functions of the two rules
 * have their arguments in this order: category, basis, provider, stay,
 * on_date; service, provider, on_date.
 */
extern void SssGetArgPlacement(FunctionCallInfo fcinfo, bool several_categories, SssFacts *facts);
extern void SssGetArgService(FunctionCallInfo fcinfo, SssFacts *facts);

/* A placement without a stay: category, basis and provider follow each other from argument first */
extern void SssGetArgPlacementWithoutStay(FunctionCallInfo fcinfo, int first, int on_date,
										  SssFacts *facts);

/* The facts of any rule, in the order of its roles; returns the number of arguments */
extern int	SssGetArgRoles(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts);

/* The same for a constant rule, inlined for the two rules that are checked for every row of large tables */
static inline int
SssGetArgFacts(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts)
{
	switch (rule)
	{
		case RULE_placement:
			SssGetArgPlacement(fcinfo, false, facts);
			return 5;
		case RULE_service:
			SssGetArgService(fcinfo, facts);
			return 3;
		default:
			return SssGetArgRoles(fcinfo, rule, facts);
	}
}

/* Raise an error if a quantity is out of range; most rules have no quantity */
extern void SssCheckMeasures(const SssFacts *facts);

/* The same for a direct call, where an impossible quantity is an error; a CHECK refuses the row instead */
static inline int
SssGetArgCallersFacts(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts)
{
	int			taken = SssGetArgFacts(fcinfo, rule, facts);

	if (rule != RULE_placement && rule != RULE_service)
		SssCheckMeasures(facts);
	return taken;
}

/*
 * Set a quantity.  Digits beyond the smallest unit are cut off, so that
 * rounding never lifts a quantity to its norm.  A quantity that is negative or
 * too large is marked as impossible.
 */
extern void SssSetMeasure(double value, SssRole role, SssFacts *facts);
extern void SssSetNumericMeasure(Numeric value, SssRole role, SssFacts *facts);

/*
 * An array that SQL collected from another table.  array_agg() over no row
 * returns NULL, and an outer join yields a NULL element: neither stands for
 * an event.
 */
typedef struct SssElements
{
	int			count;
	Datum	   *values;
	bool	   *nulls;
} SssElements;

/* The elements of an array of any number of dimensions; a NULL array has none */
extern SssElements SssGetArgElements(FunctionCallInfo fcinfo, int argument);

/* Is the element of a date[] a finite date? */
extern bool SssIsDay(const SssElements *dates, int element);

/* Raise an error unless the arrays, whose elements form pairs, have the same length */
extern void SssCheckSameLength(const SssElements *a, const char *a_name,
							   const SssElements *b, const char *b_name);

/* Raise an error if the period ends before it begins; NULL leaves it open */
extern void SssCheckPeriod(FunctionCallInfo fcinfo, int since, int until);

#endif							/* SSS_BASE_ARGUMENTS_H */
