-- The clauses that an inspection may cite, and the meaning of its outcome: annexes 1 and 2, paragraphs 5 to 22; annex 3, paragraphs 6 to 21.
-- Written from the text; clauses.txt holds the clauses as counted there, and nothing is read from the extension's own tables.
BEGIN;
\ir ../common.psql
SELECT plan(140);

-- 1. A clause of the provider's own standard, and nothing else.
CREATE TEMP TABLE counted (clause text);
\copy counted FROM 'test/second_reading/clauses.txt'
CREATE TEMP TABLE providers (provider sss.provider_type, annexes text[]);
INSERT INTO providers VALUES ('youth_house', '{1}'), ('special_organization', '{1}'), ('children_in_need_support_center', '{1,2}'),
	('minors_adaptation_center', '{2}'), ('other_center', '{2}'), ('guardian', '{3}'), ('other_family', '{3}');
-- All that could be cited: paragraphs 1 to 30, items up to 15, up to six parts; inserted numbers, which the text does not have
CREATE TEMP TABLE citations AS
	SELECT annex || '.' || paragraph || item || part AS clause
	  FROM generate_series(0, 4) AS annex, generate_series(1, 30) AS paragraph,
		   (SELECT '' UNION ALL SELECT '.' || i FROM generate_series(1, 15) AS i UNION ALL VALUES ('-1'), ('.1-1')) AS i (item),
		   (SELECT '' UNION ALL SELECT '/' || i FROM generate_series(1, 6) AS i) AS p (part);
SELECT is((SELECT count(*) FROM counted JOIN citations USING (clause)), 375::bigint, 'each clause of the text is among the citations');
SELECT is((SELECT string_agg(concat_ws(' ', provider, clause, verdict), ', ')
			 FROM (SELECT p.provider, c.clause, sss.quality_verdict(c.clause, p.provider, '2023-07-01') AS verdict,
						  left(c.clause, 1) = ANY (p.annexes) AND EXISTS (SELECT FROM counted AS t WHERE t.clause = c.clause) AS has
					 FROM providers AS p CROSS JOIN citations AS c OFFSET 0) AS v
			WHERE verdict IS DISTINCT FROM CASE WHEN has THEN 'compliant' ELSE 'violation' END::sss.verdict), NULL,
	'1.1 to 3.21: a clause of the provider''s own standard, and nothing else');
SELECT is((SELECT string_agg(concat_ws(' ', provider, clause), ', ') FROM providers AS p JOIN counted AS c ON left(c.clause, 1) = ANY (p.annexes)
			WHERE sss.quality_provision(clause, provider, '2024-01-01') IS DISTINCT FROM clause::sss.provision), NULL,
	'1.1 to 3.21: each is cited for itself');

-- 2. What can be inspected, clause by clause, and what it asks.
CREATE TEMP TABLE inspected (number serial, clause text, asks text);
INSERT INTO inspected (clause, asks) VALUES
	('1.22/1', 'the book is kept by the head and shown at the first demand'), ('1.22/2', 'the head reviews the book every week'),
	('2.22/1', 'the book is kept by the head and shown at the first demand'), ('2.22/2', 'the head reviews the book every week'),
	('1.5.1', 'living space meets the sanitary requirements'), ('2.5.1', 'living space meets the sanitary requirements'), ('3.6.1', 'the area of the dwelling'),
	('1.5.2', 'furniture and equipment of the premises'), ('2.5.2', 'furniture and equipment of the premises'), ('3.6.2', 'furniture of the premises'),
	('1.5.3', 'clothing not below the norms'), ('2.5.3', 'clothing not below the norms'), ('3.6.4', 'clothing not below the norms'),
	('1.5.4', 'balanced and dietary meals'), ('2.5.4', 'balanced and dietary meals'), ('3.6.5', 'balanced and dietary meals'),
	('1.5.5', 'qualified specialists'), ('2.5.5', 'qualified specialists'),
	('1.5.7', 'the equipment needed for creative work'), ('2.5.7', 'the equipment needed for creative work'), ('3.6.7', 'the equipment needed for creative work'),
	('1.5.9', 'conditions close to those of a family'), ('2.5.9', 'conditions close to those of a family'), ('3.6.10', 'favorable conditions for development'),
	('3.6.3', 'conditions for education, care for health and development'),
	('1.7.7', 'care takes the state of health into account'), ('2.7.7', 'care takes the state of health into account'),
	('1.11.4', 'education with regard to abilities'), ('2.11.4', 'education with regard to abilities'), ('3.12.1', 'education with regard to abilities'),
	('1.13.4', 'a profession that suits the abilities'), ('2.13.4', 'a profession that suits the abilities'), ('3.14.3', 'a profession that suits the abilities'),
	('3.10.2', 'support of the family members who live with the recipient'), ('3.10.3', 'counseling by psychologists and psychotherapists'),
	('1.6.7', 'the rules for vehicles and traffic'), ('2.6.7', 'the rules for vehicles and traffic'), ('3.7.6', 'the rules for vehicles, without an act'),
	('1.6.5', 'style and color as far as possible'), ('2.6.5', 'style and color as far as possible'), ('3.7.4', 'style and color as far as possible; hygiene, without an act'),
	('3.7.1', 'sanitary norms, without an act'), ('3.7.2', 'documents on standardization, without an act'), ('3.7.5', 'hygiene of meals, without an act'),
	('1.21', 'specialists by contract'), ('2.21', 'specialists by contract'),
	('1.6.1/1', 'premises meet the sanitary requirements'), ('1.6.1/2', 'what is considered in allocating rooms'),
	('1.6.1/3', 'premises protect from harm'), ('1.6.1/4', 'premises suit what is done there'), ('2.6.1/4', 'premises suit what is done there'),
	('1.18', 'assistance with benefits, a condition without a number'), ('2.18', 'likewise'), ('3.19', 'likewise'), ('3.21.1', 'counseling on civil law');
