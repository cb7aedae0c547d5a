// SPDX-License-Identifier: GPL-2.0
// refuse beech_cachep: created more than once perhaps: beech_cache_init() is in a table that is walked twice
// The table is walked a second time with a pointer.
#include <linux/module.h>
#include <linux/slab.h>

struct beech { int x; };

int beech_mode(void);
static struct kmem_cache *beech_cachep;
void *beech_get(void)
{
	return kmem_cache_alloc(beech_cachep, GFP_KERNEL);
}
static int __init beech_cache_init(void)
{
	beech_cachep = KMEM_CACHE(beech, SLAB_HWCACHE_ALIGN);
	if (!beech_cachep)
		return -ENOMEM;
	return 0;
}

static int __init beech_dev_init(void)
{
	return 0;
}

static int (*const beech_inits[])(void) __initconst = {
	beech_cache_init,
	beech_dev_init,
};

static int __init beech_init(void)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(beech_inits); i++) {
		err = beech_inits[i]();
		if (err)
			return err;
	}
	return 0;
}
module_init(beech_init);

static int __init beech_late(void)
{
	int (*const *fn)(void);

	for (fn = beech_inits; fn < beech_inits + ARRAY_SIZE(beech_inits); fn++)
		(*fn)();
	return 0;
}
late_initcall(beech_late);

static void __exit beech_exit(void)
{
	kmem_cache_destroy(beech_cachep);
}
module_exit(beech_exit);
