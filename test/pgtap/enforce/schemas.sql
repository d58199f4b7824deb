-- Schemas as they are met elsewhere, fitted in few statements, and random writes of which exactly those are refused that add a finding: see
-- test/schemas.  The transactions are committed, so they are in a database of their own.
\set ON_ERROR_STOP 0
SET client_min_messages = warning;
SELECT current_database() AS home \gset
DROP DATABASE IF EXISTS sss_schemas_short;
CREATE DATABASE sss_schemas_short;
\c sss_schemas_short
SET client_min_messages = warning;
CREATE EXTENSION pgtap;
CREATE EXTENSION special_social_services;
\ir ../../schemas/load.sql
\ir ../../schemas/school.sql
\ir ../../schemas/court.sql
\ir ../../schemas/health.sql
\ir ../../schemas/warehouse.sql
\ir ../../schemas/insurance.sql
ANALYZE;
SELECT plan(34);
CREATE TEMP TABLE schema AS SELECT name FROM proof.world;
SELECT format('CALL proof.set_up(%L)', name) FROM schema ORDER BY name \gexec
SELECT format('CALL proof.look(%L)', name) FROM schema ORDER BY name \gexec
SELECT cmp_ok(steps, '<=', 15::bigint, world || ': so few statements from nothing to logging') FROM proof.figures ORDER BY world;
SELECT is(wrong, 0::bigint, world || ': no entry is decided wrongly') FROM proof.figures ORDER BY world;
SELECT cmp_ok("right", '>=', 2 * "left", world || ': and two of three are decided') FROM proof.figures WHERE world <> 'health' ORDER BY world;
SELECT is(problem, NULL, relation::text || ': attached') FROM sss.attachments ORDER BY relation::text;

SELECT setseed(0.165) \gset
SELECT format('CALL proof.run(%L, 60)', name) FROM schema ORDER BY name \gexec
SELECT is(proof.report(), NULL, 'a fixed seed');
SELECT cmp_ok(refused, '>', 0::bigint, name || ': some statements are refused') FROM proof.world ORDER BY name;
SELECT cmp_ok(statements, '>=', 60::bigint, name || ': so many statements') FROM proof.world ORDER BY name;
SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS seed \gset
SELECT setseed(:seed % 1000003 / 1000003.0) \gset
SELECT diag('random seed: ' || :'seed');
SELECT format('CALL proof.run(%L, 100)', name) FROM schema ORDER BY name \gexec
SELECT is(proof.report(), NULL, 'a random seed');
SELECT format('CALL proof.preview(%L, 60)', name) FROM schema ORDER BY name \gexec
SELECT is((SELECT json_agg(d)::text FROM proof.preview_difference AS d), NULL, 'previews say what the statements are told');
SELECT ok((SELECT sum(n) FILTER (WHERE outcome = 'refused') >= 5 AND sum(n) FILTER (WHERE outcome = 'passes') >= 50 FROM proof.preview_tally), 'some are refused, and some pass');

-- It can fail, in both directions.
ALTER TABLE cw.placements DISABLE TRIGGER USER;
ALTER TABLE cw.child_flags DISABLE TRIGGER USER;
ALTER TABLE cw.court_orders DISABLE TRIGGER USER;
SELECT setseed(0.5) \gset
CALL proof.run('court', 160);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF current_setting('sss.demote') <> 'on' THEN
		RAISE check_violation USING CONSTRAINT = 'sss_placement';
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER refuse AFTER DELETE ON sis.student_enrollment FOR EACH ROW EXECUTE FUNCTION public.refuse();
CALL proof.run('school', 200);
SELECT is((SELECT array_agg(DISTINCT world || ': ' || kind ORDER BY world || ': ' || kind) FROM proof.difference), '{court: passed too much,school: refused too much}', 'tables that are not guarded are found, and what is refused for nothing');
SELECT * FROM finish();
\c :home
DROP DATABASE sss_schemas_short;
