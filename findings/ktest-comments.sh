#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that ktest.pl, which refuses a line that it cannot read and names options that
# it does not know, takes a # behind an option as a comment, or as a part of the option.
#
# ktest.pl of Linux 7.3.4 leaves out each line that has a # anywhere, no message, status 0:
# BUILD_OPTIONS with a comment is not set, a command with "#5", "$#" or a colour is not run, and
# "TEST_START # large" starts no test, so the options below it go to the test before it, or to
# all.  A line "TEST_START IF ... # why" is another such.
#
# A test of an allocator that should have been built with debugging is the test before it, with
# other options.  Look at --dry-run, and keep comments on lines of their own.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/testing/ktest
cat >"$work/plain" <<'END'
MACHINE = box
SSH_USER = root
BUILD_DIR = /nowhere
OUTPUT_DIR = /nowhere
BUILD_TARGET = vmlinux
TARGET_IMAGE = /nowhere
LOCALVERSION = -test
TEST_TYPE = build
BUILD_OPTIONS = -j2
POST_BUILD = echo number 5
TEST_START
BUILD_TYPE = allnoconfig
TEST_START
ADD_CONFIG = /nowhere/large
MIN_CONFIG = /nowhere/min
END
try() { # WORDS SED
	local status=0
	sed "$2" "$work/plain" >"$work/a.conf"
	(cd "$work" && nice -n 15 perl linux/tools/testing/ktest/ktest.pl --dry-run a.conf) >"$work/out" 2>&1 </dev/null || status=$?
	echo "$1: $(grep -cE '^TEST [0-9]+ OPTIONS' "$work/out" || true) tests; $(grep -E '^(BUILD_OPTIONS|POST_BUILD|[A-Z_]+\[[0-9]\]|The following|a.conf:|BUILDX)' "$work/out" |
		sed 's/ *$//' | paste -sd ';'); status $status"
}
{
	try "plain" ''
	try "option with a comment" '/^BUILD_OPTIONS/s/$/ # both/'
	try "command with a #" '/^POST_BUILD/s/5/#5/'
	try "in quotes" '/^POST_BUILD/s/number 5/"#5"/'
	try "last test with a comment" '13s/$/ # large/'
	try "both tests with a comment" 's/^TEST_START/& # large/'
	try "misspelled" 's/BUILD_OPTIONS/BUILDX_OPTIONS/'
	try "words" '13s/$/ large/'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
plain: 2 tests; BUILD_OPTIONS = -j2;POST_BUILD = echo number 5;BUILD_TYPE[1] = allnoconfig;ADD_CONFIG[2] = /nowhere/large;MIN_CONFIG[2] = /nowhere/min; status 0
option with a comment: 2 tests; BUILD_OPTIONS =;POST_BUILD = echo number 5;BUILD_TYPE[1] = allnoconfig;ADD_CONFIG[2] = /nowhere/large;MIN_CONFIG[2] = /nowhere/min; status 0
command with a #: 2 tests; BUILD_OPTIONS = -j2;BUILD_TYPE[1] = allnoconfig;ADD_CONFIG[2] = /nowhere/large;MIN_CONFIG[2] = /nowhere/min; status 0
in quotes: 2 tests; BUILD_OPTIONS = -j2;BUILD_TYPE[1] = allnoconfig;ADD_CONFIG[2] = /nowhere/large;MIN_CONFIG[2] = /nowhere/min; status 0
last test with a comment: 1 tests; BUILD_OPTIONS = -j2;POST_BUILD = echo number 5;ADD_CONFIG[1] = /nowhere/large;BUILD_TYPE[1] = allnoconfig;MIN_CONFIG[1] = /nowhere/min; status 0
both tests with a comment: 1 tests; BUILD_OPTIONS = -j2;POST_BUILD = echo number 5; status 0
misspelled: 2 tests; The following option is not used; could be a typo:;BUILDX_OPTIONS;BUILDX_OPTIONS = -j2;BUILD_OPTIONS =;POST_BUILD = echo number 5;BUILD_TYPE[1] = allnoconfig;ADD_CONFIG[2] = /nowhere/large;MIN_CONFIG[2] = /nowhere/min; status 0
words: 0 tests; a.conf: 13: Garbage found after TEST_START; status 25
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a line with a # anywhere is left out, no message"
