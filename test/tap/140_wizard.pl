# The wizard, with answers from a file: from the dictionaries of the demonstration to a rule that logs; left after each step
# and taken up again; and what it does where answers mean nothing.

use strict;
use warnings;
use utf8;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my ($share) = map { chomp; $_ } `pg_config --sharedir`;
my $wizard = "$share/extension/special_social_services_wizard.sql";
ok(-f $wizard, 'it is installed beside the extension');

my $node = PostgreSQL::Test::Cluster->new('wizard');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "lc_messages = 'C'\nautovacuum = off\n");
$node->start;
$ENV{PGCLIENTENCODING} = 'UTF8';

my $file = PostgreSQL::Test::Utils::tempdir . '/answers';

# What psql prints while it reads these answers
sub wizard
{
	my ($database, @answers) = @_;
	my ($out, $err) = ('', '');

	open my $answers, '>:encoding(UTF-8)', $file or die "could not write the answers: $!";
	print $answers map { "$_\n" } @answers;
	close $answers;
	IPC::Run::run([ 'psql', '-XAq', '-P', 'pager=off', '-d', $node->connstr($database), '-f', $wizard ], '<', $file, '>', \$out, '2>', \$err);
	utf8::decode($out);
	return ($out, $err);
}

sub database
{
	my ($name, @scripts) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $name");
	$node->safe_psql($name, 'CREATE EXTENSION special_social_services');
	foreach my $script (@scripts)
	{
		IPC::Run::run([ 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($name), '-f', $script ], '>', \my $out, "2>", \my $err) or die "$script failed";
	}
	return;
}

database('college', 'demo/kazakh/schema.sql', 'demo/kazakh/dictionaries.sql');
$node->safe_psql('college', <<'SQL');
INSERT INTO organization.institution (id, type_id) VALUES (1001, 201), (1002, 217);
INSERT INTO person.person (id) SELECT generate_series(1, 30);
INSERT INTO link.person_social_status_link (person_id, social_status_id) SELECT n, CASE WHEN n = 3 THEN 48 ELSE 33 END FROM generate_series(1, 30) AS n;
INSERT INTO link.person_placement_basis_link (person_id, placement_basis_id, from_ts) SELECT n, CASE WHEN n = 2 THEN 4 ELSE 1 END, '2024-01-01'::timestamp FROM generate_series(1, 30) AS n;
INSERT INTO link.person_institution_link (id, person_id, institution_id, from_ts, person_type, "position")
	SELECT n, n, 1001, '2024-03-01 10:30'::timestamp, 'child', CASE WHEN n % 2 = 0 THEN 'Постоянное' ELSE 'постоянное' END FROM generate_series(1, 30) AS n;
ANALYZE;
SQL

my ($out, $err) = wizard('college');
like($out, qr/^Rule, such as/m, 'without an answer it is left');
is($node->safe_psql('college', q{SELECT count(*) FROM pg_namespace WHERE nspname IN ('mapping', 'facts')}), 0, 'and changes nothing');
($out, $err) = wizard('college', 'plcement', 'all');
like($err, qr/unrecognized rule "plcement"/, 'no such rule');
($out, $err) = wizard('college', 'placement', 'nowhere');
like($err, qr/schema "nowhere" does not exist/, 'no such schema');
($out, $err) = wizard('college', 'placement', 'public', 'no.table');
like($err, qr/schema "no" does not exist|relation "no.table" does not exist/, 'no such table');

