-- Facts that a view yields, in the shapes in which databases hold them, and every way in which a key can change.
-- Annex 1, paragraph 4: orphans by decision of the local executive body or referral (part 2), deviant behavior by court act (part 3); paragraph 2: no victims of abuse.
-- Annex 2, paragraph 4: neglected, homeless and abused by decision, application or referral.
BEGIN;
\ir ../common.psql
CREATE SCHEMA facts_cases;
SET LOCAL search_path = facts_cases, public;
SELECT plan(135);

-- 1. A college database: person, dictionary of statuses, links with soft delete, institutions joined by date, mapping tables.
CREATE TABLE person (id serial PRIMARY KEY, iin varchar(100), birth_date date);
CREATE TABLE status (id serial PRIMARY KEY, caption jsonb, name char(200) NOT NULL, is_deleted boolean DEFAULT false);
CREATE TABLE status_link (person_id bigint, status_id bigint, is_deleted boolean, "index" bigserial, document_number char(255), PRIMARY KEY (person_id, status_id));
CREATE TABLE institution (id serial PRIMARY KEY, type_id integer);
CREATE TABLE stay (id serial PRIMARY KEY, person_id bigint, institution_id bigint, from_ts timestamp, to_ts timestamp, paper text, note text);
CREATE TABLE status_map (status_id integer, category text);
CREATE TABLE type_map (type_id integer PRIMARY KEY, provider text);
CREATE VIEW facts AS
	SELECT p.id, m.category, s.paper AS basis, t.provider, s.from_ts AS on_date, l.status_id, s.id AS stay_id, i.type_id, i.id AS institution_id
	  FROM person AS p
	  JOIN stay AS s ON s.person_id = p.id AND s.to_ts IS NULL
	  JOIN institution AS i ON i.id = s.institution_id
	  LEFT JOIN type_map AS t USING (type_id)
	  LEFT JOIN status_link AS l ON l.person_id = p.id AND NOT coalesce(l.is_deleted, false)
	  LEFT JOIN status_map AS m ON m.status_id = l.status_id;
