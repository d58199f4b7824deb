-- sss.attach, detach and set_mode: the arguments that they accept and refuse, and the catalogs afterwards.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
\set SHOW_CONTEXT never
\pset format unaligned
CREATE SCHEMA sss_attach;
SET search_path = sss_attach;
SET datestyle = 'ISO, DMY';

-- Runs a statement and returns its outcome.
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

CREATE VIEW attached AS
	SELECT relation, name, rule, enforced_by, columns, key, mode, effective_mode, unsettled, required, timing, always, companion, problem
	  FROM sss.attachments
	 WHERE relation::oid IN (SELECT oid FROM pg_class WHERE relnamespace = 'sss_attach'::regnamespace);

CREATE VIEW triggers AS
	SELECT tgrelid::regclass AS relation, pg_get_triggerdef(oid) AS definition, tgenabled
	  FROM pg_trigger
	 WHERE tgfoid = 'sss.enforce'::regproc AND tgparentid = 0
	   AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'sss_attach'::regnamespace)
	 ORDER BY tgrelid::regclass::text, tgname;

CREATE VIEW journal AS
	SELECT action, relation, attachment, rule, definition
	  FROM sss.journal
	 WHERE relation LIKE 'sss\_attach.%'
	 ORDER BY at;

CREATE TABLE cases (
	id integer PRIMARY KEY,
	category sss.recipient_category,
	basis sss.placement_basis,
	provider sss.provider_type,
	stay sss.stay_mode,
	since date,
	note text);

--
-- 1. Columns of the extension's types are found automatically; a date never is.
--
SELECT sss.attach('cases', 'placement');
SELECT * FROM attached;
SELECT definition, tgenabled FROM triggers WHERE relation = 'cases'::regclass;
SELECT * FROM journal;

-- The same call again, and with all arguments given: no change, and no line in the journal.
SELECT sss.attach('cases', 'placement');
SELECT sss.attach('cases', 'placement', columns => '{stay=stay,provider=provider,basis=basis,category=category}',
	key => NULL, mode => 'log', required => '{}', unsettled => 'log', timing => 'immediate',
	always => false, name => 'sss_placement');
SELECT sss.attach('cases', 'placement', columns => '{}', key => '{}', required => NULL, always => NULL);
SELECT count(*) AS triggers, (SELECT count(*) FROM journal) AS lines FROM triggers;

-- The same name for anything else.
SELECT outcome(format('SELECT sss.attach(%L, %L, %s)', 'cases', 'placement', difference))
  FROM (VALUES
	('columns => ''{on_date=since}'''),
	('key => ''{note}'''),
	('mode => ''enforce'''),
	('required => ''{basis}'''),
	('unsettled => ''enforce'''),
	('timing => ''deferred'''),
	('always => true')) AS v (difference);

-- Under another name it is another attachment.
SELECT sss.attach('cases', 'placement', columns => '{on_date=since}', mode => 'enforce', name => 'Dated "placement"');
SELECT name, columns, mode, companion FROM attached;

-- detach() undoes the whole of attach(), and only that.
SELECT sss.detach('cases', 'Dated "placement"');
SELECT name, columns, mode, companion FROM attached;
SELECT sss.detach('cases', 'sss_placement');
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'cases'::regclass;
SELECT action, relation, attachment, rule, definition IS NOT NULL AS defined FROM journal;

--
-- 2. All arguments of attach() are checked first: nothing is created, nothing journalled.
--
CREATE TABLE texts (
	id integer PRIMARY KEY,
	category text,
	basis varchar(100),
	provider char(60),
	since timestamp,
	zoned timestamptz,
	document jsonb,
	number integer);
CREATE TABLE plain (category text, basis text, provider text);
CREATE TABLE twice (
	id integer PRIMARY KEY,
	category sss.recipient_category,
	former_category sss.recipient_category,
	all_categories sss.recipient_category[],
	basis sss.placement_basis,
	provider sss.provider_type);
