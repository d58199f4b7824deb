-- The rows that an audit reads, the rights that it needs, and its answers.
-- Annex 1, paragraphs 2 and 4 (orphans by decision or referral; deviant behavior by court act); annex 2, paragraph 7; in force from 1 July 2023 (0.5).
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_auditor;
CREATE ROLE regress_sss_reader;
CREATE ROLE regress_sss_owner;
CREATE SCHEMA "Audit ""x""";
GRANT USAGE ON SCHEMA "Audit ""x""" TO regress_sss_auditor, regress_sss_reader, regress_sss_owner;
SET LOCAL search_path = "Audit ""x""", public;
SELECT plan(122);

-- The findings of an audit, in short: key, requirement, verdict, provision, whether it would be refused.
CREATE FUNCTION pg_temp.found(call text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	found text[];
BEGIN
	EXECUTE format('SELECT coalesce(array_agg(concat_ws('' '', array_to_string(key, ''/'', ''NULL''), requirement, verdict, provision, CASE WHEN refused THEN ''refused'' END) ORDER BY key, attachment), ''{}'') FROM sss.audit(%s)', call) INTO found;
	RETURN found;
END
$$;
CREATE TABLE cases ("Id" integer PRIMARY KEY, kat text, osn text, org text, since date, name text);
INSERT INTO cases VALUES
	(1, 'orphan', 'local_executive_decision', 'youth_house', '2024-01-01', 'Aigul'),
	(2, 'orphan', 'court_act', 'youth_house', '2024-01-01', 'Berik'),
	(3, 'orphan', 'court_act', 'youth_house', '2023-06-30', 'Dana'),
	(4, 'foundling', 'court_act', 'youth_house', '2024-01-01', 'Erlan'),
	(5, 'deviant_behavior', 'court_act', 'special_organization', '2024-01-01', 'Gulnar');
\set columns '''{category=kat,basis=osn,provider=org,on_date=since}'''
\set bound '\'cases\', \'placement\', ' :columns

-- 1. Tables with and without attachments.
SELECT is(pg_temp.outcome('SELECT sss.run_audit()'), 'done', 'a run over nothing');
SELECT is(pg_temp.found(:'bound'), '{"2 basis violation 1.4/2 refused","4 category unknown 1.2"}', 'a table that nothing is attached to');
SELECT is(pg_temp.found(:'bound' || $$, required => '{category}'$$), '{"2 basis violation 1.4/2 refused","4 category violation 1.2 refused"}', 'with a required role');
SELECT is(pg_temp.found(:'bound' || $$, key => '{name,Id}'$$), '{"Berik/2 basis violation 1.4/2 refused","Erlan/4 category unknown 1.2"}', 'with a key of its own');
SELECT is(pg_temp.found(:'bound' || $$, on_date => '2026-09-01'$$), '{"2 basis violation 1.4/2 refused","3 basis violation 1.4/2 refused","4 category unknown 1.2"}', 'as of a day on which the order governs every row');
SELECT is(pg_temp.found(:'bound' || $$, on_date => '2023-06-30'$$), '{}', 'as of a day on which it governs none');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases')$$), '42704: no rule is attached to relation "cases"', 'without a rule there must be an attachment');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', 'placement')$$), '22023: rule "placement" needs a column for the role "category"', 'text columns must be named, as for attaching');

SELECT sss.attach('cases', 'placement', :columns);
SELECT sss.attach('cases', 'placement', :columns, required => '{category}', unsettled => 'enforce', name => 'Strict "one"');
SELECT is(pg_temp.found($$'cases'$$), '{"2 basis violation 1.4/2 refused","2 basis violation 1.4/2 refused","4 category violation 1.2 refused","4 category unknown 1.2"}', 'all that is attached');
SELECT is(pg_temp.found($$'cases', name => 'sss_placement'$$), '{"2 basis violation 1.4/2 refused","4 category unknown 1.2"}', 'one attachment');
SELECT is(pg_temp.found($$'cases', name => 'Strict "one"'$$), '{"2 basis violation 1.4/2 refused","4 category violation 1.2 refused"}', 'and the other, with its policy');
SELECT is(pg_temp.found($$'cases', 'placement', name => 'sss_placement', on_date => '2026-09-01'$$), '{"2 basis violation 1.4/2 refused","3 basis violation 1.4/2 refused","4 category unknown 1.2"}', 'of a rule, as of another day');
SELECT results_eq($$SELECT attachment, rule FROM sss.audit('cases') WHERE key = '{2}' ORDER BY 1$$, $$VALUES ('sss_placement', 'placement'), ('Strict "one"', 'placement') ORDER BY 1$$, 'a row names attachment and rule');
SELECT results_eq($$SELECT categories::text, basis::text, provider::text, stay::text, service::text, on_date FROM sss.audit('cases', name => 'sss_placement') WHERE key = '{2}'$$,
	$$VALUES ('{orphan}', 'court_act', 'youth_house', NULL, NULL, date '2024-01-01')$$, 'and the codes that were checked');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', 'service')$$), '22023: rule "service" needs a column for the role "service"', 'of another rule nothing is attached');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', name => 'nix')$$), '42704: attachment "nix" of relation "cases" does not exist', 'an attachment must exist');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', 'service', name => 'sss_placement')$$), '42704: attachment "sss_placement" of relation "cases" does not exist', 'and be of the rule');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', 'nix')$$), '22023: unrecognized rule "nix"', 'a rule must exist');
