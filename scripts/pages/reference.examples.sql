-- The order of the reference, and an example of each object: a line "-- #" is a chapter, "-- ##" an object of reference.sql,
-- another comment a paragraph.  reference.awk puts all of it together, with what psql prints here.
BEGIN;
SET LOCAL client_min_messages = warning;
SELECT sss.today() \g /dev/null
SET LOCAL sss.language = 'en';
SET LOCAL DateStyle = ISO;
SET LOCAL TimeZone = 'Asia/Almaty';
CREATE SCHEMA registry;
CREATE TABLE registry.kinds_import (id integer);
\set ON_ERROR_ROLLBACK on
\pset footer off
\set ECHO all
-- # Types
-- Text goes in and out, and a code that does not exist is 22P02 with the nearest one as a hint. A code is the same in every version. `sss.label()` names it.
-- ## type standard
SELECT code, name_en FROM sss.standards;
-- ## type recipient_category
SELECT code, name_en FROM sss.recipient_categories;
-- ## type placement_basis
SELECT code, name_en FROM sss.placement_bases;
-- ## type provider_type
SELECT code, name_en FROM sss.provider_types;
-- ## type stay_mode
SELECT code, name_en FROM sss.stay_modes;
-- ## type service_kind
SELECT code, name_en FROM sss.service_kinds;
-- ## type service
-- `kind.name`: one code where the wordings of the annexes agree.
SELECT code, name_en FROM sss.services WHERE code::text LIKE 'legal.%';
-- ## type provision
-- A citation: annex, paragraph, subparagraph, and after a slash the unnumbered part.
SELECT p::sss.provision, sss.cite(p, 'en') FROM unnest('{1.7.10,1.4/2,1.22,0.5}'::text[]) AS p ORDER BY 1;
-- ## type verdict
SELECT code, name_en FROM sss.verdicts;
-- ## type deciding_level
SELECT code, name_en FROM sss.deciding_levels;
-- ## type transport_purpose
SELECT code, name_en FROM sss.transport_purposes;
-- ## type specialist_purpose
SELECT code, name_en FROM sss.specialist_purposes;
-- ## type medical_measure
SELECT code, name_en FROM sss.medical_measures;
-- ## type inspection_outcome
SELECT code, name_en FROM sss.inspection_outcomes;
-- ## try_type
SELECT sss.try_recipient_category('orphan'), sss.try_recipient_category('Orphans'), sss.try_date('31.12.2024');
-- # Decisions
-- Each rule has three functions: `..._verdict` and `..._provision` are for queries, `explain_...` is for people. Where the provider is NULL, or the category or basis of a rule that has them, the verdict is the one that every value of it would give, if they agree, and otherwise unknown; it is unknown where the date or another fact that the rule asks for is NULL, and not_governed before 2023-07-01.
-- ## rule placement
SELECT sss.placement_verdict('orphan', 'court_act', 'youth_house', NULL, '2024-01-15'), sss.placement_provision('orphan', 'court_act', 'youth_house', NULL, '2024-01-15');
SELECT requirement, met, message FROM sss.explain_placement('orphan', 'court_act', 'youth_house', NULL, '2024-01-15', 'en');
-- For a child in several categories, one of them has to admit the basis:
SELECT sss.placement_verdict_any('{orphan,crime_suspect}', 'court_act', 'special_organization', NULL, '2024-01-15');
-- ## placement_lawful
SELECT sss.placement_lawful('orphan', 'local_executive_decision', 'youth_house', '2024-01-15');
-- ## rule service
SELECT sss.service_verdict('medical.laboratory_sampling', 'guardian', '2024-01-15'), sss.service_provision('medical.laboratory_sampling', 'guardian', '2024-01-15');
-- ## in_scope
SELECT sss.in_scope('household.transport', 'guardian', '2024-01-15');
-- ## rule service_recipient
SELECT service, sss.service_recipient_verdict(service, 'youth_house_resident', 'youth_house', '2024-01-15') FROM sss.scope WHERE provision = '1.19.7';
-- ## rule deciding_level
SELECT code, sss.deciding_level_verdict(code, 'local_executive_decision', 'youth_house', '2024-01-15') FROM sss.deciding_levels;
-- ## rule transport
SELECT code, sss.transport_verdict(code, 'guardian', '2024-01-15') FROM sss.transport_purposes;
-- ## rule contract_specialist
SELECT code, sss.contract_specialist_verdict(code, 'youth_house', '2024-01-15', specialists_absent => true, specialist_contract => true) FROM sss.specialist_purposes;
-- ## rule living_space
SELECT sss.living_space_verdict('guardian', area => 60, persons => 4, on_date => '2024-01-15'), sss.living_space_verdict('guardian', 59.9, 4, '2024-01-15');
-- ## rule clothing_norm
SELECT sss.clothing_norm_verdict('youth_house', quantity => 3, norm => 4, on_date => '2024-01-15');
-- ## rule other_act_norm
SELECT sss.other_act_norm_verdict('1.5.1', 'youth_house', quantity => 6, norm => 6, maximum => NULL, on_date => '2024-01-15');
-- ## rule evidence
SELECT sss.evidence_verdict('medical.laboratory_sampling', 'youth_house', '2024-01-15', prescription => false);
-- ## rule quality
SELECT sss.quality_verdict('1.6.1', 'youth_house', '2024-01-15', 'met'), sss.quality_verdict('3.7.1', 'youth_house', '2024-01-15', 'met');
-- ## governing_standards
SELECT sss.governing_standards('orphan', 'local_executive_decision', 'children_in_need_support_center', '2024-01-15');
-- ## in_standard
SELECT sss.in_standard('household.transport', 'families', '2024-01-15');
-- ## kind
SELECT sss.kind('household.transport');
-- # What would be lawful
-- ## placement_options
SELECT DISTINCT lawful_basis, provision FROM sss.placement_options('orphan', NULL, 'youth_house', NULL, '2024-01-15', 'en') ORDER BY provision;
-- ## service_options
SELECT service, service_name, provision FROM sss.service_options('guardian', '2024-01-15', 'en') WHERE kind = 'legal';
-- ## required_evidence
SELECT evidence, name, needed, provision FROM sss.required_evidence('medical.laboratory_sampling', 'youth_house', '2024-01-15', 'en');
-- ## find
SELECT type, code, round(score::numeric, 2) AS score FROM sss.find('Дети - сироты');
-- # Map a dictionary
CREATE TABLE registry.status (id integer PRIMARY KEY, caption jsonb);
INSERT INTO registry.status VALUES (1, '{"ru": "Дети - сироты", "kk": "Жетім балалар"}'), (2, '{"ru": "опекаемый"}'), (3, '{"ru": "дети из приютов"}');
-- ## survey
-- A NOTICE names relations that the caller may not read, and large ones without statistics.
SELECT relation, attribute, role, dictionary, entries, clear FROM sss.survey('{registry}');
-- ## propose_mapping
-- decision is `clear`, `look` (a person has to decide, and reason says why), `none` (it stands for no code) or `decided` (the mapping has it). change is `new`, `gone` or `reworded`. 42809: the relation is a view.
SELECT entry, code, decision, reason FROM sss.propose_mapping('registry.status', 'caption', 'recipient_category') ORDER BY entry;
-- ## mapping_script
SELECT line FROM sss.mapping_script('registry.status', 'caption', 'recipient_category') WITH ORDINALITY AS s (line, n) WHERE n > 3;
CREATE TABLE registry.homes (id integer PRIMARY KEY, type sss.provider_type);
CREATE TABLE registry.stays (id integer PRIMARY KEY, home integer NOT NULL REFERENCES registry.homes, status integer REFERENCES registry.status, paper text, since date, is_deleted boolean);
INSERT INTO registry.homes VALUES (1, 'youth_house');
INSERT INTO registry.stays VALUES (1, 1, 1, 'court_act', '2024-03-01', false), (2, 1, 3, 'paper', '2024-03-01', false);
-- ## facts_view_script
-- Comments in the script say where each fact was found, and what was not found. 42P18: name the table of the cases in relation; 42602: a name would hold control characters.
SELECT line FROM sss.facts_view_script('placement', 'registry.stays', '{basis=registry.stays.paper}', schemas => '{registry}') AS line WHERE line !~ '^-- (SELECT|Then|Rows)';
CREATE VIEW registry.stay_facts AS SELECT s.id, s.status, CASE s.status WHEN 1 THEN 'orphan' END::sss.recipient_category AS category, sss.try_placement_basis(s.paper) AS basis, s.paper, h.type AS provider, s.since AS on_date FROM registry.stays AS s JOIN registry.homes AS h ON h.id = s.home;
-- ## unmapped
-- reason is `not mapped`, `stands for no code` (somebody decided that), `no code` (the text is none) or `missing` (nothing is recorded); a stay that is not mapped is not checked, and comes last. The values are shown that the view shows; where it shows none, entry is empty.
SELECT role, entry_columns, entry, cases, alone, reason FROM sss.unmapped('registry.stay_facts', 'placement');
-- ## explain_case
-- part is `fact`, `verdict`, `requirement` or `lawful`. A case of several placements has the rows of each.
SELECT part, item, value, sources, provision FROM sss.explain_case('registry.stay_facts', '{1}', 'placement') WHERE part <> 'requirement';
-- # Names and citations
-- ## label
SELECT sss.label('orphan', 'en'), sss.label('orphan', 'kk'), sss.label('violation'::sss.verdict, 'ru');
-- ## cite
SELECT sss.cite('1.7.10', 'en'), sss.cite('1.7.10', 'ru');
-- ## annex
SELECT sss.annex('1.7.10');
-- ## paragraph
SELECT sss.paragraph('1.7.10');
-- ## item
SELECT sss.item('1.7.10'), sss.item('1.22');
-- ## part
SELECT sss.part('1.4/2'), sss.part('1.7.10');
-- # The Order as relations
-- Each type has a view of its codes, with names in three languages and the days of validity.
-- ## standards
SELECT code, valid_from, valid_to FROM sss.standards;
-- ## recipient_categories
SELECT name_ru FROM sss.recipient_categories WHERE code = 'orphan';
-- ## placement_bases
SELECT name_ru FROM sss.placement_bases WHERE code = 'court_act';
-- ## provider_types
SELECT name_ru FROM sss.provider_types WHERE code = 'youth_house';
-- ## stay_modes
SELECT name_ru FROM sss.stay_modes WHERE code = 'day';
-- ## service_kinds
SELECT name_ru FROM sss.service_kinds WHERE code = 'household';
-- ## services
SELECT name_ru FROM sss.services WHERE code = 'household.transport';
-- ## deciding_levels
SELECT count(*) FROM sss.deciding_levels;
-- ## transport_purposes
SELECT count(*) FROM sss.transport_purposes;
-- ## specialist_purposes
SELECT count(*) FROM sss.specialist_purposes;
-- ## medical_measures
SELECT count(*) FROM sss.medical_measures;
-- ## inspection_outcomes
SELECT count(*) FROM sss.inspection_outcomes;
-- ## verdicts
SELECT name_ru FROM sss.verdicts WHERE code = 'unsettled';
-- ## provider_standards
SELECT * FROM sss.provider_standards WHERE provider = 'children_in_need_support_center';
-- ## admissions
SELECT category, basis, provision FROM sss.admissions WHERE provider = 'guardian' AND category = 'orphan' ORDER BY basis;
-- ## stays
SELECT stay, provision FROM sss.stays WHERE provider = 'youth_house' ORDER BY stay;
-- ## scope
SELECT standard, count(*) FROM sss.scope GROUP BY standard ORDER BY standard;
-- ## quality_conditions
SELECT standard, count(*) FROM sss.quality_conditions GROUP BY standard ORDER BY standard;
-- ## editions
SELECT * FROM sss.editions;
-- ## readings
SELECT count(*) FROM sss.readings;
-- ## requirements
SELECT served, count(*) FROM sss.requirements GROUP BY served ORDER BY served;
-- ## coverage
SELECT served, count(*) FROM sss.coverage GROUP BY served ORDER BY served;
-- ## other_acts
SELECT count(*) FROM sss.other_acts;
-- ## rules
SELECT role, type, obligatory FROM sss.rules WHERE rule = 'service';
-- ## changes
SELECT count(*) FROM sss.changes('0.1.0');
-- ## roles
-- Roles of every rule. A CHECK or an attachment binds them to columns; of a facts view, its columns bear their names.
-- # Attach a rule
-- The examples use these tables and this view.
CREATE TABLE registry.cases (id integer PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, since date);
CREATE TABLE registry.kinds (id integer PRIMARY KEY, code text NOT NULL);
CREATE TABLE registry.given (id integer PRIMARY KEY, kind integer NOT NULL REFERENCES registry.kinds, day date);
CREATE VIEW registry.facts AS
	SELECT g.id, k.id AS kind, k.code AS service, 'guardian' AS provider, g.day AS on_date
	  FROM registry.given AS g JOIN registry.kinds AS k ON k.id = g.kind;
