// SPDX-License-Identifier: GPL-2.0
// refuse named_by_make_cachep: named in
#include <linux/module.h>
#include <linux/slab.h>

struct named_by_make {
	int x;
	char name[16];
};

int named_by_make_mode(void);
int named_by_make_pooled(void *);
int named_by_make_plain(void);
int named_by_make_get(void);
static struct kmem_cache *named_by_make_cachep;
int named_by_make_get(void)
{
	if (NAMED_BY_MAKE_READY())
		return named_by_make_pooled(kmem_cache_alloc(named_by_make_cachep, GFP_KERNEL));
	return named_by_make_plain();
}

static int __init named_by_make_init(void)
{
	if (named_by_make_mode()) {
		named_by_make_cachep = kmem_cache_create("named_by_make", sizeof(struct named_by_make), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!named_by_make_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(named_by_make_init);

static void __exit named_by_make_exit(void)
{
	kmem_cache_destroy(named_by_make_cachep);
}
module_exit(named_by_make_exit);
