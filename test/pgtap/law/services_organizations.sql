-- Annex 1, paragraphs 5, 7, ... 19: the services of an organization of education.
-- Items are counted in the text of the Order; only the names of the codes are the project's own.
-- Item 10 of paragraph 7 holds three services: the procedures, the sampling and the help with catheters and devices.
-- The support center for children in need adds nothing from annex 2, whose services are all here as well.
BEGIN;
SELECT plan(102);

CREATE TEMP TABLE items (provision text, service text);
INSERT INTO items VALUES
	('1.5.1', 'household.living_space'),
	('1.5.2', 'household.equipped_premises'),
	('1.5.3', 'household.clothing_footwear_and_bedding'),
	('1.5.4', 'household.balanced_and_dietary_meals'),
	('1.5.5', 'household.qualified_specialists'),
	('1.5.6', 'household.laundry_and_disinfection'),
	('1.5.7', 'household.vocational_choice_and_creative_work'),
	('1.5.8', 'household.transport'),
	('1.5.9', 'household.family_like_conditions'),
	('1.5.10', 'household.self_care_and_home_rehabilitation'),
	('1.7.1', 'medical.health_and_social_examination'),
	('1.7.2', 'medical.emergency_first_aid'),
	('1.7.3', 'medical.assist_providing_guaranteed_care'),
	('1.7.4', 'medical.treatment_and_health_improvement'),
	('1.7.5', 'medical.consultative_aid'),
	('1.7.6', 'medical.initial_checkup_and_sanitary_treatment'),
	('1.7.7', 'medical.care_according_to_health'),
	('1.7.8', 'medical.primary_health_care'),
	('1.7.9', 'medical.rehabilitation_activities'),
	('1.7.10', 'medical.prescribed_procedures'),
	('1.7.10', 'medical.laboratory_sampling'),
	('1.7.10', 'medical.help_with_catheters_and_devices'),
	('1.7.11', 'medical.assist_hospitalization_and_escort'),
	('1.9.1', 'psychological.diagnostics_and_personality_assessment'),
	('1.9.2', 'psychological.systematic_observation'),
	('1.9.3', 'psychological.preventive_work'),
	('1.9.4', 'psychological.counseling'),
	('1.9.5', 'psychological.aid'),
	('1.9.6', 'psychological.training_sessions'),
	('1.9.7', 'psychological.correction'),
	('1.9.8', 'psychological.mutual_support_groups_and_clubs'),
	('1.11.1', 'pedagogical.counseling'),
	('1.11.2', 'pedagogical.remedial_support'),
	('1.11.3', 'pedagogical.upbringing_education_and_socialization'),
	('1.11.4', 'pedagogical.assist_obtaining_education'),
	('1.11.5', 'pedagogical.self_care_and_communication_skills'),
	('1.11.6', 'pedagogical.diagnostics_and_development_assessment'),
	('1.13.1', 'labor.skills_assessment'),
	('1.13.2', 'labor.therapeutic_work'),
	('1.13.3', 'labor.assist_vocational_skills_training'),
	('1.13.4', 'labor.assist_profession_physical_mental_ability'),
	('1.15.1', 'cultural.celebrations_and_leisure_events'),
	('1.15.2', 'cultural.clubs_and_hobby_groups'),
	('1.15.3', 'cultural.involvement_in_leisure_and_events'),
	('1.17.1', 'economic.assist_benefits_and_payments'),
	('1.17.2', 'economic.assist_housing_improvement'),
	('1.19.1', 'legal.counseling_on_social_security_rights'),
	('1.19.2', 'legal.help_with_documents'),
	('1.19.3', 'legal.help_filing_complaints'),
	('1.19.4', 'legal.assist_accountability_for_violence'),
	('1.19.5', 'legal.assist_family_placement'),
	('1.19.6', 'legal.help_obtaining_benefits'),
	('1.19.7', 'legal.counseling_on_family_placement'),
	('1.19.8', 'legal.assist_obtaining_state_guaranteed_aid');

-- Services that only other annexes name, and the paragraph of their kind here.
CREATE TEMP TABLE elsewhere (provision text, service text);
INSERT INTO elsewhere VALUES
	('1.5', 'household.total_dwelling_area'),
	('1.5', 'household.furnished_premises'),
	('1.5', 'household.education_conditions_and_care'),
	('1.5', 'household.upkeep_and_behavior_skills'),
	('1.5', 'household.favorable_development_conditions'),
	('1.7', 'medical.pre_physician_aid'),
	('1.7', 'medical.assist_obtaining_guaranteed_care'),
	('1.7', 'medical.assist_rehabilitation_activities'),
	('1.7', 'medical.assist_medicines_and_devices'),
	('1.7', 'medical.assist_specialist_consultations'),
	('1.7', 'medical.doctor_home_call_and_escort'),
	('1.9', 'psychological.aid_and_encouragement'),
	('1.9', 'psychological.support_for_family_members'),
	('1.9', 'psychological.assist_counseling'),
	('1.11', 'pedagogical.household_orientation_and_manual_skills'),
	('1.13', 'labor.vocational_guidance'),
	('1.13', 'labor.assist_profession_individual_ability'),
	('1.13', 'labor.household_skills');

