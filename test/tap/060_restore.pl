# Restores that bring less than everything, DROP EXTENSION, and the commands of
# sss.recheck() outside a transaction: enforcement stands, or something fails
# with a message, or sss.verify() names it.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('restore');
$node->init;
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir;

# The SQLSTATE that a statement fails with, empty if it succeeds
sub refusal
{
	my ($db, $sql) = @_;
	my ($ret, $out, $err) = $node->psql($db, "\\set VERBOSITY verbose\n$sql", on_error_stop => 1);

	return $ret == 0 ? '' : $err =~ /ERROR:\s+(\w{5}):/ ? $1 : $err;
}

# Runs a command on the server: its exit status, and its standard error
sub run_on_node
{
	my (@command) = @_;
	my ($out, $err);
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;

	IPC::Run::run(\@command, '>', \$out, '2>', \$err);
	return ($? >> 8, $err);
}

sub new_database
{
	my ($db, $sql) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
	$node->safe_psql($db, $sql) if defined $sql;
	return;
}

sub problems
{
	my ($db) = @_;

	return $node->safe_psql($db, q{SELECT relation || ' ' || attachment || ': ' || problem FROM sss.verify() WHERE relation IS NOT NULL});
}

sub repair
{
	my ($db) = @_;

	$node->safe_psql($db, $_) foreach split /\n/, $node->safe_psql($db, 'SELECT command FROM sss.verify()');
	return;
}

my $definitions = <<'SQL';
CREATE EXTENSION special_social_services;
CREATE TABLE enforced (id integer PRIMARY KEY, usluga text, org varchar(60), given date);
CREATE TABLE "Always 'x'" (LIKE enforced INCLUDING ALL);
CREATE TABLE logged (LIKE enforced INCLUDING ALL);
CREATE TABLE switched_off (LIKE enforced INCLUDING ALL);
CREATE TABLE checked (LIKE enforced INCLUDING ALL);
CREATE TABLE typed (id integer PRIMARY KEY, service sss.service, provider sss.provider_type);
CREATE TABLE parts (LIKE enforced) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts DEFAULT;
CREATE TABLE viewed (LIKE enforced INCLUDING ALL);
CREATE TABLE units (code text PRIMARY KEY, org text);
CREATE VIEW "Facts 'x'" AS SELECT v.id, v.org AS unit, v.usluga AS service, u.org AS provider, v.given AS on_date FROM viewed AS v LEFT JOIN units AS u ON u.code = v.org;
SQL
my $attachments = <<'SQL';
SELECT sss.attach('enforced', 'service', '{service=usluga,provider=org,on_date=given}', mode => 'enforce');
SELECT sss.attach('"Always ''x''"', 'service', '{service=usluga,provider=org,on_date=given}', mode => 'enforce', always => true);
SELECT sss.attach('logged', 'service', '{service=usluga,provider=org,on_date=given}');
SELECT sss.attach('switched_off', 'service', '{service=usluga,provider=org,on_date=given}', mode => 'enforce');
SELECT sss.add_check('checked', 'service', '{service=usluga,provider=org,on_date=given}');
SELECT sss.attach('parts', 'service', '{service=usluga,provider=org,on_date=given}', key => '{id}', mode => 'enforce', timing => 'deferred');
SELECT sss.attach('typed', 'service', mode => 'enforce');
SELECT sss_internal.attach_table('viewed', 'service', lookup => '"Facts ''x''"', mode => 'enforce');
SELECT sss_internal.attach_table('units', 'service', lookup => '"Facts ''x''"', lookup_by => '{code=unit}', key => '{id}', mode => 'enforce', always => true);
SQL
new_database('origin', $definitions);
# Old rows that are unlawful, as everywhere
my @tables = ('enforced', '"Always \'x\'"', 'logged', 'switched_off', 'checked', 'parts', 'viewed');
$node->safe_psql('origin', "INSERT INTO $_ VALUES (1, 'household.living_space', 'guardian', '2024-02-29')") foreach @tables;
$node->safe_psql('origin', q{INSERT INTO units VALUES ('guardian', 'guardian')});
$node->safe_psql('origin', "INSERT INTO typed VALUES (1, 'household.living_space', 'guardian')");
$node->safe_psql('origin', $attachments);
$node->safe_psql('origin', "INSERT INTO logged VALUES (2, 'household.living_space', 'guardian', '2024-02-29')");
my $new = q{VALUES (9, 'household.living_space', 'guardian', '2024-02-29')};

