// SPDX-License-Identifier: GPL-2.0
// refuse heron_cachep: NULL has another meaning here
#include <linux/module.h>
#include <linux/slab.h>

#undef NULL
#define NULL ((void *)8)

struct heron { int x; };
static struct kmem_cache *heron_cachep;

static int __init heron_init(void)
{
	heron_cachep = KMEM_CACHE(heron, 0);
	if (heron_cachep == NULL)
		return -ENOMEM;
	return 0;
}
module_init(heron_init);
