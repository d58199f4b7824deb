-- Index methods beside btree and hash, which sql/types_indexes.sql covers: BRIN finds what a scan of the table finds, and an
-- EXCLUDE constraint over codes works by their texts.  The fault no_gist: both failed with 42704.
BEGIN;
SET LOCAL client_min_messages = warning;
SELECT plan(13);

CREATE TABLE log_by_month (month integer, service sss.service, provision sss.provision, verdict sss.verdict);
INSERT INTO log_by_month
	SELECT month, service, provision, CASE WHEN n % 3 = 0 THEN 'violation' ELSE 'compliant' END
	  FROM (SELECT row_number() OVER (ORDER BY service) AS month, service, provision FROM sss.scope WHERE standard = 'organizations') AS s,
		   generate_series(1, 2000) AS n;
-- NULL, and values that are out of order
INSERT INTO log_by_month VALUES (99, NULL, NULL, NULL), (99, 'household.living_space', '1.5.1', 'violation');
CREATE INDEX by_service ON log_by_month USING brin (service, provision) WITH (pages_per_range = 4);
ANALYZE log_by_month;
CREATE FUNCTION pg_temp.answers(of_scan text) RETURNS text[] LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('enable_seqscan', CASE of_scan WHEN 'seq' THEN 'on' ELSE 'off' END, true), set_config('enable_bitmapscan', CASE of_scan WHEN 'seq' THEN 'off' ELSE 'on' END, true);
	RETURN ARRAY[
		(SELECT count(*)::text FROM log_by_month WHERE service = 'household.living_space'),
		(SELECT count(*)::text FROM log_by_month WHERE service >= 'labor.household_skills' AND service < 'legal.assist_family_placement'),
		(SELECT count(*)::text FROM log_by_month WHERE service IN ('household.living_space', 'medical.emergency_first_aid')),
		(SELECT count(*)::text FROM log_by_month WHERE provision > '1.19.2'),
		(SELECT count(*)::text FROM log_by_month WHERE provision < '1.5.2'),
		(SELECT count(*)::text FROM log_by_month WHERE provision IS NULL)];
END
$$;
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP plan := plan || line; END LOOP;
	RETURN plan;
END
$$;
SELECT isnt((pg_temp.answers('seq'))[1], '0', 'there is something to find');
SELECT is(pg_temp.answers('bitmap'), pg_temp.answers('seq'), 'BRIN finds what a scan of the table finds');
SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'on', true) \g /dev/null
SELECT matches(pg_temp.plan_of($$SELECT * FROM log_by_month WHERE provision = '1.7.10'$$), 'by_service', 'an index on a citation is used');
SELECT matches(pg_temp.plan_of($$SELECT * FROM log_by_month WHERE service = 'household.living_space'$$), 'by_service', 'and one on a service');
INSERT INTO log_by_month SELECT 100, 'household.living_space', '1.5.1', 'violation' FROM generate_series(1, 5000);
SELECT is(pg_temp.answers('bitmap'), pg_temp.answers('seq'), 'also after more rows');
DELETE FROM log_by_month WHERE month = 1;
SELECT brin_summarize_new_values('by_service') \g /dev/null
SELECT is(pg_temp.answers('bitmap'), pg_temp.answers('seq'), 'and summarized');
SELECT is(ARRAY(SELECT t.oid::regtype::text FROM pg_type AS t WHERE typnamespace = 'sss'::regnamespace AND typtype = 'b' AND typelem = 0
				   AND NOT EXISTS (SELECT FROM pg_opclass AS c JOIN pg_am AS a ON a.oid = c.opcmethod
									WHERE a.amname = 'brin' AND c.opcintype = t.oid AND c.opcdefault AND amvalidate(c.oid))), '{}', 'every type has a valid operator class');

-- EXCLUDE: one category of a child at a time
CREATE EXTENSION btree_gist;
SELECT throws_ok($$CREATE TABLE direct (category sss.recipient_category, period daterange, EXCLUDE USING gist (category WITH =, period WITH &&))$$,
	'42704', NULL, 'GiST has no operator class for codes');
SELECT lives_ok($$CREATE TABLE by_text (category sss.recipient_category, period daterange, EXCLUDE USING gist ((category::text) WITH =, period WITH &&))$$, 'but for their texts');
INSERT INTO by_text VALUES ('orphan', '[2024-01-01,2024-06-30]'), ('abuse_victim', '[2024-01-01,2024-06-30]');
SELECT throws_ok($$INSERT INTO by_text VALUES ('orphan', '[2024-06-30,2024-07-31]')$$, '23P01', NULL, 'an overlapping period of the same code is refused');
SELECT lives_ok($$INSERT INTO by_text VALUES ('orphan', '[2024-07-01,2024-07-31]')$$, 'one beside it is not');
-- From 18 on, WITHOUT OVERLAPS wants a column: one that is generated from the code
SELECT CASE WHEN current_setting('server_version_num')::int >= 180000 THEN lives_ok($$
	CREATE TABLE without_overlaps (child integer, category sss.recipient_category, category_text text GENERATED ALWAYS AS (category::text) STORED,
		period daterange, PRIMARY KEY (child, category_text, period WITHOUT OVERLAPS))$$, 'WITHOUT OVERLAPS over a generated column') ELSE skip('WITHOUT OVERLAPS is new in 18') END;
SELECT CASE WHEN current_setting('server_version_num')::int >= 180000 THEN throws_ok($$
	INSERT INTO without_overlaps (child, category, period) VALUES (1, 'orphan', '[2024-01-01,2024-06-30]'), (1, 'orphan', '[2024-06-01,2024-07-31]')$$, '23P01', NULL, 'refuses an overlap') ELSE skip('WITHOUT OVERLAPS is new in 18') END;

SELECT * FROM finish();
ROLLBACK;
