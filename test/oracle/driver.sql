-- The driver: random transactions, what the oracle expects of each, and what the trigger does.
--
-- Each transaction is first executed with enforcement demoted, in a subtransaction
-- that is rolled back: the states that it passes through give what is expected.
-- Then it is executed under enforcement.  All that it writes must be its own, so
-- the procedures commit between transactions.

-- Statements that were executed, and what was expected of them; transactions that changed the state
CREATE TABLE oracle.tally (
	world text PRIMARY KEY, transactions bigint NOT NULL, statements bigint NOT NULL, changed bigint NOT NULL, refused bigint NOT NULL, failed bigint NOT NULL
);
CREATE TABLE oracle.difference (
	id serial PRIMARY KEY, kind text NOT NULL, world text NOT NULL, lane text NOT NULL, ddl text[] NOT NULL, contents jsonb NOT NULL,
	ops jsonb NOT NULL, expected jsonb NOT NULL, got jsonb, seed text, recorded jsonb
);
-- The transaction that is being executed; if a procedure fails, it is the one that failed.
CREATE UNLOGGED TABLE oracle.running (LIKE oracle.difference INCLUDING DEFAULTS);
-- One row while oracle.run() is at work
CREATE UNLOGGED TABLE oracle.at_work (since timestamptz);

-- Let enforcement only log, until the transaction ends.
CREATE FUNCTION oracle.demote(demoted boolean) RETURNS void VOLATILE LANGUAGE sql AS
	$$SELECT set_config('sss.demote', CASE WHEN demoted THEN 'on' ELSE 'off' END, true)$$;

-- Is a statement to be refused that led from the state before it to the state now?
CREATE FUNCTION oracle.is_refused(w oracle.world, began jsonb, before jsonb, now jsonb) RETURNS boolean VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	worse text[] := oracle.worse(w.rule, w.is_strict, before, now, w.recorded);
BEGIN
	IF w.by_row THEN
		worse := ARRAY(SELECT k FROM unnest(worse) AS k WHERE now->k->'r' IS DISTINCT FROM before->k->'r');
	END IF;
	RETURN cardinality(worse) > 0 AND worse && oracle.worse(w.rule, w.is_strict, began, now, w.recorded);
END
$$;

-- Violations in the log.  What an attachment that enforces would refuse, one that logs, or that is demoted, logs.
CREATE FUNCTION oracle.logged(is_strict boolean) RETURNS bigint VOLATILE LANGUAGE sql AS
	$$SELECT count(*) FROM sss.violation_log WHERE verdict = 'violation' OR is_strict AND verdict = 'unsettled'$$;

-- Execute operations demoted, and find what enforcement is to make of them.
-- frame: release, rollback or try, as of a savepoint; a try is rolled back if it fails
-- began: the state when the transaction began; waits: are checks deferred?  demoted: would the transaction itself only log?
CREATE FUNCTION oracle.expect(w oracle.world, ops jsonb, frame text, began jsonb, INOUT state jsonb, INOUT waits boolean, INOUT demoted boolean, OUT trace jsonb)
VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	state_before CONSTANT jsonb := state;
	waits_before CONSTANT boolean := waits;
	demoted_before CONSTANT boolean := demoted;
	op jsonb;
	now jsonb;
	inner_ops record;
	executing boolean := false;
	logged bigint;
	refused boolean;
