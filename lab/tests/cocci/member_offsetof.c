// SPDX-License-Identifier: GPL-2.0
// refuse member_offsetof_cachep: whose place is asked for
#include <linux/module.h>
#include <linux/slab.h>

struct member_offsetof {
	int x;
	char name[16];
};

struct fdev {
	int n;
	struct kmem_cache *slab;
};
static struct fdev fdev;
int member_offsetof_mode(void);
int member_offsetof_pooled(void *);
int member_offsetof_plain(void);
int member_offsetof_get(void);
static struct kmem_cache *member_offsetof_cachep;
int member_offsetof_get(void)
{
	if (*(void **)((char *)&fdev + offsetof(struct fdev, slab)))
		return member_offsetof_pooled(kmem_cache_alloc(fdev.slab, GFP_KERNEL));
	return member_offsetof_plain();
}

static int __init member_offsetof_init(void)
{
	if (member_offsetof_mode()) {
		member_offsetof_cachep = kmem_cache_create("member_offsetof", sizeof(struct member_offsetof), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_offsetof_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_offsetof_cachep;
	return 0;
}
module_init(member_offsetof_init);

static void __exit member_offsetof_exit(void)
{
	kmem_cache_destroy(member_offsetof_cachep);
}
module_exit(member_offsetof_exit);
