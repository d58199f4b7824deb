-- The instructions that callgrind counted, in file :counted: place, rows, instructions.

\set QUIET on
\pset footer off
SET search_path = bench, public;

CREATE TEMP TABLE counted (place integer, n bigint, instructions bigint);
\copy counted FROM pstdin
CREATE TEMP TABLE of_row AS
	SELECT v.place, v.shape, v.kind, k.peer,
		   (max(c.instructions) - min(c.instructions)) / CASE v.shape WHEN 'services' THEN (max(n) - min(n)) / 10 ELSE max(n) - min(n) END AS instructions
	  FROM counted AS c
	  JOIN variant AS v ON (v.suite, v.place) = ('instructions', c.place)
	  JOIN kind AS k USING (kind)
	 GROUP BY v.place, v.shape, v.kind, k.peer;
SELECT o.shape AS columns, o.kind AS enforcement, o.instructions,
	   round(o.instructions::numeric / p.instructions, 3) AS "to empty"
  FROM of_row AS o
  LEFT JOIN of_row AS p ON (p.shape, p.kind) = (o.shape, CASE o.kind WHEN 'CHECK' THEN 'empty CHECK in C' ELSE o.peer END)
 ORDER BY o.place;

\pset format csv
\pset tuples_only on
\o :figures
SELECT f.work, f.of, round(o.instructions::numeric / p.instructions, 3)
  FROM (VALUES ('column facts, codes', 'ours', 'codes', 'column facts, enforce', 'empty AFTER trigger in C'),
			   ('column facts, texts', 'ours', 'texts', 'column facts, enforce', 'empty AFTER trigger in C'),
			   ('column facts, arrays', 'ours', 'arrays', 'column facts, enforce', 'empty AFTER trigger in C'),
			   ('column facts, deferred', 'ours', 'codes', 'column facts, deferred', 'empty deferred trigger in C'),
			   ('column facts, all required', 'ours', 'codes', 'column facts, all required', 'empty AFTER trigger in C'),
			   ('CHECK', 'ours', 'codes', 'CHECK', 'empty CHECK in C')) AS f (work, of, shape, kind, peer)
  JOIN of_row AS o USING (shape, kind)
  JOIN of_row AS p ON (p.shape, p.kind) = (f.shape, f.peer)
UNION ALL
SELECT 'facts view, single INSERT, by instructions', CASE o.kind WHEN 'facts view, enforce' THEN 'ours' ELSE o.kind END,
	   round((o.instructions - n.instructions)::numeric / (k.instructions - n.instructions), 2)
  FROM of_row AS o
  JOIN of_row AS n ON (n.shape, n.kind) = ('services', 'no enforcement')
  JOIN of_row AS k ON (k.shape, k.kind) = ('services', 'foreign key')
 WHERE o.shape = 'services' AND o.kind IN ('facts view, enforce', 'PL/pgSQL, by row');
\o
