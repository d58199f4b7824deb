-- Every clause of the order is accounted for, and every requirement says how it is served.
-- clauses.txt holds the clauses as counted in the text by itself; facts.tsv the numbers of the second reading.
BEGIN;
SELECT plan(36);
\i test/proofs.sql

CREATE TEMP TABLE counted (number serial, provision text);
\copy counted (provision) FROM 'test/second_reading/clauses.txt'
CREATE TEMP TABLE lines (number serial, line text);
\copy lines (line) FROM 'test/second_reading/facts.tsv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE TEMP TABLE facts AS
SELECT f[1] AS fact, f[2] AS provision, f[3] AS value
  FROM (SELECT string_to_array(line, E'\t') AS f FROM lines WHERE line !~ '^#' AND number > 1) AS t;

-- 1. None missing, none invented.
SELECT is((SELECT count(*) FROM counted), 375::bigint, 'clauses: the file is complete');
SELECT set_eq('SELECT provision::text FROM sss.coverage', 'SELECT provision FROM counted', 'clauses: those of the order, and no others');
SELECT is((SELECT count(*) FROM sss.coverage), 375::bigint, 'clauses: each once');
SELECT results_eq('SELECT provision::text FROM sss.coverage',
	'SELECT c.provision::text FROM sss.coverage AS c ORDER BY c.provision', 'clauses: as the order reads');
SELECT is_empty($$
	SELECT f.provision, f.value FROM facts AS f
	 WHERE f.fact = 'count'
	   AND f.value::int <> (SELECT count(*) FROM sss.coverage AS c WHERE c.provision::text ~ ('^' || replace(f.provision, '.', '\.') || '\.\d+$')) $$,
	'clauses: as many subparagraphs as the second reading counts');
SELECT set_eq($$
	SELECT regexp_replace(provision::text, '/.*', ''), max(sss.part(provision)) FROM sss.coverage WHERE provision::text ~ '/' GROUP BY 1 $$,
	$$ SELECT provision, value::int FROM facts WHERE fact = 'parts' $$, 'clauses: as many parts as the second reading counts');
SELECT is_empty($$ SELECT provision FROM sss.coverage WHERE served IS NULL $$, 'clauses: each is served, or said to ask nothing');

-- 2. Each citation of the lists is a clause.
SELECT is_empty(format('SELECT provision FROM sss.%I EXCEPT SELECT provision FROM sss.coverage', view),
	format('%s: each citation is a clause', view))
  FROM unnest(ARRAY['provider_standards', 'admissions', 'stays', 'scope', 'quality_conditions', 'readings', 'editions',
					'other_acts', 'requirements']) AS v (view);

-- 3. Clauses without a requirement are listed here, and those served by the clause around them.
SELECT results_eq($$ SELECT provision::text FROM sss.coverage WHERE served = 'informative' $$,
	ARRAY['0.2', '0.2.1', '0.2.2', '1.1', '1.2/2', '1.4/1', '2.1', '2.2/2', '2.4/1', '3.1', '3.2/2'],
	'clauses: eleven ask nothing');
SELECT is_empty($$ SELECT provision FROM sss.coverage WHERE (served = 'informative') <> (requirements IS NULL) $$,
	'clauses: those that ask nothing have no requirement, all others have one');
SELECT results_eq($$ SELECT provision::text FROM sss.coverage WHERE reach = 'items' $$,
	ARRAY['0.1', '0.3', '1.3', '1.4', '1.6', '1.8', '1.10', '1.12', '1.14', '1.16', '1.20', '1.22',
		  '2.3', '2.4', '2.6', '2.8', '2.10', '2.12', '2.14', '2.16', '2.20', '2.22',
		  '3.2', '3.5', '3.7', '3.9', '3.11', '3.13', '3.15', '3.17', '3.21'],
	'clauses: those that only introduce the requirements of their subparagraphs and parts');
SELECT results_eq($$ SELECT provision::text FROM sss.coverage WHERE reach = 'whole' $$,
	ARRAY['1.2/1', '1.3/1', '1.6.1/1', '1.6.1/3', '1.6.1/4',
		  '2.2/1', '2.3/1', '2.6.1/1', '2.6.1/3', '2.6.1/4', '3.2/1'],
	'clauses: parts that are served with the whole');
