#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that sizeof, "pointer + 1" and "pointer[1]" of gdb step as those of C do,
# whatever the struct holds: the debug information has its size.
#
# In a struct with a flexible array, its own or that of a struct inside, gdb 18.1 counts up to
# the end of the last member once it has an object: sizeof(variable), sizeof(*pointer) and
# pointer arithmetic leave out what pads the struct or was aligned.  sizeof(struct NAME) and
# arrays step as in C, so &array[1] and &pointer[1] differ where pointer == array.  "[0]" in
# place of "[]" has the size of C.
#
# From the second object on "print pointer[n].member" shows other bytes, no message.  For what
# lies one after the other in a slab or a section cast the address, or add n * sizeof(struct NAME).
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gdb=18.1-3
cat >"$work/a.c" <<'END'
#include <stdio.h>
struct plain { char on; long n; char end; };
struct zero { char on; long n; char end; char tail[0]; };
struct flexible { char on; long n; char end; char tail[]; };
struct full { long n; char tail[]; };
struct aligned { int n; char tail[]; } __attribute__((aligned(64)));
struct member { char on; struct flexible inner; int n; };
struct united { char on; union { struct flexible inner; char room[32]; }; int n; };
#define STRUCT(name) struct name name[3] = { [1] = { .n = 7 } }, *p_##name = name;
STRUCT(plain) STRUCT(zero) STRUCT(flexible) STRUCT(full) STRUCT(aligned) STRUCT(member) STRUCT(united)
#define SAY(name) printf("%s %zu %zu %ld\n", #name, sizeof(*p_##name), (char *)(p_##name + 1) - (char *)p_##name, \
			 (long)p_##name[1].n);
int main(void)
{
	SAY(plain) SAY(zero) SAY(flexible) SAY(full) SAY(aligned) SAY(member) SAY(united)
	return 0;
}
END
gcc -w -g -O0 -no-pie "$work/a.c" -o "$root/w/a"
: >"$root/dev/null"
"$root/w/a" | while read -r name size step value; do
	options=()
	for expression in "sizeof(*p_$name)" "(char *)(p_$name + 1) - (char *)p_$name" "(long)p_${name}[1].n" \
		"sizeof(struct $name)" "(char *)&${name}[1] - (char *)$name"; do
		options+=(-ex "output $expression" -ex 'echo \n')
	done
	read -r size2 step2 value2 struct array < <(inside gdb -nx -q -batch "${options[@]}" a 2>&1 </dev/null | paste -sd ' ')
	echo "$name: sizeof(*p) $size2, p + 1 $step2, p[1].n $value2, struct $struct, array $array; in C $size, $step, $value"
done | tee "$work/seen"
cat >"$work/expected" <<'END'
plain: sizeof(*p) 24, p + 1 24, p[1].n 7, struct 24, array 24; in C 24, 24, 7
zero: sizeof(*p) 24, p + 1 24, p[1].n 7, struct 24, array 24; in C 24, 24, 7
flexible: sizeof(*p) 17, p + 1 17, p[1].n 504403158265495552, struct 24, array 24; in C 24, 24, 7
full: sizeof(*p) 8, p + 1 8, p[1].n 7, struct 8, array 8; in C 8, 8, 7
aligned: sizeof(*p) 4, p + 1 4, p[1].n 0, struct 64, array 64; in C 64, 64, 7
member: sizeof(*p) 36, p + 1 36, p[1].n 0, struct 40, array 40; in C 40, 40, 7
united: sizeof(*p) 44, p + 1 44, p[1].n 0, struct 48, array 48; in C 48, 48, 7
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "with a flexible array sizeof(*pointer) and pointer + 1 leave out what pads the struct"
