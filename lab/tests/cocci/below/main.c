// SPDX-License-Identifier: GPL-2.0
// refuse bison_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct bison { int x; };
static struct kmem_cache *bison_cachep;
#include "template.h"

static int __init bison_init(void)
{
	bison_cachep = kmem_cache_create("bison", sizeof(struct bison), 0, 0, NULL);
	if (!bison_cachep)
		return -ENOMEM;
	return 0;
}
module_init(bison_init);
