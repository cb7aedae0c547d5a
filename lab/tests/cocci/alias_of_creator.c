// SPDX-License-Identifier: GPL-2.0
// refuse koi_cachep: created more than once perhaps
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *koi_cachep;
int koi_again(void) __attribute__((alias("koi_init")));

static int __init koi_init(void)
{
	koi_cachep = kmem_cache_create("koi", 32, 0, 0, NULL);
	if (!koi_cachep)
		return -ENOMEM;
	return 0;
}
module_init(koi_init);
