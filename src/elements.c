/*-------------------------------------------------------------------------
 *
 * elements.c
 *	  Arrays that SQL collects from other tables.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/lsyscache.h"

#include "compat.h"
#include "elements.h"

SssElements
SssTakeElements(FunctionCallInfo fcinfo, int argument)
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
