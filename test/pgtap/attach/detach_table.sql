-- One table of an attached view detached: on purpose, as it can be left out, and the journal says by whom.  But a view without the table of
-- its cases would check no new case.
BEGIN;
\ir ../common.psql
CREATE SCHEMA t;
SET LOCAL search_path = t, public;
SELECT no_plan();

CREATE TABLE child (id int PRIMARY KEY, category text);
CREATE TABLE house (id int PRIMARY KEY, provider text NOT NULL);
CREATE TABLE stay (id int PRIMARY KEY, child_id int NOT NULL REFERENCES child, house_id int NOT NULL REFERENCES house, basis text, since date);
CREATE VIEW placement AS
	SELECT s.id, s.child_id, s.house_id, c.category, s.basis, h.provider, s.since AS on_date
	  FROM stay s JOIN child c ON c.id = s.child_id JOIN house h ON h.id = s.house_id;
INSERT INTO child VALUES (1, 'orphan');
INSERT INTO house VALUES (1, 'youth_house');
CREATE FUNCTION pg_temp.found() RETURNS text[] LANGUAGE sql AS
	$$SELECT coalesce(array_agg(concat_ws(' ', relation, attachment, problem) ORDER BY 1), '{}') FROM sss.verify() WHERE relation IS NOT NULL$$;
CREATE FUNCTION pg_temp.mend() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	command text;
BEGIN
	FOR command IN SELECT v.command FROM sss.verify() AS v WHERE relation IS NOT NULL LOOP
		EXECUTE command;
	END LOOP;
END
$$;
CREATE FUNCTION pg_temp.guarded() RETURNS text[] LANGUAGE sql AS
	$$SELECT array_agg(concat_ws(' ', relation, name, mode) ORDER BY relation::text, name) FROM sss.attached_tables$$;

SELECT sss.attach_view('placement', 'placement', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.found(), '{}', 'attached as a whole');
SELECT sss.detach('house') \g /dev/null
SELECT is(pg_temp.found(), '{}', 'another table than that of the cases: on purpose');
SELECT is((SELECT concat_ws(' ', action, relation, session_role = session_user) FROM sss.journal ORDER BY at DESC LIMIT 1), 'detach t.house t', 'the journal says who did it');
SELECT matches((SELECT definition FROM sss.attachments), 'leave_out => ARRAY\[''t.house''\]', 'sss.attachments shows it as left out');
SELECT sss.detach('stay') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (1, 1, 1, 'court_act', '2024-03-01')$$), 'done', 'without the table of the cases, a new case is not checked');
DELETE FROM stay;
SELECT is(pg_temp.found(), '{"stay sss_placement facts view t.placement is attached, but not to the table of its cases: new cases are not checked"}', 'and sss.verify() says so');
SELECT is((SELECT status FROM sss.health()), 'critical', 'as does sss.health()');
SELECT pg_temp.mend() \g /dev/null
SELECT is(pg_temp.found(), '{}', 'the command mends it');
SELECT is(pg_temp.guarded(), '{"child sss_placement enforce","house sss_placement enforce","stay sss_placement enforce"}', 'in the mode that the view has');
SELECT is(pg_temp.outcome($$INSERT INTO stay VALUES (1, 1, 1, 'court_act', '2024-03-01')$$), 'sss_placement: basis violation 1.4/2', 'a new case is checked');

-- Whoever means it says so when he attaches.
SELECT sss.attach_view('placement', 'placement', leave_out => '{stay}', replace => true) \g /dev/null
SELECT is(pg_temp.found(), '{}', 'left out');
SELECT sss.detach('placement') \g /dev/null
SELECT is(pg_temp.found(), '{}', 'a view detached as a whole is no problem');

-- The table of the cases by a key of two columns, in a union, partitioned, and under a number.
CREATE TABLE service (stay_id int, n int, service text, PRIMARY KEY (n, stay_id));
CREATE VIEW served AS SELECT s.stay_id, s.n, s.service, h.provider, p.since AS on_date FROM service s JOIN stay p ON p.id = s.stay_id JOIN house h ON h.id = p.house_id;
SELECT sss.attach_view('served', 'service', key => '{stay_id,n}') \g /dev/null
SELECT sss.detach('stay', 'sss_service'), sss.detach('house', 'sss_service') \g /dev/null
SELECT is(pg_temp.found(), '{}', 'two columns: not the others');
SELECT sss.attach_view('served', 'service', key => '{stay_id,n}') \g /dev/null
SELECT sss.detach('service') \g /dev/null
SELECT is(pg_temp.found(), '{"service sss_service facts view t.served is attached, but not to the table of its cases: new cases are not checked"}', 'the one whose key it is');
SELECT sss.detach('served') \g /dev/null
CREATE TABLE parted (id int, category text, basis text, house_id int NOT NULL, since date NOT NULL, PRIMARY KEY (id, since)) PARTITION BY RANGE (since);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2023-01-01') TO ('2025-01-01');
CREATE VIEW of_parted AS SELECT p.id, p.category, p.basis, h.provider, p.since AS on_date FROM parted p JOIN house h ON h.id = p.house_id;
SELECT sss.attach_view('of_parted', 'placement', key => '{id,on_date}') \g /dev/null
SELECT sss.detach('parted') \g /dev/null
SELECT is(pg_temp.found(), '{"parted sss_placement facts view t.of_parted is attached, but not to the table of its cases: new cases are not checked"}', 'a partitioned table');
SELECT pg_temp.mend() \g /dev/null
SELECT is(pg_temp.found(), '{}', 'is mended');
SELECT sss.detach('of_parted') \g /dev/null

