-- Every field of a refusal, in the three languages.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
\pset format unaligned
\pset tuples_only on
CREATE SCHEMA sss_messages;
SET search_path = sss_messages;
SET datestyle = 'German';

CREATE TABLE placements (
	id integer, "Номер" text, kat text, osn text, org text, stay text, since date, name text,
	PRIMARY KEY (id, "Номер"));
CREATE TABLE services (id integer PRIMARY KEY, usluga text, org text, given timestamp, name text);
SELECT sss.attach('placements', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}',
	mode => 'enforce', unsettled => 'enforce', required => '{category,basis,provider,on_date}');
SELECT sss.attach('services', 'service', '{service=usluga,provider=org,on_date=given}',
	mode => 'enforce', required => '{service,provider,on_date}', name => 'услуги');

-- The fields of the error that a statement ends with.
CREATE FUNCTION refusal(statement text, OUT code text, OUT schema_name text, OUT table_name text, OUT column_name text,
	OUT constraint_name text, OUT datatype_name text, OUT message text, OUT detail text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, schema_name = SCHEMA_NAME, table_name = TABLE_NAME,
		column_name = COLUMN_NAME, constraint_name = CONSTRAINT_NAME, datatype_name = PG_DATATYPE_NAME,
		message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;

CREATE TABLE statements (n serial, statement text);
INSERT INTO statements (statement)
SELECT format('INSERT INTO placements VALUES (7, %L, %L, %L, %L, %L, %L, %L)', E'ю"1\t', kat, osn, org, stay, since, 'Иванов Иван')
  FROM (VALUES
	-- category, basis and stay that the standard does not name: paragraphs 2, 4 and 2 of annexes 1 and 2; 2 and 5 of annex 3
	('abuse_victim', 'local_executive_decision', 'youth_house', 'permanent', '2024-02-29'::date),
	('youth_house_resident', 'court_act', 'minors_adaptation_center', 'day', '2024-02-29'),
	('neglected_or_homeless', 'family_care_contract', 'foster_parent', NULL, '2024-02-29'),
	('orphan', 'court_act', 'youth_house', 'permanent', '2024-02-29'),
	('deviant_behavior', 'deliverer_application', 'minors_adaptation_center', 'day', '2023-07-01'),
	('orphan', 'family_care_contract', 'guardian', NULL, '2024-02-29'),
	('orphan', 'other_document', 'other_organization', NULL, 'infinity'),
	('orphan', 'local_executive_decision', 'youth_house', 'day', '2024-02-29'),
	-- what the text does not settle
	('special_educational_needs', 'guardianship_body_referral', 'special_boarding_school', 'temporary', '2024-02-29'),
	('orphan', 'guardianship_body_referral', 'rehabilitation_center', 'day', '2024-02-29'),
	('abuse_victim', 'guardianship_body_referral', 'other_center', 'round_the_clock', '2024-02-29'),
	('crime_suspect', 'family_care_contract', 'foster_parent', NULL, '2024-02-29'),
	('orphan', 'other_document', 'other_family', NULL, '2024-02-29'),
	-- what is missing though it is required
	('бездомный', 'local_executive_decision', 'youth_house', NULL, '2024-02-29'),
	('orphan', NULL, 'youth_house', NULL, '2024-02-29'),
	('orphan', NULL, 'guardian', NULL, '2024-02-29'),
	('orphan', 'court_act', '', NULL, '2024-02-29'),
	('orphan', 'local_executive_decision', 'youth_house', NULL, NULL)) AS v (kat, osn, org, stay, since);
INSERT INTO statements (statement)
SELECT format('INSERT INTO services VALUES (7, %L, %L, %L, %L)', usluga, org, given, 'Иванов Иван')
  FROM (VALUES
	-- a service that paragraph 7 of annex 2, or paragraph 6 of annex 3, does not list
	('medical.laboratory_sampling', 'minors_adaptation_center', '2024-02-29 23:59:59.9'),
	('household.living_space', 'guardian', '2024-02-29 00:00'),
	('', 'guardian', '2024-02-29 00:00'),
	('household.living_space', NULL, '2024-02-29 00:00'),
	('household.living_space', 'guardian', NULL)) AS v (usluga, org, given);

SET sss.language = 'en';
CREATE TABLE english AS SELECT n, r.* FROM statements, refusal(statement) AS r;
SET sss.language = 'ru';
CREATE TABLE russian AS SELECT n, r.* FROM statements, refusal(statement) AS r;
SET sss.language = 'kk';
CREATE TABLE kazakh AS SELECT n, r.* FROM statements, refusal(statement) AS r;

SELECT concat_ws(E'\n  ',
	n || ': ' || concat_ws(' ', code, schema_name, table_name, column_name, constraint_name, datatype_name),
	e.detail, e.message, e.hint, r.message, r.hint, k.message, k.hint)
  FROM english AS e JOIN russian AS r USING (n, code, schema_name, table_name, column_name, constraint_name, datatype_name, detail)
  JOIN kazakh AS k USING (n, code, schema_name, table_name, column_name, constraint_name, datatype_name, detail)
 ORDER BY n;

-- The detail is one line of JSON; it has the rule, the key, the codes, and the provision that decided.
SELECT n, d->>'rule', d->'key', d->'category', d->>'basis', d->>'provider', d->>'stay', d->>'service', d->>'on_date',
	   d->>'requirement', d->>'verdict', d->>'provision'
  FROM english, CAST(detail AS json) AS d
 ORDER BY n;
SELECT count(*) FILTER (WHERE detail ~ '[\n\r\t]') AS of_several_lines,
	   count(*) FILTER (WHERE detail::jsonb ? 'key' AND detail::jsonb ?& '{rule,requirement,verdict}') AS complete,
	   count(*) AS of_all
  FROM english;

-- No field contains the row's text.
SELECT count(*) FROM (TABLE english UNION ALL TABLE russian UNION ALL TABLE kazakh) AS spoken
 WHERE concat(message, detail, hint, column_name) ~ 'Иван|бездомный';

-- A role that may not read the row sees neither its key nor its codes.
CREATE ROLE regress_sss_messages;
GRANT USAGE ON SCHEMA sss_messages TO regress_sss_messages;
GRANT UPDATE ON placements TO regress_sss_messages;
INSERT INTO placements VALUES (1, '1', 'orphan', 'local_executive_decision', 'youth_house', NULL, '2024-02-29', 'Иванов Иван');
SET ROLE regress_sss_messages;
SET sss.language = 'en';
SELECT r.* FROM refusal('UPDATE placements SET osn = ''court_act''') AS r;
SET sss.language = 'ru';
SELECT r.* FROM refusal('UPDATE placements SET osn = ''court_act''') AS r;
SET sss.language = 'kk';
SELECT r.* FROM refusal('UPDATE placements SET osn = ''court_act''') AS r;
-- Inserting is not reading: the stored row may hold defaults, and values that triggers filled in.
RESET ROLE;
GRANT INSERT ON placements TO regress_sss_messages;
SET ROLE regress_sss_messages;
SET sss.language = 'en';
SELECT detail FROM refusal('INSERT INTO placements VALUES (2, ''2'', ''orphan'', ''court_act'', ''youth_house'', ''day'', ''2024-02-29'')');
RESET ROLE;

--
-- The language: of the session, of any case; empty is that of lc_messages.
--
SET lc_messages = 'C';
SET sss.language = 'RU';
SELECT left(message, 11) FROM refusal((SELECT statement FROM statements WHERE n = 4));
SET sss.language = '';
SELECT left(message, 11) FROM refusal((SELECT statement FROM statements WHERE n = 4));
SET sss.language = 'Kk';
SELECT left(message, 11) FROM refusal((SELECT statement FROM statements WHERE n = 4));
SET sss.language = 'de';
SET sss.language = 'ru_RU';
SET sss.language = ' ru';
SHOW sss.language;
RESET sss.language;
SELECT left(message, 11) FROM refusal((SELECT statement FROM statements WHERE n = 4));

-- A language that a function or a transaction sets lasts as long as that.
CREATE FUNCTION in_russian() RETURNS text LANGUAGE sql SET sss.language = 'ru'
AS 'SELECT left(message, 11) FROM sss_messages.refusal((SELECT statement FROM sss_messages.statements WHERE n = 4))';
SELECT in_russian();
SELECT left(message, 11) FROM refusal((SELECT statement FROM statements WHERE n = 4));
BEGIN;
SET LOCAL sss.language = 'kk';
SELECT left(message, 11) FROM refusal((SELECT statement FROM statements WHERE n = 4));
ROLLBACK;
SELECT left(message, 11) FROM refusal((SELECT statement FROM statements WHERE n = 4));

-- An application tells refusals apart by the constraint's name.
CREATE FUNCTION store(osn text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	refused_by text;
	clause text;
BEGIN
	INSERT INTO sss_messages.placements VALUES (8, '', 'orphan', osn, 'youth_house', 'temporary', '2024-02-29');
	RETURN 'stored';
EXCEPTION WHEN check_violation THEN
	GET STACKED DIAGNOSTICS refused_by = CONSTRAINT_NAME, clause = PG_EXCEPTION_DETAIL;
	RETURN format('refused by %s: %s', refused_by, clause::json->>'provision');
END
$$;
SELECT store('court_act');
SELECT store('local_executive_decision');

-- A finding that cannot be logged becomes a warning with the reason; the statement succeeds.
CREATE TABLE logged (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, since date);
CREATE TRIGGER wrong AFTER INSERT OR UPDATE OF service, provider ON logged
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('service', 'service', 'basis', 'mode=log');
SELECT sss.attach('logged', 'service', '{on_date=since}');
BEGIN;
ALTER TABLE sss_internal.violation_tail ADD COLUMN number bigserial;
SET LOCAL sss.language = 'ru';
INSERT INTO logged VALUES (1, 'household.living_space', 'guardian', '2024-02-29');
SET LOCAL sss.language = 'en';
UPDATE logged SET service = 'medical.laboratory_sampling';
SELECT count(*) FROM logged;
-- One warning a statement, for any number of rows.
DROP TRIGGER wrong ON logged;
INSERT INTO logged SELECT n, 'household.living_space', 'guardian', '2024-02-29' FROM generate_series(11, 13) AS n;
UPDATE logged SET service = 'household.total_dwelling_area';
-- Only a role that may read the row sees the reason, since the error may quote the row.
GRANT USAGE ON SCHEMA sss_messages TO regress_sss_messages;
GRANT INSERT ON logged TO regress_sss_messages;
SET LOCAL ROLE regress_sss_messages;
INSERT INTO sss_messages.logged VALUES (2, 'household.living_space', 'guardian', '2024-02-29');
ROLLBACK;

DROP SCHEMA sss_messages CASCADE;
DROP ROLE regress_sss_messages;