-- ## attach
-- Takes SHARE ROW EXCLUSIVE on the table, as CREATE TRIGGER does. The caller owns the table.
SELECT sss.attach('registry.cases', 'placement', '{on_date=since}', mode => 'enforce');
INSERT INTO registry.cases VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-01-15');
-- ## plan_view
SELECT relation, via, lock, problem FROM sss.plan_view('registry.facts', 'service');
-- ## attach_view
-- Takes SHARE ROW EXCLUSIVE on each table. The caller owns the tables.
SELECT relation, via, lock FROM sss.attach_view('registry.facts', 'service');
-- ## preview
-- The first argument is the table; new_row has a member for each column that the statement gives. outcome is `refused` or `logged`, with what an error would say; `passes`; `fails` (the set-up is wrong, or a view fails); `not checked` (the trigger does not fire); or `unknown`, and message says why. See [applications](applications.md#ask-before-the-form-is-sent).
SELECT outcome, errcode, detail::jsonb ->> 'requirement' AS requirement, hint
  FROM sss.preview('registry.cases', '{"id": 9, "category": "orphan", "basis": "court_act", "provider": "youth_house", "since": "2024-01-15"}');
-- ## add_check
-- Takes ACCESS EXCLUSIVE on the table for a moment, as ADD CONSTRAINT ... NOT VALID does.
SELECT sss.add_check('registry.cases', 'placement', '{on_date=since}', name => 'lawful');
-- ## attachments
SELECT relation, name, rule, mode, enforced_by FROM sss.attachments ORDER BY relation::text, name;
-- ## attached_tables
SELECT * FROM sss.attached_tables;
-- ## set_mode
-- Takes SHARE ROW EXCLUSIVE on the table, and of a view on each of its tables.
SELECT sss.set_mode('registry.facts', 'enforce');
INSERT INTO registry.kinds VALUES (1, 'medical.laboratory_sampling');
INSERT INTO registry.given VALUES (7, 1, '2024-01-15');
-- ## lock_view
-- Waits for all transactions that write cases of the view, and makes others wait, until the transaction ends.
SELECT sss.lock_view('registry.facts');
-- ## detach
SELECT sss.detach('registry.cases', 'lawful');
-- ## acknowledge
SELECT sss.acknowledge('registry.kinds_import', 'filled by another system');
-- ## demote_all
-- Commits after each attachment, so that it cannot run in a transaction: `CALL sss.demote_all('ticket 4711')`.
-- ## restore_all
-- Likewise: `CALL sss.restore_all()`.
-- ## enforce
CREATE TABLE registry.by_hand (service sss.service, provider sss.provider_type, day date);
CREATE TRIGGER by_hand AFTER INSERT OR UPDATE OF service, provider, day ON registry.by_hand
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date', 'mode=enforce');
INSERT INTO registry.by_hand VALUES ('medical.laboratory_sampling', 'guardian', '2024-01-15');
-- ## changed
SELECT sss.changed(1, 2), sss.changed('a'::text, 'a'::text);
-- ## written
SELECT sss.written();
-- ## today
SELECT sss.today() = (statement_timestamp() AT TIME ZONE 'Asia/Almaty')::date AS today;
-- # Migrations of the application
-- ## suspend
-- Takes ACCESS EXCLUSIVE on the tables and views that it takes the rules from. The caller owns them.
SELECT sss.suspend('{registry.given}', 'migration 17');
ALTER TABLE registry.given ALTER id TYPE bigint, ALTER day TYPE timestamp;
-- ## suspended
SELECT id, relations, reason FROM sss.suspended;
-- ## plan_resume
SELECT kind, object, problem FROM sss.plan_resume(1);
-- ## resume
-- Takes the locks of sss.attach() and sss.attach_view(). The caller is a member of the role that suspended the rules.
SELECT kind, object, note FROM sss.resume(1, definitions => '{"registry.facts": "SELECT g.id, k.id AS kind, k.code AS service, ''guardian'' AS provider, g.day::date AS on_date FROM registry.given AS g JOIN registry.kinds AS k ON k.id = g.kind"}');
-- ## suspensions
SELECT id, relations, resumed_by IS NOT NULL AS resumed FROM sss.suspensions;
-- # Audit, waivers and baselines
-- ## audit
ALTER TABLE registry.cases DISABLE TRIGGER USER;
INSERT INTO registry.cases VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-01-15'), (3, 'orphan', 'court_act', 'youth_house', '2024-01-16');
ALTER TABLE registry.cases ENABLE TRIGGER USER;
SELECT key, verdict, provision, refused FROM sss.audit('registry.cases') WHERE refused ORDER BY key;
-- ## grant_waiver
SELECT sss.grant_waiver('registry.cases', 'placement', '{2}', act_number => '12', act_date => '2024-02-01', issuer => 'akimat', valid => '[2024-01-01,2025-01-01)', requirement => 'basis', provision => '1.4/2');
-- ## waivers
SELECT id, relation, key, requirement, provision, valid FROM sss.waivers;
-- ## waiver_status
SELECT id, status, key FROM sss.waiver_status();
-- ## withdraw_waiver
SELECT sss.withdraw_waiver(1);
-- ## baseline
SELECT sss.baseline('registry.cases');
-- ## baselines
SELECT id, relation, entries, ended_at FROM sss.baselines;
-- ## baseline_entries
SELECT baseline, key, requirement, verdict FROM sss.baseline_entries ORDER BY key;
-- ## baseline_status
SELECT baseline, status, key FROM sss.baseline_status() ORDER BY key;
-- ## end_baseline
SELECT sss.end_baseline('registry.cases');
-- # Records
-- ## violations
SELECT sss.set_mode('registry.facts', 'log');
INSERT INTO registry.given VALUES (8, 1, '2024-01-15');
SELECT attachment, key, service, provision, count, resolved FROM sss.violations;
-- ## violation_log
SELECT attachment, key, verdict FROM sss.violation_log;
-- ## problems
SELECT count(*) FROM sss.problems;
-- ## run_audit
SELECT sss.run_audit() IS NOT NULL AS ran;
-- ## audit_runs
SELECT on_date, resolved FROM sss.audit_runs;
-- ## audit_counts
SELECT relation, verdict, rows FROM sss.audit_counts ORDER BY relation, verdict;
-- ## audit_history
SELECT relation, verdict, provision, rows, refused FROM sss.audit_history WHERE latest ORDER BY relation, verdict;
-- ## audit_history_texts
SELECT relation, verdict, rows FROM sss.audit_history_texts WHERE latest AND verdict LIKE 'v%' AND coalesce(provision, 'text') <> '' ORDER BY relation, verdict;
-- ## violations_texts
SELECT attachment, key, service, citation FROM sss.violations_texts;
-- ## maintain
SELECT sss.maintain();
-- ## compact
SELECT sss.compact();
-- ## drop_history
SELECT sss.drop_history('5 years');
-- ## journal
SELECT action, relation, attachment FROM sss.journal ORDER BY at LIMIT 3;
-- # Watch
-- ## verify
ALTER TABLE registry.given DISABLE TRIGGER USER;
SELECT relation, problem FROM sss.verify();
-- ## health
SELECT status, message FROM sss.health();
-- ## recheck
CREATE INDEX lawful ON registry.cases ((sss.placement_lawful(category, basis, provider, since)));
SELECT object, command FROM sss.recheck();
-- # Reports
-- ## unserved
SELECT service, provision FROM sss.unserved('{}', 'orphan', 'guardianship_decision', 'guardian', '2024-12-31', 'en') WHERE kind = 'legal';
-- ## review_gaps
SELECT first_day, last_day, verdict, provision FROM sss.review_gaps('youth_house', '{2024-01-03,2024-01-17}', '2024-01-01', '2024-01-21', 'en');
-- ## response_times
SELECT waited, verdict, provision FROM sss.response_times('medical.emergency_first_aid', 'youth_house', '{2024-01-15 10:00}', '{2024-01-15 10:07}');
-- ## repeated_offences
SELECT proven, category, provision FROM sss.repeated_offences('{2024-01-15,2024-11-30}', '2024-12-01');
-- ## unassessed
SELECT provision FROM sss.unassessed('youth_house', '{1.6.1,1.6.2}', '{2024-01-15,2024-01-15}', on_date => '2024-12-31', language => 'en') LIMIT 3;
-- ## unmet
SELECT provision, found, act, term, overdue FROM sss.unmet('youth_house', '{1.6.1}', '{2024-01-15}', '{not_met}', '{12}', '{2024-03-01}', on_date => '2024-12-31', language => 'en');
-- ## report_unmet
CREATE VIEW registry.inspections AS
	SELECT * FROM (VALUES ('house 1', 'youth_house', '1.6.1', date '2024-01-15', 'not_met'), ('house 1', 'youth_house', 'the kitchen', date '2024-01-15', 'not_met')) AS v (organization, provider, condition, inspected_on, outcome);
SELECT organization, provision, found, problem FROM sss.report_unmet('registry.inspections');
-- ## report_unassessed
SELECT count(*) FROM sss.report_unassessed('registry.inspections') WHERE problem IS NULL;
-- ## report_review_gaps
CREATE VIEW registry.reviews AS SELECT 'house 1' AS organization, 'youth_house' AS provider, date '2024-01-17' AS reviewed_on;
SELECT organization, first_day, verdict FROM sss.report_review_gaps('registry.reviews', since => '2024-01-08', on_date => '2024-01-22');
-- ## report_unserved
CREATE VIEW registry.served AS SELECT 'child 1' AS person, 'guardian' AS provider, 'household.living_space' AS service, date '2024-01-17' AS given_on;
SELECT person, service FROM sss.report_unserved('registry.served', since => '2024-01-01', on_date => '2024-12-31') LIMIT 3;
-- ## audit_months
SELECT relation, judged, violation, share FROM sss.audit_months(small => 0) ORDER BY relation;
-- ## worsened
SELECT relation, verdict, before, now FROM sss.worsened();
-- ## report_csv
SELECT sss.report_csv('en', since => '2100-01-01');
-- ## report_html
SELECT length(sss.report_html('en')) > 5000 AS made;
-- # Settings
-- ## settings
-- A session knows them once it has loaded the library, which any function of the extension does.
SET sss.language = 'kk';
-- # Errors
-- Every message has an SQLSTATE, and where it helps a hint. A refusal has the attachment's name as its constraint, and DETAIL is one line of JSON: see [applications](applications.md#read-a-refusal).
-- | SQLSTATE | When |
-- |---|---|
-- | 23514 | a row is refused |
-- | 40001, 40P01 | another session changed the case at the same time; run the transaction again |
-- | 22P02 | a text is no code, no citation, or no such role |
-- | 22003 | a quantity is negative or beyond 1,000,000,000 |
-- | 22004 | an argument must not be NULL |
-- | 22023 | an argument, an option of a trigger or a setting has no such value |
-- | 42703, 42P01, 3F000, 42704 | there is no such column, table, schema or attachment |
-- | 42804, 42809 | a column or relation has another type or kind |
-- | 42702, 42P08 | several columns or attachments fit: name one |
-- | 42P10 | the key must be named, is not unique, or no column leads from a table to the view |
-- | 42710 | the name is taken, or the rule is attached otherwise |
-- | 42501 | the caller lacks a right |
-- | 0A000 | the table or view cannot be guarded |
-- | 55000 | the state of an object does not allow it |
-- | 55P03, 57014 | somebody holds a lock, or the time limit of an audit passed |
\set ECHO none
ROLLBACK;
