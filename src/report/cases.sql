--
-- The facts of cases as a rule reads them: which entries of dictionaries leave cases unknown, and what is known of one case.
--
-- Where the relation's columns hold the roles and the key, as its attachment says, or else the arguments, as in sss.audit().
CREATE FUNCTION sss_internal.case_binding(relation regclass, INOUT rule text, columns text[], INOUT key_columns text[], name text,
	OUT roles text[], OUT types text[], OUT bound text[])
STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $binding$
DECLARE
	attached record;
	attachments bigint;
	bad text;
BEGIN
	IF relation IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'argument "relation" must not be NULL';
	END IF;
	IF (SELECT relkind FROM pg_class WHERE oid = relation) IN ('r', 'p', 'v', 'm', 'f') IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('"%s" is not a table or view', relation),
			HINT = 'Name the table or view that holds the cases.';
	END IF;
	IF rule IS NOT NULL AND NOT EXISTS (SELECT FROM sss.rules AS r WHERE r.rule = case_binding.rule) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('unrecognized rule "%s"', rule), HINT = 'See view sss.rules for the rules.';
	END IF;
	IF columns IS NULL AND key_columns IS NULL THEN
		SELECT count(*) OVER (), a.* INTO attached
		  FROM sss.attachments AS a
		 WHERE a.relation = $1 AND a.rule = coalesce($2, a.rule) AND a.name = coalesce($5, a.name)
		 ORDER BY a.name LIMIT 1;
		attachments := coalesce(attached.count, 0);
		IF attachments > 1 THEN
			RAISE EXCEPTION USING ERRCODE = 'ambiguous_parameter', MESSAGE = format('%s attachments of "%s" match', attachments, relation),
				HINT = 'Name one in argument "name", as view sss.attachments shows it.';
		ELSIF attachments = 0 AND (rule IS NULL OR name IS NOT NULL) THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = CASE WHEN name IS NULL THEN format('no rule is attached to "%s"', relation) ELSE format('attachment "%s" of "%s" does not exist', name, relation) END,
				DETAIL = coalesce((SELECT format('The table is read by the facts view %s.', min(t.view::text)) FROM sss.attached_tables AS t WHERE t.relation = $1 HAVING count(*) > 0), 'No facts view of a rule reads it.'),
				HINT = 'Name the facts view, or a rule whose roles are columns of the relation.';
		ELSIF attachments = 1 AND attached.lookup IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = format('attachment "%s" reads facts of "%s" in a look-up view', attached.name, relation),
				HINT = 'Write a view with a column for each role, and name it with the rule.';
		END IF;
		rule := coalesce(attached.rule, rule);
		columns := attached.columns;
		key_columns := attached.key;
	ELSIF rule IS NULL OR name IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'columns are named for a rule, not for an attachment',
			HINT = 'Name the rule and its columns, or neither.';
	END IF;

	bad := (SELECT coalesce(c, 'NULL') FROM unnest(columns) AS c
			 WHERE c IS NULL OR c !~ '=' OR NOT EXISTS (SELECT FROM sss.rules AS r WHERE r.rule = $2 AND r.role = split_part(c, '=', 1)) LIMIT 1);
	IF bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('invalid element "%s" of argument "columns"', bad),
			DETAIL = format('The roles of rule %s are %s.', rule, (SELECT string_agg(r.role, ', ') FROM sss.rules AS r WHERE r.rule = $2)),
			HINT = 'Write each element as ''role=column''.';
	END IF;
	bad := (SELECT c FROM unnest(ARRAY(SELECT substr(c, strpos(c, '=') + 1) FROM unnest(columns) AS c) || key_columns) AS c
			 WHERE NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = $1 AND a.attname = c AND a.attnum > 0 AND NOT a.attisdropped) LIMIT 1);
	IF bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('column "%s" of relation "%s" does not exist', bad, relation),
			HINT = 'Names are those of the catalog, without quotes.';
	END IF;

	-- A role has the column that the call names, that of its name, or the only one of its type.
	SELECT array_agg(r.role ORDER BY r.place), array_agg(r.type ORDER BY r.place), array_agg(b.attname::text ORDER BY r.place),
		   min(r.role) FILTER (WHERE r.obligatory AND b.attname IS NULL)
	  INTO roles, types, bound, bad
	  FROM (SELECT x.role, x.type::text, x.obligatory, row_number() OVER () AS place FROM sss.rules AS x
			 WHERE x.rule = $2 AND x.role NOT IN ('document_number', 'document_date')) AS r
	  LEFT JOIN LATERAL (
			SELECT a.attname
			  FROM pg_class AS c
			  JOIN pg_attribute AS a ON a.attrelid = c.oid
			  JOIN pg_type AS t ON t.oid = a.atttypid
			 WHERE c.oid = $1 AND a.attnum > 0 AND NOT a.attisdropped
			   AND (format('%s=%s', r.role, a.attname) = ANY (columns)
					OR NOT EXISTS (SELECT FROM unnest(columns) AS c WHERE split_part(c, '=', 1) = r.role)
					   AND (a.attname = r.role AND c.relkind IN ('v', 'm') OR t.typnamespace = 'sss'::regnamespace AND ltrim(t.typname, '_') = r.type
							AND 1 = (SELECT count(*) FROM pg_attribute AS o WHERE o.attrelid = $1 AND o.atttypid = a.atttypid AND NOT o.attisdropped)))
			 ORDER BY a.attname <> r.role LIMIT 1) AS b ON true;
	IF bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('relation "%s" has no column for role "%s" of rule "%s"', relation, bad, rule),
			HINT = format('Name it in argument "columns", as ''%s=column'', or give a view with a column of that name.', bad);
	END IF;
	key_columns := coalesce(key_columns,
		(SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::smallint[], a.attnum))
		   FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1])
		  WHERE i.indrelid = $1 AND i.indisprimary));
	BEGIN
		key_columns := coalesce(key_columns, sss_internal.view_key($1, rule));
	EXCEPTION WHEN invalid_column_reference THEN
		GET STACKED DIAGNOSTICS bad = PG_EXCEPTION_DETAIL;
		RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM, DETAIL = bad, HINT = 'Name its columns in argument "key_columns".';
	END;
	IF coalesce(cardinality(key_columns), 0) = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('relation "%s" has no key that names a case', relation),
			HINT = 'Name its columns in argument "key_columns".';
	END IF;
