-- Rooms and their residents, in tables of their own, counted by a facts view: residents move in and out, rooms shrink, providers change.
-- Annexes 1 and 2, paragraph 5, item 1: 4 m2 of a bedroom for each child; annex 3, paragraph 6, item 1: 15 m2 of the dwelling for each resident.
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_warden;
CREATE SCHEMA "Living Space";
GRANT USAGE ON SCHEMA "Living Space" TO regress_sss_warden;
SET LOCAL search_path = "Living Space", public;
SELECT plan(86);
CREATE FUNCTION in_turn(VARIADIC statements text[]) RETURNS void LANGUAGE plpgsql AS
	'BEGIN FOR i IN 1 .. cardinality(statements) LOOP EXECUTE statements[i]; END LOOP; END';

CREATE TABLE "The Homes" (id integer PRIMARY KEY, "Type" text, name text);
CREATE TABLE "The Rooms" (gone integer, id integer PRIMARY KEY, home integer, "Area, m2" numeric(8,4), number text);
ALTER TABLE "The Rooms" DROP gone;
CREATE TABLE residents (id integer PRIMARY KEY, room integer, name text, left_on date);
CREATE INDEX ON residents (room);
CREATE VIEW bedrooms AS
	SELECT r.id, r.home, h."Type" AS provider, r."Area, m2" AS area, pg_catalog.count(c.id) AS persons
	  FROM "The Rooms" AS r
	  LEFT JOIN "The Homes" AS h ON h.id = r.home
	  LEFT JOIN residents AS c ON c.room = r.id AND c.left_on IS NULL
	 GROUP BY r.id, h."Type";
GRANT SELECT, INSERT, UPDATE, DELETE ON "The Homes", "The Rooms", residents TO regress_sss_warden;

INSERT INTO "The Homes" VALUES (1, 'youth_house'), (2, 'minors_adaptation_center'), (3, 'guardian'), (4, NULL);
INSERT INTO "The Rooms" (id, home, "Area, m2") VALUES (1, 1, 12), (2, 1, 8), (3, 2, 8), (4, 2, 7.9999), (5, 1, 10), (6, 1, 6), (7, 3, 45), (8, 1, NULL), (9, 4, 12), (10, 1, 0), (11, 2, 40);
-- 5 and 6 are overcrowded before anything is attached
INSERT INTO residents SELECT room * 100 + n, room FROM (VALUES (1, 2), (2, 1), (3, 1), (4, 1), (5, 5), (6, 3), (7, 2), (8, 2), (9, 2)) AS v (room, many), generate_series(1, many) AS n;
CREATE FUNCTION guard(mode text) RETURNS void LANGUAGE sql AS $$
	SELECT sss_internal.attach_table('"Living Space".residents', 'living_space', lookup => '"Living Space".bedrooms', lookup_by => '{room=id}', mode => $1);
	SELECT sss_internal.attach_table('"Living Space"."The Rooms"', 'living_space', lookup => '"Living Space".bedrooms', mode => $1);
	SELECT sss_internal.attach_table('"Living Space"."The Homes"', 'living_space', lookup => '"Living Space".bedrooms', lookup_by => '{id=home}', key => '{id}', mode => $1);
$$;
CREATE FUNCTION set_modes(mode text) RETURNS void LANGUAGE sql AS
	$$SELECT sss.set_mode(relation::regclass, $1, name) FROM sss_internal.attached WHERE facts = '"Living Space".bedrooms'::regclass$$;
SELECT guard('enforce') \g /dev/null
SELECT is((SELECT array_agg(relation::text ORDER BY relation::text COLLATE "C") FROM sss_internal.attached WHERE facts = 'bedrooms'::regclass AND problem IS NULL), '{"\"The Homes\"","\"The Rooms\"",residents}', 'attached to the three tables');
SELECT is_empty($$SELECT * FROM sss.verify() WHERE relation IN ('residents'::regclass, '"The Homes"'::regclass, '"The Rooms"'::regclass)$$, 'which are all that the view reads');
\set bedroom 'sss_living_space: area violation 1.5.1'
\set center 'sss_living_space: area violation 2.5.1'
\set dwelling 'sss_living_space: area violation 3.6.1'

