-- The slower lane: transactions as a client sends them, a command at a time, with their own BEGIN and COMMIT.
--
-- psql executes the commands: see step.sql.  What is compared is the state that each leaves.
CREATE TABLE oracle.script (n serial, command text NOT NULL);
CREATE UNLOGGED TABLE oracle.waiting (LIKE oracle.difference INCLUDING DEFAULTS, after jsonb);

-- The commands of operations, whose outcomes begin at place "at" of the trace.
CREATE FUNCTION oracle.commands(ops jsonb, trace jsonb, depth integer, INOUT at integer, OUT commands text[], OUT failed boolean) LANGUAGE plpgsql AS $$
DECLARE
	op jsonb;
	part record;
BEGIN
	commands := '{}';
	failed := false;
	FOR op IN SELECT jsonb_array_elements(ops) LOOP
		CASE op->>'do'
			WHEN 'statement' THEN
				commands := commands || (op->>'sql');
				failed := trace->>at <> 'done';
				at := at + 1;
			WHEN 'immediate' THEN
				commands := commands || 'SET CONSTRAINTS ALL IMMEDIATE'::text;
				failed := trace->>at <> 'done';
				at := at + 1;
			WHEN 'deferred' THEN
				commands := commands || 'SET CONSTRAINTS ALL DEFERRED'::text;
			WHEN 'demote', 'enforce' THEN
				commands := commands || format('SELECT oracle.demote(%L)', op->>'do' = 'demote');
			ELSE
				SELECT * INTO part FROM oracle.commands(op->'ops', trace, depth + 1, at);
				at := part.at;
				commands := commands || format('SAVEPOINT s%s', depth) || part.commands ||
					format(CASE WHEN op->>'do' = 'rollback' OR op->>'do' = 'try' AND part.failed THEN 'ROLLBACK TO SAVEPOINT s%s' ELSE 'RELEASE SAVEPOINT s%s' END, depth);
				failed := op->>'do' = 'release' AND part.failed;
		END CASE;
		EXIT WHEN failed;
	END LOOP;
END
$$;

CREATE PROCEDURE oracle.prepare() LANGUAGE plpgsql AS $$
DECLARE
	w oracle.world;
	ops jsonb;
	kind text;
	expected jsonb;
	got jsonb;
	after jsonb;
BEGIN
	SELECT * INTO w FROM oracle.world;
	IF w IS NULL OR oracle.chance(0.01) THEN
		CALL oracle.make_world();
		SELECT * INTO w FROM oracle.world;
	END IF;
	IF oracle.chance(0.2) THEN
		CALL oracle.fill();
		SELECT * INTO w FROM oracle.world;
	END IF;
	COMMIT;
	ops := oracle.operations(w) || '{"do": "immediate"}'::jsonb;
	CALL oracle.try(w, ops, kind, expected, got, after, false);
	INSERT INTO oracle.waiting (kind, world, lane, ddl, contents, ops, expected, seed, recorded, after)
		VALUES ('another state', w.name, 'session', w.ddl, oracle.contents(), ops, expected, current_setting('oracle.seed', true), nullif(w.recorded, '{}'), after);
	TRUNCATE oracle.script RESTART IDENTITY;
	INSERT INTO oracle.script (command)
		SELECT unnest(oracle.pick('{BEGIN,BEGIN ISOLATION LEVEL REPEATABLE READ,BEGIN ISOLATION LEVEL SERIALIZABLE}'::text[]) || commands ||
			CASE WHEN current_setting('max_prepared_transactions') = '0' OR oracle.chance(0.7) THEN '{COMMIT}'::text[]
				ELSE '{PREPARE TRANSACTION ''oracle'',COMMIT PREPARED ''oracle''}' END) FROM oracle.commands(ops - -1, expected, 0, 0);
	CALL oracle.count(w, ops, expected, after <> oracle.state());
END
$$;

CREATE PROCEDURE oracle.compare() LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO oracle.difference (kind, world, lane, ddl, contents, ops, expected, got, seed, recorded)
		SELECT n.kind, n.world, lane, n.ddl, contents, ops, expected, oracle.state(), seed, n.recorded
		  FROM oracle.waiting AS n, oracle.world AS w
		 WHERE oracle.state() <> n.after;
	DELETE FROM oracle.waiting;
END
$$;

-- The differences, each as a script that shows it on a new database: of those with the same way of
-- writing and the same commands the first one.
CREATE FUNCTION oracle.report() RETURNS text LANGUAGE sql AS $$
	WITH d AS (
		SELECT d.*, c.commands, regexp_replace(world, '[:,].*', '') || world ~ 'deferred' || lane || kind || coalesce(
			   (SELECT string_agg(split_part(c, ' ', 1) || regexp_replace(c, '.* (DELETE FROM|INSERT INTO) |.*', '\1'), ' ') FROM unnest(c.commands) AS c), '') AS sort
		  FROM oracle.difference AS d, oracle.commands(d.ops - -1, d.expected, 0, 0) AS c
	), first AS (
		SELECT DISTINCT ON (sort) d.*, count(*) OVER (PARTITION BY sort) AS like_it FROM d ORDER BY sort, length(contents::text) + length(ops::text)
	)
	SELECT string_agg(concat_ws(E'\n', format('-- %s: %s (%s, seed %s%s)', kind, world, lane, seed, CASE WHEN like_it > 1 THEN format(', and %s more like it', like_it - 1) ELSE '' END),
			'-- expected ' || expected::text, '-- got      ' || got::text, '-- with a baseline of ' || recorded::text,
			'CREATE SCHEMA w;', array_to_string(ddl, E';\n') || ';', 'SET session_replication_role = replica;',
			(SELECT string_agg(format('INSERT INTO %s (%s) SELECT %2$s FROM jsonb_populate_recordset(NULL::%1$s, %3$L);', c.key, (SELECT string_agg(k, ', ') FROM jsonb_object_keys(c.value->0) AS k), c.value), E'\n') FROM jsonb_each(contents) AS c WHERE c.value <> '[]'),
			'SET session_replication_role = origin;', 'BEGIN;', array_to_string(commands, E';\n') || ';', 'COMMIT;', ''), E'\n' ORDER BY sort)
	  FROM first
$$;
