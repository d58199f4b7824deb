-- A setting of the session that changes how text is parsed or printed changes no answer: every view and every function
-- is asked under all of them together, after the session has attached, logged, granted and audited under them.  If an
-- answer differs, each setting is tried alone, to name the one that changes it.
BEGIN;
\ir ../common.psql
CREATE SCHEMA settings;
SET LOCAL search_path = settings, public;
SET LOCAL sss.language = 'en';

-- The settings, each with the value that differs most from the default.
CREATE TABLE setting (name text, value text);
INSERT INTO setting VALUES
	('array_nulls', 'off'), ('backslash_quote', 'off'), ('bytea_output', 'escape'), ('check_function_bodies', 'off'),
	('DateStyle', 'German, DMY'), ('DateStyle', 'SQL, MDY'), ('DateStyle', 'Postgres, YMD'),
	('default_text_search_config', 'pg_catalog.german'), ('escape_string_warning', 'off'), ('extra_float_digits', '-15'),
	('IntervalStyle', 'sql_standard'), ('plan_cache_mode', 'force_generic_plan'), ('quote_all_identifiers', 'on'),
	('search_path', ''), ('search_path', 'pg_temp, settings'), ('standard_conforming_strings', 'off'),
	('TimeZone', 'Pacific/Kiritimati'), ('transform_null_equals', 'on'), ('xmlbinary', 'hex'), ('xmloption', 'document');
-- From 19 on the server knows standard strings alone.
DELETE FROM setting WHERE name = 'standard_conforming_strings' AND current_setting('server_version_num')::int >= 190000
	OR name NOT IN (SELECT s.name FROM pg_settings AS s);
-- Of several values of one setting, each is in a set of its own.
ALTER TABLE setting ADD number integer;
UPDATE setting AS s SET number = n.number FROM (SELECT name, value, row_number() OVER (PARTITION BY name) AS number FROM setting) AS n WHERE (n.name, n.value) = (s.name, s.value);
SELECT plan(7 + max(number)) FROM setting;

