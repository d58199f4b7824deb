-- The rights used if a view yields the facts: its owner's, restricted; and the limits of a view that fails, or means harm.
-- Annex 1, paragraph 4, part 2: orphans by decision of the local executive body or referral.
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_owner;
CREATE ROLE regress_sss_clerk;
CREATE ROLE regress_sss_viewer;
CREATE ROLE regress_sss_definer;
GRANT regress_sss_viewer, regress_sss_owner TO CURRENT_USER;
CREATE SCHEMA facts_rights;
GRANT ALL ON SCHEMA facts_rights TO regress_sss_owner, regress_sss_viewer;
GRANT USAGE ON SCHEMA facts_rights TO regress_sss_clerk, regress_sss_definer;
SET LOCAL search_path = facts_rights, public;
SELECT plan(60);

SET ROLE regress_sss_viewer;
CREATE TABLE secrets (id integer PRIMARY KEY, osn text);
INSERT INTO secrets VALUES (1, 'local_executive_decision'), (2, 'court_act');
CREATE TABLE names (id integer, name text);
SET ROLE regress_sss_owner;
CREATE TABLE cases (id integer PRIMARY KEY, secret integer, category text DEFAULT 'orphan');
GRANT SELECT ON cases TO regress_sss_viewer;
GRANT INSERT, UPDATE, SELECT (id) ON cases TO regress_sss_clerk;
GRANT TRIGGER ON cases TO regress_sss_definer;
SET ROLE regress_sss_viewer;
CREATE VIEW facts AS SELECT c.id, c.category, s.osn AS basis, 'youth_house'::text AS provider, '2024-02-29'::date AS on_date FROM facts_rights.cases AS c JOIN facts_rights.secrets AS s ON s.id = c.secret;
RESET ROLE;

-- 1. Which roles may attach.
SET ROLE regress_sss_owner;
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce')$$), '42501: permission denied for view facts', 'not by a role that may not read the view');
SET ROLE regress_sss_viewer;
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce')$$), '42501: permission denied for table cases', 'nor by one that may not create triggers on the table');
GRANT SELECT ON facts TO regress_sss_definer;
SET ROLE regress_sss_owner;
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'cases'::regclass), 0::bigint, 'nothing is attached');
RESET ROLE;
SET LOCAL ROLE regress_sss_definer;
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce')$$), '42501: the owner of table "cases" may not guard facts view "facts"', 'nor for a table''s owner without rights on the view');
RESET ROLE;
GRANT SELECT ON facts TO regress_sss_owner;
SET ROLE regress_sss_owner;
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce')$$), '42501: the owner of table "cases" may not guard facts view "facts"', 'SELECT is no right to make others wait');
RESET ROLE;
GRANT TRIGGER ON facts TO regress_sss_owner;
REVOKE SELECT ON facts FROM regress_sss_owner;
SET ROLE regress_sss_definer;
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce')$$), '42501: the owner of table "cases" may not guard facts view "facts"', 'TRIGGER is none to read');
RESET ROLE;
GRANT SELECT ON facts TO regress_sss_owner;
SET ROLE regress_sss_owner;
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce')$$), 'done', 'by an owner who may read the view, but no table below it');
RESET ROLE;

