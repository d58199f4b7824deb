-- Support functions of the planner: answers are the same with and without them, plans
-- search the index, and estimates are near the truth.
BEGIN;
SELECT plan(35);
CREATE SCHEMA planner;
SET search_path = planner, public, pg_catalog;
SET client_min_messages = warning;

--
-- Answers.  In facts, all arguments are columns of one row, which no support function touches.
--
CREATE TABLE drawn AS
	SELECT row_number() OVER () AS id, s.service, p.provider, d.day
	  FROM (SELECT code AS service FROM sss.services UNION ALL VALUES (NULL), ('#127'::sss.service), ('#32767')) AS s
	 CROSS JOIN (SELECT code AS provider FROM sss.provider_types UNION ALL VALUES (NULL), ('#127'::sss.provider_type)) AS p
	 CROSS JOIN (VALUES (NULL), (date '2024-01-01'), ('2023-06-30'), ('2023-07-01'), ('infinity'), ('-infinity')) AS d (day);
-- Not by an UPDATE: its transaction could not use an index over rows that it changed.
CREATE TABLE facts AS
	SELECT *, sss.in_scope(service, provider, day) AS in_scope, sss.service_verdict(service, provider, day) AS verdict FROM drawn;

CREATE FUNCTION constant(value text, type text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT quote_nullable(value) || '::' || type $$;

-- The number of rows for which a predicate differs from what is recorded, whichever
-- argument is the free one; %1 to %3: service, provider, day
CREATE FUNCTION differences(predicate text, truth text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	f record;
	differ bigint;
	total bigint := 0;
BEGIN
	FOR f IN SELECT DISTINCT provider, day FROM facts LOOP
		EXECUTE format('SELECT count(*) FROM facts WHERE provider IS NOT DISTINCT FROM %2$s AND day IS NOT DISTINCT FROM %3$s AND (%1$s) IS DISTINCT FROM (%4$s)',
			format(predicate, 'service', constant(f.provider::text, 'sss.provider_type'), constant(f.day::text, 'date')),
			constant(f.provider::text, 'sss.provider_type'), constant(f.day::text, 'date'), truth) INTO differ;
		total := total + differ;
	END LOOP;
	FOR f IN SELECT DISTINCT service, day FROM facts LOOP
		EXECUTE format('SELECT count(*) FROM facts WHERE service IS NOT DISTINCT FROM %2$s AND day IS NOT DISTINCT FROM %3$s AND (%1$s) IS DISTINCT FROM (%4$s)',
			format(predicate, constant(f.service::text, 'sss.service'), 'provider', constant(f.day::text, 'date')),
			constant(f.service::text, 'sss.service'), constant(f.day::text, 'date'), truth) INTO differ;
		total := total + differ;
	END LOOP;
	RETURN total;
END
$$;

SELECT is(differences('sss.in_scope(%1$s, %2$s, %3$s)', 'in_scope'), 0::bigint, 'in_scope with constants answers as it does with columns');
SELECT is(differences('NOT sss.in_scope(%1$s, %2$s, %3$s)', 'NOT in_scope'), 0::bigint, 'so does its negation');
SELECT is(differences('sss.in_scope(%1$s, %2$s, %3$s) IS NULL', 'in_scope IS NULL'), 0::bigint, 'so does IS NULL');
SELECT is(differences('sss.service_verdict(%1$s, %2$s, %3$s) = ''' || code || '''', 'verdict = ''' || code || ''''), 0::bigint,
		  format('a verdict with constants is %s where it is so with columns', code))
  FROM sss.verdicts ORDER BY code;
SELECT is(differences('''violation'' <> sss.service_verdict(%1$s, %2$s, %3$s)', 'verdict <> ''violation'''), 0::bigint, 'so is what is not a violation');

-- Each predicate searches the index of its free argument, and finds the same rows.
CREATE INDEX ON facts (service);
CREATE INDEX ON facts (provider);
ANALYZE facts;
CREATE FUNCTION found(predicate text, search boolean) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
	ids bigint[];
BEGIN
	PERFORM set_config('enable_seqscan', (NOT search)::text, true), set_config('enable_indexscan', search::text, true),
			set_config('enable_bitmapscan', search::text, true);
	EXECUTE 'SELECT array_agg(id ORDER BY id) FROM facts WHERE ' || predicate INTO ids;
	RETURN ids;
END
$$;
CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	lines text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP
		lines := lines || line || E'\n';
	END LOOP;
	RETURN lines;
END
$$;
CREATE TABLE predicate (id integer, text text, condition text);
INSERT INTO predicate VALUES
	(1, 'NOT sss.in_scope(service, ''youth_house'', ''2024-01-01'')', 'Index Cond: (service = ANY '),
	(2, 'sss.in_scope(service, ''youth_house'', ''2024-01-01'')', 'Index Cond: (service = ANY '),
	(3, 'NOT sss.in_scope(service, ''youth_house'')', 'Index Cond: (service = ANY '),
	(4, 'sss.in_scope(''labor.vocational_guidance'', provider, ''2024-01-01'')', 'Index Cond: (provider = ANY '),
	(5, 'sss.service_verdict(service, ''youth_house'', ''2024-01-01'') = ''violation''', 'Index Cond: (service = ANY '),
	(6, 'sss.service_verdict(service, ''youth_house'', ''2024-01-01'') = ''compliant''', 'Index Cond: (service = ANY '),
	-- True also for NULL, which no index condition of ours finds
	(7, 'sss.service_verdict(service, ''youth_house'', ''2024-01-01'') = ''unknown''', NULL),
	(8, 'sss.service_verdict(service, ''youth_house'', ''2024-01-01'') <> ''compliant''', NULL);
SELECT is(found(text, true), found(text, false), 'an index finds the same rows: ' || text)
  FROM predicate ORDER BY id;
SET enable_seqscan = off;
RESET enable_indexscan;
RESET enable_bitmapscan;
SELECT ok(CASE WHEN condition IS NULL THEN plan_of(query) NOT LIKE '%Index Cond%' ELSE position(condition IN plan_of(query)) > 0 END,
		  'plan of ' || text)
  FROM (SELECT *, 'SELECT * FROM facts WHERE ' || text AS query FROM predicate) AS p ORDER BY id;

-- A later column of an index: the rows come in the order that the plan promises.
CREATE INDEX in_order ON facts (day, service);
ANALYZE facts;
SET enable_sort = off;
SET enable_bitmapscan = off;
CREATE TEMP TABLE got AS SELECT row_number() OVER () AS place, day FROM (
	SELECT day FROM facts WHERE NOT sss.in_scope(service, 'youth_house', '2024-01-01') ORDER BY day) AS q;
SELECT is((SELECT count(*) FROM (SELECT day < lag(day) OVER (ORDER BY place) AS wrong FROM got) AS g WHERE wrong), 0::bigint,
		  'ORDER BY the first column holds, if the condition is on the second');
RESET enable_sort;
RESET enable_bitmapscan;
DROP INDEX in_order;

-- The provider may come from a join.
CREATE TABLE organization (id integer PRIMARY KEY, provider sss.provider_type);
CREATE TABLE given (id bigint PRIMARY KEY, organization integer, service sss.service);
INSERT INTO organization SELECT row_number() OVER (ORDER BY code), code FROM sss.provider_types;
INSERT INTO given SELECT row_number() OVER (), o.id, s.service FROM organization AS o
	CROSS JOIN (SELECT code AS service FROM sss.services UNION ALL VALUES (NULL), ('#127'::sss.service)) AS s;
CREATE INDEX ON given (service, organization);
ANALYZE organization, given;
CREATE FUNCTION joined() RETURNS bigint[] LANGUAGE sql AS $$
	SELECT array_agg(g.id ORDER BY g.id) FROM planner.given AS g JOIN planner.organization AS o ON o.id = g.organization
	 WHERE NOT sss.in_scope(g.service, o.provider, '2024-01-01') $$;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
CREATE TEMP TABLE searched AS SELECT joined() AS ids;
SELECT matches(plan_of('SELECT * FROM given AS g JOIN organization AS o ON o.id = g.organization WHERE NOT sss.in_scope(g.service, o.provider, ''2024-01-01'')'),
			   'Index Cond: \(\(service = ANY \(sss_internal.services_of\(', 'a join searches the index by the services of each provider');
RESET ALL;
SET search_path = planner, public, pg_catalog;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
SELECT is(joined(), (SELECT ids FROM searched), 'a join by the index finds the same rows');
RESET enable_indexscan;
RESET enable_bitmapscan;

-- An estimate, with statistics, is near the truth.
CREATE FUNCTION error_of(query text) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
	line text;
	rows bigint;
	estimate double precision;
BEGIN
	EXECUTE 'SELECT count(*) FROM (' || query || ') AS q' INTO rows;
	EXECUTE 'EXPLAIN ' || query INTO line;
	estimate := substring(line FROM 'rows=(\d+)')::double precision;
	RETURN greatest(estimate / greatest(rows, 1), greatest(rows, 1) / greatest(estimate, 1));
END
$$;
CREATE TABLE record AS
	SELECT i AS id, CASE WHEN i % 500 = 0 THEN no[1 + i / 500 % cardinality(no)] WHEN i % 7 <> 0 THEN yes[1 + i % cardinality(yes)] END AS service,
		   'youth_house'::sss.provider_type AS provider, date '2024-01-01' AS day
	  FROM generate_series(1, 20000) AS i,
		   (SELECT array_agg(code) FILTER (WHERE sss.in_scope(code, 'youth_house', '2024-01-01')) AS yes,
				   array_agg(code) FILTER (WHERE NOT sss.in_scope(code, 'youth_house', '2024-01-01')) AS no FROM sss.services) AS s;
ANALYZE record;
SELECT cmp_ok(max(error_of('SELECT * FROM record WHERE ' || text)), '<=', 3::double precision, 'estimates by common values are within 3')
  FROM predicate WHERE text ~ 'service,';
DELETE FROM record WHERE service IS NULL;
ANALYZE record;
SELECT cmp_ok(error_of('SELECT * FROM record WHERE NOT sss.in_scope(service, provider, day)'), '<=', 3::double precision,
			  'without statistics few rows are taken to fail');
DO $$ BEGIN
	IF current_setting('server_version_num')::integer >= 140000 THEN
		CREATE STATISTICS planner.scope ON (sss.in_scope(service, provider, day)) FROM planner.record;
		CREATE STATISTICS planner.verdict ON (sss.service_verdict(service, provider, day)) FROM planner.record;
	ELSE
		CREATE INDEX ON planner.record ((sss.in_scope(service, provider, day)), (sss.service_verdict(service, provider, day)));
	END IF;
END $$;
ANALYZE record;
SELECT cmp_ok(max(error_of('SELECT * FROM record WHERE ' || text)), '<=', 2::double precision, 'statistics on the expression serve its estimate')
  FROM (VALUES ('NOT sss.in_scope(service, provider, day)'), ('sss.in_scope(service, provider, day)'),
	('sss.service_verdict(service, provider, day) = ''violation'''), ('sss.service_verdict(service, provider, day) <> ''violation''')) AS v (text);

-- A CHECK that comes from the bounds of a partition shows the planner's form, which is read back from a dump.
SELECT is_empty($$ SELECT d.value::text FROM facts CROSS JOIN LATERAL (SELECT sss_internal.provider_day(provider, day) AS value) AS d
	WHERE d.value::text::sss_internal.provider_day::text <> d.value::text
	   OR (service OPERATOR(sss_internal.<@) d.value::text::sss_internal.provider_day) IS DISTINCT FROM in_scope $$, 'a provider on a day is read as it was written');
SELECT is(sss_internal.provider_day('youth_house', '0044-03-15 BC')::text, 'youth_house 0044-03-15 BC', 'also before our era');
SELECT throws_ok($$ SELECT 'youth_home 2024-01-01'::sss_internal.provider_day $$, '22P02', NULL, 'an unknown provider is refused');
SELECT throws_ok($$ SELECT 'youth_house'::sss_internal.provider_day $$, '22007', NULL, 'so is a missing date');

SELECT * FROM finish();
ROLLBACK;
