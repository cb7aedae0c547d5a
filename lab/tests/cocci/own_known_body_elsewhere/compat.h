#ifndef COMPAT_H
#define COMPAT_H
#include <linux/slab.h>
struct super_block;
/* before 5.18 */
void *alloc_inode_sb(struct super_block *sb, struct kmem_cache *s, gfp_t gfp);
#endif
