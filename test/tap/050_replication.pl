# Logical replication: rows that a subscription writes are not checked unless always or
# a CHECK asks for that; sss.verify() names the attachments that do not check, and its
# commands repair them.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $publisher = PostgreSQL::Test::Cluster->new('publisher');
$publisher->init(allows_streaming => 'logical');
$publisher->start;
my $subscriber = PostgreSQL::Test::Cluster->new('subscriber');
$subscriber->init;
$subscriber->append_conf('postgresql.conf', <<'CONF');
log_error_verbosity = verbose
wal_retrieve_retry_interval = 100ms
max_logical_replication_workers = 8
CONF
$subscriber->start;

# The refusal of a statement: "SQLSTATE CONSTRAINT", empty if it succeeds.
sub refusal
{
	my ($on, $sql) = @_;
	my ($ret, $out, $err) = $on->psql('postgres', "\\set VERBOSITY verbose\n$sql", on_error_stop => 1);

	return '' if $ret == 0;
	my ($state) = $err =~ /ERROR:\s+(\w{5}):/;
	my ($name) = $err =~ /CONSTRAINT NAME:\s+(.*)/;
	return join ' ', $state // $err, $name // ();
}

# The problems that sss.verify() finds on the subscriber; and its commands, run
sub problems
{
	return $subscriber->safe_psql('postgres', q{SELECT concat_ws(' ', relation, attachment) || ': ' || problem FROM sss.verify()});
}

sub repair
{
	my @commands = split /\n/, $subscriber->safe_psql('postgres', 'SELECT command FROM sss.verify()');

	# As a person would run them in psql
	my ($ret, $out, $err) = $subscriber->psql('postgres', join("\n", map { "$_;" } @commands), on_error_stop => 1);
	is($ret, 0, "the commands run: @commands") or diag($err);
	return;
}

# The subscriber's server log from an offset on, as soon as it has a refusal of ours
sub refused_log
{
	my ($from) = @_;
	my $log = '';

	for (1 .. 10 * $PostgreSQL::Test::Utils::timeout_default)
	{
		$log = substr(slurp_file($subscriber->logfile), $from);
		last if $log =~ /ERROR:  23514/;
		select undef, undef, undef, 0.1;
	}
	return $log;
}

sub synchronised
{
	$subscriber->poll_query_until('postgres', q{SELECT count(*) > 0 AND bool_and(srsubstate = 'r') FROM pg_subscription_rel})
	  or die 'the tables were not synchronised';
	return;
}

#
# The same tables on both; existing rows are copied.
#
my @tables = (qw(ordinary always_logs always_enforces checks by_hand detached), '"Mixed Case"');
my $tables = join ' ', map { "CREATE TABLE $_ (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date, note text);" } @tables;
my $parted = q{CREATE TABLE parted (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date, note text) PARTITION BY RANGE (id);
	CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100); CREATE TABLE parted_2 PARTITION OF parted DEFAULT;};
my $facts = q{CREATE TABLE viewed (id integer PRIMARY KEY, service text, unit text); CREATE TABLE units (unit text PRIMARY KEY, org text);
	CREATE VIEW facts AS SELECT v.id, v.unit, v.service, u.org AS provider FROM viewed AS v LEFT JOIN units AS u USING (unit);};
$_->safe_psql('postgres', "CREATE EXTENSION special_social_services; $tables $parted $facts") foreach ($publisher, $subscriber);
$subscriber->safe_psql('postgres', <<'SQL');
SELECT sss.attach('ordinary', 'service', '{on_date=given}', mode => 'enforce');
SELECT sss.attach('always_logs', 'service', '{on_date=given}', always => true);
SELECT sss.attach('always_enforces', 'service', '{on_date=given}', mode => 'enforce', always => true);
SELECT sss.add_check('checks', 'service', '{on_date=given}');
SELECT sss.attach('"Mixed Case"', 'service', '{on_date=given}', timing => 'deferred');
SELECT sss.attach('parted', 'service', '{on_date=given}');
SELECT sss_internal.attach_table('viewed', 'service', lookup => 'facts', name => 'Viewed ''x''');
SELECT sss_internal.attach_table('units', 'service', lookup => 'facts', lookup_by => '{unit=unit}', key => '{id}', timing => 'deferred', always => true);
SELECT sss.attach('detached', 'service', '{on_date=given}');
SELECT sss.detach('detached', 'sss_service');
CREATE TRIGGER mine AFTER INSERT OR UPDATE OF service, provider, given ON by_hand
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date', 'mode=log');
CREATE TRIGGER mine_companion AFTER UPDATE ON by_hand
	FOR EACH ROW WHEN (sss.changed(old.service, new.service, old.provider, new.provider, old.given, new.given))
	EXECUTE FUNCTION sss.enforce('service', 'service', 'provider', 'on_date');
