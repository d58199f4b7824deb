-- Waivers: what an act lets stand, when, under which facts, and nothing else; who may grant; what becomes of them.
-- Annex 1, paragraph 2: no adult of a youth house elsewhere; paragraph 4, part 2: no orphan is placed by act of a court. Annex 3, paragraph 6: a guardian gives no living space.
BEGIN;
\ir enforce.psql
CREATE ROLE regress_sss_signer;
CREATE ROLE regress_sss_clerk;
CREATE SCHEMA "Waiver's";
GRANT USAGE ON SCHEMA "Waiver's" TO regress_sss_signer, regress_sss_clerk;
SET LOCAL search_path = "Waiver's", public;
SET LOCAL timezone = 'UTC';
SELECT no_plan();

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
SELECT is(left(waive('1', 'basis', '1.4/2'), 5), '42501', 'who may write rows may not waive anything');
SELECT is(left(pg_temp.outcome('SELECT * FROM sss.waivers'), 5), '42501', 'nor read what was waived');
SET ROLE regress_sss_signer;
SELECT is(waive('1', 'basis', '1.4/2'), 'done', 'who was granted EXECUTE may, without rights on the table');
SELECT is(left(pg_temp.outcome('INSERT INTO sss.waivers DEFAULT VALUES'), 5), '42501', 'but not write the table');
SELECT is(journal(), ARRAY['t regress_sss_signer waiver SELECT sss.grant_waiver(''"Waiver''''s"."The Cases"'', rule => ''placement'', key => ''{1}'', act_number => ''12-p'', act_date => ''2023-12-29'', issuer => ''Akimat'', valid => ''[2024-01-01,2025-01-01)'', requirement => ''basis'', provision => ''1.4/2'')'], 'and the journal says who, and what');
SET ROLE regress_sss_clerk;
SELECT is(put(2), :'refused', 'another case is refused');
SELECT is(put(1), 'done', 'the case of the act stands');
SELECT is((SELECT sss.placement_verdict(kat::sss.recipient_category, osn::sss.placement_basis, org::sss.provider_type, NULL, since) FROM "The Cases" WHERE "Id" = 1), 'violation', 'the verdict stays');
SELECT is(put(1, '2025-01-01'), 'done', 'what is there already is not held hostage when its day moves on');
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
SELECT is(put(1, '2031-01-01'), :'refused', 'what is withdrawn lets nothing stand');
SELECT is(waive('1', 'basis', '1.4/2', '(,2023-12-31]'), 'done', 'the beginning may be open, too');
SELECT is(put(1, '2023-12-31'), 'done', 'it is then');
DELETE FROM "The Cases";

-- 2. What the act does not name is refused, and the refusal names it.
CREATE FUNCTION put_resident(osn text DEFAULT 'court_act', org text DEFAULT 'minors_adaptation_center', kat text DEFAULT 'youth_house_resident') RETURNS text LANGUAGE sql AS
	$$SELECT put(3, osn => osn, org => org, kat => kat)$$;
SELECT is(put_resident(), 'sss_placement: category violation 2.2', 'of two breaches the first is told');
SELECT is(waive('3', 'category', '2.2'), 'done', 'that is waived');
SELECT is(put_resident(), 'sss_placement: basis violation 2.4', 'and the other is told');
SELECT is(waive('3', 'basis', '2.4', more => ', basis => ''court_act'', provider => ''minors_adaptation_center'', categories => ''{youth_house_resident}'''), 'done', 'that is waived as well, under the facts of the act');
SELECT is(put_resident(), 'done', 'two waivers let the case stand together');
SELECT is((SELECT array_agg(status ORDER BY id) FROM sss.waiver_status() WHERE key = '{3}'), '{used,used}', 'both are used, though their days are over');
DELETE FROM "The Cases";
SELECT is(put_resident(osn => 'deliverer_application'), 'sss_placement: basis violation 2.4', 'another basis is another breach');
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
SELECT is(pg_temp.outcome(:'insert'), 'done', 'whatever the settings');
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, DMY';
SELECT is(key, ARRAY['2024-01-05', '2024-01-05 00:00:00+00', '0f000000-0000-0000-0000-00000000000a', 'a   ', '1.50', 'it''s "x", {y}'], 'it is stored as the log writes it') FROM sss.waivers WHERE id = newest();
SELECT is((journal())[array_upper(journal(), 1)], NULL, 'the journal is read');

SELECT * FROM finish();
ROLLBACK;
