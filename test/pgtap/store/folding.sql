-- Lines of the log are folded at random moments, after they were committed in any order: sss.violations shows what all lines say.
-- What it should show is computed here from the lines alone, by a definition of its own.  A failure prints the seed: psql -v seed=0.5 repeats it.
BEGIN;
\ir ../common.psql
SELECT plan(14);
\if :{?seed}
\else
SELECT random() AS seed \gset
\endif
SELECT setseed(:seed) \g /dev/null
\echo '#' seed :seed
CREATE SCHEMA folding;
SET LOCAL search_path = folding, public;

CREATE TABLE by_number (id integer PRIMARY KEY, code sss.service, org sss.provider_type);
CREATE TABLE by_numeric (id numeric PRIMARY KEY, code sss.service, org sss.provider_type);
CREATE TABLE without (code sss.service, org sss.provider_type);
SELECT sss.attach('by_number', 'service'), sss.attach('by_number', 'service', name => 'other'), sss.attach('by_numeric', 'service') \g /dev/null

-- What was logged: no line of a case has the time of another, as they come from different moments.
CREATE TABLE subject (relation text, attachment text, key_columns text, keys text[]);
INSERT INTO subject VALUES
	('by_number', 'sss_service', 'folding.by_number(id)', (SELECT array_agg(k::text) FROM generate_series(1, 30) AS k)), ('by_number', 'other', 'folding.by_number(id)', '{1,2,3}'),
	('by_numeric', 'sss_service', 'folding.by_numeric(id)', '{1,1.0,1.00,2,2.0,3}'), ('without', 'sss_service', NULL, NULL);
-- Numbers below a limit; random() would give a line's columns in a pattern, as the same number of calls is made for each.
CREATE FUNCTION pick(n integer, what text, below bigint) RETURNS integer LANGUAGE sql AS
	$$SELECT (abs(hashtextextended(n || what || current_setting('folding.seed'), 0) % below))::integer$$;
SELECT set_config('folding.seed', :'seed', true) \g /dev/null
CREATE TABLE line AS
	SELECT row_number() OVER (ORDER BY pick(n, 'commit', 1000000), n) AS commit_order, timestamptz '2024-01-01' + n * interval '1 minute' AS logged_at, s.relation, s.attachment, s.key_columns,
		   CASE WHEN s.keys IS NOT NULL THEN ARRAY[s.keys[1 + pick(n, 'key', cardinality(s.keys))]] END AS key,
		   (ARRAY['violation', 'unsettled', 'compliant', 'compliant', 'not_governed', 'unknown'])[1 + pick(n, 'verdict', 6)]::sss.verdict AS verdict,
		   timestamptz '2024-01-01' + (n - pick(n, 'seen', 200)) * interval '1 minute' AS seen, pick(n, 'audit', 5) < 2 AS by_audit,
		   (ARRAY['1.7.10', '3.8', '2.7.4'])[1 + pick(n, 'provision', 3)]::sss.provision AS provision, date '2024-01-01' + pick(n, 'date', 9) AS on_date
	  FROM generate_series(1, 1500) AS n
	  JOIN (SELECT *, row_number() OVER () - 1 AS number FROM subject) AS s ON s.number = pick(n, 'subject', 4);
CREATE FUNCTION log_lines(from_line bigint, to_line bigint) RETURNS void LANGUAGE sql AS $$
	INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment, rule, key, service, provider, on_date, requirement, verdict, provision, resolves, key_columns, reason)
		SELECT logged_at, ('folding.' || relation)::regclass, 'folding.' || relation, attachment, 'service', key, 'medical.laboratory_sampling', 'guardian', on_date,
			   CASE WHEN verdict IN ('violation', 'unsettled') THEN 'service' END, verdict, provision,
			   CASE WHEN verdict NOT IN ('violation', 'unsettled') AND (by_audit OR verdict = 'unknown') THEN seen END, key_columns::sss_internal.key_columns,
			   CASE WHEN verdict = 'unknown' THEN 'detached' END
		  FROM folding.line WHERE commit_order BETWEEN from_line AND to_line ORDER BY random()
$$;

-- The definition: a case is found by its failing lines.  It is resolved by the first line after the last of these that says so, and that knew of that one.
CREATE FUNCTION case_name(relation text, key text[]) RETURNS text LANGUAGE sql AS
	$$SELECT CASE WHEN relation LIKE '%by_numeric' THEN trim_scale(key[1]::numeric)::text ELSE key[1] END$$;
CREATE VIEW should AS
	WITH l AS MATERIALIZED (
		SELECT *, concat_ws('/', relation, attachment, case_name(relation, key)) AS name, case_name(relation, key) AS case,
			   verdict IN ('violation', 'unsettled') AS fails
		  FROM sss.violation_log
	), found AS (
		SELECT relation, attachment, "case", name, min(logged_at) AS first_seen, max(logged_at) AS last_seen, count(*) AS count
		  FROM l WHERE fails GROUP BY relation, attachment, "case", name
	)
	SELECT f.relation, f.attachment, f.case, f.first_seen, f.last_seen, f.count, resolution.logged_at AS resolved, resolution.reason, last.verdict, last.provision, last.on_date
	  FROM found AS f
	  JOIN l AS last ON last.name = f.name AND last.logged_at = f.last_seen AND last.fails
	  LEFT JOIN LATERAL (
			SELECT * FROM l AS r
			 WHERE r.name = f.name AND NOT r.fails AND r.logged_at > f.last_seen AND (r.resolves IS NULL OR r.resolves >= f.last_seen)
			 ORDER BY r.logged_at LIMIT 1) AS resolution ON true;
