-- sss.attach_view() attaches a rule to all tables that a view reads, or to none: what it accepts, what it refuses, and what stands in the
-- journal.  test/pgtap/attach/ways.sql shows which ways it finds.
BEGIN;
\ir ../common.psql
SET LOCAL search_path = public;
SELECT no_plan();

CREATE SCHEMA a;
CREATE TABLE a.child (id int PRIMARY KEY, category text);
CREATE TABLE a.house (id int PRIMARY KEY, provider text NOT NULL);
CREATE TABLE a.stay (id int PRIMARY KEY, child_id int NOT NULL REFERENCES a.child, house_id int NOT NULL REFERENCES a.house, basis text, since date);
CREATE TABLE a.visit (child_id int NOT NULL, since date);
CREATE VIEW a.placement AS
	SELECT s.id, s.child_id, s.house_id, c.category, s.basis, h.provider, s.since AS on_date
	  FROM a.stay s JOIN a.child c ON c.id = s.child_id JOIN a.house h ON h.id = s.house_id;
INSERT INTO a.child VALUES (1, 'orphan'), (2, 'orphan');
INSERT INTO a.house VALUES (1, 'youth_house');
INSERT INTO a.stay VALUES (1, 1, 1, 'court_act', '2024-03-01'), (2, 2, 1, 'local_executive_decision', '2024-03-01');

-- The attachments by the view, and the lines of the journal about them
CREATE VIEW a.attached AS
	SELECT string_agg(format('%s %s %s %s', t.tgrelid::regclass, t.tgname, split_part(encode(t.tgargs, 'escape'), chr(92) || '000', 1),
							 substring(encode(t.tgargs, 'escape') FROM 'mode=[a-z]+')), '; ' ORDER BY t.tgrelid::regclass::text, t.tgname) AS all
	  FROM pg_trigger AS t
	 WHERE t.tgfoid = 'sss.enforce()'::regprocedure AND t.tgattr::text <> '';

SELECT results_eq($$SELECT relation::text, array_to_string(via, ','), lock, note FROM sss.plan_view('a.placement', 'placement')$$,
	$$VALUES ('a.placement', NULL, 'id, child_id, house_id', 'key: id (the primary key of a.stay); sessions wait by: id, child_id, house_id (first by the key, since no other column has many rows of several tables)'),
			 ('a.stay', 'id=id,child_id=child_id,house_id=house_id', 'id, child_id, house_id', NULL), ('a.child', 'id=child_id', 'id, child_id, house_id', NULL),
			 ('a.house', 'id=house_id', 'id, child_id, house_id', NULL)$$,
	'the plan: each table with its way, the key and the columns to wait by');
SELECT is((SELECT "all" FROM a.attached), NULL, 'a plan changes nothing');
SELECT results_eq($$SELECT relation::text, array_to_string(via, ','), lock FROM sss.attach_view('a.placement', 'placement')$$,
	$$VALUES ('a.stay', 'id=id,child_id=child_id,house_id=house_id', 'id, child_id, house_id'), ('a.child', 'id=child_id', 'id, child_id, house_id'), ('a.house', 'id=house_id', 'id, child_id, house_id')$$,
	'the same rows, when it is attached');
SELECT is((SELECT "all" FROM a.attached), 'a.child sss_placement placement mode=log; a.house sss_placement placement mode=log; a.stay sss_placement placement mode=log',
	'all tables are attached');
SELECT is((SELECT count(*) FROM sss.journal), 3::bigint, 'and stand in the journal');
SELECT lives_ok($$SELECT sss.attach_view('a.placement', 'placement')$$, 'the same call again');
SELECT is((SELECT count(*) FROM sss.journal), 3::bigint, 'changes nothing');
SELECT throws_ok($$SELECT sss.attach_view('a.placement', 'placement', mode => 'enforce')$$, '42710', NULL, 'another mode is refused');
SELECT lives_ok($$SELECT sss.set_mode('a.placement', 'enforce')$$, 'sss.set_mode() changes it');
SELECT lives_ok($$SELECT sss.attach_view('a.placement', 'placement')$$, 'no mode: it stays');
SELECT is((SELECT "all" FROM a.attached), 'a.child sss_placement placement mode=enforce; a.house sss_placement placement mode=enforce; a.stay sss_placement placement mode=enforce',
	'as it is');
