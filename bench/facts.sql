-- COPY of services whose provider stands in another table, which is a tenth as
-- long: lawful ones, and unlawful ones that are only logged.
--
-- Needs the psql variable rounds, and what facts_setup.sql made.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

CALL add_variants('facts', 'services', ARRAY['no enforcement', 'facts view, enforce', 'facts view, log',
	'foreign key', 'PL/pgSQL, by statement', 'PL/pgSQL, by row']);
CALL add_variants('facts', 'unlawful services', ARRAY['no enforcement', 'facts view, log']);
CALL create_tables('facts');

CALL run('facts', :rounds, 'TRUNCATE %1$s, sss_internal.violation_tail', 'COPY %1$s FROM %2$L');

-- Check that the log got as many lines
SELECT table_of('facts', place) AS logged, file
  FROM variant JOIN shape USING (shape)
 WHERE suite = 'facts' AND shape = 'unlawful services' AND kind = 'facts view, log' \gset
TRUNCATE sss_internal.violation_tail;
COPY :logged FROM :'file';
DO $$
BEGIN
	IF (SELECT count(*) FROM sss.violation_log) <> (SELECT count(*) FROM bench.row_of_services) THEN
		RAISE EXCEPTION 'not every row was logged';
	END IF;
END
$$;
TRUNCATE :logged, sss_internal.violation_tail;
SELECT columns, enforcement, median, min, max, "to none", cpu, "cpu to none" FROM report('facts', 1);
