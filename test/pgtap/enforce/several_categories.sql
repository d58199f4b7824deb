-- Of several categories only those that fell short least before excuse what fails afterwards.
-- Annex 3: paragraph 2 knows no victims of abuse; paragraph 5, item 2: children without parental care come to a foster family by another basis.
BEGIN;
\ir ../common.psql
CREATE SCHEMA several_categories;
SET LOCAL search_path = several_categories, public;
SELECT plan(29);

-- Facts that fail before the attachment, in every way in which a table holds them.
CREATE TABLE array_texts (id integer PRIMARY KEY, c text[], b text, p text, d date, note text);
CREATE TABLE array_codes (id integer PRIMARY KEY, c sss.recipient_category[], b text, p text, d date, note text);
CREATE TABLE parted (id integer, region text, c text[], b text, p text, d date, note text, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE parted_north PARTITION OF parted FOR VALUES IN ('north');
CREATE TABLE parted_south PARTITION OF parted FOR VALUES IN ('south');
CREATE TABLE place (id integer PRIMARY KEY, b text, p text, d date);
CREATE TABLE place_category (place integer, c text, note text, PRIMARY KEY (place, c));
CREATE VIEW facts AS SELECT place.id, l.c AS category, place.b AS basis, place.p AS provider, place.d AS on_date
	FROM place LEFT JOIN place_category AS l ON l.place = place.id;
CREATE VIEW array_facts AS SELECT place.id, array_agg(l.c ORDER BY l.c) AS category, place.b AS basis, place.p AS provider, place.d AS on_date
	FROM place LEFT JOIN place_category AS l ON l.place = place.id GROUP BY place.id;

\set both '{without_parental_care,abuse_victim}'
\set rest '''local_executive_decision'', ''foster_parent'', ''2024-05-01'''
INSERT INTO array_texts VALUES (1, '{without_parental_care}', :rest), (2, :'both', :rest), (3, :'both', :rest);
INSERT INTO array_codes SELECT id, c::sss.recipient_category[], b, p, d FROM array_texts;
INSERT INTO parted SELECT id, 'north', c, b, p, d FROM array_texts;
INSERT INTO place SELECT id, b, p, d FROM array_texts;
INSERT INTO place_category SELECT id, unnest(c) FROM array_texts;

CREATE FUNCTION attach_columns(relation regclass, mode text, timing text DEFAULT 'immediate') RETURNS void LANGUAGE sql AS $$
	SELECT sss.attach(relation, 'placement', '{category=c,basis=b,provider=p,on_date=d}', mode => mode, timing => timing)
$$;
CREATE FUNCTION attach_view(mode text, view text, timing text DEFAULT 'immediate') RETURNS void LANGUAGE sql AS $$
	SELECT sss_internal.attach_table('place', 'placement', lookup => view::regclass, mode => mode, timing => timing),
		   sss_internal.attach_table('place_category', 'placement', lookup => view::regclass, lookup_by => '{place=id}', key => '{id}', mode => mode, timing => timing)
$$;
CREATE FUNCTION at_commit(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	SET CONSTRAINTS ALL DEFERRED;
	EXECUTE statement;
	RETURN pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE');
END
$$;
\set refused 'sss_placement: category violation 3.2'

-- Columns.
SAVEPOINT before;
SELECT attach_columns(t, 'enforce') FROM unnest('{array_texts,array_codes,parted}'::regclass[]) AS t \g /dev/null
SELECT is(pg_temp.outcome(format('UPDATE %s SET c = ''{abuse_victim}'' WHERE id = 1', t)), :'refused', t || ': another category in place of the only one') FROM unnest('{array_texts,array_codes,parted}'::text[]) AS t;
SELECT is(pg_temp.outcome(format('UPDATE %s SET c = ''{abuse_victim}'' WHERE id = 2', t)), :'refused', t || ': the category that fell short less goes') FROM unnest('{array_texts,array_codes,parted}'::text[]) AS t;
SELECT is(pg_temp.outcome($$UPDATE parted SET region = 'south', c = '{abuse_victim}' WHERE id = 2$$), :'refused', 'likewise when the row moves to another partition');
SELECT is(pg_temp.outcome(format('UPDATE %s SET c = ''{without_parental_care}'' WHERE id = 3', t)), 'done', t || ': the category that fell short more goes') FROM unnest('{array_texts,array_codes,parted}'::text[]) AS t;
SELECT is(pg_temp.outcome(format('UPDATE %s SET c = ''{without_parental_care,abuse_victim}'' WHERE id = 1', t)), 'done', t || ': it comes in addition') FROM unnest('{array_texts,array_codes,parted}'::text[]) AS t;
SELECT is(pg_temp.outcome($$UPDATE array_texts SET note = 'x', c = c$$), 'done', 'nothing changes');
SELECT is(pg_temp.outcome($$UPDATE array_texts SET c = '{abuse_victim}'$$), :'refused', 'and was excused by no other update before');

-- Deferred.
ROLLBACK TO before;
SELECT attach_columns(t, 'enforce', 'deferred') FROM unnest('{array_texts,parted}'::regclass[]) AS t \g /dev/null
SAVEPOINT deferred;
SELECT is(at_commit($$UPDATE array_texts SET c = '{abuse_victim}' WHERE id = 2$$), :'refused', 'deferred: the category that fell short less goes');
ROLLBACK TO deferred;
SELECT is(at_commit($$UPDATE parted SET c = '{abuse_victim}' WHERE id = 2$$), :'refused', 'deferred, in a partition');
ROLLBACK TO deferred;
SELECT is(at_commit($$UPDATE array_texts SET c = '{without_parental_care}' WHERE id = 2$$), 'done', 'deferred: the other one goes');

-- Log.
ROLLBACK TO before;
SELECT attach_columns('array_texts', 'log') \g /dev/null
UPDATE array_texts SET c = '{without_parental_care}' WHERE id = 3;
UPDATE array_texts SET c = '{abuse_victim}' WHERE id = 2;
SELECT is(pg_temp.logged('array_texts'), '{"sss_placement {2}: category violation 3.2"}', 'log: a line for the one that is worse');

-- A CHECK has no regard for what was before.
ROLLBACK TO before;
SELECT sss.add_check('array_codes', 'placement', '{category=c,basis=b,provider=p,on_date=d}') \g /dev/null
SELECT isnt(pg_temp.outcome($$UPDATE array_codes SET c = '{abuse_victim}' WHERE id = 2$$), 'done', 'CHECK: refused');

-- A facts view: each category is a row, or all are one array.
ROLLBACK TO before;
SELECT attach_view('enforce', 'facts') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE place_category SET c = 'abuse_victim' WHERE place = 1$$), :'refused', 'view: another category in place of the only one');
SELECT is(pg_temp.outcome($$DELETE FROM place_category WHERE place = 2 AND c = 'without_parental_care'$$), :'refused', 'view: the category that fell short less goes');
SELECT is(pg_temp.outcome($$DELETE FROM place_category WHERE place = 3 AND c = 'abuse_victim'$$), 'done', 'view: the other one goes');
ROLLBACK TO before;
SELECT attach_view('enforce', 'array_facts') \g /dev/null
SELECT is(pg_temp.outcome($$DELETE FROM place_category WHERE place = 2 AND c = 'without_parental_care'$$), :'refused', 'view of arrays: the category that fell short less goes');
SELECT is(pg_temp.outcome($$DELETE FROM place_category WHERE place = 3 AND c = 'abuse_victim'$$), 'done', 'view of arrays: the other one goes');
ROLLBACK TO before;
SELECT attach_view('enforce', 'facts', 'deferred') \g /dev/null
SELECT is(at_commit($$DELETE FROM place_category WHERE place = 2 AND c = 'without_parental_care'$$), :'refused', 'view, deferred: the category that fell short less goes');
ROLLBACK TO before;
SELECT attach_view('log', 'facts') \g /dev/null
DELETE FROM place_category WHERE place = 3 AND c = 'abuse_victim';
DELETE FROM place_category WHERE place = 2 AND c = 'without_parental_care';
SELECT is(pg_temp.logged('place_category'), '{"sss_placement {2}: category violation 3.2"}', 'view, log: a line for the one that is worse');

-- A baseline recorded facts, and excuses like facts that were there before.
ROLLBACK TO before;
SELECT attach_columns('array_texts', 'log'), sss.baseline('array_texts'), sss.set_mode('array_texts', 'enforce', 'sss_placement') \g /dev/null
DELETE FROM array_texts;
SELECT is(pg_temp.outcome($$INSERT INTO array_texts VALUES (2, '{abuse_victim}', 'local_executive_decision', 'foster_parent', '2024-05-01')$$), :'refused', 'baseline: with the category that fell short more alone');
SELECT is(pg_temp.outcome($$INSERT INTO array_texts VALUES (2, '{without_parental_care}', 'local_executive_decision', 'foster_parent', '2024-05-01')$$), 'done', 'baseline: with the other one alone');

SELECT * FROM finish();
ROLLBACK;
