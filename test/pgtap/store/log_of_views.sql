-- The log of a facts view: a case is one case whichever table's change found it, and it is the view's.
BEGIN;
\ir ../common.psql
CREATE SCHEMA v;
SET LOCAL search_path = v, public;
SELECT no_plan();

CREATE TABLE child (id int PRIMARY KEY, category text);
CREATE TABLE house (id int PRIMARY KEY, provider text NOT NULL);
CREATE TABLE stay (id int PRIMARY KEY, child_id int NOT NULL REFERENCES child, house_id int NOT NULL REFERENCES house, basis text, since date);
INSERT INTO child VALUES (1, 'orphan'), (2, 'orphan'), (3, 'orphan');
INSERT INTO house VALUES (1, 'youth_house'), (2, 'youth_house');
CREATE VIEW placement AS
	SELECT s.id, s.child_id, s.house_id, c.category, s.basis, h.provider, s.since AS on_date
	  FROM stay s JOIN child c ON c.id = s.child_id JOIN house h ON h.id = s.house_id;
CREATE FUNCTION pg_temp.seen() RETURNS text[] LANGUAGE sql AS
	$$SELECT coalesce(array_agg(concat_ws(' ', relation, attachment, key, provision, count, CASE WHEN resolved IS NOT NULL THEN coalesce(reason, 'in order') END) ORDER BY relation, attachment, rule, key, key_columns), '{}') FROM sss.violations WHERE relation LIKE 'v.%'$$;
CREATE FUNCTION pg_temp.lines() RETURNS text[] LANGUAGE sql AS
	$$SELECT coalesce(array_agg(DISTINCT concat_ws(' ', relation, relid::regclass, attachment)), '{}') FROM sss.violation_log$$;

-- 1. Three tables find one case.
SELECT sss.attach_view('placement', 'placement') \g /dev/null
INSERT INTO stay VALUES (1, 1, 1, 'court_act', '2024-03-01');
SELECT is(pg_temp.seen(), '{"v.placement sss_placement {1} 1.4/2 1"}', 'found by the table of stays, it is a case of the view');
UPDATE child SET category = 'crime_suspect' WHERE id = 1;
UPDATE house SET provider = 'family_type_village' WHERE id = 1;
SELECT is(pg_temp.lines(), '{"v.placement placement sss_placement"}', 'each line names the view');
SELECT is(pg_temp.seen(), ARRAY[(SELECT format('v.placement sss_placement {1} %s %s', v.provision, v.count) FROM sss.violations AS v)], 'found by other tables, it is the same case');
SELECT cmp_ok((SELECT count FROM sss.violations), '>=', 2::bigint, 'counted each time');
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', relation, relid::regclass, attachment)) FROM sss_internal.violation_sources), '{"v.placement placement sss_placement"}', 'folded, it has one source');
SELECT is(cardinality(pg_temp.seen()), 1, 'and one row');
UPDATE stay SET basis = 'local_executive_decision' WHERE id = 1;
UPDATE house SET provider = 'youth_house' WHERE id = 1;
UPDATE child SET category = 'orphan' WHERE id = 1;
SELECT sss.run_audit('stay') \g /dev/null
SELECT matches((pg_temp.seen())[1], ' in order$', 'mended by several tables, it is resolved');

-- 2. An audit of the view, or of any of its tables, resolves a case that no statement was seen to mend.
INSERT INTO stay VALUES (2, 2, 1, 'court_act', '2024-03-01'), (3, 3, 2, 'court_act', '2024-03-01');
SET LOCAL session_replication_role = replica;
DELETE FROM stay WHERE id = 2;
RESET session_replication_role;
SELECT sss.run_audit('house') \g /dev/null
SELECT is(pg_temp.seen()::text, (SELECT ARRAY[(pg_temp.seen())[1], 'v.placement sss_placement {2} 1.4/2 1 in order', 'v.placement sss_placement {3} 1.4/2 1']::text), 'an audit of one table of the view');
SET LOCAL session_replication_role = replica;
DELETE FROM stay WHERE id = 3;
RESET session_replication_role;
SELECT sss.run_audit('placement') \g /dev/null
SELECT is((SELECT resolved FROM sss.audit_runs ORDER BY at DESC LIMIT 1), 1::numeric::bigint, 'an audit of the view counts it once');
SELECT is((pg_temp.seen())[3], 'v.placement sss_placement {3} 1.4/2 1 in order', 'and resolves it');

