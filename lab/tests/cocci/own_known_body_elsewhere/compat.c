#include <linux/module.h>
#include "compat.h"

void *alloc_inode_sb(struct super_block *sb, struct kmem_cache *s, gfp_t gfp)
{
	if (!s)
		return kzalloc(64, gfp);
	return kmem_cache_alloc(s, gfp);
}