BEGIN
	trace := '[]';
	BEGIN
		FOR op IN SELECT jsonb_array_elements(ops) LOOP
			CASE op->>'do'
				WHEN 'statement' THEN
					logged := oracle.logged(w.is_strict);
					executing := true;
					EXECUTE op->>'sql';
					executing := false;
					now := oracle.state();
					refused := NOT waits AND NOT demoted AND oracle.is_refused(w, began, state, now);
					-- A case that is not refused may be logged: the transaction may have resolved it and then undone that
					IF refused THEN
						RAISE EXCEPTION USING ERRCODE = CASE WHEN oracle.logged(w.is_strict) > logged THEN 'OR003' ELSE 'OR004' END;
					END IF;
					state := now;
					trace := trace || '"done"'::jsonb;
				WHEN 'immediate' THEN
					logged := oracle.logged(w.is_strict);
					executing := true;
					SET CONSTRAINTS ALL IMMEDIATE;
					executing := false;
					refused := waits AND NOT demoted AND oracle.is_refused(w, began, began, state);
					IF refused THEN
						RAISE EXCEPTION USING ERRCODE = CASE WHEN oracle.logged(w.is_strict) > logged THEN 'OR003' ELSE 'OR004' END;
					END IF;
					waits := false;
					trace := trace || '"done"'::jsonb;
				WHEN 'deferred' THEN
					SET CONSTRAINTS ALL DEFERRED;
					waits := w.deferred;
				WHEN 'demote' THEN
					demoted := true;
				WHEN 'enforce' THEN
					demoted := false;
				ELSE
					SELECT * INTO inner_ops FROM oracle.expect(w, op->'ops', op->>'do', began, state, waits, demoted);
					state := inner_ops.state;
					waits := inner_ops.waits;
					demoted := inner_ops.demoted;
					trace := trace || inner_ops.trace;
			END CASE;
		END LOOP;
		IF frame = 'rollback' THEN
			RAISE EXCEPTION USING ERRCODE = 'OR001';
		END IF;
		RETURN;
	EXCEPTION
		WHEN SQLSTATE 'OR001' THEN
		WHEN SQLSTATE 'OR002' THEN
			trace := trace || sqlerrm::jsonb;
		WHEN SQLSTATE 'OR003' THEN
			trace := trace || '"refused"'::jsonb;
		WHEN SQLSTATE 'OR004' THEN
			trace := trace || '"refused, but not logged"'::jsonb;
		WHEN OTHERS THEN
			IF NOT executing THEN	-- an error of the oracle itself
				RAISE;
			END IF;
			trace := trace || to_jsonb(sqlstate);
	END;
	state := state_before;
	waits := waits_before;
	demoted := demoted_before;
	IF frame = 'release' AND trace->>-1 <> 'done' THEN
		RAISE EXCEPTION USING ERRCODE = 'OR002', MESSAGE = trace::text;
	END IF;
END
$$;

-- Execute operations under enforcement.
CREATE FUNCTION oracle.act(ops jsonb, frame text) RETURNS jsonb VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	op jsonb;
	trace jsonb := '[]';
	raised_by text;
BEGIN
	BEGIN
		FOR op IN SELECT jsonb_array_elements(ops) LOOP
			CASE op->>'do'
				WHEN 'statement' THEN
					EXECUTE op->>'sql';
					trace := trace || '"done"'::jsonb;
				WHEN 'immediate' THEN
					SET CONSTRAINTS ALL IMMEDIATE;
					trace := trace || '"done"'::jsonb;
				WHEN 'deferred' THEN
					SET CONSTRAINTS ALL DEFERRED;
				WHEN 'demote', 'enforce' THEN
					PERFORM oracle.demote(op->>'do' = 'demote');
				ELSE
					trace := trace || oracle.act(op->'ops', op->>'do');
			END CASE;
		END LOOP;
		IF frame = 'rollback' THEN
			RAISE EXCEPTION USING ERRCODE = 'OR001';
		END IF;
		RETURN trace;
	EXCEPTION
		WHEN SQLSTATE 'OR001' THEN
		WHEN SQLSTATE 'OR002' THEN
			trace := trace || sqlerrm::jsonb;
		WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS raised_by = CONSTRAINT_NAME;
			trace := trace || to_jsonb(CASE WHEN sqlstate = '23514' AND raised_by LIKE 'sss%' THEN 'refused' ELSE sqlstate END);
	END;
	IF frame = 'release' AND trace->>-1 <> 'done' THEN
		RAISE EXCEPTION USING ERRCODE = 'OR002', MESSAGE = trace::text;
	END IF;
	RETURN trace;
END
$$;

-- All rows of a world's tables, and back.
CREATE FUNCTION oracle.contents() RETURNS jsonb VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	contents jsonb;
BEGIN
	EXECUTE (SELECT 'SELECT jsonb_build_object(' || string_agg(format('%L, (SELECT coalesce(jsonb_agg(t), ''[]'') FROM %s AS t)', tab, tab), ', ') || ')' FROM oracle.tab) INTO contents;
	RETURN contents;
END
$$;

CREATE PROCEDURE oracle.restore(contents jsonb) LANGUAGE plpgsql AS $$
DECLARE
	t text;
BEGIN
	PERFORM set_config('session_replication_role', 'replica', true);
	FOR t IN SELECT tab FROM oracle.tab LOOP
		EXECUTE format('DELETE FROM %s', t);
		EXECUTE format('DELETE FROM %s_aside', t);
		EXECUTE format('INSERT INTO %s (%s) SELECT %2$s FROM jsonb_populate_recordset(NULL::%1$s, $1)', t, array_to_string(oracle.columns_of(t), ', ')) USING contents->t;
	END LOOP;
	PERFORM set_config('session_replication_role', 'origin', true);
