-- Clauses that no inspection assessed, and clauses that inspections found not met: paragraphs 5 to 22 of annexes 1 and 2, 6 to 21 of annex 3.
-- Written from the text of the order; clauses.txt holds the clauses as counted there.
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE ROLE regress_sss_inspector;
CREATE SCHEMA inspections;
GRANT USAGE, CREATE ON SCHEMA inspections TO regress_sss_inspector;
GRANT USAGE ON SCHEMA public TO regress_sss_inspector;
SET LOCAL search_path = inspections, public;
CREATE TABLE counted (number serial, clause text);
\copy counted (clause) FROM 'test/second_reading/clauses.txt'
GRANT SELECT ON counted TO regress_sss_inspector;
SET ROLE regress_sss_inspector;
SELECT plan(79);

-- 1. What can be inspected: whatever has no subparagraph or part of its own, from the services on.
CREATE FUNCTION unassessed(provider text, conditions text, assessed text, since text DEFAULT NULL, on_date text DEFAULT '2024-12-31') RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(concat_ws(' ', provision, last_assessed), ', ' ORDER BY place), 'none')
	  FROM sss.unassessed(provider::sss.provider_type, conditions::sss.provision[], assessed::date[], since::date, on_date::date)
	  WITH ORDINALITY AS u (standard, kind, provision, name, last_assessed, place)
$$;
CREATE FUNCTION counted(annex text, first int) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(clause, ', ' ORDER BY clause::sss.provision) FROM counted AS c
	 WHERE left(clause, 1) = annex AND substring(clause, '^\d\.(\d+)')::int >= first
	   AND NOT EXISTS (SELECT FROM counted AS w WHERE w.clause LIKE c.clause || '.%' OR w.clause LIKE c.clause || '/%')
$$;
SELECT is(unassessed('youth_house', NULL, NULL), counted('1', 5), '1.5 to 1.22: each subparagraph and part');
SELECT is(unassessed('other_center', NULL, NULL), counted('2', 5), '2.5 to 2.22: each subparagraph and part');
SELECT is(unassessed('foster_parent', NULL, NULL), counted('3', 6), '3.6 to 3.21: each subparagraph and part');
SELECT results_eq($$ SELECT sss.paragraph(provision)::integer, count(*)::integer FROM sss.unassessed('youth_house', NULL, NULL, NULL, '2024-01-01') GROUP BY 1 ORDER BY 1 $$,
	$$ VALUES (5, 10), (6, 10), (7, 11), (8, 9), (9, 8), (10, 8), (11, 6), (12, 6), (13, 4), (14, 2), (15, 3), (16, 2), (17, 2), (18, 1), (19, 8), (20, 5), (21, 1), (22, 2) $$,
	'1.5 to 1.22: 52 services, 40 conditions of which one has four parts, contract specialists, the book in two parts');
SELECT results_eq($$ SELECT sss.paragraph(provision)::integer, count(*)::integer FROM sss.unassessed('foster_parent', NULL, NULL, NULL, '2024-01-01') GROUP BY 1 ORDER BY 1 $$,
	$$ VALUES (6, 10), (7, 6), (8, 7), (9, 4), (10, 3), (11, 2), (12, 4), (13, 2), (14, 4), (15, 2), (16, 2), (17, 2), (18, 2), (19, 1), (20, 6), (21, 4) $$,
	'3.6 to 3.21: 38 services and 23 conditions');
SELECT results_eq($$ SELECT standard::text, count(*)::integer, min(provision)::text, max(provision)::text FROM sss.unassessed('children_in_need_support_center', '{}', '{}', NULL, '2024-01-01') GROUP BY 1 ORDER BY 3 $$,
	$$ VALUES ('organizations', 98, '1.5.1', '1.22/2'), ('centers', 98, '2.5.1', '2.22/2') $$, '1.3.1, 2.3.2: the support center is bound by both annexes');
SELECT is_empty($$ SELECT provision FROM sss.provider_types AS p, sss.unassessed(p.code, NULL, NULL, NULL, '2024-01-01') AS u
	WHERE (u.kind IS NULL) <> (sss.paragraph(provision) IN (21, 22) AND sss.annex(provision) < 3) OR u.name IS NULL OR u.name = '' $$,
	'1.21, 1.22, 2.21, 2.22: about services of all kinds; all clauses have a name');
