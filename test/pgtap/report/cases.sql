-- sss.unmapped() and sss.explain_case(): what leaves cases unknown, and one case told from the columns that it is read from.
BEGIN;
\ir ../common.psql
\ir ../../../demo/kazakh/schema.sql
\ir ../../../demo/kazakh/dictionaries.sql
\ir ../../../demo/kazakh/facts.sql
SET LOCAL search_path = public;
SET LOCAL sss.language = 'en';
SELECT plan(58);

INSERT INTO mapping.category VALUES ('deti-siroty', 'orphan'), ('bez-popecheniya', 'without_parental_care'), ('-', NULL);
INSERT INTO mapping.basis VALUES ('reshenie-akimata', 'local_executive_decision'), ('reshenie-suda', 'court_act');
INSERT INTO mapping.provider VALUES (201, 'youth_house');
INSERT INTO mapping.stay VALUES ('Постоянное', 'permanent');
INSERT INTO organization.institution (id, type_id) VALUES (1001, 201), (1002, 217);
-- 1 lawful, 2 unlawful, 3 of an unmapped status, 4 of two statuses, one unmapped, 5 without a paper, 6 in a college, 7 without a date,
-- 8 of an unmapped status in a college, 9 for an unmapped stay
INSERT INTO person.person (id) SELECT generate_series(1, 9);
INSERT INTO link.person_social_status_link (person_id, social_status_id)
	SELECT n, CASE WHEN n IN (3, 8) THEN 110 ELSE 33 END FROM generate_series(1, 9) AS n UNION ALL VALUES (4, 110);
INSERT INTO link.person_placement_basis_link (person_id, placement_basis_id, from_ts)
	SELECT n, CASE n WHEN 2 THEN 4 ELSE 1 END, '2024-01-01' FROM generate_series(1, 9) AS n WHERE n <> 5;
INSERT INTO link.person_institution_link (id, person_id, institution_id, from_ts, person_type, "position")
	SELECT n, n, CASE WHEN n IN (6, 8) THEN 1002 ELSE 1001 END, CASE WHEN n <> 7 THEN '2024-03-01 10:30'::timestamp END, 'child', CASE n WHEN 9 THEN 'как-то' ELSE 'Постоянное' END
	  FROM generate_series(1, 9) AS n;
SELECT relation FROM sss.attach_view('facts.placement', 'placement') \g /dev/null

CREATE FUNCTION pg_temp.lines(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
	FOR r IN EXECUTE query LOOP RETURN NEXT array_to_string(ARRAY(SELECT coalesce(v, '') FROM json_each_text(row_to_json(r)) AS j (k, v)), '|'); END LOOP;
END
$$;
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT role, entry_columns, entry, cases, alone, reason, mapping FROM sss.unmapped('facts.placement')$$)), ARRAY[
	'basis|["basis_name"]|[null]|2|1|missing|mapping.basis',
	'category|["status_name"]|["sop"]|2|1|not mapped|mapping.category',
	'provider|["type_id"]|["217"]|2|1|not mapped|mapping.provider',
	'on_date|["on_date"]|[null]|1|0|missing|',
	'stay|["stay_word"]|["как-то"]|1|0|not mapped: not checked|mapping.stay'], 'entries that leave cases unknown, most first');
SELECT is((SELECT count(*) FROM sss.audit('facts.placement') WHERE verdict = 'unknown'), 5::bigint, 'these are the cases that an audit calls unknown');
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT role, entry, cases FROM sss.unmapped('facts.placement', 'placement', key_columns => '{id}')$$)), ARRAY(SELECT pg_temp.lines($$SELECT role, entry, cases FROM sss.unmapped('facts.placement')$$)), 'the same where nothing need be attached');
INSERT INTO mapping.category VALUES ('sop', NULL);
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT role, entry, cases, reason FROM sss.unmapped('facts.placement') WHERE role = 'category'$$)), '{"category|[null]|2|missing"}', 'the view leaves out a status that was decided to stand for none');
INSERT INTO mapping.category VALUES ('sop', 'disrupted_life_activity');
SELECT is((SELECT count(*) FROM sss.unmapped('facts.placement') WHERE role = 'category'), 0::bigint, 'mapped, it costs nothing any more');
DELETE FROM mapping.category WHERE name = 'sop';

