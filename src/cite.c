/*-------------------------------------------------------------------------
 *
 * cite.c
 *	  Citations as lawyers write them.
 *
 * An unnumbered part is counted by an ordinal in Kazakh and Russian, from the
 * opening of its paragraph or item, which is the first.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "cite.h"
#include "code.h"
#include "compat.h"

/* Ordinals of parts, as far as a citation can count */
static const char *const kk_ordinals[] = {
	"", "бірінші", "екінші", "үшінші", "төртінші", "бесінші", "алтыншы", "жетінші",
	"сегізінші", "тоғызыншы", "оныншы", "он бірінші", "он екінші", "он үшінші",
	"он төртінші", "он бесінші"
};
static const char *const ru_ordinals[] = {
	"", "первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой",
	"восьмой", "девятый", "десятый", "одиннадцатый", "двенадцатый", "тринадцатый",
	"четырнадцатый", "пятнадцатый"
};

StaticAssertDecl(lengthof(kk_ordinals) > SSS_PARAGRAPH_PART_MAX &&
				 lengthof(ru_ordinals) > SSS_PARAGRAPH_PART_MAX &&
				 lengthof(kk_ordinals) > SSS_ITEM_PART_MAX &&
				 lengthof(ru_ordinals) > SSS_ITEM_PART_MAX,
				 "every part that a citation can hold needs its ordinal");

/* "7" or, where an amendment has inserted it, "7-1" */
static char *
Number(int number, int insert)
{
	return insert != 0 ? psprintf("%d-%d", number, insert) : psprintf("%d", number);
}

/* From the whole to the part, each in the genitive but the last */
static void
CiteKazakh(const SssProvisionParts *parts, int part, StringInfo out)
{
	if (parts->annex == 0)
		appendStringInfoString(out, "бұйрықтың");
	else
		appendStringInfo(out, "%d-қосымшаның", parts->annex);

	appendStringInfo(out, " %s-%s", Number(parts->paragraph, parts->paragraph_insert),
					 parts->item != 0 || part != 0 ? "тармағының" : "тармағы");
	if (parts->item != 0)
		appendStringInfo(out, " %s) %s", Number(parts->item, parts->item_insert),
						 part != 0 ? "тармақшасының" : "тармақшасы");
	if (part != 0)
		appendStringInfo(out, " %s абзацы", kk_ordinals[part]);
}

/* From the part to the whole, each in the genitive but the first */
static void
CiteRussian(const SssProvisionParts *parts, int part, StringInfo out)
{
	const char *paragraph = "пункт";

	if (part != 0)
		appendStringInfo(out, "абзац %s ", ru_ordinals[part]);
	if (parts->item != 0)
		appendStringInfo(out, "%s %s) ", part != 0 ? "подпункта" : "подпункт",
						 Number(parts->item, parts->item_insert));
	if (parts->item != 0 || part != 0)
		paragraph = "пункта";
	appendStringInfo(out, "%s %s ", paragraph, Number(parts->paragraph, parts->paragraph_insert));
	if (parts->annex == 0)
		appendStringInfoString(out, "приказа");
	else
		appendStringInfo(out, "приложения %d", parts->annex);
}

static void
CiteEnglish(const SssProvisionParts *parts, int part, StringInfo out)
{
	if (parts->annex == 0)
		appendStringInfoString(out, "the order");
	else
		appendStringInfo(out, "annex %d", parts->annex);
	appendStringInfo(out, ", paragraph %s", Number(parts->paragraph, parts->paragraph_insert));
	if (parts->item != 0)
		appendStringInfo(out, ", subparagraph %s", Number(parts->item, parts->item_insert));
	if (part != 0)
		appendStringInfo(out, ", part %d", part);
}

char *
SssCite(SssProvision provision, SssLanguage language)
{
	SssProvisionParts parts;
	StringInfoData cited[SSS_LANGUAGES];
	const char *texts[SSS_LANGUAGES];
	int			part;

	SssSplitProvision(provision, &parts);
	part = parts.item != 0 ? parts.item_part : parts.paragraph_part;

	for (int i = 0; i < SSS_LANGUAGES; i++)
		initStringInfo(&cited[i]);
	CiteKazakh(&parts, part, &cited[SSS_KK]);
	CiteRussian(&parts, part, &cited[SSS_RU]);
	CiteEnglish(&parts, part, &cited[SSS_EN]);
	for (int i = 0; i < SSS_LANGUAGES; i++)
		texts[i] = cited[i].data;
	return SssLocalize(texts, language);
}
