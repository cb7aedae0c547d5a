// SPDX-License-Identifier: GPL-2.0
// refuse crane_cachep: passed to crane_blob(), which is not known to take a cache
#include <linux/module.h>
#include <linux/slab.h>

/* What it does is in no file. */
int crane_blob(struct kmem_cache *s);

static struct kmem_cache *crane_cachep;

static int __init crane_init(void)
{
	crane_cachep = kmem_cache_create("crane", 32, 0, 0, NULL);
	if (!crane_cachep)
		return -ENOMEM;
	return 0;
}
module_init(crane_init);

int crane_use(void)
{
	return crane_blob(crane_cachep);
}
