/*-------------------------------------------------------------------------
 *
 * captions.c
 *	  Captions as people type them, made comparable with the names of codes.
 *
 * Captions in live databases are inflected, padded, abbreviated and numbered,
 * typed with Latin letters that look like Cyrillic ones, with Kazakh letters
 * that lack their marks, or with marks apart from their letters.  Folding
 * removes all that, and endings are left out of comparisons.
 *
 * This does not depend on the locale of a database: under C a server knows no
 * letter beyond ASCII, and a mapping must not depend on that.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "law/captions.h"

#define LENGTH_OF(array) ((int) (sizeof(array) / sizeof((array)[0])))

/* A letter of one script that looks like one of the other */
typedef struct LookAlike
{
	uint16_t	latin;
	uint16_t	cyrillic;
	bool		in_lower_case;	/* or in capitals alone */
} LookAlike;

static const LookAlike look_alikes[] = {
	{'a', 0x0430, true}, {'c', 0x0441, true}, {'e', 0x0435, true}, {'i', 0x0456, true},
	{'k', 0x043A, true}, {'o', 0x043E, true}, {'p', 0x0440, true}, {'x', 0x0445, true},
	{'y', 0x0443, true}, {'h', 0x04BB, true}, {'b', 0x0432, false}, {'m', 0x043C, false},
	{'t', 0x0442, false}, {'h', 0x043D, false}
};

/* A word before it is folded */
typedef struct RawWord
{
	uint32_t	letters[SSS_WORD_LETTERS];
	int			length;
} RawWord;

typedef enum Script
{
	SCRIPT_NONE,
	SCRIPT_LATIN,
	SCRIPT_CYRILLIC
} Script;

/* The next character of a text; zero for bytes that are no UTF-8 */
static uint32_t
NextCharacter(const unsigned char **cursor, const unsigned char *end)
{
	const unsigned char *at = *cursor;
	int			more = *at < 0x80 ? 0 : *at >= 0xC2 && *at < 0xE0 ? 1 : *at >= 0xE0 && *at < 0xF0 ? 2 :
	*at >= 0xF0 && *at < 0xF5 ? 3 : -1;
	uint32_t	character;

	if (more < 0 || end - at <= more)
	{
		*cursor = at + 1;
		return 0;
	}
	character = more == 0 ? *at : *at & (0x3F >> more);
	for (int i = 1; i <= more; i++)
	{
		if ((at[i] & 0xC0) != 0x80)
		{
			*cursor = at + 1;
			return 0;
		}
		character = (character << 6) | (at[i] & 0x3F);
	}
	*cursor = at + more + 1;
	return character;
}

static bool
IsDigit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* A letter of an alphabet that captions are typed in, or a digit */
static bool
IsLetter(uint32_t c)
{
	return IsDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		(c >= 0x00C0 && c <= 0x024F && c != 0x00D7 && c != 0x00F7) || c == 0x0259 || c == 0x0275 ||
		(c >= 0x0400 && c <= 0x052F && !(c >= 0x0482 && c <= 0x0489));
}

/* Is it a combining mark, an apostrophe or an invisible character? */
static bool
IsUnwritten(uint32_t c)
{
	return (c >= 0x0300 && c <= 0x036F) || c == 0x00AD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
		c == 0xFEFF || c == '\'' || c == 0x2019 || c == 0x02BC || c == '`';
}

/* Does the character end a part of a caption?  A hyphen does so between blanks. */
static bool
IsPartEnd(uint32_t c)
{
	return c == '(' || c == ')' || c == '[' || c == ']' || c == '/' || c == '\\' || c == ';' || c == '|' ||
		c == ',' || c == ':' || c == '=' || c == '\n' || c == 0x2013 || c == 0x2014;
}

static uint32_t
LowerCase(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c + ('a' - 'A');
	if (c >= 0x00C0 && c <= 0x00DE)
		return c + 0x20;
	if (c == 0x0130)
		return 'i';
	if (c == 0x018F || c == 0x0259)
		return 0x04D9;			/* schwa, typed for its Cyrillic likeness */
	if (c == 0x019F || c == 0x0275)
		return 0x04E9;
	if (c >= 0x0100 && c <= 0x017F && c != 0x0131)
		return c | 1;
	if (c >= 0x0400 && c <= 0x040F)
		return c + 0x50;
	if (c >= 0x0410 && c <= 0x042F)
		return c + 0x20;
	if (c >= 0x0460 && c <= 0x04BF)
		return c | 1;			/* capital and small letters come in pairs */
	if (c >= 0x04D0 && c <= 0x052F)
		return c | 1;
	return c;
}

