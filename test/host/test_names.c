/*-------------------------------------------------------------------------
 *
 * test_names.c
 *	  The words of the lists: codes, labels and longer texts.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "facts.h"
#include "law/law.h"
#include "tap.h"

/* An identifier of PostgreSQL holds 63 bytes, and so should a code */
#define CODE_TEXT_MAX	63

static const char *const language_names[SSS_LANGUAGES] = {"kk", "ru", "en"};

/*
 * The next character of a text in UTF-8, which moves on behind it; -1: the
 * bytes are not UTF-8 (cut short, too long a form, a surrogate, out of range).
 */
static int
NextCharacter(const char **text)
{
	static const int smallest[] = {0, 0x80, 0x800, 0x10000};
	const unsigned char *byte = (const unsigned char *) *text;
	int			following = *byte < 0x80 ? 0 : *byte < 0xE0 ? 1 : *byte < 0xF0 ? 2 : 3;
	int			character;

	if ((*byte >= 0x80 && *byte < 0xC0) || *byte > 0xF7)
		return -1;
	character = following == 0 ? *byte : *byte & (0x3F >> following);
	for (int i = 1; i <= following; i++)
	{
		if ((byte[i] & 0xC0) != 0x80)
			return -1;
		character = character << 6 | (byte[i] & 0x3F);
	}
	if (character < smallest[following] || character > 0x10FFFF ||
		(character >= 0xD800 && character <= 0xDFFF))
		return -1;
	*text += following + 1;
	return character;
}

static bool
IsUtf8(const char *text)
{
	while (*text != '\0')
	{
		if (NextCharacter(&text) < 0)
			return false;
	}
	return true;
}

/* The reader above must itself be right */
static void
CheckUtf8Reader(void)
{
	static const char *const good[] = {"a", "қ", "№", "\xF0\x9F\x98\x80", "\xF4\x8F\xBF\xBF"};
	static const char *const bad[] = {
		"\x80", "\xC0\x80", "\xC1\xBF", "\xD0", "\xD0\x61", "\xE0\x80\x80", "\xE2\x84",
		"\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF"
	};
	Claim		claim = CLAIM("the reader of UTF-8 accepts UTF-8 and nothing else");

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		CASE(&claim, IsUtf8(good[i]), "refused number %zu of the good ones", i);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CASE(&claim, !IsUtf8(bad[i]), "took number %zu of the bad ones", i);
	ClaimDone(&claim);
}

static bool
IsCyrillic(int character)
{
	return character >= 0x400 && character <= 0x52F;
}

/* Letters that Kazakh has and Russian has not; Қ also stands in the number of an order */
static bool
IsKazakhOnly(int character)
{
	static const int letters[] = {
		0x4D8, 0x4D9, 0x492, 0x493, 0x49B, 0x4A2, 0x4A3, 0x4E8, 0x4E9,
		0x4B0, 0x4B1, 0x4AE, 0x4AF, 0x4BA, 0x4BB, 0x406, 0x456
	};

	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
	{
		if (letters[i] == character)
			return true;
	}
	return false;
}

/* The alphabets of the texts, from alphabets.h */
#define SIGN(...)
#define ALPHABET(language, letters, signs) [SSS_##language] = letters,
static const char *const alphabets[SSS_LANGUAGES] = {
#include "law/lists/alphabets.h"
};
#undef SIGN
#undef ALPHABET

#define ALPHABET(...)
#define SIGN(sign, plain) sign
static const char all_signs[] =
#include "law/lists/alphabets.h"
;
#undef SIGN
#undef ALPHABET

#define ALPHABET(language, letters, signs) [SSS_##language] = signs,
#define SIGN(...)
static const char *const message_signs[SSS_LANGUAGES] = {
#include "law/lists/alphabets.h"
};
#undef SIGN
#undef ALPHABET

/* Is the character that stands between two places among those of a text? */
static bool
IsAmong(const char *start, const char *end, const char *characters)
{
	char		character[5] = {0};

	memcpy(character, start, end - start);
	return strstr(characters, character) != NULL;
}