-- 2. Every role's changes are checked; only a role that may read the view sees its facts.
SET ROLE regress_sss_clerk;
SELECT is(left(pg_temp.outcome('TABLE facts'), 5), '42501', 'a clerk may not read the view');
SELECT is(left(pg_temp.outcome('TABLE secrets'), 5), '42501', 'nor the tables below it');
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (1, 2)'), 'sss_placement: basis violation 1.4/2', 'and is checked');
SELECT is(pg_temp.detail('INSERT INTO cases VALUES (1, 2)')::text, '{"rule": "placement", "requirement": "basis", "verdict": "violation", "provision": "1.4/2"}', 'but told no code');
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (1, 1)'), 'done', 'lawful');
SELECT is(pg_temp.outcome('UPDATE cases SET secret = 2 WHERE id = 1'), 'sss_placement: basis violation 1.4/2', 'an update');
RESET ROLE;
GRANT SELECT ON facts TO regress_sss_clerk;
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.detail('INSERT INTO cases VALUES (2, 2)')->>'basis', 'court_act', 'a role that may read the view sees the facts');
RESET ROLE;
REVOKE SELECT ON facts FROM regress_sss_clerk;
REVOKE SELECT ON cases FROM regress_sss_viewer;
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 1)'), '42501: facts view "facts" could not be read', 'where the view''s owner may not read a table, nothing passes');
RESET ROLE;
GRANT SELECT ON cases TO regress_sss_viewer;
REVOKE SELECT ON facts FROM regress_sss_owner;
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 1)'), '42501: the owner of table "cases" may not guard facts view "facts"', 'nor where the table''s owner may no longer read the view');
RESET ROLE;
SELECT is(ARRAY(SELECT concat_ws(' ', relation, attachment, problem) FROM sss.verify() WHERE attachment IS NOT NULL), '{"cases sss_placement the owner of table \"cases\" may not guard facts view \"facts\""}', 'which is named');
RESET ROLE;
SELECT is((SELECT count(*) FROM sss.violation_log), 0::bigint, 'nothing is logged of it');
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
SET LOCAL client_min_messages = error;
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 1), (3, 2)'), 'done', 'in mode log it passes');
RESET ROLE;
SELECT is(ARRAY(SELECT problem FROM sss.violation_log WHERE relid = 'cases'::regclass), '{42501}', 'as one problem');
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
GRANT SELECT ON facts TO regress_sss_owner;
DELETE FROM cases;

-- 3. Row security must not hide cases from the check.
ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 2)'), 'sss_placement: basis violation 1.4/2', 'the view''s owner owns the table');
RESET ROLE;
ALTER TABLE secrets FORCE ROW LEVEL SECURITY;
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 2)'), 'sss_placement: basis violation 1.4/2', 'also where it is forced');
RESET ROLE;
ALTER TABLE secrets OWNER TO regress_sss_owner;
GRANT SELECT ON secrets TO regress_sss_viewer;
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 2)'), '42501: facts view "facts" could not be read', 'an owner from whom it would hide rows does not pass for one who sees none');
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 1)'), '42501: facts view "facts" could not be read', 'for no row');
RESET ROLE;
ALTER TABLE secrets NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON cases USING (id < 100) WITH CHECK (true);
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (200, 2)'), '42501: facts view "facts" could not be read', 'row security on the table itself');
RESET ROLE;
ALTER TABLE cases DISABLE ROW LEVEL SECURITY;

-- 4. Views whose rows depend on the current role.
SELECT :SERVER_VERSION_NUM >= 150000 AS has_invoker \gset
\if :has_invoker
SET ROLE regress_sss_viewer;
ALTER VIEW facts SET (security_invoker = true);
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 1)'), '42809: facts view "facts" is a security_invoker view', 'a view that is made security_invoker fails');
RESET ROLE;
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', name => 'other')$$), '42809: facts view "facts" is a security_invoker view', 'and cannot be attached');
ALTER VIEW facts RESET (security_invoker);
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
CREATE VIEW outer_facts AS SELECT * FROM facts;
ALTER VIEW facts SET (security_invoker = true);
ALTER VIEW outer_facts OWNER TO regress_sss_viewer;
GRANT SELECT, TRIGGER ON outer_facts TO regress_sss_owner;
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'outer_facts', mode => 'enforce', name => 'a') \g /dev/null
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome('INSERT INTO cases VALUES (2, 2)'), 'a: basis violation 1.4/2', 'a nested one is read with the rights of the owner of the outer one');
RESET ROLE;
ALTER VIEW facts RESET (security_invoker);
SELECT sss.detach('cases', 'a') \g /dev/null
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
\else
SELECT skip('no security_invoker before 15', 3);
\endif

