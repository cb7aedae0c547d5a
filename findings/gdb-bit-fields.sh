#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that gdb computes an expression as the program does: in C an unsigned
# bit-field that is narrower than int becomes an int, so fewer objects in use than there
# are make a negative difference.
#
# gdb 18.1 leaves unsigned bit-fields unsigned: "inuse - objects" of 5 and 32 is 4294967269,
# which is not below 0, and -1 is not below inuse.  With unsigned short and unsigned char it
# does as C.  A program compiled by gcc and drgn 0.3.0 have -27 for the same bits.
#
# inuse, objects and frozen of a slab are bit-fields.  A conditional breakpoint on fewer
# than, or a script that counts free ones, is wrong: write (int)slab->inuse.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gdb=18.1-3
closure sid python3-drgn=0.3.0-1
cat >"$work/expressions" <<'END'
inuse - objects
inuse - objects < 0
(inuse - objects) / 2
-inuse
-1 < inuse
inuse * -1 < 0
~frozen < 0
order - most
small - large < 0
END
{
	echo 'struct slab { unsigned inuse:16, objects:15, frozen:1; unsigned short order, most; unsigned char small, large; };'
	echo 'struct slab slab = { 5, 32, 0, 3, 7, 100, 200 };'
	echo 'int printf(const char *, ...);'
	echo 'int main(void) {'
	while read -r expression; do
		printf 'printf("%%d\\n", %s);\n' "$(sed -E 's/[a-z]+/slab.&/g' <<<"$expression")"
	done <"$work/expressions"
	echo 'return 0; }'
} >"$work/a.c"
gcc -g -O1 "$work/a.c" -o "$root/w/a"
while read -r expression; do
	inside gdb -q -nx -batch -ex "print $(sed -E 's/[a-z]+/slab.&/g' <<<"$expression")" a 2>&1 | sed -n 's/^[$]1 = //p'
done <"$work/expressions" >"$work/gdb"
cat >"$root/w/ask.py" <<'END'
import sys
import drgn
prog = drgn.Program()
prog.extra_module("a", 0, create=True).try_file("a", force=True)
slab = drgn.Object(prog, "struct slab", {"inuse": 5, "objects": 32, "order": 3, "most": 7, "small": 100, "large": 200})
for line in sys.stdin:
    value = eval(line, {name: getattr(slab, name) for name in dir(slab) if not name.endswith("_")})
    print(int(value if isinstance(value, bool) else value.value_()))
END
inside python3 ask.py <"$work/expressions" >"$work/drgn"
"$root/w/a" | paste -d ' ' - "$work/drgn" "$work/gdb" "$work/expressions" | while read -r program drgn gdb expression; do
	echo "$expression: $program in the program, $drgn in drgn, $gdb in gdb"
done | tee "$work/seen"
cat >"$work/expected" <<'END'
inuse - objects: -27 in the program, -27 in drgn, 4294967269 in gdb
inuse - objects < 0: 1 in the program, 1 in drgn, 0 in gdb
(inuse - objects) / 2: -13 in the program, -13 in drgn, 2147483634 in gdb
-inuse: -5 in the program, -5 in drgn, 4294967291 in gdb
-1 < inuse: 1 in the program, 1 in drgn, 0 in gdb
inuse * -1 < 0: 1 in the program, 1 in drgn, 0 in gdb
~frozen < 0: 1 in the program, 1 in drgn, 0 in gdb
order - most: -4 in the program, -4 in drgn, -4 in gdb
small - large < 0: 1 in the program, 1 in drgn, 1 in gdb
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a difference of two bit-fields is never negative for gdb"
