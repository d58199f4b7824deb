-- The order is in force from 1 July 2023 (0.5), without a transitional rule and without an end known to us.
-- Written from the text of the Order.
BEGIN;
SELECT plan(59);

CREATE TEMP TABLE days (on_date date, governed boolean);
INSERT INTO days VALUES
	('-infinity', false), ('0001-01-01 BC', false), ('2015-01-19', false), ('2023-06-12', false), ('2023-06-30', false),
	('2023-07-01', true), ('2023-07-02', true), ('2024-02-29', true), ('2026-01-01', true), ('5874897-12-31', true),
	('infinity', true);

-- 1. Placements: one that is admitted, one that is refused, one left open; under each annex.
CREATE TEMP TABLE placements (category text, basis text, provider text, verdict text, provision text);
INSERT INTO placements VALUES
	('orphan', 'local_executive_decision', 'youth_house', 'compliant', '1.4/2'),
	('abuse_victim', 'local_executive_decision', 'youth_house', 'violation', '1.2'),
	('special_educational_needs', 'guardianship_body_referral', 'special_boarding_school', 'unsettled', '1.4/3'),
	('neglected_or_homeless', 'deliverer_application', 'minors_adaptation_center', 'compliant', '2.4/2'),
	('crime_suspect', 'criminal_process_ruling', 'minors_adaptation_center', 'violation', '2.2'),
	('orphan', 'deliverer_application', 'children_in_need_support_center', 'compliant', '2.4/2'),
	('orphan', 'guardianship_decision', 'guardian', 'compliant', '3.5.1'),
	('deviant_behavior', 'court_act', 'trustee', 'violation', '3.2');
SELECT is_empty(format($$
	SELECT category, basis, provider FROM placements
	 WHERE sss.placement_verdict(category, basis, provider, NULL, %1$L)::text IS DISTINCT FROM %2$s
		OR sss.placement_provision(category, basis, provider, NULL, %1$L)::text IS DISTINCT FROM %3$s
		OR sss.placement_verdict_any(ARRAY[category]::sss.recipient_category[], basis, provider, NULL, %1$L)::text IS DISTINCT FROM %2$s
		OR sss.placement_lawful(category, basis, provider, %1$L) IS DISTINCT FROM %4$s $$,
	on_date, CASE WHEN governed THEN 'verdict' ELSE quote_literal('not_governed') END,
	CASE WHEN governed THEN 'provision' ELSE quote_literal('0.5') END,
	CASE WHEN governed THEN $$ CASE verdict WHEN 'compliant' THEN true WHEN 'violation' THEN false END $$ ELSE 'NULL' END),
	format('0.5: a placement of %s %s', on_date, CASE WHEN governed THEN 'is checked' ELSE 'is not governed' END))
  FROM days ORDER BY on_date;
SELECT is_empty($$
	SELECT category, basis, provider FROM placements
	 WHERE sss.placement_verdict(category, basis, provider, NULL, NULL)::text IS DISTINCT FROM 'unknown'
		OR sss.placement_provision(category, basis, provider, NULL, NULL) IS NOT NULL
		OR sss.placement_verdict_any(ARRAY[category]::sss.recipient_category[], basis, provider, NULL, NULL)::text IS DISTINCT FROM 'unknown'
		OR sss.placement_lawful(category, basis, provider, NULL) IS NOT NULL $$,
	'0.5: a placement without a date is unknown, no provision decides');

-- 2. Services.
CREATE TEMP TABLE services (service text, provider text, verdict text, provision text);
INSERT INTO services VALUES
	('household.living_space', 'youth_house', 'compliant', '1.5.1'),
	('household.total_dwelling_area', 'youth_house', 'violation', '1.5'),
	('medical.laboratory_sampling', 'minors_adaptation_center', 'violation', '2.7.10'),
	('medical.laboratory_sampling', 'children_in_need_support_center', 'compliant', '1.7.10'),
	('legal.help_with_documents', 'other_center', 'compliant', '2.19.2'),
	('household.total_dwelling_area', 'other_family', 'compliant', '3.6.1');
