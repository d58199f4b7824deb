-- A helper trigger belongs to the binding trigger that it is named after: renamed apart, they fail where they enforce,
-- warn where they log, and sss.verify() names the command that mends them.
BEGIN;
\ir ../common.psql
CREATE SCHEMA attach_helpers;
SET LOCAL search_path = attach_helpers, public;
SELECT plan(52);

CREATE TABLE cases (id integer PRIMARY KEY, kat text, osn text, org text, since date, note text);
CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.note = ''spoil'' THEN new.osn := ''court_act''; END IF; RETURN new; END';
CREATE TRIGGER spoil BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION spoil();
INSERT INTO cases VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29');
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', name => 'a') \g /dev/null
\set update '$$UPDATE cases SET note = ''spoil''$$'

CREATE FUNCTION verified() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(format('%s %s: %s', relation, attachment, command) ORDER BY 1) FROM sss.verify() WHERE relation::text !~ '^sss'
$$;
CREATE FUNCTION mended() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	mend text;
BEGIN
	FOR mend IN SELECT command FROM sss.verify() LOOP
		EXECUTE mend;
	END LOOP;
	RETURN attach_helpers.verified();
END
$$;

-- 1. A binding trigger is renamed.
ALTER TRIGGER a ON cases RENAME TO b;
SELECT is(pg_temp.outcome(:update), '22023: trigger "a_companion" is named after no binding trigger', 'the binding trigger renamed, the companion fails');
SELECT is(verified(), '{"cases a: ALTER TRIGGER b ON attach_helpers.cases RENAME TO a"}', 'sss.verify() names the mend');
SELECT is(mended(), NULL, 'which mends it');
SELECT is(pg_temp.outcome(:update), 'a: basis violation 1.4/2', 'so that it enforces');

-- 2. A companion is renamed.
ALTER TRIGGER a_companion ON cases RENAME TO b;
SELECT is(pg_temp.outcome(:update), '22023: trigger "b" is named after no binding trigger', 'the companion renamed, it fails');
SELECT is((SELECT companion FROM sss.attachments WHERE relation = 'cases'::regclass AND name = 'a'), NULL, 'the attachment has none');
SELECT is((SELECT array_agg(attachment || ' ' || left(command, 17)) FROM sss.verify() WHERE relation = 'cases'::regclass),
	'{"a SELECT sss.attach","b SELECT sss.detach"}', 'both are named, each with its mend');
SELECT is(mended(), NULL, 'which mend it');
SELECT is(pg_temp.outcome(:update), 'a: basis violation 1.4/2', 'so that it enforces');

-- 3. Two companions that bind different columns swap their names.
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org}', name => 'b') \g /dev/null
ALTER TRIGGER a_companion ON cases RENAME TO c;
ALTER TRIGGER b_companion ON cases RENAME TO a_companion;
ALTER TRIGGER c ON cases RENAME TO b_companion;
SELECT is(pg_temp.outcome(:update), '22023: trigger "a_companion" does not match binding trigger "a"', 'swapped, they fail');
SELECT is(ARRAY(SELECT problem FROM sss.attachments WHERE relation = 'cases'::regclass AND name IN ('a', 'b') ORDER BY name),
	'{"trigger \"a_companion\" does not match binding trigger \"a\"","trigger \"b_companion\" does not match binding trigger \"b\""}', 'and show');
SELECT is(mended(), NULL, 'sss.verify() mends them');
SELECT is(pg_temp.outcome(:update), 'a: basis violation 1.4/2', 'so that one enforces');
SELECT sss.detach('cases', 'b') \g /dev/null

-- 4. Where they only log, they warn.
SELECT sss.set_mode('cases', 'log', 'a') \g /dev/null
ALTER TRIGGER a ON cases RENAME TO b;
SET LOCAL client_min_messages = error;
SELECT is(pg_temp.outcome(:update), 'done', 'in log mode the statement passes');
SET LOCAL client_min_messages = warning;
SELECT is(ARRAY(SELECT attachment || ' ' || problem FROM sss.violation_log WHERE relid = 'cases'::regclass AND problem IS NOT NULL), '{"a_companion 22023"}', 'and the problem is logged');
SELECT is(mended(), NULL, 'until it is mended');
UPDATE cases SET osn = 'local_executive_decision', note = NULL;
SELECT sss.set_mode('cases', 'enforce', 'a') \g /dev/null
ALTER TRIGGER a ON cases RENAME TO b;
SELECT is(left(pg_temp.outcome(:update), 5), '22023', 'set to enforce, it fails');
SELECT is(mended(), NULL, 'until it is mended');

