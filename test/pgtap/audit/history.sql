-- Counts over time: each attachment once, by dimensions of the user's choice, with zeros, and of past days.
-- Annex 1, paragraph 4 (orphans by decision, not by court act); in force from 1 July 2023 (0.5).
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_counter;
CREATE ROLE regress_sss_stranger;
CREATE SCHEMA history;
GRANT USAGE ON SCHEMA history TO regress_sss_counter, regress_sss_stranger;
SET LOCAL search_path = history, public;
SELECT plan(52);

CREATE TYPE region AS ENUM ('Abai', 'Aqtobe');
CREATE TABLE persons (id integer PRIMARY KEY, category text, name text);
CREATE TABLE orgs (id integer PRIMARY KEY, kind text, oblast text, region region);
CREATE TABLE placements (id integer PRIMARY KEY, person integer, org integer, basis text, since date);
CREATE VIEW cases AS
	SELECT p.id, q.id AS person, o.id AS org, q.category, p.basis, o.kind AS provider, p.since AS on_date, o.oblast, o.region, q.name
	  FROM placements AS p JOIN persons AS q ON q.id = p.person JOIN orgs AS o ON o.id = p.org;
SELECT count(*) AS tables FROM sss.attach_view('cases', 'placement', key => '{id}') \gset
INSERT INTO persons SELECT n, 'orphan', 'child ' || n FROM generate_series(1, 20) AS n;
INSERT INTO orgs VALUES (1, 'youth_house', 'Abai', 'Abai'), (2, 'youth_house', '<script>alert(1)</script>', 'Aqtobe');
INSERT INTO placements SELECT n, n, 1 + n % 2, CASE WHEN n % 3 = 0 THEN 'court_act' ELSE 'local_executive_decision' END, date '2025-01-15' + 20 * n FROM generate_series(1, 20) AS n;
CREATE TABLE plain (id integer PRIMARY KEY, category text, basis text, provider text, since date, region region) PARTITION BY RANGE (id);
CREATE TABLE plain_1 PARTITION OF plain FOR VALUES FROM (0) TO (100);
-- A partition whose columns stand elsewhere.
CREATE TABLE plain_2 (region region, gone text, since date, provider text, basis text, category text, id integer NOT NULL PRIMARY KEY);
ALTER TABLE plain_2 DROP gone;
ALTER TABLE plain ATTACH PARTITION plain_2 FOR VALUES FROM (100) TO (200);
INSERT INTO plain SELECT n, 'orphan', 'court_act', 'youth_house', '2024-05-05', CASE WHEN n % 40 = 10 THEN 'Abai' END::region FROM generate_series(10, 190, 20) AS n;
SELECT sss.attach('plain', 'placement', '{category=category,basis=basis,provider=provider,on_date=since}') \g /dev/null

CREATE FUNCTION pg_temp.latest(wanted text) RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(concat_ws(' ', verdict, provision, dimensions::text, rows, problem) ORDER BY dimensions, verdict, provision)
	  FROM sss.audit_history WHERE latest AND relation = 'history.' || wanted
$$;

-- 1. Each attachment once.
SELECT cmp_ok(:tables, '=', 3, 'the view guards three tables');
SELECT isnt(sss.run_audit(), NULL, 'a run over all');
SELECT is(ARRAY(SELECT DISTINCT relation FROM sss.audit_counts ORDER BY 1), '{history.cases,history.plain}', 'names the view, and none of its tables');
SELECT is(pg_temp.latest('cases'), '{"compliant 14","violation 1.4/2 6"}', 'and counts each case once');
SELECT isnt(sss.run_audit('cases'), NULL, 'a run over the view');
SELECT isnt(sss.run_audit('persons'), NULL, 'or over one of its tables');
SELECT is((SELECT array_agg(DISTINCT relation) FROM sss.audit_counts AS c WHERE at IN (SELECT at FROM sss.audit_runs ORDER BY at DESC LIMIT 2)), '{history.cases}', 'audits the view');
SELECT is(pg_temp.latest('cases'), '{"compliant 14","violation 1.4/2 6"}', 'once');
SELECT is((SELECT count(*) FROM sss_internal.to_audit('persons')), 1::bigint, 'there is one attachment to audit');

