-- sss.suspend() and sss.resume(): everything that belongs to a view or an attachment comes back as it was, or the call is refused.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
BEGIN;
\ir ../common.psql
CREATE SCHEMA suspend;
SET LOCAL search_path = suspend, public;
SELECT plan(93);
\set refused 'sss_placement: basis violation 1.4/2'
CREATE ROLE suspend_owner;
CREATE ROLE suspend_reader;
CREATE ROLE suspend_other;
GRANT ALL ON SCHEMA suspend TO suspend_owner, suspend_other;
GRANT USAGE ON SCHEMA suspend TO suspend_reader;

CREATE FUNCTION found() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(regexp_replace(problem, 'since .* UTC', 'since then') ORDER BY problem) FROM sss.verify()
$$;
-- The error, with its detail and hint.
CREATE FUNCTION pg_temp.error(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' | ', sqlstate || ': ' || sqlerrm, nullif(detail, ''), nullif(hint, ''));
END
$$;
-- Everything about the views of this schema that SQL can show.
CREATE FUNCTION shown() RETURNS text LANGUAGE sql SET search_path = pg_catalog AS $$
	SELECT string_agg(concat_ws(' | ', c.relname, pg_get_userbyid(c.relowner), c.reloptions::text, pg_get_viewdef(c.oid), obj_description(c.oid, 'pg_class'),
								(SELECT string_agg(x::text, ',' ORDER BY x::text) FROM aclexplode(c.relacl) AS x),
								(SELECT string_agg(concat_ws(' ', a.attname, a.attacl::text, col_description(c.oid, a.attnum), pg_get_expr(d.adbin, d.adrelid)), ';' ORDER BY a.attnum)
								   FROM pg_attribute AS a LEFT JOIN pg_attrdef AS d ON (adrelid, adnum) = (attrelid, attnum) WHERE a.attrelid = c.oid),
								(SELECT string_agg(concat_ws(' ', pg_get_triggerdef(t.oid), obj_description(t.oid, 'pg_trigger')), ';') FROM pg_trigger AS t WHERE t.tgrelid = c.oid),
								(SELECT string_agg(concat_ws(' ', pg_get_ruledef(r.oid), obj_description(r.oid, 'pg_rewrite')), ';' ORDER BY r.rulename) FROM pg_rewrite AS r WHERE r.ev_class = c.oid)),
					  E'\n' ORDER BY c.relname)
	  FROM pg_class AS c WHERE c.relnamespace = 'suspend'::regnamespace AND c.relkind = 'v'
$$;

-- 1. A table, an odd one beside it, a view between, facts views, and views on these with all that a view may have.
SET ROLE suspend_owner;
CREATE TABLE placement (id integer PRIMARY KEY, kind text DEFAULT 'orphan', basis text DEFAULT 'court_act', org integer DEFAULT 1, since date DEFAULT '2024-01-15');
CREATE TABLE "Org's" (id integer PRIMARY KEY, "Kind" text DEFAULT 'youth_house');
INSERT INTO "Org's" VALUES (1);
CREATE VIEW "Between" AS SELECT p.id, p.kind, p.basis, o.id AS org_id, o."Kind" AS org, p.since FROM placement AS p JOIN "Org's" AS o ON o.id = p.org;
CREATE VIEW facts WITH (security_barrier = true) AS
	SELECT id, kind::sss.recipient_category AS category, basis::sss.placement_basis AS basis, org::sss.provider_type AS provider, since AS on_date, org_id FROM "Between";
