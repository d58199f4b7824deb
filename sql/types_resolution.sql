--
-- The types: literals and parameters without casts are resolved, under any search_path,
-- and nothing that resolved before has become ambiguous.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
RESET client_min_messages;
CREATE SCHEMA types_resolution;

CREATE TABLE types_resolution.cases (
	id int PRIMARY KEY,
	category sss.recipient_category,
	categories sss.recipient_category[],
	provider sss.provider_type DEFAULT 'youth_house',
	service sss.service,
	provision sss.provision
);
CREATE TABLE types_resolution.raw (
	id int PRIMARY KEY, t text, v varchar, n varchar(100), c char(60), provider varchar(80), service text, provision text, doc jsonb);
INSERT INTO types_resolution.cases (id, category, categories, service, provision) VALUES
	(1, 'orphan', '{orphan,crime_suspect}', 'household.transport', '1.4/2'),
	(2, 'crime_suspect', '{crime_suspect}', 'legal.help_with_documents', '1.7.10');
INSERT INTO types_resolution.raw VALUES
	(1, 'orphan', 'orphan', 'orphan', 'orphan', 'youth_house', 'household.transport', '1.4/2', '{"category": "orphan", "all": ["orphan", "abuse_victim"]}'),
	(2, 'abuse_victim', 'abuse_victim', 'abuse_victim', 'abuse_victim', 'other_center', 'labor.household_skills', '2.4', '{"category": "abuse_victim"}');

