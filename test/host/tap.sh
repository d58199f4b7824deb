# shellcheck shell=sh
# Results of the shell part of the host test, in the Test Anything Protocol.
# To be sourced.

checks=0
failures=0

# check DESCRIPTION COMMAND...: holds if the command succeeds; what it prints
# is shown only where it does not
check()
{
	description=$1
	shift
	checks=$((checks + 1))
	if output=$("$@" 2>&1)
	then
		echo "ok $checks - $description"
	else
		failures=$((failures + 1))
		echo "not ok $checks - $description"
		printf '%s\n' "$output" | head -n 20 | sed 's/^/#   /'
	fi
}

# Print the plan; the status says whether all checks held
checks_done()
{
	echo "1..$checks"
	[ "$failures" -eq 0 ]
}

# bail_out REASON: what the checks stand on is missing
bail_out()
{
	echo "Bail out! $1"
	exit 1
}
