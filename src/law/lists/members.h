/*---
 * members.h
 *	  The codes that a clause names for a fact, beside the placement and the list of
 *	  services.
 *
 * MEMBERS(rule, standard, citation, fact, members, when, otherwise,
 *		   valid from, valid to)
 *
 * members		the codes that the clause names
 * when			ALWAYS; WHERE(fact, codes): asked only where another fact is one
 *				of these; OF_SERVICE(kind, name): only for that service
 * otherwise	the verdict on a code that the clause does not name
 *
 * Where a standard has no line for a rule it asks nothing.
 *
 * Annex 3, paragraph 5, item 1, names no level that decides.  Paragraph 19,
 * item 5, which helps guardianship bodies to place children, is no closed list
 * of recipients, though paragraph 20, item 5, speaks of two categories only.
 *
 * Readings encoded here: contract_specialist_purposes, for which a purpose
 * that paragraph 21 does not name is unsettled; advice_on_family_placement, for
 * which paragraph 19, item 7, names the subject of the advice, so that any
 * other recipient is unsettled; transport_for_another_purpose, which is a
 * violation; district_within_a_city, which is a district.
 *---
 */
MEMBERS(deciding_level, organizations, PART(1, 4, 2), deciding_level, NAMED_LEVELS, WHERE(basis, BASIS(local_executive_decision)), violation, IN_FORCE, NO_END)
MEMBERS(deciding_level, centers, PART(2, 4, 2), deciding_level, NAMED_LEVELS, WHERE(basis, BASIS(local_executive_decision)), violation, IN_FORCE, NO_END)

MEMBERS(transport, organizations, ITEM(1, 5, 8), transport_purpose, NAMED_TRANSPORT, ALWAYS, violation, IN_FORCE, NO_END)
MEMBERS(transport, centers, ITEM(2, 5, 8), transport_purpose, NAMED_TRANSPORT, ALWAYS, violation, IN_FORCE, NO_END)
MEMBERS(transport, families, ITEM(3, 6, 8), transport_purpose, NAMED_TRANSPORT, ALWAYS, violation, IN_FORCE, NO_END)

MEMBERS(contract_specialist, organizations, PARAGRAPH(1, 21), specialist_purpose, NAMED_SPECIALISTS, ALWAYS, unsettled, IN_FORCE, NO_END)
MEMBERS(contract_specialist, centers, PARAGRAPH(2, 21), specialist_purpose, NAMED_SPECIALISTS, ALWAYS, unsettled, IN_FORCE, NO_END)

MEMBERS(service_recipient, organizations, ITEM(1, 19, 7), category, CATEGORY(orphan) | CATEGORY(without_parental_care), OF_SERVICE(legal, counseling_on_family_placement), unsettled, IN_FORCE, NO_END)
MEMBERS(service_recipient, centers, ITEM(2, 19, 7), category, CATEGORY(orphan) | CATEGORY(without_parental_care), OF_SERVICE(legal, counseling_on_family_placement), unsettled, IN_FORCE, NO_END)
