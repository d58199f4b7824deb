/*---
 * recipients.h
 *	  The categories that each standard receives: paragraph 2 of the three annexes.
 *
 * RECIPIENTS(standard, citation, categories, providers, verdict, valid from,
 *			  valid to)
 *
 * A category that no line of the provider's standard names is a violation of
 * the standard's paragraph 2.  Item numbers do not carry over between annexes.
 *
 * The last line is a reading (other_family_placement): annex 3 binds
 * everybody who took such children in (paragraph 4), but paragraphs 2 and 5
 * name five forms of care only.
 *---
 */
RECIPIENTS(organizations, ITEM(1, 2, 1), CATEGORY(orphan), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(organizations, ITEM(1, 2, 2), CATEGORY(without_parental_care), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(organizations, ITEM(1, 2, 3), CATEGORY(deviant_behavior), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(organizations, ITEM(1, 2, 4), CATEGORY(referred_to_special_organization), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(organizations, ITEM(1, 2, 5), CATEGORY(special_educational_needs), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(organizations, ITEM(1, 2, 6), CATEGORY(crime_suspect), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(organizations, ITEM(1, 2, 7), CATEGORY(youth_house_resident), ANY, compliant, IN_FORCE, NO_END)

RECIPIENTS(centers, ITEM(2, 2, 1), CATEGORY(orphan), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(centers, ITEM(2, 2, 2), CATEGORY(without_parental_care), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(centers, ITEM(2, 2, 3), CATEGORY(neglected_or_homeless), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(centers, ITEM(2, 2, 4), CATEGORY(deviant_behavior), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(centers, ITEM(2, 2, 5), CATEGORY(referred_to_special_organization), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(centers, ITEM(2, 2, 6), CATEGORY(abuse_victim), ANY, compliant, IN_FORCE, NO_END)
RECIPIENTS(centers, ITEM(2, 2, 7), CATEGORY(disrupted_life_activity), ANY, compliant, IN_FORCE, NO_END)

RECIPIENTS(families, ITEM(3, 2, 1), CATEGORY(orphan), NAMED_FAMILIES, compliant, IN_FORCE, NO_END)
RECIPIENTS(families, ITEM(3, 2, 2), CATEGORY(without_parental_care), NAMED_FAMILIES, compliant, IN_FORCE, NO_END)
RECIPIENTS(families, ITEM(3, 2, 3), CATEGORY(crime_suspect), NAMED_FAMILIES, compliant, IN_FORCE, NO_END)
RECIPIENTS(families, PARAGRAPH(3, 2), ANY, PROVIDER(other_family), unsettled, IN_FORCE, NO_END)
