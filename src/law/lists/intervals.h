/*---
 * intervals.h
 *	  The acts that Order No. 165 demands every week.
 *
 * INTERVAL(standard, citation, reading, valid from, valid to)
 *
 * standard		whose providers have to do it
 * citation		the clause that demands it
 * reading		the entry of readings.h that says what a week is
 *
 * Annexes 1 and 2, paragraph 22, second part: the head reviews the book of
 * complaints and suggestions weekly.  Annex 3 knows no such book.
 *
 * To enter an amendment: a line is never removed; its last day is set.  The
 * line that takes its place stands directly behind.
 *---
 */
INTERVAL(organizations, PART(1, 22, 2), complaints_book_week, IN_FORCE, NO_END)
INTERVAL(centers, PART(2, 22, 2), complaints_book_week, IN_FORCE, NO_END)
