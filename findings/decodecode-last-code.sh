#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that decodecode, which is given a report of the kernel, decodes the first
# "Code:" line of it, or each, and ends with an error if that is no code.
#
# decodecode of Linux 7.3.4 decodes the last line with "Code:" in it.  A warning or report in a
# system call has two: the kernel's, and that of the program behind "RIP: 0033:", so what it
# shows is the program.  Of two reports it is the second, and if a test then prints "Exit
# Code: 3", or the last is "Code: Unable to access opcode bytes", there is no instruction.
# With a block of zeros in front there is no "trapping instruction".  Status 0 for all.
#
# Give it the one line that is meant.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/decodecode
kernel='Code: 53 48 89 fb 48 85 ff 74 0b <48> 8b 43 10 48 83 c0 01 5b c3'
second='Code: 31 c0 c3 66 90 53 48 89 fb <0f> 0b 5b c3'
program='Code: b8 08 00 00 00 0f 05 <48> 3d 01 f0 ff ff 73 01 c3'
zeros=$(printf '00 %.0s' {1..16})
try() { # WORDS LINE...
	local status=0
	printf '%s\n' "${@:2}" |
		(unset TMPDIR CROSS_COMPILE AFLAGS ARCH PC && nice -n 15 bash "$work/linux/scripts/decodecode") >"$work/out" 2>/dev/null || status=$?
	echo "$1: $(sed -nE 's/^ *([0-9a-f]+):\*\s+([0-9a-f]{2} )+\s+(.*\S)\s+<-- trapping.*/\1 \3/p' "$work/out" | tr -s '\t ' ' '), status $status"
}
{
	try "the kernel" "$kernel"
	try "the kernel and the program" "RIP: 0010:kmem_cache_free+0x9/0x30" "$kernel" "Call Trace:" "RIP: 0033:0x7f1c2a4d5b1a" "$program"
	try "two reports" "$kernel" "kernel BUG at mm/slub.c:100!" "$second"
	try "no code in the last" "$kernel" "RIP: 0033:0x10" "Code: Unable to access opcode bytes at 0xffffffffffffffe6."
	try "a test that ends" "$kernel" "slab_test: Exit Code: 3"
	try "nothing" "Code: Bad RIP value."
	try "no line" "RIP: 0010:kmem_cache_free+0x9/0x30"
	try "zeros in front" "${kernel/Code: /Code: $zeros}"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
the kernel: 9 mov 0x10(%rbx),%rax, status 0
the kernel and the program: 7 cmp $0xfffffffffffff001,%rax, status 0
two reports: 9 ud2, status 0
no code in the last: , status 0
a test that ends: , status 0
nothing: , status 0
no line: , status 1
zeros in front: , status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "the last line with Code: is decoded, that of the program for a system call, status 0"
