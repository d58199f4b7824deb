-- COPY of rows that are all unlawful and only logged: the log gets as many lines
-- as there are rows.
--
-- Needs the psql variable rounds.

\set QUIET on
\pset footer off

CALL bench.add_variants('log', 'unlawful', ARRAY['no enforcement', 'empty AFTER trigger in C', 'column facts, log']);
CALL bench.create_tables('log');

CALL bench.run('log', :rounds, 'TRUNCATE %1$s, sss_internal.violation_tail', 'COPY %1$s FROM %2$L');

-- Check that the log got as many lines
DO $$
DECLARE
	v record;
BEGIN
	FOR v IN SELECT i.* FROM bench.in_turn('log', 0) AS i JOIN bench.variant USING (place)
			  WHERE suite = 'log' AND kind = 'column facts, log' LOOP
		TRUNCATE sss_internal.violation_tail;
		EXECUTE format('COPY %s FROM %L', bench.table_of('log', v.place), v.file);
		IF (SELECT count(*) FROM sss.violation_log) <> v.rows THEN
			RAISE EXCEPTION 'not every row was logged';
		END IF;
	END LOOP;
END
$$;
TRUNCATE sss_internal.violation_tail;
SELECT * FROM bench.report('log', 1);
