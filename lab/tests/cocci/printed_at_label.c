// SPDX-License-Identifier: GPL-2.0
// refuse printed_at_label_cachep: printed where it may be NULL
#include <linux/module.h>
#include <linux/slab.h>

struct printed_at_label {
	int x;
	char name[16];
};

static struct kmem_cache *printed_at_label_cachep;
int printed_at_label_b(void);
void *printed_at_label_get(void);
void *printed_at_label_get(void)
{
	return kmem_cache_alloc(printed_at_label_cachep, GFP_KERNEL);
}

static int __init printed_at_label_init(void)
{
	int err;

	err = printed_at_label_b();
	if (err)
		goto out;
	printed_at_label_cachep = kmem_cache_create("printed_at_label", sizeof(struct printed_at_label), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!printed_at_label_cachep) {
		err = -ENOMEM;
		goto out;
	}
	return 0;
out:
	printed_at_label_b();
	pr_err("failed, cache %p", printed_at_label_cachep);
	return err;
}
module_init(printed_at_label_init);

static void __exit printed_at_label_exit(void)
{
	kmem_cache_destroy(printed_at_label_cachep);
}
module_exit(printed_at_label_exit);
