--
-- A first look at a database: where are facts that our rules ask for, and dictionaries whose entries are our codes?
--
-- The values of the columns that may hold captions or codes: text, enums and documents with at most 300 different
-- values, as the statistics know them.  A column of more values, such as a name or a number of a person, is not read.
CREATE FUNCTION sss_internal.surveyed_values(relation regclass, attribute name, distinct_values real, common_values text)
RETURNS SETOF text STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $values$
DECLARE
	found text[] := common_values::text[];
BEGIN
	-- Values of which none is more common than the others, as in a dictionary, are in no statistics.
	IF found IS NULL OR cardinality(found) < least(distinct_values, 100) THEN
		EXECUTE format('SELECT array_agg(v) FROM (SELECT DISTINCT rtrim(format(''%%s'', r.%1$I)) FROM (SELECT %1$I FROM %2$s LIMIT 2000) AS r WHERE r.%1$I IS NOT NULL LIMIT 301) AS s (v)', attribute, relation)
		   INTO found;
	END IF;
	IF cardinality(found) <= 300 THEN
		RETURN QUERY SELECT rtrim(f) FROM unnest(found) AS f WHERE f IS NOT NULL;
	END IF;
-- Another session has dropped it, and its name is a number now, or took away the right to read it.
EXCEPTION WHEN undefined_table OR undefined_column OR syntax_error OR insufficient_privilege THEN
	RETURN;
END
$values$;
COMMENT ON FUNCTION sss_internal.surveyed_values(regclass, name, real, text) IS
'For sss.survey(): different values of a column, from the statistics, or from 2,000 rows if these do not have them; none if there are more than 300';

