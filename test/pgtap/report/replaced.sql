-- Expand and contract: a column that a rule reads is renamed, and a new one takes its name. Triggers, CHECKs and views follow the old one.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
BEGIN;
\ir ../common.psql
CREATE SCHEMA replaced;
SET LOCAL search_path = replaced, public;
SELECT plan(36);

CREATE FUNCTION found(OUT text[]) LANGUAGE sql AS $$
	SELECT array_agg(format('%s: %s', relation, problem) ORDER BY relation::text, problem) FROM sss.verify()
$$;
CREATE FUNCTION repaired(OUT text[]) LANGUAGE plpgsql AS $$
DECLARE
	command text;
BEGIN
	FOR command IN SELECT v.command FROM sss.verify() AS v WHERE v.command IS NOT NULL LOOP
		EXECUTE command;
	END LOOP;
	$1 := found();
END
$$;
-- What verify() says of one column of cases
CREATE FUNCTION named(was text, now text, kind text DEFAULT 'column', of_table text DEFAULT 'cases') RETURNS text[] LANGUAGE sql AS $$
	SELECT ARRAY[format('%s: %s %s is not the one that was attached: that is %s now, and the rule still reads it', of_table, kind, was, now)]
$$;
CREATE TABLE cases (gone integer, id integer PRIMARY KEY, kat text DEFAULT 'orphan', osn text DEFAULT 'local_executive_decision', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15', note text);
ALTER TABLE cases DROP gone;
CREATE FUNCTION attach(options text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'SELECT sss.attach(''cases'', ''placement'', ''{category=kat,basis=osn,provider=org,on_date=since}'', mode => ''enforce''' || options || ')';
END
$$;
-- The migration
CREATE FUNCTION expand(col text, type text DEFAULT 'text', of_table text DEFAULT 'cases') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('ALTER TABLE %s RENAME %I TO %I', of_table, col, col || '_old');
	EXECUTE format('ALTER TABLE %s ADD %I %s', of_table, col, type);
END
$$;
SAVEPOINT before;

SELECT attach() \g /dev/null
SELECT is((SELECT reads FROM sss.journal WHERE relation = 'replaced.cases'), '{column,id,2,column,kat,3,column,osn,4,column,org,5,column,since,6}', 'the journal records the columns that the rule reads');
ALTER TABLE cases RENAME osn TO basis;
SELECT is(found(), NULL, 'a renamed column is followed');
ALTER TABLE cases RENAME note TO remark;
ALTER TABLE cases ADD note text;
SELECT is(found(), NULL, 'a column that the rule does not read may be replaced');
ALTER TABLE cases ADD osn text;
SELECT is(found(), named('osn', 'basis'), 'a column that it reads is named');
INSERT INTO cases (id, osn) VALUES (1, 'court_act');
SELECT is(repaired(), NULL, 'the command attaches to the new column');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, basis, osn) VALUES (2, 'local_executive_decision', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'which is then checked');
SELECT sss.set_mode('cases', 'log'), sss.set_mode('cases', 'enforce') \g /dev/null
SELECT is(found(), NULL, 'and another mode changes nothing about it');
ROLLBACK TO before;

SELECT attach() \g /dev/null
SELECT expand('osn') \g /dev/null
SELECT sss.set_mode('cases', 'log') \g /dev/null
SELECT is(array_to_string(found(), ' ') LIKE '%osn is not the one%', true, 'a change of mode does not hide it');
ROLLBACK TO before;
SELECT attach() \g /dev/null
SELECT expand('osn') \g /dev/null
ALTER TABLE cases DROP osn_old CASCADE;
SELECT is(array_length(found(), 1) > 0, true, 'nor does the end of the migration');
SELECT is(repaired(), NULL, 'whose command still works');
ROLLBACK TO before;

SELECT attach() \g /dev/null
ALTER TABLE cases RENAME osn TO x;
ALTER TABLE cases RENAME org TO osn;
ALTER TABLE cases RENAME x TO org;
SELECT is(found(), named('org', 'osn') || named('osn', 'org'), 'two columns that exchange their names');
SELECT is(repaired(), NULL, 'and are attached by their names');
ROLLBACK TO before;

SELECT attach() \g /dev/null
SELECT expand('osn') \g /dev/null
DROP TRIGGER sss_placement ON cases;
DROP TRIGGER sss_placement_companion ON cases;
CREATE TRIGGER sss_placement AFTER INSERT OR UPDATE OF kat, osn, org, since, id ON cases FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'on_date', 'key', 'mode=enforce');
SELECT is((SELECT columns FROM sss.attachments WHERE relation = 'cases'::regclass), '{category=kat,basis=osn,provider=org,on_date=since}', 'a trigger by hand binds the new column');
SELECT is(array_to_string(found(), ' ') LIKE '%osn is not the one%', false, 'then it is not named');
ROLLBACK TO before;

