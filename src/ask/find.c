/*-------------------------------------------------------------------------
 *
 * find.c
 *	  Codes that a caption may stand for: for mapping dictionaries.
 *
 * A caption is compared with the names of the codes and with the words of
 * law/lists/synonyms.h.  One that agrees with either scores 0.9 or more;
 * a mere likeness stays below, and so does whatever is ambiguous.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "base/base.h"

/* Below this a likeness is chance */
#define LEAST_SCORE		0.3

/*
 * The guide says to accept a code from this score on.  No score is equal to it:
 * as a real it would be less than the same number as numeric or double.
 */
#define ACCEPTED_SCORE	0.9

/* The scores of a caption that agrees with a name or a synonym, by SssAgreement */
static const double name_scores[] = {[SSS_DIFFERS] = 0,[SSS_SAME_WORDS] = 0.96,[SSS_SAME_LETTERS] = 1};
static const double synonym_scores[] = {[SSS_DIFFERS] = 0,[SSS_SAME_WORDS] = 0.94,[SSS_SAME_LETTERS] = 0.98};

/* The caption often means the code, but not always; or it agrees with several codes */
#define OFTEN_SCORE		0.85

/* The score of a text that is like the caption in full, without agreeing with it */
#define MOST_LIKE		0.8

/* Longer captions are cut, in bytes of UTF-8 */
#define LONGEST_CAPTION 1000

/* A match of the caption: a code, or the texts of the list that stand for no code */
typedef struct Match
{
	SssCodeListId list;
	int			index;			/* of the code; SSS_MISSING: none */
	SssLanguage language;		/* of the text that is most alike */
	const SssSynonym *synonym;	/* that is most alike; NULL: a name is */
	double		score;
	double		part_scores[SSS_CAPTION_PARTS];
} Match;

typedef struct Search
{
	char	   *text;			/* the caption */
	int			length;
	int			language;		/* SSS_ANY_LANGUAGE: names in any */
	SssCaption	caption;		/* for the list that is searched */
	Match	   *matches;
	int			nmatches;
} Search;

/* A text of the lists, folded.  Folding takes most of the time, and the texts are always the same. */
typedef struct FoldedText
{
	struct
	{
		const char *text;		/* one literal may be the text of two languages */
		int			length;
		uint16		list;
		uint16		language;
	}			key;
	SssCaption *caption;		/* with as many words as there are */
} FoldedText;

/* Mark the words of a caption that are general in the list */
static void
MarkGeneral(SssCodeListId list, int language, SssCaption *caption)
{
	static SssCaption *general = NULL;

	if (general == NULL)
	{
		SssCaption *folded = MemoryContextAlloc(TopMemoryContext, sss_general_words_count * sizeof(SssCaption));

		for (int i = 0; i < sss_general_words_count; i++)
			SssFoldCaption(sss_general_words[i].words, strlen(sss_general_words[i].words), sss_general_words[i].language,
						   &folded[i]);
		general = folded;
	}
	for (int i = 0; i < sss_general_words_count; i++)
	{
		const SssGeneralWords *line = &sss_general_words[i];

		if ((line->list == list || line->list == N_CODE_LISTS) && (language < 0 || language == (int) line->language))
			SssMarkGeneral(caption, &general[i], line->language);
	}
}

static HTAB *
MakeFoldedTexts(void)
{
	HASHCTL		control = {.keysize = sizeof(((FoldedText *) NULL)->key),.entrysize = sizeof(FoldedText)};

	return hash_create("special_social_services texts of the lists", 4096, &control, HASH_ELEM | HASH_BLOBS);
}

static const SssCaption *
FoldText(SssCodeListId list, const char *text, int length, SssLanguage language)
{
	static HTAB * folded_texts = NULL;
	FoldedText	wanted;
	FoldedText *found;
	SssCaption	folded;
	SssCaption *kept;
	Size		size;

	if (folded_texts == NULL)
		folded_texts = MakeFoldedTexts();
	memset(&wanted, 0, sizeof(wanted));
	wanted.key.text = text;

	wanted.key.length = length;
	wanted.key.list = list;
	wanted.key.language = language;
	found = hash_search(folded_texts, &wanted.key, HASH_FIND, NULL);
	if (found != NULL)
		return found->caption;
	SssFoldCaption(text, length, language, &folded);
	MarkGeneral(list, language, &folded);
	size = offsetof(SssCaption, words) + folded.nwords * sizeof(SssWord);
	kept = MemoryContextAlloc(TopMemoryContext, size);
	memcpy(kept, &folded, size);
	found = hash_search(folded_texts, &wanted.key, HASH_ENTER, NULL);
	found->caption = kept;
	return kept;
}

