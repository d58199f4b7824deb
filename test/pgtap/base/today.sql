-- A case without a date is checked as of the day of the statement in the time zone of sss.time_zone, whatever that of the session.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
BEGIN;
\ir ../common.psql
CREATE SCHEMA today;
GRANT USAGE, CREATE ON SCHEMA today TO PUBLIC;
SET LOCAL search_path = today, public;
SELECT plan(37);

-- Zones in which it is midnight some minutes before or after the statement, on either side of the date line, and named ones.
CREATE TABLE zone (name text, day date);
INSERT INTO zone
	SELECT name, (statement_timestamp() AT TIME ZONE 'UTC' + shift)::date
	  FROM (SELECT minutes * interval '1 minute' AS shift
			  FROM (SELECT extract(hour FROM statement_timestamp() AT TIME ZONE 'UTC') * 60 + extract(minute FROM statement_timestamp() AT TIME ZONE 'UTC') AS now) AS t,
				   unnest(ARRAY[-now - 1, -now, -now + 1, -now + 5, 1439 - now, 1440 - now, 1445 - now]) AS m (minutes)
			 WHERE abs(minutes) < 1440 * 0.99) AS s
	 CROSS JOIN LATERAL (SELECT format('<x>%s%s', CASE WHEN shift < '0' THEN '+' ELSE '-' END, to_char(CASE WHEN shift < '0' THEN -shift ELSE shift END, 'HH24:MI')) AS name) AS n;
INSERT INTO zone SELECT name, (statement_timestamp() AT TIME ZONE name)::date FROM unnest('{Asia/Almaty,Asia/Aqtau,Pacific/Kiritimati,Etc/GMT+12,America/St_Johns,UTC}'::text[]) AS name;

SELECT sss.today() \g /dev/null
SELECT is(current_setting('sss.time_zone'), 'Asia/Almaty', 'the default');
SELECT is(sss.today(), (statement_timestamp() AT TIME ZONE 'Asia/Almaty')::date, 'and its day');
CREATE FUNCTION today_in(zone text, session text DEFAULT 'UTC') RETURNS date LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('sss.time_zone', zone, true), set_config('timezone', session, true);
	RETURN sss.today();
END
$$;
SELECT is(array_agg(name || ' ' || today_in(name, other.session)) , array_agg(name || ' ' || day), 'zones around midnight, in sessions of ' || session)
  FROM zone, unnest('{UTC,Pacific/Kiritimati,Etc/GMT+12}'::text[]) AS other (session) GROUP BY session;
SELECT cmp_ok(count(DISTINCT day), '>=', 2::bigint, 'of which not all have one day') FROM zone;

-- Each way of asking
SELECT today_in('Pacific/Kiritimati', 'Etc/GMT+12') AS day \gset
SELECT isnt(:'day'::date, current_date, 'the session has another day');
CREATE TABLE cases (id serial PRIMARY KEY, category text DEFAULT 'orphan', basis text DEFAULT 'court_act', provider text DEFAULT 'youth_house');
CREATE TABLE checked (LIKE cases INCLUDING ALL);
CREATE TABLE later (LIKE cases INCLUDING ALL);
CREATE TABLE viewed (LIKE cases INCLUDING ALL);
CREATE TABLE dated (LIKE cases INCLUDING ALL);
ALTER TABLE dated ADD on_date date;
CREATE VIEW of_viewed AS SELECT * FROM viewed;
SELECT sss.attach('cases', 'placement', '{category=category,basis=basis,provider=provider}') \g /dev/null
SELECT sss.attach('later', 'placement', '{category=category,basis=basis,provider=provider}', timing => 'deferred') \g /dev/null
SELECT sss_internal.attach_table('viewed', 'placement', lookup => 'of_viewed') \g /dev/null
SELECT sss.attach('dated', 'placement', '{category=category,basis=basis,provider=provider,on_date=on_date}') \g /dev/null
INSERT INTO cases DEFAULT VALUES;
INSERT INTO later DEFAULT VALUES;
INSERT INTO viewed DEFAULT VALUES;
INSERT INTO dated DEFAULT VALUES;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT is((SELECT on_date FROM sss.violation_log WHERE relation = 'today.' || t), :'day'::date, 'a trigger: ' || t) FROM unnest('{cases,later,viewed}'::text[]) AS t;
SELECT is((SELECT count(*) FROM sss.violation_log WHERE relation = 'today.dated'), 0::bigint, 'a date that is bound, and NULL, is unknown');
SELECT is((SELECT verdict FROM sss.audit('dated')), 'unknown', 'to an audit as well');
SET LOCAL sss.demote = off;
SELECT is(left(pg_temp.outcome($$SELECT sss.add_check('checked', 'placement', '{category=category,basis=basis,provider=provider}')$$), 5), '22023', 'a CHECK without a date is refused');
ALTER TABLE checked ADD at timestamptz;
SELECT is(left(pg_temp.outcome($$SELECT sss.add_check('checked', 'placement', '{category=category,basis=basis,provider=provider,on_date=at}')$$), 5), '42804', 'and one over a moment');

