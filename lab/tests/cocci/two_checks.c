// SPDX-License-Identifier: GPL-2.0
// convert dunlin_a_cachep
// convert dunlin_b_cachep
// convert dunlin_c_cachep
// convert dunlin_d_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct dunlin { int x; };
static struct kmem_cache *dunlin_a_cachep, *dunlin_b_cachep, *dunlin_c_cachep, *dunlin_d_cachep;
int dunlin_start(void);

/* Each has a variable of its own while the other's is in use. */
static int __init dunlin_more(void)
{
	struct kmem_cache_args args = { .align = 8 };

	dunlin_c_cachep = kmem_cache_create("dunlin_c", 8, &args, 0);
	args.align = 16;
	dunlin_d_cachep = kmem_cache_create("dunlin_d", 8, &args, 0);
	if (!dunlin_c_cachep)
		return -ENOMEM;
	if (!dunlin_d_cachep)
		return -ENOMEM;
	return 0;
}

static int __init dunlin_init(void)
{
	dunlin_a_cachep = KMEM_CACHE(dunlin, 0);
	dunlin_b_cachep = KMEM_CACHE(dunlin, SLAB_ACCOUNT);
	WARN(!dunlin_a_cachep, "slow dunlins\n");
	WARN_ON(!dunlin_b_cachep);
	return dunlin_more();
}
module_init(dunlin_init);