CREATE VIEW "On it" WITH (check_option = local, security_barrier = false) AS SELECT id, on_date FROM facts WHERE id > 0;
CREATE VIEW unrelated AS SELECT id FROM placement;
COMMENT ON VIEW facts IS 'it''s the facts';
COMMENT ON COLUMN "On it".id IS 'a \ number';
GRANT SELECT ON facts TO suspend_reader WITH GRANT OPTION;
GRANT SELECT (id), UPDATE (on_date) ON "On it" TO suspend_reader;
GRANT SELECT ON "On it" TO PUBLIC;
REVOKE TRUNCATE ON "On it" FROM suspend_owner;
ALTER VIEW "On it" ALTER on_date SET DEFAULT '2024-01-01'::date;
CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER "Skip" INSTEAD OF INSERT ON "On it" FOR EACH ROW EXECUTE FUNCTION skip();
COMMENT ON TRIGGER "Skip" ON "On it" IS 'skips';
CREATE RULE nothing AS ON DELETE TO "On it" DO INSTEAD NOTHING;
COMMENT ON RULE nothing ON "On it" IS 'nothing';
RESET ROLE;
GRANT suspend_owner TO suspend_other;
SET ROLE suspend_reader;
GRANT SELECT ON facts TO suspend_other;
RESET ROLE;
INSERT INTO placement (id) VALUES (1);
SELECT * FROM sss.attach_view('facts', 'placement', mode => 'enforce', required => '{basis}', unsettled => 'enforce', always => true) \g /dev/null
SELECT sss.attach('placement', 'placement', '{category=kind,basis=basis,on_date=since,provider=kind}', mode => 'log', timing => 'deferred', name => 'columns') \g /dev/null
SELECT sss.add_check('placement', 'placement', '{category=kind,basis=basis,on_date=since,provider=kind}', except_keys => 'id IN (1, 2)', name => 'checked') \g /dev/null
SELECT sss.grant_waiver('facts', 'placement', '{7}', act_number => '1', act_date => '2024-01-15', issuer => 'Akimat', valid => '[2024-01-01,2027-12-31]', requirement => 'basis', provision => '1.4/2') AS waiver \gset
SELECT sss.baseline('facts') AS baseline \gset
SELECT is(found(), NULL, 'nothing is wrong');
CREATE TEMP TABLE was AS SELECT shown(), (SELECT string_agg(a::text, E'\n' ORDER BY a::text) FROM sss.attachments AS a) AS attachments;

-- As the owner of everything but a right that another role granted.
SET ROLE suspend_owner;
SELECT alike(pg_temp.error($$SELECT sss.suspend('{placement}', 'x')$$), '55000: the rules cannot be suspended, because not all could be brought back | view suspend.facts could not be brought back: permission denied to act as role "suspend_reader"%', 'what another role granted cannot be granted in its name');
RESET ROLE;
GRANT suspend_reader TO suspend_owner;
SET ROLE suspend_owner;
SELECT sss.suspend('{placement}', 'migration 17') AS suspension \gset
RESET ROLE;
SELECT is((SELECT array_agg(relname::text ORDER BY relname) FROM pg_class WHERE relnamespace = 'suspend'::regnamespace AND relkind = 'v'), '{unrelated}', 'the facts view, the one beneath and the one upon it are gone');
SELECT is((SELECT count(*) FROM sss.attachments), 0::bigint, 'so are all attachments');
SELECT is(found(), '{"rules of suspend.placement are suspended since then, by suspend_owner: migration 17"}', 'sss.verify() names the suspension alone');
SELECT is(command, format('SELECT * FROM sss.resume(%s)', :suspension), 'and the command') FROM sss.verify();
SELECT is(status, 'critical', 'sss.health() is critical') FROM sss.health();
SELECT alike(message, 'rules of suspend.placement are suspended since ____-__-__ __:__ UTC, by suspend_owner: migration 17; %', 'and says since when and why') FROM sss.health();
SELECT ok(written_at = suspended_at AND written_by = session_user AND resumed_at IS NULL, 'the row has its stamp') FROM sss.suspensions WHERE id = :suspension;
SELECT is(array_agg(action ORDER BY at), '{detach,detach,detach,detach,suspend}', 'the journal has a line for each') FROM sss.journal WHERE relation LIKE 'suspend.%' AND action IN ('detach', 'suspend');
SELECT is(definition, 'SELECT sss.suspend(ARRAY[''suspend.placement'']::pg_catalog.regclass[], ''migration 17'')', 'and the call') FROM sss.journal WHERE action = 'suspend' AND number = :suspension;
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (2)'), 'done', 'nothing is enforced');
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (7)'), 'done', 'nor for a case that a waiver covers');

