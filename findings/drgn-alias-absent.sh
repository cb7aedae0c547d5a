#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that drgn reads a variable whose symbol has an address and whose declaration
# has a type, as gdb does.
#
# drgn 0.3.0 finds an alias, weak or not, and says that its value is absent, "<optimized out>":
# what it says of a variable that the compiler removed.  prog.symbol() has the address, and
# gdb 18.1 prints the value, except for a static alias, which is optimized out there, too.  A
# name that the linker was given, or that is defined in assembly, drgn calls no object, as the
# debug information has none; gdb has the type from what declares it.
#
# A variable that has a second name is not gone: make an Object of the type that drgn has
# found, at the symbol's address.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gdb=18.1-3 python3-drgn=0.3.0-1
cat >"$work/a.c" <<'END'
struct cache { int size; };
struct cache plain = { 7 };
extern struct cache other __attribute__((alias("plain")));
extern struct cache weak __attribute__((weak, alias("plain")));
static struct cache local __attribute__((alias("plain")));
extern struct cache script;
extern struct cache assembled;
asm(".pushsection .data\n.globl assembled\n.balign 4\nassembled: .long 7\n.size assembled, 4\n.type assembled, @object\n.popsection");
int main(void) { return other.size + weak.size + local.size + script.size + assembled.size; }
END
gcc -g -O0 -no-pie "$work/a.c" -Wl,--defsym=script=plain -o "$root/w/a"
cat >"$root/w/ask.py" <<'END'
import drgn
prog = drgn.Program(drgn.Platform(drgn.Architecture.X86_64))
module = prog.extra_module("a", create=True)
module = module[0] if isinstance(module, tuple) else module
module.try_file("/w/a", force=True)
prog.add_memory_segment(0, 1 << 40, lambda address, count, offset, physical: (7).to_bytes(count, "little"))
for name in "plain", "other", "weak", "local", "script", "assembled":
    try:
        found = prog[name]
    except LookupError:
        print(f"{name}, drgn: no such object, symbol at {'0' if not prog.symbol(name).address else 'an address'}")
        continue
    try:
        value = found.size.value_()
    except drgn.ObjectAbsentError:
        value = "ObjectAbsentError"
    symbol = prog.symbol(name)
    there = drgn.Object(prog, found.type_, address=symbol.address).size.value_()
    print(f"{name}, drgn: {found.type_.type_name()}, {value}, at its symbol {there}")
END
{
	inside python3 ask.py
	for name in plain other weak local script assembled; do
		# shellcheck disable=SC2016 # not for this shell
		echo "$name, gdb: $(inside gdb -q -nx -batch -ex "print $name.size" a </dev/null 2>&1 | tail -n 1 | sed 's/^\$1 = //')"
	done
} 2>&1 | tee "$work/seen"
cat >"$work/expected" <<'END'
plain, drgn: struct cache, 7, at its symbol 7
other, drgn: struct cache, ObjectAbsentError, at its symbol 7
weak, drgn: struct cache, ObjectAbsentError, at its symbol 7
local, drgn: struct cache, ObjectAbsentError, at its symbol 7
script, drgn: no such object, symbol at an address
assembled, drgn: no such object, symbol at an address
plain, gdb: 7
other, gdb: 7
weak, gdb: 7
local, gdb: <optimized out>
script, gdb: 7
assembled, gdb: 7
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "an alias is there and \"optimized out\""
