// SPDX-License-Identifier: GPL-2.0
// refuse -: also the name of a local variable
#include <linux/module.h>
#include <linux/slab.h>

struct local_second_of_the_name { int x; };
static struct kmem_cache *local_second_of_the_name_cachep;

void *local_second_of_the_name_get(void)
{
	return kmem_cache_alloc(local_second_of_the_name_cachep, GFP_KERNEL);
}

static int __init local_second_of_the_name_init(void)
{
	struct kmem_cache *s, *local_second_of_the_name_cachep = NULL;

	local_second_of_the_name_cachep = KMEM_CACHE(local_second_of_the_name, 0);
	s = local_second_of_the_name_cachep;
	kmem_cache_destroy(s);
	return 0;
}
module_init(local_second_of_the_name_init);
