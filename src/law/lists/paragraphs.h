/*---
 * paragraphs.h
 *	  The paragraph of each standard that asks for a fact, and the clauses that
 *	  answer by what they do not name.
 *
 * ASKING_PARAGRAPH(standard, requirement, citation)
 * SERVICE_PARAGRAPH(standard, kind, citation)
 * EXCLUDING_ITEM(standard, kind, name of service, citation)
 * SILENT_CLAUSE(standard, rule, citation)
 *
 * Cited where a fact is missing or nothing in the paragraph admits it.  A
 * service that is missing altogether has no kind: the first of the service
 * paragraphs is cited.  An inspection cites a clause of the standard: of a clause
 * that the standard does not have, the item of the order that approves the
 * standard is cited.  Annex 3 asks for no stay.  What a norm asks for is cited by
 * its own line.
 *
 * A service that no item lists is cited by the paragraph of its kind.  If an item
 * names services of the same sort and leaves it out, that item decides, and is
 * cited: in annex 2, paragraph 7, item 10, two of those that annex 1 names there.
 *
 * If a rule asks for nothing because a clause is silent, that clause is cited:
 * annex 3, paragraph 5, item 1, names no level of the body that decides.
 *---
 */
ASKING_PARAGRAPH(organizations, category, PARAGRAPH(1, 2))
ASKING_PARAGRAPH(organizations, basis, PARAGRAPH(1, 4))
ASKING_PARAGRAPH(organizations, stay, PARAGRAPH(1, 2))
ASKING_PARAGRAPH(organizations, service, PARAGRAPH(1, 5))
ASKING_PARAGRAPH(organizations, condition, ITEM(0, 1, 1))
ASKING_PARAGRAPH(organizations, outcome, ITEM(0, 1, 1))
ASKING_PARAGRAPH(centers, category, PARAGRAPH(2, 2))
ASKING_PARAGRAPH(centers, basis, PARAGRAPH(2, 4))
ASKING_PARAGRAPH(centers, stay, PARAGRAPH(2, 2))
ASKING_PARAGRAPH(centers, service, PARAGRAPH(2, 5))
ASKING_PARAGRAPH(centers, condition, ITEM(0, 1, 2))
ASKING_PARAGRAPH(centers, outcome, ITEM(0, 1, 2))
ASKING_PARAGRAPH(families, category, PARAGRAPH(3, 2))
ASKING_PARAGRAPH(families, basis, PARAGRAPH(3, 5))
ASKING_PARAGRAPH(families, stay, PARAGRAPH(3, 2))
ASKING_PARAGRAPH(families, service, PARAGRAPH(3, 6))
ASKING_PARAGRAPH(families, condition, ITEM(0, 1, 3))
ASKING_PARAGRAPH(families, outcome, ITEM(0, 1, 3))

SERVICE_PARAGRAPH(organizations, household, PARAGRAPH(1, 5))
SERVICE_PARAGRAPH(organizations, medical, PARAGRAPH(1, 7))
SERVICE_PARAGRAPH(organizations, psychological, PARAGRAPH(1, 9))
SERVICE_PARAGRAPH(organizations, pedagogical, PARAGRAPH(1, 11))
SERVICE_PARAGRAPH(organizations, labor, PARAGRAPH(1, 13))
SERVICE_PARAGRAPH(organizations, cultural, PARAGRAPH(1, 15))
SERVICE_PARAGRAPH(organizations, economic, PARAGRAPH(1, 17))
SERVICE_PARAGRAPH(organizations, legal, PARAGRAPH(1, 19))
SERVICE_PARAGRAPH(centers, household, PARAGRAPH(2, 5))
SERVICE_PARAGRAPH(centers, medical, PARAGRAPH(2, 7))
SERVICE_PARAGRAPH(centers, psychological, PARAGRAPH(2, 9))
SERVICE_PARAGRAPH(centers, pedagogical, PARAGRAPH(2, 11))
SERVICE_PARAGRAPH(centers, labor, PARAGRAPH(2, 13))
SERVICE_PARAGRAPH(centers, cultural, PARAGRAPH(2, 15))
SERVICE_PARAGRAPH(centers, economic, PARAGRAPH(2, 17))
SERVICE_PARAGRAPH(centers, legal, PARAGRAPH(2, 19))
SERVICE_PARAGRAPH(families, household, PARAGRAPH(3, 6))
SERVICE_PARAGRAPH(families, medical, PARAGRAPH(3, 8))
SERVICE_PARAGRAPH(families, psychological, PARAGRAPH(3, 10))
SERVICE_PARAGRAPH(families, pedagogical, PARAGRAPH(3, 12))
SERVICE_PARAGRAPH(families, labor, PARAGRAPH(3, 14))
SERVICE_PARAGRAPH(families, cultural, PARAGRAPH(3, 16))
SERVICE_PARAGRAPH(families, economic, PARAGRAPH(3, 18))
SERVICE_PARAGRAPH(families, legal, PARAGRAPH(3, 20))

EXCLUDING_ITEM(centers, medical, laboratory_sampling, ITEM(2, 7, 10))
EXCLUDING_ITEM(centers, medical, help_with_catheters_and_devices, ITEM(2, 7, 10))

SILENT_CLAUSE(families, deciding_level, ITEM(3, 5, 1))
