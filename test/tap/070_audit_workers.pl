# Audits with parallel workers: that workers help, that the outcome is that
# of one process, and that they end with the audit.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('audit_workers');
$node->init;
$node->append_conf('postgresql.conf', "max_parallel_workers_per_gather = 2\nmin_parallel_table_scan_size = 0\n");
$node->start;

# Parts, of which one has its columns in another order; texts too long to stand
# in the row; rows that a baseline exempts, and others.
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION special_social_services;
CREATE TABLE "Given ""x""" (id integer, service text, provider text, day date) PARTITION BY RANGE (id);
CREATE TABLE part_1 PARTITION OF "Given ""x""" FOR VALUES FROM (0) TO (20000);
ALTER TABLE part_1 ALTER service SET STORAGE EXTERNAL;
CREATE TABLE part_2 (dropped integer, day date, provider text, service text, id integer);
ALTER TABLE part_2 DROP dropped;
ALTER TABLE "Given ""x""" ATTACH PARTITION part_2 FOR VALUES FROM (20000) TO (50000);
CREATE VIEW new AS
	SELECT i AS id, CASE i % 50 WHEN 0 THEN 'medical.laboratory_sampling' WHEN 1 THEN repeat('-', 5000) ELSE 'household.living_space' END AS service,
		   CASE WHEN i % 70 = 0 THEN NULL WHEN i % 50 = 0 THEN 'guardian' ELSE 'minors_adaptation_center' END AS provider,
		   CASE WHEN i % 90 <> 0 THEN '2024-01-01'::date END AS day
	  FROM generate_series(1, 40000) AS i;
INSERT INTO "Given ""x""" SELECT * FROM new WHERE id % 2 = 0;
SELECT sss.attach('"Given ""x"""', 'service', '{service=service,provider=provider,on_date=day}', key => '{id}', required => '{on_date}');
SELECT sss.baseline('"Given ""x"""');
INSERT INTO "Given ""x""" SELECT * FROM new WHERE id % 2 = 1;
SQL

# The messages of a session with so many workers, and the answer
sub audit
{
	my ($nworkers, $query) = @_;
	my ($ret, $out, $err) = $node->psql('postgres',
		"SET max_parallel_workers_per_gather = $nworkers;\nSET client_min_messages = debug1;\n$query");

	return ($out, $err);
}

my $rows = q{SELECT * FROM sss.audit('"Given ""x"""') ORDER BY key[1]::integer};
my $counts = q{SELECT * FROM sss_internal.audit_counts('"Given ""x"""') ORDER BY verdict, provision, refused};
for my $query ($rows, $counts)
{
	my ($alone, $alone_says) = audit(0, $query);
	my ($together, $says) = audit(2, $query);

	unlike($alone_says, qr/workers/, 'one process, if the settings want it so');
	is(scalar(() = $says =~ /with 2 of 2 workers/g), 2, 'two others for each part that is worth it');
	is($together, $alone, 'find what it finds');
	cmp_ok(length($alone), '>', 100, 'and that is something');
}

my ($resolved) = audit(2, q{SELECT sum(rows), sum(resolved) FROM sss_internal.audit_resolving('"Given ""x"""')});
is($resolved, '40000|0', 'a run that tells the log counts every row, and resolves nothing');

my (undef, $told) = audit(2, qq{LOAD 'special_social_services';\nSET sss.audit_progress = '1ms';\n$counts});
my @checked = $told =~ /auditing \S.* ([0-9]+) rows checked/g;
cmp_ok(scalar(@checked), '>', 0, 'how far they are is told');
is_deeply([ grep { $_ > 40000 } @checked ], [], 'and nothing besides');

# The end of the audit ends its workers
my (undef, $cancelled) = audit(2, q{SET statement_timeout = '500ms';
SELECT count(*) FROM generate_series(1, 100000) AS i, LATERAL sss_internal.audit_counts('"Given ""x"""', name => repeat('sss_service', i / i)) AS c});
like($cancelled, qr/canceling statement due to statement timeout/, 'an audit is cancelled');
ok($node->poll_query_until('postgres', q{SELECT count(*) = 0 FROM pg_stat_activity WHERE backend_type = 'parallel worker'}),
	'and its workers with it');

# Rows of the transaction itself, and those of a temporary table
my ($own) = audit(2, q{BEGIN;
INSERT INTO "Given ""x""" SELECT id + 1000, service, provider, day FROM new WHERE id > 39990;
SELECT sum(rows) FROM sss_internal.audit_counts('"Given ""x"""');
ROLLBACK});
is($own, '40010', 'what the transaction wrote is seen by all');
my ($temporary, $temporary_says) = audit(2, q{CREATE TEMP TABLE mine AS SELECT * FROM new;
SELECT sum(rows) FROM sss_internal.audit_counts('mine', 'service', '{service=service,provider=provider,on_date=day}', key => '{id}')});
is($temporary, '40000', 'a temporary table is audited');
unlike($temporary_says, qr/workers/, 'by one process');

$node->stop;
done_testing();
