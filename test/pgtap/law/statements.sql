-- The Order, statement by statement: for each a case, the verdict, and the clause that is cited for it.
-- Written from the text alone; nothing here is read from the extension's own tables.
BEGIN;
CREATE TEMP TABLE statements (number serial, clause text, rule text, arguments text, verdict text, cited boolean DEFAULT true);
INSERT INTO statements (clause, rule, arguments, verdict) VALUES
	-- Annex 1, paragraphs 2 to 4: the decision or the referral for orphans, those without parental care, and residents of youth houses
	('1.4/2', 'placement', $$'orphan', 'local_executive_decision', 'family_type_village', 'permanent'$$, 'compliant'),
	('1.4/2', 'placement', $$'orphan', 'guardianship_body_referral', 'special_educational_needs_support_center', 'temporary'$$, 'compliant'),
	('1.4/2', 'placement', $$'without_parental_care', 'guardianship_body_referral', 'family_type_village', 'round_the_clock'$$, 'compliant'),
	('1.4/2', 'placement', $$'youth_house_resident', 'local_executive_decision', 'youth_house', 'permanent'$$, 'compliant'),
	('1.4/2', 'placement', $$'orphan', 'court_act', 'family_type_village', 'permanent'$$, 'violation'),
	('1.4/2', 'placement', $$'orphan', 'deliverer_application', 'youth_house', 'permanent'$$, 'violation'),
	('1.4/2', 'placement', $$'without_parental_care', 'criminal_process_ruling', 'youth_house', 'permanent'$$, 'violation'),
	('1.4/2', 'placement', $$'youth_house_resident', 'family_care_contract', 'youth_house', 'permanent'$$, 'violation'),
	-- court acts for the third, fourth and fifth category
	('1.4/3', 'placement', $$'deviant_behavior', 'court_act', 'special_regime_organization', 'permanent'$$, 'compliant'),
	('1.4/3', 'placement', $$'referred_to_special_organization', 'court_act', 'special_organization', 'temporary'$$, 'compliant'),
	('1.4/3', 'placement', $$'special_educational_needs', 'court_act', 'special_boarding_school', 'round_the_clock'$$, 'compliant'),
	('1.4/3', 'placement', $$'deviant_behavior', 'local_executive_decision', 'special_regime_organization', 'permanent'$$, 'violation'),
	('1.4/3', 'placement', $$'referred_to_special_organization', 'guardianship_body_referral', 'special_organization', 'permanent'$$, 'violation'),
	-- the ruling for suspects
	('1.4/4', 'placement', $$'crime_suspect', 'criminal_process_ruling', 'other_organization', 'temporary'$$, 'compliant'),
	('1.4/4', 'placement', $$'crime_suspect', 'court_act', 'other_organization', 'temporary'$$, 'violation'),
	-- categories of other annexes, and the day stay that annex 1 does not name
	('1.2', 'placement', $$'neglected_or_homeless', 'local_executive_decision', 'youth_house', 'permanent'$$, 'violation'),
	('1.2', 'placement', $$'abuse_victim', 'guardianship_body_referral', 'family_type_village', 'permanent'$$, 'violation'),
	('1.2', 'placement', $$'disrupted_life_activity', 'local_executive_decision', 'special_boarding_school', 'permanent'$$, 'violation'),
	('1.2', 'placement', $$'orphan', 'local_executive_decision', 'youth_house', 'day'$$, 'violation'),
	-- Annex 2: decision, application or referral for five categories, court acts for two; permanent, temporary and day stays
	('2.4/2', 'placement', $$'orphan', 'deliverer_application', 'minors_adaptation_center', 'day'$$, 'compliant'),
	('2.4/2', 'placement', $$'without_parental_care', 'guardianship_body_referral', 'minors_special_services_organization', 'permanent'$$, 'compliant'),
	('2.4/2', 'placement', $$'neglected_or_homeless', 'deliverer_application', 'minors_adaptation_center', 'temporary'$$, 'compliant'),
	('2.4/2', 'placement', $$'abuse_victim', 'local_executive_decision', 'other_center', 'day'$$, 'compliant'),
	('2.4/2', 'placement', $$'disrupted_life_activity', 'deliverer_application', 'children_in_need_support_center', 'day'$$, 'compliant'),
	('2.4/3', 'placement', $$'deviant_behavior', 'court_act', 'minors_adaptation_center', 'temporary'$$, 'compliant'),
	('2.4/3', 'placement', $$'referred_to_special_organization', 'court_act', 'minors_adaptation_center', 'temporary'$$, 'compliant'),
	('2.4/3', 'placement', $$'deviant_behavior', 'deliverer_application', 'minors_adaptation_center', 'temporary'$$, 'violation'),
	('2.4/3', 'placement', $$'referred_to_special_organization', 'local_executive_decision', 'other_center', 'temporary'$$, 'violation'),
	('2.4/2', 'placement', $$'neglected_or_homeless', 'court_act', 'minors_adaptation_center', 'temporary'$$, 'violation'),
	('2.4/2', 'placement', $$'abuse_victim', 'criminal_process_ruling', 'minors_adaptation_center', 'temporary'$$, 'violation'),
	('2.2', 'placement', $$'crime_suspect', 'criminal_process_ruling', 'minors_adaptation_center', 'temporary'$$, 'violation'),
	('2.2', 'placement', $$'special_educational_needs', 'court_act', 'other_center', 'temporary'$$, 'violation'),
	('2.2', 'placement', $$'youth_house_resident', 'local_executive_decision', 'minors_adaptation_center', 'permanent'$$, 'violation'),
	-- Annex 3: the decision with guardians and trustees, the contract in three forms, the ruling for patronage
	('3.5.1', 'placement', $$'orphan', 'guardianship_decision', 'trustee', NULL$$, 'compliant'),
	('3.5.1', 'placement', $$'without_parental_care', 'guardianship_decision', 'guardian', NULL$$, 'compliant'),
	('3.5.2', 'placement', $$'orphan', 'family_care_contract', 'family_type_home_educator', NULL$$, 'compliant'),
	('3.5.2', 'placement', $$'without_parental_care', 'family_care_contract', 'foster_parent', NULL$$, 'compliant'),
	('3.5.3', 'placement', $$'crime_suspect', 'criminal_process_ruling', 'patronage_caregiver', NULL$$, 'compliant'),
	('3.5.1', 'placement', $$'orphan', 'family_care_contract', 'guardian', NULL$$, 'violation'),
	('3.5.2', 'placement', $$'without_parental_care', 'guardianship_decision', 'patronage_caregiver', NULL$$, 'violation'),
	('3.5.1', 'placement', $$'orphan', 'local_executive_decision', 'guardian', NULL$$, 'violation'),
	('3.5.2', 'placement', $$'crime_suspect', 'criminal_process_ruling', 'foster_parent', NULL$$, 'violation'),
	('3.5', 'placement', $$'crime_suspect', 'guardianship_decision', 'guardian', NULL$$, 'violation'),
	('3.2', 'placement', $$'deviant_behavior', 'court_act', 'guardian', NULL$$, 'violation'),
	-- The body that decides
	('1.4/2', 'deciding_level', $$'other_level', 'local_executive_decision', 'family_type_village'$$, 'violation'),
	('2.4/2', 'deciding_level', $$'other_level', 'local_executive_decision', 'minors_adaptation_center'$$, 'violation'),
	-- Services that one annex has and another lacks
	('1.5.9', 'service', $$'household.family_like_conditions', 'youth_house'$$, 'compliant'),
	('3.6', 'service', $$'household.family_like_conditions', 'guardian'$$, 'violation'),
	('3.6.10', 'service', $$'household.favorable_development_conditions', 'guardian'$$, 'compliant'),
	('1.5', 'service', $$'household.favorable_development_conditions', 'youth_house'$$, 'violation'),
	('3.6', 'service', $$'household.qualified_specialists', 'foster_parent'$$, 'violation'),
	('2.7.10', 'service', $$'medical.help_with_catheters_and_devices', 'minors_adaptation_center'$$, 'violation'),
	('1.7.10', 'service', $$'medical.help_with_catheters_and_devices', 'rehabilitation_center'$$, 'compliant'),
	('3.8.6', 'service', $$'medical.doctor_home_call_and_escort', 'patronage_caregiver'$$, 'compliant'),
	('2.7', 'service', $$'medical.doctor_home_call_and_escort', 'other_center'$$, 'violation'),
	('3.8', 'service', $$'medical.emergency_first_aid', 'guardian'$$, 'violation'),
	('3.10', 'service', $$'psychological.counseling', 'guardian'$$, 'violation'),
	('2.9.6', 'service', $$'psychological.training_sessions', 'other_center'$$, 'compliant'),
	('3.12.2', 'service', $$'pedagogical.household_orientation_and_manual_skills', 'trustee'$$, 'compliant'),
	('1.11', 'service', $$'pedagogical.household_orientation_and_manual_skills', 'youth_house'$$, 'violation'),
	('3.14', 'service', $$'labor.therapeutic_work', 'guardian'$$, 'violation'),
	('3.16', 'service', $$'cultural.clubs_and_hobby_groups', 'guardian'$$, 'violation'),
	('3.18.2', 'service', $$'economic.assist_housing_improvement', 'guardian'$$, 'compliant'),
	('3.20', 'service', $$'legal.assist_family_placement', 'guardian'$$, 'violation'),
	('3.20.5', 'service', $$'legal.help_obtaining_benefits', 'guardian'$$, 'compliant'),
	('2.19.5', 'service', $$'legal.assist_family_placement', 'other_center'$$, 'compliant'),
	('3.20', 'service', $$'legal.counseling_on_family_placement', 'foster_parent'$$, 'violation'),
	('2.19.7', 'service_recipient', $$'legal.counseling_on_family_placement', 'abuse_victim', 'other_center'$$, 'unsettled'),
	-- Norms: four square meters a child, fifteen a person; clothing by the norm of another act
	('1.5.1', 'living_space', $$'youth_house', 11.99, 3$$, 'violation'),
	('1.5.1', 'living_space', $$'youth_house', 12, 3$$, 'compliant'),
	('2.5.1', 'living_space', $$'other_center', 3.9999, 1$$, 'violation'),
	('2.5.1', 'living_space', $$'other_center', 4, 1$$, 'compliant'),
	('3.6.1', 'living_space', $$'guardian', 74.99, 5$$, 'violation'),
	('3.6.1', 'living_space', $$'guardian', 75, 5$$, 'compliant'),
	('1.5.3', 'clothing_norm', $$'youth_house', 4, 5$$, 'violation'),
	('2.5.3', 'clothing_norm', $$'other_center', 5, 5$$, 'compliant'),
	('3.6.4', 'clothing_norm', $$'foster_parent', 0, 1$$, 'violation'),
	-- Transport, contract specialists
	('2.5.8', 'transport', $$'other_transport_purpose', 'other_center'$$, 'violation'),
	('3.6.8', 'transport', $$'sports_event', 'guardian'$$, 'compliant'),
	('2.21', 'contract_specialist', $$'individual_plan', 'other_center', DAY, false, true$$, 'violation'),
	('1.21', 'contract_specialist', $$'consultations', 'youth_house', DAY, true, false$$, 'violation'),
	('1.21', 'contract_specialist', $$'consultations', 'youth_house', DAY, true, true$$, 'compliant'),
	-- Evidence that one clause requires and its neighbour does not
	('1.7.10', 'evidence', $$'medical.prescribed_procedures', 'youth_house', DAY, prescription => false$$, 'violation'),
	('3.8.4', 'evidence', $$'medical.assist_medicines_and_devices', 'guardian', DAY, doctors_conclusion => false$$, 'violation'),
	('2.8.3', 'evidence', $$'medical.emergency_first_aid', 'other_center', DAY, emergency => true, own_medical_worker => false$$, 'violation'),
	('2.7.2', 'evidence', $$'medical.emergency_first_aid', 'other_center', DAY, emergency => false, own_medical_worker => true$$, 'violation'),
	('1.14.2', 'evidence', $$'labor.assist_vocational_skills_training', 'youth_house', DAY, organized_course => true, course_specialist => true, equipped_room => false, career_choice_measures => true$$, 'violation'),
	('3.15.2', 'evidence', $$'labor.assist_vocational_skills_training', 'guardian', DAY, organized_course => true, course_specialist => false, equipped_room => false, career_choice_measures => false$$, 'violation'),
	('1.8.5', 'evidence', $$'medical.treatment_and_health_improvement', 'youth_house', DAY, medical_indications => false, medical_measure => 'sanatorium'$$, 'violation'),
	('3.9.2', 'evidence', $$'medical.assist_hospitalization_and_escort', 'guardian', DAY, medical_indications => false$$, 'unsettled'),
	('1.5.5', 'evidence', $$'household.qualified_specialists', 'youth_house', DAY, qualification => false, specialist_room => true$$, 'violation'),
	('1.14.1', 'evidence', $$'labor.skills_assessment', 'youth_house', DAY, own_specialist => false$$, 'violation'),
	('2.10.1', 'evidence', $$'psychological.diagnostics_and_personality_assessment', 'other_center', DAY, approved_package => false$$, 'violation'),
	('1.6.1/2', 'evidence', $$'household.living_space', 'youth_house', DAY, allocation_assessment => false$$, 'violation'),
	-- Quality: a condition counts for the providers of its own annex
	('1.6.3', 'quality', $$'1.6.3', 'youth_house'$$, 'compliant'),
	('3.7.5', 'quality', $$'3.7.5', 'foster_parent'$$, 'compliant'),
	('2.20.5', 'quality', $$'2.20.5', 'other_center'$$, 'compliant');
