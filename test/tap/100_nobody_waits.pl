# A locked or endless view hangs neither the monitoring nor the audit run of others, and a role without rights
# neither holds a lock nor waits in anybody's way. A user's own cancel always goes through.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time usleep);

my $node = PostgreSQL::Test::Cluster->new('waits');
$node->init;
$node->append_conf('postgresql.conf', "max_prepared_transactions = 5\n");
$node->start;

$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION special_social_services;
CREATE ROLE reader LOGIN;
CREATE ROLE nobody LOGIN;
CREATE ROLE nurse LOGIN;
GRANT CREATE ON SCHEMA public TO reader;
CREATE TABLE a (id int PRIMARY KEY, kat text, osn text, org text, since date);
INSERT INTO a VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-01-15');
CREATE TABLE b (LIKE a INCLUDING ALL);
CREATE TABLE c (LIKE a INCLUDING ALL);
CREATE TABLE d (LIKE a INCLUDING ALL) PARTITION BY LIST (id);
CREATE TABLE d_1 PARTITION OF d FOR VALUES IN (1, 2, 3);
INSERT INTO b TABLE a;
INSERT INTO c TABLE a;
INSERT INTO d TABLE a;
CREATE VIEW facts AS SELECT b.id, b.kat AS category, b.osn AS basis, b.org AS provider, b.since AS on_date FROM b;
SELECT sss.attach(t, 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce') FROM unnest('{a,c,d}'::regclass[]) AS t;
SELECT sss_internal.attach_table('b', 'placement', lookup => 'facts', lookup_by => '{id=id}', key => '{id}', mode => 'enforce');
GRANT SELECT ON facts TO reader;
GRANT EXECUTE ON FUNCTION sss.health() TO nobody;
GRANT ALL ON b TO nurse;
SQL

# 1. SELECT on a view is no right to make others wait, by whatever triggers, and a temporary table guards nothing.
sub fails_with
{
	my ($role, $sql, $pattern, $name) = @_;
	my ($ret, $out, $err) = $node->psql('postgres', "BEGIN; $sql", extra_params => [ '-U', $role ], on_error_stop => 1);

	isnt($ret, 0, "$name: fails");
	like($err, $pattern, $name);
}

my $change = q{
CREATE TRIGGER x AFTER UPDATE OF id ON mine FOR EACH ROW WHEN ('facts'::regclass IS NULL) EXECUTE FUNCTION sss.enforce('placement', 'via', 'mode=enforce', 'via=id', 'key=id');
CREATE TRIGGER x_insert AFTER INSERT ON mine REFERENCING NEW TABLE AS sss_new FOR EACH STATEMENT WHEN ('facts'::regclass IS NOT NULL) EXECUTE FUNCTION sss.enforce('placement', 'mode=enforce');
};
fails_with('reader', q{CREATE TEMP TABLE mine (id int PRIMARY KEY); SELECT sss_internal.attach_table('mine', 'placement', lookup => 'facts', lookup_by => '{id=id}', key => '{id}', mode => 'enforce')},
	qr/temporary table "mine" cannot guard a facts view/, 'a temporary table');
fails_with('reader', qq{CREATE TEMP TABLE mine (id int PRIMARY KEY); $change INSERT INTO mine VALUES (1)}, qr/temporary table "mine" cannot guard a facts view/, 'and its triggers by hand');
fails_with('reader', q{CREATE TABLE mine (id int PRIMARY KEY); SELECT sss_internal.attach_table('mine', 'placement', lookup => 'facts', lookup_by => '{id=id}', key => '{id}', mode => 'enforce')},
	qr/the owner of table "mine" may not guard facts view "facts"/, 'a table of a role with SELECT alone');
fails_with('reader', qq{CREATE TABLE mine (id int PRIMARY KEY); $change INSERT INTO mine VALUES (1)}, qr/the owner of table "mine" may not guard facts view "facts"/, 'and its triggers by hand');
fails_with('nobody', qq{CREATE TEMP TABLE mine (id int PRIMARY KEY); $change INSERT INTO mine VALUES (1)}, qr/temporary table "mine" cannot guard a facts view/, 'a role without any right');
fails_with('postgres', q{CREATE TEMP TABLE mine (id int PRIMARY KEY); SELECT sss_internal.attach_table('mine', 'placement', lookup => 'facts', lookup_by => '{id=id}', key => '{id}', mode => 'enforce')},
	qr/temporary table "mine" cannot guard a facts view/, 'not even of a superuser');

fails_with('reader', q{SELECT sss.lock_view('facts')}, qr/permission denied to lock facts view "facts"/, 'SELECT on a view is no right to lock it');
fails_with('reader', qq{CREATE TABLE mine (id int PRIMARY KEY); $change SELECT sss.lock_view('facts')}, qr/permission denied to lock facts view "facts"/, 'nor is a table with triggers by hand');
is(($node->psql('postgres', q{SELECT sss.lock_view('facts')}, extra_params => [ '-U', 'nurse' ]))[0], 0, 'but the right to write a table of it');

# In mode log the statement passes, and still locks nothing of the view.
(my $logging = $change) =~ s/mode=enforce/mode=log/g;
my $held = $node->safe_psql('postgres', qq{
	SET client_min_messages = error;
	CREATE TABLE mine (id int PRIMARY KEY); ALTER TABLE mine OWNER TO reader; $logging
	BEGIN; INSERT INTO mine VALUES (1);
	SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND (relation IN ('facts'::regclass, 'b'::regclass) OR locktype = 'object' AND classid = 'facts'::regclass);
	ROLLBACK; DROP TABLE mine});
is($held, '0', 'in mode log nothing of the view is locked either');

# 2. A role without rights holds no lock after any call, and waits for none.
my @calls = split /\n/, $node->safe_psql('postgres', <<'SQL');
SELECT 'SELECT * FROM ' || p.oid::regproc || '(' ||
	   (SELECT string_agg(CASE WHEN a.type = 'regclass'::regtype THEN quote_literal(c.oid::regclass)
							   WHEN a.type = 'regclass[]'::regtype THEN format('ARRAY[%L]::regclass[]', c.oid::regclass)
							   WHEN a.type = 'oid'::regtype AND a.name = 'trigger' THEN (SELECT coalesce(max(oid), 0)::text FROM pg_trigger WHERE tgrelid = c.oid)
							   WHEN a.type = 'oid'::regtype THEN c.oid::oid::text
							   WHEN a.name = 'rule' THEN '''placement'''
							   WHEN a.name IN ('name', 'attachment') THEN '''sss_placement'''
							   WHEN a.name = 'mode' THEN '''log'''
							   ELSE format('NULL::%s', a.type::regtype) END, ', ' ORDER BY n)
		  FROM unnest(p.proargtypes::oid[], p.proargnames) WITH ORDINALITY AS a (type, name, n) WHERE n <= p.pronargs - p.pronargdefaults) || ')'
  FROM pg_proc AS p
 CROSS JOIN pg_class AS c
 WHERE p.pronamespace::regnamespace::text IN ('sss', 'sss_internal') AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype
   AND '{regclass,regclass[],oid}'::regtype[]::oid[] && p.proargtypes::oid[]
   AND c.oid IN ('a'::regclass, 'b'::regclass, 'd'::regclass, 'd_1'::regclass, 'facts'::regclass)
UNION ALL
SELECT 'SELECT count(*) FROM ' || v FROM unnest('{sss.attachments,sss.verify(),sss.health(),sss.recheck()}'::text[]) AS v
SQL
cmp_ok(scalar @calls, '>', 50, 'many calls');
my $sql = join "\n", map { my $c = $_; (my $q = $c) =~ s/'/''/g; qq{
BEGIN; $c;
SELECT CASE WHEN count(*) > 0 THEN 'HELD by $q' END FROM pg_locks WHERE pid = pg_backend_pid() AND relation IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace);
ROLLBACK;} } @calls;
my ($ret, $out, $err) = $node->psql('postgres', $sql, extra_params => [ '-U', 'nobody' ], on_error_stop => 0);
is(join("\n", grep { /HELD/ } split /\n/, $out), '', 'no lock is held after a call by a role without rights');

