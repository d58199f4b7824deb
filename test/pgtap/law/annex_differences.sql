-- Where the three annexes differ: item numbers do not carry over, annex 3 often only assists, lists differ by a word.
-- Written from the text of the Order.
BEGIN;
SELECT plan(97);

-- 1. Item 10 of paragraph 7: annex 1 adds sampling and help with devices, annex 2 has the procedures only.
SELECT is(sss.service_verdict(service, provider, '2024-01-15')::text || ' ' ||
		  sss.service_provision(service, provider, '2024-01-15')::text, outcome, format('%s: %s', outcome, service))
  FROM (VALUES
	('medical.prescribed_procedures', 'youth_house', 'compliant 1.7.10'),
	('medical.laboratory_sampling', 'youth_house', 'compliant 1.7.10'),
	('medical.help_with_catheters_and_devices', 'youth_house', 'compliant 1.7.10'),
	('medical.prescribed_procedures', 'minors_adaptation_center', 'compliant 2.7.10'),
	('medical.laboratory_sampling', 'minors_adaptation_center', 'violation 2.7.10'),
	('medical.help_with_catheters_and_devices', 'minors_adaptation_center', 'violation 2.7.10'),
	('medical.prescribed_procedures', 'guardian', 'violation 3.8'),
	('medical.laboratory_sampling', 'children_in_need_support_center', 'compliant 1.7.10'),
	('medical.help_with_catheters_and_devices', 'children_in_need_support_center', 'compliant 1.7.10')
  ) AS t (service, provider, outcome);
SELECT set_eq($$
	SELECT code::text FROM sss.services
	 WHERE sss.in_standard(code, 'organizations', '2024-01-15') AND NOT sss.in_standard(code, 'centers', '2024-01-15') $$,
	$$ VALUES ('medical.laboratory_sampling'), ('medical.help_with_catheters_and_devices') $$,
	'1.7.10: annex 1 has nothing else that annex 2 lacks');
SELECT is_empty($$
	SELECT code FROM sss.services
	 WHERE sss.in_standard(code, 'centers', '2024-01-15') AND NOT sss.in_standard(code, 'organizations', '2024-01-15') $$,
	'2.5-2.19: annex 2 has nothing that annex 1 lacks');

-- 2. Annex 3 assists in services that annexes 1 and 2 give, or words them more narrowly or otherwise: never the same service.
CREATE TEMP TABLE pairs (elsewhere text, service text, in_family text, family_service text);
INSERT INTO pairs VALUES
	('5.1', 'household.living_space', '3.6.1', 'household.total_dwelling_area'),
	('5.2', 'household.equipped_premises', '3.6.2', 'household.furnished_premises'),
	('5.9', 'household.family_like_conditions', '3.6.10', 'household.favorable_development_conditions'),
	('5.10', 'household.self_care_and_home_rehabilitation', '3.6.9', 'household.upkeep_and_behavior_skills'),
	('7.2', 'medical.emergency_first_aid', '3.8.1', 'medical.pre_physician_aid'),
	('7.3', 'medical.assist_providing_guaranteed_care', '3.8.2', 'medical.assist_obtaining_guaranteed_care'),
	('7.5', 'medical.consultative_aid', '3.8.5', 'medical.assist_specialist_consultations'),
	('7.9', 'medical.rehabilitation_activities', '3.8.3', 'medical.assist_rehabilitation_activities'),
	('9.4', 'psychological.counseling', '3.10.3', 'psychological.assist_counseling'),
	('9.5', 'psychological.aid', '3.10.1', 'psychological.aid_and_encouragement'),
	('13.4', 'labor.assist_profession_physical_mental_ability', '3.14.3', 'labor.assist_profession_individual_ability');
SELECT is(ARRAY[sss.in_standard(service, 'organizations', '2024-01-15'), sss.in_standard(service, 'centers', '2024-01-15'),
				sss.in_standard(service, 'families', '2024-01-15')], '{t,t,f}'::boolean[],
		  format('1.%s, 2.%s: %s is one of annexes 1 and 2', elsewhere, elsewhere, service))
  FROM pairs;
SELECT is(ARRAY[sss.in_standard(family_service, 'organizations', '2024-01-15'), sss.in_standard(family_service, 'centers', '2024-01-15'),
				sss.in_standard(family_service, 'families', '2024-01-15')], '{f,f,t}'::boolean[],
		  format('%s: %s is one of annex 3', in_family, family_service))
  FROM pairs;

