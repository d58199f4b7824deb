-- Rows that existed before the attachment are grandfathered: an update that makes nothing worse passes.
-- Placements by annex 1: recipients in paragraph 2 (no victims of abuse), stay in paragraph 2 (no day stay), bases in paragraph 4
-- (part 2 for orphans, part 3 for special educational needs, where a basis other than a court act is unsettled); annex 2: paragraphs 2 and 4.
BEGIN;
\ir ../common.psql
CREATE SCHEMA enforce_grandfathering;
SET LOCAL search_path = enforce_grandfathering, public;

-- Updates a row that existed before the attachment; returns the outcome when enforcing, and the log lines when logging.
CREATE TABLE cases (id integer PRIMARY KEY, kat text, osn text, org text, stay text, since date, note text);
CREATE FUNCTION try(old_row text, change text, options text DEFAULT '') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	attach constant text := 'SELECT sss.attach(''cases'', ''placement'', ''{category=kat,basis=osn,provider=org,stay=stay,on_date=since}'', mode => %L %s)';
	result text;
	logged text;
BEGIN
	EXECUTE format('INSERT INTO cases VALUES (1, %s)', old_row);
	EXECUTE format(attach, 'enforce', options);
	result := pg_temp.outcome(format('UPDATE cases SET %s', change));
	PERFORM sss.detach('cases', 'sss_placement');
	TRUNCATE cases;
	EXECUTE format('INSERT INTO cases VALUES (1, %s)', old_row);
	PERFORM pg_temp.logged('cases');
	EXECUTE format(attach, 'log', options);
	EXECUTE format('UPDATE cases SET %s', change);
	logged := array_to_string(pg_temp.logged('cases'), ', ');
	PERFORM sss.detach('cases', 'sss_placement');
	TRUNCATE cases;
	RETURN result || ' / ' || replace(logged, 'sss_placement {1}: ', '');
END
$$;

CREATE TEMP TABLE rows (row text, facts text);
INSERT INTO rows VALUES
	('good', $$'orphan', 'local_executive_decision', 'youth_house', 'permanent', '2024-02-29'$$),
	('early', $$'orphan', 'court_act', 'youth_house', 'day', '2023-06-30'$$),
	('bad basis', $$'orphan', 'court_act', 'youth_house', 'permanent', '2024-02-29'$$),
	('bad stay', $$'orphan', 'local_executive_decision', 'youth_house', 'day', '2024-02-29'$$),
	('bad basis, bad stay', $$'orphan', 'court_act', 'youth_house', 'day', '2024-02-29'$$),
	('bad category', $$'abuse_victim', 'local_executive_decision', 'youth_house', 'permanent', '2024-02-29'$$),
	('unsettled', $$'special_educational_needs', 'local_executive_decision', 'special_boarding_school', 'permanent', '2024-02-29'$$),
	('no basis', $$'orphan', NULL, 'youth_house', 'permanent', '2024-02-29'$$),
	('no provider', $$'orphan', 'court_act', NULL, 'permanent', '2024-02-29'$$),
	('no provider, no basis', $$'orphan', NULL, NULL, 'permanent', '2024-02-29'$$),
	('no date, no basis', $$'orphan', NULL, 'youth_house', 'permanent', NULL$$),
	('no date', $$'orphan', 'court_act', 'youth_house', 'permanent', NULL$$),
	('two annexes', $$'crime_suspect', 'court_act', 'children_in_need_support_center', NULL, '2024-02-29'$$);