SELECT is(pg_temp.outcome($$SELECT sss.audit(NULL)$$), '22004: argument "relation" must not be NULL', 'there must be a relation');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', columns => '{category=kat}')$$), '22023: no rule is named for the binding', 'columns want a rule');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', 'placement', key => '{Id}', name => 'sss_placement')$$), '22023: an attachment already has a binding', 'an attachment wants no columns');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', 'placement', '{category=nix}')$$), '42703: column "nix" of relation "cases" does not exist', 'columns must exist');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', 'placement', '{category=since,basis=osn,provider=org}')$$), '42804: column "since" cannot hold the role "category"', 'and be of a type that fits');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', 'placement', '{category=kat,kategory=kat}')$$), '22023: rule "placement" has no role "kategory"', 'and be bound to roles');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases_pkey', 'placement')$$), '42809: "cases_pkey" is not a table or view', 'an index has no cases');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', language => 'de')$$), pg_temp.outcome($$SELECT sss.explain_service(NULL, NULL, NULL, 'de')$$), 'a language must be known');
SELECT alike((SELECT message FROM sss.audit('cases', name => 'sss_placement', language => 'ru') WHERE key = '{2}'), '%дети-сироты%абзац второй пункта 4 приложения 1%', 'the message speaks the language that is asked for');
SELECT alike((SELECT message FROM sss.audit('cases', name => 'Strict "one"', language => 'en') WHERE key = '{4}'), '%not given or not recognized%', 'a missing requirement is returned as such');
CREATE VIEW undecided AS
	SELECT * FROM (VALUES (1, 'orphan', 'court_act', NULL, date '2024-01-01'), (2, 'orphan', 'court_act', 'youth_house', NULL)) AS v (id, category, basis, provider, on_date);
SELECT is((SELECT array_agg(message ORDER BY key) FROM sss.audit('undecided', 'placement', key => '{id}', language => 'en')),
	'{"The provider is not given or not recognized (the order, paragraph 1).","The date is not given (the order, paragraph 5)."}', 'where no provision decides, the one that asks is cited');
SELECT is(pg_temp.outcome($$SELECT sss.audit('undecided', 'placement')$$), '42P10: the key of the cases of view "undecided" must be named', 'a view over no table names its key');
DROP VIEW undecided;
CREATE VIEW keyed_last AS SELECT c.kat::text AS category, c.osn::text AS basis, c.org::text AS provider, c.since AS on_date, c."Id" AS id FROM cases AS c;
SELECT bag_eq($$SELECT key, requirement, verdict FROM sss.audit('keyed_last', 'placement')$$, $$SELECT key, requirement, verdict FROM sss.audit('keyed_last', 'placement', key => '{id}')$$, 'the key of a view is the primary key that it shows, wherever it stands');
DROP VIEW keyed_last;

CREATE TRIGGER broken AFTER INSERT OR UPDATE OF kat ON cases FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'kategory', 'mode=log');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases')$$), '22023: rule "placement" has no role "kategory"', 'a wrong set-up is an error');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', name => 'broken')$$), '22023: rule "placement" has no role "kategory"', 'by its name, too');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', name => 'sss_placement')$$), 'done', 'another attachment can be audited');
DROP TRIGGER broken ON cases;

-- 2. Partitions, children, constraints.
CREATE TABLE parts (gone text, id integer, kat text, osn text, org text, since date, PRIMARY KEY (id, since)) PARTITION BY RANGE (since);
ALTER TABLE parts DROP gone;
CREATE TABLE part_1 (since date NOT NULL, more text, org text, id integer NOT NULL, osn text, kat text);
ALTER TABLE part_1 DROP more;
ALTER TABLE parts ATTACH PARTITION part_1 FOR VALUES FROM ('2020-01-01') TO ('2024-01-01');
CREATE TABLE part_2 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2030-01-01') PARTITION BY LIST (id);
CREATE TABLE part_2_1 PARTITION OF part_2 DEFAULT;
INSERT INTO parts (id, kat, osn, org, since) VALUES (1, 'orphan', 'court_act', 'youth_house', '2023-07-01'), (2, 'orphan', 'court_act', 'youth_house', '2024-01-01'),
	(3, 'orphan', 'guardianship_body_referral', 'youth_house', '2024-01-01');
