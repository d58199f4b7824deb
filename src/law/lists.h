/*-------------------------------------------------------------------------
 *
 * lists.h
 *	  Order No. 165 as constant tables.
 *
 * They are expanded from src/law/lists/, where a lawyer can check them.
 *
 * Codes are handled by index, their position in their list, which is dense
 * and private to one build.  What is stored on disk is the code's value; see
 * code.h for the way between text, value and index.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_LISTS_H
#define SSS_LAW_LISTS_H

#include <stdbool.h>
#include <stdint.h>

/* Days since 2000-01-01, as in PostgreSQL's type date */
typedef int32_t SssDay;

#define SSS_NO_START	INT32_MIN
#define SSS_NO_END		INT32_MAX

/* A citation, packed so that the numbers sort as the Order reads; see below */
typedef uint32_t SssProvision;

#define SSS_NO_PROVISION	((SssProvision) 0)

/* A fact that is missing, or a code that this build does not know */
#define SSS_MISSING		(-1)

typedef enum SssLanguage
{
	SSS_KK,
	SSS_RU,
	SSS_EN
} SssLanguage;

#define SSS_LANGUAGES	3

/*
 * The packing of a citation, from the most significant bits: annex,
 * paragraph, number of an inserted paragraph (7-1), unnumbered part of the
 * paragraph, item, number of an inserted item, unnumbered part of the item.
 * The parts of a paragraph that follow its items sort after them, as the
 * closing sentence of annex 1, paragraph 3 does.
 */
#define SSS_ANNEX_SHIFT				28
#define SSS_PARAGRAPH_SHIFT			21
#define SSS_PARAGRAPH_INSERT_SHIFT	18
#define SSS_PARAGRAPH_PART_SHIFT	14
#define SSS_ITEM_SHIFT				8
#define SSS_ITEM_INSERT_SHIFT		4
#define SSS_ITEM_PART_SHIFT			0

/* The paragraph of a citation, without its parts and items */
#define SSS_PARAGRAPH_OF(provision) \
	((provision) & ~((UINT32_C(1) << SSS_PARAGRAPH_INSERT_SHIFT) - 1))

#define SSS_ANNEX_MAX				7
#define SSS_PARAGRAPH_MAX			127
#define SSS_PARAGRAPH_INSERT_MAX	7
#define SSS_PARAGRAPH_PART_MAX		15
#define SSS_ITEM_MAX				63
#define SSS_ITEM_INSERT_MAX			15
#define SSS_ITEM_PART_MAX			15

#define SSS_PARAGRAPH(annex, paragraph) \
	(((SssProvision) (annex) << SSS_ANNEX_SHIFT) | \
	 ((SssProvision) (paragraph) << SSS_PARAGRAPH_SHIFT))
#define SSS_PART(annex, paragraph, part) \
	(SSS_PARAGRAPH(annex, paragraph) | \
	 ((SssProvision) (part) << SSS_PARAGRAPH_PART_SHIFT))
#define SSS_ITEM(annex, paragraph, item) \
	(SSS_PARAGRAPH(annex, paragraph) | ((SssProvision) (item) << SSS_ITEM_SHIFT))
#define SSS_ITEM_PART(annex, paragraph, item, part) \
	(SSS_ITEM(annex, paragraph, item) | \
	 ((SssProvision) (part) << SSS_ITEM_PART_SHIFT))

#define SSS_BIT(index)	(UINT32_C(1) << (index))

/* Indexes of the codes, one enum a type */
#define CODES(...) typedef enum {
#define CODE(type, prefix, code, ...) prefix##_##code,
#define END_CODES(type, count, enumeration, greatest) count } enumeration;
#include "law/lists/codes.h"
#undef CODES
#undef CODE
#undef END_CODES

/* The types that are lists of codes */
#define CODES(type, ...) CODES_##type,
#define CODE(...)
#define END_CODES(...)
typedef enum
{
#include "law/lists/codes.h"
	N_CODE_LISTS
} SssCodeListId;
#undef CODES
#undef CODE
#undef END_CODES

/* The facts that rules judge; a requirement is named after its fact */
#define FACT(fact, ...) ROLE_##fact,
#define RULE(...)
#define ROLE(...)
typedef enum
{
#include "law/lists/roles.h"
	N_ROLES
} SssRole;
#undef FACT

