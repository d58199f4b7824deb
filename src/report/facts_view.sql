--
-- A draft of a facts view: the tables that hold the facts of a rule, joined as foreign keys say.
--
-- IsDeleted and isDeleted are is_deleted.
CREATE FUNCTION sss_internal.words_of(name text) RETURNS text IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $words$
	SELECT lower(regexp_replace(name, '([a-z0-9])([A-Z])', E'\\1_\\2', 'g'))
$words$;
COMMENT ON FUNCTION sss_internal.words_of(text) IS
'For sss.facts_view_script(): a name in small letters, with an underscore between its words';

-- Columns that look like the beginning and the end of a row's validity.
CREATE FUNCTION sss_internal.validity_columns(relation oid, OUT since text, OUT until text) STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $validity$
	WITH dated AS (
		SELECT a.attname::text AS name, w.words AS lower, a.attnum
		  FROM pg_attribute AS a
		  JOIN pg_type AS t ON t.oid = a.atttypid
		 CROSS JOIN LATERAL (SELECT sss_internal.words_of(a.attname) AS words) AS w
		 WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped AND t.typcategory = 'D'
		   AND w.words !~ '(creat|updat|delet|remov|modif|birth|rozhd|archiv|submi|load|import|sync)'
	)
	SELECT (SELECT d.name FROM dated AS d WHERE d.lower !~ '(^|_)(to|till|until|end|ends|ended|expire[sd]?|closed?|finish(ed)?|exit|left|konec|po)(_|$)|(end|until|till|expiry|close)(date|ts|at)?$'
			 ORDER BY d.lower !~ '(from|since|start|begin|open|admi|placed|given|s_dat|basta)', d.lower !~ '(date|day|_ts$|_at$|kuni)', d.attnum LIMIT 1),
		   (SELECT d.name FROM dated AS d WHERE d.lower ~ '(^|_)(to|till|until|end|ends|ended|expire[sd]?|closed?|finish(ed)?|exit|left|konec|po)(_|$)|(end|until|till|expiry|close)(date|ts|at)?$'
			 ORDER BY d.attnum LIMIT 1)
$validity$;
COMMENT ON FUNCTION sss_internal.validity_columns(oid) IS
'For sss.facts_view_script(): the columns of a table whose names and types look like the first and the last day of what a row says; NULL: there is none';

