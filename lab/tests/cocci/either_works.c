// SPDX-License-Identifier: GPL-2.0
// refuse kea_cachep: its test depends on others|its test is one of several
// refuse kip_cachep: its test depends on others
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *kea_cachep, *kip_cachep;

static int __init kea_init(void)
{
	kea_cachep = kmem_cache_create("kea", 32, 0, 0, NULL);
	kip_cachep = kmem_cache_create("kip", 64, 0, 0, NULL);
	if (kea_cachep || kip_cachep)
		return 0;
	return -ENOMEM;
}
module_init(kea_init);
