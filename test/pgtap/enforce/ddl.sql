-- Changes to a table that has an attachment: enforcement stands, or the change is refused.
-- Annex 1, paragraph 4, part 2: orphans by decision of the local executive body or referral.
BEGIN;
\ir ../common.psql
CREATE SCHEMA enforce_ddl;
CREATE SCHEMA "Other schema";
SET LOCAL search_path = enforce_ddl, public;
SELECT plan(78);

-- Columns that are gone before the bound ones: attribute numbers and positions differ.
CREATE TABLE cases (
	gone_1 text, id integer PRIMARY KEY, gone_2 integer, kat text, gone_3 text, osn text, org text, stay text, gone_4 numeric, since date, note text);
ALTER TABLE cases DROP gone_1, DROP gone_2, DROP gone_3, DROP gone_4;
ALTER TABLE cases ADD later text DEFAULT 'x';
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', mode => 'enforce') \g /dev/null
CREATE FUNCTION bad_insert(named regclass DEFAULT 'cases') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.outcome(format($i$INSERT INTO %s VALUES (99, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29')$i$, named))
$$;
CREATE FUNCTION bound(named regclass DEFAULT 'cases') RETURNS text[] LANGUAGE sql AS
	'SELECT columns FROM sss.attachments WHERE relation = named';
-- changes the basis where no statement lists it, so that only the companion fires
CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF new.note = 'spoil' THEN
		new := json_populate_record(new, json_build_object(tg_argv[0], 'court_act'));
	END IF;
	RETURN new;
END
$$;
CREATE TRIGGER spoil BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION spoil('osn');

SELECT is(bad_insert(), 'sss_placement: basis violation 1.4/2', 'columns dropped before the attachment: INSERT');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', 'temporary', '2024-02-29')$$), 'done', 'a lawful row');
SELECT is(pg_temp.outcome($$UPDATE cases SET stay = 'day'$$), 'sss_placement: stay violation 1.2', 'UPDATE');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'spoil'$$), 'sss_placement: basis violation 1.4/2', 'UPDATE by a trigger');
SELECT is(pg_temp.outcome($$UPDATE cases SET later = 'y'$$), 'done', 'UPDATE of an added column');
ALTER TABLE cases ADD volatile_default text DEFAULT clock_timestamp()::text;
SELECT is(pg_temp.outcome($$UPDATE cases SET stay = 'day'$$), 'sss_placement: stay violation 1.2', 'after the table was rewritten');

-- Renames
ALTER TABLE cases RENAME osn TO "Основание ""1""";
SELECT is(bound(), '{category=kat,"basis=Основание \"1\"",provider=org,stay=stay,on_date=since}', 'a renamed column is followed');
SELECT is(bad_insert(), 'sss_placement: basis violation 1.4/2', 'INSERT after it');
SELECT is(pg_temp.outcome($$UPDATE cases SET "Основание ""1""" = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'UPDATE after it');
DROP TRIGGER spoil ON cases;
CREATE TRIGGER spoil BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION spoil('Основание "1"');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'spoil'$$), 'sss_placement: basis violation 1.4/2', 'UPDATE by a trigger after it');
-- two columns swap their names: the column is bound, not the name
ALTER TABLE cases RENAME note TO swap;
ALTER TABLE cases RENAME kat TO note;
ALTER TABLE cases RENAME swap TO kat;
SELECT is(bound(), '{category=note,"basis=Основание \"1\"",provider=org,stay=stay,on_date=since}', 'swapped names are followed');
SELECT is(bad_insert(), 'sss_placement: basis violation 1.4/2', 'INSERT after the swap');
ALTER TABLE cases RENAME note TO swap;
ALTER TABLE cases RENAME kat TO note;
ALTER TABLE cases RENAME swap TO kat;
ALTER TABLE cases RENAME TO "Cases";
SELECT is(bad_insert('"Cases"'), 'sss_placement: basis violation 1.4/2', 'a renamed table');
ALTER TABLE "Cases" SET SCHEMA "Other schema";
SELECT is(bad_insert('"Other schema"."Cases"'), 'sss_placement: basis violation 1.4/2', 'a table moved to another schema');
ALTER SCHEMA "Other schema" RENAME TO "Renamed schema";
SELECT is(bad_insert('"Renamed schema"."Cases"'), 'sss_placement: basis violation 1.4/2', 'a renamed schema');
SELECT is((SELECT definition FROM sss.attachments WHERE relation = '"Renamed schema"."Cases"'::regclass),
	$$SELECT sss.attach('"Renamed schema"."Cases"', 'placement', columns => ARRAY['category=kat', 'basis=Основание "1"', 'provider=org', 'stay=stay', 'on_date=since'], mode => 'enforce', name => 'sss_placement')$$,
	'the definition has all the new names');
