-- Rows that are stored elsewhere: what an attachment cannot hold is refused, or named where it came about later; the rest works.
-- A loopback server stands for another machine. Annex 1, paragraph 4, part 2: orphans by decision or referral.
-- The other side of a loopback sees what is committed, so this test has a database of its own.
SELECT current_database() AS home, (SELECT count(*) > 0 FROM pg_available_extensions WHERE name = 'postgres_fdw') AS can \gset
\if :can
SET client_min_messages = warning;
DROP DATABASE IF EXISTS sss_remote;
CREATE DATABASE sss_remote;
\c sss_remote
SET client_min_messages = warning;
CREATE EXTENSION pgtap;
CREATE EXTENSION special_social_services;
CREATE EXTENSION postgres_fdw;
BEGIN;
\ir ../common.psql
COMMIT;
SELECT no_plan() \g /dev/null
SELECT current_setting('unix_socket_directories') AS dir, current_setting('port') AS port, current_user AS me \gset
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'dir', port :'port', dbname 'sss_remote');
CREATE USER MAPPING FOR CURRENT_USER SERVER elsewhere OPTIONS (user :'me');

-- Placements of region 1 are here, those of region 2 elsewhere.
CREATE TABLE there (id integer PRIMARY KEY, region integer, org integer, kat text, osn text, type text, since date DEFAULT '2024-02-29');
CREATE TABLE place (LIKE there INCLUDING DEFAULTS) PARTITION BY LIST (region);
CREATE TABLE place_1 PARTITION OF place (PRIMARY KEY (id)) FOR VALUES IN (1);
CREATE FOREIGN TABLE place_2 PARTITION OF place FOR VALUES IN (2) SERVER elsewhere OPTIONS (table_name 'there');
CREATE TABLE org (id integer PRIMARY KEY, type text);
CREATE FOREIGN TABLE org_there (id integer, type text) SERVER elsewhere OPTIONS (table_name 'org');
INSERT INTO org VALUES (1, 'youth_house'), (2, 'guardian');
CREATE VIEW facts AS SELECT p.id, p.org, p.kat AS category, p.osn AS basis, o.type AS provider, p.since AS on_date FROM place AS p LEFT JOIN org AS o ON o.id = p.org;
CREATE VIEW of_org AS SELECT id AS org, type AS provider FROM org;
\set columns '\'{category=kat,basis=osn,provider=type,on_date=since}\''
\set rows '\'{category=kat,basis=osn,on_date=since}\', lookup => \'of_org\', lookup_by => \'{org=org}\', key => \'{id}\''
\set view 'lookup => \'facts\', lookup_by => \'{id=id}\', key => \'{id}\''
PREPARE bad_here AS INSERT INTO place VALUES (1, 1, 1, 'orphan', 'court_act', 'youth_house');
PREPARE bad_there AS INSERT INTO place VALUES (2, 2, 1, 'orphan', 'court_act', 'youth_house');

-- The problems that sss.verify() names of a table.
CREATE FUNCTION named(of regclass) RETURNS text[] LANGUAGE sql AS
$$SELECT coalesce(array_agg(concat_ws(' | ', attachment, problem, command) ORDER BY problem), '{}') FROM sss.verify() WHERE relation = of$$;

-- 1. Through a facts view a foreign partition is seen as it is after the change.
SELECT is(pg_temp.outcome(format('SELECT sss_internal.attach_table(%L, %L, lookup => %L, lookup_by => %L, key => %L, mode => %L, timing => %L)', 'place', 'placement', 'facts', '{id=id}', '{id}', mode, timing)),
		  '0A000: facts view "facts" cannot show rows of foreign table "place_2" as they were before a change', format('facts view, %s, %s', mode, timing))
  FROM unnest('{log,enforce}'::text[]) AS mode, unnest('{immediate,deferred}'::text[]) AS timing;
