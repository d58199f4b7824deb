-- The readings, one by one: the answers that would be others if the text were read the other way.
-- Written from the notes on how the Order is read; each test names the clause and the reading.
BEGIN;
SELECT plan(61);

CREATE TEMP TABLE answers (number serial, provision text, reading text, question text, answer text, answered text);
-- The question, as an expression, and the expected answer
INSERT INTO answers (provision, reading, question, answer) VALUES
	('0.5', 'stay_begun_before_force', $$ sss.placement_verdict('orphan', 'court_act', 'youth_house', NULL, '2023-06-30') $$, 'not_governed'),
	('0.5', 'stay_begun_before_force', $$ sss.service_verdict('household.transport', 'youth_house', '2023-07-01') $$, 'compliant'),
	('1.2', 'round_the_clock_mode', $$ sss.placement_verdict('orphan', 'local_executive_decision', 'youth_house', 'round_the_clock', '2024-01-15') $$, 'compliant'),
	('1.2', 'round_the_clock_mode', $$ sss.placement_verdict('orphan', 'local_executive_decision', 'youth_house', 'permanent', '2024-01-15') $$, 'compliant'),
	('1.2', 'day_stay_without_residence', $$ sss.placement_verdict('special_educational_needs', 'court_act', 'rehabilitation_center', 'day', '2024-01-15') $$, 'unsettled'),
	('1.2', 'day_stay_without_residence', $$ sss.placement_verdict('special_educational_needs', 'court_act', 'special_boarding_school', 'day', '2024-01-15') $$, 'violation'),
	('1.3.1', 'support_center_one_entity', $$ (SELECT count(*) FROM sss.provider_standards WHERE provision = '1.3.1') $$, '4'),
	('1.3.2', 'special_organizations_twice', $$ (SELECT count(*) FROM sss.provider_standards WHERE provision = '1.3.2') $$, '4'),
	('1.3.2', 'special_organizations_twice', $$ (SELECT provision FROM sss.provider_standards WHERE provider = 'special_organization') $$, '1.3.3'),
	('1.3.3', 'closed_institutions', $$ sss.placement_verdict('orphan', 'local_executive_decision', 'special_organization', NULL, '2024-01-15') $$, 'unsettled'),
	('1.3.3', 'closed_institutions', $$ sss.placement_verdict('crime_suspect', 'criminal_process_ruling', 'special_regime_organization', NULL, '2024-01-15') $$, 'unsettled'),
	('1.3.3', 'closed_institutions', $$ sss.placement_verdict('referred_to_special_organization', 'court_act', 'special_organization', NULL, '2024-01-15') $$, 'compliant'),
	('1.3.3', 'closed_institutions', $$ sss.placement_verdict('orphan', 'court_act', 'special_organization', NULL, '2024-01-15') $$, 'violation'),
	('1.4', 'several_categories', $$ sss.placement_verdict_any('{orphan,deviant_behavior}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15') $$, 'compliant'),
	('1.4', 'several_categories', $$ sss.placement_verdict('deviant_behavior', 'local_executive_decision', 'youth_house', NULL, '2024-01-15') $$, 'violation'),
	('1.4/3', 'special_needs_court_act', $$ sss.placement_verdict('special_educational_needs', 'court_act', 'special_boarding_school', NULL, '2024-01-15') $$, 'compliant'),
	('1.4/3', 'special_needs_court_act', $$ sss.placement_verdict('special_educational_needs', 'local_executive_decision', 'special_boarding_school', NULL, '2024-01-15') $$, 'unsettled'),
	('1.4/2', 'district_within_a_city', $$ sss.deciding_level_verdict('district', 'local_executive_decision', 'youth_house', '2024-01-15') $$, 'compliant'),
	('1.5', 'service_outside_list', $$ sss.service_verdict('household.total_dwelling_area', 'youth_house', '2024-01-15') $$, 'violation'),
	('1.5', 'service_not_given', $$ (SELECT count(*) > 0 FROM sss.unserved('{household.transport}', 'orphan', 'local_executive_decision', 'youth_house', '2024-01-15')) $$, 'true'),
	('1.5', 'service_not_given', $$ sss.service_verdict('household.transport', 'youth_house', '2024-01-15') $$, 'compliant'),
	('1.5.1', 'adults_in_youth_houses', $$ sss.living_space_verdict('youth_house', 12, 4, '2024-01-15') $$, 'violation'),
	('1.5.8', 'transport_for_another_purpose', $$ sss.transport_verdict('other_transport_purpose', 'youth_house', '2024-01-15') $$, 'violation'),
	('1.6.6', 'room_for_home_rehabilitation', $$ sss.evidence_verdict('household.self_care_and_home_rehabilitation', 'youth_house', '2024-01-15', orientation_room => false) $$, 'violation'),
	('1.6.6', 'room_for_home_rehabilitation', $$ sss.evidence_verdict('household.self_care_and_home_rehabilitation', 'other_center', '2024-01-15', orientation_room => true) $$, 'compliant'),
	('1.8.3', 'timely_without_term', $$ (SELECT verdict FROM sss.response_times('medical.emergency_first_aid', 'youth_house', '{2024-01-15}', '{2024-01-25}')) $$, 'unsettled'),
	('1.8.5', 'indications_for_escort', $$ sss.evidence_verdict('medical.assist_hospitalization_and_escort', 'youth_house', '2024-01-15', medical_indications => false) $$, 'unsettled'),
	('1.8.5', 'indications_for_escort', $$ sss.evidence_verdict('medical.assist_hospitalization_and_escort', 'guardian', '2024-01-15', medical_indications => false, medical_measure => 'hospitalization') $$, 'violation'),
	('1.8.5', 'indications_for_escort', $$ sss.evidence_verdict('medical.treatment_and_health_improvement', 'other_center', '2024-01-15', medical_indications => false) $$, 'unsettled'),
	('1.8.5', 'indications_for_escort', $$ sss.evidence_verdict('medical.assist_hospitalization_and_escort', 'youth_house', '2024-01-15', medical_indications => false, medical_measure => 'escort_only') $$, 'compliant'),
	('1.19.7', 'advice_on_family_placement', $$ sss.service_recipient_verdict('legal.counseling_on_family_placement', 'without_parental_care', 'youth_house', '2024-01-15') $$, 'compliant'),
	('1.19.7', 'advice_on_family_placement', $$ sss.service_recipient_verdict('legal.counseling_on_family_placement', 'neglected_or_homeless', 'other_center', '2024-01-15') $$, 'unsettled'),
	('1.21', 'contract_specialist_purposes', $$ sss.contract_specialist_verdict('other_specialist_purpose', 'youth_house', '2024-01-15', true, true) $$, 'unsettled'),
	('1.21', 'contract_specialist_purposes', $$ sss.contract_specialist_verdict('consultations', 'youth_house', '2024-01-15', true, true) $$, 'compliant'),
	('1.22/2', 'complaints_book_week', $$ (SELECT string_agg(verdict::text, ' ') FROM sss.review_gaps('youth_house', '{2024-01-01,2024-01-14,2024-01-15}', '2024-01-01', '2024-01-21')) $$, 'unsettled'),
	('1.22/2', 'complaints_book_week', $$ (SELECT string_agg(verdict::text, ' ') FROM sss.review_gaps('youth_house', '{2024-01-07,2024-01-15}', '2024-01-01', '2024-01-21')) $$, 'violation'),
	('1.22/2', 'complaints_book_first_week', $$ (SELECT string_agg(verdict::text, ' ' ORDER BY first_day) FROM sss.review_gaps('youth_house', '{}', '2023-06-26', '2023-07-10') WHERE last_day < '2023-07-10') $$, 'not_governed violation'),
	('2.2', 'night_stay_in_centers', $$ sss.placement_verdict('orphan', 'deliverer_application', 'minors_adaptation_center', 'round_the_clock', '2024-01-15') $$, 'unsettled'),
	('2.2', 'night_stay_in_centers', $$ sss.placement_verdict('orphan', 'deliverer_application', 'minors_adaptation_center', 'permanent', '2024-01-15') $$, 'compliant'),
	('2.2.4', 'offences_within_a_year', $$ (sss.repeated_offences('{2023-11-01,2024-03-01}', '2024-06-01')).proven $$, 'true'),
	('2.2.4', 'offences_within_a_year', $$ sss.placement_verdict('deviant_behavior', 'court_act', 'minors_adaptation_center', NULL, '2024-01-15') $$, 'compliant'),
	('2.2.4', 'offences_long_before', $$ (sss.repeated_offences('{2013-11-01,2014-03-01}', '2024-06-01')).proven $$, 'true'),
	('2.4/2', 'referral_as_alternative', $$ sss.placement_verdict('neglected_or_homeless', 'guardianship_body_referral', 'other_center', NULL, '2024-01-15') $$, 'compliant'),
	('2.4/2', 'referral_as_alternative', $$ sss.placement_verdict('neglected_or_homeless', 'deliverer_application', 'other_center', NULL, '2024-01-15') $$, 'compliant'),
	('2.7.10', 'procedures_closed_list', $$ sss.service_verdict('medical.laboratory_sampling', 'minors_adaptation_center', '2024-01-15') $$, 'violation'),
	('2.7.10', 'procedures_closed_list', $$ sss.service_verdict('medical.help_with_catheters_and_devices', 'children_in_need_support_center', '2024-01-15') $$, 'compliant'),
	('3.4', 'other_family_placement', $$ sss.placement_verdict('orphan', 'family_care_contract', 'other_family', NULL, '2024-01-15') $$, 'unsettled'),
	('3.4', 'other_family_placement', $$ sss.service_verdict('household.total_dwelling_area', 'other_family', '2024-01-15') $$, 'compliant'),
	('3.4', 'other_family_placement', $$ sss.quality_verdict('3.7.1', 'other_family', '2024-01-15') $$, 'compliant'),
	('3.5.2', 'suspect_by_contract', $$ sss.placement_verdict('crime_suspect', 'family_care_contract', 'patronage_caregiver', NULL, '2024-01-15') $$, 'compliant'),
	('3.5.2', 'suspect_by_contract', $$ sss.placement_verdict('crime_suspect', 'family_care_contract', 'foster_parent', NULL, '2024-01-15') $$, 'unsettled'),
	('3.5.2', 'suspect_by_contract', $$ sss.placement_verdict('crime_suspect', 'family_care_contract', 'family_type_home_educator', NULL, '2024-01-15') $$, 'unsettled'),
	('3.6.1', 'persons_in_dwelling', $$ sss.living_space_verdict('foster_parent', 60, 4, '2024-01-15') $$, 'compliant'),
	('3.6.1', 'persons_in_dwelling', $$ sss.living_space_verdict('foster_parent', 60, 5, '2024-01-15') $$, 'violation');
