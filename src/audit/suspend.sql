--
-- Suspensions: the rules and views that stand in the way of a migration are taken
-- away, kept by name, and brought back.
--
CREATE FUNCTION sss_internal.views_to_suspend(relations oid[], OUT view oid, OUT depth integer)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $views$
	WITH RECURSIVE reads AS MATERIALIZED (
		SELECT DISTINCT r.ev_class AS view, d.refobjid AS relid
		  FROM pg_rewrite AS r
		  JOIN pg_class AS c ON c.oid = r.ev_class AND c.relkind = 'v'
		  JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
		   AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
		 WHERE r.rulename = '_RETURN'
	), above AS (
		SELECT c.oid AS view FROM pg_class AS c WHERE c.oid = ANY (relations) AND c.relkind = 'v'
		UNION
		SELECT r.view FROM reads AS r
		 WHERE r.relid = ANY (relations)
			OR r.relid IN (SELECT p.relid FROM unnest(relations) AS u (relid), sss_internal.parts_of(u.relid) AS p)
		UNION
		SELECT r.view FROM above AS a JOIN reads AS r ON r.relid = a.view
	), beneath AS (
		-- Facts views, and the views that these read.
		SELECT a.view
		  FROM above AS a
		 WHERE EXISTS (
				SELECT FROM pg_depend AS d
				  JOIN pg_trigger AS t ON t.oid = d.objid AND t.tgfoid = 'sss.enforce()'::regprocedure
				 WHERE d.classid = 'pg_trigger'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = a.view)
		UNION
		SELECT r.relid FROM beneath AS b JOIN reads AS r ON r.view = b.view JOIN above AS a ON a.view = r.relid
	), taken AS (
		SELECT b.view FROM beneath AS b
		UNION
		SELECT r.view FROM taken AS t JOIN reads AS r ON r.relid = t.view
	), ordered AS (
		SELECT t.view, 0 AS depth FROM taken AS t
		UNION
		SELECT r.view, o.depth + 1
		  FROM ordered AS o
		  JOIN reads AS r ON r.relid = o.view
		 WHERE o.depth < (SELECT count(*) FROM taken)
	)
	SELECT o.view, max(o.depth) FROM ordered AS o GROUP BY o.view ORDER BY 2, 1
$views$;
COMMENT ON FUNCTION sss_internal.views_to_suspend(oid[]) IS
'Facts views that read the relations, the views through which they do, and all views on these, each after those that it reads. For sss.suspend()';

-- Built-in objects have no dependency.  A view in place of a table counts as another object: it may call functions.
CREATE FUNCTION sss_internal.uses_of(view oid) RETURNS jsonb STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $uses$
	SELECT coalesce(jsonb_agg(used ORDER BY used), '[]')
	  FROM (SELECT DISTINCT pg_describe_object(d.refclassid, d.refobjid, 0) AS used
			  FROM pg_rewrite AS r
			  JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
			 WHERE r.ev_class = view AND r.rulename = '_RETURN'
			   AND d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass, 'pg_cast'::regclass, 'pg_collation'::regclass, 'pg_class'::regclass)
			   AND d.refobjid <> view) AS u
$uses$;
COMMENT ON FUNCTION sss_internal.uses_of(oid) IS
'Relations, functions, operators, types and collations that the query of a view uses, built-in ones left out. For sss.suspend()';