-- Lines that several tables logged about one case are resolved by the one audit of the view.
CREATE FUNCTION pg_temp.resolved(run timestamptz) RETURNS bigint LANGUAGE sql AS 'SELECT resolved FROM sss.audit_runs WHERE at = run';
CREATE FUNCTION pg_temp.still_open() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(DISTINCT key[1] ORDER BY key[1]) FROM sss.violations WHERE rule = 'placement' AND relation !~ 'plain' AND resolved IS NULL
$$;
SELECT is(pg_temp.still_open(), '{12,15,18,3,6,9}', 'six cases are open');
UPDATE persons SET category = 'without_parental_care' WHERE id IN (3, 9);
SELECT cmp_ok((SELECT count(DISTINCT relation) FROM sss.violation_log WHERE key = '{3}'), '>=', 1::bigint, 'one case was logged by a change of another table');
DELETE FROM placements WHERE id = 3;
UPDATE placements SET basis = 'local_executive_decision' WHERE id = 6;
SELECT is(pg_temp.resolved(sss.run_audit('cases')), 2::bigint, 'two cases are resolved, each counted once');
SELECT is(pg_temp.still_open(), '{12,15,18,9}', 'in all their lines');
SELECT is(pg_temp.resolved(sss.run_audit('cases')), 0::bigint, 'once');
DELETE FROM placements WHERE id = 9;
SELECT cmp_ok(sss.maintain(true), '>', 0::bigint, 'sss.maintain(true) audits first,');
SELECT is((SELECT count(*) FROM sss_internal.violation_tail), 0::bigint, 'and folds what the audit logged');
SELECT is(pg_temp.still_open(), '{12,15,18}', 'which resolved one more');

-- 2. Dimensions, of the table or the view; NULL where it lacks them.
INSERT INTO placements VALUES (21, 1, 1, 'local_executive_decision', '2026-01-01'), (22, 2, 2, 'court_act', NULL);
SELECT isnt(sss.run_audit(by => '{oblast,region}'), NULL, 'a run by two columns');
SELECT is(pg_temp.latest('cases'), '{"compliant {<script>alert(1)</script>,Aqtobe} 7","violation 1.4/2 {<script>alert(1)</script>,Aqtobe} 1","unknown {<script>alert(1)</script>,Aqtobe} 1","compliant {Abai,Abai} 9","violation 1.4/2 {Abai,Abai} 2"}', 'counts by the values of the view');
SELECT is(pg_temp.latest('plain'), '{"compliant {NULL,Abai} 0","violation 1.4/2 {NULL,Abai} 5","compliant {NULL,NULL} 0","violation 1.4/2 {NULL,NULL} 5"}', 'a column that a table lacks is NULL, and partitions may differ in their columns');
SELECT is((SELECT array_agg(DISTINCT by::text) FROM sss.audit_history WHERE latest), '{"{oblast,region}"}', 'the dimensions are kept');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit(by => '{oblst}')$$), '42703: none of the relations to audit has a column oblst', 'a column must exist somewhere');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('plain', by => '{oblast}')$$), '42703: none of the relations to audit has a column oblast', 'among what is audited');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit(by => '{id,name,oblast,region}')$$), '22023: argument "by" names more than 3 columns', 'three at most');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit(by => '{oblast,oblast}')$$), '22023: argument "by" names column "oblast" twice', 'each once');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit(by => ARRAY[NULL])$$), '22023: argument "by" has an element without a name', 'with a name');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit(by => '{}')$$), 'done', 'none is none');
CREATE TYPE pair AS (a text, b text);
CREATE TABLE typed (id integer PRIMARY KEY, category text, basis text, provider text, pair pair, region region);
SELECT sss.attach('typed', 'placement', '{category=category,basis=basis,provider=provider}') \g /dev/null
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('typed', by => '{pair}')$$), '42804: cannot count by column "pair" of relation "typed"', 'a type whose text a user''s code makes is refused');
SELECT isnt(sss.run_audit('typed', by => '{region}'), NULL, 'a table without rows');
SELECT is(pg_temp.latest('typed'), '{"compliant {NULL} 0"}', 'was audited all the same');
INSERT INTO typed (id, category, region) SELECT n, 'orphan', 'Abai' FROM generate_series(1, 1001) AS n;
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('typed', by => '{id}')$$), '54000: the rows of history.typed form more than 1000 groups', 'a column that names single cases is no dimension');
SELECT isnt(sss.run_audit(by => '{id}'), NULL, 'in a run over all');
SELECT is(pg_temp.latest('typed'), '{54000}', 'it costs its attachment');
SELECT is(cardinality(pg_temp.latest('plain')), 20, 'but not the others');