foreach my $dump ([ 'custom', '-Fc' ], [ 'plain', '-Fp' ], [ 'schema', '-Fc', '-s' ], [ 'data', '-Fc', '-a' ], [ 'data_off', '-Fp', '-a', '--disable-triggers' ],
	[ 'directory', '-Fd', '-j2' ], [ 'table', '-Fp', '-t', 'enforced' ])
{
	my ($name, @options) = @$dump;
	$node->command_ok([ 'pg_dump', @options, '-f', "$dir/$name", 'origin' ], "dump $name");
}

# Does each attachment exist, and does it enforce?
sub enforces
{
	my ($db, $how, @but) = @_;

	foreach my $table ('enforced', '"Always \'x\'"', 'switched_off', 'checked', 'parts')
	{
		is(refusal($db, "INSERT INTO $table $new"), '23514', "$how: $table enforces") unless grep { $_ eq $table } @but;
	}
	is(refusal($db, q{BEGIN; INSERT INTO units VALUES ('x', 'youth_house'); INSERT INTO viewed VALUES (77, 'household.living_space', 'x', '2024-02-29'); UPDATE units SET org = 'guardian' WHERE code = 'x'}),
		'23514', "$how: a table that the view reads enforces");
	is(refusal($db, "BEGIN; INSERT INTO logged $new; ROLLBACK"), '', "$how: logged lets through");
	return;
}

#
# The schema alone: enforcement comes with it, the journal does not.
#
new_database('only_schema');
is_deeply([ run_on_node('pg_restore', '--exit-on-error', '-d', 'only_schema', "$dir/schema") ], [ 0, '' ], 'schema: restored silently');
enforces('only_schema', 'schema');
is(problems('only_schema'), '', 'schema: nothing is missed');
is($node->safe_psql('only_schema', 'SELECT count(*) FROM sss.journal'), '0', 'schema: the journal is empty');
is($node->safe_psql('only_schema', 'SELECT problem FROM sss.verify()'), 'rules are attached, but the journal is empty: the extension was created anew, or its tables were not restored', 'schema: which is named');
repair('only_schema');
is($node->safe_psql('only_schema', 'SELECT problem FROM sss.verify()'), '', 'schema: until it is acknowledged');

#
# Data alone, into attached tables: an enforcing attachment refuses it with an error.
#
new_database('only_data', "$definitions $attachments");
$node->safe_psql('only_data', 'ALTER TABLE switched_off DISABLE TRIGGER USER');
my ($status, $said) = run_on_node('pg_restore', '-d', 'only_data', "$dir/data");
isnt($status, 0, 'data: refused where it is unlawful');
like($said, qr/COPY failed for table "enforced": ERROR:\s+"provision of living space" is not a special social service here/, 'data: by what is attached');
is($node->safe_psql('only_data', 'SELECT count(*) FROM enforced'), '0', 'data: none of it is there');
is($node->safe_psql('only_data', 'SELECT count(*) FROM switched_off'), '1', 'data: it is where the trigger is disabled');
is($node->safe_psql('only_data', q{SELECT count(*) > 0 FROM sss.violation_log WHERE relation = 'public.logged'}), 't', 'data: what only logs logs');

