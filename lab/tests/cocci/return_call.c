// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// convert tarragon_cachep
struct tarragon { int x; };
static struct kmem_cache *tarragon_cachep;
static int __init tarragon_init(void)
{
	tarragon_cachep = kmem_cache_create("tarragon", sizeof(struct tarragon), 0, SLAB_ACCOUNT, NULL);
	return tarragon_cachep != NULL ? tarragon_register() : -ENOMEM;
}
module_init(tarragon_init);
