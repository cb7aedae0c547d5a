// SPDX-License-Identifier: GPL-2.0
// convert goat_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct goat { int x; };
static struct kmem_cache *goat_cachep;

static int __init goat_make(void)
{
	goat_cachep = KMEM_CACHE(goat, 0);
	if (!goat_cachep)
		return -ENOMEM;
	return 0;
}

static int __init goat_rest(void)
{
	return 0;
}

static int (*goat_inits[])(void) __initdata = {
	goat_make,
	goat_rest,
};

static int __init goat_init(void)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(goat_inits); i++) {
		err = goat_inits[i]();
		if (err)
			return err;
	}
	return 0;
}
module_init(goat_init);
