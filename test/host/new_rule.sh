#!/bin/sh
#
# new_rule.sh
#	  A new rule, on a fact that is new as well, takes lines in the lists alone.
#
# An imaginary rule is entered into a copy of the law, and asked; what the old
# rules answer must stay as it was.

here=$(cd "$(dirname "$0")" && pwd)
. "$here/tap.sh"

CC=${CC:-gcc}
BUILD=${BUILD:-$here/build}
SRC=${SRC:-$here/../../src}
unset MAKEFLAGS MFLAGS MAKELEVEL

days="2023-07-01 2027-01-01"
list_tests="test_names test_lists test_coverage test_codes test_clauses test_norms"

[ -x "$BUILD/answers" ] || bail_out "$BUILD/answers is not built, see the Makefile"
work=$(mktemp -d) || bail_out "no temporary directory"
trap 'rm -rf "$work"' EXIT

build_extended()
{
	targets=
	for program in answers $list_tests
	do
		targets="$targets $work/build/$program"
	done
	make -s -C "$here" CC="$CC" SRC="$work/src" BUILD="$work/build" $targets
}

# only_lists_changed: of C, nothing but the lists
only_lists_changed()
{
	diff -rq "$SRC" "$work/src" | grep -v -e '/law/lists' -e '\.sql' -e '^Only in [^:]*: .*\.\(o\|bc\)$'
	[ $? -eq 1 ]
}

# answers_case ANSWER DAY FACT=CODE...: what the new rule answers
answers_case()
{
	answer=$1
	shift
	said=$("$work/build/answers" case escort "$@") || return 1
	[ "$said" = "$answer" ] || { echo "$said instead of $answer"; return 1; }
}

rule_is_unknown()
{
	! "$BUILD/answers" case escort 2027-01-01 provider=youth_house
}

# old_rule_as_before RULE DAY
old_rule_as_before()
{
	"$BUILD/answers" "$1" "$2" > "$work/old" &&
		"$work/build/answers" "$1" "$2" > "$work/new" &&
		cmp "$work/old" "$work/new"
}

mkdir "$work/src" && cp -R "$SRC"/* "$work/src" || bail_out "the sources cannot be copied"
check "the rule and its fact are entered" "$here/add_rule.sh" "$work/src"
check "of the sources in C the lists alone have changed" only_lists_changed
check "the rule is not known before" rule_is_unknown
check "the law with the new rule compiles" build_extended

while IFS='|' read -r answer day facts
do
	check "$day $facts: $answer" answers_case "$answer" "$day" $facts
done <<'EXPECTED'
compliant 1.4/4|2027-01-01|escort=parent provider=youth_house
compliant 1.4/4|2027-01-01|escort=police_officer provider=youth_house
violation 1.4/4|2027-01-01|escort=other_escort provider=youth_house
unknown 1.4/4|2027-01-01|provider=youth_house
compliant 1.4/4|2027-01-01|escort=parent
unknown none|2027-01-01|escort=other_escort
compliant 1.3.1|2026-12-31|escort=other_escort provider=youth_house
compliant 3.3|2027-01-01|escort=other_escort provider=guardian
not_governed 0.5|2023-06-30|escort=other_escort provider=youth_house
EXPECTED

for day in $days
do
	check "$day: placements come out as without the rule" old_rule_as_before placements "$day"
	check "$day: services come out as without the rule" old_rule_as_before services "$day"
done
for test in $list_tests
do
	check "the lists with the new rule pass $test" "$work/build/$test"
done
checks_done
