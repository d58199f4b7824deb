--
-- Reports over tables of inspections, of reviews of the complaints book, and of services:
-- the functions of ask/reviews.sql over a relation instead of arrays.  All take the same
-- arguments.  A text that is no code, citation or date fails no report, but is a row of it.
--
CREATE FUNCTION sss_internal.source_rows(relation regclass, columns text[], by text[], key_columns text[] DEFAULT '{}', key text[] DEFAULT '{}', OUT texts text[], OUT dimensions text[])
RETURNS SETOF record STABLE STRICT LANGUAGE c SET datestyle = 'ISO' AS 'MODULE_PATHNAME', 'sss_source_rows';
COMMENT ON FUNCTION sss_internal.source_rows(regclass, text[], text[], text[], text[]) IS
'Values of the columns as text, of all rows or of those with that key, read as the owner of the relation, if the caller may select these columns. 42501: the caller may not, row-level security hides rows from the caller, or the relation is somebody else''s view with security_invoker. 42703: a column is missing';

CREATE FUNCTION sss_internal.source_query(relation regclass, roles text[], obligatory text[], columns text[], by text[]) RETURNS text
STABLE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $source_query$
DECLARE
	known CONSTANT text[] := ARRAY(SELECT split_part(r, ':', 1) FROM unnest($2) AS r);
	read text[] := '{}';
	list text := '';
	problem text := '';
	role text;
	type text;
	bound text;
	category text;
	value text;
	source text;
BEGIN
	FOR role IN SELECT split_part(c, '=', 1) FROM unnest($4) AS c LOOP
		IF role <> ALL (known) THEN
			RAISE invalid_parameter_value USING MESSAGE = format('there is no role %I', role),
				DETAIL = format('The roles are %s.', array_to_string(known, ', '));
		END IF;
	END LOOP;
	FOR role, type IN SELECT split_part(r, ':', 1), split_part(r, ':', 2) FROM unnest($2) AS r LOOP
		bound := coalesce((SELECT split_part(c, '=', 2) FROM unnest($4) AS c WHERE split_part(c, '=', 1) = role), role);
		SELECT t.typcategory INTO category
		  FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
		 WHERE a.attrelid = $1 AND a.attname = bound AND a.attnum > 0 AND NOT a.attisdropped;
		IF NOT FOUND AND (role = ANY ($3) OR bound <> role) THEN
			RAISE undefined_column USING MESSAGE = format('column %I of relation %s does not exist', bound, sss_internal.relation_name($1)),
				HINT = format('Read a view that has it, or name the column of the role in the argument "columns": ''%s=column''.', role);
		END IF;
		IF category IS NOT NULL THEN
			read := read || bound;
		END IF;
		source := format('x.texts[%s]', cardinality(read));
		value := CASE WHEN category IS NULL THEN 'NULL::' || CASE WHEN type IN ('text', 'date', 'boolean') THEN type ELSE 'sss.' || type END
					  WHEN type = 'text' THEN source
					  WHEN type = 'boolean' THEN format('sss_internal.try_boolean(%s)', source)
					  WHEN type = 'date' AND category = 'D' THEN source || '::date'
					  ELSE format('sss.try_%s(%s)', type, source) END;
		list := list || format(', %s AS %I', value, role);
		IF value ~ 'try_' THEN
			problem := problem || format(' WHEN %s IS NOT NULL AND %s IS NULL THEN %L', source, value, role);
		END IF;
	END LOOP;
	RETURN format('SELECT %s AS dimensions%s, %s AS problem FROM sss_internal.source_rows(%L::oid::regclass, %L, %L) AS x',
				  CASE WHEN cardinality($5) > 0 THEN 'x.dimensions' ELSE 'NULL::text[]' END,
				  list, CASE WHEN problem = '' THEN 'NULL::text' ELSE 'CASE' || problem || ' END' END, $1::oid, read, coalesce($5, '{}'));
END
$source_query$;
COMMENT ON FUNCTION sss_internal.source_query(regclass, text[], text[], text[], text[]) IS
'For sss.report_unmet() and its siblings: the query that reads the roles, each given as role:type, from columns of their names or from those that columns names as role=column; problem: the role whose text could not be read. 42703: a column is missing. 22023: there is no such role';

