-- sss.attach() with a lookup view, replace, and modes that are kept; detach(), set_mode(), audits, baselines and waivers of a
-- view as a whole.  Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
BEGIN;
\ir ../common.psql
CREATE SCHEMA surface;
SET LOCAL search_path = surface, public;
SELECT plan(70);

CREATE TABLE org (id integer PRIMARY KEY, type text);
CREATE TABLE place (id integer PRIMARY KEY, org integer REFERENCES org, kat text DEFAULT 'orphan', osn text, since date DEFAULT '2024-02-29');
CREATE VIEW org_types AS SELECT id AS org, type AS provider FROM org;
CREATE VIEW facts AS SELECT p.id, p.org, p.kat AS category, p.osn AS basis, o.type AS provider, p.since AS on_date FROM place AS p LEFT JOIN org AS o ON o.id = p.org;
INSERT INTO org VALUES (1, 'youth_house'), (2, 'guardian');
CREATE FUNCTION shown(OUT text[]) LANGUAGE sql AS
$$SELECT coalesce(array_agg(concat_ws(' ', relation, name, mode, effective_mode, key, problem) ORDER BY relation::text, name), '{}') FROM sss.attachments WHERE relation::text IN ('place', 'org', 'facts', 'org_types')$$;
CREATE FUNCTION told(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN sqlstate || ': ' || sqlerrm || ' / ' || hint;
END
$$;
\set refused 'sss_placement: basis violation 1.4/2'

-- 1. A lookup view yields what the columns lack.
SELECT is(told($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}')$$), '22023: rule "placement" needs a column for the role "provider" / See view sss.rules for the roles of each rule.', 'a role that nothing yields');
SELECT is(told($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types')$$),
	'22004: argument "lookup_by" is required with argument "lookup" / Name the columns that lead to the lookup view, each as ''column=view column''.', 'no way to the view');
SELECT is(told($$SELECT sss.attach('place', 'placement', lookup => 'facts', lookup_by => '{id=id}')$$),
	'22023: no column of relation "place" holds a role of rule "placement" / Use sss.attach_view().', 'a view that yields all of it');
SELECT matches(told($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=no}')$$), '^42703: ', 'a column that the view lacks');
SELECT is(told($$SELECT sss.attach('place', 'placement', '{kat=category,osn=basis,since=on_date}')$$),
	'22023: invalid element "kat=category" of argument "columns" / Write it the other way round, as ''role=column'': ''category=kat''.', 'columns before roles');
SELECT is(told($$SELECT sss.add_check('place', 'placement', '{category=kat,osn=basis}')$$),
	'22023: invalid element "osn=basis" of argument "columns" / Write it the other way round, as ''role=column'': ''basis=osn''.', 'one of them, for a CHECK');
SELECT is(told($$SELECT sss.attach('place', 'placement', '{kind=category}')$$), '42703: column "category" of relation "place" does not exist / Write the column''s name as the catalog has it, without quotes.', 'neither a column nor a role');
SELECT is(shown(), '{}', 'nothing is attached');
CREATE VIEW "odd=types" AS SELECT id AS "o=rg", type AS provider FROM org;
SELECT is(told($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => '"odd=types"', lookup_by => '{o=rg=org}')$$),
	'22023: invalid element "o=rg=org" of argument "lookup_by" / Write it the other way round: ''org=o=rg''.', 'the view''s column before the table''s');
SELECT is(told($$SELECT * FROM sss.audit('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => '"odd=types"', lookup_by => '{o=rg=org}')$$),
	'22023: invalid element "o=rg=org" of argument "lookup_by" / Write it the other way round: ''org=o=rg''.', 'in an audit as well');
SELECT is(told($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => '"odd=types"', lookup_by => '{since=nothing}')$$),
	'42703: facts view "odd=types" has no column "nothing" / Name the column as the view does, or rename it in the view.', 'no column of the view');
SELECT is(pg_temp.outcome(format('SELECT sss.attach(%s, lookup => $$org_types$$, lookup_by => $${org=org}$$)', $q$'place', 'placement', '{category=kat,basis=osn,on_date=since}'$q$)), 'done', 'columns and a view');
SELECT is(shown(), '{"place sss_placement log log"}', 'the mode is log by default');
SELECT is((SELECT lookup::text || lookup_by::text FROM sss.attachments WHERE relation = 'place'::regclass), 'org_types{org=org}', 'the view is shown');
SELECT is((SELECT count(*) FROM sss.attached_tables WHERE relation = 'place'::regclass), 0::bigint, 'a lookup view is not attached');
SELECT sss.set_mode('place', 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO place VALUES (1, 1, 'orphan', 'court_act')$$), :'refused', 'a row');
SELECT is(pg_temp.outcome($$INSERT INTO place VALUES (1, 2, 'orphan', 'guardianship_decision')$$), 'done', 'another provider');

-- 2. The same call changes nothing, another one is refused, unless it replaces; a mode that is not given stays.
SELECT count(*) AS lines FROM sss.journal \gset
SELECT is(pg_temp.outcome($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=org}')$$), 'done', 'the same call, whatever the mode is');
SELECT is((SELECT count(*) FROM sss.journal), :lines::bigint, 'changes nothing');
SELECT is(shown(), '{"place sss_placement enforce enforce"}', 'the mode stays');
SELECT is(told($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=org}', mode => 'log')$$),
	'42710: attachment "sss_placement" of relation "place" already exists / Change the mode with sss.set_mode().', 'another mode');
SELECT is(told($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', key => '{org,id}', lookup => 'org_types', lookup_by => '{org=org}')$$),
	'42710: attachment "sss_placement" of relation "place" already exists / Use replace => true to replace it, or choose another name.', 'another key');
SELECT is(pg_temp.outcome($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', key => '{org,id}', lookup => 'org_types', lookup_by => '{org=org}', replace => true)$$), 'done', 'that replaces');
SELECT is(shown(), '{"place sss_placement enforce enforce {org,id}"}', 'another key, the same mode');
SELECT is((SELECT array_agg(action ORDER BY n) FROM (SELECT action, cmin::text::bigint AS n FROM sss.journal ORDER BY n DESC LIMIT 2) AS j), '{detach,attach}', 'and the journal says so');
SELECT is(pg_temp.outcome($$INSERT INTO place VALUES (3, 1, 'orphan', 'court_act')$$), :'refused', 'it enforces');
SELECT count(*) AS lines FROM sss.journal \gset
SELECT is(pg_temp.outcome($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', key => '{org,id}', lookup => 'org_types', lookup_by => '{org=org}', replace => true)$$), 'done', 'the same again, with replace');
SELECT is((SELECT count(*) FROM sss.journal), :lines::bigint, 'changes nothing');
SELECT is(pg_temp.outcome($$SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', key => '{org,id}', lookup => 'org_types', lookup_by => '{org=org}', mode => 'log', timing => 'deferred', replace => true)$$), 'done', 'another timing and mode');
SELECT is((SELECT mode || timing FROM sss.attachments WHERE relation = 'place'::regclass), 'logdeferred', 'replaced');
SELECT is((SELECT array_agg(problem) FROM sss.verify() WHERE relation = 'place'::regclass AND attachment IS NOT NULL), NULL, 'and nothing is missed');

-- 3. The only attachment needs no name.
SELECT is(told($$SELECT sss.detach('org')$$), '42704: no rule is attached to relation "org" / See view sss.attachments for what is attached.', 'none');
SET LOCAL client_min_messages = error;
SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=org}', name => 'second') \g /dev/null
SELECT is(told($$SELECT sss.detach('place')$$), '42P08: more than one attachment of relation "place" matches / Name one of them with the argument "name".', 'two');
SELECT is(told($$SELECT sss.set_mode('place', 'enforce')$$), '42P08: more than one attachment of relation "place" matches / Name one of them with the argument "name".', 'two, for a mode');
SELECT is(told($$SELECT sss.detach('place', 'third')$$), '42704: attachment "third" of relation "place" does not exist / See view sss.attachments for what is attached.', 'a name that none has');
SELECT sss.detach('place', 'second'), sss.detach('place') \g /dev/null
SELECT is(shown(), '{}', 'none is left');
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'place'::regclass AND NOT tgisinternal), 0::bigint, 'nor a trigger');

-- 4. A view is one attachment.
SELECT sss_internal.attach_table('place', 'placement', lookup => 'facts'),
	sss_internal.attach_table('org', 'placement', lookup => 'facts', lookup_by => '{id=org}', key => '{id}') \g /dev/null
SELECT is(shown(), '{"facts sss_placement log log {id}"}', 'one row');
SELECT is((SELECT array_agg(concat_ws(' ', view, name, relation, via, mode) ORDER BY relation::text) FROM sss.attached_tables), '{"facts sss_placement org {id=org} log","facts sss_placement place {id=id} log"}', 'and its tables');
SELECT sss.set_mode('facts', 'enforce') \g /dev/null
SELECT is(shown(), '{"facts sss_placement enforce enforce {id}"}', 'set_mode() reaches all of them');
SELECT is(pg_temp.outcome($$INSERT INTO place VALUES (4, 1, 'orphan', 'court_act')$$), :'refused', 'a row of one');
SELECT is(pg_temp.outcome($$UPDATE org SET type = 'youth_house' WHERE id = 2$$), :'refused', 'a row of the other');
SELECT sss.set_mode('org', 'log') \g /dev/null
SELECT is(shown(), '{"facts sss_placement mixed partial {id}"}', 'modes that differ');
ALTER TABLE org DISABLE TRIGGER sss_placement_update;
SELECT is(shown(), '{"facts sss_placement mixed partial {id} surface.org: trigger \"sss_placement_update\" of relation \"org\" is not enabled"}', 'the problem of a table');
ALTER TABLE org ENABLE TRIGGER sss_placement_update;
SELECT sss.set_mode('facts', 'enforce', 'sss_placement') \g /dev/null
SELECT is(shown(), '{"facts sss_placement enforce enforce {id}"}', 'all of them again');

-- 5. A view is audited, recorded and exempt by its own name.
SET LOCAL sss.demote = on;
INSERT INTO place VALUES (5, 1, 'orphan', 'court_act'), (6, 1, 'orphan', 'court_act');
SET LOCAL sss.demote = off;
SELECT is((SELECT array_agg(concat_ws(' ', attachment, key, verdict, provision, refused) ORDER BY key) FROM sss.audit('facts')), '{"sss_placement {5} violation 1.4/2 t","sss_placement {6} violation 1.4/2 t"}', 'an audit of what is attached');
SELECT sss.grant_waiver('facts', 'placement', key => '{5}', act_number => '1', act_date => '2024-01-15', issuer => 'Akimat', valid => '[2024-01-15,2027-12-31]', requirement => 'basis', provision => '1.4/2') \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', key, coalesce(cardinality(waivers), 0), baseline) ORDER BY key) FROM sss.audit('facts')), '{"{5} 1 f","{6} 0 f"}', 'a waiver');
SELECT is(pg_temp.outcome($$UPDATE org SET type = 'youth_house' WHERE id = 1$$), 'done', 'nothing changes');
SELECT is(sss.baseline('facts'), 1::bigint, 'a baseline');
SELECT is((SELECT array_agg(concat_ws(' ', key, coalesce(cardinality(waivers), 0), baseline) ORDER BY key) FROM sss.audit('facts')), '{"{5} 1 f","{6} 0 t"}', 'the other case is in it');
SELECT is((SELECT array_agg(status ORDER BY status) FROM sss.waiver_status()), '{used}', 'the waiver is used');
SELECT is((SELECT array_agg(status ORDER BY status) FROM sss.baseline_status()), '{used}', 'the baseline is used');
SELECT is(pg_temp.outcome($$SELECT sss.end_baseline('facts')$$), 'done', 'it ends');
SELECT is(told($$SELECT sss.baseline('org_types')$$), '42704: no rule is attached to relation "org_types" / See view sss.attachments for what is attached. Waivers and baselines do not reach what a constraint enforces.', 'a view that nothing is attached to');
SELECT is(told($$SELECT sss.set_mode('org_types', 'log')$$), '42704: no rule is attached to relation "org_types" / See view sss.attachments for what is attached.', 'has no mode');
SELECT is(told($$SELECT sss.detach('facts', 'other')$$), '42704: attachment "other" of relation "facts" does not exist / See view sss.attachments for what is attached.', 'another name');
SELECT is(pg_temp.outcome($$SELECT sss.detach('facts')$$), 'done', 'detach() reaches all tables');
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid IN ('place'::regclass, 'org'::regclass) AND tgname LIKE 'sss%'), 0::bigint, 'and leaves no trigger');
SELECT is(shown(), '{}', 'nor an attachment');

-- 6. A table that only looks the view up is none of those that the view guards.
SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'facts', lookup_by => '{id=id}', mode => 'enforce') \g /dev/null
SELECT sss.attach_view('facts', 'placement', leave_out => '{place}', replace => true) \g /dev/null
SELECT is(shown(), '{"facts sss_placement log log {id}","place sss_placement enforce enforce"}', 'it stays, and its mode is not that of the view');
SELECT sss.set_mode('facts', 'enforce') \g /dev/null
SELECT is(shown(), '{"facts sss_placement enforce enforce {id}","place sss_placement enforce enforce"}', 'nor is it set with that of the view');
SELECT sss.set_mode('place', 'log') \g /dev/null
SELECT sss.attach_view('facts', 'placement', leave_out => '{place}', required => '{category}', replace => true) \g /dev/null
SELECT is(shown(), '{"facts sss_placement enforce enforce {id}","place sss_placement log log"}', 'a view attached anew keeps its mode');
SELECT is((SELECT array_agg(DISTINCT lock ORDER BY lock) FROM sss.attach_view('facts', 'placement', leave_out => '{place}', replace => true) WHERE lock IS NOT NULL), '{whole view}', 'and its sessions wait as those that look it up');
SELECT sss.detach('facts'), sss.detach('place') \g /dev/null

-- 7. A wrong set-up keeps its mode when it is replaced.
CREATE TRIGGER sss_placement AFTER INSERT ON place FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'nonsense=1');
SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=org}', replace => true) \g /dev/null
SELECT is(shown(), '{"place sss_placement enforce enforce"}', 'a trigger that enforces unless it says otherwise');
SELECT sss.detach('place') \g /dev/null
CREATE TRIGGER sss_placement AFTER INSERT ON place FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'mode=log', 'nonsense=1');
SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=org}', replace => true) \g /dev/null
SELECT is(shown(), '{"place sss_placement log log"}', 'one that logs');
SELECT sss.set_mode('place', 'enforce') \g /dev/null
DROP TRIGGER sss_placement ON place;
SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=org}', replace => true) \g /dev/null
SELECT is(shown(), '{"place sss_placement enforce enforce"}', 'helper triggers that lost their binding trigger');
DROP TRIGGER sss_placement ON place;
SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=org}') \g /dev/null
SELECT is(shown(), '{"place sss_placement enforce enforce"}', 'as without replace');
SELECT sss.set_mode('place', 'log') \g /dev/null
DROP TRIGGER sss_placement ON place;
SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=org}') \g /dev/null
SELECT is(shown(), '{"place sss_placement log log"}', 'and if they log');
SELECT sss.attach_view('facts', 'placement', mode => 'enforce', name => 'by_view') \g /dev/null
DO $$
DECLARE
	declared text := (SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'org'::regclass AND tgname = 'by_view');
BEGIN
	EXECUTE 'DROP TRIGGER by_view ON org';
	EXECUTE replace(declared, '''placement''', '''placement'', ''nonsense=1''');
END $$;
SELECT sss.attach_view('facts', 'placement', name => 'by_view', replace => true) \g /dev/null
SELECT is((SELECT mode FROM sss.attachments WHERE name = 'by_view'), 'enforce', 'the tables of a view, of which a broken one enforces');

-- 8. The order of a lookup view's columns means nothing: sessions wait by those by which they look it up.
SELECT sss.detach('facts', 'by_view') \g /dev/null
CREATE VIEW types_of AS SELECT type AS provider, id AS org FROM org;
SELECT sss.attach('place', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => v, lookup_by => '{org=org}', name => 'by_' || v::text) FROM unnest('{org_types,types_of}'::regclass[]) AS v \g /dev/null
SELECT is((SELECT array_agg(substring(encode(tgargs, 'escape') FROM 'lock=[a-z]+')) FROM pg_trigger WHERE tgrelid = 'place'::regclass AND tgname IN ('by_org_types', 'by_types_of')), '{lock=org,lock=org}',
	'by the organization, whichever column is first');

SELECT * FROM finish();
ROLLBACK;
