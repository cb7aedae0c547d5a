// SPDX-License-Identifier: GPL-2.0
// convert label_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *label_foo_cachep;

static int __init label_foo_init(void)
{
	label_foo_cachep = KMEM_CACHE(label_foo, SLAB_PANIC);
	return 0;
}
module_init(label_foo_init);

void label_foo_work(void)
{
	goto label_foo_cachep;
label_foo_cachep:
	return;
}
