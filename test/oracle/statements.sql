-- Random writes on the tables of a world: statements, and transactions of them.

-- A random table; the world's main tables come up more often.
CREATE FUNCTION oracle.some_table() RETURNS oracle.tab VOLATILE LANGUAGE sql AS
	'SELECT t FROM oracle.tab AS t, generate_series(1, weight) ORDER BY random() LIMIT 1';

CREATE FUNCTION oracle.columns_of(of_tab text) RETURNS text[] STABLE LANGUAGE sql AS
	'SELECT array_agg(col ORDER BY place) FROM oracle.col WHERE tab = of_tab';

CREATE FUNCTION oracle.value(of_tab text, of_col text) RETURNS text VOLATILE LANGUAGE sql AS
	'SELECT oracle.pick(domain) FROM oracle.col WHERE (tab, col) = (of_tab, of_col)';

CREATE FUNCTION oracle.type_of(of_tab text, of_col text) RETURNS text STABLE LANGUAGE sql AS
	'SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = of_tab::regclass AND attname = of_col';

-- A row of values; typed, if the server does not see the column that each is for.
CREATE FUNCTION oracle.row_of(of_tab text, typed boolean) RETURNS text VOLATILE LANGUAGE sql AS $$
	SELECT '(' || string_agg(oracle.pick(domain) || CASE WHEN typed THEN '::' || oracle.type_of(tab, col) ELSE '' END, ', ' ORDER BY place) || ')'
	  FROM oracle.col WHERE tab = of_tab
$$;

-- Rows of distinct keys, unless chance has it otherwise.
CREATE FUNCTION oracle.rows_of(of_tab text, typed boolean) RETURNS text VOLATILE LANGUAGE sql AS $$
	SELECT string_agg(r, ', ')
	  FROM (SELECT DISTINCT ON (split_part(r, ',', 1)) r
			  FROM (SELECT oracle.row_of(of_tab, typed) AS r FROM generate_series(1, 1 + floor(random() * 3)::integer)) AS rows) AS d
$$;

-- Columns that are not of the key, of which a change is the usual one; sometimes those of the key, too.
CREATE FUNCTION oracle.some_columns(of_tab oracle.tab) RETURNS text[] VOLATILE LANGUAGE sql AS $$
	WITH c AS MATERIALIZED (SELECT col, random() + CASE WHEN col = ANY ((of_tab).key) THEN 0.5 ELSE 0 END AS r FROM oracle.col WHERE tab = (of_tab).tab AND NOT fixed)
	SELECT array_agg(col) FROM (SELECT col FROM c ORDER BY r LIMIT 1 + floor(random() * random() * 4)::integer) AS s
$$;

CREATE FUNCTION oracle.condition(of_tab oracle.tab, alias text DEFAULT '') RETURNS text VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	t text := (of_tab).tab;
	col text := (of_tab).key[1];
	r double precision := random();
BEGIN
	IF r < 0.08 THEN
		RETURN 'true';
	ELSIF r < 0.25 THEN
		col := oracle.pick(oracle.columns_of(t));
		RETURN format('%s%I::text IS NOT DISTINCT FROM (%s::%s)::text', alias, col, oracle.value(t, col), oracle.type_of(t, col));
	ELSIF r < 0.45 THEN
		RETURN format('%s%I IN (%s, %s)', alias, col, oracle.value(t, col), oracle.value(t, col));
	END IF;
	RETURN format('%s%I = %s', alias, col, oracle.value(t, col));
END
$$;

CREATE FUNCTION oracle.assignments(of_tab oracle.tab) RETURNS text VOLATILE LANGUAGE sql AS $$
	SELECT string_agg(format('%I = %s', c, CASE WHEN oracle.chance(0.1) THEN quote_ident(c) ELSE oracle.value((of_tab).tab, c) END), ', ')
	  FROM unnest(oracle.some_columns(of_tab)) AS c
$$;

-- The columns of a row of the table, of which some are replaced: the key always, if it is to be another one.
CREATE FUNCTION oracle.changed_columns(of_tab oracle.tab, new_key boolean) RETURNS text VOLATILE LANGUAGE sql AS $$
	SELECT string_agg(CASE WHEN col = ANY ((of_tab).key) AND new_key AND NOT fixed OR NOT (col = ANY ((of_tab).key)) AND oracle.chance(0.2)
		THEN oracle.pick(domain) || '::' || oracle.type_of(tab, col) ELSE quote_ident(col) END, ', ' ORDER BY place)
	  FROM oracle.col WHERE tab = (of_tab).tab
$$;

