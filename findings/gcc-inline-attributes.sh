#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that what an attribute says of a function's result holds for each call,
# whether the compiler inlines the call or not.
#
# In gcc 16.2.0 alloc_size(), assume_aligned() and returns_nonnull of an inline function are
# gone where its body is in place: the size of the object is unknown, and so is what a test
# of alignment or for NULL gives.  Nothing is said.  The same attributes on the function
# that is called inside do count, with and without a function around it.
#
# FORTIFY_SOURCE asks for that size: an inline allocator around kmem_cache_alloc() does not
# get its checks by an __alloc_size() of its own.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
cat >"$work/a.c" <<'END'
typedef __SIZE_TYPE__ size_t;
void show(const char *name, long size, int aligned, int nonnull);
void *raw(size_t size);
#define PROMISES __attribute__((alloc_size(1), assume_aligned(64), returns_nonnull))
PROMISES void *outside(size_t size);
PROMISES static __attribute__((noinline)) void *called(size_t size) { return raw(size); }
PROMISES static inline void *inlined(size_t size) { return raw(size); }
static inline void *around(size_t size) { return outside(size); }
#define SHOW(f) do { \
	void *object = f(40); \
	show(#f, __builtin_dynamic_object_size(object, 0), __builtin_constant_p((long)object & 63), \
	     __builtin_constant_p(!object)); \
} while (0)
void all(void) { SHOW(outside); SHOW(called); SHOW(inlined); SHOW(around); }
END
cat >"$work/main.c" <<'END'
#include <stdio.h>
static char object[64] __attribute__((aligned(64)));
void *raw(size_t size) { return size ? object : NULL; }
void *outside(size_t size) { return raw(size); }
void show(const char *name, long size, int aligned, int nonnull)
{ printf("%s: size %ld, alignment %s, NULL %s\n", name, size, aligned ? "known" : "lost", nonnull ? "excluded" : "possible"); }
void all(void);
int main(void) { all(); return 0; }
END
closure sid gcc-16-x86-64-linux-gnu=16.2.0-4
cp "$work/a.c" "$root/w/"
inside x86_64-linux-gnu-gcc-16 -O2 -Wall -c a.c -o a.o
gcc "$work/main.c" "$root/w/a.o" -o "$work/a"
"$work/a" | tee "$work/seen"
cat >"$work/expected" <<'END'
outside: size 40, alignment known, NULL excluded
called: size 40, alignment known, NULL excluded
inlined: size -1, alignment lost, NULL possible
around: size 40, alignment known, NULL excluded
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "three attributes count for a function that is called and not for one that is inlined"
