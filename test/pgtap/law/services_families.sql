-- Annex 3, paragraphs 6, 8, ... 20: the services of a person who took a child into the family.
-- Items are counted in the text of the Order; only the names of the codes are the project's own.
BEGIN;
SELECT plan(94);

CREATE TEMP TABLE items (provision text, service text);
INSERT INTO items VALUES
	('3.6.1', 'household.total_dwelling_area'),
	('3.6.2', 'household.furnished_premises'),
	('3.6.3', 'household.education_conditions_and_care'),
	('3.6.4', 'household.clothing_footwear_and_bedding'),
	('3.6.5', 'household.balanced_and_dietary_meals'),
	('3.6.6', 'household.laundry_and_disinfection'),
	('3.6.7', 'household.vocational_choice_and_creative_work'),
	('3.6.8', 'household.transport'),
	('3.6.9', 'household.upkeep_and_behavior_skills'),
	('3.6.10', 'household.favorable_development_conditions'),
	('3.8.1', 'medical.pre_physician_aid'),
	('3.8.2', 'medical.assist_obtaining_guaranteed_care'),
	('3.8.3', 'medical.assist_rehabilitation_activities'),
	('3.8.4', 'medical.assist_medicines_and_devices'),
	('3.8.5', 'medical.assist_specialist_consultations'),
	('3.8.6', 'medical.doctor_home_call_and_escort'),
	('3.8.7', 'medical.assist_hospitalization_and_escort'),
	('3.10.1', 'psychological.aid_and_encouragement'),
	('3.10.2', 'psychological.support_for_family_members'),
	('3.10.3', 'psychological.assist_counseling'),
	('3.12.1', 'pedagogical.assist_obtaining_education'),
	('3.12.2', 'pedagogical.household_orientation_and_manual_skills'),
	('3.12.3', 'pedagogical.upbringing_education_and_socialization'),
	('3.12.4', 'pedagogical.self_care_and_communication_skills'),
	('3.14.1', 'labor.vocational_guidance'),
	('3.14.2', 'labor.assist_vocational_skills_training'),
	('3.14.3', 'labor.assist_profession_individual_ability'),
	('3.14.4', 'labor.household_skills'),
	('3.16.1', 'cultural.celebrations_and_leisure_events'),
	('3.16.2', 'cultural.involvement_in_leisure_and_events'),
	('3.18.1', 'economic.assist_benefits_and_payments'),
	('3.18.2', 'economic.assist_housing_improvement'),
	('3.20.1', 'legal.counseling_on_social_security_rights'),
	('3.20.2', 'legal.help_with_documents'),
	('3.20.3', 'legal.help_filing_complaints'),
	('3.20.4', 'legal.assist_accountability_for_violence'),
	('3.20.5', 'legal.help_obtaining_benefits'),
	('3.20.6', 'legal.assist_obtaining_state_guaranteed_aid');

-- Services that only other annexes name, and the paragraph of their kind here.
CREATE TEMP TABLE elsewhere (provision text, service text);
INSERT INTO elsewhere VALUES
	('3.6', 'household.living_space'),
	('3.6', 'household.equipped_premises'),
	('3.6', 'household.qualified_specialists'),
	('3.6', 'household.family_like_conditions'),
	('3.6', 'household.self_care_and_home_rehabilitation'),
	('3.8', 'medical.health_and_social_examination'),
	('3.8', 'medical.emergency_first_aid'),
	('3.8', 'medical.assist_providing_guaranteed_care'),
	('3.8', 'medical.treatment_and_health_improvement'),
	('3.8', 'medical.consultative_aid'),
	('3.8', 'medical.initial_checkup_and_sanitary_treatment'),
	('3.8', 'medical.care_according_to_health'),
	('3.8', 'medical.primary_health_care'),
	('3.8', 'medical.rehabilitation_activities'),
	('3.8', 'medical.prescribed_procedures'),
	('3.8', 'medical.laboratory_sampling'),
	('3.8', 'medical.help_with_catheters_and_devices'),
	('3.10', 'psychological.diagnostics_and_personality_assessment'),
	('3.10', 'psychological.systematic_observation'),
	('3.10', 'psychological.preventive_work'),
	('3.10', 'psychological.counseling'),
	('3.10', 'psychological.aid'),
	('3.10', 'psychological.training_sessions'),
	('3.10', 'psychological.correction'),
	('3.10', 'psychological.mutual_support_groups_and_clubs'),
	('3.12', 'pedagogical.counseling'),
	('3.12', 'pedagogical.remedial_support'),
	('3.12', 'pedagogical.diagnostics_and_development_assessment'),
	('3.14', 'labor.skills_assessment'),
	('3.14', 'labor.therapeutic_work'),
	('3.14', 'labor.assist_profession_physical_mental_ability'),
	('3.16', 'cultural.clubs_and_hobby_groups'),
	('3.20', 'legal.assist_family_placement'),
	('3.20', 'legal.counseling_on_family_placement');

