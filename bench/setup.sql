-- Shared by all suites: rows to load, kinds of enforcement, and procedures that
-- run and report a suite.
--
-- Needs the psql variables rows, work (a directory of the server's) and peers
-- (the directory of the libraries built from src/).

\set QUIET on
SET client_min_messages = warning;

CREATE EXTENSION special_social_services;
CREATE SCHEMA bench;
SET search_path = bench, sss, public;

--
-- Rows: drawn from all lawful placements, always the same, and written to files.
--
CREATE TABLE placement AS
	SELECT row_number() OVER (ORDER BY category, basis, provider, stay) AS number, p.*
	  FROM (SELECT DISTINCT lawful_category AS category, lawful_basis AS basis,
				   lawful_provider AS provider, s.stay
			  FROM sss.placement_options(NULL, NULL, NULL, NULL, '2024-01-01') AS o
			  LEFT JOIN LATERAL unnest(o.lawful_stays) AS s (stay) ON true) AS p;

CREATE TABLE row_of_codes (
	id bigint NOT NULL,
	category sss.recipient_category,
	basis sss.placement_basis,
	provider sss.provider_type,
	stay sss.stay_mode,
	since date,
	note text
);

SELECT setseed(0.165) \gset
INSERT INTO row_of_codes
	SELECT d.id, p.category, p.basis, p.provider, p.stay, d.since, 'Case file No. ' || d.id
	  FROM (SELECT i AS id,
				   1 + floor(random() * (SELECT count(*) FROM placement)) AS number,
				   date '2023-07-01' + floor(random() * 900)::integer AS since
			  FROM generate_series(1, :rows) AS i) AS d
	  JOIN placement AS p USING (number)
	 ORDER BY d.id;

-- The same with text columns, and with an array to which every second child
-- adds one more category.
CREATE TABLE row_of_texts (
	id bigint NOT NULL, category text, basis text, provider text, stay text, since date, note text);

CREATE TABLE row_of_arrays (LIKE row_of_codes);
ALTER TABLE row_of_arrays ALTER category TYPE sss.recipient_category[] USING ARRAY[category];
INSERT INTO row_of_arrays
	SELECT id, CASE WHEN id % 2 = 0 THEN ARRAY[category]
					ELSE ARRAY[lag(category, 1, category) OVER (ORDER BY id), category] END,
		   basis, provider, stay, since, note
	  FROM row_of_codes
	 ORDER BY id;

\set file :work '/codes.copy'
COPY row_of_codes TO :'file';
\set file :work '/arrays.copy'
COPY row_of_arrays TO :'file';
\set file :work '/tenth.copy'
COPY (SELECT * FROM row_of_codes WHERE id <= :rows / 10 ORDER BY id) TO :'file';
\set file :work '/unlawful.copy'
COPY (SELECT id, 'abuse_victim', basis, 'youth_house', stay, since, note FROM row_of_codes ORDER BY id) TO :'file';

-- The files to load, and one unlawful row of each kind
\set unlawful '0, %L, ''court_act'', ''youth_house'', ''permanent'', ''2024-01-01'''
CREATE TABLE shape (
	shape text PRIMARY KEY, template regclass, file text, rows bigint, unlawful_row text);
INSERT INTO shape VALUES
	('codes', 'row_of_codes', :'work' || '/codes.copy', :rows, format(:'unlawful', 'orphan')),
	('a tenth', 'row_of_codes', :'work' || '/tenth.copy', :rows / 10, format(:'unlawful', 'orphan')),
	('unlawful', 'row_of_codes', :'work' || '/unlawful.copy', :rows, format(:'unlawful', 'orphan')),
	('texts', 'row_of_texts', :'work' || '/codes.copy', :rows, format(:'unlawful', 'orphan')),
	('arrays', 'row_of_arrays', :'work' || '/arrays.copy', :rows, format(:'unlawful', '{orphan}'));

--
-- Peers.  They contain the admissions, but check neither stays nor dates.
--
CREATE TABLE admission (
	category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type,
	PRIMARY KEY (category, basis, provider));
INSERT INTO admission SELECT DISTINCT category, basis, provider FROM sss.admissions;

\set library :peers '/empty_trigger'
CREATE FUNCTION empty_trigger() RETURNS trigger AS :'library' LANGUAGE C;
CREATE FUNCTION empty_check(sss.recipient_category, sss.placement_basis, sss.provider_type, sss.stay_mode, date)
RETURNS boolean AS :'library' LANGUAGE C IMMUTABLE;

CREATE FUNCTION look_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT
					 FROM bench.admission AS a
					WHERE a.category = NEW.category AND a.basis = NEW.basis AND a.provider = NEW.provider) THEN
		RAISE check_violation;
	END IF;
	RETURN NULL;
