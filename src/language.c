/*-------------------------------------------------------------------------
 *
 * language.c
 *	  In which language the law speaks, and in which encoding.
 *
 * Technical errors go through gettext like PostgreSQL's own.  What is said of
 * the law comes from the lists, in the language of sss.language.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <ctype.h>

#include "catalog/namespace.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "compat.h"
#include "language.h"

static char *language_setting = NULL;

static const char *const language_codes[SSS_LANGUAGES] = {
	[SSS_KK] = "kk",
	[SSS_RU] = "ru",
	[SSS_EN] = "en",
};

bool
SssParseLanguage(const char *string, SssLanguage *language)
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
	if (**newval == '\0' || SssParseLanguage(*newval, &language))
		return true;
	GUC_check_errdetail("Available values: kk, ru, en, or empty for the language of lc_messages.");
	return false;
}

void
SssDefineLanguage(void)
{
	DefineCustomStringVariable("sss.language",
							   "Sets the language in which special_social_services speaks of the law.",
							   "kk, ru or en; if empty, the language of lc_messages, or English.",
							   &language_setting,
							   "",
							   PGC_USERSET,
							   0,
							   CheckLanguage,
							   NULL,
							   NULL);
}

/* "kk_KZ.UTF-8", "ru", "Russian_Russia.1251": what matters is how it begins */
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

SssLanguage
SssSessionLanguage(void)
{
	SssLanguage language;

	if (language_setting != NULL && SssParseLanguage(language_setting, &language))
		return language;
	return LanguageOfLocale(GetConfigOption("lc_messages", true, false));
}

SssLanguage
SssLanguageArgument(FunctionCallInfo fcinfo, int argument)
{
	SssLanguage language;

	if (PG_ARGISNULL(argument))
		return SssSessionLanguage();
	if (!SssParseLanguage(text_to_cstring(PG_GETARG_TEXT_PP(argument)), &language))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown language"),
				 errhint("Use kk, ru or en, or NULL for the language of the session.")));
	return language;
}

/* The text in the database's encoding, or NULL where letters are missing there */
static char *
ToServerEncoding(const char *string)
{
	int			encoding = GetDatabaseEncoding();

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return pstrdup(string);

#if SSS_HAVE_CONVERSION_NOERROR
	{
		Oid			function = FindDefaultConversionProc(PG_UTF8, encoding);
		int			length = strlen(string);
		Size		size = (Size) length * MAX_CONVERSION_GROWTH + 1;
		char	   *converted = palloc(size);

		if (OidIsValid(function) &&
			pg_do_encoding_conversion_buf(function, PG_UTF8, encoding, (unsigned char *) string,
										  length, (unsigned char *) converted, size, true) == length)
			return converted;
	}
#endif
	return NULL;
}

char *
SssLocalize(const char *const texts[SSS_LANGUAGES], SssLanguage language)
{
	char	   *string = ToServerEncoding(texts[language]);

	if (string == NULL)
		string = ToServerEncoding(texts[SSS_EN]);
	return string != NULL ? string : pstrdup(texts[SSS_EN]);
}
