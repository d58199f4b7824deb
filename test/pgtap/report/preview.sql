-- sss.preview() says what the INSERT or UPDATE is told: each row is previewed, then written, and both are compared, in every lane.
BEGIN;
\ir ../common.psql
SELECT * FROM no_plan();
CREATE SCHEMA p;
SET LOCAL search_path = p, public;

-- The answer to the statement that writes the row: of a refusal all fields, else the lines of the log.  Everything is rolled back.
CREATE FUNCTION pg_temp.told(of_table regclass, new_row jsonb, key jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	columns text := (SELECT string_agg(quote_ident(k), ', ') FROM jsonb_object_keys(new_row) AS k);
	told jsonb;
	name text;
	message text;
	detail text;
	hint text;
	attribute text;
BEGIN
	DELETE FROM sss_internal.violation_tail;
	IF key IS NULL THEN
		EXECUTE format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $1)', of_table, columns) USING new_row;
	ELSE
		EXECUTE format('UPDATE %1$s AS t SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $1)) WHERE %3$s', of_table, columns,
					   (SELECT string_agg(format('t.%I::text = %L', k, v), ' AND ') FROM jsonb_each_text(key) AS e (k, v))) USING new_row;
	END IF;
	SET CONSTRAINTS ALL IMMEDIATE;
	told := (SELECT jsonb_agg(DISTINCT jsonb_build_array(attachment, requirement, verdict, provision)) FROM sss_internal.violation_tail WHERE verdict IN ('violation', 'unsettled', 'unknown'));
	RAISE EXCEPTION USING ERRCODE = 'PT001', MESSAGE = coalesce(told::text, '[]');
EXCEPTION
	WHEN SQLSTATE 'PT001' THEN
		RETURN jsonb_build_object('logged', sqlerrm::jsonb);
	WHEN check_violation OR numeric_value_out_of_range THEN
		GET STACKED DIAGNOSTICS name = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, attribute = COLUMN_NAME;
		RETURN jsonb_build_object('refused', jsonb_build_array(nullif(name, ''), sqlstate, message, detail, nullif(hint, ''), nullif(attribute, '')));
END
$$;

-- The difference between the preview and the statement; NULL: there is none
-- A refusal of several cases is told of the one that the server finds first.
CREATE FUNCTION pg_temp.refusal(told jsonb) RETURNS jsonb LANGUAGE sql AS $$
	SELECT CASE WHEN told->>3 LIKE '%"other_keys"%'
				THEN jsonb_build_array(told->0, told->1, (told->>3)::jsonb->'rule', (told->>3)::jsonb->'count', told->5) ELSE told END
$$;
CREATE FUNCTION pg_temp.difference(of_table regclass, new_row jsonb, key jsonb DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said record;
	told jsonb;
BEGIN
	SELECT coalesce(jsonb_agg(pg_temp.refusal(jsonb_build_array(CASE WHEN attribute IS NULL AND hint IS NULL AND c.oid IS NOT NULL THEN NULL ELSE attachment END, errcode, message, p.detail, hint, attribute))) FILTER (WHERE outcome = 'refused'), '[]') AS refused,
		   coalesce(jsonb_agg(DISTINCT jsonb_build_array(attachment, p.detail::json->'requirement', p.detail::json->'verdict', p.detail::json->'provision')) FILTER (WHERE outcome = 'logged'), '[]') AS logged,
		   array_agg(DISTINCT outcome) FILTER (WHERE outcome NOT IN ('refused', 'logged', 'passes')) AS others, count(*) AS n
	  INTO said
	  FROM sss.preview(of_table, new_row, key) AS p
	  LEFT JOIN pg_constraint AS c ON c.conrelid = of_table AND c.conname = p.attachment AND c.contype = 'c';
	told := pg_temp.told(of_table, new_row, key);
	INSERT INTO pg_temp.tally VALUES (CASE WHEN told ? 'refused' THEN 'refused' WHEN told->'logged' <> '[]' THEN 'logged' ELSE 'passes' END);
	IF (said.others IS NULL AND said.n > 0 AND
		CASE WHEN told ? 'refused' THEN said.refused @> jsonb_build_array(pg_temp.refusal(told->'refused'))
			 ELSE said.refused = '[]' AND said.logged = told->'logged' END) THEN
		RETURN NULL;
	END IF;
	RETURN format('%s %s %s: said %s, told %s', of_table, new_row, key, row_to_json(said), told);
END
$$;
CREATE TABLE pg_temp.tally (outcome text);
CREATE FUNCTION pg_temp.outcomes() RETURNS text LANGUAGE sql AS $$
	WITH gone AS (DELETE FROM pg_temp.tally RETURNING outcome) SELECT string_agg(DISTINCT outcome, ', ') || CASE WHEN count(*) >= 100 THEN '' ELSE ', few' END FROM gone
$$;

CREATE TABLE value AS
	SELECT 'kat' AS col, v AS value FROM unnest('{orphan,deviant_behavior,special_educational_needs,nobody,NULL}'::text[]) AS v UNION ALL
	SELECT 'osn', v FROM unnest('{local_executive_decision,court_act,family_care_contract,NULL}'::text[]) AS v UNION ALL
	SELECT 'org', v FROM unnest('{youth_house,special_organization,foster_parent,NULL}'::text[]) AS v UNION ALL
	SELECT 'since', v FROM unnest('{2024-01-15,2020-01-01,NULL}'::text[]) AS v;
CREATE VIEW given AS
	SELECT jsonb_build_object('kat', a.value, 'osn', b.value, 'org', c.value, 'since', d.value) AS r
	  FROM value AS a, value AS b, value AS c, value AS d
	 WHERE a.col = 'kat' AND b.col = 'osn' AND c.col = 'org' AND d.col = 'since';

--
-- Columns: in either mode, strict, with a required role, deferred, with a partition that has other columns
--
CREATE TABLE one (id serial PRIMARY KEY, kat text, osn text, org varchar(40), since date);
SELECT sss.attach('one', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}', mode => 'enforce') \g /dev/null
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference('one', r) AS d FROM given) AS x), NULL, 'columns, enforced: an INSERT');
SELECT is(pg_temp.outcomes(), 'logged, passes, refused', 'some rows are refused, and some logged');
SET LOCAL sss.demote = on;
INSERT INTO one (id, kat, osn, org, since) SELECT -row_number() OVER (), g.kat, g.osn, g.org, g.since FROM given, jsonb_populate_record(NULL::one, r) AS g;
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference('one', r) AS d FROM given LIMIT 40) AS x), NULL, 'demoted, an INSERT is logged');
SELECT is(pg_temp.outcomes(), 'logged, passes, few', 'and it is');
RESET sss.demote;
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference('one', r - 'since', jsonb_build_object('id', -1 - (n * 37) % 240)) AS d FROM (SELECT r, row_number() OVER () AS n FROM given) AS g) AS x), NULL,
		  'an UPDATE of a row that was lawful, or was not');
