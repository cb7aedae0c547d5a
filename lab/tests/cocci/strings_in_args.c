// SPDX-License-Identifier: GPL-2.0
// convert egret_cachep
// convert bittern_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *egret_cachep, *bittern_cachep;

static int __init egret_init(void)
{
	egret_cachep = kmem_cache_create("egret_\
cache", 32, 0, SLAB_PANIC, NULL);
	bittern_cachep = kmem_cache_create("bittern", 32, 0,
					   bittern_flags("a|b") || bittern_more()
					   ? SLAB_POISON|SLAB_PANIC : 0, NULL);
	return 0;
}
module_init(egret_init);
