-- Waivers: the requirement that an act exempts, when, under which facts, and nothing else; who may grant; how a waiver is used.
-- Annex 1, paragraph 2: no adult of a youth house elsewhere; paragraph 4, part 2: no orphan is placed by act of a court. Annex 3, paragraph 6: a guardian gives no living space.
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_signer;
CREATE ROLE regress_sss_clerk;
CREATE SCHEMA "Waiver's";
GRANT USAGE ON SCHEMA "Waiver's" TO regress_sss_signer, regress_sss_clerk;
SET LOCAL search_path = "Waiver's", public;
SET LOCAL timezone = 'UTC';
SELECT plan(107);

CREATE TABLE "The Cases" (gone int, "Id" integer PRIMARY KEY, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date, note text);
ALTER TABLE "The Cases" DROP COLUMN gone;
GRANT SELECT, INSERT, UPDATE, DELETE ON "The Cases" TO regress_sss_clerk;
SELECT sss.attach('"The Cases"', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
GRANT EXECUTE ON FUNCTION sss.grant_waiver, sss.withdraw_waiver TO regress_sss_signer;
CREATE FUNCTION journal() RETURNS text[] LANGUAGE sql SECURITY DEFINER AS $$
	WITH gone AS (DELETE FROM sss.journal WHERE action LIKE '%waiver' RETURNING ctid AS place, *)
	SELECT coalesce(array_agg(format('%s %s %s %s', session_role = session_user, acting_role, action, definition) ORDER BY place), '{}') FROM gone
$$;
CREATE FUNCTION put(id int, since date DEFAULT '2024-02-29', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', kat text DEFAULT 'orphan') RETURNS text LANGUAGE sql AS
	$$SELECT pg_temp.outcome(format('INSERT INTO "Waiver''s"."The Cases" VALUES (%L, %L, %L, %L, %L) ON CONFLICT ("Id") DO UPDATE SET since = excluded.since, osn = excluded.osn, org = excluded.org, kat = excluded.kat', id, kat, osn, org, since))$$;
CREATE FUNCTION waive(id text, requirement text, provision text, valid text DEFAULT '[2024-01-01,2024-12-31]', more text DEFAULT '') RETURNS text LANGUAGE sql AS
	$$SELECT pg_temp.outcome(format('SELECT sss.grant_waiver(''"Waiver''''s"."The Cases"'', ''placement'', ARRAY[%L], ''12-p'', ''2023-12-29'', ''Akimat'', %L, %L, %L %s)', id, valid, requirement, provision, more))$$;
CREATE FUNCTION newest() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT max(id) FROM sss.waivers';
\set refused 'sss_placement: basis violation 1.4/2'

-- 1. One case, one provision, some days.
SET ROLE regress_sss_clerk;
SELECT is(put(1), :'refused', 'without a waiver the row is refused');
SELECT is(left(waive('1', 'basis', '1.4/2'), 5), '42501', 'a role that may write rows may not grant a waiver');
SELECT is(left(pg_temp.outcome('SELECT * FROM sss.waivers'), 5), '42501', 'nor read the waivers');
SET ROLE regress_sss_signer;
SELECT is(waive('1', 'basis', '1.4/2'), 'done', 'a role with EXECUTE may, without rights on the table');
SELECT is(left(pg_temp.outcome('INSERT INTO sss.waivers DEFAULT VALUES'), 5), '42501', 'but not write the table');
SELECT is(journal(), ARRAY['t regress_sss_signer waiver SELECT sss.grant_waiver(''"Waiver''''s"."The Cases"'', rule => ''placement'', key => ''{1}'', act_number => ''12-p'', act_date => ''2023-12-29'', issuer => ''Akimat'', valid => ''[2024-01-01,2025-01-01)'', requirement => ''basis'', provision => ''1.4/2'')'], 'and the journal says by which role, and for which case');
SET ROLE regress_sss_clerk;
SELECT is(put(2), :'refused', 'another case is refused');
SELECT is(put(1), 'done', 'the case of the act stands');
SELECT is((SELECT sss.placement_verdict(kat::sss.recipient_category, osn::sss.placement_basis, org::sss.provider_type, NULL, since) FROM "The Cases" WHERE "Id" = 1), 'violation', 'the verdict stays');
SELECT is(put(1, '2025-01-01'), 'done', 'an existing row is grandfathered when its day moves on');
DELETE FROM "The Cases";
SELECT is(put(1, '2023-12-31'), :'refused', 'the day before the first is refused');
SELECT is(put(1, '2024-01-01'), 'done', 'the first day is in');
DELETE FROM "The Cases";
SELECT is(put(1, '2024-12-31'), 'done', 'the last day is in');
DELETE FROM "The Cases";
SELECT is(put(1, '2025-01-01'), :'refused', 'the day after is refused');
SELECT is(put(1, 'infinity'), :'refused', 'and so is no day at all');
RESET ROLE;
SELECT is((SELECT array_agg(status) FROM sss.waiver_status()), '{expired}', 'it is told as expired');
SELECT is(waive('1', 'basis', '1.4/2', '[2024-01-01,)'), 'done', 'the end may be open');
SELECT is(put(1, '2031-01-01'), 'done', 'it is then');
SELECT is((SELECT array_agg(status ORDER BY id) FROM sss.waiver_status()), '{expired,used}', 'it is used, the other is not');
DELETE FROM "The Cases";
SELECT sss.withdraw_waiver(newest()) \g /dev/null
SELECT is((SELECT array_agg(status ORDER BY id) FROM sss.waiver_status()), '{expired,withdrawn}', 'or withdrawn');
SELECT is(put(1, '2031-01-01'), :'refused', 'a withdrawn waiver exempts nothing');
SELECT is(waive('1', 'basis', '1.4/2', '(,2023-12-31]'), 'done', 'the beginning may be open, too');
SELECT is(put(1, '2023-12-31'), 'done', 'it is then');
DELETE FROM "The Cases";

-- 2. A requirement that the act does not name is refused, and the refusal names it.
CREATE FUNCTION put_resident(osn text DEFAULT 'court_act', org text DEFAULT 'minors_adaptation_center', kat text DEFAULT 'youth_house_resident') RETURNS text LANGUAGE sql AS
	$$SELECT put(3, osn => osn, org => org, kat => kat)$$;
SELECT is(put_resident(), 'sss_placement: category violation 2.2', 'of two violations the first is told');
SELECT is(waive('3', 'category', '2.2'), 'done', 'that is waived');
SELECT is(put_resident(), 'sss_placement: basis violation 2.4', 'and the other is told');
SELECT is(waive('3', 'basis', '2.4', more => ', basis => ''court_act'', provider => ''minors_adaptation_center'', categories => ''{youth_house_resident}'''), 'done', 'that is waived as well, under the facts of the act');
SELECT is(put_resident(), 'done', 'two waivers let the case stand together');
SELECT is((SELECT array_agg(status ORDER BY id) FROM sss.waiver_status() WHERE key = '{3}'), '{used,used}', 'both are used, though their days are over');
DELETE FROM "The Cases";
SELECT is(put_resident(osn => 'deliverer_application'), 'sss_placement: basis violation 2.4', 'another basis is another violation');
SELECT is(put_resident(org => 'minors_special_services_organization'), 'sss_placement: basis violation 2.4', 'and so is another provider');
SELECT is(put_resident(kat => 'neglected_or_homeless'), 'sss_placement: basis violation 2.4/2', 'and another category');
SELECT is((SELECT array_agg(status ORDER BY id) FROM sss.waiver_status() WHERE key = '{3}'), '{expired,expired}', 'they are expired then');

-- 3. Keys as anybody writes them.
CREATE TABLE keyed (day date, at timestamptz, who uuid, code char(4), many numeric, "key" text, PRIMARY KEY (day, at, who, code, many, "key"), service sss.service DEFAULT 'household.living_space', provider sss.provider_type DEFAULT 'guardian');
SELECT sss.attach('keyed', 'service', mode => 'enforce') \g /dev/null
\set values 'VALUES (''2024-01-05'', ''2024-01-05 06:00+06'', ''0F00000000000000000000000000000A'', ''a'', 1.50, ''it''''s "x", {y}'')'
\set insert 'INSERT INTO keyed (day, at, who, code, many, "key") ' :values
SELECT isnt(pg_temp.outcome(:'insert'), 'done', 'a key of many types');
SET LOCAL datestyle = 'German';
SET LOCAL timezone = 'Asia/Almaty';
SELECT is(pg_temp.outcome($$SELECT sss.grant_waiver('keyed', 'service', ARRAY['2024-01-05', '2024-01-05 03:00+03', '0f000000-0000-0000-0000-00000000000A', 'a', '1.50', 'it''s "x", {y}'], 'No 1', '05.02.2024', 'Ministry', '[01.01.2024,)', 'service', '3.6', service => 'household.living_space')$$), 'done', 'is understood');
SELECT is(pg_temp.outcome(:'insert'), 'done', 'under any settings');
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, DMY';
SELECT is(key, ARRAY['2024-01-05', '2024-01-05 00:00:00+00', '0f000000-0000-0000-0000-00000000000a', 'a   ', '1.50', 'it''s "x", {y}'], 'it is stored as the log writes it') FROM sss.waivers WHERE id = newest();

-- 4. Waivers that cannot be granted; nothing changes.
SELECT journal() \g /dev/null
CREATE TABLE plain (id int PRIMARY KEY);
CREATE TABLE checked (id int PRIMARY KEY, service sss.service, provider sss.provider_type, day date);
SELECT sss.add_check('checked', 'service', '{on_date=day}') \g /dev/null
SELECT sss.attach('"The Cases"', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', key => '{since}', name => 'by day') \g /dev/null
SELECT sss.attach('"The Cases"', 'placement', '{category=kat,basis=osn,provider=org}', name => 'today') \g /dev/null
\set grant 'sss.grant_waiver(relation => %L, rule => %L, key => %L, act_number => %L, act_date => %L, issuer => %L, valid => %L, requirement => %L, provision => %L, name => %L'
CREATE FUNCTION refused(relation text DEFAULT 'keyed', rule text DEFAULT 'service', key text DEFAULT '{2024-01-05,2024-01-05,0f000000-0000-0000-0000-00000000000a,a,1,b}', act_number text DEFAULT '1', act_date text DEFAULT '2024-01-01', issuer text DEFAULT 'Akimat', valid text DEFAULT '[2024-01-01,2024-12-31]', requirement text DEFAULT 'service', provision text DEFAULT '3.6', name text DEFAULT NULL, more text DEFAULT '') RETURNS text LANGUAGE sql AS
	$$SELECT left(pg_temp.outcome(format('SELECT sss.grant_waiver(%L, %L, %L, %L, %L, %L, %L, %L, %L, name => %L %s)', relation, rule, key, act_number, act_date, issuer, valid, requirement, provision, name, more)), 5)$$;
SELECT is(refused(valid => 'empty'), '22023', 'an empty range');
SELECT is(refused(valid => '(2024-01-01,2024-01-02)'), '22023', 'and one that comes to that');
SELECT is(refused(valid => '(,)'), '22023', 'one without ends');
SELECT is(refused(valid => '[-infinity,infinity]'), '22023', 'or with ends that are none');
SELECT is(refused(valid => NULL), '22004', 'or none');
SELECT is(refused(relation => NULL), '22004', 'a NULL relation');
SELECT is(refused(rule => NULL), '22004', 'a NULL rule');
SELECT is(refused(key => NULL), '22004', 'a NULL key');
SELECT is(refused(act_number => NULL), '22004', 'a NULL number');
SELECT is(refused(act_date => NULL), '22004', 'a NULL date');
SELECT is(refused(issuer => NULL), '22004', 'a NULL issuer');
SELECT is(refused(requirement => NULL), '22004', 'a NULL requirement');
SELECT is(refused(provision => NULL), '22004', 'a NULL provision');
SELECT is(refused(act_number => ' '), '22023', 'a blank number');
SELECT is(refused(issuer => E'\t'), '22023', 'a blank issuer');
SELECT is(refused(act_date => 'infinity'), '22023', 'a date that is none');
SELECT is(refused(key => '{2024-01-05}'), '22023', 'a part of the key');
SELECT is(refused(key => '{}'), '22023', 'none of it');
SELECT is(refused(key => '{2024-01-05,2024-01-05,NULL,a,1,b}'), '22004', 'a NULL in it');
SELECT is(refused(key => '{2024-02-30,2024-01-05,0f000000-0000-0000-0000-00000000000a,a,1,b}'), '22008', 'no such day');
SELECT is(refused(key => '{2024-01-05,2024-01-05,0f,a,1,b}'), '22P02', 'no such value');
SELECT is(refused(key => '{2024-01-05,2024-01-05,0f000000-0000-0000-0000-00000000000a,a,1,' || repeat('x', 253) || '}'), '54000', 'a key that would be cut');
SELECT is(refused(provision => '3.5'), '22023', 'a provision that lists no services');
SELECT is(refused(requirement => 'basis'), '22023', 'a requirement of another rule');
SELECT is(refused(requirement => 'on_date', provision => '0.5'), '22023', 'without a date no day is in the range');
SELECT is(refused(more => ', basis => ''court_act'''), '22023', 'a fact of another rule');
SELECT is(refused(relation => 'plain'), '42704', 'a table without an attachment');
SELECT is(refused(rule => 'placement'), '42704', 'a rule that is not attached');
SELECT is(refused(name => 'none'), '42704', 'an attachment that is not there');
SELECT is(refused(relation => 'checked', key => '{1}'), '42704', 'the CHECK, which knows no waivers');
SELECT is(refused(relation => '"The Cases"', rule => 'placement', key => '{1}', requirement => 'basis', provision => '1.4'), '42P08', 'a key that two attachments take for different columns');
SELECT is(refused(relation => '"The Cases"', rule => 'placement', key => '{2024-02-29}', requirement => 'basis', provision => '1.4', name => 'by day', more => ', categories => ''{}'''), '22023', 'no category');
SELECT is(refused(relation => '"The Cases"', rule => 'placement', key => '{2024-02-29}', requirement => 'basis', provision => '1.4', name => 'by day', more => ', categories => ''{orphan,NULL}'''), '22023', 'a NULL category');
SELECT is(left(pg_temp.outcome('SELECT sss.withdraw_waiver(99)'), 5), '42704', 'no such waiver to withdraw');
SELECT is(left(pg_temp.outcome('SELECT sss.withdraw_waiver(NULL)'), 5), '22004', 'NULL');
SELECT is(left(pg_temp.outcome('SELECT sss.withdraw_waiver(id) FROM sss.waivers WHERE withdrawn_at IS NOT NULL'), 5), '55000', 'one that is withdrawn');
SELECT is(journal(), '{}', 'none of these is in the journal');
SELECT is(newest(), count(*), 'nor among the waivers') FROM sss.waivers;
SELECT throws_ok($$INSERT INTO sss.waivers SELECT id + 100, relation, attachment, rule, key, requirement, provision, categories, basis, provider, stay, service, act_number, act_date, issuer, 'empty', granted_at, granted_by FROM sss.waivers LIMIT 1$$, '23514', NULL, 'nor does anybody get one in by hand');