-- 1. Moving in, by a role that may write the tables and not read the view.
SET ROLE regress_sss_warden;
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (21, 2)'), 'done', '1.5.1: exactly 4 m2 for each');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (22, 2)'), :'bedroom', '1.5.1: one more than there is room for');
SELECT is(pg_temp.detail('INSERT INTO residents VALUES (22, 2)')::jsonb @> '{"rule": "living_space", "requirement": "area", "provision": "1.5.1"}', true, '1.5.1: the detail cites');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (31, 3)'), 'done', '2.5.1: exactly 4 m2 for each');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (41, 4)'), :'center', '2.5.1: a ten-thousandth of a square meter too little');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (11, 1)'), 'done', '1.5.1: the last place');
DELETE FROM residents WHERE id = 11;
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (11, 1), (12, 1)'), :'bedroom', '1.5.1: two by one statement, where one has room');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (11, 1), (32, 3), (61, 6)'), :'center', '2.5.1: three rooms at once');
SELECT is(pg_temp.detail('INSERT INTO residents VALUES (11, 1), (32, 3), (61, 6)')->>'count', '2', '1.5.1, 2.5.1: of which two are too small');
SELECT is(pg_temp.outcome('WITH a AS (INSERT INTO residents VALUES (11, 1)) INSERT INTO residents VALUES (12, 1)'), :'bedroom', '1.5.1: two by two parts of one statement');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (81, 8)'), 'done', '1.5.1: a room without a known area');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (91, 9)'), 'done', '1.5.1, 3.6.1: a provider of no known type, in a room that is large enough for children, not for a family');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (92, 9)'), :'bedroom', '1.5.1: in one that is too small for both');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (13, NULL)'), 'done', '1.5.1: a child without a room');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (14, 99)'), 'done', '1.5.1: a room that is not there');
SELECT is(pg_temp.outcome('UPDATE residents SET room = 2 WHERE id = 13'), :'bedroom', '1.5.1: the child without a room moves into a full one');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (1001, 10)'), :'bedroom', '1.5.1: a room without any area');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (23, 2, ''x'', ''2024-02-29'')'), 'done', '1.5.1: a child who has left does not count');
SELECT is(pg_temp.outcome('UPDATE residents SET left_on = NULL WHERE id = 23'), :'bedroom', '1.5.1: until they come back');
SELECT is(pg_temp.outcome('UPDATE residents SET name = ''x'''), 'done', '1.5.1: a column that the view does not read');

-- 2. Moving out, and between rooms.
SELECT is(pg_temp.outcome('UPDATE residents SET room = 1 WHERE id = 501'), 'done', '1.5.1: out of an overcrowded room into one with a place');
SELECT is(pg_temp.outcome('UPDATE residents SET room = 5 WHERE id = 501'), :'bedroom', '1.5.1: and back: overcrowded still, and worse');
SELECT is(pg_temp.outcome('UPDATE residents SET room = 6 WHERE id = 502'), :'bedroom', '1.5.1: from one overcrowded room to another');
SELECT is(pg_temp.detail('UPDATE residents SET room = 6 WHERE id = 502')->>'key', NULL, '1.5.1: a role that may not read the view does not see the room');
RESET ROLE;
SELECT is(pg_temp.detail('UPDATE residents SET room = 6 WHERE id = 502')->'key'->>'id', '6', '1.5.1: but to others');
SELECT is(pg_temp.detail('UPDATE residents SET room = 6 WHERE id = 502')->>'count', NULL, '1.5.1: alone');
SET ROLE regress_sss_warden;
SELECT is(pg_temp.outcome('UPDATE residents SET room = CASE room WHEN 1 THEN 2 ELSE 1 END WHERE id IN (101, 201)'), 'done', '1.5.1: two swap rooms that are full');
SELECT is(pg_temp.outcome('UPDATE residents SET room = CASE room WHEN 5 THEN 6 ELSE 5 END WHERE id IN (502, 601)'), 'done', '1.5.1: two swap rooms that are overcrowded');
SELECT is(pg_temp.outcome('UPDATE residents SET room = CASE room WHEN 5 THEN 6 ELSE 5 END WHERE id IN (502, 503, 601)'), :'bedroom', '1.5.1: two for one');
SELECT is(pg_temp.outcome('DELETE FROM residents WHERE id = 504'), 'done', '1.5.1: one of an overcrowded room goes');
SELECT is(pg_temp.outcome('DELETE FROM residents WHERE room = 2'), 'done', '1.5.1: all of a room go');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (21, 2), (22, 2)'), 'done', '1.5.1: and come back');
SELECT is(pg_temp.outcome('DELETE FROM residents WHERE id = 21; INSERT INTO residents VALUES (21, 6)'), :'bedroom', '1.5.1: as a new one into an overcrowded room');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (21, 2) ON CONFLICT (id) DO UPDATE SET room = 6'), :'bedroom', '1.5.1: by ON CONFLICT');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (21, 6) ON CONFLICT DO NOTHING'), 'done', '1.5.1: not at all');

