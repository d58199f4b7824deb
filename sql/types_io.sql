--
-- The types: input, output, and values without a code.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
RESET client_min_messages;
CREATE SCHEMA types_io;
SET search_path = types_io;

-- These are all base types of the extension: passed by value, as short as they can be.
SELECT t.typname, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory,
       t.typispreferred, t.typdelim, t.typcollation = 0 AS without_collation,
       a.typname AS array_type
  FROM pg_type AS t
  LEFT JOIN pg_type AS a ON a.oid = t.typarray
 WHERE t.typnamespace = 'sss'::regnamespace AND t.typtype = 'b' AND t.typelem = 0
 ORDER BY t.typname COLLATE "C";

-- Input and output depend on nothing but their argument.
SELECT substring(proname FROM '_([a-z]+)$') COLLATE "C" AS suffix, provolatile, proisstrict, proparallel, count(*)
  FROM pg_proc
 WHERE pronamespace = 'sss_internal'::regnamespace AND proname !~ '^(key_columns|captions)_' AND proname ~ '^[a-z_]+_(in|out|recv|send)$'
 GROUP BY 1, 2, 3, 4
 ORDER BY 1;

--
-- The codes, in their order, with their numbers on disk.  A number may never
-- change: tables hold it.
--
CREATE FUNCTION code_numbers(type text, greatest_number int)
RETURNS TABLE (number int, code text) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT n, (''#'' || n)::sss.%1$I::text FROM generate_series(1, $1) AS n
		ORDER BY (''#'' || n)::sss.%1$I', type) USING greatest_number;
END $$;

SELECT * FROM code_numbers('standard', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('recipient_category', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('placement_basis', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('provider_type', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('stay_mode', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('deciding_level', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('transport_purpose', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('specialist_purpose', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('medical_measure', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('service_kind', 127) WHERE code !~ '#';
SELECT * FROM code_numbers('service', 32767) WHERE code !~ '#';
SELECT * FROM code_numbers('verdict', 127) WHERE code !~ '#';

-- All codes, and numbers without a code: a number is written as its code or as
-- it is, read back as itself, and sorts as a number.
CREATE TABLE numbers AS
SELECT type, n.number, n.code, n.place
  FROM (VALUES
	('standard', 127), ('recipient_category', 127), ('placement_basis', 127), ('provider_type', 127),
	('stay_mode', 127), ('deciding_level', 127), ('transport_purpose', 127), ('specialist_purpose', 127), ('medical_measure', 127), ('service_kind', 127), ('service', 32767), ('verdict', 127)) AS t (type, greatest_number),
	   LATERAL code_numbers(type, greatest_number) WITH ORDINALITY AS n (number, code, place);
SELECT type, count(*) AS numbers, count(DISTINCT code) AS texts,
       count(*) FILTER (WHERE code !~ '#') AS codes,
       bool_and(code ~ '^[a-z_]+(\.[a-z_]+)?$' OR code = '#' || number) AS well_formed,
       bool_and(place = number) AS in_order
  FROM numbers
 GROUP BY type
 ORDER BY type COLLATE "C";

-- The same in the views of the catalogue.
SELECT type, array_agg(code ORDER BY number) = ARRAY(
		SELECT v.code FROM (
			SELECT 'standard' AS type, code::text FROM sss.standards
			UNION ALL SELECT 'recipient_category', code::text FROM sss.recipient_categories
			UNION ALL SELECT 'placement_basis', code::text FROM sss.placement_bases
			UNION ALL SELECT 'provider_type', code::text FROM sss.provider_types
			UNION ALL SELECT 'stay_mode', code::text FROM sss.stay_modes
			UNION ALL SELECT 'deciding_level', code::text FROM sss.deciding_levels
			UNION ALL SELECT 'transport_purpose', code::text FROM sss.transport_purposes
			UNION ALL SELECT 'specialist_purpose', code::text FROM sss.specialist_purposes
			UNION ALL SELECT 'medical_measure', code::text FROM sss.medical_measures
			UNION ALL SELECT 'inspection_outcome', code::text FROM sss.inspection_outcomes
			UNION ALL SELECT 'service_kind', code::text FROM sss.service_kinds
			UNION ALL SELECT 'service', code::text FROM sss.services
			UNION ALL SELECT 'verdict', code::text FROM sss.verdicts) AS v
		 WHERE v.type = numbers.type) AS as_in_the_catalogue
  FROM numbers
 WHERE code !~ '#'
 GROUP BY type
 ORDER BY type COLLATE "C";

-- No two types share a code: sss.label(text) rests on it.
SELECT code FROM numbers WHERE code !~ '#' GROUP BY code HAVING count(*) > 1;

-- Each text is read, by input and through both casts, and written, as text and
-- for the binary protocol, as it was.
CREATE FUNCTION differing(type text, code text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	ways text[];
BEGIN
	EXECUTE format($query$
		SELECT array_agg(way) FROM (VALUES
			('literal', %1$L::sss.%2$I::text = %1$L),
			('text', $1::text::sss.%2$I = %1$L),
			('varchar', $1::varchar::sss.%2$I = %1$L),
			('varchar(n)', $1::varchar(60)::sss.%2$I = %1$L),
			('name', $1::name::text::sss.%2$I = %1$L),
			('to varchar', %1$L::sss.%2$I::varchar = %1$L),
			('to char', %1$L::sss.%2$I::char(60) = %1$L),
			('send', sss_internal.%3$I(%1$L) = convert_to(%1$L, 'UTF8')),
			('json', to_json(%1$L::sss.%2$I)::text = to_json(%1$L::text)::text),
			('record', (ROW(%1$L::sss.%2$I)::text) = format('(%%s)', %1$L)),
			('array', ARRAY[%1$L::sss.%2$I]::text = format('{%%s}', %1$L)),
			('array back', format('{%%s}', %1$L)::sss.%2$I[] = ARRAY[%1$L::sss.%2$I])) AS v (way, same)
		 WHERE same IS NOT TRUE$query$, code, type, type || '_send') INTO ways USING code;
	RETURN ways;
END $$;
SELECT type, code, differing(type, code)
  FROM (SELECT type, code FROM numbers WHERE code !~ '#' OR number IN (1, 37, 127, 32767)
		UNION SELECT 'provision', provision::text FROM sss.scope
		UNION SELECT 'provision', provision::text FROM sss.quality_conditions
		UNION SELECT 'provision', unnest(ARRAY['0.5', '1.4/2', '1.22', '1.7-1', '1.7.10-1', '7.127-7.63-15/15'])) AS t
 WHERE differing(type, code) IS NOT NULL;

-- NULL goes through everything.
SELECT NULL::text::sss.standard IS NULL AS input, NULL::sss.standard::text IS NULL AS output,
       sss_internal.standard_send(NULL) IS NULL AS send, sss.label(NULL::sss.standard) IS NULL AS label;

--
-- Unknown input: 22P02, with a hint, and without the input in any field.
--
CREATE FUNCTION refusal(type text, input text, OUT state text, OUT message text, OUT hint text, OUT leaks boolean)
LANGUAGE plpgsql AS $$
DECLARE
	detail text; context text; column_name text; constraint_name text; type_name text; table_name text; schema_name text;
BEGIN
	EXECUTE format('SELECT $1::sss.%I', type) USING input;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
		hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT, column_name = COLUMN_NAME,
		constraint_name = CONSTRAINT_NAME, type_name = PG_DATATYPE_NAME, table_name = TABLE_NAME, schema_name = SCHEMA_NAME;
	leaks := strpos(concat_ws(' ', message, detail, hint, context, column_name, constraint_name, type_name,
							  table_name, schema_name), input) > 0;
END $$;

-- A text of a row, which nobody may read in a message.
SELECT type, r.*
  FROM unnest(ARRAY['standard', 'recipient_category', 'placement_basis', 'provider_type', 'stay_mode', 'deciding_level',
					'transport_purpose', 'specialist_purpose', 'medical_measure', 'service_kind', 'service', 'verdict', 'provision']) WITH ORDINALITY AS t (type, n),
	   LATERAL refusal(type, 'Ivanov I. I., 010203500123') AS r
 ORDER BY n;

-- The hint names the code that was probably meant.
SELECT type, input, r.state, r.hint
  FROM (VALUES
	('standard', 'Organizations'), ('standard', 'ORGANISATIONS'), ('standard', 'organisations'), ('standard', 'center'), ('standard', ' families'),
	('recipient_category', 'Orphan'), ('recipient_category', 'orphans'), ('recipient_category', 'deviant-behavior'),
	('recipient_category', 'without parental care'),
	('placement_basis', 'court_act '), ('placement_basis', 'guardianship_decisions'),
	('provider_type', 'youthhouse'), ('provider_type', 'special_organisation'), ('provider_type', 'guardians'),
	('stay_mode', 'days'), ('stay_mode', 'round-the-clock'), ('stay_mode', 'temporal'),
	('service_kind', 'labour'), ('service_kind', 'pedagogic'),
	('service', 'transport'), ('service', 'household.transports'), ('service', 'household:transport'),
	('service', 'laboratory_sampling'), ('service', 'Laboratory_Sampling'),
	('verdict', 'complaint'), ('verdict', 'not governed'),
	('provision', '1.7(10)'), ('provision', 'annex 1')) AS t (type, input),
	   LATERAL refusal(type, input) AS r;

-- Nothing near, or too long to be a slip: the hint names the view that lists the codes.
SELECT type, length(input), r.state, r.hint
  FROM (VALUES
	('standard', ''), ('standard', ' '), ('standard', '?'), ('standard', 'NULL'), ('standard', '1'),
	('standard', repeat('organizations', 20)), ('service', repeat('x', 100000)),
	('service', 'household'), ('service', 'household.'), ('service', '.transport')) AS t (type, input),
	   LATERAL refusal(type, input) AS r;

-- Letters of several bytes, one of them among Latin letters.
SELECT length(input), r.state, r.leaks, r.hint
  FROM unnest(ARRAY[U&'\0441\0438\0440\043E\0442\0430', repeat(U&'\0441', 63), repeat(U&'\0441', 127), repeat(U&'\0441', 128),
					repeat(U&'\0441', 100000), U&'orph\0430n', U&'\0441ent\0435rs', repeat(U&'\0441', 10) || 'orphan', U&'\+01F600']) AS input,
	   LATERAL refusal('recipient_category', input) AS r;

-- A code of one type is none of another.
SELECT n.type, t.type AS other, n.code
  FROM numbers AS n
  JOIN (SELECT DISTINCT type FROM numbers) AS t ON t.type <> n.type
 WHERE n.code !~ '#' AND (refusal(t.type, n.code)).state IS DISTINCT FROM '22P02';

-- A literal is refused when the statement is parsed.
\set VERBOSITY sqlstate
SELECT 'no such code'::sss.standard;
SELECT sss.placement_verdict('orphan', 'court_act', 'guardian', 'no such code', '2024-01-01');
SELECT '{organizations,no such code}'::sss.standard[];
\set VERBOSITY default

-- If the server has soft errors, the input functions give them.
DO $$
BEGIN
	IF current_setting('server_version_num')::int >= 160000 THEN
		EXECUTE $query$
			DO $do$
			BEGIN
				ASSERT pg_input_is_valid('centers', 'sss.standard') AND NOT pg_input_is_valid('center', 'sss.standard');
				ASSERT pg_input_is_valid('#37', 'sss.standard') AND NOT pg_input_is_valid('#128', 'sss.standard');
				ASSERT pg_input_is_valid('1.7.10', 'sss.provision') AND NOT pg_input_is_valid('1.7.', 'sss.provision');
				ASSERT pg_input_is_valid('household.transport', 'sss.service') AND NOT pg_input_is_valid('', 'sss.service');
				ASSERT (SELECT message = 'invalid code for type sss.standard' AND detail IS NULL AND
							   hint = 'Perhaps you meant the code "centers".' AND sql_error_code = '22P02'
						  FROM pg_input_error_info('center', 'sss.standard'));
				ASSERT NOT EXISTS (
					SELECT FROM types_io.numbers
					 WHERE NOT pg_input_is_valid(code, 'sss.' || type) OR pg_input_is_valid(code || ' ', 'sss.' || type));
			END $do$ $query$;
	END IF;
END $$;

--
-- Numbers without a code: a newer version of the library may have written them.
--
CREATE TABLE newer (standard sss.standard, category sss.recipient_category, service sss.service);
COPY newer FROM stdin;
#37	#12	#1015
centers	orphan	household.transport
#100	#127	#32767
\N	\N	\N
\.
SELECT * FROM newer ORDER BY standard;
SELECT * FROM newer ORDER BY service DESC;
COPY newer TO stdout;
SELECT standard::text, category::varchar, service::char(8), sss.label(standard), sss.label(category, 'ru'), sss.label(service)
  FROM newer AS n WHERE n.standard <> 'centers' ORDER BY n.standard;
SELECT n.input, sss.label(n.input), sss.label(n.input::sss.service), sss.try_service(n.input), sss.try_standard(n.input)
  FROM (VALUES ('#37'), ('#1015'), ('#32')) AS n (input);
\set VERBOSITY sqlstate
SELECT sss.label('#32768');
SELECT sss.label('#37', 'fr');
SELECT sss.label('#37'::sss.standard, 'fr');
SELECT sss.label(NULL::sss.standard, 'fr');
SELECT sss.label(NULL::text, 'fr');
SELECT sss.cite(NULL, 'fr');
\set VERBOSITY default
SELECT standard = '#37' AS equal, standard < 'families' AS less, standard > 'centers' AS greater,
       standard IN ('centers', '#37') AS listed, max(standard) OVER () AS greatest
  FROM newer ORDER BY standard;

-- A number that has a code is that code.
SELECT '#32'::sss.standard, '#32'::sss.standard = 'centers' AS same, '#1100'::sss.service;

-- Texts that are no number, or that do not fit the type.
SELECT type, input, r.state, r.leaks
  FROM unnest(ARRAY['standard', 'service']) AS type,
	   unnest(ARRAY['#', '#0', '#01', '#-1', '#+1', '# 1', '#1 ', ' #1', '#1.0', '##1', '#1x', '#0x1', '#128', '#32768',
					'#65536', '#4294967297', '#99999999999999999999']) WITH ORDINALITY AS t (input, n),
	   LATERAL refusal(type, input) AS r
 ORDER BY type COLLATE "C", n;

-- No decision rests on such a number, and none fails for it.
SELECT sss.placement_verdict('#12', 'court_act', 'youth_house', 'permanent', '2024-01-01') AS category,
       sss.placement_verdict('orphan', '#12', 'youth_house', 'permanent', '2024-01-01') AS basis,
       sss.placement_verdict('orphan', 'court_act', '#127', 'permanent', '2024-01-01') AS provider,
       sss.placement_verdict_any('{#12}', 'court_act', 'youth_house', 'permanent', '2024-01-01') AS categories,
       sss.service_verdict('#1015', 'youth_house', '2024-01-01') AS service,
       sss.service_verdict('household.transport', '#127', '2024-01-01') AS service_provider;
SELECT sss.placement_lawful('#12', 'court_act', 'youth_house', '2024-01-01') AS placement_lawful,
       sss.in_scope('#1015', 'youth_house', '2024-01-01') AS in_scope,
       sss.in_standard('#1015', 'centers', '2024-01-01') AS in_standard,
       sss.in_standard('household.transport', '#37', '2024-01-01') AS in_standard,
       sss.kind('#1015') AS kind,
       sss.governing_standards('orphan', 'court_act', '#127', '2024-01-01') AS governing_standards,
       sss.placement_provision('orphan', 'court_act', '#127', 'permanent', '2024-01-01') AS provision;
SELECT requirement, met, provision
  FROM sss.explain_placement('#12', '#12', 'youth_house', 'permanent', '2024-01-01', 'en');
SELECT requirement, met, provision FROM sss.explain_service('#1015', 'youth_house', '2024-01-01', 'en');
SELECT count(*) FROM sss.placement_options('#12', NULL, NULL, NULL, '2024-01-01', 'en');
SELECT count(*) FROM sss.service_options('#127', '2024-01-01', 'en');

--
-- try_<type>: NULL for a text that is no code.
--
CREATE FUNCTION tried(type text, input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('SELECT sss.%I($1)::text', 'try_' || type) INTO result USING input;
	RETURN result;
END $$;
SELECT type, code FROM numbers WHERE tried(type, code) IS DISTINCT FROM code;
SELECT type, count(*) AS inputs, count(tried(type, input)) AS taken
  FROM (SELECT DISTINCT type FROM numbers UNION SELECT 'provision') AS t,
	   unnest(ARRAY['', ' ', '-', '-1', '?', 'NULL', 'Centers', 'centers ', ' orphan', 'transport', '1.7(10)', '8.1', '#', '#0', '#32768',
					'Ivanov', repeat('x', 100000), U&'\0441\0438\0440\043E\0442\0430', NULL]) AS input
 GROUP BY type
 ORDER BY type COLLATE "C";
SELECT sss.try_provision('1.7.10'), sss.try_provision('1.7.10-1/2'), sss.try_provision('1.7.64');

-- A column that is padded with blanks, or varchar, or a document.
SELECT sss.try_recipient_category('orphan'::char(200)) AS padded,
       sss.try_recipient_category('orphan'::varchar(100)) AS varying,
       sss.try_recipient_category('{"status": "orphan"}'::jsonb ->> 'status') AS document,
       sss.try_recipient_category('{"status": "orphan"}'::jsonb ->> 'no such key') AS missing;

-- try_date: days, the same whatever DateStyle is.
CREATE TABLE days (input text);
INSERT INTO days VALUES
	('2024-02-29'), ('29.02.2024'), ('2024-02-29 23:59'), ('2024-02-29T23:59:59'), ('2024-02-29 23:59:59.999999'),
	('2024-02-29 00:00:00'), ('2023-07-01'), ('01.07.2023'), ('0001-01-01'), ('9999-12-31'), ('31.12.9999'),
	('2023-02-29'), ('29.02.2023'), ('2024-13-01'), ('2024-00-10'), ('2024-01-00'), ('2024-01-32'), ('31.04.2024'),
	('00.01.2024'), ('01.00.2024'), ('0000-01-01'), ('01.01.0000'), ('2024-02-29 24:00'), ('2024-02-29 12:60'),
	('2024-02-29 12:00:61'), ('2024-02-29 12'), ('2024-02-29 '), ('2024-02-29T'), ('2024-02-29 12:00Z'),
	('2024-02-29 12:00:00+05'), ('2024-02-29 12:00 +05'), ('29.02.2024 12:00'), ('29/02/2024'), ('02/29/2024'),
	('29-02-2024'), ('29.2.2024'), ('2024-2-29'), ('24-02-29'), ('29.02.24'), ('20240229'), ('2024.02.29'), ('2024-02'),
	('2024'), (' 2024-02-29'), ('+2024-02-29'), ('-2024-02-29'), ('2024-02-29 BC'), ('12024-02-29'), ('infinity'),
	('today'), ('now'), ('epoch'), ('February 29, 2024'), ('none'), ('-'), ('.'), (''), (' '), (repeat('1', 100000)),
	(U&'2024-02-2\0669'), (NULL);
SET datestyle = 'ISO, DMY';
CREATE TABLE read_dmy AS SELECT input, sss.try_date(input) AS day FROM days;
SET datestyle = 'SQL, MDY';
CREATE TABLE read_mdy AS SELECT input, sss.try_date(input) AS day FROM days;
SET datestyle = 'ISO, YMD';
SELECT count(*) FROM (TABLE read_dmy EXCEPT TABLE read_mdy) AS differing;
SELECT input, day FROM read_dmy WHERE day IS NOT NULL;
SELECT count(*) AS no_days FROM read_dmy WHERE day IS NULL;
SELECT sss.try_date('2024-02-29'::char(20)) AS padded, sss.try_date('2024-02-29'::varchar) AS varying,
       sss.try_date('{"since": "2024-02-29T10:00:00"}'::jsonb ->> 'since') AS document;
RESET datestyle;

--
-- COPY and JSON.
--
CREATE TABLE copied (id int, standard sss.standard, categories sss.recipient_category[], service sss.service, provision sss.provision);
COPY copied FROM stdin (FORMAT csv);
1,organizations,"{orphan,crime_suspect}",household.transport,1.4/2
2,,{},,
3,"families",{NULL},legal.help_with_documents,3.5.1
\.
COPY copied TO stdout (FORMAT csv);
\set VERBOSITY terse
COPY copied FROM stdin (FORMAT csv);
4,family,{},,
\.
\set VERBOSITY default
SELECT to_jsonb(c) FROM copied AS c ORDER BY id;
SELECT (jsonb_populate_record(NULL::copied, to_jsonb(c))).* FROM copied AS c ORDER BY id;
SELECT * FROM jsonb_to_record('{"standard": "centers", "provision": "0.5"}') AS r (standard sss.standard, provision sss.provision);

SET client_min_messages = warning;
DROP SCHEMA types_io CASCADE;