-- A condition that a row was not deleted, by columns that look like that.
CREATE FUNCTION sss_internal.not_deleted(relation oid, alias text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $deleted$
	SELECT CASE WHEN t.typcategory = 'B' AND lower(a.attname) ~ 'active' THEN format('%s.%I IS NOT FALSE', alias, a.attname)
				WHEN t.typcategory = 'B' THEN format('%s.%I IS NOT TRUE', alias, a.attname)
				ELSE format('%s.%I IS NULL', alias, a.attname) END
	  FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
	 WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
	   AND CASE t.typcategory WHEN 'B' THEN sss_internal.words_of(a.attname) ~ E'^(is_?)?(deleted|removed|archived|void|voided|active|udalen[ao]?|[\\u0423\\u0443]\\u0434\\u0430\\u043b[\\u0435\\u0451]\\u043d[\\u0430\\u043e]?)(_?flag)?$'
							  WHEN 'D' THEN sss_internal.words_of(a.attname) ~ '^(delete|deleted|removed|archived)_?(ts|at|on|date|time)$' ELSE false END
	 ORDER BY t.typcategory, lower(a.attname) ~ 'active', a.attnum LIMIT 1
$deleted$;
COMMENT ON FUNCTION sss_internal.not_deleted(oid, text) IS
'For sss.facts_view_script(): the condition that a row is not deleted softly; NULL: no column looks like that';

-- The same, as a further condition of a join by a key.  An entry of a dictionary that is archived or inactive by now was in use before.
CREATE FUNCTION sss_internal.and_not_deleted(relation oid, alias text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $deleted$
	SELECT coalesce((SELECT ' AND ' || c FROM sss_internal.not_deleted($1, $2) AS c WHERE c !~* 'active|archived'), '')
$deleted$;
COMMENT ON FUNCTION sss_internal.and_not_deleted(oid, text) IS
'For sss.facts_view_script(): the condition that a row to which a key leads is not deleted softly, after AND; empty: no column looks like that';

-- The day of a date, a moment or a text, whatever the session's settings.
CREATE FUNCTION sss_internal.day_of(relation oid, attribute text, alias text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $day$
	SELECT CASE coalesce(nullif(t.typbasetype, 0), t.oid)::regtype
				WHEN 'date'::regtype THEN format('%s.%I', alias, a.attname)
				WHEN 'timestamp'::regtype THEN format('%s.%I::date', alias, a.attname)
				WHEN 'timestamptz'::regtype THEN format('(%s.%I AT TIME ZONE %L)::date', alias, a.attname, coalesce(nullif(current_setting('sss.time_zone', true), ''), 'Asia/Almaty'))
				ELSE format('sss.try_date(left(%s.%I::text, 10))', alias, a.attname) END
	  FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
	 WHERE a.attrelid = $1 AND a.attname = $2
$day$;
COMMENT ON FUNCTION sss_internal.day_of(oid, text, text) IS
'For sss.facts_view_script(): the expression of the day that a column holds';

CREATE FUNCTION sss_internal.foreign_keys(OUT here oid, OUT there oid, OUT here_columns text[], OUT there_columns text[]) RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $foreign_keys$
	SELECT c.conrelid, c.confrelid,
		   (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, n) JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.attnum),
		   (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, n) JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = k.attnum)
	  FROM pg_constraint AS c
	 WHERE c.contype = 'f' AND c.conparentid = 0
$foreign_keys$;
COMMENT ON FUNCTION sss_internal.foreign_keys() IS
'For sss.facts_view_script(): the foreign keys: the table that refers, the one that it refers to, and the columns of both in one order';

-- Tables that foreign keys lead to, three steps at most, and after a step to many rows two more.  A step leads to one row, or, once
-- on the way, to many: rows that refer to this one, or to what this one refers to.  Of each table the shortest way is kept at each
-- step, so that this takes time for each foreign key once, not for each way.
CREATE FUNCTION sss_internal.ways_from(start oid, OUT relation oid, OUT cost integer, OUT many boolean, OUT steps jsonb) RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $ways$
DECLARE
	known jsonb := jsonb_build_array(jsonb_build_object('relation', start::bigint, 'cost', 0, 'many', false, 'steps', '[]'::jsonb));
	latest jsonb := known;
	fks jsonb := (SELECT coalesce(jsonb_agg(jsonb_build_object('here', f.here::bigint, 'there', f.there::bigint, 'h', f.here_columns, 't', f.there_columns)), '[]') FROM sss_internal.foreign_keys() AS f);
	i integer;
BEGIN
	-- To one row; then to many; then to one row again.
	FOR i IN 1 .. 6 LOOP
		WITH fk AS MATERIALIZED (
			SELECT * FROM jsonb_to_recordset(fks) AS f (here bigint, there bigint, h text[], t text[])
		), source AS (
			SELECT w.* FROM jsonb_to_recordset(CASE i WHEN 4 THEN known ELSE latest END) AS w (relation bigint, cost integer, many boolean, steps jsonb)
		), step AS (
			SELECT w.cost + 1 AS cost, w.many, w.steps, f.there AS relation, f.h, f.t, false AS to_many, w.relation AS came_from
			  FROM source AS w JOIN fk AS f ON f.here = w.relation WHERE i <> 4
			UNION ALL
			SELECT w.cost + 2, true, w.steps, f.here, f.t, f.h, true, w.relation
			  FROM source AS w JOIN fk AS f ON f.there = w.relation WHERE i = 4
			UNION ALL
			SELECT w.cost + 2, true, w.steps, b.here, a.h, b.h, true, w.relation
			  FROM source AS w JOIN fk AS a ON a.here = w.relation JOIN fk AS b ON b.there = a.there AND b.t = a.t AND b.here <> a.here WHERE i = 4
		), shortest AS (
			SELECT DISTINCT ON (s.relation) s.relation, s.cost, s.many, s.steps || jsonb_build_object('here', s.h, 'relation', s.relation, 'there', s.t, 'many', s.to_many) AS steps
			  FROM step AS s
			 WHERE s.relation <> start::bigint AND s.relation <> s.came_from
			   AND NOT EXISTS (SELECT FROM jsonb_to_recordset(known) AS k (relation bigint, many boolean) WHERE k.relation = s.relation AND k.many = s.many)
			 ORDER BY s.relation, s.cost, s.h, s.t
		)
		SELECT coalesce(jsonb_agg(to_jsonb(s)), '[]') INTO latest FROM shortest AS s;
		known := known || latest;
	END LOOP;
	RETURN QUERY SELECT k.relation::oid, k.cost, k.many, k.steps FROM jsonb_to_recordset(known) AS k (relation bigint, cost integer, many boolean, steps jsonb);
END
$ways$;
COMMENT ON FUNCTION sss_internal.ways_from(oid) IS
'For sss.facts_view_script(): the tables to which foreign keys lead from this one, by the shortest way to one row of it and the shortest to many';

-- Where the facts of the roles may be: as the call names it, as sss.survey() finds it, or in a column of our types.
CREATE FUNCTION sss_internal.fact_columns(rule text, columns text[], schemas name[],
	OUT role text, OUT type text, OUT relation oid, OUT attribute text, OUT entry text, OUT mapping oid, OUT dictionary boolean, OUT score real, OUT given boolean)
RETURNS SETOF record VOLATILE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $columns$
DECLARE
	element text;
	parts text[];
	named regclass;
	found jsonb := '[]';
BEGIN
	FOREACH element IN ARRAY coalesce(columns, '{}') LOOP
		IF element IS NULL OR NOT EXISTS (SELECT FROM sss.rules AS r WHERE r.rule = $1 AND r.role = split_part(element, '=', 1)) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('invalid element "%s" of argument "columns"', coalesce(element, 'NULL')),
				DETAIL = format('The roles of rule %s are %s.', rule, (SELECT string_agg(r.role, ', ') FROM sss.rules AS r WHERE r.rule = $1)),
				HINT = 'Write each element as ''role=schema.table.column''.';
		END IF;
		BEGIN
			parts := parse_ident(substr(element, strpos(element, '=') + 1));
			named := (SELECT string_agg(quote_ident(p), '.' ORDER BY n) FROM unnest(parts) WITH ORDINALITY AS u (p, n) WHERE n < cardinality(parts))::regclass;
		EXCEPTION WHEN invalid_parameter_value OR undefined_table OR invalid_schema_name OR invalid_name OR syntax_error THEN
			named := NULL;
		END;
		IF named IS NULL OR NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = named AND attname = parts[cardinality(parts)] AND attnum > 0 AND NOT attisdropped) THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('there is no column of a table as element "%s" of argument "columns" names it', element),
				HINT = 'Write each element as ''role=schema.table.column'', with double quotes where SQL needs them.';
		END IF;
		found := found || jsonb_build_object('role', split_part(element, '=', 1), 'relation', named::oid::bigint, 'attribute', parts[cardinality(parts)], 'score', 1, 'given', true);
	END LOOP;
	found := found || coalesce((SELECT jsonb_agg(jsonb_build_object('role', s.role, 'relation', s.relation::oid::bigint, 'attribute', s.attribute, 'score', s.score, 'dictionary', s.dictionary, 'given', false))
								  FROM sss.survey(schemas) AS s), '[]');
	found := found || coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'relation', c.oid::bigint, 'attribute', a.attname, 'score', 1, 'given', false))
								  FROM sss.rules AS r
								  JOIN pg_type AS t ON t.typnamespace = 'sss'::regnamespace AND t.typname = r.type
								  JOIN pg_attribute AS a ON a.atttypid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
								  JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
								  JOIN pg_namespace AS n ON n.oid = c.relnamespace
								 WHERE r.rule = $1 AND CASE WHEN schemas IS NULL THEN n.nspname !~ '^pg_|^information_schema$|^sss' ELSE n.nspname = ANY (schemas) END), '[]');
	RETURN QUERY
	WITH candidate AS (
		SELECT x.role, r.type::text AS type, x.relation::oid AS relation, x.attribute, x.dictionary, x.score, x.given
		  FROM jsonb_to_recordset(found) AS x (role text, relation bigint, attribute text, dictionary boolean, score real, given boolean)
		  JOIN sss.rules AS r ON r.rule = $1 AND r.role = x.role
		  -- Of a mapping table, the code is what was mapped.
		 WHERE x.given OR NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = x.relation::oid AND a.attname IN ('entry', 'captions', 'code') AND NOT a.attisdropped HAVING count(*) = 3)
	), mapped AS (
		SELECT a.attrelid, t.typname::text AS type, d.description
		  FROM pg_attribute AS a
		  JOIN pg_type AS t ON t.oid = a.atttypid AND t.typnamespace = 'sss'::regnamespace
		  JOIN pg_description AS d ON d.objoid = a.attrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
		 WHERE a.attname = 'code' AND d.description LIKE 'Entries of %'
	)
	SELECT DISTINCT ON (c.role, c.relation, k.attname) c.role, c.type, c.relation, c.attribute, coalesce(k.attname::text, c.attribute), m.attrelid, coalesce(c.dictionary, false), c.score, c.given
	  FROM candidate AS c
	  LEFT JOIN (mapped AS m JOIN pg_attribute AS k ON k.attnum > 0 AND NOT k.attisdropped)
			ON m.type = c.type AND k.attrelid = c.relation AND m.description = sss_internal.mapping_words(c.relation, k.attname::text, ('sss.' || quote_ident(c.type))::regtype)
			   AND (NOT c.given OR k.attname = c.attribute OR c.dictionary)
			   -- Any role that may create a table can give it this comment: its codes count if its owner has the rights of the dictionary's, or it is the caller's own.
			   AND EXISTS (SELECT FROM pg_class AS t, pg_class AS d WHERE t.oid = m.attrelid AND d.oid = c.relation
							AND (pg_get_userbyid(t.relowner) = current_user OR pg_has_role(t.relowner, d.relowner, 'MEMBER')))
	 ORDER BY c.role, c.relation, k.attname, c.given DESC, c.score DESC, c.attribute;
