-- A transaction that deletes a case and inserts it again as it was, or that repairs it and undoes the repair, makes nothing worse.
-- Rows that this transaction wrote itself excuse nothing; TRUNCATE removes the rows that would.
-- Annex 1: orphans are placed by decision or referral (paragraph 4, part 2), and nobody by the day in a youth house (paragraph 2).
-- The cases must be committed before, so this test has a database of its own.
SELECT current_database() AS home \gset
SET client_min_messages = warning;
DROP DATABASE IF EXISTS sss_own_writes;
DROP ROLE IF EXISTS regress_sss_owner, regress_sss_writer;
CREATE DATABASE sss_own_writes;
\c sss_own_writes
CREATE EXTENSION pgtap;
CREATE EXTENSION special_social_services;
SET client_min_messages = warning;

CREATE TABLE child (kid integer PRIMARY KEY, kat text, org text);
INSERT INTO child SELECT kid, 'orphan', 'youth_house' FROM generate_series(1, 9) AS kid;
CREATE VIEW of_child AS SELECT kid, kat AS category, org AS provider FROM child;
CREATE TABLE results (n integer GENERATED ALWAYS AS IDENTITY, got text, want text, what text);
CREATE FUNCTION kept(statement text) RETURNS void LANGUAGE plpgsql AS $$BEGIN EXECUTE statement; EXCEPTION WHEN unique_violation THEN RAISE; END$$;
CREATE FUNCTION undone(statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RAISE division_by_zero;
EXCEPTION WHEN division_by_zero OR check_violation THEN
	RETURN;
END
$$;

-- Existing cases: 1 and 3 are placed by the wrong act, 2 and 4 are lawful.
CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$
BEGIN
	SET LOCAL sss.demote = on;
	TRUNCATE place;
	INSERT INTO place (id, kid, osn) VALUES (1, 1, 'court_act'), (2, 2, 'court_act'), (3, 3, 'court_act'), (4, 4, 'local_executive_decision');
	UPDATE place SET osn = 'guardianship_body_referral' WHERE id = 2;
	SET CONSTRAINTS ALL IMMEDIATE;
	DELETE FROM sss_internal.violation_tail;
	COMMIT;
END
$$;

-- Runs statements as one transaction over these cases, and keeps its outcome; in mode log, the lines that it logged.
CREATE PROCEDURE try(what text, want text, VARIADIC statements text[]) LANGUAGE plpgsql AS $$
DECLARE
	got text;
	statement text;
BEGIN
	CALL fill();
	SET CONSTRAINTS ALL DEFERRED;
	BEGIN
		FOREACH statement IN ARRAY statements LOOP
			EXECUTE statement;
		END LOOP;
		SET CONSTRAINTS ALL IMMEDIATE;
		got := CASE WHEN want LIKE 'logged %' OR want = 'logged'
					THEN concat_ws(' ', 'logged', (SELECT string_agg(concat_ws(' ', array_to_string(key, '/'), requirement, verdict), ', ' ORDER BY ctid) FROM sss_internal.violation_tail))
					ELSE 'done' END;
	EXCEPTION WHEN OTHERS THEN
		GET STACKED DIAGNOSTICS got = PG_EXCEPTION_DETAIL;
		got := CASE WHEN sqlstate = '23514' THEN concat_ws(' ', 'refused', got::json->>'requirement', got::json->>'provision')
					ELSE sqlstate || ': ' || sqlerrm END;
	END;
	ROLLBACK;
	INSERT INTO results (got, want, what) VALUES (got, want, what);
	COMMIT;
END
$$;

-- The same statements however the rule is bound.
CREATE PROCEDURE try_all(way text) LANGUAGE plpgsql AS $$
DECLARE
	back constant text := 'INSERT INTO place (id, kid, osn) VALUES (1, 1, ''court_act'')';
	gone constant text := 'DELETE FROM place WHERE id = 1';
	saved constant text := 'WITH gone AS (DELETE FROM place WHERE id = 4 RETURNING *) INSERT INTO place (id, region, kid, kat, osn, org, stay, since) SELECT id, region, kid, kat, osn, org, stay, since FROM gone';
	broken constant text[] := ARRAY['SET LOCAL sss.demote = on', 'UPDATE place SET osn = ''court_act'' WHERE id = 4', 'SET LOCAL sss.demote = off'];
	-- A deferred check knows no state before the statement
	as_before constant text := CASE WHEN way LIKE '%deferred%' THEN 'refused basis 1.4/2' ELSE 'done' END;
BEGIN
	CALL try(way || ': deleted, and inserted again', 'done', gone, back);
	CALL try(way || ': in one statement', 'done', 'WITH gone AS (DELETE FROM place WHERE id = 1 RETURNING *) INSERT INTO place SELECT * FROM gone');
	CALL try(way || ': all of them', 'done', 'CREATE TEMP TABLE copy ON COMMIT DROP AS SELECT * FROM place', 'DELETE FROM place', 'INSERT INTO place SELECT * FROM copy');
	CALL try(way || ': all, some worse', 'refused basis 1.4/2', 'CREATE TEMP TABLE copy ON COMMIT DROP AS SELECT * FROM place', 'DELETE FROM place',
			 'INSERT INTO place SELECT id, region, kid, kat, ''court_act'', org, stay, since FROM copy');
	CALL try(way || ': broken where that only logs, saved again', as_before, VARIADIC broken || saved);
	CALL try(way || ': broken and saved again while checks are immediate', 'done', VARIADIC ARRAY['SET CONSTRAINTS ALL IMMEDIATE'] || broken || saved);
	CALL try(way || ': broken, saved again twice', as_before, VARIADIC broken || saved || saved);
	CALL try(way || ': broken, all saved again', as_before, VARIADIC broken || replace(saved, ' WHERE id = 4', ''));
	CALL try(way || ': broken, its key given to another', as_before,
			 VARIADIC broken || 'WITH gone AS (DELETE FROM place WHERE id = 4 RETURNING id) UPDATE place SET id = gone.id FROM gone WHERE place.id = 1'::text);
	CALL try(way || ': broken, saved again worse', CASE as_before WHEN 'done' THEN 'refused stay 1.2' ELSE as_before END,
			 VARIADIC broken || replace(saved, ' stay, since FROM', ' ''day'', since FROM'));
	CALL try(way || ': broken, another saved as broken', 'refused basis 1.4/2', VARIADIC broken || replace(replace(saved, 'id = 4', 'id = 2'), 'kat, osn, org, stay, since FROM', 'kat, ''court_act'', org, stay, since FROM'));
	CALL try(way || ': broken, deleted, and inserted by another statement', 'refused basis 1.4/2',
			 VARIADIC broken || ARRAY['DELETE FROM place WHERE id = 4', 'INSERT INTO place (id, kid, osn) VALUES (4, 4, ''court_act'')']);
	IF way LIKE 'rows%' THEN
		CALL try(way || ': broken by the lookup view, saved again', replace(as_before, '1.4/2', '1.4/4'), 'UPDATE child SET kat = ''crime_suspect'' WHERE kid = 4', saved);
		CALL try(way || ': broken by the lookup view, all saved again', replace(as_before, '1.4/2', '1.4/4'), 'UPDATE child SET kat = ''crime_suspect'' WHERE kid = 4', replace(saved, ' WHERE id = 4', ''));
	END IF;
	CALL try(way || ': twice', 'done', gone, back, gone, back);
	CALL try(way || ': with an equal key', 'done', gone, replace(back, '(1,', '(1.00,'));
	CALL try(way || ': no worse', 'done', gone, replace(back, 'court_act', 'other_document'));
	CALL try(way || ': worse', 'refused stay 1.2', gone, 'INSERT INTO place (id, kid, osn, stay) VALUES (1, 1, ''court_act'', ''day'')');
	CALL try(way || ': a lawful case replaced by another', 'refused basis 1.4/2', 'DELETE FROM place WHERE id = 2', replace(back, '(1, 1', '(2, 2'));
	CALL try(way || ': another key', 'refused basis 1.4/2', gone, replace(back, '(1,', '(5,'));
	CALL try(way || ': nothing deleted', 'refused basis 1.4/2', replace(back, '(1,', '(5,'));
	CALL try(way || ': repaired, and the repair undone', 'done', 'UPDATE place SET osn = ''guardianship_body_referral'' WHERE id = 1', 'UPDATE place SET osn = ''court_act'' WHERE id = 1');
	CALL try(way || ': repaired, and made worse', 'refused stay 1.2', 'UPDATE place SET osn = ''guardianship_body_referral'' WHERE id = 1', 'UPDATE place SET osn = ''court_act'', stay = ''day'' WHERE id = 1');
	CALL try(way || ': inserted lawful, and spoilt', 'refused basis 1.4/2', 'INSERT INTO place (id, kid, osn) VALUES (5, 5, ''guardianship_body_referral'')', 'UPDATE place SET osn = ''court_act'' WHERE id = 5');
	CALL try(way || ': inserted again lawful, and spoilt as it was', 'done', gone, replace(back, 'court_act', 'guardianship_body_referral'), 'UPDATE place SET osn = ''court_act'' WHERE id = 1');
	CALL try(way || ': deleted in a subtransaction', 'done', format('SELECT kept(%L)', gone), back);
	CALL try(way || ': inserted in a subtransaction', 'done', gone, format('SELECT kept(%L)', back));
	CALL try(way || ': inserted, rolled back, inserted again', 'done', gone, format('SELECT undone(%L)', back), back);
	CALL try(way || ': made lawful, rolled back, deleted, inserted again', 'done', 'SELECT undone(''UPDATE place SET osn = ''''guardianship_body_referral'''''')', gone, back);
	CALL try(way || ': removed by TRUNCATE', 'refused basis 1.4/2', 'TRUNCATE place', back);
	CALL try(way || ': rewritten, deleted, inserted again', 'refused basis 1.4/2', 'ALTER TABLE place ADD written timestamptz DEFAULT clock_timestamp()', gone, back);
END
$$;

CREATE PROCEDURE make_place(columns text, options text, partitioned boolean, also text DEFAULT NULL) LANGUAGE plpgsql AS $$
BEGIN
	DROP TABLE IF EXISTS place CASCADE;
	EXECUTE format('CREATE TABLE place (id numeric, region integer DEFAULT 1, kid integer, kat text DEFAULT ''orphan'', osn text, org text DEFAULT ''youth_house'', stay text DEFAULT ''permanent'', since date DEFAULT ''2024-02-29'', %s',
				   CASE WHEN partitioned THEN 'PRIMARY KEY (id, region)) PARTITION BY LIST (region)' ELSE 'PRIMARY KEY (id))' END);
	IF partitioned THEN
		CREATE TABLE place_1 (note text, id numeric NOT NULL, since date, kid integer, region integer NOT NULL, stay text, kat text DEFAULT 'orphan', osn text, org text);
		ALTER TABLE place_1 DROP note;
		ALTER TABLE place ATTACH PARTITION place_1 FOR VALUES IN (1);
		CREATE TABLE place_2 PARTITION OF place FOR VALUES IN (2, 5);
	END IF;
	CREATE VIEW whole AS SELECT id, kat AS category, osn AS basis, org AS provider, stay, since AS on_date FROM place;
	IF also IS NOT NULL THEN
		EXECUTE also;
	END IF;
	EXECUTE format('SELECT sss_internal.attach_table(''place'', ''placement'', %s %s)', columns, options);
	COMMIT;
END
$$;
CREATE PROCEDURE try_way(way text, columns text, options text, partitioned boolean, also text DEFAULT NULL) LANGUAGE plpgsql AS $$
BEGIN
	CALL make_place(columns, options || ', mode => ''enforce''', partitioned, also);
	CALL try_all(way);
END
$$;
\set columns '$$\'{category=kat,basis=osn,provider=org,stay=stay,on_date=since}\'$$'
\set rows '$$\'{basis=osn,stay=stay,on_date=since}\', lookup => \'of_child\', lookup_by => \'{kid=kid}\'$$'
\set view '$$NULL, lookup => \'whole\', lookup_by => \'{id=id}\', key => \'{id}\'$$'
\set deferred '$$, timing => \'deferred\'$$'
\set key '$$, key => \'{id}\'$$'

CALL try_way('columns', :columns, '', false);
CALL try_way('columns, deferred', :columns, :deferred, false);
CALL try_way('columns, always', :columns, ', always => true', false);
CALL try_way('columns, partitioned', :columns, '', true);
CALL try_way('columns, partitioned, deferred', :columns, :deferred, true);
CALL try_way('columns, partitioned, key', :columns, :key, true);
CALL try_way('columns, no index', :columns, :key, false, 'ALTER TABLE place DROP CONSTRAINT place_pkey');
CALL try_way('columns, no index, deferred', :columns, ', key => ''{id}'', timing => ''deferred''', false, 'ALTER TABLE place DROP CONSTRAINT place_pkey');
CALL try_way('rows and a view', :rows, '', false);
CALL try_way('rows and a view, deferred', :rows, :deferred, false);
CALL try_way('rows and a view, partitioned', :rows, '', true);
CALL try_way('rows and a view, partitioned, deferred', :rows, :deferred, true);
CALL try_way('rows and a view, no index', :rows, :key, false, 'ALTER TABLE place DROP CONSTRAINT place_pkey');
CALL try_way('view', :view, '', false);
CALL try_way('view, deferred', :view, :deferred, false);
CALL try_way('view, partitioned', :view, '', true);
CALL try_way('view, partitioned, deferred', :view, :deferred, true);

-- In mode log nothing is logged that was so before. A repair that was logged, and undone, is open again.
CREATE PROCEDURE log_way(way text, columns text, options text, partitioned boolean, resolves boolean) LANGUAGE plpgsql AS $$
DECLARE
	key text := CASE WHEN partitioned AND resolves THEN '1/1' ELSE '1' END;
BEGIN
	CALL make_place(columns, options || ', mode => ''log''', partitioned);
	CALL try(way || ', log: deleted, and inserted again', 'logged', 'DELETE FROM place WHERE id = 1', 'INSERT INTO place (id, kid, osn) VALUES (1, 1, ''court_act'')');
	CALL try(way || ', log: worse', concat(format('logged %s stay violation', key), CASE way WHEN 'view, deferred' THEN ', 1 stay violation' /* one line a change */ END), 'DELETE FROM place WHERE id = 1', 'INSERT INTO place (id, kid, osn, stay) VALUES (1, 1, ''court_act'', ''day'')');
	CALL try(way || ', log: new', format('logged %s basis violation', replace(key, '1', '5')), 'DELETE FROM place WHERE id = 1', 'INSERT INTO place (id, region, kid, osn) VALUES (5, ' || CASE WHEN partitioned THEN 5 ELSE 1 END || ', 5, ''court_act'')');
	CALL try(way || ', log: repaired, and the repair undone', CASE WHEN resolves THEN format('logged %s compliant, %1$s basis violation', key) ELSE 'logged' END,
			 'UPDATE place SET osn = ''guardianship_body_referral'' WHERE id = 1', 'UPDATE place SET osn = ''court_act'' WHERE id = 1');
END
$$;
CALL log_way('columns', :columns, '', false, true);
CALL log_way('columns, deferred', :columns, :deferred, false, false);
CALL log_way('columns, partitioned', :columns, '', true, true);
CALL log_way('rows and a view', :rows, '', false, false);
CALL log_way('view', :view, '', false, false);
CALL log_way('view, deferred', :view, :deferred, false, false);

-- Several rows may have a key: what one of them was excuses one only.
CREATE PROCEDURE alike_way(way text, columns text, options text, also text) LANGUAGE plpgsql AS $$
DECLARE
	back constant text := 'INSERT INTO place (id, kid, osn) VALUES (7, 1, ''court_act'')';
BEGIN
	CALL make_place(columns, options || ', key => ''{kid}'', mode => ''enforce''', false, also);
	CALL try(way || ': a row of the key again', 'done', 'DELETE FROM place WHERE id = 1', back);
	CALL try(way || ': two for one', 'refused basis 1.4/2', 'DELETE FROM place WHERE id = 1', back, replace(back, '7', '8'));
	CALL try(way || ': two for one, at once', 'refused basis 1.4/2', 'DELETE FROM place WHERE id = 1', back || ', (8, 1, ''court_act'')');
	CALL try(way || ': one beside the other', 'refused basis 1.4/2', 'DELETE FROM place WHERE id = 3', back);
	CALL try(way || ': two for two', 'done', 'DELETE FROM place WHERE id IN (1, 3)', back || ', (3, 3, ''court_act'')');
END
$$;
CALL alike_way('key of several rows', :columns, '', 'CREATE INDEX ON place (kid)');
CALL alike_way('key of several rows, no index', :columns, '', NULL);
CALL alike_way('key of several rows, deferred', :columns, :deferred, 'CREATE INDEX ON place (kid)');
CALL alike_way('key of several rows and a view', :rows, '', 'CREATE INDEX ON place (kid)');
CALL alike_way('key of several rows and a view, no index', :rows, '', NULL);

-- Rows that COPY froze are seen by every snapshot, and excuse nothing.
SELECT format('COPY place FROM %L (FREEZE)', file) AS freeze, format('COPY place TO %L', file) AS save
  FROM (SELECT current_setting('data_directory') || '/sss_own_writes.copy') AS f (file) \gset
CALL make_place(:columns, $$, mode => 'log'$$, false);
CALL try('frozen rows', 'logged 1 basis violation, 3 basis violation, 1 basis violation', :'save', 'TRUNCATE place', :'freeze', 'DELETE FROM place WHERE id = 1', $$INSERT INTO place (id, kid, osn) VALUES (1, 1, 'court_act')$$);
CALL make_place(:rows, $$, mode => 'log'$$, false);
CALL try('frozen rows, and a view', 'logged 1 basis violation, 3 basis violation, 1 basis violation', :'save', 'TRUNCATE place', :'freeze', 'DELETE FROM place WHERE id = 1', $$INSERT INTO place (id, kid, osn) VALUES (1, 1, 'court_act')$$);
CALL make_place(:view, $$, mode => 'log'$$, false);
CALL try('frozen rows of a view', 'logged 1 basis violation, 3 basis violation, 1 basis violation', :'save', 'TRUNCATE place', :'freeze', 'DELETE FROM place WHERE id = 1', $$INSERT INTO place (id, kid, osn) VALUES (1, 1, 'court_act')$$);

-- The table's owner reads the rows. If the owner may not, the row is refused as one that was not there.
CREATE ROLE regress_sss_owner;
CREATE ROLE regress_sss_writer;
CALL make_place(:columns, $$, mode => 'enforce'$$, false, $$GRANT INSERT, SELECT, UPDATE, DELETE ON place TO regress_sss_writer; ALTER TABLE place OWNER TO regress_sss_owner;
	ALTER TABLE place ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY p ON place TO regress_sss_writer USING (osn <> 'guardianship_body_referral') WITH CHECK (true)$$);
CALL try('row security', 'done', 'SET LOCAL ROLE regress_sss_writer', 'DELETE FROM place WHERE id = 1', $$INSERT INTO place (id, kid, osn) VALUES (1, 1, 'court_act')$$);
ALTER TABLE place DISABLE ROW LEVEL SECURITY;
REVOKE SELECT ON place FROM regress_sss_owner;
CALL try('an owner who may not read', 'refused basis 1.4/2', 'DELETE FROM place WHERE id = 1', $$INSERT INTO place (id, kid, osn) VALUES (1, 1, 'court_act')$$);

-- An object-relational mapper saves a collection: all links are deleted, and the same inserted.
CREATE TABLE stay (id integer PRIMARY KEY, person integer, basis text, provider text, since date);
CREATE TABLE status (person integer, code text, PRIMARY KEY (person, code));
CREATE VIEW facts AS SELECT stay.id, stay.person, s.code AS category, basis, provider, since AS on_date FROM stay LEFT JOIN status AS s USING (person);
CREATE FUNCTION code_of(person integer) RETURNS text STABLE LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT max(code) FROM public.status WHERE status.person = code_of.person); END';
CREATE VIEW by_function AS SELECT stay.id, stay.person, code_of(person) AS category, basis, provider, since AS on_date FROM stay;
INSERT INTO stay VALUES (1, 1, 'court_act', 'youth_house', '2024-02-01'), (2, 1, 'court_act', 'youth_house', '2024-03-01'), (3, 2, 'local_executive_decision', 'youth_house', '2024-03-01');
INSERT INTO status VALUES (1, 'orphan'), (2, 'orphan');
CREATE OR REPLACE PROCEDURE fill() LANGUAGE plpgsql AS 'BEGIN DELETE FROM sss_internal.violation_tail; COMMIT; END';
CREATE PROCEDURE collection(view regclass, timing text) LANGUAGE plpgsql AS $$
DECLARE
	back constant text := 'INSERT INTO status VALUES (1, ''orphan'')';
