-- sss.survey(): a database as it is, and what a person found in it.
BEGIN;
\ir ../common.psql
CREATE SCHEMA survey_of;
CREATE SCHEMA "Odd ""schema""";
SET LOCAL search_path = survey_of, public;
SELECT plan(29);

-- A dictionary with captions by language, one of our codes in a column, one of words, and the facts beside them.
CREATE TABLE status (id integer PRIMARY KEY, caption jsonb, color text);
INSERT INTO status VALUES (1, '{"kk": "Жетім балалар", "ru": "Дети - сироты"}', 'red'), (2, '{"ru": "Дети, оставшиеся без попечения родителей"}', 'red'),
	(3, '{"ru": "опекаемый"}', 'blue'), (4, '{"ru": "-"}', NULL), (5, 'null', NULL), (6, '[1]', NULL), (7, '"Qwrt zxcv"', NULL);
CREATE TABLE person (id integer PRIMARY KEY, name text, iin text, status integer REFERENCES status, second integer REFERENCES status, birth_date date, since date, created_at date);
CREATE TABLE visit (person integer REFERENCES person, seen_on date);
INSERT INTO person SELECT n, 'Дети-сироты ' || n, lpad(n::text, 12, '0'), 1 + n % 7, NULL, '2010-01-01', '2024-01-01', '2024-01-01' FROM generate_series(1, 1000) AS n;
CREATE TABLE placement (id integer PRIMARY KEY, osn varchar(60), org text, room_area numeric, persons integer, note text);
INSERT INTO placement SELECT n, (ARRAY['court_act', 'local_executive_decision', 'xx'])[1 + n % 3], (ARRAY['Дом юношества', 'Школа', 'Детская деревня семейного типа'])[1 + n % 3], 12, 3, 'note ' || n FROM generate_series(1, 900) AS n;
CREATE TYPE kind AS ENUM ('дневное', 'круглосуточное');
CREATE TABLE "Odd ""schema"""."Odd ""table""" ("Odd ""column""" kind, empty text);
INSERT INTO "Odd ""schema"""."Odd ""table""" SELECT (enum_range(NULL::kind))[1 + n % 2] FROM generate_series(1, 50) AS n;
CREATE TABLE nothing (a text, b jsonb);
CREATE TABLE large (word text);
INSERT INTO large SELECT 'Дети-сироты' FROM generate_series(1, 30000);
CREATE TABLE link (placement integer REFERENCES placement);
CREATE VIEW evil AS SELECT 'Дети-сироты'::text AS caption;
ANALYZE status, person, placement, "Odd ""schema"""."Odd ""table""", nothing;

CREATE TEMP TABLE found AS SELECT * FROM sss.survey('{survey_of,"Odd \"schema\""}');
CREATE FUNCTION pg_temp.of(relation text, attribute text) RETURNS text LANGUAGE sql AS
	$$SELECT concat_ws('|', role, dictionary, entries, clear, looks, rows, referenced_by) FROM pg_temp.found AS f WHERE f.relation = $1::regclass AND f.attribute = $2$$;
SELECT matches(pg_temp.of('status', 'caption'), '^category\|t\|4\|3\|0\|2000\|\{survey_of.person.second,survey_of.person.status\}$', 'a dictionary: captions in both languages, and the rows behind it, by each column');
SELECT is(pg_temp.of('status', 'color'), NULL, 'words that are no captions');
SELECT matches(pg_temp.of('placement', 'osn'), '^basis\|f\|3\|2\|0\|900$', 'our codes in a column');
SELECT matches(pg_temp.of('placement', 'org'), '^provider\|f\|3\|2\|[01]\|900$', 'names in a column, of a table that others refer to');
SELECT matches(pg_temp.of('"Odd ""schema"""."Odd ""table"""', 'Odd "column"'), '^stay\|f\|2\|2\|0\|50$', 'an enum, with names that must be quoted');
SELECT is(pg_temp.of('person', 'name'), NULL, 'a column of many values is not read');
SELECT is(pg_temp.of('person', 'iin'), NULL, 'nor are numbers');
SELECT is(pg_temp.of('person', 'since'), 'on_date|f|1000', 'a date beside a reference to a dictionary');
SELECT is(pg_temp.of('visit', 'seen_on'), 'on_date|f|0', 'a date beside a reference to what refers to a dictionary');
SELECT is(pg_temp.of('person', 'birth_date'), NULL, 'not the day of birth');
SELECT is(pg_temp.of('person', 'created_at'), NULL, 'nor that of the record');
SELECT is(pg_temp.of('placement', 'room_area'), 'area|f|900', 'an area');
SELECT is(pg_temp.of('placement', 'persons'), 'persons|f|900', 'persons');
SELECT is((SELECT count(*) FROM found WHERE relation IN ('nothing'::regclass, 'large'::regclass, 'evil'::regclass)), 0::bigint, 'nothing, a large table without statistics, a view');
SELECT is((SELECT array_agg(relation::text ORDER BY place) FROM (SELECT relation, row_number() OVER () AS place FROM found) AS f WHERE place <= 1), '{"\"Odd \"\"schema\"\"\".\"Odd \"\"table\"\"\""}', 'best first');
SELECT is((SELECT count(*) FROM found AS f WHERE f::text ~ 'сирот|Qwrt|court_act'), 0::bigint, 'no value is shown');
ANALYZE large;
SELECT is((SELECT concat_ws('|', role, rows) FROM sss.survey('{survey_of}') WHERE relation = 'large'::regclass), 'category|30000', 'with statistics the large one is found');

