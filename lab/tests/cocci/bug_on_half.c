// SPDX-License-Identifier: GPL-2.0
// refuse tern_cachep: its test depends on others
// refuse tern_b_cachep: tern_there() returns it
#include <linux/module.h>
#include <linux/slab.h>

struct tern { int x; };
static struct kmem_cache *tern_cachep;
static struct kmem_cache *tern_b_cachep;

static int __init tern_init(void)
{
	tern_b_cachep = KMEM_CACHE(tern, 0);
	tern_cachep = KMEM_CACHE(tern, 0);
	BUG_ON(!tern_b_cachep || !tern_cachep);
	return 0;
}
module_init(tern_init);

bool tern_there(void)
{
	return tern_b_cachep;
}
