# Enforcement beyond one session: dump and restore, crash recovery,
# two-phase commit, the server's log, the server's locale.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', <<'CONF');
max_prepared_transactions = 5
log_min_messages = warning
log_min_error_statement = error
log_error_verbosity = verbose
log_statement = none
CONF
$node->start;

# The refusal of a statement: "SQLSTATE CONSTRAINT", empty if it succeeds.
sub refusal
{
	my ($db, $sql, $on) = @_;
	my ($ret, $out, $err) = ($on // $node)->psql($db, "\\set VERBOSITY verbose\n$sql", on_error_stop => 1);

	return '' if $ret == 0;
	my ($state) = $err =~ /ERROR:\s+(\w{5}):/;
	my ($name) = $err =~ /CONSTRAINT NAME:\s+(.*)/;
	return join ' ', $state // $err, $name // ();
}

#
# Rows that look as if they had always existed
#
$node->safe_psql('postgres', 'CREATE DATABASE frozen');
$node->safe_psql('frozen', <<'SQL');
CREATE EXTENSION special_social_services;
CREATE TABLE cases (id integer PRIMARY KEY, kat text, osn text, org text);
CREATE VIEW facts AS SELECT id, kat AS category, osn AS basis, org AS provider, date '2024-02-29' AS on_date FROM cases;
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce');
SQL
foreach (['court_act', '23514 sss_placement'], ['local_executive_decision', ''])
{
	is(refusal('frozen', qq{BEGIN; TRUNCATE cases; COPY cases FROM PROGRAM 'echo "1,orphan,$_->[0],youth_house"' WITH (FREEZE, FORMAT csv); COMMIT}),
		$_->[1], "COPY with FREEZE, $_->[0]");
}

# Later rows of the transaction fill the last page: those that an AFTER trigger
# writes, and those written before a deferred check.
my $court_act = q{COPY cases FROM PROGRAM 'echo "1,orphan,court_act,youth_house"' WITH (FREEZE, FORMAT csv)};
my $more = q{INSERT INTO cases SELECT id, 'orphan', 'local_executive_decision', 'youth_house' FROM generate_series(2, 1000) AS id};

$node->safe_psql('frozen', <<"SQL");
CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS \$\$BEGIN $more; RETURN NULL; END\$\$;
CREATE TRIGGER more AFTER INSERT ON cases FOR EACH ROW WHEN (new.id = 1) EXECUTE FUNCTION more();
SQL
is(refusal('frozen', "BEGIN; TRUNCATE cases; $court_act; COMMIT"), '23514 sss_placement', 'COPY with FREEZE, and an AFTER trigger that writes rows');
$node->safe_psql('frozen', <<'SQL');
DROP TRIGGER more ON cases;
SELECT sss.detach('cases', 'sss_placement');
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts', mode => 'enforce', timing => 'deferred');
SQL
is(refusal('frozen', "BEGIN; TRUNCATE cases; $court_act; $more; COMMIT"), '23514 sss_placement', 'COPY with FREEZE, deferred, and rows after it');

#
# Dump and restore
#
$node->safe_psql('postgres', 'CREATE DATABASE origin');
$node->safe_psql('origin', <<'SQL');
CREATE EXTENSION special_social_services;
CREATE SCHEMA "Case work";
CREATE TABLE "Case work".cases (
	gone integer, id integer PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type,
	stay sss.stay_mode, since date, name text);
ALTER TABLE "Case work".cases DROP gone;
INSERT INTO "Case work".cases VALUES (1, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29', 'old and bad');
SELECT sss.attach('"Case work".cases', 'placement', '{on_date=since}', mode => 'enforce', unsettled => 'enforce', required => '{provider}', name => 'Стандарт');
ALTER TABLE "Case work".cases RENAME basis TO "primary";
ALTER TABLE "Case work".cases RENAME since TO "Since ""when""";
ALTER TABLE "Case work".cases RENAME TO "Cases";
INSERT INTO "Case work"."Cases" VALUES (2, 'orphan', 'local_executive_decision', 'youth_house', NULL, '2024-02-29', 'good');
CREATE FUNCTION "Case work".spoil() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.name = ''spoil'' THEN new."primary" := ''court_act''; END IF; RETURN new; END';
CREATE TRIGGER spoil BEFORE UPDATE ON "Case work"."Cases" FOR EACH ROW EXECUTE FUNCTION "Case work".spoil();

CREATE TABLE texts (id bigint, part text, kat text, osn varchar(60), org char(60), since timestamp);
SELECT sss.attach('texts', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', key => '{id,part}', timing => 'deferred', mode => 'enforce');
ALTER TABLE texts RENAME osn TO "Основание";
ALTER TABLE texts RENAME part TO "part=1";

CREATE TABLE arrays (id integer PRIMARY KEY, categories sss.recipient_category[], basis sss.placement_basis, provider sss.provider_type, since date);
SELECT sss.attach('arrays', 'placement', '{on_date=since}', always => true, mode => 'enforce');

CREATE TABLE parent (id integer, region text, service sss.service, provider sss.provider_type, given date, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE north PARTITION OF parent FOR VALUES IN ('north');
CREATE TABLE south (given date, region text NOT NULL, service sss.service, id integer NOT NULL, provider sss.provider_type, PRIMARY KEY (id, region));
ALTER TABLE parent ATTACH PARTITION south FOR VALUES IN ('south');
SELECT sss.attach('parent', 'service', '{on_date=given}', mode => 'enforce', always => true);

CREATE TABLE checked (id integer, usluga text, org text, given date);
INSERT INTO checked VALUES (1, 'household.living_space', 'guardian', '2024-02-29');
SELECT sss.add_check('checked', 'service', '{service=usluga,provider=org,on_date=given}');
ALTER TABLE checked RENAME usluga TO "Usluga";
CREATE TABLE validated (id integer, service sss.service, provider sss.provider_type, given date);
SELECT sss.add_check('validated', 'service', '{on_date=given}');
ALTER TABLE validated VALIDATE CONSTRAINT sss_service;
INSERT INTO validated VALUES (1, 'household.living_space', 'youth_house', '2024-02-29');

CREATE TABLE logged (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date);
SELECT sss.attach('logged', 'service', '{on_date=given}');
INSERT INTO logged VALUES (1, 'household.living_space', 'guardian', '2024-02-29');
CREATE TABLE switched_off (LIKE logged INCLUDING ALL);
SELECT sss.attach('switched_off', 'service', '{on_date=given}', mode => 'enforce');
ALTER TABLE switched_off DISABLE TRIGGER sss_service;
CREATE TABLE by_hand (id integer PRIMARY KEY, kat text, osn text, org_type text, since date);
CREATE TRIGGER sss_placement AFTER INSERT OR UPDATE OF kat, osn, org_type, since ON by_hand
	FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'on_date', 'mode=enforce');
CREATE TABLE detached (LIKE logged INCLUDING ALL);
SELECT sss.attach('detached', 'service');
SELECT sss.detach('detached', 'sss_service');
SQL

# These must be the same before and after; OIDs are not.
my %same = (
	'attachments' => q{SELECT * FROM sss.attachments ORDER BY relation::text, name},
	# without the lines of the journal, which are named after a restore
	'verify' => q{SELECT * FROM sss.verify() WHERE relation IS NOT NULL ORDER BY relation::text},
	'triggers' => q{SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgrelid::regclass::text, tgname},
	'constraints' => q{SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0 ORDER BY conrelid::regclass::text, conname},
	'journal' => q{SELECT at, session_role, acting_role, action, relation, attachment, rule, definition FROM sss.journal ORDER BY at},
	'log' => q{SELECT logged_at, relation, attachment, rule, key, service, provider, on_date, requirement, verdict, provision FROM sss.violation_log ORDER BY logged_at},
	'rows' => q{SELECT * FROM "Case work"."Cases" ORDER BY id});
my %before = map { $_ => $node->safe_psql('origin', $same{$_}) } keys %same;

is($node->safe_psql('origin', 'SELECT count(*) FROM sss.attachments'), '9', 'nine attachments to dump');
is($node->safe_psql('origin', 'SELECT count(*) FROM sss.verify()'), '2', 'of which one is disabled, and one without a companion');
is($node->safe_psql('origin', 'SELECT count(*) FROM sss.journal'), '10', 'ten lines in the journal');
is($node->safe_psql('origin', 'SELECT count(*) FROM sss.violation_log'), '1', 'one line in the log');

my @probes = (
	[ 'a renamed column', q{INSERT INTO "Case work"."Cases" VALUES (3, 'orphan', 'court_act', 'youth_house', NULL, '2024-02-29')}, '23514 Стандарт' ],
	[ 'a required role', q{INSERT INTO "Case work"."Cases" VALUES (3, 'orphan', 'court_act', NULL, NULL, '2024-02-29')}, '23514 Стандарт' ],
	[ 'what the text does not settle', q{INSERT INTO "Case work"."Cases" VALUES (3, 'special_educational_needs', 'other_document', 'special_boarding_school', NULL, '2024-02-29')}, '23514 Стандарт' ],
	[ 'UPDATE of a renamed column', q{UPDATE "Case work"."Cases" SET "primary" = 'court_act' WHERE id = 2}, '23514 Стандарт' ],
	[ 'what a BEFORE trigger changes', q{UPDATE "Case work"."Cases" SET name = 'spoil' WHERE id = 2}, '23514 Стандарт' ],
	[ 'an old bad row', q{UPDATE "Case work"."Cases" SET name = 'x', "primary" = 'other_document' WHERE id = 1}, '' ],
	[ 'a deferred attachment', q{INSERT INTO texts VALUES (1, 'a', 'orphan', 'court_act', 'youth_house', '2024-02-29')}, '23514 sss_placement' ],
	[ 'a bad row that is repaired in time', q{BEGIN; INSERT INTO texts VALUES (1, 'a', 'orphan', 'court_act', 'youth_house', '2024-02-29'); UPDATE texts SET "Основание" = 'local_executive_decision'; COMMIT}, '' ],
	[ 'one with always', q{SET session_replication_role = replica; INSERT INTO arrays VALUES (1, '{orphan,abuse_victim}', 'court_act', 'youth_house', '2024-02-29')}, '23514 sss_placement' ],
	[ 'a partition', q{INSERT INTO north VALUES (1, 'north', 'household.living_space', 'guardian', '2024-02-29')}, '23514 sss_service' ],
	[ 'a partition with always', q{SET session_replication_role = replica; INSERT INTO parent VALUES (1, 'south', 'household.living_space', 'guardian', '2024-02-29')}, '23514 sss_service' ],
	[ 'a constraint that is not valid', q{INSERT INTO checked VALUES (2, 'household.living_space', 'guardian', '2024-02-29')}, '23514' ],
	[ 'one that is', q{INSERT INTO validated VALUES (2, 'household.living_space', 'guardian', '2024-02-29')}, '23514' ],
	[ 'one that only logs', q{INSERT INTO logged VALUES (2, 'household.living_space', 'guardian', '2024-02-29')}, '' ],
	[ 'one that is switched off', q{INSERT INTO switched_off VALUES (2, 'household.living_space', 'guardian', '2024-02-29')}, '' ],
	[ 'one written by hand', q{INSERT INTO by_hand VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29')}, '23514 sss_placement' ],
	[ 'one that was detached', q{INSERT INTO detached VALUES (1, 'household.living_space', 'guardian', '2024-02-29')}, '' ]);

sub check_restored
{
	my ($db, $how) = @_;

	is($node->safe_psql($db, $same{$_}), $before{$_}, "$how: $_ as before") for sort keys %same;
	is(refusal($db, $_->[1]), $_->[2], "$how: $_->[0]") for @probes;
	is($node->safe_psql($db, q{SELECT count(*) FROM sss.violation_log WHERE relation = 'public.logged'}), '2', "$how: the log goes on");
}

my $dir = PostgreSQL::Test::Utils::tempdir;
my %ways = (
	'plain' => [ [ 'pg_dump', '-f', "$dir/plain" ], sub { [ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$dir/plain", '-d', $_[0] ] } ],
	'inserts' => [ [ 'pg_dump', '--inserts', '--quote-all-identifiers', '-f', "$dir/inserts" ], sub { [ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-1', '-f', "$dir/inserts", '-d', $_[0] ] } ],
	'custom' => [ [ 'pg_dump', '-Fc', '-f', "$dir/custom" ], sub { [ 'pg_restore', '--exit-on-error', '-d', $_[0], "$dir/custom" ] } ],
	'parallel' => [ [ 'pg_dump', '-Fd', '-j2', '-f', "$dir/parallel" ], sub { [ 'pg_restore', '-j2', '-d', $_[0], "$dir/parallel" ] } ]);
foreach my $how (sort keys %ways)
{
	my ($dump, $restore) = @{ $ways{$how} };

	$node->command_ok([ @$dump, '-h', $node->host, '-p', $node->port, 'origin' ], "$how: dump");
	$node->safe_psql('postgres', "CREATE DATABASE restored_$how");
	my ($out, $err);
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	my $ok = IPC::Run::run($restore->("restored_$how"), '>', \$out, '2>', \$err);
	ok($ok && $err eq '', "$how: restore") or diag($err);
	check_restored("restored_$how", $how);
}

# A dump of a restored database has the same attachments.
my @dumps = map { my ($out) = run_command([ 'pg_dump', '-h', $node->host, '-p', $node->port, '-s', $_ ]); join "\n", grep { /\bsss[._]/ } split /\n/, $out } 'origin', 'restored_custom';
like($dumps[0], qr/sss\.enforce.*sss_internal\.require_service|sss_internal\.require_service.*sss\.enforce/s, 'a dump has triggers and constraints');
is($dumps[1], $dumps[0], 'the same ones after a restore');

# An attachment holds the extension.
is(refusal('restored_plain', 'DROP EXTENSION special_social_services'), '2BP01', 'the extension is not dropped from under an attachment');

#
# The extension is trusted: the role that creates it in a database reads its log, and lets others read it
#
$node->safe_psql('postgres', 'CREATE ROLE dba LOGIN; CREATE ROLE auditor LOGIN; CREATE ROLE clerk LOGIN; CREATE DATABASE trusted OWNER dba');
$node->safe_psql('trusted', <<'SQL', extra_params => [ '-U', 'dba' ]);
CREATE EXTENSION special_social_services;
CREATE SCHEMA work;
GRANT USAGE ON SCHEMA work TO clerk;
CREATE TABLE work.services (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date);
GRANT INSERT ON work.services TO clerk;
SELECT sss.attach('work.services', 'service', '{on_date=given}');
GRANT SELECT ON sss.violation_log, sss.violations TO auditor;
GRANT EXECUTE ON FUNCTION sss.compact() TO auditor;
SQL
$node->safe_psql('trusted', q{INSERT INTO work.services VALUES (1, 'household.living_space', 'guardian', '2024-02-29')}, extra_params => [ '-U', 'clerk' ]);
is($node->safe_psql('trusted', 'SELECT key FROM sss.violation_log', extra_params => [ '-U', $_ ]), '{1}', "the log is read by the $_") foreach ('dba', 'auditor');
is($node->safe_psql('trusted', 'SELECT key FROM sss.violations', extra_params => [ '-U', $_ ]), '{1}', "and what it says, by the $_") foreach ('dba', 'auditor');
is($node->safe_psql('trusted', q{SELECT sss.compact()}, extra_params => [ '-U', $_ ]), $_ eq 'dba' ? '1' : '0', "the $_ may fold it") foreach ('dba', 'auditor');
is($node->safe_psql('trusted', 'SELECT session_role, acting_role, action FROM sss.journal', extra_params => [ '-U', 'dba' ]), 'dba|dba|attach', 'the journal by the dba');
isnt($node->psql('trusted', "SELECT FROM sss.$_->[1]", extra_params => [ '-U', $_->[0] ]), 0, "sss.$_->[1] is not read by the $_->[0]")
  foreach ([ 'clerk', 'violation_log' ], [ 'clerk', 'violations' ], [ 'clerk', 'journal' ], [ 'auditor', 'journal' ]);
isnt($node->psql('trusted', $_, extra_params => [ '-U', 'dba' ]), 0, "not even the dba: $_")
  foreach ('DELETE FROM sss_internal.violation_tail', 'UPDATE sss.journal SET session_role = acting_role', 'TRUNCATE sss.journal');
isnt($node->psql('trusted', 'INSERT INTO sss.journal SELECT * FROM sss.journal', extra_params => [ '-U', $_ ]), 0, "the $_ does not append to the journal")
  foreach ('clerk', 'auditor');

#
# Two-phase commit: deferred checks run at PREPARE TRANSACTION
#
is(refusal('origin', q{BEGIN; INSERT INTO texts VALUES (9, 'a', 'orphan', 'court_act', 'youth_house', '2024-02-29'); PREPARE TRANSACTION 'bad'}), '23514 sss_placement', 'PREPARE TRANSACTION with a bad row');
is(refusal('origin', q{BEGIN; INSERT INTO texts VALUES (9, 'a', 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29'); PREPARE TRANSACTION 'good'}), '', 'PREPARE TRANSACTION with a good row');
is(refusal('origin', q{BEGIN; INSERT INTO logged VALUES (9, 'household.living_space', 'guardian', '2024-02-29'); PREPARE TRANSACTION 'logged'}), '', 'PREPARE TRANSACTION with a row that is logged');

#
# A crash: log lines that were committed, or prepared, are there again
#
$node->safe_psql('origin', q{INSERT INTO logged VALUES (8, 'household.living_space', 'guardian', '2024-02-29')});
$node->stop('immediate');
$node->start;
is($node->safe_psql('origin', q{SELECT key FROM sss.violation_log WHERE relation = 'public.logged' ORDER BY key}), "{1}\n{8}", 'the log after a crash');
$node->safe_psql('origin', q{COMMIT PREPARED 'good'});
$node->safe_psql('origin', q{COMMIT PREPARED 'logged'});
is($node->safe_psql('origin', q{SELECT key FROM sss.violation_log WHERE relation = 'public.logged' ORDER BY key}), "{1}\n{8}\n{9}", 'and of a transaction that was prepared');

#
# The server's log: no field of ours shows a row
#
$node->safe_psql('origin', <<'SQL');
CREATE TABLE private (id integer PRIMARY KEY, category text, basis text, provider text, since date, name text);
SELECT sss.attach('private', 'placement', '{category=category,basis=basis,provider=provider,on_date=since}', mode => 'enforce');
CREATE TABLE private_deferred (LIKE private INCLUDING ALL);
SELECT sss.attach('private_deferred', 'placement', '{category=category,basis=basis,provider=provider,on_date=since}', mode => 'enforce', timing => 'deferred');
CREATE TABLE private_checked (LIKE private INCLUDING ALL);
SELECT sss.add_check('private_checked', 'placement', '{category=category,basis=basis,provider=provider,on_date=since}');
CREATE TABLE private_dirty (LIKE private INCLUDING ALL);
INSERT INTO private_dirty VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'SECRET');
SELECT sss.add_check('private_dirty', 'placement', '{category=category,basis=basis,provider=provider,on_date=since}');
CREATE TABLE private_logged (LIKE private INCLUDING ALL);
SELECT sss.attach('private_logged', 'placement', '{category=category,basis=basis,provider=provider,on_date=since}', required => '{category}');
CREATE TABLE private_core (LIKE private, CHECK (basis <> 'court_act'));
INSERT INTO private VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', 'SECRET');
SQL

# The lines that a statement leaves in the server's log, and whether the statement failed.
sub server_log
{
	my ($sql) = @_;
	my $size = -s $node->logfile;
	my ($ret) = $node->psql('origin', $sql, on_error_stop => 1);

	return ($ret, substr(slurp_file($node->logfile), $size));
}

my $bad = q{(2, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'SECRET')};
my $bad_line = "2\torphan\tcourt_act\tyouth_house\t2024-02-29\tSECRET\n\\.\n";
foreach my $case (
	[ 'INSERT', "INSERT INTO private VALUES $bad" ],
	[ 'several rows', "INSERT INTO private VALUES (3, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', 'SECRET'), $bad" ],
	[ 'a text that is no code', q{INSERT INTO private VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'SECRET'), (4, 'SECRET', 'SECRET', 'SECRET', NULL, NULL)} ],
	[ 'UPDATE', q{UPDATE private SET basis = 'court_act', name = 'SECRET' WHERE name = 'SECRET'} ],
	[ 'ON CONFLICT', q{INSERT INTO private VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'SECRET') ON CONFLICT (id) DO UPDATE SET basis = excluded.basis, name = 'SECRET'} ],
	[ 'COPY', "COPY private FROM STDIN;\n$bad_line" ],
	[ 'EXECUTE', "PREPARE p(text) AS INSERT INTO private VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-02-29', \$1);\nEXECUTE p('SECRET');" ],
	[ 'dynamic SQL', q{DO $do$ BEGIN EXECUTE $q$INSERT INTO private VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'SECRET')$q$; END $do$} ],
	[ 'at the end of the transaction', "BEGIN; INSERT INTO private_deferred VALUES $bad; COMMIT /* SECRET */;" ],
	[ 'INSERT under a CHECK', "INSERT INTO private_checked VALUES $bad" ],
	[ 'COPY under a CHECK', "COPY private_checked FROM STDIN;\n$bad_line" ],
	[ 'UPDATE under a CHECK', q{UPDATE private_dirty SET name = 'SECRET 2'} ],
	[ 'VALIDATE CONSTRAINT', 'ALTER TABLE private_dirty VALIDATE CONSTRAINT sss_placement /* SECRET */' ])
{
	my ($ret, $log) = server_log($case->[1]);

	isnt($ret, 0, "$case->[0]: refused");
	# A CHECK tells the citation alone
	my $said = $case->[0] =~ /CHECK|CONSTRAINT/ ?
		qr/ERROR:\s+23514: The record does not meet the standard.*DETAIL:\s+\{"rule": "placement", "requirement"/s :
		qr/ERROR:\s+23514: The placement does not meet the standard.*DETAIL:\s+\{"rule": "placement", "key".*HINT:/s;
	like($log, $said, "$case->[0]: message, detail and hint are in the server's log");
	unlike($log, qr/SECRET/, "$case->[0]: the row's text is not");
	unlike($log, qr/^[^\n]*(STATEMENT|CONTEXT):/m, "$case->[0]: nor the statement, nor its context");
}

# sss.log_detail keeps the key out of the server's log, not from the client
$node->safe_psql('origin', 'ALTER DATABASE origin SET sss.log_detail = off');
{
	my $size = -s $node->logfile;
	my (undef, undef, $client) = $node->psql('origin', "INSERT INTO private VALUES $bad");
	my $log = substr(slurp_file($node->logfile), $size);

	like($client, qr/DETAIL:  \{"rule": "placement", "key": \{"id": "2"\}, "category"/, 'sss.log_detail = off: the client gets the detail');
	like($log, qr/DETAIL:  \{"rule": "placement", "requirement": "basis", "verdict": "violation", "provision": "1.4\/2"\}\n/, 'the log the citation');
	unlike($log, qr/"key"|"id"/, 'and no key in any line');
	(undef, $log) = server_log("BEGIN; ALTER TABLE sss_internal.violation_tail ADD CHECK (false) NOT VALID; INSERT INTO private_logged VALUES $bad; ROLLBACK");
	like($log, qr/WARNING:.*HINT:.*failed: 23514\n/s, 'of a line that could not be stored the SQLSTATE');
	unlike($log, qr/DETAIL:.*"key"/, 'and no key');
}
$node->safe_psql('origin', 'ALTER DATABASE origin RESET sss.log_detail');

# A serialization failure: the provider was changed by a transaction that this one does not see
$node->safe_psql('origin', <<'SQL');
CREATE TABLE private_providers (id integer PRIMARY KEY, type text);
CREATE TABLE private_placements (id integer PRIMARY KEY, provider integer, category text, basis text, since date, name text);
CREATE VIEW private_facts AS
	SELECT m.id, m.provider AS provider_id, m.category, m.basis, p.type AS provider, m.since AS on_date
	  FROM private_placements AS m JOIN private_providers AS p ON p.id = m.provider;
INSERT INTO private_providers VALUES (1, 'children_in_need_support_center');
INSERT INTO private_placements VALUES (1, 1, 'orphan', 'local_executive_decision', '2024-02-29', 'SECRET');
SELECT sss_internal.attach_table('private_placements', 'placement', lookup => 'private_facts', mode => 'enforce'),
	   sss_internal.attach_table('private_providers', 'placement', lookup => 'private_facts', lookup_by => '{id=provider_id}', key => '{id}', mode => 'enforce');
SQL
my $elsewhere = "psql -qX -d '" . $node->connstr('origin') . "'";
my ($serialized, $serialization_log) = server_log(<<"SQL");
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM private_placements;
\\! $elsewhere -c "UPDATE private_providers SET type = 'youth_house'"
UPDATE private_placements SET basis = 'deliverer_application', name = 'SECRET';
SQL
isnt($serialized, 0, 'what is wrong by the commit of another transaction alone: refused');
like($serialization_log, qr/ERROR:\s+40001: .*HINT:/s, 'as a serialization failure');
unlike($serialization_log, qr/SECRET|STATEMENT:|CONTEXT:/, 'without the statement in the server\'s log');

# The log would have shown it: a CHECK of the server's own does.
like((server_log("INSERT INTO private_core VALUES $bad"))[1], qr/DETAIL:.*SECRET.*STATEMENT:.*SECRET/s, 'the error of a core constraint shows both');
# In mode log, nothing at all goes to the server's log.
is_deeply([ server_log(q{INSERT INTO private_logged VALUES (2, 'orphan', 'court_act', 'youth_house', '2024-02-29', 'SECRET'), (3, 'SECRET', NULL, NULL, '2024-02-29', 'SECRET')}) ], [ 0, '' ], 'logging is silent');
is($node->safe_psql('origin', q{SELECT count(*), count(*) FILTER (WHERE v::text LIKE '%SECRET%') FROM sss.violation_log AS v WHERE relation = 'public.private_logged'}), '2|0', "and keeps the row's text out of sss.violation_log");
# The exception is a warning of wrong set-up, which does not quote the statement.
$node->safe_psql('origin', q{CREATE TRIGGER wrong AFTER INSERT OR UPDATE OF category ON private_logged FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'mode=log')});
my ($warned, $warning) = server_log(q{SET log_min_error_statement = warning; DO $do$ BEGIN EXECUTE $q$INSERT INTO private_logged VALUES (4, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', 'SECRET')$q$; END $do$});
is($warned, 0, 'wrong set-up, only logging');
like($warning, qr/WARNING:  22023: rule "placement" needs a column/, 'is a warning');
unlike($warning, qr/SECRET|STATEMENT/, 'without the statement');
$node->safe_psql('origin', 'ALTER TABLE sss_internal.violation_tail RENAME problem TO state');
($warned, $warning) = server_log(q{SET log_min_error_statement = warning; INSERT INTO private_logged VALUES (5, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29', 'SECRET')});
like($warning, qr/WARNING:  55000: could not store a problem/, 'that it could not be logged is another');
unlike($warning, qr/SECRET|STATEMENT/, 'also without the statement');
$node->safe_psql('origin', 'ALTER TABLE sss_internal.violation_tail RENAME state TO problem');
$node->safe_psql('origin', 'DROP TRIGGER wrong ON private_logged');

#
# The language of lc_messages.  The server's C library must know the locales:
# it is given its own C.UTF-8 under their names.
#
SKIP:
{
	my $c_utf8 = '/usr/lib/locale/C.utf8';

	skip 'no C.utf8 to stand for other locales', 7 unless -d $c_utf8;
	mkdir "$dir/locales" or die;
	symlink($c_utf8, "$dir/locales/$_") or die foreach ('ru_RU.UTF-8', 'kk_KZ.UTF-8', 'de_DE.UTF-8');
	local $ENV{LOCPATH} = "$dir/locales";
	$node->restart;

	my $message = sub {
		my (%set) = @_;
		my $set = join '', map { "SET $_ = '$set{$_}';" } sort keys %set;

		my ($ret, $out, $err) = $node->psql('origin', "$set INSERT INTO private VALUES $bad", on_error_stop => 1);
		# The word for ERROR is in the language of lc_messages, too
		return $err =~ /^psql:\S+ \S+:\s+(\S+ \S+ \S+)/ ? $1 : $err;
	};
	is($message->(lc_messages => 'ru_RU.UTF-8'), 'Устройство ребенка не', 'lc_messages is Russian');
	is($message->(lc_messages => 'kk_KZ.UTF-8'), 'Баланы орналастыру стандартқа', 'lc_messages is Kazakh');
	is($message->(lc_messages => 'de_DE.UTF-8'), 'The placement does', 'lc_messages is neither');
	is($message->(lc_messages => 'C'), 'The placement does', 'lc_messages is C');
	is($message->(lc_messages => 'ru_RU.UTF-8', 'sss.language' => 'kk'), 'Баланы орналастыру стандартқа', 'sss.language goes before lc_messages');
	is($message->(lc_messages => 'ru_RU.UTF-8', 'sss.language' => ''), 'Устройство ребенка не', 'unless it is empty');
	$node->append_conf('postgresql.conf', "lc_messages = 'ru_RU.UTF-8'\nsss.language = 'en'");
	$node->reload;
	$node->poll_query_until('origin', q{SELECT current_setting('sss.language', true) = 'en'}) or die 'the settings were not read again';
	is($message->(), 'The placement does', 'both from the configuration file');
}

$node->stop;
done_testing();
