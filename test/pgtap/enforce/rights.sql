-- The roles that may attach, the rights that the checks use, and the part of a refusal that each role sees.
-- Annex 1, paragraph 4, part 2: orphans by decision of the local executive body or referral.
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_owner;
CREATE ROLE regress_sss_clerk;
CREATE ROLE regress_sss_stranger;
CREATE ROLE regress_sss_definer;
GRANT regress_sss_definer TO CURRENT_USER;
CREATE SCHEMA enforce_rights;
GRANT ALL ON SCHEMA enforce_rights TO regress_sss_owner;
GRANT USAGE ON SCHEMA enforce_rights TO regress_sss_clerk, regress_sss_stranger, regress_sss_definer;
SET LOCAL search_path = enforce_rights, public;
SELECT plan(57);

SET ROLE regress_sss_owner;
CREATE TABLE cases (id integer PRIMARY KEY, kat text, osn text, org text, since date, name text);
GRANT SELECT, INSERT, UPDATE, DELETE ON cases TO regress_sss_clerk;
INSERT INTO cases VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', 'Aigul');
RESET ROLE;
CREATE FUNCTION attached(named regclass DEFAULT 'cases') RETURNS text LANGUAGE sql AS
	$$SELECT string_agg(name || ' ' || mode, ', ' ORDER BY name) FROM sss.attachments WHERE relation = named$$;
CREATE FUNCTION journal() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS
	$$SELECT count(*) FROM sss.journal WHERE relid = 'enforce_rights.cases'::regclass$$;
\set attach 'SELECT sss.attach(''cases'', ''placement'', ''{category=kat,basis=osn,provider=org,on_date=since}'', mode => ''enforce'')'

-- 1. A role may attach if it may create triggers on the table.
SET ROLE regress_sss_stranger;
SELECT is(left(pg_temp.outcome(:'attach'), 5), '42501', 'a role without rights cannot attach');
SELECT is(left(pg_temp.outcome(:'attach' || ' /* again */'), 5), '42501', 'nor the second time');
SELECT is(left(pg_temp.outcome($$SELECT sss.add_check('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}')$$), 5), '42501', 'nor in the CHECK');
SELECT is(attached() || journal(), NULL, 'nothing is attached') ;
SELECT is(journal(), 0::bigint, 'and nothing is in the journal');
SET ROLE regress_sss_clerk;
SELECT is(left(pg_temp.outcome(:'attach'), 5), '42501', 'a role that may write rows cannot attach');
SELECT is(journal(), 0::bigint, 'and nothing is in the journal');
SET ROLE regress_sss_owner;
SELECT is(pg_temp.outcome(:'attach'), 'done', 'the owner of the table can, being no superuser');
SELECT is(attached(), 'sss_placement enforce', 'and it is attached');
SELECT is(journal(), 1::bigint, 'and in the journal');
RESET ROLE;
SELECT is((SELECT session_role || ' ' || acting_role || ' ' || action FROM sss.journal WHERE relid = 'cases'::regclass), session_user || ' regress_sss_owner attach', 'by the role whose rights were used');
SET ROLE regress_sss_stranger;
SELECT is(left(pg_temp.outcome($$SELECT sss.set_mode('cases', 'log', 'sss_placement')$$), 5), '42501', 'a role without rights cannot change the mode');
SELECT is(left(pg_temp.outcome($$SELECT sss.detach('cases', 'sss_placement')$$), 5), '42501', 'nor detach');
SET ROLE regress_sss_clerk;
SELECT is(left(pg_temp.outcome($$SELECT sss.set_mode('cases', 'log', 'sss_placement')$$), 5), '42501', 'a role that may write rows cannot change the mode');
SELECT is(left(pg_temp.outcome($$SELECT sss.detach('cases', 'sss_placement')$$), 5), '42501', 'nor detach');
SELECT is(left(pg_temp.outcome('ALTER TABLE cases DISABLE TRIGGER sss_placement'), 5), '42501', 'nor switch it off');
SELECT is(attached() || ' ' || journal(), 'sss_placement enforce 1', 'nothing changed');
RESET ROLE;
-- TRIGGER is enough to attach, as for CREATE TRIGGER; to undo it one must own the table
GRANT TRIGGER ON cases TO regress_sss_stranger;
SET ROLE regress_sss_stranger;
SELECT is(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org}', name => 'mine')$$), 'done', 'the right to create triggers');
SELECT is(left(pg_temp.outcome($$SELECT sss.detach('cases', 'mine')$$), 5), '42501', 'is not enough to detach');
SELECT is(left(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org}', name => 'always', always => true)$$), 5), '42501', 'nor for always');
SELECT is(attached(), 'mine log, sss_placement enforce', 'of which nothing is left');
SET ROLE regress_sss_owner;
SELECT is(pg_temp.outcome($$SELECT sss.detach('cases', 'mine')$$), 'done', 'the owner can');
RESET ROLE;
REVOKE ALL ON cases FROM regress_sss_stranger;

-- 2. Every role's rows are checked, and its findings logged even if it has no right on the log.
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'Bolat')$$), 'sss_placement: basis violation 1.4/2', 'a clerk is refused');
SET ROLE regress_sss_owner;
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'Bolat')$$), 'sss_placement: basis violation 1.4/2', 'and the owner');
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
SET ROLE regress_sss_clerk;
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'Bolat')$$), 'done', 'a clerk is logged');
SELECT is(left(pg_temp.outcome(format('%s %s', c, t)), 5), '42501', format('but has no %s %s', c, t))
  FROM unnest('{sss_internal.violation_tail,sss.journal}'::text[]) AS t, unnest('{TABLE,DELETE FROM,TRUNCATE}'::text[]) AS c;
