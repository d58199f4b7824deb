-- Column facts at work: the outcome of each statement, as psql shows it.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
CREATE SCHEMA sss_trigger;
SET search_path = sss_trigger;
SET datestyle = 'ISO, DMY';

CREATE TABLE cases (
	id integer PRIMARY KEY,
	kat text, osn text, org text, stay text, since date,
	name text);
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', mode => 'enforce');
CREATE VIEW log AS
	SELECT relation, attachment, rule, key, categories, basis, provider, stay, on_date, requirement, verdict, provision, problem
	  FROM sss.violation_log
	 WHERE relation LIKE 'sss\_trigger.%';

--
-- 1. Statements
--
-- compliant (1.4/2), not governed (0.5), unsettled (1.4/3, logged), unknown: stored
INSERT INTO cases VALUES
	(1, 'orphan', 'local_executive_decision', 'youth_house', 'permanent', '2024-02-29', 'Aigul'),
	(2, 'orphan', 'court_act', 'youth_house', 'day', '2023-06-30', 'Bolat'),
	(3, 'special_educational_needs', 'deliverer_application', 'special_boarding_school', NULL, '2024-02-29', 'Daniyar'),
	(4, 'orphan', 'court_act', 'youth house', 'day', '2024-02-29', 'Erlan'),
	(5, 'orphan', 'court_act', NULL, 'day', '2024-02-29', 'Gulnar'),
	(6, 'orphan', 'court_act', 'youth_house', 'day', NULL, 'Inkar');
SELECT * FROM log;
-- a violation: the statement fails as a whole
INSERT INTO cases VALUES
	(11, 'orphan', 'guardianship_body_referral', 'youth_house', 'permanent', '2024-02-29', 'Kamila'),
	(12, 'orphan', 'guardianship_body_referral', 'youth_house', 'day', '2024-02-29', 'Madi');
INSERT INTO cases SELECT id + 20, kat, 'criminal_process_ruling', org, stay, since, name FROM cases;
UPDATE cases SET osn = 'criminal_process_ruling' WHERE id IN (1, 2);
UPDATE cases SET since = '2023-07-01' WHERE id = 2;
UPDATE cases SET org = 'youth_house' WHERE id = 5;
UPDATE cases AS c SET kat = v.kat FROM (VALUES (1, 'deviant_behavior')) AS v (id, kat) WHERE c.id = v.id;
WITH moved AS (DELETE FROM cases WHERE id = 6 RETURNING *)
INSERT INTO cases SELECT id, kat, osn, org, stay, '2024-02-29', name FROM moved;
WITH stored AS (INSERT INTO cases VALUES (13, 'orphan', 'court_act', 'guardian', NULL, '2024-02-29', 'Nazym') RETURNING id)
SELECT id FROM stored;
SELECT id, osn, org, since FROM cases ORDER BY id;

-- COPY: no row in the context
COPY cases FROM STDIN;
21	orphan	local_executive_decision	youth_house	permanent	2024-02-29	Olzhas
22	orphan	court_act	youth_house	permanent	2024-02-29	Perizat
23	orphan	local_executive_decision	youth_house	permanent	2024-02-29	Ruslan
\.
SELECT count(*) FROM cases WHERE id > 20;
COPY cases FROM STDIN WHERE osn <> 'court_act';
21	orphan	local_executive_decision	youth_house	permanent	2024-02-29	Olzhas
22	orphan	court_act	youth_house	permanent	2024-02-29	Perizat
23	orphan	local_executive_decision	youth_house	permanent	2024-02-29	Ruslan
\.
SELECT id FROM cases WHERE id > 20 ORDER BY id;

-- a row that is never stored is not refused; a stored one is
INSERT INTO cases VALUES (1, 'orphan', 'court_act', 'youth_house', 'day', '2024-02-29', 'Saule') ON CONFLICT DO NOTHING;
INSERT INTO cases VALUES (31, 'orphan', 'court_act', 'youth_house', 'day', '2024-02-29', 'Saule') ON CONFLICT DO NOTHING;
INSERT INTO cases VALUES (1, 'orphan', 'court_act', 'youth_house', 'day', '2024-02-29', 'Timur')
	ON CONFLICT (id) DO UPDATE SET name = excluded.name;
INSERT INTO cases VALUES (1, 'orphan', 'court_act', 'youth_house', 'day', '2024-02-29', 'Timur')
	ON CONFLICT (id) DO UPDATE SET osn = excluded.osn;
INSERT INTO cases VALUES (1, 'orphan', 'court_act', 'youth_house', 'day', '2024-02-29', 'Timur')
	ON CONFLICT (id) DO UPDATE SET osn = excluded.osn WHERE false;
