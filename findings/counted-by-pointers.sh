#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that -fsanitize=bounds treats a pointer with __counted_by() as it treats an array
# with it, and items[0], *items and items->member as one and the same.
#
# It is so for clang 22.1.8: both have items[i], items[0] and no sums.  gcc 16.2.0 checks items[i]
# and items[1] of both, *(items + i) and (items + i)->member of a pointer only, and items[0] of an
# array only: the first element of none is read through the pointer in silence.  Neither
# compiler checks *items and items->member of either, nor a copy of the pointer.
#
# Ask for the count before the first element is taken.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
struct item { int first, member; };
struct pointer { int n; struct item *items __attribute__((counted_by(n))); };
struct array { int n; struct item items[] __attribute__((counted_by(n))); };
int index_pointer(struct pointer *p, int i) { return p->items[i].member; }
int zero_pointer(struct pointer *p) { return p->items[0].member; }
int one_pointer(struct pointer *p) { return p->items[1].member; }
int star_pointer(struct pointer *p) { return (*p->items).member; }
int arrow_pointer(struct pointer *p) { return p->items->member; }
int sum_pointer(struct pointer *p, int i) { return (*(p->items + i)).member; }
int plus_pointer(struct pointer *p, int i) { return (p->items + i)->member; }
int copy_pointer(struct pointer *p) { struct item *items = p->items; return items[5].member; }
int index_array(struct array *p, int i) { return p->items[i].member; }
int zero_array(struct array *p) { return p->items[0].member; }
int one_array(struct array *p) { return p->items[1].member; }
int star_array(struct array *p) { return (*p->items).member; }
int arrow_array(struct array *p) { return p->items->member; }
int sum_array(struct array *p, int i) { return (*(p->items + i)).member; }
int plus_array(struct array *p, int i) { return (p->items + i)->member; }
int copy_array(struct array *p) { struct item *items = p->items; return items[5].member; }
END
for compiler in x86_64-linux-gnu-gcc-16 clang-22; do
	inside "$compiler" -O2 -fsanitize=bounds -S a.c -o a.s
	awk '/^[a-z_]+:/ { name = $1 } /__ubsan_handle/ { print name }' "$root/w/a.s" | sort -u >"$work/checked"
	for kind in pointer array; do
		echo "${compiler#*gnu-}, $kind: $(sed -n "s/_$kind:\$//p" "$work/checked" | paste -sd ' ')" | tee -a "$work/seen"
	done
done
cat >"$work/expected" <<'END'
gcc-16, pointer: index one plus sum
gcc-16, array: index one zero
clang-22, pointer: index one zero
clang-22, array: index one zero
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "gcc checks sums of a pointer and no items[0]; neither compiler checks *items and items->member"
