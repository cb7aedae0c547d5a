#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that sparse, which checks static assertions, lays out a struct as the
# compiler does; with packed alone, aligned() alone, both behind the struct, or bit-fields
# it does.
#
# sparse 0.6.4 forgets aligned() of a member if the struct is packed: "int b __aligned(8)"
# behind a char is at 1, and in gcc at 8.  An enum that is packed has 4 bytes, not 1, and
# __int128 is aligned to 8, not to 16.  aligned(2) behind a struct lowers its alignment,
# which in gcc it cannot.
#
# An object with such members has another size for sparse: a true assertion about it fails
# and a false one passes.  Of the enums the kernel knows, see rw_hint.h.
export LC_ALL=C
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages bookworm sparse=0.6.4-3 libc6
cat >"$root/w/a.h" <<'END'
#define __packed __attribute__((packed))
#define __aligned(n) __attribute__((aligned(n)))
struct plain { char a; int b; };
struct packed { char a; int b; } __packed;
struct member_aligned { char a; int b __aligned(16); };
struct packed_aligned { char a; int b; } __packed __aligned(4);
struct bits { char a; unsigned b:3; unsigned c:30; } __packed;
struct packed_member_aligned { char a; int b __aligned(4); } __packed;
struct packed_member_apart { char a; int b __aligned(8); } __packed;
struct less_aligned { char a; int b; } __aligned(2);
struct wide { char a; __int128 b; };
enum small { OFF, ON } __packed;
END
printf '%s\n' '#include <stdio.h>' '#include "a.h"' 'int main(void) {' >"$work/print.c"
ask() { # EXPRESSION
	printf 'printf("%%zu %%s\\n", %s, "%s");\n' "$1" "$1" >>"$work/print.c"
}
for name in plain packed member_aligned packed_aligned bits packed_member_aligned packed_member_apart wide; do
	ask "sizeof(struct $name)"
done
ask '__builtin_offsetof(struct packed_member_apart, b)'
ask '_Alignof(struct less_aligned)'
ask 'sizeof(enum small)'
echo 'return 0; }' >>"$work/print.c"
gcc -I "$root/w" "$work/print.c" -o "$work/print"
sparse_says() { # EXPRESSION: the value for which a static assertion about it is fine
	echo '#include "a.h"' >"$root/w/a.c"
	printf "_Static_assert($1 == %d, \"no\");\n" {0..63} >>"$root/w/a.c"
	inside sparse a.c 2>&1 | sed -nE 's/^a.c:([0-9]+):.*static assertion failed.*/\1/p' |
		comm -13 <(sort) <(seq 2 65 | sort) | awk '{ print $1 - 2 }'
}
while read -r value what; do
	echo "$what: gcc $value, sparse $(sparse_says "$what")" | tee -a "$work/seen"
done < <("$work/print")
cat >"$work/expected" <<'END'
sizeof(struct plain): gcc 8, sparse 8
sizeof(struct packed): gcc 5, sparse 5
sizeof(struct member_aligned): gcc 32, sparse 32
sizeof(struct packed_aligned): gcc 8, sparse 8
sizeof(struct bits): gcc 6, sparse 6
sizeof(struct packed_member_aligned): gcc 8, sparse 5
sizeof(struct packed_member_apart): gcc 16, sparse 5
sizeof(struct wide): gcc 32, sparse 24
__builtin_offsetof(struct packed_member_apart, b): gcc 8, sparse 1
_Alignof(struct less_aligned): gcc 4, sparse 2
sizeof(enum small): gcc 1, sparse 4
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "aligned() in a packed struct is forgotten, a packed enum has 4 bytes, __int128 is aligned to 8"
