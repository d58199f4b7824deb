#!/bin/sh
#
# purity.sh
#	  The pure objects need nothing of PostgreSQL.
#
# They are linked alone; what is left undefined must be functions of libc that
# allocate nothing, keep nothing and read neither clock nor setting.  Neither
# may the objects keep anything themselves: their tables are constant.

here=$(cd "$(dirname "$0")" && pwd)
. "$here/tap.sh"

CC=${CC:-gcc}
NM=${NM:-nm}
# The objects that the Makefile links: another layout of the sources may have left others beside them
PURE_OBJECTS=${PURE_OBJECTS:-$(make -s -C "$here" pure-objects)}

# Functions of libc that the pure part may call, as compilers call them too
allowed='^(bcmp|memcmp|memcpy|memmove|memset|snprintf|strlen|strcmp|strncmp)$'

work=$(mktemp -d) || bail_out "no temporary directory"
trap 'rm -rf "$work"' EXIT

for object in $PURE_OBJECTS; do
	[ -f "$object" ] || bail_out "$object is not built, see the Makefile"
done

link_together()
{
	"$CC" -r -nostdlib -no-pie -o "$work/pure.o" $PURE_OBJECTS
}

link_program()
{
	echo 'int main(void) { return 0; }' > "$work/main.c" &&
		"$CC" -no-pie -o "$work/program" "$work/main.c" "$work/pure.o" &&
		"$work/program"
}

# Nothing undefined but what is allowed
undefined_are_allowed()
{
	"$NM" -u "$work/pure.o" > "$work/undefined" || return 1
	awk '{print $NF}' "$work/undefined" | grep -Ev "$allowed"
	[ $? -eq 1 ]
}

# Nothing that is or could be written to
nothing_is_kept()
{
	"$NM" "$work/pure.o" > "$work/symbols" || return 1
	awk '$(NF - 1) ~ /^[BbCDdGgSs]$/' "$work/symbols" | grep .
	[ $? -eq 1 ]
}

# symbols_are_ours: what other objects see is named after the extension
symbols_are_ours()
{
	"$NM" -g --defined-only "$work/pure.o" > "$work/global" || return 1
	awk '{print $NF}' "$work/global" | grep -Ev '^(Sss|sss_)'
	[ $? -eq 1 ]
}

# No header of the server was read, not even indirectly
no_server_header()
{
	for object in $PURE_OBJECTS; do
		cat "${object%.o}.d" || return 1
	done > "$work/headers"
	grep -E '/(postgres|postgres_ext|c|pg_config|fmgr)\.h' "$work/headers"
	[ $? -eq 1 ]
}

check "the pure objects link together" link_together
check "a program of them and libc links and runs" link_program
check "what they leave undefined is of libc, without memory, clock or locale" undefined_are_allowed
check "they keep nothing: all their data is constant" nothing_is_kept
check "what they show to others is named after the extension" symbols_are_ours
check "no header of the server is read" no_server_header
checks_done
