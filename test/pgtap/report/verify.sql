-- sss.verify(): attachments that are gone or weakened, each with the command that repairs it.
BEGIN;
\ir ../common.psql
CREATE SCHEMA verify;
CREATE SCHEMA "Odd.schema";
SET LOCAL search_path = verify, public;
SELECT plan(150);

CREATE FUNCTION attach(of_table text, options text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE %s (id integer, service sss.service, provider sss.provider_type, day date)', of_table);
	EXECUTE format('SELECT sss.attach(%L, ''service'', ''{on_date=day}'', key => ''{id}'', mode => ''enforce''%s)', of_table, options);
END
$$;
CREATE FUNCTION found() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(format('%s %s: %s', relation, attachment, problem)) FROM sss.verify()
$$;
-- Runs the commands of sss.verify(); afterwards it must have nothing to report, in every test.
CREATE FUNCTION repaired() RETURNS text[] LANGUAGE plpgsql AS $$
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
SELECT sss.add_check('checked', 'service', '{on_date=day}') \g /dev/null
SELECT is(found(), NULL, 'all of it is attached');

-- 1. Attachments dropped by DDL.
DROP TRIGGER sss_service ON plain;
SELECT is(found(), '{"plain sss_service: attachment does not exist, but the journal says attached"}', 'a trigger that is dropped');
DROP TRIGGER sss_service_companion ON plain;
SELECT is(found(), '{"plain sss_service: attachment does not exist, but the journal says attached"}', 'with its companion');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(pg_temp.outcome($$INSERT INTO plain VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'and enforces');
ALTER TABLE checked DROP CONSTRAINT sss_service;
SELECT is(found(), '{"checked sss_service: attachment does not exist, but the journal says attached"}', 'a constraint');
SELECT is(repaired(), NULL, 'is repaired');
ALTER TABLE swapped RENAME TO swapped_before;
CREATE TABLE swapped (LIKE swapped_before);
SELECT is(found(), '{"swapped sss_service: attachment does not exist, but the journal says attached"}', 'a table that another takes the place of');
SELECT is(repaired(), NULL, 'is repaired');
DROP TABLE swapped_before;
SELECT is(found(), NULL, 'and the other can go');
ALTER TABLE renamed RENAME TO "Renamed 'once'";
ALTER TABLE "Renamed 'once'" RENAME day TO "Day";
SELECT is(found(), NULL, 'a table and a column that are renamed');
ALTER TABLE "Renamed 'once'" RENAME "Day" TO day;
DROP TRIGGER sss_service ON "Renamed 'once'";
DROP TRIGGER sss_service_companion ON "Renamed 'once'";
SELECT is(found(), ARRAY['"Renamed ''once''" sss_service: attachment does not exist, but the journal says attached'], 'attached to another name');
SELECT is(repaired(), NULL, 'is repaired under its own');
DROP TABLE "Renamed 'once'";
SELECT is(found(), NULL, 'a table that is gone is not missed');

-- 2. Attachments disabled.
ALTER TABLE plain DISABLE TRIGGER sss_service;
SELECT is(found(), '{"plain sss_service: trigger is disabled"}', 'a trigger that is disabled');
SELECT is(repaired(), NULL, 'is repaired');
ALTER TABLE plain DISABLE TRIGGER ALL;
SELECT is(found(), '{"plain sss_service: trigger is disabled"}', 'with its companion');
SELECT is(repaired(), NULL, 'is repaired');
ALTER TABLE plain DISABLE TRIGGER sss_service_companion;
SELECT is(found(), '{"plain sss_service: trigger \"sss_service_companion\" of relation \"plain\" is not enabled"}', 'the companion alone');
SELECT is(repaired(), NULL, 'is repaired');
ALTER TABLE "Odd.schema"."Odd.table" ENABLE TRIGGER "Odd ""name""";
SELECT is(found(), ARRAY['"Odd.schema"."Odd.table" Odd "name": trigger does not fire for replicated changes, but the journal says always'], 'a trigger that was enabled always');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is((SELECT always FROM sss.attachments WHERE relation = '"Odd.schema"."Odd.table"'::regclass), true, 'as it was');
DROP TRIGGER "Odd ""name""" ON "Odd.schema"."Odd.table";
DROP TRIGGER "Odd ""name""_companion" ON "Odd.schema"."Odd.table";
SELECT is(repaired(), NULL, 'one that is dropped in a schema whose name must be quoted is repaired');
ALTER TABLE parts_1 DISABLE TRIGGER sss_service;
SELECT is(found(), '{"parts sss_service: trigger \"sss_service\" of relation \"parts_1\" is not enabled"}', 'a trigger in one partition');
SELECT is(repaired(), NULL, 'is repaired');

-- 3. Triggers created again that bind less.
CREATE OR REPLACE FUNCTION replaced(arguments text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DROP TRIGGER sss_service ON plain;
	EXECUTE format('CREATE TRIGGER sss_service AFTER INSERT OR UPDATE OF service, provider, day, id ON plain FOR EACH ROW %s', arguments);
END
$$;
SELECT replaced($$EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date', 'key', 'mode=log')$$) \g /dev/null
SELECT is(found(), '{"plain sss_service: mode is log, but the journal says enforce"}', 'a trigger created again that only logs');
SELECT is(repaired(), NULL, 'is repaired');
SELECT replaced($$WHEN (new.id > 0) EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date', 'key', 'mode=enforce')$$) \g /dev/null
SELECT is(found(), '{"plain sss_service: a WHEN clause keeps the trigger from firing for some rows"}', 'a trigger with a WHEN clause');
SELECT is((SELECT command FROM sss.verify()), NULL, 'has no command that repairs it');
SELECT replaced($$EXECUTE FUNCTION sss.enforce('service', 'service', 'agency', 'mode=enforce')$$) \g /dev/null
SELECT is((SELECT count(*) FROM sss.verify() WHERE relation = 'plain'::regclass AND attachment = 'sss_service' AND problem = 'the trigger''s roles do not match its columns'), 1::bigint, 'nor has one that cannot work');
SELECT replaced($$EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date', 'key', 'mode=enforce')$$) \g /dev/null
DROP TRIGGER sss_service_companion ON plain;
SELECT is(found(), '{"plain sss_service: companion trigger is missing: changes by BEFORE UPDATE triggers are not checked"}', 'a trigger alone');
SELECT is(repaired(), NULL, 'is repaired');

-- 4. Triggers created again with weaker options; the command restores all of it at once, or nothing.
SELECT sss.attach('plain', 'service', '{on_date=day}', key => '{id}', mode => 'enforce', required => '{service,provider}', unsettled => 'enforce', name => 'strict') \g /dev/null
SELECT is(found(), NULL, 'an attachment that asks for more');
DROP TRIGGER strict ON plain;
DROP TRIGGER strict_companion ON plain;
CREATE TRIGGER strict AFTER INSERT OR UPDATE OF service, provider, id ON plain FOR EACH ROW EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'key', 'mode=enforce', 'required=provider');
CREATE TRIGGER strict_companion AFTER UPDATE ON plain FOR EACH ROW WHEN (sss.changed(old.service, new.service, old.provider, new.provider)) EXECUTE FUNCTION sss.enforce('service', 'service', 'provider');
SELECT is(found(), '{"plain strict: binding was weakened: unsettled is log, role service is not required, no column for role on_date"}', 'created again by hand, it asks for less');
SELECT is(pg_temp.outcome($$INSERT INTO plain VALUES (1, NULL, 'guardian', '2024-02-29')$$), 'done', 'and lets through');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(pg_temp.outcome($$INSERT INTO plain VALUES (1, NULL, 'guardian', '2024-02-29')$$), 'strict: service violation 3.6', 'and asks again');
DROP TRIGGER strict ON plain;
CREATE TRIGGER strict AFTER INSERT OR UPDATE OF service, provider, id ON plain FOR EACH ROW EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'key', 'mode=enforce');
ALTER TABLE plain RENAME day TO "Day";
SELECT is(left(pg_temp.outcome((SELECT command FROM sss.verify() WHERE problem LIKE 'binding was weakened%')), 5), '42703', 'a command that the table has outgrown fails');
SELECT is((SELECT count(*) FROM sss.attachments WHERE name = 'strict'), 1::bigint, 'and takes nothing away');
ALTER TABLE plain RENAME "Day" TO day;
SELECT sss.detach('plain', 'strict') \g /dev/null
TRUNCATE plain;

-- 5. Attachments that do not pass to a table that looks the same.
CREATE TABLE ancestor (id integer PRIMARY KEY, "Part" text, service sss.service, provider sss.provider_type, day date);
CREATE TABLE "Heir 'one'" (extra text) INHERITS (ancestor);
CREATE TABLE heir_of_heir (PRIMARY KEY (id)) INHERITS ("Heir 'one'");
CREATE TABLE left_out () INHERITS (ancestor);
-- acts on another rule do not count for this one
SELECT sss.attach('left_out', 'evidence', '{on_date=day,prescription=Part}', key => '{id}'), sss.detach('left_out', 'sss_evidence') \g /dev/null
SELECT sss.attach('ancestor', 'service', '{on_date=day}', mode => 'enforce', required => '{provider}') \g /dev/null
SELECT is((SELECT array_agg(relation || ' ' || attachment || ': ' || problem) FROM sss.verify()),
	ARRAY['"Heir ''one''" sss_service: table inherits from verify.ancestor, but does not have its attachment',
		'heir_of_heir sss_service: table inherits from verify.ancestor, but does not have its attachment',
		'left_out sss_service: table inherits from verify.ancestor, but does not have its attachment'], 'an inheritance child is not attached');
SELECT is((SELECT command FROM sss.verify() WHERE relation = '"Heir ''one''"'::regclass),
	$$SELECT sss.attach('verify."Heir ''one''"', 'service', columns => ARRAY['provider=provider', 'service=service', 'on_date=day'], key => ARRAY['id'], mode => 'enforce', required => ARRAY['provider'], name => 'sss_service')$$, 'without a primary key of its own it takes that of its parent');
SELECT is((SELECT command FROM sss.verify() WHERE relation = 'heir_of_heir'::regclass),
	$$SELECT sss.attach('verify.heir_of_heir', 'service', columns => ARRAY['provider=provider', 'service=service', 'on_date=day'], mode => 'enforce', required => ARRAY['provider'], name => 'sss_service')$$, 'with one it takes its own');
SELECT is(pg_temp.outcome(format($$INSERT INTO %s (id, service, provider, day) VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$, t)), 'done', t || ' lets through')
  FROM unnest('{"\"Heir ''one''\"",heir_of_heir,left_out}'::text[]) AS t;
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(pg_temp.outcome(format($$INSERT INTO %s (id, service, provider, day) VALUES (2, 'household.living_space', 'guardian', '2024-02-29')$$, t)), 'sss_service: service violation 3.6', t || ' enforces')
  FROM unnest('{"\"Heir ''one''\"",heir_of_heir,left_out}'::text[]) AS t;
SELECT sss.detach('left_out', 'sss_service') \g /dev/null
SELECT is(found(), NULL, 'one that is detached is left out on purpose');
ALTER TABLE heir_of_heir NO INHERIT "Heir 'one'";
DROP TRIGGER sss_service ON heir_of_heir;
DROP TRIGGER sss_service_companion ON heir_of_heir;
SELECT is(found(), '{"heir_of_heir sss_service: attachment does not exist, but the journal says attached"}', 'a table that was attached once is known by itself');
SELECT is(repaired(), NULL, 'is repaired');
-- a column more, another name, and ALTER TABLE ... INHERIT
CREATE TABLE adopted (LIKE ancestor INCLUDING INDEXES);
ALTER TABLE adopted ADD more text, INHERIT ancestor;
SELECT is(found(), '{"adopted sss_service: table inherits from verify.ancestor, but does not have its attachment"}', 'ALTER TABLE ... INHERIT');
SELECT is(repaired(), NULL, 'is repaired');
-- a composite key, in its own order
CREATE TABLE keyed (a integer, "b'" integer, service sss.service, provider sss.provider_type, note text, PRIMARY KEY ("b'", a) INCLUDE (note));
SELECT sss.attach('keyed', 'service') \g /dev/null
CREATE TABLE keyed_heir () INHERITS (keyed);
SELECT is((SELECT command FROM sss.verify()), $$SELECT sss.attach('verify.keyed_heir', 'service', columns => ARRAY['provider=provider', 'service=service'], key => ARRAY['b''', 'a'], mode => 'log', name => 'sss_service')$$, 'a composite primary key');
SELECT is(repaired(), NULL, 'is repaired');
-- a foreign table cannot be attached
CREATE FOREIGN DATA WRAPPER verify_wrapper;
CREATE SERVER verify_server FOREIGN DATA WRAPPER verify_wrapper;
CREATE FOREIGN TABLE remote () INHERITS (keyed) SERVER verify_server;
SELECT is((SELECT array_agg(relation || ': ' || coalesce(command, 'nothing')) FROM sss.verify()), '{"remote: nothing"}', 'a foreign table has no command that repairs it');
DROP FOREIGN TABLE remote;

-- a partition that is detached
CREATE TABLE split (id integer, region text, service sss.service, provider sss.provider_type, day date, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE split_a PARTITION OF split FOR VALUES IN ('a');
CREATE TABLE split_b PARTITION OF split FOR VALUES IN ('b') PARTITION BY RANGE (id);
CREATE TABLE split_b_1 PARTITION OF split_b FOR VALUES FROM (0) TO (100);
SELECT sss.attach('split', 'service', '{on_date=day}', mode => 'enforce') \g /dev/null
SELECT is(found(), NULL, 'partitions have the attachment of their table');
CREATE TABLE split_c PARTITION OF split FOR VALUES IN ('c');
CREATE TABLE not_yet (LIKE split INCLUDING ALL);
ALTER TABLE not_yet ADD later text;
SELECT is(found(), NULL, 'also one that is made later; another table is another matter');
ALTER TABLE split DETACH PARTITION split_a;
ALTER TABLE split DETACH PARTITION split_b;
SELECT is(found(), '{"split_a sss_service: table has the columns of partitioned table verify.split, but does not have its attachment","split_b sss_service: table has the columns of partitioned table verify.split, but does not have its attachment"}', 'those that are detached have none');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(pg_temp.outcome(format($$INSERT INTO %s VALUES (2, %L, 'household.living_space', 'guardian', '2024-02-29')$$, t, r)), 'sss_service: service violation 3.6', t || ' enforces')
  FROM (VALUES ('split_a', 'a'), ('split_b', 'b'), ('split_b_1', 'b'), ('split_c', 'c')) AS v (t, r);
SELECT sss.detach('split_a', 'sss_service') \g /dev/null
SELECT is(found(), NULL, 'one that is detached from its own on purpose');
ALTER TABLE split ATTACH PARTITION split_a FOR VALUES IN ('a');
SELECT is(found(), NULL, 'and comes back');
SELECT is(pg_temp.outcome($$INSERT INTO split_a VALUES (3, 'a', 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'enforces');

-- 6. Attachments that seem on and are off, or seem off and are on.
ALTER TABLE ONLY parts DISABLE TRIGGER sss_service;
SELECT is((SELECT effective_mode FROM sss.attachments WHERE relation = 'parts'::regclass), 'partial', 'disabled for the partitioned table alone, it fires in the partitions');
SELECT is(pg_temp.outcome($$INSERT INTO parts VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'and enforces');
SELECT is(found(), '{"parts sss_service: trigger \"sss_service\" of relation \"parts\" is not enabled"}', 'a new partition would not have it');
SELECT is(repaired(), NULL, 'is repaired');
ALTER TABLE parts_1 DISABLE TRIGGER sss_service;
ALTER TABLE parts_2 DISABLE TRIGGER sss_service;
SELECT is((SELECT effective_mode FROM sss.attachments WHERE relation = 'parts'::regclass), 'disabled', 'disabled in every partition, it is disabled');
SELECT is(found(), '{"parts sss_service: trigger is disabled"}', 'whatever the table''s own setting');
SELECT is(repaired(), NULL, 'is repaired');

CREATE TABLE viewed (id integer PRIMARY KEY, osn text) PARTITION BY RANGE (id);
CREATE TABLE viewed_1 PARTITION OF viewed DEFAULT;
CREATE VIEW viewed_facts AS SELECT id, 'orphan'::text AS category, osn AS basis, 'youth_house'::text AS provider, '2024-02-29'::date AS on_date FROM viewed;
SELECT sss_internal.attach_table('viewed', 'placement', lookup => 'viewed_facts', mode => 'enforce') \g /dev/null
ALTER TABLE viewed_1 DISABLE TRIGGER sss_placement_row;
SELECT is((SELECT effective_mode FROM sss_internal.attached WHERE relation = 'viewed'::regclass), 'disabled', 'so is an attachment with a facts view');
SELECT is(repaired(), NULL, 'is repaired');
SELECT sss.detach('viewed', 'sss_placement') \g /dev/null
DROP VIEW viewed_facts;
DROP TABLE viewed;

-- 7. Settings under which triggers do not fire.
CREATE ROLE "regress_sss Loader";
ALTER ROLE "regress_sss Loader" SET session_replication_role = 'Replica';
SELECT is((SELECT array_agg(relation::text || attachment || problem) FROM sss.verify() WHERE relation IS NOT NULL), NULL, 'a setting is no table''s problem');
SELECT is((SELECT array_agg(problem) FROM sss.verify()), '{"session_replication_role is replica for ROLE \"regress_sss Loader\": only attachments made with always => true fire"}', 'session_replication_role of a role');
SELECT is(repaired(), NULL, 'is repaired');
SELECT format('ALTER ROLE %I IN DATABASE %I SET session_replication_role = replica', 'regress_sss Loader', current_database()) \gexec
SELECT format('ALTER DATABASE %I SET session_replication_role = replica', current_database()) \gexec
ALTER ROLE "regress_sss Loader" SET session_replication_role = origin;
SELECT is((SELECT array_agg(command) FROM sss.verify()), ARRAY[format('ALTER DATABASE %I RESET session_replication_role', current_database()),
	format('ALTER ROLE %I IN DATABASE %I RESET session_replication_role', 'regress_sss Loader', current_database())], 'of the database, and of a role there');
SELECT is(repaired(), NULL, 'is repaired');
SET LOCAL session_replication_role = replica;
SELECT is(pg_temp.outcome($$INSERT INTO parts VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$), 'done', 'in the session itself nothing is checked');
SELECT is((SELECT array_agg(problem) FROM sss.verify()), '{"session_replication_role is replica in this session: only attachments made with always => true fire"}', 'which is said');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(pg_temp.outcome($$INSERT INTO parts VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'and enforces');

-- 8. Written by hand, as a migration tool would: the journal knows nothing of it.
CREATE TABLE by_hand (id integer PRIMARY KEY, usluga varchar(60), org text, day timestamp, note text);
CREATE FUNCTION hand(clauses text, arguments text, companion boolean DEFAULT true) RETURNS text[] LANGUAGE plpgsql AS $$
BEGIN
	DROP TRIGGER IF EXISTS mine ON by_hand;
	DROP TRIGGER IF EXISTS mine_companion ON by_hand;
	EXECUTE format('CREATE TRIGGER mine %s EXECUTE FUNCTION sss.enforce(%s)', clauses, arguments);
	IF companion THEN
		CREATE TRIGGER mine_companion AFTER UPDATE ON by_hand FOR EACH ROW WHEN (sss.changed(old.usluga, new.usluga, old.org, new.org, old.day, new.day)) EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date');
	END IF;
	RETURN (SELECT array_agg(problem) FROM sss.verify() WHERE attachment = 'mine');
END
$$;
\set of 'AFTER INSERT OR UPDATE OF usluga, org, day ON by_hand FOR EACH ROW'
SELECT is(hand(:'of', $$'service', 'service', 'provider', 'on_date', 'mode=enforce'$$), NULL, 'as attach() would: all is well');
SELECT is((SELECT array_agg(definition) FROM sss.attachments WHERE relation = 'by_hand'::regclass), ARRAY[$$SELECT sss.attach('verify.by_hand', 'service', columns => ARRAY['provider=org', 'service=usluga', 'on_date=day'], mode => 'enforce', name => 'mine')$$], 'it is an attachment like any');
SELECT is(pg_temp.outcome($$INSERT INTO by_hand VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$), 'mine: service violation 3.6', 'and enforces');
SELECT is(pg_temp.outcome($$SELECT sss.attach('by_hand', 'service', '{service=usluga,provider=org,on_date=day}', mode => 'enforce', name => 'mine')$$), 'done', 'attach() takes it for its own');
SELECT is((SELECT count(*) FROM sss.journal WHERE attachment = 'mine'), 0::bigint, 'and has nothing to journal');
SELECT sss.set_mode('by_hand', 'log', 'mine') \g /dev/null
SELECT is((SELECT effective_mode FROM sss.attachments WHERE name = 'mine'), 'log', 'its mode can be set');
SELECT sss.set_mode('by_hand', 'enforce', 'mine') \g /dev/null
ALTER TABLE by_hand DISABLE TRIGGER mine;
SELECT is((SELECT array_agg(problem) FROM sss.verify()), '{"trigger is disabled"}', 'disabled');
SELECT is(repaired(), NULL, 'is repaired');
SELECT sss.detach('by_hand', 'mine') \g /dev/null
SELECT is(found(), NULL, 'it can be detached');
SELECT is(hand(:'of', $$'service', 'service', 'provider', 'on_date', 'mode=enforce'$$, false), '{"companion trigger is missing: changes by BEFORE UPDATE triggers are not checked"}', 'without a companion');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(hand(clauses, arguments), ARRAY[problem], what)
  FROM (VALUES
	(:'of', $$'adoption', 'service', 'provider', 'on_date'$$, 'unrecognized rule "adoption"', 'an unknown rule'),
	(:'of', '', 'the trigger names no rule', 'no rule'),
	(:'of', $$'service', 'service', 'agency', 'on_date'$$, 'rule "service" has no role "agency"', 'an unknown role'),
	(:'of', $$'service', 'service', 'provider'$$, 'the trigger''s roles do not match its columns', 'a role too few'),
	(:'of', $$'service', 'service', 'provider', 'on_date', 'mode=off'$$, 'invalid value for option "mode": "off"', 'an unknown mode'),
	(:'of', $$'service', 'service', 'provider', 'on_date', 'always=true'$$, 'unrecognized trigger argument "always=true"', 'an unknown option'),
	('AFTER INSERT OR UPDATE OF usluga, org, note ON by_hand FOR EACH ROW', $$'service', 'service', 'provider', 'on_date'$$, 'column "note" cannot hold the role "on_date"', 'a column of another type'),
	('AFTER INSERT ON by_hand FOR EACH ROW', $$'service', 'service', 'provider', 'on_date'$$, 'trigger "mine" has the wrong timing or events for sss.enforce()', 'a trigger for INSERT alone'),
	('BEFORE INSERT OR UPDATE OF usluga, org, day ON by_hand FOR EACH ROW', $$'service', 'service', 'provider', 'on_date'$$, 'trigger "mine" has the wrong timing or events for sss.enforce()', 'a BEFORE trigger'),
	('AFTER INSERT OR UPDATE OF usluga, org, day ON by_hand FOR EACH STATEMENT', $$'service', 'service', 'provider', 'on_date'$$, 'trigger "mine" has the wrong timing or events for sss.enforce()', 'a statement trigger'),
	('AFTER INSERT OR UPDATE ON by_hand FOR EACH ROW', $$'service', 'service', 'provider', 'on_date'$$, 'the trigger''s roles do not match its columns', 'no column list')
  ) AS v (clauses, arguments, problem, what);
SELECT is(hand('AFTER INSERT OR UPDATE OF usluga, org, day ON by_hand FOR EACH ROW WHEN (new.id > 0)', $$'service', 'service', 'provider', 'on_date', 'mode=enforce'$$, false),
	'{"a WHEN clause keeps the trigger from firing for some rows","companion trigger is missing: changes by BEFORE UPDATE triggers are not checked"}', 'a WHEN clause, and no companion');
DROP TABLE by_hand;
-- a CHECK
CREATE TABLE checked_by_hand (service sss.service, provider sss.provider_type, day date, CONSTRAINT mine CHECK (sss_internal.require_service(service, provider, day)));
SELECT is((SELECT array_agg(definition) FROM sss.attachments WHERE relation = 'checked_by_hand'::regclass), ARRAY[$$SELECT sss.add_check('verify.checked_by_hand', 'service', columns => ARRAY['provider=provider', 'service=service', 'on_date=day'], name => 'mine')$$], 'a CHECK by hand is an attachment');
SELECT is(found(), NULL, 'and all is well');
CREATE TABLE check_heir () INHERITS (checked_by_hand);
SELECT is(found(), NULL, 'its heirs inherit it');
ALTER TABLE checked_by_hand DROP CONSTRAINT mine;
ALTER TABLE checked_by_hand ADD CONSTRAINT mine CHECK (sss_internal.require_service(service, provider, day)) NO INHERIT;
SELECT is(found(), '{"check_heir mine: table inherits from verify.checked_by_hand, but does not have its attachment"}', 'unless it says NO INHERIT');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(pg_temp.outcome($$INSERT INTO check_heir VALUES ('household.living_space', 'guardian', '2024-02-29')$$), ': service violation 3.6', 'and enforces');
DROP TABLE checked_by_hand CASCADE;
SELECT current_setting('server_version_num')::integer >= 180000 AS not_enforced \gset
\if :not_enforced
CREATE TABLE not_enforced (service sss.service, provider sss.provider_type, day date, CONSTRAINT sss_service CHECK (sss_internal.require_service(service, provider, day)) NOT ENFORCED);
SELECT is((SELECT mode || ' ' || effective_mode FROM sss.attachments WHERE relation = 'not_enforced'::regclass), 'enforce disabled', 'a CHECK that is NOT ENFORCED');
SELECT is(left(pg_temp.outcome($$SELECT sss.add_check('not_enforced', 'service', '{on_date=day}')$$), 5), '42710', 'differs from the trigger of attach()');
SELECT is(found(), '{"not_enforced sss_service: the constraint is declared NOT ENFORCED"}', 'is a problem');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(pg_temp.outcome($$INSERT INTO not_enforced VALUES ('household.living_space', 'guardian', '2024-02-29')$$), ': service violation 3.6', 'and enforces');
DROP TABLE not_enforced;
\else
SELECT pass('no such constraints in this version') FROM generate_series(1, 5);
\endif

-- 9. CREATE TABLE AS and swap: the new table lacks the primary key as well.
CREATE TABLE migrated (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, day date);
SELECT sss.attach('migrated', 'service', '{on_date=day}', mode => 'enforce') \g /dev/null
CREATE TABLE migrated_new AS SELECT * FROM migrated;
DROP TABLE migrated;
ALTER TABLE migrated_new RENAME TO migrated;
SELECT is(found(), '{"migrated sss_service: attachment does not exist, but the journal says attached"}', 'a table that was split by CREATE TABLE AS');
SELECT is(pg_temp.outcome((SELECT command FROM sss.verify())), '22023: relation "migrated" has no primary key', 'needs a replica identity');
ALTER TABLE migrated ADD PRIMARY KEY (id);
SELECT is(repaired(), NULL, 'is repaired once it has one');
SELECT is(pg_temp.outcome($$INSERT INTO migrated VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'and enforces');

-- 10. Intended changes.
SELECT is(left(pg_temp.outcome('SELECT ' || call), 5), error, call)
  FROM (VALUES ($$sss.detach('plain', 'no')$$, '42704'), ($$sss.detach(NULL, 'sss_service')$$, '22004'),
	($$sss.set_mode(NULL, 'log', 'sss_service')$$, '22004'), ($$sss.set_mode('plain', 'log', 'no')$$, '42704'), ($$sss.set_mode('plain', NULL, 'sss_service')$$, '22004')) AS v (call, error);
SELECT sss.set_mode('plain', 'log', 'sss_service') \g /dev/null
SELECT is(found(), NULL, 'a mode that was set');
SELECT sss.detach('plain', 'sss_service') \g /dev/null
SELECT is(found(), NULL, 'a detached attachment');
DROP TRIGGER sss_service ON deferred;
SELECT is(pg_temp.outcome($$SELECT sss.detach('deferred', 'sss_service')$$), 'done', 'and a trigger that remained, and is dropped, by the name of the attachment');
SELECT is(found(), NULL, 'which leaves nothing');
SELECT is(pg_temp.outcome($$SELECT sss.set_mode('parts_1', 'log', 'sss_service')$$), '42809: attachment "sss_service" of relation "parts_1" is inherited', 'a mode is set where the rule is attached');
SELECT is(pg_temp.outcome($$SELECT sss.detach('parts_1', 'sss_service')$$), '42809: attachment "sss_service" of relation "parts_1" is inherited', 'and there it is detached');
CREATE ROLE regress_sss_stranger;
SET ROLE regress_sss_stranger;
SELECT is(left(pg_temp.outcome('SELECT * FROM sss.verify()'), 5), '42501', 'a role that may not read the journal sees nothing');
RESET ROLE;
SELECT is(found(), NULL, 'and all is well');

-- Names that look like arguments are no SQL in any command.
CREATE FUNCTION pg_temp.evil() RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'evil'; END$$;
CREATE TABLE "t, lock_by => ARRAY[pg_temp.evil()], mode => '" (id integer PRIMARY KEY, service sss.service);
CREATE TABLE "t, key => ARRAY[x], lookup => " (id integer PRIMARY KEY, provider sss.provider_type, day date);
CREATE TABLE later (id integer PRIMARY KEY);
CREATE VIEW evil AS SELECT a.id, b.id AS "||pg_temp.evil()||", a.service, b.provider, b.day AS on_date FROM "t, lock_by => ARRAY[pg_temp.evil()], mode => '" AS a JOIN "t, key => ARRAY[x], lookup => " AS b ON b.id = a.id;
SELECT sss.attach_view('evil', 'service', key => '{id}', name => '||pg_temp.evil()||, name => ''x') \g /dev/null
CREATE OR REPLACE VIEW evil AS SELECT a.id, b.id AS "||pg_temp.evil()||", a.service, b.provider, b.day AS on_date FROM "t, lock_by => ARRAY[pg_temp.evil()], mode => '" AS a JOIN "t, key => ARRAY[x], lookup => " AS b ON b.id = a.id JOIN later AS l ON l.id = a.id;
SELECT is(ARRAY(SELECT pg_temp.outcome(command) FROM sss.verify() WHERE command <> ''), '{done}', 'a name that looks like an argument is not run');
SELECT sss.detach('"t, key => ARRAY[x], lookup => "') \g /dev/null
SELECT sss_internal.attach_table('"t, key => ARRAY[x], lookup => "', 'service', lookup => 'evil', lookup_by => '{id=id}', key => '{"||pg_temp.evil()||"}', lock_by => '{id}', name => 'other') \g /dev/null
SELECT is(ARRAY(SELECT DISTINCT pg_temp.outcome(command) FROM sss.verify() WHERE problem ~ '^facts view .* names cases by'), '{done}', 'nor where a key is mended');

-- A table that is moved away keeps its claim, whatever takes its place.
CREATE SCHEMA aside;
CREATE TABLE decoy (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, day date);
SELECT sss.attach('decoy', 'service', '{on_date=day}', mode => 'enforce') \g /dev/null
ALTER TABLE decoy SET SCHEMA aside;
CREATE TABLE decoy (LIKE aside.decoy INCLUDING ALL);
DO $$ DECLARE t text; BEGIN
	FOR t IN SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'aside.decoy'::regclass AND NOT tgisinternal LOOP EXECUTE replace(t, 'aside.decoy', current_schema || '.decoy'); END LOOP;
	FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'aside.decoy'::regclass AND NOT tgisinternal LOOP EXECUTE format('DROP TRIGGER %I ON aside.decoy', t); END LOOP;
END $$;
SELECT is(ARRAY(SELECT problem FROM sss.verify() WHERE relation = 'aside.decoy'::regclass), '{"attachment does not exist, but the journal says attached"}', 'a table that was moved away and lost its triggers is named, though a copy bears its name');
SELECT is(ARRAY(SELECT pg_temp.outcome(command) FROM sss.verify() WHERE relation = 'aside.decoy'::regclass), '{done}', 'its command');
SELECT is(pg_temp.outcome($$INSERT INTO aside.decoy VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'attaches the rule to it');
-- Nor does a table that takes the name of another one that was detached lose its own.
CREATE TABLE old_cases (LIKE aside.decoy INCLUDING ALL);
CREATE TABLE new_cases (LIKE aside.decoy INCLUDING ALL);
SELECT sss.attach('new_cases', 'service', '{on_date=day}', mode => 'enforce'), sss.attach('old_cases', 'service', '{on_date=day}', mode => 'enforce'), sss.detach('old_cases') \g /dev/null
DROP TABLE old_cases;
ALTER TABLE new_cases RENAME TO old_cases;
DROP TRIGGER sss_service ON old_cases;
SELECT is(ARRAY(SELECT problem FROM sss.verify() WHERE relation = 'old_cases'::regclass), '{"attachment does not exist, but the journal says attached"}', 'a table that took the name of another one, whose rule was detached');


-- A facts view, or a column that leads to it, that was renamed before the attachment of one of its tables was lost.
CREATE TABLE named (id integer PRIMARY KEY, code text);
CREATE TABLE naming (id integer PRIMARY KEY, named integer NOT NULL, osn text, org text, since date);
CREATE VIEW by_name AS SELECT n.id, d.id AS named, d.code AS category, n.osn AS basis, n.org AS provider, n.since AS on_date FROM naming AS n LEFT JOIN named AS d ON d.id = n.named;
SELECT count(*) FROM sss.attach_view('by_name', 'placement', mode => 'enforce') \g /dev/null
CREATE FUNCTION mended(change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE change;
	FOR said IN SELECT command FROM sss.verify() WHERE relation IN ('named'::regclass, 'naming'::regclass) LOOP
		EXECUTE said;
	END LOOP;
	RETURN (SELECT string_agg(problem, '; ') FROM sss.verify() WHERE relation IN ('named'::regclass, 'naming'::regclass))
		|| (SELECT string_agg(mode, ',') FROM sss.attachments WHERE rule = 'placement' AND relation::text ~ 'by_');
END
$$;
SAVEPOINT renamed;
SELECT is(mended('ALTER VIEW by_name RENAME TO by_other; DROP TRIGGER sss_placement ON named'), NULL, 'a view that was renamed before');
SELECT is((SELECT array_agg(mode) FROM sss.attachments WHERE relation = 'by_other'::regclass), '{enforce}', 'enforces again');
ROLLBACK TO renamed;
SELECT is(mended('ALTER TABLE named RENAME id TO nid; DROP TRIGGER sss_placement ON named'), NULL, 'a column that was renamed before');
ROLLBACK TO renamed;
SELECT sss.set_mode('naming', 'log');
SELECT is((SELECT array_agg(format('%s: %s', relation, problem)) FROM sss.verify() WHERE relation = 'naming'::regclass), ARRAY['naming: mode is log, but other tables of facts view verify.by_name enforce'], 'a table that lets pass what the others refuse');
SELECT is(mended('SELECT'), NULL, 'is mended');
SELECT * FROM finish();
ROLLBACK;
