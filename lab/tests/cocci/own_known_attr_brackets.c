// SPDX-License-Identifier: GPL-2.0
// refuse spruce_cachep: alloc_inode_sb() tests it: tested for NULL
// Own function with __attribute__(()) in its head.
#include <linux/module.h>
#include <linux/slab.h>

struct spruce { int x; };

int spruce_mode(void);
struct super_block;
static inline __attribute__((unused)) void *alloc_inode_sb(struct super_block *sb, struct kmem_cache *s, gfp_t gfp)
{
	if (!s)
		return kzalloc(64, gfp);
	return kmem_cache_alloc(s, gfp);
}

static struct kmem_cache *spruce_cachep;
void *spruce_new(struct super_block *sb);
void *spruce_new(struct super_block *sb)
{
	return alloc_inode_sb(sb, spruce_cachep, GFP_KERNEL);
}
static void spruce_use(void)
{
	spruce_new(NULL);
}

static int __init spruce_init(void)
{
	if (spruce_mode()) {
		spruce_cachep = KMEM_CACHE(spruce, SLAB_HWCACHE_ALIGN);
		if (!spruce_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(spruce_init);

static void __exit spruce_exit(void)
{
	kmem_cache_destroy(spruce_cachep);
}
module_exit(spruce_exit);
