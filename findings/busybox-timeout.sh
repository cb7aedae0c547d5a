#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that timeout of BusyBox ends with 124 when the time is over, as that of GNU,
# or at least never with 0, and that 0 seconds are no limit.
#
# timeout of BusyBox 1.38.0 ends with what the command ended with after its signal: 143, as if
# somebody else had sent it SIGTERM, and 0 for a command that tidies up and ends with 0.  One
# that takes longer than it may and ignores the signal is a success.  0 seconds are over at once.
#
# "timeout 60 test || fail" in a guest passes for a test that catches SIGTERM, and a check for
# 124 never holds there.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid busybox-static=1:1.38.0-3+b1 coreutils=9.10-1
: >"$root/dev/null"
ln -sf busybox "$root/usr/bin/sh"
try() { # WORDS ARGUMENT...
	for tool in timeout "busybox timeout"; do
		status=0
		# shellcheck disable=SC2086 # words on purpose
		inside $tool "${@:2}" >"$work/log" 2>&1 || status=$?
		echo "$1: $tool $status"
	done
}
{
	try "ends in time" 5 busybox sh -c 'exit 3'
	try "nothing done for the signal" 1 busybox sleep 4
	try "tidies up and ends with 0" 1 busybox sh -c 'trap "exit 0" TERM; while :; do busybox sleep 0.2; done'
	try "ends with 7" -s INT 1 busybox sh -c 'trap "exit 7" INT; while :; do busybox sleep 0.2; done'
	try "ignores the signal, takes 2 s" 1 busybox sh -c 'trap "" TERM; busybox sleep 2'
	try "ended by another in time" 5 busybox sh -c 'kill $$'
	try "is killed in the end" -k 1 1 busybox sh -c 'trap "" TERM; while :; do busybox sleep 0.2; done'
	try "0 seconds" 0 busybox sleep 1
} | tee "$work/seen"
cat >"$work/expected" <<'END'
ends in time: timeout 3
ends in time: busybox timeout 3
nothing done for the signal: timeout 124
nothing done for the signal: busybox timeout 143
tidies up and ends with 0: timeout 124
tidies up and ends with 0: busybox timeout 0
ends with 7: timeout 124
ends with 7: busybox timeout 7
ignores the signal, takes 2 s: timeout 124
ignores the signal, takes 2 s: busybox timeout 0
ended by another in time: timeout 143
ended by another in time: busybox timeout 143
is killed in the end: timeout 137
is killed in the end: busybox timeout 137
0 seconds: timeout 0
0 seconds: busybox timeout 143
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "timeout ends with what the command makes of the signal, 0 for one that catches it"
