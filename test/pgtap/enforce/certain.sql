-- Verdicts that are certain although a category, the basis or the provider is missing: verdict, trigger, CHECK, facts view, audit and
-- explanation say the same. Written from the Order: paragraph 2 of annex 1 knows no victims of abuse (1.2), annex 2 gives a
-- ruling of the body conducting the criminal process to nobody (2.4), annex 3 no suspect to a guardian (3.5).
BEGIN;
\ir ../common.psql
CREATE SCHEMA certain;
SET LOCAL search_path = certain, public;
SELECT plan(51);

-- A register without papers, and one without categories
CREATE TABLE cases (id integer PRIMARY KEY, kat text[], osn text, org text, stay text, since date, note text);
CREATE TABLE answers (id integer, kat text[], osn text, org text, stay text, verdict text, finding text, what text);
INSERT INTO answers VALUES
	(1, '{abuse_victim}', NULL, 'youth_house', NULL, 'violation', 'category violation 1.2', 'a category that annex 1 does not know'),
	(2, '{abuse_victim,disrupted_life_activity}', NULL, 'youth_house', 'permanent', 'violation', 'category violation 1.2', 'two such categories'),
	(3, '{crime_suspect}', NULL, 'minors_adaptation_center', NULL, 'violation', 'category violation 2.2', 'one that annex 2 does not know'),
	(4, '{crime_suspect}', NULL, 'guardian', NULL, 'violation', 'basis violation 3.5', 'one that annex 3 gives to no guardian'),
	(5, '{orphan}', NULL, 'youth_house', 'day', 'violation', 'stay violation 1.2', 'a stay that annex 1 does not know'),
	(6, '{}', 'criminal_process_ruling', 'other_center', NULL, 'violation', 'basis violation 2.4', 'a basis that annex 2 gives nobody'),
	(7, '{NULL}', 'criminal_process_ruling', 'other_center', NULL, 'violation', 'basis violation 2.4', 'likewise, the category not mapped'),
	(8, '{orphan,NULL}', 'criminal_process_ruling', 'other_center', NULL, 'violation', 'basis violation 2.4/2', 'likewise, one of two mapped'),
	(9, '{abuse_victim}', NULL, 'children_in_need_support_center', NULL, 'unknown', 'basis unknown 2.4', 'one that annex 2 knows, of two annexes'),
	(10, '{abuse_victim,orphan}', NULL, 'youth_house', NULL, 'unknown', 'basis unknown 1.4', 'one of two that annex 1 knows'),
	(11, '{}', 'court_act', 'other_center', NULL, 'unknown', 'category unknown 2.2', 'a basis that annex 2 gives somebody'),
	(12, '{orphan}', 'court_act', NULL, NULL, 'unknown', 'provider unknown ', 'no provider: another family is left open'),
	(13, '{orphan}', NULL, 'other_family', NULL, 'unsettled', 'category unsettled 3.2', 'another family, whatever the paper');

SELECT is((SELECT format('%s %s', sss.placement_verdict_any(kat::sss.recipient_category[], sss.try_placement_basis(osn), sss.try_provider_type(org), sss.try_stay_mode(stay), '2024-02-29'),
						 sss.placement_provision_any(kat::sss.recipient_category[], sss.try_placement_basis(osn), sss.try_provider_type(org), sss.try_stay_mode(stay), '2024-02-29'))),
		  format('%s %s', verdict, split_part(finding, ' ', 3)), 'verdict: ' || what)
  FROM answers ORDER BY id;
SELECT is((SELECT count(*) FROM sss.explain_placement_any(kat::sss.recipient_category[], sss.try_placement_basis(osn), sss.try_provider_type(org), sss.try_stay_mode(stay), '2024-02-29', 'ru') AS e
			WHERE format('%s %s %s', e.requirement, e.met, CASE WHEN e.requirement <> 'provider' THEN e.provision::text END) = finding
			  AND e.message !~ '«»' AND e.message ~ '\.$') > 0, true, 'explanation: ' || what)
  FROM answers ORDER BY id;

