-- The conditions of quality that an inspection may assess: those of the standard of the provider.
-- Counted in the text; nothing here is read from the extension's own tables.
BEGIN;
SELECT plan(23);

-- Paragraphs, and how many numbered conditions each has; 0: one that is not numbered.
CREATE TEMP TABLE counted (annex int, paragraph int, conditions int);
INSERT INTO counted VALUES
	(1, 6, 7), (1, 8, 9), (1, 10, 8), (1, 12, 6), (1, 14, 2), (1, 16, 2), (1, 18, 0), (1, 20, 5),
	(2, 6, 7), (2, 8, 9), (2, 10, 8), (2, 12, 6), (2, 14, 2), (2, 16, 2), (2, 18, 0), (2, 20, 5),
	(3, 7, 6), (3, 9, 4), (3, 11, 2), (3, 13, 2), (3, 15, 2), (3, 17, 2), (3, 19, 0), (3, 21, 4);
CREATE TEMP TABLE conditions AS
	SELECT annex, (annex || '.' || paragraph || coalesce('.' || n, ''))::sss.provision AS condition
	  FROM counted LEFT JOIN LATERAL generate_series(1, conditions) AS n ON true;
SELECT is(count(*), 103::bigint, '1.6 to 1.20, 2.6 to 2.20, 3.7 to 3.21: forty, forty and twenty-three') FROM conditions;
CREATE TEMP TABLE providers (provider sss.provider_type, annexes int[]);
INSERT INTO providers VALUES ('youth_house', '{1}'), ('special_organization', '{1}'), ('children_in_need_support_center', '{1,2}'),
	('minors_adaptation_center', '{2}'), ('other_center', '{2}'), ('guardian', '{3}'), ('other_family', '{3}');
-- all other citations: paragraphs 0 to 30, items 0 to 15
CREATE TEMP TABLE clauses AS
	SELECT annex, (annex || '.' || paragraph || CASE WHEN item > 0 THEN '.' || item ELSE '' END)::sss.provision AS clause
	  FROM generate_series(1, 3) AS annex, generate_series(1, 30) AS paragraph, generate_series(0, 15) AS item;

SELECT is((SELECT string_agg(concat_ws(' ', provider, clause, verdict), ', ')
			 FROM (SELECT p.provider, c.clause, sss.quality_verdict(c.clause, p.provider, '2023-07-01') AS verdict,
						  EXISTS (SELECT FROM conditions AS q WHERE q.condition = c.clause AND q.annex = ANY (p.annexes)) AS applies
					 FROM providers AS p CROSS JOIN clauses AS c OFFSET 0) AS v
			WHERE verdict IS DISTINCT FROM CASE WHEN applies THEN 'compliant' ELSE 'violation' END::sss.verdict), NULL,
	'1.6.1, 2.6.1, 3.7.1 and so on: a condition of the provider''s own standard, and nothing else');
SELECT is(sss.quality_provision(condition, 'guardian', '2024-01-01'), condition, condition || ' is cited for itself') FROM conditions WHERE annex = 3 AND condition::text ~ '^3\.(7|19|21)' AND condition::text !~ '[2345]$';
SELECT is(sss.quality_verdict('1.6.1/2', 'youth_house', '2024-01-01'), 'compliant', '1.6.1/2: a part is assessed under its item');
SELECT is(sss.quality_verdict('1.6.1/4', 'youth_house', '2024-01-01'), 'compliant', '1.6.1/4: the last of its parts');
SELECT is(sss.quality_verdict('1.6.1/5', 'youth_house', '2024-01-01'), 'violation', '1.6.1: it has no fifth');
SELECT is(sss.quality_verdict('1.6.2/2', 'youth_house', '2024-01-01'), 'violation', '1.6.2: and that has none');
SELECT is(sss.quality_provision('1.6.1/2', 'youth_house', '2024-01-01'), '1.6.1', '1.6.1/2: which is cited');
SELECT is(sss.quality_verdict('1.18', 'youth_house', '2024-01-01'), 'compliant', '1.18: a condition that is not numbered');
SELECT is(sss.quality_verdict('3.19', 'foster_parent', '2024-01-01'), 'compliant', '3.19: likewise');
SELECT is(sss.quality_verdict('1.21', 'youth_house', '2024-01-01'), 'violation', '1.21: contract specialists are no condition of quality');
SELECT is(sss.quality_verdict('3.21.1', 'youth_house', '2024-01-01'), 'violation', '3.21.1: one of families at an organization');
SELECT is(sss.quality_provision('3.21.1', 'youth_house', '2024-01-01'), '1.6', '1.6: where its own begin');
SELECT is(sss.quality_verdict('2.20.5', 'children_in_need_support_center', '2024-01-01'), 'compliant', '2.20.5: both annexes for the support center');
SELECT is(sss.quality_verdict(NULL, 'youth_house', '2024-01-01'), 'unknown', '1.6: a condition that is not given');
SELECT is(sss.quality_verdict('1.6.1', NULL, '2024-01-01'), 'unknown', 'a provider that is not given');
SELECT is(sss.quality_verdict('1.6.1', 'youth_house', '2023-06-30'), 'not_governed', '0.5: before the Order');

-- An inspector's records.
CREATE TEMP TABLE inspections (id int PRIMARY KEY, clause text, provider text, day date);
SELECT sss.attach('inspections', 'quality', '{condition=clause,provider=provider,on_date=day}', mode => 'enforce') \g /dev/null
SELECT lives_ok($$ INSERT INTO inspections VALUES (1, '1.8.3', 'youth_house', '2024-01-01'), (2, 'cleanliness', 'youth_house', '2024-01-01'), (3, NULL, 'youth_house', '2024-01-01') $$,
	'1.8.3: a condition that applies, and texts that cannot be read');
SELECT throws_ok($$ INSERT INTO inspections VALUES (4, '3.9.1', 'youth_house', '2024-01-01') $$, '23514', NULL, '3.9.1: a condition that does not apply');
SELECT results_eq($$ SELECT key[1], verdict::text FROM sss.audit('inspections') ORDER BY 1 $$, $$ VALUES ('2', 'unknown'), ('3', 'unknown') $$, 'the audit counts texts that could not be read');

SELECT * FROM finish();
ROLLBACK;
