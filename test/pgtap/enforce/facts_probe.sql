-- Views that are read by index or scan, without a query, against twins that must be queried: both find the same.
-- Annex 1, paragraph 5: the list of services; the total dwelling area is none of those of a special boarding school.
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_probe;
GRANT regress_sss_probe TO CURRENT_USER;
CREATE SCHEMA facts_probe;
GRANT ALL ON SCHEMA facts_probe TO regress_sss_probe;
SET LOCAL search_path = facts_probe, public;
SELECT plan(66);

-- The outcomes of a statement with the tables of the view and with those of its twin
CREATE FUNCTION pg_temp.both(statement text) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN s = t THEN s ELSE format('view: %s; twin: %s', s, t) END
	  FROM (SELECT pg_temp.outcome(format(statement, 'a')) AS s, pg_temp.outcome(format(statement, 'b')) AS t OFFSET 0) AS o
$$;
CREATE FUNCTION pg_temp.run_both(statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format(statement, 'a');
	EXECUTE format(statement, 'b');
END
$$;

-- 1. One table.  The twin has an OFFSET.
SET ROLE regress_sss_probe;
SELECT pg_temp.run_both('CREATE TABLE org_%1$s (code varchar(20) COLLATE "C", branch smallint, type text, UNIQUE (branch, code));
	INSERT INTO org_%1$s VALUES (''one'', 1, ''special_boarding_school''), (''one'', 2, ''guardian''), (''Two'', 1, ''guardian''), (''two'', 1, NULL), (NULL, 1, ''guardian'');
	CREATE TABLE service_%1$s (id integer PRIMARY KEY, code text, branch integer, service text DEFAULT ''household.total_dwelling_area'', day date DEFAULT ''2024-02-29'');');
CREATE VIEW one_a AS SELECT code, type AS provider, branch FROM org_a;
CREATE VIEW one_b AS SELECT code, type AS provider, branch FROM org_b OFFSET 0;
SELECT pg_temp.run_both('SELECT sss_internal.attach_table(''service_%1$s'', ''service'', ''{service=service,on_date=day}'', lookup => ''one_%1$s'', lookup_by => ''{code=code,branch=branch}'', key => ''{id}'', mode => ''enforce'')');
RESET ROLE;
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (1, ''one'', 1)'), 'sss_service: service violation 1.5', 'a violation is found by two columns of other types than those of the index, in another order');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (1, ''one'', 2)'), 'done', 'a lawful row');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (2, ''Two'', 1), (3, ''two'', 1)'), 'done', 'texts are told apart by the collation');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (4, ''no such'', 1), (5, NULL, 1), (6, ''one'', 70000)'), 'done', 'no row, a NULL, and a number that the column cannot hold');
SELECT is(pg_temp.both('UPDATE service_%s SET branch = 1 WHERE id = 1'), 'sss_service: service violation 1.5', 'an update');
SELECT is(pg_temp.both('INSERT INTO service_%s SELECT i, CASE WHEN i < 99 THEN ''two'' ELSE ''one'' END, 1 FROM generate_series(10, 99) AS i'), 'sss_service: service violation 1.5', 'one row of ninety');

