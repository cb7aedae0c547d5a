// SPDX-License-Identifier: GPL-2.0
// refuse asp_cachep: declared with __initdata
#include <linux/module.h>
#include <linux/slab.h>

struct asp { int x; };
static struct kmem_cache *asp_cachep __initdata;


static int __init asp_init(void)
{
	asp_cachep = kmem_cache_create("asp", sizeof(struct asp), 0, 0, NULL);
	if (!asp_cachep)
		return -ENOMEM;
	return 0;
}
module_init(asp_init);