SELECT sss.attach('parts', 'placement', :columns);
SELECT is(pg_temp.found($$'parts'$$), '{"1/2023-07-01 basis violation 1.4/2 refused","2/2024-01-01 basis violation 1.4/2 refused"}', 'all partitions, with their columns in any order');
SELECT is(pg_temp.found($$'part_1'$$), '{"1/2023-07-01 basis violation 1.4/2 refused"}', 'one partition, where the attachment fires as well');
SELECT is(pg_temp.found($$'part_2', name => 'sss_placement'$$), '{"2/2024-01-01 basis violation 1.4/2 refused"}', 'one that is partitioned itself');

CREATE TABLE parent (id integer PRIMARY KEY, kat text, osn text, org text, since date);
CREATE TABLE child (note text, more text) INHERITS (parent);
ALTER TABLE child DROP note;
INSERT INTO parent VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-01-01');
INSERT INTO child VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-01-01');
SELECT sss.attach('parent', 'placement', :columns);
SELECT is(pg_temp.found($$'parent'$$), '{"1 basis violation 1.4/2 refused"}', 'no trigger is inherited, and no child is audited');
SELECT sss.add_check('parent', 'placement', :columns, name => 'inherited');
SELECT is(pg_temp.found($$'parent', name => 'inherited'$$), '{"1 basis violation 1.4/2 refused","2 basis violation 1.4/2 refused"}', 'a constraint is, and so are its children');
SELECT is(pg_temp.found($$'child'$$), '{"basis violation 1.4/2 refused"}', 'a child by its constraint; it has no key');
SELECT is(pg_temp.outcome($$SELECT sss.audit('child', 'placement', '{category=kat,basis=osn,provider=org}', required => '{basis}')$$), '22023: relation "child" has no primary key', 'which must be named elsewhere');

-- 3. Views: roles by their names, the primary key that the view shows is the key, categories of one placement are a set.
CREATE TABLE statuses (person_id integer, status text);
INSERT INTO statuses VALUES (2, 'orphan'), (2, 'deviant_behavior'), (3, 'orphan'), (1, 'orphan'), (4, NULL), (4, 'orphan'), (5, 'orphan');
CREATE VIEW case_facts AS
	SELECT since + 0 AS "The ""day""", "Id", status AS category, osn AS basis, 'special_boarding_school'::text AS provider, since AS on_date
	  FROM cases JOIN statuses ON person_id = "Id";
SELECT is(pg_temp.found($$'case_facts', 'placement', key => '{Id}'$$), '{"4 category unknown 1.2","5 basis violation 1.4/2 refused"}', 'one of several categories admits the placement; one that is not known makes it unknown');
SELECT is(pg_temp.found($$'case_facts', 'placement', key => '{"The \"day\"",Id}'$$), '{"2024-01-01/4 category unknown 1.2","2024-01-01/5 basis violation 1.4/2 refused"}', 'a key of any two columns');
SELECT is(pg_temp.outcome($$SELECT sss.audit('case_facts', 'placement')$$), '42P10: the key of the cases of view "case_facts" must be named', 'where a join multiplies the rows of each table, the key is named');
SELECT is(pg_temp.found($$'case_facts', 'placement', '{provider=category}', '{Id}'$$), '{"1 provider unknown","2 provider unknown","4 provider unknown","5 provider unknown"}', 'a column that is named goes before');
SELECT is((SELECT sum(rows) FROM sss_internal.audit_counts('case_facts', 'placement', key => '{Id}')), 5::numeric, 'each placement is counted once');
CREATE VIEW sets AS
	SELECT v.*, 'court_act'::text AS basis, 'special_organization'::text AS provider, date '2024-01-01' AS on_date
	  FROM (VALUES (1, 'orphan'), (1, 'deviant_behavior'), (2, 'deviant_behavior'), (2, 'orphan'), (3, 'orphan'), (3, NULL), (4, NULL), (4, 'orphan')) AS v (id, category);
