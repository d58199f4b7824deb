-- Partitions are covered through their parent; inheritance children are not.
-- Annex 1, paragraph 4, part 2: orphans by decision of the local executive body or referral.
BEGIN;
\ir ../common.psql
CREATE SCHEMA enforce_partitions;
SET LOCAL search_path = enforce_partitions, public;
SELECT plan(134);

CREATE TABLE cases (
	id integer, region text, kat text, osn text, org text, since date, note text,
	PRIMARY KEY (region, id)) PARTITION BY LIST (region);
CREATE TABLE north PARTITION OF cases FOR VALUES IN ('north');
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
-- created later
CREATE TABLE south PARTITION OF cases FOR VALUES IN ('south');
-- made elsewhere, with its columns in another order and others gone
CREATE TABLE east (note text, gone text, since date, osn text, id integer NOT NULL, gone_too integer, org text, kat text, region text NOT NULL);
ALTER TABLE east DROP gone, DROP gone_too;
ALTER TABLE cases ATTACH PARTITION east FOR VALUES IN ('east');
-- partitioned itself
CREATE TABLE west (since date, note text, org text, kat text, osn text, region text NOT NULL, id integer NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE west_1 PARTITION OF west FOR VALUES FROM (0) TO (100);
ALTER TABLE cases ATTACH PARTITION west FOR VALUES IN ('west');
CREATE TABLE west_2 PARTITION OF west FOR VALUES FROM (100) TO (200);
CREATE TABLE elsewhere PARTITION OF cases DEFAULT;

CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.note = ''spoil'' THEN new.osn := ''court_act''; END IF; RETURN new; END';
CREATE TRIGGER spoil BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION spoil();

CREATE TEMP TABLE places (region text, id integer, partition text);
INSERT INTO places VALUES ('north', 1, 'north'), ('south', 2, 'south'), ('east', 3, 'east'), ('west', 4, 'west_1'), ('west', 104, 'west_2'), ('mars', 5, 'elsewhere');
CREATE FUNCTION store(into_table text, id integer, region text, osn text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.outcome(format('INSERT INTO %I (id, region, kat, osn, org, since) VALUES (%L, %L, ''orphan'', %L, ''youth_house'', ''2024-02-29'')', into_table, id, region, osn))
$$;
SELECT is(store('cases', id, region, 'court_act'), 'sss_placement: basis violation 1.4/2', 'INSERT through the parent into ' || partition) FROM places;
SELECT is(store(partition, id, region, 'court_act'), 'sss_placement: basis violation 1.4/2', 'INSERT into ' || partition) FROM places;
SELECT is(store('cases', id, region, 'local_executive_decision'), 'done', 'a lawful row into ' || partition) FROM places;
SELECT is(pg_temp.outcome(format('UPDATE cases SET osn = ''court_act'' WHERE id = %s', id)), 'sss_placement: basis violation 1.4/2', 'UPDATE in ' || partition) FROM places;
SELECT is(pg_temp.outcome(format('UPDATE cases SET note = ''spoil'' WHERE id = %s', id)), 'sss_placement: basis violation 1.4/2', 'UPDATE by a trigger in ' || partition) FROM places;

-- A row that moves is checked where it arrives.
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'east' WHERE id = 1$$), 'done', 'a lawful row moves');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'north', osn = 'court_act' WHERE id = 1$$), 'sss_placement: basis violation 1.4/2', 'a row moves and becomes unlawful');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'north' WHERE id = 1$$), 'done', 'a lawful row moves back');

