/*-------------------------------------------------------------------------
 *
 * message.c
 *	  Findings in words, and what would be lawful instead.
 *
 * The rulebook itself knows what would be lawful: each other code is tried in
 * place of the one that failed.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/date.h"
#include "utils/datetime.h"

#include "base/base.h"

/* The most options in one hint; nobody reads a longer one */
#define MOST_OPTIONS	6

typedef enum Phrase
{
	PHRASE_lawful_here,
	PHRASE_lawful_bases,
	PHRASE_lawful_stays,
	PHRASE_lawful_with_stay,
	PHRASE_lawful_recipients,
	PHRASE_lawful_levels,
	PHRASE_lawful_with,
	PHRASE_received_elsewhere,
	PHRASE_listed_elsewhere,
	PHRASE_enter_fact,
	PHRASE_enter_possible,
	PHRASE_ask_lawyer,
	PHRASE_record_refused,
	PHRASE_more_area,
	PHRASE_more_dwelling,
	PHRASE_more_quantity,
	PHRASE_less_quantity,
	PHRASE_add_evidence,
	PHRASE_name_condition,
	PHRASE_no_norm,
	PHRASE_name_norm,
	PHRASE_say_which,
	N_PHRASES
} Phrase;

#define FINDING_MESSAGE(requirement, verdict, kk, ru, en) \
	[ROLE_##requirement][VERDICT_##verdict] = {kk, ru, en},
#define DWELLING_MESSAGE(...)
#define WITHOUT_MESSAGE(...)
#define SERVICE_RECIPIENT_MESSAGE(...)
#define EVIDENCE_MESSAGE(...)
#define PHRASE(...)
static const char *const finding_messages[N_ROLES][N_VERDICTS][SSS_LANGUAGES] = {
#include "law/lists/messages.h"
};
#undef FINDING_MESSAGE
#undef DWELLING_MESSAGE

#define FINDING_MESSAGE(...)
#define DWELLING_MESSAGE(requirement, verdict, kk, ru, en) \
	[ROLE_##requirement][VERDICT_##verdict] = {kk, ru, en},
static const char *const dwelling_messages[N_ROLES][N_VERDICTS][SSS_LANGUAGES] = {
#include "law/lists/messages.h"
};
#undef DWELLING_MESSAGE
#undef WITHOUT_MESSAGE

/* Words about a finding that comes out alike whatever the missing fact is */
typedef struct WithoutMessage
{
	SssRole		missing;
	SssRole		requirement;
	SssVerdict	verdict;
	const char *texts[SSS_LANGUAGES];
} WithoutMessage;

#define DWELLING_MESSAGE(...)
#define WITHOUT_MESSAGE(missing, requirement, verdict, kk, ru, en) \
	{ROLE_##missing, ROLE_##requirement, VERDICT_##verdict, {kk, ru, en}},
static const WithoutMessage without_messages[] = {
#include "law/lists/messages.h"
};
#undef WITHOUT_MESSAGE
#undef SERVICE_RECIPIENT_MESSAGE
#undef EVIDENCE_MESSAGE
#undef PHRASE

#define WITHOUT_MESSAGE(...)
#define SERVICE_RECIPIENT_MESSAGE(verdict, kk, ru, en) [VERDICT_##verdict] = {kk, ru, en},
#define EVIDENCE_MESSAGE(...)
#define PHRASE(...)
static const char *const recipient_messages[N_VERDICTS][SSS_LANGUAGES] = {
#include "law/lists/messages.h"
};
#undef SERVICE_RECIPIENT_MESSAGE
#undef EVIDENCE_MESSAGE

#define SERVICE_RECIPIENT_MESSAGE(...)
#define EVIDENCE_MESSAGE(verdict, kk, ru, en) [VERDICT_##verdict] = {kk, ru, en},
static const char *const evidence_messages[N_VERDICTS][SSS_LANGUAGES] = {
#include "law/lists/messages.h"
};
#undef EVIDENCE_MESSAGE
#undef PHRASE

#define EVIDENCE_MESSAGE(...)
#define PHRASE(phrase, kk, ru, en) [PHRASE_##phrase] = {kk, ru, en},
static const char *const phrases[N_PHRASES][SSS_LANGUAGES] = {
#include "law/lists/messages.h"
};
#undef FINDING_MESSAGE
#undef DWELLING_MESSAGE
#undef WITHOUT_MESSAGE
#undef SERVICE_RECIPIENT_MESSAGE
#undef EVIDENCE_MESSAGE
#undef PHRASE

/* The known parts of the document that an explanation mentions, as bits */
enum
{
	DOCUMENT_number = 1,
	DOCUMENT_date = 2,
	DOCUMENT_number_and_date = DOCUMENT_number | DOCUMENT_date
};

#define DOCUMENT(known, kk, ru, en) [DOCUMENT_##known] = {kk, ru, en},
static const char *const document_words[][SSS_LANGUAGES] = {
#include "law/lists/mentions.h"
};
#undef DOCUMENT

/* The messages come from our own lists, so each brace is closed */
char *
SssSubstitute(const char *message, const SssMessageValue *values, int nvalues)
{
	StringInfoData out;

	initStringInfo(&out);
	while (*message != '\0')
	{
		const char *end = *message == '{' ? strchr(message, '}') : NULL;

		if (end == NULL)
		{
			appendStringInfoChar(&out, *message++);
			continue;
		}
		for (int i = 0; i < nvalues; i++)
		{
			if (strlen(values[i].name) == (size_t) (end - message - 1) &&
				strncmp(values[i].name, message + 1, end - message - 1) == 0 &&
				values[i].value != NULL)
				appendStringInfoString(&out, values[i].value);
		}
		message = end + 1;
	}
	return out.data;
}

static char *
LabelOrNull(SssCodeListId list, int index, SssLanguage language)
{
	return index == SSS_MISSING ? NULL : SssLabel(list, index, language);
}

/*
 * A quantity with the decimal point of its sentence's language, which is
 * English where the encoding lacks the letters of the other.
 */
static char *
Quantity(int64 parts, SssLanguage language)
{
	static const char *const decimal_points[SSS_LANGUAGES] = {[SSS_KK] = ",",[SSS_RU] = ",",[SSS_EN] = "."};

	return SssQuantity(parts, *SssLocalize(decimal_points, language));
}

/* The name of a code, or the amount of a quantity; NULL if it is missing, or the fact is neither */
static char *
FactText(const SssFacts *facts, SssRole role, SssLanguage language)
{
	const SssFactLine *line = &sss_fact_lines[role];

	if (SssFactMissing(facts, role))
		return NULL;
	if (line->kind == FACT_measure)
		return Quantity(SSS_MEASURE(facts, role), language);
	return line->kind == FACT_code ? LabelOrNull(line->list, facts->codes[role], language) : NULL;
}

/* The quantity that would suffice; NULL if the finding is not about a known quantity */
static char *
NeededText(const SssFacts *facts, const SssFinding *finding, SssLanguage language)
{
	SssRole		role = finding->requirement;

	return sss_fact_lines[role].kind != FACT_measure || SssFactMissing(facts, role) ? NULL :
		Quantity(SSS_MEASURE(facts, role) + finding->shortfall, language);
}

/* The provision that decided, or else the one that asks for the missing fact; or SSS_NO_PROVISION */
static SssProvision
CitedProvision(const SssFacts *facts, const SssFinding *finding)
{
	if (finding->provision == SSS_NO_PROVISION && finding->verdict == VERDICT_unknown)
		return SssAskingProvision(facts, finding->requirement);
	return finding->provision;
}

/* Annex 3 asks about the dwelling of a family, the others about a bedroom of an institution */
static bool
IsOfFamilies(SssProvision provision)
{
	return provision >> SSS_ANNEX_SHIFT == 3;
}

/*
 * The words without a category or basis that is missing and makes no difference
 * to the finding; NULL: none is, or the list has none
 */
static const char *const *
WordsWithout(SssRule rule, const SssFacts *facts, int category, const SssFinding *finding)
{
	SssRole		missing = ROLE_category;

	if (finding->requirement == ROLE_basis && facts->codes[ROLE_basis] == SSS_MISSING)
		missing = ROLE_basis;
	else if (category != SSS_MISSING)
		return NULL;
	for (size_t i = 0; i < lengthof(without_messages) && rule == RULE_placement; i++)
	{
		const WithoutMessage *message = &without_messages[i];

		if (message->missing == missing && message->requirement == finding->requirement &&
			message->verdict == finding->verdict)
			return message->texts;
	}
	return NULL;
}

static const char *const *
WordsFor(SssRule rule, const SssFacts *facts, int category, const SssFinding *finding)
{
	const char *const *without = WordsWithout(rule, facts, category, finding);
	const char *const *dwelling = dwelling_messages[finding->requirement][finding->verdict];

	if (without != NULL)
		return without;
	if (dwelling[SSS_EN] != NULL && IsOfFamilies(CitedProvision(facts, finding)))
		return dwelling;
	if (sss_fact_lines[finding->requirement].kind == FACT_evidence)
		return evidence_messages[finding->verdict];
	if (rule == RULE_service_recipient && finding->requirement == ROLE_category &&
		finding->verdict != VERDICT_unknown)
		return recipient_messages[finding->verdict];
	if (rule == RULE_other_act_norm && finding->requirement == ROLE_condition &&
		finding->verdict == VERDICT_violation)
		return phrases[PHRASE_no_norm];
	return finding_messages[finding->requirement][finding->verdict];
}

static char *
Citation(const SssFacts *facts, const SssFinding *finding, SssLanguage language)
{
	SssProvision provision = CitedProvision(facts, finding);

	return provision == SSS_NO_PROVISION ? NULL : SssCite(provision, language);
}

/* The number without the white space around it; NULL: there is no number */
static char *
NumberText(const char *number)
{
	static const char white[] = " \t\n\v\f\r";
	int			length;

	if (number == NULL)
		return NULL;
	number += strspn(number, white);
	length = strlen(number);
	while (length > 0 && strchr(white, number[length - 1]) != NULL)
		length--;
	return length == 0 ? NULL : pnstrdup(number, length);
}

/* Number and date of the document, in parentheses; NULL: neither is known */
static char *
DocumentText(const SssMentions *mentions, SssLanguage language)
{
	SssMessageValue values[] = {
		{"number", NumberText(mentions->document_number)}, {"year", NULL}, {"month", NULL}, {"day", NULL}
	};
	int			known = values[0].value != NULL ? DOCUMENT_number : 0;
	int			year;
	int			month;
	int			day;

	if (mentions->has_document_date && !DATE_NOT_FINITE(mentions->document_date))
	{
		j2date(mentions->document_date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
		values[1].value = psprintf("%04d", year);
		values[2].value = psprintf("%02d", month);
		values[3].value = psprintf("%02d", day);
		known |= DOCUMENT_date;
	}
	return known == 0 ? NULL :
		SssSubstitute(SssLocalize(document_words[known], language), values, lengthof(values));
}

char *
SssFindingMessage(SssRule rule, const SssFacts *facts, int category, const SssFinding *finding,
				  const SssMentions *mentions, SssLanguage language)
{
	const char *const *message = WordsFor(rule, facts, category, finding);
	const char *const *evidence = sss_evidence_names[finding->requirement];
	SssMessageValue values[N_ROLES + 4] = {
		[N_ROLES] = {"needed", NeededText(facts, finding, language)},
		{"evidence", evidence[language] == NULL ? NULL : SssLocalize(evidence, language)},
		{"provision", Citation(facts, finding, language)},
		{"document", mentions == NULL ? NULL : DocumentText(mentions, language)},
	};

	/* If the list has no message, use the name of the verdict */
	if (message[language] == NULL)
		return SssLabel(CODES_verdict, finding->verdict, language);

	for (int role = 0; role < N_ROLES; role++)
	{
		values[role].name = sss_fact_lines[role].name;
		values[role].value = role == ROLE_category ?
			LabelOrNull(CODES_recipient_category, category, language) : FactText(facts, role, language);
	}
	return SssSubstitute(SssLocalize(message, language), values, lengthof(values));
}

char *
SssBareMessage(const SssFinding *finding, SssLanguage language)
{
	const SssMessageValue values[] = {
		{"provision", finding->provision == SSS_NO_PROVISION ? NULL :
		SssCite(finding->provision, language)},
	};

	return SssSubstitute(SssLocalize(phrases[PHRASE_record_refused], language), values, lengthof(values));
}

/* Names in one text, of which there are at most MOST_OPTIONS */
typedef struct Options
{
	StringInfoData names;
	int			count;
} Options;

static void
AddOption(Options *options, const char *name)
{
	if (options->count == MOST_OPTIONS)
		appendStringInfoString(&options->names, "; ...");
	else if (options->count < MOST_OPTIONS)
		appendStringInfo(&options->names, "%s%s", options->count > 0 ? "; " : "", name);
	options->count++;
}

static Options
StartOptions(void)
{
	Options		options = {.count = 0};

	initStringInfo(&options.names);
	return options;
}

static char *
FormatRemedy(Phrase phrase, const Options *options, const Options *stays, SssLanguage language)
{
	const SssMessageValue values[] = {
		{"options", options != NULL ? options->names.data : NULL},
		{"stays", stays != NULL ? stays->names.data : NULL},
	};

	return SssSubstitute(SssLocalize(phrases[phrase], language), values, lengthof(values));
}

/* The codes of a role with which the case would be lawful, all other facts being the same */
static void
CollectCodes(SssRule rule, const SssFacts *facts, SssRole role, SssLanguage language,
			 Options *options)
{
	SssCodeListId list = sss_fact_lines[role].list;
	SssFacts	tried = *facts;

	for (int code = 0; code < sss_code_lists[list].ncodes; code++)
	{
		if (role == ROLE_category)
			tried.categories = SSS_BIT(code);
		else
			tried.codes[role] = code;
		if (SssIsCompliant(rule, &tried))
			AddOption(options, SssLabel(list, code, language));
	}
}

/*
 * The bases and the stays that are lawful with each other, where neither the
 * basis nor the stay is.  Every basis that is named must be lawful with every
 * stay that is, so the stays are those of the first basis.
 */
static void
CollectPairs(const SssFacts *facts, SssLanguage language, Options *bases, Options *stays)
{
	SssFacts	tried = *facts;
	uint32		lawful = 0;

	for (int basis = 0; basis < N_BASES; basis++)
	{
		uint32		with_basis = 0;

		tried.codes[ROLE_basis] = basis;
		for (int stay = 0; stay < N_STAYS; stay++)
		{
			tried.codes[ROLE_stay] = stay;
			if (SssIsCompliant(RULE_placement, &tried))
				with_basis |= SSS_BIT(stay);
		}
		if (lawful == 0)
			lawful = with_basis;
		if (lawful != 0 && (lawful & ~with_basis) == 0)
			AddOption(bases, SssLabel(CODES_placement_basis, basis, language));
	}
	for (int stay = 0; stay < N_STAYS; stay++)
	{
		if ((lawful & SSS_BIT(stay)) != 0)
			AddOption(stays, SssLabel(CODES_stay_mode, stay, language));
	}
}

/*
 * The fewest changes with which the same provider could admit the same child:
 * another basis, another stay, or both.  NULL: it could not admit the child.
 */
static char *
RemedyHere(const SssFacts *facts, SssLanguage language)
{
	Options		bases = StartOptions();
	Options		stays = StartOptions();

	CollectCodes(RULE_placement, facts, ROLE_basis, language, &bases);
	if (bases.count > 0)
		return FormatRemedy(PHRASE_lawful_bases, &bases, NULL, language);
	if (facts->codes[ROLE_stay] == SSS_MISSING)
		return NULL;
	CollectCodes(RULE_placement, facts, ROLE_stay, language, &stays);
	if (stays.count > 0)
		return FormatRemedy(PHRASE_lawful_stays, &stays, NULL, language);
	CollectPairs(facts, language, &bases, &stays);
	return stays.count > 0 ? FormatRemedy(PHRASE_lawful_with_stay, &bases, &stays, language) : NULL;
}

/* Is the placement compliant under that standard? */
static bool
IsCompliantUnder(const SssFacts *facts, int standard)
{
	SssCandidates walk;
	SssJudgement judgement;

	SssStartCandidates(&walk, RULE_placement, facts);
	while (SssNextCandidate(&walk, &judgement))
	{
		if (judgement.standard == standard && judgement.verdict == VERDICT_compliant)
			return true;
	}
	return false;
}

/* Would it be on some basis, whatever the stay? */
static bool
IsReceivedUnder(const SssFacts *facts, int standard)
{
	SssFacts	tried = *facts;

	tried.codes[ROLE_stay] = SSS_MISSING;
	tried.stay_unknown = false;
	for (int basis = 0; basis < N_BASES; basis++)
	{
		tried.codes[ROLE_basis] = basis;
		if (IsCompliantUnder(&tried, standard))
			return true;
	}
	return false;
}

/* The providers for which the function answers yes, all else being the same */
static void
CollectProviders(const SssFacts *facts, int standard, bool (*answers) (const SssFacts *, int),
				 SssLanguage language, Options *options)
{
	SssFacts	tried = *facts;

	for (int provider = 0; provider < N_PROVIDERS; provider++)
	{
		tried.codes[ROLE_provider] = provider;
		if (answers(&tried, standard))
			AddOption(options, SssLabel(CODES_provider_type, provider, language));
	}
}

/* The standards besides this one under which some provider admits the child on some basis */
static void
CollectOtherStandards(const SssFacts *facts, int standard, SssLanguage language, Options *options)
{
	for (int other = 0; other < N_STANDARDS; other++)
	{
		Options		receivers = StartOptions();

		if (other != standard)
			CollectProviders(facts, other, IsReceivedUnder, language, &receivers);
		if (receivers.count > 0)
			AddOption(options, SssLabel(CODES_standard, other, language));
	}
}

/*
 * The lawful alternative for the same child, by any of its categories: here; if
 * there is none, on the same basis with other providers of the same standard; if
 * there is none, with any provider.  The providers of other standards are named by
 * the standard.
 */
static char *
RemedyOfPlacement(const SssFacts *facts, int standard, SssLanguage language)
{
	Options		same_basis = StartOptions();
	Options		receivers = StartOptions();
	char	   *here;

	/* Another standard or category already admits the child */
	if (SssIsCompliant(RULE_placement, facts))
		return NULL;
	here = RemedyHere(facts, language);
	if (here != NULL)
		return here;

	CollectProviders(facts, standard, IsCompliantUnder, language, &same_basis);
	if (same_basis.count > 0)
		return FormatRemedy(PHRASE_lawful_with, &same_basis, NULL, language);

	CollectProviders(facts, standard, IsReceivedUnder, language, &receivers);
	CollectOtherStandards(facts, standard, language, &receivers);
	if (receivers.count > 0)
		return FormatRemedy(PHRASE_received_elsewhere, &receivers, NULL, language);
	return SssFactMissing(facts, ROLE_category) ?
		FormatRemedy(PHRASE_enter_fact, NULL, NULL, language) : NULL;
}

/* The standards that list the service */
static void
CollectListing(const SssFacts *facts, SssLanguage language, Options *options)
{
	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		if (SssScopeProvision(facts->codes[ROLE_service], standard, facts->on_date) != SSS_NO_PROVISION)
			AddOption(options, SssLabel(CODES_standard, standard, language));
	}
}

/* Does the standard govern the provider?  If the provider is missing, it may. */
static bool
MayGovern(const SssFacts *facts, SssStandard standard)
{
	return SssFactMissing(facts, ROLE_provider) ||
		SssProviderProvision(facts->codes[ROLE_provider], standard, facts->on_date) != SSS_NO_PROVISION;
}

/* The standards that govern the provider, which an inspection of it may cite; all, if it is not known */
static char *
OwnStandards(const SssFacts *facts, SssLanguage language)
{
	Options		options = StartOptions();

	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		if (MayGovern(facts, standard))
			AddOption(&options, SssLabel(CODES_standard, standard, language));
	}
	return FormatRemedy(PHRASE_name_condition, &options, NULL, language);
}

/* The codes that would be lawful in place of the one that failed */
static char *
OtherCode(SssRule rule, const SssFacts *facts, SssRole role, SssLanguage language)
{
	Phrase		phrase = role == ROLE_category ? PHRASE_lawful_recipients :
	role == ROLE_deciding_level ? PHRASE_lawful_levels : PHRASE_lawful_here;
	Options		options = StartOptions();

	CollectCodes(rule, facts, role, language, &options);
	return options.count > 0 ? FormatRemedy(phrase, &options, NULL, language) : NULL;
}

/* The quantity that is missing */
static char *
MoreOfMeasure(const SssFinding *finding, SssLanguage language)
{
	const SssMessageValue missing = {"missing", Quantity(finding->shortfall, language)};
	Phrase		phrase = PHRASE_more_quantity;

	if (finding->requirement == ROLE_maximum)
		phrase = PHRASE_less_quantity;
	else if (finding->requirement == ROLE_area)
		phrase = IsOfFamilies(finding->provision) ? PHRASE_more_dwelling : PHRASE_more_area;

	return SssSubstitute(SssLocalize(phrases[phrase], language), &missing, 1);
}

/* The clauses of the provider's standards that refer to norms of other acts */
static char *
OtherClause(const SssFacts *facts, SssLanguage language)
{
	Options		options = StartOptions();

	for (int i = 0; i < sss_thresholds_count; i++)
	{
		const SssThresholdLine *line = &sss_thresholds[i];

		if (line->rule == RULE_other_act_norm &&
			SssInForce(line->valid_from, line->valid_to, facts->on_date) &&
			MayGovern(facts, line->standard))
			AddOption(&options, SssCite(line->provision, language));
	}
	return FormatRemedy(PHRASE_name_norm, &options, NULL, language);
}

/* The remedy under a rule other than placement and service */
static char *
RemedyOfOtherRule(SssRule rule, const SssFacts *facts, const SssFinding *finding, SssLanguage language)
{
	switch (sss_fact_lines[finding->requirement].kind)
	{
		case FACT_code:
			return OtherCode(rule, facts, finding->requirement, language);
		case FACT_measure:
			return MoreOfMeasure(finding, language);
		case FACT_evidence:
			return FormatRemedy(PHRASE_add_evidence, NULL, NULL, language);
		default:
			return rule == RULE_other_act_norm ? OtherClause(facts, language) : OwnStandards(facts, language);
	}
}

/*
 * The remedy where the text leaves a question open.  If the text may require
 * evidence, the record can state its subject, and the text then says whether it
 * does.
 */
static char *
RemedyOfUnsettled(SssRule rule, const SssFacts *facts, const SssFinding *finding, SssLanguage language)
{
	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];
		SssMessageValue measures;

		if (line->rule != rule || line->fact != finding->requirement ||
			line->provision != finding->provision || line->when != EVIDENCE_WHERE_SAID ||
			!SssFactMissing(facts, line->other))
			continue;
		measures = (SssMessageValue)
		{
			"options", SssLabels(sss_fact_lines[line->other].list, UINT32_MAX, language)
		};
		return SssSubstitute(SssLocalize(phrases[PHRASE_say_which], language), &measures, 1);
	}
	return FormatRemedy(PHRASE_ask_lawyer, NULL, NULL, language);
}

