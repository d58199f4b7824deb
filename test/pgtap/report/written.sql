-- Rows of the journal, waivers and baselines that our functions did not write: named, until somebody acknowledges them.
BEGIN;
\ir ../common.psql
CREATE SCHEMA written;
SET LOCAL search_path = written, public;
CREATE ROLE sss_test_owner;
CREATE ROLE sss_test_other;
GRANT ALL ON SCHEMA written TO sss_test_owner, sss_test_other;
SELECT plan(65);
CREATE FUNCTION found() RETURNS text[] LANGUAGE sql AS
	$$SELECT array_agg(regexp_replace(problem, ' at [0-9].*', '') ORDER BY problem) FROM sss.verify()$$;
CREATE TABLE c (id integer PRIMARY KEY, kat text, osn text, org text, since date);
SELECT sss.attach('c', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SELECT sss.grant_waiver('c', 'placement', '{8}', act_number => '1', act_date => '2024-01-01', issuer => 'x', valid => '[2024-01-01,2025-01-01]', requirement => 'basis', provision => '1.4/2') AS granted \gset
SELECT sss.baseline('c') AS recorded \gset
SELECT is(found(), NULL, 'what our functions wrote is not named');
SELECT is((SELECT count(*) FROM sss.journal WHERE written_at = at AND written_by = session_user), 3::bigint, 'claim and stamp are equal');
SELECT is((SELECT array_agg(number ORDER BY at) FROM sss.journal), ARRAY[NULL, :granted, 1]::bigint[], 'the journal has their numbers');
SELECT ok(written_at = granted_at AND written_by = session_user, 'so has the waiver') FROM sss.waivers;
SELECT ok(written_at = recorded_at AND written_by = session_user, 'so has the baseline') FROM sss.baselines;

-- 1. Forged, by a role that may insert, as the owner of a trusted extension may.
GRANT INSERT, SELECT ON sss.journal, sss.waivers, sss.baselines, sss.baseline_entries TO sss_test_owner;
CREATE FUNCTION pg_temp.forged() RETURNS text[] LANGUAGE sql AS
	$$SELECT array_agg(p) FROM (SELECT unnest(written.found()) AS p) AS f WHERE p !~ 'has the right'$$;
SAVEPOINT fresh;
SELECT is(pg_temp.forged(), NULL, 'nothing is forged yet');
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action, relid, relation, attachment, rule)
	VALUES (clock_timestamp(), 'postgres', 'postgres', 'detach', 'c'::regclass, 'written.c', 'sss_placement', 'placement');
RESET ROLE;
SELECT is(pg_temp.forged(), ARRAY['rows of sss.journal that no function of the extension wrote: 1, restored or inserted by ' || quote_ident(session_user)], 'a journal line');
DROP TRIGGER sss_placement ON c;
DROP TRIGGER sss_placement_companion ON c;
SELECT is(pg_temp.forged(), ARRAY['rows of sss.journal that no function of the extension wrote: 1, restored or inserted by ' || quote_ident(session_user)], 'also after what it was to hide');
SELECT is((SELECT status FROM sss.health()), 'critical', 'which is critical');
ROLLBACK TO fresh;
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action, relation, written_by, written_at)
	SELECT t, session_user, current_user, 'acknowledge', 'sss.journal', session_user, t FROM clock_timestamp() AS t;
INSERT INTO sss.journal (at, session_role, acting_role, action, relation, written_by, written_at)
	SELECT clock_timestamp() + n * interval '1 us', session_user, current_user, 'acknowledge', 'sss.journal', session_user, clock_timestamp() + n * interval '1 us' FROM generate_series(0, 300) AS n;
RESET ROLE;
SELECT is((SELECT count(*) FROM sss.journal WHERE action = 'acknowledge' AND written_at = at), 0::bigint, 'no claim can hit the stamp');
SELECT is(pg_temp.forged(), ARRAY['rows of sss.journal that no function of the extension wrote: 302, restored or inserted by ' || quote_ident(session_user)], 'nor can an acknowledgement be forged');
ROLLBACK TO fresh;

-- A forged line neither silences the reports, whatever it holds, nor says what sss.restore_all() restores.
CREATE VIEW facts AS SELECT id, kat AS category, osn AS basis, org AS provider, since AS on_date FROM c;
SELECT sss.attach_view('facts', 'placement', key => '{id}', name => 'by_facts') \g /dev/null
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action, relation, attachment, rule, definition)
	SELECT now(), 'x', 'x', action, relation, 'by_facts', 'placement', 'SELECT * FROM sss.attach_view(''written.facts'', ''placement'')'
	  FROM unnest('{leave_out,via}'::text[]) AS action, unnest('{a.b.c.d.e,"\"","",.,written.,"w w"}'::text[]) AS relation;