END
$$;

CREATE FUNCTION in_lists() RETURNS text STABLE LANGUAGE sql
SET search_path = bench, public AS $$
	SELECT string_agg(format('category = %L AND basis = %L AND provider IN (%s)', category, basis, providers), ' OR ')
	  FROM (SELECT category, basis, string_agg(quote_literal(provider::text), ', ') AS providers
			  FROM admission
			 GROUP BY category, basis) AS a
$$;

--
-- Kinds of enforcement, and the peer of each.  In the texts, %1$s is the
-- variant's own table, %2$L the file to load.
--
CREATE TABLE kind (
	kind text PRIMARY KEY,
	define text,				-- what to add to the table
	unlawful text,				-- the fate of an unlawful row: stored, logged, refused
	peer text DEFAULT 'empty AFTER trigger in C'	-- what to compare with
);

\set attach 'SELECT sss.attach(%1$L, ''placement'', ''{category=category,basis=basis,provider=provider,stay=stay,on_date=since}'', '
\set constraint 'SELECT sss.add_check(%1$L, ''placement'', ''{category=category,basis=basis,provider=provider,stay=stay,on_date=since}'')'
\set enforce 'key => ''{id}'', mode => ''enforce'')'
\set log 'key => ''{id}'', mode => ''log'')'
\set deferred 'key => ''{id}'', mode => ''enforce'', timing => ''deferred'')'
\set each_row 'ON %1$s FOR EACH ROW EXECUTE FUNCTION '

INSERT INTO kind (kind, define, unlawful) VALUES
	('no enforcement', '', 'stored'),
	('CHECK', :'constraint', 'refused'),
	('empty CHECK in C', 'ALTER TABLE %1$s ADD CHECK (bench.empty_check(category, basis, provider, stay, since))', 'stored'),
	('empty AFTER trigger in C', 'CREATE TRIGGER t AFTER INSERT OR UPDATE ' || :'each_row' || 'bench.empty_trigger()', 'stored'),
	('column facts, enforce', :'attach' || :'enforce', 'refused'),
	('column facts, log', :'attach' || :'log', 'logged'),
	('empty BEFORE trigger in C', 'CREATE TRIGGER t BEFORE INSERT OR UPDATE ' || :'each_row' || 'bench.empty_trigger()', 'stored'),
	('CHECK with IN lists', format('ALTER TABLE %%1$s ADD CHECK (%s)', in_lists()), 'refused'),
	('composite foreign key', 'ALTER TABLE %1$s ADD FOREIGN KEY (category, basis, provider) REFERENCES bench.admission', 'refused'),
	('PL/pgSQL with a look-up', 'CREATE TRIGGER t AFTER INSERT OR UPDATE ' || :'each_row' || 'bench.look_up()', 'refused');
INSERT INTO kind VALUES
	('empty deferred trigger in C', 'CREATE CONSTRAINT TRIGGER t AFTER INSERT OR UPDATE ON %1$s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bench.empty_trigger()', 'stored', 'empty deferred trigger in C'),
	('column facts, deferred', :'attach' || :'deferred', 'refused', 'empty deferred trigger in C');