SELECT is(pg_temp.found($$'sets', 'placement', key => '{id}'$$), '{"3 category unknown 1.2","4 category unknown 1.2"}', 'whichever of its categories comes first');
CREATE TABLE stays (id integer PRIMARY KEY, category text, basis text, provider text, stay text);
INSERT INTO stays SELECT n, 'orphan', 'local_executive_decision', 'youth_house', (ARRAY['day', 'nix', NULL, 'permanent'])[n] FROM generate_series(1, 4) AS n;
SELECT is(pg_temp.found($$'stays', 'placement', '{category=category,basis=basis,provider=provider,stay=stay}'$$), '{"1 stay violation 1.2 refused","2 stay unknown 1.2"}', 'a mode of stay that is none is unknown, one that is absent is not checked');
CREATE VIEW keyless AS SELECT kat AS category, osn AS basis, org AS provider FROM cases;
SELECT is(pg_temp.outcome($$SELECT sss.audit('keyless', 'placement')$$), '42P10: the key of the cases of view "keyless" must be named', 'a view must have a key');
CREATE VIEW roleless AS SELECT "Id", kat AS category FROM cases;
SELECT is(pg_temp.outcome($$SELECT sss.audit('roleless', 'placement')$$), '22023: rule "placement" needs a column for the role "basis"', 'and columns for the roles');
CREATE VIEW failing AS SELECT "Id", (1 / ("Id" - 1))::text AS service, org AS provider FROM cases;
SELECT is(pg_temp.outcome($$SELECT sss.audit('failing', 'service')$$), '22012: division by zero', 'a view that fails is an error');
CREATE VIEW services AS
	SELECT v.* FROM (VALUES (NULL::text, 'medical.laboratory_sampling', 'minors_adaptation_center', date '2024-01-01'), ('a', 'medical.laboratory_sampling', 'minors_adaptation_center', '2024-01-01'),
		('a', 'medical.laboratory_sampling', 'youth_house', '2024-01-01'), ('a', 'medical.laboratory_sampling', 'minors_adaptation_center', '2024-01-02')) AS v (id, service, provider, on_date);
SELECT is(pg_temp.found($$'services', 'service', key => '{id}'$$), '{"a service violation 2.7.10 refused","a service violation 2.7.10 refused","NULL service violation 2.7.10 refused"}', 'rows that differ in more are placements, or services, of their own');
CREATE MATERIALIZED VIEW stored AS SELECT * FROM case_facts;
SELECT is(pg_temp.found($$'stored', 'placement', key => '{Id}'$$), '{"4 category unknown 1.2","5 basis violation 1.4/2 refused"}', 'a materialized view is read like a view');
CREATE MATERIALIZED VIEW empty AS SELECT * FROM case_facts WITH NO DATA;
SELECT is(pg_temp.outcome($$SELECT sss.audit('empty', 'placement', key => '{Id}')$$), '55000: materialized view "empty" has not been populated', 'one without data is an error');

-- 4. Rights: the caller's.
SET ROLE regress_sss_reader;
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases')$$), '42501: permission denied for table cases', 'a role that may not read the table may not audit it');
SELECT is(pg_temp.outcome($$SELECT sss.audit('case_facts', 'placement')$$), '42501: permission denied for view case_facts', 'nor a view');
RESET ROLE;
GRANT SELECT ("Id", kat, osn, org) ON cases TO regress_sss_reader;
SET ROLE regress_sss_reader;
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases')$$), '42501: permission denied for table cases', 'nor may a role that may not read all bound columns');
SELECT is(pg_temp.outcome($$SELECT sss_internal.audit_counts('cases')$$), '42501: permission denied for table cases', 'not even to count');
RESET ROLE;
GRANT SELECT (since) ON cases TO regress_sss_reader;
GRANT SELECT ON case_facts TO regress_sss_reader;
SET ROLE regress_sss_reader;
SELECT is(pg_temp.found($$'cases', name => 'sss_placement'$$), '{"2 basis violation 1.4/2 refused","4 category unknown 1.2"}', 'the columns that are checked and the key do');
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases', 'placement', '{category=kat,basis=osn,provider=org}', key => '{name}')$$), '42501: permission denied for table cases', 'a key must be readable as well');
SELECT is(cardinality(pg_temp.found($$'case_facts', 'placement', key => '{Id}'$$)), 2, 'a view needs no rights on the tables it reads');
RESET ROLE;

-- row-level security: all or nothing
CREATE POLICY one_row ON cases FOR SELECT TO regress_sss_reader USING ("Id" = 1);
ALTER TABLE cases ENABLE ROW LEVEL SECURITY;
SET ROLE regress_sss_reader;
SELECT is(pg_temp.outcome($$SELECT sss.audit('cases')$$), '42501: row-level security may hide rows of "cases" from the audit', 'rows that are hidden are not taken for clean');
RESET ROLE;
SELECT is(cardinality(pg_temp.found($$'cases'$$)), 4, 'a role above row security audits all rows');
GRANT SELECT ON cases, statuses TO regress_sss_owner;
GRANT CREATE ON SCHEMA "Audit ""x""" TO regress_sss_owner;
SET ROLE regress_sss_owner;
CREATE VIEW hidden AS SELECT "Id", kat AS category, osn AS basis, org AS provider FROM cases;
RESET ROLE;
SELECT is(pg_temp.outcome($$SELECT sss.audit('hidden', 'placement')$$), '42501: query would be affected by row-level security policy for table "cases"', 'a view from which rows are hidden is not taken for clean either');
ALTER TABLE cases DISABLE ROW LEVEL SECURITY;

