// SPDX-License-Identifier: GPL-2.0
// refuse tern_cachep: created inside another expression
#include <linux/module.h>
#include <linux/slab.h>

struct tern { int x; };
static struct kmem_cache *tern_cachep;

static int __init tern_init(void)
{
	int n;

	tern_cachep = KMEM_CACHE(tern, SLAB_PANIC), n = 1;
	return n - 1;
}
module_init(tern_init);