CREATE FUNCTION oracle.on_conflict(of_tab oracle.tab) RETURNS text VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	columns text[] := oracle.some_columns(of_tab);
BEGIN
	RETURN CASE
		WHEN EXISTS (SELECT FROM pg_index WHERE indrelid = (of_tab).tab::regclass AND NOT indimmediate) THEN ''
		WHEN oracle.chance(0.4) THEN ' ON CONFLICT DO NOTHING'
		ELSE format(' ON CONFLICT (%s) DO UPDATE SET %s%s', array_to_string((of_tab).key, ', '),
			(SELECT string_agg(format('%I = %s', c, CASE WHEN oracle.chance(0.7) THEN format('excluded.%I', c) ELSE oracle.value((of_tab).tab, c) END), ', ') FROM unnest(columns) AS c),
			CASE WHEN oracle.chance(0.2) THEN ' WHERE ' || oracle.condition(of_tab, split_part((of_tab).tab, '.', 2) || '.') ELSE '' END)
		END;
END
$$;

CREATE FUNCTION oracle.statement(of_tab oracle.tab DEFAULT oracle.some_table()) RETURNS text VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	t text := (of_tab).tab;
	target text := oracle.pick((of_tab).targets);
	columns text := array_to_string(oracle.columns_of((of_tab).tab), ', ');
	own text[];
	r double precision := random();
BEGIN
	IF oracle.chance(0.8) THEN
		target := t;
	END IF;
	IF r < 0.07 THEN
		RETURN format('INSERT INTO %s (%s) VALUES %s', target, columns, oracle.rows_of(t, false));
	ELSIF r < 0.20 THEN
		RETURN format('INSERT INTO %s AS %s (%s) VALUES %s%s', t, split_part(t, '.', 2), columns, oracle.rows_of(t, false), oracle.on_conflict(of_tab));
	ELSIF r < 0.26 THEN
		-- In the order of the key: with ON CONFLICT the first row counts
		RETURN format('INSERT INTO %s AS %s (%s) SELECT %s FROM %1$s WHERE %5$s ORDER BY %s%s', t, split_part(t, '.', 2), columns, oracle.changed_columns(of_tab, true),
			oracle.condition(of_tab), (SELECT string_agg(format('%s.%I', split_part(t, '.', 2), k), ', ') FROM unnest((of_tab).key) AS k), oracle.on_conflict(of_tab));
	ELSIF r < 0.50 THEN
		RETURN format('UPDATE %s SET %s WHERE %s', target, oracle.assignments(of_tab), oracle.condition(of_tab));
	ELSIF r < 0.58 THEN
		own := oracle.some_columns(of_tab);
		RETURN format('UPDATE %s AS t SET %s FROM (VALUES %s) AS v (%s) WHERE %s', t,
			(SELECT string_agg(format('%I = v.%1$I', c), ', ') FROM unnest(own) AS c), oracle.rows_of(t, true), columns,
			(SELECT string_agg(format('t.%I = v.%1$I', c), ' AND ') FROM unnest((of_tab).key) AS c WHERE c <> ALL (own) OR c = (of_tab).key[1]));
	ELSIF r < 0.63 THEN		-- other keys, and keys exchanged
		own := ARRAY[oracle.value(t, (of_tab).key[1]), oracle.value(t, (of_tab).key[1])];
		RETURN CASE WHEN oracle.chance(0.5) THEN format('UPDATE %s SET %2$I = %3$s WHERE %2$I = %4$s', target, (of_tab).key[1], own[1], own[2])
			ELSE format('UPDATE %s SET %2$I = CASE %2$I WHEN %3$s THEN %4$s ELSE %3$s END WHERE %2$I IN (%3$s, %4$s)', target, (of_tab).key[1], own[1], own[2]) END;
	ELSIF r < 0.72 THEN
		RETURN format('DELETE FROM %s WHERE %s', target, oracle.condition(of_tab));
	ELSIF r < 0.80 THEN
		RETURN format('WITH gone AS (DELETE FROM %s WHERE %s RETURNING *) INSERT INTO %1$s (%3$s) SELECT %4$s FROM gone', t, oracle.condition(of_tab), columns,
			oracle.changed_columns(of_tab, oracle.chance(0.2)));
	ELSIF r < 0.90 AND current_setting('server_version_num')::integer >= 150000 THEN
		RETURN format('MERGE INTO %s AS t USING (VALUES %s) AS v (%s) ON %s WHEN MATCHED AND %s THEN DELETE WHEN MATCHED THEN UPDATE SET %s WHEN NOT MATCHED THEN INSERT (%3$s) VALUES (%7$s)',
			t, oracle.rows_of(t, true), columns, (SELECT string_agg(format('t.%I = v.%1$I', c), ' AND ') FROM unnest((of_tab).key) AS c),
			oracle.condition(of_tab, 't.'), (SELECT string_agg(format('%I = v.%1$I', c), ', ') FROM unnest(oracle.some_columns(of_tab)) AS c),
			(SELECT string_agg(format('v.%I', c), ', ') FROM unnest(oracle.columns_of(t)) AS c));
	END IF;
	-- One statement on two tables, or on one table twice
	RETURN format('WITH first AS (UPDATE %s SET %s WHERE %s RETURNING 1) ', t, oracle.assignments(of_tab), oracle.condition(of_tab)) ||
		(SELECT format('UPDATE %s SET %s WHERE %s', o.tab, oracle.assignments(o), oracle.condition(o)) FROM oracle.some_table() AS o);
