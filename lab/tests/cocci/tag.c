// SPDX-License-Identifier: GPL-2.0
// convert tag_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *tag_foo_cachep;

struct tag_foo_cachep {
	int x;
};

static int __init tag_foo_init(void)
{
	tag_foo_cachep = KMEM_CACHE(tag_foo, SLAB_PANIC);
	return 0;
}
module_init(tag_foo_init);
