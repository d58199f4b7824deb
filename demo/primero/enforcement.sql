-- The application saves documents: first logged, then refused

\echo
\echo '== 12. Documents are saved as a whole: logged, then refused'
\echo

CREATE ROLE caseworker;
GRANT SELECT, INSERT, UPDATE ON cases, transitions TO caseworker;
GRANT USAGE ON SCHEMA facts, demo TO caseworker;
GRANT SELECT ON facts.placement, facts.service TO caseworker;

-- An orphan in a youth house by a court act, and a child with a foster parent
-- who gives neither first aid nor counselling
SELECT (SELECT id FROM generator.drawn WHERE concerns = '["orphan"]' AND document = 'court_decision' AND agency = 'youth_house_2'
		   AND era = 'since' ORDER BY n LIMIT 1) AS old,
	   (SELECT id FROM generator.drawn WHERE document = 'foster_contract' AND verdict = 'compliant' AND era = 'since'
		   AND id NOT IN (SELECT id FROM generator.seeded WHERE provision IN ('3.8', '3.10')) ORDER BY n LIMIT 1) AS fostered \gset

-- As the application does: read a document, and write the whole
CREATE FUNCTION demo.save(of_case uuid, path text[], value jsonb) RETURNS void LANGUAGE sql AS
	$$ UPDATE public.cases SET data = jsonb_set(data, path, value), srch_last_updated_at = now() WHERE id = of_case $$;

SET ROLE caseworker;
\echo 'A referral for counselling is done for a child with a foster parent; annex 3 only assists'
\echo 'in obtaining it:'
\echo
\set ECHO queries
INSERT INTO transitions (type, status, record_type, record_id, service, responded_at)
	VALUES ('Referral', 'done', 'Child', :'fostered', 'counselling', '2025-09-01 10:00');
\set ECHO none
RESET ROLE;
\set ECHO queries
SELECT relation, rule, key, provider, service, provision FROM sss.violation_log;
\set ECHO none
SELECT demo.check('one violation was logged', count(*) = 1 AND bool_and(provision = '3.10')) AS checked FROM sss.violation_log;

\echo 'Enforcing:'
\echo
\set ECHO queries
SELECT sss.set_mode(relation, 'enforce', name) FROM sss.attachments \g /dev/null
\set ECHO none
SET ROLE caseworker;
\echo 'Documents are saved again, with all their old breaches, under 105 indexes; here one of nine:'
\echo
\set ECHO queries
UPDATE cases SET data = data || '{"reviewed": true}' WHERE srch_age < 2;
\set ECHO none
\echo 'An orphan who came to a youth house by a court act is grandfathered:'
\echo
\set ECHO queries
SELECT demo.save(:'old', '{name}', '"Renamed"') \g /dev/null
\set ECHO none
\echo 'But a change of the category to one that has no admission at all is refused:'
\echo
\set statement 'SELECT demo.save(''' :old ''', ''{protection_concerns}'', ''["street_child"]'')'
\echo :statement
\echo
SELECT * FROM demo.refused(:'statement', 'ru') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo
\echo 'A foster parent''s service that only an organization may give:'
\echo
\set service 'SELECT demo.save(''' :fostered ''', ''{services_section,3}'', ''{"service_type": "first_aid", "service_implemented": "implemented", "service_implemented_day_time": "2025-09-01"}'')'
\echo :service
\echo
SELECT * FROM demo.refused(:'service', 'en') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo
RESET ROLE;
\echo 'And so is a new meaning of a lookup value:'
\echo
\set mapping 'UPDATE mapping.document SET basis = ''court_act'' WHERE document = ''akimat_decision'''
\echo :mapping
\echo
SELECT * FROM demo.refused(:'mapping', 'kk') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo

-- If such a decision was lawful, a court act is not: no category is admitted by
-- both
SELECT demo.check('the case is refused by its category, the service by the annex of its provider',
				  (demo.detail(:'statement') ->> 'provision', demo.detail(:'service') ->> 'provision') = ('1.2', '3.8')) AS checked
 UNION ALL
SELECT demo.check(format('the lookup value would have made unlawful %s placements, which the generator counts as lawful', count(*)),
				  count(*) = (demo.detail(:'mapping') ->> 'count')::bigint)
  FROM generator.seeded AS s JOIN generator.drawn AS d USING (id)
 WHERE s.rule = 'placement' AND s.verdict = 'compliant' AND d.document = 'akimat_decision'
 UNION ALL
SELECT demo.check('the placements are unchanged',
				  NOT EXISTS (SELECT id, verdict, provision FROM demo.found WHERE rule = 'placement'
							  EXCEPT
							  SELECT id, sss.placement_verdict_any(array_agg(category), basis, provider, NULL, on_date),
									 sss.placement_provision_any(array_agg(category), basis, provider, NULL, on_date)
								FROM facts.placement GROUP BY id, basis, provider, on_date))
 UNION ALL
SELECT demo.check('nothing is missing or weakened', NOT EXISTS (SELECT FROM sss.verify()));
