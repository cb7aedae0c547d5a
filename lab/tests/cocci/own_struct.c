// SPDX-License-Identifier: GPL-2.0
// refuse pipit_cachep: kmem_cache has another meaning here
#include <linux/module.h>
#include <linux/slab.h>

#define kmem_cache pipit_store
struct pipit { int x; };
static struct kmem_cache *pipit_cachep;

static int __init pipit_init(void)
{
	pipit_cachep = (void *)KMEM_CACHE(pipit, 0);
	if (!pipit_cachep)
		return -ENOMEM;
	return 0;
}
module_init(pipit_init);
