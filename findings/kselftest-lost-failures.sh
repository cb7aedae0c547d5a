#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a selftest of the kernel ends with a status other than 0, and prints
# "not ok", if one check in it has failed: that is what kselftest.h and kselftest_harness.h
# count for.
#
# Those of Linux 7.3.4 count and do not always look.  ksft_finished() compares the number of
# good results with the plan: with one result too many a "not ok" does not matter, and
# ksft_exit_pass() does not look at all.  In the harness a failed EXPECT, or ASSERT in a child
# of the test, is printed, and "ok" below it with status 0, if the test then ends by exit(0),
# skips the rest, gets the signal that TEST_SIGNAL() waits for, or was in a child.
#
# A test of a cache that forks, or that skips what a kernel lacks, has to hand a failure over
# itself; who reads a log looks for "Expected", too.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/testing/selftests/kselftest.h tools/testing/selftests/kselftest_harness.h
cd "$work"
try() { # WORDS HEADER C
	local status=0
	printf '%s\n' '#include <stdlib.h>' '#include <unistd.h>' '#include <sys/wait.h>' "#include \"$2\"" "${@:3}" >a.c
	gcc -w -D_GNU_SOURCE -Ilinux/tools/testing/selftests a.c -o a
	./a >log 2>&1 || status=$?
	echo "$1: $(grep -c '^not ok' log || true) not ok, $(grep -c '^ok' log || true) ok," \
		"$(grep -c 'Expected' log || true) failed checks, status $status"
}
plain() { try "$1" kselftest.h "int main(void) { ksft_print_header(); $2 }"; }
harness() { try "$1" kselftest_harness.h "$2" TEST_HARNESS_MAIN; }
good='ksft_test_result_pass("good\n");' bad='ksft_test_result_fail("bad\n");'
child='int status; if (!fork()) { %s; exit(0); } wait(&status);'
{
	plain "one is bad" "ksft_set_plan(2); $good $bad ksft_finished();"
	plain "one is bad and one too many" "ksft_set_plan(2); $good $bad $good ksft_finished();"
	plain "all are good and one too many" "ksft_set_plan(2); $good $good $good ksft_finished();"
	plain "one is bad, exit_pass" "ksft_set_plan(1); $bad ksft_exit_pass();"
	harness "EXPECT" 'TEST(a) { EXPECT_EQ(1, 2); }'
	harness "EXPECT, then exit(0)" 'TEST(a) { EXPECT_EQ(1, 2); exit(0); }'
	harness "EXPECT, then skip" 'TEST(a) { EXPECT_EQ(1, 2); SKIP(return, "no such cache"); }'
	harness "EXPECT, then the signal" 'TEST_SIGNAL(a, SIGUSR1) { EXPECT_EQ(1, 2); raise(SIGUSR1); }'
	# shellcheck disable=SC2059 # what the child does is put in there
	harness "EXPECT in a child" "TEST(a) { $(printf "$child" 'EXPECT_EQ(1, 2)') }"
	# shellcheck disable=SC2059
	harness "ASSERT in a child" "TEST(a) { $(printf "$child" 'ASSERT_EQ(1, 2)') }"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
one is bad: 1 not ok, 1 ok, 0 failed checks, status 1
one is bad and one too many: 1 not ok, 2 ok, 0 failed checks, status 0
all are good and one too many: 0 not ok, 3 ok, 0 failed checks, status 1
one is bad, exit_pass: 1 not ok, 0 ok, 0 failed checks, status 0
EXPECT: 1 not ok, 0 ok, 1 failed checks, status 1
EXPECT, then exit(0): 0 not ok, 1 ok, 1 failed checks, status 0
EXPECT, then skip: 0 not ok, 1 ok, 1 failed checks, status 0
EXPECT, then the signal: 0 not ok, 1 ok, 1 failed checks, status 0
EXPECT in a child: 0 not ok, 1 ok, 1 failed checks, status 0
ASSERT in a child: 0 not ok, 1 ok, 1 failed checks, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "with a failed check that was printed a selftest ends with 0"
