-- A rule as a CHECK, which raises the extension's own error.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
\set SHOW_CONTEXT errors
\pset format unaligned
CREATE SCHEMA sss_constraint;
SET search_path = sss_constraint;
SET datestyle = 'ISO, DMY';

CREATE FUNCTION outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(E'\n  ', sqlstate || ' ' || message, nullif(detail, ''), nullif(hint, ''));
END
$$;

CREATE VIEW checks AS
	SELECT conrelid::regclass AS relation, conname, convalidated, pg_get_constraintdef(oid) AS definition
	  FROM pg_constraint
	 WHERE connamespace = 'sss_constraint'::regnamespace AND contype = 'c'
	 ORDER BY conrelid::regclass::text, conname;

CREATE DOMAIN category_code AS varchar(60);
CREATE DOMAIN category AS sss.recipient_category;
CREATE DOMAIN categories AS sss.recipient_category[];
CREATE DOMAIN day AS date;

--
-- 1. Every form of column, and the CHECK that is made for it
--
CREATE TABLE typed (
	id integer, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type,
	stay sss.stay_mode, since date, name text);
CREATE TABLE texts (
	id integer, kat text, osn varchar(60), org char(60), stay varchar, since timestamp, name text);
CREATE TABLE arrays (
	id integer, category sss.recipient_category[], basis sss.placement_basis, provider sss.provider_type, since date);
CREATE TABLE domains (
	id integer, kat category_code, kat2 category, kat3 categories, basis sss.placement_basis, provider sss.provider_type, since day);