typedef enum SssFactKind
{
	FACT_code,
	FACT_citation,
	FACT_date,
	FACT_measure,
	FACT_evidence,
	FACT_mention
} SssFactKind;

/*
 * The quantities among the facts, which stand together in the list: how many
 * there are, and where they end.
 */
#define FACT(fact, kind, type) +(FACT_##kind == FACT_measure)
enum
{
	SSS_N_MEASURES =
#include "law/lists/roles.h"
};
#undef FACT

#define END_OF_code(fact)
#define END_OF_citation(fact)
#define END_OF_date(fact)
#define END_OF_measure(fact)	SSS_MEASURE_##fact = ROLE_##fact,
#define END_OF_evidence(fact)
#define END_OF_mention(fact)
#define FACT(fact, kind, type) END_OF_##kind(fact)
enum
{
#include "law/lists/roles.h"
	SSS_MEASURES_END
};
#undef FACT
#define SSS_FIRST_MEASURE	(SSS_MEASURES_END - SSS_N_MEASURES)
#define SSS_LAST_MEASURE	(SSS_MEASURES_END - 1)

#define FACT(...)
#undef RULE
#define RULE(rule, ...) RULE_##rule,
typedef enum
{
#include "law/lists/roles.h"
	N_RULES
} SssRule;
#undef FACT
#undef RULE
#undef ROLE

/* One code: its value on disk, its text, its names and when it is valid */
typedef struct SssCode
{
	int16_t		value;
	uint8_t		length;			/* of the text */
	const char *text;
	SssDay		valid_from;
	SssDay		valid_to;
	const char *names[SSS_LANGUAGES];
} SssCode;

/* All codes of a type, ascending by value */
typedef struct SssCodeList
{
	const char *type_name;
	const char *view_name;		/* the view that lists them */
	const SssCode *codes;
	int			ncodes;
	const uint8_t *at_value;	/* the index of each value, counted from one; 0: none */
	int			nvalues;
} SssCodeList;

extern const SssCodeList sss_code_lists[N_CODE_LISTS];

/* The requirements of a placement, in the order in which they decide */
typedef enum
{
	PLACEMENT_category,
	PLACEMENT_basis,
	PLACEMENT_stay,
	N_PLACEMENT_REQUIREMENTS
} SssPlacementRequirement;

/*
 * One line of recipients.h, admissions.h or stays.h.  The sets, one for each
 * fact that a requirement is about, are bit masks over indexes, as is
 * providers; a full set means that the line does not restrict the fact.
 */
typedef struct SssPlacementLine
{
	SssProvision provision;
	SssStandard standard;
	SssVerdict	verdict;
	uint32_t	sets[N_PLACEMENT_REQUIREMENTS];
	uint32_t	providers;
	SssDay		valid_from;
	SssDay		valid_to;
} SssPlacementLine;

typedef struct SssPlacementLines
{
	const SssPlacementLine *lines;
	int			nlines;
} SssPlacementLines;

extern const SssPlacementLines sss_placement_lines[N_PLACEMENT_REQUIREMENTS];

typedef struct SssProviderStandard
{
	SssProvider provider;
	SssStandard standard;
	SssProvision provision;
	SssDay		valid_from;
	SssDay		valid_to;
} SssProviderStandard;

extern const SssProviderStandard sss_provider_standards[];
extern const int sss_provider_standards_count;

/* The first place in sss_provider_standards of a provider under a standard, as below */
extern const uint8_t sss_provider_standard_at[N_PROVIDERS][N_STANDARDS];

typedef struct SssScopeLine
{
	SssStandard standard;
	SssService	service;
	SssProvision provision;
	SssDay		valid_from;
	SssDay		valid_to;
} SssScopeLine;

extern const SssScopeLine sss_scope[];
extern const int sss_scope_count;

/*
 * The first place in sss_scope of a service under a standard, counted from one;
 * 0: it has none.  Lines of the same service and standard are neighbours.
 */
extern const uint8_t sss_scope_at[N_SERVICES][N_STANDARDS];

extern const SssKind sss_service_kind[N_SERVICES];

