#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that lx-slabinfo, which the kernel brings for gdb and which looks at each node,
# shows the objects of all nodes for a cache, as /proc/slabinfo does.
#
# lx-slabinfo of Linux 7.3.4 shows those of the last node that it looks at, and finds it wrong:
# it takes what lies in memory behind the kmem_cache_node of node 0, not what per_node points
# to.  These structs come from one cache, so that is the struct of another cache, and with two
# nodes a cache has the objects of its neighbour.  No message.  With one node it is right.
# lx-slabtrace walks the same way to the lists of slabs.
#
# On a machine with nodes print per_node[N].node->total_objects.
# (The program has what lx-slabinfo reads: two caches, whose structs lie side by side.)
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gdb=18.1-3
kernel_files scripts/gdb
cat >"$work/a.c" <<'END'
struct list_head { struct list_head *next, *prev; };
typedef struct { long counter; } atomic_long_t;
typedef struct { unsigned long v; } freeptr_t;
struct page { unsigned long flags; };
struct slab { unsigned long flags; struct kmem_cache *slab_cache; struct list_head slab_list; unsigned inuse:16, objects:15, frozen:1; };
struct track { unsigned long addr; };
enum track_item { TRACK_ALLOC, TRACK_FREE };
struct kmem_cache_node { unsigned list_lock; unsigned long nr_partial; struct list_head partial; atomic_long_t nr_slabs, total_objects;
	struct list_head full; };
struct kmem_cache { unsigned long flags; unsigned size; struct { unsigned x; } oo; const char *name; struct list_head list;
	struct { void *barn; struct kmem_cache_node *node; } per_node[2]; };
#define NODE(n, objects) { .partial = { &nodes[n].partial, &nodes[n].partial }, .nr_slabs = { (objects) / 10 }, \
	.total_objects = { objects } }
extern struct kmem_cache_node nodes[];
extern struct kmem_cache one, two;
struct kmem_cache_node nodes[] = { NODE(0, 100), NODE(1, 7000), NODE(2, 300), NODE(3, 9000) };
struct list_head slab_caches = { &one.list, &two.list };
struct kmem_cache one = { .size = 64, .oo = { 10 }, .name = "one", .list = { &two.list, &slab_caches },
	.per_node = { { 0, &nodes[0] }, { 0, &nodes[2] } } };
struct kmem_cache two = { .size = 128, .oo = { 10 }, .name = "two", .list = { &slab_caches, &one.list },
	.per_node = { { 0, &nodes[1] }, { 0, &nodes[3] } } };
unsigned nr_node_ids = NODES;
unsigned long page_offset_base, vmemmap_base, phys_base, vmalloc_base;
struct page page;
struct slab slab;
struct track track;
freeptr_t freeptr;
enum track_item item;
void _text(void) { }
int main(void) { return one.size + two.size; }
END
# What the build of a kernel makes of constants.py.in, as far as these commands ask for it.
cd "$work/linux/scripts/gdb"
printf 'LX_%s\n' CONFIG_SLUB_DEBUG=True CONFIG_SPARSEMEM_VMEMMAP=True CONFIG_ARM64=False CONFIG_PAGE_SHIFT=12 \
	CONFIG_SPARSEMEM_EXTREME=False CONFIG_NUMA=True CONFIG_NODES_SHIFT=1 CONFIG_STACKDEPOT=False \
	CONFIG_SLAB_FREELIST_HARDENED=False NR_CPUS=1 SLAB_RED_ZONE=1 SLAB_POISON=2 SLAB_KMALLOC=4 SLAB_HWCACHE_ALIGN=8 \
	SLAB_CACHE_DMA=16 SLAB_CACHE_DMA32=32 SLAB_STORE_USER=64 SLAB_PANIC=128 >linux/constants.py
cp -r linux "$root/w/"
for count in 1 2; do
	gcc -g -static "-DNODES=$count" "$work/a.c" -o "$root/w/a"
	# shellcheck disable=SC2016 # not for this shell
	nice -n 15 unshare --map-root-user --mount bash -c '
		mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" &&
		exec env -i PATH=/usr/bin:/usr/sbin HOME=/tmp LC_ALL=C chroot "$0" "$@"' "$root" \
		gdb -q -nx -batch -ex 'python sys.path.insert(0, "/w")' -ex 'python import linux.slab' -ex 'set startup-with-shell off' -ex 'break main' -ex run \
		-ex lx-slabinfo /w/a </dev/null >"$work/out" 2>&1 || true
	grep -q '^Breakpoint 1, main' "$work/out" || cannot "gdb cannot run a program here: $(tail -n 1 "$work/out")"
	for name in one two; do
		echo "$count nodes, $name: $(awk -F '|' -v name=$name '$2 ~ " " name " " { print $4 + 0 }' "$work/out") objects shown," \
			"$(inside gdb -q -nx -batch -ex "printf \"%d and %d\", $name.per_node[0].node->total_objects.counter, $name.per_node[1].node->total_objects.counter" a) on the two"
	done
done | tee "$work/seen"
cat >"$work/expected" <<'END'
1 nodes, one: 100 objects shown, 100 and 300 on the two
1 nodes, two: 7000 objects shown, 7000 and 9000 on the two
2 nodes, one: 7000 objects shown, 100 and 300 on the two
2 nodes, two: 300 objects shown, 7000 and 9000 on the two
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "with two nodes a cache has the objects of what lies behind its node, no message"
