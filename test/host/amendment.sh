#!/bin/sh
#
# amendment.sh
#	  An amendment changes the answers from its first day on, and no others.
#
# An imaginary amendment of 1 January 2027 is entered into a copy of the lists:
#
#	- in centers, help with better housing becomes item 3 of paragraph 17;
#	- centers take children of items 4 and 5 of paragraph 2 no longer by court
#	  acts but by a ruling of the body conducting the criminal process;
#	- organizations take a new category, whose value on disk lies between two
#	  others, by decision of the local executive body.
#
# The answers of both rulebooks are then compared over the whole space of facts.

here=$(cd "$(dirname "$0")" && pwd)
. "$here/tap.sh"

CC=${CC:-gcc}
BUILD=${BUILD:-$here/build}
SRC=${SRC:-$here/../../src}
unset MAKEFLAGS MFLAGS MAKELEVEL

new_category=found_abroad
before="none 2023-06-30 2023-07-01 2024-02-29 2026-12-31"
after="2027-01-01 2030-06-15"
list_tests="test_names test_lists test_coverage test_citations test_services test_memo"

[ -x "$BUILD/answers" ] || bail_out "$BUILD/answers is not built, see the Makefile"
work=$(mktemp -d) || bail_out "no temporary directory"
trap 'rm -rf "$work"' EXIT

# copy_sources DIRECTORY
copy_sources()
{
	mkdir -p "$1" &&
		cp -R "$SRC/law" "$1"
}

# edit FILE LINES SCRIPT: apply a sed script, which must leave exactly so many
# lines of the file that were not there before
edit()
{
	sed "$3" "$work/amended/$1" > "$work/edited" || return 1
	added=$(diff "$work/amended/$1" "$work/edited" | grep -c '^>')
	mv "$work/edited" "$work/amended/$1"
	[ "$added" -eq "$2" ] || { echo "$added lines instead of $2"; return 1; }
}

amend_scope()
{
	edit law/lists/scope.h 2 '/^SCOPE(centers,.*ITEM(2, 17, 2)/ {
		s/NO_END/DAY(2026, 12, 31)/
		a\
SCOPE_LATER(centers, economic, assist_housing_improvement, ITEM(2, 17, 3), DAY(2027, 1, 1), NO_END)
	}'
}

amend_admissions()
{
	edit law/lists/admissions.h 2 '/^ADMISSION(centers, PART(2, 4, 3)/ {
		s/NO_END/DAY(2026, 12, 31)/
		a\
ADMISSION(centers, PART(2, 4, 4), CATEGORY(deviant_behavior) | CATEGORY(referred_to_special_organization), BASIS(criminal_process_ruling), ANY, compliant, DAY(2027, 1, 1), NO_END)
	}' &&
	edit law/lists/admissions.h 1 '/^ADMISSION(organizations, PART(1, 4, 4).*unsettled/ a\
ADMISSION(organizations, PART(1, 4, 5), CATEGORY(found_abroad), BASIS(local_executive_decision), ANY, compliant, DAY(2027, 1, 1), NO_END)
'
}

amend_categories()
{
	edit law/lists/recipient_categories.h 1 '/^RECIPIENT_CATEGORY(abuse_victim, 56,/ a\
RECIPIENT_CATEGORY(found_abroad, 60, DAY(2027, 1, 1), NO_END, "шетелде табылған балалар", "дети, найденные за рубежом", "children found abroad")
' &&
	edit law/lists/recipients.h 1 '/^RECIPIENTS(organizations, ITEM(1, 2, 7)/ a\
RECIPIENTS(organizations, ITEM(1, 2, 8), CATEGORY(found_abroad), ANY, compliant, DAY(2027, 1, 1), NO_END)
'
}

build_amended()
{
	targets=
	for program in answers $list_tests
	do
		targets="$targets $work/build/$program"
	done
	make -s -C "$here" CC="$CC" SRC="$work/amended" BUILD="$work/build" $targets
}

