-- Every way in which a row can change: a stored row is checked once, and a row that is not stored is not checked.
-- Annex 1, paragraph 4: orphans by decision of the local executive body or referral (part 2), deviant behavior by court act (part 3).
BEGIN;
\ir ../common.psql
CREATE SCHEMA enforce_writes;
SET LOCAL search_path = enforce_writes, public;
SELECT plan(60);

CREATE TABLE bases (code text PRIMARY KEY);
INSERT INTO bases VALUES ('local_executive_decision'), ('guardianship_body_referral'), ('court_act'), ('other_document'), ('-');
CREATE TABLE cases (
	id integer PRIMARY KEY,
	kat text DEFAULT 'orphan',
	osn text DEFAULT 'other_document' REFERENCES bases ON UPDATE CASCADE ON DELETE SET NULL,
	org text DEFAULT 'youth_house',
	since date DEFAULT '2024-02-29',
	note text);
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
CREATE TABLE source (id integer, osn text);
INSERT INTO source VALUES (1, 'local_executive_decision'), (2, 'guardianship_body_referral'), (3, 'court_act');

-- 1. INSERT
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (1, 'local_executive_decision'), (2, 'court_act'), (3, 'local_executive_decision')$$),
	'sss_placement: basis violation 1.4/2', 'one bad row of several fails the statement');
SELECT is(pg_temp.outcome('INSERT INTO cases (id) VALUES (1)'), 'sss_placement: basis violation 1.4/2', 'a default is checked like a value');
SELECT is(pg_temp.outcome('INSERT INTO cases (id, osn) SELECT * FROM source'), 'sss_placement: basis violation 1.4/2', 'INSERT ... SELECT');
SELECT is(pg_temp.outcome('INSERT INTO cases (id, osn) SELECT * FROM source WHERE id < 3 RETURNING id'), 'done', 'INSERT ... SELECT of good rows');
SELECT results_eq('SELECT id FROM cases ORDER BY id', '{1,2}'::integer[], 'nothing of the failed statements is left');
SELECT is(pg_temp.outcome($$WITH one AS (INSERT INTO cases (id, osn) VALUES (4, 'local_executive_decision') RETURNING id),
		two AS (INSERT INTO cases (id, osn) SELECT id + 1, 'court_act' FROM one RETURNING id)
	SELECT id FROM two$$), 'sss_placement: basis violation 1.4/2', 'a writable CTE');
SELECT is(pg_temp.outcome($$WITH gone AS (DELETE FROM cases WHERE id = 2 RETURNING *)
	INSERT INTO cases SELECT id, kat, 'court_act', org, since, note FROM gone$$), 'sss_placement: basis violation 1.4/2', 'a row that is deleted and stored again');
SELECT is(pg_temp.outcome($$DO 'BEGIN INSERT INTO cases (id, osn) VALUES (6, ''court_act''); END'$$), 'sss_placement: basis violation 1.4/2', 'from PL/pgSQL');

-- 2. ON CONFLICT
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (1, 'court_act') ON CONFLICT DO NOTHING$$), 'done', 'DO NOTHING: a bad row that is not stored is not refused');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (9, 'court_act') ON CONFLICT DO NOTHING$$), 'sss_placement: basis violation 1.4/2', 'DO NOTHING: one that is stored is');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (1, 'court_act') ON CONFLICT (id) DO UPDATE SET note = excluded.osn$$), 'done', 'DO UPDATE of another column');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (1, 'court_act') ON CONFLICT (id) DO UPDATE SET osn = excluded.osn$$), 'sss_placement: basis violation 1.4/2', 'DO UPDATE of a bound column');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (1, 'court_act') ON CONFLICT (id) DO UPDATE SET kat = 'deviant_behavior', osn = excluded.osn$$), 'done', 'DO UPDATE to a lawful row');
UPDATE cases SET kat = 'orphan', osn = 'local_executive_decision', note = NULL WHERE id = 1;

