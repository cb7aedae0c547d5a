// SPDX-License-Identifier: GPL-2.0
// refuse member_union_named_cachep: of a union
#include <linux/module.h>
#include <linux/slab.h>

struct member_union_named {
	int x;
	char name[16];
};

union fdev {
	unsigned long word;
	struct kmem_cache *slab;
};
static union fdev fdev;
int member_union_named_mode(void);
int member_union_named_pooled(void *);
int member_union_named_plain(void);
int member_union_named_get(void);
static struct kmem_cache *member_union_named_cachep;
int member_union_named_get(void)
{
	if (fdev.word)
		return member_union_named_pooled(kmem_cache_alloc(fdev.slab, GFP_KERNEL));
	return member_union_named_plain();
}

static int __init member_union_named_init(void)
{
	if (member_union_named_mode()) {
		member_union_named_cachep = kmem_cache_create("member_union_named", sizeof(struct member_union_named), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_union_named_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_union_named_cachep;
	return 0;
}
module_init(member_union_named_init);

static void __exit member_union_named_exit(void)
{
	kmem_cache_destroy(member_union_named_cachep);
}
module_exit(member_union_named_exit);
