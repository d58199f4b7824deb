/*-------------------------------------------------------------------------
 *
 * test_citations.c
 *	  Citations: their text, their parts and their order.
 *
 *-------------------------------------------------------------------------
 */
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "tap.h"

/* Room for a text that breaks the grammar by being longer than any citation */
#define TEXT_ROOM	80

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Parse a text that ends where its bytes end, so that reading on is noticed */
static SssProvision
Parse(const char *text, size_t length)
{
	char	   *exact = malloc(length > 0 ? length : 1);
	SssProvision provision;

	memcpy(exact, text, length);
	provision = SssParseProvision(exact, length);
	free(exact);
	return provision;
}

static SssProvision
ParseText(const char *text)
{
	return Parse(text, strlen(text));
}

static bool
ComesBack(SssProvision provision)
{
	char		text[SSS_PROVISION_TEXT];

	SssFormatProvision(provision, text);
	return provision != SSS_NO_PROVISION && ParseText(text) == provision;
}

static void
CheckListed(void)
{
	Claim		claim = CLAIM("every citation of the lists is written and read back");

	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS; r++)
	{
		for (int i = 0; i < sss_placement_lines[r].nlines; i++)
			CASE(&claim, ComesBack(sss_placement_lines[r].lines[i].provision),
				 "%s", Cited(sss_placement_lines[r].lines[i].provision));
	}
	for (int i = 0; i < sss_provider_standards_count; i++)
		CASE(&claim, ComesBack(sss_provider_standards[i].provision),
			 "%s", Cited(sss_provider_standards[i].provision));
	for (int i = 0; i < sss_scope_count; i++)
		CASE(&claim, ComesBack(sss_scope[i].provision), "%s", Cited(sss_scope[i].provision));
	for (int i = 0; i < sss_quality_conditions_count; i++)
		CASE(&claim, ComesBack(sss_quality_conditions[i].provision),
			 "%s", Cited(sss_quality_conditions[i].provision));
	for (int i = 0; i < sss_readings_count; i++)
		CASE(&claim, ComesBack(sss_readings[i].provision), "%s", Cited(sss_readings[i].provision));
	for (int i = 0; i < sss_editions_count; i++)
		CASE(&claim, ComesBack(sss_editions[i].provision), "%s", Cited(sss_editions[i].provision));
	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		for (int kind = 0; kind < N_KINDS; kind++)
			CASE(&claim, ComesBack(sss_service_paragraph[standard][kind]),
				 "%s", Cited(sss_service_paragraph[standard][kind]));
	}
	ClaimDone(&claim);
}

/* Write a citation from its parts, by the grammar and not by the code under test */
static void
Compose(const SssProvisionParts *parts, char *text)
{
	int			part = parts->item != 0 ? parts->item_part : parts->paragraph_part;
	int			length = snprintf(text, TEXT_ROOM, "%d.%d", parts->annex, parts->paragraph);

	if (parts->paragraph_insert != 0)
		length += snprintf(text + length, TEXT_ROOM - length, "-%d", parts->paragraph_insert);
	if (parts->item != 0)
		length += snprintf(text + length, TEXT_ROOM - length, ".%d", parts->item);
	if (parts->item_insert != 0)
		length += snprintf(text + length, TEXT_ROOM - length, "-%d", parts->item_insert);
	if (part != 0)
		snprintf(text + length, TEXT_ROOM - length, "/%d", part);
}

/* One citation of the grammar: it is read, taken apart and written again as it was */
static void
TakeApart(Claim *claim, const SssProvisionParts *parts)
{
	char		text[TEXT_ROOM];
	char		written[SSS_PROVISION_TEXT];
	SssProvisionParts found;
	SssProvision provision;

	Compose(parts, text);
	provision = ParseText(text);
	SssSplitProvision(provision, &found);
	SssFormatProvision(provision, written);
	CASE(claim, provision != SSS_NO_PROVISION && strcmp(text, written) == 0 &&
		 memcmp(parts, &found, sizeof(found)) == 0, "%s came back as %s", text, written);
}

/* A part belongs to the item where there is one, otherwise to the paragraph */
static void
TakeApartWithItem(Claim *claim, SssProvisionParts parts)
{
	static const int items[] = {0, 1, 2, 9, 10, 62, 63};
	static const int inserts[] = {0, 1, 2, 9, 10, 14, 15};
	static const int last_parts[] = {0, 1, 2, 9, 10, 14, 15};

	for (size_t i = 0; i < COUNT(items); i++)
	{
		parts.item = items[i];
		for (size_t n = 0; n < (parts.item != 0 ? COUNT(inserts) : 1); n++)
		{
			parts.item_insert = inserts[n];
			for (size_t p = 0; p < COUNT(last_parts); p++)
			{
				parts.item_part = parts.item != 0 ? last_parts[p] : 0;
				parts.paragraph_part = parts.item != 0 ? 0 : last_parts[p];
				TakeApart(claim, &parts);
			}
		}
	}
}

