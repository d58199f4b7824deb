-- An exemption holds for the case that its key columns and their values name, compared as their types compare, and passes to no other.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court. Annex 3, paragraph 6: a guardian gives no living space.
BEGIN;
\ir ../common.psql
CREATE SCHEMA exempt_key;
SET LOCAL search_path = exempt_key, public;
CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
SELECT plan(74);
\set refused 'sss_placement: basis violation 1.4/2'

CREATE FUNCTION grant_waiver(relation regclass, key text[], name text DEFAULT NULL, key_columns text[] DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.outcome(format('SELECT sss.grant_waiver(%L, ''placement'', key => %L, act_number => ''1'', act_date => ''2024-01-15'', issuer => ''Akimat'', valid => ''[2024-01-01,2027-12-31]'', requirement => ''basis'', provision => ''1.4/2'', name => %L, key_columns => %L)', relation, key, name, key_columns))
$$;
CREATE FUNCTION found(OUT text[]) LANGUAGE sql AS $$
	SELECT array_agg(format('%s %s: %s', relation, attachment, problem) ORDER BY relation::text, problem) FROM sss.verify()
$$;
-- Runs the command of every row, until none is left.
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
CREATE FUNCTION attach(relation regclass, key text[] DEFAULT NULL, mode text DEFAULT 'enforce', timing text DEFAULT 'immediate') RETURNS text LANGUAGE sql AS $$
	SELECT sss.attach(relation, 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', key => key, mode => mode, timing => timing)
$$;

-- 1. waiver_pk_changed: another primary key, and its siblings.
CREATE TABLE cases (id integer CONSTRAINT pk PRIMARY KEY, num integer NOT NULL, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15');
SAVEPOINT before;
SELECT attach('cases') \g /dev/null
SELECT is(grant_waiver('cases', '{7}'), 'done', 'a waiver for a number');
SELECT is(key_columns::text, 'exempt_key.cases(id)', 'names the column of the key') FROM sss.waivers;
CREATE ROLE regress_sss_reader;
GRANT USAGE ON SCHEMA exempt_key TO regress_sss_reader;
SET ROLE regress_sss_reader;
SELECT is((SELECT count(*) FROM sss_internal.exempt_keys), 0::bigint, 'a role that may not read the table is not told that it has waivers');
RESET ROLE;
GRANT SELECT (id) ON cases TO regress_sss_reader;
SET ROLE regress_sss_reader;
SELECT is((SELECT count(*) FROM sss_internal.exempt_keys), 1::bigint, 'one that may is told, without the key');
RESET ROLE;
ALTER TABLE cases DROP CONSTRAINT pk, ADD PRIMARY KEY (num);
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (55, 7)'), :'refused', 'after another primary key it does not count for another child');
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (7, 55)'), 'done', 'but still for the one that it names');
SELECT is(found(), NULL, 'all is well');
-- attached again, by the new primary key
SELECT sss.detach('cases', 'sss_placement'), attach('cases') \g /dev/null
DELETE FROM cases;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (55, 7)'), :'refused', 'attached again with another key: the waiver counts for no child');
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (7, 55)'), :'refused', 'not for the one that it named either');
SELECT is(found(), '{"cases sss_placement: waivers name cases by exempt_key.cases(id), but the attachment by exempt_key.cases(num): they exempt nothing"}', 'sss.verify() names it');
SELECT is((SELECT string_agg(concat(status, key_columns), '') FROM sss.waiver_status()), 'other key{id}', 'and sss.waiver_status()');
SELECT is(left(grant_waiver('cases', '{7}', key_columns => '{id}'), 5), '22023', 'a key that is not the attachment''s is refused');
SELECT is(left(grant_waiver('cases', '{7,8}'), 5), '22023', 'and one of another length');
SELECT is(grant_waiver('cases', '{8}', key_columns => '{num}'), 'done', 'that of the attachment is accepted');
SELECT is(repaired(), NULL, 'the command withdraws the waiver');
SELECT is((SELECT array_agg(status ORDER BY id) FROM sss.waiver_status()), '{withdrawn,unused}', 'and no other');
ROLLBACK TO before;
SELECT attach('cases', '{id,num}') \g /dev/null
SELECT is(grant_waiver('cases', '{1,2}'), 'done', 'a key of two columns');
SELECT sss.detach('cases', 'sss_placement'), attach('cases', '{num,id}') \g /dev/null
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 1)'), :'refused', 'in another order: no other child');
SELECT is(found(), '{"cases sss_placement: waivers name cases by exempt_key.cases(id, num), but the attachment by exempt_key.cases(num, id): they exempt nothing"}', 'and named');
SELECT sss.detach('cases', 'sss_placement'), attach('cases', '{id,num}') \g /dev/null
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (1, 2)'), 'done', 'in the old order again it counts again');
SELECT is(found(), NULL, 'and all is well');

-- 2. Names: renamed columns keep what was granted, columns that take their names do not get it.
ROLLBACK TO before;
SELECT attach('cases', timing => 'deferred') \g /dev/null
SELECT is(grant_waiver('cases', '{7}'), 'done', 'a waiver');
INSERT INTO cases VALUES (9, 9);
ALTER TABLE cases RENAME id TO "Id";
ALTER TABLE cases RENAME num TO id;
ALTER TABLE cases RENAME TO "The cases";
SELECT is(key_columns::text, 'exempt_key."The cases"("Id")', 'renamed with the table and the column') FROM sss.waivers;
SELECT is(sss_internal.column_names(key_columns), '{Id}', 'as names') FROM sss.waivers;
DELETE FROM "The cases";
SELECT is(pg_temp.outcome('INSERT INTO "The cases" VALUES (7, 1); SET CONSTRAINTS ALL IMMEDIATE'), 'done', 'it counts for the child');
SELECT is(pg_temp.outcome('INSERT INTO "The cases" VALUES (8, 7); SET CONSTRAINTS ALL IMMEDIATE'), :'refused', 'and for none whose other number it is');
SELECT is(key_columns::text::sss_internal.key_columns::text, 'exempt_key."The cases"("Id")', 'what is written can be read') FROM sss.waivers;
SELECT is('nowhere.at_all(x, "Y z")'::sss_internal.key_columns::text, 'nowhere.at_all(x, "Y z")', 'names that mean nothing are kept');
SELECT is(sss_internal.column_names('nowhere.at_all(x, "Y z")'), '{x,"Y z"}', 'with their columns');
SELECT is(left(pg_temp.outcome('SELECT ''x''::sss_internal.key_columns'), 5), '22P02', 'a text of another form is refused');

-- 3. A baseline.
ROLLBACK TO before;
INSERT INTO cases VALUES (7, 1), (8, 2);
SELECT attach('cases', mode => 'log'), sss.baseline('cases'), sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
SELECT sss.detach('cases', 'sss_placement'), attach('cases', '{num}') \g /dev/null
DELETE FROM cases;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (55, 7)'), :'refused', 'a baseline of another key records no child''s violation');
SELECT is(found(), '{"cases sss_placement: a baseline names cases by exempt_key.cases(id), but the attachment by exempt_key.cases(num): it exempts nothing"}', 'sss.verify() names it');
SELECT is((SELECT array_agg(DISTINCT status) FROM sss.baseline_status()), '{other key}', 'and sss.baseline_status()');
SELECT is(repaired(), NULL, 'the command ends it');

-- 4. The log: cases of one number under two keys are two.
ROLLBACK TO before;
SELECT attach('cases', mode => 'log') \g /dev/null
INSERT INTO cases VALUES (7, 70);
SELECT sss.detach('cases', 'sss_placement'), attach('cases', '{num}', mode => 'log') \g /dev/null
INSERT INTO cases VALUES (80, 7);
SELECT is((SELECT array_agg(concat(key, key_columns, count) ORDER BY key_columns) FROM sss.violations WHERE relation = 'exempt_key.cases'), '{"{7}{id}1","{7}{num}1"}', 'log: two cases');
SELECT is(sss_internal.fold(), 2::bigint, 'folded');
SELECT is((SELECT array_agg(concat(key, key_columns, count) ORDER BY key_columns) FROM sss.violations WHERE relation = 'exempt_key.cases'), '{"{7}{id}1","{7}{num}1"}', 'they remain two');
DELETE FROM cases WHERE num = 7;
SELECT sss.run_audit('cases') \g /dev/null
SELECT is((SELECT array_agg(concat(key_columns, resolved IS NOT NULL, reason) ORDER BY key_columns) FROM sss.violations WHERE relation = 'exempt_key.cases'), '{"{id}tother key","{num}t"}', 'an audit resolves those of the present key, and closes those of the other');

-- 5. Values are compared as their types compare.
ROLLBACK TO before;
CREATE TABLE typed (num numeric, dbl float8, name text COLLATE ci, fixed numeric(6,2), spell interval, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15', PRIMARY KEY (num, dbl, name, fixed, spell));
CREATE FUNCTION put(num text, dbl text, name text, fixed text DEFAULT '1', spell text DEFAULT '1 day') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.outcome(format('DELETE FROM typed; INSERT INTO typed (num, dbl, name, fixed, spell) VALUES (%L, %L, %L, %L, %L)', num, dbl, name, fixed, spell))
$$;
SAVEPOINT typed;
SELECT attach('typed') \g /dev/null
SELECT is(grant_waiver('typed', '{1,0,yh-1,1,1 day}'), 'done', 'a waiver for values of several types');
SELECT is(put('1.0', '0', 'yh-1'), 'done', '1 is 1.0');
SELECT is(put('1', '-0', 'yh-1'), 'done', '0 is -0');
SELECT is(put('1', '0', 'YH-1'), 'done', 'letters are those of the collation');
SELECT is(put('1', '0', 'yh-1', '1.00', '24 hours'), 'done', 'a day has 24 hours');
SELECT is((SELECT array_agg(status) FROM sss.waiver_status()), '{used}', 'it is used');
SELECT is(put('1.01', '0', 'yh-1'), :'refused', '1 is not 1.01');
SELECT is(put('1', '0.1', 'yh-1'), :'refused', 'nor 0 0.1');
SELECT is(put('1', '0', 'yh-2'), :'refused', 'nor yh-1 yh-2');
ROLLBACK TO typed;
INSERT INTO typed (num, dbl, name, fixed, spell) VALUES (1, 0, 'yh-1', 1, '1 day'), (2, 0, 'yh-1', 1, '1 day');
SELECT attach('typed', mode => 'log'), sss.baseline('typed'), sss.set_mode('typed', 'enforce', 'sss_placement') \g /dev/null
SELECT is(put('1.0', '-0', 'YH-1', '1', '24 hours'), 'done', 'baseline: the same case in other words');
SELECT is((SELECT array_agg(status ORDER BY key) FROM sss.baseline_status()), '{used,"no longer needed"}', 'is used');
SELECT is(put('3', '0', 'yh-1'), :'refused', 'another is none');
ROLLBACK TO typed;
SELECT attach('typed', mode => 'log') \g /dev/null
INSERT INTO typed (num, dbl, name, fixed, spell) VALUES (1, 0, 'yh-1', 1, '1 day');
DELETE FROM typed;
INSERT INTO typed (num, dbl, name, fixed, spell) VALUES (1.0, '-0', 'YH-1', 1, '24 hours');
SELECT is((SELECT array_agg(count) FROM sss.violations WHERE relation = 'exempt_key.typed'), '{2}', 'log: one case, found twice');
SELECT sss.run_audit('typed') \g /dev/null
SELECT is((SELECT bool_and(resolved IS NULL) FROM sss.violations WHERE relation = 'exempt_key.typed'), true, 'an audit finds it');
SELECT is(sss.compact(), 2::bigint, 'and it is folded');
SELECT is((SELECT array_agg(concat(key, count)) FROM sss.violations WHERE relation = 'exempt_key.typed'), '{"{1.0,-0,YH-1,1.00,PT24H}2"}', 'into one');
DELETE FROM typed;
SELECT sss.run_audit('typed') \g /dev/null
SELECT is((SELECT bool_and(resolved IS NOT NULL) FROM sss.violations WHERE relation = 'exempt_key.typed'), true, 'gone, it is resolved');

-- 6. waiver_of_another_key: one table of a view with another key than the others.
ROLLBACK TO before;
CREATE TABLE org (id integer PRIMARY KEY, type text);
CREATE TABLE place (id integer PRIMARY KEY, child integer, kat text DEFAULT 'orphan', org integer DEFAULT 7, osn text DEFAULT 'court_act', since date DEFAULT '2024-02-01');
CREATE VIEW facts AS SELECT place.child, place.id, place.org, place.kat AS category, place.osn AS basis, org.type AS provider, place.since AS on_date FROM place LEFT JOIN org ON org.id = place.org;
INSERT INTO org VALUES (7, NULL);
INSERT INTO place (id, child) SELECT 100 + n, n FROM generate_series(1, 5) AS n;
SELECT sss_internal.attach_table('place', 'placement', lookup => 'facts', mode => 'enforce') \g /dev/null
SELECT is(grant_waiver('place', '{7}'), 'done', 'a waiver for a place');
SELECT is(found(), '{"org : facts view exempt_key.facts reads the table, but rule \"placement\" is not attached to it"}', 'one table only');
SELECT sss_internal.attach_table('org', 'placement', lookup => 'facts', lookup_by => '{id=org}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE org SET type = 'youth_house'$$), :'refused', 'does not count for an organization of the same number');
SELECT is(found(), '{"org sss_placement: facts view exempt_key.facts names cases by exempt_key.facts(org) here, but by exempt_key.facts(id) for table exempt_key.place"}', 'sss.verify() names the key that differs');
SELECT is(repaired(), NULL, 'the command attaches with the key of the other table');
SELECT is(pg_temp.outcome($$UPDATE org SET type = 'youth_house'$$), :'refused', 'which it then is');
SELECT is((SELECT array_agg(key ORDER BY relation::text) FROM sss_internal.attached WHERE facts = 'facts'::regclass), '{{id},{id}}'::text[], 'on both tables');
INSERT INTO place (id, child, org) VALUES (7, 7, 8);
SELECT is(pg_temp.outcome($$INSERT INTO org VALUES (8, 'youth_house')$$), 'done', 'the place of the waiver is exempt through any table');
-- A view takes over from columns: what was granted for rows of the table is not for rows of the view.
SELECT sss.withdraw_waiver(id) FROM sss.waivers \g /dev/null
SELECT sss.detach('place', 'sss_placement'), sss.detach('org', 'sss_placement'), attach('cases'), grant_waiver('cases', '{7}') \g /dev/null
CREATE VIEW case_facts AS SELECT id, kat AS category, osn AS basis, org AS provider, since AS on_date FROM cases;
SELECT sss.detach('cases', 'sss_placement'), sss_internal.attach_table('cases', 'placement', lookup => 'case_facts', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (7, 1)'), :'refused', 'a view in place of columns');
SELECT is(found(), '{"cases sss_placement: waivers name cases by exempt_key.cases(id), but the attachment by exempt_key.case_facts(id): they exempt nothing"}', 'is named');

-- 7. Partitions: what is granted on the partitioned table counts in all, whatever numbers their columns have.
ROLLBACK TO before;
CREATE TABLE parted (id integer, region text, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15', PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE parted_a (since date DEFAULT '2024-01-15', gone integer, region text NOT NULL, id integer NOT NULL, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house');
ALTER TABLE parted_a DROP gone;
ALTER TABLE parted ATTACH PARTITION parted_a FOR VALUES IN ('a');
SELECT attach('parted') \g /dev/null
SELECT is(grant_waiver('parted', '{1,a}'), 'done', 'a waiver for a row of a partition');
SELECT is(pg_temp.outcome($$INSERT INTO parted VALUES (1, 'a')$$), 'done', 'counts there');
SELECT is(pg_temp.outcome($$INSERT INTO parted VALUES (2, 'a')$$), :'refused', 'for no other row');

-- An exemption on a facts view is named once, though it means the attachments of all its tables.
CREATE TABLE child (kid integer PRIMARY KEY, kat text);
CREATE TABLE place (id integer PRIMARY KEY, kid integer, osn text);
CREATE VIEW two_tables AS SELECT place.id, kid, child.kat AS category, place.osn AS basis, 'youth_house'::text AS provider, date '2024-01-15' AS on_date FROM place JOIN child USING (kid);
INSERT INTO child VALUES (1, 'orphan');
INSERT INTO place VALUES (1, 1, 'court_act');
SELECT sss_internal.attach_table('place', 'placement', lookup => 'two_tables', lookup_by => '{id=id}', key => '{id}'), sss_internal.attach_table('child', 'placement', lookup => 'two_tables', lookup_by => '{kid=kid}', key => '{id}') \g /dev/null
SELECT grant_waiver('place', '{1}'), sss.baseline('place') \g /dev/null
SELECT sss.detach('place', 'sss_placement'), sss.detach('child', 'sss_placement') \g /dev/null
SELECT sss_internal.attach_table('child', 'placement', lookup => 'two_tables', lookup_by => '{kid=kid}', key => '{kid}'), sss_internal.attach_table('place', 'placement', lookup => 'two_tables', lookup_by => '{id=id}', key => '{kid}') \g /dev/null
SELECT is((SELECT count(*) FROM sss.verify()), 2::bigint, 'of two tables of a view, one has a row for the waiver and one for the baseline');
SELECT is(repaired(), NULL, 'the commands end them');

-- Key columns can be compared: a subscriber finds a line of the log, which has no primary key, by all of its columns.
SELECT is((SELECT array_agg(c.relname || '.' || a.attname) FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			WHERE c.relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND c.relreplident = 'f'
			  AND NOT EXISTS (SELECT FROM pg_opclass AS o WHERE o.opcdefault AND (o.opcintype = a.atttypid OR a.atttypid::regtype::text LIKE '%[]' AND o.opcintype = 'anyarray'::regtype))), NULL,
	'every column of a table that is replicated by whole rows has an equality');
CREATE TABLE compared (id integer, num integer);
SELECT is((SELECT array_agg(DISTINCT c::text ORDER BY c::text) FROM (SELECT DISTINCT c FROM unnest('{exempt_key.compared(id),"exempt_key.compared(num, id)",exempt_key.compared(id),exempt_key.later(id),exempt_key.later(id)}'::sss_internal.key_columns[]) AS c) AS d),
	'{exempt_key.compared(id),"exempt_key.compared(num, id)",exempt_key.later(id)}', 'rows with key columns can be told apart');
CREATE TABLE early AS SELECT 'exempt_key.later(id)'::sss_internal.key_columns AS c;
CREATE TABLE later (id integer);
SELECT is((SELECT count(*) FROM early WHERE c = 'exempt_key.later(id)'), 1::bigint, 'names that were kept are equal to those of the table that came later');
SELECT is(sss_internal.column_names('exempt_key.later()'), '{}', 'no columns are columns');

SELECT * FROM finish();
ROLLBACK;
