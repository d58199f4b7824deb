-- The application goes on: first logged, then refused

\echo
\echo '== 7. Logging: what the application writes is kept, violations are written down'
\echo

-- The application's role: no right on anything of the extension's
CREATE ROLE registrar;
GRANT USAGE ON SCHEMA organization, link, mapping, demo TO registrar;
GRANT SELECT, INSERT, UPDATE ON organization.placement, organization.service_given TO registrar;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA organization TO registrar;
GRANT SELECT ON ALL TABLES IN SCHEMA mapping TO registrar;

-- A child of that status enters an institution of that type
CREATE FUNCTION demo.arrive(status_id integer, type_id integer, OUT link_id integer) LANGUAGE sql AS $$
	WITH child AS (
		INSERT INTO person.person (firstname, lastname, iin)
			VALUES ('Условное имя', 'Условный', '000000000000') RETURNING id
	), status AS (
		INSERT INTO link.person_social_status_link (person_id, social_status_id, is_deleted)
			SELECT id, $1, false FROM child
	)
	INSERT INTO link.person_institution_link (person_id, institution_id, from_ts, person_type)
		SELECT child.id, i.id, '2025-09-01 10:30', 'child'
		  FROM child, organization.institution AS i WHERE i.type_id = $2 LIMIT 1
	RETURNING id
$$;

-- Runs a statement that must be refused, and shows every field of the error
CREATE FUNCTION demo.refused(statement text, language text) RETURNS TABLE (field text, value text)
LANGUAGE plpgsql AS $$
DECLARE
	message text; hint text; detail text;
	schema_name text; table_name text; column_name text; constraint_name text;
BEGIN
	BEGIN
		PERFORM set_config('sss.language', language, true);
		EXECUTE statement;
	EXCEPTION WHEN check_violation THEN
		GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT,
			detail = PG_EXCEPTION_DETAIL, schema_name = SCHEMA_NAME, table_name = TABLE_NAME,
			column_name = COLUMN_NAME, constraint_name = CONSTRAINT_NAME;
		RETURN QUERY VALUES ('SQLSTATE', SQLSTATE), ('MESSAGE', message), ('HINT', hint),
			('DETAIL', detail), ('SCHEMA', schema_name), ('TABLE', table_name),
			('COLUMN', column_name), ('CONSTRAINT', constraint_name);
		RETURN;
	END;
	RAISE EXCEPTION 'not refused: %', statement;
END
$$;

SELECT demo.arrive(33, 85) AS orphan, demo.arrive(103, 203) AS deviant, demo.arrive(101, 214) AS fostered \gset
SET ROLE registrar;
\echo 'An orphan enters a special boarding school on an application of the parents (11):'
\echo
\set ECHO queries
INSERT INTO organization.placement (link_id, basis_id, stay_id) VALUES (:orphan, 11, 2)
	RETURNING id, category, basis, provider, stay, since;
\set ECHO none
\echo 'A child with deviant behavior enters an adaptation center by decision of a court'
\echo '(4), which is then replaced by one of the akimat (1):'
\echo
\set ECHO queries
INSERT INTO organization.placement (link_id, basis_id, stay_id) VALUES (:deviant, 4, 3);
UPDATE organization.placement SET basis_id = 1 WHERE link_id = :deviant
	RETURNING id, category, basis, provider, stay, since;
\set ECHO none
\echo 'A foster parent is recorded as helping the guardianship body to place children (805):'
\echo
\set ECHO queries
INSERT INTO organization.placement (link_id, basis_id) VALUES (:fostered, 9);
INSERT INTO organization.service_given (placement_id, service_id, given_on)
	SELECT id, 805, '2025-09-15' FROM organization.placement WHERE link_id = :fostered
	RETURNING id, service, provider, given_on;
\set ECHO none
RESET ROLE;

\echo 'The log holds keys, codes and citations, and nothing else of a row:'
\echo
\set ECHO queries
SELECT relation, key, categories, basis, service, provision FROM sss.violation_log;
\set ECHO none

SELECT demo.check('three violations were logged, one of them of an update',
				  (SELECT array_agg(provision ORDER BY provision) = '{1.4/2,2.4/3,3.20}'
					 FROM sss.violation_log)) AS checked
 UNION ALL
SELECT demo.check('the application may not read the log that its statements wrote',
				  NOT has_table_privilege('registrar', 'sss.violation_log', 'SELECT'));