/* The letter of the other script that a letter looks like; zero if none */
static uint32_t
LikeIn(Script script, uint32_t c)
{
	uint32_t	lower = LowerCase(c);
	uint32_t	found = 0;

	for (int i = 0; i < LENGTH_OF(look_alikes); i++)
	{
		const LookAlike *pair = &look_alikes[i];

		if ((script == SCRIPT_CYRILLIC ? pair->latin : pair->cyrillic) != lower)
			continue;
		/* The better likeness comes last for a capital, first for a small letter */
		found = script == SCRIPT_CYRILLIC ? pair->cyrillic : pair->latin;
		if (c == lower)
			break;
	}
	return found;
}

/* Does the letter look the same in both scripts, in the case in which it stands? */
static bool
IsAmbiguous(uint32_t c)
{
	uint32_t	lower = LowerCase(c);

	for (int i = 0; i < LENGTH_OF(look_alikes); i++)
	{
		if ((look_alikes[i].latin == lower || look_alikes[i].cyrillic == lower) &&
			(c != lower || look_alikes[i].in_lower_case))
			return true;
	}
	return false;
}

static bool
IsCyrillic(uint32_t c)
{
	return LowerCase(c) >= 0x0400;
}

/* The script that most of a word's unambiguous letters are of */
static Script
ScriptOf(const RawWord *word)
{
	int			balance = 0;
	bool		clear = false;

	for (int i = 0; i < word->length; i++)
	{
		if (IsDigit(word->letters[i]) || IsAmbiguous(word->letters[i]))
			continue;
		clear = true;
		balance += IsCyrillic(word->letters[i]) ? 1 : -1;
	}
	return !clear ? SCRIPT_NONE : balance >= 0 ? SCRIPT_CYRILLIC : SCRIPT_LATIN;
}

/* The letter without its mark, or the letter that is often typed instead */
static uint16_t
Unmark(uint32_t c)
{
	switch (c)
	{
		case 0x04D9:			/* schwa */
			return 0x0430;
		case 0x0493:			/* ghe with stroke */
			return 0x0433;
		case 0x0450:
		case 0x0451:			/* io */
			return 0x0435;
		case 0x0439:			/* short i */
		case 0x0456:			/* Kazakh i */
		case 0x0457:
		case 0x045D:
			return 0x0438;
		case 0x049B:			/* ka with descender */
			return 0x043A;
		case 0x04A3:			/* en with descender */
			return 0x043D;
		case 0x04E9:			/* barred o */
			return 0x043E;
		case 0x045E:
		case 0x04AF:			/* straight u */
		case 0x04B1:			/* straight u with stroke */
			return 0x0443;
		case 0x04BB:			/* shha */
			return 0x0445;
		case 0x00E1:
		case 0x00E4:
			return 'a';
		case 0x00E7:
			return 'c';
		case 0x00E9:
			return 'e';
		case 0x011F:
			return 'g';
		case 0x00ED:
		case 0x0131:
			return 'i';
		case 0x00F1:
			return 'n';
		case 0x00F3:
		case 0x00F6:
			return 'o';
		case 0x015F:
			return 's';
		case 0x00FA:
		case 0x00FC:
			return 'u';
		default:
			return (uint16_t) c;
	}
}

static bool
HasLetters(const RawWord *word)
{
	for (int i = 0; i < word->length; i++)
	{
		if (!IsDigit(word->letters[i]))
			return true;
	}
	return false;
}

/* One letter of a word of that script; zero for a sign that has no sound */
static uint16_t
FoldLetter(uint32_t c, Script script, bool in_word)
{
	uint16_t	letter;

	if (IsDigit(c) && in_word && script == SCRIPT_CYRILLIC)
		return c == '0' ? 0x043E : c == '3' ? 0x0437 : (uint16_t) c;
	if (!IsDigit(c) && IsCyrillic(c) != (script == SCRIPT_CYRILLIC))
	{
		uint32_t	like = LikeIn(script, c);

		c = like != 0 ? like : c;
	}
	letter = Unmark(LowerCase(c));
	return letter == 0x044C || letter == 0x044A ? 0 : letter;
}

