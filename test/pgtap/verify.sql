-- sss.verify(): what was attached and no longer is, or is less than it was, each with the command that mends it.
BEGIN;
\ir enforce.psql
CREATE SCHEMA verify;
CREATE SCHEMA "Odd.schema";
SET LOCAL search_path = verify, public;
SELECT plan(46);

CREATE FUNCTION attach(of_table text, options text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE %s (id integer, service sss.service, provider sss.provider_type, day date)', of_table);
	EXECUTE format('SELECT sss.attach(%L, ''service'', ''{on_date=day}'', key => ''{id}'', mode => ''enforce''%s)', of_table, options);
END
$$;
CREATE FUNCTION found() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(format('%s %s: %s', relation, attachment, problem)) FROM sss.verify()
$$;
-- Runs what sss.verify() says; what is left to say then, and the same for every test: nothing.
CREATE FUNCTION mended() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	FOR said IN SELECT command FROM sss.verify() LOOP
		EXECUTE said;
	END LOOP;
	RETURN verify.found();
END
$$;

SELECT is(found(), NULL, 'nothing is attached, and nothing wrong');
SELECT attach('plain'), attach('renamed'), attach('"Odd.schema"."Odd.table"', ', name => ''Odd "name"'', always => true'),
	   attach('deferred', ', timing => ''deferred'''), attach('swapped') \g /dev/null
CREATE TABLE parts (id integer, service sss.service, provider sss.provider_type, day date) PARTITION BY LIST (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES IN (2);
SELECT sss.attach('parts', 'service', '{on_date=day}', key => '{id}', mode => 'enforce') \g /dev/null
CREATE TABLE checked (id integer, service sss.service, provider sss.provider_type, day date);
SELECT sss.attach('checked', 'service', '{on_date=day}', mode => 'enforce', lane => 'constraint') \g /dev/null
SELECT is(found(), NULL, 'all of it is attached');

-- 1. What DDL takes away.
DROP TRIGGER sss_service ON plain;
SELECT is(found(), '{"plain sss_service: it is not attached any more","plain sss_service_companion: the companion trigger has no main trigger"}', 'a trigger that is dropped');
DROP TRIGGER sss_service_companion ON plain;
SELECT is(found(), '{"plain sss_service: it is not attached any more"}', 'with its companion');
SELECT is(mended(), NULL, 'is mended');
SELECT is(pg_temp.outcome($$INSERT INTO plain VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'and enforces');
ALTER TABLE checked DROP CONSTRAINT sss_service;
SELECT is(found(), '{"checked sss_service: it is not attached any more"}', 'a constraint');
SELECT is(mended(), NULL, 'is mended');
ALTER TABLE swapped RENAME TO swapped_before;
CREATE TABLE swapped (LIKE swapped_before);
SELECT is(found(), '{"swapped sss_service: it is not attached any more"}', 'a table that another takes the place of');
SELECT is(mended(), NULL, 'is mended');
DROP TABLE swapped_before;
SELECT is(found(), NULL, 'and the other can go');
ALTER TABLE renamed RENAME TO "Renamed 'once'";
ALTER TABLE "Renamed 'once'" RENAME day TO "Day";
SELECT is(found(), NULL, 'a table and a column that are renamed');
ALTER TABLE "Renamed 'once'" RENAME "Day" TO day;
DROP TRIGGER sss_service ON "Renamed 'once'";
DROP TRIGGER sss_service_companion ON "Renamed 'once'";
SELECT is(found(), ARRAY['"Renamed ''once''" sss_service: it is not attached any more'], 'attached to another name');
SELECT is(mended(), NULL, 'is mended under its own');
DROP TABLE "Renamed 'once'";
SELECT is(found(), NULL, 'a table that is gone is not missed');

-- 2. What is switched off.
ALTER TABLE plain DISABLE TRIGGER sss_service;
SELECT is(found(), '{"plain sss_service: its trigger is disabled"}', 'a trigger that is disabled');
SELECT is(mended(), NULL, 'is mended');
ALTER TABLE plain DISABLE TRIGGER ALL;
SELECT is(found(), '{"plain sss_service: its trigger is disabled"}', 'with its companion');
SELECT is(mended(), NULL, 'is mended');
ALTER TABLE plain DISABLE TRIGGER sss_service_companion;
SELECT is(found(), '{"plain sss_service: trigger \"sss_service_companion\" of relation \"plain\" is not enabled"}', 'the companion alone');
SELECT is(mended(), NULL, 'is mended');
ALTER TABLE "Odd.schema"."Odd.table" ENABLE TRIGGER "Odd ""name""";
SELECT is(found(), ARRAY['"Odd.schema"."Odd.table" Odd "name": it does not fire for replicated changes, though it was to'], 'a trigger that was enabled always');
SELECT is(mended(), NULL, 'is mended');
SELECT is((SELECT always FROM sss.attachments WHERE relation = '"Odd.schema"."Odd.table"'::regclass), true, 'as it was');
ALTER TABLE parts_1 DISABLE TRIGGER sss_service;
SELECT is(found(), '{"parts sss_service: trigger \"sss_service\" of relation \"parts_1\" is not enabled"}', 'a trigger in one partition');
SELECT is(mended(), NULL, 'is mended');

-- 3. What is made anew with less.
CREATE OR REPLACE FUNCTION replaced(arguments text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DROP TRIGGER sss_service ON plain;
	EXECUTE format('CREATE TRIGGER sss_service AFTER INSERT OR UPDATE OF service, provider, day, id ON plain FOR EACH ROW %s', arguments);
END
$$;
SELECT replaced($$EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date', 'key', 'mode=log')$$) \g /dev/null
SELECT is(found(), '{"plain sss_service: it only logs, though it was to enforce"}', 'a trigger made anew that only logs');
SELECT is(mended(), NULL, 'is mended');
SELECT replaced($$WHEN (new.id > 0) EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date', 'key', 'mode=enforce')$$) \g /dev/null
SELECT is(found(), '{"plain sss_service: a WHEN clause keeps the trigger from firing for some rows"}', 'a trigger with a WHEN clause');
SELECT is((SELECT command FROM sss.verify()), NULL, 'has no command that mends it');
SELECT replaced($$EXECUTE FUNCTION sss.enforce('service', 'service', 'agency', 'mode=enforce')$$) \g /dev/null
SELECT is((SELECT count(*) FROM sss.verify() WHERE relation = 'plain'::regclass AND attachment = 'sss_service' AND problem = 'the trigger''s roles do not match its columns'), 1::bigint, 'nor has one that cannot work');
SELECT replaced($$EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date', 'key', 'mode=enforce')$$) \g /dev/null
DROP TRIGGER sss_service_companion ON plain;
SELECT is(found(), '{"plain sss_service: it has no companion: what a BEFORE UPDATE trigger changes is not judged"}', 'a trigger alone');
SELECT is(mended(), NULL, 'is mended');

-- 4. What was meant.
SELECT is(left(pg_temp.outcome('SELECT ' || call), 5), error, call)
  FROM (VALUES ($$sss.detach('plain', NULL)$$, '22004'), ($$sss.detach(NULL, 'sss_service')$$, '22004'),
	($$sss.set_mode(NULL, 'sss_service', 'log')$$, '22004'), ($$sss.set_mode('plain', NULL, 'log')$$, '22004'), ($$sss.set_mode('plain', 'sss_service', NULL)$$, '22023')) AS v (call, error);
SELECT sss.set_mode('plain', 'sss_service', 'log') \g /dev/null
SELECT is(found(), NULL, 'a mode that was set');
SELECT sss.detach('plain', 'sss_service') \g /dev/null
SELECT is(found(), NULL, 'what was detached');
DROP TRIGGER sss_service ON deferred;
SELECT is(pg_temp.outcome($$SELECT sss.detach('deferred', 'sss_service')$$), 'done', 'and what was left of a trigger that is dropped, by the name of the attachment');
SELECT is(found(), NULL, 'which leaves nothing');
SELECT is(pg_temp.outcome($$SELECT sss.set_mode('parts_1', 'sss_service', 'log')$$), '42809: attachment "sss_service" of relation "parts_1" is inherited', 'a mode is set where the rule is attached');
SELECT is(pg_temp.outcome($$SELECT sss.detach('parts_1', 'sss_service')$$), '42809: attachment "sss_service" of relation "parts_1" is inherited', 'and there it is detached');
CREATE ROLE regress_sss_stranger;
SET ROLE regress_sss_stranger;
SELECT is(left(pg_temp.outcome('SELECT * FROM sss.verify()'), 5), '42501', 'who may not read the journal learns nothing');
RESET ROLE;
SELECT is(found(), NULL, 'and all is well');

SELECT * FROM finish();
ROLLBACK;
