--
-- Stored answers of the extension's functions that an update may make stale.
--
CREATE FUNCTION sss.recheck(OUT object text, OUT relation regclass, OUT functions text[], OUT command text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET jit = off AS $recheck$
	WITH RECURSIVE decision AS (
		-- Functions that answer from the lists, not those that read, write, compare or enforce.
		SELECT oid, proname
		  FROM pg_proc
		 WHERE pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace)
		   AND (proname ~ '^(explain|require)_|_(verdict|verdict_any|verdict_is|provision|provision_any)$'
				OR proname IN ('admissions', 'cite', 'clauses', 'codes', 'editions', 'find', 'governing_standards', 'in_scope',
					'in_standard', 'kind', 'label', 'other_acts', 'placement_lawful', 'placement_options',
					'provider_standards', 'quality_conditions', 'readings', 'readings_elsewhere', 'repeated_offences', 'required_evidence',
					'requirement_lines', 'response_times', 'review_gaps', 'rules', 'scope', 'service_in_scope', 'service_options', 'service_out_of_scope',
					'services_of', 'stays', 'unassessed', 'unmet', 'unserved'))
	), source AS (
		SELECT oid, proname FROM decision
		UNION
		-- PostgreSQL records no dependency of a function whose body is a string: search the string.
		SELECT p.oid, d.proname
		  FROM pg_proc AS p
		 CROSS JOIN LATERAL regexp_matches(p.prosrc, '[[:<:]]sss(?:_internal)?"?[[:space:]]*[.][[:space:]]*"?([a-z_]+)', 'gi') AS called
		  JOIN decision AS d ON d.proname = lower(called[1])
		 WHERE p.pronamespace NOT IN ('sss'::regnamespace, 'sss_internal'::regnamespace, 'pg_catalog'::regnamespace)
	), dependent AS (
		SELECT 'pg_proc'::regclass::oid AS classid, oid AS objid, 0 AS objsubid, proname, 0 AS depth
		  FROM source
		UNION
		-- Go on from a view's rule to the view, and from a generated column's expression to the column.
		SELECT coalesce(held.classid, p.classid), coalesce(held.objid, p.objid), coalesce(held.objsubid, p.objsubid),
			   d.proname, d.depth + 1
		  FROM dependent AS d
		  JOIN pg_depend AS p ON p.refclassid = d.classid AND p.refobjid = d.objid
							 AND (d.objsubid = 0 OR p.refobjsubid IN (0, d.objsubid))
		  LEFT JOIN LATERAL (
				SELECT 'pg_class'::regclass::oid AS classid, ev_class AS objid, 0 AS objsubid
				  FROM pg_rewrite WHERE p.classid = 'pg_rewrite'::regclass AND pg_rewrite.oid = p.objid
				UNION ALL
				SELECT 'pg_class'::regclass, adrelid, adnum
				  FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
				 WHERE p.classid = 'pg_attrdef'::regclass AND pg_attrdef.oid = p.objid AND attgenerated <> ''
			   ) AS held ON true
		 WHERE p.deptype IN ('n', 'a')
		   AND (p.classid IN ('pg_proc'::regclass, 'pg_rewrite'::regclass)
				OR d.classid = 'pg_proc'::regclass AND p.classid IN ('pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass))
		   AND (held.objid IS NULL OR (held.classid, held.objid) <> (d.classid, d.objid))
		   AND d.depth < 100
	), found AS (
		SELECT classid, objid, objsubid, array_agg(DISTINCT proname::text ORDER BY proname::text) AS functions, max(depth) AS depth
		  FROM dependent
		 GROUP BY classid, objid, objsubid
	), held AS (
		SELECT format('generated column %I of table %s', a.attname, c.oid::regclass) AS object, c.oid AS relid, f.functions,
			   -- An UPDATE that sets a column of the expression generates the value anew.
			   'UPDATE ONLY ' || format('%I.%I', n.nspname, c.relname) ||
			   (SELECT format(' SET %1$I = %1$I', b.attname)
				  FROM pg_depend AS p
				  JOIN pg_attribute AS b ON b.attrelid = c.oid AND b.attnum = p.refobjsubid AND b.attidentity <> 'a' AND b.attgenerated = ''
				 WHERE p.refclassid = 'pg_class'::regclass AND p.refobjid = c.oid
				   -- before PostgreSQL 15 the column itself depends on the others
				   AND (p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid
						OR p.classid = 'pg_class'::regclass AND p.objid = c.oid AND p.objsubid = a.attnum)
				 ORDER BY b.attnum LIMIT 1) ||
			   format(' WHERE %I IS DISTINCT FROM (%s)', a.attname, pg_get_expr(d.adbin, d.adrelid)) AS command, 1 AS step, f.depth
		  FROM found AS f
		  JOIN pg_class AS c ON c.oid = f.objid AND c.relkind = 'r'
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace
		  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = f.objsubid AND a.attgenerated = 's'
		  JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
		 WHERE f.classid = 'pg_class'::regclass AND f.objsubid > 0
		UNION ALL
		-- CASE hides the condition from the planner, which would exclude the partition by its constraint.  If the
		-- partition key calls a user's function, even asking for the constraint might run it, with the rights of
		-- whoever calls sss.recheck(): every row is then routed anew.
		SELECT format('partition key of table %s, partition %s', c.oid::regclass, leaf.oid::regclass), leaf.oid, f.functions,
			   format('UPDATE %1$I.%2$I SET %3$I = %3$I WHERE tableoid = %4$L::pg_catalog.regclass',
					  rn.nspname, r.relname,
					  (SELECT attname FROM pg_attribute
						WHERE attrelid = r.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a'
						ORDER BY attnum LIMIT 1),
					  format('%I.%I', ln.nspname, leaf.relname)) ||
			   CASE WHEN NOT EXISTS (
						SELECT FROM pg_partition_ancestors(leaf.oid) AS up (relid)
						  JOIN pg_depend AS k ON k.classid = 'pg_class'::regclass AND k.objid = up.relid
											 AND k.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass)
						  -- Where nobody else may create: a member of an extension may be any function of its owner's.
						 WHERE NOT EXISTS (
								SELECT FROM pg_proc AS p
								 WHERE (k.refclassid, k.refobjid) = ('pg_proc'::regclass, p.oid)
								   AND p.pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace, 'pg_catalog'::regnamespace)
								UNION ALL
								SELECT FROM pg_operator AS o
								 WHERE (k.refclassid, k.refobjid) = ('pg_operator'::regclass, o.oid) AND o.oprnamespace = 'pg_catalog'::regnamespace))
					THEN format(' AND CASE (%s) WHEN false THEN true ELSE false END', pg_get_partition_constraintdef(leaf.oid))
					ELSE '' END, 2, f.depth
		  FROM found AS f
		  JOIN pg_class AS c ON c.oid = f.objid AND c.relkind = 'p'
		  JOIN sss_internal.parts_of(c.oid) AS t ON true
		  JOIN pg_class AS leaf ON leaf.oid = t.relid AND leaf.relkind = 'r'
		  JOIN pg_namespace AS ln ON ln.oid = leaf.relnamespace
		  JOIN pg_class AS r ON r.oid = pg_partition_root(c.oid)
		  JOIN pg_namespace AS rn ON rn.oid = r.relnamespace
		 WHERE f.classid = 'pg_class'::regclass AND f.objsubid = 0
		UNION ALL
		SELECT format('index %s', c.oid::regclass), i.indrelid, f.functions,
			   format('REINDEX INDEX %s%I.%I', CASE WHEN i.indisexclusion OR c.relpersistence = 't' THEN '' ELSE 'CONCURRENTLY ' END,
					  n.nspname, c.relname), 3, f.depth
		  FROM found AS f
		  JOIN pg_index AS i ON i.indexrelid = f.objid
		  JOIN pg_class AS c ON c.oid = f.objid AND c.relkind = 'i'
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace
		 WHERE f.classid = 'pg_class'::regclass
		UNION ALL
		-- VALIDATE does nothing to a valid constraint: drop it and add it again.
		SELECT format('constraint %I of table %s', o.conname, c.oid::regclass), c.oid, f.functions,
			   format('ALTER TABLE %1$I.%2$I DROP CONSTRAINT %3$I, ADD CONSTRAINT %3$I %4$s NOT VALID; ALTER TABLE %1$I.%2$I VALIDATE CONSTRAINT %3$I',
					  n.nspname, c.relname, o.conname, pg_get_constraintdef(o.oid)), 4, f.depth
		  FROM found AS f
		  JOIN pg_constraint AS o ON o.oid = f.objid AND o.contype = 'c' AND o.convalidated AND o.coninhcount = 0
		  JOIN pg_class AS c ON c.oid = o.conrelid
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace
		 WHERE f.classid = 'pg_constraint'::regclass
		UNION ALL
		SELECT format('constraint %I of domain %s', o.conname, y.oid::regtype), NULL, f.functions,
			   format('ALTER DOMAIN %1$I.%2$I DROP CONSTRAINT %3$I; ALTER DOMAIN %1$I.%2$I ADD CONSTRAINT %3$I %4$s NOT VALID; ALTER DOMAIN %1$I.%2$I VALIDATE CONSTRAINT %3$I',
					  n.nspname, y.typname, o.conname, pg_get_constraintdef(o.oid)), 4, f.depth
		  FROM found AS f
		  JOIN pg_constraint AS o ON o.oid = f.objid AND o.contype = 'c' AND o.convalidated
		  JOIN pg_type AS y ON y.oid = o.contypid
		  JOIN pg_namespace AS n ON n.oid = y.typnamespace
		 WHERE f.classid = 'pg_constraint'::regclass
		UNION ALL
		SELECT format('materialized view %s', c.oid::regclass), c.oid, f.functions,
			   format('REFRESH MATERIALIZED VIEW %I.%I', n.nspname, c.relname), 5, f.depth
		  FROM found AS f
		  JOIN pg_class AS c ON c.oid = f.objid AND c.relkind = 'm'
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace
		 WHERE f.classid = 'pg_class'::regclass AND f.objsubid = 0
	)
	SELECT held.object, held.relid::regclass, held.functions, held.command
	  FROM held
	  LEFT JOIN pg_class ON pg_class.oid = held.relid
	 WHERE pg_is_other_temp_schema(relnamespace) IS NOT TRUE
	 ORDER BY step, depth, object
$recheck$;
COMMENT ON FUNCTION sss.recheck() IS
'Generated columns, partition keys, indexes, valid CHECKs and materialized views that store answers of the extension''s functions, each with the command that brings it up to date. Run the commands in this order after an update for which sss.changes() lists one of the functions; calls in dynamic SQL, or without the name of schema sss, are not found';

