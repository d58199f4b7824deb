/*-------------------------------------------------------------------------
 *
 * arguments.c
 *	  The arguments of SQL functions: facts, arrays, periods.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "port/pg_bitutils.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"

#include "base/base.h"

void
SssAddCategories(ArrayType *categories, SssFacts *facts)
{
	int			nelems = categories == NULL ? 0 :
	ArrayGetNItems(ARR_NDIM(categories), ARR_DIMS(categories));
	const char *value = categories == NULL ? NULL : ARR_DATA_PTR(categories);
	const uint8 *present = categories == NULL ? NULL : ARR_NULLBITMAP(categories);

	facts->category_missing |= nelems == 0;
	for (int i = 0; i < nelems; i++)
	{
		int			index = SSS_MISSING;

		/* In the data of an array a category takes one byte, and a NULL none */
		if (present == NULL || (present[i / 8] & (1 << (i % 8))) != 0)
			index = SssCodeByValue(CODES_recipient_category, *value++);
		if (index == SSS_MISSING)
			facts->category_missing = true;
		else
			facts->categories |= SSS_BIT(index);
	}
}

static void
GetArgCategory(FunctionCallInfo fcinfo, int argument, SssFacts *facts)
{
	int			category = SSS_GETARG_CODE(CODES_recipient_category, argument);

	facts->category_missing = category == SSS_MISSING;
	facts->categories = category == SSS_MISSING ? 0 : SSS_BIT(category);
}

void
SssGetArgCategories(FunctionCallInfo fcinfo, int argument, SssFacts *facts)
{
	SssAddCategories(PG_ARGISNULL(argument) ? NULL : PG_GETARG_ARRAYTYPE_P(argument), facts);
}

static void
GetArgDate(FunctionCallInfo fcinfo, int argument, SssFacts *facts)
{
	facts->has_date = !PG_ARGISNULL(argument);
	facts->on_date = facts->has_date ? PG_GETARG_DATEADT(argument) : 0;
}

void
SssGetArgPlacement(FunctionCallInfo fcinfo, bool several_categories, SssFacts *facts)
{
	*facts = sss_no_facts;
	if (several_categories)
		SssGetArgCategories(fcinfo, 0, facts);
	else
		GetArgCategory(fcinfo, 0, facts);
	facts->codes[ROLE_basis] = SSS_GETARG_CODE(CODES_placement_basis, 1);
	facts->codes[ROLE_provider] = SSS_GETARG_CODE(CODES_provider_type, 2);
	facts->codes[ROLE_stay] = SSS_GETARG_CODE(CODES_stay_mode, 3);
	facts->stay_unknown = facts->codes[ROLE_stay] == SSS_MISSING && !PG_ARGISNULL(3);
	GetArgDate(fcinfo, 4, facts);
}

void
SssGetArgPlacementWithoutStay(FunctionCallInfo fcinfo, int first, int on_date, SssFacts *facts)
{
	*facts = sss_no_facts;
	GetArgCategory(fcinfo, first, facts);
	facts->codes[ROLE_basis] = SSS_GETARG_CODE(CODES_placement_basis, first + 1);
	facts->codes[ROLE_provider] = SSS_GETARG_CODE(CODES_provider_type, first + 2);
	GetArgDate(fcinfo, on_date, facts);
}

void
SssGetArgService(FunctionCallInfo fcinfo, SssFacts *facts)
{
	*facts = sss_no_facts;
	facts->codes[ROLE_service] = SSS_GETARG_CODE(CODES_service, 0);
	facts->codes[ROLE_provider] = SSS_GETARG_CODE(CODES_provider_type, 1);
	GetArgDate(fcinfo, 2, facts);
}

void
SssSetMeasure(double value, SssRole role, SssFacts *facts)
{
	if (isnan(value))
		return;
	/* Test the sign, since as a double a number just below zero may be negative zero */
	if (signbit(value) || value > (double) SSS_MEASURE_MAX / SSS_MEASURE_SCALE)
		facts->impossible |= SSS_ROLE_BIT(role);
	else
	{
		facts->measured |= SSS_ROLE_BIT(role);
		SSS_MEASURE(facts, role) = (int64) floor(value * SSS_MEASURE_SCALE);
	}
}