-- 5. A view's function runs as the view's owner, and can do no harm to the role that writes.
SET ROLE regress_sss_viewer;
CREATE FUNCTION harm(basis text) RETURNS text STABLE LANGUAGE plpgsql AS $$BEGIN RETURN basis; END$$;
CREATE OR REPLACE VIEW facts AS SELECT c.id, c.category, facts_rights.harm(s.osn) AS basis, 'youth_house'::text AS provider, '2024-02-29'::date AS on_date FROM facts_rights.cases AS c JOIN facts_rights.secrets AS s ON s.id = c.secret;
RESET ROLE;
CREATE FUNCTION harmed(body text, statement text DEFAULT 'INSERT INTO facts_rights.cases VALUES (2, 1)') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	SET LOCAL ROLE regress_sss_viewer;
	EXECUTE format('CREATE OR REPLACE FUNCTION facts_rights.harm(basis text) RETURNS text STABLE LANGUAGE plpgsql AS %L', body);
	RESET ROLE;
	result := pg_temp.outcome(statement);
	DELETE FROM facts_rights.cases;
	RETURN result;
END
$$;
CREATE TABLE seen (what text);
GRANT ALL ON seen TO PUBLIC;
SELECT is(harmed($$BEGIN RETURN CASE current_user WHEN 'regress_sss_viewer' THEN basis ELSE 'court_act' END; END$$), 'done', 'it runs as the view''s owner');
SELECT is(harmed($$BEGIN RETURN CASE WHEN current_setting('search_path') = 'pg_catalog, pg_temp' AND current_setting('row_security') = 'off' THEN basis ELSE 'court_act' END; END$$), 'done', 'with a search path that is pinned');
SELECT is(harmed($$BEGIN SET ROLE NONE; RETURN basis; END$$), '0A000: facts view "facts" could not be read', 'it cannot SET ROLE');
SELECT matches(harmed($$BEGIN PERFORM set_config('role', 'none', false); RETURN basis; END$$), '^42501: facts view "facts" could not be read', 'by no function either');
SELECT matches(harmed($$BEGIN PERFORM set_config('session_authorization', session_user, false); RETURN basis; END$$), '^42501: facts view "facts" could not be read', 'nor SET SESSION AUTHORIZATION');
SELECT matches(harmed($$BEGIN INSERT INTO facts_rights.seen VALUES ('x'); RETURN basis; END$$), '^0A000: facts view "facts" could not be read', 'nor write');
SELECT matches(harmed($$BEGIN CREATE TEMP TABLE t (); RETURN basis; END$$), '^(0A000|42501): facts view "facts" could not be read', 'nor create objects');
SELECT is(harmed($$BEGIN PERFORM set_config('sss.demote', 'on', false); RETURN 'court_act'; END$$), '42501: facts view "facts" could not be read', 'nor change the mode');
SELECT is(harmed($$BEGIN PERFORM set_config('search_path', 'pg_temp', false); RETURN 'court_act'; END$$), 'sss_placement: basis violation 1.4/2', 'nor leave another search path');
SELECT set_config('search_path', 'facts_rights, public', true), set_config('row_security', 'on', true) \g /dev/null
SELECT is(harmed($$BEGIN PERFORM set_config('search_path', 'evil', false), set_config('row_security', 'off', false); RETURN basis; END$$), 'done', 'a setting that it makes while it succeeds');
SELECT is(current_setting('search_path') || '; ' || current_setting('row_security'), 'facts_rights, public; on', 'ends with it');
INSERT INTO cases VALUES (2, 1);
SELECT is((SELECT count(*) FROM sss_internal.audit_counts('cases')), 1::bigint, 'under an audit');
SELECT is(current_setting('search_path') || '; ' || current_setting('row_security'), 'facts_rights, public; on', 'likewise');
DELETE FROM cases;
SELECT is(current_setting('search_path'), 'facts_rights, public', 'the session has its own');
SELECT is((SELECT count(*) FROM seen), 0::bigint, 'nothing was written');
CREATE TEMP TABLE pg_class (relname text);
SELECT is(harmed($$BEGIN RETURN CASE WHEN EXISTS (SELECT FROM pg_class) THEN basis ELSE 'court_act' END; END$$), 'done', 'temporary tables of the writer do not stand before the catalog');
CREATE FUNCTION pg_temp.lower(text) RETURNS text LANGUAGE sql AS 'SELECT ''court_act''';
SELECT is(harmed($$BEGIN RETURN lower(basis); END$$), 'done', 'nor functions');
SELECT is(harmed($$BEGIN RETURN (SELECT osn FROM secrets WHERE id = 2); END$$), '42P01: facts view "facts" could not be read', 'an unqualified name is not found on the writer''s path');
DROP TABLE pg_temp.pg_class;

