// SPDX-License-Identifier: GPL-2.0
// convert comment_behind_include_cachep
#include <linux/module.h>
#include <linux/slab.h> /* for
			 * kmem_cache_alloc() */

static struct kmem_cache *comment_behind_include_cachep;

static int __init comment_behind_include_init(void)
{
	comment_behind_include_cachep = kmem_cache_create("comment_behind_include", 32, 0, 0, NULL);
	if (!comment_behind_include_cachep)
		return -ENOMEM;
	return 0;
}
module_init(comment_behind_include_init);
