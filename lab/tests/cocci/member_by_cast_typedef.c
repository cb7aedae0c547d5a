// SPDX-License-Identifier: GPL-2.0
// refuse member_by_cast_typedef_cachep: of a struct that a cast looks into
#include <linux/module.h>
#include <linux/slab.h>

struct member_by_cast_typedef {
	int x;
	char name[16];
};

typedef struct {
	struct kmem_cache *slab;
} fdev_t;
static fdev_t fdev;
int member_by_cast_typedef_mode(void);
int member_by_cast_typedef_pooled(void *);
int member_by_cast_typedef_plain(void);
int member_by_cast_typedef_get(void);
static struct kmem_cache *member_by_cast_typedef_cachep;
int member_by_cast_typedef_get(void)
{
	if (*(void **)&fdev)
		return member_by_cast_typedef_pooled(kmem_cache_alloc(fdev.slab, GFP_KERNEL));
	return member_by_cast_typedef_plain();
}

static int __init member_by_cast_typedef_init(void)
{
	if (member_by_cast_typedef_mode()) {
		member_by_cast_typedef_cachep = kmem_cache_create("member_by_cast_typedef", sizeof(struct member_by_cast_typedef), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_by_cast_typedef_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_by_cast_typedef_cachep;
	return 0;
}
module_init(member_by_cast_typedef_init);

static void __exit member_by_cast_typedef_exit(void)
{
	kmem_cache_destroy(member_by_cast_typedef_cachep);
}
module_exit(member_by_cast_typedef_exit);
