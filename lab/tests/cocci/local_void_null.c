// SPDX-License-Identifier: GPL-2.0
// refuse smew_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *smew_cachep;
void u(void *p)
{
	struct kmem_cache *c; c = smew_cachep; if (c == (void *)0) return; kmem_cache_free(c, p);
}
static int __init smew_init(void)
{
	smew_cachep = kmem_cache_create("smew", 32, 0, 0, NULL);
	if (!smew_cachep)
		return -ENOMEM;
	return 0;
}
module_init(smew_init);
