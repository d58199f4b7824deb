-- A partition that is detached for the second time, and one that is attached again with an attachment of its own.
BEGIN;
\ir ../common.psql
CREATE SCHEMA again;
SET LOCAL search_path = again, public;
SELECT plan(29);

CREATE TABLE place (id integer, region integer, category text DEFAULT 'orphan', basis text DEFAULT 'court_act', provider text DEFAULT 'youth_house', on_date date DEFAULT '2024-05-01', PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE place_1 PARTITION OF place FOR VALUES IN (1);
CREATE TABLE place_2 PARTITION OF place FOR VALUES IN (2, 3) PARTITION BY LIST (region);
CREATE TABLE place_3 PARTITION OF place_2 FOR VALUES IN (3);
CREATE VIEW facts AS SELECT id, region, category, basis, provider, on_date FROM place;
\set columns '\'{category=category,basis=basis,provider=provider,on_date=on_date}\''
CREATE FUNCTION attach(of_table text, options text DEFAULT '', columns text DEFAULT '''{category=category,basis=basis,provider=provider,on_date=on_date}''') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT sss.attach(%L, ''placement'', %s %s)', of_table, columns, options);
END
$$;
CREATE FUNCTION found(OUT text[]) LANGUAGE sql AS $$
	SELECT array_agg(format('%s %s: %s', relation, attachment, problem) ORDER BY relation::text, attachment, problem) FROM sss.verify()
$$;
CREATE FUNCTION repaired(OUT text[]) LANGUAGE plpgsql AS $$
DECLARE
	command text;
BEGIN
	FOR command IN SELECT v.command FROM sss.verify() AS v LOOP
		EXECUTE command;
	END LOOP;
	$1 := found();
END
$$;
CREATE FUNCTION lost(of_table text) RETURNS text[] LANGUAGE sql AS $$
	SELECT ARRAY[of_table || ' sss_placement: table has the columns of partitioned table again.place, but does not have its attachment']
$$;
CREATE FUNCTION twice(of_table text) RETURNS text[] LANGUAGE sql AS $$
	SELECT ARRAY[of_table || ' mine: partition has this attachment besides attachment sss_placement of again.place: each row is checked twice']
$$;
-- What lets a detached partition go
CREATE FUNCTION let_go(of_table text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM attach(of_table);
	PERFORM sss.detach(of_table::regclass, 'sss_placement');
END
$$;
SELECT attach('place', ', mode => ''enforce''') \g /dev/null
SAVEPOINT attached;

ALTER TABLE place DETACH PARTITION place_1;
SELECT is(found(), lost('place_1'), 'detached');
SELECT let_go('place_1') \g /dev/null
SELECT is(found(), NULL, 'and let go');
ALTER TABLE place_1 ADD note text, ALTER basis SET STATISTICS 10;
ALTER TABLE place_1 DROP note;
TRUNCATE place_1;
SELECT is(found(), NULL, 'whatever else is done with it');
ALTER TABLE place ATTACH PARTITION place_1 FOR VALUES IN (1);
SELECT is(found(), NULL, 'attached again');
ALTER TABLE place DETACH PARTITION place_1;
SELECT is(found(), lost('place_1'), 'detached again');
SELECT is(repaired(), NULL, 'the command attaches the rule to it');
SELECT is(pg_temp.outcome('INSERT INTO place_1 (id, region) VALUES (1, 1)'), 'sss_placement: basis violation 1.4/2', 'which is enforced');
SELECT sss.detach('place_1', 'sss_placement') \g /dev/null
SELECT is(found(), NULL, 'let go again');
ROLLBACK TO attached;

-- In a row, without a savepoint between
ALTER TABLE place DETACH PARTITION place_1; SELECT let_go('place_1') \g /dev/null
ALTER TABLE place ATTACH PARTITION place_1 FOR VALUES IN (1); ALTER TABLE place DETACH PARTITION place_1; ALTER TABLE place ATTACH PARTITION place_1 FOR VALUES IN (1); ALTER TABLE place DETACH PARTITION place_1;
SELECT is(found(), lost('place_1'), 'detached for the third time');
SELECT let_go('place_1') \g /dev/null
DROP TABLE place_1;
CREATE TABLE place_1 (LIKE place INCLUDING ALL);
SELECT is(found(), lost('place_1'), 'a new table of that name');
ROLLBACK TO attached;

ALTER TABLE place DETACH PARTITION place_2;
SELECT is(found(), lost('place_2'), 'a partition that is partitioned');
SELECT let_go('place_2') \g /dev/null
SELECT is(found(), NULL, 'and let go');
ALTER TABLE place ATTACH PARTITION place_2 FOR VALUES IN (2, 3);
ALTER TABLE place_2 DETACH PARTITION place_3;
SELECT is(found(), lost('place_3'), 'a partition of the partition');
SELECT let_go('place_3') \g /dev/null
ALTER TABLE place_2 ATTACH PARTITION place_3 FOR VALUES IN (3);
ALTER TABLE place DETACH PARTITION place_2;
SELECT is(found(), lost('place_2'), 'and again the one above');
ROLLBACK TO attached;

-- An attachment of its own
ALTER TABLE place DETACH PARTITION place_1;
SELECT attach('place_1', ', mode => ''enforce''') \g /dev/null
SELECT is(left(pg_temp.outcome('ALTER TABLE place ATTACH PARTITION place_1 FOR VALUES IN (1)'), 5), '42710', 'of the same name: PostgreSQL refuses it');
SELECT sss.detach('place_1', 'sss_placement') \g /dev/null
SELECT attach('place_1', ', mode => ''enforce'', name => ''mine''') \g /dev/null
SELECT is(found(), NULL, 'of another name');
ALTER TABLE place ATTACH PARTITION place_1 FOR VALUES IN (1);
SELECT is(found(), twice('place_1'), 'is named');
SELECT is(repaired(), NULL, 'the command drops it');
SELECT is(pg_temp.outcome('INSERT INTO place_1 (id, region) VALUES (1, 1)'), 'sss_placement: basis violation 1.4/2', 'and the other one enforces');
ROLLBACK TO attached;
SELECT attach('place_1', ', name => ''mine''') \g /dev/null
SELECT is(found(), twice('place_1'), 'in the weaker mode');
SELECT is(repaired(), NULL, 'likewise');
ROLLBACK TO attached;
SELECT sss.set_mode('place', 'log') \g /dev/null
SELECT attach('place_1', ', mode => ''enforce'', name => ''mine''') \g /dev/null
SELECT is(found(), NULL, 'in the stricter mode it is meant');
ROLLBACK TO attached;
SELECT attach('place_1', ', mode => ''enforce'', name => ''mine''') \g /dev/null
ALTER TABLE place DISABLE TRIGGER sss_placement;
SELECT is(found(), ARRAY['place sss_placement: trigger is disabled'], 'if the other one is disabled, it is not named: it still enforces');
ROLLBACK TO attached;
SELECT attach('place_3', ', name => ''mine''') \g /dev/null
SELECT is(found(), twice('place_3'), 'in a partition of a partition');
SELECT is(repaired(), NULL, 'likewise');
ROLLBACK TO attached;

-- CHECK
SELECT sss.detach('place', 'sss_placement'), sss.add_check('place', 'placement', :columns) \g /dev/null
SELECT sss.add_check('place_1', 'placement', :columns, name => 'mine') \g /dev/null
SELECT is(found(), twice('place_1'), 'CHECK');
SELECT is(repaired(), NULL, 'likewise');
SELECT is((SELECT count(*) FROM pg_constraint WHERE conrelid = 'place_1'::regclass AND contype = 'c'), 1::bigint, 'one is left');
ROLLBACK TO attached;

-- Facts view
SELECT sss.detach('place', 'sss_placement'), sss_internal.attach_table('place', 'placement', lookup => 'facts', mode => 'enforce') \g /dev/null
ALTER TABLE place DETACH PARTITION place_1;
SELECT sss.detach('place_1', 'sss_placement') FROM attach('place_1') \g /dev/null
ALTER TABLE place ATTACH PARTITION place_1 FOR VALUES IN (1);
ALTER TABLE place DETACH PARTITION place_1;
SELECT is(found(), lost('place_1'), 'facts view: detached for the second time');

SELECT * FROM finish();
ROLLBACK;
