-- Tables that pglogical, Slony-I or Bucardo write are named as those of a native subscription are: they, too, write as a replica.
-- None is installed: the catalogs and triggers have the names and columns that these systems give them.
BEGIN;
\ir ../common.psql
CREATE SCHEMA replicated;
SET LOCAL search_path = replicated, public;
SELECT plan(24);

CREATE FUNCTION found(OUT text[]) LANGUAGE sql AS $$
	SELECT array_agg(format('%s: %s', relation, problem) ORDER BY relation::text, problem) FROM sss.verify()
$$;
CREATE FUNCTION repaired(OUT text[]) LANGUAGE plpgsql AS $$
DECLARE
	command text;
BEGIN
	FOR command IN SELECT v.command FROM sss.verify() AS v LOOP
		EXECUTE command;
	END LOOP;
	$1 := found();
END
$$;
CREATE FUNCTION writes(writer text, VARIADIC tables text[]) RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(format('%s: trigger does not fire for changes that %s writes', t, writer) ORDER BY t) FROM unnest(tables) AS t
$$;
CREATE TABLE cases (id integer PRIMARY KEY, category text DEFAULT 'orphan', basis text DEFAULT 'court_act', provider text DEFAULT 'youth_house', on_date date DEFAULT '2024-05-01');
CREATE TABLE "Other's" (LIKE cases INCLUDING ALL);
CREATE TABLE parted (LIKE cases) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parted DEFAULT;
CREATE TABLE seen (LIKE cases INCLUDING ALL);
CREATE TABLE checked (LIKE cases INCLUDING ALL);
CREATE TABLE always (LIKE cases INCLUDING ALL);
CREATE TABLE free (id integer PRIMARY KEY, note text);
CREATE VIEW of_seen AS SELECT * FROM seen;
SELECT sss.attach(t, 'placement', '{category=category,basis=basis,provider=provider,on_date=on_date}', mode => 'enforce', always => t = 'always'::regclass)
  FROM unnest(ARRAY['cases', '"Other''s"', 'always']::regclass[]) AS t \g /dev/null
