#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that clang, with the flags of the kernel for context analysis, warns
# of each access to a guarded member without its lock, also when the whole struct is read or
# written.
#
# clang 22.1.8 warns if the member is named and read, written or passed by address.  It
# does not for *a = *b, a copy at the begin of a variable, a compound literal, memset() and
# memcpy() of the struct, nor for __atomic builtins with the member and an output of asm,
# though the name is there.  A pointer that is kept in a variable is not followed either,
# but that the manual says.
#
# An object that is cleared or copied while another CPU holds its lock passes.  No warning
# tells of named members only; KCSAN sees the rest.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie clang-22=1:22.1.8-1~deb13u5 libc6 libclang-cpp22 libllvm22 libgcc-s1 libstdc++6 libedit2 \
	libffi8 liblzma5 libmd0 libbsd0 libtinfo6 libxml2 libz3-4 libzstd1 zlib1g
cat >"$work/head.h" <<'END'
struct __attribute__((capability("spinlock"))) lock { int taken; };
struct object {
	struct lock lock;
	int count __attribute__((guarded_by(&lock)));
	int list[4] __attribute__((guarded_by(&lock)));
};
struct where { int *count; };
void use(int *p);
void take(struct lock *l) __attribute__((acquire_capability(l)));
void drop(struct lock *l) __attribute__((release_capability(l)));
void *memset(void *to, int byte, unsigned long size), *memcpy(void *to, const void *from, unsigned long size);
END
try() { # WORDS STATEMENT: with two objects a and b
	local n
	{ cat "$work/head.h" && echo "void f(struct object *a, struct object *b) { $2 }"; } >"$root/w/a.c"
	inside clang-22 -fsyntax-only -std=gnu11 -Wno-unused -fexperimental-late-parse-attributes -Wthread-safety -Wthread-safety-pointer \
		-Wthread-safety-beta a.c >"$work/log" 2>&1 || cannot "clang: $(head -n 1 "$work/log")"
	n=$(grep -c 'requires holding' "$work/log" || true)
	echo "$1: $n warnings"
}
{
	try "locked" 'take(&a->lock); a->count = 1; drop(&a->lock);'
	try "written" 'a->count = 1;'
	try "read" 'int n = a->count;'
	try "element written" 'a->list[1] = 1;'
	try "passed by address" 'use(&a->count);'
	try "memset() of the member" 'memset(a->list, 0, sizeof(a->list));'
	try "READ_ONCE()" 'int n = *(const volatile int *)&a->count;'
	try "input of asm" '__asm__("" :: "r"(a->count));'
	try "copied" '*a = *b;'
	try "copied at the begin" 'struct object c = *a;'
	try "a literal" '*a = (struct object){ .count = 1 };'
	try "memset()" 'memset(a, 0, sizeof(*a));'
	try "memcpy()" 'memcpy(a, b, sizeof(*a));'
	try "a local pointer" 'int *p = &a->count; *p = 1;'
	try "a local pointer to the list" 'int *p = a->list; p[1] = 1;'
	try "a pointer in a struct" 'struct where w = { &a->count }; *w.count = 1;'
	try "atomic builtins" '__atomic_store_n(&a->count, 1, 0); __atomic_fetch_add(&a->count, 1, 0);'
	try "output of asm" '__asm__("" : "=r"(a->count));'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
locked: 0 warnings
written: 1 warnings
read: 1 warnings
element written: 1 warnings
passed by address: 1 warnings
memset() of the member: 1 warnings
READ_ONCE(): 1 warnings
input of asm: 1 warnings
copied: 0 warnings
copied at the begin: 0 warnings
a literal: 0 warnings
memset(): 0 warnings
memcpy(): 0 warnings
a local pointer: 0 warnings
a local pointer to the list: 0 warnings
a pointer in a struct: 0 warnings
atomic builtins: 0 warnings
output of asm: 0 warnings
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "whole structs, kept pointers, atomic builtins and outputs of asm are not looked at"
