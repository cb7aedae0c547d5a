#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that herd7 with the kernel's memory model says so when a thread never
# releases a lock that another one takes, as it does with an unlock too many.
#
# herd7 7.58 with the model of Linux 7.3.4 leaves out each run in which a lock is taken that
# nobody released.  What happens in those runs is "Never" seen.  If it is one branch that
# forgets the unlock, the runs of the others remain; if none remains, "exists" is Never,
# and "~exists" and "forall" are Ok, whatever they ask.  Taken twice by one thread is the
# same.  There is no flag and no message, and the status is 0.
#
# A test of a cache's locks that lost an unlock proves that the bad result cannot be.  Look
# for "States 0" and for results that are to be possible.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid herdtools7=7.58-2
kernel_files tools/memory-model
cp "$work"/linux/tools/memory-model/*.{bell,cat,cfg,def} "$root/w/"
try() { # WORDS SED: the verdict on the test, edited
	sed "$2" >"$root/w/a.litmus" <<'END'
C free
{}
P0(spinlock_t *l, int *gone, int *seen)
{
	int r0;
	spin_lock(l);
	WRITE_ONCE(*gone, 1);
	r0 = READ_ONCE(*seen);
	if (r0 == 1) {
		WRITE_ONCE(*gone, 2);
		spin_unlock(l);
	} else {
		spin_unlock(l);
	}
}
P1(spinlock_t *l, int *gone, int *seen)
{
	int r0;
	WRITE_ONCE(*seen, 1);
	spin_lock(l);
	r0 = READ_ONCE(*gone);
	spin_unlock(l);
}
exists (1:r0=2)
END
	status=0
	inside herd7 -conf linux-kernel.cfg a.litmus >"$work/out" 2>&1 || status=$?
	echo "$1: $(sed -n 's/^Observation free //p' "$work/out"), $(sed -n 's/^States //p' "$work/out") states, $(grep -xE 'Ok|No' "$work/out"), $(grep -cE '^Flag|Warning' "$work/out" || true) messages, status $status"
}
{
	try "as it should be" ''
	try "an unlock too many" '/^	WRITE_ONCE(.seen/s/$/ spin_unlock(l);/'
	try "one branch forgets the unlock" '/gone, 2/{n;s/spin_unlock(l)/r0 = 1/}'
	try "the other branch does" '/else/{n;s/spin_unlock(l)/r0 = 0/}'
	try "one branch locks again" 's/.*gone, 2.*/&\n		spin_lock(l);/'
	try "nobody unlocks" 's/spin_unlock(l)/r0 = r0/'
	try "nobody unlocks, may not be" 's/spin_unlock(l)/r0 = r0/; s/^exists/~exists/'
	try "nobody unlocks, is always" 's/spin_unlock(l)/r0 = r0/; s/^exists.*/forall (1:r0=7)/'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
as it should be: Sometimes 1 2, 3 states, Ok, 0 messages, status 0
an unlock too many: Sometimes 1 2, 3 states, Ok, 1 messages, status 0
one branch forgets the unlock: Never 0 2, 2 states, No, 0 messages, status 0
the other branch does: Sometimes 1 1, 2 states, Ok, 0 messages, status 0
one branch locks again: Never 0 1, 1 states, No, 0 messages, status 0
nobody unlocks: Never 0 0, 0 states, No, 0 messages, status 0
nobody unlocks, may not be: Never 0 0, 0 states, Ok, 0 messages, status 0
nobody unlocks, is always: Never 0 0, 0 states, Ok, 0 messages, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "runs in which a lock is taken again that nobody released are left out, no message"