-- Keys
SELECT attach() \g /dev/null
ALTER TABLE cases DROP CONSTRAINT cases_pkey;
SELECT expand('id', 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY') \g /dev/null
SELECT is(found(), named('id', 'id_old'), 'a new primary key under the old name');
SELECT is(repaired(), NULL, 'is attached by its name');
SELECT is((SELECT key FROM sss.attachments WHERE relation = 'cases'::regclass), NULL, 'as the primary key');
ROLLBACK TO before;
SELECT attach(', key => ''{note}''') \g /dev/null
SELECT expand('note') \g /dev/null
SELECT is(found(), named('note', 'note_old'), 'a column of the key');
SELECT is(repaired(), NULL, 'is attached by its name');
SELECT is((SELECT key FROM sss.attachments WHERE relation = 'cases'::regclass), '{note}', 'and the new one is the key');
ROLLBACK TO before;

-- CHECK
SELECT sss.add_check('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}') \g /dev/null
SELECT expand('osn') \g /dev/null
SELECT is(found(), named('osn', 'osn_old'), 'CHECK');
SELECT is(repaired(), NULL, 'and its command');
SELECT is(left(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (2, 'court_act')$$), 7), ': basis', 'which checks the new column');
ROLLBACK TO before;

-- After a restore the numbers are others, but for chance
SELECT attach() \g /dev/null
UPDATE sss.journal SET relid = 1, reads = '{column,id,1,column,kat,2,column,osn,3,column,org,4,column,since,5}' WHERE relation = 'replaced.cases';
SELECT is(found(), NULL, 'restored: other numbers mean nothing');
SELECT expand('kat') \g /dev/null
SELECT is(found(), named('kat', 'kat_old'), 'restored: the column is named');
SELECT is(repaired(), NULL, 'restored: and attached by its name');
ROLLBACK TO before;

-- Facts views
CREATE TABLE org (code text PRIMARY KEY, typ integer, provider text GENERATED ALWAYS AS (CASE typ WHEN 1 THEN 'youth_house' END) STORED);
INSERT INTO org VALUES ('youth_house', 1);
CREATE VIEW facts AS SELECT c.id, kat AS category, osn AS basis, c.org, o.provider, since AS on_date FROM cases AS c LEFT JOIN org AS o ON o.code = c.org;
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', key => '{id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('org', 'placement', lookup => 'facts', lookup_by => '{code=org}', key => '{id}', mode => 'enforce') \g /dev/null
SAVEPOINT view;
SELECT is(found(), NULL, 'a facts view');
SELECT expand('osn') \g /dev/null
SELECT is(found(), named('osn', 'osn_old'), 'a column that the view reads');
SELECT is((SELECT command FROM sss.verify()), NULL, 'has no command: the author of the view knows it');
CREATE OR REPLACE VIEW facts AS SELECT c.id, kat AS category, osn AS basis, c.org, o.provider, since AS on_date FROM cases AS c LEFT JOIN org AS o ON o.code = c.org;
SELECT is(found(), NULL, 'until the view reads the new one');
ROLLBACK TO view;
SELECT expand('typ', 'integer', 'org') \g /dev/null
SELECT is(found(), named('typ', 'typ_old', 'column', 'org'), 'a column from which one is generated that the view reads');
ROLLBACK TO view;
SELECT expand('code', 'text', 'org') \g /dev/null
SELECT is(found(), named('code', 'code_old', 'column', 'org'), 'a column by which rows lead to the view');
ROLLBACK TO view;
ALTER VIEW facts RENAME TO facts_old;
SELECT is(found(), NULL, 'a renamed view is followed');
CREATE VIEW facts AS SELECT c.id, kat AS category, osn AS basis, c.org, o.provider, since AS on_date FROM cases AS c LEFT JOIN org AS o ON o.code = c.org;
SELECT is(found(), named('replaced.facts', 'replaced.facts_old', 'view') || named('replaced.facts', 'replaced.facts_old', 'view', 'org'), 'another view under its name');
SELECT is(repaired(), NULL, 'which the command attaches');
SELECT is((SELECT array_agg(DISTINCT facts::text) FROM sss_internal.attached), '{facts}', 'instead of the old one');

SELECT * FROM finish();
ROLLBACK;