CREATE FUNCTION sss_internal.try_boolean(text) RETURNS boolean IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $try_boolean$
	SELECT CASE WHEN lower(btrim($1)) IN ('t', 'true', 'y', 'yes', 'on', '1') THEN true
				WHEN lower(btrim($1)) IN ('f', 'false', 'n', 'no', 'off', '0') THEN false END
$try_boolean$;
COMMENT ON FUNCTION sss_internal.try_boolean(text) IS 'The boolean that the text means; NULL: none';

CREATE FUNCTION sss.report_unmet(relation regclass, since date DEFAULT NULL, by text[] DEFAULT NULL, on_date date DEFAULT sss.today(),
	columns text[] DEFAULT NULL, language text DEFAULT NULL,
	OUT organization text, OUT dimensions text[], OUT standard sss.standard, OUT kind sss.service_kind, OUT provision sss.provision, OUT name text,
	OUT found date, OUT act text, OUT term date, OUT overdue boolean, OUT problem text)
RETURNS SETOF record STABLE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $unmet$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		WITH source AS MATERIALIZED (%s)
		SELECT s.organization, s.dimensions, u.standard, u.kind, u.provision, u.name, u.found, u.act, u.term, u.overdue, NULL::text
		  FROM (SELECT organization, dimensions, provider, array_agg(condition) AS conditions, array_agg(inspected_on) AS days, array_agg(outcome) AS outcomes,
					   array_agg(act) AS acts, array_agg(mend_by) AS terms, array_agg(mended_on) AS mended
				  FROM source WHERE problem IS NULL GROUP BY organization, dimensions, provider) AS s
		 CROSS JOIN LATERAL sss.unmet(s.provider, s.conditions, s.days, s.outcomes, s.acts, s.terms, s.mended, $2, $3) AS u
		 WHERE coalesce(u.found >= $1, true)
		UNION ALL
		SELECT organization, dimensions, NULL, NULL, condition, NULL, inspected_on, act, mend_by, NULL, problem FROM source WHERE problem IS NOT NULL
		$sql$, sss_internal.source_query($1, '{organization:text,provider:provider_type,condition:provision,inspected_on:date,outcome:inspection_outcome,act:text,mend_by:date,mended_on:date}',
			'{organization,provider,condition,inspected_on,outcome}', $5, $3))
		USING $2, $4, $6;
END
$unmet$;
COMMENT ON FUNCTION sss.report_unmet(regclass, date, text[], date, text[], text) IS
'sss.unmet() over a relation with a row for each record of an inspection. The columns have the names of the roles, or columns names them as role=column. since: leave out what was found before. by: columns whose values dimensions returns. problem: the role whose text could not be read. 42703: a column is missing';

CREATE FUNCTION sss.report_unassessed(relation regclass, since date DEFAULT NULL, by text[] DEFAULT NULL, on_date date DEFAULT sss.today(),
	columns text[] DEFAULT NULL, language text DEFAULT NULL,
	OUT organization text, OUT dimensions text[], OUT standard sss.standard, OUT kind sss.service_kind, OUT provision sss.provision, OUT name text,
	OUT last_assessed date, OUT problem text)
RETURNS SETOF record STABLE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $unassessed$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		WITH source AS MATERIALIZED (%s)
		SELECT s.organization, s.dimensions, u.standard, u.kind, u.provision, u.name, u.last_assessed, NULL::text
		  FROM (SELECT organization, dimensions, provider, array_agg(condition) FILTER (WHERE problem IS NULL) AS conditions,
					   array_agg(inspected_on) FILTER (WHERE problem IS NULL) AS days, array_agg(outcome) FILTER (WHERE problem IS NULL) AS outcomes
				  FROM source GROUP BY organization, dimensions, provider) AS s
		 CROSS JOIN LATERAL sss.unassessed(s.provider, s.conditions, s.days, $1, $2, $3, s.outcomes) AS u
		UNION ALL
		SELECT organization, dimensions, NULL, NULL, condition, NULL, inspected_on, problem FROM source WHERE problem IS NOT NULL
		$sql$, sss_internal.source_query($1, '{organization:text,provider:provider_type,condition:provision,inspected_on:date,outcome:inspection_outcome}',
			'{organization,provider,condition,inspected_on}', $5, $3))
		USING $2, $4, $6;
