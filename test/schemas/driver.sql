-- Schemas as they are met elsewhere, fitted as a DBA would, and written at random.
--
-- A schema file fills these tables and defines proof.<name>(), which makes a random transaction.  The driver compares
-- what sss.survey() and sss.propose_mapping() say with what a person found, attaches the rule, and executes the
-- transactions: first demoted, in a subtransaction that is rolled back, then enforced.  A statement is to be refused
-- exactly if an audit after it shows a finding of a case that was not there before: neither before the statement, nor
-- before the transaction.
--
-- An audit names one requirement of a case, the first that it fails.  Which other requirements the case failed before,
-- in which of its categories, decides oracle.worse() by the definition of test/oracle, from the facts that the audit
-- shows.  Beside that the driver counts the statements for which what the audit names would decide otherwise.
CREATE SCHEMA proof;

CREATE TABLE proof.world (
	name text PRIMARY KEY, schemas name[] NOT NULL, view text NOT NULL, set_up_seconds numeric,
	rule text DEFAULT 'placement',
	transactions bigint DEFAULT 0, statements bigint DEFAULT 0, refused bigint DEFAULT 0, failed bigint DEFAULT 0, changed bigint DEFAULT 0, named_otherwise bigint DEFAULT 0
);
-- The columns of the schema that hold a fact, or by which a dictionary is read, as a person found them
CREATE TABLE proof.found (world text, relation text, attribute text, role text);
-- The codes for which the entries of a dictionary stand; no code: none of ours
CREATE TABLE proof.meaning (world text, relation text, caption text, key text, type text, entry text, codes text[]);
-- The statements of a person, from nothing to logging
CREATE TABLE proof.step (world text, n serial, command text);
CREATE TABLE proof.preview_difference (world text, relation text, new_row jsonb, key jsonb, said jsonb, told jsonb);
CREATE TABLE proof.preview_tally (world text, outcome text, n bigint DEFAULT 0, PRIMARY KEY (world, outcome));
CREATE TABLE proof.difference (world text, kind text, statements text[], expected text, got text, began jsonb, before jsonb, after jsonb);

CREATE FUNCTION proof.pick(anyarray) RETURNS anyelement VOLATILE LANGUAGE sql AS
	'SELECT $1[1 + floor(random() * cardinality($1))::integer]';
CREATE FUNCTION proof.number(low integer, high integer) RETURNS integer VOLATILE LANGUAGE sql AS
	'SELECT low + floor(random() * (high - low + 1))::integer';
-- The literal of one of the values; NULL now and then
CREATE FUNCTION proof.one_of(VARIADIC words text[]) RETURNS text VOLATILE LANGUAGE sql AS
	$$SELECT CASE WHEN random() < 0.05 THEN 'NULL' ELSE quote_literal(proof.pick(words)) END$$;
CREATE FUNCTION proof.day() RETURNS text VOLATILE LANGUAGE sql AS
	$$SELECT quote_literal(date '2023-05-01' + proof.number(0, 600))$$;
CREATE FUNCTION proof.has_merge() RETURNS boolean STABLE LANGUAGE sql AS
	$$SELECT current_setting('server_version_num')::integer >= 150000$$;

-- Run the script of a mapping, as psql would.
CREATE FUNCTION proof.run_script(lines text[]) RETURNS void VOLATILE LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE array_to_string(lines, E'\n');
END
$$;

-- The steps of a dictionary: its script is written, read and run
CREATE PROCEDURE proof.map(world text, relation text, caption text, type text, key text, mapping text) LANGUAGE sql AS $$
	INSERT INTO proof.step (world, command) VALUES
		(world, format('CREATE TEMP TABLE script AS SELECT line FROM sss.mapping_script(%L, %L, %L, %L, %L) AS s (line)', relation, caption, type, key, mapping)),
		(world, 'DO $do$BEGIN PERFORM proof.run_script(ARRAY(SELECT line FROM script)); DROP TABLE script; END$do$');
$$;

CREATE PROCEDURE proof.set_up(of_world text) LANGUAGE plpgsql AS $$
DECLARE
	began timestamptz := clock_timestamp();
	command text;
BEGIN
	FOR command IN SELECT s.command FROM proof.step AS s WHERE s.world = of_world ORDER BY n LOOP
		EXECUTE command;
	END LOOP;
	UPDATE proof.world SET set_up_seconds = extract(epoch FROM clock_timestamp() - began) WHERE name = of_world;
	EXECUTE format('SELECT sss.set_mode(%L, ''enforce'')', (SELECT view FROM proof.world WHERE name = of_world));
END
$$;