SELECT is(s.reason, 'migration 17', 'the view names it') FROM sss.suspended AS s WHERE s.id = :suspension;

-- Bad input.
SELECT is(pg_temp.error($$SELECT sss.suspend('{placement}', 'x')$$), format('55000: the rules of relation suspend.placement are suspended already | Resume them first: SELECT * FROM sss.resume(%s).', :suspension), 'not twice');
SELECT is(pg_temp.error($$SELECT sss.suspend('{unrelated}', 'x')$$), '42704: no rule is attached to the relations, and no facts view reads them | Nothing stands in the way of a migration. See view sss.attachments for what is attached.', 'not what has no rule');
SELECT is(pg_temp.error($$SELECT sss.suspend(NULL, 'x')$$), '22004: argument "relations" must not be NULL', 'not NULL');
SELECT is(pg_temp.error($$SELECT sss.suspend('{}', 'x')$$), '22023: argument "relations" must not be empty | Name the relations that the migration changes.', 'nothing');
SELECT is(pg_temp.error($$SELECT sss.suspend(ARRAY['unrelated', NULL]::regclass[], 'x')$$), '22004: argument "relations" must not contain NULL', 'a NULL');
SELECT is(pg_temp.outcome($$SELECT sss.suspend('{999999999}', 'x')$$), '42P01: relation with OID 999999999 does not exist', 'a relation that does not exist');
SELECT is(pg_temp.outcome($$SELECT sss.suspend('{placement_pkey}', 'x')$$), '42809: "placement_pkey" is not a table or view', 'an index');
SELECT is(pg_temp.error($$SELECT sss.suspend('{was}', 'x')$$), '42809: "was" is temporary | A suspension outlives the session. | Detach its rules with sss.detach().', 'a temporary table');
CREATE TABLE parted (id integer) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parted DEFAULT;
SELECT is(pg_temp.error($$SELECT sss.suspend('{part}', 'x')$$), '42809: "part" is a partition | Name the partitioned table, suspend.parted.', 'a partition');
SELECT is(pg_temp.outcome($$SELECT sss.suspend('{sss.journal}', 'x')$$), '42704: no rule is attached to the relations, and no facts view reads them', 'a table of ours');
SELECT is(pg_temp.error(format('SELECT sss.suspend(%L, %s)', '{unrelated}', reason)), '22023: no reason is given | Name the migration: sss.health() and sss.verify() show the reason until the rules are resumed.', 'no reason: ' || reason) FROM unnest(ARRAY['NULL', ''' ''']) AS reason;
SELECT is(pg_temp.error('SELECT * FROM sss.resume(0)'), '42704: suspension 0 does not exist | View sss.suspended has the suspensions that are not resumed yet.', 'an unknown suspension');
SELECT is(pg_temp.error('SELECT * FROM sss.plan_resume(NULL)'), '22004: argument "suspension" must not be NULL', 'NULL');
SELECT is(pg_temp.error(format('SELECT * FROM sss.%s(%s, renamed => %L)', f, :suspension, given)), expected, format('%s: renamed %s', f, given))
  FROM (VALUES
	('[]', '22023: argument "renamed" must be an object | Write {"schema.old": "schema.new", "schema.old.column": "new column"}.'),
	('"x"', '22023: argument "renamed" must be an object | Write {"schema.old": "schema.new", "schema.old.column": "new column"}.'),
	('null', '22023: argument "renamed" must be an object | Write {"schema.old": "schema.new", "schema.old.column": "new column"}.'),
	('{"placement": "x.y"}', '22023: argument "renamed" names "placement", which is no qualified name, or gives none for it | Name relations as schema.relation, and columns as schema.relation.column.'),
	('{"suspend.placement": "y"}', '22023: argument "renamed" names "suspend.placement", which is no qualified name, or gives none for it | Name relations as schema.relation, and columns as schema.relation.column.'),
	('{"a.b.c.d": "y"}', '22023: argument "renamed" names "a.b.c.d", which is no qualified name, or gives none for it | Name relations as schema.relation, and columns as schema.relation.column.'),
	('{"\"": "y"}', '22023: argument "renamed" names """, which is no qualified name, or gives none for it | Name relations as schema.relation, and columns as schema.relation.column.'),
	('{"suspend.placement": 1}', '22023: argument "renamed" gives no text for "suspend.placement" | Give the new name, or for a relation whose rules are not to come back, null.'),
	('{"suspend.placement.id": null}', '22023: argument "renamed" gives no text for "suspend.placement.id" | Give the new name, or for a relation whose rules are not to come back, null.'),
	('{"suspend.unrelated": "x.y"}', '42704: argument "renamed" names suspend.unrelated, which is not suspended | The suspension has suspend."Between", suspend."On it", suspend."Org''s", suspend.facts, suspend.placement. | Name relations as they were called when they were suspended.')) AS v (given, expected),
	unnest('{resume,plan_resume}'::text[]) AS f;