-- 2. Many keys: by index, and by a scan of the table; log mode too.
SELECT pg_temp.run_both('INSERT INTO org_%1$s SELECT ''no'' || i, 1, CASE WHEN mod(i, 1000) = 0 THEN ''special_boarding_school'' ELSE ''guardian'' END FROM generate_series(1, 5000) AS i; ANALYZE org_%1$s');
SELECT is(pg_temp.both('INSERT INTO service_%s SELECT 1000 + i, ''no'' || i, 1 FROM generate_series(1, 100) AS i'), 'done', 'a hundred keys of five thousand');
SELECT is(pg_temp.both('INSERT INTO service_%s SELECT 2000 + i, ''no'' || 10 * i, 1 FROM generate_series(1, 100) AS i'), 'sss_service: service violation 1.5', 'one of them is a violation');
SELECT is(pg_temp.both('INSERT INTO service_%s SELECT 10000 + i, ''no'' || i, 1 FROM generate_series(1, 4999) AS i WHERE mod(i, 1000) <> 0'), 'done', 'nearly all keys');
SELECT is(pg_temp.both('INSERT INTO service_%s SELECT 20000 + i, ''no'' || i, 1 FROM generate_series(1, 4999) AS i'), 'sss_service: service violation 1.5', 'with violations');
SELECT pg_temp.run_both('SELECT sss.set_mode(''service_%1$s'', ''log'')');
SELECT is(pg_temp.both('INSERT INTO service_%s SELECT 30000 + i, ''no'' || i, 1 FROM generate_series(1, 4999) AS i'), 'done', 'logged');
SELECT is(pg_temp.logged('service_a'), '{"sss_service {31000}: service violation 1.5","sss_service {32000}: service violation 1.5","sss_service {33000}: service violation 1.5","sss_service {34000}: service violation 1.5"}', 'each violation once');
SELECT is(cardinality(pg_temp.logged('service_b')), 4, 'as by the twin');
SELECT pg_temp.run_both('SELECT sss.set_mode(''service_%1$s'', ''enforce'')');

-- 3. What this transaction wrote, and what it rolled back.
SELECT pg_temp.run_both('UPDATE org_%s SET type = ''special_boarding_school'' WHERE code = ''two''');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (200, ''two'', 1)'), 'sss_service: service violation 1.5', 'after an update of the same transaction');
SAVEPOINT before_update;
SELECT pg_temp.run_both('UPDATE org_%s SET type = ''guardian'' WHERE code = ''two''');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (200, ''two'', 1)'), 'done', 'after another one');
ROLLBACK TO before_update;
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (200, ''two'', 1)'), 'sss_service: service violation 1.5', 'after that was rolled back');
SELECT is(pg_temp.both('UPDATE service_%s SET day = day + 1 WHERE id = 3'), 'done', 'a row that broke the rule before may break it as it did');
SELECT is(pg_temp.both('WITH moved AS (UPDATE org_%1$s SET type = ''special_boarding_school'' WHERE code = ''no7'') INSERT INTO service_%1$s VALUES (201, ''no7'', 1)'), 'sss_service: service violation 1.5', 'what the statement itself wrote counts');

-- 4. Rights.  The view's owner owns the tables here; then they are another role's.
SELECT pg_temp.run_both('ALTER TABLE org_%s OWNER TO CURRENT_USER');
SELECT is(pg_temp.outcome('INSERT INTO service_a VALUES (300, ''one'', 2)'), '42501: facts view "one_a" could not be read', 'the view''s owner may not read the table');
SELECT is(pg_temp.outcome('INSERT INTO service_b VALUES (300, ''one'', 2)'), '42501: facts view "one_b" could not be read', 'nor in the twin');
SELECT pg_temp.run_both('GRANT SELECT (code, branch, type) ON org_%s TO regress_sss_probe');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (300, ''one'', 1)'), 'sss_service: service violation 1.5', 'a right to the columns is enough');
SELECT pg_temp.run_both('GRANT SELECT ON org_%s TO regress_sss_probe');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (300, ''one'', 1)'), 'sss_service: service violation 1.5', 'a right to the table');
SELECT pg_temp.run_both('ALTER TABLE org_%1$s ENABLE ROW LEVEL SECURITY');
SELECT is(pg_temp.outcome('INSERT INTO service_a VALUES (300, ''one'', 1)'), '42501: facts view "one_a" could not be read', 'row security hides no fact, but fails');
SELECT is(pg_temp.outcome('INSERT INTO service_b VALUES (300, ''one'', 1)'), '42501: facts view "one_b" could not be read', 'as in the twin');
SELECT pg_temp.run_both('ALTER TABLE org_%1$s DISABLE ROW LEVEL SECURITY');
SET ROLE regress_sss_probe;
REVOKE SELECT ON one_a, one_b FROM regress_sss_probe;
RESET ROLE;
SELECT is(left(pg_temp.outcome('INSERT INTO service_a VALUES (300, ''one'', 2)'), 5), '42501', 'without the right to its own view');
SELECT is(left(pg_temp.outcome('INSERT INTO service_b VALUES (300, ''one'', 2)'), 5), '42501', 'as in the twin');
SET ROLE regress_sss_probe;
GRANT SELECT, TRIGGER ON one_a, one_b TO regress_sss_probe;
RESET ROLE;
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (300, ''one'', 2)'), 'done', 'and with it again');

