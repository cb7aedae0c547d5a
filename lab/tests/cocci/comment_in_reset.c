// SPDX-License-Identifier: GPL-2.0
// refuse comment_in_reset_cachep: a comment in what would be rewritten
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *comment_in_reset_cachep;

static void *other;

static void comment_in_reset_exit(void)
{
	kmem_cache_destroy(comment_in_reset_cachep);
	other = comment_in_reset_cachep /* gone */ = NULL;
}

static int __init comment_in_reset_init(void)
{
	comment_in_reset_cachep = kmem_cache_create("comment_in_reset", 32, 0, 0, NULL);
	if (!comment_in_reset_cachep)
		return -ENOMEM;
	return 0;
}
module_init(comment_in_reset_init);
