-- An audit of a view finds the same with workers that read for it, waivers and baseline included.
-- Annex 1, paragraph 4, part 2: orphans by decision of the local executive body or referral.
BEGIN;
\ir ../common.psql
CREATE SCHEMA view_workers;
SET LOCAL search_path = view_workers, public;
SELECT plan(6);

CREATE TABLE kind (id integer PRIMARY KEY, basis text);
INSERT INTO kind VALUES (1, 'local_executive_decision'), (2, 'court_act'), (3, 'no code');
CREATE TABLE stays (id integer PRIMARY KEY, kind integer REFERENCES kind, region text);
INSERT INTO stays SELECT i, CASE WHEN mod(i, 1000) = 0 THEN 2 WHEN mod(i, 1500) = 1 THEN 3 ELSE 1 END, 'region ' || mod(i, 3) FROM generate_series(1, 20000) AS i;
ANALYZE kind, stays;
CREATE VIEW facts AS
	SELECT s.id, 'orphan'::text AS category, k.basis, 'youth_house'::text AS provider, date '2024-02-29' AS on_date, s.region, s.kind
	  FROM stays AS s JOIN kind AS k ON k.id = s.kind;
SELECT sss.attach_view('facts', 'placement', mode => 'log', leave_out => '{kind}');
CREATE FUNCTION found() RETURNS text[] LANGUAGE sql AS $$ SELECT array_agg(a::text ORDER BY a::text) FROM sss.audit('view_workers.facts', 'placement', key => '{id}') AS a $$;
CREATE FUNCTION counted() RETURNS text[] LANGUAGE sql AS $$ SELECT array_agg(a::text ORDER BY a::text) FROM sss_internal.audit_counts('view_workers.facts', 'placement', key => '{id}') AS a $$;

SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TABLE alone AS SELECT found() AS found, counted() AS counted;
SELECT is((SELECT cardinality(found) FROM alone), 34, 'rows that are not compliant');
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SELECT is(found(), (SELECT found FROM alone), 'are the same with workers');
SELECT is(counted(), (SELECT counted FROM alone), 'and so are the counts');
SELECT is(sss.baseline('facts'), 20::bigint, 'a baseline records what workers helped to read');
SELECT is((SELECT count(*) FROM sss.audit('facts') WHERE baseline), 20::bigint, 'and is looked up when the view is read');
SELECT is((SELECT count(*) FROM sss.audit('facts') AS a WHERE a.refused), 0::bigint, 'nothing is refused any more');
SELECT * FROM finish();
ROLLBACK;
