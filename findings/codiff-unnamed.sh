#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that codiff, which compares the structs of two builds, names each struct
# whose layout changed, as "+0" if only its members moved.
#
# codiff of pahole 1.32 does not look into members whose type has no name: two that change
# places in there, one with another type or name, bit-fields of other widths and both
# halves of a struct_group() are missed, as long as the part as a whole keeps its place and
# size.  A struct that is gone, one that is new and an enum that is turned round are missed
# too.  The same in the struct itself is found.
#
# struct slab and struct page are made of such parts, and a struct_group() in struct
# kmem_cache is one: no output does not say that a patch left their layout alone.
export LC_ALL=C
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid pahole=1.32-1
mkdir "$work/old" "$work/new"
cat >"$work/old/a.c" <<'END'
#define VARIABLE(name, ...) struct name { __VA_ARGS__ } name
VARIABLE(same, int a; int b;);
VARIABLE(moved, int a; int b;);
VARIABLE(retyped, int a; int b;);
VARIABLE(renamed, int a; int b;);
VARIABLE(bits, unsigned a:3; unsigned b:5;);
VARIABLE(nested_moved, struct { int a; int b; } part;);
VARIABLE(unnamed_moved, struct { int a; int b; };);
VARIABLE(unnamed_retyped, union { int a; int b; };);
VARIABLE(unnamed_renamed, union { int a; int b; };);
VARIABLE(unnamed_bits, struct { unsigned a:3; unsigned b:5; };);
VARIABLE(group_moved, union { struct { int a; int b; }; struct { int a; int b; } group; };);
VARIABLE(enum_moved, enum state { DOWN, UP } a; int b;);
VARIABLE(gone, int a; int b;);
VARIABLE(unnamed_grown, struct { int a; int b; };);
END
sed -E 's/DOWN, UP/UP, DOWN/
	/moved,/s/int a; int b;/int b; int a;/g
	/retyped,/s/int b/float b/
	/renamed,/s/int b/int c/
	/bits,/s/:3(.*):5/:4\1:4/
	/grown,/s/int b;/int b; int c;/
	s/\(gone,/(added,/' "$work/old/a.c" >"$work/new/a.c"
for name in old new; do (cd "$work/$name" && gcc -g -c a.c -o "$root/w/$name.o"); done
comm -3 <(sort "$work/old/a.c") <(sort "$work/new/a.c") |
	sed -nE 's/.*VARIABLE\((\w+).*/\1/p' | sort -u >"$work/changed"
inside codiff --structs old.o new.o | tee "$work/log"
sed -nE 's/^ *struct (\w+).*/\1/p' "$work/log" | sort >"$work/named"
named=$(tr '\n' ' ' <"$work/named")
missed=$(comm -23 "$work/changed" "$work/named" | tr '\n' ' ')
echo "named: $named"
echo "missed: $missed"
still=false
[ "$named; $missed" = \
	"bits moved renamed retyped unnamed_grown ; added enum_moved gone group_moved nested_moved unnamed_bits unnamed_moved unnamed_renamed unnamed_retyped " ] && still=true
outcome $still "what changes in an unnamed struct or union of the same size is not named"
