// SPDX-License-Identifier: GPL-2.0
// refuse ash_cachep: created under a condition, and tested behind it
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *ash_cachep;
static unsigned int ash_size;
int ash_register(void);

static int __init ash_init(void)
{
	int err;

	if (ash_size)
		ash_cachep = kmem_cache_create("ash", ash_size, 0, 0, NULL);
	if (!ash_cachep)
		return -ENOMEM;
	err = ash_register();
	return err;
}
module_init(ash_init);