DO $$
DECLARE
	a record;
BEGIN
	FOR a IN SELECT * FROM answers LOOP
		EXECUTE format('UPDATE answers SET answered = (%s)::text WHERE number = %s', a.question, a.number);
	END LOOP;
END
$$;
SELECT is(answered, answer, format('%s, %s: %s', provision, reading, btrim(question))) FROM answers ORDER BY number;

SELECT set_eq('SELECT code, provision::text FROM sss.readings', 'SELECT DISTINCT reading, provision FROM answers', 'readings: each is asked here, with its clause');
SELECT is_empty($$ SELECT code FROM sss.readings WHERE NOT EXISTS (SELECT FROM sss.coverage AS c WHERE c.provision = readings.provision AND code = ANY (c.readings)) $$,
	'readings: each stands with its clause in sss.coverage');
-- A lawyer who signs an annex finds there all that concerns it, though another annex is cited first.
SELECT set_eq($$ SELECT DISTINCT reading FROM sss.coverage AS c, unnest(c.readings) AS reading WHERE sss.annex(c.provision) = 2 $$,
	ARRAY['night_stay_in_centers', 'offences_within_a_year', 'offences_long_before', 'district_within_a_city', 'transport_for_another_purpose',
		  'timely_without_term', 'advice_on_family_placement', 'several_categories', 'referral_as_alternative', 'service_outside_list', 'service_not_given',
		  'room_for_home_rehabilitation', 'indications_for_escort', 'procedures_closed_list', 'contract_specialist_purposes',
		  'complaints_book_week', 'complaints_book_first_week'], 'readings: those of annex 2');
