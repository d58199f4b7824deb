-- Random writes, of which exactly those are refused that make a case worse: see test/oracle, which has the definition.
-- The transactions are committed, so they are in a database of their own.
\set ON_ERROR_STOP 0
SET client_min_messages = warning;
SELECT current_database() AS home \gset
DROP DATABASE IF EXISTS sss_oracle_short;
CREATE DATABASE sss_oracle_short;
\c sss_oracle_short
SET client_min_messages = warning;
CREATE EXTENSION pgtap;
CREATE EXTENSION special_social_services;
\ir ../../oracle/load.sql
SELECT plan(7);

SET oracle.seed = 'fixed';
SELECT setseed(0.165) \gset
CALL oracle.run(1500, true, 10);
CALL oracle.run(1500, true, 10);
SELECT is(oracle.report(), NULL, 'a fixed seed');
SELECT cmp_ok(sum(statements), '>=', 1500::numeric, 'so many statements') FROM oracle.tally;
SELECT cmp_ok(sum(refused), '>=', 40::numeric, 'of which so many statements are refused') FROM oracle.tally;
SELECT cmp_ok(sum(changed), '>=', 100::numeric, 'and so many transactions change what is judged') FROM oracle.tally;

TRUNCATE oracle.tally, oracle.difference;
SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS seed \gset
SET oracle.seed = :'seed';
SELECT setseed(:seed % 1000003 / 1000003.0) \gset
SELECT diag('random seed: ' || :'seed');
CALL oracle.run(600, true, 10);
CALL oracle.run(600, true, 10);
SELECT is(oracle.report(), NULL, 'a random seed');

-- It can fail, in both directions.
CREATE FUNCTION pg_temp.kinds() RETURNS text[] LANGUAGE sql AS $$SELECT array_agg(DISTINCT kind) FROM oracle.difference$$;
CREATE PROCEDURE pg_temp.spoil(command text) LANGUAGE plpgsql AS $$
DECLARE
	w oracle.world;
BEGIN
	TRUNCATE oracle.difference;
	CALL oracle.make_world('college');
	EXECUTE command;
	FOR i IN 1 .. 500 LOOP
		EXIT WHEN EXISTS (SELECT FROM oracle.difference);
		CALL oracle.fill();
		SELECT * INTO w FROM oracle.world;
		COMMIT;
		CALL oracle.one(w, false, 'subtransaction');
	END LOOP;
END
$$;
SELECT setseed(0.5) \gset
CALL pg_temp.spoil('ALTER TABLE w.link DISABLE TRIGGER USER; ALTER TABLE w.place DISABLE TRIGGER USER');
SELECT is(pg_temp.kinds(), '{passed too much}', 'tables that are not guarded are found');
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF current_setting('sss.demote') <> 'on' THEN
		RAISE check_violation USING CONSTRAINT = 'sss_placement';
	END IF;
	RETURN NULL;
END
$$;
CALL pg_temp.spoil('CREATE TRIGGER refuse AFTER DELETE ON w.link FOR EACH ROW EXECUTE FUNCTION public.refuse()');
SELECT is(pg_temp.kinds(), '{refused too much}', 'and what is refused for nothing');

SELECT * FROM finish();
\c :home
DROP DATABASE sss_oracle_short;