static void
CheckGrammar(void)
{
	static const int paragraphs[] = {1, 2, 9, 10, 11, 99, 100, 126, 127};
	Claim		claim = CLAIM("every form of the grammar, at the bounds of every number, is read and written");
	Claim		numbers = CLAIM("every number of a paragraph, an item and their parts is read and written");

	for (int annex = 0; annex <= 7; annex++)
	{
		for (size_t p = 0; p < COUNT(paragraphs); p++)
		{
			for (int insert = 0; insert <= 7; insert++)
			{
				SssProvisionParts parts = {.annex = annex, .paragraph = paragraphs[p], .paragraph_insert = insert};

				TakeApartWithItem(&claim, parts);
			}
		}
	}
	for (int paragraph = 1; paragraph <= 127; paragraph++)
	{
		for (int item = 0; item <= 63; item++)
		{
			SssProvisionParts parts = {.annex = 1, .paragraph = paragraph, .item = item};

			for (int part = 0; part <= 15; part++)
			{
				*(item != 0 ? &parts.item_part : &parts.paragraph_part) = part;
				TakeApart(&numbers, &parts);
			}
		}
	}
	ClaimDone(&claim);
	ClaimDone(&numbers);
}

static void
CheckRejected(void)
{
	static const char *const malformed[] = {
		"", " ", "0", "1", "1.", ".1", ".", "..", "1..7", "1.0", "1.00", "0.0", "01.2", "1.02", "1.7.010",
		"8.1", "9.1", "10.1", "-1.1", "+1.1", "1.-7", "1.+7", "1.128", "1.1000", "1.99999999999999999999",
		"1.4294967297", "1.7.", "1.7.0", "1.7.64", "1.7.100", "1.7.4294967306", "1.7.10.", "1.7.10.1",
		"1.7-", "1.7-0", "1.7-01", "1.7-8", "1.7-1-1", "1.7--1", "1.7-.10", "1.7-1.", "1-1.7", "1/1.7",
		"1.7.10-", "1.7.10-0", "1.7.10-01", "1.7.10-16", "1.7.10-1-1", "1.7.10-4294967297",
		"1.7/", "1.7/0", "1.7/01", "1.7/16", "1.7/2/3", "1.7/2.10", "1.7/2-1", "1.7//2", "1.7/4294967298",
		"1.7.10/", "1.7.10/0", "1.7.10/02", "1.7.10/16", "1.7.10/2/3", "1.7.10/2-1", "1.7.10/2.1",
		"1.7 ", " 1.7", "1 .7", "1. 7", "1.7\n", "\t1.7", "1.7.10 ", "1.7 .10", "1.7- 1", "1.7/ 2",
		"1,7", "1:7", "1.7.x", "x.7", "1.7x", "1.7.10)", "1.7(10)", "1.7,10", "a1.7", "1.0x7", "1.7e1",
		"1.7\xE2\x80\x93\x31", "\xD9\xA1.7", "none"
	};

	for (size_t i = 0; i < COUNT(malformed); i++)
		Check(ParseText(malformed[i]) == SSS_NO_PROVISION, "malformed citation %zu, of %zu bytes, is refused",
			  i, strlen(malformed[i]));
}

/* The length counts, not a NUL byte, nor the bytes after the length */
static void
CheckLengths(void)
{
	static const char hidden[] = "1.7.10\0/2";
	static const char inside[] = "1.7\0.10";
	static const char at_once[] = "\0" "1.7";
	char		overlong[TEXT_ROOM * 100];

	Check(Parse(hidden, 6) == SSS_ITEM(1, 7, 10), "what stands behind the length is not read");
	Check(Parse("1.7.10", 5) == SSS_ITEM(1, 7, 1), "a text ends where its length says");
	Check(Parse(hidden, 7) == SSS_NO_PROVISION, "a NUL byte at the end is refused");
	Check(Parse(hidden, sizeof(hidden) - 1) == SSS_NO_PROVISION, "a NUL byte before a part is refused");
	Check(Parse(inside, sizeof(inside) - 1) == SSS_NO_PROVISION, "a NUL byte before an item is refused");
	Check(Parse(at_once, sizeof(at_once) - 1) == SSS_NO_PROVISION, "a NUL byte at the beginning is refused");
	Check(Parse("", 0) == SSS_NO_PROVISION, "a text without a byte is refused");

	memset(overlong, '1', sizeof(overlong));
	overlong[1] = '.';
	Check(Parse(overlong, sizeof(overlong)) == SSS_NO_PROVISION, "a text of %zu bytes is refused",
		  sizeof(overlong));
}

/* A number of the text that the expression found; 0: there is none */
static long
NumberIn(const char *text, const regmatch_t *match)
{
	return match->rm_so < 0 ? 0 : strtol(text + match->rm_so, NULL, 10);
}

