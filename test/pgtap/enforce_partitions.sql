-- Partitions are covered through their parent; inheritance children are not.
-- Annex 1, paragraph 4, part 2: orphans by decision of the local executive body or referral.
BEGIN;
\ir enforce.psql
CREATE SCHEMA enforce_partitions;
SET LOCAL search_path = enforce_partitions, public;
SELECT plan(88);

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

-- A row that moves is judged where it arrives.
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'east' WHERE id = 1$$), 'done', 'a lawful row moves');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'north', osn = 'court_act' WHERE id = 1$$), 'sss_placement: basis violation 1.4/2', 'a row moves and becomes unlawful');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'north' WHERE id = 1$$), 'done', 'a lawful row moves back');

-- One that was there before is not held hostage: it may move, but not get worse; the same for a role that may read nothing.
SELECT sss.set_mode('cases', 'sss_placement', 'log') \g /dev/null
INSERT INTO cases VALUES (7, 'north', 'orphan', 'court_act', 'youth_house', '2024-02-29');
SELECT is(pg_temp.logged('north'), '{"sss_placement {north,7}: basis violation 1.4/2"}', 'a bad row, logged when it comes in');
UPDATE cases SET region = 'east' WHERE id = 7;
SELECT is(pg_temp.logged('east'), '{}', 'not when it moves');
UPDATE cases SET region = 'west', kat = 'abuse_victim' WHERE id = 7;
SELECT is(pg_temp.logged('west_1'), '{"sss_placement {west,7}: category violation 1.2"}', 'but when it moves and gets worse');
SELECT sss.set_mode('cases', 'sss_placement', 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'south', osn = 'other_document' WHERE id = 7$$), 'done', 'a bad row moves, and is no worse');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'east', org = 'guardian' WHERE id = 7$$), 'sss_placement: category violation 3.2', 'a bad row moves, and gets worse');
SELECT is(pg_temp.outcome($$DO 'BEGIN
	UPDATE cases SET region = ''east'', org = ''minors_adaptation_center'', osn = ''deliverer_application'' WHERE id = 7;
	INSERT INTO cases VALUES (8, ''east'', ''abuse_victim'', ''other_document'', ''youth_house'', ''2024-02-29'');
	END'$$), 'sss_placement: category violation 1.2', 'a new bad row behind a bad row that moved and was mended is new');
SELECT is(pg_temp.outcome($$WITH new AS (INSERT INTO cases VALUES (8, 'east', 'abuse_victim', 'other_document', 'youth_house', '2024-02-29'))
	UPDATE cases SET region = 'east', org = 'minors_adaptation_center', osn = 'deliverer_application' WHERE id = 7$$), 'sss_placement: category violation 1.2', 'and one beside it in the same statement');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'east', org = 'minors_adaptation_center', osn = 'deliverer_application' WHERE id = 7$$), 'done', 'a bad row moves, and is mended');
SELECT is(pg_temp.outcome($$UPDATE cases SET region = 'west', org = 'youth_house' WHERE id = 7$$), 'sss_placement: category violation 1.2', 'and is not spoilt again by another move');
CREATE ROLE regress_sss_mover;
GRANT USAGE ON SCHEMA enforce_partitions TO regress_sss_mover;
GRANT UPDATE (region, org) ON cases TO regress_sss_mover;
SET ROLE regress_sss_mover;
SELECT is((SELECT string_agg(key, ' ' ORDER BY key) FROM json_object_keys(pg_temp.detail($$UPDATE cases SET region = 'venus', org = 'youth_house'$$)) AS key),
	'provision requirement rule verdict', 'who may not read the row learns nothing of it when it moves');
RESET ROLE;
DELETE FROM cases WHERE id = 7;

