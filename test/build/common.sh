# shellcheck shell=sh disable=SC2034
# What the tests of the build share.  To be sourced, by tests that test/run calls:
# it exports PG_CONFIG, and PGHOST and PGUSER of a running server.

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
# shellcheck source=test/host/tap.sh
. "$here/../host/tap.sh"

PG_CONFIG=${PG_CONFIG:-pg_config}
version=$(sed -n "s/^default_version = '\(.*\)'$/\1/p" "$top/control/special_social_services.control")
major=$("$PG_CONFIG" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
unset MAKEFLAGS MAKELEVEL DESTDIR

work=$(mktemp -d) || bail_out "no temporary directory"
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
# The server reads the library there
chmod 755 "$work"

# copy_sources DIRECTORY: the sources without what was built of them
copy_sources()
{
	mkdir "$1" &&
		(cd "$top" && tar -cf - --exclude='*.o' --exclude='*.so' --exclude='*.bc' --exclude='*.mo' \
			--exclude='./special_social_services--*.sql' \
			Makefile nls.mk README.md CHANGELOG.md LICENSE control doc expected po sql src) |
		tar -xf - -C "$1"
}

# Where files are, without where they begin
files_in()
{
	(cd "$1" && find . ! -type d) | sed 's/^\.//' | LC_ALL=C sort
}

# The server loads the library, which brings its settings
loads()
{
	"$("$PG_CONFIG" --bindir)/psql" -XAt -d postgres -c "LOAD '$1'" -c 'SHOW sss.time_zone' >"$work/loaded" 2>&1
	cat "$work/loaded"
	grep -q '^Asia/Almaty$' "$work/loaded"
}