CREATE TEMP TABLE expected (row text, change text, options text, result text);
INSERT INTO expected VALUES
	-- columns that the rule does not read
	('bad basis', $$note = 'x'$$, '', 'done / '),
	('bad basis', $$id = 2$$, '', 'sss_placement: basis violation 1.4/2 / sss_placement {2}: basis violation 1.4/2'),
	('bad category', $$note = 'x'$$, '', 'done / '),
	('unsettled', $$note = 'x'$$, $$, unsettled => 'enforce'$$, 'done / '),
	('no basis', $$note = 'x'$$, $$, required => '{basis}'$$, 'done / '),
	-- the same again
	('bad basis', $$kat = kat, osn = osn, org = org, stay = stay, since = since$$, '', 'done / '),
	('bad basis', $$osn = 'court_act'$$, '', 'done / '),
	-- no worse: another value that fails by the same clause, another provider of the same standard, another day, another lawful stay
	('bad basis', $$osn = 'other_document'$$, '', 'done / '),
	('bad basis', $$org = 'family_type_village'$$, '', 'done / '),
	('bad basis', $$since = '2024-03-01'$$, '', 'done / '),
	('bad basis', $$stay = 'temporary'$$, '', 'done / '),
	('bad basis', $$kat = 'without_parental_care'$$, '', 'done / '),
	('bad stay', $$osn = 'guardianship_body_referral'$$, '', 'done / '),
	('bad category', $$kat = 'neglected_or_homeless'$$, '', 'done / '),
	-- repaired, in whole or in part
	('bad basis', $$osn = 'guardianship_body_referral'$$, '', 'done / compliant 1.4/2'),
	('bad basis', $$kat = 'deviant_behavior', org = 'special_organization'$$, '', 'done / compliant 1.4/3'),
	('bad basis, bad stay', $$stay = 'permanent'$$, '', 'done / '),
	('bad basis, bad stay', $$osn = 'local_executive_decision'$$, '', 'done / '),
	('bad category', $$org = 'minors_adaptation_center'$$, '', 'done / compliant 2.4/2'),
	('bad category', $$kat = 'orphan'$$, '', 'done / compliant 1.4/2'),
	-- a fact becomes unknown; that repairs nothing
	('bad basis', $$since = '2023-06-30'$$, '', 'done / not_governed 0.5'),
	('bad basis', $$osn = NULL$$, '', 'done / '),
	('bad basis', $$since = NULL$$, '', 'done / '),
	-- worse: another requirement
	('good', $$osn = 'court_act'$$, '', 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	('good', $$stay = 'day'$$, '', 'sss_placement: stay violation 1.2 / stay violation 1.2'),
	('bad basis', $$stay = 'day'$$, '', 'sss_placement: stay violation 1.2 / stay violation 1.2'),
	('bad stay', $$osn = 'court_act'$$, '', 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	('bad basis', $$osn = 'local_executive_decision', stay = 'day'$$, '', 'sss_placement: stay violation 1.2 / stay violation 1.2'),
	('bad stay', $$stay = 'permanent', osn = 'court_act'$$, '', 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	('bad basis', $$kat = 'abuse_victim'$$, '', 'sss_placement: category violation 1.2 / category violation 1.2'),
	-- worse: another clause of the same requirement
	('bad basis', $$kat = 'deviant_behavior', osn = 'deliverer_application'$$, '', 'sss_placement: basis violation 1.4/3 / basis violation 1.4/3'),
	('bad basis', $$org = 'minors_adaptation_center', stay = 'temporary'$$, '', 'sss_placement: basis violation 2.4/2 / basis violation 2.4/2'),
	('bad basis', $$org = 'guardian', stay = NULL$$, '', 'sss_placement: basis violation 3.5.1 / basis violation 3.5.1'),
	('bad category', $$org = 'guardian'$$, '', 'sss_placement: category violation 3.2 / category violation 3.2'),
	-- a row that failed nothing before excuses no failure now
	('early', $$since = '2023-07-01'$$, '', 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	('early', $$stay = 'temporary'$$, '', 'done / '),
	('no basis', $$osn = 'court_act'$$, '', 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	('no provider', $$org = 'youth_house'$$, '', 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	('no date', $$since = '2024-02-29'$$, '', 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	-- an unsettled finding is logged, or refused if that is asked for; it does not excuse a violation
	('good', $$kat = 'special_educational_needs', org = 'special_boarding_school'$$, '', 'done / basis unsettled 1.4/3'),
	('good', $$kat = 'special_educational_needs', org = 'special_boarding_school'$$, $$, unsettled => 'enforce'$$, 'sss_placement: basis unsettled 1.4/3 / basis unsettled 1.4/3'),
	('unsettled', $$osn = 'other_document'$$, $$, unsettled => 'enforce'$$, 'done / '),
	('unsettled', $$osn = 'court_act'$$, $$, unsettled => 'enforce'$$, 'done / compliant 1.4/3'),
	('unsettled', $$kat = 'deviant_behavior'$$, $$, unsettled => 'enforce'$$, 'sss_placement: basis violation 1.4/3 / basis violation 1.4/3'),
	('unsettled', $$kat = 'deviant_behavior'$$, '', 'sss_placement: basis violation 1.4/3 / basis violation 1.4/3'),
	('unsettled', $$stay = 'day'$$, '', 'sss_placement: stay violation 1.2 / stay violation 1.2'),
	('bad stay', $$org = 'rehabilitation_center'$$, $$, unsettled => 'enforce'$$, 'done / '),
	-- required roles: absent before and after, absent only now, absent before and present now
	('no basis', $$stay = 'temporary'$$, $$, required => '{basis}'$$, 'done / '),
	('no basis', $$osn = 'no code'$$, $$, required => '{basis}'$$, 'done / '),
	('no basis', $$stay = NULL$$, $$, required => '{basis,stay}'$$, 'sss_placement: stay violation 1.2 / stay violation 1.2'),
	('no basis', $$osn = 'local_executive_decision'$$, $$, required => '{basis}'$$, 'done / compliant 1.4/2'),
	('no basis', $$osn = 'court_act'$$, $$, required => '{basis}'$$, 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	('good', $$osn = NULL$$, $$, required => '{basis}'$$, 'sss_placement: basis violation 1.4 / basis violation 1.4'),
	('bad basis', $$osn = NULL$$, $$, required => '{basis}'$$, 'sss_placement: basis violation 1.4 / basis violation 1.4'),
	('bad basis', $$since = NULL$$, $$, required => '{on_date}'$$, 'sss_placement: on_date violation 0.5 / on_date violation 0.5'),
	('no date', $$note = 'x', osn = 'local_executive_decision'$$, $$, required => '{on_date}'$$, 'done / '),
	('early', $$osn = NULL$$, $$, required => '{basis}'$$, 'done / '),
	('no provider, no basis', $$org = 'youth_house'$$, $$, required => '{basis}'$$, 'done / '),
	('no provider, no basis', $$org = 'youth_house', stay = 'day'$$, $$, required => '{basis}'$$, 'sss_placement: stay violation 1.2 / stay violation 1.2'),
	('no provider, no basis', $$org = 'youth_house', osn = 'court_act'$$, $$, required => '{basis}'$$, 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	('no date, no basis', $$since = '2024-02-29'$$, $$, required => '{basis}'$$, 'done / '),
	-- a provider under two annexes: a suspect by court act falls short of annex 1 by the basis alone (1.4/4), of annex 2 by the
	-- category as well (2.2), so that annex 2 excuses nothing
	('two annexes', $$osn = 'other_document'$$, '', 'done / '),
	('two annexes', $$kat = 'orphan'$$, '', 'sss_placement: basis violation 1.4/2 / basis violation 1.4/2'),
	('two annexes', $$org = 'minors_adaptation_center'$$, '', 'sss_placement: category violation 2.2 / category violation 2.2'),
	('two annexes', $$org = 'youth_house'$$, '', 'done / '),
	('two annexes', $$org = 'other_center', kat = 'special_educational_needs', osn = 'other_document'$$, '', 'sss_placement: category violation 2.2 / category violation 2.2'),
	('two annexes', $$org = 'guardian'$$, '', 'sss_placement: basis violation 3.5 / basis violation 3.5');

SELECT plan(84);
SELECT is(try(facts, change, options), result, concat_ws(' ', row || ':', change, options))
  FROM expected JOIN rows USING (row) ORDER BY expected.ctid;

-- Services: the same.
CREATE TABLE services (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date, note text);
INSERT INTO services VALUES (1, 'medical.laboratory_sampling', 'minors_adaptation_center', '2024-02-29');
SELECT sss.attach('services', 'service', '{on_date=given}', mode => 'enforce', required => '{provider}') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE services SET note = 'x'$$), 'done', 'service: another column');
SELECT is(pg_temp.outcome($$UPDATE services SET given = given + 1$$), 'done', 'service: another day');
SELECT is(pg_temp.outcome($$UPDATE services SET provider = 'other_center'$$), 'done', 'service: another center, the same clause');
SELECT is(pg_temp.outcome($$UPDATE services SET provider = 'guardian'$$), 'sss_service: service violation 3.8', 'service: another annex');
SELECT is(pg_temp.outcome($$UPDATE services SET provider = NULL$$), 'sss_service: provider violation 0.1', 'service: a required role goes');
SELECT is(pg_temp.outcome($$UPDATE services SET provider = 'youth_house'$$), 'done', 'service: repaired');
SELECT is(pg_temp.outcome($$UPDATE services SET provider = 'minors_adaptation_center'$$), 'sss_service: service violation 2.7.10', 'service: and not spoilt again');

-- Several categories: the update passes if some category under some standard is no worse off.
CREATE TABLE children (id integer PRIMARY KEY, categories sss.recipient_category[], basis sss.placement_basis, provider sss.provider_type, since date);
INSERT INTO children VALUES (1, '{orphan,abuse_victim}', 'court_act', 'youth_house', '2024-02-29');
SELECT sss.attach('children', 'placement', '{on_date=since}', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE children SET categories = '{orphan}'$$), 'done', 'a category that did not decide goes');
SELECT is(pg_temp.outcome($$UPDATE children SET categories = '{crime_suspect}'$$), 'sss_placement: basis violation 1.4/4', 'another one in place of all');
SELECT is(pg_temp.outcome($$UPDATE children SET categories = '{orphan,crime_suspect}'$$), 'done', 'another one beside it');
SELECT is(pg_temp.outcome($$UPDATE children SET categories = '{orphan,deviant_behavior}'$$), 'done', 'one that admits the basis');
SELECT is(pg_temp.outcome($$UPDATE children SET categories = '{orphan}'$$), 'sss_placement: basis violation 1.4/2', 'and not without it again');

-- Rows that came in while the attachment was off, only logged, or was another one, are existing rows as well.
CREATE TABLE later (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date, note text);
SELECT sss.attach('later', 'service', '{on_date=given}') \g /dev/null
INSERT INTO later VALUES (1, 'household.living_space', 'guardian', '2024-02-29');
SELECT is(pg_temp.logged('later'), '{"sss_service {1}: service violation 3.6"}', 'logged when it came in');
SELECT sss.set_mode('later', 'enforce', 'sss_service') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE later SET given = given + 1$$), 'done', 'let alone when the mode changes');
SELECT is(pg_temp.outcome($$INSERT INTO later SELECT 2, service, provider, given FROM later$$), 'sss_service: service violation 3.6', 'but a new row is a new row');
SELECT is(pg_temp.outcome($$INSERT INTO later SELECT * FROM later ON CONFLICT (id) DO UPDATE SET service = excluded.service, note = 'x'$$), 'done', 'ON CONFLICT DO UPDATE of an old row');
SELECT is(pg_temp.logged('later'), '{}', 'nothing more is logged');

SELECT * FROM finish();
ROLLBACK;
