#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "-d exec -dfilter RANGE" of QEMU has a line each time that code in the
# range runs, and "-d in_asm" shows the instructions that are there.
#
# In QEMU 10.0.13 the range is asked for the first instruction of a block that was translated.
# A loop of three instructions that runs 1000 times has 999 lines for the first one, as its first
# round belongs to the block before, and none for the second and third, with in_asm and cpu
# too; a function that ends in the range has none.  Without "nochain" the 999 are a few.  No
# message.
#
# "No line" does not say that a line of the kernel never ran: let the range begin where a function
# begins, or take "-accel tcg,one-insn-per-tb=on", where each instruction is a block.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie qemu-system-x86=1:10.0.13+ds-0+deb13u1
cat >"$work/guest.S" <<'END'
	.code32
	.long 0x1BADB002, 0, -0x1BADB002
	.globl _start
_start:	movl $1000, %ecx
first:	incl count
second:	decl %ecx
third:	jnz first
	call works
	call works
	outb %al, $0xf4 # the end
1:	jmp 1b
works:	incl count
leaves:	ret
	.data
count:	.long 0
END
gcc -m32 -c "$work/guest.S" -o "$work/guest.o"
ld -m elf_i386 -N --no-warn-rwx-segments -Ttext=0x100000 "$work/guest.o" -o "$root/w/guest"
: >"$root/dev/null"
count() { # LABEL ITEMS [PATTERN [ACCELERATOR]]: how many lines of PATTERN, for the instruction there
	local place
	place=$(nm "$work/guest.o" | awk -v name="$1" '$3 == name { print $1 }')
	rm -f "$root/w/log"
	inside qemu-system-x86_64 -cpu max -display none -nodefaults -no-reboot -kernel guest -accel "${4:-tcg}" \
		-device isa-debug-exit,iobase=0xf4,iosize=1 -D log -d "$2" -dfilter "$((0x100000 + 0x$place))+1" >"$work/out" 2>&1 || true
	[ -e "$root/w/log" ] || cannot "QEMU did not run: $(tail -n 1 "$work/out")"
	grep -c "${3:-^Trace}" "$root/w/log" || true
}
try() { # a line or more; a block that is interrupted has one more
	[ "$(count "$@")" -gt 0 ] && echo lines || echo none
}
{
	for label in first second third works leaves; do
		echo "$label: exec $(try $label exec,nochain), cpu $(try $label cpu,nochain ^EIP), in_asm $(try $label in_asm ^0x)," \
			"one instruction a block $(try $label exec,nochain ^Trace tcg,one-insn-per-tb=on)"
	done
	if [ "$(count first exec,nochain)" -ge 999 ]; then echo "first, with nochain: 999 or more"; fi
	if [ "$(count first exec)" -lt 100 ]; then echo "first, without: less than 100"; fi
} | tee "$work/seen"
cat >"$work/expected" <<'END'
first: exec lines, cpu lines, in_asm lines, one instruction a block lines
second: exec none, cpu none, in_asm none, one instruction a block lines
third: exec none, cpu none, in_asm none, one instruction a block lines
works: exec lines, cpu lines, in_asm lines, one instruction a block lines
leaves: exec none, cpu none, in_asm none, one instruction a block lines
first, with nochain: 999 or more
first, without: less than 100
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a range of -dfilter has what begins a block in it, and nothing for the rest of the block"
