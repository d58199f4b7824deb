/*---
 * changes.h
 *	  Answers that differ from those of an earlier version.
 *
 * CHANGE(version, function, provision, arguments, before, after, reason)
 *
 * version		the version from which on the answer differs
 * function		whose answer it is
 * arguments	for which arguments, as SQL
 * before		the answer until then
 * after		the answer from then on
 * reason		what was mistaken
 *
 * An answer for given arguments and a given day does not change; an entry
 * here is the admission of a mistake.
 *---
 */
CHANGE("0.1.0", "sss.quality_verdict", PART(1, 22, 1), "a clause of the provider's standard that sets no condition of quality, such as '1.22/1', '1.5.1' or '1.21' with 'youth_house'", "violation", "compliant", "an inspection assesses whatever the standard requires, and the record of it is lawful")
CHANGE("0.1.0", "sss.quality_provision", ITEM(0, 1, 1), "a clause that no standard of the provider has, or NULL", "1.6, 2.6 or 3.7", "0.1.1, 0.1.2 or 0.1.3", "the conditions of quality of household services have nothing to do with it; the item that approves the standard says which clauses there are")
CHANGE("0.1.0", "sss.quality_provision", ITEM_PART(1, 6, 1, 2), "'1.6.1/2' and the other parts of 1.6.1 and 2.6.1", "1.6.1 or 2.6.1", "the part", "the clause that was assessed is cited itself")
CHANGE("0.1.0", "sss.unassessed", PARAGRAPH(1, 5), "any", "conditions of quality", "each subparagraph and part of paragraphs 5 to 22 of annexes 1 and 2, 6 to 21 of annex 3", "services, contract specialists and the complaints book can be inspected, too")