/* A fact is unknown if nobody entered it, or if its quantity is out of range */
static char *
RemedyOfUnknown(const SssFacts *facts, SssRole requirement, SssLanguage language)
{
	const SssMessageValue most = {"most", Quantity(SSS_MEASURE_MAX, language)};

	if ((facts->impossible & SSS_ROLE_BIT(requirement)) != 0)
		return SssSubstitute(SssLocalize(phrases[PHRASE_enter_possible], language), &most, 1);
	return FormatRemedy(PHRASE_enter_fact, NULL, NULL, language);
}

char *
SssFindingRemedy(SssRule rule, const SssFacts *facts, const SssFinding *finding, SssLanguage language)
{
	Options		elsewhere = StartOptions();

	switch (finding->verdict)
	{
		case VERDICT_unknown:
			return RemedyOfUnknown(facts, finding->requirement, language);
		case VERDICT_unsettled:
			return RemedyOfUnsettled(rule, facts, finding, language);
		case VERDICT_violation:
			break;
		default:
			return NULL;
	}

	if (rule == RULE_service)
	{
		CollectListing(facts, language, &elsewhere);
		return elsewhere.count > 0 ?
			FormatRemedy(PHRASE_listed_elsewhere, &elsewhere, NULL, language) : NULL;
	}

	if (rule != RULE_placement)
		return RemedyOfOtherRule(rule, facts, finding, language);
	return RemedyOfPlacement(facts, (finding->provision >> SSS_ANNEX_SHIFT) - 1, language);
}