SELECT osn, name FROM cases WHERE id = 1;

-- statements that leave the rule's columns alone, and statements that remove rows
UPDATE cases SET name = upper(name);
UPDATE cases SET id = id + 100;
DELETE FROM cases WHERE id = 101;
TRUNCATE cases;

-- through views
CREATE VIEW open_cases AS SELECT id, osn, kat, org, since FROM cases WHERE name IS NULL;
INSERT INTO open_cases VALUES (1, 'court_act', 'orphan', 'youth_house', '2024-02-29');
CREATE VIEW named_cases AS SELECT id, kat || '/' || osn AS document, org, since FROM cases;
CREATE FUNCTION store_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO sss_trigger.cases (id, kat, osn, org, since)
	VALUES (new.id, split_part(new.document, '/', 1), split_part(new.document, '/', 2), new.org, new.since);
	RETURN new;
END
$$;
CREATE TRIGGER store INSTEAD OF INSERT ON named_cases FOR EACH ROW EXECUTE FUNCTION store_named();
\set SHOW_CONTEXT never
INSERT INTO named_cases VALUES (1, 'orphan/court_act', 'youth_house', '2024-02-29');
\set SHOW_CONTEXT errors
INSERT INTO named_cases VALUES (1, 'deviant_behavior/court_act', 'special_organization', '2024-02-29');
DROP VIEW open_cases, named_cases;

-- a prepared statement, planned again and generic, before and after a change of mode
PREPARE store(integer, text) AS INSERT INTO cases VALUES ($1, 'orphan', $2, 'youth_house', NULL, '2024-02-29');
SET plan_cache_mode = force_generic_plan;
EXECUTE store(2, 'court_act');
SELECT sss.set_mode('cases', 'log', 'sss_placement');
EXECUTE store(2, 'court_act');
SELECT sss.set_mode('cases', 'enforce', 'sss_placement');
EXECUTE store(3, 'court_act');
SELECT sss.detach('cases', 'sss_placement');
EXECUTE store(3, 'court_act');
RESET plan_cache_mode;
SELECT key, basis, requirement, verdict, provision FROM log WHERE verdict = 'violation';

