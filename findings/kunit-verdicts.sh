#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that kunit.py ends with 0 if all results were good and none was missed,
# and with 1 otherwise.
#
# kunit.py of Linux 7.3.4 reads one KTAP document: all behind its last line is dropped,
# also a second header with a suite that failed, which is what a test module writes that
# is loaded later, and a second boot.  It prints [ERROR] and ends with 0 for a result past
# the plan, even a "not ok", and for a number that repeats.  It ends with 1, with no error,
# if every test was skipped.  A missing plan is fine with it.
#
# Suites for caches are loaded as modules, one after the other, on one console: judge each
# document, count results, and do not ask the status alone.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/testing/kunit
still=true
try() { # WORDS STATUS: reads KTAP
	cat >"$work/ktap"
	status=0
	python3 "$work/linux/tools/testing/kunit/kunit.py" parse "$work/ktap" >"$work/seen" 2>&1 || status=$?
	echo "$1: status $status, $(grep -c ERROR "$work/seen" || true) errors,$(sed -n 's/.*complete\.//p' "$work/seen")"
	[ "$status" = "$2" ] || still=false
}
suite() { # NAME RESULT...: a document of one suite
	local name=$1
	shift
	printf '%s\n' 'KTAP version 1' 1..1 '    KTAP version 1' "    # Subtest: $name" '    1..1'
	printf '    %s\n' "$@"
}
{ suite a 'ok 1 x'; echo 'ok 1 a'; } | try "all good" 0
{ suite a 'not ok 1 x'; echo 'not ok 1 a'; } | try "a failure" 1
{ suite a 'ok 1 x'; echo 'ok 1 a'; suite b 'not ok 1 y'; echo 'not ok 1 b'; } | try "a second document that fails" 0
{ suite a 'ok 1 x' 'not ok 2 y'; echo 'not ok 1 a'; } | try "a failure past the plan" 0
{ suite a 'ok 1 x # SKIP no memory'; echo 'ok 1 a # SKIP'; } | try "all skipped" 1
{ suite a 'ok 1 x'; echo 'ok 1 a'; } | sed '/1\.\.1/d' | try "no plan at all" 0
outcome $still "good for a second document that fails and for a failure past the plan, bad for skips"