# answer_all: both rulebooks on every day, in $work/old and $work/new
answer_all()
{
	mkdir -p "$work/old" "$work/new" &&
		"$BUILD/answers" codes > "$work/old/codes" &&
		"$work/build/answers" codes > "$work/new/codes" || return 1
	for day in $before $after
	do
		for rule in placements services
		do
			"$BUILD/answers" "$rule" "$day" > "$work/old/$rule.$day" &&
				"$work/build/answers" "$rule" "$day" > "$work/new/$rule.$day" || return 1
		done
	done
}

# same FILE: old and new answers agree, the new category left aside
same()
{
	grep -v "$new_category" "$work/new/$1" | diff "$work/old/$1" -
}

# What was added to the codes is the new category, and nothing else
codes_unchanged()
{
	same codes && [ "$(diff "$work/old/codes" "$work/new/codes" | grep '^[<>]')" = \
		"> recipient_category 60 $new_category" ]
}

# changed RULE DAY: the new answers that differ from the old ones
changed()
{
	grep -v "$new_category" "$work/new/$1.$2" | diff "$work/old/$1.$2" - | sed -n 's/^> //p'
}

# Only placements in centers, of the two categories, by a basis that is known; and those of
# a category that is not known and may be one of the three, but not in families
placements_changed_where_amended()
{
	changed placements "$1" > "$work/changed"
	[ -s "$work/changed" ] || { echo "nothing has changed"; return 1; }
	awk '
		$1 ~ /[?]|^-$/ {
			if ($3 !~ /^(guardian|trustee|patronage_caregiver|foster_parent|family_type_home_educator|other_family)$/)
				next
		}
		$1 !~ /deviant_behavior|referred_to_special_organization/ || $2 == "?" ||
		$3 !~ /^(minors_adaptation_center|children_in_need_support_center|minors_special_services_organization|other_center)$/ {
			print
			wrong = 1
		}
		END { exit wrong }' "$work/changed"
}

