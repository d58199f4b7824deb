-- The application goes on: first logged, then refused

\echo
\echo '== 7. Logging: every row that the application writes is kept, violations are logged'
\echo

-- The application's role: it has no right on the extension's objects, on the
-- mapping or on the views
CREATE ROLE registrar;
GRANT USAGE ON SCHEMA person, handbook, link, organization TO registrar;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA person, handbook, link, organization TO registrar;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA person, handbook, link, organization TO registrar;
GRANT USAGE ON SCHEMA demo TO registrar;

-- A child of that status who has that document
CREATE FUNCTION demo.child(status_id integer, basis_id integer, OUT person_id integer) LANGUAGE sql AS $$
	WITH child AS (
		INSERT INTO person.person (firstname, lastname, iin)
			VALUES ('Условное имя', 'Условный', '000000000000') RETURNING id
	), status AS (
		INSERT INTO link.person_social_status_link (person_id, social_status_id, is_deleted)
			SELECT id, $1, false FROM child
	), paper AS (
		INSERT INTO link.person_placement_basis_link (person_id, placement_basis_id, from_ts)
			SELECT id, $2, '2025-08-20' FROM child WHERE $2 IS NOT NULL
	)
	SELECT id FROM child
$$;
SELECT min(id) FILTER (WHERE type_id = 85) AS boarding, min(id) FILTER (WHERE type_id = 203) AS center,
	   min(id) FILTER (WHERE type_id = 214) AS family
  FROM organization.institution \gset
SELECT demo.child(33, 11) AS orphan, demo.child(103, 4) AS deviant, demo.child(101, 9) AS fostered \gset

SET ROLE registrar;
\echo 'An orphan enters a special boarding school on an application of the parents:'
\echo
\set ECHO queries
INSERT INTO link.person_institution_link (person_id, institution_id, from_ts, person_type, "position")
	VALUES (:orphan, :boarding, '2025-09-01 10:30', 'child', 'Постоянное') RETURNING id;
\set ECHO none
\echo 'A child with deviant behavior enters an adaptation center by decision of a court, which a'
\echo 'decision of the akimat then replaces:'
\echo
\set ECHO queries
INSERT INTO link.person_institution_link (person_id, institution_id, from_ts, person_type, "position")
	VALUES (:deviant, :center, '2025-09-01 10:30', 'child', 'Временное') RETURNING id;
UPDATE link.person_placement_basis_link SET placement_basis_id = 1 WHERE person_id = :deviant;
\set ECHO none
\echo 'A foster parent is recorded as helping the guardianship body to place children:'
\echo
INSERT INTO link.person_institution_link (person_id, institution_id, from_ts, person_type)
	VALUES (:fostered, :family, '2025-09-01 10:30', 'child') RETURNING id AS foster_link \gset
\set ECHO queries
INSERT INTO link.person_service_link (person_institution_id, service_id, given_ts)
	VALUES (:foster_link, 805, '2025-09-15') RETURNING id;
\set ECHO none
RESET ROLE;

\echo 'The log holds keys, codes and citations, and nothing else of a row:'
\echo
\set ECHO queries
SELECT relation, key, categories, basis, provider, service, provision FROM sss.violation_log;
\set ECHO none

SELECT demo.check('three violations were logged, as cases of the views, whichever table was written',
				  (SELECT array_agg(provision ORDER BY provision) = '{1.4/2,2.4/3,3.20}' AND
						  array_agg(DISTINCT relation) = '{facts.placement,facts.service}'
					 FROM sss.violation_log)) AS checked
 UNION ALL
SELECT demo.check('the application may read neither the log nor the views',
				  NOT has_table_privilege('registrar', 'sss.violation_log', 'SELECT') AND
				  NOT has_table_privilege('registrar', 'facts.placement', 'SELECT'));

\echo
\echo '== 8. Enforcing'
\echo
\set ECHO queries
SELECT sss.set_mode(relation, 'enforce', name) FROM sss.attachments \g /dev/null
\set ECHO none
SELECT relation, rule, effective_mode, problem FROM sss.attachments ORDER BY rule, relation;