-- 3. Zeros: lag() compares each run with the one before.
UPDATE placements SET basis = 'local_executive_decision';
SELECT isnt(sss.run_audit('cases', by => '{oblast,region}'), NULL, 'all is mended');
SELECT is(pg_temp.latest('cases'), '{"compliant {<script>alert(1)</script>,Aqtobe} 8","violation 1.4/2 {<script>alert(1)</script>,Aqtobe} 0","unknown {<script>alert(1)</script>,Aqtobe} 1","compliant {Abai,Abai} 11","violation 1.4/2 {Abai,Abai} 0"}', 'what was counted before has a zero');
SELECT is((SELECT array_agg(change ORDER BY change) FROM (
			SELECT latest, rows - lag(rows) OVER (PARTITION BY relation, attachment, rule, verdict, provision, by, dimensions ORDER BY at) AS change
			  FROM sss.audit_history WHERE relation = 'history.cases' AND by = '{oblast,region}' AND verdict = 'violation') AS h WHERE latest), '{-2,-1}', 'so that lag() is right');
SELECT is((SELECT count(*) FROM sss.audit_history WHERE latest AND relation = 'history.cases' AND rows IS NULL), 0::bigint, 'a zero is no problem');
DELETE FROM placements WHERE org = 2;
SELECT sss.run_audit('cases', by => '{oblast,region}') \g /dev/null
SELECT is((SELECT array_agg(rows) FROM sss.audit_history WHERE latest AND relation = 'history.cases' AND dimensions[2] = 'Aqtobe'), '{0,0,0}', 'nor is a group that is gone');

-- 4. A past day: cases that are dated later are left out, the others have their own days.
INSERT INTO plain VALUES (20, 'orphan', 'court_act', 'youth_house', '2023-06-30'), (21, 'orphan', 'court_act', 'youth_house', '2025-02-01'), (22, 'orphan', 'court_act', 'youth_house', NULL);
SELECT is(pg_temp.resolved(sss.run_audit('plain', on_date => '2025-01-31')), NULL, 'a run of a past day resolves nothing');
SELECT is((SELECT array_agg(concat_ws(' ', verdict, provision, rows) ORDER BY verdict) FROM sss.audit_history WHERE on_date = '2025-01-31' AND relation = 'history.plain'),
	'{"compliant 0","violation 1.4/2 10","not_governed 0.5 1","unknown 1"}', 'the case of February is not counted, and that of before the order is not governed');
SELECT is((SELECT count(*) FROM sss.audit_history WHERE latest AND on_date IS NOT NULL), 0::bigint, 'and such a run is marked, and never the latest');

-- 5. One broken trigger of a view costs nobody else's counts.
CREATE TRIGGER broken AFTER INSERT OR UPDATE OF kind ON orgs FOR EACH ROW WHEN ('cases'::regclass IS NOT NULL) EXECUTE FUNCTION sss.enforce('placement', 'kategory', 'mode=log');
SELECT isnt(sss.run_audit(), NULL, 'with a wrong trigger on one of its tables');
SELECT is((SELECT sum(rows) FROM sss.audit_history WHERE latest AND relation = 'history.cases'), 11::numeric, 'the view is audited');
SELECT is((SELECT count(*) FROM sss.audit_history WHERE latest AND problem IS NOT NULL AND attachment = 'broken'), 1::bigint, 'and the trigger has its line');
DROP TRIGGER broken ON orgs;

-- 6. Rights: to store, INSERT on both tables; to read, SELECT on the history.
GRANT INSERT ON sss.audit_runs, sss.audit_counts TO regress_sss_counter;
GRANT SELECT ON cases TO regress_sss_counter;
SET ROLE regress_sss_counter;
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('cases', by => '{oblast,region}')$$), 'done', 'who may store counts needs SELECT on the view alone, and may not read the counts');
SELECT is(pg_temp.outcome($$SELECT * FROM sss.audit_history$$), '42501: permission denied for view audit_history', 'they are not shown');
RESET ROLE;
SELECT is((SELECT sum(rows) FROM sss.audit_history WHERE latest AND relation = 'history.cases' AND dimensions[2] = 'Aqtobe'), 0::numeric, 'and the zeros are there');
SET ROLE regress_sss_stranger;
SELECT is((SELECT count(*) FROM sss_internal.counted_before), 0::bigint, 'to anybody else the earlier counts are not shown');
RESET ROLE;
REVOKE SELECT ON cases FROM regress_sss_counter;
GRANT SELECT (id, category, basis, provider, on_date) ON cases TO regress_sss_counter;
SET ROLE regress_sss_counter;
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('cases')$$), 'done', 'columns suffice');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('cases', by => '{oblast}')$$), '42501: permission denied for view cases', 'those of the dimensions as well');
RESET ROLE;
SET TRANSACTION READ ONLY;
SELECT is(pg_temp.outcome($$SELECT sss.run_audit()$$), '25006: cannot execute sss.run_audit() in a read-only transaction', 'a read-only transaction is told at once');
SELECT * FROM finish();
ROLLBACK;