/* The fault of a text that people read; NULL: none */
static const char *
FaultOf(const char *text, SssLanguage language)
{
	bool		cyrillic = false;
	int			previous = ' ';

	if (text == NULL || *text == '\0')
		return "is empty";
	while (*text != '\0')
	{
		const char *start = text;
		int			character = NextCharacter(&text);

		if (character < 0)
			return "is not UTF-8";
		if (character >= 0x80 && !IsAmong(start, text, alphabets[language]) &&
			!IsAmong(start, text, all_signs))
			return "holds what alphabets.h does not";
		if (character < ' ' || (character >= 0x7F && character < 0xA0))
			return "holds a control character";
		if (character == ' ' && previous == ' ')
			return "begins with a space or holds two of them";
		if (language == SSS_RU && IsKazakhOnly(character))
			return "holds a Kazakh letter";
		cyrillic = cyrillic || IsCyrillic(character);
		previous = character;
	}
	if (previous == ' ')
		return "ends with a space";
	if (cyrillic != (language != SSS_EN))
		return "is not in the script of its language";
	return NULL;
}

/* Messages and citations: the session's language is spoken where the client has all of these */
static void
CheckMessageCharacters(void)
{
	Claim		claim = CLAIM("messages and citations need no other letters and signs than alphabets.h says");
	static const char *const texts[][SSS_LANGUAGES] = {
#define FINDING_MESSAGE(requirement, verdict, kk, ru, en) {kk, ru, en},
#define DWELLING_MESSAGE(requirement, verdict, kk, ru, en) {kk, ru, en},
#define WITHOUT_MESSAGE(missing, requirement, verdict, kk, ru, en) {kk, ru, en},
#define SERVICE_RECIPIENT_MESSAGE(verdict, kk, ru, en) {kk, ru, en},
#define EVIDENCE_MESSAGE(verdict, kk, ru, en) {kk, ru, en},
#define PHRASE(phrase, kk, ru, en) {kk, ru, en},
#include "law/lists/messages.h"
#define EVIDENCE(...)
#define EVIDENCE_ALSO(...)
#define EVIDENCE_NAME(fact, kk, ru, en) {kk, ru, en},
#include "law/lists/evidence.h"
#define DOCUMENT(known, kk, ru, en) {kk, ru, en},
#include "law/lists/mentions.h"
#define TIMELY(...)
#define TIMELINESS_MESSAGE(finding, verdict, kk, ru, en) {kk, ru, en},
#include "law/lists/timeliness.h"
#undef TIMELY
#undef TIMELINESS_MESSAGE
#define ORDINAL(number, kk, ru_sentence, ru_dash) {kk, ru_sentence, ""}, {"", ru_dash, ""},
#define CITATION_WORD(word, text) {text, "", ""},
#include "law/lists/citation_words.h"
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) * SSS_LANGUAGES; i++)
	{
		SssLanguage language = i % SSS_LANGUAGES;
		const char *text = texts[i / SSS_LANGUAGES][language];
		bool		good = true;

		while (*text != '\0')
		{
			const char *start = text;
			int			character = NextCharacter(&text);

			good = character >= 0 &&
				(character < 0x80 || IsAmong(start, text, alphabets[language]) ||
				 IsAmong(start, text, message_signs[language]));
			if (!good)
				break;
		}
		CASE(&claim, good, "%s", texts[i / SSS_LANGUAGES][language]);
	}
	ClaimDone(&claim);
}

/* The sentences for the person at the screen */
static const char *const sentences[][SSS_LANGUAGES] = {
#undef FINDING_MESSAGE
#undef DWELLING_MESSAGE
#undef WITHOUT_MESSAGE
#undef SERVICE_RECIPIENT_MESSAGE
#undef EVIDENCE_MESSAGE
#undef PHRASE
#define FINDING_MESSAGE(requirement, verdict, kk, ru, en) {kk, ru, en},
#define DWELLING_MESSAGE(requirement, verdict, kk, ru, en) {kk, ru, en},
#define WITHOUT_MESSAGE(missing, requirement, verdict, kk, ru, en) {kk, ru, en},
#define SERVICE_RECIPIENT_MESSAGE(verdict, kk, ru, en) {kk, ru, en},
#define EVIDENCE_MESSAGE(verdict, kk, ru, en) {kk, ru, en},
#define PHRASE(phrase, kk, ru, en) {kk, ru, en},
#include "law/lists/messages.h"
#define INTERVAL_MESSAGE(finding, verdict, kk, ru, en) {kk, ru, en},
#include "law/lists/interval_messages.h"
#define TIMELY(...)
#define TIMELINESS_MESSAGE(finding, verdict, kk, ru, en) {kk, ru, en},
#include "law/lists/timeliness.h"
};