SELECT is(pg_temp.outcomes(), 'logged, passes, refused', 'some are refused');

CREATE TABLE strict (id uuid PRIMARY KEY DEFAULT '00000000-0000-0000-0000-000000000001', kat text[], osn char(30), org text DEFAULT 'youth_house', since timestamp DEFAULT '2024-02-01');
SELECT sss.attach('strict', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}', required => '{category,basis}', unsettled => 'enforce', timing => 'deferred', mode => 'enforce') \g /dev/null
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference('strict', jsonb_build_object('kat', CASE WHEN r->>'kat' <> 'nobody' THEN jsonb_build_array(r->'kat', 'orphan') END) || (r - '{kat,since}'::text[])) AS d FROM given) AS x), NULL,
		  'strict, required and deferred, with defaults');
SELECT is(pg_temp.outcomes(), 'passes, refused', 'some are refused');

CREATE TABLE logged (id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, kat text, osn text, org text, since date, was text GENERATED ALWAYS AS (lower(osn)) STORED);
SELECT sss.attach('logged', 'placement', '{category=kat, basis=was, provider=org, on_date=since}') \g /dev/null
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference('logged', r || jsonb_build_object('osn', upper(r->>'osn'))) AS d FROM given) AS x), NULL, 'in mode log, with a generated column and an identity');
SELECT is(pg_temp.outcomes(), 'logged, passes', 'some are logged');

CREATE TABLE parted (gone text, id integer, region text, kat text, osn text, org text, since date, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE north (since date, org text, osn text, id integer NOT NULL, kat text, region text NOT NULL, gone text);
ALTER TABLE parted ATTACH PARTITION north FOR VALUES IN ('north');
CREATE TABLE others PARTITION OF parted DEFAULT PARTITION BY HASH (id);
CREATE TABLE others_0 PARTITION OF others FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE others_1 PARTITION OF others FOR VALUES WITH (MODULUS 2, REMAINDER 1);
ALTER TABLE parted DROP COLUMN gone;
SELECT sss.attach('parted', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}', mode => 'enforce') \g /dev/null
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference('parted', r || jsonb_build_object('id', n, 'region', (ARRAY['north', 'south'])[1 + n % 2])) AS d FROM (SELECT r, row_number() OVER () AS n FROM given) AS g WHERE n % 2 = 0 OR n % 3 = 0) AS x), NULL, 'partitions');
SET LOCAL sss.demote = on;
INSERT INTO parted (id, region, kat, osn, org, since) SELECT row_number() OVER (), 'north', g.kat, g.osn, g.org, g.since FROM given, jsonb_populate_record(NULL::parted, r) AS g;
RESET sss.demote;
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference('parted', r - 'since' || jsonb_build_object('region', (ARRAY['north', 'south'])[1 + n % 2]), jsonb_build_object('id', 1 + (n * 37) % 240, 'region', 'north')) AS d FROM (SELECT r, row_number() OVER () AS n FROM given) AS g) AS x), NULL,
		  'an UPDATE, which may move the row to another partition');
SELECT is(pg_temp.outcomes(), 'logged, passes, refused', 'some are refused');

--
-- CHECKs
--
CREATE TABLE checked (id serial PRIMARY KEY, kat sss.recipient_category, osn sss.placement_basis, org sss.provider_type, since date);
SELECT sss.add_check('checked', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}') \g /dev/null
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference('checked', r) AS d FROM given WHERE r->>'kat' IS DISTINCT FROM 'nobody' AND NOT (r @> '{"kat":"NULL"}' OR r @> '{"osn":"NULL"}' OR r @> '{"org":"NULL"}')) AS x), NULL, 'a CHECK');
SELECT is(pg_temp.outcomes(), 'passes, refused', 'some are refused');

--
-- Facts views: every table of the view, in either mode
--
CREATE TABLE status (id integer PRIMARY KEY, caption text);
CREATE TABLE mapped (status integer PRIMARY KEY REFERENCES status, code text);
CREATE TABLE child (id integer PRIMARY KEY, birth date);
CREATE TABLE has_status (child integer NOT NULL REFERENCES child, status integer NOT NULL REFERENCES status, deleted boolean NOT NULL DEFAULT false, PRIMARY KEY (child, status));
CREATE TABLE house (id integer PRIMARY KEY, type text);
CREATE TABLE place (dropped text, id bigserial PRIMARY KEY, child integer NOT NULL REFERENCES child, house integer REFERENCES house, osn text, since date, deleted boolean DEFAULT false);
ALTER TABLE place DROP COLUMN dropped;
CREATE VIEW last_house AS SELECT h.id, h.type FROM house AS h;
CREATE VIEW facts AS
	SELECT p.id, p.child, p.house, s.status, m.code AS category, p.osn AS basis, h.type AS provider, p.since AS on_date
	  FROM place AS p
	  LEFT JOIN has_status AS s ON s.child = p.child AND NOT s.deleted
	  LEFT JOIN mapped AS m ON m.status = s.status
	  LEFT JOIN last_house AS h ON h.id = p.house
	 WHERE NOT coalesce(p.deleted, false);