-- 3. Twenty services of annex 3 are annex 1's own, most under another number.
CREATE TEMP TABLE renumbered (service text, in_organization text, in_center text, in_family text);
INSERT INTO renumbered VALUES
	('household.clothing_footwear_and_bedding', '1.5.3', '2.5.3', '3.6.4'),
	('household.balanced_and_dietary_meals', '1.5.4', '2.5.4', '3.6.5'),
	('household.laundry_and_disinfection', '1.5.6', '2.5.6', '3.6.6'),
	('household.vocational_choice_and_creative_work', '1.5.7', '2.5.7', '3.6.7'),
	('household.transport', '1.5.8', '2.5.8', '3.6.8'),
	('medical.assist_hospitalization_and_escort', '1.7.11', '2.7.11', '3.8.7'),
	('pedagogical.upbringing_education_and_socialization', '1.11.3', '2.11.3', '3.12.3'),
	('pedagogical.assist_obtaining_education', '1.11.4', '2.11.4', '3.12.1'),
	('pedagogical.self_care_and_communication_skills', '1.11.5', '2.11.5', '3.12.4'),
	('labor.assist_vocational_skills_training', '1.13.3', '2.13.3', '3.14.2'),
	('cultural.celebrations_and_leisure_events', '1.15.1', '2.15.1', '3.16.1'),
	('cultural.involvement_in_leisure_and_events', '1.15.3', '2.15.3', '3.16.2'),
	('economic.assist_benefits_and_payments', '1.17.1', '2.17.1', '3.18.1'),
	('economic.assist_housing_improvement', '1.17.2', '2.17.2', '3.18.2'),
	('legal.counseling_on_social_security_rights', '1.19.1', '2.19.1', '3.20.1'),
	('legal.help_with_documents', '1.19.2', '2.19.2', '3.20.2'),
	('legal.help_filing_complaints', '1.19.3', '2.19.3', '3.20.3'),
	('legal.assist_accountability_for_violence', '1.19.4', '2.19.4', '3.20.4'),
	('legal.help_obtaining_benefits', '1.19.6', '2.19.6', '3.20.5'),
	('legal.assist_obtaining_state_guaranteed_aid', '1.19.8', '2.19.8', '3.20.6');
SELECT is(ARRAY[sss.service_provision(service, 'youth_house', '2024-01-15')::text,
				sss.service_provision(service, 'minors_adaptation_center', '2024-01-15')::text,
				sss.service_provision(service, 'guardian', '2024-01-15')::text],
		  ARRAY[in_organization, in_center, in_family],
		  format('%s = %s: %s', in_organization, in_family, service))
  FROM renumbered;
SELECT set_eq($$
	SELECT code::text FROM sss.services
	 WHERE sss.in_standard(code, 'organizations', '2024-01-15') AND sss.in_standard(code, 'families', '2024-01-15') $$,
	$$ SELECT service FROM renumbered $$,
	'3.6-3.20: no other service of annex 3 is one of annex 1');
SELECT is_empty($$ SELECT sss.service_verdict(s, 'guardian', '2024-01-15') FROM unnest(ARRAY[
	'legal.assist_family_placement', 'legal.counseling_on_family_placement']::sss.service[]) AS s
	WHERE sss.in_scope(s, 'guardian', '2024-01-15') $$,
	'3.20: placing children in families and advice on it are absent from annex 3');

-- 4. Categories: the number in paragraph 2 of each annex, and a basis that admits it there.
CREATE TEMP TABLE recipients (item text, category text, basis text, provider text);
INSERT INTO recipients VALUES
	('1.2.1', 'orphan', 'local_executive_decision', 'youth_house'),
	('1.2.2', 'without_parental_care', 'local_executive_decision', 'youth_house'),
	('1.2.3', 'deviant_behavior', 'court_act', 'youth_house'),
	('1.2.4', 'referred_to_special_organization', 'court_act', 'youth_house'),
	('1.2.5', 'special_educational_needs', 'court_act', 'youth_house'),
	('1.2.6', 'crime_suspect', 'criminal_process_ruling', 'youth_house'),
	('1.2.7', 'youth_house_resident', 'local_executive_decision', 'youth_house'),
	('2.2.1', 'orphan', 'local_executive_decision', 'minors_adaptation_center'),
	('2.2.2', 'without_parental_care', 'local_executive_decision', 'minors_adaptation_center'),
	('2.2.3', 'neglected_or_homeless', 'local_executive_decision', 'minors_adaptation_center'),
	('2.2.4', 'deviant_behavior', 'court_act', 'minors_adaptation_center'),
	('2.2.5', 'referred_to_special_organization', 'court_act', 'minors_adaptation_center'),
	('2.2.6', 'abuse_victim', 'local_executive_decision', 'minors_adaptation_center'),
	('2.2.7', 'disrupted_life_activity', 'local_executive_decision', 'minors_adaptation_center'),
	('3.2.1', 'orphan', 'family_care_contract', 'patronage_caregiver'),
	('3.2.2', 'without_parental_care', 'family_care_contract', 'patronage_caregiver'),
	('3.2.3', 'crime_suspect', 'criminal_process_ruling', 'patronage_caregiver');
