/*-------------------------------------------------------------------------
 *
 * page_text.c
 *	  The words of the page that sss.report_html() makes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "base/base.h"

typedef struct PageText
{
	const char *name;
	const char *texts[SSS_LANGUAGES];
} PageText;

static const PageText page_texts[] = {
#define PAGE_TEXT(name, kk, ru, en) {#name, {kk, ru, en}},
#include "report/lists/page_texts.h"
#undef PAGE_TEXT
};

/* page_text(name, language) */
PG_FUNCTION_INFO_V1(sss_page_text);
Datum
sss_page_text(PG_FUNCTION_ARGS)
{
	SssLanguage language = SssGetArgLanguage(fcinfo, 1);
	char	   *name;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	for (int i = 0; i < (int) lengthof(page_texts); i++)
	{
		if (strcmp(page_texts[i].name, name) == 0)
			PG_RETURN_TEXT_P(cstring_to_text(SssLocalize(page_texts[i].texts, language)));
	}
	elog(ERROR, "unrecognized text of the page: \"%s\"", name);
}

/* language_name(language): kk, ru or en */
PG_FUNCTION_INFO_V1(sss_language_name);
Datum
sss_language_name(PG_FUNCTION_ARGS)
{
	static const char *const names[SSS_LANGUAGES] = {"kk", "ru", "en"};

	PG_RETURN_TEXT_P(cstring_to_text(SssLocalize(names, SssGetArgLanguage(fcinfo, 0))));
}