INSERT INTO sss.journal (at, session_role, acting_role, action, relation, attachment, rule, definition)
	VALUES (clock_timestamp(), 'x', 'x', 'demote', 'written.c', 'by_facts', 'placement', 'CALL sss.demote_all(''x'')');
RESET ROLE;
SELECT is(pg_temp.forged(), ARRAY['rows of sss.journal that no function of the extension wrote: 13, restored or inserted by ' || quote_ident(session_user)], 'names that are none');
SELECT is((SELECT count(*) FROM sss_internal.demoted), 0::bigint, 'a demotion');
SELECT sss.acknowledge('sss.journal', 'restored') \g /dev/null
SELECT is((SELECT count(*) FROM sss_internal.demoted), 1::bigint, 'which counts once it is acknowledged, as after a restore');
SET LOCAL ROLE sss_test_other;
SELECT is((SELECT count(*) FROM sss_internal.demoted), 0::bigint, 'of which others hear nothing');
RESET ROLE;
ROLLBACK TO fresh;
SELECT count(sss.grant_waiver('c', 'placement', ARRAY[id::text], '1', '2024-01-01', 'x', valid::daterange, 'basis', '1.4/2'))
  FROM (VALUES (1, '(,"4714-11-24 BC")'), (3, '[2024-01-01,infinity]'), (4, '(5874897-12-30,)')) AS v (id, valid) \g /dev/null
SELECT is(pg_temp.outcome('SELECT * FROM sss.health()'), 'done', 'nor does a waiver of any days');
SELECT is(pg_temp.outcome('SELECT * FROM sss.waiver_status()'), 'done', 'which its status bears as well');
ROLLBACK TO fresh;
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.waivers (id, relation, rule, key, requirement, provision, act_number, act_date, issuer, valid, granted_at, granted_by, key_columns, written_by, written_at)
	SELECT 7, 'c', 'placement', '{7}', 'basis', '1.4/2', '1', '2024-01-01', 'x', '[2024-01-01,2024-12-31]', now(), 'postgres', 'written.c(id)', 'postgres', now();
RESET ROLE;
SELECT is(pg_temp.forged(), ARRAY['rows of sss.waivers that no function of the extension wrote: 1, number 7, restored or inserted by ' || quote_ident(session_user), 'waiver 7 is not in sss.journal'], 'a waiver');
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action, number) VALUES (now(), 'postgres', 'postgres', 'waiver', 7);
RESET ROLE;
SELECT is(pg_temp.forged(), ARRAY['rows of sss.journal that no function of the extension wrote: 1, restored or inserted by ' || quote_ident(session_user), 'rows of sss.waivers that no function of the extension wrote: 1, number 7, restored or inserted by ' || quote_ident(session_user)], 'with a line for it');
ROLLBACK TO fresh;
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.baselines (id, relation, attachment, rule, entries, recorded_at, recorded_by, key_columns) VALUES (9, 'c', 'sss_placement', 'placement', 0, now(), 'postgres', 'written.c(id)');
RESET ROLE;
SELECT is(pg_temp.forged(), ARRAY['baseline 9 is not in sss.journal', 'rows of sss.baselines that no function of the extension wrote: 1, number 9, restored or inserted by ' || quote_ident(session_user)], 'a baseline');
ROLLBACK TO fresh;
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.baseline_entries (baseline, key, category_missing, stay_unknown, requirement, verdict) VALUES (1, '{1}', false, false, 'basis', 'violation');
RESET ROLE;
SELECT is(pg_temp.forged(), '{"baseline 1 has 1 entries, but 0 were recorded"}', 'an entry of a baseline');
SELECT command FROM sss.verify() WHERE problem LIKE 'baseline %' \gexec
SELECT is(pg_temp.forged(), NULL, 'which can be ended');
ROLLBACK TO fresh;
-- Its number may be the greatest one.
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.waivers (id, relation, rule, key, requirement, provision, act_number, act_date, issuer, valid, granted_at, granted_by, key_columns)
	SELECT 9223372036854775807, 'c', 'placement', '{9}', 'basis', '1.4/2', '1', '2024-01-01', 'x', '[2024-01-01,2024-12-31]', now(), 'postgres', 'written.c(id)';
INSERT INTO sss.baselines (id, relation, attachment, rule, entries, recorded_at, recorded_by, key_columns)
	VALUES (9223372036854775807, 'c', 'other', 'placement', 0, now(), 'postgres', 'written.c(id)');
