// SPDX-License-Identifier: GPL-2.0
// convert sage_cachep
// A macro keeps the address of err, which is read later.
#include <linux/module.h>
#include <linux/slab.h>

struct sage { int x; };

static struct kmem_cache *sage_cachep;
void *sage_get(void)
{
	return kmem_cache_alloc(sage_cachep, GFP_KERNEL);
}
int sage_b(int);
struct sage_watch {
	int *p;
};
#define SAGE_WATCH(w, v) struct sage_watch w = { &(v) }

static int __init sage_init(void)
{
	int err = 5;
	SAGE_WATCH(w, err);

	sage_cachep = KMEM_CACHE(sage, SLAB_HWCACHE_ALIGN);
	if (!sage_cachep)
		return -ENOMEM;
	return sage_b(0) ?: *w.p;
}
module_init(sage_init);

static void __exit sage_exit(void)
{
	kmem_cache_destroy(sage_cachep);
}
module_exit(sage_exit);
