// SPDX-License-Identifier: GPL-2.0
// refuse gull_cachep: nothing tests whether the creation failed|tested for NULL
// refuse gull_b_cachep: nothing tests whether the creation failed|tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct gull { int x; };
static struct kmem_cache *gull_cachep;
static struct kmem_cache *gull_b_cachep;

/* Without the first, the second is there and used. */
static int __init gull_init(void)
{
	gull_cachep = KMEM_CACHE(gull, 0);
	gull_b_cachep = KMEM_CACHE(gull, 0);
	WARN_ON(!gull_cachep || !gull_b_cachep);
	return 0;
}
module_init(gull_init);
