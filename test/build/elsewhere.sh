#!/bin/sh
#
# elsewhere.sh
#	  Build outside of the source tree, with link-time optimization and bitcode,
#	  install below DESTDIR, and uninstall.
#
# The paths of the build and of DESTDIR have spaces; but PGXS cannot install bitcode
# below such a DESTDIR.

# shellcheck source=test/build/common.sh
. "$(dirname "$0")/common.sh"

sources=$work/sources
build="$work/a build"
root=$work/root
spaced="$work/a root"
copy_sources "$sources" && mkdir "$build" || bail_out "the sources could not be copied"
files_in "$sources" >"$work/sources.before"
cd "$build" || exit 1

make_here()
{
	make -s -f "$sources/Makefile" PG_CONFIG="$PG_CONFIG" COPT='-O0 -flto' "$@"
}

# Each file that make install has to install, and no other
expected()
{
	lib=$("$PG_CONFIG" --pkglibdir)
	share=$("$PG_CONFIG" --sharedir)
	doc=$("$PG_CONFIG" --docdir)/extension/special_social_services
	echo "$lib/special_social_services.so"
	echo "$share/extension/special_social_services.control"
	echo "$share/extension/special_social_services--$version.sql"
	echo "$share/extension/special_social_services_wizard.sql"
	if command -v msgfmt >/dev/null; then
		for language in kk ru; do
			echo "$("$PG_CONFIG" --localedir)/$language/LC_MESSAGES/special_social_services-$major.mo"
		done
	fi
	(cd "$top" && printf "$doc/%s\n" README.md CHANGELOG.md LICENSE doc/*.md doc/screenshots/*.png)
	if make_here -p -n 2>/dev/null | grep -q '^with_llvm *:\{0,1\}= *yes'; then
		echo "$lib/bitcode/special_social_services.index.bc"
		(cd "$top" && find src -name '*.c') | sed "s|^\(.*\)\.c$|$lib/bitcode/special_social_services/\1.bc|"
	fi
}

# installed DIRECTORY [PATTERN]: there is each file, but those like the pattern, and no other
installed()
{
	expected | grep -v "${2:-^$}" | LC_ALL=C sort >"$work/expected" &&
		files_in "$1" | diff "$work/expected" -
}

leaves_no_file()
{
	[ -z "$(files_in "$1")" ] || { files_in "$1"; return 1; }
}

check "make" make_here -j2
check "make again has nothing to do" make_here -q
check "make install" make_here install DESTDIR="$root"
check "it installs each file, and no other" installed "$root"
check "the server loads the library" loads "$root$("$PG_CONFIG" --pkglibdir)/special_social_services.so"
check "the pages are those of the sources" diff -r "$top/doc" "$root$("$PG_CONFIG" --docdir)/extension/special_social_services/doc"
check "make installcheck, on the server that has the extension" make_here installcheck REGRESS=types_io
check "make uninstall" make_here uninstall DESTDIR="$root"
check "it leaves no file" leaves_no_file "$root"
check "make install below a path with spaces" make_here install DESTDIR="$spaced" with_llvm=no
check "it installs each file but the bitcode" installed "$spaced" /bitcode/
check "make uninstall there" make_here uninstall DESTDIR="$spaced" with_llvm=no
check "it leaves no file there" leaves_no_file "$spaced"
check "make clean" make_here clean
check "it leaves no file that make made" leaves_no_file "$build"
check "the sources are as they were" eval 'files_in "$sources" | diff "$work/sources.before" -'
checks_done
