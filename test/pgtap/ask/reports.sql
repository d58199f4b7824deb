-- The examples of doc/reports.md, run unchanged over tables of an application, by a role that may store and read counts, and has no other right.
-- Annexes 1 and 2, paragraphs 5 to 22; annex 2, paragraph 2, item 4; annex 3, paragraphs 6 to 21.
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE ROLE regress_sss_reporter;
CREATE SCHEMA reports AUTHORIZATION regress_sss_reporter;
GRANT USAGE ON SCHEMA public TO regress_sss_reporter;
GRANT INSERT ON sss.audit_runs, sss.audit_counts TO regress_sss_reporter;
GRANT SELECT ON sss.audit_history TO regress_sss_reporter;
SELECT plan(25);
SET LOCAL search_path = reports, public;
SET ROLE regress_sss_reporter;

-- Tables that the page does not describe.
CREATE TABLE given (id integer PRIMARY KEY, service sss.service, organization integer);
CREATE TABLE stays (id integer PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, stay sss.stay_mode, since date, organization integer);
\set examples `awk -v server=:SERVER_VERSION_NUM '/^<!-- run from:/ { from = $4 } /^\140\140\140/ { inside = /sql$/ && from * 10000 <= server; from = 0; next } inside' doc/reports.md`
:examples
SELECT is(count(*), 14::bigint, 'the examples made their views') FROM pg_catalog.pg_class WHERE relnamespace = 'reports'::regnamespace AND relkind = 'v';

INSERT INTO providers VALUES (1, 'youth_house', sss.today() - 100), (2, 'guardian', sss.today() - 100), (3, NULL, sss.today() - 100),
	(4, 'minors_adaptation_center', date_trunc('week', sss.today())::date - 21), (5, 'children_in_need_support_center', '2023-06-01');
-- Every week from before the opening on, twice in one, except the second last that is over
INSERT INTO reviews SELECT 1, day::date + 2 FROM generate_series(date_trunc('week', sss.today() - 100), sss.today(), '7 days') AS day
 WHERE day <> date_trunc('week', sss.today()) - interval '14 days' UNION ALL VALUES (1, NULL), (1, date_trunc('week', sss.today())::date - 6), (2, '2024-01-01'::date);

-- The complaints book
SELECT results_eq($$ SELECT first_day, last_day, days, verdict::text, provision::text FROM review_report WHERE provider_id = 1 AND verdict = 'violation' $$,
	$$ SELECT date_trunc('week', sss.today())::date - 14, date_trunc('week', sss.today())::date - 8, 7, 'violation', '1.22/2' $$,
	'1.22/2: the week that was not reviewed');
SELECT is_empty($$ SELECT * FROM review_report WHERE provider_id = 2 $$, 'annex 3 has no such book');
SELECT results_eq($$ SELECT verdict::text, provision::text, days FROM review_report WHERE provider_id = 3 $$, $$ VALUES ('unknown', '0.1', NULL::integer) $$,
	'0.1: a provider without a kind is not missed');
SELECT results_eq($$ SELECT first_day, verdict::text, provision::text FROM review_report WHERE provider_id = 4 $$,
	$$ SELECT date_trunc('week', sss.today())::date - 21 + 7 * i, CASE i WHEN 3 THEN 'unknown' ELSE 'violation' END, '2.22/2' FROM generate_series(0, 3) AS i $$,
	'2.22/2: where nothing is reviewed, every week is a violation, and the last is not over');
SELECT results_eq($$ SELECT first_day::text, last_day::text, verdict::text, provision::text FROM review_report WHERE provider_id = 5 LIMIT 2 $$,
	$$ VALUES ('2023-06-01', '2023-07-02', 'not_governed', '0.5'), ('2023-07-03', '2023-07-09', 'violation', '1.22/2') $$,
	'0.5: the first week that is checked is the first that is governed as a whole');
SELECT results_eq('SELECT provider_id, weeks FROM missed_weeks WHERE provider_id <> 5 ORDER BY 1', 'VALUES (1, 1::bigint), (4, 3)', '1.22/2, 2.22/2: weeks by provider');
SELECT is((SELECT weeks FROM missed_weeks WHERE provider_id = 5), (date_trunc('week', sss.today())::date - '2023-07-03') / 7::bigint,
	'1.22/2: all that are over since the order is in force');

