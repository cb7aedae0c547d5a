// SPDX-License-Identifier: GPL-2.0
// convert hyssop_cachep
// convert hyssop_far_cachep
// refuse hyssop_own_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct hyssop { int x; };
static struct kmem_cache *hyssop_cachep;
static struct kmem_cache *hyssop_far_cachep;
static struct kmem_cache *hyssop_own_cachep;

static int __init hyssop_init(void)
{
	int ret;

	hyssop_cachep = KMEM_CACHE(hyssop, 0);
	ret = hyssop_cachep ? hyssop_register(3, "hyssop") : -ENOMEM;
	if (ret) {
		kmem_cache_destroy(hyssop_cachep);
		return ret;
	}
	hyssop_far_cachep = kmem_cache_create("hyssop_far", 64, 0, 0, NULL);
	ret = hyssop_far_cachep == NULL ? -EIO : 0;
	if (ret)
		return ret;
	hyssop_own_cachep = kmem_cache_create("hyssop_own", 64, 0, 0, NULL);
	ret = hyssop_own_cachep ? hyssop_use(hyssop_own_cachep) : -ENOMEM;
	return ret;
}
module_init(hyssop_init);