-- A mapping that says that an entry stands for none, without a condition in the view.
CREATE TABLE plain_map (entry text, code sss.provider_type);
INSERT INTO plain_map VALUES ('A', 'youth_house'), ('N', NULL);
CREATE TABLE plain_case (id integer PRIMARY KEY, kind text, kat text, osn char(40), since text);
INSERT INTO plain_case VALUES (1, 'A', 'orphan', 'court_act', '2024-02-01'), (2, 'N', 'orphan', 'court_act', '2024-02-01'), (3, 'X', 'orphan', 'court_act', '2024-02-01'),
	(4, 'A', 'Orphan!', 'court_act', '2024-02-30'), (5, 'A', 'orphan', NULL, '2024-02-01');
CREATE VIEW plain AS SELECT c.id, c.kind, m.code AS provider, c.kat AS category, sss.try_placement_basis(rtrim(c.osn)) AS basis, rtrim(c.osn) AS osn, sss.try_date(c.since) AS on_date
	FROM plain_case AS c LEFT JOIN plain_map AS m ON m.entry = c.kind;
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT role, entry_columns, entry, cases, alone, reason, mapping FROM sss.unmapped('plain', 'placement')$$)), ARRAY[
	'basis|["osn"]|[null]|1|1|missing|',
	'category|["category"]|["Orphan!"]|1|0|no code|',
	'on_date|["on_date"]|[null]|1|0|missing|',
	'provider|["kind"]|["N"]|1|1|stands for no code|plain_map',
	'provider|["kind"]|["X"]|1|1|not mapped|plain_map'], 'decided to stand for none; text that is no code; what try_... makes NULL');

-- A table with attached columns
ALTER TABLE plain_case ADD COLUMN born date DEFAULT '2024-01-01';
SELECT sss.attach('plain_case', 'placement', '{category=kat,basis=osn,provider=kind,on_date=born}') \g /dev/null
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT role, entry, cases, reason FROM sss.unmapped('plain_case')$$)), ARRAY[
	'provider|["A"]|3|no code', 'basis|[null]|1|missing', 'category|["Orphan!"]|1|no code', 'provider|["N"]|1|no code', 'provider|["X"]|1|no code'], 'stored values of attached columns');

--
-- One case
--
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT placement, part, item, value, sources, provision FROM sss.explain_case('facts.placement', '{2}') WHERE part <> 'requirement'$$)), ARRAY[
	'1|fact|category|orphan|["mapping.category.category","handbook.person_social_status.name"]|',
	'1|fact|basis|court_act|["mapping.basis.basis","handbook.placement_basis.name"]|',
	'1|fact|provider|youth_house|["mapping.provider.provider","organization.institution.type_id"]|',
	'1|fact|stay|permanent|["mapping.stay.stay","link.person_institution_link.\"position\""]|',
	'1|fact|on_date|2024-03-01|["link.person_institution_link.from_ts"]|',
	'1|verdict|placement|violation||1.4/2',
	'1|lawful|basis|guardianship_body_referral||1.4/2',
	'1|lawful|basis|local_executive_decision||1.4/2'], 'the facts, where they come from, the verdict, and what would be lawful');
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT item, value, provision FROM sss.explain_case('facts.placement', '{2}') WHERE part = 'requirement'$$)), '{category|compliant|1.2.1,basis|violation|1.4/2,stay|compliant|1.2}', 'each requirement');
SELECT is((SELECT string_agg(DISTINCT label, ', ') FROM sss.explain_case('facts.placement', '{2}', language => 'ru') WHERE part = 'verdict'), sss.label('violation'::sss.verdict, 'ru'), 'in another language');
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT part, item, value, message FROM sss.explain_case('facts.placement', '{3}') WHERE item IN ('category', 'placement') AND part IN ('fact', 'verdict')$$)), '{fact|category|?|unknown,"verdict|placement|unknown|annex 1, paragraph 2"}', 'an unknown fact');
SELECT is((SELECT value FROM sss.explain_case('facts.placement', '{4}') WHERE part = 'fact' AND item = 'category'), 'orphan, ?', 'one of several categories is unknown');
SELECT is((SELECT message FROM sss.explain_case('facts.placement', '{9}') WHERE part = 'fact' AND item = 'stay'), 'not checked', 'a stay that is not known');
SELECT is(ARRAY(SELECT DISTINCT part FROM sss.explain_case('facts.placement', '{1}') ORDER BY 1), '{fact,requirement,verdict}', 'of a lawful case no alternatives');
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT item, value, sources FROM sss.explain_case('plain_case', '{1}') WHERE part = 'fact'$$)), ARRAY[
	'category|orphan|["public.plain_case.kat"]', 'basis|court_act|["public.plain_case.osn"]', 'provider||["public.plain_case.kind"]', 'on_date|2024-01-01|["public.plain_case.born"]'], 'of a table');
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT item, value, sources, message FROM sss.explain_case('plain_case', '{1}', 'placement', '{category=kat,basis=osn,provider=kind}') WHERE item = 'on_date'$$)),
	ARRAY['on_date|' || sss.today() || '|[]|no column is bound: it is the day of the statement'], 'without a date');