-- A document may hold the caption in several languages.
CREATE FUNCTION sss_internal.captions_in(value text, is_document boolean) RETURNS SETOF text IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $captions$
	SELECT btrim(value) WHERE NOT is_document
	UNION ALL
	SELECT btrim(e.value #>> '{}')
	  FROM jsonb_each(CASE WHEN is_document AND jsonb_typeof(value::jsonb) = 'object' THEN value::jsonb ELSE '{}' END) AS e
	 WHERE jsonb_typeof(e.value) = 'string'
$captions$;
COMMENT ON FUNCTION sss_internal.captions_in(text, boolean) IS
'For sss.survey(): the captions in a value: the text itself, or the texts of a JSON object';

CREATE VIEW sss_internal.code_names AS
	SELECT code::text, 'recipient_category' AS type FROM sss.recipient_categories UNION ALL
	SELECT code::text, 'placement_basis' FROM sss.placement_bases UNION ALL
	SELECT code::text, 'provider_type' FROM sss.provider_types UNION ALL
	SELECT code::text, 'stay_mode' FROM sss.stay_modes UNION ALL
	SELECT code::text, 'service' FROM sss.services;
COMMENT ON VIEW sss_internal.code_names IS
'For sss.survey(): codes as text, of the types that dictionaries are mapped to';
COMMENT ON COLUMN sss_internal.code_names.type IS 'Type of the code, without its schema';
COMMENT ON COLUMN sss_internal.code_names.code IS 'Code as text';

CREATE FUNCTION sss.survey(schemas name[] DEFAULT NULL,
	OUT relation regclass, OUT attribute name, OUT role text, OUT dictionary boolean, OUT entries bigint, OUT clear bigint, OUT looks bigint,
	OUT rows bigint, OUT referenced_by text[], OUT score real, OUT reason text)
RETURNS SETOF record VOLATILE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET jit = off AS $survey$
DECLARE
	unreadable text[];
	unknown text[];
	missing name;
BEGIN
	SELECT s INTO missing FROM unnest(schemas) AS s WHERE NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = s) LIMIT 1;
	IF FOUND AND missing IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'argument "schemas" must not have a NULL element',
			HINT = 'Leave out the argument to look at all schemas.';
	ELSIF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', missing),
			HINT = 'Names are those of the catalog, without quotes.';
	END IF;
	SELECT array_agg(c.oid::regclass::text ORDER BY c.oid::regclass::text) FILTER (WHERE NOT has_any_column_privilege(c.oid, 'SELECT')),
		   array_agg(c.oid::regclass::text ORDER BY c.oid::regclass::text) FILTER (WHERE has_any_column_privilege(c.oid, 'SELECT') AND c.relkind <> 'p' AND pg_relation_size(c.oid) > 1000000
				AND NOT EXISTS (SELECT FROM pg_stats AS s WHERE s.schemaname = n.nspname AND s.tablename = c.relname))
	  INTO unreadable, unknown
	  FROM pg_class AS c
	  JOIN pg_namespace AS n ON n.oid = c.relnamespace
	 WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND c.relpersistence <> 't' AND CASE WHEN schemas IS NULL THEN n.nspname !~ '^pg_|^information_schema$|^sss' ELSE n.nspname = ANY (schemas) END;
	IF unreadable IS NOT NULL THEN
		RAISE NOTICE 'relations that you may not read: % (%)', cardinality(unreadable), array_to_string(unreadable[1:5], ', ')
			USING HINT = 'They are not part of the survey.';
	END IF;
	IF unknown IS NOT NULL THEN
		RAISE NOTICE 'relations without statistics: % (%)', cardinality(unknown), array_to_string(unknown[1:5], ', ')
			USING HINT = 'Run ANALYZE first: the survey reads no large table.';
	END IF;

	RETURN QUERY
	WITH column_of AS MATERIALIZED (
		SELECT c.oid, c.oid::regclass AS relation, a.attnum, a.attname, t.typcategory, coalesce(b.oid, t.oid) IN ('json'::regtype, 'jsonb'::regtype) AS is_document,
			   greatest(c.reltuples, 0)::bigint AS tuples, s.most_common_vals::text AS common_values,
			   CASE WHEN s.n_distinct > 0 THEN s.n_distinct WHEN s.n_distinct < 0 THEN -s.n_distinct * c.reltuples END AS distinct_values
		  FROM pg_class AS c
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace
		  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		  JOIN pg_type AS t ON t.oid = a.atttypid
		  LEFT JOIN pg_type AS b ON b.oid = t.typbasetype
		  LEFT JOIN pg_stats AS s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname AND s.inherited = (c.relkind = 'p')
		 WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND c.relpersistence <> 't'
		   AND CASE WHEN schemas IS NULL THEN n.nspname !~ '^pg_|^information_schema$|^sss' ELSE n.nspname = ANY (schemas) END
		   AND has_column_privilege(c.oid, a.attnum, 'SELECT')
		   -- A policy of its owner would run with the rights of the caller.
		   AND NOT row_security_active(c.oid) AND NOT sss_internal.reads_foreign_table(c.oid)
	), wordy AS MATERIALIZED (
		SELECT k.*, v.value
		  FROM column_of AS k
		 CROSS JOIN LATERAL (
				SELECT DISTINCT c AS value
				  FROM sss_internal.surveyed_values(k.relation, k.attname, coalesce(k.distinct_values, k.tuples)::real, k.common_values) AS x
				 CROSS JOIN LATERAL sss_internal.captions_in(x, k.is_document) AS c) AS v
		 WHERE (k.typcategory IN ('S', 'E') OR k.is_document)
		   AND CASE WHEN k.distinct_values IS NULL THEN pg_relation_size(k.oid) <= 1000000 ELSE k.distinct_values <= 300 END
		   AND length(v.value) BETWEEN 2 AND 300 AND sss_internal.has_letters(v.value)
	), known AS MATERIALIZED (
		-- Each value is looked up once, in whichever columns it is.
		SELECT d.value, coalesce(n.type, f.type) AS type, CASE WHEN n.type IS NOT NULL THEN 1 ELSE f.score END AS score
		  FROM (SELECT DISTINCT w.value FROM wordy AS w) AS d
		  LEFT JOIN sss_internal.code_names AS n ON n.code = d.value
		  LEFT JOIN LATERAL (
				SELECT x.type, max(x.score) AS score
				  FROM sss.find(d.value) AS x
				 WHERE n.type IS NULL AND x.code IS NOT NULL AND x.type IN ('recipient_category', 'placement_basis', 'provider_type', 'stay_mode', 'service')
				 GROUP BY x.type) AS f ON true
	), judged AS (
		SELECT w.oid, w.relation, w.attnum, w.attname, w.tuples, k.type,
			   (SELECT count(*) FROM wordy AS e WHERE (e.oid, e.attnum) = (w.oid, w.attnum)) AS entries,
			   count(*) FILTER (WHERE k.score >= 0.9) AS clear, count(*) FILTER (WHERE k.score < 0.9 AND k.score >= 0.6) AS looks
		  FROM wordy AS w
		  JOIN known AS k ON k.value = w.value
		 WHERE k.type IS NOT NULL
		 GROUP BY w.oid, w.relation, w.attnum, w.attname, w.tuples, k.type
	), best AS (
		-- One word of many is chance.
		SELECT DISTINCT ON (j.oid, j.attnum) j.*, (j.clear + 0.3 * j.looks) / j.entries AS share
		  FROM judged AS j
		 WHERE j.clear >= 2 OR j.clear = 1 AND j.entries <= 3
		 ORDER BY j.oid, j.attnum, j.clear + 0.3 * j.looks DESC, j.type
	), referring AS (
		SELECT f.confrelid, array_agg(format('%s.%I', f.conrelid::regclass, a.attname) ORDER BY f.conrelid::regclass::text, a.attname) AS columns,
			   sum(greatest(c.reltuples, 0))::bigint AS tuples
		  FROM pg_constraint AS f
		  JOIN pg_attribute AS a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
		  JOIN pg_class AS c ON c.oid = f.conrelid
		 WHERE f.contype = 'f' AND f.conparentid = 0
		 GROUP BY f.confrelid
	), worded AS (
		SELECT b.oid, b.relation, b.attname, CASE b.type WHEN 'recipient_category' THEN 'category' WHEN 'placement_basis' THEN 'basis' WHEN 'provider_type' THEN 'provider' WHEN 'stay_mode' THEN 'stay' ELSE b.type END AS role,
			   d.dictionary, b.entries, b.clear, b.looks, CASE WHEN d.dictionary THEN coalesce(r.tuples, b.tuples) ELSE b.tuples END AS rows, CASE WHEN d.dictionary THEN r.columns END AS columns,
			   least(0.99, 0.5 + b.share / 2)::real AS score, format('%s of %s values are names or codes of type %s', b.clear, b.entries, b.type) AS reason
		  FROM best AS b
		  LEFT JOIN referring AS r ON r.confrelid = b.oid
		 -- Rows of a dictionary differ; other rows are referred to as well.
		 CROSS JOIN LATERAL (SELECT b.tuples <= 2 * b.entries AS dictionary) AS d
	), near AS (
		-- Tables with a fact, and those that refer to a dictionary: their dates and quantities may belong to it.
		SELECT w.oid FROM worded AS w WHERE NOT w.dictionary
		 UNION
		SELECT f.conrelid FROM worded AS w JOIN pg_constraint AS f ON f.contype = 'f' AND f.confrelid = w.oid WHERE w.dictionary
		 UNION
		-- And those that refer to a table beside it: to what refers to the dictionary, such as a provider of some type, or to what the dictionary names.
		SELECT o.conrelid
		  FROM worded AS w
		  JOIN pg_constraint AS f ON f.contype = 'f' AND w.oid IN (f.confrelid, f.conrelid)
		  JOIN pg_constraint AS o ON o.contype = 'f' AND o.confrelid = CASE f.confrelid WHEN w.oid THEN f.conrelid ELSE f.confrelid END AND o.conrelid <> w.oid
		 WHERE w.dictionary
	)
	SELECT w.relation, w.attname, w.role, w.dictionary, w.entries, w.clear, w.looks, w.rows, w.columns, w.score, w.reason FROM worded AS w
	UNION ALL
	SELECT k.relation, k.attname, n.role, false, NULL, NULL, NULL, k.tuples, NULL, 0.3, 'by its name, beside other facts'
	  FROM near
	  JOIN column_of AS k ON k.oid = near.oid
	  -- Names are in Latin letters: the database's encoding may have no others.
	  JOIN (VALUES ('on_date', 'D', '(date|since|from|start|begin|_on$|_ts$|day|kuni)'), ('area', 'N', '(area|square|ploshad|audan)'),
				   ('persons', 'N', '(persons|people|residents|occupants|zhitel|adam)'), ('quantity', 'N', '(quantity|amount|issued|kolichestvo|sany)')) AS n (role, category, pattern)
			ON n.category = k.typcategory AND lower(k.attname) ~ n.pattern AND lower(k.attname) !~ '(creat|updat|delet|modif|birth|rozhd)'
	 ORDER BY 10 DESC, 8 DESC, 1, 2;
END
$survey$;
COMMENT ON FUNCTION sss.survey(name[]) IS
'Columns and dictionaries that may hold facts of the rules, most likely first, from catalogs, statistics and samples: the role, how many different values match its codes clearly (clear) or resemble one (looks), and the rows behind them. schemas: NULL means all but those of the system; 3F000: one does not exist. Columns with more than 300 different values are not read, and no value is shown';
