// SPDX-License-Identifier: GPL-2.0
// refuse member_union_group_cachep: of a union
#include <linux/module.h>
#include <linux/slab.h>

struct member_union_group {
	int x;
	char name[16];
};

struct fdev {
	union {
		struct {
			struct kmem_cache *slab;
		};
		void *raw[1];
	};
};
static struct fdev fdev;
int member_union_group_mode(void);
int member_union_group_pooled(void *);
int member_union_group_plain(void);
int member_union_group_get(void);
static struct kmem_cache *member_union_group_cachep;
int member_union_group_get(void)
{
	if (fdev.raw[0])
		return member_union_group_pooled(kmem_cache_alloc(fdev.slab, GFP_KERNEL));
	return member_union_group_plain();
}

static int __init member_union_group_init(void)
{
	if (member_union_group_mode()) {
		member_union_group_cachep = kmem_cache_create("member_union_group", sizeof(struct member_union_group), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_union_group_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_union_group_cachep;
	return 0;
}
module_init(member_union_group_init);

static void __exit member_union_group_exit(void)
{
	kmem_cache_destroy(member_union_group_cachep);
}
module_exit(member_union_group_exit);