-- Bodies of functions are parsed under the session's settings.
SELECT is((SELECT array_agg(oid::regprocedure) FROM pg_proc WHERE pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND prosrc ~ '(^|[^E])''([^'']|'''')*\\'), NULL, 'no plain literal in a function has a backslash');

-- An argument that stands for others of its name and type.
CREATE FUNCTION sample(name text, of_type oid, relation text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
	SELECT CASE
		WHEN of_type = 'anyelement'::regtype THEN '''orphan''::sss.recipient_category'
		WHEN of_type = 'regclass'::regtype THEN format('%s::pg_catalog.regclass', quote_literal(relation))
		WHEN of_type = 'date'::regtype THEN '''2024-05-01''::pg_catalog.date'
		WHEN of_type = 'date[]'::regtype THEN 'ARRAY[''2024-05-01'']::pg_catalog.date[]'
		WHEN of_type = 'boolean'::regtype THEN 'false'
		WHEN of_type = 'numeric'::regtype THEN '7.25'
		WHEN of_type IN ('bigint'::regtype, 'integer'::regtype) THEN '1'
		WHEN of_type = 'oid[]'::regtype THEN CASE name WHEN 'views' THEN 'ARRAY[''settings.facts''::pg_catalog.regclass]::pg_catalog.oid[]' ELSE format('ARRAY[%s::pg_catalog.regclass]::pg_catalog.oid[]', quote_literal(relation)) END
		WHEN of_type = 'uuid[]'::regtype THEN 'ARRAY[]::pg_catalog.uuid[]'
		-- What is kept is read under the same settings.
		WHEN of_type = 'jsonb'::regtype THEN CASE name
			WHEN 'kept' THEN format('sss_internal.kept(ARRAY[%s::pg_catalog.regclass]::pg_catalog.oid[], ARRAY[''settings.facts''::pg_catalog.regclass]::pg_catalog.oid[])', quote_literal(relation))
			WHEN 'view' THEN 'sss_internal.kept_view(''settings.facts''::pg_catalog.regclass)'
			ELSE '''{}''::pg_catalog.jsonb' END
		WHEN of_type = 'oid'::regtype AND name = 'view' THEN '''settings.facts''::pg_catalog.regclass::pg_catalog.oid'
		WHEN of_type = 'real'::regtype THEN '1'
		WHEN of_type = 'regtype'::regtype THEN '''sss.placement_basis''::pg_catalog.regtype'
		WHEN of_type = 'name'::regtype THEN '''osn'''
		WHEN of_type = 'uuid'::regtype THEN '''00000000-0000-0000-0000-000000000000''::pg_catalog.uuid'
		WHEN of_type = 'text[]'::regtype THEN 'ARRAY[''1'']'
		WHEN of_type = 'sss_internal.key_columns'::regtype THEN format('sss_internal.case_key(%s, ''sss_placement'')', quote_literal(relation))
		WHEN of_type = 'oid'::regtype THEN format('(SELECT oid FROM pg_catalog.pg_trigger WHERE tgrelid = %s::pg_catalog.regclass AND tgname = ''sss_placement'')', quote_literal(relation))
		WHEN of_type = 'text'::regtype THEN quote_literal(CASE name
			WHEN 'language' THEN 'en' WHEN 'rule' THEN 'placement' WHEN 'since' THEN '0.0' WHEN 'attachment' THEN 'sss_placement' WHEN 'name' THEN 'sss_placement'
			WHEN 'code' THEN 'orphan' WHEN 'setting' THEN 'sss.demote' WHEN 'value' THEN 'true' WHEN 'common_values' THEN '{a,b}'
			WHEN 'caption' THEN 'Дети-сироты' WHEN 'caption_column' THEN 'osn' WHEN 'key_column' THEN 'id' WHEN 'of_type' THEN 'placement_basis' ELSE 'orphan' END)
		ELSE (SELECT format(CASE WHEN elem = 0 THEN '%L::%s' ELSE 'ARRAY[%L]::%s' END, code, of_type::regtype)
				FROM (SELECT t.typelem AS elem, coalesce(e.typname, t.typname)::text AS typname
						FROM pg_type AS t LEFT JOIN pg_type AS e ON e.oid = t.typelem WHERE t.oid = of_type) AS t
				JOIN (VALUES ('recipient_category', 'orphan'), ('placement_basis', 'court_act'), ('provider_type', 'youth_house'),
							 ('stay_mode', 'day'), ('service', 'medical.emergency_first_aid'), ('standard', 'organizations'), ('provision', '1.7.10'),
							 ('service_kind', 'medical'), ('transport_purpose', 'education'), ('specialist_purpose', 'individual_plan'), ('inspection_outcome', 'not_met'), ('deciding_level', 'district'),
							 ('medical_measure', 'hospitalization'), ('timestamp', '2024-05-01 10:00'), ('timestamptz', '2024-05-01 10:00 UTC'),
							 ('verdict', 'violation'), ('provider_day', 'youth_house 2024-01-01')) AS v (type, code) ON type = typname)
	END
$$;

-- Every view, and every function that answers, with the arguments that have no default.  Left out is what only the
-- server calls (types, operators, triggers), what changes something, which the scenario below does, and what reads columns
-- of given names, a place in a table, or tells OIDs.  The parts of the page are asked as the page, which says when it was made,
-- those of a preview as a preview, those of a draft as the draft, and those of a case as the case.
CREATE TABLE question AS
	SELECT row_number() OVER (ORDER BY text) AS number, text
	  FROM (SELECT format('SELECT * FROM %s', oid::regclass) AS text
			  FROM pg_class WHERE relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND relkind = 'v'
			UNION ALL
			SELECT format('SELECT * FROM %s.%I(%s)', pronamespace::regnamespace, proname, arguments)
			  FROM pg_proc AS p
			 CROSS JOIN LATERAL (
				SELECT string_agg(coalesce(sample(proargnames[n], proargtypes[n - 1], '%RELATION%'), '?' || proargtypes[n - 1]::regtype), ', ' ORDER BY n) AS arguments
				  FROM generate_series(1, pronargs - pronargdefaults) AS n) AS a
			 WHERE pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND prokind = 'f' AND provolatile <> 'v'
			   AND proname !~ '^(page|report|source|preview|draft)_|^kept|^(ways_from|fact_places|case_binding|table_of_cases|key_of_cases|unmapped|explain_case)$'
			   AND proargnames IS NOT NULL AND NOT proargtypes::oid[] && ARRAY['internal'::regtype::oid, 'tid'::regtype::oid]
			UNION ALL
			SELECT 'SELECT pg_catalog.regexp_replace(page, ''[0-9]+:[0-9]+'', '''') AS page FROM sss.report_html(small => 0) AS page'
			UNION ALL
			SELECT 'SELECT * FROM sss.report_csv(small => 0)'
			UNION ALL
			SELECT 'SELECT * FROM sss.unmapped(''settings.facts'')'
			UNION ALL
			SELECT 'SELECT * FROM sss.explain_case(''settings.facts'', ARRAY[''1''])'
			UNION ALL
			SELECT 'SELECT line FROM sss.facts_view_script(''placement'', schemas => ''{settings}'') AS line'
			UNION ALL
			SELECT format('SELECT * FROM sss.preview(''%%RELATION%%'', pg_catalog.jsonb_build_object(''id'', %s, ''Kat'', ''orphan'', ''osn'', ''court_act'', ''org'', ''youth_house'', ''since'', ''2024-05-01''), %s)', id, key)
			  FROM (VALUES (9, 'NULL'), (2, 'pg_catalog.jsonb_build_object(''id'', 3)')) AS v (id, key)
			UNION ALL
			SELECT format('SELECT * FROM %s.%I()', pronamespace::regnamespace, proname)
			  FROM pg_proc
			 WHERE pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND pronargs = 0 AND proargnames IS NULL AND provolatile <> 'v'
			   AND prorettype <> 'trigger'::regtype) AS t;

-- Runs the scenario under the setting, asks everything, and takes all of it back.  The answers are kept as they came,
-- and turned into text under the settings of the test.
CREATE FUNCTION answers(settings jsonb) RETURNS jsonb LANGUAGE plpgsql AS $scenario$
DECLARE
	before jsonb := (SELECT jsonb_object_agg(key, current_setting(key)) FROM jsonb_each_text(settings));
	odd text := format('settings.%s', '"Case' || chr(92) || chr(92) || 'file ''1''"');
	plain text := 'settings.places';
	q record;
	answer jsonb := '{}';
	rows jsonb;
BEGIN
	PERFORM set_config(key, value, true) FROM jsonb_each_text(settings);
	EXECUTE format('CREATE TABLE %s (id integer PRIMARY KEY, "Kat" text, osn text, org text, since date, what sss.service)', odd);
	EXECUTE format('CREATE TABLE %s (id integer PRIMARY KEY, category text, basis text, org integer, since date)', plain);
	CREATE TABLE settings.org (id integer PRIMARY KEY, type text);
	CREATE VIEW settings.facts AS
		SELECT p.id, p.org, p.category, p.basis, o.type AS provider, p.since AS on_date
		  FROM settings.places AS p JOIN settings.org AS o ON o.id = p.org;
	EXECUTE format('SELECT sss.attach(%L, ''placement'', ''{category=Kat,basis=osn,provider=org,on_date=since}'', mode => ''log'')', odd);
	EXECUTE format('SELECT sss.add_check(%L, ''service'', ''{service=what,provider=org,on_date=since}'')', odd);
	EXECUTE format('SELECT sss.attach(%L, ''service'', ''{service=what,provider=org,on_date=since}'', mode => ''enforce'', name => ''another'')', odd);
	EXECUTE format('SELECT sss_internal.attach_table(%L, ''placement'', lookup => ''settings.facts'', mode => ''log'')', plain);
	PERFORM sss_internal.attach_table('settings.org', 'placement', lookup => 'settings.facts', lookup_by => '{id=org}', key => '{id}', mode => 'log');
	EXECUTE format('INSERT INTO %s VALUES (1, ''orphan'', ''court_act'', ''youth_house'', ''2024-05-01''), (2, ''orphan'', ''court_act'', ''youth_house'', ''2024-05-01''), (3, NULL, ''court_act'', ''youth_house'', NULL)', odd);
	INSERT INTO settings.org VALUES (1, 'youth_house');
	EXECUTE format('INSERT INTO %s VALUES (1, ''orphan'', ''court_act'', 1, ''2024-05-01'')', plain);
	EXECUTE format('SELECT sss.grant_waiver(%L, ''placement'', key => ''{1}'', act_number => ''1'', act_date => ''2024-01-01'', issuer => ''x'', valid => ''[2024-01-01,2024-12-31]'', requirement => ''basis'', provision => ''1.4/2'')', odd);
	EXECUTE format('SELECT sss.baseline(%L, ''sss_placement'')', plain);
	PERFORM sss.run_audit();
	PERFORM sss.compact();
	EXECUTE format('SELECT sss.set_mode(%L, ''log'', ''another'')', odd);
	EXECUTE format('SELECT sss.detach(%L, ''another'')', odd);
	EXECUTE format('DROP TRIGGER sss_placement_companion ON %s', odd);
	EXECUTE format('ALTER TABLE %s DISABLE TRIGGER sss_placement_insert', plain);
	ALTER TABLE settings.org RENAME TO organizations;

	FOR q IN SELECT number, replace(text, quote_literal('%RELATION%'), CASE WHEN text LIKE '%facts_reads%' THEN '''settings.facts''' ELSE quote_literal(odd) END) AS text FROM settings.question LOOP
		BEGIN
			EXECUTE format('CREATE TEMP TABLE answer_%s AS %s', q.number, q.text);
		EXCEPTION WHEN OTHERS THEN
			EXECUTE format('CREATE TEMP TABLE answer_%s AS SELECT %L AS failed', q.number, sqlstate || ' ' || sqlerrm);
		END;
	END LOOP;
	PERFORM pg_catalog.set_config(key, value, true) FROM pg_catalog.jsonb_each_text(before);
	FOR q IN SELECT number, text FROM settings.question LOOP
		-- Times, and numbers that a sequence gave, differ from one run to the next.
		EXECUTE format('SELECT jsonb_agg(line ORDER BY line) FROM (SELECT to_jsonb(a) - array_cat(%L::text[], %L::text[]) AS line FROM answer_%s AS a) AS l',
			ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = format('answer_%s', q.number)::regclass AND attnum > 0 AND atttypid = 'timestamptz'::regtype),
			CASE WHEN q.text ~ 'waiver|baseline|exemption' THEN '{id,waiver,relid}'::text[] ELSE '{relid,oid,log_bytes,last,resolutions}' END, q.number) INTO rows;
		answer := answer || jsonb_build_object(q.text, rows);
	END LOOP;
	RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = answer::text;
