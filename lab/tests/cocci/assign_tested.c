// SPDX-License-Identifier: GPL-2.0
// refuse cow_cachep: copied|not known to be right
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *cow_cachep;

int cow_ready(void)
{
	struct kmem_cache *s;

	if (!(s = cow_cachep))
		return 0;
	return kmem_cache_size(s);
}

static int __init cow_init(void)
{
	cow_cachep = kmem_cache_create("cow", 32, 0, 0, NULL);
	if (!cow_cachep)
		return -ENOMEM;
	return 0;
}
module_init(cow_init);
