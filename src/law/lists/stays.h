/*---
 * stays.h
 *	  The modes of stay that each standard is meant for: paragraph 2 of annexes 1 and 2.
 *
 * STAYS(standard, citation, modes, providers, verdict, valid from, valid to)
 *
 * A mode that no line names is a violation.  Annex 3 names no mode of stay,
 * so that under it none is judged.
 *
 * Readings (readings.h) encoded here:
 *	 day_stay_without_residence	a consultation, a rehabilitation center and a
 *		correction room offer no residence: a day stay there is unsettled
 *	 night_stay_in_centers		annex 2 does not name a round-the-clock stay,
 *		but a permanent one includes nights: unsettled
 *---
 */
STAYS(organizations, PARAGRAPH(1, 2), STAY(round_the_clock) | STAY(permanent) | STAY(temporary), ANY, compliant, IN_FORCE, NO_END)
STAYS(organizations, PARAGRAPH(1, 2), STAY(day), PROVIDER(psychological_medical_pedagogical_consultation) | PROVIDER(rehabilitation_center) | PROVIDER(psychological_pedagogical_correction_room), unsettled, IN_FORCE, NO_END)

STAYS(centers, PARAGRAPH(2, 2), STAY(permanent) | STAY(temporary) | STAY(day), ANY, compliant, IN_FORCE, NO_END)
STAYS(centers, PARAGRAPH(2, 2), STAY(round_the_clock), ANY, unsettled, IN_FORCE, NO_END)
