# The page of sss.report_html(): on a standby, which also says what it cannot do there, and
# in a browser: its numbers are those of SQL, nothing is fetched, axe-core finds no barrier
# for people who see, hear or move less, and it prints on A4.
#
# The browser is chromium, or what SSS_CHROMIUM names; axe-core is the file that SSS_AXE
# names, or what npm fetches.  Without them that part is skipped.  With SSS_SHOTS, a
# directory, pictures of three widths are left there.

use strict;
use warnings;

use Cwd qw(abs_path);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('page');
$node->init(allows_streaming => 1);
$node->start;
$node->safe_psql('postgres', q{
	CREATE EXTENSION special_social_services;
	CREATE TABLE orgs (id integer PRIMARY KEY, kind text, oblast text);
	CREATE TABLE placements (id integer PRIMARY KEY, org integer, category text, basis text, since date);
	CREATE VIEW cases AS SELECT p.id, o.id AS org, p.category, p.basis, o.kind AS provider, p.since AS on_date, o.oblast FROM placements AS p JOIN orgs AS o ON o.id = p.org;
	SELECT sss.attach_view('cases', 'placement', key => '{id}');
	INSERT INTO orgs SELECT n, 'youth_house', CASE n WHEN 1 THEN '<script>document.title = "bad"</script>' ELSE 'Облысы ' || n END FROM generate_series(1, 20) AS n;
	INSERT INTO placements SELECT n, 1 + n % 20, 'orphan', CASE WHEN n % 7 < n % 5 THEN 'court_act' ELSE 'local_executive_decision' END, date '2024-01-01' + n % 700 FROM generate_series(1, 4000) AS n;
	SELECT sss.run_audit(on_date => (date '2025-01-31' + make_interval(months => n))::date, by => '{oblast,provider}') FROM generate_series(0, 9) AS n;
	SELECT sss.run_audit(by => '{oblast,provider}')});

