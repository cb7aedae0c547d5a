#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that __counted_by() of a bit-field takes the value that C takes, that of
# its bits, or is refused, as it is for what is no integer.
#
# gcc 16.2.0 and clang 22.1.8 take a bit-field without a warning and read whole bytes where it
# lies, with what lies beside it.  A count of 3 beside flags of 9 gives bounds of 147,
# 2307 or 589827 elements, both for __builtin_dynamic_object_size(), which FORTIFY_SOURCE
# asks, and -fsanitize=bounds; which, depends on the compiler and the place.  Where all other
# bits of the bytes are 0 it is right: a test with a fresh object passes.
#
# An object that packs its count with flags has bounds that move with the flags, so checks
# of it pass.  Give such an array a counter that is no bit-field.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
#define STRUCT(name, ...) struct name { __VA_ARGS__ int data[] __attribute__((counted_by(n))); }; \
	long size_##name(struct name *p) { return __builtin_dynamic_object_size(p->data, 1) / sizeof(int); } \
	int get_##name(struct name *p, int i) { return p->data[i]; } \
	int count_##name(struct name *p) { return p->n; } \
	void set_##name(struct name *p) { p->n = 3; p->flags = 9; }
STRUCT(plain, unsigned short n; unsigned short flags;)
STRUCT(first, unsigned n : 4; unsigned flags : 12;)
STRUCT(last, unsigned flags : 12; unsigned n : 4;)
STRUCT(bytes, unsigned n : 8; unsigned flags : 8;)
STRUCT(wide, unsigned n : 16; unsigned flags : 16;)
STRUCT(middle, unsigned flags : 8; unsigned n : 8; unsigned more : 16;)
STRUCT(split, unsigned char n : 4, flags : 4;)
END
cat >"$root/w/run.c" <<'END'
#include <stdio.h>
static int caught;
void __ubsan_handle_out_of_bounds(void *data, unsigned long index) { caught = 1; }
#define TRY(name) do { static int object[64]; long size_##name(void *); int get_##name(void *, int), count_##name(void *); \
	void set_##name(void *); set_##name(object); get_##name(object, 5); \
	printf(#name ": n is %d, the bounds are those of %ld, element 5 is %s\n", count_##name(object), size_##name(object), \
		caught ? "reported" : "fine"); caught = 0; } while (0)
int main(void) { TRY(plain); TRY(first); TRY(last); TRY(bytes); TRY(wide); TRY(middle); TRY(split); return 0; }
END
for compiler in x86_64-linux-gnu-gcc-16 clang-22; do
	inside $compiler -Wall -Wextra -Werror -O2 -fno-pic -fsanitize=bounds -c a.c -o a.o
	gcc -w -O1 -no-pie "$root/w/run.c" "$root/w/a.o" -o "$work/run"
	"$work/run" | sed "s/^/${compiler#*gnu-}, /"
done | tee "$work/seen"
cat >"$work/expected" <<'END'
gcc-16, plain: n is 3, the bounds are those of 3, element 5 is reported
gcc-16, first: n is 3, the bounds are those of 147, element 5 is fine
gcc-16, last: n is 3, the bounds are those of 3, element 5 is reported
gcc-16, bytes: n is 3, the bounds are those of 2307, element 5 is reported
gcc-16, wide: n is 3, the bounds are those of 3, element 5 is reported
gcc-16, middle: n is 3, the bounds are those of 3, element 5 is reported
gcc-16, split: n is 3, the bounds are those of 147, element 5 is fine
clang-22, plain: n is 3, the bounds are those of 3, element 5 is reported
clang-22, first: n is 3, the bounds are those of 147, element 5 is fine
clang-22, last: n is 3, the bounds are those of 12297, element 5 is reported
clang-22, bytes: n is 3, the bounds are those of 2307, element 5 is fine
clang-22, wide: n is 3, the bounds are those of 589827, element 5 is fine
clang-22, middle: n is 3, the bounds are those of 777, element 5 is reported
clang-22, split: n is 3, the bounds are those of 147, element 5 is fine
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "bounds of a bit-field are those of its bytes"
