-- The error of a CHECK tells no code of the row: nobody can be known to be allowed to read it.
-- A CHECK that was written by hand is read as it is, or is named as a problem: it is never misread.
BEGIN;
\ir ../common.psql
CREATE SCHEMA told;
SET LOCAL search_path = told, public;
SELECT plan(46);

CREATE ROLE sss_test_clerk;
GRANT USAGE ON SCHEMA told TO sss_test_clerk;
CREATE TABLE t (id integer PRIMARY KEY, kat text, osn text, org text, since date);
GRANT SELECT (id), UPDATE (osn) ON t TO sss_test_clerk;
SELECT sss.add_check('t', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}') \g /dev/null
INSERT INTO t VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-01-15');

CREATE FUNCTION told(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	hint text;
	context text;
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws('|', sqlstate, message, detail, hint);
END
$$;
\set bare '''23514|The record does not meet the standard (annex 1, paragraph 4, dash 1).|{"rule": "placement", "requirement": "basis", "verdict": "violation", "provision": "1.4/2"}|'''
SET LOCAL ROLE sss_test_clerk;
SELECT is(told($$UPDATE t SET osn = 'court_act' WHERE id = 1$$), :bare, 'who may update a column of a row that he may not read is told the citation alone');
RESET ROLE;
SELECT is(told($$UPDATE t SET osn = 'court_act' WHERE id = 1$$), :bare, 'and so is whoever may, who cannot be told apart');
SELECT is(told($$INSERT INTO t VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-01-15')$$), :bare, 'INSERT');
SELECT is(told($$SELECT sss_internal.require_placement('orphan', 'court_act', 'youth_house', NULL, '2024-01-15')$$), :bare, 'the function by itself');
SELECT is(told($$SELECT sss_internal.require_placement_any('{orphan}', 'court_act', 'youth_house', NULL, '2024-01-15')$$), :bare, 'for several categories');
SELECT is(told($$SELECT sss_internal.require_service('household.living_space', 'guardian', '2024-02-29')$$),
	'23514|The record does not meet the standard (annex 3, paragraph 6).|{"rule": "service", "requirement": "service", "verdict": "violation", "provision": "3.6"}|', 'another rule');
SET LOCAL sss.language = 'ru';
SELECT unalike(told($$UPDATE t SET osn = 'court_act' WHERE id = 1$$), '%ирот%', 'in Russian no name of the category');
RESET sss.language;

-- A CHECK that was written by hand.  What is read back must make the same CHECK again.
CREATE TABLE hand (id integer PRIMARY KEY, kat text, osn text, org varchar(60), since timestamp, cat sss.recipient_category, bas sss.placement_basis, pro sss.provider_type, day date, kinder sss.recipient_category[]);
CREATE FUNCTION seen(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('ALTER TABLE told.hand ADD CONSTRAINT by_hand CHECK (%s) NOT VALID', expression);
	SELECT concat_ws('|', a.rule, a.columns, a.effective_mode, a.problem, a.definition IS NOT NULL) INTO answer
	  FROM sss.attachments AS a WHERE a.relation = 'told.hand'::regclass AND a.name = 'by_hand';
	ALTER TABLE told.hand DROP CONSTRAINT by_hand;
	RETURN answer;
END
$$;
SELECT is(seen(expression), 'placement|' || columns || '|enforce|t', expression)
  FROM (VALUES
	('sss_internal.require_placement(cat, bas, pro, NULL, day)', '{category=cat,basis=bas,provider=pro,on_date=day}'),
	('sss_internal.require_placement(cat, bas, pro, NULL::sss.stay_mode, since::date)', '{category=cat,basis=bas,provider=pro,on_date=since}'),
	('sss_internal.require_placement(on_date => day, category => cat, provider => pro, basis => bas, stay => NULL)', '{category=cat,basis=bas,provider=pro,on_date=day}'),
	('sss_internal.require_placement(sss.try_recipient_category(kat), sss.try_placement_basis(osn), sss.try_provider_type(org), NULL, day)', '{category=kat,basis=osn,provider=org,on_date=day}'),
	('sss_internal.require_placement(sss.try_recipient_category(cat::text), bas, pro, NULL, day)', '{category=cat,basis=bas,provider=pro,on_date=day}'),
	('sss_internal.require_placement_any(kinder, bas, pro, NULL, day)', '{category=kinder,basis=bas,provider=pro,on_date=day}')) AS v (expression, columns);
SELECT is(seen(expression), 'the argument of the constraint for role "' || role || '" is not a plain column|f', expression)
  FROM (VALUES
	('sss_internal.require_placement(sss.try_recipient_category(lower(kat)), bas, pro, NULL, day)', 'category'),
	('sss_internal.require_placement(lower(kat)::sss.recipient_category, bas, pro, NULL, day)', 'category'),
	('sss_internal.require_placement(kat, bas, pro, NULL, day)', 'category'),
	('sss_internal.require_placement(kat::sss.recipient_category, bas, pro, NULL, day)', 'category'),
	('sss_internal.require_placement(''orphan'', bas, pro, NULL, day)', 'category'),
	('sss_internal.require_placement(cat, coalesce(bas, ''court_act''), pro, NULL, day)', 'basis'),
	('sss_internal.require_placement(cat, nullif(bas, ''court_act''), pro, NULL, day)', 'basis'),
	('sss_internal.require_placement(cat, CASE WHEN id > 3 THEN bas END, pro, NULL, day)', 'basis'),
	('sss_internal.require_placement(cat, bas, sss.try_provider_type(org || kat), NULL, day)', 'provider'),
	('sss_internal.require_placement(cat, bas, sss.try_provider_type(osn::varchar(3)), NULL, day)', 'provider'),
	('sss_internal.require_placement(cat, bas, pro, NULL, day + 1)', 'on_date'),
	('sss_internal.require_placement(cat, bas, pro, NULL, date ''2024-01-01'')', 'on_date'),
	('sss_internal.require_placement(cat, bas, pro, NULL, (since + interval ''1 day'')::date)', 'on_date'),
	('sss_internal.require_placement_any(ARRAY[cat], bas, pro, NULL, day)', 'category'),
	('sss_internal.require_placement_any(kinder || cat, bas, pro, NULL, day)', 'category')) AS v (expression, role);
SELECT is(seen(expression), 'constraint "by_hand" is more than one call of a function sss_internal.require_*()|f', expression)
  FROM (VALUES
	('NOT sss_internal.require_placement(cat, bas, pro, NULL, day)'),
	('id < 100 OR NOT sss_internal.require_placement(cat, bas, pro, NULL, day)'),
	('id > 0 AND sss_internal.require_placement(cat, bas, pro, NULL, day)'),
	('sss_internal.require_placement(cat, bas, pro, NULL, day) AND sss_internal.require_placement(NULL, bas, pro, NULL, day)'),
	('nullif(sss_internal.require_placement(cat, bas, pro, NULL, day), true)'),
	('coalesce(sss_internal.require_placement(cat, bas, pro, NULL, day), true)'),
	('CASE WHEN id > 5 THEN sss_internal.require_placement(cat, bas, pro, NULL, day) ELSE true END'),
	('sss_internal.require_placement(cat, bas, pro, NULL, day) IS NOT NULL'),
	('(sss_internal.require_placement(cat, bas, pro, NULL, day))::text = ''true''')) AS v (expression);

-- A domain.
CREATE DOMAIN youth AS text CONSTRAINT in_youth_house CHECK (sss_internal.require_placement(sss.try_recipient_category(VALUE), 'court_act', 'youth_house', NULL, '2024-01-01'));
CREATE DOMAIN young AS youth;
CREATE TABLE by_domain (id integer PRIMARY KEY, kat youth);
CREATE TABLE by_domains (id integer PRIMARY KEY, kat young[]);
SELECT is((SELECT array_agg(format('%s %s: %s', relation, name, problem) ORDER BY relation::text) FROM sss.attachments WHERE name = 'in_youth_house'),
	'{"by_domain in_youth_house: constraint \"in_youth_house\" belongs to domain youth","by_domains in_youth_house: constraint \"in_youth_house\" belongs to domain youth"}', 'a domain');

-- Other functions that meet such a CHECK.
ALTER TABLE hand ADD CONSTRAINT by_hand CHECK (id > 0 AND sss_internal.require_placement(cat, bas, pro, NULL, day)) NOT VALID;
SELECT is((SELECT array_agg(format('%s: %s', attachment, problem)) FROM sss.verify() WHERE relation = 'hand'::regclass),
	'{"by_hand: constraint \"by_hand\" is more than one call of a function sss_internal.require_*()"}', 'sss.verify() names it');
SELECT alike(pg_temp.outcome($$SELECT sss.detach('hand', 'by_hand')$$), '22023: constraint "by_hand" is more than%', 'sss.detach() does not drop the other condition with it');
SELECT alike(pg_temp.outcome($$SELECT * FROM sss.audit('hand')$$), '22023: constraint "by_hand" is more than%', 'sss.audit() does not guess');
SELECT alike(pg_temp.outcome($$SELECT sss.add_check('hand', 'placement', '{category=cat,basis=bas,provider=pro,on_date=day}', name => 'by_hand')$$), '42710: %', 'sss.add_check() takes it for another');
SELECT is(pg_temp.outcome($$SELECT sss.run_audit()$$), 'done', 'sss.run_audit() goes on');
SELECT is((SELECT problem FROM sss.audit_history WHERE latest AND attachment = 'by_hand'), 'constraint "by_hand" is more than one call of a function sss_internal.require_*()', 'and says so');

SELECT is(current_setting('sss.log_detail'), 'on', 'DETAIL goes into the server''s log unless it is kept out');
SET LOCAL ROLE sss_test_clerk;
SELECT alike(pg_temp.outcome('SET sss.log_detail = off'), '42501%', 'who may set that is a superuser');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