END
$binding$;
COMMENT ON FUNCTION sss_internal.case_binding(regclass, text, text[], text[], text) IS
'For sss.unmapped() and sss.explain_case(): the rule, the columns that name a case, and for each role its type and the column that holds it, as attached or as the arguments say; an error if they do not fit';

-- The query that reads the facts: one row for each row and category, the roles as columns of their types.  $1 are the
-- rows as sss_internal.source_rows() reads them: first the key, then the column of each role.
CREATE FUNCTION sss_internal.facts_query(relation regclass, key_columns text[], roles text[], types text[], bound text[]) RETURNS text
STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $query$
	WITH role AS (
		SELECT r.role, r.type, r.bound, r.place, format('x.texts[%s]', cardinality($2) + r.place) AS value, t.typcategory, t.typname
		  FROM unnest($3, $4, $5) WITH ORDINALITY AS r (role, type, bound, place)
		  LEFT JOIN pg_attribute AS a ON a.attrelid = $1 AND a.attname = r.bound AND a.attnum > 0
		  LEFT JOIN pg_type AS t ON t.oid = a.atttypid
	)
	SELECT format('SELECT x.number, x.texts[1:%s] AS key, x.texts, %s FROM rows_read AS x%s', cardinality($2),
				  string_agg(CASE WHEN role = 'category' AND typcategory = 'A' THEN 'sss.try_recipient_category(rtrim(c.category))'
								  WHEN role = 'on_date' AND bound IS NULL THEN 'sss.today()'
								  WHEN role = 'on_date' THEN format('sss.try_date(split_part(%s, '' '', 1))', value)
								  WHEN bound IS NULL THEN format('NULL::%s', CASE WHEN type IN ('numeric', 'boolean') THEN type ELSE 'sss.' || type END)
								  WHEN type = 'numeric' THEN value || '::numeric'
								  WHEN type = 'boolean' AND typcategory = 'B' THEN value || '::boolean'
								  WHEN type = 'boolean' THEN format('coalesce(%s, '''') ~ ''[^[:space:]]''', value)
								  ELSE format('sss.try_%s(%s)', type, CASE typname WHEN 'bpchar' THEN format('rtrim(%s)', value) ELSE value END) END || format(' AS %I', role), ', ' ORDER BY place),
				  string_agg(CASE WHEN role = 'category' AND typcategory = 'A' THEN format(' LEFT JOIN LATERAL unnest(%s::text[]) AS c (category) ON true', value) END, ''))
	  FROM role
