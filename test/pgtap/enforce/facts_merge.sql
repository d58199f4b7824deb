-- MERGE, which PostgreSQL has had since version 15, where a view yields the facts.
-- Annex 1, paragraph 4, part 2: orphans by decision of the local executive body or referral.
BEGIN;
\ir ../common.psql
SELECT current_setting('server_version_num')::integer >= 150000 AS has_merge \gset
\if :has_merge
SELECT plan(13);
CREATE SCHEMA facts_merge;
SET LOCAL search_path = facts_merge, public;
CREATE TABLE cases (id integer PRIMARY KEY, osn text, note text);
CREATE TABLE links (child integer, category text);
CREATE VIEW facts AS SELECT c.id, l.category, c.osn AS basis, 'youth_house'::text AS provider, '2024-02-29'::date AS on_date FROM cases AS c LEFT JOIN links AS l ON l.child = c.id;
INSERT INTO links SELECT i, 'orphan' FROM generate_series(1, 9) AS i;
INSERT INTO cases VALUES (1, 'court_act'), (2, 'court_act');
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('links', 'placement', lookup => 'facts', lookup_by => '{child=id}', mode => 'enforce') \g /dev/null
CREATE FUNCTION pg_temp.merge(rows text, actions text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.outcome(format('MERGE INTO cases AS m USING (VALUES %s) AS v (id, osn) ON v.id = m.id %s', rows, actions))
$$;
\set insert 'WHEN NOT MATCHED THEN INSERT (id, osn) VALUES (v.id, v.osn)'
\set update 'WHEN MATCHED THEN UPDATE SET osn = v.osn'
SELECT is(pg_temp.merge($$(3, 'court_act')$$, :'insert'), 'sss_placement: basis violation 1.4/2', 'MERGE inserts');
SELECT is(pg_temp.merge($$(3, 'local_executive_decision')$$, :'insert'), 'done', 'a lawful row');
SELECT is(pg_temp.merge($$(3, 'court_act')$$, :'update'), 'sss_placement: basis violation 1.4/2', 'updates');
SELECT is(pg_temp.merge($$(1, 'other_document')$$, :'update'), 'done', 'an old violation, no worse');
SELECT is(pg_temp.merge($$(3, 'court_act')$$, 'WHEN MATCHED THEN UPDATE SET note = v.osn'), 'done', 'a column that the view does not read');
SELECT is(pg_temp.merge($$(3, 'court_act')$$, 'WHEN MATCHED THEN DO NOTHING'), 'done', 'does nothing');
SELECT is(pg_temp.merge($$(1, 'court_act'), (2, 'x'), (4, 'court_act')$$, 'WHEN MATCHED AND m.id = 2 THEN DELETE ' || :'update' || ' ' || :'insert'), 'sss_placement: basis violation 1.4/2', 'all three');
SELECT is(pg_temp.detail(format($$MERGE INTO cases AS m USING (VALUES (1, 'court_act'), (2, 'x'), (4, 'court_act')) AS v (id, osn) ON v.id = m.id WHEN MATCHED AND m.id = 2 THEN DELETE %s %s$$, :'update', :'insert'))->'key'->>'id', '4', 'of which one makes it worse');
SELECT is(pg_temp.outcome($$MERGE INTO links AS l USING (VALUES (3)) AS v (id) ON v.id = l.child WHEN MATCHED THEN UPDATE SET child = 1$$), 'done', 'a link goes to a case that is wrong already');
SELECT is(pg_temp.outcome($$MERGE INTO links AS l USING (VALUES (3, 'abuse_victim')) AS v (id, category) ON v.id = l.child WHEN NOT MATCHED THEN INSERT VALUES (v.id, v.category)$$), 'sss_placement: category violation 1.2', 'into a link table');
SELECT is(pg_temp.outcome($$MERGE INTO links AS l USING (VALUES (1)) AS v (id) ON v.id = l.child WHEN MATCHED THEN DELETE$$), 'done', 'and out of it');
SELECT sss.set_mode('cases', 'log', 'sss_placement'), sss.set_mode('links', 'log', 'sss_placement') \g /dev/null
INSERT INTO links VALUES (1, 'orphan'), (3, 'orphan');
SELECT pg_temp.logged('links') \g /dev/null
SELECT is(pg_temp.merge($$(1, 'other_document'), (2, 'x'), (3, 'court_act'), (4, 'court_act')$$, 'WHEN MATCHED AND m.id = 2 THEN DELETE ' || :'update' || ' ' || :'insert'), 'done', 'in mode log');
SELECT is(ARRAY(SELECT unnest(pg_temp.logged('cases')) ORDER BY 1), '{"sss_placement {3}: basis violation 1.4/2","sss_placement {4}: basis violation 1.4/2"}', 'one line for each case that became worse');
\else
SELECT plan(1);
SELECT skip('no MERGE before 15', 1);
\endif
SELECT * FROM finish();
ROLLBACK;