#define N_SENTENCES	(sizeof(sentences) / sizeof(sentences[0]))

static int
LowerCase(int character)
{
	if ((character >= 'A' && character <= 'Z') || (character >= 0x410 && character <= 0x42F))
		return character + 0x20;
	/* Kazakh letters stand in pairs, the capital first */
	if (character >= 0x490 && character <= 0x4FF && character % 2 == 0)
		return character + 1;
	return character == 0x406 ? 0x456 : character;
}

static bool
BeginsWith(const char *text, const char *words)
{
	while (*words != '\0')
	{
		if (*text == '\0' || LowerCase(NextCharacter(&text)) != NextCharacter(&words))
			return false;
	}
	return true;
}

/* Does the text hold the words, which are given in lower case? */
static bool
HoldsWords(const char *text, const char *words)
{
	while (*text != '\0')
	{
		if (BeginsWith(text, words))
			return true;
		if (NextCharacter(&text) < 0)
			return false;
	}
	return false;
}

/* A breach that staff are told to leave out of the records is not mended but hidden */
static void
CheckNothingIsHidden(void)
{
	Claim		claim = CLAIM("no message advises to leave unrecorded what has happened");
	static const char *const advice[] = {
		"not record", "not enter", "not register", "not report", "leave out", "leave it out", "omit",
		"delete", "hide", "conceal", "remove the record", "without recording",
		"не регистрируйте", "не вносите", "не указывайте", "не записывайте", "не учитывайте",
		"не фиксируйте", "не отражайте", "удалите", "исключите", "уберите", "сотрите", "скройте",
		"тіркемеңіз", "енгізбеңіз", "көрсетпеңіз", "жазбаңыз", "есепке алмаңыз", "өшіріңіз", "жасыр",
		"алып таста", "жойып", "жазбаны жой"
	};

	Check(HoldsWords("Не вносите это.", "не вносите") && HoldsWords("Оны Өшіріңіз", "өшіріңіз") &&
		  !HoldsWords("не внести", "не вносите"), "words are found whatever their case");
	for (size_t i = 0; i < N_SENTENCES * SSS_LANGUAGES; i++)
	{
		const char *text = sentences[i / SSS_LANGUAGES][i % SSS_LANGUAGES];

		for (size_t a = 0; a < sizeof(advice) / sizeof(advice[0]); a++)
			CASE(&claim, !HoldsWords(text, advice[a]), "%s", text);
	}
	ClaimDone(&claim);
}

/* The reader of a message has a form on the screen, not psql */
static void
CheckNoMessageNamesSql(void)
{
	Claim		claim = CLAIM("no message sends its reader to a view or function");

	for (size_t i = 0; i < N_SENTENCES * SSS_LANGUAGES; i++)
	{
		const char *text = sentences[i / SSS_LANGUAGES][i % SSS_LANGUAGES];

		CASE(&claim, strstr(text, "sss.") == NULL, "%s", text);
	}
	ClaimDone(&claim);
}

/* A sentence is whole: it begins with a capital, a quotation mark or a number, and ends with a full stop */
static void
CheckSentencesWhole(void)
{
	Claim		claim = CLAIM("messages are whole sentences");

	for (size_t i = 0; i < N_SENTENCES * SSS_LANGUAGES; i++)
	{
		const char *text = sentences[i / SSS_LANGUAGES][i % SSS_LANGUAGES];
		const char *next = text;
		int			first = NextCharacter(&next);
		bool		begins = LowerCase(first) != first || first == '"' || first == 0xAB ||
			(first >= '0' && first <= '9');

		CASE(&claim, begins && text[strlen(text) - 1] == '.', "%s", text);
	}
	ClaimDone(&claim);
}