END
$columns$;
COMMENT ON FUNCTION sss_internal.fact_columns(text, text[], name[]) IS
'For sss.facts_view_script(): columns and dictionaries that may hold the facts of a rule; entry: the column by which a mapping table of sss.mapping_script() maps them, otherwise the column itself';

-- The best place of each role, as the rows of this table lead to it.
CREATE FUNCTION sss_internal.fact_places(start oid, places jsonb, OUT role text, OUT place jsonb, OUT cost integer) RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $places$
	SELECT DISTINCT ON (f.role) f.role,
		   to_jsonb(f) || jsonb_build_object('many', w.many, 'steps', CASE WHEN keyed THEN w.steps - (-1) ELSE w.steps END, 'by', CASE WHEN keyed THEN w.steps -> -1 -> 'here' ->> 0 END),
		   w.cost - keyed::integer + CASE WHEN w.many AND f.role = 'provider' THEN 20 WHEN w.many AND f.role <> 'category' THEN 2 ELSE 0 END
	  FROM jsonb_to_recordset(places) AS f (role text, type text, relation bigint, attribute text, entry text, mapping bigint, dictionary boolean, score real, given boolean)
	  JOIN sss_internal.ways_from(start) AS w ON w.relation = f.relation::oid
	 -- The entry is the key by which the last table is found: the reference suffices.
	 CROSS JOIN LATERAL (SELECT f.mapping IS NOT NULL AND jsonb_array_length(w.steps) > 0 AND w.steps -> -1 -> 'there' = jsonb_build_array(f.entry) AND NOT (w.steps -> -1 ->> 'many')::boolean AS keyed) AS k
	 WHERE NOT w.many OR f.type NOT IN ('numeric', 'boolean', 'date')
	 ORDER BY f.role, f.given DESC, f.mapping IS NULL, f.score < 0.6, w.many AND f.role <> 'category', w.cost, f.score DESC, f.relation, f.attribute
$places$;
COMMENT ON FUNCTION sss_internal.fact_places(oid, jsonb) IS
'For sss.facts_view_script(): for each role the best of the places of sss_internal.fact_columns() to which foreign keys lead from this table, with the way, and what it costs';

-- The table whose rows are the cases: the one that leads to the facts by the shortest ways, and has a date.
CREATE FUNCTION sss_internal.table_of_cases(rule text, places jsonb) RETURNS regclass STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $cases$
DECLARE
	best record;
