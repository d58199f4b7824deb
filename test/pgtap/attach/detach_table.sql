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
SELECT * FROM finish();
ROLLBACK;
