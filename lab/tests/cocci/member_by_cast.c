// SPDX-License-Identifier: GPL-2.0
// refuse member_by_cast_cachep: of a struct that a cast looks into
#include <linux/module.h>
#include <linux/slab.h>

struct member_by_cast {
	int x;
	char name[16];
};

struct fdev {
	struct kmem_cache *slab;
};
static struct fdev fdev;
int member_by_cast_mode(void);
int member_by_cast_pooled(void *);
int member_by_cast_plain(void);
int member_by_cast_get(void);
static struct kmem_cache *member_by_cast_cachep;
int member_by_cast_get(void)
{
	if (*(void **)&fdev)
		return member_by_cast_pooled(kmem_cache_alloc(fdev.slab, GFP_KERNEL));
	return member_by_cast_plain();
}

static int __init member_by_cast_init(void)
{
	if (member_by_cast_mode()) {
		member_by_cast_cachep = kmem_cache_create("member_by_cast", sizeof(struct member_by_cast), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_by_cast_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_by_cast_cachep;
	return 0;
}
module_init(member_by_cast_init);

static void __exit member_by_cast_exit(void)
{
	kmem_cache_destroy(member_by_cast_cachep);
}
module_exit(member_by_cast_exit);