#
# With --disable-triggers the data passes, and ENABLE TRIGGER ALL leaves all
# triggers enabled in the one way: always is lost, and named.
#
new_database('triggers_off', "$definitions $attachments");
$node->safe_psql('triggers_off', 'ALTER TABLE checked DROP CONSTRAINT sss_service; ALTER TABLE switched_off DISABLE TRIGGER USER');
is_deeply([ run_on_node('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-d', 'triggers_off', '-f', "$dir/data_off") ], [ 0, '' ], '--disable-triggers: restored');
is($node->safe_psql('triggers_off', "SELECT count(*) FROM $_"), '1', "--disable-triggers: $_ has its row") foreach ('enforced', '"Always \'x\'"', 'parts');
my $weakened = q{"Always 'x'" sss_service: trigger does not fire for replicated changes, but the journal says always};
is(problems('triggers_off'), "$weakened\nchecked sss_service: attachment does not exist, but the journal says attached\nunits sss_service: trigger does not fire for replicated changes, but the journal says always", '--disable-triggers: sss.verify() names what it weakened');
is(refusal('triggers_off', qq{SET session_replication_role = replica; BEGIN; INSERT INTO "Always 'x'" $new; ROLLBACK}), '', '--disable-triggers: always is lost');
repair('triggers_off');
is(problems('triggers_off'), '', '--disable-triggers: repaired');
is(refusal('triggers_off', qq{SET session_replication_role = replica; INSERT INTO "Always 'x'" $new}), '23514', '--disable-triggers: always fires again');
enforces('triggers_off', '--disable-triggers');
# The same by hand, and ENABLE TRIGGER USER
$node->safe_psql('triggers_off', q{ALTER TABLE "Always 'x'" DISABLE TRIGGER USER; ALTER TABLE "Always 'x'" ENABLE TRIGGER USER});
is(problems('triggers_off'), $weakened, 'ENABLE TRIGGER USER weakens it as well');

#
# The extension is absent, as if CREATE EXTENSION had failed.
#
my ($list) = run_command([ 'pg_restore', '-l', "$dir/custom" ]);
PostgreSQL::Test::Utils::append_to_file("$dir/list", join("\n", grep { !/EXTENSION/ } split /\n/, $list) . "\n");
new_database('absent');
($status, $said) = run_on_node('pg_restore', '-d', 'absent', '-L', "$dir/list", "$dir/custom");
is($status, 1, 'absent: pg_restore fails');
like($said, qr/schema "sss" does not exist.*Command was: $_/s, "absent: it says so of $_")
  foreach ('CREATE TABLE public\.typed', 'CREATE TRIGGER sss_service AFTER INSERT OR UPDATE OF org, usluga, given, id ON public\.enforced', 'ALTER TABLE public\.checked\s+ADD CONSTRAINT sss_service');
like($said, qr/errors ignored on restore: \d+/, 'absent: it counts its errors');
isnt((run_on_node('pg_restore', '--exit-on-error', '-d', 'absent', '-L', "$dir/list", "$dir/custom"))[0], 0, 'absent: at the first with --exit-on-error');
is(refusal('absent', "INSERT INTO enforced $new"), '', 'absent: a table of texts is there, without enforcement');
is(refusal('absent', 'SELECT * FROM sss.verify()'), '3F000', 'absent: nobody can be asked, and that is an error');
# plain, by psql: it fails only if it is told to stop
my $plain = join "\n", grep { !/EXTENSION/ } split /\n/, slurp_file("$dir/plain");
PostgreSQL::Test::Utils::append_to_file("$dir/plain_absent", "$plain\n");
new_database('absent_plain');
is((run_on_node('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-d', 'absent_plain', '-f', "$dir/plain_absent"))[0], 3, 'absent: psql fails with ON_ERROR_STOP');
($status, $said) = run_on_node('psql', '-Xq', '-d', 'absent_plain', '-f', "$dir/plain_absent");
is($status, 0, 'absent: psql does not without it');
like($said, qr/ERROR:\s+schema "sss" does not exist/, 'absent: though it says what is wrong');
# The repair: the extension, then the missing objects
$node->safe_psql('absent', "CREATE EXTENSION special_social_services; DELETE FROM enforced WHERE id = 9");
($status, $said) = run_on_node('pg_restore', '-d', 'absent', '-L', "$dir/list", "$dir/custom");
is($status, 1, 'absent: restored again, what was there already complains');
enforces('absent', 'absent, then repaired');
is(problems('absent'), '', 'absent, then repaired: nothing is missed');

#
# One table of a dump, into a database that has the extension.
#
new_database('one_table', 'CREATE EXTENSION special_social_services');
is_deeply([ run_on_node('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-d', 'one_table', '-f', "$dir/table") ], [ 0, '' ], 'one table: restored');
is(refusal('one_table', "INSERT INTO enforced $new"), '23514', 'one table: it enforces');
is(problems('one_table'), '', 'one table: nothing is missed');
$node->safe_psql('one_table', 'ALTER TABLE enforced DISABLE TRIGGER ALL');
is(problems('one_table'), 'enforced sss_service: trigger is disabled', 'one table: sss.verify() knows it though the journal does not');
repair('one_table');
is(refusal('one_table', "INSERT INTO enforced $new"), '23514', 'one table: repaired, it enforces');