$query$;
COMMENT ON FUNCTION sss_internal.facts_query(regclass, text[], text[], text[], text[]) IS
'For sss.unmapped() and sss.explain_case(): the query that turns the texts of rows into the facts of a rule';

-- The query that judges them: one row a placement, that is, for rows that have one key and differ in the category alone.
CREATE FUNCTION sss_internal.verdict_query(rule text, roles text[], bound text[]) RETURNS text
STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $query$
	SELECT CASE
		WHEN rule = 'placement' THEN
			'SELECT key, basis, provider, stay, on_date, array_agg(category ORDER BY category) AS categories, sss.placement_verdict_any(array_agg(category), basis, provider, stay, on_date) AS verdict, '
			'sss.placement_provision_any(array_agg(category), basis, provider, stay, on_date) AS provision FROM fact GROUP BY key, basis, provider, stay, on_date'
		ELSE
			-- The best verdict of several categories counts.
			format('SELECT key%1$s%2$s, (array_agg(verdict ORDER BY rank))[1] AS verdict, (array_agg(sss.%3$s_provision(%4$s) ORDER BY rank))[1] AS provision FROM '
				   '(SELECT f.*, v.verdict, array_position(''{compliant,unknown,unsettled,violation,not_governed}''::sss.verdict[], v.verdict) AS rank FROM fact AS f CROSS JOIN LATERAL (SELECT sss.%3$s_verdict(%4$s) AS verdict) AS v) AS f GROUP BY key%1$s',
				   (SELECT string_agg(format(', %I', r), '' ORDER BY n) FROM unnest(roles) WITH ORDINALITY AS u (r, n) WHERE r <> 'category'),
				   CASE WHEN 'category' = ANY (roles) THEN ', array_agg(category ORDER BY category) AS categories' ELSE ', NULL::sss.recipient_category[] AS categories' END,
				   rule, (SELECT string_agg(format('%I => %I', r, r), ', ') FROM unnest(roles) AS r))
		END
$query$;
COMMENT ON FUNCTION sss_internal.verdict_query(text, text[], text[]) IS
'For sss.unmapped() and sss.explain_case(): the query that judges the facts of cases by a rule';

-- The columns of the relation that show which entry a role's fact was looked up by: those by which a mapping is joined, a
-- column that shows what the role's column was made from, or the role's column itself where it holds text.
CREATE FUNCTION sss_internal.entry_columns(relation regclass, bound text, OUT columns text[], OUT mapping regclass, OUT mapped_on text[])
STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $entries$
BEGIN
	IF EXISTS (SELECT FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
				WHERE a.attrelid = $1 AND a.attname = $2 AND t.typnamespace <> 'sss'::regnamespace) THEN
		columns := ARRAY[bound];
		RETURN;
	END IF;
	SELECT s.joined_by, s.relation, s.joined_on INTO columns, mapping, mapped_on
	  FROM sss_internal.column_sources($1) AS s
	  JOIN pg_attribute AS a ON a.attrelid = s.relation AND a.attname = s.source
	  JOIN pg_type AS t ON t.oid = a.atttypid
	 WHERE s.attribute = $2 AND t.typnamespace = 'sss'::regnamespace AND cardinality(s.joined_by) > 0 AND $2 <> ALL (s.joined_by)
	 ORDER BY s.relation::text LIMIT 1;
	IF FOUND THEN
		RETURN;
	END IF;
	SELECT ARRAY[min(shown.attribute)] INTO columns
	  FROM sss_internal.column_sources($1) AS s
	  JOIN sss_internal.column_sources($1) AS shown ON (shown.relation, shown.source) = (s.relation, s.source)
	 WHERE s.attribute = $2 AND shown.attribute <> $2
	   AND 1 = (SELECT count(*) FROM sss_internal.column_sources($1) AS o WHERE o.attribute = shown.attribute)
	HAVING count(*) > 0;
	columns := coalesce(columns, '{}');