-- Where it is recorded who reviewed
UPDATE reviews SET by_head = reviewed_on <> date_trunc('week', sss.today())::date - 19 WHERE provider_id = 1;
SELECT is((SELECT array_agg(first_day ORDER BY first_day) FROM review_report WHERE provider_id = 1 AND verdict = 'violation'),
	ARRAY[date_trunc('week', sss.today())::date - 21, date_trunc('week', sss.today())::date - 14], '1.22/2: a week in which somebody else than the head reviewed');
UPDATE reviews SET by_head = NULL;

-- First aid
INSERT INTO emergencies VALUES (1, '2024-01-01 10:00', '2024-01-01 10:10'), (1, '2024-01-02 10:00', '2024-01-02 11:00'), (1, '2024-01-03 10:00', NULL), (2, '2024-01-01', '2024-02-01'), (4, '2023-06-01', '2023-06-02');
SELECT results_eq('SELECT provider_id, waited, verdict::text, provision::text FROM slow_aid ORDER BY 1, occasion',
	$$ VALUES (1, interval '1 hour', 'unsettled', '1.8.3'), (1, NULL, 'unknown', '1.8.3'), (4, '1 day', 'not_governed', '0.5') $$, '1.8.3: what took longer than the term of one''s own');

-- Inspections
INSERT INTO inspections SELECT 1, provision::text, sss.today() - 10, 'met' FROM sss.quality_conditions WHERE standard = 'organizations' AND provision <> '1.6.2' AND provision <> '1.18';
INSERT INTO inspections SELECT 1, provision::text, sss.today() - 10, 'met' FROM sss.scope WHERE standard = 'organizations';
INSERT INTO inspections VALUES (1, '1.6.2', sss.today() - 800, 'met'), (1, '1.18', NULL, 'met'), (1, '1.6.2', sss.today() + 1, 'met'), (2, '3.21.1', sss.today(), 'met'),
	(1, '1.21', sss.today() - 10, 'not_known'), (3, '1.5.7', sss.today() - 5, 'not_met');
INSERT INTO inspections VALUES (1, '1.22', sss.today() - 300, 'not_met', 'No. 5', sss.today() - 1, NULL), (1, '1.22', sss.today() - 10, 'not_met', 'No. 9', sss.today(), NULL),
	(1, '1.6.3', sss.today() - 20, 'not_met', 'No. 8', sss.today() - 15, NULL), (1, '1.6.4', sss.today() - 5, 'not_met', 'No. 9', sss.today() + 5, sss.today() - 1);
SELECT results_eq($$ SELECT provision::text, kind::text, last_assessed FROM assessment_report WHERE provider_id = 1 $$,
	$$ VALUES ('1.6.2', 'household', sss.today() - 800), ('1.18', 'economic', NULL), ('1.21', NULL, NULL) $$, '1.6.2, 1.18, 1.21: one not since a year, two never');
SELECT results_eq($$ SELECT standard::text, count(*) FROM assessment_report WHERE provider_id IN (2, 4, 5) GROUP BY provider_id, standard ORDER BY provider_id, 1 $$,
	$$ VALUES ('families', 60::bigint), ('centers', 98), ('centers', 98), ('organizations', 98) $$, '3.21.1: all others; both annexes for the support center');
SELECT results_eq($$ SELECT provider_id, provision::text, found, act, overdue FROM unmet_report ORDER BY provider_id, provision, found $$,
	$$ VALUES (1, '1.22', sss.today() - 300, 'No. 5', true), (1, '1.22', sss.today() - 10, 'No. 9', false), (3, '1.5.7', sss.today() - 5, NULL, NULL) $$,
	'1.22, 1.5.7: what was found not met; not 1.6.3, which was found met later, nor 1.6.4, which was mended');
SELECT results_eq('SELECT * FROM unmet_by_provider ORDER BY 1', 'VALUES (1, 2::bigint, 1::bigint, 1::bigint, 0::bigint), (3, 1, 1, 0, 1)', '1.22, 1.5.7: by provider');

-- Services
INSERT INTO placements VALUES (1, 'orphan', 'local_executive_decision', 1), (2, 'orphan', 'guardianship_decision', 2), (3, 'orphan', 'deliverer_application', 5);
INSERT INTO services SELECT 1, service::text, '2024-06-01' FROM sss.scope WHERE standard = 'organizations' AND service NOT IN ('household.transport', 'economic.assist_benefits_and_payments', 'economic.assist_housing_improvement')
	UNION ALL VALUES (1, 'household.transport', '2023-12-31'::date), (1, NULL, '2024-06-01'), (2, 'household.transport', '2024-12-31');
