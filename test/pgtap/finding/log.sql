-- The log: one row a finding, in the transaction that made it, and none if the row is refused.
-- Annex 1, paragraph 2 (no victims of abuse, no day stay), paragraph 4 (bases); annex 2, paragraph 7 (no laboratory sampling).
BEGIN;
\ir ../common.psql
CREATE SCHEMA enforce_log;
SET LOCAL search_path = enforce_log, public;
SELECT plan(75);

CREATE TABLE cases (
	id integer, "Part" text, kat text[], osn text, org text, stay text, since date, name text, PRIMARY KEY ("Part", id));
CREATE TABLE services (number uuid, service sss.service, provider sss.provider_type, given timestamp);
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', required => '{on_date}', name => 'Журнал') \g /dev/null
SELECT sss.attach('services', 'service', '{on_date=given}', key => '{number}') \g /dev/null
CREATE TEMP VIEW log AS
	SELECT relation, attachment, rule, key::text, categories::text, basis::text, provider::text, stay::text, service::text, on_date,
		   requirement, verdict::text, provision::text, problem
	  FROM sss.violation_log WHERE relid IN ('cases'::regclass, 'services'::regclass);

-- 1. Every column of it.
INSERT INTO cases VALUES
	(1, 'a', '{abuse_victim,orphan}', 'other_document', 'youth_house', 'day', '2024-02-29', 'Aigul'),
	(2, 'a', '{abuse_victim}', 'local_executive_decision', 'youth_house', NULL, '2024-02-29', 'Bolat'),
	(3, 'a', '{orphan}', 'local_executive_decision', 'youth_house', 'day', '2024-02-29', 'Daniyar'),
	(4, 'a', '{special_educational_needs}', 'local_executive_decision', 'special_boarding_school', NULL, 'infinity', 'Erlan'),
	(5, 'a', '{orphan,waif}', 'some paper', 'youth_house', NULL, NULL, 'Gulnar'),
	(6, 'a', '{orphan}', 'local_executive_decision', 'youth_house', NULL, '2024-02-29', 'Inkar'),
	(7, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2023-06-30', 'Kamila'),
	(8, 'a', '{orphan,waif}', 'court_act', 'youth_house', NULL, '2024-02-29', 'Madi');
SELECT results_eq('SELECT * FROM log ORDER BY key', $$VALUES
	('enforce_log.cases', 'Журнал', 'placement', '{a,1}', '{orphan,abuse_victim}', 'other_document', 'youth_house', 'day', NULL, '2024-02-29'::date, 'basis', 'violation', '1.4/2', NULL),
	('enforce_log.cases', 'Журнал', 'placement', '{a,2}', '{abuse_victim}', 'local_executive_decision', 'youth_house', NULL, NULL, '2024-02-29'::date, 'category', 'violation', '1.2', NULL),
	('enforce_log.cases', 'Журнал', 'placement', '{a,3}', '{orphan}', 'local_executive_decision', 'youth_house', 'day', NULL, '2024-02-29'::date, 'stay', 'violation', '1.2', NULL),
	('enforce_log.cases', 'Журнал', 'placement', '{a,4}', '{special_educational_needs}', 'local_executive_decision', 'special_boarding_school', NULL, NULL, 'infinity'::date, 'basis', 'unsettled', '1.4/3', NULL),
	('enforce_log.cases', 'Журнал', 'placement', '{a,5}', '{orphan}', NULL, 'youth_house', NULL, NULL, NULL::date, 'on_date', 'violation', '0.5', NULL)
	$$, 'placements: the key in its order, the known codes, the provision that decided');
SELECT is((SELECT count(DISTINCT logged_at) FROM sss.violation_log WHERE relid = 'cases'::regclass), 1::bigint, 'all at the time of the statement');
DELETE FROM sss_internal.violation_tail WHERE relid = 'cases'::regclass;
INSERT INTO services VALUES
	('11111111-2222-3333-4444-555555555555', 'medical.laboratory_sampling', 'minors_adaptation_center', '2024-02-29 23:59'),
	(NULL, 'medical.laboratory_sampling', 'guardian', '2024-02-29'),
	('21111111-2222-3333-4444-555555555555', 'medical.laboratory_sampling', 'children_in_need_support_center', '2024-02-29'),
	('31111111-2222-3333-4444-555555555555', NULL, NULL, NULL);
SELECT results_eq('SELECT * FROM log ORDER BY provider DESC', $$VALUES
	('enforce_log.services', 'sss_service', 'service', '{11111111-2222-3333-4444-555555555555}', NULL, NULL, 'minors_adaptation_center', NULL, 'medical.laboratory_sampling', '2024-02-29'::date, 'service', 'violation', '2.7.10', NULL),
	('enforce_log.services', 'sss_service', 'service', '{NULL}', NULL, NULL, 'guardian', NULL, 'medical.laboratory_sampling', '2024-02-29'::date, 'service', 'violation', '3.8', NULL)
	$$, 'services: a key that is NULL is NULL');
SELECT is((SELECT count(*) FROM sss.violation_log AS v WHERE relid IN ('cases'::regclass, 'services'::regclass)
	AND v::text ~ 'Aigul|Bolat|Daniyar|Erlan|Gulnar|waif|some paper'), 0::bigint, 'no row''s text, nor a text that is no code');
DELETE FROM sss_internal.violation_tail WHERE relid = 'services'::regclass;

-- 2. As many rows as findings.
TRUNCATE cases, services;
SELECT is(pg_temp.outcome($$INSERT INTO services SELECT NULL, 'household.living_space', 'guardian', '2024-02-29' FROM generate_series(1, 1000)$$), 'done', 'a thousand rows');
SELECT is((SELECT count(*) FROM log), 1000::bigint, 'have a thousand lines');
DELETE FROM sss_internal.violation_tail WHERE relid = 'services'::regclass;
INSERT INTO cases VALUES (1, 'a', '{orphan}', 'court_act', 'youth_house', 'day', '2024-02-29');
SELECT is(pg_temp.logged('cases'), '{"Журнал {a,1}: basis violation 1.4/2"}', 'two requirements unmet are one finding: the first decides');
UPDATE cases SET stay = 'temporary';
UPDATE cases SET osn = 'other_document';
UPDATE cases SET name = 'x';
SELECT is(pg_temp.logged('cases'), '{}', 'a finding that is no worse is not logged again');
UPDATE cases SET osn = 'local_executive_decision';
SELECT is(pg_temp.logged('cases'), '{"Журнал {a,1}: compliant 1.4/2"}', 'a repaired row is');
UPDATE cases SET osn = 'court_act';
SELECT is(pg_temp.logged('cases'), '{"Журнал {a,1}: basis violation 1.4/2"}', 'a row that fails again is');
UPDATE cases SET "Part" = 'b';
SELECT is(pg_temp.logged('cases'), '{"Журнал {b,1}: basis violation 1.4/2"}', 'another key is another case');
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', key => '{id}', name => 'second') \g /dev/null
UPDATE cases SET stay = 'day';
SELECT is(pg_temp.logged('cases'), '{"Журнал {b,1}: stay violation 1.2"}', 'a column that one of two attachments binds');
UPDATE cases SET kat = '{abuse_victim}';
SELECT is(pg_temp.logged('cases'), '{"second {1}: category violation 1.2","Журнал {b,1}: category violation 1.2"}', 'a column that both bind: each has its line, with its key');
SELECT sss.detach('cases', 'second') \g /dev/null
-- a finding of the companion alone has the attachment's key as well
CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.name = ''spoil'' THEN new.osn := ''court_act''; END IF; RETURN new; END';
CREATE TRIGGER spoil BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION spoil();
SELECT sss.detach('cases', 'Журнал') \g /dev/null
UPDATE cases SET kat = '{orphan}', osn = 'local_executive_decision', stay = NULL;
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', key => '{id}', required => '{on_date}', name => 'Журнал') \g /dev/null
UPDATE cases SET name = 'spoil';
SELECT is(pg_temp.logged('cases'), '{"Журнал {1}: basis violation 1.4/2"}', 'a change by a trigger is logged by the attachment''s own key');
DROP TRIGGER spoil ON cases;
SELECT sss.detach('cases', 'Журнал') \g /dev/null
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', required => '{on_date}', name => 'Журнал') \g /dev/null

-- 3. The line is rolled back with its row.
TRUNCATE cases;
SAVEPOINT one;
INSERT INTO cases VALUES (1, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2024-02-29');
ROLLBACK TO one;
SELECT is(pg_temp.logged('cases'), '{}', 'a savepoint rolled back');
INSERT INTO cases VALUES (1, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2024-02-29');
SELECT is(left(pg_temp.outcome($$INSERT INTO cases VALUES (2, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2024-02-29'), (1, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2024-02-29')$$), 5), '23505', 'a statement that fails');
SELECT is(pg_temp.logged('cases'), '{"Журнал {a,1}: basis violation 1.4/2"}', 'leaves no line, and the one before it stays');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2024-02-29') ON CONFLICT DO NOTHING$$), 'done', 'a row that is not stored');
SELECT is(pg_temp.logged('cases'), '{}', 'has no line');

-- 4. Enforcing: a refused finding is not logged; an unsettled one that is not refused is.
SELECT sss.set_mode('cases', 'enforce', 'Журнал') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (2, 'a', '{special_educational_needs}', 'other_document', 'special_boarding_school', NULL, '2024-02-29'),
	(3, 'a', '{orphan}', 'other_document', 'special_boarding_school', NULL, '2024-02-29')$$), 'Журнал: basis violation 1.4/2', 'a statement with an unsettled row and a bad one');
SELECT is(pg_temp.logged('cases'), '{}', 'is refused as a whole');
INSERT INTO cases VALUES (2, 'a', '{special_educational_needs}', 'other_document', 'special_boarding_school', NULL, '2024-02-29');
SELECT is(pg_temp.logged('cases'), '{"Журнал {a,2}: basis unsettled 1.4/3"}', 'an unsettled row alone has its line');
SELECT sss.detach('cases', 'Журнал') \g /dev/null
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', mode => 'enforce', unsettled => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (3, 'a', '{special_educational_needs}', 'other_document', 'special_boarding_school', NULL, '2024-02-29')$$), 'sss_placement: basis unsettled 1.4/3', 'refused where that is asked for');
SELECT is(pg_temp.logged('cases'), '{}', 'and not logged');

-- 5. No path, setting, rule or trigger of the session changes the line.
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}') \g /dev/null
CREATE TEMP TABLE violation_log (LIKE sss_internal.violation_tail);
SET LOCAL search_path = pg_temp, '';
INSERT INTO enforce_log.cases VALUES (4, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2024-02-29');
SET LOCAL search_path = enforce_log, public;
SELECT is((SELECT count(*) FROM pg_temp.violation_log), 0::bigint, 'a table of the same name gets nothing');
SELECT is(pg_temp.logged('cases'), '{"sss_placement {a,4}: basis violation 1.4/2"}', 'the log does');
DROP TABLE pg_temp.violation_log;
SELECT set_config('default_transaction_read_only', 'on', true) \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (5, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2024-02-29')$$), 'done', 'a setting for later transactions does not matter');
SELECT is(pg_temp.logged('cases'), '{"sss_placement {a,5}: basis violation 1.4/2"}', 'and it is logged');

SELECT set_config('default_transaction_read_only', 'off', true) \g /dev/null

-- A key has one text, whatever the session's settings.
CREATE TABLE keyed (day date, at timestamptz, lasting interval, ratio float8, raw bytea, price money, kind regtype, service sss.service, provider sss.provider_type);
SELECT sss.attach('keyed', 'service', key => '{day,at,lasting,ratio,raw,price,kind}') \g /dev/null
CREATE FUNCTION store_keyed() RETURNS void LANGUAGE sql AS $$INSERT INTO enforce_log.keyed
	VALUES (date '2024-02-29', timestamptz '2024-02-29 12:00+00', make_interval(days => 1, hours => 2), 0.1, convert_to('x', 'UTF8'), 1::money, 'sss.service'::regtype, 'household.living_space', 'guardian')$$;
SELECT store_keyed() \g /dev/null
SET LOCAL datestyle = 'German';
SET LOCAL intervalstyle = 'sql_standard';
SET LOCAL timezone = 'Asia/Almaty';
SET LOCAL extra_float_digits = -3;
SET LOCAL bytea_output = 'escape';
SET LOCAL search_path = sss, pg_catalog, public;
SELECT enforce_log.store_keyed() \g /dev/null
SELECT is((SELECT array_agg(DISTINCT key)::text FROM sss.violation_log WHERE relid = 'enforce_log.keyed'::regclass),
	'{{2024-02-29,"2024-02-29 12:00:00+00",P1DT2H,0.1,"\\x78",$1.00,sss.service}}', 'a key has one text');
SELECT is(current_setting('datestyle') || current_setting('timezone') || current_setting('search_path'), 'German, DMYAsia/Almatysss, pg_catalog, public', 'and the settings are left alone');
SET LOCAL search_path = enforce_log, public;
SELECT sss.set_mode('keyed', 'enforce', 'sss_service') \g /dev/null
SELECT is(pg_temp.detail('SELECT store_keyed()')->'key'->>'day', '2024-02-29', 'the same in DETAIL');
SET LOCAL datestyle = 'ISO, DMY';
-- A long one is cut, to whole characters.
CREATE TABLE long (id text PRIMARY KEY, service sss.service, provider sss.provider_type);
SELECT sss.attach('long', 'service') \g /dev/null
INSERT INTO long SELECT 'x' || repeat(U&'\0414', 1000), 'household.living_space', 'guardian';
SELECT is((SELECT key[1] FROM sss.violation_log WHERE relid = 'long'::regclass), 'x' || repeat(U&'\0414', 127), 'a long key is cut');

-- 6. The log and the journal are the extension's: they go with a dump, and nobody but their owner reads them.
SELECT is((SELECT count(*) FROM pg_extension, unnest(extconfig) AS t
	WHERE extname = 'special_social_services' AND t IN ('sss_internal.violation_tail'::regclass, 'sss.journal'::regclass)), 2::bigint, 'both tables are dumped');
SELECT is(has_table_privilege('pg_read_all_settings', t, p), false, format('no role has %s on %s', p, t))
  FROM unnest('{sss_internal.violation_tail,sss.journal}'::text[]) AS t, unnest('{SELECT,INSERT}'::text[]) AS p;

-- 7. Whatever happened to the log, the application's statement succeeds; the finding becomes a warning.
-- Runs one statement on the log, or on an object near it; returns the outcome of a bad row and its number of lines, and rolls back.
CREATE FUNCTION pg_temp.with_log(statement text, OUT result text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	BEGIN
		result := pg_temp.outcome('INSERT INTO cases VALUES (6, ''a'', ''{orphan}'', ''court_act'', ''youth_house'', NULL, ''2024-02-29'')');
	EXCEPTION WHEN query_canceled THEN
		result := sqlstate || ': ' || sqlerrm;
	END;
	result := result || ', ' || (SELECT count(*) FROM cases WHERE id = 6) || ' stored';
	BEGIN
		result := result || ', ' || (SELECT count(*) FROM sss_internal.violation_tail WHERE key = '{a,6}') || ' logged';
	EXCEPTION WHEN undefined_table OR undefined_column THEN
	END;
	RAISE EXCEPTION USING ERRCODE = 'ZZZZZ';
EXCEPTION WHEN SQLSTATE 'ZZZZZ' THEN
END
$$;
CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = tg_argv[0], MESSAGE = 'not here'; END $$;
CREATE TABLE copies (key text);
CREATE FUNCTION copies() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO enforce_log.copies VALUES (new.key::text); RETURN new; END $$;
CREATE FUNCTION pg_temp.on_log(timing text, what text) RETURNS text LANGUAGE sql AS $$
	SELECT format('CREATE %s TRIGGER admin %s INSERT ON sss_internal.violation_tail %s FOR EACH ROW EXECUTE FUNCTION enforce_log.%s',
		CASE WHEN timing = 'DEFERRABLE' THEN 'CONSTRAINT' END, CASE timing WHEN 'DEFERRABLE' THEN 'AFTER' ELSE timing END,
		CASE timing WHEN 'DEFERRABLE' THEN timing END, what)
$$;
CREATE FUNCTION pg_temp.judge_alter(change text, expected text, name text) RETURNS text LANGUAGE sql AS $$
	SELECT is(pg_temp.with_log('ALTER TABLE sss_internal.violation_tail ' || change), expected, name)
$$;
-- The log's own columns cannot be altered under its views; those of a table that took its place can
CREATE FUNCTION pg_temp.judge_copy(change text, expected text, name text) RETURNS text LANGUAGE sql AS $$
	SELECT is(pg_temp.with_log('ALTER TABLE sss_internal.violation_tail RENAME TO original; CREATE TABLE sss_internal.violation_tail (LIKE sss_internal.original); ' ||
		coalesce('ALTER TABLE sss_internal.violation_tail ' || change, '')), expected, name)
$$;
CREATE FUNCTION pg_temp.judge_trigger(timing text, what text, expected text, name text) RETURNS text LANGUAGE sql AS $$
	SELECT is(pg_temp.with_log(pg_temp.on_log(timing, what)), expected, name)
$$;
DROP VIEW log;
SET LOCAL client_min_messages = error;
SELECT is(pg_temp.with_log('SELECT 1'), 'done, 1 stored, 1 logged', 'the log as it is');
SELECT pg_temp.judge_alter('RENAME TO elsewhere', 'done, 1 stored', 'the log renamed');
SELECT is(left(pg_temp.outcome('ALTER TABLE sss_internal.violation_tail DROP COLUMN provision'), 5), '2BP01', 'a column that the views show is not dropped');
SELECT pg_temp.judge_copy(NULL, 'done, 1 stored, 1 logged', 'a table like the log in its place');
SELECT pg_temp.judge_copy('DROP COLUMN provision', 'done, 1 stored, 0 logged', 'a column dropped');
SELECT pg_temp.judge_copy('DROP COLUMN service, ADD COLUMN service text', 'done, 1 stored, 0 logged', 'a column dropped and created again');
SELECT pg_temp.judge_copy('ALTER COLUMN provision TYPE text USING provision::text', 'done, 1 stored, 0 logged', 'a column of another type');
SELECT pg_temp.judge_copy('ALTER COLUMN categories TYPE text[] USING NULL', 'done, 1 stored, 0 logged', 'an array of another type');
SELECT pg_temp.judge_alter('RENAME COLUMN basis TO motive', 'done, 1 stored, 0 logged', 'a column renamed');
SELECT pg_temp.judge_alter('ADD COLUMN seen_by text', 'done, 1 stored, 1 logged', 'a column added');
SELECT pg_temp.judge_alter('ADD COLUMN number bigserial', 'done, 1 stored, 0 logged', 'a column added that wants a value');
DELETE FROM sss_internal.violation_tail;
SELECT pg_temp.judge_alter('ALTER COLUMN service SET NOT NULL', 'done, 1 stored, 0 logged', 'a column that may be NULL no more');
SELECT pg_temp.judge_alter('ADD CHECK (verdict <> ''violation'') NOT VALID', 'done, 1 stored, 0 logged', 'a CHECK');
CREATE TABLE relations (relation text PRIMARY KEY);
SELECT pg_temp.judge_alter('ADD FOREIGN KEY (relation) REFERENCES enforce_log.relations NOT VALID', 'done, 1 stored, 0 logged', 'a foreign key');
SELECT pg_temp.judge_alter('ADD FOREIGN KEY (relation) REFERENCES enforce_log.relations DEFERRABLE NOT VALID', 'done, 1 stored, 0 logged', 'a foreign key that could fail at commit');
SELECT pg_temp.judge_alter('ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'done, 1 stored, 1 logged', 'row security');
SELECT is(pg_temp.with_log('CREATE INDEX ON sss_internal.violation_tail ((1 / (key <> ''{a,6}'')::int))'), 'done, 1 stored, 0 logged', 'an index that cannot take it');
SELECT pg_temp.judge_trigger('BEFORE', 'fails(''P0001'')', 'done, 1 stored, 0 logged', 'a BEFORE trigger that raises');
SELECT pg_temp.judge_trigger('AFTER', 'fails(''XX000'')', 'done, 1 stored, 0 logged', 'an AFTER trigger that raises');
SELECT pg_temp.judge_trigger('DEFERRABLE', 'fails(''P0001'')', 'done, 1 stored, 0 logged', 'a trigger that could raise at commit');
SELECT pg_temp.judge_trigger('AFTER', 'copies()', 'done, 1 stored, 1 logged', 'an AFTER trigger that works');
SELECT pg_temp.judge_trigger('AFTER', format('fails(%L)', state), format('%s: not here, 0 stored, 0 logged', state), name)
  FROM (VALUES ('57014', 'a request to cancel ends the statement'), ('57P01', 'so does one to shut down'),
	('40001', 'a serialization failure as well')) AS t (state, name);
SELECT pg_temp.judge_trigger('AFTER', 'fails(''40P01'')', 'done, 1 stored, 0 logged', 'but no deadlock, which is over when the log is waited for no longer');
SELECT is(pg_temp.with_log(pg_temp.on_log('AFTER', 'watch()')), 'done, 1 stored, 1 logged', 'a trigger that logs in turn')
  FROM (SELECT pg_temp.outcome($$CREATE FUNCTION enforce_log.watch() RETURNS trigger LANGUAGE plpgsql AS
	'BEGIN IF new.attachment <> ''sss_service'' THEN INSERT INTO enforce_log.services VALUES (NULL, ''household.living_space'', ''guardian'', ''2024-02-29''); END IF; RETURN new; END'$$)) AS made;

-- The same at the end of the transaction, outside of any statement; in a table of one's own the log is not reached.
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', timing => 'deferred') \g /dev/null
SELECT set_config('log.sql', pg_temp.on_log('AFTER', 'copies()'), true) \g /dev/null
DO $$ BEGIN EXECUTE current_setting('log.sql'); END $$;
INSERT INTO cases VALUES (7, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2024-02-29');
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'done', 'deferred, with a trigger on the log');
SELECT is((SELECT array_agg(key) FROM copies), '{"{a,7}"}', 'which has fired');
DROP TRIGGER admin ON sss_internal.violation_tail;
CREATE TEMP TABLE own (id int PRIMARY KEY, service sss.service, provider sss.provider_type);
SELECT sss.attach('own', 'service') \g /dev/null
SAVEPOINT writable;
SET TRANSACTION READ ONLY;
SELECT is(pg_temp.outcome($$INSERT INTO own VALUES (1, 'household.living_space', 'guardian')$$), 'done', 'a temporary table in a transaction that only reads');
SELECT is((SELECT count(*) FROM sss.violation_log WHERE relid = 'own'::regclass), 0::bigint, 'has no line');
SELECT is(left(pg_temp.outcome($$SELECT sss.attach('own', 'service', name => 'unjournalled')$$), 5), '25006', 'and nothing is attached that cannot be journalled');
ROLLBACK TO writable;
INSERT INTO own VALUES (2, 'household.living_space', 'guardian');
SELECT is(pg_temp.logged('own'), '{"sss_service {2}: service violation 3.6"}', 'in one that writes it has');
SELECT sss.attach('own', 'service', mode => 'enforce', name => 'enforcing') \g /dev/null
SELECT is(pg_temp.with_log('ALTER TABLE sss_internal.violation_tail RENAME TO elsewhere') || ', ' || pg_temp.outcome($$INSERT INTO own VALUES (3, 'household.living_space', 'guardian')$$),
	'done, 1 stored, enforcing: service violation 3.6', 'where it enforces, the log does not matter');
CREATE TABLE "имена" ("код" text PRIMARY KEY, service sss.service, provider sss.provider_type);
SELECT sss.attach('"имена"', 'service') \g /dev/null
CREATE TRIGGER "ошибка" AFTER INSERT OR UPDATE OF service ON "имена" FOR EACH ROW EXECUTE FUNCTION sss.enforce('service', 'basis', 'mode=log');
CREATE FUNCTION pg_temp.named() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "имена" VALUES ('ю', 'household.living_space', 'guardian');
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END $$;
SAVEPOINT renamed;
ALTER TABLE sss_internal.violation_tail RENAME TO elsewhere;
SET LOCAL client_min_messages = warning;
SET LOCAL client_encoding = 'LATIN1';
SELECT pg_temp.named() AS outcome \gset
RESET client_encoding;
ROLLBACK TO renamed;
SELECT is(:'outcome'::text, 'done', 'a warning in letters that the client has not');
SELECT is((SELECT count(*) FROM "имена"), 0::bigint, 'undone again');
CREATE TRIGGER itself AFTER INSERT OR UPDATE OF categories, basis, provider, on_date ON sss_internal.violation_tail
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'on_date');
INSERT INTO cases VALUES (8, 'a', '{orphan}', 'court_act', 'youth_house', NULL, '2024-02-29');
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'done', 'the findings on the log itself');
SELECT is(pg_temp.logged('cases'), '{"sss_placement {a,7}: basis violation 1.4/2"}', 'takes no line, and is not logged for ever');
DROP TRIGGER itself ON sss_internal.violation_tail;
SET LOCAL client_min_messages = warning;

-- 8. A trigger on the journal fires as well, wherever a rule is attached from.
CREATE FUNCTION remembers() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO enforce_log.copies VALUES (new.action); RETURN new; END $$;
CREATE TRIGGER admin AFTER INSERT ON sss.journal FOR EACH ROW EXECUTE FUNCTION remembers();
DO $$ DECLARE attached text; BEGIN attached := sss.attach('enforce_log.services', 'service', '{on_date=given}', key => '{number}', name => 'journalled'); END $$;
SELECT is((SELECT count(*) FROM copies WHERE key = 'attach'), 1::bigint, 'a trigger on the journal');

SELECT * FROM finish();
ROLLBACK;
