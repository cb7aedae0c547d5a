// SPDX-License-Identifier: GPL-2.0
// convert reed_cachep
// The call must not go down over a write to what its argument points at.
#include <linux/module.h>
#include <linux/slab.h>

struct reed { int x; };

static struct kmem_cache *reed_cachep;
void *reed_get(void)
{
	return kmem_cache_alloc(reed_cachep, GFP_KERNEL);
}
static unsigned int reed_size(const int *p)
{
	return *p * 4;
}

static int __init reed_init(void)
{
	int al = 8, *p = &al;

	reed_cachep = kmem_cache_create("reed", reed_size(p), 0, 0, NULL);
	al = 16;
	if (!reed_cachep)
		return -EBUSY;
	return al - 16;
}
module_init(reed_init);

static void __exit reed_exit(void)
{
	kmem_cache_destroy(reed_cachep);
}
module_exit(reed_exit);
