-- UPDATE of a column that no rule binds, in all rows.
--
-- Needs the psql variable rounds.

\set QUIET on
\pset footer off

CALL bench.add_variants('update', 'codes', ARRAY['no enforcement', 'empty AFTER trigger in C',
	'column facts, enforce', 'composite foreign key']);
CALL bench.create_tables('update');

CALL bench.run('update', :rounds, 'TRUNCATE %1$s; COPY %1$s FROM %2$L', 'UPDATE %1$s SET note = ''Closed''');
SELECT * FROM bench.report('update', 1);