typedef struct SssQualityCondition
{
	SssStandard standard;
	SssKind		kind;
	SssProvision provision;
	SssDay		valid_from;
	SssDay		valid_to;
	const char *names[SSS_LANGUAGES];
} SssQualityCondition;

extern const SssQualityCondition sss_quality_conditions[];
extern const int sss_quality_conditions_count;

typedef struct SssReading
{
	const char *code;
	SssProvision provision;
	SssDay		valid_from;
	SssDay		valid_to;
	const char *question[SSS_LANGUAGES];
	const char *reading[SSS_LANGUAGES];
	const char *alternative[SSS_LANGUAGES];
} SssReading;

extern const SssReading sss_readings[];
extern const int sss_readings_count;

/* A further clause that leaves the same question open as a reading's own */
typedef struct SssReadingElsewhere
{
	int			reading;		/* of sss_readings */
	SssProvision provision;
} SssReadingElsewhere;

extern const SssReadingElsewhere sss_readings_elsewhere[];
extern const int sss_readings_elsewhere_count;

/* A duty that the providers of a standard have every week */
typedef struct SssInterval
{
	SssStandard standard;
	SssProvision provision;
	int			reading;		/* of sss_readings */
	SssDay		valid_from;
	SssDay		valid_to;
} SssInterval;

extern const SssInterval sss_intervals[];
extern const int sss_intervals_count;

/* An event that proves a category if it happened so many times within so many years */
typedef struct SssRepetition
{
	SssProvision provision;
	SssCategory category;
	int			times;
	int			years;
	int			reading;		/* of sss_readings */
	SssDay		valid_from;
	SssDay		valid_to;
} SssRepetition;

extern const SssRepetition sss_repetitions[];
extern const int sss_repetitions_count;

/* An action that must follow an occasion in time */
typedef struct SssTimely
{
	SssStandard standard;
	SssProvision provision;
	SssService	service;
	int			reading;		/* of sss_readings */
	SssDay		valid_from;
	SssDay		valid_to;
} SssTimely;

extern const SssTimely sss_timely[];
extern const int sss_timely_count;

typedef struct SssEdition
{
	SssDay		edition;
	SssDay		valid_from;
	SssDay		valid_to;
	SssProvision provision;
	const char *notes[SSS_LANGUAGES];
} SssEdition;

extern const SssEdition sss_editions[];
extern const int sss_editions_count;

/* One line of members.h; sets are bit masks over the indexes of their facts' codes */
typedef struct SssMembershipLine
{
	SssRule		rule;
	SssStandard standard;
	SssProvision provision;
	SssRole		fact;
	uint32_t	members;
	SssRole		condition;		/* N_ROLES: asked of every record */
	uint32_t	when;			/* of a condition that is a service, its index */
	SssVerdict	otherwise;
	SssDay		valid_from;
	SssDay		valid_to;
} SssMembershipLine;

extern const SssMembershipLine sss_memberships[];
extern const int sss_memberships_count;

typedef enum SssUnit
{
	UNIT_square_meter_a_child,
	UNIT_square_meter_a_person,
	UNIT_indicator,
	UNIT_piece,
	N_UNITS
} SssUnit;

typedef struct SssThresholdUnit
{
	const char *name;
	const char *asks[SSS_LANGUAGES];	/* %d: the amount */
} SssThresholdUnit;

extern const SssThresholdUnit sss_threshold_units[N_UNITS];

/* One line of thresholds.h */
typedef struct SssThresholdLine
{
	SssRule		rule;
	SssStandard standard;
	SssProvision provision;
	SssRole		measure;
	int			amount;			/* 0: the fact norm says how much */
	SssRole		norm;
	SssRole		maximum;		/* N_ROLES: there is none */
	SssRole		heads;			/* N_ROLES: the amount is for all together */
	SssUnit		unit;
	SssDay		valid_from;
	SssDay		valid_to;
} SssThresholdLine;

extern const SssThresholdLine sss_thresholds[];
extern const int sss_thresholds_count;

/* Whether evidence is required, depending on another fact */
typedef enum SssEvidenceWhen
{
	EVIDENCE_ALWAYS,
	EVIDENCE_IF,
	EVIDENCE_UNLESS,
	EVIDENCE_WHERE_SAID
} SssEvidenceWhen;

