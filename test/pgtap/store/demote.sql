-- sss.demote: if it is on, an enforcing attachment only logs, and the journal says so; who may set it, and its limits.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court. Annex 3, paragraph 6: a guardian gives no living space.
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_loader;
CREATE SCHEMA enforce_mode;
GRANT USAGE ON SCHEMA enforce_mode TO regress_sss_loader;
SET LOCAL search_path = enforce_mode, public;
SELECT plan(30);

CREATE TABLE cases (id serial PRIMARY KEY, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', note text);
CREATE TABLE given (id serial PRIMARY KEY, service sss.service, provider sss.provider_type, day date DEFAULT '2024-02-29');
CREATE TABLE checked (LIKE given INCLUDING ALL);
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SELECT sss.attach('given', 'service', '{on_date=day}', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT sss.add_check('checked', 'service', '{on_date=day}') \g /dev/null
GRANT ALL ON ALL TABLES IN SCHEMA enforce_mode TO regress_sss_loader;
GRANT ALL ON ALL SEQUENCES IN SCHEMA enforce_mode TO regress_sss_loader;

-- The overrides since the last question, and forgotten with the answer.
CREATE FUNCTION overrides() RETURNS text[] LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH gone AS (DELETE FROM sss.journal WHERE action = 'override' RETURNING ctid AS place, *)
	SELECT coalesce(array_agg(format('%s %s %s', relation, attachment, rule) ORDER BY place), '{}') FROM gone
$$;
CREATE FUNCTION effective(of_table regclass) RETURNS text LANGUAGE sql AS 'SELECT mode || '' '' || effective_mode FROM sss.attachments WHERE relation = of_table';
\set bad 'INSERT INTO enforce_mode.cases DEFAULT VALUES'
\set refused 'sss_placement: basis violation 1.4/2'

-- 1. As attached, and overridden.
SELECT is(current_setting('sss.demote'), 'off', 'the mode is that of each attachment');
SELECT is(pg_temp.outcome(:'bad'), :'refused', 'which refuses');
SELECT is(overrides(), '{}', 'and the journal has nothing to say');
SELECT is(left(pg_temp.outcome($$SET sss.demote = 'disabled'$$), 5), '22023', 'nothing turns the checks off');
SET LOCAL sss.demote = on;
SELECT is(effective('cases'), 'enforce log', 'sss.attachments shows the override');
SELECT is(effective('checked'), 'enforce enforce', 'and the limits of the setting');
SELECT is(pg_temp.outcome('INSERT INTO cases (osn) VALUES (''local_executive_decision'')'), 'done', 'a lawful row passes');
SELECT is(overrides(), '{}', 'and is spared nothing');

-- A rolled-back line was not written, and is written when it is needed again.
SAVEPOINT before;
CREATE FUNCTION spared() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	BEGIN
		INSERT INTO enforce_mode.cases DEFAULT VALUES;
		RAISE EXCEPTION 'no';
	EXCEPTION WHEN raise_exception THEN
		NULL;
	END;
	BEGIN
		INSERT INTO enforce_mode.cases DEFAULT VALUES;
	EXCEPTION WHEN raise_exception THEN
		NULL;
	END;
	INSERT INTO enforce_mode.cases DEFAULT VALUES;
	RETURN 'done';
END
$$;
SELECT is(spared(), 'done', 'a row spared in a rolled-back transaction, and then twice more');
SELECT is(overrides(), '{"enforce_mode.cases sss_placement placement"}', 'the journal has one line for the two that stay');
ROLLBACK TO before;
SELECT is(overrides(), '{}', 'and none where they do not');

SELECT is(pg_temp.outcome(:'bad'), 'done', 'an unlawful one passes as well');
SELECT is(pg_temp.logged('cases'), '{"sss_placement {6}: basis violation 1.4/2"}', 'but is logged');
SELECT is(overrides(), '{"enforce_mode.cases sss_placement placement"}', 'and the journal says so');
SELECT is(pg_temp.outcome(:'bad') || pg_temp.outcome('INSERT INTO given (service, provider) VALUES (''household.living_space'', ''guardian'')') || pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'donedonedone', 'more of it, and deferred');
SELECT is(overrides(), '{}', 'is no news to the journal');
SELECT is(pg_temp.logged('given'), '{"sss_service {1}: service violation 3.6"}', 'though it is to the log');
SELECT is(pg_temp.outcome('INSERT INTO checked (service, provider) VALUES (''household.living_space'', ''guardian'')'), ': service violation 3.6', 'a constraint refuses all the same');
SET LOCAL sss.demote = off;
SELECT is(pg_temp.outcome(:'bad'), :'refused', 'it ends where it is set back');
SELECT is(effective('cases'), 'enforce enforce', 'and is no more shown');

-- 2. Wrong set-up fails no statement either.
CREATE TRIGGER wrong AFTER INSERT OR UPDATE OF kat ON cases FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'service', 'mode=enforce');
SELECT is(left(pg_temp.outcome('INSERT INTO cases (osn) VALUES (''local_executive_decision'')'), 5), '22023', 'a trigger that cannot work fails the statement');
SET LOCAL sss.demote = on;
SET LOCAL client_min_messages = error;
SELECT is(pg_temp.outcome('INSERT INTO cases (osn) VALUES (''local_executive_decision'')'), 'done', 'but not under the override');
SET LOCAL client_min_messages = warning;
SELECT is((SELECT problem FROM sss.violation_log WHERE attachment = 'wrong'), '22023', 'which is logged');
SET LOCAL sss.demote = off;
DROP TRIGGER wrong ON cases;

-- 3. Which roles may set it.
SET ROLE regress_sss_loader;
SELECT is(left(pg_temp.outcome($$SET sss.demote = on$$), 5), '42501', 'an ordinary role may not set it');
SELECT is(left(pg_temp.outcome($$SELECT set_config('sss.demote', 'on', true)$$), 5), '42501', 'by no other way');
SELECT is(pg_temp.outcome(:'bad'), :'refused', 'and is refused');
RESET ROLE;
SELECT current_setting('server_version_num')::integer >= 150000 AS grantable \gset
\if :grantable
GRANT SET ON PARAMETER sss.demote TO regress_sss_loader;
SET ROLE regress_sss_loader;
SELECT is(pg_temp.outcome($$SET LOCAL sss.demote = on$$), 'done', 'unless that is granted');
SELECT is(pg_temp.outcome(:'bad'), 'done', 'a role that is granted the setting is spared');
SELECT is(left(pg_temp.outcome('SELECT * FROM sss.journal'), 5), '42501', 'and reads no journal');
RESET ROLE;
SELECT is(overrides(), '{}', 'the line of the transaction is there');
\else
SELECT pass('no role can be granted it') FROM generate_series(1, 4);
\endif

SELECT * FROM finish();
ROLLBACK;
