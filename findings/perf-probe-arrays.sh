#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that perf probe, which knows the type of a table from the debug information,
# reads caches[1] of "struct cache *caches[3][14]" where the second row begins, or says
# that it cannot.
#
# perf 7.2.13 multiplies the first index by the size of what is innermost: caches[1] is 8
# bytes behind the begin and not 112, which is caches[0][1], counts[1] of "int counts[3][2]" is
# counts[0][1], and a member of such an element is read from there.  No message, status 0.
# Of caches[1][2] the last index counts: caches[0][2].  With one dimension it is right.
#
# kmalloc_caches is such a table: a probe of kmalloc_caches[1]->size reads the size of another
# cache of type 0.  Give the place by hand: @kmalloc_caches+OFFSET.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid linux-perf=7.2.13-1
cat >"$work/a.c" <<'END'
struct cache { unsigned size; unsigned short order; };
struct node { long lock; int counts[3][2]; struct cache table[2][4]; struct cache row[4]; };
struct node node;
struct cache *caches[3][14], *list[14];
__attribute__((noipa)) long look(struct node *n) { return n->lock; }
#ifdef MAIN
#include <stddef.h>
#include <stdio.h>
#define PLACE(what, begin) printf("%s %zu\n", #what, (size_t)((char *)&what - (char *)&begin))
int main(void)
{
	PLACE(caches[1], caches);
	PLACE(caches[1][2], caches);
	PLACE(list[1], list);
	struct node *n = &node;
	PLACE(n->counts[1], node);
	PLACE(n->counts[0][1], node);
	PLACE(n->table[1], node);
	PLACE(n->table[0][1], node);
	PLACE(n->row[1], node);
	return look(&node);
}
#else
int main(void) { return look(&node) + (caches[1][2] == list[3]); }
#endif
END
gcc -DMAIN -O1 "$work/a.c" -o "$work/places"
place() { # EXPRESSION: where it is in the program
	"$work/places" | awk -v what="$1" '$1 == what { print $2 }'
}
for version in 4 5; do
	gcc -O2 -gdwarf-$version "$work/a.c" -o "$root/w/a"
	while read -r probe expression; do
		status=0
		inside perf probe -x a -D "look $probe" >"$work/out" 2>"$work/err" || status=$?
		seen=$(sed -nE 's/.*=(\+0\()?(@caches|@list)?\+([0-9]+).*/\3/p' "$work/out")
		echo "DWARF $version, $probe: status $([ $status = 0 ] && echo 0 || echo "not 0"), ${seen:-nowhere}${expression:+; in C $expression is at $(place "$expression")}"
	done <<'END'
list[1]->size list[1]
caches[1]->size caches[1]
caches[1][2]->size caches[1][2]
n->counts[1] n->counts[1]
n->counts[1] n->counts[0][1]
n->table[1].size n->table[1]
n->table[1].size n->table[0][1]
n->row[1].size n->row[1]
END
done | tee "$work/seen"
cat >"$work/expected" <<'END'
DWARF 4, list[1]->size: status 0, 8; in C list[1] is at 8
DWARF 4, caches[1]->size: status 0, 8; in C caches[1] is at 112
DWARF 4, caches[1][2]->size: status 0, 16; in C caches[1][2] is at 128
DWARF 4, n->counts[1]: status 0, 12; in C n->counts[1] is at 16
DWARF 4, n->counts[1]: status 0, 12; in C n->counts[0][1] is at 12
DWARF 4, n->table[1].size: status 0, 40; in C n->table[1] is at 64
DWARF 4, n->table[1].size: status 0, 40; in C n->table[0][1] is at 40
DWARF 4, n->row[1].size: status 0, 104; in C n->row[1] is at 104
DWARF 5, list[1]->size: status 0, 8; in C list[1] is at 8
DWARF 5, caches[1]->size: status 0, 8; in C caches[1] is at 112
DWARF 5, caches[1][2]->size: status 0, 16; in C caches[1][2] is at 128
DWARF 5, n->counts[1]: status 0, 12; in C n->counts[1] is at 16
DWARF 5, n->counts[1]: status 0, 12; in C n->counts[0][1] is at 12
DWARF 5, n->table[1].size: status 0, 40; in C n->table[1] is at 64
DWARF 5, n->table[1].size: status 0, 40; in C n->table[0][1] is at 40
DWARF 5, n->row[1].size: status 0, 104; in C n->row[1] is at 104
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "perf probe takes the first index of a table for the last one"