-- An old row is grandfathered: it may move, but not get worse; the same holds for a role that may read nothing.
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
INSERT INTO cases VALUES (7, 'north', 'orphan', 'court_act', 'youth_house', '2024-02-29');
SELECT is(pg_temp.logged('cases'), '{"sss_placement {north,7}: basis violation 1.4/2"}', 'a bad row, logged when it comes in');
UPDATE cases SET region = 'east' WHERE id = 7;
SELECT is(pg_temp.logged('cases'), '{}', 'not when it moves');
UPDATE cases SET region = 'west', kat = 'abuse_victim' WHERE id = 7;
SELECT is(pg_temp.logged('cases'), '{"sss_placement {west,7}: category violation 1.2"}', 'but when it moves and gets worse');
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'south', osn = 'other_document' WHERE id = 7$$), 'done', 'a bad row moves, and is no worse');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'east', org = 'guardian' WHERE id = 7$$), 'sss_placement: category violation 3.2', 'a bad row moves, and gets worse');
SELECT is(pg_temp.outcome($$DO 'BEGIN
	UPDATE cases SET region = ''east'', org = ''minors_adaptation_center'', osn = ''deliverer_application'' WHERE id = 7;
	INSERT INTO cases VALUES (8, ''east'', ''abuse_victim'', ''other_document'', ''youth_house'', ''2024-02-29'');
	END'$$), 'sss_placement: category violation 1.2', 'a new bad row behind a bad row that moved and was mended is new');
SELECT is(pg_temp.outcome($$WITH new AS (INSERT INTO cases VALUES (8, 'east', 'abuse_victim', 'other_document', 'youth_house', '2024-02-29'))
	UPDATE cases SET region = 'east', org = 'minors_adaptation_center', osn = 'deliverer_application' WHERE id = 7$$), 'sss_placement: category violation 1.2', 'and one beside it in the same statement');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'east', org = 'minors_adaptation_center', osn = 'deliverer_application' WHERE id = 7$$), 'done', 'a bad row moves, and is repaired');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'west', org = 'youth_house' WHERE id = 7$$), 'sss_placement: category violation 1.2', 'and is not spoilt again by another move');
CREATE ROLE regress_sss_mover;
GRANT USAGE ON SCHEMA enforce_partitions TO regress_sss_mover;
GRANT UPDATE (region, id, org), SELECT (id) ON cases TO regress_sss_mover;
SET ROLE regress_sss_mover;
SELECT is((SELECT string_agg(key, ' ' ORDER BY key) FROM json_object_keys(pg_temp.detail($$UPDATE cases SET region = 'venus', org = 'youth_house'$$)) AS key),
	'provision requirement rule verdict', 'a role that may not read the row sees nothing of it when it moves');
SELECT is((SELECT string_agg(key, ' ' ORDER BY key) FROM json_object_keys(pg_temp.detail($$UPDATE cases SET region = 'venus', id = id + 100, org = 'youth_house'$$)) AS key),
	'provision requirement rule verdict', 'also where it gets another key');