CREATE TABLE services (id integer, service sss.service, org text, given timestamp);
SELECT sss.add_check('typed', 'placement', '{on_date=since}'),
	   sss.add_check('texts', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', name => 'Of "texts"'),
	   sss.add_check('arrays', 'placement', '{on_date=since}'),
	   sss.add_check('domains', 'placement', '{category=kat,on_date=since}', name => 'one'),
	   sss.add_check('domains', 'placement', '{category=kat2,on_date=since}', name => 'two'),
	   sss.add_check('domains', 'placement', '{category=kat3,on_date=since}', name => 'three'),
	   sss.add_check('services', 'service', '{provider=org,on_date=given}');
SELECT * FROM checks;
SELECT relation, name, rule, enforced_by, columns, key, mode, effective_mode, unsettled, required, timing, always, companion, problem
  FROM sss.attachments WHERE relation::oid IN (SELECT relation FROM checks) ORDER BY relation::text, name;
SELECT definition
  FROM sss.attachments WHERE relation::oid IN (SELECT relation FROM checks) ORDER BY relation::text, name;
SELECT count(*) AS triggers FROM pg_trigger WHERE tgrelid IN (SELECT relation FROM checks);

-- Again: nothing changes.  Another attachment under the name is refused.
SELECT action, relation, attachment, rule FROM sss.journal WHERE relation LIKE 'sss\_constraint.%' ORDER BY at;
SELECT sss.add_check('typed', 'placement', '{on_date=since}');
SELECT count(*) FROM sss.journal WHERE relation LIKE 'sss\_constraint.%';
SELECT outcome($$SELECT sss.add_check('texts', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', name => 'Of "texts"')$$);
ALTER TABLE services ADD CONSTRAINT positive CHECK (id > 0);
SELECT outcome($$SELECT sss.add_check('services', 'service', '{provider=org,on_date=given}', name => 'positive')$$);

--
-- 2. Arguments that a CHECK cannot serve are refused
--
\pset tuples_only on
SELECT arguments || E'\n  ' || outcome(format('SELECT sss.add_check(''typed'', ''placement'', name => ''refused'', %s)', arguments))
  FROM (VALUES
	('columns => NULL'),
	('columns => ''{stay=since,on_date=since}'''),
	('columns => ''{on_date=id}'''),
	('columns => ''{on_date=missing}''')) AS v (arguments);
CREATE TABLE text_array (kat text[], osn text, org text, since date);
SELECT outcome($$SELECT sss.add_check('text_array', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}')$$);
SELECT outcome($$SELECT sss.set_mode('typed', 'log', 'sss_placement')$$);
SELECT outcome($$SELECT sss.set_mode('typed', 'enforce', 'sss_placement')$$);
SELECT outcome($$SELECT sss.detach('services', 'positive')$$);
\pset tuples_only off

--
-- 3. Only violations are refused
--
INSERT INTO typed VALUES
	(1, 'orphan', 'local_executive_decision', 'youth_house', 'permanent', '2024-02-29', 'Aigul'),
	(2, 'orphan', 'court_act', 'youth_house', 'day', '2023-06-30', 'before the order'),
	(3, 'special_educational_needs', 'deliverer_application', 'special_boarding_school', NULL, '2024-02-29', 'unsettled'),
	(4, 'orphan', NULL, 'youth_house', 'permanent', '2024-02-29', 'no basis'),
	(5, NULL, NULL, NULL, NULL, NULL, 'nothing');
INSERT INTO typed VALUES (6, 'orphan', 'court_act', 'youth_house', 'permanent', '2024-02-29', 'Bolat');
-- whatever the basis is
INSERT INTO typed VALUES (7, 'abuse_victim', NULL, 'youth_house', 'permanent', '2024-02-29', 'no basis');
UPDATE typed SET basis = 'other_document' WHERE id = 4;
UPDATE typed SET since = '2023-07-01' WHERE id = 2;
UPDATE typed SET name = 'Bolat' WHERE id = 1;
INSERT INTO texts VALUES
	(1, 'orphan', 'court_act', 'no such provider', 'day', '2024-02-29 12:00', 'unknown code'),
	(2, 'Orphan', 'court_act', 'youth_house', 'permanent', '2024-02-29 12:00', 'unknown code'),
	(3, 'orphan', 'local_executive_decision', 'youth_house', 'temporary', 'infinity', 'Daniyar');
INSERT INTO texts VALUES (4, 'orphan', 'local_executive_decision', 'youth_house', 'day', '2023-07-01 00:00', 'Erlan');
INSERT INTO texts VALUES (4, 'orphan', 'local_executive_decision', 'youth_house', 'day', '2023-06-30 23:59:59.999999', 'Erlan');
-- one of the child's categories admits the basis; none does
INSERT INTO arrays VALUES (1, '{orphan,deviant_behavior}', 'court_act', 'special_organization', '2024-02-29');
INSERT INTO arrays VALUES (2, '{orphan,without_parental_care}', 'court_act', 'special_organization', '2024-02-29');
INSERT INTO arrays VALUES (3, '{orphan,NULL}', 'court_act', 'special_organization', '2024-02-29'),
	(4, '{}', 'court_act', 'special_organization', '2024-02-29');
INSERT INTO domains VALUES (1, 'orphan', 'deviant_behavior', '{deviant_behavior}', 'court_act', 'special_organization', '2024-02-29');
INSERT INTO domains VALUES (1, 'deviant_behavior', 'orphan', '{deviant_behavior}', 'court_act', 'special_organization', '2024-02-29');
INSERT INTO domains VALUES (1, 'deviant_behavior', 'deviant_behavior', '{orphan}', 'court_act', 'special_organization', '2024-02-29');
INSERT INTO domains VALUES (1, 'deviant_behavior', 'deviant_behavior', '{deviant_behavior}', 'court_act', 'special_organization', '2024-02-29');
INSERT INTO services VALUES (1, 'medical.laboratory_sampling', 'children_in_need_support_center', '2024-02-29');
INSERT INTO services VALUES (2, 'medical.laboratory_sampling', 'minors_adaptation_center', '2024-02-29');

-- COPY: no row in the context, whatever the format
COPY typed FROM STDIN;
7	orphan	local_executive_decision	youth_house	\N	2024-02-29	Gulnar
8	orphan	court_act	youth_house	\N	2024-02-29	Inkar
\.
COPY typed FROM STDIN WITH (FORMAT csv);
8,orphan,court_act,youth_house,,2024-02-29,Inkar
\.

-- the fields of the error: no table and no constraint, which a CHECK's function cannot know
DO $$
DECLARE
	code text;
	constraint_name text;
	table_name text;
	column_name text;
	context text;
BEGIN
	INSERT INTO sss_constraint.typed VALUES (8, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29', 'Kamila');
EXCEPTION WHEN check_violation THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, constraint_name = CONSTRAINT_NAME, table_name = TABLE_NAME,
		column_name = COLUMN_NAME, context = PG_EXCEPTION_CONTEXT;
	RAISE WARNING '%, constraint "%", table "%", column "%", context "%"', code, constraint_name, table_name, column_name, context;
END
$$;

-- A CHECK also refuses a row that ON CONFLICT would never store, since it cannot know that.
CREATE TABLE conflicting (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date);
SELECT sss.add_check('conflicting', 'service', '{on_date=given}');
INSERT INTO conflicting VALUES (1, 'household.living_space', 'youth_house', '2024-02-29');
INSERT INTO conflicting VALUES (1, 'household.living_space', 'guardian', '2024-02-29') ON CONFLICT DO NOTHING;

--
-- 4. Existing rows: untouched while the CHECK is not valid, but not spared by an update
--
CREATE TABLE dirty (LIKE typed);
INSERT INTO dirty VALUES (1, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29', 'Madi'),
	(2, 'orphan', 'local_executive_decision', 'youth_house', NULL, '2024-02-29', 'Nazym');
SELECT sss.add_check('dirty', 'placement', '{on_date=since}');
SELECT count(*) FROM dirty;
ALTER TABLE dirty VALIDATE CONSTRAINT sss_placement;
UPDATE dirty SET name = 'Nazym 2' WHERE id = 2;
UPDATE dirty SET name = 'Madi 2' WHERE id = 1;
UPDATE dirty SET basis = 'local_executive_decision' WHERE id = 1;
ALTER TABLE dirty VALIDATE CONSTRAINT sss_placement;
SELECT conname, convalidated FROM checks WHERE relation = 'dirty'::regclass;
INSERT INTO dirty VALUES (3, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29', 'Olzhas');
SELECT name, effective_mode FROM sss.attachments WHERE relation = 'dirty'::regclass;

--
-- 5. DDL
--
ALTER TABLE texts RENAME osn TO "Основание";
ALTER TABLE texts ALTER kat TYPE varchar(80), ALTER org TYPE text;
ALTER TABLE texts RENAME TO renamed;
ALTER TABLE renamed RENAME CONSTRAINT "Of ""texts""" TO documents;
SELECT name, columns FROM sss.attachments WHERE relation = 'renamed'::regclass;
INSERT INTO renamed VALUES (5, 'orphan', 'local_executive_decision', 'youth_house', 'day', '2024-02-29', 'Perizat');
-- Like every CHECK, it is silently dropped with its column.
ALTER TABLE renamed DROP COLUMN stay;
SELECT count(*) FROM sss.attachments WHERE relation = 'renamed'::regclass;
-- A column of the extension's type cannot become one that the functions do not take.
-- The details that PostgreSQL adds to the error differ between its versions.
\set VERBOSITY terse
ALTER TABLE typed ALTER since TYPE text;
\set VERBOSITY default
SELECT sss.detach('typed', 'sss_placement');
INSERT INTO typed VALUES (9, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29', 'Ruslan');
SELECT count(*) FROM checks WHERE relation = 'typed'::regclass;
SELECT action, attachment, rule, definition FROM sss.journal WHERE relation = 'sss_constraint.typed' ORDER BY at;

-- Partitions and inheritance children have the CHECK of their parent; the view shows it once.
CREATE TABLE parent (id integer, region text, service sss.service, provider sss.provider_type, given date) PARTITION BY LIST (region);
CREATE TABLE north PARTITION OF parent FOR VALUES IN ('north');
SELECT sss.add_check('parent', 'service', '{on_date=given}');
CREATE TABLE south PARTITION OF parent FOR VALUES IN ('south');
INSERT INTO parent VALUES (1, 'north', 'household.living_space', 'guardian', '2024-02-29');
INSERT INTO south VALUES (1, 'south', 'household.living_space', 'guardian', '2024-02-29');
CREATE TABLE ancestor (LIKE parent);
CREATE TABLE descendant () INHERITS (ancestor);
SELECT sss.add_check('ancestor', 'service', '{on_date=given}');
INSERT INTO descendant VALUES (1, 'south', 'household.living_space', 'guardian', '2024-02-29');
SELECT relation, name FROM sss.attachments
 WHERE relation IN ('parent'::regclass, 'north'::regclass, 'south'::regclass, 'ancestor'::regclass, 'descendant'::regclass)
 ORDER BY relation::text;
SELECT sss.detach('parent', 'sss_service'), sss.detach('ancestor', 'sss_service');
INSERT INTO south VALUES (1, 'south', 'household.living_space', 'guardian', '2024-02-29');

-- A CHECK written by hand is an attachment as well, and detach() drops it.
CREATE TABLE by_hand (
	id integer, usluga text, org text, given date,
	CONSTRAINT hand CHECK (sss_internal.require_service(sss.try_service(usluga), sss.try_provider_type(org), given)));
SELECT name, rule, enforced_by, columns, definition FROM sss.attachments WHERE relation = 'by_hand'::regclass;
INSERT INTO by_hand VALUES (1, 'household.living_space', 'guardian', '2024-02-29');
SELECT sss.detach('by_hand', 'hand');

--
-- 6. The functions themselves: true, or the error
--
SELECT sss_internal.require_placement('orphan', 'local_executive_decision', 'youth_house', 'permanent', '2024-02-29') AS compliant,
	   sss_internal.require_placement('orphan', 'court_act', 'youth_house', 'day', '2023-06-30') AS not_governed,
	   sss_internal.require_placement('special_educational_needs', 'deliverer_application', 'special_boarding_school', NULL, '2024-02-29') AS unsettled,
	   sss_internal.require_placement(NULL, NULL, NULL, NULL, NULL) AS unknown,
	   sss_internal.require_placement_any(NULL, 'court_act', 'youth_house', 'permanent', '2024-02-29') AS unknown_array,
	   sss_internal.require_service('household.living_space', 'youth_house', '2024-02-29') AS listed,
	   sss_internal.require_service(NULL, 'youth_house', '2024-02-29') AS unknown_service;
SELECT sss_internal.require_placement('abuse_victim', 'local_executive_decision', 'youth_house', NULL, '2024-02-29');
SELECT sss_internal.require_placement_any('{abuse_victim,neglected_or_homeless}', 'local_executive_decision', 'youth_house', NULL, '2024-02-29');
SELECT sss_internal.require_placement_any('{}', 'court_act', 'youth_house', 'day', '2024-02-29');
SELECT sss_internal.require_service('household.living_space', 'foster_parent', '2024-02-29');

DROP SCHEMA sss_constraint CASCADE;
