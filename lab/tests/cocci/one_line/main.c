// SPDX-License-Identifier: GPL-2.0
// convert heron_a_cachep
// convert heron_b_cachep
// convert heron_c_cachep
#include <linux/module.h>
#include <linux/slab.h>
#include "heron.h"

struct kmem_cache *heron_a_cachep; static int heron_more;
int heron_count; struct kmem_cache *heron_b_cachep;
/* The third */ struct kmem_cache *heron_c_cachep;

static int __init heron_init(void)
{
	heron_a_cachep = kmem_cache_create("heron_a", 32, 0, SLAB_PANIC, NULL);
	heron_b_cachep = kmem_cache_create("heron_b", 32, 0, SLAB_PANIC, NULL);
	heron_c_cachep = kmem_cache_create("heron_c", 32, 0, SLAB_PANIC, NULL);
	return 0;
}
module_init(heron_init);