CREATE FUNCTION sss_internal.new_uses(view jsonb, name text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $uses$
	SELECT string_agg(used, ', ' ORDER BY used)
	  FROM jsonb_array_elements_text(sss_internal.uses_of(sss_internal.relation_named(name))) AS used
	 WHERE NOT coalesce(view -> 'uses' ? used, false)
$uses$;
COMMENT ON FUNCTION sss_internal.new_uses(jsonb, text) IS
'For sss.resume(): what the view uses now and did not use when it was suspended; NULL: nothing';

CREATE FUNCTION sss_internal.kept_view(view oid) RETURNS jsonb STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET standard_conforming_strings = on
	SET datestyle = 'ISO, MDY' SET intervalstyle = postgres SET extra_float_digits = 1 SET bytea_output = hex AS $kept$
	SELECT jsonb_build_object(
		   'name', sss_internal.relation_name(c.oid),
		   'owner', pg_get_userbyid(c.relowner),
		   'options', to_jsonb(c.reloptions),
		   'definition', rtrim(pg_get_viewdef(c.oid), ';'),
		   'comment', obj_description(c.oid, 'pg_class'),
		   'columns', (
				SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
													'comment', col_description(c.oid, a.attnum),
													'default', pg_get_expr(d.adbin, d.adrelid)) ORDER BY a.attnum)
				  FROM pg_attribute AS a
				  LEFT JOIN pg_attrdef AS d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
				 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
		   'rights', (
				SELECT jsonb_agg(jsonb_build_object('column', l.column_name, 'grantor', pg_get_userbyid(x.grantor),
													'grantee', CASE WHEN x.grantee <> 0 THEN pg_get_userbyid(x.grantee) END,
													'privilege', x.privilege_type, 'grantable', x.is_grantable) ORDER BY l.attnum, x.n)
				  FROM (SELECT NULL::name AS column_name, 0 AS attnum, coalesce(c.relacl, acldefault('r', c.relowner)) AS acl
						UNION ALL
						SELECT a.attname, a.attnum, a.attacl FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL) AS l
				 CROSS JOIN LATERAL aclexplode(l.acl) WITH ORDINALITY AS x (grantor, grantee, privilege_type, is_grantable, n)),
		   'triggers', (
				SELECT jsonb_agg(jsonb_build_object('name', t.tgname, 'definition', pg_get_triggerdef(t.oid),
													'comment', obj_description(t.oid, 'pg_trigger')) ORDER BY t.tgname)
				  FROM pg_trigger AS t
				 WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),
		   'rules', (
				SELECT jsonb_agg(jsonb_build_object('name', r.rulename, 'definition', pg_get_ruledef(r.oid),
													'comment', obj_description(r.oid, 'pg_rewrite')) ORDER BY r.rulename)
				  FROM pg_rewrite AS r
				 WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'),
		   'uses', sss_internal.uses_of(c.oid))
	  FROM pg_class AS c
	 -- The server locks a view to print it.
	 WHERE c.oid = view AND pg_has_role(c.relowner, 'USAGE')
$kept$;
COMMENT ON FUNCTION sss_internal.kept_view(oid) IS
'What sss.suspensions keeps of a view. For sss.suspend()';

CREATE FUNCTION sss_internal.lock_columns(relation regclass, name text, OUT lock_by text[], OUT except_keys text)
AS 'MODULE_PATHNAME', 'sss_lock_columns' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.lock_columns(regclass, text) IS
'Of an attachment: the columns of its facts view by which sessions wait for each other, and the condition of the keys that a CHECK excepts; NULL: none. For sss.suspend()';

CREATE FUNCTION sss_internal.attachments_to_suspend(relations oid[], views oid[])
RETURNS SETOF sss_internal.attached STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $attachments$
	SELECT a.*
	  FROM sss_internal.attached AS a
	 WHERE (a.facts = ANY (views)
			OR a.relation = ANY (relations)
			OR a.relation IN (SELECT p.relid FROM unnest(relations) AS u (relid), sss_internal.parts_of(u.relid) AS p))
	   -- The constraint of a domain stays, whatever happens to a table.
	   AND (a.enforced_by IS DISTINCT FROM 'constraint'
			OR EXISTS (SELECT FROM pg_constraint AS c WHERE (c.conrelid, c.conname) = (a.relation, a.name)))
$attachments$;
COMMENT ON FUNCTION sss_internal.attachments_to_suspend(oid[], oid[]) IS
'Attachments of the relations, of their partitions and children, and by the views. For sss.suspend()';

CREATE FUNCTION sss_internal.acknowledged_partitions(relation oid) RETURNS text STABLE SECURITY DEFINER LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $acknowledged$
	SELECT CASE WHEN j.action = 'acknowledge'
				THEN substring(j.definition FROM '^SELECT sss[.]acknowledge[(]E?''(?:[^'']|'''')*'', (E?''(?:[^'']|'''')*''), true[)]$') END
	  FROM sss.journal AS j
	 WHERE j.action IN ('acknowledge', 'attach') AND j.written_at = j.at
	   AND sss_internal.journalled(j.relid, j.relation, true) = acknowledged_partitions.relation
	 ORDER BY j.at DESC
	 LIMIT 1
$acknowledged$;
COMMENT ON FUNCTION sss_internal.acknowledged_partitions(oid) IS
'Reason, as an SQL literal, for which sss.verify() is not to name what is detached from the table; NULL: nobody gave one since a rule was attached last. For sss.suspend(), whoever may call it';

CREATE FUNCTION sss_internal.kept_attachments(relations oid[], views oid[]) RETURNS jsonb STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET standard_conforming_strings = on
	SET datestyle = 'ISO, MDY' SET intervalstyle = postgres SET extra_float_digits = 1 SET bytea_output = hex AS $kept$
	WITH attached AS MATERIALIZED (
		SELECT a.*, l.lock_by, l.except_keys, d.attachment IS NOT NULL AS demoted,
			   a.facts IS NOT NULL AND cardinality(a.columns) = 0 AS by_view,
			   sss_internal.relation_name(a.relation) AS table_name, sss_internal.relation_name(a.facts) AS view_name
		  FROM sss_internal.attachments_to_suspend(relations, views) AS a
		 CROSS JOIN LATERAL sss_internal.lock_columns(a.relation, a.name) AS l
		  LEFT JOIN sss_internal.demoted AS d ON (d.relation, d.attachment) = (a.relation, a.name)
	), named AS (
		-- A table that stands in several places of a view may have a second attachment, name_2.
		SELECT a.*,
			   CASE WHEN a.by_view THEN sss_internal.name_without_number(a.name) ELSE a.name END AS of_view
		  FROM attached AS a
	), decided AS (
		SELECT j.action, j.attachment, j.rule, v.facts, j.relation AS table_name, coalesce(sss_internal.relation_named(j.relation), j.relid) AS relid
		  FROM (SELECT DISTINCT n.facts, n.view_name FROM named AS n WHERE n.by_view) AS v
		  JOIN sss_internal.decisions() AS j ON starts_with(j.definition, format('SELECT * FROM sss.attach_view(%L, ', v.view_name))
	), kept AS (
		-- A look-up view that is a facts view as well is attached first: its sessions wait by columns that a look-up takes over.
		SELECT CASE WHEN n.facts IS NULL THEN 1 ELSE 3 END AS place, n.table_name AS relation, n.name,
			   jsonb_build_object('kind', CASE n.enforced_by WHEN 'constraint' THEN 'check' ELSE 'table' END,
				   'relation', n.table_name, 'name', n.name, 'rule', n.rule, 'columns', n.columns, 'key', n.key,
				   'lookup', n.view_name, 'lookup_by', n.via, 'mode', n.mode, 'demoted', n.demoted, 'unsettled', n.unsettled,
				   'required', n.required, 'timing', n.timing, 'always', n.always, 'except_keys', n.except_keys,
				   'tables', jsonb_build_array(jsonb_build_object('relation', n.table_name, 'name', n.name, 'acknowledged', sss_internal.acknowledged_partitions(n.relation)))) AS attachment
		  FROM named AS n
		 WHERE NOT n.by_view
		UNION ALL
		SELECT 2, n.view_name, n.of_view,
			   jsonb_build_object('kind', 'view', 'relation', n.view_name, 'name', n.of_view, 'rule', n.rule, 'key', min(n.key),
				   'lock_by', min(n.lock_by), 'mode', min(n.mode), 'demoted', bool_or(n.demoted), 'unsettled', min(n.unsettled),
				   'required', min(n.required), 'timing', min(n.timing), 'always', bool_and(n.always),
				   'via', (SELECT jsonb_agg(jsonb_build_object('relation', x.table_name, 'columns', x.via) ORDER BY x.table_name)
							 FROM named AS x
							WHERE (x.facts, x.rule, x.of_view) = (n.facts, n.rule, n.of_view)
							  AND EXISTS (SELECT FROM decided AS d
										   WHERE (d.action, d.facts, d.rule, d.attachment, d.relid) = ('via', x.facts, x.rule, x.of_view, x.relation))),
				   'leave_out', (SELECT jsonb_agg(DISTINCT sss_internal.relation_name(r.relation))
								   FROM sss_internal.facts_reads(n.facts) AS r
								  WHERE EXISTS (SELECT FROM decided AS d
												 WHERE (d.action, d.facts, d.rule, d.attachment, d.relid) = ('leave_out', n.facts, n.rule, n.of_view, r.relation))
									AND r.relation NOT IN (SELECT x.relation FROM named AS x
															WHERE (x.facts, x.rule, x.of_view) = (n.facts, n.rule, n.of_view))),
				   'tables', jsonb_agg(jsonb_build_object('relation', n.table_name, 'name', n.name, 'acknowledged', sss_internal.acknowledged_partitions(n.relation)) ORDER BY n.table_name, n.name))
		  FROM named AS n
		 WHERE n.by_view
		 GROUP BY n.facts, n.view_name, n.rule, n.of_view
	)
	SELECT coalesce(jsonb_agg(k.attachment ORDER BY k.place, k.relation, k.name), '[]') FROM kept AS k
$kept$;
COMMENT ON FUNCTION sss_internal.kept_attachments(oid[], oid[]) IS
'What sss.suspensions keeps of the attachments: the arguments of sss.attach(), sss.attach_view() and sss.add_check(). For sss.suspend()';

CREATE FUNCTION sss_internal.decisions(OUT action text, OUT relid oid, OUT relation text, OUT attachment text, OUT rule text, OUT definition text)
RETURNS SETOF record STABLE SECURITY DEFINER LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $decisions$
	SELECT j.action, j.relid, j.relation, j.attachment, j.rule, j.definition
	  FROM sss.journal AS j
	 WHERE j.action IN ('leave_out', 'via')
$decisions$;
COMMENT ON FUNCTION sss_internal.decisions() IS
'Lines of the journal about tables that sss.attach_view() was told to leave out, and ways that it was told. For sss.suspend(), whoever may call it';

CREATE FUNCTION sss_internal.kept(relations oid[], views oid[]) RETURNS jsonb STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $kept$
	WITH kept AS MATERIALIZED (
		SELECT (SELECT coalesce(jsonb_agg(sss_internal.kept_view(v.view) ORDER BY v.n), '[]')
				  FROM unnest(views) WITH ORDINALITY AS v (view, n)) AS all_views,
			   sss_internal.kept_attachments(relations, views) AS all_attachments
	), cases AS (
		SELECT DISTINCT a ->> 'relation' AS relation FROM kept AS k, jsonb_array_elements(k.all_attachments) AS a
	)
	SELECT jsonb_build_object(
		   'views', k.all_views,
		   'attachments', k.all_attachments,
		   'relations', (
				SELECT jsonb_agg(DISTINCT r.relation)
				  FROM (SELECT sss_internal.relation_name(u.relid) FROM unnest(relations) AS u (relid)
						UNION ALL
						SELECT sss_internal.relation_name(f.relation) FROM unnest(views) AS v (view), sss_internal.facts_reads(v.view) AS f
						UNION ALL
						SELECT v ->> 'name' FROM jsonb_array_elements(k.all_views) AS v
						UNION ALL
						SELECT t ->> 'relation' FROM jsonb_array_elements(k.all_attachments) AS a, jsonb_array_elements(a -> 'tables') AS t) AS r (relation)),
		   'exemptions', (
				SELECT coalesce(jsonb_agg(jsonb_build_object('baseline', x.baseline, 'number', x.number, 'relation', c.relation,
															 'columns', sss_internal.column_names(x.key_columns::sss_internal.key_columns))
										  ORDER BY x.baseline, x.number), '[]')
				  FROM cases AS c
				  JOIN sss_internal.exempt_keys AS x ON x.relation = sss_internal.relation_named(c.relation)),
		   'keys', (
				SELECT jsonb_agg(DISTINCT jsonb_build_object('relation', c.relation, 'number', sss_internal.relation_named(c.relation)::bigint,
															 'columns', n.names, 'numbers', n.numbers))
				  FROM cases AS c
				  JOIN sss_internal.attachments_to_suspend(kept.relations, kept.views) AS a ON sss_internal.relation_named(c.relation) IN (a.relation, a.facts)
				 CROSS JOIN LATERAL (SELECT sss_internal.case_key(a.relation, a.name) AS key) AS k
				 CROSS JOIN LATERAL (
						SELECT array_agg(u.name ORDER BY u.n) AS names, array_agg(p.attnum ORDER BY u.n) AS numbers
						  FROM unnest(sss_internal.column_names(k.key)) WITH ORDINALITY AS u (name, n)
						  JOIN pg_attribute AS p ON p.attrelid = sss_internal.relation_named(c.relation) AND p.attname = u.name) AS n
				 WHERE starts_with(k.key::text, c.relation || '(')))
	  FROM kept AS k
$kept$;
COMMENT ON FUNCTION sss_internal.kept(oid[], oid[]) IS
'What sss.suspensions keeps of the relations and the views. For sss.suspend()';

CREATE FUNCTION sss_internal.suspension_obstacles(relations oid[], views oid[], OUT problem text)
RETURNS SETOF text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET jit = off AS $obstacles$
	WITH part AS (
		-- The parts of the views, which go with them.
		SELECT 'pg_class'::regclass AS classid, v.view AS objid, v.view FROM unnest(views) AS v (view)
		UNION ALL
		SELECT 'pg_type'::regclass, t.oid, t.typrelid FROM pg_type AS t WHERE t.typrelid = ANY (views)
		UNION ALL
		SELECT 'pg_type'::regclass, t.typarray, t.typrelid FROM pg_type AS t WHERE t.typrelid = ANY (views)
		UNION ALL
		SELECT 'pg_rewrite'::regclass, r.oid, r.ev_class FROM pg_rewrite AS r WHERE r.ev_class = ANY (views)
		UNION ALL
		SELECT 'pg_trigger'::regclass, t.oid, t.tgrelid FROM pg_trigger AS t WHERE t.tgrelid = ANY (views)
		UNION ALL
		SELECT 'pg_attrdef'::regclass, d.oid, d.adrelid FROM pg_attrdef AS d WHERE d.adrelid = ANY (views)
	)
	SELECT DISTINCT format('%s depends on view %s', pg_describe_object(d.classid, d.objid, d.objsubid), sss_internal.relation_name(p.view))
	  FROM part AS p
	  JOIN pg_depend AS d ON d.refclassid = p.classid AND d.refobjid = p.objid
	 WHERE NOT EXISTS (SELECT FROM part AS own WHERE (own.classid, own.objid) = (d.classid, d.objid))
	   AND NOT (d.classid = 'pg_trigger'::regclass
				AND EXISTS (SELECT FROM pg_trigger AS t WHERE t.oid = d.objid AND t.tgfoid = 'sss.enforce()'::regprocedure))
	   AND d.deptype <> 'i'
	UNION ALL
	SELECT format('view %s is a member of extension %I', sss_internal.relation_name(v.view), e.extname)
	  FROM unnest(views) AS v (view)
	  JOIN pg_depend AS d ON (d.classid, d.objid, d.deptype) = ('pg_class'::regclass, v.view, 'e')
	  JOIN pg_extension AS e ON e.oid = d.refobjid
	UNION ALL
	SELECT format('view %s is temporary', sss_internal.relation_name(c.oid))
	  FROM pg_class AS c
	 WHERE c.oid = ANY (views) AND c.relpersistence = 't'
	UNION ALL
	SELECT format('view %s has a security label', sss_internal.relation_name(l.objoid))
	  FROM pg_seclabel AS l
	 WHERE l.classoid = 'pg_class'::regclass AND l.objoid = ANY (views)
	UNION ALL
	SELECT format('attachment "%s" of %s cannot be attached again as it is: %s', a.name, sss_internal.relation_name(a.relation),
				  coalesce(a.problem, CASE WHEN a.effective_mode = 'disabled' THEN 'it is disabled' ELSE 'its triggers were written by hand' END))
	  FROM sss_internal.attachments_to_suspend(relations, views) AS a
	 WHERE a.problem IS NOT NULL OR a.definition IS NULL OR a.effective_mode = 'disabled'
	UNION ALL
	SELECT format('attachment "%s" of view %s differs between its tables', a.name, sss_internal.relation_name(a.relation))
	  FROM sss.attachments AS a
	 WHERE a.relation = ANY (views)
	   AND (a.mode = 'mixed' OR a.timing = 'mixed'
			OR (SELECT count(DISTINCT t.always) FROM sss.attached_tables AS t
				 WHERE t.view = a.relation AND sss_internal.name_without_number(t.name) = a.name) > 1)
	 ORDER BY 1
$obstacles$;
COMMENT ON FUNCTION sss_internal.suspension_obstacles(oid[], oid[]) IS
'Why the attachments and views could not be brought back as they are. For sss.suspend()';

CREATE FUNCTION sss_internal.suspended_already(relations text[], OUT id bigint, OUT relation text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $already$
	SELECT s.id, r.relation
	  FROM sss_internal.open_suspensions() AS s, unnest(s.relations) AS r (relation)
	 WHERE r.relation = ANY (suspended_already.relations)
	 ORDER BY s.id, r.relation
$already$;
COMMENT ON FUNCTION sss_internal.suspended_already(text[]) IS
'Those of the relations for which sss.suspend() was called and sss.resume() not yet. For sss.suspend()';

CREATE FUNCTION sss_internal.detach_commands(kept jsonb) RETURNS SETOF text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $detach$
	SELECT format('SELECT sss.detach(%L, %L)', a ->> 'relation', a ->> 'name') FROM jsonb_array_elements(kept -> 'attachments') AS a
$detach$;
COMMENT ON FUNCTION sss_internal.detach_commands(jsonb) IS
'Calls of sss.detach() for all attachments that are kept. For sss.suspend()';

CREATE FUNCTION sss_internal.failing(relation regclass, name text, known uuid[],
	OUT id uuid, OUT key text[], OUT verdict sss.verdict, OUT provision sss.provision)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $failing$
	SELECT f.id, f.key, f.verdict, f.provision
	  FROM (SELECT md5(jsonb_build_array(a.attachment, a.rule, a.key, a.requirement, a.provision)::text)::uuid AS id,
				   a.key, a.verdict, a.provision
			  FROM sss.audit(relation, name => failing.name) AS a
			 WHERE (a.verdict = 'violation' OR a.refused)
			   AND (known IS NULL OR NOT a.baseline AND a.waivers IS NULL)) AS f
	 WHERE f.id NOT IN (SELECT k.id FROM unnest(known) AS k (id))
$failing$;
COMMENT ON FUNCTION sss_internal.failing(regclass, text, uuid[]) IS
'Violations of an attachment that are neither known nor exempt, each with the number by which sss.resume() knows it again; NULL known: all violations. For sss.suspend() and sss.resume()';

CREATE FUNCTION sss_internal.all_failing(relations oid[], views oid[]) RETURNS uuid[] STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $failing$
	SELECT coalesce(array_agg(DISTINCT f.id), '{}')
	  FROM (SELECT DISTINCT CASE WHEN a.facts IS NOT NULL AND cardinality(a.columns) = 0 THEN a.facts ELSE a.relation END AS relation
			  FROM sss_internal.attachments_to_suspend(relations, views) AS a) AS r
	  JOIN sss.attachments AS a ON a.relation = r.relation
	 CROSS JOIN LATERAL sss_internal.failing(a.relation, a.name, NULL) AS f
$failing$;
COMMENT ON FUNCTION sss_internal.all_failing(oid[], oid[]) IS
'The violations of all attachments that sss.suspend() takes away';

CREATE FUNCTION sss_internal.deferred_triggers(relations oid[], views oid[]) RETURNS SETOF text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $deferred$
	SELECT DISTINCT format('%I.%I', n.nspname, t.tgname)
	  FROM sss_internal.attachments_to_suspend(relations, views) AS a
	  JOIN pg_trigger AS t ON t.tgrelid = a.relation AND t.tgdeferrable AND t.tgfoid = 'sss.enforce()'::regprocedure
	  JOIN pg_class AS c ON c.oid = a.relation
	  JOIN pg_namespace AS n ON n.oid = c.relnamespace
$deferred$;
COMMENT ON FUNCTION sss_internal.deferred_triggers(oid[], oid[]) IS
'Constraint triggers whose pending checks sss.suspend() runs, as SET CONSTRAINTS names them';

CREATE FUNCTION sss_internal.still_deferred(names text[]) RETURNS SETOF text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $deferred$
	SELECT DISTINCT u.name
	  FROM unnest(names) AS u (name)
	  JOIN pg_constraint AS c ON c.condeferred
	  JOIN pg_namespace AS n ON n.oid = c.connamespace AND format('%I.%I', n.nspname, c.conname) = u.name
$deferred$;
COMMENT ON FUNCTION sss_internal.still_deferred(text[]) IS
'Of these names, those of constraint triggers of other tables in the schema: SET CONSTRAINTS reached them, too. For sss.suspend()';

-- Names in arguments are written as SQL has them, and compared as the catalogs have them.
CREATE FUNCTION sss_internal.given_names(argument text, given jsonb, kept jsonb) RETURNS jsonb STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $given$
DECLARE
	result jsonb := '{}';
	pair record;
	parts text[];
	target text[];
	named text;
BEGIN
	IF given IS NULL OR jsonb_typeof(given) <> 'object' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('argument "%s" must be an object', argument),
			HINT = CASE argument WHEN 'renamed' THEN 'Write {"schema.old": "schema.new", "schema.old.column": "new column"}.'
								 ELSE 'Write {"schema.view": "SELECT ..."}.' END;
	END IF;
	FOR pair IN SELECT e.key, e.value, jsonb_typeof(e.value) AS type FROM jsonb_each(given) AS e LOOP
		BEGIN
			parts := parse_ident(pair.key);
			target := CASE WHEN argument = 'renamed' AND cardinality(parts) = 2 AND pair.type = 'string' THEN parse_ident(pair.value #>> '{}') ELSE '{s,r}' END;
		EXCEPTION WHEN invalid_parameter_value THEN
			parts := NULL;
		END;
		IF parts IS NULL OR cardinality(parts) NOT BETWEEN 2 AND (CASE argument WHEN 'renamed' THEN 3 ELSE 2 END) OR cardinality(target) <> 2 THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = format('argument "%s" names "%s", which is no qualified name, or gives none for it', argument, pair.key),
				HINT = CASE argument WHEN 'renamed' THEN 'Name relations as schema.relation, and columns as schema.relation.column.' ELSE 'Name views as schema.view.' END;
		END IF;
		IF pair.type <> 'string' AND NOT (argument = 'renamed' AND pair.type = 'null' AND cardinality(parts) = 2) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = format('argument "%s" gives no text for "%s"', argument, pair.key),
				HINT = CASE argument WHEN 'renamed' THEN 'Give the new name, or for a relation whose rules are not to come back, null.' ELSE 'Give the query of the view.' END;
		END IF;
		named := format('%I.%I', parts[1], parts[2]);
		IF NOT kept -> 'relations' ? named THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = format('argument "%s" names %s, which is not suspended', argument, named),
				DETAIL = format('The suspension has %s.', (SELECT string_agg(r, ', ' ORDER BY r) FROM jsonb_array_elements_text(kept -> 'relations') AS r)),
				HINT = 'Name relations as they were called when they were suspended.';
		END IF;
		result := result || jsonb_build_object(
			CASE WHEN cardinality(parts) = 3 THEN format('%s.%I', named, parts[3]) ELSE named END,
			CASE WHEN argument = 'renamed' AND cardinality(parts) = 2 AND pair.type = 'string' THEN to_jsonb(format('%I.%I', target[1], target[2])) ELSE pair.value END);
	END LOOP;
	RETURN result;
END
$given$;
COMMENT ON FUNCTION sss_internal.given_names(text, jsonb, jsonb) IS
'Argument renamed or definitions of sss.resume(), with the names as the catalogs have them; 22023 if it has another shape, 42704 if it names what is not suspended';

CREATE FUNCTION sss_internal.name_now(renamed jsonb, relation text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $name$
	SELECT CASE WHEN renamed ? relation THEN renamed ->> relation ELSE relation END
$name$;
COMMENT ON FUNCTION sss_internal.name_now(jsonb, text) IS
'Name of a relation after a migration, by argument renamed of sss.resume(); NULL: it is not to come back';

CREATE FUNCTION sss_internal.names_now(kept jsonb, renamed jsonb) RETURNS SETOF text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $names$
	SELECT n.name
	  FROM jsonb_path_query(kept, 'lax $.keys[*].relation') AS k (relation)
	 CROSS JOIN LATERAL sss_internal.name_now(renamed, k.relation #>> '{}') AS n (name)
	 WHERE n.name IS NOT NULL
$names$;
COMMENT ON FUNCTION sss_internal.names_now(jsonb, jsonb) IS
'Names after a migration of the relations by whose columns the log names cases. For sss.resume()';

CREATE FUNCTION sss_internal.columns_now(renamed jsonb, relation text, columns text[]) RETURNS text[] STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $columns$
	SELECT array_agg(coalesce(renamed ->> format('%s.%I', relation, c.name), c.name) ORDER BY c.n)
	  FROM unnest(columns) WITH ORDINALITY AS c (name, n)
$columns$;
COMMENT ON FUNCTION sss_internal.columns_now(jsonb, text, text[]) IS
'Names of columns after a migration, by argument renamed of sss.resume()';

CREATE FUNCTION sss_internal.views_to_resume(kept jsonb, renamed jsonb, definitions jsonb,
	OUT view jsonb, OUT name text, OUT name_now text, OUT definition text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $resume$
	SELECT u.v, u.v ->> 'name', sss_internal.name_now(renamed, u.v ->> 'name'), definitions ->> (u.v ->> 'name')
	  FROM jsonb_array_elements(kept -> 'views') WITH ORDINALITY AS u (v, n)
	 ORDER BY u.n
$resume$;
COMMENT ON FUNCTION sss_internal.views_to_resume(jsonb, jsonb, jsonb) IS
'Views that are kept, each after those that it reads, with their names now and the queries that are given for them';

CREATE FUNCTION sss_internal.view_to_resume(view jsonb, view_name text, definition text,
	OUT owner text, OUT made_by text, OUT problem text, OUT hint text, OUT command text)
RETURNS record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $resume$
	SELECT view ->> 'owner',
		   CASE WHEN c.oid IS NOT NULL THEN 'made by the migration' WHEN definition IS NOT NULL THEN 'as given' ELSE 'as it was' END,
		   CASE WHEN c.relkind <> 'v' THEN format('%s is not a view', view_name)
				WHEN pg_get_userbyid(c.relowner) <> view ->> 'owner'
				THEN format('view %s belongs to %I, but belonged to %I', view_name, pg_get_userbyid(c.relowner), view ->> 'owner') END,
		   CASE WHEN c.relkind <> 'v' THEN 'Drop it, or name the view in argument "renamed".'
				ELSE format('If that is right, ALTER VIEW %s OWNER TO %I.', view_name, view ->> 'owner') END,
		   CASE WHEN c.oid IS NULL THEN
				format('CREATE VIEW %s%s AS ', view_name,
					   (SELECT format(' WITH (%s)', string_agg(format('%I = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', '))
						  FROM jsonb_array_elements_text(CASE jsonb_typeof(view -> 'options') WHEN 'array' THEN view -> 'options' ELSE '[]' END) AS o
						 HAVING count(*) > 0)) ||
				coalesce(definition, view ->> 'definition') END
	  FROM (SELECT) AS one
	  LEFT JOIN pg_class AS c ON c.oid = sss_internal.relation_named(view_name)
$resume$;
COMMENT ON FUNCTION sss_internal.view_to_resume(jsonb, text, text) IS
'How sss.resume() brings back a view: the command that creates it as its owner, or NULL if the migration made it';

CREATE FUNCTION sss_internal.view_commands(view jsonb, view_name text, created_by text, OUT role text, OUT command text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $commands$
	WITH present AS (
		SELECT c.oid, c.relowner, coalesce(c.relacl, acldefault('r', c.relowner)) AS acl, view ->> 'owner' AS owner
		  FROM pg_class AS c
		 WHERE c.oid = sss_internal.relation_named(view_name)
	), kept_right AS (
		SELECT r ->> 'column' AS of_column, r ->> 'grantor' AS grantor, r ->> 'grantee' AS grantee, r ->> 'privilege' AS privilege,
			   (r ->> 'grantable')::boolean AS grantable, n
		  FROM jsonb_array_elements(view -> 'rights') WITH ORDINALITY AS u (r, n)
	), kept_column AS (
		SELECT c ->> 'name' AS name, c ->> 'comment' AS comment, c ->> 'default' AS expression, a.attnum
		  FROM present AS p
		 CROSS JOIN jsonb_array_elements(view -> 'columns') AS c
		  JOIN pg_attribute AS a ON a.attrelid = p.oid AND a.attname = c ->> 'name'
	), command AS (
		-- Rights that default privileges granted.
		SELECT 1 AS place, x.grantee::bigint AS n, p.owner AS role,
			   format('REVOKE ALL ON %s FROM %s CASCADE', view_name, CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END) AS command
		  FROM present AS p CROSS JOIN LATERAL (SELECT DISTINCT grantee FROM aclexplode(p.acl)) AS x
		 WHERE created_by IS NOT NULL AND x.grantee <> p.relowner
		UNION ALL
		SELECT 1, 0, p.owner, format('REVOKE %s ON %s FROM %I', x.privilege_type, view_name, p.owner)
		  FROM present AS p CROSS JOIN LATERAL aclexplode(p.acl) AS x
		 WHERE created_by IS NOT NULL AND x.grantee = p.relowner
		   AND NOT EXISTS (SELECT FROM kept_right AS k WHERE k.grantee = p.owner AND k.of_column IS NULL AND k.privilege = x.privilege_type)
		UNION ALL
		SELECT 2, k.n, k.grantor,
			   format('GRANT %s%s ON %s TO %s%s', k.privilege, CASE WHEN k.of_column IS NOT NULL THEN format(' (%I)', k.of_column) END, view_name, coalesce(quote_ident(k.grantee), 'PUBLIC'),
					  CASE WHEN k.grantable THEN ' WITH GRANT OPTION' END)
		  FROM present AS p CROSS JOIN kept_right AS k
		 WHERE (k.grantee IS DISTINCT FROM p.owner OR k.of_column IS NOT NULL)
		   AND (k.of_column IS NULL OR k.of_column IN (SELECT c.name FROM kept_column AS c))
		UNION ALL
		SELECT 3, 0, p.owner, format('COMMENT ON VIEW %s IS %L', view_name, view ->> 'comment')
		  FROM present AS p
		 WHERE view ->> 'comment' IS NOT NULL AND NOT (created_by IS NULL AND obj_description(p.oid, 'pg_class') IS NOT NULL)
		UNION ALL
		SELECT 3, c.attnum, p.owner, format('COMMENT ON COLUMN %s.%I IS %L', view_name, c.name, c.comment)
		  FROM present AS p CROSS JOIN kept_column AS c
		 WHERE c.comment IS NOT NULL AND NOT (created_by IS NULL AND col_description(p.oid, c.attnum) IS NOT NULL)
		UNION ALL
		SELECT 4, c.attnum, p.owner, format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', view_name, c.name, c.expression)
		  FROM present AS p CROSS JOIN kept_column AS c
		 WHERE created_by IS NOT NULL AND c.expression IS NOT NULL
		UNION ALL
		SELECT 5, 2 * u.n, p.owner, r ->> 'definition'
		  FROM present AS p CROSS JOIN jsonb_array_elements(CASE jsonb_typeof(view -> 'rules') WHEN 'array' THEN view -> 'rules' ELSE '[]' END) WITH ORDINALITY AS u (r, n)
		 WHERE created_by IS NOT NULL
		UNION ALL
		SELECT 5, 2 * u.n + 1, p.owner, format('COMMENT ON RULE %I ON %s IS %L', r ->> 'name', view_name, r ->> 'comment')
		  FROM present AS p CROSS JOIN jsonb_array_elements(CASE jsonb_typeof(view -> 'rules') WHEN 'array' THEN view -> 'rules' ELSE '[]' END) WITH ORDINALITY AS u (r, n)
		 WHERE created_by IS NOT NULL AND r ->> 'comment' IS NOT NULL
		UNION ALL
		SELECT 6, 2 * u.n, p.owner, t ->> 'definition'
		  FROM present AS p CROSS JOIN jsonb_array_elements(CASE jsonb_typeof(view -> 'triggers') WHEN 'array' THEN view -> 'triggers' ELSE '[]' END) WITH ORDINALITY AS u (t, n)
		 WHERE created_by IS NOT NULL
		UNION ALL
		SELECT 6, 2 * u.n + 1, p.owner, format('COMMENT ON TRIGGER %I ON %s IS %L', t ->> 'name', view_name, t ->> 'comment')
		  FROM present AS p CROSS JOIN jsonb_array_elements(CASE jsonb_typeof(view -> 'triggers') WHEN 'array' THEN view -> 'triggers' ELSE '[]' END) WITH ORDINALITY AS u (t, n)
		 WHERE created_by IS NOT NULL AND t ->> 'comment' IS NOT NULL
	)
	SELECT role, command FROM command ORDER BY place, n
$commands$;
COMMENT ON FUNCTION sss_internal.view_commands(jsonb, text, text) IS
'Commands that give a view the rights and comments that it had and, unless the migration made it so that created_by is NULL, all else, each with the role that must run it. For sss.resume()';

CREATE FUNCTION sss_internal.is_as_kept(view jsonb) RETURNS boolean STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $same$
	SELECT k.now - 'rights' = view - 'rights' AND k.now -> 'rights' @> (view -> 'rights') AND (view -> 'rights') @> (k.now -> 'rights')
	  FROM (SELECT sss_internal.kept_view(sss_internal.relation_named(view ->> 'name'))) AS k (now)
$same$;
COMMENT ON FUNCTION sss_internal.is_as_kept(jsonb) IS
'Is the view as sss.suspensions keeps it? For sss.suspend(), which tries it';

CREATE FUNCTION sss_internal.resume_commands(kept jsonb, renamed jsonb,
	OUT relation text, OUT name text, OUT mode text, OUT relation_now text, OUT lookup_now text, OUT as_owner boolean, OUT command text, OUT "then" text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $commands$
	WITH attachment AS (
		SELECT a, a ->> 'kind' AS kind, a ->> 'relation' AS relation, a ->> 'name' AS name, a ->> 'lookup' AS lookup,
			   sss_internal.name_now(renamed, a ->> 'relation') AS relation_now,
			   sss_internal.name_now(renamed, a ->> 'lookup') AS lookup_now,
			   -- A demoted attachment is meant to enforce.
			   CASE WHEN (a ->> 'demoted')::boolean THEN 'enforce' ELSE a ->> 'mode' END AS mode, n
		  FROM jsonb_array_elements(kept -> 'attachments') WITH ORDINALITY AS u (a, n)
	), texts AS (
		SELECT n, k, array_agg(e.t ORDER BY e.m) AS texts
		  FROM attachment
		 CROSS JOIN LATERAL jsonb_each(a) AS f (k, v)
		 CROSS JOIN LATERAL jsonb_array_elements_text(CASE jsonb_typeof(v) WHEN 'array' THEN v ELSE '[]' END) WITH ORDINALITY AS e (t, m)
		 WHERE k IN ('columns', 'key', 'lookup_by', 'lock_by', 'required')
		 GROUP BY n, k
	), options AS (
		SELECT a.n, format(', mode => %L, required => %L::pg_catalog.text[], unsettled => %L, timing => %L, always => %L, name => %L)',
						   a.mode, coalesce((SELECT t.texts FROM texts AS t WHERE (t.n, t.k) = (a.n, 'required')), '{}'),
						   a.a ->> 'unsettled', a.a ->> 'timing', a.a ->> 'always', a.name) AS options,
			   sss_internal.columns_now(renamed, a.relation, (SELECT t.texts FROM texts AS t WHERE (t.n, t.k) = (a.n, 'key'))) AS key,
			   sss_internal.columns_now(renamed, a.relation, (SELECT t.texts FROM texts AS t WHERE (t.n, t.k) = (a.n, 'lock_by'))) AS lock_by,
			   (SELECT array_agg(split_part(c, '=', 1) || '=' || (sss_internal.columns_now(renamed, a.relation, ARRAY[substr(c, strpos(c, '=') + 1)]))[1] ORDER BY m)
				  FROM texts AS t, unnest(t.texts) WITH ORDINALITY AS x (c, m) WHERE (t.n, t.k) = (a.n, 'columns')) AS columns,
			   (SELECT array_agg((sss_internal.columns_now(renamed, a.relation, ARRAY[split_part(c, '=', 1)]))[1] || '=' ||
								 (sss_internal.columns_now(renamed, a.lookup, ARRAY[substr(c, strpos(c, '=') + 1)]))[1] ORDER BY m)
				  FROM texts AS t, unnest(t.texts) WITH ORDINALITY AS x (c, m) WHERE (t.n, t.k) = (a.n, 'lookup_by')) AS lookup_by,
			   -- A table that a new view does not read needs no way, and cannot be left out.
			   (SELECT array_agg(format('%s.%I=%s', sss_internal.name_now(renamed, v ->> 'relation'),
										(sss_internal.columns_now(renamed, v ->> 'relation', ARRAY[split_part(c, '=', 1)]))[1],
										(sss_internal.columns_now(renamed, a.relation, ARRAY[substr(c, strpos(c, '=') + 1)]))[1]))
				  FROM jsonb_array_elements(CASE jsonb_typeof(a.a -> 'via') WHEN 'array' THEN a.a -> 'via' ELSE '[]' END) AS v
				 CROSS JOIN LATERAL jsonb_array_elements_text(v -> 'columns') AS c
				 WHERE sss_internal.relation_named(sss_internal.name_now(renamed, v ->> 'relation')) IN (
						SELECT r.relation FROM sss_internal.facts_reads(sss_internal.relation_named(a.relation_now)) AS r)) AS via,
			   (SELECT array_agg(sss_internal.name_now(renamed, l))
				  FROM jsonb_array_elements_text(CASE jsonb_typeof(a.a -> 'leave_out') WHEN 'array' THEN a.a -> 'leave_out' ELSE '[]' END) AS l
				 WHERE sss_internal.relation_named(sss_internal.name_now(renamed, l)) IN (
						SELECT r.relation FROM sss_internal.facts_reads(sss_internal.relation_named(a.relation_now)) AS r)) AS leave_out
		  FROM attachment AS a
	)
	SELECT a.relation, a.name, CASE WHEN a.kind = 'check' THEN 'constraint' WHEN (a.a ->> 'demoted')::boolean THEN 'demoted' ELSE a.mode END,
		   a.relation_now, CASE WHEN a.lookup IS NOT NULL THEN coalesce(a.lookup_now, '') END, a.kind = 'check',
		   CASE a.kind
				WHEN 'view' THEN format('SELECT pg_catalog.count(*) FROM sss.attach_view(%L, %L, key => %L::pg_catalog.text[], via => %L::pg_catalog.text[], leave_out => %L::pg_catalog.regclass[], lock_by => %L::pg_catalog.text[]',
										a.relation_now, a.a ->> 'rule', o.key, o.via, coalesce(o.leave_out, '{}'), o.lock_by) || o.options
				WHEN 'table' THEN format('SELECT sss.attach(%L, %L, columns => %L::pg_catalog.text[], key => %L::pg_catalog.text[], lookup => %L, lookup_by => %L::pg_catalog.text[]',
										 a.relation_now, a.a ->> 'rule', o.columns, o.key, a.lookup_now, o.lookup_by) || o.options
				WHEN 'check' THEN format('SELECT sss.add_check(%L, %L, columns => %L::pg_catalog.text[], except_keys => %L, name => %L)',
										 a.relation_now, a.a ->> 'rule', o.columns, a.a ->> 'except_keys', a.name)
		   END,
		   -- A demoted attachment is demoted again.  What was acknowledged of its tables counts until they are attached.
		   (SELECT 'SELECT ' || string_agg(c.call, ', ')
			  FROM (SELECT format('sss_internal.demote(%L, %L, ''demoted before it was suspended'')', a.relation_now, a.name) AS call
					 WHERE (a.a ->> 'demoted')::boolean
					UNION ALL
					SELECT format('sss.acknowledge(%L, %s, true)', sss_internal.name_now(renamed, t ->> 'relation'), t ->> 'acknowledged')
					  FROM jsonb_array_elements(a.a -> 'tables') AS t
					 WHERE t ->> 'acknowledged' ~ '^E?''(?:[^'']|'''')*''$'
					   AND sss_internal.relation_named(sss_internal.name_now(renamed, t ->> 'relation')) IS NOT NULL) AS c)
	  FROM attachment AS a
	  JOIN options AS o USING (n)
	 ORDER BY a.n
$commands$;
COMMENT ON FUNCTION sss_internal.resume_commands(jsonb, jsonb) IS
'Calls that attach again what is kept, with names as argument renamed of sss.resume() maps them';

CREATE FUNCTION sss_internal.exemptions_to_resume(kept jsonb, renamed jsonb,
	OUT baseline boolean, OUT number bigint, OUT name_now text, OUT relid oid, OUT columns text, OUT problem text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $exemptions$
	SELECT e.baseline, e.number, n.name, n.relid,
		   format('%s(%s)', n.name, (SELECT string_agg(quote_ident(c), ', ' ORDER BY k) FROM unnest(n.columns) WITH ORDINALITY AS u (c, k))),
		   CASE WHEN n.relid IS NULL THEN format('relation %s does not exist', n.name)
				WHEN m.missing IS NOT NULL THEN format('relation %s has no column %s', n.name, m.missing) END
	  FROM jsonb_to_recordset(kept -> 'exemptions') AS e (baseline boolean, number bigint, relation text, columns text[])
	 CROSS JOIN LATERAL (
			SELECT sss_internal.name_now(renamed, e.relation) AS name, sss_internal.columns_now(renamed, e.relation, e.columns) AS columns,
				   sss_internal.relation_named(sss_internal.name_now(renamed, e.relation)) AS relid) AS n
	 CROSS JOIN LATERAL (
			SELECT string_agg(quote_ident(c), ', ') AS missing
			  FROM unnest(n.columns) AS c
			 WHERE NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = n.relid AND a.attname = c AND a.attnum > 0 AND NOT a.attisdropped)) AS m
	 ORDER BY e.baseline, e.number
$exemptions$;
COMMENT ON FUNCTION sss_internal.exemptions_to_resume(jsonb, jsonb) IS
'Waivers and baselines of the relations that are kept, with the relation and the columns that name their cases now';

CREATE FUNCTION sss_internal.repoint_log(kept jsonb, renamed jsonb) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET jit = off AS $repoint$
BEGIN
	LOCK TABLE sss_internal.violation_sources IN SHARE ROW EXCLUSIVE MODE;
	WITH key AS (
		-- As the type writes the columns of a relation that is gone, which a dump keeps, and of one that was renamed.
		SELECT format('%s(%s)', k.number, array_to_string(k.numbers, ', ')) AS gone,
			   format('%s(%s)', sss_internal.relation_name(k.number::oid),
					  (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n)
						 FROM unnest(k.numbers) WITH ORDINALITY AS u (number, n)
						 JOIN pg_attribute AS a ON a.attrelid = k.number::oid AND a.attnum = u.number)) AS aside,
			   format('%s(%s)', sss_internal.name_now(renamed, k.relation),
					  (SELECT string_agg(quote_ident(c), ', ' ORDER BY u.n)
						 FROM unnest(sss_internal.columns_now(renamed, k.relation, k.columns)) WITH ORDINALITY AS u (c, n))) AS now
		  FROM jsonb_to_recordset(CASE jsonb_typeof(kept -> 'keys') WHEN 'array' THEN kept -> 'keys' ELSE '[]' END) AS k (relation text, number bigint, columns text[], numbers integer[])
		 WHERE sss_internal.relation_named(sss_internal.name_now(renamed, k.relation)) IS NOT NULL
	)
	UPDATE sss_internal.violation_sources AS s
	   SET key_columns = k.now::sss_internal.key_columns
	  FROM key AS k
	 WHERE s.key_columns::text IN (k.gone, k.aside) AND s.key_columns::text <> k.now;
END
$repoint$;
COMMENT ON FUNCTION sss_internal.repoint_log(jsonb, jsonb) IS
'For sss.resume(): let the log name its cases by the columns of the views and tables that have the names of those that are kept';

CREATE FUNCTION sss.suspend(relations regclass[], reason text) RETURNS bigint
AS 'MODULE_PATHNAME', 'sss_suspend' LANGUAGE C;
COMMENT ON FUNCTION sss.suspend(regclass[], text) IS
'Take away, for a migration of the relations, the facts views that read them, the views on which or under which these stand, and every rule attached to them, until sss.resume(). Returns the number of the suspension. Deferred checks are run first. 55000 with all obstacles if something could not be brought back; 42501 if the caller does not own all of it';

CREATE FUNCTION sss.plan_resume(suspension bigint, renamed jsonb DEFAULT '{}', definitions jsonb DEFAULT '{}',
	OUT kind text, OUT object text, OUT note text, OUT key text[], OUT verdict sss.verdict, OUT provision sss.provision,
	OUT problem text, OUT hint text) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_plan_resume' LANGUAGE C;
COMMENT ON FUNCTION sss.plan_resume(bigint, jsonb, jsonb) IS
'The rows that sss.resume() with the same arguments would return, with what does not fit and how to mend it. Tries everything and takes it back, with the same locks for that time; changes nothing';

CREATE FUNCTION sss.resume(suspension bigint, renamed jsonb DEFAULT '{}', definitions jsonb DEFAULT '{}',
	OUT kind text, OUT object text, OUT note text, OUT key text[], OUT verdict sss.verdict, OUT provision sss.provision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_resume' LANGUAGE C;
COMMENT ON FUNCTION sss.resume(bigint, jsonb, jsonb) IS
'Bring back what sss.suspend() took away, or change nothing: 55000 lists all that does not fit. A view is the one that the migration made, or has the query given in definitions, {"schema.view": "SELECT ..."}, or the one it had. renamed maps the relations and columns of keys and bindings, {"schema.old": "schema.new", "schema.old.column": "new"}; null leaves a relation out. Returns a row for each view, attachment, waiver and baseline, and for each violation that is new since the suspension';
