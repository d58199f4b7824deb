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
CHANGE("0.1.0", "sss.service_recipient_verdict", ITEM(1, 19, 7), "'legal.counseling_on_family_placement', a category other than orphan and without_parental_care, a provider under annex 1 or 2", "violation", "unsettled", "the item names the subject of the advice, not who may receive it; likewise 2.19.7")
CHANGE("0.1.0", "sss.evidence_verdict", ITEM(1, 8, 5), "'medical.assist_hospitalization_and_escort', medical_indications => false, medical_measure => NULL", "violation", "unsettled", "the service is also mere accompaniment, which requires no indications; likewise 2.8.5 and 3.9.2")
CHANGE("0.1.0", "sss.evidence_verdict", ITEM(1, 8, 5), "'medical.assist_hospitalization_and_escort', medical_indications => false, medical_measure => 'escort_only'", "violation", "compliant", "mere accompaniment requires no indications; likewise 2.8.5 and 3.9.2")
CHANGE("0.1.0", "sss.evidence_verdict", ITEM(1, 8, 5), "'medical.treatment_and_health_improvement', medical_indications => false, medical_measure => 'sanatorium' or 'treatment_institution'", "compliant", "violation", "referral to a treatment institution or sanatorium is strictly on medical indications; unsettled where the measure is NULL; likewise 2.8.5")
CHANGE("0.1.0", "sss.contract_specialist_verdict", PARAGRAPH(1, 21), "specialist_contract => false", "compliant", "violation", "a specialist is engaged on a contract; NULL is unknown; likewise 2.21")
CHANGE("0.1.0", "sss.review_gaps", PART(1, 22, 2), "a week whose reviews all have by_head false", "compliant", "violation", "the head reviews the book, and nobody else; likewise 2.22/2")
CHANGE("0.1.0", "sss.evidence_verdict", ITEM(1, 5, 2), "a service of 1.5.2, 1.5.5, 1.5.7 or 1.13.4, of annex 2 likewise, or of 3.6.2, 3.6.7, 3.10.2, 3.10.3 or 3.14.3, furnished_premises, qualification, work_equipment, suited_to_abilities, household_member or psychologist => false", "compliant", "violation", "these items say with what, by whom or for whom the service is given; NULL is unknown")
CHANGE("0.1.0", "sss.quality_verdict", PART(1, 22, 1), "a clause of the provider's standard that sets no condition of quality, such as '1.22/1', '1.5.1' or '1.21' with 'youth_house'", "violation", "compliant", "an inspection assesses whatever the standard requires, and the record of it is lawful")
CHANGE("0.1.0", "sss.quality_provision", ITEM(0, 1, 1), "a clause that no standard of the provider has, or NULL", "1.6, 2.6 or 3.7", "0.1.1, 0.1.2 or 0.1.3", "the conditions of quality of household services have nothing to do with it; the item that approves the standard says which clauses there are")
CHANGE("0.1.0", "sss.quality_provision", ITEM_PART(1, 6, 1, 2), "'1.6.1/2' and the other parts of 1.6.1 and 2.6.1", "1.6.1 or 2.6.1", "the part", "the clause that was assessed is cited itself")
CHANGE("0.1.0", "sss.unassessed", PARAGRAPH(1, 5), "any", "conditions of quality", "each subparagraph and part of paragraphs 5 to 22 of annexes 1 and 2, 6 to 21 of annex 3", "services, contract specialists and the complaints book can be inspected, too")
CHANGE("0.1.0", "sss.placement_verdict", PART(1, 4, 2), "'orphan', 'without_parental_care' or 'youth_house_resident', 'local_executive_decision' or 'guardianship_body_referral', 'special_organization' or 'special_regime_organization'", "compliant", "unsettled", "these institutions are closed, children are referred there by a court act, and whether another basis suffices is not said; so also in sss.placement_verdict_any, sss.placement_lawful, sss.placement_options and sss.admissions")
CHANGE("0.1.0", "sss.placement_verdict", PART(1, 4, 4), "'crime_suspect', 'criminal_process_ruling', 'special_organization' or 'special_regime_organization'", "compliant", "unsettled", "likewise")
CHANGE("0.1.0", "sss.placement_verdict", PARAGRAPH(1, 2), "a category or a stay that no standard of the provider names, basis => NULL", "unknown", "violation", "no basis would make it compliant; likewise 2.2, 3.2, and 'crime_suspect' with 'guardian' or 'trustee' (3.5)")
CHANGE("0.1.0", "sss.placement_verdict", PARAGRAPH(2, 4), "category => NULL, a basis that the provider's standard provides for no category, such as 'criminal_process_ruling' with 'other_center'", "unknown", "violation", "no category would make it compliant; likewise 3.5, and a stay that the standard does not name (1.2)")
CHANGE("0.1.0", "sss.placement_verdict", PARAGRAPH(3, 2), "category or basis => NULL, 'other_family'", "unknown", "unsettled", "the text leaves every category and every basis open; likewise, under annex 1, 'special_educational_needs' in a stay that it leaves open")
CHANGE("0.1.0", "sss.placement_verdict_any", PART(1, 4, 3), "'{special_educational_needs,NULL}', a basis that annex 1 provides for no other category", "unknown", "unsettled", "no other category would make it compliant; generally, the verdict that every value of the missing category gives")
CHANGE("0.1.0", "sss.placement_provision", PART(2, 4, 2), "'abuse_victim', 'disrupted_life_activity' or 'neglected_or_homeless', a basis that admits none, 'children_in_need_support_center'", "1.2", "2.4/2", "of two annexes, the one that leaves fewer requirements unmet decides: annex 2 knows the category")
CHANGE("0.1.0", "sss.placement_provision", PART(2, 4, 2), "'orphan' or 'without_parental_care', a basis that admits none, 'children_in_need_support_center', 'day'", "1.4/2", "2.4/2", "likewise: annex 2 knows the stay; 'deviant_behavior' and 'referred_to_special_organization': 2.4/3")
CHANGE("0.1.0", "sss.placement_provision_any", PART(1, 4, 2), "several categories, none of which is admitted", "that of the first category", "that of the category that leaves fewest requirements unmet", "likewise")
CHANGE("0.1.0", "sss.placement_provision", PARAGRAPH(2, 4), "basis => NULL, a category or a stay that annex 2 alone names, 'children_in_need_support_center'", "1.4", "2.4", "the basis is asked for where it may matter; category => NULL and stay => 'day': 2.2")
CHANGE("0.1.0", "sss.governing_standards", PARAGRAPH(2, 2), "a category that annex 2 alone names, basis => NULL, 'children_in_need_support_center'", "{organizations,centers}", "{centers}", "annex 1 refuses it whatever the basis is")
CHANGE("0.1.0", "sss.service_verdict", ITEM(1, 5, 8), "a service that all three annexes list, provider => NULL", "unknown", "compliant", "every provider gives it; so also sss.in_scope")
CHANGE("0.1.0", "sss.service_provision", ITEM(2, 7, 10), "'medical.laboratory_sampling' or 'medical.help_with_catheters_and_devices', a provider that annex 2 alone governs", "2.7", "2.7.10", "the item that names such procedures and leaves these two out decides")
CHANGE("0.1.0", "sss.transport_verdict", ITEM(1, 5, 8), "provider => NULL", "unknown", "compliant or violation", "all three annexes name the same purposes; likewise every rule for which all providers give the same verdict, such as sss.clothing_norm_verdict, and sss.living_space_verdict below 4 or from 15 square meters for each person")
CHANGE("0.1.0", "sss.deciding_level_provision", ITEM(3, 5, 1), "a provider under annex 3", "3.3 or 3.4", "3.5.1", "the clause on decisions of annex 3 is the one that names no level")
CHANGE("0.1.0", "sss.cite", PART(1, 3, 2), "an unnumbered part that is a sentence of its own, such as '1.3/2', '1.6.1/3' or '1.22/2'", "абзац второй, екінші абзацы", "часть вторая, екінші бөлігі", "a sentence that stands alone after a list or a paragraph is a part")
CHANGE("0.1.0", "sss.cite", PART(1, 4, 2), "an unnumbered part that is a dash, '1.4/2' to '1.4/4', '2.4/2' and '2.4/3', in English", "part 2", "dash 1", "parts and dashes are cited in different words")
