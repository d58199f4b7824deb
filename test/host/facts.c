/*-------------------------------------------------------------------------
 *
 * facts.c
 *	  Facts of cases, and their text for messages.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"

#define CITED_BUFFERS	8
#define DESCRIPTION		600

static bool
IsLeapYear(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

SssDay
DayOf(int year, int month, int day)
{
	static const int days_in_month[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	SssDay		days = day - 1;

	for (int y = 2000; y < year; y++)
		days += IsLeapYear(y) ? 366 : 365;
	for (int m = 1; m < month; m++)
		days += days_in_month[m - 1] + (m == 2 && IsLeapYear(year) ? 1 : 0);
	return days;
}

SssDay
FirstDay(void)
{
	return DayOf(2023, 7, 1);
}

int
IndexOf(SssCodeListId list, const char *text)
{
	int			index;

	if (text == NULL)
		return SSS_MISSING;
	index = SssCodeByText(list, text, strlen(text));
	if (index == SSS_MISSING)
	{
		printf("Bail out! \"%s\" is no code of %s\n", text, sss_code_lists[list].type_name);
		exit(1);
	}
	return index;
}

const char *
Cited(SssProvision provision)
{
	static char buffers[CITED_BUFFERS][SSS_PROVISION_TEXT];
	static int	next = 0;

	if (provision == SSS_NO_PROVISION)
		return "none";
	next = (next + 1) % CITED_BUFFERS;
	SssFormatProvision(provision, buffers[next]);
	return buffers[next];
}

const char *
VerdictText(SssVerdict verdict)
{
	return SssCodeAt(CODES_verdict, verdict)->text;
}

/* A code's text, or a question mark */
static const char *
TextOf(SssCodeListId list, int index)
{
	return index == SSS_MISSING ? "?" : SssCodeAt(list, index)->text;
}

/*
 * Categories, basis, provider, stay and service; a plus joins the categories,
 * a question mark stands for an unknown fact, a number sign for a stay that
 * is given by no code.
 */
const char *
Described(const SssFacts *facts)
{
	static char buffer[DESCRIPTION];
	const char *separator = "";
	int			length = 0;

	for (int category = 0; category < N_CATEGORIES; category++)
	{
		if ((facts->categories & SSS_BIT(category)) == 0)
			continue;
		length += snprintf(buffer + length, DESCRIPTION - length, "%s%s", separator,
						   TextOf(CODES_recipient_category, category));
		separator = "+";
	}
	if (facts->category_missing || facts->categories == 0)
		length += snprintf(buffer + length, DESCRIPTION - length, "%s%s", separator,
						   facts->category_missing ? "?" : "-");
	snprintf(buffer + length, DESCRIPTION - length, " %s %s %s %s",
			 TextOf(CODES_placement_basis, facts->codes[ROLE_basis]),
			 TextOf(CODES_provider_type, facts->codes[ROLE_provider]),
			 facts->stay_unknown ? "#" : TextOf(CODES_stay_mode, facts->codes[ROLE_stay]),
			 TextOf(CODES_service, facts->codes[ROLE_service]));
	return buffer;
}

bool
IsGrandfathered(SssRule rule, const SssFacts *now, const SssFacts *before, bool strict,
				SssFinding *added)
{
	SssExemption exemption = {.before = before};

	return !SssAddsViolation(rule, now, &exemption, strict, added);
}

void
SetDay(SssFacts *facts, SssDay day)
{
	facts->has_date = true;
	facts->on_date = day;
}

int
CategorySetCount(void)
{
	return 1 + N_CATEGORIES + N_CATEGORIES * (N_CATEGORIES - 1) / 2;
}

uint32_t
CategorySet(int number)
{
	int			second = 1;

	if (number == 0)
		return 0;
	if (number <= N_CATEGORIES)
		return SSS_BIT(number - 1);
	for (number -= N_CATEGORIES + 1; number >= second; second++)
		number -= second;
	return SSS_BIT(number) | SSS_BIT(second);
}

int
CoordinateSize(Coordinate coordinate)
{
	switch (coordinate)
	{
		case COORDINATE_stay:
			return N_STAYS + 2;
		case COORDINATE_provider:
			return N_PROVIDERS + 1;
		case COORDINATE_basis:
			return N_BASES + 1;
		case COORDINATE_category_missing:
			return 2;
		case COORDINATE_categories:
			return CategorySetCount();
		case N_COORDINATES:
			break;
	}
	return 0;
}

/* How far apart in the numbering two neighbours along a coordinate are */
static long
Stride(Coordinate coordinate)
{
	long		stride = 1;

	for (Coordinate inner = 0; inner < coordinate; inner++)
		stride *= CoordinateSize(inner);
	return stride;
}

long
PlacementCount(void)
{
	return Stride(N_COORDINATES);
}

int
CoordinateOf(long number, Coordinate coordinate)
{
	return number / Stride(coordinate) % CoordinateSize(coordinate);
}

long
PlacementBeside(long number, Coordinate coordinate, int value)
{
	return number + (value - CoordinateOf(number, coordinate)) * Stride(coordinate);
}

void
PlacementAt(long number, SssFacts *facts)
{
	*facts = sss_no_facts;
	facts->categories = CategorySet(CoordinateOf(number, COORDINATE_categories));
	facts->category_missing = CoordinateOf(number, COORDINATE_category_missing) == 1;
	facts->codes[ROLE_basis] = CoordinateOf(number, COORDINATE_basis) - 1;
	facts->codes[ROLE_provider] = CoordinateOf(number, COORDINATE_provider) - 1;
	facts->codes[ROLE_stay] = CoordinateOf(number, COORDINATE_stay) - 1;
	if (facts->codes[ROLE_stay] == N_STAYS)
	{
		facts->codes[ROLE_stay] = SSS_MISSING;
		facts->stay_unknown = true;
	}
}

long
ServiceCaseCount(void)
{
	return (N_SERVICES + 1L) * (N_PROVIDERS + 1L);
}

void
ServiceCaseAt(long number, SssFacts *facts)
{
	*facts = sss_no_facts;
	facts->codes[ROLE_service] = (int) (number / (N_PROVIDERS + 1)) - 1;
	facts->codes[ROLE_provider] = (int) (number % (N_PROVIDERS + 1)) - 1;
}
