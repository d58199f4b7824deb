-- A deferred attachment checks the row as it is when the transaction ends; SET CONSTRAINTS stands for the end here.
-- Annex 1, paragraph 4, part 2: orphans by decision of the local executive body or referral.
BEGIN;
\ir ../common.psql
CREATE SCHEMA enforce_deferred;
SET LOCAL search_path = enforce_deferred, public;
SELECT plan(60);

CREATE TABLE cases (
	id integer PRIMARY KEY, kat text DEFAULT 'orphan', osn text, org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', note text);
INSERT INTO cases (id, osn) VALUES (90, 'court_act');
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', timing => 'deferred') \g /dev/null

-- Runs statements one by one, then the pending checks; returns the outcome of each.
CREATE FUNCTION run(VARIADIC statements text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	statement text;
BEGIN
	SET CONSTRAINTS ALL DEFERRED;
	BEGIN
		FOREACH statement IN ARRAY statements LOOP
			EXECUTE statement;
		END LOOP;
	EXCEPTION WHEN OTHERS THEN
		RETURN 'too early: ' || sqlerrm;
	END;
	RETURN pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE');
END
$$;

SAVEPOINT fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'a bad row is refused at the end');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$, $$UPDATE cases SET osn = 'local_executive_decision' WHERE id = 1$$), 'done', 'a bad row that is repaired passes');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$, 'DELETE FROM cases WHERE id = 1'), 'done', 'a bad row that is deleted passes');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$, $$UPDATE cases SET note = 'x' WHERE id = 1$$), 'sss_placement: basis violation 1.4/2', 'a bad row that is updated in another column');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$, $$UPDATE cases SET note = 'x' WHERE id = 1$$, $$UPDATE cases SET osn = 'local_executive_decision' WHERE id = 1$$, $$UPDATE cases SET note = 'y' WHERE id = 1$$), 'done', 'repaired between updates of another column');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'local_executive_decision')$$, $$UPDATE cases SET osn = 'court_act' WHERE id = 1$$), 'sss_placement: basis violation 1.4/2', 'a good row that is spoilt');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$, $$UPDATE cases SET id = 2 WHERE id = 1$$), 'sss_placement: basis violation 1.4/2', 'a bad row that gets another key');
SELECT is(pg_temp.detail('SET CONSTRAINTS ALL IMMEDIATE')->'key' #>> '{}', '{"id": "2"}', 'the key is the last one');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$, 'DELETE FROM cases WHERE id = 1', $$INSERT INTO cases (id, osn) VALUES (1, 'local_executive_decision')$$), 'done', 'a bad row that is replaced by a good one');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'local_executive_decision')$$, 'DELETE FROM cases WHERE id = 1', $$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'a good row that is replaced by a bad one');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act'), (2, 'local_executive_decision'), (3, 'court_act')$$, $$UPDATE cases SET osn = 'guardianship_body_referral' WHERE id IN (1, 3)$$), 'done', 'several rows');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$, $$INSERT INTO cases (id, osn) VALUES (1, 'local_executive_decision') ON CONFLICT (id) DO UPDATE SET osn = excluded.osn$$), 'done', 'mended by ON CONFLICT DO UPDATE');
ROLLBACK TO fresh;

-- Existing rows: no worse passes, worse does not, and a repair in between does not matter.
SELECT is(run($$UPDATE cases SET note = 'x' WHERE id = 90$$), 'done', 'an old bad row: another column');
SELECT is(run($$UPDATE cases SET osn = 'other_document' WHERE id = 90$$), 'done', 'an old bad row: no worse');
SELECT is(run($$UPDATE cases SET kat = 'abuse_victim' WHERE id = 90$$), 'sss_placement: category violation 1.2', 'an old bad row: worse');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE cases SET kat = 'abuse_victim' WHERE id = 90$$, $$UPDATE cases SET osn = 'local_executive_decision', kat = 'orphan' WHERE id = 90$$), 'done', 'an old bad row: repaired');
ROLLBACK TO fresh;
SELECT is(run('DELETE FROM cases WHERE id = 90'), 'done', 'an old bad row: deleted');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE cases SET kat = 'abuse_victim' WHERE id = 90$$, $$UPDATE cases SET note = 'x' WHERE id = 90$$, $$UPDATE cases SET kat = 'orphan' WHERE id = 90$$), 'done', 'an old bad row: worse, and back again');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE cases SET osn = 'local_executive_decision' WHERE id = 90$$, $$UPDATE cases SET osn = 'court_act' WHERE id = 90$$), 'done', 'an old bad row: repaired, and back again');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE cases SET osn = 'other_document' WHERE id = 90$$, $$UPDATE cases SET kat = 'abuse_victim' WHERE id = 90$$, $$UPDATE cases SET osn = 'deliverer_application' WHERE id = 90$$), 'sss_placement: category violation 1.2', 'an old bad row: worse in the middle, and left so');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE cases SET osn = 'local_executive_decision' WHERE id = 90$$), 'done', 'an old bad row: repaired for good, as it was checked');
SELECT is(run($$UPDATE cases SET osn = 'court_act' WHERE id = 90$$), 'sss_placement: basis violation 1.4/2', 'is not spoilt again after the check');
ROLLBACK TO fresh;
SET CONSTRAINTS ALL DEFERRED;
UPDATE cases SET osn = 'local_executive_decision' WHERE id = 90;
SAVEPOINT checked;
SELECT is(run($$UPDATE cases SET kat = 'abuse_victim', osn = 'court_act' WHERE id = 90$$), 'sss_placement: category violation 1.2', 'a check that failed');
ROLLBACK TO checked;
SELECT is(run($$UPDATE cases SET osn = 'court_act' WHERE id = 90$$), 'done', 'and was rolled back is as if it never was');
ROLLBACK TO fresh;