SELECT is(pg_temp.detail($$INSERT INTO "Renamed schema"."Cases" VALUES (99, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29')$$)->>'provision', '1.4/2', 'the refusal is the same');
ALTER TRIGGER sss_placement ON "Renamed schema"."Cases" RENAME TO "Zz";
SELECT is(bad_insert('"Renamed schema"."Cases"'), 'Zz: basis violation 1.4/2', 'a renamed trigger gives its name to the refusal');
SELECT is(pg_temp.outcome($$UPDATE "Renamed schema"."Cases" SET note = 'spoil'$$), '22023: trigger "sss_placement_companion" is named after no binding trigger', 'and leaves its companion alone');
ALTER TRIGGER sss_placement_companion ON "Renamed schema"."Cases" RENAME TO "Zz_companion";
SELECT is(pg_temp.outcome($$UPDATE "Renamed schema"."Cases" SET note = 'spoil'$$), 'Zz: basis violation 1.4/2', 'until that is renamed as well');
SELECT sss.set_mode('"Renamed schema"."Cases"', 'log', 'Zz') \g /dev/null
UPDATE "Renamed schema"."Cases" SET note = 'spoil';
SELECT is(ARRAY(SELECT relation || ' ' || attachment FROM sss.violation_log WHERE relid = '"Renamed schema"."Cases"'::regclass), ARRAY['"Renamed schema"."Cases" Zz'], 'the log has the names of the moment');
SELECT is(pg_temp.logged('"Renamed schema"."Cases"'), '{"Zz {1}: basis violation 1.4/2"}', 'and one line');
SELECT sss.set_mode('"Renamed schema"."Cases"', 'enforce', 'Zz') \g /dev/null
ALTER TRIGGER "Zz" ON "Renamed schema"."Cases" RENAME TO sss_placement;
ALTER TRIGGER "Zz_companion" ON "Renamed schema"."Cases" RENAME TO sss_placement_companion;
ALTER TABLE "Renamed schema"."Cases" SET SCHEMA enforce_ddl;
ALTER TABLE "Cases" RENAME TO cases;
ALTER TABLE cases RENAME "Основание ""1""" TO osn;
UPDATE cases SET osn = 'local_executive_decision', note = NULL;

-- A change that would drop a bound column, or change its type, is refused.
SELECT is(left(pg_temp.outcome(format('ALTER TABLE cases DROP %I', col)), 5), '2BP01', format('DROP COLUMN %s', col))
  FROM unnest('{kat,osn,org,stay,since}'::text[]) AS col;
SELECT is(left(pg_temp.outcome(format('ALTER TABLE cases ALTER %I TYPE varchar(100) USING NULL', col)), 5), '0A000', format('ALTER TYPE of %s', col))
  FROM unnest('{kat,osn,org,stay,since}'::text[]) AS col;
SELECT is(pg_temp.outcome('ALTER TABLE cases ALTER note TYPE varchar(100)'), 'done', 'ALTER TYPE of another column');
SELECT is(bad_insert(), 'sss_placement: basis violation 1.4/2', 'enforced as before');
-- the repair, in one transaction
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
ALTER TABLE cases ALTER osn TYPE sss.placement_basis, ALTER since TYPE timestamp;
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', mode => 'enforce') \g /dev/null
SELECT is(bad_insert(), 'sss_placement: basis violation 1.4/2', 'detach, alter, attach');

-- A key that is no role is bound as well.
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
ALTER TABLE cases ADD "case" integer, ADD part integer;
SELECT sss.attach('cases', 'placement', '{category=kat,provider=org,on_date=since}', key => '{case,part}', mode => 'enforce') \g /dev/null
SELECT is(left(pg_temp.outcome('ALTER TABLE cases DROP part'), 5), '2BP01', 'DROP COLUMN of the key');
SELECT is(left(pg_temp.outcome('ALTER TABLE cases ALTER "case" TYPE bigint'), 5), '0A000', 'ALTER TYPE of the key');
ALTER TABLE cases RENAME part TO "Part";
SELECT is(pg_temp.detail($$INSERT INTO cases (id, kat, osn, org, since, "case", "Part") VALUES (99, 'orphan', 'court_act', 'youth_house', '2024-02-29', 7, NULL)$$)->'key' #>> '{}',
	'{"case": "7", "Part": null}', 'a renamed column of the key is followed; NULL is NULL');

-- With CASCADE, dropping a key column drops both triggers, which name it.
SAVEPOINT keyless;
DROP TRIGGER spoil ON cases;
ALTER TABLE cases DROP "case" CASCADE;
SELECT is(ARRAY(SELECT name FROM sss.attachments WHERE relation = 'cases'::regclass), '{}', 'DROP COLUMN ... CASCADE of the key takes both triggers');
SELECT is(ARRAY(SELECT DISTINCT problem FROM sss.verify() WHERE relation = 'cases'::regclass), '{"attachment does not exist, but the journal says attached"}', 'and sss.verify() names it');
SELECT is(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', '{category=kat,provider=org,on_date=since}', mode => 'enforce')$$), 'done', 'attaching repairs it');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'for all that is bound');
ROLLBACK TO keyless;

-- With CASCADE the attachment goes, as asked; the journal still knows it.
SELECT is(pg_temp.outcome('ALTER TABLE cases DROP since CASCADE'), 'done', 'DROP COLUMN ... CASCADE');
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'cases'::regclass AND tgfoid = 'sss.enforce'::regproc), 0::bigint, 'takes both triggers');
SELECT is((SELECT definition FROM sss.journal WHERE relid = 'cases'::regclass ORDER BY at DESC LIMIT 1),
	$$SELECT sss.attach('enforce_ddl.cases', 'placement', columns => ARRAY['category=kat', 'basis=osn', 'provider=org', 'on_date=since'], key => ARRAY['case', 'part'], mode => 'enforce', name => 'sss_placement')$$,
	'the journal has the attachment');

-- The primary key comes and goes: the key of the cases stays as it was attached.
CREATE TABLE keyed (id integer CONSTRAINT pk PRIMARY KEY, number integer NOT NULL, service sss.service, provider sss.provider_type);
SELECT sss.attach('keyed', 'service', mode => 'enforce') \g /dev/null
CREATE FUNCTION key() RETURNS json LANGUAGE sql AS
	$$SELECT pg_temp.detail('INSERT INTO keyed VALUES (1, 2, ''household.living_space'', ''guardian'')')->'key'$$;
SELECT is(key() #>> '{}', '{"id": "1"}', 'the primary key');
ALTER TABLE keyed DROP CONSTRAINT pk;
SELECT is(key() #>> '{}', '{"id": "1"}', 'no primary key any more');
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (1, 2, 'household.living_space', 'guardian')$$), 'sss_service: service violation 3.6', 'and still refused');
SELECT sss.set_mode('keyed', 'log', 'sss_service') \g /dev/null
INSERT INTO keyed VALUES (1, 2, 'household.living_space', 'guardian');
SELECT is(pg_temp.logged('keyed'), '{"sss_service {1}: service violation 3.6"}', 'and logged');
SELECT sss.set_mode('keyed', 'enforce', 'sss_service') \g /dev/null
TRUNCATE keyed;
ALTER TABLE keyed ADD PRIMARY KEY (number, id);
SELECT is(key() #>> '{}', '{"id": "1"}', 'another primary key');
SELECT is((SELECT key FROM sss.attachments WHERE relation = 'keyed'::regclass), '{id}', 'then sss.attachments names the key');

-- One that is deferrable names a row as well as any.
CREATE TABLE late_key (number integer, id integer, service sss.service, provider sss.provider_type, PRIMARY KEY (id, number) DEFERRABLE);
SELECT is(pg_temp.outcome($$SELECT sss.attach('late_key', 'service', mode => 'enforce')$$), 'done', 'a deferrable primary key');
SELECT is(pg_temp.detail('INSERT INTO late_key VALUES (1, 2, ''household.living_space'', ''guardian'')')->'key' #>> '{}', '{"id": "2", "number": "1"}', 'names the row');
DROP TABLE late_key;

-- Copies of a table's definition are other tables; they have no attachment until somebody attaches one.
CREATE TABLE copied (LIKE keyed INCLUDING ALL);
CREATE TABLE selected AS SELECT * FROM keyed;
SELECT is(pg_temp.outcome(format($$INSERT INTO %s VALUES (8, 9, 'household.living_space', 'guardian')$$, t)), 'done', t || ' is not attached')
  FROM unnest('{copied,selected}'::text[]) AS t;
SELECT is((SELECT count(*) FROM sss.attachments WHERE relation IN ('copied'::regclass, 'selected'::regclass)), 0::bigint, 'and sss.attachments does not claim it');

-- Switched off, and on again
ALTER TABLE keyed DISABLE TRIGGER USER;
SELECT is((SELECT mode || ' ' || effective_mode FROM sss.attachments WHERE relation = 'keyed'::regclass), 'enforce disabled', 'DISABLE TRIGGER shows in effective_mode');
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (3, 3, 'household.living_space', 'guardian')$$), 'done', 'and lets through');
ALTER TABLE keyed ENABLE REPLICA TRIGGER sss_service;
SELECT is((SELECT mode || ' ' || effective_mode FROM sss.attachments WHERE relation = 'keyed'::regclass), 'enforce disabled', 'so does ENABLE REPLICA TRIGGER');
ALTER TABLE keyed ENABLE TRIGGER USER;
SELECT is((SELECT mode || ' ' || effective_mode FROM sss.attachments WHERE relation = 'keyed'::regclass), 'enforce enforce', 'ENABLE TRIGGER');
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (4, 4, 'household.living_space', 'guardian')$$), 'sss_service: service violation 3.6', 'and refuses again');

