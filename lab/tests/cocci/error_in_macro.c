// SPDX-License-Identifier: GPL-2.0
// convert mew_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *mew_cachep;
int mew_start(void);

#define LEAVE_IF_ODD() do { if (err & 1) return err; } while (0)

static int __init mew_init(void)
{
	int err = mew_start();

	mew_cachep = kmem_cache_create("mew", 32, 0, 0, NULL);
	if (!mew_cachep) {
		err = -ENOMEM;
		goto out;
	}
	LEAVE_IF_ODD();
	err = 0;
out:
	return err;
}
module_init(mew_init);