SELECT is(array_agg(ARRAY[sss.quality_verdict(i.clause, p.own, '2024-01-01', o)::text, sss.quality_provision(i.clause, p.own, '2024-01-01', o)::text,
						  sss.quality_verdict(i.clause, p.other, '2024-01-01', o)::text] ORDER BY o),
		  array_agg(ARRAY['compliant', i.clause, 'violation']), format('%s: %s; however it comes out', i.clause, i.asks))
  FROM inspected AS i
  JOIN (VALUES ('1', 'youth_house', 'guardian'), ('2', 'other_center', 'youth_house'), ('3', 'guardian', 'other_center')) AS p (annex, own, other)
	   ON p.annex = left(i.clause, 1)
  CROSS JOIN unnest('{met,not_met,not_known,NULL}'::text[]) AS o
 GROUP BY i.number, i.clause, i.asks ORDER BY i.number;

-- A requirement that only a person can assess is attested: neither enforced nor beyond data.
SELECT is((SELECT served FROM sss.coverage WHERE provision = i.clause::sss.provision), 'attested', format('%s: attested as a whole, for %s', i.clause, i.asks))
  FROM inspected AS i
 WHERE i.clause NOT IN ('1.22/2', '2.22/2', '3.6.1', '1.5.3', '2.5.3', '3.6.4', '1.21', '2.21') ORDER BY i.number;
SELECT is((SELECT served FROM sss.coverage WHERE provision = clause::sss.provision), served, format('%s: %s', clause, served))
  FROM (VALUES ('1.22/2', 'audited'), ('3.6.1', 'enforced'), ('1.5.3', 'enforced'), ('1.21', 'enforced')) AS v (clause, served);
SELECT set_eq($$ SELECT provision::text FROM sss.coverage WHERE served = 'not_decidable' $$, ARRAY['0.3', '0.3.1', '0.3.2', '0.3.3', '0.4'],
	'0.3, 0.4: what the ministry does is all that no data decide');
SELECT is_empty($$ SELECT c.provision FROM sss.coverage AS c WHERE served = 'enforced'
	AND EXISTS (SELECT FROM sss.requirements AS r WHERE r.code = ANY (c.requirements) AND r.served <> 'enforced') $$,
	'a clause is enforced only if all that it requires is');

-- 3. Facts that are missing, and the clause that is cited for a record without a clause of the standard.
SELECT is(sss.quality_verdict('2.20.5', 'children_in_need_support_center', '2024-01-01'), 'compliant', '2.20.5: both annexes for the support center');
SELECT is(sss.quality_verdict(NULL, 'youth_house', '2024-01-01', 'not_met'), 'unknown', 'a clause that is not given');
SELECT is(sss.quality_verdict('1.6.1', NULL, '2024-01-01'), 'unknown', 'a provider that is not given');
SELECT is(sss.quality_verdict('1.6.1', 'youth_house', NULL), 'unknown', 'a day that is not given');
SELECT is(sss.quality_verdict('1.6.1', 'youth_house', '2023-06-30', 'not_met'), 'not_governed', '0.5: before the Order');
SELECT is(sss.quality_provision(clause, provider, '2024-01-01')::text, cited, format('%s: the standard that the record should have cited', cited))
  FROM (VALUES ('3.9.1', 'youth_house', '0.1.1'), ('1.9.1', 'other_center', '0.1.2'), ('1.22/1', 'guardian', '0.1.3'), (NULL, 'guardian', '0.1.3')) AS v (clause, provider, cited);
SELECT is((SELECT message || ' ' || remedy FROM sss.explain_quality('1.22/1', 'guardian', '2024-01-01', NULL, 'en')),
	'The record of the inspection cites a clause that the provider''s standard does not have (the order, paragraph 1, subparagraph 3). '
	|| 'Cite a paragraph, subparagraph or part of the standard of: persons who raise orphans and children without parental care in their families.',
	'1.22/1: families have no book, and the message says whose clauses they have');