SELECT throws_ok($$SELECT sss.attach_view('a.placement', 'placement', key => '{child_id}')$$, '42710', NULL, 'another key is refused');
SELECT throws_ok($$SELECT sss.attach_view('a.placement', 'placement', lock_by => '{house_id}')$$, '42710', NULL, 'other columns to wait by are refused');
SELECT throws_ok($$SELECT sss.attach_view('a.placement', 'placement', required => '{category}')$$, '42710', NULL, 'another required role is refused');
SELECT throws_ok($$SELECT sss.attach_view('a.placement', 'placement', timing => 'deferred')$$, '42710', NULL, 'another timing is refused');
SELECT throws_ok($$SELECT sss.attach_view('a.placement', 'placement', leave_out => '{a.house}')$$, '42710', NULL, 'to leave out an attached table is refused');
SELECT results_eq($$SELECT relation::text, lock, note FROM sss.attach_view('a.placement', 'placement', lock_by => '{child_id,house_id}', leave_out => '{a.child}', replace => true)$$,
	$$VALUES ('a.stay', 'child_id, house_id', NULL), ('a.child', NULL, 'left out: changes are not checked'), ('a.house', 'child_id, house_id', NULL)$$,
	'unless it is to be replaced');
SELECT is((SELECT "all" FROM a.attached), 'a.house sss_placement placement mode=enforce; a.stay sss_placement placement mode=enforce', 'then in the mode that it had');
SELECT is((SELECT array_agg(format('%s %s %s', action, relation, acting_role = current_user)) FROM sss.journal WHERE action = 'leave_out'), '{"leave_out a.child t"}',
	'the table that is left out stands in the journal, with who left it out');
SELECT is((SELECT array_agg(relation::text) FROM sss.verify() WHERE problem LIKE '%reads the table%'), NULL, 'and sss.verify() does not name it');
SELECT lives_ok($$SELECT sss.attach_view('a.placement', 'placement', lock_by => '{child_id,house_id}', leave_out => '{a.child}')$$, 'again');
SELECT is((SELECT count(*) FROM sss.journal WHERE action = 'leave_out'), 1::bigint, 'the same call writes no further line');
SELECT throws_ok($$INSERT INTO a.stay VALUES (3, 2, 1, 'court_act', '2024-03-01')$$, '23514', NULL, 'what is attached enforces');
SELECT lives_ok($$UPDATE a.child SET category = 'deviant_behavior' WHERE id = 1$$, 'what is left out does not');

-- A table that the view reads since
CREATE OR REPLACE VIEW a.placement AS
	SELECT s.id, s.child_id, s.house_id, c.category, s.basis, h.provider, s.since AS on_date
	  FROM a.stay s JOIN a.child c ON c.id = s.child_id JOIN a.house h ON h.id = s.house_id
	 WHERE NOT EXISTS (SELECT FROM a.visit v WHERE v.child_id = s.child_id AND v.since = s.since);
SELECT results_eq($$SELECT relation::text, command FROM sss.verify() WHERE problem LIKE '%reads the table%'$$,
	$$VALUES ('a.visit', 'SELECT * FROM sss.attach_view(''a.placement'', ''placement'', key => ARRAY[''id''], leave_out => ARRAY[''a.child'']::pg_catalog.regclass[], lock_by => ARRAY[''child_id'', ''house_id''], name => ''sss_placement'')')$$,
	'sss.verify() names it, with the call that attaches it');
SELECT lives_ok((SELECT command FROM sss.verify() WHERE relation = 'a.visit'::regclass), 'the call');
SELECT is((SELECT "all" FROM a.attached), 'a.house sss_placement placement mode=enforce; a.stay sss_placement placement mode=enforce; a.visit sss_placement placement mode=enforce',
	'attaches it in the mode of the others');
SELECT is((SELECT array_agg(relation::text) FROM sss.verify() WHERE problem LIKE '%reads the table%'), NULL, 'and sss.verify() is content');
SELECT lives_ok($$SELECT sss.detach('a.placement')$$, 'detached');
SELECT is((SELECT "all" FROM a.attached), NULL, 'from all tables');

-- A table in two places
CREATE VIEW a.moved AS SELECT s.id, t.id AS before, s.child_id, 'orphan'::text AS category, s.basis, 'youth_house'::text AS provider, s.since AS on_date
	FROM a.stay s LEFT JOIN a.stay t ON t.child_id = s.child_id AND t.since < s.since;
SELECT results_eq($$SELECT relation::text, array_to_string(via, ',') FROM sss.attach_view('a.moved', 'placement', name => 'moved')$$,
	$$VALUES ('a.stay', 'child_id=child_id')$$, 'one way serves both places');
