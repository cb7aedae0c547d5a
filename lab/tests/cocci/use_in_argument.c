// SPDX-License-Identifier: GPL-2.0
// refuse nun_cachep: copied in the midst|not known to be right
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *nun_cachep;
int nun_check(struct kmem_cache *a, int b);

int nun_ready(void)
{
	struct kmem_cache *s;

	return nun_check(s = nun_cachep, 1);
}

static int __init nun_init(void)
{
	nun_cachep = kmem_cache_create("nun", 32, 0, 0, NULL);
	if (!nun_cachep)
		return -ENOMEM;
	return 0;
}
module_init(nun_init);
