#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that values of gdb's Python interface can be put into a set, where one is
# found if it equals another, or that they have no hash, as gdb's types and drgn's objects.
#
# A gdb.Value of gdb 18.1 has a hash that is the object's own: pointers that are equal are
# two elements of a set or two keys of a dict, the one is not "in" a set with the other, and
# a Counter has 1 for each.  There is no error.  "in" a list compares, and finds it.
#
# A script that walks a list of objects and stops at one that it has seen goes round for ever
# or counts them twice, and a double free is never found.  Put int(p) into the set.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gdb=18.1-3
cat >"$work/a.c" <<'END'
struct object { struct object *next; int cache; };
struct object objects[3] = { { objects + 1, 7 }, { objects + 2, 8 }, { objects, 7 } };
struct object *free_list = objects;
int main(void) { return objects[0].cache; }
END
gcc -g -no-pie "$work/a.c" -o "$root/w/a"
cat >"$root/w/a.py" <<'END'
from collections import Counter
import gdb

start = gdb.parse_and_eval("free_list")
first, last = gdb.parse_and_eval("&objects[0]"), gdb.parse_and_eval("objects[2].next")
seven = gdb.parse_and_eval("objects[0].cache"), gdb.parse_and_eval("objects[2].cache")


def walk(seen, add, key):
    p, steps = start, 0
    while key(p) not in seen and steps < 10:
        add(key(p))
        p, steps = p["next"], steps + 1
    return "%d steps" % steps


caches = [gdb.parse_and_eval("objects[%d].cache" % n) for n in range(3)]
by_value, by_number, a_list = set(), set(), []
for what, said in (
        ("equal", first == last),
        ("in a list", first in [last]),
        ("in a set", first in {last}),
        ("key of a dict", {first: "found"}.get(last)),
        ("set of two equal numbers", len(set(seven))),
        ("Counter of 7 8 7", sorted(Counter(caches).values())),
        ("Counter of 7 8 7 as int", sorted(Counter(map(int, caches)).values())),
        ("round of three, list", walk(a_list, a_list.append, lambda p: p)),
        ("round of three, set", walk(by_value, by_value.add, lambda p: p)),
        ("round of three, set of int", walk(by_number, by_number.add, int))):
    print("%s: %s" % (what, said))
try:
    print("type: %s" % (first.type in {last.type}))
except TypeError:
    print("type: TypeError")
END
inside gdb -q -nx -batch -x a.py a </dev/null 2>&1 | tee "$work/seen"
cat >"$work/expected" <<'END'
equal: True
in a list: True
in a set: False
key of a dict: None
set of two equal numbers: 2
Counter of 7 8 7: [1, 1, 1]
Counter of 7 8 7 as int: [1, 2]
round of three, list: 3 steps
round of three, set: 10 steps
round of three, set of int: 3 steps
type: TypeError
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "equal values of gdb are two elements of a set, no error"
