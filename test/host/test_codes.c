/*-------------------------------------------------------------------------
 *
 * test_codes.c
 *	  The way between a code's text, its value on disk and its index.
 *
 *-------------------------------------------------------------------------
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "facts.h"
#include "tap.h"

/* Far longer than any code */
#define OVERLONG	10000

/* Look a text up that ends where its bytes end, so that reading on is noticed */
static int
LookUp(SssCodeListId list, const char *text, size_t length)
{
	char	   *exact = malloc(length > 0 ? length : 1);
	int			index;

	memcpy(exact, text, length);
	index = SssCodeByText(list, exact, length);
	free(exact);
	return index;
}

static void
CheckRoundTrips(void)
{
	Claim		claim = CLAIM("text, index, value, index, text: every code comes back");

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
		{
			const SssCode *code = SssCodeAt(list, i);
			int			by_text = LookUp(list, code->text, strlen(code->text));
			int			by_value = SssCodeByValue(list, code->value);

			CASE(&claim, by_text == i && by_value == i, "%s: %d by text, %d by value, %d in the list",
				 code->text, by_text, by_value, i);
		}
	}
	ClaimDone(&claim);
}

/* A code cut short anywhere is no code, unless the list has that one too */
static void
LookUpPrefixes(Claim *claim, SssCodeListId list, const char *text)
{
	for (size_t length = 0; length < strlen(text); length++)
	{
		int			found = LookUp(list, text, length);

		CASE(claim, found == SSS_MISSING || strlen(SssCodeAt(list, found)->text) == length,
			 "%.*s was taken for %s", (int) length, text, SssCodeAt(list, found)->text);
	}
}

static void
CheckNearMisses(void)
{
	static const char *const formats[] = {"%sx", "x%s", " %s", "%s ", "%s\n", "%s.", ".%s", "%s_", "%s%s"};
	Claim		prefixes = CLAIM("the beginning of a code is no code");
	Claim		suffixes = CLAIM("the end of a code is no code");
	Claim		changed = CLAIM("a code with something before or behind it is no code");
	Claim		letters = CLAIM("a code with a capital letter is no code");
	char		text[200];

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
		{
			const char *code = SssCodeAt(list, i)->text;

			LookUpPrefixes(&prefixes, list, code);
			CASE(&suffixes, LookUp(list, code + 1, strlen(code) - 1) == SSS_MISSING, "%s", code + 1);
			for (size_t f = 0; f < sizeof(formats) / sizeof(formats[0]); f++)
			{
				snprintf(text, sizeof(text), formats[f], code, code);
				CASE(&changed, LookUp(list, text, strlen(text)) == SSS_MISSING, "%s", text);
			}
			snprintf(text, sizeof(text), "%s", code);
			text[0] -= 'a' - 'A';
			CASE(&letters, LookUp(list, text, strlen(text)) == SSS_MISSING, "%s", text);
		}
	}
	ClaimDone(&prefixes);
	ClaimDone(&suffixes);
	ClaimDone(&changed);
	ClaimDone(&letters);
}

static void
CheckUnknownTexts(void)
{
	static const char *const unknown[] = {
		"", " ", "?", "#", "#16", "16", "NULL", "null", "1.7.10", "kind.name", "household.", ".", "сирота"
	};
	Claim		texts = CLAIM("a text that names nothing is no code");
	Claim		types = CLAIM("a code of one type is no code of another");
	char	   *overlong = malloc(OVERLONG);

	memset(overlong, 'a', OVERLONG);
	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++)
			CASE(&texts, LookUp(list, unknown[i], strlen(unknown[i])) == SSS_MISSING, "\"%s\"", unknown[i]);
		CASE(&texts, LookUp(list, overlong, OVERLONG) == SSS_MISSING, "%d letters", OVERLONG);
		for (int other = 0; other < N_CODE_LISTS; other++)
		{
			for (int i = 0; other != list && i < sss_code_lists[other].ncodes; i++)
			{
				const char *text = SssCodeAt(other, i)->text;

				CASE(&types, LookUp(list, text, strlen(text)) == SSS_MISSING, "%s", text);
			}
		}
	}
	free(overlong);
	ClaimDone(&texts);
	ClaimDone(&types);
}

/* A code that goes on behind a NUL: the length says so, the NUL must not hide it */
static bool
TakesHiddenText(void)
{
	bool		taken = false;

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
		{
			char		text[200] = {0};
			size_t		length = strlen(SssCodeAt(list, i)->text);

			memcpy(text, SssCodeAt(list, i)->text, length);
			for (size_t hidden = 1; hidden <= 8; hidden++)
				taken = taken || LookUp(list, text, length + hidden) != SSS_MISSING;
		}
	}
	return taken;
}

