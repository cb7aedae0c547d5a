// SPDX-License-Identifier: GPL-2.0
// refuse emu_cachep: also the name of a
#include <linux/module.h>
#include <linux/slab.h>

#include "emu.h"

struct emu { int x; };
struct kmem_cache *emu_cachep;

static int __init emu_init(void)
{
	emu_cachep = kmem_cache_create("emu", sizeof(struct emu), 0, 0, NULL);
	if (!emu_cachep)
		return -ENOMEM;
	return 0;
}
module_init(emu_init);