SELECT demo.child(33, 11) AS child \gset
\set statement 'INSERT INTO link.person_institution_link (person_id, institution_id, from_ts, person_type) VALUES (' :child ', ' :boarding ', ''2025-09-01'', ''child'')'
\echo 'Refused, for a user who reads Russian:'
\echo
\echo :statement
\echo
SELECT * FROM demo.refused(:'statement', 'ru') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo
\echo 'For a user who reads Kazakh:'
\echo
SELECT * FROM demo.refused(:'statement', 'kk') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo
\echo 'For an application that may not read the view, neither key nor codes:'
\echo
SET ROLE registrar;
SELECT * FROM demo.refused(:'statement', 'en') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo
RESET ROLE;
\echo 'So it is allowed to:'
\echo
\set ECHO queries
GRANT USAGE ON SCHEMA facts TO registrar;
GRANT SELECT ON facts.placement, facts.service TO registrar;
\set ECHO none
SET ROLE registrar;
\echo 'The akimat decides, and the child is accepted:'
\echo
\set ECHO queries
INSERT INTO link.person_placement_basis_link (person_id, placement_basis_id, from_ts)
	VALUES (:child, 1, '2025-08-25');
INSERT INTO link.person_institution_link (person_id, institution_id, from_ts, person_type, "position")
	VALUES (:child, :boarding, '2025-09-01 10:30', 'child', 'Постоянное') RETURNING id;
\set ECHO none
RESET ROLE;

-- Existing rows that do not meet the standard
SELECT min(g.id) AS old
  FROM generator.seeded AS g
  JOIN facts.placement AS p ON p.id = g.id
 WHERE (g.rule, g.verdict, g.provision) = ('placement', 'violation', '1.4/2')
   AND p.provider IN ('special_boarding_school', 'youth_house', 'family_type_village')
   AND p.stay = 'permanent' \gset
SET ROLE registrar;
\echo 'Existing rows are grandfathered, thousands of them at once:'
\echo
\set ECHO queries
UPDATE link.person_institution_link SET document_submission_date = '2025-09-01' WHERE person_type = 'child';
\set ECHO none
\echo 'But nobody makes one worse, here by a day stay, which its standard does not name:'
\echo
\set statement 'UPDATE link.person_institution_link SET "position" = ''Дневное'' WHERE id = ' :old
\echo :statement
\echo
SELECT * FROM demo.refused(:'statement', 'ru') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo
\echo 'Mended it may be, by the paper that was missing:'
\echo
SELECT person_id AS old_child, from_ts AS old_from FROM link.person_institution_link WHERE id = :old \gset
\set ECHO queries
INSERT INTO link.person_placement_basis_link (person_id, placement_basis_id, from_ts)
	VALUES (:old_child, 1, :'old_from');
\set ECHO none
\echo 'A change elsewhere is checked by the placements that it reaches, here a dictionary entry that'
\echo 'comes to mean another category:'
\echo
\set statement 'UPDATE handbook.person_social_status SET name = ''deviantnoe-povedenie'' WHERE id = 33'
RESET ROLE;
\echo :statement
\echo
SELECT * FROM demo.refused(:'statement', 'ru') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo
SELECT demo.detail(:'statement') ->> 'count' AS renamed \gset
\echo 'An institution that comes to be of another type:'
\echo
\set statement 'UPDATE organization.institution SET type_id = 203 WHERE id = ' :boarding
\echo :statement
\echo
SELECT * FROM demo.refused(:'statement', 'en') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo

\echo 'The journal: each act, its time and its role:'
\echo
\set ECHO queries
SELECT min(at)::timestamp(0) AS at, session_role, action, attachment, count(*) AS tables
  FROM sss.journal GROUP BY session_role, action, attachment ORDER BY min(at), attachment;
\set ECHO none

