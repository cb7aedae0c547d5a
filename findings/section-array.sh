#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that variables of one type which share a section of their own lie there
# side by side, as an array does: a table that is walked from its begin to its end.
#
# gcc 16.2.0 aligns them to more than the type needs, as other variables: a struct of 24
# bytes to 16, of 40 to 32, so the second begins at 32 or 64, and between are zeros.  Sizes
# of 16, 32 and 64 fit.  Alignment of the type changes nothing, alignment of each variable
# does, and -malign-data=abi.  clang 22.1.8 puts them side by side.  gcc at -O2 also puts
# the last first, clang the first.  A const table is the same.
#
# A table of static caches made so works with clang and with a struct of four words; one
# more member, and the second entry is read from the gap.  Write the alignment to the
# variable, as tracepoints do, or keep pointers in the section.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
struct TYPE cache { const char *name; unsigned long more[WORDS - 1]; };
#define CACHE(n) KIND struct cache n __attribute__((section("caches"), used VARIABLE)) = { #n }
CACHE(first);
CACHE(second);
CACHE(third);
END
flags="-O2 -fno-pic -fno-pie -mcmodel=kernel -c a.c"
try() { # WORDS KIND TYPE VARIABLE [OPTION]
	local compiler words
	for compiler in x86_64-linux-gnu-gcc-16 clang-22; do
		[ "$compiler" = clang-22 ] && [ "${5-}" ] && continue
		for words in 2 3 4 5 7 8 9; do
			# shellcheck disable=SC2086 # words on purpose
			inside $compiler $flags "-DWORDS=$words" "-DKIND=$2" "-DTYPE=$3" "-DVARIABLE=$4" ${5-} -o a.o
			nm -n -t d "$root/w/a.o" | awk -v size=$((words * 8)) '{ at[NR] = $1; name[NR] = $3 }
				END { printf "%d: %d %s; ", size, at[2] - at[1], name[1] }'
		done | sed "s/^/$1, ${compiler##*gnu-}: /; s/; \$//"
		echo
	done
}
{
	try plain "" "" ""
	try const const "" ""
	try "type aligned" "" "__attribute__((aligned(8)))" ""
	try "variable aligned" "" "" ", aligned(8)"
	try "-malign-data=abi" "" "" "" -malign-data=abi
} | tee "$work/seen"
cat >"$work/expected" <<'END'
plain, gcc-16: 16: 16 third; 24: 32 third; 32: 32 third; 40: 64 third; 56: 64 third; 64: 64 third; 72: 96 third
plain, clang-22: 16: 16 first; 24: 24 first; 32: 32 first; 40: 40 first; 56: 56 first; 64: 64 first; 72: 72 first
const, gcc-16: 16: 16 third; 24: 32 third; 32: 32 third; 40: 64 third; 56: 64 third; 64: 64 third; 72: 96 third
const, clang-22: 16: 16 first; 24: 24 first; 32: 32 first; 40: 40 first; 56: 56 first; 64: 64 first; 72: 72 first
type aligned, gcc-16: 16: 16 third; 24: 32 third; 32: 32 third; 40: 64 third; 56: 64 third; 64: 64 third; 72: 96 third
type aligned, clang-22: 16: 16 first; 24: 24 first; 32: 32 first; 40: 40 first; 56: 56 first; 64: 64 first; 72: 72 first
variable aligned, gcc-16: 16: 16 third; 24: 24 third; 32: 32 third; 40: 40 third; 56: 56 third; 64: 64 third; 72: 72 third
variable aligned, clang-22: 16: 16 first; 24: 24 first; 32: 32 first; 40: 40 first; 56: 56 first; 64: 64 first; 72: 72 first
-malign-data=abi, gcc-16: 16: 16 third; 24: 24 third; 32: 32 third; 40: 40 third; 56: 56 third; 64: 64 third; 72: 72 third
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "gcc leaves gaps between variables of one section, clang does not; the order differs"