# One answer after the other, each time from the beginning
my @schemas = ('placement', 'person, handbook, link, organization');
($out, $err) = wizard('college', @schemas, 'y');
like($out, qr/^handbook\.person_social_status\|caption\|category\|t\|/m, 'a survey, for a beginning');
like($out, qr/Role basis may be in column caption of handbook.placement_basis/, 'the first dictionary');
is($node->safe_psql('college', 'SELECT count(*) > 0 FROM mapping.placement_basis_placement_basis'), 't', 'is mapped, where that is clear');
($out, $err) = wizard('college', @schemas, '4', 'court_act', q{the court's "act"; DROP TABLE x});
unlike($out, qr/may be in column caption of handbook.placement_basis/, 'taken up again, it is not asked again');
is($node->safe_psql('college', 'SELECT code, reason, decided_by = session_user, decided_at > now() - interval \'1 hour\' FROM mapping.placement_basis_placement_basis WHERE entry = 4'),
	q{court_act|the court's "act"; DROP TABLE x|t|t}, 'what a person decided, with who, when and why');
($out, $err) = wizard('college', @schemas, '5', 'court_akt', 'a typing error');
like($err, qr/invalid input value|court_akt/, 'no such code');
is($node->safe_psql('college', 'SELECT count(*) FROM mapping.placement_basis_placement_basis WHERE entry = 5'), 0, 'nothing is decided then');
($out, $err) = wizard('college', @schemas, 'none', 'not used', 'name', 'deti-siroty-opr-i-lica', 'orphan, without_parental_care', 'either', 's', 's');
is($node->safe_psql('college', 'SELECT count(*) FROM mapping.placement_basis_placement_basis WHERE code IS NULL AND reason = \'not used\''), 4, 'all the others stand for none');
is($node->safe_psql('college', q{SELECT string_agg(code::text, ' ' ORDER BY code) FROM mapping.person_social_status_recipient_category WHERE entry = 'deti-siroty-opr-i-lica'}), 'orphan without_parental_care', 'two codes, by a column that was named');
like($out, qr/Role stay may be in column position of link.person_institution_link/, 'what is not answered now is passed over');
($out, $err) = wizard('college', @schemas, 's', 'y', 's', 'y', 'постоянное', 'permanent', 'spelling', 'none', 'spelling', "$file.sql");
like(slurp_file("$file.sql"), qr/^CREATE VIEW facts.placement AS$/m, 'the script of the view goes to a file');
is($node->safe_psql('college', q{SELECT count(*) FROM pg_views WHERE schemaname = 'facts'}), 0, 'and is not run');
($out, $err) = wizard('college', @schemas, 's', 's', 'y');
like($out, qr/^How each table that facts.placement reads would be guarded:$/m, 'the view is created, and its plan shown');
like($out, qr/^violation\|basis\|1\.4/m, 'with an audit');
is($node->safe_psql('college', 'SELECT count(*) FROM sss.attachments'), 0, 'not attached yet');
($out, $err) = wizard('college', @schemas, 's', 's', 'y');
like($out, qr/^facts\.placement\|sss_placement\|log\|$/m, 'attached, logging');
($out, $err) = wizard('college', @schemas, 's', 's');
like($out, qr/^The rule is attached:$/m, 'and there is no more to do');
$node->safe_psql('college', q{INSERT INTO link.person_placement_basis_link (person_id, placement_basis_id, from_ts) VALUES (5, 4, '2024-02-01')});
is($node->safe_psql('college', q{SELECT key, provision FROM sss.violations}), '{5}|1.4/2', 'a change that makes a case unlawful is logged');

# All in one run; other names; a table that must be named
database('odd');
$node->safe_psql('odd', <<'SQL');
CREATE SCHEMA "O'dd";
CREATE TABLE "O'dd"."gr oup" (id integer PRIMARY KEY, "n'ame" text);
INSERT INTO "O'dd"."gr oup" VALUES (1, 'Дом юношества'), (2, 'Детская деревня семейного типа'), (3, 'Other'' one');
CREATE TABLE "O'dd".a (id integer PRIMARY KEY, g integer REFERENCES "O'dd"."gr oup", since date);
CREATE TABLE "O'dd".b (id integer PRIMARY KEY, g integer REFERENCES "O'dd"."gr oup", since date);
ANALYZE;
SQL
($out, $err) = wizard('odd', 'placement', "O'dd", q{"O'dd".b}, 'y', '3', 'none', q{it's none}, 'y', 'y');
is($err, '', 'no error with names and entries that must be quoted');
is($node->safe_psql('odd', 'SELECT relation, mode FROM sss.attachments'), 'facts.placement|log', 'attached in one run');

done_testing();
