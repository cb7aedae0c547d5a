#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that xchg() and cmpxchg() take the same sizes, and that one which they do
# not take is an error of the compiler.
#
# On sparc64 in 7.3.4 xchg() takes 2, 4 and 8 bytes, and cmpxchg() 1, 4 and 8. The others
# compile without a word and call a function that does not exist: a bool in xchg() stops
# the link of the whole kernel.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
header=arch/sparc/include/asm/cmpxchg_64.h
kernel_files $header
closure bookworm gcc-12-sparc64-linux-gnu=12.2.0-13cross1
mkdir "$root/w/asm-generic"
touch "$root/w/asm-generic/cmpxchg-local.h" # what only cmpxchg_local() needs
cp "$work/linux/$header" "$root/w/"
for size in 1 2 4 8; do
	for what in xchg cmpxchg; do
		more=$([ $what = xchg ] || echo ', 2')
		cat >"$root/w/a.c" <<END
#define __always_inline inline __attribute__((__always_inline__))
unsigned long __generic_cmpxchg_local(volatile void *, unsigned long, unsigned long, int);
#include "cmpxchg_64.h"
typedef unsigned type __attribute__((mode($(case $size in 1) echo QI ;; 2) echo HI ;; 4) echo SI ;; 8) echo DI ;; esac))));
type f(type *p) { return arch_$what(p, 1$more); }
END
		if inside sparc64-linux-gnu-gcc-12 -O2 -I. -c -o a.o a.c >"$work/said" 2>&1; then
			inside sparc64-linux-gnu-nm a.o | grep -q bad_pointer && how="does not link" || how="links"
		else
			how="does not compile: $(grep -m 1 error "$work/said")"
		fi
		echo "$what of $size bytes: $how"
	done
done | tee "$work/seen"
still=false
[ "$(grep -c 'links$' "$work/seen")" = 6 ] && grep -q '^xchg of 1 bytes: does not link' "$work/seen" &&
	grep -q '^cmpxchg of 2 bytes: does not link' "$work/seen" && still=true
outcome $still "xchg() of a byte and cmpxchg() of two compile, and do not link"
