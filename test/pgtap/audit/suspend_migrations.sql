-- Migrations of an application between sss.suspend() and sss.resume(), as their tools write them. The SQL is what Django, Alembic, Rails
-- and sequelize send to PostgreSQL; the tools themselves need not be installed.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
BEGIN;
\ir ../common.psql
CREATE SCHEMA moved;
SET LOCAL search_path = moved, public;
SELECT plan(70);
\set refused 'sss_placement: basis violation 1.4/2'

CREATE FUNCTION found() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(concat_ws(' ', relation, attachment, problem) ORDER BY relation::text, problem) FROM sss.verify()
$$;
CREATE FUNCTION resumed(of_reason text, renamed text DEFAULT '{}', definitions text DEFAULT '{}') RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(concat_ws(' ', kind, object, note, key))
	  FROM sss.suspended AS s, sss.resume(s.id, renamed::jsonb, definitions::jsonb) WHERE s.reason = of_reason
$$;
CREATE FUNCTION planned(of_reason text, renamed text DEFAULT '{}', definitions text DEFAULT '{}') RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(concat_ws(' ', kind, object, ': ' || problem)) FILTER (WHERE problem IS NOT NULL)
	  FROM sss.suspended AS s, sss.plan_resume(s.id, renamed::jsonb, definitions::jsonb) WHERE s.reason = of_reason
$$;
-- A waiver for case 7, in force as long as it names the case.
CREATE FUNCTION waived(relation regclass) RETURNS bigint LANGUAGE sql AS $$
	SELECT sss.grant_waiver(relation, 'placement', '{7}', '1', '2024-01-15', 'Akimat', '[2024-01-01,2027-12-31]', 'basis', '1.4/2')
$$;