-- The answer to a query that returns one value, or its error.
CREATE FUNCTION types_resolution.answer(path text, query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	PERFORM pg_catalog.set_config('search_path', path, true);
	EXECUTE query INTO result;
	RETURN coalesce(result, 'NULL');
EXCEPTION WHEN OTHERS THEN
	RETURN 'fails: ' || SQLSTATE;
END $$;

-- The same for a prepared statement, whose parameters a driver declares as text,
-- as varchar, or leaves to the server.
CREATE FUNCTION types_resolution.answer(path text, query text, type text, VARIADIC parameters text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	PERFORM pg_catalog.set_config('search_path', path, true);
	EXECUTE pg_catalog.format('PREPARE question (%s) AS %s',
		(SELECT pg_catalog.string_agg(type, ', ') FROM pg_catalog.unnest(parameters)), query);
	EXECUTE pg_catalog.format('EXECUTE question (%s)',
		(SELECT pg_catalog.string_agg(pg_catalog.quote_nullable(p), ', ') FROM pg_catalog.unnest(parameters) AS p)) INTO result;
	DEALLOCATE question;
	RETURN coalesce(result, 'NULL');
EXCEPTION WHEN OTHERS THEN
	DEALLOCATE ALL;
	RETURN 'fails: ' || SQLSTATE;
END $$;

CREATE TABLE types_resolution.paths (path text);
INSERT INTO types_resolution.paths VALUES ('"$user", public'), (''), ('pg_temp'), ('types_resolution, pg_temp');

--
-- Literals and columns.
--
CREATE TABLE types_resolution.questions (n serial, query text);
INSERT INTO types_resolution.questions (query) VALUES
	-- comparison with a literal
	($$SELECT count(*) FROM types_resolution.cases WHERE category = 'orphan'$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE 'orphan' = category$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category <> 'orphan'$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category >= 'crime_suspect' AND provision < '1.5'$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category BETWEEN 'orphan' AND 'abuse_victim'$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category IN ('orphan', 'abuse_victim')$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category NOT IN ('orphan', 'abuse_victim')$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category = ANY ('{orphan,abuse_victim}')$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE 'crime_suspect' = ANY (categories)$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE categories @> '{orphan}'$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE categories = '{crime_suspect}'$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category IS DISTINCT FROM 'orphan'$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE (category, service) = ('orphan', 'household.transport')$$),
	($$SELECT string_agg(CASE category WHEN 'orphan' THEN 'yes' ELSE 'no' END, ' ' ORDER BY id) FROM types_resolution.cases$$),
	($$SELECT nullif(category, 'orphan') FROM types_resolution.cases WHERE id = 1$$),
	($$SELECT coalesce(NULL, category, 'abuse_victim') FROM types_resolution.cases WHERE id = 1$$),
	($$SELECT greatest(category, 'abuse_victim') FROM types_resolution.cases WHERE id = 1$$),
	($$SELECT array_position(categories, 'crime_suspect') FROM types_resolution.cases WHERE id = 1$$),
	($$SELECT category || ': ' || service FROM types_resolution.cases WHERE id = 1$$),
	($$SELECT pg_typeof(category || '') FROM types_resolution.cases WHERE id = 1$$),
	($$SELECT format('%s %L', category, service) FROM types_resolution.cases WHERE id = 1$$),
	($$SELECT max(category) FROM types_resolution.cases$$),
	($$SELECT min(provision) FROM types_resolution.cases$$),
	($$SELECT count(*) FROM types_resolution.cases AS a JOIN types_resolution.cases AS b USING (category, service)$$),
	($$SELECT count(*) FROM types_resolution.cases AS a NATURAL JOIN types_resolution.cases AS b$$),
	($$SELECT category FROM types_resolution.cases GROUP BY category HAVING max(service) > 'labor.household_skills'$$),
	($$SELECT string_agg(DISTINCT category::text, ' ') FROM types_resolution.cases$$),
	($$SELECT category FROM types_resolution.cases EXCEPT SELECT 'orphan'$$),
	-- text and varchar columns and expressions
	($$SELECT count(*) FROM types_resolution.cases AS c JOIN types_resolution.raw AS r ON c.category = r.t$$),
	($$SELECT count(*) FROM types_resolution.cases AS c JOIN types_resolution.raw AS r ON c.category = r.v$$),
	($$SELECT count(*) FROM types_resolution.cases AS c JOIN types_resolution.raw AS r ON r.n = c.category$$),
	($$SELECT count(*) FROM types_resolution.cases AS c, types_resolution.raw AS r WHERE c.category > r.t AND c.provision <> r.provision$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category IN (SELECT t FROM types_resolution.raw)$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category NOT IN (SELECT n FROM types_resolution.raw)$$),
	($$SELECT count(*) FROM types_resolution.raw WHERE t IN (SELECT category FROM types_resolution.cases)$$),
	($$SELECT count(*) FROM types_resolution.cases AS c, types_resolution.raw AS r WHERE (c.category, c.service) = (r.t, r.service)$$),
	($$SELECT count(*) FROM types_resolution.cases AS c, types_resolution.raw AS r WHERE c.category = r.doc ->> 'category'$$),
	($$SELECT count(*) FROM types_resolution.cases AS c, types_resolution.raw AS r WHERE c.category = ANY (ARRAY[r.t, r.v, r.n])$$),
	($$SELECT count(*) FROM types_resolution.cases WHERE category = ANY (string_to_array('orphan,abuse_victim', ','))$$),
	($$SELECT count(*) FROM types_resolution.cases AS c, types_resolution.raw AS r WHERE r.t = ANY (c.categories)$$),
	($$SELECT nullif(c.category, r.t) FROM types_resolution.cases AS c JOIN types_resolution.raw AS r USING (id) WHERE id = 1$$),
	($$SELECT CASE c.category WHEN r.n THEN 1 WHEN r.t THEN 2 END FROM types_resolution.cases AS c JOIN types_resolution.raw AS r USING (id) WHERE id = 1$$),
	($$SELECT c.category IS DISTINCT FROM r.v FROM types_resolution.cases AS c JOIN types_resolution.raw AS r USING (id) WHERE id = 1$$),
	($$SELECT c.category || r.t FROM types_resolution.cases AS c JOIN types_resolution.raw AS r USING (id) WHERE id = 1$$),
	($$SELECT 'orphan'::text = c.category AND c.category = 'orphan'::varchar AND c.category = lower('ORPHAN') FROM types_resolution.cases AS c WHERE id = 1$$),
	-- functions, from literals and from columns
	($$SELECT sss.placement_verdict('orphan', 'local_executive_decision', 'youth_house', 'permanent', '2024-01-01')$$),
	($$SELECT sss.placement_verdict(NULL, NULL, NULL, NULL, NULL)$$),
	($$SELECT sss.placement_verdict_any('{orphan,abuse_victim}', 'local_executive_decision', 'youth_house', NULL, '2024-01-01')$$),
	($$SELECT sss.placement_verdict_any(ARRAY['orphan', 'abuse_victim'], 'local_executive_decision', 'youth_house', NULL, '2024-01-01')$$),
	($$SELECT sss.placement_verdict_any(string_to_array('orphan,abuse_victim', ','), 'court_act', 'youth_house', NULL, '2024-01-01')$$),
	($$SELECT sss.placement_verdict_any((SELECT array_agg(r.n) FROM types_resolution.raw AS r), 'court_act', 'youth_house', NULL, '2024-01-01')$$),
	($$SELECT sss.placement_verdict_any(NULL, 'court_act', 'youth_house', NULL, '2024-01-01')$$),
	($$SELECT string_agg(sss.placement_verdict(t, 'court_act', provider, NULL, '2024-01-01')::text, ' ' ORDER BY id) FROM types_resolution.raw$$),
	($$SELECT string_agg(sss.placement_verdict(category, 'court_act', provider, NULL, '2024-01-01')::text, ' ' ORDER BY id) FROM types_resolution.cases$$),
	($$SELECT string_agg(sss.service_verdict(service, provider, '2024-01-01')::text, ' ' ORDER BY id) FROM types_resolution.raw$$),
	($$SELECT sss.in_standard('household.transport', 'centers', '2024-01-01')$$),
	($$SELECT sss.governing_standards('abuse_victim', 'guardianship_body_referral', 'other_center', '2024-01-01')$$),
	($$SELECT string_agg(sss.kind(service)::text || sss.annex(provision), ' ' ORDER BY id) FROM types_resolution.raw$$),
	($$SELECT sss.annex('1.4/2') + sss.paragraph('1.4/2') + sss.part('1.4/2')$$),
	($$SELECT sss.label('orphan', 'en')$$),
	($$SELECT sss.label(NULL, 'en')$$),
	($$SELECT string_agg(concat_ws(' ', sss.label(t, 'en') = sss.label(v, 'en'), sss.label(n, 'en') = sss.label(c, 'en')), ' ') FROM types_resolution.raw$$),
	($$SELECT string_agg(sss.label(category, 'en'), '; ' ORDER BY id) FROM types_resolution.cases$$),
	($$SELECT sss.cite('1.4/2', 'en')$$),
	($$SELECT count(*) FROM sss.placement_options('orphan', NULL, 'youth_house', NULL, '2024-01-01') AS o WHERE o.lawful_basis = 'local_executive_decision'$$),
	($$SELECT count(*) FROM sss.service_options('guardian', '2024-01-01') AS o WHERE o.service = 'household.transport'$$),
	($$SELECT count(*) FROM sss.scope WHERE service = 'household.transport' AND standard IN ('centers', 'families')$$),
	-- what writes
	($$INSERT INTO types_resolution.cases (id, category, categories, service, provision)
	   SELECT id + 10, t, ARRAY[t, n], service, provision FROM types_resolution.raw WHERE id = 2 RETURNING concat_ws(' ', category, categories, provider, service, provision)$$),
	($$INSERT INTO types_resolution.cases (id, category, provider) SELECT id + 20, n, v FROM (SELECT id, n, provider AS v FROM types_resolution.raw WHERE id = 2) AS r RETURNING concat_ws(' ', category, provider)$$),
	($$INSERT INTO types_resolution.cases (id, category) SELECT 30, doc ->> 'category' FROM types_resolution.raw WHERE id = 2 RETURNING category$$),
	($$INSERT INTO types_resolution.cases (id, category) VALUES (1, 'abuse_victim') ON CONFLICT (id) DO UPDATE SET category = excluded.category WHERE excluded.category <> 'orphan' RETURNING category$$),
	($$UPDATE types_resolution.cases AS c SET category = r.t, service = r.service FROM types_resolution.raw AS r WHERE r.id = c.id AND c.id = 1 RETURNING concat_ws(' ', c.category, c.service)$$),
	($$UPDATE types_resolution.cases SET (category, provider) = (SELECT t, provider FROM types_resolution.raw WHERE id = 2) WHERE id = 1 RETURNING concat_ws(' ', category, provider)$$),
	($$UPDATE types_resolution.cases SET category = CASE id WHEN 1 THEN 'orphan' ELSE 'abuse_victim' END WHERE id = 1 RETURNING category$$),
	($$UPDATE types_resolution.raw SET t = 'orphan', n = (SELECT category FROM types_resolution.cases WHERE id = 2) WHERE id = 1 RETURNING n$$),
	($$UPDATE types_resolution.raw SET n = 'orphan' WHERE id = 1 RETURNING n$$),
	($$DELETE FROM types_resolution.cases WHERE id >= 10 AND category = 'abuse_victim' RETURNING id$$);
\pset format unaligned
\pset tuples_only on
\pset fieldsep ' -> '
SELECT query, types_resolution.answer('"$user", public', query) FROM types_resolution.questions ORDER BY n;
\pset format aligned
\pset tuples_only off
DELETE FROM types_resolution.cases WHERE id >= 10;

-- The same under every search_path.
SELECT path, count(*) AS queries, count(*) FILTER (WHERE differing) AS differing
  FROM (SELECT path, types_resolution.answer('"$user", public', query) <> types_resolution.answer(path, query)
		  FROM types_resolution.paths, types_resolution.questions WHERE query ~ '^SELECT') AS t (path, differing)
 GROUP BY path ORDER BY path COLLATE "C";
SELECT path, query, answer
  FROM (SELECT path, n, query, types_resolution.answer(path, query) AS answer
		  FROM types_resolution.questions, types_resolution.paths WHERE query !~ '^SELECT' ORDER BY path COLLATE "C", n OFFSET 0) AS t
 WHERE answer ~ '^fails';
DELETE FROM types_resolution.cases WHERE id >= 10;

--
-- Parameters of prepared statements.
--
CREATE TABLE types_resolution.prepared (n serial, query text, parameters text[]);
INSERT INTO types_resolution.prepared (query, parameters) VALUES
	($$SELECT count(*) FROM types_resolution.cases WHERE category = $1$$, '{orphan}'),
	($$SELECT count(*) FROM types_resolution.cases WHERE $1 = category$$, '{orphan}'),
	($$SELECT count(*) FROM types_resolution.cases WHERE category <> $1 AND service < $2$$, '{orphan,legal.help_filing_complaints}'),
	($$SELECT count(*) FROM types_resolution.cases WHERE category BETWEEN $1 AND $2$$, '{orphan,abuse_victim}'),
	($$SELECT count(*) FROM types_resolution.cases WHERE category IN ($1, $2)$$, '{orphan,abuse_victim}'),
	($$SELECT count(*) FROM types_resolution.cases WHERE category = ANY (ARRAY[$1, $2])$$, '{orphan,abuse_victim}'),
	($$SELECT count(*) FROM types_resolution.cases WHERE $1 = ANY (categories)$$, '{crime_suspect}'),
	($$SELECT count(*) FROM types_resolution.cases WHERE (category, provision) = ($1, $2)$$, '{orphan,1.4/2}'),
	($$SELECT count(*) FROM types_resolution.cases WHERE category IS DISTINCT FROM $1$$, '{orphan}'),
	($$SELECT count(*) FROM types_resolution.cases WHERE category IS NOT DISTINCT FROM $1$$, '{NULL}'),
	($$SELECT nullif(category, $1) FROM types_resolution.cases WHERE id = 1$$, '{orphan}'),
	($$SELECT CASE category WHEN $1 THEN 1 WHEN $2 THEN 2 END FROM types_resolution.cases WHERE id = 2$$, '{orphan,crime_suspect}'),
	($$SELECT count(*) FROM types_resolution.cases AS c JOIN (VALUES ($1), ($2)) AS v (code) ON c.category = v.code$$, '{orphan,abuse_victim}'),
	($$SELECT max(category) FROM types_resolution.cases WHERE category < $1$$, '{crime_suspect}'),
	($$SELECT sss.placement_verdict($1, $2, $3, $4, '2024-01-01')$$, '{orphan,local_executive_decision,youth_house,permanent}'),
	($$SELECT sss.placement_verdict($1, $2, $3, $4, '2024-01-01')$$, '{orphan,local_executive_decision,youth_house,NULL}'),
	($$SELECT sss.placement_verdict_any(ARRAY[$1, $2], $3, $4, NULL, '2024-01-01')$$, '{orphan,abuse_victim,court_act,youth_house}'),
	($$SELECT sss.placement_lawful($1, $2, $3, '2024-01-01')$$, '{orphan,local_executive_decision,youth_house}'),
	($$SELECT sss.placement_lawful($1, $2, $3) IS NOT NULL$$, '{orphan,local_executive_decision,youth_house}'),
	($$SELECT sss.placement_provision($1, $2, $3, $4, '2024-01-01')$$, '{orphan,local_executive_decision,youth_house,day}'),
	($$SELECT sss.service_verdict($1, $2, '2024-01-01')$$, '{household.transport,guardian}'),
	($$SELECT sss.service_provision($1, $2, '2024-01-01')$$, '{household.transport,guardian}'),
	($$SELECT sss.in_scope($1, $2, '2024-01-01')$$, '{household.transport,guardian}'),
	($$SELECT sss.in_scope($1, $2) IS NOT NULL$$, '{household.transport,guardian}'),
	($$SELECT sss.in_standard($1, $2, '2024-01-01')$$, '{household.transport,families}'),
	($$SELECT sss.governing_standards($1, $2, $3, '2024-01-01')$$, '{abuse_victim,guardianship_body_referral,children_in_need_support_center}'),
	($$SELECT sss.kind($1)$$, '{household.transport}'),
	($$SELECT sss.paragraph($1) + sss.item($1)$$, '{1.7.10}'),
	($$SELECT sss.label($1, $2)$$, '{orphan,en}'),
	($$SELECT sss.cite($1, $2)$$, '{1.4/2,en}'),
	($$SELECT string_agg(requirement || ' ' || met, ', ') FROM sss.explain_placement($1, $2, $3, $4, '2024-01-01', $5)$$, '{orphan,local_executive_decision,youth_house,day,en}'),
	($$SELECT string_agg(requirement || ' ' || met, ', ') FROM sss.explain_service($1, $2, '2024-01-01', $3)$$, '{household.transport,guardian,en}'),
	($$SELECT min(lawful_basis) FROM sss.placement_options($1, $2, $3, $4, '2024-01-01', $5)$$, '{orphan,NULL,youth_house,NULL,en}'),
	($$SELECT min(service) FROM sss.service_options($1, '2024-01-01', $2)$$, '{guardian,en}'),
	($$SELECT sss.try_recipient_category($1)$$, '{orphans}'),
	($$SELECT sss.try_date($1) = '2024-02-29'$$, '{29.02.2024}'),
	($$SELECT count(*) > 0 FROM sss.find($1, $2)$$, '{orphans,en}'),
	($$INSERT INTO types_resolution.cases (id, category, categories, provider, service, provision) VALUES (10, $1, ARRAY[$2, $3], $4, $5, $6)
	   RETURNING concat_ws(' ', category, categories, provider, service, provision)$$, '{orphan,orphan,abuse_victim,guardian,household.transport,3.6.8}'),
	($$INSERT INTO types_resolution.cases (id, category) SELECT 20, $1 RETURNING category$$, '{orphan}'),
	($$INSERT INTO types_resolution.cases (id, category) VALUES (30, $1) RETURNING category$$, '{NULL}'),
	($$UPDATE types_resolution.cases SET category = $1 WHERE id = 20 AND category = $2 RETURNING category$$, '{abuse_victim,orphan}'),
	($$UPDATE types_resolution.cases SET categories[1] = $1 WHERE id = 10 RETURNING categories$$, '{crime_suspect}'),
	($$DELETE FROM types_resolution.cases WHERE id >= 10 AND (category = $1 OR category IS NULL) RETURNING id$$, '{orphan}'),
	($$DELETE FROM types_resolution.cases WHERE id >= 10 AND coalesce(category, 'orphan') <> $1 RETURNING id$$, '{orphan}'),
	($$SELECT category FROM types_resolution.cases WHERE category = $1$$, '{orphans}');
CREATE TABLE types_resolution.answers AS
SELECT path, type, n, query, types_resolution.answer(path, query, type, VARIADIC parameters) AS answer
  FROM (SELECT * FROM types_resolution.paths, unnest(ARRAY['text', 'varchar', 'varchar(40)', 'unknown']) AS type, types_resolution.prepared
		 ORDER BY path COLLATE "C", type COLLATE "C", n OFFSET 0) AS t;
\pset format unaligned
\pset tuples_only on
SELECT n, query, answer FROM types_resolution.answers WHERE path = '' AND type = 'text' ORDER BY n;
\pset format aligned
\pset tuples_only off
SELECT path, type, count(*) AS statements, count(*) FILTER (WHERE a.answer <> t.answer) AS differing
  FROM types_resolution.answers AS a
  JOIN (SELECT n, answer FROM types_resolution.answers WHERE path = '' AND type = 'text') AS t USING (n)
 GROUP BY path, type ORDER BY path COLLATE "C", type COLLATE "C";

-- Arrays as parameters, and a generic plan, in which the parameter stays one.
SET plan_cache_mode = force_generic_plan;
PREPARE by_texts (text[]) AS SELECT count(*) FROM types_resolution.cases WHERE category = ANY ($1);
PREPARE by_varchars (varchar[]) AS SELECT sss.placement_verdict_any($1, 'local_executive_decision', 'youth_house', NULL, '2024-01-01');
PREPARE by_type AS SELECT count(*) FROM types_resolution.cases WHERE category = $1 AND provision > $2;
EXECUTE by_texts ('{orphan,abuse_victim}');
EXECUTE by_varchars ('{orphan,abuse_victim}');
EXECUTE by_type ('orphan', '1.3/2');
SELECT name, parameter_types FROM pg_prepared_statements ORDER BY name COLLATE "C";
RESET plan_cache_mode;
DEALLOCATE ALL;

--
-- Every function that takes codes, from literals only and from parameters.
--
CREATE TABLE types_resolution.calls AS
SELECT p.proname, p.pronargs - p.pronargdefaults + omitted AS nargs, p.proargtypes,
       format('SELECT count(*) FROM sss.%I(%s)', p.proname,
			  (SELECT string_agg(coalesce(sample, 'no sample for ' || type::regtype), ', ' ORDER BY n)
				 FROM unnest(p.proargtypes::oid[], p.proargnames) WITH ORDINALITY AS a (type, name, n)
				 LEFT JOIN (VALUES
					('sss.standard', NULL, '''centers'''), ('sss.recipient_category', NULL, '''orphan'''),
					('sss.placement_basis', NULL, '''local_executive_decision'''), ('sss.provider_type', NULL, '''youth_house'''),
					('sss.stay_mode', NULL, '''permanent'''), ('sss.service_kind', NULL, '''medical'''),
					('sss.deciding_level', NULL, '''district'''), ('sss.transport_purpose', NULL, '''treatment'''),
					('sss.specialist_purpose', NULL, '''consultations'''), ('sss.medical_measure', NULL, '''sanatorium'''), ('sss.inspection_outcome', NULL, '''not_met'''), ('numeric', 'area', '''100'''), ('numeric', 'persons', '''2'''),
					('numeric', 'quantity', '''12.5'''), ('numeric', 'norm', '''12.5'''), ('numeric', 'maximum', '''15'''), ('boolean', NULL, '''true'''),
					('sss.service', NULL, '''household.transport'''), ('sss.verdict', NULL, '''unknown'''),
					('sss.provision', NULL, '''1.6.1'''), ('sss.recipient_category[]', NULL, '''{orphan}'''),
					('sss.service[]', NULL, '''{household.transport}'''), ('sss.provision[]', NULL, '''{1.6.2}'''),
					('date[]', NULL, '''{2024-01-01}'''), ('sss.inspection_outcome[]', NULL, '''{not_met}'''), ('text[]', 'acts', '''{No. 1}'''), ('boolean[]', NULL, '''{true}'''), ('timestamp[]', NULL, '''{2024-01-01}'''), ('interval', NULL, '''1 day'''),
					('date', NULL, '''2024-01-01'''), ('text', 'language', '''en'''), ('text', 'code', '''orphan'''),
					('text', 'caption', '''orphans'''), ('text', 'document_number', '''15'''), ('text', 'of_type', '''provider_type'''), ('text', 'since', '''0.1.0'''),
					('anyelement', NULL, '''orphan''::sss.recipient_category'), ('name[]', NULL, '''{types_resolution}''')) AS s (sample_type, sample_name, sample)
				   ON sample_type::regtype = type AND coalesce(sample_name = name, true)
				WHERE n <= p.pronargs - p.pronargdefaults + omitted)) AS call
  FROM pg_proc AS p, LATERAL generate_series(0, p.pronargdefaults) AS omitted
 WHERE p.pronamespace = 'sss'::regnamespace AND p.prokind = 'f' AND p.pronargs > 0
   AND p.proname !~ '_(in|out|recv|send|eq|ne|lt|le|gt|ge|cmp|sortsupport|hash|hash_extended|larger|smaller)$'
   -- what only types tell apart, what takes names of tables and the like, and what is not for everybody, or reads what is not
   AND p.proname NOT IN ('changed', 'audit_months', 'worsened', 'report_csv', 'plan_resume', 'resume')
   AND NOT '{regclass,regclass[]}'::regtype[]::oid[] && p.proargtypes::oid[] AND has_function_privilege('public', p.oid, 'EXECUTE')
   AND p.proname !~ '^try_';
SELECT count(*) > 50 AS calls, count(DISTINCT proname) > 20 AS functions FROM types_resolution.calls;
SELECT path, call, types_resolution.answer(path, call) AS answer
  FROM types_resolution.calls, types_resolution.paths
 WHERE types_resolution.answer(path, call) ~ '^fails'
 ORDER BY path COLLATE "C", call COLLATE "C";
-- By name as well.
SELECT sss.placement_verdict(on_date => '2024-01-01', provider => 'youth_house', category => 'orphan', basis => 'court_act', stay => NULL),
       sss.in_scope(provider => 'guardian', service => 'household.transport', on_date => '2024-01-01'),
       sss.label(language => 'en', code => 'day');

-- Calls in which the type must be given.
\set VERBOSITY sqlstate
SELECT sss_internal.codes(NULL);
SELECT coalesce(category, t) FROM types_resolution.cases JOIN types_resolution.raw USING (id);
SELECT count(*) FROM types_resolution.cases JOIN types_resolution.raw USING (id) WHERE category = c;
\set VERBOSITY default
SELECT count(*) FROM types_resolution.cases JOIN types_resolution.raw USING (id)
 WHERE category = c::text OR category = sss.try_recipient_category(c);
-- A text that is compared with a code is read as a code, and may be none.
INSERT INTO types_resolution.raw (id, t) VALUES (3, 'none');
\set VERBOSITY sqlstate
SELECT count(*) FROM types_resolution.cases AS c JOIN types_resolution.raw AS r ON c.category = r.t;
\set VERBOSITY default
SELECT count(*) FROM types_resolution.cases AS c JOIN types_resolution.raw AS r ON c.category::text = r.t;
SELECT count(*) FROM types_resolution.cases AS c JOIN types_resolution.raw AS r ON c.category = sss.try_recipient_category(r.t);
DELETE FROM types_resolution.raw WHERE id = 3;

--
-- Other expressions resolve as before: the types of common expressions.
--
CREATE TABLE types_resolution.common (n serial, expression text);
INSERT INTO types_resolution.common (expression) VALUES
	($$'a' = 'b'$$), ($$NULL = NULL$$), ($$'a' < NULL$$), ($$t = v$$), ($$v = n$$), ($$t = c$$), ($$c = n$$), ($$c = 'x'$$), ($$n = 'x'$$),
	($$t IN ('a', 'b')$$), ($$n IN ('a', t)$$), ($$c IN ('a', n)$$), ($$t = ANY ('{a,b}')$$), ($$n = ANY (ARRAY['a', 'b'])$$),
	($$n = ANY (ARRAY[t, n])$$), ($$t <> v AND v <> n AND n <= t AND t >= v AND n > 'a' AND v < c$$), ($$t BETWEEN n AND 'z'$$),
	($$t IS DISTINCT FROM n$$), ($$(t, n) = (n, t)$$), ($$(t, n) < ('a', 'b')$$), ($$t || n$$), ($$n || v$$), ($$c || n$$), ($$t || 1$$), ($$1 || n$$),
	($$n || NULL$$), ($$'a' || 'b'$$), ($$ARRAY[t] || n::text$$), ($$coalesce(t, n)$$), ($$coalesce(n, 'a')$$), ($$coalesce(n, c)$$), ($$coalesce(NULL, 'a')$$),
	($$nullif(t, n)$$), ($$nullif(n, '')$$), ($$nullif('a', 'b')$$), ($$CASE n WHEN 'a' THEN t ELSE n END$$), ($$CASE 'a' WHEN 'b' THEN 1 END$$),
	($$greatest(t, n)$$), ($$least('a', 'b')$$), ($$greatest(n, c)$$), ($$max(t)$$), ($$max(n)$$), ($$min(c)$$), ($$max('a')$$), ($$min(NULL)$$),
	($$max(v || n)$$), ($$min(oid::regclass::text)$$), ($$max(relname)$$), ($$max(relname::text)$$), ($$array_agg(n)$$), ($$string_agg(n, ',')$$),
	($$count(DISTINCT n)$$), ($$lower(n)$$), ($$length(n)$$), ($$length('a')$$), ($$n LIKE 'a%'$$), ($$t ~ n$$), ($$c LIKE n$$), ($$'a' ~ 'b'$$), ($$relname = 'x'$$),
	($$relname = t$$), ($$n = relname$$), ($$relname || 'x'$$), ($$relkind = 'r'$$), ($$'r' = relkind$$), ($$relkind::text = n$$), ($$oid = '16384'$$),
	($$1 = '1'$$), ($$now() > '2024-01-01'$$), ($$'2024-01-01' < current_date$$), ($$ARRAY['a'] = ARRAY[t]$$), ($$ARRAY['a', 'b'] @> '{a}'$$),
	($$'{a}' = ARRAY['b']$$), ($$array_position(ARRAY[t], 'a')$$), ($$doc ->> 'a' = 'b'$$), ($$doc ->> 'a' = n$$), ($$doc = '{}'$$), ($$to_char(now(), 'YYYY') = n$$),
	($$concat(t, n, c)$$), ($$format('%s', n)$$), ($$replace(n, 'a', 'b')$$), ($$substring(n FROM 1 FOR 1) = 'a'$$), ($$split_part(n, '.', 1) = t$$), ($$n::text = n$$),
	($$cast(n AS name) = t$$), ($$quote_literal(n)$$), ($$md5(n)$$), ($$(VALUES ('a'))$$), ($$(SELECT 'a' UNION SELECT n LIMIT 1)$$), ($$(SELECT t UNION SELECT n LIMIT 1)$$);
\pset format unaligned
\pset tuples_only on
SELECT expression, types_resolution.answer('', format('SELECT pg_typeof(%s) FROM types_resolution.raw, pg_class %s LIMIT 1', expression,
	CASE WHEN expression ~ '^(max|min|count|array_agg|string_agg)\(' THEN '' ELSE 'WHERE true' END))
  FROM types_resolution.common ORDER BY n;
\pset format aligned
\pset tuples_only off

--
-- Every role may use all of it, but not read the log.
--
CREATE ROLE regress_types_reader;
SELECT count(*) FILTER (WHERE NOT has_type_privilege('regress_types_reader', oid, 'USAGE')) AS types_refused
  FROM pg_type WHERE typnamespace = 'sss'::regnamespace;
SELECT oid::regprocedure AS refused
  FROM pg_proc WHERE pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND NOT has_function_privilege('regress_types_reader', oid, 'EXECUTE')
 ORDER BY proname COLLATE "C";
SELECT relname AS unreadable FROM pg_class
 WHERE relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND relkind IN ('r', 'v') AND NOT has_table_privilege('regress_types_reader', oid, 'SELECT')
 ORDER BY relname COLLATE "C";
SELECT relname AS writable FROM pg_class
 WHERE relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND relkind IN ('r', 'v')
   AND has_table_privilege('regress_types_reader', oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
SELECT has_schema_privilege('regress_types_reader', 'sss', 'USAGE') AS usage, has_schema_privilege('regress_types_reader', 'sss', 'CREATE') AS "create";
GRANT USAGE ON SCHEMA types_resolution TO regress_types_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA types_resolution TO regress_types_reader;
SET ROLE regress_types_reader;
SET search_path = '';
CREATE TEMP TABLE own (standard sss.standard DEFAULT 'centers', category sss.recipient_category CHECK (category <> 'orphan'),
	kind sss.service_kind GENERATED ALWAYS AS (sss.kind('household.transport')) STORED, PRIMARY KEY (standard, category));
INSERT INTO own (category) VALUES ('abuse_victim'), ('crime_suspect');
SELECT * FROM own WHERE category IN ('abuse_victim', 'orphan') ORDER BY category;
SELECT path, count(*) AS queries, count(*) FILTER (WHERE types_resolution.answer(path, query) ~ '^fails') AS failing
  FROM types_resolution.paths, types_resolution.questions WHERE query ~ '^SELECT' GROUP BY path ORDER BY path COLLATE "C";
SELECT count(*) FILTER (WHERE types_resolution.answer('', call) ~ '^fails') AS calls_failing FROM types_resolution.calls;
SELECT relname, types_resolution.answer('', format('SELECT count(*) >= 0 FROM %s', oid::regclass)) AS answer
  FROM pg_class
 WHERE relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND relkind IN ('r', 'v')
   AND types_resolution.answer('', format('SELECT count(*) >= 0 FROM %s', oid::regclass)) <> 'true'
 ORDER BY relname COLLATE "C";
DROP TABLE own;
RESET ROLE;
RESET search_path;

SET client_min_messages = warning;
DROP SCHEMA types_resolution CASCADE;
DROP ROLE regress_types_reader;
