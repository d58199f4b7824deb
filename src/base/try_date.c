/*-------------------------------------------------------------------------
 *
 * try_date.c
 *	  Dates in text columns and documents; text that is no date is NULL.
 *
 * date_in() reads more formats, but it depends on DateStyle and fails on other
 * text.  A function for views over other people's text must be immutable and
 * must not fail.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "datatype/timestamp.h"
#include "fmgr.h"
#include "pgtime.h"
#include "utils/date.h"
#include "utils/datetime.h"

#include "base/compat.h"

/* Exactly that many digits, as a number; -1: there is something else */
static int
ParseDigits(const char **cursor, const char *end, int ndigits)
{
	int			number = 0;

	if (end - *cursor < ndigits)
		return -1;
	for (int i = 0; i < ndigits; i++)
	{
		char		digit = *(*cursor)++;

		if (digit < '0' || digit > '9')
			return -1;
		number = number * 10 + (digit - '0');
	}
	return number;
}

static bool
ParseCharacter(const char **cursor, const char *end, char expected)
{
	return *cursor < end && *(*cursor)++ == expected;
}

/* Is it "hh:mm", "hh:mm:ss" or "hh:mm:ss.fff", without a zone? */
static bool
IsTime(const char *cursor, const char *end)
{
	int			hour = ParseDigits(&cursor, end, 2);
	int			minute = ParseCharacter(&cursor, end, ':') ? ParseDigits(&cursor, end, 2) : -1;
	int			second = 0;

	if (cursor < end)
		second = ParseCharacter(&cursor, end, ':') ? ParseDigits(&cursor, end, 2) : -1;
	if (cursor < end && *cursor == '.')
	{
		cursor++;
		while (cursor < end && *cursor >= '0' && *cursor <= '9')
			cursor++;
	}
	return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 &&
		second >= 0 && second <= 60 && cursor == end;
}

/* YYYY-MM-DD, with or without a time, or DD.MM.YYYY */
static bool
ParseDate(const char *string, int length, DateADT *date)
{
	const char *cursor = string;
	const char *end = string + length;
	bool		day_first = length == 10 && string[2] == '.';
	char		separator = day_first ? '.' : '-';
	int			first = ParseDigits(&cursor, end, day_first ? 2 : 4);
	int			month = ParseCharacter(&cursor, end, separator) ? ParseDigits(&cursor, end, 2) : -1;
	int			last = ParseCharacter(&cursor, end, separator) ? ParseDigits(&cursor, end, day_first ? 4 : 2) : -1;
	struct pg_tm tm = {0};

	if (first < 0 || month < 0 || last < 0)
		return false;
	if (cursor < end && ((*cursor != 'T' && *cursor != ' ') || !IsTime(cursor + 1, end)))
		return false;

	tm.tm_year = day_first ? last : first;
	tm.tm_mon = month;
	tm.tm_mday = day_first ? first : last;
	if (tm.tm_year == 0 || ValidateDate(DTK_DATE_M, false, false, false, &tm) != 0)
		return false;
	*date = date2j(tm.tm_year, tm.tm_mon, tm.tm_mday) - POSTGRES_EPOCH_JDATE;
	return true;
}

PG_FUNCTION_INFO_V1(sss_try_date);
Datum
sss_try_date(PG_FUNCTION_ARGS)
{
	text	   *input = PG_GETARG_TEXT_PP(0);
	DateADT		date;

	if (!ParseDate(VARDATA_ANY(input), VARSIZE_ANY_EXHDR(input), &date))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(date);
}
