// SPDX-License-Identifier: GPL-2.0
// refuse member_by_cast_anonymous_cachep: of a struct that a cast looks into
#include <linux/module.h>
#include <linux/slab.h>

struct member_by_cast_anonymous {
	int x;
	char name[16];
};

static struct {
	struct kmem_cache *slab;
} fdev;
int member_by_cast_anonymous_mode(void);
int member_by_cast_anonymous_pooled(void *);
int member_by_cast_anonymous_plain(void);
int member_by_cast_anonymous_get(void);
static struct kmem_cache *member_by_cast_anonymous_cachep;
int member_by_cast_anonymous_get(void)
{
	if (*(unsigned long *)&fdev)
		return member_by_cast_anonymous_pooled(kmem_cache_alloc(fdev.slab, GFP_KERNEL));
	return member_by_cast_anonymous_plain();
}

static int __init member_by_cast_anonymous_init(void)
{
	if (member_by_cast_anonymous_mode()) {
		member_by_cast_anonymous_cachep = kmem_cache_create("member_by_cast_anonymous", sizeof(struct member_by_cast_anonymous), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_by_cast_anonymous_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_by_cast_anonymous_cachep;
	return 0;
}
module_init(member_by_cast_anonymous_init);

static void __exit member_by_cast_anonymous_exit(void)
{
	kmem_cache_destroy(member_by_cast_anonymous_cachep);
}
module_exit(member_by_cast_anonymous_exit);
