// SPDX-License-Identifier: GPL-2.0
// refuse member_union_cachep: of a union
#include <linux/module.h>
#include <linux/slab.h>

struct member_union {
	int x;
	char name[16];
};

struct fdev {
	union {
		struct kmem_cache *slab;
		unsigned long word;
	};
};
static struct fdev fdev;
int member_union_mode(void);
int member_union_pooled(void *);
int member_union_plain(void);
int member_union_get(void);
static struct kmem_cache *member_union_cachep;
int member_union_get(void)
{
	if (fdev.word)
		return member_union_pooled(kmem_cache_alloc(fdev.slab, GFP_KERNEL));
	return member_union_plain();
}

static int __init member_union_init(void)
{
	if (member_union_mode()) {
		member_union_cachep = kmem_cache_create("member_union", sizeof(struct member_union), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_union_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_union_cachep;
	return 0;
}
module_init(member_union_init);

static void __exit member_union_exit(void)
{
	kmem_cache_destroy(member_union_cachep);
}
module_exit(member_union_exit);
