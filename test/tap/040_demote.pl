# sss.demote, set before the session has loaded the library: for a role, in
# the connection's options, by SET.  Then an incident: sss.demote_all() and
# sss.restore_all(), which commit, while another transaction holds one of the tables.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('mode');
$node->init;
$node->append_conf('postgresql.conf', 'max_prepared_transactions = 1');
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

# An incident.  Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE placed (id integer PRIMARY KEY, kat text, osn text, org text, since date);
CREATE TABLE checked (LIKE placed INCLUDING ALL);
CREATE TABLE logged (LIKE placed INCLUDING ALL);
CREATE TABLE held (LIKE placed INCLUDING ALL);
SELECT sss.attach(t, 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => m)
  FROM (VALUES ('placed', 'enforce'), ('logged', 'log'), ('held', 'enforce')) AS v (t, m);
SELECT sss.add_check('checked', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}');
SQL
my $modes = q{SELECT string_agg(relation || ' ' || mode, ', ' ORDER BY relation::text) FROM sss.attachments};
my $row = q{INSERT INTO placed VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29')};

$node->safe_psql('postgres', q{BEGIN; LOCK TABLE held IN ROW EXCLUSIVE MODE; PREPARE TRANSACTION 'holder'});
my ($ret, $out, $err) = $node->psql('postgres', q{SET lock_timeout = '200ms'; CALL sss.demote_all('the registry is down')}, on_error_stop => 0);
like($err, qr/WARNING:  attachment "sss_placement" of held still enforces: canceling statement due to lock timeout/, 'a table that another transaction holds is named');
like($err, qr/WARNING:  constraint "sss_placement" of checked still refuses/, 'so is a CHECK');
is($node->safe_psql('postgres', $modes), 'checked enforce, given log, held enforce, logged log, placed log', 'all others only log');
is($node->psql('postgres', $row), 0, 'and let a row pass');
is($node->safe_psql('postgres', q{SELECT string_agg(relation || ' ' || regexp_replace(problem, '[0-9]{4}[0-9: -]{12}', 'then') || ': ' || command, ', ' ORDER BY relation::text) FROM sss.verify()}),
	q{given mode is log since then UTC, by } . $node->safe_psql('postgres', 'SELECT session_user') . q{: CALL sss.demote_all('the registry is down'): CALL sss.restore_all(), }
	. q{placed mode is log since then UTC, by } . $node->safe_psql('postgres', 'SELECT session_user') . q{: CALL sss.demote_all('the registry is down'): CALL sss.restore_all()},
	'sss.verify() says since when, by whom and why');
$node->safe_psql('postgres', q{COMMIT PREPARED 'holder'});
$node->safe_psql('postgres', q{CALL sss.demote_all('the registry is still down')});
is($node->safe_psql('postgres', $modes), 'checked enforce, given log, held log, logged log, placed log', 'the second call demotes what was left');

# Somebody's own decision in the meantime stays.
$node->safe_psql('postgres', q{SELECT sss.set_mode('given', 'enforce'); SELECT sss.set_mode('given', 'log')});
$node->safe_psql('postgres', 'CALL sss.restore_all()');
is($node->safe_psql('postgres', $modes), 'checked enforce, given log, held enforce, logged log, placed enforce', 'everything is again as it was');
isnt($node->psql('postgres', 'UPDATE placed SET osn = osn, id = 2'), 0, 'and enforces');
is($node->safe_psql('postgres', 'SELECT count(*) FROM sss.verify()'), '0', 'nothing is left to mend');
isnt($node->psql('postgres', q{BEGIN; CALL sss.demote_all('x')}), 0, 'not within a transaction');
is($node->safe_psql('postgres', $modes), 'checked enforce, given log, held enforce, logged log, placed enforce', 'which changes nothing');
($ret, $out, $err) = $node->psql('postgres', q{CALL sss.demote_all(' ')});
like($err, qr/argument "reason" must not be NULL or empty/, 'not without a reason');
$node->safe_psql('postgres', 'CREATE ROLE nobody LOGIN');
($ret, $out, $err) = $node->psql('postgres', q{CALL sss.demote_all('mischief')}, extra_params => [ '-U', 'nobody' ], on_error_stop => 0);
like($err, qr/attachment "sss_placement" of placed still enforces: must be owner of table placed/, 'not for who does not own the tables');
is($node->safe_psql('postgres', $modes), 'checked enforce, given log, held enforce, logged log, placed enforce', 'nothing changed');

# A wrong set-up shows no mode: it is demoted if it can be, and named if not.
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE broken (LIKE placed INCLUDING ALL);
CREATE TRIGGER wrong AFTER INSERT ON broken FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'nonsense=1');
CREATE TABLE org (id integer PRIMARY KEY, type text);
CREATE TABLE looked (id integer PRIMARY KEY, org integer, kat text, osn text, since date);
CREATE VIEW org_types AS SELECT id AS org, type AS provider FROM org;
SELECT sss.attach('looked', 'placement', '{category=kat,basis=osn,on_date=since}', lookup => 'org_types', lookup_by => '{org=org}', mode => 'enforce');
CREATE ROLE others;
GRANT ALL ON org TO others;
ALTER VIEW org_types OWNER TO others;
CREATE ROLE owner;
GRANT CREATE ON SCHEMA public TO owner;
ALTER TABLE looked OWNER TO owner;
SQL
my $looked = q{SELECT mode FROM sss.attachments WHERE relation = 'looked'::regclass};
is($node->safe_psql('postgres', qq{SELECT count(*) FROM sss.attachments WHERE mode IS NULL}), '2', 'two with a wrong set-up');
($ret, $out, $err) = $node->psql('postgres', q{CALL sss.demote_all('again')}, on_error_stop => 0);
like($err, qr/WARNING:  attachment "wrong" of broken may still refuse: /, 'one that cannot be demoted');
unlike($err, qr/looked/, 'and one that can');
$node->safe_psql('postgres', 'GRANT SELECT, TRIGGER ON org_types TO owner');
is($node->safe_psql('postgres', $looked), 'log', 'which only logs');
$node->safe_psql('postgres', 'REVOKE ALL ON org_types FROM owner; DROP TABLE broken; CALL sss.restore_all()');
$node->safe_psql('postgres', 'GRANT SELECT, TRIGGER ON org_types TO owner');
is($node->safe_psql('postgres', $looked), 'enforce', 'and is restored');

