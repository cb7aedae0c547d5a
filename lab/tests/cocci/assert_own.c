// SPDX-License-Identifier: GPL-2.0
// refuse kelp_a_cachep: passed to kelp_assert()
// refuse kelp_b_cachep: passed to kelp_ready_assert()
#include <linux/module.h>
#include <linux/slab.h>

/* One that leaves the function, and one that is a function. */
#define kelp_assert(c) do { if (!(c)) return NULL; } while (0)

struct kelp { int x; };
static struct kmem_cache *kelp_a_cachep, *kelp_b_cachep;

static void kelp_ready_assert(const void *q)
{
	if (!q)
		panic("kelp: not ready\n");
}

static int __init kelp_init(void)
{
	kelp_a_cachep = KMEM_CACHE(kelp, 0);
	if (!kelp_a_cachep)
		return -ENOMEM;
	kelp_b_cachep = kmem_cache_create("kelp_b", 32, 0, 0, NULL);
	if (!kelp_b_cachep)
		return -ENOMEM;
	return 0;
}
module_init(kelp_init);

void *kelp_new(void)
{
	kelp_assert(kelp_a_cachep);
	return kmem_cache_alloc(kelp_a_cachep, GFP_KERNEL);
}

void *kelp_new_b(void)
{
	kelp_ready_assert(kelp_b_cachep);
	return kmem_cache_alloc(kelp_b_cachep, GFP_KERNEL);
}
