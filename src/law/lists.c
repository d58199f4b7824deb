/*-------------------------------------------------------------------------
 *
 * lists.c
 *	  The lists of src/law/lists/ as constant tables.
 *
 * This is the one place that gives the lists' words a meaning.  It decides
 * nothing; rulebook.c does.
 *
 *-------------------------------------------------------------------------
 */
#include "law/lists/words.h"

#define CODES(type, ...) static const SssCode codes_of_##type[] = {
#define CODE(type, prefix, code, text, value, from, to, kk, ru, en) \
	{value, sizeof(text) - 1, text, from, to, {kk, ru, en}},
#define END_CODES(...) };
#include "law/lists/codes.h"
#undef CODES
#undef CODE
#undef END_CODES

/* The index of each value on disk, so that a decision does not search for it */
#define CODES(type, ...) static const uint8_t values_of_##type[] = {
#define CODE(type, prefix, code, text, value, ...) [value] = prefix##_##code + 1,
#define END_CODES(...) };
#include "law/lists/codes.h"
#undef CODES
#undef CODE

#define CODES(type, count, enumeration, greatest, view) \
	[CODES_##type] = {#type, #view, codes_of_##type, count, values_of_##type, sizeof(values_of_##type)},
#define CODE(...)
#undef END_CODES
#define END_CODES(...)
const SssCodeList sss_code_lists[N_CODE_LISTS] = {
#include "law/lists/codes.h"
};
#undef CODES
#undef CODE
#undef END_CODES

#define RECIPIENTS(standard, citation, categories, providers, verdict, from, to) \
	{citation, STANDARD_##standard, VERDICT_##verdict, {categories, ANY, ANY}, providers, from, to},
static const SssPlacementLine recipients[] = {
#include "law/lists/recipients.h"
};
#undef RECIPIENTS

#define ADMISSION(standard, citation, categories, bases, providers, verdict, from, to) \
	{citation, STANDARD_##standard, VERDICT_##verdict, {categories, bases, ANY}, providers, from, to},
static const SssPlacementLine admissions[] = {
#include "law/lists/admissions.h"
};
#undef ADMISSION

#define STAYS(standard, citation, modes, providers, verdict, from, to) \
	{citation, STANDARD_##standard, VERDICT_##verdict, {ANY, ANY, modes}, providers, from, to},
static const SssPlacementLine stays[] = {
#include "law/lists/stays.h"
};
#undef STAYS

#define COUNT(array) ((int) (sizeof(array) / sizeof((array)[0])))

const SssPlacementLines sss_placement_lines[N_PLACEMENT_REQUIREMENTS] = {
	[PLACEMENT_category] = {recipients, COUNT(recipients)},
	[PLACEMENT_basis] = {admissions, COUNT(admissions)},
	[PLACEMENT_stay] = {stays, COUNT(stays)},
};

#define PROVIDER_STANDARD(provider, standard, citation, from, to) \
	{PROVIDER_##provider, STANDARD_##standard, citation, from, to},
#define PROVIDER_STANDARD_LATER PROVIDER_STANDARD
const SssProviderStandard sss_provider_standards[] = {
#include "law/lists/provider_standards.h"
};
#undef PROVIDER_STANDARD
#undef PROVIDER_STANDARD_LATER
const int	sss_provider_standards_count = COUNT(sss_provider_standards);

/* A line's place in its list, so that a decision does not search for it */
#define GLUE(a, b)	a##b
#define LATER_AT(list, line) GLUE(list##_LATER_AT_, line)
#define PROVIDER_STANDARD(provider, standard, ...) PROVIDER_AT_##standard##_##provider,
#define PROVIDER_STANDARD_LATER(...) LATER_AT(PROVIDER, __LINE__),
enum
{
#include "law/lists/provider_standards.h"
	N_PROVIDER_LINES
};
#undef PROVIDER_STANDARD
#undef PROVIDER_STANDARD_LATER

#define PROVIDER_STANDARD(provider, standard, ...) \
	[PROVIDER_##provider][STANDARD_##standard] = PROVIDER_AT_##standard##_##provider + 1,
#define PROVIDER_STANDARD_LATER(...)
const uint8_t sss_provider_standard_at[N_PROVIDERS][N_STANDARDS] = {
#include "law/lists/provider_standards.h"
};
#undef PROVIDER_STANDARD
#undef PROVIDER_STANDARD_LATER
_Static_assert(N_PROVIDER_LINES < UINT8_MAX, "sss_provider_standard_at must be able to count its lines");

#define SCOPE(standard, kind, name, citation, from, to) \
	{STANDARD_##standard, SERVICE_##kind##_##name, citation, from, to},
#define SCOPE_LATER SCOPE
const SssScopeLine sss_scope[] = {
#include "law/lists/scope.h"
};
#undef SCOPE
#undef SCOPE_LATER
const int	sss_scope_count = COUNT(sss_scope);

#define SCOPE(standard, kind, name, ...) SCOPE_AT_##standard##_##kind##_##name,
#define SCOPE_LATER(...) LATER_AT(SCOPE, __LINE__),
enum
{
#include "law/lists/scope.h"
	N_SCOPE_LINES
};
#undef SCOPE
#undef SCOPE_LATER

#define SCOPE(standard, kind, name, ...) \
	[SERVICE_##kind##_##name][STANDARD_##standard] = SCOPE_AT_##standard##_##kind##_##name + 1,
#define SCOPE_LATER(...)
const uint8_t sss_scope_at[N_SERVICES][N_STANDARDS] = {
#include "law/lists/scope.h"
};
#undef SCOPE
#undef SCOPE_LATER
_Static_assert(N_SCOPE_LINES < UINT8_MAX, "sss_scope_at must be able to count the lines of scope");

#define SERVICE(kind, name, ...) KIND_##kind,
const		SssKind sss_service_kind[N_SERVICES] = {
#include "law/lists/services.h"
};
#undef SERVICE

#define QUALITY_CONDITION(standard, kind, citation, from, to, kk, ru, en) \
	{STANDARD_##standard, KIND_##kind, citation, from, to, {kk, ru, en}},
const SssQualityCondition sss_quality_conditions[] = {
#include "law/lists/quality_conditions.h"
};
#undef QUALITY_CONDITION
const int	sss_quality_conditions_count = COUNT(sss_quality_conditions);

#define READING(code, citation, from, to, q_kk, q_ru, q_en, r_kk, r_ru, r_en, a_kk, a_ru, a_en) \
	{#code, citation, from, to, {q_kk, q_ru, q_en}, {r_kk, r_ru, r_en}, {a_kk, a_ru, a_en}},
const SssReading sss_readings[] = {
#include "law/lists/readings.h"
};
#undef READING
const int	sss_readings_count = COUNT(sss_readings);

/* A reading's place in its list: if a line names no reading, it does not compile */
#define READING(code, ...) READING_##code,
enum
{
#include "law/lists/readings.h"
	N_READINGS
};
#undef READING

#define ELSEWHERE(reading, citation) {READING_##reading, citation},
const SssReadingElsewhere sss_readings_elsewhere[] = {
#include "law/lists/readings_elsewhere.h"
};
#undef ELSEWHERE
const int	sss_readings_elsewhere_count = COUNT(sss_readings_elsewhere);

#define INTERVAL(standard, citation, reading, from, to) \
	{STANDARD_##standard, citation, READING_##reading, from, to},
const SssInterval sss_intervals[] = {
#include "law/lists/intervals.h"
};
#undef INTERVAL
const int	sss_intervals_count = COUNT(sss_intervals);

#define REPETITION(citation, category, times, years, reading, from, to) \
	{citation, CATEGORY_##category, times, years, READING_##reading, from, to},
const SssRepetition sss_repetitions[] = {
#include "law/lists/repetitions.h"
};
#undef REPETITION
const int	sss_repetitions_count = COUNT(sss_repetitions);

#define OF(kind, name)	SERVICE_##kind##_##name
#define TIMELY(standard, citation, service, reading, from, to) \
	{STANDARD_##standard, citation, service, READING_##reading, from, to},
#define TIMELINESS_MESSAGE(...)
const SssTimely sss_timely[] = {
#include "law/lists/timeliness.h"
};
#undef TIMELY
#undef TIMELINESS_MESSAGE
const int	sss_timely_count = COUNT(sss_timely);

#define EDITION(edition, from, to, citation, kk, ru, en) {edition, from, to, citation, {kk, ru, en}},
const SssEdition sss_editions[] = {
#include "law/lists/editions.h"
};
#undef EDITION
const int	sss_editions_count = COUNT(sss_editions);

/* A list's word may stand for two fields, which a second macro takes apart */
#define ALWAYS						N_ROLES, 0
#define WHERE(fact, codes)			ROLE_##fact, codes
#define OF_SERVICE(kind, name)		ROLE_service, SERVICE_##kind##_##name
#define MEMBERSHIP_LINE(rule, standard, citation, fact, members, condition, when, otherwise, from, to) \
	{RULE_##rule, STANDARD_##standard, citation, ROLE_##fact, members, condition, when, VERDICT_##otherwise, from, to},
#define MEMBERS(...) MEMBERSHIP_LINE(__VA_ARGS__)
const SssMembershipLine sss_memberships[] = {
#include "law/lists/members.h"
};
#undef MEMBERS
#undef ALWAYS
#undef WHERE
#undef OF_SERVICE
const int	sss_memberships_count = COUNT(sss_memberships);

#define AMOUNT(n)					n, N_ROLES, N_ROLES
#define STATED(fact)				0, ROLE_##fact, N_ROLES
#define BETWEEN(least, most)		0, ROLE_##least, ROLE_##most
#define PER(fact)					ROLE_##fact
#define IN_ALL						N_ROLES
#define THRESHOLD_LINE(rule, standard, citation, measure, amount, norm, maximum, heads, unit, from, to) \
	{RULE_##rule, STANDARD_##standard, citation, ROLE_##measure, amount, norm, maximum, heads, UNIT_##unit, from, to},
#define THRESHOLD(...) THRESHOLD_LINE(__VA_ARGS__)
#define THRESHOLD_UNIT(...)
const SssThresholdLine sss_thresholds[] = {
#include "law/lists/thresholds.h"
};
#undef THRESHOLD
#undef THRESHOLD_UNIT
const int	sss_thresholds_count = COUNT(sss_thresholds);

#define THRESHOLD(...)
#define THRESHOLD_UNIT(unit, name, kk, ru, en) [UNIT_##unit] = {name, {kk, ru, en}},
const SssThresholdUnit sss_threshold_units[N_UNITS] = {
#include "law/lists/thresholds.h"
};
#undef THRESHOLD
#undef THRESHOLD_UNIT

#define OF_ALL						N_SERVICES
#define ALWAYS						EVIDENCE_ALWAYS, N_ROLES, 0
#define IF(fact)					EVIDENCE_IF, ROLE_##fact, 0
#define UNLESS(fact)				EVIDENCE_UNLESS, ROLE_##fact, 0
#define WHERE_SAID(fact, codes)		EVIDENCE_WHERE_SAID, ROLE_##fact, codes
#define EVIDENCE_LINE(rule, standard, citation, service, fact, when, other, codes, from, to) \
	{RULE_##rule, STANDARD_##standard, citation, service, ROLE_##fact, when, other, codes, from, to},
#define EVIDENCE(...) EVIDENCE_LINE(__VA_ARGS__)
#define EVIDENCE_ALSO EVIDENCE
#define EVIDENCE_NAME(...)
const SssEvidenceLine sss_evidence[] = {
#include "law/lists/evidence.h"
};
#undef EVIDENCE
#undef EVIDENCE_NAME
#undef ALWAYS
const int	sss_evidence_count = COUNT(sss_evidence);

#define EVIDENCE(...) LATER_AT(EVIDENCE, __LINE__),
#define EVIDENCE_NAME(...)
enum
{
#include "law/lists/evidence.h"
	N_EVIDENCE_LINES
};
#undef EVIDENCE
#undef EVIDENCE_ALSO

#define EVIDENCE(rule, standard, citation, services, ...) \
	[services][STANDARD_##standard] = LATER_AT(EVIDENCE, __LINE__) + 1,
#define EVIDENCE_ALSO(...)
const uint8_t sss_evidence_at[N_SERVICES + 1][N_STANDARDS] = {
#include "law/lists/evidence.h"
};
#undef EVIDENCE
#undef EVIDENCE_ALSO
#undef EVIDENCE_NAME
_Static_assert(N_EVIDENCE_LINES < UINT8_MAX, "sss_evidence_at must be able to count its lines");

#define EVIDENCE_ALSO(...)
#define EVIDENCE(...)
#define EVIDENCE_NAME(fact, kk, ru, en) [ROLE_##fact] = {kk, ru, en},
const char *const sss_evidence_names[N_ROLES][SSS_LANGUAGES] = {
#include "law/lists/evidence.h"
};
#undef EVIDENCE
#undef EVIDENCE_ALSO
#undef EVIDENCE_NAME

#define LIST_OF_code(type)			CODES_##type
#define LIST_OF_citation(type)		N_CODE_LISTS
#define LIST_OF_date(type)			N_CODE_LISTS
#define LIST_OF_measure(type)		N_CODE_LISTS
#define LIST_OF_evidence(type)		N_CODE_LISTS
#define LIST_OF_mention(type)		N_CODE_LISTS
#define FACT(fact, kind, type) [ROLE_##fact] = {#fact, FACT_##kind, LIST_OF_##kind(type), #type},
#define RULE(...)
#define ROLE(...)
const SssFactLine sss_fact_lines[N_ROLES] = {
#include "law/lists/roles.h"
};
#undef FACT
#undef ROLE

#define FACT(...)
#define ROLE(rule, fact, obligatory) {RULE_##rule, ROLE_##fact, obligatory},
const SssRoleLine sss_role_lines[] = {
#include "law/lists/roles.h"
};
#undef RULE
#undef ROLE
const int	sss_role_lines_count = COUNT(sss_role_lines);

#define RULE(rule, en) [RULE_##rule] = #rule,
#define ROLE(...)
const char *const sss_rule_names[N_RULES] = {
#include "law/lists/roles.h"
};
#undef RULE

#define RULE(rule, en) [RULE_##rule] = en,
const char *const sss_rule_descriptions[N_RULES] = {
#include "law/lists/roles.h"
};
#undef FACT
#undef RULE
#undef ROLE

#define ASKING_PARAGRAPH(standard, requirement, citation) [STANDARD_##standard][ROLE_##requirement] = citation,
#define SERVICE_PARAGRAPH(...)
#define EXCLUDING_ITEM(...)
#define SILENT_CLAUSE(...)
const SssProvision sss_asking_paragraph[N_STANDARDS][N_ROLES] = {
#include "law/lists/paragraphs.h"
};
#undef ASKING_PARAGRAPH
#undef SERVICE_PARAGRAPH

#define ASKING_PARAGRAPH(...)
#define SERVICE_PARAGRAPH(standard, kind, citation) [STANDARD_##standard][KIND_##kind] = citation,
const SssProvision sss_service_paragraph[N_STANDARDS][N_KINDS] = {
#include "law/lists/paragraphs.h"
};
#undef SERVICE_PARAGRAPH
#undef EXCLUDING_ITEM

#define SERVICE_PARAGRAPH(...)
#define EXCLUDING_ITEM(standard, kind, name, citation) [SERVICE_##kind##_##name][STANDARD_##standard] = citation,
const SssProvision sss_excluding_item[N_SERVICES][N_STANDARDS] = {
#include "law/lists/paragraphs.h"
};
#undef EXCLUDING_ITEM
#undef SILENT_CLAUSE

#define EXCLUDING_ITEM(...)
#define SILENT_CLAUSE(standard, rule, citation) [RULE_##rule][STANDARD_##standard] = citation,
const SssProvision sss_silent_clause[N_RULES][N_STANDARDS] = {
#include "law/lists/paragraphs.h"
};
#undef ASKING_PARAGRAPH
#undef SERVICE_PARAGRAPH
#undef EXCLUDING_ITEM
#undef SILENT_CLAUSE

/* The code that a line of synonyms.h names: if it names none, the line does not compile */
#define CODES(...)
#define CODE(type, prefix, code, ...) type##_index_of_##code = prefix##_##code,
#define END_CODES(...)
enum
{
#include "law/lists/codes.h"
};
#undef CODES
#undef CODE
#undef END_CODES

#define SYNONYM(type, code, language, text, why) \
	{SYNONYM_SAME, CODES_##type, type##_index_of_##code, SSS_##language, text, why},
#define OFTEN(type, code, language, text, why) \
	{SYNONYM_OFTEN, CODES_##type, type##_index_of_##code, SSS_##language, text, why},
#define NEAR(type, language, text, why) \
	{SYNONYM_NEAR, CODES_##type, SSS_MISSING, SSS_##language, text, why},
#define GENERAL(...)
#define GENERAL_ANYWHERE(...)
const SssSynonym sss_synonyms[] = {
#include "law/lists/synonyms.h"
};
#undef SYNONYM
#undef OFTEN
#undef NEAR
#undef GENERAL
#undef GENERAL_ANYWHERE
const int	sss_synonyms_count = COUNT(sss_synonyms);

#define SYNONYM(...)
#define OFTEN(...)
#define NEAR(...)
#define GENERAL(type, language, words) {CODES_##type, SSS_##language, words},
#define GENERAL_ANYWHERE(language, words) {N_CODE_LISTS, SSS_##language, words},
const SssGeneralWords sss_general_words[] = {
#include "law/lists/synonyms.h"
};
#undef SYNONYM
#undef OFTEN
#undef NEAR
#undef GENERAL
#undef GENERAL_ANYWHERE
const int	sss_general_words_count = COUNT(sss_general_words);
