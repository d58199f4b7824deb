-- Facts views over the documents, attached in mode log, and the violations found

\echo
\echo '== 11. Facts views over the documents; the violations found'
\echo

CREATE EXTENSION special_social_services;
\ir facts.sql
\ir mapping.sql
\echo 'The placement of a case is its care arrangement of the latest date, its categories are'
\echo 'the protection concerns that stand for some, however they are spelt:'
\echo
SELECT d.concerns, p.concern, p.category, p.care_type, p.document, p.basis, p.provider, p.on_date
  FROM generator.drawn AS d JOIN facts.placement AS p USING (id)
 WHERE d.n BETWEEN 4 AND 13 ORDER BY d.n, p.category;

\set ECHO queries
\o /dev/null
\ir attach.sql
\o
\set ECHO none

CREATE TABLE demo.found AS
	SELECT 'placement' AS rule, id, NULL AS element,
		   sss.placement_verdict_any(array_agg(category), basis, provider, NULL, on_date) AS verdict,
		   sss.placement_provision_any(array_agg(category), basis, provider, NULL, on_date) AS provision
	  FROM facts.placement
	 GROUP BY id, basis, provider, on_date
	 UNION ALL
	SELECT 'service', id, element, sss.service_verdict(service, provider, on_date),
		   sss.service_provision(service, provider, on_date)
	  FROM facts.service;
ANALYZE demo.found;

\echo 'By verdict and provision, as seeded and as found:'
\echo
SELECT rule, verdict, provision, coalesce(g.rows, 0) AS generator, coalesce(e.rows, 0) AS extension
  FROM (SELECT rule, verdict, coalesce(provision, 'none') AS provision, count(*) AS rows
		  FROM generator.seeded GROUP BY rule, verdict, provision) AS g
  FULL JOIN (SELECT rule, verdict::text, coalesce(provision::text, 'none') AS provision, count(*) AS rows
			   FROM demo.found GROUP BY rule, verdict, provision) AS e USING (rule, verdict, provision)
 ORDER BY rule, verdict::sss.verdict, nullif(provision, 'none')::sss.provision;

\echo 'Checked:'
\echo
SELECT demo.check(format('each of %s placements and services has the verdict and the provision seeded in it', count(*)),
				  bool_and((g.verdict, g.provision) IS NOT DISTINCT FROM (e.verdict::text, e.provision::text))) AS claim
  FROM generator.seeded AS g
  FULL JOIN demo.found AS e ON (g.rule, g.id, coalesce(g.element, '')) = (e.rule, e.id, coalesce(e.element, ''))
 UNION ALL
SELECT demo.check(format('%s cases without a care arrangement are no placements', count(*)),
				  bool_and(p.id IS NULL))
  FROM generator.drawn AS d
  LEFT JOIN facts.placement AS p USING (id)
 WHERE d.verdict IS NULL;