SQL
is(problems(), '', 'without a subscription all is well');

my $bad = q{VALUES (1, 'household.living_space', 'guardian', '2024-02-29', 'SECRET')};
$publisher->safe_psql('postgres', "INSERT INTO ordinary $bad; INSERT INTO always_logs $bad");
$publisher->safe_psql('postgres', 'CREATE PUBLICATION everything FOR TABLE ' . join(', ', @tables, qw(parted viewed units)));
my $source = $publisher->connstr . ' dbname=postgres';
$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION everything CONNECTION '$source' PUBLICATION everything");
synchronised();

#
# The first copy of a table
#
is($subscriber->safe_psql('postgres', 'SELECT count(*) FROM ordinary'), '1', 'the first copy does not fire an ordinary attachment');
is($subscriber->safe_psql('postgres', 'SELECT relation, key, provision FROM sss.violation_log'), 'public.always_logs|{1}|3.6', 'it does one with always');

#
# Without always: applied, not checked, and named
#
my $silent = 'trigger does not fire for changes that a subscription writes';
is_deeply([ sort split /\n/, problems() ], [ map { "$_: $silent" } '"Mixed Case" sss_service', 'by_hand mine', 'ordinary sss_service', 'parted sss_service', "viewed Viewed 'x'" ],
	'sss.verify() names what does not look at what is applied');
$publisher->safe_psql('postgres', "INSERT INTO ordinary VALUES (2, 'household.living_space', 'guardian', '2024-02-29', 'SECRET')");
$publisher->wait_for_catchup('everything');
is($subscriber->safe_psql('postgres', 'SELECT count(*) FROM ordinary'), '2', 'a subscriber applies without firing an ordinary attachment');
is(refusal($subscriber, q{INSERT INTO ordinary VALUES (3, 'household.living_space', 'guardian', '2024-02-29', 'SECRET')}), '23514 sss_service', 'sessions of the subscriber are refused');

#
# The commands of sss.verify() make them fire
#
$subscriber->safe_psql('postgres', q{SELECT sss.set_mode('ordinary', 'log', 'sss_service')});
repair();
is(problems(), '', 'all is well');
is($subscriber->safe_psql('postgres', q{SELECT count(*) FROM sss.attachments WHERE enforced_by = 'trigger' AND NOT always}), '0', 'all fire always');
$publisher->safe_psql('postgres', <<"SQL");
INSERT INTO ordinary VALUES (4, 'household.living_space', 'guardian', '2024-02-29', 'SECRET');
INSERT INTO by_hand $bad;
INSERT INTO "Mixed Case" $bad;
INSERT INTO parted $bad, (200, 'household.living_space', 'guardian', '2024-02-29', 'SECRET');
INSERT INTO detached $bad;
INSERT INTO units VALUES ('a', 'guardian'), ('b', 'youth_house');
INSERT INTO viewed VALUES (1, 'household.living_space', 'a'), (2, 'household.living_space', 'b');
SQL
$publisher->safe_psql('postgres', q{UPDATE units SET org = 'guardian' WHERE unit = 'b'});
$publisher->wait_for_catchup('everything');
is($subscriber->safe_psql('postgres', q{SELECT relation, key FROM sss.violation_log WHERE relation <> 'public.always_logs' ORDER BY 1, 2}),
	"public.\"Mixed Case\"|{1}\npublic.by_hand|{1}\npublic.facts|{1}\npublic.facts|{2}\npublic.ordinary|{4}\npublic.parted|{1}\npublic.parted|{200}", 'and log what is applied, in partitions, deferred, written by hand, through a facts view');

