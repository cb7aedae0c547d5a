// SPDX-License-Identifier: GPL-2.0
// refuse peony_cachep: created more than once perhaps: peony_cache_init() is in a table that is walked twice
// A member of a table, called again through a variable.
#include <linux/module.h>
#include <linux/slab.h>

struct peony { int x; };

int peony_mode(void);
static struct kmem_cache *peony_cachep;
void *peony_get(void)
{
	return kmem_cache_alloc(peony_cachep, GFP_KERNEL);
}
static int __init peony_cache_init(void)
{
	peony_cachep = KMEM_CACHE(peony, SLAB_HWCACHE_ALIGN);
	if (!peony_cachep)
		return -ENOMEM;
	return 0;
}

struct peony_step {
	int (*init)(void);
};

static const struct peony_step peony_steps[] __initconst = {
	{ .init = peony_cache_init },
};

static int __init peony_init(void)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(peony_steps); i++) {
		err = peony_steps[i].init();
		if (err)
			return err;
	}
	return 0;
}
module_init(peony_init);

static int __init peony_late(void)
{
	int (*fn)(void) = peony_steps[0].init;

	return fn();
}
late_initcall(peony_late);

static void __exit peony_exit(void)
{
	kmem_cache_destroy(peony_cachep);
}
module_exit(peony_exit);