END
$unassessed$;
COMMENT ON FUNCTION sss.report_unassessed(regclass, date, text[], date, text[], text) IS
'sss.unassessed() over a relation with a row for each record of an inspection, and for each organization without any; arguments as for sss.report_unmet(). since: clauses not assessed from that day on, NULL: never';

CREATE FUNCTION sss.report_review_gaps(relation regclass, since date DEFAULT NULL, by text[] DEFAULT NULL, on_date date DEFAULT sss.today(),
	columns text[] DEFAULT NULL, language text DEFAULT NULL,
	OUT organization text, OUT dimensions text[], OUT first_day date, OUT last_day date, OUT verdict sss.verdict, OUT provision sss.provision, OUT message text, OUT problem text)
RETURNS SETOF record STABLE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $review_gaps$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		WITH source AS MATERIALIZED (%s)
		SELECT s.organization, s.dimensions, u.first_day, u.last_day, u.verdict, u.provision, u.message, NULL::text
		  FROM (SELECT organization, dimensions, provider, greatest(min(opened_on), $1, '2023-07-01') AS since, array_agg(reviewed_on) FILTER (WHERE problem IS NULL) AS days,
					   array_agg(by_head) FILTER (WHERE problem IS NULL) AS by_head
				  FROM source GROUP BY organization, dimensions, provider) AS s
		 CROSS JOIN LATERAL sss.review_gaps(s.provider, s.days, s.since, $2, $3, s.by_head) AS u
		 WHERE s.since <= $2
		UNION ALL
		SELECT organization, dimensions, reviewed_on, reviewed_on, NULL, NULL, NULL, problem FROM source WHERE problem IS NOT NULL
		$sql$, sss_internal.source_query($1, '{organization:text,provider:provider_type,reviewed_on:date,by_head:boolean,opened_on:date}',
			'{organization,provider,reviewed_on}', $5, $3))
		USING $2, $4, $6;
END
$review_gaps$;
COMMENT ON FUNCTION sss.report_review_gaps(regclass, date, text[], date, text[], text) IS
'sss.review_gaps() over a relation with a row for each review of a complaints book, and for each organization without any; arguments as for sss.report_unmet(). The period begins on since, on the day of opening, or on 2023-07-01, whatever comes last';

CREATE FUNCTION sss.report_unserved(relation regclass, since date DEFAULT NULL, by text[] DEFAULT NULL, on_date date DEFAULT sss.today(),
	columns text[] DEFAULT NULL, language text DEFAULT NULL,
	OUT person text, OUT dimensions text[], OUT standard sss.standard, OUT kind sss.service_kind, OUT kind_name text, OUT kind_served boolean,
	OUT service sss.service, OUT service_name text, OUT provision sss.provision, OUT problem text)
RETURNS SETOF record STABLE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $unserved$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		WITH source AS MATERIALIZED (%s)
		SELECT s.person, s.dimensions, u.standard, u.kind, u.kind_name, u.kind_served, u.service, u.service_name, u.provision, NULL::text
		  FROM (SELECT person, dimensions, category, basis, provider, array_agg(service) FILTER (WHERE problem IS NULL) AS services,
					   array_agg(given_on) FILTER (WHERE problem IS NULL) AS days
				  FROM source GROUP BY person, dimensions, category, basis, provider) AS s
		 CROSS JOIN LATERAL sss.unserved(s.services, s.days, s.category, s.basis, s.provider, $1, $2, $3) AS u
		UNION ALL
		SELECT person, dimensions, NULL, NULL, NULL, NULL, service, NULL, NULL, problem FROM source WHERE problem IS NOT NULL
		$sql$, sss_internal.source_query($1, '{person:text,category:recipient_category,basis:placement_basis,provider:provider_type,service:service,given_on:date}',
			'{person,provider,service,given_on}', $5, $3))
		USING $2, $4, $6;
END
$unserved$;
COMMENT ON FUNCTION sss.report_unserved(regclass, date, text[], date, text[], text) IS
'sss.unserved() over a relation with a row for each service given, and for each person who got none; arguments as for sss.report_unmet(). The services are those from since to on_date';