#
# With always: changes are checked; the companion fires, too
#
$publisher->safe_psql('postgres', q{INSERT INTO always_logs VALUES (3, 'household.living_space', 'youth_house', '2024-02-29', 'SECRET')});
$publisher->safe_psql('postgres', q{UPDATE always_logs SET note = 'x'});
$publisher->safe_psql('postgres', q{UPDATE always_logs SET provider = 'guardian' WHERE id = 3});
$publisher->wait_for_catchup('everything');
is($subscriber->safe_psql('postgres', q{SELECT key, provider, provision FROM sss.violation_log WHERE relation = 'public.always_logs' ORDER BY key}), "{1}|guardian|3.6\n{3}|guardian|3.6",
	'one with always fires, for the column that was changed');

# Disabled by hand, and found
$subscriber->safe_psql('postgres', 'ALTER TABLE always_logs ENABLE TRIGGER sss_service, DISABLE TRIGGER sss_service_companion');
is(problems(), join("\n", 'always_logs sss_service: trigger "sss_service_companion" of relation "always_logs" is not enabled',
		'always_logs sss_service: trigger does not fire for replicated changes, but the journal says always'), 'one that was to fire always is named once');
repair();
is(problems(), '', 'is repaired');

#
# An enforcing one stops the subscription, clearly, until an administrator decides.
#
# From 15 on the worker's own context tells where the transaction ends.
my $skips = $subscriber->safe_psql('postgres', 'SHOW server_version_num') >= 150000;
my $names_lsn = $skips ? qr/CONTEXT:  processing remote data .*finished at [0-9A-F]+\/[0-9A-F]+$/m : qr/ERROR/;
foreach my $table ('always_enforces', 'checks')
{
	my $from = -s $subscriber->logfile;

	$publisher->safe_psql('postgres', "INSERT INTO $table $bad");
	my $log = refused_log($from);
	like($log, $table eq 'checks' ? qr/ERROR:  23514: The record does not meet the standard/ :
		qr/ERROR:  23514: "provision of living space" is not a special social service here/, "$table: the subscription stops with our error");
	unlike($log, qr/SECRET|STATEMENT:/, "$table: without the row's text");
	like($log, $names_lsn, "$table: with the LSN by which the transaction can be skipped");
	is($subscriber->safe_psql('postgres', "SELECT count(*) FROM $table"), '0', "$table: nothing is applied");
	$subscriber->safe_psql('postgres', $table eq 'checks' ? q{SELECT sss.detach('checks', 'sss_service')} : q{SELECT sss.set_mode('always_enforces', 'log', 'sss_service')});
	$publisher->wait_for_catchup('everything');
	is($subscriber->safe_psql('postgres', "SELECT count(*) FROM $table"), '1', "$table: and goes on once that is changed");
}
is($subscriber->safe_psql('postgres', q{SELECT key FROM sss.violation_log WHERE relation = 'public.always_enforces'}), '{1}', 'what it let through then is logged');

# Skipped, by what the log says; a trigger of the application stands between, whose context would quote the row.
SKIP:
{
	skip 'transactions can be skipped from 15 on', 2 unless $skips;
	my $from = -s $subscriber->logfile;

	$subscriber->safe_psql('postgres', <<'SQL');
SELECT sss.set_mode('always_enforces', 'enforce', 'sss_service');
CREATE TABLE copied (LIKE always_enforces INCLUDING ALL);
SELECT sss.attach('copied', 'service', '{on_date=given}', mode => 'enforce', always => true);
CREATE FUNCTION copy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('INSERT INTO public.copied SELECT %s, %L, %L, %L, %L', NEW.id, NEW.service, NEW.provider, NEW.given, NEW.note); RETURN NEW; END $$;
CREATE TRIGGER copy BEFORE INSERT ON always_enforces FOR EACH ROW EXECUTE FUNCTION copy();
ALTER TABLE always_enforces ENABLE ALWAYS TRIGGER copy;
SQL
	$publisher->safe_psql('postgres', "INSERT INTO always_enforces VALUES (5, 'household.living_space', 'guardian', '2024-02-29', 'SECRET')");
	my $log = refused_log($from);
	unlike($log, qr/SECRET|STATEMENT:/, 'through a trigger of the application: without the row');
	my ($lsn) = $log =~ /finished at ([0-9A-F]+\/[0-9A-F]+)/;
	$subscriber->safe_psql('postgres', "ALTER SUBSCRIPTION everything SKIP (lsn = '$lsn')");
	$publisher->wait_for_catchup('everything');
	is($subscriber->safe_psql('postgres', 'SELECT count(*) FROM always_enforces WHERE id = 5'), '0', 'the transaction is skipped');
	$subscriber->safe_psql('postgres', 'DROP TRIGGER copy ON always_enforces');
}