RESET ROLE;
GRANT SELECT ON cases TO regress_sss_mover;
SET ROLE regress_sss_mover;
SELECT is(pg_temp.detail($$UPDATE cases SET region = 'south', org = 'youth_house' WHERE id = 7$$)->'key' #>> '{}', '{"region": "south", "id": "7"}', 'a role that may read the table sees the rows of its partitions');
RESET ROLE;
DELETE FROM cases WHERE id = 7;

-- If binding trigger and companion both fire, in a partition with other attribute numbers, the log gets one line.
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
SELECT pg_temp.logged('cases') \g /dev/null
UPDATE cases SET note = 'spoil', since = since + 1 WHERE id = 3;
INSERT INTO cases VALUES (3, 'east', 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', NULL)
	ON CONFLICT (region, id) DO UPDATE SET osn = excluded.osn, note = NULL;
INSERT INTO cases VALUES (3, 'east', 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', NULL)
	ON CONFLICT (region, id) DO UPDATE SET osn = excluded.osn, note = 'spoil';
SELECT is(pg_temp.logged('cases'), '{"sss_placement {east,3}: basis violation 1.4/2","sss_placement {east,3}: compliant 1.4/2","sss_placement {east,3}: basis violation 1.4/2"}', 'one line for each of three changes');
UPDATE cases SET osn = 'local_executive_decision', note = NULL;
SELECT is(pg_temp.logged('cases'), '{"sss_placement {east,3}: compliant 1.4/2"}', 'and one for the repaired row');
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null

-- The attachment is one, and the log names its table.
SELECT is(ARRAY(SELECT relation::text || ' ' || name FROM sss.attachments WHERE relation IN (SELECT relid FROM pg_partition_tree('cases'))), '{"cases sss_placement"}', 'sss.attachments shows the parent only');
SELECT is(pg_temp.detail($$INSERT INTO cases VALUES (9, 'east', 'orphan', 'court_act', 'youth_house', '2024-02-29')$$)->'key' #>> '{}', '{"region": "east", "id": "9"}', 'the key of the partition''s own primary key');

-- set_mode() reaches every partition, and the later ones.
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
CREATE TABLE venus PARTITION OF cases FOR VALUES IN ('venus');
INSERT INTO places VALUES ('venus', 6, 'venus');
SELECT is(store('cases', id + 10, region, 'court_act'), 'done', 'logging in ' || partition) FROM places;
SELECT is(ARRAY(SELECT relation || key::text FROM sss.violation_log WHERE relid IN (SELECT relid FROM pg_partition_tree('cases')) ORDER BY 1),
	ARRAY['enforce_partitions.cases{east,13}', 'enforce_partitions.cases{mars,15}', 'enforce_partitions.cases{north,11}', 'enforce_partitions.cases{south,12}',
		'enforce_partitions.cases{venus,16}', 'enforce_partitions.cases{west,114}', 'enforce_partitions.cases{west,14}'], 'one line for each row, of the table that is attached');
DELETE FROM sss_internal.violation_tail WHERE relid = 'cases'::regclass;
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
SELECT is(store(partition, id + 20, region, 'court_act'), 'sss_placement: basis violation 1.4/2', 'enforcing again in ' || partition) FROM places WHERE partition IN ('venus', 'west_2', 'east');

-- A partition's own switch shows, and stays as it is; so does the parent's.
ALTER TABLE north DISABLE TRIGGER sss_placement;
ALTER TABLE west_1 ENABLE ALWAYS TRIGGER sss_placement;
CREATE FUNCTION switches() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(tgrelid::regclass || ' ' || tgenabled::text, ' ' ORDER BY tgrelid::regclass::text) FROM pg_trigger
	 WHERE tgname = 'sss_placement' AND tgrelid IN ('cases'::regclass, 'north'::regclass, 'south'::regclass, 'west'::regclass, 'west_1'::regclass, 'west_2'::regclass)
$$;
CREATE FUNCTION shown() RETURNS text LANGUAGE sql AS $$SELECT concat_ws(' ', effective_mode, problem) FROM sss.attachments WHERE relation = 'cases'::regclass$$;
SELECT is(shown(), 'partial trigger "sss_placement" of relation "north" is not enabled', 'a trigger that is disabled in one partition');
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
SELECT is(switches(), 'cases O north D south O west O west_1 A west_2 O', 'is so in another mode');
ALTER TABLE cases ENABLE ALWAYS TRIGGER sss_placement;
ALTER TABLE west_2 DISABLE TRIGGER sss_placement;
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
SELECT is(switches(), 'cases A north A south A west A west_1 A west_2 D', 'the parent''s');
SELECT is(left(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', always => true)$$), 5), '55000', 'differs from the trigger of attach()');
ALTER TABLE cases ENABLE ALWAYS TRIGGER sss_placement;
ALTER TABLE north DISABLE TRIGGER sss_placement_companion;
SELECT is(shown(), 'partial trigger "sss_placement_companion" of relation "cases" is not enabled always', 'a companion that fires for less');
ALTER TABLE cases ENABLE TRIGGER sss_placement;
SELECT is(shown(), 'partial trigger "sss_placement_companion" of relation "north" is not enabled', 'a companion that is disabled in one partition');
ALTER TABLE north ENABLE TRIGGER sss_placement_companion;
SELECT is(shown(), 'enforce', 'all enabled');

-- A partition has the attachment of its parent, which cannot be taken from it alone.
SELECT sss.attach('north', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'north'::regclass AND tgfoid = 'sss.enforce'::regproc), 2::bigint, 'the same attachment of a partition is there already');
SELECT is(left(pg_temp.outcome($$SELECT sss.detach('north', 'sss_placement')$$), 5), '42809', 'detach() of a partition');
SELECT isnt(pg_temp.outcome($$SELECT sss.set_mode('north', 'log', 'sss_placement')$$), 'done', 'set_mode() of a partition');
SELECT is(store('north', 21, 'north', 'court_act'), 'sss_placement: basis violation 1.4/2', 'the partition enforces still');

-- One may have another attachment of its own.
SELECT sss.attach('south', 'placement', '{category=kat,basis=osn,provider=org}', required => '{provider}', name => 'own') \g /dev/null
SELECT is(ARRAY(SELECT relation::text || ' ' || name FROM sss.attachments WHERE relation IN (SELECT relid FROM pg_partition_tree('cases')) ORDER BY 1), '{"cases sss_placement","south own"}', 'an attachment of a partition');
INSERT INTO south VALUES (31, 'south', 'orphan', 'local_executive_decision', NULL, '2024-02-29');
SELECT is(pg_temp.logged('south'), '{"own {south,31}: provider violation 0.1"}', 'which checks by itself');

-- A detached partition is a table of its own, without the parent's attachment.
ALTER TABLE cases DETACH PARTITION east;
SELECT is(store('east', 51, 'east', 'court_act'), 'done', 'a detached partition is not attached');
SELECT is((SELECT count(*) FROM sss.attachments WHERE relation = 'east'::regclass), 0::bigint, 'and sss.attachments does not claim it');
-- With an attachment of its own by the same name it cannot come back; without, it comes back with all its rows and is covered again.
SELECT sss.attach('east', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}') \g /dev/null
SELECT is(left(pg_temp.outcome($$ALTER TABLE cases ATTACH PARTITION east FOR VALUES IN ('east')$$), 5), '42710', 'two attachments of one name in a partition');
SELECT sss.detach('east', 'sss_placement') \g /dev/null
ALTER TABLE cases ATTACH PARTITION east FOR VALUES IN ('east');
SELECT is(store('east', 52, 'east', 'court_act'), 'sss_placement: basis violation 1.4/2', 'attached as a partition again');

-- detach() takes it from every partition.
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
SELECT is(store(partition, id + 60, region, 'court_act'), 'done', 'detached in ' || partition) FROM places WHERE partition IN ('north', 'east', 'west_2');
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid IN (SELECT relid FROM pg_partition_tree('cases')) AND tgfoid = 'sss.enforce'::regproc AND tgname LIKE 'sss%'), 0::bigint, 'no trigger is left');

-- Deferred, with always and with a key; the parent needs no primary key then.
CREATE TABLE loose (region text, id integer, service text, org text, given date) PARTITION BY LIST (region);
CREATE TABLE loose_north (given date, org text, service text, id integer, region text);
ALTER TABLE loose ATTACH PARTITION loose_north FOR VALUES IN ('north');
SELECT sss.attach('loose', 'service', '{service=service,provider=org,on_date=given}', key => '{id}', mode => 'enforce', timing => 'deferred', always => true) \g /dev/null
CREATE TABLE loose_south PARTITION OF loose FOR VALUES IN ('south');
SELECT is((SELECT bool_and(tgenabled = 'A' AND tgdeferrable AND tginitdeferred) FROM pg_trigger WHERE tgrelid = t::regclass AND tgfoid = 'sss.enforce'::regproc), true, 'always and deferred in ' || t)
  FROM unnest('{loose,loose_north,loose_south}'::text[]) AS t;
INSERT INTO loose VALUES ('north', 1, 'household.living_space', 'guardian', '2024-02-29');
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'sss_service: service violation 3.6', 'a deferred check in a partition');
UPDATE loose SET region = 'south';
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'sss_service: service violation 3.6', 'inserted and moved in one transaction, it is new still');
UPDATE loose SET service = 'household.transport';
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'done', 'and was repaired');
SET CONSTRAINTS ALL DEFERRED;
UPDATE loose SET service = 'household.living_space';
UPDATE loose SET region = 'north';
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'sss_service: service violation 3.6', 'spoilt and then moved');
DELETE FROM loose;