/*
 * Words that the Order, or the official Kazakh of other acts, does not use for
 * what they would stand for here: a provider is a subject or a person, a child is
 * settled (and only rooms are allotted), a point is settled in the text, and not
 * by it.
 */
static const struct
{
	SssLanguage language;
	const char *words;
}			wrong_terms[] = {
	{SSS_RU, "поставщик"},
	{SSS_RU, "размещение ребенка"},
	{SSS_RU, "размещение детей"},
	{SSS_RU, "размещение не"},
	{SSS_RU, "основание размещения"},
	{SSS_RU, "текст не решает"},
	{SSS_RU, "здесь допуска"},
	{SSS_RU, "основание допуска"},
	{SSS_KK, "шешпейді"},
	{SSS_KK, "қызметтерді алушы"},
	{SSS_KK, "қызмет беруші"},
	{SSS_KK, "рұқсат етіледі"},
	{SSS_KK, "негізге жол"},
	{SSS_KK, "негізіне жол"},
	{SSS_KK, "күндіз болу"},
	{SSS_KK, "арнаулы білім беру"},
	{SSS_KK, "күдікке іл"},
	{SSS_EN, "foster carer"},
	{SSS_EN, "foster caregiver"}
};

static void
CheckTermsOf(Claim *claim, const char *const *texts)
{
	for (size_t i = 0; i < sizeof(wrong_terms) / sizeof(wrong_terms[0]); i++)
	{
		const char *text = texts[wrong_terms[i].language];

		CASE(claim, text == NULL || !HoldsWords(text, wrong_terms[i].words), "%s: %s",
			 wrong_terms[i].words, text);
	}
}

static void
CheckTerms(void)
{
	Claim		claim = CLAIM("labels, messages and readings use the terms of the law");

	for (size_t i = 0; i < N_SENTENCES; i++)
		CheckTermsOf(&claim, sentences[i]);
	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
			CheckTermsOf(&claim, SssCodeAt(list, i)->names);
	}
	for (int i = 0; i < sss_quality_conditions_count; i++)
		CheckTermsOf(&claim, sss_quality_conditions[i].names);
	for (int role = 0; role < N_ROLES; role++)
		CheckTermsOf(&claim, sss_evidence_names[role]);
	for (int i = 0; i < sss_readings_count; i++)
	{
		CheckTermsOf(&claim, sss_readings[i].question);
		CheckTermsOf(&claim, sss_readings[i].reading);
		CheckTermsOf(&claim, sss_readings[i].alternative);
	}
	for (int i = 0; i < N_SUBJECTS; i++)
		CheckTermsOf(&claim, sss_subjects[i].asks);
	for (int i = 0; i < sss_requirements_count; i++)
	{
		CheckTermsOf(&claim, sss_requirements[i].asks);
		CheckTermsOf(&claim, sss_requirements[i].reason);
	}
	for (int i = 0; i < sss_informative_count; i++)
		CheckTermsOf(&claim, sss_informative[i].reason);
	ClaimDone(&claim);
}

/* A claim's cases for a text in three languages */
static void
ReadTexts(Claim *claim, const char *what, const char *const *texts)
{
	for (int language = 0; language < SSS_LANGUAGES; language++)
	{
		const char *fault = FaultOf(texts[language], language);

		CASE(claim, fault == NULL, "%s: the text in %s %s", what, language_names[language], fault);
	}
}

static void
CheckTexts(void)
{
	Claim		labels = CLAIM("labels are there, in UTF-8 and in the script of their language");
	Claim		conditions = CLAIM("so are the names of quality conditions");
	Claim		readings = CLAIM("every reading has all nine texts, likewise");
	Claim		editions = CLAIM("every edition has its note in three languages");

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
			ReadTexts(&labels, SssCodeAt(list, i)->text, SssCodeAt(list, i)->names);
	}
	for (int i = 0; i < sss_quality_conditions_count; i++)
		ReadTexts(&conditions, Cited(sss_quality_conditions[i].provision),
				  sss_quality_conditions[i].names);
	for (int i = 0; i < sss_readings_count; i++)
	{
		ReadTexts(&readings, sss_readings[i].code, sss_readings[i].question);
		ReadTexts(&readings, sss_readings[i].code, sss_readings[i].reading);
		ReadTexts(&readings, sss_readings[i].code, sss_readings[i].alternative);
	}
	for (int i = 0; i < sss_editions_count; i++)
		ReadTexts(&editions, "edition", sss_editions[i].notes);
	ClaimDone(&labels);
	ClaimDone(&conditions);
	ClaimDone(&readings);
	ClaimDone(&editions);
}

