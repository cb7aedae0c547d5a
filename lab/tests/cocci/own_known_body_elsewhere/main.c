// SPDX-License-Identifier: GPL-2.0
// refuse laurel_cachep: alloc_inode_sb() tests it: tested for NULL
// The project's own alloc_inode_sb(), with its body in another file.
#include <linux/module.h>
#include <linux/slab.h>

struct laurel { int x; };

#include "compat.h"
int laurel_mode(void);
static struct kmem_cache *laurel_cachep;
void *laurel_new(struct super_block *sb);
void *laurel_new(struct super_block *sb)
{
	return alloc_inode_sb(sb, laurel_cachep, GFP_KERNEL);
}
static void laurel_use(void)
{
	laurel_new(NULL);
}

static int __init laurel_init(void)
{
	if (laurel_mode()) {
		laurel_cachep = KMEM_CACHE(laurel, SLAB_HWCACHE_ALIGN);
		if (!laurel_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(laurel_init);

static void __exit laurel_exit(void)
{
	kmem_cache_destroy(laurel_cachep);
}
module_exit(laurel_exit);
