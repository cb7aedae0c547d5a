// SPDX-License-Identifier: GPL-2.0
// refuse bat_cachep: bat_get() tests it
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *bat_cachep;

#ifdef CONFIG_BAT
static void *bat_get(struct kmem_cache *s)
{
	return kmem_cache_alloc(s, GFP_KERNEL);
}
#else
static void *bat_get(struct kmem_cache *s)
{
	return s ? kmem_cache_alloc(s, GFP_KERNEL) : NULL;
}
#endif

void *bat_new(void)
{
	return bat_get(bat_cachep);
}

static int __init bat_init(void)
{
	bat_cachep = kmem_cache_create("bat", 32, 0, 0, NULL);
	if (!bat_cachep)
		return -ENOMEM;
	return 0;
}
module_init(bat_init);
