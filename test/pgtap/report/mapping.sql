-- Dictionaries as they are: captions by language, blanks, copies, entries that stand for none, two that claim one code.
BEGIN;
\ir ../common.psql
CREATE SCHEMA mapping_of;
SET LOCAL search_path = mapping_of, public;
SELECT plan(34);

CREATE TABLE status (id integer PRIMARY KEY, caption jsonb, name char(60), "Plain ""text""" text);
INSERT INTO status VALUES
	(1, '{"kk": "Жетім балалар", "ru": "Дети - сироты"}', 'deti-siroty'),
	(2, '{"kz": "", "ru": "опекаемый"}', 'opekaemyy'),
	(3, '{"ru": "-"}', '-'), (4, NULL, NULL), (5, 'null', 'x'), (6, '["a", 1]', 'y'), (7, '"Дети, оставшиеся без попечения родителей"', 'z'),
	(8, '{"ru": "дети-сироты, дети, оставшиеся без попечения"}', 'both'), (9, '{"ru": "Qwrt zxcv"}', 'q'), (10, '{"ru": 7, "kk": null, "en": {"a": 1}}', 'r');
CREATE TABLE person (id integer PRIMARY KEY, status integer REFERENCES status, other integer REFERENCES status);
INSERT INTO person SELECT n, CASE WHEN n <= 30 THEN 1 ELSE 8 END, CASE WHEN n <= 5 THEN 2 END FROM generate_series(1, 40) AS n;

CREATE FUNCTION pg_temp.of(entries text) RETURNS TABLE (line text) LANGUAGE sql AS $$
	SELECT concat_ws('|', entry, rows, code, decision, reason) FROM sss.propose_mapping('mapping_of.status', 'caption', 'recipient_category') WHERE entry = ANY (string_to_array(entries, ','))
$$;
SELECT is(ARRAY(SELECT pg_temp.of('1')), '{1|30|orphan|clear|name}', 'a name, in two languages');
SELECT is(ARRAY(SELECT pg_temp.of('2')), '{"2|5|none|stands for no code"}', 'the lists say that a placement is no category');
SELECT is(ARRAY(SELECT pg_temp.of('3')), '{"3|0|none|no caption"}', 'a dash');
SELECT is(ARRAY(SELECT pg_temp.of('4,5,6,10') COLLATE "C" ORDER BY 1), '{"10|0|look|no caption","4|0|look|no caption","5|0|look|no caption","6|0|look|no caption"}', 'NULL, null, an array, no text');
SELECT is(ARRAY(SELECT pg_temp.of('7')), '{7|0|without_parental_care|clear|name}', 'a string');
SELECT is(ARRAY(SELECT pg_temp.of('8')), '{"8|10|look|stands for no code"}', 'two categories at once: a person decides');
SELECT is(ARRAY(SELECT pg_temp.of('9')), '{"9|0|look|like nothing"}', 'like nothing');
INSERT INTO status VALUES (11, '{"ru": "Дети-сироты"}', 'siroty');
SELECT is(ARRAY(SELECT pg_temp.of('1,11') COLLATE "C" ORDER BY 1), '{"11|0|orphan|look|claimed by 2 entries","1|30|orphan|look|claimed by 2 entries"}', 'two entries claim one code');
DELETE FROM status WHERE id = 11;
INSERT INTO status VALUES (12, '{"ru": "Дети-сироты", "kk": "Ата-анасының қамқорлығынсыз қалған балалар"}', 'q');
SELECT is(ARRAY(SELECT pg_temp.of('12')), '{"12|0|orphan|look|captions disagree"}', 'one language says this, the other that');
DELETE FROM status WHERE id = 12;
SELECT is((SELECT array_agg(entry ORDER BY entry) FROM sss.propose_mapping('status', 'name', 'recipient_category', 'name') WHERE entry LIKE 'deti%'), '{deti-siroty}', 'char(n), by a caption without blanks');
UPDATE status SET "Plain ""text""" = name;
SELECT is((SELECT count(*) FROM sss.propose_mapping('status', 'Plain "text"', 'recipient_category')), 10::bigint, 'a name that must be quoted');
CREATE TYPE kind AS ENUM ('дети-сироты', 'other');
CREATE TABLE by_enum (k kind);
INSERT INTO by_enum VALUES ('дети-сироты'), ('дети-сироты');
SELECT is((SELECT concat_ws('|', entry, rows, code, decision) FROM sss.propose_mapping('by_enum', 'k', 'recipient_category')), 'дети-сироты|2|orphan|clear', 'an enum, without a key: the rows themselves');
CREATE DOMAIN word AS varchar(200);
CREATE TABLE by_domain (id bigint PRIMARY KEY, w word);
INSERT INTO by_domain VALUES (1, repeat('x ', 90)), (2, 'אבג'), (3, NULL), (4, E'a\n); DROP TABLE mapping_of.person; --');
SELECT is((SELECT array_agg(decision ORDER BY entry) FROM sss.propose_mapping('by_domain', 'w', 'provider_type')), '{look,look,look,look}', 'a domain; long, right-to-left, none and evil captions');

