-- COPY of a tenth of the rows, many times: a shared machine is busy with other
-- things in fits, and what the lanes cost is less than those.
--
-- Wants the psql variable rounds.

\set QUIET on
\pset footer off

CALL bench.add_variants('lanes', 'a tenth', ARRAY['no enforcement', 'empty CHECK in C', 'CHECK lane',
	'empty AFTER trigger in C', 'trigger lane, enforce']);
CALL bench.create_tables('lanes');

CALL bench.run('lanes', 12 * :rounds + 1, 'TRUNCATE %1$s', 'COPY %1$s FROM %2$L');
SELECT * FROM bench.report('lanes', 1);
