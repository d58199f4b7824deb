/*-------------------------------------------------------------------------
 *
 * message.c
 *	  Findings in words, and what would be lawful instead.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "base/cite.h"
#include "base/compat.h"
#include "base/message.h"
#include "base/other_facts.h"
#include "base/types.h"
#include "base/verdict.h"

/*----------
 * Findings in words, and what would be lawful instead.
 *
 * A remedy is found by asking the predicates themselves: the facts are tried
 * with every other code in place of the one that was found wanting.
 *
 *----------
 */
/* A hint that lists more is not read */
#define MOST_OPTIONS	6

typedef enum Phrase
{
	PHRASE_lawful_here,
	PHRASE_lawful_with_stay,
	PHRASE_received_elsewhere,
	PHRASE_listed_elsewhere,
	PHRASE_enter_fact,
	PHRASE_enter_possible,
	PHRASE_ask_lawyer,
	PHRASE_record_refused,
	PHRASE_more_area,
	PHRASE_more_quantity,
	PHRASE_add_evidence,
	PHRASE_name_condition,
	N_PHRASES
} Phrase;

#define FINDING_MESSAGE(requirement, verdict, kk, ru, en) \
	[ROLE_##requirement][VERDICT_##verdict] = {kk, ru, en},
#define SERVICE_RECIPIENT_MESSAGE(...)
#define EVIDENCE_MESSAGE(...)
#define PHRASE(...)
static const char *const finding_messages[N_ROLES][N_VERDICTS][SSS_LANGUAGES] = {
#include "law/lists/messages.h"
};
#undef FINDING_MESSAGE
#undef SERVICE_RECIPIENT_MESSAGE
#undef EVIDENCE_MESSAGE
#undef PHRASE

#define FINDING_MESSAGE(...)
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
#undef SERVICE_RECIPIENT_MESSAGE
#undef EVIDENCE_MESSAGE
#undef PHRASE

static char *
LabelOrNull(SssCodeListId list, int index, SssLanguage language)
{
	return index == SSS_MISSING ? NULL : SssLabel(list, index, language);
}

/* A quantity as the language writes it that the sentence around it is spoken in */
static char *
Quantity(int64 parts, SssLanguage language)
{
	static const char *const decimal_points[SSS_LANGUAGES] = {[SSS_KK] = ",",[SSS_RU] = ",",[SSS_EN] = "."};

	return SssQuantity(parts, *SssLocalize(decimal_points, language));
}

/* What a fact is called, or how much it is; NULL where there is nothing to say */
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

/* How much of a quantity would do; NULL where the finding is of none that is known */
static char *
NeededText(const SssFacts *facts, const SssFinding *finding, SssLanguage language)
{
	SssRole		role = finding->requirement;

	return sss_fact_lines[role].kind != FACT_measure || SssFactMissing(facts, role) ? NULL :
		Quantity(SSS_MEASURE(facts, role) + finding->shortfall, language);
}

static const char *const *
WordsFor(SssRule rule, const SssFinding *finding)
{
	if (sss_fact_lines[finding->requirement].kind == FACT_evidence)
		return evidence_messages[finding->verdict];
	if (rule == RULE_service_recipient && finding->requirement == ROLE_category &&
		finding->verdict != VERDICT_unknown)
		return recipient_messages[finding->verdict];
	return finding_messages[finding->requirement][finding->verdict];
}

/* What decided or, where a fact is missing without which nothing can, what asks for it; NULL if nothing does */
static char *
Citation(const SssFacts *facts, const SssFinding *finding, SssLanguage language)
{
	SssProvision provision = finding->provision;

	if (provision == SSS_NO_PROVISION && finding->verdict == VERDICT_unknown)
		provision = SssAskingProvision(facts, finding->requirement);
	return provision == SSS_NO_PROVISION ? NULL : SssCite(provision, language);
}

char *
SssFindingMessage(SssRule rule, const SssFacts *facts, int category, const SssFinding *finding,
				  SssLanguage language)
{
	const char *const *message = WordsFor(rule, finding);
	const char *const *evidence = sss_evidence_names[finding->requirement];
	SssMessageValue values[N_ROLES + 3] = {
		[N_ROLES] = {"needed", NeededText(facts, finding, language)},
		{"evidence", evidence[language] == NULL ? NULL : SssLocalize(evidence, language)},
		{"provision", Citation(facts, finding, language)},
	};

	/* A finding of a kind that the list has no words for still has its label */
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

/* Up to MOST_OPTIONS names, joined; no more than that are worth reading */
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
Remedied(Phrase phrase, const Options *options, const Options *stays, SssLanguage language)
{
	const SssMessageValue values[] = {
		{"options", options != NULL ? options->names.data : NULL},
		{"stays", stays != NULL ? stays->names.data : NULL},
	};

	return SssSubstitute(SssLocalize(phrases[phrase], language), values, lengthof(values));
}

/* The bases that admit the child, all other facts as they are */
static void
CollectBases(const SssFacts *facts, SssLanguage language, Options *options)
{
	SssFacts	tried = *facts;

	for (int basis = 0; basis < N_BASES; basis++)
	{
		tried.codes[ROLE_basis] = basis;
		if (SssIsCompliant(RULE_placement, &tried))
			AddOption(options, SssLabel(CODES_placement_basis, basis, language));
	}
}

/* The modes of stay in which the child is admitted, all other facts as they are */
static void
CollectStays(const SssFacts *facts, SssLanguage language, Options *options)
{
	SssFacts	tried = *facts;

	for (int stay = 0; stay < N_STAYS; stay++)
	{
		tried.codes[ROLE_stay] = stay;
		if (SssIsCompliant(RULE_placement, &tried))
			AddOption(options, SssLabel(CODES_stay_mode, stay, language));
	}
}

/*
 * What else the same provider could do for the same child, changing as little
 * as possible: another basis, another stay, or both.  NULL: nothing.
 */
static char *
RemedyHere(const SssFacts *facts, SssLanguage language)
{
	Options		bases = StartOptions();
	Options		stays = StartOptions();
	SssFacts	other = *facts;

	CollectBases(facts, language, &bases);
	if (bases.count > 0)
		return Remedied(PHRASE_lawful_here, &bases, NULL, language);
	if (facts->codes[ROLE_stay] == SSS_MISSING)
		return NULL;
	CollectStays(facts, language, &stays);
	if (stays.count > 0)
		return Remedied(PHRASE_lawful_here, &stays, NULL, language);

	other.codes[ROLE_stay] = SSS_MISSING;
	CollectBases(&other, language, &bases);
	for (int basis = 0; basis < N_BASES && stays.count == 0; basis++)
	{
		other.codes[ROLE_basis] = basis;
		CollectStays(&other, language, &stays);
	}
	return stays.count > 0 ? Remedied(PHRASE_lawful_with_stay, &bases, &stays, language) : NULL;
}

/* Is the placement compliant under that very standard? */
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

/* Whose standard receives such a child at all, at some provider and on some basis */
static void
CollectReceivers(const SssFacts *facts, SssLanguage language, Options *options)
{
	SssFacts	tried = *facts;

	tried.codes[ROLE_stay] = SSS_MISSING;
	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		bool		receives = false;

		for (int provider = 0; provider < N_PROVIDERS && !receives; provider++)
		{
			tried.codes[ROLE_provider] = provider;
			for (int basis = 0; basis < N_BASES && !receives; basis++)
			{
				tried.codes[ROLE_basis] = basis;
				receives = IsCompliantUnder(&tried, standard);
			}
		}
		if (receives)
			AddOption(options, SssLabel(CODES_standard, standard, language));
	}
}

/* Which standards list the service */
static void
CollectListing(const SssFacts *facts, SssLanguage language, Options *options)
{
	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		if (SssScopeProvision(facts->codes[ROLE_service], standard, facts->on_date) != SSS_NO_PROVISION)
			AddOption(options, SssLabel(CODES_standard, standard, language));
	}
}