/* Is the text a citation, by a regular expression and the bounds of the numbers? */
static bool
IsCitation(const regex_t *grammar, const char *text)
{
	regmatch_t	found[10];

	return regexec(grammar, text, COUNT(found), found, 0) == 0 &&
		NumberIn(text, &found[1]) <= 127 && NumberIn(text, &found[3]) <= 7 &&
		NumberIn(text, &found[5]) <= 63 && NumberIn(text, &found[7]) <= 15 &&
		NumberIn(text, &found[9]) <= 15;
}

/* All texts of up to six characters that citations are made of, and a few others */
static void
CheckShortTexts(void)
{
	static const char alphabet[] = "01268.-/ ";
	regex_t		grammar;
	Claim		claim = CLAIM("of all short texts those are read that are citations, and come back as they were");
	char		text[TEXT_ROOM];
	char		written[SSS_PROVISION_TEXT];
	int			error = regcomp(&grammar, "^[0-7]\\.([1-9][0-9]*)(-([1-9][0-9]*))?"
								"(\\.([1-9][0-9]*)(-([1-9][0-9]*))?)?(/([1-9][0-9]*))?$", REG_EXTENDED);

	Check(error == 0, "the grammar of citations is a regular expression");
	for (long number = 1; error == 0; number++)
	{
		SssProvision provision;
		int			length = 0;

		/* No digit is zero, so that every text has one number */
		for (long rest = number; rest > 0; rest = (rest - 1) / 9)
			text[length++] = alphabet[(rest - 1) % 9];
		text[length] = '\0';
		if (length > 6)
			break;
		provision = ParseText(text);
		SssFormatProvision(provision, written);
		CASE(&claim, IsCitation(&grammar, text) ? strcmp(text, written) == 0 :
			 provision == SSS_NO_PROVISION, "\"%s\" is read as %s", text, Cited(provision));
	}
	if (error == 0)
		regfree(&grammar);
	ClaimDone(&claim);
}

/* Writing any number on disk stays within the buffer */
static void
CheckAnyNumber(void)
{
	Claim		claim = CLAIM("any number, written as a citation, fits its buffer");
	uint32_t	number = 1;

	for (int i = 0; i < 1000000; i++)
	{
		char	   *buffer = malloc(SSS_PROVISION_TEXT);

		SssFormatProvision(number, buffer);
		CASE(&claim, memchr(buffer, '\0', SSS_PROVISION_TEXT) != NULL, "%u", number);
		free(buffer);
		number = i < 32 ? UINT32_C(1) << i : i == 32 ? UINT32_MAX : number * UINT32_C(1664525) + 1013904223;
	}
	ClaimDone(&claim);
}

/* Citations as the Order reads, and as inserted numbers would stand in it */
static void
CheckOrder(void)
{
	static const char *const order[] = {
		"0.1", "0.1.1", "0.1.3", "0.2", "0.2.2", "0.5", "0.127-7/15",
		"1.1", "1.2", "1.2.1", "1.2.7", "1.2/2", "1.3", "1.3.1", "1.3.2", "1.3.3", "1.3/2",
		"1.4", "1.4/2", "1.4/3", "1.4/4", "1.5", "1.5.1", "1.5.9", "1.5.10",
		"1.6", "1.6.1", "1.6.1/2", "1.6.1/3", "1.6.1/4", "1.6.2",
		"1.7", "1.7.9", "1.7.10", "1.7.10/2", "1.7.10/15", "1.7.10-1", "1.7.10-1/2", "1.7.10-2", "1.7.11",
		"1.7.63-15/15", "1.7/2", "1.7/15", "1.7-1", "1.7-1.1", "1.7-1.1-1", "1.7-1/2", "1.7-2", "1.7-7",
		"1.8", "1.9", "1.10", "1.22", "1.22/2", "1.127-7.63-15/15",
		"2.1", "2.4/2", "2.7.10", "2.22", "3.1", "3.5", "3.5.1", "3.21.4", "4.1", "7.1",
		"7.127-7", "7.127-7.63-15/15", "7.127-7/15"
	};
	Claim		claim = CLAIM("citations sort as the Order reads");
	Claim		sign = CLAIM("no citation needs the sign bit, so that it sorts alike as a signed number");

	for (size_t i = 0; i < COUNT(order); i++)
	{
		SssProvision earlier = ParseText(order[i]);

		CASE(&sign, earlier != SSS_NO_PROVISION && earlier <= INT32_MAX, "%s", order[i]);
		for (size_t j = i + 1; j < COUNT(order); j++)
			CASE(&claim, earlier < ParseText(order[j]), "%s before %s", order[i], order[j]);
	}
	ClaimDone(&claim);
	ClaimDone(&sign);
}

int
main(void)
{
	CheckListed();
	CheckGrammar();
	CheckRejected();
	CheckLengths();
	CheckShortTexts();
	CheckAnyNumber();
	CheckOrder();
	return ChecksDone();
}
