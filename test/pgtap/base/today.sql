-- A case without a date is checked as of the day of the statement in the time zone of sss.time_zone, whatever that of the session.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
BEGIN;
\ir ../common.psql
CREATE SCHEMA today;
GRANT USAGE, CREATE ON SCHEMA today TO PUBLIC;
SET LOCAL search_path = today, public;
SELECT plan(54);

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
SELECT is((SELECT on_date FROM sss.violation_log WHERE relation = 'today.' || t), :'day'::date, 'a trigger: ' || t) FROM unnest('{cases,later,of_viewed}'::text[]) AS t;
SELECT is((SELECT count(*) FROM sss.violation_log WHERE relation = 'today.dated'), 0::bigint, 'a date that is bound, and NULL, is unknown');
SELECT is((SELECT verdict FROM sss.audit('dated')), 'unknown', 'to an audit as well');
SET LOCAL sss.demote = off;
SELECT is(left(pg_temp.outcome($$SELECT sss.add_check('checked', 'placement', '{category=category,basis=basis,provider=provider}')$$), 5), '22023', 'a CHECK without a date is refused');
ALTER TABLE checked ADD at timestamptz;
SELECT is(left(pg_temp.outcome($$SELECT sss.add_check('checked', 'placement', '{category=category,basis=basis,provider=provider,on_date=at}')$$), 5), '42804', 'and one over a moment');