SELECT is_empty(format($$
	SELECT service, provider FROM services
	 WHERE sss.service_verdict(service, provider, %1$L)::text IS DISTINCT FROM %2$s
		OR sss.service_provision(service, provider, %1$L)::text IS DISTINCT FROM %3$s
		OR sss.in_scope(service, provider, %1$L) IS DISTINCT FROM %4$s $$,
	on_date, CASE WHEN governed THEN 'verdict' ELSE quote_literal('not_governed') END,
	CASE WHEN governed THEN 'provision' ELSE quote_literal('0.5') END,
	CASE WHEN governed THEN $$ (verdict = 'compliant') $$ ELSE 'NULL' END),
	format('0.5: a service of %s %s', on_date, CASE WHEN governed THEN 'is checked' ELSE 'is not governed' END))
  FROM days ORDER BY on_date;
SELECT is_empty($$
	SELECT service, provider FROM services
	 WHERE sss.service_verdict(service, provider, NULL)::text IS DISTINCT FROM 'unknown'
		OR sss.service_provision(service, provider, NULL) IS NOT NULL
		OR sss.in_scope(service, provider, NULL) IS NOT NULL $$,
	'0.5: a service without a date is unknown, no provision decides');
SELECT is(sss.in_standard('household.living_space', 'organizations', '2023-07-01'), true,
	'0.5, 1.5.1: from the first day the standard holds its services');
SELECT is(sss.in_standard('household.living_space', 'families', '2023-07-01'), false,
	'0.5, 3.6: and not those of another');
SELECT is(sss.in_standard('household.living_space', 'organizations', '2023-06-30'), NULL,
	'0.5: the day before there was no standard of this order');

-- 3. Missing facts: the date goes first, then the edition, then the rest.
SELECT is(sss.service_verdict(NULL, 'youth_house', '2024-01-15')::text, 'unknown', '1.5: a service that is not known');
SELECT is(sss.service_verdict('household.living_space', NULL, '2024-01-15')::text, 'unknown', '1.3: a provider that is not known');
SELECT is(sss.service_provision('household.living_space', NULL, '2024-01-15')::text, NULL, '1.3: without a provider no provision decides');
SELECT is(sss.service_verdict(NULL, NULL, '2023-06-30')::text, 'not_governed', '0.5: before the edition missing facts are indifferent');
SELECT is(sss.service_provision(NULL, NULL, '2023-06-30')::text, '0.5', '0.5: and the entry into force is cited');
SELECT is(sss.service_verdict(NULL, NULL, NULL)::text, 'unknown', '0.5: a missing date goes before all');

SELECT is(sss.in_scope(NULL, 'youth_house', '2024-01-15'), NULL, '1.5: whether an unknown service is in scope is not known');
SELECT is(sss.in_scope('household.living_space', NULL, '2024-01-15'), NULL, '1.3: nor whether one is with an unknown provider');

-- 4. A stay begun before that day is not governed, a service given later is.
SELECT is(sss.placement_verdict('abuse_victim', 'other_document', 'youth_house', 'day', '2023-06-30')::text, 'not_governed',
	'0.5: a placement begun the day before is not governed, whatever it was');
SELECT is(sss.placement_verdict('abuse_victim', 'other_document', 'youth_house', 'day', '2023-07-01')::text, 'violation',
	'0.5: one begun on the day is');
SELECT is(sss.service_verdict('household.total_dwelling_area', 'youth_house', '2023-07-01')::text, 'violation',
	'0.5: so is a service given on the day');
SELECT is(sss.governing_standards('orphan', 'court_act', 'youth_house', '2023-06-30')::text, '{}',
	'0.5: no standard governed the day before');
SELECT is(sss.governing_standards('orphan', 'court_act', 'youth_house', '2023-07-01')::text, '{organizations}',
	'0.5: one does on the day');