#
# Everything, in parallel; and once more over the existing objects, with --clean
#
new_database('parallel');
is_deeply([ run_on_node('pg_restore', '-j2', '-d', 'parallel', "$dir/directory") ], [ 0, '' ], 'parallel: restored');
enforces('parallel', 'parallel');
is_deeply([ run_on_node('pg_restore', '-j2', '--clean', '-d', 'parallel', "$dir/directory") ], [ 0, '' ], '--clean: restored over what is there');
enforces('parallel', '--clean');
is(problems('parallel'), '', '--clean: nothing is missed');

#
# DROP EXTENSION: refused, with a list; CASCADE, with a list.
#
my @list = ('trigger sss_service on table enforced', 'trigger sss_service_companion on table enforced', q{trigger sss_service on table "Always 'x'"}, 'trigger sss_service on table parts',
	'constraint sss_service on table checked', 'column service of table typed');
($status, $said) = run_on_node('psql', '-Xq', '-d', 'parallel', '-c', 'DROP EXTENSION special_social_services');
like($said, qr/cannot drop extension special_social_services because other objects depend on it/, 'DROP EXTENSION is refused');
like($said, qr/\Q$_\E depends on/, "and names $_") foreach @list;
enforces('parallel', 'DROP EXTENSION');
($status, $said) = run_on_node('psql', '-Xq', '-d', 'parallel', '-c', 'DROP EXTENSION special_social_services CASCADE');
is($status, 0, 'DROP EXTENSION ... CASCADE is not');
like($said, qr/drop cascades to \Q$_\E/, "but names $_") foreach @list;

#
# sss.recheck(): the commands, as psql would run them
#
new_database('recheck', <<'SQL');
CREATE EXTENSION special_social_services;
CREATE TABLE given (id serial PRIMARY KEY, service sss.service, provider sss.provider_type, kind sss.service_kind GENERATED ALWAYS AS (sss.kind(service)) STORED,
	CONSTRAINT "Scope 'x'" CHECK (sss.in_scope(service, provider, '2024-02-29')));
CREATE INDEX "Kind" ON given (sss.kind(service));
CREATE TABLE parted (service sss.service) PARTITION BY LIST (sss.kind(service));
CREATE TABLE parted_household PARTITION OF parted FOR VALUES IN ('household');
CREATE TABLE parted_other PARTITION OF parted DEFAULT;
CREATE INDEX ON parted (sss.kind(service));
CREATE MATERIALIZED VIEW counted AS SELECT sss.kind(service), count(*) FROM given GROUP BY 1;
CREATE DOMAIN scoped AS sss.service CHECK (sss.in_standard(VALUE, 'families', '2024-02-29'));
INSERT INTO given (service, provider) SELECT service, 'guardian' FROM sss.scope WHERE standard = 'families';
INSERT INTO parted SELECT service FROM sss.scope;
REFRESH MATERIALIZED VIEW counted;
SQL
my $before = $node->safe_psql('recheck', 'SELECT * FROM given ORDER BY id; SELECT tableoid::regclass, service FROM parted ORDER BY 1, 2; SELECT * FROM counted ORDER BY 1');
my @commands = split /\n/, $node->safe_psql('recheck', 'SELECT command FROM sss.recheck()');
is(scalar(grep { /^REINDEX INDEX CONCURRENTLY/ } @commands), 3, 'recheck: an index, and one of each partition');
is(scalar(@commands), 9, 'recheck: nine objects');
my ($ret, $out, $err) = $node->psql('recheck', join("\n", map { "$_;" } @commands), on_error_stop => 1);
is($ret, 0, 'recheck: all commands run') or diag($err);
is($node->safe_psql('recheck', 'SELECT * FROM given ORDER BY id; SELECT tableoid::regclass, service FROM parted ORDER BY 1, 2; SELECT * FROM counted ORDER BY 1'), $before, 'recheck: where no answer changed, nothing does');
is_deeply([ split /\n/, $node->safe_psql('recheck', 'SELECT command FROM sss.recheck()') ], \@commands, 'recheck: and the same is listed again');

$node->stop;
done_testing();