INSERT INTO status (id, name) VALUES (33, 'deti-siroty'), (40, 'deti-siroty'), (48, 'siroty, opv'), (12, 'opekaemyy'), (32, '-'), (50, 'nasilie'), (51, 'deviant');
INSERT INTO status_map VALUES (33, 'orphan'), (40, 'orphan'), (48, 'orphan'), (48, 'without_parental_care'), (50, 'abuse_victim'), (51, 'deviant_behavior');
INSERT INTO type_map VALUES (28, 'youth_house'), (22, 'minors_adaptation_center');
INSERT INTO institution VALUES (1, 28), (2, 22), (3, 99);
INSERT INTO person (id) SELECT generate_series(1, 20);
SELECT sss_internal.attach_table('person', 'placement', lookup => 'facts', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('stay', 'placement', lookup => 'facts', lookup_by => '{person_id=id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('status_link', 'placement', lookup => 'facts', lookup_by => '{person_id=id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('status_map', 'placement', lookup => 'facts', lookup_by => '{status_id=status_id}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('type_map', 'placement', lookup => 'facts', lookup_by => '{type_id=type_id}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('institution', 'placement', lookup => 'facts', lookup_by => '{id=institution_id}', key => '{id}', mode => 'enforce') \g /dev/null

SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (1, 1, 1, '2024-02-29', NULL, 'court_act')$$), 'done', 'a person of no category: unknown');
SELECT is(pg_temp.outcome($$INSERT INTO status_link VALUES (1, 33)$$), 'sss_placement: basis violation 1.4/2', 'which makes the link complete');
SELECT is(pg_temp.outcome($$INSERT INTO status_link VALUES (1, 40)$$), 'sss_placement: basis violation 1.4/2', 'another id of the same category');
SELECT is(pg_temp.outcome($$INSERT INTO status_link VALUES (1, 33, true)$$), 'done', 'a link that is deleted');
SELECT is(pg_temp.outcome($$UPDATE status_link SET is_deleted = false$$), 'sss_placement: basis violation 1.4/2', 'is restored');
SELECT is(pg_temp.outcome($$INSERT INTO status_link VALUES (1, 32), (1, 12)$$), 'done', 'statuses that are no category');
SELECT is(pg_temp.outcome($$UPDATE stay SET paper = 'guardianship_body_referral'$$), 'done', 'the document that the category asks for');
SELECT is(pg_temp.outcome($$UPDATE status_link SET is_deleted = false$$), 'done', 'now the link can be restored');
SELECT is(pg_temp.outcome($$UPDATE stay SET paper = 'court_act'$$), 'done', 'where another status is no code of ours, the facts are not known as a whole');
SELECT is(pg_temp.outcome($$DELETE FROM status_link WHERE status_id IN (12, 32)$$), 'sss_placement: basis violation 1.4/2', 'until that one goes');
UPDATE stay SET paper = 'guardianship_body_referral';
DELETE FROM status_link WHERE status_id IN (12, 32);
SELECT is(pg_temp.outcome($$UPDATE stay SET paper = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'without it they are');
SELECT is(pg_temp.outcome($$INSERT INTO status_link VALUES (1, 51)$$), 'done', 'a second category');
SELECT is(pg_temp.outcome($$UPDATE stay SET paper = 'court_act'$$), 'done', 'which admits the court act, so that the set does');
SELECT is(pg_temp.outcome($$DELETE FROM status_link WHERE status_id = 51$$), 'sss_placement: basis violation 1.4/2', 'and is needed for it');
SELECT is(pg_temp.outcome($$UPDATE status_link SET is_deleted = true WHERE status_id = 51$$), 'sss_placement: basis violation 1.4/2', 'also when it is deleted softly');
SELECT is(pg_temp.outcome($$UPDATE status_link SET status_id = 40 WHERE status_id = 51$$), 'sss_placement: basis violation 1.4/2', 'or becomes another');
SELECT is(pg_temp.outcome($$UPDATE status_link SET person_id = 2 WHERE status_id = 51$$), 'sss_placement: basis violation 1.4/2', 'or goes to another person');
SELECT is(pg_temp.outcome($$DELETE FROM status_link$$), 'done', 'with all of them gone nothing is known');
SELECT is(pg_temp.outcome($$INSERT INTO status_link VALUES (1, 48)$$), 'sss_placement: basis violation 1.4/2', 'one id for two categories');
UPDATE stay SET paper = 'local_executive_decision';
SELECT is(pg_temp.outcome($$INSERT INTO status_link VALUES (1, 48)$$), 'done', 'of which one admits the basis');
SELECT is(pg_temp.outcome($$UPDATE status_map SET category = 'abuse_victim' WHERE category = 'orphan'$$), 'done', 'the dictionary loses one category: the other one admits it still');
SELECT is(pg_temp.outcome($$DELETE FROM status_map WHERE category = 'without_parental_care'$$), 'sss_placement: category violation 1.2', 'the last that does');
SELECT is(pg_temp.outcome($$UPDATE status_map SET category = 'abuse_victim' WHERE category = 'without_parental_care'$$), 'sss_placement: category violation 1.2', 'changed');
SELECT is(pg_temp.outcome($$UPDATE status_map SET status_id = 50 WHERE category = 'without_parental_care'$$), 'sss_placement: category violation 1.2', 'or mapped from another status');
SELECT is(pg_temp.outcome($$UPDATE type_map SET provider = 'guardian' WHERE type_id = 28$$), 'sss_placement: basis violation 3.5.1', 'a type of institution is another provider: family care asks another document');
SELECT is(pg_temp.outcome($$UPDATE type_map SET provider = 'no code' WHERE type_id = 28$$), 'done', 'a type of institution that is no code: unknown');
UPDATE type_map SET provider = 'youth_house' WHERE type_id = 28;
SELECT is(pg_temp.outcome($$UPDATE institution SET type_id = 99 WHERE id = 1$$), 'done', 'a type that is not mapped');
SELECT is(pg_temp.outcome($$UPDATE institution SET type_id = 28 WHERE id = 1$$), 'done', 'and back');
-- several placements of a key, by date
SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (2, 1, 1, '2024-03-01', NULL, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'a second placement beside one that is lawful');
SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (2, 1, 1, '2024-03-01', '2024-04-01', 'court_act')$$), 'done', 'that is over, as the view says');
SELECT is(pg_temp.outcome($$UPDATE stay SET to_ts = NULL WHERE id = 2$$), 'sss_placement: basis violation 1.4/2', 'reopened');
SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (3, 1, 1, '2023-06-30 23:59', NULL, 'court_act')$$), 'done', 'before the Order was in force');
SELECT is(pg_temp.outcome($$UPDATE stay SET from_ts = '2023-07-01' WHERE id = 3$$), 'sss_placement: basis violation 1.4/2', 'on the day');
SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (4, NULL, 1, '2024-03-01', NULL, 'court_act')$$), 'done', 'a link that is NULL leads nowhere');
SELECT is(pg_temp.outcome($$UPDATE stay SET person_id = 1 WHERE id = 4$$), 'sss_placement: basis violation 1.4/2', 'until it leads to a person');
SELECT is(pg_temp.outcome($$UPDATE stay SET person_id = 77 WHERE id = 4$$), 'done', 'a person that is not there is no case');
SELECT is(pg_temp.outcome($$INSERT INTO person (id) VALUES (77)$$), 'done', 'comes without a category');
UPDATE status_map SET category = 'orphan' WHERE status_id IN (33, 40);
INSERT INTO status_link VALUES (78, 33);
UPDATE stay SET person_id = 78 WHERE id = 4;
SELECT is(pg_temp.outcome($$INSERT INTO person (id) VALUES (78)$$), 'sss_placement: basis violation 1.4/2', 'or makes the case complete');
SELECT is(pg_temp.outcome($$UPDATE person SET id = 78 WHERE id = 77$$), 'sss_placement: basis violation 1.4/2', 'as does a person whose key becomes that');
SELECT is(pg_temp.detail($$UPDATE person SET id = 78 WHERE id = 77$$)::text, '{"rule": "placement", "key": {"id": "78"}, "category": ["orphan"], "basis": "court_act", "provider": "youth_house", "on_date": "2024-03-01", "requirement": "basis", "verdict": "violation", "provision": "1.4/2"}', 'the case is named by the key of the view');
SELECT is(pg_temp.detail($$UPDATE stay SET paper = 'other_document', to_ts = NULL$$)->'key'->>'id', '1', 'also by a table of other keys');
SELECT is(pg_temp.outcome($$DELETE FROM person$$), 'done', 'cases go with the person');

