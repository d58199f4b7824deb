-- The catalog's knowledge of each public function, view and type, in blocks that begin with "@@ name", for the
-- reference.  reference.examples.sql has the order, and an example each.
CREATE TEMP VIEW rule AS
SELECT DISTINCT rule FROM sss.rules;

-- The functions of a rule share their arguments: they are one block.
CREATE TEMP VIEW public_function AS
SELECT p.oid, p.proname::text, p.prokind, p.proretset, p.provolatile, p.proisstrict, obj_description(p.oid, 'pg_proc') AS comment,
	   coalesce((SELECT 'rule ' || r.rule FROM rule AS r
				  WHERE regexp_replace(p.proname, '_any$', '') IN (r.rule || '_verdict', r.rule || '_provision', 'explain_' || r.rule)), p.proname) AS block
  FROM pg_proc AS p
 WHERE p.pronamespace = 'sss'::regnamespace;

CREATE FUNCTION pg_temp.argument_lines(function oid) RETURNS text STABLE LANGUAGE sql AS $$
	SELECT CASE WHEN length(arguments) < 90 THEN arguments ELSE E'\n    ' || replace(arguments, ', ', E',\n    ') END
	  FROM regexp_replace(regexp_replace(pg_get_function_arguments(function), '::(?:sss[.])?[a-z_ ]+(?:\[\])?', '', 'g'), ',? ?OUT .*', '') AS arguments
$$;

CREATE FUNCTION pg_temp.result(function oid) RETURNS text STABLE LANGUAGE sql AS $$
	SELECT CASE WHEN p.prokind = 'p' THEN ''
				WHEN out.columns IS NULL THEN ' → ' || pg_get_function_result(function)
				WHEN p.proretset THEN E'\n    → SETOF (' || out.columns || ')'
				ELSE E'\n    → (' || out.columns || ')' END
	  FROM pg_proc AS p
	 CROSS JOIN LATERAL (
			SELECT string_agg(format('%s %s', p.proargnames[n], format_type(p.proallargtypes[n], NULL)), ', ' ORDER BY n) AS columns
			  FROM generate_subscripts(p.proargmodes, 1) AS n WHERE p.proargmodes[n] IN ('o', 't')) AS out
	 WHERE p.oid = function
$$;

-- The roles that may call it, if not all may
CREATE FUNCTION pg_temp.callers(function oid) RETURNS text STABLE LANGUAGE sql AS $$
	SELECT CASE WHEN NOT EXISTS (SELECT FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE oid = function AND grantee = 0)
				THEN 'The owner of the extension may call it, and may grant that on.' END
$$;

SELECT '@@ ' || block || E'\n' || text
  FROM (SELECT block,
			   E'```\n' || string_agg(DISTINCT format('%s%s(%s)%s', CASE prokind WHEN 'p' THEN 'CALL sss.' ELSE 'sss.' END, proname, pg_temp.argument_lines(oid), pg_temp.result(oid)), E'\n') || E'\n```\n\n' ||
			   string_agg(DISTINCT comment || '.', E'\n\n') ||
			   coalesce(E'\n\n' || min(pg_temp.callers(oid)), '') ||
			   CASE WHEN bool_and(proisstrict) THEN E'\n\nA NULL argument gives NULL, or no row.' ELSE '' END AS text
		  FROM public_function
		 WHERE block NOT LIKE 'rule %' AND block NOT IN ('label') AND block NOT LIKE 'try!_%' ESCAPE '!'
		 GROUP BY block
		UNION ALL
		SELECT 'label', E'```\nsss.label(code, language text DEFAULT NULL) → text\n```\n\ncode: text, or any of the types.\n\n' ||
			   string_agg(DISTINCT comment || '.', E'\n\n')
		  FROM public_function WHERE block = 'label'
		UNION ALL
		SELECT 'try_type', E'```\n' || string_agg(format('sss.%s(text) → %s', proname, pg_get_function_result(oid)), E'\n' ORDER BY proname) || E'\n```\n\n' ||
			   'The text as that type; NULL where a cast would fail. ' || string_agg(format('sss.%s: %s.', proname, lower(left(comment, 1)) || substr(comment, 2)), ' ') FILTER (WHERE proname = 'try_date')
		  FROM public_function WHERE block LIKE 'try!_%' ESCAPE '!'
		UNION ALL
		SELECT block, E'```\n' || string_agg(format('sss.%s%s', proname, pg_temp.result(oid)), E'\n' ORDER BY proname) || E'\n```\n\n' ||
			   CASE WHEN block = 'rule placement' THEN 'The forms `..._any` take an array of categories. ' ELSE '' END || 'Arguments: ' || (SELECT string_agg(format('`%s`', a), ', ' ORDER BY n)
								   FROM regexp_split_to_table(replace(ltrim(pg_temp.argument_lines(min(oid) FILTER (WHERE proname = substr(block, 6) || '_verdict')), E'\n '), E',\n    ', ', '), ', ') WITH ORDINALITY AS u (a, n)) ||
			   E'; the explanation takes a language as well.\n\n' ||
			   string_agg(comment || '.', ' ') FILTER (WHERE proname LIKE '%!_verdict' ESCAPE '!')
		  FROM public_function AS f WHERE block LIKE 'rule %' GROUP BY block
		UNION ALL
		-- Views and tables, with their columns
		SELECT c.relname, obj_description(c.oid, 'pg_class') || E'.\n\n| Column | Type | Meaning |\n|---|---|---|\n' ||
			   (SELECT string_agg(pg_temp.cells('`' || a.attname || '`', format_type(a.atttypid, a.atttypmod), col_description(c.oid, a.attnum)), E'\n' ORDER BY a.attnum)
				  FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) ||
			   CASE WHEN NOT EXISTS (SELECT FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) WHERE grantee = 0)
					THEN E'\n\nThe owner of the extension may read it, and may grant that on.' ELSE '' END
		  FROM pg_class AS c
		 WHERE c.relnamespace = 'sss'::regnamespace AND c.relkind IN ('r', 'v')
		UNION ALL
		SELECT 'type ' || t.typname, format('%s. %s.', CASE t.typlen WHEN 1 THEN '1 byte' ELSE t.typlen || ' bytes' END, obj_description(t.oid, 'pg_type'))
		  FROM pg_type AS t
		 WHERE t.typnamespace = 'sss'::regnamespace AND t.typtype = 'b' AND t.typelem = 0
		UNION ALL
		SELECT 'roles', E'| Rule | Role | Type | Must be bound |\n|---|---|---|---|\n' ||
			   string_agg(pg_temp.cells(rule, '`' || role || '`', type, CASE WHEN obligatory THEN 'yes' ELSE '' END), E'\n' ORDER BY place)
		  FROM (SELECT *, row_number() OVER () AS place FROM sss.rules) AS r
		UNION ALL
		SELECT 'settings', E'| Setting | Default | May be set by | Meaning |\n|---|---|---|---|\n' ||
			   string_agg(pg_temp.cells('`' || name || '`', CASE boot_val WHEN '' THEN 'empty' ELSE boot_val END,
										CASE context WHEN 'user' THEN 'everybody' ELSE 'a superuser, or from 15 on a role that is granted SET' END,
										concat_ws(' ', short_desc, extra_desc, 'Unit: ' || unit || '.')), E'\n' ORDER BY name)
		  FROM pg_settings WHERE name LIKE 'sss.%' AND sss.today() IS NOT NULL) AS b (block, text);
