--
-- The types: operator classes, and the indexes, joins and partitions that rest on them.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
RESET client_min_messages;
CREATE SCHEMA types_indexes;
SET search_path = types_indexes;

CREATE TABLE types AS
SELECT oid, typname AS type
  FROM pg_type
 WHERE typnamespace = 'sss'::regnamespace AND typtype = 'b' AND typelem = 0;

-- Does the plan have such a node or strategy, or scan such a relation or index?
-- More detail differs between versions.
CREATE FUNCTION plan_has(query text, VARIADIC wanted text[]) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json, COSTS off) ' || query INTO plan;
	RETURN wanted <@ ARRAY(
		SELECT m[1] FROM regexp_matches(plan::text, '"(?:Node Type|Strategy|Relation Name|Index Name)": "([^"]*)"', 'g') AS m);
END $$;

--
-- The operator classes.
--
SELECT t.type, a.amname, c.opcname, n.nspname, c.opcdefault, c.opckeytype, f.opfname, amvalidate(c.oid)
  FROM types AS t
  JOIN pg_opclass AS c ON c.opcintype = t.oid
  JOIN pg_opfamily AS f ON f.oid = c.opcfamily
  JOIN pg_namespace AS n ON n.oid = c.opcnamespace
  JOIN pg_am AS a ON a.oid = c.opcmethod
 ORDER BY t.type COLLATE "C", a.amname COLLATE "C";
SELECT a.amname, p.amprocnum, replace(p.amproc::text, t.type, '<type>') COLLATE "C" AS function, count(*) AS types
  FROM types AS t
  JOIN pg_amproc AS p ON p.amproclefttype = t.oid AND p.amprocrighttype = t.oid
  JOIN pg_opfamily AS f ON f.oid = p.amprocfamily
  JOIN pg_am AS a ON a.oid = f.opfmethod
 GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3;

--
-- Size: like an enum's.  A column of each type and one of an enum with the same
-- values, in the same order, loaded together; and when more rows are added.
--
CREATE TABLE codes AS
SELECT 'standard' AS type, code::text, row_number() OVER (ORDER BY code) AS n FROM sss.standards
UNION ALL SELECT 'recipient_category', code::text, row_number() OVER (ORDER BY code) FROM sss.recipient_categories
UNION ALL SELECT 'placement_basis', code::text, row_number() OVER (ORDER BY code) FROM sss.placement_bases
UNION ALL SELECT 'provider_type', code::text, row_number() OVER (ORDER BY code) FROM sss.provider_types
UNION ALL SELECT 'stay_mode', code::text, row_number() OVER (ORDER BY code) FROM sss.stay_modes
UNION ALL SELECT 'deciding_level', code::text, row_number() OVER (ORDER BY code) FROM sss.deciding_levels
UNION ALL SELECT 'transport_purpose', code::text, row_number() OVER (ORDER BY code) FROM sss.transport_purposes
UNION ALL SELECT 'specialist_purpose', code::text, row_number() OVER (ORDER BY code) FROM sss.specialist_purposes
UNION ALL SELECT 'medical_measure', code::text, row_number() OVER (ORDER BY code) FROM sss.medical_measures
UNION ALL SELECT 'inspection_outcome', code::text, row_number() OVER (ORDER BY code) FROM sss.inspection_outcomes
UNION ALL SELECT 'service_kind', code::text, row_number() OVER (ORDER BY code) FROM sss.service_kinds
UNION ALL SELECT 'service', code::text, row_number() OVER (ORDER BY code) FROM sss.services
UNION ALL SELECT 'verdict', code::text, row_number() OVER (ORDER BY code) FROM sss.verdicts
UNION ALL SELECT 'provision', provision::text, row_number() OVER (ORDER BY provision)
  FROM (SELECT DISTINCT provision FROM sss.scope) AS s;

CREATE FUNCTION sizes(type text, OUT built boolean, OUT deduplicated boolean, OUT grown boolean)
LANGUAGE plpgsql AS $$
DECLARE
	names text;