/* The texts about clauses and about their requirements */
static void
CheckRequirementTexts(void)
{
	Claim		asks = CLAIM("requirements are described in three languages");
	Claim		reasons = CLAIM("so is why a clause asks nothing or is not served");
	Claim		acts = CLAIM("so are the names of other acts");

	for (int i = 0; i < N_SUBJECTS; i++)
		ReadTexts(&asks, sss_subjects[i].name, sss_subjects[i].asks);
	for (int i = 0; i < sss_requirements_count; i++)
	{
		ReadTexts(&asks, sss_requirements[i].subject, sss_requirements[i].asks);
		if (sss_requirements[i].served > SERVED_attested)
			ReadTexts(&reasons, sss_requirements[i].subject, sss_requirements[i].reason);
	}
	for (int i = 0; i < sss_informative_count; i++)
		ReadTexts(&reasons, Cited(sss_informative[i].provision), sss_informative[i].reason);
	for (int i = 0; i < sss_references_count; i++)
		ReadTexts(&acts, sss_references[i].act, sss_references[i].names);
	ClaimDone(&asks);
	ClaimDone(&reasons);
	ClaimDone(&acts);
}

/* Two codes of a list must not be called alike, or a caption would not tell them apart */
static void
CheckLabelsDiffer(SssCodeListId list)
{
	char		text[80];
	Claim		claim = CLAIM(text);

	snprintf(text, sizeof(text), "no two labels of %s are alike", sss_code_lists[list].type_name);
	for (int i = 0; i < sss_code_lists[list].ncodes; i++)
	{
		const SssCode *code = SssCodeAt(list, i);

		for (int j = 0; j < i; j++)
		{
			const SssCode *other = SssCodeAt(list, j);

			for (int language = 0; language < SSS_LANGUAGES; language++)
				CASE(&claim, strcmp(code->names[language], other->names[language]) != 0,
					 "%s and %s in %s", code->text, other->text, language_names[language]);
		}
	}
	ClaimDone(&claim);
}

/* Within a standard two conditions in force together have different names */
static void
CheckConditionsDiffer(void)
{
	Claim		claim = CLAIM("no two quality conditions of a standard are called alike");

	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		const SssQualityCondition *one = &sss_quality_conditions[i];

		for (int j = 0; j < i; j++)
		{
			const SssQualityCondition *other = &sss_quality_conditions[j];

			if (one->standard != other->standard ||
				one->valid_from > other->valid_to || other->valid_from > one->valid_to)
				continue;
			for (int language = 0; language < SSS_LANGUAGES; language++)
				CASE(&claim, strcmp(one->names[language], other->names[language]) != 0,
					 "%s and %s in %s", Cited(one->provision), Cited(other->provision),
					 language_names[language]);
		}
	}
	ClaimDone(&claim);
}

/* Lower-case words joined by underscores; a service has its kind and a dot before them */
static bool
IsCodeText(SssCodeListId list, const char *text)
{
	int			dots = 0;
	char		previous = '_';

	for (; *text != '\0'; previous = *text++)
	{
		bool		letter = *text >= 'a' && *text <= 'z';
		bool		joint = *text == '_' || *text == '.';

		if ((!letter && !joint) || (joint && (previous == '_' || previous == '.')))
			return false;
		if (*text == '.')
			dots++;
	}
	return previous != '_' && previous != '.' && dots == (list == CODES_service ? 1 : 0);
}