SELECT is((SELECT count(*) FROM sss.journal), 0::bigint, 'and nothing is journalled');
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('place_1', 'placement', lookup => 'facts', lookup_by => '{id=id}', key => '{id}', mode => 'enforce')$$), 'done', 'the partition that is here');
SELECT is(pg_temp.outcome('EXECUTE bad_here'), 'sss_placement: basis violation 1.4/2', 'it is checked');
SELECT is(pg_temp.outcome($$INSERT INTO place VALUES (1, 1, 1, 'orphan', 'local_executive_decision')$$), 'done', 'a lawful row');
SELECT is(pg_temp.outcome($$UPDATE place SET osn = 'court_act' WHERE id = 1$$), 'sss_placement: basis violation 1.4/2', 'it is compared with what it was');
SELECT sss.detach('place_1', 'sss_placement') \g /dev/null
TRUNCATE place_1;

-- 2. A row trigger on the partitioned table holds what is written through it.
SELECT sss.attach('place', 'placement', :columns, key => '{id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome('EXECUTE bad_here'), 'sss_placement: basis violation 1.4/2', 'columns: a row here');
SELECT is(pg_temp.outcome('EXECUTE bad_there'), 'sss_placement: basis violation 1.4/2', 'columns: a row there');
INSERT INTO there VALUES (3, 2, 1, 'orphan', 'court_act', 'youth_house'), (4, 2, 1, 'orphan', 'local_executive_decision', 'youth_house');
SELECT is(pg_temp.outcome($$UPDATE place SET osn = 'court_act' WHERE id = 4$$), 'sss_placement: basis violation 1.4/2', 'columns: spoilt there');
SELECT is(pg_temp.outcome($$UPDATE place SET osn = 'other_document' WHERE id = 3$$), 'done', 'columns: no worse there');
CREATE FUNCTION again(id integer) RETURNS void LANGUAGE plpgsql AS
$$DECLARE row place; BEGIN DELETE FROM place WHERE place.id = again.id RETURNING * INTO row; INSERT INTO place SELECT row.*; END$$;
SELECT is(pg_temp.outcome('SELECT again(3)'), 'sss_placement: basis violation 1.4/2', 'columns: what was there before cannot be known');
SELECT is(pg_temp.outcome('SELECT again(4)'), 'done', 'columns: a lawful row again');
SELECT is(pg_temp.outcome($$INSERT INTO place VALUES (5, 1, 1, 'orphan', 'local_executive_decision', 'youth_house')$$), 'done', 'columns: a lawful row');
SELECT is(pg_temp.outcome('UPDATE place SET region = 2 WHERE id = 5 AND region = 1'), 'done', 'columns: it moves there');
SELECT is(pg_temp.outcome($$DELETE FROM place WHERE id = 5$$), 'done', 'columns: and is deleted there');
SELECT is(named('place'), '{}', 'columns: nothing is named');
SELECT results_eq($$SELECT verdict::text, rows FROM sss_internal.audit_counts('place') ORDER BY 1$$, $$VALUES ('compliant', 1::bigint), ('violation', 1)$$, 'columns: an audit asks the other server');
SELECT sss.detach('place', 'sss_placement') \g /dev/null
SELECT sss.attach('place', 'placement', :rows, mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome('EXECUTE bad_here'), 'sss_placement: basis violation 1.4/2', 'rows and a view: a row here');
SELECT is(pg_temp.outcome('EXECUTE bad_there'), 'sss_placement: basis violation 1.4/2', 'rows and a view: a row there');
SELECT is(pg_temp.outcome($$UPDATE place SET osn = 'court_act' WHERE id = 4$$), 'sss_placement: basis violation 1.4/2', 'rows and a view: spoilt there');
SELECT is(pg_temp.outcome($$UPDATE place SET osn = 'deliverer_application' WHERE id = 3$$), 'done', 'rows and a view: no worse there');
SELECT is(pg_temp.outcome($$SELECT sss_internal.audit_counts('place')$$), '0A000: cannot audit table "place_2" with a facts view', 'rows and a view: not audited');
INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment, rule, key, requirement, verdict, key_columns) SELECT now(), 'place'::regclass, 'public.place', 'sss_placement', 'placement', '{9}', 'basis', 'violation', 'public.place(id)';
SELECT sss.run_audit() \g /dev/null
SELECT results_eq('SELECT problem, rows FROM sss.audit_counts', $$VALUES ('0A000', NULL::bigint)$$, 'a run says so');
SELECT is((SELECT count(*) FROM sss.violations WHERE resolved IS NULL), 1::bigint, 'and resolves nothing');
SELECT sss.detach('place', 'sss_placement') \g /dev/null
DELETE FROM there;
DELETE FROM sss_internal.violation_tail;

