-- Cases of a facts view are grandfathered: columns that the view does not read do not count, and a change that makes nothing worse passes.
-- Annex 1, paragraph 4: orphans by decision of the local executive body or referral (part 2), deviant behavior by court act (part 3); paragraph 2: no victims of abuse, no day stay.
BEGIN;
\ir ../common.psql
CREATE SCHEMA facts_no_worse;
SET LOCAL search_path = facts_no_worse, public;
SELECT plan(81);

CREATE TABLE cases (id integer PRIMARY KEY, osn text, org integer, since date DEFAULT '2024-02-29', stay text, note text, extra jsonb);
CREATE TABLE orgs (id integer PRIMARY KEY, provider text, name text);
CREATE TABLE links (case_id integer, category text, document text, deleted boolean DEFAULT false);
CREATE VIEW inner_facts AS SELECT c.id, c.osn, c.org, c.since, c.stay, c.note, o.provider, o.name FROM cases AS c JOIN orgs AS o ON o.id = c.org;
CREATE VIEW facts AS
	SELECT i.id, l.category, i.osn AS basis, i.provider, i.stay, i.since AS on_date, i.org
	  FROM inner_facts AS i LEFT JOIN links AS l ON l.case_id = i.id AND NOT l.deleted;
INSERT INTO orgs VALUES (1, 'youth_house', 'a'), (2, 'family_type_village', 'b'), (3, 'guardian', 'c');
INSERT INTO cases (id, osn, org) VALUES (1, 'court_act', 1), (2, 'local_executive_decision', 1), (3, 'court_act', 2);
INSERT INTO links VALUES (1, 'orphan'), (2, 'orphan'), (3, 'deviant_behavior');
CREATE FUNCTION guard() RETURNS void LANGUAGE sql AS $$
	SELECT sss_internal.attach_table('facts_no_worse.cases', 'placement', lookup => 'facts_no_worse.facts', mode => 'enforce');
	SELECT sss_internal.attach_table('facts_no_worse.links', 'placement', lookup => 'facts_no_worse.facts', lookup_by => '{case_id=id}', mode => 'enforce');
	SELECT sss_internal.attach_table('facts_no_worse.orgs', 'placement', lookup => 'facts_no_worse.facts', lookup_by => '{id=org}', key => '{id}', mode => 'enforce');
$$;
SELECT guard() \g /dev/null
-- Says whether the view is read at all: a function that fails is part of it, one that says that it reads no table.
CREATE FUNCTION is_read(statement text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	CREATE FUNCTION facts_no_worse.tell(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $f$BEGIN RAISE SQLSTATE 'XX123'; END$f$;
	CREATE OR REPLACE VIEW facts_no_worse.facts AS
		SELECT i.id, l.category, facts_no_worse.tell(i.osn) AS basis, i.provider, i.stay, i.since AS on_date, i.org
		  FROM facts_no_worse.inner_facts AS i LEFT JOIN facts_no_worse.links AS l ON l.case_id = i.id AND NOT l.deleted;
	BEGIN
		EXECUTE statement;
		result := 'done';
		RAISE SQLSTATE 'XX321';
	EXCEPTION WHEN SQLSTATE 'XX123' THEN result := 'read'; WHEN SQLSTATE 'XX321' THEN
	END;
	CREATE OR REPLACE VIEW facts_no_worse.facts AS
		SELECT i.id, l.category, i.osn AS basis, i.provider, i.stay, i.since AS on_date, i.org
		  FROM facts_no_worse.inner_facts AS i LEFT JOIN facts_no_worse.links AS l ON l.case_id = i.id AND NOT l.deleted;
	DROP FUNCTION facts_no_worse.tell(text);
	RETURN result = 'read';
END
$$;

-- 1. Only columns that the view reads count.
SELECT is(is_read('UPDATE cases SET osn = ''x'''), true, 'a role''s column, through a nested view');
SELECT is(is_read('UPDATE cases SET org = 2 WHERE id = 1'), true, 'a join column');
SELECT is(is_read('UPDATE cases SET id = 9 WHERE id = 1'), true, 'the key');
SELECT is(is_read('UPDATE cases SET extra = ''{}'''), false, 'a column that no view reads');
SELECT is(is_read('UPDATE cases SET osn = osn, org = org, since = since'), false, 'an update that changes nothing');
SELECT is(is_read('UPDATE links SET document = ''x'''), false, 'of a link');
SELECT is(is_read('UPDATE links SET deleted = true'), true, 'a condition that filters rows');
SELECT is(is_read('UPDATE orgs SET provider = ''x'''), true, 'of a dictionary');
SELECT is(is_read('UPDATE cases SET osn = ''x'' WHERE false'), false, 'no row at all');
SELECT is(is_read('INSERT INTO links VALUES (NULL, ''orphan'')'), false, 'a link that is NULL');
SELECT is(is_read('DELETE FROM links'), true, 'a row that goes');
CREATE VIEW whole AS SELECT c.id, 'orphan' AS category, to_jsonb(c)->>'osn' AS basis, 'youth_house' AS provider, '2024-02-29'::date AS on_date FROM cases AS c;
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'whole', mode => 'enforce', name => 'whole') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'other_document' WHERE id = 2$$), 'sss_placement: basis violation 1.4/2', 'two attachments: the first by name refuses');
SELECT is(pg_temp.outcome($$INSERT INTO cases (id, osn) VALUES (4, 'court_act')$$), 'whole: basis violation 1.4/2', 'rows read as a whole');
SELECT is(pg_temp.outcome($$UPDATE cases SET extra = '{}'$$), 'done', 'a column of theirs that makes nothing worse');
SELECT sss.detach('cases', 'whole') \g /dev/null
CREATE VIEW counted AS SELECT o.id, 'orphan' AS category, CASE (SELECT count(*) FROM links) WHEN 3 THEN 'local_executive_decision' ELSE 'court_act' END AS basis, 'youth_house' AS provider, '2024-02-29'::date AS on_date, true AS anything FROM orgs AS o;
ALTER TABLE links ADD anything boolean DEFAULT true;
SELECT sss_internal.attach_table('links', 'placement', lookup => 'counted', lookup_by => '{anything=anything}', key => '{id}', mode => 'enforce', name => 'counted') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO links VALUES (NULL, 'x')$$), 'counted: basis violation 1.4/2', 'a table that is only counted');
SELECT is(pg_temp.detail($$INSERT INTO links VALUES (NULL, 'x')$$)->>'count', '3', 'in which one row decides for many cases');
SELECT is(pg_temp.outcome($$DELETE FROM links WHERE case_id = 3$$), 'counted: basis violation 1.4/2', 'rows that go are counted, too');
SELECT sss.detach('links', 'counted') \g /dev/null