-- Moves. A row moves though two attachments look at it, though a trigger moves another row in between, and though many move at once.
CREATE TABLE moving (id integer, region text, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', note text, PRIMARY KEY (region, id)) PARTITION BY LIST (region);
CREATE TABLE moving_a PARTITION OF moving FOR VALUES IN ('a');
CREATE TABLE moving_b PARTITION OF moving FOR VALUES IN ('b');
CREATE TABLE moving_c PARTITION OF moving FOR VALUES IN ('c', 'd') PARTITION BY HASH (id);
CREATE TABLE moving_c_0 PARTITION OF moving_c FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE moving_c_1 PARTITION OF moving_c FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO moving SELECT id, 'a' FROM generate_series(1, 20) AS id;
SELECT sss.attach('moving', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', name => 'one') \g /dev/null
SELECT sss.attach('moving', 'placement', '{category=kat,basis=osn,provider=org}', mode => 'enforce', name => 'two') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE moving SET region = 'b' WHERE id = 1$$), 'done', 'two attachments: a bad row moves');
SELECT is(pg_temp.outcome($$UPDATE moving SET region = CASE region WHEN 'a' THEN 'c' ELSE 'a' END$$), 'done', 'many bad rows, to and fro');
SELECT is(pg_temp.outcome($$UPDATE moving SET region = CASE id % 3 WHEN 0 THEN 'a' WHEN 1 THEN 'b' ELSE 'd' END, kat = CASE id WHEN 7 THEN 'abuse_victim' ELSE kat END$$), 'one: category violation 1.2', 'and one among them gets worse');
SELECT is(pg_temp.outcome($$UPDATE moving AS m SET region = new.region, note = 'x' FROM (VALUES (1, 'b'), (2, 'b'), (3, 'd'), (4, 'a')) AS new (id, region) WHERE m.id = new.id$$), 'done', 'UPDATE ... FROM');
CREATE FUNCTION move_another() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF old.id = 5 THEN UPDATE moving SET region = ''b'' WHERE id = 6; END IF; RETURN NULL; END';
CREATE TRIGGER trigger_another AFTER DELETE ON moving FOR EACH ROW EXECUTE FUNCTION move_another();
SELECT is(pg_temp.outcome($$UPDATE moving SET region = 'a' WHERE id = 5$$), 'done', 'a trigger moves another row in between');
DROP TRIGGER trigger_another ON moving;
CREATE FUNCTION move_on() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.note = ''on'' THEN UPDATE moving SET region = ''a'', note = NULL WHERE id = new.id; END IF; RETURN NULL; END';
CREATE TRIGGER move_on AFTER INSERT ON moving FOR EACH ROW EXECUTE FUNCTION move_on();
SELECT is(pg_temp.outcome($$UPDATE moving SET region = 'd', note = 'on' WHERE id = 4$$), 'done', 'a trigger moves the row on, before we see it arrive');
SELECT is(pg_temp.outcome($$INSERT INTO moving (id, region, note) VALUES (40, 'd', 'on')$$), 'one: basis violation 1.4/2', 'a new row is new all the same');
DROP TRIGGER move_on ON moving;
SAVEPOINT cascade;
CREATE TABLE regions (region text PRIMARY KEY);
INSERT INTO regions VALUES ('a'), ('b'), ('c');
UPDATE moving SET region = 'c' WHERE region = 'd';
ALTER TABLE moving ADD FOREIGN KEY (region) REFERENCES regions ON UPDATE CASCADE;
SELECT is(pg_temp.outcome($$UPDATE regions SET region = 'd' WHERE region = 'b'$$), 'done', 'a foreign key moves rows');
ROLLBACK TO cascade;
SELECT is((SELECT string_agg(id || region, ' ' ORDER BY id) FROM moving WHERE id < 7), '1b 2b 3d 4a 5a 6b', 'all are where they belong');
SELECT is(pg_temp.outcome($$UPDATE moving SET region = 'a', id = 101 WHERE id = 1$$), 'one: basis violation 1.4/2', 'with another key it is another row');
SELECT is(pg_temp.outcome($$UPDATE moving SET id = 100 + id WHERE region = 'c'$$), 'one: basis violation 1.4/2', 'also where the key chooses the partition');
-- A new row is never taken for one that moved: not where a trigger drops the one that moved, nor where its partition does not look.
CREATE FUNCTION drop_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER drop_row BEFORE INSERT ON moving_b FOR EACH ROW EXECUTE FUNCTION drop_row();
SELECT is(pg_temp.outcome($$WITH new AS (INSERT INTO moving VALUES (50, 'd')) UPDATE moving SET region = 'b' WHERE id = 5$$), 'one: basis violation 1.4/2', 'the moved row is dropped, another comes in');
SELECT is(pg_temp.outcome($$WITH new AS (INSERT INTO moving VALUES (50, 'a')) UPDATE moving SET region = 'b' WHERE id = 5$$), 'one: basis violation 1.4/2', 'into the partition that it left');
SELECT is(pg_temp.outcome($$DO 'BEGIN UPDATE moving SET region = ''b'' WHERE id = 5; INSERT INTO moving VALUES (5, ''d''); END'$$), 'one: basis violation 1.4/2', 'nor does a later command bring it back');
SELECT is(pg_temp.outcome($$UPDATE moving SET region = CASE id WHEN 5 THEN 'b' ELSE 'd' END WHERE id IN (5, 8)$$), 'done', 'others move on');
DROP TRIGGER drop_row ON moving_b;
ALTER TABLE moving_b DISABLE TRIGGER one, DISABLE TRIGGER two;
SELECT is(pg_temp.outcome($$WITH new AS (INSERT INTO moving VALUES (50, 'd')) UPDATE moving SET region = 'b' WHERE id = 4$$), 'one: basis violation 1.4/2', 'the moved row goes where the attachment is disabled');
ALTER TABLE moving_b ENABLE TRIGGER one, ENABLE TRIGGER two;
SELECT is(pg_temp.outcome($$DO 'BEGIN
	BEGIN UPDATE moving SET region = ''a'' WHERE id = 6; RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN NULL; END;
	UPDATE moving SET region = ''d'' WHERE id = 6; END'$$), 'done', 'a move rolled back, and another');

-- Deferred: the row is checked where it ends, against its state before the first move.
SELECT sss.detach('moving', 'one') \g /dev/null
SELECT sss.detach('moving', 'two') \g /dev/null
SELECT sss.attach('moving', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', timing => 'deferred', name => 'later') \g /dev/null
CREATE FUNCTION run(VARIADIC statements text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	statement text;
BEGIN
	SET CONSTRAINTS ALL DEFERRED;
	FOREACH statement IN ARRAY statements LOOP
		EXECUTE statement;
	END LOOP;
	RETURN pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE');
END
$$;
SAVEPOINT fresh;
SELECT is(run($$UPDATE moving SET region = 'c' WHERE id = 9$$), 'done', 'deferred: a bad row moves');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE moving SET region = 'c' WHERE id = 9$$, $$UPDATE moving SET region = 'b' WHERE id = 9$$, $$UPDATE moving SET note = 'x' WHERE id = 9$$, $$UPDATE moving SET region = 'a' WHERE id = 9$$), 'done', 'and on, and back');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE moving SET kat = 'abuse_victim' WHERE id = 9$$, $$UPDATE moving SET note = 'x' WHERE id = 9$$, $$UPDATE moving SET region = 'b' WHERE id = 9$$), 'later: category violation 1.2', 'gets worse, and moves');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE moving SET region = 'b' WHERE id = 9$$, $$UPDATE moving SET kat = 'abuse_victim' WHERE id = 9$$), 'later: category violation 1.2', 'moves, and gets worse');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE moving SET region = 'b', kat = 'abuse_victim' WHERE id = 9$$, $$UPDATE moving SET region = 'c' WHERE id = 9$$), 'later: category violation 1.2', 'gets worse by a move, and moves on');
ROLLBACK TO fresh;
SELECT is(run($$UPDATE moving SET kat = 'abuse_victim' WHERE id = 9$$, $$UPDATE moving SET region = 'b', kat = 'orphan' WHERE id = 9$$), 'done', 'worse, and back again with a move');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO moving VALUES (30, 'a')$$, $$UPDATE moving SET region = 'b' WHERE id = 30$$, $$UPDATE moving SET region = 'd' WHERE id = 30$$), 'later: basis violation 1.4/2', 'a new row stays new however often it moves');
ROLLBACK TO fresh;
SELECT is(run($$INSERT INTO moving VALUES (30, 'a')$$, $$UPDATE moving SET region = 'b' WHERE id = 30$$, $$DELETE FROM moving WHERE id = 30$$), 'done', 'unless it goes');
ROLLBACK TO fresh;
SELECT is(run($$DELETE FROM moving WHERE id = 9$$, $$INSERT INTO moving VALUES (9, 'b')$$), 'later: basis violation 1.4/2', 'deleted and inserted is not moved');
ROLLBACK TO fresh;
CREATE FUNCTION spoil_moving() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.note = ''spoil'' THEN new.kat := ''abuse_victim''; END IF; RETURN new; END';
CREATE TRIGGER spoil BEFORE UPDATE ON moving FOR EACH ROW EXECUTE FUNCTION spoil_moving();
SAVEPOINT spoiling;
SELECT is(run($$UPDATE moving SET note = 'spoil' WHERE id = 9$$, $$UPDATE moving SET region = 'b' WHERE id = 9$$), 'later: category violation 1.2', 'spoilt by a trigger, and moved');
ROLLBACK TO spoiling;
SET CONSTRAINTS ALL DEFERRED;
UPDATE moving SET note = 'spoil' WHERE id = 9;
UPDATE moving SET region = 'b', note = NULL WHERE id = 9;
SELECT is(pg_temp.outcome('SET CONSTRAINTS later IMMEDIATE'), 'done', 'the move is checked before');
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'later: category violation 1.2', 'but the trigger''s changes are not lost');
ROLLBACK TO fresh;
SET CONSTRAINTS ALL DEFERRED;
SELECT sss.set_mode('moving', 'log', 'later') \g /dev/null
SAVEPOINT fresh;
SELECT is(run($$INSERT INTO moving VALUES (30, 'a')$$, $$UPDATE moving SET region = 'b' WHERE id = 30$$, $$UPDATE moving SET region = 'd', osn = 'other_document' WHERE id = 30$$, $$UPDATE moving SET region = 'b' WHERE id = 9$$), 'done', 'logging');
SELECT is(pg_temp.logged('moving'), '{"later {d,30}: basis violation 1.4/2"}', 'a new row has one line, an old one that moved none');
ROLLBACK TO fresh;

