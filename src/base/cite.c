/*-------------------------------------------------------------------------
 *
 * cite.c
 *	  Citations as lawyers write them.
 *
 * The unnumbered parts of a paragraph or item are counted from its opening,
 * which is part 1.  Where they are dashes, Russian and Kazakh count the opening
 * too, and English counts the dashes alone.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "base/base.h"
#include "law/law.h"

/* The words of citations; SssLocalize() converts them with the rest */
#define ORDINAL(...)
#define CITATION_WORD(word, text) static const char *const word = text;
#include "law/lists/citation_words.h"
#undef ORDINAL
#undef CITATION_WORD

typedef struct Ordinal
{
	const char *kk;
	const char *ru_sentence;
	const char *ru_dash;
} Ordinal;

#define ORDINAL(number, kk, ru_sentence, ru_dash) [number] = {kk, ru_sentence, ru_dash},
#define CITATION_WORD(...)
static const Ordinal ordinals[] = {
#include "law/lists/citation_words.h"
};
#undef ORDINAL
#undef CITATION_WORD

StaticAssertDecl(lengthof(ordinals) > SSS_PARAGRAPH_PART_MAX &&
				 lengthof(ordinals) > SSS_ITEM_PART_MAX,
				 "every part that a citation can hold needs its ordinal");

/* "7", or "7-1" if an amendment inserted it */
static char *
Number(int number, int insert)
{
	return insert != 0 ? psprintf("%d-%d", number, insert) : psprintf("%d", number);
}

static void
CiteKazakh(const SssProvisionParts *parts, int part, bool dashes, StringInfo out)
{
	if (parts->annex == 0)
		appendStringInfoString(out, kk_order);
	else
		appendStringInfo(out, "%d%s", parts->annex, kk_annex);

	appendStringInfo(out, " %s-%s", Number(parts->paragraph, parts->paragraph_insert),
					 parts->item != 0 || part != 0 ? kk_of_paragraph : kk_paragraph);
	if (parts->item != 0)
		appendStringInfo(out, " %s) %s", Number(parts->item, parts->item_insert),
						 part != 0 ? kk_of_item : kk_item);
	if (part != 0)
		appendStringInfo(out, " %s %s", ordinals[part].kk, dashes ? kk_dash : kk_sentence);
}

static void
CiteRussian(const SssProvisionParts *parts, int part, bool dashes, StringInfo out)
{
	if (part != 0)
		appendStringInfo(out, "%s %s ", dashes ? ru_dash : ru_sentence,
						 dashes ? ordinals[part].ru_dash : ordinals[part].ru_sentence);
	if (parts->item != 0)
		appendStringInfo(out, "%s %s) ", part != 0 ? ru_of_item : ru_item,
						 Number(parts->item, parts->item_insert));
	appendStringInfo(out, "%s %s ",
					 parts->item != 0 || part != 0 ? ru_of_paragraph : ru_paragraph,
					 Number(parts->paragraph, parts->paragraph_insert));
	if (parts->annex == 0)
		appendStringInfoString(out, ru_of_order);
	else
		appendStringInfo(out, "%s %d", ru_of_annex, parts->annex);
}

static void
CiteEnglish(const SssProvisionParts *parts, int part, bool dashes, StringInfo out)
{
	if (parts->annex == 0)
		appendStringInfoString(out, "the order");
	else
		appendStringInfo(out, "annex %d", parts->annex);
	appendStringInfo(out, ", paragraph %s", Number(parts->paragraph, parts->paragraph_insert));
	if (parts->item != 0)
		appendStringInfo(out, ", subparagraph %s", Number(parts->item, parts->item_insert));
	if (dashes && part == 1)
		appendStringInfoString(out, ", opening words");
	else if (dashes)
		appendStringInfo(out, ", dash %d", part - 1);
	else if (part != 0)
		appendStringInfo(out, ", part %d", part);
}

char *
SssCite(SssProvision provision, SssLanguage language)
{
	SssProvisionParts parts;
	StringInfoData cited[SSS_LANGUAGES];
	const char *texts[SSS_LANGUAGES];
	int			part;
	bool		dashes;

	SssSplitProvision(provision, &parts);
	part = parts.item != 0 ? parts.item_part : parts.paragraph_part;
	dashes = part != 0 && SssPartsAreDashes(provision);

	for (int i = 0; i < SSS_LANGUAGES; i++)
		initStringInfo(&cited[i]);
	CiteKazakh(&parts, part, dashes, &cited[SSS_KK]);
	CiteRussian(&parts, part, dashes, &cited[SSS_RU]);
	CiteEnglish(&parts, part, dashes, &cited[SSS_EN]);
	for (int i = 0; i < SSS_LANGUAGES; i++)
		texts[i] = cited[i].data;
	return SssLocalize(texts, language);
}