-- 2. Old violations.
SELECT is(pg_temp.outcome('UPDATE cases SET note = ''x'' WHERE id = 1'), 'done', 'untouched');
SELECT is(pg_temp.outcome('UPDATE cases SET org = 2 WHERE id = 1'), 'done', 'moved to another provider of the same standard');
SELECT is(pg_temp.outcome('UPDATE cases SET since = since + 1 WHERE id = 1'), 'done', 'another date');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'other_document' WHERE id = 1$$), 'done', 'another document that is as little lawful');
SELECT is(pg_temp.outcome($$UPDATE cases SET stay = 'day' WHERE id = 1$$), 'sss_placement: stay violation 1.2', 'another requirement unmet');
SELECT is(pg_temp.outcome($$UPDATE cases SET stay = 'permanent' WHERE id = 1$$), 'done', 'another requirement met');
SELECT is(pg_temp.outcome($$INSERT INTO links VALUES (1, 'orphan', 'again')$$), 'done', 'the same category once more');
SELECT is(pg_temp.outcome($$INSERT INTO links VALUES (1, 'without_parental_care')$$), 'done', 'one more category that does not admit the basis either');
SELECT is(pg_temp.outcome($$DELETE FROM links WHERE case_id = 1 AND category = 'without_parental_care'$$), 'done', 'and without it');
SELECT is(pg_temp.outcome($$UPDATE links SET category = 'abuse_victim' WHERE case_id = 1$$), 'sss_placement: category violation 1.2', 'a category that is not for this standard at all');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'local_executive_decision' WHERE id = 1$$), 'done', 'mended');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'other_document' WHERE id = 1$$), 'sss_placement: basis violation 1.4/2', 'and not to be undone');
SELECT is(pg_temp.outcome($$UPDATE orgs SET provider = 'family_type_village' WHERE id = 1$$), 'done', 'a dictionary, where all that depends on it stays as it is');
SELECT is(pg_temp.outcome($$UPDATE orgs SET name = 'x'$$), 'done', 'and a row without facts');

