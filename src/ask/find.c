/*-------------------------------------------------------------------------
 *
 * find.c
 *	  Codes whose names resemble a caption, for mapping dictionaries.
 *
 * The captions of live databases are inflected, padded and abbreviated.  So
 * names are compared by the trigrams of their words, as pg_trgm compares them.
 * pg_trgm itself depends on the database's locale, and under C takes no
 * Cyrillic character for a letter: a mapping must not depend on that.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "base/base.h"

/* A lower score is chance */
#define LEAST_SCORE		0.3

/* What follows in a longer text counts for nothing; in bytes of UTF-8 */
#define LONGEST_CAPTION 1000

typedef struct Trigrams
{
	uint64	   *items;
	int			count;
} Trigrams;

typedef struct Match
{
	SssCodeListId list;
	int			index;
	SssLanguage language;		/* of the name with the score */
	double		score;
} Match;

/* A Latin or Cyrillic letter in lower case, or a digit; zero: the character separates words */
static pg_wchar
FoldLetter(pg_wchar c)
{
	if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
		return c;
	if (c >= 'A' && c <= 'Z')
		return c + ('a' - 'A');
	if (c == 0x0401 || c == 0x0451)
		return 0x0435;			/* the letter io is often written ie */
	if (c >= 0x0410 && c <= 0x042F)
		return c + 0x20;
	if (c >= 0x0400 && c <= 0x040F)
		return c + 0x50;
	if (c >= 0x0430 && c <= 0x045F)
		return c;
	if (c >= 0x0460 && c <= 0x052F)
		return c | 1;			/* Kazakh letters come in pairs of capital and small */
	return 0;
}

static int
CompareTrigrams(const void *a, const void *b)
{
	uint64		left = *(const uint64 *) a;
	uint64		right = *(const uint64 *) b;

	return (left > right) - (left < right);
}

/* The trigrams of a UTF-8 text, sorted; each word counts with two blanks before it and one after */
static Trigrams
MakeTrigrams(const char *utf8, int length)
{
	Trigrams	trigrams = {palloc((2 * length + 4) * sizeof(uint64)), 0};
	const unsigned char *cursor = (const unsigned char *) utf8;
	const unsigned char *end = cursor + length;
	pg_wchar	last[2] = {' ', ' '};
	bool		in_word = false;
	int			kept = 0;

	while (cursor <= end)
	{
		int			bytes = cursor < end ? pg_utf_mblen(cursor) : 1;
		pg_wchar	letter = 0;

		/* With SQL_ASCII a caption may end in the middle of a letter */
		if (cursor < end && bytes <= end - cursor)
			letter = FoldLetter(utf8_to_unicode(cursor));
		cursor += bytes;
		if (letter == 0 && !in_word)
			continue;
		trigrams.items[trigrams.count++] = ((uint64) last[0] << 42) | ((uint64) last[1] << 21) |
			(letter == 0 ? ' ' : letter);
		in_word = letter != 0;
		last[0] = in_word ? last[1] : ' ';
		last[1] = in_word ? letter : ' ';
	}

	qsort(trigrams.items, trigrams.count, sizeof(uint64), CompareTrigrams);
	for (int i = 0; i < trigrams.count; i++)
	{
		if (kept == 0 || trigrams.items[kept - 1] != trigrams.items[i])
			trigrams.items[kept++] = trigrams.items[i];
	}
	trigrams.count = kept;
	return trigrams;
}

/*
 * The score, from 0 to 1: the mean of the shared part of all trigrams and the
 * shared part of the caption's.  The latter counts because official names are
 * longer than captions.
 */
static double
ScoreTrigrams(const Trigrams *caption, const Trigrams *name)
{
	int			shared = 0;
	int			i = 0;
	int			j = 0;

	if (caption->count == 0 || name->count == 0)
		return 0;
	while (i < caption->count && j < name->count)
	{
		int			order = CompareTrigrams(&caption->items[i], &name->items[j]);

		shared += order == 0;
		i += order <= 0;
		j += order >= 0;
	}
	return (shared / (double) (caption->count + name->count - shared) +
			shared / (double) caption->count) / 2;
}

/*
 * The score of a name, with or without its part in parentheses, which a
 * caption may lack.
 */
static double
ScoreName(const Trigrams *caption, const char *name)
{
	const char *parenthesis = strstr(name, " (");
	Trigrams	whole = MakeTrigrams(name, strlen(name));
	double		score = ScoreTrigrams(caption, &whole);

	pfree(whole.items);
	if (parenthesis != NULL)
	{
		Trigrams	bare = MakeTrigrams(name, parenthesis - name);

		score = Max(score, ScoreTrigrams(caption, &bare));
		pfree(bare.items);
	}
	return score;
}

