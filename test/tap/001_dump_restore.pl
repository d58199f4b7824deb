# The types must outlive dump and restore in every format, pg_upgrade,
# binary COPY and drivers' protocol; and the extension is created and dropped.

use strict;
use warnings;

use Cwd;
use File::Spec::Functions qw(rel2abs);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $extension = 'special_social_services';

my $node = PostgreSQL::Test::Cluster->new('old');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);

# Only the tests may change a catalog
$node->append_conf('postgresql.conf', 'autovacuum = off');
$node->start;

# A file or directory that no other test uses
my $scratch = rel2abs(PostgreSQL::Test::Utils::tempdir());

sub slurp_binary
{
	my ($file) = @_;
	open(my $handle, '<:raw', $file) or die "could not open \"$file\": $!";
	local $/;
	return <$handle>;
}

# The SQLSTATE with which a statement fails, and all its messages
sub failure
{
	my ($database, $sql, @options) = @_;
	my ($stdout, $stderr);
	$node->psql($database, $sql, stdout => \$stdout, stderr => \$stderr,
		extra_params => [ '-v', 'VERBOSITY=verbose', @options ]);
	return ($1, $stderr) if $stderr =~ /ERROR:  ([0-9A-Z]{5}):/;
	return ('none', $stderr);
}

sub fails_with
{
	my ($database, $sql, $sqlstate, $name, @options) = @_;
	my ($got, $stderr) = failure($database, $sql, @options);
	is($got, $sqlstate, $name);
	return $stderr;
}