RESET ROLE;
SELECT is(sss.grant_waiver('c', 'placement', '{10}', '1', '2024-01-01', 'x', '[2024-01-01,2025-01-01]', 'basis', '1.4/2'), :granted + 1::bigint, 'a waiver after it has the next number');
SELECT is(sss.grant_waiver('c', 'placement', '{11}', '1', '2024-01-01', 'x', '[2024-01-01,2025-01-01]', 'basis', '1.4/2'), :granted + 2::bigint, 'and the next');
SELECT sss.baseline('c') \g /dev/null
SELECT is((SELECT max(id) FROM sss.baselines WHERE written_at = recorded_at), 2::bigint, 'so has a baseline');
ROLLBACK TO fresh;
-- Whoever may update
UPDATE sss.waivers SET withdrawn_at = now();
SELECT is(pg_temp.forged(), NULL, 'a waiver that is withdrawn exempts nothing');
ROLLBACK TO fresh;
SELECT sss.withdraw_waiver(:granted) \g /dev/null
UPDATE sss.waivers SET withdrawn_at = NULL, withdrawn_by = NULL;
SELECT is(pg_temp.forged(), ARRAY[format('waiver %s is in force, but the journal says withdrawn', :granted)], 'one that is in force again');
SELECT command FROM sss.verify() WHERE problem LIKE 'waiver %' \gexec
SELECT is(pg_temp.forged(), NULL, 'which can be withdrawn again');
ROLLBACK TO fresh;
DELETE FROM sss.journal WHERE action = 'waiver';
SELECT is(pg_temp.forged(), ARRAY[format('waiver %s is not in sss.journal', :granted)], 'a line that is gone');
ROLLBACK TO fresh;
DELETE FROM sss.waivers;
SELECT is(pg_temp.forged(), ARRAY[format('sss.journal has waiver %s, which does not exist', :granted)], 'a waiver that is gone');
ROLLBACK TO fresh;

-- 2. What a forged line says is no command for a superuser.
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action, relid, relation, attachment, rule, definition)
	VALUES (now(), 'postgres', 'postgres', 'attach', 'c'::regclass, 'written.c', 'evil', 'placement', 'SELECT sss.attach(''written.c'', 1), written.evil()');
RESET ROLE;
SELECT is((SELECT command FROM sss.verify() WHERE attachment = 'evil'), NULL, 'a definition that somebody inserted is not offered as a command');
SELECT sss.acknowledge('sss.journal', 'looked at') \g /dev/null
SELECT isnt((SELECT command FROM sss.verify() WHERE attachment = 'evil'), NULL, 'after somebody has looked it is');
ROLLBACK TO fresh;
ALTER TABLE c RENAME osn TO osn_old;
ALTER TABLE c ADD osn text;
SELECT isnt((SELECT command FROM sss.verify() WHERE problem LIKE 'column osn is not the one%'), NULL, 'a column that was replaced: the definition in the journal is the command');
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action, relid, relation, attachment, rule, definition, generated, reads)
	SELECT clock_timestamp(), session_role, acting_role, action, relid, relation, attachment, rule, replace(definition, 'mode =>', 'columns => written.evil(), mode =>'), generated, reads FROM sss.journal WHERE action = 'attach';
RESET ROLE;
SELECT is((SELECT command FROM sss.verify() WHERE problem LIKE 'column osn is not the one%'), NULL, 'a definition that somebody inserted is not');
ROLLBACK TO fresh;

-- A line that means no relation does not silence sss.verify().
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action, relid, relation, attachment, rule, definition)
	SELECT now(), 'x', 'x', action, CASE WHEN n % 2 = 0 THEN 4294967295 END::oid, relation, 'a', 'b', 'c('
	  FROM unnest('{"\"unclosed","","a.b.c.d","otherdb.public.x",".","..","a.\"\"","\t"}'::text[]) WITH ORDINALITY AS r (relation, n),
		   unnest('{attach,detach,set_mode,acknowledge,waiver,demote}'::text[]) AS action;
INSERT INTO sss.journal (at, session_role, acting_role, action, relid, relation, attachment, rule, definition, generated, reads)
	SELECT clock_timestamp(), 'x', 'x', 'attach', 'c'::regclass, 'written.c', 'sss_placement', 'placement', d, '{1,2,3}', reads::text[]
	  FROM unnest('{"{column,kat,x}","{view,\"a.b.c.d\",0}","{view,\"\\\"\",99999999999}","{column}","{NULL,NULL,NULL}","{}"}'::text[]) AS reads, unnest('{"",x,"SELECT sss.attach(''",NULL}'::text[]) AS d;
