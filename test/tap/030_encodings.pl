# In every encoding, a sentence is in one language, and no client that lacks
# letters gets an error about encodings in place of a refusal.

use strict;
use warnings;
use utf8;

use Encode qw(decode_utf8);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('encodings');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->start;

# The answer of a database, in UTF-8, and its errors
sub answer
{
	my ($database, $sql, $client) = @_;
	my ($stdout, $stderr);
	local $ENV{PGCLIENTENCODING} = $client || 'UTF8';
	$node->psql($database, $sql, stdout => \$stdout, stderr => \$stderr, extra_params => [ '-v', 'VERBOSITY=verbose' ]);
	return (decode_utf8($stdout), $stderr);
}

# All messages about many placements and services, in one language
sub speech
{
	my ($database, $language) = @_;
	my ($said, $stderr) = answer($database, <<"SQL");
SELECT e.* FROM sss.recipient_categories AS c, sss.placement_bases AS b, unnest(ARRAY['youth_house', 'other_family', 'other_center']) AS p (code),
	unnest(ARRAY[NULL, 'day']) AS s (code), sss.explain_placement(c.code, b.code, p.code, s.code, '2024-02-29', '$language') AS e;
SELECT e.* FROM sss.services AS s, unnest(ARRAY['youth_house', 'guardian']) AS p (code), sss.explain_service(s.code, p.code, '2024-02-29', '$language') AS e;
SELECT e.* FROM unnest(ARRAY['youth_house', 'guardian']) AS p (code), sss.explain_living_space(p.code, 44.5, 12.25, '2024-02-29', '$language') AS e;
SELECT e.* FROM sss.services AS s, sss.explain_evidence(s.code, 'youth_house', '2024-02-29', prescription => false, course_specialist => false, emergency => false, language => '$language') AS e;
SELECT e.* FROM sss.services AS s, sss.required_evidence(s.code, 'other_center', '2024-02-29', '$language') AS e;
SELECT sss.cite(provision, '$language') FROM sss.scope;
SELECT name_$language FROM sss.quality_conditions; SELECT question_$language, reading_$language, alternative_$language FROM sss.readings;
SELECT message FROM sss.review_gaps('other_center', '{2023-07-03,2023-07-16}', '-infinity', '2023-07-25', language => '$language');
SELECT message FROM sss.review_gaps('youth_house', NULL, '2024-02-29', '2024-03-11', language => '$language');
SELECT message FROM sss.review_gaps('youth_house', '{2024-03-01}', '2024-02-26', '2024-03-11', '$language', '{f}');
SELECT message FROM sss.response_times('medical.emergency_first_aid', 'youth_house', '{2024-01-01,2024-01-01,NULL,2024-01-03,2023-01-01}', '{2024-01-02,NULL,2024-01-01,2024-01-02,2023-01-02}', language => '$language');
SELECT name FROM sss.unassessed('guardian', NULL, NULL, NULL, '2024-02-29', '$language');
SELECT kind_name, service_name FROM sss.unserved(NULL, NULL, NULL, 'guardian', '2024-02-29', '$language');
SELECT note_$language FROM sss.editions; SELECT name_$language FROM sss.services; SELECT name_$language FROM sss.provider_types
SQL
	is($stderr, '', "$database: nothing goes wrong in $language");
	return [ split /\n/, $said ];
}

# Without the signs that few encodings have; numbers are by themselves
sub plain
{
	return [ map { tr/«»“”–№Қ/""""\-NК/r } @{ $_[0] } ];
}

my %versions = (UTF8 => 'kk ru', SQL_ASCII => 'kk ru', WIN1251 => 'ru', KOI8R => 'ru', ISO_8859_5 => 'ru', EUC_JP => 'ru', LATIN1 => '', LATIN9 => '');
my ($version) = $node->safe_psql('postgres', 'SHOW server_version_num') =~ /(\d+)/;
# Before 14 no conversion says what it cannot convert
%versions = map { $_ => /UTF8|ASCII/ ? $versions{$_} : '' } keys %versions if $version < 140000;

foreach my $encoding (keys %versions)
{
	my $database = lc $encoding;
	$node->safe_psql('postgres', "CREATE DATABASE $database ENCODING '$encoding' TEMPLATE template0");
	$node->safe_psql($database, 'CREATE EXTENSION special_social_services');
}
my %speech = map { $_ => speech('utf8', $_) } ('kk', 'ru', 'en');
cmp_ok(scalar(@{ $speech{en} }), '>', 1000, 'there is much to be said');

foreach my $encoding (sort keys %versions)
{
	foreach my $language ('kk', 'ru', 'en')
	{
		my $spoken = $versions{$encoding} =~ $language ? $language : 'en';
		is_deeply(plain(speech(lc $encoding, $language)), plain($speech{$spoken}), "$encoding: $language is $spoken throughout");
	}
}
SKIP:
{
	skip 'no conversion says what it cannot do', 2 if $version < 140000;
	is((answer('koi8r', q{SELECT message FROM sss.explain_placement('orphan', 'court_act', 'youth_house', NULL, '2024-02-29', 'ru') WHERE requirement = 'basis'}))[0],
		'Устройство ребенка не соответствует стандарту: для категории "дети-сироты" основание "судебный акт" не предусмотрено, если услуги предоставляет "дом юношества" (абзац второй пункта 4 приложения 1).',
		'letters without the signs');
	is((answer('koi8r', q{SELECT name FROM sss.find('дети-сироты', 'kk') UNION ALL SELECT name FROM sss.find('Дети - Сироты') LIMIT 1}))[0], 'дети-сироты',
		'a caption is found in the encoding that it is in');
}

# A caption counts as far as its first 1000 bytes in UTF-8, and may be cut there
foreach my $database ('utf8', 'sql_ascii')
{
	is((answer($database, "SELECT code FROM sss.find('дети-сироты' || repeat(' я', 5000)) LIMIT 1"))[1], '', "$database: a long caption");
	is((answer($database, "SELECT array_agg(code) FROM sss.find('дети-сироты' || repeat(' ', $_) || repeat('я', 5000))"))[0],
		(answer('utf8', "SELECT array_agg(code) FROM sss.find('дети-сироты' || repeat(' ', $_) || repeat('я', 5000))"))[0],
		"$database: cut within a letter or not, $_") foreach (0, 1);
}
is((answer('sql_ascii', q{SELECT count(*) FROM sss.find(E'\xc4\xc5\xd4\xc9 \xd0')}))[0], '0', 'bytes of no letter resemble nothing');

# A client that lacks the letters gets English
$node->safe_psql('utf8', q{
	CREATE TABLE cases (id int PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, on_date date);
	SELECT sss.attach('cases', 'placement', mode => 'enforce')});
foreach my $client ('UTF8', 'WIN1251', 'LATIN1', 'WIN866', 'SQL_ASCII')
{
	foreach my $language ('ru', 'kk')
	{
		my (undef, $stderr) = answer('utf8',
			"SET sss.language = '$language'; INSERT INTO cases VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29')", $client);
		like($stderr, qr/ERROR:  23514:/, "client in $client, language $language: the refusal arrives");
		my $spoken = $client =~ /UTF8|ASCII/ || ($client eq 'WIN1251' && $language eq 'ru' && $version >= 140000);
		my $english = $stderr =~ /The placement does not meet the standard/;
		ok($spoken ? !$english : $english, "client in $client, language $language: " . ($spoken ? 'in it' : 'in English'));
	}
}

$node->stop;
done_testing();
