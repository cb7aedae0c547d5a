// SPDX-License-Identifier: GPL-2.0
// refuse elk_cachep: copied|not known to be right
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *elk_cachep;

int elk_ready(void)
{
	struct kmem_cache *s;
	bool ready;

	ready = s = elk_cachep;
	return ready;
}

static int __init elk_init(void)
{
	elk_cachep = kmem_cache_create("elk", 32, 0, 0, NULL);
	if (!elk_cachep)
		return -ENOMEM;
	return 0;
}
module_init(elk_init);
