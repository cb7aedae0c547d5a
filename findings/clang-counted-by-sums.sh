#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the bounds which __counted_by() gives to a flexible array hold for
# data + offset as they do for &data[offset], and in an inline function that gets data as
# its argument.  With gcc 16.2.0 they do.
#
# clang 22.1.8 looks at the expression alone: the member itself, an element's address and a
# cast of them have a size.  A sum, a variable that was set to the array, and an argument
# of an inline function have none, status 0, no warning.
#
# Write &p->data[used] where both compilers are to know the size.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
struct buffer { unsigned long size; char data[] __attribute__((counted_by(size))); };
void show(const char *name, long size, long subobject);
#define SHOW(name, p) show(name, __builtin_dynamic_object_size(p, 0), __builtin_dynamic_object_size(p, 1))
static inline void argument(const char *p) { SHOW("argument", p); }
void all(struct buffer *b, unsigned used);
void all(struct buffer *b, unsigned used)
{
	char *variable = b->data;
	SHOW("member", b->data);
	SHOW("cast", (void *)b->data);
	SHOW("element", &b->data[used]);
	SHOW("sum", b->data + used);
	SHOW("variable", variable);
	argument(b->data);
}
END
cat >"$work/main.c" <<'END'
#include <stdio.h>
static long memory[20] = { 100 };
void show(const char *name, long size, long subobject) { printf("%s: %ld %ld\n", name, size, subobject); }
void all(void *, unsigned);
int main(void) { all(memory, 30); return 0; }
END
try() { # COMPILER OPTION...
	inside "$@" -O2 -c a.c -o a.o >"$work/log" 2>&1
	gcc "$work/main.c" "$root/w/a.o" -o "$work/a"
	echo "$1: $(grep -c 'counted_by\|object_size' "$work/log") warnings"
	"$work/a" | sed 's/-1/unknown/g'
}
{
	try x86_64-linux-gnu-gcc-16 -Wall -Wextra
	try clang-22 -Wall -Wextra
} | tee "$work/seen"
cat >"$work/expected" <<'END'
x86_64-linux-gnu-gcc-16: 0 warnings
member: 100 100
cast: 100 100
element: 70 70
sum: 70 70
variable: 100 100
argument: 100 100
clang-22: 0 warnings
member: 100 100
cast: 100 100
element: 70 70
sum: unknown unknown
variable: unknown unknown
argument: unknown unknown
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "with clang data + offset has no bounds, &data[offset] has"