END
$entries$;
COMMENT ON FUNCTION sss_internal.entry_columns(regclass, text) IS
'For sss.unmapped(): the columns of a view or table whose values say which entry of a dictionary, or which text, stands behind a role; mapping: the table in which they are looked for, by its columns mapped_on';

CREATE FUNCTION sss.unmapped(relation regclass, rule text DEFAULT NULL, columns text[] DEFAULT NULL, key_columns text[] DEFAULT NULL, name text DEFAULT NULL,
	OUT role text, OUT entry_columns text[], OUT entry text[], OUT cases bigint, OUT alone bigint, OUT reason text, OUT mapping regclass)
RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET jit = off AS $unmapped$
DECLARE
	b record;
	e record;
	shown text[];			-- the columns that are read: those of the key, of the roles, and of the entries
	missing text[] := '{}';	-- one query for each role
	decided text;
	i integer;
BEGIN
	b := sss_internal.case_binding($1, $2, $3, $4, $5);
	shown := b.key_columns || ARRAY(SELECT coalesce(u, b.key_columns[1]) FROM unnest(b.bound) AS u);
	FOR i IN 1 .. cardinality(b.roles) LOOP
		CONTINUE WHEN b.bound[i] IS NULL OR b.roles[i] NOT IN ('on_date', 'stay') AND
			NOT (SELECT r.obligatory FROM sss.rules AS r WHERE r.rule = b.rule AND r.role = b.roles[i]);
		e := sss_internal.entry_columns($1, b.bound[i]);
		decided := 'false';
		IF e.mapping IS NOT NULL AND has_table_privilege(e.mapping, 'SELECT') AND NOT row_security_active(e.mapping) THEN
			decided := format('f.texts[%s:%s] IN (SELECT m.texts FROM sss_internal.source_rows(%L, %L, ''{}'') AS m)', cardinality(shown) + 1, cardinality(shown) + cardinality(e.columns), e.mapping, e.mapped_on);
		END IF;
		-- A stay that is not known is not checked; any other fact may leave the case unknown.
		missing := missing || format($sql$
			SELECT f.number, f.key, %1$L AS role, %2$L::text[] AS entry_columns, f.texts[%3$s:%4$s] AS entry, %5$s AS text_there,
				   CASE WHEN num_nonnulls(VARIADIC f.texts[%3$s:%4$s]) = 0 THEN 'missing' WHEN %6$s THEN 'stands for no code' WHEN %5$s THEN 'no code' ELSE 'not mapped' END AS reason,
				   %7$s::regclass AS mapping
			  FROM fact AS f WHERE f.%1$I IS NULL AND (%1$L <> 'stay' OR num_nonnulls(VARIADIC f.texts[%3$s:%4$s]) > 0)$sql$,
			b.roles[i], e.columns, cardinality(shown) + 1, cardinality(shown) + cardinality(e.columns),
			CASE WHEN e.mapping IS NULL THEN format('f.texts[%s] IS NOT NULL', cardinality(shown) + 1) ELSE 'false' END, decided, coalesce(quote_literal(e.mapping::oid), 'NULL'));
		shown := shown || e.columns;
	END LOOP;
	IF cardinality(missing) = 0 THEN
		RETURN;
	END IF;
	RETURN QUERY EXECUTE format($sql$
		WITH rows_read AS (SELECT row_number() OVER () AS number, s.texts FROM sss_internal.source_rows($1, $2, '{}') AS s), fact AS MATERIALIZED (%s),
		judged AS MATERIALIZED (SELECT DISTINCT key FROM (%s) AS v WHERE v.verdict = 'unknown'),
		missing AS MATERIALIZED (
			SELECT DISTINCT m.key, m.role, m.entry_columns, m.entry, m.reason, m.mapping, j.key IS NOT NULL AS unknown
			  FROM (%s) AS m LEFT JOIN judged AS j ON j.key = m.key
			 WHERE j.key IS NOT NULL OR m.role = 'stay'
		), counted AS (
			SELECT m.*, min(m.role) FILTER (WHERE m.unknown AND m.role <> 'stay') OVER case_of IS NOT DISTINCT FROM max(m.role) FILTER (WHERE m.unknown AND m.role <> 'stay') OVER case_of
					AND count(*) FILTER (WHERE m.unknown AND m.role <> 'stay') OVER case_of = 1 AND m.role <> 'stay' AS alone
			  FROM missing AS m WINDOW case_of AS (PARTITION BY m.key)
		)
		SELECT c.role, c.entry_columns, c.entry, count(*), count(*) FILTER (WHERE c.alone), CASE c.role WHEN 'stay' THEN c.reason || ': not checked' ELSE c.reason END, c.mapping
		  FROM counted AS c
		 GROUP BY c.role, c.entry_columns, c.entry, c.reason, c.mapping
		 ORDER BY c.role = 'stay', count(*) DESC, c.role, c.entry$sql$,
		sss_internal.facts_query($1, b.key_columns, b.roles, b.types, b.bound), sss_internal.verdict_query(b.rule, b.roles, b.bound), array_to_string(missing, ' UNION ALL '))
	USING $1, shown;
