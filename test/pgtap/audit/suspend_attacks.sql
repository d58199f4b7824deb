-- What a suspension must not be good for: rights that its caller, or whoever inserted it, does not have.
BEGIN;
\ir ../common.psql
SELECT plan(12);
CREATE ROLE sss_test_mal;
CREATE ROLE sss_test_vic;
CREATE ROLE sss_test_dbo;
CREATE SCHEMA mal AUTHORIZATION sss_test_mal;
CREATE SCHEMA vic AUTHORIZATION sss_test_vic;
SET LOCAL ROLE sss_test_mal;
CREATE TABLE mal.t (id integer PRIMARY KEY, kat text, osn text, org text, since date);
CREATE TABLE mal.k (id integer PRIMARY KEY, kind text, osn text, org text, since date);
CREATE VIEW mal.looked AS SELECT 1 AS number, 'youth_house'::text AS provider;
SELECT sss.attach('mal.t', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'mal.looked', lookup_by => '{id=number}', mode => 'enforce') \g /dev/null
SET LOCAL ROLE sss_test_vic;
CREATE TABLE vic.t (id integer PRIMARY KEY, kat text, osn text, org text, since date);
SELECT sss.attach('vic.t', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
RESET ROLE;

-- 1. A waiver does not move to a table of somebody else, though no rule does.
SELECT sss.grant_waiver('mal.t', 'placement', '{8}', '1', '2024-01-01', 'x', '[2024-01-01,2025-01-01]', 'basis', '1.4/2') \g /dev/null
SET LOCAL ROLE sss_test_mal;
SELECT sss.suspend('{mal.t,mal.looked}', 'x') AS suspension \gset
SELECT is((SELECT array_agg(problem) FROM sss.plan_resume(:suspension, renamed => '{"mal.t": "vic.t", "mal.looked": null}') WHERE kind = 'waiver'), '{"must be owner of relation vic.t"}', 'a waiver of another one''s table');
SELECT is(left(pg_temp.outcome(format('SELECT * FROM sss.resume(%s, renamed => %L)', :suspension, '{"mal.t": "vic.t", "mal.looked": null}')), 5), '55000', 'is refused');
SELECT is(pg_temp.outcome(format('SELECT * FROM sss.resume(%s)', :suspension)), 'done', 'his own comes back');
RESET ROLE;
SELECT is((SELECT array_agg(relation::text) FROM sss.waivers), '{mal.t}', 'where it was');

-- 2. The view of a superuser does not begin to call what the table's owner made meanwhile.
CREATE VIEW public.of_mal AS SELECT id, kind::sss.recipient_category AS category, osn AS basis, org AS provider, since AS on_date FROM mal.k;
GRANT SELECT, TRIGGER ON public.of_mal TO sss_test_mal;
SELECT sss.attach_view('public.of_mal', 'placement', key => '{id}', mode => 'enforce') \g /dev/null
SELECT sss.suspend('{mal.k}', 'y') AS suspension \gset
SAVEPOINT suspended;
SET LOCAL ROLE sss_test_mal;
CREATE TYPE mal.mood AS ENUM ('orphan');
CREATE FUNCTION mal.cat(mal.mood) RETURNS sss.recipient_category IMMUTABLE LANGUAGE sql AS $$SELECT 'orphan'::sss.recipient_category$$;
CREATE CAST (mal.mood AS sss.recipient_category) WITH FUNCTION mal.cat(mal.mood);
ALTER TABLE mal.k ALTER kind TYPE mal.mood USING kind::mal.mood;
RESET ROLE;
SELECT is((SELECT array_agg(problem) FROM sss.plan_resume(:suspension) WHERE kind = 'view'), '{"the kept text of the view would use function mal.cat(mal.mood), which it did not use before"}', 'a cast that the owner of the table made');
SELECT is(pg_temp.outcome(format('SELECT * FROM sss.resume(%s, definitions => %L)', :suspension,
	'{"public.of_mal": "SELECT id, kind::sss.recipient_category AS category, osn AS basis, org AS provider, since AS on_date FROM mal.k"}')), 'done', 'unless somebody gives the query');
ROLLBACK TO suspended;
SET LOCAL ROLE sss_test_mal;
ALTER TABLE mal.k RENAME TO hidden;
CREATE VIEW mal.k AS SELECT * FROM mal.hidden;
RESET ROLE;
SELECT is((SELECT array_agg(problem) FROM sss.plan_resume(:suspension) WHERE kind = 'view'), '{"the kept text of the view would use view mal.k, which it did not use before"}', 'nor a view in place of his table');
ROLLBACK TO suspended;
SELECT is(pg_temp.outcome(format('SELECT * FROM sss.resume(%s)', :suspension)), 'done', 'nothing new: it comes back');

-- A view that fails quotes no row, neither when it is suspended nor when it is back.
CREATE TABLE quoted (id integer PRIMARY KEY, number text);
CREATE VIEW of_quoted AS SELECT id, 'orphan' AS category, 'court_act' AS basis, 'youth_house' AS provider, date '2024-01-15' AS on_date FROM quoted WHERE number::integer > 0;
SELECT sss.attach_view('of_quoted', 'placement', key => '{id}') \g /dev/null
SELECT sss.suspend('{quoted}', 'q') AS suspension \gset
INSERT INTO quoted VALUES (1, 'a name');
SELECT is((SELECT array_agg(note) FROM sss.resume(:suspension) WHERE kind = 'audit'), '{"sss_placement could not be audited: 22P02"}', 'a view that fails: the SQLSTATE');

-- 3. What a function inserts in a session of somebody else reaches no further than the function's owner.
GRANT INSERT ON sss.suspensions TO sss_test_dbo;
CREATE FUNCTION pg_temp.insert_it() RETURNS void SECURITY DEFINER LANGUAGE sql AS
	$$INSERT INTO sss.suspensions (id, relations, reason, kept, suspended_at, suspended_by) VALUES (77, '{public.of_mal}', 'z', '{"views": [], "attachments": [], "relations": [], "exemptions": []}', now(), 'postgres')$$;
ALTER FUNCTION pg_temp.insert_it() OWNER TO sss_test_dbo;
SELECT pg_temp.insert_it() \g /dev/null
SELECT is((SELECT written_by FROM sss.suspensions WHERE id = 77), 'sss_test_dbo', 'the role whose rights were used');

SELECT is(left(pg_temp.outcome($$SELECT * FROM sss_internal.new_uses('{"uses": []}', 'public.of_mal')$$), 4), 'done', 'built-in functions are nothing new');

-- 4. One that has no shape stops nobody.
INSERT INTO sss.suspensions (id, relations, reason, kept, suspended_at, suspended_by)
	SELECT 78 + n, '{mal.t}', 'w', k, now(), 'postgres' FROM unnest('{"{\"attachments\": 1}","{\"attachments\": [{\"tables\": 1}, 2, null]}","[]",7}'::jsonb[]) WITH ORDINALITY AS u (k, n);
SELECT is(ARRAY(SELECT sss_internal.is_suspended('mal.t', 'sss_placement')), '{f}', 'a suspension of any shape');

SELECT * FROM finish();
ROLLBACK;
