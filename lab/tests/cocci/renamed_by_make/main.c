// SPDX-License-Identifier: GPL-2.0
// refuse renamed_by_make_cachep: named in
#include <linux/module.h>
#include <linux/slab.h>

struct renamed_by_make {
	int x;
	char name[16];
};

int renamed_by_make_mode(void);
int renamed_by_make_pooled(void *);
int renamed_by_make_plain(void);
int renamed_by_make_get(void);
#include <linux/mempool.h>
static void *renamed_by_make_kalloc(struct kmem_cache *s, gfp_t f)
{
	return s ? renamed_by_make_get : NULL;
}
static struct kmem_cache *renamed_by_make_cachep;
int renamed_by_make_get(void)
{
	if (kmem_cache_alloc(renamed_by_make_cachep, GFP_KERNEL))
		return renamed_by_make_pooled(NULL);
	return renamed_by_make_plain();
}

static int __init renamed_by_make_init(void)
{
	if (renamed_by_make_mode()) {
		renamed_by_make_cachep = kmem_cache_create("renamed_by_make", sizeof(struct renamed_by_make), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!renamed_by_make_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(renamed_by_make_init);

static void __exit renamed_by_make_exit(void)
{
	kmem_cache_destroy(renamed_by_make_cachep);
}
module_exit(renamed_by_make_exit);
