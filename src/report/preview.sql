--
-- Before a row is written: the findings that the statement would be told.  The row is made as the statement would
-- make it; C asks the triggers.  Nothing is written: not even the next value of a sequence is taken.
--
CREATE FUNCTION sss_internal.preview_arguments(relation regclass, new_row jsonb, key jsonb, ignore_triggers name[]) RETURNS void
STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $check$
DECLARE
	given record;
	col record;
BEGIN
	FOR given IN SELECT * FROM (VALUES ('new_row', new_row), ('key', key)) AS v (name, value) LOOP
		IF given.value IS NULL AND (given.name = 'new_row' OR relation IS NULL) OR ignore_triggers IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = format('argument "%s" must not be NULL',
				CASE WHEN relation IS NULL THEN 'relation' WHEN ignore_triggers IS NULL THEN 'ignore_triggers' ELSE given.name END);
		ELSIF jsonb_typeof(given.value) <> 'object' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('argument "%s" must be a JSON object, with a member for each column', given.name);
		ELSIF given.name = 'key' AND given.value = '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'argument "key" names no column',
				HINT = 'Name the columns that find the row that is updated, or leave out the argument for a row that is inserted.';
		END IF;
	END LOOP;
	IF (SELECT relkind IN ('r', 'p') FROM pg_class WHERE oid = relation) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('"%s" is not a table', relation),
			HINT = 'Name the table to which the row is written.';
	END IF;
	FOR col IN
		SELECT g.name, a.attname, a.attgenerated, a.attidentity, g.of_key,
			   has_column_privilege(relation, a.attnum, CASE WHEN key IS NULL THEN 'INSERT' ELSE 'UPDATE' END) AS may_write
		  FROM (SELECT k, false FROM jsonb_object_keys(new_row) AS k UNION ALL SELECT k, true FROM jsonb_object_keys(coalesce(key, '{}')) AS k) AS g (name, of_key)
		  LEFT JOIN pg_attribute AS a ON a.attrelid = relation AND a.attname = g.name AND a.attnum > 0 AND NOT a.attisdropped
		 ORDER BY a.attname IS NOT NULL
	LOOP
		IF col.attname IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('column "%s" of relation "%s" does not exist', col.name, relation);
		ELSIF NOT col.of_key AND NOT col.may_write THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('permission denied for column "%s" of table "%s"', col.name, relation);
		ELSIF NOT col.of_key AND (col.attgenerated <> '' OR col.attidentity = 'a') THEN
			RAISE EXCEPTION USING ERRCODE = 'generated_always', MESSAGE = format('column "%s" of table "%s" is generated always', col.name, relation);
		END IF;
	END LOOP;
END
$check$;
COMMENT ON FUNCTION sss_internal.preview_arguments(regclass, jsonb, jsonb, name[]) IS
'For sss.preview(): an error if the arguments mean nothing, or if the caller may not write these columns';

-- The value that the sequence gives next.  Another session may take it, so it only stands for one that no row has yet.
CREATE FUNCTION sss_internal.preview_next(sequence regclass) RETURNS bigint STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $next$
DECLARE
	coming bigint;
BEGIN
	IF has_sequence_privilege(sequence, 'SELECT') THEN
		EXECUTE format('SELECT CASE WHEN s.is_called THEN s.last_value + p.seqincrement ELSE s.last_value END FROM %s AS s, pg_catalog.pg_sequence AS p WHERE p.seqrelid = %s', sequence, sequence::oid)
		   INTO coming;
	END IF;
	RETURN coming;
END
$next$;
COMMENT ON FUNCTION sss_internal.preview_next(regclass) IS
'For sss.preview(): the value that the sequence gives next, without taking it; NULL: the caller may not read the sequence';

-- Defaults that a volatile function makes are left out, unless it is known to make a value and do nothing else.
CREATE FUNCTION sss_internal.preview_default(relation regclass, attnum smallint, type oid) RETURNS text
STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $default$
DECLARE
	identity text := (SELECT pg_get_serial_sequence(relation::text, attname) FROM pg_attribute AS a WHERE (a.attrelid, a.attnum) = (preview_default.relation, preview_default.attnum) AND attidentity <> '');
	expression text := coalesce((SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE (adrelid, adnum) = (preview_default.relation, preview_default.attnum)),
								(SELECT coalesce(pg_get_expr(typdefaultbin, 0), quote_literal(typdefault)) FROM pg_type WHERE oid = type));