-- Bad input
SELECT is(left(pg_temp.outcome($$SELECT * FROM sss.propose_mapping('status', 'nowhere', 'recipient_category')$$), 5), '42703', 'no such caption');
SELECT is(left(pg_temp.outcome($$SELECT * FROM sss.propose_mapping('status', 'caption', 'recipient_category', 'nowhere')$$), 5), '42703', 'no such key');
SELECT is(left(pg_temp.outcome($$SELECT * FROM sss.propose_mapping('status', 'caption', 'integer')$$), 5), '22023', 'no such type');
SELECT is(left(pg_temp.outcome($$SELECT * FROM sss.propose_mapping(NULL, 'caption', 'service')$$), 5), '22004', 'no relation');
SELECT is(left(pg_temp.outcome($$SELECT * FROM sss.propose_mapping('status', NULL, 'service')$$), 5), '22004', 'no caption');
CREATE VIEW seen AS SELECT * FROM status;
SELECT is(left(pg_temp.outcome($$SELECT * FROM sss.propose_mapping('seen', 'caption', 'service')$$), 5), '42809', 'not of a view, whose functions would run with the rights of whoever asks');
SELECT is(left(pg_temp.outcome($$SELECT * FROM sss.propose_mapping('status', 'caption', 'service', mapping => 'person')$$), 5), '42809', 'no mapping table');

SELECT is(left(pg_temp.outcome($$SELECT sss.mapping_script('status', 'caption', 'service', mapping => 'x; DROP TABLE person')$$), 5), '22023', 'no name of a table');

-- The script
CREATE FUNCTION pg_temp.script(relation text, caption text, of_type text, key text DEFAULT NULL) RETURNS text LANGUAGE sql AS
	$$SELECT string_agg(line, E'\n') FROM sss.mapping_script(relation::regclass, caption, of_type, key) AS line$$;
DO $$BEGIN EXECUTE pg_temp.script('status', 'caption', 'recipient_category'); END$$;
SELECT is((SELECT array_agg(concat_ws(' ', entry, code) ORDER BY entry) FROM mapping.status_recipient_category), '{"1 orphan",2,3,"7 without_parental_care"}', 'the script maps what is clear, and says what stands for none');
SELECT ok(pg_temp.script('status', 'caption', 'recipient_category') ~ '\n-- INSERT INTO mapping.status_recipient_category [^\n]*''8''', 'what a person has to decide is a comment');
SELECT is((SELECT count(*) FROM regexp_split_to_table(pg_temp.script('by_domain', 'w', 'provider_type'), E'\n') AS line WHERE line ~ '^[^-]*DROP TABLE'), 0::bigint, 'a caption with a line break begins no line of SQL');
DO $$BEGIN EXECUTE pg_temp.script('by_domain', 'w', 'provider_type'); END$$;
SELECT has_table('mapping_of', 'person', 'nor does it run as SQL');
SELECT is((SELECT count(*) FROM sss.mapping_script('status', 'caption', 'service', mapping => '"My schema".t') AS line WHERE line LIKE 'CREATE TABLE "My schema".t (%'), 1::bigint, 'a name that must be quoted');
SELECT is(format_type(atttypid, NULL), 'bigint', 'entries have the type of the key') FROM pg_attribute WHERE attrelid = 'mapping.by_domain_provider_type'::regclass AND attname = 'entry';

-- The mapping, and the dictionary as it is later
UPDATE status SET caption = '{"ru": "Сироты круглые"}' WHERE id = 1;
DELETE FROM status WHERE id = 3;
INSERT INTO status VALUES (20, '{"ru": "Дети из группы риска"}', 'new');
SELECT is((SELECT array_agg(concat_ws('|', entry, code, decision, change) ORDER BY entry::integer) FROM sss.propose_mapping('status', 'caption', 'recipient_category', mapping => 'mapping.status_recipient_category') WHERE change IS NOT NULL AND (change <> 'new' OR entry = '20')),
	'{1|orphan|decided|reworded,3|decided|gone,20|none|new}', 'what is new, gone or reworded');
-- One statement for many entries: to be decided later, or none of ours.
INSERT INTO mapping.status_recipient_category (entry, captions, flagged, reason)
	SELECT entry::integer, captions, decision = 'look', 'second reading' FROM sss.propose_mapping('status', 'caption', 'recipient_category', mapping => 'mapping.status_recipient_category') WHERE change = 'new';
SELECT is((SELECT array_agg(DISTINCT decision ORDER BY decision) FROM sss.propose_mapping('status', 'caption', 'recipient_category', mapping => 'mapping.status_recipient_category') WHERE change IS DISTINCT FROM 'gone'), '{decided,flagged}', 'flagged entries are looked at, and still to be decided');
SELECT is((SELECT decision || coalesce(change, '') FROM sss.propose_mapping('status', 'caption', 'recipient_category', mapping => 'mapping.status_recipient_category') WHERE entry = '8'), 'flagged', 'such as one of which the captions do not say enough');
SELECT throws_ok($$UPDATE mapping.status_recipient_category SET code = 'orphan' WHERE entry = 8$$, '23514', NULL, 'a flagged entry has no code');
ALTER TABLE mapping.status_recipient_category DROP COLUMN flagged;
SELECT is((SELECT decision FROM sss.propose_mapping('status', 'caption', 'recipient_category', mapping => 'mapping.status_recipient_category') WHERE entry = '8'), 'decided', 'a mapping table needs no flags');
CREATE ROLE sss_test_mapper;
GRANT USAGE ON SCHEMA mapping_of TO sss_test_mapper;
SET LOCAL ROLE sss_test_mapper;
SELECT is(left(pg_temp.outcome($$SELECT * FROM sss.propose_mapping('status', 'caption', 'recipient_category')$$), 5), '42501', 'with the rights of the caller');
RESET ROLE;
GRANT SELECT ON status TO sss_test_mapper;
SET LOCAL ROLE sss_test_mapper;
SELECT is((SELECT sum(rows) FROM sss.propose_mapping('status', 'caption', 'recipient_category')), 10::numeric, 'rows that he may not read are not counted');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
