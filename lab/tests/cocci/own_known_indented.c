// SPDX-License-Identifier: GPL-2.0
// refuse sumac_cachep: alloc_inode_sb() tests it: tested for NULL
// Own function, indented under an #if.
#include <linux/module.h>
#include <linux/slab.h>

struct sumac { int x; };

int sumac_mode(void);
struct super_block;
#if LINUX_VERSION_CODE > 1
  static inline void *alloc_inode_sb(struct super_block *sb, struct kmem_cache *s, gfp_t gfp)
{
	if (!s)
		return kzalloc(64, gfp);
	return kmem_cache_alloc(s, gfp);
}

#endif
static struct kmem_cache *sumac_cachep;
void *sumac_new(struct super_block *sb);
void *sumac_new(struct super_block *sb)
{
	return alloc_inode_sb(sb, sumac_cachep, GFP_KERNEL);
}
static void sumac_use(void)
{
	sumac_new(NULL);
}

static int __init sumac_init(void)
{
	if (sumac_mode()) {
		sumac_cachep = KMEM_CACHE(sumac, SLAB_HWCACHE_ALIGN);
		if (!sumac_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(sumac_init);

static void __exit sumac_exit(void)
{
	kmem_cache_destroy(sumac_cachep);
}
module_exit(sumac_exit);