-- 6. A view that fails.
SELECT is(harmed($$BEGIN RETURN 1 / 0; END$$), '22012: facts view "facts" could not be read', 'division by zero');
SELECT is(harmed($$BEGIN RETURN '2024-02-30'::date; END$$), '22008: facts view "facts" could not be read', 'a date that does not exist');
SELECT is(harmed($$BEGIN RAISE 'Aigul'; END$$), 'P0001: facts view "facts" could not be read', 'the function''s own message is not shown');
SELECT is(harmed($$BEGIN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Aigul', DETAIL = '{"rule"'; END$$), '23514: facts view "facts" could not be read', 'nor an error that looks like a refusal');
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
DELETE FROM sss_internal.violation_tail;
SELECT is(harmed($$BEGIN RETURN 1 / 0; END$$, 'INSERT INTO facts_rights.cases SELECT i, 1 FROM generate_series(1, 1000) AS i'), 'done', 'in mode log the statement passes');
SELECT is(ARRAY(SELECT problem FROM sss.violation_log), '{22012}', 'one problem, for any number of rows');
DELETE FROM sss_internal.violation_tail;
SELECT is(harmed($$BEGIN IF basis = 'court_act' THEN RETURN '2024-02-30'::date; END IF; RETURN basis; END$$, 'INSERT INTO facts_rights.cases SELECT i, 1 + i / 500 FROM generate_series(1, 600) AS i'), 'done', 'also where it fails for some rows alone');
SELECT is(ARRAY(SELECT problem FROM sss.violation_log), '{22008}', 'one problem');
DELETE FROM sss_internal.violation_tail;
SELECT is(harmed($$BEGIN RAISE 'Aigul'; END$$), 'done', 'its message');
SELECT is((SELECT count(*) FROM sss.violation_log AS v WHERE v::text LIKE '%Aigul%'), 0::bigint, 'is not stored');
DELETE FROM sss_internal.violation_tail;
-- the warning, one a statement
CREATE FUNCTION warned(statement text) RETURNS void LANGUAGE plpgsql AS $$BEGIN EXECUTE statement; END$$;
SELECT is(harmed($$BEGIN PERFORM pg_sleep(0); INSERT INTO facts_rights.seen VALUES ('x'); RETURN basis; END$$, 'INSERT INTO facts_rights.cases SELECT i, 1 FROM generate_series(1, 3) AS i'), 'done', 'a function that writes');
SELECT is(ARRAY(SELECT problem FROM sss.violation_log) || ARRAY(SELECT what FROM seen), '{0A000}', 'is a problem, and has written nothing');
SELECT is(harmed($$BEGIN RETURN 'court_act'; END$$), 'done', 'when it works again');
SELECT is(pg_temp.logged('cases'), '{"sss_placement : ","sss_placement {2}: basis violation 1.4/2"}', 'the finding is logged');

SELECT * FROM finish();
ROLLBACK;
