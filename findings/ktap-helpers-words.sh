#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that ktap_test_result "name" COMMAND of a shell test runs the command
# with the arguments as they were quoted, and that a test with a "not ok" ends with an error.
#
# ktap_helpers.sh of Linux 7.3.4 runs $@ without quotes: empty arguments are gone, others are
# split.  test -n "$value" is "ok" for an empty value, since test -n alone is true; a true
# comparison with "a b" is "not ok".
# ktap_finished compares what was good with the plan: a "not ok" past the plan is status 0
# there, and in ksft.py, which has the same sum.
#
# A file in sysfs that is not there passes as "has a value".  Let a function without
# arguments do the check.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/testing/selftests/kselftest
helpers=$work/linux/tools/testing/selftests/kselftest
try() { # WORDS PLAN: reads lines of a shell test
	local status=0
	{ printf '%s\n' "DIR=$helpers" ". $helpers/ktap_helpers.sh" ktap_print_header "ktap_set_plan $2" && cat && echo ktap_finished; } >"$work/test"
	sh "$work/test" >"$work/out" 2>"$work/err" || status=$?
	echo "$1: $(grep -E '^(not )?ok' "$work/out" | sed 's/ [0-9].*//' | paste -sd ','), status $status"
}
# shellcheck disable=SC2016 # the tests expand it
{
	try "test -n x" 1 <<<'ktap_test_result "name" test -n x'
	try "test -n of an empty value" 1 <<<'value=; ktap_test_result "name" test -n "$value"'
	try "its function" 1 <<<'value=; has() { test -n "$value"; }; ktap_test_result "name" has'
	try "equal values with a blank" 1 <<<'value="a b"; ktap_test_result "name" test "$value" = "a b"'
	try "its function" 1 <<<'value="a b"; same() { test "$value" = "a b"; }; ktap_test_result "name" same'
	try "a failure within the plan" 2 <<<'ktap_test_pass one; ktap_test_fail two'
	try "a failure past the plan" 1 <<<'ktap_test_pass one; ktap_test_fail two'
	printf '%s\n' 'import ksft' 'ksft.print_header()' 'ksft.set_plan(1)' 'ksft.test_result(True, "one")' \
		'ksft.test_result(False, "two")' 'ksft.finished()' >"$work/test.py"
	status=0
	PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$helpers python3 "$work/test.py" >"$work/out" || status=$?
	echo "a failure past the plan, ksft.py: $(grep -E '^(not )?ok' "$work/out" | sed 's/ [0-9].*//' | paste -sd ','), status $status"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
test -n x: ok, status 0
test -n of an empty value: ok, status 0
its function: not ok, status 1
equal values with a blank: not ok, status 1
its function: ok, status 0
a failure within the plan: ok,not ok, status 1
a failure past the plan: ok,not ok, status 0
a failure past the plan, ksft.py: ok,not ok, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "arguments are split again and empty ones lost; a failure past the plan is status 0"