-- 3. A dictionary with a thousand cases, of which some are wrong already.
TRUNCATE cases, links;
SELECT sss.detach('cases', 'sss_placement'), sss.detach('links', 'sss_placement'), sss.detach('orgs', 'sss_placement') \g /dev/null
INSERT INTO cases (id, osn, org) SELECT i, CASE i % 10 WHEN 0 THEN 'court_act' ELSE 'guardianship_body_referral' END, 1 FROM generate_series(1, 1000) AS i;
INSERT INTO links SELECT i, 'neglected_or_homeless' FROM generate_series(1, 1000) AS i;
UPDATE orgs SET provider = 'minors_adaptation_center' WHERE id = 1;
SELECT guard() \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE orgs SET provider = 'minors_special_services_organization' WHERE id = 1$$), 'done', 'a hundred old violations stay as they are');
SELECT is(pg_temp.detail($$UPDATE orgs SET provider = 'youth_house' WHERE id = 1$$)->>'count', '1000', 'all of them become worse');
UPDATE cases SET osn = 'court_act' WHERE false;
SELECT is(pg_temp.outcome($$UPDATE orgs SET provider = NULL WHERE id = 1$$), 'done', 'nothing is known');
UPDATE links SET category = 'orphan';
UPDATE links SET category = 'deviant_behavior' WHERE case_id % 10 = 0 AND case_id <> 500;
UPDATE links SET category = 'neglected_or_homeless' WHERE case_id = 501;
SELECT is(pg_temp.outcome($$UPDATE orgs SET provider = 'minors_adaptation_center' WHERE id = 1$$), 'sss_placement: basis violation 2.4/2', 'a provider becomes known, and one of a thousand cases is wrong');
SELECT is(pg_temp.detail($$UPDATE orgs SET provider = 'minors_adaptation_center' WHERE id = 1$$)::jsonb @> '{"key": {"id": "500"}}', true, 'it is named');
SELECT is(pg_temp.detail($$UPDATE orgs SET provider = 'minors_adaptation_center' WHERE id = 1$$)->>'count', NULL, 'alone');
UPDATE links SET category = 'deviant_behavior' WHERE case_id = 500;
SELECT is(pg_temp.outcome($$UPDATE orgs SET provider = 'minors_adaptation_center' WHERE id = 1$$), 'done', 'repaired, it passes');
SELECT is(pg_temp.detail($$UPDATE orgs SET provider = 'youth_house' WHERE id = 1$$)::jsonb @> '{"key": {"id": "501"}, "requirement": "category", "provision": "1.2"}', true, 'annex 1 does not know one of them');
SELECT is(pg_temp.outcome($$DELETE FROM orgs WHERE id = 1$$), 'done', 'a row of the dictionary goes');

