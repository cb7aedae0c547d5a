// SPDX-License-Identifier: GPL-2.0
// refuse pear_cachep: passed to READ_ONCE(), which is not known to take a cache
#include <linux/module.h>
#include <linux/slab.h>

struct pear { int x; };
static struct kmem_cache *pear_cachep;

struct pear *pear_get(void)
{
	struct kmem_cache *s = READ_ONCE(pear_cachep);

	return kmem_cache_alloc(s, GFP_KERNEL);
}

static int __init pear_init(void)
{
	pear_cachep = kmem_cache_create("pear", sizeof(struct pear), 0, 0, NULL);
	if (!pear_cachep)
		return -ENOMEM;
	return 0;
}
module_init(pear_init);