-- The companion is deferred as well.
CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.note = ''spoil'' THEN new.osn := ''court_act''; END IF; RETURN new; END';
CREATE TRIGGER spoil BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION spoil();
INSERT INTO cases (id, osn) VALUES (80, 'local_executive_decision');
SAVEPOINT fresh;
SELECT is(run($$UPDATE cases SET note = 'spoil' WHERE id = 80$$), 'sss_placement: basis violation 1.4/2', 'spoilt by a trigger');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE cases SET note = 'spoil' WHERE id = 80$$, $$UPDATE cases SET note = NULL, osn = 'local_executive_decision' WHERE id = 80$$), 'done', 'spoilt by a trigger, and repaired');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE cases SET osn = 'guardianship_body_referral' WHERE id = 80$$, $$UPDATE cases SET note = 'spoil' WHERE id = 80$$), 'sss_placement: basis violation 1.4/2', 'spoilt by a trigger after an update');
ROLLBACK TO fresh;
DROP TRIGGER spoil ON cases;

-- An AFTER trigger is in time to repair the row.
CREATE FUNCTION repair_later() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN UPDATE cases SET osn = 'local_executive_decision' WHERE id = new.id AND osn = 'court_act'; RETURN NULL; END$$;
CREATE TRIGGER zzz AFTER INSERT ON cases FOR EACH ROW EXECUTE FUNCTION repair_later();
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$), 'done', 'an AFTER trigger repairs the row');
DROP TRIGGER zzz ON cases;

