-- sss.health(): one row that a monitor can read, and the roles that may read it.
-- Annex 3, paragraph 6: a guardian gives no living space.
BEGIN;
\ir ../common.psql
CREATE SCHEMA health;
SET LOCAL search_path = health, public;
SELECT plan(48);

CREATE FUNCTION status() RETURNS text LANGUAGE sql AS $$SELECT status || ': ' || message FROM sss.health()$$;
\set bad 'INSERT INTO %s (service, provider) VALUES (''household.living_space'', ''guardian'')'
CREATE TABLE enforced (id serial PRIMARY KEY, service sss.service, provider sss.provider_type, day date DEFAULT '2024-02-29');
CREATE TABLE logged (LIKE enforced INCLUDING ALL);
CREATE TABLE checked (LIKE enforced INCLUDING ALL);

-- 1. Nothing attached, and all well.
SELECT is((SELECT count(*) FROM sss.health()), 1::bigint, 'one row');
SELECT is(status(), 'ok: attachments: 0 enforce, 0 log', 'nothing is attached, and nothing wrong');
SELECT is((SELECT version FROM sss.health()), (SELECT extversion FROM pg_extension WHERE extname = 'special_social_services'), 'the version of the extension');
SELECT is((SELECT library_version FROM sss.health()), (SELECT default_version FROM pg_available_extensions WHERE name = 'special_social_services'), 'that of the library');
SELECT sss.attach('enforced', 'service', '{on_date=day}', mode => 'enforce'), sss.attach('enforced', 'service', '{on_date=day}', name => 'another'),
	   sss.attach('logged', 'service', '{on_date=day}'), sss.add_check('checked', 'service', '{on_date=day}') \g /dev/null
SELECT is((SELECT concat_ws(' ', status, enforcing, logging, not_working, in_triggers, in_constraints, problems, violations_last_day, overrides_today, overridden_for) FROM sss.health()),
	'ok 2 2 0 3 1 0 0 0 {}', 'attachments by mode and by what enforces them');

-- 2. The findings of the log.
TRUNCATE sss_internal.violation_tail;	-- whose free pages other tests may have left
SELECT log_bytes AS bytes FROM sss.health() \gset
SELECT is((SELECT log_bytes FROM sss.health()), pg_total_relation_size('sss_internal.violation_tail') + pg_total_relation_size('sss_internal.violation_history') + pg_total_relation_size('sss_internal.violation_state'), 'the size of the log');
INSERT INTO logged (service, provider) SELECT 'household.living_space', 'guardian' FROM generate_series(1, 300);
SELECT is((SELECT violations_last_day FROM sss.health()), 300::bigint, 'findings of the last day');
SELECT ok((SELECT log_bytes FROM sss.health()) > :bytes, 'make the log grow');
SELECT is(status(), 'ok: attachments: 2 enforce, 2 log', 'and are no matter of health');
INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment, verdict) VALUES (now() - interval '23 hours', 0, 'x', 'y', 'violation'), (now() - interval '25 hours', 0, 'x', 'y', 'violation');
SELECT is((SELECT violations_last_day FROM sss.health()), 301::bigint, 'earlier ones do not count');
INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment, verdict) VALUES (now(), 0, 'x', 'y', 'compliant'), (now(), 0, 'x', 'y', NULL);
SELECT is((SELECT violations_last_day FROM sss.health()), 301::bigint, 'nor do cases that are resolved, nor problems');
SAVEPOINT unkept;
SELECT status AS status_before, unfolded_lines AS lines FROM sss.health() \gset
UPDATE sss_internal.violation_tail SET logged_at = logged_at - interval '3 days';
SELECT is((SELECT status FROM sss.health()), 'warning', 'lines that nobody has folded for days');
SELECT matches((SELECT message FROM sss.health()), 'lines of the log that are not folded, so that sss.violations is slow: ' || :lines || ', run SELECT sss.maintain[(][)]', 'with the command');
SELECT is(sss.maintain() >= :lines, true, 'which folds them');
SELECT is((SELECT status || unfolded_lines FROM sss.health()), :'status_before' || 0, 'and all is as before');
ROLLBACK TO unkept;

