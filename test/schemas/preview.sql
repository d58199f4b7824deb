-- Previews of random rows, compared with what the statements are told: a row of a guarded table gets values of other rows.
-- If several cases fail, the one that is named first depends on the plan.
CREATE FUNCTION proof.refusal(name text, errcode text, message text, detail text, hint text, attribute text) RETURNS jsonb IMMUTABLE LANGUAGE sql AS $$
	SELECT CASE WHEN detail::jsonb ? 'count' THEN jsonb_build_array(name, errcode, detail::jsonb->'count')
				ELSE jsonb_build_array(name, errcode, message, detail, nullif(hint, ''), nullif(attribute, '')) END
$$;

-- The answer to the statement: the refusal, the SQLSTATE of another error, or that it passes
CREATE FUNCTION proof.told(relation regclass, new_row jsonb, key jsonb) RETURNS jsonb VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	columns text := (SELECT string_agg(quote_ident(k), ', ') FROM jsonb_object_keys(new_row) AS k);
	name text;
	message text;
	detail text;
	hint text;
	attribute text;
BEGIN
	IF key IS NULL THEN
		EXECUTE format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $1)', relation, columns) USING new_row;
	ELSE
		EXECUTE format('UPDATE %1$s AS t SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $1)) FROM jsonb_populate_record(NULL::%1$s, $2) AS k WHERE %3$s', relation, columns,
					   (SELECT string_agg(format('t.%1$I = k.%1$I', k), ' AND ') FROM jsonb_object_keys(key) AS k)) USING new_row, key;
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'PR001';
EXCEPTION
	WHEN SQLSTATE 'PR001' THEN
		RETURN '"passes"';
	WHEN OTHERS THEN
		GET STACKED DIAGNOSTICS name = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, attribute = COLUMN_NAME;
		RETURN CASE WHEN detail LIKE '{"rule"%' THEN proof.refusal(name, sqlstate, message, detail, hint, attribute) ELSE to_jsonb(sqlstate) END;
END
$$;

CREATE PROCEDURE proof.preview(of_world text, n integer) LANGUAGE plpgsql AS $$
DECLARE
	guarded regclass[] := ARRAY(SELECT DISTINCT a.relation FROM sss.attached_tables AS a JOIN proof.world AS w ON w.view::regclass = a.view WHERE w.name = of_world ORDER BY 1);
	relation regclass;
	rows jsonb[];
	new_row jsonb;
	key jsonb;
	said jsonb;
	told jsonb;
BEGIN
	FOR i IN 1 .. n LOOP
		relation := proof.pick(guarded);
		EXECUTE format('SELECT array_agg(r) FROM (SELECT to_jsonb(t) AS r FROM %s AS t ORDER BY random() LIMIT 2) AS s', relation) INTO rows;
		-- The columns of the primary key, or of the mapping table's unique key
		SELECT jsonb_object_agg(a.attname, rows[1]->a.attname) INTO key
		  FROM pg_index AS x JOIN pg_attribute AS a ON a.attrelid = x.indrelid AND a.attnum = ANY (x.indkey)
		 WHERE x.indrelid = relation AND x.indisunique AND (x.indisprimary OR NOT EXISTS (SELECT FROM pg_index AS o WHERE o.indrelid = relation AND o.indisprimary));
		-- The row, with some columns of the other
		new_row := (SELECT jsonb_object_agg(a.attname, rows[CASE WHEN random() < 0.5 THEN 1 ELSE 2 END]->a.attname)
					  FROM pg_attribute AS a
					 WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND a.attname NOT IN ('decided_at', 'decided_by')
					   AND NOT (a.attname IN (SELECT jsonb_object_keys(key)) AND a.atthasdef));
		IF random() < 0.5 THEN
			key := NULL;
		ELSIF random() < 0.8 THEN
			new_row := new_row - ARRAY(SELECT jsonb_object_keys(key));
		END IF;
		CONTINUE WHEN new_row = '{}' OR key @> 'null'::jsonb OR EXISTS (SELECT FROM jsonb_each(key) AS e WHERE e.value = 'null');
		said := (SELECT jsonb_agg(CASE outcome WHEN 'refused' THEN proof.refusal(attachment, errcode, message, detail, hint, attribute) ELSE to_jsonb(outcome) END)
				   FROM sss.preview(relation, new_row, key) WHERE outcome <> 'logged');
		told := proof.told(relation, new_row, key);
		-- Another constraint may fail before ours is asked
		IF NOT coalesce(said, '["passes"]') @> jsonb_build_array(told) AND (jsonb_typeof(told) = 'array' OR told = '"passes"') THEN
			INSERT INTO proof.preview_difference VALUES (of_world, relation::text, new_row, key, said, told);
		END IF;
		INSERT INTO proof.preview_tally VALUES (of_world, CASE jsonb_typeof(told) WHEN 'array' THEN 'refused' ELSE CASE told #>> '{}' WHEN 'passes' THEN 'passes' ELSE 'fails' END END, 1)
			ON CONFLICT (world, outcome) DO UPDATE SET n = preview_tally.n + 1;
	END LOOP;
END
$$;
