// SPDX-License-Identifier: GPL-2.0
// convert kite_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct kite { int x; };
static struct kmem_cache *kite_cachep;

static int __init kite_init(void)
{
	kite_cachep = KMEM_CACHE(kite, 0);
	if (!kite_cachep)
		return -ENOMEM;
	return 0;
}
module_init(kite_init);

static void __exit kite_exit(void)
{
	if (!kite_cachep)
		return;
	kmem_cache_destroy(kite_cachep);
	kite_cachep = NULL;
}
module_exit(kite_exit);