CREATE VIEW shown AS SELECT * FROM cases;
CREATE MATERIALIZED VIEW kept AS SELECT * FROM cases;
CREATE SEQUENCE numbers;
CREATE FOREIGN DATA WRAPPER sss_attach_wrapper;
CREATE SERVER sss_attach_server FOREIGN DATA WRAPPER sss_attach_wrapper;
CREATE FOREIGN TABLE remote (id integer, category text, basis text, provider text) SERVER sss_attach_server;
SELECT count(*) AS lines_before FROM journal \gset

\pset tuples_only on
SELECT arguments || E'\n  ' || outcome(format('SELECT sss.attach(%s)', arguments))
  FROM (VALUES
	-- what is to be attached, and where to
	('NULL, ''placement'''),
	('''cases'', NULL'),
	('''cases'', ''adoption'''),
	('''cases'', ''Placement'''),
	('''cases'', '''''),
	('''missing'', ''placement'''),
	('''shown'', ''placement'''),
	('''kept'', ''placement'''),
	('''remote'', ''placement'', ''{category=category,basis=basis,provider=provider}'', key => ''{id}'''),
	('''numbers'', ''placement'''),
	-- columns
	('''texts'', ''placement'''),
	('''texts'', ''placement'', ''{category=category,provider=provider}'''),
	('''cases'', ''service'''),
	('''texts'', ''placement'', ''{category}'''),
	('''texts'', ''placement'', ''{category=}'''),
	('''texts'', ''placement'', ''{category=category,basis=missing}'''),
	('''texts'', ''placement'', ''{category=Category}'''),
	('''texts'', ''placement'', ''{category=ctid}'''),
	('''texts'', ''placement'', ARRAY[''category=category'', NULL]'),
	('''texts'', ''placement'', ''{category=category,service=basis}'''),
	('''texts'', ''placement'', ''{Category=category}'''),
	('''texts'', ''placement'', ''{=category}'''),
	('''texts'', ''placement'', ''{key=id}'''),
	('''texts'', ''placement'', ''{category=category,category=basis}'''),
	('''texts'', ''placement'', ''{category=document}'''),
	('''texts'', ''placement'', ''{basis=number}'''),
	('''cases'', ''placement'', ''{category=basis}'''),
	('''cases'', ''placement'', ''{on_date=note}'''),
	('''texts'', ''placement'', ''{category=category,basis=basis,provider=provider,on_date=zoned}'''),
	('''twice'', ''placement'', ''{basis=all_categories}'''),
	('''twice'', ''placement'''),
	('''twice'', ''placement'', ''{category=missing}'''),
	-- the key
	('''plain'', ''placement'', ''{category=category,basis=basis,provider=provider}'''),
	('''plain'', ''placement'', ''{category=category,basis=basis,provider=provider}'', key => ''{}'''),
	('''cases'', ''placement'', key => ''{id,missing}'''),
	('''cases'', ''placement'', key => ''{id,since,id}'''),
	('''cases'', ''placement'', key => ''{id,NULL}'''),
	('''cases'', ''placement'', key => ''{tableoid}'''),
	-- the rest
	('''cases'', ''placement'', mode => ''off'''),
	('''cases'', ''placement'', mode => ''LOG'''),
	('''cases'', ''placement'', unsettled => ''refuse'''),
	('''cases'', ''placement'', unsettled => NULL'),
	('''cases'', ''placement'', timing => ''later'''),
	('''cases'', ''placement'', timing => NULL'),
	('''cases'', ''placement'', required => ''{service}'''),
	('''cases'', ''placement'', required => ''{on_date}'''),
	('''cases'', ''placement'', required => ''{key}'''),
	('''cases'', ''placement'', required => ''{basis,NULL}'''),
	('''cases'', ''placement'', name => '''''),
	('''cases'', ''placement'', name => repeat(''x'', 54)'),
	('''cases'', ''placement'', name => repeat(''й'', 27)')) AS v (arguments);
\pset tuples_only off
SELECT (SELECT count(*) FROM attached) AS attached, (SELECT count(*) FROM journal) - :lines_before AS lines;

-- Naming the column decides which one is meant; a bound column is not looked for again.
SELECT sss.attach('twice', 'placement', '{category=former_category}', name => 'former');
SELECT sss.attach('twice', 'placement', '{category=all_categories}', name => 'all');
SELECT name, columns FROM attached ORDER BY name;

-- The longest name, in bytes: the companion's has 63.
SELECT octet_length(sss.attach('cases', 'placement', name => repeat('x', 53)));
SELECT octet_length(name), octet_length(companion) FROM attached WHERE relation = 'cases'::regclass;
SELECT sss.detach('cases', repeat('x', 53));

-- The most columns that a key can have.
SELECT 'CREATE TABLE wide (' || string_agg(format('k%s integer', n), ', ' ORDER BY n) || ', service sss.service, provider sss.provider_type)'
  FROM generate_series(1, 33) AS n \gexec
SELECT outcome($$SELECT sss.attach('wide', 'service', key => (SELECT array_agg('k' || n ORDER BY n) FROM generate_series(1, 33) AS n))$$);
SELECT sss.attach('wide', 'service', key => (SELECT array_agg('k' || n ORDER BY n) FROM generate_series(1, 32) AS n));
SELECT cardinality(key), key[32] FROM attached WHERE relation = 'wide'::regclass;

-- A name that another object has already.
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER sss_placement AFTER DELETE ON cases EXECUTE FUNCTION nothing();
SELECT outcome($$SELECT sss.attach('cases', 'placement')$$);
SELECT outcome($$SELECT sss.detach('cases', 'sss_placement')$$);
SELECT outcome($$SELECT sss.set_mode('cases', 'log', 'sss_placement')$$);
ALTER TRIGGER sss_placement ON cases RENAME TO sss_placement_companion;
SELECT outcome($$SELECT sss.attach('cases', 'placement')$$);
DROP TRIGGER sss_placement_companion ON cases;
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'cases'::regclass;

-- A name that is not attached cannot be detached.
SELECT outcome($$SELECT sss.detach('cases', 'sss_placement')$$);
SELECT outcome($$SELECT sss.detach('cases', 'cases_pkey')$$);
SELECT outcome($$SELECT sss.detach('shown', 'sss_placement')$$);
SELECT outcome($$SELECT sss.set_mode('cases', 'log', 'sss_placement')$$);
SELECT outcome($$SELECT sss.set_mode('cases', 'log', 'cases_pkey')$$);
SELECT sss.detach(NULL, 'sss_placement') IS NULL;
SELECT sss.set_mode(NULL, 'log') IS NULL;

--
-- 3. set_mode() changes the mode and nothing else.
--
SELECT sss.attach('cases', 'placement', columns => '{on_date=since}', key => '{since,id}', required => '{basis,on_date}',
	unsettled => 'enforce', always => true);
SELECT definition, tgenabled FROM triggers WHERE relation = 'cases'::regclass;
SELECT sss.set_mode('cases', 'enforce', 'sss_placement');
SELECT definition, tgenabled FROM triggers WHERE relation = 'cases'::regclass;
SELECT sss.set_mode('cases', 'enforce', 'sss_placement');
SELECT outcome($$SELECT sss.set_mode('cases', 'off', 'sss_placement')$$);
SELECT outcome($$SELECT sss.set_mode('cases', 'log', 'sss_placement_companion')$$);
ALTER TABLE cases DISABLE TRIGGER sss_placement;
SELECT mode, effective_mode, always FROM attached WHERE relation = 'cases'::regclass;
SELECT sss.set_mode('cases', 'log', 'sss_placement');
SELECT mode, effective_mode, always FROM attached WHERE relation = 'cases'::regclass;
ALTER TABLE cases ENABLE REPLICA TRIGGER sss_placement;
SELECT sss.set_mode('cases', 'enforce', 'sss_placement');
SELECT mode, effective_mode, always FROM attached WHERE relation = 'cases'::regclass;
SELECT tgenabled FROM pg_trigger WHERE tgrelid = 'cases'::regclass AND tgname = 'sss_placement';
ALTER TABLE cases ENABLE TRIGGER sss_placement;
SELECT mode, effective_mode, always FROM attached WHERE relation = 'cases'::regclass;
SELECT action, attachment, definition FROM journal WHERE relation = 'sss_attach.cases' AND action = 'set_mode';
SELECT sss.detach('cases', 'sss_placement');

-- A constraint trigger cannot be replaced; dropped and created again, it is the same.
SELECT sss.attach('cases', 'placement', timing => 'deferred', required => '{stay}', always => true);
SELECT sss.set_mode('cases', 'enforce', 'sss_placement');
SELECT definition, tgenabled FROM triggers WHERE relation = 'cases'::regclass;
SELECT sss.detach('cases', 'sss_placement');

--
-- 4. Names that need quotes, and columns that hold a fact and identify the row.
--
CREATE SCHEMA "sss_attach 2";
CREATE TABLE "sss_attach 2"."Cases ""of"" the year" (
	"primary" text,
	"timestamp" timestamp,
	"isDeleted" text,
	"a=b" char(40),
	"quote""d 'column'" text,
	"йййййййййййййййййййййййййййййййx" integer NOT NULL,
	PRIMARY KEY ("timestamp", "йййййййййййййййййййййййййййййййx"));
SELECT sss.attach('"sss_attach 2"."Cases ""of"" the year"', 'placement',
	ARRAY['category=primary', 'basis=isDeleted', 'provider=a=b', 'stay=quote"d ''column''', 'on_date=timestamp'],
	key => ARRAY['primary', 'timestamp', 'йййййййййййййййййййййййййййййййx'], mode => 'enforce', name => 'Odd ''name''');
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = '"sss_attach 2"."Cases ""of"" the year"'::regclass ORDER BY tgname;
SELECT columns, key, companion, definition FROM sss.attachments WHERE relation = '"sss_attach 2"."Cases ""of"" the year"'::regclass;
INSERT INTO "sss_attach 2"."Cases ""of"" the year" VALUES
	('orphan', '2024-05-17 23:59', 'local_executive_decision', 'youth_house', 'day', 1);
SELECT sss.detach('"sss_attach 2"."Cases ""of"" the year"', 'Odd ''name''');
DROP TABLE "sss_attach 2"."Cases ""of"" the year";
DROP SCHEMA "sss_attach 2";

--
-- 5. Other kinds of table.
--
-- A primary key of several columns gives its own order; columns that it merely includes do not count.
CREATE TABLE composite (
	first integer, second text, included text,
	service sss.service, provider sss.provider_type, given date,
	PRIMARY KEY (second, first) INCLUDE (included));
SELECT sss.attach('composite', 'service', '{on_date=given}');
INSERT INTO composite VALUES (1, 'two', 'three', 'medical.laboratory_sampling', 'minors_adaptation_center', '2024-02-29');
SELECT relation, attachment, rule, key, categories, basis, provider, stay, service, on_date, requirement, verdict, provision, problem
  FROM sss.violation_log WHERE relation = 'sss_attach.composite';

CREATE TEMP TABLE transient (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date);
SELECT sss.attach('transient', 'service', '{on_date=given}', mode => 'enforce');
INSERT INTO transient VALUES (1, 'household.living_space', 'guardian', '2024-02-29');
DROP TABLE transient;

CREATE UNLOGGED TABLE unlogged (LIKE composite INCLUDING INDEXES);
SELECT sss.attach('unlogged', 'service', '{on_date=given}', mode => 'enforce');
INSERT INTO unlogged VALUES (1, 'two', 'three', 'medical.laboratory_sampling', 'minors_adaptation_center', '2024-02-29');

-- Two rules on one table: the first that refuses, in the order of their names, raises the error.
CREATE TABLE both_rules (
	id integer PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, service sss.service, day date);
SELECT sss.attach('both_rules', 'placement', '{on_date=day}', mode => 'enforce'),
	   sss.attach('both_rules', 'service', '{on_date=day}', mode => 'enforce');
SELECT name, columns FROM attached WHERE relation = 'both_rules'::regclass ORDER BY name;
INSERT INTO both_rules VALUES (1, 'orphan', 'court_act', 'guardian', 'household.living_space', '2024-02-29');
INSERT INTO both_rules VALUES (1, 'orphan', 'guardianship_decision', 'guardian', 'household.living_space', '2024-02-29');
INSERT INTO both_rules VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', 'household.living_space', '2024-02-29');

DROP SERVER sss_attach_server CASCADE;
DROP FOREIGN DATA WRAPPER sss_attach_wrapper;
DROP SCHEMA sss_attach CASCADE;
