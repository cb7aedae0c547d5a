// SPDX-License-Identifier: GPL-2.0
// convert macro_goto_cachep
#include <linux/module.h>
#include <linux/slab.h>
#include "macro_goto.h"

static struct kmem_cache *macro_goto_cachep;

/* A macro jumps to where the errno is read, so a set-up that works must not write it. */
static int __init macro_goto_init(void)
{
	int ret = -ENOMEM;

	macro_goto_cachep = kmem_cache_create("macro_goto", 32, 0, 0, NULL);
	if (!macro_goto_cachep)
		goto fail;
	macro_goto_unless(b());
	ret = 0;
fail:
	return ret;
}
module_init(macro_goto_init);
