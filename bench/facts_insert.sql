-- Single services, inserted by pgbench: the time that each kind adds to an
-- insertion, in checks of a foreign key; medians of the rounds.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

CREATE TEMP TABLE insertion AS
WITH measured AS (
	SELECT r.suite, r.round, r.place, v.kind, r.seconds
	  FROM result AS r
	  JOIN variant AS v ON (v.suite, v.place) = ('facts', r.place)
	 WHERE r.suite LIKE 'single%'
)
SELECT m.suite AS insertion, m.place, m.kind AS enforcement,
	   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY m.seconds) * 1000000)::numeric, 1) AS median,
	   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY m.seconds / n.seconds))::numeric, 2) AS "to none",
	   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY m.seconds - n.seconds) /
			  nullif(percentile_cont(0.5) WITHIN GROUP (ORDER BY k.seconds - n.seconds), 0))::numeric, 2) AS "in foreign keys"
  FROM measured AS m
  JOIN measured AS n ON (n.suite, n.round, n.kind) = (m.suite, m.round, 'no enforcement')
  JOIN measured AS k ON (k.suite, k.round, k.kind) = (m.suite, m.round, 'foreign key')
 GROUP BY m.suite, m.place, m.kind;
SELECT insertion, enforcement, median, "to none", "in foreign keys" FROM insertion ORDER BY insertion, place;

INSERT INTO figure (work, of, value)
	SELECT 'facts view, single INSERT, by time', CASE enforcement WHEN 'facts view, enforce' THEN 'ours' ELSE enforcement END, "in foreign keys"
	  FROM insertion
	 WHERE insertion = 'single' AND enforcement IN ('facts view, enforce', 'PL/pgSQL, by row') AND "in foreign keys" IS NOT NULL;
