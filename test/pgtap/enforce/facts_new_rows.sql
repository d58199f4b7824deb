-- Which rows that no case shows yet lock the whole view, so that all its writers wait.  The isolation spec of the
-- same name has two sessions; this test has views of many shapes.
BEGIN;
\ir ../common.psql
SELECT plan(44);

CREATE TABLE homes (id integer PRIMARY KEY, type text, parent_id integer, region integer NOT NULL DEFAULT 1);
CREATE TABLE children (id bigint PRIMARY KEY, left_on date);
CREATE TABLE dictionary (id integer PRIMARY KEY, code text);
CREATE TABLE mapping (name text PRIMARY KEY, code text);
CREATE TABLE bans (home_id integer PRIMARY KEY);
CREATE TABLE placements (id integer PRIMARY KEY, child_id integer NOT NULL, home_id integer NOT NULL, status_id integer NOT NULL, status text NOT NULL, basis text, since date);
INSERT INTO homes VALUES (1, 'children_in_need_support_center');
INSERT INTO children VALUES (1);
INSERT INTO dictionary VALUES (1, 'orphan');
INSERT INTO mapping VALUES ('o', 'orphan');
-- 2 lacks its home and 3 its entries
INSERT INTO placements VALUES (1, 1, 1, 1, 'o', 'guardianship_body_referral', '2024-02-29'), (2, 1, 2, 1, 'o', 'guardianship_body_referral', '2024-02-29'),
	(3, 1, 1, 3, 'p', 'guardianship_body_referral', '2024-02-29');

-- The locks of a statement besides keys and the mark of a writer; it is undone
CREATE FUNCTION pg_temp.locks(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	found text;
BEGIN
	EXECUTE statement;
	SELECT coalesce(max('whole'), 'keys') INTO found FROM pg_locks
	 WHERE pid = pg_backend_pid() AND locktype = 'object' AND classid = 'facts'::regclass AND objid = 0 AND objsubid = 0 AND mode IN ('ShareLock', 'ExclusiveLock');
	RAISE assert_failure USING MESSAGE = found;
EXCEPTION
	WHEN assert_failure THEN RETURN sqlerrm;
END
$$;

-- Attach a view of that query, and enforce
CREATE FUNCTION pg_temp.guard(query text, lock_by text[] DEFAULT '{id,child_id,home_id,status_id}', leave_out regclass[] DEFAULT '{}', key text[] DEFAULT '{id}')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF to_regclass('facts') IS NOT NULL THEN
		PERFORM sss.detach('facts');
		DROP VIEW facts;
	END IF;
	EXECUTE 'CREATE VIEW facts AS ' || query;
	PERFORM sss.attach_view('facts', 'placement', key => key, lock_by => lock_by, leave_out => leave_out, mode => 'enforce');
END
$$;

CREATE TEMP TABLE asked (lock_by text[], leave_out regclass[]);
INSERT INTO asked VALUES ('{id,child_id,home_id,status_id}', '{}');
CREATE FUNCTION pg_temp.note(relid regclass) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN (SELECT note FROM sss.plan_view('facts', 'placement', key => '{id}', lock_by => (SELECT lock_by FROM pg_temp.asked),
		leave_out => (SELECT leave_out FROM pg_temp.asked)) WHERE relation = relid);
END
$$;

\set plain 'SELECT p.id, p.child_id, p.home_id, p.status_id, d.code AS category, p.basis, h.type AS provider, p.since AS on_date FROM placements p JOIN children c ON c.id = p.child_id AND c.left_on IS NULL JOIN homes h ON h.id = p.home_id JOIN dictionary d ON d.id = p.status_id'

SELECT pg_temp.guard(:'plain');
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'a new row to which nothing refers locks its own value');
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (2, 'youth_house')$$), 'keys', 'and one to which a row refers locks that row''s value, too');
SELECT is(pg_temp.locks($$INSERT INTO children SELECT generate_series(5, 300)$$), 'keys', 'many new rows do as well');
SELECT is(pg_temp.locks($$INSERT INTO dictionary VALUES (3, 'orphan'), (4, 'orphan')$$), 'keys', 'of all tables');
SELECT is(pg_temp.locks($$UPDATE homes SET type = 'youth_house', id = 7 WHERE id = 1$$), 'keys', 'a row that changes its number');
SELECT is(pg_temp.locks($$DELETE FROM homes WHERE id = 1$$), 'keys', 'a row that goes');
SELECT is(pg_temp.locks($$UPDATE children SET left_on = '2024-02-29'; UPDATE children SET left_on = NULL$$), 'keys', 'a row that the view shows no longer, and then again');
SELECT is(pg_temp.locks($$INSERT INTO children VALUES (8); INSERT INTO homes VALUES (8, 'youth_house'); INSERT INTO placements VALUES (8, 8, 8, 1, 'o', 'guardianship_body_referral', '2024-02-29')$$),
	'keys', 'new rows and the first row that refers to them');