-- A union, a CTE, a subquery that chooses, a view of views, an array of categories, two placements of one key, names that must be quoted
CREATE SCHEMA "Odd ""schema""";
CREATE TABLE "Odd ""schema"""."select" ("Odd ""id""" integer, "from" text, "order" date, PRIMARY KEY ("Odd ""id""", "from"));
INSERT INTO "Odd ""schema"""."select" VALUES (1, '{orphan,"x"}', '2024-01-01'), (2, '{}', '2024-01-01');
CREATE VIEW "Odd ""schema"""."view" AS
	WITH w AS (SELECT "Odd ""id""" AS k, "from"::text[] AS f, "order" FROM "Odd ""schema"""."select")
	SELECT w.k, w.f AS category, d.osn AS basis, 'youth_house'::text AS provider, w."order" AS on_date
	  FROM w CROSS JOIN LATERAL (SELECT p.osn FROM plain_case AS p WHERE p.id >= w.k ORDER BY p.id LIMIT 1) AS d
	UNION ALL
	SELECT -c.id, ARRAY[c.kat], c.osn, c.kind, c.born FROM plain_case AS c;
CREATE VIEW "Odd ""schema""".views AS SELECT * FROM "Odd ""schema"""."view";
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT item, value, sources FROM sss.explain_case('"Odd ""schema""".views', '{1}', 'placement', key_columns => '{k}') WHERE part = 'fact' AND item IN ('category', 'basis')$$)), ARRAY[
	'category|orphan, ?|["\"Odd \"\"schema\"\"\".\"select\".\"from\"","public.plain_case.kat"]', 'basis|court_act|["public.plain_case.osn"]'], 'both branches of a union, through a CTE and a view');
SELECT is((SELECT value FROM sss.explain_case('"Odd ""schema""".views', '{2}', 'placement', key_columns => '{k}') WHERE part = 'fact' AND item = 'category'), '?', 'an empty array');
SELECT is((SELECT count(*) FROM sss.unmapped('"Odd ""schema""".views', 'placement', key_columns => '{k}') WHERE role = 'category' AND cardinality(entry) > 0), 3::bigint, 'in arrays');
CREATE VIEW twice AS SELECT 1 AS id, 'orphan' AS category, b AS basis, 'youth_house' AS provider, '2024-01-01'::date AS on_date FROM unnest('{court_act,local_executive_decision}'::text[]) AS b;
SELECT is(ARRAY(SELECT pg_temp.lines($$SELECT placement, value FROM sss.explain_case('twice', '{1}', 'placement', key_columns => '{id}') WHERE part = 'verdict'$$)), '{1|compliant,2|violation}', 'two placements of one key');

