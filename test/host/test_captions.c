/*-------------------------------------------------------------------------
 *
 * test_captions.c
 *	  Captions are folded as people type them, and the list of synonyms
 *	  contradicts neither itself nor the names.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "law/captions.h"
#include "tap.h"

#define LENGTH_OF(array) ((int) (sizeof(array) / sizeof((array)[0])))

static void
Fold(const char *text, SssCaption *caption)
{
	size_t		length = strlen(text);
	char	   *exact = malloc(length > 0 ? length : 1);

	/* Ends where its bytes end, so that reading on is noticed */
	memcpy(exact, text, length);
	SssFoldCaption(exact, length, SSS_ANY_LANGUAGE, caption);
	free(exact);
}

static SssAgreement
Agree(const char *caption, const char *name, SssLanguage language)
{
	SssCaption	left;
	SssCaption	right;

	Fold(caption, &left);
	Fold(name, &right);
	return SssAgree(&left, SSS_WHOLE_CAPTION, &right, language);
}

typedef struct Pair
{
	const char *caption;
	const char *name;
	SssLanguage language;
	SssAgreement agreement;
	const char *what;
} Pair;

static const Pair pairs[] = {
	{"ДЕТИ-СИРОТЫ", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "capitals"},
	{"  дети   сироты. ", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "blanks and punctuation"},
	{"дети\xC2\xA0-\xC2\xA0сироты\xC2\xA0", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "no-break spaces"},
	{"«Дети-сироты»", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "quotes"},
	{"1. Дети-сироты", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "a number"},
	{"2) дети-сироты", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "a number in a list"},
	{"а) дети-сироты", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "a letter that counts"},
	{"1.2. дети-сироты", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "a number in parts"},
	{"детисироты", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "a hyphen left out"},
	{"де\xC2\xADти-си\xE2\x80\x8Bроты", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "what is not seen"},
	{"дeти-cиpoты", "дети-сироты", SSS_RU, SSS_SAME_LETTERS, "Latin letters in Russian words"},
	{"CИPOTA", "сирота", SSS_RU, SSS_SAME_LETTERS, "Latin capitals in a Russian word"},
	{"COT AKTICI", "сот актісі", SSS_KK, SSS_SAME_LETTERS, "Latin letters throughout"},
	{"жетiм балалар", "жетім балалар", SSS_KK, SSS_SAME_LETTERS, "Latin i in a Kazakh word"},
	{"оrphans", "orphans", SSS_EN, SSS_SAME_LETTERS, "a Cyrillic letter in an English word"},
	{"COURT ACT", "court act", SSS_EN, SSS_SAME_LETTERS, "capitals that could be Cyrillic, beside Latin ones"},
	{"CAH", "САН", SSS_RU, SSS_SAME_LETTERS, "letters of either script alone"},
	{"прие\xCC\x88мная семья", "прие мная семья", SSS_RU, SSS_SAME_LETTERS, "a mark ends no word"},
	{"прие\xCC\x88мный роди\xD1\x82ель", "приёмный родитель", SSS_RU, SSS_SAME_LETTERS, "io as letter and mark"},
	{"дневно\xD0\xB8\xCC\x86", "дневной", SSS_RU, SSS_SAME_LETTERS, "short i as letter and mark"},
	{"приемный", "приёмный", SSS_RU, SSS_SAME_LETTERS, "ie for io"},
	{"жетим балалар", "жетім балалар", SSS_KK, SSS_SAME_LETTERS, "Kazakh i without its form"},
	{"камкоршы", "қамқоршы", SSS_KK, SSS_SAME_LETTERS, "ka without its mark"},
	{"коргаушы уйи", "қорғаушы үйі", SSS_KK, SSS_SAME_LETTERS, "several letters without their marks"},
	{"əлеуметтік", "әлеуметтік", SSS_KK, SSS_SAME_LETTERS, "Latin schwa"},
	{"баланың hақы", "баланың һақы", SSS_KK, SSS_SAME_LETTERS, "Latin h for shha"},
	{"сироту", "сирота", SSS_RU, SSS_SAME_WORDS, "a Russian case"},
	{"приемные родители", "приемный родитель", SSS_RU, SSS_SAME_WORDS, "a Russian plural"},
	{"суда решение", "решение суда", SSS_RU, SSS_SAME_WORDS, "another order"},
	{"панасыз балаларға", "панасыз бала", SSS_KK, SSS_SAME_WORDS, "a Kazakh plural and case"},
	{"оңалту орталығының", "оңалту орталық", SSS_KK, SSS_SAME_WORDS, "a Kazakh case that softens"},
	{"court acts", "court act", SSS_EN, SSS_SAME_WORDS, "an English plural"},
	{"child's rights", "childs right", SSS_EN, SSS_SAME_WORDS, "an apostrophe"},
	{"rehabilitation centre", "rehabilitation center", SSS_EN, SSS_SAME_LETTERS, "British spelling"},
	{"deviant behaviour", "deviant behavior", SSS_EN, SSS_SAME_LETTERS, "British spelling"},
	{"counselling", "counseling", SSS_EN, SSS_SAME_LETTERS, "British spelling"},
	{"реаб. центр", "реабилитационный центр", SSS_RU, SSS_SAME_WORDS, "a word cut short by a stop"},
	{"реаб центр", "реабилитационный центр", SSS_RU, SSS_DIFFERS, "a word cut short without a stop"},
	{"решение суда от 12.03.2024 № 15", "решение суда", SSS_RU, SSS_DIFFERS, "a preposition that is not marked as general"},
	{"решение суда 15", "решение суда", SSS_RU, SSS_SAME_WORDS, "a number behind"},
	{"12 часов", "24 часа", SSS_RU, SSS_DIFFERS, "another number"},
	{"не сирота", "сирота", SSS_RU, SSS_DIFFERS, "a negation"},
	{"опекун", "опека", SSS_RU, SSS_DIFFERS, "the person and the form of care"},
	{"", "сирота", SSS_RU, SSS_DIFFERS, "nothing"},
	{"\xD0", "сирота", SSS_RU, SSS_DIFFERS, "half a letter"},
	{"\xFF\xFE", "сирота", SSS_RU, SSS_DIFFERS, "no letters"},
};