INSERT INTO status SELECT n, 'status ' || n FROM generate_series(1, 4) AS n;
INSERT INTO mapped VALUES (1, 'orphan'), (2, 'deviant_behavior'), (3, 'special_educational_needs');
INSERT INTO child SELECT n FROM generate_series(1, 30) AS n;
INSERT INTO house VALUES (1, 'youth_house'), (2, 'special_organization'), (3, 'foster_parent'), (4, NULL);
INSERT INTO has_status SELECT n, 1 + n % 4, n % 5 = 0 FROM generate_series(1, 25) AS n;
INSERT INTO has_status SELECT n, 1 + (n + 1) % 4 FROM generate_series(1, 25, 3) AS n;
INSERT INTO place (child, house, osn, since, deleted)
	SELECT 1 + n % 28, 1 + n % 4, (ARRAY['local_executive_decision', 'court_act', 'family_care_contract', NULL])[1 + (n / 4) % 4], date '2023-01-01' + n * 20, n % 9 = 0 FROM generate_series(1, 60) AS n;
SELECT count(*) FROM sss.attach_view('facts', 'placement', mode => 'enforce') \g /dev/null

CREATE VIEW written (of_table, r, key) AS
	SELECT 'place', jsonb_build_object('child', 1 + n % 30, 'house', 1 + n % 4, 'osn', (ARRAY['local_executive_decision', 'court_act', 'family_care_contract', NULL])[1 + (n / 7) % 4], 'since', date '2023-02-01' + n * 7), NULL::jsonb FROM generate_series(1, 80) AS n
	UNION ALL SELECT 'place', jsonb_build_object('child', 1 + (n * 3) % 30), jsonb_build_object('id', n) FROM generate_series(1, 60) AS n
	UNION ALL SELECT 'place', jsonb_build_object('osn', (ARRAY['local_executive_decision', 'court_act', 'family_care_contract'])[1 + n % 3], 'deleted', n % 5 = 0), jsonb_build_object('id', n) FROM generate_series(1, 60) AS n
	UNION ALL SELECT 'place', jsonb_build_object('deleted', false), jsonb_build_object('id', n) FROM generate_series(9, 60, 9) AS n
	UNION ALL SELECT 'has_status', jsonb_build_object('child', n, 'status', 1 + (n + 2) % 4), NULL FROM generate_series(1, 30) AS n
	UNION ALL SELECT 'has_status', jsonb_build_object('deleted', NOT s.deleted), jsonb_build_object('child', s.child, 'status', s.status) FROM has_status AS s
	UNION ALL SELECT 'has_status', jsonb_build_object('child', 1 + s.child % 30, 'status', 1 + s.status % 4), jsonb_build_object('child', s.child, 'status', s.status) FROM has_status AS s
				WHERE NOT EXISTS (SELECT FROM has_status AS o WHERE (o.child, o.status) = (1 + s.child % 30, 1 + s.status % 4))
	UNION ALL SELECT 'house', jsonb_build_object('type', v.value), jsonb_build_object('id', n) FROM generate_series(1, 4) AS n, value AS v WHERE v.col = 'org'
	UNION ALL SELECT 'mapped', jsonb_build_object('status', 4, 'code', v.value), NULL FROM value AS v WHERE v.col = 'kat'
	UNION ALL SELECT 'mapped', jsonb_build_object('code', v.value), jsonb_build_object('status', n) FROM generate_series(1, 3) AS n, value AS v WHERE v.col = 'kat';
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference(of_table::regclass, r, key) AS d FROM written) AS x), NULL, 'a facts view, enforced: each of its tables');
SELECT is(pg_temp.outcomes(), 'logged, passes, refused', 'in each way');
SELECT sss.set_mode('facts', 'log') \g /dev/null
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference(of_table::regclass, r, key) AS d FROM written) AS x), NULL, 'a facts view in mode log');
SELECT is(pg_temp.outcomes(), 'logged, passes', 'some are logged');
SELECT sss.detach('facts') \g /dev/null
SELECT count(*) FROM sss.attach_view('facts', 'placement', mode => 'enforce', timing => 'deferred', unsettled => 'enforce') \g /dev/null
SELECT is((SELECT string_agg(d, E'\n') FROM (SELECT pg_temp.difference(of_table::regclass, r, key) AS d FROM written) AS x), NULL, 'a facts view, deferred and strict');
SELECT is(pg_temp.outcomes(), 'passes, refused', 'some are refused');
SELECT sss.detach('facts') \g /dev/null

-- The table's own columns hold facts, and a view adds the others: of the row itself, or of another table
CREATE TABLE org (id integer PRIMARY KEY, type text);
INSERT INTO org VALUES (1, 'youth_house'), (2, 'foster_parent'), (3, NULL);
CREATE TABLE given_service (id serial PRIMARY KEY, org integer, service text, day date);
CREATE VIEW org_facts AS SELECT id, type AS provider FROM org;
SELECT sss_internal.attach_table('given_service', 'service', '{service=service,on_date=day}', lookup => 'org_facts', lookup_by => '{org=id}', mode => 'enforce') \g /dev/null
INSERT INTO given_service (id, org, service, day) VALUES (-1, 1, 'household.living_space', '2024-01-15'), (-2, 3, 'legal.assist_family_placement', '2024-01-15');
SELECT is((SELECT string_agg(d, E'\n') FROM (
		SELECT pg_temp.difference('given_service', jsonb_build_object('org', o, 'service', s, 'day', y), k) AS d
		  FROM unnest('{1,2,3,NULL}'::integer[]) AS o, unnest('{household.living_space,household.transport,legal.assist_family_placement,none,NULL}'::text[]) AS s,
			   unnest('{2024-01-15,2020-01-01,NULL}'::text[]) AS y, (VALUES (NULL::jsonb), ('{"id": -1}'), ('{"id": -2}')) AS ks (k)) AS x), NULL, 'own columns and a view');