# Somebody decides meanwhile that a rule is to log: that stays.
$node->safe_psql('postgres', q{CALL sss.demote_all('decided')});
$node->safe_psql('postgres', q{SELECT sss.set_mode('looked', 'log'), sss.set_mode('logged', 'log')});
$node->safe_psql('postgres', 'CALL sss.restore_all()');
is($node->safe_psql('postgres', $looked), 'log', 'a mode that somebody set since is not restored');
is($node->safe_psql('postgres', q{SELECT count(*) FROM sss.journal WHERE action = 'set_mode' AND attachment = (SELECT name FROM sss.attachments WHERE relation = 'logged'::regclass)
	AND relation = 'public.logged' AND at > (SELECT max(at) FROM sss.journal WHERE action = 'demote')}), '0', 'where nothing was demoted, the same mode changes nothing');
$node->safe_psql('postgres', q{SELECT sss.set_mode('looked', 'enforce')});

# A table that takes the name of a demoted one was not demoted.
$node->safe_psql('postgres', <<'SQL');
CALL sss.demote_all('once more');
ALTER TABLE placed RENAME TO placed_before;
CREATE TABLE placed (LIKE placed_before INCLUDING ALL);
SET session_replication_role = replica;
CREATE TRIGGER sss_placement AFTER INSERT OR UPDATE OF kat, osn, org, since ON placed FOR EACH ROW
	EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'on_date', 'mode=log');
SQL
is($node->safe_psql('postgres', q{SELECT string_agg(relation::text, ',' ORDER BY relation::text) FROM sss_internal.demoted WHERE relation::text LIKE 'placed%'}), 'placed_before',
	'a demotion is of the table, not of its name');
$node->safe_psql('postgres', 'CALL sss.restore_all()');
is($node->safe_psql('postgres', $modes), 'checked enforce, given log, held enforce, logged log, looked enforce, placed log, placed_before enforce', 'and so is what restores it');

# What is attached anew in its mode meanwhile, what its attachment lacks, and a table that its view reads now are demoted as well.
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE anew (id integer PRIMARY KEY, kat text, osn text, org text, since date);
CREATE TABLE mended (LIKE anew INCLUDING ALL);
CREATE TABLE decided (LIKE anew INCLUDING ALL);
CREATE TABLE kids (id integer PRIMARY KEY, kat text);
CREATE VIEW anew_facts AS SELECT id, kat AS category, osn AS basis, org AS provider, since AS on_date FROM anew;
CREATE VIEW mended_facts AS SELECT id, kat AS category, osn AS basis, org AS provider, since AS on_date FROM mended;
SELECT sss.attach(t, 'placement', '{category=kat, basis=osn, provider=org, on_date=since}', mode => 'enforce') FROM unnest('{anew,mended,decided}'::regclass[]) AS t;
SELECT count(*) FROM unnest('{anew_facts,mended_facts}'::regclass[]) AS v, sss.attach_view(v, 'placement', mode => 'enforce', name => 'view');
CALL sss.demote_all('anew');
SELECT sss.attach('anew', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}', key => '{id,since}', replace => true);
SELECT sss.attach('decided', 'placement', '{category=kat, basis=osn, provider=org, on_date=since}', key => '{id,since}', mode => 'log', replace => true);
SELECT count(*) FROM sss.attach_view('anew_facts', 'placement', required => '{category}', name => 'view', replace => true);
CREATE OR REPLACE VIEW mended_facts AS SELECT m.id, k.kat AS category, osn AS basis, org AS provider, since AS on_date FROM mended AS m JOIN kids AS k USING (id);
DROP TRIGGER sss_placement_companion ON mended;
DROP TRIGGER view_insert ON mended;
SELECT command FROM sss.verify() WHERE relation = 'mended'::regclass AND problem LIKE '%is missing%' \gexec
SELECT count(*) FROM sss.attach_view('mended_facts', 'placement', key => '{id}', name => 'view');
SQL
my $found = q{SELECT string_agg(concat(relation, ' ', name, ' ', mode), ', ' ORDER BY relation::text, name) FROM sss_internal.attached WHERE relation::text IN ('anew', 'mended', 'decided', 'kids')};
my $told = q{SELECT string_agg(concat(relation, ' ', attachment), ', ' ORDER BY relation::text, attachment) FROM sss.verify() WHERE relation::text IN ('anew', 'mended', 'decided', 'kids') AND problem LIKE 'mode is log since%'};
is($node->safe_psql('postgres', $found), 'anew sss_placement log, anew view log, decided sss_placement log, kids view log, mended sss_placement log, mended view log', 'all log');
is($node->safe_psql('postgres', $told), 'anew sss_placement, anew view, kids view, mended sss_placement, mended view', 'and are named, but for the one that somebody decided to log');
$node->safe_psql('postgres', 'CALL sss.restore_all()');
is($node->safe_psql('postgres', $found), 'anew sss_placement enforce, anew view enforce, decided sss_placement log, kids view enforce, mended sss_placement enforce, mended view enforce', 'and enforce again');

$node->stop;
done_testing();