CREATE VIEW shown AS
	SELECT relation, attachment, case_name(relation, key) AS case, first_seen, last_seen, count, resolved, reason, verdict, provision, on_date FROM sss.violations;
CREATE FUNCTION differences() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(d) FROM (
		(SELECT 'missing ' || s::text FROM should AS s EXCEPT ALL SELECT 'missing ' || s::text FROM shown AS s)
		UNION ALL
		(SELECT 'wrong ' || s::text FROM shown AS s EXCEPT ALL SELECT 'wrong ' || s::text FROM should AS s)) AS d (d)
$$;
-- One case alone is found as among all.
CREATE FUNCTION alone() RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM sss.violations AS v
	 WHERE NOT EXISTS (SELECT FROM sss.violations AS one WHERE one.key = v.key AND one::text = v::text) AND v.key IS NOT NULL
$$;

CREATE TABLE step (number integer, folded bigint, differences text[], alone bigint);
DO $$
DECLARE
	last bigint := 0;
	batch bigint;
BEGIN
	FOR n IN 1 .. 24 LOOP
		batch := 1 + floor(random() * 60);
		PERFORM folding.log_lines(last + 1, last + batch);
		last := last + batch;
		INSERT INTO step SELECT n, 0, differences(), CASE WHEN n % 8 = 0 THEN alone() ELSE 0 END;
		IF n % 3 = 0 OR random() < 0.5 THEN
			UPDATE step SET folded = sss_internal.fold() WHERE number = n;
			INSERT INTO step SELECT n, NULL, differences(), CASE WHEN n % 8 = 0 THEN alone() ELSE 0 END;
		END IF;
	END LOOP;
END
$$;
SELECT is((SELECT array_agg(number || ': ' || differences::text) FROM step WHERE differences IS NOT NULL), NULL, format('no step shows a difference (seed %s)', :'seed'));
SELECT is((SELECT sum(alone) FROM step), 0::numeric, 'each case is found by its key');
SELECT cmp_ok((SELECT count(*) FROM step WHERE folded > 0), '>', 5::bigint, 'the log was folded now and then');
SELECT cmp_ok((SELECT count(*) FROM shown WHERE resolved IS NOT NULL), '>', 2::bigint, 'some cases are resolved');
SELECT cmp_ok((SELECT count(*) FROM shown WHERE resolved IS NULL), '>', 2::bigint, 'and some open');
SELECT is((SELECT count(*) FROM sss.violation_log), (SELECT count(*) FROM line WHERE commit_order <= (SELECT count(*) FROM sss.violation_log)), 'no line is lost or shown twice');

-- The rows of another database's state come beside those of this one, as a restore leaves them: each case is shown once, and folded into one.
CREATE TABLE before AS SELECT relation, attachment, "case", first_seen, last_seen, 2 * count AS count, resolved, reason, verdict, provision, on_date FROM shown;
SELECT sss_internal.fold() \g /dev/null
CREATE TABLE other_database AS SELECT * FROM sss_internal.violation_state;
INSERT INTO sss_internal.violation_sources SELECT -1, source + 1000, relid, relation, attachment, rule, key_columns FROM sss_internal.violation_sources;
INSERT INTO sss_internal.violation_state
	SELECT -1, source + 1000, same_key, key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolutions, resolved, reason
	  FROM other_database;
SELECT bag_eq('TABLE shown', 'TABLE before', 'restored beside its own state: each case once, and both counts');
SELECT is(alone(), 0::bigint, 'found by its key, too');
SELECT is(sss_internal.fold(), 0::bigint, 'no line is folded');
SELECT is((SELECT count(*) FROM sss_internal.violation_state WHERE origin <> sss_internal.origin()), 0::bigint, 'but the rows are merged');
SELECT bag_eq('TABLE shown', 'TABLE before', 'which changes nothing');
SELECT is((SELECT count(*) FROM sss_internal.violation_state), (SELECT count(*) FROM other_database), 'a case has one row');

-- Counts that somebody inserted do not stop a fold: the sum is the greatest count there is.
INSERT INTO sss_internal.violation_sources SELECT -1, source + 1000, relid, relation, attachment, rule, key_columns FROM sss_internal.violation_sources WHERE origin <> -1 ON CONFLICT DO NOTHING;
INSERT INTO sss_internal.violation_state
	SELECT -1, source + 1000, same_key, key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision, first_seen, last_seen, 9223372036854775807, resolutions, resolved, reason
	  FROM sss_internal.violation_state WHERE last_seen IS NOT NULL LIMIT 1;
SELECT is((SELECT max(count) FROM sss.violations), 9223372036854775807, 'a count beyond all others');
SELECT is(sss_internal.fold() + (SELECT max(count) FROM sss.violations), 9223372036854775807, 'is folded');

SELECT * FROM finish();
ROLLBACK;
