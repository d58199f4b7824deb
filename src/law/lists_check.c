/*-------------------------------------------------------------------------
 *
 * lists_check.c
 *	  Conditions that the lists must meet to compile: a set fits its mask, a
 *	  value on disk is used once and fits its type, a code's text is used once,
 *	  every line has a citation.
 *
 * This file adds nothing to the library.
 *
 *-------------------------------------------------------------------------
 */
#include "law/lists/words.h"

_Static_assert(DAY(2000, 1, 1) == 0, "days are counted from 2000-01-01");
_Static_assert(DAY(2023, 7, 1) == 8582, "2023-07-01 is PostgreSQL's day 8582");
_Static_assert(N_ROLES <= 64, "a set of facts must fit 64 bits");

#define FACT(fact, kind, type) \
	_Static_assert((FACT_##kind == FACT_measure) == \
				   (ROLE_##fact >= SSS_FIRST_MEASURE && ROLE_##fact <= SSS_LAST_MEASURE), \
				   "quantities must stand together in roles.h: " #fact);
#define RULE(...)
#define ROLE(...)
#include "law/lists/roles.h"
#undef FACT
#undef RULE
#undef ROLE

#define CODES(...)
#define END_CODES(...)
#define CODE(type, prefix, code, ...) UNIQUE_##code,
enum
{
#include "law/lists/codes.h"
	N_UNIQUE_TEXTS
};
#undef CODE

/* Two equal values in one list are two equal enumerators */
#define CODE(type, prefix, code, text, value, ...) type##_value_##value,
enum
{
#include "law/lists/codes.h"
	N_UNIQUE_VALUES
};
#undef CODES
#undef CODE

#define CODES(type, count, enumeration, greatest, view) greatest_value_of_##type = greatest,
#define CODE(...)
enum
{
#include "law/lists/codes.h"
};
#undef CODES
#undef CODE

#define CODES(type, count, enumeration, greatest, view) \
	_Static_assert(count <= INT8_MAX, "the index of a code must fit SssFacts.codes: " #type); \
	_Static_assert(count <= 32 || greatest > INT8_MAX, "a set of codes must fit 32 bits: " #type);
#define CODE(type, prefix, code, text, value, ...) \
	_Static_assert((value) > 0 && (value) <= (int) greatest_value_of_##type, \
				   text " must fit its type");
#include "law/lists/codes.h"
#undef CODES
#undef CODE
#undef END_CODES

#define CITED(citation, ...) _Static_assert((citation) != SSS_NO_PROVISION, "every line is cited");
#define RECIPIENTS(standard, citation, ...) CITED(citation)
#include "law/lists/recipients.h"
#undef RECIPIENTS
#define ADMISSION(standard, citation, ...) CITED(citation)
#include "law/lists/admissions.h"
#undef ADMISSION
#define STAYS(standard, citation, ...) CITED(citation)
#include "law/lists/stays.h"
#undef STAYS
#define PROVIDER_STANDARD(provider, standard, citation, ...) CITED(citation)
#define PROVIDER_STANDARD_LATER PROVIDER_STANDARD
#include "law/lists/provider_standards.h"
#undef PROVIDER_STANDARD
#undef PROVIDER_STANDARD_LATER
#define SCOPE(standard, kind, name, citation, ...) CITED(citation)
#define SCOPE_LATER SCOPE
#include "law/lists/scope.h"
#undef SCOPE
#undef SCOPE_LATER
#define QUALITY_CONDITION(standard, kind, citation, ...) CITED(citation)
#include "law/lists/quality_conditions.h"
#undef QUALITY_CONDITION
#define MEMBERS(rule, standard, citation, ...) CITED(citation)
#include "law/lists/members.h"
#undef MEMBERS
#define THRESHOLD(rule, standard, citation, ...) CITED(citation)
#define THRESHOLD_UNIT(...)
#include "law/lists/thresholds.h"
#undef THRESHOLD_UNIT
#undef THRESHOLD
#define EVIDENCE(rule, standard, citation, ...) CITED(citation)
#define EVIDENCE_ALSO EVIDENCE
#define EVIDENCE_NAME(...)
#include "law/lists/evidence.h"
#undef EVIDENCE
#undef EVIDENCE_ALSO
#undef EVIDENCE_NAME
#define READING(code, citation, ...) CITED(citation)
#include "law/lists/readings.h"
#undef READING
#define ELSEWHERE(reading, citation) CITED(citation)
#include "law/lists/readings_elsewhere.h"
#undef ELSEWHERE
#define INTERVAL(standard, citation, ...) CITED(citation)
#include "law/lists/intervals.h"
#undef INTERVAL
#define TIMELY(standard, citation, ...) CITED(citation)
#define TIMELINESS_MESSAGE(...)
#include "law/lists/timeliness.h"
#undef TIMELY
#undef TIMELINESS_MESSAGE
#define REPETITION(citation, ...) CITED(citation)
#include "law/lists/repetitions.h"
#undef REPETITION

/* A synonym says what it means and why; that its code exists follows from lists.c */
#define SAYS(text, why) _Static_assert(sizeof(text) > 1 && sizeof(why) > 1, "every synonym has a text and a reason");
#define SYNONYM(type, code, language, text, why) SAYS(text, why)
#define OFTEN(type, code, language, text, why) SAYS(text, why)
#define NEAR(type, language, text, why) SAYS(text, why)
#define GENERAL(...)
#define GENERAL_ANYWHERE(...)
#include "law/lists/synonyms.h"
#undef SYNONYM
#undef OFTEN
#undef NEAR
#undef GENERAL
#undef GENERAL_ANYWHERE