SELECT is(pg_temp.outcomes(), 'passes, refused', 'in each way');

-- Views of other shapes: partitions and children of a table, an aggregate, DISTINCT ON, a lateral query, UNION ALL, whole rows, a table in two places
CREATE TABLE person (id integer PRIMARY KEY, kat text);
INSERT INTO person VALUES (1, 'orphan'), (2, 'deviant_behavior'), (3, NULL);
CREATE TABLE stay (gone integer, id integer, year integer, person integer NOT NULL, osn text, org text, since date, PRIMARY KEY (id, year)) PARTITION BY RANGE (year);
CREATE TABLE stay_2023 PARTITION OF stay FOR VALUES FROM (2000) TO (2024);
ALTER TABLE stay DROP COLUMN gone;
CREATE TABLE stay_2024 (org text, osn text, since date, year integer NOT NULL, person integer NOT NULL, id integer NOT NULL);
ALTER TABLE stay ATTACH PARTITION stay_2024 FOR VALUES FROM (2024) TO (3000);
INSERT INTO stay SELECT n, 2022 + n % 4, 1 + n % 3, (ARRAY['local_executive_decision', 'court_act'])[1 + n % 2], (ARRAY['youth_house', 'special_organization'])[1 + n / 2 % 2], date '2023-08-01' + n FROM generate_series(1, 16) AS n;
CREATE FUNCTION pg_temp.stays() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(d, E'\n') FROM (
		SELECT pg_temp.difference('stay', jsonb_build_object('id', 100 + n, 'year', 2022 + n % 4, 'person', 1 + n % 3, 'osn', (ARRAY['local_executive_decision', 'court_act', NULL])[1 + n % 3], 'org', (ARRAY['youth_house', 'special_organization'])[1 + n % 2], 'since', date '2023-07-01' + n * 11)) AS d
		  FROM generate_series(1, 24) AS n
		UNION ALL
		SELECT pg_temp.difference('stay', jsonb_build_object('osn', (ARRAY['local_executive_decision', 'court_act'])[1 + n / 3 % 2], 'year', 2022 + n % 3), jsonb_build_object('id', n, 'year', 2022 + n % 4)) FROM generate_series(1, 16) AS n
		UNION ALL
		SELECT pg_temp.difference('person', jsonb_build_object('kat', v), jsonb_build_object('id', n)) FROM generate_series(1, 3) AS n, unnest('{orphan,deviant_behavior,NULL}'::text[]) AS v
		UNION ALL
		SELECT pg_temp.difference('person', '{"id": 4, "kat": "orphan"}')) AS x
