/*---
 * provider_standards.h
 *	  Which standard governs which provider: paragraph 3 of the three annexes.
 *
 * PROVIDER_STANDARD(provider, standard, citation, valid from, valid to)
 *
 * The support center for children in need stands under annexes 1 and 2.  The
 * closing sentence of paragraph 3 in annexes 1 and 2 (its second part) makes
 * the list open; annex 3, paragraph 4 binds every family.
 *
 * To enter an amendment: a line is never removed; its last day is set.  Where
 * the provider comes under the same standard by another clause or again later,
 * that is a PROVIDER_STANDARD_LATER(...) directly behind.
 *---
 */
PROVIDER_STANDARD(special_educational_needs_support_center, organizations, ITEM(1, 3, 1), IN_FORCE, NO_END)
PROVIDER_STANDARD(children_in_need_support_center, organizations, ITEM(1, 3, 1), IN_FORCE, NO_END)
PROVIDER_STANDARD(family_type_village, organizations, ITEM(1, 3, 1), IN_FORCE, NO_END)
PROVIDER_STANDARD(youth_house, organizations, ITEM(1, 3, 1), IN_FORCE, NO_END)
PROVIDER_STANDARD(psychological_medical_pedagogical_consultation, organizations, ITEM(1, 3, 2), IN_FORCE, NO_END)
PROVIDER_STANDARD(rehabilitation_center, organizations, ITEM(1, 3, 2), IN_FORCE, NO_END)
PROVIDER_STANDARD(psychological_pedagogical_correction_room, organizations, ITEM(1, 3, 2), IN_FORCE, NO_END)
PROVIDER_STANDARD(special_boarding_school, organizations, ITEM(1, 3, 2), IN_FORCE, NO_END)
PROVIDER_STANDARD(special_organization, organizations, ITEM(1, 3, 3), IN_FORCE, NO_END)
PROVIDER_STANDARD(special_regime_organization, organizations, ITEM(1, 3, 3), IN_FORCE, NO_END)
PROVIDER_STANDARD(child_rights_protection_organization, organizations, ITEM(1, 3, 3), IN_FORCE, NO_END)
PROVIDER_STANDARD(other_organization, organizations, PART(1, 3, 2), IN_FORCE, NO_END)

PROVIDER_STANDARD(minors_adaptation_center, centers, ITEM(2, 3, 1), IN_FORCE, NO_END)
PROVIDER_STANDARD(children_in_need_support_center, centers, ITEM(2, 3, 2), IN_FORCE, NO_END)
PROVIDER_STANDARD(minors_special_services_organization, centers, ITEM(2, 3, 3), IN_FORCE, NO_END)
PROVIDER_STANDARD(other_center, centers, PART(2, 3, 2), IN_FORCE, NO_END)

PROVIDER_STANDARD(guardian, families, PARAGRAPH(3, 3), IN_FORCE, NO_END)
PROVIDER_STANDARD(trustee, families, PARAGRAPH(3, 3), IN_FORCE, NO_END)
PROVIDER_STANDARD(patronage_caregiver, families, PARAGRAPH(3, 3), IN_FORCE, NO_END)
PROVIDER_STANDARD(foster_parent, families, PARAGRAPH(3, 3), IN_FORCE, NO_END)
PROVIDER_STANDARD(family_type_home_educator, families, PARAGRAPH(3, 3), IN_FORCE, NO_END)
PROVIDER_STANDARD(other_family, families, PARAGRAPH(3, 4), IN_FORCE, NO_END)
