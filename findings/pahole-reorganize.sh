#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that what pahole --reorganize proposes is a layout that a compiler makes
# of these members in this order, and that "saved" bytes are saved.
#
# pahole 1.32 moves a member that is aligned to 64 to offset 4, prints the attribute beside
# it, and says that 112 of 128 bytes are saved: gcc makes 128 of what is printed.  A member
# whose type is aligned to 64 is put at offset 184.  A struct that ends in an array without
# a length is moved before other members, which that array then overlaps.
#
# Hot structs, a cache and its parts for each CPU, have such members: build what is
# proposed and measure again.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid pahole=1.32-1
cat >"$work/a.h" <<'END'
struct line { char state; long next; } __attribute__((aligned(64)));
struct list { int count; char item[]; };
END
cat >"$work/a.c" <<'END'
struct cache { char name; int counter __attribute__((aligned(64))); char flags; long size; char state; };
struct lines { char name; struct line first; char flags; struct line second; };
struct slab { char state; long next; char flags; struct list objects; };
struct cache c; struct lines l; struct slab s;
END
cat >"$work/size.c" <<'END'
#include <stdio.h>
int main(void) { return !printf("%zu\n", sizeof(THIS)); }
END
gcc -g -c -include "$work/a.h" "$work/a.c" -o "$root/w/a.o"
for name in cache lines slab; do
	inside pahole --reorganize -C $name a.o >"$work/$name.h"
	gcc -w -include "$work/a.h" -include "$work/$name.h" -DTHIS="struct $name" "$work/size.c" -o "$work/size"
	grep -E 'counter|second|objects|next|size: |saved' "$work/$name.h" | grep -v '^struct' || true
	said=$(sed -nE 's,.*/\* size: ([0-9]+).*,\1,p' "$work/$name.h")
	echo "$name: $said bytes by pahole, $("$work/size") by gcc" | tee -a "$work/sizes"
done
last=$(sed -nE 's,.* (\w+); +/\*.*,\1,p' "$work/slab.h" | tail -n 1)
echo "the last member of slab is $last"
cat >"$work/expected" <<'END'
cache: 16 bytes by pahole, 128 by gcc
lines: 248 bytes by pahole, 192 by gcc
slab: 16 bytes by pahole, 16 by gcc
END
still=false
cmp -s "$work/expected" "$work/sizes" && [ "$last" = next ] && still=true
outcome $still "sizes that no compiler makes, and an array without a length before another member"
