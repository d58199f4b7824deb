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

/*----------
 * Facts, as the arguments of a SQL function give them.
 *----------
 */
/* The index of a code, SSS_MISSING if it is NULL or this build does not know it */
#define SSS_GETARG_CODE(list, n) \
	(PG_ARGISNULL(n) ? SSS_MISSING : SssDatumCode(list, PG_GETARG_DATUM(n)))

/* Add the categories of an array; a NULL array, element or unknown code is missing */
extern void SssAddCategories(ArrayType *categories, SssFacts *facts);

/* The categories of an array argument */
extern void SssGetArgCategories(FunctionCallInfo fcinfo, int argument, SssFacts *facts);

/*
 * All facts of a rule, in the order that every function of it keeps:
 * category, basis, provider, stay, on_date; service, provider, on_date.
 */
extern void SssGetArgPlacement(FunctionCallInfo fcinfo, bool several_categories, SssFacts *facts);
extern void SssGetArgService(FunctionCallInfo fcinfo, SssFacts *facts);

/* category, basis and provider, which follow each other, and the day of a placement */
extern void SssGetArgPlacementWithoutStay(FunctionCallInfo fcinfo, int first, int on_date,
										  SssFacts *facts);

/* The facts of any rule, in the order of its roles; returns how many arguments they are */
extern int	SssGetArgRoles(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts);

/* The same where the rule is a constant: two rules are asked about every row of large tables */
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

/* Raise an error if the caller gave a quantity that cannot be; of most rules there is none */
extern void SssCheckMeasures(const SssFacts *facts);

static inline int
SssGetArgCallersFacts(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts)
{
	int			taken = SssGetArgFacts(fcinfo, rule, facts);

	if (rule != RULE_placement && rule != RULE_service)
		SssCheckMeasures(facts);
	return taken;
}

/*
 * A quantity.  What it has beyond the smallest parts is cut off, so that
 * nothing reaches a norm by being rounded; one that cannot be is marked so.
 */
extern void SssSetMeasure(double value, SssRole role, SssFacts *facts);
extern void SssSetNumericMeasure(Numeric value, SssRole role, SssFacts *facts);

/*----------
 * Arrays that SQL collects from other tables.
 *
 * array_agg() gives NULL where it met no row, and an outer join a NULL
 * element: neither array holds anything that happened.
 *
 *----------
 */
typedef struct SssElements
{
	int			count;
	Datum	   *values;
	bool	   *nulls;
} SssElements;

/* The elements of an array, of however many dimensions; none if it is NULL */
extern SssElements SssGetArgElements(FunctionCallInfo fcinfo, int argument);

/* Is the element of a date[] a day?  NULL is none, nor is an infinite date. */
extern bool SssIsDay(const SssElements *dates, int element);

/* Refuse arrays of which each element of one belongs to one of the other */
extern void SssCheckSameLength(const SssElements *a, const char *a_name,
							   const SssElements *b, const char *b_name);

/* Refuse a period that ends before it begins, as one or the other being NULL does not */
extern void SssCheckPeriod(FunctionCallInfo fcinfo, int since, int until);

#endif							/* SSS_BASE_ARGUMENTS_H */
