#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that KASAN finds the same bad accesses inline and outline: CONFIG_KASAN_INLINE
# is said to be larger and faster, not to look at less.
#
# Where gcc 16.2.0 checks inline it looks at the first and the last byte of a struct that is
# assigned or cleared, "*to = *from", "*to = (struct s){}": what is poisoned in between is
# not seen.  Outline it calls __asan_loadN() and __asan_storeN(), which look at all, and
# memset() and memcpy() are calls either way.  16 bytes are looked at in full.
# clang 22.1.8 looks at all of them.
#
# A struct that is larger than the object it is copied to ends in another object of the slab:
# if that is in use, the red zone and what is free in between are written without a report.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
#define STRUCT(n) struct s##n { char bytes[n]; }; \
	void copy##n(struct s##n *to, struct s##n *from) { *to = *from; } \
	void clear##n(struct s##n *to) { *to = (struct s##n){}; }
STRUCT(16) STRUCT(40) STRUCT(200) STRUCT(4096)
void memset200(struct s200 *to) { __builtin_memset(to, 0, 200); }
END
cat >"$work/run.c" <<'END'
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
static char object[4096] __attribute__((aligned(4096))), other[4096];
static int reports;
static char *shadow(void *p) { return (char *)(0x100000000UL + ((unsigned long)p >> 3)); }
static void look(char *p, unsigned long size) { for (char *end = p + size; p < end; p++) if (*shadow(p)) { reports++; return; } }
#define REPORT(name) void name(void) { reports++; }
#define FIXED(n) REPORT(__asan_report_load##n##_noabort) REPORT(__asan_report_store##n##_noabort)
FIXED(1) FIXED(2) FIXED(4) FIXED(8) FIXED(16) FIXED(_n)
void __asan_loadN_noabort(void *p, unsigned long size) { look(p, size); }
void __asan_storeN_noabort(void *p, unsigned long size) { look(p, size); }
void __asan_load16_noabort(void *p) { look(p, 16); }
void __asan_store16_noabort(void *p) { look(p, 16); }
void *__asan_memcpy(void *to, void *from, unsigned long size) { look(to, size); look(from, size); return to; }
void *__asan_memset(void *to, int byte, unsigned long size) { look(to, size); return to; }
#define AT(f, where) (memset(shadow(object), 0, 512), *shadow(object + (where)) = -1, reports = 0, f(object, other), reports)
#define TRY(f, size) do { void f(void *, void *); \
	printf(#f ": first %d, middle %d, last %d\n", AT(f, 0), AT(f, (size) / 2), AT(f, (size) - 1)); } while (0)
int main(void)
{
	if (mmap((void *)0x100000000UL, 1 << 24, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE,
		 -1, 0) == MAP_FAILED)
		return 1;
	TRY(copy16, 16); TRY(copy40, 40); TRY(clear40, 40); TRY(copy200, 200); TRY(clear200, 200); TRY(clear4096, 4096);
	TRY(memset200, 200);
	return 0;
}
END
options="-O2 -fno-pic -mno-sse -ffreestanding -fsanitize=kernel-address -c a.c -o"
for way in inline outline; do
	threshold=$([ $way = inline ] && echo 10000 || echo 0)
	# shellcheck disable=SC2086 # words on purpose
	{
		inside x86_64-linux-gnu-gcc-16 -fasan-shadow-offset=0x100000000 --param asan-kernel-mem-intrinsic-prefix=1 \
			--param asan-instrumentation-with-call-threshold=$threshold $options gcc.o
		inside clang-22 -mllvm -asan-mapping-offset=0x100000000 -mllvm -asan-kernel-mem-intrinsic-prefix=1 \
			-mllvm -asan-instrumentation-with-call-threshold=$threshold $options clang.o
	}
	for compiler in gcc clang; do
		gcc -w -O1 -fno-pic -no-pie "$work/run.c" "$root/w/$compiler.o" -o "$work/run"
		"$work/run" | sed "s/^/$compiler $way, /"
	done
done | tee "$work/seen"
cat >"$work/expected" <<'END'
gcc inline, copy16: first 1, middle 1, last 1
gcc inline, copy40: first 1, middle 0, last 1
gcc inline, clear40: first 1, middle 0, last 1
gcc inline, copy200: first 1, middle 0, last 1
gcc inline, clear200: first 1, middle 0, last 1
gcc inline, clear4096: first 1, middle 0, last 1
gcc inline, memset200: first 1, middle 1, last 1
clang inline, copy16: first 1, middle 1, last 1
clang inline, copy40: first 1, middle 1, last 1
clang inline, clear40: first 1, middle 1, last 1
clang inline, copy200: first 1, middle 1, last 1
clang inline, clear200: first 1, middle 1, last 1
clang inline, clear4096: first 1, middle 1, last 1
clang inline, memset200: first 1, middle 1, last 1
gcc outline, copy16: first 1, middle 1, last 1
gcc outline, copy40: first 1, middle 1, last 1
gcc outline, clear40: first 1, middle 1, last 1
gcc outline, copy200: first 1, middle 1, last 1
gcc outline, clear200: first 1, middle 1, last 1
gcc outline, clear4096: first 1, middle 1, last 1
gcc outline, memset200: first 1, middle 1, last 1
clang outline, copy16: first 1, middle 1, last 1
clang outline, copy40: first 1, middle 1, last 1
clang outline, clear40: first 1, middle 1, last 1
clang outline, copy200: first 1, middle 1, last 1
clang outline, clear200: first 1, middle 1, last 1
clang outline, clear4096: first 1, middle 1, last 1
clang outline, memset200: first 1, middle 1, last 1
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "of a struct that is copied or cleared gcc checks the first and the last byte inline"
