#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a flag that gives overflows a meaning, as the kernel's
# -fno-strict-overflow, leaves the sanitizers that are asked for by name as they are, or turns
# them off alike in both compilers.
#
# With it gcc 16.2.0 checks no sum of integers for -fsanitize=signed-integer-overflow, only
# divisions, and still checks pointers for -fsanitize=pointer-overflow.  clang 22.1.8 still
# checks the sums, and no pointer.  -fwrapv alone turns off gcc's sums and no pointer of
# either.  No message.
#
# A test of an overflow that is to be reported passes with one compiler only.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
int sum(int a, int b) { return a + b; }
int product(int a, int b) { return a * b; }
int negative(int a) { return -a; }
int counter(int *p) { return *p += 1; }
int quotient(int a, int b) { return a / b; }
char *pointer(char *p, unsigned long n) { return p + n; }
END
for flags in -fstrict-overflow -fwrapv -fno-strict-overflow; do
	for compiler in x86_64-linux-gnu-gcc-16 clang-22; do
		inside "$compiler" -O2 -Wall -Wextra "$flags" -fsanitize=signed-integer-overflow,pointer-overflow -S a.c -o a.s 2>&1 |
			tee -a "$work/seen"
		echo "${compiler#*gnu-}, $flags: $(awk '/^[a-z]+:/ { name = $1 } /__ubsan_handle/ { print name }' "$root/w/a.s" |
			sort -u | tr -d '\n' | tr : ' ')" | tee -a "$work/seen"
	done
done
cat >"$work/expected" <<'END'
gcc-16, -fstrict-overflow: counter negative pointer product quotient sum 
clang-22, -fstrict-overflow: counter negative pointer product quotient sum 
gcc-16, -fwrapv: pointer quotient 
clang-22, -fwrapv: counter negative pointer product quotient sum 
gcc-16, -fno-strict-overflow: pointer quotient 
clang-22, -fno-strict-overflow: counter negative product quotient sum 
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "with -fno-strict-overflow gcc checks pointers and no sums, clang sums and no pointers"
