#!/bin/sh
#
# in_place.sh
#	  Build in a source tree whose path has spaces, without optimization, by clang
#	  if it is there, and with PG_CONFIG from the environment.

# shellcheck source=test/build/common.sh
. "$(dirname "$0")/common.sh"

tree="$work/a tree"
copy_sources "$tree" || bail_out "the sources could not be copied"
files_in "$tree" >"$work/before"
cd "$tree" || exit 1

cc=gcc
! command -v clang >/dev/null || cc=clang
export PG_CONFIG

make_here()
{
	make -s CC="$cc" COPT=-O0 with_llvm=no "$@"
}

# built_again FILE TARGET: a change of the file makes make build the target again
built_again()
{
	touch "$1"
	! make_here -q "$2"
}

names_no_directory()
{
	! strings -a special_social_services.so | grep -F "$work"
}

check "make by $cc" make_here -j2
check "make again has nothing to do" make_here -q
check "the server loads the library" loads "$tree/special_social_services.so"
check "the library does not say where it was built" names_no_directory
check "a changed list of the law is compiled" built_again src/law/lists/synonyms.h src/law/captions.o
check "a changed part of the script is joined" built_again src/rights.sql "special_social_services--$version.sql"
check "a changed version is compiled" built_again control/special_social_services.control src/module.o
check "make clean" make_here clean
check "it leaves the sources alone" eval 'files_in . | diff "$work/before" -'
checks_done
