-- set_expression: a generated column whose expression was changed after a rule was attached; rows were rewritten, and not checked.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
BEGIN;
\ir ../common.psql
CREATE SCHEMA generated;
SET LOCAL search_path = generated, public;
SELECT current_setting('server_version_num')::integer >= 170000 AS can_set, current_setting('server_version_num')::integer >= 180000 AS virtual \gset
SELECT plan(9 + CASE WHEN :'can_set' THEN 9 ELSE 0 END + CASE WHEN :'virtual' THEN 3 ELSE 0 END);

CREATE FUNCTION found(OUT text[]) LANGUAGE sql AS $$
	SELECT array_agg(format('%s %s: %s', relation::regclass, attachment, split_part(problem, ':', 1)) ORDER BY relation::text, problem) FROM sss.verify()
$$;
CREATE FUNCTION repaired(OUT text[]) LANGUAGE plpgsql AS $$
DECLARE
	command text;
BEGIN
	FOR command IN SELECT v.command FROM sss.verify() AS v LOOP
		EXECUTE command;
	END LOOP;
	$1 := found();
END
$$;
CREATE TABLE cases (gone integer, id integer PRIMARY KEY, code integer, kat text GENERATED ALWAYS AS (CASE code WHEN 2 THEN 'orphan' END) STORED, other text GENERATED ALWAYS AS (code || 'x') STORED, osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15');
ALTER TABLE cases DROP gone;
CREATE FUNCTION attach(mode text DEFAULT 'enforce') RETURNS text LANGUAGE sql AS $$
	SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => mode)
$$;
SAVEPOINT before;
SELECT attach() \g /dev/null
SELECT is((SELECT generated FROM sss.journal WHERE relation = 'generated.cases'), ARRAY['kat = CASE code WHEN 2 THEN ''orphan''::text ELSE NULL::text END', '4 = CASE $3 WHEN 2 THEN ''orphan''::text ELSE NULL::text END'], 'the journal records the expression of a bound column, and of no other');
SELECT is(found(), NULL, 'it is as it was');
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
SELECT is(found(), NULL, 'also in another mode');
ALTER TABLE cases RENAME code TO "Code";
ALTER TABLE cases RENAME kat TO "Kat";
SELECT is(found(), NULL, 'renamed columns change nothing');
ROLLBACK TO before;
-- a restore gives other numbers
SELECT attach() \g /dev/null
UPDATE sss.journal SET generated[2] = '7 = CASE $6 WHEN 2 THEN ''orphan''::text ELSE NULL::text END' WHERE relation = 'generated.cases';
SELECT is(found(), NULL, 'nor do other numbers');
UPDATE sss.journal SET generated[1] = 'kat = ''orphan''::text' WHERE relation = 'generated.cases';
SELECT is(found(), '{"cases sss_placement: expression of generated column kat was changed"}', 'another expression does');
SELECT is(repaired(), NULL, 'the command audits, and attaches again');
SELECT is((SELECT count(*) FROM sss.audit_counts WHERE relation = 'generated.cases'), 1::bigint, 'the rows were counted');
ROLLBACK TO before;
CREATE TABLE plain (id integer PRIMARY KEY, service sss.service, provider sss.provider_type);
SELECT sss.attach('plain', 'service') \g /dev/null
SELECT is((SELECT generated FROM sss.journal WHERE relation = 'generated.plain'), NULL, 'without such columns nothing is recorded');

\if :can_set
SELECT attach() \g /dev/null
INSERT INTO cases (id, code) VALUES (1, 1);
ALTER TABLE cases ALTER kat SET EXPRESSION AS (CASE code WHEN 1 THEN 'orphan' END);
SELECT is(found(), '{"cases sss_placement: expression of generated column kat was changed"}', 'columns: SET EXPRESSION');
SELECT sss.set_mode('cases', 'log', 'sss_placement'), sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
SELECT is(found(), '{"cases sss_placement: expression of generated column kat was changed"}', 'is named until the rows were audited');
SELECT is(repaired(), NULL, 'by the command');
SELECT is((SELECT array_agg(rows) FROM sss.audit_counts WHERE relation = 'generated.cases' AND refused), '{1}', 'which counts the row that fails');
ALTER TABLE cases ALTER other SET EXPRESSION AS (code || 'y');
SELECT is(found(), NULL, 'that of a column that the rule does not read');
ROLLBACK TO before;
SELECT sss.add_check('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}') \g /dev/null
ALTER TABLE cases ALTER kat SET EXPRESSION AS (CASE code WHEN 1 THEN 'orphan' END);
SELECT is(found(), '{"cases sss_placement: expression of generated column kat was changed"}', 'CHECK');
SELECT is(repaired(), NULL, 'likewise');
ROLLBACK TO before;
CREATE VIEW facts AS SELECT id, kat AS category, osn AS basis, org AS provider, since AS on_date FROM cases;
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce') \g /dev/null
ALTER TABLE cases ALTER kat SET EXPRESSION AS (CASE code WHEN 1 THEN 'orphan' END);
SELECT is(found(), '{"cases sss_placement: expression of generated column kat was changed"}', 'a column that a facts view reads');
SELECT is(repaired(), NULL, 'likewise');
\endif
\if :virtual
CREATE TABLE org (id integer PRIMARY KEY, code text, norm text GENERATED ALWAYS AS (lower(code)) VIRTUAL, typ text);
CREATE VIEW org_facts AS SELECT c.id, o.norm, 'orphan' AS category, osn AS basis, o.typ AS provider, since AS on_date FROM cases AS c LEFT JOIN org AS o ON o.norm = c.org;
SELECT is(left(pg_temp.outcome($$SELECT sss_internal.attach_table('org', 'placement', lookup => 'org_facts', lookup_by => '{norm=norm}', key => '{id}')$$), 5), '0A000', 'a virtual column is refused as via');
SELECT is(left(pg_temp.outcome($$SELECT sss.attach('org', 'service', '{service=code,provider=typ}', key => '{norm}')$$), 5), '0A000', 'and as key');
CREATE TABLE seen (id integer PRIMARY KEY, code integer, kat text GENERATED ALWAYS AS (CASE code WHEN 2 THEN 'orphan' END) VIRTUAL, osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15');
CREATE VIEW seen_facts AS SELECT id, kat AS category, osn AS basis, org AS provider, since AS on_date FROM seen;
SELECT sss_internal.attach_table('seen', 'placement', lookup => 'seen_facts', mode => 'enforce') \g /dev/null
INSERT INTO seen (id, code) VALUES (1, 1);
SELECT is(pg_temp.outcome('UPDATE seen SET code = 2'), 'sss_placement: basis violation 1.4/2', 'one that a facts view reads is followed');
\endif

SELECT * FROM finish();
ROLLBACK;
