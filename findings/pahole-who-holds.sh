#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that pahole --find_pointers_to=kmem_cache names each struct that has a
# pointer to a cache, --contains=kmem_cache each that has a cache in it, and that DWARF and
# BTF of one program give the same answer.
#
# pahole 1.32 compares a member's type with the one that was asked for and looks no deeper:
# pointers to const, const pointers, arrays of pointers, typedefs and members of unnamed
# structs and unions, so of each struct_group(), are not found; nor are arrays, typedefs
# and unnamed members for --contains.  With DWARF it also stops at the first file that
# knows the type, if only as "struct kmem_cache;": who is found depends on the order in
# which the program was linked.  The status is 0.
#
# "Which structs keep a pointer to a cache?" is a question before a cache becomes static
# or goes away: ask BTF, and take the answer as a part.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid pahole=1.32-1
cat >"$work/kinds.c" <<'END'
struct kmem_cache { int size; };
typedef struct kmem_cache cache_t;
#define VARIABLE(name, ...) struct name { int first; __VA_ARGS__ int last; } name
VARIABLE(pointer, struct kmem_cache *c;);
VARIABLE(pointer_to_const, const struct kmem_cache *c;);
VARIABLE(const_pointer, struct kmem_cache *const c;);
VARIABLE(pointer_array, struct kmem_cache *c[4];);
VARIABLE(pointer_typedef, cache_t *c;);
VARIABLE(pointer_unnamed, struct { struct kmem_cache *c; };);
VARIABLE(pointer_group, union { struct { struct kmem_cache *c; }; struct { struct kmem_cache *c; } group; };);
VARIABLE(inside, struct kmem_cache c;);
VARIABLE(inside_array, struct kmem_cache c[4];);
VARIABLE(inside_typedef, cache_t c;);
VARIABLE(inside_unnamed, union { struct kmem_cache c; long l; };);
END
echo 'struct kmem_cache; struct driver { struct kmem_cache *c; } driver;' >"$work/driver.c"
echo 'struct kmem_cache { int size; }; struct core { struct kmem_cache *c; } core; int main(void) { return 0; }' >"$work/core.c"
(cd "$work" && gcc -g -c kinds.c -o "$root/w/kinds" && gcc -g driver.c core.c -o "$root/w/driver-core" &&
	gcc -g core.c driver.c -o "$root/w/core-driver")
for name in kinds driver-core core-driver; do
	inside pahole --btf_encode_detached="$name.btf" "$name"
	for file in "$name" "$name.btf"; do
		for option in --find_pointers_to=kmem_cache --contains=kmem_cache; do
			found=$(inside pahole "$option" "$file" | sed 's/:.*//' | sort | tr '\n' ' ')
			echo "$file $option: ${found:-none }" | tee -a "$work/seen"
		done
	done
done
cat >"$work/expected" <<'END'
kinds --find_pointers_to=kmem_cache: pointer 
kinds --contains=kmem_cache: inside 
kinds.btf --find_pointers_to=kmem_cache: pointer 
kinds.btf --contains=kmem_cache: inside 
driver-core --find_pointers_to=kmem_cache: driver 
driver-core --contains=kmem_cache: none 
driver-core.btf --find_pointers_to=kmem_cache: core driver 
driver-core.btf --contains=kmem_cache: none 
core-driver --find_pointers_to=kmem_cache: core 
core-driver --contains=kmem_cache: none 
core-driver.btf --find_pointers_to=kmem_cache: core driver 
core-driver.btf --contains=kmem_cache: none 
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "plain members only, and with DWARF only those of the first file that knows the type"