SELECT ok(EXISTS (SELECT FROM sss.explain_placement(category, basis, provider, NULL, '2024-01-15', 'en') AS e
				   WHERE e.provision::text = item AND e.met::text = 'compliant'),
		  format('%s: %s stands here', item, category))
  FROM recipients;
SELECT is_empty($$
	SELECT item, category FROM recipients
	 WHERE sss.placement_verdict(category, basis, provider, NULL, '2024-01-15')::text IS DISTINCT FROM 'compliant' $$,
	'1.2, 2.2, 3.2: seven, seven and three categories are admitted');
SELECT is(ARRAY[
	sss.placement_verdict(category, basis, 'youth_house', NULL, '2024-01-15'),
	sss.placement_verdict(category, basis, 'minors_adaptation_center', NULL, '2024-01-15'),
	sss.placement_verdict(category, basis, 'patronage_caregiver', NULL, '2024-01-15')]::text[], verdicts::text[],
	format('1.4, 2.4, 3.5: %s, %s, by annex', category, basis))
  FROM (VALUES
	('special_educational_needs', 'court_act', '{compliant,violation,violation}'),
	('youth_house_resident', 'local_executive_decision', '{compliant,violation,violation}'),
	('neglected_or_homeless', 'local_executive_decision', '{violation,compliant,violation}'),
	('abuse_victim', 'local_executive_decision', '{violation,compliant,violation}'),
	('disrupted_life_activity', 'local_executive_decision', '{violation,compliant,violation}'),
	('crime_suspect', 'criminal_process_ruling', '{compliant,violation,compliant}'),
	('deviant_behavior', 'court_act', '{compliant,compliant,violation}'),
	('orphan', 'local_executive_decision', '{compliant,compliant,violation}'),
	('orphan', 'deliverer_application', '{violation,compliant,violation}'),
	('orphan', 'family_care_contract', '{violation,violation,compliant}')
  ) AS t (category, basis, verdicts);

-- A refused child is not sent on to an annex whose paragraph 2 does not name its category.
SELECT is_empty($$
	SELECT c.category, p.provider, s.standard, e.remedy
	  FROM (SELECT DISTINCT category FROM recipients) AS c,
		   (VALUES ('youth_house'), ('minors_adaptation_center'), ('guardian')) AS p (provider),
		   (VALUES ('1', 'organizations'), ('2', 'centers'), ('3', 'families')) AS s (annex, standard),
		   sss.explain_placement(c.category, 'other_document', p.provider, NULL, '2024-01-15', 'en') AS e
	 WHERE e.requirement = 'category' AND e.met::text = 'violation'
	   AND strpos(e.remedy, sss.label(s.standard::sss.standard, 'en')) > 0
	   AND NOT EXISTS (SELECT FROM recipients r WHERE r.category = c.category AND r.item LIKE s.annex || '.%') $$,
	'1.2, 2.2, 3.2: the remedy names only standards that know the category');

-- 5. Stay: round the clock only in annex 1, by day only in annex 2, none in annex 3.
SELECT is(ARRAY[
	sss.placement_verdict('orphan', 'guardianship_body_referral', 'family_type_village', stay, '2024-01-15'),
	sss.placement_verdict('orphan', 'guardianship_body_referral', 'minors_adaptation_center', stay, '2024-01-15'),
	sss.placement_verdict('orphan', 'family_care_contract', 'family_type_home_educator', stay, '2024-01-15')]::text[], verdicts::text[],
	format('1.2, 2.2, 3.2: %s stay by annex; the village is not the home', stay))
  FROM (VALUES
	('round_the_clock', '{compliant,unsettled,compliant}'),
	('permanent', '{compliant,compliant,compliant}'),
	('temporary', '{compliant,compliant,compliant}'),
	('day', '{violation,compliant,compliant}')
  ) AS t (stay, verdicts);