SELECT lives_ok($$SELECT sss.detach('a.moved')$$, 'detached');
CREATE VIEW a.pair AS SELECT s.id, h.id AS house, g.id AS guest, 'orphan'::text AS category, s.basis, h.provider, s.since AS on_date
	FROM a.stay s LEFT JOIN a.house h ON h.id = s.house_id LEFT JOIN a.house g ON g.id = s.child_id;
SELECT results_eq($$SELECT relation::text, array_to_string(via, ',') FROM sss.attach_view('a.pair', 'placement', mode => 'enforce')$$,
	$$VALUES ('a.stay', 'id=id'), ('a.house', 'id=house'), ('a.house', 'id=guest')$$, 'each place has a way of its own');
SELECT is((SELECT "all" FROM a.attached), 'a.house sss_placement placement mode=enforce; a.house sss_placement_2 placement mode=enforce; a.stay sss_placement placement mode=enforce',
	'so that the table is attached twice');
SELECT lives_ok($$SELECT sss.attach_view('a.pair', 'placement')$$, 'the same call again');
SELECT is((SELECT count(*) FROM sss.attachments WHERE relation = 'a.pair'::regclass), 1::bigint, 'the view has one attachment');
SELECT lives_ok($$SELECT sss.set_mode('a.pair', 'log')$$, 'a mode');
SELECT is((SELECT "all" FROM a.attached), 'a.house sss_placement placement mode=log; a.house sss_placement_2 placement mode=log; a.stay sss_placement placement mode=log', 'for both');
SELECT lives_ok($$SELECT sss.detach('a.pair')$$, 'detached');
SELECT is((SELECT "all" FROM a.attached), NULL, 'both');

-- Calls that are refused, before anything changes