-- Savepoints: rolled-back changes do not count.
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (2, 'local_executive_decision')$$), 'done', 'a good row');
SET CONSTRAINTS ALL DEFERRED;
SAVEPOINT inner_1;
UPDATE cases SET osn = 'court_act' WHERE id = 2;
ROLLBACK TO inner_1;
SELECT is(run($$UPDATE cases SET note = 'x' WHERE id = 2$$), 'done', 'an update rolled back');
SET CONSTRAINTS ALL DEFERRED;
UPDATE cases SET osn = 'court_act' WHERE id = 2;
SAVEPOINT inner_2;
UPDATE cases SET osn = 'local_executive_decision' WHERE id = 2;
ROLLBACK TO inner_2;
SELECT is(run('SELECT'), 'sss_placement: basis violation 1.4/2', 'a repair rolled back');
ROLLBACK TO inner_1;
SET CONSTRAINTS ALL DEFERRED;
UPDATE cases SET osn = 'court_act' WHERE id = 2;
SAVEPOINT inner_3;
UPDATE cases SET osn = 'local_executive_decision' WHERE id = 2;
RELEASE inner_3;
SELECT is(run('SELECT'), 'done', 'a repair released');
SET CONSTRAINTS ALL DEFERRED;
UPDATE cases SET note = 'y' WHERE id = 2;
SAVEPOINT inner_4;
SELECT FROM cases WHERE id = 2 FOR UPDATE \g /dev/null
UPDATE cases SET osn = 'court_act' WHERE id = 2;
SAVEPOINT inner_5;
SELECT FROM cases WHERE id = 2 FOR SHARE \g /dev/null
SELECT is(run('SELECT'), 'sss_placement: basis violation 1.4/2', 'a row locked in between');
ROLLBACK TO fresh;

-- By name, and at once
SELECT lives_ok('SET CONSTRAINTS sss_placement IMMEDIATE', 'SET CONSTRAINTS by the attachment''s name');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (3, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'immediate from then on');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (3, 'local_executive_decision')$$), 'done', 'for bad rows only');
SET CONSTRAINTS ALL DEFERRED;

-- While a check is pending, its trigger cannot be created again.
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO cases (id, osn) VALUES (7, 'court_act');
SELECT is(left(pg_temp.outcome($$SELECT sss.set_mode('cases', 'log', 'sss_placement')$$), 5), '55006', 'set_mode() with a check pending');
SELECT is(run('SELECT'), 'sss_placement: basis violation 1.4/2', 'which is made all the same');
ROLLBACK TO fresh;