# 1. A standby.
$node->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('page_standby');
$standby->init_from_backup($node, 'copy', has_streaming => 1);
$standby->start;
$node->wait_for_catchup($standby, 'replay', $node->lsn('write'));
foreach my $query ('SELECT count(*) FROM sss.audit_history', 'SELECT count(*) FROM sss.audit_history_texts', 'SELECT count(*) FROM sss.violations_texts', "SELECT count(*) FROM sss.audit_months(by => '{oblast}')",
	"SELECT count(*) FROM sss.worsened('2025-06-30', '{oblast}')", "SELECT sss.report_csv('kk', by => '{oblast}')", "SELECT count(*) FROM sss.audit('cases')", 'SELECT status FROM sss.health()')
{
	is($standby->safe_psql('postgres', $query), $node->safe_psql('postgres', $query), "on a standby: $query");
}
my $since = q{since => '2025-01-01'};
my $made = qr{<p>Made: [^<]*};
my ($here, $there) = map { $_->safe_psql('postgres', "SELECT sss.report_html('en', $since)") =~ s/$made//r } $node, $standby;
is($there, $here, 'the page is the same on a standby');
foreach my $call ('sss.run_audit()', 'sss.maintain()', 'sss.maintain(true)', 'sss.compact()')
{
	my ($ret, $out, $err) = $standby->psql('postgres', "SELECT $call");
	like($err, qr/ERROR:  cannot execute [^\n]+ (in a read-only transaction|during recovery)/, "$call says that it cannot");
}
$standby->stop;

# 2. A browser.
my $chromium = $ENV{SSS_CHROMIUM} // (grep { -x } map { "$_/chromium" } split(/:/, $ENV{PATH}), '/usr/bin')[0];
my $work = PostgreSQL::Test::Utils::tempdir();
my $axe = $ENV{SSS_AXE};
if (!defined $axe && system("cd $work && npm pack --silent axe-core >axe.name 2>npm.log && tar -xzf axe-core-*.tgz package/axe.min.js 2>tar.log") == 0)
{
	$axe = "$work/package/axe.min.js";
}

sub browse
{
	my @command = ($chromium, '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', "--user-data-dir=$work/profile", @_);
	my ($out, $err) = ('', '');

	IPC::Run::run(\@command, '>', \$out, '2>', \$err, IPC::Run::timeout(180)) or diag($err);
	return $out;
}

SKIP:
{
	skip 'no chromium', 1 unless defined $chromium && -x $chromium;
	skip 'no axe-core', 1 unless defined $axe && -r $axe;
	my $script = slurp_file($axe);
	my $violations = $node->safe_psql('postgres', 'SELECT violation FROM sss.audit_months(small => 0) ORDER BY month DESC LIMIT 1');
	my $unknown = $node->safe_psql('postgres', 'SELECT unknown FROM sss.audit_months(small => 0) ORDER BY month DESC LIMIT 1');
	my $oblasts = $node->safe_psql('postgres', "SELECT string_agg(violation::text, ' ' ORDER BY violation DESC) FROM sss.audit_months((SELECT max(month) FROM sss.audit_months()), '{oblast,provider}', 0)");

	foreach my $try (['kk', 390], ['ru', 768], ['en', 1280])
	{
		my ($language, $width) = @$try;
		my $page = "$work/page.$language.html";
		my $html = $node->safe_psql('postgres', "SELECT sss.report_html('$language', $since, small => 0)");

		cmp_ok(length($html), '<', 300000, "$language: less than 300 kB");
		append_to_file($page, $html);

		# The same page, with a script that puts what it finds in place of the page
		append_to_file("$page.test.html", $html =~ s{</body>}{<script>$script</script><script>
			// axe-core does not look into SVG
			const light = c => c.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
				.reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
			const contrast = c => (light(getComputedStyle(document.body).backgroundColor) + 0.05) / (light(c) + 0.05);
			axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}).then(r => {
				const cells = (id, n) => [...document.querySelectorAll('#' + id + ' tbody tr')].map(row => row.children[n].textContent.trim());
				const found = {
					title: document.title, violations: r.violations.map(v => v.id + ' ' + v.nodes[0].html.slice(0, 80)), passes: r.passes.length,
					headings: [...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName).join(' '),
					fetched: performance.getEntriesByType('resource').length,
					wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
					violation: cells('t-verdicts', 1).join(' '), unknown: cells('t-verdicts', 3).join(' '),
					last: cells('t-dimensions', document.querySelectorAll('#t-dimensions thead th').length - 2).join(' '),
					charts: [...document.querySelectorAll('svg[role=img]')].every(s => s.getAttribute('aria-label').length > 20),
					pale: [...document.querySelectorAll('svg text, svg rect')].map(e => [e, getComputedStyle(e)])
						.filter(([e, s]) => contrast(s.stroke == 'none' ? s.fill : s.stroke) < (e.tagName == 'text' ? 4.5 : 3)).length,
					small: [...document.querySelectorAll('svg text')].filter(e => e.getBoundingClientRect().height < 10).length};
				document.documentElement.innerHTML = '<body><pre>' + Object.entries(found).map(([k, v]) => '[' + k + '=' + v + ']').join('\\n').replaceAll('<', '(') + '</pre></body>';
			});</script></body>}r);
		my $found = browse("--window-size=$width,2000", '--virtual-time-budget=20000', '--dump-dom', "file://$page.test.html");
		my %of = $found =~ /\[(\w+)=(.*?)\]\n?/g;

		is($of{violations}, '', "$language, $width wide: axe-core finds no barrier");
		cmp_ok($of{passes}, '>', 20, 'and looked');
		is($of{fetched}, 0, 'nothing is fetched');
		is($of{wide}, 'false', 'nothing is wider than the window');
		unlike($of{title}, qr/bad/, 'no value of a row runs');
		like($of{headings}, qr/^H1( H2)+$/, 'headings are in order');
		is($of{charts}, 'true', 'charts have a text');
		is($of{pale}, 0, 'with enough contrast');
		is($of{small}, 0, 'and no text that is shrunk');
		is($of{violation}, $violations, 'violations are those of SQL');
		is($of{unknown}, $unknown, 'and the unknown');
		is($of{last}, $oblasts, 'and those of the oblasts');
		browse("--window-size=$width,1600", "--screenshot=$ENV{SSS_SHOTS}/report-$width.png", "file://$page") if defined $ENV{SSS_SHOTS};
		browse('--no-pdf-header-footer', "--print-to-pdf=$work/page.$language.pdf", "file://$page");
		my $pdf = slurp_file("$work/page.$language.pdf");
		my @boxes = $pdf =~ m{/MediaBox ?\[ ?0 0 ([\d.]+ [\d.]+)}g;

		cmp_ok(scalar(@boxes), '>', 0, "$language: it prints");
		is(scalar(grep { my ($width, $height) = split; abs($width - 595.3) > 1 || abs($height - 841.9) > 1 } @boxes), 0, 'on A4');
	}
}
done_testing();
