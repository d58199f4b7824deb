# The examples of the pages: every sql block runs, in the order of the page, on a
# new database and as the role that the page is for, and prints what the page says.
#
# In a block, comment lines between a statement and an empty line, or the end of
# the block, are what psql -At prints of it, with " | " between columns; three dots
# stand for any text.  Rows may come in any order unless the statement has an ORDER
# BY.  "-- ERROR:", "-- WARNING:" and "-- NOTICE:" are messages, "-- ERROR, 23514"
# is an SQLSTATE.  A statement without such lines must not fail.
#
# HTML comments before a block, which no reader sees, say how it runs:
#	<!-- not run: REASON -->		it does not
#	<!-- run from: VERSION -->		it does on that major version of the server, and newer ones
#	<!-- run as ROLE -->			as another role than dba, who owns the database, such as superuser
#	<!-- run before: SQL -->		SQL first, such as tables that the page describes;
#									%top% is the directory of the sources, %superuser% a role

use strict;
use warnings;

use Cwd 'abs_path';
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = abs_path(dirname(__FILE__) . '/../..');
my @pages = split ' ', $ENV{SSS_PAGES} // 'README.md doc/attaching.md doc/existing-databases.md doc/norms.md doc/applications.md doc/reports.md doc/operations.md doc/records.md';

my $superuser = getpwuid $<;

my $node = PostgreSQL::Test::Cluster->new('pages');
$node->init;
$node->append_conf('postgresql.conf', "fsync = off\njit = off");
$node->start;
$node->safe_psql('postgres', 'CREATE ROLE dba LOGIN');
my $version = $node->safe_psql('postgres', 'SHOW server_version_num') / 10000;