-- 3. The view is renamed, moved, replaced: its cases stay its cases.
INSERT INTO stay VALUES (2, 2, 1, 'court_act', '2024-03-01');
ALTER VIEW placement RENAME TO "Placements of today";
SELECT is((pg_temp.seen())[2], 'v."Placements of today" sss_placement {2} 1.4/2 2', 'renamed');
CREATE VIEW placement AS SELECT 1 AS id;
SELECT is((pg_temp.seen())[2], 'v."Placements of today" sss_placement {2} 1.4/2 2', 'though another view takes its name');
UPDATE stay SET since = since + 1 WHERE id = 2;
UPDATE stay SET basis = 'criminal_process_ruling' WHERE id = 2;
SELECT is(cardinality(pg_temp.seen()), 3, 'found again, it is the same case');
SELECT sss.compact() \g /dev/null
DROP VIEW placement;
SELECT is(cardinality(pg_temp.seen()), 3, 'folded, it is');
SELECT matches((pg_temp.seen())[2], '^v."Placements of today" sss_placement .2. [0-9./]+ [0-9]$', 'and open');
ALTER VIEW "Placements of today" RENAME TO placement;

-- 4. Detached from one table, a view goes on naming its cases; detached from the last one, it does not.
SELECT sss.detach('house') \g /dev/null
SELECT sss.compact() \g /dev/null
SELECT matches((pg_temp.seen())[2], ' [0-9]$', 'one table detached: the case is open');
SELECT sss.detach('placement') \g /dev/null
SELECT sss.compact() \g /dev/null
SELECT matches((pg_temp.seen())[2], ' detached$', 'all detached: the case is closed');
UPDATE stay SET basis = 'local_executive_decision' WHERE id = 2;
SELECT sss.attach_view('placement', 'placement', key => '{child_id}') \g /dev/null
UPDATE stay SET basis = 'court_act' WHERE id = 2;
SELECT is((SELECT array_agg(concat(key_columns, count) ORDER BY first_seen DESC) FROM (SELECT * FROM sss.violations WHERE resolved IS NULL) AS o), '{"{child_id}1"}', 'with another key, it is another case');
SELECT sss.attach_view('placement', 'placement', key => '{id}', replace => true) \g /dev/null
SELECT sss.compact() \g /dev/null
SELECT is((SELECT reason FROM sss.violations WHERE key_columns = '{child_id}'), 'other key', 'closed when the key is another one again');
UPDATE stay SET basis = 'local_executive_decision' WHERE id = 2;
UPDATE stay SET basis = 'court_act' WHERE id = 2;
SELECT is((SELECT count(*) FROM sss.violations WHERE resolved IS NULL), 1::bigint, 'found by its old key, the old case is open again');
DROP VIEW placement CASCADE;
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(reason ORDER BY reason) FROM sss.violations WHERE relation = 'v.placement' AND key = '{2}' AND attachment = 'sss_placement'), '{dropped,"other key"}', 'the view dropped: closed as such');

-- 5. A table that a view replaces under its name keeps its cases as long as it has its attachment.
CREATE TABLE cases (id int PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, on_date date);
SELECT sss.attach('cases', 'placement', name => 'of_table') \g /dev/null
INSERT INTO cases VALUES (7, 'orphan', 'court_act', 'youth_house', '2024-03-01');
ALTER TABLE cases RENAME TO cases_old;
CREATE VIEW cases AS SELECT * FROM cases_old;
SELECT is((SELECT relation FROM sss.violations WHERE attachment = 'of_table'), 'v.cases_old', 'the renamed table''s case');
SELECT sss.compact() \g /dev/null
SELECT is((SELECT concat_ws(' ', relation, reason) FROM sss.violations WHERE attachment = 'of_table'), 'v.cases_old', 'folded, and open');

-- 6. By hand: a table that stands in the view twice, and names of one's own.
CREATE TABLE person (id int PRIMARY KEY, category text, provider text);
CREATE TABLE care (id int PRIMARY KEY, child int NOT NULL, carer int NOT NULL, basis text, since date);
INSERT INTO person VALUES (1, 'orphan', NULL), (2, NULL, 'guardian');
CREATE VIEW care_case AS
	SELECT k.id, k.child, k.carer, c.category, k.basis, p.provider, k.since AS on_date
	  FROM care k JOIN person c ON c.id = k.child JOIN person p ON p.id = k.carer;
