-- Conditions of quality never assessed (paragraphs 6 to 20 of annexes 1 and 2, 7 to 21 of annex 3) and services never given
-- (paragraphs 5 to 19, 6 to 20), written from the text of the order.
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE ROLE regress_sss_inspector;
CREATE SCHEMA unmet;
GRANT USAGE, CREATE ON SCHEMA unmet TO regress_sss_inspector;
GRANT USAGE ON SCHEMA public TO regress_sss_inspector;
SET LOCAL search_path = unmet, public;
SET ROLE regress_sss_inspector;
SELECT plan(60);

-- The citations and last days that remain, in the order in which they come.
CREATE FUNCTION unassessed(provider text, conditions text, assessed text, since text DEFAULT NULL, on_date text DEFAULT '2024-12-31') RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(concat_ws(' ', provision, last_assessed), ', ' ORDER BY place), 'none')
	  FROM sss.unassessed(provider::sss.provider_type, conditions::sss.provision[], assessed::date[], since::date, on_date::date)
	  WITH ORDINALITY AS u (standard, kind, provision, name, last_assessed, place)
$$;

-- 1. How many conditions each annex sets, paragraph by paragraph.
SELECT results_eq($$ SELECT sss.paragraph(provision)::integer, count(*)::integer FROM sss.unassessed('youth_house', NULL, NULL, NULL, '2024-01-01') GROUP BY 1 ORDER BY 1 $$,
	$$ VALUES (6, 7), (8, 9), (10, 8), (12, 6), (14, 2), (16, 2), (18, 1), (20, 5) $$, '1.6 to 1.20: forty conditions');
SELECT results_eq($$ SELECT sss.paragraph(provision)::integer, count(*)::integer FROM sss.unassessed('other_center', NULL, NULL, NULL, '2024-01-01') GROUP BY 1 ORDER BY 1 $$,
	$$ VALUES (6, 7), (8, 9), (10, 8), (12, 6), (14, 2), (16, 2), (18, 1), (20, 5) $$, '2.6 to 2.20: forty conditions');
SELECT results_eq($$ SELECT sss.paragraph(provision)::integer, count(*)::integer FROM sss.unassessed('foster_parent', NULL, NULL, NULL, '2024-01-01') GROUP BY 1 ORDER BY 1 $$,
	$$ VALUES (7, 6), (9, 4), (11, 2), (13, 2), (15, 2), (17, 2), (19, 1), (21, 4) $$, '3.7 to 3.21: twenty-three conditions');
SELECT results_eq($$ SELECT standard::text, count(*)::integer, min(provision)::text, max(provision)::text FROM sss.unassessed('children_in_need_support_center', '{}', '{}', NULL, '2024-01-01') GROUP BY 1 ORDER BY 3 $$,
	$$ VALUES ('organizations', 40, '1.6.1', '1.20.5'), ('centers', 40, '2.6.1', '2.20.5') $$, '1.3.1, 2.3.2: the support center is bound by both annexes');
SELECT set_eq($$ SELECT p.code::text AS provider, u.provision::text, u.kind::text, u.name FROM sss.provider_types p, sss.unassessed(p.code, NULL, NULL, NULL, '2024-01-01', 'ru') u $$,
	$$ SELECT s.provider::text, q.provision::text, q.kind::text, q.name_ru FROM sss.provider_standards s JOIN sss.quality_conditions q USING (standard) $$,
	'1.3, 2.3, 3.3: for every provider the conditions of its standards');

-- 2. Which records count as an assessment: youth house, all conditions but the household ones, which are checked here.
\set rest '(SELECT array_agg(provision) FROM sss.quality_conditions WHERE standard = ''organizations'' AND kind <> ''household'')'
CREATE FUNCTION household(conditions text, assessed text, since text DEFAULT NULL, on_date text DEFAULT '2024-12-31') RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(concat_ws(' ', provision, last_assessed), ', ' ORDER BY provision), 'none')
	  FROM sss.unassessed('youth_house', conditions::sss.provision[], assessed::date[], since::date, on_date::date) WHERE kind = 'household'