-- Where main trigger and companion both fire, in a partition with other attribute numbers, one line is left.
SELECT sss.set_mode('cases', 'sss_placement', 'log') \g /dev/null
UPDATE cases SET note = 'spoil', since = since + 1 WHERE id = 3;
INSERT INTO cases VALUES (3, 'east', 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', NULL)
	ON CONFLICT (region, id) DO UPDATE SET osn = excluded.osn, note = NULL;
INSERT INTO cases VALUES (3, 'east', 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', NULL)
	ON CONFLICT (region, id) DO UPDATE SET osn = excluded.osn, note = 'spoil';
SELECT is(pg_temp.logged('east'), '{"sss_placement {east,3}: basis violation 1.4/2","sss_placement {east,3}: basis violation 1.4/2"}', 'one line for each of two changes');
UPDATE cases SET osn = 'local_executive_decision', note = NULL;
SELECT sss.set_mode('cases', 'sss_placement', 'enforce') \g /dev/null

-- The attachment is one; the log and the refusal name the partition, where the row is.
SELECT is(ARRAY(SELECT relation::text || ' ' || name FROM sss.attachments WHERE relation IN (SELECT relid FROM pg_partition_tree('cases'))), '{"cases sss_placement"}', 'sss.attachments shows the parent only');
SELECT is(pg_temp.detail($$INSERT INTO cases VALUES (9, 'east', 'orphan', 'court_act', 'youth_house', '2024-02-29')$$)->'key' #>> '{}', '{"region": "east", "id": "9"}', 'the key of the partition''s own primary key');

-- set_mode() reaches every partition, and the later ones.
SELECT sss.set_mode('cases', 'sss_placement', 'log') \g /dev/null
CREATE TABLE venus PARTITION OF cases FOR VALUES IN ('venus');
INSERT INTO places VALUES ('venus', 6, 'venus');
SELECT is(store('cases', id + 10, region, 'court_act'), 'done', 'logging in ' || partition) FROM places;
SELECT is(ARRAY(SELECT relation || key::text FROM sss.violation_log WHERE relid IN (SELECT relid FROM pg_partition_tree('cases')) ORDER BY 1),
	ARRAY['enforce_partitions.east{east,13}', 'enforce_partitions.elsewhere{mars,15}', 'enforce_partitions.north{north,11}', 'enforce_partitions.south{south,12}',
		'enforce_partitions.venus{venus,16}', 'enforce_partitions.west_1{west,14}', 'enforce_partitions.west_2{west,114}'], 'one line for each row');
SELECT sss.set_mode('cases', 'sss_placement', 'enforce') \g /dev/null
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
SELECT sss.set_mode('cases', 'sss_placement', 'log') \g /dev/null
SELECT is(switches(), 'cases O north D south O west O west_1 A west_2 O', 'is so in another mode');
ALTER TABLE cases ENABLE ALWAYS TRIGGER sss_placement;
ALTER TABLE west_2 DISABLE TRIGGER sss_placement;
SELECT sss.set_mode('cases', 'sss_placement', 'enforce') \g /dev/null
SELECT is(switches(), 'cases A north A south A west A west_1 A west_2 D', 'the parent''s');
SELECT is(left(pg_temp.outcome($$SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', always => true)$$), 5), '55000', 'not what attach() makes');
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
SELECT is(left(pg_temp.outcome($$SELECT sss.detach('north', 'sss_placement')$$), 5), '2BP01', 'detach() of a partition');
SELECT isnt(pg_temp.outcome($$SELECT sss.set_mode('north', 'sss_placement', 'log')$$), 'done', 'set_mode() of a partition');
SELECT is(store('north', 21, 'north', 'court_act'), 'sss_placement: basis violation 1.4/2', 'the partition enforces still');

-- One may have another attachment of its own.
SELECT sss.attach('south', 'placement', '{category=kat,basis=osn,provider=org}', required => '{provider}', name => 'own') \g /dev/null
SELECT is(ARRAY(SELECT relation::text || ' ' || name FROM sss.attachments WHERE relation IN (SELECT relid FROM pg_partition_tree('cases')) ORDER BY 1), '{"cases sss_placement","south own"}', 'an attachment of a partition');
INSERT INTO south VALUES (31, 'south', 'orphan', 'local_executive_decision', NULL, '2024-02-29');
SELECT is(pg_temp.logged('south'), '{"sss_placement {south,12}: basis violation 1.4/2","own {south,31}: provider violation 0.1"}', 'which judges by itself');

-- A partition that leaves is a table of its own, without the parent's attachment.
ALTER TABLE cases DETACH PARTITION east;
SELECT is(store('east', 51, 'east', 'court_act'), 'done', 'a detached partition is not attached');
SELECT is((SELECT count(*) FROM sss.attachments WHERE relation = 'east'::regclass), 0::bigint, 'and sss.attachments does not claim it');
-- With an attachment of its own by the same name it cannot come back; without, it comes with whatever it holds and is covered again.
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
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'done', 'and was mended');
SET CONSTRAINTS ALL DEFERRED;
UPDATE loose SET service = 'household.living_space';
UPDATE loose SET region = 'north';
SELECT is(pg_temp.outcome('SET CONSTRAINTS ALL IMMEDIATE'), 'sss_service: service violation 3.6', 'spoilt and then moved');
DELETE FROM loose;

-- Inheritance children are other tables: row triggers of the parent do not reach them.
CREATE TABLE ancestor (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date);
CREATE TABLE descendant (PRIMARY KEY (id)) INHERITS (ancestor);
SELECT sss.attach('ancestor', 'service', '{on_date=given}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO descendant VALUES (1, 'household.living_space', 'youth_house', '2024-02-29')$$), 'done', 'a lawful row in an inheritance child');
SELECT is(pg_temp.outcome($$UPDATE ancestor SET provider = 'guardian'$$), 'done', 'a child is not covered, even through its parent');
SELECT sss.attach('descendant', 'service', '{on_date=given}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO descendant VALUES (2, 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'unless it is attached itself');

SELECT * FROM finish();
ROLLBACK;