SELECT is(pg_temp.locks($$WITH h AS (INSERT INTO homes VALUES (8, 'youth_house')) INSERT INTO placements VALUES (8, 1, 8, 1, 'o', 'guardianship_body_referral', '2024-02-29')$$),
	'keys', 'both by one statement');
SELECT is(pg_temp.note('homes'), NULL, 'the plan says nothing of it');

-- the writers of the referring table must wait
ALTER TABLE placements DISABLE TRIGGER sss_placement;
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'whole', 'the view is locked if the rule is disabled on the referring table');
ALTER TABLE placements ENABLE TRIGGER sss_placement;
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'and not once it is enabled');
SELECT sss.set_mode('placements', 'log', 'sss_placement');
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'whole', 'so it is if the rule only logs there');
SELECT sss.set_mode('placements', 'enforce', 'sss_placement');
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'and not once it enforces');
ALTER TABLE placements ENABLE REPLICA TRIGGER sss_placement;
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'whole', 'or if it fires for replicated changes alone');
ALTER TABLE placements ENABLE TRIGGER sss_placement;
SELECT pg_temp.guard(:'plain', leave_out => '{placements}');
UPDATE asked SET leave_out = '{placements}';
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'whole', 'or if the referring table is left out');
SELECT alike(pg_temp.note('homes'), 'an enforced change locks the whole view, because neither its row nor a row that must refer to it leads to column "id"', 'which the plan says');
UPDATE asked SET leave_out = '{}';

-- by other columns
SELECT is((SELECT lock FROM sss.plan_view('facts', 'placement', key => '{id}', lock_by => '{id,child_id,home_id,status_id}', leave_out => '{placements}') WHERE relation = 'homes'::regclass),
	'whole view', 'and shows');
SELECT pg_temp.guard(:'plain', '{id,child_id}');
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'whole', 'a table without a lock column locks the view');
SELECT is(pg_temp.locks($$INSERT INTO children VALUES (9)$$), 'keys', 'one with a lock column does not');

-- joins
SELECT pg_temp.guard(replace(:'plain', 'JOIN homes', 'LEFT JOIN homes'));
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'a home that an outer join makes optional');
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (2, 'children_in_need_support_center')$$), 'keys', 'and one whose case is shown without it');
SELECT pg_temp.guard(replace(replace(:'plain', 'JOIN homes', 'LEFT JOIN homes'), 'h.type AS', 'coalesce(h.type, ''other_organization'') AS'));
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'and one in whose place the view shows something else');
SELECT pg_temp.guard(:'plain' || ' WHERE NOT EXISTS (SELECT FROM bans b WHERE b.home_id = p.home_id)');
SELECT is(pg_temp.locks($$INSERT INTO bans VALUES (9)$$), 'keys', 'a row that hides cases');
SELECT is(pg_temp.locks($$DELETE FROM bans$$), 'keys', 'and shows them again');
SELECT pg_temp.guard(replace(:'plain', 'JOIN homes h ON h.id = p.home_id', 'JOIN LATERAL (SELECT * FROM homes AS of WHERE of.id = p.home_id ORDER BY of.type LIMIT 1) AS h ON true'));
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'a row that a subquery with a limit chooses');
SELECT pg_temp.guard(replace(:'plain', 'JOIN homes h ON h.id = p.home_id', 'JOIN homes h ON h.id = p.home_id LEFT JOIN homes r ON r.id = p.home_id'));
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'a table in two places, in each of which the same column refers to it');
SELECT pg_temp.guard('SELECT h.id, h.id AS home_id, c.id AS child_id, d.id AS status_id, d.code AS category, p.basis, h.type AS provider, p.since AS on_date FROM homes h JOIN dictionary d ON d.id = h.region LEFT JOIN placements p ON p.home_id = h.id LEFT JOIN children c ON c.id = p.child_id',
	lock_by => '{id,status_id}', leave_out => '{children}');
SELECT is(pg_temp.locks($$INSERT INTO dictionary VALUES (9, 'orphan')$$), 'keys', 'a row on the side of an outer join that is kept, if another row there refers to it');
SELECT pg_temp.guard('SELECT c.id AS child_id, p.id, h.id AS home_id, d.code AS category, p.basis, h.type AS provider, p.since AS on_date FROM children c LEFT JOIN placements p ON p.child_id = c.id LEFT JOIN homes h ON h.id = p.home_id LEFT JOIN dictionary d ON d.id = p.status_id',
	lock_by => '{home_id,child_id}', leave_out => '{dictionary}', key => '{child_id}');
