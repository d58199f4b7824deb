-- Single rows, one transaction each, from one session: the tables.  pgbench
-- inserts the rows.

\set QUIET on

CALL bench.add_variants('insert', 'codes', ARRAY['no enforcement', 'CHECK', 'empty AFTER trigger in C',
	'trigger, enforce', 'composite foreign key', 'PL/pgSQL with a look-up']);
CALL bench.create_tables('insert');