$$;
SELECT is(household('{}', '{}'), '1.6.1, 1.6.2, 1.6.3, 1.6.4, 1.6.5, 1.6.6, 1.6.7', '1.6: none assessed');
SELECT is(household('{1.6.1,1.6.2,1.6.3,1.6.4,1.6.5,1.6.6}', '{2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01}'), '1.6.7', '1.6.7: one left');
SELECT is(household('{1.6.1,1.6.2,1.6.3,1.6.4,1.6.5,1.6.6,1.6.7}', '{2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01}'), 'none', '1.6: all assessed');
SELECT is(household('{1.6.1,1.6.2,1.6.3,1.6.4,1.6.5,1.6.6,2.6.7}', '{2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01}'), '1.6.7', '1.6.7: that of annex 2 is another');
\set six '{1.6.2,1.6.3,1.6.4,1.6.5,1.6.6,1.6.7'
\set days '{2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01'
SELECT is(household(:'six' || ',1.6.1/3}', :'days' || ',2024-01-01}'), '1.6.1', '1.6.1/3: a part is not the condition');
SELECT is(household(:'six' || ',1.6}', :'days' || ',2024-01-01}'), '1.6.1', '1.6: nor is the paragraph');
SELECT is(household(:'six' || ',NULL}', :'days' || ',2024-01-01}'), '1.6.1', '1.6.1: an assessment of nothing');
SELECT is(household(:'six' || ',1.6.1}', :'days' || ',NULL}'), '1.6.1', '1.6.1: an assessment on no day');
SELECT is(household(:'six' || ',1.6.1}', :'days' || ',infinity}'), '1.6.1', '1.6.1: nor does an infinite one count');
SELECT is(household(:'six' || ',1.6.1}', :'days' || ',-infinity}'), '1.6.1', '1.6.1: in neither direction');
SELECT is(household(:'six' || ',1.6.1}', :'days' || ',2025-01-01}'), '1.6.1', '1.6.1: one that is still to come');
SELECT is(household(:'six' || ',1.6.1}', :'days' || ',2024-12-31}'), 'none', '1.6.1: one of the day itself');
SELECT is(household(:'six' || ',1.6.1}', :'days' || ',2023-06-30}'), '1.6.1', '0.5, 1.6.1: one of before the order was of another condition');
SELECT is(household(:'six' || ',1.6.1}', :'days' || ',2023-07-01}'), 'none', '0.5, 1.6.1: one of its first day is not');
SELECT is(household('{{1.6.1,1.6.2},{1.6.3,1.6.4}}', '{{2024-01-01,2024-01-01},{2024-01-01,NULL}}'), '1.6.4, 1.6.5, 1.6.6, 1.6.7', '1.6: in several dimensions');

-- 3. Since a day.
SELECT is(household(:'six' || ',1.6.1}', :'days' || ',2023-12-31}', '2024-01-01'), '1.6.1 2023-12-31', '1.6.1: the day before');
SELECT is(household(:'six' || ',1.6.1}', :'days' || ',2024-01-01}', '2024-01-01'), 'none', '1.6.1: the day itself');
SELECT is(household(:'six' || ',1.6.1,1.6.1,1.6.1}', :'days' || ',2023-12-01,2023-12-31,2023-08-01}', '2024-01-01'), '1.6.1 2023-12-31', '1.6.1: of several the last');
SELECT is(household(:'six' || ',1.6.1,1.6.1}', :'days' || ',2023-12-01,2024-02-01}', '2024-01-01', '2024-01-31'), '1.6.1 2023-12-01', '1.6.1: up to the day on which is asked');
SELECT is(household(:'six' || '}', :'days' || '}', '-infinity'), '1.6.1', '1.6.1: since ever');
SELECT is((SELECT string_agg(provision::text, ',') FROM sss.unassessed('youth_house', :rest, (SELECT array_agg(CURRENT_DATE) FROM unnest(:rest)), CURRENT_DATE)),
	'1.6.1,1.6.2,1.6.3,1.6.4,1.6.5,1.6.6,1.6.7', '1.6: today, where no day is given');

