#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that alloc_size() on a function's type holds wherever that type goes: a
# typedef, typeof, a pointer in a struct.  gcc 16.2.0 has it so.
#
# clang 22.1.8 keeps alloc_size() with a name that is declared with it: a function, a
# variable or a parameter.  For a member of a struct, a typedef and typeof it takes the
# attribute without a warning, also with -Weverything, and the size of the object is unknown.
#
# So __alloc_size() at a pointer in a mempool or a table of operations says nothing to
# clang: put it at each function.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
#define SIZED __attribute__((alloc_size(1)))
void show(const char *name, long size);
SIZED void *declared(unsigned long size);
extern void *(*variable)(unsigned long size) SIZED;
struct pool { void *(*alloc)(unsigned long size) SIZED; };
typedef void *alloc_t(unsigned long size) SIZED;
extern alloc_t by_typedef;
extern __typeof__(declared) by_typeof;
#define SHOW(name, f) do { void *object = f(40); show(name, __builtin_dynamic_object_size(object, 0)); } while (0)
void all(struct pool *pool, void *(*parameter)(unsigned long size) SIZED, alloc_t *pointer);
void all(struct pool *pool, void *(*parameter)(unsigned long size) SIZED, alloc_t *pointer)
{
	SHOW("declared", declared);
	SHOW("variable", variable);
	SHOW("parameter", parameter);
	SHOW("member", pool->alloc);
	SHOW("function by typedef", by_typedef);
	SHOW("pointer by typedef", pointer);
	SHOW("function by typeof", by_typeof);
}
END
cat >"$work/main.c" <<'END'
#include <stdio.h>
static char object[64];
void *declared(unsigned long size) { return size ? object : NULL; }
void *by_typedef(unsigned long size) { return declared(size); }
void *by_typeof(unsigned long size) { return declared(size); }
void *(*variable)(unsigned long size) = declared;
struct pool { void *(*alloc)(unsigned long size); } pool = { declared };
void show(const char *name, long size) { printf("%s: %ld\n", name, size); }
void all(struct pool *, void *(*)(unsigned long), void *(*)(unsigned long));
int main(void) { all(&pool, declared, declared); return 0; }
END
try() { # COMPILER OPTION...
	inside "$@" -O2 -c a.c -o a.o >"$work/log" 2>&1
	gcc "$work/main.c" "$root/w/a.o" -o "$work/a"
	echo "$1: $(grep -c alloc_size "$work/log") warnings"
	"$work/a" | sed 's/-1/unknown/'
}
{
	try x86_64-linux-gnu-gcc-16 -Wall -Wextra
	try clang-22 -Weverything
} | tee "$work/seen"
cat >"$work/expected" <<'END'
x86_64-linux-gnu-gcc-16: 0 warnings
declared: 40
variable: 40
parameter: 40
member: 40
function by typedef: 40
pointer by typedef: 40
function by typeof: 40
clang-22: 0 warnings
declared: 40
variable: 40
parameter: 40
member: unknown
function by typedef: unknown
pointer by typedef: unknown
function by typeof: unknown
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "clang keeps alloc_size() with a name, not with a type or a member"
