-- COPY of a tenth of the rows, many times: a shared machine is busy with other
-- things in fits, and what triggers and constraints cost is less than those.
--
-- Wants the psql variable rounds.

\set QUIET on
\pset footer off

CALL bench.add_variants('enforcers', 'a tenth', ARRAY['no enforcement', 'empty CHECK in C', 'CHECK',
	'empty AFTER trigger in C', 'trigger, enforce']);
CALL bench.create_tables('enforcers');

CALL bench.run('enforcers', 12 * :rounds + 1, 'TRUNCATE %1$s', 'COPY %1$s FROM %2$L');
SELECT * FROM bench.report('enforcers', 1);