-- A renamed companion does not follow sss.set_mode(): the attachment that lacks it has the mode.
ALTER TRIGGER a_companion ON cases RENAME TO c;
SELECT sss.set_mode('cases', 'log', 'a') \g /dev/null
SET LOCAL client_min_messages = error;
SELECT is(pg_temp.outcome(:update), 'done', 'a companion that was renamed before the mode was set to log warns');
UPDATE cases SET osn = 'local_executive_decision', note = NULL;
SET LOCAL client_min_messages = warning;
SELECT is(mended(), NULL, 'until it is mended');
ALTER TRIGGER a_companion ON cases RENAME TO c;
SELECT sss.set_mode('cases', 'enforce', 'a') \g /dev/null
SELECT is(pg_temp.outcome(:update), '22023: trigger "c" is named after no binding trigger', 'one that was renamed before it was set to enforce fails');
SELECT is(mended(), NULL, 'until it is mended');

-- Renamed back, it still names the mode from before, which has no effect.
SELECT sss.set_mode('cases', 'log', 'a') \g /dev/null
ALTER TRIGGER a_companion ON cases RENAME TO c;
SELECT sss.set_mode('cases', 'enforce', 'a') \g /dev/null
ALTER TRIGGER c ON cases RENAME TO a_companion;
SELECT is(pg_temp.outcome(:update), 'a: basis violation 1.4/2', 'a companion has the mode of its binding trigger');
SELECT is((SELECT array_agg(problem || ': ' || command) FROM sss.verify() WHERE relation = 'cases'::regclass),
	$${"mode is enforce, but helper triggers name the other mode: a_companion: SELECT sss.set_mode('attach_helpers.cases', 'enforce', 'a')"}$$, 'sss.verify() names one that says otherwise');
SELECT is(mended(), NULL, 'and the mend');
SELECT is(pg_temp.outcome(:update), 'a: basis violation 1.4/2', 'so that it enforces');
SELECT sss.set_mode('cases', 'enforce', 'a') \g /dev/null
SELECT is((SELECT count(*) FROM sss.journal WHERE relid = 'cases'::regclass AND action = 'set_mode' AND definition LIKE '%enforce%'), 5::bigint, 'the mode is not set again where all have it');
ALTER TRIGGER a_companion ON cases RENAME TO c;
SELECT sss.set_mode('cases', 'log', 'a') \g /dev/null
ALTER TRIGGER c ON cases RENAME TO a_companion;
SET LOCAL client_min_messages = error;
SELECT is(pg_temp.outcome(:update), 'done', 'and so in log mode');
SET LOCAL client_min_messages = warning;
UPDATE cases SET osn = 'local_executive_decision', note = NULL;
SELECT is(mended(), NULL, 'it is mended');
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'cases'::regclass AND tgargs LIKE '%mode=log%'::bytea), 2::bigint, 'to the mode of the attachment');
SELECT sss.detach('cases', 'a') \g /dev/null

-- 5. A change trigger is renamed, and then its binding trigger.
CREATE VIEW facts AS SELECT id, kat AS category, osn AS basis, org AS provider, since AS on_date FROM cases;
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce', name => 'f') \g /dev/null
ALTER TRIGGER f_update ON cases RENAME TO g;
SELECT is(pg_temp.outcome(:update), '22023: trigger "g" is named after no binding trigger', 'a change trigger renamed, it fails');
SELECT is(mended(), NULL, 'sss.verify() mends it');
ALTER TRIGGER f ON cases RENAME TO g;
SELECT is(pg_temp.outcome(:update), '22023: trigger "f_update" is named after no binding trigger', 'the binding trigger renamed, they fail');
SELECT is(verified(), '{"cases f: ALTER TRIGGER g ON attach_helpers.cases RENAME TO f"}', 'sss.verify() names the mend');
SELECT is(mended(), NULL, 'which mends it');
SELECT is(pg_temp.outcome(:update), 'f: basis violation 1.4/2', 'so that it enforces');