--
-- 2. Bound columns and the data dictionary
--
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', mode => 'enforce');
\set VERBOSITY terse
ALTER TABLE cases DROP COLUMN osn;
ALTER TABLE cases ALTER osn TYPE varchar(100);
\set VERBOSITY default
-- the repair
BEGIN;
SELECT sss.detach('cases', 'sss_placement');
ALTER TABLE cases ALTER osn TYPE varchar(100);
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', mode => 'enforce');
COMMIT;
INSERT INTO cases VALUES (4, 'orphan', 'court_act', 'youth_house');
INSERT INTO cases VALUES (5, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');

-- a trigger that does not fire does not enforce, and the view says so
ALTER TABLE cases DISABLE TRIGGER ALL;
SELECT name, mode, effective_mode FROM sss.attachments WHERE relation = 'cases'::regclass;
INSERT INTO cases VALUES (6, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
ALTER TABLE cases ENABLE TRIGGER ALL;
SELECT name, mode, effective_mode FROM sss.attachments WHERE relation = 'cases'::regclass;
INSERT INTO cases VALUES (7, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
SET session_replication_role = replica;
INSERT INTO cases VALUES (7, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
RESET session_replication_role;
SELECT sss.detach('cases', 'sss_placement');
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', mode => 'enforce', always => true);
SET session_replication_role = replica;
INSERT INTO cases VALUES (8, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
RESET session_replication_role;

--
-- 3. Triggers written by hand
--
CREATE TABLE by_hand (
	id integer PRIMARY KEY, kat text, osn text, org_type text, since date, stamp timestamptz, note text);
CREATE TRIGGER sss_placement AFTER INSERT OR UPDATE OF kat, osn, org_type, since ON by_hand
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'on_date', 'mode=enforce');
SELECT name, rule, columns, key, mode, unsettled, required, companion, problem, definition FROM sss.attachments WHERE relation = 'by_hand'::regclass;
INSERT INTO by_hand VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29');
INSERT INTO by_hand VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29');
UPDATE by_hand SET osn = 'court_act';
DROP TRIGGER sss_placement ON by_hand;

-- Written wrongly: if it enforces, the first use fails and says how to repair it ...
CREATE FUNCTION try_trigger(declaration text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	seen text;
	came_of_it text := 'passes';
	message text;
	detail text;
	hint text;
BEGIN
	TRUNCATE sss_trigger.by_hand;
	EXECUTE 'CREATE TRIGGER "Wrong" ' || declaration;
	seen := (SELECT problem FROM sss.attachments WHERE relation = 'sss_trigger.by_hand'::regclass AND name = 'Wrong');
	BEGIN
		INSERT INTO sss_trigger.by_hand VALUES
			(1, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', NULL, 'Zarina'),
			(2, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', NULL, 'Zhanar');
		UPDATE sss_trigger.by_hand SET osn = 'guardianship_body_referral';
	EXCEPTION WHEN OTHERS THEN
		GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
		came_of_it := concat_ws(E'\n  ', sqlstate || ' ' || message, nullif(detail, ''), nullif(hint, ''));
	END;
	IF came_of_it LIKE '%' || seen || '%' THEN
		seen := 'as sss.attachments says:';
	END IF;
	EXECUTE 'DROP TRIGGER "Wrong" ON sss_trigger.by_hand';
	RETURN concat_ws(E'\n  ', declaration, coalesce(seen, 'no problem in sss.attachments'), came_of_it,
		(SELECT count(*) || ' rows' FROM sss_trigger.by_hand));
END
$$;
\pset format unaligned
\pset tuples_only on
CREATE TABLE declarations (n serial, declaration text);
INSERT INTO declarations (declaration) VALUES
	('AFTER INSERT OR UPDATE ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce()'),
	('AFTER INSERT OR UPDATE ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''adoption'', ''category'', ''basis'', ''provider'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''agency'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type, note ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''basis'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type, stamp ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''on_date'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, id ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=strict'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode='')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'', ''unsettled=maybe'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'', ''required=stay'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'', ''required=basis, provider'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'', ''pace=slow'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH STATEMENT EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'')'),
	('AFTER INSERT ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'')'),
	('AFTER UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'')'),
	('BEFORE INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'')'),
	('AFTER UPDATE ON by_hand FOR EACH ROW WHEN (old.osn IS DISTINCT FROM new.osn) EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'')'),
	('AFTER UPDATE ON by_hand FOR EACH ROW WHEN (sss.changed(old.kat, new.osn)) EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''mode=enforce'')'),
	('AFTER UPDATE ON by_hand FOR EACH ROW WHEN (sss.changed(new.osn, old.osn)) EXECUTE FUNCTION sss.enforce(''placement'', ''basis'', ''mode=enforce'')'),
	('AFTER UPDATE ON by_hand FOR EACH ROW WHEN (sss.changed(old.osn, ''court_act''::text)) EXECUTE FUNCTION sss.enforce(''placement'', ''basis'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''mode=enforce'', ''category'', ''basis'', ''provider'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=log'', ''mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'', ''required=basis'', ''required=category'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''Mode=enforce'')'),
	('AFTER INSERT OR UPDATE OF kat, osn, org_type ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''enforce'')'),
	('AFTER UPDATE ON by_hand FOR EACH ROW WHEN (sss.changed(old.kat, new.kat, old.osn, new.osn, old.org_type, new.org_type)) EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'')');
-- (so does one that does not say that it only logs)
SELECT try_trigger(declaration) FROM declarations ORDER BY n;

-- ... and if it only logs, each statement passes with one warning, and leaves one line in the log.
SELECT try_trigger(replace(declaration, 'mode=enforce', 'mode=log')) FROM declarations WHERE n IN (3, 5, 8, 10, 14, 15, 17, 18, 19, 21, 22, 26, 28) ORDER BY n;
SELECT relation, attachment, problem, count(*), count(rule) AS rules, count(key) AS keys, count(verdict) AS verdicts
  FROM log WHERE problem IS NOT NULL GROUP BY relation, attachment, problem ORDER BY problem;
\pset tuples_only off
\pset format aligned

-- One that fires before the row is stored, or instead, must not lose the row.
TRUNCATE by_hand;
CREATE VIEW by_hand_view AS SELECT * FROM by_hand;
CREATE TRIGGER before BEFORE INSERT OR UPDATE OR DELETE ON by_hand FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'mode=log');
CREATE TRIGGER instead INSTEAD OF INSERT OR UPDATE OR DELETE ON by_hand_view FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'mode=log');
SET client_min_messages = error;
\set QUIET off
INSERT INTO by_hand VALUES (1, 'orphan'), (2, 'orphan');
UPDATE by_hand SET kat = 'deviant_behavior' WHERE id = 1;
DELETE FROM by_hand WHERE id = 2;
INSERT INTO by_hand_view VALUES (3, 'orphan');
UPDATE by_hand_view SET kat = 'orphan';
DELETE FROM by_hand_view;
\set QUIET on
SET client_min_messages = warning;
SELECT id, kat FROM by_hand;
DROP TRIGGER before ON by_hand;
DROP VIEW by_hand_view;

-- A companion written by hand takes name and mode from the trigger with its columns; never do both report the same row.
TRUNCATE by_hand;
CREATE FUNCTION appeal() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.note = ''appeal'' THEN new.osn := ''court_act''; END IF; RETURN new; END';
CREATE TRIGGER appeal BEFORE INSERT OR UPDATE ON by_hand FOR EACH ROW EXECUTE FUNCTION appeal();
CREATE TRIGGER zz_main AFTER INSERT OR UPDATE OF osn, kat, org_type, since ON by_hand
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'basis', 'category', 'provider', 'on_date', 'mode=enforce');
CREATE TRIGGER zz_main_companion AFTER UPDATE ON by_hand FOR EACH ROW
	WHEN (sss.changed(old.since, new.since, old.kat, new.kat, old.osn, new.osn, old.org_type, new.org_type))
	EXECUTE FUNCTION sss.enforce('placement', 'on_date', 'category', 'basis', 'provider');
SELECT name, columns, mode, companion FROM sss.attachments WHERE relation = 'by_hand'::regclass;
INSERT INTO by_hand VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', NULL, 'appeal');
INSERT INTO by_hand VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', NULL, NULL);
UPDATE by_hand SET note = 'appeal';
SELECT sss.set_mode('by_hand', 'log', 'zz_main');
UPDATE by_hand SET note = 'appeal', since = '2024-03-01';
SELECT attachment, key, basis, on_date, provision FROM log WHERE relation = 'sss_trigger.by_hand' AND problem IS NULL;
-- without that trigger the companion cannot know its mode, nor with another binding
DROP TRIGGER zz_main ON by_hand;
UPDATE by_hand SET osn = 'local_executive_decision', note = NULL;
CREATE TRIGGER zz_main AFTER INSERT OR UPDATE OF osn, kat, org_type ON by_hand
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'basis', 'category', 'provider', 'mode=log');
UPDATE by_hand SET osn = 'local_executive_decision', note = NULL;
SELECT name, columns, mode, companion, problem FROM sss.attachments WHERE relation = 'by_hand'::regclass ORDER BY name;
DROP TRIGGER zz_main ON by_hand;
-- a companion with mode=log harms no statement
DROP TRIGGER zz_main_companion ON by_hand;
CREATE TRIGGER zz_main_companion AFTER UPDATE ON by_hand FOR EACH ROW
	WHEN (sss.changed(old.since, new.since, old.kat, new.kat, old.osn, new.osn, old.org_type, new.org_type))
	EXECUTE FUNCTION sss.enforce('placement', 'on_date', 'category', 'basis', 'provider', 'mode=log');
UPDATE by_hand SET osn = 'guardianship_body_referral', note = NULL;
CREATE TRIGGER zz_main AFTER INSERT OR UPDATE OF osn, kat, org_type, since ON by_hand
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'basis', 'category', 'provider', 'on_date', 'mode=log');
UPDATE by_hand SET osn = 'local_executive_decision', note = NULL;
-- detach() drops both
SELECT sss.detach('by_hand', 'zz_main');
SELECT tgname FROM pg_trigger WHERE tgrelid = 'by_hand'::regclass;

--
-- 4. The functions called directly
--
SELECT sss.enforce();
CREATE EVENT TRIGGER sss_trigger_event ON ddl_command_end EXECUTE FUNCTION sss.enforce();
SELECT sss.changed(1, 1) AS same, sss.changed(1, 2) AS other, sss.changed(NULL::integer, NULL::integer) AS both_null,
	sss.changed(NULL::integer, 0) AS one_null, sss.changed(1, 1, 'a'::text, 'b'::text) AS second_pair;
-- byte for byte: values that are equal to "=" may differ here, never the other way round
SELECT sss.changed(1.0, 1.00) AS scale, sss.changed('a'::char(3), 'a  '::char(3)) AS padding,
	sss.changed('NaN'::float8, 'NaN'::float8) AS nan,
	sss.changed(repeat('a', 5000), repeat('a', 5000)) AS long, sss.changed(repeat('a', 5000), repeat('a', 4999) || 'b') AS last_byte;
SELECT sss.changed(1);
SELECT sss.changed(1, 2, 3);
SELECT sss.changed(1, 2::bigint);
SELECT sss.changed(VARIADIC ARRAY[1, 2]);

DROP SCHEMA sss_trigger CASCADE;
