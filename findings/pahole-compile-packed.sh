#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that what pahole --compile prints compiles, and to the same layout: that
# is what the option is for.
#
# pahole 1.32 infers __packed__ and prints __aligned__, but not both for one struct: one
# that is packed and aligned to 4 comes out as aligned only, so that its members move and
# its size grows from 12 to 16 bytes.  Without aligned() it is right.  An array of function
# pointers is printed as a pointer to a function that returns an array, which no compiler
# takes.
#
# Who takes the layout of a kernel's struct from there for a tool has to compare sizes: the
# comment behind the struct has the right one.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid pahole=1.32-1
cat >"$work/a.c" <<'END'
struct packed { char first; long second; } __attribute__((packed));
struct both { char first; long second; } __attribute__((packed, aligned(4)));
struct packed p; struct both b;
END
cat >"$work/b.c" <<'END'
struct table { int (*ops[3])(int); };
struct table t;
END
cat >"$work/size.c" <<'END'
#include <stdio.h>
int main(void)
{ return !printf("packed %zu, both %zu\n", sizeof(struct packed), sizeof(struct both)); }
END
cd "$work"
gcc -g -c a.c -o "$root/w/a.o"
gcc -g -c b.c -o "$root/w/b.o"
inside pahole --compile a.o >a.h
inside pahole --compile b.o >b.h
sed -n '/^struct both/,/^}/p' a.h
grep ops b.h
gcc -include ./a.c size.c -o before && gcc -include ./a.h size.c -o after
before=$(./before) after=$(./after)
echo "source: $before; printed: $after"
table=compiles
gcc -fsyntax-only b.h 2>error || table="does not compile"
echo "array of function pointers: $table"
still=false
[ "$before; $after; $table" = "packed 9, both 12; packed 9, both 16; does not compile" ] && still=true
outcome $still "12 bytes become 16, and an array of function pointers does not compile"
