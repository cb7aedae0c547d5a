#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that checkstack.pl, which reads what objdump shows, gives the stack that a
# function takes, but for calls and pushes.
#
# For x86 checkstack.pl of Linux 7.3.4 adds up each "sub" and each "add" of the stack
# pointer: the end of a function counts like its begin.  A function counts double, and once
# more for each other place where it ends, a tail call for example.  With frame pointers it
# ends with "leave", and one that never returns has no end: then the number is right.
#
# MINSTACKSIZE is in the same numbers.  A kernel with ORC unwinding seems to take twice the
# stack of one with frame pointers, and a function that got one more "return" seems to have
# grown: compare what gcc writes for -fstack-usage.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gcc-16-x86-64-linux-gnu=16.2.0-4
kernel_files scripts/checkstack.pl
cat >"$root/w/a.c" <<'END'
void use(char *buffer);
int first(void), second(void), third(void);
#define BUFFER { char buffer[1000]; use(buffer); }
void one_end(void) BUFFER
int two_ends(int n) { BUFFER return n ? first() : second(); }
int three_ends(int n)
{
	BUFFER
	if (n > 5)
		return first();
	return n ? second() : third();
}
__attribute__((noreturn)) void no_end(void) { for (;;) BUFFER }
END
try() { # WORDS OPTION
	inside x86_64-linux-gnu-gcc-16 -O2 -fno-pic -mno-red-zone "$2" -fstack-usage -c a.c -o a.o
	inside x86_64-linux-gnu-objdump -d a.o | perl "$work/linux/scripts/checkstack.pl" x86_64 100 >"$work/list"
	for name in one_end two_ends three_ends no_end; do
		echo "$1, $name: gcc $(sed -nE "s/.*:$name\s([0-9]+)\s.*/\1/p" "$root/w/a.su")," \
			"checkstack $(awk -v name=$name '$2 == name { print $NF }' "$work/list")"
	done
}
{
	try "frame pointer" -fno-omit-frame-pointer
	try "none" -fomit-frame-pointer
} | tee "$work/seen"
cat >"$work/expected" <<'END'
frame pointer, one_end: gcc 1024, checkstack 1008
frame pointer, two_ends: gcc 1040, checkstack 1016
frame pointer, three_ends: gcc 1040, checkstack 1016
frame pointer, no_end: gcc 1024, checkstack 1008
none, one_end: gcc 1024, checkstack 2032
none, two_ends: gcc 1024, checkstack 3024
none, three_ends: gcc 1024, checkstack 4032
none, no_end: gcc 1024, checkstack 1016
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a function counts double, and once more for each other end, without frame pointers"