INSERT INTO sss.journal (at, session_role, acting_role, action, relid, relation, attachment, rule, definition)
	SELECT clock_timestamp(), 'x', 'x', 'attach', j.relid, j.relation, j.attachment, j.rule, j.definition FROM sss.journal AS j WHERE j.definition LIKE 'SELECT sss.attach(%mode%';
RESET ROLE;
SELECT is(pg_temp.forged(), ARRAY['rows of sss.journal that no function of the extension wrote: 73, restored or inserted by ' || quote_ident(session_user)], 'names that are none');
SELECT is((SELECT status FROM sss.health()), 'critical', 'sss.health() works');
ROLLBACK TO fresh;
-- Nor does a subscription of somebody else, or a restore without triggers, keep the stamp from being set.
SET LOCAL session_replication_role = replica;
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action, written_by, written_at) VALUES ('2020-01-01', 'x', 'x', 'attach', 'x', '2020-01-01');
RESET ROLE;
INSERT INTO sss.journal (at, session_role, acting_role, action, written_by, written_at) VALUES ('2020-01-02', 'x', 'x', 'attach', 'x', '2020-01-02');
INSERT INTO sss.journal (at, session_role, acting_role, action, relid, relation, written_by, written_at)
	SELECT '2020-01-03', 'x', 'x', 'attach', 1, r, 'x', '2020-01-03' FROM unnest('{written.c,written.missing}'::text[]) AS r;
SET LOCAL session_replication_role = origin;
SELECT is(ARRAY(SELECT at = written_at FROM sss.journal WHERE at < '2020-02-01' ORDER BY at), '{f,t,t,t}', 'in a replica only a superuser replicates stamps');
SELECT is(ARRAY(SELECT relid FROM sss.journal WHERE at = '2020-01-03' ORDER BY relation), ARRAY['c'::regclass::oid, 0], 'with the OIDs of this database');
ROLLBACK TO fresh;

-- 3. Acknowledged once.
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action) VALUES ('2020-01-01', 'x', 'x', 'attach');
INSERT INTO sss.waivers (id, relation, rule, key, requirement, provision, act_number, act_date, issuer, valid, granted_at, granted_by, key_columns)
	SELECT 7, 'c', 'placement', '{7}', 'basis', '1.4/2', '1', '2024-01-01', 'x', '[2024-01-01,2024-12-31]', '2020-01-01', 'x', 'written.c(id)';
INSERT INTO sss.baselines (id, relation, attachment, rule, entries, recorded_at, recorded_by) VALUES (9, 'c', 'other', 'placement', 0, '2020-01-01', 'x');
SELECT is(left(pg_temp.outcome($$SELECT sss.acknowledge('sss.journal', 'x')$$), 5), '42501', 'not by who only may insert');
RESET ROLE;
SELECT is((SELECT array_agg(command ORDER BY command) FROM sss.verify() WHERE command LIKE '%acknowledge%'),
	'{"SELECT sss.acknowledge(''sss.baselines'', ''restored'')","SELECT sss.acknowledge(''sss.baselines'', ''restored'')","SELECT sss.acknowledge(''sss.journal'', ''restored'')","SELECT sss.acknowledge(''sss.waivers'', ''restored'')","SELECT sss.acknowledge(''sss.waivers'', ''restored'')"}', 'the commands');
SELECT sss.acknowledge('sss.journal', 'restored'), sss.acknowledge('sss.waivers', 'restored'), sss.acknowledge('sss.baselines', 'restored') \g /dev/null
SELECT is(pg_temp.forged(), NULL, 'acknowledged');
SELECT is((SELECT array_agg(definition ORDER BY at) FROM sss.journal WHERE action = 'acknowledge'),
	'{"SELECT sss.acknowledge(''sss.journal'', ''restored'')","SELECT sss.acknowledge(''sss.waivers'', ''restored'')","SELECT sss.acknowledge(''sss.baselines'', ''restored'')"}', 'which is journalled');
SET LOCAL ROLE sss_test_owner;
INSERT INTO sss.journal (at, session_role, acting_role, action) VALUES ('2020-01-01', 'x', 'x', 'attach');
RESET ROLE;
SELECT is(pg_temp.forged(), ARRAY['rows of sss.journal that no function of the extension wrote: 1, restored or inserted by ' || quote_ident(session_user)], 'what comes later is not');
ROLLBACK TO fresh;

