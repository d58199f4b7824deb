-- Facts views that check row by row: partitions, inheritance, deferred checks, replicated changes.
-- Annex 1, paragraph 4: orphans by decision of the local executive body or referral (part 2), deviant behavior by court act (part 3).
-- Annex 2, paragraph 7: no laboratory sampling.
BEGIN;
\ir ../common.psql
CREATE SCHEMA facts_rows;
SET LOCAL search_path = facts_rows, public;
SELECT plan(82);
CREATE FUNCTION in_turn(VARIADIC statements text[]) RETURNS void LANGUAGE plpgsql AS
	'BEGIN FOR i IN 1 .. cardinality(statements) LOOP EXECUTE statements[i]; END LOOP; END';

-- 1. Partitioned tables whose rows lead to cases.
CREATE TABLE cases (id integer PRIMARY KEY, category text DEFAULT 'orphan', provider text DEFAULT 'youth_house');
CREATE TABLE stays (case_id integer, region text, osn text, since date DEFAULT '2024-02-29', note text) PARTITION BY LIST (region);
CREATE TABLE stays_a PARTITION OF stays FOR VALUES IN ('a');
CREATE TABLE stays_b (note text, gone integer, since date DEFAULT '2024-02-29', osn text, region text, case_id integer);
ALTER TABLE stays_b DROP COLUMN gone;
ALTER TABLE stays ATTACH PARTITION stays_b FOR VALUES IN ('b');
CREATE VIEW facts AS SELECT c.id, c.category, s.osn AS basis, c.provider, s.since AS on_date FROM cases AS c JOIN stays AS s ON s.case_id = c.id;
INSERT INTO cases SELECT generate_series(1, 9);
INSERT INTO stays VALUES (1, 'a', 'court_act');
SELECT sss_internal.attach_table('stays', 'placement', lookup => 'facts', lookup_by => '{case_id=id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO stays VALUES (2, 'a', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'routed');
SELECT is(pg_temp.outcome($$INSERT INTO stays VALUES (2, 'b', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'routed to a partition of another order of columns');
SELECT is(pg_temp.outcome($$INSERT INTO stays_a VALUES (2, 'a', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'direct');
SELECT is(pg_temp.outcome($$INSERT INTO stays_b (case_id, region, osn) VALUES (2, 'b', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'direct, in another order of columns');
SELECT is(pg_temp.outcome($$INSERT INTO stays VALUES (2, 'a', 'local_executive_decision'), (3, 'b', 'local_executive_decision')$$), 'done', 'lawful');
SELECT is(pg_temp.outcome($$UPDATE stays SET osn = 'court_act' WHERE case_id = 3$$), 'sss_placement: basis violation 1.4/2', 'UPDATE');
SELECT is(pg_temp.outcome($$UPDATE stays_b SET osn = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'direct UPDATE');
SELECT is(pg_temp.outcome($$UPDATE stays SET note = 'x'$$), 'done', 'a column that the view does not read');
SELECT is(pg_temp.outcome($$UPDATE stays SET region = 'b' WHERE case_id = 1$$), 'done', 'an old violation moves to another partition');
SELECT is(pg_temp.outcome($$UPDATE stays SET region = 'a', since = since + 1 WHERE case_id = 1$$), 'done', 'and back with another date');
SELECT is(pg_temp.outcome($$UPDATE stays SET region = 'b', osn = 'court_act' WHERE case_id = 2$$), 'sss_placement: basis violation 1.4/2', 'a new one as it moves');
SELECT is(pg_temp.outcome($$UPDATE stays SET region = 'b', case_id = 5 WHERE case_id = 1$$), 'sss_placement: basis violation 1.4/2', 'an old one that moves to another case');
SELECT is(pg_temp.outcome($$UPDATE cases SET category = 'deviant_behavior'$$), 'sss_placement: basis violation 1.4/3', 'the other side sees all partitions');
CREATE TABLE stays_c PARTITION OF stays FOR VALUES IN ('c');
SELECT is(pg_temp.outcome($$INSERT INTO stays_c VALUES (2, 'c', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'a partition that is made');
CREATE TABLE stays_d (LIKE stays INCLUDING DEFAULTS);
SELECT is(pg_temp.outcome($$INSERT INTO stays_d VALUES (6, 'd', 'court_act')$$), 'done', 'a table that is none yet');
ALTER TABLE stays ATTACH PARTITION stays_d FOR VALUES IN ('d');
SELECT is(pg_temp.outcome($$INSERT INTO stays_d VALUES (2, 'd', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'that is attached');
SELECT is(pg_temp.outcome($$UPDATE stays SET osn = 'other_document' WHERE case_id = 6$$), 'done', 'the rows that it brought are old');
ALTER TABLE stays DETACH PARTITION stays_d;
SELECT is(pg_temp.outcome($$INSERT INTO stays_d VALUES (2, 'd', 'court_act')$$), 'done', 'that is detached has no part any more');
CREATE TABLE stays_e PARTITION OF stays FOR VALUES IN ('e', 'f') PARTITION BY LIST (region);
CREATE TABLE stays_f PARTITION OF stays_e FOR VALUES IN ('f');
SELECT is(pg_temp.outcome($$INSERT INTO stays_e VALUES (2, 'f', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'a partition of a partition');
SELECT is(pg_temp.outcome($$INSERT INTO stays_f VALUES (2, 'f', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'directly');
SELECT is(pg_temp.outcome($$DROP TRIGGER sss_placement_row ON stays_f$$), '2BP01: cannot drop trigger sss_placement_row on table stays_f because trigger sss_placement_row on table stays_e requires it', 'it keeps the inherited triggers');
SELECT is(pg_temp.outcome($$SELECT sss.detach('stays_f', 'sss_placement')$$), '42809: attachment "sss_placement" of relation "stays_f" is inherited', 'nor is it detached there');
SELECT is((SELECT count(*) FROM sss_internal.attached WHERE relation::text LIKE 'stays%' AND problem IS NULL), 1::bigint, 'one attachment');
SELECT sss.set_mode('stays', 'log', 'sss_placement') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO stays_f SELECT i, 'f', CASE i WHEN 3 THEN 'court_act' ELSE 'local_executive_decision' END FROM generate_series(2, 4) AS i$$), 'done', 'in mode log');
SELECT is(pg_temp.logged('stays'), '{"sss_placement {3}: basis violation 1.4/2"}', 'a line for the partitioned table');
SELECT sss.detach('stays', 'sss_placement') \g /dev/null
SELECT is((SELECT count(*) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = tgrelid WHERE relname LIKE 'stays%'), 0::bigint, 'detached everywhere');

-- A table that is guarded by itself, and then becomes a partition of an unguarded one: rows that are routed to it would go unchecked.
SELECT sss_internal.attach_table('stays_d', 'placement', lookup => 'facts', lookup_by => '{case_id=id}', mode => 'enforce') \g /dev/null
CREATE VIEW facts_of_d AS SELECT c.id, c.category, s.osn AS basis, c.provider, s.since AS on_date FROM cases AS c JOIN stays_d AS s ON s.case_id = c.id;
SELECT current_setting('server_version_num')::integer >= 140000 AS becomes_partition \gset
\if :becomes_partition
ALTER TABLE stays ATTACH PARTITION stays_d FOR VALUES IN ('d');
SELECT is((SELECT effective_mode || ' ' || (problem IS NOT NULL) FROM sss_internal.attached WHERE relation = 'stays_d'::regclass), 'partial true', 'shows');
SELECT is((SELECT count(*) > 0 FROM sss.verify() WHERE relation = 'stays_d'::regclass), true, 'and is found');
SELECT sss.detach('stays_d', 'sss_placement') \g /dev/null
\else
SELECT is(left(pg_temp.outcome($$ALTER TABLE stays ATTACH PARTITION stays_d FOR VALUES IN ('d')$$), 5), '0A000', 'is refused');
SELECT sss.detach('stays_d', 'sss_placement') \g /dev/null
ALTER TABLE stays ATTACH PARTITION stays_d FOR VALUES IN ('d');
SELECT is((SELECT count(*) FROM sss.verify() WHERE relation = 'stays_d'::regclass), 0::bigint, 'unless it is detached');
\endif
SELECT sss_internal.attach_table('stays_d', 'placement', lookup => 'facts', lookup_by => '{case_id=id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO stays VALUES (9, 'd', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'attached again it checks routed rows');
SELECT sss.detach('stays_d', 'sss_placement') \g /dev/null

-- 2. Partitioned tables of rows that are cases.
CREATE TABLE services (id integer, case_id integer, code text, day date, note text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE services_2023 PARTITION OF services FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE services_2024 (note text, day date NOT NULL, code text, case_id integer, id integer NOT NULL);
ALTER TABLE services ATTACH PARTITION services_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE VIEW case_provider AS SELECT id, provider FROM cases;
INSERT INTO cases VALUES (11, 'orphan', 'youth_house'), (12, 'orphan', 'minors_adaptation_center'), (13, 'orphan', 'guardian');
INSERT INTO services VALUES (1, 12, 'medical.laboratory_sampling', '2023-12-31'), (2, 11, 'medical.laboratory_sampling', '2023-12-31');
SELECT sss_internal.attach_table('services', 'service', '{service=code,on_date=day}', lookup => 'case_provider', lookup_by => '{case_id=id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO services VALUES (3, 12, 'medical.laboratory_sampling', '2024-02-29')$$), 'sss_service: service violation 2.7.10', 'routed');
SELECT is(pg_temp.outcome($$INSERT INTO services_2024 (id, case_id, code, day) VALUES (3, 12, 'medical.laboratory_sampling', '2024-02-29')$$), 'sss_service: service violation 2.7.10', 'direct');
SELECT is(pg_temp.outcome($$UPDATE services SET note = 'x'$$), 'done', 'an old one is left alone');
SELECT is(pg_temp.outcome($$UPDATE services SET day = '2024-01-01' WHERE id = 1$$), 'done', 'or moved');
SELECT is(pg_temp.outcome($$UPDATE services SET day = '2023-08-01', case_id = 12 WHERE id = 2$$), 'sss_service: service violation 2.7.10', 'one that goes to a case where it is none');
SELECT is(pg_temp.outcome($$UPDATE services SET day = '2024-08-01', case_id = 12 WHERE id = 2$$), 'sss_service: service violation 2.7.10', 'also as it moves');
SELECT is(pg_temp.outcome($$UPDATE services SET day = '2024-08-01', case_id = 11 WHERE id = 2$$), 'done', 'lawful where it is');
SELECT is(pg_temp.outcome($$UPDATE services SET day = '2023-06-30' WHERE id = 1$$), 'done', 'before the Order');
SELECT is(pg_temp.outcome($$UPDATE services SET day = '2024-07-01' WHERE id = 1$$), 'sss_service: service violation 2.7.10', 'and after it, in another partition');
SELECT sss.set_mode('services', 'log', 'sss_service') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE services SET day = '2024-07-01' WHERE id = 1$$), 'done', 'in mode log');
SELECT is(pg_temp.logged('services'), '{"sss_service {1,2024-07-01}: service violation 2.7.10"}', 'one line where it is new');
SELECT is(pg_temp.outcome($$UPDATE services SET day = '2023-12-01' WHERE id = 1$$), 'done', 'moved as it is');
SELECT is(pg_temp.logged('services'), '{}', 'none where it is old');
SELECT is(pg_temp.outcome($$DELETE FROM services WHERE id = 1$$), 'done', 'deleted');
SELECT sss.detach('services', 'sss_service') \g /dev/null

-- 3. Inheritance: a child's own attachment checks rows written to it directly.
CREATE TABLE papers (case_id integer, osn text);
CREATE TABLE old_papers (archive text) INHERITS (papers);
CREATE VIEW paper_facts AS SELECT c.id, c.category, p.osn AS basis, c.provider, '2024-02-29'::date AS on_date FROM cases AS c JOIN papers AS p ON p.case_id = c.id;
SELECT sss_internal.attach_table('papers', 'placement', lookup => 'paper_facts', lookup_by => '{case_id=id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO papers VALUES (1, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'the parent');
SELECT is((SELECT count(*) > 0 FROM sss.verify() WHERE relation = 'old_papers'::regclass), true, 'the child is named as not guarded');
SELECT sss_internal.attach_table('old_papers', 'placement', lookup => 'paper_facts', lookup_by => '{case_id=id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO old_papers VALUES (1, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'the child');
SELECT is(pg_temp.outcome($$INSERT INTO old_papers VALUES (1, 'local_executive_decision', 'x')$$), 'done', 'lawful');
SELECT is(pg_temp.outcome($$UPDATE papers SET osn = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'the child''s rows through the parent');
SELECT is(pg_temp.outcome($$UPDATE old_papers SET osn = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'and directly');
SELECT is(pg_temp.outcome($$UPDATE old_papers SET archive = 'y'$$), 'done', 'a column of the child alone');
SELECT sss.detach('papers', 'sss_placement') \g /dev/null
SELECT is((SELECT effective_mode FROM sss_internal.attached WHERE relation = 'old_papers'::regclass), 'partial', 'without the parent''s the child''s is partial');

-- 4. Deferred: the result of the whole transaction is checked.
TRUNCATE stays, services;
UPDATE cases SET category = 'orphan', provider = 'youth_house' WHERE id < 10;
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
CREATE TABLE letters (n serial PRIMARY KEY, case_id integer, osn text, since date DEFAULT '2024-02-29', note text);
CREATE VIEW letter_facts AS SELECT c.id, c.category, l.osn AS basis, c.provider, l.since AS on_date FROM cases AS c JOIN letters AS l ON l.case_id = c.id;
INSERT INTO letters (case_id, osn) VALUES (5, 'court_act');
SELECT sss_internal.attach_table('letters', 'placement', lookup => 'letter_facts', lookup_by => '{case_id=id}', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'letter_facts', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT is(pg_temp.outcome($$SELECT in_turn('INSERT INTO letters (case_id, osn) VALUES (1, ''court_act'')', 'SET CONSTRAINTS ALL IMMEDIATE')$$), 'sss_placement: basis violation 1.4/2', 'at the end it is refused');
SELECT is(pg_temp.outcome($$SELECT in_turn('INSERT INTO letters (case_id, osn) VALUES (1, ''court_act'')', 'UPDATE letters SET osn = ''local_executive_decision'' WHERE case_id = 1', 'SET CONSTRAINTS ALL IMMEDIATE', 'SET CONSTRAINTS ALL DEFERRED')$$), 'done', 'a case that is repaired before the end passes');
SELECT is(pg_temp.outcome($$SELECT in_turn('INSERT INTO letters (case_id, osn) VALUES (2, ''court_act'')', 'DELETE FROM letters WHERE case_id = 2', 'SET CONSTRAINTS ALL IMMEDIATE', 'SET CONSTRAINTS ALL DEFERRED')$$), 'done', 'or deleted');
SELECT is(pg_temp.outcome($$SELECT in_turn('UPDATE cases SET category = ''deviant_behavior'' WHERE id = 1', 'UPDATE letters SET osn = ''court_act'' WHERE case_id = 1', 'SET CONSTRAINTS ALL IMMEDIATE', 'SET CONSTRAINTS ALL DEFERRED')$$), 'done', 'a change in two steps, in two tables');
SELECT is(pg_temp.outcome($$SELECT in_turn('UPDATE cases SET category = ''orphan'' WHERE id = 1', 'SET CONSTRAINTS ALL IMMEDIATE')$$), 'sss_placement: basis violation 1.4/2', 'the first alone');
SELECT is(pg_temp.outcome($$SELECT in_turn('SET CONSTRAINTS ALL IMMEDIATE', 'UPDATE letters SET since = since + 1 WHERE case_id = 1', 'SET CONSTRAINTS ALL DEFERRED')$$), 'done', 'a lawful case, at once');
SELECT is(pg_temp.outcome($$SELECT in_turn('SET CONSTRAINTS ALL IMMEDIATE', 'INSERT INTO letters (case_id, osn) VALUES (2, ''court_act'')')$$), 'sss_placement: basis violation 1.4/2', 'SET CONSTRAINTS IMMEDIATE makes it immediate');
SET CONSTRAINTS ALL DEFERRED;
SAVEPOINT one;
INSERT INTO letters (case_id, osn) VALUES (3, 'court_act');
SAVEPOINT two;
UPDATE letters SET osn = 'local_executive_decision' WHERE case_id = 3;
ROLLBACK TO two;
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'sss_placement: basis violation 1.4/2', 'a savepoint takes the repair back');
ROLLBACK TO one;
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'done', 'and one takes the violation back');
SET CONSTRAINTS ALL DEFERRED;
SELECT is(pg_temp.outcome($$SELECT in_turn('INSERT INTO letters (case_id, osn) VALUES (3, ''court_act'')')$$), 'done', 'pending');
SELECT is(pg_temp.outcome($$SELECT sss.detach('letters', 'sss_placement')$$), '55006: relation "letters" has pending trigger events', 'detaching loses no pending check');
SELECT is(pg_temp.outcome($$SELECT sss.set_mode('letters', 'log', 'sss_placement')$$), '55006: relation "letters" has pending trigger events', 'nor by a change of mode');
DELETE FROM letters WHERE case_id = 3;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT sss.detach('letters', 'sss_placement'), sss.detach('cases', 'sss_placement') \g /dev/null
-- rows that are cases
SELECT sss_internal.attach_table('services', 'service', '{service=code,on_date=day}', lookup => 'case_provider', lookup_by => '{case_id=id}', mode => 'enforce', timing => 'deferred') \g /dev/null
SET CONSTRAINTS ALL DEFERRED;
\set s 'INSERT INTO services VALUES (3, 12, ''medical.laboratory_sampling'', ''2024-02-29'')'
SELECT is(pg_temp.outcome(format('SELECT in_turn(%L, %L)', :'s', 'SET CONSTRAINTS ALL IMMEDIATE')), 'sss_service: service violation 2.7.10', 'a service, at the end');
SELECT is(pg_temp.outcome(format('SELECT in_turn(%L, %L, %L, %L)', :'s', 'UPDATE services SET case_id = 11', 'SET CONSTRAINTS ALL IMMEDIATE', 'SET CONSTRAINTS ALL DEFERRED')), 'done', 'repaired by another case');
TRUNCATE services;
SELECT is(pg_temp.outcome(format('SELECT in_turn(%L, %L, %L, %L)', :'s', 'UPDATE services SET day = ''2023-06-30''', 'SET CONSTRAINTS ALL IMMEDIATE', 'SET CONSTRAINTS ALL DEFERRED')), 'done', 'repaired by a date in another partition');
TRUNCATE services;
SELECT is(pg_temp.outcome(format('SELECT in_turn(%L, %L, %L, %L)', :'s', 'DELETE FROM services', 'SET CONSTRAINTS ALL IMMEDIATE', 'SET CONSTRAINTS ALL DEFERRED')), 'done', 'deleted');
SELECT is(pg_temp.outcome(format('SELECT in_turn(%L, %L, %L, %L)', :'s', 'UPDATE cases SET provider = ''youth_house'' WHERE id = 12', 'SET CONSTRAINTS ALL IMMEDIATE', 'SET CONSTRAINTS ALL DEFERRED')), 'done', 'repaired by the other side');
UPDATE cases SET provider = 'minors_adaptation_center' WHERE id = 12;
SELECT is(pg_temp.outcome(format('SELECT in_turn(%L, %L, %L)', 'UPDATE services SET case_id = 11', 'UPDATE services SET case_id = 12', 'SET CONSTRAINTS ALL IMMEDIATE')), 'done', 'to and fro is no change');
SET CONSTRAINTS ALL DEFERRED;
SELECT is(pg_temp.outcome(format('SELECT in_turn(%L, %L, %L)', 'UPDATE services SET case_id = 11', 'INSERT INTO services VALUES (4, 12, ''medical.laboratory_sampling'', ''2024-02-29'')', 'SET CONSTRAINTS ALL IMMEDIATE')), 'sss_service: service violation 2.7.10', 'a new row has no excuse');
SET CONSTRAINTS ALL IMMEDIATE;
SELECT sss.set_mode('services', 'log', 'sss_service') \g /dev/null
TRUNCATE services;
SET CONSTRAINTS ALL DEFERRED;
SELECT is(pg_temp.outcome(format('SELECT in_turn(%L, %L, %L, %L)', :'s', 'UPDATE services SET note = ''x''', 'UPDATE services SET day = day + 1', 'SET CONSTRAINTS ALL IMMEDIATE')), 'done', 'in mode log, changed several times');
SELECT is(pg_temp.logged('services'), '{"sss_service {3,2024-03-01}: service violation 2.7.10"}', 'one line');
SELECT sss.detach('services', 'sss_service') \g /dev/null

-- 5. Always: replicated changes fire it, ordinary triggers do not.
SELECT sss_internal.attach_table('letters', 'placement', lookup => 'letter_facts', lookup_by => '{case_id=id}', mode => 'enforce', always => true) \g /dev/null
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'letter_facts', mode => 'enforce') \g /dev/null
SET LOCAL session_replication_role = replica;
SELECT is(pg_temp.outcome($$INSERT INTO letters (case_id, osn) VALUES (4, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'a replicated row');
SELECT is(pg_temp.outcome($$UPDATE letters SET since = since + 1 WHERE case_id = 5$$), 'done', 'an old one');
SELECT is(pg_temp.outcome($$UPDATE cases SET category = 'abuse_victim'$$), 'done', 'the other side is not ALWAYS');
SET LOCAL session_replication_role = origin;
SELECT is((SELECT array_agg(relation::text || always ORDER BY relation::text) FROM sss_internal.attached WHERE facts = 'letter_facts'::regclass), '{casesfalse,letterstrue}', 'as is shown');
SELECT sss.detach('letters', 'sss_placement'), sss.detach('cases', 'sss_placement') \g /dev/null

-- 6. In mode log a view that fails fails nobody, and is told once a statement.
SET LOCAL client_min_messages = error;
CREATE TABLE parts (id integer, osn text, day text, divisor integer DEFAULT 1) PARTITION BY LIST (osn);
CREATE TABLE parts_all PARTITION OF parts DEFAULT;
CREATE VIEW part_facts AS SELECT id, 'orphan'::text AS category, osn AS basis, 'youth_house'::text AS provider, day::date + 1 / divisor AS on_date FROM parts;
SELECT sss_internal.attach_table('parts', 'placement', lookup => 'part_facts', lookup_by => '{id=id}', mode => 'log') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO parts SELECT i, 'court_act', '2024-02-30' FROM generate_series(1, 5) AS i$$), 'done', 'a date that does not exist, row by row');
SELECT is(ARRAY(SELECT problem FROM sss.violation_log WHERE relid = 'parts'::regclass), '{22008}', 'one problem');
DELETE FROM sss_internal.violation_tail WHERE relid = 'parts'::regclass;
SELECT is(pg_temp.outcome($$UPDATE parts SET divisor = 0, day = '2024-02-29'$$), 'done', 'a division by zero');
SELECT is(ARRAY(SELECT problem FROM sss.violation_log WHERE relid = 'parts'::regclass), '{22012}', 'one problem');
SELECT sss.set_mode('parts', 'enforce', 'sss_placement') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO parts VALUES (9, 'court_act', '2024-02-30')$$), '22008: facts view "part_facts" could not be read', 'in mode enforce it fails the statement');
SET LOCAL sss.demote = on;
SELECT is(pg_temp.outcome($$INSERT INTO parts VALUES (9, 'court_act', '2024-02-30'), (10, 'court_act', '2024-02-29')$$), 'done', 'unless sss.demote says otherwise');
SET LOCAL sss.demote = off;

SELECT * FROM finish();
ROLLBACK;
