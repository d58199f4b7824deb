-- Attaching a rule with a facts view: arguments that are refused before anything changes, the triggers created, and their description.
-- Annex 1, paragraph 4: orphans by decision of the local executive body or referral (part 2).
BEGIN;
\ir ../common.psql
CREATE SCHEMA facts_attach;
SET LOCAL search_path = facts_attach, public;
SELECT plan(114);

CREATE TABLE cases (id integer PRIMARY KEY, osn text, number bigint, note text);
CREATE TABLE links (case_id integer, category text, n serial);
CREATE VIEW facts AS SELECT c.id, l.category, c.osn AS basis, 'youth_house'::text AS provider, '2024-02-29'::date AS on_date, c.number
	FROM cases AS c JOIN links AS l ON l.case_id = c.id;
CREATE FUNCTION triggers(of_table regclass DEFAULT 'facts_attach.cases') RETURNS text LANGUAGE sql AS
	'SELECT string_agg(tgname, '' '' ORDER BY tgname) FROM pg_trigger WHERE tgrelid = of_table AND NOT tgisinternal';
CREATE FUNCTION attempt(view text, columns text[] DEFAULT NULL, via text[] DEFAULT NULL, key text[] DEFAULT NULL, rule text DEFAULT 'placement', relation text DEFAULT 'cases', required text[] DEFAULT '{}') RETURNS text LANGUAGE sql AS
	$$SELECT pg_temp.outcome(format('SELECT sss_internal.attach_table(%L, %L, %L, lookup => %L, lookup_by => %L, key => %L, required => %L)', relation, rule, columns, view, via, key, required))$$;