-- A view that reads the table itself is another matter.
CREATE VIEW of_place AS SELECT p.id, o.type AS provider FROM place AS p JOIN org AS o ON o.id = p.org;
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'of_place', lookup_by => '{id=id}', key => '{id}')$$),
		  '0A000: facts view "of_place" cannot show rows of foreign table "place_2" as they were before a change', 'rows and a view of them');

-- 3. A remote dictionary.
CREATE TABLE local (id integer PRIMARY KEY, org integer, kat text, osn text, since date DEFAULT '2024-02-29');
CREATE VIEW local_facts AS SELECT l.id, l.org, l.kat AS category, l.osn AS basis, o.type AS provider, l.since AS on_date FROM local AS l LEFT JOIN org_there AS o ON o.id = l.org;
INSERT INTO local VALUES (1, 1, 'orphan', 'court_act');
SELECT sss_internal.attach_table('local', 'placement', lookup => 'local_facts', key => '{id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO local VALUES (2, 1, 'orphan', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'remote dictionary: refused');
SELECT is(pg_temp.outcome($$INSERT INTO local VALUES (2, 1, 'orphan', 'local_executive_decision')$$), 'done', 'remote dictionary: lawful');
SELECT is(pg_temp.outcome($$UPDATE local SET osn = 'other_document' WHERE id = 1$$), 'done', 'remote dictionary: no worse');
SELECT is(pg_temp.outcome($$UPDATE local SET osn = 'court_act' WHERE id = 2$$), 'sss_placement: basis violation 1.4/2', 'remote dictionary: worse');
SELECT is(named('local'), '{}', 'remote dictionary: nothing is named');
DROP TABLE local CASCADE;

-- 4. A constraint.
SELECT is(pg_temp.outcome(format('SELECT sss.add_check(%L, %L, %L)', 'place', 'placement', :columns)),
		  '0A000: a constraint does not check the rows of foreign table "place_2"', 'constraint: refused');
ALTER TABLE place DETACH PARTITION place_2;
SELECT sss.add_check('place', 'placement', :columns) \g /dev/null
SELECT is(named('place'), '{}', 'constraint: partitions here');
ALTER FOREIGN TABLE place_2 ADD CONSTRAINT sss_placement CHECK (sss_internal.require_placement(sss.try_recipient_category(kat), sss.try_placement_basis(osn), sss.try_provider_type(type), NULL::sss.stay_mode, since)) NOT VALID;
SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = 'place'::regclass AND conname = 'sss_placement' \gset
ALTER FOREIGN TABLE place_2 DROP CONSTRAINT sss_placement, ADD CONSTRAINT sss_placement :definition;
ALTER TABLE place ATTACH PARTITION place_2 FOR VALUES IN (2);
SELECT is(pg_temp.outcome('EXECUTE bad_there'), 'done', 'constraint: a foreign partition is not checked');
SELECT is(named('place'), '{"sss_placement | a constraint does not check the rows of foreign table \"place_2\""}', 'constraint: and that is named');
SELECT results_eq($$SELECT effective_mode, problem IS NOT NULL, definition FROM sss.attachments$$, $$VALUES ('partial', true, NULL::text)$$, 'constraint: and shown');
SELECT is((SELECT status FROM sss.health()), 'critical', 'constraint: and not healthy');
SELECT sss.detach('place', 'sss_placement') \g /dev/null
ALTER TABLE place DETACH PARTITION place_2;
DELETE FROM there;
CREATE TABLE parent (LIKE there INCLUDING DEFAULTS);
CREATE FOREIGN TABLE child () INHERITS (parent) SERVER elsewhere OPTIONS (table_name 'there');
SELECT is(pg_temp.outcome(format('SELECT sss.add_check(%L, %L, %L)', 'parent', 'placement', :columns)),
		  '0A000: a constraint does not check the rows of foreign table "child"', 'constraint: a foreign child');

-- 5. A part that becomes foreign later.
SELECT sss_internal.attach_table('place', 'placement', :view, mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome('EXECUTE bad_here'), 'sss_placement: basis violation 1.4/2', 'partition: before');
SELECT is(named('place'), '{}', 'partition: nothing is named');
ALTER TABLE place ATTACH PARTITION place_2 FOR VALUES IN (2);
SELECT is(pg_temp.outcome('EXECUTE bad_there'), '0A000: facts view "facts" cannot show rows of foreign table "place_2" as they were before a change', 'partition: a row there is refused, for it cannot be checked');
SELECT is(pg_temp.outcome('EXECUTE bad_here'), 'sss_placement: basis violation 1.4/2', 'partition: a row here is checked');
SELECT is(named('place'), '{"sss_placement | facts view \"facts\" cannot show rows of foreign table \"place_2\" as they were before a change"}', 'partition: that is named');
SELECT is((SELECT status FROM sss.health()), 'critical', 'partition: and not healthy');
SELECT sss.set_mode('place', 'log', 'sss_placement') \g /dev/null
SELECT is(pg_temp.outcome('EXECUTE bad_there'), 'done', 'partition: in mode log the row passes');
SELECT is((SELECT array_agg(concat_ws(' ', attachment, problem)) FROM sss.violation_log), '{"sss_placement 0A000"}', 'partition: with a line in the log');
SELECT is(pg_temp.outcome($$SELECT sss.set_mode('place', 'enforce', 'sss_placement')$$), '0A000: facts view "facts" cannot show rows of foreign table "place_2" as they were before a change', 'partition: mode enforce is refused');
ALTER TABLE place DETACH PARTITION place_2;
SELECT sss.set_mode('place', 'enforce', 'sss_placement') \g /dev/null
SELECT is((SELECT problem FROM sss.attachments), NULL, 'partition: detached again');
SELECT sss.detach('place', 'sss_placement') \g /dev/null

DROP FOREIGN TABLE child;
CREATE VIEW parent_facts AS SELECT p.id, p.kat AS category, p.osn AS basis, p.type AS provider, p.since AS on_date FROM parent AS p;
SELECT sss_internal.attach_table('parent', 'placement', lookup => 'parent_facts', lookup_by => '{id=id}', key => '{id}', mode => 'enforce') \g /dev/null
PREPARE bad_parent AS INSERT INTO parent VALUES (1, 1, 1, 'orphan', 'court_act', 'youth_house');
SELECT is(pg_temp.outcome('EXECUTE bad_parent'), 'sss_placement: basis violation 1.4/2', 'child: before');
CREATE TABLE heir () INHERITS (parent);
CREATE FOREIGN TABLE child () INHERITS (heir) SERVER elsewhere OPTIONS (table_name 'there');
SELECT is(pg_temp.outcome('EXECUTE bad_parent'), '0A000: facts view "parent_facts" cannot show rows of foreign table "child" as they were before a change', 'child: a row of the parent cannot be checked');
SELECT ok(named('parent')::text LIKE '%"sss\_placement | facts view \\"parent\_facts\\" cannot show rows of foreign table%', 'child: that is named');
DROP FOREIGN TABLE child;
SELECT is(pg_temp.outcome('EXECUTE bad_parent'), 'sss_placement: basis violation 1.4/2', 'child: and over when it is gone');
DROP TABLE parent CASCADE;

-- 6. Citus distributes a table: the table stays an empty shell. Its list of tables and an inheritance child stand for it and for its shards.
SET allow_system_table_mods = on;
CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid regclass, partmethod "char");
CREATE TABLE shell (LIKE there INCLUDING DEFAULTS);
ALTER TABLE shell ADD PRIMARY KEY (id);
SELECT sss.attach('shell', 'placement', :columns) \g /dev/null
INSERT INTO shell VALUES (1, 1, 1, 'orphan', 'court_act', 'youth_house');
SELECT is((SELECT count(*) FROM sss.violations WHERE relation = 'public.shell' AND resolved IS NULL), 1::bigint, 'Citus: a finding before');
CREATE TABLE shard () INHERITS (shell);
WITH gone AS (DELETE FROM ONLY shell RETURNING *) INSERT INTO shard SELECT * FROM gone;
INSERT INTO pg_dist_partition VALUES ('shell', 'h');
SELECT results_eq($$SELECT verdict::text, rows FROM sss_internal.audit_counts('shell') ORDER BY 1$$, $$VALUES ('compliant', 0::bigint), ('violation', 1)$$, 'Citus: the shards are audited');
SELECT sss.run_audit() \g /dev/null
SELECT is((SELECT count(*) FROM sss.violations WHERE relation = 'public.shell' AND resolved IS NULL), 1::bigint, 'Citus: and the shell resolves nothing');
SELECT ok('sss_placement | Citus distributes table "shell", so that its triggers do not fire' = ANY (named('shell')), 'Citus: that is named');
SELECT sss.detach('shell', 'sss_placement') \g /dev/null
SELECT is(pg_temp.outcome(format('SELECT sss.attach(%L, %L, %L)', 'shell', 'placement', :columns)), '0A000: Citus distributes table "shell", so that its triggers do not fire', 'Citus: a trigger is refused');
SELECT is(pg_temp.outcome(format('SELECT sss.add_check(%L, %L, %L)', 'shell', 'placement', :columns)), 'done', 'Citus: a constraint is not');
SELECT is((SELECT problem FROM sss.attachments WHERE relation = 'shell'::regclass), NULL, 'Citus: nor has it a problem');
CREATE TABLE dictionary (id integer PRIMARY KEY, type text);
CREATE VIEW mixed AS SELECT s.id, s.org, s.kat AS category, s.osn AS basis, d.type AS provider, s.since AS on_date FROM shell AS s LEFT JOIN dictionary AS d ON d.id = s.org;
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('dictionary', 'placement', lookup => 'mixed', lookup_by => '{id=org}', key => '{id}')$$), '0A000: facts view "mixed" reads table "shell", which Citus distributes', 'Citus: a view of local and distributed tables');
DELETE FROM pg_dist_partition;
SELECT sss_internal.attach_table('dictionary', 'placement', lookup => 'mixed', lookup_by => '{id=org}', key => '{id}', mode => 'enforce') \g /dev/null
INSERT INTO pg_dist_partition VALUES ('shell', 'h');
SELECT ok('sss_placement | facts view "mixed" reads table "shell", which Citus distributes' = ANY (named('dictionary')), 'Citus: a table of the view that is distributed later');
SELECT is(pg_temp.outcome($$INSERT INTO dictionary VALUES (1, 'youth_house')$$), '0A000: facts view "mixed" reads table "shell", which Citus distributes', 'Citus: its changes cannot be checked');

SELECT * FROM finish();
\c :home
DROP DATABASE sss_remote;
\else
SELECT plan(1);
SELECT skip('postgres_fdw is not installed', 1);
\endif
