-- Baselines: a recorded case passes, but nothing worse; partitions, facts views, required roles, unsettled cases; rights.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court. Annex 3, paragraph 6: a guardian gives no living space.
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_owner;
CREATE ROLE regress_sss_clerk;
CREATE SCHEMA baseline;
GRANT USAGE ON SCHEMA baseline TO regress_sss_owner, regress_sss_clerk;
SET LOCAL search_path = baseline, public;
SELECT plan(69);

CREATE TABLE cases (id integer PRIMARY KEY, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', note text);
ALTER TABLE cases OWNER TO regress_sss_owner;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON cases TO regress_sss_clerk;
CREATE FUNCTION put(id int, osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', kat text DEFAULT 'orphan', since date DEFAULT '2024-02-29') RETURNS text LANGUAGE sql AS
	$$SELECT pg_temp.outcome(format('INSERT INTO baseline.cases VALUES (%L, %L, %L, %L, %L)', id, kat, osn, org, since))$$;
CREATE FUNCTION journal() RETURNS text[] LANGUAGE sql SECURITY DEFINER AS $$
	WITH gone AS (DELETE FROM sss.journal WHERE action LIKE '%baseline' RETURNING ctid AS place, *)
	SELECT coalesce(array_agg(format('%s %s %s %s %s', acting_role, action, attachment, rule, definition) ORDER BY at, place), '{}') FROM gone
$$;
\set refused 'sss_placement: basis violation 1.4/2'

-- 1. A table with violations in it: the day's work passes, new violations do not.
INSERT INTO cases (id) VALUES (1), (2);
INSERT INTO cases (id, osn) VALUES (4, NULL), (5, 'local_executive_decision');
INSERT INTO cases VALUES (3, 'youth_house_resident', 'court_act', 'minors_adaptation_center');
SET ROLE regress_sss_owner;
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', name => 'sss_placement') \g /dev/null
SELECT is(left(pg_temp.outcome($$SELECT sss.baseline('cases')$$), 5), '42501', 'the owner of the table may not record a baseline without the right to');
RESET ROLE;
GRANT EXECUTE ON FUNCTION sss.baseline, sss.end_baseline TO regress_sss_owner, regress_sss_clerk;
SET ROLE regress_sss_owner;
SELECT is(sss.baseline('cases'), 3::bigint, 'then they may: three rows are found to fail, a fact that is missing and not required is not');
SELECT is(journal(), ARRAY['regress_sss_owner baseline sss_placement placement SELECT sss.baseline(''baseline.cases'', ''sss_placement'')'], 'the journal says so');
RESET ROLE;
SELECT results_eq('SELECT key COLLATE "default", categories, basis, provider, requirement, verdict, provision FROM sss.baseline_entries ORDER BY key', $$VALUES
	('{1}'::text[], '{orphan}'::sss.recipient_category[], 'court_act'::sss.placement_basis, 'youth_house'::sss.provider_type, 'basis', 'violation'::sss.verdict, '1.4/2'::sss.provision),
	('{2}', '{orphan}', 'court_act', 'youth_house', 'basis', 'violation', '1.4/2'),
	('{3}', '{youth_house_resident}', 'court_act', 'minors_adaptation_center', 'category', 'violation', '2.2')$$, 'keys, codes and citations are recorded');
SET ROLE regress_sss_clerk;
SELECT is(put(6), :'refused', 'a new violation is refused');
TRUNCATE cases;
SELECT is(pg_temp.outcome($$INSERT INTO cases (id) VALUES (1), (2)$$), 'done', 'a reload of the old ones passes');
SELECT is(put(3, org => 'minors_adaptation_center', kat => 'youth_house_resident'), 'done', 'and of one that breaks two requirements');
DELETE FROM cases;
SELECT is(put(1, org => 'minors_adaptation_center', kat => 'youth_house_resident'), 'sss_placement: category violation 2.2', 'another violation of an old case is refused');
SELECT is(put(3), :'refused', 'and so is that of one case at another');
SELECT is(put(1, osn => 'other_document'), 'done', 'a case that is no worse passes');
SELECT is(pg_temp.outcome($$UPDATE cases SET id = 9$$), :'refused', 'a case of another key is not a recorded one');
DELETE FROM cases;
SELECT is(put(9), :'refused', 'but under that key it is not in the baseline');
RESET ROLE;

-- 2. The same in mode log, and under sss.demote: an exempt case is not logged.
SELECT pg_temp.logged('cases') \g /dev/null
SELECT sss.set_mode('cases', 'log', 'sss_placement') \g /dev/null
INSERT INTO cases (id) VALUES (1), (2), (10);
SELECT is(pg_temp.logged('cases'), ARRAY['sss_placement {10}: basis violation 1.4/2'], 'mode log logs new findings');
SELECT sss.set_mode('cases', 'enforce', 'sss_placement') \g /dev/null
DELETE FROM cases;
SET LOCAL sss.demote = on;
INSERT INTO cases (id) VALUES (1), (2), (10);
SELECT is(pg_temp.logged('cases'), ARRAY['sss_placement {10}: basis violation 1.4/2'], 'and so does sss.demote');
SET LOCAL sss.demote = off;

-- 3. How a baseline is used.
SELECT results_eq('SELECT key COLLATE "default", status FROM sss.baseline_status() ORDER BY key', $$VALUES ('{1}'::text[], 'used'), ('{2}', 'used'), ('{3}', 'no longer needed')$$, 'entries are used, or no longer needed');
UPDATE cases SET osn = 'local_executive_decision' WHERE id = 2;
SELECT results_eq('SELECT key COLLATE "default", status FROM sss.baseline_status() ORDER BY key', $$VALUES ('{1}'::text[], 'used'), ('{2}', 'no longer needed'), ('{3}', 'no longer needed')$$, 'once repaired no longer');
ALTER TABLE cases DISABLE TRIGGER sss_placement;
SELECT is((SELECT array_agg(status ORDER BY key) FROM sss.baseline_status()), '{used,"no longer needed","no longer needed"}', 'also while the trigger is disabled');
ALTER TABLE cases ENABLE TRIGGER sss_placement;
SELECT is(sss.baseline('cases'), 2::bigint, 'a new baseline records the present cases');
SELECT results_eq('SELECT id, entries, ended_at IS NOT NULL, ended_by = current_user FROM sss.baselines ORDER BY id', $$VALUES (1::bigint, 3::bigint, true, true), (2, 2, false, NULL)$$, 'and ends the one before');
DELETE FROM cases;
SELECT is(put(2), :'refused', 'a repaired case may not fail again');
SELECT is(put(10), 'done', 'a case found since then passes');
DELETE FROM cases;
ALTER TABLE cases RENAME TO "The Cases";
ALTER SCHEMA baseline RENAME TO "Base Line";
SET LOCAL search_path = "Base Line", public;
SELECT is(pg_temp.outcome('INSERT INTO "The Cases" (id) VALUES (10)'), 'done', 'it follows its table when that is renamed');
ALTER TABLE "The Cases" RENAME TO cases;
ALTER SCHEMA "Base Line" RENAME TO baseline;
SET LOCAL search_path = baseline, public;
DELETE FROM cases;
SELECT journal() \g /dev/null
SELECT is(pg_temp.outcome($$SELECT sss.end_baseline('cases')$$), 'done', 'it can be ended');
SELECT is((journal())[1], format('%s end_baseline sss_placement placement SELECT sss.end_baseline(''baseline.cases'', ''sss_placement'')', current_user), 'which the journal says');
SELECT is(put(10), :'refused', 'then nothing is exempt');
SELECT is(left(pg_temp.outcome($$SELECT sss.end_baseline('cases')$$), 5), '42704', 'there is no other to be ended');

-- 4. A waiver goes first: when it is over, the baseline does not take its place.
SET LOCAL sss.demote = on;
INSERT INTO cases (id, since) VALUES (20, '2024-02-29'), (21, '2024-02-29');
SET LOCAL sss.demote = off;
SELECT sss.grant_waiver('cases', 'placement', '{20}', '1', '2024-01-01', 'Akimat', '[2024-01-01,2024-12-31]', 'basis', '1.4/2') AS waiver \gset
SELECT is(sss.baseline('cases'), 1::bigint, 'a case that a waiver covers is not recorded');
DELETE FROM cases;
SELECT is(put(20), 'done', 'it stands by the waiver');
SELECT is(put(21), 'done', 'the other by the baseline');
SELECT results_eq('SELECT key COLLATE "default", status FROM sss.waiver_status() UNION ALL SELECT key, status FROM sss.baseline_status()', $$VALUES ('{20}'::text[], 'used'), ('{21}', 'used')$$, 'both are used');
DELETE FROM cases;
SELECT sss.withdraw_waiver(:waiver) \g /dev/null
SELECT is(put(20), :'refused', 'withdrawn, it is refused');
SELECT sss.end_baseline('cases') \g /dev/null

-- 5. Required roles, and unsettled cases.
SELECT sss.detach('cases', 'sss_placement') \g /dev/null
INSERT INTO cases VALUES (30, 'orphan', NULL, 'youth_house', '2024-02-29'), (31, 'orphan', 'local_executive_decision', NULL, '2024-02-29'), (32, 'orphan', 'local_executive_decision', 'youth_house', NULL), (33, NULL, 'local_executive_decision', 'youth_house', '2024-02-29');
SELECT sss.attach('cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', required => '{category,basis,provider,on_date}') \g /dev/null
SELECT is(sss.baseline('cases'), 4::bigint, 'a fact that is required and missing is recorded');
CREATE TEMP TABLE old AS TABLE cases;
DELETE FROM cases;
SELECT is(pg_temp.outcome('INSERT INTO cases TABLE old'), 'done', 'such rows pass, also without a date');
SELECT matches(pg_temp.outcome('INSERT INTO cases VALUES (40, ''orphan'', NULL)'), '^sss_placement: basis violation', 'others do not');
DELETE FROM cases;
SELECT matches(pg_temp.outcome('INSERT INTO cases VALUES (30, NULL, NULL)'), '^sss_placement: category violation', 'a second missing role is reported');
SELECT matches(pg_temp.outcome('INSERT INTO cases VALUES (30)'), '^sss_placement: basis violation 1.4/2', 'a recorded missing role does not excuse a violation');

-- 6. Several attachments, partitions, no key.
CREATE TABLE given (region text, id int, service sss.service DEFAULT 'household.living_space', provider sss.provider_type DEFAULT 'guardian', more sss.service DEFAULT 'household.living_space', day date DEFAULT '2024-02-29', PRIMARY KEY (region, id)) PARTITION BY LIST (region);
CREATE TABLE "given's north" (day date DEFAULT '2024-02-29', more sss.service DEFAULT 'household.living_space', provider sss.provider_type DEFAULT 'guardian', service sss.service DEFAULT 'household.living_space', id int NOT NULL, region text NOT NULL);
ALTER TABLE given ATTACH PARTITION "given's north" FOR VALUES IN ('north');
CREATE TABLE south PARTITION OF given FOR VALUES IN ('south');
INSERT INTO given VALUES ('north', 1), ('south', 2);
SELECT sss.attach('given', 'service', '{service=service,provider=provider,on_date=day}', mode => 'enforce', name => 'first') \g /dev/null
SELECT is(sss.baseline('given', 'first'), 2::bigint, 'a baseline of a partitioned table has the rows of its partitions');
SELECT sss.attach('given', 'service', '{service=more,provider=provider,on_date=day}', mode => 'enforce', name => 'second') \g /dev/null
SELECT is(left(pg_temp.outcome($$SELECT sss.baseline('given')$$), 5), '42P08', 'of several attachments one must be named');
SELECT is(left(pg_temp.outcome($$SELECT sss.baseline('south', 'first')$$), 5), '42809', 'and of a partition its table');
DELETE FROM given;
SELECT is(pg_temp.outcome($$INSERT INTO given VALUES ('north', 1)$$), 'second: service violation 3.6', 'the baseline of one is not that of another');
SELECT is(pg_temp.outcome($$INSERT INTO given (region, id, more) VALUES ('north', 1, 'household.total_dwelling_area'), ('south', 2, 'household.total_dwelling_area')$$), 'done', 'a recorded case passes, in partitions of any shape');
CREATE TABLE keyless (id int PRIMARY KEY, service sss.service, provider sss.provider_type);
SELECT sss.attach('keyless', 'service') \g /dev/null
ALTER TABLE keyless DROP CONSTRAINT keyless_pkey;
SELECT is(pg_temp.outcome($$SELECT sss.baseline('keyless')$$), 'done', 'the key stays when the primary key goes');
SELECT sss.detach('keyless', 'sss_service') \g /dev/null
CREATE TRIGGER sss_service AFTER INSERT OR UPDATE OF service, provider ON keyless FOR EACH ROW EXECUTE FUNCTION sss.enforce('service', 'service', 'provider');
SELECT is(left(pg_temp.outcome($$SELECT sss.baseline('keyless')$$), 5), '22023', 'without a key there is no baseline');
CREATE TABLE long (id text PRIMARY KEY, service sss.service DEFAULT 'household.living_space', provider sss.provider_type DEFAULT 'guardian');
INSERT INTO long VALUES (repeat('x', 253)), (repeat('y', 252));
SELECT sss.attach('long', 'service', mode => 'enforce') \g /dev/null
SET LOCAL client_min_messages = error;
SELECT is(sss.baseline('long'), 1::bigint, 'a key that would be cut names nothing');
SET LOCAL client_min_messages = warning;
DELETE FROM long;
SELECT is(pg_temp.outcome($$INSERT INTO long VALUES (repeat('x', 253))$$), 'sss_service: service violation 3.6', 'and is refused');
SELECT is(pg_temp.outcome($$INSERT INTO long VALUES (repeat('y', 252))$$), 'done', 'the longest that is whole passes');

CREATE TABLE again (id int PRIMARY KEY, service sss.service DEFAULT 'household.living_space', provider sss.provider_type DEFAULT 'guardian', day date DEFAULT '2024-02-29');
INSERT INTO again VALUES (1);
SELECT sss.attach('again', 'service', '{on_date=day}') \g /dev/null
SELECT sss.baseline('again') \g /dev/null
SELECT sss.detach('again', 'sss_service') \g /dev/null
SELECT sss.add_check('again', 'service', '{on_date=day}') \g /dev/null
SELECT is((SELECT array_agg(status) FROM sss.baseline_status() WHERE relation = 'again'::regclass), '{"no longer needed"}', 'a CHECK of the same name needs no baseline');
SELECT is(pg_temp.outcome($$SELECT sss_internal.exemption_use(0, 'sss_service')$$), '42P01: relation with OID 0 does not exist', 'a relation that does not exist is an error');

-- 7. Rights on the table are the caller's, and row security does not hide violations.
SET ROLE regress_sss_clerk;
SELECT is(left(pg_temp.outcome($$SELECT sss.baseline('long')$$), 5), '42501', 'a role that may not read the table cannot record it');
RESET ROLE;
ALTER TABLE cases ENABLE ROW LEVEL SECURITY;
CREATE POLICY none ON cases USING (false);
SET ROLE regress_sss_clerk;
SELECT is(left(pg_temp.outcome($$SELECT sss.baseline('cases')$$), 5), '42501', 'nor can a role that sees a part of it');
RESET ROLE;

-- 8. Facts views: cases of the view stand whichever table is changed, and placements one by one.
CREATE TABLE kids (id int PRIMARY KEY, osn sss.placement_basis DEFAULT 'court_act', org sss.provider_type DEFAULT 'youth_house', since date DEFAULT '2024-02-29');
CREATE TABLE statuses (id int PRIMARY KEY, category sss.recipient_category);
CREATE TABLE status_links (kid int, status int, deleted boolean DEFAULT false, PRIMARY KEY (kid, status));
CREATE VIEW "kid's facts" AS SELECT kids.id AS "Kid", category, osn AS basis, org AS provider, since AS on_date
	FROM kids JOIN status_links ON kid = kids.id AND NOT deleted JOIN statuses ON statuses.id = status;
INSERT INTO statuses VALUES (1, 'orphan'), (2, 'without_parental_care');
INSERT INTO kids (id) VALUES (1), (2);
INSERT INTO kids VALUES (3, 'local_executive_decision');
INSERT INTO status_links VALUES (1, 1), (1, 2), (2, 1), (3, 1);
SELECT sss_internal.attach_table('kids', 'placement', lookup => '"kid''s facts"', lookup_by => '{id=Kid}', mode => 'enforce') \g /dev/null
SELECT sss_internal.attach_table('status_links', 'placement', lookup => '"kid''s facts"', lookup_by => '{kid=Kid}', mode => 'enforce', name => 'links') \g /dev/null
SELECT is(sss.baseline('kids'), 2::bigint, 'cases of a view are recorded once');
SELECT is((SELECT j[cardinality(j)] FROM journal() AS j), format('%s baseline sss_placement placement SELECT sss.baseline(''baseline.kids'', ''sss_placement'')', current_user), 'the journal names the table, by which the call can be repeated');
SELECT is((SELECT array_agg(format('%s %s %s', relation, key, categories) ORDER BY key) FROM sss.baselines AS b JOIN sss.baseline_entries ON baseline = b.id WHERE relation = '"kid''s facts"'::regclass), '{"\"kid''s facts\" {1} {orphan,without_parental_care}","\"kid''s facts\" {2} {orphan}"}', 'with all categories, under the view''s name');
DELETE FROM status_links;
SELECT is(pg_temp.outcome('INSERT INTO status_links VALUES (1, 1), (1, 2), (2, 1), (3, 1)'), 'done', 'a reload passes at the other table');
DELETE FROM kids;
SELECT is(pg_temp.outcome('INSERT INTO kids VALUES (1), (2)'), 'done', 'and at the one');
SELECT matches(pg_temp.outcome('INSERT INTO kids VALUES (3)'), '^sss_placement: basis violation 1.4/2', 'a new finding is refused');
SELECT is((SELECT array_agg(format('%s %s', key, status) ORDER BY key) FROM sss.baseline_status() WHERE relation = '"kid''s facts"'::regclass), '{"{1} used","{2} used"}', 'the entries are used');
SELECT is(left(pg_temp.outcome($$SELECT sss.grant_waiver('status_links', 'placement', '{x}', '1', '2024-01-01', 'Akimat', '[2024-01-01,2024-12-31]', 'basis', '1.4/2')$$), 5), '22P02', 'a key is of the view''s type');
SELECT is(pg_temp.outcome($$SELECT sss.grant_waiver('status_links', 'placement', '{3}', '1', '2024-01-01', 'Akimat', '[2024-01-01,2024-12-31]', 'basis', '1.4/2')$$), 'done', 'a waiver granted by one table');
SELECT is(pg_temp.outcome('INSERT INTO kids VALUES (3)'), 'done', 'serves at another');
SELECT is((SELECT array_agg(format('%s %s %s', relation, key, status)) FROM sss.waiver_status() WHERE relation = '"kid''s facts"'::regclass), '{"\"kid''s facts\" {3} used"}', 'it is used');
SELECT is(pg_temp.outcome($$SELECT sss.end_baseline('kids', 'sss_placement')$$), 'done', 'the baseline is ended by the table''s name');
SELECT is((journal())[1], format('%s end_baseline sss_placement placement SELECT sss.end_baseline(''baseline.kids'', ''sss_placement'')', current_user), 'and so it is in the journal');
DELETE FROM kids;
SELECT matches(pg_temp.outcome('INSERT INTO kids VALUES (1)'), '^sss_placement: basis violation 1.4/2', 'then it is refused');
CREATE TABLE services (id int PRIMARY KEY, kid int, service sss.service DEFAULT 'household.living_space', day date DEFAULT '2024-02-29');
CREATE TABLE providers (kid int, provider sss.provider_type, PRIMARY KEY (kid, provider));
CREATE VIEW provider_facts AS SELECT kid AS id, provider FROM providers;
INSERT INTO providers VALUES (1, 'guardian'), (2, 'guardian'), (2, 'trustee'), (3, 'youth_house');
INSERT INTO services VALUES (11, 1), (12, 2), (13, 3);
SELECT sss_internal.attach_table('services', 'service', '{service=service,on_date=day}', lookup => 'provider_facts', lookup_by => '{kid=id}', mode => 'enforce') \g /dev/null
SELECT is(sss.baseline('services'), 3::bigint, 'rows that a view completes are recorded, one entry for each placement');
DELETE FROM services;
SELECT is(pg_temp.outcome('INSERT INTO services VALUES (11, 1), (12, 2), (13, 3)'), 'done', 'and pass');
SELECT matches(pg_temp.outcome('INSERT INTO services VALUES (14, 1)'), '^sss_service: service violation 3.6', 'others do not');
SELECT sss.end_baseline('services') \g /dev/null
DELETE FROM services;
SELECT sss.grant_waiver('services', 'service', '{12}', '1', '2024-01-01', 'Akimat', '[2024-01-01,2024-12-31]', 'service', '3.6', provider => 'guardian') \g /dev/null
SELECT matches(pg_temp.outcome('INSERT INTO services VALUES (12, 2)'), '^sss_service: service violation 3.6', 'a waiver of one placement does not hide another');
DELETE FROM providers WHERE provider = 'trustee';
SELECT is(pg_temp.outcome('INSERT INTO services VALUES (12, 2)'), 'done', 'without the other it stands');

SELECT finish();
ROLLBACK;
