-- Changes to a table that carries a rule as a CHECK: the CHECK stands, or the change fails, or sss.verify() names it.
-- Annex 3, paragraph 6: a guardian gives no living space.
BEGIN;
\ir ../common.psql
CREATE SCHEMA constraint_ddl;
CREATE SCHEMA "Other schema";
SET LOCAL search_path = constraint_ddl, public;
SELECT plan(61);

CREATE TABLE given (gone text, id integer, usluga text, org varchar(60), day timestamp, note text);
ALTER TABLE given DROP gone;
SELECT sss.add_check('given', 'service', '{service=usluga,provider=org,on_date=day}') \g /dev/null
CREATE FUNCTION bad(named text DEFAULT 'given') RETURNS text LANGUAGE sql AS
	$$SELECT pg_temp.outcome(format('INSERT INTO %s VALUES (1, ''household.living_space'', ''guardian'', ''2024-02-29'')', named))$$;
CREATE FUNCTION found() RETURNS text[] LANGUAGE sql AS
	$$SELECT array_agg(format('%s %s: %s', relation, attachment, problem)) FROM sss.verify()$$;
CREATE FUNCTION repaired() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	FOR said IN SELECT command FROM sss.verify() LOOP
		EXECUTE said;
	END LOOP;
	RETURN constraint_ddl.found();
END
$$;
\set refused ': service violation 3.6'
SELECT is(bad(), :'refused', 'columns dropped before the bound ones');

-- 1. Names.
ALTER TABLE given RENAME usluga TO "Usluga 'x'";
ALTER TABLE given RENAME CONSTRAINT sss_service TO "Zz";
ALTER TABLE given RENAME TO "Given";
ALTER TABLE "Given" SET SCHEMA "Other schema";
ALTER SCHEMA "Other schema" RENAME TO "Renamed schema";
SELECT is(bad('"Renamed schema"."Given"'), :'refused', 'everything renamed');
SELECT is((SELECT definition FROM sss.attachments WHERE name = 'Zz'),
	$$SELECT sss.add_check('"Renamed schema"."Given"', 'service', columns => ARRAY['provider=org', 'service=Usluga ''x''', 'on_date=day'], name => 'Zz')$$, 'the definition has all the new names');
SELECT is(found(), '{"\"Renamed schema\".\"Given\" sss_service: attachment does not exist, but the journal says attached"}', 'a constraint under a name that the journal does not know is missed under the other');
ALTER TABLE "Renamed schema"."Given" RENAME CONSTRAINT "Zz" TO sss_service;
SELECT is(found(), NULL, 'all else can be renamed');
ALTER TABLE "Renamed schema"."Given" SET SCHEMA constraint_ddl;
ALTER TABLE "Given" RENAME TO given;
ALTER TABLE given RENAME "Usluga 'x'" TO usluga;

-- 2. Columns: PostgreSQL drops a constraint with any column that it reads, silently.
ALTER TABLE given ADD later text DEFAULT 'x', DROP note;
SELECT is(bad(), :'refused', 'a column added, another dropped');
SAVEPOINT dropped;
ALTER TABLE given DROP org;
SELECT is(found(), '{"given sss_service: attachment does not exist, but the journal says attached"}', 'a bound column that is dropped takes the constraint along');
SELECT is(left(pg_temp.outcome((SELECT command FROM sss.verify())), 5), '42703', 'which cannot be made again without it');
ALTER TABLE given ADD org text;
SELECT is(repaired(), NULL, 'with it, it is repaired');
SELECT is(pg_temp.outcome($$INSERT INTO given (usluga, org, day) VALUES ('household.living_space', 'guardian', '2024-02-29')$$), :'refused', 'and enforces');
ROLLBACK TO dropped;
SAVEPOINT types;
SELECT is(pg_temp.outcome(format('ALTER TABLE given %s', change)) || ' ' || bad(), 'done ' || :'refused', change)
  FROM (VALUES ('ALTER org TYPE text'), ('ALTER usluga TYPE varchar(100)'), ('ALTER day TYPE date'),
	('ALTER org TYPE char(60)')) AS v (change);
SELECT is((SELECT columns FROM sss.attachments WHERE relation = 'given'::regclass), '{provider=org,service=usluga,on_date=day}', 'it is seen as before');
SELECT is(found(), NULL, 'nothing is missed');
SELECT isnt(pg_temp.outcome('ALTER TABLE given ALTER day TYPE text'), 'done', 'a type that can hold no date is refused');
SELECT is(bad(), :'refused', 'and it stands');
SELECT is(pg_temp.outcome('ALTER TABLE given ALTER usluga TYPE sss.service USING sss.try_service(usluga)'), 'done', 'the type of the codes, where a cast to text is in between');
SELECT is(bad(), :'refused', 'and it stands');
SELECT is(pg_temp.outcome('ALTER TABLE given ALTER org TYPE integer USING 1'), 'done', 'a type that can hold no code');
SELECT is(found(), '{"given sss_service: column \"org\" cannot hold the role \"provider\""}', 'is found');
ROLLBACK TO types;
SELECT is(left(pg_temp.outcome('ALTER TABLE given ALTER usluga TYPE sss.service USING sss.try_service(usluga)'), 5), '42883', 'the type of the codes, where the constraint reads text, is refused');
SELECT is(pg_temp.outcome($$SELECT sss.detach('given', 'sss_service');
	ALTER TABLE given ALTER usluga TYPE sss.service USING sss.try_service(usluga);
	SELECT sss.add_check('given', 'service', '{service=usluga,provider=org,on_date=day}')$$), 'done', 'detach, alter, attach');
SELECT is(bad(), :'refused', 'repair it');
ROLLBACK TO types;

