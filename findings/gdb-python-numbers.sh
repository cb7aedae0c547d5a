#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a script of gdb's Python interface that computes with values of the
# program gets what gdb's own print does for the same text, which is what C has.
#
# In Python gdb 18.1 does not widen small integers: two unsigned char of 200 are 144 together, and
# 200 << 4 is 128.  With numbers of the script it computes in 64 bits with a sign: an
# unsigned 1 less 2 is -1, and an int of 0xcccccccc is not equal to 0xcccccccc.  It compares
# as mathematics do, so that -7 is less than an unsigned 1, and bool + 1 is an error.
# There is no warning.
#
# Counters and orders of caches are such small numbers, red zones such ints: convert by int()
# what comes from the program, and cast or mask what the script is to compare.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gdb=18.1-3
cat >"$work/a.c" <<'END'
#include <stdbool.h>
#include <stdio.h>
unsigned char byte = 200;
unsigned short half = 50000;
unsigned int one = 1;
unsigned long wide = 1;
int minus = -7, zone = 0xcccccccc;
bool flag = true;
#define SHOW(e) printf(#e ": C %lld\n", (long long)(e))
int main(void)
{
	SHOW(byte + byte);
	SHOW(byte << 4);
	SHOW(~byte);
	SHOW(half + half);
	SHOW(byte + 100);
	SHOW(minus < one);
	SHOW(minus < wide);
	SHOW(minus + one);
	SHOW(one - 2 < 0);
	SHOW(wide - 2 < 0);
	SHOW(zone == 0xcccccccc);
	SHOW(zone < 0x80000000);
	SHOW(flag + 1);
	return 0;
}
END
gcc -g -w -no-pie "$work/a.c" -o "$root/w/a"
cat >"$root/w/a.py" <<'END'
import gdb

values = {name: gdb.parse_and_eval(name) for name in "byte half one wide minus zone flag".split()}
with open("c") as f:
    for line in f:
        text = line.split(":")[0]
        try:
            python = int(eval(text, values))
        except gdb.error as e:
            python = e
        print("%s, gdb %d, Python %s" % (line.strip(), int(gdb.parse_and_eval(text)), python))
END
"$root/w/a" >"$root/w/c"
inside gdb -q -nx -batch -x a.py a </dev/null 2>&1 | tee "$work/seen"
cat >"$work/expected" <<'END'
byte + byte: C 400, gdb 400, Python 144
byte << 4: C 3200, gdb 3200, Python 128
~byte: C -201, gdb -201, Python 55
half + half: C 100000, gdb 100000, Python 34464
byte + 100: C 300, gdb 300, Python 300
minus < one: C 0, gdb 0, Python 1
minus < wide: C 0, gdb 0, Python 1
minus + one: C 4294967290, gdb 4294967290, Python 4294967290
one - 2 < 0: C 0, gdb 0, Python 1
wide - 2 < 0: C 0, gdb 0, Python 0
zone == 0xcccccccc: C 1, gdb 1, Python 0
zone < 0x80000000: C 0, gdb 0, Python 1
flag + 1: C 2, gdb 2, Python Invalid operation on booleans.
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "in Python small numbers are not widened and comparisons are not those of C"