BEGIN
	PERFORM sss_internal.attach_table('stay', 'placement', lookup => view, mode => 'enforce', timing => timing),
			sss_internal.attach_table('status', 'placement', lookup => view, lookup_by => '{person=person}', key => '{id}', mode => 'enforce', timing => timing);
	COMMIT;
	CALL try(format('collection, %s, %s: saved again', view, timing), 'done', 'DELETE FROM status WHERE person = 1', back);
	CALL try(format('collection, %s, %s: and more', view, timing), 'refused basis 1.4/2', 'DELETE FROM status WHERE person = 1', back, 'INSERT INTO stay VALUES (4, 1, ''court_act'', ''youth_house'', ''2024-02-01'')');
	CALL try(format('collection, %s, %s: another', view, timing), 'refused category 1.2', 'DELETE FROM status WHERE person = 1', 'INSERT INTO status VALUES (1, ''abuse_victim'')');
	CALL try(format('collection, %s, %s: of a lawful placement', view, timing), 'refused category 1.2', 'DELETE FROM status WHERE person = 2', 'INSERT INTO status VALUES (2, ''abuse_victim'')');
	CALL try(format('collection, %s, %s: the other side', view, timing), 'done', 'DELETE FROM stay WHERE person = 1', 'DELETE FROM status', 'INSERT INTO status VALUES (1, ''orphan''), (2, ''orphan'')',
			 'INSERT INTO stay VALUES (1, 1, ''court_act'', ''youth_house'', ''2024-02-01'')');
	CALL try(format('collection, %s, %s: emptied by TRUNCATE', view, timing), 'refused basis 1.4/2', 'TRUNCATE status', back);
	PERFORM sss.detach('stay', 'sss_placement'), sss.detach('status', 'sss_placement');
	COMMIT;
