/*-------------------------------------------------------------------------
 *
 * find.c
 *	  Codes whose names resemble a caption: for mapping dictionaries.
 *
 * Captions in live databases are inflected, padded, abbreviated and spelt in
 * either case, so names are compared by trigrams of their words, as pg_trgm
 * does.  pg_trgm itself takes letters and case from the database's locale,
 * and under C it sees no Cyrillic letter at all; a mapping must not depend on
 * that.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "arguments.h"
#include "compat.h"

/* Below this a resemblance is chance */
#define LEAST_SCORE		0.3

/* A caption is a caption, not a document */
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
	const char *name;
	double		score;
} Match;

/* Lower case of a Latin or Cyrillic letter or a digit; zero for what separates words */
static pg_wchar
FoldLetter(pg_wchar c)
{
	if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
		return c;
	if (c >= 'A' && c <= 'Z')
		return c + ('a' - 'A');
	if (c == 0x0401 || c == 0x0451)
		return 0x0435;			/* io, which is often written ie */
	if (c >= 0x0410 && c <= 0x042F)
		return c + 0x20;
	if (c >= 0x0400 && c <= 0x040F)
		return c + 0x50;
	if (c >= 0x0430 && c <= 0x045F)
		return c;
	if (c >= 0x0460 && c <= 0x052F)
		return c | 1;			/* Kazakh and other letters come in pairs */
	return 0;
}

static int
CompareTrigrams(const void *a, const void *b)
{
	uint64		left = *(const uint64 *) a;
	uint64		right = *(const uint64 *) b;

	return (left > right) - (left < right);
}

/* The set of trigrams of the words of a UTF-8 text, each word with two blanks before and one behind */
static Trigrams
TakeTrigrams(const char *text)
{
	int			length = strlen(text);
	Trigrams	trigrams = {palloc((2 * length + 4) * sizeof(uint64)), 0};
	const unsigned char *cursor = (const unsigned char *) text;
	const unsigned char *end = cursor + length;
	pg_wchar	last[2] = {' ', ' '};
	bool		in_word = false;
	int			kept = 0;

	while (cursor <= end)
	{
		pg_wchar	letter = cursor < end ? FoldLetter(utf8_to_unicode(cursor)) : 0;

		cursor += cursor < end ? pg_utf_mblen(cursor) : 1;
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
 * From 0 to 1: the mean of what both share of all their trigrams and what
 * the name holds of the caption's, since official names are longer than
 * captions.
 */
static double
Resemblance(const Trigrams *caption, const Trigrams *name)
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

/* The best of the code's names; every language counts unless one is asked for */
static Match
MatchCode(const Trigrams *caption, SssCodeListId list, int index, int language)
{
	const SssCode *code = SssCodeAt(list, index);
	Match		match = {list, index, code->names[language < 0 ? SSS_EN : language], 0};

	for (int l = 0; l < SSS_LANGUAGES; l++)
	{
		Trigrams	name;
		double		score;

		if (language >= 0 && l != language)
			continue;
		name = TakeTrigrams(code->names[l]);
		score = Resemblance(caption, &name);
		if (score > match.score)
		{
			match.score = score;
			match.name = code->names[l];
		}
		pfree(name.items);
	}
	return match;
}

/* Best first; codes that resemble equally in the order of the lists */
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
PutMatch(ReturnSetInfo *rsinfo, const Match *match)
{
	const char *const name[SSS_LANGUAGES] = {match->name, match->name, match->name};
	Datum		values[4];
	bool		nulls[4] = {false};

	values[0] = CStringGetTextDatum(sss_code_lists[match->list].type_name);
	values[1] = CStringGetTextDatum(SssCodeAt(match->list, match->index)->text);
	values[2] = CStringGetTextDatum(SssLocalize(name, SSS_EN));
	values[3] = Float4GetDatum((float4) match->score);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* find(caption, language): type, code, name, score */
PG_FUNCTION_INFO_V1(sss_find);
Datum
sss_find(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			language = PG_ARGISNULL(1) ? -1 : (int) SssLanguageArgument(fcinfo, 1);
	Match	   *matches;
	int			nmatches = 0;
	int			ncodes = 0;
	Trigrams	caption;
	char	   *input;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	input = text_to_cstring(PG_GETARG_TEXT_PP(0));
	input[pg_mbcliplen(input, strlen(input), LONGEST_CAPTION)] = '\0';
	caption = TakeTrigrams(pg_server_to_any(input, strlen(input), PG_UTF8));

	for (int list = 0; list < N_CODE_LISTS; list++)
		ncodes += sss_code_lists[list].ncodes;
	matches = palloc(ncodes * sizeof(Match));
	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		/* A verdict is nothing that a dictionary names */
		for (int i = 0; i < sss_code_lists[list].ncodes && list != CODES_verdict; i++)
		{
			Match		match = MatchCode(&caption, list, i, language);

			if (match.score >= LEAST_SCORE)
				matches[nmatches++] = match;
		}
	}

	qsort(matches, nmatches, sizeof(Match), CompareMatches);
	for (int i = 0; i < nmatches; i++)
		PutMatch(rsinfo, &matches[i]);
	return (Datum) 0;
}
