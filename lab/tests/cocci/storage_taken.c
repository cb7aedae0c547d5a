// SPDX-License-Identifier: GPL-2.0
// refuse wren_cachep: wren_cachep_storage is the name of something else
#include <linux/module.h>
#include <linux/slab.h>

struct wren { int x; };
static struct kmem_cache *wren_cachep;

static int wren_cachep_storage(int x)
{
	return x;
}

int wren_x(void)
{
	return wren_cachep_storage(1);
}

static int __init wren_init(void)
{
	wren_cachep = kmem_cache_create("wren", sizeof(struct wren), 0, 0, NULL);
	if (!wren_cachep)
		return -ENOMEM;
	return 0;
}
module_init(wren_init);