-- Paragraph 3 and, for other persons who took a child in, paragraph 4.
CREATE TEMP TABLE providers (provider text, named_in text);
INSERT INTO providers VALUES
	('guardian', '3.3'),
	('trustee', '3.3'),
	('patronage_caregiver', '3.3'),
	('foster_parent', '3.3'),
	('family_type_home_educator', '3.3'),
	('other_family', '3.4');

-- Item by item, at one provider.
SELECT is(sss.service_provision(service, 'guardian', '2024-01-15')::text, provision, provision || ': ' || service)
  FROM items ORDER BY provision::sss.provision, service;
SELECT is_empty($$ SELECT provision, service FROM items
	WHERE sss.service_verdict(service, 'guardian', '2024-01-15')::text IS DISTINCT FROM 'compliant' $$,
	'3.6-3.20: each of these is a service here');

-- Services that other annexes name are outside the list here and are refused by the paragraph of their kind.
SELECT is(sss.service_verdict(service, 'guardian', '2024-01-15')::text || ' ' ||
		  sss.service_provision(service, 'guardian', '2024-01-15')::text,
		  'violation ' || provision, provision || ': ' || service || ' is not named')
  FROM elsewhere ORDER BY provision::sss.provision, service;

-- Paragraph by paragraph: of all services of its kind, those in scope are the ones that its subparagraphs name.
SELECT set_eq(format($$ SELECT code::text FROM sss.services
						 WHERE sss.kind(code)::text = %L AND sss.in_scope(code, 'guardian', '2024-01-15') $$, kind),
			  format('SELECT service FROM items WHERE split_part(service, %L, 1) = %L', '.', kind),
			  format('%s: %s services are those of the subparagraphs', paragraph, kind))
  FROM (SELECT DISTINCT substring(provision, '^\d+\.\d+') AS paragraph, split_part(service, '.', 1) AS kind FROM items) AS p
 ORDER BY paragraph::sss.provision;

-- Every provider alike: the paragraphs do not tell one subject from another.
SELECT set_eq(
	format($$ SELECT service FROM (SELECT service FROM items UNION SELECT service FROM elsewhere) AS s
			  WHERE sss.in_scope(service, %L, '2024-01-15') $$, provider),
	$$ SELECT service FROM items $$,
	format('%s: the services in scope for %s are those of annex 3', named_in, provider))
  FROM providers ORDER BY named_in::sss.provision, provider;
SELECT is_empty($$
	SELECT provider, service FROM providers, elsewhere
	 WHERE sss.in_scope(service, provider, '2024-01-15') IS DISTINCT FROM false $$,
	'3.6-3.20: at no provider is anything else in scope');
SELECT is_empty($$
	SELECT provider, service FROM providers, items
	 WHERE sss.service_verdict(service, provider, '2024-01-15')::text IS DISTINCT FROM 'compliant'
		OR sss.service_provision(service, provider, '2024-01-15')::text IS DISTINCT FROM provision $$,
	'3.6-3.20: every provider has every item, under its own number');
SELECT is_empty($$
	SELECT provider, service FROM providers, elsewhere
	 WHERE sss.service_verdict(service, provider, '2024-01-15')::text IS DISTINCT FROM 'violation'
		OR sss.service_provision(service, provider, '2024-01-15')::text IS DISTINCT FROM provision $$,
	'3.6-3.20: every provider is refused the rest, under the paragraph of its kind');
SELECT is_empty($$ SELECT service FROM items WHERE sss.in_standard(service, 'families', '2024-01-15') IS DISTINCT FROM true $$,
	'3.6-3.20: the standard holds every item');
SELECT is_empty($$ SELECT service FROM elsewhere WHERE sss.in_standard(service, 'families', '2024-01-15') IS DISTINCT FROM false $$,
	'3.6-3.20: the standard holds nothing else');
SELECT set_eq($$ SELECT code::text FROM sss.services $$,
	$$ SELECT service FROM items UNION SELECT service FROM elsewhere $$,
	'3.6-3.20: every service code there is has been checked here');

-- The text counted once more: items a paragraph.
SELECT results_eq($$
	SELECT sss.paragraph(provision::sss.provision)::int, count(DISTINCT sss.item(provision::sss.provision))::int, split_part(service, '.', 1)
	  FROM (SELECT sss.service_provision(code, 'guardian', '2024-01-15')::text AS provision, code::text AS service
			  FROM sss.services WHERE sss.in_scope(code, 'guardian', '2024-01-15')) AS s
	 GROUP BY 1, 3 ORDER BY 1 $$,
	$$ VALUES (6, 10, 'household'), (8, 7, 'medical'), (10, 3, 'psychological'), (12, 4, 'pedagogical'),
			  (14, 4, 'labor'), (16, 2, 'cultural'), (18, 2, 'economic'), (20, 6, 'legal') $$,
	'3.6-3.20: 38 items in eight paragraphs');

SELECT * FROM finish();
ROLLBACK;