-- No evidence required: the neighbour of a clause that requires it
INSERT INTO statements (cited, clause, rule, arguments, verdict) SELECT false, * FROM (VALUES
	('3.15.2', 'evidence', $$'labor.assist_vocational_skills_training', 'guardian', DAY, organized_course => true, course_specialist => false, equipped_room => false, career_choice_measures => true$$, 'compliant'),
	('1.7.6', 'evidence', $$'medical.initial_checkup_and_sanitary_treatment', 'youth_house', DAY, prescription => false, own_medical_worker => false, medical_indications => false$$, 'compliant'),
	('1.7.4', 'evidence', $$'medical.treatment_and_health_improvement', 'youth_house', DAY, medical_indications => false, prescription => false, medical_measure => 'other_medical_measure'$$, 'compliant'),
	('1.11.5', 'evidence', $$'pedagogical.self_care_and_communication_skills', 'youth_house', DAY, orientation_room => false$$, 'compliant'),
	('1.13.4', 'evidence', $$'labor.assist_profession_physical_mental_ability', 'youth_house', DAY, suited_to_abilities => true, organized_course => false, equipped_room => false$$, 'compliant'),
	('1.11.6', 'evidence', $$'pedagogical.diagnostics_and_development_assessment', 'youth_house', DAY, approved_package => false$$, 'compliant'),
	('3.6.1', 'evidence', $$'household.total_dwelling_area', 'guardian', DAY, allocation_assessment => false$$, 'compliant'),
	('3.8.1', 'evidence', $$'medical.pre_physician_aid', 'guardian', DAY, emergency => false, own_medical_worker => false$$, 'compliant'),
	('3.8.7', 'evidence', $$'medical.assist_hospitalization_and_escort', 'guardian', DAY, medical_indications => true$$, 'compliant'),
	('1.19.5', 'service_recipient', $$'legal.assist_family_placement', 'abuse_victim', 'other_center'$$, 'compliant'),
	('3.5.1', 'deciding_level', $$'other_level', 'guardianship_decision', 'guardian'$$, 'compliant'),
	('2.4/2', 'deciding_level', $$'other_level', 'deliverer_application', 'other_center'$$, 'compliant')) AS v;
CREATE TEMP TABLE answers AS
SELECT *, NULL::text AS answered, NULL::text AS cites FROM statements;
DO $$
DECLARE
	s record;
	called text;
BEGIN
	FOR s IN SELECT * FROM answers LOOP
		called := replace(s.arguments, 'DAY', '''2024-05-06''');
		IF s.arguments !~ 'DAY' THEN
			called := called || ', ''2024-05-06''';
		END IF;
		EXECUTE format('UPDATE answers SET answered = sss.%1$s_verdict(%2$s), cites = sss.%1$s_provision(%2$s) WHERE number = %3$s', s.rule, called, s.number);
	END LOOP;
END
$$;
SELECT plan(count(*)::int) FROM answers;
SELECT is(concat_ws(', ', answered, CASE WHEN cited THEN cites END), concat_ws(', ', verdict, CASE WHEN cited THEN clause END),
	format('%s: %s(%s)', clause, rule, regexp_replace(arguments, '''', '', 'g'))) FROM answers ORDER BY number;
SELECT * FROM finish();
ROLLBACK;