-- 4. Missing arguments.
SELECT is(unassessed(NULL, NULL, NULL), 'none', '0.1: no provider');
SELECT is(unassessed('youth_house', NULL, NULL, NULL, NULL), 'none', '0.5: no day');
SELECT is(unassessed('youth_house', NULL, NULL, NULL, '2023-06-30'), 'none', '0.5: the day before the order');
SELECT isnt(unassessed('youth_house', NULL, NULL, NULL, '2023-07-01'), 'none', '0.5: its first day');
SELECT is(unassessed('youth_house', '{NULL}', '{NULL}'), unassessed('youth_house', NULL, NULL), '1.6: an outer join that met no row');
SELECT throws_ok($$ SELECT unassessed('youth_house', '{1.6.1}', '{}') $$, '22023', 'arrays "conditions" and "assessed" must have the same length', 'arrays of different lengths');
SELECT throws_ok($$ SELECT unassessed('youth_house', NULL, '{2024-01-01}') $$, '22023', 'arrays "conditions" and "assessed" must have the same length', 'NULL and an element');
SELECT throws_ok($$ SELECT unassessed('youth_house', '{}', '{}', '2025-01-01') $$, '22023', 'a period must not end before it begins', 'since after the day');
SELECT throws_ok($$ SELECT unassessed('youth_house', '{1.6.99}', '{2024-01-01}') $$, '22P02', NULL, 'a text that is no citation');
SELECT is((SELECT name FROM sss.unassessed('guardian', NULL, NULL, NULL, '2024-01-01', language) WHERE provision = '3.19'), (SELECT name FROM sss.quality_conditions q,
	LATERAL (VALUES ('kk', name_kk), ('ru', name_ru), ('en', name_en)) AS n (l, name) WHERE provision = '3.19' AND l = language), '3.19: named in ' || language)
  FROM unnest('{kk,ru,en}'::text[]) AS language;

-- 5. Services never given.
CREATE FUNCTION unserved(services text, category text, basis text, provider text, on_date text) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', count(*), string_agg(DISTINCT standard::text, ','), min(provision), max(provision))
	  FROM sss.unserved(services::sss.service[], category::sss.recipient_category, basis::sss.placement_basis, provider::sss.provider_type, on_date::date)
$$;
SELECT is(unserved('{}', 'orphan', 'local_executive_decision', 'youth_house', '2024-01-01'), '54 organizations 1.5.1 1.19.8', '1.5 to 1.19: 52 items, of which 1.7.10 names three services');
SELECT is(unserved('{}', 'orphan', 'deliverer_application', 'other_center', '2024-01-01'), '52 centers 2.5.1 2.19.8', '2.5 to 2.19: 52 items');
SELECT is(unserved('{}', 'orphan', 'guardianship_decision', 'guardian', '2024-01-01'), '38 families 3.6.1 3.20.6', '3.6 to 3.20: 38 items');
SELECT is(unserved('{}', 'orphan', 'local_executive_decision', 'children_in_need_support_center', '2024-01-01'), '106 centers,organizations 1.5.1 2.19.8', '1.4/2, 2.4/2: where both annexes admit the child, both govern');
SELECT is(unserved('{}', 'crime_suspect', 'criminal_process_ruling', 'children_in_need_support_center', '2024-01-01'), '54 organizations 1.5.1 1.19.8', '1.4/4: annex 1 alone admits the child');
SELECT is(unserved('{}', 'abuse_victim', 'deliverer_application', 'children_in_need_support_center', '2024-01-01'), '52 centers 2.5.1 2.19.8', '2.4/2: annex 2 alone does');
SELECT is(unserved('{}', NULL, NULL, 'children_in_need_support_center', '2024-01-01'), '106 centers,organizations 1.5.1 2.19.8', '1.3.1, 2.3.2: where the placement is not known, all standards of the provider');
SELECT is(unserved('{household.transport,household.transport,NULL}', 'orphan', 'local_executive_decision', 'children_in_need_support_center', '2024-01-01'), '104 centers,organizations 1.5.1 2.19.8', '1.5.8, 2.5.8: a service is given under both');
SELECT is(unserved('{household.total_dwelling_area}', 'orphan', 'local_executive_decision', 'youth_house', '2024-01-01'), '54 organizations 1.5.1 1.19.8', '3.6.1: one of another standard does not count');
SELECT is(unserved(NULL, 'orphan', 'local_executive_decision', 'youth_house', '2023-06-30') || unserved(NULL, 'orphan', 'court_act', NULL, '2024-01-01') || unserved(NULL, 'orphan', 'court_act', 'youth_house', NULL), '000',
	'0.1, 0.5: nothing where nothing is governed or known');