SELECT is(pg_temp.locks($$INSERT INTO children VALUES (9)$$), 'whole', 'a row that is a case by itself, but need not have the first column');

-- unions and functions
SELECT pg_temp.guard(:'plain' || ' UNION ALL ' || :'plain');
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'the branches of a union, each with a row that refers to it');
CREATE FUNCTION looks(integer) RETURNS text STABLE LANGUAGE sql AS 'SELECT type FROM homes WHERE id = $1';
SELECT pg_temp.guard(replace(:'plain', 'h.type AS', 'coalesce(h.type, looks(h.region)) AS'));
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'what a function of the view reads is not followed, here as elsewhere');

-- mapped by text
\set mapped 'SELECT p.id, p.child_id, p.home_id, p.status, m.code AS category, p.basis, h.type AS provider, p.since AS on_date FROM placements p JOIN homes h ON h.id = p.home_id JOIN mapping m ON m.name = p.status'
SELECT pg_temp.guard(:'mapped', '{id,home_id,status}');
SELECT is(pg_temp.locks($$INSERT INTO mapping VALUES ('q', 'orphan')$$), 'keys', 'an entry that is found by its name');
SELECT is(pg_temp.locks($$INSERT INTO mapping VALUES ('p', 'orphan'), ('q', 'orphan')$$), 'keys', 'and one that a row waits for');
SELECT pg_temp.guard(replace(replace(:'mapped', 'm.name = p.status', 'm.name = rtrim(p.status)'), 'p.status,', 'rtrim(p.status) AS status,'), '{id,home_id,status}');
SELECT is(pg_temp.locks($$INSERT INTO mapping VALUES ('q', 'orphan')$$), 'whole', 'an expression of the referring row is looked for in vain');
UPDATE asked SET lock_by = '{id,home_id,status}';
SELECT alike(pg_temp.note('mapping'), 'an enforced change locks the whole view, because neither%', 'which the plan says as well');

-- several columns
CREATE TABLE statuses (child_id integer, status_id integer, PRIMARY KEY (child_id, status_id));
INSERT INTO statuses VALUES (1, 1);
SELECT pg_temp.guard('SELECT p.id, p.child_id, p.home_id, s.status_id, d.code AS category, p.basis, h.type AS provider, p.since AS on_date FROM placements p JOIN homes h ON h.id = p.home_id JOIN statuses s ON s.child_id = p.child_id JOIN dictionary d ON d.id = s.status_id');
SELECT is(pg_temp.locks($$INSERT INTO statuses VALUES (5, 1)$$), 'keys', 'a row that leads to the view by two columns, to whose child no placement refers');
SELECT is(pg_temp.locks($$INSERT INTO statuses VALUES (1, 2)$$), 'keys', 'and one whose child has one');
SELECT is(pg_temp.locks($$INSERT INTO dictionary VALUES (5, 'orphan')$$), 'keys', 'an entry to which no status refers');
INSERT INTO statuses VALUES (9, 5);
UPDATE asked SET lock_by = '{id,child_id,home_id,status_id}';
SELECT is(pg_temp.note('dictionary'), 'an enforced change locks the whole view once a row of table public.statuses refers to its row, because these do not lead to column "id"', 'the plan says when an entry will lock the view');
SELECT is(pg_temp.locks($$INSERT INTO dictionary VALUES (5, 'orphan')$$), 'whole', 'but one to which a status refers locks the view, since statuses do not lead to the first column');

-- partitions and children
CREATE TABLE parts (LIKE placements) PARTITION BY LIST (home_id);
ALTER TABLE parts ADD PRIMARY KEY (id, home_id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1, 9);
SELECT pg_temp.guard(replace(:'plain', 'placements', 'parts'));
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'keys', 'a partitioned table refers to it');
CREATE TABLE all_homes (LIKE homes INCLUDING DEFAULTS) PARTITION BY LIST (id);
ALTER TABLE all_homes ADD PRIMARY KEY (id);
CREATE TABLE homes_9 PARTITION OF all_homes FOR VALUES IN (9);
SELECT pg_temp.guard(replace(:'plain', 'homes', 'all_homes'));
SELECT is(pg_temp.locks($$INSERT INTO all_homes VALUES (9, 'youth_house')$$), 'keys', 'the row may be that of a partitioned table');
SELECT is(pg_temp.locks($$INSERT INTO homes_9 VALUES (9, 'youth_house')$$), 'keys', 'or of its partition');

CREATE TABLE heirs () INHERITS (placements);
SELECT pg_temp.guard(:'plain');
SELECT is(pg_temp.locks($$INSERT INTO homes VALUES (9, 'youth_house')$$), 'whole', 'a table with inheritance children is several');

SELECT * FROM finish();
ROLLBACK;
