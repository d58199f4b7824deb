# A database whose rules are suspended survives kill -9 and a dump with its restore: monitoring says so all the time, and
# sss.resume() brings everything back, in both databases.
# Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('suspend');
$node->init;
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir;

sub outcome
{
	my ($db, $sql) = @_;
	my ($ret, $out, $err) = $node->psql($db, "\\set VERBOSITY verbose\n$sql", on_error_stop => 1);

	return $ret == 0 ? 'done' : $err =~ /ERROR:\s+(\w{5}):/ ? $1 : $err;
}

sub run_on_node
{
	my (@command) = @_;
	my ($out, $err);
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;

	IPC::Run::run(\@command, '>', \$out, '2>', \$err);
	return ($? >> 8) . $err;
}

$node->safe_psql('postgres', 'CREATE ROLE app; CREATE ROLE reader; CREATE DATABASE law TEMPLATE template0; CREATE DATABASE copy TEMPLATE template0');
$node->safe_psql('law', <<'SQL');
CREATE EXTENSION special_social_services;
CREATE SCHEMA app AUTHORIZATION app;
SET ROLE app;
CREATE TABLE app.placement (id integer PRIMARY KEY, kind text DEFAULT 'orphan', basis text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-01-15');
CREATE VIEW app.facts WITH (security_barrier) AS
	SELECT id, kind::sss.recipient_category AS category, basis::sss.placement_basis AS basis, org::sss.provider_type AS provider, since AS on_date FROM app.placement;
CREATE VIEW app.report AS SELECT id, on_date FROM app.facts;
GRANT SELECT ON app.report TO reader;
COMMENT ON VIEW app.facts IS 'the facts';
INSERT INTO app.placement VALUES (1);
SELECT * FROM sss.attach_view('app.facts', 'placement', mode => 'enforce');
RESET ROLE;
SELECT sss.grant_waiver('app.facts', 'placement', '{7}', '1', '2024-01-15', 'Akimat', '[2024-01-01,2027-12-31]', 'basis', '1.4/2');
SELECT sss.baseline('app.facts');
SQL
my $shown = q{
	SELECT c.relname, c.relowner::regrole, c.relacl, c.reloptions, pg_get_viewdef(c.oid), obj_description(c.oid) FROM pg_class AS c WHERE relkind = 'v' AND relnamespace = 'app'::regnamespace ORDER BY 1;
	SELECT relation, name, mode, definition FROM sss.attachments;
	SELECT id, relation, key_columns FROM sss.waivers;
	SELECT id, relation, key_columns FROM sss.baselines};
my $before = $node->safe_psql('law', $shown);

is(outcome('law', q{SET ROLE app; SELECT sss.suspend('{app.placement}', 'migration 17')}), 'done', 'suspended');
$node->safe_psql('law', 'ALTER TABLE app.placement ALTER id TYPE bigint');
$node->kill9;
# The server's other processes may hold its memory for a moment.
for (1 .. 100)
{
	last if $node->start(fail_ok => 1);
	$node->{_pid} = undef;
	select undef, undef, undef, 0.2;
}

sub check_suspended
{
	my ($db, $by) = @_;

	like($node->safe_psql($db, 'SELECT status, message FROM sss.health()'),
		qr/^critical\|rules of app[.]placement are suspended since \S+ \S+ UTC, by app: migration 17/, "$db: monitoring says so");
	is($node->safe_psql($db, q{SELECT command FROM sss.verify() WHERE problem LIKE '%suspended%migration 17'}), 'SELECT * FROM sss.resume(1)', "$db: so does sss.verify()");
	is($node->safe_psql($db, 'SELECT count(*) FROM sss.attachments'), '0', "$db: no rule is attached");
	return;
}
check_suspended('law');

is(run_on_node('pg_dump', '-Fc', '-f', "$dir/law.dump", 'law'), '0', 'a dump');
is(run_on_node('pg_restore', '--exit-on-error', '-d', 'copy', "$dir/law.dump"), '0', 'its restore');
check_suspended('copy');
is($node->safe_psql('copy', q{SELECT count(*) FROM sss.verify() WHERE command LIKE '%sss.suspensions%restored%'}), '1', 'copy: the row was restored, which sss.verify() says');

# A row that a superuser restored may be resumed by a superuser alone, and the other by whoever suspended.
is(outcome('copy', 'SET ROLE app; SELECT * FROM sss.resume(1)'), '42501', 'copy: not by the owner of the views');
foreach my $db ('law', 'copy')
{
	my $role = $db eq 'law' ? 'SET ROLE app;' : '';

	is(outcome($db, "$role INSERT INTO app.placement VALUES (7), (8); DELETE FROM app.placement WHERE id = 8"), 'done', "$db: rows are written meanwhile");
	is($node->safe_psql($db, "$role SELECT kind, object, problem FROM sss.plan_resume(1) WHERE problem IS NOT NULL"), '', "$db: all fits");
	is($node->safe_psql($db, "$role SELECT kind, object, note, key FROM sss.resume(1)"),
		"view|app.facts|as it was|\nview|app.report|as it was|\nwaiver|app.facts|1|\nbaseline|app.facts|1|\nattachment|app.facts|sss_placement: enforce|", "$db: and is resumed");
	is($node->safe_psql($db, $shown), $before, "$db: everything is as it was");
	$node->safe_psql($db, $_) foreach split /\n/, $node->safe_psql($db, 'SELECT command FROM sss.verify()');
	is($node->safe_psql($db, 'SELECT * FROM sss.verify()'), '', "$db: nothing is wrong");
	is($node->safe_psql($db, 'SELECT status FROM sss.health()'), 'ok', "$db: monitoring says so");
	is(outcome($db, 'SET ROLE app; INSERT INTO app.placement VALUES (9)'), '23514', "$db: the rule is enforced");
	is(outcome($db, 'UPDATE app.placement SET since = since + 1 WHERE id IN (1, 7)'), 'done', "$db: the waiver and the baseline hold");
	is(outcome($db, 'SET ROLE reader; SELECT id FROM app.report'), '42501', "$db: the reader lacks the schema as before");
}

# With the transaction of the migration the suspension is rolled back.
is(outcome('law', q{BEGIN; SELECT sss.suspend('{app.placement}', 'migration 18'); DROP TABLE app.placement; ROLLBACK}), 'done', 'a migration is rolled back');
is($node->safe_psql('law', 'SELECT count(*) FROM sss.suspended'), '0', 'nothing is suspended');
is(outcome('law', 'SET ROLE app; INSERT INTO app.placement VALUES (9)'), '23514', 'the rule is enforced');

$node->stop;
done_testing();
