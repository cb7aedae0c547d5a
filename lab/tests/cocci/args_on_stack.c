// SPDX-License-Identifier: GPL-2.0
// convert kit_cachep
// convert kid_cachep
// convert fox_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct kit { int x; char name[16]; };
static struct kmem_cache *kit_cachep;
static struct kmem_cache *kid_cachep;
static struct kmem_cache *fox_cachep;

static int __init kit_init(void)
{
	struct kmem_cache_args args = {
		.align = __alignof__(struct kit),
		.useroffset = offsetof(struct kit, name),
		.usersize = sizeof_field(struct kit, name),
	};

	kit_cachep = kmem_cache_create("kit", sizeof(struct kit), &args, SLAB_ACCOUNT);
	if (!kit_cachep)
		return -ENOMEM;
	args.align = 64;
	kid_cachep = kmem_cache_create("kid", sizeof(struct kit), &args, 0);
	if (!kid_cachep)
		goto out_kit;
	fox_cachep = kmem_cache_create("fox", sizeof(struct kit),
				       &(struct kmem_cache_args) { .align = 16, .ctor = NULL, },
				       SLAB_RECLAIM_ACCOUNT);
	if (!fox_cachep)
		goto out_kid;
	return 0;
out_kid:
	kmem_cache_destroy(kid_cachep);
out_kit:
	kmem_cache_destroy(kit_cachep);
	return -ENOMEM;
}
module_init(kit_init);