SELECT is(pg_temp.error(format('SELECT * FROM sss.resume(%s, definitions => %L)', :suspension, given)), expected, format('definitions %s', given))
  FROM (VALUES
	('[]', '22023: argument "definitions" must be an object | Write {"schema.view": "SELECT ..."}.'),
	('{"suspend.facts.id": "x"}', '22023: argument "definitions" names "suspend.facts.id", which is no qualified name, or gives none for it | Name views as schema.view.'),
	('{"suspend.facts": null}', '22023: argument "definitions" gives no text for "suspend.facts" | Give the query of the view.')) AS v (given, expected);
SELECT is((SELECT string_agg(format('%s %s: %s', kind, object, problem), '; ') FROM sss.plan_resume(:suspension, definitions => '{"suspend.facts": "SELECT 1; DROP TABLE suspend.placement"}') WHERE problem IS NOT NULL),
	'view suspend.facts: the definition is not one query; view suspend."On it": relation "suspend.facts" does not exist', 'a definition that is more than a query');
SET ROLE suspend_other;
SELECT is((SELECT count(*) FROM sss.plan_resume(:suspension) WHERE problem LIKE 'permission denied to act as role%'), 0::bigint, 'a member of the owner may plan');
RESET ROLE;
CREATE ROLE suspend_stranger;
SET ROLE suspend_stranger;
SELECT is(pg_temp.error(format('SELECT * FROM sss.resume(%s, renamed => %L)', :suspension, '{"suspend.facts": null}')), format('42501: permission denied to resume suspension %s | Let a member of role "suspend_owner", or a superuser, call the function.', :suspension), 'nobody else resumes, nor leaves out');
SELECT is(pg_temp.outcome(format('SELECT * FROM sss.plan_resume(%s)', :suspension)), format('42501: permission denied to resume suspension %s', :suspension), 'nor plans it');
SELECT throws_ok('SELECT * FROM sss.suspensions', '42501', NULL, 'nor reads what is kept');
RESET ROLE;