-- Captions as they are, keys in a circle, views over views, keywords
CREATE TABLE odd (id integer PRIMARY KEY, caption text, parent integer REFERENCES odd, doc jsonb);
INSERT INTO odd VALUES (1, NULL, 1, 'null'), (2, '', 1, '[]'), (3, repeat('Дети-сироты ', 100), 2, '"Дети-сироты"'), (4, U&'\05D9\05DC\05D3\05D9\05DD', 3, '{"ru": null}'), (5, 'Дети-сироты', 4, '{"ru": ["Дети-сироты"]}'),
	(6, 'Дети-сироты', 5, '{"ru": {"ru": "x"}}'), (7, 'Дети, оставшиеся без попечения родителей', 6, '{"ru": 7}'), (8, E'line\nbreak', 7, '{}');
CREATE TABLE here (id integer PRIMARY KEY, there integer);
CREATE TABLE there (id integer PRIMARY KEY, here integer REFERENCES here, kind text);
ALTER TABLE here ADD FOREIGN KEY (there) REFERENCES there;
INSERT INTO here VALUES (1), (2);
INSERT INTO there VALUES (1, 1, 'Дом юношества'), (2, 2, 'Детская деревня семейного типа');
CREATE TABLE "select" ("from" text, "where" date);
INSERT INTO "select" VALUES ('orphan', '2024-01-01'), ('abuse_victim', '2024-01-01');
CREATE VIEW over_view AS SELECT * FROM "select";
CREATE VIEW over_over AS SELECT * FROM over_view;
ANALYZE odd, here, there, "select";
SELECT is((SELECT concat_ws('|', role, dictionary, clear) FROM sss.survey('{survey_of}') WHERE relation = 'odd'::regclass AND attribute = 'caption'), 'category|t|2', 'empty, long, right-to-left, broken and repeated captions');
SELECT is((SELECT count(*) FROM sss.survey('{survey_of}') WHERE relation = 'odd'::regclass AND attribute = 'doc'), 0::bigint, 'documents that are null, arrays, strings, numbers or nested hold no captions');
SELECT is((SELECT concat_ws('|', role, dictionary, clear, referenced_by) FROM sss.survey('{survey_of}') WHERE relation = 'there'::regclass AND attribute = 'kind'), 'provider|t|2|{survey_of.here.there}', 'keys in a circle');
SELECT is((SELECT string_agg(format('%s %s %s', relation, attribute, role), ', ') FROM sss.survey('{survey_of}') WHERE relation::text ~ 'select|over'), '"select" from category', 'keywords; no views');
SELECT is((SELECT array_agg(DISTINCT decision) FROM sss.propose_mapping('odd', 'caption', 'recipient_category') WHERE entry IN ('1', '2')), '{look,none}', 'no caption leaves it to a person, and an empty one stands for none');
SELECT is((SELECT array_agg(concat_ws(' ', entry, decision, reason) ORDER BY entry) FROM sss.propose_mapping('odd', 'caption', 'recipient_category') WHERE entry IN ('5', '6')), '{"5 look claimed by 2 entries","6 look claimed by 2 entries"}', 'captions that are there twice');
SELECT is((SELECT count(*) FROM sss.propose_mapping('odd', 'doc', 'recipient_category')), 8::bigint, 'every entry is proposed something, whatever its document');

-- As a role that may read one column
CREATE ROLE sss_test_surveyor;
GRANT USAGE ON SCHEMA survey_of TO sss_test_surveyor;
GRANT SELECT (osn) ON placement TO sss_test_surveyor;
SET LOCAL client_min_messages = error;
SET LOCAL ROLE sss_test_surveyor;
SELECT is((SELECT array_agg(concat_ws('.', relation, attribute)) FROM sss.survey('{survey_of}')), '{placement.osn}', 'what a role may read');
RESET ROLE;
-- A type that is called like one of documents
CREATE SCHEMA survey_types;
CREATE TYPE survey_types.json AS ENUM ('orphan', 'no document');
CREATE TABLE survey_types.t (kat survey_types.json);
INSERT INTO survey_types.t VALUES ('orphan'), ('no document');
SELECT lives_ok($$SELECT * FROM sss.survey('{survey_types}')$$, 'an enum that is called json');
SELECT is((SELECT count(*) FROM sss.survey('{}')), 0::bigint, 'no schema');
SELECT throws_ok($$SELECT * FROM sss.survey('{survey_of,surveyof}')$$, '3F000', 'schema "surveyof" does not exist', 'a schema that does not exist');
SELECT throws_ok($$SELECT * FROM sss.survey('{survey_of,NULL}')$$, '22004', 'argument "schemas" must not have a NULL element', 'no schema');

SELECT * FROM finish();
ROLLBACK;
