-- The log of violations: a million cases, of which some are open, and a short tail.
-- Wall and CPU time of one call each; of questions, the median of 11 calls, planning included.
--
-- Needs the psql variable rows.

\set QUIET on
\pset footer off
SET search_path = bench, public;

CREATE TABLE log_measure (place integer GENERATED ALWAYS AS IDENTITY, what text, aim text, ms numeric, cpu_ms numeric);
CREATE PROCEDURE measure(what text, aim text, statement text, calls integer DEFAULT 1) LANGUAGE plpgsql AS $$
DECLARE
	wall double precision[] := '{}';
	cpu double precision[] := '{}';
	began timestamptz;
	cpu_began double precision;
BEGIN
	FOR i IN 1 .. calls LOOP
		began := clock_timestamp();
		cpu_began := bench.cpu_time();
		EXECUTE replace(statement, '@', i::text);
		cpu := cpu || (bench.cpu_time() - cpu_began);
		wall := wall || extract(epoch FROM clock_timestamp() - began)::double precision;
	END LOOP;
	INSERT INTO bench.log_measure (what, aim, ms, cpu_ms)
		SELECT what, aim, round(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY w)::numeric, 1),
			   round(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY c)::numeric, 1)
		  FROM unnest(wall, cpu) AS t (w, c);
END
$$;

DO $$ BEGIN FOR n IN 1 .. 1000 LOOP
	EXECUTE format('CREATE TABLE bench.empty_%1$s (id integer PRIMARY KEY, code sss.service, org sss.provider_type)', n);
	PERFORM sss.attach(format('bench.empty_%s', n)::regclass, 'service', mode => 'log');
END LOOP; END $$;
CREATE TABLE audited AS SELECT relation FROM sss.attachments WHERE relation::text LIKE 'empty%' OR relation::text LIKE 'bench.empty%';
CALL measure('run_audit of 1,000 empty tables one by one, with an empty log', '', 'SELECT count(sss.run_audit(relation)) FROM bench.audited');

CREATE TABLE logged (id integer PRIMARY KEY, code sss.service, org sss.provider_type);
SELECT sss.attach('logged', 'service', mode => 'log') \g /dev/null
CALL measure(:rows || ' violations are logged', '', format($$INSERT INTO bench.logged SELECT n, CASE WHEN n %% 4 = 0 THEN 'household.living_space'::sss.service ELSE 'medical.laboratory_sampling' END, 'guardian' FROM generate_series(1, %s) AS n$$, :rows));
CALL measure('maintain, all of them', '', 'SELECT sss.maintain()');
UPDATE logged SET code = 'household.total_dwelling_area' WHERE id % 10 <> 0;
SELECT sss.maintain() \g /dev/null
VACUUM ANALYZE sss_internal.violation_tail, sss_internal.violation_state, sss_internal.violation_sources, logged;
CALL measure('maintain, none', '10 ms', 'SELECT sss.maintain()', 11);
DELETE FROM logged WHERE id <= 100000;
INSERT INTO logged SELECT n, 'medical.laboratory_sampling', 'guardian' FROM generate_series(1, 100000) AS n;
CALL measure('maintain, 100,000 lines', '2,000 ms', 'SELECT sss.maintain()');
VACUUM ANALYZE sss_internal.violation_tail, sss_internal.violation_state;
DELETE FROM logged WHERE id <= 2000;
INSERT INTO logged SELECT n, 'medical.laboratory_sampling', 'guardian' FROM generate_series(1, 2000) AS n;
CALL measure('one case, folded', '2 ms', $$SELECT count(*) FROM (SELECT * FROM sss.violations WHERE key = ARRAY[(500000 + @)::text]) AS v$$, 11);
CALL measure('one case, in the tail', '2 ms', $$SELECT count(*) FROM (SELECT * FROM sss.violations WHERE key = ARRAY[(1000 + @)::text]) AS v$$, 11);
CALL measure('a join of 100 cases', '200 ms', $$SELECT count(v.last_seen) FROM bench.logged AS l LEFT JOIN sss.violations AS v ON v.key = ARRAY[l.id::text] AND v.relation = 'bench.logged' WHERE l.id BETWEEN 1950 + @ AND 2049 + @$$, 11);
CALL measure('the newest 20', '5 ms', $$SELECT count(*) FROM (SELECT * FROM sss.violations ORDER BY last_seen DESC LIMIT 20) AS v$$, 11);
CALL measure('100 open ones of a provision', '50 ms', $$SELECT count(*) FROM (SELECT * FROM sss.violations WHERE provision = '3.6' AND resolved IS NULL LIMIT 100) AS v$$, 11);
CALL measure('all open ones of a provision', '', $$SELECT count(*) FROM sss.violations WHERE provision = '3.6' AND resolved IS NULL$$, 3);
CALL measure('run_audit of 1,000 empty tables one by one, with this log', 'twice that of the empty log', 'SELECT count(sss.run_audit(relation)) FROM bench.audited');

SELECT what, aim, ms, cpu_ms AS "CPU ms" FROM log_measure ORDER BY place;
