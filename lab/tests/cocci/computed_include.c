// SPDX-License-Identifier: GPL-2.0
// refuse imp_cachep: include
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *imp_cachep;
#define USERS "users.h"

int imp_ready(void);
#include USERS

static int __init imp_init(void)
{
	imp_cachep = kmem_cache_create("imp", 32, 0, 0, NULL);
	if (!imp_cachep)
		return -ENOMEM;
	return 0;
}
module_init(imp_init);