-- 3. The room, and the provider.
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET "Area, m2" = 7.5 WHERE id = 2'), :'bedroom', '1.5.1: a room shrinks');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET "Area, m2" = 5 WHERE id = 6'), :'bedroom', '1.5.1: a room that is too small shrinks');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET "Area, m2" = 7 WHERE id = 6'), 'done', '1.5.1: it grows, and is too small still');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET number = ''x'''), 'done', '1.5.1: its number');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET "Area, m2" = NULL WHERE id = 6'), 'done', '1.5.1: its area is not known any more');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET "Area, m2" = 7 WHERE id = 6'), :'bedroom', '1.5.1: and then known to be too small');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET "Area, m2" = 100 WHERE id = 6'), 'done', '1.5.1: repaired');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET home = 2 WHERE id = 2'), 'done', '2.5.1: a room goes to another provider');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET home = 3 WHERE id = 2'), :'dwelling', '3.6.1: and to a family, for which it is too small');
SELECT is(pg_temp.outcome('UPDATE "The Homes" SET "Type" = ''guardian'' WHERE id = 2'), :'dwelling', '3.6.1: a center becomes a family');
SELECT is(pg_temp.detail('UPDATE "The Homes" SET "Type" = ''guardian'' WHERE id = 2')->>'count', '3', '3.6.1: with three rooms in which somebody lives');
SELECT is(pg_temp.outcome('UPDATE "The Homes" SET "Type" = ''other_center'' WHERE id = 2'), 'done', '2.5.1: a center becomes another one');
RESET ROLE;
SELECT is(pg_temp.outcome('UPDATE "The Homes" SET "Type" = ''guardian'' WHERE id = 4'), :'dwelling', '3.6.1: a type becomes known');
SELECT is(pg_temp.detail('UPDATE "The Homes" SET "Type" = ''guardian'' WHERE id = 4')->'key'->>'id', '9', '3.6.1: and names the room');
SET ROLE regress_sss_warden;
SELECT is(pg_temp.outcome('INSERT INTO "The Rooms" VALUES (99, 1, 3)'), :'bedroom', '1.5.1: a room comes after its child');
SELECT is(pg_temp.outcome('DELETE FROM "The Rooms" WHERE id = 5'), 'done', '1.5.1: a room goes');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET "Area, m2" = 0 WHERE id = 11'), 'done', '2.5.1: an empty room needs no area');

-- 4. A family: all residents of the dwelling count.
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (703, 7)'), 'done', '3.6.1: exactly 15 m2 for each');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (704, 7)'), :'dwelling', '3.6.1: a fourth resident, child or not');
RESET ROLE;