-- 4. Several placements: one that was wrong excuses itself, not a new one.
CREATE TABLE stays (n integer PRIMARY KEY, child integer, osn text, org text, since date, stay text);
CREATE VIEW histories AS SELECT child AS id, 'orphan'::text AS category, osn AS basis, org AS provider, stay, since AS on_date FROM stays;
INSERT INTO stays VALUES (1, 1, 'court_act', 'youth_house', '2023-08-01', NULL), (2, 1, 'local_executive_decision', 'youth_house', '2023-09-01', NULL), (3, 2, 'court_act', 'youth_house', '2023-08-01', NULL), (4, 2, 'court_act', 'youth_house', '2023-09-01', 'day');
SELECT sss_internal.attach_table('stays', 'placement', lookup => 'histories', lookup_by => '{child=id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO stays VALUES (5, 1, 'court_act', 'youth_house', '2024-02-29')$$), 'sss_placement: basis violation 1.4/2', 'a new violation beside an old one of the same kind');
SELECT is(pg_temp.detail($$INSERT INTO stays VALUES (5, 1, 'court_act', 'youth_house', '2024-02-29')$$)->>'on_date', '2024-02-29', 'is the one that is named');
SELECT is(pg_temp.outcome($$UPDATE stays SET osn = 'court_act' WHERE n = 2$$), 'sss_placement: basis violation 1.4/2', 'a lawful placement that becomes as the other one');
SELECT is(pg_temp.outcome($$UPDATE stays SET osn = 'court_act', since = '2023-08-01' WHERE n = 2$$), 'done', 'unless the view does not tell them apart');
SELECT is(pg_temp.outcome($$UPDATE stays SET since = '2023-09-01' WHERE n = 2$$), 'sss_placement: basis violation 1.4/2', 'which it then does');
SELECT is(pg_temp.outcome($$UPDATE stays SET since = since + 1$$), 'done', 'all placements of each case are changed, and none is worse');
SELECT is(pg_temp.outcome($$UPDATE stays SET since = since + 1 WHERE n = 4$$), 'done', 'the worst of two alone');
SELECT is(pg_temp.outcome($$UPDATE stays SET since = since - 60 WHERE n = 3$$), 'done', 'the other one, back before the Order');
SELECT is(pg_temp.outcome($$UPDATE stays SET stay = 'day' WHERE n = 3$$), 'done', 'where nothing is governed');
SELECT is(pg_temp.outcome($$UPDATE stays SET since = '2023-08-01' WHERE n = 3$$), 'sss_placement: basis violation 1.4/2', 'nor excused when it comes back');
SELECT is(pg_temp.outcome($$UPDATE stays SET child = 1 WHERE n = 4$$), 'sss_placement: basis violation 1.4/2', 'a violation that goes to another case is new there');
SELECT is(pg_temp.outcome($$DELETE FROM stays WHERE n = 1$$), 'done', 'deleted');
SELECT is(pg_temp.outcome($$INSERT INTO stays VALUES (1, 1, 'court_act', 'youth_house', '2023-08-15')$$), 'sss_placement: basis violation 1.4/2', 'it is new when it is stored again');
SELECT is(pg_temp.outcome($$WITH gone AS (DELETE FROM stays WHERE n = 4 RETURNING *) INSERT INTO stays SELECT 6, child, osn, org, since, stay FROM gone$$), 'done', 'unless one statement does both');

-- 5. Each statement is compared with the state before it, which includes earlier changes of the transaction.
TRUNCATE cases, links;
INSERT INTO orgs VALUES (1, 'youth_house');
SELECT sss.set_mode('cases', 'log', 'sss_placement'), sss.set_mode('links', 'log', 'sss_placement') \g /dev/null
INSERT INTO cases (id, osn, org) VALUES (1, 'court_act', 1);
SELECT is(pg_temp.logged('cases'), '{}', 'a statement that does not make the case yet does not log it');
INSERT INTO links VALUES (1, 'orphan');
SELECT is(pg_temp.logged('links'), '{"sss_placement {1}: basis violation 1.4/2"}', 'the one that makes it does');
UPDATE cases SET since = since + 1;
UPDATE cases SET note = 'x';
INSERT INTO links VALUES (1, 'orphan');
SELECT is(pg_temp.logged('cases') || pg_temp.logged('links'), '{}', 'nor by those that made nothing worse');
SELECT sss.set_mode('cases', 'enforce', 'sss_placement'), sss.set_mode('links', 'enforce', 'sss_placement') \g /dev/null
SAVEPOINT before;
UPDATE cases SET osn = 'local_executive_decision';
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'court_act'$$), 'sss_placement: basis violation 1.4/2', 'a case that the transaction repaired must not fail again');
ROLLBACK TO before;
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'other_document'$$), 'done', 'a repair that a savepoint rolled back does not count');
CREATE FUNCTION in_turn(VARIADIC statements text[]) RETURNS void LANGUAGE plpgsql AS
	'BEGIN FOR i IN 1 .. cardinality(statements) LOOP EXECUTE statements[i]; END LOOP; END';
SELECT is(pg_temp.outcome($$SELECT in_turn('UPDATE cases SET osn = ''guardianship_body_referral''', 'UPDATE cases SET note = ''x''', 'UPDATE cases SET osn = ''court_act''')$$), 'sss_placement: basis violation 1.4/2', 'each statement of a function by itself');
SELECT is(pg_temp.outcome($$SELECT in_turn('UPDATE cases SET osn = ''guardianship_body_referral''', 'UPDATE links SET category = ''deviant_behavior''')$$), 'sss_placement: basis violation 1.4/3', 'a change in another table of the same transaction');
SELECT is(pg_temp.outcome($$DO 'BEGIN UPDATE cases SET osn = ''guardianship_body_referral''; BEGIN UPDATE cases SET osn = ''court_act''; EXCEPTION WHEN check_violation THEN UPDATE cases SET note = ''kept''; END; END'$$), 'done', 'a refusal that is caught');
SELECT is((SELECT osn || ' ' || note FROM cases), 'guardianship_body_referral kept', 'keeps the state before it');
SELECT is(pg_temp.outcome($$WITH a AS (SELECT in_turn('UPDATE links SET document = ''y''')), b AS (UPDATE cases SET osn = 'court_act' WHERE id = 1) SELECT FROM a$$), 'sss_placement: basis violation 1.4/2', 'a statement in the midst of which another one runs');

-- 6. BEFORE triggers, and triggers that write in turn.
CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	CASE new.note
		WHEN 'spoil' THEN new.osn := 'court_act';
		WHEN 'mend' THEN new.osn := 'local_executive_decision';
		WHEN 'drop' THEN RETURN NULL;
		WHEN 'link' THEN UPDATE facts_no_worse.links SET category = 'deviant_behavior' WHERE case_id = new.id;
		ELSE
	END CASE;
	RETURN new;