SELECT is(unserved(NULL, 'orphan', 'local_executive_decision', 'youth_house', '2023-07-01'), '54 organizations 1.5.1 1.19.8', '0.5: all on the first day');

SELECT results_eq($$ SELECT kind::text, kind_served, count(*)::integer FROM sss.unserved('{labor.household_skills,legal.help_with_documents,household.transport}', 'orphan', 'guardianship_decision', 'guardian', '2024-01-01')
	GROUP BY kind, kind_served ORDER BY min(provision) $$, $$ VALUES ('household', true, 9), ('medical', false, 7), ('psychological', false, 3), ('pedagogical', false, 4), ('labor', true, 3), ('cultural', false, 2), ('economic', false, 2), ('legal', true, 5) $$,
	'3.6 to 3.20: kinds of which something was given, and others');
SELECT is(bool_or(kind_served), false, '3.14.4: a service that the standard does not list serves no kind of it') FROM sss.unserved('{labor.household_skills}', 'orphan', 'local_executive_decision', 'youth_house', '2024-01-01');
SELECT results_eq($$ SELECT kind_name, service_name FROM sss.unserved(NULL, NULL, NULL, 'guardian', '2024-01-01', 'kk') WHERE provision = '3.18.2' $$,
	$$ SELECT sss.label('economic'::sss.service_kind, 'kk'), sss.label('economic.assist_housing_improvement'::sss.service, 'kk') $$, '3.18.2: named in Kazakh');

-- Against the views, for every placement of some categories and bases, with a third of the services given.
CREATE TABLE given AS SELECT code FROM sss.services WHERE hashtext(code::text) % 3 = 0;
SELECT set_eq($$ SELECT c.code AS category, b.code AS basis, p.code AS provider, u.standard::text, u.service::text, u.provision::text, u.kind_served
	FROM sss.recipient_categories c, sss.placement_bases b, sss.provider_types p, sss.unserved(ARRAY(SELECT code FROM given), c.code, b.code, p.code, '2024-01-01') u $$,
	$$ SELECT c.code AS category, b.code AS basis, p.code AS provider, s.standard::text, s.service::text, s.provision::text,
		EXISTS (SELECT FROM sss.scope k JOIN given g ON g.code = k.service WHERE k.standard = s.standard AND k.kind = s.kind)
	FROM sss.recipient_categories c, sss.placement_bases b, sss.provider_types p, sss.scope s
	WHERE s.standard = ANY (sss.governing_standards(c.code, b.code, p.code, '2024-01-01')) AND s.service NOT IN (SELECT code FROM given) $$,
	'1.5 to 3.20: the services of the governing standards that were not given');

-- 6. The same, by the days on which services were given.
CREATE FUNCTION between_days(services text, given text, since text, until text) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM sss.unserved(services::sss.service[], given::date[], 'orphan', 'guardianship_decision', 'guardian', since::date, until::date)
$$;
SELECT is(between_days('{household.transport,legal.help_with_documents}', '{2024-01-01,2024-12-31}', '2024-01-01', '2024-12-31'), 36::bigint, '3.6.8, 3.20.2: on the first and on the last day');
SELECT is(between_days('{household.transport,legal.help_with_documents}', '{2023-12-31,2025-01-01}', '2024-01-01', '2024-12-31'), 38::bigint, '3.6.8, 3.20.2: before and behind');
SELECT is(between_days('{household.transport,legal.help_with_documents,NULL,household.transport}', '{NULL,infinity,2024-06-01,-infinity}', NULL, '2024-12-31'), 38::bigint, '3.6.8: a service without a day');
SELECT is(between_days('{household.transport,household.transport}', '{2023-12-31,2024-02-29}', NULL, '2024-02-29'), 37::bigint, '3.6.8: since ever, and repeatedly');
SELECT is(between_days(NULL, NULL, '2024-01-01', NULL), 0::bigint, '0.5: until no day');
SELECT throws_ok($$ SELECT between_days('{household.transport}', NULL, '2024-01-01', '2024-12-31') $$, '22023', 'arrays "services" and "given" must have the same length', 'arrays of different lengths');
SELECT throws_ok($$ SELECT between_days(NULL, NULL, '2024-12-31', '2024-01-01') $$, '22023', 'a period must not end before it begins', 'a period that ends before it begins');

SELECT * FROM finish();
ROLLBACK;
