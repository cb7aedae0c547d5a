// SPDX-License-Identifier: GPL-2.0
// refuse address_foo_cachep: its address is taken
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *address_foo_cachep;

static int __init address_foo_init(void)
{
	address_foo_cachep = KMEM_CACHE(address_foo, SLAB_PANIC);
	return 0;
}
module_init(address_foo_init);

static void address_foo_tell(void)
{
	tell(&address_foo_cachep);
}
