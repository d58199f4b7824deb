-- Each aim beside what was measured: of the limit that nothing can beat, of the peers, of ours.

\set QUIET on
\pset footer off
\pset null ''
SET search_path = bench, public;

SELECT a.work, a.unit AS "1.00 is",
	   (SELECT value FROM figure AS f WHERE f.work = a.work AND f.of = 'limit') AS "limit",
	   (SELECT string_agg(format('%s %s', f.of, f.value), ', ' ORDER BY f.value) FROM figure AS f
		 WHERE f.work = a.work AND f.of NOT IN ('ours', 'limit')) AS peers,
	   coalesce((SELECT value::text FROM figure AS f WHERE f.work = a.work AND f.of = 'ours'),
				'not measured: ' || coalesce((SELECT why FROM not_measured AS n WHERE n.section = a.section),
											 format('section "%s" was not run', a.section))) AS measured,
	   a.aim
  FROM aim AS a
 ORDER BY a.place;
\pset tuples_only on
\pset format unaligned
SELECT format('not measured: section "%s", %s', section, why)
  FROM not_measured
 WHERE section NOT IN (SELECT section FROM aim)
 ORDER BY section;
