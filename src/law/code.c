/*-------------------------------------------------------------------------
 *
 * code.c
 *	  The way between a code's text, its value on disk and its index, and
 *	  between a citation and its text.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "law/code.h"

int
SssCodeByText(SssCodeListId list, const char *string, size_t length)
{
	const SssCodeList *codes = &sss_code_lists[list];

	for (int i = 0; i < codes->ncodes; i++)
	{
		if (codes->codes[i].length == length && memcmp(codes->codes[i].text, string, length) == 0)
			return i;
	}
	return SSS_MISSING;
}

void
SssFormatValue(int value, char *buffer)
{
	snprintf(buffer, SSS_VALUE_TEXT, "#%d", value & 0x7FFF);
}

/* Parse a number without sign or leading zero, at most max; 0 if there is none */
static int
ParseNumber(const char **cursor, const char *end, int max)
{
	const char *p = *cursor;
	int			number = 0;

	if (p == end || *p < '1' || *p > '9')
		return 0;
	for (; p < end && *p >= '0' && *p <= '9'; p++)
	{
		number = number * 10 + (*p - '0');
		if (number > max)
			return 0;
	}
	*cursor = p;
	return number;
}

int
SssParseValue(const char *string, size_t length, int max)
{
	const char *cursor = string + 1;
	const char *end = string + length;
	int			value;

	if (length == 0 || string[0] != '#')
		return 0;
	value = ParseNumber(&cursor, end, max);
	return cursor == end ? value : 0;
}

/* Parse a separator with a number behind it, or neither; false if there is only the separator */
static bool
ParseOptional(const char **cursor, const char *end, char separator, int max, int *number)
{
	*number = 0;
	if (*cursor == end || **cursor != separator)
		return true;
	(*cursor)++;
	*number = ParseNumber(cursor, end, max);
	return *number != 0;
}

/*
 * annex '.' paragraph [ '-' inserted ] [ '.' item [ '-' inserted ] ] [ '/' part ]
 */
SssProvision
SssParseProvision(const char *string, size_t length)
{
	const char *cursor = string;
	const char *end = string + length;
	SssProvisionParts parts;
	int			part;

	if (length < 3 || string[0] < '0' || string[0] > '0' + SSS_ANNEX_MAX)
		return SSS_NO_PROVISION;
	parts.annex = string[0] - '0';
	cursor++;

	if (!ParseOptional(&cursor, end, '.', SSS_PARAGRAPH_MAX, &parts.paragraph) ||
		parts.paragraph == 0 ||
		!ParseOptional(&cursor, end, '-', SSS_PARAGRAPH_INSERT_MAX, &parts.paragraph_insert) ||
		!ParseOptional(&cursor, end, '.', SSS_ITEM_MAX, &parts.item))
		return SSS_NO_PROVISION;
	parts.item_insert = 0;
	if (parts.item != 0 &&
		!ParseOptional(&cursor, end, '-', SSS_ITEM_INSERT_MAX, &parts.item_insert))
		return SSS_NO_PROVISION;
	if (!ParseOptional(&cursor, end, '/',
					   parts.item != 0 ? SSS_ITEM_PART_MAX : SSS_PARAGRAPH_PART_MAX, &part) ||
		cursor != end)
		return SSS_NO_PROVISION;

	return SSS_ITEM_PART(parts.annex, parts.paragraph, parts.item, parts.item != 0 ? part : 0) |
		SSS_PART(0, 0, parts.item != 0 ? 0 : part) |
		((SssProvision) parts.paragraph_insert << SSS_PARAGRAPH_INSERT_SHIFT) |
		((SssProvision) parts.item_insert << SSS_ITEM_INSERT_SHIFT);
}

void
SssSplitProvision(SssProvision provision, SssProvisionParts *parts)
{
	parts->annex = (provision >> SSS_ANNEX_SHIFT) & SSS_ANNEX_MAX;
	parts->paragraph = (provision >> SSS_PARAGRAPH_SHIFT) & SSS_PARAGRAPH_MAX;
	parts->paragraph_insert = (provision >> SSS_PARAGRAPH_INSERT_SHIFT) & SSS_PARAGRAPH_INSERT_MAX;
	parts->paragraph_part = (provision >> SSS_PARAGRAPH_PART_SHIFT) & SSS_PARAGRAPH_PART_MAX;
	parts->item = (provision >> SSS_ITEM_SHIFT) & SSS_ITEM_MAX;
	parts->item_insert = (provision >> SSS_ITEM_INSERT_SHIFT) & SSS_ITEM_INSERT_MAX;
	parts->item_part = (provision >> SSS_ITEM_PART_SHIFT) & SSS_ITEM_PART_MAX;
}

void
SssFormatProvision(SssProvision provision, char *buffer)
{
	SssProvisionParts parts;
	int			part;
	int			length;

	SssSplitProvision(provision, &parts);
	part = parts.item != 0 ? parts.item_part : parts.paragraph_part;

	length = snprintf(buffer, SSS_PROVISION_TEXT, "%d.%d", parts.annex, parts.paragraph);
	if (parts.paragraph_insert != 0)
		length += snprintf(buffer + length, SSS_PROVISION_TEXT - length, "-%d", parts.paragraph_insert);
	if (parts.item != 0)
		length += snprintf(buffer + length, SSS_PROVISION_TEXT - length, ".%d", parts.item);
	if (parts.item_insert != 0)
		length += snprintf(buffer + length, SSS_PROVISION_TEXT - length, "-%d", parts.item_insert);
	if (part != 0)
		snprintf(buffer + length, SSS_PROVISION_TEXT - length, "/%d", part);
}