-- 5. The table, its index and the view change under an open session.
SELECT pg_temp.run_both('CREATE TABLE more_%1$s () INHERITS (org_%1$s); INSERT INTO more_%1$s VALUES (''child'', 1, ''special_boarding_school'')');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (301, ''child'', 1)'), 'sss_service: service violation 1.5', 'a row of an inheritance child');
SELECT pg_temp.run_both('INSERT INTO more_%s VALUES (''one'', 2, ''special_boarding_school'')');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (302, ''one'', 2)'), 'sss_service: service violation 1.5', 'a second row with the values of a unique index');
SELECT pg_temp.run_both('DROP TABLE more_%1$s; ANALYZE org_%1$s'); -- which notes that no child is left
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (303, ''one'', 1)'), 'sss_service: service violation 1.5', 'the child is dropped');
SELECT pg_temp.run_both('ALTER TABLE org_%1$s DROP CONSTRAINT org_%1$s_branch_code_key');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (303, ''one'', 1)'), 'sss_service: service violation 1.5', 'without the index');
SELECT pg_temp.run_both('INSERT INTO org_%s VALUES (''one'', 2, ''special_boarding_school'')');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (304, ''one'', 2)'), 'sss_service: service violation 1.5', 'which allowed one row');
SELECT pg_temp.run_both('DELETE FROM org_%1$s WHERE code = ''one'' AND branch = 2 AND type = ''special_boarding_school''; CREATE UNIQUE INDEX ON org_%1$s (code, branch) WHERE type IS NOT NULL');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (305, ''one'', 1)'), 'sss_service: service violation 1.5', 'with an index of some rows');
SELECT pg_temp.run_both('ALTER TABLE org_%1$s ADD UNIQUE (code, branch) DEFERRABLE INITIALLY DEFERRED; INSERT INTO org_%1$s VALUES (''one'', 2, NULL)');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (306, ''one'', 1)'), 'sss_service: service violation 1.5', 'with one that is checked later');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (306, ''one'', 2)'), 'done', 'so that two rows may have the values');
SELECT pg_temp.run_both('DELETE FROM org_%1$s WHERE code = ''one'' AND branch = 2 AND type IS NULL');
SET CONSTRAINTS ALL IMMEDIATE;
SELECT pg_temp.run_both('ALTER TABLE org_%1$s DROP CONSTRAINT org_%1$s_code_branch_key; CREATE UNIQUE INDEX org_%1$s_key ON org_%1$s (code, branch)');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (307, ''one'', 1)'), 'sss_service: service violation 1.5', 'with an index made anew');
SELECT pg_temp.run_both('REINDEX INDEX org_%1$s_key; ALTER TABLE org_%1$s ADD note text; ALTER TABLE org_%1$s RENAME branch TO place');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (307, ''one'', 1)'), 'sss_service: service violation 1.5', 'with another name of a column');
SET ROLE regress_sss_probe;
CREATE OR REPLACE VIEW one_a AS SELECT code, 'guardian'::text AS provider, place AS branch FROM org_a;
CREATE OR REPLACE VIEW one_b AS SELECT code, 'guardian'::text AS provider, place AS branch FROM org_b OFFSET 0;
RESET ROLE;
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (307, ''one'', 1)'), 'done', 'a view that says something else, by a constant');
SET ROLE regress_sss_probe;
CREATE OR REPLACE VIEW one_a AS SELECT code, type AS provider, place AS branch FROM org_a WHERE note = 'open';
CREATE OR REPLACE VIEW one_b AS SELECT code, type AS provider, place AS branch FROM org_b WHERE note = 'open' OFFSET 0;
RESET ROLE;
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (308, ''one'', 1)'), 'done', 'a condition that the row does not meet');
SELECT pg_temp.run_both('UPDATE org_%s SET note = ''open'' WHERE code = ''one''');
SELECT is(pg_temp.both('INSERT INTO service_%s VALUES (309, ''one'', 1)'), 'sss_service: service violation 1.5', 'and meets');
SELECT is(pg_temp.both('INSERT INTO service_%s SELECT 40000 + i, ''no'' || i, 1 FROM generate_series(1, 4999) AS i'), 'done', 'a scan with the condition');