# blocks PAGE: of each block in a language its number of the line, its text, and how it runs
sub blocks
{
	my ($page) = @_;
	my @blocks;
	my ($block, $comment, %how);
	my $number = 0;

	foreach my $line (split /\n/, slurp_file("$top/$page"))
	{
		$number++;
		if ($block)
		{
			if ($line =~ /^```/) { push @blocks, $block if $block->{language} ne ''; undef $block; }
			else { $block->{text} .= "$line\n"; }
		}
		elsif (defined $comment || $line =~ /^<!--/)
		{
			$comment = defined $comment ? "$comment\n$line" : $line;
			next if $comment !~ /-->\s*$/;
			if ($comment =~ /^<!-- (not run|run from|run as|run before): ?(.*?)\s*-->$/s) { $how{$1} = $2; }
			elsif ($comment =~ /^<!-- run as (\w+) -->$/) { $how{'run as'} = $1; }
			undef $comment;
		}
		elsif ($line =~ /^```(\w*)/)
		{
			$block = { line => $number, text => '', language => $1, %how };
			$block->{'not run'} = "the server is older than $how{'run from'}" if ($how{'run from'} // 0) > $version;
			%how = ();
		}
		elsif ($line =~ /\S/) { %how = (); }
	}
	return @blocks;
}

# statements BLOCK: of each statement its text, and the lines that it is to print
sub statements
{
	my ($block) = @_;
	my @statements;
	my ($text, @comments) = ('');
	my $quote;
	my $number = $block->{line};
	my $done = 0;

	# Comments before an empty line are what the last statement prints
	my $end = sub {
		$statements[-1]{prints} = [@comments] if @comments && $done;
		@comments = ();
		$done = 0;
	};
	foreach my $line (split /\n/, $block->{text})
	{
		$number++;
		if ($text eq '' && $line =~ /^\s*$/) { $end->(); next; }
		if ($text eq '' && $line =~ /^-- ?(.*)$/) { push @comments, $1; next; }
		($done, @comments) = (0) if $text eq '';
		$text .= "$line\n";
		while ($line =~ /(\$\w*\$)/g) { $quote = !defined $quote ? $1 : $quote eq $1 ? undef : $quote; }
		next if defined $quote || $line !~ /(?:;|\\g\w*)\s*(?:--.*)?$/;
		push @statements, { line => $number, text => $text };
		($text, $done) = ('', 1);
	}
	$end->();
	push @statements, { line => $number, text => $text } if $text ne '';
	return @statements;
}

# Text with one blank between words, and without what differs between runs
sub plain
{
	my ($text) = @_;

	$text =~ s/^psql:\S+ //mg;
	$text =~ s/\s+/ /g;
	$text =~ s/^ | $//g;
	return $text;
}

sub pattern
{
	my ($text) = @_;

	return join '.*', map { quotemeta plain($_) } split /\.\.\./, $text, -1;
}

# compare STATEMENT, STDOUT, STDERR: what differs, or nothing
sub compare
{
	my ($statement, $out, $err) = @_;
	my @prints = @{ $statement->{prints} || [] };
	my $said = join "\n", @prints;
	my @rows = map { plain($_) } grep { /\S/ } split /\n/, $out;
	my @wanted = map { plain($_) } @prints;

	return plain($err) =~ /ERROR: $1:/ ? '' : "ended with: $err" if $said =~ /^ERROR, (\w{5})$/;
	if ($said =~ /^(ERROR|WARNING|NOTICE): *(.*)$/s)
	{
		my ($level, $pattern) = ($1, pattern($2));

		return plain($err) =~ /$level: \w{5}: ?$pattern/ ? '' : "said: $err";
	}
	return "failed: $err" if $err =~ /(?:ERROR|FATAL|PANIC):  |invalid command/;
	return '' if !@prints;
	if ($statement->{text} !~ /ORDER BY/i) { @rows = sort @rows; @wanted = sort @wanted; }
	return "printed:\n$out" if @rows != @wanted;
	foreach my $i (0 .. $#rows)
	{
		my $pattern = pattern($wanted[$i]);

		return "printed:\n$out" if $rows[$i] !~ /^ ?$pattern ?$/;
	}
	return '';
}

foreach my $page (@pages)
{
	my ($database) = $page eq 'doc/attaching.md' ? 'registry' : $page =~ /(\w+)[\w-]*\.md/;
	my @blocks = blocks($page);
	my $script = '';
	my @statements;
	my %parts;

	$database = lc $database;
	$node->safe_psql('postgres', "CREATE DATABASE $database OWNER dba");
	$node->safe_psql($database, 'CREATE EXTENSION special_social_services', extra_params => [ '-U', 'dba' ])
	  unless grep { $_->{text} =~ /^CREATE EXTENSION/m } @blocks;
	foreach my $block (@blocks)
	{
		my $role = ($block->{'run as'} || 'dba') eq 'superuser' ? $superuser : $block->{'run as'} || 'dba';
		my $before = $block->{'run before'} || '';

		next if $block->{language} ne 'sql' || (defined $block->{'not run'} && $before eq '');
		$before =~ s/%top%/$top/g;
		$before =~ s/%superuser%/$superuser/g;
		$script .= '\c - ' . "$role\n";
		foreach my $statement (($before eq '' ? () : { line => $block->{line}, text => "\\o /dev/null\n$before\n\\o\n" }),
			defined $block->{'not run'} ? () : statements($block))
		{
			push @statements, $statement;
			# An error in the middle of a line would hide the marker behind it
			$script .= "\\echo '\@\@$#statements'\n\\warn '\@\@$#statements'\n$statement->{text}\n";
		}
	}
	my ($status, $out, $err) = $node->psql($database, $script, on_error_stop => 0,
		extra_params => [ '-U', 'dba', '-At', '-F', ' | ', '-v', 'VERBOSITY=verbose', '-v', 'SHOW_CONTEXT=never' ]);

	foreach ([ 'out', $out ], [ 'err', $err ])
	{
		my ($stream, $text) = @$_;

		while ($text =~ /^@@(\d+)\n?(.*?)(?=^@@|\z)/msg) { $parts{$1}{$stream} = $2; }
	}
	cmp_ok(scalar @statements, '>', 0, "$page has examples");
	foreach my $i (0 .. $#statements)
	{
		my $statement = $statements[$i];
		my $differs = compare($statement, $parts{$i}{out} // '', $parts{$i}{err} // 'it did not run');

		is($differs, '', "$page:$statement->{line}");
	}
	foreach my $block (grep { defined $_->{'not run'} || $_->{language} ne 'sql' } @blocks)
	{
		isnt($block->{'not run'} // '', '', "$page:$block->{line}: not run, and the page says why");
	}
}

# anchors PAGE: of each heading, as GitHub names it, its depth
sub anchors
{
	my ($page) = @_;
	my $text = slurp_file("$top/$page");
	my (%anchors, %seen);

	$text =~ s/^( *)```.*?^\1```$//msg;
	while ($text =~ /^(#+) (.*?)\s*$/mg)
	{
		my ($depth, $name) = (length $1, lc $2);

		$name =~ s/[^\w\- ]//g;
		$name =~ s/ /-/g;
		$name .= $seen{$name}++ ? "-$seen{$name}" : '';
		$anchors{$name} = $depth;
	}
	return \%anchors;
}

my @all = ('README.md', map { "doc/" . basename($_) } glob("$top/doc/*.md"));
my %anchors = map { $_ => anchors($_) } @all;
foreach my $page (@all)
{
	my $text = slurp_file("$top/$page");
	my (@broken, %linked);

	$text =~ s/^( *)```.*?^\1```$//msg;
	while ($text =~ /\]\(([^)\s]+)\)/g)
	{
		my ($file, $anchor) = $1 =~ /^([^#]*)#?(.*)$/;

		next if $file =~ /^https?:/;
		my $target = $file eq '' ? $page : dirname($page) eq '.' ? $file : "doc/$file";
		$target =~ s{^doc/\.\./}{};
		$linked{$anchor} = 1 if $target eq $page;
		push @broken, "$file#$anchor" if !-e "$top/$target" || ($anchor ne '' && !$anchors{$target}{$anchor});
	}
	is("@broken", '', "$page: its links lead somewhere");

	# A reader of README.md, and of pages that are made, has a list elsewhere
	next if $page !~ m{^doc/(?:applications|attaching|existing-databases|operations|records|reports|security)\.md$};
	is(join(' ', sort grep { $anchors{$page}{$_} == 2 && !$linked{$_} } keys %{ $anchors{$page} }), '', "$page: its contents name each section");
}

done_testing();
