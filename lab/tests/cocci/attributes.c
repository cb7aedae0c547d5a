// SPDX-License-Identifier: GPL-2.0
// convert yak_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct yak { int x; };
static struct kmem_cache *yak_cachep __ro_after_init __aligned(64) = NULL;


static int __init yak_init(void)
{
	yak_cachep = kmem_cache_create("yak", sizeof(struct yak), 0, 0, NULL);
	if (!yak_cachep)
		return -ENOMEM;
	return 0;
}
module_init(yak_init);
