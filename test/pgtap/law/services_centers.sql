-- Annex 2, paragraphs 5, 7, ... 19: the services of a center.
-- Items are counted in the text of the Order; only the names of the codes are the project's own.
-- Item 10 of paragraph 7 holds the procedures only: sampling and help with devices are not named here.
BEGIN;
SELECT plan(94);

CREATE TEMP TABLE items (provision text, service text);
INSERT INTO items VALUES
	('2.5.1', 'household.living_space'),
	('2.5.2', 'household.equipped_premises'),
	('2.5.3', 'household.clothing_footwear_and_bedding'),
	('2.5.4', 'household.balanced_and_dietary_meals'),
	('2.5.5', 'household.qualified_specialists'),
	('2.5.6', 'household.laundry_and_disinfection'),
	('2.5.7', 'household.vocational_choice_and_creative_work'),
	('2.5.8', 'household.transport'),
	('2.5.9', 'household.family_like_conditions'),
	('2.5.10', 'household.self_care_and_home_rehabilitation'),
	('2.7.1', 'medical.health_and_social_examination'),
	('2.7.2', 'medical.emergency_first_aid'),
	('2.7.3', 'medical.assist_providing_guaranteed_care'),
	('2.7.4', 'medical.treatment_and_health_improvement'),
	('2.7.5', 'medical.consultative_aid'),
	('2.7.6', 'medical.initial_checkup_and_sanitary_treatment'),
	('2.7.7', 'medical.care_according_to_health'),
	('2.7.8', 'medical.primary_health_care'),
	('2.7.9', 'medical.rehabilitation_activities'),
	('2.7.10', 'medical.prescribed_procedures'),
	('2.7.11', 'medical.assist_hospitalization_and_escort'),
	('2.9.1', 'psychological.diagnostics_and_personality_assessment'),
	('2.9.2', 'psychological.systematic_observation'),
	('2.9.3', 'psychological.preventive_work'),
	('2.9.4', 'psychological.counseling'),
	('2.9.5', 'psychological.aid'),
	('2.9.6', 'psychological.training_sessions'),
	('2.9.7', 'psychological.correction'),
	('2.9.8', 'psychological.mutual_support_groups_and_clubs'),
	('2.11.1', 'pedagogical.counseling'),
	('2.11.2', 'pedagogical.remedial_support'),
	('2.11.3', 'pedagogical.upbringing_education_and_socialization'),
	('2.11.4', 'pedagogical.assist_obtaining_education'),
	('2.11.5', 'pedagogical.self_care_and_communication_skills'),
	('2.11.6', 'pedagogical.diagnostics_and_development_assessment'),
	('2.13.1', 'labor.skills_assessment'),
	('2.13.2', 'labor.therapeutic_work'),
	('2.13.3', 'labor.assist_vocational_skills_training'),
	('2.13.4', 'labor.assist_profession_physical_mental_ability'),
	('2.15.1', 'cultural.celebrations_and_leisure_events'),
	('2.15.2', 'cultural.clubs_and_hobby_groups'),
	('2.15.3', 'cultural.involvement_in_leisure_and_events'),
	('2.17.1', 'economic.assist_benefits_and_payments'),
	('2.17.2', 'economic.assist_housing_improvement'),
	('2.19.1', 'legal.counseling_on_social_security_rights'),
	('2.19.2', 'legal.help_with_documents'),
	('2.19.3', 'legal.help_filing_complaints'),
	('2.19.4', 'legal.assist_accountability_for_violence'),
	('2.19.5', 'legal.assist_family_placement'),
	('2.19.6', 'legal.help_obtaining_benefits'),
	('2.19.7', 'legal.counseling_on_family_placement'),
	('2.19.8', 'legal.assist_obtaining_state_guaranteed_aid');

-- Services that only other annexes name, and the paragraph of their kind here; of what 1.7.10 names, item 2.7.10 has a part.
CREATE TEMP TABLE elsewhere (provision text, service text);
INSERT INTO elsewhere VALUES
	('2.7.10', 'medical.laboratory_sampling'),
	('2.7.10', 'medical.help_with_catheters_and_devices'),
	('2.5', 'household.total_dwelling_area'),
	('2.5', 'household.furnished_premises'),
	('2.5', 'household.education_conditions_and_care'),
	('2.5', 'household.upkeep_and_behavior_skills'),
	('2.5', 'household.favorable_development_conditions'),
	('2.7', 'medical.pre_physician_aid'),
	('2.7', 'medical.assist_obtaining_guaranteed_care'),
	('2.7', 'medical.assist_rehabilitation_activities'),
	('2.7', 'medical.assist_medicines_and_devices'),
	('2.7', 'medical.assist_specialist_consultations'),
	('2.7', 'medical.doctor_home_call_and_escort'),
	('2.9', 'psychological.aid_and_encouragement'),
	('2.9', 'psychological.support_for_family_members'),
	('2.9', 'psychological.assist_counseling'),
	('2.11', 'pedagogical.household_orientation_and_manual_skills'),
	('2.13', 'labor.vocational_guidance'),
	('2.13', 'labor.assist_profession_individual_ability'),
	('2.13', 'labor.household_skills');

-- Paragraph 3, its closing sentence included.
CREATE TEMP TABLE providers (provider text, named_in text);
INSERT INTO providers VALUES
	('minors_adaptation_center', '2.3.1'),
	('minors_special_services_organization', '2.3.3'),
	('other_center', '2.3/2');

-- Item by item, at one provider.
SELECT is(sss.service_provision(service, 'minors_adaptation_center', '2024-01-15')::text, provision, provision || ': ' || service)
  FROM items ORDER BY provision::sss.provision, service;
