/*-------------------------------------------------------------------------
 *
 * words.h
 *	  The words in which the lists of src/law/lists/ are written: days, citations,
 *	  sets.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_LISTS_WORDS_H
#define SSS_LAW_LISTS_WORDS_H

#include "law/lists.h"

/* Days from 2000-01-01 in the Gregorian calendar, as a constant expression */
#define MARCH_YEAR(y, m)	((y) - ((m) <= 2))
#define DAY(y, m, d) \
	(365 * MARCH_YEAR(y, m) + MARCH_YEAR(y, m) / 4 - MARCH_YEAR(y, m) / 100 + \
	 MARCH_YEAR(y, m) / 400 + (153 * ((m) > 2 ? (m) - 3 : (m) + 9) + 2) / 5 + \
	 (d) - 730426)

/* The order's paragraph 5: in force from 1 July 2023 */
#define IN_FORCE	DAY(2023, 7, 1)
#define NO_START	SSS_NO_START
#define NO_END		SSS_NO_END

#define PARAGRAPH(annex, paragraph)				SSS_PARAGRAPH(annex, paragraph)
#define PART(annex, paragraph, part)			SSS_PART(annex, paragraph, part)
#define ITEM(annex, paragraph, item)			SSS_ITEM(annex, paragraph, item)
#define ITEM_PART(annex, paragraph, item, part) SSS_ITEM_PART(annex, paragraph, item, part)

#define CATEGORY(code)	SSS_BIT(CATEGORY_##code)
#define BASIS(code)		SSS_BIT(BASIS_##code)
#define PROVIDER(code)	SSS_BIT(PROVIDER_##code)
#define STAY(code)		SSS_BIT(STAY_##code)
#define LEVEL(code)		SSS_BIT(LEVEL_##code)
#define TRANSPORT(code) SSS_BIT(TRANSPORT_##code)
#define SPECIALIST(code)	SSS_BIT(SPECIALIST_##code)
#define MEASURE(code)	SSS_BIT(MEASURE_##code)
#define ANY				UINT32_MAX

/* The five forms of care that annex 3, paragraph 3 names */
#define NAMED_FAMILIES \
	(PROVIDER(guardian) | PROVIDER(trustee) | PROVIDER(patronage_caregiver) | \
	 PROVIDER(foster_parent) | PROVIDER(family_type_home_educator))

/* The closed institutions of annex 1, paragraph 3, item 3, to which children are referred */
#define CLOSED_INSTITUTIONS \
	(PROVIDER(special_organization) | PROVIDER(special_regime_organization))

/* What annexes 1 and 2 name: the levels of paragraph 4, the purposes of paragraphs 5 and 21 */
#define NAMED_LEVELS \
	(LEVEL(district) | LEVEL(city_of_oblast_significance) | \
	 LEVEL(city_of_republican_significance) | LEVEL(capital))
#define NAMED_TRANSPORT \
	(TRANSPORT(treatment) | TRANSPORT(education) | TRANSPORT(cultural_event) | TRANSPORT(sports_event))
#define NAMED_SPECIALISTS \
	(SPECIALIST(individual_plan) | SPECIALIST(effectiveness_evaluation) | SPECIALIST(consultations))

/* Measures that take place strictly on medical indications: paragraph 8, item 5 (annex 3: 9, item 2) */
#define ON_INDICATIONS \
	(MEASURE(hospitalization) | MEASURE(treatment_institution) | MEASURE(sanatorium))

#endif							/* SSS_LAW_LISTS_WORDS_H */