END
$unmapped$;
COMMENT ON FUNCTION sss.unmapped(regclass, text, text[], text[], text) IS
'Entries of dictionaries, or stored texts, that leave cases unknown, those that cost most first: role, the values (entry) of the columns that show them, the number of cases, and of those that nothing else leaves unknown (alone). reason: not mapped, stands for no code, no code, or missing where nothing is recorded. Arguments as for sss.explain_case()';

-- Lawful alternatives to the facts of a case: what is lawful if one of them were another.
CREATE FUNCTION sss_internal.lawful_instead(rule text, category sss.recipient_category[], basis sss.placement_basis, provider sss.provider_type, stay sss.stay_mode,
	service sss.service, on_date date, language text, OUT role text, OUT code text, OUT label text, OUT provision sss.provision)
RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $lawful$
BEGIN
	IF rule = 'placement' THEN
		RETURN QUERY
			SELECT DISTINCT l.role, l.code, l.label, l.provision
			  FROM unnest(category) AS c
			 CROSS JOIN LATERAL (
					SELECT 'basis' AS role, o.lawful_basis::text AS code, o.basis_name AS label, o.provision FROM sss.placement_options(c, NULL, provider, stay, on_date, language) AS o
					UNION ALL
					SELECT 'provider', o.lawful_provider::text, o.provider_name, o.provision FROM sss.placement_options(c, basis, NULL, stay, on_date, language) AS o WHERE basis IS NOT NULL
					UNION ALL
					SELECT 'stay', s::text, sss.label(s, language), o.provision FROM sss.placement_options(c, basis, provider, NULL, on_date, language) AS o CROSS JOIN unnest(o.lawful_stays) AS s
					 WHERE basis IS NOT NULL AND stay IS NOT NULL) AS l
			 WHERE c IS NOT NULL AND provider IS NOT NULL
			 ORDER BY 1, 2, 4;
	ELSIF rule = 'service' THEN
		RETURN QUERY
			SELECT 'service', o.service::text, o.service_name, o.provision
			  FROM sss.service_options(provider, on_date, language) AS o
			 WHERE $6 IS NULL OR o.kind = sss.kind($6)
			 ORDER BY o.service, o.provision;
	END IF;
END
$lawful$;
COMMENT ON FUNCTION sss_internal.lawful_instead(text, sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, sss.service, date, text) IS
'For sss.explain_case(): each value of one role with which the other facts are lawful; of a service those of the same kind';

CREATE FUNCTION sss_internal.case_sources(relation regclass, bound text) RETURNS text[]
STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $sources$
	WITH source AS MATERIALIZED (
		SELECT * FROM sss_internal.column_sources($1)
	), direct AS (
		SELECT s.relation, s.source, s.joined_by, 1 AS place FROM source AS s WHERE s.attribute = $2
	), named AS (
		SELECT sss_internal.relation_name(d.relation) || coalesce('.' || quote_ident(d.source), '') AS name, min(d.place) AS place
		  FROM (SELECT * FROM direct
				UNION ALL
				SELECT s.relation, s.source, NULL, 2 FROM direct AS d JOIN source AS s ON s.attribute = ANY (d.joined_by)) AS d
		 GROUP BY 1
	)
	SELECT coalesce((SELECT array_agg(n.name ORDER BY n.place, n.name) FROM named AS n),
					CASE WHEN $2 IS NULL THEN '{}' ELSE ARRAY[sss_internal.relation_name($1) || '.' || quote_ident($2)] END)
