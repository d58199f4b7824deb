#!/bin/sh
#
# dist.sh
#	  make dist: the archive that PGXN takes, the same bytes whoever makes it.

# shellcheck source=test/build/common.sh
. "$(dirname "$0")/common.sh"

# test/run works in a copy without .git
checkout=${SSS_CHECKOUT:-$top}
if ! command -v python3 >/dev/null; then
	echo "1..0 # SKIP there is no python3"
	exit 0
elif ! git -C "$checkout" rev-parse HEAD >/dev/null 2>&1; then
	echo "1..0 # SKIP $checkout is no checkout of the repository"
	exit 0
fi
git clone -q "$checkout" "$work/clone" || bail_out "git clone failed"
cd "$work/clone" || exit 1

name=special_social_services-$version
# The last commit, wherever it is made and however files are shown there
make_elsewhere()
{
	mkdir "$work/again" &&
		(umask 077 && TZ=Asia/Almaty LC_ALL=C.UTF-8 scripts/make-dist "$work/again")
}

python()
{
	python3 - "$name" "$@" <<'PYTHON'
import json, subprocess, sys, zipfile

name = sys.argv[1]
archive = zipfile.ZipFile(name + ".zip")
names = {n for n in archive.namelist() if not n.endswith("/")}
files = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n")
expected = {f"{name}/{f}" for f in files if f and not f.startswith(".")}
assert names == expected, names ^ expected
for entry in json.loads(archive.read(f"{name}/META.json"))["provides"].values():
    archive.getinfo(f"{name}/{entry['file']}"), archive.getinfo(f"{name}/{entry['docfile']}")
mode = archive.getinfo(f"{name}/test/run").external_attr >> 16
assert mode & 0o111, oct(mode)
PYTHON
}

commit()
{
	git -c user.name=test -c user.email=test@example.org commit -q -a -m test
}

# refuses WORDS COMMAND...: after that change it makes no archive, and says why
refuses()
{
	words=$1
	shift
	"$@" || return 1
	if scripts/make-dist "$work" >"$work/out" 2>&1; then
		echo "it succeeded"
		return 1
	fi
	cat "$work/out"
	grep -q -e "$words" "$work/out" && [ ! -e "$work/$name.zip" ]
}

other_version()
{
	sed -i 's/"0\.[0-9.]*"/"9.9.9"/' META.json && commit
}

unknown_license()
{
	git reset -q --hard HEAD~ && sed -i 's/"postgresql"/"unknown"/' META.json && commit
}

check "make dist, without a server's files" make dist PG_CONFIG=/nonexistent
check "it makes $name.zip" test -s "$name.zip"
check "it is the same in another time zone, locale and umask" eval 'make_elsewhere && cmp "$name.zip" "$work/again/$name.zip"'
check "it holds the commit, each in its place" python
echo >>README.md
check "a change that is not committed is refused" refuses 'not committed' true
git checkout -q README.md
echo >new_file
check "a file that is not committed is refused" refuses 'not committed' true
rm new_file
check "a version that the files do not share is refused" refuses 'META.json does not name version' other_version
check "a META.json that PGXN would refuse is refused" refuses 'license' unknown_license
checks_done
