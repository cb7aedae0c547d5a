// SPDX-License-Identifier: GPL-2.0
// refuse sea_cachep: created more than once perhaps: sea_setup() is called twice
#include <linux/module.h>
#include <linux/slab.h>
#include "sea.h"

static struct kmem_cache *sea_cachep;

int sea_setup(void)
{
	sea_cachep = kmem_cache_create("sea", sizeof(struct sea), 0, 0, NULL);
	if (!sea_cachep)
		return -ENOMEM;
	return 0;
}

static int __init sea_init(void)
{
	return sea_setup();
}
module_init(sea_init);
