-- Facts that must be among those that the Order names: the level that decides, the purposes of transport and of
-- contract specialists, the recipients of advice on family placement, the basis of each form of care.
-- Written from the text; nothing here is read from the extension's own tables.
BEGIN;
SELECT plan(60);

-- The providers of each annex: paragraph 3 of each; the support center is under two.
CREATE TEMP TABLE providers (provider sss.provider_type, annexes int[]);
INSERT INTO providers VALUES
	('special_educational_needs_support_center', '{1}'), ('children_in_need_support_center', '{1,2}'),
	('family_type_village', '{1}'), ('youth_house', '{1}'),
	('psychological_medical_pedagogical_consultation', '{1}'), ('rehabilitation_center', '{1}'),
	('psychological_pedagogical_correction_room', '{1}'), ('special_boarding_school', '{1}'),
	('special_organization', '{1}'), ('special_regime_organization', '{1}'),
	('child_rights_protection_organization', '{1}'), ('other_organization', '{1}'),
	('minors_adaptation_center', '{2}'), ('minors_special_services_organization', '{2}'), ('other_center', '{2}'),
	('guardian', '{3}'), ('trustee', '{3}'), ('patronage_caregiver', '{3}'), ('foster_parent', '{3}'),
	('family_type_home_educator', '{3}'), ('other_family', '{3}');
SELECT is(count(*), (SELECT count(*) FROM sss.provider_types), 'every provider is here') FROM providers;