SELECT sss.attach('parted', 'placement', '{category=category,basis=basis,provider=provider,on_date=on_date}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('seen', 'placement', lookup => 'of_seen', mode => 'enforce') \g /dev/null
SELECT sss.add_check('checked', 'placement', '{category=category,basis=basis,provider=provider,on_date=on_date}') \g /dev/null
SELECT is(found(), NULL, 'nothing is replicated');
SAVEPOINT attached;

-- pglogical 2.4
CREATE SCHEMA pglogical;
SELECT is(found(), NULL, 'a schema alone says nothing');
CREATE TABLE pglogical.subscription (sub_id oid NOT NULL PRIMARY KEY, sub_name name NOT NULL UNIQUE, sub_enabled boolean NOT NULL DEFAULT true);
CREATE TABLE pglogical.local_sync_status (
	sync_kind "char" NOT NULL CHECK (sync_kind IN ('i', 's', 'd', 'f')), sync_subid oid NOT NULL REFERENCES pglogical.subscription (sub_id), sync_nspname name, sync_relname name,
	sync_status "char" NOT NULL, sync_statuslsn pg_lsn NOT NULL, UNIQUE (sync_subid, sync_nspname, sync_relname));
SELECT is(found(), NULL, 'nor does a node without a subscription');
INSERT INTO pglogical.subscription VALUES (7, 'all'), (8, 'later');
INSERT INTO pglogical.local_sync_status SELECT 'f', 7, n, r, 'r', '0/0' FROM (VALUES (NULL, NULL), ('replicated', 'cases'), ('replicated', 'always'), ('replicated', 'checked'), ('replicated', 'free'), ('public', 'Other''s')) AS v (n, r);
SELECT is(found(), writes('pglogical', 'cases'), 'a subscription and its tables, but not those that check always, or by a CHECK');
SELECT is(repaired(), NULL, 'the command lets the attachment check always');
SELECT is((SELECT always FROM sss.attachments WHERE relation = 'cases'::regclass), true, 'as sss.attachments shows');
SET LOCAL session_replication_role = replica;
SELECT is(pg_temp.outcome('INSERT INTO cases (id) VALUES (1)'), 'sss_placement: basis violation 1.4/2', 'and what a replica writes is checked');
SET LOCAL session_replication_role = origin;
INSERT INTO pglogical.local_sync_status VALUES ('d', 7, 'replicated', 'Other''s', 'r', '0/0'), ('d', 7, 'replicated', 'part', 'r', '0/0'), ('d', 7, 'replicated', 'seen', 'r', '0/0');
SELECT is(found(), writes('pglogical', '"Other''s"', 'parted', 'seen'), 'a quoted name, a partition, a table of a facts view');
SELECT is(repaired(), NULL, 'and their commands');
ROLLBACK TO attached;
CREATE SCHEMA spock;
CREATE TABLE spock.local_sync_status (sync_kind "char" NOT NULL, sync_subid oid NOT NULL, sync_nspname name, sync_relname name, sync_status "char" NOT NULL, sync_statuslsn pg_lsn NOT NULL);
INSERT INTO spock.local_sync_status VALUES ('i', 8, NULL, NULL, 'r', '0/0');
SELECT is(found(), writes('pglogical', '"Other''s"', 'cases', 'parted', 'seen'), 'a subscription that copied no table may write any; Spock''s as well');
SELECT is(repaired(), NULL, 'and their commands');
ROLLBACK TO attached;
CREATE SCHEMA pglogical;
CREATE VIEW pglogical.local_sync_status AS SELECT 1 AS sync_subid;
SELECT is(found(), NULL, 'another relation of that name');
DROP VIEW pglogical.local_sync_status;
CREATE TABLE pglogical.local_sync_status (sync_subid integer, sync_relname jsonb);
INSERT INTO pglogical.local_sync_status VALUES (1, '"cases"');
SELECT is(found(), NULL, 'with other columns');
DROP TABLE pglogical.local_sync_status;
CREATE TABLE pglogical.local_sync_status (sync_subid oid, sync_nspname name, sync_relname name);
INSERT INTO pglogical.local_sync_status VALUES (1, 'replicated', 'cases');
CREATE ROLE regress_sss_reads;
GRANT SELECT ON sss.journal TO regress_sss_reads;
GRANT USAGE ON SCHEMA replicated TO regress_sss_reads;
SET LOCAL ROLE regress_sss_reads;
SELECT is((SELECT array_agg(relation) FROM sss.verify() WHERE problem LIKE '%pglogical%'), '{cases}', 'who asks needs no right on its catalogs');
RESET ROLE;
ROLLBACK TO attached;

-- Slony-I 2.2: the triggers that alterTableAddTriggers() creates
CREATE SCHEMA _clu;
CREATE FUNCTION _clu.logtrigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE FUNCTION _clu.denyaccess() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''Slony-I''; END';
CREATE FUNCTION slony(of_table text, origin boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TRIGGER _clu_logtrigger AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION _clu.logtrigger(''_clu'', ''1'', ''k'')', of_table);
	EXECUTE format('CREATE TRIGGER _clu_denyaccess BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION _clu.denyaccess(''_clu'')', of_table);
	EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', of_table, CASE WHEN origin THEN '_clu_denyaccess' ELSE '_clu_logtrigger' END);
END
$$;
SELECT slony('cases', true), slony('free', false), slony('always', false), slony('checked', false) \g /dev/null
SELECT is(found(), NULL, 'Slony-I: an origin is written by users');
SELECT slony('"Other''s"', false), slony('part', false), slony('seen', false) \g /dev/null
SELECT is(found(), writes('Slony-I', '"Other''s"', 'parted', 'seen'), 'a subscriber by Slony-I');
SELECT is(repaired(), NULL, 'and their commands');
ALTER TABLE cases DISABLE TRIGGER _clu_logtrigger, ENABLE TRIGGER _clu_denyaccess;
SELECT is(found(), writes('Slony-I', 'cases'), 'an origin that was moved is a subscriber');
ROLLBACK TO attached;

-- Bucardo 5.6
CREATE SCHEMA bucardo;
CREATE FUNCTION bucardo.delta_replicated_cases() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER bucardo_delta AFTER INSERT OR UPDATE OR DELETE ON cases FOR EACH ROW EXECUTE FUNCTION bucardo.delta_replicated_cases();
CREATE TRIGGER bucardo_delta AFTER INSERT OR UPDATE OR DELETE ON always FOR EACH ROW EXECUTE FUNCTION bucardo.delta_replicated_cases();
SELECT is(found(), writes('Bucardo', 'cases'), 'Bucardo: a source, which others may write');
SELECT is(repaired(), NULL, 'and its command');
CREATE TABLE bucardo.goat (id integer PRIMARY KEY, db text NOT NULL, schemaname text NOT NULL, tablename text NOT NULL, reltype text NOT NULL DEFAULT 'table');
INSERT INTO bucardo.goat VALUES (1, 'a', 'replicated', 'seen'), (2, 'a', 'replicated', 'free'), (3, 'a', 'public', 'part');
SELECT is(found(), writes('Bucardo', 'seen'), 'a table that its own database lists');
SELECT is(repaired(), NULL, 'and its command');
ROLLBACK TO attached;
CREATE FUNCTION denyaccess() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER bucardo_delta AFTER INSERT ON cases FOR EACH ROW EXECUTE FUNCTION denyaccess();
CREATE TRIGGER _denyaccess AFTER INSERT ON cases FOR EACH ROW EXECUTE FUNCTION denyaccess();
SELECT is(found(), NULL, 'triggers of those names that are others');
SELECT is(sss_internal.replicated_by(4294967295::oid::regclass), NULL, 'a table that another session dropped meanwhile');

SELECT * FROM finish();
ROLLBACK;
