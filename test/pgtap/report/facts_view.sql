-- sss.facts_view_script(): drafts of facts views, which run as they stand, over schemas as they are.
BEGIN;
\ir ../common.psql
SET LOCAL client_min_messages = error;
\ir ../../../demo/kazakh/schema.sql
\ir ../../../demo/kazakh/dictionaries.sql
SET LOCAL search_path = public;
SELECT plan(55);

INSERT INTO organization.institution (id, type_id) VALUES (1001, 201), (1002, 217);
INSERT INTO person.person (id) SELECT generate_series(1, 9);
INSERT INTO link.person_social_status_link (person_id, social_status_id, is_deleted)
	SELECT n, 33, n = 3 FROM generate_series(1, 9) AS n UNION ALL VALUES (4, 101, false), (5, 32, false), (6, 106, false);
-- 1 lawful, 2 unlawful by the latest paper, 3 of a deleted status, 4 of two, 5 of one that counts for none, 6 of an unmapped one besides,
-- 7 whose paper ended before, 8 in a college, 9 whose placement is deleted
INSERT INTO link.person_placement_basis_link (person_id, placement_basis_id, from_ts, to_ts)
	SELECT n, 1, '2024-01-01'::timestamp, CASE n WHEN 7 THEN '2024-02-01'::timestamp END FROM generate_series(1, 9) AS n UNION ALL VALUES (2, 3, '2024-02-01'::timestamp, NULL::timestamp), (2, 1, '2024-04-01', NULL);
INSERT INTO link.person_institution_link (id, person_id, institution_id, from_ts, person_type, "position", is_deleted)
	SELECT n, n, CASE WHEN n = 8 THEN 1002 ELSE 1001 END, '2024-03-01 10:30'::timestamp, 'child', CASE WHEN n % 2 = 0 THEN 'Постоянное' ELSE 'постоянное' END, n = 9 FROM generate_series(1, 9) AS n;
INSERT INTO link.person_service_link (id, person_institution_id, service_id, given_ts) VALUES (1, 1, 101, '2024-03-05'), (2, 1, 110, '2024-03-05');
ANALYZE;

