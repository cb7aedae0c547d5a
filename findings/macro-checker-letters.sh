#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that macro_checker.py, which names macros that do not use a parameter,
# looks for the parameter as a word in what the macro does.
#
# scripts/macro_checker.py of Linux 7.3.4 looks for its letters: s is used in "cache_size",
# and so it is in a string and in a comment.  It does not look at macros that begin with 0 or 1,
# "(1 << (n))" too, at those with "...", and at those with "#" apart from "define".  Of two
# unused parameters it names one.  The status is 0 whether it found any or not.
#
# A stub of a cache's function for a configuration without it has just such unused
# parameters, most often with one letter: no output is no proof.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/macro_checker.py
check() { # WORDS MACRO
	printf '%s\n' "$2" >"$work/a.c"
	status=0
	found=$(python3 -B "$work/linux/scripts/macro_checker.py" "$work/a.c" | sed -nE 's/^Argument (\w+) .*/\1/p' | paste -sd ' ') || status=$?
	echo "$1: ${found:-nothing} unused, status $status"
}
{
	check used '#define cache_order(cache) get((cache)->order)'
	check unused '#define cache_order(slab) get((cache)->order)'
	check "letters of another word" '#define cache_order(s) (cache->objects)'
	check "a string" '#define cache_warn(c) pr_warn("cache")'
	check "a comment" '#define cache_order(slab) get(3) /* no slab */'
	check "begins with 1" '#define cache_bytes(slab) (1 << (order))'
	check "begins with 0" '#define cache_bytes(slab) 0x1000'
	check "variable arguments" '#define cache_warn(slab, fmt, ...) printk(fmt, __VA_ARGS__)'
	check "# define" '# define cache_order(slab) get((cache)->order)'
	check "two unused" '#define cache_order(slab, node) get((cache)->order)'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
used: nothing unused, status 0
unused: slab unused, status 0
letters of another word: nothing unused, status 0
a string: nothing unused, status 0
a comment: nothing unused, status 0
begins with 1: nothing unused, status 0
begins with 0: nothing unused, status 0
variable arguments: nothing unused, status 0
# define: nothing unused, status 0
two unused: slab unused, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a parameter counts as used if its letters are anywhere in the macro"