EXCEPTION WHEN assert_failure THEN
	RETURN sqlerrm::jsonb;
WHEN OTHERS THEN
	RETURN jsonb_build_object('failed', sqlstate || ' ' || sqlerrm || coalesce(' in ' || q.text, ''));
END
$scenario$;

SELECT is(ARRAY(SELECT text FROM question WHERE text LIKE '%?%'), '{}', 'every argument has a sample');
CREATE TABLE expected AS SELECT answers('{"work_mem": "4MB"}') AS answer;
SELECT is(answer->>'failed', NULL, 'the scenario runs') FROM expected;
SELECT is(ARRAY(SELECT key || value FROM expected, jsonb_each(answer) WHERE value->0 ? 'failed' AND key NOT LIKE '%.require\_%' AND key NOT LIKE '%decisions_of%'), '{}', 'and all is answered');
SELECT is(ARRAY(SELECT key FROM expected, jsonb_each(answer) WHERE key LIKE '%sss.attachments%' AND jsonb_array_length(value) >= 3), '{"SELECT * FROM sss.attachments"}', 'its attachments are seen');
SELECT cmp_ok(jsonb_array_length(answer->'SELECT * FROM sss.verify()'), '>=', 2, 'and what is wrong with them') FROM expected;
SELECT cmp_ok(jsonb_array_length(answer->'SELECT * FROM sss.violations'), '>=', 3, 'its violations are logged') FROM expected;

CREATE FUNCTION differences(settings jsonb) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_object_agg(coalesce(a.key, e.key), jsonb_build_object('is', a.value, 'should', e.value))
	  FROM jsonb_each(answers(settings)) AS a
	  FULL JOIN (SELECT d.* FROM expected, jsonb_each(answer) AS d) AS e ON e.key = a.key
	 WHERE a.value IS DISTINCT FROM e.value
$$;
CREATE TABLE found AS
	SELECT jsonb_object_agg(name, value) AS settings, differences(jsonb_object_agg(name, value)) AS differences FROM setting GROUP BY number;
SELECT is(differences, NULL, format('under %s', settings)) FROM found;
SELECT diag(format('%s = %s alone: %s', s.name, s.value, d))
  FROM setting AS s, differences(jsonb_build_object(s.name, s.value)) AS d
 WHERE EXISTS (SELECT FROM found AS f WHERE f.differences IS NOT NULL) AND d IS NOT NULL;

SELECT * FROM finish();
ROLLBACK;
