# shellcheck shell=sh disable=SC2034
# Debian chroots to test in.  Sourced, by scripts that run as root.
#
# CHROOTS names a directory to keep them in between runs, MIRROR the mirror of
# Debian to make them from.

mirror=${MIRROR:-http://deb.debian.org/debian}
keep=${CHROOTS:-}
chroots=${keep:-$(mktemp -d)}
passed=0
failed=0
trap '[ -n "$keep" ] || rm -rf --one-file-system "$chroots"' EXIT

# The version of PostgreSQL that only experimental has
next=19

# enter directory command ...: run a command in a chroot.  What is mounted there
# is seen by the command alone.
enter()
{
	unshare --mount sh -c 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"' "$@"
}

# As enter, on a network of its own: the ports of the machine stay free
enter_alone()
{
	unshare --mount --net sh -c 'ip link set lo up && mount -t proc proc "$0/proc" &&
		exec chroot "$0" "$@"' "$@"
}

# experimental is sid and more.  Of the more we want PostgreSQL alone, and its
# development files at once: test/run tests the version of the pg_config at hand.
#
# Nobody has packaged pgTAP for that version yet.  It is SQL, the same for every
# version: the package for the one before will do, made over.
add_experimental()
{
	echo "deb $mirror experimental main" >"$1/etc/apt/sources.list.d/experimental.list" &&
		printf '%s\n' "Package: src:postgresql-$next" "Pin: release a=experimental" \
			"Pin-Priority: 990" >"$1/etc/apt/preferences.d/postgresql" &&
		enter "$1" sh -eux -c '
			next=$1
			before=$((next - 1))
			export DEBIAN_FRONTEND=noninteractive
			apt-get update
			apt-get install -y --no-install-recommends "postgresql-server-dev-$next"
			apt-cache show "postgresql-$next-pgtap" || {
				cd /root
				apt-get download "postgresql-$before-pgtap"
				dpkg-deb --raw-extract postgresql-*-pgtap_*.deb pgtap
				mv "pgtap/usr/share/postgresql/$before" "pgtap/usr/share/postgresql/$next"
				sed -i -e "/^Depends:/d" -e "s/^Package:.*/Package: postgresql-$next-pgtap/" pgtap/DEBIAN/control
				dpkg-deb --build pgtap pgtap.deb
				dpkg --install pgtap.deb
				rm -r pgtap ./*.deb
			}' sh "$next"
}

# A release that debootstrap has no script for is like sid
make_chroot()
{
	base=$1
	[ "$1" != experimental ] || base=sid
	script=$base
	[ -e "/usr/share/debootstrap/scripts/$base" ] || script=sid
	new=$chroots/$1.new
	rm -rf --one-file-system "$new"
	debootstrap --variant=minbase "$base" "$new" "$mirror" "$script" &&
		echo 'Acquire::Check-Valid-Until "false";' >"$new/etc/apt/apt.conf.d/99valid" &&
		{ [ "$1" != experimental ] || add_experimental "$new"; } &&
		mv "$new" "$chroots/$1"
}