CREATE FUNCTION pg_temp.run(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE script text;
BEGIN
	EXECUTE 'SELECT string_agg(line, E''\n'') FROM (' || query || ') AS s (line)' INTO script;
	EXECUTE script;
	RETURN script;
END
$$;

-- Nothing is mapped yet
CREATE TEMP TABLE script AS SELECT 1 AS n, pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', schemas => '{person,handbook,link,organization}', view => 'facts.unmapped')$$) AS text;
SELECT has_view('facts', 'unmapped', 'the script runs before anything is mapped');
SELECT ok((SELECT text LIKE '%-- category: handbook.person_social_status.caption; no mapping yet: run the lines of sss.mapping_script(%' FROM script), 'and says what to map');
SELECT ok((SELECT text LIKE '%FROM link.person_institution_link AS c%' FROM script), 'the table of the cases is found');
SELECT is((SELECT count(*) FROM facts.unmapped), 11::bigint, 'it has the cases, and one more row for each second category');
SELECT is((SELECT count(*) FROM sss.plan_view('facts.unmapped', 'placement', key => '{id}') WHERE problem IS NOT NULL), 0::bigint, 'each table of it leads to its cases');

-- The mappings, by a name and by ids
SELECT pg_temp.run($$SELECT * FROM sss.mapping_script('handbook.person_social_status', 'caption', 'recipient_category', key_column => 'name')$$) \g /dev/null
SELECT pg_temp.run($$SELECT * FROM sss.mapping_script('handbook.placement_basis', 'caption', 'placement_basis')$$) \g /dev/null
SELECT pg_temp.run($$SELECT * FROM sss.mapping_script('organization.institution_type', 'caption', 'provider_type')$$) \g /dev/null
SELECT pg_temp.run($$SELECT * FROM sss.mapping_script('link.person_institution_link', 'position', 'stay_mode', key_column => 'position')$$) \g /dev/null
SELECT pg_temp.run($$SELECT * FROM sss.mapping_script('handbook.service', 'name', 'service', mapping => 'mapping.services')$$) \g /dev/null
INSERT INTO mapping.person_institution_link_stay_mode SELECT 'постоянное', NULL, 'permanent', 'test' WHERE NOT EXISTS (SELECT FROM mapping.person_institution_link_stay_mode WHERE entry = 'постоянное' AND code IS NOT NULL);
INSERT INTO mapping.person_institution_link_stay_mode SELECT 'Постоянное', NULL, 'permanent', 'test' WHERE NOT EXISTS (SELECT FROM mapping.person_institution_link_stay_mode WHERE entry = 'Постоянное' AND code IS NOT NULL);
ANALYZE;
INSERT INTO script SELECT 2, pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', schemas => '{person,handbook,link,organization}')$$);
SELECT has_view('facts', 'placement', 'the script runs over the mappings');
SELECT is((SELECT array_agg(line ORDER BY place) FROM script, regexp_split_to_table(text, E'\n') WITH ORDINALITY AS u (line, place) WHERE script.n = 2 AND line LIKE '-- %mapped by%'), ARRAY[
	'-- category: handbook.person_social_status.caption, mapped by mapping.person_social_status_recipient_category',
	'-- basis: handbook.placement_basis.caption, mapped by mapping.placement_basis_placement_basis',
	'-- provider: organization.institution_type.caption, mapped by mapping.institution_type_provider_type',
	'-- stay: link.person_institution_link."position", mapped by mapping.person_institution_link_stay_mode'], 'and names them');
SELECT is((SELECT array_agg(DISTINCT concat_ws(' ', id, sss.placement_verdict_any(c, basis, provider, stay, on_date))) FROM (SELECT id, array_agg(category) AS c, basis, provider, stay, on_date FROM facts.placement GROUP BY id, basis, provider, stay, on_date) AS f),
	'{"1 compliant","2 violation","3 unknown","4 compliant","5 compliant","6 compliant","7 unknown","8 unknown"}', 'the latest paper in force, no deleted rows, categories that count');
SELECT is((SELECT array_agg(category::text ORDER BY category) FROM facts.placement WHERE id = 6), '{orphan,NULL}', 'a status that nobody decided on stays unknown');
SELECT is((SELECT array_agg(category::text ORDER BY category) FROM facts.placement WHERE id = 5), '{orphan}', 'one that stands for none is left out');
UPDATE mapping.person_social_status_recipient_category SET flagged = true WHERE code IS NULL;
SELECT is((SELECT array_agg(category::text ORDER BY category) FROM facts.placement WHERE id = 5), '{orphan,NULL}', 'and unknown while it is flagged');
UPDATE mapping.person_social_status_recipient_category SET flagged = false WHERE flagged;
SELECT is((SELECT array_agg(relation::text COLLATE "C" ORDER BY relation::text COLLATE "C") FROM sss.attach_view('facts.placement', 'placement', key => '{id}', mode => 'log')), '{handbook.person_social_status,link.person_institution_link,link.person_placement_basis_link,link.person_social_status_link,mapping.institution_type_provider_type,mapping.person_institution_link_stay_mode,mapping.person_social_status_recipient_category,mapping.placement_basis_placement_basis,organization.institution}', 'the view can be attached, with all its tables');
SELECT is((SELECT array_agg(entry[1]) FROM sss.unmapped('facts.placement') WHERE role = 'provider'), '{217}', 'what is unknown shows the entry');
SELECT ok((SELECT text ~ E'\n\t-- AND c.person_id IS NOT NULL, if' FROM script WHERE n = 2), 'a column that may be NULL is pointed out');
INSERT INTO script SELECT 3, pg_temp.run($$SELECT * FROM sss.facts_view_script('service', schemas => '{person,handbook,link,organization}')$$);
SELECT is((SELECT array_agg(concat_ws(' ', id, service, provider, on_date) ORDER BY id) FROM facts.service), '{"1 household.living_space youth_house 2024-03-05","2 household.transport youth_house 2024-03-05"}', 'rule service: the provider of the placement');
SELECT ok((SELECT text LIKE '%FROM link.person_service_link AS c%' FROM script WHERE n = 3), 'whose cases are other rows');
SELECT is((SELECT count(*) FROM sss.plan_view('facts.service', 'service', key => '{id}') WHERE problem IS NOT NULL), 0::bigint, 'and it can be attached');
SELECT is((SELECT array_agg(entry) FROM (SELECT entry, change FROM sss.propose_mapping('handbook.placement_basis', 'caption', 'placement_basis', mapping => 'mapping.placement_basis_placement_basis')) AS p WHERE change = 'reworded'), NULL, 'the comment of a mapping table changes nothing else');

-- Documents: nothing is found, but the script runs
\ir ../../../demo/primero/schema.sql
SELECT matches(pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', 'cases', schemas => '{public}', view => 'facts.documents')$$), E'-- category: NOT FOUND; name it', 'what is not found is said');
SELECT is((SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'facts.documents'::regclass AND attname IN ('id', 'category', 'basis', 'provider')), '{id,category,basis,provider}', 'and is NULL in the view');

-- Names that must be quoted, keywords, columns that have the names of roles, cyclic keys, composite keys, dirty text, other types of dates
CREATE SCHEMA "Odd ""schema""";
SET LOCAL search_path = "Odd ""schema""", public;
CREATE TABLE "group" ("Id" bigint PRIMARY KEY, "order" varchar(100), parent bigint REFERENCES "group");
INSERT INTO "group" VALUES (1, 'Дом юношества', NULL), (2, 'Детская деревня семейного типа', 1), (3, 'Приемная семья', 1);
CREATE TABLE child ("select" integer, "from" integer, provider bigint REFERENCES "group", PRIMARY KEY ("select", "from"));
CREATE TABLE "table" ("user" uuid PRIMARY KEY DEFAULT '00000000-0000-0000-0000-000000000001', "select" integer NOT NULL, "from" integer NOT NULL, category text, "isDeleted" boolean, basis varchar(60), "Начало" text, "Start Date" timestamptz, FOREIGN KEY ("select", "from") REFERENCES child);
ALTER TABLE child ADD COLUMN "table" uuid REFERENCES "table";
INSERT INTO child VALUES (1, 2, 1), (1, 3, 2);
INSERT INTO "table" ("user", "select", "from", category, basis, "Start Date") SELECT ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, 1, 2 + n % 2, (ARRAY['orphan', 'abuse_victim', 'orfan'])[1 + n % 3], (ARRAY['court_act', 'local_executive_decision', 'x'])[1 + n % 3], '2024-03-01 20:30+00' FROM generate_series(1, 30) AS n;
ANALYZE;
INSERT INTO script SELECT 4, pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', schemas => '{"Odd \"schema\""}', view => '"Odd ""schema"""."view"')$$);
SELECT is((SELECT array_agg(DISTINCT concat_ws(' ', "select", "from", category, basis, on_date)) FROM "view"),
	'{"1 2 2024-03-02","1 2 abuse_victim local_executive_decision 2024-03-02","1 2 orphan court_act 2024-03-02","1 3 2024-03-02","1 3 abuse_victim local_executive_decision 2024-03-02","1 3 orphan court_act 2024-03-02"}', 'texts are read by try_..., a moment is the day in Almaty');
SELECT is((SELECT count(*) FROM pg_attribute WHERE attrelid = '"view"'::regclass AND attname IN ('provider', 'provider_2')), 2::bigint, 'a column that has a role''s name gets another one');
SELECT pg_temp.run($$SELECT * FROM sss.mapping_script('"group"', 'order', 'provider_type')$$) \g /dev/null
DROP VIEW "view";
INSERT INTO script SELECT 5, pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', '"table"', schemas => '{"Odd \"schema\""}', view => '"Odd ""schema"""."view"')$$);
SELECT is((SELECT array_agg(DISTINCT concat_ws(' ', "from", provider)) FROM "view"), '{"2 youth_house","3 family_type_village"}', 'over a key of two columns');
SELECT is((SELECT count(*) FROM sss.plan_view('"view"', 'placement', key => '{user}') WHERE problem IS NOT NULL), 0::bigint, 'and it can be attached');
SELECT ok((SELECT text NOT LIKE '%isDeleted" IS%' FROM script WHERE n = 5) = false, 'the column of soft deletion');
SELECT is((SELECT provider::text FROM "view" LIMIT 1) IN ('youth_house', 'family_type_village'), true, 'cyclic keys do not matter');
-- A place that the caller names
SELECT matches(pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', '"table"', ARRAY['on_date="Odd ""schema"""."table"."Начало"'], 'facts.named', '{"Odd \"schema\""}')$$), 'sss.try_date\(left\(c."Начало"::text, 10\)\) AS on_date', 'a text as the date, as named');

-- History: rows that cover the date, for categories, too; a table that many rows refer to without a date
CREATE SCHEMA plain;
SET LOCAL search_path = plain, public;
CREATE TABLE pupil (id integer PRIMARY KEY);
CREATE TABLE home (id integer PRIMARY KEY, kind sss.provider_type);
CREATE TABLE stay (id integer PRIMARY KEY, pupil integer NOT NULL REFERENCES pupil, home integer NOT NULL REFERENCES home, start_date date, deleted_at timestamptz);
CREATE TABLE status (pupil integer NOT NULL REFERENCES pupil, code sss.recipient_category, since date, until date, is_active boolean);
CREATE TABLE paper (stay integer NOT NULL REFERENCES stay, n integer, kind sss.placement_basis, PRIMARY KEY (stay, n));
INSERT INTO pupil VALUES (1); INSERT INTO home VALUES (1, 'youth_house');
INSERT INTO stay VALUES (1, 1, 1, '2024-03-01', NULL), (2, 1, 1, '2024-03-01', now());
INSERT INTO status VALUES (1, 'orphan', '2020-01-01', '2024-03-01', true), (1, 'abuse_victim', '2020-01-01', '2024-02-29', true), (1, 'deviant_behavior', '2020-01-01', NULL, false);
INSERT INTO paper VALUES (1, 1, 'court_act'), (1, 2, 'local_executive_decision');
ANALYZE;
INSERT INTO script SELECT 6, pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', schemas => '{plain}', view => 'plain.facts')$$);
SELECT is((SELECT array_agg(concat_ws(' ', id, category, basis, provider, on_date)) FROM facts), '{"1 orphan local_executive_decision youth_house 2024-03-01"}', 'own types need no mapping; statuses of that day; the last paper; no deleted rows');
SELECT is((SELECT count(*) FROM sss.plan_view('facts', 'placement', key => '{id}') WHERE problem IS NOT NULL), 0::bigint, 'and it can be attached');

-- Names of several words without underscores; a dictionary with a date is no table of cases
CREATE SCHEMA camel;
CREATE TABLE camel."tblHF" ("HfID" integer PRIMARY KEY, "HFKind" sss.provider_type, "LoadedAt" date);
CREATE TABLE camel."tblCategory" ("Code" sss.recipient_category PRIMARY KEY, "LoadedAt" date);
CREATE TABLE camel."tblInsuree" ("ID" integer PRIMARY KEY);
CREATE TABLE camel."tblReferral" ("ID" integer PRIMARY KEY, "InsureeID" integer NOT NULL REFERENCES camel."tblInsuree", "HfID" integer REFERENCES camel."tblHF", "DateTo" date, "DateFrom" timestamp, "isRemoved" boolean);
CREATE TABLE camel."tblInsureeCategory" ("InsureeID" integer REFERENCES camel."tblInsuree", "Code" sss.recipient_category REFERENCES camel."tblCategory", "ValidityTo" timestamp);
INSERT INTO camel."tblHF" VALUES (1, 'youth_house');
INSERT INTO camel."tblCategory" VALUES ('orphan'), ('abuse_victim');
INSERT INTO camel."tblInsuree" VALUES (1);
INSERT INTO camel."tblReferral" VALUES (1, 1, 1, NULL, '2024-03-01', NULL), (2, 1, 1, NULL, '2024-03-01', true);
INSERT INTO camel."tblInsureeCategory" VALUES (1, 'orphan', NULL), (1, 'abuse_victim', '2024-01-01');
ANALYZE;
SELECT pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', schemas => '{camel}', view => 'camel.facts')$$) \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', "ID", category, provider, on_date)) FROM camel.facts), '{"1 orphan youth_house 2024-03-01"}', 'the end of validity, the beginning, and what was removed');
SELECT is(sss_internal.validity_columns('camel."tblReferral"'::regclass)::text, '(DateFrom,DateTo)', 'whichever comes first');
DROP TABLE camel."tblReferral" CASCADE;
SELECT matches(pg_temp.said($$SELECT * FROM sss.facts_view_script('placement', schemas => '{camel}')$$), '^42P18', 'nothing leads to a provider');

