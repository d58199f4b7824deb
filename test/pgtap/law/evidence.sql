-- The evidence that a record requires: documents, persons, rooms, circumstances.
-- Written from the text; nothing here is read from the extension's own tables.
BEGIN;
SELECT plan(84);

CREATE TEMP TABLE providers (provider sss.provider_type, annex int);
INSERT INTO providers VALUES ('youth_house', 1), ('special_boarding_school', 1), ('other_organization', 1),
	('minors_adaptation_center', 2), ('other_center', 2), ('guardian', 3), ('foster_parent', 3), ('other_family', 3);

-- The evidence, clause by clause: annexes 1 and 2 have the same numbers.
CREATE TEMP TABLE clauses (annexes int[], clause text, services text[], evidence text[]);
INSERT INTO clauses VALUES
	-- rooms: what is weighed when a child gets one, the specialists' own, those in which skills are taught
	('{1,2}', '6.1/2', '{household.living_space}', '{allocation_assessment}'),
	('{1,2}', '6.2', '{household.qualified_specialists}', '{specialist_room}'),
	('{1,2}', '6.6', '{household.self_care_and_home_rehabilitation}', '{orientation_room}'),
	-- the attending physician prescribes; sampling, catheters and devices are in annex 1 only
	('{1,2}', '7.10', '{medical.prescribed_procedures}', '{prescription}'),
	('{1}', '7.10', '{medical.laboratory_sampling,medical.help_with_catheters_and_devices}', '{prescription}'),
	-- hospitals, treatment institutions and sanatoriums strictly by medical indications
	('{1,2}', '8.5', '{medical.assist_hospitalization_and_escort}', '{medical_indications}'),
	('{3}', '9.2', '{medical.assist_hospitalization_and_escort}', '{medical_indications}'),
	-- the head approves the package
	('{1,2}', '10.1', '{psychological.diagnostics_and_personality_assessment}', '{approved_package}'),
	-- specialists of the organization assess labor skills
	('{1,2}', '14.1', '{labor.skills_assessment}', '{own_specialist}'),
	('{1,2}', '14.2', '{labor.assist_vocational_skills_training}', '{organized_course,course_specialist,equipped_room,career_choice_measures}'),
	('{3}', '15.2', '{labor.assist_vocational_skills_training}', '{organized_course,career_choice_measures}'),
	-- medicines and devices by the doctors' conclusion
	('{3}', '8.4', '{medical.assist_medicines_and_devices}', '{doctors_conclusion}'),
	-- first aid: in emergencies, organized by the own medical worker
	('{1,2}', '7.2', '{medical.emergency_first_aid}', '{emergency}'),
	('{1,2}', '8.3', '{medical.emergency_first_aid}', '{own_medical_worker}');
CREATE TEMP VIEW asked AS
	SELECT p.provider, p.annex, s.service::sss.service, e.evidence, format('%s.%s', p.annex, c.clause)::sss.provision AS provision
	  FROM clauses AS c CROSS JOIN LATERAL unnest(c.services) AS s (service) CROSS JOIN LATERAL unnest(c.evidence) AS e (evidence)
	  JOIN providers AS p ON p.annex = ANY (c.annexes);
-- three kinds of specialist have rules of their own, below
CREATE TEMP TABLE kinds AS
	SELECT role FROM sss.rules WHERE rule = 'evidence' AND type = 'boolean' AND role NOT IN ('healthcare_specialist', 'specialist_needed', 'qualified_specialist');
SELECT is(ARRAY(SELECT role FROM kinds ORDER BY role), ARRAY(SELECT DISTINCT evidence FROM asked ORDER BY 1), 'all evidence is asked for by some clause');

-- verdict and provision with the evidence in one state and all other evidence present
CREATE FUNCTION pg_temp.with_evidence(service sss.service, provider sss.provider_type, evidence text, state text, on_date date,
	OUT verdict sss.verdict, OUT provision sss.provision) LANGUAGE plpgsql AS $$
DECLARE
	given text := (SELECT string_agg(format(', %I => %s', role, CASE WHEN role = evidence THEN state ELSE 'true' END), '') FROM kinds);
BEGIN
	EXECUTE format('SELECT sss.evidence_verdict($1, $2, $3%1$s), sss.evidence_provision($1, $2, $3%1$s)', given)
	   INTO verdict, provision USING service, provider, on_date;