SELECT is(kind::text || ': ' || name, expected, format('%s: its kind and name in %s', clause, language))
  FROM (VALUES ('1.6.1/3', 'en', 'household: ' || (SELECT name_en FROM sss.quality_conditions WHERE provision = '1.6.1')),
			   ('1.7.10', 'ru', 'medical: ' || (SELECT string_agg(name_ru, '; ' ORDER BY code) FROM sss.services WHERE code::text IN ('medical.prescribed_procedures', 'medical.laboratory_sampling', 'medical.help_with_catheters_and_devices'))),
			   ('1.18', 'kk', 'economic: ' || (SELECT name_kk FROM sss.quality_conditions WHERE provision = '1.18'))) AS v (clause, language, expected)
 CROSS JOIN LATERAL sss.unassessed('youth_house', NULL, NULL, NULL, '2024-01-01', language) AS u WHERE u.provision = clause::sss.provision;
SELECT matches(name, expected, format('%s: named by what it requires', provision))
  FROM (VALUES ('1.21', 'individual plan.*consultations'), ('1.22/1', 'complaints book is kept by the head'), ('1.22/2', 'every week')) AS v (clause, expected)
  JOIN sss.unassessed('youth_house', NULL, NULL, NULL, '2024-01-01', 'en') AS u ON u.provision = clause::sss.provision;

-- 2. Which records count as an assessment: paragraph 6 at a youth house.
CREATE FUNCTION sixth(conditions text, assessed text, since text DEFAULT NULL, on_date text DEFAULT '2024-12-31', outcomes text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(concat_ws(' ', provision, last_assessed), ', ' ORDER BY provision), 'none')
	  FROM sss.unassessed('youth_house', conditions::sss.provision[], assessed::date[], since::date, on_date::date, outcomes => outcomes::sss.inspection_outcome[])
	 WHERE sss.paragraph(provision) = 6
$$;
\set whole '{1.6.1,1.6.2,1.6.3,1.6.4,1.6.5,1.6.6'
\set six '{2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01,2024-01-01'
SELECT is(sixth('{}', '{}'), '1.6.1/1, 1.6.1/2, 1.6.1/3, 1.6.1/4, 1.6.2, 1.6.3, 1.6.4, 1.6.5, 1.6.6, 1.6.7', '1.6: none assessed');
SELECT is(sixth(:'whole' || '}', :'six' || '}'), '1.6.7', '1.6.1, 1.6.7: a clause is assessed with its parts, and one is left');
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',2024-01-01}'), 'none', '1.6: all assessed');
SELECT is(sixth(:'whole' || ',2.6.7}', :'six' || ',2024-01-01}'), '1.6.7', '1.6.7: that of annex 2 is another');
SELECT is(sixth(:'whole' || ',1.6}', :'six' || ',2024-01-01}'), '1.6.7', '1.6: the paragraph says nothing of each subparagraph');
SELECT is(sixth('{1.6.1/3,1.6.2,1.6.3,1.6.4,1.6.5,1.6.6,1.6.7}', :'six' || ',2024-01-01}'), '1.6.1/1, 1.6.1/2, 1.6.1/4', '1.6.1/3: a part says nothing of the others');
SELECT is(sixth('{1.6.1/1,1.6.1/2,1.6.1/3,1.6.1/4,1.6.2,1.6.3}', :'six' || '}'), '1.6.4, 1.6.5, 1.6.6, 1.6.7', '1.6.1/1 to 1.6.1/4: part by part');
SELECT is(sixth(:'whole' || ',NULL}', :'six' || ',2024-01-01}'), '1.6.7', '1.6.7: an assessment of nothing');
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',NULL}'), '1.6.7', '1.6.7: an assessment on no day');
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',infinity}'), '1.6.7', '1.6.7: nor does an infinite one count');
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',-infinity}'), '1.6.7', '1.6.7: in neither direction');
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',2025-01-01}'), '1.6.7', '1.6.7: one that is still to come');
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',2024-12-31}'), 'none', '1.6.7: one of the day itself');
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',2023-06-30}'), '1.6.7', '0.5, 1.6.7: one of before the order was of another condition');
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',2023-07-01}'), 'none', '0.5, 1.6.7: one of its first day is not');
SELECT is(sixth('{{1.6.1,1.6.2},{1.6.3,1.6.4}}', '{{2024-01-01,2024-01-01},{2024-01-01,NULL}}'), '1.6.4, 1.6.5, 1.6.6, 1.6.7', '1.6: in several dimensions');
SELECT is(sixth('{1.6.1,1.6.2,1.6.3,1.6.4,1.6.5,1.6.6}', :'six' || '}', NULL, '2024-12-31', '{met,not_met,not_known,NULL,met,met}'), '1.6.3, 1.6.4, 1.6.7',
	'1.6.3, 1.6.4: what did not become known was not assessed');
