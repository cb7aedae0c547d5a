#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that KASAN has a red zone behind each global variable of a file that is
# instrumented, and that it is the same variables for gcc and clang.
#
# With -fsanitize=kernel-address neither gcc 16.2.0 nor clang 22.1.8 registers a variable
# that has a section attribute, as __ro_after_init, __initdata and, on x86, __read_mostly
# give it.  gcc leaves out what is aligned to more than 64 bytes; clang what is aligned to
# more than 32, so all with ____cacheline_aligned of x86, and weak ones.  Nothing is said.
#
# kmalloc_caches[], which is __ro_after_init, has no red zone to run into; a cache with static
# storage that is aligned to 64 bytes has one if gcc built the kernel and none if clang did.
# "KASAN was silent" says nothing of these variables.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
#define A(n) __attribute__((aligned(n)))
#define SECTION(name) __attribute__((section(name)))
char plain[40] = { 1 };
const char constant[40] = { 1 };
char zero[40];
char aligned_32[40] A(32) = { 1 };
char aligned_64[40] A(64) = { 1 };
char aligned_128[40] A(128) = { 1 };
char is_weak[40] __attribute__((weak)) = { 1 };
char ro_after_init[40] SECTION(".data..ro_after_init") = { 1 };
char read_mostly[40] SECTION(".data..read_mostly") = { 1 };
char initdata[40] SECTION(".init.data") = { 1 };
END
# What a kernel does with the list that the compiler made, but for poisoning memory.
cat >"$work/main.c" <<'END'
#include <stdio.h>
struct global { const void *start; size_t size, with_red_zone; const char *name, *module; size_t init; void *where; long odr; };
void __asan_register_globals(struct global *g, size_t n)
{ for (; n--; g++) if (g->with_red_zone > g->size) printf("%s ", g->name); }
void __asan_unregister_globals(struct global *g, size_t n) { }
void __asan_init(void) { }
void __asan_version_mismatch_check_v8(void) { }
int main(void) { return 0; }
END
try() { # WORDS COMMAND...
	inside "${@:2}" -fsanitize=kernel-address -O2 -fno-common -c a.c -o a.o
	gcc -w "$work/main.c" "$root/w/a.o" -o "$work/a"
	echo "$1 registers: $("$work/a" | tr ' ' '\n' | sort | paste -sd ' ' | sed 's/^ //')"
}
{
	try gcc x86_64-linux-gnu-gcc-16 --param asan-globals=1
	try clang clang-22 -mllvm -asan-globals=1
} | tee "$work/seen"
cat >"$work/expected" <<'END'
gcc registers: aligned_32 aligned_64 constant is_weak plain zero
clang registers: aligned_32 constant plain zero
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "no red zone behind variables with a section, with large alignment, and with clang weak ones"
