// SPDX-License-Identifier: GPL-2.0
// refuse wren_cachep: is called in the macro retry3
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *wren_cachep;
static int __init wren_make(void)
{
	wren_cachep = kmem_cache_create("wren", 32, 0, 0, NULL);
	if (!wren_cachep)
		return -ENOMEM;
	return 0;
}
#define retry3(x) ((x) && (x) && (x))
static int __init wren_init(void)
{
	return retry3(wren_make());
}
module_init(wren_init);
