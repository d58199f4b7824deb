-- The evidence that a record requires: documents, persons, rooms, circumstances.
-- Written from the text; nothing here is read from the extension's own tables.
BEGIN;
SELECT plan(110);

CREATE TEMP TABLE providers (provider sss.provider_type, annex int);
INSERT INTO providers VALUES ('youth_house', 1), ('special_boarding_school', 1), ('other_organization', 1),
	('minors_adaptation_center', 2), ('other_center', 2), ('guardian', 3), ('foster_parent', 3), ('other_family', 3);

-- The evidence, clause by clause: annexes 1 and 2 have the same numbers.
CREATE TEMP TABLE clauses (annexes int[], clause text, services text[], evidence text[]);
INSERT INTO clauses VALUES
	-- what the service is given with, by whom and for whom
	('{1,2}', '5.2', '{household.equipped_premises}', '{furnished_premises}'),
	('{3}', '6.2', '{household.furnished_premises}', '{furnished_premises}'),
	('{1,2}', '5.5', '{household.qualified_specialists}', '{qualification}'),
	('{1,2}', '5.7', '{household.vocational_choice_and_creative_work}', '{work_equipment}'),
	('{3}', '6.7', '{household.vocational_choice_and_creative_work}', '{work_equipment}'),
	('{1,2}', '13.4', '{labor.assist_profession_physical_mental_ability}', '{suited_to_abilities}'),
	('{3}', '14.3', '{labor.assist_profession_individual_ability}', '{suited_to_abilities}'),
	('{3}', '10.2', '{psychological.support_for_family_members}', '{household_member}'),
	('{3}', '10.3', '{psychological.assist_counseling}', '{psychologist}'),
	-- rooms: what is weighed when a child gets one, the specialists' own, those in which skills are taught
	('{1,2}', '6.1/2', '{household.living_space}', '{allocation_assessment}'),
	('{1,2}', '6.2', '{household.qualified_specialists}', '{specialist_room}'),
	('{1,2}', '6.6', '{household.self_care_and_home_rehabilitation}', '{orientation_room}'),
	-- the attending physician prescribes; sampling, catheters and devices are in annex 1 only
	('{1,2}', '7.10', '{medical.prescribed_procedures}', '{prescription}'),
	('{1}', '7.10', '{medical.laboratory_sampling,medical.help_with_catheters_and_devices}', '{prescription}'),
	-- hospitals, treatment institutions and sanatoriums strictly by medical indications
	('{1,2}', '8.5', '{medical.assist_hospitalization_and_escort,medical.treatment_and_health_improvement}', '{medical_indications}'),
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

-- verdict and provision with the evidence in one state and all other evidence present, of a record that says what was done
CREATE FUNCTION pg_temp.with_evidence(service sss.service, provider sss.provider_type, evidence text, state text, on_date date,
	OUT verdict sss.verdict, OUT provision sss.provision) LANGUAGE plpgsql AS $$
DECLARE
	given text := (SELECT string_agg(format(', %I => %s', role, CASE WHEN role = evidence THEN state ELSE 'true' END), '') FROM kinds) || ', medical_measure => ''hospitalization''';
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

-- Strictly by medical indications: hospitalization, referral to a treatment institution, sanatorium treatment (8(5); annex 3,
-- 9(2)).  7(11) is also the mere escort, and 7(4) also other measures: a record that does not say which it was is open.
CREATE TEMP TABLE measures (measure sss.medical_measure, strictly boolean);
INSERT INTO measures VALUES ('hospitalization', true), ('treatment_institution', true), ('sanatorium', true), ('escort_only', false), ('other_medical_measure', false), (NULL, NULL);
SELECT is(count(measure), (SELECT count(*) FROM sss.medical_measures), '1.8.5: every measure is here') FROM measures;
CREATE TEMP VIEW treated AS
	SELECT p.provider, p.annex, s.service::sss.service, m.measure, m.strictly, i.indications,
		   sss.evidence_verdict(s.service, p.provider, '2024-01-01', medical_indications => i.indications, medical_measure => m.measure) AS verdict,
		   sss.evidence_provision(s.service, p.provider, '2024-01-01', medical_indications => i.indications, medical_measure => m.measure) AS provision
	  FROM providers AS p CROSS JOIN measures AS m CROSS JOIN (VALUES (true), (false), (NULL)) AS i (indications)
	  JOIN (VALUES ('medical.assist_hospitalization_and_escort', '{1,2,3}'::int[]), ('medical.treatment_and_health_improvement', '{1,2}')) AS s (service, annexes) ON p.annex = ANY (s.annexes);
SELECT is(pg_temp.differ($$ SELECT * FROM treated WHERE verdict IS DISTINCT FROM CASE WHEN indications OR NOT strictly THEN 'compliant'
	WHEN indications IS NULL THEN 'unknown' WHEN strictly THEN 'violation' ELSE 'unsettled' END::sss.verdict $$), NULL, '1.8.5, 2.8.5, 3.9.2: indications for what is strictly by them; none for an escort; open where the record does not say');
SELECT is(pg_temp.differ($$ SELECT * FROM treated WHERE verdict IN ('violation', 'unsettled', 'unknown') AND provision IS DISTINCT FROM ('{1.8.5,2.8.5,3.9.2}'::sss.provision[])[annex] $$), NULL, '1.8.5, 2.8.5, 3.9.2 are cited');
SELECT is(sss.evidence_verdict('medical.doctor_home_call_and_escort', 'guardian', '2024-01-01', medical_indications => false), 'compliant', '3.8.6: a doctor is called, and the child escorted, without indications');
SELECT results_eq($$ SELECT needed, other_evidence, other_name FROM sss.required_evidence('medical.assist_hospitalization_and_escort', 'guardian', '2024-01-01', 'en') $$,
	$$ VALUES ('where', 'medical_measure', 'hospitalization or assistance in it; referral to a treatment institution; referral to sanatorium treatment') $$, '3.9.2: is listed, with what it is asked for');
