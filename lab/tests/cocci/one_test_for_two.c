// SPDX-License-Identifier: GPL-2.0
// convert koi_cachep
// convert kea_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct koi { int x; };
static struct kmem_cache *koi_cachep;
static struct kmem_cache *kea_cachep;

static int __init koi_init(void)
{
	koi_cachep = kmem_cache_create("koi", sizeof(struct koi), 0, 0, NULL);
	kea_cachep = kmem_cache_create("kea", sizeof(struct koi), 8, 0, NULL);
	if (!koi_cachep || !kea_cachep) {
		kmem_cache_destroy(koi_cachep);
		kmem_cache_destroy(kea_cachep);
		return -ENOMEM;
	}
	return 0;
}
module_init(koi_init);
