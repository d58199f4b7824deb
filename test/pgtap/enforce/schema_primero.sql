-- A database shaped like a child protection case system: a case is one document, which the application writes as a whole on every save,
-- under 105 indexes.  The schema, the views and the attachments are the demonstration's; the expectations are read from the Order:
-- annex 1, paragraphs 2 and 4 (part 2: orphans by a decision; part 3: deviant behavior by court acts), annex 2, paragraphs 2 and 4 (part 2:
-- the homeless and the abused not by a court), annex 3, paragraph 5 (contracts with foster parents) and the services of paragraphs 6 to 20.
BEGIN;
\ir ../common.psql
CREATE SCHEMA schema_primero;
SET LOCAL search_path = schema_primero, public;
\ir ../../../demo/primero/schema.sql
\ir ../../../demo/primero/indexes.sql
\ir ../../../demo/primero/facts.sql
\ir ../../../demo/primero/mapping.sql
SELECT plan(71);

-- A document, as the application writes it
CREATE FUNCTION document(concerns text, care text, services text DEFAULT '[]', extra text DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object('name', 'Invented', 'protection_concerns', concerns::jsonb, 'services_section',
			(SELECT coalesce(jsonb_agg(jsonb_build_object('unique_id', i, 'service_type', s ->> 0, 'service_implemented_day_time', s ->> 1,
							'service_implemented', coalesce(s ->> 2, 'implemented'))), '[]')
			   FROM jsonb_array_elements(services::jsonb) WITH ORDINALITY AS s (s, i)),
		'care_arrangements_section',
			(SELECT jsonb_agg(jsonb_build_object('care_arrangements_type', c ->> 0, 'care_agency_name', c ->> 1,
							'care_arrangement_document', c ->> 2, 'care_arrangement_started_date', c ->> 3) ORDER BY i)
			   FROM jsonb_array_elements(care::jsonb) WITH ORDINALITY AS c (c, i))) || extra::jsonb
$$;
CREATE FUNCTION id(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT lpad(n::text, 32, '0')::uuid $$;

CREATE TABLE expected (n integer PRIMARY KEY, what text, concerns text, care text, verdict text, provision text);
INSERT INTO expected VALUES
	(1, 'an orphan by decision', '["orphan"]', '[["residential_care", "youth_house_2", "akimat_decision", "2024-03-01"]]', 'compliant', '1.4/2'),
	(2, 'an orphan by a court act', '["orphan"]', '[["residential_care", "youth_house_2", "court_decision", "2024-03-01"]]', 'violation', '1.4/2'),
	(3, 'a capital letter', '["Street_Child"]', '[["residential_care", "adaptation_center_1", "court_decision", "2024-03-01"]]', 'violation', '2.4/2'),
	(4, 'a misspelt code', '["phisically_or_mentally_abused"]', '[["residential_care", "youth_house_2", "akimat_decision", "2024-03-01"]]', 'violation', '1.2'),
	(5, 'a duplicate', '["orphan", "orphan"]', '[["residential_care", "youth_house_2", "akimat_decision", "2024-03-01"]]', 'compliant', '1.4/2'),
	(6, 'one that stands for no category', '["disabled"]', '[["residential_care", "youth_house_2", "akimat_decision", "2024-03-01"]]', 'unknown', '1.2'),
	(7, 'one that stands for no category, and an orphan', '["disabled", "orphan"]', '[["residential_care", "youth_house_2", "court_decision", "2024-03-01"]]', 'violation', '1.4/2'),
	(8, 'one that is not mapped, and an orphan', '["trafficked", "orphan"]', '[["residential_care", "youth_house_2", "court_decision", "2024-03-01"]]', 'unknown', '1.2'),
	(9, 'two categories, of which one admits the basis', '["orphan", "repeat_offender"]', '[["residential_care", "youth_house_2", "court_decision", "2024-03-01"]]', 'compliant', '1.4/3'),
	(10, 'the latest is not the last', '["orphan"]', '[["residential_care", "youth_house_2", "akimat_decision", "2024-03-01"], ["residential_care", "youth_house_2", "court_decision", "2024-02-01"]]', 'compliant', '1.4/2'),
	(11, 'the latest is the last', '["orphan"]', '[["residential_care", "youth_house_2", "akimat_decision", "2024-02-01"], ["residential_care", "youth_house_2", "court_decision", "2024-03-01"]]', 'violation', '1.4/2'),
	(12, 'a day that does not exist, beside one that does', '["orphan"]', '[["residential_care", "youth_house_2", "akimat_decision", "2024-02-30"], ["residential_care", "youth_house_2", "court_decision", "2024-02-01"]]', 'violation', '1.4/2'),
	(13, 'only a day that does not exist', '["orphan"]', '[["residential_care", "youth_house_2", "court_decision", "2024-02-30"]]', 'unknown', NULL),
	(14, 'before the order', '["orphan"]', '[["residential_care", "youth_house_2", "court_decision", "2023-06-30"]]', 'not_governed', '0.5'),
	(15, 'on its first day', '["orphan"]', '[["residential_care", "youth_house_2", "court_decision", "2023-07-01"]]', 'violation', '1.4/2'),
	(16, 'residential care of a type that the agency does not tell', '["orphan"]', '[["residential_care", "another", "court_decision", "2024-03-01"]]', 'unknown', NULL),
	(17, 'no paper', '["orphan"]', '[["residential_care", "youth_house_2", null, "2024-03-01"]]', 'unknown', '1.4'),
	(18, 'concerns that are no array', '"orphan"', '[["residential_care", "youth_house_2", "court_decision", "2024-03-01"]]', 'unknown', '1.2'),
	(19, 'with a foster parent, by contract', '["orphan"]', '[["foster_care", null, "foster_contract", "2024-03-01"]]', 'compliant', '3.5.2'),
	(20, 'no care since', '["orphan"]', '[["residential_care", "youth_house_2", "court_decision", "2024-02-01"], ["no_care_arrangement", null, null, "2024-03-01"]]', NULL, NULL),
	(21, 'no arrangement', '["orphan"]', '[]', NULL, NULL);
INSERT INTO cases (id, data) SELECT id(n), document(concerns, care) || jsonb_build_object('case_id', n) FROM expected;
-- Documents that are none
INSERT INTO cases (id, data) VALUES (id(22), NULL), (id(23), '[]'), (id(24), '{"care_arrangements_section": {"a": 1}, "services_section": 1}'),
	(id(25), '{"care_arrangements_section": [1, null], "services_section": ["a"]}');
INSERT INTO expected VALUES (25, 'an arrangement without anything', NULL, NULL, 'unknown', NULL);

CREATE FUNCTION is_as_expected(test text) RETURNS text LANGUAGE sql AS $$
	SELECT set_eq('SELECT id, sss.placement_verdict_any(array_agg(category), basis, provider, NULL, on_date)::text,
						  sss.placement_provision_any(array_agg(category), basis, provider, NULL, on_date)::text
					 FROM facts.placement GROUP BY id, basis, provider, on_date',
				  'SELECT id(n), verdict, provision FROM expected WHERE verdict IS NOT NULL', test)
$$;
SELECT is_as_expected('the verdicts on the documents');

-- Services: with a foster parent since 1 March 2024, in a youth house before
INSERT INTO cases (id, data) VALUES
	(id(30), document('["orphan"]', '[["residential_care", "youth_house_2", "akimat_decision", "2024-01-01"], ["foster_care", null, "foster_contract", "2024-03-01"]]',
		'[["safe_accommodation", "2024-02-29T23:30:00.000Z"], ["safe_accommodation", "2024-03-01"], ["transport", "2024-03-01"],
		  ["health", "2024-03-01"], ["transport", "2023-12-31"], ["family_placement", "2024-03-02", "not_implemented"], ["transport", "2024-02-30"]]')),
	(id(31), document('["orphan"]', '[["foster_care", null, "foster_contract", "2024-03-01"]]'));
INSERT INTO transitions (id, type, status, record_type, record_id, service, responded_at) VALUES
	(id(1), 'Referral', 'done', 'Child', id(30)::text, 'counselling', '2024-03-05 10:00'),
	(id(2), 'Referral', 'rejected', 'Child', id(30)::text, 'counselling', '2024-03-05 10:00'),
	(id(3), 'Assign', 'done', 'Child', id(30)::text, 'counselling', '2024-03-05 10:00'),
	(id(4), 'Referral', 'done', 'Incident', id(30)::text, 'counselling', '2024-03-05 10:00'),
	(id(5), 'Referral', 'done', 'Child', 'no case', 'counselling', '2024-03-05 10:00');
SELECT set_eq('SELECT element, sss.service_verdict(service, provider, on_date)::text, sss.service_provision(service, provider, on_date)::text
				 FROM facts.service WHERE id = id(30)',
			  $$VALUES ('1', 'compliant', '1.5.1'), ('2', 'violation', '3.6'), ('3', 'compliant', '3.6.8'), ('4', 'unknown', '3.6'),
					   ('5', 'compliant', '1.5.8'), ('7', 'unknown', NULL), (id(1)::text, 'violation', '3.10')$$,
			  'services, by the provider on their day');

\o /dev/null
\ir ../../../demo/primero/attach.sql
\o
SELECT is((SELECT count(*) FROM sss_internal.attached), 8::bigint, 'both rules are attached to every table that they read');
SELECT is((SELECT count(*) FROM sss.verify()), 0::bigint, 'nothing that the views read is left out');
SELECT is((SELECT count(*) FROM pg_index WHERE indrelid = 'cases'::regclass), 105::bigint, 'the cases have their indexes, and no other');

CREATE ROLE regress_sss_caseworker;
GRANT USAGE ON SCHEMA schema_primero TO regress_sss_caseworker;
GRANT SELECT, INSERT, UPDATE, DELETE ON cases, transitions TO regress_sss_caseworker;

CREATE FUNCTION logged_by_any() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(format('%s: %s %s %s', right(key[1], 3), requirement, verdict, provision) ORDER BY key, provision)
	  FROM sss.violation_log
$$;
-- Runs statements as the application, and rolls them back: 'done', or the refusal; and the lines they logged
CREATE FUNCTION try(statements text, whom text DEFAULT 'regress_sss_caseworker') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text := 'done';
	logged text;
BEGIN
	PERFORM set_config('role', whom, true);
	BEGIN
		result := pg_temp.outcome(statements);
		PERFORM set_config('role', 'none', true);
		logged := array_to_string(schema_primero.logged_by_any(), ', ');
		RAISE EXCEPTION USING ERRCODE = 'P0099';
	EXCEPTION WHEN SQLSTATE 'P0099' THEN
		PERFORM set_config('role', 'none', true);
	END;
	RETURN result || coalesce(' / ' || nullif(logged, ''), '');
END
$$;
-- The application reads a document, changes something and writes the whole
CREATE FUNCTION save(n integer, path text, value text) RETURNS text LANGUAGE sql AS $$
	SELECT format('UPDATE cases SET data = %L, srch_age = 7, srch_last_updated_at = now(), srch_protection_concerns = %L WHERE id = %L',
				  jsonb_set(data, path::text[], value::jsonb), '{x}', id) FROM cases WHERE id = id(n)
$$;

CREATE TABLE steps (n serial PRIMARY KEY, what text, statements text, refused text, logged text);
INSERT INTO steps (what, statements, refused, logged) VALUES
	('an old violation is saved with another name', save(2, '{name}', '"Renamed"'), NULL, NULL),
	('an old violation is saved with another agency note', save(2, '{care_arrangements_section,0,notes}', '"note"'), NULL, NULL),
	('an old violation is saved as it is', save(11, '{name}', '"Invented"'), NULL, NULL),
	('all are saved', 'UPDATE cases SET data = data || ''{"saved": true}'', srch_flagged = true', NULL, NULL),
	('only search columns change', 'UPDATE cases SET srch_age = 8', NULL, NULL),
	('an old violation is repaired', save(2, '{care_arrangements_section,0,care_arrangement_document}', '"akimat_decision"'), NULL, NULL),
	('an old violation, and another type of the same annex', save(2, '{care_arrangements_section,0,care_agency_name}', '"special_regime_3"'), NULL, NULL),
	('an old violation, now under another annex', save(2, '{care_arrangements_section,0,care_agency_name}', '"adaptation_center_1"'), 'basis violation 2.4/2', '002: basis violation 2.4/2'),
	('an old violation of the basis, now of the category', save(2, '{protection_concerns}', '["physically_or_mentally_abused"]'), 'category violation 1.2', '002: category violation 1.2'),
	('a lawful one by another paper', save(1, '{care_arrangements_section,0,care_arrangement_document}', '"court_decision"'), 'basis violation 1.4/2', '001: basis violation 1.4/2'),
	('a lawful one by a paper that is misspelt', save(1, '{care_arrangements_section,0,care_arrangement_document}', '"court_decisions"'), NULL, NULL),
	('the latest arrangement is struck out', save(10, '{care_arrangements_section,0}', 'null'), 'basis violation 1.4/2', '010: basis violation 1.4/2'),
	('an earlier arrangement changes', save(10, '{care_arrangements_section,1,care_agency_name}', '"adaptation_center_1"'), NULL, NULL),
	('an earlier arrangement comes to be the latest', save(10, '{care_arrangements_section,1,care_arrangement_started_date}', '"2024-04-01"'), 'basis violation 1.4/2', '010: basis violation 1.4/2'),
	('a date comes to be readable', save(13, '{care_arrangements_section,0,care_arrangement_started_date}', '"2024-02-29"'), 'basis violation 1.4/2', '013: basis violation 1.4/2'),
	('the category that admits the basis goes', save(9, '{protection_concerns}', '["Orphan"]'), 'basis violation 1.4/2', '009: basis violation 1.4/2'),
	('a category is added', save(2, '{protection_concerns}', '["orphan", "repeat_offender"]'), NULL, NULL),
	('an unmapped concern is struck out', save(8, '{protection_concerns}', '["orphan"]'), 'basis violation 1.4/2', '008: basis violation 1.4/2'),
	('the concerns come to be an array', save(18, '{protection_concerns}', '["orphan"]'), 'basis violation 1.4/2', '018: basis violation 1.4/2'),
	('a new case', format('INSERT INTO cases (id, data) VALUES (%L, %L)', id(40), document('["orphan"]', '[["foster_care", null, "court_decision", "2024-03-01"]]')), 'basis violation 3.5.2', '040: basis violation 3.5.2'),
	('a new case without anything', format('INSERT INTO cases (id) VALUES (%L)', id(40)), NULL, NULL),
	('documents that are none', format('UPDATE cases SET data = %L', '"text"'), NULL, NULL),
	('cases are deleted', 'DELETE FROM transitions; DELETE FROM cases', NULL, NULL),
	('an unlawful service with an old one', save(30, '{name}', '"Renamed"'), NULL, NULL),
	('an unlawful service of another kind beside it', save(30, '{services_section,4}', '{"service_type": "first_aid", "service_implemented": "implemented", "service_implemented_day_time": "2024-03-07"}'), 'service violation 3.8', '030: service violation 3.8'),
	('a planned service is given', save(30, '{services_section,5,service_implemented}', '"implemented"'), 'service violation 3.20', '030: service violation 3.20'),
	('a lawful service is added', save(31, '{services_section}', '[{"service_type": "transport", "service_implemented": "implemented", "service_implemented_day_time": "2024-03-07"}]'), NULL, NULL),
	('a referral is done', format('UPDATE transitions SET status = ''done'', service = ''first_aid'' WHERE id = %L', id(2)), 'service violation 3.8', '030: service violation 3.8'),
	('a referral of no case', format('UPDATE transitions SET service = ''first_aid'' WHERE id = %L', id(5)), NULL, NULL),
	('a referral goes to a case', format('UPDATE transitions SET record_id = %L WHERE id = %L', id(31), id(5)), 'service violation 3.10', '031: service violation 3.10');
SELECT is(try(s.statements), concat_ws(' / ', 'done', s.logged), 'logged: ' || s.what) FROM steps AS s ORDER BY n;
SELECT sss.set_mode(relation, 'enforce', name) FROM sss_internal.attached \g /dev/null
SELECT is(try(s.statements), coalesce(CASE WHEN s.refused LIKE 'service%' THEN 'sss_service: ' ELSE 'sss_placement: ' END || s.refused, 'done'), 'enforced: ' || s.what)
  FROM steps AS s ORDER BY n;

-- The mapping, changed by its keeper
SELECT is(try($$UPDATE mapping.concern SET category = 'abuse_victim' WHERE concern = 'orphan'$$, 'none'), 'sss_placement: category violation 1.2', 'a concern comes to mean another category');
SELECT is(try($$INSERT INTO mapping.concern VALUES ('trafficked', NULL)$$, 'none'), 'sss_placement: basis violation 1.4/2', 'an unmapped concern stands for none');
SELECT is(try($$UPDATE mapping.document SET basis = 'court_act' WHERE document = 'akimat_decision'$$, 'none'), 'sss_placement: basis violation 1.4/2', 'a paper comes to mean another');
SELECT is(try($$UPDATE mapping.care SET provider = 'rehabilitation_center' WHERE agency = 'youth_house_2'$$, 'none'), 'done', 'an agency of another type of the same annex');
SELECT is(try($$INSERT INTO mapping.care VALUES ('residential_care', 'another', 'youth_house')$$, 'none'), 'sss_placement: basis violation 1.4/2', 'an agency comes to be known');
SELECT is(try($$UPDATE mapping.service SET service = 'medical.emergency_first_aid' WHERE service_type = 'transport'$$, 'none'), 'sss_service: service violation 3.8', 'a service comes to mean another');

SELECT * FROM finish();
ROLLBACK;