-- 2. Required facts.
SELECT sss.detach('stay', 'sss_placement'), sss_internal.attach_table('stay', 'placement', lookup => 'facts', lookup_by => '{person_id=id}', mode => 'enforce', required => '{category,provider}') \g /dev/null
TRUNCATE stay, status_link;
INSERT INTO person (id) SELECT generate_series(1, 20);
SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (1, 1, 1, '2024-02-29', NULL, 'court_act')$$), 'sss_placement: category violation 1.2', 'no category where one is required');
INSERT INTO status_link VALUES (1, 33), (2, 12);
SELECT matches(pg_temp.outcome($$INSERT INTO stay VALUES (1, 1, 3, '2024-02-29', NULL, 'local_executive_decision')$$), '^sss_placement: provider violation', 'a type of institution that is not mapped');
SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (1, 2, 1, '2024-02-29', NULL, 'local_executive_decision')$$), 'sss_placement: category violation 1.2', 'a status that is no category');
SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (1, 1, 1, '2024-02-29', NULL, 'local_executive_decision')$$), 'done', 'all is there');

-- 3. Documents of jsonb with arrays in them.
CREATE TABLE documents (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb, srch_age integer);
CREATE TABLE lookups (unique_id varchar PRIMARY KEY, category text[]);
INSERT INTO lookups VALUES ('street_child', '{neglected_or_homeless}'), ('abused', '{abuse_victim}'), ('orphaned', '{orphan,without_parental_care}');
CREATE VIEW document_facts AS
	SELECT d.id, l.category, l.unique_id, c.c->>'basis' AS basis, c.c->>'type' AS provider, (c.c->>'date')::date AS on_date
	  FROM documents AS d
	 CROSS JOIN LATERAL (SELECT c FROM jsonb_array_elements(d.data->'care') AS c ORDER BY c->>'date' DESC LIMIT 1) AS c
	 CROSS JOIN LATERAL jsonb_array_elements_text(d.data->'concerns') AS p
	  LEFT JOIN lookups AS l ON l.unique_id = p;