# Where annex 2 alone governs and one category is known, every one of them:
# 2 categories, 8 bases, 3 providers, 6 stays (one is that none is given, one that it is not known)
all_amended_placements_changed()
{
	count=$(changed placements "$1" | awk '
		$1 ~ /^(deviant_behavior|referred_to_special_organization)$/ &&
		$3 != "children_in_need_support_center"' | wc -l)
	[ "$count" -eq 288 ] || { echo "$count instead of 288"; return 1; }
}

services_changed_where_amended()
{
	changed services "$1" > "$work/changed"
	diff "$work/changed" - <<-EXPECTED
		- ? minors_adaptation_center ? economic.assist_housing_improvement -> compliant 2.17.3
		- ? minors_special_services_organization ? economic.assist_housing_improvement -> compliant 2.17.3
		- ? other_center ? economic.assist_housing_improvement -> compliant 2.17.3
	EXPECTED
}

# answers RULE DAY LINE: is this one of the new answers?
answers()
{
	grep -Fx -e "$3" "$work/new/$1.$2"
}

# Before it is received, the new category opens no door
category_admits_nobody()
{
	awk -v category="$new_category" '$1 == category && $(NF - 1) == "compliant" { print; wrong = 1 }
		END { exit wrong }' "$work/new/placements.$1"
}

# Beside another category, the verdict is the other's
category_changes_no_verdict()
{
	awk -v category="$new_category" '
		NR == FNR {
			verdict[$1, $2, $3, $4] = $(NF - 1)
			next
		}
		index($1, category) && $1 != category {
			others = $1
			sub("[+]" category, "", others) || sub(category "[+]", "", others)
			if (verdict[others, $2, $3, $4] != $(NF - 1)) {
				print
				wrong = 1
			}
			seen++
		}
		END { exit wrong || !seen }' "$work/old/placements.$1" "$work/new/placements.$1"
}

# refused PATTERN FILE SCRIPT: the compiler rejects the edited lists for that reason
refused()
{
	rm -rf "$work/refused"
	cp -R "$work/amended" "$work/refused"
	sed "$3" "$work/amended/law/lists/$2" > "$work/refused/law/lists/$2"
	cmp -s "$work/amended/law/lists/$2" "$work/refused/law/lists/$2" && { echo "nothing was edited"; return 1; }
	if "$CC" -std=gnu99 -I"$work/refused" -fsyntax-only "$work/refused/law/lists.c" "$work/refused/law/lists_check.c" 2> "$work/errors"
	then
		echo "it was accepted"
		return 1
	fi
	grep -e "$1" "$work/errors" || { cat "$work/errors"; return 1; }
}

copy_sources "$work/amended" || bail_out "the sources cannot be copied"
check "the item of a service changes by an end date and a line behind it" amend_scope
check "a basis ends and another begins, each in one line" amend_admissions
check "a category is added between two others, and received" amend_categories
check "the amended lists compile" build_amended
check "both rulebooks answer" answer_all

check "values on disk are unchanged, and one is new" codes_unchanged
for day in $before
do
	check "day $day: placements come out as without the amendment" same "placements.$day"
	check "day $day: services come out as without the amendment" same "services.$day"
	check "day $day: the new category by itself is nowhere compliant" category_admits_nobody "$day"
	check "day $day: the new category beside others changes no verdict" category_changes_no_verdict "$day"
done
for day in $after
do
	check "day $day: placements change only where amended" placements_changed_where_amended $day
	check "day $day: placements change wherever amended" all_amended_placements_changed $day
	check "day $day: services change where amended and only there" services_changed_where_amended $day
done

# The last day of the old law and the first of the new one, case by case
while IFS='|' read -r rule day line
do
	check "$day: $line" answers "$rule" "$day" "$line"
done <<'EXPECTED'
services|2026-12-31|- ? other_center ? economic.assist_housing_improvement -> compliant 2.17.2
services|2027-01-01|- ? other_center ? economic.assist_housing_improvement -> compliant 2.17.3
services|2027-01-01|- ? children_in_need_support_center ? economic.assist_housing_improvement -> compliant 1.17.2
services|2027-01-01|- ? guardian ? economic.assist_housing_improvement -> compliant 3.18.2
placements|2026-12-31|deviant_behavior court_act other_center ? ? -> compliant 2.4/3
placements|2027-01-01|deviant_behavior court_act other_center ? ? -> violation 2.4/4
placements|2026-12-31|deviant_behavior criminal_process_ruling other_center day ? -> violation 2.4/3
placements|2027-01-01|deviant_behavior criminal_process_ruling other_center day ? -> compliant 2.4/4
placements|2027-01-01|deviant_behavior court_act children_in_need_support_center ? ? -> compliant 1.4/3
placements|2027-01-01|deviant_behavior court_act special_organization ? ? -> compliant 1.4/3
placements|2027-01-01|crime_suspect criminal_process_ruling youth_house ? ? -> compliant 1.4/4
placements|2026-12-31|found_abroad local_executive_decision youth_house permanent ? -> violation 1.2
placements|2027-01-01|found_abroad local_executive_decision youth_house permanent ? -> compliant 1.4/5
placements|2027-01-01|found_abroad court_act youth_house permanent ? -> violation 1.4/5
placements|2027-01-01|found_abroad local_executive_decision other_center ? ? -> violation 2.2
placements|2027-01-01|found_abroad local_executive_decision guardian ? ? -> violation 3.2
EXPECTED

for test in $list_tests
do
	check "the amended lists pass $test" "$work/build/$test"
done

check "a value given to two codes does not compile" \
	refused recipient_category_value_56 recipient_categories.h 's/(found_abroad, 60,/(found_abroad, 56,/'
check "a value that does not fit its type does not compile" \
	refused 'must fit its type' recipient_categories.h 's/(found_abroad, 60,/(found_abroad, 128,/'
check "a text that names a code of another type does not compile" \
	refused UNIQUE_temporary recipient_categories.h 's/(found_abroad,/(temporary,/'
check "a line that cites nothing does not compile" \
	refused 'every line is cited' recipients.h 's/ITEM(1, 2, 8)/0/'
check "a line that names no code does not compile" \
	refused CATEGORY_found_nowhere recipients.h 's/CATEGORY(found_abroad)/CATEGORY(found_nowhere)/'
check "a line that names no reading does not compile" \
	refused READING_no_such_reading intervals.h 's/complaints_book_week/no_such_reading/'
check "a second line of scope that is not marked as later does not compile" \
	refused SCOPE_AT_centers_economic scope.h 's/^SCOPE_LATER/SCOPE/'
checks_done
