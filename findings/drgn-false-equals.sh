#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that drgn, which has a TypeError for "name < b'x'" and for a pointer that is
# compared with an int, compares a name with a string, or has an error for that as well; and
# that numbers compare as in C.
#
# In drgn 0.3.0 a char array or a char * is never equal to bytes or str, no error, and an enum
# never to the name of its value.  0xcccccccc is a long for it, where C has an unsigned int:
# an int with these bytes is not equal to it, and a sum with it is another one.  gdb 18.1 has
# what C has for numbers.
#
# A loop over all caches with "if s.name == b'dentry'" finds none and ends well: write
# s.name.string_(), and cast what is compared with 0xbbbbbbbb and 0xcccccccc, which are red zones.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid python3-drgn=0.3.0-1 gdb=18.1-3
cat >"$work/a.c" <<'END'
enum kind { NORMAL, RECLAIM };
enum kind kind = RECLAIM;
char array[8] = "dentry";
const char *name = array;
int zone = 0xcccccccc, *place = &zone;
unsigned one = 1;
int main(void) { return zone == 0xcccccccc ? one + 0xffffffff : 1; }
END
gcc -g -no-pie "$work/a.c" -o "$root/w/a"
cat >"$root/w/a.py" <<'END'
import struct
import drgn

prog = drgn.Program(drgn.Platform(drgn.Architecture.X86_64))
prog.extra_module("a", 0, create=True).try_file("a", force=True)
with open("a", "rb") as f:
    image = f.read()
start, count = struct.unpack_from("<Q", image, 32)[0], struct.unpack_from("<H", image, 56)[0]
for n in range(count):
    kind, _, offset, address, _, size = struct.unpack_from("<IIQQQQ", image, start + 56 * n)
    if kind == 1:
        prog.add_memory_segment(address, size, lambda at, length, _, __, a=address, o=offset: image[o + at - a:o + at - a + length])
values = {name: prog[name] for name in ("kind", "array", "name", "zone", "place", "one", "RECLAIM")}
values["cast"] = drgn.cast
for text in ("array == b'dentry'", "array == 'dentry'", "name == b'dentry'", "name in (b'dentry', b'inode_cache')",
             "name.string_() == b'dentry'", "name < b'dentry'", "place == 1", "place.value_() == place",
             "kind == 'RECLAIM'", "kind == RECLAIM", "zone == 0xcccccccc", "cast('unsigned int', zone) == 0xcccccccc",
             "zone == -0x33333334", "one + 0xffffffff"):
    try:
        said = eval(text, values)
        said = said.value_() if isinstance(said, drgn.Object) else said
    except TypeError:
        said = "TypeError"
    print("drgn, %s: %s" % (text, said))
END
{
	inside python3 a.py
	for text in 'zone == 0xcccccccc' 'one + 0xffffffff'; do
		echo "gdb, $text: $(inside gdb -q -nx -batch -ex "print $text" a 2>/dev/null | sed 's/.* = //')"
	done
	gcc -w "$work/a.c" -o "$work/a"
	"$work/a" && echo "C: zone == 0xcccccccc, and one + 0xffffffff is 0"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
drgn, array == b'dentry': False
drgn, array == 'dentry': False
drgn, name == b'dentry': False
drgn, name in (b'dentry', b'inode_cache'): False
drgn, name.string_() == b'dentry': True
drgn, name < b'dentry': TypeError
drgn, place == 1: TypeError
drgn, place.value_() == place: TypeError
drgn, kind == 'RECLAIM': False
drgn, kind == RECLAIM: True
drgn, zone == 0xcccccccc: False
drgn, cast('unsigned int', zone) == 0xcccccccc: True
drgn, zone == -0x33333334: True
drgn, one + 0xffffffff: 4294967296
gdb, zone == 0xcccccccc: 1
gdb, one + 0xffffffff: 0
C: zone == 0xcccccccc, and one + 0xffffffff is 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "names are never equal to strings, nor an int to 0xcccccccc, and there is no error"
