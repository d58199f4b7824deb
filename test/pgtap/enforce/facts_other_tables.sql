-- The same view attached to all tables that it reads guards every side of a case: dictionaries, links, mappings, the provider's type.
-- Annex 1, paragraphs 5 and 7: living space, laboratory sampling; annex 2, paragraph 7: no laboratory sampling; annex 3, paragraph 8: neither is a service of family care.
BEGIN;
\ir ../common.psql
CREATE SCHEMA facts_other_tables;
SET LOCAL search_path = facts_other_tables, public;
SELECT plan(58);

-- 1. Rows with roles of their own, to which the view adds the rest.
CREATE TABLE cases (id bigint PRIMARY KEY, org integer, note text);
CREATE TABLE orgs (id integer PRIMARY KEY, type integer, name text);
CREATE TABLE types (id integer PRIMARY KEY, provider text);
CREATE TABLE services (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), case_id integer, code text, day timestamp DEFAULT '2024-02-29 12:00', comment text);
INSERT INTO types VALUES (1, 'youth_house'), (2, 'minors_adaptation_center'), (3, 'guardian'), (4, '-');
INSERT INTO orgs VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, NULL);
INSERT INTO cases SELECT i, i FROM generate_series(1, 5) AS i;
CREATE VIEW case_provider AS SELECT c.id, t.provider, o.id AS org, t.id AS type FROM cases AS c LEFT JOIN orgs AS o ON o.id = c.org LEFT JOIN types AS t ON t.id = o.type;
SELECT sss_internal.attach_table('services', 'service', '{service=code,on_date=day}', lookup => 'case_provider', lookup_by => '{case_id=id}', mode => 'enforce') \g /dev/null
\set sampling '''medical.laboratory_sampling'''
SELECT is(pg_temp.outcome($$INSERT INTO services (case_id, code) VALUES (1, 'medical.laboratory_sampling')$$), 'done', 'the view adds the provider');
SELECT is(pg_temp.outcome($$INSERT INTO services (case_id, code) VALUES (2, 'medical.laboratory_sampling')$$), 'sss_service: service violation 2.7.10', 'where it is no service');
SELECT is(pg_temp.outcome($$INSERT INTO services (case_id, code) VALUES (3, 'medical.laboratory_sampling')$$), 'sss_service: service violation 3.8', 'family care');
SELECT is(pg_temp.outcome($$INSERT INTO services (case_id, code) VALUES (4, 'medical.laboratory_sampling'), (5, 'medical.laboratory_sampling'), (6, 'medical.laboratory_sampling'), (NULL, 'medical.laboratory_sampling')$$), 'done', 'a type that is no code, none, no case');
SELECT is(pg_temp.outcome($$INSERT INTO services (case_id, code, day) VALUES (2, 'medical.laboratory_sampling', NULL), (2, 'medical.laboratory_sampling', '2023-06-30 23:59')$$), 'done', 'no day, or one before the Order');
SELECT is(pg_temp.outcome($$UPDATE services SET case_id = 2 WHERE case_id = 1$$), 'sss_service: service violation 2.7.10', 'the link leads to another case');
SELECT is(pg_temp.outcome($$UPDATE services SET day = '2024-01-01' WHERE case_id = 2$$), 'sss_service: service violation 2.7.10', 'the day');
SELECT is(pg_temp.outcome($$UPDATE services SET comment = 'x'$$), 'done', 'the comment');
SELECT is((pg_temp.detail($$INSERT INTO services (id, case_id, code) VALUES ('a0000000-0000-0000-0000-000000000001', 2, 'medical.laboratory_sampling')$$)->'key')::text, '{"id": "a0000000-0000-0000-0000-000000000001"}', 'the row is the case');
SELECT is((pg_temp.detail($$INSERT INTO services (case_id, code) SELECT CASE i % 100 WHEN 0 THEN 2 ELSE 1 END, 'medical.laboratory_sampling' FROM generate_series(1, 1000) AS i$$)->'count')::text, '10', 'ten of a thousand');
SELECT is(pg_temp.outcome($$INSERT INTO services (case_id, code) SELECT 1, 'medical.laboratory_sampling' FROM generate_series(1, 1000)$$), 'done', 'a thousand of one case');
SELECT is(pg_temp.outcome($$DELETE FROM services WHERE case_id = 1$$), 'done', 'deleted');
SELECT is(pg_temp.outcome($$UPDATE cases SET org = 2$$), 'done', 'the other side is not guarded yet');
UPDATE cases SET org = id;