SELECT is((SELECT string_agg(provision::text, ', ') FROM sss.unassessed('youth_house', conditions::sss.provision[], '{2024-01-01}', NULL, '2024-12-31') WHERE sss.paragraph(provision) >= 21), others, format('%s: and the parts of the book', conditions))
  FROM (VALUES ('{1.22}', '1.21'), ('{1.22/1}', '1.21, 1.22/2'), ('{1.22/2}', '1.21, 1.22/1'), ('{1.21}', '1.22/1, 1.22/2')) AS v (conditions, others);

-- 3. Since a day.
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',2023-12-31}', '2024-01-01'), '1.6.7 2023-12-31', '1.6.7: the day before');
SELECT is(sixth(:'whole' || ',1.6.7}', :'six' || ',2024-01-01}', '2024-01-01'), 'none', '1.6.7: the day itself');
SELECT is(sixth(:'whole' || ',1.6.7,1.6.7,1.6.7}', :'six' || ',2023-12-01,2023-12-31,2023-08-01}', '2024-01-01'), '1.6.7 2023-12-31', '1.6.7: of several the last');
SELECT is(sixth(:'whole' || ',1.6.7,1.6.7}', :'six' || ',2023-12-01,2024-02-01}', '2024-01-01', '2024-01-31'), '1.6.7 2023-12-01', '1.6.7: up to the day on which is asked');
SELECT is(sixth(:'whole' || '}', :'six' || '}', '-infinity'), '1.6.7', '1.6.7: since ever');
SELECT is((SELECT string_agg(provision::text, ',') FROM sss.unassessed('youth_house', c, (SELECT array_agg(sss.today()) FROM unnest(c)), sss.today())), '1.22/1,1.22/2', '1.22: today, where no day is given')
  FROM (SELECT array_agg(clause::sss.provision) FROM counted WHERE clause ~ '^1\.' AND clause !~ '^1\.22') AS v (c);

-- 4. Missing arguments.
SELECT is(unassessed(NULL, NULL, NULL), 'none', '0.1: no provider');
SELECT is(unassessed('youth_house', NULL, NULL, NULL, NULL), 'none', '0.5: no day');
SELECT is(unassessed('youth_house', NULL, NULL, NULL, '2023-06-30'), 'none', '0.5: the day before the order');
SELECT isnt(unassessed('youth_house', NULL, NULL, NULL, '2023-07-01'), 'none', '0.5: its first day');
SELECT is(unassessed('youth_house', '{NULL}', '{NULL}'), unassessed('youth_house', NULL, NULL), '1.6: an outer join that met no row');
SELECT throws_ok($$ SELECT unassessed('youth_house', '{1.6.1}', '{}') $$, '22023', 'arrays "conditions" and "assessed" must have the same length', 'arrays of different lengths');
SELECT throws_ok($$ SELECT unassessed('youth_house', NULL, '{2024-01-01}') $$, '22023', 'arrays "conditions" and "assessed" must have the same length', 'NULL and an element');
SELECT throws_ok($$ SELECT sixth('{1.6.1}', '{2024-01-01}', NULL, '2024-12-31', '{}') $$, '22023', 'arrays "conditions" and "outcomes" must have the same length', 'fewer outcomes than records');
SELECT throws_ok($$ SELECT unassessed('youth_house', '{}', '{}', '2025-01-01') $$, '22023', 'a period must not end before it begins', 'since after the day');
SELECT throws_ok($$ SELECT unassessed('youth_house', '{1.6.99}', '{2024-01-01}') $$, '22P02', NULL, 'a text that is no citation');