-- a function that a view calls has the rights of its owner, not the caller's
SET ROLE regress_sss_owner;
CREATE FUNCTION who() RETURNS text LANGUAGE plpgsql VOLATILE AS $$BEGIN RETURN current_user; END$$;
CREATE FUNCTION escape() RETURNS text LANGUAGE plpgsql VOLATILE AS $$BEGIN EXECUTE 'RESET ROLE'; RETURN current_user; END$$;
CREATE VIEW asking AS SELECT who() AS id, 'orphan' AS category, 'court_act' AS basis, 'youth_house' AS provider;
CREATE VIEW escaping AS SELECT escape() AS id, 'orphan' AS category, 'court_act' AS basis, 'youth_house' AS provider;
CREATE VIEW searching AS SELECT current_setting('search_path') AS id, 'orphan' AS category, 'court_act' AS basis, 'youth_house' AS provider;
RESET ROLE;
SELECT is(pg_temp.found($$'asking', 'placement', key => '{id}'$$), '{"regress_sss_owner basis violation 1.4/2 refused"}', 'a function that the view calls runs as the view''s owner');
SELECT is(pg_temp.outcome($$SELECT sss.audit('escaping', 'placement', key => '{id}')$$), '42501: cannot set parameter "role" within security-definer function', 'and cannot become anybody else');
SELECT is(pg_temp.found($$'searching', 'placement', key => '{id}'$$), '{"pg_catalog, pg_temp basis violation 1.4/2 refused"}', 'and finds objects as the facts view does');
SELECT is(current_setting('search_path'), '"Audit ""x""", public', 'the session''s search path is as it was');
SELECT is(current_setting('row_security'), 'on', 'and row_security');

-- 5. Locks, and progress.
SELECT is_empty($$SELECT mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation = 'services'::regclass AND mode NOT IN ('AccessShareLock', 'AccessExclusiveLock')$$, 'no lock but a reader''s');
CREATE TABLE many (id integer PRIMARY KEY, service text, provider text);
INSERT INTO many SELECT i, 'medical.laboratory_sampling', 'minors_adaptation_center' FROM generate_series(1, 3000) AS i;
SET LOCAL work_mem = '64kB';
SELECT is((SELECT count(DISTINCT key) FROM sss.audit('many', 'service', '{service=service,provider=provider}')), 3000::bigint, 'the findings may exceed memory');
RESET work_mem;
SET LOCAL statement_timeout = '1s';
CREATE VIEW sleeping AS SELECT 1 AS id, 'x' AS service, pg_sleep(100)::text AS provider;
DO $$
BEGIN
	PERFORM sss.audit('sleeping', 'service', key => '{id}');
EXCEPTION WHEN query_canceled THEN
	PERFORM set_config('test.cancelled', 'yes', true);
END
$$;
RESET statement_timeout;
SELECT is(current_setting('test.cancelled', true), 'yes', 'an audit can be cancelled');

-- 6. Runs.
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('many')$$), '42704: no rule is attached to relation "many"', 'a run wants an attachment');
SELECT is((SELECT count(*) FROM sss.audit_runs), 1::bigint, 'and stores nothing without: there is but the run over nothing');
CREATE TRIGGER broken AFTER INSERT OR UPDATE OF kat ON parts FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'kategory', 'mode=log');
SELECT isnt(sss.run_audit(), NULL, 'a run over all that is attached');
SELECT results_eq($$SELECT relation, attachment, verdict::text, provision::text, refused, rows, problem FROM sss.audit_history WHERE latest AND (relation LIKE '%cases' OR problem IS NOT NULL) ORDER BY relation, attachment, verdict::text COLLATE "C", provision::text COLLATE "C"$$,
	$$VALUES ('"Audit ""x""".cases', 'Strict "one"', 'compliant', NULL, 0::bigint, 2::bigint, NULL), ('"Audit ""x""".cases', 'Strict "one"', 'not_governed', '0.5', 0, 1, NULL), ('"Audit ""x""".cases', 'Strict "one"', 'violation', '1.2', 1, 1, NULL), ('"Audit ""x""".cases', 'Strict "one"', 'violation', '1.4/2', 1, 1, NULL),
		('"Audit ""x""".cases', 'sss_placement', 'compliant', NULL, 0, 2, NULL), ('"Audit ""x""".cases', 'sss_placement', 'not_governed', '0.5', 0, 1, NULL), ('"Audit ""x""".cases', 'sss_placement', 'unknown', '1.2', 0, 1, NULL), ('"Audit ""x""".cases', 'sss_placement', 'violation', '1.4/2', 1, 1, NULL),
		('"Audit ""x""".parts', 'broken', NULL, NULL, NULL, NULL, 'rule "placement" has no role "kategory"')$$, 'the summary counts by attachment, verdict and provision, and names tables that could not be audited');
