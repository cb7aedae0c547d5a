// SPDX-License-Identifier: GPL-2.0
// refuse shag_cachep: tested before it is created
// refuse shag_b_cachep: created more than once perhaps
#include <linux/module.h>
#include <linux/slab.h>

struct shag { int x; };
static struct kmem_cache *shag_cachep;
static struct kmem_cache *shag_b_cachep;

static int __init shag_init(void)
{
	if (shag_cachep)
		goto out;
	shag_cachep = KMEM_CACHE(shag, 0);
	if (!shag_cachep)
		return -ENOMEM;
out:
	return 0;
}
module_init(shag_init);

/* Here the test is not dead. */
int shag_get(void)
{
	if (shag_b_cachep)
		return 0;
	shag_b_cachep = KMEM_CACHE(shag, 0);
	if (!shag_b_cachep)
		return -ENOMEM;
	return 0;
}
EXPORT_SYMBOL(shag_get);
