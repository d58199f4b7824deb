-- Statements that maintain tables, as doc/operations.md tells of them, if no other test shows them.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
-- The cases must be committed before, so this test has a database of its own.
SELECT current_database() AS home \gset
SET client_min_messages = warning;
DROP DATABASE IF EXISTS sss_maintenance;
CREATE DATABASE sss_maintenance;
\c sss_maintenance
CREATE EXTENSION pgtap;
CREATE EXTENSION special_social_services;
SET client_min_messages = warning;

CREATE TABLE place (id integer, day date DEFAULT '2024-05-01', kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE place_default PARTITION OF place DEFAULT;
CREATE TABLE place_06 PARTITION OF place FOR VALUES FROM ('2024-06-01') TO ('2024-07-01');
CREATE VIEW whole AS SELECT id, kat AS category, osn AS basis, org AS provider, day AS on_date FROM place;
INSERT INTO place (id) VALUES (1), (2);
CREATE TABLE aside AS SELECT * FROM place;
CREATE TABLE results (n integer GENERATED ALWAYS AS IDENTITY, got text, want text, what text);

-- Each word stands for a statement; the transaction is rolled back.
CREATE PROCEDURE try(what text, want text, VARIADIC steps text[]) LANGUAGE plpgsql AS $$
DECLARE
	got text := 'done';
	step text;
BEGIN
	BEGIN
		FOREACH step IN ARRAY steps LOOP
			EXECUTE CASE step
				WHEN 'take' THEN 'CREATE TEMP TABLE taken ON COMMIT DROP AS WITH gone AS (DELETE FROM place_default RETURNING *) SELECT * FROM gone'
				WHEN 'create' THEN 'CREATE TABLE place_05 (LIKE place INCLUDING ALL)'
				WHEN 'attach' THEN 'ALTER TABLE place ATTACH PARTITION place_05 FOR VALUES FROM (''2024-05-01'') TO (''2024-06-01'')'
				WHEN 'give' THEN 'INSERT INTO place SELECT * FROM taken'
				WHEN 'fill' THEN 'INSERT INTO place_05 SELECT * FROM taken'
				WHEN 'later' THEN 'INSERT INTO place SELECT id + 10, day, kat, osn, org FROM aside'
				WHEN 'demote' THEN 'SET LOCAL sss.demote = on'
				ELSE step END;
		END LOOP;
		SET CONSTRAINTS ALL IMMEDIATE;
	EXCEPTION WHEN OTHERS THEN
		got := sqlstate;
	END;
	ROLLBACK;
	INSERT INTO results (got, want, what) VALUES (got, want, what);
	COMMIT;
END
$$;
CREATE PROCEDURE try_all(way text, checks boolean) LANGUAGE plpgsql AS $$
BEGIN
	CALL try(way || ': UPDATE moves rows', CASE WHEN checks THEN '23514' ELSE 'done' END, 'UPDATE place SET day = ''2024-06-01''');
	CALL try(way || ': taken and given back', CASE WHEN checks THEN '23514' ELSE 'done' END, 'take', 'give');
	CALL try(way || ': in two transactions', '23514', 'later');
	CALL try(way || ': in two transactions, demoted', CASE WHEN checks THEN '23514' ELSE 'done' END, 'demote', 'later');
	CALL try(way || ': as pg_partman moves rows of the default partition', '23514', 'take', 'create', 'attach', 'give');
	CALL try(way || ': as pg_partman does, demoted', CASE WHEN checks THEN '23514' ELSE 'done' END, 'demote', 'take', 'create', 'attach', 'give');
	CALL try(way || ': filled, then attached', CASE WHEN checks THEN '23514' ELSE 'done' END, 'take', 'create', 'fill', 'attach');
END
$$;
\set columns '\'{category=kat,basis=osn,provider=org,on_date=day}\''
SELECT sss.attach('place', 'placement', :columns, key => '{id}', mode => 'enforce') \g /dev/null
CALL try_all('columns', false);
SELECT sss.detach('place', 'sss_placement') \g /dev/null
SELECT sss_internal.attach_table('place', 'placement', key => '{id}', lookup => 'whole', lookup_by => '{id=id}', mode => 'enforce') \g /dev/null
CALL try_all('facts view', false);
CALL try('drop a column that a facts view reads', '2BP01', 'ALTER TABLE place DROP osn');
CALL try('drop a table that a facts view reads', '2BP01', 'DROP TABLE place');
CALL try('change the type of a column that a view reads', '0A000', 'ALTER TABLE place ALTER osn TYPE varchar(60)');
SELECT sss.detach('place', 'sss_placement') \g /dev/null
SELECT sss.add_check('place', 'placement', :columns) \g /dev/null
CALL try_all('CHECK', true);

SELECT plan(count(*)::integer + 3) FROM results;
SELECT is(got, want, what) FROM results ORDER BY n;

DROP TABLE aside;
CREATE TABLE gone (id integer PRIMARY KEY, kat text, osn text, org text, day date);
SELECT sss.attach('gone', 'placement', :columns, mode => 'enforce') \g /dev/null
DROP TABLE gone;
SELECT is((SELECT count(*) FROM sss.verify()), 0::bigint, 'a table that was dropped is not missed');
CREATE TABLE gone (id integer PRIMARY KEY, kat text, osn text, org text, day date);
SELECT is((SELECT problem FROM sss.verify()), 'attachment does not exist, but the journal says attached', 'but a new one of its name is named');
SELECT command FROM sss.verify() \gexec
SELECT is((SELECT count(*) FROM sss.verify()), 0::bigint, 'and its command attaches the rule');

SELECT * FROM finish();
\c :home
DROP DATABASE sss_maintenance;
