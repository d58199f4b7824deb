# A new rule in a server: what test/host/add_rule.sh enters into a copy of the
# sources is all that it takes.  The copy is not installed: psql runs the parts
# of its script that a decision needs.

use strict;
use warnings;

use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = dirname(__FILE__) . '/../..';
my $copy = PostgreSQL::Test::Utils::tempdir();
my $pg_config = $ENV{PG_CONFIG} || 'pg_config';

command_ok(['cp', '-R', (map { "$top/$_" } qw(Makefile control nls.mk po src)), $copy], 'the sources are copied');
command_ok(["$top/test/host/add_rule.sh", "$copy/src"], 'the rule is entered');
command_ok(['make', '-s', '-C', $copy, "PG_CONFIG=$pg_config", 'with_llvm=no'], 'the extension is built');

my $node = PostgreSQL::Test::Cluster->new('new_rule');
$node->init;
$node->start;

my $script = join('', map { slurp_file("$copy/src/$_.sql") } qw(schema base/types base/today ask/catalog ask/requirements ask/decide));
$script =~ s{MODULE_PATHNAME}{$copy/special_social_services}g;
$script =~ s{^\\echo .*}{}m;
$node->safe_psql('postgres', $script);

# answer QUERY, EXPECTED, NAME
sub answer
{
	my ($query, $expected, $name) = @_;

	is($node->safe_psql('postgres', $query), $expected, $name);
	return;
}

answer(q{SELECT string_agg(code::text, ' ' ORDER BY code) FROM sss.escort_persons}, 'parent police_officer other_escort',
	'the codes are listed');
answer(q{SELECT string_agg(role || ' ' || type, ', ' ORDER BY role) FROM sss.rules WHERE rule = 'escort'},
	'escort escort_person, on_date date, provider provider_type', 'the rule has its roles');
answer(q{SELECT provision, served, rules, asks_en FROM sss.requirements WHERE subject = 'escort'},
	'1.4/4|enforced|{escort}|the child is brought by: parent; police officer', 'the clause asks for it');
for ([ 'parent', '2027-01-01', 'compliant' ], [ 'other_escort', '2027-01-01', 'violation' ], [ 'other_escort', '2026-12-31', 'compliant' ])
{
	my ($escort, $day, $verdict) = @$_;

	answer("SELECT sss.escort_verdict('$escort', 'youth_house', '$day')", $verdict, "$day: $escort: $verdict");
}
answer(q{SELECT sss.escort_provision('other_escort', 'youth_house', '2027-01-01')}, '1.4/4', 'the clause is cited');
like($node->safe_psql('postgres', q{SELECT message, remedy FROM sss.explain_escort('other_escort', 'youth_house', '2027-01-01', 'en')}),
	qr/^The child was brought by a person whom the standard does not name: "another person" .*\|.*parent; police officer/,
	'it is explained, and what would be lawful');

$node->safe_psql('postgres', <<'SQL');
CREATE TABLE arrivals (escort sss.escort_person, day date, CHECK (sss_internal.require_escort(escort, 'youth_house', day)));
INSERT INTO arrivals VALUES ('police_officer', '2027-01-01'), ('other_escort', '2026-12-31');
SQL
my ($ret, $out, $err) = $node->psql('postgres', q{INSERT INTO arrivals VALUES ('other_escort', '2027-01-01')}, extra_params => ['-v', 'VERBOSITY=verbose']);
like($err, qr/ERROR:  23514: .* \(annex 1, paragraph 4/, 'a CHECK refuses a violation, and cites the clause');
like($err, qr/DETAIL:  \{"rule": "escort", "requirement": "escort", "verdict": "violation", "provision": "1.4\/4"\}/, 'and its detail has the citation alone');

$node->stop;
done_testing();