-- 5. What was found not met, and is not mended.
CREATE TABLE records (id serial, condition text, assessed date, outcome text, act text, term date, mended date);
CREATE FUNCTION unmet(provider text DEFAULT 'youth_house', on_date text DEFAULT '2024-06-30') RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(concat_ws(' ', coalesce(provision::text, '?'), coalesce(found::text, '?'), act, term, CASE overdue WHEN true THEN 'over' WHEN false THEN 'runs' END), ', ' ORDER BY place), 'none')
	  FROM (SELECT array_agg(condition::sss.provision ORDER BY id) AS c, array_agg(assessed ORDER BY id) AS d, array_agg(outcome::sss.inspection_outcome ORDER BY id) AS o,
				   array_agg(act ORDER BY id) AS a, array_agg(term ORDER BY id) AS t, array_agg(mended ORDER BY id) AS m FROM records) AS r,
		   sss.unmet(provider::sss.provider_type, c, d, o, a, t, m, on_date::date, 'en')
		   WITH ORDINALITY AS u (standard, kind, provision, name, found, act, term, overdue, place)
$$;
SELECT is(unmet(), 'none', 'no records');
INSERT INTO records (condition, assessed, outcome, act, term, mended) VALUES
	('1.22/2', '2024-02-01', 'not_met', 'No. 7', '2024-06-29', NULL), ('1.22/1', '2024-02-01', 'not_met', 'No. 7', '2024-06-30', NULL),
	('1.5.7', '2024-02-01', 'not_met', 'No. 7', '2024-03-01', '2024-02-20'), ('1.6.7', '2024-02-01', 'not_met', NULL, NULL, NULL),
	('1.5.5', '2024-02-01', 'met', 'No. 7', NULL, NULL), ('1.5.3', '2024-02-01', 'not_known', 'No. 7', NULL, NULL), ('1.21', '2024-02-01', NULL, 'No. 7', NULL, NULL);
SELECT is(unmet(), '1.6.7 2024-02-01, 1.22/1 2024-02-01 No. 7 2024-06-30 runs, 1.22/2 2024-02-01 No. 7 2024-06-29 over',
	'1.6.7, 1.22/1, 1.22/2: not met and not mended, as the order reads; past the term or not');
SELECT is(unmet(on_date => '2024-02-19'), '1.5.7 2024-02-01 No. 7 2024-03-01 runs, 1.6.7 2024-02-01, 1.22/1 2024-02-01 No. 7 2024-06-30 runs, 1.22/2 2024-02-01 No. 7 2024-06-29 runs',
	'1.5.7: on the day before it was mended');
SELECT is(unmet(on_date => '2024-01-31'), 'none', 'on the day before anything was found');
SELECT is(unmet('other_center'), unmet(), '1.22/1: a record is not lost because its clause is not of the provider''s standard');
SELECT is(unmet(NULL), unmet(), '1.22/1: nor because the provider has no kind');
SELECT is((SELECT string_agg(coalesce(standard::text, '?') || ' ' || coalesce(kind::text, '?'), ', ') FROM sss.unmet(p.provider::sss.provider_type, '{1.6.7,1.22/1}', '{2024-02-01,2024-02-01}', '{not_met,not_met}', on_date => '2024-06-30')), p.expected,
	format('1.6.7, 1.22/1: the standard is that of %s', coalesce(p.provider, 'no provider')))
  FROM (VALUES ('youth_house', 'organizations household, organizations ?'), ('other_center', '? household, ? ?'), (NULL, '? household, ? ?')) AS p (provider, expected);
SELECT is(unmet(on_date => NULL) || unmet(on_date => '2023-06-30'), 'nonenone', '0.5: on no day, and before the order');

