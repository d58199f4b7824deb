-- Facts views over the tables as they are, attached in mode log; then the
-- violations of the existing rows

\echo
\echo '== 5. Facts views over the tables as they are'
\echo
\echo 'A placement is gathered from ten tables: its child''s statuses, several or none, some'
\echo 'soft-deleted; the latest document in force on its day; the type of its institution.'
\echo
SELECT id, status_name AS status, category, basis_name AS paper, basis, provider, stay, on_date
  FROM facts.placement
 WHERE id IN (SELECT min(d.id)
				FROM generator.drawn_placement AS d
			   WHERE d.profile IN (3, 13, 16, 18, 20, 25) AND d.basis IS NOT NULL
			   GROUP BY d.profile)
 ORDER BY id, category;

\echo 'Facts that stay NULL, and so unknown (an unknown stay is not checked):'
\echo
SELECT 'facts.placement' AS view, count(DISTINCT id) AS rows,
	   count(DISTINCT id) - count(DISTINCT id) FILTER (WHERE category IS NOT NULL) AS category,
	   count(DISTINCT id) FILTER (WHERE basis IS NULL) AS basis,
	   count(DISTINCT id) FILTER (WHERE provider IS NULL) AS provider,
	   count(DISTINCT id) FILTER (WHERE stay IS NULL) AS stay,
	   NULL AS service, count(DISTINCT id) FILTER (WHERE on_date IS NULL) AS date
  FROM facts.placement
UNION ALL
SELECT 'facts.service', count(*), NULL, NULL, count(*) - count(provider), NULL,
	   count(*) - count(service), count(*) - count(on_date)
  FROM facts.service;

\echo
\echo '== 6. Attached, logging; and the violations of the existing rows'
\echo
\echo 'Each rule on every table that its view reads, so that no change escapes it:'
\echo
\set ECHO queries
\o /dev/null
\ir attach.sql
\o
\set ECHO none

CREATE TABLE demo.found AS
	SELECT 'placement' AS rule, id::bigint,
		   sss.placement_verdict_any(array_agg(category), basis, provider, stay, on_date) AS verdict,
		   sss.placement_provision_any(array_agg(category), basis, provider, stay, on_date) AS provision
	  FROM facts.placement
	 GROUP BY id, basis, provider, stay, on_date
	 UNION ALL
	SELECT 'service', id, sss.service_verdict(service, provider, on_date),
		   sss.service_provision(service, provider, on_date)
	  FROM facts.service;
ANALYZE demo.found;

-- The generator's counts and the extension's.  A line that only one of them has
-- shows zero for the other.  A missing provision shows as none.
CREATE TABLE demo.compared AS
	SELECT rule, verdict, provision, coalesce(g.rows, 0) AS generator, coalesce(e.rows, 0) AS extension
	  FROM (SELECT rule, verdict, coalesce(provision, 'none') AS provision, count(*) AS rows
			  FROM generator.seeded GROUP BY rule, verdict, provision) AS g
	  FULL JOIN (SELECT rule, verdict::text, coalesce(provision::text, 'none') AS provision, count(*) AS rows
				   FROM demo.found GROUP BY rule, verdict, provision) AS e USING (rule, verdict, provision);

\echo 'Placements by verdict and provision, as seeded and as found:'
\echo
SELECT verdict, provision, sss.cite(nullif(provision, 'none'), 'en') AS cited, generator, extension
  FROM demo.compared
 WHERE rule = 'placement'
 ORDER BY verdict::sss.verdict, nullif(provision, 'none')::sss.provision;

\echo 'Services in order, by annex:'
\echo
SELECT sss.annex(provision) AS annex, count(*) AS provisions,
	   sum(generator) AS generator, sum(extension) AS extension
  FROM demo.compared
 WHERE rule = 'service' AND verdict = 'compliant'
 GROUP BY annex ORDER BY annex;

\echo 'Services not in order:'
\echo
SELECT verdict, provision, sss.cite(nullif(provision, 'none'), 'en') AS cited, generator, extension
  FROM demo.compared
 WHERE rule = 'service' AND verdict <> 'compliant'
 ORDER BY verdict::sss.verdict, nullif(provision, 'none')::sss.provision;

-- All answers of the extension, for all codes
CREATE TABLE demo.possible AS
	WITH category AS (SELECT code FROM sss.recipient_categories UNION ALL SELECT NULL),
		 basis AS (SELECT code FROM sss.placement_bases UNION ALL SELECT NULL),
		 provider AS (SELECT code FROM sss.provider_types UNION ALL SELECT NULL),
		 stay AS (SELECT code FROM sss.stay_modes UNION ALL SELECT NULL),
		 service AS (SELECT code FROM sss.services UNION ALL SELECT NULL),
		 day (code) AS (VALUES (date '2023-06-30'), ('2023-07-01'), (NULL))
	SELECT DISTINCT 'placement' AS rule,
		   sss.placement_verdict(c.code, b.code, p.code, s.code, d.code)::text AS verdict,
		   coalesce(sss.placement_provision(c.code, b.code, p.code, s.code, d.code)::text, 'none') AS provision
	  FROM category AS c, basis AS b, provider AS p, stay AS s, day AS d
	 UNION ALL
	SELECT DISTINCT 'service', sss.service_verdict(s.code, p.code, d.code)::text,
		   coalesce(sss.service_provision(s.code, p.code, d.code)::text, 'none')
	  FROM service AS s, provider AS p, day AS d;

\echo 'Checked:'
\echo
SELECT demo.check(format('%s counts are equal', count(*)), bool_and(generator = extension),
				  string_agg(format('%s %s %s: %s seeded, %s found', rule, verdict, provision, generator, extension), '; ')
				  FILTER (WHERE generator <> extension)) AS claim
  FROM demo.compared
 UNION ALL
SELECT demo.check(format('each of %s rows has the verdict and the provision seeded in it', count(*)),
				  bool_and((g.verdict, g.provision) IS NOT DISTINCT FROM (e.verdict::text, e.provision::text)))
  FROM generator.seeded AS g
  FULL JOIN demo.found AS e USING (rule, id)
 UNION ALL
SELECT demo.check(format('of the %s answers that the extension has for any facts, each was seeded', count(*)),
				  bool_and(c.generator > 0))
  FROM demo.possible
  LEFT JOIN demo.compared AS c USING (rule, verdict, provision)
 UNION ALL
SELECT demo.check(format('each of %s mapped statuses is received by the item of paragraph 2 that the generator names', count(*)),
				  bool_and(received))
  FROM (SELECT bool_or(e.provision = format('%s.2.%s', r.annex, r.item)) AS received
		  FROM generator.recipient AS r
		 CROSS JOIN unnest(r.statuses) AS status
		  JOIN handbook.person_social_status AS h ON h.id = status
		  LEFT JOIN mapping.category AS c ON c.name = rtrim(h.name)
		 CROSS JOIN sss.explain_placement(c.category, NULL,
						('{youth_house,minors_adaptation_center,guardian}'::text[])[r.annex], NULL, '2025-09-01', 'en') AS e
		 WHERE e.requirement = 'category'
		 GROUP BY r.annex, r.item, status) AS asked
 UNION ALL
SELECT demo.check('attaching checked and logged no row', NOT EXISTS (SELECT FROM sss.violation_log));