SELECT bag_eq($$ SELECT service::text, kind_served, provision::text FROM unserved_report WHERE placement_id = 1 $$,
	$$ VALUES ('household.transport', true, '1.5.8') UNION SELECT service::text, false, provision::text FROM sss.scope WHERE standard = 'organizations' AND kind = 'economic' AND service <> 'household.transport' $$,
	'1.5.8, 1.17: services of the period that were not given');
SELECT results_eq('SELECT standard::text, kind::text FROM unserved_kinds WHERE placement_id = 1', $$ VALUES ('organizations', 'economic') $$, '1.17: a kind of which nothing was given');
SELECT is((SELECT count(*) FROM unserved_report WHERE placement_id = 2), 37::bigint, '3.6.8: all of annex 3 but one');
SELECT results_eq('SELECT DISTINCT standard::text FROM unserved_report WHERE placement_id = 3', $$ VALUES ('centers') $$,
	'2.4/2: the application of the deliverer places under annex 2 alone');

-- Beside the audit
INSERT INTO placements VALUES (4, 'orphan', 'court_act', 1);
SELECT results_eq($$ SELECT about, key, day, verdict::text, provision::text FROM findings WHERE verdict = 'violation' AND key IN ('{1}', '{4}') AND provision <> '2.22/2' ORDER BY 1, 2 $$,
	$$ VALUES ('complaints book', '{1}'::text[], date_trunc('week', sss.today())::date - 14, 'violation', '1.22/2'), ('placement', '{4}', sss.today(), 'violation', '1.4/2') $$,
	'1.4/2, 1.22/2: one list of findings in rows and of missing weeks');

-- Offences
INSERT INTO offences VALUES (1, '2023-01-10'), (1, '2024-01-10'), (2, '2023-01-10'), (2, '2024-01-11'), (3, '2024-02-29'), (3, '2024-02-29'), (4, NULL), (4, '2024-01-01');
SELECT results_eq('SELECT child_id, first_offence::text, last_offence::text, category::text, provision::text, reading FROM proven_by_offences ORDER BY 1',
	$$ VALUES (1, '2023-01-10', '2024-01-10', 'deviant_behavior', '2.2.4', 'offences_within_a_year'), (3, '2024-02-29', '2024-02-29', 'deviant_behavior', '2.2.4', 'offences_within_a_year') $$,
	'2.2.4: children whose offences prove the category');

-- A report that is kept holds answers
CREATE MATERIALIZED VIEW kept AS SELECT (SELECT count(*) FROM review_report), (SELECT count(*) FROM assessment_report) AS a, (SELECT count(*) FROM unmet_report) AS n, (SELECT count(*) FROM unserved_report) AS u, (SELECT count(*) FROM proven_by_offences) AS o, (SELECT count(*) FROM slow_aid) AS s;
SELECT results_eq($$ SELECT object, functions, command FROM sss.recheck() WHERE relation = 'kept'::regclass $$,
	$$ VALUES ('materialized view reports.kept', '{repeated_offences,response_times,review_gaps,unassessed,unmet,unserved}'::text[], 'REFRESH MATERIALIZED VIEW reports.kept') $$, 'a report that is kept is named after an amendment');

-- In every language, and only for rows that the caller may read
SELECT matches((SELECT message FROM sss.review_gaps('youth_house', NULL, '2024-01-01', '2024-01-08', language => 'ru') LIMIT 1), '^На этой неделе .*пункта 22 приложения 1\)\.$', '1.22/2: in Russian');
SELECT matches((SELECT message FROM sss.review_gaps('other_center', NULL, '2024-01-01', '2024-01-08', language => 'kk') LIMIT 1), '^Бұл аптада .*2-қосымшаның 22-тармағы.*\.$', '2.22/2: in Kazakh');
RESET ROLE;
CREATE ROLE regress_sss_nobody;
SET ROLE regress_sss_nobody;
SELECT public.throws_ok('SELECT * FROM reports.review_report', '42501', NULL, 'the report shows nothing that its tables do not');
SELECT public.is((SELECT count(*) FROM sss.unassessed('guardian', NULL, NULL)), 61::bigint, '3.6 to 3.21: every role may call the functions');

SELECT * FROM public.finish();
ROLLBACK;