-- 5. Other ways to write.
SELECT is(pg_temp.outcome($$COPY residents (id, room) FROM PROGRAM 'for i in 1 2 3 4 5 6 7 8 9 10; do printf "%d\\t%d\\n" 110$i 11; done'$$), :'center', '2.5.1: COPY of ten');
UPDATE "The Rooms" SET "Area, m2" = 40 WHERE id = 11;
SELECT is(pg_temp.outcome($$COPY residents (id, room) FROM PROGRAM 'for i in 1 2 3 4 5 6 7 8 9 10; do printf "%d\\t%d\\n" 110$i 11; done'$$), 'done', '2.5.1: into a room for ten');
SELECT is(pg_temp.outcome($$COPY residents (id, room) FROM PROGRAM 'echo "11011	11"'$$), :'center', '2.5.1: one more');
INSERT INTO "The Rooms" SELECT n, 1, 8 FROM generate_series(1000, 1299) AS n;
SELECT is(pg_temp.outcome($$INSERT INTO residents SELECT n * 10 + k, n FROM generate_series(1000, 1299) AS n, generate_series(1, 2) AS k$$), 'done', '1.5.1: hundreds of rooms, all full');
SELECT is(pg_temp.detail($$INSERT INTO residents SELECT n * 10 + 3, n FROM generate_series(1000, 1299) AS n$$)->>'count', '300', '1.5.1: one more for each');
SELECT is(pg_temp.detail($$INSERT INTO residents SELECT n * 10 + 3, CASE n WHEN 1150 THEN n ELSE 6 END FROM generate_series(1140, 1160) AS n$$)->'key'->>'id', '1150', '1.5.1: one room of two');
SELECT current_setting('server_version_num')::integer >= 150000 AS has_merge \gset
\if :has_merge
SELECT is(pg_temp.outcome($$MERGE INTO residents AS r USING (VALUES (1111, 1), (201, 2)) AS v (id, room) ON v.id = r.id WHEN MATCHED THEN UPDATE SET room = v.room WHEN NOT MATCHED THEN INSERT (id, room) VALUES (v.id, v.room)$$), :'center', '2.5.1: MERGE');
SELECT is(pg_temp.outcome($$MERGE INTO residents AS r USING (VALUES (21, 0), (1111, 2)) AS v (id, room) ON v.id = r.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, room) VALUES (v.id, v.room)$$), 'done', '2.5.1: one goes, one comes');
\else
SELECT skip('no MERGE before 15', 2);
\endif

-- 6. Logged: the line has the room's measures; the audit finds repaired rooms.
UPDATE residents SET left_on = '2024-02-29';
INSERT INTO residents VALUES (1, 1), (2, 1), (3, 1);
SELECT set_modes('log') \g /dev/null
DELETE FROM sss_internal.violation_tail;
INSERT INTO residents VALUES (4, 1), (5, 1);
SELECT results_eq('SELECT relation, key COLLATE "default", provider, circumstances COLLATE "default", requirement, verdict, provision FROM sss.violation_log', $$VALUES
	('"Living Space".bedrooms'::text, '{1}'::text[], 'youth_house'::sss.provider_type, '{area=12,persons=5}'::text[], 'area'::text, 'violation'::sss.verdict, '1.5.1'::sss.provision)$$, '1.5.1: logged');
SELECT results_eq($$SELECT key COLLATE "default", provider, requirement, verdict, provision, refused FROM sss.audit('bedrooms', 'living_space', key => '{id}') WHERE verdict = 'violation'$$,
	$$VALUES ('{1}'::text[], 'youth_house'::sss.provider_type, 'area'::text, 'violation'::sss.verdict, '1.5.1'::sss.provision, true)$$, '1.5.1: the audit of the view finds it');
SELECT results_eq($$SELECT verdict, provision, rows FROM sss_internal.audit_counts('residents') WHERE verdict = 'violation'$$, $$VALUES ('violation'::sss.verdict, '1.5.1'::sss.provision, 1::bigint)$$, '1.5.1: as does that of a table');
SELECT is(pg_temp.outcome('DELETE FROM residents WHERE id IN (4, 5)'), 'done', '1.5.1: repaired');
SELECT sss.run_audit() \g /dev/null
SELECT is((SELECT resolved IS NOT NULL FROM sss.violations WHERE relation = '"Living Space".bedrooms' AND key = '{1}'), true, '1.5.1: the audit says so');

-- 7. Rooms that an authority exempts, and rooms that existed before.
SELECT set_modes('enforce') \g /dev/null
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (4, 1)'), :'bedroom', '1.5.1: enforced again');
SELECT sss.grant_waiver('residents', 'living_space', '{1}', '7', '2024-01-09', 'Akimat', '[2024-01-01,)', 'area', '1.5.1') \g /dev/null
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (4, 1)'), 'done', '1.5.1: a waiver for the room');
SELECT is(pg_temp.outcome('UPDATE residents SET room = 2, left_on = NULL WHERE room = 3; INSERT INTO residents VALUES (6, 2), (7, 2), (8, 2)'), :'center', '2.5.1: no other one');
SELECT set_modes('log') \g /dev/null
UPDATE "The Rooms" SET home = 1 WHERE id = 2;
INSERT INTO residents VALUES (6, 2), (7, 2), (8, 2);
SELECT is(sss.baseline('residents'), 1::bigint, '1.5.1: existing findings go into the baseline');
SELECT set_modes('enforce') \g /dev/null
DELETE FROM residents WHERE id IN (6, 7, 8);
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (6, 2), (7, 2), (8, 2)'), 'done', '1.5.1: as crowded as it was');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (9, 2)'), :'bedroom', '1.5.1: not more');
SELECT is(pg_temp.outcome('UPDATE "The Rooms" SET "Area, m2" = "Area, m2" / 2 WHERE id = 2'), :'bedroom', '1.5.1: nor smaller');