$sources$;
COMMENT ON FUNCTION sss_internal.case_sources(regclass, text) IS
'For sss.explain_case(): the columns of tables that a column of a view is read from, and those by which a mapping was looked up; of a table, the column itself';

CREATE FUNCTION sss.explain_case(relation regclass, key text[], rule text DEFAULT NULL, columns text[] DEFAULT NULL, key_columns text[] DEFAULT NULL, name text DEFAULT NULL,
	language text DEFAULT NULL,
	OUT placement integer, OUT part text, OUT item text, OUT value text, OUT label text, OUT sources text[], OUT provision sss.provision, OUT message text)
RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET datestyle = 'ISO' SET jit = off AS $explain$
DECLARE
	b record;
	texts text[];
	said text;
	facts text;
	arguments text;
BEGIN
	b := sss_internal.case_binding($1, $3, $4, $5, $6);
	IF key IS NULL OR array_position(key, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'the key of a case must not be NULL',
			DETAIL = format('The key is (%s).', array_to_string(b.key_columns, ', ')), HINT = 'A row whose key is NULL is no case.';
	ELSIF cardinality(key) <> cardinality(b.key_columns) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('the key has %s columns, not %s', cardinality(b.key_columns), cardinality(key)),
			DETAIL = format('The key is (%s).', array_to_string(b.key_columns, ', ')), HINT = 'Give one value for each column, in this order, or name others in argument "key_columns".';
	END IF;
	BEGIN
		SELECT array_agg(r.texts) INTO texts
		  FROM sss_internal.source_rows($1, b.key_columns || ARRAY(SELECT coalesce(u, b.key_columns[1]) FROM unnest(b.bound) AS u), '{}', b.key_columns, key) AS r;
	EXCEPTION WHEN invalid_text_representation OR invalid_datetime_format OR datetime_field_overflow OR numeric_value_out_of_range THEN
		GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
		RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = 'the key is not of the types of its columns', DETAIL = format('The server says: %s.', said),
			HINT = format('The key is (%s).', (SELECT string_agg(format('%s %s', k, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY n)
												FROM unnest(b.key_columns) WITH ORDINALITY AS u (k, n) JOIN pg_attribute AS a ON a.attrelid = $1 AND a.attname = k));
	END;
	IF texts IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = format('"%s" has no case with that key', relation),
			DETAIL = format('The key is (%s).', array_to_string(b.key_columns, ', ')),
			HINT = 'A view leaves out rows that its conditions exclude, such as those that are deleted softly.';
	END IF;

	facts := (SELECT string_agg(format('(%s, %L, %s, %s, %L::text[], %L)', n, r, CASE r WHEN 'category' THEN 'array_to_string(j.categories, '', '', ''?'')' ELSE format('j.%I::text', r) END,
									   CASE WHEN b.types[n] IN ('numeric', 'boolean', 'date', 'provision') THEN 'NULL'
											WHEN r = 'category' THEN '(SELECT string_agg(sss.label(c, $3), '', '') FROM unnest(j.categories) AS c)'
											ELSE format('sss.label(j.%I, $3)', r) END,
									   sss_internal.case_sources($1, b.bound[n]), CASE WHEN b.bound[n] IS NULL AND r = 'on_date' THEN 'no column is bound: it is the day of the statement' END), ', ' ORDER BY n)
				FROM unnest(b.roles) WITH ORDINALITY AS u (r, n) WHERE b.bound[n] IS NOT NULL OR r = 'on_date');
	arguments := (SELECT string_agg(format('%I => %s', r, CASE WHEN r = 'category' AND b.rule = 'placement' THEN 'j.categories' WHEN r = 'category' THEN 'c.category' ELSE format('j.%I', r) END), ', ')
					FROM unnest(b.roles) AS r);
	RETURN QUERY EXECUTE format($sql$
		WITH rows_read AS (SELECT 1::bigint AS number, ARRAY(SELECT unnest($1[n:n])) AS texts FROM generate_series(1, array_length($1, 1)) AS n), fact AS (%1$s),
		judged AS MATERIALIZED (SELECT v.*, row_number() OVER (ORDER BY v)::integer AS placement FROM (%2$s) AS v),
		requirement AS MATERIALIZED (
			SELECT j.placement, e.*, row_number() OVER () AS place, e.requirement <> ALL ($2) AS checked
			  FROM judged AS j %3$s CROSS JOIN LATERAL sss.explain_%4$s(%5$s, language => $3) AS e
		), said AS (
			SELECT j.placement, 1 AS part_number, 'fact' AS part, f.place, f.role AS item, f.value, f.label, f.sources, NULL::sss.provision AS provision,
				   coalesce(f.message, CASE WHEN f.value IS NULL AND f.role = 'stay' THEN 'not checked' WHEN f.value IS NULL OR f.value LIKE '%%?%%' THEN 'unknown' END) AS message
			  FROM judged AS j CROSS JOIN LATERAL (VALUES %6$s) AS f (place, role, value, label, sources, message)
			UNION ALL
			SELECT j.placement, 2, 'verdict', 1, %8$L, v.verdict::text, sss.label(v.verdict, $3), NULL, j.provision, sss.cite(j.provision, $3)
			  FROM judged AS j
			 -- Evidence that no column holds is not checked.
			 CROSS JOIN LATERAL (SELECT CASE WHEN j.verdict = 'unknown' AND EXISTS (SELECT FROM requirement AS r WHERE r.placement = j.placement)
											  AND NOT EXISTS (SELECT FROM requirement AS r WHERE r.placement = j.placement AND r.checked AND r.met <> 'compliant') THEN 'compliant' ELSE j.verdict END AS verdict) AS v
			UNION ALL
			SELECT r.placement, 3, 'requirement', r.place, r.requirement, r.met::text, sss.label(r.met, $3), NULL, r.provision, concat_ws(' ', r.message, r.remedy)
			  FROM requirement AS r WHERE r.checked
			UNION ALL
			SELECT j.placement, 4, 'lawful', row_number() OVER (), l.role, l.code, l.label, NULL, l.provision, sss.cite(l.provision, $3)
			  FROM judged AS j
			 CROSS JOIN LATERAL sss_internal.lawful_instead(%8$L, j.categories, %7$s, $3) AS l
			 WHERE j.verdict <> 'compliant'
		)
		SELECT s.placement, s.part, s.item, s.value, s.label, s.sources, s.provision, s.message FROM said AS s ORDER BY s.placement, s.part_number, s.place$sql$,
		sss_internal.facts_query($1, b.key_columns, b.roles, b.types, b.bound), sss_internal.verdict_query(b.rule, b.roles, b.bound),
		CASE WHEN 'category' = ANY (b.roles) AND b.rule <> 'placement' THEN 'CROSS JOIN LATERAL unnest(j.categories) AS c (category)' ELSE '' END,
		CASE b.rule WHEN 'placement' THEN 'placement_any' ELSE b.rule END, arguments, facts,
		(SELECT string_agg(CASE WHEN r = ANY (b.roles) THEN format('j.%I', r) ELSE format('NULL::%s', t) END, ', ' ORDER BY n)
		   FROM unnest('{basis,provider,stay,service,on_date}'::text[], '{sss.placement_basis,sss.provider_type,sss.stay_mode,sss.service,date}'::text[]) WITH ORDINALITY AS u (r, t, n)), b.rule)
	USING texts, ARRAY(SELECT b.roles[n] FROM generate_subscripts(b.roles, 1) AS n WHERE b.bound[n] IS NULL), language;
END
$explain$;
COMMENT ON FUNCTION sss.explain_case(regclass, text[], text, text[], text[], text, text) IS
'One case in rows: each fact as it is read, with the columns of tables it comes from; the verdict with its provision; each requirement; and if the verdict is not compliant, what would be lawful instead. key: values of the key; rule, columns (''role=column'') and key_columns where nothing is attached, otherwise name where several rules are. P0002: there is no such case';