-- Nothing breaks out of the script
SET LOCAL search_path = public;
CREATE SCHEMA evil;
CREATE TABLE evil.d (id integer PRIMARY KEY, caption text);
INSERT INTO evil.d VALUES (1, E'Дом юношества'), (2, E'x\n; DROP TABLE plain.pupil; --'), (3, 'Детская деревня семейного типа');
CREATE TABLE evil."t
\! touch /tmp/x
DROP TABLE plain.pupil; --" (id integer PRIMARY KEY, d integer REFERENCES evil.d, since date);
ANALYZE;
SELECT matches(pg_temp.said($$SELECT * FROM sss.facts_view_script('placement', schemas => '{evil}', view => 'evil.v')$$), '^42602\|a name in the script would hold control characters\|Rename', 'a name with a line break');
CREATE TABLE evil."--;' $$ \" (id integer PRIMARY KEY, "x'); DROP TABLE plain.pupil; --" integer REFERENCES evil.d, since date, "other
date" date);
DROP TABLE evil."t
\! touch /tmp/x
DROP TABLE plain.pupil; --";
ANALYZE;
SELECT matches(pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', schemas => '{evil}', view => 'evil."v''); DROP TABLE plain.pupil; --"')$$), '-- on_date: [^\n]*"other date"', 'names with quotes and comments run, and a line break in a remark is none');
SELECT has_table('plain', 'pupil', 'and nothing else runs');

-- Bad input
SELECT matches(pg_temp.said(statement), expected, what) FROM (VALUES
	($$SELECT * FROM sss.facts_view_script(NULL)$$, '^22004\|argument "rule" must not be NULL', 'no rule'),
	($$SELECT * FROM sss.facts_view_script('plcement')$$, '^22023\|unrecognized rule', 'no such rule'),
	($$SELECT * FROM sss.facts_view_script('placement', 'facts.placement')$$, '^42809\|"facts.placement" is not a table\|', 'a view'),
	($$SELECT * FROM sss.facts_view_script('placement', view => 'placement')$$, '^42602\|.*\|Give such as', 'a view without a schema'),
	($$SELECT * FROM sss.facts_view_script('placement', view => 'a.b; DROP')$$, '^22023', 'no name'),
	($$SELECT * FROM sss.facts_view_script('placement', schemas => '{}')$$, '^42P18\|the table of the cases of rule "placement" is not clear\|No table with a date.*\|Name the table', 'no schema'),
	($$SELECT * FROM sss.facts_view_script('placement', 'plain.status', schemas => '{plain}')$$, '^42P16\|table "plain.status" has no primary key\|', 'no key'),
	($$SELECT * FROM sss.facts_view_script('placement', columns => '{basis}')$$, '^42703\|there is no column of a table as element "basis"', 'no column'),
	($$SELECT * FROM sss.facts_view_script('placement', columns => '{base=plain.status.code}')$$, '^22023\|invalid element "base=plain.status.code"', 'no such role'),
	($$SELECT * FROM sss.facts_view_script('placement', columns => '{NULL}')$$, '^22023\|invalid element "NULL"', 'NULL'),
	($$SELECT * FROM sss.facts_view_script('placement', columns => '{basis=plain.nowhere.code}')$$, '^42703', 'no such table'),
	($$SELECT * FROM sss.facts_view_script('placement', columns => '{basis=plain.status.nowhere}')$$, '^42703', 'no such column')) AS v (statement, expected, what);

-- With the caller's rights
CREATE ROLE sss_test_drafter;
GRANT USAGE ON SCHEMA plain TO sss_test_drafter;
SET LOCAL ROLE sss_test_drafter;
SELECT matches(pg_temp.said($$SELECT * FROM sss.facts_view_script('placement', schemas => '{evil}')$$), '^42P18', 'nothing is read that the caller may not read');
RESET ROLE;
SELECT is((SELECT count(*) FROM sss_internal.surveyed_values(999999::oid::regclass, 'word', 2, NULL)), 0::bigint, 'nor does a table matter that another session has dropped');


-- Rows to which a key leads may be deleted softly, too; the key of a case names the child.
CREATE SCHEMA soft;
CREATE TABLE soft.child (id integer PRIMARY KEY);
CREATE TABLE soft.status (id integer PRIMARY KEY, child integer NOT NULL REFERENCES soft.child, status text);
CREATE TABLE soft.decision (id integer PRIMARY KEY, basis text, deleted_at timestamptz);
CREATE TABLE soft.org (id integer PRIMARY KEY, org_type text, is_active boolean);
CREATE TABLE soft.placement (id integer PRIMARY KEY, child integer NOT NULL REFERENCES soft.child, decision integer REFERENCES soft.decision, org integer REFERENCES soft.org, since date, "Удалён" boolean);
INSERT INTO soft.child VALUES (1); INSERT INTO soft.status VALUES (1, 1, 'orphan'); INSERT INTO soft.org VALUES (1, 'youth_house', false);
INSERT INTO soft.decision VALUES (1, 'local_executive_decision', NULL), (2, 'local_executive_decision', now());
INSERT INTO soft.placement VALUES (1, 1, 1, 1, '2024-03-01', NULL), (2, 1, 2, 1, '2024-03-01', false), (3, 1, 1, 1, '2024-03-01', true);
SELECT pg_temp.run($$SELECT * FROM sss.facts_view_script('placement', 'soft.placement', '{category=soft.status.status,basis=soft.decision.basis,provider=soft.org.org_type}', 'soft.facts')$$) AS soft \gset
SELECT is((SELECT array_agg(concat_ws(' ', id, sss.placement_verdict(category, basis, provider, NULL, on_date)) ORDER BY id) FROM soft.facts), '{"1 compliant","2 unknown"}', 'a decision that is deleted decides nothing, an institution that is closed by now was open then, and a case that is deleted is none');
SELECT matches(:'soft'::text, 'attach_view[^;]*key => ''[{]id,child[}]''', 'the key names the child');
SELECT is((SELECT step || about FROM sss_internal.wizard_step('placement', 'soft.placement', '{soft}', 'soft.facts', '{}')), 'attach{id,child}', 'so it does in the wizard');

-- Tables and views of a stranger under the names that are looked for
CREATE ROLE sss_test_stranger;
CREATE SCHEMA stranger AUTHORIZATION sss_test_stranger;
CREATE SCHEMA owned;
GRANT USAGE ON SCHEMA owned TO PUBLIC;
CREATE TABLE owned.status (id integer PRIMARY KEY, caption text);
INSERT INTO owned.status VALUES (1, 'orphan'), (2, 'neglected and homeless children');
CREATE TABLE owned.cases (id integer PRIMARY KEY, status integer NOT NULL REFERENCES owned.status, basis sss.placement_basis, org sss.provider_type, since date);
ANALYZE owned.status;
SET LOCAL ROLE sss_test_stranger;
CREATE TABLE stranger.mapped (entry integer, captions text, code sss.recipient_category);
GRANT USAGE ON SCHEMA stranger TO PUBLIC;
GRANT SELECT ON stranger.mapped TO PUBLIC;
SELECT format('COMMENT ON TABLE stranger.mapped IS %L', sss_internal.mapping_words('owned.status', 'id', 'sss.recipient_category')) \gexec
RESET ROLE;
SELECT ok(NOT EXISTS (SELECT FROM sss.facts_view_script('placement', schemas => '{owned}') AS l WHERE l LIKE '%stranger%'), 'a stranger''s table is no mapping table');
ALTER TABLE stranger.mapped OWNER TO CURRENT_USER;
SELECT ok(EXISTS (SELECT FROM sss.facts_view_script('placement', schemas => '{owned}') AS l WHERE l LIKE '%JOIN stranger.mapped%'), 'but is if the owner of the dictionary made it');
CREATE VIEW stranger.facts AS SELECT 1 AS id;
ALTER VIEW stranger.facts OWNER TO sss_test_stranger;
SELECT matches(pg_temp.said($$SELECT * FROM sss_internal.wizard_step('placement', 'owned.cases', '{owned}', 'stranger.facts', '{}')$$), '^42501\|relation "stranger.facts" belongs to role "sss_test_stranger"', 'nor is his view the view of the cases');
SELECT * FROM finish();
ROLLBACK;