\echo
\echo '== 8. Enforcing'
\echo
\set ECHO queries
SELECT sss.set_mode('organization.placement', 'sss_placement', 'enforce') \g /dev/null
SELECT sss.set_mode('organization.service_given', 'sss_service', 'enforce') \g /dev/null
SELECT relation, name, mode, effective_mode, problem FROM sss.attachments ORDER BY relation;
\set ECHO none

SELECT demo.arrive(33, 85) AS child \gset
SET ROLE registrar;
\set statement 'INSERT INTO organization.placement (link_id, basis_id, stay_id) VALUES (' :child ', 11, 2)'
\echo 'Refused, for a user who reads Russian:'
\echo
\echo :statement
\echo
SELECT * FROM demo.refused(:'statement', 'ru') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo
\echo 'For one who reads Kazakh:'
\echo
SELECT * FROM demo.refused(:'statement', 'kk') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo

\echo 'Accepted:'
\echo
\set ECHO queries
INSERT INTO organization.placement (link_id, basis_id, stay_id) VALUES (:child, 1, 2)
	RETURNING id, category, basis, provider, stay, since;
\set ECHO none
RESET ROLE;

\echo 'Why it was accepted:'
\echo
SELECT e.requirement, e.met, e.provision, e.message
  FROM organization.placement AS p,
	   sss.explain_placement(p.category[1], p.basis, p.provider, p.stay, p.since, 'ru') AS e
 WHERE p.link_id = :child \g (format=unaligned tuples_only=on fieldsep=', ')
\echo

SELECT p.id AS old
  FROM generator.seeded AS g
  JOIN organization.placement AS p USING (id)
 WHERE (g.rule, g.verdict, g.provision) = ('placement', 'violation', '1.4/2')
   AND p.provider IN ('special_boarding_school', 'youth_house', 'family_type_village')
   AND p.stay = 'permanent'
 ORDER BY p.id LIMIT 1 \gset
SET ROLE registrar;
\echo 'A row that was there already and does not meet the standard is no hostage:'
\echo
\set ECHO queries
UPDATE organization.placement SET comment = 'сверено' WHERE id = :old
	RETURNING id, category, basis, provider, stay, comment;
\set ECHO none
\echo 'But nobody makes it worse, here by a day stay (4), which its standard does not name:'
\echo
\set statement 'UPDATE organization.placement SET stay_id = 4 WHERE id = ' :old
\echo :statement
\echo
SELECT * FROM demo.refused(:'statement', 'ru') \g (format=unaligned tuples_only=on fieldsep=':  ')
\echo
\echo 'Mended it may be:'
\echo
\set ECHO queries
UPDATE organization.placement SET basis_id = 1 WHERE id = :old
	RETURNING id, category, basis, provider, stay, comment;
\set ECHO none
RESET ROLE;

\echo 'What was done, when and by whom:'
\echo
\set ECHO queries
SELECT at::timestamp(0), session_role, action, relation, attachment FROM sss.journal ORDER BY at;
\set ECHO none

-- One refusal in every language: the words differ, what programs read does not
CREATE TABLE demo.refusal AS
	SELECT language, max(value) FILTER (WHERE field = 'SQLSTATE') AS sqlstate,
		   max(value) FILTER (WHERE field = 'CONSTRAINT') AS constraint,
		   max(value) FILTER (WHERE field = 'MESSAGE') AS message,
		   max(value) FILTER (WHERE field = 'HINT') AS hint,
		   max(value) FILTER (WHERE field = 'DETAIL')::jsonb - 'key' AS detail
	  FROM unnest('{kk,ru,en}'::text[]) AS language,
		   demo.refused(format('INSERT INTO organization.placement (link_id, basis_id, stay_id) VALUES (%s, 11, 2)', :child), language)
	 GROUP BY language;

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
SELECT demo.check('the old row was broken, and is mended',
				  g.verdict = 'violation' AND
				  sss.placement_verdict_any(p.category, p.basis, p.provider, p.stay, p.since) = 'compliant')
  FROM organization.placement AS p
  JOIN generator.seeded AS g ON (g.rule, g.id) = ('placement', p.id)
 WHERE p.id = :old
 UNION ALL
SELECT demo.check('what was refused is neither stored nor logged',
				  (SELECT count(*) FROM organization.placement WHERE link_id = :child) = 1 AND
				  (SELECT count(*) FROM sss.violation_log) = 3)
 UNION ALL
SELECT demo.check('the journal has two attachments and two changes of mode',
				  (SELECT array_agg(action ORDER BY at) = '{attach,attach,set_mode,set_mode}' FROM sss.journal));

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