END $$;
CREATE FUNCTION pg_temp.differ(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE 'SELECT string_agg(t::text, '', '') FROM (' || query || ' LIMIT 5) AS t' INTO answer;
	RETURN answer;
END $$;

SELECT is(pg_temp.differ($$ SELECT a.*, w.* FROM asked AS a, pg_temp.with_evidence(service, provider, evidence, 'false', '2024-01-01') AS w
	WHERE (w.verdict, w.provision) IS DISTINCT FROM ('violation', a.provision) $$), NULL,
	'without it: a violation of the clause that asks for it');
SELECT is(pg_temp.differ(format($$ SELECT a.*, w.* FROM asked AS a, pg_temp.with_evidence(service, provider, evidence, 'false', '2024-01-01') AS w
	WHERE a.provision = %L AND w.verdict IS DISTINCT FROM 'violation' $$, clause)), NULL, clause || ' asks for evidence')
  FROM (SELECT DISTINCT provision::text AS clause FROM asked ORDER BY 1) AS c;
SELECT is(pg_temp.differ($$ SELECT a.*, w.* FROM asked AS a, pg_temp.with_evidence(service, provider, evidence, 'true', '2024-01-01') AS w
	WHERE w.verdict IS DISTINCT FROM 'compliant' $$), NULL, 'with all of it: compliant');
SELECT is(pg_temp.differ($$ SELECT a.*, w.* FROM asked AS a, pg_temp.with_evidence(service, provider, evidence, 'NULL', '2024-01-01') AS w
	WHERE (w.verdict, w.provision) IS DISTINCT FROM ('unknown', a.provision) $$), NULL, 'where it is not known: unknown, by the same clause');
SELECT is(pg_temp.differ($$ SELECT a.*, w.* FROM asked AS a, pg_temp.with_evidence(service, provider, evidence, 'false', '2023-06-30') AS w
	WHERE (w.verdict, w.provision) IS DISTINCT FROM ('not_governed', '0.5') $$), NULL, '0.5: before the Order');
SELECT is(pg_temp.differ($$ SELECT a.*, w.* FROM asked AS a, pg_temp.with_evidence(service, provider, evidence, 'false', '2023-07-01') AS w
	WHERE w.verdict IS DISTINCT FROM 'violation' $$), NULL, '0.5: from its first day on');
SELECT is(pg_temp.differ($$ SELECT p.provider, s.code, k.role, w.* FROM providers AS p CROSS JOIN sss.services AS s CROSS JOIN kinds AS k
	CROSS JOIN LATERAL pg_temp.with_evidence(s.code, p.provider, k.role, 'false', '2024-01-01') AS w
	WHERE NOT EXISTS (SELECT FROM asked AS a WHERE (a.provider, a.service, a.evidence) = (p.provider, s.code, k.role))
	  AND s.code NOT IN ('medical.health_and_social_examination', 'medical.consultative_aid') AND w.verdict IS DISTINCT FROM 'compliant' $$), NULL, 'nothing else is asked for');

-- Annex 1 alone lists sampling; the support center under both annexes is not excused by annex 2.
SELECT is(sss.evidence_verdict('medical.laboratory_sampling', 'children_in_need_support_center', '2024-01-01', prescription => false), 'violation', '1.7.10: sampling in the support center under two annexes');
SELECT is(sss.evidence_provision('medical.laboratory_sampling', 'children_in_need_support_center', '2024-01-01', prescription => false), '1.7.10', '1.7.10 is cited for it');
SELECT is(sss.evidence_verdict('medical.prescribed_procedures', 'children_in_need_support_center', '2024-01-01', prescription => false), 'violation', '1.7.10, 2.7.10: both ask for it');
SELECT is(sss.evidence_verdict(NULL, 'youth_house', '2024-01-01', prescription => false), 'unknown', 'without the service nothing is known to be asked');

-- Three rules on specialists that differ.
CREATE FUNCTION pg_temp.examined(needed boolean, engaged boolean) RETURNS sss.verdict LANGUAGE sql AS $$
	SELECT sss.evidence_verdict('medical.health_and_social_examination', 'youth_house', '2024-01-01', specialist_needed => needed, healthcare_specialist => engaged) $$;
SELECT results_eq($$ SELECT n, e, pg_temp.examined(n, e)::text FROM (VALUES (true), (false), (NULL)) AS a (n), (VALUES (true), (false), (NULL)) AS b (e) $$,
	$$ VALUES (true, true, 'compliant'), (true, false, 'violation'), (true, NULL, 'unknown'),
			(false, true, 'compliant'), (false, false, 'compliant'), (false, NULL, 'compliant'),
			(NULL, true, 'compliant'), (NULL, false, 'unknown'), (NULL, NULL, 'unknown') $$, '1.7.1: a specialist of a healthcare organization if necessary');
CREATE FUNCTION pg_temp.advised(own boolean, engaged boolean) RETURNS sss.verdict LANGUAGE sql AS $$
	SELECT sss.evidence_verdict('medical.consultative_aid', 'other_center', '2024-01-01', qualified_specialist => own, healthcare_specialist => engaged) $$;
SELECT results_eq($$ SELECT o, e, pg_temp.advised(o, e)::text FROM (VALUES (true), (false), (NULL)) AS a (o), (VALUES (true), (false), (NULL)) AS b (e) $$,
	$$ VALUES (true, true, 'compliant'), (true, false, 'compliant'), (true, NULL, 'compliant'),
			(false, true, 'compliant'), (false, false, 'violation'), (false, NULL, 'unknown'),
			(NULL, true, 'compliant'), (NULL, false, 'unknown'), (NULL, NULL, 'unknown') $$, '2.7.5: one must be engaged where there is no qualified one');
SELECT is(sss.evidence_provision('medical.consultative_aid', 'other_center', '2024-01-01', qualified_specialist => false, healthcare_specialist => false), '2.7.5', '2.7.5 is cited');
SELECT is(sss.evidence_provision('medical.health_and_social_examination', 'other_center', '2024-01-01', specialist_needed => true, healthcare_specialist => false), '2.7.1', '2.7.1 is cited');
SELECT is(sss.evidence_verdict('medical.consultative_aid', 'youth_house', '2024-01-01', qualified_specialist => false, healthcare_specialist => false), 'violation', '1.7.5: in organizations as well');

-- The list for the person who records a service.
SELECT results_eq($$ SELECT evidence, needed, other_evidence, provision::text FROM sss.required_evidence('medical.consultative_aid', 'youth_house', '2024-01-01') $$,
	$$ VALUES ('healthcare_specialist', 'unless', 'qualified_specialist', '1.7.5') $$, '1.7.5: is listed');
SELECT results_eq($$ SELECT evidence FROM sss.required_evidence('labor.assist_vocational_skills_training', 'guardian', '2024-01-01') ORDER BY 1 $$,
	$$ VALUES ('career_choice_measures'), ('organized_course') $$, '3.15.2: is listed');
SELECT is(ARRAY(SELECT name FROM sss.required_evidence('medical.prescribed_procedures', 'youth_house', '2024-01-01', 'ru')), '{"назначение лечащего врача"}', '1.7.10: by its name');
SELECT is_empty($$ SELECT * FROM sss.required_evidence('household.transport', 'youth_house', '2024-01-01') $$, '1.5.8: nothing stands behind transport');
SELECT is_empty($$ SELECT * FROM sss.required_evidence('medical.prescribed_procedures', 'youth_house', '2023-06-30') $$, '0.5: nor behind anything before the Order');
SELECT is((SELECT evidence FROM sss.service_options('youth_house', '2024-01-01') WHERE service = 'medical.emergency_first_aid'), '{emergency,own_medical_worker}', '1.7.2, 1.8.3: among the options');
SELECT is((SELECT evidence FROM sss.service_options('youth_house', '2024-01-01') WHERE service = 'household.transport'), '{}', 'and nothing where nothing is asked for');
SELECT alike((SELECT message FROM sss.explain_evidence('medical.prescribed_procedures', 'youth_house', '2024-01-01', prescription => false, language => 'en')), '%prescription of the attending physician%', '1.7.10: in words');

-- On a table: a reference, a text, a boolean, a day.
CREATE TEMP TABLE records (id int PRIMARY KEY, service text, provider text, day date, prescription_id bigint, package text, ours boolean, course date);
SELECT sss.attach('records', 'evidence', '{service=service,provider=provider,on_date=day,prescription=prescription_id,approved_package=package,own_specialist=ours,organized_course=course}', mode => 'enforce') \g /dev/null
SELECT lives_ok($$ INSERT INTO records VALUES (1, 'medical.prescribed_procedures', 'youth_house', '2024-01-01', 7, NULL, NULL, NULL::date),
	(2, 'psychological.diagnostics_and_personality_assessment', 'youth_house', '2024-01-01', NULL, 'No. 5', NULL, NULL),
	(3, 'labor.skills_assessment', 'youth_house', '2024-01-01', NULL, NULL, true, NULL),
	(4, 'labor.assist_vocational_skills_training', 'guardian', '2024-01-01', NULL, NULL, NULL, '2024-01-01'),
	(5, 'household.transport', 'youth_house', '2024-01-01', NULL, NULL, NULL, NULL),
	(6, 'medical.prescribed_procedures', 'youth_house', '2023-06-30', NULL, NULL, NULL, NULL),
	(7, 'labor.skills_assessment', 'youth_house', '2024-01-01', NULL, NULL, NULL, NULL) $$, 'evidence present, not required, not governed, or unknown');
SELECT throws_ok($$ INSERT INTO records VALUES (8, 'medical.prescribed_procedures', 'youth_house', '2024-01-01') $$, '23514', NULL, '1.7.10: no reference is no prescription');
SELECT throws_ok($$ INSERT INTO records VALUES (8, 'psychological.diagnostics_and_personality_assessment', 'youth_house', '2024-01-01', NULL, '  ') $$, '23514', NULL, '1.10.1: a blank number is no package');
SELECT throws_ok($$ INSERT INTO records VALUES (8, 'psychological.diagnostics_and_personality_assessment', 'youth_house', '2024-01-01', NULL, repeat(' ', 100000)) $$, '23514', NULL, '1.10.1: nor are many blanks');
SET LOCAL client_min_messages = warning;
CREATE TYPE pg_temp.lettered;
CREATE FUNCTION pg_temp.lettered_in(cstring) RETURNS pg_temp.lettered LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION pg_temp.lettered_out(pg_temp.lettered) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE pg_temp.lettered (INPUT = pg_temp.lettered_in, OUTPUT = pg_temp.lettered_out, LIKE = pg_catalog.text);
CREATE CAST (pg_temp.lettered AS pg_catalog.text) WITHOUT FUNCTION AS IMPLICIT;
CREATE DOMAIN pg_temp.numbered AS pg_temp.lettered;
CREATE TEMP TABLE numbers (id int PRIMARY KEY, service text DEFAULT 'medical.prescribed_procedures', provider text DEFAULT 'youth_house', day date DEFAULT '2024-01-01', number pg_temp.numbered);
SELECT sss.attach('numbers', 'evidence', '{service=service,provider=provider,on_date=day,prescription=number}', mode => 'enforce', enforced_by => enforcer, name => enforcer) FROM unnest('{trigger,constraint}'::text[]) AS enforcer \g /dev/null
RESET client_min_messages;
SELECT lives_ok($$ INSERT INTO numbers (id, number) VALUES (1, '7') $$, '1.7.10: a number of a type like text');
SELECT throws_ok($$ INSERT INTO numbers (id, number) VALUES (2, '  ') $$, '23514', NULL, '1.7.10: a blank one of such a type is none');
SELECT throws_ok($$ INSERT INTO numbers (id, number) VALUES (2, E' \t\n\x0b\f\r') $$, '23514', NULL, '1.7.10: nor is white space of another kind one');
ALTER TABLE numbers DISABLE TRIGGER ALL;
SELECT throws_ok($$ INSERT INTO numbers (id, number) VALUES (2, E' \t\n\x0b\f\r') $$, '23514', NULL, '1.7.10: nor to a CHECK alone');
SELECT lives_ok($$ INSERT INTO numbers (id, number) VALUES (3, E'\tv\n') $$, '1.7.10: a letter in it is');
ALTER TABLE numbers ENABLE TRIGGER ALL;
ALTER TABLE numbers DROP CONSTRAINT "constraint";
SELECT throws_ok($$ INSERT INTO numbers (id, number) VALUES (2, E' \t\n\x0b\f\r') $$, '23514', NULL, '1.7.10: nor to a trigger alone');
SELECT throws_ok($$ INSERT INTO numbers (id, number) VALUES (2, '  ') $$, '23514', NULL, '1.7.10: nor is it to a trigger');
CREATE TEMP TABLE unclear (id int PRIMARY KEY, service text, provider text, a text[], j jsonb, k json);
CREATE TEMP VIEW of_unclear AS SELECT * FROM unclear;
SELECT throws_ok(format($$ SELECT sss.attach('unclear', 'evidence', '{service=service,provider=provider,prescription=%s}', enforced_by => '%s') $$, held, enforcer), '42804', NULL, '1.7.10: ' || held || ' may say that there is none in more ways than one: ' || enforcer)
  FROM unnest('{a,j,k}'::text[]) AS held, unnest('{trigger,constraint}'::text[]) AS enforcer;
SELECT throws_ok(format($$ SELECT * FROM sss.audit('of_unclear', 'evidence', '{service=service,provider=provider,prescription=%s}', key => '{id}') $$, held), '42804', NULL, '1.7.10: nor of a view') FROM unnest('{a,j,k}'::text[]) AS held;
SELECT throws_ok($$ INSERT INTO records VALUES (8, 'labor.skills_assessment', 'youth_house', '2024-01-01', NULL, NULL, false) $$, '23514', NULL, '1.14.1: somebody else');
SELECT throws_ok($$ UPDATE records SET prescription_id = NULL WHERE id = 1 $$, '23514', NULL, '1.7.10: the prescription is taken away');
SELECT throws_ok($$ UPDATE records SET service = 'medical.prescribed_procedures' WHERE id = 5 $$, '23514', NULL, '1.7.10: another service needs one');
ALTER TABLE records DISABLE TRIGGER ALL;
INSERT INTO records VALUES (9, 'medical.prescribed_procedures', 'youth_house', '2024-01-01');
ALTER TABLE records ENABLE TRIGGER ALL;
SELECT lives_ok($$ UPDATE records SET day = '2024-01-02', service = 'medical.help_with_catheters_and_devices' WHERE id = 9 $$, '1.7.10: an old record without one is grandfathered');
SELECT is((SELECT array_agg(key[1] || ' ' || verdict::text ORDER BY key) FROM sss.audit('records') WHERE verdict = 'violation'), '{9 violation}', '1.7.10: the audit finds it');
SELECT sss.set_mode('records', 'sss_evidence', 'log') \g /dev/null
INSERT INTO records VALUES (10, 'medical.prescribed_procedures', 'youth_house', '2024-01-01');
SELECT is((SELECT circumstances @> '{prescription=absent}' AND requirement = 'prescription' FROM sss.violations WHERE key = '{10}'), true, '1.7.10: the log names the missing evidence');
SELECT sss.set_mode('records', 'sss_evidence', 'enforce') \g /dev/null
SELECT is(sss.baseline('records'), 2::bigint, 'both are recorded');
SELECT lives_ok($$ UPDATE records SET service = 'medical.prescribed_procedures', prescription_id = NULL WHERE id IN (9, 10) $$, '1.7.10: and left alone');
DELETE FROM records WHERE id IN (9, 10);
SELECT lives_ok($$ INSERT INTO records VALUES (10, 'medical.prescribed_procedures', 'youth_house', '2024-01-01') $$, '1.7.10: the reload of recorded rows passes');
SELECT throws_ok($$ INSERT INTO records VALUES (11, 'medical.prescribed_procedures', 'youth_house', '2024-01-01') $$, '23514', NULL, '1.7.10: a new one does not');
SELECT sss.grant_waiver('records', 'evidence', '{11}', '12', '2024-01-01', 'Head', '[2024-01-01,2024-12-31]', 'prescription', '1.7.10') \g /dev/null
SELECT lives_ok($$ INSERT INTO records VALUES (11, 'medical.prescribed_procedures', 'youth_house', '2024-01-01') $$, '1.7.10: unless it is waived');

-- A required role is missed only where a clause requires it.
CREATE TEMP TABLE advised (id int PRIMARY KEY, service sss.service, provider sss.provider_type DEFAULT 'youth_house', day date DEFAULT '2024-01-01', engaged boolean, own boolean, needed boolean);
SELECT throws_ok($$ SELECT sss.attach('advised', 'evidence', '{on_date=day,qualified_specialist=own,specialist_needed=needed}') $$, '22023', 'rule "evidence" needs a column with evidence', 'circumstances alone prove nothing');
SELECT sss.attach('advised', 'evidence', '{on_date=day,healthcare_specialist=engaged,qualified_specialist=own,specialist_needed=needed}', mode => 'enforce', required => '{healthcare_specialist}') \g /dev/null
SELECT lives_ok($$ INSERT INTO advised (id, service, own, needed) VALUES (1, 'medical.consultative_aid', true, NULL), (2, 'medical.health_and_social_examination', NULL, false), (3, 'household.transport', NULL, NULL) $$, '1.7.1, 1.7.5: no specialist need be engaged');
SELECT throws_ok(format('INSERT INTO advised (id, service, own, needed) VALUES (4, %L, %L, %L)', service, own, needed), '23514', NULL, clause || ': somebody must, or may have to')
  FROM (VALUES ('1.7.5', 'medical.consultative_aid', false, NULL::bool), ('1.7.5', 'medical.consultative_aid', NULL, NULL), ('1.7.1', 'medical.health_and_social_examination', NULL, true), ('1.7.1', 'medical.health_and_social_examination', NULL, NULL)) AS c (clause, service, own, needed);

SELECT * FROM finish();
ROLLBACK;
