-- The instructions that callgrind counts: each variant has a command for few rows and one for ten times as
-- many, so that their difference does not contain the start of the server.
--
-- Needs the psql variables rows and work, and what setup.sql and facts_setup.sql made.

\set QUIET on
SET search_path = bench, sss, public;

INSERT INTO row_of_texts SELECT * FROM row_of_codes ORDER BY id;
INSERT INTO kind (kind, define, unlawful)
	SELECT 'column facts, all required', replace(define, 'mode =>', 'required => ''{category,basis,provider,stay,on_date}'', mode =>'), unlawful
	  FROM kind WHERE kind = 'column facts, enforce';

CALL add_variants('instructions', 'codes', ARRAY['no enforcement', 'empty AFTER trigger in C', 'column facts, enforce',
	'column facts, all required', 'empty deferred trigger in C', 'column facts, deferred', 'empty CHECK in C', 'CHECK']);
CALL add_variants('instructions', 'texts', ARRAY['empty AFTER trigger in C', 'column facts, enforce']);
CALL add_variants('instructions', 'arrays', ARRAY['empty AFTER trigger in C', 'column facts, enforce']);
CALL add_variants('instructions', 'services', ARRAY['no enforcement', 'facts view, enforce', 'foreign key', 'PL/pgSQL, by row']);
CALL create_tables('instructions');
SELECT format('COPY (SELECT * FROM bench.%s WHERE id <= %s ORDER BY id) TO %L', t, n, :'work' || '/' || t || '.' || n)
  FROM unnest(ARRAY['row_of_codes', 'row_of_texts', 'row_of_arrays']) AS t, unnest(ARRAY[:rows / 10, :rows]) AS n \gexec
VACUUM FREEZE ANALYZE;

\pset format unaligned
\pset tuples_only on
\o :commands
SELECT v.place, n, CASE shape
	   WHEN 'services' THEN format('DO $$ BEGIN FOR i IN 1..%s LOOP INSERT INTO %s VALUES (i, 1 + i %% %s, ''legal.help_filing_complaints'', ''2024-01-01'', ''Record''); COMMIT; END LOOP; END $$',
								   n / 10, table_of(suite, place), :rows / 10)
	   ELSE format('COPY %s FROM %L', table_of(suite, place), format('%s/%s.%s', :'work', template, n)) END
  FROM variant AS v JOIN shape USING (shape), unnest(ARRAY[:rows / 10, :rows]) AS n
 WHERE suite = 'instructions'
 ORDER BY place, n;
\o
