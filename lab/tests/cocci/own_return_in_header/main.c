// SPDX-License-Identifier: GPL-2.0
// refuse godwit_cachep: return has another meaning here
#include <linux/module.h>
#include <linux/slab.h>
#include "trace_return.h"

struct godwit { int x; };
static struct kmem_cache *godwit_cachep;

static int __init godwit_init(void)
{
	godwit_cachep = KMEM_CACHE(godwit, 0);
	if (godwit_cachep == NULL)
		return -ENOMEM;
	return 0;
}
module_init(godwit_init);