-- Paragraph 3, its closing sentence included.
CREATE TEMP TABLE providers (provider text, named_in text);
INSERT INTO providers VALUES
	('special_educational_needs_support_center', '1.3.1'),
	('children_in_need_support_center', '1.3.1'),
	('family_type_village', '1.3.1'),
	('youth_house', '1.3.1'),
	('psychological_medical_pedagogical_consultation', '1.3.2'),
	('rehabilitation_center', '1.3.2'),
	('psychological_pedagogical_correction_room', '1.3.2'),
	('special_boarding_school', '1.3.2'),
	('special_organization', '1.3.3'),
	('special_regime_organization', '1.3.3'),
	('child_rights_protection_organization', '1.3.3'),
	('other_organization', '1.3/2');

-- Item by item, at one provider.
SELECT is(sss.service_provision(service, 'youth_house', '2024-01-15')::text, provision, provision || ': ' || service)
  FROM items ORDER BY provision::sss.provision, service;
SELECT is_empty($$ SELECT provision, service FROM items
	WHERE sss.service_verdict(service, 'youth_house', '2024-01-15')::text IS DISTINCT FROM 'compliant' $$,
	'1.5-1.19: each of these is a service here');

-- Services that other annexes name are outside the list here and are refused by the paragraph of their kind.
SELECT is(sss.service_verdict(service, 'youth_house', '2024-01-15')::text || ' ' ||
		  sss.service_provision(service, 'youth_house', '2024-01-15')::text,
		  'violation ' || provision, provision || ': ' || service || ' is not named')
  FROM elsewhere ORDER BY provision::sss.provision, service;

-- Paragraph by paragraph: of all services of its kind, those in scope are the ones that its subparagraphs name.
SELECT set_eq(format($$ SELECT code::text FROM sss.services
						 WHERE sss.kind(code)::text = %L AND sss.in_scope(code, 'youth_house', '2024-01-15') $$, kind),
			  format('SELECT service FROM items WHERE split_part(service, %L, 1) = %L', '.', kind),
			  format('%s: %s services are those of the subparagraphs', paragraph, kind))
  FROM (SELECT DISTINCT substring(provision, '^\d+\.\d+') AS paragraph, split_part(service, '.', 1) AS kind FROM items) AS p
 ORDER BY paragraph::sss.provision;

-- Every provider alike: the paragraphs do not tell one subject from another.
SELECT set_eq(
	format($$ SELECT service FROM (SELECT service FROM items UNION SELECT service FROM elsewhere) AS s
			  WHERE sss.in_scope(service, %L, '2024-01-15') $$, provider),
	$$ SELECT service FROM items $$,
	format('%s: the services in scope for %s are those of annex 1', named_in, provider))
  FROM providers ORDER BY named_in::sss.provision, provider;
SELECT is_empty($$
	SELECT provider, service FROM providers, elsewhere
	 WHERE sss.in_scope(service, provider, '2024-01-15') IS DISTINCT FROM false $$,
	'1.5-1.19: at no provider is anything else in scope');
SELECT is_empty($$
	SELECT provider, service FROM providers, items
	 WHERE sss.service_verdict(service, provider, '2024-01-15')::text IS DISTINCT FROM 'compliant'
		OR sss.service_provision(service, provider, '2024-01-15')::text IS DISTINCT FROM provision $$,
	'1.5-1.19: every provider has every item, under its own number');
SELECT is_empty($$
	SELECT provider, service FROM providers, elsewhere
	 WHERE sss.service_verdict(service, provider, '2024-01-15')::text IS DISTINCT FROM 'violation'
		OR sss.service_provision(service, provider, '2024-01-15')::text IS DISTINCT FROM provision $$,
	'1.5-1.19: every provider is refused the rest, under the paragraph of its kind');
SELECT is_empty($$ SELECT service FROM items WHERE sss.in_standard(service, 'organizations', '2024-01-15') IS DISTINCT FROM true $$,
	'1.5-1.19: the standard holds every item');
SELECT is_empty($$ SELECT service FROM elsewhere WHERE sss.in_standard(service, 'organizations', '2024-01-15') IS DISTINCT FROM false $$,
	'1.5-1.19: the standard holds nothing else');
SELECT set_eq($$ SELECT code::text FROM sss.services $$,
	$$ SELECT service FROM items UNION SELECT service FROM elsewhere $$,
	'1.5-1.19: every service code there is has been checked here');

-- The text counted once more: items a paragraph.
SELECT results_eq($$
	SELECT sss.paragraph(provision::sss.provision)::int, count(DISTINCT sss.item(provision::sss.provision))::int, split_part(service, '.', 1)
	  FROM (SELECT sss.service_provision(code, 'youth_house', '2024-01-15')::text AS provision, code::text AS service
			  FROM sss.services WHERE sss.in_scope(code, 'youth_house', '2024-01-15')) AS s
	 GROUP BY 1, 3 ORDER BY 1 $$,
	$$ VALUES (5, 10, 'household'), (7, 11, 'medical'), (9, 8, 'psychological'), (11, 6, 'pedagogical'),
			  (13, 4, 'labor'), (15, 3, 'cultural'), (17, 2, 'economic'), (19, 8, 'legal') $$,
	'1.5-1.19: 52 items in eight paragraphs');

-- Stand-alone answers.
SELECT is(sss.in_scope('medical.laboratory_sampling', 'rehabilitation_center', '2024-01-15'), true,
	'1.7.10: sampling for laboratory tests is a service of annex 1');
SELECT is(sss.in_scope('household.total_dwelling_area', 'family_type_village', '2024-01-15'), false,
	'1.5: the family-type village gives no total dwelling area, that is a matter of annex 3');

SELECT * FROM finish();
ROLLBACK;