static double
ScoreOf(SssAgreement agreement, const SssSynonym *synonym)
{
	if (synonym == NULL)
		return name_scores[agreement];
	if (synonym->kind == SYNONYM_OFTEN)
		return agreement == SSS_DIFFERS ? 0 : OFTEN_SCORE;
	return synonym_scores[agreement];
}

/* Compare the caption with a text that stands for the match */
static void
CompareText(Search *search, Match *match, const char *text, int length, SssLanguage language,
			const SssSynonym *synonym)
{
	const SssCaption *caption = &search->caption;
	const SssCaption *name = FoldText(match->list, text, length, language);
	double		score;

	score = Max(ScoreOf(SssAgree(caption, SSS_WHOLE_CAPTION, name, language), synonym),
				MOST_LIKE * SssLikeness(caption, name, language));
	if (score > match->score)
	{
		match->score = score;
		match->language = language;
		match->synonym = synonym;
	}
	for (int part = 0; caption->nparts > 1 && part < caption->nparts; part++)
		match->part_scores[part] = Max(match->part_scores[part],
									   ScoreOf(SssAgree(caption, part, name, language), synonym));
}

/* A name is compared as a whole, and without its parentheses, which a caption may omit */
static void
CompareCodeNames(Search *search, Match *match)
{
	const SssCode *code = SssCodeAt(match->list, match->index);

	for (int l = 0; l < SSS_LANGUAGES; l++)
	{
		const char *name = code->names[l];
		const char *parenthesis = strstr(name, " (");

		if (search->language >= 0 && l != search->language)
			continue;
		CompareText(search, match, name, strlen(name), (SssLanguage) l, NULL);
		if (parenthesis != NULL)
			CompareText(search, match, name, parenthesis - name, (SssLanguage) l, NULL);
	}
}

/* A caption such as "name (abbreviation)" agrees if all its parts agree that have a word that is not general */
static void
CountParts(const SssCaption *caption, Match *match)
{
	double		least = 1;

	for (int part = 0; part < caption->nparts; part++)
	{
		if (SssTells(caption, part))
			least = Min(least, match->part_scores[part]);
	}
	if (caption->nparts > 1 && SssTells(caption, SSS_WHOLE_CAPTION))
		match->score = Max(match->score, Min(least, synonym_scores[SSS_SAME_WORDS]));
}

/*
 * Let a person decide if the caption agrees with two codes of a type, or with a
 * text that stands for none of them.
 */
static void
LowerAmbiguous(Match *matches, int nmatches)
{
	double		best = 0;
	int			nbest = 0;

	for (int i = 0; i < nmatches; i++)
	{
		if (matches[i].score > best)
			nbest = 0;
		best = Max(best, matches[i].score);
		nbest += matches[i].score == best;
	}
	for (int i = 0; i < nmatches; i++)
	{
		if (matches[i].index != SSS_MISSING && matches[i].score >= ACCEPTED_SCORE &&
			(matches[i].score < best || nbest > 1))
			matches[i].score = OFTEN_SCORE;
	}
}

/* Compare the caption with the codes of a list, and with its texts that stand for no code */
static void
SearchList(Search *search, SssCodeListId list)
{
	int			ncodes = sss_code_lists[list].ncodes;
	Match	   *matches = &search->matches[search->nmatches];
	Match	   *no_code = &matches[ncodes];
	int			nmatches = 0;

	SssFoldCaption(search->text, search->length, SSS_ANY_LANGUAGE, &search->caption);
	MarkGeneral(list, SSS_ANY_LANGUAGE, &search->caption);
	memset(matches, 0, (ncodes + 1) * sizeof(Match));
	for (int i = 0; i <= ncodes; i++)
	{
		matches[i].list = list;
		matches[i].index = i < ncodes ? i : SSS_MISSING;
		if (i < ncodes)
			CompareCodeNames(search, &matches[i]);
	}
	for (int i = 0; i < sss_synonyms_count; i++)
	{
		const SssSynonym *synonym = &sss_synonyms[i];

		if (synonym->list == list && (search->language < 0 || synonym->language == (SssLanguage) search->language))
			CompareText(search, synonym->index == SSS_MISSING ? no_code : &matches[synonym->index],
						synonym->text, strlen(synonym->text), synonym->language, synonym);
	}

	for (int i = 0; i < ncodes; i++)
		CountParts(&search->caption, &matches[i]);
	LowerAmbiguous(matches, ncodes + 1);
	for (int i = 0; i <= ncodes; i++)
	{
		if (matches[i].score >= LEAST_SCORE)
			matches[nmatches++] = matches[i];
	}
	search->nmatches += nmatches;
}

