#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the caches of tools/testing/shared, with which lib/maple_tree.c and others
# run as a program, keep what the kernel promises: kmem_cache_zalloc() and __GFP_ZERO give
# zeros, and what a constructor set is as it left the object when it was freed.
#
# In Linux 7.3.4 a freed object of a cache without alignment is kept for the next one, which gets
# it with the bytes of before: __GFP_ZERO clears new memory only.  A constructor, too, runs for
# new memory only, and a pointer is written into an object that is kept.  A cache with an
# alignment frees each object.
#
# A test that takes objects again runs with other contents than in the kernel: one that forgets
# to set a member may fail there alone, and with an alignment it passes.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid liburcu-dev=0.15.7-1
kernel_files tools/testing/shared tools/testing/radix-tree tools/lib tools/include tools/arch/x86/include include/linux lib
mkdir "$work/generated"
cp "$work/linux/tools/testing/shared/autoconf.h" "$work/generated"
echo '#define XA_CHUNK_SHIFT 3' >"$work/generated/map-shift.h"
printf '#define CONFIG_64BIT 1\n#define CONFIG_PHYS_ADDR_T_64BIT 1\n' >"$work/generated/bit-length.h"
cat >"$work/a.c" <<'END'
#include <stdio.h>
#include <string.h>
#include <linux/gfp.h>
#include <linux/slab.h>
static void construct(void *p) { memset(p, 7, 128); }
static int others(const unsigned char *p, int byte) { int n = 0; for (int i = 0; i < 128; i++) n += p[i] != byte; return n; }
static void try(const char *name, unsigned align, void (*ctor)(void *), int gfp, int byte, int used)
{
	struct kmem_cache_args args = { .align = align, .ctor = ctor };
	struct kmem_cache *cache = kmem_cache_create(name, 128, &args, 0);
	unsigned char *p = kmem_cache_alloc(cache, gfp);
	int first = others(p, byte);
	memset(p, used, 128);
	kmem_cache_free(cache, p);
	p = kmem_cache_alloc(cache, gfp);
	printf("%s: %d of 128 bytes are not %d at first, %d again\n", name, first, byte, others(p, byte));
}
int main(void)
{
	try("zeros", 0, NULL, GFP_KERNEL | __GFP_ZERO, 0, 5);
	try("zeros, aligned", 64, NULL, GFP_KERNEL | __GFP_ZERO, 0, 5);
	try("constructor", 0, construct, GFP_KERNEL, 7, 7);
	try("constructor, aligned", 64, construct, GFP_KERNEL, 7, 7);
	return 0;
}
END
cd "$work/linux/tools/testing/shared"
echo 'int kmalloc_verbose;' >>"$work/a.c"
gcc -w -O1 -D_LGPL_SOURCE -I. -I"$work" -I../../include -I../../arch/x86/include -I../../../lib -I"$root/usr/include" \
	-I"$root/usr/include/x86_64-linux-gnu" linux.c "$work/a.c" -o "$work/a" -lpthread
"$work/a" | tee "$work/seen"
cat >"$work/expected" <<'END'
zeros: 0 of 128 bytes are not 0 at first, 120 again
zeros, aligned: 0 of 128 bytes are not 0 at first, 0 again
constructor: 0 of 128 bytes are not 7 at first, 8 again
constructor, aligned: 0 of 128 bytes are not 7 at first, 0 again
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "an object that is taken again is not cleared, and one with a constructor is changed"
