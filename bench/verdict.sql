-- The verdict on every row, beside a plain count and an anti-join with the
-- table of admissions, which knows neither stays nor dates.
--
-- Wants the psql variables rows and rounds.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

CREATE TABLE question (place integer, question text, answer bigint, query text);
INSERT INTO question VALUES
	(1, 'count(*)', :rows,
	 'SELECT count(*) FROM bench.row_of_codes'),
	(2, 'sss.placement_verdict()', :rows,
	 'SELECT count(*) FROM bench.row_of_codes
	   WHERE sss.placement_verdict(category, basis, provider, stay, since) = ''compliant'''),
	(3, 'anti-join with the admissions', 0,
	 'SELECT count(*) FROM bench.row_of_codes AS r
	   WHERE NOT EXISTS (SELECT FROM bench.admission AS a
						  WHERE (a.category, a.basis, a.provider) = (r.category, r.basis, r.provider))');

CREATE PROCEDURE ask(rounds integer) LANGUAGE plpgsql AS $$
DECLARE
	q record;
	started timestamptz;
	found bigint;
BEGIN
	FOR round IN 1 .. rounds LOOP
		FOR q IN SELECT * FROM bench.question ORDER BY (place + round) % 3 LOOP
			started := clock_timestamp();
			EXECUTE q.query INTO found;
			INSERT INTO bench.result VALUES ('verdict', q.place, round,
				extract(epoch FROM clock_timestamp() - started));
			IF found <> q.answer THEN
				RAISE EXCEPTION '% answers % instead of %', q.question, found, q.answer;
			END IF;
		END LOOP;
	END LOOP;
END
$$;
CALL ask(:rounds);

WITH measured AS (
	SELECT q.place, q.question, min(r.seconds), max(r.seconds),
		   percentile_cont(0.5) WITHIN GROUP (ORDER BY r.seconds) AS median
	  FROM question AS q
	  JOIN result AS r ON r.suite = 'verdict' AND r.place = q.place
	 GROUP BY q.place, q.question
)
SELECT question, round(median::numeric, 3) AS median, round(min::numeric, 3) AS min, round(max::numeric, 3) AS max,
	   round((median / first_value(median) OVER (ORDER BY place))::numeric, 2) AS "to count(*)"
  FROM measured
 ORDER BY place;
