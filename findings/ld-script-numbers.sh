#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that expressions of linker scripts have the numbers of C, so that an ASSERT()
# that what is left of a limit is more than 0 fails when the limit is passed, and that lld,
# which reads scripts of ld, has the same numbers.
#
# ld 2.44 and lld 22.1.8 compare without signs: 2 - 3 > 0 and -1 > 1 are true, start - end < 0
# never is, MAX(-1, 1) is -1; ASSERT(4096 - SIZEOF(.data) > 0, ...) passes for 8192 bytes.
# ld divides with signs, so that -7 / 2 is -3 and 2 - 3 > 0 all the same; lld without.  010 is 8
# for ld and 10 for lld, 0x10K is 16384 for ld and an error for lld.
#
# Write a check of a size as SIZEOF(.data) <= 4096, never as a difference and 0.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie binutils-x86-64-linux-gnu=2.44-3 lld-22=1:22.1.8-1~deb13u5
echo 'char table[8192] = { 1 }; void _start(void) { }' >"$work/a.c"
gcc -fno-pic -fno-asynchronous-unwind-tables -c "$work/a.c" -o "$root/w/a.o"
try() { # NAME STATEMENT: the value of "value", or the status and the first message
	local linker status said
	for linker in x86_64-linux-gnu-ld ld.lld-22; do
		echo "SECTIONS { .text : { *(.text) } .data : { start = .; *(.data) end = .; } $2 }" >"$root/w/a.lds"
		rm -f "$root/w/a"
		status=0
		inside "$linker" -T a.lds a.o -o a >"$work/log" 2>&1 || status=$?
		said=$(nm "$root/w/a" 2>/dev/null | awk '$3 == "value" { print $1 }' || true)
		[ -z "$said" ] || said=$((16#$said))
		echo "$1: ${linker##*gnu-}: ${said:-status $status}"
	done | paste -sd '|' | sed -E 's/^([^|]*): ([^|]*)\|.*: (ld.*)/\1: \2, \3/'
}
{
	for e in '2 - 3' '2 - 3 > 0' '-1 > 1' 'start - end < 0' 'MAX(-1, 1)' '-7 / 2' '-7 % 3' '-7 >> 1' '20 - 5 - 3' 010 0x10 4K 0x10K; do
		try "$e" "value = $e;"
	done
	try 'ASSERT size <= 4096' 'ASSERT(SIZEOF(.data) <= 4096, "too big")'
	try 'ASSERT 4096 >= size' 'ASSERT(4096 >= end - start, "too big")'
	try 'ASSERT 4096 - size > 0' 'ASSERT(4096 - SIZEOF(.data) > 0, "too big")'
	try 'ASSERT !(4096 - size < 0)' 'ASSERT(!(4096 - (end - start) < 0), "too big")'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
2 - 3: ld: -1, ld.lld-22: -1
2 - 3 > 0: ld: 1, ld.lld-22: 1
-1 > 1: ld: 1, ld.lld-22: 1
start - end < 0: ld: 0, ld.lld-22: 0
MAX(-1, 1): ld: -1, ld.lld-22: -1
-7 / 2: ld: -3, ld.lld-22: 9223372036854775804
-7 % 3: ld: -1, ld.lld-22: 0
-7 >> 1: ld: 9223372036854775804, ld.lld-22: 9223372036854775804
20 - 5 - 3: ld: 12, ld.lld-22: 12
010: ld: 8, ld.lld-22: 10
0x10: ld: 16, ld.lld-22: 16
4K: ld: 4096, ld.lld-22: 4096
0x10K: ld: 16384, ld.lld-22: status 1
ASSERT size <= 4096: ld: status 1, ld.lld-22: status 1
ASSERT 4096 >= size: ld: status 1, ld.lld-22: status 1
ASSERT 4096 - size > 0: ld: status 0, ld.lld-22: status 0
ASSERT !(4096 - size < 0): ld: status 0, ld.lld-22: status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "differences are never less than 0, so such checks of sizes pass; 010 is 8 for ld, 10 for lld"
