// SPDX-License-Identifier: GPL-2.0
// refuse jack_cachep: called twice|more than once
#include <linux/module.h>
#include <linux/slab.h>

struct jack { int x; };
static struct kmem_cache *jack_cachep;

static int __init jack_make(int depth)
{
	if (depth)
		return jack_make(depth - 1);
	jack_cachep = KMEM_CACHE(jack, 0);
	if (!jack_cachep)
		return -ENOMEM;
	return 0;
}

static int __init jack_init(void)
{
	return jack_make(2);
}
module_init(jack_init);