END
$$;
CREATE TRIGGER meddle BEFORE INSERT OR UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION meddle();
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'spoil'$$), 'sss_placement: basis violation 1.4/2', 'a BEFORE trigger changes a column that the statement does not list');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'court_act', note = 'mend'$$), 'done', 'or repairs the row that the statement spoils');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'court_act', note = 'drop'$$), 'done', 'or drops it');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'link'$$), 'sss_placement: basis violation 1.4/3', 'or writes to another table');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'link', osn = 'court_act'$$), 'sss_placement: basis violation 1.4/3', 'which is checked before the statement is at its end');
CREATE FUNCTION follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE tg_argv[0];
	RETURN NULL;
END
$$;
DROP TRIGGER meddle ON cases;
CREATE TRIGGER aaa AFTER UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION follow('UPDATE facts_no_worse.links SET category = ''deviant_behavior''');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'court_act'$$), 'done', 'an AFTER trigger makes the other half of a change');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'guardianship_body_referral'$$), 'sss_placement: basis violation 1.4/3', 'which is not lawful by itself');
DROP TRIGGER aaa ON cases;
CREATE TRIGGER zzz AFTER UPDATE ON links FOR EACH STATEMENT EXECUTE FUNCTION follow('UPDATE facts_no_worse.cases SET osn = ''other_document'' WHERE osn <> ''other_document''');
SELECT is(pg_temp.outcome($$UPDATE links SET document = 'x'$$), 'sss_placement: basis violation 1.4/3', 'a statement trigger that spoils a case');
SELECT is(pg_temp.outcome($$UPDATE links SET category = 'orphan'$$), 'sss_placement: basis violation 1.4/2', 'a fact that the statement itself spoilt is no excuse');
DROP TRIGGER zzz ON links;

-- 7. Rows that are cases, with facts of the view added.
CREATE TABLE services (id integer PRIMARY KEY, case_id integer, code text, day date DEFAULT '2024-02-29', note text);
CREATE VIEW case_provider AS SELECT c.id, o.provider FROM cases AS c JOIN orgs AS o ON o.id = c.org;
INSERT INTO orgs VALUES (4, 'minors_adaptation_center');
INSERT INTO cases (id, org) VALUES (11, 1), (12, 4), (13, 3);
INSERT INTO services VALUES (1, 12, 'medical.laboratory_sampling');
SELECT sss_internal.attach_table('services', 'service', '{service=code,on_date=day}', lookup => 'case_provider', lookup_by => '{case_id=id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO services VALUES (2, 12, 'medical.laboratory_sampling')$$), 'sss_service: service violation 2.7.10', 'a new one');
SELECT is(pg_temp.outcome($$UPDATE services SET note = 'x'$$), 'done', 'an old one untouched');
SELECT is(pg_temp.outcome($$UPDATE services SET day = day + 1$$), 'done', 'no worse');
SELECT is(pg_temp.outcome($$UPDATE services SET case_id = 11$$), 'done', 'repaired by going to another case');
SELECT is(pg_temp.outcome($$UPDATE services SET case_id = 12$$), 'sss_service: service violation 2.7.10', 'and not back');
SELECT is(pg_temp.outcome($$UPDATE services SET case_id = 99$$), 'done', 'a case that is not there is not concerned');


-- 8. A table that only a function of the view reads: the server does not know which columns it reads, so every change counts.
CREATE TABLE units (unit integer PRIMARY KEY, provider text, name text);
CREATE FUNCTION provider_of(integer) RETURNS text STABLE LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT provider FROM facts_no_worse.units WHERE unit = $1); END';
CREATE TABLE given (id integer PRIMARY KEY, service text, unit integer);
CREATE VIEW given_facts AS SELECT g.id, g.service, facts_no_worse.provider_of(g.unit) AS provider, '2024-02-29'::date AS on_date, g.unit FROM given AS g;
INSERT INTO units VALUES (1, 'youth_house'), (2, 'minors_adaptation_center');
INSERT INTO given VALUES (1, 'medical.laboratory_sampling', 1), (2, 'medical.laboratory_sampling', 2);
SELECT sss_internal.attach_table('units', 'service', lookup => 'given_facts', lookup_by => '{unit=unit}', key => '{id}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE units SET provider = 'minors_adaptation_center'$$), 'sss_service: service violation 2.7.10', 'the function''s earlier answer is known');
SELECT is(pg_temp.outcome($$UPDATE units SET name = 'x'$$), 'done', 'and its answer for an old violation');

SELECT * FROM finish();
ROLLBACK;