-- 2. One view with all roles guards both sides.
DELETE FROM services WHERE case_id = 2;
CREATE VIEW service_facts AS
	SELECT c.id AS "case", s.id, s.code AS service, t.provider, s.day AS on_date, o.id AS org, t.id AS type
	  FROM cases AS c JOIN services AS s ON s.case_id = c.id LEFT JOIN orgs AS o ON o.id = c.org LEFT JOIN types AS t ON t.id = o.type;
SELECT sss.detach('services', 'sss_service'), sss_internal.attach_table('services', 'service', lookup => 'service_facts', lookup_by => '{case_id=case}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('cases', 'service', lookup => 'service_facts', lookup_by => '{id=case}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('orgs', 'service', lookup => 'service_facts', lookup_by => '{id=org}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('types', 'service', lookup => 'service_facts', lookup_by => '{id=type}', key => '{id}', mode => 'enforce') \g /dev/null
INSERT INTO services (id, case_id, code) SELECT ('a0000000-0000-0000-0000-00000000000' || i)::uuid, 1, 'medical.laboratory_sampling' FROM generate_series(1, 3) AS i;
SELECT is(pg_temp.outcome($$INSERT INTO services (case_id, code) VALUES (2, 'medical.laboratory_sampling')$$), 'sss_service: service violation 2.7.10', 'a service');
SELECT is(pg_temp.outcome($$UPDATE cases SET org = 2 WHERE id = 1$$), 'sss_service: service violation 2.7.10', 'the case''s organization');
SELECT is((pg_temp.detail($$UPDATE cases SET org = 2 WHERE id = 1$$)->'count')::text, '3', 'for each of its services');
SELECT is((pg_temp.detail($$UPDATE cases SET org = 2 WHERE id = 1$$)->'key'->>'id') ~ '^a0000000-0000-0000-0000-00000000000[123]$', true, 'by its own key');
SELECT is(pg_temp.outcome($$UPDATE orgs SET type = 2 WHERE id = 1$$), 'sss_service: service violation 2.7.10', 'the organization''s type');
SELECT is(pg_temp.outcome($$UPDATE types SET provider = 'guardian' WHERE id = 1$$), 'sss_service: service violation 3.8', 'the type''s mapping');
SELECT is(pg_temp.outcome($$UPDATE types SET provider = 'family_type_village' WHERE id = 1$$), 'done', 'to a provider of the same annex');
SELECT is(pg_temp.outcome($$UPDATE types SET provider = 'children_in_need_support_center' WHERE id = 1$$), 'done', 'to one of both annexes');
SELECT is(pg_temp.outcome($$UPDATE types SET id = 9 WHERE id = 1$$), 'done', 'a type that has gone');
SELECT is(pg_temp.outcome($$UPDATE types SET id = 1 WHERE id = 2$$), 'sss_service: service violation 2.7.10', 'and another one in its place');
SELECT is(pg_temp.outcome($$INSERT INTO types VALUES (1, 'guardian')$$), 'sss_service: service violation 3.8', 'or a new one');
SELECT is(pg_temp.outcome($$INSERT INTO types VALUES (1, 'youth_house')$$), 'done', 'that is lawful');
SELECT is(pg_temp.outcome($$UPDATE services SET case_id = 2 WHERE case_id = 1$$), 'sss_service: service violation 2.7.10', 'services that go to another case');
SELECT is(pg_temp.outcome($$UPDATE services SET code = 'household.living_space' WHERE case_id = 1$$), 'done', 'another service');
SELECT is(pg_temp.outcome($$UPDATE orgs SET type = 2 WHERE id = 1$$), 'done', 'that annex 2 knows as well');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'x'; UPDATE orgs SET name = 'x'; UPDATE services SET comment = 'x'$$), 'done', 'a column that the view does not read');
SELECT is(pg_temp.outcome($$DELETE FROM cases$$), 'done', 'all cases go');
SELECT is(pg_temp.outcome($$UPDATE services SET code = 'medical.laboratory_sampling'$$), 'done', 'of no case');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 2)$$), 'sss_service: service violation 2.7.10', 'which come back');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 4)$$), 'done', 'with an organization that is not known');
SELECT is(pg_temp.outcome($$UPDATE types SET provider = 'minors_adaptation_center' WHERE id = 4$$), 'sss_service: service violation 2.7.10', 'until its type is mapped');