-- 3. Switches that are not for constraints.
ALTER TABLE given DISABLE TRIGGER ALL;
SELECT is(bad(), :'refused', 'DISABLE TRIGGER ALL');
ALTER TABLE given ENABLE TRIGGER ALL;
SET LOCAL session_replication_role = replica;
SELECT is(bad(), :'refused', 'session_replication_role');
SELECT is(found(), NULL, 'which is no problem where only constraints enforce');
SET LOCAL session_replication_role = origin;
SET LOCAL sss.demote = on;
SELECT is(bad(), :'refused', 'sss.demote');
SET LOCAL sss.demote = off;

-- 4. Inheritance and partitions: a CHECK is inherited, and stays.
CREATE TABLE heir (more text) INHERITS (given);
SELECT is(bad('heir'), :'refused', 'INHERITS');
SELECT is(left(pg_temp.outcome('ALTER TABLE heir DROP CONSTRAINT sss_service'), 5), '42P16', 'an inherited constraint cannot be dropped');
SELECT is(left(pg_temp.outcome($$SELECT sss.detach('heir', 'sss_service')$$), 5), '42P16', 'nor detached');
CREATE TABLE adopted (LIKE given);
SELECT is(left(pg_temp.outcome('ALTER TABLE adopted INHERIT given'), 5), '42804', 'ALTER TABLE ... INHERIT wants the constraint');
SELECT sss.add_check('adopted', 'service', '{service=usluga,provider=org,on_date=day}') \g /dev/null
SELECT is(left(pg_temp.outcome('ALTER TABLE adopted INHERIT given'), 5), outcome, 'with the constraint that attach() makes')
  FROM (VALUES ('done')) AS v (outcome);
ALTER TABLE heir NO INHERIT given;
SELECT is(bad('heir'), :'refused', 'NO INHERIT');
SELECT is((SELECT count(*) FROM sss.attachments WHERE relation = 'heir'::regclass), 1::bigint, 'it is one of its own then');
SELECT is(found(), NULL, 'nothing is missed');
CREATE TABLE parts (id integer, usluga text, org text, day date) PARTITION BY LIST (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
SELECT sss.add_check('parts', 'service', '{service=usluga,provider=org,on_date=day}') \g /dev/null
SELECT is(bad('parts'), :'refused', 'a partition');
SELECT is(bad('parts_1'), :'refused', 'by itself');
ALTER TABLE parts DETACH PARTITION parts_1;
SELECT is(bad('parts_1'), :'refused', 'DETACH PARTITION');
SELECT is(found(), NULL, 'nothing is missed');
ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES IN (1);
SELECT is(bad('parts'), :'refused', 'ATTACH PARTITION');
ALTER TABLE parts DETACH PARTITION parts_1;
DROP TABLE parts_1;
CREATE TABLE parts_1 (id integer, usluga text, org text, day date);
SELECT is(found(), '{"parts_1 sss_service: table has the columns of partitioned table constraint_ddl.parts, but does not have its attachment"}', 'a table that is to become a partition');
SELECT is(left(pg_temp.outcome('ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES IN (1)'), 5), '42804', 'cannot without the constraint');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(pg_temp.outcome('ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES IN (1)'), 'done', 'and can then');

-- 5. Copies and swaps.
CREATE TABLE copied (LIKE given INCLUDING ALL);
SELECT is(bad('copied'), :'refused', 'LIKE ... INCLUDING ALL takes the constraint along');
SELECT is((SELECT count(*) FROM sss.attachments WHERE relation = 'copied'::regclass), 1::bigint, 'and it is seen');
CREATE TABLE given_new AS SELECT * FROM given;
DROP TABLE given CASCADE;
ALTER TABLE given_new RENAME TO given;
SELECT is(found(), '{"given sss_service: attachment does not exist, but the journal says attached"}', 'CREATE TABLE AS and swap');
SELECT is(repaired(), NULL, 'is repaired');
SELECT is(bad(), :'refused', 'and enforces');

-- 6. The constraint itself, validated or created again.
ALTER TABLE given VALIDATE CONSTRAINT sss_service;
SELECT is(found(), NULL, 'VALIDATE CONSTRAINT');
SELECT is((SELECT effective_mode FROM sss.attachments WHERE relation = 'given'::regclass), 'enforce', 'changes nothing else');
ALTER TABLE given DROP CONSTRAINT sss_service;
ALTER TABLE given ADD CONSTRAINT sss_service CHECK (sss_internal.require_service(sss.try_service(usluga), 'guardian', day::date)) NOT VALID;
SELECT is(found(), '{"given sss_service: the argument of the constraint for role \"provider\" is not a plain column"}', 'one with a constant');
SELECT is(repaired(), NULL, 'is repaired');
ALTER TABLE given DROP CONSTRAINT sss_service;
ALTER TABLE given ADD CONSTRAINT sss_service CHECK (sss_internal.require_service(sss.try_service(usluga), NULL, day::date)) NOT VALID;
SELECT is(found(), '{"given sss_service: binding was weakened: no column for role provider"}', 'one that reads less');
SELECT is(repaired(), NULL, 'is repaired');
ALTER TABLE given DROP CONSTRAINT sss_service;
ALTER TABLE given ADD CONSTRAINT sss_service CHECK (id > 0) NOT VALID;
SELECT is(found(), '{"given sss_service: attachment does not exist, but the journal says attached"}', 'another one of its name');
SELECT is(left(pg_temp.outcome((SELECT command FROM sss.verify())), 5), '42710', 'is in the way');
ALTER TABLE given DROP CONSTRAINT sss_service;
SELECT is(repaired(), NULL, 'without it, it is repaired');
SELECT is(bad(), :'refused', 'and enforces');

SELECT * FROM finish();
ROLLBACK;