-- 5. One attachment, one of several; the day of the statement; where only logging.
SELECT is(refused(relation => '"The Cases"', rule => 'placement', key => '{2024-02-29}', requirement => 'basis', provision => '1.4/2', name => 'by day'), 'done', 'named, an attachment has its own key');
SELECT pg_temp.logged('"The Cases"') \g /dev/null
SELECT sss.set_mode('"The Cases"', 'log', 'sss_placement') \g /dev/null
SELECT put(50) \g /dev/null
SELECT is(pg_temp.logged('"The Cases"'), ARRAY['sss_placement {50}: basis violation 1.4/2', 'today {50}: basis violation 1.4/2'], 'an exempt finding is not logged, findings of other attachments are');
SELECT is(pg_temp.outcome(format('SELECT sss.grant_waiver(''"The Cases"'', ''placement'', ''{50}'', ''7'', sss.today(), ''Akimat'', daterange(sss.today() - 1, sss.today()), ''basis'', ''1.4/2'', name => ''today'')')), 'done', 'until yesterday');
DELETE FROM "The Cases";
SELECT put(50) \g /dev/null
SELECT is(pg_temp.logged('"The Cases"'), ARRAY['sss_placement {50}: basis violation 1.4/2', 'today {50}: basis violation 1.4/2'], 'where no date is bound it is today''s');
SELECT is(pg_temp.outcome(format('SELECT sss.grant_waiver(''"The Cases"'', ''placement'', ''{50}'', ''7'', sss.today(), ''Akimat'', daterange(sss.today(), sss.today(), ''[]''), ''basis'', ''1.4/2'', name => ''today'')')), 'done', 'today');
DELETE FROM "The Cases";
SELECT put(50) \g /dev/null
SELECT is(pg_temp.logged('"The Cases"'), ARRAY['sss_placement {50}: basis violation 1.4/2'], 'then it stands');
SELECT sss.detach('"The Cases"', name) FROM sss.attachments WHERE relation = '"The Cases"'::regclass AND name <> 'sss_placement' \g /dev/null
DELETE FROM "The Cases";
SELECT is((SELECT array_agg(DISTINCT status) FROM sss.waiver_status() JOIN sss.waivers USING (id) WHERE attachment = 'by day'), '{expired}', 'a waiver whose days are over is expired, attached or not');
SELECT is((SELECT array_agg(status ORDER BY id) FROM sss.waiver_status() JOIN sss.waivers USING (id) WHERE attachment = 'today'), '{expired,"not attached"}', 'a waiver whose rule is not attached any more is reported');

