#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that perf probe, which knows the type of a member from the debug
# information, either makes a probe that reads it or says that it cannot.
#
# perf 7.2.13 hands on where a bit-field is as DWARF 4 counts it, from the high end.  The
# kernel counts from the low end, so on x86 the probe reads other bits: no message, status
# 0.  From DWARF 5, what gcc writes by default, it makes no probe: "Failed to get the
# offset of inuse".  What is given by hand, inuse=+8(%di):b16@0/32, is handed on as it is.
#
# inuse, objects and frozen of a slab are bit-fields: for a slab with 5 of 32 objects in use,
# not frozen, the trace has 32 of 2 objects, frozen.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid linux-perf=7.2.13-1
kernel_files kernel/trace/trace_probe.c
cat >"$work/a.c" <<'END'
struct slab { void *cache; unsigned inuse:16, objects:15, frozen:1; };
struct slab slab = { &slab, 5, 32, 0 };
__attribute__((noipa)) void *look(struct slab *slab) { return slab->cache; }
int main(void) { return look(&slab) != &slab; }
END
# The shifts of the kernel, from its source: bits of the container, then those of the field.
for side in l r; do
	sed -nE "s/^.*code->${side}shift = (BYTES_TO_BITS.*);/\1/p" "$work/linux/kernel/trace/trace_probe.c" |
		sed 's/BYTES_TO_BITS(t->size)/bits/; s/bw/width/; s/bo/offset/' >"$work/$side"
done
word=$((5 | 32 << 16 | 0 << 31))
try() { # WORDS FILE MEMBER...
	status=0
	inside perf probe -x "$2" -D "look ${*:3}" >"$work/out" 2>"$work/err" || status=$?
	echo "$1: $(if [ $status = 0 ]; then echo "status 0"; else echo fails; fi), $(grep -cE 'Fail|Error|Warn' "$work/err") messages"
	grep -o 'Failed to get the offset of [a-z]*' "$work/err" || true
	tr ' ' '\n' <"$work/out" | sed -nE 's/^(.*)=.*:b(.*)@(.*)\/(.*)$/\1 \2 \3 \4/p' | while read -r name width offset bits; do
		left=$(($(cat "$work/l"))) right=$(($(cat "$work/r")))
		echo "	$name is b$width@$offset/$bits: the kernel reads $((((word << left) & ((1 << bits) - 1)) >> right))"
	done
}
for version in 4 5; do
	gcc -O1 -gdwarf-$version "$work/a.c" -o "$root/w/dwarf$version"
	try "DWARF $version" "dwarf$version" 'slab->inuse' 'slab->objects' 'slab->frozen'
	try "DWARF $version, another member" "dwarf$version" 'slab->cache'
done | tee "$work/seen"
try "by hand" dwarf5 'inuse=+8(%di):b16@0/32' | tee -a "$work/seen"
cat >"$work/expected" <<'END'
DWARF 4: status 0, 0 messages
	inuse is b16@16/32: the kernel reads 32
	objects is b15@1/32: the kernel reads 2
	frozen is b1@0/32: the kernel reads 1
DWARF 4, another member: status 0, 0 messages
DWARF 5: fails, 2 messages
Failed to get the offset of inuse
DWARF 5, another member: status 0, 0 messages
by hand: status 0, 0 messages
	inuse is b16@0/32: the kernel reads 5
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "bit-fields are counted from the wrong end with DWARF 4 and not found with DWARF 5"