-- 3. Warnings.
CREATE ROLE "regress_sss Loader";
ALTER ROLE "regress_sss Loader" SET sss.demote = 'Yes';
SELECT is(status(), 'warning: sss.demote is on for ROLE "regress_sss Loader"; attachments: 2 enforce, 2 log', 'a role for which sss.demote is on');
SELECT is((SELECT overridden_for FROM sss.health()), '{"ROLE \"regress_sss Loader\""}', 'is named');
SELECT format('ALTER DATABASE %I SET SSS.Demote = on', current_database()) \gexec
SELECT is((SELECT cardinality(overridden_for) FROM sss.health()), 2, 'so is the database');
SELECT format('ALTER DATABASE %I RESET sss.demote', current_database()) \gexec
ALTER ROLE "regress_sss Loader" SET sss.demote = off;
SELECT is(status(), 'ok: attachments: 2 enforce, 2 log', 'set to nothing unusual');
SET LOCAL sss.demote = on;
SELECT is(pg_temp.outcome(format(:'bad', 'enforced')), 'done', 'an override');
SET LOCAL sss.demote = off;
SELECT is(status(), 'warning: transactions in which sss.demote = on let violations pass today: 1; attachments: 2 enforce, 2 log', 'is warned of');
UPDATE sss.journal SET at = at - interval '1 day', written_at = written_at - interval '1 day' WHERE action = 'override';
SELECT is(status(), 'ok: attachments: 2 enforce, 2 log', 'that day');
CREATE FUNCTION waive(last_day date, id text) RETURNS bigint LANGUAGE sql AS $$
	SELECT sss.grant_waiver('enforced', 'service', ARRAY[id], 'No 1', sss.today() - 100, 'Akimat', daterange(sss.today() - 100, last_day, '[]'), 'service', '3.6', name => 'sss_service')
$$;
SELECT waive(sss.today() - 1, '1'), waive(sss.today() + 31, '2'), waive(NULL, '3'), waive('infinity', '4') \g /dev/null
SELECT is((SELECT status || ' ' || waivers_expiring FROM sss.health()), 'ok 0', 'waivers that are over, or last');
SELECT waive(sss.today(), '5') AS today, waive(sss.today() + 30, '6') AS in_30_days \gset
SELECT is(status(), 'warning: waivers that expire within 30 days: 2; attachments: 2 enforce, 2 log', 'waivers whose last day is near');
SELECT sss.withdraw_waiver(:today), sss.withdraw_waiver(:in_30_days) \g /dev/null
SELECT is((SELECT status || ' ' || waivers_expiring FROM sss.health()), 'ok 0', 'withdrawn, they matter no more');
SAVEPOINT updated;
UPDATE pg_extension SET extversion = '0.0.9' WHERE extname = 'special_social_services';
SELECT is((SELECT status FROM sss.health()), 'warning', 'an extension that was not updated');
SELECT matches(status(), 'extension has version 0\.0\.9, its library has version ', 'is told from its library');
ROLLBACK TO updated;