DROP TRIGGER broken ON parts;
SELECT is((SELECT count(*) FROM sss.audit_history WHERE latest AND relation LIKE '%part\_1'), 0::bigint, 'a partition is counted with its table');
DELETE FROM cases WHERE "Id" = 2;
SELECT sss.run_audit('cases') \gset
SELECT sss.run_audit('cases', on_date => '2026-09-01') \gset
SELECT results_eq($$SELECT row_number() OVER (ORDER BY at), on_date, rows, refused FROM sss.audit_history WHERE relation LIKE '%cases' AND attachment = 'sss_placement' AND verdict = 'violation' ORDER BY at$$,
	$$VALUES (1::bigint, NULL::date, 1::bigint, 1::bigint), (2, NULL, 0, 0), (3, '2026-09-01', 0, 0)$$, 'the history has each run, also of a past day, whose cases have their own days');
SELECT is((SELECT sum(rows) FROM sss.audit_history WHERE latest AND relation LIKE '%cases' AND attachment = 'sss_placement'), 4::numeric, 'the summary has the last run that counted all cases');
SELECT is((SELECT count(*) FROM sss.audit_history WHERE latest AND relation LIKE '%parts'), 3::bigint, 'and of other tables the last that met them');
SELECT sss.run_audit('part_1') \gset
SELECT is((SELECT rows FROM sss.audit_history WHERE latest AND relation LIKE '%part\_1' AND verdict = 'violation'), 1::bigint, 'a partition may be audited by itself');

SET ROLE regress_sss_reader;
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('cases')$$), '42501: permission denied for table audit_runs', 'not every role may store runs');
SELECT is(pg_temp.outcome($$SELECT * FROM sss.audit_history$$), '42501: permission denied for view audit_history', 'or reads them');
SELECT is(pg_temp.outcome($$SELECT * FROM sss.audit_counts$$), '42501: permission denied for table audit_counts', 'in either table');
RESET ROLE;
GRANT INSERT ON sss.audit_runs, sss.audit_counts TO regress_sss_auditor;
GRANT SELECT ON cases TO regress_sss_auditor;
GRANT SELECT (at) ON sss.audit_runs TO regress_sss_auditor;
SET ROLE regress_sss_auditor;
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('cases')$$), 'done', 'a role that may append to both tables may');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit('parts')$$), '42501: permission denied for table parts', 'if it may read the audited table');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit()$$), 'done', 'a table that it may not read stops no run over all that is attached');
SELECT is(pg_temp.outcome($$DELETE FROM sss.audit_counts$$), '42501: permission denied for table audit_counts', 'but removes nothing');
RESET ROLE;
SELECT is(ARRAY(SELECT DISTINCT problem FROM sss.audit_history WHERE latest AND relation LIKE '%parts'), '{42501}', 'it is named');
SELECT is((SELECT sum(rows) FROM sss.audit_history WHERE latest AND relation LIKE '%cases' AND attachment = 'sss_placement'), 4::numeric, 'and what it may read is counted');

CREATE TABLE undated (id int PRIMARY KEY, given text, category text, basis text, provider text);
CREATE VIEW dated AS SELECT id, category, basis, provider, given::date AS on_date FROM undated;
SELECT sss_internal.attach_table('undated', 'placement', lookup => 'dated') \g /dev/null
SET LOCAL client_min_messages = error;
INSERT INTO undated VALUES (1, '2024-02-30', 'orphan', 'court_act', 'youth_house');
RESET client_min_messages;
SELECT lives_ok('SELECT sss.run_audit()', 'a view that fails stops no run over all that is attached');
SELECT results_eq($$SELECT attachment, rows, problem FROM sss.audit_history WHERE latest AND relation LIKE '%.dated'$$, $$VALUES ('sss_placement', NULL::bigint, '22008')$$, 'it is a problem of its own');
SELECT is((SELECT sum(rows) FROM sss.audit_history WHERE latest AND relation LIKE '%cases' AND attachment = 'sss_placement'), 4::numeric, 'and the others are counted');
SELECT throws_ok('SELECT sss.run_audit(''undated'')', '22008', NULL, 'an audit of that table alone reports it');
SELECT sss.detach('undated', 'sss_placement') \g /dev/null
DROP VIEW dated;
DROP TABLE undated;