void
SssSetNumericMeasure(Numeric value, SssRole role, SssFacts *facts)
{
	double		rough = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
														   NumericGetDatum(value)));
	Datum		parts;

	SssSetMeasure(rough, role, facts);
	if ((facts->measured & SSS_ROLE_BIT(role)) == 0)
		return;

	/* The double may have been rounded up, so use all digits of the numeric */
	parts = DirectFunctionCall2(numeric_mul, NumericGetDatum(value),
								DirectFunctionCall1(int8_numeric, Int64GetDatum(SSS_MEASURE_SCALE)));
	SSS_MEASURE(facts, role) = DatumGetInt64(DirectFunctionCall1(numeric_int8,
																 DirectFunctionCall1(numeric_floor, parts)));
}

static void
GetArgEvidence(FunctionCallInfo fcinfo, int argument, SssRole role, SssFacts *facts)
{
	if (PG_ARGISNULL(argument))
		facts->doubtful |= SSS_ROLE_BIT(role);
	else if (PG_GETARG_BOOL(argument))
		facts->present |= SSS_ROLE_BIT(role);
	else
		facts->absent |= SSS_ROLE_BIT(role);
}

int
SssGetArgRoles(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts)
{
	int			argument = 0;

	*facts = sss_no_facts;
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		SssRole		role = sss_role_lines[i].role;

		if (sss_role_lines[i].rule != rule)
			continue;
		switch (sss_fact_lines[role].kind)
		{
			case FACT_code:
				if (role == ROLE_category)
					GetArgCategory(fcinfo, argument, facts);
				else
					facts->codes[role] = SSS_GETARG_CODE(sss_fact_lines[role].list, argument);
				if (role == ROLE_stay)
					facts->stay_unknown = facts->codes[role] == SSS_MISSING && !PG_ARGISNULL(argument);
				break;
			case FACT_citation:
				if (!PG_ARGISNULL(argument))
					facts->condition = SssDatumProvision(PG_GETARG_DATUM(argument));
				break;
			case FACT_date:
				GetArgDate(fcinfo, argument, facts);
				break;
			case FACT_measure:
				if (!PG_ARGISNULL(argument))
					SssSetNumericMeasure(PG_GETARG_NUMERIC(argument), role, facts);
				break;
			case FACT_evidence:
				GetArgEvidence(fcinfo, argument, role, facts);
				break;
			case FACT_mention:
				continue;		/* an argument of the explanation alone */
		}
		argument++;
	}
	return argument;
}

void
SssCheckMeasures(const SssFacts *facts)
{
	if (facts->impossible != 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("argument \"%s\" is out of range",
						sss_fact_lines[pg_rightmost_one_pos64(facts->impossible)].name),
				 errhint("Give a quantity from 0 to %lld.",
						 (long long) (SSS_MEASURE_MAX / SSS_MEASURE_SCALE))));
}

SssElements
SssGetArgElements(FunctionCallInfo fcinfo, int argument)
{
	SssElements elements = {0, NULL, NULL};
	ArrayType  *array;
	int16		length;
	bool		by_value;
	char		alignment;

	if (PG_ARGISNULL(argument))
		return elements;
	array = PG_GETARG_ARRAYTYPE_P(argument);
	get_typlenbyvalalign(ARR_ELEMTYPE(array), &length, &by_value, &alignment);
	deconstruct_array(array, ARR_ELEMTYPE(array), length, by_value, alignment,
					  &elements.values, &elements.nulls, &elements.count);
	return elements;
}

bool
SssIsDay(const SssElements *dates, int element)
{
	return !dates->nulls[element] && !DATE_NOT_FINITE(DatumGetDateADT(dates->values[element]));
}

void
SssCheckSameLength(const SssElements *a, const char *a_name,
				   const SssElements *b, const char *b_name)
{
	if (a->count != b->count)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("arrays \"%s\" and \"%s\" must have the same length", a_name, b_name),
				 errdetail("They have %d and %d elements.", a->count, b->count),
				 errhint("Collect both from the same rows, with array_agg() in one query.")));
}

void
SssCheckPeriod(FunctionCallInfo fcinfo, int since, int until)
{
	if (PG_ARGISNULL(since) || PG_ARGISNULL(until) ||
		PG_GETARG_DATEADT(since) <= PG_GETARG_DATEADT(until))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a period must not end before it begins")));
}
