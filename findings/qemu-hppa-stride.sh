#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the firmware of an emulated PA-RISC machine, asked by PDC_CACHE, tells of
# a stride of its data cache as real ones do, 32 or 64 bytes, or of none if it has no cache.
#
# That of QEMU 7.2.22 (B160L) tells of a cache of 0 bytes with a stride of 32 KiB: 2 lines of
# 2^(3 + 11) bytes. That of QEMU 10.0.13 tells of 1 KiB and 32 bytes.
#
# Linux 7.3.4 takes the stride for the alignment of all slab objects. With 32 KiB each is a slab
# of its own, and the kernel does not get through boot; it does with QEMU 10.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure bookworm qemu-system-misc=1:7.2+dfsg-7+deb12u18+b3 binutils-hppa-linux-gnu=2.40-2
: >"$root/dev/null"
# A guest without a kernel: it asks the firmware, whose address is at 0x388, and stops.
cat >"$root/w/guest.S" <<'END'
	.text
	.globl _start
_start:	ldil	L%0x180000, %r30
	ldw	0x388(%r0), %r1
	ldi	5, %r26
	ldi	0, %r25
	ldil	L%0x200000, %r24
	bl	call, %r2
	nop
	ldil	L%0x200000, %r24
	stw	%r28, 0x100(%r24)
	ldi	1, %r1
	stw	%r1, 0x104(%r24)
stop:	b,n	stop
	nop
call:	bv	%r0(%r1)
	nop
END
inside hppa-linux-gnu-as guest.S -o guest.o
inside hppa-linux-gnu-ld -Ttext=0x10100000 guest.o -o guest
ask() { # What the firmware said of the data cache: size, configuration
	local status ended size conf
	{ sleep 5; printf '%s\n' "xp/2wx 0x200100" "xp/8wx 0x200000" quit; } |
		inside qemu-system-hppa -m 256 -kernel guest -display none -nodefaults -serial null -monitor stdio 2>&1 |
		tr -d '\r' >"$work/said"
	read -r status ended < <(sed -n 's/^0000000000200100: //p' "$work/said")
	read -r _ _ size conf < <(sed -n 's/^0000000000200010: //p' "$work/said")
	[ "$status $ended" = "0x00000000 0x00000001" ] || cannot "the guest did not get an answer: $(tail -n 1 "$work/said")"
	# 4 bits alias, 4 of the block, 3 of the line, 2 of the shift
	echo "$(sed -n 's/^\(QEMU [0-9.]*\) monitor.*/\1/p' "$work/said"): data cache of $((size)) bytes, stride $((((conf >> 21) & 7) << (3 + ((conf >> 24) & 15) + ((conf >> 19) & 3))))"
}
{
	ask
	rm -r "${root:?}/usr/share"
	closure trixie qemu-system-misc=1:10.0.13+ds-0+deb13u1 >"$work/packages"
	ask
} | tee "$work/seen"
cat "$work/packages"
cat >"$work/expected" <<'END'
QEMU 7.2.22: data cache of 0 bytes, stride 32768
QEMU 10.0.13: data cache of 1024 bytes, stride 32
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "the firmware of QEMU 7.2 for PA-RISC has a data cache of no bytes and a stride of 32 KiB"