-- 8. Deferred: the result of the transaction is checked.
SELECT sss.withdraw_waiver(id) FROM sss.waivers \g /dev/null
SELECT sss.detach(relation, name) FROM sss_internal.attached WHERE facts = 'bedrooms'::regclass \g /dev/null
DELETE FROM residents;
INSERT INTO residents VALUES (1, 1), (2, 1), (3, 1), (4, 3), (5, 3);
SELECT sss_internal.attach_table('residents', 'living_space', lookup => 'bedrooms', lookup_by => '{room=id}', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT sss_internal.attach_table('"The Rooms"', 'living_space', lookup => 'bedrooms', mode => 'enforce', timing => 'deferred') \g /dev/null
SELECT is(pg_temp.outcome($$SELECT in_turn('UPDATE residents SET room = 3 WHERE id = 1', 'UPDATE residents SET room = 1 WHERE id = 4', 'SET CONSTRAINTS ALL IMMEDIATE', 'SET CONSTRAINTS ALL DEFERRED')$$), 'done', '1.5.1, 2.5.1: two swap rooms, one after the other');
SELECT is(pg_temp.outcome($$SELECT in_turn('UPDATE residents SET room = 3 WHERE id = 2', 'SET CONSTRAINTS ALL IMMEDIATE')$$), :'center', '2.5.1: the first alone');
SELECT is(pg_temp.outcome($$SELECT in_turn('INSERT INTO residents VALUES (6, 1)', 'UPDATE "The Rooms" SET "Area, m2" = 16 WHERE id = 1', 'SET CONSTRAINTS ALL IMMEDIATE', 'SET CONSTRAINTS ALL DEFERRED')$$), 'done', '1.5.1: the room grows after the child came');
SELECT is(pg_temp.outcome($$SELECT in_turn('INSERT INTO residents VALUES (7, 1)', 'SET CONSTRAINTS ALL IMMEDIATE')$$), :'bedroom', '1.5.1: it does not');
SET CONSTRAINTS ALL IMMEDIATE;

-- 9. Residents in partitions.
CREATE TABLE beds (id integer, room integer, since date) PARTITION BY RANGE (since);
CREATE TABLE beds_2023 PARTITION OF beds FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE beds_2024 (since date, room integer, id integer);
ALTER TABLE beds ATTACH PARTITION beds_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE VIEW rooms_with_beds AS
	SELECT r.id, h."Type" AS provider, r."Area, m2" AS area, pg_catalog.count(b.id) AS persons
	  FROM "The Rooms" AS r JOIN "The Homes" AS h ON h.id = r.home LEFT JOIN beds AS b ON b.room = r.id
	 GROUP BY r.id, h."Type";
INSERT INTO beds VALUES (1, 3, '2023-07-01'), (2, 3, '2024-07-01'), (3, 6, '2023-07-01');
SELECT sss_internal.attach_table('beds', 'living_space', lookup => 'rooms_with_beds', lookup_by => '{room=id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO beds VALUES (4, 3, '2024-01-01')$$), :'center', '2.5.1: routed');
SELECT is(pg_temp.outcome($$INSERT INTO beds_2024 (id, room, since) VALUES (4, 3, '2024-01-01')$$), :'center', '2.5.1: directly');
SELECT is(pg_temp.outcome($$UPDATE beds SET since = '2024-12-31' WHERE id = 1$$), 'done', '2.5.1: from one partition to another');
SELECT is(pg_temp.outcome($$UPDATE beds SET room = 3, since = '2024-12-31' WHERE id = 3$$), :'center', '2.5.1: and into a full room');
SELECT is(pg_temp.outcome($$UPDATE beds SET room = CASE room WHEN 3 THEN 6 ELSE 3 END WHERE id IN (2, 3)$$), 'done', '2.5.1: two swap rooms by one statement');
SELECT is(pg_temp.outcome($$COPY beds FROM PROGRAM 'echo "8	6	2024-02-29"; echo "9	3	2024-02-29"'$$), :'center', '2.5.1: COPY');
SELECT * FROM finish();
ROLLBACK;
