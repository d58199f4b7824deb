-- COPY of all rows into a table without an index.
--
-- Needs the psql variable rounds.

\set QUIET on
\pset footer off

CALL bench.add_variants('copy', 'codes', ARRAY['no enforcement', 'CHECK',
	'empty AFTER trigger in C', 'column facts, enforce', 'column facts, log',
	'empty deferred trigger in C', 'column facts, deferred', 'empty BEFORE trigger in C',
	'CHECK with IN lists', 'composite foreign key', 'PL/pgSQL with a look-up']);
CALL bench.add_variants('copy', 'texts', ARRAY['no enforcement', 'empty AFTER trigger in C', 'column facts, enforce']);
CALL bench.add_variants('copy', 'arrays', ARRAY['no enforcement', 'empty AFTER trigger in C', 'column facts, enforce']);
CALL bench.create_tables('copy');

CALL bench.run('copy', :rounds, 'TRUNCATE %1$s', 'COPY %1$s FROM %2$L');
SELECT * FROM bench.report('copy', 1);
