/*---
 * repetitions.h
 *	  The acts that prove a category if they are repeated.
 *
 * REPETITION(citation, category, times, years, reading, valid from, valid to)
 *
 * citation		the clause that names the case
 * category		the category that it proves
 * times, years	so many times or more within so many years
 * reading		the entry of readings.h that says which year is meant
 *
 * Annex 2, paragraph 2, item 4: two or more administrative offences within a
 * year.  The clause names such children among others: without the offences
 * the category is not proven by them, and nobody is refused for it.  Annex 1
 * has no such case.
 *
 * To enter an amendment: a line is never removed; its last day is set.
 *---
 */
REPETITION(ITEM(2, 2, 4), deviant_behavior, 2, 1, offences_within_a_year, IN_FORCE, NO_END)