-- 1. Views that cannot be: each a clear error, and nothing attached.
CREATE VIEW no_key AS SELECT category, basis, provider, on_date FROM facts;
SELECT is(attempt('no_key'), '42703: facts view "no_key" has no column "id"', 'no key column');
SELECT is(attempt('facts', via => '{id=no}'), '42703: facts view "facts" has no column "no"', 'a view column that is not there');
SELECT is(attempt('facts', via => '{no=id}'), '42703: column "no" of relation "cases" does not exist', 'a column of the table that is not there');
SELECT is(attempt('facts', via => '{id}'), '22023: invalid element of argument "lookup_by"', 'no pair');
SELECT is(attempt('facts', via => '{ctid=id}'), '42P10: cannot bind system column "ctid"', 'a system column');
SELECT matches(attempt('facts', via => '{id=ctid}'), '^42703:', 'of the view, which has none');
SELECT matches(attempt('facts', via => '{id=id,id=id}'), '^42701:', 'a column twice');
SELECT is(attempt('facts', via => '{NULL}'), '22004: argument "lookup_by" must not contain NULL', 'a NULL');
SELECT matches(attempt('facts', via => '{id=category}'), '^42804: .*cannot be compared', 'columns of other types');
SELECT matches(attempt('facts', via => '{osn=id}'), '^42804: .*cannot be compared', 'the other way round');
SELECT is(attempt('facts', key => '{no}'), '42703: facts view "facts" has no column "no"', 'a key that the view does not have');
CREATE VIEW no_basis AS SELECT id, category, provider, on_date FROM facts;
SELECT matches(attempt('no_basis'), '^(22023|42703): .*basis', 'a role is missing');
CREATE VIEW no_role AS SELECT id, number FROM facts;
SELECT matches(attempt('no_role'), '^(22023|42703): ', 'all of them are');
SELECT matches(attempt('facts', rule => 'service'), '^(22023|42703): ', 'those of another rule');
SELECT matches(attempt('facts', columns => '{waif=osn}'), '^22023: ', 'a role that the rule does not have');
SELECT matches(attempt('facts', columns => '{service=osn}'), '^22023: ', 'a role of another rule');
SELECT matches(attempt('facts', columns => '{basis=osn,basis=note}'), '^(22023|42701): ', 'a role twice');
SELECT matches(attempt('facts', columns => '{basis=number}'), '^42804: ', 'a column of a wrong type');
SELECT is(attempt('facts', rule => 'adoption'), '22023: unrecognized rule "adoption"', 'a rule that is none');
SELECT matches(attempt('facts', required => '{stay}'), '^22023: ', 'a required role that is not bound');
SELECT matches(attempt('facts', required => '{waif}'), '^22023: ', 'or that is none');
CREATE VIEW typed AS SELECT id, category, number AS basis, provider, on_date FROM facts;
SELECT matches(attempt('typed'), '^42804: ', 'a column of the view of a wrong type');
CREATE VIEW dated AS SELECT id, category, basis, provider, now() AS on_date FROM facts;
SELECT matches(attempt('dated'), '^42804: ', 'timestamptz as a date');
CREATE MATERIALIZED VIEW stored AS SELECT * FROM facts;
SELECT is(attempt('stored'), '42809: "stored" is not a view', 'a materialized view');
SELECT is(attempt('links'), '42809: "links" is not a view', 'a table');
CREATE TEMP TABLE passing (id integer, category text, basis text, provider text);
CREATE TEMP VIEW passing_facts AS SELECT * FROM passing;
SELECT is(attempt('pg_temp.passing_facts'), '42809: facts view "passing_facts" is temporary', 'a temporary view');
CREATE FUNCTION looked_up() RETURNS text LANGUAGE sql AS 'SELECT ''youth_house''';
CREATE VIEW uncertain AS SELECT id, category, basis, facts_attach.looked_up() AS provider FROM facts;
SELECT is(attempt('uncertain'), '42P17: facts view "uncertain" calls a volatile function', 'a volatile function, which sees no earlier state');
CREATE VIEW over_uncertain AS SELECT * FROM uncertain;
SELECT is(attempt('over_uncertain'), '42P17: facts view "over_uncertain" calls a volatile function', 'in a nested view');
CREATE VIEW scattered AS SELECT id, category, basis, provider FROM facts WHERE random() > 2;
SELECT is(attempt('scattered'), '42P17: facts view "scattered" calls a volatile function', 'or in a condition');
SELECT matches(pg_temp.outcome('ALTER FUNCTION looked_up() STABLE') || attempt('over_uncertain'), '^donedone$', 'STABLE can be asked of the past');
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
SELECT is(attempt('facts', relation => 'facts'), '42809: "facts" is not a table', 'a view as the guarded table');
SELECT matches(pg_temp.outcome($$SELECT sss_internal.attach_table('links', 'placement', lookup => 'facts')$$), '^22023: relation "links" has no primary key', 'no primary key and no via');
SELECT matches(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', '{category=osn,basis=osn,provider=osn}', lookup_by => '{id=id}')$$), '^22023: argument "lookup_by" has no meaning', 'lookup_by without a view');
SELECT matches(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', lookup => 'facts', lookup_by => '{id=id}')$$), '^22023: no column of relation "cases" holds a role', 'a lookup view that yields whole cases');
SELECT matches(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', '{basis=osn}', lookup => 'facts')$$), '^22004: argument "lookup_by" is required', 'a lookup view, and no way to it');
SELECT matches(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', '{category=osn,basis=osn,provider=osn,stay=osn}', lookup => 'no_role', lookup_by => '{id=id}')$$), '^22023: lookup view "no_role" yields no role', 'a lookup view that adds nothing');
SELECT matches(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 0)$$), '^42P01: ', 'a view that is not there');
SELECT matches(pg_temp.outcome($$SELECT sss_internal.attach_table('sss.violation_log', 'placement', lookup => 'facts', lookup_by => '{relid=id}')$$), '^42809: ', 'a table of the extension');
SELECT matches(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', name => repeat('x', 64))$$), '^42602: ', 'a name that is too long');
SELECT is(triggers(), NULL, 'nothing is attached');
SELECT is((SELECT count(*) FROM sss.journal WHERE relid = 'links'::regclass), 0::bigint, 'nor in the journal');

-- 2. Attached, described, made again from the description.
SELECT is(attempt('facts'), 'done', 'attached');
SELECT is(triggers(), 'sss_placement sss_placement_delete sss_placement_insert sss_placement_update', 'with its carriers');
SELECT is((SELECT count(*) FROM sss.journal WHERE relid = 'cases'::regclass AND action = 'attach'), 2::bigint, 'and in the journal');
SELECT is(attempt('facts'), 'done', 'the same call again');
SELECT is((SELECT count(*) FROM sss.journal WHERE relid = 'cases'::regclass AND action = 'attach'), 2::bigint, 'changes nothing');
SELECT is(attempt('over_uncertain'), '42710: attachment "sss_placement" of relation "cases" already exists', 'under a taken name another view');
SELECT is(attempt('facts', via => '{number=number}'), '42710: attachment "sss_placement" of relation "cases" already exists', 'another link');
SELECT is(attempt('facts', key => '{number}'), '42710: attachment "sss_placement" of relation "cases" already exists', 'another key');
SELECT is(attempt('facts', columns => '{basis=osn}'), '42710: attachment "sss_placement" of relation "cases" already exists', 'another column');
SELECT is(attempt('facts', required => '{basis}'), '42710: attachment "sss_placement" of relation "cases" already exists', 'another policy');
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce')$$), '42710: attachment "sss_placement" of relation "cases" already exists', 'another mode');
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', timing => 'deferred')$$), '42710: attachment "sss_placement" of relation "cases" already exists', 'another timing');
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', always => true)$$), '42710: attachment "sss_placement" of relation "cases" already exists', 'always');
SELECT is(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', '{category=note,basis=osn,provider=note}')$$), '42710: attachment "sss_placement" of relation "cases" already exists', 'column facts');
SELECT is(triggers(), 'sss_placement sss_placement_delete sss_placement_insert sss_placement_update', 'nothing half attached');
CREATE TRIGGER second_update AFTER UPDATE ON cases FOR EACH STATEMENT EXECUTE FUNCTION suppress_redundant_updates_trigger();
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', name => 'second')$$), '42710: trigger "second_update" for relation "cases" already exists', 'a carrier''s name is taken');
DROP TRIGGER second_update ON cases;
SELECT is(triggers(), 'sss_placement sss_placement_delete sss_placement_insert sss_placement_update', 'nothing half attached');
SELECT is(pg_temp.outcome($$SELECT sss.detach('cases', 'sss_placement_insert')$$), '42704: attachment "sss_placement_insert" of relation "cases" does not exist', 'a carrier is no attachment');
SELECT is(pg_temp.outcome($$SELECT sss.set_mode('cases', 'enforce', 'sss_placement_insert')$$), '42704: attachment "sss_placement_insert" of relation "cases" does not exist', 'nor has it a mode of its own');
SELECT is(pg_temp.outcome($$SELECT sss.detach('cases', 'another')$$), '42704: attachment "another" of relation "cases" does not exist', 'a table that is not attached');
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'cases'::regclass AND encode(tgargs, 'escape') LIKE '%mode=enforce%'), 4::bigint, 'set_mode reaches all');
SELECT results_eq($$SELECT rule, enforced_by, columns, facts::text, key, via, mode, effective_mode, unsettled, required, timing, always, companion, problem, definition FROM sss_internal.attached WHERE relation = 'cases'::regclass$$,
	$$VALUES ('placement', 'trigger', '{}'::text[], 'facts', '{id}'::text[], '{id=id}'::text[], 'enforce', 'enforce', 'log', '{}'::text[], 'immediate', false, NULL,
	NULL, 'SELECT sss_internal.attach_table(''facts_attach.cases'', ''placement'', key => ARRAY[''id''], lookup => ''facts_attach.facts'', lookup_by => ARRAY[''id=id''], lock_by => ARRAY[''id''], mode => ''enforce'', name => ''sss_placement'')')$$, 'all of sss_internal.attached') ;
SELECT is(pg_temp.outcome($$SELECT sss.detach('cases', 'sss_placement')$$), 'done', 'detached');
SELECT is(triggers(), NULL, 'with all its carriers');
SELECT is(pg_temp.outcome($$SELECT sss.detach('cases', 'sss_placement')$$), '42704: attachment "sss_placement" of relation "cases" does not exist', 'and not twice');

-- Every combination is described so that the description makes it again, under names that are hard to write.
ALTER SCHEMA facts_attach RENAME TO "Facts, of ""us""";
SET LOCAL search_path = "Facts, of ""us""", public;
CREATE TABLE "Mixed = Case" ("Key=1" integer, "Key, 2" varchar, "a=b=c" text, "x+y" text, "when" date, PRIMARY KEY ("Key, 2", "Key=1"));
CREATE VIEW "View's, ""own""" AS SELECT "Key=1" AS "=", "Key, 2" AS "B,""b""", 'orphan'::text AS category, "a=b=c" AS basis, 'youth_house'::text AS provider, "when" AS on_date FROM "Mixed = Case";
CREATE TABLE made (n serial, sql text);
CREATE FUNCTION made_again(sql text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	attached text;
	first text;
	second text;
	triggers text[];
BEGIN
	EXECUTE sql INTO attached;
	SELECT a::text, a.definition INTO first, sql FROM sss_internal.attached AS a WHERE a.name = attached;
	SELECT array_agg(pg_get_triggerdef(oid) ORDER BY tgname) INTO triggers FROM pg_trigger WHERE tgrelid = '"Mixed = Case"'::regclass;
	PERFORM sss.detach('"Mixed = Case"', attached);
	IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = '"Mixed = Case"'::regclass) THEN RETURN 'left'; END IF;
	EXECUTE sql;
	SELECT a::text INTO second FROM sss_internal.attached AS a WHERE a.name = attached;
	IF triggers IS DISTINCT FROM (SELECT array_agg(pg_get_triggerdef(oid) ORDER BY tgname) FROM pg_trigger WHERE tgrelid = '"Mixed = Case"'::regclass) THEN RETURN 'other triggers'; END IF;
	EXECUTE sql;
	PERFORM sss.detach('"Mixed = Case"', attached);
	RETURN CASE WHEN first = second AND first NOT LIKE '%partial%' THEN 'same' ELSE concat_ws(E'\n', first, second) END;
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate || ': ' || sqlerrm || ': ' || sql;
END
$$;
\set call 'SELECT sss_internal.attach_table(''"Mixed = Case"'', ''placement'', lookup => ''"View''''s, ""own"""'', lookup_by => ARRAY[''Key, 2=B,"b"'', ''Key=1==''], mode => ''enforce'''
SELECT is(made_again(:'call' || options || ')'), 'same', options)
  FROM unnest(ARRAY[' ', $$, timing => 'deferred'$$, ', always => true', $$, required => '{basis,on_date}', unsettled => 'enforce'$$, $$, key => ARRAY['=']$$, $$, key => ARRAY['B,"b"', '=']$$,
	$$, columns => '{basis=a=b=c}'$$, $$, columns => '{basis=a=b=c,on_date=when}', key => ARRAY['Key=1']$$, $$, columns => '{category=x+y}', timing => 'deferred', always => true$$, $$, name => 'Her "name", = ''x'''$$,
	$$, name => repeat('я', 26) || 'x'$$]) AS options;
SELECT matches(pg_temp.outcome($$SELECT sss_internal.attach_table('"Mixed = Case"', 'placement', lookup => '"View''s, ""own"""', name => repeat('я', 27))$$), '^42(602|703)', 'a name one byte too long');
SELECT sss_internal.attach_table('"Mixed = Case"', 'placement', lookup => '"View''s, ""own"""', lookup_by => ARRAY['Key, 2=B,"b"', 'Key=1=='], mode => 'enforce') \g /dev/null
SELECT is(pg_temp.detail($$INSERT INTO "Mixed = Case" VALUES (7, 'a "b"', 'court_act', NULL, '2024-02-29')$$)->>'key', '{"B,\"b\"": "a \"b\"", "=": "7"}', 'and it enforces');
ALTER TABLE "Mixed = Case" RENAME TO cases2;
ALTER TABLE cases2 RENAME "Key=1" TO k;
ALTER VIEW "View's, ""own""" RENAME TO facts2;
ALTER SCHEMA "Facts, of ""us""" RENAME TO facts_attach;
SET LOCAL search_path = facts_attach, public;
SELECT is(pg_temp.outcome($$INSERT INTO cases2 VALUES (7, 'a "b"', 'court_act', NULL, '2024-02-29')$$), 'sss_placement: basis violation 1.4/2', 'after everything but columns of the view was renamed');
SELECT is((SELECT via || key || definition FROM sss_internal.attached WHERE relation = 'cases2'::regclass), ARRAY['Key, 2=B,"b"', 'k==', 'B,"b"', '=', 'SELECT sss_internal.attach_table(''facts_attach.cases2'', ''placement'', key => ARRAY[''B,"b"'', ''=''], lookup => ''facts_attach.facts2'', lookup_by => ARRAY[''Key, 2=B,"b"'', ''k==''], lock_by => ARRAY[''B,"b"'', ''=''], mode => ''enforce'', name => ''sss_placement'')'], 'which the description follows');
-- an element that can be read in two ways is not guessed at
CREATE TABLE twofold (a integer PRIMARY KEY, "a=b" integer);
CREATE VIEW twofold_facts AS SELECT a AS "b=c", "a=b" AS c, 'orphan'::text AS category, 'court_act'::text AS basis, 'youth_house'::text AS provider FROM twofold;
SELECT matches(attempt('twofold_facts', relation => 'twofold', via => '{a=b=c}'), '^42702: ', 'two readings of an element');
CREATE VIEW onefold_facts AS SELECT c, category, basis, provider FROM twofold_facts;
SELECT is(attempt('onefold_facts', relation => 'twofold', via => '{a=b=c}'), 'done', 'one reading');
CREATE VIEW keyword_facts AS SELECT c AS "EXECUTE FUNCTION ""x'", category, basis, provider FROM twofold_facts;
SELECT sss_internal.attach_table('twofold', 'placement', lookup => 'keyword_facts', lookup_by => ARRAY['a=EXECUTE FUNCTION "x'''], mode => 'enforce', name => 'EXECUTE FUNCTION "') \g /dev/null
SELECT is(pg_temp.outcome($$SELECT sss.set_mode('twofold', 'log', 'EXECUTE FUNCTION "')$$), 'done', 'the mode is set under any names');

-- 3. Set up by hand, in plain SQL.
DROP VIEW facts2 CASCADE;
SELECT is(triggers('cases2'), 'sss_placement_delete sss_placement_insert sss_placement_update', 'DROP VIEW ... CASCADE leaves those that then fail');
SELECT sss.detach('cases2', 'sss_placement') \g /dev/null
SELECT is(triggers('cases2'), NULL, 'until they are detached, by the name of the attachment');
-- The triggers that fire row by row stay and fail likewise, wherever the row is written.
CREATE TABLE whole (id integer PRIMARY KEY, osn text, grp text) PARTITION BY RANGE (id);
CREATE TABLE whole_1 PARTITION OF whole FOR VALUES FROM (0) TO (9);
CREATE TABLE deferred (id integer PRIMARY KEY, osn text);
CREATE TABLE deferred_dated (id integer PRIMARY KEY, osn text, since date);
CREATE TABLE parent (id integer, osn text);
CREATE TABLE child (PRIMARY KEY (id)) INHERITS (parent);
CREATE TABLE replicated (id integer PRIMARY KEY, osn text);
CREATE FUNCTION lost(text, text, text DEFAULT '') RETURNS text LANGUAGE plpgsql AS $$BEGIN
	EXECUTE format('CREATE VIEW lost_facts AS SELECT id, ''orphan''::text AS category, osn AS basis, ''youth_house''::text AS provider%s FROM %I', $3, $1);
	PERFORM sss_internal.attach_table($1::regclass, 'placement', lookup => 'lost_facts', mode => $2, timing => CASE WHEN $1 IN ('deferred', 'deferred_dated') THEN 'deferred' ELSE 'immediate' END, always => $1 = 'replicated');
	DROP VIEW lost_facts CASCADE;
	RETURN pg_temp.outcome(format('INSERT INTO %I VALUES (1, ''court_act''); SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED', $1)) || coalesce(', ' || (SELECT string_agg(v.attachment, ' ') FROM sss.verify() AS v WHERE v.relation = $1::regclass), '');
END$$;
SELECT is(lost('whole', 'enforce'), '22023: trigger "sss_placement_row" is named after no binding trigger, sss_placement', 'a partitioned table');
SELECT is(pg_temp.outcome($$INSERT INTO whole_1 VALUES (1, 'court_act')$$), '22023: trigger "sss_placement_row" is named after no binding trigger', 'and its partition');
SELECT is(lost('deferred', 'enforce'), '22023: trigger "sss_placement_row" is named after no binding trigger, sss_placement', 'deferred checks that need a note of the day');
SELECT is(lost('deferred_dated', 'enforce', ', since AS on_date'), '22023: trigger "sss_placement_row" is named after no binding trigger, sss_placement', 'and those that need none');
SELECT is(lost('child', 'enforce'), '22023: trigger "sss_placement_row" is named after no binding trigger, sss_placement', 'an inheritance child');
SELECT is(lost('replicated', 'enforce'), '22023: trigger "sss_placement_row" is named after no binding trigger, sss_placement', 'a table that changes are replicated to');
SELECT sss.detach('whole', 'sss_placement') \g /dev/null
SELECT is(lost('whole', 'log'), 'done, sss_placement', 'in mode log the row is written, with a warning');
CREATE VIEW lost_facts AS SELECT id, 'orphan'::text AS category, osn AS basis, 'youth_house'::text AS provider FROM whole;
SELECT is(pg_temp.outcome((SELECT command FROM sss.verify() WHERE relation = 'whole'::regclass)), 'done', 'the view made again, the command of sss.verify() works');
SELECT is((SELECT effective_mode FROM sss_internal.attached WHERE relation = 'whole'::regclass), 'log', 'and attaches again');
CREATE TRIGGER mine AFTER UPDATE OF id ON cases FOR EACH ROW WHEN ('facts'::regclass IS NULL) EXECUTE FUNCTION sss.enforce('placement', 'via', 'mode=enforce');
CREATE TRIGGER mine_insert AFTER INSERT ON cases REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION sss.enforce('placement', 'mode=enforce');
CREATE TRIGGER mine_update AFTER UPDATE ON cases REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT WHEN ('facts'::regclass IS NOT NULL) EXECUTE FUNCTION sss.enforce('placement', 'mode=enforce');
SELECT is((SELECT effective_mode FROM sss_internal.attached WHERE relation = 'cases'::regclass), 'partial', 'a carrier is missing');
CREATE TRIGGER mine_delete AFTER DELETE ON cases REFERENCING OLD TABLE AS o FOR EACH STATEMENT WHEN ('facts'::regclass IS NOT NULL) EXECUTE FUNCTION sss.enforce('placement', 'mode=enforce');
SELECT is((SELECT effective_mode FROM sss_internal.attached WHERE relation = 'cases'::regclass), 'enforce', 'all of them are there');
INSERT INTO links VALUES (1, 'orphan');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'court_act')$$), 'mine: basis violation 1.4/2', 'and enforce');
ALTER TRIGGER mine_insert ON cases RENAME TO other;
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'court_act')$$), '22023: trigger "other" is named after no binding trigger', 'one that is renamed fails');
ALTER TRIGGER other ON cases RENAME TO mine_insert;
ALTER TRIGGER mine ON cases RENAME TO main;
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'court_act')$$), '22023: trigger "mine_insert" is named after no binding trigger', 'all of them fail where the binding trigger is renamed');
DROP TRIGGER main ON cases;
SELECT matches(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'local_executive_decision')$$), '^22023: trigger "mine_insert" is named after no binding trigger', 'without the binding it fails');
SELECT is((SELECT count(*) FROM sss_internal.attached WHERE relation = 'cases'::regclass AND problem IS NOT NULL), 3::bigint, 'and shows');
SELECT is(pg_temp.outcome($$SELECT sss.detach('cases', name) FROM sss_internal.attached WHERE relation = 'cases'::regclass$$), 'done', 'the remaining triggers can be detached');
SELECT is(triggers(), NULL, 'all of it');
SELECT matches(pg_temp.outcome($$CREATE TRIGGER mine AFTER INSERT ON cases FOR EACH STATEMENT WHEN ('facts'::regclass IS NOT NULL) EXECUTE FUNCTION sss.enforce('placement', 'mode=enforce'); INSERT INTO cases VALUES (1, 'local_executive_decision')$$), '^22023', 'a carrier without its transition table');
SELECT matches(pg_temp.outcome($$CREATE TRIGGER mine AFTER UPDATE OF id ON cases FOR EACH ROW WHEN ('facts'::regclass IS NULL) EXECUTE FUNCTION sss.enforce('placement', 'via', 'mode=enforce', 'via=no');
	CREATE TRIGGER mine_insert AFTER INSERT ON cases REFERENCING NEW TABLE AS n FOR EACH STATEMENT WHEN ('facts'::regclass IS NOT NULL) EXECUTE FUNCTION sss.enforce('placement', 'mode=enforce'); INSERT INTO cases VALUES (1, 'local_executive_decision')$$), '^(42703|22023)', 'a binding that is wrong');

