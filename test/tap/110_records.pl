# The log of violations: want of room under it fails no statement; folding survives a
# crash; a restore beside another log and a publication show nothing twice.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('records');
$node->init(allows_streaming => 'logical');
$node->start;

my $set_up = q{
	CREATE EXTENSION special_social_services;
	CREATE TABLE services (id integer PRIMARY KEY, service sss.service, provider sss.provider_type);
	SELECT sss.attach('services', 'service', mode => 'log');
	CREATE TABLE homes (id integer PRIMARY KEY, org text);
	INSERT INTO homes SELECT n, 'guardian' FROM generate_series(0, 6) AS n;
	CREATE VIEW home_facts AS SELECT id, org AS provider FROM homes;
	CREATE TABLE by_view (id integer PRIMARY KEY, home integer, code sss.service);
	SELECT sss.attach('by_view', 'service', columns => '{service=code}', lookup => 'home_facts', lookup_by => '{home=id}', mode => 'log');
};
my $bad = q{'household.living_space', 'guardian'};
my $shown = q{SELECT relation, key, count, first_seen, last_seen, resolved, reason, provision FROM sss.violations ORDER BY relation, key};
my $state = 'sss_internal.violation_state';
$node->safe_psql('postgres', "CREATE DATABASE $_") foreach ('little_room', 'crash', 'source', 'target');
$node->safe_psql($_, $set_up) foreach ('little_room', 'crash', 'source', 'target');

# Run statements, and return the number of warnings
sub warnings_of
{
	my ($sql) = @_;
	my ($ret, $out, $err) = $node->psql('little_room', $sql, on_error_stop => 1);

	is($ret, 0, "no statement fails: $sql") or diag($err);
	return scalar(() = $err =~ /WARNING:/g);
}

# 1. No file may grow beyond 24 MB: the tail is full before any other file is.
SKIP:
{
	skip 'no bash to limit the size of files', 14 if system('bash -c true') != 0;
	$node->stop;
	system_or_bail('bash', '-c', 'ulimit -f 24576 && exec "$@"', 'bash', 'pg_ctl', '-w', '-s', '-D', $node->data_dir, '-l', $node->logfile, 'start');
	$node->_update_pid(1);

	is(warnings_of("INSERT INTO services SELECT n, $bad FROM generate_series(1, 190000) AS n"), 1, 'one warning for many rows');
	is($node->safe_psql('little_room', 'SELECT count(*) FROM services'), '190000', 'the rows are stored');
	cmp_ok($node->safe_psql('little_room', 'SELECT count(*) FROM sss.violation_log'), '>', 50000, 'what had room is logged');
	is(warnings_of("INSERT INTO services VALUES (200001, $bad)"), 1, 'one for a row');
	is(warnings_of('BEGIN;' . join(';', map { "INSERT INTO services VALUES ($_, $bad)" } 300001 .. 300100) . ';COMMIT'), 100, 'one for each statement of a transaction');
	is(warnings_of(q{INSERT INTO by_view SELECT n, n % 7, 'medical.laboratory_sampling' FROM generate_series(1, 2000) AS n}), 1, 'one for a statement of which the lines are written together');
	is($node->safe_psql('little_room', 'SELECT count(*) FROM by_view'), '2000', 'and all of its rows are stored');
	$node->stop;
	$node->start;
	is($node->safe_psql('little_room', 'SELECT sss.maintain() > 50000'), 't', 'with room again, the lines are folded');
	is(warnings_of("INSERT INTO services VALUES (200002, $bad)"), 0, 'and rows are logged');
}

# Row by row in one transaction, lines take no transaction ID of their own.
is($node->safe_psql('little_room', qq{BEGIN; INSERT INTO homes VALUES (50); SELECT pg_current_xact_id() AS mine \\gset
	DO \$\$ BEGIN FOR i IN 400001 .. 400500 LOOP INSERT INTO services VALUES (i, $bad); END LOOP; END \$\$;
	COMMIT; SELECT pg_current_xact_id()::text::bigint - :mine}), '1', '500 lines, row by row, took no transaction ID');