SELECT set_eq($$ SELECT DISTINCT reading FROM sss.coverage AS c, unnest(c.readings) AS reading WHERE sss.annex(c.provision) = 3 $$,
	ARRAY['several_categories', 'service_outside_list', 'service_not_given', 'transport_for_another_purpose', 'timely_without_term', 'indications_for_escort', 'other_family_placement', 'suspect_by_contract',
		  'persons_in_dwelling'], 'readings: those of annex 3');
SELECT is_empty($$ SELECT code, p FROM sss.readings, unnest(provision || elsewhere) AS p GROUP BY code, p HAVING count(*) > 1 $$,
	'readings: no clause leaves the same open twice');

-- Answers that were different before are listed.
SELECT is_empty($$ VALUES ('sss.service_recipient_verdict', '1.19.7'), ('sss.evidence_verdict', '1.8.5'), ('sss.evidence_verdict', '1.5.2'),
	('sss.contract_specialist_verdict', '1.21'), ('sss.review_gaps', '1.22/2') EXCEPT SELECT function, provision::text FROM sss.changes('0.0.9') $$,
	'changes: what these readings changed is listed');
SELECT is_empty($$ SELECT version, function, provision FROM sss.changes('0.0.0') AS c
	WHERE before = after OR '' IN (arguments, reason) OR NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'sss'::regnamespace AND 'sss.' || proname = c.function)
	   OR NOT EXISTS (SELECT FROM sss.coverage AS v WHERE v.provision = c.provision) $$, 'changes: each is one of a function that exists, by a clause of the order');

SELECT * FROM finish();
ROLLBACK;