static void
CheckCodeTexts(void)
{
	Claim		shape = CLAIM("a code is written in lower-case words, a service with its kind");
	Claim		length = CLAIM("a code is no longer than an identifier");
	Claim		kinds = CLAIM("a service's text begins with its kind");

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
		{
			const char *text = SssCodeAt(list, i)->text;

			CASE(&shape, IsCodeText(list, text), "%s", text);
			CASE(&length, strlen(text) <= CODE_TEXT_MAX, "%s", text);
		}
	}
	for (int service = 0; service < N_SERVICES; service++)
	{
		const char *text = SssCodeAt(CODES_service, service)->text;
		const char *kind = SssCodeAt(CODES_service_kind, sss_service_kind[service])->text;

		CASE(&kinds, strncmp(text, kind, strlen(kind)) == 0 && text[strlen(kind)] == '.',
			 "%s is of kind %s", text, kind);
	}
	ClaimDone(&shape);
	ClaimDone(&length);
	ClaimDone(&kinds);
}

/* A label is asked for by a code's text alone: no type may share one with another */
static void
CheckCodeTextsUnique(void)
{
	Claim		claim = CLAIM("no text names two codes, over all types together");

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
		{
			const char *text = SssCodeAt(list, i)->text;
			int			found = 0;

			for (int other = 0; other < N_CODE_LISTS; other++)
			{
				for (int j = 0; j < sss_code_lists[other].ncodes; j++)
				{
					if (strcmp(SssCodeAt(other, j)->text, text) == 0)
						found++;
				}
			}
			CASE(&claim, found == 1, "%s is used %d times", text, found);
		}
	}
	ClaimDone(&claim);
}

static void
CheckReadingCodes(void)
{
	Claim		claim = CLAIM("no two readings have the same code");

	for (int i = 0; i < sss_readings_count; i++)
	{
		for (int j = 0; j < i; j++)
			CASE(&claim, strcmp(sss_readings[i].code, sss_readings[j].code) != 0,
				 "%s", sss_readings[i].code);
	}
	ClaimDone(&claim);
}

static bool
IsBuiltIn(const char *type)
{
	return strcmp(type, "date") == 0 || strcmp(type, "numeric") == 0 ||
		strcmp(type, "boolean") == 0 || strcmp(type, "provision") == 0 || strcmp(type, "text") == 0;
}

/* Rules and roles: every fact is named, belongs to a rule, and is of a type that exists */
static void
CheckRoles(void)
{
	Claim		types = CLAIM("a fact is of one of our types, or a built-in one");
	Claim		used = CLAIM("every fact is a role of a rule, and evidence has a name");
	Claim		names = CLAIM("rules and roles have names, and rules a description");

	for (int role = 0; role < N_ROLES; role++)
	{
		const SssFactLine *line = &sss_fact_lines[role];
		bool		known = IsBuiltIn(line->type_name);
		bool		is_used = false;

		for (int list = 0; list < N_CODE_LISTS; list++)
			known = known || strcmp(line->type_name, sss_code_lists[list].type_name) == 0;
		for (int i = 0; i < sss_role_lines_count; i++)
			is_used = is_used || sss_role_lines[i].role == (SssRole) role;
		CASE(&types, known, "%s", line->type_name);
		CASE(&used, is_used && (line->kind != FACT_evidence || sss_evidence_names[role][SSS_KK] != NULL),
			 "%s", line->name);
		CASE(&names, line->name != NULL && IsCodeText(CODES_standard, line->name), "role %d", role);
	}
	for (int rule = 0; rule < N_RULES; rule++)
		CASE(&names, sss_rule_names[rule] != NULL &&
			 FaultOf(sss_rule_descriptions[rule], SSS_EN) == NULL, "rule %d", rule);
	ClaimDone(&types);
	ClaimDone(&used);
	ClaimDone(&names);
}

int
main(void)
{
	CheckUtf8Reader();
	CheckTexts();
	CheckRequirementTexts();
	CheckMessageCharacters();
	CheckNothingIsHidden();
	CheckNoMessageNamesSql();
	CheckSentencesWhole();
	CheckTerms();
	for (int list = 0; list < N_CODE_LISTS; list++)
		CheckLabelsDiffer(list);
	CheckConditionsDiffer();
	CheckCodeTexts();
	CheckCodeTextsUnique();
	CheckReadingCodes();
	CheckRoles();
	return ChecksDone();
}