-- Both forms at once: neither refuses more than the other.
DELETE FROM services;
UPDATE cases SET org = 1;
UPDATE orgs SET type = 1 WHERE id = 1;
SELECT sss_internal.attach_table('services', 'service', '{service=code,on_date=day}', lookup => 'case_provider', lookup_by => '{case_id=id}', mode => 'enforce', name => 'by row') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO services (case_id, code) VALUES (1, 'medical.laboratory_sampling')$$), 'done', 'lawful for both');
SELECT is(pg_temp.outcome($$UPDATE cases SET org = 2$$), 'sss_service: service violation 2.7.10', 'the other side is guarded by one of them');

-- 3. Aggregates over other tables: one row of another table decides for a case.
CREATE TABLE beds (id integer, room integer, child integer);
CREATE TABLE rooms (id integer PRIMARY KEY, use text, area numeric);
CREATE VIEW room_facts AS
	SELECT r.id, CASE WHEN count(b.child) > 2 THEN 'medical.laboratory_sampling' ELSE 'household.living_space' END AS service, r.use AS provider, '2024-02-29'::date AS on_date
	  FROM rooms AS r LEFT JOIN beds AS b ON b.room = r.id GROUP BY r.id, r.use;
INSERT INTO rooms VALUES (1, 'minors_adaptation_center'), (2, 'minors_adaptation_center');
SELECT sss_internal.attach_table('beds', 'service', lookup => 'room_facts', lookup_by => '{room=id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('rooms', 'service', lookup => 'room_facts', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome('INSERT INTO beds VALUES (1, 1, 1), (2, 1, 2)'), 'done', 'two');
SELECT is(pg_temp.outcome('INSERT INTO beds VALUES (3, 1, 3)'), 'sss_service: service violation 2.7.10', 'the third');
SELECT is(pg_temp.outcome('INSERT INTO beds VALUES (3, 2, 3), (4, 2, 4), (5, 2, 5)'), 'sss_service: service violation 2.7.10', 'three at once');
SELECT is(pg_temp.outcome('UPDATE rooms SET use = ''youth_house'' WHERE id = 1; INSERT INTO beds VALUES (3, 1, 3), (4, 1, 4)'), 'done', 'where it is lawful');
SELECT is(pg_temp.outcome('UPDATE beds SET room = 2 WHERE id > 1'), 'sss_service: service violation 2.7.10', 'moved to the other one');
SELECT is(pg_temp.outcome('UPDATE rooms SET use = ''minors_adaptation_center'''), 'sss_service: service violation 2.7.10', 'or that becomes the other one');
SELECT is(pg_temp.outcome('UPDATE beds SET room = 2 WHERE id IN (2, 3); UPDATE rooms SET use = ''minors_adaptation_center'''), 'done', 'when there is room');
SELECT is(pg_temp.outcome('DELETE FROM beds'), 'done', 'and empty');

-- 4. Unsettled cases: logged, or refused if asked for.  Annex 1, paragraph 4, part 3.
CREATE TABLE needs (id integer PRIMARY KEY, category text, osn text);
CREATE VIEW need_facts AS SELECT id, category, osn AS basis, 'special_boarding_school'::text AS provider, '2024-02-29'::date AS on_date FROM needs;
SELECT sss_internal.attach_table('needs', 'placement', lookup => 'need_facts', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO needs VALUES (1, 'special_educational_needs', 'local_executive_decision')$$), 'done', 'unsettled passes');
SELECT is(pg_temp.logged('needs'), '{"sss_placement {1}: basis unsettled 1.4/3"}', 'and is noted');
SELECT sss.detach('needs', 'sss_placement'), sss_internal.attach_table('needs', 'placement', lookup => 'need_facts', mode => 'enforce', unsettled => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO needs VALUES (2, 'special_educational_needs', 'local_executive_decision')$$), 'sss_placement: basis unsettled 1.4/3', 'or is refused');
SELECT is(pg_temp.outcome($$UPDATE needs SET osn = 'guardianship_body_referral'$$), 'done', 'an existing case is not');

