-- The scope of two providers

\echo
\echo '== 4. The scope of two providers'
\echo
\echo 'Of each kind, the services that the standard of an adaptation center (annex 2)'
\echo 'and that of a foster parent (annex 3) list:'
\echo

CREATE TEMPORARY VIEW scope AS
	SELECT service, coalesce(center.kind, parent.kind) AS kind,
		   coalesce(center.service_name, parent.service_name) AS service_name,
		   center.provision AS center, parent.provision AS parent
	  FROM sss.service_options('minors_adaptation_center', '2025-09-01', 'ru') AS center
	  FULL JOIN sss.service_options('foster_parent', '2025-09-01', 'ru') AS parent USING (service);

SELECT kind, count(center) AS "adaptation center", count(parent) AS "foster parent",
	   count(*) FILTER (WHERE center IS NOT NULL AND parent IS NOT NULL) AS both
  FROM scope GROUP BY ROLLUP (kind) ORDER BY kind;

\echo 'The medical ones, with the provision of each:'
\echo
SELECT service, center AS "adaptation center", parent AS "foster parent"
  FROM scope WHERE kind = 'medical' ORDER BY service;

\echo 'On what basis an orphan may be placed with either, and for what stay:'
\echo
SELECT lawful_provider AS provider, lawful_basis AS basis, sss.cite(provision, 'en') AS provision,
	   coalesce(array_to_string(lawful_stays, ', '), 'not asked') AS stay
  FROM (VALUES ('minors_adaptation_center'), ('foster_parent')) AS p (provider),
	   sss.placement_options('orphan', NULL, p.provider, NULL, '2025-09-01', 'en');