-- One refusal in every language: the words differ, the fields for programs do not
SELECT demo.child(33, 11) AS child \gset
CREATE TABLE demo.refusal AS
	SELECT language, max(value) FILTER (WHERE field = 'SQLSTATE') AS sqlstate,
		   max(value) FILTER (WHERE field = 'CONSTRAINT') AS constraint,
		   max(value) FILTER (WHERE field = 'MESSAGE') AS message,
		   max(value) FILTER (WHERE field = 'HINT') AS hint,
		   max(value) FILTER (WHERE field = 'DETAIL')::jsonb - 'key' AS detail
	  FROM unnest('{kk,ru,en}'::text[]) AS language,
		   demo.refused(format('INSERT INTO link.person_institution_link (person_id, institution_id, from_ts, person_type)
									VALUES (%s, %s, ''2025-09-01'', ''child'')', :child, :boarding), language)
	 GROUP BY language;

-- The Order's answer for the same placements once status 33 means the same as
-- 103; 40 still means an orphan
CREATE TABLE demo.renamed AS
	SELECT d.id, d.verdict AS before, a.verdict AS after
	  FROM generator.drawn_placement AS d
	  JOIN generator.seeded AS s ON (s.rule, s.id, s.verdict) = ('placement', d.id, d.verdict)
	  JOIN generator.profile AS p ON p.id = d.profile AND 33 = ANY (p.statuses)
	  JOIN generator.placement_answer AS a
			 ON a.profile = CASE WHEN 40 = ANY (p.statuses) THEN 13 ELSE 6 END AND a.type = d.type
			AND (a.basis, a.stay) IS NOT DISTINCT FROM (d.basis, d.stay);

SELECT demo.check('a refusal is a check violation of the attachment, in kk, ru and en',
				  count(*) = 3 AND bool_and((sqlstate, "constraint") = ('23514', 'sss_placement'))) AS checked
  FROM demo.refusal
 UNION ALL
SELECT demo.check('its message and hint are in words of their own in each language, its detail is the same',
				  (count(DISTINCT message), count(DISTINCT hint), count(DISTINCT detail)) = (3, 3, 1))
  FROM demo.refusal
 UNION ALL
SELECT demo.check('the detail names the code and the provision',
				  bool_and(detail @> '{"basis": "other_document", "verdict": "violation", "provision": "1.4/2"}'))
  FROM demo.refusal
 UNION ALL
-- Two of this demonstration's own placements are orphans'; an old violation counts if its clause changes
SELECT demo.check(format('the dictionary entry would have made unlawful %s placements, of which the generator says that %s were no violations before',
						 :renamed, count(*) FILTER (WHERE after = 'violation' AND before <> 'violation')),
				  :renamed BETWEEN count(*) FILTER (WHERE after = 'violation' AND before <> 'violation')
							   AND count(*) FILTER (WHERE after = 'violation') + 2)
  FROM demo.renamed
 UNION ALL
SELECT demo.check('the old row was a violation, and is repaired',
				  g.verdict = 'violation' AND
				  (SELECT sss.placement_verdict_any(array_agg(category), basis, provider, stay, on_date)
					 FROM facts.placement WHERE id = :old GROUP BY basis, provider, stay, on_date) = 'compliant')
  FROM generator.seeded AS g WHERE (g.rule, g.id) = ('placement', :old)
 UNION ALL
SELECT demo.check('all others are unchanged',
				  NOT EXISTS (SELECT id, verdict, provision FROM demo.found WHERE rule = 'placement' AND id <> :old
							  EXCEPT
							  SELECT id, sss.placement_verdict_any(array_agg(category), basis, provider, stay, on_date),
									 sss.placement_provision_any(array_agg(category), basis, provider, stay, on_date)
								FROM facts.placement GROUP BY id, basis, provider, stay, on_date))
 UNION ALL
SELECT demo.check('a refused row is neither stored nor logged',
				  NOT EXISTS (SELECT FROM link.person_institution_link WHERE person_id = :child) AND
				  (SELECT count(*) FROM sss.violation_log) = 3)
 UNION ALL
SELECT demo.check('no table of the application has been altered',
				  NOT EXISTS (SELECT FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
							   WHERE c.relnamespace IN ('person'::regnamespace, 'handbook'::regnamespace,
														'link'::regnamespace, 'organization'::regnamespace)
								 AND a.atttypid IN (SELECT oid FROM pg_type WHERE typnamespace = 'sss'::regnamespace)))
 UNION ALL
SELECT demo.check('the journal has 15 attachments and 15 changes of mode, and nothing is missing or weakened',
				  (SELECT count(*) FILTER (WHERE action = 'attach') = 15 AND count(*) FILTER (WHERE action = 'set_mode') = 15
					 FROM sss.journal) AND NOT EXISTS (SELECT FROM sss.verify()));

\echo
\echo '== 9. In short'
\echo
SELECT rule, sum(generator) AS "existing rows",
	   sum(extension) FILTER (WHERE verdict = 'compliant') AS compliant,
	   sum(extension) FILTER (WHERE verdict = 'violation') AS violation,
	   sum(extension) FILTER (WHERE verdict = 'unsettled') AS unsettled,
	   sum(extension) FILTER (WHERE verdict = 'not_governed') AS "not governed",
	   sum(extension) FILTER (WHERE verdict = 'unknown') AS unknown,
	   count(*) AS "verdicts and provisions, all as seeded"
  FROM demo.compared GROUP BY rule ORDER BY rule;
