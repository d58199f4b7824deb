/*-------------------------------------------------------------------------
 *
 * arguments.c
 *	  Facts, as the arguments of a SQL function give them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/date.h"

#include "arguments.h"
#include "compat.h"

void
SssAddCategories(ArrayType *categories, SssFacts *facts)
{
	int			nelems = categories == NULL ? 0 :
	ArrayGetNItems(ARR_NDIM(categories), ARR_DIMS(categories));
	const char *value = categories == NULL ? NULL : ARR_DATA_PTR(categories);
	const bits8 *present = categories == NULL ? NULL : ARR_NULLBITMAP(categories);

	facts->category_missing |= nelems == 0;
	for (int i = 0; i < nelems; i++)
	{
		int			index = SSS_MISSING;

		/* A category takes one byte, and a NULL takes none */
		if (present == NULL || (present[i / 8] & (1 << (i % 8))) != 0)
			index = SssCodeByValue(CODES_recipient_category, *value++);
		if (index == SSS_MISSING)
			facts->category_missing = true;
		else
			facts->categories |= SSS_BIT(index);
	}
}

void
SssTakeCategory(FunctionCallInfo fcinfo, int argument, SssFacts *facts)
{
	int			category = SSS_GETARG_CODE(CODES_recipient_category, argument);

	facts->category_missing = category == SSS_MISSING;
	facts->categories = category == SSS_MISSING ? 0 : SSS_BIT(category);
}

void
SssTakeCategories(FunctionCallInfo fcinfo, int argument, SssFacts *facts)
{
	SssAddCategories(PG_ARGISNULL(argument) ? NULL : PG_GETARG_ARRAYTYPE_P(argument), facts);
}

void
SssTakeDate(FunctionCallInfo fcinfo, int argument, SssFacts *facts)
{
	facts->has_date = !PG_ARGISNULL(argument);
	facts->on_date = facts->has_date ? PG_GETARG_DATEADT(argument) : 0;
}

void
SssTakePlacement(FunctionCallInfo fcinfo, bool several_categories, SssFacts *facts)
{
	*facts = (SssFacts) SSS_NO_FACTS;
	if (several_categories)
		SssTakeCategories(fcinfo, 0, facts);
	else
		SssTakeCategory(fcinfo, 0, facts);
	facts->basis = SSS_GETARG_CODE(CODES_placement_basis, 1);
	facts->provider = SSS_GETARG_CODE(CODES_provider_type, 2);
	facts->stay = SSS_GETARG_CODE(CODES_stay_mode, 3);
	facts->stay_unknown = facts->stay == SSS_MISSING && !PG_ARGISNULL(3);
	SssTakeDate(fcinfo, 4, facts);
}

void
SssTakePlacementWithoutStay(FunctionCallInfo fcinfo, int first, int on_date, SssFacts *facts)
{
	*facts = (SssFacts) SSS_NO_FACTS;
	SssTakeCategory(fcinfo, first, facts);
	facts->basis = SSS_GETARG_CODE(CODES_placement_basis, first + 1);
	facts->provider = SSS_GETARG_CODE(CODES_provider_type, first + 2);
	SssTakeDate(fcinfo, on_date, facts);
}

void
SssTakeService(FunctionCallInfo fcinfo, SssFacts *facts)
{
	*facts = (SssFacts) SSS_NO_FACTS;
	facts->service = SSS_GETARG_CODE(CODES_service, 0);
	facts->provider = SSS_GETARG_CODE(CODES_provider_type, 1);
	SssTakeDate(fcinfo, 2, facts);
}
