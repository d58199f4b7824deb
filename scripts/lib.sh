# shellcheck shell=sh
# Shared by the demonstration, the tests and the benchmark: packages, a build
# in a directory of its own, and a throw-away cluster.  Sourced, not run.
#
# The server listens on a unix socket in a temporary directory that no other user
# can enter, runs as an unprivileged user, and is stopped by its own pid file.
# However the script ends, unless by KILL, it leaves neither server nor directory,
# but for a demonstration that is kept.

set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
work=
package_log=
no_main_cluster=
server_user=
as_server=
beside=

say()
{
	printf '%s\n' "$*"
}

fail()
{
	printf '%s: %s\n' "$0" "$*" >&2
	exit 1
}

# progress WORDS TOTAL: say after each tenth of them how many lines have come
progress()
{
	count=0
	shown=0
	while read -r _; do
		count=$((count + 1))
		if [ "$count" -le "$2" ] && [ $((count * 10 / $2)) -gt "$shown" ]; then
			shown=$((count * 10 / $2))
			say "  $1: $count of $2"
		fi
	done
}

clean_up()
{
	trap '' HUP INT TERM
	[ -z "$no_main_cluster" ] || rm -f "$no_main_cluster"
	[ -z "$package_log" ] || rm -f "$package_log" "$package_log.failed"
	# What runs beside this script: the group, which has its own servers to stop
	if [ -n "$beside" ] && kill -s TERM -- "-$beside" 2>/dev/null; then
		wait "$beside" || true
		for _ in $(seq 60); do
			kill -s 0 -- "-$beside" 2>/dev/null || break
			sleep 0.5
		done
	fi
	for pid_file in "${work:-/nonexistent}"/*/postmaster.pid; do
		[ ! -f "$pid_file" ] ||
			$as_server "$bindir/pg_ctl" -D "$(dirname "$pid_file")" -m immediate -w stop >"$work/stop.log" 2>&1 || true
	done
	if [ -n "$work" ] && [ -z "${SSS_KEEP:-}" ]; then
		rm -rf "$work"
	fi
}

trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# The major version to build for: of the pg_config at hand, or the one that
# Debian's package "postgresql" stands for.
postgres_version()
{
	if command -v "${PG_CONFIG:-pg_config}" >/dev/null 2>&1 &&
		[ -f "$("${PG_CONFIG:-pg_config}" --pgxs)" ]; then
		"${PG_CONFIG:-pg_config}" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/'
	elif command -v apt-cache >/dev/null 2>&1; then
		apt-cache depends postgresql 2>/dev/null |
			sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1
	fi
}

# Lines of apt: what it does, package, percent
packages_progress()
{
	before=
	while IFS=: read -r what _ percent _; do
		case $what in
			dlstatus) now="downloaded" ;;
			pmstatus) now="installed" ;;
			*) continue ;;
		esac
		now="$now: ${percent%%.*}"
		now="${now%?}0 %"
		[ "$now" = "$before" ] || say "  $now"
		before=$now
	done
}

# Debian's server packages would create and start a cluster of their own, which
# would stay; ours is throw-away.
install_packages()
{
	package_log=$(mktemp)
	no_main_cluster=/etc/postgresql-common/createcluster.d/zz-no-main-cluster.conf
	mkdir -p "$(dirname "$no_main_cluster")"
	say "create_main_cluster = false" >"$no_main_cluster"
	status=0
	# apt's own account of how far it is, in percent
	{ DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o APT::Status-Fd=3 "$@" \
		3>&1 >"$package_log" 2>&1 || : >"$package_log.failed"; } | packages_progress
	[ ! -e "$package_log.failed" ] || status=1
	[ "$status" = 0 ] || cat "$package_log" >&2
	rm -f "$no_main_cluster" "$package_log" "$package_log.failed"
	return "$status"
}

# need_packages package ...: install the missing ones.  A name may hold the
# word VERSION for the major version of PostgreSQL.
need_packages()
{
	command -v dpkg-query >/dev/null 2>&1 ||
		fail "this is no Debian machine; install by hand what stands for: $*"
	version=$(postgres_version)
	if [ -z "$version" ] && [ "$(id -u)" = 0 ]; then
		say "Reading Debian's package lists: apt-get update"
		apt-get update -qq
		version=$(postgres_version)
	fi
	[ -n "$version" ] || fail "Debian's package lists are empty; run as root: apt-get update"

	missing=
	for package in "$@"; do
		package=$(say "$package" | sed "s/VERSION/$version/")
		[ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" = "install ok installed" ] ||
			missing="$missing $package"
	done
	if [ -n "$missing" ]; then
		[ "$(id -u)" = 0 ] ||
			fail "packages are missing; run as root: apt-get install --no-install-recommends$missing"
		say "Installing Debian packages:$missing"
		# Package lists may be older than the archive: read them again before giving up
		# shellcheck disable=SC2086
		install_packages $missing ||
			{ apt-get update -qq && install_packages $missing; } ||
			fail "the packages could not be installed"
	fi
	PG_CONFIG=${PG_CONFIG:-/usr/lib/postgresql/$version/bin/pg_config}
	export PG_CONFIG
	bindir=$("$PG_CONFIG" --bindir)
	PATH=$bindir:$PATH
	export PATH
}

# A temporary directory, and a user to run the server as
make_work()
{
	work=$(mktemp -d "${TMPDIR:-/tmp}/sss.XXXXXX")
	if [ "$(id -u)" = 0 ]; then
		server_user=postgres
		as_server="runuser -u postgres --"
		# mktemp made it with mode 0700
		chown postgres "$work"
	else
		server_user=$(id -un)
		as_server=
	fi
}

# Are the built files installed already?  Then a user who may not install can go on.
is_installed()
{
	cmp -s "$work/build/special_social_services.so" \
		"$("$PG_CONFIG" --pkglibdir)/special_social_services.so" || return 1
	for file in "$work"/build/control/* "$work"/build/special_social_services--*.sql; do
		cmp -s "$file" "$("$PG_CONFIG" --sharedir)/extension/$(basename "$file")" || return 1
	done
}

# Build in a copy, so that the checkout stays as it is, and install.  Arguments are make's.
build_and_install()
{
	mkdir "$work/build"
	(cd "$top" && tar -cf - --exclude=.git --exclude='*.o' --exclude='*.so' --exclude='*.bc' \
		--exclude=test/host/build .) | tar -xf - -C "$work/build"
	[ -z "$as_server" ] || chown -R "$server_user" "$work/build"
	set -- PG_CONFIG="$PG_CONFIG" ${SSS_CFLAGS:+COPT="$SSS_CFLAGS"} "$@"
	say "Building for $("$PG_CONFIG" --version)"
	total=$($as_server make -n -C "$work/build" "$@" 2>/dev/null | grep -c ' -c ') || true
	{ $as_server make -j "$(nproc)" -C "$work/build" "$@" 2>&1 || : >"$work/build.failed"; } |
		tee "$work/build.log" | grep --line-buffered ' -c ' | progress compiled "$total"
	[ ! -e "$work/build.failed" ] || { grep -v " -c " "$work/build.log"; fail "the build failed"; }
	if [ ! -w "$("$PG_CONFIG" --pkglibdir)" ]; then
		is_installed || fail "installing needs root; run as root: make -C $top install"
		return
	fi
	say "Installing into $("$PG_CONFIG" --pkglibdir), $("$PG_CONFIG" --sharedir)/extension and $("$PG_CONFIG" --localedir)"
	say "the files special_social_services*, and pages into $("$PG_CONFIG" --docdir)/extension."
	say "They stay; to remove them: make uninstall"
	# First, what was there goes: bitcode of another build would stay
	make -s -C "$work/build" PG_CONFIG="$PG_CONFIG" uninstall >"$work/install.log" 2>&1 &&
		make -s -C "$work/build" "$@" install >>"$work/install.log" 2>&1 ||
		{ cat "$work/install.log"; fail "the installation failed"; }
}

# start_cluster [setting=value ...]
start_cluster()
{
	say "Starting a server"
	$as_server "$bindir/initdb" -D "$work/data" -U postgres -A trust -E UTF8 --no-locale \
		>"$work/initdb.log" 2>&1 || { cat "$work/initdb.log"; fail "initdb failed"; }
	{
		say "listen_addresses = ''"
		say "unix_socket_directories = '$work'"
		say "fsync = off"
		for setting in "$@"; do
			say "${setting%%=*} = '${setting#*=}'"
		done
	} >>"$work/data/postgresql.conf"
	# The server's user need not be able to enter the present directory
	(cd "$work" && $as_server "$bindir/pg_ctl" -D "$work/data" -l "$work/server.log" -w start >/dev/null) ||
		{ cat "$work/server.log"; fail "the server did not start"; }
	PGHOST=$work
	PGUSER=postgres
	PGDATABASE=postgres
	PGCLIENTENCODING=UTF8
	export PGHOST PGUSER PGDATABASE PGCLIENTENCODING
	unset PGPORT PGOPTIONS PGSERVICE PGPASSWORD
}

# keep_cluster database ...: leave the server running, and say how to use and remove it
keep_cluster()
{
	rm -rf "$work/build"
	say "The server is left running.  To connect:"
	for database in "$@"; do
		say "  $bindir/psql -h $work -U postgres $database"
	done
	say "To remove it, with all its data:"
	say "  ${as_server:+$as_server }$bindir/pg_ctl -D $work/data -m fast -w stop && rm -rf $work"
	work=
}