CREATE TABLE variant (
	suite text,
	place integer,
	shape text REFERENCES shape,
	kind text REFERENCES kind,
	PRIMARY KEY (suite, place)
);
CREATE TABLE result (
	suite text,
	place integer,
	round integer,
	seconds double precision,
	cpu double precision		-- seconds of the server process on a processor
);

\set library :peers '/cpu_time'
CREATE FUNCTION cpu_time() RETURNS double precision AS :'library' LANGUAGE C;

CREATE FUNCTION table_of(suite text, place integer) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT format('bench.%s_%s', suite, place) $$;

-- Add variants of one shape to a suite
CREATE PROCEDURE add_variants(suite text, shape text, kinds text[]) LANGUAGE sql AS $$
	INSERT INTO bench.variant
		SELECT $1, (SELECT count(*) FROM bench.variant AS v WHERE v.suite = $1) + k.place, $2, k.kind
		  FROM unnest($3) WITH ORDINALITY AS k (kind, place)
$$;

-- The fate of a row that the Order does not admit; the row does not remain
CREATE FUNCTION outcome(relation text, unlawful_row text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	logged bigint := (SELECT count(*) FROM sss.violation_log);
	outcome text;
BEGIN
	BEGIN
		EXECUTE format('INSERT INTO %s VALUES (%s)', relation, unlawful_row);
		SET CONSTRAINTS ALL IMMEDIATE;
		outcome := CASE WHEN (SELECT count(*) FROM sss.violation_log) > logged THEN 'logged' ELSE 'stored' END;
		RAISE SQLSTATE 'BENCH';
	EXCEPTION
		WHEN integrity_constraint_violation THEN
			outcome := 'refused';
		WHEN SQLSTATE 'BENCH' THEN
			NULL;
	END;
	RETURN outcome;
END
$$;

-- Create the tables, and check that each treats an unlawful row as its kind says
CREATE PROCEDURE create_tables(suite text) LANGUAGE plpgsql AS $$
DECLARE
	v record;
	relation text;
BEGIN
	FOR v IN SELECT * FROM bench.variant JOIN bench.shape USING (shape) JOIN bench.kind USING (kind)
			  WHERE variant.suite = $1 LOOP
		relation := bench.table_of($1, v.place);
		EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING INDEXES); ', relation, v.template) || format(v.define, relation);
		IF bench.outcome(relation, v.unlawful_row) IS DISTINCT FROM v.unlawful THEN
			RAISE EXCEPTION '"%" does not do what it is measured for', v.kind;
		END IF;
	END LOOP;
END
$$;

-- The variants of a suite in turn, beginning with another one each round
CREATE FUNCTION in_turn(suite text, round integer, OUT place integer, OUT file text, OUT rows bigint)
RETURNS SETOF record STABLE LANGUAGE sql AS $$
	SELECT v.place, s.file, s.rows
	  FROM bench.variant AS v
	  JOIN bench.shape AS s USING (shape)
	 WHERE v.suite = $1
	 ORDER BY (row_number() OVER (ORDER BY v.place) + $2) % count(*) OVER ()
$$;

-- Time one command, its commit included; the preparation is not timed
CREATE PROCEDURE run(suite text, rounds integer, prepare text, timed text) LANGUAGE plpgsql AS $$
DECLARE
	v record;
	relation text;
	started timestamptz;
	cpu_before double precision;
	processed bigint;
BEGIN
	FOR round IN 1 .. rounds LOOP
		FOR v IN SELECT * FROM bench.in_turn($1, round) LOOP
			relation := bench.table_of($1, v.place);
			EXECUTE format(prepare, relation, v.file);
			COMMIT;
			CHECKPOINT;
			cpu_before := bench.cpu_time();
			started := clock_timestamp();
			EXECUTE format(timed, relation, v.file);
			GET DIAGNOSTICS processed = ROW_COUNT;
			COMMIT;
			INSERT INTO bench.result VALUES ($1, v.place, round,
				extract(epoch FROM clock_timestamp() - started), bench.cpu_time() - cpu_before);
			IF processed <> v.rows THEN
				RAISE EXCEPTION '% rows instead of %', processed, v.rows;
			END IF;
			EXECUTE format('TRUNCATE %s', relation);
			COMMIT;
		END LOOP;
	END LOOP;
