#!/bin/sh
#
# refused.sh
#	  What cannot be built is refused at once, and the message says what to do.
#
# Without a usable pg_config no target may fall to the ones that install packages.

# shellcheck source=test/build/common.sh
. "$(dirname "$0")/common.sh"

# refused WORDS COMMAND...: it fails, does nothing, and what it says has these words
refused()
{
	words=$1
	shift
	if "$@" >"$work/out" 2>&1; then
		echo "it succeeded:"
		cat "$work/out"
		return 1
	fi
	cat "$work/out"
	[ "$(wc -l <"$work/out")" -le 3 ] && grep -q -e "$words" "$work/out"
}

# Debian's client package brings PGXS, but not the server's header files
cat >"$work/client_only" <<SCRIPT
#!/bin/sh
[ "\$1" = --includedir-server ] && echo /nonexistent || exec "$PG_CONFIG" "\$@"
SCRIPT
chmod +x "$work/client_only"

package='postgresql-server-dev-15.*postgresql15-devel'
for goal in '' all install uninstall installcheck clean 'all demo'; do
	check "make $goal: no pg_config" refused "$package" make -C "$top" PG_CONFIG=/nonexistent $goal
done
for goal in '' install; do
	check "make $goal: the client's files alone" refused "$package" make -C "$top" PG_CONFIG="$work/client_only" $goal
done
check "make installcheck can do with them" make -s -n -C "$top" PG_CONFIG="$work/client_only" installcheck
for goal in demo test bench dist; do
	check "make $goal needs none" make -s -n -C "$top" PG_CONFIG=/nonexistent $goal
done

spaced="$work/with a space"
copy_sources "$spaced" || bail_out "the sources could not be copied"
mkdir "$work/elsewhere"
cd "$work/elsewhere" || exit 1
check "elsewhere: the path to the sources has spaces" \
	refused 'must have no spaces' make -f "$spaced/Makefile" PG_CONFIG="$PG_CONFIG"

mv "$spaced" "$work/sources"
touch "$work/sources/src/module.o"
check "elsewhere: the sources hold a build of their own" \
	refused 'make clean' make -f "$work/sources/Makefile" PG_CONFIG="$PG_CONFIG"
rm "$work/sources/src/module.o"
checks_done