SELECT is((SELECT concat_ws(' ', met, provision, remedy) FROM sss.explain_quality('1.6.8', NULL, '2024-01-01', 'not_met', 'en')),
	'violation 0.1.1 Cite a paragraph, subparagraph or part of the standard of: educational organizations; centers; persons who raise orphans and children without parental care in their families.',
	'1.6.8: no standard has the clause, whoever the provider is');
SELECT results_eq($$ SELECT requirement, met::text, provision::text, message FROM sss.explain_quality('1.22/1', 'youth_house', '2024-01-01', 'not_met', 'en') $$,
	$$ VALUES ('condition', 'compliant', '1.22/1', 'The clause that was assessed is one of the provider''s standard (annex 1, paragraph 22, part 1).'),
			  ('outcome', 'compliant', '1.22/1', 'The outcome of the inspection is on record: "not met" (annex 1, paragraph 22, part 1).') $$,
	'1.22/1: the outcome is explained');

-- 4. An inspector's records: by columns, by a facts view, by a CHECK, at once and at the end of the transaction.
CREATE SCHEMA quality_records;
SET LOCAL search_path = quality_records, public;
CREATE TABLE inspections (id int PRIMARY KEY, clause text, provider text, day date, outcome text);
CREATE TABLE deferred_inspections (LIKE inspections INCLUDING ALL);
CREATE TABLE viewed_inspections (LIKE inspections INCLUDING ALL);
CREATE TABLE checked_inspections (id int PRIMARY KEY, clause sss.provision, provider sss.provider_type, day date, outcome sss.inspection_outcome);
CREATE VIEW inspection_facts AS SELECT id, clause AS condition, provider, day AS on_date, outcome FROM viewed_inspections;
SELECT sss.attach('inspections', 'quality', '{condition=clause,provider=provider,on_date=day,outcome=outcome}', mode => 'enforce') \g /dev/null
SELECT sss.attach('deferred_inspections', 'quality', '{condition=clause,provider=provider,on_date=day,outcome=outcome}', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT sss_internal.attach_table('viewed_inspections', 'quality', lookup => 'inspection_facts', mode => 'enforce') \g /dev/null
SELECT sss.add_check('checked_inspections', 'quality', '{condition=clause,on_date=day}') \g /dev/null

SELECT lives_ok(format($$ INSERT INTO %I VALUES (1, '1.22/1', 'youth_house', '2024-01-01', 'not_met'), (2, '1.22/2', 'youth_house', '2024-01-01', 'not_met'),
		(3, '1.5.7', 'youth_house', '2024-01-01', 'not_met'), (4, '3.9.1', 'guardian', '2024-01-01', 'met'), (5, '1.21', 'youth_house', '2024-01-01', NULL);
	SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED $$, name), '1.22/1, 1.22/2, 1.5.7, 3.9.1, 1.21: what an inspection found is recorded in ' || name)
  FROM unnest('{inspections,deferred_inspections,viewed_inspections,checked_inspections}'::text[]) AS name;
SELECT lives_ok(format($$ UPDATE %I SET outcome = 'not_met' WHERE id = 4; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED $$, name), '3.9.1: a worse outcome is, too, in ' || name)
  FROM unnest('{inspections,deferred_inspections,viewed_inspections,checked_inspections}'::text[]) AS name;
SELECT throws_ok(format($$ INSERT INTO %I VALUES (6, '1.22/1', 'guardian', '2024-01-01', 'not_met'); SET CONSTRAINTS ALL IMMEDIATE $$, name), '23514', NULL,
	'1.22/1: a clause that the standard of families does not have is refused in ' || name)
  FROM unnest('{inspections,deferred_inspections,viewed_inspections,checked_inspections}'::text[]) AS name;
SELECT is(pg_temp.detail($$ INSERT INTO inspections VALUES (6, '1.22/1', 'guardian', '2024-01-01', 'not_met') $$)->>'provision', '0.1.3', '0.1.3: whose standard is cited');
SELECT is((SELECT count(*) FROM sss.violation_log WHERE relid IN ('inspections'::regclass, 'viewed_inspections'::regclass)), 0::bigint, 'what was found is no finding on the record');

-- Texts that cannot be read
SELECT lives_ok($$ INSERT INTO inspections VALUES (7, 'cleanliness', 'youth_house', '2024-01-01', 'not_met'), (8, NULL, 'youth_house', '2024-01-01', NULL), (9, '1.6.2', 'youth_house', '2024-01-01', 'so-so') $$,
	'1.6.2: texts that are no codes');
SELECT results_eq($$ SELECT key[1], verdict::text FROM sss.audit('inspections') ORDER BY 1 $$, $$ VALUES ('7', 'unknown'), ('8', 'unknown') $$, 'the audit lists clauses that could not be read');
SELECT is((SELECT count(*) FROM sss.audit('inspections', 'quality', '{condition=clause,provider=provider,on_date=day,outcome=outcome}', required => '{outcome}') WHERE refused), 3::bigint,
	'and outcomes, where they are required');

SELECT * FROM finish();
ROLLBACK;
