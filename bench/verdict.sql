-- The verdict on every row, beside a plain count and an anti-join with the
-- table of admissions, which knows neither stays nor dates.
--
-- Needs the psql variables rows and rounds.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

INSERT INTO question VALUES
	('verdict', 1, 'count(*)', :rows,
	 'SELECT count(*) FROM bench.row_of_codes'),
	('verdict', 2, 'sss.placement_verdict()', :rows,
	 'SELECT count(*) FROM bench.row_of_codes
	   WHERE sss.placement_verdict(category, basis, provider, stay, since) = ''compliant'''),
	('verdict', 3, 'anti-join with the admissions', 0,
	 'SELECT count(*) FROM bench.row_of_codes AS r
	   WHERE NOT EXISTS (SELECT FROM bench.admission AS a
						  WHERE (a.category, a.basis, a.provider) = (r.category, r.basis, r.provider))');

CALL bench.ask('verdict', :rounds);
SELECT * FROM bench.answers('verdict');