END
$$;

-- New rows, lawful or not, and sometimes a baseline of them.  (As a replica the server would not check a deferrable key.)
CREATE PROCEDURE oracle.fill() LANGUAGE plpgsql AS $$
DECLARE
	t oracle.tab;
BEGIN
	PERFORM oracle.demote(true);
	FOR t IN SELECT * FROM oracle.tab ORDER BY place LOOP
		EXECUTE format('DELETE FROM %s', t.tab);
	END LOOP;
	FOR t IN SELECT * FROM oracle.tab ORDER BY place LOOP
		FOR i IN 1 .. 4 + floor(random() * 5)::integer LOOP
			BEGIN
				EXECUTE format('INSERT INTO %s (%s) VALUES %s', t.tab, array_to_string(oracle.columns_of(t.tab), ', '), oracle.row_of(t.tab, false));
			EXCEPTION WHEN integrity_constraint_violation THEN
			END;
		END LOOP;
	END LOOP;
	SET CONSTRAINTS ALL IMMEDIATE;
	PERFORM oracle.demote(false);
	IF EXISTS (SELECT FROM oracle.world WHERE recorded <> '{}') THEN
		PERFORM sss.end_baseline(audited) FROM oracle.world;
		UPDATE oracle.world SET recorded = '{}';
	END IF;
	IF oracle.chance(0.25) THEN
		PERFORM sss.baseline(audited) FROM oracle.world;
		UPDATE oracle.world SET recorded = oracle.state();
	END IF;
END
$$;

-- The differences: a statement passed that was to be refused, was refused that was to pass, or left another state.
CREATE FUNCTION oracle.kind(expected jsonb, got jsonb, state_expected jsonb, state_got jsonb) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 0 .. greatest(jsonb_array_length(expected), jsonb_array_length(got)) - 1 LOOP
		CONTINUE WHEN expected->i = got->i;
		RETURN CASE WHEN expected->>i LIKE 'refused%' AND got->>i = 'done' THEN 'passed too much'
			WHEN expected->>i = 'done' AND got->>i = 'refused' THEN 'refused too much'
			WHEN expected->>i LIKE '%, but %' THEN 'another log'
			WHEN expected->>i = 'done' OR got->>i = 'done' THEN 'another error'
			ELSE NULL END;	-- two reasons for which a statement fails
	END LOOP;
	RETURN CASE WHEN state_expected <> state_got THEN 'another state' END;
END
$$;

-- Expect, then act in a subtransaction that is kept only if nothing differs.
CREATE PROCEDURE oracle.try(w oracle.world, ops jsonb, INOUT kind text, INOUT expected jsonb, INOUT got jsonb, INOUT after jsonb, act boolean DEFAULT true) LANGUAGE plpgsql AS $$
DECLARE
	began jsonb := oracle.state();
	e record;
	now jsonb;
BEGIN
	kind := NULL;
	got := NULL;
	BEGIN
		PERFORM oracle.demote(true);
		SELECT * INTO e FROM oracle.expect(w, ops, 'try', began, began, w.deferred, false);
		RAISE EXCEPTION USING ERRCODE = 'OR001';
	EXCEPTION WHEN SQLSTATE 'OR001' THEN
	END;
	expected := e.trace;
	after := e.state;
	COMMIT;		-- a rollback of several levels does not undo SET CONSTRAINTS
	IF NOT act THEN
		RETURN;
	END IF;
	BEGIN
		got := oracle.act(ops, 'try');
		now := oracle.state();
		kind := oracle.kind(expected, got, after, now);
		IF kind IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'OR001';
		END IF;
	EXCEPTION WHEN SQLSTATE 'OR001' THEN
	END;
END
$$;

-- A transaction that is to pass, executed and committed at the top level.
CREATE PROCEDURE oracle.commit(w oracle.world, ops jsonb, contents jsonb, INOUT kind text, expected jsonb, after jsonb) LANGUAGE plpgsql AS $$
DECLARE
	op jsonb;
