// SPDX-License-Identifier: GPL-2.0
// refuse ecru_cachep: kept in the member slab: compared
#include <linux/module.h>
#include <linux/slab.h>

struct ecru { int x; };
struct ecru_d { struct kmem_cache *slab; } d;
struct kmem_cache *none;
static struct kmem_cache *ecru_cachep;
void *ecru_get(void)
{
	return kmem_cache_alloc(ecru_cachep, GFP_KERNEL);
}

/* A pointer that nobody sets is NULL. */
int ecru_ready(void)
{
	return d.slab == none;
}

static int __init ecru_init(void)
{
	ecru_cachep = KMEM_CACHE(ecru, 0);
	if (!ecru_cachep)
		return -ENOMEM;
	d.slab = ecru_cachep;
	return 0;
}
module_init(ecru_init);

static void __exit ecru_exit(void)
{
	kmem_cache_destroy(ecru_cachep);
}
module_exit(ecru_exit);