BEGIN
	WITH RECURSIVE place AS MATERIALIZED (
		SELECT row_number() OVER () AS n, x.role, x.relation::oid AS relation, x.score
		  FROM jsonb_to_recordset(places) AS x (role text, relation bigint, score real, given boolean) WHERE x.role <> 'on_date' AND (x.score >= 0.6 OR x.given)
	), fk AS MATERIALIZED (
		SELECT DISTINCT f.here, f.there FROM sss_internal.foreign_keys() AS f WHERE f.here <> f.there
	), reaching AS (
		-- Tables that refer to a place, directly or through others.
		SELECT p.n, p.relation, 0 AS steps FROM place AS p
		 UNION
		SELECT r.n, f.here, r.steps + 1 FROM reaching AS r JOIN fk AS f ON f.there = r.relation WHERE r.steps < 3
	), one AS MATERIALIZED (
		SELECT r.n, r.relation, min(r.steps) AS cost FROM reaching AS r GROUP BY r.n, r.relation
	), hub AS MATERIALIZED (
		-- Tables to which these refer count as well: a row that refers to such a table finds many of them.
		SELECT o.n, f.there AS relation, min(o.cost) + 2 AS cost FROM one AS o JOIN fk AS f ON f.here = o.relation GROUP BY o.n, f.there
	), many AS (
		SELECT h.n, h.relation, h.cost FROM hub AS h UNION ALL SELECT h.n, f.here, h.cost FROM hub AS h JOIN fk AS f ON f.there = h.relation
		UNION ALL SELECT h.n, g.here, h.cost + 1 FROM hub AS h JOIN fk AS f ON f.there = h.relation JOIN fk AS g ON g.there = f.here
	), cost AS (
		SELECT p.role, w.relation, min(w.cost) AS cost
		  FROM (SELECT o.n, o.relation, o.cost, false AS many FROM one AS o UNION ALL SELECT m.n, m.relation, min(m.cost), true FROM many AS m GROUP BY m.n, m.relation) AS x (n, relation, cost, many)
		  JOIN place AS p ON p.n = x.n
		 CROSS JOIN LATERAL (SELECT x.relation, x.cost + CASE WHEN x.many AND p.role = 'provider' THEN 20 WHEN x.many AND p.role <> 'category' THEN 2 ELSE 0 END AS cost) AS w
		 GROUP BY p.role, w.relation
	), rated AS (
		-- A row of a case knows its provider.  What is obligatory counts; a fact that is not decides between equals.
		SELECT t.relation, sum(CASE WHEN r.obligatory THEN coalesce(c.cost, 50) ELSE coalesce(c.cost, 50) / 1000.0 END) AS cost
		  FROM (SELECT DISTINCT c.relation FROM cost AS c) AS t
		 CROSS JOIN sss.rules AS r
		  LEFT JOIN cost AS c ON c.relation = t.relation AND c.role = r.role
		 WHERE r.rule = $1 AND r.role <> 'on_date'
		 GROUP BY t.relation
		HAVING bool_or(r.role = 'provider' AND c.cost < 20)
	), dated AS MATERIALIZED (
		SELECT r.* FROM rated AS r
		 WHERE (sss_internal.validity_columns(r.relation)).since IS NOT NULL AND EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = r.relation AND i.indisprimary)
	)
	SELECT array_agg(r.relation::regclass ORDER BY r.relation::regclass::text) AS relations INTO best
	  FROM dated AS r WHERE r.cost = (SELECT min(o.cost) FROM dated AS o);
	IF cardinality(best.relations) = 1 THEN
		RETURN best.relations[1];
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'indeterminate_datatype', MESSAGE = format('the table of the cases of rule "%s" is not clear', rule),
		DETAIL = coalesce('These lead to the facts alike: ' || array_to_string(best.relations[1:5], ', ') || CASE WHEN cardinality(best.relations) > 5 THEN ', ...' ELSE '.' END, 'No table with a date and a primary key leads to a provider by foreign keys.'),
		HINT = 'Name the table whose rows are the cases in argument "relation".';
END
$cases$;
COMMENT ON FUNCTION sss_internal.table_of_cases(text, jsonb) IS
'For sss.facts_view_script(): the table whose rows are the cases of the rule; an error if it is not clear';

CREATE FUNCTION sss_internal.free_name(wanted text, used text[]) RETURNS text IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $free$
	SELECT CASE n WHEN 1 THEN wanted ELSE format('%s_%s', left(wanted, 40), n) END AS name
	  FROM generate_series(1, cardinality(used) + 1) AS n
	 WHERE CASE n WHEN 1 THEN wanted ELSE format('%s_%s', left(wanted, 40), n) END <> ALL (used)
	 ORDER BY n LIMIT 1
$free$;
COMMENT ON FUNCTION sss_internal.free_name(text, text[]) IS
'For sss.facts_view_script(): the name, with a number if it is used';

