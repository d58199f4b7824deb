# sss.demote, set before the session has loaded the library: for a role, in
# the connection's options, by SET.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('mode');
$node->init;
$node->start;

$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION special_social_services;
CREATE TABLE given (service sss.service, provider sss.provider_type, number serial PRIMARY KEY);
SELECT sss.attach('given', 'service', mode => 'enforce');
CREATE ROLE loader LOGIN;
CREATE ROLE clerk LOGIN;
GRANT ALL ON given, given_number_seq TO loader, clerk;
ALTER ROLE loader SET sss.demote = on;
SQL

my $bad = q{INSERT INTO given VALUES ('household.living_space', 'guardian')};

# The fate of an unlawful row, in a session of its own
sub outcome
{
	my ($role, $before) = @_;
	my ($ret, $out, $err) = $node->psql('postgres', "$before\n\\set VERBOSITY verbose\n$bad",
		extra_params => [ '-U', $role ], on_error_stop => 0);

	return $err =~ /ERROR:\s+23514:/ ? 'refused' : $err =~ /ERROR/ ? $err : 'stored';
}

is(outcome('loader', ''), 'stored', 'a role for which a superuser has set it');
is(outcome('clerk', ''), 'refused', 'and one for which not');
is(outcome('clerk', q{SET sss.demote = on;}), 'refused', 'who sets it before the library is there has set nothing');
is(outcome('clerk', q{SELECT 'orphan'::sss.recipient_category; SET sss.demote = on;}), 'refused', 'nor after');
{
	local $ENV{PGOPTIONS} = '-c sss.demote=on';
	is(outcome('clerk', ''), 'refused', 'nor in the options of the connection');
}
isnt($node->psql('postgres', q{ALTER ROLE clerk SET sss.demote = on}, extra_params => [ '-U', 'clerk' ]), 0,
	'nor for itself');
is(outcome('clerk', ''), 'refused', 'which leaves it as it was');
is($node->safe_psql('postgres', q{SELECT count(*) FROM given}), '1', 'one row is there');
is($node->safe_psql('postgres', q{SELECT session_role, attachment FROM sss.journal WHERE action = 'override'}), 'loader|sss_service',
	'and the journal says whose');

$node->stop;
done_testing();