-- 3. UPDATE
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'UPDATE of a bound column');
SELECT is(pg_temp.outcome($$UPDATE cases SET (note, osn) = (SELECT 'x', 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'UPDATE from a subquery');
SELECT is(pg_temp.outcome($$UPDATE cases AS c SET osn = s.osn FROM source AS s WHERE s.id = c.id + 1$$), 'sss_placement: basis violation 1.4/2', 'UPDATE ... FROM');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = DEFAULT WHERE id = 1$$), 'sss_placement: basis violation 1.4/2', 'UPDATE to the default');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'guardianship_body_referral' WHERE id = 1$$), 'done', 'UPDATE to a lawful row');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'x'$$), 'done', 'UPDATE of another column');

-- 4. Rows written by a foreign key
SELECT is(pg_temp.outcome($$UPDATE bases SET code = 'family_care_contract' WHERE code = 'guardianship_body_referral'$$), 'sss_placement: basis violation 1.4/2', 'ON UPDATE CASCADE into a bound column');
SELECT is(pg_temp.outcome($$UPDATE bases SET code = 'no code' WHERE code = 'guardianship_body_referral'$$), 'done', 'ON UPDATE CASCADE to what is no code');
SELECT is(ARRAY(SELECT osn FROM cases ORDER BY id), ARRAY['no code', 'no code'], 'and the rows follow');
SELECT is(pg_temp.outcome($$DELETE FROM bases WHERE code = 'no code'$$), 'done', 'ON DELETE SET NULL: unknown');
ALTER TABLE cases DROP CONSTRAINT cases_osn_fkey,
	ADD FOREIGN KEY (osn) REFERENCES bases ON UPDATE SET NULL ON DELETE SET DEFAULT;
UPDATE cases SET osn = 'local_executive_decision';
SELECT is(pg_temp.outcome($$DELETE FROM bases WHERE code = 'local_executive_decision'$$), 'sss_placement: basis violation 1.4/2', 'ON DELETE SET DEFAULT into a bound column');
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', required => '{basis}') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE bases SET code = 'x' WHERE code = 'local_executive_decision'$$), 'sss_placement: basis violation 1.4', 'ON UPDATE SET NULL of a required role');
ALTER TABLE cases DROP CONSTRAINT cases_osn_fkey;

-- 5. Other triggers.  The row as it is finally stored counts.
TRUNCATE cases;
CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	CASE new.note
		WHEN 'spoil' THEN new.osn := 'court_act';
		WHEN 'mend' THEN new.osn := 'local_executive_decision';
		WHEN 'drop' THEN RETURN NULL;
		ELSE
	END CASE;
	RETURN new;
END
$$;
CREATE TRIGGER meddle BEFORE INSERT OR UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION meddle();
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', 'spoil')$$), 'sss_placement: basis violation 1.4/2', 'a BEFORE INSERT trigger spoils the row');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'mend')$$), 'done', 'a BEFORE INSERT trigger mends it');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'drop')$$), 'done', 'a BEFORE INSERT trigger drops it');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'spoil'$$), 'sss_placement: basis violation 1.4/2', 'a BEFORE UPDATE trigger changes a column that the statement does not list');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'spoil', since = since + 1$$), 'sss_placement: basis violation 1.4/2', 'and one beside a column that it lists');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'court_act', note = 'mend'$$), 'done', 'a BEFORE UPDATE trigger mends what the statement spoils');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'court_act', note = 'drop'$$), 'done', 'a BEFORE UPDATE trigger drops the update');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, note) VALUES (1, 'spoil') ON CONFLICT (id) DO UPDATE SET note = 'spoil'$$), 'sss_placement: basis violation 1.4/2', 'and in DO UPDATE');
SELECT is((SELECT count(*) FROM sss.violation_log WHERE relid = 'cases'::regclass), 0::bigint, 'enforcing logs nothing that it refuses');