CREATE FUNCTION a.refused(call text, OUT code text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE call;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
CREATE FUNCTION a.refuses(call text, code text, message text, detail text, hint text) RETURNS text LANGUAGE sql AS $$
	SELECT is(row(r.*)::text, row(refuses.code, refuses.message, refuses.detail, refuses.hint)::text, call) FROM a.refused('SELECT * FROM sss.attach_view(' || call || ')') AS r
$$;
CREATE MATERIALIZED VIEW a.frozen AS SELECT * FROM a.house;
CREATE UNIQUE INDEX ON a.frozen (id);
CREATE VIEW a.of_frozen AS SELECT s.id, 'orphan'::text AS category, s.basis, h.provider, s.since AS on_date, h.id AS house
	FROM a.stay s JOIN a.frozen h ON h.id = s.house_id JOIN pg_class AS c ON c.oid = 1259;
CREATE VIEW a.no_role AS SELECT id, category FROM a.child;
CREATE VIEW a.no_way AS SELECT s.id, c.category, s.basis, 'youth_house'::text AS provider, s.since AS on_date FROM a.stay s JOIN a.child c ON c.id = s.child_id;
CREATE VIEW a.united AS SELECT id, 'orphan'::text AS category, basis, 'youth_house'::text AS provider, since AS on_date FROM a.stay
	UNION ALL SELECT child_id, 'orphan', NULL, 'youth_house', since FROM a.visit;
CREATE VIEW a.optional AS SELECT s.id, h.id AS house, 'orphan'::text AS category, s.basis, h.provider, s.since AS on_date FROM a.stay s LEFT JOIN a.house h ON h.id = s.house_id;
CREATE VIEW a.beneath AS SELECT s.id, h.id + 0 AS house, 'orphan'::text AS category, s.basis, h.provider, s.since AS on_date FROM a.stay s LEFT JOIN a.house h ON h.id = s.house_id;
CREATE VIEW a.optional_beneath AS SELECT * FROM a.beneath;
CREATE VIEW a.optional_once AS SELECT * FROM (SELECT DISTINCT * FROM a.beneath) AS b;
CREATE VIEW a.optional_united AS SELECT * FROM (SELECT * FROM a.beneath UNION ALL SELECT * FROM a.beneath) AS b;
CREATE TEMP VIEW passing AS SELECT * FROM a.placement;

SELECT a.refuses($$'a.stay', 'placement'$$, '42809', '"stay" is not a view', '', 'Attach a rule to a table with sss.attach().');
SELECT a.refuses($$'a.frozen', 'placement'$$, '42809', '"frozen" is not a view', '', 'Attach a rule to a table with sss.attach().');
SELECT a.refuses($$'passing', 'placement'$$, '42809', 'facts view "passing" is temporary', 'Other sessions cannot read it.', 'Give the facts in a permanent view over permanent tables.');
SELECT a.refuses($$'a.placement', 'placing'$$, '22023', 'unrecognized rule "placing"', '', 'See view sss.rules for the rules.');
SELECT a.refuses($$'a.no_role', 'placement'$$, '22023', 'rule "placement" needs a column for the role "basis"', '', 'See view sss.rules for the roles of each rule.');
SELECT a.refuses($$'a.placement', 'placement', key => '{ident}'$$, '42703', 'view "placement" has no column "ident"', 'It is named in argument "key".', 'Name columns of the view, as the catalog has them, without quotes.');
SELECT a.refuses($$'a.placement', 'placement', key => '{id,id}'$$, '22023', 'column "id" stands twice in argument "key"', '', 'Name each column once.');
SELECT a.refuses($$'a.placement', 'placement', lock_by => '{ident}'$$, '42703', 'view "placement" has no column "ident"', 'It is named in argument "lock_by".', 'Name columns of the view, as the catalog has them, without quotes.');
SELECT a.refuses($$'a.placement', 'placement', via => '{id}'$$, '22023', 'invalid element "id" of argument "via"', 'It holds no equals sign.', 'Write each element as ''schema.table.column=view column''.');
SELECT a.refuses($$'a.placement', 'placement', via => '{house_id=a.house.id}'$$, '22023', 'invalid element "house_id=a.house.id" of argument "via"', 'It names the view''s column first.', 'Write it the other way round: ''a.house.id=house_id''.');
SELECT a.refuses($$'a.placement', 'placement', via => '{a.houses.id=house_id}'$$, '42P01', 'invalid element "a.houses.id=house_id" of argument "via"', 'The table does not exist.', 'Write each element as ''schema.table.column=view column''.');
SELECT a.refuses($$'a.placement', 'placement', via => '{a.house.ident=house_id}'$$, '42703', 'invalid element "a.house.ident=house_id" of argument "via"', 'Table "house" has no column "ident".', 'Write each element as ''schema.table.column=view column''.');
SELECT a.refuses($$'a.placement', 'placement', via => '{a.house.id=house}'$$, '42703', 'invalid element "a.house.id=house" of argument "via"', 'View "placement" has no column "house".', 'Name columns of the view, as the catalog has them, without quotes.');
SELECT a.refuses($$'a.no_way', 'placement', via => '{a.visit.child_id=id}'$$, '22023', 'view "no_way" does not read "a.visit"', 'It is named in argument "via".', 'Name a table that the view reads, directly or through other views.');
SELECT a.refuses($$'a.no_way', 'placement', leave_out => '{a.visit}'$$, '22023', 'view "no_way" does not read "a.visit"', 'It is named in argument "leave_out".', 'Name a table that the view reads, directly or through other views.');
SELECT a.refuses($$'a.no_way', 'placement', required => '{stay}'$$, '22023', 'required role "stay" is not bound to a column', 'This is one of 2 problems: sss.plan_view() with the same arguments shows all.', 'Bind the role to a column, or do not require it.');
SELECT a.refuses($$'a.no_way', 'placement'$$, '42P10', 'no column leads from table "a.child" to the rows of the view', 'The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.',
	'Add a column c.id to the view, or leave the table out, with leave_out => ARRAY[''a.child''::pg_catalog.regclass].');
SELECT a.refuses($$'a.of_frozen', 'placement'$$, '42809', 'changes of "a.frozen" cannot be checked',
	'It is a materialized view: REFRESH fires no trigger. This is one of 2 problems: sss.plan_view() with the same arguments shows all.',
	'Leave it out, with leave_out => ARRAY[''a.frozen''::pg_catalog.regclass], if nothing depends on its changes.');
SELECT a.refuses($$'a.united', 'placement'$$, '42P10', 'the key of the cases of view "united" must be named', 'It unites the rows of several queries. Candidates: {id}.',
	'Name the columns of the view that tell its cases apart in argument "key".');
SELECT a.refuses($$'a.optional', 'placement', key => '{house}'$$, '42P10', 'column "house" of view "optional" cannot be in the key of its cases',
	'An outer join makes it NULL, and a row with a NULL in its key is no case. Candidates: {id}.',
	'Name columns of a table that no outer join makes optional, or leave the argument "key" out.');
SELECT a.refuses($$'a.optional_beneath', 'placement', key => '{house}'$$, '42P10', 'column "house" of view "optional_beneath" cannot be in the key of its cases',
	'An outer join makes it NULL, and a row with a NULL in its key is no case. Candidates: {id}.',
	'Name columns of a table that no outer join makes optional, or leave the argument "key" out.');
SELECT is((SELECT array_agg(note LIKE '%; an outer join may make house NULL, and a row with a NULL in its key is no case; %') FROM unnest('{a.optional_once,a.optional_united}'::regclass[]) AS v, sss.plan_view(v, 'placement', key => '{id,house}') WHERE relation = v), '{t,t}',
	'a key that an outer join makes NULL in a subquery that is no plain join');
SELECT a.refuses($$'a.placement', 'placement', key => '{house_id}'$$, '42P10', 'key {house_id} of view "placement" is not unique for a provider and date',
	'Rows with one key, provider and date may differ in their category alone. Here they are several cases under one name.',
	'Name columns that tell the cases apart in argument "key", such as the primary key of the placements.');
SELECT a.refuses($$'a.placement', 'placement', required => '{kat}'$$, '22023', 'required role "kat" is not bound to a column', 'This is one of 4 problems: sss.plan_view() with the same arguments shows all.', 'Bind the role to a column, or do not require it.');
SELECT a.refuses($$'a.placement', 'placement', name => 'x_2'$$, '42602', 'invalid name for an attachment', 'The number is for tables that stand in several places of the view.', 'Use a name that does not end in an underscore and a number.');
SELECT a.refuses($$'a.of_frozen', 'placement', leave_out => '{a.frozen,a.stay,pg_class}'$$, '22023', 'no table of view "of_frozen" would be attached', '', 'Leave out only tables on whose changes nothing depends.');
SELECT a.refuses($$NULL, 'placement'$$, '22004', 'arguments "view" and "rule" must not be NULL', '', '');
SELECT is((SELECT "all" FROM a.attached), NULL, 'nothing was attached by any of these');
SELECT lives_ok($$SELECT sss.attach_view('a.no_way', 'placement', leave_out => '{a.child}')$$, 'without the table');
SELECT sss.detach('a.no_way') \g /dev/null
SELECT lives_ok($$SELECT sss.attach_view('a.of_frozen', 'placement', leave_out => '{a.frozen,pg_class}')$$, 'without what cannot be checked');

-- Sessions must wait by the same columns for every rule and table
SELECT sss.detach('a.of_frozen') \g /dev/null
SELECT lives_ok($$SELECT sss.attach_view('a.placement', 'placement', lock_by => '{house_id}', mode => 'enforce')$$, 'by the house');
SELECT results_eq($$SELECT DISTINCT lock FROM sss.attach_view('a.placement', 'placement', name => 'other') WHERE relation = 'a.house'::regclass$$, $$VALUES ('house_id')$$, 'another attachment waits by the house as well');
DO $$
DECLARE
	declared text := (SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'a.child'::regclass AND tgname = 'sss_placement');
BEGIN
	EXECUTE 'DROP TRIGGER sss_placement ON a.child';
	EXECUTE replace(declared, 'lock=house_id', 'lock=child_id');
END $$;
SELECT matches((SELECT problem FROM sss_internal.attached WHERE relation = 'a.child'::regclass AND name = 'sss_placement'), 'would not wait for those that change', 'a trigger that was written otherwise is named');
SELECT throws_ok($$UPDATE a.child SET category = 'orphan' WHERE id = 1$$, '22023', NULL, 'and fails if it is to enforce');

-- Rights: a plan needs those to read the view, an attachment those on the tables
CREATE ROLE regress_sss_reader;
GRANT USAGE ON SCHEMA a TO regress_sss_reader;
SET LOCAL ROLE regress_sss_reader;
SELECT throws_ok($$SELECT sss.plan_view('a.optional', 'placement')$$, '42501', NULL, 'a plan of a view that one may not read');
RESET ROLE;
GRANT SELECT ON a.optional TO regress_sss_reader;
SET LOCAL ROLE regress_sss_reader;
SELECT is((SELECT count(*) FROM sss.plan_view('a.optional', 'placement') WHERE problem IS NULL), 3::bigint, 'a plan of a view that one may read');
SELECT throws_ok($$SELECT sss.attach_view('a.optional', 'placement')$$, '42501', NULL, 'to attach takes rights on the tables');
RESET ROLE;

SELECT finish();
ROLLBACK;
