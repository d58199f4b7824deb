-- pg_partman beside us: its template table and the partitions that retention detaches look like tables that lost their
-- attachment; acknowledged, they are not named, and the health is ok again.
BEGIN;
\ir ../common.psql
SELECT count(*) > 0 AS can FROM pg_available_extensions WHERE name = 'pg_partman' AND default_version ~ '^4' \gset
\if :can
SELECT plan(17);
CREATE SCHEMA partman;
CREATE EXTENSION pg_partman SCHEMA partman;
CREATE SCHEMA retention;
SET LOCAL search_path = retention, public;
CREATE FUNCTION found() RETURNS text[] LANGUAGE sql AS
	$$SELECT array_agg(format('%s: %s', relation, problem) ORDER BY relation::text) FROM sss.verify()$$;
CREATE TABLE placements (id bigint, kat text, osn text, org text, since date NOT NULL, PRIMARY KEY (id, since)) PARTITION BY RANGE (since);
SELECT sss.attach('placements', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SELECT partman.create_parent('retention.placements', 'since', 'native', 'monthly', p_start_partition => (current_date - interval '6 months')::text) AS created \gset
SELECT ok(:'created', 'partitions are made');
SELECT template_table AS template FROM partman.part_config \gset
SELECT is(pg_temp.outcome(format($$INSERT INTO placements VALUES (1, 'orphan', 'court_act', 'youth_house', %L)$$, current_date)), 'sss_placement: basis violation 1.4/2', 'and check');
SELECT isnt(found(), NULL, 'the template table is named');
SELECT is((SELECT array_agg(DISTINCT relation::text) FROM sss.verify()), ARRAY[:'template'], 'alone');
SELECT is(left(pg_temp.outcome(format('SELECT sss.acknowledge(%L, ''template of pg_partman'')', :'template')), 5), 'done', 'it is acknowledged');
SELECT is(found(), NULL, 'and not named any more');
SELECT is((SELECT status FROM sss.health()), 'ok', 'the health is ok');

-- Retention detaches partitions and keeps the tables.
UPDATE partman.part_config SET retention = '3 months', retention_keep_table = true;
SELECT partman.run_maintenance('retention.placements', p_analyze => false) \g /dev/null
SELECT cmp_ok((SELECT count(*) FROM sss.verify()), '>=', 1::bigint, 'detached partitions are named');
SELECT isnt((SELECT status FROM sss.health()), 'ok', 'so that the health is not ok');
SELECT is(left(pg_temp.outcome($$SELECT sss.acknowledge('placements', 'retention')$$), 5), '55000', 'what is attached is not acknowledged');
SELECT is(pg_temp.outcome($$SELECT sss.acknowledge('placements', 'retention', partitions => true)$$), 'done', 'what is detached from it is');
SELECT is(found(), NULL, 'and not named any more');
SELECT is((SELECT status FROM sss.health()), 'ok', 'the health is ok');
UPDATE partman.part_config SET retention = '1 month';
SELECT partman.run_maintenance('retention.placements', p_analyze => false) \g /dev/null
SELECT is(found(), NULL, 'nor is what is detached later');

-- What is attached is still missed.
ALTER TABLE placements DISABLE TRIGGER sss_placement;
SELECT is(found(), '{"placements: trigger is disabled"}', 'but a lost enforcement is');
ALTER TABLE placements ENABLE TRIGGER sss_placement;
SELECT sss.detach('placements') \g /dev/null
SELECT sss.attach('placements', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SELECT isnt(found(), NULL, 'attached anew, what looks like its partitions is named again');
SELECT is((SELECT array_agg(action || ' ' || definition ORDER BY at) FROM sss.journal WHERE action = 'acknowledge'),
	ARRAY[format('acknowledge SELECT sss.acknowledge(%L, ''template of pg_partman'')', :'template'), 'acknowledge SELECT sss.acknowledge(''retention.placements'', ''retention'', true)'], 'the journal has the reasons');
\else
SELECT plan(1);
SELECT skip('no pg_partman 4', 1);
\endif
SELECT * FROM finish();
ROLLBACK;