-- The law of a day: the Order is in force since 2023-07-01.  A zone cannot be years away, so the day alone is compared.
SELECT is(sss.in_scope('household.living_space', 'youth_house'), sss.in_scope('household.living_space', 'youth_house', :'day'), 'functions without a date');
SELECT is((SELECT provolatile FROM pg_proc WHERE oid = 'sss.today()'::regprocedure), 's', 'are stable');
SELECT is(sss_internal.day(v.moment), v.day, 'the day of ' || coalesce(v.moment::text, 'NULL'))
  FROM (VALUES (statement_timestamp(), :'day'::date), ('2024-05-01 09:59:59.999999 UTC', '2024-05-01'), ('2024-05-01 10:00 UTC', '2024-05-02'), ('infinity', NULL), ('-infinity', NULL), (NULL, NULL)) AS v (moment, day);

-- Midnight passes between a row and its deferred check: the row is checked as of the day before.  If SET CONSTRAINTS made
-- the check immediate, it is one of its statement.
TRUNCATE sss.violation_log;
SELECT set_config('sss.time_zone', format('<x>%s%s', CASE WHEN to_midnight < '12:00' THEN '-' ELSE '+' END,
				  to_char(CASE WHEN to_midnight < '12:00' THEN to_midnight ELSE interval '24 hours' - to_midnight END, 'HH24:MI:SS')), true)
  FROM (SELECT interval '24 hours' - (date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') + interval '2 seconds')::time AS to_midnight) AS t \g /dev/null
SET CONSTRAINTS ALL DEFERRED;
SELECT sss.today() AS before \gset
INSERT INTO later DEFAULT VALUES;
SELECT pg_sleep(2.1) \g /dev/null
SELECT is(sss.today(), :'before'::date + 1, 'midnight passed');
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO later DEFAULT VALUES;
INSERT INTO cases DEFAULT VALUES;
SELECT is(array_agg(on_date - :'before'::date ORDER BY relation, key::text), '{1,0,1}', 'a deferred check is as of the day before, and others are not') FROM sss.violation_log;
SELECT set_config('sss.time_zone', 'Pacific/Kiritimati', true) \g /dev/null

-- The setting
SELECT is(left(pg_temp.outcome(format('SET LOCAL sss.time_zone = %L', bad)), 5), '22023', format('no time zone: "%s"', bad))
  FROM unnest('{Asia/Alma-Ata-2,Mars/Phobos,"",5 hours,5,+05,../../etc/passwd}'::text[]) AS bad;
CREATE FUNCTION told(value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	PERFORM set_config('sss.time_zone', value, true);
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN sqlerrm || ' / ' || detail;
END
$$;
SELECT is(told('Mars/Phobos'), 'invalid value for parameter "sss.time_zone": "Mars/Phobos" / Time zone "Mars/Phobos" is not known. View pg_timezone_names lists the known ones.', 'and the error says so');
SELECT is(current_setting('sss.time_zone'), 'Pacific/Kiritimati', 'the setting stays');
CREATE ROLE regress_sss_asks;
SET LOCAL ROLE regress_sss_asks;
SELECT is(left(pg_temp.outcome('SET LOCAL sss.time_zone = ''UTC'''), 5), '42501', 'only a superuser sets it');
SELECT is(sss.today(), :'day'::date, 'everybody has the same day');
RESET ROLE;

-- Parallel workers
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
CREATE TABLE many AS SELECT i FROM generate_series(1, 20000) AS i;
ALTER TABLE many SET (parallel_workers = 2);
ANALYZE many;
CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	lines text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP
		lines := lines || line || E'\n';
	END LOOP;
	RETURN lines;
END
$$;
SELECT matches(plan_of('SELECT count(*) FROM many WHERE sss.today() + i - i = ' || quote_literal(:'day')), 'Parallel', 'a parallel plan');
SELECT is(count(*), 20000::bigint, 'whose workers have the same day') FROM many WHERE sss.today() + i - i = :'day'::date;

SELECT * FROM finish();
ROLLBACK;