-- Partitions attached one by one: a row moves between them as it does where the parent is attached.
SELECT sss.detach('moving', 'later') \g /dev/null
SELECT sss.attach('moving_a', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SELECT sss.attach('moving_c_0', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SELECT sss.attach('moving_c_1', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE moving SET region = 'c' WHERE region = 'a'$$), 'done', 'bad rows move between partitions that are attached themselves');
SELECT is(pg_temp.outcome($$UPDATE moving SET region = 'a', kat = 'abuse_victim' WHERE region = 'c'$$), 'sss_placement: category violation 1.2', 'and do not get worse');
SELECT is(pg_temp.outcome($$WITH new AS (INSERT INTO moving VALUES (50, 'a')) UPDATE moving SET region = 'b' WHERE region = 'c'$$), 'sss_placement: basis violation 1.4/2', 'nor bring in another, moving it from an unguarded partition');
SELECT is(left(pg_temp.outcome($$UPDATE moving SET region = 'a' WHERE region = 'b'$$), 13), 'sss_placement', 'a row from there is new');

-- Inheritance children are other tables: row triggers of the parent do not reach them.
CREATE TABLE ancestor (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date);
CREATE TABLE descendant (PRIMARY KEY (id)) INHERITS (ancestor);
SELECT sss.attach('ancestor', 'service', '{on_date=given}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO descendant VALUES (1, 'household.living_space', 'youth_house', '2024-02-29')$$), 'done', 'a lawful row in an inheritance child');
SELECT is(pg_temp.outcome($$UPDATE ancestor SET provider = 'guardian'$$), 'done', 'a child is not covered, even through its parent');
SELECT sss.attach('descendant', 'service', '{on_date=given}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO descendant VALUES (2, 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'unless it is attached itself');

-- A partition's own attachment does not rely on its parent's triggers in it; each has a companion of its own.
CREATE FUNCTION from_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.osn := nullif(new.note, ''); RETURN new; END $$;
CREATE TABLE leaning (id integer PRIMARY KEY, kat text DEFAULT 'orphan', osn text DEFAULT 'local_executive_decision', org text DEFAULT 'youth_house', note text DEFAULT 'local_executive_decision') PARTITION BY RANGE (id);
CREATE TABLE leaning_1 PARTITION OF leaning FOR VALUES FROM (1) TO (9);
CREATE TRIGGER from_note BEFORE UPDATE ON leaning_1 FOR EACH ROW EXECUTE FUNCTION from_note();
\set all '{category=kat,basis=osn,provider=org}'
SELECT sss.attach('leaning', 'placement', :'all', mode => 'enforce'), sss.attach('leaning_1', 'placement', :'all', mode => 'enforce', name => 'own') \g /dev/null
INSERT INTO leaning VALUES (1);
SELECT sss.detach('leaning', 'sss_placement') \g /dev/null
SELECT is((SELECT companion FROM sss.attachments WHERE relation = 'leaning_1'::regclass), 'own_companion', 'the other attachment is detached, and leaves a companion');
SELECT is(pg_temp.outcome($$UPDATE leaning_1 SET note = 'court_act'$$), 'own: basis violation 1.4/2', 'that enforces');
SELECT sss.attach('leaning', 'placement', :'all', mode => 'enforce') \g /dev/null
ALTER TABLE leaning DETACH PARTITION leaning_1;
SELECT is(pg_temp.outcome($$UPDATE leaning_1 SET note = 'court_act'$$), 'own: basis violation 1.4/2', 'also where the partition is detached');
ALTER TABLE leaning ATTACH PARTITION leaning_1 FOR VALUES FROM (1) TO (9);
SELECT sss.detach('leaning_1', 'own'), sss.detach('leaning', 'sss_placement') \g /dev/null
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'leaning_1'::regclass AND tgfoid = 'sss.enforce'::regproc), 0::bigint, 'both detached, nothing is left');
SELECT sss.attach('leaning_1', 'placement', :'all', name => 'own'), sss.attach('leaning', 'placement', :'all') \g /dev/null
UPDATE leaning SET note = 'court_act';
SELECT is(pg_temp.logged('leaning_1') || pg_temp.logged('leaning'), '{"own {1}: basis violation 1.4/2","sss_placement {1}: basis violation 1.4/2"}', 'each logs for itself');
SELECT sss.detach('leaning', 'sss_placement'), sss.detach('leaning_1', 'own') \g /dev/null
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'leaning_1'::regclass AND tgfoid = 'sss.enforce'::regproc), 0::bigint, 'nothing is left in the other order either');

-- Of two attachments that bind the same columns, each asks for its own.
UPDATE leaning SET note = 'local_executive_decision';
SELECT sss.attach('leaning_1', 'placement', :'all', mode => 'enforce', name => 'a'), sss.attach('leaning_1', 'placement', :'all', mode => 'enforce', name => 'b', required => '{basis}') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE leaning_1 SET note = ''$$), 'b: basis violation 1.4', 'the required roles of one');
ALTER TRIGGER a ON leaning_1 RENAME TO c;
ALTER TRIGGER b ON leaning_1 RENAME TO d;
ALTER TRIGGER a_companion ON leaning_1 RENAME TO c_companion;
ALTER TRIGGER b_companion ON leaning_1 RENAME TO d_companion;
SELECT is(right(pg_temp.outcome($$UPDATE leaning_1 SET note = ''$$), 19), 'basis violation 1.4', 'also where all are renamed');

SELECT * FROM finish();
ROLLBACK;
