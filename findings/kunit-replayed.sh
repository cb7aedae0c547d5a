#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that kunit.py knows the mark of its own kernel's printk for a record that
# a console lost half way and prints again ("** replaying previous printk message **"), and
# reads such a log as it reads the same log without it.
#
# kunit.py of Linux 7.3.4 takes both the half and the whole, and the half first.
# A plan "1..12" that was cut to "1..1" is 1..1: eleven results may be missing, and it ends
# with 0 and no error.  A result that was cut is a result, and the whole one is one past the
# plan: an [ERROR], and status 0.
#
# On an SMP kernel with a serial console, which takes turns with others, drop the line before
# the mark if the line after it begins so, before anything parses KTAP.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/testing/kunit
still=true
try() { # WORDS WANTED: reads KTAP
	local seen
	cat >"$work/ktap"
	status=0
	python3 "$work/linux/tools/testing/kunit/kunit.py" parse "$work/ktap" >"$work/seen" 2>&1 || status=$?
	seen="status $status, $(grep -c ERROR "$work/seen" || true) errors,$(sed -n 's/.*complete\.//p' "$work/seen")"
	echo "$1: $seen"
	# shellcheck disable=SC2254 # a pattern on purpose
	case $seen in $2) ;; *) still=false ;; esac
}
suite() { # a document of one suite, from lines that are read
	printf '%s\n' 'KTAP version 1' 1..1 '    KTAP version 1' '    # Subtest: a'
	sed 's/^/    /'
	echo 'ok 1 a'
}
twice() { # CUT: the line that begins so is cut there, and printed again
	sed "s/^$1.*/$1\n** replaying previous printk message **\n&/"
}
lines() { printf '%s\n' 1..2 'ok 1 first # SKIP no memory' 'ok 2 second'; }
lines | suite | try "nothing is cut" "status 0, 0 errors,*passed: 1, skipped: 1"
lines | twice 'ok 2 sec' | suite | try "a result is cut in its name" "status 0, 1 errors,*"
lines | twice 'ok 1 first # SK' | suite | try "a skip is cut in that word" "status 0, 2 errors,*"
short() { printf '%s\n' 1..12 'ok 1 x'; }
short | suite | try "eleven of twelve are missing" "status 1, *errors: [1-9]*"
short | twice '1\.\.1' | suite | try "the same, and the plan is cut in its number" "status 0, 0 errors,*passed: 1"
outcome $still "status 0 for each log with a record that was printed again, without an error for a plan that was cut"