-- In mode log, both triggers together log one line for each change.
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
UPDATE cases SET note = 'spoil';
SELECT is(pg_temp.logged('cases'), '{"sss_placement {1}: basis violation 1.4/2"}', 'one line where the companion alone fires');
UPDATE cases SET osn = 'local_executive_decision', note = NULL;
UPDATE cases SET note = 'spoil', since = since + 1;
SELECT is(pg_temp.logged('cases'), '{"sss_placement {1}: compliant 1.4/2","sss_placement {1}: basis violation 1.4/2"}', 'one line where both fire');
UPDATE cases SET osn = 'local_executive_decision', note = NULL;
UPDATE cases SET osn = 'court_act';
SELECT is(pg_temp.logged('cases'), '{"sss_placement {1}: compliant 1.4/2","sss_placement {1}: basis violation 1.4/2"}', 'one line where no other trigger has a part');
UPDATE cases SET osn = 'local_executive_decision', note = NULL;
INSERT INTO cases (id, note) VALUES (1, 'spoil') ON CONFLICT (id) DO UPDATE SET note = 'spoil';
INSERT INTO cases (id, note) VALUES (2, 'spoil') ON CONFLICT (id) DO UPDATE SET note = 'spoil';
SELECT is(pg_temp.logged('cases'), '{"sss_placement {1}: compliant 1.4/2","sss_placement {1}: basis violation 1.4/2","sss_placement {2}: basis violation 1.4/2"}', 'one line for each row that ON CONFLICT updates or inserts');
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
DROP TRIGGER meddle ON cases;
TRUNCATE cases;

-- An AFTER trigger that repairs the row comes too late for an immediate attachment, whatever its name, and in time for a deferred one.
CREATE FUNCTION repair_later() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN UPDATE cases SET osn = 'local_executive_decision' WHERE id = new.id AND osn = 'court_act'; RETURN NULL; END$$;
CREATE TRIGGER aaa AFTER INSERT ON cases FOR EACH ROW EXECUTE FUNCTION repair_later();
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'an AFTER trigger before ours repairs too late');
ALTER TRIGGER aaa ON cases RENAME TO zzz;
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (1, 'court_act')$$), 'sss_placement: basis violation 1.4/2', 'and one behind it');
DROP TRIGGER zzz ON cases;
CREATE FUNCTION spoil_later() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN UPDATE cases SET osn = 'court_act' WHERE id = new.id AND osn = 'local_executive_decision'; RETURN NULL; END$$;
CREATE TRIGGER aaa AFTER INSERT ON cases FOR EACH ROW EXECUTE FUNCTION spoil_later();
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (1, 'local_executive_decision')$$), 'sss_placement: basis violation 1.4/2', 'an AFTER trigger before ours that spoils the row');
ALTER TRIGGER aaa ON cases RENAME TO zzz;
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (1, 'local_executive_decision')$$), 'sss_placement: basis violation 1.4/2', 'and one behind it');
DROP TRIGGER zzz ON cases;

