/*---
 * readings_elsewhere.h
 *	  The further clauses that leave open the question of an entry of readings.h.
 *
 * ELSEWHERE(reading, citation)
 *
 * The reading acts on these clauses as on the one that it is cited by: whoever
 * signs an annex must find it there.
 *
 * To change a reading's reach: an entry of readings.h keeps its own citation;
 * a clause is added here, or removed where it does not leave the question open.
 *---
 */
ELSEWHERE(day_stay_without_residence, ITEM(1, 3, 2))

ELSEWHERE(special_organizations_twice, ITEM(1, 3, 3))

ELSEWHERE(closed_institutions, ITEM(1, 2, 4))
ELSEWHERE(closed_institutions, PART(1, 4, 2))
ELSEWHERE(closed_institutions, PART(1, 4, 4))

ELSEWHERE(several_categories, PARAGRAPH(2, 4))
ELSEWHERE(several_categories, PARAGRAPH(3, 5))

/* All but the first, by which the readings are cited */
#define EVERY_LIST_OF_SERVICES(reading) \
	ELSEWHERE(reading, PARAGRAPH(1, 7)) ELSEWHERE(reading, PARAGRAPH(1, 9)) ELSEWHERE(reading, PARAGRAPH(1, 11)) \
	ELSEWHERE(reading, PARAGRAPH(1, 13)) ELSEWHERE(reading, PARAGRAPH(1, 15)) ELSEWHERE(reading, PARAGRAPH(1, 17)) \
	ELSEWHERE(reading, PARAGRAPH(1, 19)) \
	ELSEWHERE(reading, PARAGRAPH(2, 5)) ELSEWHERE(reading, PARAGRAPH(2, 7)) ELSEWHERE(reading, PARAGRAPH(2, 9)) \
	ELSEWHERE(reading, PARAGRAPH(2, 11)) ELSEWHERE(reading, PARAGRAPH(2, 13)) ELSEWHERE(reading, PARAGRAPH(2, 15)) \
	ELSEWHERE(reading, PARAGRAPH(2, 17)) ELSEWHERE(reading, PARAGRAPH(2, 19)) \
	ELSEWHERE(reading, PARAGRAPH(3, 6)) ELSEWHERE(reading, PARAGRAPH(3, 8)) ELSEWHERE(reading, PARAGRAPH(3, 10)) \
	ELSEWHERE(reading, PARAGRAPH(3, 12)) ELSEWHERE(reading, PARAGRAPH(3, 14)) ELSEWHERE(reading, PARAGRAPH(3, 16)) \
	ELSEWHERE(reading, PARAGRAPH(3, 18)) ELSEWHERE(reading, PARAGRAPH(3, 20))

EVERY_LIST_OF_SERVICES(service_outside_list)

EVERY_LIST_OF_SERVICES(service_not_given)

#undef EVERY_LIST_OF_SERVICES

ELSEWHERE(district_within_a_city, PART(2, 4, 2))

ELSEWHERE(adults_in_youth_houses, ITEM(1, 2, 7))

ELSEWHERE(transport_for_another_purpose, ITEM(2, 5, 8))
ELSEWHERE(transport_for_another_purpose, ITEM(3, 6, 8))

ELSEWHERE(timely_without_term, ITEM(1, 8, 5))
ELSEWHERE(timely_without_term, ITEM(2, 8, 3))
ELSEWHERE(timely_without_term, ITEM(2, 8, 5))
ELSEWHERE(timely_without_term, ITEM(3, 9, 2))

ELSEWHERE(indications_for_escort, ITEM(1, 7, 4))
ELSEWHERE(indications_for_escort, ITEM(1, 7, 11))
ELSEWHERE(indications_for_escort, ITEM(2, 7, 4))
ELSEWHERE(indications_for_escort, ITEM(2, 7, 11))
ELSEWHERE(indications_for_escort, ITEM(2, 8, 5))
ELSEWHERE(indications_for_escort, ITEM(3, 8, 7))
ELSEWHERE(indications_for_escort, ITEM(3, 9, 2))

ELSEWHERE(room_for_home_rehabilitation, ITEM(1, 5, 10))
ELSEWHERE(room_for_home_rehabilitation, ITEM(2, 5, 10))
ELSEWHERE(room_for_home_rehabilitation, ITEM(2, 6, 6))

ELSEWHERE(advice_on_family_placement, ITEM(2, 19, 7))

ELSEWHERE(contract_specialist_purposes, PARAGRAPH(2, 21))

ELSEWHERE(complaints_book_week, PART(2, 22, 2))

ELSEWHERE(complaints_book_first_week, PART(2, 22, 2))

ELSEWHERE(procedures_closed_list, ITEM(2, 8, 2))

ELSEWHERE(other_family_placement, PARAGRAPH(3, 2))
ELSEWHERE(other_family_placement, PARAGRAPH(3, 3))
ELSEWHERE(other_family_placement, PARAGRAPH(3, 5))

ELSEWHERE(suspect_by_contract, ITEM(3, 5, 3))