-- Of every rule, the verdict that an audit finds.
CREATE FUNCTION pg_temp.pick(of_type text, n integer, step integer) RETURNS text LANGUAGE sql AS $$
	SELECT (array_agg(c ORDER BY c))[1 + (n * step + n / 7) % (count(*)::integer + 1)] FROM (SELECT code::text FROM sss.services WHERE of_type = 'service' UNION SELECT code::text FROM sss.recipient_categories WHERE of_type = 'recipient_category'
	UNION SELECT code::text FROM sss.placement_bases WHERE of_type = 'placement_basis' UNION SELECT code::text FROM sss.provider_types WHERE of_type = 'provider_type' UNION SELECT code::text FROM sss.deciding_levels WHERE of_type = 'deciding_level'
	UNION SELECT code::text FROM sss.transport_purposes WHERE of_type = 'transport_purpose' UNION SELECT code::text FROM sss.specialist_purposes WHERE of_type = 'specialist_purpose' UNION SELECT code::text FROM sss.inspection_outcomes WHERE of_type = 'inspection_outcome') AS s (c)
$$;
CREATE TABLE many_rows (id serial PRIMARY KEY, service text, category text, basis text, provider text, deciding_level text, transport_purpose text, specialist_purpose text,
	area numeric, persons integer, quantity real, norm smallint, maximum bigint, condition text, outcome text, on_date date, specialists_absent boolean, specialist_contract text, prescription boolean, doctors_conclusion text);
INSERT INTO many_rows (service, category, basis, provider, deciding_level, transport_purpose, specialist_purpose, area, persons, quantity, norm, maximum, condition, outcome, on_date, specialists_absent, specialist_contract, prescription, doctors_conclusion)
	SELECT pg_temp.pick('service', n, 3), pg_temp.pick('recipient_category', n, 5), pg_temp.pick('placement_basis', n, 7), pg_temp.pick('provider_type', n, 11), pg_temp.pick('deciding_level', n, 13), pg_temp.pick('transport_purpose', n, 17),
		   pg_temp.pick('specialist_purpose', n, 19), n % 50, n % 7, n % 13, n % 11, n % 31, (ARRAY['1.5.1', '2.5.3', '3.6.4', '1.6.1', 'x', NULL])[1 + n % 6], pg_temp.pick('inspection_outcome', n, 23),
		   CASE WHEN n % 10 > 0 THEN '2023-06-01'::date + n END, CASE WHEN n % 3 > 0 THEN n % 3 = 1 END, (ARRAY['N 1', ' ', NULL])[1 + n % 3], CASE WHEN n % 4 > 0 THEN n % 4 = 1 END, (ARRAY['', 'x'])[1 + n % 2]
	  FROM generate_series(1, 300) AS n;
CREATE VIEW many AS SELECT * FROM many_rows;
SELECT is((SELECT string_agg(format('%s: %s, not %s', m.id, e.value, coalesce(a.verdict, 'compliant')), '; ')
			 FROM many AS m
			 LEFT JOIN sss.audit('many', r.rule, key => '{id}') AS a ON a.key = ARRAY[m.id::text]
			CROSS JOIN LATERAL sss.explain_case('many', ARRAY[m.id::text], r.rule, key_columns => '{id}') AS e
			WHERE e.part = 'verdict' AND e.value <> 'not_governed' AND e.value::sss.verdict IS DISTINCT FROM coalesce(a.verdict, 'compliant')), NULL, format('rule %s as an audit checks it', r.rule))
  FROM (SELECT DISTINCT rule::text FROM sss.rules WHERE rule <> 'placement') AS r ORDER BY r.rule;
SELECT is((SELECT count(*) FROM sss.audit('many', 'placement', key => '{id}') AS a
			CROSS JOIN LATERAL sss.explain_case('many', a.key, 'placement', key_columns => '{id}') AS e WHERE e.part = 'verdict' AND (e.value <> a.verdict::text OR e.provision IS DISTINCT FROM a.provision)), 0::bigint, 'and its provision');
SELECT ok((SELECT count(*) > 50 FROM sss.audit('many', 'placement', key => '{id}')), 'of many cases');