SELECT is(left(pg_temp.outcome($$INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment) VALUES (now(), 0, 'x', 'y')$$), 5), '42501', 'nor can add to it');
SELECT is((SELECT count(*) > 0 FROM sss.attachments WHERE relation = 'cases'::regclass), true, 'every role may see the attachments');
RESET ROLE;
SELECT is(pg_temp.logged('cases'), '{"sss_placement {2}: basis violation 1.4/2"}', 'the line is there');

-- A function that runs as its owner writes and refuses as its owner.
GRANT INSERT ON cases TO regress_sss_definer;
CREATE FUNCTION store(id integer, osn text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
	$$INSERT INTO enforce_rights.cases VALUES (id, 'orphan', osn, 'youth_house', '2024-02-29', 'Daniyar')$$;
ALTER FUNCTION store OWNER TO regress_sss_definer;
SET ROLE regress_sss_stranger;
SELECT is(pg_temp.outcome($$SELECT store(3, 'court_act')$$), 'done', 'through a SECURITY DEFINER function');
RESET ROLE;
SELECT is(pg_temp.logged('cases'), '{"sss_placement {3}: basis violation 1.4/2"}', 'it is logged');
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
SET ROLE regress_sss_stranger;
SELECT is(pg_temp.outcome($$SELECT store(4, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'or refused');
RESET ROLE;

-- 3. A refusal shows key and codes to roles that may read them, and to others the citation alone.
CREATE FUNCTION told(statement text) RETURNS text LANGUAGE sql AS
	$$SELECT string_agg(key, ' ' ORDER BY key) FROM json_object_keys(pg_temp.detail(statement)) AS key$$;
\set everything 'basis category key on_date provider provision requirement rule verdict'
\set citation 'provision requirement rule verdict'
DELETE FROM cases WHERE id > 1;
CREATE FUNCTION told_after(grants text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	REVOKE ALL ON cases FROM regress_sss_stranger;
	EXECUTE format('GRANT %s ON cases TO regress_sss_stranger', grants);
	SET LOCAL ROLE regress_sss_stranger;
	result := enforce_rights.told(statement);
	RESET ROLE;
	RETURN result;
END
$$;
SELECT is(told_after('SELECT, UPDATE', 'UPDATE cases SET osn = ''court_act'''), :'everything', 'SELECT on the table');
SELECT is(told_after('UPDATE', 'UPDATE cases SET osn = ''court_act'''), :'citation', 'no SELECT');
SELECT is(told_after('UPDATE, SELECT (id, kat, osn, org, since)', 'UPDATE cases SET osn = ''court_act'''), :'everything', 'SELECT on the key and every bound column');
SELECT is(told_after('UPDATE, SELECT (kat, osn, org, since)', 'UPDATE cases SET osn = ''court_act'''), :'citation', 'not on the key');
SELECT is(told_after('UPDATE, SELECT (id, kat, osn, since)', 'UPDATE cases SET osn = ''court_act'''), :'citation', 'not on one of the bound columns');
SELECT is(told_after('UPDATE (osn), SELECT (name)', 'UPDATE cases SET osn = ''court_act'' WHERE name = ''Aigul'''), :'citation', 'on another column only');
\set insert 'INSERT INTO cases (id, kat, osn, org, since) VALUES (7, ''orphan'', ''court_act'', ''youth_house'', ''2024-02-29'')'
SELECT is(told_after('INSERT, SELECT', :'insert'), :'everything', 'a role that inserts a row and may read it');
SELECT is(told_after('INSERT', :'insert'), :'citation', 'a role that may only insert sees neither defaults nor values that triggers fill in');
SELECT is(told_after('INSERT, SELECT (id, kat, osn, org, since)', :'insert'), :'everything', 'INSERT, and SELECT on the key and every bound column');
-- row security: values that it may hide are not shown
GRANT SELECT, UPDATE ON cases TO regress_sss_stranger;
ALTER TABLE cases ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_rows ON cases USING (true);
SET ROLE regress_sss_stranger;
SELECT is(told('UPDATE cases SET osn = ''court_act'''), :'citation', 'row security');
RESET ROLE;
GRANT INSERT ON cases TO regress_sss_stranger;
SET ROLE regress_sss_stranger;
SELECT is(told(:'insert'), :'citation', 'also for INSERT');
SET ROLE regress_sss_owner;
SELECT is(told('UPDATE cases SET osn = ''court_act'''), :'everything', 'which the owner is free of');
ALTER TABLE cases FORCE ROW LEVEL SECURITY;
SELECT is(told('UPDATE cases SET osn = ''court_act'''), :'citation', 'unless it is forced');
ALTER TABLE cases NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;
RESET ROLE;
-- a foreign key writes for the role that changed the other table; that role sees no more than if it had written itself
CREATE TABLE bases (code text PRIMARY KEY);
INSERT INTO bases VALUES ('local_executive_decision');
ALTER TABLE cases ADD FOREIGN KEY (osn) REFERENCES bases ON UPDATE CASCADE;
ALTER TABLE bases OWNER TO regress_sss_definer;
REVOKE ALL ON cases FROM regress_sss_definer, regress_sss_stranger;
GRANT USAGE ON SCHEMA enforce_rights TO regress_sss_definer;
SET ROLE regress_sss_definer;
SELECT is(told('UPDATE bases SET code = ''court_act'''), :'citation', 'through a foreign key');
RESET ROLE;
-- a SECURITY DEFINER function tells its caller no more than that either, though its owner may read everything
ALTER TABLE cases DROP CONSTRAINT cases_osn_fkey;
GRANT SELECT, INSERT ON cases TO regress_sss_definer;
SET ROLE regress_sss_definer;
SELECT is(told($$SELECT store(8, 'court_act')$$), :'everything', 'a function that its owner calls');
SET ROLE regress_sss_stranger;
SELECT is(told($$SELECT store(8, 'court_act')$$), :'citation', 'a function that runs as somebody else');
RESET ROLE;

-- 4. Public may call the functions, and has nothing of the tables.
SELECT is(has_function_privilege('regress_sss_stranger', f, 'EXECUTE'), true, f || ' is for everybody')
  FROM unnest('{"sss.detach(regclass, text)","sss.set_mode(regclass, text, text)","sss.enforce()"}'::text[]) AS f;
SELECT is(has_table_privilege('regress_sss_stranger', 'sss.attachments', 'SELECT'), true, 'so is sss.attachments');

SELECT * FROM finish();
ROLLBACK;