-- 4. Tables that no longer see to it.
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
SELECT is(pg_temp.forged(), NULL, 'nothing is wrong yet');
SAVEPOINT tables;
ALTER TABLE sss.journal DISABLE TRIGGER sss_stamp;
SELECT is(pg_temp.forged(), '{"table sss.journal has no trigger sss_stamp, or it is disabled: who writes a row is not known"}', 'a disabled trigger');
SELECT command FROM sss.verify() WHERE problem LIKE 'table %' \gexec
SELECT is(pg_temp.forged(), NULL, 'is repaired');
ALTER TABLE sss.waivers ENABLE TRIGGER sss_stamp;
SELECT is(pg_temp.forged(), '{"table sss.waivers has no trigger sss_stamp, or it is disabled: who writes a row is not known"}', 'one that does not fire for what is replicated');
ROLLBACK TO tables;
CREATE TRIGGER zz BEFORE INSERT ON sss.journal FOR EACH ROW EXECUTE FUNCTION nothing();
SELECT is(pg_temp.forged(), '{"table sss.journal has trigger zz, which can change what is written"}', 'a trigger that drops lines');
SELECT command FROM sss.verify() WHERE problem LIKE 'table %' \gexec
SELECT is(pg_temp.forged(), NULL, 'is repaired');
CREATE TRIGGER alert AFTER INSERT ON sss.journal FOR EACH ROW EXECUTE FUNCTION nothing();
SELECT is(pg_temp.forged(), NULL, 'one that fires after is a user''s own business');
CREATE RULE quiet AS ON INSERT TO sss.waivers DO INSTEAD NOTHING;
SELECT is(pg_temp.forged(), '{"table sss.waivers has rule quiet"}', 'a rule');
ROLLBACK TO tables;
ALTER TABLE sss.journal ENABLE ROW LEVEL SECURITY;
SELECT is(pg_temp.forged(), '{"table sss.journal has row security"}', 'row security');
ROLLBACK TO tables;
CREATE TABLE child () INHERITS (sss.waivers);
SELECT is(pg_temp.forged(), '{"table written.child inherits from sss.waivers"}', 'a child');
ROLLBACK TO tables;
DELETE FROM sss.journal;
DELETE FROM sss.waivers;
DELETE FROM sss.baselines;
SELECT is(pg_temp.forged(), '{"rules are attached, but the journal is empty: the extension was created anew, or its tables were not restored"}', 'an extension that was created anew');
SELECT sss.acknowledge('sss.journal', 'created anew') \g /dev/null
SELECT is(pg_temp.forged(), NULL, 'acknowledged');
ROLLBACK TO fresh;

-- 5. sss.acknowledge() of what is not attached.
CREATE MATERIALIZED VIEW m AS SELECT id, kat FROM c;
CREATE VIEW f AS SELECT c.id, m.kat AS category, osn AS basis, org AS provider, since AS on_date FROM c LEFT JOIN m USING (id);
SELECT sss_internal.attach_table('c', 'placement', lookup => 'f', lookup_by => '{id=id}', key => '{id}', name => 'by_view') \g /dev/null
SELECT is(pg_temp.forged(), '{"facts view written.f reads the table, but rule \"placement\" is not attached to it"}', 'a materialized view that a facts view reads');
SET LOCAL ROLE sss_test_other;
SELECT is(left(pg_temp.outcome($$SELECT sss.acknowledge('m', 'x')$$), 5), '42501', 'not acknowledged by who owns neither it nor the extension');
RESET ROLE;
SELECT is(pg_temp.outcome(call), said, call)
  FROM (VALUES
	($$SELECT sss.acknowledge('c', 'x')$$, '55000: a rule is attached to relation "c"'),
	($$SELECT sss.acknowledge('m', ' ')$$, '22023: no reason is given'),
	($$SELECT sss.acknowledge('m', NULL)$$, '22023: no reason is given'),
	($$SELECT sss.acknowledge(NULL, 'x')$$, '22004: arguments "relation" and "partitions" must not be NULL'),
	($$SELECT sss.acknowledge('f', 'x')$$, '42809: "f" is not a table, foreign table or materialized view'),
	($$SELECT sss.acknowledge('m', 'refreshed at night')$$, 'done')) AS v (call, said);
SELECT is(pg_temp.forged(), NULL, 'acknowledged, it is not named');
REVOKE INSERT, SELECT ON sss.journal, sss.waivers, sss.baselines, sss.baseline_entries FROM sss_test_owner;
SELECT is((SELECT status FROM sss.health()), 'ok', 'and the health is ok');
SELECT * FROM finish();
ROLLBACK;