/* The best of a code's names, in one language or, if it is negative, in any */
static Match
MatchCode(const Trigrams *caption, SssCodeListId list, int index, int language)
{
	const SssCode *code = SssCodeAt(list, index);
	Match		match = {list, index, language < 0 ? SSS_EN : (SssLanguage) language, 0};

	for (int l = 0; l < SSS_LANGUAGES; l++)
	{
		double		score = language < 0 || l == language ? ScoreName(caption, code->names[l]) : 0;

		if (score > match.score)
		{
			match.score = score;
			match.language = (SssLanguage) l;
		}
	}
	return match;
}

/* Best score first; with equal scores, in the order of the lists */
static int
CompareMatches(const void *a, const void *b)
{
	const Match *left = (const Match *) a;
	const Match *right = (const Match *) b;

	if (left->score != right->score)
		return left->score < right->score ? 1 : -1;
	if (left->list != right->list)
		return left->list < right->list ? -1 : 1;
	return (left->index > right->index) - (left->index < right->index);
}

static void
PutMatch(SssRow *row, const Match *match)
{
	SssPutText(row, sss_code_lists[match->list].type_name);
	SssPutText(row, SssCodeAt(match->list, match->index)->text);
	SssPutText(row, SssLabel(match->list, match->index, match->language));
	SssPut(row, FLOAT4OID, Float4GetDatum((float4) match->score));
	SssEndRow(row);
}

/* The list of the type that the argument names; NULL: N_CODE_LISTS, for any type */
static SssCodeListId
GetArgCodeList(FunctionCallInfo fcinfo, int argument)
{
	SssCodeListId list = 0;
	char	   *type;

	if (PG_ARGISNULL(argument))
		return N_CODE_LISTS;
	type = text_to_cstring(PG_GETARG_TEXT_PP(argument));
	while (list < N_CODE_LISTS && strcmp(sss_code_lists[list].type_name, type) != 0)
		list++;
	if (list == N_CODE_LISTS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized type of codes"),
				 errhint("Name a type of schema sss, such as provider_type, or NULL for any.")));
	return list;
}

/* All codes that resemble the caption, unsorted; returns their number */
static int
CollectMatches(const Trigrams *caption, int language, SssCodeListId type, Match *matches)
{
	int			nmatches = 0;

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		/* No dictionary holds verdicts: match them only if they are asked for */
		if (type == N_CODE_LISTS ? list == CODES_verdict : list != (int) type)
			continue;
		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
		{
			Match		match = MatchCode(caption, list, i, language);

			if (match.score >= LEAST_SCORE)
				matches[nmatches++] = match;
		}
	}
	return nmatches;
}

/*
 * The trigrams of a caption, cut off at LONGEST_CAPTION, in any encoding.
 * SQL_ASCII is taken for UTF-8; a caption in another encoding then resembles
 * nothing.
 */
static Trigrams
CaptionTrigrams(text *input)
{
	char	   *caption = VARDATA_ANY(input);
	int			length = VARSIZE_ANY_EXHDR(input);

	if (GetDatabaseEncoding() != PG_SQL_ASCII)
	{
		/* Convert no more than can count */
		length = pg_mbcliplen(caption, length, LONGEST_CAPTION * MAX_MULTIBYTE_CHAR_LEN);
		caption = pg_server_to_any(pnstrdup(caption, length), length, PG_UTF8);
		length = strlen(caption);
	}
	return MakeTrigrams(caption, pg_encoding_mbcliplen(PG_UTF8, caption, length, LONGEST_CAPTION));
}

/* find(caption, language, of_type): type, code, name, score */
PG_FUNCTION_INFO_V1(sss_find);
Datum
sss_find(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	int			language = PG_ARGISNULL(1) ? -1 : (int) SssGetArgLanguage(fcinfo, 1);
	SssCodeListId type = GetArgCodeList(fcinfo, 2);
	int			ncodes = 0;
	int			nmatches;
	Match	   *matches;
	Trigrams	caption;

	if (PG_ARGISNULL(0))
		return (Datum) 0;
	caption = CaptionTrigrams(PG_GETARG_TEXT_PP(0));

	for (int list = 0; list < N_CODE_LISTS; list++)
		ncodes += sss_code_lists[list].ncodes;
	matches = palloc(ncodes * sizeof(Match));
	nmatches = CollectMatches(&caption, language, type, matches);
	qsort(matches, nmatches, sizeof(Match), CompareMatches);
	for (int i = 0; i < nmatches; i++)
		PutMatch(&row, &matches[i]);
	return (Datum) 0;
}