-- Change triggers that swap their names have the wrong shape for these.
ALTER TRIGGER f_insert ON cases RENAME TO h;
ALTER TRIGGER f_update ON cases RENAME TO f_insert;
ALTER TRIGGER h ON cases RENAME TO f_update;
SELECT is(left(pg_temp.outcome(:update), 5), '22023', 'two change triggers swapped, they fail');
SELECT is(mended(), NULL, 'sss.verify() mends them');
SELECT is(pg_temp.outcome(:update), 'f: basis violation 1.4/2', 'so that they enforce');
ALTER TRIGGER f_insert ON cases RENAME TO h;
ALTER TRIGGER f_update ON cases RENAME TO f_insert;
ALTER TRIGGER f_delete ON cases RENAME TO f_update;
ALTER TRIGGER h ON cases RENAME TO f_delete;
SELECT is(mended(), NULL, 'and mends all three');
SELECT is(pg_temp.outcome(:update), 'f: basis violation 1.4/2', 'so that they enforce');
SELECT sss.detach('cases', 'f') \g /dev/null

-- A helper trigger is left over after its attachment was given another one.
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', name => 'v') \g /dev/null
ALTER TRIGGER v_companion ON cases RENAME TO c;
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', name => 'v') \g /dev/null
SELECT is(verified(), $${"cases c: SELECT sss.detach('attach_helpers.cases', 'c')"}$$, 'sss.verify() names the mend');
SELECT is(mended(), NULL, 'which mends it');
ALTER TRIGGER v_companion ON cases RENAME TO v_insert;
SELECT is(mended(), NULL, 'a companion is renamed to what no companion is called');
SELECT is(ARRAY(SELECT tgname::text FROM pg_trigger WHERE tgrelid = 'cases'::regclass AND tgname LIKE 'v%' ORDER BY 1), '{v,v_companion}', 'the mend leaves none of it over');
SELECT sss.detach('cases', 'v') \g /dev/null

-- 6. On a partitioned table the server renames the clones as well, from 15 on; before, those in the partitions stay together.
CREATE TABLE parted (LIKE cases, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE part PARTITION OF parted DEFAULT;
CREATE TRIGGER spoil BEFORE UPDATE ON part FOR EACH ROW EXECUTE FUNCTION spoil();
INSERT INTO parted SELECT * FROM cases;
SELECT sss.attach('parted', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', name => 'p') \g /dev/null
ALTER TRIGGER p ON parted RENAME TO q;
SELECT is(pg_temp.outcome($$UPDATE parted SET note = 'spoil'$$), CASE WHEN current_setting('server_version_num')::int >= 150000
	THEN '22023: trigger "p_companion" is named after no binding trigger' ELSE 'p: basis violation 1.4/2' END, 'nothing passes in a partition');
SELECT is(mended(), NULL, 'sss.verify() mends it');
SELECT is(pg_temp.outcome($$UPDATE parted SET note = 'spoil'$$), 'p: basis violation 1.4/2', 'so that it enforces');
ALTER TRIGGER p_companion ON parted RENAME TO c;
SELECT is(pg_temp.outcome($$UPDATE parted SET note = 'spoil'$$), CASE WHEN current_setting('server_version_num')::int >= 150000
	THEN '22023: trigger "c" is named after no binding trigger' ELSE 'p: basis violation 1.4/2' END, 'the companion renamed, nothing passes in a partition');
SELECT is(mended(), NULL, 'sss.verify() mends it');
SELECT is(ARRAY(SELECT format('%s %s', tgrelid::regclass, tgname) FROM pg_trigger WHERE tgrelid IN ('parted'::regclass, 'part'::regclass) AND tgfoid = 'sss.enforce()'::regprocedure ORDER BY 1),
	'{"part p","part p_companion","parted p","parted p_companion"}', 'and leaves nothing over');
SELECT is(pg_temp.outcome($$UPDATE parted SET note = 'spoil'$$), 'p: basis violation 1.4/2', 'so that it enforces');

SELECT * FROM finish();
ROLLBACK;