BEGIN
	INSERT INTO oracle.running (kind, world, lane, ddl, contents, ops, expected, seed)
	VALUES ('refused too much', w.name, 'commit', w.ddl, contents, ops, expected, current_setting('oracle.seed', true));
	COMMIT;
	FOR op IN SELECT jsonb_array_elements(ops - -1) LOOP
		CASE op->>'do'
			WHEN 'statement' THEN EXECUTE op->>'sql';
			WHEN 'immediate' THEN SET CONSTRAINTS ALL IMMEDIATE;
			WHEN 'deferred' THEN SET CONSTRAINTS ALL DEFERRED;
			WHEN 'demote', 'enforce' THEN PERFORM oracle.demote(op->>'do' = 'demote');
			ELSE PERFORM oracle.act(op->'ops', op->>'do');
		END CASE;
	END LOOP;
	COMMIT;
	DELETE FROM oracle.running;
	kind := CASE WHEN oracle.state() <> after THEN 'another state' END;
END
$$;

-- The operations without one of them, or without one of its savepoints.
CREATE FUNCTION oracle.smaller(ops jsonb) RETURNS SETOF jsonb IMMUTABLE LANGUAGE plpgsql AS $$
DECLARE
	n integer := jsonb_array_length(ops);
	i integer;
BEGIN
	FOR i IN 0 .. n - 1 LOOP
		RETURN NEXT ops - i;
		CONTINUE WHEN NOT ops->i ? 'ops';
		RETURN NEXT coalesce((SELECT jsonb_agg(v ORDER BY k, m) FROM (
			SELECT k, 0 AS m, v FROM jsonb_array_elements(ops) WITH ORDINALITY AS a (v, k) WHERE k <> i + 1
			UNION ALL SELECT i + 1, m, v FROM jsonb_array_elements(ops->i->'ops') WITH ORDINALITY AS b (v, m)) AS flat), '[]');
		RETURN QUERY SELECT jsonb_set(ops, ARRAY[i::text, 'ops'], s) FROM oracle.smaller(ops->i->'ops') AS s;
	END LOOP;
END
$$;

-- Shrink a transaction and the rows before it, as long as the kind of difference stays.
CREATE PROCEDURE oracle.shrink(w oracle.world, INOUT contents jsonb, INOUT ops jsonb, wanted text) LANGUAGE plpgsql AS $$
DECLARE
	candidate record;
	kind text;
	expected jsonb;
	got jsonb;
	after jsonb;
	again boolean := true;
BEGIN
	WHILE again LOOP
		again := false;
		FOR candidate IN
			SELECT contents AS c, s || '{"do": "immediate"}'::jsonb AS o FROM oracle.smaller(ops - -1) AS s
			UNION ALL
			SELECT jsonb_set(contents, ARRAY[t], (contents->t) - i), ops
			  FROM jsonb_object_keys(contents) AS t, generate_series(0, jsonb_array_length(contents->t) - 1) AS i
		LOOP
			CALL oracle.restore(candidate.c);
			COMMIT;
			CALL oracle.try(w, candidate.o, kind, expected, got, after);
			COMMIT;
			IF kind IS NOT DISTINCT FROM wanted THEN
				contents := candidate.c;
				ops := candidate.o;
				again := true;
				EXIT;
			END IF;
		END LOOP;
	END LOOP;
END
$$;

-- Note a difference; if a subtransaction shows it as well, the smallest that does.
CREATE PROCEDURE oracle.note(w oracle.world, kind text, lane text, contents jsonb, ops jsonb, expected jsonb, got jsonb, shrink boolean) LANGUAGE plpgsql AS $$
DECLARE
	found text := kind;
	of_lane text := lane;
	after jsonb;
BEGIN
	IF shrink THEN
		CALL oracle.restore(contents);
		COMMIT;
		CALL oracle.try(w, ops, found, expected, got, after);
		COMMIT;
		IF found IS NOT NULL THEN
			CALL oracle.shrink(w, contents, ops, found);
			CALL oracle.restore(contents);
			COMMIT;
			CALL oracle.try(w, ops, found, expected, got, after);
			COMMIT;
			of_lane := 'subtransaction';
		END IF;
	END IF;
	INSERT INTO oracle.difference (kind, world, lane, ddl, contents, ops, expected, got, seed, recorded)
	VALUES (coalesce(found, kind), coalesce(w.name, 'none'), of_lane, coalesce(w.ddl, '{}'), contents, ops, expected, got, current_setting('oracle.seed', true), nullif(w.recorded, '{}'));
	COMMIT;
END
$$;