SELECT sss_internal.attach_table('documents', 'placement', lookup => 'document_facts', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('lookups', 'placement', lookup => 'document_facts', lookup_by => '{unique_id=unique_id}', key => '{id}', mode => 'enforce') \g /dev/null
\set id '''a0000000-0000-0000-0000-000000000001'''
SELECT is(pg_temp.outcome(format('INSERT INTO documents VALUES (%L, %L)', :id, '{"care": [], "concerns": ["abused"]}')), 'done', 'no placement yet');
SELECT is(pg_temp.outcome(format('UPDATE documents SET data = %L', '{"care": [{"type": "youth_house", "basis": "local_executive_decision", "date": "2024-02-29"}], "concerns": ["abused"]}')), 'sss_placement: category violation 1.2', 'a placement appears in the document');
SELECT is(pg_temp.outcome(format('UPDATE documents SET data = %L', '{"care": [{"type": "youth_house", "basis": "local_executive_decision", "date": "2024-01-29"}, {"type": "minors_adaptation_center", "basis": "deliverer_application", "date": "2024-02-29"}], "concerns": ["abused", "street_child"]}')), 'done', 'the latest one counts');
SELECT is(pg_temp.outcome($$UPDATE documents SET data = jsonb_set(data, '{care,1,date}', '"2024-01-01"')$$), 'sss_placement: category violation 1.2', 'a date makes another one the latest');
SELECT is(pg_temp.outcome($$UPDATE documents SET data = jsonb_set(data, '{care,1,basis}', '"court_act"')$$), 'sss_placement: basis violation 2.4/2', 'its basis');
SELECT is(pg_temp.outcome($$UPDATE documents SET data = jsonb_set(data, '{concerns}', '["Orphaned"]')$$), 'done', 'a misspelt concern: unknown');
SELECT is(pg_temp.outcome($$UPDATE documents SET data = jsonb_set(data, '{concerns}', '["orphaned"]')$$), 'done', 'orphans are annex 2''s as well');
SELECT is(pg_temp.outcome($$UPDATE lookups SET category = '{youth_house_resident,special_educational_needs}' WHERE unique_id = 'orphaned'$$), 'sss_placement: category violation 2.2', 'the dictionary, with arrays of categories');
SELECT is(pg_temp.outcome($$UPDATE lookups SET category = '{youth_house_resident,orphan}' WHERE unique_id = 'orphaned'$$), 'done', 'of which one admits it');
SELECT is(pg_temp.outcome($$UPDATE lookups SET category = '{}' WHERE unique_id = 'orphaned'$$), 'done', 'an empty array is unknown');
SELECT is(pg_temp.outcome($$UPDATE documents SET srch_age = 7$$), 'done', 'another column');
SELECT is(pg_temp.outcome($$DELETE FROM documents$$), 'done', 'and gone');

-- 4. Views that aggregate, the latest by date, and unions.
CREATE TABLE children (id bigint PRIMARY KEY, org varchar(40), osn varchar(40), since date);
CREATE TABLE categories (child bigint, category sss.recipient_category);
CREATE VIEW grouped AS
	SELECT c.id, array_agg(k.category) AS category, c.osn AS basis, c.org AS provider, c.since AS on_date
	  FROM children AS c LEFT JOIN categories AS k ON k.child = c.id GROUP BY c.id, c.osn, c.org, c.since;
SELECT sss_internal.attach_table('children', 'placement', lookup => 'grouped', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('categories', 'placement', lookup => 'grouped', lookup_by => '{child=id}', mode => 'enforce') \g /dev/null
INSERT INTO children SELECT i, 'youth_house', 'local_executive_decision', '2024-02-29' FROM generate_series(1, 300) AS i;
SELECT is(pg_temp.outcome($$INSERT INTO categories VALUES (1, 'orphan'), (1, 'abuse_victim'), (2, 'youth_house_resident')$$), 'done', 'sets of categories');
SELECT is(pg_temp.outcome($$DELETE FROM categories WHERE category = 'orphan'$$), 'sss_placement: category violation 1.2', 'that lose the one they need');
SELECT is(pg_temp.outcome($$INSERT INTO categories SELECT i, CASE i WHEN 150 THEN 'abuse_victim'::sss.recipient_category ELSE 'orphan' END FROM generate_series(3, 300) AS i$$), 'sss_placement: category violation 1.2', 'one of many');
SELECT is(pg_temp.detail($$INSERT INTO categories SELECT i, CASE i % 100 WHEN 0 THEN 'abuse_victim'::sss.recipient_category ELSE 'orphan' END FROM generate_series(3, 300) AS i$$)::jsonb #- '{other_keys}', '{"rule": "placement", "key": {"id": "100"}, "count": 3, "basis": "local_executive_decision", "on_date": "2024-02-29", "verdict": "violation", "category": ["abuse_victim"], "provider": "youth_house", "provision": "1.2", "requirement": "category"}'::jsonb, 'and three of many') ;
SELECT is(pg_temp.outcome($$INSERT INTO categories SELECT i, 'orphan' FROM generate_series(3, 300) AS i$$), 'done', 'all of them lawful');
SELECT is(pg_temp.outcome($$UPDATE children SET osn = 'court_act' WHERE id > 2$$), 'sss_placement: basis violation 1.4/2', 'UPDATE of many');
SELECT is(pg_temp.outcome($$UPDATE children SET org = 'no code'$$), 'done', 'UPDATE of all to what is unknown');
SELECT is(pg_temp.outcome($$UPDATE children SET org = 'youth_house', osn = 'court_act' WHERE id = 300$$), 'sss_placement: basis violation 1.4/2', 'and back, by another document');

CREATE TABLE moves (child bigint, org sss.provider_type, osn sss.placement_basis, since date, PRIMARY KEY (child, since));
CREATE VIEW latest AS
	SELECT DISTINCT ON (m.child) m.child AS id, 'orphan'::text AS category, m.osn AS basis, m.org AS provider, m.since AS on_date FROM moves AS m ORDER BY m.child, m.since DESC;
SELECT sss_internal.attach_table('moves', 'placement', lookup => 'latest', lookup_by => '{child=id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO moves VALUES (1, 'youth_house', 'local_executive_decision', '2024-02-01'), (1, 'youth_house', 'court_act', '2024-01-01')$$), 'done', 'an older one that is not lawful is none any more');
SELECT is(pg_temp.outcome($$DELETE FROM moves WHERE since = '2024-02-01'$$), 'sss_placement: basis violation 1.4/2', 'unless the latest is taken away');
SELECT is(pg_temp.outcome($$UPDATE moves SET since = since - 60 WHERE since = '2024-02-01'$$), 'sss_placement: basis violation 1.4/2', 'or dated earlier');
SELECT is(pg_temp.outcome($$INSERT INTO moves VALUES (1, 'youth_house', 'court_act', '2024-02-02')$$), 'sss_placement: basis violation 1.4/2', 'a later one');
CREATE VIEW united AS SELECT * FROM latest UNION ALL SELECT id, 'orphan', 'court_act', 'youth_house', '2024-02-29' FROM person WHERE iin = 'x' UNION ALL SELECT NULL, 'orphan', 'court_act', 'youth_house', '2024-02-29';
SELECT sss_internal.attach_table('person', 'placement', lookup => 'united', mode => 'enforce', name => 'united') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE person SET iin = 'y'$$), 'done', 'a row of the view without a key is no case');
SELECT is(pg_temp.outcome($$UPDATE person SET iin = 'x' WHERE id = 3$$), 'united: basis violation 1.4/2', 'a union');

-- 5. Keys of every type, and columns with names that are hard to write.
CREATE TYPE color AS ENUM ('red', 'green');
CREATE DOMAIN code AS varchar(20) CHECK (value <> '');
CREATE DOMAIN code_of_code AS code;
CREATE EXTENSION citext SCHEMA facts_cases;
CREATE FUNCTION try_key(type text, good text, bad text, view_type text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('CREATE TABLE "Key''s ""table""" ("Key = ""1""" %s PRIMARY KEY, "kat,osn" text DEFAULT ''orphan'', "a=b" text)', type);
	EXECUTE format('CREATE VIEW "The ""facts"", of it" AS SELECT "Key = ""1"""::%s, "kat,osn" AS category, "a=b" AS basis, ''youth_house''::text AS provider, ''2024-02-29''::date AS on_date FROM "Key''s ""table"""', coalesce(view_type, type));
	PERFORM sss_internal.attach_table('"Key''s ""table"""', 'placement', lookup => '"The ""facts"", of it"', mode => 'enforce', name => 'Its "name", x=''y''');
	result := pg_temp.outcome(format('INSERT INTO "Key''s ""table""" VALUES (%L, ''orphan'', ''local_executive_decision'')', good))
		|| '; ' || pg_temp.outcome(format('INSERT INTO "Key''s ""table""" VALUES (%L, ''orphan'', ''court_act'')', bad))
		|| '; ' || pg_temp.outcome('UPDATE "Key''s ""table""" SET "a=b" = ''other_document''')
		|| '; ' || (pg_temp.detail('UPDATE "Key''s ""table""" SET "a=b" = ''other_document''')->'key'->>'Key = "1"')
		|| '; ' || pg_temp.outcome(format('WITH gone AS (DELETE FROM "Key''s ""table""") SELECT'));
	EXECUTE 'DROP VIEW "The ""facts"", of it" CASCADE';
	EXECUTE 'DROP TABLE "Key''s ""table"""';
	RETURN result;
END
$$;
SELECT is(try_key(type, good, bad, view_type), format('done; Its "name", x=''y'': basis violation 1.4/2; Its "name", x=''y'': basis violation 1.4/2; %s; done', good), concat_ws(' as ', type, view_type))
  FROM (VALUES ('integer', '-5', '7', NULL), ('bigint', '9000000000', '1', NULL), ('integer', '5', '7', 'bigint'), ('bigint', '5', '7', 'integer'), ('smallint', '1', '2', 'bigint'),
	('uuid', 'a0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000002', NULL), ('text', 'a "b", {c}', '', NULL), ('varchar(9)', 'x', 'y', 'text'), ('text', 'x', 'y', 'varchar'),
	('numeric', '1.5', '2', NULL), ('date', '2024-02-29', '2024-03-01', NULL), ('color', 'red', 'green', NULL), ('code', 'x', 'y', NULL), ('code', 'x', 'y', 'text'), ('text', 'x', 'y', 'code_of_code'),
	('citext', 'Ab', 'c', NULL), ('name', 'x', 'y', NULL), ('sss.service', 'household.living_space', 'medical.laboratory_sampling', NULL), ('inet', '127.0.0.1', '::1', NULL), ('timestamptz', '2024-02-29 00:00:00+00', '2024-03-01', NULL))
	AS of (type, good, bad, view_type);
SELECT matches(pg_temp.outcome($$SELECT try_key('integer', '1', '2', 'text')$$), '^42804: column "Key = "1"" of the table and column "Key = "1"" of facts view "The "facts", of it" cannot be compared', 'types that cannot be compared');
SELECT matches(pg_temp.outcome($$SELECT try_key('tsvector', 'a', 'b')$$), '^42804', 'a type without a hash');
SELECT matches(pg_temp.outcome($$SELECT try_key('integer[]', '{1}', '{2}')$$), '^42804', 'arrays, of which there can be no array');
CREATE TYPE pair AS (a integer, b text);
SELECT matches(pg_temp.outcome($$SELECT try_key('pair', '(1,a)', '(2,b)')$$), '^42804', 'rows, which an array does not yield as one column');
-- char(n) with blanks, case-insensitive text: equal keys are one key
CREATE TABLE padded (id char(10) PRIMARY KEY, osn text);
CREATE TABLE padded_links (link char(20), category text);
CREATE VIEW padded_facts AS SELECT p.id, l.category, p.osn AS basis, 'youth_house'::sss.provider_type AS provider, '2024-02-29'::date AS on_date FROM padded AS p LEFT JOIN padded_links AS l ON l.link = p.id;
SELECT sss_internal.attach_table('padded_links', 'placement', lookup => 'padded_facts', lookup_by => '{link=id}', mode => 'enforce') \g /dev/null
INSERT INTO padded VALUES ('a', 'court_act');
SELECT is(pg_temp.outcome($$INSERT INTO padded_links VALUES ('b', 'orphan'), ('a', 'orphan')$$), 'sss_placement: basis violation 1.4/2', 'keys padded to different lengths');
CREATE TABLE folded (id citext PRIMARY KEY, osn text);
CREATE TABLE folded_links (link citext, category text);
CREATE VIEW folded_facts AS SELECT p.id, l.category, p.osn AS basis, 'youth_house'::sss.provider_type AS provider, '2024-02-29'::date AS on_date FROM folded AS p LEFT JOIN folded_links AS l ON l.link = p.id;
SELECT sss_internal.attach_table('folded_links', 'placement', lookup => 'folded_facts', lookup_by => '{link=id}', mode => 'enforce') \g /dev/null
INSERT INTO folded VALUES ('Ab', 'court_act');
SELECT is(pg_temp.outcome($$INSERT INTO folded_links VALUES ('aB', 'orphan')$$), 'sss_placement: basis violation 1.4/2', 'keys that differ in case');
SELECT is(pg_temp.outcome($$INSERT INTO folded_links SELECT 'aB' || i, 'orphan' FROM generate_series(1, 99) AS i UNION ALL SELECT 'ab', 'orphan'$$), 'sss_placement: basis violation 1.4/2', 'also among many');

-- Keys of several columns, in another order in the view.
CREATE TABLE composite (region text, number integer, osn text, "primary" boolean, PRIMARY KEY (region, number));
CREATE TABLE composite_links (n bigint, r varchar, category text);
CREATE VIEW composite_facts AS SELECT c.osn AS basis, c.number, c.region, l.category, 'youth_house' AS provider, '2024-02-29'::date AS on_date FROM composite AS c LEFT JOIN composite_links AS l ON l.n = c.number AND l.r = c.region;
SELECT sss_internal.attach_table('composite', 'placement', lookup => 'composite_facts', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('composite_links', 'placement', lookup => 'composite_facts', lookup_by => '{n=number,r=region}', key => '{region,number}', mode => 'enforce') \g /dev/null
INSERT INTO composite VALUES ('a', 1, 'court_act'), ('a', 2, 'local_executive_decision'), ('b', 1, 'local_executive_decision'), ('b', 2, 'court_act');
SELECT is(pg_temp.outcome($$INSERT INTO composite_links VALUES (2, 'a', 'orphan'), (1, 'b', 'orphan')$$), 'done', 'two columns are taken pair by pair');
SELECT is(pg_temp.detail($$INSERT INTO composite_links VALUES (2, 'b', 'orphan')$$)->>'key', '{"region": "b", "number": "2"}', 'and named in the order of the key');
SELECT is(pg_temp.outcome($$INSERT INTO composite_links VALUES (2, NULL, 'orphan'), (NULL, 'b', 'orphan')$$), 'done', 'a pair with a NULL leads nowhere');
SELECT is(pg_temp.outcome($$UPDATE composite_links SET n = 1 WHERE n = 2$$), 'sss_placement: basis violation 1.4/2', 'a link that leads elsewhere');
SELECT is(pg_temp.outcome($$UPDATE composite SET number = 5 - number WHERE region = 'b'$$), 'done', 'keys that change lose their links');

-- 6. ON CONFLICT, writable CTEs, foreign keys, key changes.
TRUNCATE children, categories;
ALTER TABLE categories ADD PRIMARY KEY (child, category), ADD FOREIGN KEY (child) REFERENCES children ON UPDATE CASCADE ON DELETE CASCADE;
INSERT INTO children VALUES (1, 'youth_house', 'local_executive_decision', '2024-02-29'), (2, 'youth_house', 'court_act', '2024-02-29');
SELECT is(pg_temp.outcome($$INSERT INTO categories VALUES (1, 'orphan')$$), 'done', 'lawful');
SELECT is(pg_temp.outcome($$INSERT INTO children VALUES (1, 'youth_house', 'court_act', '2024-02-29') ON CONFLICT DO NOTHING$$), 'done', 'DO NOTHING');
SELECT is(pg_temp.outcome($$INSERT INTO children VALUES (1, 'youth_house', 'court_act', '2024-02-29') ON CONFLICT (id) DO UPDATE SET osn = excluded.osn$$), 'sss_placement: basis violation 1.4/2', 'DO UPDATE');
SELECT is(pg_temp.outcome($$INSERT INTO children VALUES (3, 'youth_house', 'court_act', '2024-02-29'), (1, 'youth_house', 'court_act', '2024-02-29') ON CONFLICT (id) DO UPDATE SET osn = excluded.osn$$), 'sss_placement: basis violation 1.4/2', 'DO UPDATE of one, INSERT of another');
SELECT is(pg_temp.outcome($$INSERT INTO categories VALUES (2, 'orphan') ON CONFLICT DO NOTHING$$), 'sss_placement: basis violation 1.4/2', 'DO NOTHING where there is no conflict');
SELECT is(pg_temp.outcome($$WITH child AS (INSERT INTO children VALUES (4, 'youth_house', 'court_act', '2024-02-29') RETURNING id) INSERT INTO categories SELECT id, 'abuse_victim' FROM child$$), 'sss_placement: category violation 1.2', 'a writable CTE over both tables');
SELECT is(pg_temp.outcome($$WITH child AS (INSERT INTO children VALUES (4, 'youth_house', 'court_act', '2024-02-29') RETURNING id) INSERT INTO categories SELECT id, 'deviant_behavior' FROM child$$), 'done', 'which is lawful as a whole');
SELECT is(pg_temp.outcome($$WITH gone AS (DELETE FROM categories WHERE child = 1 RETURNING *) INSERT INTO categories SELECT 2, category FROM gone$$), 'sss_placement: basis violation 1.4/2', 'a link that is deleted and stored for another case');
SELECT is(pg_temp.outcome($$WITH a AS (UPDATE children SET osn = 'court_act' WHERE id = 1), b AS (DELETE FROM categories WHERE child = 1) SELECT$$), 'done', 'both at once: no category is left');
DELETE FROM categories WHERE child = 1;
UPDATE children SET osn = 'local_executive_decision' WHERE id = 1;
INSERT INTO categories VALUES (1, 'orphan');
SELECT is(pg_temp.outcome($$WITH a AS (UPDATE children SET osn = 'court_act' WHERE id = 1), b AS (UPDATE categories SET category = 'deviant_behavior' WHERE child = 1) SELECT$$), 'done', 'and both changed to facts that are lawful together');
SELECT is(pg_temp.outcome($$UPDATE categories SET category = 'orphan' WHERE child = 1$$), 'sss_placement: basis violation 1.4/2', 'not one alone');
SELECT is(pg_temp.outcome($$UPDATE children SET id = 9 WHERE id = 1$$), 'done', 'ON UPDATE CASCADE: the case has a new key');
SELECT is(ARRAY(SELECT child FROM categories ORDER BY 1), '{4,9}', 'and the links follow');
SELECT is(pg_temp.outcome($$UPDATE children SET id = 10, osn = 'local_executive_decision' WHERE id = 9$$), 'sss_placement: basis violation 1.4/3', 'and is checked under it');
SELECT is(pg_temp.outcome($$DELETE FROM children WHERE id = 9$$), 'done', 'ON DELETE CASCADE');
ALTER TABLE categories DROP CONSTRAINT categories_child_fkey, DROP CONSTRAINT categories_pkey, ALTER child DROP NOT NULL, ALTER category DROP NOT NULL;
INSERT INTO categories VALUES (1, 'orphan'), (1, 'deviant_behavior');
INSERT INTO children VALUES (1, 'youth_house', 'court_act', '2024-02-29');
CREATE TABLE codes (code sss.recipient_category PRIMARY KEY, next sss.recipient_category);
INSERT INTO codes VALUES ('orphan'), ('deviant_behavior'), ('abuse_victim');
ALTER TABLE categories ADD FOREIGN KEY (category) REFERENCES codes ON DELETE CASCADE ON UPDATE CASCADE;
SELECT is(pg_temp.outcome($$DELETE FROM codes WHERE code = 'deviant_behavior'$$), 'sss_placement: basis violation 1.4/2', 'ON DELETE CASCADE into a link table');
ALTER TABLE categories DROP CONSTRAINT categories_category_fkey, ADD FOREIGN KEY (category) REFERENCES codes ON DELETE SET NULL ON UPDATE CASCADE;
SELECT is(pg_temp.outcome($$DELETE FROM codes WHERE code = 'deviant_behavior'$$), 'done', 'ON DELETE SET NULL: a category that is not known');
SELECT is(pg_temp.outcome($$UPDATE codes SET code = 'youth_house_resident' WHERE code = 'orphan'$$), 'done', 'ON UPDATE CASCADE: still not known as a whole');
-- two cases change their keys with each other
TRUNCATE children, categories, codes;
ALTER TABLE children DROP CONSTRAINT children_pkey CASCADE, ADD PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED;
INSERT INTO codes VALUES ('orphan'), ('deviant_behavior');
INSERT INTO children VALUES (1, 'youth_house', 'local_executive_decision', '2024-02-29'), (2, 'youth_house', 'court_act', '2024-02-29');
INSERT INTO categories VALUES (1, 'orphan'), (2, 'deviant_behavior');
SELECT is(pg_temp.detail($$UPDATE children SET id = 3 - id$$)->>'count', '2', 'two cases that exchange their keys, and so their categories');
SELECT is(pg_temp.outcome($$UPDATE categories SET child = 3 - child$$), 'sss_placement: basis violation 1.4/2', 'or their links');

-- 7. More keys than are remembered at once.
CREATE TABLE many (id integer PRIMARY KEY, osn text);
CREATE TABLE many_links (child integer, category text);
CREATE VIEW many_facts AS SELECT m.id, l.category, m.osn AS basis, 'youth_house'::text AS provider, '2024-02-29'::date AS on_date FROM many AS m JOIN many_links AS l ON l.child = m.id;
INSERT INTO many SELECT i, CASE i WHEN 299999 THEN 'court_act' ELSE 'local_executive_decision' END FROM generate_series(1, 300000) AS i;
ANALYZE many;
SELECT sss_internal.attach_table('many_links', 'placement', lookup => 'many_facts', lookup_by => '{child=id}', mode => 'enforce') \g /dev/null
SELECT is((pg_temp.detail($$INSERT INTO many_links SELECT i, 'orphan' FROM generate_series(1, 300000) AS i$$)->'key')::text, '{"id": "299999"}', 'one of 300,000');
UPDATE many SET osn = 'local_executive_decision' WHERE id = 299999;
SELECT is(pg_temp.outcome($$INSERT INTO many_links SELECT i, 'orphan' FROM generate_series(1, 300000) AS i$$), 'done', 'none of 300,000');
SELECT is(pg_temp.outcome($$INSERT INTO many_links VALUES (1, 'abuse_victim')$$), 'done', 'and one thereafter');
SELECT is(pg_temp.outcome($$DELETE FROM many_links WHERE category = 'orphan' AND child < 100$$), 'sss_placement: category violation 1.2', 'or a hundred');
CREATE TABLE many_services (id integer PRIMARY KEY, child integer, code text DEFAULT 'medical.laboratory_sampling');
CREATE VIEW many_providers AS SELECT id, CASE id WHEN 299999 THEN 'minors_adaptation_center' ELSE 'youth_house' END AS provider FROM many;
SELECT sss_internal.attach_table('many_services', 'service', '{service=code}', lookup => 'many_providers', lookup_by => '{child=id}', mode => 'enforce') \g /dev/null
SELECT is((pg_temp.detail($$INSERT INTO many_services SELECT i, i FROM generate_series(1, 300000) AS i$$)->'key')::text, '{"id": "299999"}', 'one of 300,000 rows that are cases');
SELECT is(pg_temp.outcome($$INSERT INTO many_services SELECT i, i FROM generate_series(1, 299998) AS i$$), 'done', 'none of them');
SELECT is(pg_temp.outcome($$UPDATE many_services SET child = 299999 WHERE id > 299990$$), 'sss_service: service violation 2.7.10', 'a few thereafter');

-- Many keys that the view compares otherwise than the table does: by another type, by two columns; not by another collation.
SELECT count(*) > 0 AS icu FROM pg_collation WHERE collprovider = 'i' \gset
\if :icu
CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
\else
CREATE COLLATION loose FROM "C";
\endif
CREATE VIEW other_providers AS
	SELECT i::bigint AS number, i % 2 AS half, ('N' || i) COLLATE loose AS name, CASE i WHEN 99 THEN 'minors_adaptation_center' ELSE 'youth_house' END AS provider
	  FROM generate_series(1, 100) AS i;
CREATE TABLE other_services (id integer PRIMARY KEY, child integer, half smallint, name text, code text DEFAULT 'medical.laboratory_sampling');
SELECT sss_internal.attach_table('other_services', 'service', '{service=code}', lookup => 'other_providers', lookup_by => '{child=number}', mode => 'enforce', name => 'by_type') \g /dev/null
SELECT is((pg_temp.detail($$INSERT INTO other_services SELECT i, i FROM generate_series(1, 100) AS i$$)->'key')::text, '{"id": "99"}', 'one of a hundred by another type');
SELECT sss.detach('other_services', 'by_type') \g /dev/null
SELECT sss_internal.attach_table('other_services', 'service', '{service=code}', lookup => 'other_providers', lookup_by => '{child=number,half=half}', mode => 'enforce', name => 'by_two') \g /dev/null
SELECT is((pg_temp.detail($$INSERT INTO other_services SELECT i, i, i % 2 FROM generate_series(1, 100) AS i$$)->'key')::text, '{"id": "99"}', 'by two columns');
SELECT is(pg_temp.outcome($$INSERT INTO other_services SELECT i, i, (i + 1) % 2 FROM generate_series(1, 100) AS i$$), 'done', 'of which one alone does not do');
TRUNCATE other_services;
SELECT sss.detach('other_services', 'by_two') \g /dev/null
SELECT is(pg_temp.outcome($$SELECT sss_internal.attach_table('other_services', 'service', '{service=code}', lookup => 'other_providers', lookup_by => '{name=name}', mode => 'enforce', name => 'by_collation')$$),
	CASE WHEN :'icu' THEN '0A000: column "name" of the table and column "name" of facts view "other_providers" are not compared by one collation' ELSE 'done' END, 'another collation, under which two values may be one, is refused');

SELECT * FROM finish();
ROLLBACK;
