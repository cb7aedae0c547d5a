#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that -icount, which makes the clock of the guest a count of its instructions,
# leaves what a plugin counts as it is, and that an instruction counts as one.
#
# For a plugin of QEMU 10.0.13 "rep stosb" and "rep movsb" count as one instruction however
# much they write.  With -icount they count as one for each byte, and one more: 4097 for 4096
# bytes, and "rep stosl", which writes the same, 1025.  The clock counts as the plugin does.
# A loop of stores counts the same either way, and each store is reported in all of them.
#
# memset() of the kernel is such an instruction on many processors.  An object that is
# cleared costs thousands with -icount, and without it as good as nothing: compare caches that
# clear, or init_on_alloc, by neither, and never counts with -icount to counts without.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie qemu-system-x86=1:10.0.13+ds-0+deb13u1
# A guest without a kernel.  It marks what is to be counted, and sends the clock's count of it.
cat >"$work/guest.S" <<'END'
	.text
	.code32
	.long 0x1BADB002, 0, -0x1BADB002
	.globl _start
	.macro begin number
	movl $\number, %ecx
	movl $object, %edi
	movl $object, %esi
	movl $1, 0x300000
	rdtsc
	movl %eax, %ebp
	.endm
	.macro end
	rdtsc
	movl $1, 0x300000
	subl %ebp, %eax
	.rept 4
	outb %al, $0xe9
	shrl $8, %eax
	.endr
	.endm
_start:	begin 1
	end
	begin 4096
	rep stosb
	end
	begin 1024
	rep stosl
	end
	begin 4096
	rep movsb
	end
	begin 1
	rep stosb
	end
	begin 1024
1:	movl %eax, (%edi)
	addl $4, %edi
	decl %ecx
	jnz 1b
	end
	outb %al, $0xf4
2:	jmp 2b
	.bss
	.balign 4096
object:	.skip 4096
END
gcc -m32 -c "$work/guest.S" -o "$work/guest.o"
ld -m elf_i386 -N --no-warn-rwx-segments -Ttext=0x100000 "$work/guest.o" -o "$root/w/guest"
cat >"$work/count.c" <<'END'
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#define EXPORTED __attribute__((visibility("default")))
struct block;
struct insn;
void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, void (*call)(uint64_t, struct block *));
size_t qemu_plugin_tb_n_insns(const struct block *block);
struct insn *qemu_plugin_tb_get_insn(const struct block *block, size_t n);
void qemu_plugin_register_vcpu_insn_exec_cb(struct insn *insn, void (*call)(unsigned, void *), int flags, void *data);
void qemu_plugin_register_vcpu_mem_cb(struct insn *insn, void (*call)(unsigned, uint32_t, uint64_t, void *), int flags,
				      int which, void *data);
bool qemu_plugin_mem_is_store(uint32_t access);
EXPORTED int qemu_plugin_version = 2;
static long insns, stores;
static FILE *out;
static void run(unsigned cpu, void *data) { insns++; }
static void accessed(unsigned cpu, uint32_t access, uint64_t address, void *data)
{
	if (address == 0x300000) {
		fprintf(out, "%ld %ld\n", insns, stores);
		fflush(out);
		insns = stores = 0;
	} else if (qemu_plugin_mem_is_store(access)) {
		stores++;
	}
}
static void translated(uint64_t id, struct block *block)
{
	for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
		struct insn *insn = qemu_plugin_tb_get_insn(block, i);
		qemu_plugin_register_vcpu_insn_exec_cb(insn, run, 0, NULL);
		qemu_plugin_register_vcpu_mem_cb(insn, accessed, 0, 3, NULL);
	}
}
EXPORTED int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv)
{
	out = fopen("counts", "w");
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	return !out;
}
END
gcc -w -O1 -fPIC -shared "$work/count.c" -o "$root/w/count.so"
: >"$root/dev/null"
for option in "" "-icount shift=0,sleep=off"; do
	# shellcheck disable=SC2086 # words on purpose
	inside qemu-system-x86_64 -accel tcg,thread=single -cpu max -display none -nodefaults -no-reboot -kernel guest \
		-debugcon file:clock -device isa-debug-exit,iobase=0xf4,iosize=1 -plugin ./count.so $option >"$work/log" 2>&1 || true
	# Less what is counted with nothing between the marks.
	awk 'NR % 2 == 0 { if (NR == 2) none = $1; else print $1 - none, $2 }' "$root/w/counts" >"$work/plugin"
	od -An -v -tu4 -w4 "$root/w/clock" | awk 'NR == 1 { none = $1; next } { print $1 - none }' >"$work/clock"
	for what in "rep stosb, 4096" "rep stosl, 1024" "rep movsb, 4096" "rep stosb, 1" "loop, 1024"; do echo "$what"; done |
		paste -d '|' - "$work/plugin" "$work/clock" | while IFS='|' read -r what counted clock; do
		echo "${option:-no option}, $what: ${counted% *} instructions, ${counted#* } stores${option:+, clock $clock}"
	done
done | tee "$work/seen"
cat >"$work/expected" <<'END'
no option, rep stosb, 4096: 1 instructions, 4096 stores
no option, rep stosl, 1024: 1 instructions, 1024 stores
no option, rep movsb, 4096: 1 instructions, 4096 stores
no option, rep stosb, 1: 1 instructions, 1 stores
no option, loop, 1024: 4096 instructions, 1024 stores
-icount shift=0,sleep=off, rep stosb, 4096: 4097 instructions, 4096 stores, clock 4097
-icount shift=0,sleep=off, rep stosl, 1024: 1025 instructions, 1024 stores, clock 1025
-icount shift=0,sleep=off, rep movsb, 4096: 4097 instructions, 4096 stores, clock 4097
-icount shift=0,sleep=off, rep stosb, 1: 2 instructions, 1 stores, clock 2
-icount shift=0,sleep=off, loop, 1024: 4096 instructions, 1024 stores, clock 4096
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a rep stosb of 4096 bytes is one instruction for a plugin, and with -icount 4097"