# The first copy of a table, too, does not show its rows.
{
	my $from = -s $subscriber->logfile;

	$_->safe_psql('postgres', 'CREATE TABLE late (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date, note text)') foreach ($publisher, $subscriber);
	$subscriber->safe_psql('postgres', q{SELECT sss.attach('late', 'service', '{on_date=given}', mode => 'enforce', always => true)});
	$publisher->safe_psql('postgres', "INSERT INTO late $bad; ALTER PUBLICATION everything ADD TABLE late");
	$subscriber->safe_psql('postgres', 'ALTER SUBSCRIPTION everything REFRESH PUBLICATION');
	my $log = refused_log($from);
	like($log, qr/ERROR:  23514/, 'the first copy is refused');
	unlike($log, qr/SECRET/, "without the row's text");
	$subscriber->safe_psql('postgres', q{SELECT sss.set_mode('late', 'log', 'sss_service')});
	synchronised();
}

#
# session_replication_role for the whole server: named, with a command for psql
#
is(problems(), '', 'all is well before');
$subscriber->safe_psql('postgres', q{CREATE TABLE local (id integer PRIMARY KEY, service sss.service, provider sss.provider_type); SELECT sss.attach('local', 'service', mode => 'enforce')});
$subscriber->append_conf('postgresql.conf', 'session_replication_role = replica');
$subscriber->reload;
$subscriber->poll_query_until('postgres', q{SELECT current_setting('session_replication_role') = 'replica'}) or die;
is(refusal($subscriber, q{INSERT INTO local VALUES (1, 'household.living_space', 'guardian')}), '', 'session_replication_role in the configuration lets everything through');
is(problems(), q{: session_replication_role is replica in the server's configuration: only attachments made with always => true fire}, 'sss.verify() says so');
repair();
$subscriber->poll_query_until('postgres', q{SELECT current_setting('session_replication_role') = 'origin'}) or die 'the setting did not change';
is(problems(), '', 'is repaired');
is(refusal($subscriber, q{INSERT INTO local VALUES (2, 'household.living_space', 'guardian')}), '23514 sss_service', 'and enforces');

#
# Physical replication: a standby has the attachments, and can be queried.
#
$publisher->safe_psql('postgres', q{SELECT sss.attach('ordinary', 'service', '{on_date=given}', mode => 'enforce', name => 'published')});
$publisher->backup('for_standby');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($publisher, 'for_standby', has_streaming => 1);
$standby->start;
is($standby->safe_psql('postgres', 'SELECT name, effective_mode FROM sss.attachments'), 'published|enforce', 'a standby shows what is attached');
is($standby->safe_psql('postgres', 'SELECT count(*) FROM sss.verify()'), '0', 'sss.verify() answers there');
is($standby->safe_psql('postgres', 'SELECT status, enforcing FROM sss.health()'), 'ok|1', 'so does sss.health()');
is($standby->safe_psql('postgres', 'SELECT count(*) FROM sss.recheck()'), '0', 'and sss.recheck()');
$standby->promote;
is(refusal($standby, q{INSERT INTO ordinary VALUES (9, 'household.living_space', 'guardian', '2024-02-29', 'SECRET')}), '23514 published', 'promoted, it enforces');

$_->stop foreach ($standby, $subscriber, $publisher);
done_testing();
