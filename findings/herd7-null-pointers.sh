#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that herd7 with the kernel's memory model says so when a thread reads
# through a pointer that may still be NULL, or shows some value for what it reads.
#
# herd7 7.58 with the model of Linux 7.3.4 leaves out each run in which a thread reads through
# NULL, or through a pointer that it moved on by 1, or adds there: they are no states, not even
# with what was read before.  "forall" is Ok, no flag, no message, status 0.  Only a write
# has a message, and then nothing is computed.  Runs in which a branch looks at the pointer
# first are counted.
#
# That a reader who does not look at the pointer always sees the object set up is no proof that
# it may do without: the runs that would crash were not asked.  Keep the pointer in "locations"
# and look for the state with 0.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid herdtools7=7.58-2
kernel_files tools/memory-model
cp "$work"/linux/tools/memory-model/*.{bell,cat,cfg,def} "$root/w/"
try() { # WORDS WRITER READER CONDITION
	local status=0
	cat >"$root/w/a.litmus" <<END
C slot
{ int *slot; int object = 5; }
P0(int **slot, int *object)
{
	WRITE_ONCE(*object, 1);
	$2
}
P1(int **slot)
{
	int *r0;
	int r1 = 7;
	r0 = READ_ONCE(*slot);
	$3
}
locations [1:r0; 1:r1]
$4
END
	inside herd7 -conf linux-kernel.cfg a.litmus >"$work/out" 2>&1 || status=$?
	echo "$1: $(grep -E '^1:' "$work/out" | paste -sd ' ')" "$(sed -n 's/^Observation slot /is /p' "$work/out")," \
		"$(grep -xE 'Ok|No' "$work/out"), $(grep -cE '^Flag|Warning' "$work/out" || true) messages, status $status"
}
release='smp_store_release(slot, object);'
{
	try "does not follow it" "$release" '' 'exists (1:r0=0)'
	try "looks at it first" "$release" 'if (r0) r1 = READ_ONCE(*r0);' 'exists (1:r0=0)'
	try "does not look" "$release" 'r1 = READ_ONCE(*r0);' 'exists (1:r0=0)'
	try "does not look, is always" "$release" 'r1 = READ_ONCE(*r0);' 'forall (1:r0=object /\ 1:r1=1)'
	try "looks, is always" "$release" 'if (r0) r1 = READ_ONCE(*r0);' 'forall (1:r0=object /\ 1:r1=1)'
	try "writes without a look" "$release" 'WRITE_ONCE(*r0, 3);' 'exists (1:r0=0)'
	try "adds without a look" "$release" 'r1 = atomic_inc_return(r0);' 'exists (1:r0=0)'
	try "dereferences for rcu" 'rcu_assign_pointer(*slot, object);' 'r0 = rcu_dereference(*slot); r1 = *r0;' 'exists (1:r0=0)'
	try "moves it by 1" "$release" 'r0 = r0 + 1; r1 = READ_ONCE(*r0);' 'exists (1:r1=7)'
	try "nobody sets it" 'smp_mb();' 'r1 = READ_ONCE(*r0);' '~exists (1:r0=0)'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
does not follow it: 1:r0=0; 1:r1=7; 1:r0=object; 1:r1=7; is Sometimes 1 1, Ok, 0 messages, status 0
looks at it first: 1:r0=0; 1:r1=7; 1:r0=object; 1:r1=1; is Sometimes 1 1, Ok, 0 messages, status 0
does not look: 1:r0=object; 1:r1=1; is Never 0 1, No, 0 messages, status 0
does not look, is always: 1:r0=object; 1:r1=1; is Always 1 0, Ok, 0 messages, status 0
looks, is always: 1:r0=0; 1:r1=7; 1:r0=object; 1:r1=1; is Sometimes 1 1, No, 0 messages, status 0
writes without a look:  , , 1 messages, status 0
adds without a look: 1:r0=object; 1:r1=2; is Never 0 1, No, 0 messages, status 0
dereferences for rcu: 1:r0=object; 1:r1=1; is Never 0 2, No, 0 messages, status 0
moves it by 1:  is Never 0 0, No, 0 messages, status 0
nobody sets it:  is Never 0 0, Ok, 0 messages, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "runs in which a NULL pointer is followed are left out, no message"