/* Best first; equal scores in the order of the lists, the row without a code last */
static int
CompareMatches(const void *a, const void *b)
{
	const Match *left = (const Match *) a;
	const Match *right = (const Match *) b;

	if (left->score != right->score)
		return left->score < right->score ? 1 : -1;
	if (left->list != right->list)
		return left->list < right->list ? -1 : 1;
	if ((left->index == SSS_MISSING) != (right->index == SSS_MISSING))
		return left->index == SSS_MISSING ? 1 : -1;
	return (left->index > right->index) - (left->index < right->index);
}

/* A text that stands for no code is in one language; its reason replaces it if the encoding lacks its letters */
static char *
NameOf(const Match *match)
{
	const char *texts[SSS_LANGUAGES];

	if (match->index != SSS_MISSING)
		return SssLabel(match->list, match->index, match->language);
	for (int l = 0; l < SSS_LANGUAGES; l++)
		texts[l] = l == (int) match->language ? match->synonym->text : match->synonym->why;
	return SssLocalize(texts, match->language);
}

static void
PutMatch(SssRow *row, const Match *match)
{
	SssPutText(row, sss_code_lists[match->list].type_name);
	SssPutText(row, match->index != SSS_MISSING ? SssCodeAt(match->list, match->index)->text : NULL);
	SssPutText(row, NameOf(match));
	SssPut(row, FLOAT4OID, Float4GetDatum((float4) match->score));
	SssPutText(row, match->synonym != NULL ? match->synonym->why : NULL);
	SssEndRow(row);
}

/* The list of the type that is asked for, N_CODE_LISTS if any */
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

/*
 * The caption in UTF-8, cut to the length that counts.  If the database's
 * encoding is SQL_ASCII, the caption is taken for UTF-8, and invalid bytes match
 * nothing.
 */
static void
GetArgCaption(FunctionCallInfo fcinfo, int argument, Search *search)
{
	text	   *input = PG_GETARG_TEXT_PP(argument);
	char	   *caption = VARDATA_ANY(input);
	int			length = VARSIZE_ANY_EXHDR(input);

	if (GetDatabaseEncoding() != PG_SQL_ASCII)
	{
		/* No more than can count is worth converting */
		length = pg_mbcliplen(caption, length, LONGEST_CAPTION * MAX_MULTIBYTE_CHAR_LEN);
		caption = pg_server_to_any(pnstrdup(caption, length), length, PG_UTF8);
		length = strlen(caption);
	}
	search->text = caption;

	/* A character that the caption cuts short counts with its full length */
	search->length = Min(length, pg_encoding_mbcliplen(PG_UTF8, caption, length, LONGEST_CAPTION));
}

/* find(caption, language, of_type): type, code, name, score, note */
PG_FUNCTION_INFO_V1(sss_find);
Datum
sss_find(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	Search	   *search = palloc0(sizeof(Search));
	SssCodeListId type;
	int			nmatches = N_CODE_LISTS;

	search->language = PG_ARGISNULL(1) ? SSS_ANY_LANGUAGE : (int) SssGetArgLanguage(fcinfo, 1);
	type = GetArgCodeList(fcinfo, 2);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	GetArgCaption(fcinfo, 0, search);

	for (int list = 0; list < N_CODE_LISTS; list++)
		nmatches += sss_code_lists[list].ncodes;
	search->matches = palloc(nmatches * sizeof(Match));

	/* Dictionaries do not name verdicts, so these are searched only on request */
	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		if (type == N_CODE_LISTS ? list != CODES_verdict : list == (int) type)
			SearchList(search, (SssCodeListId) list);
	}
	qsort(search->matches, search->nmatches, sizeof(Match), CompareMatches);
	for (int i = 0; i < search->nmatches; i++)
		PutMatch(&row, &search->matches[i]);
	return (Datum) 0;
}
