-- COPY of services, of which there are fewer than children, as many, or ten times as many:
-- what a trigger costs, to an empty one in C.
--
-- Needs the psql variable rounds, and what facts_setup.sql made.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

SELECT format('CALL add_variants(''keys'', %L, ARRAY[''no enforcement'', ''empty AFTER trigger in C'', ''reads the new rows'',
	''facts view, enforce'', ''PL/pgSQL, by statement'', ''foreign key''])', shape)
  FROM unnest(ARRAY['a hundredth of them', 'a tenth of the services', 'services']) AS s (shape) \gexec
CALL create_tables('keys');

CALL run('keys', :rounds, 'TRUNCATE %1$s', 'COPY %1$s FROM %2$L');
SELECT columns, enforcement, median, min, max, "to none", "to empty", cpu, "cpu to empty" FROM report('keys', 1);

INSERT INTO figure (work, of, value)
	SELECT 'facts view, COPY of ' || CASE columns WHEN 'services' THEN 'ten rows a key' WHEN 'a tenth of the services' THEN 'a row a key' ELSE 'a row for ten keys' END,
		   CASE enforcement WHEN 'facts view, enforce' THEN 'ours' WHEN 'reads the new rows' THEN 'limit' ELSE enforcement END, "cpu to empty"
	  FROM report('keys', 1)
	 WHERE enforcement NOT IN ('no enforcement', 'empty AFTER trigger in C');
