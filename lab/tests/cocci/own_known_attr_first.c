// SPDX-License-Identifier: GPL-2.0
// refuse sorrel_cachep: alloc_inode_sb() tests it: tested for NULL
// Own function, its head begins with __maybe_unused.
#include <linux/module.h>
#include <linux/slab.h>

struct sorrel { int x; };

int sorrel_mode(void);
struct super_block;
__maybe_unused static void *alloc_inode_sb(struct super_block *sb, struct kmem_cache *s, gfp_t gfp)
{
	if (!s)
		return kzalloc(64, gfp);
	return kmem_cache_alloc(s, gfp);
}

static struct kmem_cache *sorrel_cachep;
void *sorrel_new(struct super_block *sb);
void *sorrel_new(struct super_block *sb)
{
	return alloc_inode_sb(sb, sorrel_cachep, GFP_KERNEL);
}
static void sorrel_use(void)
{
	sorrel_new(NULL);
}

static int __init sorrel_init(void)
{
	if (sorrel_mode()) {
		sorrel_cachep = KMEM_CACHE(sorrel, SLAB_HWCACHE_ALIGN);
		if (!sorrel_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(sorrel_init);

static void __exit sorrel_exit(void)
{
	kmem_cache_destroy(sorrel_cachep);
}
module_exit(sorrel_exit);
