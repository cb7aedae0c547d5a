// SPDX-License-Identifier: GPL-2.0
// convert set_before_req_cachep
// convert set_before_ee_cachep
// refuse set_before_tag_cachep: set before it is created
// refuse set_before_bit_cachep: set to NULL without being destroyed
#include <linux/module.h>
#include <linux/slab.h>

struct set_before { int x; };
static struct kmem_cache *set_before_req_cachep, *set_before_ee_cachep;
static struct kmem_cache *set_before_tag_cachep, *set_before_bit_cachep;
static void *set_before_pool;
extern bool set_before_tags;

static int __init set_before_init(void)
{
	/* nothing is there yet */
	set_before_pool = set_before_req_cachep = NULL;
	set_before_ee_cachep = NULL;
	if (set_before_tags)
		set_before_tag_cachep = NULL;

	set_before_req_cachep = KMEM_CACHE(set_before, 0);
	if (!set_before_req_cachep)
		goto out;
	set_before_ee_cachep = KMEM_CACHE(set_before, SLAB_ACCOUNT);
	if (!set_before_ee_cachep)
		goto out;
	set_before_tag_cachep = KMEM_CACHE(set_before, SLAB_PANIC);
	set_before_bit_cachep = KMEM_CACHE(set_before, SLAB_PANIC);
	return 0;
out:
	kmem_cache_destroy(set_before_ee_cachep);
	kmem_cache_destroy(set_before_req_cachep);
	return -ENOMEM;
}
module_init(set_before_init);

void set_before_forget(void)
{
	set_before_bit_cachep = NULL;
}
