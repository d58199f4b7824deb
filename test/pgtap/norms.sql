-- What the clauses ask beside placement, list of services and quality: levels, purposes, recipients, space, norms, evidence.
-- One test a clause and answer, written from the text of the Order.
BEGIN;
SELECT plan(143);

-- 1. Paragraph 4: decisions of districts, cities of oblast or republican significance, and the capital.
SELECT is(sss.deciding_level_verdict(level, 'local_executive_decision', provider, '2024-01-15')::text || ' '
		  || sss.deciding_level_provision(level, 'local_executive_decision', provider, '2024-01-15')::text,
		  CASE level WHEN 'other_level' THEN 'violation ' ELSE 'compliant ' END || provision,
		  format('%s: the level %s at %s', provision, level, provider))
  FROM (VALUES ('1.4/2', 'youth_house'), ('2.4/2', 'minors_adaptation_center')) AS p (provision, provider),
	   unnest(ARRAY['district', 'city_of_oblast_significance', 'city_of_republican_significance', 'capital', 'other_level']) AS level;
SELECT is(sss.deciding_level_verdict('other_level', 'guardianship_body_referral', 'youth_house', '2024-01-15')::text, 'compliant',
	'1.4/2: of a referral no level is asked');
SELECT is(sss.deciding_level_verdict('other_level', 'guardianship_decision', 'guardian', '2024-01-15')::text, 'compliant',
	'3.5.1: annex 3 names no level');

-- 2. Transport for treatment, education, cultural and sports events.
SELECT is(sss.transport_verdict(purpose, provider, '2024-01-15')::text || ' '
		  || sss.transport_provision(purpose, provider, '2024-01-15')::text,
		  CASE purpose WHEN 'other_transport_purpose' THEN 'violation ' ELSE 'compliant ' END || provision,
		  format('%s: transport for the purpose %s', provision, purpose))
  FROM (VALUES ('1.5.8', 'youth_house'), ('2.5.8', 'minors_adaptation_center'), ('3.6.8', 'guardian')) AS p (provision, provider),
	   unnest(ARRAY['treatment', 'education', 'cultural_event', 'sports_event', 'other_transport_purpose']) AS purpose;

-- 3. Specialists by contract, for lack of own ones: three purposes; whether others are allowed the text does not say.
SELECT is(sss.contract_specialist_verdict(purpose, provider, '2024-01-15', true)::text || ' '
		  || sss.contract_specialist_provision(purpose, provider, '2024-01-15', true)::text,
		  CASE purpose WHEN 'other_specialist_purpose' THEN 'unsettled ' ELSE 'compliant ' END || provision,
		  format('%s: a specialist by contract for the purpose %s', provision, purpose))
  FROM (VALUES ('1.21', 'youth_house'), ('2.21', 'minors_adaptation_center')) AS p (provision, provider),
	   unnest(ARRAY['individual_plan', 'effectiveness_evaluation', 'consultations', 'other_specialist_purpose']) AS purpose;
SELECT is(sss.contract_specialist_verdict('individual_plan', provider, '2024-01-15', false)::text || ' '
		  || sss.contract_specialist_provision('individual_plan', provider, '2024-01-15', false)::text, 'violation ' || provision,
		  format('%s: none while the organization has the specialists needed', provision))
  FROM (VALUES ('1.21', 'youth_house'), ('2.21', 'minors_adaptation_center')) AS p (provision, provider);

-- 4. Advice on family placement is for orphans and children without parental care.
SELECT is(sss.service_recipient_verdict('legal.counseling_on_family_placement', category, provider, '2024-01-15')::text || ' '
		  || sss.service_recipient_provision('legal.counseling_on_family_placement', category, provider, '2024-01-15')::text,
		  CASE WHEN category IN ('orphan', 'without_parental_care') THEN 'compliant ' ELSE 'violation ' END || provision,
		  format('%s: advice on family placement for %s', provision, category))
  FROM (VALUES ('1.19.7', 'youth_house'), ('2.19.7', 'minors_adaptation_center')) AS p (provision, provider),
	   unnest(ARRAY['orphan', 'without_parental_care', 'deviant_behavior']) AS category;
SELECT is(sss.service_recipient_verdict('legal.assist_family_placement', 'deviant_behavior', provider, '2024-01-15')::text, 'compliant',
		  format('%s: help with family placement is no closed list', provision))
  FROM (VALUES ('1.19.5', 'youth_house'), ('2.19.5', 'minors_adaptation_center')) AS p (provision, provider);

-- 5. At least 4 square meters a child in a bedroom, 15 a person in a dwelling.
SELECT is(sss.living_space_verdict(provider, area, persons, '2024-01-15')::text || ' '
		  || sss.living_space_provision(provider, area, persons, '2024-01-15')::text, verdict || ' ' || provision,
		  format('%s: %s square meters for %s', provision, area, persons))
  FROM (VALUES
	('1.5.1', 'youth_house', 4, 1, 'compliant'), ('1.5.1', 'youth_house', 3.99, 1, 'violation'),
	('1.5.1', 'youth_house', 12, 3, 'compliant'), ('1.5.1', 'youth_house', 11.99, 3, 'violation'),
	('2.5.1', 'minors_adaptation_center', 4, 1, 'compliant'), ('2.5.1', 'minors_adaptation_center', 3.99, 1, 'violation'),
	('3.6.1', 'guardian', 15, 1, 'compliant'), ('3.6.1', 'guardian', 14.99, 1, 'violation'),
	('3.6.1', 'family_type_home_educator', 75, 5, 'compliant'), ('3.6.1', 'family_type_home_educator', 74.99, 5, 'violation')
  ) AS t (provision, provider, area, persons, verdict);