$$;
CREATE FUNCTION pg_temp.shape(what text, query text, key text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'CREATE VIEW shape AS ' || query;
	PERFORM sss.attach_view('shape', 'placement', key => key::text[], mode => 'enforce');
	RETURN NEXT is(pg_temp.stays(), NULL, what);
	RETURN NEXT is(pg_temp.outcomes(), 'logged, passes, refused, few', 'in each way');
	PERFORM sss.detach('shape');
	DROP VIEW shape;
END
$$;
-- A view that is read without a query
CREATE TABLE plain (id integer PRIMARY KEY, person integer NOT NULL REFERENCES person, osn text, org text, since date);
INSERT INTO plain VALUES (1, 1, 'local_executive_decision', 'youth_house', '2024-01-15'), (2, 2, 'court_act', 'special_organization', '2024-01-15');
CREATE VIEW simple AS SELECT s.id, s.person, p.kat AS category, s.osn AS basis, s.org AS provider, s.since AS on_date FROM plain AS s JOIN person AS p ON p.id = s.person;
SELECT count(*) FROM sss.attach_view('simple', 'placement', mode => 'enforce') \g /dev/null
SELECT is((SELECT string_agg(d, E'\n') FROM (
		SELECT pg_temp.difference('plain', jsonb_build_object('id', 10 + n, 'person', 1 + n % 3, 'osn', (ARRAY['local_executive_decision', 'court_act'])[1 + n % 2], 'org', 'youth_house', 'since', '2024-02-01')) AS d FROM generate_series(1, 60) AS n
		UNION ALL SELECT pg_temp.difference('plain', jsonb_build_object('osn', o, 'person', n), jsonb_build_object('id', i)) FROM unnest('{local_executive_decision,court_act}'::text[]) AS o, generate_series(1, 3) AS n, generate_series(1, 2) AS i
		UNION ALL SELECT pg_temp.difference('person', jsonb_build_object('kat', v), jsonb_build_object('id', n)) FROM generate_series(1, 3) AS n, unnest('{orphan,deviant_behavior,NULL}'::text[]) AS v) AS x), NULL, 'a simple view');
SELECT is(pg_temp.outcomes(), 'logged, passes, refused, few', 'in each way');
SELECT sss.detach('simple') \g /dev/null
SELECT pg_temp.shape('partitions', 'SELECT s.id, s.year, s.person, p.kat AS category, s.osn AS basis, s.org AS provider, s.since AS on_date FROM stay AS s LEFT JOIN person AS p ON p.id = s.person', '{id,year}');
SELECT pg_temp.shape('DISTINCT ON: the last of each person', 'SELECT DISTINCT ON (s.person) s.person, p.kat AS category, s.osn AS basis, s.org AS provider, s.since AS on_date FROM stay AS s LEFT JOIN person AS p ON p.id = s.person ORDER BY s.person, s.since DESC, s.id', '{person}');
SELECT pg_temp.shape('an aggregate', 'SELECT s.person, max(p.kat) AS category, max(s.osn) AS basis, min(s.org) AS provider, max(s.since) AS on_date FROM stay AS s LEFT JOIN person AS p ON p.id = s.person GROUP BY s.person', '{person}');
SELECT pg_temp.shape('a lateral query, and the table twice', 'SELECT s.id, s.year, s.person, p.kat AS category, l.osn AS basis, s.org AS provider, s.since AS on_date FROM stay AS s LEFT JOIN person AS p ON p.id = s.person LEFT JOIN LATERAL (SELECT o.osn FROM stay AS o WHERE o.person = s.person AND o.since <= s.since ORDER BY o.since DESC, o.id LIMIT 1) AS l ON true', '{id,year}');
SELECT pg_temp.shape('UNION ALL', 'SELECT s.id, s.year, s.person, p.kat AS category, s.osn AS basis, s.org AS provider, s.since AS on_date FROM stay AS s JOIN person AS p ON p.id = s.person WHERE s.year <= 2023 UNION ALL SELECT s.id, s.year, s.person, p.kat, s.osn, s.org, s.since FROM stay AS s JOIN person AS p ON p.id = s.person WHERE s.year > 2023', '{id,year}');
SELECT pg_temp.shape('a subquery in the list, and EXISTS', 'SELECT s.id, s.year, s.person, (SELECT p.kat FROM person AS p WHERE p.id = s.person) AS category, s.osn AS basis, s.org AS provider, s.since AS on_date FROM stay AS s WHERE NOT EXISTS (SELECT FROM stay AS o WHERE o.person = s.person AND o.since > s.since + 300)', '{id,year}');

-- Not known: a system column, a function that may read the table
CREATE TABLE seen (id integer PRIMARY KEY, kat text, osn text, org text, since date);
CREATE VIEW odd AS SELECT s.id, s.kat AS category, s.osn AS basis, CASE WHEN s.tableoid = 0 THEN NULL ELSE s.org END AS provider, s.since AS on_date FROM seen AS s;
SELECT count(*) FROM sss.attach_view('odd', 'placement', mode => 'enforce') \g /dev/null
SELECT results_eq($$SELECT outcome, message FROM sss.preview('seen', '{"id": 1, "kat": "orphan"}')$$, $$VALUES ('unknown', 'The view reads a system column of the table.')$$, 'a system column');
SELECT sss.detach('odd') \g /dev/null
CREATE FUNCTION kind_of(n integer) RETURNS text STABLE LANGUAGE sql AS 'SELECT kat FROM p.seen WHERE id = n';
CREATE OR REPLACE VIEW odd AS SELECT s.id, p.kind_of(s.id) AS category, s.osn AS basis, s.org AS provider, s.since AS on_date FROM seen AS s;
SELECT count(*) FROM sss.attach_view('odd', 'placement', mode => 'enforce') \g /dev/null
SELECT results_eq($$SELECT outcome, message FROM sss.preview('seen', '{"id": 1, "kat": "orphan"}')$$, $$VALUES ('unknown', 'A function of the view may read the table.')$$, 'a function that may read any table');
SELECT sss.detach('odd') \g /dev/null
-- The view fails
CREATE OR REPLACE VIEW odd AS SELECT s.id, s.kat AS category, s.osn AS basis, s.org AS provider, date '2024-01-15' + (10 / (s.id - 1)) AS on_date FROM seen AS s;
SELECT count(*) FROM sss.attach_view('odd', 'placement', mode => 'enforce') \g /dev/null
SELECT results_eq($$SELECT outcome, errcode, message FROM sss.preview('seen', '{"id": 1, "kat": "orphan"}')$$, $$VALUES ('fails', '22012', 'facts view "odd" could not be read')$$, 'a view that fails, enforced');
SELECT throws_ok('INSERT INTO seen VALUES (1)', '22012', 'facts view "odd" could not be read', 'as the statement does');
SELECT sss.set_mode('odd', 'log') \g /dev/null
SELECT results_eq($$SELECT outcome, errcode, message FROM sss.preview('seen', '{"id": 1, "kat": "orphan"}')$$, $$VALUES ('not checked', '22012', 'facts view "odd" could not be read')$$, 'and in mode log');
-- Triggers that do not fire, that were not asked for, and triggers of the application
ALTER TABLE seen DISABLE TRIGGER ALL;
SELECT is((SELECT string_agg(outcome, ',') FROM sss.preview('seen', '{"id": 2}')), 'not checked', 'disabled triggers');
ALTER TABLE seen ENABLE TRIGGER ALL;
CREATE FUNCTION turn() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN new.osn := ''court_act''; RETURN new; END';
CREATE TRIGGER turn BEFORE INSERT ON seen FOR EACH ROW EXECUTE FUNCTION turn();
SELECT results_eq($$SELECT outcome, message FROM sss.preview('seen', '{"id": 2, "kat": "orphan", "osn": "local_executive_decision", "org": "youth_house"}')$$, $$VALUES ('unknown', 'Triggers of the table may change the row, or others: turn.')$$, 'a trigger of the application');
SELECT is((SELECT outcome FROM sss.preview('seen', '{"id": 2, "kat": "orphan", "osn": "local_executive_decision", "org": "youth_house"}', ignore_triggers => '{turn}')), 'passes', 'that is known to change nothing');
INSERT INTO seen VALUES (5);
SELECT is((SELECT outcome FROM sss.preview('seen', '{"osn": "local_executive_decision"}', '{"id": 5}')), 'passes', 'and that does not fire for an UPDATE');
SELECT sss.detach('odd') \g /dev/null
SELECT throws_ok($$SELECT * FROM sss.preview('seen', '{"id": 2}')$$, '42704', 'no rule is attached to relation "p.seen"', 'nothing is attached');

-- Defaults: a function that may do anything, and a domain that is a CHECK
CREATE FUNCTION anything() RETURNS integer VOLATILE LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'called'; END$$;
CREATE TABLE defaults (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n integer DEFAULT anything(), kat text, osn text, org text, since date DEFAULT current_date);
SELECT sss.attach('defaults', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}', mode => 'enforce') \g /dev/null
SELECT results_eq($$SELECT outcome, message FROM sss.preview('defaults', '{"kat": "orphan", "osn": "local_executive_decision", "org": "youth_house"}')$$, $$VALUES ('unknown', 'The default cannot be told before the row is written: n.')$$, 'a default that may do anything is not evaluated');
SELECT is((SELECT outcome FROM sss.preview('defaults', '{"n": 1, "kat": "orphan", "osn": "local_executive_decision", "org": "youth_house"}')), 'passes', 'if it is not needed, the row is known');
SELECT is((SELECT outcome FROM sss.preview('defaults', '{"n": 1, "kat": "orphan", "osn": "court_act", "org": "youth_house"}')), 'refused', 'or not lawful');

--
-- Nothing is left behind
--
SELECT last_value AS before FROM one_id_seq \gset
SELECT count(*) AS journalled FROM sss.journal \gset
DELETE FROM sss_internal.violation_tail;
SELECT count(*) FROM sss.preview('one', '{"kat": "orphan", "osn": "court_act", "org": "youth_house", "since": "2024-01-15"}') \g /dev/null
SET LOCAL sss.demote = on;
SELECT is((SELECT outcome FROM sss.preview('one', '{"kat": "orphan", "osn": "court_act", "org": "youth_house", "since": "2024-01-15"}')), 'logged', 'demoted');
RESET sss.demote;
SELECT is((SELECT last_value FROM one_id_seq), :before::bigint, 'no value of a sequence');
SELECT is((SELECT count(*) FROM sss.journal), :journalled::bigint, 'no line in the journal');
SELECT is((SELECT count(*) FROM sss_internal.violation_tail), 0::bigint, 'no line in the log');

-- A style in which a date cannot be read again, and an order in which it is read otherwise
SET LOCAL DateStyle = 'Postgres, YMD';
SELECT is((SELECT detail::json ->> 'on_date' FROM sss.preview('one', '{"kat": "orphan", "osn": "court_act", "org": "youth_house", "since": "2024-01-15"}')), '2024-01-15', 'DateStyle');
SET LOCAL DateStyle = 'SQL, DMY';
SELECT is((SELECT detail::json ->> 'on_date' FROM sss.preview('one', '{"kat": "orphan", "osn": "court_act", "org": "youth_house", "since": "03/02/2024"}')), '2024-02-03', 'the order of days and months is that of the session');
SET LOCAL DateStyle = 'ISO, DMY';

--
-- Bad input
--
CREATE FUNCTION pg_temp.fails(call text, state text, says text) RETURNS text LANGUAGE sql AS $$SELECT throws_ok('SELECT * FROM sss.preview(' || call || ')', state, says, state || ': ' || says)$$;
SELECT pg_temp.fails($$NULL, '{}'$$, '22004', 'argument "relation" must not be NULL');
SELECT pg_temp.fails($$'one', NULL$$, '22004', 'argument "new_row" must not be NULL');
SELECT pg_temp.fails($$'one', '{}', ignore_triggers => NULL$$, '22004', 'argument "ignore_triggers" must not be NULL');
SELECT pg_temp.fails($$'one', '[]'$$, '22023', 'argument "new_row" must be a JSON object, with a member for each column');
SELECT pg_temp.fails($$'one', 'null'$$, '22023', 'argument "new_row" must be a JSON object, with a member for each column');
SELECT pg_temp.fails($$'one', '{}', '[1]'$$, '22023', 'argument "key" must be a JSON object, with a member for each column');
SELECT pg_temp.fails($$'one', '{}', '{}'$$, '22023', 'argument "key" names no column');
SELECT pg_temp.fails($$'one', '{"kat": "orphan", "Kat": "orphan"}'$$, '42703', 'column "Kat" of relation "p.one" does not exist');
SELECT pg_temp.fails($$'one', '{"ctid": "(0,1)"}'$$, '42703', 'column "ctid" of relation "p.one" does not exist');
SELECT pg_temp.fails($$'parted', '{"gone": "1"}'$$, '42703', 'column "gone" of relation "p.parted" does not exist');
SELECT pg_temp.fails($$'one', '{}', '{"nr": 1}'$$, '42703', 'column "nr" of relation "p.one" does not exist');
SELECT pg_temp.fails($$'one', '{"since": "yesterday or so"}'$$, '22007', 'invalid input syntax for type date: "yesterday or so"');
SELECT pg_temp.fails($$'one', '{"org": "a code that is much too long for the column of this table"}'$$, '22001', 'value too long for type character varying(40)');
SELECT pg_temp.fails($$'checked', '{"kat": "orphans"}'$$, '22P02', 'invalid code for type sss.recipient_category');
SELECT pg_temp.fails($$'facts', '{}'$$, '42809', '"p.facts" is not a table');
SELECT pg_temp.fails($$'logged', '{"id": 1}'$$, '428C9', 'column "id" of table "p.logged" is generated always');
SELECT pg_temp.fails($$'logged', '{"was": "x"}'$$, '428C9', 'column "was" of table "p.logged" is generated always');
SELECT pg_temp.fails($$'one', '{"osn": "court_act"}', '{"id": 123456}'$$, 'P0002', 'no row of relation "p.one" has this key');
SELECT pg_temp.fails($$'one', '{"osn": "court_act"}', '{"kat": "orphan"}'$$, '21000', 'several rows of relation "p.one" have this key');
SELECT pg_temp.fails($$'one', '{"osn": "court_act"}', '{"id": null}'$$, 'P0002', 'no row of relation "p.one" has this key');
CREATE TABLE ranged (LIKE parted) PARTITION BY LIST (region);
SELECT sss.attach('ranged', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}', key => '{id}') \g /dev/null
SELECT pg_temp.fails($$'ranged', '{"region": "x"}'$$, '23514', 'no partition of relation "p.ranged" found for row');

-- With the application's rights
CREATE ROLE preview_clerk;
GRANT USAGE ON SCHEMA p TO preview_clerk;
SET LOCAL ROLE preview_clerk;
SELECT pg_temp.fails($$'one', '{"kat": "orphan"}'$$, '42501', 'permission denied for column "kat" of table "p.one"');
SELECT pg_temp.fails($$'one', '{}'$$, '42501', 'permission denied for table one');
RESET ROLE;
GRANT INSERT (kat, osn, org, since), UPDATE (osn) ON one TO preview_clerk;
GRANT USAGE, SELECT ON one_id_seq TO preview_clerk;
SET LOCAL ROLE preview_clerk;
SELECT pg_temp.fails($$'one', '{"id": 7, "kat": "orphan"}'$$, '42501', 'permission denied for column "id" of table "p.one"');
SELECT pg_temp.fails($$'one', '{"kat": "orphan"}', '{"id": -1}'$$, '42501', 'permission denied for column "kat" of table "p.one"');
SELECT pg_temp.fails($$'one', '{"osn": "court_act"}', '{"id": -1}'$$, '42501', 'permission denied for table one');
SELECT results_eq($$SELECT outcome, detail::text, hint FROM sss.preview('one', '{"kat": "orphan", "osn": "court_act", "org": "youth_house", "since": "2024-01-15"}')$$,
				  $$VALUES ('refused', '{"rule": "placement", "requirement": "basis", "verdict": "violation", "provision": "1.4/2"}', NULL::text)$$, 'who may not read the row is told the provision alone');
SELECT throws_ok($$SELECT * FROM sss_internal.preview_triggers('seen', 'seen', '(1,,,,)', NULL, NULL)$$, '42501', NULL, 'what is beneath needs the rights, too');
SELECT throws_ok($$SELECT * FROM sss_internal.preview_triggers('one', 'seen', '(1,,,,)', NULL, NULL)$$, '42809', NULL, 'on the table itself');
SELECT throws_ok($$SELECT * FROM sss_internal.preview_triggers('one', 'one', '(1,,,,,)', NULL, NULL)$$, '22P02', NULL, 'of which the row is one');
SELECT throws_ok($$SELECT * FROM sss_internal.preview_step('make', 'seen', 'seen', NULL, '{}', NULL, false)$$, '42501', NULL, 'so does a step');
SELECT throws_ok($$SELECT * FROM sss_internal.preview_step('make', 'one', 'seen', NULL, '{}', NULL, false)$$, '42809', NULL, 'of the table itself');
SELECT throws_ok($$SELECT * FROM sss_internal.preview_triggers('one', 'one', NULL, NULL, NULL)$$, '22004', NULL, 'and not NULL');
RESET ROLE;
ALTER TABLE one ENABLE ROW LEVEL SECURITY;
SET LOCAL ROLE preview_clerk;
SELECT pg_temp.fails($$'one', '{"kat": "orphan"}'$$, '42501', 'row-level security is active for relation "p.one"');
RESET ROLE;
-- Code that the owner of the table wrote runs with his rights, whoever asks
CREATE ROLE preview_mallory;
CREATE SCHEMA m AUTHORIZATION preview_mallory;
GRANT USAGE ON SCHEMA m TO PUBLIC;
SET LOCAL ROLE preview_mallory;
CREATE TABLE m.loot (who text, via text);
GRANT ALL ON m.loot TO PUBLIC;
CREATE FUNCTION m.note(via text) RETURNS void LANGUAGE plpgsql AS $$BEGIN INSERT INTO m.loot VALUES (current_user, via); END$$;
CREATE FUNCTION m.own(via text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$BEGIN PERFORM m.note(via); RETURN true; END$$;
CREATE FUNCTION m.word(via text) RETURNS text STABLE LANGUAGE plpgsql AS $$BEGIN PERFORM m.note(via); RETURN 'orphan'; END$$;
CREATE DOMAIN m.code AS text CHECK (m.own(CASE WHEN VALUE > '' THEN 'domain' END));
CREATE TYPE m.steps AS RANGE (SUBTYPE = m.code);
CREATE TABLE m.cases (id m.code, kat text DEFAULT m.word('default'), osn m.code, org text, since date, steps m.steps, made boolean GENERATED ALWAYS AS (m.own('generated')) STORED, region integer,
	CHECK (m.own('check')), PRIMARY KEY (id, region)) PARTITION BY RANGE (region);
CREATE TABLE m.cases_1 PARTITION OF m.cases FOR VALUES FROM (0) TO (10);
CREATE VIEW m.facts AS SELECT c.id, c.region, c.kat AS category, c.osn AS basis, c.org AS provider, c.since AS on_date FROM m.cases AS c WHERE m.own('view');
RESET ROLE;
SELECT sss.attach('m.cases', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}', mode => 'enforce') \g /dev/null
INSERT INTO m.cases VALUES ('1', 'orphan', 'local_executive_decision', 'youth_house', '2024-01-15', '[a,b)', DEFAULT, 1);
DELETE FROM m.loot;
SELECT is((SELECT string_agg(outcome, ',') FROM sss.preview('m.cases', '{"id": "2", "kat": "orphan", "osn": "court_act", "org": "youth_house", "since": "2024-01-15", "steps": "[a,b)", "region": 2}')), 'refused', 'an INSERT');
SELECT is((SELECT string_agg(outcome || ': ' || (message LIKE '%kat%'), ',') FROM sss.preview('m.cases', '{"id": "2", "osn": "court_act", "org": "youth_house", "since": "2024-01-15", "steps": "[a,b)", "region": 2}')), 'unknown: true', 'a default by which a function could tell what the owner may read is not evaluated');
SELECT is((SELECT string_agg(outcome, ',') FROM sss.preview('m.cases', '{"osn": "court_act", "region": 3}', '{"id": "1", "region": 1}')), 'refused', 'an UPDATE');
SELECT is((SELECT array_agg(DISTINCT who) FROM m.loot), '{preview_mallory}', 'as whom the code ran');
SELECT is((SELECT array_agg(DISTINCT via ORDER BY via) FROM m.loot), '{domain,generated}', 'code of each kind');
-- Only code of the table itself runs as the owner: an INSERT right is no way to the owner's other rights, nor to stored rows
CREATE TABLE m.theirs (id m.code, kat text);
CREATE TABLE vault (id text, kat text, CHECK (kat <> ''));
INSERT INTO vault VALUES ('1', 'secret');
ALTER TABLE m.theirs OWNER TO preview_mallory;
GRANT USAGE ON SCHEMA p TO preview_mallory;
GRANT INSERT ON vault TO preview_mallory;
DELETE FROM m.loot;
SET LOCAL ROLE preview_mallory;
ALTER TABLE m.theirs ADD CONSTRAINT theirs CHECK (m.own('check'));
CREATE TABLE m.parts (id text, kat text) PARTITION BY LIST ((kat || CASE WHEN m.own('key') THEN '' END));
CREATE TABLE m.parts_1 PARTITION OF m.parts DEFAULT;
SELECT throws_ok($$SELECT sss_internal.preview_step('find', 'vault', 'vault', NULL, '{"id": "1"}', NULL, false)$$, '42501', NULL, 'a row is not told without SELECT');
SELECT throws_ok(format($$SELECT sss_internal.preview_step('check', 'vault', 'vault', %s, NULL, '(1,a)', false)$$, (SELECT oid FROM pg_constraint WHERE conname = 'theirs')), '42809', NULL, 'a CHECK of another table');
SELECT throws_ok(format($$SELECT sss_internal.preview_step('%s', 'vault', 'vault', %L::regclass, NULL, '(1,a)', false)$$, s, r), '42809', NULL, format('step %s with %s', s, r))
  FROM (VALUES ('move', 'm.theirs'), ('choose', 'm.parts_1'), ('check', 'm.theirs')) AS v (s, r);
SELECT throws_ok($$SELECT sss_internal.preview_step('choose', 'vault', 'm.parts_1', 'm.parts_1'::regclass, NULL, '(1,a)', false)$$, '42809', NULL, 'a partition of another table');
SELECT throws_ok($$SELECT sss_internal.preview_default_kind('one', 1::smallint)$$, '42501', NULL, 'a role without rights locks nothing');
RESET ROLE;
SELECT is((SELECT array_agg(DISTINCT who) FROM m.loot WHERE who <> 'preview_mallory'), NULL, 'his code saw nobody else');
SELECT throws_ok(format($$SELECT sss_internal.preview_default_kind('vault', (%s)::smallint)$$, n), '42703', NULL, format('column %s', n)) FROM unnest('{-32768,-1,0,3,32767}'::int[]) AS n;
-- A partition that belongs to another role
ALTER TABLE m.cases_1 OWNER TO CURRENT_USER;
GRANT INSERT ON m.cases TO preview_clerk;
GRANT USAGE ON SCHEMA m TO preview_clerk;
SET LOCAL ROLE preview_clerk;
SELECT throws_ok($$SELECT * FROM sss.preview('m.cases', '{"id": "2", "osn": "court_act", "org": "youth_house", "since": "2024-01-15", "steps": "[a,b)", "region": 2}')$$,
	'42501', 'partition "cases_1" and table "cases" belong to different roles', 'code of the owner of the table would run as that of the partition');
RESET ROLE;
SELECT is((SELECT array_agg(DISTINCT who) FROM m.loot WHERE who <> 'preview_mallory'), NULL, 'and did not');
-- Not even a view that hides columns or rows is read as its owner
CREATE VIEW window_view AS SELECT * FROM vault;
GRANT SELECT, INSERT, UPDATE ON window_view TO preview_clerk;
GRANT USAGE ON SCHEMA p TO preview_clerk;
SET LOCAL ROLE preview_clerk;
SELECT throws_ok($$SELECT sss_internal.preview_step('find', 'window_view', 'window_view', NULL, '{"id": "1"}', NULL, true)$$, '42809', NULL, 'a view');
RESET ROLE;

-- A default that depends on the role
CREATE FUNCTION p.of_role() RETURNS text STABLE LANGUAGE sql AS 'SELECT current_user::text';
CREATE TABLE p.by_role (a text DEFAULT current_user, b text DEFAULT p.of_role() || 'x', c text DEFAULT upper(session_user::text), d date DEFAULT sss.today(), e timestamptz DEFAULT now());
SELECT is(sss_internal.preview_default('p.by_role', 1::smallint, 'text'::regtype), quote_literal(current_user), 'or is known');
SELECT is(ARRAY(SELECT sss_internal.preview_default_kind('p.by_role', n::smallint) FROM generate_series(1, 5) AS n ORDER BY n), '{volatile,volatile,fixed,fixed,fixed}', 'the role decides, or does not');

-- A place that no row has, and a table that has no rows of its own
CREATE TABLE p.places (id integer, kat text, osn text, org text, since date, PRIMARY KEY (id)) PARTITION BY LIST (id);
CREATE TABLE p.places_1 PARTITION OF p.places FOR VALUES IN (1);
SELECT sss.attach('p.places', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}') \g /dev/null
INSERT INTO p.places VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-01-15');
SELECT throws_ok(format($$SELECT * FROM sss_internal.preview_triggers('p.places', 'p.places_1', '(1,,,,)', 'p.places_1', %L)$$, place), '40001', NULL, 'place ' || place)
  FROM unnest('{"(0,0)", "(0,2)", "(0,65535)", "(1,1)", "(4294967294,1)", "(4294967295,1)"}'::tid[]) AS place;
SELECT is(pg_relation_size('p.places_1'), current_setting('block_size')::bigint, 'the table stays as it is');
SELECT throws_ok($$SELECT * FROM sss_internal.preview_triggers('p.places', 'p.places_1', '(1,,,,)', 'p.places', '(0,1)')$$, '42809', NULL, 'a partitioned table has no rows');
SELECT * FROM finish();
ROLLBACK;
