// SPDX-License-Identifier: GPL-2.0
// refuse comment_in_call_cachep: a comment in what would be rewritten
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *comment_in_call_cachep;

static int __init comment_in_call_init(void)
{
	comment_in_call_cachep = /* the cache */ kmem_cache_create("comment_in_call", 32, 0, 0, NULL);
	if (!comment_in_call_cachep)
		return -ENOMEM;
	return 0;
}
module_init(comment_in_call_init);