SELECT results_eq($$ SELECT message, remedy FROM sss.explain_evidence('medical.assist_hospitalization_and_escort', 'youth_house', '2024-01-01', medical_indications => false, language => 'en') $$,
	$$ VALUES ('This is missing: "medical indications", and the record does not say what exactly was done; whether it is needed depends on that (annex 1, paragraph 8, subparagraph 5).',
		'State what exactly was done: hospitalization or assistance in it; referral to a treatment institution; referral to sanatorium treatment; accompaniment to a healthcare organization only; another treatment or health-improvement measure.') $$, '1.8.5: in words: what is missing, and what to say');
CREATE TEMP TABLE stays (id int PRIMARY KEY, service text DEFAULT 'medical.assist_hospitalization_and_escort', provider text DEFAULT 'youth_house', day date DEFAULT '2024-01-01', indications text, measure text);
SELECT sss.attach('stays', 'evidence', '{service=service,provider=provider,on_date=day,medical_indications=indications,medical_measure=measure}', mode => 'enforce') \g /dev/null
SELECT lives_ok($$ INSERT INTO stays (id, indications, measure) VALUES (1, NULL, 'escort_only'), (2, NULL, NULL), (3, '12', 'sanatorium'), (4, NULL, 'nonsense') $$, '1.8.5: an escort, what is not said, what has indications');
SELECT throws_ok($$ INSERT INTO stays (id, measure) VALUES (5, 'sanatorium') $$, '23514', NULL, '1.8.5: a sanatorium without indications');
SELECT throws_ok($$ INSERT INTO stays (id, service, measure) VALUES (5, 'medical.treatment_and_health_improvement', 'treatment_institution') $$, '23514', NULL, '1.8.5: a treatment institution without');
SELECT is((SELECT array_agg(key[1] || ' ' || verdict ORDER BY key) FROM sss.violations WHERE relation LIKE '%stays' AND resolved IS NULL), '{"2 unsettled","4 unsettled"}', '1.8.5: what is not said is logged as open');
SELECT sss.attach('stays', 'evidence', '{service=service,provider=provider,on_date=day,medical_indications=indications,medical_measure=measure}', mode => 'enforce', required => '{medical_measure}', name => 'say_it') \g /dev/null
SELECT throws_ok($$ INSERT INTO stays (id) VALUES (5) $$, '23514', NULL, '1.8.5: where it must be said, what is not said is refused');
SELECT lives_ok($$ INSERT INTO stays (id, service) VALUES (5, 'medical.emergency_first_aid') $$, '1.8.5: of another service nothing is to be said');
SELECT throws_ok($$ SELECT sss.attach('stays', 'evidence', '{service=service,provider=provider,medical_measure=measure}', name => 'measure_only') $$, '22023', 'rule "evidence" needs a column with evidence', '1.8.5: what was done is no evidence');

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
SELECT sss.attach('numbers', 'evidence', '{service=service,provider=provider,on_date=day,prescription=number}', mode => 'enforce'),
	sss.add_check('numbers', 'evidence', '{service=service,provider=provider,on_date=day,prescription=number}', name => 'constraint') \g /dev/null
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
SELECT throws_ok(format($$ SELECT sss.%s('unclear', 'evidence', '{service=service,provider=provider,prescription=%s}') $$, call, held), '42804', NULL, '1.7.10: ' || held || ' may say that there is none in more ways than one: ' || call)
  FROM unnest('{a,j,k}'::text[]) AS held, unnest('{attach,add_check}'::text[]) AS call;
SELECT throws_ok(format($$ SELECT * FROM sss.audit('of_unclear', 'evidence', '{service=service,provider=provider,prescription=%s}', key => '{id}') $$, held), '42804', NULL, '1.7.10: nor of a view') FROM unnest('{a,j,k}'::text[]) AS held;
SELECT throws_ok($$ INSERT INTO records VALUES (8, 'labor.skills_assessment', 'youth_house', '2024-01-01', NULL, NULL, false) $$, '23514', NULL, '1.14.1: somebody else');
SELECT throws_ok($$ UPDATE records SET prescription_id = NULL WHERE id = 1 $$, '23514', NULL, '1.7.10: the prescription is taken away');
SELECT throws_ok($$ UPDATE records SET service = 'medical.prescribed_procedures' WHERE id = 5 $$, '23514', NULL, '1.7.10: another service needs one');
ALTER TABLE records DISABLE TRIGGER ALL;
INSERT INTO records VALUES (9, 'medical.prescribed_procedures', 'youth_house', '2024-01-01');
ALTER TABLE records ENABLE TRIGGER ALL;
SELECT lives_ok($$ UPDATE records SET day = '2024-01-02', service = 'medical.help_with_catheters_and_devices' WHERE id = 9 $$, '1.7.10: an old record without one is grandfathered');
SELECT is((SELECT array_agg(key[1] || ' ' || verdict::text ORDER BY key) FROM sss.audit('records') WHERE verdict = 'violation'), '{9 violation}', '1.7.10: the audit finds it');
SELECT sss.set_mode('records', 'log', 'sss_evidence') \g /dev/null
INSERT INTO records VALUES (10, 'medical.prescribed_procedures', 'youth_house', '2024-01-01');
SELECT is((SELECT circumstances @> '{prescription=absent}' AND requirement = 'prescription' FROM sss.violations WHERE key = '{10}'), true, '1.7.10: the log names the missing evidence');
SELECT sss.set_mode('records', 'enforce', 'sss_evidence') \g /dev/null
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