-- 6. Quality conditions: how many a paragraph, of which kind; 18 and 19 are single and unnumbered.
SELECT results_eq($$
	SELECT sss.annex(provision)::int, sss.paragraph(provision)::int, kind::text, count(*)::int
	  FROM sss.quality_conditions GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 $$,
	$$ VALUES
	(1, 6, 'household', 7), (1, 8, 'medical', 9), (1, 10, 'psychological', 8), (1, 12, 'pedagogical', 6),
	(1, 14, 'labor', 2), (1, 16, 'cultural', 2), (1, 18, 'economic', 1), (1, 20, 'legal', 5),
	(2, 6, 'household', 7), (2, 8, 'medical', 9), (2, 10, 'psychological', 8), (2, 12, 'pedagogical', 6),
	(2, 14, 'labor', 2), (2, 16, 'cultural', 2), (2, 18, 'economic', 1), (2, 20, 'legal', 5),
	(3, 7, 'household', 6), (3, 9, 'medical', 4), (3, 11, 'psychological', 2), (3, 13, 'pedagogical', 2),
	(3, 15, 'labor', 2), (3, 17, 'cultural', 2), (3, 19, 'economic', 1), (3, 21, 'legal', 4) $$,
	'1.6-1.20, 2.6-2.20, 3.7-3.21: 40, 40 and 23 quality conditions');
SELECT results_eq($$
	SELECT standard::text, count(*)::int FROM sss.quality_conditions GROUP BY 1 ORDER BY 1 $$,
	$$ VALUES ('centers', 40), ('families', 23), ('organizations', 40) $$,
	'1.6-3.21: each condition stands under the standard of its annex');
SELECT is_empty($$
	SELECT standard, provision FROM sss.quality_conditions
	 WHERE standard::text IS DISTINCT FROM (ARRAY['organizations', 'centers', 'families'])[sss.annex(provision)] $$,
	'1.6-3.21: the annex of the citation is the annex of the standard');
SELECT set_eq($$ SELECT provision::text FROM sss.quality_conditions WHERE sss.item(provision) IS NULL $$,
	$$ VALUES ('1.18'), ('2.18'), ('3.19') $$,
	'1.18, 2.18, 3.19: the three single conditions have no number');
SELECT is_empty($$
	SELECT provision FROM sss.quality_conditions WHERE sss.annex(provision) IN (1, 2) AND sss.paragraph(provision) > 20 $$,
	'1.21, 1.22: contract specialists and the complaints book are no quality of a kind of service');
SELECT is((SELECT kind::text FROM sss.quality_conditions WHERE provision = '3.21.1'), 'legal',
	'3.21.1: paragraph 21 of annex 3 is the legal quality, not the contract specialists of annex 1');
SELECT is((SELECT kind::text FROM sss.quality_conditions WHERE provision = '3.15.1'), 'labor',
	'3.15.1: stands among the labor conditions, though it speaks of material position');

-- 7. Annexes 1 and 2 word their conditions alike; 6(6) leaves the list of skills open in annex 1 only.
SELECT is_empty($$
	SELECT a.provision FROM sss.quality_conditions a
	  JOIN sss.quality_conditions b ON sss.annex(b.provision) = 2
	   AND (sss.paragraph(a.provision), sss.item(a.provision)) IS NOT DISTINCT FROM (sss.paragraph(b.provision), sss.item(b.provision))
	 WHERE sss.annex(a.provision) = 1 AND a.provision <> '1.6.6'
	   AND (a.name_ru, a.name_kk, a.name_en) IS DISTINCT FROM (b.name_ru, b.name_kk, b.name_en) $$,
	'1.6-1.20, 2.6-2.20: the same condition has the same name in both annexes');
SELECT is_empty($$
	SELECT a.provision, b.provision FROM sss.quality_conditions a, sss.quality_conditions b
	 WHERE a.name_ru = b.name_ru
	   AND (a.provision::text, b.provision::text) IN (
		('1.6.1', '3.7.1'), ('1.6.3', '3.7.2'), ('1.6.5', '3.7.4'), ('1.6.7', '3.7.6'), ('1.8.6', '3.9.3'),
		('1.10.2', '3.11.1'), ('1.14.2', '3.15.2'), ('1.16.2', '3.17.2'), ('1.20.2', '3.21.2')) $$,
	'3.7-3.21: a condition that annex 3 words otherwise has a name of its own');

SELECT * FROM finish();
ROLLBACK;