-- 5. sss.demote = on spares all of it, and logs.
SET LOCAL sss.demote = on;
SELECT is(pg_temp.outcome($$UPDATE rooms SET use = 'minors_adaptation_center'; INSERT INTO beds SELECT i, 1, i FROM generate_series(1, 5) AS i; INSERT INTO needs VALUES (2, 'orphan', 'court_act')$$), 'done', 'sss.demote = on');
SELECT is(pg_temp.logged('beds') || pg_temp.logged('needs') || pg_temp.logged('rooms'), '{"sss_service {1}: service violation 2.7.10","sss_placement {2}: basis violation 1.4/2"}', 'is logged');
SET LOCAL sss.demote = off;
SELECT is(pg_temp.outcome($$INSERT INTO needs VALUES (3, 'orphan', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'and refuses again');
SELECT is(pg_temp.outcome($$INSERT INTO beds VALUES (6, 1, 6)$$), 'done', 'a case that passed once is old');

-- 9. Sessions that ask different views for one thing do not wait for each other.
CREATE TABLE wards (id integer PRIMARY KEY, provider text);
CREATE TABLE cares (id integer PRIMARY KEY, ward integer, code text);
CREATE VIEW ward_provider AS SELECT id, provider FROM wards;
CREATE VIEW ward_cares AS SELECT w.id AS ward, c.id, c.code AS service, w.provider FROM wards AS w JOIN cares AS c ON c.ward = w.id;
SELECT sss_internal.attach_table('cares', 'service', '{service=code}', lookup => 'ward_provider', lookup_by => '{ward=id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('wards', 'service', lookup => 'ward_cares', lookup_by => '{id=ward}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT is((SELECT array_agg(problem) FROM sss.verify() WHERE relation = 'wards'::regclass),
	'{"facts view facts_other_tables.ward_provider reads the table, but the attachment uses facts view facts_other_tables.ward_cares: sessions of the two views do not wait for each other"}', 'two views are named');
SELECT sss.detach('cares', 'sss_service') \g /dev/null
SELECT sss_internal.attach_table('cares', 'service', '{service=code}', lookup => 'ward_cares', lookup_by => '{ward=ward}', mode => 'enforce') \g /dev/null
SELECT is((SELECT count(*) FROM sss.verify() WHERE relation IN ('wards'::regclass, 'cares'::regclass)), 0::bigint, 'one view serves both');

-- A function of the view may read any column, also of a table that the view reads itself.
CREATE TABLE looked_up (id integer PRIMARY KEY, osn text, kat text, org text, "Count" integer DEFAULT 0);
CREATE FUNCTION category_of(number integer) RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT kat FROM facts_other_tables.looked_up WHERE id = number); END $$;
CREATE VIEW looked_up_facts AS SELECT id, facts_other_tables.category_of(id) AS category, osn AS basis, org AS provider, '2024-02-29'::date AS on_date FROM looked_up;
SELECT sss_internal.attach_table('looked_up', 'placement', lookup => 'looked_up_facts', mode => 'enforce') \g /dev/null
INSERT INTO looked_up VALUES (1, 'court_act', 'deviant_behavior', 'youth_house');
SELECT is(pg_temp.outcome($$UPDATE looked_up SET kat = 'orphan'$$), 'sss_placement: basis violation 1.4/2', 'a column that a function reads');
SELECT is(pg_temp.outcome($$UPDATE looked_up SET "Count" = 1$$), 'done', 'a column that nothing reads');
ALTER FUNCTION category_of(integer) VOLATILE;
SELECT matches(pg_temp.outcome($$UPDATE looked_up SET kat = 'orphan'$$), '^42P17: facts view "looked_up_facts" calls a volatile function', 'a function that becomes volatile is noticed at once');
ALTER FUNCTION category_of(integer) STABLE;
-- Of rows that hold roles of their own as well
CREATE FUNCTION provider_of(number integer) RETURNS text LANGUAGE sql STABLE AS $$ SELECT org FROM facts_other_tables.looked_up WHERE id = number $$;
CREATE VIEW looked_up_provider AS SELECT id, facts_other_tables.provider_of(id) AS provider FROM generate_series(1, 3) AS id;
SELECT sss_internal.attach_table('looked_up', 'placement', '{category=kat,basis=osn}', lookup => 'looked_up_provider', mode => 'enforce', name => 'by row') \g /dev/null
SELECT sss.detach('looked_up', 'sss_placement') \g /dev/null
UPDATE looked_up SET osn = 'guardianship_decision', org = 'guardian', kat = 'orphan';
SELECT is(pg_temp.outcome($$UPDATE looked_up SET org = 'youth_house'$$), 'by row: basis violation 1.4/2', 'a function reads the row that is checked');

SELECT * FROM finish();
ROLLBACK;