-- A trigger that somebody dropped is no detach: the journal says attached.
SELECT sss.attach_view('placement', 'placement') \g /dev/null
DROP TRIGGER sss_placement ON stay;
DROP TRIGGER sss_placement_insert ON stay;
DROP TRIGGER sss_placement_update ON stay;
DROP TRIGGER sss_placement_delete ON stay;
SELECT is(pg_temp.found(), '{"stay sss_placement attachment does not exist, but the journal says attached"}', 'dropped by hand, it is named once');
SELECT pg_temp.mend() \g /dev/null
SELECT is(pg_temp.found(), '{}', 'and mended');

-- A table that stands twice in the view: each loss is named once, and each command works, whichever ran before it.
CREATE TABLE person (id int PRIMARY KEY, category text, provider text);
CREATE TABLE care (id int PRIMARY KEY, child int NOT NULL, carer int NOT NULL, basis text, since date);
CREATE VIEW care_case AS
	SELECT k.id, k.child, k.carer, c.category, k.basis, p.provider, k.since AS on_date
	  FROM care k JOIN person c ON c.id = k.child JOIN person p ON p.id = k.carer;
SELECT sss.detach('placement') \g /dev/null
SELECT sss.attach_view('care_case', 'placement') \g /dev/null
SELECT array_agg(pg_get_triggerdef(oid) ORDER BY tgname) AS triggers FROM pg_trigger WHERE tgrelid = 'person'::regclass AND NOT tgisinternal \gset
CREATE FUNCTION pg_temp.loses(statement text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	said text[];
BEGIN
	EXECUTE statement;
	said := ARRAY(SELECT split_part(f, ':', 1) FROM unnest(pg_temp.found()) AS f);
	PERFORM pg_temp.mend();
	RETURN said || pg_temp.found() ||
		CASE WHEN (SELECT array_agg(pg_get_triggerdef(oid) ORDER BY tgname) FROM pg_trigger WHERE tgrelid = 'person'::regclass AND NOT tgisinternal) = current_setting('t.triggers')::text[]
			 THEN 'as before' ELSE 'otherwise' END;
END
$$;
SELECT set_config('t.triggers', :'triggers', true) \g /dev/null
SELECT is(pg_temp.loses('DROP TRIGGER sss_placement_2 ON person'), '{"person sss_placement_2 attachment does not exist, but the journal says attached","as before"}', 'the second attachment''s trigger');
SELECT is(pg_temp.loses('DROP TRIGGER sss_placement ON person'), '{"person sss_placement attachment does not exist, but the journal says attached","as before"}', 'the first one''s');
SELECT is(pg_temp.loses('DROP TRIGGER sss_placement ON person; DROP TRIGGER sss_placement_2 ON person'),
	'{"person sss_placement attachment does not exist, but the journal says attached","person sss_placement_2 attachment does not exist, but the journal says attached","as before"}', 'both');
SELECT is(pg_temp.loses('DROP TRIGGER sss_placement_2 ON person; DROP TRIGGER sss_placement_2_insert ON person; DROP TRIGGER sss_placement_2_update ON person; DROP TRIGGER sss_placement_2_delete ON person'),
	'{"person sss_placement_2 attachment does not exist, but the journal says attached","as before"}', 'all of the second''s');
SELECT is(pg_temp.loses('ALTER TRIGGER sss_placement_2 ON person RENAME TO x'), '{"person sss_placement_2 trigger was renamed to x","as before"}', 'renamed');
SELECT is(pg_temp.loses('DROP TRIGGER sss_placement_2_update ON person'), ARRAY[(pg_temp.loses('DROP TRIGGER sss_placement_2_update ON person'))[1], 'as before'], 'a helper trigger');
SELECT is(pg_temp.loses('ALTER TABLE person DISABLE TRIGGER sss_placement_2_update'), ARRAY[(pg_temp.loses('ALTER TABLE person DISABLE TRIGGER sss_placement_2_update'))[1], 'as before'], 'disabled');
SELECT is(pg_temp.loses('SELECT sss.detach($$person$$, $$sss_placement_2$$)'), '{"person sss_placement changes of the table may alter rows of facts view t.care_case to which its columns do not lead","as before"}', 'detached in one of its places');
SELECT * FROM finish();
ROLLBACK;