/* Convert British and American spelling to one of the two */
static void
FoldEnglish(SssWord *word)
{
	int			kept = 0;

	for (int i = 0; i < word->length; i++)
	{
		const		uint16_t *letters = &word->letters[i];
		int			left = word->length - i;

		if (left >= 3 && letters[0] == 'o' && letters[1] == 'u' && letters[2] == 'r')
		{
			word->letters[kept++] = 'o';
			i++;				/* leave out the u */
		}
		else if (left == 3 && letters[0] == 't' && letters[1] == 'r' && letters[2] == 'e')
		{
			word->letters[kept++] = 't';
			word->letters[kept++] = 'e';
			word->letters[kept++] = 'r';
			break;
		}
		else if (left >= 5 && letters[0] == 's' && letters[1] == 'a' && letters[2] == 't' && letters[3] == 'i' &&
				 letters[4] == 'o' && kept > 0 && word->letters[kept - 1] == 'i')
			word->letters[kept++] = 'z';
		else if (!(left >= 2 && letters[0] == 'l' && letters[1] == 'l'))
			word->letters[kept++] = letters[0];
	}
	word->length = kept;
}

/* One line of endings.h */
typedef struct Endings
{
	SssLanguage language;
	int			least;
	int			times;
	const char *endings;
} Endings;

#define ENDINGS(language, least, times, endings) {SSS_##language, least, times, endings},
static const Endings endings_lines[] = {
#include "law/lists/endings.h"
};
#undef ENDINGS

/* The number of letters before the ending, which takes so many bytes; -1: the word does not have it */
static int
WithoutEnding(const SssWord *word, int length, const char *ending, int bytes)
{
	while (bytes > 0)
	{
		const unsigned char *last = (const unsigned char *) &ending[bytes - 1];
		uint16_t	letter = *last;

		/* Latin or Cyrillic: one byte of UTF-8, or two */
		if (*last >= 0x80)
			letter = ((last[-1] & 0x1F) << 6) | (*last & 0x3F);
		bytes -= *last >= 0x80 ? 2 : 1;
		if (length == 0 || word->letters[--length] != letter)
			return -1;
	}
	return length;
}

/* The number of letters before the longest ending of the line that the word has */
static int
WithoutLongest(const SssWord *word, int length, const Endings *line)
{
	int			shortest = length;
	const char *ending = line->endings;

	while (*ending != '\0')
	{
		int			bytes = 0;
		int			without;

		while (ending[bytes] != ' ' && ending[bytes] != '\0')
			bytes++;
		without = WithoutEnding(word, length, ending, bytes);
		if (without >= line->least && without < shortest)
			shortest = without;
		ending += bytes + (ending[bytes] == ' ');
	}
	return shortest;
}

static void
FindStems(SssWord *word, int language)
{
	for (int l = 0; l < SSS_LANGUAGES; l++)
		word->stem[l] = word->length;
	for (int i = 0; i < LENGTH_OF(endings_lines); i++)
	{
		const Endings *line = &endings_lines[i];

		for (int turn = 0; turn < line->times && (language < 0 || language == (int) line->language); turn++)
		{
			int			stem = WithoutLongest(word, word->stem[line->language], line);

			if (stem == word->stem[line->language])
				break;
			word->stem[line->language] = stem;
		}
	}
}

/* Append a word, unless none of its letters has a sound */
static void
AppendWord(SssCaption *caption, const RawWord *raw, Script script, int language, int part, bool shortened)
{
	SssWord    *word = &caption->words[caption->nwords];
	bool		in_word = HasLetters(raw);

	if (caption->nwords == SSS_CAPTION_WORDS)
		return;
	word->length = 0;
	for (int i = 0; i < raw->length; i++)
	{
		uint16_t	letter = FoldLetter(raw->letters[i], script, in_word);

		if (letter != 0)
			word->letters[word->length++] = letter;
	}
	if (word->length == 0)
		return;
	if (script == SCRIPT_LATIN)
		FoldEnglish(word);
	FindStems(word, language);
	word->part = part < SSS_CAPTION_PARTS ? part : SSS_CAPTION_PARTS - 1;
	word->shortened = shortened;
	word->general = false;
	caption->nparts = word->part + 1;
	caption->nwords++;
}

/* A number or a single letter that counts entries, as in "1. ", "2) " or "a) " */
static bool
IsNumbering(const RawWord *word, uint32_t next, uint32_t after_next)
{
	bool		closed = next == ')' || (next == '.' && (after_next == ' ' || after_next == 0x00A0 || IsDigit(after_next)));

	if (!HasLetters(word))
		return closed || next == '.' || next == ':' || (next == ' ' && after_next == '-') || next == '\t';
	return word->length == 1 && closed;
}

/* Read the letters of a word, and move the cursor behind it */
static void
TakeWord(const unsigned char **cursor, const unsigned char *end, RawWord *word)
{
	word->length = 0;
	while (*cursor < end)
	{
		const unsigned char *before = *cursor;
		uint32_t	c = NextCharacter(cursor, end);

		if (IsLetter(c) && word->length < SSS_WORD_LETTERS)
			word->letters[word->length++] = c;
		else if (!IsLetter(c) && !IsUnwritten(c))
		{
			*cursor = before;
			return;
		}
	}
}

