/*---
 * codes.h
 *	  The types that are lists of codes, with their lists.
 *
 * CODES(type, count, enumeration, greatest, view)
 * CODE(type, prefix, code, text, value, valid from, valid to, kk, ru, en)
 * END_CODES(type, count, enumeration, greatest)
 *
 * type			its name in SQL
 * count		how C calls the number of its codes
 * enumeration	how C calls the type
 * greatest		the greatest value on disk: 127 in one byte, 32767 in two
 * view			the view of schema sss that lists the codes
 * prefix		the word before a code, in C and in lists where a line names one
 *
 * To enter a new type: its list in a file of its own, five lines here, and one
 * in base/types.sql.
 *---
 */
#define STANDARD(code, ...) CODE(standard, STANDARD, code, #code, __VA_ARGS__)
CODES(standard, N_STANDARDS, SssStandard, 127, standards)
#include "law/lists/standards.h"
END_CODES(standard, N_STANDARDS, SssStandard, 127)
#undef STANDARD

#define RECIPIENT_CATEGORY(code, ...) CODE(recipient_category, CATEGORY, code, #code, __VA_ARGS__)
CODES(recipient_category, N_CATEGORIES, SssCategory, 127, recipient_categories)
#include "law/lists/recipient_categories.h"
END_CODES(recipient_category, N_CATEGORIES, SssCategory, 127)
#undef RECIPIENT_CATEGORY

#define PLACEMENT_BASIS(code, ...) CODE(placement_basis, BASIS, code, #code, __VA_ARGS__)
CODES(placement_basis, N_BASES, SssBasis, 127, placement_bases)
#include "law/lists/placement_bases.h"
END_CODES(placement_basis, N_BASES, SssBasis, 127)
#undef PLACEMENT_BASIS

#define PROVIDER_TYPE(code, ...) CODE(provider_type, PROVIDER, code, #code, __VA_ARGS__)
CODES(provider_type, N_PROVIDERS, SssProvider, 127, provider_types)
#include "law/lists/provider_types.h"
END_CODES(provider_type, N_PROVIDERS, SssProvider, 127)
#undef PROVIDER_TYPE

#define STAY_MODE(code, ...) CODE(stay_mode, STAY, code, #code, __VA_ARGS__)
CODES(stay_mode, N_STAYS, SssStay, 127, stay_modes)
#include "law/lists/stay_modes.h"
END_CODES(stay_mode, N_STAYS, SssStay, 127)
#undef STAY_MODE

#define SERVICE_KIND(code, ...) CODE(service_kind, KIND, code, #code, __VA_ARGS__)
CODES(service_kind, N_KINDS, SssKind, 127, service_kinds)
#include "law/lists/service_kinds.h"
END_CODES(service_kind, N_KINDS, SssKind, 127)
#undef SERVICE_KIND

#define SERVICE(kind, name, ...) CODE(service, SERVICE, kind##_##name, #kind "." #name, __VA_ARGS__)
CODES(service, N_SERVICES, SssService, 32767, services)
#include "law/lists/services.h"
END_CODES(service, N_SERVICES, SssService, 32767)
#undef SERVICE

#define DECIDING_LEVEL(code, ...) CODE(deciding_level, LEVEL, code, #code, __VA_ARGS__)
CODES(deciding_level, N_LEVELS, SssLevel, 127, deciding_levels)
#include "law/lists/deciding_levels.h"
END_CODES(deciding_level, N_LEVELS, SssLevel, 127)
#undef DECIDING_LEVEL

#define TRANSPORT_PURPOSE(code, ...) CODE(transport_purpose, TRANSPORT, code, #code, __VA_ARGS__)
CODES(transport_purpose, N_TRANSPORT_PURPOSES, SssTransportPurpose, 127, transport_purposes)
#include "law/lists/transport_purposes.h"
END_CODES(transport_purpose, N_TRANSPORT_PURPOSES, SssTransportPurpose, 127)
#undef TRANSPORT_PURPOSE

#define SPECIALIST_PURPOSE(code, ...) CODE(specialist_purpose, SPECIALIST, code, #code, __VA_ARGS__)
CODES(specialist_purpose, N_SPECIALIST_PURPOSES, SssSpecialistPurpose, 127, specialist_purposes)
#include "law/lists/specialist_purposes.h"
END_CODES(specialist_purpose, N_SPECIALIST_PURPOSES, SssSpecialistPurpose, 127)
#undef SPECIALIST_PURPOSE

#define MEDICAL_MEASURE(code, ...) CODE(medical_measure, MEASURE, code, #code, __VA_ARGS__)
CODES(medical_measure, N_MEDICAL_MEASURES, SssMedicalMeasure, 127, medical_measures)
#include "law/lists/medical_measures.h"
END_CODES(medical_measure, N_MEDICAL_MEASURES, SssMedicalMeasure, 127)
#undef MEDICAL_MEASURE

#define INSPECTION_OUTCOME(code, ...) CODE(inspection_outcome, INSPECTED, code, #code, __VA_ARGS__)
CODES(inspection_outcome, N_INSPECTION_OUTCOMES, SssInspectionOutcome, 127, inspection_outcomes)
#include "law/lists/inspection_outcomes.h"
END_CODES(inspection_outcome, N_INSPECTION_OUTCOMES, SssInspectionOutcome, 127)
#undef INSPECTION_OUTCOME

#define VERDICT(code, ...) CODE(verdict, VERDICT, code, #code, __VA_ARGS__)
CODES(verdict, N_VERDICTS, SssVerdict, 127, verdicts)
#include "law/lists/verdicts.h"
END_CODES(verdict, N_VERDICTS, SssVerdict, 127)
#undef VERDICT
