#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that ~ of an enumerator, which drgn's prog.constant() looks up, is what Python
# makes of its number: a mask that keeps the upper bits of an address.
#
# drgn 0.3.0 returns an object of the enumeration's type, and calculates as C does: of 32 bits,
# ~ of it has no upper bits. An int & that is an object again, without its upper half and without
# a word. prog.constant(...).value_() is a number.
#
# Flags in the low bits of a pointer are taken off so (slab->obj_exts), and QEMU's dumps have
# memory at physical addresses, too: there the half address can be read, on a live kernel it cannot.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid python3-drgn=0.3.0-1
printf '%s\n' 'enum flags { FLAG_ONE = 1, FLAGS_END = 8 };' 'enum wide { WIDE_END = 8, WIDE_TOP = 1UL << 40 };' \
	'enum flags f;' 'enum wide w;' 'int main(void) { return f + w; }' >"$work/a.c"
gcc -g -O0 "$work/a.c" -o "$root/w/a"
cat >"$root/w/ask.py" <<'END'
import drgn
prog = drgn.Program()
prog.extra_module("a", 0, create=True).try_file("a", force=True)
address = 0xffff888123456781
for name in "FLAGS_END", "WIDE_END":
    mask = prog.constant(name) - 1
    kept, number = address & ~mask, address & ~(prog.constant(name).value_() - 1)
    print(f"{name}: {drgn.sizeof(mask)} bytes, & ~ keeps {int(kept):#x}, of its number {number:#x}")
END
inside python3 -W error ask.py >"$work/seen" 2>&1 || true
cat "$work/seen"
cat >"$work/expected" <<'END'
FLAGS_END: 4 bytes, & ~ keeps 0x23456780, of its number 0xffff888123456780
WIDE_END: 8 bytes, & ~ keeps 0xffff888123456780, of its number 0xffff888123456780
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "~ of an enumerator of 32 bits takes the upper half of an address away"
