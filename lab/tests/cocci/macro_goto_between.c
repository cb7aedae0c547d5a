// SPDX-License-Identifier: GPL-2.0
// refuse macro_goto_between_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

#define check_b(x) do { if (!(x)) goto out; } while (0)
static struct kmem_cache *macro_goto_between_cachep;

static int __init macro_goto_between_init(void)
{
	int err = -EINVAL;

	macro_goto_between_cachep = kmem_cache_create("macro_goto_between", 32, 0, 0, NULL);
	check_b(q);
	if (!macro_goto_between_cachep) {
		err = -ENOMEM;
		goto out;
	}
	err = 0;
out:
	return err;
}
module_init(macro_goto_between_init);
