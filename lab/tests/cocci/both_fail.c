// SPDX-License-Identifier: GPL-2.0
// refuse jak_cachep: its test depends on others|its test is one of several
// refuse jil_cachep: its test depends on others
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *jak_cachep, *jil_cachep;

static int __init jak_init(void)
{
	jak_cachep = kmem_cache_create("jak", 32, 0, 0, NULL);
	jil_cachep = kmem_cache_create("jil", 64, 0, 0, NULL);
	if (!jak_cachep && !jil_cachep)
		return -ENOMEM;
	return 0;
}
module_init(jak_init);
