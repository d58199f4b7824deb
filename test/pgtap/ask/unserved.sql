-- Services never given: paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3, written from the text of the order.
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE ROLE regress_sss_inspector;
CREATE SCHEMA unserved;
GRANT USAGE, CREATE ON SCHEMA unserved TO regress_sss_inspector;
GRANT USAGE ON SCHEMA public TO regress_sss_inspector;
SET LOCAL search_path = unserved, public;
SET ROLE regress_sss_inspector;
SELECT plan(22);

-- 1. All that the standards of the placement list.
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

-- 2. The same, by the days on which services were given.
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
