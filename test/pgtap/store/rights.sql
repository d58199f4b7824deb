-- Rights on the extension's objects are exact, whatever the installing role's default privileges are, and sss.verify() names
-- what is missing or surplus later.  The fault default_grant: a role that could write waivers let its own rows pass.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL check_function_bodies = off;
SELECT plan(24);

CREATE ROLE app_of_rights;
CREATE ROLE "o'brien a$b";
SELECT format($$GRANT CREATE ON DATABASE %I TO "o'brien a$b"$$, current_database()) \gexec
DROP EXTENSION special_social_services CASCADE;

-- Roles, tables and rights that nobody but the owner may have
CREATE TABLE writable AS SELECT unnest('{INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS privilege;
CREATE FUNCTION pg_temp.surplus(role_name text) RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(DISTINCT format('%s %s', relname, privilege))
	  FROM pg_class, writable WHERE relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND relkind IN ('r', 'v') AND has_table_privilege(role_name, oid, privilege)
$$;
CREATE FUNCTION pg_temp.readable(role_name text) RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(relname::text ORDER BY relname)
	  FROM pg_class WHERE relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND relkind IN ('r', 'v') AND has_table_privilege(role_name, oid, 'SELECT')
	   AND relname IN ('violation_log', 'violation_tail', 'violation_history', 'violation_sources', 'violation_state', 'problem_state', 'journal', 'waivers', 'baselines', 'baseline_entries', 'audit_runs', 'audit_counts', 'violations', 'problems', 'audit_history')
$$;
CREATE FUNCTION pg_temp.found() RETURNS text[] LANGUAGE sql AS $$ SELECT array_agg(problem || ': ' || command ORDER BY problem COLLATE "C" DESC) FROM sss.verify() $$;

-- 1. Default privileges that give everything.
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO app_of_rights;
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT ALL ON FUNCTIONS TO app_of_rights;
ALTER DEFAULT PRIVILEGES GRANT ALL ON TYPES TO app_of_rights;
ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO app_of_rights;
CREATE EXTENSION special_social_services;
ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM app_of_rights;
ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM app_of_rights;
ALTER DEFAULT PRIVILEGES REVOKE ALL ON TYPES FROM app_of_rights;
ALTER DEFAULT PRIVILEGES REVOKE ALL ON SCHEMAS FROM app_of_rights;
SELECT is(pg_temp.surplus('app_of_rights'), NULL, 'a role that the defaults give everything may write none of the tables');
SELECT is(pg_temp.readable('app_of_rights'), NULL, 'nor read what the extension stores');
SELECT ok(NOT has_schema_privilege('app_of_rights', 'sss', 'CREATE'), 'nor create anything in the schema');
SELECT ok(has_schema_privilege('app_of_rights', 'sss', 'USAGE'), 'but it may use it');
SELECT is(ARRAY(SELECT p.oid::regprocedure::text FROM pg_proc AS p WHERE pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND prokind = 'f'
				 AND NOT has_function_privilege('app_of_rights', p.oid, 'EXECUTE') ORDER BY proname),
	'{"sss.baseline(regclass,text)",sss.baseline_status(),sss_internal.close_violations(),sss.compact(),sss.drop_history(interval),"sss.end_baseline(regclass,text)","sss_internal.exemption_use(regclass,text)",sss_internal.fold(),"sss.grant_waiver(regclass,text,text[],text,date,text,daterange,text,sss.provision,sss.recipient_category[],sss.placement_basis,sss.provider_type,sss.stay_mode,sss.service,text,text[])",sss.health(),sss.maintain(boolean),"sss_internal.repoint_log(jsonb,jsonb)",sss_internal.tidy(),sss.waiver_status(),sss.withdraw_waiver(bigint)}',
	'it may call what writers and readers need, and not what signs or maintains');
SELECT is(pg_temp.found(), NULL, 'sss.verify() finds nothing');

-- The fault itself: the role cannot make a waiver for its own row.
CREATE TABLE c (id int PRIMARY KEY, kat text, osn text, org text, since date);
GRANT ALL ON c TO app_of_rights;
SELECT sss.attach('c', 'placement', columns => '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SET ROLE app_of_rights;
SELECT throws_ok($$INSERT INTO c VALUES (7, 'orphan', 'court_act', 'youth_house', '2024-01-15')$$, '23514', NULL, 'its row is refused');
SELECT throws_ok($$INSERT INTO sss.waivers (id, relation) VALUES (1, 'c')$$, '42501', NULL, 'it cannot write a waiver');
SELECT throws_ok($$DELETE FROM sss.journal$$, '42501', NULL, 'it cannot delete the journal');
RESET ROLE;

-- 2. Rights that somebody grants later: named, with the command; what the owner may pass on is not.
GRANT INSERT, DELETE ON sss.waivers TO app_of_rights;
GRANT UPDATE ON sss.journal TO PUBLIC;
GRANT UPDATE (withdrawn_at), SELECT (id) ON sss.waivers TO app_of_rights;
GRANT CREATE ON SCHEMA sss TO app_of_rights;
SELECT is(pg_temp.found(), ARRAY[
	'app_of_rights has the right UPDATE (withdrawn_at) on sss.waivers: REVOKE UPDATE (withdrawn_at) ON TABLE sss.waivers FROM app_of_rights CASCADE',
	'app_of_rights has the right INSERT on sss.waivers: REVOKE INSERT ON TABLE sss.waivers FROM app_of_rights CASCADE',
	'app_of_rights has the right DELETE on sss.waivers: REVOKE DELETE ON TABLE sss.waivers FROM app_of_rights CASCADE',
	'app_of_rights has the right CREATE on sss: REVOKE CREATE ON SCHEMA sss FROM app_of_rights CASCADE',
	'PUBLIC has the right UPDATE on sss.journal: REVOKE UPDATE ON TABLE sss.journal FROM PUBLIC CASCADE'], 'surplus rights are named');
SELECT is((SELECT status FROM sss.health()), 'critical', 'and sss.health() is critical');
DO $$ DECLARE r record; BEGIN FOR r IN SELECT command FROM sss.verify() LOOP EXECUTE r.command; END LOOP; END $$;
SELECT is(pg_temp.found(), NULL, 'the commands take them back');
GRANT SELECT ON sss.violations, sss.journal TO app_of_rights;
GRANT EXECUTE ON FUNCTION sss.health() TO app_of_rights;
GRANT INSERT ON sss.audit_runs, sss.audit_counts TO app_of_rights;
SELECT is(pg_temp.found(), NULL, 'to let others read, audit and monitor is the owner''s choice');

-- 3. Rights that somebody takes away.
REVOKE EXECUTE ON FUNCTION sss.changed("any") FROM PUBLIC;
REVOKE USAGE ON SCHEMA sss FROM PUBLIC;
REVOKE USAGE ON TYPE sss.service FROM PUBLIC;
REVOKE SELECT ON sss.services FROM PUBLIC;
SELECT is(pg_temp.found(), ARRAY[
	'PUBLIC lacks the right USAGE on sss.service: GRANT USAGE ON TYPE sss.service TO PUBLIC',
	'PUBLIC lacks the right USAGE on sss: GRANT USAGE ON SCHEMA sss TO PUBLIC',
	'PUBLIC lacks the right SELECT on sss.services: GRANT SELECT ON TABLE sss.services TO PUBLIC',
	'PUBLIC lacks the right EXECUTE on sss.changed("any"): GRANT EXECUTE ON FUNCTION sss.changed("any") TO PUBLIC'], 'missing rights are named');
DO $$ DECLARE r record; BEGIN FOR r IN SELECT command FROM sss.verify() LOOP EXECUTE r.command; END LOOP; END $$;
SELECT is(pg_temp.found(), NULL, 'the commands give them back');

-- 4. Default privileges that take everything away, also from PUBLIC, and an owner whose name needs quotes.
DROP TABLE c;
DROP EXTENSION special_social_services;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;
SET ROLE "o'brien a$b";
SELECT lives_ok('CREATE EXTENSION special_social_services', 'an owner whose name has a quote, a blank and a dollar can create it');
RESET ROLE;
SELECT is(pg_temp.found(), NULL, 'sss.verify() finds nothing');
SELECT is(ARRAY(SELECT p.oid::regprocedure::text FROM pg_proc AS p WHERE pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND prokind = 'f'
				 AND NOT has_function_privilege('app_of_rights', p.oid, 'EXECUTE') AND proname IN ('changed', 'enforce', 'require_placement', 'require_placement_any', 'require_service', 'service_in', 'try_date')), '{}', 'writers can execute what they must');
SELECT ok(has_type_privilege('app_of_rights', 'sss.service', 'USAGE'), 'and use the types');
CREATE SCHEMA of_app AUTHORIZATION app_of_rights;
SET ROLE app_of_rights;
CREATE TABLE of_app.t (id int PRIMARY KEY, category sss.recipient_category, osn text, org text, since date);
SELECT lives_ok($$SELECT sss.attach('of_app.t', 'placement', columns => '{category=category,basis=osn,provider=org,on_date=since}', mode => 'enforce')$$, 'an application can attach a rule to its own table');
SELECT lives_ok($$INSERT INTO of_app.t VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-01-15')$$, 'and write');
SELECT throws_ok($$UPDATE of_app.t SET osn = 'court_act'$$, '23514', NULL, 'what is lawful alone');
RESET ROLE;

-- 5. The owner of the extension, no superuser, reads what is stored, appends to it (a restore of a dump must), and changes nothing.
SELECT is(ARRAY(SELECT relname::text FROM pg_class WHERE relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND relkind = 'r' AND NOT has_table_privilege('o''brien a$b', oid, 'SELECT WITH GRANT OPTION')), '{}', 'its owner reads every table, and lets others read');
SELECT ok(has_function_privilege('o''brien a$b', 'sss.health()', 'EXECUTE WITH GRANT OPTION'), 'and lets others monitor');

SELECT * FROM finish();
ROLLBACK;
