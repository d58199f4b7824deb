# The scripts that make a throw-away cluster (demo/run, test/run, bench/run by scripts/lib.sh): no other user can reach it,
# and however a script ends, it leaves neither server nor directory, unless the user wants to keep them.

use strict;
use warnings;

use Cwd qw(getcwd);
use IPC::Run qw(start timeout);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my ($pg_config) = grep { -x } map { "$_/pg_config" } split /:/, $ENV{PATH};
my $tree = PostgreSQL::Test::Utils::tempdir;
mkdir "$tree/example" or die "could not make a directory: $!";
symlink(getcwd() . '/scripts', "$tree/scripts") or die "could not link the scripts: $!";

# Ends as the last line says; until then it prints what it made
sub script
{
	my ($last_line) = @_;

	open my $file, '>', "$tree/example/run" or die "could not write the script: $!";
	print $file <<"SH";
#!/bin/sh
. "\$(dirname "\$0")/../scripts/lib.sh"
PG_CONFIG=$pg_config
bindir=\$("\$PG_CONFIG" --bindir)
make_work
start_cluster
say "made \$work \$(head -n 1 "\$work/data/postmaster.pid")"
$last_line
SH
	close $file;
	chmod 0755, "$tree/example/run";
	return;
}

sub made
{
	my ($out) = @_;
	my ($work, $pid) = $$out =~ /^made (\S+) (\d+)$/m;

	return ($work, $pid);
}

# A server that got its signal may take a moment to be gone
sub is_gone
{
	my ($pid) = @_;

	for (1 .. 100)
	{
		return 1 unless kill 0, $pid;
		select undef, undef, undef, 0.1;
	}
	return 0;
}

foreach my $case ([ HUP => 129 ], [ INT => 130 ], [ TERM => 143 ], [ '' => 1, 'fail "on purpose"' ], [ '' => 0, ':' ])
{
	my ($signal, $status, $last_line) = @$case;
	my $name = $signal || $last_line;
	my ($out, $err) = ('', '');

	script($last_line // 'while :; do sleep 1; done');
	# A signal that the caller ignores, as under nohup, is ignored by the script as well.
	my $run = start([ "$tree/example/run" ], '<', \undef, '>', \$out, '2>', \$err,
		init => sub { $SIG{$_} = 'DEFAULT' foreach qw(HUP INT TERM) }, timeout(600));
	$run->pump until $out =~ /^made .*\n/m or not $run->pumpable;
	my ($work, $pid) = made(\$out);
	ok(defined $pid, "$name: a cluster is made") or diag("$out$err");
	if ($signal)
	{
		is(sprintf('%o', (stat $work)[2] & 07777), '700', "$name: no other user can enter its directory");
		ok(-S "$work/.s.PGSQL.5432", "$name: where its socket is");
		$run->signal($signal);
	}
	$run->finish;
	is($run->result(0), $status, "$name: the script ends with status $status");
	ok(!-e $work, "$name: its directory is gone");
	ok(is_gone($pid), "$name: its server is gone");
}

# What runs beside a script ends with it
{
	my ($out, $err) = ('', '');

	script('setsid sleep 1000 & beside=$!; say "beside $beside"; while :; do sleep 1; done');
	my $run = start([ "$tree/example/run" ], '<', \undef, '>', \$out, '2>', \$err,
		init => sub { $SIG{$_} = 'DEFAULT' foreach qw(HUP INT TERM) }, timeout(600));
	$run->pump until $out =~ /^beside .*\n/m or not $run->pumpable;
	my ($pid) = $out =~ /^beside (\d+)$/m;
	ok(kill(0, $pid), 'a process runs beside the script');
	$run->signal('TERM');
	$run->finish;
	ok(is_gone($pid), 'it ends with the script');
}

# A demonstration that is kept: what it prints is what it takes to use and remove it
{
	script('keep_cluster postgres template1');
	my ($out, $err) = run_command([ "$tree/example/run" ]);
	my ($work, $pid) = made(\$out);
	my ($connect) = $out =~ /^  (.*psql .* template1)$/m;
	my ($remove) = $out =~ /^  (.* && rm -rf .*)$/m;
	ok(kill(0, $pid), 'kept: the server runs on');
	my ($database) = run_command([ 'sh', '-c', "$connect -XAt -c 'SELECT current_database()'" ]);
	is($database, 'template1', 'kept: one can connect as it says');
	run_command([ 'sh', '-c', $remove ]);
	ok(!-e $work, 'kept: its directory can be removed as it says');
	ok(is_gone($pid), 'kept: and so can its server');
}

done_testing();
