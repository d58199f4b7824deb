-- The number and date of the document that is the basis: in explanations that somebody asks for, and nowhere else.
-- Annex 1, paragraph 4 (orphans by decision or referral); annex 3, paragraph 5; in force from 1 July 2023 (0.5).
BEGIN;
\ir ../common.psql
CREATE SCHEMA mentions;
SET LOCAL search_path = mentions, public;
SET LOCAL datestyle = 'SQL, MDY';
SELECT plan(36);

-- 1. Asked for by arguments.
CREATE FUNCTION pg_temp.basis(basis text, number text, day date, language text) RETURNS text LANGUAGE sql
AS $$ SELECT message FROM sss.explain_placement('orphan', basis, 'guardian', NULL, '2024-01-01', language, number, day) WHERE requirement = 'basis' $$;
SELECT alike(pg_temp.basis('court_act', '2-15/24', '2024-02-03', 'ru'), '%основание «судебный акт» (номер 2-15/24 от 03.02.2024) не предусмотрено, если%', '3.5.1: number and date, in Russian');
SELECT alike(pg_temp.basis('court_act', '2-15/24', '2024-02-03', 'kk'), '%«сот актісі» негізі (нөмірі 2-15/24, күні 03.02.2024) көзделмеген (%', '3.5.1: in Kazakh');
SELECT alike(pg_temp.basis('court_act', '2-15/24', '2024-02-03', 'en'), '%the basis "court act" (number 2-15/24 of 2024-02-03) is not provided for%', '3.5.1: in English');
SELECT alike(pg_temp.basis('guardianship_decision', '7', '2024-02-03', 'ru'), '%(номер 7 от 03.02.2024) предусмотрено (%', '3.5.1: of a basis that is lawful');
SELECT alike(pg_temp.basis(NULL, '7', '2024-02-03', 'ru'), 'Основание устройства ребенка (номер 7 от 03.02.2024) не указано или не распознано%', '3.5: of one that is not recognized');
SELECT alike(pg_temp.basis('court_act', '7', NULL, 'ru'), '%«судебный акт» (номер 7) не предусмотрено%', 'the number alone');
SELECT alike(pg_temp.basis('court_act', E' \t', '2024-02-03', 'ru'), '%«судебный акт» (от 03.02.2024) не предусмотрено%', 'the date alone: a blank number is none');
SELECT alike(pg_temp.basis('court_act', E' 7 \n', 'infinity', 'en'), '%"court act" (number 7) is not provided for%', 'white space around a number; no day is no date');
SELECT alike(pg_temp.basis('court_act', NULL, NULL, 'en'), '%"court act" is not provided for%', 'neither');
SELECT alike(pg_temp.basis('court_act', '{provider} \', NULL, 'en'), '%(number {provider} \\)%', 'a number is shown as it is');
SELECT is(count(*), 1::bigint, '3.5.1: where the child has several categories, too')
  FROM sss.explain_placement_any('{orphan}', 'court_act', 'guardian', NULL, '2024-01-01', 'en', '7', '2024-02-03') WHERE message ~ 'number 7 of 2024-02-03';
SELECT is(sss.placement_verdict('orphan', 'court_act', 'guardian', NULL, '2024-01-01'), 'violation', 'a decision takes neither');

-- 2. Bound to columns of a table.
CREATE TABLE cases (id integer PRIMARY KEY, kat text, osn text, org text, since date, nomer char(12), doc timestamp, other text);
SELECT is(sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since,document_number=nomer,document_date=doc}', mode => 'log'), 'sss_placement', 'a rule is attached with both');
SELECT set_eq($$ SELECT unnest(columns) FROM sss.attachments WHERE relation = 'cases'::regclass $$,
	'{category=kat,basis=osn,provider=org,on_date=since,document_number=nomer,document_date=doc}'::text[], 'and shown so');
INSERT INTO cases VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-01-01', 'SECRET-15', '2024-02-03 23:59', 'x'),
	(2, 'orphan', 'court_act', 'youth_house', '2024-01-01', NULL, NULL, 'x'), (3, 'orphan', 'local_executive_decision', 'youth_house', '2024-01-01', 'SECRET-16', '2024-02-03', 'x');
SELECT results_eq($$ SELECT key, substring(message FROM '"court act".* is not provided for') FROM sss.audit('cases', language => 'en') ORDER BY key $$,
	$$ VALUES ('{1}'::text[], '"court act" (number SECRET-15 of 2024-02-03) is not provided for'), ('{2}', '"court act" is not provided for') $$, '1.4/2: an audit names the document of a row');
SELECT results_eq($$ SELECT substring(message FROM '"court act".* is not provided for') FROM sss.audit('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since,document_number=other}', language => 'en') ORDER BY key $$,
	$$ SELECT '"court act" (number x) is not provided for' FROM generate_series(1, 2) $$, '1.4/2: so does one of a rule that is not attached');
SELECT is(count(*), 2::bigint, 'the log has its two lines') FROM sss.violation_log WHERE relid = 'cases'::regclass;
SELECT is_empty($$ SELECT * FROM sss.violation_log AS l WHERE l::text ~ 'SECRET' $$, 'and neither number');
SELECT is_empty($$ SELECT * FROM sss.journal AS j WHERE j::text ~ 'SECRET' $$, 'nor has the journal');
SELECT is_empty($$ SELECT * FROM sss.violations AS v WHERE v::text ~ 'SECRET' $$, 'nor sss.violations');
UPDATE cases SET nomer = 'SECRET-17', doc = '2024-03-04';
SELECT is(count(*), 2::bigint, 'another number is no new finding') FROM sss.violation_log WHERE relid = 'cases'::regclass;
SELECT lives_ok($$ SELECT sss.set_mode('cases', 'enforce', 'sss_placement') $$, 'the rule enforces');
CREATE FUNCTION pg_temp.refused(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	m text; d text; h text; c text;
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN check_violation THEN
	GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT, c = PG_EXCEPTION_CONTEXT;
	RETURN concat_ws(' ', m, d, h, split_part(c, 'SQL statement', 1));
END
$$;
SELECT unalike(pg_temp.refused($$ INSERT INTO cases VALUES (4, 'orphan', 'court_act', 'youth_house', '2024-01-01', 'SECRET-18', '2024-02-03') $$), '%SECRET%', '1.4/2: a refusal does not name it');
SELECT is(pg_temp.refused($$ UPDATE cases SET nomer = 'SECRET-19' $$), 'done', '1.4/2: a number may change where the rule enforces');
SELECT is(pg_temp.refused($$ UPDATE cases SET nomer = 'SECRET-20', osn = 'other_document' WHERE id = 3 $$) ~ 'SECRET', false, '1.4/2: nor does that of an update');
SELECT is_empty($$ SELECT * FROM sss.verify() AS v WHERE v::text ~ 'cases' $$, 'nothing is missing');

-- 3. What cannot be bound, or required.
CREATE TABLE numbers (id integer PRIMARY KEY, kat sss.recipient_category, osn sss.placement_basis, org sss.provider_type, since date, nomer bigint, doc timestamptz, place point);
SELECT throws_ok($$ SELECT sss.attach('numbers', 'placement', '{document_date=doc}') $$, '42804', 'column "doc" cannot hold the role "document_date"', 'a moment whose day depends on the session is no date');
SELECT throws_ok($$ SELECT sss.attach('numbers', 'placement', '{document_number=place}') $$, '42804', 'column "place" cannot hold the role "document_number"', 'a point is no number');
SELECT throws_ok($$ SELECT sss.attach('numbers', 'placement', '{document_number=nomer}', required => '{document_number}') $$, '22023', 'role "document_number" cannot be required', 'no rule reads a number, so none can require it');
SELECT throws_ok($$ SELECT sss.add_check('numbers', 'placement', '{on_date=since,document_number=nomer}') $$, '22023', NULL, 'a CHECK cannot keep it');
SELECT throws_ok($$ SELECT sss.attach('numbers', 'service', '{document_number=nomer}') $$, '22023', 'rule "service" has no role "document_number"', 'nor is it a role of a service');
SELECT is(sss.attach('numbers', 'placement', '{document_number=nomer}'), 'sss_placement', 'a column that is a number');
INSERT INTO numbers VALUES (1, 'orphan', 'court_act', 'youth_house', NULL, 17);
SELECT alike((SELECT message FROM sss.audit('numbers', language => 'en')), '%"court act" (number 17) is not provided for%', '1.4/2: is one as well');

-- 4. In a facts view: by the names of the roles.
CREATE TABLE papers (placement integer, osn text, nomer text, doc date, PRIMARY KEY (placement, osn));
CREATE TABLE stays (id integer PRIMARY KEY, kat text, org text);
CREATE VIEW facts AS SELECT s.id, s.kat AS category, p.osn AS basis, s.org AS provider, date '2024-01-01' AS on_date, p.nomer AS document_number, p.doc AS document_date
  FROM stays s JOIN papers p ON p.placement = s.id;
INSERT INTO stays VALUES (1, 'orphan', 'youth_house'), (2, 'orphan', 'youth_house');
INSERT INTO papers VALUES (1, 'court_act', 'P-1', '2024-02-03'), (2, 'guardianship_body_referral', 'P-2', '2024-02-03');
SELECT alike((SELECT message FROM sss.audit('facts', 'placement', key => '{id}', language => 'en')), '%"court act" (number P-1 of 2024-02-03) is not provided for%', '1.4/2: an audit of a view names the document');
SELECT sss_internal.attach_table('papers', 'placement', lookup => 'facts', lookup_by => '{placement=id}');
SELECT alike((SELECT message FROM sss.audit('papers', language => 'en')), '%"court act" (number P-1 of 2024-02-03) is not provided for%', '1.4/2: so does that of a table with a facts view');
CREATE VIEW odd AS SELECT id, category, basis, provider, on_date, point(1, 2) AS document_number, clock_timestamp() AS document_date FROM facts;
SELECT alike((SELECT message FROM sss.audit('odd', 'placement', key => '{id}', language => 'en')), '%"court act" is not provided for%', 'a column of that name and another type is none');
SELECT * FROM finish();
ROLLBACK;