/* One line of evidence.h */
typedef struct SssEvidenceLine
{
	SssRule		rule;
	SssStandard standard;
	SssProvision provision;
	int			service;		/* N_SERVICES: of every record */
	SssRole		fact;
	SssEvidenceWhen when;
	SssRole		other;
	uint32_t	codes;			/* of the other fact, if that is a code */
	SssDay		valid_from;
	SssDay		valid_to;
} SssEvidenceLine;

extern const SssEvidenceLine sss_evidence[];
extern const int sss_evidence_count;

/*
 * The first place in sss_evidence of a service under a standard, counted from
 * one; 0: it has none.  N_SERVICES stands for the lines about every record.
 * Lines of the same service and standard are neighbours.
 */
extern const uint8_t sss_evidence_at[N_SERVICES + 1][N_STANDARDS];

/* The rules that have lines in these lists, as bits of SssRule */
#define MEMBERS(rule, ...) | SSS_BIT(RULE_##rule)
#define THRESHOLD(rule, ...) | SSS_BIT(RULE_##rule)
#define THRESHOLD_UNIT(...)
#define EVIDENCE(rule, ...) | SSS_BIT(RULE_##rule)
#define EVIDENCE_ALSO EVIDENCE
#define EVIDENCE_NAME(...)
enum
{
	SSS_RULES_WITH_MEMBERSHIPS = 0
#include "law/lists/members.h"
	,
	SSS_RULES_WITH_THRESHOLDS = 0
#include "law/lists/thresholds.h"
	,
	SSS_RULES_WITH_EVIDENCE = 0
#include "law/lists/evidence.h"
};
#undef MEMBERS
#undef THRESHOLD
#undef THRESHOLD_UNIT
#undef EVIDENCE
#undef EVIDENCE_ALSO
#undef EVIDENCE_NAME

/* The name of a fact that is evidence; NULLs for other facts */
extern const char *const sss_evidence_names[N_ROLES][SSS_LANGUAGES];

typedef struct SssFactLine
{
	const char *name;
	SssFactKind kind;
	SssCodeListId list;			/* of a code; else N_CODE_LISTS */
	const char *type_name;
} SssFactLine;

extern const SssFactLine sss_fact_lines[N_ROLES];

typedef struct SssRoleLine
{
	SssRule		rule;
	SssRole		role;
	bool		obligatory;
} SssRoleLine;

extern const SssRoleLine sss_role_lines[];
extern const int sss_role_lines_count;
extern const char *const sss_rule_names[N_RULES];
extern const char *const sss_rule_descriptions[N_RULES];

/* The paragraph in which a standard requires a fact, and lists the services of a kind */
extern const SssProvision sss_asking_paragraph[N_STANDARDS][N_ROLES];
extern const SssProvision sss_service_paragraph[N_STANDARDS][N_KINDS];

/* The item that leaves a service out, and the clause by which a rule asks for nothing; mostly none */
extern const SssProvision sss_excluding_item[N_SERVICES][N_STANDARDS];
extern const SssProvision sss_silent_clause[N_RULES][N_STANDARDS];

/* How surely a word that people use stands for a code */
typedef enum SssSynonymKind
{
	SYNONYM_SAME,
	SYNONYM_OFTEN,
	SYNONYM_NEAR				/* stands for none */
} SssSynonymKind;

/* One line of synonyms.h */
typedef struct SssSynonym
{
	SssSynonymKind kind;
	SssCodeListId list;
	int			index;			/* of the code; SSS_MISSING: none */
	SssLanguage language;
	const char *text;
	const char *why;
} SssSynonym;

extern const SssSynonym sss_synonyms[];
extern const int sss_synonyms_count;

/* Words that do not distinguish codes of a type; N_CODE_LISTS: of any type */
typedef struct SssGeneralWords
{
	SssCodeListId list;
	SssLanguage language;
	const char *words;
} SssGeneralWords;

extern const SssGeneralWords sss_general_words[];
extern const int sss_general_words_count;

/* A set of facts */
typedef uint64_t SssRoles;

#define SSS_ROLE_BIT(role)	(UINT64_C(1) << (role))

/* Is the day within [from, to]? */
static inline bool
SssInForce(SssDay from, SssDay to, SssDay day)
{
	return from <= day && day <= to;
}

#endif							/* SSS_LAW_LISTS_H */