-- 6. Joins, of which one is an outer join, to whole cases.  The twin groups nothing, but says so.
SET ROLE regress_sss_probe;
SELECT pg_temp.run_both('CREATE TABLE kind_%1$s (id bigint PRIMARY KEY, type text);
	INSERT INTO kind_%1$s VALUES (1, ''special_boarding_school''), (2, ''guardian'');
	CREATE TABLE place_%1$s (id smallint PRIMARY KEY, kind integer);
	INSERT INTO place_%1$s VALUES (1, 1), (2, 2), (3, 3), (4, NULL);
	CREATE TABLE child_%1$s (id bigint, region text, place integer, PRIMARY KEY (region, id));
	INSERT INTO child_%1$s VALUES (1, ''a'', 1), (2, ''a'', 2), (3, ''a'', 3), (4, ''a'', 4), (5, ''a'', 2), (5, ''b'', 1);
	CREATE TABLE given_%1$s (id integer PRIMARY KEY, child bigint, region text, service text DEFAULT ''household.total_dwelling_area'');');
CREATE VIEW given_facts_a AS SELECT g.id, g.child, g.region, c.place, k.id AS kind, g.service, k.type AS provider, date '2024-02-29' AS on_date
  FROM given_a AS g JOIN child_a AS c ON c.id = g.child AND g.region = c.region, place_a AS p LEFT JOIN kind_a AS k ON k.id = p.kind WHERE p.id = c.place;
CREATE VIEW given_facts_b AS SELECT g.id, g.child, g.region, c.place, k.id AS kind, g.service, k.type AS provider, date '2024-02-29' AS on_date
  FROM given_b AS g JOIN child_b AS c ON c.id = g.child AND g.region = c.region, place_b AS p LEFT JOIN kind_b AS k ON k.id = p.kind WHERE p.id = c.place AND c.id IS NOT NULL;
SELECT pg_temp.run_both('SELECT FROM sss.attach_view(''given_facts_%1$s'', ''service'', key => ''{id}'', leave_out => ''{place_%1$s}'', mode => ''enforce'', required => ''{provider}'')');
RESET ROLE;
SELECT is(pg_temp.both('INSERT INTO given_%s VALUES (1, 2, ''a'')'), 'done', 'lawful, by four tables');
SELECT is(pg_temp.both('INSERT INTO given_%s VALUES (2, 1, ''a'')'), 'sss_service: service violation 1.5', 'a violation');
SELECT is(pg_temp.both('INSERT INTO given_%s VALUES (2, 5, ''b'')'), 'sss_service: service violation 1.5', 'by both columns of a key');
SELECT is(pg_temp.both('INSERT INTO given_%s VALUES (2, 3, ''a'')'), 'sss_service: provider violation 0.1', 'no row on the outer side: a fact is missing');
SELECT is(pg_temp.both('INSERT INTO given_%s VALUES (2, 4, ''a'')'), 'sss_service: provider violation 0.1', 'nor by a NULL');
SELECT is(pg_temp.both('INSERT INTO given_%s VALUES (3, 9, ''a''), (4, NULL, ''a'')'), 'done', 'no row on the inner side: no case');
SELECT is(pg_temp.both('INSERT INTO given_%s VALUES (5, 5, ''a'')'), 'done', 'another child');
SELECT is(pg_temp.both('UPDATE given_%s SET region = ''b'' WHERE id = 5'), 'sss_service: service violation 1.5', 'that becomes a case of another one');
SELECT is(pg_temp.both('UPDATE child_%s SET place = 1 WHERE id = 2'), 'sss_service: service violation 1.5', 'the other tables lead to the case');
SELECT is(pg_temp.both('UPDATE kind_%s SET type = ''special_boarding_school'' WHERE id = 2'), 'sss_service: service violation 1.5', 'that of the outer side too');
SELECT is(pg_temp.both('INSERT INTO given_%s SELECT 100 + i, 2, ''a'' FROM generate_series(1, 500) AS i'), 'done', 'many rows');
SELECT is(pg_temp.both('INSERT INTO given_%s SELECT 1000 + i, CASE i WHEN 400 THEN 1 ELSE 2 END, ''a'' FROM generate_series(1, 500) AS i'), 'sss_service: service violation 1.5', 'one of them a violation');
SELECT is(pg_temp.both('UPDATE given_%1$s SET id = id + 5000, child = CASE id WHEN 600 THEN 1 ELSE 2 END WHERE id > 100'), 'sss_service: service violation 1.5', 'an update of the keys of many');
SELECT is(pg_temp.both('UPDATE given_%1$s SET id = id + 5000 WHERE id > 100'), 'done', 'and a lawful one');
SELECT is(pg_temp.both('DELETE FROM given_%s WHERE id > 100'), 'done', 'a delete');
SELECT is(pg_temp.both('ALTER TABLE place_%1$s RENAME COLUMN kind TO sort'), 'done', 'a renamed column');
SELECT is(pg_temp.both('INSERT INTO given_%s VALUES (6, 1, ''a'')'), 'sss_service: service violation 1.5', 'changes nothing');

-- 7. Arrays, and types and operators of the user's own, are compared by the query.
SET ROLE regress_sss_probe;
CREATE TYPE letter AS ENUM ('x', 'y');
CREATE TABLE lettered (letter letter[] PRIMARY KEY, type text);
INSERT INTO lettered VALUES ('{x}', 'special_boarding_school'), ('{y}', 'guardian');
CREATE VIEW lettered_facts AS SELECT letter[1] AS letter, type AS provider FROM lettered;
CREATE TABLE letters (id integer PRIMARY KEY, letter letter, service text DEFAULT 'household.total_dwelling_area', day date DEFAULT '2024-02-29');
SELECT sss_internal.attach_table('letters', 'service', '{service=service,on_date=day}', lookup => 'lettered_facts', lookup_by => '{letter=letter}', key => '{id}', mode => 'enforce');
RESET ROLE;
SELECT is(pg_temp.outcome('INSERT INTO letters VALUES (1, ''x'')'), 'sss_service: service violation 1.5', 'an expression over an array of an enum');
SELECT is(pg_temp.outcome('INSERT INTO letters VALUES (1, ''y'')'), 'done', 'and a lawful row');

-- 8. A virtual column is in no stored row.
SELECT current_setting('server_version_num')::integer >= 180000 AS virtual \gset
\if :virtual
CREATE TABLE computed (id integer PRIMARY KEY, kind text, type text GENERATED ALWAYS AS (CASE kind WHEN 'school' THEN 'special_boarding_school' ELSE 'guardian' END) VIRTUAL);
INSERT INTO computed (id, kind) VALUES (1, 'school'), (2, 'family');
CREATE VIEW computed_facts AS SELECT id AS org, type AS provider FROM computed;
CREATE TABLE of_computed (id integer PRIMARY KEY, org integer, service text DEFAULT 'household.total_dwelling_area', day date DEFAULT '2024-02-29');
SELECT sss_internal.attach_table('of_computed', 'service', '{service=service,on_date=day}', lookup => 'computed_facts', lookup_by => '{org=org}', key => '{id}', mode => 'enforce');
SELECT is(pg_temp.outcome('INSERT INTO of_computed VALUES (1, 1)'), 'sss_service: service violation 1.5', 'a virtual column is computed');
SELECT is(pg_temp.outcome('INSERT INTO of_computed VALUES (2, 2)'), 'done', 'for each row');
\else
SELECT skip('no virtual columns', 2);
\endif

-- 9. A condition that the index fulfils holds for a scan, too: other rows with the same number are no cases.
SELECT pg_temp.run_both('CREATE TABLE paper_%1$s (id integer, kind text, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, PRIMARY KEY (id, kind));
	INSERT INTO paper_%1$s SELECT i, ''draft'', ''orphan'', ''local_executive_decision'', ''rehabilitation_center'' FROM generate_series(1, 100) AS i;');
CREATE VIEW paper_facts_a AS SELECT id, category, basis, provider, date '2024-02-29' AS on_date FROM paper_a WHERE kind = 'signed';
CREATE VIEW paper_facts_b AS SELECT id, category, basis, provider, date '2024-02-29' AS on_date FROM paper_b WHERE kind = 'signed' AND id IS NOT NULL;
SELECT pg_temp.run_both('SELECT FROM sss.attach_view(''paper_facts_%1$s'', ''placement'', key => ''{id}'', mode => ''enforce''); ANALYZE paper_%1$s');
SELECT is(pg_temp.both('INSERT INTO paper_%s SELECT i, ''signed'', CASE i WHEN 50 THEN ''crime_suspect'' ELSE ''orphan'' END::sss.recipient_category, ''local_executive_decision'', ''rehabilitation_center'' FROM generate_series(1, 100) AS i'),
	'sss_placement: basis violation 1.4/4', 'a draft lends its category to no signed paper');
SELECT is(pg_temp.both('INSERT INTO paper_%s SELECT i, ''other'', ''orphan'', ''court_act'', ''youth_house'' FROM generate_series(1, 100) AS i'), 'done', 'what the view leaves out is not refused');

-- 10. A date equals a moment by the time zone, which is that of the rule, not of the session.
SELECT pg_temp.run_both('CREATE TABLE opened_%1$s (moment timestamptz PRIMARY KEY, type sss.provider_type);
	INSERT INTO opened_%1$s VALUES (''2024-01-01 00:00 Asia/Almaty'', ''special_boarding_school'');
	CREATE TABLE daily_%1$s (id integer PRIMARY KEY, day date, service sss.service DEFAULT ''household.total_dwelling_area'')');
CREATE VIEW daily_facts_a AS SELECT s.id, s.service, o.type AS provider, date '2024-02-29' AS on_date FROM daily_a AS s JOIN opened_a AS o ON o.moment = s.day;
CREATE VIEW daily_facts_b AS SELECT s.id, s.service, o.type AS provider, date '2024-02-29' AS on_date FROM daily_b AS s JOIN opened_b AS o ON o.moment = s.day WHERE s.id IS NOT NULL;
SELECT pg_temp.run_both('SELECT FROM sss.attach_view(''daily_facts_%1$s'', ''service'', key => ''{id}'', leave_out => ''{opened_%1$s}'', mode => ''enforce'')');
SELECT is(pg_temp.both(format('SET LOCAL TimeZone = %L; INSERT INTO daily_%%s VALUES (1, ''2024-01-01'')', zone)), 'sss_service: service violation 1.5', 'a session in ' || zone)
  FROM unnest('{Asia/Almaty,UTC}'::text[]) AS zone;
SELECT * FROM finish();
ROLLBACK;
