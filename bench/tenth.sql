-- COPY of a tenth of the rows, many times: other work makes a shared machine
-- slower for moments, by more than the enforcement costs.
--
-- Needs the psql variable rounds.

\set QUIET on
\pset footer off

CALL bench.add_variants('tenth', 'a tenth', ARRAY['no enforcement', 'empty CHECK in C', 'CHECK',
	'empty AFTER trigger in C', 'column facts, enforce']);
CALL bench.create_tables('tenth');

CALL bench.run('tenth', 12 * :rounds + 1, 'TRUNCATE %1$s', 'COPY %1$s FROM %2$L');
SELECT * FROM bench.report('tenth', 1);