-- 4. Critical: enforcement is less than it seems to be.
ALTER TABLE enforced DISABLE TRIGGER sss_service;
SELECT is(status(), 'critical: problems found by sss.verify(): 1; attachments: 1 enforce, 2 log', 'a loss that sss.verify() finds is critical');
SELECT is((SELECT not_working FROM sss.health()), 1::bigint, 'an attachment that does not work is not counted as working');
SELECT is((SELECT command FROM sss.verify()), 'ALTER TABLE health.enforced ENABLE TRIGGER sss_service, ENABLE TRIGGER sss_service_companion', 'sss.verify() has the command');
SELECT command FROM sss.verify() \gexec
SELECT is(status(), 'ok: attachments: 2 enforce, 2 log', 'and is right');
ALTER TABLE checked DROP CONSTRAINT sss_service;
SELECT is((SELECT concat_ws(' ', status, problems, in_constraints) FROM sss.health()), 'critical 1 0', 'a lost attachment is missed');
SELECT command FROM sss.verify() \gexec
DROP TRIGGER sss_service_companion ON logged;
ALTER TABLE enforced ENABLE ALWAYS TRIGGER sss_service;
SELECT is((SELECT problems FROM sss.health()), (SELECT count(*) FROM sss.verify()), 'as many problems as sss.verify() lists');
ALTER TABLE enforced ENABLE TRIGGER sss_service;
SELECT sss.attach('logged', 'service', '{on_date=day}') \g /dev/null
CREATE TRIGGER wrong AFTER INSERT OR UPDATE OF service ON logged FOR EACH ROW EXECUTE FUNCTION sss.enforce('adoption', 'service');
SELECT is((SELECT concat_ws(' ', status, not_working) FROM sss.health()), 'critical 1', 'a trigger that cannot work');
DROP TRIGGER wrong ON logged;
SELECT is(status(), 'ok: attachments: 2 enforce, 2 log', 'all is well');

-- 5. Rights: only a role that it is granted to may call it; the role needs no other right, and sees only counts.
CREATE ROLE regress_sss_monitor;
GRANT USAGE ON SCHEMA health TO regress_sss_monitor;
SET ROLE regress_sss_monitor;
SELECT is(left(pg_temp.outcome('SELECT * FROM sss.health()'), 5), '42501', 'not everybody');
RESET ROLE;
GRANT EXECUTE ON FUNCTION sss.health() TO pg_monitor;
SET ROLE regress_sss_monitor;
SELECT is(left(pg_temp.outcome('SELECT * FROM sss.health()'), 5), '42501', 'not a role outside pg_monitor');
RESET ROLE;
GRANT pg_monitor TO regress_sss_monitor;
SET ROLE regress_sss_monitor;
SELECT is(status(), 'ok: attachments: 2 enforce, 2 log', 'a member of pg_monitor, to which it was granted');
SELECT is((SELECT violations_last_day FROM sss.health()), 303::bigint, 'sees the counts of the log, though it may not read the log');
SELECT is(left(pg_temp.outcome(statement), 5), '42501', statement) FROM unnest('{SELECT FROM sss.violation_log,SELECT FROM sss.journal,SELECT FROM sss.verify(),SELECT FROM enforced}'::text[]) AS statement;
RESET ROLE;
SELECT is((SELECT array_agg(DISTINCT grantee::regrole::text || CASE WHEN is_grantable THEN '*' ELSE '' END) FROM pg_proc, aclexplode(proacl)
	WHERE oid = 'sss.health'::regproc AND grantee <> proowner AND grantee <> 'pg_monitor'::regrole), NULL, 'no other role has the right');

SELECT is((SELECT last_audit FROM sss.health()), NULL, 'nothing was audited');
SELECT sss.run_audit() AS run \gset
SELECT sss.run_audit() AS run \gset
SELECT is((SELECT last_audit FROM sss.health()), :'run'::timestamptz, 'the last audit');
INSERT INTO sss.audit_runs VALUES ('infinity', 'x', 'x', NULL, 0);
INSERT INTO sss.audit_counts (at, relid, relation, attachment, rows) VALUES ('infinity', 0, 'x', 'x', 9);
SELECT is((SELECT last_audit FROM sss.health()), :'run'::timestamptz, 'a run of the future is not the last one');
SELECT is((SELECT count(*) FROM sss.audit_history WHERE latest AND rows = 9), 0::bigint, 'nor the summary');
SELECT * FROM finish();
ROLLBACK;