/* The script of the whole text, for words that could be of either */
static Script
ScriptOfText(const unsigned char *cursor, const unsigned char *end)
{
	int			balance = 0;
	RawWord		word;

	while (cursor < end)
	{
		TakeWord(&cursor, end, &word);
		switch (ScriptOf(&word))
		{
			case SCRIPT_LATIN:
				balance--;
				break;
			case SCRIPT_CYRILLIC:
				balance++;
				break;
			case SCRIPT_NONE:
				break;
		}
		if (cursor < end)
			NextCharacter(&cursor, end);
	}
	return balance < 0 ? SCRIPT_LATIN : SCRIPT_CYRILLIC;
}

void
SssFoldCaption(const char *utf8, size_t length, int language, SssCaption *caption)
{
	const unsigned char *cursor = (const unsigned char *) utf8;
	const unsigned char *end = cursor + length;
	Script		usual = SCRIPT_NONE;
	int			part = 0;
	bool		blank = true;

	caption->nwords = 0;
	caption->nparts = 0;
	while (cursor < end)
	{
		RawWord		word;
		Script		script;
		const unsigned char *behind;
		uint32_t	next;
		uint32_t	after_next;

		TakeWord(&cursor, end, &word);
		behind = cursor;
		next = behind < end ? NextCharacter(&behind, end) : 0;
		cursor = behind;
		after_next = behind < end ? NextCharacter(&behind, end) : 0;
		if (word.length > 0 && !(caption->nwords == 0 && IsNumbering(&word, next, after_next)))
		{
			script = ScriptOf(&word);
			if (script == SCRIPT_NONE && usual == SCRIPT_NONE)
				usual = ScriptOfText((const unsigned char *) utf8, end);
			AppendWord(caption, &word, script != SCRIPT_NONE ? script : usual, language, part,
					   next == '.' || ((next == '-' || next == '/') && word.length >= 3 && word.length <= 6));
		}
		if (caption->nwords > 0 && caption->nwords < SSS_CAPTION_WORDS &&
			(IsPartEnd(next) || (next == '-' && word.length == 0 && blank && after_next == ' ')) &&
			caption->words[caption->nwords - 1].part == (part < SSS_CAPTION_PARTS ? part : SSS_CAPTION_PARTS - 1))
			part++;
		blank = next == ' ' || next == 0x00A0;
	}
}

static bool
SameStem(const SssWord *a, const SssWord *b, SssLanguage language)
{
	return a->stem[language] == b->stem[language] && a->letters[0] == b->letters[0] &&
		memcmp(a->letters, b->letters, a->stem[language] * sizeof(uint16_t)) == 0;
}

/* Is the one the beginning of the other, and meant to be? */
static bool
Shortens(const SssWord *a, const SssWord *b)
{
	return a->shortened && a->length >= 2 && a->length < b->length &&
		memcmp(a->letters, b->letters, a->length * sizeof(uint16_t)) == 0;
}

void
SssMarkGeneral(SssCaption *caption, const SssCaption *general, SssLanguage language)
{
	for (int i = 0; i < caption->nwords; i++)
	{
		for (int j = 0; j < general->nwords && !caption->words[i].general; j++)
			caption->words[i].general = SameStem(&caption->words[i], &general->words[j], language) ||
				Shortens(&caption->words[i], &general->words[j]);
	}
}

/* A number or date, which a caption may add to what it names */
static bool
IsNumber(const SssWord *word)
{
	for (int i = 0; i < word->length; i++)
	{
		if (!IsDigit(word->letters[i]))
			return false;
	}
	return true;
}

static bool
IsOfPart(const SssWord *word, int part)
{
	return part == SSS_WHOLE_CAPTION || word->part == part;
}

bool
SssTells(const SssCaption *caption, int part)
{
	for (int i = 0; i < caption->nwords; i++)
	{
		if (IsOfPart(&caption->words[i], part) && !caption->words[i].general && !IsNumber(&caption->words[i]))
			return true;
	}
	return false;
}

/* Are the letters the same, wherever words end? */
static bool
SameLetters(const SssCaption *caption, int part, const SssCaption *name)
{
	int			word = 0;
	int			letter = 0;

	for (int i = 0; i < caption->nwords; i++)
	{
		if (!IsOfPart(&caption->words[i], part))
			continue;
		for (int j = 0; j < caption->words[i].length; j++)
		{
			if (word == name->nwords || name->words[word].letters[letter] != caption->words[i].letters[j])
				return false;
			if (++letter == name->words[word].length)
			{
				word++;
				letter = 0;
			}
		}
	}
	return word == name->nwords && letter == 0;
}