-- Bad input
SELECT matches(pg_temp.said(statement), expected, what) FROM (VALUES
	($$SELECT * FROM sss.unmapped(NULL)$$, '^22004\|argument "relation" must not be NULL', 'no relation'),
	($$SELECT * FROM sss.unmapped('plain')$$, '^42704\|no rule is attached to "public.plain"\|No facts view of a rule reads it.\|Name the facts view', 'nothing attached, no rule'),
	($$SELECT * FROM sss.unmapped('link.person_institution_link')$$, '^42704.*read by the facts view facts.placement', 'a table of a facts view'),
	($$SELECT * FROM sss.unmapped('plain', 'plcement')$$, '^22023\|unrecognized rule "plcement"\|See view', 'no such rule'),
	($$SELECT * FROM sss.unmapped('plain', 'living_space')$$, '^42703\|relation "public.plain" has no column for role "area" of rule "living_space"\|Name it', 'no column for a role'),
	($$SELECT * FROM sss.unmapped('twice', 'placement')$$, '^42P10\|.*argument "key_columns"', 'a view without a key'),
	($$SELECT * FROM sss.unmapped('plain_case_pkey')$$, '^42809\|"public.plain_case_pkey" is not a table or view\|', 'an index'),
	($$SELECT * FROM sss.unmapped('plain', 'placement', '{category}')$$, '^22023\|invalid element "category" of argument "columns"\|The roles .*\|Write each', 'an element without a sign'),
	($$SELECT * FROM sss.unmapped('plain', 'placement', '{kategory=kind}')$$, '^22023\|invalid element', 'no such role'),
	($$SELECT * FROM sss.unmapped('plain', 'placement', '{category=nowhere}')$$, '^42703\|column "nowhere" of relation "public.plain" does not exist\|', 'no such column'),
	($$SELECT * FROM sss.unmapped('plain', 'placement', '{category=kind}', name => 'x')$$, '^22023\|columns are named for a rule', 'columns and an attachment'),
	($$SELECT * FROM sss.unmapped('plain_case', name => 'x')$$, '^42704\|attachment "x" of "public.plain_case" does not exist', 'no such attachment'),
	($$SELECT * FROM sss.explain_case('plain', '{77}', 'placement')$$, '^P0002\|"public.plain" has no case with that key\|The key is \(id\)', 'no such case'),
	($$SELECT * FROM sss.explain_case('plain_case', '{1}', 'service')$$, '^42703\|relation "public.plain_case" has no column for role', 'columns of a table are bound by their types, or named'),
	($$SELECT * FROM sss.explain_case('plain_case', '{77}')$$, '^P0002\|"public.plain_case" has no case with that key\|The key is \(id\).\|', 'no such key'),
	($$SELECT * FROM sss.explain_case('plain_case', NULL)$$, '^22004\|the key of a case must not be NULL\|The key is \(id\).\|', 'no key'),
	($$SELECT * FROM sss.explain_case('plain_case', '{NULL}')$$, '^22004\|', 'a key of NULL'),
	($$SELECT * FROM sss.explain_case('plain_case', '{1,2}')$$, '^22023\|the key has 1 columns, not 2\|', 'another number of columns'),
	($$SELECT * FROM sss.explain_case('plain_case', '{one}')$$, '^22P02\|the key is not of the types of its columns\|The server says: .*\|The key is \(id integer\)', 'a key of another type'),
	($$SELECT * FROM sss.explain_case('plain_case', '{99999999999}')$$, '^22003\|the key is not', 'a number too large'),
	($$SELECT * FROM sss.explain_case('plain_case', '{1'' OR true --}')$$, '^22P02', 'nothing in a key is run'),
	($$SELECT * FROM sss.explain_case('plain', '{1}', 'placement', key_columns => '{id}', language => 'xx')$$, '^22023', 'no such language')) AS v (statement, expected, what);

-- With the caller's rights, and nobody's code with somebody else's
CREATE ROLE sss_test_asker;
GRANT USAGE ON SCHEMA facts TO sss_test_asker;
SET LOCAL ROLE sss_test_asker;
SELECT is(pg_temp.said(format('SELECT * FROM %s', f)) ~ '^42501', true, 'no SELECT: ' || f) FROM unnest(ARRAY['sss.unmapped(''facts.placement'')', 'sss.explain_case(''facts.placement'', ''{1}'')']) AS f;
RESET ROLE;
GRANT SELECT ON facts.placement TO sss_test_asker;
SET LOCAL ROLE sss_test_asker;
SELECT is((SELECT sum(cases) FROM sss.unmapped('facts.placement')), 8::numeric, 'SELECT on the view is enough');
SELECT is((SELECT value FROM sss.explain_case('facts.placement', '{2}') WHERE part = 'verdict'), 'violation', 'for both');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