-- The cases that an audit would refuse: the facts of their placements, and the findings that it names
CREATE FUNCTION proof.findings(view text) RETURNS jsonb VOLATILE LANGUAGE plpgsql AS $$
BEGIN
	RETURN (SELECT coalesce(jsonb_object_agg(k, f), '{}')
			  FROM (SELECT a.key::text AS k, jsonb_build_object('named', jsonb_agg(a.requirement || ' ' || a.provision::text), 'p', jsonb_agg(
							CASE a.rule WHEN 'service' THEN jsonb_build_object('service', a.service, 'provider', a.provider, 'on_date', a.on_date)
							ELSE jsonb_build_object('category', coalesce(nullif(to_jsonb(a.categories), '[]'), '[null]'), 'basis', a.basis, 'provider', a.provider, 'stay', a.stay, 'on_date', a.on_date) END::text)) AS f
					  FROM sss.audit(view::regclass) AS a
					 WHERE a.refused GROUP BY a.key) AS cases);
END
$$;

CREATE FUNCTION proof.is_new(rule text, earlier jsonb, began jsonb, now jsonb) RETURNS boolean STABLE LANGUAGE sql AS $$
	SELECT cardinality(oracle.worse(rule, false, earlier, now, '{}')) > 0 AND oracle.worse(rule, false, earlier, now, '{}') && oracle.worse(rule, false, began, now, '{}')
$$;

-- Does an audit name a finding that no audit before named?
CREATE FUNCTION proof.is_named(earlier jsonb, began jsonb, now jsonb) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$
	SELECT EXISTS (SELECT FROM jsonb_each(now) AS c (k, v), jsonb_array_elements(v->'named') AS n (finding)
					WHERE NOT coalesce(earlier->k->'named' @> finding, false) AND NOT coalesce(began->k->'named' @> finding, false))
$$;

CREATE PROCEDURE proof.transaction(w proof.world, statements text[]) LANGUAGE plpgsql AS $$
DECLARE
	began jsonb := proof.findings(w.view);
	before jsonb := began;
	now jsonb;
	expected text := 'done';
	got text := 'done';
	raised_by text;
	statement text;
	n integer := 0;
	is_new boolean;
	otherwise integer := 0;
BEGIN
	-- Demoted
	BEGIN
		PERFORM set_config('sss.demote', 'on', true);
		FOREACH statement IN ARRAY statements LOOP
			n := n + 1;
			EXECUTE statement;
			now := proof.findings(w.view);
			is_new := proof.is_new(w.rule, before, began, now);
			otherwise := otherwise + (is_new <> proof.is_named(before, began, now))::integer;
			IF is_new THEN
				expected := 'refused';
				EXIT;
			END IF;
			before := now;
		END LOOP;
		RAISE EXCEPTION USING ERRCODE = 'PR001';
	EXCEPTION
		WHEN SQLSTATE 'PR001' THEN
		WHEN OTHERS THEN
			expected := sqlstate;
	END;
	COMMIT;
	-- Enforced
	BEGIN
		FOREACH statement IN ARRAY statements LOOP
			EXECUTE statement;
		END LOOP;
	EXCEPTION WHEN OTHERS THEN
		GET STACKED DIAGNOSTICS raised_by = CONSTRAINT_NAME;
		got := CASE WHEN sqlstate = '23514' AND raised_by LIKE 'sss%' THEN 'refused' ELSE sqlstate END;
	END;
	IF (expected = 'refused') <> (got = 'refused') OR (expected = 'done') <> (got = 'done') THEN
		INSERT INTO proof.difference VALUES (w.name, CASE WHEN got = 'refused' THEN 'refused too much' WHEN expected = 'refused' THEN 'passed too much' ELSE 'another error' END,
											 statements, expected, got, began, before, now);
	END IF;
	UPDATE proof.world SET transactions = transactions + 1, statements = world.statements + n, refused = refused + (got = 'refused')::integer,
		   failed = failed + (got NOT IN ('refused', 'done'))::integer, changed = changed + (got = 'done' AND now IS DISTINCT FROM began)::integer,
		   named_otherwise = world.named_otherwise + otherwise
	 WHERE name = w.name;
	COMMIT;
END
$$;

-- So many random statements
CREATE PROCEDURE proof.run(of_world text, enough integer) LANGUAGE plpgsql AS $$
DECLARE
	w proof.world;
	statements text[];
BEGIN
	LOOP
		SELECT * INTO w FROM proof.world WHERE name = of_world;
		EXIT WHEN w.statements >= enough;
		EXECUTE format('SELECT proof.%I()', of_world) INTO statements;
		CALL proof.transaction(w, statements);
	END LOOP;
END
$$;

-- The columns that sss.survey() finds, of those that a person found
CREATE FUNCTION proof.surveyed(of_world text, OUT found bigint, OUT of bigint, OUT missed text[], OUT more text[]) STABLE LANGUAGE sql AS $$
	WITH person AS (SELECT relation::regclass AS relation, attribute, role FROM proof.found WHERE world = of_world),
		 survey AS MATERIALIZED (SELECT s.relation, s.attribute::text, s.role FROM sss.survey((SELECT schemas FROM proof.world WHERE name = of_world)) AS s)
	SELECT count(*) FILTER (WHERE (p.relation, p.attribute, p.role) = (s.relation, s.attribute, s.role)), count(p.relation),
		   array_agg(format('%s.%s: %s', p.relation, p.attribute, p.role) ORDER BY 1) FILTER (WHERE s.relation IS NULL),
		   array_agg(format('%s.%s: %s', s.relation, s.attribute, s.role) ORDER BY 1) FILTER (WHERE p.relation IS NULL)
	  FROM person AS p FULL JOIN survey AS s USING (relation, attribute, role)