SELECT is_empty($$ SELECT provision, service FROM items
	WHERE sss.service_verdict(service, 'minors_adaptation_center', '2024-01-15')::text IS DISTINCT FROM 'compliant' $$,
	'2.5-2.19: each of these is a service here');

-- Services that other annexes name are outside the list here and are refused by the paragraph of their kind.
SELECT is(sss.service_verdict(service, 'minors_adaptation_center', '2024-01-15')::text || ' ' ||
		  sss.service_provision(service, 'minors_adaptation_center', '2024-01-15')::text,
		  'violation ' || provision, provision || ': ' || service || ' is not named')
  FROM elsewhere ORDER BY provision::sss.provision, service;

-- Paragraph by paragraph: of all services of its kind, those in scope are the ones that its subparagraphs name.
SELECT set_eq(format($$ SELECT code::text FROM sss.services
						 WHERE sss.kind(code)::text = %L AND sss.in_scope(code, 'minors_adaptation_center', '2024-01-15') $$, kind),
			  format('SELECT service FROM items WHERE split_part(service, %L, 1) = %L', '.', kind),
			  format('%s: %s services are those of the subparagraphs', paragraph, kind))
  FROM (SELECT DISTINCT substring(provision, '^\d+\.\d+') AS paragraph, split_part(service, '.', 1) AS kind FROM items) AS p
 ORDER BY paragraph::sss.provision;

-- Every provider alike: the paragraphs do not tell one subject from another.
SELECT set_eq(
	format($$ SELECT service FROM (SELECT service FROM items UNION SELECT service FROM elsewhere) AS s
			  WHERE sss.in_scope(service, %L, '2024-01-15') $$, provider),
	$$ SELECT service FROM items $$,
	format('%s: the services in scope for %s are those of annex 2', named_in, provider))
  FROM providers ORDER BY named_in::sss.provision, provider;
SELECT is_empty($$
	SELECT provider, service FROM providers, elsewhere
	 WHERE sss.in_scope(service, provider, '2024-01-15') IS DISTINCT FROM false $$,
	'2.5-2.19: at no provider is anything else in scope');
SELECT is_empty($$
	SELECT provider, service FROM providers, items
	 WHERE sss.service_verdict(service, provider, '2024-01-15')::text IS DISTINCT FROM 'compliant'
		OR sss.service_provision(service, provider, '2024-01-15')::text IS DISTINCT FROM provision $$,
	'2.5-2.19: every provider has every item, under its own number');
SELECT is_empty($$
	SELECT provider, service FROM providers, elsewhere
	 WHERE sss.service_verdict(service, provider, '2024-01-15')::text IS DISTINCT FROM 'violation'
		OR sss.service_provision(service, provider, '2024-01-15')::text IS DISTINCT FROM provision $$,
	'2.5-2.19: every provider is refused the rest, under the paragraph of its kind or the item that leaves it out');
SELECT is_empty($$ SELECT service FROM items WHERE sss.in_standard(service, 'centers', '2024-01-15') IS DISTINCT FROM true $$,
	'2.5-2.19: the standard holds every item');
SELECT is_empty($$ SELECT service FROM elsewhere WHERE sss.in_standard(service, 'centers', '2024-01-15') IS DISTINCT FROM false $$,
	'2.5-2.19: the standard holds nothing else');
SELECT set_eq($$ SELECT code::text FROM sss.services $$,
	$$ SELECT service FROM items UNION SELECT service FROM elsewhere $$,
	'2.5-2.19: every service code there is has been checked here');

-- The text counted once more: items a paragraph.
SELECT results_eq($$
	SELECT sss.paragraph(provision::sss.provision)::int, count(DISTINCT sss.item(provision::sss.provision))::int, split_part(service, '.', 1)
	  FROM (SELECT sss.service_provision(code, 'minors_adaptation_center', '2024-01-15')::text AS provision, code::text AS service
			  FROM sss.services WHERE sss.in_scope(code, 'minors_adaptation_center', '2024-01-15')) AS s
	 GROUP BY 1, 3 ORDER BY 1 $$,
	$$ VALUES (5, 10, 'household'), (7, 11, 'medical'), (9, 8, 'psychological'), (11, 6, 'pedagogical'),
			  (13, 4, 'labor'), (15, 3, 'cultural'), (17, 2, 'economic'), (19, 8, 'legal') $$,
	'2.5-2.19: 52 items in eight paragraphs');

-- The support center for children in need (2.3.2) is also under annex 1: a service that either annex names is in scope,
-- which is annex 2 with the sampling and the help with devices; annex 1, the lower one, is cited.
CREATE TEMP TABLE both_annexes AS
SELECT service, regexp_replace(provision, '^2', '1') AS provision FROM items
UNION ALL VALUES ('medical.laboratory_sampling', '1.7.10'), ('medical.help_with_catheters_and_devices', '1.7.10');
SELECT set_eq($$ SELECT code::text FROM sss.services WHERE sss.in_scope(code, 'children_in_need_support_center', '2024-01-15') $$,
	$$ SELECT service FROM both_annexes $$,
	'1.3.1, 2.3.2: the services in scope for children_in_need_support_center are those of either annex');
SELECT is_empty($$ SELECT service, provision FROM both_annexes
	WHERE sss.service_provision(service, 'children_in_need_support_center', '2024-01-15')::text IS DISTINCT FROM provision $$,
	'1.3.1, 2.3.2: of two annexes the lower one is cited');
SELECT is(sss.service_verdict('household.total_dwelling_area', 'children_in_need_support_center', '2024-01-15')::text || ' ' ||
	sss.service_provision('household.total_dwelling_area', 'children_in_need_support_center', '2024-01-15')::text,
	'violation 1.5', '1.5, 2.5: a service that neither names is refused, the lower annex is cited');

SELECT * FROM finish();
ROLLBACK;