-- 6. Not below the norm of Decree No. 320, whatever that is.
SELECT is(sss.clothing_norm_verdict(provider, quantity, 3, '2024-01-15')::text || ' '
		  || sss.clothing_norm_provision(provider, quantity, 3, '2024-01-15')::text,
		  CASE WHEN quantity < 3 THEN 'violation ' ELSE 'compliant ' END || provision,
		  format('%s: %s given where the norm is 3', provision, quantity))
  FROM (VALUES ('1.5.3', 'youth_house'), ('2.5.3', 'minors_adaptation_center'), ('3.6.4', 'guardian')) AS p (provision, provider),
	   unnest(ARRAY[2, 3, 4]) AS quantity;

-- 7. Evidence: not there it is a violation of the clause, there it is not.  Beside it everything else is there.
CREATE TEMP TABLE behind (provision text, provider text, service text, evidence text, given text);
INSERT INTO behind
SELECT CASE provider WHEN 'youth_house' THEN '1.' ELSE '2.' END || place, provider, service, evidence, given
  FROM unnest(ARRAY['youth_house', 'minors_adaptation_center']) AS provider,
	   (VALUES
	('6.1/2', 'household.living_space', 'allocation_assessment', ''),
	('6.2', 'household.qualified_specialists', 'specialist_room', ''),
	('6.6', 'household.self_care_and_home_rehabilitation', 'orientation_room', ''),
	('7.1', 'medical.health_and_social_examination', 'healthcare_specialist', ', specialist_needed => true'),
	('7.2', 'medical.emergency_first_aid', 'emergency', ', own_medical_worker => true'),
	('7.5', 'medical.consultative_aid', 'healthcare_specialist', ', qualified_specialist => false'),
	('7.10', 'medical.prescribed_procedures', 'prescription', ''),
	('8.3', 'medical.emergency_first_aid', 'own_medical_worker', ', emergency => true'),
	('8.5', 'medical.assist_hospitalization_and_escort', 'medical_indications', ''),
	('10.1', 'psychological.diagnostics_and_personality_assessment', 'approved_package', ''),
	('14.1', 'labor.skills_assessment', 'own_specialist', ''),
	('14.2', 'labor.assist_vocational_skills_training', 'organized_course', ', course_specialist => true, equipped_room => true, career_choice_measures => true'),
	('14.2', 'labor.assist_vocational_skills_training', 'course_specialist', ', organized_course => true, equipped_room => true, career_choice_measures => true'),
	('14.2', 'labor.assist_vocational_skills_training', 'equipped_room', ', organized_course => true, course_specialist => true, career_choice_measures => true'),
	('14.2', 'labor.assist_vocational_skills_training', 'career_choice_measures', ', organized_course => true, course_specialist => true, equipped_room => true')
  ) AS t (place, service, evidence, given)
UNION ALL VALUES
	('1.7.10', 'youth_house', 'medical.laboratory_sampling', 'prescription', ''),
	('1.7.10', 'youth_house', 'medical.help_with_catheters_and_devices', 'prescription', ''),
	('3.8.4', 'guardian', 'medical.assist_medicines_and_devices', 'doctors_conclusion', ''),
	('3.9.2', 'guardian', 'medical.assist_hospitalization_and_escort', 'medical_indications', ''),
	('3.15.2', 'guardian', 'labor.assist_vocational_skills_training', 'organized_course', ', career_choice_measures => true'),
	('3.15.2', 'guardian', 'labor.assist_vocational_skills_training', 'career_choice_measures', ', organized_course => true');
CREATE FUNCTION pg_temp.judged(b behind, there boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	arguments text := format('%L, %L, %L, %I => %L::boolean%s', b.service, b.provider, '2024-01-15', b.evidence, there, b.given);
	answer text;
BEGIN
	EXECUTE format('SELECT sss.evidence_verdict(%s)::text || CASE WHEN %L THEN %L ELSE %L || sss.evidence_provision(%s)::text END',
				   arguments, there, '', ' ', arguments) INTO answer;
	RETURN answer;
END
$$;
SELECT is(pg_temp.judged(b, false), 'violation ' || provision, format('%s: %s without %s', provision, service, evidence)) FROM behind AS b;
SELECT is(pg_temp.judged(b, true), 'compliant', format('%s: %s with %s', provision, service, evidence)) FROM behind AS b;

SELECT is(sss.evidence_verdict('medical.health_and_social_examination', provider, '2024-01-15', specialist_needed => false, healthcare_specialist => false)::text,
		  'compliant', format('%s: no specialist of a healthcare organization unless needed', provision))
  FROM (VALUES ('1.7.1', 'youth_house'), ('2.7.1', 'minors_adaptation_center')) AS p (provision, provider);
SELECT is(sss.evidence_verdict('medical.consultative_aid', provider, '2024-01-15', qualified_specialist => true, healthcare_specialist => false)::text,
		  'compliant', format('%s: nor where there is a qualified one', provision))
  FROM (VALUES ('1.7.5', 'youth_house'), ('2.7.5', 'minors_adaptation_center')) AS p (provision, provider);

-- 8. A book of complaints and suggestions is kept under annexes 1 and 2; a family keeps none.
SELECT is((SELECT string_agg(DISTINCT g.provision::text, ' ') FROM sss.review_gaps(provider, '{}', '2024-01-01', '2024-02-01', 'en') AS g),
		  provision || '/2', format('%s: a %s keeps a book that is reviewed', provision, provider))
  FROM (VALUES ('1.22', 'youth_house'), ('2.22', 'minors_adaptation_center')) AS p (provision, provider);
SELECT is_empty($$ SELECT FROM sss.review_gaps('guardian', '{}', '2024-01-01', '2024-02-01', 'en') $$, '1.22, 2.22: a guardian keeps none');

SELECT * FROM finish();
ROLLBACK;
