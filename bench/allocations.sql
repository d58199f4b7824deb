-- How often sss.enforce() allocates memory for a row that it lets pass, not
-- counting a statement's first row, for which it reads the binding.
--
-- Needs the psql variable peers.

\set QUIET on
\pset footer off

SET search_path = bench, public;

\set library :peers '/count_allocations'
CREATE FUNCTION allocations(OUT nrows bigint, OUT of_first_rows bigint, OUT of_later_rows bigint)
AS :'library' LANGUAGE C;

CALL add_variants('allocations', 'codes', ARRAY['column facts, enforce', 'column facts, log', 'column facts, deferred']);
CALL add_variants('allocations', 'texts', ARRAY['column facts, enforce']);
CALL add_variants('allocations', 'arrays', ARRAY['column facts, enforce']);
CALL create_tables('allocations');

-- The triggers as attached, but with a function that counts and calls the original
CREATE FUNCTION uncounted_enforce() RETURNS trigger AS 'special_social_services', 'sss_enforce' LANGUAGE C;
CREATE OR REPLACE FUNCTION sss.enforce() RETURNS trigger AS :'library', 'counted_enforce' LANGUAGE C;

CREATE TABLE counted (place integer, statement text, nrows bigint, of_first_rows bigint, of_later_rows bigint);
CREATE PROCEDURE count_allocations() LANGUAGE plpgsql AS $$
DECLARE
	v record;
	relation text;
	statement text;
	processed bigint;
BEGIN
	FOR v IN SELECT * FROM bench.in_turn('allocations', 0) LOOP
		relation := bench.table_of('allocations', v.place);
		EXECUTE format('CREATE TABLE %s_rows (LIKE %1$s)', relation);
		EXECUTE format('COPY %s_rows FROM %L', relation, v.file);
		FOREACH statement IN ARRAY ARRAY['INSERT INTO %1$s SELECT * FROM %1$s_rows ORDER BY id LIMIT 10000',
										 'UPDATE %1$s SET since = since + 1'] LOOP
			EXECUTE format(statement, relation);
			GET DIAGNOSTICS processed = ROW_COUNT;
			COMMIT;
			INSERT INTO bench.counted SELECT v.place, split_part(statement, ' ', 1), a.* FROM bench.allocations() AS a;
			IF NOT EXISTS (SELECT FROM bench.counted WHERE place = v.place AND nrows = processed) THEN
				RAISE EXCEPTION 'the trigger of % did not count % rows', relation, processed;
			END IF;
		END LOOP;
	END LOOP;
END
$$;
CALL count_allocations();

SELECT v.shape AS columns, v.kind AS enforcement, c.statement, c.nrows AS rows,
	   c.of_first_rows AS "for the first row",
	   round(c.of_later_rows::numeric / (c.nrows - 1), 2) AS "for each later row"
  FROM counted AS c
  JOIN variant AS v ON v.suite = 'allocations' AND v.place = c.place
 ORDER BY c.place, c.statement;