-- 4. CREATE OR REPLACE VIEW in a session that has plans for the old one.
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'local_executive_decision')$$), 'done', 'a plan is made');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'court_act'$$), 'done', 'the note counts for nothing');
CREATE OR REPLACE VIEW facts AS SELECT c.id, l.category, coalesce(c.note, c.osn) AS basis, 'youth_house'::text AS provider, '2024-02-29'::date AS on_date, c.number
	FROM cases AS c JOIN links AS l ON l.case_id = c.id;
UPDATE cases SET note = NULL;
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'until the view reads it');
-- a rolled-back attachment is not remembered
SAVEPOINT before;
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
UPDATE cases SET note = 'other_document';
ROLLBACK TO before;
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'a mode');
CREATE OR REPLACE VIEW facts AS SELECT c.id, l.category, c.osn AS basis, 'youth_house'::text AS provider, '2024-02-29'::date AS on_date, c.number
	FROM cases AS c JOIN links AS l ON l.case_id = c.id;
UPDATE cases SET note = 'other_document';
ROLLBACK TO before;
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'a view');
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
UPDATE cases SET note = 'other_document';
ROLLBACK TO before;
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'a detaching');
SELECT matches(pg_temp.outcome('DROP VIEW facts'), '^2BP01: ', 'the view cannot be dropped');
SELECT matches(pg_temp.outcome('ALTER TABLE cases DROP COLUMN id'), '^2BP01: ', 'nor the key');

SELECT * FROM finish();
ROLLBACK;