END
$$;
CALL collection('facts', 'immediate');
CALL collection('facts', 'deferred');
CALL collection('by_function', 'immediate');
CALL collection('by_function', 'deferred');

-- Several rows may have the key.  A new breach does not pass because the statement touches an old one of the same key.
CREATE TABLE district (id integer PRIMARY KEY, area integer, kat text, osn text, org text, since date);
INSERT INTO district VALUES (6, 1, 'without_parental_care', 'other_document', 'youth_house', '2024-06-01'), (7, 1, 'orphan', 'court_act', 'youth_house', '2024-06-01');
SELECT sss.attach('district', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', key => '{area}', mode => 'enforce') \g /dev/null
CALL try('one key, an old row touched beside a new one', 'refused basis 1.4/2',
	$$INSERT INTO district VALUES (1, 1, 'orphan', 'family_care_contract', 'youth_house', '2024-06-01'), (6, 1, 'without_parental_care', 'other_document', 'youth_house', '2024-06-01') ON CONFLICT (id) DO UPDATE SET org = excluded.org$$);
CALL try('one key, an old row once more', 'refused basis 1.4/2',
	$$UPDATE district SET org = org WHERE id = 6$$, $$INSERT INTO district SELECT 1, area, kat, osn, org, since FROM district WHERE id = 6$$);
CALL try('one key, an old row put back', 'done', 'CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM district', 'DELETE FROM district', 'INSERT INTO district SELECT * FROM kept');
CALL try('one key, one row put back beside a new one', 'refused basis 1.4/2', 'CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM district', 'DELETE FROM district WHERE id = 6',
	$$INSERT INTO district SELECT * FROM kept WHERE id = 6 UNION ALL SELECT 8, 1, 'orphan', 'other_document', 'youth_house', '2024-06-01'$$);
CALL try('one key, another row gets it, with the facts of an old one that the statement makes no worse', 'refused basis 1.4/2', $$INSERT INTO district VALUES (9, 2, 'orphan', 'local_executive_decision', 'youth_house', '2024-06-01')$$,
	$$UPDATE district SET area = 1, osn = CASE id WHEN 7 THEN 'other_document' ELSE 'court_act' END WHERE id IN (7, 9)$$);
-- Beside it a row that the text does not settle, which is no refusal (annex 3, paragraph 2).
CALL try('one key, an old row put back no worse beside an unsettled one', 'done', 'CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM district', 'DELETE FROM district WHERE id = 7',
	$$INSERT INTO district VALUES (8, 1, 'abuse_victim', 'court_act', 'other_family', '2024-06-01')$$, $$INSERT INTO district SELECT id, area, kat, 'other_document', org, since FROM kept WHERE id = 7$$);
CALL try('one key, an old row put back no worse', 'done', 'CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM district', 'DELETE FROM district WHERE id = 6',
	$$INSERT INTO district SELECT id, area, kat, 'court_act', org, since FROM kept WHERE id = 6$$);

SELECT sss.detach('district', 'sss_placement'), sss.attach('district', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', key => '{area}', mode => 'enforce', timing => 'deferred') \g /dev/null
CALL try('one key, deferred: a row added like an old one, which an update makes no worse', 'refused basis 1.4/2',
	$$INSERT INTO district SELECT 3, area, kat, osn, org, since FROM district WHERE id = 7$$, $$UPDATE district SET osn = 'other_document' WHERE id = 7$$);
CALL try('one key, deferred: an old row put back no worse beside one that stays', 'done', 'CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM district', 'DELETE FROM district WHERE id = 7',
	$$INSERT INTO district SELECT id, area, kat, 'other_document', org, since FROM kept WHERE id = 7$$);

SELECT * FROM no_plan();
SELECT is(got, want, what) FROM results ORDER BY n;
SELECT * FROM finish();
\c :home
DROP DATABASE sss_own_writes;
DROP ROLE regress_sss_owner, regress_sss_writer;