-- The oracle finds the cases to fail that an audit finds.
CREATE PROCEDURE oracle.audit(w oracle.world) LANGUAGE plpgsql AS $$
DECLARE
	audited bigint := (SELECT count(DISTINCT key) FROM sss.audit(w.audited) WHERE refused OR baseline);
	failing bigint := (SELECT count(*) FROM jsonb_each(oracle.state()) AS k
		WHERE EXISTS (SELECT FROM jsonb_array_elements_text(k.value->'p') AS f WHERE oracle.fails(w.rule, w.is_strict, f)));
BEGIN
	IF audited <> failing THEN
		CALL oracle.note(w, 'another audit', 'audit', oracle.contents(), '[{"do": "immediate"}]', to_jsonb(failing), to_jsonb(audited), false);
	END IF;
END
$$;

CREATE PROCEDURE oracle.count(w oracle.world, ops jsonb, expected jsonb, changed boolean) LANGUAGE sql AS $$
	INSERT INTO oracle.tally AS t
		SELECT regexp_replace(w.name, '[:,].*', '') || CASE WHEN w.deferred THEN ', deferred' ELSE '' END, 1,
			   count(*), changed::integer, count(*) FILTER (WHERE e = 'refused'), count(*) FILTER (WHERE e NOT IN ('done', 'refused'))
		  FROM jsonb_array_elements_text(expected) AS e
	ON CONFLICT (world) DO UPDATE SET transactions = t.transactions + 1, statements = t.statements + excluded.statements,
		changed = t.changed + excluded.changed, refused = t.refused + excluded.refused, failed = t.failed + excluded.failed
$$;

-- One transaction on the world that is there.
CREATE PROCEDURE oracle.one(w oracle.world, shrink boolean, of_lane text DEFAULT oracle.pick('{subtransaction,commit}'::text[])) LANGUAGE plpgsql AS $$
DECLARE
	contents jsonb := oracle.contents();
	ops jsonb := oracle.operations(w) || '{"do": "immediate"}'::jsonb;
	began jsonb := oracle.state();
	lane text := of_lane;
	kind text;
	expected jsonb;
	got jsonb;
	after jsonb;
BEGIN
	CALL oracle.try(w, ops, kind, expected, got, after, lane = 'subtransaction');
	IF lane = 'commit' AND expected->>-1 = 'done' THEN
		CALL oracle.commit(w, ops, contents, kind, expected, after);
	ELSIF lane = 'commit' THEN
		lane := 'subtransaction';
		CALL oracle.try(w, ops, kind, expected, got, after);
	END IF;
	COMMIT;
	IF kind IS NOT NULL THEN
		CALL oracle.note(w, kind, lane, contents, ops, expected, got, shrink);
	END IF;
	CALL oracle.learn(w.rule, ARRAY[after]);
	CALL oracle.count(w, ops, expected, after <> began);
	DELETE FROM sss_internal.violation_tail;
	COMMIT;
END
$$;

-- Random transactions until so many statements were executed.  If one fails that
-- is to pass, the procedure fails with it: call it again, and it goes on.
CREATE PROCEDURE oracle.run(wanted bigint, shrink boolean DEFAULT true, transactions_in_world integer DEFAULT 120) LANGUAGE plpgsql AS $$
DECLARE
	w oracle.world;
	n integer := 0;
	failed record;
BEGIN
	SELECT * INTO w FROM oracle.world;
	SELECT * INTO failed FROM oracle.running;
	IF FOUND THEN
		DELETE FROM oracle.running;
		CALL oracle.note(w, failed.kind, failed.lane, failed.contents, failed.ops, failed.expected, failed.got, shrink);
	ELSIF EXISTS (SELECT FROM oracle.at_work) THEN
		CALL oracle.note(w, 'the oracle itself failed', 'none', '{}', '[{"do": "immediate"}]', '[]', NULL, false);
	END IF;
	TRUNCATE oracle.at_work;
	INSERT INTO oracle.at_work VALUES (clock_timestamp());
	COMMIT;
	WHILE (SELECT coalesce(sum(statements), 0) < wanted FROM oracle.tally) LOOP
		IF n % transactions_in_world = 0 OR w IS NULL THEN
			CALL oracle.make_world();
			SELECT * INTO w FROM oracle.world;
			COMMIT;
		END IF;
		IF n % 6 = 0 THEN
			CALL oracle.fill();
			SELECT * INTO w FROM oracle.world;
			COMMIT;
			CALL oracle.audit(w);
		END IF;
		CALL oracle.one(w, shrink);
		n := n + 1;
	END LOOP;
	TRUNCATE oracle.at_work;
END
$$;