-- 6. Required and missing roles; unsettled cases.
SELECT sss.detach('"The Cases"', 'sss_placement') \g /dev/null
SELECT sss.attach('"The Cases"', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', required => '{basis,on_date}') \g /dev/null
SELECT is(put(60, osn => NULL), 'sss_placement: basis violation 1.4', 'a basis that is missing');
SELECT is(waive('60', 'basis', '1.4', '[2024-01-01,)'), 'done', 'can be waived');
SELECT is(put(60, osn => NULL), 'done', 'and stands');
SELECT is((SELECT status FROM sss.waiver_status() WHERE key = '{60}'), 'used', 'it is used');
SELECT is(put(60), :'refused', 'a wrong one is another matter');
SELECT is(put(60, osn => 'local_executive_decision'), 'done', 'a right one needs no waiver');
SELECT is((SELECT status FROM sss.waiver_status() WHERE key = '{60}'), 'no longer needed', 'which is no longer needed then');
DELETE FROM "The Cases";
SELECT is((SELECT status FROM sss.waiver_status() WHERE key = '{60}'), 'unused', 'and unused where there is no row');
SELECT is(put(60, since => NULL, osn => NULL), 'sss_placement: basis violation 0.1', 'without a date no waiver is valid') ;

-- 7. If the waivers' table is broken, an enforcing attachment refuses and a logging one warns; a new table needs new grants.
SELECT is(put(1, '2023-12-31'), 'done', 'a waiver is in use');
DELETE FROM "The Cases";
ALTER TABLE sss.waivers ADD COLUMN note text;
SELECT is(put(1, '2023-12-31'), 'done', 'a column more does no harm');
SELECT is(waive('1', 'basis', '1.4/2'), 'done', 'nor when one is granted');
DELETE FROM "The Cases";
ALTER TABLE sss.waivers RENAME COLUMN issuer TO body;
SELECT is(left(put(1, '2023-12-31'), 5), '55000', 'an altered table fails an attachment that enforces');
SELECT sss.set_mode('"The Cases"', 'log', 'sss_placement') \g /dev/null
SELECT pg_temp.logged('"The Cases"') \g /dev/null
SET LOCAL client_min_messages = error;
SELECT is(put(1, '2023-12-31'), 'done', 'and nothing that logs');
SET LOCAL client_min_messages = warning;
SELECT is(pg_temp.logged('"The Cases"'), ARRAY['sss_placement {1}: basis violation 1.4/2'], 'where it is logged as if there were no waiver');
ALTER TABLE sss.waivers DROP COLUMN note;
ALTER TABLE sss.waivers RENAME COLUMN body TO issuer;
DELETE FROM "The Cases";
SELECT sss.set_mode('"The Cases"', 'enforce', 'sss_placement') \g /dev/null
SELECT is(put(1, '2023-12-31'), 'done', 'once that is undone all is as before');
ALTER TABLE sss.waivers RENAME TO elsewhere;
SELECT is(left(pg_temp.outcome('SELECT sss.withdraw_waiver(1)'), 5), '42P01', 'without the table nothing is withdrawn');
ALTER TABLE sss.elsewhere RENAME TO waivers;

CREATE TABLE "New Cases" (LIKE "The Cases" INCLUDING ALL);
SELECT sss.attach('"New Cases"', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') \g /dev/null
\set new 'INSERT INTO "New Cases" ("Id", since) VALUES (1, ''2023-12-31'')'
SELECT is(pg_temp.outcome(:'new'), :'refused', 'a table that takes the place of one has none of its waivers');
SELECT ok(count(*) > 1, 'they are granted again') FROM (SELECT sss.grant_waiver('"New Cases"', rule, key, act_number, act_date, issuer, valid, requirement, provision, categories, basis, provider, stay, service, attachment)
	FROM sss.waivers WHERE relation = '"The Cases"'::regclass AND withdrawn_at IS NULL AND attachment IS NULL) AS again;
SELECT is(pg_temp.outcome(:'new'), 'done', 'and serve there');
SELECT is(pg_temp.outcome($$DO $do$BEGIN
	BEGIN
		INSERT INTO "Waiver's"."New Cases" ("Id", since) VALUES (77, '2024-02-29');
	EXCEPTION WHEN check_violation THEN
		PERFORM sss.grant_waiver('"Waiver''s"."New Cases"', 'placement', '{77}', '1', '2024-01-01', 'Akimat', '[2024-01-01,)', 'basis', '1.4/2');
	END;
	INSERT INTO "Waiver's"."New Cases" ("Id", since) VALUES (77, '2024-02-29');
END$do$ $$), 'done', 'a grant within one block counts there');
SELECT is(pg_temp.outcome($$DO $do$BEGIN
	UPDATE "Waiver's"."New Cases" SET "Id" = 78 WHERE "Id" = 77;
	PERFORM sss.withdraw_waiver(max(id)) FROM sss.waivers;
	INSERT INTO "Waiver's"."New Cases" ("Id", since) VALUES (77, '2024-02-29');
END$do$ $$), :'refused', 'and so does a withdrawal');
DROP TABLE "The Cases";
SELECT is((SELECT array_agg(DISTINCT status) FROM sss.waiver_status() JOIN sss.waivers USING (id) WHERE waivers.relation::text ~ '^\d+$' AND attachment IS NULL), '{expired,"not attached",withdrawn}', 'those of a table that is gone are still told');

SELECT finish();

ROLLBACK;
