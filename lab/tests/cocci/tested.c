// SPDX-License-Identifier: GPL-2.0
// refuse tested_foo_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *tested_foo_cachep;

static int __init tested_foo_init(bool wanted)
{
	if (wanted)
		tested_foo_cachep = KMEM_CACHE(tested_foo, SLAB_PANIC);
	return 0;
}
module_init(tested_foo_init);

void *tested_foo_alloc(void)
{
	if (tested_foo_cachep)
		return kmem_cache_alloc(tested_foo_cachep, GFP_KERNEL);
	return NULL;
}