/* What another code in place of the one that was found wanting would mend it */
static char *
OtherCode(SssRule rule, const SssFacts *facts, SssRole role, SssLanguage language)
{
	SssCodeListId list = sss_fact_lines[role].list;
	Options		options = StartOptions();
	SssFacts	tried = *facts;

	for (int code = 0; code < sss_code_lists[list].ncodes; code++)
	{
		if (role == ROLE_category)
			tried.categories = SSS_BIT(code);
		else
			tried.codes[role] = code;
		if (SssIsCompliant(rule, &tried))
			AddOption(&options, SssLabel(list, code, language));
	}
	return options.count > 0 ? Remedied(PHRASE_lawful_here, &options, NULL, language) : NULL;
}

/* What would meet a norm */
static char *
RemedyOfNorm(SssRule rule, const SssFacts *facts, const SssFinding *finding, SssLanguage language)
{
	const SssMessageValue missing = {"missing", Quantity(finding->shortfall, language)};

	switch (sss_fact_lines[finding->requirement].kind)
	{
		case FACT_code:
			return OtherCode(rule, facts, finding->requirement, language);
		case FACT_measure:
			return SssSubstitute(SssLocalize(phrases[finding->requirement == ROLE_area ?
													 PHRASE_more_area : PHRASE_more_quantity], language),
								 &missing, 1);
		case FACT_evidence:
			return Remedied(PHRASE_add_evidence, NULL, NULL, language);
		default:
			return Remedied(PHRASE_name_condition, NULL, NULL, language);
	}
}

/* What is not known is not given, unless it is a quantity that cannot be */
static char *
RemedyOfUnknown(const SssFacts *facts, SssRole requirement, SssLanguage language)
{
	const SssMessageValue most = {"most", Quantity(SSS_MEASURE_MAX, language)};

	if ((facts->impossible & SSS_ROLE_BIT(requirement)) != 0)
		return SssSubstitute(SssLocalize(phrases[PHRASE_enter_possible], language), &most, 1);
	return Remedied(PHRASE_enter_fact, NULL, NULL, language);
}

char *
SssFindingRemedy(SssRule rule, const SssFacts *facts, int category, const SssFinding *finding,
				 SssLanguage language)
{
	SssFacts	child = *facts;
	Options		elsewhere = StartOptions();
	char	   *here;

	switch (finding->verdict)
	{
		case VERDICT_unknown:
			return RemedyOfUnknown(facts, finding->requirement, language);
		case VERDICT_unsettled:
			return Remedied(PHRASE_ask_lawyer, NULL, NULL, language);
		case VERDICT_violation:
			break;
		default:
			return NULL;
	}

	if (rule == RULE_service)
	{
		CollectListing(facts, language, &elsewhere);
		return elsewhere.count > 0 ?
			Remedied(PHRASE_listed_elsewhere, &elsewhere, NULL, language) : NULL;
	}

	if (rule != RULE_placement)
		return RemedyOfNorm(rule, facts, finding, language);

	child.categories = category == SSS_MISSING ? 0 : SSS_BIT(category);
	child.category_missing = category == SSS_MISSING;
	here = RemedyHere(&child, language);
	if (here != NULL)
		return here;
	CollectReceivers(&child, language, &elsewhere);
	return elsewhere.count > 0 ?
		Remedied(PHRASE_received_elsewhere, &elsewhere, NULL, language) : NULL;
}

/*----------
 * Messages of the lists, with what their braces stand for.
 *----------
 */
/* The message is ours, so that a brace is always closed */
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