BEGIN
	IF identity IS NOT NULL THEN
		RETURN sss_internal.preview_next(identity::regclass);
	END IF;
	CASE sss_internal.preview_default_kind(relation, attnum)
		WHEN 'fixed' THEN
			RETURN expression;
		WHEN 'sequence' THEN
			RETURN sss_internal.preview_next(replace(substring(expression FROM '^nextval[(]''(.*)''::regclass[)]$'), '''''', '''')::regclass);
		ELSE
			-- The caller is the one who would write the row.
			RETURN CASE WHEN expression IN ('CURRENT_USER', 'CURRENT_ROLE', 'USER') THEN quote_literal(current_user)
						WHEN expression ~ '^[[:alnum:]_."]+[(][)]$' THEN (
				SELECT expression
				  FROM pg_proc AS p
				  JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname IN ('internal', 'c')
				  LEFT JOIN pg_depend AS m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid AND m.deptype = 'e' AND m.refclassid = 'pg_extension'::regclass
				  LEFT JOIN pg_extension AS x ON x.oid = m.refobjid
				 WHERE p.oid = to_regprocedure(expression)
				   AND (p.pronamespace = 'pg_catalog'::regnamespace AND p.proname IN ('gen_random_uuid', 'uuidv4', 'uuidv7', 'random', 'clock_timestamp', 'timeofday')
						OR x.extname IN ('uuid-ossp', 'pgcrypto'))) END;
	END CASE;
END
$default$;
COMMENT ON FUNCTION sss_internal.preview_default(regclass, smallint, oid) IS
'For sss.preview(): an expression with the default of the column, which leaves nothing behind; for a sequence, the value that it gives next. NULL: the default cannot be told beforehand';

-- A row is text between the queries, since a variable of PL/pgSQL keeps its type from call to call; the settings of
-- sss.preview() let every value be read again as it was written.
CREATE FUNCTION sss_internal.preview_query(relation regclass, new_row jsonb, updates boolean, OUT query text, OUT unknown name[], OUT generated text)
STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $query$
	WITH col AS (
		SELECT a.attnum, a.attname, a.attgenerated <> '' AS computed, given.found,
			   CASE WHEN a.attgenerated <> '' THEN 'NULL'
					WHEN given.found THEN format('d.%I', a.attname)
					WHEN updates THEN format('($2::%s).%I', relation, a.attname)
					ELSE sss_internal.preview_default(relation, a.attnum, a.atttypid) END AS expression,
			   CASE WHEN given.found THEN format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) END AS declared,
			   sss_internal.preview_default_kind(relation, a.attnum) IS NOT NULL OR a.attidentity <> '' AS has_default,
			   CASE WHEN a.attgenerated = '' THEN quote_ident(a.attname) ELSE format('(%s)', pg_get_expr(g.adbin, g.adrelid)) END AS final
		  FROM pg_attribute AS a
		  LEFT JOIN pg_attrdef AS g ON (g.adrelid, g.adnum) = (a.attrelid, a.attnum)
		 CROSS JOIN LATERAL (SELECT new_row ? a.attname::text AS found) AS given
		 WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
	)
	SELECT format('SELECT ARRAY[(ROW(%s)::%s)::text]%s', string_agg(coalesce(c.expression, 'NULL'), ', ' ORDER BY c.attnum), relation,
				  ' FROM jsonb_to_record($1) AS d(' || string_agg(c.declared, ', ') || ')'),
		   coalesce(array_agg(c.attname) FILTER (WHERE c.expression IS NULL AND c.has_default), '{}'),
		   CASE WHEN bool_or(c.computed) THEN format('SELECT ARRAY[(ROW(%s)::%s)::text] FROM (SELECT ($2::%2$s).*) AS p', string_agg(c.final, ', ' ORDER BY c.attnum), relation) END
	  FROM col AS c
$query$;
COMMENT ON FUNCTION sss_internal.preview_query(regclass, jsonb, boolean) IS
'For sss.preview(): a query that makes the row, the columns whose default cannot be told beforehand, and a query that computes the generated columns, NULL: there are none';

-- The row that is updated, and the partition that it is in
CREATE FUNCTION sss_internal.preview_updated(relation regclass, key jsonb) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $updated$
	SELECT format('SELECT ARRAY[count(*)::text, min(f.tab), min(f.place), min(f.r)] FROM (SELECT t.tableoid::text AS tab, t.ctid::text AS place, t::text AS r FROM %s AS t, jsonb_to_record($1) AS k(%s) WHERE %s LIMIT 2) AS f', relation,
				  string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', '),
				  string_agg(format('t.%1$I %2$s k.%1$I', a.attname, coalesce((
					SELECT format('OPERATOR(%I.%s)', n.nspname, o.oprname)
					  FROM pg_opclass AS c
					  JOIN pg_amop AS m ON m.amopfamily = c.opcfamily AND m.amopstrategy = 3 AND m.amoplefttype = c.opcintype AND m.amoprighttype = c.opcintype
					  JOIN pg_operator AS o ON o.oid = m.amopopr
					  JOIN pg_namespace AS n ON n.oid = o.oprnamespace
					 WHERE c.opcdefault AND c.opcintype = coalesce(nullif(y.typbasetype, 0), y.oid) AND c.opcmethod = (SELECT oid FROM pg_am WHERE amname = 'btree')), 'OPERATOR(pg_catalog.=)')), ' AND '))
	  FROM jsonb_object_keys(key) AS g (name)
	  JOIN pg_attribute AS a ON a.attrelid = relation AND a.attname = g.name AND a.attnum > 0 AND NOT a.attisdropped
	  JOIN pg_type AS y ON y.oid = a.atttypid
$updated$;
COMMENT ON FUNCTION sss_internal.preview_updated(regclass, jsonb) IS
'For sss.preview(): a query for the number of rows that have the key, two at most, and the table, place and text of one';

-- Defaults, domains, types and CHECKs may be code of the table's owner.  So C runs these texts with the owner's rights, whichever role asks.  Each query
-- gives one text[].  $1: the columns that are given, or those of the key; $2: a row, as text
CREATE FUNCTION sss_internal.preview_text(step text, relation regclass, part oid, given jsonb, updates boolean) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $text$
	SELECT CASE step
		WHEN 'find' THEN sss_internal.preview_updated(relation, given)
		WHEN 'make' THEN (SELECT q.query FROM sss_internal.preview_query(relation, given, updates) AS q)
		WHEN 'generate' THEN (SELECT q.generated FROM sss_internal.preview_query(relation, given, updates) AS q)
		WHEN 'move' THEN (SELECT format('SELECT ARRAY[(ROW(%s)::%s)::text] FROM (SELECT ($2::%s).*) AS p', string_agg(quote_ident(attname), ', ' ORDER BY attnum), part::regclass, relation)
							FROM pg_attribute WHERE attrelid = part AND attnum > 0 AND NOT attisdropped)
		WHEN 'check' THEN (SELECT format('SELECT ARRAY[(%s)::text] FROM (SELECT ($2::%s).*) AS p', pg_get_expr(conbin, conrelid), conrelid::regclass) FROM pg_constraint WHERE oid = part)
	END
$text$;
COMMENT ON FUNCTION sss_internal.preview_text(text, regclass, oid, jsonb, boolean) IS
'For sss_internal.preview_step(): the query of a step; NULL: there is nothing to do';

CREATE FUNCTION sss_internal.preview_partition(relation regclass, r text, updates boolean) RETURNS regclass STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $partition$
DECLARE
	place regclass := relation;
	chosen regclass;
	child regclass;
BEGIN
	-- Level by level, as the statement finds it: a partition that the row does not go to is not even opened.
	WHILE (SELECT relkind FROM pg_class WHERE oid = place) = 'p' LOOP
		chosen := NULL;
		FOR child IN SELECT i.inhrelid FROM pg_inherits AS i WHERE i.inhparent = place AND (to_jsonb(i) ->> 'inhdetachpending')::boolean IS NOT TRUE LOOP
			IF (sss_internal.preview_step('choose', relation, place, child, NULL, r, updates))[1]::boolean THEN
				chosen := child;
				EXIT;
			END IF;
		END LOOP;
		IF chosen IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format('no partition of relation "%s" found for row', place);
		END IF;
		place := chosen;
	END LOOP;
	RETURN place;
END
$partition$;
COMMENT ON FUNCTION sss_internal.preview_partition(regclass, text, boolean) IS
'For sss.preview(): the partition into which the row would go';

-- A trigger, a rule or a cascade of the application may change what is checked: nobody knows before it ran.
CREATE FUNCTION sss_internal.preview_limits(relation regclass, stored_in regclass, updates boolean, ignore_triggers name[], undecided name[]) RETURNS text
STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $limits$
	SELECT nullif(concat_ws(' ',
		(SELECT 'Triggers of the table may change the row, or others: ' || string_agg(DISTINCT quote_ident(t.tgname), ', ') || '.'
		   FROM pg_trigger AS t
		  WHERE t.tgrelid IN (relation, stored_in) AND NOT t.tgisinternal AND t.tgfoid <> 'sss.enforce()'::regprocedure AND t.tgenabled <> 'D'
			AND t.tgtype & CASE WHEN updates THEN 16 ELSE 4 END <> 0 AND t.tgname <> ALL (ignore_triggers)),
		(SELECT 'Rules of the table change the statement: ' || string_agg(quote_ident(r.rulename), ', ') || '.'
		   FROM pg_rewrite AS r
		  WHERE r.ev_class = relation AND r.ev_enabled <> 'D' AND r.ev_type = CASE WHEN updates THEN '2' ELSE '3' END),
		(SELECT 'A foreign key may write other tables: ' || string_agg(DISTINCT f.conrelid::regclass::text, ', ') || '.'
		   FROM pg_constraint AS f
		  WHERE updates AND f.contype = 'f' AND f.confrelid IN (relation, stored_in) AND f.confupdtype IN ('c', 'n', 'd')),
		'The default cannot be told before the row is written: ' || nullif(array_to_string(ARRAY(SELECT quote_ident(u) FROM unnest(undecided) AS u), ', '), '') || '.'), '')
$limits$;
COMMENT ON FUNCTION sss_internal.preview_limits(regclass, regclass, boolean, name[], name[]) IS
'For sss.preview(): why the row that is checked may be another; NULL: it is known';

CREATE FUNCTION sss_internal.preview_checks(relation regclass, stored_in regclass, r text, updates boolean,
	OUT attachment text, OUT rule text, OUT mode text, OUT outcome text,
	OUT errcode text, OUT message text, OUT detail text, OUT hint text, OUT attribute text)
RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $checks$
DECLARE
	of_check record;
BEGIN
	FOR of_check IN
		SELECT c.oid, c.conname, d.rule, d.mode, d.effective_mode
		  FROM pg_constraint AS c
		 CROSS JOIN LATERAL sss_internal.describe_check(c.oid) AS d
		 WHERE c.conrelid = stored_in AND c.contype = 'c' AND d.enforced_by IS NOT NULL
	LOOP
		attachment := of_check.conname;
		rule := of_check.rule;
		mode := of_check.mode;
		outcome := CASE WHEN of_check.effective_mode = 'disabled' THEN 'not checked' ELSE 'passes' END;
		errcode := NULL;
		message := NULL;
		detail := NULL;
		hint := NULL;
		IF outcome = 'passes' THEN
			BEGIN
				PERFORM sss_internal.preview_step('check', relation, stored_in, of_check.oid, NULL, r, updates);
			EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN
				GET STACKED DIAGNOSTICS errcode = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
				outcome := CASE WHEN detail LIKE '{"rule"%' THEN 'refused' ELSE 'fails' END;
				detail := nullif(detail, '');
				hint := nullif(hint, '');
			END;
		END IF;
		RETURN NEXT;
	END LOOP;
END
$checks$;
COMMENT ON FUNCTION sss_internal.preview_checks(regclass, regclass, text, boolean) IS
'For sss.preview(): the outcome of each attachment that is a CHECK of the table';

CREATE FUNCTION sss.preview(relation regclass, new_row jsonb, key jsonb DEFAULT NULL, ignore_triggers name[] DEFAULT '{}',
	OUT attachment text, OUT rule text, OUT mode text, OUT outcome text,
	OUT errcode text, OUT message text, OUT detail text, OUT hint text, OUT attribute text)
RETURNS SETOF record VOLATILE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET extra_float_digits = 1 SET datestyle = iso SET array_nulls = on SET xmloption = content AS $preview$
DECLARE
	updates CONSTANT boolean := key IS NOT NULL;
	was text[];
	old_table regclass;
	old_place tid;
	made text;
	stored_in regclass := relation;
	limits text;
BEGIN
	PERFORM sss_internal.preview_arguments(relation, new_row, key, ignore_triggers);
	IF row_security_active(relation) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('row-level security is active for relation "%s"', relation),
			HINT = 'Preview as a role that row-level security does not apply to.';
	END IF;
	IF updates THEN
		was := sss_internal.preview_step('find', relation, relation, NULL, key, NULL, updates);
		old_table := was[2]::oid;
		old_place := was[3];
		IF was[1] <> '1' THEN
			RAISE EXCEPTION USING ERRCODE = CASE was[1] WHEN '0' THEN 'no_data_found' ELSE 'cardinality_violation' END,
				MESSAGE = format(CASE was[1] WHEN '0' THEN 'no row of relation "%s" has this key' ELSE 'several rows of relation "%s" have this key' END, relation),
				HINT = 'Name the columns of the primary key in argument "key".';
		ELSIF old_table <> relation AND (SELECT relkind FROM pg_class WHERE oid = relation) <> 'p' THEN
			RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = format('the row is in table "%s", which inherits from "%s"', old_table, relation),
				HINT = 'Name that table.';
		END IF;
	END IF;
	BEGIN
		made := (sss_internal.preview_step('make', relation, relation, NULL, new_row, was[4], updates))[1];
		made := coalesce((sss_internal.preview_step('generate', relation, relation, NULL, new_row, made, updates))[1], made);
	EXCEPTION WHEN check_violation THEN
		-- That of a domain, if it is ours
		GET STACKED DIAGNOSTICS errcode = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
		IF detail NOT LIKE '{"rule"%' THEN
			RAISE;
		END IF;
		rule := detail::json ->> 'rule';
		mode := 'enforce';
		outcome := 'refused';
		attachment := (SELECT min(a.name) FROM sss_internal.attached AS a WHERE a.relation = preview.relation AND a.rule = preview.rule AND a.enforced_by = 'constraint');
		RETURN NEXT;
		RETURN;
	END;
	IF (SELECT relkind FROM pg_class WHERE oid = relation) = 'p' THEN
		stored_in := sss_internal.preview_partition(relation, made, updates);
		made := (sss_internal.preview_step('move', relation, stored_in, stored_in, NULL, made, updates))[1];
	END IF;
	limits := sss_internal.preview_limits(relation, stored_in, updates, ignore_triggers, (SELECT q.unknown FROM sss_internal.preview_query(relation, new_row, updates) AS q));
	RETURN QUERY
		WITH told AS MATERIALIZED (
			SELECT t.* FROM sss_internal.preview_triggers(relation, stored_in, made, old_table, old_place) AS t
			UNION
			SELECT c.* FROM sss_internal.preview_checks(relation, stored_in, made, updates) AS c
		)
		SELECT t.attachment, t.rule, t.mode, CASE WHEN t.outcome = 'passes' AND limits IS NOT NULL THEN 'unknown' ELSE t.outcome END,
			   t.errcode, CASE WHEN t.outcome = 'passes' THEN limits ELSE t.message END, t.detail, t.hint, t.attribute
		  FROM told AS t
		 -- The trigger that binds a view passes; a table that stands in several places of a view is asked for each.
		 WHERE t.outcome NOT IN ('passes', 'not checked') OR t.message IS NOT NULL OR NOT EXISTS (
				SELECT FROM told AS o
				 WHERE o.attachment = t.attachment AND (o.outcome NOT IN (t.outcome, 'not checked') OR o.message IS NOT NULL))
		 ORDER BY t.attachment, t.message;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('no rule is attached to relation "%s"', relation),
			HINT = 'See view sss.attachments for what is attached.';
	END IF;
END
$preview$;
COMMENT ON FUNCTION sss.preview(regclass, jsonb, jsonb, name[]) IS
'The findings that an INSERT of the row would be told, or with a key, an UPDATE of the one row that has it: one row an attachment and finding, in the words of a refusal. outcome: refused, logged, passes, fails (the set-up is wrong), not checked (the trigger does not fire), or unknown, and message says why. Nothing is written or locked; 42501 without the right to write these columns. ignore_triggers: triggers of the application that change nothing a rule reads';
