// SPDX-License-Identifier: GPL-2.0
// refuse oak_cachep: created under a condition, and tested behind it
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *oak_cachep;
static unsigned int oak_size;

static int __init oak_init(void)
{
	if (oak_size)
		oak_cachep = kmem_cache_create("oak", oak_size, 0, 0, NULL);
	if (!oak_cachep)
		return -ENOMEM;
	return 0;
}
module_init(oak_init);
