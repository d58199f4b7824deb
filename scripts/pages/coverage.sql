-- Every clause, what serves it and what proves it.
\i test/proofs.sql

SELECT '# Coverage' || E'\n\nMade by `scripts/make-pages` from `sss.coverage` and `sss.requirements`, whose comments say what the words mean.'
	|| E'\n[tests.md](tests.md) says how a test names the clause that it proves.';

SELECT E'\n## How many\n\n| How it is served | Clauses | Requirements |\n|---|---:|---:|';
SELECT pg_temp.cells(served, (SELECT count(*) FROM sss.coverage AS c WHERE c.served = s.served)::text,
					 (SELECT count(*) FROM sss.requirements AS r WHERE r.served = s.served)::text)
  FROM unnest(ARRAY['enforced', 'audited', 'attested', 'not_decidable', 'informative']) WITH ORDINALITY AS s (served, place)
 ORDER BY place;

SELECT line
  FROM (SELECT DISTINCT sss.annex(provision) AS annex, NULL::sss.provision AS provision, 0 AS place,
			   CASE sss.annex(provision) WHEN 0 THEN E'\n## The order itself\n' ELSE format(E'\n## Annex %s\n', sss.annex(provision)) END
			   || E'\n| Clause | Served | Requirements | Rules | Readings | Proved by |\n|---|---|---|---|---|---|' AS line
		  FROM sss.coverage
		UNION ALL
		SELECT sss.annex(provision), provision, 1,
			   pg_temp.cells(provision::text,
							 served || CASE WHEN served <> 'enforced' AND EXISTS (SELECT FROM sss.requirements AS r
																				   WHERE r.code = ANY (requirements) AND r.served = 'enforced')
											THEN ', in part enforced' ELSE '' END
							 || CASE reach WHEN 'items' THEN ', by its subparagraphs and parts' WHEN 'whole' THEN ', with the whole' ELSE '' END,
							 coalesce(CASE WHEN reach = 'items' THEN NULL ELSE array_to_string(requirements, ', ') END, reason_en),
							 array_to_string(rules, ', '), array_to_string(readings, ', '),
							 (SELECT string_agg(regexp_replace(test, '.*/(.*)\.sql', '\1'), ', ' ORDER BY test) FROM unnest(tests) AS test))
		  FROM sss.coverage JOIN (SELECT provision, tests FROM clause_tests) AS t USING (provision)) AS c
 ORDER BY annex, place, provision;

SELECT E'\n## What is asked, and not served\n\n| Requirement | What it asks | How | Reason | Act |\n|---|---|---|---|---|';
SELECT pg_temp.cells(code, asks_en, served, reason_en, act_en)
  FROM sss.requirements WHERE served = 'not_decidable' ORDER BY provision, code;
