#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that -fsanitize=null and -fsanitize=alignment look at a pointer each time that
# memory is read or written through it, however that is written.
#
# clang 22.1.8 does not for ++ and -- of what a pointer or an index gives: (*p)++, --*p and
# p[i]++.  It does for *p += 1 and *p = *p + 1, and for p->count++.  gcc 16.2.0 does for all.
#
# A counter is what kernels increment through pointers: (*refs)++ at a bad address goes
# unreported where *refs += 1 does not.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
struct counts { int first, count; };
void post(int *p) { (*p)++; }
int pre(int *p) { return --*p; }
void indexed(int *p, int i) { p[i]++; }
void pointer(char **p) { (*p)++; }
void real(double *p) { (*p)++; }
void volatiles(volatile int *p) { (*p)++; }
void plus(int *p) { *p += 1; }
void sum(int *p) { *p = *p + 1; }
void member(struct counts *p) { p->count++; }
void table(struct counts *p, int i) { p[i].count++; }
END
for kind in null alignment; do
	for compiler in x86_64-linux-gnu-gcc-16 clang-22; do
		inside "$compiler" -O2 -fsanitize=$kind -S a.c -o a.s
		echo "${compiler#*gnu-}, $kind: $(awk '/^[a-z]+:/ { name = $1 } /__ubsan_handle/ { print name }' "$root/w/a.s" |
			sort -u | tr -d '\n' | tr : ' ')" | tee -a "$work/seen"
	done
done
cat >"$work/expected" <<'END'
gcc-16, null: indexed member plus pointer post pre real sum table volatiles 
clang-22, null: member plus sum table 
gcc-16, alignment: indexed member plus pointer post pre real sum table volatiles 
clang-22, alignment: member plus sum table 
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "clang does not look at (*p)++, --*p and p[i]++"