ALTER TABLE keyed DISABLE TRIGGER ALL;
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (5, 5, 'household.living_space', 'guardian')$$), 'done', 'DISABLE TRIGGER ALL');
SELECT is((SELECT effective_mode FROM sss.attachments WHERE relation = 'keyed'::regclass), 'disabled', 'shows as well');
ALTER TABLE keyed ENABLE TRIGGER ALL;
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (6, 6, 'household.living_space', 'guardian')$$), 'sss_service: service violation 3.6', 'ENABLE TRIGGER ALL');
-- as replication would write: only attachments with always check
SET LOCAL session_replication_role = replica;
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (7, 7, 'household.living_space', 'guardian')$$), 'done', 'session_replication_role = replica');
ALTER TABLE keyed ENABLE ALWAYS TRIGGER sss_service;
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (8, 8, 'household.living_space', 'guardian')$$), 'sss_service: service violation 3.6', 'and ENABLE ALWAYS TRIGGER');
SET LOCAL session_replication_role = origin;
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (8, 8, 'household.living_space', 'guardian')$$), 'sss_service: service violation 3.6', 'which fires in sessions, too');

-- Rewriting the table leaves enforcement as it is.
ALTER TABLE keyed SET UNLOGGED;
CLUSTER keyed USING keyed_pkey;
ALTER TABLE keyed REPLICA IDENTITY FULL, SET (fillfactor = 50);
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (8, 8, 'household.living_space', 'guardian')$$), 'sss_service: service violation 3.6', 'SET UNLOGGED, CLUSTER, storage parameters');
CREATE ROLE regress_sss_heir;
GRANT CREATE ON SCHEMA enforce_ddl TO regress_sss_heir;
ALTER TABLE keyed OWNER TO regress_sss_heir;
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (8, 8, 'household.living_space', 'guardian')$$), 'sss_service: service violation 3.6', 'OWNER TO');

-- The extension is not taken from under an attachment.
SELECT is(left(pg_temp.outcome(statement), 5), '2BP01', statement)
  FROM unnest('{DROP EXTENSION special_social_services,DROP FUNCTION sss.enforce(),"DROP FUNCTION sss.changed(\"any\")",DROP SCHEMA sss CASCADE,DROP TYPE sss.service}'::text[]) AS statement;
SELECT is(left(pg_temp.outcome('ALTER EXTENSION special_social_services SET SCHEMA public'), 5), '0A000', 'nor moved');
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (8, 8, 'household.living_space', 'guardian')$$), 'sss_service: service violation 3.6', 'it enforces still');

DROP TABLE keyed;
SELECT is((SELECT count(*) FROM sss.attachments WHERE name = 'sss_service'), 0::bigint, 'nothing is left of a dropped table');
SELECT is((SELECT count(*) FROM sss.journal WHERE relation = 'enforce_ddl.keyed' AND action = 'attach'), 1::bigint, 'except the lines of the journal');

SELECT * FROM finish();
ROLLBACK;