-- How a record is settled
CREATE FUNCTION settled(later text, on_date text DEFAULT '2024-06-30') RETURNS text LANGUAGE sql AS $$
	TRUNCATE records;
	INSERT INTO records (condition, assessed, outcome) VALUES ('1.6.1/2', '2024-02-01', 'not_met');
	INSERT INTO records (condition, assessed, outcome) SELECT split_part(later, ' ', 1), split_part(later, ' ', 2)::date, split_part(later, ' ', 3);
	SELECT unmet(on_date => on_date)
$$;
SELECT is(settled(later), left_over, format('1.6.1/2: not met on 2024-02-01; %s', later))
  FROM (VALUES ('1.6.1/2 2024-02-02 met', 'none'), ('1.6.1 2024-02-02 met', 'none'), ('1.6.1/2 2024-02-01 met', '1.6.1/2 2024-02-01'),
			   ('1.6.1/2 2024-01-31 met', '1.6.1/2 2024-02-01'), ('1.6.1/2 2024-07-01 met', '1.6.1/2 2024-02-01'), ('1.6.1/3 2024-02-02 met', '1.6.1/2 2024-02-01'),
			   ('1.6 2024-02-02 met', '1.6.1/2 2024-02-01'), ('2.6.1/2 2024-02-02 met', '1.6.1/2 2024-02-01'), ('1.6.1/2 2024-02-02 not_known', '1.6.1/2 2024-02-01'),
			   ('1.6.1/2 2024-02-02 not_met', '1.6.1/2 2024-02-01, 1.6.1/2 2024-02-02')) AS v (later, left_over);
SELECT is(settled('1.6.1/2 2024-07-01 met', '2024-07-01'), 'none', '1.6.1/2: met on the day itself');

-- Records that are always counted
TRUNCATE records;
INSERT INTO records (condition, assessed, outcome, act, mended) VALUES (NULL, '2024-02-01', 'not_met', 'no clause', NULL), ('1.5.1', NULL, 'not_met', 'no day', NULL), ('1.5.2', 'infinity', 'not_met', 'infinite', 'infinity'),
	('1.5.3', '2024-02-01', 'not_met', 'mended before', '2024-01-31'), ('1.5.4', '2024-02-01', 'not_met', 'mended that day', '2024-02-01'), ('1.5.5', NULL, 'not_met', 'no day', '2024-01-31'),
	('3.9.9', '2024-02-01', 'not_met', 'no such clause', NULL), ('1.6', '2024-02-01', 'not_met', 'paragraph', NULL), ('1.5.6', '2023-06-30', 'not_met', 'before', NULL), ('1.5.7', '2023-07-01', 'not_met', 'first day', NULL);
SELECT is(unmet(), '1.5.1 ? no day, 1.5.2 ? infinite, 1.5.3 2024-02-01 mended before, 1.5.7 2023-07-01 first day, 1.6 2024-02-01 paragraph, 3.9.9 2024-02-01 no such clause, ? 2024-02-01 no clause',
	'1.5 to 3.9: whatever is missing in a record; 0.5: not what was before the order');
SELECT results_eq($$ SELECT provision::text, act, term, overdue FROM sss.unmet('youth_house', '{1.5.1,1.5.1}', '{2024-02-01,2024-01-01}', '{not_met,not_met}', on_date => '2024-06-30') $$,
	$$ VALUES ('1.5.1', NULL::text, NULL::date, NULL::boolean), ('1.5.1', NULL, NULL, NULL) $$, '1.5.1: where acts and terms are not kept, each record is a row');
SELECT throws_ok(format($$ SELECT * FROM sss.unmet('youth_house', '{1.5.1}', %s) $$, arguments), '22023', NULL, 'arrays of different lengths: ' || arguments)
  FROM unnest(ARRAY[$$'{}', '{met}'$$, $$'{2024-01-01}', '{}'$$, $$'{2024-01-01}', NULL$$, $$'{2024-01-01}', '{met}', acts => '{}'$$,
					$$'{2024-01-01}', '{met}', terms => '{}'$$, $$'{2024-01-01}', '{met}', mended => '{}'$$]) AS arguments;

SELECT * FROM finish();
ROLLBACK;