END
$$;

-- A statement on a table that is not guarded, and on no other.
CREATE FUNCTION oracle.unguarded_statement() RETURNS text VOLATILE LANGUAGE sql AS
	$$SELECT format('UPDATE %s SET %s WHERE %s', tab, oracle.assignments(t), oracle.condition(t)) FROM oracle.tab AS t WHERE weight = 0$$;

CREATE FUNCTION oracle.op(statement text) RETURNS jsonb IMMUTABLE LANGUAGE sql AS
	$$SELECT jsonb_build_object('do', 'statement', 'sql', statement)$$;

-- Statements that belong together: rows put aside, deleted and stored again; changes made and undone; a collection saved anew.
CREATE FUNCTION oracle.pattern() RETURNS jsonb VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	t oracle.tab := oracle.some_table();
	at text := oracle.condition(t);
	columns text := array_to_string(oracle.columns_of((t).tab), ', ');
	col text := oracle.pick(ARRAY(SELECT c.col FROM oracle.col AS c WHERE c.tab = (t).tab AND NOT fixed));
	done jsonb := '[]';
BEGIN
	IF oracle.chance(0.25) THEN
		RETURN jsonb_build_array(oracle.op(format('UPDATE %s SET %I = %s WHERE %s', (t).tab, col, oracle.value((t).tab, col), at)),
			oracle.op(format('UPDATE %s SET %I = %s WHERE %s', (t).tab, col, oracle.value((t).tab, col), at)));
	END IF;
	done := done || oracle.op(format('WITH old AS (DELETE FROM %s_aside) INSERT INTO %1$s_aside SELECT * FROM %1$s WHERE %s', (t).tab, at));
	done := done || oracle.op(format('DELETE FROM %s WHERE %s', (t).tab, at));
	IF oracle.chance(0.3) THEN
		done := done || oracle.op(oracle.statement());
	END IF;
	RETURN done || oracle.op(format('INSERT INTO %s (%s) SELECT %s FROM %1$s_aside', (t).tab, columns,
		CASE WHEN oracle.chance(0.6) THEN columns ELSE oracle.changed_columns(t, false) END));
END
$$;

-- A transaction, or the part of one inside a savepoint.  SET CONSTRAINTS stands outside: the server does not
-- undo it if a savepoint is released and one around it rolled back.
CREATE FUNCTION oracle.operations(w oracle.world, depth integer DEFAULT 0) RETURNS jsonb VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	done jsonb := '[]';
	r double precision;
	each CONSTANT boolean := oracle.chance(0.5);	-- as if the client rolled back each statement that fails
BEGIN
	FOR i IN 1 .. 1 + floor(random() * 4)::integer LOOP
		r := random();
		IF r < 0.15 AND depth < 3 THEN
			done := done || jsonb_build_object('do', oracle.pick('{release,rollback,rollback,try,try}'::text[]), 'ops', oracle.operations(w, depth + 1));
		ELSIF r < 0.19 AND w.deferred AND depth = 0 THEN
			-- A row that was checked before the checks are deferred again is not checked again, so no violation that was only logged stands then
			done := done || jsonb_build_object('do', CASE WHEN done @> '[{"do": "demote"}]' THEN 'immediate' ELSE oracle.pick('{immediate,deferred}'::text[]) END);
		-- A check that is deferred while the mode is log refuses later.
		ELSIF r < 0.24 AND depth = 0 THEN
			done := done || jsonb_build_object('do', 'demote') || oracle.op(oracle.statement()) || oracle.op(oracle.statement()) || jsonb_build_object('do', 'enforce');
		ELSIF r < 0.30 AND w.by_row AND NOT w.deferred THEN
			done := done || oracle.op(oracle.unguarded_statement());
		ELSIF r < 0.38 THEN
			done := done || oracle.pattern();
		ELSE
			done := done || oracle.op(oracle.statement());
		END IF;
	END LOOP;
	RETURN CASE WHEN each THEN (SELECT jsonb_agg(CASE WHEN o ? 'sql' THEN jsonb_build_object('do', 'try', 'ops', jsonb_build_array(o)) ELSE o END ORDER BY n)
		FROM jsonb_array_elements(done) WITH ORDINALITY AS d (o, n)) ELSE done END;
END
$$;