-- 2. All of it comes back.
CREATE TEMP TABLE before AS SELECT shown(), (SELECT count(*) FROM sss.journal) AS lines;
SELECT is((SELECT count(*) FROM sss.plan_resume(:suspension) WHERE problem IS NULL), 9::bigint, 'the plan has three views, two exemptions, three attachments and a violation');
SELECT is(shown(), b.shown, 'and changes nothing') FROM before AS b;
SELECT is((SELECT count(*) FROM sss.journal), b.lines, 'nor writes a line') FROM before AS b;
SET ROLE suspend_owner;
SET LOCAL client_min_messages = error;
SELECT is((SELECT array_agg(concat_ws(' ', kind, object, note, key, verdict, provision)) FROM sss.resume(:suspension)), format('{"view suspend.\"Between\" as it was","view suspend.facts as it was","view suspend.\"On it\" as it was","waiver suspend.facts %s","baseline suspend.facts %s","attachment suspend.placement checked: constraint","attachment suspend.placement columns: log","attachment suspend.facts sss_placement: enforce","violation suspend.facts sss_placement {2} violation 1.4/2"}', :waiver, :baseline)::text[], 'resume() says what it did, and what is new');
RESET ROLE;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT is(shown(), w.shown, 'the views are as they were') FROM was AS w;
SELECT is((SELECT string_agg(a::text, E'\n' ORDER BY a::text) FROM sss.attachments AS a), w.attachments, 'so are the attachments') FROM was AS w;
SELECT is(found(), NULL, 'and nothing is wrong');
SELECT is(status, 'ok', 'for monitoring either') FROM sss.health();
ALTER TABLE placement DROP CONSTRAINT checked;
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (3)'), :'refused', 'the trigger refuses');
SELECT is(pg_temp.outcome('UPDATE placement SET since = since + 1 WHERE id = 1'), 'done', 'the baseline exempts');
SELECT is(pg_temp.outcome('DELETE FROM placement WHERE id = 7; INSERT INTO placement VALUES (7)'), 'done', 'the waiver as well');
SELECT is((SELECT array_agg(status ORDER BY id) FROM sss.waiver_status()), '{used}', 'it is used');
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT alike(pg_temp.error(format('SELECT * FROM sss.resume(%s)', :suspension)), format('55000: suspension %s is already resumed | It was resumed at %%, by suspend_owner.', :suspension), 'not twice');
SELECT is(pg_temp.outcome('DROP TABLE "Org''s"'), '2BP01: cannot drop table "Org''s" because other objects depend on it', 'the view holds its tables again');

-- 3. What cannot be brought back is named, all of it, and nothing changes.
CREATE MATERIALIZED VIEW stored AS SELECT id FROM "On it";
CREATE FUNCTION reads(facts) RETURNS integer LANGUAGE sql AS 'SELECT $1.id';
CREATE TABLE guarded (id integer);
CREATE POLICY by_facts ON guarded USING (id IN (SELECT f.id FROM facts AS f));
CREATE TEMP VIEW mine AS SELECT id FROM facts;
ALTER TABLE placement DISABLE TRIGGER columns, DISABLE TRIGGER columns_companion;
SELECT is(pg_temp.error($$SELECT sss.suspend('{placement}', 'x')$$), $$55000: the rules cannot be suspended, because not all could be brought back | attachment "columns" of suspend.placement cannot be attached again as it is: trigger "columns" of relation "placement" is not enabled
function suspend.reads(suspend.facts) depends on view suspend.facts
policy by_facts on table suspend.guarded depends on view suspend.facts
rule _RETURN on materialized view suspend.stored depends on view suspend."On it"
view $$ || (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema()) || $$.mine is temporary | Mend this, or drop it and create it again after sss.resume().$$, 'all obstacles at once');
SELECT is(shown(), (SELECT w.shown FROM was AS w), 'nothing has changed');
DROP MATERIALIZED VIEW stored;
DROP FUNCTION reads(facts);
DROP TABLE guarded;
DROP VIEW mine;
ALTER TABLE placement ENABLE TRIGGER columns, ENABLE TRIGGER columns_companion;

-- A view of another owner, and one whose owner could not create it.
ALTER VIEW "On it" OWNER TO suspend_stranger;
SET ROLE suspend_owner;
SELECT is(pg_temp.error($$SELECT sss.suspend('{placement}', 'x')$$), '42501: permission denied to suspend rules | Relations that would be suspended and belong to other roles: suspend."On it". | Let a member of their owners, or a superuser, call sss.suspend().', 'a view of somebody else');
RESET ROLE;
SELECT is(pg_temp.error($$SELECT sss.suspend('{placement}', 'x')$$), '55000: the rules cannot be suspended, because not all could be brought back | view suspend."On it" could not be brought back: permission denied for schema suspend | Mend this, or drop it and create it again after sss.resume().', 'of somebody who may not create it any more');
ALTER VIEW "On it" OWNER TO suspend_owner;