/* In a process of its own, since reading outside a code's text would end it */
static void
CheckHiddenTexts(void)
{
	int			status = 0;
	pid_t		child;

	fflush(stdout);
	child = fork();
	if (child == 0)
		_exit(TakesHiddenText() ? 1 : 0);
	Check(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
		  WEXITSTATUS(status) == 0,
		  "a code followed by a NUL byte within its length is no code, and nothing outside is read");
}

static void
CheckValues(void)
{
	Claim		claim = CLAIM("a value is a code's only where the list says so");

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (int value = SHRT_MIN - 1; value <= USHRT_MAX + 1; value++)
		{
			int			index = SssCodeByValue(list, value);
			bool		listed = false;

			for (int i = 0; i < sss_code_lists[list].ncodes; i++)
				listed = listed || SssCodeAt(list, i)->value == value;
			CASE(&claim, listed ? index != SSS_MISSING && SssCodeAt(list, index)->value == value :
				 index == SSS_MISSING, "%s %d", sss_code_lists[list].type_name, value);
		}
		CASE(&claim, SssCodeByValue(list, INT_MIN) == SSS_MISSING, "the least number");
		CASE(&claim, SssCodeByValue(list, INT_MAX) == SSS_MISSING, "the greatest number");
	}
	ClaimDone(&claim);
}

/* Values without a code are written "#n", and read up to the type's limit */
static void
CheckValueTexts(void)
{
	Claim		formats = CLAIM("a value is written as a number sign and the number, and read back");
	Claim		bounds = CLAIM("a value beyond its type is not read");
	Claim		buffer = CLAIM("any number without a code is written as a number sign and digits, within its buffer");
	static const int odd[] = {INT_MIN, INT_MIN + 1, -32769, -32768, -128, -1, 0, 32768, 65535, 65536, INT_MAX};
	char		text[SSS_VALUE_TEXT];
	char		expected[20];

	for (int value = 1; value <= SHRT_MAX; value++)
	{
		snprintf(expected, sizeof(expected), "#%d", value);
		SssFormatValue(value, text);
		CASE(&formats, strcmp(text, expected) == 0 && SssParseValue(text, strlen(text), SHRT_MAX) == value,
			 "%s for %d", text, value);
		CASE(&bounds, SssParseValue(text, strlen(text), SCHAR_MAX) == (value <= SCHAR_MAX ? value : 0), "%s", text);
	}
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
	{
		memset(text, 'x', sizeof(text));
		SssFormatValue(odd[i], text);
		CASE(&buffer, memchr(text, '\0', sizeof(text)) != NULL && text[0] == '#' &&
			 strlen(text) > 1 && strspn(text + 1, "0123456789") == strlen(text + 1), "%d", odd[i]);
	}
	ClaimDone(&formats);
	ClaimDone(&bounds);
	ClaimDone(&buffer);
}

/* One text, read as a value of one byte and of two */
typedef struct ValueText
{
	const char *text;
	int			one_byte;
	int			two_bytes;
} ValueText;

static void
CheckValueBounds(void)
{
	static const ValueText expected[] = {
		{"#0", 0, 0}, {"#1", 1, 1}, {"#127", 127, 127}, {"#128", 0, 128},
		{"#32767", 0, 32767}, {"#32768", 0, 0}, {"#99999999999999999999", 0, 0},
		{"#4294967297", 0, 0}, {"#", 0, 0}, {"", 0, 0}, {"1", 0, 0}, {"#1x", 0, 0},
		{"#x1", 0, 0}, {"#-1", 0, 0}, {"#+1", 0, 0}, {"#01", 0, 0}, {"#00", 0, 0},
		{"# 1", 0, 0}, {" #1", 0, 0}, {"#1 ", 0, 0}, {"##1", 0, 0}, {"#1#", 0, 0},
		{"#1.0", 0, 0}, {"#0x1", 0, 0}, {"#1\n", 0, 0}
	};

	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
	{
		const ValueText *e = &expected[i];

		Check(SssParseValue(e->text, strlen(e->text), SCHAR_MAX) == e->one_byte &&
			  SssParseValue(e->text, strlen(e->text), SHRT_MAX) == e->two_bytes,
			  "value text %zu, of %zu bytes, is read as %d and %d", i, strlen(e->text),
			  e->one_byte, e->two_bytes);
	}
}

int
main(void)
{
	CheckRoundTrips();
	CheckNearMisses();
	CheckUnknownTexts();
	CheckHiddenTexts();
	CheckValues();
	CheckValueTexts();
	CheckValueBounds();
	return ChecksDone();
}