# Everything of theirs is locked, as by an owner who forgot a transaction.
sub lock_all
{
	$node->safe_psql('postgres', q{BEGIN; LOCK TABLE b, d IN ACCESS EXCLUSIVE MODE; LOCK TABLE facts IN ACCESS EXCLUSIVE MODE; PREPARE TRANSACTION 'holder'});
}
sub unlock_all { $node->safe_psql('postgres', q{COMMIT PREPARED 'holder'}) }

lock_all();
($ret, $out, $err) = $node->psql('postgres', "SET lock_timeout = '2s'; SET statement_timeout = '20s';\n" . join("\n", map { "$_;" } @calls), extra_params => [ '-U', 'nobody' ], on_error_stop => 0);
is(join(', ', map { $calls[$_ - 2] } $err =~ /<stdin>:(\d+): ERROR:  canceling/g), '', 'nor does such a role wait for a lock');

# 3. Monitoring and the audit run are not hung, and what can be done is done.
sub quickly
{
	my ($query, $name) = @_;
	my $start = time;
	my ($r, $o, $e) = $node->psql('postgres', "SET statement_timeout = '30s'; $query");

	is($r, 0, "$name: works") or diag $e;
	cmp_ok(time - $start, '<', 25, "$name: soon");
	return $o;
}
is(quickly('SELECT count(*) FROM sss.attachments', 'attachments'), 4, 'all are there');
is(quickly('SELECT count(*) FROM sss.verify()', 'verify'), 0, 'nothing is wrong');
is(quickly('SELECT status FROM sss.health()', 'health'), 'ok', 'and the status is ok');
quickly("SET lock_timeout = '500ms'; SELECT sss.run_audit()", 'run_audit');
my $summary = q{SELECT relation, problem, sum(rows) FILTER (WHERE verdict = 'violation') FROM sss.audit_history WHERE latest GROUP BY 1, 2 ORDER BY 1};
is($node->safe_psql('postgres', $summary), "public.a||1\npublic.c||1\npublic.d|55P03|\npublic.facts|55P03|", 'what is locked is named, the rest is audited');
quickly('SELECT sss.run_audit()', 'run_audit without lock_timeout');
unlock_all();