-- The application: children, placements by codes of its own, and a facts view over both.
CREATE TABLE kinds (id integer PRIMARY KEY, code text NOT NULL UNIQUE);
INSERT INTO kinds VALUES (1, 'orphan'), (2, 'deviant_behavior');
CREATE TABLE placement (id integer PRIMARY KEY, kind integer NOT NULL DEFAULT 1 REFERENCES kinds, basis text NOT NULL DEFAULT 'local_executive_decision', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15');
CREATE VIEW facts AS
	SELECT p.id, k.id AS kind_id, k.code::sss.recipient_category AS category, p.basis::sss.placement_basis AS basis, p.org::sss.provider_type AS provider, p.since AS on_date
	  FROM placement AS p JOIN kinds AS k ON k.id = p.kind;
SELECT * FROM sss.attach_view('facts', 'placement', mode => 'enforce') \g /dev/null
SELECT waived('facts') AS waiver \gset
INSERT INTO placement VALUES (1);
SET LOCAL client_min_messages = error;
SAVEPOINT before;

-- 1. Renames alone need no suspension.
ALTER TABLE placement RENAME TO stay;
ALTER TABLE stay RENAME since TO begins;
SELECT is(pg_temp.outcome('INSERT INTO stay VALUES (2, 1, ''court_act'')'), :'refused', 'a renamed table is still checked');
ROLLBACK TO before;

-- 2. Without sss.suspend(), the view stands in the way.
SELECT is(pg_temp.outcome('ALTER TABLE placement ALTER COLUMN since TYPE timestamp'), '0A000: cannot alter type of a column used by a view or rule', 'a type');
SELECT is(pg_temp.outcome('ALTER TABLE placement DROP COLUMN since'), '2BP01: cannot drop column since of table placement because other objects depend on it', 'a column');
SELECT is(pg_temp.outcome('DROP TABLE placement'), '2BP01: cannot drop table placement because other objects depend on it', 'a table');

-- 3. Alembic: a column's type. The view goes on as it was.
SELECT sss.suspend('{placement}', 'ae1027a6acf') \g /dev/null
ALTER TABLE placement ALTER COLUMN id TYPE BIGINT;
ALTER TABLE placement ALTER COLUMN basis TYPE VARCHAR(40);
INSERT INTO placement VALUES (7, 1, 'court_act'), (8, 1, 'court_act');
SELECT is(resumed('ae1027a6acf'), format('{"view moved.facts as it was","waiver moved.facts %s","attachment moved.facts sss_placement: enforce","violation moved.facts sss_placement {8}"}', :waiver)::text[], 'another type: what was written meanwhile and breaks the rule is named, unless it is exempt');
SELECT is(found(), NULL, 'nothing is wrong');
SELECT is(pg_temp.outcome('UPDATE placement SET since = since + 1 WHERE id = 7'), 'done', 'the waiver holds');
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (9, 1, ''court_act'')'), :'refused', 'the rule is enforced');
ROLLBACK TO before;

-- 4. Django: a column of another type. "DROP COLUMN ... CASCADE" would have dropped the view.
SELECT sss.suspend(ARRAY['placement']::regclass[], '0017_basis') \g /dev/null
ALTER TABLE "placement" ADD COLUMN "basis_code" varchar(40) DEFAULT 'court_act' NOT NULL;
ALTER TABLE "placement" ALTER COLUMN "basis_code" DROP DEFAULT;
UPDATE "placement" SET "basis_code" = "placement"."basis";
ALTER TABLE "placement" DROP COLUMN "basis" CASCADE;
SELECT is(planned('0017_basis'), '{"view moved.facts : column p.basis does not exist"}', 'the view does not fit any more');
SELECT throws_like($$SELECT resumed('0017_basis')$$, 'suspension % cannot be resumed', 'so nothing is resumed');
SELECT is((SELECT count(*) FROM pg_views WHERE schemaname = 'moved'), 0::bigint, 'at all');
SELECT is((SELECT array_agg(hint) FROM sss.suspended AS s, sss.plan_resume(s.id) WHERE problem IS NOT NULL), '{"Create the view in the migration, or give its query in argument \"definitions\"."}', 'the hint');
SELECT is(planned('0017_basis', '{}', '{"moved.facts": "SELECT id AS number FROM placement"}'), '{"view moved.facts : relation \"placement\" does not exist"}', 'names in a definition need their schema');
SELECT is(resumed('0017_basis', '{}', $${"moved.facts": "SELECT p.id, k.id AS kind_id, k.code::sss.recipient_category AS category, p.basis_code::sss.placement_basis AS basis, p.org::sss.provider_type AS provider, p.since AS on_date FROM moved.placement AS p JOIN moved.kinds AS k ON k.id = p.kind"}$$),
	format('{"view moved.facts as given","waiver moved.facts %s","attachment moved.facts sss_placement: enforce"}', :waiver)::text[], 'the definition that is given');
SELECT is(found(), NULL, 'nothing is wrong');
SELECT is(pg_temp.outcome($$INSERT INTO placement (id, basis_code) VALUES (9, 'court_act')$$), :'refused', 'the rule is enforced');
SELECT is(pg_temp.outcome($$INSERT INTO placement (id, basis_code) VALUES (7, 'court_act')$$), 'done', 'the waiver holds');
ROLLBACK TO before;

-- 5. Rails: a column is dropped and made anew, under its name; the migration makes the view itself.
SELECT sss.suspend(ARRAY['placement']::regclass[], '20240115103000') \g /dev/null
ALTER TABLE "placement" DROP COLUMN "since";
ALTER TABLE "placement" ADD "since" timestamp(6) DEFAULT '2024-01-15' NOT NULL;
CREATE VIEW facts AS
	SELECT p.id AS case_id, k.id AS kind_id, k.code::sss.recipient_category AS category, p.basis::sss.placement_basis AS basis, p.org::sss.provider_type AS provider, p.since::date AS on_date
	  FROM placement AS p JOIN kinds AS k ON k.id = p.kind;
SELECT is(planned('20240115103000'), '{"waiver moved.facts : relation moved.facts has no column id","attachment moved.facts : view \"facts\" has no column \"id\": It is named in argument \"key\"."}', 'its key has another name now');
SELECT is(resumed('20240115103000', '{"moved.facts.id": "case_id"}'),
	format('{"view moved.facts made by the migration","waiver moved.facts %s","attachment moved.facts sss_placement: enforce"}', :waiver)::text[], 'which is mapped');
SELECT is(found(), NULL, 'nothing is wrong');
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (9, 1, ''court_act'')'), :'refused', 'the rule is enforced');
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (7, 1, ''court_act'')'), 'done', 'the waiver holds');
ROLLBACK TO before;

-- A view of that name that somebody else made is not taken for it.
CREATE ROLE moved_other;
GRANT ALL ON SCHEMA moved TO moved_other;
SELECT sss.suspend('{placement}', 'taken') \g /dev/null
SET ROLE moved_other;
CREATE VIEW moved.facts AS SELECT 1 AS id;
RESET ROLE;
SELECT is(planned('taken'), format('{"view moved.facts : view moved.facts belongs to moved_other, but belonged to %I"}', session_user)::text[], 'a view of another owner');
DROP VIEW facts;
CREATE TABLE facts ();
SELECT is(planned('taken'), '{"view moved.facts : moved.facts is not a view"}', 'a table of that name');
ROLLBACK TO before;

-- 6. sequelize: partitioning by CREATE TABLE AS and swap; columns and a waiver of the table itself.
CREATE VIEW looked_up AS SELECT id, code::sss.recipient_category AS category FROM kinds;
SELECT sss.attach('placement', 'placement', '{basis=basis,provider=org,on_date=since}', lookup => 'looked_up', lookup_by => '{kind=id}', mode => 'enforce', name => 'direct') \g /dev/null
CREATE TABLE direct (id integer PRIMARY KEY, kind text DEFAULT 'orphan', basis text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15');
SELECT sss.attach('direct', 'placement', '{category=kind,basis=basis,provider=org,on_date=since}') \g /dev/null
INSERT INTO direct VALUES (1);
SELECT sss.set_mode('direct', 'enforce');
SELECT waived('direct') AS direct_waiver \gset
SELECT sss.baseline('direct') AS direct_baseline \gset
CREATE TEMP TABLE was AS SELECT found();
SELECT sss.suspend('{direct,placement}', 'partitioning') \g /dev/null
CREATE TABLE "moved"."direct_new" ("id" INTEGER NOT NULL, "kind" text DEFAULT 'orphan', "basis" text DEFAULT 'court_act', "org" text DEFAULT 'youth_house', "since" date NOT NULL DEFAULT '2024-01-15') PARTITION BY RANGE ("id");
CREATE TABLE "moved"."direct_1" PARTITION OF "moved"."direct_new" FOR VALUES FROM (0) TO (100);
ALTER TABLE "moved"."direct_new" ADD PRIMARY KEY ("id");
INSERT INTO "moved"."direct_new" SELECT * FROM "moved"."direct";
ALTER TABLE "moved"."direct" RENAME TO "direct_old";
ALTER TABLE "moved"."direct_new" RENAME TO "direct";
CREATE TABLE placement_new AS SELECT * FROM placement;
ALTER TABLE placement_new ADD PRIMARY KEY (id), ALTER kind SET NOT NULL, ALTER kind SET DEFAULT 1;
DROP TABLE placement;
ALTER TABLE placement_new RENAME TO placement;
SELECT is(resumed('partitioning'), format('{"view moved.facts as it was","waiver moved.facts %s","waiver moved.direct %s","baseline moved.direct %s","attachment moved.direct sss_placement: enforce","attachment moved.facts sss_placement: enforce","attachment moved.placement direct: enforce"}', :waiver, :direct_waiver, :direct_baseline)::text[], 'both tables were replaced');
SELECT is(found(), w.found, 'nothing is wrong that was not before') FROM was AS w;
SELECT is(pg_temp.outcome('INSERT INTO direct VALUES (9)'), :'refused', 'the partitioned table is checked');
SELECT is(pg_temp.outcome('INSERT INTO direct_1 VALUES (9)'), :'refused', 'so is its partition');
SELECT is(pg_temp.outcome('INSERT INTO direct VALUES (7)'), 'done', 'the waiver names its case');
SELECT is(pg_temp.outcome('DELETE FROM direct WHERE id = 1; INSERT INTO direct VALUES (1)'), 'done', 'so does the baseline');
SELECT is(relation::text, 'direct', 'it is of the new table') FROM sss.baselines WHERE id = :direct_baseline;
ROLLBACK TO before;

-- 7. The table is renamed and its columns, too, while the rules are suspended; columns of two tables are bound.
CREATE TABLE direct (id integer PRIMARY KEY, kind text DEFAULT 'orphan', basis text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15');
SELECT sss.attach('direct', 'placement', '{category=kind,basis=basis,provider=org,on_date=since}', mode => 'enforce', key => '{id,kind}') \g /dev/null
SELECT sss.grant_waiver('direct', 'placement', '{7,orphan}', '1', '2024-01-15', 'Akimat', '[2024-01-01,2027-12-31]', 'basis', '1.4/2') AS direct_waiver \gset
SELECT sss.suspend('{direct}', 'renamed') \g /dev/null
ALTER TABLE direct RENAME TO "Child's stay";
ALTER TABLE "Child's stay" RENAME kind TO "Kind=x";
ALTER TABLE "Child's stay" RENAME since TO begins;
ALTER TABLE "Child's stay" ALTER "Kind=x" TYPE varchar(80);
SELECT is(planned('renamed'), '{"waiver moved.direct : relation moved.direct does not exist","attachment moved.direct : relation moved.direct does not exist"}', 'the old name means nothing');
SELECT is((SELECT min(hint) FROM sss.suspended AS s, sss.plan_resume(s.id) WHERE kind = 'attachment'), 'Name what it is called now in argument "renamed", or give null for it if its rules are not to come back.', 'the hint');
SELECT is(planned('renamed', '{"moved.direct": "moved.\"Child''s stay\""}'), '{"waiver moved.\"Child''s stay\" : relation moved.\"Child''s stay\" has no column kind","attachment moved.\"Child''s stay\" : column \"kind\" of relation \"Child''s stay\" does not exist"}', 'nor do the old names of columns');
SELECT is(resumed('renamed', '{"moved.direct": "moved.\"Child''s stay\"", "moved.direct.kind": "Kind=x", "moved.direct.since": "begins"}'), format('{"waiver moved.\"Child''s stay\" %s","attachment moved.\"Child''s stay\" sss_placement: enforce"}', :direct_waiver)::text[], 'all names are mapped');
SELECT is(found(), NULL, 'nothing is wrong');
SELECT is(pg_temp.outcome('INSERT INTO "Child''s stay" VALUES (9)'), :'refused', 'the rule is enforced');
SELECT is(pg_temp.outcome('INSERT INTO "Child''s stay" VALUES (7)'), 'done', 'the waiver holds');
ROLLBACK TO before;

-- 8. A split: one table of events becomes two, and the cases have another table.
SELECT sss.suspend('{placement}', 'split') \g /dev/null
CREATE TABLE arrival (id integer PRIMARY KEY, kind integer NOT NULL DEFAULT 1 REFERENCES kinds, since date DEFAULT '2024-01-15');
CREATE TABLE decision (id integer PRIMARY KEY, arrival integer NOT NULL REFERENCES arrival, basis text NOT NULL DEFAULT 'local_executive_decision', org text DEFAULT 'youth_house');
INSERT INTO arrival SELECT id, kind, since FROM placement;
INSERT INTO decision SELECT id, id, basis, org FROM placement;
DROP TABLE placement;
SELECT is(resumed('split', '{}', $${"moved.facts": "SELECT d.id, a.id AS arrival_id, k.id AS kind_id, k.code::sss.recipient_category AS category, d.basis::sss.placement_basis AS basis, d.org::sss.provider_type AS provider, a.since AS on_date FROM moved.decision AS d JOIN moved.arrival AS a ON a.id = d.arrival JOIN moved.kinds AS k ON k.id = a.kind"}$$),
	format('{"view moved.facts as given","waiver moved.facts %s","attachment moved.facts sss_placement: enforce"}', :waiver)::text[], 'the view reads other tables');
SELECT is((SELECT array_agg(relation::text ORDER BY relation::text) FROM sss.attached_tables), '{arrival,decision,kinds}', 'which are guarded, all of them');
SELECT is(found(), NULL, 'nothing is wrong');
SELECT is(pg_temp.outcome('INSERT INTO arrival VALUES (9); INSERT INTO decision VALUES (9, 9, ''court_act'')'), :'refused', 'the rule is enforced');
ROLLBACK TO before;

-- 9. Two views on one table, and a view on a facts view that is a facts view itself.
CREATE VIEW more AS SELECT * FROM facts WHERE id > 0;
CREATE VIEW other AS SELECT id AS number, 'orphan'::sss.recipient_category AS category, basis::sss.placement_basis AS basis, org::sss.provider_type AS provider, since AS on_date FROM placement;
SELECT * FROM sss.attach_view('more', 'placement', mode => 'log', name => 'more') \g /dev/null
SELECT * FROM sss.attach_view('other', 'placement', mode => 'enforce', name => 'other') \g /dev/null
SELECT sss.suspend('{kinds}', 'two') \g /dev/null
SELECT is((SELECT array_agg(relation::text) FROM sss.attachments), '{other}', 'a view that does not read the table stays');
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (9, 2, ''court_act'')'), 'other: basis violation 1.4/2', 'and is enforced');
SELECT is((SELECT count(*) FROM unnest(resumed('two'))), 5::bigint, 'the two others come back');
SELECT sss.suspend('{placement}', 'three') \g /dev/null
ALTER TABLE placement ALTER since TYPE timestamp;
SELECT is((SELECT count(*) FROM unnest(resumed('three', '{}', $${"moved.facts": "SELECT p.id, k.id AS kind_id, k.code::sss.recipient_category AS category, p.basis::sss.placement_basis AS basis, p.org::sss.provider_type AS provider, p.since::date AS on_date FROM moved.placement AS p JOIN moved.kinds AS k ON k.id = p.kind"}$$))), 7::bigint, 'all three');
SELECT is((SELECT array_agg(format('%s %s', relation, mode) ORDER BY relation::text) FROM sss.attachments), '{"facts enforce","more log","other enforce"}', 'each in its mode');
SELECT is(found(), NULL, 'nothing is wrong');
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (9, 2, ''court_act'')'), 'other: basis violation 1.4/2', 'and is enforced');
ROLLBACK TO before;

-- 10. A facts view is replaced itself: it is named, and comes back with another column.
SELECT sss.suspend('{facts}', 'the view') \g /dev/null
SELECT is((SELECT count(*) FROM unnest(resumed('the view', '{}', $${"moved.facts": "SELECT p.basis::sss.placement_basis AS basis, p.id, k.id AS kind_id, k.code::sss.recipient_category AS category, p.org::sss.provider_type AS provider, p.since AS on_date FROM moved.placement AS p JOIN moved.kinds AS k ON k.id = p.kind"}$$))), 3::bigint, 'a view is suspended by its own name');
SELECT is(found(), NULL, 'nothing is wrong');
ROLLBACK TO before;

-- 11. A migration that fails half way, and one that is rolled back.
SELECT sss.suspend('{placement}', 'fails') \g /dev/null
SAVEPOINT migration;
ALTER TABLE placement DROP COLUMN org;
SELECT is(pg_temp.outcome('ALTER TABLE placement DROP COLUMN nothing'), '42703: column "nothing" of relation "placement" does not exist', 'the migration fails');
ROLLBACK TO migration;
SELECT is((SELECT count(*) FROM unnest(resumed('fails'))), 3::bigint, 'its changes are rolled back, and the rules resumed');
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (9, 1, ''court_act'')'), :'refused', 'the rule is enforced');
ROLLBACK TO before;
SELECT sss.suspend('{placement}', 'rolled back') \g /dev/null
DROP TABLE placement;
ROLLBACK TO before;
SELECT is((SELECT count(*) FROM sss.suspended), 0::bigint, 'with the migration its suspension is rolled back');
SELECT is(pg_temp.outcome('INSERT INTO placement VALUES (9, 1, ''court_act'')'), :'refused', 'the rule is enforced');

-- 12. A table that the new view does not read any more, a rule that is not to come back, and what was left out.
SELECT * FROM sss.attach_view('facts', 'placement', leave_out => '{kinds}', mode => 'enforce', replace => true) \g /dev/null
SELECT sss.suspend('{placement}', 'left out') \g /dev/null
SELECT is(planned('left out', '{"moved.kinds": "moved.none"}'), NULL, 'a name for what is not bound does no harm');
SAVEPOINT one;
SELECT is(resumed('left out'), format('{"view moved.facts as it was","waiver moved.facts %s","attachment moved.facts sss_placement: enforce"}', :waiver)::text[], 'resumed');
SELECT is((SELECT array_agg(relation::text) FROM sss.attached_tables), '{placement}', 'what was left out is left out again');
SELECT is(found(), NULL, 'nothing is wrong');
ROLLBACK TO one;
SELECT is(resumed('left out', '{"moved.facts": null}'), '{"view moved.facts left out","attachment moved.facts sss_placement: left out"}', 'a rule that is not to come back');
SELECT is(found(), NULL, 'nobody misses it');
SELECT is(definition, format('SELECT * FROM sss.resume(%s, renamed => ''{"moved.facts": null}'', definitions => ''{}'')', number), 'the journal says so') FROM sss.journal WHERE action = 'resume' ORDER BY at DESC LIMIT 1;
ROLLBACK TO before;

-- 13. Open cases of the log stay open meanwhile.
SELECT sss.set_mode('facts', 'log');
INSERT INTO placement VALUES (11, 1, 'court_act');
SELECT sss.compact() \g /dev/null
SELECT sss.suspend('{placement}', 'log') \g /dev/null
SELECT sss.compact() \g /dev/null
SELECT is((SELECT count(*) FROM sss.violations WHERE resolved IS NULL AND key = '{11}'), 1::bigint, 'sss.compact() does not close them');
SELECT is((SELECT count(*) FROM unnest(resumed('log')) AS r WHERE r LIKE 'violation%'), 0::bigint, 'and they are not new');
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', relation, key, count, reason)) FROM sss.violations WHERE resolved IS NULL), '{"moved.facts {11} 1"}', 'when the rules are back they are open, too');
UPDATE placement SET org = 'guardian' WHERE id = 11;
SELECT is((SELECT array_agg(concat_ws(' ', relation, key, count, reason)) FROM sss.violations WHERE resolved IS NULL), '{"moved.facts {11} 2"}', 'and found again as the same case');
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', relation, key, count, reason)) FROM sss.violations), '{"moved.facts {11} 2"}', 'before and after it is folded');
ROLLBACK TO before;

-- The facts view is the look-up view of another table, too, whose sessions took its columns to wait by.
CREATE TABLE notes (id integer PRIMARY KEY, placement_id integer, basis text, since date);
SELECT sss.attach('notes', 'placement', '{basis=basis,on_date=since}', lookup => 'facts', lookup_by => '{placement_id=id}', mode => 'enforce') \g /dev/null
CREATE TEMP TABLE locks_before AS SELECT l.lock_by FROM sss_internal.lock_columns('notes', 'sss_placement') AS l;
SELECT sss.suspend('{placement}', 'both') \g /dev/null
SELECT is(resumed('both'), format('{"view moved.facts as it was","waiver moved.facts %s","attachment moved.facts sss_placement: enforce","attachment moved.notes sss_placement: enforce"}', :waiver)::text[], 'both come back');
SELECT results_eq($$SELECT l.lock_by FROM sss_internal.lock_columns('notes', 'sss_placement') AS l$$, 'TABLE locks_before', 'with the same columns to wait by');

SELECT * FROM finish();
ROLLBACK;
