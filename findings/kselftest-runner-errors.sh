#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that for run_kselftest.sh a test that could not do its work is "not ok", and
# that the status says so.
#
# With that of Linux 7.3.4 a test that ends with 2 is "ok ... # XFAIL", a failure that was
# expected.  Shells end with 2 for a script that lacks a "fi", ls and grep for a file that is
# not there, and Python's argparse for an option that it does not know: all those are fine, and
# the status is 0.  It is also 0 if the folder of a collection is not there, so that nothing
# runs of what was planned.  The last line of a test's settings does not count without a
# newline: a timeout of 1 second is 45.
#
# Count the results and those that are plain "ok".
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/testing/selftests/kselftest tools/testing/selftests/run_kselftest.sh
cd "$work/linux/tools/testing/selftests"
mkdir mm
try() { # NAME LINE...: of a test; or the name of one that is not there
	test=mm/${1#*/}
	[ "${1%/*}" = gone ] && test=$1
	[ $# -gt 1 ] && printf '%s\n' "${@:2}" >"$test" && chmod +x "$test"
	echo "${test/\//:}" >kselftest-list.txt
	status=0
	sh run_kselftest.sh >"$work/log" 2>&1 || status=$?
	sed -nE 's/^((not )?ok) [0-9]+ [^#]*/\1 /p' "$work/log" >"$work/result"
	echo "$1: $(tr -s ' ' <"$work/result" | sed 's/ $//'), status $status" | tee -a "$work/seen"
}
try fails '#!/bin/sh' 'exit 1'
try unfinished '#!/bin/sh' 'if true; then' '	exit 1'
try lists '#!/bin/sh' 'ls ./no-such-cache'
try searches '#!/bin/sh' 'grep -q object_size ./no-such-cache'
try option '#!/usr/bin/env python3' 'import argparse' 'argparse.ArgumentParser().parse_args(["--objects"])'
try gone/test
printf 'timeout=1\n' >mm/settings
try slow '#!/bin/sh' 'sleep 2'
printf 'timeout=1' >mm/settings
try slow
cat >"$work/expected" <<'END'
fails: not ok # exit=1, status 1
unfinished: ok # XFAIL, status 0
lists: ok # XFAIL, status 0
searches: ok # XFAIL, status 0
option: ok # XFAIL, status 0
gone/test: , status 0
slow: not ok # TIMEOUT 1 seconds, status 1
slow: ok, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a test that ends with 2 is ok, and so is a collection without a folder, and a slow test without a newline"
