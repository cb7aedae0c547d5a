#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that pmemsave of QEMU's monitor, which writes physical memory to a file, says
# so where there is no memory, as "xp" and memsave do, and that dump-guest-memory with a begin
# and a length writes that length or fails.
#
# pmemsave of QEMU 10.0.13 writes zeros for it, no message, in part or in whole.
# dump-guest-memory writes what there is of the range, no message either, unless there is
# nothing at all: then an error, and an empty file stays.
#
# A page of zeros from a wrong address looks like free memory or a slab that was cleared.
# Compare with "info mtree -f", or read with xp first; look at the sizes in the core file.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie qemu-system-x86=1:10.0.13+ds-0+deb13u1
: >"$root/dev/null"
# A guest without a kernel: it fills the last page of 8 MiB.
cat >"$work/guest.S" <<'END'
	.text
	.code32
	.long 0x1BADB002, 0, -0x1BADB002
	.globl _start
_start:	cld
	movl $0x7ff000, %edi
	movl $1024, %ecx
	movl $0x5a5a5a5a, %eax
	rep stosl
1:	jmp 1b
END
gcc -m32 -c "$work/guest.S" -o "$work/guest.o"
ld -m elf_i386 -N --no-warn-rwx-segments -Ttext=0x100000 "$work/guest.o" -o "$root/w/guest"
monitor() { # COMMAND: what the monitor says to it
	rm -f "$root/w/out"
	{ sleep 2; printf '%s\n' "$1" quit; } | inside qemu-system-x86_64 -accel tcg -m 8 -kernel guest \
		-display none -nodefaults -no-reboot -monitor stdio 2>&1 | tr -d '\r' |
		sed -nE 's/.*\x1b\[K//; /^\(qemu\)|^QEMU|^$|"help/d; p' | paste -sd '; '
}
try() { # COMMAND
	local said sizes=
	said=$(monitor "$1")
	if [ -s "$root/w/out" ] && [[ $1 = dump* ]]; then
		sizes=$(readelf -lW "$root/w/out" | awk '$1 == "LOAD" { printf " %s", $5 }')
	elif [ -e "$root/w/out" ]; then
		sizes=" $(wc -c <"$root/w/out"), $(tr -dc Z <"$root/w/out" | wc -c) of them set"
	fi
	echo "$1:${sizes:+ bytes$sizes;} ${said:-no message}"
}
{
	try "xp/1wx 0x7ff000"
	try "xp/1wx 0x800000"
	try "memsave 0x7ff000 8192 out"
	try "pmemsave 0x7ff000 4096 out"
	try "pmemsave 0x7ff000 8192 out"
	try "pmemsave 0x10000000000 4096 out"
	try "dump-guest-memory out 0x7ff000 0x1000"
	try "dump-guest-memory out 0x7ff000 0x2000"
	try "dump-guest-memory out 0x10000000000 0x1000"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
xp/1wx 0x7ff000: 00000000007ff000: 0x5a5a5a5a
xp/1wx 0x800000: 0000000000800000: Cannot access memory
memsave 0x7ff000 8192 out: bytes 4096, 4096 of them set; Error: Invalid addr 0x00000000007ff000/size 8192 specified
pmemsave 0x7ff000 4096 out: bytes 4096, 4096 of them set; no message
pmemsave 0x7ff000 8192 out: bytes 8192, 4096 of them set; no message
pmemsave 0x10000000000 4096 out: bytes 4096, 0 of them set; no message
dump-guest-memory out 0x7ff000 0x1000: bytes 0x001000; no message
dump-guest-memory out 0x7ff000 0x2000: bytes 0x001000; no message
dump-guest-memory out 0x10000000000 0x1000: bytes 0, 0 of them set; Error: dump: no guest memory to dump
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "pmemsave writes zeros where there is no memory, and dump-guest-memory leaves that out"