-- The calls that do not answer as they should.
CREATE FUNCTION pg_temp.differ(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE 'SELECT string_agg(t::text, '', '') FROM (' || query || ' LIMIT 5) AS t' INTO answer;
	RETURN answer;
END $$;

--
-- Paragraph 4, second part, of annexes 1 and 2: decisions are those of local executive bodies of districts,
-- of cities of oblast and of republican significance, and of the capital.  Annex 3, paragraph 5(1), names no level.
--
CREATE TEMP TABLE levels (level sss.deciding_level, named boolean);
INSERT INTO levels VALUES ('district', true), ('city_of_oblast_significance', true),
	('city_of_republican_significance', true), ('capital', true), ('other_level', false);
SELECT is(count(*), (SELECT count(*) FROM sss.deciding_levels), '1.4/2: every level is here') FROM levels;
CREATE TEMP VIEW decisions AS
	SELECT p.provider, p.annexes, l.level, l.named, b.code AS basis, d.day::date
	  FROM providers AS p CROSS JOIN levels AS l CROSS JOIN sss.placement_bases AS b
	 CROSS JOIN (VALUES ('2023-07-01'), ('2024-02-29'), ('2040-01-01')) AS d (day);
SELECT is(pg_temp.differ($$ SELECT * FROM decisions WHERE basis = 'local_executive_decision' AND named
	AND sss.deciding_level_verdict(level, basis, provider, day) IS DISTINCT FROM 'compliant' $$), NULL, '1.4/2, 2.4/2: a named level decides everywhere');
SELECT is(pg_temp.differ($$ SELECT * FROM decisions WHERE basis = 'local_executive_decision' AND NOT named AND annexes && '{1,2}'
	AND sss.deciding_level_verdict(level, basis, provider, day) IS DISTINCT FROM 'violation' $$), NULL, '1.4/2, 2.4/2: another level does not');
SELECT is(pg_temp.differ($$ SELECT * FROM decisions WHERE basis = 'local_executive_decision' AND NOT named AND annexes = '{1}'
	AND sss.deciding_level_provision(level, basis, provider, day) IS DISTINCT FROM '1.4/2' $$), NULL, '1.4/2 is cited for it');
SELECT is(pg_temp.differ($$ SELECT * FROM decisions WHERE basis = 'local_executive_decision' AND NOT named AND annexes = '{2}'
	AND sss.deciding_level_provision(level, basis, provider, day) IS DISTINCT FROM '2.4/2' $$), NULL, '2.4/2 is cited for it');
SELECT is(pg_temp.differ($$ SELECT * FROM decisions WHERE (basis <> 'local_executive_decision' OR annexes = '{3}')
	AND sss.deciding_level_verdict(level, basis, provider, day) IS DISTINCT FROM 'compliant' $$), NULL, '3.5.1: no level is asked for where nothing was decided so, nor in families');
SELECT is(pg_temp.differ($$ SELECT provider FROM providers WHERE sss.deciding_level_verdict(NULL, 'local_executive_decision', provider, '2024-01-01')
	IS DISTINCT FROM CASE WHEN annexes = '{3}' THEN 'compliant' ELSE 'unknown' END::sss.verdict $$), NULL, '1.4/2, 2.4/2: a level that is not given is unknown');
SELECT is(pg_temp.differ($$ SELECT provider FROM providers WHERE sss.deciding_level_verdict('other_level', NULL, provider, '2024-01-01')
	IS DISTINCT FROM CASE WHEN annexes = '{3}' THEN 'compliant' ELSE 'unknown' END::sss.verdict $$), NULL, '1.4/2, 2.4/2: whether the level matters is unknown without the basis');
SELECT is(pg_temp.differ($$ SELECT provider FROM providers WHERE sss.deciding_level_verdict('capital', NULL, provider, '2024-01-01')
	IS DISTINCT FROM 'compliant' $$), NULL, '1.4/2, 2.4/2: a named level suffices on any basis');

--
-- Transport: annexes 1 and 2, 5(8), and annex 3, 6(8): treatment, education, cultural and sports events.
--
CREATE TEMP TABLE transports (purpose sss.transport_purpose, named boolean);
INSERT INTO transports VALUES ('treatment', true), ('education', true), ('cultural_event', true), ('sports_event', true), ('other_transport_purpose', false);
SELECT is(count(*), (SELECT count(*) FROM sss.transport_purposes), '1.5.8: every purpose is here') FROM transports;
SELECT is(pg_temp.differ($$ SELECT p.*, t.* FROM providers AS p, transports AS t WHERE sss.transport_verdict(purpose, provider, '2023-07-01')
	IS DISTINCT FROM CASE WHEN named THEN 'compliant' ELSE 'violation' END::sss.verdict $$), NULL, '1.5.8, 2.5.8, 3.6.8: transport for the named purposes alone');
SELECT is(pg_temp.differ($$ SELECT p.*, t.* FROM providers AS p, transports AS t WHERE sss.transport_provision(purpose, provider, '2023-07-01')
	IS DISTINCT FROM ('{1.5.8,2.5.8,3.6.8}'::sss.provision[])[annexes[1]] $$), NULL, '1.5.8, 2.5.8, 3.6.8 are cited');
SELECT is(sss.transport_verdict(NULL, 'youth_house', '2024-01-01'), 'unknown', '1.5.8: a purpose that is not given');
SELECT is(sss.transport_verdict('treatment', NULL, '2024-01-01'), 'compliant', '1.5.8, 2.5.8, 3.6.8: a purpose that every annex names needs no provider');
SELECT is(format('%s %s', sss.transport_verdict('other_transport_purpose', NULL, '2024-01-01'), sss.transport_provision('other_transport_purpose', NULL, '2024-01-01')), 'violation 1.5.8',
	'1.5.8, 2.5.8, 3.6.8: nor does one that none names');
SELECT is(sss.transport_verdict(NULL, NULL, '2024-01-01'), 'unknown', 'neither a purpose nor a provider');
SELECT is(sss.transport_verdict('treatment', 'guardian', NULL), 'unknown', 'a day that is not given');
SELECT is(sss.transport_verdict('other_transport_purpose', 'guardian', '2023-06-30'), 'not_governed', '0.5: before the Order');

--
-- Paragraph 21 of annexes 1 and 2: contract specialists for the plan, the evaluation, consultations; permitted where
-- the needed ones are absent, and on a contract.  Another purpose is not settled by a sentence that permits.
--
CREATE TEMP TABLE contracts (purpose sss.specialist_purpose, named boolean);
INSERT INTO contracts VALUES ('individual_plan', true), ('effectiveness_evaluation', true), ('consultations', true), ('other_specialist_purpose', false);
SELECT is(count(*), (SELECT count(*) FROM sss.specialist_purposes), '1.21: every purpose is here') FROM contracts;
SELECT is(pg_temp.differ($$ SELECT p.*, c.* FROM providers AS p, contracts AS c WHERE sss.contract_specialist_verdict(purpose, provider, '2024-01-01', true, true)
	IS DISTINCT FROM CASE WHEN named OR annexes = '{3}' THEN 'compliant' ELSE 'unsettled' END::sss.verdict $$), NULL, '1.21, 2.21: another purpose is unsettled; annex 3 has no such rule');
SELECT is(pg_temp.differ($$ SELECT p.*, c.* FROM providers AS p, contracts AS c WHERE sss.contract_specialist_verdict(purpose, provider, '2024-01-01', false, true)
	IS DISTINCT FROM CASE WHEN annexes = '{3}' THEN 'compliant' ELSE 'violation' END::sss.verdict $$), NULL, '1.21, 2.21: not where the organization has its own');
SELECT is(pg_temp.differ($$ SELECT p.*, c.* FROM providers AS p, contracts AS c WHERE named AND sss.contract_specialist_verdict(purpose, provider, '2024-01-01', NULL, true)
	IS DISTINCT FROM CASE WHEN annexes = '{3}' THEN 'compliant' ELSE 'unknown' END::sss.verdict $$), NULL, '1.21, 2.21: whether they are absent may be unknown');
SELECT is(sss.contract_specialist_provision('other_specialist_purpose', 'youth_house', '2024-01-01', true, true), '1.21', '1.21 is cited');
SELECT is(sss.contract_specialist_provision('consultations', 'other_center', '2024-01-01', false, true), '2.21', '2.21 is cited');
SELECT is((SELECT string_agg(message, '') FROM sss.explain_contract_specialist('consultations', 'other_center', '2024-01-01', false, true, 'en') WHERE met = 'violation'),
	'The record does not meet the standard, for this is missing: "confirmation that the organization lacks the specialists needed" (annex 2, paragraph 21).', '2.21: in words that do not deny twice');

SELECT is(pg_temp.differ($$ SELECT p.*, c.* FROM providers AS p, contracts AS c WHERE sss.contract_specialist_verdict(purpose, provider, '2024-01-01', true, false)
	IS DISTINCT FROM CASE WHEN annexes = '{3}' THEN 'compliant' ELSE 'violation' END::sss.verdict $$), NULL, '1.21, 2.21: nor without a contract');
SELECT is(pg_temp.differ($$ SELECT p.*, c.* FROM providers AS p, contracts AS c WHERE named AND sss.contract_specialist_verdict(purpose, provider, '2024-01-01', true, NULL)
	IS DISTINCT FROM CASE WHEN annexes = '{3}' THEN 'compliant' ELSE 'unknown' END::sss.verdict $$), NULL, '1.21, 2.21: whether there is one may be unknown');
SELECT is((SELECT message FROM sss.explain_contract_specialist('consultations', 'youth_house', '2024-01-01', true, false, 'ru') WHERE met = 'violation'),
	'Запись не соответствует стандарту, поскольку отсутствует: «договор со специалистом» (пункт 21 приложения 1).', '1.21: the contract is missing, in words');

--
-- Advice on family placement, 19(7), names what the advice is about: the placement of orphans and children without
-- parental care.  Whether anybody else may receive it is open.  19(5), assistance to the guardianship bodies, is no
-- closed list.  Annex 3 lists neither.
--
CREATE TEMP VIEW given AS
	SELECT p.provider, p.annexes, c.code AS category, s.code AS service
	  FROM providers AS p CROSS JOIN sss.recipient_categories AS c CROSS JOIN sss.services AS s;
SELECT is(pg_temp.differ($$ SELECT * FROM given WHERE service = 'legal.counseling_on_family_placement' AND annexes && '{1,2}'
	AND sss.service_recipient_verdict(service, category, provider, '2024-01-01')
	IS DISTINCT FROM CASE WHEN category IN ('orphan', 'without_parental_care') THEN 'compliant' ELSE 'unsettled' END::sss.verdict $$), NULL, '1.19.7, 2.19.7: advice on family placement for two categories; for others it is open');
SELECT is_empty($$ SELECT * FROM given WHERE sss.service_recipient_verdict(service, category, provider, '2024-01-01') = 'violation' $$, '1.19.7, 2.19.7: nobody is refused a service for the category');
SELECT is(pg_temp.differ($$ SELECT * FROM given WHERE service = 'legal.counseling_on_family_placement' AND annexes && '{1,2}' AND category = 'deviant_behavior'
	AND sss.service_recipient_provision(service, category, provider, '2024-01-01') IS DISTINCT FROM ('{1.19.7,2.19.7}'::sss.provision[])[annexes[1]] $$), NULL, '1.19.7, 2.19.7 are cited');
SELECT is(pg_temp.differ($$ SELECT * FROM given WHERE (service <> 'legal.counseling_on_family_placement' OR annexes = '{3}')
	AND sss.service_recipient_verdict(service, category, provider, '2024-01-01') IS DISTINCT FROM 'compliant' $$), NULL, '1.19.5, 2.19.5: all other services are for every recipient');
SELECT is(sss.service_recipient_verdict('legal.counseling_on_family_placement', NULL, 'youth_house', '2024-01-01'), 'unknown', '1.19.7: a category that is not given');
SELECT is(sss.service_recipient_verdict(NULL, 'orphan', 'youth_house', '2024-01-01'), 'unknown', '1.19.7: a service that is not given');
SELECT is(sss.service_recipient_verdict('legal.counseling_on_family_placement', 'orphan', 'youth_house', '2023-06-30'), 'not_governed', '0.5: before the Order');
SELECT is((SELECT message FROM sss.explain_service_recipient('legal.counseling_on_family_placement', 'neglected_or_homeless', 'other_center', '2024-01-01', 'ru')),
	format('Текстом стандарта не решен вопрос о том, предоставляется ли услуга «%s» получателю услуг такой категории (подпункт 7) пункта 19 приложения 2).', sss.label('legal.counseling_on_family_placement', 'ru')), '2.19.7: in words');

--
-- The basis by form of care: annex 3, paragraph 5.
--
SELECT is(pg_temp.differ($$ SELECT provider, category FROM given WHERE annexes = '{3}' AND provider <> 'other_family' AND service = 'household.transport'
	AND category IN ('orphan', 'without_parental_care') AND sss.placement_verdict(category, 'guardianship_decision', provider, NULL, '2024-01-01')
	IS DISTINCT FROM CASE WHEN provider IN ('guardian', 'trustee') THEN 'compliant' ELSE 'violation' END::sss.verdict $$), NULL, '3.5.1: by decision with a guardian or a trustee');
SELECT is(pg_temp.differ($$ SELECT provider, category FROM given WHERE annexes = '{3}' AND provider <> 'other_family' AND service = 'household.transport'
	AND category IN ('orphan', 'without_parental_care') AND sss.placement_verdict(category, 'family_care_contract', provider, NULL, '2024-01-01')
	IS DISTINCT FROM CASE WHEN provider IN ('guardian', 'trustee') THEN 'violation' ELSE 'compliant' END::sss.verdict $$), NULL, '3.5.2: by contract in the three other forms');
SELECT is(sss.placement_verdict('crime_suspect', 'criminal_process_ruling', 'patronage_caregiver', NULL, '2024-01-01'), 'compliant', '3.5.3: a suspect by ruling with a patronage caregiver');

--
-- On tables: a text column, an own type, both modes, and what is unsettled.
--
CREATE TEMP TABLE trips (id int PRIMARY KEY, purpose text, provider text, day date);
SELECT sss.attach('trips', 'transport', '{transport_purpose=purpose,provider=provider,on_date=day}', mode => 'enforce') \g /dev/null
SELECT lives_ok($$ INSERT INTO trips VALUES (1, 'sports_event', 'guardian', '2024-01-01'), (2, 'nonsense', 'guardian', '2024-01-01'), (3, NULL, NULL, NULL) $$, '3.6.8: a named purpose, and purposes that cannot be checked');
SELECT throws_ok($$ INSERT INTO trips VALUES (4, 'other_transport_purpose', 'guardian', '2024-01-01') $$, '23514', NULL, '3.6.8: another purpose is refused');
SELECT throws_ok($$ UPDATE trips SET purpose = 'other_transport_purpose' WHERE id = 1 $$, '23514', NULL, '3.6.8: and so is one that becomes another');
CREATE TEMP TABLE specialists (id int PRIMARY KEY, purpose sss.specialist_purpose, provider sss.provider_type, day date, nobody boolean, contract text);
SELECT sss.attach('specialists', 'contract_specialist', '{on_date=day,specialists_absent=nobody}', mode => 'enforce') \g /dev/null
SELECT lives_ok($$ INSERT INTO specialists VALUES (1, 'other_specialist_purpose', 'youth_house', '2024-01-01', true) $$, '1.21: an unsettled purpose passes');
SELECT throws_ok($$ INSERT INTO specialists VALUES (2, 'consultations', 'youth_house', '2024-01-01', false) $$, '23514', NULL, '1.21: an organization with specialists of its own');
SELECT lives_ok($$ INSERT INTO specialists VALUES (4, 'consultations', 'youth_house', '2024-01-01', true) $$, '1.21: a contract that nobody recorded is not asked for');
SELECT sss.attach('specialists', 'contract_specialist', '{on_date=day,specialist_contract=contract}', mode => 'enforce', name => 'by_contract') \g /dev/null
SELECT throws_ok($$ INSERT INTO specialists VALUES (5, 'consultations', 'youth_house', '2024-01-01', true) $$, '23514', NULL, '1.21: where contracts are recorded, none is a violation');
SELECT lives_ok($$ INSERT INTO specialists VALUES (5, 'consultations', 'youth_house', '2024-01-01', true, '14-d') $$, '1.21: and a number is one');
SELECT sss.detach('specialists', 'by_contract') \g /dev/null
SELECT sss.attach('specialists', 'contract_specialist', '{on_date=day,specialists_absent=nobody}', mode => 'enforce', unsettled => 'enforce', name => 'strict') \g /dev/null
SELECT throws_ok($$ INSERT INTO specialists VALUES (3, 'other_specialist_purpose', 'youth_house', '2024-01-01', true) $$, '23514', NULL, '1.21: unless the unsettled is refused, too');
CREATE TEMP TABLE advice (id int PRIMARY KEY, service sss.service, categories sss.recipient_category[], provider sss.provider_type, day date);
SELECT sss.attach('advice', 'service_recipient', '{category=categories,on_date=day}', mode => 'enforce') \g /dev/null
SELECT lives_ok($$ INSERT INTO advice VALUES (1, 'legal.counseling_on_family_placement', '{deviant_behavior,orphan}', 'youth_house', '2024-01-01') $$, '1.19.7: one of the categories is named');
SELECT lives_ok($$ INSERT INTO advice VALUES (2, 'legal.counseling_on_family_placement', '{deviant_behavior}', 'youth_house', '2024-01-01') $$, '1.19.7: none is, and nobody is refused');
SELECT is((SELECT array_agg(key[1] || ' ' || verdict) FROM sss.violations WHERE rule = 'service_recipient'), '{"2 unsettled"}', '1.19.7: it is logged as open');
SELECT sss.attach('advice', 'service_recipient', '{category=categories,on_date=day}', mode => 'enforce', unsettled => 'enforce', name => 'strict_advice') \g /dev/null
SELECT throws_ok($$ UPDATE advice SET categories = '{crime_suspect}' WHERE id = 1 $$, '23514', NULL, '1.19.7: unless the unsettled is refused, too');
CREATE TEMP TABLE decided (id int PRIMARY KEY, level text, basis text, provider text, day date,
	CONSTRAINT level CHECK (sss_internal.require_deciding_level(sss.try_deciding_level(level), sss.try_placement_basis(basis), sss.try_provider_type(provider), day)));
SELECT lives_ok($$ INSERT INTO decided VALUES (1, 'district', 'local_executive_decision', 'other_center', '2024-01-01'), (2, 'other_level', 'court_act', 'other_center', '2024-01-01') $$, '2.4/2: a CHECK lets a district decide');
SELECT throws_ok($$ INSERT INTO decided VALUES (3, 'other_level', 'local_executive_decision', 'other_center', '2024-01-01') $$, '23514', NULL, '2.4/2: and no other level');
SELECT is((SELECT count(*) FROM sss.audit('advice') WHERE verdict = 'violation'), 0::bigint, '1.19.7: the audit finds the row that the trigger let in');
CREATE TEMP TABLE bodies (id int PRIMARY KEY, level sss.deciding_level, basis sss.placement_basis, provider sss.provider_type, day date DEFAULT '2024-01-01');
SELECT sss.attach('bodies', 'deciding_level', '{on_date=day}', mode => 'enforce', required => '{deciding_level}') \g /dev/null
SELECT throws_ok($$ INSERT INTO bodies VALUES (1, NULL, 'local_executive_decision', 'other_center') $$, '23514', NULL, '2.4/2: a level that is required is missed where a local executive body decided');
SELECT throws_ok($$ INSERT INTO bodies VALUES (1, NULL, NULL, 'other_center') $$, '23514', NULL, '2.4/2: or may have decided');
SELECT lives_ok($$ INSERT INTO bodies VALUES (1, NULL, 'court_act', 'other_center'), (2, NULL, 'guardianship_decision', 'guardian') $$, '2.4/2: a court has none');
SELECT throws_ok($$ UPDATE bodies SET basis = 'local_executive_decision' WHERE id = 1 $$, '23514', NULL, '2.4/2: and cannot become a body of none');

SELECT * FROM finish();
ROLLBACK;
