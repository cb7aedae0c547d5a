#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a debugger asked for a static variable that two files have either
# says that the name is ambiguous or gives both.
#
# drgn 0.3.0 gives one, without a word: which, depends on the order in which the program
# was linked.  prog.variable(name, file) tells them apart, and prog.symbols(name) counts
# them.
#
# The kernel has such names for caches, qi_cache and pwq_cache for example: a script that
# reads prog["..."].object_size reads that of one of them, in another build of the other.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid python3-drgn=0.3.0-1
printf '%s\n' 'struct cache { unsigned size; };' 'static struct cache inode_cache = { 600 };' \
	'extern unsigned b(void);' 'int main(void) { return inode_cache.size + b(); }' >"$work/a.c"
printf '%s\n' 'struct cache { unsigned size; };' 'static struct cache inode_cache = { 1100 };' \
	'unsigned b(void);' 'unsigned b(void) { return inode_cache.size; }' >"$work/b.c"
(cd "$work" && gcc -g -O0 a.c b.c -o "$root/w/ab" && gcc -g -O0 b.c a.c -o "$root/w/ba")
cat >"$root/w/ask.py" <<'END'
import drgn
for name in "ab", "ba":
    prog = drgn.Program()
    prog.extra_module(name, 0, create=True).try_file(name, force=True)
    found = prog["inode_cache"].address_
    owner = [file for file in ("a.c", "b.c") if prog.variable("inode_cache", file).address_ == found]
    print(f"linked as {name}: {len(prog.symbols('inode_cache'))} symbols, prog[] gives that of {' '.join(owner)}")
END
inside python3 -W error ask.py >"$work/seen" 2>&1 || true
cat "$work/seen"
still=false
grep -q 'ab: 2 symbols, prog\[\] gives that of a.c' "$work/seen" &&
	grep -q 'ba: 2 symbols, prog\[\] gives that of b.c' "$work/seen" && still=true
outcome $still "one of two is given, the one that was linked first"
