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