static void
CheckPairs(void)
{
	Claim		claim = CLAIM("captions agree with names as people type them");

	for (int i = 0; i < LENGTH_OF(pairs); i++)
	{
		SssAgreement agreement = Agree(pairs[i].caption, pairs[i].name, pairs[i].language);

		CASE(&claim, agreement == pairs[i].agreement, "%s: \"%s\" and \"%s\" agree by %d", pairs[i].what,
			 pairs[i].caption, pairs[i].name, agreement);
	}
	ClaimDone(&claim);
}

/* A caption takes no more than it has room for */
static void
CheckLimits(void)
{
	static char text[100000];
	SssCaption	caption;

	memset(text, 'q', sizeof(text));
	SssFoldCaption(text, sizeof(text), SSS_ANY_LANGUAGE, &caption);
	Check(caption.nwords == 1 && caption.words[0].length == SSS_WORD_LETTERS, "a long word is cut");
	for (size_t i = 0; i < sizeof(text); i += 2)
		text[i] = '/';
	SssFoldCaption(text, sizeof(text), SSS_ANY_LANGUAGE, &caption);
	Check(caption.nwords == SSS_CAPTION_WORDS && caption.nparts == SSS_CAPTION_PARTS,
		  "further words are left out, further parts are one");
}

/* Is what is near more like the caption than anything that is not? */
static void
CheckLikeness(void)
{
	SssCaption	caption;
	SssCaption	near;
	SssCaption	far;

	Fold("дети без попечения", &caption);
	Fold("дети, оставшиеся без попечения родителей", &near);
	Fold("дети-сироты", &far);
	Check(SssLikeness(&caption, &caption, SSS_RU) > 0.999, "a caption is most like itself");
	Check(SssLikeness(&caption, &near, SSS_RU) > SssLikeness(&caption, &far, SSS_RU), "a name that holds more is more alike");
	Fold("сирата", &caption);
	Check(SssLikeness(&caption, &far, SSS_RU) > 0.3, "a misspelt word is like the word");
	Fold("кошка", &caption);
	Check(SssLikeness(&caption, &far, SSS_RU) == 0, "another word is like nothing");
}

/* Do both lines stand for the same, or for nothing? */
static bool
SameMeaning(const SssSynonym *a, const SssSynonym *b)
{
	return a->index == b->index && (a->kind == b->kind || a->language != b->language);
}

/* The same letters say one thing in a type, whatever the language */
static void
CheckList(void)
{
	Claim		used = CLAIM("every synonym is found by its text");
	Claim		once = CLAIM("a text has one meaning in its type");
	Claim		names = CLAIM("no synonym is the name of another code");
	SssCaption *folded = malloc(sss_synonyms_count * sizeof(SssCaption));

	for (int i = 0; i < sss_synonyms_count; i++)
		Fold(sss_synonyms[i].text, &folded[i]);
	for (int i = 0; i < sss_synonyms_count; i++)
	{
		const SssSynonym *synonym = &sss_synonyms[i];
		SssCaption	name;

		CASE(&used, SssAgree(&folded[i], SSS_WHOLE_CAPTION, &folded[i], synonym->language) == SSS_SAME_LETTERS,
			 "%s", synonym->text);
		for (int j = 0; j < i; j++)
		{
			if (sss_synonyms[j].list == synonym->list)
				CASE(&once, SameMeaning(synonym, &sss_synonyms[j]) ||
					 SssAgree(&folded[i], SSS_WHOLE_CAPTION, &folded[j], synonym->language) != SSS_SAME_LETTERS,
					 "%s and %s", synonym->text, sss_synonyms[j].text);
		}
		for (int c = 0; c < sss_code_lists[synonym->list].ncodes; c++)
		{
			for (int l = 0; l < SSS_LANGUAGES; l++)
			{
				Fold(sss_code_lists[synonym->list].codes[c].names[l], &name);
				CASE(&names, c == synonym->index ||
					 SssAgree(&folded[i], SSS_WHOLE_CAPTION, &name, (SssLanguage) l) != SSS_SAME_LETTERS,
					 "%s", synonym->text);
			}
		}
	}
	free(folded);
	ClaimDone(&used);
	ClaimDone(&once);
	ClaimDone(&names);
}

int
main(void)
{
	CheckPairs();
	CheckLimits();
	CheckLikeness();
	CheckList();
	return ChecksDone();
}