SELECT is_empty($$ SELECT provision FROM sss.coverage JOIN (SELECT provision, tests FROM clause_tests) AS t USING (provision)
	WHERE (served IN ('informative', 'not_decidable') AND reason_en IS NULL)
	   OR (served IN ('enforced', 'audited', 'attested')) <> (cardinality(tests) > 0) $$,
	'clauses: a served one is proved, and any other has a reason');
SELECT is_empty($$
	SELECT r.code FROM sss.requirements AS r
	 WHERE NOT EXISTS (SELECT FROM sss.coverage AS c WHERE c.provision = r.provision AND r.code = ANY (c.requirements)) $$,
	'clauses: every requirement serves its own clause');

-- 4. The requirements.
SELECT is((SELECT count(*) FROM sss.requirements), (SELECT count(DISTINCT code) FROM sss.requirements), 'requirements: a code is given once');
SELECT is_empty($$ SELECT code FROM sss.requirements
	WHERE shape NOT IN ('membership', 'threshold', 'evidence', 'interval', 'attestation', 'none')
	   OR served NOT IN ('enforced', 'audited', 'attested', 'not_decidable') $$, 'requirements: of five shapes, or none');
SELECT is_empty($$ SELECT code FROM sss.requirements WHERE (served = 'enforced') AND cardinality(rules) = 0 $$,
	'requirements: an enforced one has a rule');
SELECT is_empty($$
	SELECT r.code, rule FROM sss.requirements AS r, unnest(r.rules) AS rule
	 WHERE NOT EXISTS (SELECT FROM sss.rules AS s WHERE s.rule = rule AND s.role = ANY (r.roles)) $$,
	'requirements: a rule that checks one reads one of its roles');
SELECT is_empty($$
	SELECT r.code, role FROM sss.requirements AS r, unnest(r.roles) AS role
	 WHERE NOT EXISTS (SELECT FROM sss.rules AS s WHERE s.role = role) $$, 'requirements: their roles are roles of rules');
SELECT is_empty($$
	SELECT code, object FROM sss.requirements
	 WHERE (served IN ('enforced', 'audited', 'attested') OR object IS NOT NULL)
	   AND NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'sss'::regnamespace AND 'sss.' || relname = object)
	   AND NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'sss'::regnamespace AND 'sss.' || proname = object) $$,
	'requirements: the function that answers for one exists');
SELECT is_empty($$ SELECT code FROM sss.requirements WHERE (served = 'not_decidable') <> (reason_en IS NOT NULL) $$,
	'requirements: one that no data decide has a reason, and no other');
SELECT is_empty($$ SELECT code FROM sss.requirements WHERE (served = 'attested') <> (shape = 'attestation') OR (served = 'attested' AND 'quality' <> ALL (rules)) $$,
	'requirements: what a person assesses is attested, by the rule for inspections');
SELECT results_eq($$ SELECT provision::text, act_en ~ '547' AND act_en ~ '1196', served FROM sss.requirements WHERE provision IN ('1.6.7', '2.6.7') AND subject = 'quality' ORDER BY 1 $$,
	$$ VALUES ('1.6.7', true, 'attested'), ('2.6.7', true, 'attested') $$, 'requirements: acts that have the details are named');
SELECT is_empty($$ SELECT code FROM sss.requirements WHERE (quantity IS NULL) <> (unit IS NULL) $$, 'requirements: a quantity has a unit');
SELECT is_empty($$ SELECT code FROM sss.requirements
	WHERE concat(asks_kk, asks_ru, asks_en) ~ '%s' OR '' IN (asks_kk, asks_ru, asks_en)
	   OR asks_kk = asks_ru OR asks_ru = asks_en OR asks_kk = asks_en $$, 'requirements: in three languages, filled in');
SELECT is((SELECT asks_en FROM sss.requirements WHERE code = 'service:1.7.10'),
	(SELECT 'service: ' || string_agg(name_en, '; ' ORDER BY code) FROM sss.services
	  WHERE code IN ('medical.prescribed_procedures', 'medical.laboratory_sampling', 'medical.help_with_catheters_and_devices')),
	'requirements: an item with three services asks for all three');

-- 5. Anybody may read them.
CREATE ROLE sss_test_reader;
SET LOCAL ROLE sss_test_reader;
SELECT isnt_empty('SELECT FROM sss.coverage', 'coverage: anybody may read it');
SELECT isnt_empty('SELECT FROM sss.other_acts', 'other_acts: anybody may read it');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
