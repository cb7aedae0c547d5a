// SPDX-License-Identifier: GPL-2.0
// refuse table_range_cachep: called through a pointer
#include <linux/module.h>
#include <linux/slab.h>

struct table_range {
	int x;
	char name[16];
};

static struct kmem_cache *table_range_cachep;
void *table_range_get(void);
void *table_range_get(void)
{
	return kmem_cache_alloc(table_range_cachep, GFP_KERNEL);
}
static int __init table_range_make(void)
{
	table_range_cachep = kmem_cache_create("table_range", sizeof(struct table_range), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!table_range_cachep)
		return -ENOMEM;
	return 0;
}
static int (*const table_range_tab[])(void) __initconst = { [0 ... 1] = table_range_make };

static int __init table_range_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(table_range_tab); i++)
		if (table_range_tab[i]())
			return -ENOMEM;
	return 0;
}
module_init(table_range_init);

static void __exit table_range_exit(void)
{
	kmem_cache_destroy(table_range_cachep);
}
module_exit(table_range_exit);