-- 5. Without a date: today, which is after the entry into force.
SELECT is(sss.placement_lawful('orphan', 'local_executive_decision', 'youth_house'), true, '1.4/2: lawful today');
SELECT is(sss.placement_lawful('orphan', 'court_act', 'youth_house'), false, '1.4/2: not lawful today');
SELECT is(sss.in_scope('household.living_space', 'youth_house'), true, '1.5.1: in scope today');
SELECT is(sss.in_scope('household.living_space', 'guardian'), false, '3.6: not in scope today');

-- 6. One edition, in force from that day, known from paragraph 5 of the order.
SELECT results_eq($$ SELECT valid_from::text, provision::text FROM sss.editions $$,
	$$ VALUES ('2023-07-01', '0.5') $$, '0.5: one edition, from 1 July 2023');
SELECT is_empty($$ SELECT edition FROM sss.editions WHERE valid_to < 'infinity' $$, '0.5: its end is not known');
SELECT results_eq(format($$ SELECT count(*)::int, count(DISTINCT code)::int, min(valid_from)::text, max(valid_from)::text FROM sss.%I
	WHERE valid_to IS NULL OR valid_to = 'infinity' $$, catalogue),
	format($$ VALUES (%s, %s, '2023-07-01', '2023-07-01') $$, codes, codes),
	format('0.5: all of %s is in force from the first day', catalogue))
  FROM (VALUES ('standards', 3), ('recipient_categories', 10), ('placement_bases', 8), ('provider_types', 21),
			   ('stay_modes', 4), ('service_kinds', 8), ('services', 72)) AS t (catalogue, codes);

-- 7. A missing fact is cited as well: the day by paragraph 5, the provider by paragraph 1 of the order; no verdict rests on either.
-- A service that all three annexes list, 1.5.8, 2.5.8 and 3.6.8, is certain without the provider, but not without the day.
SELECT results_eq(format($$ SELECT requirement, met::text, provision::text, message, remedy IS NOT NULL FROM sss.explain_%s $$, call),
	format($$ VALUES (%L, 'unknown', %L, %L, true) $$, requirement, provision, message), call)
  FROM (VALUES
	('placement(''orphan'', ''court_act'', ''youth_house'', NULL, NULL, ''en'')', 'on_date', '0.5', 'The date is not given (the order, paragraph 5).'),
	('placement(''orphan'', ''court_act'', NULL, ''day'', ''2024-02-29'', ''ru'')', 'provider', '0.1', 'Не указано или не распознано, кто предоставляет услуги (пункт 1 приказа).'),
	('service(''household.living_space'', NULL, ''2024-02-29'', ''kk'')', 'provider', '0.1', 'Қызметтерді кім көрсететіні аталмаған немесе танылмады (бұйрықтың 1-тармағы).')) AS t (call, requirement, provision, message);
SELECT is(coalesce(sss.placement_provision('orphan', 'court_act', NULL, 'day', '2024-02-29'), sss.placement_provision('orphan', 'court_act', 'youth_house', 'day', NULL),
	sss.service_provision('household.living_space', NULL, '2024-02-29'), sss.service_provision('household.transport', NULL, NULL))::text, NULL, 'no provision has decided');
SELECT is(format('%s %s', sss.service_verdict('household.transport', NULL, '2024-02-29'), sss.service_provision('household.transport', NULL, '2024-02-29')), 'compliant 1.5.8',
	'1.5.8, 2.5.8, 3.6.8: a service of every annex needs no provider, the lowest annex is cited');
SELECT results_eq($$ SELECT requirement, met::text, provision::text FROM sss.explain_service('household.transport', NULL, '2024-02-29', 'en') $$,
	$$ VALUES ('service', 'compliant', '1.5.8') $$, '1.5.8: and so the explanation says');

SELECT * FROM finish();
ROLLBACK;