-- A facts view that makes a day of a moment: the Order is in force since 2023-07-01, which began in Almaty five hours before UTC.
CREATE TABLE moments (id integer PRIMARY KEY, category text DEFAULT 'orphan', basis text DEFAULT 'court_act', provider text DEFAULT 'youth_house', at timestamptz DEFAULT '2023-06-30 20:00 UTC');
CREATE VIEW of_moments AS SELECT id, category, basis, provider, at::date AS on_date FROM moments;
SELECT sss_internal.attach_table('moments', 'placement', lookup => 'of_moments', mode => 'enforce') \g /dev/null
CREATE FUNCTION tried(zone text, session text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('sss.time_zone', zone, true), set_config('timezone', session, true);
	RETURN pg_temp.outcome('INSERT INTO moments (id) VALUES (1)') || current_setting('timezone');
END
$$;
SELECT is(tried('Asia/Almaty', session), 'sss_placement: basis violation 1.4/2' || session, 'in Almaty, whoever asks: ' || session) FROM unnest('{UTC,Asia/Almaty,America/New_York}'::text[]) AS session;
SELECT is(tried('UTC', 'Asia/Almaty'), 'doneAsia/Almaty', 'in UTC the Order was not in force');
SET LOCAL sss.time_zone = 'Asia/Almaty';
SET LOCAL timezone = 'UTC';
SELECT is((SELECT verdict || ' ' || on_date FROM sss.audit('moments')), 'violation 2023-07-01', 'an audit says the same');
SELECT today_in('Pacific/Kiritimati', 'Etc/GMT+12') \g /dev/null

-- The law of a day: the Order is in force since 2023-07-01.  A zone cannot be years away, so the day alone is compared.
SELECT is(sss.in_scope('household.living_space', 'youth_house'), sss.in_scope('household.living_space', 'youth_house', :'day'), 'functions without a date');
SELECT is((SELECT provolatile FROM pg_proc WHERE oid = 'sss.today()'::regprocedure), 's', 'are stable');
SELECT is(sss_internal.day(v.moment), v.day, 'the day of ' || coalesce(v.moment::text, 'NULL'))
  FROM (VALUES (statement_timestamp(), :'day'::date), ('2024-05-01 09:59:59.999999 UTC', '2024-05-01'), ('2024-05-01 10:00 UTC', '2024-05-02'), ('infinity', NULL), ('-infinity', NULL), (NULL, NULL)) AS v (moment, day);

-- Midnight passes between a row and its deferred check: the row is checked as of the day on which it was written.
TRUNCATE sss_internal.violation_tail;
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
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO later DEFAULT VALUES;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT is(max(on_date) - :'before'::date, 1, 'and of a row that was written after midnight, as of that day, though the transaction began before') FROM sss.violation_log;

-- Each version has a day of its own; so has a change that a BEFORE trigger makes, and a row of a facts view
CREATE TABLE seen (LIKE cases INCLUDING ALL);
CREATE TABLE other (id integer PRIMARY KEY, provider text);
CREATE VIEW of_seen AS SELECT s.id, s.category, s.basis, o.provider FROM seen AS s JOIN other AS o ON o.id = 1;
SELECT sss_internal.attach_table('seen', 'placement', lookup => 'of_seen', timing => 'deferred') \g /dev/null
INSERT INTO other VALUES (1, 'youth_house');
CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN new.basis := ''court_act''; RETURN new; END';
CREATE FUNCTION day_of(of_table text, VARIADIC statements text[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	zone text := 'Etc/GMT+12';
	statement text;
	day date;
BEGIN
	SET CONSTRAINTS ALL IMMEDIATE;
	SET CONSTRAINTS ALL DEFERRED;
	TRUNCATE sss_internal.violation_tail;
	FOREACH statement IN ARRAY statements LOOP
		PERFORM set_config('sss.time_zone', zone, true);
		day := coalesce(day, sss.today());
		EXECUTE statement;
		zone := 'Pacific/Kiritimati';
	END LOOP;
	PERFORM set_config('sss.time_zone', zone, true);
	SET CONSTRAINTS ALL IMMEDIATE;
	RETURN (SELECT max(on_date) - day FROM sss.violation_log WHERE relation IN ('today.' || of_table, 'today.of_' || of_table));
END
$$;
SELECT is(day_of('later', 'INSERT INTO later (id) VALUES (100)'), 0, 'columns: the day of the INSERT');
SELECT cmp_ok(day_of('later', 'INSERT INTO later (id, basis) VALUES (101, ''local_executive_decision'')', 'UPDATE later SET basis = ''court_act'' WHERE id = 101'), '>', 0, 'that of the UPDATE, if there was one');
SELECT is(day_of('later', 'INSERT INTO later (id, basis) VALUES (102, ''local_executive_decision'')'), NULL, 'a lawful row');
CREATE TRIGGER meddle BEFORE UPDATE ON later FOR EACH ROW EXECUTE FUNCTION meddle();
SELECT is(day_of('later', 'UPDATE later SET id = id WHERE id = 102', 'SELECT 1'), 0, 'a change that a BEFORE trigger makes');
CREATE FUNCTION busy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE other SET provider = provider; RETURN new; END';
CREATE TRIGGER busy BEFORE INSERT ON later FOR EACH ROW EXECUTE FUNCTION busy();
SELECT is(day_of('later', 'INSERT INTO later (id) VALUES (103)', 'SELECT 1'), 0, 'a BEFORE trigger that begins commands of its own');
SELECT is(day_of('seen', 'INSERT INTO seen (id) VALUES (100)'), 0, 'facts view: the day of the INSERT');
SELECT is(day_of('seen', 'INSERT INTO seen (id) VALUES (101)', 'SELECT 1'), 0, 'and not that of a later statement');
SELECT matches((SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'later'::regclass AND tgname = 'sss_placement'), 'sss.written', 'the trigger notes it');
SELECT is((SELECT count(*) FROM sss.verify() WHERE relation IN ('later'::regclass, 'seen'::regclass)), 0::bigint, 'and is as it should be');
SELECT is((SELECT count(*) FROM sss.attachments WHERE relation IN ('later'::regclass, 'of_seen'::regclass) AND definition LIKE '%deferred%' AND problem IS NULL), 2::bigint, 'and is described');
SELECT is((SELECT sss.attach('later', 'placement', '{category=category,basis=basis,provider=provider}', timing => 'deferred')), 'sss_placement', 'attached again as it is');
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