-- 4. Deferred checks run first.
SELECT sss.detach('placement', 'columns'), sss.detach('facts') \g /dev/null
UPDATE "Org's" SET "Kind" = 'youth_house';
DELETE FROM placement;
SELECT * FROM sss.attach_view('facts', 'placement', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO placement VALUES (4); SELECT sss.suspend('{placement}', 'x')$$), :'refused', 'a pending check of a view');
SELECT sss.detach('facts'), sss.attach('placement', 'placement', '{category=kind,basis=basis,provider=kind,on_date=since}', mode => 'log', name => 'other') \g /dev/null
SELECT sss.detach('placement', 'other') \g /dev/null
CREATE TABLE direct (id integer PRIMARY KEY, kind text DEFAULT 'orphan', basis text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15');
CREATE TABLE beside (LIKE direct INCLUDING ALL);
SELECT sss.attach('direct', 'placement', '{category=kind,basis=basis,provider=org,on_date=since}', mode => 'enforce', timing => 'deferred'),
	sss.attach('beside', 'placement', '{category=kind,basis=basis,provider=org,on_date=since}', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO direct VALUES (4); SELECT sss.suspend('{direct}', 'x')$$), :'refused', 'and of columns');
SELECT is(pg_temp.outcome($$INSERT INTO direct VALUES (4); SELECT sss.detach('direct')$$), '55006: relation "direct" has pending trigger events', 'sss.detach() loses none either');
SELECT sss.suspend('{direct}', 'x') AS suspension \gset
SELECT is(pg_temp.outcome('INSERT INTO beside VALUES (5); UPDATE beside SET kind = ''referred_to_special_organization'', basis = ''court_act'', org = ''special_organization'''), 'done', 'a table beside is still checked at the end');
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT is((SELECT array_agg(note) FROM sss.resume(:suspension)), '{"sss_placement: enforce"}', 'resumed');
SELECT is(timing, 'deferred', 'deferred as before') FROM sss.attachments WHERE relation = 'direct'::regclass;
SELECT sss.detach('direct'), sss.detach('beside') \g /dev/null

-- 5. A row that no function of ours wrote, as after a restore, gets no further than its writer could.
GRANT INSERT ON sss.suspensions TO suspend_stranger;
SET SESSION AUTHORIZATION suspend_stranger;
INSERT INTO sss.suspensions (id, relations, reason, kept, suspended_at, suspended_by)
	VALUES (77, '{suspend.placement}', 'forged', '{"relations": ["suspend.secret"], "exemptions": [], "attachments": [], "views": [{"name": "suspend.secret", "owner": "postgres", "definition": "SELECT rolpassword FROM pg_catalog.pg_authid", "columns": [], "rights": [{"column": null, "grantor": "postgres", "grantee": "suspend_stranger", "privilege": "SELECT", "grantable": false}]}]}', now(), 'postgres');
RESET SESSION AUTHORIZATION;
SELECT is((SELECT count(*) FROM unnest(found()) AS f WHERE f LIKE '%suspensions%number 77, restored or inserted by suspend_stranger%' OR f LIKE 'suspension 77 is not in sss.journal' OR f LIKE '%suspended%forged'), 3::bigint, 'it is named');
SELECT is((SELECT problem FROM sss.plan_resume(77)), 'permission denied to act as role "postgres": Objects and rights are brought back as the role that owned or granted them.', 'and creates nothing as another role');
SELECT sss.acknowledge('sss.suspensions', 'restored') \g /dev/null
SELECT is((SELECT hint FROM sss.plan_resume(77)), 'The suspension was inserted by role "suspend_stranger", which must be a member, too.', 'nor when it is acknowledged');
SELECT is((SELECT array_agg(note) FROM sss.resume(77, renamed => '{"suspend.secret": null}') AS r), '{"left out"}', 'what is not to come back is left out');