# 2. Killed while it folds, sss.compact() has changed nothing.
$node->safe_psql('crash', "INSERT INTO services SELECT n, $bad FROM generate_series(1, 3000) AS n; SELECT sss.compact();
	DELETE FROM services; INSERT INTO services SELECT n, $bad FROM generate_series(1, 2000) AS n");
my $before = $node->safe_psql('crash', $shown);
$node->safe_psql('crash', q{CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NULL; END';
	CREATE TRIGGER halt AFTER INSERT ON sss_internal.violation_history FOR EACH STATEMENT EXECUTE FUNCTION halt()});
my $folding = $node->background_psql('crash', on_error_stop => 0);
$folding->query_until(qr/began/, "\\echo began\nSELECT sss.compact();\n");
$node->poll_query_until('crash', q{SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'}) or die 'it does not fold';
is($node->safe_psql('crash', $shown), $before, 'while lines are folded, nothing is shown twice');
$node->stop('immediate');
eval { $folding->quit };
$node->start;
$node->safe_psql('crash', 'DROP TRIGGER halt ON sss_internal.violation_history');
is($node->safe_psql('crash', $shown), $before, 'after the crash, nothing is lost or shown twice');
is($node->safe_psql('crash', 'SELECT count(*) FROM sss_internal.violation_tail'), '2000', 'the lines are in the tail');
is($node->safe_psql('crash', 'SELECT sss.compact()'), '2000', 'they are folded once');
is($node->safe_psql('crash', $shown), $before, 'and nothing has changed');

# 3. A dump of tail, history and state, restored into an empty database, and into one that has a log of its own
$node->safe_psql('source', "INSERT INTO services SELECT n, $bad FROM generate_series(1, 9) AS n; SELECT sss.compact();
	UPDATE services SET service = 'household.total_dwelling_area' WHERE id IN (4, 5);
	DELETE FROM services WHERE id = 1; INSERT INTO services VALUES (1, $bad), (10, $bad)");
$before = $node->safe_psql('source', $shown);
my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump';
$node->command_ok([ 'pg_dump', '-Fc', '-f', $dump, 'source' ], 'dumped');
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', 'restored', $dump ], 'restored into an empty database');
is($node->safe_psql('restored', $shown), $before, 'it shows the same');
is($node->safe_psql('restored', 'SELECT sss.maintain()'), '4', 'the tail is folded');
is($node->safe_psql('restored', $shown), $before, 'it shows the same still');
is($node->safe_psql('restored', "SELECT count(*) FROM $state WHERE origin <> sss_internal.origin()"), '0', 'and what was restored is merged');

$node->safe_psql('target', "INSERT INTO services SELECT n, $bad FROM generate_series(8, 12) AS n; SELECT sss.compact(); DELETE FROM services");
$node->command_ok([ 'pg_restore', '--exit-on-error', '--data-only', '-n', 'sss_internal', '-d', 'target', $dump ], 'restored beside another log');
my $both = q{SELECT key, count FROM sss.violations WHERE relation = 'public.services' ORDER BY key[1]::int};
my $right = join("\n", '{1}|2', (map { "{$_}|1" } 2 .. 7), '{8}|2', '{9}|2', '{10}|2', '{11}|1', '{12}|1');
is($node->safe_psql('target', $both), $right, 'each case is shown once');
$node->safe_psql('target', 'SELECT sss.maintain()');
is($node->safe_psql('target', $both), $right, 'and folded into one');

# 4. All tables are published: the publisher folds, and the subscriber shows what the publisher shows.
my $subscriber = PostgreSQL::Test::Cluster->new('subscriber');
$subscriber->init;
$subscriber->start;
$subscriber->safe_psql('postgres', $set_up);
$subscriber->safe_psql('postgres', 'TRUNCATE homes, sss.journal');
$node->safe_psql('source', 'CREATE PUBLICATION everything FOR ALL TABLES');
my $connection = $node->connstr . ' dbname=source';
$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION everything CONNECTION '$connection' PUBLICATION everything");
$subscriber->wait_for_subscription_sync($node, 'everything');
is($subscriber->safe_psql('postgres', $shown), $before, 'the subscriber shows the same');
$node->safe_psql('source', 'SELECT sss.maintain()');
$node->safe_psql('source', "DELETE FROM services WHERE id = 2; INSERT INTO services VALUES (2, $bad)");
$node->wait_for_catchup('everything');
is($subscriber->safe_psql('postgres', $shown), $node->safe_psql('source', $shown), 'also after the publisher has folded');
is($subscriber->safe_psql('postgres', 'SELECT sss.maintain()'), '0', 'the subscriber folds nothing');
$node->safe_psql('source', 'SELECT sss.maintain()');
$node->wait_for_catchup('everything');
is($subscriber->safe_psql('postgres', $shown), $node->safe_psql('source', $shown), 'and shows the same');
is($subscriber->safe_psql('postgres', 'SELECT count(*) FROM sss.violation_log'), $node->safe_psql('source', 'SELECT count(*) FROM sss.violation_log'), 'every line once');

$subscriber->stop;
$node->stop;
done_testing();
