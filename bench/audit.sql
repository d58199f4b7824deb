-- Audits of a whole table, beside a plain count and an anti-join with the table
-- of admissions, which knows neither stays nor dates.
--
-- Needs the psql variables rows and rounds.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

-- A tenth of the rows, none of them lawful: the audit returns each with a message
CREATE TABLE unlawful AS SELECT * FROM row_of_codes WHERE id <= :rows / 10;
UPDATE unlawful SET category = 'orphan', basis = 'court_act', provider = 'youth_house', stay = NULL;
VACUUM FULL ANALYZE unlawful;

CREATE VIEW facts AS
	SELECT id, category, basis, provider, stay, since AS on_date FROM row_of_codes;

CREATE FUNCTION counted_by_two() RETURNS numeric STABLE LANGUAGE sql
SET max_parallel_workers_per_gather = 1 AS $$
	SELECT sum(rows) FROM sss_internal.audit_counts('bench.row_of_codes', 'placement', '{on_date=since}', key => '{id}')
$$;

\set arguments '\'placement\', \'{on_date=since}\', key => \'{id}\')'
INSERT INTO question VALUES
	('audit', 1, 'count(*)', :rows, 'SELECT count(*) FROM bench.row_of_codes'),
	('audit', 2, 'anti-join with the admissions', 0,
	 'SELECT count(*) FROM bench.row_of_codes AS r
	   WHERE NOT EXISTS (SELECT FROM bench.admission AS a
						  WHERE (a.category, a.basis, a.provider) = (r.category, r.basis, r.provider))'),
	('audit', 3, 'sss.audit()', 0,
	 'SELECT count(*) FROM sss.audit(''bench.row_of_codes'', ' || :'arguments'),
	('audit', 4, 'sss_internal.audit_counts()', :rows,
	 'SELECT sum(rows) FROM sss_internal.audit_counts(''bench.row_of_codes'', ' || :'arguments'),
	('audit', 5, 'sss.audit(), arrays of categories', 0,
	 'SELECT count(*) FROM sss.audit(''bench.row_of_arrays'', ' || :'arguments'),
	('audit', 6, 'sss.audit() of a view', 0,
	 'SELECT count(*) FROM sss.audit(''bench.facts'', ''placement'')'),
	('audit', 7, 'sss.audit(), a tenth of the rows, each a violation', :rows / 10,
	 'SELECT count(*) FROM sss.audit(''bench.unlawful'', ' || :'arguments'),
	('audit', 8, 'sss_internal.audit_counts(), with one worker', :rows, 'SELECT bench.counted_by_two()');

CALL bench.ask('audit', 3 * :rounds);
SELECT * FROM bench.answers('audit');
