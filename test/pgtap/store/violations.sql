-- The views of the log: one row for each attachment and case however often it was found, when it was resolved, and what folding the log keeps.
-- Annex 1, paragraph 2 (no victims of abuse, no day stay), paragraph 4 (bases).
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_reader;
CREATE ROLE regress_sss_janitor;
CREATE ROLE regress_sss_stranger;
CREATE SCHEMA "Дела ""ночью""";
SET LOCAL search_path = "Дела ""ночью""", public;
SELECT plan(122);

CREATE TABLE "Case's" (id integer PRIMARY KEY, kat sss.recipient_category, osn text, org text, stay text, since date);
SELECT sss.attach('"Case''s"', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', name => 'Ночь') \g /dev/null
CREATE TABLE nightly (LIKE "Case's");
INSERT INTO nightly VALUES
	(1, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29'),
	(2, 'abuse_victim', 'local_executive_decision', 'youth_house', NULL, '2024-02-29'),
	(3, 'orphan', 'local_executive_decision', 'youth_house', NULL, '2024-02-29');
CREATE TEMP VIEW seen AS
	SELECT relation, attachment, rule, key::text, categories::text, basis::text, provider::text, stay::text, service::text, on_date,
		   requirement, verdict::text, provision::text, count, resolved IS NOT NULL AS resolved
	  FROM sss.violations WHERE relation LIKE '"Дела%';
CREATE FUNCTION pg_temp.seen() RETURNS text[] LANGUAGE sql AS
	$$SELECT coalesce(array_agg(concat_ws(' ', key, requirement, verdict, provision, count, CASE WHEN resolved THEN 'resolved' END) ORDER BY relation, rule, key), '{}') FROM seen$$;
-- The lines of the log, older by so much
CREATE FUNCTION pg_temp.age(by interval) RETURNS void LANGUAGE sql AS
	$$UPDATE sss_internal.violation_tail SET logged_at = logged_at - by$$;

-- 1. A nightly TRUNCATE and reload does not multiply the rows of the views.
INSERT INTO "Case's" SELECT * FROM nightly;
SELECT results_eq('SELECT * FROM seen ORDER BY key', $$VALUES
	('"Дела ""ночью"""."Case''s"', 'Ночь', 'placement', '{1}', '{orphan}', 'court_act', 'youth_house', NULL, NULL, '2024-02-29'::date, 'basis', 'violation', '1.4/2', 1::bigint, false),
	('"Дела ""ночью"""."Case''s"', 'Ночь', 'placement', '{2}', '{abuse_victim}', 'local_executive_decision', 'youth_house', NULL, NULL, '2024-02-29', 'category', 'violation', '1.2', 1, false)
	$$, 'each case with its codes and the provision that decided');
SELECT pg_temp.age('1 day') \g /dev/null
TRUNCATE "Case's";
INSERT INTO "Case's" SELECT * FROM nightly;
SELECT pg_temp.age('1 day') \g /dev/null
TRUNCATE "Case's";
INSERT INTO "Case's" SELECT * FROM nightly;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/2 3","{2} category violation 1.2 3"}', 'loaded three times, each is one row');
SELECT is((SELECT array_agg(DISTINCT age(date_trunc('hour', last_seen), date_trunc('hour', first_seen))) FROM sss.violations WHERE relation LIKE '"Дела%'), '{2 days}', 'from the first night to the last');
TRUNCATE "Case's";
UPDATE nightly SET kat = 'crime_suspect' WHERE id = 1;
INSERT INTO "Case's" SELECT * FROM nightly WHERE id = 1;
SELECT is((SELECT categories || ' ' || provision || ' ' || count FROM seen WHERE key = '{1}'), '{crime_suspect} 1.4/4 4', 'found in another way, it shows the last finding');

-- 2. Repaired, and found again.
TRUNCATE "Case's";
DELETE FROM sss_internal.violation_tail;
INSERT INTO "Case's" SELECT * FROM nightly;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/4 1","{2} category violation 1.2 1"}', 'found');
UPDATE "Case's" SET osn = 'guardianship_body_referral' WHERE id = 2;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/4 1","{2} category violation 1.2 1"}', 'no better, still open');
UPDATE "Case's" SET kat = 'orphan' WHERE id = 2;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/4 1","{2} category violation 1.2 1 resolved"}', 'mended');
SELECT resolved AS first_resolved FROM sss.violations WHERE key = '{2}' \gset
UPDATE "Case's" SET since = since + 1;
SELECT is((SELECT resolved FROM sss.violations WHERE key = '{2}'), :'first_resolved', 'a case in order is not repaired again');
UPDATE "Case's" SET osn = 'court_act' WHERE id = 2;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/4 1","{2} basis violation 1.4/2 2"}', 'found again, it is open again');
UPDATE "Case's" SET kat = NULL WHERE id = 2;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/4 1","{2} basis violation 1.4/2 2"}', 'a fact that is lost repairs nothing');
UPDATE "Case's" SET kat = 'orphan', osn = 'court_act' WHERE id = 2;
UPDATE "Case's" SET since = '2023-06-30' WHERE id = 2;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/4 1","{2} basis violation 1.4/2 3 resolved"}', 'governed no more');
SELECT is((SELECT string_agg(concat_ws(' ', requirement, verdict, provision), ', ' ORDER BY logged_at) FROM sss.violation_log WHERE key = '{2}'),
	'category violation 1.2, compliant 1.4/2, basis violation 1.4/2, basis violation 1.4/2, not_governed 0.5', 'the lines behind it');
SAVEPOINT undone;
UPDATE "Case's" SET kat = 'orphan', osn = 'local_executive_decision';
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/4 1 resolved","{2} basis violation 1.4/2 3 resolved"}', 'both');
ROLLBACK TO undone;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/4 1","{2} basis violation 1.4/2 3 resolved"}', 'a rolled-back repair does not count');
UPDATE "Case's" SET id = 10, kat = 'orphan', osn = 'local_executive_decision' WHERE id = 1;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/4 1 resolved","{2} basis violation 1.4/2 3 resolved"}', 'repaired and renumbered in one, it is repaired under the key that it had');
-- if the attachment enforces, repairs of old rows are logged as well
SELECT sss.set_mode('"Case''s"', 'log', 'Ночь') \g /dev/null
INSERT INTO "Case's" VALUES (20, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
SELECT sss.set_mode('"Case''s"', 'enforce', 'Ночь') \g /dev/null
UPDATE "Case's" SET osn = 'local_executive_decision' WHERE id = 20;
SELECT is((SELECT resolved FROM seen WHERE key = '{20}'), true, 'repaired after the attachment has come to enforce');
SELECT sss.set_mode('"Case''s"', 'log', 'Ночь') \g /dev/null
-- an update of a row that was always in order, and a change that only the insert path sees, leave no line
DELETE FROM sss_internal.violation_tail;
INSERT INTO "Case's" VALUES (30, 'orphan', 'local_executive_decision', 'youth_house', NULL, '2024-02-29');
UPDATE "Case's" SET osn = 'guardianship_body_referral' WHERE id = 30;
SELECT is((SELECT count(*) FROM sss.violation_log), 0::bigint, 'rows in order have no line');

-- 3. A key that names several rows is in order when all are, which an audit alone sees.
CREATE TABLE given (person integer, number integer NOT NULL, service sss.service, provider sss.provider_type);
SELECT sss.attach('given', 'service', key => '{person}') \g /dev/null
INSERT INTO given VALUES (1, 1, 'medical.laboratory_sampling', 'guardian'), (1, 2, 'medical.laboratory_sampling', 'guardian');
UPDATE given SET service = 'household.total_dwelling_area' WHERE number = 1;
SELECT is(pg_temp.seen(), '{"{1} service violation 3.8 2"}', 'one row of two is repaired: the case is open');
CREATE UNIQUE INDEX ON given (person) WHERE number = 2;
UPDATE given SET provider = 'guardian', service = 'medical.laboratory_sampling' WHERE number = 1;
UPDATE given SET service = 'household.total_dwelling_area' WHERE number = 1;
SELECT is(pg_temp.seen(), '{"{1} service violation 3.8 3"}', 'a partial index says nothing of the others');
SELECT sss.run_audit('given') \g /dev/null
SELECT is(pg_temp.seen(), '{"{1} service violation 3.8 3"}', 'an audit that finds one of them leaves the case open');
UPDATE given SET service = 'household.total_dwelling_area' WHERE number = 2;
SELECT is(pg_temp.seen(), '{"{1} service violation 3.8 3"}', 'all are repaired');
SELECT sss.run_audit('given') \g /dev/null
SELECT is(pg_temp.seen(), '{"{1} service violation 3.8 3 resolved"}', 'the audit says so');
UPDATE given SET service = 'medical.laboratory_sampling' WHERE number = 2;
SELECT sss.detach('given', 'sss_service') \g /dev/null
SELECT sss.attach('given', 'service', key => '{person,number}') \g /dev/null
CREATE UNIQUE INDEX ON given (number, person);
DELETE FROM sss_internal.violation_tail;
UPDATE given SET person = NULL, service = 'medical.laboratory_sampling';
UPDATE given SET service = 'household.total_dwelling_area';
SELECT is(pg_temp.seen(), '{"{NULL,1} service violation 3.8 1","{NULL,2} service violation 3.8 1"}', 'a key that is NULL in part may name several rows');
UPDATE given SET person = 5;
UPDATE given SET service = 'medical.laboratory_sampling';
UPDATE given SET service = 'household.total_dwelling_area';
SELECT is(pg_temp.seen(), '{"{5,1} service violation 3.8 1 resolved","{5,2} service violation 3.8 1 resolved","{NULL,1} service violation 3.8 1","{NULL,2} service violation 3.8 1"}', 'a unique key in another order of columns names one');
DROP TABLE given;
SELECT is((SELECT count(*) FROM seen WHERE relation = '"Дела ""ночью""".given'), 4::bigint, 'a table that was dropped is named as it was');

-- 4. Two attachments of one rule: a row each, resolved when its own attachment says so.
DELETE FROM sss_internal.violation_tail;
TRUNCATE "Case's";
SELECT sss.attach('"Case''s"', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', name => 'another') \g /dev/null
INSERT INTO "Case's" VALUES (1, 'orphan', 'court_act', 'youth_house', 'day', '2024-02-29');
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/2 1","{1} basis violation 1.4/2 1"}', 'both found it');
UPDATE "Case's" SET osn = 'local_executive_decision';
SELECT results_eq($$SELECT attachment, resolved FROM seen WHERE key = '{1}' ORDER BY 1$$, $$VALUES ('another', true), ('Ночь', false)$$, 'one sees it resolved');
UPDATE "Case's" SET stay = NULL;
SELECT results_eq($$SELECT attachment, resolved FROM seen WHERE key = '{1}' ORDER BY 1$$, $$VALUES ('another', true), ('Ночь', true)$$, 'then the other');
SELECT sss.detach('"Case''s"', 'another') \g /dev/null

-- 5. The same table under another name, and after a restore.
DELETE FROM sss_internal.violation_tail;
TRUNCATE "Case's";
INSERT INTO "Case's" VALUES (1, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
ALTER TABLE "Case's" RENAME TO "case's";
INSERT INTO "case's" VALUES (2, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
SELECT is((SELECT array_agg(DISTINCT relation) FROM seen), ARRAY[$$"Дела ""ночью"""."case's"$$], 'renamed: one name, the one that it has now');
UPDATE "case's" SET osn = 'local_executive_decision';
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/2 1 resolved","{2} basis violation 1.4/2 1 resolved"}', 'repaired under the new name');
CREATE TABLE "Case's" (LIKE "case's");
SELECT is((SELECT array_agg(DISTINCT relation ORDER BY relation) FROM seen), ARRAY[$$"Дела ""ночью"""."Case's"$$, $$"Дела ""ночью"""."case's"$$], 'a table that takes the name over takes the lines over');
DROP TABLE "Case's";
UPDATE sss_internal.violation_tail SET relid = 'nightly'::regclass, relation = $$"Дела ""ночью"""."case's"$$;
SELECT is((SELECT array_agg(DISTINCT relation) FROM seen), ARRAY[$$"Дела ""ночью"""."case's"$$], 'an OID that is another table''s since a restore does not matter where the name is there');
UPDATE sss_internal.violation_tail SET relation = $$"Дела ""ночью""".gone$$;
SELECT is((SELECT array_agg(DISTINCT relation) FROM seen), ARRAY[$$"Дела ""ночью""".gone$$], 'nor, unless it has the attachment, where the name is not');
ALTER TABLE "case's" RENAME TO "Case's";

-- 6. Folding changes nothing that the view shows, and keeps every line; folding.sql does it at random.
DELETE FROM sss_internal.violation_tail;
TRUNCATE "Case's";
UPDATE nightly SET kat = 'orphan';
INSERT INTO "Case's" SELECT * FROM nightly;
TRUNCATE "Case's";
INSERT INTO "Case's" SELECT * FROM nightly;
TRUNCATE "Case's";
INSERT INTO "Case's" SELECT id, kat, osn, org, stay, since + 1 FROM nightly;
SELECT pg_temp.age('31 days') \g /dev/null
INSERT INTO "Case's" VALUES (4, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
CREATE TEMP TABLE before AS SELECT * FROM sss.violations;
CREATE TEMP TABLE lines AS SELECT l::text FROM sss.violation_log AS l;
SELECT is(sss.compact(), 4::bigint, 'four lines');
SELECT is((SELECT count(*) FROM sss_internal.violation_tail), 0::bigint, 'have left the tail');
SELECT is((SELECT count(*) FROM (SELECT l::text FROM sss.violation_log AS l INTERSECT ALL TABLE lines) AS same), 4::bigint, 'and are in the log as before');
SELECT is(ARRAY(SELECT v::text FROM sss.violations AS v ORDER BY key), ARRAY(SELECT b::text FROM before AS b ORDER BY key), 'and no view shows a difference');
SELECT is(sss.compact(), 0::bigint, 'folded once');
SELECT is((SELECT on_date FROM sss.violations WHERE key = '{1}'), '2024-03-01'::date, 'a case shows the last day that was checked');
TRUNCATE "Case's";
INSERT INTO "Case's" SELECT * FROM nightly;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/2 4","{4} basis violation 1.4/2 1"}', 'a new line is counted with the old ones');
SELECT is(sss.maintain(), 1::bigint, 'folded');
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/2 4","{4} basis violation 1.4/2 1"}', 'it is counted once');
ALTER TABLE "Case's" RENAME TO "case's";
SELECT is((SELECT array_agg(DISTINCT relation) FROM sss.violations), ARRAY[$$"Дела ""ночью"""."case's"$$], 'folded cases follow a renamed table at once');
INSERT INTO "case's" VALUES (4, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/2 4","{4} basis violation 1.4/2 2"}', 'and are one with what is found under the new name');
SELECT sss.compact() \g /dev/null
CREATE TABLE "Case's" (LIKE "case's");
SELECT is((SELECT array_agg(DISTINCT relation) FROM sss.violations), ARRAY[$$"Дела ""ночью"""."case's"$$], 'a table that takes the old name over after that has none of them');
DROP TABLE "Case's";
ALTER TABLE "case's" RENAME TO "Case's";
UPDATE sss_internal.violation_sources SET relid = 1, relation = $$"Дела ""ночью"""."Case's"$$;
SELECT is(pg_temp.seen(), '{"{1} basis violation 1.4/2 4","{4} basis violation 1.4/2 2"}', 'after a restore the name tells the table');
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(DISTINCT relation || relid::regclass) FROM sss_internal.violation_sources), ARRAY[$$"Дела ""ночью"""."Case's""Case's"$$], 'and they bear the OID that the table has now');

-- Two tables become one: the first is dropped, and the second takes its name.
CREATE TABLE first (id integer PRIMARY KEY, code sss.service, org sss.provider_type);
CREATE TABLE second (id integer PRIMARY KEY, code sss.service, org sss.provider_type);
SELECT sss.attach('first', 'service'), sss.attach('second', 'service') \g /dev/null
INSERT INTO first VALUES (1, 'medical.laboratory_sampling', 'guardian');
INSERT INTO second VALUES (1, 'medical.laboratory_sampling', 'guardian'), (2, 'medical.laboratory_sampling', 'guardian');
SELECT sss_internal.fold() \g /dev/null
DROP TABLE first;
ALTER TABLE second RENAME TO first;
SELECT sss_internal.fold() \g /dev/null
SELECT is(ARRAY(SELECT concat_ws(' ', key_columns, key, count) FROM sss.violations WHERE relation LIKE '%.first' ORDER BY key_columns = '{id}', key), '{"{1} {1} 1","{id} {1} 1","{id} {2} 1"}',
	'the cases of the dropped one were named by columns that are gone: they are others');
DROP TABLE first;

-- A key's type changes, so that its values are compared in another way.
CREATE TABLE typed (id text PRIMARY KEY, code sss.service, org sss.provider_type);
SELECT sss.attach('typed', 'service') \g /dev/null
INSERT INTO typed VALUES ('1', 'medical.laboratory_sampling', 'guardian'), ('1.0', 'medical.laboratory_sampling', 'guardian');
SELECT sss_internal.fold() \g /dev/null
DELETE FROM typed WHERE id = '1';
SELECT sss.detach('typed', 'sss_service') \g /dev/null
ALTER TABLE typed ALTER id TYPE numeric USING id::numeric;
SELECT sss.attach('typed', 'service') \g /dev/null
SELECT sss_internal.fold() \g /dev/null
SELECT is((SELECT array_agg(count) FROM sss.violations WHERE relation LIKE '%.typed'), '{2}', 'two cases of texts are one of numbers');
INSERT INTO typed VALUES (2.0, 'medical.laboratory_sampling', 'guardian');
SELECT sss_internal.fold() \g /dev/null
DELETE FROM typed WHERE id = 2;
INSERT INTO typed VALUES (2.00, 'medical.laboratory_sampling', 'guardian');
SELECT is((SELECT array_agg(count) FROM sss.violations WHERE relation LIKE '%.typed' AND key[1]::numeric = 2), '{2}', '2.0 and 2.00 are one case, before the line is folded');
SELECT sss_internal.fold() \g /dev/null
SELECT is((SELECT array_agg(count) FROM sss.violations WHERE relation LIKE '%.typed' AND key[1]::numeric = 2), '{2}', 'and after it');
DROP TABLE typed;

-- The fault stale_after_detach: nobody finds the cases of what is gone, and they do not stay open for ever.
CREATE TABLE gone (id integer PRIMARY KEY, other integer NOT NULL DEFAULT 5, code sss.service, org sss.provider_type, kat text, osn text);
CREATE FUNCTION pg_temp.open_or_not() RETURNS text LANGUAGE sql AS
	$$SELECT string_agg(concat_ws(' ', key_columns, key, CASE WHEN resolved IS NULL THEN 'open' ELSE coalesce(reason, 'in order') END), ', ' ORDER BY key_columns, key) FROM sss.violations WHERE relation LIKE '%.gone'$$;
SELECT sss.attach('gone', 'service') \g /dev/null
INSERT INTO gone VALUES (1, 5, 'medical.laboratory_sampling', 'guardian'), (2, 6, 'medical.laboratory_sampling', 'guardian');
SELECT sss_internal.fold() \g /dev/null
UPDATE gone SET code = 'household.total_dwelling_area' WHERE id = 2;
SELECT sss.detach('gone', 'sss_service') \g /dev/null
SELECT sss.run_audit() \g /dev/null
SELECT is(pg_temp.open_or_not(), '{id} {1} detached, {id} {2} in order', 'detached: an audit closes the open cases, with the reason');
SELECT sss.compact() \g /dev/null
SELECT is(pg_temp.open_or_not(), '{id} {1} detached, {id} {2} in order', 'folded: the same');
SELECT is(sss.compact(), 0::bigint, 'and not closed again');
SELECT sss.attach('gone', 'service') \g /dev/null
SELECT sss.run_audit('gone') \g /dev/null
SELECT is(pg_temp.open_or_not(), '{id} {1} detached, {id} {2} in order', 'attached again: nobody has found it yet');
UPDATE gone SET code = 'household.total_dwelling_area' WHERE id = 1;
UPDATE gone SET code = 'medical.laboratory_sampling' WHERE id = 1;
SELECT is(pg_temp.open_or_not(), '{id} {1} open, {id} {2} in order', 'found again, it is open again');
SAVEPOINT found;
SELECT sss.detach('gone', 'sss_service') \g /dev/null
SELECT sss.run_audit() \g /dev/null
SELECT is(pg_temp.open_or_not(), '{id} {1} detached, {id} {2} in order', 'detached again: an audit closes it, though what is folded knows no open case');
ROLLBACK TO found;
SELECT sss.detach('gone', 'sss_service'), sss.attach('gone', 'service', key => '{other}') \g /dev/null
INSERT INTO gone VALUES (3, 7, 'medical.laboratory_sampling', 'guardian');
SELECT sss.maintain() \g /dev/null
SELECT is(pg_temp.open_or_not(), '{id} {1} other key, {id} {2} in order, {other} {7} open', 'the cases have other names now');
SELECT sss.detach('gone', 'sss_service'), sss.attach('gone', 'placement', '{category=kat,basis=osn,provider=org}', name => 'sss_service') \g /dev/null
SELECT sss.maintain() \g /dev/null
SELECT is(pg_temp.open_or_not(), '{id} {1} other key, {id} {2} in order, {other} {7} detached', 'another rule under the name is another attachment');
SELECT sss.detach('gone', 'sss_service'), sss.attach('gone', 'service') \g /dev/null
INSERT INTO gone VALUES (4, 8, 'medical.laboratory_sampling', 'guardian');
ALTER TABLE gone DISABLE TRIGGER USER;
SELECT sss.maintain(true) \g /dev/null
SELECT is((SELECT resolved FROM sss.violations WHERE relation LIKE '%.gone' AND key = '{4}'), NULL, 'disabled: somebody may enable it');
ALTER TABLE gone ENABLE TRIGGER USER;
SAVEPOINT attached;
DROP TRIGGER sss_service ON gone;
SELECT sss.maintain(true) \g /dev/null
SELECT is((SELECT resolved FROM sss.violations WHERE relation LIKE '%.gone' AND key = '{4}'), NULL, 'dropped, as before a restore made it: sss.verify() names it');
SELECT sss.attach('gone', 'service', replace => true), sss.detach('gone') \g /dev/null
SELECT sss.maintain(true) \g /dev/null
SELECT is((SELECT reason FROM sss.violations WHERE relation LIKE '%.gone' AND key = '{4}'), 'detached', 'detached: closed');
ROLLBACK TO attached;
DROP TABLE gone;
SELECT sss.run_audit() \g /dev/null
SELECT is((SELECT string_agg(key::text || reason, ', ') FROM sss.violations WHERE relation LIKE '%.gone' AND reason = 'dropped'), '{4}dropped', 'dropped: closed as well');
SELECT is((SELECT count(*) FROM sss.violations WHERE relation LIKE '%.gone' AND resolved IS NULL), 0::bigint, 'and nothing is open');

-- Old lines are dropped by a function, and what they say of a case stays.
SELECT sss.compact() \g /dev/null
UPDATE sss_internal.violation_history SET logged_at = logged_at - interval '6 years' WHERE relation LIKE '%Case%';
CREATE TEMP TABLE kept AS SELECT v::text FROM sss.violations AS v;
SELECT is(sss.drop_history('5 years'), (SELECT count(*) FROM lines) + 1, 'lines older than that');
SELECT is((SELECT count(*) FROM sss.violation_log WHERE relation LIKE '%Case%'), 0::bigint, 'are gone');
SELECT is((SELECT count(*) FROM (SELECT v::text FROM sss.violations AS v EXCEPT ALL TABLE kept) AS other), 0::bigint, 'and no case has changed');
SELECT is((SELECT definition FROM sss.journal WHERE action = 'drop_history'), 'SELECT sss.drop_history(''5 years'')', 'the journal says so');
SELECT is(pg_temp.outcome('SELECT sss.drop_history(NULL)'), '22004: argument "older_than" must not be NULL', 'no term');
SELECT is(pg_temp.outcome($$SELECT sss.drop_history('-1 day')$$), '22023: argument "older_than" must not be negative', 'a term in the future');

-- Problems, folded and not.
INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment, problem)
	SELECT now() - n * interval '1 hour', 0, 'a.b', (ARRAY['x', 'y'])[1 + n % 2], (ARRAY['42804', '22012'])[1 + n % 3 / 2] FROM generate_series(1, 150) AS n;
SELECT sss.compact() \g /dev/null
INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment, problem)
	SELECT now() - n * interval '1 hour', 0, 'a.b', (ARRAY['x', 'y'])[1 + n % 2], (ARRAY['42804', '22012'])[1 + n % 3 / 2] FROM generate_series(151, 300) AS n;

-- 7. Problems: a row each, and none among the violations.
SELECT results_eq('SELECT relation, attachment, problem, count FROM sss.problems ORDER BY attachment, problem',
	$$VALUES ('a.b', 'x', '22012', 50::bigint), ('a.b', 'x', '42804', 100), ('a.b', 'y', '22012', 50), ('a.b', 'y', '42804', 100)$$, 'problems');
SELECT is((SELECT age(last_seen, first_seen) FROM sss.problems WHERE attachment = 'y' AND problem = '42804'), interval '12 days 8 hours', 'from the first time to the last');
CREATE TEMP TABLE before_folding AS TABLE sss.problems;
SELECT sss.compact() \g /dev/null
SELECT results_eq('SELECT p::text FROM sss.problems AS p ORDER BY 1', 'SELECT p::text FROM before_folding AS p ORDER BY 1', 'folded twice, the same');
DELETE FROM sss_internal.violation_tail;
DELETE FROM sss_internal.violation_state;
DELETE FROM sss_internal.violation_history;
DELETE FROM sss_internal.problem_state;
CREATE TRIGGER wrong AFTER INSERT OR UPDATE OF org ON "Case's" FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'mode=log');
SET LOCAL client_min_messages = error;
INSERT INTO "Case's" SELECT n, 'orphan', 'local_executive_decision', 'youth_house' FROM generate_series(101, 200) AS n;
INSERT INTO "Case's" SELECT n, 'orphan', 'local_executive_decision', 'youth_house' FROM generate_series(201, 300) AS n;
SET LOCAL client_min_messages = warning;
SELECT is((SELECT concat_ws(' ', relation, attachment, problem, count) FROM sss.problems), $$"Дела ""ночью"""."Case's" wrong 22023 2$$, 'a problem is found once a statement');
SELECT is(pg_temp.seen(), '{}', 'and is no violation');
DROP TRIGGER wrong ON "Case's";

-- 8. The findings of a statement through a facts view are written together: every finding once, whatever their number, and in order.
CREATE TABLE homes (id integer PRIMARY KEY, org text);
INSERT INTO homes SELECT n, 'guardian' FROM generate_series(0, 6) AS n;
CREATE VIEW home_facts AS SELECT id, org AS provider FROM homes;
CREATE TABLE services (id integer PRIMARY KEY, home integer, code sss.service);
SELECT sss_internal.attach_table('services', 'service', columns => '{service=code}', lookup => 'home_facts', lookup_by => '{home=id}') \g /dev/null
TRUNCATE sss_internal.violation_tail;
INSERT INTO services SELECT n, n % 7, CASE WHEN n % 3 = 0 THEN 'household.total_dwelling_area' ELSE 'medical.laboratory_sampling' END FROM generate_series(1, 1500) AS n;
SELECT is((SELECT array_agg(key[1]::int ORDER BY ctid) FROM sss_internal.violation_tail), ARRAY(SELECT n FROM generate_series(1, 1500) AS n WHERE n % 3 > 0), 'a thousand findings in one statement');
SELECT is((SELECT count(DISTINCT logged_at) FROM sss.violation_log), 1::bigint, 'of one time');
TRUNCATE services;
INSERT INTO services SELECT n, n % 7, 'medical.laboratory_sampling' FROM generate_series(1, 256) AS n;
TRUNCATE services;
INSERT INTO services SELECT n, n % 7, 'medical.laboratory_sampling' FROM generate_series(1, 257) AS n;
SELECT is((SELECT count(*) FROM sss.violation_log), 1513::bigint, 'a full batch, and one more');
CREATE TABLE echo (key text[]);
CREATE FUNCTION echo() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO "Дела ""ночью""".echo VALUES (new.key); RETURN NULL; END$$;
CREATE TRIGGER echo AFTER INSERT ON sss_internal.violation_tail FOR EACH ROW EXECUTE FUNCTION echo();
TRUNCATE services;
INSERT INTO services SELECT n, n % 7, 'medical.laboratory_sampling' FROM generate_series(1, 300) AS n;
SELECT is((SELECT array_agg(key[1]::int) FROM echo), ARRAY(SELECT generate_series(1, 300)), 'with a trigger on the log, which fires for each');
DROP TRIGGER echo ON sss_internal.violation_tail;
DELETE FROM sss_internal.violation_tail;

-- 9. Rights to read and to fold.
SELECT is(has_table_privilege('regress_sss_stranger', v, p), false, format('no role has %s on %s', p, v))
  FROM unnest('{sss.violations,sss.problems,sss_internal.cases,sss_internal.pending,sss_internal.unfolded,sss_internal.restored,sss_internal.pass}'::text[]) AS v, unnest('{"SELECT","INSERT, UPDATE, DELETE"}'::text[]) AS p;
SELECT is(has_function_privilege('regress_sss_stranger', f, 'EXECUTE'), false, f || ' is nobody''s')
  FROM unnest('{sss.compact(),sss.maintain(boolean),sss.drop_history(interval),sss_internal.fold(),sss_internal.close_violations(),sss_internal.tidy()}'::text[]) AS f;
GRANT USAGE ON SCHEMA "Дела ""ночью""" TO regress_sss_reader;
GRANT SELECT ON sss.violations, sss.problems TO regress_sss_reader;
GRANT EXECUTE ON FUNCTION sss.compact() TO regress_sss_janitor;
CREATE VIEW shown_to_strangers AS SELECT key, count FROM sss.violations;
GRANT USAGE ON SCHEMA "Дела ""ночью""" TO regress_sss_stranger;
GRANT SELECT ON shown_to_strangers TO regress_sss_stranger;
INSERT INTO "Case's" VALUES (999, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
SET ROLE regress_sss_stranger;
SELECT is(left(pg_temp.outcome('TABLE sss.violations'), 5), '42501', 'a stranger sees nothing');
SELECT is(left(pg_temp.outcome('SELECT sss.compact()'), 5), '42501', 'and folds nothing');
SELECT is(ARRAY(SELECT sss_internal.is_shown('t', format('(0,%s)', n)::tid, NULL, NULL, NULL, sss_internal.origin(), gen_random_uuid()) FROM generate_series(1, 50) AS n GROUP BY 1), '{f}',
	'nor do the functions of the views tell him that a line is there');
SELECT is(sss_internal.is_shown('s', '(0,1)', 1, sss_internal.same_key(NULL, '{999}'), '{999}', sss_internal.origin(), gen_random_uuid()), true, 'or that a case has one');
SELECT is(ARRAY(SELECT left(pg_temp.outcome(format($$SELECT sss_internal.%s('t', '(0,1)')$$, f)), 5) FROM unnest('{merged,place_of_case,is_newest,last_seen,resolved}'::text[]) AS f GROUP BY 1), '{42501}', 'or what it says');
SELECT is((SELECT array_agg(key || count::text) FROM shown_to_strangers), '{{999,1}}', 'but through a view of somebody who may read the log he sees what the view shows');
SET ROLE regress_sss_reader;
SELECT is((SELECT array_agg(key) FROM sss.violations), '{{999}}', 'a role with SELECT on the view sees it, with no right on the log or the table');
SELECT is(left(pg_temp.outcome('TABLE sss.violation_log'), 5), '42501', 'and not the log');
SET ROLE regress_sss_janitor;
SELECT is(pg_temp.outcome($$SELECT sss.compact()$$), 'done', 'a role with EXECUTE folds the log');
SELECT is(left(pg_temp.outcome(c), 5), '42501', 'but has no ' || c)
  FROM unnest('{TABLE sss_internal.violation_tail,DELETE FROM sss_internal.violation_tail,TRUNCATE sss_internal.violation_tail,UPDATE sss_internal.violation_tail SET relid = 1,TABLE sss_internal.violation_state,DELETE FROM sss_internal.violation_state,DELETE FROM sss_internal.violation_history}'::text[]) AS c;
RESET ROLE;

-- Of lines of one moment, one stands for the case, whatever the order in which they came, and whether they are folded together.
CREATE TABLE moment (id integer PRIMARY KEY, code sss.service, org sss.provider_type);
SELECT sss.attach('moment', 'service') \g /dev/null
CREATE TEMP TABLE twin AS
	SELECT timestamptz '2024-02-29' AS logged_at, 'moment'::regclass::oid AS relid, '"Дела ""ночью""".moment' AS relation, 'sss_service' AS attachment, 'service' AS rule, 'service' AS requirement, 'violation'::sss.verdict AS verdict, p AS provision,
		   '"Дела ""ночью""".moment(id)'::sss_internal.key_columns AS key_columns
	  FROM unnest('{1.7.10,2.7.4,3.8}'::sss.provision[]) AS p;
INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment, rule, requirement, verdict, provision, key_columns, key) SELECT t.*, '{1}'::text[] FROM twin AS t ORDER BY provision;
INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment, rule, requirement, verdict, provision, key_columns, key) SELECT t.*, '{2}'::text[] FROM twin AS t ORDER BY provision DESC;
SELECT is((SELECT string_agg(concat_ws(' ', key, provision, count), ', ' ORDER BY key) FROM sss.violations WHERE relation LIKE '%.moment'), '{1} 1.7.10 3, {2} 1.7.10 3', 'lines of one moment, in either order');
SELECT sss_internal.fold() \g /dev/null
SELECT is((SELECT string_agg(concat_ws(' ', key, provision, count), ', ' ORDER BY key) FROM sss.violations WHERE relation LIKE '%.moment'), '{1} 1.7.10 3, {2} 1.7.10 3', 'folded, the same');
DROP TABLE moment;

-- The fault publication: a publication of all tables demands that rows which are deleted can be identified.
INSERT INTO "Case's" VALUES (1000, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29'), (1001, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
TRUNCATE "Case's";
INSERT INTO "Case's" VALUES (1000, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29');
CREATE PUBLICATION regress_sss_everything FOR ALL TABLES;
SELECT is(pg_temp.outcome($$SELECT sss.compact()$$), 'done', 'the log is folded while all tables are published');
SELECT is((SELECT count FROM sss.violations WHERE key = '{1000}'), 2::bigint, 'and says the same');
SELECT is(ARRAY(SELECT oid::regclass::text FROM pg_class AS c WHERE relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND relkind = 'r' AND relreplident <> 'f'
				   -- nothing of it is published
				   AND relname <> 'case_locks'
				   AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary)), '{}', 'rows of every table can be identified');

-- The column of a key is dropped: without its type, the values are compared as text.
CREATE TABLE dropped_key (num numeric, kat text, osn text, org text, since date);
SELECT sss.attach('dropped_key', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', key => '{num}') \g /dev/null
INSERT INTO dropped_key VALUES (1.0, 'orphan', 'court_act', 'youth_house', '2024-02-29');
SELECT sss.detach('dropped_key', 'sss_placement') \g /dev/null
ALTER TABLE dropped_key DROP num;
SELECT is((SELECT key::text FROM sss.violations WHERE relation LIKE '%.dropped_key'), '{1.0}', 'a violation whose key column was dropped is still there');
SELECT is(pg_temp.outcome($$SELECT sss.compact()$$), 'done', 'and can be folded');

SELECT * FROM finish();
ROLLBACK;