END
$$;

-- unit: how many of it make a second.  A ratio is the median of the ratios of
-- the rounds: if other work slows the machine down for a while, it slows both.
CREATE FUNCTION report(suite text, unit numeric, OUT columns text, OUT enforcement text,
	OUT median numeric, OUT min numeric, OUT max numeric, OUT "to none" numeric, OUT "to empty" numeric,
	OUT cpu numeric, OUT "cpu to none" numeric, OUT "cpu to empty" numeric)
RETURNS SETOF record STABLE LANGUAGE sql AS $$
	WITH measured AS (
		SELECT v.place, v.shape, v.kind, k.peer, r.round, r.seconds, r.cpu
		  FROM bench.variant AS v
		  JOIN bench.kind AS k USING (kind)
		  JOIN bench.result AS r USING (suite, place)
		 WHERE v.suite = $1
	), compared AS (
		SELECT m.*, m.seconds / n.seconds AS to_none, m.seconds / p.seconds AS to_peer,
			   m.cpu / n.cpu AS cpu_to_none, m.cpu / p.cpu AS cpu_to_peer
		  FROM measured AS m
		  LEFT JOIN measured AS n ON (n.shape, n.round, n.kind) = (m.shape, m.round, 'no enforcement')
		  LEFT JOIN measured AS p ON (p.shape, p.round, p.kind) = (m.shape, m.round, m.peer)
	)
	SELECT shape, kind, round((percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) * $2)::numeric, 3),
		   round((min(seconds) * $2)::numeric, 3), round((max(seconds) * $2)::numeric, 3),
		   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY to_none))::numeric, 2),
		   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY to_peer))::numeric, 2),
		   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY cpu) * $2)::numeric, 3),
		   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY cpu_to_none))::numeric, 2),
		   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY cpu_to_peer))::numeric, 2)
	  FROM compared
	 GROUP BY place, shape, kind
	 ORDER BY place
$$;

--
-- Questions: queries whose time is compared with that of the first of a suite.
--
CREATE TABLE question (suite text, place integer, question text, answer bigint, query text);

CREATE PROCEDURE ask(suite text, rounds integer) LANGUAGE plpgsql AS $$
DECLARE
	q record;
	started timestamptz;
	found bigint;
BEGIN
	FOR round IN 1 .. rounds LOOP
		FOR q IN SELECT * FROM bench.question AS v WHERE v.suite = $1
				  ORDER BY (v.place + round) % (SELECT count(*) FROM bench.question AS n WHERE n.suite = $1) LOOP
			started := clock_timestamp();
			EXECUTE q.query INTO found;
			INSERT INTO bench.result VALUES ($1, q.place, round,
				extract(epoch FROM clock_timestamp() - started));
			IF found <> q.answer THEN
				RAISE EXCEPTION '% answers % instead of %', q.question, found, q.answer;
			END IF;
		END LOOP;
	END LOOP;
END
$$;

CREATE FUNCTION answers(suite text, OUT question text, OUT median numeric, OUT min numeric, OUT max numeric,
	OUT "to the first" numeric)
RETURNS SETOF record STABLE LANGUAGE sql AS $$
	WITH measured AS (
		SELECT q.place, q.question, r.seconds, r.seconds / f.seconds AS ratio
		  FROM bench.question AS q
		  JOIN bench.result AS r USING (suite, place)
		  JOIN bench.result AS f ON (f.suite, f.place, f.round) = (q.suite, 1, r.round)
		 WHERE q.suite = $1
	)
	SELECT question, round((percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds))::numeric, 3),
		   round(min(seconds)::numeric, 3), round(max(seconds)::numeric, 3),
		   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ratio))::numeric, 2)
	  FROM measured
	 GROUP BY place, question
	 ORDER BY place
$$;

-- All rows were written just now, and autovacuum is off
VACUUM ANALYZE;