BEGIN
	SELECT string_agg(quote_literal(code), ', ' ORDER BY n) INTO names FROM codes WHERE codes.type = sizes.type;
	EXECUTE format('CREATE TYPE as_enum AS ENUM (%s)', names);
	EXECUTE format('CREATE TABLE loaded (ours sss.%I, theirs as_enum)', type);
	EXECUTE format('INSERT INTO loaded
		SELECT c.ours[1 + (i * 7919::bigint) %% cardinality(c.ours)], c.theirs[1 + (i * 7919::bigint) %% cardinality(c.ours)]
		  FROM generate_series(1, 100000) AS i,
			   (SELECT ARRAY[%2$s]::sss.%1$I[] AS ours, ARRAY[%2$s]::as_enum[] AS theirs OFFSET 0) AS c', type, names);
	CREATE INDEX loaded_ours ON loaded (ours);
	CREATE INDEX loaded_theirs ON loaded (theirs);
	CREATE INDEX loaded_plain ON loaded (ours) WITH (deduplicate_items = off);
	built := pg_relation_size('loaded_ours') = pg_relation_size('loaded_theirs');
	deduplicated := pg_relation_size('loaded_ours') < pg_relation_size('loaded_plain') / 2;
	DROP INDEX loaded_plain;
	INSERT INTO loaded SELECT * FROM loaded LIMIT 20000;
	grown := pg_relation_size('loaded_ours') = pg_relation_size('loaded_theirs');
	DROP TABLE loaded;
	DROP TYPE as_enum;
END $$;
SELECT type, s.* FROM types, LATERAL sizes(type) AS s ORDER BY type COLLATE "C";

--
-- B-tree and hash indexes: every way to search finds what a sequential scan finds.
--
CREATE TABLE stays (id int, provider sss.provider_type, service sss.service, provision sss.provision);
INSERT INTO stays
SELECT i, CASE WHEN i % 50 <> 0 THEN ('#' || 1 + i % 127)::sss.provider_type END,
       (SELECT s[1 + i % array_length(s, 1)] FROM (SELECT array_agg(code ORDER BY code) AS s FROM sss.services) AS t),
       ('1.' || 1 + i % 22 || '.' || 1 + i % 10)::sss.provision
  FROM generate_series(1, 20000) AS i;
CREATE INDEX stays_provider ON stays (provider);
CREATE INDEX stays_provider_desc ON stays (provider DESC NULLS LAST) INCLUDE (id);
CREATE INDEX stays_service_provision ON stays (service, provision);
CREATE INDEX stays_provision_hash ON stays USING hash (provision);
CREATE INDEX stays_service_hash ON stays USING hash (service);
VACUUM ANALYZE stays;

CREATE TABLE searches (n serial, kind text, query text);
INSERT INTO searches (kind, query) VALUES
	('=', $$SELECT id FROM stays WHERE provider = 'guardian'$$),
	('=', $$SELECT id FROM stays WHERE provider = '#1'$$),
	('<', $$SELECT id FROM stays WHERE provider < 'youth_house'$$),
	('<=', $$SELECT id FROM stays WHERE provider <= 'youth_house'$$),
	('>', $$SELECT id FROM stays WHERE provider > 'other_family'$$),
	('>=', $$SELECT id FROM stays WHERE provider >= 'other_family'$$),
	('BETWEEN', $$SELECT id FROM stays WHERE provider BETWEEN 'guardian' AND 'trustee'$$),
	('IN', $$SELECT id FROM stays WHERE provider IN ('guardian', 'trustee', 'other_family')$$),
	('ANY', $$SELECT id FROM stays WHERE provider = ANY ('{guardian,trustee,NULL}')$$),
	('IS NULL', $$SELECT id FROM stays WHERE provider IS NULL$$),
	('row', $$SELECT id FROM stays WHERE (service, provision) = ('household.transport', '1.18.10')$$),
	('row <', $$SELECT id FROM stays WHERE (service, provision) < ('household.living_space', '1.7.10')$$),
	('two columns', $$SELECT id FROM stays WHERE service = 'household.transport' AND provision > '1.20'$$);
CREATE FUNCTION searched(query text, settings text[]) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
	ids int[];
BEGIN
	PERFORM set_config('enable_' || name, (name = ANY (settings))::text, true)
	   FROM unnest(ARRAY['seqscan', 'indexscan', 'indexonlyscan', 'bitmapscan']) AS name;
	EXECUTE format('SELECT array_agg(id ORDER BY id) FROM (%s) AS t', query) INTO ids;
	RETURN ids;
END $$;
SELECT kind, cardinality(searched(query, '{seqscan}')) AS rows,
       searched(query, '{indexscan}') = searched(query, '{seqscan}') AS by_index,
       searched(query, '{bitmapscan}') = searched(query, '{seqscan}') AS by_bitmap
  FROM searches ORDER BY n;

SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT kind, plan_has(query, 'Seq Scan') AS sequential FROM searches ORDER BY n;
-- Order and extremes come from the index, forwards and backwards.
SELECT plan_has('SELECT provider FROM stays ORDER BY provider LIMIT 3', 'Sort') AS sorted;
SELECT provider FROM stays ORDER BY provider LIMIT 3;
SELECT plan_has('SELECT provider FROM stays ORDER BY provider DESC LIMIT 3', 'Sort') AS sorted;
SELECT provider FROM stays ORDER BY provider DESC LIMIT 3;
SELECT plan_has('SELECT id FROM stays ORDER BY provider DESC NULLS LAST LIMIT 3', 'stays_provider_desc') AS by_index;
SELECT provider FROM stays ORDER BY provider DESC NULLS LAST LIMIT 3;
SELECT plan_has('SELECT min(provider), max(provider) FROM stays', 'Limit', 'Index Only Scan') AS by_index;
SELECT min(provider), max(provider) FROM stays;
SELECT plan_has('SELECT max(provision) FROM stays WHERE service = ''household.transport''',
				'Limit', 'Index Only Scan', 'stays_service_provision') AS by_index;
SELECT max(provision) FROM stays WHERE service = 'household.transport';
-- Hash indexes.
DROP INDEX stays_service_provision;
SELECT plan_has($$SELECT id FROM stays WHERE service = 'household.transport'$$, 'stays_service_hash') AS service,
       plan_has($$SELECT id FROM stays WHERE provision = '1.7.7'$$, 'stays_provision_hash') AS provision;
CREATE TABLE found_by_hash AS
SELECT code, (SELECT count(*) FROM stays WHERE service = code) AS found FROM sss.services;
RESET enable_seqscan;
RESET enable_bitmapscan;
SELECT count(*) AS services, sum(found) AS rows, count(*) FILTER (WHERE found <> counted) AS differing
  FROM found_by_hash JOIN (SELECT service AS code, count(*) AS counted FROM stays GROUP BY service) AS s USING (code);

-- Statistics of the types, a histogram too, serve the planner, and are read back.
ALTER TABLE stays ALTER service SET STATISTICS 10, ALTER provision SET STATISTICS 10;
CREATE STATISTICS stays_together ON provider, service, provision FROM stays;
ANALYZE stays;
SELECT attname, cardinality(histogram_bounds::text::text[]) > 2 AS histogram,
       correlation IS NOT NULL AS correlation
  FROM pg_stats WHERE schemaname = 'types_indexes' AND tablename = 'stays' AND attname <> 'id' ORDER BY attname COLLATE "C";
SELECT bounds = ARRAY(SELECT unnest(bounds) ORDER BY 1) AS ordered, bounds <@ ARRAY(SELECT code FROM sss.services) AS codes
  FROM (SELECT histogram_bounds::text::sss.service[] AS bounds
		  FROM pg_stats WHERE schemaname = 'types_indexes' AND tablename = 'stays' AND attname = 'service') AS s;
SELECT count(*) FROM stays
 WHERE service < 'legal.help_with_documents' AND provision > '1.2' AND provision <= '1.21.3' AND provider = 'guardian';

-- Indexes agree after changes, and a table's keys are unique.
CREATE TABLE places (provider sss.provider_type, stay sss.stay_mode, places int, UNIQUE (provider, stay));
INSERT INTO places
SELECT p.code, s.code, 0 FROM sss.provider_types AS p, sss.stay_modes AS s;
INSERT INTO places VALUES ('guardian', 'day', 7) ON CONFLICT (provider, stay) DO UPDATE SET places = excluded.places;
INSERT INTO places VALUES ('guardian', 'day', 8) ON CONFLICT DO NOTHING;
SELECT * FROM places WHERE provider = 'guardian' ORDER BY stay;
\set VERBOSITY sqlstate
INSERT INTO places VALUES ('guardian', 'day', 8);
UPDATE places SET stay = 'permanent' WHERE provider = 'guardian' AND stay = 'day';
\set VERBOSITY default
DELETE FROM places WHERE stay = 'temporary';
UPDATE places SET stay = '#37' WHERE stay = 'round_the_clock';
VACUUM places;
REINDEX TABLE places;
SET enable_seqscan = off;
SELECT stay, count(*) FROM places WHERE provider < 'guardian' GROUP BY stay ORDER BY stay;
RESET enable_seqscan;

-- Expression and partial indexes, generated columns, defaults, CHECK, foreign keys.
CREATE TABLE dictionary (code sss.recipient_category PRIMARY KEY, standard sss.standard NOT NULL DEFAULT 'organizations');
CREATE TABLE cases (
	id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	status varchar(100),
	category sss.recipient_category GENERATED ALWAYS AS (sss.try_recipient_category(status)) STORED
		REFERENCES dictionary ON DELETE CASCADE,
	service sss.service DEFAULT 'household.transport' CHECK (service < 'medical.emergency_first_aid'),
	kind sss.service_kind GENERATED ALWAYS AS (sss.kind(service)) STORED,
	is_orphan boolean GENERATED ALWAYS AS (sss.try_recipient_category(status) IN ('orphan', 'without_parental_care')) STORED,
	CHECK (CASE service WHEN 'household.living_space' THEN status IS DISTINCT FROM 'day' ELSE true END)
);
INSERT INTO dictionary VALUES ('orphan', DEFAULT), ('without_parental_care', DEFAULT), ('deviant_behavior', DEFAULT), ('abuse_victim', 'centers');
INSERT INTO cases (status) VALUES ('orphan'), ('deviant_behavior'), ('abuse_victim'), ('none'), (NULL), ('Orphan');
CREATE INDEX cases_kind ON cases ((sss.kind(service)));
CREATE INDEX cases_text ON cases ((category::text));
CREATE INDEX cases_status ON cases ((sss.try_recipient_category(status))) WHERE category >= 'deviant_behavior';
CREATE UNIQUE INDEX cases_one_orphan ON cases (service) WHERE category = 'orphan';
SELECT id, status, category, service, kind, is_orphan FROM cases ORDER BY id;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT plan_has($$SELECT id FROM cases WHERE sss.kind(service) = 'household'$$, 'cases_kind') AS kind,
       plan_has($$SELECT id FROM cases WHERE category >= 'deviant_behavior'
				   AND sss.try_recipient_category(status) = 'abuse_victim'$$, 'cases_status') AS status,
       plan_has($$SELECT id FROM cases WHERE category::text = 'orphan'$$, 'cases_text') AS text;
SELECT count(*) FROM cases WHERE sss.kind(service) = 'household';
SELECT id FROM cases WHERE category >= 'deviant_behavior' AND sss.try_recipient_category(status) = 'abuse_victim';
SELECT id FROM cases WHERE category::text = 'orphan';
RESET enable_seqscan;
RESET enable_bitmapscan;
\set VERBOSITY sqlstate
INSERT INTO cases (status) VALUES ('orphan');
INSERT INTO cases (status) VALUES ('crime_suspect');
INSERT INTO cases (status, service) VALUES ('none', 'medical.primary_health_care');
INSERT INTO cases (status, service) VALUES ('day', 'household.living_space');
UPDATE dictionary SET code = 'crime_suspect' WHERE code = 'abuse_victim';
UPDATE cases SET service = 'household.living_space' WHERE status = 'day' OR id = 1;
\set VERBOSITY default
DELETE FROM dictionary WHERE code = 'abuse_victim';
UPDATE cases SET status = 'without_parental_care' WHERE status = 'Orphan';
UPDATE cases SET service = 'household.living_space' WHERE status IS NULL;
SELECT id, status, category, service, kind, is_orphan FROM cases ORDER BY id;

-- Columns of text change their type without a USING clause.
CREATE TABLE changing (a text DEFAULT 'centers', b varchar(20), c sss.standard);
INSERT INTO changing VALUES ('organizations', 'families', 'centers');
ALTER TABLE changing ALTER a DROP DEFAULT, ALTER a TYPE sss.standard, ALTER b TYPE sss.standard, ALTER c TYPE text;
SELECT a, b, c, a < b AS ordered, pg_typeof(c) FROM changing;
ALTER TABLE changing ALTER a TYPE varchar(20), ALTER b TYPE char(8), ALTER c TYPE sss.standard;
SELECT a, b, c, pg_typeof(b) FROM changing;

--
-- GIN on arrays.
--
CREATE TABLE children (id int, categories sss.recipient_category[], services sss.service[]);
INSERT INTO children
SELECT i, ARRAY(SELECT code FROM (SELECT code, row_number() OVER (ORDER BY code)::int AS n FROM sss.recipient_categories) AS c
				 WHERE (i >> n) % 2 = 1),
       ARRAY[('#' || 1 + i % 3000)::sss.service, 'household.transport', NULL]
  FROM generate_series(1, 5000) AS i;
CREATE INDEX children_categories ON children USING gin (categories);
CREATE INDEX children_services ON children USING gin (services);
SET enable_seqscan = off;
SELECT plan_has($$SELECT id FROM children WHERE categories @> '{orphan,crime_suspect}'$$, 'children_categories') AS contains,
       plan_has($$SELECT id FROM children WHERE categories && '{youth_house_resident}'$$, 'children_categories') AS overlaps,
       plan_has($$SELECT id FROM children WHERE services @> '{legal.help_with_documents}'$$, 'children_services') AS services;
CREATE TABLE by_index AS
SELECT (SELECT count(*) FROM children WHERE categories @> '{orphan,crime_suspect}') AS contains,
       (SELECT count(*) FROM children WHERE categories && '{orphan,crime_suspect}') AS overlaps,
       (SELECT count(*) FROM children WHERE categories <@ '{orphan,crime_suspect}') AS contained,
       (SELECT count(*) FROM children WHERE categories = '{orphan,crime_suspect}') AS equal,
       (SELECT count(*) FROM children WHERE categories @> '{disrupted_life_activity}') AS last,
       (SELECT count(*) FROM children WHERE services @> '{#1010}') AS services,
       (SELECT count(*) FROM children WHERE services && '{#31000}') AS none;
RESET enable_seqscan;
SET enable_bitmapscan = off;
SELECT * FROM by_index
INTERSECT
SELECT (SELECT count(*) FROM children WHERE categories @> '{orphan,crime_suspect}'),
       (SELECT count(*) FROM children WHERE categories && '{orphan,crime_suspect}'),
       (SELECT count(*) FROM children WHERE categories <@ '{orphan,crime_suspect}'),
       (SELECT count(*) FROM children WHERE categories = '{orphan,crime_suspect}'),
       (SELECT count(*) FROM children WHERE categories @> '{disrupted_life_activity}'),
       (SELECT count(*) FROM children WHERE services @> '{household.living_space}'),
       (SELECT count(*) FROM children WHERE services && '{#31000}');
RESET enable_bitmapscan;

--
-- Joins and groups, each way to compute them.
--
CREATE FUNCTION answer(query text, node text, VARIADIC disabled text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	PERFORM set_config('enable_' || name, (name <> ALL (disabled))::text, true)
	   FROM unnest(ARRAY['hashjoin', 'mergejoin', 'nestloop', 'hashagg', 'sort']) AS name;
	EXECUTE format('SELECT md5(string_agg(t::text, '','' ORDER BY t::text COLLATE "C")) || '' '' || count(*) FROM (%s) AS t', query) INTO result;
	RETURN CASE WHEN plan_has(query, node) THEN result ELSE 'not by ' || node END;
END $$;
CREATE TABLE more_stays AS SELECT id, provider, service, provision FROM stays WHERE id % 37 = 0;
ANALYZE more_stays;
CREATE TABLE joins (n serial, kind text, query text);
INSERT INTO joins (kind, query) VALUES
	('one byte', 'SELECT a.id, b.id FROM more_stays AS a JOIN more_stays AS b ON a.provider = b.provider'),
	('two bytes', 'SELECT a.id, b.id FROM more_stays AS a JOIN more_stays AS b USING (service)'),
	('four bytes', 'SELECT a.id, b.id FROM more_stays AS a JOIN more_stays AS b USING (provision)'),
	('several', 'SELECT a.id, b.id FROM more_stays AS a JOIN more_stays AS b USING (provider, service, provision)'),
	('left', 'SELECT a.id, b.code FROM more_stays AS a LEFT JOIN sss.provider_types AS b ON a.provider = b.code'),
	('anti', 'SELECT a.id FROM more_stays AS a WHERE NOT EXISTS (SELECT FROM sss.provider_types AS b WHERE a.provider = b.code)'),
	('semi', 'SELECT a.id FROM more_stays AS a WHERE a.provision IN (SELECT b.provision FROM sss.scope AS b)');
SELECT kind, split_part(hashed, ' ', 2)::int AS rows, merged = hashed AS merged, looped = hashed AS looped
  FROM joins,
	   LATERAL (SELECT answer(query, 'Hash Join', 'mergejoin', 'nestloop') AS hashed,
					   answer(query, 'Merge Join', 'hashjoin', 'nestloop') AS merged,
					   answer(query, 'Nested Loop', 'hashjoin', 'mergejoin') AS looped) AS a
 ORDER BY n;
-- Full joins have no nested loop.
SELECT split_part(hashed, ' ', 2)::int AS rows, merged = hashed AS merged
  FROM (VALUES ('SELECT a.id, b.code FROM more_stays AS a FULL JOIN sss.provider_types AS b ON a.provider = b.code')) AS q (query),
	   LATERAL (SELECT answer(query, 'Hash Join', 'mergejoin') AS hashed, answer(query, 'Merge Join', 'hashjoin') AS merged) AS a;

DROP INDEX stays_provider, stays_provider_desc;
SELECT split_part(hashed, ' ', 2)::int AS rows, sorted = hashed AS sorted
  FROM unnest(ARRAY[
	'SELECT provider, count(*) FROM stays GROUP BY provider',
	'SELECT service, provision, min(id) FROM stays GROUP BY service, provision',
	'SELECT provision FROM stays INTERSECT SELECT provision FROM sss.scope']) WITH ORDINALITY AS q (query, n),
	   LATERAL (SELECT answer(query, 'Hashed', 'sort') AS hashed, answer(query, 'Sorted', 'hashagg') AS sorted) AS a
 ORDER BY n;

-- Parallel workers load the library, and their results are combined.
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT plan_has('SELECT min(provider), max(provider), max(service), min(provision) FROM stays', 'Gather') AS parallel;
SELECT min(provider), max(provider), max(service), min(provision) FROM stays;
SELECT count(*) FROM stays WHERE provider = 'guardian' AND sss.kind(service) <> 'legal' AND sss.label(service, 'en') IS NOT NULL;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

--
-- Hash partitions: rows in every partition, each found in its own.
--
CREATE FUNCTION partitioned(type text, OUT rows bigint, OUT filled bigint, OUT looked_up bigint, OUT one_scanned boolean)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE parted (code sss.%I, text text) PARTITION BY HASH (code)', type);
	FOR remainder IN 0 .. 3 LOOP
		EXECUTE format('CREATE TABLE parted_%1$s PARTITION OF parted FOR VALUES WITH (MODULUS 4, REMAINDER %1$s)', remainder);
	END LOOP;
	INSERT INTO parted
	SELECT code, code FROM codes WHERE codes.type = partitioned.type
	UNION ALL SELECT '#' || n, '#' || n FROM generate_series(1, 7) AS n WHERE partitioned.type <> 'provision'
	UNION ALL SELECT NULL, NULL;
	SELECT count(*), count(DISTINCT tableoid) INTO rows, filled FROM parted;
	EXECUTE format('SELECT sum((SELECT count(*) FROM parted AS p WHERE p.code = t.text::sss.%1$I AND p.text = t.text)) FROM parted AS t', type)
	   INTO looked_up;
	SELECT bool_and(plan_has(query, partition) AND NOT plan_has(query, 'Append')) INTO one_scanned
	  FROM (SELECT DISTINCT ON (1) tableoid::regclass::text AS partition, format('SELECT FROM parted WHERE code = %L', text) AS query
			  FROM parted WHERE code IS NOT NULL) AS t;
	DROP TABLE parted;
END $$;
SELECT type, p.* FROM types, LATERAL partitioned(type) AS p ORDER BY type COLLATE "C";

-- The partition of a row is stored: the hash may never change.
CREATE TABLE by_hash (provider sss.provider_type, service sss.service, provision sss.provision) PARTITION BY HASH (provider, service, provision);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE by_hash_2 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO by_hash VALUES
	('guardian', 'household.transport', '3.6.8'), ('guardian', 'household.living_space', '3.6.1'),
	('youth_house', 'household.transport', '1.5.8'), ('youth_house', 'legal.help_with_documents', '1.19.2'),
	('other_center', 'medical.primary_health_care', '2.7.8'), ('other_center', NULL, NULL),
	(NULL, 'labor.household_skills', '1.11.4'), (NULL, NULL, '1.7-1'), (NULL, NULL, NULL), ('#127', '#32767', '7.127-7.63-15/15');
SELECT tableoid::regclass, * FROM by_hash ORDER BY tableoid::regclass::text COLLATE "C", provider, service, provision;
SELECT sss_internal.standard_hash('centers'), sss_internal.standard_hash_extended('centers', 0), sss_internal.standard_hash_extended('centers', 8816678312871386365);
UPDATE by_hash SET provider = 'trustee' WHERE provider = 'guardian';
SELECT count(*) FROM by_hash WHERE provider = 'trustee' AND service = 'household.transport' AND provision = '3.6.8';
SET enable_partitionwise_join = on;
SELECT count(*) FROM by_hash AS a JOIN by_hash AS b USING (provider, service, provision);
RESET enable_partitionwise_join;

-- List and range partitions.
CREATE TABLE by_list (standard sss.standard, provision sss.provision NOT NULL, PRIMARY KEY (standard, provision)) PARTITION BY LIST (standard);
CREATE TABLE by_list_organizations PARTITION OF by_list FOR VALUES IN ('organizations', 'centers') PARTITION BY RANGE (provision);
CREATE TABLE by_list_families PARTITION OF by_list FOR VALUES IN ('families', '#37');
CREATE TABLE by_list_rest PARTITION OF by_list DEFAULT;
CREATE TABLE by_range_1 PARTITION OF by_list_organizations FOR VALUES FROM (MINVALUE) TO ('1.7');
CREATE TABLE by_range_2 PARTITION OF by_list_organizations FOR VALUES FROM ('1.7') TO ('2.1');
CREATE TABLE by_range_3 (standard sss.standard NOT NULL, provision sss.provision NOT NULL);
INSERT INTO by_range_3 VALUES ('centers', '2.1'), ('centers', '2.3/2');
ALTER TABLE by_list_organizations ATTACH PARTITION by_range_3 FOR VALUES FROM ('2.1') TO ('3.1');
INSERT INTO by_list VALUES
	('organizations', '1.3.3'), ('organizations', '1.6/2'), ('organizations', '1.7'), ('organizations', '1.7-1'),
	('organizations', '1.22/2'), ('centers', '2.22'), ('families', '3.6.1'), ('#37', '3.6.1'), ('#100', '4.1');
SELECT tableoid::regclass, * FROM by_list ORDER BY standard, provision;
SELECT plan_has($$SELECT FROM by_list WHERE standard = 'families'$$, 'by_list_families') AS families,
       plan_has($$SELECT FROM by_list WHERE standard = 'families'$$, 'by_list_rest') AS rest,
       plan_has($$SELECT FROM by_list WHERE standard = 'centers' AND provision >= '2.1'$$, 'by_range_3') AS range_3,
       plan_has($$SELECT FROM by_list WHERE standard = 'centers' AND provision >= '2.1'$$, 'by_range_2') AS range_2;
SELECT c.relname, pg_get_expr(c.relpartbound, c.oid)
  FROM pg_class AS c
 WHERE c.relnamespace = 'types_indexes'::regnamespace AND c.relispartition AND c.relkind IN ('r', 'p') AND c.relname ~ '^by_[lr]'
 ORDER BY c.relname COLLATE "C";
\set VERBOSITY sqlstate
INSERT INTO by_list VALUES ('centers', '3.1');
INSERT INTO by_list VALUES ('families', '3.6.1');
INSERT INTO by_range_2 VALUES ('organizations', '1.6/2');
CREATE TABLE by_list_centers PARTITION OF by_list FOR VALUES IN ('#32');
\set VERBOSITY default

SET client_min_messages = warning;
DROP SCHEMA types_indexes CASCADE;
