/*-------------------------------------------------------------------------
 *
 * language.c
 *	  The language and the encoding of texts about the law.
 *
 * Technical errors are translated by gettext, as PostgreSQL's own are.  Texts
 * about the law come from the lists, in the language that the setting
 * sss.language names.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "base/base.h"

static char *language_setting = NULL;

static const char *const language_codes[SSS_LANGUAGES] = {
	[SSS_KK] = "kk",
	[SSS_RU] = "ru",
	[SSS_EN] = "en",
};

#define SIGN(...)
#define ALPHABET(language, letters, signs) [SSS_##language] = letters,
static const char *const alphabets[SSS_LANGUAGES] = {
#include "law/lists/alphabets.h"
};
#undef ALPHABET

#define ALPHABET(language, letters, signs) [SSS_##language] = letters signs,
static const char *const message_characters[SSS_LANGUAGES] = {
#include "law/lists/alphabets.h"
};
#undef ALPHABET
#undef SIGN

#define ALPHABET(...)
#define SIGN(sign, plain) {sign, plain},
static const struct
{
	const char *sign;
	const char *plain;
}			signs[] = {
#include "law/lists/alphabets.h"
};
#undef ALPHABET
#undef SIGN

static bool
ParseLanguage(const char *string, SssLanguage *language)
{
	for (int i = 0; i < SSS_LANGUAGES; i++)
	{
		if (pg_strcasecmp(string, language_codes[i]) == 0)
		{
			*language = (SssLanguage) i;
			return true;
		}
	}
	return false;
}

static bool
CheckLanguage(char **newval, void **extra, GucSource source)
{
	SssLanguage language;

	(void) extra;
	(void) source;
	if (**newval == '\0' || ParseLanguage(*newval, &language))
		return true;
	GUC_check_errdetail("Available values: kk, ru, en, or empty for the language of lc_messages.");
	return false;
}

void
SssDefineLanguage(void)
{
	DefineCustomStringVariable("sss.language",
							   "Sets the language of what special_social_services says about the law.",
							   "kk, ru or en; if empty, the language of lc_messages, or English.",
							   &language_setting,
							   "",
							   PGC_USERSET,
							   0,
							   CheckLanguage,
							   NULL,
							   NULL);
}

/* The language of a locale, by the beginning of a name as "kk_KZ.UTF-8" or "Russian_Russia.1251" */
static SssLanguage
LanguageOfLocale(const char *locale)
{
	if (locale == NULL)
		return SSS_EN;
	if (pg_strncasecmp(locale, "ru", 2) == 0)
		return SSS_RU;
	if (pg_strncasecmp(locale, "kk", 2) == 0 || pg_strncasecmp(locale, "kazakh", 6) == 0)
		return SSS_KK;
	return SSS_EN;
}

/* A text in another encoding; NULL: it lacks a letter, or the server has no conversion */
static char *
Convert(const char *string, int from, int to)
{
#if SSS_HAVE_CONVERSION_NOERROR
	Oid			function = FindDefaultConversionProc(from, to);
	int			length = strlen(string);
	Size		size = (Size) length * MAX_CONVERSION_GROWTH + 1;
	char	   *converted = palloc(size);

	if (OidIsValid(function) &&
		pg_do_encoding_conversion_buf(function, from, to, (unsigned char *) string,
									  length, (unsigned char *) converted, size, true) == length)
		return converted;
#endif
	return NULL;
}

static bool
IsAscii(const char *string)
{
	while (*string != '\0' && !IS_HIGHBIT_SET(*string))
		string++;
	return *string == '\0';
}

/* A text of the lists, in UTF-8, in the database's encoding; NULL as above.  SQL_ASCII takes UTF-8 as it is. */
static char *
ToServerEncoding(const char *string)
{
	int			encoding = GetDatabaseEncoding();

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII || IsAscii(string))
		return pstrdup(string);
	return Convert(string, PG_UTF8, encoding);
}

/* The text with plain characters in place of the signs that an encoding may lack */
static char *
WithoutSigns(const char *string)
{
	StringInfoData out;

	initStringInfo(&out);
	while (*string != '\0')
	{
		size_t		length = 0;

		for (size_t i = 0; i < lengthof(signs) && length == 0; i++)
		{
			if (strncmp(string, signs[i].sign, strlen(signs[i].sign)) != 0)
				continue;
			length = strlen(signs[i].sign);
			appendStringInfoString(&out, signs[i].plain);
		}
		if (length == 0)
			appendStringInfoChar(&out, *string++);
		string += length;
	}
	return out.data;
}

/*
 * The texts of one sentence must not differ in language.  So a language is
 * used only if the encoding has its whole alphabet, whatever the single text
 * needs.
 */
char *
SssLocalize(const char *const texts[SSS_LANGUAGES], SssLanguage language)
{
	SssLanguage spoken = ToServerEncoding(alphabets[language]) != NULL ? language : SSS_EN;
	char	   *string = ToServerEncoding(texts[spoken]);

	if (string == NULL)
		string = ToServerEncoding(WithoutSigns(texts[spoken]));
	return string != NULL ? string : pstrdup("?");
}

/*
 * Does the client's encoding have the letters of the language?  If not, the
 * server would send an encoding error in place of the message.
 */
static bool
ClientReads(SssLanguage language)
{
	int			server = GetDatabaseEncoding();
	int			client = pg_get_client_encoding();

	if (client == server || client == PG_SQL_ASCII || server == PG_SQL_ASCII)
		return true;
	return Convert(SssLocalize(message_characters, language), server, client) != NULL;
}

/* The language of sss.language, or else of lc_messages */
static SssLanguage
SessionLanguage(void)
{
	SssLanguage language;

	if (language_setting != NULL && ParseLanguage(language_setting, &language))
		return language;
	return LanguageOfLocale(GetConfigOption("lc_messages", true, false));
}

SssLanguage
SssMessageLanguage(void)
{
	SssLanguage language = SessionLanguage();

	return ClientReads(language) ? language : SSS_EN;
}

SssLanguage
SssGetArgLanguage(FunctionCallInfo fcinfo, int argument)
{
	SssLanguage language;

	if (PG_ARGISNULL(argument))
		return SessionLanguage();
	if (!ParseLanguage(text_to_cstring(PG_GETARG_TEXT_PP(argument)), &language))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized language"),
				 errhint("Use kk, ru or en, or NULL for the language of the session.")));
	return language;
}
