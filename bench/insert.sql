-- The tables into which pgbench inserts single rows, one transaction each, from
-- one session.

\set QUIET on

CALL bench.add_variants('insert', 'codes', ARRAY['no enforcement', 'CHECK', 'empty AFTER trigger in C',
	'column facts, enforce', 'composite foreign key', 'PL/pgSQL with a look-up']);
CALL bench.create_tables('insert');