-- A rule of the rewriter writes as any statement does.
CREATE TABLE inbox (LIKE cases);
CREATE RULE forward AS ON INSERT TO inbox DO INSTEAD INSERT INTO cases VALUES (new.*);
SELECT is(pg_temp.outcome($$INSERT INTO inbox VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29')$$), 'sss_placement: basis violation 1.4/2', 'through a rule');

-- Through views: updatable by themselves, with CHECK OPTION, and by INSTEAD OF triggers.
CREATE VIEW simple AS SELECT osn AS document, kat, org, since, id FROM cases WHERE id < 100 WITH CHECK OPTION;
SELECT is(pg_temp.outcome($$INSERT INTO simple VALUES ('court_act', 'orphan', 'youth_house', '2024-02-29', 1)$$), 'sss_placement: basis violation 1.4/2', 'INSERT through a view');
SELECT is(pg_temp.outcome($$INSERT INTO simple VALUES ('local_executive_decision', 'orphan', 'youth_house', '2024-02-29', 1)$$), 'done', 'INSERT of a lawful row through a view');
SELECT is(pg_temp.outcome($$UPDATE simple SET document = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'UPDATE through a view');
CREATE VIEW joined AS SELECT c.id, c.osn FROM cases AS c JOIN bases AS b ON b.code = c.osn;
CREATE FUNCTION update_joined() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN UPDATE enforce_writes.cases SET osn = new.osn WHERE id = old.id; RETURN new; END';
CREATE TRIGGER write INSTEAD OF UPDATE ON joined FOR EACH ROW EXECUTE FUNCTION update_joined();
SELECT is(pg_temp.outcome($$UPDATE joined SET osn = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'UPDATE through an INSTEAD OF trigger');

-- 6. Bound columns that the server generates
CREATE TABLE generated (
	id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	document text,
	kat text GENERATED ALWAYS AS (split_part(document, ' ', 1)) STORED,
	osn sss.placement_basis GENERATED ALWAYS AS (sss.try_placement_basis(split_part(document, ' ', 2))) STORED,
	org text DEFAULT 'youth_house',
	since date DEFAULT '2024-02-29',
	note text);
SELECT sss.attach('generated', 'placement', '{category=kat,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO generated (document) VALUES ('orphan court_act')$$), 'sss_placement: basis violation 1.4/2', 'INSERT where the codes are generated');
SELECT is(pg_temp.outcome($$INSERT INTO generated (document) VALUES ('orphan local_executive_decision')$$), 'done', 'INSERT of a lawful row');
SELECT is(pg_temp.outcome($$UPDATE generated SET document = 'orphan court_act'$$), 'sss_placement: basis violation 1.4/2', 'UPDATE of what the codes are generated from');
SELECT is(pg_temp.outcome($$UPDATE generated SET note = 'x'$$), 'done', 'UPDATE of another column');
CREATE FUNCTION rewrite() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.note = ''spoil'' THEN new.document := ''orphan court_act''; END IF; RETURN new; END';
CREATE TRIGGER rewrite BEFORE UPDATE ON generated FOR EACH ROW EXECUTE FUNCTION rewrite();
SELECT is(pg_temp.outcome($$UPDATE generated SET note = 'spoil'$$), 'sss_placement: basis violation 1.4/2', 'UPDATE where a trigger changes what the codes are generated from');
SELECT sss.set_mode('generated', 'log', 'sss_placement') \g /dev/null
UPDATE generated SET document = 'orphan court_act';
SELECT is(pg_temp.logged('generated'), '{"sss_placement {2}: basis violation 1.4/2"}', 'one line for a generated column');

-- 7. Rows that go, or are only read, concern nobody.
INSERT INTO cases VALUES (7, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29');
ALTER TABLE cases DISABLE TRIGGER sss_placement;
UPDATE cases SET osn = 'court_act';
ALTER TABLE cases ENABLE TRIGGER sss_placement;
SELECT is(pg_temp.outcome('SELECT * FROM cases FOR UPDATE'), 'done', 'SELECT FOR UPDATE');
SELECT is(pg_temp.outcome('DELETE FROM cases WHERE id = 1'), 'done', 'DELETE');
SELECT is(pg_temp.outcome('TRUNCATE cases'), 'done', 'TRUNCATE');

-- 8. Switched off by the server's own means.
SELECT set_config('session_replication_role', 'replica', true) \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29')$$), 'done', 'replicated rows are let through');
SELECT set_config('session_replication_role', 'origin', true) \g /dev/null
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', always => true) \g /dev/null
CREATE TRIGGER meddle BEFORE INSERT OR UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION meddle();
ALTER TABLE cases ENABLE ALWAYS TRIGGER meddle;
INSERT INTO cases VALUES (2, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29');
SELECT set_config('session_replication_role', 'replica', true) \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (3, 'orphan', 'court_act', 'youth_house', '2024-02-29')$$), 'sss_placement: basis violation 1.4/2', 'unless it is attached with always');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'spoil' WHERE id = 2$$), 'sss_placement: basis violation 1.4/2', 'and its companion with it');
SELECT set_config('session_replication_role', 'local', true) \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (3, 'orphan', 'court_act', 'youth_house', '2024-02-29')$$), 'sss_placement: basis violation 1.4/2', 'a local session');

SELECT * FROM finish();
ROLLBACK;