-- 6. A demoted attachment is demoted again, and restored by sss.restore_all().
SELECT * FROM sss.attach_view('facts', 'placement', mode => 'enforce') \g /dev/null
SELECT sss_internal.demote('facts', 'sss_placement', 'incident') \g /dev/null
SELECT sss.suspend('{placement}', 'x') AS suspension \gset
SELECT is((SELECT array_agg(note) FROM sss.resume(:suspension) WHERE kind = 'attachment'), '{"sss_placement: demoted"}', 'demoted');
SELECT is(mode, 'log', 'it logs') FROM sss.attachments;
SELECT is((SELECT count(*) FROM sss_internal.demoted), 2::bigint, 'and is meant to enforce');

-- 7. What was acknowledged of a partitioned table is, again.
CREATE TABLE parts (id integer, kind text, basis text, org text, since date, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
SELECT sss.attach('parts', 'placement', '{category=kind,basis=basis,provider=org,on_date=since}') \g /dev/null
SELECT sss.acknowledge('parts', E'it''s a \\ retention', true) \g /dev/null
ALTER TABLE parts DETACH PARTITION parts_1;
SELECT is((SELECT count(*) FROM sss.verify() WHERE relation = 'parts_1'::regclass), 0::bigint, 'a detached partition is not named');
SELECT sss.suspend('{parts}', 'x') AS suspension \gset
SELECT is((SELECT count(*) FROM sss.resume(:suspension)), 1::bigint, 'resumed');
SELECT is((SELECT count(*) FROM sss.verify() WHERE relation = 'parts_1'::regclass), 0::bigint, 'nor then');
SELECT is((SELECT array_agg(definition) FROM sss.journal WHERE action = 'acknowledge' AND relation = 'suspend.parts'), (SELECT array_agg(format('SELECT sss.acknowledge(%L, %L, true)', 'suspend.parts', E'it''s a \\ retention')) FROM generate_series(1, 2)), 'for the same reason');

-- 8. The settings of the session do not change what is kept.
SELECT sss.detach('facts', 'sss_placement') \g /dev/null
CREATE VIEW settled AS SELECT f.*, '2024-02-01'::date AS day, E'a \\ b' AS text, '1 day 2:00'::interval AS term, 0.1::float8 AS part, '\xff'::bytea AS bytes FROM facts AS f;
ALTER VIEW settled OWNER TO suspend_owner;
SELECT * FROM sss.attach_view('settled', 'placement', mode => 'enforce') \g /dev/null
CREATE TEMP TABLE settled_was AS SELECT shown(), (SELECT string_agg(a::text, E'\n' ORDER BY a::text) FROM sss.attachments AS a) AS attachments;
SET LOCAL datestyle = 'German, DMY';
SET LOCAL intervalstyle = sql_standard;
SET LOCAL extra_float_digits = -15;
SET LOCAL bytea_output = escape;
SET LOCAL quote_all_identifiers = on;
SET LOCAL search_path = '';
SELECT sss.suspend('{suspend.placement}', 'x') AS suspension \gset
SET LOCAL datestyle = 'SQL, MDY';
SET LOCAL transform_null_equals = on;
SELECT count(*) FROM sss.resume(:suspension) \g /dev/null
RESET datestyle;
SET LOCAL datestyle = 'ISO, DMY';
RESET intervalstyle;
RESET extra_float_digits;
RESET bytea_output;
RESET quote_all_identifiers;
RESET transform_null_equals;
SET LOCAL search_path = suspend, public;
SELECT is(shown(), w.shown, 'the views are as they were') FROM settled_was AS w;
SELECT is((SELECT string_agg(a::text, E'\n' ORDER BY a::text) FROM sss.attachments AS a), w.attachments, 'so are the attachments') FROM settled_was AS w;

SELECT * FROM finish();
ROLLBACK;
