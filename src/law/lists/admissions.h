/*---
 * admissions.h
 *	  The categories that a provider admits, and on what basis: paragraph 4 of
 *	  annexes 1 and 2, paragraph 5 of annex 3.
 *
 * ADMISSION(standard, citation, categories, bases, providers, verdict,
 *			 valid from, valid to)
 *
 * The unnumbered dashes of paragraph 4 are cited as parts: PART(1, 4, 2) is
 * the second unnumbered part of annex 1, paragraph 4.  A basis that no line
 * admits is a violation of the clause that names the child's category.
 *
 * Readings stand in readings.h; those encoded here are
 *	 closed_institutions		in a special organization or one with a special
 *		regime every basis of annex 1 but a court act is unsettled
 *	 special_needs_court_act	annex 1 asks a court act for special
 *		educational needs; any other basis is unsettled
 *	 referral_as_alternative	annex 2's referral is a third alternative
 *	 suspect_by_contract		a suspect by contract is compliant with a
 *		patronage caregiver, unsettled in the two other forms of care
 *	 other_family_placement		in a form of family care that annex 3 does
 *		not name every basis is unsettled
 *---
 */
ADMISSION(organizations, PART(1, 4, 2), CATEGORY(orphan) | CATEGORY(without_parental_care) | CATEGORY(youth_house_resident), BASIS(local_executive_decision) | BASIS(guardianship_body_referral), ANY & ~CLOSED_INSTITUTIONS, compliant, IN_FORCE, NO_END)
ADMISSION(organizations, PART(1, 4, 2), CATEGORY(orphan) | CATEGORY(without_parental_care) | CATEGORY(youth_house_resident), BASIS(local_executive_decision) | BASIS(guardianship_body_referral), CLOSED_INSTITUTIONS, unsettled, IN_FORCE, NO_END)
ADMISSION(organizations, PART(1, 4, 3), CATEGORY(deviant_behavior) | CATEGORY(referred_to_special_organization) | CATEGORY(special_educational_needs), BASIS(court_act), ANY, compliant, IN_FORCE, NO_END)
ADMISSION(organizations, PART(1, 4, 3), CATEGORY(special_educational_needs), ANY & ~BASIS(court_act), ANY, unsettled, IN_FORCE, NO_END)
ADMISSION(organizations, PART(1, 4, 4), CATEGORY(crime_suspect), BASIS(criminal_process_ruling), ANY & ~CLOSED_INSTITUTIONS, compliant, IN_FORCE, NO_END)
ADMISSION(organizations, PART(1, 4, 4), CATEGORY(crime_suspect), BASIS(criminal_process_ruling), CLOSED_INSTITUTIONS, unsettled, IN_FORCE, NO_END)

ADMISSION(centers, PART(2, 4, 2), CATEGORY(orphan) | CATEGORY(without_parental_care) | CATEGORY(neglected_or_homeless) | CATEGORY(abuse_victim) | CATEGORY(disrupted_life_activity), BASIS(local_executive_decision) | BASIS(deliverer_application) | BASIS(guardianship_body_referral), ANY, compliant, IN_FORCE, NO_END)
ADMISSION(centers, PART(2, 4, 3), CATEGORY(deviant_behavior) | CATEGORY(referred_to_special_organization), BASIS(court_act), ANY, compliant, IN_FORCE, NO_END)

ADMISSION(families, ITEM(3, 5, 1), CATEGORY(orphan) | CATEGORY(without_parental_care), BASIS(guardianship_decision), PROVIDER(guardian) | PROVIDER(trustee), compliant, IN_FORCE, NO_END)
ADMISSION(families, ITEM(3, 5, 2), CATEGORY(orphan) | CATEGORY(without_parental_care), BASIS(family_care_contract), PROVIDER(patronage_caregiver) | PROVIDER(foster_parent) | PROVIDER(family_type_home_educator), compliant, IN_FORCE, NO_END)
ADMISSION(families, ITEM(3, 5, 3), CATEGORY(crime_suspect), BASIS(criminal_process_ruling), PROVIDER(patronage_caregiver), compliant, IN_FORCE, NO_END)
ADMISSION(families, ITEM(3, 5, 2), CATEGORY(crime_suspect), BASIS(family_care_contract), PROVIDER(patronage_caregiver), compliant, IN_FORCE, NO_END)
ADMISSION(families, ITEM(3, 5, 2), CATEGORY(crime_suspect), BASIS(family_care_contract), PROVIDER(foster_parent) | PROVIDER(family_type_home_educator), unsettled, IN_FORCE, NO_END)
ADMISSION(families, PARAGRAPH(3, 5), ANY, ANY, PROVIDER(other_family), unsettled, IN_FORCE, NO_END)
