-- A changed key is a new case: an old violation cannot be handed to another child by UPDATE.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court. Annex 3, paragraph 6: a guardian gives no living space.
BEGIN;
\ir ../common.psql
CREATE SCHEMA changed_key;
SET LOCAL search_path = changed_key, public;
CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
SELECT plan(55);

CREATE FUNCTION at_commit(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	SET CONSTRAINTS ALL DEFERRED;
	EXECUTE statement;
	RETURN pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE');
END
$$;
\set refused 'sss_placement: basis violation 1.4/2'

-- 1. Columns: an old violation and a lawful row.
CREATE TABLE cases (id integer PRIMARY KEY DEFERRABLE, child integer, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', note text);
INSERT INTO cases (id, child) VALUES (1, 101), (2, 102);
INSERT INTO cases VALUES (3, 103, DEFAULT, 'local_executive_decision');
CREATE FUNCTION renumber() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.note LIKE 'to %' THEN new.id := substr(new.note, 4); END IF; RETURN new; END $$;
CREATE TRIGGER renumber BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION renumber();
CREATE FUNCTION attach(mode text DEFAULT 'enforce', timing text DEFAULT 'immediate', key text[] DEFAULT NULL, relation regclass DEFAULT 'cases') RETURNS text LANGUAGE sql AS $$
	SELECT sss.attach(relation, 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => mode, timing => timing, key => key)
$$;
SAVEPOINT before;
SELECT attach() \g /dev/null
SELECT is(pg_temp.outcome('UPDATE cases SET id = 9 WHERE id = 1'), :'refused', 'the primary key');
SELECT is(pg_temp.outcome('UPDATE cases SET id = 9, osn = ''other_document'' WHERE id = 1'), :'refused', 'with a fact that makes nothing worse');
SELECT is(pg_temp.outcome('UPDATE cases SET note = ''to 9'' WHERE id = 1'), :'refused', 'by a trigger');
SELECT is(pg_temp.outcome('UPDATE cases SET id = 4 - id WHERE id IN (1, 3)'), :'refused', 'two rows that change places');
SELECT is(pg_temp.outcome('UPDATE cases SET id = id, child = 7 WHERE id = 1'), 'done', 'the same key again, and a column that is none of it');
SELECT is(pg_temp.outcome('UPDATE cases SET id = 9 WHERE id = 3'), 'done', 'a lawful row');
SELECT is(pg_temp.outcome('UPDATE cases SET id = 9, osn = ''local_executive_decision'' WHERE id = 1'), '23505: duplicate key value violates unique constraint "cases_pkey"', 'another error stays as it is');
SELECT is(pg_temp.outcome('UPDATE cases SET id = 8, osn = ''local_executive_decision'' WHERE id = 1'), 'done', 'a violation that is repaired with it');
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2) ON CONFLICT DO NOTHING'), '55000: ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters', 'ON CONFLICT wants another index');
SELECT is((SELECT key FROM sss.attachments WHERE relation = 'cases'::regclass), NULL, 'sss.attachments shows the primary key as the default');
ALTER TABLE cases DROP CONSTRAINT cases_pkey;
ALTER TABLE cases ALTER child SET NOT NULL, ADD PRIMARY KEY (child);
SELECT is((SELECT key FROM sss.attachments WHERE relation = 'cases'::regclass), '{id}', 'the key stays when the table gets another primary key');
SELECT is(pg_temp.outcome('UPDATE cases SET child = 8 WHERE id = 2'), 'done', 'whose change does not count');
SELECT is(pg_temp.outcome('UPDATE cases SET id = 9 WHERE id = 2'), :'refused', 'that of the key does');
ROLLBACK TO before;
SELECT attach(key => '{child}') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE cases SET id = 9 WHERE id = 1'), 'done', 'another key: the primary key does not count');
SELECT is(pg_temp.outcome('UPDATE cases SET child = 9 WHERE id = 2'), :'refused', 'the column that names the child does');
ROLLBACK TO before;
SELECT attach('log') \g /dev/null
UPDATE cases SET id = 9 WHERE id = 1;
UPDATE cases SET note = 'to 8' WHERE id = 2;
UPDATE cases SET id = 7 WHERE id = 3;
UPDATE cases SET osn = 'local_executive_decision', id = 6 WHERE id = 9;
SELECT is(pg_temp.logged('cases'), '{"sss_placement {9}: basis violation 1.4/2","sss_placement {8}: basis violation 1.4/2","sss_placement {9}: compliant 1.4/2"}', 'log: a line for each new case, and one for the case that was repaired');

-- 2. Deferred: the key at the end counts.
ROLLBACK TO before;
SELECT attach(timing => 'deferred') \g /dev/null
SAVEPOINT deferred;
SELECT is(at_commit('UPDATE cases SET id = 9 WHERE id = 1'), :'refused', 'deferred: the key changes');
ROLLBACK TO deferred;
SELECT is(at_commit('UPDATE cases SET note = ''to 9'' WHERE id = 1'), :'refused', 'by a trigger');
ROLLBACK TO deferred;
SELECT is(at_commit('UPDATE cases SET id = 4 - id WHERE id IN (1, 3)'), :'refused', 'two rows that change places');
ROLLBACK TO deferred;
SELECT is(at_commit('DO $do$BEGIN UPDATE cases SET id = 9 WHERE id = 1; UPDATE cases SET id = 1 WHERE id = 9; END$do$'), 'done', 'there and back again');
ROLLBACK TO deferred;
SELECT is(at_commit('DO $do$BEGIN UPDATE cases SET note = ''x'' WHERE id = 1; UPDATE cases SET id = 9 WHERE id = 1; UPDATE cases SET note = ''y'' WHERE id = 9; END$do$'), :'refused', 'among other changes');

-- 3. Values are compared as their types compare.
ROLLBACK TO before;
CREATE TABLE typed (num numeric, dbl float8, name text COLLATE ci, padded char(5), kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', PRIMARY KEY (num, dbl, name, padded));
INSERT INTO typed VALUES (1, 0, 'a', 'b');
SELECT attach(relation => 'typed') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE typed SET num = 1.00'), 'done', '1 and 1.00 are one number');
SELECT is(pg_temp.outcome('UPDATE typed SET dbl = ''-0'''), 'done', '0 and -0 as well');
SELECT is(pg_temp.outcome('UPDATE typed SET name = ''A'''), 'done', 'a and A where the collation says so');
SELECT is(pg_temp.outcome('UPDATE typed SET padded = ''b  '''), 'done', 'a value with blanks behind it');
SELECT is(pg_temp.outcome('UPDATE typed SET name = ''B'''), :'refused', 'but not a and B');
SELECT is(pg_temp.outcome('UPDATE typed SET num = 1.01'), :'refused', 'nor 1 and 1.01');

-- 4. ON UPDATE CASCADE.
CREATE TABLE child (id integer PRIMARY KEY);
CREATE TABLE stay (child integer PRIMARY KEY REFERENCES child ON UPDATE CASCADE, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29');
INSERT INTO child VALUES (1), (2);
INSERT INTO stay VALUES (1), (2);
UPDATE stay SET osn = 'local_executive_decision' WHERE child = 2;
SELECT attach(relation => 'stay') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE child SET id = 9 WHERE id = 1'), :'refused', 'a foreign key that cascades');
SELECT is(pg_temp.outcome('UPDATE child SET id = 8 WHERE id = 2'), 'done', 'to a lawful row');
SET LOCAL sss.demote = on;
SELECT is(pg_temp.outcome('UPDATE child SET id = 9 WHERE id = 1'), 'done', 'cases are renumbered while the triggers only log');
RESET sss.demote;

-- 5. Partitions: a column that chooses the partition may change with the row's place, one that names the row may not.
CREATE TABLE parted (id integer, region text, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE parted_a PARTITION OF parted FOR VALUES IN ('a', 'b');
CREATE TABLE parted_c PARTITION OF parted FOR VALUES IN ('c');
CREATE TABLE hashed (child integer, year integer, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', PRIMARY KEY (child, year)) PARTITION BY HASH (child);
SELECT format('CREATE TABLE hashed_%s PARTITION OF hashed FOR VALUES WITH (MODULUS 4, REMAINDER %s)', n, n) FROM generate_series(0, 3) AS n \gexec
INSERT INTO parted VALUES (1, 'a'), (2, 'a');
INSERT INTO hashed SELECT n, 2024 FROM generate_series(1, 8) AS n;
SAVEPOINT parts;
SELECT attach(relation => 'parted'), attach(relation => 'hashed') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE parted SET region = ''c'' WHERE id = 1'), 'done', 'a row moves to another region');
SELECT is(pg_temp.outcome('UPDATE parted SET region = ''b'' WHERE id = 2'), 'done', 'a row gets another region in its partition');
SELECT is(pg_temp.outcome('UPDATE parted SET id = 9 WHERE id = 2'), :'refused', 'a row gets another number in its partition');
SELECT is(pg_temp.outcome('UPDATE parted SET id = 9, region = ''c'' WHERE id = 2'), :'refused', 'or in another');
SELECT is((SELECT string_agg(DISTINCT pg_temp.outcome(format('UPDATE hashed SET child = child + 10 WHERE child = %s', n)), ', ') FROM generate_series(1, 8) AS n), :'refused', 'a hash of the child chooses the partition: another child is another case, wherever it goes');
SELECT is(pg_temp.outcome('UPDATE hashed SET year = 2025 WHERE child = 1'), :'refused', 'and so is another year');
ROLLBACK TO parts;
SELECT attach(relation => 'parted', timing => 'deferred') \g /dev/null
SAVEPOINT deferred_parts;
SELECT is(at_commit('UPDATE parted SET region = ''c'' WHERE id = 1'), 'done', 'deferred: a row moves to another region');
ROLLBACK TO deferred_parts;
SELECT is(at_commit('UPDATE parted SET id = 9, region = ''c'' WHERE id = 2'), :'refused', 'with another number');
ROLLBACK TO deferred_parts;
SELECT is(at_commit('DO $do$BEGIN UPDATE parted SET id = 9 WHERE id = 2; UPDATE parted SET region = ''c'' WHERE id = 9; END$do$'), :'refused', 'which it got before it moved');
ROLLBACK TO deferred_parts;
SELECT is(at_commit('DO $do$BEGIN UPDATE parted SET region = ''c'' WHERE id = 2; UPDATE parted SET id = 9 WHERE id = 2; END$do$'), :'refused', 'or afterwards');

-- A range of numbers may be a range of children; a range of days is none.
ROLLBACK TO parts;
CREATE TABLE ranged (kid integer, nr integer, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', PRIMARY KEY (kid, nr)) PARTITION BY RANGE (kid);
CREATE TABLE ranged_1 PARTITION OF ranged FOR VALUES FROM (0) TO (10);
CREATE TABLE ranged_2 PARTITION OF ranged FOR VALUES FROM (10) TO (20);
CREATE TABLE daily (id integer, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', PRIMARY KEY (id, since)) PARTITION BY RANGE (since);
CREATE TABLE daily_1 PARTITION OF daily FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');
CREATE TABLE daily_2 PARTITION OF daily FOR VALUES FROM ('2024-07-01') TO ('2025-01-01');
INSERT INTO ranged VALUES (1, 1);
INSERT INTO daily VALUES (1), (2);
SELECT attach(relation => 'ranged'), attach(relation => 'daily') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE ranged SET kid = 2'), :'refused', 'a range of the child chooses the partition: another child is another case in its partition');
SELECT is(pg_temp.outcome('UPDATE ranged SET kid = 12'), :'refused', 'and in another');
SELECT is(pg_temp.outcome('UPDATE daily SET since = ''2024-08-01'' WHERE id = 1'), 'done', 'a row moves to another range of days');
SELECT is(pg_temp.outcome('UPDATE daily SET since = ''2024-03-01'' WHERE id = 2'), 'done', 'or stays in its range');

-- 6. A facts view that yields the cases, and one that adds facts to rows.
ROLLBACK TO parts;
CREATE TABLE place (id integer PRIMARY KEY, child integer, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org integer DEFAULT 1, since date DEFAULT '2024-02-29');
CREATE TABLE org (id integer PRIMARY KEY, type text);
INSERT INTO org VALUES (1, 'youth_house'), (2, 'youth_house');
INSERT INTO place VALUES (1, 101), (2, 102), (3, 103);
UPDATE place SET osn = 'local_executive_decision' WHERE id = 3;
CREATE VIEW facts AS SELECT place.id, place.child, place.org, kat AS category, osn AS basis, org.type AS provider, since AS on_date FROM place LEFT JOIN org ON org.id = place.org;
CREATE VIEW types AS SELECT id, type AS provider FROM org;
SAVEPOINT viewed;
SELECT sss_internal.attach_table('place', 'placement', lookup => 'facts', mode => 'enforce'), sss_internal.attach_table('org', 'placement', lookup => 'facts', lookup_by => '{id=org}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE place SET id = 9 WHERE id = 1'), :'refused', 'view: the key');
SELECT is(pg_temp.outcome('UPDATE place SET child = 9 WHERE id = 1'), 'done', 'a column that is none of it');
SELECT is(pg_temp.outcome('UPDATE place SET id = 9 WHERE id = 3'), 'done', 'the key of a lawful case');
ROLLBACK TO viewed;
SELECT sss_internal.attach_table('place', 'placement', lookup => 'facts', key => '{id,child}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE place SET child = 9 WHERE id = 1'), :'refused', 'the column that names the child is part of the key');
ROLLBACK TO viewed;
SELECT sss_internal.attach_table('place', 'placement', lookup => 'facts', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT is(at_commit('UPDATE place SET id = 9 WHERE id = 1'), :'refused', 'view, deferred: the key');
ROLLBACK TO viewed;
SELECT sss_internal.attach_table('place', 'placement', lookup => 'facts') \g /dev/null
UPDATE place SET id = 9 WHERE id = 1;
SELECT is(pg_temp.logged('place'), '{"sss_placement {9}: basis violation 1.4/2"}', 'view, log: the new case');
ROLLBACK TO viewed;
SELECT sss_internal.attach_table('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'types', lookup_by => '{org=id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE place SET id = 9 WHERE id = 1'), :'refused', 'rows with a view: the key');
SELECT is(pg_temp.outcome('UPDATE place SET child = 9, org = 2 WHERE id = 1'), 'done', 'columns that are none of it');
SELECT is(pg_temp.outcome('UPDATE place SET id = 9 WHERE id = 3'), 'done', 'the key of a lawful row');
ROLLBACK TO viewed;
SELECT sss_internal.attach_table('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'types', lookup_by => '{org=id}', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT is(at_commit('UPDATE place SET id = 9 WHERE id = 1'), :'refused', 'rows with a view, deferred: the key');

-- 7. A CHECK knows no key and no earlier row.
ROLLBACK TO viewed;
SELECT sss.add_check('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}') \g /dev/null
SELECT isnt(pg_temp.outcome('UPDATE cases SET note = ''x'' WHERE id = 1'), 'done', 'CHECK: any UPDATE of an unlawful row is refused');

SELECT * FROM finish();
ROLLBACK;
