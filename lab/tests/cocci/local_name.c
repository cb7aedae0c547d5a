// SPDX-License-Identifier: GPL-2.0
// convert local_name_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *local_name_foo_cachep;

static int __init local_name_foo_init(void)
{
	local_name_foo_cachep = KMEM_CACHE(local_name_foo, SLAB_PANIC);
	return 0;
}
module_init(local_name_foo_init);

void local_name_foo_work(struct kmem_cache *local_name_foo_cachep)
{
	kmem_cache_free(local_name_foo_cachep, NULL);
}