$$;

-- Entries that sss.propose_mapping() decides right or wrong, or leaves to a person
CREATE FUNCTION proof.mapped(of_world text, OUT "right" bigint, OUT wrong bigint, OUT "left" bigint, OUT faults text[]) STABLE LANGUAGE plpgsql AS $$
BEGIN
	SELECT count(*) FILTER (WHERE p.decision <> 'look' AND p.said = m.codes), count(*) FILTER (WHERE p.decision <> 'look' AND p.said <> m.codes),
		   count(*) FILTER (WHERE p.decision = 'look'), array_agg(format('%s: %s, not %s', m.entry, p.said, m.codes)) FILTER (WHERE p.decision <> 'look' AND p.said <> m.codes)
	  INTO "right", wrong, "left", faults
	  FROM (SELECT DISTINCT relation, caption, key, type FROM proof.meaning WHERE world = of_world) AS d
	 CROSS JOIN LATERAL (SELECT entry, decision, CASE WHEN decision = 'clear' THEN ARRAY[code] ELSE '{}' END AS said
						   FROM sss.propose_mapping(d.relation::regclass, d.caption, d.type, d.key)) AS p
	  JOIN proof.meaning AS m ON m.world = of_world AND (m.relation, m.type, m.entry) = (d.relation, d.type, p.entry);
END
$$;

-- The figures of a schema
CREATE TABLE proof.figures (
	world text, survey text, survey_more text[], missed text[], "right" bigint, wrong bigint, "left" bigint, faults text[], steps bigint
);
CREATE PROCEDURE proof.look(of_world text) LANGUAGE sql AS $$
	INSERT INTO proof.figures
		SELECT of_world, format('%s of %s', s.found, s.of), s.more, s.missed, m.right, m.wrong, m.left, m.faults, (SELECT count(*) FROM proof.step AS t WHERE t.world = of_world)
		  FROM proof.surveyed(of_world) AS s, proof.mapped(of_world) AS m
$$;

CREATE FUNCTION proof.figures_of(of_world text, OUT "schema" text, OUT "survey finds" text, OUT "survey misses" text, OUT "survey adds" text,
	OUT "entries right" bigint, OUT "entries wrong" bigint, OUT "entries left to a person" bigint, OUT "wrong ones" text, OUT "statements to logging" bigint, OUT "their seconds" numeric,
	OUT transactions bigint, OUT statements bigint, OUT refused bigint, OUT "failed otherwise" bigint, OUT "left other findings" bigint, OUT "named otherwise by the audit" bigint, OUT differences bigint,
	OUT "rows previewed" bigint, OUT "of them refused" bigint, OUT "previewed otherwise" bigint)
STABLE LANGUAGE sql AS $$
	SELECT w.name, f.survey, array_to_string(f.missed, ', '), array_to_string(f.survey_more, ', '), f.right, f.wrong, f.left, array_to_string(f.faults, ', '), f.steps, round(w.set_up_seconds, 2),
		   w.transactions, w.statements, w.refused, w.failed, w.changed, w.named_otherwise, (SELECT count(*) FROM proof.difference AS d WHERE d.world = of_world),
		   (SELECT sum(n)::bigint FROM proof.preview_tally AS t WHERE t.world = of_world), (SELECT sum(n)::bigint FROM proof.preview_tally AS t WHERE t.world = of_world AND t.outcome = 'refused'),
		   (SELECT count(*) FROM proof.preview_difference AS d WHERE d.world = of_world)
	  FROM proof.world AS w JOIN proof.figures AS f ON f.world = w.name
	 WHERE w.name = of_world
$$;

-- The cases of a state that differ from another state
CREATE FUNCTION proof.changed(state jsonb, other jsonb) RETURNS jsonb IMMUTABLE LANGUAGE sql AS
	$$SELECT coalesce(jsonb_object_agg(k, v), '{}') FROM jsonb_each(state) AS c (k, v) WHERE v IS DISTINCT FROM other->k$$;

CREATE FUNCTION proof.report() RETURNS text STABLE LANGUAGE sql AS $$
	SELECT string_agg(format(E'%s in %s\n%s\nexpected %s, got %s\nbegan  %s\nbefore %s\nafter  %s', kind, world, array_to_string(statements, E';\n'), expected, got,
							 proof.changed(began, after), proof.changed(before, after), proof.changed(after, began)), E'\n\n') FROM proof.difference
$$;