SELECT sss.attach_view('care_case', 'placement', name => 'care rule') \g /dev/null
INSERT INTO care VALUES (1, 1, 2, 'court_act', '2024-03-01');
UPDATE person SET category = 'crime_suspect' WHERE id = 1;
UPDATE person SET provider = 'youth_house' WHERE id = 2;
SELECT is((SELECT array_agg(DISTINCT concat_ws(' ', relation, attachment, key)) FROM sss.violations WHERE attachment LIKE 'care%'), '{"v.care_case care rule {1}"}', 'a table that stands twice in the view');
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', relation, attachment, key, reason)) FROM sss.violations WHERE attachment LIKE 'care%'), '{"v.care_case care rule {1}"}', 'folded, it is open');
SELECT sss.detach('care') \g /dev/null
SELECT sss.detach('person', 'care rule') \g /dev/null
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', relation, attachment, key, reason)) FROM sss.violations WHERE attachment LIKE 'care%'), '{"v.care_case care rule {1}"}', 'its second attachment still yields it');
SELECT sss.detach('care_case') \g /dev/null
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', relation, attachment, key, reason)) FROM sss.violations WHERE attachment LIKE 'care%'), '{"v.care_case care rule {1} detached"}', 'until it is detached as well');

-- 7. A wrong set-up is a problem of the trigger, and so of its table.
CREATE TABLE part (id int PRIMARY KEY, n int);
INSERT INTO part VALUES (1, 1);
CREATE VIEW parts AS SELECT id, 'orphan'::text AS category, CASE WHEN 1 / n > 0 THEN 'court_act' END AS basis, 'youth_house'::text AS provider, date '2024-03-01' AS on_date FROM part;
SELECT sss.attach_view('parts', 'placement') \g /dev/null
UPDATE part SET n = 0;
SELECT is((SELECT array_agg(concat_ws(' ', relation, attachment, problem)) FROM sss.problems), '{"v.part sss_placement 22012"}', 'a view that fails is the table''s problem');
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', relation, attachment, problem)) FROM sss.problems), '{"v.part sss_placement 22012"}', 'folded as well');

-- 8. Triggers by hand, named otherwise than sss.attach_view() names them.
CREATE TABLE ward (id int PRIMARY KEY, category text, basis text, provider text, since date);
CREATE TABLE note (ward int, kind text);
CREATE VIEW wards AS SELECT w.id, w.category, w.basis, w.provider, w.since AS on_date FROM ward w LEFT JOIN note n ON n.ward = w.id;
SELECT sss_internal.attach_table('ward', 'placement', lookup => 'wards', lookup_by => '{id=id}', key => '{id}', lock_by => '{id}', name => 'y_2024') \g /dev/null
INSERT INTO ward VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-03-01');
SELECT is((SELECT array_agg(concat_ws(' ', s.relation, s.attachment, a.name IS NOT NULL)) FROM sss.violations AS s LEFT JOIN sss.attachments AS a ON a.name = s.attachment AND a.relation = s.relation::regclass WHERE s.relation = 'v.wards'),
	'{"v.wards y t"}', 'a name that ends in a number: log and sss.attachments say the same');
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', relation, attachment, reason)) FROM sss.violations WHERE relation = 'v.wards'), '{"v.wards y"}', 'and it is open');
SELECT is((SELECT count(*) FROM sss.audit('wards', name => 'y')), 1::bigint, 'sss.audit() knows the name');
SELECT sss.attach_view('wards', 'placement', leave_out => '{note}') \g /dev/null
INSERT INTO ward VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-03-01');
DO $$ DECLARE t text; BEGIN FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'ward'::regclass AND tgname LIKE 'sss%' LOOP EXECUTE format('DROP TRIGGER %I ON ward', t); END LOOP; END $$;
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(concat_ws(' ', relation, attachment, reason)) FROM sss.violations WHERE relation = 'v.wards' AND key = '{2}' AND attachment = 'sss_placement'), '{"v.wards sss_placement"}', 'triggers that somebody dropped were not detached: sss.verify() names them, the case is open');
SELECT sss.detach('wards', 'y') \g /dev/null
SELECT sss.compact() \g /dev/null
SELECT is((SELECT array_agg(DISTINCT concat_ws(' ', relation, attachment, reason)) FROM sss.violations WHERE attachment = 'y'), '{"v.wards y detached"}', 'detached');
SELECT * FROM finish();
ROLLBACK;