# How many rows each catalog has
sub catalog_counts
{
	my ($database) = @_;
	my @catalogs = split /\n/, $node->safe_psql($database,
		q{SELECT relname FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r' ORDER BY 1});
	return $node->safe_psql($database,
		join(' UNION ALL ', map { "SELECT '$_', count(*) FROM pg_catalog.$_" } @catalogs));
}

# The contents of a database: every row of every relation of schema public
sub contents
{
	my ($server, $database) = @_;
	my @relations = split /\n/, $server->safe_psql($database,
		q{SELECT oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace
			AND relkind IN ('r', 'p', 'v', 'm') ORDER BY relname COLLATE "C"});
	# Restored, a row is stamped anew: the last two columns differ
	my $rows = join ' UNION ALL ', map { "SELECT '$_ ' || " .
		(/^sss\.(journal|waivers|baselines)$/ ? q{regexp_replace(t::text, ',[^,]*,"[^"]*"[)]$', ')')} : 't::text') . " FROM $_ AS t" } @relations,
		'sss.journal', 'sss.violation_log', 'sss.violations',
		'sss.waivers', 'sss.baselines', 'sss.baseline_entries';
	return [ split /\n/, $server->safe_psql($database, qq{SELECT row FROM ($rows) AS t (row) ORDER BY row COLLATE "C"}) ];
}

# The dump of a database, without the lines that differ each time
sub dump_of
{
	my ($server, $database) = @_;
	my $file = "$scratch/compared.sql";
	$server->command_ok([ 'pg_dump', '-f', $file, $database ], "dump $database to compare it");
	return [ map { s/\t[^\t]*\t[0-9-]{10} [0-9:.]+[+][0-9]+$//r } grep { !/^(--|\\restrict|\\unrestrict|$)/ } split /\n/, slurp_file($file) ];
}

#
# A database that uses the types wherever a definition can.
#
$node->safe_psql('postgres', 'CREATE DATABASE source TEMPLATE template0');
$node->safe_psql('source', "CREATE EXTENSION $extension");
$node->safe_psql('source', <<'SQL');
CREATE DOMAIN annex_standard AS sss.standard DEFAULT 'centers' CHECK (VALUE <> 'families' AND VALUE IN ('organizations', 'centers', '#37'));
CREATE TYPE placement AS (category sss.recipient_category, provider sss.provider_type);
CREATE TYPE clauses AS RANGE (subtype = sss.provision);
CREATE TABLE raw (id int PRIMARY KEY, status text, legal varchar(60), place char(40));
CREATE TABLE dictionary (code sss.recipient_category PRIMARY KEY, caption text NOT NULL, standard annex_standard NOT NULL);
CREATE TABLE cases (
	id int PRIMARY KEY,
	category sss.recipient_category DEFAULT 'orphan' REFERENCES dictionary,
	"Basis" sss.placement_basis NOT NULL DEFAULT 'local_executive_decision',
	provider sss.provider_type DEFAULT 'youth_house' CHECK (provider <> 'other_family'),
	stay sss.stay_mode CHECK (stay IN ('permanent', 'temporary', 'day') OR stay IS NOT DISTINCT FROM '#37'),
	service sss.service CHECK (service BETWEEN 'household.living_space' AND 'legal.assist_obtaining_state_guaranteed_aid'),
	provision sss.provision CHECK (provision > '0.5' AND provision < '4.1'),
	verdict sss.verdict GENERATED ALWAYS AS (sss.placement_verdict(category, "Basis", provider, stay, '2024-01-01')) STORED,
	kind sss.service_kind GENERATED ALWAYS AS (sss.kind(service)) STORED,
	settled boolean GENERATED ALWAYS AS (CASE sss.placement_verdict(category, "Basis", provider, stay, '2024-01-01')
		WHEN 'compliant' THEN true WHEN 'violation' THEN true ELSE nullif(stay, 'day') IS NULL END) STORED,
	categories sss.recipient_category[] DEFAULT '{orphan,abuse_victim}',
	asked placement,
	cited clauses,
	since date,
	UNIQUE (category, provider, stay),
	EXCLUDE USING gist (cited WITH &&),
	CHECK (category = ANY (categories) OR categories && '{crime_suspect}')
);
CREATE INDEX cases_kind ON cases (sss.kind(service)) WHERE category >= 'abuse_victim';
CREATE INDEX cases_annex ON cases ((sss.annex(provision)), (stay = 'day')) INCLUDE (verdict);
CREATE INDEX cases_hash ON cases USING hash (provider);
CREATE INDEX cases_categories ON cases USING gin (categories);
CREATE STATISTICS cases_together ON category, provider FROM cases;

CREATE TABLE hashed (category sss.recipient_category, provision sss.provision, n int, PRIMARY KEY (category, provision)) PARTITION BY HASH (category, provision);
CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE hashed_2 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 2);
CREATE TABLE listed (standard sss.standard, provision sss.provision) PARTITION BY LIST (standard);
CREATE TABLE listed_1 PARTITION OF listed FOR VALUES IN ('organizations', 'centers') PARTITION BY RANGE (provision);
CREATE TABLE listed_1_1 PARTITION OF listed_1 FOR VALUES FROM (MINVALUE) TO ('1.7-1');
CREATE TABLE listed_1_2 PARTITION OF listed_1 FOR VALUES FROM ('1.7-1') TO (MAXVALUE);
CREATE TABLE listed_2 PARTITION OF listed DEFAULT;

CREATE FUNCTION is_day(stay sss.stay_mode DEFAULT 'day') RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 = 'day' $$;
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER keep BEFORE UPDATE ON cases FOR EACH ROW
	WHEN (OLD.category IS DISTINCT FROM NEW.category OR NEW.stay > 'permanent' OR (OLD.service, OLD.provision) = (NEW.service, NEW.provision))
	EXECUTE FUNCTION keep();
ALTER TABLE dictionary ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON dictionary USING (code <> 'crime_suspect' AND standard IN ('centers', 'organizations'));
CREATE RULE no_trustees AS ON INSERT TO raw WHERE NEW.status = 'orphan'::sss.recipient_category AND NEW.legal = 'no such' DO INSTEAD NOTHING;

INSERT INTO dictionary VALUES ('orphan', 'a', 'organizations'), ('abuse_victim', 'b', DEFAULT), ('crime_suspect', 'c', '#37'), ('#12', 'd', 'centers');
INSERT INTO raw VALUES (1, 'orphan', 'court_act', 'guardian'), (2, 'abuse_victim', 'deliverer_application', 'other_center'), (3, NULL, NULL, NULL);
INSERT INTO cases (id, category, provider, stay, service, provision, asked, cited, since) VALUES
	(1, DEFAULT, DEFAULT, 'permanent', 'household.transport', '1.7-1', ('orphan', 'youth_house'), '[1.1,1.5)', '2024-01-01'),
	(2, 'abuse_victim', 'minors_adaptation_center', 'day', 'legal.help_with_documents', '2.4/2', '(abuse_victim,"#77")', '[1.5,1.7.10-1]', NULL),
	(3, NULL, NULL, '#37', NULL, NULL, NULL, NULL, NULL),
	(4, 'orphan', '#127', 'temporary', '#1011', '3.127-7.63-15/15', NULL, '(3.1,)', '2023-07-01');
INSERT INTO cases (id, category, provider, categories) VALUES (5, 'crime_suspect', 'patronage_caregiver', '{crime_suspect,NULL,"#12"}'), (6, '#12', NULL, NULL);
INSERT INTO hashed
	SELECT ('#' || 1 + i % 127)::sss.recipient_category, ('1.' || 1 + i % 100 || '.' || 1 + i % 63)::sss.provision, i FROM generate_series(1, 500) AS i;
INSERT INTO listed VALUES ('organizations', '1.7'), ('organizations', '1.7-1'), ('centers', '2.22'), ('families', '3.6'), ('#100', '4.1'), (NULL, NULL);

CREATE VIEW compared AS
	SELECT a.id, b.id AS other, a.category = b.category AS eq, a.category <> b.category AS ne, a.provider < b.provider AS lt,
		   a.provider <= b.provider AS le, a.service > b.service AS gt, a.provision >= b.provision AS ge,
		   a.category IS DISTINCT FROM b.category AS "distinct", nullif(a.stay, b.stay) AS "nullif",
		   CASE a.stay WHEN 'day' THEN 1 WHEN b.stay THEN 2 ELSE 3 END AS "case", greatest(a.stay, b.stay, 'day') AS greatest,
		   coalesce(a.stay, b.stay, 'day') AS "coalesce", a.category IN ('orphan', b.category) AS "in",
		   a.category = ANY (b.categories) AS "any", (a.category, a.stay) < (b.category, b.stay) AS "row",
		   a.asked = b.asked AS composite, a.cited && b.cited AS ranges, a.categories @> b.categories AS contains
	  FROM cases AS a, cases AS b;
CREATE VIEW texts AS
	SELECT r.id, c.category = r.status AS text_eq, r.legal = c."Basis" AS varchar_eq, c.provider = r.place::text AS char_eq,
		   c.category IN (r.status, 'abuse_victim') AS "in", sss.placement_verdict(r.status, r.legal, 'youth_house', NULL, '2024-01-01') AS verdict,
		   sss.label(c.category, 'en') AS label, c.category || r.status AS joined, sss.try_placement_basis(r.legal) = 'court_act' AS tried
	  FROM raw AS r, cases AS c WHERE c.category <> r.status OR r.status IS NULL;
CREATE VIEW joined AS
	SELECT * FROM cases AS c JOIN (SELECT code AS category, caption, standard FROM dictionary) AS d USING (category) NATURAL LEFT JOIN sss.provider_standards;
CREATE VIEW grouped AS
	SELECT category, max(provider), min(provision), count(DISTINCT stay), array_agg(stay ORDER BY stay DESC),
		   rank() OVER (ORDER BY category DESC) FROM cases GROUP BY category HAVING max(provider) > 'youth_house' OR category IS NULL
	UNION SELECT DISTINCT ON (code) code, NULL, '1.1', 0, NULL::sss.stay_mode[], 0 FROM dictionary WHERE code NOT IN (SELECT category FROM cases WHERE category IS NOT NULL);
CREATE MATERIALIZED VIEW lawful AS
	SELECT category, basis, provider, min(provision) AS provision FROM sss.admissions WHERE standard = 'centers' AND provider < 'other_center' GROUP BY 1, 2, 3;
CREATE UNIQUE INDEX ON lawful (category, basis, provider);
CREATE MATERIALIZED VIEW lawful_cases AS SELECT c.id, l.basis = c."Basis" AS same FROM cases AS c JOIN lawful AS l USING (category, provider);

SELECT sss.attach('cases', 'placement', ARRAY['category=category', 'basis=Basis', 'provider=provider', 'stay=stay', 'on_date=since']);
UPDATE cases SET "Basis" = 'other_document' WHERE id = 1;
SELECT sss.baseline('cases');
SELECT sss.grant_waiver('cases', 'placement', '{2}', '12-p', '2024-01-01', 'Akimat', '[2024-01-01,)', 'basis', '1.4', categories => '{orphan}');
ALTER TABLE cases RENAME TO renamed_for_a_while;
ALTER TABLE renamed_for_a_while RENAME TO cases;
SQL
my $contents = contents($node, 'source');
my $dump = dump_of($node, 'source');
cmp_ok(scalar(@$contents), '>', 1000, 'there is something to compare');
is($node->safe_psql('source', 'SELECT count(*) FROM sss.violation_log'), '1', 'something has been logged');
is($node->safe_psql('source', 'SELECT count(DISTINCT tableoid) FROM hashed'), '3', 'every hash partition has rows');

#
# Dump and restore.
#
sub compare_with_source
{
	my ($server, $database, $how) = @_;
	# A dump of data only refreshes nothing
	$server->safe_psql($database, 'REFRESH MATERIALIZED VIEW lawful; REFRESH MATERIALIZED VIEW lawful_cases') if $how eq 'halves';
	is_deeply(contents($server, $database), $contents, "$how: the same rows, views and materialized views");
	is_deeply(dump_of($server, $database), $dump, "$how: the same definitions");
	is( $server->safe_psql($database,
			'SELECT count(*) FROM hashed AS a WHERE (SELECT count(*) FROM hashed AS b WHERE b.category = a.category AND b.provision = a.provision) <> 1'),
		'0', "$how: each row of a hash partition is found");
	is( $server->safe_psql($database,
			q{SET enable_seqscan = off; SELECT id FROM cases WHERE sss.kind(service) = 'legal' AND category >= 'abuse_victim'}),
		'2', "$how: an index on an expression finds its row");
	return;
}

sub restored
{
	my ($how, $dump_options, @steps) = @_;
	my $database = "restored_$how";
	my $target = "$scratch/$how";
	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0");
	foreach my $step (@steps)
	{
		my ($options, @restore) = @$step;
		$node->command_ok([ 'pg_dump', @$dump_options, @$options, '-f', $target, 'source' ], "$how: dump @$options");
		$node->command_ok([ @restore, '-d', $database,
			$restore[0] eq 'psql' ? ('-o', "$scratch/psql.out", '-f', $target) : $target ], "$how: restore @$options");
	}
	compare_with_source($node, $database, $how);
	return;
}

my @psql = ('psql', '-XqAt', '-v', 'ON_ERROR_STOP=1');
my @pg_restore = ('pg_restore', '--exit-on-error');

restored('plain', [], [ [], @psql ]);
restored('inserts', ['--column-inserts'], [ [], @psql, '--single-transaction' ]);
restored('custom', ['-Fc'], [ [], @pg_restore, '--single-transaction' ]);
restored('root', [ '-Fc', '--load-via-partition-root', '--quote-all-identifiers' ], [ [], @pg_restore ]);
restored('directory', [ '-Fd', '-j2' ], [ [], @pg_restore, '-j2' ]);
restored('halves', [], [ ['--schema-only'], @psql ], [ [ '--data-only', '--disable-triggers' ], @psql ]);
restored('sections', [], map { [ ["--section=$_"], @psql ] } qw(pre-data data post-data));

# The restored objects work, and do not only look right
fails_with('restored_custom', q{INSERT INTO cases (id, provider) VALUES (9, 'other_family')}, '23514', 'a restored CHECK refuses');
fails_with('restored_custom', q{INSERT INTO cases (id, category, categories) VALUES (9, 'deviant_behavior', '{deviant_behavior}')}, '23503', 'a restored foreign key refuses');
fails_with('restored_custom', q{INSERT INTO cases (id, category, provider, stay) VALUES (9, 'abuse_victim', 'minors_adaptation_center', 'day')},
	'23505', 'a restored unique constraint refuses');
fails_with('restored_custom', q{INSERT INTO dictionary VALUES ('deviant_behavior', 'e', 'families')}, '23514', 'a restored domain refuses');
is($node->safe_psql('restored_custom', q{INSERT INTO cases (id, stay) VALUES (9, 'temporary') RETURNING verdict, is_day(stay), is_day()}),
	'compliant|f|t', 'restored defaults, generated columns and functions work');

#
# pg_upgrade, which moves the files and recreates each object of the extension.
#
$node->stop;
my $new = PostgreSQL::Test::Cluster->new('new');
$new->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$new->append_conf('postgresql.conf', 'autovacuum = off');
{
	my $bindir = `pg_config --bindir`;
	chomp($bindir);
	# To write everything through to the disk takes half a minute; from 15 on it can be skipped
	my @quickly = grep { `pg_upgrade --help` =~ /$_/ } '--no-sync';
	my @old = (rel2abs($node->data_dir), $node->port);
	my @new = (rel2abs($new->data_dir), $new->port);

	# It leaves its files where it is called
	my $here = getcwd();
	chdir $scratch or die "could not change to \"$scratch\": $!";
	$new->command_ok([ 'pg_upgrade', @quickly, '-b', $bindir, '-B', $bindir, '-d', $old[0], '-D', $new[0],
		'-p', $old[1], '-P', $new[1], '-s', $new->host ], 'pg_upgrade');
	chdir $here or die "could not change to \"$here\": $!";
}
$new->start;
compare_with_source($new, 'source', 'upgraded');
is($new->safe_psql('source', q{SELECT count(*) FROM pg_opclass WHERE opcname LIKE 'sss\_%' AND NOT amvalidate(oid)}), '0',
	'upgraded: the operator classes are valid');
is($new->safe_psql('source', "DROP EXTENSION $extension CASCADE; SELECT count(*) FROM pg_type WHERE typname IN ('standard', 'provision')"), '0',
	'upgraded: the extension can be dropped');
$new->stop;
$node->start;

#
# COPY in binary format: the text of a code, also of one that the library does not know.
#
$node->safe_psql('postgres', 'CREATE DATABASE copies TEMPLATE template0');
$node->safe_psql('copies', "CREATE EXTENSION $extension");
$node->safe_psql('copies', <<'SQL');
CREATE TYPE pair AS (a sss.standard, b sss.service);
CREATE TABLE codes (standard sss.standard, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type,
	stay sss.stay_mode, kind sss.service_kind, service sss.service, verdict sss.verdict, provision sss.provision,
	services sss.service[], provisions sss.provision[], pair pair);
INSERT INTO codes
SELECT code, code, code, code, code, code, '#' || n, code, '1.' || n || '.' || 1 + n % 63,
	   ARRAY[code, NULL, 'household.transport']::sss.service[], ARRAY['1.4/2', '1.' || n]::sss.provision[], ROW(code, '#' || 1000 + n)::pair
  FROM generate_series(1, 127) AS n, LATERAL (SELECT '#' || n) AS t (code);
INSERT INTO codes (service, services) SELECT code, ARRAY[[code, code], [NULL, code]] FROM sss.services;
INSERT INTO codes (provision) SELECT provision FROM sss.scope;
INSERT INTO codes DEFAULT VALUES;
CREATE TABLE codes_again (LIKE codes);
CREATE TABLE one (standard sss.standard);
CREATE TABLE one_citation (provision sss.provision);
SQL
$node->safe_psql('copies', "COPY codes TO '$scratch/codes.bin' (FORMAT binary); COPY codes_again FROM '$scratch/codes.bin' (FORMAT binary)");
is($node->safe_psql('copies', 'SELECT count(*) > 300 FROM codes; SELECT count(*) FROM (TABLE codes EXCEPT ALL TABLE codes_again) AS t;
		SELECT count(*) FROM (TABLE codes_again EXCEPT ALL TABLE codes) AS t'), "t\n0\n0", 'binary COPY: the same rows come back');
my $bytes = slurp_binary("$scratch/codes.bin");
like($bytes, qr/\0\0\0\x13household\.transport/, 'binary COPY: a code is its text');
like($bytes, qr/\0\0\0\x041\.10/, 'binary COPY: so is a citation');

# A file with one row of one field; undef is NULL
sub write_field
{
	my ($field) = @_;
	open(my $handle, '>:raw', "$scratch/field.bin") or die "could not write: $!";
	print $handle "PGCOPY\n\xff\r\n\0", pack('NNn', 0, 0, 1),
		defined($field) ? (pack('N', length($field)), $field) : pack('N', 0xffffffff), pack('n', 0xffff);
	close($handle);
	return;
}

sub copied_field
{
	my ($table, $field) = @_;
	write_field($field);
	return failure('copies', "TRUNCATE $table; COPY $table FROM '$scratch/field.bin' (FORMAT binary); SELECT * FROM $table");
}

foreach my $case (
	[ 'one', 'centers', 'none', 'a code' ], [ 'one', '#37', 'none', 'a number without a code' ], [ 'one', undef, 'none', 'NULL' ],
	[ 'one', 'no such code', '22P02', 'another text' ], [ 'one', '', '22P02', 'an empty text' ], [ 'one', 'centr', '22P02', 'a code misspelt' ],
	[ 'one', '#128', '22P02', 'too large a number' ], [ 'one', "centers\0", '22021', 'a code with a NUL byte' ],
	[ 'one', "\0", '22021', 'a NUL byte' ], [ 'one', "\xff\xfe", '22021', 'bytes of no letter' ], [ 'one', pack('n', 32), '22021', 'a number' ],
	[ 'one', 'x' x 1_000_000, '22P02', 'a long text' ],
	[ 'one_citation', '1.7.10', 'none', 'a citation' ], [ 'one_citation', '3.9..1', '22P02', 'a citation misspelt' ],
	[ 'one_citation', '', '22P02', 'an empty citation' ], [ 'one_citation', "1.7\0", '22021', 'a citation with a NUL byte' ])
{
	my ($table, $field, $sqlstate, $name) = @$case;
	my ($got, $stderr) = copied_field($table, $field);
	is($got, $sqlstate, "binary COPY: $name");
	unlike($stderr, qr/\Q$field\E/, "binary COPY: $name is not repeated") if $sqlstate eq '22P02' && $field ne '';
}

#
# The extended protocol, in which a driver leaves the types of parameters to the server.
#
append_to_file("$scratch/driver.sql", <<'SQL');
SELECT 1 / (sss.placement_verdict(:category, :basis, :provider, :stay, '2024-01-01') = 'compliant')::int;
INSERT INTO codes (category, basis, provider, stay, services) VALUES (:category, :basis, :provider, :stay, ARRAY[:service]);
SELECT 1 / count(*) FROM codes WHERE category = :category AND :provider = provider AND stay IN (:stay, 'day') AND :service = ANY (services);
UPDATE codes SET category = :category WHERE category = :category AND basis IS NOT DISTINCT FROM :basis;
SELECT 1 / (sss.label(:category, 'en') = 'orphans')::int;
SELECT 1 / count(*) FROM sss.scope WHERE service = :service AND sss.in_scope(:service, :provider, '2024-01-01');
SQL
foreach my $mode ('extended', 'prepared')
{
	$node->command_ok([ 'pgbench', '-n', '-t', '7', '-M', $mode, '-D', 'category=orphan', '-D', 'basis=local_executive_decision',
		'-D', 'provider=youth_house', '-D', 'stay=permanent', '-D', 'service=household.transport', '-f', "$scratch/driver.sql", 'copies' ],
		"parameters without a type, protocol $mode");
}
is($node->safe_psql('copies', q{SELECT count(*) FROM codes WHERE category = 'orphan' AND services = '{household.transport}'}), '14',
	'what the driver inserted');

#
# Expressions that resolved before resolve to the same: every operator of ours with every
# pair of a string and another type, and objects that rest on operators.
#
$node->safe_psql('postgres', 'CREATE DATABASE bare TEMPLATE template0');
$node->safe_psql('bare', <<'SQL');
CREATE DOMAIN text_domain AS text;
CREATE DOMAIN varchar_domain AS varchar(9);
CREATE FUNCTION resolved(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	-- the value as well: an operator of the extension would not take it
	EXECUTE format('SELECT pg_typeof(%1$s) || coalesce(''='' || (%1$s)::text, '''')', expression) INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN 'fails: ' || SQLSTATE;
END $$;
CREATE TABLE strings AS SELECT unnest(ARRAY['''zz''::text', '''zz''::varchar', '''zz''::varchar(9)', '''zz''::char(4)', '''zz''::name', '''z''::"char"',
	'''zz''::text_domain', '''zz''::varchar_domain', '''zz''', 'NULL', '''{"a": "zz"}''::json ->> ''a''', '''{zz}''::text[]', '''{zz}''::varchar[]']) AS e;
CREATE TABLE expressions AS
SELECT format('%s %s %s', a.e, o.name, b.e) AS e
  FROM strings AS a, strings AS b, unnest(ARRAY['=', '<>', '<', '<=', '>', '>=', '||', 'IS DISTINCT FROM', 'LIKE', '~', '@>', '&&']) AS o (name)
UNION ALL
SELECT unnest(ARRAY[format('%s %s NULL::%s', a.e, o.name, t.oid::regtype), format('NULL::%s %s %s', t.oid::regtype, o.name, a.e)])
  FROM strings AS a, pg_type AS t, unnest(ARRAY['=', '<', '>=', '||']) AS o (name)
 WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype IN ('b', 'r') AND t.typelem = 0
UNION ALL
SELECT unnest(ARRAY[format('%s IN (%s, NULL)', a.e, b.e), format('%s = ANY (ARRAY[%s])', a.e, b.e), format('nullif(%s, %s)', a.e, b.e),
	format('coalesce(%s, %s)', a.e, b.e), format('CASE %s WHEN %s THEN 1 ELSE 2 END', a.e, b.e), format('greatest(%s, %s)', a.e, b.e),
	format('%s BETWEEN %s AND %s', a.e, b.e, a.e), format('(%s, 1) < (%s, 2)', a.e, b.e), format('ARRAY[%s, %s]', a.e, b.e),
	format('concat(%s, %s)', a.e, b.e), format('array_position(ARRAY[%s], %s)', a.e, b.e), format('(SELECT %s UNION SELECT %s LIMIT 1)', a.e, b.e),
	format('(SELECT count(*) FROM (SELECT %s AS x) AS a JOIN (SELECT %s AS x) AS b USING (x))', a.e, b.e),
	format('(%s IN (SELECT %s))', a.e, b.e)])
  FROM strings AS a, strings AS b
UNION ALL
SELECT unnest(ARRAY[format('(SELECT max(x) FROM (SELECT %s AS x) AS t)', a.e), format('(SELECT max(%s))', a.e), format('min(%s)', a.e),
	format('count(DISTINCT %s)', a.e), format('array_agg(%s ORDER BY %1$s)', a.e), format('(SELECT x FROM (SELECT %s AS x) AS t GROUP BY x ORDER BY x)', a.e),
	format('length(%s)', a.e), format('lower(%s)', a.e)])
  FROM strings AS a
UNION ALL
SELECT format('(SELECT %s(x) FROM (SELECT NULL::%s AS x) AS t)', f.name, t.oid::regtype)
  FROM pg_type AS t, unnest(ARRAY['min', 'max']) AS f (name)
 WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype IN ('b', 'r');
SQL
my $resolution = q{SELECT e, resolved(e) FROM expressions ORDER BY e COLLATE "C"};
my @before = split /\n/, $node->safe_psql('bare', $resolution);
my $counts = catalog_counts('bare');
$node->safe_psql('bare', "CREATE EXTENSION $extension");
my @after = split /\n/, $node->safe_psql('bare', $resolution);
cmp_ok(scalar(grep { !/\|fails: / } @before), '>', 1000, 'many expressions have an answer');
is_deeply(\@after, \@before, 'no expression on strings resolves otherwise than without the extension');

#
# DROP EXTENSION leaves nothing, and drops no user's column silently.
#
$node->safe_psql('bare', "CREATE TABLE used (standard sss.standard)");
like(fails_with('bare', "DROP EXTENSION $extension", '2BP01', 'DROP EXTENSION is refused while a column needs it'),
	qr/column standard of table used depends on type sss\.standard/, 'and says which');
$node->safe_psql('bare', "DROP TABLE used");
isnt(catalog_counts('bare'), $counts, 'the extension has objects');
$node->safe_psql('bare', "DROP EXTENSION $extension");
is(catalog_counts('bare'), $counts, 'DROP EXTENSION leaves nothing behind');
$node->safe_psql('bare', "CREATE EXTENSION $extension; DROP EXTENSION $extension");
is(catalog_counts('bare'), $counts, 'nor the second time');

# If a schema of that name exists, the installation fails and leaves nothing
$node->safe_psql('bare', 'CREATE SCHEMA sss; CREATE TABLE sss.standards (id int)');
$counts = catalog_counts('bare');
fails_with('bare', "CREATE EXTENSION $extension", '42P06', 'a schema sss that is there already is not touched');
is(catalog_counts('bare'), $counts, 'the failed installation leaves nothing behind');
$node->safe_psql('bare', "DROP SCHEMA sss CASCADE; CREATE EXTENSION $extension");
is($node->safe_psql('bare', 'SELECT count(*) FROM sss.standards'), '3', 'once it is gone, the installation succeeds');

# Another schema cannot be asked for
$node->safe_psql('postgres', 'CREATE DATABASE elsewhere TEMPLATE template0');
fails_with('elsewhere', "CREATE EXTENSION $extension SCHEMA public", '0A000', 'the extension has its schema');

#
# A database's owner, who is no superuser, installs the extension and reads its log.
#
$node->safe_psql('postgres', 'CREATE ROLE owner LOGIN; CREATE ROLE colleague LOGIN; CREATE ROLE stranger LOGIN');
$node->safe_psql('postgres', "CREATE DATABASE $_ TEMPLATE template0 OWNER owner") foreach ('owned', 'owned_too');
fails_with('owned', "CREATE EXTENSION $extension", '42501', 'who may not create in the database cannot install', '-U', 'stranger');
my @owner = (extra_params => [ '-U', 'owner' ]);
$node->safe_psql('owned', "CREATE EXTENSION $extension", @owner);
is($node->safe_psql('owned', q{SELECT count(*) FILTER (WHERE proowner <> 10) FROM pg_proc WHERE pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace)}), '0',
	'what it installs belongs to the bootstrap superuser');
$node->safe_psql('owned', q{
	CREATE SCHEMA work;
	CREATE TABLE work.cases (id int PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, since date);
	SELECT sss.attach('work.cases', 'placement', ARRAY['category=category', 'basis=basis', 'provider=provider', 'on_date=since']);
	INSERT INTO work.cases VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-01-01')}, @owner);
foreach my $table ('sss_internal.violation_tail', 'sss.journal')
{
	is($node->safe_psql('owned', "SELECT count(*) FROM $table", @owner), '1', "the owner reads $table");
	fails_with('owned', "SELECT FROM $table", '42501', "nobody else reads $table", '-U', 'colleague');
	$node->safe_psql('owned', "GRANT SELECT ON $table TO colleague", @owner);
	is($node->safe_psql('owned', "SELECT count(*) FROM $table", extra_params => [ '-U', 'colleague' ]), '1', "the owner lets others read $table");
	fails_with('owned', $_, '42501', "the owner cannot rewrite $table", '-U', 'owner')
		foreach ("DELETE FROM $table", "TRUNCATE $table", "UPDATE $table SET relid = 0", "DROP TABLE $table");
}
is($node->safe_psql('owned', "DROP EXTENSION $extension CASCADE; SELECT count(*) FROM pg_namespace WHERE nspname = 'sss'", @owner), '0',
	'the owner can drop the extension');

# The owner's dump, with the log, is restored by the owner
$node->safe_psql('owned', "CREATE EXTENSION $extension;
	DROP SCHEMA work CASCADE; CREATE TABLE public.mine AS SELECT code, code = 'centers' AS same FROM sss.standards;
	CREATE TABLE public.watched (id int PRIMARY KEY, service sss.service, provider sss.provider_type);
	SELECT sss.attach('watched', 'service');
	INSERT INTO public.watched VALUES (1, 'household.living_space', 'guardian'), (2, 'household.living_space', 'youth_house');
	SELECT sss.baseline('watched');
	SELECT sss.grant_waiver('watched', 'service', '{3}', '1', current_date, 'Akimat', daterange(current_date, NULL), 'service', '3.6');
	ALTER TABLE public.watched RENAME TO \"Watched since\"", @owner);
my $stored = q{SELECT row FROM (SELECT 'log ' || l::text FROM sss.violation_log AS l
	UNION ALL SELECT 'journal ' || regexp_replace(j::text, ',[^,]*,"[^"]*"[)]$', ')') FROM sss.journal AS j) AS t (row) ORDER BY row};
my $stored_before = $node->safe_psql('owned', $stored, @owner);
like($stored_before, qr/^(journal [^\n]*\n){3}log [^\n]*$/, 'both tables of the extension hold rows');
$node->command_ok([ 'pg_dump', '-U', 'owner', '-Fc', '-f', "$scratch/owned", 'owned' ], 'the owner dumps');
$node->command_ok([ 'pg_restore', '-U', 'owner', '--exit-on-error', '-d', 'owned_too', "$scratch/owned" ], 'the owner restores');
is($node->safe_psql('owned_too', $stored, @owner), $stored_before, 'what was logged and journalled is there, and nothing besides');
# What was restored is named, and the owner acknowledges it once
my $unwritten = q{SELECT count(*), count(DISTINCT command) FROM sss.verify() WHERE problem LIKE 'rows of sss.% that no function of the extension wrote%'};
is($node->safe_psql('owned', $unwritten, @owner), '0|0', 'before, nothing is named');
is($node->safe_psql('owned_too', $unwritten, @owner), '3|3', 'restored journal, waivers and baselines are named');
$node->safe_psql('owned_too', q{SELECT sss.acknowledge(t, 'moved') FROM unnest('{sss.journal,sss.waivers,sss.baselines}'::regclass[]) AS t}, @owner);
is($node->safe_psql('owned_too', 'SELECT problem FROM sss.verify()', @owner), '', 'and not after the owner has acknowledged them');
fails_with('owned_too', q{SELECT sss.acknowledge('sss.journal', 'x')}, '42501', 'nobody else can', '-U', 'colleague');
# Exempt cases are exempt under the table's new name, and no others
$node->safe_psql('owned_too', q{SELECT sss.set_mode('"Watched since"', 'enforce', 'sss_service'); DELETE FROM "Watched since"}, @owner);
$node->safe_psql('owned_too', qq{INSERT INTO "Watched since" VALUES ($_, 'household.living_space', 'guardian')}, @owner) foreach (1, 3);
fails_with('owned_too', q{INSERT INTO "Watched since" VALUES (4, 'household.living_space', 'guardian')}, '23514',
	'waivers and baselines are restored, and let nothing else stand', '-U', 'owner');
is($node->safe_psql('owned_too', q{SELECT sss.grant_waiver('"Watched since"', 'service', '{4}', '2', current_date, 'Akimat', daterange(current_date, NULL), 'service', '3.6')}, @owner),
	'2', 'numbers go on after those that were restored');
fails_with('owned_too', 'SELECT sss.withdraw_waiver(1)', '42501', 'nobody else withdraws', '-U', 'colleague');
$node->safe_psql('owned_too', 'GRANT EXECUTE ON FUNCTION sss.withdraw_waiver TO colleague', @owner);
$node->safe_psql('owned_too', 'SELECT sss.withdraw_waiver(1)', extra_params => [ '-U', 'colleague' ]);
is($node->safe_psql('owned_too', 'SELECT withdrawn_by FROM sss.waivers WHERE id = 1', @owner), 'colleague', 'unless the owner lets them');
# Only the owner may append, and the owner may do no more
fails_with('owned_too', $_, '42501', "the owner who restored cannot rewrite: $_", '-U', 'owner')
	foreach ('DELETE FROM sss_internal.violation_tail', 'UPDATE sss.journal SET relid = 0', 'TRUNCATE sss_internal.violation_tail',
		q{UPDATE sss.waivers SET valid = '[2000-01-01,)'}, 'DELETE FROM sss.baselines', 'TRUNCATE sss.baseline_entries');
$node->psql('owned_too', 'GRANT SELECT, INSERT ON sss.journal TO colleague', @owner);
fails_with('owned_too', q{INSERT INTO sss.journal (at, session_role, acting_role, action) VALUES (now(), '', '', '')}, '42501',
	'the owner cannot let others append', '-U', 'colleague');
is($node->safe_psql('owned_too', q{SELECT string_agg(code::text, ' ' ORDER BY code) FROM mine WHERE code <> 'families'}, @owner), 'organizations centers',
	'what the owner restored is there');

$node->stop;
done_testing();
