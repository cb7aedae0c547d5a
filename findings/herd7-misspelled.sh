#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a litmus test which asks about a register that no thread has is an
# error, as a variable that is not declared is one in C.
#
# For herd7 7.58 a register that nobody wrote holds 0.  "exists (0:r0=0 /\ 1:r1=1)" with r1
# for r0 is "Never", which reads as "the barriers suffice"; with =0 it is "Always".  There
# is no message.  A function or a thread that is not there gives a warning and no verdict,
# and the status is 0, also if the file cannot be opened.
#
# The test is the usual one for a waker without a full barrier, in C11: the weak outcome is
# allowed.  A script that greps for "Never", or asks the status, is content with a slip.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid herdtools7=7.58-2
still=true
try() { # WORDS EXPECTED SED: the verdict on the test, edited
	sed "$3" >"$root/w/a.litmus" <<'END'
C wake
{}
P0(atomic_int *gone, atomic_int *waiting)
{
	atomic_store_explicit(gone, 1, memory_order_relaxed);
	int r0 = atomic_load_explicit(waiting, memory_order_relaxed);
}
P1(atomic_int *gone, atomic_int *waiting)
{
	atomic_store_explicit(waiting, 1, memory_order_relaxed);
	int r0 = atomic_load_explicit(gone, memory_order_relaxed);
}
exists (0:r0=0 /\ 1:r0=0)
END
	status=0
	inside herd7 -model rc11.cat "${4:-a.litmus}" >"$work/seen" 2>&1 || status=$?
	verdict=$(sed -n 's/^Observation wake \(\w*\).*/\1/p' "$work/seen")
	echo "$1: ${verdict:-no verdict}, status $status; $(grep -m 1 Warning "$work/seen" || echo no message)"
	[ "$verdict $status" = "$2 0" ] || still=false
}
try "as it should be" Sometimes ''
try "1:r0=1 asked" Sometimes 's/1:r0=0)/1:r0=1)/'
try "1:r1=1 asked, there is no r1" Never 's/1:r0=0)/1:r1=1)/'
try "both registers misspelled" Always 's/^exists.*/exists (0:ro=0 \/\\ 1:ro=0)/'
try "an unknown function" "" 's/atomic_load_explicit(waiting, .*/waitqueue_active(waiting);/'
try "an unknown thread" "" 's/^exists.*/exists (2:r0=0)/'
try "no such file" "" '' b.litmus
outcome $still "a misspelled register is 0, and no mistake changes the status"