# An endless view.
$node->safe_psql('postgres', q{
CREATE FUNCTION endless(id int) RETURNS int LANGUAGE plpgsql STABLE AS $$ BEGIN LOOP PERFORM 1; END LOOP; END $$;
CREATE OR REPLACE VIEW facts AS SELECT CASE WHEN b.id > 0 THEN endless(b.id) END AS id, b.kat AS category, b.osn AS basis, b.org AS provider, b.since AS on_date FROM b});
quickly("SET sss.audit_timeout = '1s'; SELECT sss.run_audit()", 'run_audit over an endless view');
is($node->safe_psql('postgres', $summary), "public.a||1\npublic.c||1\npublic.d||1\npublic.facts|57014|", 'it is named, the rest is audited');
quickly('SELECT status FROM sss.health()', 'health');

# One that catches the timeout of a lock before it goes on without end.
$node->safe_psql('postgres', q{
CREATE OR REPLACE FUNCTION endless(id int) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
	BEGIN PERFORM pg_advisory_xact_lock(42); EXCEPTION WHEN lock_not_available THEN NULL; END;
	LOOP PERFORM 1; END LOOP;
END $$;
BEGIN; SELECT pg_advisory_xact_lock(42); PREPARE TRANSACTION 'holder'});
quickly("SET lock_timeout = '100ms'; SET sss.audit_timeout = '1s'; SELECT sss.run_audit()", 'run_audit over a view that survives a lock timeout');
is($node->safe_psql('postgres', $summary), "public.a||1\npublic.c||1\npublic.d||1\npublic.facts|57014|", 'it is named as well, the rest is audited');
$node->safe_psql('postgres', q{COMMIT PREPARED 'holder'});

# 4. A cancel by a user, and by statement_timeout, before, while and after the limit has passed.
my ($r, $o, $e) = $node->psql('postgres', "SET statement_timeout = '1s'; SELECT sss.run_audit()");
like($e, qr/canceling statement due to statement timeout/, 'statement_timeout ends the run');
foreach my $limit ('0', '60s', '1010ms', '1000ms', '990ms')
{
	my $start = time;
	my $psql = "SET sss.audit_timeout = '$limit'; SET application_name = 'auditor'; SELECT sss.run_audit(), pg_sleep(60)";
	my $pid = fork;

	if ($pid == 0)
	{
		my ($code, undef, $message) = $node->psql('postgres', $psql);
		require POSIX;
		POSIX::_exit($message =~ /canceling statement due to user request/ ? 0 : 1);
	}
	$node->poll_query_until('postgres', q{SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = 'auditor' AND query ~ 'run_audit' AND state = 'active'});
	usleep(1_000_000);
	$node->safe_psql('postgres', q{SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'auditor'});
	waitpid $pid, 0;
	is($?, 0, "limit $limit: a user's cancel ends the statement");
	cmp_ok(time - $start, '<', 30, "limit $limit: soon");
}

$node->stop;
done_testing();