/* Are the words that are not general the same, in whatever order and form? */
static bool
SameWords(const SssCaption *caption, int part, const SssCaption *name, SssLanguage language)
{
	bool		taken[SSS_CAPTION_WORDS] = {false};

	for (int i = 0; i < caption->nwords; i++)
	{
		const SssWord *word = &caption->words[i];
		int			j = 0;

		if (!IsOfPart(word, part) || word->general)
			continue;
		while (j < name->nwords &&
			   (taken[j] || name->words[j].general ||
				!(SameStem(word, &name->words[j], language) || Shortens(word, &name->words[j]))))
			j++;
		if (j < name->nwords)
			taken[j] = true;
		else if (!IsNumber(word))
			return false;
	}
	for (int j = 0; j < name->nwords; j++)
	{
		if (!taken[j] && !name->words[j].general)
			return false;
	}
	return true;
}

SssAgreement
SssAgree(const SssCaption *caption, int part, const SssCaption *name, SssLanguage language)
{
	if (name->nwords == 0 || !SssTells(caption, part))
		return name->nwords > 0 && part == SSS_WHOLE_CAPTION && caption->nwords > 0 &&
			SameLetters(caption, part, name) ? SSS_SAME_LETTERS : SSS_DIFFERS;
	if (SameLetters(caption, part, name))
		return SSS_SAME_LETTERS;
	return SameWords(caption, part, name, language) ? SSS_SAME_WORDS : SSS_DIFFERS;
}

/* The number of letters to insert, delete or replace to turn one stem into the other */
static int
Distance(const SssWord *a, const SssWord *b, SssLanguage language)
{
	int			row[SSS_WORD_LETTERS + 1];

	for (int j = 0; j <= b->stem[language]; j++)
		row[j] = j;
	for (int i = 1; i <= a->stem[language]; i++)
	{
		int			diagonal = row[0];

		row[0] = i;
		for (int j = 1; j <= b->stem[language]; j++)
		{
			int			changed = diagonal + (a->letters[i - 1] != b->letters[j - 1]);

			diagonal = row[j];
			if (row[j - 1] + 1 < changed)
				changed = row[j - 1] + 1;
			if (diagonal + 1 < changed)
				changed = diagonal + 1;
			row[j] = changed;
		}
	}
	return row[b->stem[language]];
}

/* From 0 to 1: the same word, a misspelt one, or one of the same root */
static double
WordLikeness(const SssWord *a, const SssWord *b, SssLanguage language)
{
	int			longer = a->length > b->length ? a->length : b->length;
	int			shorter = a->length + b->length - longer;
	int			difference = a->stem[language] - b->stem[language];
	int			common = 0;

	if (SameStem(a, b, language))
		return 1;
	if (Shortens(a, b) || Shortens(b, a))
		return 0.95;
	if (a->letters[0] != b->letters[0])
		return 0;
	if (shorter >= 5 && -2 <= difference && difference <= 2)
	{
		int			distance = Distance(a, b, language);

		if (distance == 1 || (distance == 2 && shorter >= 9))
			return distance == 1 ? 0.9 : 0.8;
	}
	while (common < shorter && a->letters[common] == b->letters[common])
		common++;
	return common >= 4 && common * 2 >= longer ? 0.8 * common / longer : 0;
}

/* The share of the words of one that the other contains, with similar words in part */
static double
Share(const SssCaption *of, const SssCaption *in, SssLanguage language)
{
	double		all = 0;
	double		shared = 0;

	for (int i = 0; i < of->nwords; i++)
	{
		double		weight = of->words[i].general || IsNumber(&of->words[i]) ? 0.15 : 1;
		double		best = 0;

		for (int j = 0; j < in->nwords && best < 1; j++)
		{
			double		likeness = WordLikeness(&of->words[i], &in->words[j], language);

			if (likeness > best)
				best = likeness;
		}
		all += weight;
		shared += weight * best;
	}
	return all > 0 ? shared / all : 0;
}

/*
 * Official names are longer than captions.  So the share of the caption that the
 * name contains counts more than the share of the name that the caption contains.
 */
double
SssLikeness(const SssCaption *caption, const SssCaption *name, SssLanguage language)
{
	double		held = Share(caption, name, language);
	double		holds = held > 0 ? Share(name, caption, language) : 0;

	if (held + holds == 0)
		return 0;
	return 0.6 * 2 * held * holds / (held + holds) + 0.25 * held + 0.15 * holds;
}