-- The trigger, by columns
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome(format('INSERT INTO cases VALUES (%s, %L, %L, %L, %L, ''2024-02-29'')', id, kat, osn, org, stay)),
		  CASE verdict WHEN 'violation' THEN 'sss_placement: ' || finding ELSE 'done' END, 'trigger: ' || what)
  FROM answers ORDER BY id;

-- The log, the audit and the CHECK agree with it
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
INSERT INTO cases SELECT id + 100, kat, osn, org, stay, '2024-02-29' FROM answers;
SELECT is(pg_temp.logged('cases'), (SELECT array_agg(format('sss_placement {%s}: %s', id, finding) ORDER BY id) FROM (
	SELECT 13 AS id, finding FROM answers WHERE id = 13 UNION ALL
	SELECT id + 100, finding FROM answers WHERE verdict IN ('violation', 'unsettled')) AS t), 'the log has what the trigger would refuse, and what is left open');
SELECT set_eq($$ SELECT key[1]::integer - 100, rtrim(concat_ws(' ', requirement, verdict, provision)) FROM sss.audit('cases') WHERE key[1]::integer > 100 $$,
	$$ SELECT id, rtrim(finding) FROM answers $$, 'the audit has all of it, and what is unknown');
CREATE TABLE checked (id integer, kat sss.recipient_category[], osn text, org text, stay text, since date);
SELECT sss.add_check('checked', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}') \g /dev/null
SELECT is((SELECT array_agg(a.id ORDER BY a.id) FROM answers AS a
			WHERE pg_temp.outcome(format('INSERT INTO checked VALUES (%s, %L, %L, %L, %L, ''2024-02-29'')', id, kat, osn, org, stay))
				  = ': ' || finding), '{1,2,3,4,5,6,7,8}', 'the CHECK refuses the same');
CREATE VIEW facts AS SELECT id, unnest(kat) AS category, osn AS basis, org AS provider, stay, since AS on_date FROM cases;
SELECT is((SELECT array_agg(key[1]::integer - 100 ORDER BY key[1]::integer) FROM sss.audit('facts', 'placement', key => '{id}') WHERE verdict = 'violation'),
	'{1,2,3,4,5,7,8}', 'so does a facts view, which has no row where there is no category');

-- A role that is required and absent does not hide what is certain, nor the other way round
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,stay=stay,on_date=since}', mode => 'enforce', required => '{basis}') \g /dev/null
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (201, '{abuse_victim}', NULL, 'youth_house', NULL, '2024-02-29')$$), 'sss_placement: category violation 1.2', 'required: the category goes before the missing basis');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (202, '{orphan}', NULL, 'youth_house', NULL, '2024-02-29')$$), 'sss_placement: basis violation 1.4', 'required: the basis, where it decides');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (203, '{abuse_victim}', NULL, 'children_in_need_support_center', NULL, '2024-02-29')$$), 'sss_placement: basis violation 2.4', 'required: by the annex that leaves it open');

-- Rows that were there: to enter what was missing makes nothing worse, unless it adds a violation
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'x' WHERE id > 100$$), 'done', 'a column that is not bound');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'local_executive_decision' WHERE id = 101$$), 'done', 'a paper is entered, which changes nothing');
SELECT is(pg_temp.outcome($$UPDATE cases SET kat = '{orphan}' WHERE id = 107$$), 'done', 'a category is entered, by the same paragraph');
SELECT is(pg_temp.outcome($$UPDATE cases SET kat = '{crime_suspect}' WHERE id = 106$$), 'sss_placement: category violation 2.2', 'one that adds a violation');
SELECT is(pg_temp.outcome($$UPDATE cases SET osn = 'court_act' WHERE id = 110$$), 'sss_placement: basis violation 1.4/2', 'a paper that makes a violation of what was unknown');

SELECT * FROM finish();
ROLLBACK;
