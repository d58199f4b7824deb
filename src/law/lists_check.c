/*-------------------------------------------------------------------------
 *
 * lists_check.c
 *	  What must hold of the lists for them to compile: a set must fit its mask,
 *	  a value on disk must be used once and fit its type, every line must be
 *	  cited.
 *
 * That a code's text is used once follows from the enumerators, over all types
 * from those below.  Nothing is left of this file in the library.
 *
 *-------------------------------------------------------------------------
 */
#include "law/list_words.h"

_Static_assert(DAY(2000, 1, 1) == 0, "days are counted from 2000-01-01");
_Static_assert(DAY(2023, 7, 1) == 8582, "2023-07-01 is PostgreSQL's day 8582");
_Static_assert(N_CATEGORIES <= 32 && N_BASES <= 32 && N_PROVIDERS <= 32 && N_STAYS <= 32 &&
			   N_LEVELS <= 32 && N_TRANSPORT_PURPOSES <= 32 && N_SPECIALIST_PURPOSES <= 32,
			   "a set of codes must fit 32 bits");
_Static_assert(N_SERVICES <= INT8_MAX, "the index of a code must fit SssFacts.codes");
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

#define UNIQUE_TEXT(code, ...) UNIQUE_##code,
#define STANDARD UNIQUE_TEXT
#define RECIPIENT_CATEGORY UNIQUE_TEXT
#define PLACEMENT_BASIS UNIQUE_TEXT
#define PROVIDER_TYPE UNIQUE_TEXT
#define STAY_MODE UNIQUE_TEXT
#define DECIDING_LEVEL UNIQUE_TEXT
#define TRANSPORT_PURPOSE UNIQUE_TEXT
#define SPECIALIST_PURPOSE UNIQUE_TEXT
#define SERVICE_KIND UNIQUE_TEXT
#define VERDICT UNIQUE_TEXT
enum
{
#include "law/lists/standards.h"
#include "law/lists/recipient_categories.h"
#include "law/lists/placement_bases.h"
#include "law/lists/provider_types.h"
#include "law/lists/stay_modes.h"
#include "law/lists/service_kinds.h"
#include "law/lists/deciding_levels.h"
#include "law/lists/transport_purposes.h"
#include "law/lists/specialist_purposes.h"
#include "law/lists/verdicts.h"
	N_UNIQUE_TEXTS
};
#undef STANDARD
#undef RECIPIENT_CATEGORY
#undef PLACEMENT_BASIS
#undef PROVIDER_TYPE
#undef STAY_MODE
#undef DECIDING_LEVEL
#undef TRANSPORT_PURPOSE
#undef SPECIALIST_PURPOSE
#undef SERVICE_KIND
#undef VERDICT

/* Two equal values in one list are two equal enumerators */
#define STANDARD(code, value, ...) STANDARD_VALUE_##value,
#define RECIPIENT_CATEGORY(code, value, ...) RECIPIENT_CATEGORY_VALUE_##value,
#define PLACEMENT_BASIS(code, value, ...) PLACEMENT_BASIS_VALUE_##value,
#define PROVIDER_TYPE(code, value, ...) PROVIDER_TYPE_VALUE_##value,
#define STAY_MODE(code, value, ...) STAY_MODE_VALUE_##value,
#define DECIDING_LEVEL(code, value, ...) DECIDING_LEVEL_VALUE_##value,
#define TRANSPORT_PURPOSE(code, value, ...) TRANSPORT_PURPOSE_VALUE_##value,
#define SPECIALIST_PURPOSE(code, value, ...) SPECIALIST_PURPOSE_VALUE_##value,
#define SERVICE_KIND(code, value, ...) SERVICE_KIND_VALUE_##value,
#define VERDICT(code, value, ...) VERDICT_VALUE_##value,
#define SERVICE(kind, name, value, ...) SERVICE_VALUE_##value,
enum
{
#include "law/lists/standards.h"
#include "law/lists/recipient_categories.h"
#include "law/lists/placement_bases.h"
#include "law/lists/provider_types.h"
#include "law/lists/stay_modes.h"
#include "law/lists/service_kinds.h"
#include "law/lists/deciding_levels.h"
#include "law/lists/transport_purposes.h"
#include "law/lists/specialist_purposes.h"
#include "law/lists/services.h"
#include "law/lists/verdicts.h"
};
#undef STANDARD
#undef RECIPIENT_CATEGORY
#undef PLACEMENT_BASIS
#undef PROVIDER_TYPE
#undef STAY_MODE
#undef DECIDING_LEVEL
#undef TRANSPORT_PURPOSE
#undef SPECIALIST_PURPOSE
#undef SERVICE_KIND
#undef SERVICE
#undef VERDICT

#define FITS(code, value, ...) _Static_assert((value) > 0 && (value) < 128, #code " must fit one byte");
#define STANDARD FITS
#define RECIPIENT_CATEGORY FITS
#define PLACEMENT_BASIS FITS
#define PROVIDER_TYPE FITS
#define STAY_MODE FITS
#define DECIDING_LEVEL FITS
#define TRANSPORT_PURPOSE FITS
#define SPECIALIST_PURPOSE FITS
#define SERVICE_KIND FITS
#define VERDICT FITS
#define SERVICE(kind, name, value, ...) _Static_assert((value) > 0 && (value) < 32768, #kind "." #name " must fit two bytes");
#include "law/lists/standards.h"
#include "law/lists/recipient_categories.h"
#include "law/lists/placement_bases.h"
#include "law/lists/provider_types.h"
#include "law/lists/stay_modes.h"
#include "law/lists/service_kinds.h"
#include "law/lists/deciding_levels.h"
#include "law/lists/transport_purposes.h"
#include "law/lists/specialist_purposes.h"
#include "law/lists/services.h"
#include "law/lists/verdicts.h"
#undef STANDARD
#undef RECIPIENT_CATEGORY
#undef PLACEMENT_BASIS
#undef PROVIDER_TYPE
#undef STAY_MODE
#undef DECIDING_LEVEL
#undef TRANSPORT_PURPOSE
#undef SPECIALIST_PURPOSE
#undef SERVICE_KIND
#undef SERVICE
#undef VERDICT

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
#define EVIDENCE_NAME(...)
#include "law/lists/evidence.h"
#undef EVIDENCE
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
