-- MERGE, which PostgreSQL has had since version 15.
-- Annex 1, paragraph 4, part 2: orphans by decision of the local executive body or referral.
BEGIN;
\ir ../common.psql
SELECT current_setting('server_version_num')::integer >= 150000 AS has_merge \gset
\if :has_merge
SELECT plan(11);
CREATE TABLE merged (
	id integer PRIMARY KEY, kat text DEFAULT 'orphan', osn text, org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', note text);
SELECT sss.attach('merged', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
CREATE FUNCTION pg_temp.merge(rows text, actions text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.outcome(format('MERGE INTO merged AS m USING (VALUES %s) AS v (id, osn) ON v.id = m.id %s', rows, actions))
$$;
SELECT is(pg_temp.merge($$(1, 'court_act')$$, 'WHEN NOT MATCHED THEN INSERT (id, osn) VALUES (v.id, v.osn)'), 'sss_placement: basis violation 1.4/2', 'MERGE inserts');
SELECT is(pg_temp.merge($$(1, 'local_executive_decision'), (2, 'guardianship_body_referral')$$, 'WHEN NOT MATCHED THEN INSERT (id, osn) VALUES (v.id, v.osn)'), 'done', 'MERGE inserts lawful rows');
SELECT is(pg_temp.merge($$(1, 'court_act')$$, 'WHEN MATCHED THEN UPDATE SET osn = v.osn'), 'sss_placement: basis violation 1.4/2', 'MERGE updates a bound column');
SELECT is(pg_temp.merge($$(1, 'court_act')$$, 'WHEN MATCHED THEN UPDATE SET note = v.osn'), 'done', 'MERGE updates another column');
SELECT is(pg_temp.merge($$(1, 'court_act')$$, 'WHEN MATCHED THEN DO NOTHING'), 'done', 'MERGE does nothing');
-- One MERGE inserts, updates and deletes; only logging, each finding has one line.
SELECT sss.set_mode('merged', 'log', 'sss_placement') \g /dev/null
SELECT is(pg_temp.merge($$(1, 'court_act'), (2, 'court_act'), (3, 'court_act')$$,
	'WHEN MATCHED AND m.id = 2 THEN DELETE WHEN MATCHED THEN UPDATE SET osn = v.osn WHEN NOT MATCHED THEN INSERT (id, osn) VALUES (v.id, v.osn)'),
	'done', 'MERGE does all three');
SELECT is(ARRAY(SELECT unnest(pg_temp.logged('merged')) ORDER BY 1), '{"sss_placement {1}: basis violation 1.4/2","sss_placement {3}: basis violation 1.4/2"}', 'one line for each row that MERGE stores');
CREATE FUNCTION pg_temp.spoil() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN new.kat := 'abuse_victim'; RETURN new; END$$;
CREATE TRIGGER spoil BEFORE UPDATE ON merged FOR EACH ROW EXECUTE FUNCTION pg_temp.spoil();
SELECT sss.set_mode('merged', 'enforce', 'sss_placement') \g /dev/null
SELECT is(pg_temp.merge($$(3, 'x')$$, 'WHEN MATCHED THEN UPDATE SET note = v.osn'), 'sss_placement: category violation 1.2', 'MERGE where a BEFORE trigger changes a bound column');
-- MERGE moves a bad row to another partition and repairs it, and inserts another bad one: that one is new.
CREATE TABLE parted (id integer, region text, service sss.service, provider sss.provider_type, given date) PARTITION BY LIST (region);
CREATE TABLE parted_a PARTITION OF parted FOR VALUES IN ('a');
CREATE TABLE parted_b PARTITION OF parted FOR VALUES IN ('b');
INSERT INTO parted VALUES (1, 'a', 'household.living_space', 'guardian', '2024-02-29');
SELECT sss.attach('parted', 'service', '{on_date=given}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$MERGE INTO parted AS p USING (VALUES (1), (2)) AS v (id) ON v.id = p.id
	WHEN MATCHED THEN UPDATE SET region = 'b', provider = 'youth_house'
	WHEN NOT MATCHED THEN INSERT VALUES (v.id, 'a', 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'MERGE moves one row and inserts another');
SELECT is(pg_temp.outcome($$MERGE INTO parted AS p USING (VALUES (1)) AS v (id) ON v.id = p.id WHEN MATCHED THEN UPDATE SET region = 'b'$$), 'done', 'MERGE moves a row that was bad before');
CREATE FUNCTION pg_temp.drop_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER drop_row BEFORE INSERT ON parted_a FOR EACH ROW EXECUTE FUNCTION pg_temp.drop_row();
SELECT is(pg_temp.outcome($$MERGE INTO parted AS p USING (VALUES (1), (2)) AS v (id) ON v.id = p.id
	WHEN MATCHED THEN UPDATE SET region = 'a'
	WHEN NOT MATCHED THEN INSERT VALUES (v.id, 'b', 'household.living_space', 'guardian', '2024-02-29')$$), 'sss_service: service violation 3.6', 'MERGE moves one row, which a trigger drops, and inserts another');
SELECT * FROM finish();
\else
SELECT plan(1);
SELECT skip('this version has no MERGE');
\endif
ROLLBACK;
