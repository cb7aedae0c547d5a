// SPDX-License-Identifier: GPL-2.0
// refuse per_call_foo_cachep: created more than once perhaps: per_call_foo_mount() is exported and may run more than once
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *per_call_foo_cachep;

int per_call_foo_mount(void)
{
	per_call_foo_cachep = KMEM_CACHE(per_call_foo, 0);
	if (!per_call_foo_cachep)
		return -ENOMEM;
	return 0;
}
EXPORT_SYMBOL(per_call_foo_mount);
