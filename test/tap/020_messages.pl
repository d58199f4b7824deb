# Technical errors come in the language of lc_messages, from our own catalog.

use strict;
use warnings;
use utf8;

use Encode qw(decode_utf8);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Messages that are raised directly and messages that are passed on first find
# the catalog by different ways; a hint comes with each.
my %statements = (
	direct => q{SELECT sss.attach('cases', 'nothing')},
	passed_on => q{SELECT sss.attach('cases', 'service', ARRAY['nobody=id'])});

my %messages = (
	'C' => {
		direct =>
		  [ 'unrecognized rule "nothing"', 'See view sss.rules for the rules.' ],
		passed_on => [
			'rule "service" has no role "nobody"',
			'See view sss.rules for the roles of each rule.'
		],
	},
	'ru_RU.UTF-8' => {
		direct => [
			'нераспознанное правило "nothing"',
			'Правила смотрите в представлении sss.rules.'
		],
		passed_on => [
			'в правиле "service" нет роли "nobody"',
			'Роли каждого правила смотрите в представлении sss.rules.'
		],
	},
	'kk_KZ.UTF-8' => {
		direct => [
			'"nothing" ережесі танылмады', 'Ережелерді sss.rules көрінісінен қараңыз.'
		],
		passed_on => [
			'"service" ережесінде "nobody" рөлі жоқ',
			'Әр ереженің рөлдерін sss.rules көрінісінен қараңыз.'
		],
	});

my ($locales) = run_command([ 'pg_config', '--localedir' ]);
my ($version) = run_command([ 'pg_config', '--version' ]);
my ($major) = $version =~ /(\d+)/;
for my $language ('ru', 'kk')
{
	my $catalog = "$locales/$language/LC_MESSAGES/special_social_services-$major.mo";
	plan skip_all => "$catalog is not installed" unless -e $catalog;
}

# Few machines have these locales.  To choose a catalog their names suffice, so
# that another locale of the same encoding can stand in for them.
my ($stand_in) = grep { -d } glob('/usr/lib/locale/C.{utf8,UTF-8}');
plan skip_all => 'no locale C.UTF-8 to stand in for others' unless defined $stand_in;
my $locpath = PostgreSQL::Test::Utils::tempdir;
for my $locale (grep { $_ ne 'C' } keys %messages)
{
	symlink($stand_in, "$locpath/$locale") or die "could not link $locale: $!";
}

my $node = PostgreSQL::Test::Cluster->new('messages');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
{
	local $ENV{LOCPATH} = $locpath;
	$node->start;
}
$node->safe_psql('postgres',
	'CREATE EXTENSION special_social_services; CREATE TABLE cases (id int PRIMARY KEY)');

for my $locale (sort keys %messages)
{
	for my $way (sort keys %statements)
	{
		my ($message, $hint) = @{ $messages{$locale}{$way} };
		my $stderr;

		$node->psql('postgres', "SET lc_messages = '$locale'; $statements{$way}",
			stderr => \$stderr);
		$stderr = decode_utf8($stderr);
		like($stderr, qr/:  \Q$message\E$/m, "$locale: message, $way");
		like($stderr, qr/:  \Q$hint\E$/m, "$locale: hint, $way");
	}
}

$node->stop;
done_testing();