-- 7. Waivers and baselines: an exempt row is returned, but not as refused; the verdict stays.
CREATE TABLE waived (id integer PRIMARY KEY, kat text, osn text, org text, since date);
INSERT INTO waived SELECT i, 'orphan', 'court_act', 'youth_house', '2024-01-01' FROM generate_series(1, 4) AS i;
SELECT sss.attach('waived', 'placement', :columns, mode => 'enforce') \gset
SELECT sss.grant_waiver('waived', 'placement', '{1}', '17', '2024-01-01', 'Akimat', '[2024-01-01,2024-12-31]', 'basis', '1.4/2') AS one \gset
SELECT sss.grant_waiver('waived', 'placement', '{2}', '18', '2024-01-01', 'Akimat', '[2025-01-01,2025-12-31]', 'basis', '1.4/2') AS two \gset
CREATE FUNCTION pg_temp.exempted(call text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	found text[];
BEGIN
	EXECUTE format('SELECT array_agg(concat_ws('' '', key[1], verdict, CASE WHEN refused THEN ''refused'' END, waivers, CASE WHEN baseline THEN ''baseline'' END) ORDER BY key) FROM sss.audit(%s)', call) INTO found;
	RETURN found;
END
$$;
SELECT is(pg_temp.exempted($$'waived'$$), ARRAY['1 violation {' || :one || '}', '2 violation refused', '3 violation refused', '4 violation refused'], 'a waiver exempts the rows it covers, on its days');
SELECT is(pg_temp.exempted($$'waived', on_date => '2025-06-01'$$), ARRAY['1 violation refused', '2 violation {' || :two || '}', '3 violation refused', '4 violation refused'], 'as of another day another one does');
SELECT is(pg_temp.exempted($$'waived', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}'$$), '{1 violation refused,2 violation refused,3 violation refused,4 violation refused}', 'a table that is not attached has no waivers');
SELECT is(pg_temp.outcome($$UPDATE waived SET osn = 'other_document' WHERE id = 1$$), 'done', 'the trigger does not refuse rows that the audit calls not refused');
SELECT is(pg_temp.outcome($$CREATE TEMP TABLE again AS SELECT * FROM waived WHERE id = 1; DELETE FROM waived WHERE id = 1; INSERT INTO waived SELECT * FROM again$$), 'done', 'nor as new rows');
DELETE FROM waived WHERE id = 20;
SELECT sss.baseline('waived') \gset
INSERT INTO waived VALUES (5, 'orphan', 'local_executive_decision', 'youth_house', '2024-01-01');
SELECT is(pg_temp.exempted($$'waived'$$), ARRAY['1 violation {' || :one || '}', '2 violation baseline', '3 violation baseline', '4 violation baseline'], 'a baseline exempts the rows it recorded');
SELECT results_eq($$SELECT verdict::text, refused, waived, sum(rows)::bigint FROM sss_internal.audit_counts('waived') GROUP BY 1, 2, 3 ORDER BY 1$$,
	$$VALUES ('compliant', false, false, 1::bigint), ('violation', false, true, 4)$$, 'both are counted');
SELECT sss.run_audit('waived') \gset
SELECT is((SELECT (rows, refused, waived)::text FROM sss.audit_history WHERE latest AND relation LIKE '%waived' AND verdict = 'violation'), '(4,0,4)', 'and stored');

-- 7. An audit of all rows resolves open cases of the log that it does not find.
CREATE TABLE "Night's" ("Id" integer, part integer, kat text, osn text, org text, since date, PRIMARY KEY ("Id", part));
SELECT sss.attach('"Night''s"', 'placement', :columns, name => 'Night "one"') \g /dev/null
CREATE TABLE source (LIKE "Night's");
INSERT INTO source SELECT n, n % 2, 'orphan', 'court_act', 'youth_house', '2024-01-01' FROM generate_series(1, 6) AS n;
CREATE FUNCTION pg_temp.open(wanted text) RETURNS text[] LANGUAGE sql AS
	$$SELECT coalesce(array_agg(array_to_string(key, '/', 'NULL') || ' ' || verdict ORDER BY key), '{}') FROM sss.violations WHERE relation LIKE '%' || wanted AND resolved IS NULL$$;
CREATE FUNCTION pg_temp.resolved(run timestamptz) RETURNS bigint LANGUAGE sql AS 'SELECT resolved FROM sss.audit_runs WHERE at = run';
CREATE PROCEDURE pg_temp.reload() LANGUAGE plpgsql AS $$BEGIN TRUNCATE "Night's"; INSERT INTO "Night's" SELECT * FROM source; END$$;
CALL pg_temp.reload();
SELECT is(pg_temp.resolved(sss.run_audit('"Night''s"')), 0::bigint, 'nothing is repaired');
UPDATE source SET osn = 'local_executive_decision' WHERE "Id" = 1;		-- mended
UPDATE source SET osn = NULL WHERE "Id" = 2;							-- not known any more
UPDATE source SET since = '2023-06-30' WHERE "Id" = 3;					-- not governed any more
DELETE FROM source WHERE "Id" = 4;										-- gone
UPDATE source SET kat = 'disrupted_life_activity', osn = 'other_document' WHERE "Id" = 5;
CALL pg_temp.reload();
SELECT is(cardinality(pg_temp.open('"Night''s"')), 6, 'loaded again, all are open');
SELECT is(pg_temp.resolved(sss.run_audit('"Night''s"', '2026-01-01')), NULL::bigint, 'an audit as of another day tells nothing');
SELECT is(cardinality(pg_temp.open('"Night''s"')), 6, 'and leaves all open');
SELECT is(pg_temp.resolved(sss.run_audit('"Night''s"')), 3::bigint, 'one of every row tells what is in order');
SELECT is(pg_temp.open('"Night''s"'), ARRAY['2/0 violation', (SELECT '5/1 ' || verdict FROM sss.audit('"Night''s"') WHERE key = '{5,1}'), '6/0 violation'], 'an unknown case, or one found in any way, stays open');
SELECT results_eq($$SELECT DISTINCT verdict::text, provision::text, requirement, resolves < logged_at FROM sss.violation_log WHERE attachment = 'Night "one"' AND resolves IS NOT NULL$$,
	$$VALUES ('compliant', NULL, NULL, true)$$, 'the lines say so');
SELECT is(pg_temp.resolved(sss.run_audit('"Night''s"')), 0::bigint, 'once');
UPDATE source SET osn = 'court_act' WHERE "Id" = 1;
CALL pg_temp.reload();
SELECT is((pg_temp.open('"Night''s"'))[1], '1/1 violation', 'found again, it is open again');
UPDATE sss_internal.violation_tail SET key = '{6}' WHERE key = '{6,0}';
SELECT sss.run_audit('"Night''s"') \g /dev/null
SELECT ok('6 violation' = ANY (pg_temp.open('"Night''s"')), 'of a key that has other columns an audit says nothing');

SELECT sss.attach('parts', 'placement', :columns, name => 'parts') \g /dev/null
INSERT INTO parts (id, kat, osn, org, since) VALUES (7, 'orphan', 'court_act', 'youth_house', '2023-08-01'), (8, 'orphan', 'court_act', 'youth_house', '2025-01-01');
DELETE FROM parts WHERE id > 6;
SELECT is(pg_temp.resolved(sss.run_audit('part_1')), NULL::bigint, 'an audit of a partition tells nothing');
SELECT is(pg_temp.resolved(sss.run_audit('parts')), 4::bigint, 'one of the partitioned table tells of all partitions');

CREATE VIEW night_facts AS SELECT "Id" AS id, kat AS category, osn AS basis, org AS provider, since AS on_date FROM source;
UPDATE source SET osn = 'local_executive_decision', since = '2024-01-01';
SELECT sss_internal.attach_table('source', 'placement', lookup => 'night_facts', lookup_by => '{Id=id}') \g /dev/null
UPDATE source SET osn = 'court_act', kat = 'orphan' WHERE "Id" <> 3;
SELECT is(pg_temp.open('.night_facts'), '{"1 violation","2 violation","5 violation","6 violation"}', 'found through a facts view');
UPDATE source SET osn = 'local_executive_decision' WHERE "Id" = 1;
DELETE FROM source WHERE "Id" = 2;
SELECT is(pg_temp.resolved(sss.run_audit('source')), 2::bigint, 'and not found any more');
SELECT is(pg_temp.open('.night_facts'), '{"5 violation","6 violation"}', 'but for two');

-- A role that may append to the runs may resolve; no other may, and none may change existing lines.
GRANT SELECT ON source, "Night's" TO regress_sss_auditor, regress_sss_reader;
CALL pg_temp.reload();
TRUNCATE "Night's";
INSERT INTO "Night's" SELECT * FROM source WHERE "Id" > 3;
SELECT pg_temp.open('"Night''s"') AS before \gset
SET ROLE regress_sss_reader;
SELECT is((SELECT array_agg(DISTINCT resolved) FROM sss_internal.audit_resolving('"Night''s"')), '{NULL}', 'a role that may not store runs resolves nothing');
SELECT is(left(pg_temp.outcome($$SELECT sss.run_audit('"Night''s"')$$), 5), '42501', 'by no way');
RESET ROLE;
SET ROLE regress_sss_auditor;
SELECT is((SELECT sum(resolved) FROM sss_internal.audit_resolving('"Night''s"')), 2::numeric, 'a role that may needs no right on the log');
RESET ROLE;
SELECT is(cardinality(pg_temp.open('"Night''s"')), cardinality(:'before'::text[]) - 2, 'and resolves only the missing cases');

-- 8. To count with parallel workers, call the predicates.
CREATE TABLE many_typed (category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, since date) WITH (parallel_workers = 2);
INSERT INTO many_typed SELECT 'orphan', 'court_act', 'youth_house', '2024-01-01' FROM generate_series(1, 5000);
ANALYZE many_typed;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	lines text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		lines := lines || line;
	END LOOP;
	RETURN lines;
END
$$;
SELECT matches(pg_temp.plan_of('SELECT sss.placement_verdict(category, basis, provider, NULL, since), count(*) FROM many_typed GROUP BY 1'), 'Gather.*Partial.*placement_verdict.*Parallel Seq Scan', 'workers check and count the rows');
SELECT * FROM finish();
ROLLBACK;
