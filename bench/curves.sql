-- Cost against rows, keys, attachments and partitions: CPU time of COPY, in microseconds a row.
--
-- Needs the psql variables rows, rounds and work, and what facts_setup.sql made.

\set QUIET on
SET search_path = bench, sss, public;

CREATE TABLE point (curve text, line text, x bigint, round integer, value double precision);

-- Measure one point: CPU time of COPY of a file into a table, which is empty afterwards
CREATE PROCEDURE measure(curve text, line text, x bigint, round integer, relation text, file text, rows bigint) LANGUAGE plpgsql AS $$
DECLARE
	started double precision;
BEGIN
	EXECUTE 'TRUNCATE ' || relation;
	COMMIT;
	started := bench.cpu_time();
	EXECUTE format('COPY %s FROM %L', relation, file);
	COMMIT;
	INSERT INTO bench.point VALUES (curve, line, x, round, (bench.cpu_time() - started) * 1000000 / rows);
	EXECUTE 'TRUNCATE ' || relation;
	COMMIT;
END
$$;

-- Files of more and more rows, and of as many rows with fewer and fewer keys
SELECT format('COPY (SELECT * FROM bench.%s WHERE id <= %s ORDER BY id) TO %L', t, n, :'work' || '/' || t || '.' || n)
  FROM unnest(ARRAY['row_of_codes', 'row_of_services']) AS t,
	   unnest(ARRAY[:rows / 100, :rows / 30, :rows / 10, :rows / 3, :rows]) AS n \gexec
SELECT format('COPY (SELECT s.id, 1 + s.child %% %s AS child, ''legal.help_filing_complaints'', s.day, s.note FROM bench.row_of_services AS s WHERE s.id <= %s ORDER BY id) TO %L',
			  k, :rows / 10, :'work' || '/keys.' || k)
  FROM unnest(ARRAY[1, 10, 100, 1000, 10000, 100000]) AS k WHERE k <= :rows / 10 \gexec

CALL add_variants('curves', 'codes', ARRAY['no enforcement', 'CHECK', 'empty AFTER trigger in C', 'column facts, enforce']);
CALL add_variants('curves', 'services', ARRAY['no enforcement', 'facts view, enforce', 'foreign key']);
CALL create_tables('curves');

-- Tables with one attachment, and more, and with as many empty triggers
CREATE TABLE attachment_count (count integer);
INSERT INTO attachment_count VALUES (1), (2), (4), (8), (16);
CREATE PROCEDURE create_attached(count integer) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE bench.attached_%1$s (LIKE bench.row_of_codes); CREATE TABLE bench.empty_%1$s (LIKE bench.row_of_codes)', count);
	FOR i IN 1 .. count LOOP
		PERFORM sss.attach(format('bench.attached_%s', count)::regclass, 'placement', '{category=category,basis=basis,provider=provider,stay=stay,on_date=since}',
						   key => '{id}', mode => 'enforce', name => 'attachment_' || i);
		EXECUTE format('CREATE TRIGGER t%s AFTER INSERT OR UPDATE ON bench.empty_%s FOR EACH ROW EXECUTE FUNCTION bench.empty_trigger()', i, count);
	END LOOP;
END
$$;
SELECT format('CALL create_attached(%s)', count) FROM attachment_count \gexec

-- Partitioned tables, whose partitions get equally many rows in turn
CREATE TABLE divided (count integer);
INSERT INTO divided VALUES (1), (4), (16), (64), (256);
CREATE PROCEDURE create_partitioned(count integer) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE bench.parted_%1$s (LIKE bench.row_of_codes) PARTITION BY HASH (id);
					CREATE TABLE bench.plain_%1$s (LIKE bench.row_of_codes) PARTITION BY HASH (id)', count);
	FOR i IN 0 .. count - 1 LOOP
		EXECUTE format('CREATE TABLE bench.parted_%1$s_%2$s PARTITION OF bench.parted_%1$s FOR VALUES WITH (MODULUS %1$s, REMAINDER %2$s);
						CREATE TABLE bench.plain_%1$s_%2$s PARTITION OF bench.plain_%1$s FOR VALUES WITH (MODULUS %1$s, REMAINDER %2$s)', count, i);
	END LOOP;
	PERFORM sss.attach(format('bench.parted_%s', count)::regclass, 'placement', '{category=category,basis=basis,provider=provider,stay=stay,on_date=since}',
					   key => '{id}', mode => 'enforce');
END
$$;
SELECT format('CALL create_partitioned(%s)', count) FROM divided \gexec

-- Everything that is measured, once a round
CREATE VIEW to_measure AS
	SELECT 'rows' AS curve, kind AS line, n AS x, table_of(suite, place) AS relation, format('%s.%s', template, n) AS file, n AS rows
	  FROM variant JOIN shape USING (shape), unnest(ARRAY[:rows / 100, :rows / 30, :rows / 10, :rows / 3, :rows]) AS n
	 WHERE suite = 'curves' AND (shape = 'codes' OR kind <> 'no enforcement')
	UNION ALL
	SELECT 'keys', kind, k, table_of(suite, place), 'keys.' || k, :rows / 10
	  FROM variant, unnest(ARRAY[1, 10, 100, 1000, 10000, 100000]) AS k
	 WHERE suite = 'curves' AND shape = 'services' AND k <= :rows / 10
	UNION ALL
	SELECT 'attachments', line, count, format('bench.%s_%s', name, count), 'row_of_codes.' || :rows / 10, :rows / 10
	  FROM attachment_count, (VALUES ('column facts, enforce', 'attached'), ('empty AFTER trigger in C', 'empty')) AS l (line, name)
	UNION ALL
	SELECT 'partitions', line, count, format('bench.%s_%s', name, count), 'row_of_codes.' || :rows / 10, :rows / 10
	  FROM divided, (VALUES ('column facts, enforce', 'parted'), ('no enforcement', 'plain')) AS l (line, name);
CREATE PROCEDURE measure_all(rounds integer, directory text) LANGUAGE plpgsql AS $$
DECLARE
	p record;
BEGIN
	FOR round IN 1 .. rounds LOOP
		FOR p IN SELECT * FROM bench.to_measure ORDER BY curve, x, line LOOP
			CALL bench.measure(p.curve, p.line, p.x, round, p.relation, directory || '/' || p.file, p.rows);
		END LOOP;
	END LOOP;
END
$$;
CALL measure_all(:rounds, :'work');

\pset footer off
SELECT curve, line, x, round((percentile_cont(0.5) WITHIN GROUP (ORDER BY value))::numeric, 3) AS "microseconds a row"
  FROM point
 GROUP BY curve, line, x
 ORDER BY curve, line, x;

-- For gnuplot: a file for each curve, a block for each line
\pset format unaligned
\pset tuples_only on
\pset fieldsep '\t'
SELECT format($q$
	\o %1$s/%2$s.points
	SELECT CASE WHEN first THEN E'\n\n"' || line || E'"\n' ELSE '' END || x || E'\t' || value
	  FROM (SELECT line, x, percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS value, row_number() OVER (PARTITION BY line ORDER BY x) = 1 AS first
			  FROM bench.point WHERE curve = %2$L GROUP BY line, x) AS p
	 ORDER BY line, x;
	\o
	$q$, :'work', curve)
  FROM (SELECT DISTINCT curve FROM point) AS c \g :script
\i :script