-- The expression by which an entry is looked up in a mapping table, as sss.mapping_script() writes entries.
CREATE FUNCTION sss_internal.entry_expression(relation oid, attribute text, alias text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $entry$
	SELECT format(CASE t.typcategory WHEN 'S' THEN 'rtrim(%s.%I)' ELSE '%s.%I' END, alias, a.attname)
	  FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid = $1 AND a.attname = $2
$entry$;
COMMENT ON FUNCTION sss_internal.entry_expression(oid, text, text) IS
'For sss.facts_view_script(): the value of a column as mapping tables have it';

-- The fact in a column that no mapping table maps; NULL: it holds no text of a code.
CREATE FUNCTION sss_internal.fact_expression(type text, relation oid, attribute text, alias text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $fact$
	SELECT CASE WHEN t.typnamespace = 'sss'::regnamespace OR $1 IN ('numeric', 'boolean', 'text') THEN format('%s.%I', alias, a.attname)
				WHEN $1 = 'date' THEN sss_internal.day_of($2, $3, alias)
				WHEN t.typcategory = 'S' THEN format('sss.try_%s(rtrim(%s.%I))', $1, alias, a.attname)
				WHEN t.typcategory = 'E' THEN format('sss.try_%s(%s.%I::text)', $1, alias, a.attname) END
	  FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid = $2 AND a.attname = $3
$fact$;
COMMENT ON FUNCTION sss_internal.fact_expression(text, oid, text, text) IS
'For sss.facts_view_script(): the fact of a role as a column holds it, without a mapping; NULL: only a mapping can tell';

-- The conditions that a row of many was in force on the day of the case.
CREATE FUNCTION sss_internal.in_force(relation oid, alias text, day text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $force$
	SELECT CASE WHEN day IS NOT NULL THEN
				concat(CASE WHEN v.since IS NOT NULL THEN format(' AND %s <= %s', sss_internal.day_of($1, v.since, alias), day) END,
					   CASE WHEN v.until IS NOT NULL THEN format(' AND (%s >= %s) IS NOT FALSE', sss_internal.day_of($1, v.until, alias), day) END) ELSE '' END
	  FROM sss_internal.validity_columns($1) AS v
$force$;
COMMENT ON FUNCTION sss_internal.in_force(oid, text, text) IS
'For sss.facts_view_script(): the conditions that a row is in force on a day, each after AND; empty: no column says so';

-- A draft is {"used": names of the view's columns, "columns": its columns, "joins": lines of FROM, "aliases": of the ways that are joined}.
-- The draft shows these columns, too, under names of their own.
CREATE FUNCTION sss_internal.draft_showing(draft jsonb, alias text, attributes text[]) RETURNS jsonb IMMUTABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $showing$
DECLARE
	attribute text;
BEGIN
	FOREACH attribute IN ARRAY attributes LOOP
		draft := sss_internal.draft_column(draft, format('%s.%I', alias, attribute), attribute);
	END LOOP;
	RETURN draft;
END
$showing$;
COMMENT ON FUNCTION sss_internal.draft_showing(jsonb, text, text[]) IS
'For sss.facts_view_script(): the draft with further columns of a table';

CREATE FUNCTION sss_internal.draft_column(draft jsonb, expression text, name text, obligatory boolean DEFAULT false) RETURNS jsonb IMMUTABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $column$
DECLARE
	free text := CASE WHEN obligatory THEN name ELSE sss_internal.free_name(name, ARRAY(SELECT jsonb_array_elements_text(draft -> 'used'))) END;
BEGIN
	IF draft -> 'shown' ? expression AND NOT obligatory THEN
		RETURN draft;
	END IF;
	RETURN draft || jsonb_build_object('used', draft -> 'used' || to_jsonb(free), 'shown', draft -> 'shown' || jsonb_build_object(expression, free),
		'columns', draft -> 'columns' || to_jsonb(CASE WHEN expression LIKE '%.' || quote_ident(free) THEN expression ELSE format('%s AS %I', expression, free) END));
END
$column$;
COMMENT ON FUNCTION sss_internal.draft_column(jsonb, text, text, boolean) IS
'For sss.facts_view_script(): the draft with one more column; that of a role has the role''s name, another one a name that is free';

CREATE FUNCTION sss_internal.draft_join(draft jsonb, VARIADIC lines text[]) RETURNS jsonb IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $join$
	SELECT draft || jsonb_build_object('joins', draft -> 'joins' || to_jsonb(lines))
$join$;
COMMENT ON FUNCTION sss_internal.draft_join(jsonb, text[]) IS
'For sss.facts_view_script(): the draft with further lines of FROM';

CREATE FUNCTION sss_internal.draft_condition(step jsonb, there text, here text) RETURNS text IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $condition$
	SELECT string_agg(format('%s.%I = %s.%I', $2, t.name, $3, h.name), ' AND ' ORDER BY t.n)
	  FROM jsonb_array_elements_text(step -> 'there') WITH ORDINALITY AS t (name, n)
	  JOIN jsonb_array_elements_text(step -> 'here') WITH ORDINALITY AS h (name, n) ON h.n = t.n
$condition$;
COMMENT ON FUNCTION sss_internal.draft_condition(jsonb, text, text) IS
'For sss.facts_view_script(): the condition of a join by a foreign key';

-- Several categories are several rows: all rows in force count, except entries that stand for none.
CREATE FUNCTION sss_internal.draft_categories(draft jsonb, place jsonb, at integer, here text, day text) RETURNS jsonb STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $categories$
DECLARE
	steps CONSTANT jsonb := place -> 'steps';
	many CONSTANT oid := (steps -> at ->> 'relation')::oid;
	mapping CONSTANT oid := (place ->> 'mapping')::oid;
	last oid := many;
	alias text := 'l';
	inside jsonb := jsonb_build_object('used', '["category", "category_entry"]'::jsonb, 'shown', '{}'::jsonb, 'columns', '[]'::jsonb);
	joins text := format('%s AS l', sss_internal.relation_name(many));
	entry text;
	code text;
	conditions text[] := ARRAY[sss_internal.not_deleted(many, 'l')];
	forced CONSTANT text := sss_internal.in_force(many, 'l', day);
	i integer;
BEGIN
	FOR i IN at + 1 .. jsonb_array_length(steps) - 1 LOOP
		inside := sss_internal.draft_showing(inside, alias, ARRAY(SELECT jsonb_array_elements_text(steps -> i -> 'here')));
		last := (steps -> i ->> 'relation')::oid;
		joins := joins || format(' JOIN %s AS l%s ON %s', sss_internal.relation_name(last), i,
			sss_internal.draft_condition(steps -> i, 'l' || i, alias) || sss_internal.and_not_deleted(last, 'l' || i));
		alias := 'l' || i;
	END LOOP;
	entry := sss_internal.entry_expression(last, coalesce(place ->> 'by', CASE WHEN mapping IS NULL THEN place ->> 'attribute' ELSE place ->> 'entry' END), alias);
	IF mapping IS NOT NULL THEN
		joins := joins || format(' LEFT JOIN %s AS m ON m.entry = %s', sss_internal.relation_name(mapping), entry);
		conditions := conditions || format('(m.entry IS NULL OR m.code IS NOT NULL%s)', CASE WHEN sss_internal.has_flags(mapping) THEN ' OR m.flagged' END);
		code := 'm.code';
	ELSE
		code := coalesce(sss_internal.fact_expression('recipient_category', last, place ->> 'attribute', alias), 'NULL::sss.recipient_category');
	END IF;
	conditions := conditions || nullif(ltrim(forced, ' AND'), '');
	draft := sss_internal.draft_join(draft, 'LEFT JOIN LATERAL (',
		format(E'\t\tSELECT %s%s AS category_entry, %s AS category', (SELECT string_agg(x || ', ', '' ORDER BY n) FROM jsonb_array_elements_text(inside -> 'columns') WITH ORDINALITY AS u (x, n)), entry, code),
		E'\t\t  FROM ' || joins,
		E'\t\t WHERE ' || concat_ws(' AND ', sss_internal.draft_condition(steps -> at, 'l', here), (SELECT string_agg(x, ' AND ' ORDER BY n) FROM unnest(conditions) WITH ORDINALITY AS u (x, n) WHERE x IS NOT NULL)),
		E'\t) AS s_category ON true');
	draft := sss_internal.draft_showing(draft, 's_category', ARRAY(SELECT v FROM jsonb_each_text(inside -> 'shown') AS e (k, v)));
	draft := sss_internal.draft_column(draft, 's_category.category_entry', 'category_entry');
	RETURN sss_internal.draft_column(draft, 's_category.category', 'category', true);
END
$categories$;
COMMENT ON FUNCTION sss_internal.draft_categories(jsonb, jsonb, integer, text, text) IS
'For sss.facts_view_script(): the draft with the categories of a case in a table that has a row for each; at: the step that leads to it';

-- Of many rows one: the latest in force.
CREATE FUNCTION sss_internal.draft_latest(draft jsonb, role text, step jsonb, here text, attributes text[], day text) RETURNS jsonb STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $latest$
DECLARE
	many CONSTANT oid := (step ->> 'relation')::oid;
	since CONSTANT text := (sss_internal.validity_columns(many)).since;
	order_by text := concat_ws(', ', CASE WHEN since IS NOT NULL THEN format('l.%I DESC NULLS LAST', since) END,
		coalesce((SELECT string_agg(format('l.%I DESC', a.attname), ', ' ORDER BY array_position(i.indkey::smallint[], a.attnum))
					FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = many AND i.indisprimary), 'l::text DESC'));
BEGIN
	RETURN sss_internal.draft_join(draft, 'LEFT JOIN LATERAL (',
		format(E'\t\tSELECT %s FROM %s AS l', (SELECT string_agg(DISTINCT format('l.%I', a), ', ') FROM unnest(attributes) AS a), sss_internal.relation_name(many)),
		format(E'\t\t WHERE %s%s%s', sss_internal.draft_condition(step, 'l', here), ' AND ' || sss_internal.not_deleted(many, 'l'), sss_internal.in_force(many, 'l', day)),
		format(E'\t\t ORDER BY %s LIMIT 1', order_by),
		format(E'\t) AS %I ON true', 's_' || role));
END
$latest$;
COMMENT ON FUNCTION sss_internal.draft_latest(jsonb, text, jsonb, text, text[], text) IS
'For sss.facts_view_script(): the draft with the latest row in force of those to which a step leads';

-- One role: the joins that lead to it, what shows its entry, and its fact.
CREATE FUNCTION sss_internal.draft_role(draft jsonb, place jsonb, start oid, day text) RETURNS jsonb STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $role$
DECLARE
	role CONSTANT text := place ->> 'role';
	type CONSTANT text := place ->> 'type';
	mapping CONSTANT oid := (place ->> 'mapping')::oid;
	own CONSTANT text := coalesce(place ->> 'by', CASE WHEN mapping IS NULL THEN place ->> 'attribute' ELSE place ->> 'entry' END);
	steps CONSTANT jsonb := place -> 'steps';
	here text := 'c';
	here_table oid := start;
	walked jsonb := '[]';
	step jsonb;
	alias text;
	entry text;
	i integer;
BEGIN
	FOR i IN 0 .. jsonb_array_length(steps) - 1 LOOP
		step := steps -> i;
		walked := walked || step;
		draft := sss_internal.draft_showing(draft, here, ARRAY(SELECT jsonb_array_elements_text(step -> 'here')));
		alias := draft -> 'aliases' ->> walked::text;
		IF (step ->> 'many')::boolean AND role = 'category' THEN
			RETURN sss_internal.draft_categories(draft, place, i, here, day);
		ELSIF (step ->> 'many')::boolean THEN
			alias := 's_' || role;
			draft := sss_internal.draft_latest(draft, role, step, here,
				CASE WHEN i < jsonb_array_length(steps) - 1 THEN ARRAY(SELECT jsonb_array_elements_text(steps -> (i + 1) -> 'here')) ELSE ARRAY[own] END, day);
		ELSIF alias IS NULL THEN
			alias := 't' || (SELECT count(*) + 1 FROM jsonb_object_keys(draft -> 'aliases'));
			draft := sss_internal.draft_join(draft, format('LEFT JOIN %s AS %s ON %s', sss_internal.relation_name((step ->> 'relation')::oid), alias,
				sss_internal.draft_condition(step, alias, here) || sss_internal.and_not_deleted((step ->> 'relation')::oid, alias)));
			draft := draft || jsonb_build_object('aliases', draft -> 'aliases' || jsonb_build_object(walked::text, alias));
		END IF;
		here := alias;
		here_table := (step ->> 'relation')::oid;
	END LOOP;
	entry := sss_internal.entry_expression(here_table, own, here);
	IF mapping IS NOT NULL THEN
		draft := sss_internal.draft_join(draft, format('LEFT JOIN %s AS %I ON %I.entry = %s', sss_internal.relation_name(mapping), 'm_' || role, 'm_' || role, entry));
		draft := sss_internal.draft_column(draft, entry, role || '_entry');
		RETURN sss_internal.draft_column(draft, format('%I.code', 'm_' || role), role, true);
	ELSIF type LIKE ANY ('{numeric,boolean,date,text}') OR (SELECT t.typnamespace = 'sss'::regnamespace FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid = here_table AND a.attname = own) THEN
		RETURN sss_internal.draft_column(draft, sss_internal.fact_expression(type, here_table, own, here), role, true);
	END IF;
	draft := sss_internal.draft_column(draft, entry, role || '_entry');
	RETURN sss_internal.draft_column(draft, coalesce(sss_internal.fact_expression(type, here_table, own, here), 'NULL::sss.' || quote_ident(type)), role, true);
END
$role$;
COMMENT ON FUNCTION sss_internal.draft_role(jsonb, jsonb, oid, text) IS
'For sss.facts_view_script(): the draft with one role of the rule';

-- A case of another child is new, so that its key names the child, too: by the columns that lead to the child's categories.
CREATE FUNCTION sss_internal.key_of_cases(cases regclass, places jsonb) RETURNS text[] STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $key$
	WITH row_key AS (
		SELECT a.attname::text, array_position(i.indkey::smallint[], a.attnum) AS n
		  FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
		 WHERE i.indrelid = cases AND i.indisprimary
	), child AS (
		SELECT a.attname::text, 1000 + a.attnum AS n
		  FROM sss_internal.fact_places(cases, places) AS f
		 CROSS JOIN LATERAL jsonb_array_elements_text(f.place -> 'steps' -> 0 -> 'here') AS h (name)
		  JOIN pg_attribute AS a ON a.attrelid = cases AND a.attname = h.name
		 WHERE f.role = 'category' AND (f.place -> 'steps' -> 0 ->> 'many')::boolean AND a.attnotnull
		   AND EXISTS (SELECT FROM row_key) AND a.attname NOT IN (SELECT k.attname FROM row_key AS k)
	)
	SELECT coalesce(array_agg(k.attname ORDER BY k.n), '{}') FROM (SELECT * FROM row_key UNION SELECT * FROM child) AS k
$key$;
COMMENT ON FUNCTION sss_internal.key_of_cases(regclass, jsonb) IS
'For sss.facts_view_script() and the wizard: the columns of the table of cases that name a case: its primary key and the child, unless the child may be NULL. Empty: it has no primary key';

CREATE FUNCTION sss.facts_view_script(rule text, relation regclass DEFAULT NULL, columns text[] DEFAULT NULL, view text DEFAULT NULL, schemas name[] DEFAULT NULL)
RETURNS SETOF text VOLATILE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET jit = off AS $script$
DECLARE
	view_parts text[];
	places jsonb;
	cases regclass;
	key text[];
	draft jsonb;
	day text;
	r record;
	remarks text[] := '{}';
	hubs text[] := '{}';	-- columns by which other tables have many rows
	body text[];
	line text;
BEGIN
	IF rule IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'argument "rule" must not be NULL';
	ELSIF NOT EXISTS (SELECT FROM sss.rules AS x WHERE x.rule = $1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('unrecognized rule "%s"', rule), HINT = 'See view sss.rules for the rules.';
	ELSIF relation IS NOT NULL AND (SELECT relkind FROM pg_class WHERE oid = relation) IN ('r', 'p') IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('"%s" is not a table', relation), HINT = 'Name the table whose rows are the cases.';
	END IF;
	view_parts := parse_ident(coalesce(view, format('facts.%I', rule)));
	IF cardinality(view_parts) <> 2 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = format('"%s" is no name of a view with its schema', view), HINT = 'Give such as ''facts.placement''.';
	END IF;
	places := (SELECT coalesce(jsonb_agg(to_jsonb(p)), '[]')
				 FROM (SELECT f.role, f.type, f.relation::bigint, f.attribute, f.entry, f.mapping::bigint, f.dictionary, f.score, f.given FROM sss_internal.fact_columns($1, $3, $5) AS f) AS p);
	cases := coalesce(relation, sss_internal.table_of_cases(rule, places));
	key := sss_internal.key_of_cases(cases, places);
	IF cardinality(key) = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_table_definition', MESSAGE = format('table "%s" has no primary key', cases),
			DETAIL = 'A case is named by the key of its row.', HINT = 'Name the table whose rows are the cases, or write the view by hand.';
	END IF;

	-- Columns that are shown besides must not have the name of a role.
	draft := jsonb_build_object('used', (SELECT jsonb_agg(x.role) FROM sss.rules AS x WHERE x.rule = $1), 'shown', '{}'::jsonb, 'columns', '[]'::jsonb, 'joins', '[]'::jsonb, 'aliases', '{}'::jsonb);
	draft := sss_internal.draft_showing(draft, 'c', key);
	key := ARRAY(SELECT draft -> 'shown' ->> format('c.%I', k) FROM unnest(key) AS k);
	FOR r IN
		SELECT x.role, x.type, x.obligatory, p.place, (sss_internal.validity_columns(cases)).since
		  FROM (SELECT row_number() OVER () AS n, s.* FROM sss.rules AS s WHERE s.rule = $1) AS x
		  LEFT JOIN sss_internal.fact_places(cases, places) AS p ON p.role = x.role AND (x.role <> 'on_date' OR (p.place ->> 'given')::boolean)
		 ORDER BY x.role <> 'on_date', x.n
	LOOP
		IF r.place IS NOT NULL THEN
			draft := sss_internal.draft_role(draft, r.place, cases, day);
			IF (r.place -> 'steps' -> 0 ->> 'many')::boolean THEN
				hubs := hubs || ARRAY(SELECT jsonb_array_elements_text(r.place -> 'steps' -> 0 -> 'here'));
			END IF;
			remarks := remarks || format('%s: %s.%I%s', r.role, (r.place ->> 'relation')::oid::regclass, r.place ->> 'attribute',
				CASE WHEN r.place ->> 'mapping' IS NOT NULL THEN format(', mapped by %s', (r.place ->> 'mapping')::oid::regclass)
					 WHEN r.type IN ('numeric', 'boolean', 'date', 'text') THEN ''
					 WHEN (SELECT t.typnamespace = 'sss'::regnamespace FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid = (r.place ->> 'relation')::oid AND a.attname = r.place ->> 'attribute') THEN ''
					 ELSE format('; no mapping yet: run the lines of sss.mapping_script(%L, %L, %L%s), and draw up this script again', (r.place ->> 'relation')::oid::regclass, r.place ->> 'attribute', r.type,
								 CASE WHEN NOT (r.place ->> 'dictionary')::boolean THEN format(', %L', r.place ->> 'attribute') END) END);
		ELSIF r.role = 'on_date' AND r.since IS NOT NULL THEN
			draft := sss_internal.draft_column(draft, sss_internal.day_of(cases, r.since, 'c'), 'on_date', true);
			remarks := remarks || format('on_date: %s.%I, of the columns of dates %s', cases, r.since,
				(SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid = cases AND a.attnum > 0 AND NOT a.attisdropped AND t.typcategory = 'D'));
		ELSIF r.obligatory THEN
			draft := sss_internal.draft_column(draft, 'NULL::' || CASE WHEN r.type = 'numeric' THEN 'numeric' ELSE 'sss.' || quote_ident(r.type) END, r.role, true);
			remarks := remarks || format('%s: NOT FOUND; name it in argument "columns", as ''%s=schema.table.column'', or write it into the view', r.role, r.role);
		ELSIF r.role = 'on_date' THEN
			remarks := remarks || 'on_date: no column of a date; the day of the statement counts'::text;
		END IF;
		IF r.role = 'on_date' THEN
			day := (SELECT k FROM jsonb_each_text(draft -> 'shown') AS e (k, v) WHERE v = 'on_date');
		END IF;
	END LOOP;

	body := ARRAY[format('CREATE SCHEMA IF NOT EXISTS %I;', view_parts[1]), format('CREATE VIEW %I.%I AS', view_parts[1], view_parts[2]), 'SELECT'] ||
		(SELECT array_agg(E'\t' || x || CASE WHEN n < jsonb_array_length(draft -> 'columns') THEN ',' ELSE '' END ORDER BY n) FROM jsonb_array_elements_text(draft -> 'columns') WITH ORDINALITY AS u (x, n)) ||
		format('  FROM %s AS c', sss_internal.relation_name(cases)) ||
		ARRAY(SELECT CASE WHEN x LIKE E'\t%' THEN x ELSE '  ' || x END FROM jsonb_array_elements_text(draft -> 'joins') WITH ORDINALITY AS u (x, n) ORDER BY n) ||
		ARRAY(SELECT ' WHERE ' || w FROM (SELECT sss_internal.not_deleted(cases, 'c')) AS s (w) WHERE w IS NOT NULL) ||
		-- Sessions wait for each other by a column that names the child, unless it may be NULL.
		ARRAY(SELECT DISTINCT format(E'\t-- AND c.%I IS NOT NULL, if such rows are no cases: enforcing sessions then wait for each other by it', a.attname)
				FROM pg_attribute AS a WHERE a.attrelid = cases AND a.attname = ANY (hubs) AND NOT a.attnotnull) || ';'::text;
	FOREACH line IN ARRAY body LOOP
		IF ltrim(line, E'\t') ~ '[[:cntrl:]]' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = 'a name in the script would hold control characters', HINT = 'Rename the table or the column, or write the view by hand.';
		END IF;
	END LOOP;
	RETURN NEXT format('-- Facts of rule %s: a draft from foreign keys and names.  Review each line, then run the script.', rule);
	RETURN QUERY SELECT '-- ' || regexp_replace(x, '[[:cntrl:]]', ' ', 'g') FROM unnest(remarks) AS x;
	RETURN NEXT '-- Rows that are no cases, such as those of adults, are to be left out by WHERE.';
	RETURN QUERY SELECT x FROM unnest(body) AS x;
	RETURN NEXT '-- Then: what is unknown, how each table is guarded, and the rule attached, logging.';
	RETURN QUERY SELECT format('-- ' || x, format('%I.%I', view_parts[1], view_parts[2]), rule, key)
	  FROM unnest(ARRAY['SELECT * FROM sss.unmapped(%1$L, %2$L, key_columns => %3$L);', 'SELECT * FROM sss.plan_view(%1$L, %2$L, key => %3$L);', 'SELECT * FROM sss.attach_view(%1$L, %2$L, key => %3$L, mode => ''log'');']) AS x;
END
$script$;
COMMENT ON FUNCTION sss.facts_view_script(text, regclass, text[], text, name[]) IS
'Lines of a script that creates a facts view of the rule, as foreign keys, mapping tables of sss.mapping_script(), dates and columns of soft deletion suggest: to be reviewed. relation: the table whose rows are the cases; columns: ''role=schema.table.column'' where a fact is elsewhere than sss.survey() thinks; view: the view''s name; NULL: found, and facts.rule';