SET CONSTRAINTS ALL DEFERRED;
INSERT INTO cases (id, osn) VALUES (7, 'court_act');
SELECT is(left(pg_temp.outcome($$SELECT sss.detach('cases', 'sss_placement')$$), 5), '55006', 'detach() with a check pending');
SELECT is(run('SELECT'), 'sss_placement: basis violation 1.4/2', 'nor is it lost');
ROLLBACK TO fresh;
-- the same where the row is in a partition of a partition
CREATE TABLE parted (id integer, region text, service sss.service, provider sss.provider_type, given date, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE parted_north PARTITION OF parted FOR VALUES IN ('north') PARTITION BY RANGE (id);
CREATE TABLE parted_north_1 PARTITION OF parted_north DEFAULT;
SELECT sss.attach('parted', 'service', '{on_date=given}', mode => 'enforce', timing => 'deferred') \g /dev/null
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO parted VALUES (1, 'north', 'household.living_space', 'guardian', '2024-02-29');
SELECT is(pg_temp.outcome($$SELECT sss.set_mode('parted', 'log', 'sss_service')$$), '55006: relation "parted_north_1" has pending trigger events', 'set_mode() with a check pending in a partition');
SELECT is(pg_temp.outcome($$SELECT sss.detach('parted', 'sss_service')$$), '55006: relation "parted_north_1" has pending trigger events', 'detach()');
SELECT is(run('SELECT'), 'sss_service: service violation 3.6', 'which is made all the same');
ROLLBACK TO fresh;

-- Its name is a constraint's as well, here and in partitions; nothing is changed where it is taken.
CREATE TABLE named (id integer PRIMARY KEY, region text, service sss.service, provider sss.provider_type, CONSTRAINT sss_service CHECK (id > 0));
SELECT is(pg_temp.outcome($$SELECT sss.attach('named', 'service', timing => 'deferred')$$), '42710: constraint "sss_service" for relation "named" already exists', 'a name that a constraint has');
ALTER TABLE named RENAME CONSTRAINT sss_service TO sss_service_companion;
SELECT is(pg_temp.outcome($$SELECT sss.attach('named', 'service', timing => 'deferred')$$), '42710: constraint "sss_service_companion" for relation "named" already exists', 'the companion''s as well');
SELECT is(pg_temp.outcome($$SELECT sss.attach('named', 'service')$$), 'done', 'but not if it is immediate');
CREATE TABLE named_parted (LIKE named) PARTITION BY LIST (region);
CREATE TABLE named_north PARTITION OF named_parted (CONSTRAINT sss_service CHECK (id > 0)) DEFAULT;
SELECT is(pg_temp.outcome($$SELECT sss.attach('named_parted', 'service', key => '{id}', timing => 'deferred')$$), '42710: constraint "sss_service" for relation "named_north" already exists', 'a name that a partition''s constraint has');

-- The mode; a finding is logged once, however many statements led to it, and only if it lasts.
SET CONSTRAINTS ALL IMMEDIATE;
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
SELECT is((SELECT mode || ' ' || timing FROM sss.attachments WHERE relation = 'cases'::regclass), 'log deferred', 'still deferred in another mode');
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (4, 'court_act')$$, $$UPDATE cases SET note = 'x' WHERE id = 4$$), 'done', 'logging');
SELECT is(pg_temp.logged('cases'), '{"sss_placement {4}: basis violation 1.4/2"}', 'a bad row has a line');
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (5, 'court_act')$$, $$UPDATE cases SET osn = 'local_executive_decision' WHERE id = 5$$), 'done', 'logging');
SELECT is(pg_temp.logged('cases'), '{}', 'a repaired one has none');
SELECT is(run($$INSERT INTO cases (id, osn) VALUES (6, 'court_act')$$, $$UPDATE cases SET osn = 'deliverer_application' WHERE id = 6$$, $$UPDATE cases SET note = 'x' WHERE id = 6$$, $$UPDATE cases SET kat = 'abuse_victim' WHERE id = 6$$, $$UPDATE cases SET id = 8 WHERE id = 6$$), 'done', 'logging');
SELECT is(pg_temp.logged('cases'), '{"sss_placement {8}: category violation 1.2"}', 'one finding, one line, however many statements led to it');
SELECT is(run($$UPDATE cases SET kat = 'orphan' WHERE id = 8$$, $$UPDATE cases SET kat = 'abuse_victim' WHERE id = 8$$), 'done', 'logging');
SELECT is(pg_temp.logged('cases'), '{}', 'none for a row that ends as it began');
SET CONSTRAINTS ALL DEFERRED;
SAVEPOINT checked;
INSERT INTO cases (id, osn) VALUES (9, 'court_act');
UPDATE cases SET osn = 'deliverer_application' WHERE id = 9;
SAVEPOINT checking;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK TO checking;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT is(pg_temp.logged('cases'), '{"sss_placement {9}: basis violation 1.4/2"}', 'a check rolled back is made again');
ROLLBACK TO checked;

-- If no day is bound, the day of the statement counts; a wrong set-up is reported as such.
CREATE TABLE undated (id integer PRIMARY KEY, service sss.service, provider sss.provider_type);
SELECT sss.attach('undated', 'service', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT is(run($$INSERT INTO undated VALUES (1, 'household.living_space', 'guardian')$$), 'sss_service: service violation 3.6', 'no day bound');
ROLLBACK TO fresh;
CREATE CONSTRAINT TRIGGER by_hand AFTER INSERT OR UPDATE OF kat, osn ON cases DEFERRABLE INITIALLY IMMEDIATE
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'mode=enforce');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (6, 'local_executive_decision')$$), '22023: rule "placement" needs a column for the role "provider"', 'wrong set-up');
DROP TRIGGER by_hand ON cases;
CREATE CONSTRAINT TRIGGER by_hand AFTER INSERT OR UPDATE OF kat, osn, org ON cases DEFERRABLE INITIALLY IMMEDIATE
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'mode=enforce');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (6, 'court_act')$$), 'by_hand: basis violation 1.4/2', 'deferrable, but initially immediate');

SELECT * FROM finish();
ROLLBACK;
